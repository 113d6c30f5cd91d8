"""The tables of the database: how every field of a record is kept, said once.

`SHAPE` says for each field of a claim in which columns it is kept, how it gets there and how it comes
back. The definition of the table, the statement that fills it, its rows and the claims read from it
are all made from that. The database holds data only; nothing in it is ever run. An exported database
has the same tables.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar, cast

from rcsc_facts.model import Claim, Countries, Evidence, Header, Quantity, Relation

Row = Mapping[str, Any]
"""A row of an answer, by the names of its columns."""

Kept = TypeVar("Kept")


class Column(NamedTuple):
    """A column of the table of claims."""

    name: str
    sql: str
    """Its type and constraints."""
    about: str = ""


class Field(NamedTuple, Generic[Kept]):
    """How one field of a claim is kept."""

    columns: tuple[Column, ...]
    values: Callable[[Kept], Sequence[object]]
    """From the field to what its columns hold."""
    read: Callable[[Row], Kept]
    """From a row back to the field; raises where the row holds what was never written."""


def _field(columns: Sequence[Column], values: Callable[[Kept], Sequence[object]], read: Callable[[Row], Kept]) -> Kept:
    # The field stands where a value of its type is expected, so that mypy compares it with the record's.
    return cast(Kept, Field(tuple(columns), values, read))


def _as_is(name: str, sql: str, about: str = "") -> Any:
    """Keep a text, a number or nothing as it is."""
    return _field([Column(name, sql, about)], lambda value: (value,), itemgetter(name))


def _listed(name: str, about: str) -> tuple[str, ...]:
    """Keep texts as a JSON array."""
    return _field(
        [Column(name, "TEXT NOT NULL", about)],
        lambda texts: (json.dumps(texts, ensure_ascii=False) if texts else "[]",),
        lambda row: tuple(json.loads(row[name])) if row[name] != "[]" else (),
    )


def _words(name: str, about: str) -> tuple[str, ...]:
    """Keep words without spaces as one text."""
    return _field(
        [Column(name, "TEXT NOT NULL", about)], lambda words: (" ".join(words),), lambda row: tuple(row[name].split())
    )


SHAPE = Claim(
    id=_as_is("id", "TEXT NOT NULL"),
    asks=_as_is("asks", "TEXT NOT NULL", "the question that it answers"),
    topic=_as_is("topic", "TEXT NOT NULL REFERENCES topic (word)"),
    kind=_as_is("kind", "TEXT NOT NULL"),
    statement=_as_is("statement", "TEXT NOT NULL"),
    quantity=_field(
        [
            Column(
                "value", "NUMERIC", "the figure, with its bounds and its unit; NULL where there is none or it is open"
            ),
            Column("low", "NUMERIC"),
            Column("high", "NUMERIC"),
            Column("unit", "TEXT"),
            Column("as_written", "TEXT"),
            Column("hedge", "TEXT", "what softens the figure, such as about"),
        ],
        lambda one: (one.value, one.low, one.high, one.unit, one.as_written, one.hedge) if one else (None,) * 6,
        lambda row: (
            None
            if row["unit"] is None
            else Quantity(row["as_written"], row["unit"], row["value"], row["low"], row["high"], row["hedge"])
        ),
    ),
    regions=_words("regions", "words, separated by spaces; several are one joint figure"),
    countries=_field(
        [
            Column("countries", "TEXT", "codes, separated by spaces; NULL where none is stated"),
            Column("complete", "INTEGER", "0 where the article names only some of the countries"),
        ],
        lambda one: (" ".join(one.named), int(one.complete)) if one else (None, None),
        lambda row: (
            None if row["countries"] is None else Countries(tuple(row["countries"].split()), bool(row["complete"]))
        ),
    ),
    when=_as_is("time_words", "TEXT", "the article's own time words (`when` in the store)"),
    date=_as_is("date", "TEXT", "what they mean, in EDTF (ISO 8601-2)"),
    purpose=_as_is("purpose", "TEXT", "the article's own words for what it was for"),
    said_by=_as_is("said_by", "TEXT NOT NULL REFERENCES speaker (word)"),
    also=_listed("also", "what readers call it, as a JSON array"),
    evidence=_field(
        [
            Column("paragraph", "INTEGER NOT NULL"),
            Column("sentence", "INTEGER NOT NULL"),
            Column("phrase", "TEXT NOT NULL"),
        ],
        lambda one: (one.paragraph, one.sentence, one.phrase),
        lambda row: Evidence(row["paragraph"], row["sentence"], row["phrase"]),
    ),
    further_evidence=_field(
        [Column("further_evidence", "TEXT NOT NULL", "further pieces: paragraph, sentence, phrase and role, as JSON")],
        lambda pieces: (json.dumps(pieces, ensure_ascii=False) if pieces else "[]",),
        lambda row: (
            tuple(Evidence(*piece) for piece in json.loads(row["further_evidence"]))
            if row["further_evidence"] != "[]"
            else ()
        ),
    ),
    related=_field(
        [Column("related", "TEXT NOT NULL", "id:relation, separated by spaces")],
        lambda relations: (" ".join(f"{one.claim}:{one.kind}" for one in relations),),
        lambda row: tuple(Relation(*pair.split(":")) for pair in row["related"].split()),
    ),
    note=_as_is("note", "TEXT"),
    source=_as_is("source", "TEXT NOT NULL"),
)
"""How claims are kept: a claim in which each field holds a `Field` instead of its value.

