"""From records to a database: not needed by a look-up whose index is kept."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from itertools import islice

from rcsc_facts.index.select import Index, connect
from rcsc_facts.index.tables import INDEXES, insertion, row_of, schema
from rcsc_facts.model import REGION_WORDS, Claim, Header

_MOST_PLACE_WORDS = 20_000
"""Characters of names by which one claim can be found: those of some two hundred countries."""


def build(connection: sqlite3.Connection, header: Header, claims: Iterable[Claim]) -> None:
    """Write a store into an empty database; what *claims* raises is raised here."""
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + schema())
    connection.execute("BEGIN")
    region_of = {place.code: place.region for place in header.places}
    words_of = {place.code: " ".join((place.code, place.alpha3, *place.words)) for place in header.places}
    numbered = enumerate(claims, 1)
    insert = insertion()
    while batch := list(islice(numbered, 100)):
        rows = [(seq, *row_of(claim), _place_words(claim, words_of)) for seq, claim in batch]
        connection.executemany(insert, rows)
        countries, regions = [], []
        for seq, claim in batch:
            matches = dict.fromkeys(claim.regions, "stated")
            if claim.countries:
                for code in claim.countries.named:
                    countries.append((code, claim.topic, seq))
                    if region := region_of.get(code):
                        matches.setdefault(region, "by-country")
            regions += [(region, claim.topic, seq, match) for region, match in matches.items()]
        connection.executemany("INSERT INTO claim_country VALUES (?, ?, ?)", countries)
        connection.executemany("INSERT INTO claim_region VALUES (?, ?, ?, ?)", regions)
    for seq, place in enumerate(header.places, 1):
        record = json.dumps([place.aliases, place.cities, place.not_in], ensure_ascii=False)
        row = (seq, place.code, place.alpha3, place.name, place.region, record)
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?)", row)
    for key, value in (("source", header.source), ("elsewhere", header.elsewhere), ("editions", header.editions)):
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


def _place_words(claim: Claim, words_of: Mapping[str, str]) -> str:
    named = [words_of.get(code, code) for code in claim.countries.named] if claim.countries else []
    words = " ".join([*(word for region in claim.regions for word in REGION_WORDS[region]), *named])
    return words[:_MOST_PLACE_WORDS]
