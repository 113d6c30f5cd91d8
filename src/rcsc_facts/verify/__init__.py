"""The claims against a copy of the article: each is read again out of the words that it rests on.

And the other way round: figures, dates and places of the copy that no claim accounts for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rcsc_facts.model import Claim, Evidence, Header, Move
from rcsc_facts.text import geography
from rcsc_facts.text.figures import Figure, readings, same
from rcsc_facts.text.folding import fold
from rcsc_facts.text.reading import Reading
from rcsc_facts.verify.doubts import doubts
from rcsc_facts.verify.located import Copy, Homes, Spans, Spot, homes_of
from rcsc_facts.verify.turned import turned

STATUSES: Mapping[str, str] = {
    "proved": "the words, figures, places, times and speakers stand where the claim says",
    "moved": "they stand elsewhere in the copy",
    "ambiguous": "they stand at several places, none of them the claim's",
    "differs": "the copy has another figure, hedge, place, time or speaker there",
    "missing": "the words are not in the copy",
    "unaccounted": "a figure, date or place of the copy that no claim accounts for",
    "doubtful": "the time words, the purpose or the order belong to other words of the sentence",
    "untold": "a part of a plan, an appeal or a report in which no claim stands",
}
FAILURES = ("differs", "missing", "unaccounted")

HEADINGS = ("status", "claim", "locator", "expected", "found")


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
    outside: int
    """Paragraphs of the copy, above or below the article, in which nothing was looked for."""
    left_out: int
    """Things that the store leaves out on purpose, and that stand in the copy."""
    remark: str = ""
    """What the copy is, where it is not the whole article: another text, or an excerpt."""
    moves: tuple[Move, ...] = ()
    """Pieces of evidence that stand at one other place than the store says."""
    is_whole: bool = True
    """Whether what no claim accounts for was looked for: not where only some claims are judged."""
    doubts: tuple[Result, ...] = ()
    """What nothing in the copy contradicts and a reader would doubt all the same: doubtful, and untold."""

    @property
    def is_proved(self) -> bool:
        """Whether nothing differs, is missing or is unaccounted for."""
        return not any(result.status in FAILURES for result in self.results)

    @property
    def is_strictly_proved(self) -> bool:
        """Whether every claim stands where it says, nothing else does, and nothing is doubtful."""
        return not self.doubts and all(result.status == "proved" for result in self.results)

    def told(self, *, strict: bool = False) -> tuple[Result, ...]:
        """Return the results, with *strict* the doubts as well."""
        return (*self.results, *self.doubts) if strict else self.results

    def rows(self, *, strict: bool = False) -> list[tuple[str, ...]]:
        """Return all that is not simply proved as rows under `HEADINGS`, failures first; with *strict* the doubts."""
        findings = [result for result in self.told(strict=strict) if result.status != "proved"]
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

    def totals(self) -> str:
        """Return the outcome in one sentence or two."""
        counts = Counter(result.status for result in self.results)
        claims = sum(result.claim is not None for result in self.results)
        said = f"{self.remark}; " if self.remark else ""
        said += f"{counts['proved']} of {claims} claims: words, figures, places, times and speakers stand in the copy"
        others = [f"{counts[status]} {status}" for status in STATUSES if counts[status] and status != "proved"]
        whole = "; nothing in it is unaccounted for" if self.is_whole else ""
        said += f"; {', '.join(others)}. " if others else f"{whole}. "
        if self.doubts:
            besides = Counter(result.status for result in self.doubts)
            said += f"Besides: {', '.join(f'{count} {status}' for status, count in besides.items())}. "
        if self.left_out:
            said += f"Left out on purpose: {self.left_out}. "
        if self.outside:
            said += f"Not read, outside the article: {self.outside} paragraph{'s' * (self.outside > 1)}. "
        return said + "The sentences are the curator's."


class _Held(NamedTuple):
    """The claims of a store held against a copy."""

    header: Header
    claims: Sequence[Claim]
    copy: Copy
    spots: Mapping[Evidence, Sequence[Spot]]
    """Where the words of each piece of evidence stand."""
    homes: Homes
    body: range
    """The paragraphs of the copy that are the article's."""
    left_out: Sequence[Spot]
    """Where the words stand that the store leaves out on purpose."""


