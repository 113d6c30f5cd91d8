"""Names of countries and regions, found in a running text."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from rcsc_facts import geography
from rcsc_facts.folding import fold, fold_mapped
from rcsc_facts.model import REGION_WORDS, Place


class Named(NamedTuple):
    """A country or a region that a text names."""

    start: int
    end: int
    key: str
    """An alpha-2 code, or a word of `model.REGIONS`."""


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
        longest_first = sorted(filter(None, self._keys), key=len, reverse=True)  # marks alone fold to nothing
        self._find = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)").finditer

    def names(self, text: str) -> list[Named]:
        """Return the countries and regions that *text* names, in its order.

        A name begins with a capital, and one of three letters or fewer (US, UAE) is all capitals, so
        that chad, turkey and us in a sentence are words.
        """
        folded, positions = fold_mapped(text)
        found = []
        for match in self._find(folded):
            start, end = positions[match.start()], positions[match.end() - 1] + 1
            name, key = text[start:end], self._keys[match[0]]
            if key and (name.isupper() if len(name) <= 3 else name[0].isupper()):
                found.append(Named(start, end, key))
        return found

    def keys(self, text: str) -> set[str]:
        """Return the codes and region words of what *text* names."""
        return {named.key for named in self.names(text)}
