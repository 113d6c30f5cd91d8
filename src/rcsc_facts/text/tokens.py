"""A text as tokens: runs of digits, words and single signs, with what stands between them."""

import re
import unicodedata
from collections.abc import Mapping
from typing import ClassVar

from rcsc_facts.text.geography import rows

WORDS: Mapping[str, frozenset[str]] = {kind: frozenset(words.split()) for kind, words in rows("figures.tsv")}
"""The words of figures.tsv by their kind."""

_NOTE_MARK = re.compile("(?<=[0-9])¹(?![²³¹⁰-⁹⁄/])")
"""A raised one behind a digit: nobody raises a number to the first power, so it is the mark of a note."""

_TOKEN = re.compile(r"(\d+)|([^\W\d_²³¹⁰-₉½¼¾⅐-⅞①-⓿]+)|([½¼¾⅐-⅞]|[²³¹⁰-₉①-⓿]+)|([^\w\s]|_)")
DIGIT, WORD, OTHER, SIGN = 1, 2, 3, 4
"""Kinds of tokens; the third are vulgar fractions and raised or circled digits."""
MINUS = frozenset("-−–﹣－")
DASHES = frozenset("-–—‐‑‒―−－~～")
GROUP_SPACES = frozenset(" \u00a0\u2007\u2008\u2009\u200a\u202f\u205f")
BREAKS = frozenset('—()[]{}"“”«»;…|<>=!?*„‚`•·→')

_MONTHS = "january february march april may june july august september october november december".split()
MONTH = {name: number for number, name in enumerate(_MONTHS, 1)}
MONTH |= {name[:3]: number for name, number in MONTH.items()} | {"sept": 9}
HEDGE_SIGNS = {">": ("more than", "low"), "≥": ("at least", "low"), "<": ("less than", "high")}
HEDGE_SIGNS |= {"≤": ("at most", "high"), "~": ("about", "about"), "≈": ("about", "about"), "±": ("about", "about")}
HEDGE_SIGNS |= {"∼": ("about", "about"), "≳": ("more than", "low"), "≲": ("less than", "high")}
"""Signs that hedge a figure, the words they stand for, and the bound that they open."""


class Tokens:
    """One text. Tokens are parallel lists; those at which a figure can begin are its anchors."""

    anchor_words: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, text: str, *, alone: bool = False) -> None:
        self.text = text
        self.alone = alone
        self.kind: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.word: list[str] = []
        self.anchors: list[int] = []
        self.blob = (0, 0)
        kinds, starts, ends, words, anchors = self.kind, self.start, self.end, self.word, self.anchors
        for match in _TOKEN.finditer(_NOTE_MARK.sub(" ", text)):
            kind = match.lastindex or 0
            word = match[0].lower()
            if kind != SIGN and (kind != WORD or word in self.anchor_words):
                anchors.append(len(kinds))
            kinds.append(kind)
            words.append(word if kind != DIGIT or word.isascii() else "".join(str(unicodedata.digit(c)) for c in word))
            start, end = match.span()
            starts.append(start)
            ends.append(end)
        self.count = len(kinds)
        kinds += [SIGN] * 6  # so that a look ahead needs no care for the end

    def w(self, i: int) -> str:
        """Return the token *i* in lower case, or nothing beyond the ends."""
        return self.word[i] if 0 <= i < self.count else ""

    def raw(self, i: int) -> str:
        """Return the token *i* as printed, digits of every script as 0 to 9; nothing beyond the ends."""
        if 0 <= i < self.count and self.kind[i] == DIGIT:
            return self.word[i]
        return self.text[self.start[i] : self.end[i]] if 0 <= i < self.count else ""

    def touches(self, i: int) -> bool:
        """Return whether nothing stands between the tokens *i* and *i* + 1."""
        return 0 <= i < self.count - 1 and self.end[i] == self.start[i + 1]

    def spaced(self, i: int) -> bool:
        """Return whether blanks alone (at least one) stand between the tokens *i* and *i* + 1."""
        return 0 <= i < self.count - 1 and self.end[i] != self.start[i + 1]

    def joined(self, i: int) -> int:
        """Return the next word's token after *i* across a blank or a hyphen, or 0."""
        if self.spaced(i) and self.kind[i + 1] in (WORD, DIGIT):
            return i + 1
        if self.touches(i) and self.w(i + 1) in DASHES and self.touches(i + 1) and self.kind[i + 2] == WORD:
            return i + 2
        return 0

    def is_digit(self, i: int) -> bool:
        """Return whether the token *i* is a run of digits."""
        return 0 <= i < self.count and self.kind[i] == DIGIT

    def hyphen_at(self, i: int) -> bool:
        """Return whether the token *i* is a dash that touches what stands on both sides."""
        return self.w(i) in DASHES and self.touches(i - 1) and self.touches(i)

    def near(self, i: int, reach: int) -> set[str]:
        """Return the words among the *reach* tokens before the token *i*, as far as its sentence goes back."""
        first = max(i - reach, 0)
        for at in range(i - 1, first, -1):
            if self.word[at] in (".", "!", "?") and self.spaced(at) and not self.touches(at - 2):
                first = at + 1
                break
        return set(self.word[first:i])

    def phrase(self, i: int, words: tuple[str, ...]) -> bool:
        """Return whether these words stand at the token *i*."""
        return i >= 0 and (*self.word[i : i + len(words)],) == words

    def glued(self, i: int) -> tuple[int, int]:
        """Return the first and the last-but-one token of the run without blanks that *i* stands in."""
        first, last = self.blob
        if not first <= i < last:
            first = i
            while first > 0 and self.touches(first - 1) and self.w(first - 1) not in BREAKS:
                first -= 1
            last = i + 1
            while last < self.count and self.touches(last - 1) and self.w(last) not in BREAKS:
                last += 1
            self.blob = first, last
        while last - 1 > i and self.kind[last - 1] == SIGN and self.w(last - 1) in ".,:'’?!/-–":
            last -= 1
        return first, last
