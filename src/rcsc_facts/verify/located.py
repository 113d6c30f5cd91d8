"""Where a claim's words stand in a copy, and which sentence of the copy is which of the article's."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from rcsc_facts.model import Evidence
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.matching import Match, Words
from rcsc_facts.text.names import Named
from rcsc_facts.text.reading import Reading

# The copy, and where words stand in it


class Spot(NamedTuple):
    """An occurrence of words in the copy."""

    start: int
    end: int
    sentence: int
    """Position among all sentences of the copy."""
    figures: tuple[Figure, ...]
    is_equal: bool
    """Whether the figures read there are those sought."""


class Spans:
    """Spans of a text, asked whether they hold or touch another one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, start: int, end: int) -> bool:
        """Whether a span lies within one of these."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]

    def touch(self, start: int, end: int) -> bool:
        """Whether a span overlaps one of these."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and start < self._ends[at]


class Copy:
    """A copy as one text, in which paragraphs are lines."""

    def __init__(self, reading: Reading) -> None:
        """Take over what was read."""
        texts = [paragraph.text for paragraph in reading.paragraphs]
        self.reading = reading
        self.offsets = [0, *accumulate(len(text) + 1 for text in texts)]
        self.text = "\n".join(texts)
        self.figures = [
            shifted(figure, self.offsets[position])
            for position, found in enumerate(reading.figures)
            for figure in found
        ]
        self.places = [
            named._replace(start=named.start + self.offsets[position], end=named.end + self.offsets[position])
            for position, found in enumerate(reading.places)
            for named in found
        ]
        self.words = Words(self.text, self.figures)
        self._figure_starts = [figure.start for figure in self.figures]
        self._place_starts = [named.start for named in self.places]
        self.sentences = reading.sentences
        self._starts = [self.offsets[one.paragraph] + one.start for one in self.sentences]
        self._sought: dict[str, Words] = {}
        self._words_in: dict[int, Words] = {}
        self._stands: dict[tuple[str, int], list[tuple[int, int]]] = {}

    @cached_property
    def by_digits(self) -> Words:
        """The copy with only those figures read that have digits."""
        return _by_digits(self.text, self.figures)

    @cached_property
    def plain(self) -> Words:
        """The copy with figures as mere letters."""
        return Words(self.text, ())

    def sentence_at(self, offset: int) -> int:
        """Return the position of the sentence that holds an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def span_of(self, sentence: int) -> tuple[int, int]:
        """Return where a sentence stands in the text."""
        one = self.sentences[sentence]
        start = self.offsets[one.paragraph]
        return start + one.start, start + one.end

    def words_in(self, sentence: int) -> Words:
        """Return a sentence prepared for seeking words in it; offsets count from its start."""
        if sentence not in self._words_in:
            start, end = self.span_of(sentence)
            there = [shifted(figure, -start) for figure in self.figures_in(start, end) if figure.start >= start]
            self._words_in[sentence] = Words(self.text[start:end], there)
        return self._words_in[sentence]

    def stands_in(self, words: str, sentence: int) -> list[tuple[int, int]]:
        """Return where words stand in a sentence, with the figures that they have, as offsets in the copy."""
        if (words, sentence) not in self._stands:
            start = self.span_of(sentence)[0]
            found = self.words_in(sentence).find(self.sought(words))
            self._stands[words, sentence] = [(start + one.start, start + one.end) for one in found if one.is_equal]
        return self._stands[words, sentence]

    def sought(self, words: str) -> Words:
        """Return words prepared to be sought."""
        if words not in self._sought:
            self._sought[words] = Words(words)
        return self._sought[words]

    def spots(self, phrase: str) -> Iterator[Spot]:
        """Yield where a phrase stands, with its figures read where they can be."""
        matches = [*self.words.find(self.sought(phrase))]
        if not matches:
            # Where the phrase alone and the phrase in its text are read apart ("first" as a number), by digits alone.
            matches = [*self.by_digits.find(_by_digits(phrase, self.sought(phrase).figures))]
        if not matches:
            matches = [self._whole(match) for match in self.plain.find(Words(phrase, ()))]
        yield from (self._spot(match) for match in matches if not self._spans_sentences(match))

    def _whole(self, match: Match) -> Match:
        """Return a match letter by letter, which is none of parts of figures."""
        there = self.figures_in(match.start, match.end)
        is_whole = all(match.start <= one.start and one.end <= match.end for one in there)
        return match._replace(figures=tuple(there), is_equal=is_whole)

    def _spot(self, match: Match) -> Spot:
        return Spot(match.start, match.end, self.sentence_at(match.start), match.figures, match.is_equal)

    def _spans_sentences(self, match: Match) -> bool:
        """Whether words run over the end of a sentence; that of a paragraph cut in two is no such end."""
        first, last = self.sentence_at(match.start), self.sentence_at(match.end - 1)
        return any(self.sentences[one].text.rstrip("\"'”’»)]¹²³⁰⁴⁵⁶⁷⁸⁹")[-1:] in ".!?…" for one in range(first, last))

    def figures_in(self, start: int, end: int) -> list[Figure]:
        """Return the figures that overlap a span."""
        first = max(bisect_right(self._figure_starts, start) - 1, 0)
        found = []
        for at in range(first, len(self.figures)):
            figure = self.figures[at]
            if figure.start >= end:
                break
            if figure.end > start:
                found.append(figure)
        return found

    def places_in(self, start: int, end: int) -> list[Named]:
        """Return the places named within a span."""
        first = max(bisect_right(self._place_starts, start) - 1, 0)
        found = []
        for at in range(first, len(self.places)):
            named = self.places[at]
            if named.start >= end:
                break
            if named.start >= start:
                found.append(named)
        return found


def _by_digits(text: str, figures: Sequence[Figure]) -> Words:
    return Words(text, [figure for figure in figures if any(map(str.isdigit, figure.text))])


def shifted(figure: Figure, by: int) -> Figure:
    """Return a figure whose span is counted from elsewhere."""
    first, last = figure.core
    return figure._replace(start=figure.start + by, end=figure.end + by, core=(first + by, last + by))


# Which sentence of the copy is which of the article's


Locator = tuple[int, int]
"""Paragraph and sentence of the article, counted from 1."""


class Homes(NamedTuple):
    """Where the article's sentences stand in the copy, as far as claims tell."""

    sentence: Mapping[Locator, int]
    """The copy's sentence (a position among all) for paragraph and sentence of the article."""
    weight: Mapping[Locator, int]
    """How many pieces of evidence say so."""
    in_place: frozenset[Locator]
    """The sentences that stand where their locator says, or where the copy's own division puts them."""
    offset: int
    """Position in the copy, from 0, of the article's first paragraph."""

    def of(self, evidence: Evidence) -> int | None:
        """Return the sentence of the copy in which a piece of evidence should stand."""
        return self.sentence.get((evidence.paragraph, evidence.sentence))

    def hold(self, evidence: Evidence, spot: Spot) -> bool:
        """Return whether a piece of evidence stands in the sentence that it names."""
        return spot.sentence == self.of(evidence) and (evidence.paragraph, evidence.sentence) in self.in_place


