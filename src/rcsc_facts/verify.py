"""The claims against a copy of the article: each is read again out of the words it rests on.

And the other way round: figures, countries and regions of the copy that no claim accounts for.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rcsc_facts.model import Claim, Header
from rcsc_facts.text import copy as article
from rcsc_facts.text import quantity
from rcsc_facts.text.copy import Sentence
from rcsc_facts.text.folding import fold, fold_mapped
from rcsc_facts.text.names import Gazetteer
from rcsc_facts.vocabulary import REGIONS

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
    figures: tuple[tuple[int, int], ...]
    """Where the figures stand, for a claim that has one."""
    is_equal: bool
    """Whether the figure read there is the claim's, in value and rounding."""

    @property
    def text(self) -> str:
        return self.sentence.text[self.start : self.end]


def verify(header: Header, claims: Sequence[Claim], content: bytes, name: str = "") -> Report:
    """Hold claims against a copy: what it holds, and its file's name. Raise CopyError for what is not text."""
    paragraphs = [paragraph.text for paragraph in article.paragraphs(content, name)]
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


class _Template(NamedTuple):
    """Words to be sought in folded text, with any figure admitted where they have one."""

    pattern: re.Pattern[str]
    figures: tuple[tuple[quantity.Reading, frozenset[str]], ...]
    """What stands in the figures' places: the reading, and the symbols of currency or percent."""

    def matches(self, text: str, positions: Sequence[int]) -> Iterator[tuple[int, int, list[tuple[int, int]], bool]]:
        """Yield start, end, the figures' spans and whether the figures are equal, in positions of the original."""
        for match in self.pattern.finditer(text):
            spans = [match.span(number + 1) for number in range(len(self.figures))]
            is_equal = all(_figure(text[slice(*span)]) == self.figures[n] for n, span in enumerate(spans))
            first, last = match.span()
            figures = [(positions[start], positions[end - 1] + 1) for start, end in spans]
            yield positions[first], positions[last - 1] + 1, figures, is_equal


def _template(words: str) -> _Template:
    folded = fold(words)
    pattern, figures, done = "", [], 0
    for mention in quantity.mentions(folded, every=True):
        pattern += _literal(folded[done : mention.start]) + f"({quantity.FIGURE})"
        figures.append((mention.reading, _symbols(mention.text)))
        done = mention.end
    pattern += _literal(folded[done:]) if folded else "(?!)"  # marks alone fold to nothing, and stand nowhere
    return _Template(re.compile(rf"(?<![\w$€£¥₹])(?<!\d[.,]){pattern}(?!\w)(?![.,]\d)"), tuple(figures))


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\-", " ?- ?")


def _figure(text: str) -> tuple[quantity.Reading | None, frozenset[str]]:
    return quantity.read(text), _symbols(text)


def _symbols(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[$€£¥₹%]", text))


def _spots(claim: Claim, everything: Sequence[Sentence], folded: Sequence[tuple[str, list[int]]]) -> list[_Spot]:
    template, found = _template(claim.evidence.phrase), []
    own = claim.quantity and (quantity.read(claim.quantity.as_written), _symbols(claim.quantity.as_written))
    has_own = own is None or own in template.figures
    for sentence, (text, positions) in zip(everything, folded, strict=True):
        for start, end, figures, is_equal in template.matches(text, positions):
            found.append(_Spot(sentence, start, end, tuple(figures) if own else (), is_equal and has_own))
    return found


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
    while first > 0 and _is_prose(paragraphs[first - 1]):
        first -= 1
    while last + 1 < len(paragraphs) and _is_prose(paragraphs[last + 1]):
        last += 1
    return range(first, last + 1)


def _is_prose(text: str) -> bool:
    """Whether a paragraph reads like one of an article, not like a headline or a page's furniture."""
    is_notice = re.match(r"(?:©|\(c\)|copyright\b)", text, re.IGNORECASE)
    return bool(re.search(r"[.!?…][\"'”’»)\]]*$", text)) and len(text.split()) >= 5 and not is_notice


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
    if claim.when and not _when_spans(claim, best.sentence):
        return Result(claim.id, "differs", claim.when, best.sentence.text[:60], *place(best))
    expected = {*claim.regions, *(claim.countries.named if claim.countries else ())}
    named, around = gazetteer.keys(best.text), gazetteer.keys(best.sentence.text)
    if named != expected if named else not expected <= around:
        return Result(claim.id, "differs", _listed(expected), _listed(named or around), *place(best))
    elsewhere = "moved" if len(equal) == 1 else "ambiguous"
    status = "proved" if best in at_home else elsewhere
    return Result(claim.id, status, phrase, best.text, *place(best))


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
            spans += spot.figures
            spans += _when_spans(claim, spot.sentence)
            keys = places.setdefault(spot.sentence, set())
            keys |= {*claim.regions, *(claim.countries.named if claim.countries else ())}
    dateline = fold(str(header.source.get("event-place", "")))
    opening = next(iter(inside), None)
    results = []
    for sentence in inside:
        place = sentence.paragraph + 1 - offset, sentence.number
        text = sentence.text
        known = figures.get(sentence, [])
        left = [
            (mention.start, mention.end)
            for mention in quantity.mentions(text)
            if not any(start <= mention.start and mention.end <= end for start, end in known)
        ]
        for name in gazetteer.names(text):
            is_dateline = sentence == opening and fold(text[name.start : name.end]) == dateline
            if name.key not in places.get(sentence, ()) and not is_dateline:
                left.append((name.start, name.end))
        results += [Result(None, "unaccounted", None, _context(text, *span), *place) for span in sorted(left)]
    return results


def _when_spans(claim: Claim, sentence: Sentence) -> list[tuple[int, int]]:
    """Return where a sentence has the claim's time words."""
    if not claim.when:
        return []
    found = _template(claim.when).matches(*fold_mapped(sentence.text))
    return [(start, end) for start, end, _, is_equal in found if is_equal]


def _context(text: str, start: int, end: int) -> str:
    """Return the words at a place with two words on either side, the words themselves in brackets."""
    before, after = text[max(start - 200, 0) : start].split(" "), text[end : end + 200].split(" ")
    return f"{' '.join(before[-3:])}[{text[start:end]}]{' '.join(after[:3])}".strip()
