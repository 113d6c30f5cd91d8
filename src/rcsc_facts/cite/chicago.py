"""Chicago style, 18th edition: author-date, and notes with a bibliography."""

from rcsc_facts.cite import prose
from rcsc_facts.cite.prose import Words, american, curled, in_quotes, listed, sentences, stopped, title_case
from rcsc_facts.cite.richtext import Text, italic, text
from rcsc_facts.cite.source import Source, Span
from rcsc_facts.cite.style import PROSE_TARGETS, Passage, Style, in_sentence


def _title(source: Source, stop: str = "") -> Text:
    if source.is_untitled:
        return curled(source.title)
    # Prepositions of five letters or more take a capital (Chicago 18, 8.160).
    title = title_case(source, curled(source.title), longest=4)
    stands_alone = source.type == "report" and not source.get("container-title")
    return italic(title) if stands_alone else in_quotes(title, stop)


def _container(source: Source) -> Text:
    container = prose.container(source)
    if source.type == "webpage":
        return listed(container, source.get("publisher") or source.get("publisher-place"))
    place = source.get("publisher-place")
    return italic(container) + (f" ({place})" if container and place and source.is_article else "")


def _authors(source: Source) -> Text:
    names = [prose.inverted(name, demotes=True) for name in source.authors[:1]]
    names += [name.straight for name in source.authors[1:]]
    if len(names) > 6:
        return curled(f"{', '.join(names[:3])}, et al.")
    return prose.series(source, names, "and")


def _access(source: Source, word: str = "Accessed") -> str:
    return f"{word} {american(Span(source.accessed))}" if source.accessed else ""


def _kind(source: Source) -> Text:
    """Return what a text says that it is, such as a blog post, where that does not stand for its title."""
    is_told = source.is_untitled or source.get("number")
    return prose.upper_first("" if is_told else source.get("genre"))


def _apart(source: Source) -> Words:
    """Return what tells texts of one title apart: the section of a newspaper, the edition of a page."""
    if source.is_article:
        return title_case(source, source.get("section"))
    return prose.edition(source) if source.type == "webpage" else ""


def _numbers(source: Source, number: str, volume: str) -> list[Words]:
    """Return what tells a report apart, after these labels: its genre and number, its edition, its volume."""
    numbered = ""
    if source.get("number"):
        genre = title_case(source, source.get("genre")) if number.istitle() else source.get("genre")
        numbered = " ".join(filter(None, (str(genre), prose.labelled(number, source.get("number")))))
    bound = source.get("volume") and prose.labelled(volume, source.get("volume"))
    return [numbered, prose.edition(source), bound, source.get("issue") and f"no. {source.get('issue')}"]


def _edition(source: Source) -> Text:
    """Return the edition of a newspaper: Late Edition."""
    edition = prose.edition(source)
    if not edition or edition != source.get("edition"):
        return text(edition)
    return title_case(source, edition if edition.lower().endswith("edition") else f"{edition} edition")


def _stands_as_author(source: Source) -> bool:
    """Tell whether the newspaper or site stands in the place of the author, who is not named."""
    return not source.authors and source.type != "report" and bool(source.get("container-title"))


def _tail(source: Source) -> list[Words]:
    return [_edition(source) if source.is_article else "", _access(source), prose.address(source)]


def _report(source: Source) -> list[Words]:
    """Return what tells a report apart, and the volume that it is a part of."""
    numbers = _numbers(source, "No.", "Vol.")
    if source.get("container-title"):
        return [_kind(source), "In " + listed(_container(source), *numbers)]
    return [_kind(source), *numbers]


def _author_date(source: Source, passage: Passage | None) -> Text:
    del passage
    day = american(source.issued, year=False) if source.issued else ""
    title, year = _title(source, "."), prose.year(source)
    section = _apart(source)
    if source.type == "report":
        rest = _report(source)
        head: tuple[Words, ...] = (_authors(source), year, title) if source.authors else (title, year)
        return sentences(*head, *rest, source.get("publisher"), *_tail(source))
    if _stands_as_author(source):
        return sentences(_container(source), year, title, _kind(source), section, day, *_tail(source))
    head = (_authors(source), year, title) if source.authors else (title, year)
    edition, *tail = _tail(source)
    # Where no day parts them, the edition goes with the newspaper.
    held = [listed(_container(source), day), edition] if day else [listed(_container(source), edition)]
    return sentences(*head, _kind(source), section, *held, *tail)


def _author_date_in_text(source: Source, passage: Passage | None) -> Text:
    label = prose.short_authors([name.surname for name in source.authors], "and")
    if not label and _stands_as_author(source):
        label = prose.container(source) if source.type == "webpage" else italic(prose.container(source))
    label = label or _title(source)
    paragraph = f"para. {passage.paragraph}" if passage else ""
    dated = prose.spaced(label, prose.year(source)) if source.issued else listed(label, prose.year(source))
    return "(" + listed(dated, paragraph) + ")"


def _cited_by(source: Source) -> object:
    """Return the authors or what stands for them, and the year."""
    stands = source.get("container-title") if _stands_as_author(source) else str(source.title)
    return source.authors or stands, source.issued.start[:1]


def _note_date(source: Source) -> str:
    return american(source.issued) if source.issued else "" if source.type == "webpage" else "n.d."


def _note_year(source: Source) -> str:
    return prose.years(source.issued) if source.issued else "n.d."


def _bibliography(source: Source, passage: Passage | None) -> Text:
    del passage
    if source.type == "report":
        published = listed(source.get("publisher"), _note_year(source))
        return sentences(_authors(source), _title(source, "."), *_report(source), published, *_tail(source))
    title, date = _title(source, "."), _note_date(source)
    section = _apart(source)
    if _stands_as_author(source):
        return sentences(_container(source), title, _kind(source), section, date, *_tail(source))
    held = listed(_container(source), date)
    return sentences(_authors(source), title, _kind(source), section, held, *_tail(source))


def _note(source: Source, passage: Passage | None) -> Text:
    authors = prose.short_authors([name.straight for name in source.authors], "and")
    paragraph = f"para. {passage.paragraph}" if passage else ""
    tail: list[Words] = [paragraph, _access(source, "accessed"), prose.address(source)]
    title, container = _title(source), _container(source)
    if source.type == "report":
        numbers = _numbers(source, "no.", "vol.")
        head = listed(authors, title, _kind(source))
        published = " (" + listed(source.get("publisher"), _note_year(source)) + ")"
        held = listed("in " + container if container else "", *numbers)
        return stopped(listed(listed(head, held) + published, *tail))
    section = _apart(source)
    where: list[Words] = [title, _kind(source), section, container]
    if source.is_untitled and not authors:
        where = [container, title]
    edition = _edition(source) if source.is_article else ""
    return stopped(listed(authors, *where, _note_date(source), edition, *tail))


def _with_note(source: Source, passage: Passage, said: str, is_first: bool) -> Text:
    del is_first
    return said + "\n" + _note(source, passage)


AUTHOR_DATE = Style(
    "chicago",
    "Chicago, 18th edition, author-date",
    reference=_author_date,
    in_text=_author_date_in_text,
    sentence=in_sentence(_author_date_in_text),
    is_prose=True,
    targets=PROSE_TARGETS,
    alike=_cited_by,
)
NOTES = Style(
    "chicago-notes",
    "Chicago, 18th edition, notes and bibliography",
    reference=_bibliography,
    in_text=_note,
    sentence=_with_note,
    is_prose=True,
    targets=PROSE_TARGETS,
)