A field that is missing here, or is read back as something else than the record says, is an error of mypy's.
"""

_FIELDS = cast(tuple[Field[Any], ...], tuple(SHAPE))
_READERS = tuple(field.read for field in _FIELDS)

COLUMNS = tuple(column for field in _FIELDS for column in field.columns)
SELECTED = ", ".join(f"claim.{column.name}" for column in COLUMNS)
"""What a question asks for, to make claims of its rows."""


_TYPES: Mapping[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "NUMERIC": (int, float)}
_POSSIBLE: set[tuple[type, ...]] = set()
"""The types of the rows seen that claims can have: a damaged database may have others."""


def claim_of(row: Row) -> Claim:
    """Return the claim that a row with the columns `SELECTED` holds; raise TypeError where no claim can hold such."""
    types = tuple(map(type, row.values()))
    if types not in _POSSIBLE:
        for column in COLUMNS:
            sort, _, constraint = column.sql.partition(" ")
            possible = _TYPES[sort] if constraint else (*_TYPES[sort], type(None))
            if type(row[column.name]) not in possible:
                raise TypeError(f"{column.name}: {row[column.name]!r}")
        _POSSIBLE.add(types)
    return Claim._make([read(row) for read in _READERS])


def row_of(claim: Claim) -> list[object]:
    """Return what the columns of a claim hold, in their order."""
    return [value for field, content in zip(_FIELDS, claim, strict=True) for value in field.values(content)]


def schema() -> str:
    """Return the definitions of all tables, with comments."""
    columns = [
        Column("seq", "INTEGER PRIMARY KEY", "the article's order; the articles follow each other"),
        *COLUMNS,
        *(Column(name, "TEXT NOT NULL", about) for name, about in SOUGHT.items()),
    ]
    lines = []
    for column in columns:
        line = f"    {column.name} {column.sql},"
        lines.append(f"{line:<30} -- {column.about}" if column.about else line)
    return _ABOUT + "CREATE TABLE claim (\n" + "\n".join(lines) + "\n    UNIQUE (id, source)\n);\n" + _FOUND_BY


def insertion() -> str:
    """Return the statement that puts a claim in: its number, what `row_of` gives, and what `SOUGHT` names."""
    names = ["seq", *(column.name for column in COLUMNS), *SOUGHT]
    return f"INSERT INTO claim ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


ROOM = 2**24
"""Numbers that belong to an article: more than the largest store has claims."""

SOUGHT: Mapping[str, str] = {
    "places": "names, aliases and regions of its places, for the full text",
    "figures": "its figure as printed, with all digits, and its unit, for the full text",
    "phrases": "its further phrases and the name of who says it, for the full text",
}
"""Columns of the table of claims that only the full text uses, with their meanings."""

HEADER = ", ".join(f'"{field}"' for field in Header._fields)
"""The columns of a store's header, each as JSON."""

