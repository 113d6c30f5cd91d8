"""The questions that are asked of the database."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from rcsc_facts.index.tables import EXPORTED, SELECTED, Row, claim_of
from rcsc_facts.model import Claim, Filters, Group, Header, Hit, LeftOut, Place, Snippet, Speaker, Unit
from rcsc_facts.text.folding import nearest

Made = TypeVar("Made")


def connect(database: str) -> sqlite3.Connection:
    """Return a connection to a database by its address; several threads may use it where SQLite itself guards it."""
    is_guarded = sqlite3.threadsafety == 3
    return sqlite3.connect(database, isolation_level=None, check_same_thread=not is_guarded, uri=True)


class Named(NamedTuple):
    """A country that claims name."""

    code: str
    """ISO 3166-1 alpha-2."""
    alpha3: str
    name: str
    region: str | None
    """The macro region of UN M49."""
    aliases: tuple[str, ...]
    """Other spellings that the store knows."""


class Index:
    """An open database of claims.

    Each question is asked by `_rows`, which reads the whole answer before anything of it is used: a
    database that turns out damaged is made anew, once, and asked again.
    """

    def __init__(self, connection: sqlite3.Connection, remake: Callable[[], sqlite3.Connection] | None = None) -> None:
        """Take over a connection; *remake* gives another one in place of a damaged one."""
        self._db = connection
        self._remake = remake

    def __del__(self) -> None:
        self._db.close()  # Python warns of a connection that is left to be collected

    def _rows(self, make: Callable[[Row], Made], question: str, values: Sequence[object] = ()) -> list[Made]:
        """Return what *make* makes of each row of the answer."""
        try:
            return self._asked(make, question, values)
        except sqlite3.ProgrammingError:  # the connection is closed, or of another thread
            raise
        except (sqlite3.Error, ValueError, TypeError, LookupError, AttributeError):
            if not self._remake:
                raise
            remake, self._remake = self._remake, None
            self._db.close()
            self._db = remake()
        return self._asked(make, question, values)

    def _asked(self, make: Callable[[Row], Made], question: str, values: Sequence[object]) -> list[Made]:
        cursor = self._db.execute(question, values)
        names = [column[0] for column in cursor.description]
        return [make(dict(zip(names, row, strict=True))) for row in cursor]

    def header(self) -> Header:
        """Return all of the store but its claims."""
        [header] = self._rows(_header, f"SELECT {', '.join(_META.format(key) for key in Header._fields)}")
        return header

    def places(self) -> list[Named]:
        """Return the countries that claims name, by their codes."""
        return self._rows(_named, "SELECT code, alpha3, name, region, aliases FROM place ORDER BY code")

    def names(self) -> dict[str, str]:
        """Return the names of the countries that claims name, by their codes, and of all regions, by their words."""
        return dict(self._rows(_pair, "SELECT code AS word, name FROM place UNION ALL SELECT word, name FROM region"))

    def topics(self) -> dict[str, str]:
        """Return the meanings of the topics that the store declares, in their order."""
        return dict(self._rows(_pair, "SELECT word, about AS name FROM topic ORDER BY seq"))

    def speakers(self) -> dict[str, str]:
        """Return the names of those who say something, the article itself first."""
        return dict(self._rows(_pair, "SELECT word, name FROM speaker ORDER BY seq"))

    def regions(self) -> dict[str, str]:
        """Return the names of the regions of UN M49 and of the store's own groups."""
        return dict(self._rows(_pair, "SELECT word, name FROM region ORDER BY seq"))

    def about(self) -> str:
        """Return the subject of the store."""
        [about] = self._rows(lambda row: str(json.loads(row["about"])), f"SELECT {_META.format('about')}")
        return about

    def ids(self, beginning: str = "") -> list[str]:
        """Return the claims' ids that begin so, in the article's order."""
        # Ids are lower-case letters, digits and hyphens, which all stand before a tilde.
        span = (beginning, f"{beginning}~")
        return self._rows(itemgetter("id"), "SELECT id FROM claim WHERE id >= ? AND id < ? ORDER BY seq", span)

    def units(self) -> list[str]:
        """Return every unit that a figure has, in alphabetical order."""
        return self._rows(itemgetter("unit"), "SELECT DISTINCT unit FROM claim WHERE unit IS NOT NULL ORDER BY 1")

    def get(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims with these ids, in this order; ids that no claim has are passed over."""
        question = f"SELECT {SELECTED} FROM claim WHERE id = ?"
        return [claim for claim_id in ids for claim in self._rows(claim_of, question, (claim_id,))]

    def select(self, filters: Filters, sort: str = "article", limit: int | None = None) -> list[Hit]:
        """Return the claims that pass the filters, each with how it matched the region or country asked for.

        *sort* is a word of `model.SORTS`, *limit* the most claims to give.
        """
        joined, where, values = _where(filters)
        return self._rows(
            lambda row: Hit(claim_of(row), row["match"]),
            f"SELECT {SELECTED}, {_match(filters)} AS match FROM {joined} {where} ORDER BY {_ORDERS[sort]} LIMIT ?",
            (*values, -1 if limit is None else limit),
        )

    def search(
        self, query: Sequence[str], filters: Filters, sort: str | None = None, limit: int | None = None
    ) -> list[Hit]:
        """Return the claims that have all words of the query, with the words shown; the best match first, or sorted.

        Each item of *query* is a word, the beginning of one (ending in *), or several words that must
        stand together. Nothing in it has a meaning beyond that.
        """
        terms = list(dict.fromkeys(term for item in query if (term := _term(item))))
        if not terms:
            return []
        joined, where, values = _where(filters)
        order = _ORDERS[sort] if sort else "bm25(claim_text, 10, 8, 4, 6, 1, 6), claim.seq"
        return self._rows(
            lambda row: Hit(claim_of(row), row["match"], _telling(row)),
            f"SELECT {SELECTED}, chosen.match AS match, {_MATCHED} FROM claim_text"
            f" JOIN (SELECT claim.seq AS seq, {_match(filters)} AS match FROM {joined} {where}) AS chosen"
            " ON chosen.seq = claim_text.rowid JOIN claim ON claim.seq = chosen.seq"
            f" WHERE claim_text MATCH ? ORDER BY {order} LIMIT ?",
            (*values, " ".join(terms), -1 if limit is None else limit),
        )

    def near_words(self, word: str) -> list[str]:
        """Return words of the store that *word* may have been meant for, likeliest first."""
        stems = self._rows(itemgetter("term"), "SELECT term FROM claim_word WHERE length(term) > 2")
        question = (
            f"SELECT snippet(claim_text, -1, {_MARKS}, '', 1) AS matched FROM claim_text"
            " WHERE claim_text MATCH ? LIMIT 1"
        )
        found = [
            next((text.lower() for text, is_match in snippet if is_match), stem)
            for stem in nearest(word, stems)
            for snippet in self._rows(lambda row: _snippet(row["matched"]), question, (f'"{stem}"',))
        ]
        return list(dict.fromkeys(found))

    def worldwide(self, filters: Filters, limit: int) -> tuple[int, list[str]]:
        """Return how many claims a filter by region leaves out because they are tied to none, and the first ids."""
        rest = filters._replace(regions=(), countries=())
        joined, where, values = _where(rest)
        where = f"{where} {'AND' if where else 'WHERE'} claim.regions = '' AND claim.countries IS NULL"
        [count] = self._rows(itemgetter("count"), f"SELECT count(*) AS count FROM {joined} {where}", values)
        first = f"SELECT claim.id AS id FROM {joined} {where} ORDER BY claim.seq LIMIT ?"
        return count, self._rows(itemgetter("id"), first, (*values, limit))

    def copy_to(self, target: Path) -> None:
        """Write the whole database to a file, which appears only when it is whole; raise OSError where that fails."""
        temporary = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            self._rows(_whole, "PRAGMA quick_check(1)")
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            copy = sqlite3.connect(temporary, isolation_level=None)
            try:
                self._db.backup(copy)
                copy.execute("DELETE FROM meta WHERE key = 'kept'")
                copy.execute("PRAGMA user_version = 0")
                copy.executescript(EXPORTED)
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


_ORDERS = {
    "article": "claim.seq",
    "id": "claim.id",
    "value": "claim.value IS NULL, claim.value DESC, claim.seq",
    "topic": "(SELECT seq FROM topic WHERE word = claim.topic), claim.seq",
}
_MARKS = "char(2), char(3)"
"""What SQLite puts before and after a matched word: control characters, which no store can hold."""

_MATCHED = f"highlight(claim_text, 0, {_MARKS}) AS in_statement, " + ", ".join(
    f"snippet(claim_text, {number}, {_MARKS}, '…', {words}) AS {name}"
    for number, name, words in ((1, "in_phrase", 12), (2, "in_places", 3), (4, "in_note", 12), (5, "in_id", 12))
)
"""What matched in each column of the full text: the statement whole, of the others the words around."""


def _snippet(text: str) -> Snippet:
    """Return the pieces of a text with SQLite's marks, each with whether it matched."""
    before, *marked = text.split("\x02")
    pieces = [(before, False)]
    for piece in marked:
        matched, _, after = piece.partition("\x03")
        pieces += [(matched, True), (after, False)]
    return tuple(piece for piece in pieces if piece[0])


def _telling(row: Row) -> tuple[Snippet, ...]:
    """Return the snippets that show a matched word which those before them do not."""
    told, seen = [], set[str]()
    for column in ("in_statement", "in_phrase", "in_places", "in_note", "in_id"):
        snippet = _snippet(row[column] or "")
        words = {text.lower() for text, is_match in snippet if is_match}
        if not words <= seen:
            told.append(snippet)
            seen |= words
    return tuple(told)


_META = "(SELECT value FROM meta WHERE key = '{0}') AS \"{0}\""


def _header(row: Row) -> Header:
    held = Header(*(json.loads(row[key]) for key in Header._fields))
    return held._replace(
        names=tuple(held.names),
        speakers={word: Speaker(name, tuple(words)) for word, (name, words) in held.speakers.items()},
        units={word: Unit(*unit) for word, unit in held.units.items()},
        editions=tuple(held.editions),
        places=tuple(Place(code, *map(tuple, words)) for code, *words in held.places),
        groups=tuple(Group(word, name, tuple(codes)) for word, name, codes in held.groups),
        left_out=tuple(LeftOut(*one) for one in held.left_out),
    )


def _named(row: Row) -> Named:
    return Named(row["code"], row["alpha3"], row["name"], row["region"], tuple(json.loads(row["aliases"])))


def _pair(row: Row) -> tuple[str, str]:
    return row["word"], row["name"]


def _whole(row: Row) -> None:
    if row["quick_check"] != "ok":
        raise sqlite3.DatabaseError(row["quick_check"])


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _match(filters: Filters) -> str:
    """Return the SQL that tells how a claim matched."""
    if filters.regions:
        return "CASE hit.rank WHEN 2 THEN 'stated' WHEN 1 THEN 'part' ELSE 'by-country' END"
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
            "(SELECT seq, max((match = 'stated') * 2 + (match = 'part')) AS rank FROM claim_region"
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
