"""Records in a SQLite database: built from a store, kept in the user's cache folder, selected from.

Every question is answered by the same SQL, whatever the size of the store and whether the database
lies in the cache or, where none can be kept, in memory. The database holds data only; nothing in it
is ever run. `SCHEMA` documents the tables; an exported database has the same.
"""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from rcsc_facts.model import (
    MARKS,
    Claim,
    Countries,
    Evidence,
    Filters,
    Group,
    Header,
    Hit,
    LeftOut,
    Place,
    Quantity,
    Relation,
    Speaker,
    Unit,
)
from rcsc_facts.text import geography
from rcsc_facts.text.folding import nearest
from rcsc_facts.vocabulary import REGION_WORDS

FORMAT = 4
"""Raised whenever `SCHEMA` or what is written into it changes, so that older caches are built anew."""

SCHEMA = """
CREATE TABLE meta (            -- about this database
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE place (           -- the countries that the article names
    seq INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE, -- ISO 3166-1 alpha-2
    alpha3 TEXT NOT NULL,      -- ISO 3166-1 alpha-3
    name TEXT NOT NULL,
    region TEXT,               -- UN M49 macro region
    record TEXT NOT NULL       -- other names, as JSON
);
CREATE TABLE topic (           -- the topics in their order
    word TEXT NOT NULL UNIQUE,
    meaning TEXT NOT NULL
);
CREATE TABLE claim (
    seq INTEGER PRIMARY KEY,   -- the article's order
    id TEXT NOT NULL UNIQUE,
    topic TEXT NOT NULL,
    kind TEXT NOT NULL,
    statement TEXT NOT NULL,
    value NUMERIC,             -- the figure, with its bounds and its unit; NULL where there is none
    low NUMERIC,
    high NUMERIC,
    unit TEXT,
    as_written TEXT,
    regions TEXT NOT NULL,     -- words, separated by spaces; several are one joint figure
    countries TEXT,            -- codes, separated by spaces; NULL where none is stated
    complete INTEGER,          -- 0 where the article names only some of the countries
    time_words TEXT,           -- the article's own time words (`when` in the store)
    said_by TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    phrase TEXT NOT NULL,
    related TEXT NOT NULL,     -- id:relation, separated by spaces
    note TEXT,
    source TEXT NOT NULL,
    more TEXT NOT NULL,        -- what it asks, date, purpose, other names, hedge and further evidence, as JSON
    places TEXT NOT NULL       -- names, aliases and regions of its places, for the full text
);
CREATE TABLE claim_region (    -- a row for every region that a claim can be found under
    region TEXT NOT NULL,
    topic TEXT NOT NULL,       -- that of the claim
    seq INTEGER NOT NULL REFERENCES claim,
    match TEXT NOT NULL,       -- stated, or by-country
    PRIMARY KEY (region, topic, seq)
) WITHOUT ROWID;
CREATE TABLE claim_country (   -- a row for every country that a claim names
    code TEXT NOT NULL,
    topic TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES claim,
    PRIMARY KEY (code, topic, seq)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE claim_text USING fts5 ( -- the full text of these columns of claim; rowid is claim.seq
    statement, phrase, places, note, id,
    content = "claim", content_rowid = "seq",
    tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE claim_word USING fts5vocab (claim_text, row);
"""

INDEXES = """
CREATE INDEX claim_by_topic ON claim (topic, kind);
CREATE INDEX claim_by_kind ON claim (kind);
CREATE INDEX claim_by_unit ON claim (unit);
CREATE INDEX claim_by_speaker ON claim (said_by, topic);
CREATE INDEX claim_worldwide ON claim (topic, id) WHERE regions = '' AND countries IS NULL;
"""

_COLUMNS = (
    "seq, id, topic, kind, statement, value, low, high, unit, as_written, regions, countries, complete, "
    "time_words, said_by, paragraph, sentence, phrase, related, note, source, more"
)
_INSERT = f"INSERT INTO claim ({_COLUMNS}, places) VALUES ({', '.join('?' * 23)})"