def _held(header: Header, claims: Sequence[Claim], reading: Reading) -> _Held:
    copy = Copy(reading)
    spots = {evidence: list(copy.spots(evidence.phrase)) for claim in claims for evidence in claim.pieces}
    homes = homes_of(copy, spots)
    body = _body(copy, homes) if claims else range(len(reading.paragraphs))
    left_out = [spot for one in header.left_out for spot in [*filter(_is_equal, copy.spots(one.words))][:1]]
    return _Held(header, claims, copy, spots, homes, body, left_out)


def _is_equal(spot: Spot) -> bool:
    return spot.is_equal


def verify(header: Header, claims: Sequence[Claim], reading: Reading, *, ids: Iterable[str] = ()) -> Report:
    """Hold claims against a copy of their article; with *ids*, only these claims, and nothing the other way round."""
    held = _held(header, claims, reading)
    wanted = frozenset(ids)
    judged = [claim for claim in claims if not wanted or claim.id in wanted]
    results = [_judge(claim, held.copy, held.spots, held.homes, header) for claim in judged]
    remark = _kind_of_copy(claims, held.spots)
    moves = tuple(move for claim in judged for move in _moves(claim, held.copy, held.spots, held.homes))
    doubtful = tuple(_doubtful(held, judged, whole=not wanted))
    if wanted:
        remark = "" if remark.startswith("an excerpt") else remark
        return Report(tuple(results), 0, 0, remark, moves, is_whole=False, doubts=doubtful)
    results += _unaccounted(held)
    outside = len(reading.paragraphs) - len(held.body)
    return Report(tuple(results), outside, len(held.left_out), remark, moves, doubts=doubtful)


# Judging a claim


def _judge(claim: Claim, copy: Copy, spots: Mapping[Evidence, Sequence[Spot]], homes: Homes, header: Header) -> Result:
    held: list[Spot] = []
    status = "proved"
    for evidence in claim.pieces:
        found = spots[evidence]
        spot = _best(evidence, found, copy, homes)
        if spot is None:
            return Result(claim.id, "missing", evidence.phrase, None, None, None)
        if not spot.is_equal:
            return _told(claim, "differs", evidence.phrase, copy.text[spot.start : spot.end], spot, copy, homes)
        if sense := _turned(claim, spot, copy, carries=evidence.role is None):
            return _told(claim, "differs", evidence.phrase, sense, spot, copy, homes)
        if not homes.hold(evidence, spot):
            equal = len({one.sentence for one in found if one.is_equal})
            status = "ambiguous" if equal > 1 and status != "moved" else "moved"
        held.append(spot)
    if (lack := _figure_lacks(claim, held[0], copy)) or (lack := _words_lack(claim, held, copy)):
        return _told(claim, "differs", *lack, held[0], copy, homes)
    if lack := _places_lack(claim, held, copy, header):
        return _told(claim, "differs", *lack, held[0], copy, homes)
    return _told(claim, status, claim.evidence.phrase, copy.text[held[0].start : held[0].end], held[0], copy, homes)


def _told(claim: Claim, status: str, expected: str, found: str, spot: Spot, copy: Copy, homes: Homes) -> Result:
    at = copy.sentences[spot.sentence]
    return Result(claim.id, status, expected, found[:200], at.paragraph + 1 - homes.offset, at.number)


