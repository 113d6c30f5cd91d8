"""The questions that are asked of the database."""

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TypeVar
from weakref import finalize

from rcsc_facts.index.tables import EXPORTED, HEADER, ROOM, SELECTED, Row, claim_of
from rcsc_facts.model import Claim, Filters, Group, Header, Hit, LeftOut, Place, Snippet, Speaker, Unit, Wording
from rcsc_facts.text.folding import fold, nearest

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


class Traits(NamedTuple):
    """What a question may be after in a claim."""

    kind: str
    unit: str | None
    has_place: bool
    has_time: bool
    has_purpose: bool


class Index:
    """An open database of claims.

    Each question is asked by `_rows`, which reads the whole answer before anything of it is used: a
    database that turns out damaged is made anew, once, and asked again.
    """

    def __init__(self, connection: sqlite3.Connection, remake: Callable[[], sqlite3.Connection] | None = None) -> None:
        """Take over a connection; *remake* gives another one in place of a damaged one."""
        self._remake = remake
        self._take(connection)

    def _take(self, connection: sqlite3.Connection) -> None:
        """Ask this connection from now on; Python warns of one that is left to be collected."""
        self._db = connection
        self._closed = finalize(self, connection.close)

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
            self.close()
            self._take(remake())
        return self._asked(make, question, values)

    def _asked(self, make: Callable[[Row], Made], question: str, values: Sequence[object]) -> list[Made]:
        cursor = self._db.execute(question, values)
        names = [column[0] for column in cursor.description]
        return [make(dict(zip(names, row, strict=True))) for row in cursor]

    def articles(self) -> dict[str, str]:
        """Return the ids of the articles with their dates, in their order; the date may be empty."""
        return dict(self._rows(_pair, "SELECT id AS word, issued AS name FROM store ORDER BY number"))

    def has_article(self, source: str) -> bool:
        """Return whether an article has this id."""
        return bool(self._rows(itemgetter("number"), "SELECT number FROM store WHERE id = ?", (source,)))

    @cached_property
    def has_several(self) -> bool:
        """Whether there are several articles."""
        return len(self._rows(itemgetter("number"), "SELECT number FROM store LIMIT 2")) > 1

    def headers(self, sources: Iterable[str] | None = None) -> dict[str, Header]:
        """Return all of the stores but their claims, by the ids of their sources; of those asked for, or all."""
        question = f"SELECT {HEADER} FROM store"
        if sources is None:
            found = self._rows(_header, f"{question} ORDER BY number")
        else:
            found = [header for one in sources for header in self._rows(_header, f"{question} WHERE id = ?", (one,))]
        return {header.source["id"]: header for header in found}

    def header(self) -> Header:
        """Return all of the store but its claims; of several the first, with the topics and subjects of all."""
        [header] = self._rows(
            _header, f"SELECT {HEADER} FROM (SELECT min(number) AS number FROM store) LEFT JOIN store USING (number)"
        )
        if not self.has_several:
            return header
        named = self._rows(lambda row: [json.loads(row["about"]), *json.loads(row["names"])], _NAMES)
        names = dict.fromkeys(name for several in named for name in several)
        return header._replace(about=self.about(), names=tuple(names), topics=self.topics())

    def tabulated(self, sources: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the topics that are tabulated unasked, of some articles or of all; none for all topics."""
        chosen = f" AND id IN ({_marks(sources)})" if sources else ""
        question = (
            f"""SELECT "table" AS word FROM store WHERE "table" <> 'null'{chosen} GROUP BY 1 ORDER BY min(number)"""
        )
        return tuple(self._rows(lambda row: str(json.loads(row["word"])), question, tuple(sources)))

    def places(self) -> list[Named]:
        """Return the countries that claims name, by their codes."""
        return self._rows(_named, "SELECT code, alpha3, name, region, aliases FROM place ORDER BY code")

    def names(self) -> dict[str, str]:
        """Return the names of the countries that claims name, by their codes, and of all regions, by their words."""
        return dict(self._rows(_pair, "SELECT code AS word, name FROM place")) | self.regions()

    def own_names(self) -> dict[str, str]:
        """Return what articles call speakers and groups otherwise than the first that has them, by source/word."""
        return self._words("own name")

    def wording(self, *, exact: bool = False) -> Wording:
        """Return how the stores put codes into words; figures as printed, or *exact*, with all their digits."""
        return Wording(self.names(), self.speakers(), exact, self.own_names())

    def topics(self) -> dict[str, str]:
        """Return the topics that the stores declare, in their order, with the meanings that the first gives them."""
        return self._words("topic")

    def other_meanings(self, topic: str) -> list[tuple[str, str]]:
        """Return what articles mean by a topic otherwise than the first that has it."""
        found = self._rows(
            lambda row: (str(row["source"]), str(row["about"])),
            "SELECT source, about, min(seq) FROM topic WHERE word = ? GROUP BY about ORDER BY 3",
            (topic,),
        )
        return found[1:]

    def speakers(self) -> dict[str, str]:
        """Return those who say something, the article itself first, with the names that the first store gives them."""
        return self._words("speaker")

    def regions(self) -> dict[str, str]:
        """Return the names of the regions of UN M49 and of the stores' own groups."""
        return self._words("region")

    def _words(self, sort: str) -> dict[str, str]:
        return dict(self._rows(_pair, "SELECT word, name FROM word WHERE sort = ? ORDER BY seq", (sort,)))

    def about(self) -> str:
        """Return the subject of the stores; of several with different ones, the first few."""
        subjects = self._rows(lambda row: str(json.loads(row["about"])), _SUBJECTS)
        more = f"; and {len(subjects) - _MOST_SUBJECTS:,} more" if len(subjects) > _MOST_SUBJECTS else ""
        return "; ".join(subjects[:_MOST_SUBJECTS]) + more

    def ids(self, beginning: str = "") -> list[str]:
        """Return the claims' ids that begin so, in the article's order; with the article where several have one.

        What begins with an article and a slash has the claims of that article.
        """
        # Ids are lower-case letters, digits and hyphens, which all stand before a tilde.
        source, slash, rest = beginning.rpartition("/")
        if slash:
            question = (
                "SELECT source || '/' || id AS handle FROM claim WHERE source = ? AND id >= ? AND id < ? ORDER BY seq"
            )
            return self._rows(itemgetter("handle"), question, (source, rest, f"{rest}~"))
        begun = "FROM claim WHERE id >= ? AND id < ?"
        question = (
            f"SELECT iif(id IN (SELECT id {begun} GROUP BY id HAVING count(*) > 1), source || '/', '') || id AS handle"
            f" {begun} ORDER BY seq"
        )
        return self._rows(itemgetter("handle"), question, (beginning, f"{beginning}~") * 2)

    def units(self) -> list[str]:
        """Return every unit that a figure has, in alphabetical order."""
        return self._rows(itemgetter("unit"), "SELECT DISTINCT unit FROM claim WHERE unit IS NOT NULL ORDER BY 1")

    def get(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims with these ids, in this order; ids that no claim has are passed over.

        An id with its article before it (source/id) is of one claim; without, of one in each article that has it.
        """
        question = f"SELECT {SELECTED} FROM claim WHERE id = ? AND (? = '' OR source = ?) ORDER BY seq"
        found = []
        for asked in ids:
            source, _, claim_id = asked.rpartition("/")
            found += self._rows(claim_of, question, (claim_id, source, source))
        return found

    def answers(self, asks: Iterable[str] = ()) -> list[Claim]:
        """Return the claims that answer these questions, or any that several answer, in the articles' order."""
        words = tuple(asks)
        several = _marks(words) if words else "SELECT asks FROM claim GROUP BY asks HAVING count(*) > 1"
        return self._rows(claim_of, f"SELECT {SELECTED} FROM claim WHERE asks IN ({several}) ORDER BY seq", words)

    def questions(self) -> dict[str, str]:
        """Return every question with the id of the first article that answers it, in the articles' order."""
        question = "SELECT asks AS word, source AS name, min(seq) FROM claim GROUP BY asks ORDER BY 3"
        return dict(self._rows(_pair, question))

    def own_questions(self) -> list[tuple[str, list[str]]]:
        """Return of two articles the questions that only one answers; nothing of one, and of more than two."""
        articles = self.articles()
        question = "SELECT source AS name, asks AS word FROM claim GROUP BY asks HAVING count(DISTINCT source) = 1"
        own = self._rows(_pair, f"{question} ORDER BY min(seq)") if len(articles) == 2 else []
        found = [(source, [asks for asks, other in own if other == source]) for source in articles]
        return [(source, asks) for source, asks in found if asks]

    def select(self, filters: Filters, sort: str = "article", limit: int | None = None) -> list[Hit]:
        """Return the claims that pass the filters, each with how it matched the region or country asked for.

        *sort* is a word of `vocabulary.SORTS`, *limit* the most claims to give.
        """
        joined, where, values = _where(filters)
        return self._rows(
            lambda row: Hit(claim_of(row), row["match"]),
            f"SELECT {SELECTED}, {_match(filters)} AS match FROM {joined} {where} ORDER BY {_ORDERS[sort]} LIMIT ?",
            (*values, -1 if limit is None else limit),
        )

    def subjects(self) -> list[tuple[tuple[str, ...], list[str]]]:
        """Return what the articles are about, each subject in all the words for it, with the ids of its articles."""
        return self._rows(
            lambda row: ((json.loads(row["about"]), *json.loads(row["names"])), json.loads(row["ids"])),
            "SELECT about, names, json_group_array(id) AS ids FROM store GROUP BY about, names ORDER BY min(number)",
        )

    def frequency(self, term: str) -> int:
        """Return how many claims a term of a search matches."""
        question = "SELECT count(*) AS count FROM claim_text WHERE claim_text MATCH ?"
        [count] = self._rows(itemgetter("count"), question, (term,))
        return int(count)

    def matching(self, term: str, filters: Filters, column: str = "") -> dict[int, float]:
        """Return the numbers of the claims that a term of a search matches, each with how well; more is better.

        The term is one that `term` made. With *column*, a column of the full text, only that is searched.
        """
        joined, where, values = _where(filters)
        own, lone = _own(filters)
        chosen = (
            f" AND claim_text.rowid IN (SELECT claim.seq FROM {joined} {where})" if where or filters.regions else ""
        )
        if own:  # the full text can pass over all other articles
            chosen = f" AND claim_text.rowid {own}{chosen.replace('claim', '+claim', 1)}"
            values = [*lone, *values]
        found = self._rows(
            lambda row: (row["seq"], -row["rank"]),
            f"SELECT claim_text.rowid AS seq, bm25(claim_text, {_WEIGHTS}) AS rank FROM claim_text"
            f" WHERE claim_text MATCH ?{chosen}",
            (f"{{{column}}} : ({term})" if column else term, *values),
        )
        return dict(found)

    def traits(self, numbers: Iterable[int]) -> dict[int, Traits]:
        """Return of the claims with these numbers what a question may be after."""
        found = self._rows(
            lambda row: (row["seq"], Traits(row["kind"], row["unit"], *map(bool, list(row.values())[3:]))),
            "SELECT seq, kind, unit, regions <> '' OR countries IS NOT NULL AS has_place,"
            " time_words IS NOT NULL OR date IS NOT NULL OR unit IS 'year' AS has_time,"
            " purpose IS NOT NULL AS has_purpose"
            " FROM claim WHERE seq IN (SELECT value FROM json_each(?))",
            (json.dumps([*numbers]),),
        )
        return dict(found)

    def count(self, filters: Filters = Filters()) -> int:  # noqa: B008 - it is immutable
        """Return how many claims pass the filters."""
        joined, where, values = _where(filters)
        [count] = self._rows(itemgetter("count"), f"SELECT count(*) AS count FROM {joined} {where}", values)
        return int(count)

    def told(
        self, numbers: Sequence[int], terms: Sequence[str], filters: Filters, sort: str | None, limit: int | None
    ) -> list[Hit]:
        """Return the claims with these numbers, in this order or sorted, each with the words that the terms match."""
        chosen = numbers if sort or limit is None else numbers[:limit]
        span = min(chosen, default=0), max(chosen, default=0)
        joined, where, values = _where(filters)
        order = _ORDERS[sort] if sort else "wanted.key"
        return self._rows(
            lambda row: Hit(claim_of(row), row["match"], _telling(row)),
            f"SELECT {SELECTED}, chosen.match AS match, {_MATCHED} FROM json_each(?) AS wanted"
            f" JOIN (SELECT claim.seq AS seq, {_match(filters)} AS match FROM {joined} {where}) AS chosen"
            " ON chosen.seq = wanted.value JOIN claim ON claim.seq = chosen.seq"
            " JOIN claim_text ON claim_text.rowid = chosen.seq"
            f" WHERE claim_text MATCH ? AND claim_text.rowid BETWEEN ? AND ? ORDER BY {order} LIMIT ?",
            (json.dumps([*chosen]), *values, " OR ".join(terms), *span, -1 if limit is None else limit),
        )

    def words(self, beginning: str, limit: int = 50) -> list[str]:
        """Return words of the statements and of what readers call the claims, which begin so; the commonest first."""
        if not beginning.isalnum():
            return []
        texts = self._rows(
            lambda row: f"{row['statement']} {row['also']}",
            "SELECT claim.statement AS statement, claim.also AS also FROM claim_text JOIN claim"
            " ON claim.seq = claim_text.rowid WHERE claim_text MATCH ? LIMIT 500",
            (f'{{statement also}} : "{beginning}"*',),
        )
        found = [word for text in texts for word in re.findall(r"[a-z]+", fold(text)) if word.startswith(beginning)]
        return sorted(dict.fromkeys(found), key=lambda word: (-found.count(word), word))[:limit]

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
        handle = "claim.source || '/' || claim.id" if self.has_several else "claim.id"
        first = f"SELECT {handle} AS id FROM {joined} {where} ORDER BY claim.seq LIMIT ?"
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
                copy.execute("DROP TABLE kept")
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
        self._closed()


_ORDERS = {
    "article": "claim.seq",
    "id": "claim.id, claim.seq",
    "value": "claim.value IS NULL, claim.value DESC, claim.seq",
    "topic": "(SELECT min(seq) FROM topic WHERE word = claim.topic), claim.seq",
    "date": "(SELECT issued FROM store WHERE store.id = claim.source) DESC, claim.seq",
}
_MARKS = "char(2), char(3)"
"""What SQLite puts before and after a matched word: control characters, which no store can hold."""

_WEIGHTS = "10, 8, 4, 4, 5, 8, 6, 2, 1, 6"
"""How much a match counts in each column of the full text."""

_SHOWN = {"phrase": 1, "time_words": 2, "purpose": 3, "note": 8}
"""The columns whose words are shown where they matched, beside the statement: sentences and phrases, no lists."""

_MATCHED = f"highlight(claim_text, 0, {_MARKS}) AS in_statement, " + ", ".join(
    f"snippet(claim_text, {number}, {_MARKS}, '…', 12) AS in_{name}" for name, number in _SHOWN.items()
)
"""What matched: the statement whole, of other columns the words around."""


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
    for column in ("statement", *_SHOWN):
        snippet = _snippet(row[f"in_{column}"] or "")
        words = {text.lower() for text, is_match in snippet if is_match}
        if not words <= seen:
            told.append(snippet)
            seen |= words
    return tuple(told)


_MOST_SUBJECTS = 3
_NAMES = "SELECT about, names FROM store GROUP BY about, names ORDER BY min(number)"
_SUBJECTS = "SELECT about FROM store GROUP BY about ORDER BY min(number)"


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


def term(text: str) -> str:
    """Return words that stand together in the syntax of FTS5: a quoted string, in which nothing is special.

    A text that ends in * is the beginning of a word; one without letters and digits is nothing.
    """
    words = "".join(char if char.isalnum() else " " for char in text).split()
    prefix = "*" if text.rstrip().endswith("*") else ""
    return f'"{" ".join(words)}"{prefix}' if words else ""


def _where(filters: Filters) -> tuple[str, str, list[object]]:
    """Return the tables to join, the WHERE clause and its values."""
    joined, tests = "claim", []
    values: list[object] = []
    own, lone = _own(filters)
    if filters.regions:
        topics = f" AND topic IN ({_marks(filters.topics)})" if filters.topics else ""
        joined = (
            "(SELECT seq, max((match = 'stated') * 2 + (match = 'part')) AS rank FROM claim_region"
            f" WHERE region IN ({_marks(filters.regions)}){topics}{f' AND seq {own}' if own else ''}"
            " GROUP BY seq) AS hit CROSS JOIN claim ON claim.seq = hit.seq"
        )
        values += [*filters.regions, *filters.topics, *lone]
    if filters.countries:
        topics = f" AND topic IN ({_marks(filters.topics)})" if filters.topics else ""
        tests.append(
            f"claim.seq IN (SELECT seq FROM claim_country WHERE code IN ({_marks(filters.countries)}){topics})"
        )
        values += [*filters.countries, *filters.topics]
    if own:
        tests.append(f"claim.seq {own}")
        values += lone
    for column, words in (
        ("topic", filters.topics),
        ("kind", filters.kinds),
        ("said_by", filters.said_by),
        ("unit", filters.units),
        ("source", filters.sources),
    ):
        if words:
            tests.append(
                f"{'+' * bool(own)}claim.{column} IN ({_marks(words)})"
            )  # + keeps off an index of all articles
            values += words
    if filters.years:
        tests.append(f"({' OR '.join([_IN_YEAR] * len(filters.years))})")
        values += [year for year in filters.years for _ in range(4)]
    return joined, f"WHERE {' AND '.join(tests)}" if tests else "", values


def _own(filters: Filters) -> tuple[str, tuple[str, ...]]:
    """Return between which numbers the claims of a lone article are, with its values; nothing for several or all.

    By these its claims are found among those of a thousand articles without a look at the others.
    """
    if len(filters.sources) != 1:
        return "", ()
    number = "(SELECT number FROM store WHERE id = ?)"
    return f"BETWEEN {number} AND {number} + {ROOM}", filters.sources * 2


_IN_YEAR = (
    "substr(claim.date, 1, 4) = ? OR (instr(claim.date, '/') AND substr(claim.date, 1, 4) <= ?"
    " AND substr(claim.date, instr(claim.date, '/') + 1, 4) >= ?) OR (claim.unit = 'year' AND claim.value = 0 + ?)"
)
"""Whether a claim is of a year, by its date (EDTF, an interval with a slash) or its figure."""