class Index:
    """An open database of claims."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def __del__(self) -> None:
        self._db.close()  # Python warns of a connection that is left to be collected

    def header(self) -> Header:
        """Return all of the store but its claims."""
        [(record,)] = self._db.execute("SELECT value FROM meta WHERE key = 'header'")
        header = Header(*json.loads(record))
        return header._replace(
            names=tuple(header.names),
            speakers={word: Speaker(name, tuple(words)) for word, (name, words) in header.speakers.items()},
            units={word: Unit(*unit) for word, unit in header.units.items()},
            editions=tuple(header.editions),
            places=tuple(Place(code, *map(tuple, words)) for code, *words in header.places),
            groups=tuple(Group(word, name, tuple(codes)) for word, name, codes in header.groups),
            left_out=tuple(LeftOut(*one) for one in header.left_out),
        )

    def names(self) -> dict[str, str]:
        """Return the name of every country of the store by its code."""
        return dict(self._db.execute("SELECT code, name FROM place ORDER BY seq"))

    def ids(self, beginning: str = "") -> list[str]:
        """Return the claims' ids that begin so, in the article's order."""
        # Ids are lower-case letters, digits and hyphens, which all stand before a tilde.
        span = (beginning, f"{beginning}~")
        return [row[0] for row in self._db.execute("SELECT id FROM claim WHERE id >= ? AND id < ? ORDER BY seq", span)]

    def units(self) -> list[str]:
        """Return every unit that a figure has, in alphabetical order."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT unit FROM claim WHERE unit IS NOT NULL ORDER BY 1")]

    def get(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims with these ids, in this order; ids that no claim has are passed over."""
        found = []
        for claim_id in ids:
            row = self._db.execute(f"SELECT {_COLUMNS} FROM claim WHERE id = ?", (claim_id,)).fetchone()
            if row is not None:
                found.append(_claim(row))
        return found

    def select(self, filters: Filters, sort: str = "article", limit: int | None = None) -> list[Hit]:
        """Return the claims that pass the filters, each with how it matched the region or country asked for."""
        joined, where, values = _where(filters)
        cursor = self._db.execute(
            f"SELECT {_FULL_COLUMNS}, {_match(filters)} FROM {joined} {where} ORDER BY {_ORDERS[sort]} LIMIT ?",
            (*values, -1 if limit is None else limit),
        )
        return [Hit(_claim(row), row[-1]) for row in cursor]

    def search(
        self, query: Sequence[str], filters: Filters, sort: str | None = None, limit: int | None = None
    ) -> list[Hit]:
        """Return the claims that have all words of the query, with the words shown; the best match first, or sorted.

        Each item of *query* is a word, the beginning of one (ending in *), or several words that must
        stand together. Nothing in it has a meaning beyond that.
        """
        terms = [term for item in query if (term := _term(item))]
        if not terms:
            return []
        joined, where, values = _where(filters)
        order = _ORDERS[sort] if sort else "bm25(claim_text, 10, 8, 4, 1, 6), claim.seq"
        cursor = self._db.execute(
            f"SELECT {_FULL_COLUMNS}, chosen.match, {_SNIPPETS} FROM claim_text"
            f" JOIN (SELECT claim.seq AS seq, {_match(filters)} AS match FROM {joined} {where}) AS chosen"
            " ON chosen.seq = claim_text.rowid JOIN claim ON claim.seq = chosen.seq"
            f" WHERE claim_text MATCH ? ORDER BY {order} LIMIT ?",
            (*MARKS * 5, *values, " ".join(terms), -1 if limit is None else limit),
        )
        return [Hit(_claim(row), row[22], _telling(row[23:])) for row in cursor]

    def near_words(self, word: str) -> list[str]:
        """Return words of the store that *word* may have been meant for, likeliest first."""
        stems = [row[0] for row in self._db.execute("SELECT term FROM claim_word WHERE length(term) > 2")]
        found: list[str] = []
        for stem in nearest(word, stems):
            shown = self._db.execute(
                "SELECT snippet(claim_text, -1, ?, ?, '', 1) FROM claim_text WHERE claim_text MATCH ? LIMIT 1",
                (*MARKS, f'"{stem}"'),
            )
            found += [text.split(MARKS[0])[-1].split(MARKS[1])[0].lower() for (text,) in shown]
        return list(dict.fromkeys(found))

    def worldwide(self, filters: Filters, limit: int) -> tuple[int, list[str]]:
        """Return how many claims a filter by region leaves out because they are tied to none, and the first ids."""
        rest = filters._replace(regions=(), countries=())
        joined, where, values = _where(rest)
        where = f"{where} {'AND' if where else 'WHERE'} claim.regions = '' AND claim.countries IS NULL"
        count = self._db.execute(f"SELECT count(*) FROM {joined} {where}", values).fetchone()[0]
        ids = self._db.execute(f"SELECT claim.id FROM {joined} {where} ORDER BY claim.seq LIMIT ?", (*values, limit))
        return count, [row[0] for row in ids]

    def copy_to(self, target: Path) -> None:
        """Write the whole database to a file, which appears only when it is whole; raise OSError where that fails."""
        temporary = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            copy = sqlite3.connect(temporary, isolation_level=None)
            try:
                self._db.backup(copy)
                copy.execute("DELETE FROM meta WHERE key = 'stamp'")
            finally:
                copy.close()
            os.replace(temporary, target)
        except sqlite3.Error as error:
            raise OSError(str(error)) from None
        finally:
            temporary.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the database."""
        self._db.close()


_FULL_COLUMNS = ", ".join(f"claim.{column}" for column in _COLUMNS.split(", "))
_ORDERS = {
    "article": "claim.seq",
    "id": "claim.id",
    "value": "claim.value IS NULL, claim.value DESC, claim.seq",
    "topic": "(SELECT rowid FROM topic WHERE word = claim.topic), claim.seq",
}
_SNIPPETS = "highlight(claim_text, 0, ?, ?), " + ", ".join(
    f"snippet(claim_text, {column}, ?, ?, '…', {words})" for column, words in ((1, 12), (2, 3), (3, 12), (4, 12))
)
"""What matched in each column of the full text: the statement whole, of the others the words around."""


def _telling(snippets: Iterable[str | None]) -> tuple[str, ...]:
    """Return the snippets that show a matched word which those before them do not."""
    told, seen = [], set[str]()
    for snippet in filter(None, snippets):
        words = {piece.partition(MARKS[1])[0].lower() for piece in snippet.split(MARKS[0])[1:]}
        if not words <= seen:
            told.append(snippet)
            seen |= words
    return tuple(told)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _match(filters: Filters) -> str:
    """Return the SQL that tells how a claim matched."""
    if filters.regions:
        return "CASE WHEN hit.stated THEN 'stated' ELSE 'by-country' END"
    return "'stated'" if filters.countries else "NULL"


def _term(item: str) -> str:
    """Return an item of a query in the syntax of FTS5: a quoted string, in which nothing is special."""
    words = "".join(char if char.isalnum() else " " for char in item).split()
    prefix = "*" if item.rstrip().endswith("*") else ""
    return f'"{" ".join(words)}"{prefix}' if words else ""


def _where(filters: Filters) -> tuple[str, str, list[object]]:
    """Return the tables to join, the WHERE clause and its values."""
    joined, tests = "claim", []
    values: list[object] = []
    if filters.regions:
        topics = f" AND topic IN ({_marks(filters.topics)})" if filters.topics else ""
        joined = (
            "(SELECT seq, max(match = 'stated') AS stated FROM claim_region"
            f" WHERE region IN ({_marks(filters.regions)}){topics} GROUP BY seq) AS hit"
            " CROSS JOIN claim ON claim.seq = hit.seq"
        )
        values += [*filters.regions, *filters.topics]
    if filters.countries:
        topics = f" AND topic IN ({_marks(filters.topics)})" if filters.topics else ""
        tests.append(
            f"claim.seq IN (SELECT seq FROM claim_country WHERE code IN ({_marks(filters.countries)}){topics})"
        )
        values += [*filters.countries, *filters.topics]
    for column, words in (
        ("topic", filters.topics),
        ("kind", filters.kinds),
        ("said_by", filters.said_by),
        ("unit", filters.units),
    ):
        if words:
            tests.append(f"claim.{column} IN ({_marks(words)})")
            values += words
    return joined, f"WHERE {' AND '.join(tests)}" if tests else "", values


def _claim(row: Sequence[Any]) -> Claim:
    _, claim_id, topic, kind, statement, value, low, high, unit, as_written, regions, countries, complete = row[:13]
    when, said_by, paragraph, sentence, phrase, related, note, source, more = row[13:22]
    asks, date, purpose, also, hedge, further = json.loads(more)
    return Claim(
        id=claim_id,
        asks=asks,
        topic=topic,
        kind=kind,
        statement=statement,
        quantity=None if unit is None else Quantity(as_written, unit, value, low, high, hedge),
        regions=tuple(regions.split()),
        countries=None if countries is None else Countries(tuple(countries.split()), bool(complete)),
        when=when,
        date=date,
        purpose=purpose,
        said_by=said_by,
        also=tuple(also),
        evidence=Evidence(paragraph, sentence, phrase),
        further_evidence=tuple(Evidence(*piece) for piece in further),
        related=tuple(Relation(*pair.split(":")) for pair in related.split()),
        note=note,
        source=source,
    )


def _row(seq: int, claim: Claim) -> tuple[object, ...]:
    figure, countries = claim.quantity, claim.countries
    return (
        seq,
        claim.id,
        claim.topic,
        claim.kind,
        claim.statement,
        *((figure.value, figure.low, figure.high, figure.unit, figure.as_written) if figure else (None,) * 5),
        " ".join(claim.regions),
        *((" ".join(countries.named), countries.complete) if countries else (None, None)),
        claim.when,
        claim.said_by,
        *claim.evidence[:3],
        " ".join(f"{relation.claim}:{relation.kind}" for relation in claim.related),
        claim.note,
        claim.source,
        json.dumps(
            [claim.asks, claim.date, claim.purpose, claim.also, figure and figure.hedge, claim.further_evidence],
            ensure_ascii=False,
        ),
    )


_MOST_PLACE_WORDS = 20_000
"""Characters of names by which one claim can be found: those of some two hundred countries."""


def _place_words(claim: Claim, words_of: Mapping[str, str]) -> str:
    named = [words_of.get(code, code) for code in claim.countries.named] if claim.countries else []
    words = " ".join([*(word for region in claim.regions for word in REGION_WORDS.get(region, (region,))), *named])
    return words[:_MOST_PLACE_WORDS]


def build(connection: sqlite3.Connection, header: Header, claims: Iterable[Claim]) -> None:
    """Write a store into an empty database."""
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    connection.execute("BEGIN")
    own = {place.code: place for place in header.places if place.code in geography.countries()}
    words_of: dict[str, str] = {}
    insert = connection.execute
    numbered = enumerate(claims, 1)
    while batch := list(islice(numbered, 100)):
        for code in {code for _, claim in batch if claim.countries for code in claim.countries.named} - words_of.keys():
            country = geography.countries()[code]
            more = own[code].words if code in own else ()
            words_of[code] = " ".join((code, country.alpha3, *country.names, *more))
        rows = [(*_row(seq, claim), _place_words(claim, words_of)) for seq, claim in batch]
        connection.executemany(_INSERT, rows)
        countries, regions = [], []
        for seq, claim in batch:
            matches = dict.fromkeys(claim.regions, "stated")
            if claim.countries:
                for code in claim.countries.named:
                    countries.append((code, claim.topic, seq))
                    if region := geography.countries()[code].region:
                        matches.setdefault(region, "by-country")
            regions += [(region, claim.topic, seq, match) for region, match in matches.items()]
        connection.executemany("INSERT INTO claim_country VALUES (?, ?, ?)", countries)
        connection.executemany("INSERT INTO claim_region VALUES (?, ?, ?, ?)", regions)
    for seq, code in enumerate(dict.fromkeys((*own, *words_of)), 1):
        known = geography.countries()[code]
        record = json.dumps(own[code][1:] if code in own else [], ensure_ascii=False)
        insert(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?)",
            (seq, code, known.alpha3, known.names[0], known.region, record),
        )
    connection.executemany("INSERT INTO topic VALUES (?, ?)", header.topics.items())
    insert("INSERT INTO meta VALUES ('header', ?)", (json.dumps(header, ensure_ascii=False),))
    insert("INSERT INTO meta VALUES ('source', ?)", (json.dumps(header.source, ensure_ascii=False),))
    insert("INSERT INTO claim_text (claim_text) VALUES ('rebuild')")
    connection.executescript(INDEXES)
    connection.commit()


