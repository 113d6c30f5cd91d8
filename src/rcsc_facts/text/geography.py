"""The countries of ISO 3166-1, with their regions by UN M49, and the ways in which people write them.

The data stand in countries.tsv and regions.tsv beside this module. Codes are those of ISO 3166-1, with the
user-assigned XK for Kosovo; regions are those of UN M49 (https://unstats.un.org/unsd/methodology/m49/):
a macro region such as africa, sub-regions and intermediate regions. M49 gives Antarctica none.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rcsc_facts.text.folding import fold


class Country(NamedTuple):
    """One country or territory of ISO 3166-1."""

    code: str
    """ISO 3166-1 alpha-2."""
    alpha3: str
    name: str
    """The usual short name in English."""
    region: str | None
    """The UN M49 macro region, a word of `vocabulary.REGIONS`; None for Antarctica."""
    regions: tuple[str, ...]
    """Every region of UN M49 that it lies in, the largest first."""
    names: tuple[str, ...]
    """Every usual and official name in English, `name` first."""
    parts: tuple[str, ...]
    """Parts that ISO gives no code of their own, and that are spoken of as countries are."""
    demonyms: tuple[str, ...]
    """Adjectives and words for its people; plurals that only add -s are left out."""


class Region(NamedTuple):
    """One region of UN M49."""

    word: str
    """The name in lower case with hyphens."""
    name: str
    parent: str | None
    """The word of the region that it is a part of; None for a macro region."""
    names: tuple[str, ...]
    """Every usual name, `name` first."""
    adjectives: tuple[str, ...]


def rows(table: str) -> Iterator[list[str]]:
    """Yield the rows of a table of this package, as lists of cells."""
    for line in Path(__file__).with_name(table).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if cell != "-" else ()


@cache
def regions() -> Mapping[str, Region]:
    """Return every region by its word; each comes after the one that it is a part of."""
    found = {}
    for word, parent, name, others, adjectives in rows("regions.tsv"):
        found[word] = Region(word, name, None if parent == "-" else parent, (name, *_list(others)), _list(adjectives))
    return found


@cache
def countries() -> Mapping[str, Country]:
    """Return every country by its alpha-2 code, in the order of the codes."""
    found = {}
    for code, alpha3, leaf, name, others, parts, demonyms in rows("countries.tsv"):
        within = lineage(None if leaf == "-" else leaf)
        names = (name, *_list(others))
        region = within[0] if within else None
        found[code] = Country(code, alpha3, name, region, within, names, _list(parts), _list(demonyms))
    return found


def lineage(region: str | None) -> tuple[str, ...]:
    """Return a region's word after those of the regions that it lies in, the largest first; none of no region."""
    found: list[str] = []
    while region:
        found.insert(0, region)
        region = regions()[region].parent
    return tuple(found)


def plural(demonym: str) -> str | None:
    """Return the plural of a word for a country's people; None where it is the same or stands for itself."""
    return None if re.search(r"(s|sh|ch|x|ese|m[ea]n)$", demonym) and demonym != "Czech" else f"{demonym}s"


def _key(name: str) -> str:
    """Return a name without what is written in several ways: case, accents, blanks, stops, the article, St and &."""
    words = re.findall(r"[^\W_]+", fold(name).replace("&", " and "))
    return "".join({"st": "saint", "the": ""}.get(word, word) for word in words)


@cache
def _countries_by_key() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in countries().values():
        people = [form for one in country.demonyms for form in (one, plural(one)) if form]
        for name in (country.code, country.alpha3, *country.names, *country.parts, *people):
            found.setdefault(_key(name), country.code)
    for country in countries().values():
        found.setdefault(_key(f"Republic of {country.name}"), country.code)
    return found


@cache
def _regions_by_key() -> dict[str, str]:
    found: dict[str, str] = {}
    for region in regions().values():
        for name in (region.word, *region.names, *region.adjectives):
            found.setdefault(_key(name), region.word)
    return found


def country(asked: str) -> str | None:
    """Return the alpha-2 code of the country that a person means: by code, name or demonym, in any usual spelling."""
    keys = _countries_by_key()
    if code := keys.get(_key(asked)):
        return code
    # Lists of countries put what stands first last: Korea, South; Bolivia (Plurinational State of).
    head, _, tail = re.sub(r"\s*[(\[]", ", ", asked, count=1).partition(",")
    return keys.get(_key(f"{tail} {head}"))


def region(asked: str) -> str | None:
    """Return the word of the UN M49 region that a person means: by word, name or adjective."""
    return _regions_by_key().get(_key(asked))
