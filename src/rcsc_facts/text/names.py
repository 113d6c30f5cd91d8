"""Names of countries and regions, found in a running text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rcsc_facts.model import Place
from rcsc_facts.text import geography
from rcsc_facts.text.folding import fold, fold_mapped
from rcsc_facts.vocabulary import REGION_WORDS

_START = re.compile(r"\b\w|(?<!\w)[^\w\s]")
_IN_WORD = re.compile(r"\w")


class Named(NamedTuple):
    """A country or a region that a text names."""

    start: int
    end: int
    key: str
    """An alpha-2 code, or a word of `vocabulary.REGIONS`."""


class Gazetteer:
    """Knows the names of a store's places, of every other country, and of the regions."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._keys: dict[str, str] = {}
        for country in geography.countries().values():
            for name in (*country.names, f"Republic of {country.names[0]}"):
                self._keys.setdefault(fold(name), country.code)
        for region, words in REGION_WORDS.items():
            self._keys.update({fold(word): region for word in words})
        masks: dict[str, str] = {}
        for place in places:
            self._keys.update({fold(word): place.code for word in place.words})
            masks |= dict.fromkeys(map(fold, place.not_in), "")
        self._keys |= masks
        self._keys.pop("", None)  # marks alone fold to nothing
        self._names = sorted(self._keys)
        self._longest = max(map(len, self._names))
        self._shorter: list[int] = []  # for each name the longest other one that it begins with, or -1
        begun: list[int] = []
        for position, name in enumerate(self._names):
            while begun and not name.startswith(self._names[begun[-1]]):
                begun.pop()
            self._shorter.append(begun[-1] if begun else -1)
            begun.append(position)

    def names(self, text: str) -> list[Named]:
        """Return the countries and regions that *text* names, in its order.

        A name begins with a capital, and one of three letters or fewer (US, UAE) is all capitals, so
        that chad, turkey and us in a sentence are words.
        """
        folded, positions = fold_mapped(text)
        found = []
        for first, last in self._spans(folded):
            start, end = positions[first], positions[last - 1] + 1
            name, key = text[start:end], self._keys[folded[first:last]]
            if key and (name.isupper() if len(name) <= 3 else name[0].isupper()):
                found.append(Named(start, end, key))
        return found

    def _spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where whole words of a folded text make up a name, the longest at each place.

        All names that a text begins with are beginnings of the last name that does not come after it in
        alphabetical order; so the time does not grow with the number of names.
        """
        end = 0
        for match in _START.finditer(folded):
            start = match.start()
            at = bisect_right(self._names, folded[start : start + self._longest]) - 1 if start >= end else -1
            while at >= 0:
                stop = start + len(self._names[at])
                if folded.startswith(self._names[at], start) and not _IN_WORD.match(folded, stop):
                    yield start, stop
                    end = stop
                    break
                at = self._shorter[at]

    def keys(self, text: str) -> set[str]:
        """Return the codes and region words of what *text* names."""
        return {named.key for named in self.names(text)}
