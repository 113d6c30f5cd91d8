"""Chicago style, 18th edition: author-date, and notes with a bibliography."""

from rcsc_facts.cite import prose
from rcsc_facts.cite.prose import Words, american, curled, in_quotes, listed, sentences, stopped, title_case
from rcsc_facts.cite.richtext import Text, italic, text
from rcsc_facts.cite.source import Source, Span
from rcsc_facts.cite.style import PROSE_TARGETS, Passage, Style, with_citation


def _title(source: Source, stop: str = "") -> Text:
    if source.is_untitled:
        return curled(source.title)
    title = title_case(source, curled(source.title))
    return italic(title) if source.type == "report" else in_quotes(title, stop)


def _container(source: Source) -> Text:
    container = source.get("container-title")
    if source.type == "webpage":
        return text(container)
    place = source.get("publisher-place") if source.type == "article-newspaper" else ""
    return italic(container) + (f" ({place})" if container and place else "")


def _authors(source: Source) -> str:
    names = source.authors
    if not names:
        return ""
    shown = [prose.inverted(names[0]), *(name.straight for name in names[1:])]
    if len(shown) > 6:
        return f"{', '.join(shown[:3])}, et al."
    return f"{', '.join(shown[:-1])}, and {shown[-1]}" if len(shown) > 1 else shown[0]


def _access(source: Source, word: str = "Accessed") -> str:
    return f"{word} {american(Span(source.accessed))}" if source.accessed else ""


def _number(source: Source) -> str:
    return f"{source.get('genre') or 'No.'} {source.get('number')}" if source.get("number") else ""


def _has_newspaper_as_author(source: Source) -> bool:
    return not source.authors and source.is_article and bool(source.get("container-title"))


def _year(source: Source) -> str:
    return f"{prose.years(source.issued)}{source.letter}" if source.issued else "n.d." + source.letter


def _author_date(source: Source, passage: Passage | None) -> Text:
    del passage
    day = american(source.issued, year=False) if source.issued else ""
    tail: tuple[Words, ...] = (_access(source), prose.address(source))
    title, year = _title(source, "."), _year(source)
    if _has_newspaper_as_author(source):
        return sentences(_container(source), year, title, day, *tail)
    head: tuple[Words, ...] = (_authors(source), year, title) if source.authors else (title, year)
    if source.type == "report":
        return sentences(*head, _number(source), source.get("publisher"), *tail)
    return sentences(*head, listed(_container(source), day), *tail)


def _author_date_in_text(source: Source, passage: Passage | None) -> Text:
    label: Words = prose.short_authors([name.surname for name in source.authors], "and")
    if not label and _has_newspaper_as_author(source):
        label = italic(source.get("container-title"))
    label = label or _title(source)
    paragraph = f"para. {passage.paragraph}" if passage else ""
    dated = prose.spaced(label, _year(source)) if source.issued else listed(label, _year(source))
    return "(" + listed(dated, paragraph) + ")"


def _note_date(source: Source) -> str:
    return american(source.issued) if source.issued else "" if source.type == "webpage" else "n.d."


def _bibliography(source: Source, passage: Passage | None) -> Text:
    del passage
    tail: tuple[Words, ...] = (_access(source), prose.address(source))
    title = _title(source, ".")
    if _has_newspaper_as_author(source):
        return sentences(_container(source), title, _note_date(source), *tail)
    head: tuple[Words, ...] = (_authors(source), title)
    if source.type == "report":
        published = listed(source.get("publisher"), _note_year(source))
        return sentences(*head, _number(source), published, *tail)
    return sentences(*head, listed(_container(source), _note_date(source)), *tail)


def _note_year(source: Source) -> str:
    return prose.years(source.issued) if source.issued else "n.d."


def _note(source: Source, passage: Passage | None) -> Text:
    authors = prose.short_authors([name.straight for name in source.authors], "and")
    paragraph = f"para. {passage.paragraph}" if passage else ""
    tail: tuple[Words, ...] = (paragraph, _access(source, "accessed"), prose.address(source))
    title, container = _title(source), _container(source)
    if source.type == "report":
        published = " (" + listed(source.get("publisher"), _note_year(source)) + ")"
        return stopped(listed(listed(authors, title, _number(source)) + published, *tail))
    where = (container, title) if source.is_untitled and not authors else (title, container)
    return stopped(listed(authors, *where, _note_date(source), *tail))


def _with_note(sentence: str, cited: Text) -> Text:
    return sentence + "\n" + cited


AUTHOR_DATE = Style(
    "chicago",
    "Chicago, 18th edition, author-date",
    reference=_author_date,
    in_text=_author_date_in_text,
    sentence=with_citation,
    is_prose=True,
    targets=PROSE_TARGETS,
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
