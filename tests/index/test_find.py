"""Full-text search, and the database that others may open."""

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcsc_facts import query
from rcsc_facts.errors import UsageError
from rcsc_facts.index import build
from rcsc_facts.model import Filters
from rcsc_facts.store import catalog
from support import FACTS, ROOT, STORES, Golden, Program


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["vaccines"], ["vaccine-doses", "vaccine-countries", "aid-worth"]),
        (["VACCINE", "Lebanon"], ["vaccine-countries", "vaccine-doses"]),
        (["turkey"], ["aid-earthquake"]),
        (["türkiye"], ["aid-earthquake"]),
        (["Turkiye"], ["aid-earthquake"]),
        (["TUR"], ["aid-earthquake"]),
        (["volunteer"], ["volunteers"]),
        (["earthq*"], ["aid-earthquake", "aid-other-disasters"]),
        (["bridge and a bond"], ["view-bridge"]),
        (['"bridge and', 'a bond"'], ["view-bridge"]),
        (["bond and a bridge"], ["view-bridge"]),
        (["bridge", "members"], ["view-bridge"]),
        (['"bond and a bridge"'], []),
        (["africa"], ["aid-africa"]),
    ],
)
def test_words_are_found_in_any_of_their_forms(words: list[str], expected: list[str], rcsc: Program) -> None:
    """Case, accents, number, aliases, codes, beginnings and phrases."""
    run = rcsc("find", *words)
    assert sorted(expected) == sorted(line.split("\t")[0] for line in run.out.splitlines())
    assert (0 if expected else 1) == run.code


def test_words_that_begin_so() -> None:
    """The commonest first, as whoever types a beginning is offered them; what is no beginning of a word has none."""
    index = build.together([catalog.load(FACTS)])
    assert ["volunteering", "volunteers"] == index.words("volun")
    assert [[], [], []] == [index.words(beginning) for beginning in ("", 'volun"', "volun*")]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            ["epidemics", "--kind", "fact"],
            "The emergency humanitarian aid was meant to help the countries that received it to fight [epidemics].",
        ),
        (["turkey"], "-"),
        (
            ["bond", "serves"],
            "In humanitarian matters the RCSC is said to be a bridge and [bond] that links Party and government with "
            "the people. · [serves] as a bridge and a [bond] connecting",
        ),
    ],
)
def test_the_match_is_shown(words: list[str], shown: str, rcsc: Program) -> None:
    """The last column has the statement, or the words around, with the matched words in brackets."""
    assert shown == rcsc("find", *words).out.rstrip("\n").split("\t")[-1]


