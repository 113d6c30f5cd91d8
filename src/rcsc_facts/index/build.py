"""From records to a database: not needed by a look-up whose index is kept."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from rcsc_facts.index.select import Index, connect
from rcsc_facts.index.tables import INDEXES, ROOM, TEXTS, WORDS, insertion, row_of, schema
from rcsc_facts.model import Claim, Header
from rcsc_facts.text import geography
from rcsc_facts.vocabulary import REGIONS

_MOST_PLACE_WORDS = 20_000
"""Characters of names by which one claim can be found: those of some two hundred countries."""


_SPACING = 2**44
"""From one article's numbers to the next one's, so that others can come in between."""

_AFTER_REGIONS = 1000
"""Where a store's own groups are numbered, after the regions of UN M49."""


UNGUARDED = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
"""For a file that nobody reads before it is whole."""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database."""
    connection.executescript(UNGUARDED + schema())
    words = [(word, REGIONS.get(word, region.name)) for word, region in geography.regions().items()]
    connection.executemany("INSERT INTO region (word, name) VALUES (?, ?)", words)


def numbers(files: Sequence[str], taken: Mapping[str, int]) -> dict[str, int] | None:
    """Return a number for every file, growing in their order; those *taken* stay.

    None where one that is taken breaks the order, or leaves too little room.
    """
    found: dict[str, int] = {}
    waiting: list[str] = []
    before = None
    for file in (*files, None):
        after = taken.get(file) if file is not None else None
        if file is not None and after is None:
            waiting.append(file)
            continue
        span = _SPACING * (len(waiting) + 1)
        low = before if before is not None else -_SPACING if after is None else after - span
        step = ((low + span if after is None else after) - low) // (len(waiting) + 1)
        if step < ROOM:
            return None
        if waiting:
            found |= {one: low + step * place for place, one in enumerate(waiting, 1)}
            waiting = []
        if file is not None and after is not None:
            found[file] = before = after
    return found


def add(connection: sqlite3.Connection, number: int, header: Header, claims: Iterable[Claim]) -> None:
    """Write a store into a database that has none of its source; what *claims* raises is raised here.

    *number* is one of `numbers`, after which those of all its rows follow. `finish` completes what is added.
    """
    lands = _Lands(header)
    regions_of = _regions(header)
    numbered = enumerate(claims, number + 1)
    insert = insertion()
    while batch := list(islice(numbered, 100)):
        rows = [(seq, *row_of(claim), *_sought(claim, header, lands, regions_of)) for seq, claim in batch]
        connection.executemany(insert, rows)
        countries, regions = [], []
        for seq, claim in batch:
            matches = dict.fromkeys(claim.regions, "stated")
            for region in claim.regions:
                for whole in regions_of[region].within:
                    matches.setdefault(whole, "part")
            for code in claim.countries.named if claim.countries else ():
                countries.append((code, claim.topic, seq))
                for region in lands[code].regions:
                    matches.setdefault(region, "by-country")
            regions += [(region, claim.topic, seq, match) for region, match in matches.items()]
        connection.executemany("INSERT INTO claim_country VALUES (?, ?, ?)", countries)
        connection.executemany("INSERT INTO claim_region VALUES (?, ?, ?, ?)", regions)
    source = header.source["id"]
    for table, words, first in (
        ("topic", header.topics.items(), 1),
        ("speaker", header.voices.items(), 1),
        ("region", [(group.region, group.name) for group in header.groups], _AFTER_REGIONS),
    ):
        named = [(seq, source, *pair) for seq, pair in enumerate(words, number + first)]
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", named)
    parts = [json.dumps(part, ensure_ascii=False) for part in header]
    row = (number, source, header.issued, *parts)
    connection.execute(f"INSERT INTO store VALUES ({', '.join('?' * len(row))})", row)
    connection.execute(
        f"INSERT INTO claim_text (rowid, {TEXTS}) SELECT seq, {TEXTS} FROM claim WHERE seq BETWEEN ? AND ?",
        _rows_after(number),
    )


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Remove all that `add` wrote under a number; `finish` completes it."""
    rows = _rows_after(number)
    connection.execute(
        f"INSERT INTO claim_text (claim_text, rowid, {TEXTS})"
        f" SELECT 'delete', seq, {TEXTS} FROM claim WHERE seq BETWEEN ? AND ?",
        rows,
    )
    topics = "topic IN (SELECT DISTINCT topic FROM claim WHERE seq BETWEEN ? AND ?) AND seq BETWEEN ? AND ?"
    for table, key, words in (
        ("claim_region", "region", "SELECT word FROM region"),
        ("claim_country", "code", ", ".join(f"'{code}'" for code in geography.countries())),
    ):
        question = f"DELETE FROM {table} WHERE {key} IN ({words}) AND {topics}"  # along the primary key
        connection.execute(question, rows * 2)
    for table in ("claim", "topic", "speaker"):
        connection.execute(f"DELETE FROM {table} WHERE seq BETWEEN ? AND ?", rows)
    connection.execute("DELETE FROM region WHERE source IS NOT NULL AND seq BETWEEN ? AND ?", rows)
    connection.execute("DELETE FROM store WHERE number = ?", (number,))


