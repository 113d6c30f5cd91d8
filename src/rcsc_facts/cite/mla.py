"""MLA style, 9th edition."""

from rcsc_facts.cite import prose
from rcsc_facts.cite.prose import curled, in_quotes, listed, sentences, title_case
from rcsc_facts.cite.richtext import Text, text
from rcsc_facts.cite.source import Date, Source, Span
from rcsc_facts.cite.style import PROSE_TARGETS, Passage, Style, in_sentence


def _authors(source: Source) -> Text:
    names = source.authors
    if len(names) > 2:
        return curled(f"{prose.inverted(names[0])}, et al.")
    return prose.series(source, [*map(prose.inverted, names[:1]), *(name.straight for name in names[1:])], "and")


def _day(date: Date, *, year: bool = True) -> str:
    return prose.day_first(date, year=year, short=True)


def _date(span: Span) -> str:
    start, end = span
    if not end:
        return _day(start)
    if len(start) > 2 and len(end) > 2 and start[:2] == end[:2]:
        return f"{start[2]}–{_day(end)}"
    return f"{_day(start, year=start[0] != end[0] or len(start) == 1)}–{_day(end)}"


def _title(source: Source, stop: str = "") -> Text:
    if source.is_untitled:
        return prose.upper_first(prose.described(source, "no."))
    title = title_case(source, curled(source.title))
    # What is part of a larger work stands in quotation marks, what stands alone in italics.
    return in_quotes(title, stop) if source.get("container-title") else prose.titled(title)


def _reference(source: Source, passage: Passage | None) -> Text:
    del passage
    container = prose.titled(prose.container(source))
    if container and source.get("publisher-place") and source.is_article:
        container += f" [{source.get('publisher-place')}]"
    pages = prose.counted_pages(prose.pages(source, short=True))
    edition = prose.upper_first(prose.edition(source))
    numbered = []
    if source.get("volume") and (source.type != "report" or container or edition):
        numbered.append(prose.labelled("vol.", source.get("volume")))
    if source.get("issue"):
        numbered.append(prose.labelled("no.", prose.dashed(source.get("issue"))))
    genre = source.get("genre") if not source.is_untitled else ""
    if source.get("number") and not source.is_untitled:
        number = prose.labelled("no.", source.get("number"))
        numbered.append(" ".join(filter(None, (genre, number))))
        genre = ""
    publisher = "" if source.is_article else prose.publisher_or_place(source)
    dated = _date(source.issued) if source.issued else ""
    held = listed(container, edition, *numbered, publisher, dated, pages, prose.address(source))
    accessed = f"Accessed {_day(source.accessed)}" if source.accessed else ""
    section = title_case(source, source.get("section")) if source.is_article else ""
    return sentences(_authors(source), _title(source, "."), prose.upper_first(genre), held, section, accessed)


def _in_text(source: Source, passage: Passage | None) -> Text:
    # MLA gives paragraph numbers only where the source itself prints them (MLA 9, 6.16).
    del passage
    label = prose.short_authors([name.surname for name in source.authors], "and")
    if label and source.letter:
        # Works of the same author are told apart by their titles (MLA 9, 6.8).
        label = listed(label, _title(source))
    return text("(") + (label or _title(source)) + ")"


def _cited_by(source: Source) -> object:
    """Return the authors; what has none is cited by its own title."""
    return source.authors or source.id


STYLE = Style(
    "mla",
    "MLA, 9th edition",
    reference=_reference,
    in_text=_in_text,
    sentence=in_sentence(_in_text),
    is_prose=True,
    targets=PROSE_TARGETS,
    alike=_cited_by,
)
