"""From records to a database: not needed by a look-up whose index is kept."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from rcsc_facts.index.select import Index, connect
from rcsc_facts.index.tables import INDEXES, insertion, row_of, schema
from rcsc_facts.model import Claim, Header
from rcsc_facts.text import geography
from rcsc_facts.vocabulary import REGIONS

_MOST_PLACE_WORDS = 20_000
"""Characters of names by which one claim can be found: those of some two hundred countries."""


def build(connection: sqlite3.Connection, header: Header, claims: Iterable[Claim]) -> None:
    """Write a store into an empty database; what *claims* raises is raised here."""
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + schema())
    connection.execute("BEGIN")
    lands = _Lands(header)
    regions_of = _regions(header)
    named: dict[str, None] = {}
    numbered = enumerate(claims, 1)
    insert = insertion()
    while batch := list(islice(numbered, 100)):
        rows = [(seq, *row_of(claim), _place_words(claim, lands, regions_of)) for seq, claim in batch]
        connection.executemany(insert, rows)
        countries, regions = [], []
        for seq, claim in batch:
            matches = dict.fromkeys(claim.regions, "stated")
            for region in claim.regions:
                for whole in regions_of[region].within:
                    matches.setdefault(whole, "part")
            for code in claim.countries.named if claim.countries else ():
                countries.append((code, claim.topic, seq))
                named[code] = None
                for region in lands[code].regions:
                    matches.setdefault(region, "by-country")
            regions += [(region, claim.topic, seq, match) for region, match in matches.items()]
        connection.executemany("INSERT INTO claim_country VALUES (?, ?, ?)", countries)
        connection.executemany("INSERT INTO claim_region VALUES (?, ?, ?, ?)", regions)
    for code in named:
        land = lands[code]
        aliases = json.dumps(land.aliases, ensure_ascii=False)
        row = (code, land.country.alpha3, land.country.name, land.country.region, aliases)
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?)", row)
    connection.executemany("INSERT INTO topic (word, about) VALUES (?, ?)", header.topics.items())
    connection.executemany("INSERT INTO speaker (word, name) VALUES (?, ?)", header.voices.items())
    words = [(word, region.name) for word, region in regions_of.items()]
    connection.executemany("INSERT INTO region (word, name) VALUES (?, ?)", words)
    for key, value in header._asdict().items():
        connection.execute("INSERT INTO meta VALUES (?, ?)", (key, json.dumps(value, ensure_ascii=False)))
    connection.execute("INSERT INTO claim_text (claim_text) VALUES ('rebuild')")
    connection.executescript(INDEXES)
    connection.commit()


def in_memory(header: Header, claims: Iterable[Claim]) -> Index:
    """Return an index that lives in memory only."""
    connection = connect(":memory:")
    opened = Index(connection)
    build(connection, header, claims)
    return opened


class _Land(NamedTuple):
    """A country as the store knows it."""

    country: geography.Country
    aliases: tuple[str, ...]
    words: str
    """Its codes and names, and the store's own, for the full text."""
    regions: tuple[str, ...]
    """Every region and group that it lies in."""


class _Region(NamedTuple):
    """A region of UN M49, or a group that the store declares."""

    name: str
    words: str
    """Its name and adjectives, for the full text."""
    within: tuple[str, ...]
    """The regions that it is a part of."""


def _regions(header: Header) -> dict[str, _Region]:
    known = geography.regions()
    found = {}
    for word, region in known.items():
        within, parent = [], region.parent
        while parent:
            within.append(parent)
            parent = known[parent].parent
        found[word] = _Region(
            REGIONS.get(word, region.name), " ".join((*region.names, *region.adjectives)), tuple(within)
        )
    return found | {group.region: _Region(group.name, group.name, ()) for group in header.groups}


class _Lands(dict[str, _Land]):
    """The countries by their codes, each made when it is first asked for."""

    def __init__(self, header: Header) -> None:
        super().__init__()
        self._own = {place.code: place for place in header.places}
        self._groups = header.groups

    def __missing__(self, code: str) -> _Land:
        country, own = geography.countries()[code], self._own.get(code)
        more = own.words if own else ()
        groups = [group.region for group in self._groups if code in group.countries]
        names = (code, country.alpha3, *country.names, *country.demonyms, *more)
        land = _Land(country, own.aliases if own else (), " ".join(names), (*country.regions, *groups))
        return self.setdefault(code, land)


def _place_words(claim: Claim, lands: _Lands, regions: Mapping[str, _Region]) -> str:
    named = [lands[code].words for code in claim.countries.named] if claim.countries else []
    words = " ".join([*(regions[region].words for region in claim.regions), *named])
    return words[:_MOST_PLACE_WORDS]
