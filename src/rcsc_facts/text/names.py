"""Names of countries and regions, found in a running text, where they stand for the country or region.

A name is the longest one at its place. It is not read inside the name of something else: of an organisation
(Bank of China), a place (Gulf of Mexico), a person (Jordan Smith), a currency (Swiss francs) or a language.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from rcsc_facts.model import Group, Place
from rcsc_facts.text import geography
from rcsc_facts.text.folding import fold, fold_char

_TOKEN = re.compile(r"(?:[^\W_]++|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])++|&")
_STOP = re.compile(r"[.!?:;\n\u201c\u201d\"()\u2014]")
_SAME = {"st": "saint", "&": "and"}
_ABBREVIATIONS = {"saint", "rep", "dem"}
_DIRECTIONS = {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "middle"}


class Named(NamedTuple):
    """A country or a region that a text names."""

    start: int
    end: int
    """Characters of the text, the end excluded."""
    key: str
    """An alpha-2 code, the word of a region of UN M49, or that of a group of the store's own."""
    kind: str
    """country, demonym, region, group or city."""
    text: str
    """The name as it stands there."""


class _Name(NamedTuple):
    """What a name that was found in the trie stands for."""

    keys: tuple[str, ...]
    """None at all for the name of something else; several where only the text around can tell which is meant."""
    kind: str
    case: str
    """upper (US), title (Kenya), or last: it is enough that the last word has a capital (southern Africa)."""


_Trie = dict[str, Any]
_END = " "  # which no word is

# Names that mean more than one country: read only where the same text names one of them, and no other, in full.
_SHARED = {
    ("CD", "CG"): "Congo Congolese",
    ("KP", "KR"): "Korea Korean Koreans",
    ("DM", "DO"): "Dominican Dominicans",
}


def _tokens(name: str) -> list[str]:
    return [_word(match.group()) for match in _TOKEN.finditer(name)]


@lru_cache(4096)  # a text has some hundreds of words, each of them many times
def _word(token: str) -> str:
    folded = token.lower() if token.isascii() else fold(token)
    return _SAME.get(folded, folded)


def _add(trie: _Trie, name: str, value: _Name, *, replace: bool = False) -> None:
    """Put a name into the trie; names that fold to nothing are left out."""
    node = trie
    for token in _tokens(name):
        node = node.setdefault(token, {})
    if node is not trie and (replace or _END not in node):
        node[_END] = value


def _case(name: str) -> str:
    letters = [char for char in name if char.isalpha()]
    return "upper" if name.isupper() or (len(letters) <= 3 and not name.istitle()) else "title"


@cache
def _neighbours() -> Mapping[str, frozenset[str]]:
    """Return the words that say, beside a name, what the name is a part of."""
    return {kind: frozenset(words.split()) for kind, words in geography.rows("neighbours.tsv")}


@cache
def _known() -> _Trie:
    """Return the names of all countries and regions, and those of other things that hold one."""
    trie: _Trie = {}
    for kind in ("other", "state"):
        for words in _neighbours()[kind]:
            _add(trie, words, _Name((), kind, "last" if kind == "state" else "title"))
    for codes, words in _SHARED.items():
        for word in words.split():
            _add(trie, word, _Name(codes, "country" if word in ("Congo", "Korea") else "demonym", "title"))
    for country in geography.countries().values():
        for name in (*country.names, *country.parts):
            if "(" not in name and (", " not in name or name == country.name):
                _add(trie, name, _Name((country.code,), "country", _case(name)))
        for one in country.demonyms:
            for form in (one, geography.plural(one)):
                if form:
                    _add(trie, form, _Name((country.code,), "demonym", "title"))
    for country in geography.countries().values():
        for title in ("Republic of", "Kingdom of", "State of"):
            for article in ("", "the "):
                _add(trie, f"{title} {article}{country.name}", _Name((country.code,), "country", "title"))
    for region in geography.regions().values():
        for name in region.names:
            if name != "Australia and New Zealand":  # two countries, to a reader
                _add(trie, name, _Name((region.word,), "region", "last"))
        for one in region.adjectives:
            for name in (one, f"{one}s"):
                _add(trie, name, _Name((region.word,), "region", "last"))
    return trie


