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
from rcsc_facts.cite.wikipedia import note as wikipedia_note
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
    "cite_all",
    "findings",
    "passage",
    "source_of",
    "wikipedia_note",
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


Work = tuple[Source, Sequence[Passage]]
"""A source, and the passages in it that are cited."""


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
    return cite_all([(source, passages)], style, form=form, link=link, target=target)


def cite_all(
    works: Sequence[Work], style: str, *, form: str = "reference", link: bool = False, target: str = "text"
) -> list[str]:
    """Return citations of several sources, in their order: all references, then the forms for the text.

    Sources of the same authors and year are told apart as the style does (2024a, 2024b). For the rest see `cite`.
    """
    chosen = TABLE[style]
    if target not in chosen.targets:
        having = _names(lambda one: target in one.targets)
        raise UsageError(f"{style} is not rendered for {target}", f"styles that are: {having}")
    if (link or form in ("quote", "verbatim")) and not any(passages for _, passages in works):
        raise UsageError(
            f"a {'link' if link else 'quotation'} is made of a claim, and none is given", "name claims by their ids"
        )
    if link:
        works = [
            (source, [place._replace(link=_link(source, place)) for place in passages]) for source, passages in works
        ]
    return [render(one, target) for one in _FORMS[form](chosen, _told_apart(chosen, works))]


def _told_apart(style: Style, works: Sequence[Work]) -> Sequence[Work]:
    """Return the works, those that the style would cite alike with letters."""
    if style.alike is None:
        return works
    groups: dict[object, dict[str, Source]] = {}
    for source, _ in works:
        groups.setdefault(style.alike(source), {})[source.id] = source
    letters: dict[str, str] = {}
    for group in groups.values():
        ordered = sorted(group.values(), key=style.order)
        letters |= {source.id: _letter(number) for number, source in enumerate(ordered) if len(group) > 1}
    return [(source.with_letter(letters.get(source.id, "")), passages) for source, passages in works]


def _letter(number: int) -> str:
    """Return a to z for 0 to 25, then aa, ab and so on."""
    return (_letter(number // 26 - 1) if number > 25 else "") + chr(ord("a") + number % 26)


def _names(has: Callable[[Style], bool]) -> str:
    return ", ".join(style.name for style in TABLE.values() if has(style))


def _references(style: Style, works: Sequence[Work]) -> Iterable[Text]:
    entries = [entry for source, passages in works for entry in _entries(style, source, passages)]
    if style.together:
        entries = [style.together(entries)]
    if in_text := style.in_text if style.is_prose else None:
        entries += [in_text(source, place) for source, passages in works for place in passages]
    return entries if style.holds_link else [*entries, *_links(style, works)]


def _entries(style: Style, source: Source, passages: Sequence[Passage]) -> Iterable[Text]:
    linked = [place for place in passages if place.link]
    if linked and style.holds_link:
        numbers = range(1, len(linked) + 1) if len(linked) > 1 else [0]
        sources = [source.at(place.link, number) for place, number in zip(linked, numbers, strict=True)]
        return map(style.reference, sources, passages)
    if style.holds_passage and passages:
        return [style.reference(source, place) for place in passages]
    return [style.reference(source, None)]


def _links(style: Style, works: Sequence[Work]) -> Iterable[Text]:
    return filter(None, (style.link(place.link) for _, passages in works for place in passages if place.link))


def _in_text(style: Style, works: Sequence[Work]) -> Iterable[Text]:
    if style.in_text is None:
        having = _names(lambda one: one.in_text is not None)
        raise UsageError(f"{style.name} has no form for the text", f"styles that have one: {having}")
    places: list[tuple[Source, Passage | None]] = []
    for source, passages in works:
        places += [(source, place) for place in passages] or [(source, None)]
    forms = [style.in_text(source, place) for source, place in places]
    return [*forms, *_links(style, works)]


def _quotes(style: Style, works: Sequence[Work]) -> Iterable[Text]:
    return _sentences(style, works, lambda place: place.sentence)


def _verbatim(style: Style, works: Sequence[Work]) -> Iterable[Text]:
    return _sentences(style, works, lambda place: str(in_quotes(curled(place.words))))


def _sentences(style: Style, works: Sequence[Work], said: Callable[[Passage], str]) -> Iterable[Text]:
    if style.sentence is None:
        having = _names(lambda one: one.sentence is not None)
        raise UsageError(f"{style.name} cannot hold a sentence", f"styles that can: {having}")
    sentences = [
        style.sentence(source, place, said(place), at == 0)
        for source, passages in works
        for at, place in enumerate(passages)
    ]
    return [*sentences, *_links(style, works)]


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