def in_memory(header: Header, claims: Iterable[Claim]) -> Index:
    """Return an index that lives in memory only."""
    opened = Index(sqlite3.connect(":memory:", isolation_level=None))
    build(opened._db, header, claims)
    return opened


# The cache


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Return where this user's caches lie, by the XDG Base Directory rules; None where there is no such place."""
    if environment.get("RCSC_CACHE", "").lower() in ("off", "0", "no", "false"):
        return None
    named = environment.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):
        return Path(named, "rcsc-facts")
    if os.name == "nt" and (local := environment.get("LOCALAPPDATA")):  # pragma: no cover - not on this system
        return Path(local, "rcsc-facts", "Cache")
    home = environment.get("HOME", "")
    return Path(home, ".cache", "rcsc-facts") if os.path.isabs(home) else None


def _cache_file(folder: Path, store: Path) -> Path:
    return folder / f"{zlib.crc32(os.fsencode(store)):08x}.db"


def _stamp_text(store: Path, stamp: Sequence[int], version: str) -> str:
    return json.dumps([FORMAT, version, os.fsencode(store).hex(), *stamp])


def open_cached(folder: Path, store: Path, stamp: Sequence[int], version: str) -> Index | None:
    """Return the kept index of exactly this state of the store, or None where there is none to be trusted.

    Trusted is a file of this user's that nobody else may write, that was finished after the store last
    changed, and that names the store's path and stamp and our version.
    """
    path = _cache_file(folder, store)
    try:
        status = os.lstat(path)
        changed = max(stamp[1], stamp[2])
        # A store changed within the same tick of the clock as its index was begun may have changed after.
        is_ours = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
        if not is_ours or (status.st_mode & 0o170000) != 0o100000 or status.st_mtime_ns <= changed + 50_000_000:
            return None
        uri = "file:" + "".join(
            chr(byte) if chr(byte).isascii() and (chr(byte).isalnum() or byte in b"/._-") else f"%{byte:02x}"
            for byte in os.fsencode(path)
        )
        connection = sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()
            pages, size = connection.execute("SELECT * FROM pragma_page_count, pragma_page_size").fetchone()
        except sqlite3.Error:
            row, pages, size = None, 0, 0
        if row is None or row[0] != _stamp_text(store, stamp, version) or pages * size != status.st_size:
            connection.close()
            return None
    except (OSError, ValueError, sqlite3.Error):
        return None
    return Index(connection)


