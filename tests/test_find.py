"""Full-text search, and the database that others may open."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcsc_facts import catalog, index
from rcsc_facts.model import Filters
from support import FACTS, Program


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["vaccines"], ["vaccine-doses", "vaccine-countries"]),
        (["VACCINE", "Lebanon"], ["vaccine-countries", "vaccine-doses"]),
        (["turkey"], ["aid-earthquake"]),
        (["türkiye"], ["aid-earthquake"]),
        (["Turkiye"], ["aid-earthquake"]),
        (["TUR"], ["aid-earthquake"]),
        (["volunteer"], ["volunteers"]),
        (["earthq*"], ["aid-earthquake"]),
        (["bridge and a bond"], ["view-bridge"]),
        (['"bridge and', 'a bond"'], ["view-bridge"]),
        (["bond and a bridge"], []),
        (["bridge", "members"], []),
        (["africa"], ["aid-africa"]),
    ],
)
def test_words_are_found_in_any_of_their_forms(words: list[str], expected: list[str], rcsc: Program) -> None:
    """Case, accents, number, aliases, codes, beginnings and phrases."""
    run = rcsc("find", *words)
    assert sorted(expected) == sorted(line.split("\t")[0] for line in run.out.splitlines())
    assert (0 if expected else 1) == run.code


def test_the_match_is_shown(rcsc: Program) -> None:
    """The last column has the matched words in brackets, and filters narrow a search too."""
    assert rcsc("find", "epidemics", "--kind", "fact").out.endswith("against [epidemics].\n")
    assert "stated\t" in rcsc("find", "countries", "--region", "africa").out


def test_nothing_found_names_the_nearest_words(rcsc: Program) -> None:
    """As the store spells them."""
    expected = (1, "", "rcsc: no claim has voluntears; nearest words: volunteers\n")
    assert expected == rcsc("find", "voluntears")
    assert (1, "[]\n") == rcsc("find", "zzzz", "--json")[:2]


SHIPPED = index.in_memory(*catalog.load(FACTS))


@given(st.lists(st.text(), max_size=4))
def test_no_query_breaks_the_search(words: list[str]) -> None:
    """A query is only words: no character in it has a meaning in the search's own syntax."""
    SHIPPED.search(words, Filters())
    for word in words:
        SHIPPED.near_words(word)


def test_an_exported_database_is_what_the_schema_says(rcsc: Program, tmp_path: Path) -> None:
    """Claims, places and full text, opened by SQLite itself."""
    path = tmp_path / "claims.db"
    assert (0, "", "") == rcsc("export", str(path))
    database = sqlite3.connect(path)
    assert [("ok",)] == database.execute("PRAGMA integrity_check").fetchall()
    assert [(17000000, "members")] == database.execute("SELECT value, unit FROM claim WHERE id = 'members'").fetchall()
    assert [(43,)] == database.execute("SELECT count(*) FROM claim").fetchall()
    found = database.execute("SELECT id FROM claim_text WHERE claim_text MATCH 'earthquakes'").fetchall()
    assert [("aid-earthquake",)] == found
    database.close()
    hint = "  hint: name another file, or give --force\n"
    assert (2, "", f"rcsc: {path} is there already\n{hint}") == rcsc("export", str(path))
    assert (0, "", "") == rcsc("export", str(path), "--force")
    assert [path] == [one for one in tmp_path.iterdir() if one.is_file()]
    assert 2 == rcsc("export", str(tmp_path)).code
    assert 2 == rcsc("export", str(tmp_path / "no" / "where.db")).code
