"""Chicago style, 18th edition: author-date, and notes with a bibliography."""

from rcsc_facts.cite import prose
from rcsc_facts.cite.prose import Words, american, curled, in_quotes, listed, sentences, stopped, title_case
from rcsc_facts.cite.richtext import Text, text
from rcsc_facts.cite.source import Source, Span
from rcsc_facts.cite.style import PROSE_TARGETS, Passage, Style, in_sentence


def _title(source: Source, stop: str = "") -> Text:
    if source.is_untitled:
        return prose.described(source, "No.")
    # Prepositions of five letters or more take a capital (Chicago 18, 8.160).
    title = title_case(source, curled(source.title), longest=4)
    stands_alone = source.type == "report" and not source.get("container-title")
    return prose.titled(title) if stands_alone else in_quotes(title, stop)


def _container(source: Source) -> Text:
    container = prose.container(source)
    if source.type == "webpage":
        return listed(container, prose.publisher_or_place(source))
    place = source.get("publisher-place")
    return prose.titled(container) + (f" ({place})" if container and place and source.is_article else "")


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


def _apart(source: Source) -> list[Words]:
    """Return what tells texts of one title apart: the section of a newspaper, the number and edition of a page."""
    if source.is_article:
        return [title_case(source, source.get("section"))]
    return [_numbered(source, "No."), prose.upper_first(prose.edition(source))]


def _numbered(source: Source, label: str) -> str:
    """Return the genre and the number, in capitals where the *label* has one; nothing where they are the title."""
    if not source.get("number") or source.is_untitled:
        return ""
    genre = source.get("genre")
    genre = str(title_case(source, genre)) if label.istitle() else genre
    return " ".join(filter(None, (genre, prose.labelled(label, source.get("number")))))


def _numbers(source: Source, number: str, volume: str) -> list[Words]:
    """Return what tells a report apart, after these labels: its genre and number, its edition, its volume."""
    edition: Words = prose.edition(source)
    edition = prose.upper_first(edition) if number.istitle() else edition
    bound = source.get("volume") and prose.labelled(volume, source.get("volume"))
    issue = prose.dashed(source.get("issue"))
    return [_numbered(source, number), edition, bound, issue and prose.labelled("no.", issue)]


def _edition(source: Source) -> Text:
    """Return the edition of a newspaper: Late Edition."""
    edition = prose.edition(source)
    if not edition or edition.endswith("ed."):
        return text(edition)
    return title_case(source, edition) + ("" if edition.lower().endswith("edition") else " Edition")


def _stands_as_author(source: Source) -> bool:
    """Tell whether the newspaper or site stands in the place of the author, who is not named."""
    return not source.authors and source.type != "report" and bool(source.get("container-title"))


def _tail(source: Source) -> list[Words]:
    return [_edition(source) if source.is_article else "", _access(source), prose.address(source)]


def _report(source: Source) -> list[Words]:
    """Return what tells a report apart, and the volume that it is a part of."""
    numbers = _numbers(source, "No.", "vol." if source.get("container-title") else "Vol.")
    if source.get("container-title"):
        return ["In " + listed(_container(source), _kind(source), *numbers)]
    return [_kind(source), *numbers]


def _for_author(source: Source) -> tuple[Text, Text]:
    """Return the newspaper or site as it stands for the author, and its place where that does not go with the name."""
    if source.type != "webpage":
        return _container(source), Text()
    return prose.container(source), prose.publisher_or_place(source)


def _author_date(source: Source, passage: Passage | None) -> Text:
    del passage
    source = source.by_publisher()
    day = american(source.issued, year=False) if source.issued else ""
    title, year = _title(source, "."), prose.year(source)
    section = _apart(source)
    if source.type == "report":
        rest = _report(source)
        head: tuple[Words, ...] = (_authors(source), year, title) if source.authors else (title, year)
        return sentences(*head, *rest, prose.publisher_or_place(source), *_tail(source))
    if _stands_as_author(source):
        name, place = _for_author(source)
        return sentences(name, year, title, _kind(source), *section, listed(place, day), *_tail(source))
    head = (_authors(source), year, title) if source.authors else (title, year)
    edition, *tail = _tail(source)
    # Where no day parts them, the edition goes with the newspaper.
    held = [listed(_container(source), day), edition] if day else [listed(_container(source), edition)]
    return sentences(*head, _kind(source), *section, *held, *tail)


def _author_date_in_text(source: Source, passage: Passage | None) -> Text:
    source = source.by_publisher()
    label = prose.short_authors([name.surname for name in source.authors], "and")
    if not label and _stands_as_author(source):
        label = prose.container(source) if source.type == "webpage" else prose.titled(prose.container(source))
    label = label or _title(source)
    paragraph = f"para. {passage.paragraph}" if passage else ""
    dated = prose.spaced(label, prose.year(source)) if source.issued else listed(label, prose.year(source))
    return "(" + listed(dated, paragraph) + ")"


def _cited_by(source: Source) -> object:
    """Return the authors or what stands for them, and the year."""
    source = source.by_publisher()
    stands = source.get("container-title") if _stands_as_author(source) else str(source.title)
    return source.authors or stands, source.issued.start[:1]


def _note_date(source: Source) -> str:
    return american(source.issued) if source.issued else "" if source.type == "webpage" else "n.d."


def _note_year(source: Source) -> str:
    return prose.years(source.issued) if source.issued else "n.d."


def _bibliography(source: Source, passage: Passage | None) -> Text:
    del passage
    if source.type == "report":
        published = listed(prose.publisher_or_place(source), _note_year(source))
        return sentences(_authors(source), _title(source, "."), *_report(source), published, *_tail(source))
    source = source.by_publisher()
    title, date = _title(source, "."), _note_date(source)
    section = _apart(source)
    if _stands_as_author(source):
        name, place = _for_author(source)
        return sentences(name, title, _kind(source), *section, listed(place, date), *_tail(source))
    held = listed(_container(source), date)
    return sentences(_authors(source), title, _kind(source), *section, held, *_tail(source))


def _note(source: Source, passage: Passage | None) -> Text:
    authors = prose.short_authors([name.straight for name in source.authors], "and")
    paragraph = f"para. {passage.paragraph}" if passage else ""
    tail: list[Words] = [paragraph, _access(source, "accessed"), prose.address(source)]
    title = _title(source)
    if source.is_untitled:
        title = prose.described(source, "no.") if source.get("number") else curled(source.title)
    container = _container(source)
    kind = "" if source.is_untitled or source.get("number") else source.get("genre")
    if source.type == "report":
        numbers = _numbers(source, "no.", "vol.")
        head = listed(authors, title, "" if container else kind)
        published = " (" + listed(prose.publisher_or_place(source), _note_year(source)) + ")"
        held = listed("in " + listed(container, kind) if container else "", *numbers)
        return stopped(listed(listed(head, held) + published, *tail))
    section = _apart(source)
    if source.type == "webpage":
        section = [_numbered(source, "no."), prose.edition(source)]
    where: list[Words] = [title, kind, *section, container]
    if source.is_untitled and not authors:
        # A newspaper stands before a description, a site behind it.
        where = [container, title, *section] if source.is_article else [prose.upper_first(title), *section, container]
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