def save(
    folder: Path, store: Path, stamp: Sequence[int], version: str, header: Header, claims: Iterable[Claim]
) -> Index | None:
    """Build the index of a store and keep it for this user; return None where no cache can be kept.

    It is written under a temporary name and renamed when it is whole, so that nobody ever reads half
    of it. What *claims* raises is raised here, and leaves nothing behind.
    """
    path = _cache_file(folder, store)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = os.lstat(folder)
        if (status.st_mode & 0o170000) != 0o040000 or (hasattr(os, "geteuid") and status.st_uid != os.geteuid()):
            return None
        if status.st_mode & 0o077:
            folder.chmod(0o700)
        temporary.unlink(missing_ok=True)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError:
        return None
    try:
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            build(connection, header, claims)
            connection.execute("INSERT INTO meta VALUES ('stamp', ?)", (_stamp_text(store, stamp, version),))
        finally:
            connection.close()
        os.replace(temporary, path)
    except (OSError, sqlite3.Error):
        return None
    finally:
        _remove_leftovers(temporary)
    return open_cached(folder, store, stamp, version)


def _remove_leftovers(temporary: Path) -> None:
    """Remove our own temporary file, and those that a killed process left there an hour or longer ago."""
    try:
        temporary.unlink(missing_ok=True)
        now = os.stat(temporary.parent).st_mtime
        for other in temporary.parent.glob("*.db.*"):
            if other.stat().st_mtime < now - 3600:
                other.unlink(missing_ok=True)
    except OSError:
        pass
