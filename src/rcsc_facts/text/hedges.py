"""The figures that are found in a text, each with the hedges that stand before and after it."""

from typing import NamedTuple

from rcsc_facts.text.measures import Measures
from rcsc_facts.text.tokens import DASHES, DIGIT, HEDGE_SIGNS, SIGN, WORDS


class Figure(NamedTuple):
    """A figure, date or time in a text: where it stands, and what it stands for.

    *value* is a number, a date in EDTF or a time as HH:MM (an interval has a slash); None where the text gives none.
    *low* and *high* are the bounds of the value, None where open. *unit* is a code of ISO 4217 where the text makes
    it certain, else the printed sign or word. *core* is the span without hedge and article.
    """

    start: int
    end: int
    text: str
    kind: str
    value: int | float | str | None
    low: int | float | None
    high: int | float | None
    unit: str | None
    hedge: str | None
    core: tuple[int, int]


_DIRECTION = {tuple(phrase.split("-")): way for way in ("low", "high", "about") for phrase in WORDS[way]}
_LAST_OF_HEDGE = {phrase[-1] for phrase in _DIRECTION}
_LONGEST_HEDGE = max(map(len, _DIRECTION))
_PLAIN = {"low": "at least", "high": "at most", "about": "about"}
"""How a hedge that stands after its figure is called."""
_AFTER = {tuple(phrase.split("-")): (name, way) for way, name in _PLAIN.items() for phrase in WORDS[f"after-{way}"]}


def way_of(hedge: str | None) -> str | None:
    """Return the bound that a hedge opens: low, high or about; None without one."""
    return _DIRECTION.get(tuple(hedge.split()), "about") if hedge is not None else None


class Found(Measures):
    """Keeps the figures that are found; *done* is the first token that none of them has taken."""

    def __init__(self, text: str, *, alone: bool = False) -> None:
        """Begin with no figure."""
        super().__init__(text, alone=alone)
        self.found: list[Figure] = []
        self.done = 0

    def give(
        self,
        first: int,
        last: int,
        kind: str,
        value: int | float | str | None = None,
        bounds: tuple[int | float | None, int | float | None] = (None, None),
        unit: str | None = None,
        *,
        hedged: bool = True,
        way: tuple[str, str] | None = None,
        core: int | None = None,
        core_end: int | None = None,
    ) -> int:
        """Add the figure of the tokens *first* to *last* (which is not in it), with its hedge; return *last*."""
        head = first
        if hedged:
            head, before = self.hedge_before(first)
            last, after = self.hedge_after(last)
            way = self.combined(before, after, way)
        low, high = bounds
        if way and isinstance(value, int | float):
            low = value if way[1] == "low" else None
            high = value if way[1] == "high" else None
        start, end = self.start[head], self.end[last - 1]
        inner = (self.start[first if core is None else core], self.end[(core_end or last) - 1])
        self.found.append(
            Figure(start, end, self.text[start:end], kind, value, low, high, unit, way[0] if way else None, inner)
        )
        return last

    @staticmethod
    def combined(*ways: tuple[str, str] | None) -> tuple[str, str] | None:
        """Return what several hedges say together: those that contradict each other, about."""
        given = [way for way in ways if way]
        if len(given) > 1 and len({way[1] for way in given}) > 1:
            return "about", "about"
        return given[0] if given else None

    def hedge_before(self, first: int) -> tuple[int, tuple[str, str] | None]:
        """Return where the hedges before the token *first* begin, and what they say together."""
        way: tuple[str, str] | None = None
        head = first
        while head > self.done:
            if self.w(head - 1) in HEDGE_SIGNS:
                found: tuple[str, str] | None = HEDGE_SIGNS[self.w(head - 1)]
                length = 1
                if (
                    self.w(head - 1) in "<>"
                    and head - 1 > self.done
                    and self.w(head - 2) in "<>"
                    and self.touches(head - 2)
                ):
                    found = None
            else:
                found, length = self.phrase_before(head)
            if not found:
                break
            head -= length
            way = self.combined(way, found)
            if way and way[0] != found[0] and found[1] == way[1]:
                way = found
        return head, way

    def phrase_before(self, head: int) -> tuple[tuple[str, str] | None, int]:
        """Return the longest hedge in words that ends before the token *head*, and its length in tokens."""
        last = head - 1
        if self.w(last) == "." and self.touches(last - 1) and self.w(last - 1) in ("approx", "c", "ca"):
            return (("about", "about"), 2) if last - 1 >= self.done else (None, 0)
        if self.w(last) not in _LAST_OF_HEDGE or not self.spaced(last):
            return None, 0
        for length in range(min(_LONGEST_HEDGE, head - self.done), 0, -1):
            words = tuple(self.word[head - length : head])
            if words in _DIRECTION and all(self.spaced(at) for at in range(head - length, last)):
                is_capital = words[0] in ("c", "ca") and self.raw(last) != words[0]
                if words in (("odd",), ("near",), ("nearer",)) or is_capital:
                    return None, 0  # an odd 200 coins; in Fresno, CA 900 trees
                return (" ".join(words), _DIRECTION[words]), length
        return None, 0

    def hedge_after(self, last: int) -> tuple[int, tuple[str, str] | None]:
        """Return where a hedge after the token before *last* ends, and what it says."""
        if last >= self.count:
            return last, None
        at = last
        if self.w(at) == "+" and self.touches(at - 1) and not (self.touches(at) and self.kind[at + 1] != SIGN):
            return at + 1, ("at least", "low")
        if self.w(at) in DASHES and self.touches(at - 1) and self.touches(at):
            at += 1
            if self.w(at) not in ("plus", "odd", "ish"):
                return last, None
        elif not self.spaced(at - 1):
            return last, None
        for length in (3, 2, 1):
            words = tuple(self.word[at : at + length])
            if words in _AFTER:
                if words == ("plus",) and self.kind[min(at + 1, self.count - 1)] == DIGIT:
                    return last, None
                if words in (("at", "least"), ("at", "most")) and self.kind[min(at + 2, self.count - 1)] == DIGIT:
                    return last, None
                if words in (("and", "more"), ("and", "under"), ("and", "below")) and self.spaced(at + 1):
                    return last, None
                return at + len(words), _AFTER[words]
        return last, None
