"""From a copy of an article to a store: its source, and a stub for everything in it that could be a claim."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rcsc_facts.draft.head import stated
from rcsc_facts.draft.stubs import Speakers, Stub, Wanted, countries_of, regions_of, stubs
from rcsc_facts.draft.writing import clean, flow, remark, scalar
from rcsc_facts.errors import UsageError, shown
from rcsc_facts.model import Claim, Header
from rcsc_facts.text import figures
from rcsc_facts.text.copy import Paragraph
from rcsc_facts.text.names import Gazetteer
from rcsc_facts.text.reading import read
from rcsc_facts.verify import gaps, is_prose
from rcsc_facts.vocabulary import TODO

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_OF_ID = 80


def draft(content: bytes, name: str = "", source_id: str | None = None) -> str:
    """Return a store in schema 2 for a copy of an article: what it holds, and its file's name.

    Its id is *source_id*, or made from what the page states. Raises CopyError for what is not text.
    """
    if source_id is not None and not (_ID.fullmatch(source_id) and len(source_id) <= _MOST_OF_ID):
        raise UsageError(f"'{shown(source_id)}' cannot be an id", "write lower-case letters, digits and single hyphens")
    reading = read(content, name)
    source = stated(content, name)
    speakers = Speakers({})
    body = body_of(reading.paragraphs)
    found = stubs(reading, Wanted(body, body.start), speakers)
    return "".join(f"{line}\n" for line in [*_header(source, source_id, speakers, found), *_claims(found, "  ")])


_FIRST_ITEM = re.compile(rb"^claims:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)-", re.MULTILINE)


def indent_of(store: bytes) -> str:
    """Return what stands before the claims of a store."""
    found = _FIRST_ITEM.search(store)
    return found[1].decode() if found else "  "


def addition(header: Header, claims: Sequence[Claim], indent: str, content: bytes, name: str = "") -> str:
    """Return the claims that a store lacks, as items of its list of claims; nothing where it accounts for everything.

    *indent* is what stands before the items there. Raises CopyError for what is not text.
    """
    reading = read(content, name, Gazetteer(header.places, header.groups))
    left = gaps(header, claims, reading)
    wanted = Wanted(left.body, left.first, left.starts, left.sentences)
    found = stubs(reading, wanted, Speakers(header.speakers), (claim.id for claim in claims))
    return "".join(f"{line}\n" for stub in found for line in _claim(stub, indent))


def body_of(paragraphs: Sequence[Paragraph]) -> range:
    """Return which paragraphs are the article's: the run with most prose in it, and least of anything else."""
    best, total, first = (0, 0, 0), 0, 0
    for position, paragraph in enumerate(paragraphs):
        total += _weight(paragraph)
        if total <= 0:
            total, first = 0, position + 1
        elif total > best[0]:
            best = total, first, position + 1
    if not best[0]:
        return range(len(paragraphs))
    first, last = best[1], best[2]
    while first > 0 and is_prose(paragraphs[first - 1].text):
        first -= 1
    while last < len(paragraphs) and is_prose(paragraphs[last].text):
        last += 1
    return range(first, last)


def _weight(paragraph: Paragraph) -> int:
    """Return how much a paragraph speaks for the article, or against it."""
    if not is_prose(paragraph.text):
        return -12
    return len(paragraph.text.split()) if paragraph.kind in ("prose", "quote") else -4


def _header(
    source: Mapping[str, Any], source_id: str | None, speakers: Speakers, found: Sequence[Stub]
) -> Iterable[str]:
    yield "schema: 2"
    yield "about: TODO  # the subject, as help and sheet name it"
    yield "topics:  # word: meaning; each claim has one of them"
    yield "  main: TODO"
    if speakers.declared:
        yield "speakers:  # beside the article itself; one of the words stands in each phrase of theirs"
        for word, speaker in speakers.declared.items():
            names = {"name": clean(speaker.name, 100), "words": [clean(one, 100) for one in speaker.words]}
            yield f"  {scalar(word)}: {flow(names)}"
    if signs := _signs(found):
        yield "units:"
        yield from (f"  {unit}: {flow({'sign': sign})}" for unit, sign in signs.items())
    yield "source:  # what the article states of itself"
    yield f"  id: {scalar(source_id or source['id'])}"
    yield f"  type: {source['type']}"
    for key in ("title", *(key for key in source if key not in ("id", "type", "title"))):
        doubt = "" if key in source else "none is stated"
        yield f"  {key}: {flow(source.get(key, TODO))}{remark(doubt)}"


_SIGN = re.compile(r"[^\d\s.,]*?([$€£¥₹]|\b[^\W\d_]{1,4})\.?\s?(?=\d)")


def _signs(found: Iterable[Stub]) -> dict[str, str]:
    """Return what is printed in the place of currencies: the signs, and abbreviations that their names do not tell."""
    signs: dict[str, str] = {}
    for stub in found:
        sign = _SIGN.search(stub.written) if stub.unit != TODO else None
        figure = figures.read(stub.written) if sign else None
        if not (figure and sign and figure.kind == "money"):
            continue
        if not sign[1].isalpha() or figure.unit not in figures.currencies(stub.unit):
            signs.setdefault(stub.unit, sign[1])
    return signs


def _claims(found: Sequence[Stub], indent: str) -> Iterable[str]:
    yield "claims:" if found else "claims: []"
    yield from (line for stub in found for line in _claim(stub, indent))


def _claim(stub: Stub, indent: str) -> Iterable[str]:
    doubts = stub.doubts
    yield f"{indent}- id: {scalar(stub.id)}"
    within = f"{indent}  "
    yield f"{within}topic: TODO"
    yield f"{within}kind: {stub.kind}{remark(doubts.get('kind', ''))}"
    yield f"{within}statement: TODO"
    if stub.written:
        figure = {"as_written": clean(stub.written), "unit": stub.unit}
        yield f"{within}quantity: {flow(figure)}{remark(doubts.get('unit', ''))}"
    if regions := regions_of(stub.places):
        yield f"{within}regions: {flow(regions)}"
    if countries := countries_of(stub.places):
        yield f"{within}countries: {flow({'named': countries, 'complete': stub.is_complete})}"
    if stub.when:
        yield f"{within}when: {scalar(clean(stub.when))}{remark(doubts.get('when', ''))}"
    if stub.purpose:
        yield f"{within}purpose: {scalar(clean(stub.purpose))}{remark(doubts.get('purpose', ''))}"
    yield f"{within}said_by: {stub.said_by}"
    pieces = []
    for piece in stub.pieces:
        one = {"paragraph": stub.paragraph, "sentence": stub.sentence, "phrase": clean(piece.phrase)}
        pieces.append(flow(one | ({"for": piece.role} if piece.role else {})))
    if len(pieces) == 1:
        yield f"{within}evidence: {pieces[0]}{remark(doubts.get('evidence', ''))}"
    else:
        yield f"{within}evidence:{remark(doubts.get('evidence', ''))}"
        yield from (f"{within}  - {piece}" for piece in pieces)