def homes_of(copy: Copy, spots: Mapping[Evidence, Sequence[Spot]]) -> Homes:
    """Find each sentence's home: where most of its pieces stand, and of equals the one that its locator expects."""
    votes: dict[Locator, Counter[int]] = defaultdict(Counter)
    offsets = Counter[int]()
    for evidence, found in spots.items():
        sentences = {spot.sentence for spot in found if spot.is_equal} or {spot.sentence for spot in found}
        votes[evidence.paragraph, evidence.sentence].update(sentences)
        offsets.update({copy.sentences[one].paragraph + 1 - evidence.paragraph for one in sentences})
    offset = max(offsets, key=lambda one: (offsets[one], -abs(one)), default=0)

    def rank(key: Locator, sentence: int) -> tuple[int, bool, int]:
        at = copy.sentences[sentence]
        paragraph = at.paragraph + 1 - offset
        return votes[key][sentence], (paragraph, at.number) == key, -abs(paragraph - key[0])

    chosen = {
        key: max(found, key=lambda one, key=key: rank(key, one))  # type: ignore[misc]
        for key, found in sorted(votes.items())
        if found
    }
    weight = {key: votes[key][sentence] for key, sentence in chosen.items()}
    return Homes(chosen, weight, _in_place(copy, chosen, weight, offset), offset)


def _in_place(
    copy: Copy, chosen: Mapping[Locator, int], weight: Mapping[Locator, int], offset: int
) -> frozenset[Locator]:
    """Return the sentences of the article that keep their place in the copy.

    They keep the order of the others. In a copy that is divided like the article, a sentence must also
    have its very numbers, unless its neighbours are shifted alike, as by a paragraph that was put in.
    """
    strays = _strays(chosen, weight, len(copy.sentences))
    ordered = [key for key in chosen if key not in strays]
    shifts = []
    for key in ordered:
        at = copy.sentences[chosen[key]]
        shifts.append((at.paragraph + 1 - offset - key[0], at.number - key[1]))
    exact = sum(weight[key] for key, shift in zip(ordered, shifts, strict=True) if shift == (0, 0))
    if exact * 2 < sum(weight[key] for key in ordered):
        return frozenset(ordered)  # divided otherwise, so that only the order tells
    kept = set()
    for position, (key, shift) in enumerate(zip(ordered, shifts, strict=True)):
        around = shifts[max(position - 1, 0) : position] + shifts[position + 1 : position + 2]
        if shift == (0, 0) or shift in around or weight[key] > 1:
            kept.add(key)
    return frozenset(kept)


def _strays(chosen: Mapping[Locator, int], weight: Mapping[Locator, int], size: int) -> set[Locator]:
    """Return the sentences that break the order of the others: all but the heaviest run that keeps it."""
    keys = list(chosen)
    heaviest: list[tuple[int, int]] = [(0, -1)] * (size + 1)  # a Fenwick tree: the best run that ends up to there
    runs: list[tuple[int, int]] = []
    for position, key in enumerate(keys):
        at, before = chosen[key] + 1, (0, -1)
        while at > 0:
            before = max(before, heaviest[at])
            at -= at & -at
        total = before[0] + weight[key]
        runs.append((total, before[1]))
        at = chosen[key] + 1
        while at <= size:
            heaviest[at] = max(heaviest[at], (total, position))
            at += at & -at
    at = max(range(len(keys)), key=lambda one: runs[one][0], default=-1)
    kept = set()
    while at >= 0:
        kept.add(keys[at])
        at = runs[at][1]
    return {*keys} - kept