def _best(evidence: Evidence, found: Sequence[Spot], copy: Copy, homes: Homes) -> Spot | None:
    """Return the occurrence to judge: that in the claim's own sentence, whatever stands elsewhere."""
    home = homes.of(evidence)
    at_home = [spot for spot in found if spot.sentence == home]
    equal = [spot for spot in found if spot.is_equal]
    own = next((spot for spot in at_home if spot.is_equal), None) or next(iter(at_home), None)
    if own is None or own.is_equal:
        return own or next(iter(equal), None)
    # Other figures in the very words: certain where the sentence is known by other claims, or by nothing else.
    is_known = any(spot.is_equal for spot in at_home) or homes.weight[evidence.paragraph, evidence.sentence] > 1
    return own if is_known or not equal else equal[0]


def _moves(claim: Claim, copy: Copy, spots: Mapping[Evidence, Sequence[Spot]], homes: Homes) -> Iterator[Move]:
    """Yield the pieces of a claim that stand at one other place of the article than they say."""
    for position, evidence in enumerate(claim.pieces):
        spot = _best(evidence, spots[evidence], copy, homes)
        is_one = len({one.sentence for one in spots[evidence] if one.is_equal}) == 1
        if spot and spot.is_equal and is_one and not homes.hold(evidence, spot):
            at = copy.sentences[spot.sentence]
            if at.paragraph >= homes.offset:  # what stands above it, as a headline does, has no locator
                yield Move(claim.id, position, at.paragraph + 1 - homes.offset, at.number)


def _doubtful(held: _Held, judged: Sequence[Claim], *, whole: bool) -> Iterator[Result]:
    """Yield what is doubtful of claims; with *whole* also what no claim tells."""
    ids = {claim.id for claim in judged}
    for doubt in doubts(held.claims, held.copy, held.spots, held.homes, held.left_out):
        if doubt.claim in ids or (whole and not doubt.claim):
            at = held.copy.sentences[doubt.sentence]
            locator = at.paragraph + 1 - held.homes.offset, at.number
            yield Result(doubt.claim, "doubtful" if doubt.claim else "untold", doubt.expected, doubt.found, *locator)


def _turned(claim: Claim, spot: Spot, copy: Copy, *, carries: bool) -> str:
    """Return the words with what touches them and turns their sense, where the claim does not say so itself.

    *carries* is whether they carry the claim; only these say that a deed was done.
    """
    start, end = copy.span_of(spot.sentence)[0], copy.span_of(copy.sentence_at(spot.end - 1))[1]
    said = " ".join((claim.statement, *(piece.phrase for piece in claim.pieces)))
    own = {*fold(said).split()}
    words = copy.text[spot.start : spot.end]
    before, after = copy.text[start : spot.start], copy.text[spot.end : end]
    has_figure = bool(claim.quantity and spot.figures)
    is_deed = carries and claim.kind in ("count", "amount", "action")
    return turned(before, words, after, own, has_figure=has_figure, is_deed=is_deed)


def _figure_lacks(claim: Claim, spot: Spot, copy: Copy) -> tuple[str, str] | None:
    """Return the claim's figure and what stands there, where the carrying words lack it, whole and once."""
    if not claim.quantity:
        return None
    ways = readings(claim.quantity.as_written, claim.quantity.unit)
    there = copy.figures_in(spot.start, spot.end)
    is_held = any(same(figure, way) for figure in there for way in ways)
    return None if is_held else (claim.quantity.as_written, ", ".join(one.text for one in there) or "no figure")


def _words_lack(claim: Claim, held: Sequence[Spot], copy: Copy) -> tuple[str, str] | None:
    """Return the time words or the purpose, and the sentence, where the sentences of the evidence lack them."""
    for words in filter(None, (claim.when, claim.purpose)):
        if not any(copy.stands_in(words, sentence) for sentence in {spot.sentence for spot in held}):
            start, end = copy.span_of(held[0].sentence)
            return words, copy.text[start : min(end, start + 60)]
    return None


def _places_lack(claim: Claim, held: Sequence[Spot], copy: Copy, header: Header) -> tuple[str, str] | None:
    """Return the claim's places and those that stand there, where the two are not the same."""
    expected = {*claim.regions, *(claim.countries.named if claim.countries else ())}
    named = {one.key for one in copy.places_in(held[0].start, held[0].end)}
    around = {one.key for spot in held for one in copy.places_in(*copy.span_of(spot.sentence))}
    if named <= expected <= around:
        return None
    return _listed(expected), _listed(named if not named <= expected else around)