def test_the_statement_is_marked_and_no_match_is_shown_twice(
    rcsc: Program, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the words stand in brackets where they are; elsewhere only what the statement lacks is shown."""
    for columns in (40, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        run = rcsc("find", "vaccine", "kampuchea", "--format", "table")
        assert (0, "") == (run.code, run.err)
        golden(f"find.{columns}.txt", run.out)


def test_a_search_can_be_narrowed_and_sorted(rcsc: Program) -> None:
    """Filters and --sort mean what they mean elsewhere; without --sort the best match comes first."""
    assert "stated\t" in rcsc("find", "countries", "--region", "africa").out
    ids = [line.split("\t")[0] for line in rcsc("find", "countries", "--sort", "value").out.splitlines()]
    assert "vaccine-doses aid-countries aid-asia aid-africa vaccine-countries".split() == ids[:5]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["voluntears"], "no claim has voluntears; nearest words: volunteers; look for: rcsc find volunteers"),
        (
            ["vacines", "zzzz"],
            "no claim has vacines or zzzz; nearest words: vaccine; look for: rcsc find vaccine",
        ),
        (['"bond and a bridge"'], 'no claim has "bond and a bridge"'),
        (
            "lebanon dialogue wednesday bridge credibility".split(),
            "no claim has lebanon, dialogue, wednesday, bridge and credibility together, though some have each of "
            "them; look for: rcsc find lebanon",
        ),
        (["in", "ke"], "no claim has ke"),
        (["the", "RCSC", "--kind", "amount", "--unit", "members"], "no claim matches; try fewer filters, or rcsc list"),
        (
            ["vaccines", "--topic", "org"],
            "some claims mention vaccines, but the filters exclude them; try fewer filters, or rcsc list",
        ),
    ],
)
def test_nothing_found_says_why(words: list[str], said: str, rcsc: Program) -> None:
    """Which words no claim has, with the nearest that some have; or that the filters exclude what has them."""
    assert (1, "", f"rcsc: {said}\n") == rcsc("find", *words)
    assert (1, "[]\n") == rcsc("find", *words, "--json")[:2]


def test_the_subject_alone_is_all_that_is_said_of_it(rcsc: Program) -> None:
    """As a list gives it with the same filters and its remarks; the subject of other articles excludes the rest."""
    about = "rcsc: every claim is about the Red Cross Society of China\n"
    for options in ((), ("--region", "oceania"), ("--sort", "value", "--reverse", "--limit", "3")):
        listed, found = rcsc("list", *options, "--json"), rcsc("find", "the RCSC", *options, "--json")
        assert (listed.code, listed.out, f"{about}{listed.err}") == found
    assert rcsc("list", "--country", "KE") == rcsc("find", "the RCSC", "--country", "KE")
    lights = ROOT / "tests" / "articles" / "lights-2024.yaml"
    both = ("--store", str(FACTS), "--store", str(lights))
    ids = [line.split("\t")[0] for line in rcsc("find", "what about the trust?", *both).out.splitlines()]
    assert [f"lights-2024/{line.split()[0]}" for line in rcsc("list", "--store", str(lights)).out.splitlines()] == ids
    other = rcsc("find", "trust", "--source", "rcsc-daily-mail", *both)
    told = "rcsc: only other articles are about the Coast Lights Trust; try fewer filters, or rcsc list\n"
    assert (1, "", told) == other
    narrowed = rcsc("find", "trust", "repairs", "--fields", "id", *both).out
    assert "repairs-2022\nrepairs-2023\n" == narrowed


def test_no_hits_are_asked_for(rcsc: Program) -> None:
    """Then what could be found instead is not looked for either."""
    assert (1, "", "") == rcsc("find", "zzzz", "--limit", "0")
    assert (1, "", "") == rcsc("plans", "--unit", "members", "--limit", "0")
    told = "rcsc: no claim matches; try fewer filters, or rcsc list\n"
    assert (1, "", told) == rcsc("plans", "--unit", "members", "--limit", "1")


def test_what_is_shouted_has_no_codes(rcsc: Program) -> None:
    """IT is Italy beside words in small letters, and an English word where all words are in capitals."""
    assert ["medical-experts"] == rcsc("find", "experts", "IT", "--fields", "id").out.split()
    assert ["founded"] == rcsc("find", "WHEN", "WAS", "IT", "ESTABLISHED", "--fields", "id").out.split()


def test_a_search_can_be_turned_around(rcsc: Program) -> None:
    """The last of the best matches come first; what has no figure stays last in an order by figures."""
    for order in ([], ["--sort", "value"]):
        ids = [json.loads(rcsc("find", "countries", *order, *way, "--json").out) for way in ([], ["--reverse"])]
        straight, turned = ([(one["id"], one["quantity"] is not None) for one in found] for found in ids)
        figures = [one for one in straight if one[1] or not order]
        assert [*reversed(figures), *straight[len(figures) :]] == turned
        assert json.loads(rcsc("find", "countries", *order, "--reverse", "--limit", "2", "--json").out) == ids[1][:2]


def test_a_subject_without_a_word(rcsc: Program, tmp_path: Path) -> None:
    """A name of marks alone is no word of a search."""
    store = tmp_path / "store.yaml"
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    store.write_text(text.replace("\ntopics:", '\nnames: ["!?", the]\ntopics:', 1), encoding="utf-8")
    assert ("dogs", "") == (rcsc("find", "dogs", "--fields", "id", "--store", str(store)).out.strip(), "")
    assert 2 == rcsc("find", "!?", "--store", str(store)).code


def test_what_has_the_weightiest_words_is_found_and_said_to_lack_the_others(rcsc: Program) -> None:
    """Where no claim has all the words."""
    run = rcsc("find", "bridge", "members")
    assert (0, "view-bridge") == (run.code, run.out.split("\t")[0])
    said = "no claim has bridge and members together; these have bridge; look for: rcsc find bridge"
    assert f"rcsc: {said}\n" == run.err


SHIPPED = build.together([catalog.load(FACTS)])


def test_near_words_of_a_store() -> None:
    """Nothing near is nothing offered."""
    opened = build.together([catalog.load(FACTS)])
    assert [] == opened.near_words("zzzzzzzz")
    assert "vaccine" in " ".join(opened.near_words("vacine"))


@pytest.mark.parametrize(
    ("also", "sought"),
    [
        ("modernise", "modernize modernized modernizes modernizing modernization modernizations"),
        ("modernize", "modernise modernised modernises modernising modernisation modernisations"),
        ("paralyse", "paralyze paralyzed paralyzes paralyzing"),
        ("paralyze", "paralyse paralysed paralyses paralysing"),
        ("neighbour", "neighbor neighbors neighbored"),
        ("neighbor", "neighbour neighbours neighboured"),
    ],
)
def test_british_and_american_english_find_each_other(also: str, sought: str) -> None:
    """In every form of the word; a short word has no other spelling."""
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    text = text.replace("    said_by", f"    also: [{also}, rise, our]\n    said_by", 1)
    index = build.together([catalog.read(text.encode(), Path("store.yaml"))])
    for word in sought.split():
        assert ["dogs"] == [hit.claim.id for hit in query.find(index, [word], Filters()).hits], word
    assert [] == [*query.find(index, ["rize"], Filters()).hits, *query.find(index, ["or"], Filters()).hits]


@pytest.mark.parametrize("word", ["'", "", "!", "*", '""'])
def test_a_search_without_a_word_is_refused(word: str, rcsc: Program) -> None:
    """It is not understood, which is another thing than finding nothing."""
    assert (2, "", "rcsc: the search contains no words\n  hint: name a word, or several\n") == rcsc("find", word)


@given(st.lists(st.text(), max_size=4))
def test_no_query_breaks_the_search(words: list[str]) -> None:
    """A query is only words: no character in it has a meaning in the search's own syntax."""
    with contextlib.suppress(UsageError):  # a search without a word
        query.find(SHIPPED, words, Filters())
    for word in words:
        SHIPPED.near_words(word)


def _tables_of(database: sqlite3.Connection) -> list[str]:
    """Return the tables of claims that tools find, which take those of a full text for its own."""
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%claim_text%'")
    return [name for (name,) in rows if name.startswith("claim")]


def test_an_exported_database_is_what_the_schema_says(rcsc: Program, tmp_path: Path) -> None:
    """Claims, places and full text, opened by SQLite itself."""
    path = tmp_path / "claims.db"
    assert (0, "", "") == rcsc("export", str(path))
    database = sqlite3.connect(path)
    assert [("ok",)] == database.execute("PRAGMA integrity_check").fetchall()
    assert [(17000000, "members")] == database.execute("SELECT value, unit FROM claim WHERE id = 'members'").fetchall()
    assert [(43,)] == database.execute("SELECT count(*) FROM claim").fetchall()
    found = database.execute("SELECT id FROM claim_text WHERE claim_text MATCH 'earthquakes'").fetchall()
    assert [("aid-earthquake",), ("aid-other-disasters",)] == found
    assert ["claim", "claim_country", "claim_region"] == sorted(_tables_of(database))
    database.close()
    hint = "  hint: name another file, or - for stdout, or replace it with --force\n"
    assert (2, "", f"rcsc: {path} exists already\n{hint}") == rcsc("export", str(path))
    assert (0, "", "") == rcsc("export", str(path), "--force")
    assert [path] == [one for one in tmp_path.iterdir() if one.is_file()]
    assert 2 == rcsc("export", str(tmp_path)).code
    assert 2 == rcsc("export", str(tmp_path / "no" / "where.db")).code


def test_the_database_can_be_read_by_sqlite(tmp_path: Path, rcsc: Program) -> None:
    """A file that is there is replaced only by --force."""
    target = tmp_path / "x.db"
    assert 0 == rcsc("export", str(target)).code
    assert 2 == rcsc("export", str(target)).code
    assert 0 == rcsc("export", str(target), "--force").code
    opened = sqlite3.connect(target)
    assert [("ok",)] == opened.execute("PRAGMA integrity_check").fetchall()
    opened.close()


def test_a_database_that_breaks_while_it_is_copied(tmp_path: Path) -> None:
    """The failure of SQLite is told as one of the file, and nothing is left."""
    opened = build.together([catalog.load(FACTS)])
    opened.close()
    with pytest.raises(OSError, match="closed"):
        opened.copy_to(tmp_path / "x.db")
    assert [] == list(tmp_path.iterdir())
