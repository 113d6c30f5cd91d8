"""A source and a place in it to a citation, in the prose styles and the data formats that writers use.

The styles are written for the CSL types of newspapers, magazines, web pages and reports: APA (7th
edition), MLA (9th), Chicago (18th; author-date, and notes with a bibliography). They are held against
citeproc-js and the official CSL styles in the tests, which name the few places where the published
rule differs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from rcsc_facts.cite import apa, bibtex, chicago, csl, markdown, mla, ris, wikipedia
from rcsc_facts.cite.prose import curled, in_quotes
from rcsc_facts.cite.richtext import TARGETS, Text, render, web_address
from rcsc_facts.cite.source import Source, SourceFinding, findings, source_of
from rcsc_facts.cite.style import Passage, Style
from rcsc_facts.errors import NothingFound, UsageError
from rcsc_facts.model import Claim

__all__ = [
    "FORMS",
    "STYLES",
    "TABLE",
    "TARGETS",
    "Passage",
    "Source",
    "SourceFinding",
    "Style",
    "cite",
    "findings",
    "passage",
    "source_of",
]

TABLE: Mapping[str, Style] = {
    style.name: style
    for style in (
        *(apa.STYLE, mla.STYLE, chicago.AUTHOR_DATE, chicago.NOTES),
        *(bibtex.BIBTEX, bibtex.BIBLATEX, ris.STYLE, csl.STYLE, markdown.STYLE, wikipedia.STYLE),
    )
}
"""The styles by their names."""

STYLES: Mapping[str, str] = {style.name: style.about for style in TABLE.values()}
"""The styles of citation, as a vocabulary."""

FORMS: Mapping[str, str] = {
    "reference": "the entry for a list of references, and where passages are given a form for the text for each",
    "in-text": "the form for the text, or the note",
    "quote": "a sentence in our own words with the form for the text",
    "verbatim": "the source's own words, in quotation marks, with the form for the text",
}
"""What can be asked of a style."""


def passage(claim: Claim, sentence: str = "") -> Passage:
    """Return the place that a claim rests on, with the *sentence* that says it; the statement unless given."""
    return Passage(claim.evidence.paragraph, claim.evidence.phrase, sentence or claim.statement)


def cite(
    source: Source,
    passages: Sequence[Passage],
    style: str,
    *,
    form: str = "reference",
    link: bool = False,
    target: str = "text",
) -> list[str]:
    """Return citations, one an item: of the source, or with passages of the places in it.

    *style* is a word of `STYLES`, *form* one of `FORMS`; *link* adds a link to each passage's very words.
    *target* is a word of the style's `targets`. Raise UsageError where the style has no such form or target
    or where there are no passages to quote or link, NothingFound for links where no address is known.
    """
    chosen = TABLE[style]
    if target not in chosen.targets:
        having = _names(lambda one: target in one.targets)
        raise UsageError(f"{style} is not rendered for {target}", f"styles that are: {having}")
    if (link or form in ("quote", "verbatim")) and not passages:
        raise UsageError(f"a {'link' if link else 'quotation'} is made of a claim, and none is given")
    if link:
        passages = [place._replace(link=_link(source, place)) for place in passages]
    return [render(one, target) for one in _FORMS[form](chosen, source, passages)]


def _names(has: Callable[[Style], bool]) -> str:
    return ", ".join(style.name for style in TABLE.values() if has(style))


def _references(style: Style, source: Source, passages: Sequence[Passage]) -> Iterable[Text]:
    linked = [place for place in passages if place.link]
    if linked and style.holds_link:
        sources = [_at(source, place, number if len(linked) > 1 else 0) for number, place in enumerate(linked, 1)]
        entries = list(map(style.reference, sources, passages))
    elif style.holds_passage and passages:
        entries = [style.reference(source, place) for place in passages]
    else:
        entries = [style.reference(source, None)]
    in_text = style.in_text if style.is_prose else None
    if style.together:
        entries = [style.together(entries)]
    entries += [in_text(source, place) for place in passages if in_text]
    return entries if style.holds_link else [*entries, *_links(style, linked)]


def _at(source: Source, place: Passage, number: int) -> Source:
    """Return the source with the address of the words; a *number* tells several such entries apart."""
    numbered = f"{source.id}-{number}" if number else source.id
    return Source({**source.item, "id": numbered, "URL": place.link}, source.accessed)


def _links(style: Style, passages: Sequence[Passage]) -> Iterable[Text]:
    return filter(None, (style.link(place.link) for place in passages if place.link))


def _in_text(style: Style, source: Source, passages: Sequence[Passage]) -> Iterable[Text]:
    if style.in_text is None:
        having = _names(lambda one: one.in_text is not None)
        raise UsageError(f"{style.name} has no form for the text", f"styles that have one: {having}")
    forms = [style.in_text(source, place) for place in passages] or [style.in_text(source, None)]
    return [*forms, *_links(style, passages)]


def _quotes(style: Style, source: Source, passages: Sequence[Passage]) -> Iterable[Text]:
    return _sentences(style, source, passages, [place.sentence for place in passages])


def _verbatim(style: Style, source: Source, passages: Sequence[Passage]) -> Iterable[Text]:
    return _sentences(style, source, passages, [str(in_quotes(curled(place.words))) for place in passages])


def _sentences(style: Style, source: Source, passages: Sequence[Passage], said: Sequence[str]) -> Iterable[Text]:
    if style.sentence is None:
        having = _names(lambda one: one.sentence is not None)
        raise UsageError(f"{style.name} cannot hold a sentence", f"styles that can: {having}")
    pairs = enumerate(zip(passages, said, strict=True))
    sentences = [style.sentence(source, place, words, at == 0) for at, (place, words) in pairs]
    return [*sentences, *_links(style, passages)]


_FORMS = {"reference": _references, "in-text": _in_text, "quote": _quotes, "verbatim": _verbatim}


def _link(source: Source, place: Passage) -> str:
    """Return the address of the very words (a text fragment, WICG Scroll To Text), encoded once."""
    address = web_address(source.get("URL"))
    if not address:
        raise NothingFound("no web address of the source is known")
    words = "".join(
        char if char.isascii() and char.isalnum() else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in place.words
    )
    return f"{address}{'' if '#' in address else '#'}:~:text={words}"
