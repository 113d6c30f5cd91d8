"""What no word of a copy contradicts, and a reader would doubt all the same: which words govern which in a sentence.

Time words and a purpose stand somewhere in a claim's sentence; that is proved. Whether they are told of the claim or
of something else is for grammar to say, of which the surest parts are here: clauses that commas close off, items of
one list, words at the beginning of a sentence, words next to each other.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from rcsc_facts.model import Claim, Evidence
from rcsc_facts.text import telling
from rcsc_facts.text.figures import Figure, readings, same
from rcsc_facts.text.telling import Span, overlap
from rcsc_facts.verify.located import Copy, Homes, Spans, Spot


class Doubt(NamedTuple):
    """What a reader would doubt of a claim, or what no claim says."""

    claim: str | None
    expected: str | None
    found: str
    sentence: int
    """Position among all sentences of the copy."""


class _Stand(NamedTuple):
    """Where the words of a claim stand that carry it."""

    claim: Claim
    spot: Spot
    others: tuple[int, ...]
    """Where its further pieces stand."""

    @property
    def span(self) -> Span:
        return self.spot.start, self.spot.end


def doubts(
    claims: Sequence[Claim],
    copy: Copy,
    spots: Mapping[Evidence, Sequence[Spot]],
    homes: Homes,
    left_out: Sequence[Spot],
) -> Iterator[Doubt]:
    """Yield what is doubtful of *claims*, in the copy's order, and plans, appeals and reports that none of them tells.

    *left_out* is what the store leaves out on purpose.
    """
    standing = defaultdict(list)
    for claim in claims:
        if stand := _stand(claim, spots, homes):
            standing[stand.spot.sentence].append(stand)
    touched = defaultdict(list)
    for spot in chain(*spots.values(), left_out):
        touched[spot.sentence].append((spot.start, spot.end))
    for position, stands in sorted(standing.items()):
        sentence = _Sentence(copy, position)
        yield from _out_of_order(stands, position)
        for stand in stands:
            yield from (Doubt(stand.claim.id, *doubt, position) for doubt in sentence.of_times(stand))
            yield from (Doubt(stand.claim.id, *doubt, position) for doubt in sentence.of_purpose(stand, stands))
        yield from sentence.of_lists(stands)
        yield from sentence.untold(touched[position])


def _stand(claim: Claim, spots: Mapping[Evidence, Sequence[Spot]], homes: Homes) -> _Stand | None:
    """Return where the carrying words of a claim stand in its own sentence, once; None where they do not."""
    at_home = [_at_home(piece, spots, homes) for piece in claim.pieces]
    first = at_home[0]
    return _Stand(claim, first, tuple(spot.start for spot in at_home[1:] if spot)) if first else None


def _at_home(piece: Evidence, spots: Mapping[Evidence, Sequence[Spot]], homes: Homes) -> Spot | None:
    equal = [spot for spot in spots[piece] if spot.is_equal and spot.sentence == homes.of(piece)]
    return equal[0] if len(equal) == 1 else None


def _out_of_order(stands: Sequence[_Stand], position: int) -> Iterator[Doubt]:
    """Yield the claims that stand in the store after one whose words come later in the same sentence."""
    last: _Stand | None = None
    for stand in stands:
        if last and (*stand.span, *stand.others) < (*last.span, *last.others):
            yield Doubt(stand.claim.id, f"after the words of '{last.claim.id}'", "before them", position)
        last = stand


_Lack = tuple[str | None, str]
"""What a claim says, and what stands there."""

_TURN = re.compile(r";|[^,\s]+ [^,]+, (?:but|yet|while|whereas|although|though)\b")
_RATE = re.compile(r"(?:a|an|per|each|every) ", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,|;|,? and|,? or|,? as well as|,? plus)(?: to| in| from)?\s*")


class _Sentence:
    """A sentence of the copy, and what in it governs what."""

    def __init__(self, copy: Copy, position: int) -> None:
        self.copy, self.position = copy, position
        self.start, self.end = copy.span_of(position)
        self.text = copy.text[self.start : self.end]

    @cached_property
    def times(self) -> list[Span]:
        """Where its time words stand."""
        held = self.copy.figures_in(self.start, self.end)
        return telling.times(self.copy.text, self.start, self.end, held)

    @cached_property
    def timed(self) -> Spans:
        return Spans(self.times)

    @cached_property
    def clauses(self) -> telling.Clauses:
        return telling.Clauses(self.copy.text, self.start, self.end)

    def next_to(self, one: Span, other: Span) -> bool:
        """Whether nothing but a blank stands between words and the other ones after them."""
        return one[1] <= other[0] and not self.copy.text[one[1] : other[0]].strip()

    def turns(self, start: int, end: int) -> bool:
        """Whether another statement begins between two offsets: on Monday it rained, but the club fed 90 dogs."""
        return bool(_TURN.search(self.copy.text, start, end))

    def own_figure(self, stand: _Stand) -> Figure | None:
        """Return the figure of a claim in the words that carry it."""
        if not stand.claim.quantity:
            return None
        ways = readings(stand.claim.quantity.as_written, stand.claim.quantity.unit)
        held = self.copy.figures_in(*stand.span)
        return next((one for one in held if any(same(one, way) for way in ways)), None)

    @cached_property
    def voices(self) -> list[telling.Voice]:
        return [*telling.voices(self.copy.text, self.start, self.end)]

    # --- what a claim lists, and what it does not

    def of_times(self, stand: _Stand) -> Iterator[_Lack]:
        claim = stand.claim
        own = self.own_figure(stand)
        is_time = bool(own and self.timed.hold(own.start, own.end))
        if claim.when:
            spans = self.copy.stands_in(claim.when, self.position)
            if spans and is_time and all(one[0] <= own.start and own.end <= one[1] for one in spans if own):
                yield claim.when, "they are the figure of the claim itself"
            elif spans and not any(self.may_govern(one, stand, own) for one in spans):
                yield claim.when, "they stand in a clause of their own there"
            return
        inside = self.timed.touch(*stand.span)
        if is_time or inside or self.clauses.of(stand.span):
            return
        for one in self.times:
            if any(one[0] <= voice.start and voice.end <= stand.spot.start for voice in self.voices):
                continue  # on Monday she said: it is when she spoke
            is_first = self.clauses.begins(one) and one[1] <= stand.spot.start
            if self.next_to(stand.span, one) or (is_first and not self.turns(one[1], stand.spot.start)):
                yield None, self.copy.text[slice(*one)]
                return

    def of_purpose(self, stand: _Stand, stands: Sequence[_Stand]) -> Iterator[_Lack]:
        claim, own = stand.claim, self.own_figure(stand)
        if not claim.purpose:
            follows = telling.purposes(self.copy.text, stand.spot.end, self.end)
            first = next(follows, None)
            is_claimed = first and any(overlap(first, other.span) for other in stands)
            if first and not is_claimed and self.next_to(stand.span, first):
                yield None, self.copy.text[slice(*first)]
            return
        spans = self.copy.stands_in(claim.purpose, self.position)
        if not spans:
            return
        if any(one[0] <= stand.spot.start and stand.spot.end <= one[1] for one in spans):
            yield claim.purpose, "they are the words of the claim itself"
        elif any(overlap(one, stand.span) and self.clauses.begins(one) for one in self.times):
            yield claim.purpose, "the claim is a time, which has no purpose"
        elif not any(self.may_govern(one, stand, own) for one in spans):
            yield claim.purpose, "they stand in a clause of their own there"
        elif all(self.is_over(one, stand) for one in spans):
            yield claim.purpose, "they stand there before another part of the sentence"

    def may_govern(self, words: Span, stand: _Stand, own: Figure | None) -> bool:
        return self.clauses.may_govern(words, stand.span, is_count=bool(own and own.kind != "ordinal"))

    def is_over(self, purpose: Span, stand: _Stand) -> bool:
        """Whether a purpose stands before a claim and another verb begins between the two."""
        between = self.copy.text[purpose[1] : stand.spot.start]
        is_before = purpose[1] <= stand.spot.start
        return is_before and purpose[0] > self.start + 3 and bool(re.search(r",|\band\b", between))

    # --- items of one list

    def of_lists(self, stands: Sequence[_Stand]) -> Iterator[Doubt]:
        """Yield the counts that stand in one list with others and have another time or purpose than those."""
        counts = sorted((stand for stand in stands if stand.claim.quantity), key=lambda stand: stand.span)
        for one, other in pairwise(counts):
            between = self.copy.text[one.spot.end : other.spot.start]
            has_own = self.timed.touch(*one.span) or self.timed.touch(*other.span)
            if has_own or one.spot.end > other.spot.start or not _JOINED.fullmatch(between):
                continue
            for words, others in (
                (one.claim.when, other.claim.when),
                (one.claim.purpose, other.claim.purpose),
            ):
                if words != others and not _RATE.match(words or others or ""):
                    yield Doubt(other.claim.id, others, f"{words or 'none'} of '{one.claim.id}'", self.position)

    # --- what nobody tells

    def untold(self, touched: Sequence[Span]) -> Iterator[Doubt]:
        """Yield the items of a plan, an appeal or a report in which no words of a claim stand."""
        told = Spans([*touched, *((voice.start, voice.end) for voice in self.voices)])
        text, at = self.copy.text, self.reported_from()
        for match in [*_ITEM_END.finditer(text, at, self.end), None]:
            first, last = match.span() if match else (self.end, self.end)
            if match and told.touch(first, last):
                continue
            words = len(_CONTENT.findall(text, at, first))
            if told.touch(at, first) or _ASIDE.match(text, at, first):
                at = last
            elif words > (1 if not match or match[0][0] in ",;" else 3):
                yield Doubt(None, None, " ".join(text[at:first].split()), self.position)
                at = last

    def reported_from(self) -> int:
        """Return where a plan, an appeal or somebody's words begin; the end of the sentence where none does."""
        text, start, end = self.copy.text, self.start, self.end
        begins = [match.end() for one in (telling.PLAN, telling.APPEAL) if (match := one.search(text, start, end))]
        begins += [voice.end for voice in self.voices if not text.startswith(_SOURCE, voice.start)]
        return min(begins, default=end)


_SOURCE = ("According", "according")
_ITEM_END = re.compile(
    r"[,;]\s+(?:and |or )?(?!i\.e\.|e\.g\.|namely|that is|such as|including|for example|among)"
    r"|\s(?:and|or)\s(?!(?:the|a|an|its|his|her|their|our|[A-Z0-9])\b)"
)
_ASIDE = re.compile(
    r"\s*(?:,|(?:a|an|its|his|her|their|our|who|which|where|when|whose|in|on|at|from|with|of|by|than|less|more|as|for|to|"
    r"after|before|since|until|while|because|although|though|if|not|but|\w+ing|\w+ed)\b)"
)
"""How no item begins, but what tells more of one: a former welder; in a report; wrapped in a blanket."""
_CONTENT = re.compile(r"[^\W\d_]{4,}")