class Gazetteer:
    """Knows the names of every country and region, and of a store's places and groups."""

    def __init__(self, places: Iterable[Place] = (), groups: Iterable[Group] = ()) -> None:
        """Take a store's *places*, and its *groups* of countries."""
        self._own: _Trie = {}
        for group in groups:
            name = group.name.removeprefix("the ")
            _add(
                self._own, name, _Name((group.region,), "group", "as it is" if name.islower() else "some"), replace=True
            )
        masks: list[str] = []
        for place in places:
            for name in place.aliases:
                _add(self._own, name, _Name((place.code,), "country", _case(name)), replace=True)
            for name in place.cities:
                _add(self._own, name, _Name((place.code,), "city", _case(name)), replace=True)
            masks += place.not_in
        for name in masks:
            _add(self._own, name, _Name((), "other", "title"), replace=True)

    def names(self, text: str) -> list[Named]:
        """Return the countries and regions that *text* names, in its order, in time linear in its length."""
        return _Reading(text, self._own).names()

    def keys(self, text: str) -> set[str]:
        """Return the codes and words of what *text* names."""
        return {named.key for named in self.names(text)}


class _Reading:
    """One text being read: its words, and what stands around each name."""

    def __init__(self, text: str, own: _Trie) -> None:
        self.text = text
        self.tries = (own, _known())
        matches = [*_TOKEN.finditer(text)]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        self.words = [_word(match[0]) for match in matches]
        self.beside = _neighbours()

    def names(self) -> list[Named]:
        found: list[tuple[Named, _Name]] = []
        states = False
        own, known = self.tries
        done = 0
        for at in [place for place, word in enumerate(self.words) if word in known or word in own]:
            if at < done or not (match := self._longest(at)):
                continue
            last, name = match
            states |= name.kind == "state"
            if name.keys and self._stands_for_itself(at, last, name):
                start, end = self.starts[at], self._end(at, last)
                for first, key in self._joined_directions(at, done, name):
                    stop = self.ends[first]
                    named = Named(self.starts[first], stop, key, name.kind, self.text[self.starts[first] : stop])
                    found.append((named, name))
                found += [(Named(start, end, key, name.kind, self.text[start:end]), name) for key in name.keys]
            done = last
        return _settled(found, states)

    def _longest(self, at: int) -> tuple[int, _Name] | None:
        """Return the end and the meaning of the longest name at a word; the store's own comes first among equals."""
        best: tuple[int, _Name] | None = None
        for trie in self.tries:
            node, place = trie, at
            while place < len(self.words) and (place == at or self._is_one_name(place)):
                node = node.get(self.words[place], {})
                if not node:
                    break
                place += 1
                name = node.get(_END)
                if name and (best is None or place > best[0]):
                    if self._has_case(at, place, name):
                        best = place, name
                    elif self._is_direction(at, place):
                        best = place, _Name((), "other", "last")
        return best

    def _has_case(self, at: int, last: int, name: _Name) -> bool:
        written = self.text[self.starts[at] : self.ends[last - 1]]
        if name.case == "upper":
            return written.isupper()
        if name.case == "last":
            return self._is_capital(last - 1)
        if name.case == "some":
            return not written.islower()
        if name.case == "as it is":
            return True
        return written[0].isupper()

    def _is_direction(self, at: int, last: int) -> bool:
        """Tell whether a name may be none: a direction in lower case, as in northern Ireland or south Sudan."""
        return last - at > 1 and self.words[at] in _DIRECTIONS and self._is_capital(last - 1)

    def _is_one_name(self, place: int) -> bool:
        """Tell whether a word and the one before it can belong to one name, by what stands between them."""
        gap = self.text[self.ends[place - 1] : self.starts[place]]
        if gap in (" ", " (", ""):
            return True
        if len(gap) > 4:
            return False
        before = self.words[place - 1]
        if gap[0] == "." and (len(before) == 1 or before in _ABBREVIATIONS):
            return gap[1:].strip() == ""
        if not gap.strip():
            return gap.count("\n") < 2
        return len(gap) == 1 and fold_char(gap) in ("-", "'")

    def _end(self, at: int, last: int) -> int:
        """Return where a name ends: after the stop of an abbreviation that is written with stops."""
        end = self.ends[last - 1]
        dotted = last - at > 1 and self.text[self.ends[last - 2]] == "." and len(self.words[last - 1]) == 1
        if self.text.startswith(")", end) and "(" in self.text[self.starts[at] : end]:
            return end + 1  # Congo (Brazzaville)
        return end + (dotted and self.text.startswith(".", end))

    def _is_capital(self, place: int) -> bool:
        return self.text[self.starts[place]].isupper()

    def _follows(self, end: int, place: int) -> bool:
        """Tell whether a word stands right after a character, with only a blank or a hyphen between."""
        if place >= len(self.words):
            return False
        gap = self.text[end : self.starts[place]]
        return (
            gap == " " or (bool(gap) and not gap.strip() and gap.count("\n") < 2) or "".join(map(fold_char, gap)) == "-"
        )

    def _before(self, place: int) -> int | None:
        """Return the word right before a word, or None where something else than a blank is between."""
        if place and not (gap := self.text[self.ends[place - 1] : self.starts[place]]).strip() and gap.count("\n") < 2:
            return place - 1
        return None

    def _starts_sentence(self, place: int) -> bool:
        return not place or bool(_STOP.search(self.text, self.ends[place - 1], self.starts[place]))

    def _joined_directions(self, at: int, done: int, name: _Name) -> Iterator[tuple[int, str]]:
        """Yield what a direction before the name stands for: North and South Korea, eastern and southern Africa."""
        if at - 2 < done or self.words[at - 1] not in ("and", "or") or self.words[at] not in _DIRECTIONS:
            return
        first = at - 2
        if self.words[first] not in _DIRECTIONS:
            return
        head = self.words[at + 1 : at + 2]
        for trie in self.tries:
            node = trie.get(self.words[first], {}).get(head[0], {}) if head else {}
            if (other := node.get(_END)) and other.kind == name.kind:
                yield first, other.keys[0]
                return

    # What a name can be a part of

    def _stands_for_itself(self, at: int, last: int, name: _Name) -> bool:
        end = self._end(at, last)
        return not (
            self._is_money(end, last)
            or self._is_compound(at, end, last)
            or self._is_inside_what_follows(at, end, last, name)
            or self._is_inside_what_precedes(at, last, name)
            or self._is_person(at, end, last, name)
            or self._is_river(at, last)
            or self._is_language(at, end, last, name)
            or self._is_town(last)
            or self._is_word(at, last, name)
        )

    def _is_money(self, end: int, last: int) -> bool:
        """US$5, U.S. dollars, Swiss francs."""
        sign = self.text[end : end + 2].lstrip(" ")[:1]
        if sign and unicodedata.category(sign) == "Sc":
            return True
        return self._follows(end, last) and self.words[last] in self.beside["currency"]

    def _is_compound(self, at: int, end: int, last: int) -> bool:
        """Non-African, Sino-American, French-speaking, the English language."""
        if at and self.words[at - 1] in self.beside["prefix"]:
            gap = self.text[self.ends[at - 1] : self.starts[at]]
            if "".join(map(fold_char, gap)) == "-":
                return True
        return self._follows(end, last) and self.words[last] in self.beside["suffix"]

    def _is_inside_what_follows(self, at: int, end: int, last: int, name: _Name) -> bool:
        """Turkish Red Crescent, China Daily, Mexico City; but not Kenyan President, or U.S. officials."""
        place = last
        capitals = self._in_capitals(at, last, name)
        for _ in range(8):
            if not self._follows(end if place == last else self.ends[place - 1], place):
                if place > last and place + 1 < len(self.words) and self.words[place] == "s":
                    place += 1  # the Chinese People's Liberation Army
                    continue
                return False
            word = self.words[place]
            if word == "and":
                other = place + 1 < len(self.words) and self._is_capital(place + 1)
                if not other or (place == last and (name.kind == "country" or not self._is_demonym(place + 1))):
                    return False
            elif not self._is_capital(place) or word in self.beside["title"]:
                return False
            elif word in self.beside["office"]:
                if not self._has_title(place):
                    return True
            elif word in self.beside["organisation"] or word in self.beside["place"]:
                return True
            elif place == last and name.kind == "country" and word.endswith("s") and not word.endswith("ss"):
                return False  # in a headline: China Sends Aid
            elif self._is_acronym(place) and not capitals:
                return place > last or self.text[end] == " "  # Africa CDC; but the China-ASEAN talks
            place += 1
        return False

    def _in_capitals(self, at: int, last: int, name: _Name) -> bool:
        """Tell whether the text around a name is in capitals, so that they say nothing."""
        beside = last if name.case == "upper" else at
        return self.text[self.starts[beside] : self.ends[beside]].isupper() if beside < len(self.words) else False

    def _has_title(self, office: int) -> bool:
        """Tell whether a word for an office belongs to its holder, as in Treasury Secretary Yellen."""
        for place in range(office + 1, min(office + 6, len(self.words))):
            if self._before(place) is None:
                return False
            if self.words[place] in self.beside["title"]:
                return True
            if not self._is_capital(place) and self.words[place] not in ("and", "majority", "minority"):
                return False
        return False

    def _is_acronym(self, place: int) -> bool:
        written = self.text[self.starts[place] : self.ends[place]]
        return len(written) >= 3 and written.isupper() and written.isalpha() and not self._is_country(place)

    def _is_demonym(self, place: int) -> bool:
        name = self.tries[1].get(self.words[place], {}).get(_END)
        return bool(name) and name.kind == "demonym"

    def _is_country(self, place: int) -> bool:
        name = self.tries[1].get(self.words[place], {}).get(_END)
        return bool(name) and name.kind == "country"

    def _is_inside_what_precedes(self, at: int, last: int, name: _Name) -> bool:
        """Bank of China, Gulf of Mexico, New Mexico, Lake Chad, UNICEF Kenya."""
        before = self._before(at)
        if before is None:
            return False
        word = self.words[before]
        if word in self.beside["before"] and (word not in _PLAIN_BEFORE or self._is_capital(before)):
            return True
        if word == "the":
            before = self._before(before)
            if before is None:
                return False
            word = self.words[before]
        if word == "of":
            return self._has_head(before)
        if before != at - 1 or name.kind != "country" or not self._is_capital(before):
            return False
        capitals = self._in_capitals(at, last, name)
        if self._is_acronym(before) and not capitals:
            return True
        if self._starts_sentence(before):
            return False
        if word in self.beside["beside"] or word in self.beside["title"] or self._is_headline(at):
            return False
        return not capitals

    def _has_head(self, of: int) -> bool:
        """Tell whether what stands before an "of" is an organisation or a place that is no country."""
        place: int | None = self._before(of)
        first = place
        for _ in range(10):
            if place is None:
                return False
            word = self.words[place]
            if place == first and word in self.beside["of"]:
                return True
            if self._is_capital(place):
                if word in self.beside["title"] or word in ("government", "people"):
                    return False
                if word in self.beside["organisation"] or word in self.beside["of"]:
                    return True
            elif place == first or word not in ("of", "and", "for", "on"):
                return False
            place = self._before(place)
        return False

    def _is_person(self, at: int, end: int, last: int, name: _Name) -> bool:
        """Jordan Smith, Michael Jordan, Ms. English."""
        if last - at > 1 or name.kind not in ("country", "demonym"):
            return False
        before = at - 1
        if at and self.words[before] in self.beside["person"] and self._is_capital(before):
            return self.text[self.ends[before] : self.starts[at]].strip() in ("", ".")
        word = self.words[at]
        if word in self.beside["given"] and self._follows(end, last) and self._is_capital(last):
            follower = self.words[last]
            known = follower in self.beside["title"] or follower.endswith("s") or self._is_acronym(last)
            if not known and self.text[end] == " " and not self._is_headline(at):
                return True
        if word in self.beside["surname"] and self._before(at) is not None and self._is_capital(before):
            prior = self.words[before]
            plain = prior in self.beside["beside"] or prior.endswith(("ing", "ed")) or prior in self.beside["title"]
            return not (plain or self._is_headline(at) or self._is_demonym(before) or self._is_country(before))
        return False

    def _is_headline(self, at: int) -> bool:
        """Tell whether the words around, within the sentence, have capitals whatever they are."""
        seen = 0
        for step in (-1, 1):
            place = at + step
            for _ in range(6):
                if not 0 <= place < len(self.words):
                    break
                if step == 1 and self._starts_sentence(place):
                    break
                long = len(self.words[place]) > 2 and self.words[place] not in self.beside["beside"]
                is_first = self._starts_sentence(place)
                if long and not is_first and self.words[place].isalpha():
                    if not self._is_capital(place):
                        return False
                    seen += 1
                if step == -1 and is_first:
                    break
                place += step
        return seen >= 2

    def _is_river(self, at: int, last: int) -> bool:
        """Along the Niger, across the Jordan."""
        before = self._before(at)
        if self.words[at] not in self.beside["river"] or before is None or self.words[before] != "the":
            return False
        if self.words[at] in ("gambia", "congo"):
            return before > 0 and self.words[before - 1] in _ALONG
        return not self._follows(self.ends[last - 1], last) or self.words[last] in self.beside["beside"]

    def _is_language(self, at: int, end: int, last: int, name: _Name) -> bool:
        """Speaks French, in English; but not in French hospitals."""
        if name.kind != "demonym" or not at or self.words[at - 1] not in self.beside["language"]:
            return False
        if self._before(at) is None:
            return False
        return not self._follows(end, last) or self.words[last] in self.beside["beside"] | {"is", "was"}

    def _is_town(self, last: int) -> bool:
        """Lebanon, Ohio."""
        if last >= len(self.words) or self.text[self.ends[last - 1] : self.starts[last]] != ", ":
            return False
        match = self._longest(last)
        return match is not None and match[1].kind == "state" and not self._is_listed(match[0])

    def _is_listed(self, last: int) -> bool:
        return last < len(self.words) and self.words[last] in ("and", "or")

    def _is_word(self, at: int, last: int, name: _Name) -> bool:
        """Tell whether a name is only a word: LET US HELP, Polish the floor."""
        if name.kind == "demonym" and self._starts_sentence(at) and last < len(self.words):
            return (
                self.words[last] in ("the", "a", "an", "your", "his", "her", "its", "it") and self._before(last) == at
            )
        if last - at > 1 or self.words[at] != "us":
            return False
        beside = [place for place in (at - 1, last) if 0 <= place < len(self.words)]
        capitals = all(self.text[self.starts[place] : self.ends[place]].isupper() for place in beside)
        return bool(beside) and capitals and at > 0 and self.words[at - 1] not in ("the", "in", "and")


_PLAIN_BEFORE = {"air", "camp", "inner", "little", "miss", "new", "outer", "port", "radio", "team"}
_ALONG = {"along", "across", "crossed", "into", "down", "up", "river"}


def _settled(found: list[tuple[Named, _Name]], states: bool) -> list[Named]:
    """Return what is certain: names that several countries share are read where one of these is named as well."""
    whole = {named.key for named, name in found if len(name.keys) == 1}
    result = []
    for named, name in found:
        if len(name.keys) > 1 and [key for key in name.keys if key in whole] != [named.key]:
            continue
        if states and named.text == "Georgia":
            continue
        result.append(named)
    return result
