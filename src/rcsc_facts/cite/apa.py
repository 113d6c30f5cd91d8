"""APA style, 7th edition."""

from typing import Any

from rcsc_facts.cite import prose
from rcsc_facts.cite.prose import Words, american, curled, joined, listed, sentences, spaced
from rcsc_facts.cite.richtext import Text, italic, marked_up, text
from rcsc_facts.cite.source import Source, Span
from rcsc_facts.cite.style import PROSE_TARGETS, Passage, Style, by_title, in_sentence


def _authors(source: Source) -> Text:
    names = [prose.inverted(name, initials=True) for name in source.authors]
    if len(names) > 20:
        return curled(f"{', '.join(names[:19])}, . . . {names[-1]}")
    return prose.series(source, names, "&")


def _title(source: Source) -> Text:
    if source.is_untitled:
        number = source.get("number")
        return spaced(_description(source), _in_parentheses(text(number and prose.labelled("No.", number))))
    title = curled(source.title)
    stands_alone = source.type == "webpage" or not source.get("container-title")
    title = italic(title) if stands_alone else title
    if not source.is_article and not _held_in(source):
        title = spaced(title, _identifier(source))
    return title if _held_in(source) else spaced(title, _kind(source))


def _description(source: Source) -> Text:
    """Return what stands for the title."""
    return "[" + prose.upper_first(curled(source.title)) + "]"


def _kind(source: Source) -> Words:
    """Return what the text says that it is, where no number goes with it."""
    genre = prose.upper_first(source.get("genre"))
    return "[" + genre + "]" if genre and not source.get("number") and not source.is_untitled else ""


def _held_in(source: Source) -> bool:
    """Tell whether the source is a part of a volume."""
    return source.type == "report" and bool(source.get("container-title"))


def _identifier(source: Source) -> Text:
    """Return what tells a report or page apart: (White Paper No. 12; 2nd ed., pp. 5–9)."""
    number = source.get("number")
    numbered = spaced(
        prose.title_case(source, source.get("genre")) if number else "", number and prose.labelled("No.", number)
    )
    if source.type == "webpage":
        return _in_parentheses(numbered)
    volume, issue = source.get("volume"), source.get("issue")
    pages = prose.counted_pages(prose.pages(source, short=False))
    volume = volume and prose.labelled("Vol.", volume)
    issue = issue and prose.labelled("Issue", prose.dashed(issue))
    return _in_parentheses(joined("; ", numbered, joined(", ", prose.edition(source), volume, issue, pages)))


def _in_parentheses(words: Text) -> Text:
    return "(" + words + ")" if words else words


def _held(source: Source) -> list[Words]:
    """Return where the source stands, and who published it."""
    container, publisher = curled(marked_up(source.get("container-title"))), prose.publisher(source)
    if source.is_article:
        container = prose.title_case(source, container)
        issue = prose.dashed(source.get("issue"))
        volume = italic(source.get("volume")) + (f"({issue})" if issue else "")
        return [listed(italic(container), volume, prose.pages(source, short=False))]
    if _held_in(source):
        container = "In " + spaced(italic(container), _identifier(source), _kind(source))
        return [container, publisher]
    # A publisher or site that is the author is not named twice (APA 7, 9.29).
    authors = str(_authors(source))
    container = prose.title_case(source, container)
    return [held for held in (publisher, container) if str(held) != authors]


def _reference(source: Source, passage: Passage | None) -> Text:
    del passage
    source = source.by_publisher()
    day = american(source.issued, year=False) if source.issued and source.type != "report" else ""
    dated = f"({', '.join(filter(None, (prose.year(source), day)))})"
    authors, title = _authors(source), _title(source)
    head = (authors, dated, title) if authors else (title, dated)
    address = prose.address(source)
    if address and source.accessed and not source.doi:
        address = f"Retrieved {american(Span(source.accessed))}, from " + address
    return spaced(sentences(*head, *_held(source)), address)


def _in_text(source: Source, passage: Passage | None) -> Text:
    source = source.by_publisher()
    label: Words = prose.short_authors([name.surname for name in source.authors], "&")
    if not label and source.is_untitled:
        label = _description(source)
    paragraph = f"para. {passage.paragraph}" if passage else ""
    if not label:
        # In the text, APA capitalises all words of four letters or more (APA 7, 6.17).
        title = prose.title_case(source, curled(source.title), longest=3)
        label = italic(title) if source.type in ("webpage", "report") else prose.in_quotes(title)
    return "(" + listed(label, prose.year(source), paragraph) + ")"


def _cited_by(source: Source) -> object:
    """Return the authors or else the title, and the year."""
    source = source.by_publisher()
    return source.authors or str(source.title), source.issued.start[:1]


def _order(source: Source) -> tuple[Any, ...]:
    """By date, then by title (APA 7, 9.47)."""
    return (source.issued, *by_title(source))


STYLE = Style(
    "apa",
    "APA, 7th edition",
    reference=_reference,
    in_text=_in_text,
    sentence=in_sentence(_in_text),
    is_prose=True,
    targets=PROSE_TARGETS,
    alike=_cited_by,
    order=_order,
)
