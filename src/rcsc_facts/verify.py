"""The claims against a copy of the article: each is read again out of the words it rests on.

And the other way round: figures, countries and regions of the copy that no claim accounts for.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rcsc_facts import article, quantity
from rcsc_facts.article import Sentence
from rcsc_facts.folding import fold, fold_mapped
from rcsc_facts.gazetteer import Gazetteer
from rcsc_facts.model import REGIONS, Claim, Header

STATUSES: Mapping[str, str] = {
    "proved": "the words, the figure and the places stand where the claim says",
    "moved": "they stand elsewhere in the copy",
    "ambiguous": "they stand at several places, none of them the claim's",
    "differs": "the copy has another figure, other places or other time words",
    "missing": "the words are not in the copy",
    "unaccounted": "a figure, country or region of the copy that no claim accounts for",
}
FAILURES = ("differs", "missing", "unaccounted")


class Result(NamedTuple):
    """What the copy says to one claim, or one thing in it that no claim accounts for."""

    claim: str | None
    status: str
    """A word of `STATUSES`."""
    expected: str | None
    found: str | None
    paragraph: int | None
    """Counted from 1 at the article's first paragraph; 0 and below lie above it."""
    sentence: int | None


class Report(NamedTuple):
    """All results: the claims' in their order, then the unaccounted in the copy's order."""

    results: tuple[Result, ...]
    left_out: int
    """Paragraphs of the copy, above or below the article, in which nothing was looked for."""

    @property
    def is_proved(self) -> bool:
        """Whether nothing differs, is missing or is unaccounted for."""
        return not any(result.status in FAILURES for result in self.results)


HEADINGS = ("status", "claim", "place", "expected", "found")


def rows(report: Report) -> list[tuple[str, ...]]:
    """Return all that is not simply proved as rows under `HEADINGS`, failures first."""
    findings = [result for result in report.results if result.status != "proved"]
    findings.sort(key=lambda result: result.status not in FAILURES)
    return [
        (
            result.status,
            result.claim or "",
            "" if result.paragraph is None else f"{result.paragraph}.{result.sentence}",
            result.expected or "",
            result.found or "",
        )
        for result in findings
    ]


def totals(report: Report) -> str:
    """Return the outcome in one line."""
    counts = Counter(result.status for result in report.results)
    claims = sum(result.claim is not None for result in report.results)
    others = [f"{counts[status]} {status}" for status in STATUSES if counts[status] and status != "proved"]
    said = f"{counts['proved']} of {claims} claims proved; "
    said += ", ".join(others) if others else "every figure and place of the copy is accounted for"
    left = f" ({report.left_out} paragraphs outside the article not read)" if report.left_out else ""
    return said + left


class _Spot(NamedTuple):
    """An occurrence of a claim's phrase in the copy."""

    sentence: Sentence
    start: int
    end: int
    figure: tuple[int, int] | None
    is_equal: bool
    """Whether the figure read there is the claim's, in value and rounding."""

    @property
    def text(self) -> str:
        return self.sentence.text[self.start : self.end]


def verify(header: Header, claims: Sequence[Claim], text: str, suffix: str = "") -> Report:
    """Hold claims against the text of a copy; *suffix* is that of its file name."""
    paragraphs = article.paragraphs(text, suffix)
    everything = article.sentences(paragraphs)
    folded = [fold_mapped(sentence.text) for sentence in everything]
    spots = {claim.id: _spots(claim, everything, folded) for claim in claims}
    offset = _offset(claims, spots)
    body = _body(paragraphs, offset, spots)
    spots = {key: [spot for spot in found if spot.sentence.paragraph in body] for key, found in spots.items()}
    gazetteer = Gazetteer(header.places)
    results = [_judge(claim, spots[claim.id], offset, gazetteer) for claim in claims]
    inside = [sentence for sentence in everything if sentence.paragraph in body]
    results += _unaccounted(header, claims, spots, inside, offset, gazetteer)
    return Report(tuple(results), len(paragraphs) - len(body))


def _pattern(claim: Claim) -> re.Pattern[str]:
    """Return what finds the phrase in folded text as whole words, with any figure in its figure's place."""
    phrase = fold(claim.evidence.phrase)
    figure = fold(claim.quantity.as_written) if claim.quantity else ""
    before, slot, after = phrase.partition(figure) if figure else (phrase, "", "")
    pattern = _literal(before) + (f"(?P<figure>{quantity.FIGURE})" if slot else "") + _literal(after)
    return re.compile(rf"(?<![\w$€£¥₹])(?<!\d[.,]){pattern}(?!\w)(?![.,]\d)")


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\-", " ?- ?")


def _spots(claim: Claim, everything: Sequence[Sentence], folded: Sequence[tuple[str, list[int]]]) -> list[_Spot]:
    pattern, found = _pattern(claim), []
    for sentence, (text, positions) in zip(everything, folded, strict=True):
        for match in pattern.finditer(text):
            start, end = positions[match.start()], positions[match.end() - 1] + 1
            figure, is_equal = None, True
            if claim.quantity and "figure" in match.groupdict():
                first, last = match.span("figure")
                figure = positions[first], positions[last - 1] + 1
                is_equal = _is_same_figure(claim, match["figure"])
            found.append(_Spot(sentence, start, end, figure, is_equal))
    return found