def _listed(keys: Iterable[str]) -> str:
    regions = geography.regions()
    return ", ".join(sorted(regions[key].name if key in regions else key for key in keys)) or "no country or region"


# The other way round


def _body(copy: Copy, homes: Homes) -> range:
    """Return which paragraphs are the article's: from its first to its last claim, and the prose next to them."""
    held = [copy.sentences[sentence].paragraph for sentence in homes.sentence.values()]
    paragraphs = copy.reading.paragraphs
    first, last = min(held, default=0), max(held, default=len(paragraphs) - 1)
    while first > 0 and is_prose(paragraphs[first - 1].text):
        first -= 1
    while last + 1 < len(paragraphs) and is_prose(paragraphs[last + 1].text):
        last += 1
    return range(first, last + 1)


def is_prose(text: str) -> bool:
    """Whether a paragraph reads like one of an article, not like a headline or a page's furniture."""
    is_notice = fold(text).startswith(("©", "(c)", "copyright"))
    return text.rstrip("\"'”’»)]¹²³")[-1:] in {*".!?…"} and len(text.split()) >= 5 and not is_notice


class _Accounts:
    """What of the copy the claims account for."""

    def __init__(
        self, claims: Sequence[Claim], copy: Copy, spots: Mapping[Evidence, Sequence[Spot]], homes: Homes
    ) -> None:
        self.figures: set[tuple[int, int]] = set()
        """Spans of figures that are a claim's own, or stand in its words for time, place, purpose and speaker."""
        self.words: set[tuple[int, int]] = set()
        """Spans of time words and purposes."""
        self.places: dict[int, set[str]] = defaultdict(set)
        """By sentences, the countries and regions of the claims that stand there."""
        self.repeated: dict[str, list[Figure]] = defaultdict(list)
        """By units, the figures of the claims, which may be said again."""
        for claim in claims:
            own = readings(claim.quantity.as_written, claim.quantity.unit) if claim.quantity else []
            if claim.quantity:
                self.repeated[_stem(claim.quantity.unit)] += own
            for evidence in claim.pieces:
                self._add(claim, own, evidence, copy, spots[evidence], homes.of(evidence))

    def _add(
        self,
        claim: Claim,
        own: Sequence[Figure],
        evidence: Evidence,
        copy: Copy,
        spots: Sequence[Spot],
        home: int | None,
    ) -> None:
        keys = {*claim.regions, *(claim.countries.named if claim.countries else ())}
        for sentence in {spot.sentence for spot in spots}:
            self.places[sentence] |= keys
            for words in filter(None, (claim.when, claim.purpose)):
                self.words.update(copy.stands_in(words, sentence))
        for spot in spots:
            # A figure that differs in the claim's own words is reported with the claim.
            is_told = not spot.is_equal and spot.sentence == home
            for figure in copy.figures_in(spot.start, spot.end) if spot.is_equal or is_told else ():
                if is_told or claim.quantity is None or evidence.role or any(same(figure, way) for way in own):
                    self.figures.add((figure.start, figure.end))


class Gaps(NamedTuple):
    """What of a copy no claim accounts for."""

    body: range
    """The paragraphs of the copy that are the article's, counted from 0."""
    first: int
    """The article's first paragraph among those of the copy, counted from 0."""
    starts: frozenset[tuple[int, int]]
    """Paragraph of the copy, and offset in it, of every figure, date and place that is not accounted for."""
    sentences: frozenset[tuple[int, int]]
    """Paragraph of the copy, and number in it, of the sentences that a claim rests on."""


