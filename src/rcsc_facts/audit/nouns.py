"""What the figures of a sentence count: the noun after each, before it, or that of its neighbour."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from rcsc_facts.audit.known import NATIONS, PEOPLE, STOP_WORDS, TIME_UNITS, WORD, Knowledge, is_plural, singular
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.folding import fold
from rcsc_facts.text.names import Named

_Span = tuple[int, int]

_FAR = 80
"""Characters from a figure within which what it counts is looked for."""
_MOST_WORDS = 5
_DETERMINERS = frozenset("of the its their his her our these those all such".split())
_BETWEEN = re.compile(r"[\s,]*(?:and|or)?\s*")
_JOINED = re.compile(r"\s+(?:and|or)\s+([^\W\d_]+)")
_COPULA = re.compile(
    r"\s*(?:of\s+(?:them|these|those|(?:its|the)\s\w+)\s+)?(?:are|were|is|was|act as|serve as|work as|count as)\s+"
    r"((?:[^\W\d_]+\s){0,2}[^\W\d_]+)"
)
_OTHER = re.compile(r"(?:new|more|additional|extra|further|former|other|fewer|potential|non)")
"""Words between a figure and its noun that make it another fact: 17 million new members."""


class Nouns:
    """What the figures of one sentence count."""

    def __init__(self, text: str, figures: Sequence[Figure], places: Sequence[Named], known: Knowledge) -> None:
        """Take a text and its figures and places, in their order."""
        self._text, self._known = text, known
        self._figures = figures
        self._places = places
        self._place_starts = [one.start for one in places]
        self._position = {one.start: position for position, one in enumerate(figures)}
        self._groups = [self._group(position) for position in range(len(figures))]
        self._found = [self._own(position) for position in range(len(figures))]
        self._before = [self._noun_before(position) for position in range(len(figures))]
        for position in reversed(range(len(figures) - 1)):
            self._lend(position, position + 1)
        for position in range(1, len(figures)):
            self._lend(position, position - 1)

    def of(self, figure: Figure) -> list[str]:
        """Return what a figure counts, folded: a noun, several where it counts them together, or none that is said."""
        return self._found[self._position[figure.start]][0]

    def end_of(self, figure: Figure) -> int:
        """Return where a figure with what it counts ends."""
        return max(self._found[self._position[figure.start]][1], figure.end)

    def before(self, figure: Figure) -> str:
        """Return what stands before a figure and can be what it counts: its volunteers number 2.93 million."""
        return self._before[self._position[figure.start]]

    def _group(self, position: int) -> list[_Span]:
        """Return the words right after a figure that can belong to what it counts."""
        figure = self._figures[position]
        found: list[_Span] = []
        at, until = figure.end, figure.end + _FAR
        if position + 1 < len(self._figures):
            until = min(until, self._figures[position + 1].start)
        for match in WORD.finditer(self._text, figure.end, until):
            word = fold(match[0])
            is_opening = not found and word in _DETERMINERS
            if self._text[at : match.start()].strip() not in ("", "-") or (word in STOP_WORDS and not is_opening):
                break
            at = match.end()
            if not is_opening:
                found.append(match.span())
            if len(found) == _MOST_WORDS:
                break
        return found

    def _own(self, position: int) -> tuple[list[str], int]:
        """Return the noun after a figure, and where it ends."""
        figure, group = self._figures[position], self._groups[position]
        first = fold(self._text[slice(*group[0])]) if group else ""
        for number, (start, end) in enumerate(group):
            word = fold(self._text[start:end])
            if self._is_place((start, end)) or not self._is_thing(word, figure, is_last=number == len(group) - 1):
                continue
            if self._text.startswith(("'", "’"), end):
                return [word, "'"], end
            if number and _OTHER.fullmatch(first):
                return [f"{first} {word}"], end
            joined = _JOINED.match(self._text, end)
            other = fold(joined[1]) if joined else ""
            if joined and singular(other) in self._known.units and singular(other) != singular(word):
                return [word, other], joined.end()
            return [self._predicate(word, end)], end
        after = group[-1][1] if group else figure.end
        if linked := _COPULA.match(self._text, after, after + _FAR):
            for word in map(fold, WORD.findall(linked[1])):
                if is_plural(word) and word not in STOP_WORDS:
                    return [word], figure.end
        return [], after if all(map(self._is_place, group)) else figure.end

    def _predicate(self, word: str, end: int) -> str:
        """Return a noun that ends there, or what people are by a word for what claims count: 7 million are members."""
        linked = _COPULA.match(self._text, end, end + _FAR) if word in PEOPLE else None
        words = map(fold, WORD.findall(linked[1])) if linked else ()
        return next((one for one in words if singular(one) in self._known.units), word)

    def _is_thing(self, word: str, figure: Figure, *, is_last: bool) -> bool:
        """Whether a word can be what a figure counts: a plural, or a word for what a claim's figure counts."""
        if is_plural(word):
            return True
        if figure.kind == "ordinal" or figure.value == 1:
            return is_last or singular(word) in self._known.by_word
        return is_last and word in self._known.by_word and word not in NATIONS and word not in self._known.units

    def _lend(self, position: int, other: int) -> None:
        """Let a figure that says nothing itself count what its neighbour does: 16 Asian and 10 European countries."""
        group, figure = self._groups[position], self._figures[position]
        words, end = self._found[position]
        if words or not all(map(self._is_place, group)):
            return
        if other > position:
            gap = self._text[end : self._figures[other].start][:_FAR]
            leans = bool(group) and bool(_BETWEEN.fullmatch(gap))
        else:
            is_free = self._before[position] in ("", *self._found[other][0])
            leans = self._figures[other].kind == figure.kind and is_free
        is_of_time = any(singular(word) in TIME_UNITS for word in self._found[other][0])
        if leans and not is_of_time:
            self._found[position] = self._found[other][0], end

    def _is_place(self, span: _Span) -> bool:
        at = bisect_right(self._place_starts, span[0]) - 1
        is_named = at >= 0 and span[0] < self._places[at].end
        return is_named or fold(self._text[slice(*span)]) in ("ones", "others")

    def _noun_before(self, position: int) -> str:
        figure = self._figures[position]
        start = self._figures[position - 1].end if position else 0
        words = [fold(match[0]) for match in WORD.finditer(self._text, max(start, figure.start - _FAR), figure.start)]
        known = (word for word in reversed(words) if singular(word) in self._known.by_word)
        return next((word for word in known if singular(word) not in TIME_UNITS), "")
