"""Words of one text found in another: figures by what they stand for, all else word by word.

A text is compared by its letters and digits alone, folded, with one mark in place of each figure. Hyphens
join or part words as line ends do, so they count as a gap or as none; a space never counts as none.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rcsc_facts.text.figures import Figure, figures, same
from rcsc_facts.text.folding import fold_char

_FIGURE = "\0"
"""Stands for a figure; no letter and no digit."""

_NONE, _HYPHEN, _SPACE = 0, 1, 2
_HYPHENS = frozenset("-‐‑‒–—―−﹘﹣－/")
_APOSTROPHES = frozenset("'’ʼ＇´`‘")
_SUPERSCRIPT = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")


class Match(NamedTuple):
    """Where words stand in a text: offsets in it, and the figures read there beside those sought."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    """What stands in the places of the figures sought, in their order."""
    is_equal: bool
    """Whether each of them is the same as the one sought."""


class Words:
    """A text prepared for seeking words in it."""

    def __init__(self, text: str, found: Sequence[Figure] | None = None) -> None:
        """Prepare *text*; *found* are its figures, where they have been read already."""
        self.text = text
        self.figures = tuple(figures(text) if found is None else found)
        self.letters, self._starts, self._ends, self._gaps = _squashed(text, self.figures)
        self._marks = [position for position, char in enumerate(self.letters) if char == _FIGURE]

    def __bool__(self) -> bool:
        return bool(self.letters)

    def find(self, sought: "Words") -> Iterator[Match]:
        """Yield where the sought words stand, whole words from end to end, in the order of the text."""
        at = self.letters.find(sought.letters) if sought.letters else -1
        while at >= 0:
            if self._has_same_gaps(sought, at):
                first = bisect_right(self._marks, at - 1)
                there = self.figures[first : first + len(sought.figures)]
                end = at + len(sought.letters) - 1
                is_equal = all(map(same, there, sought.figures))
                yield Match(self._starts[at], self._ends[end], there, is_equal)
            at = self.letters.find(sought.letters, at + 1)

    def _has_same_gaps(self, sought: "Words", at: int) -> bool:
        """Whether words begin and end where the sought ones do; a hyphen on either side may stand for both."""
        end = at + len(sought.letters)
        if self._gaps[at] == _NONE or (end < len(self.letters) and self._gaps[end] == _NONE):
            return False
        pairs = zip(self._gaps[at + 1 : end], sought._gaps[1:], strict=True)
        return all(one == other or _HYPHEN in (one, other) for one, other in pairs)


def _squashed(text: str, found: Sequence[Figure]) -> tuple[str, list[int], list[int], bytearray]:
    """Return the letters, for each its start and end in the text, and the gap before it."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps = bytearray()
    gap = _SPACE

    def run(start: int, end: int) -> None:
        nonlocal gap
        for position in range(start, end):
            char = text[position]
            if char in _SUPERSCRIPT:  # a footnote's mark is no part of the word before it
                continue
            if char.isalnum():
                for part in fold_char(char).lower():
                    if part.isalnum():
                        letters.append(part)
                        starts.append(position)
                        ends.append(position + 1)
                        gaps.append(gap)
                        gap = _NONE
            elif char in _HYPHENS:
                gap = max(gap, _HYPHEN)
            elif char.isspace():
                gap = _SPACE
            elif (
                char in _APOSTROPHES
                and text[position - 1 : position].isalnum()
                and text[position + 1 : position + 2].isalnum()
            ):
                letters.append("'")  # it's is not its
                starts.append(position)
                ends.append(position + 1)
                gaps.append(gap)
                gap = _NONE
            elif char != "." and char not in _APOSTROPHES:  # the stop of an abbreviation parts no word
                gap = max(gap, _HYPHEN)

    done = 0
    for figure in found:
        run(done, figure.start)
        letters.append(_FIGURE)
        starts.append(figure.start)
        ends.append(figure.end)
        gaps.append(max(gap, _HYPHEN))  # a figure is a word of its own, whatever it touches
        gap = _HYPHEN
        done = figure.end
        if figure.unit and figure.text.lower().endswith(f"-{figure.unit}"):
            # What is glued to a figure stands in the singular: a 17-million-member body has 17 million members.
            run(figure.end - len(figure.unit), figure.end)
            if letters[-1] != "s":
                letters.append("s")
                starts.append(figure.end - 1)
                ends.append(figure.end)
                gaps.append(_NONE)
            gap = _HYPHEN
    run(done, len(text))
    return "".join(letters), starts, ends, gaps