_ABOUT = (
    """
CREATE TABLE kept (            -- what the look-up that wrote this knows of the files; not exported
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE store (           -- the articles
    number INTEGER PRIMARY KEY, -- after which the numbers (seq) of what is its own follow
    id TEXT NOT NULL UNIQUE,   -- that of its source
    issued TEXT NOT NULL,      -- its date as far as it is known: YYYY-MM-DD, YYYY-MM, YYYY or nothing
    -- all of its store but the claims, as JSON:
"""
    + ",\n".join(f'    "{field}" TEXT NOT NULL' for field in Header._fields)
    + """
);
CREATE TABLE topic (           -- the topics that the stores declare
    seq INTEGER PRIMARY KEY,   -- their order in listings
    source TEXT NOT NULL,
    word TEXT NOT NULL,
    about TEXT NOT NULL
);
CREATE TABLE speaker (         -- who says something, the article itself first
    seq INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    word TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE TABLE region (          -- UN M49 regions, and the groups of countries that the stores declare
    seq INTEGER PRIMARY KEY,
    source TEXT,               -- NULL for the regions of UN M49
    word TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE TABLE word (            -- topics, speakers and regions, each once, with what the first article says of it
    sort TEXT NOT NULL,        -- topic, speaker, region; own name: source/word of a later one that says otherwise
    seq INTEGER NOT NULL,
    word TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (sort, seq)
) WITHOUT ROWID;
CREATE TABLE place (           -- the countries that claims name
    code TEXT PRIMARY KEY,     -- ISO 3166-1 alpha-2
    alpha3 TEXT NOT NULL,      -- ISO 3166-1 alpha-3
    name TEXT NOT NULL,
    region TEXT REFERENCES region (word), -- UN M49 macro region
    aliases TEXT NOT NULL      -- other spellings that the stores know, as a JSON array
) WITHOUT ROWID;
"""
)

TEXTS = "statement, phrase, time_words, purpose, places, figures, also, phrases, note, id"
"""The columns of the full text."""

_FOUND_BY = f"""\
CREATE TABLE claim_region (    -- a row for every region that a claim can be found under
    region TEXT NOT NULL REFERENCES region (word),
    topic TEXT NOT NULL,       -- that of the claim
    seq INTEGER NOT NULL REFERENCES claim (seq),
    match TEXT NOT NULL,       -- stated, part (stated for a part of it) or by-country
    PRIMARY KEY (region, topic, seq)
) WITHOUT ROWID;
CREATE TABLE claim_country (   -- a row for every country that a claim names
    code TEXT NOT NULL REFERENCES place (code),
    topic TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES claim (seq),
    PRIMARY KEY (code, topic, seq)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE claim_text USING fts5 ( -- the full text of these columns of claim; rowid is claim.seq
    {TEXTS},
    content="claim", content_rowid="seq", -- without blanks, by which Datasette and sqlite-utils know it
    tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE claim_word USING fts5vocab (claim_text, row);
"""

INDEXES = """
CREATE INDEX IF NOT EXISTS store_by_subject ON store (about, names, id, issued);
CREATE INDEX IF NOT EXISTS topic_by_word ON topic (word, about);
CREATE INDEX IF NOT EXISTS claim_by_topic ON claim (topic, kind);
CREATE INDEX IF NOT EXISTS claim_by_kind ON claim (kind);
CREATE INDEX IF NOT EXISTS claim_by_question ON claim (asks);
CREATE INDEX IF NOT EXISTS claim_by_unit ON claim (unit);
CREATE INDEX IF NOT EXISTS claim_by_speaker ON claim (said_by, topic);
CREATE INDEX IF NOT EXISTS claim_worldwide ON claim (topic) WHERE regions = '' AND countries IS NULL;
"""
"""Made after the rows, which is faster."""

WORDS = {
    # Of each group SQLite gives the row that has the minimum.
    "topic": "SELECT word, about, min(seq) FROM topic GROUP BY word ORDER BY 3",
    "speaker": "SELECT word, name, min(seq) FROM speaker GROUP BY word ORDER BY 3",
    "region": "SELECT word, name, min(seq), source FROM region GROUP BY word ORDER BY source IS NOT NULL, 3",
    "own name": " UNION ALL ".join(
        f"SELECT source || '/' || word, name FROM {table} JOIN"
        f" (SELECT word, name AS usual, min(seq) FROM {table} GROUP BY word) USING (word) WHERE name <> usual"
        for table in ("speaker", "region")
    ),
}
"""What the table word holds of each sort; to ask that at each look-up would take longer the more articles there are."""

_EXPORTED = {
    "topic": "the topics, in the order of listings",
    "speaker": "who says something, the article itself first",
    "region": "UN M49 regions, and the stores' own groups of countries",
}

EXPORTED = (
    "PRAGMA legacy_alter_table = ON;"
    + "".join(
        f"""
CREATE TABLE exported ( -- {about}
    word TEXT PRIMARY KEY,
    name TEXT NOT NULL
);
INSERT INTO exported SELECT word, name FROM word WHERE sort = '{table}' ORDER BY seq;
DROP TABLE {table};
ALTER TABLE exported RENAME TO {table};
"""
        for table, about in _EXPORTED.items()
    )
    + "DROP TABLE word;"
)
"""What is done to a database for those who read it by other programs: each word is there once, with one name.

Datasette links a row by its primary key, and shows for it what stands in a column called name.
"""