def finish(connection: sqlite3.Connection) -> None:
    """Complete a database after stores were added or removed: what follows from all of them together."""
    connection.execute("DELETE FROM place")
    aliases: dict[str, dict[str, None]] = {}
    for (places,) in connection.execute("SELECT places FROM store WHERE places <> '[]' ORDER BY number"):
        for code, own, *_ in json.loads(places):
            aliases.setdefault(code, {}).update(dict.fromkeys(own))
    for (code,) in connection.execute("SELECT DISTINCT code FROM claim_country").fetchall():
        country = geography.countries()[code]
        own = json.dumps([*aliases.get(code, ())], ensure_ascii=False)
        row = (code, country.alpha3, country.name, country.region, own)
        connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?)", row)
    connection.execute("DELETE FROM word")
    for sort, question in WORDS.items():
        words = [(sort, seq, *row[:2]) for seq, row in enumerate(connection.execute(question))]
        connection.executemany("INSERT INTO word VALUES (?, ?, ?, ?)", words)
    connection.commit()
    connection.executescript(INDEXES)


def _rows_after(number: int) -> tuple[int, int]:
    return number + 1, number + ROOM - 1


def together(stores: Iterable[tuple[Header, Iterable[Claim]]]) -> Index:
    """Return an index of several stores that lives in memory only."""
    connection = connect(":memory:")
    opened = Index(connection)
    create(connection)
    for place, (header, claims) in enumerate(stores):
        add(connection, place * _SPACING, header, claims)
    finish(connection)
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
    """The regions that it is a part of, from the largest."""


def _regions(header: Header) -> dict[str, _Region]:
    found = {}
    for word, region in geography.regions().items():
        names = " ".join((*region.names, *region.adjectives))
        found[word] = _Region(REGIONS.get(word, region.name), names, geography.lineage(region.parent))
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


def _sought(claim: Claim, header: Header, lands: _Lands, regions: Mapping[str, _Region]) -> tuple[str, str, str]:
    """Return what the columns `tables.SOUGHT` hold of a claim."""
    figure = claim.quantity
    figures = "" if figure is None else f"{figure.as_written} {figure.value or ''} {figure.unit}"
    speaker = header.speakers.get(claim.said_by)
    phrases = [piece.phrase for piece in claim.further_evidence]
    return _place_words(claim, lands, regions), figures, " ".join([*phrases, *([speaker.name] if speaker else [])])


def _place_words(claim: Claim, lands: _Lands, regions: Mapping[str, _Region]) -> str:
    named = [lands[code].words for code in claim.countries.named] if claim.countries else []
    words = " ".join([*(regions[region].words for region in claim.regions), *named])
    return words[:_MOST_PLACE_WORDS]