def _is_same_figure(claim: Claim, text: str) -> bool:
    expected = claim.quantity
    reading = quantity.read(text)
    if expected is None or reading is None:
        return False
    same_symbol = set(re.findall(r"[$€£¥₹%]", text)) == set(re.findall(r"[$€£¥₹%]", expected.as_written))
    return same_symbol and tuple(reading) == (expected.value, expected.low, expected.high)


def _offset(claims: Sequence[Claim], spots: Mapping[str, Sequence[_Spot]]) -> int:
    """Return at which of the copy's paragraphs the article begins: where most claims stand as located."""
    votes = Counter(
        offset
        for claim in claims
        for offset in {spot.sentence.paragraph + 1 - claim.evidence.paragraph for spot in spots[claim.id]}
    )
    return max(votes, key=lambda offset: (votes[offset], -abs(offset)), default=0)


def _body(paragraphs: Sequence[str], offset: int, spots: Mapping[str, Sequence[_Spot]]) -> range:
    """Return which paragraphs are the article's: from its first to its last claim, and the prose next to them."""
    first = min(max(offset, 0), len(paragraphs))
    held = [spot.sentence.paragraph for found in spots.values() for spot in found if spot.sentence.paragraph >= first]
    last = max(held, default=len(paragraphs) - 1)
    while first > 0 and article.is_prose(paragraphs[first - 1]):
        first -= 1
    while last + 1 < len(paragraphs) and article.is_prose(paragraphs[last + 1]):
        last += 1
    return range(first, last + 1)


def _judge(claim: Claim, spots: Sequence[_Spot], offset: int, gazetteer: Gazetteer) -> Result:
    phrase, where = claim.evidence.phrase, claim.evidence
    if not spots:
        return Result(claim.id, "missing", phrase, None, None, None)

    def place(spot: _Spot) -> tuple[int, int]:
        return spot.sentence.paragraph + 1 - offset, spot.sentence.number

    at_home = [spot for spot in spots if place(spot) == (where.paragraph, where.sentence)]
    equal = [spot for spot in spots if spot.is_equal]
    best = next((spot for spot in at_home if spot.is_equal), None) or next(iter(equal or at_home or spots))
    if not best.is_equal:
        return Result(claim.id, "differs", phrase, best.text, *place(best))
    if claim.when and not _holds(best.sentence.text, claim.when):
        return Result(claim.id, "differs", claim.when, best.sentence.text[:60], *place(best))
    expected = {*claim.regions, *(claim.countries.named if claim.countries else ())}
    named, around = gazetteer.keys(best.text), gazetteer.keys(best.sentence.text)
    if named != expected if named else not expected <= around:
        return Result(claim.id, "differs", _listed(expected), _listed(named or around), *place(best))
    elsewhere = "moved" if len(equal) == 1 else "ambiguous"
    status = "proved" if best in at_home else elsewhere
    return Result(claim.id, status, phrase, best.text, *place(best))


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){_literal(fold(words))}(?!\w)", fold(text)) is not None


def _listed(keys: set[str]) -> str:
    return ", ".join(sorted(REGIONS.get(key, key) for key in keys)) or "no country or region"


def _unaccounted(
    header: Header,
    claims: Sequence[Claim],
    spots: Mapping[str, Sequence[_Spot]],
    inside: Sequence[Sentence],
    offset: int,
    gazetteer: Gazetteer,
) -> list[Result]:
    figures: dict[Sentence, list[tuple[int, int]]] = {}
    places: dict[Sentence, set[str]] = {}
    for claim in claims:
        for spot in spots[claim.id]:
            spans = figures.setdefault(spot.sentence, [])
            if spot.figure:
                spans.append(spot.figure)
            spans += _when_spans(claim, spot.sentence)
            keys = places.setdefault(spot.sentence, set())
            keys |= {*claim.regions, *(claim.countries.named if claim.countries else ())}
    dateline = fold(str(header.source.get("event-place", "")))
    results = []
    for sentence in inside:
        place = sentence.paragraph + 1 - offset, sentence.number
        text = sentence.text
        left: list[tuple[int, int]] = []
        for mention in quantity.mentions(text):
            if not any(start <= mention.start and mention.end <= end for start, end in figures.get(sentence, ())):
                left.append((mention.start, mention.end))
        for name in gazetteer.names(text):
            is_dateline = place == (1, 1) and fold(text[name.start : name.end]) == dateline
            if name.key not in places.get(sentence, ()) and not is_dateline:
                left.append((name.start, name.end))
        results += [Result(None, "unaccounted", None, _context(text, *span), *place) for span in sorted(left)]
    return results


def _when_spans(claim: Claim, sentence: Sentence) -> list[tuple[int, int]]:
    if not claim.when:
        return []
    text, positions = fold_mapped(sentence.text)
    found = re.finditer(rf"(?<!\w){_literal(fold(claim.when))}(?!\w)", text)
    return [(positions[match.start()], positions[match.end() - 1] + 1) for match in found]


def _context(text: str, start: int, end: int) -> str:
    """Return the words at a place with two words on either side, the words themselves in brackets."""
    before, after = text[:start].split(" "), text[end:].split(" ")
    return f"{' '.join(before[-3:])}[{text[start:end]}]{' '.join(after[:3])}".strip()