def gaps(header: Header, claims: Sequence[Claim], reading: Reading) -> Gaps:
    """Return what of a copy the *claims* of a store do not account for."""
    held = _held(header, claims, reading)
    starts = set()
    for position, (start, _) in _left(held):
        paragraph = held.copy.sentences[position].paragraph
        starts.add((paragraph, start - held.copy.offsets[paragraph]))
    claimed = [held.copy.sentences[spot.sentence] for found in held.spots.values() for spot in found]
    sentences = frozenset((one.paragraph, one.number) for one in claimed)
    return Gaps(held.body, held.homes.offset, frozenset(starts), sentences)


def _unaccounted(held: _Held) -> Iterator[Result]:
    for position, span in _left(held):
        at = held.copy.sentences[position]
        locator = at.paragraph + 1 - held.homes.offset, at.number
        yield Result(None, "unaccounted", None, _context(held.copy.text, *span), *locator)


def _left(held: _Held) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield what no claim accounts for: the position of its sentence, and where it stands in the copy."""
    copy = held.copy
    accounts = _Accounts(held.claims, copy, held.spots, held.homes)
    covered = Spans({*accounts.words, *((spot.start, spot.end) for spot in held.left_out)})
    dateline = fold(str(held.header.source.get("event-place", "")))
    inside = [position for position, one in enumerate(copy.sentences) if one.paragraph in held.body]
    for position in inside:
        start, end = copy.span_of(position)
        left: list[tuple[int, int]] = []
        for figure in copy.figures_in(start, end):
            span = figure.start, figure.end
            is_known = (
                figure.text.lower() in _HARDLY_FIGURES
                or span in accounts.figures
                or covered.hold(*span)
                or _is_repeated(figure, accounts.repeated, copy)
            )
            if figure.start >= start and not is_known:
                left.append(span)
        for named in copy.places_in(start, end):
            is_dateline = named.start == start and fold(copy.text[named.start : named.end]) == dateline
            is_known = named.key in accounts.places[position] or covered.hold(named.start, named.end)
            if not is_known and not is_dateline:
                left.append((named.start, named.end))
        yield from ((position, span) for span in sorted(left))


_HARDLY_FIGURES = frozenset({"first", "second", "third"})
"""Ordinals in words, which a text uses more often for an order of telling than for a number."""


def _is_repeated(figure: Figure, repeated: Mapping[str, Sequence[Figure]], copy: Copy) -> bool:
    """Whether a figure says again what a claim says: the same figure of the same thing, in a headline or a caption."""
    following = fold(copy.text[figure.end : figure.end + 60]).split()[:4]
    for word in (*following, figure.unit or ""):
        if any(same(figure, own) for own in repeated.get(_stem(word), ())):
            return True
    return False


def _stem(word: str) -> str:
    return fold(word).strip(".,;:!?").replace("-", " ").rstrip("s")


def _context(text: str, start: int, end: int) -> str:
    """Return the words at a place with two words on either side, the words themselves in brackets."""
    before, after = text[max(start - 200, 0) : start].split(" "), text[end : end + 200].split(" ")
    return " ".join(f"{' '.join(before[-3:])}[{text[start:end]}]{' '.join(after[:3])}".split())


def _kind_of_copy(claims: Sequence[Claim], spots: Mapping[Evidence, Sequence[Spot]]) -> str:
    """Return what a copy is that lacks much of the article: another text, or an excerpt; else nothing."""
    found = [claim for claim in claims if any(spot.is_equal for spot in spots[claim.evidence])]
    if len(claims) > 2 and len(found) * 5 < len(claims):
        return f"this does not look like the article: {len(found)} of {len(claims)} phrases stand in it"
    there = {claim.evidence.paragraph for claim in claims if spots[claim.evidence]}
    absent = {claim.evidence.paragraph for claim in claims} - there
    if there and absent and all(spots[claim.evidence] for claim in claims if claim.evidence.paragraph in there):
        return f"an excerpt: paragraphs {_ranges(there)} of the article"
    return ""


def _ranges(numbers: Iterable[int]) -> str:
    """Return numbers as ranges: 1–3, 5."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
