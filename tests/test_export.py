"""What export writes besides pages: databases that other programs know their way in, and tables for spreadsheets."""

import csv
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from rcsc_facts.store import catalog
from support import FACTS, STORES, Program

ARTICLES = STORES.parent / "articles"


@contextmanager
def _exported(rcsc: Program, path: Path, *more: str) -> Iterator[sqlite3.Connection]:
    run = rcsc("export", str(path), *more)
    assert (run.code, run.out, run.err) == (0, "", "")
    with closing(sqlite3.connect(path)) as database:
        yield database


@pytest.mark.parametrize("name", ["claims.db", "claims.csv", "claims.html"])
def test_an_export_is_for_whom_the_umask_leaves_it(name: str, rcsc: Program, tmp_path: Path) -> None:
    """As any file that a program writes: not only for its owner, and never to be run."""
    before = os.umask(0o027)
    try:
        assert 0 == rcsc("export", str(tmp_path / name)).code
    finally:
        os.umask(before)
    assert 0o640 == (tmp_path / name).stat().st_mode & 0o777


@pytest.mark.parametrize("more", [(), ("--topic", "aid"), ("--store", str(ARTICLES))], ids=["whole", "part", "several"])
def test_an_export_is_whole_and_every_link_in_it_leads_somewhere(
    rcsc: Program, tmp_path: Path, more: tuple[str, ...]
) -> None:
    """SQLite finds no fault with it, and what a row refers to is there."""
    with _exported(rcsc, tmp_path / "claims.db", *more) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        linked = {
            (table, column): (other, key)
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for _, _, other, column, key, *_ in database.execute(f"PRAGMA foreign_key_list({table})")
        }
        assert linked == {
            ("claim", "topic"): ("topic", "word"),
            ("claim", "said_by"): ("speaker", "word"),
            ("claim_region", "region"): ("region", "word"),
            ("claim_region", "seq"): ("claim", "seq"),
            ("claim_country", "code"): ("place", "code"),
            ("claim_country", "seq"): ("claim", "seq"),
            ("place", "region"): ("region", "word"),
        }


def test_what_is_linked_has_its_word_as_key_and_a_name(rcsc: Program, tmp_path: Path) -> None:
    """Datasette leads to a row by its primary key, and shows its name: each word is there once, in its order."""
    with _exported(rcsc, tmp_path / "claims.db") as database:
        header, _ = catalog.load(FACTS)
        for table, words in (("topic", header.topics), ("speaker", header.voices)):
            assert database.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall() == [*words.items()]
        for table, key in (("topic", "word"), ("speaker", "word"), ("region", "word"), ("place", "code")):
            columns = database.execute(f"PRAGMA table_info({table})").fetchall()
            assert [name for _, name, *_, is_key in columns if is_key] == [key]
            assert "name" in {name for _, name, *_ in columns}


def test_the_full_text_is_found_by_the_form_of_its_definition(rcsc: Program, tmp_path: Path) -> None:
    """Datasette and sqlite-utils look for the content's name without blanks around it."""
    with _exported(rcsc, tmp_path / "claims.db") as database:
        question = "SELECT name, sql FROM sqlite_master WHERE sql LIKE '%USING fts5 (%'"
        [(name, sql)] = database.execute(question).fetchall()
        assert re.search(r'content="claim"', sql)
        found = database.execute(
            f"SELECT id FROM claim WHERE seq IN (SELECT rowid FROM {name} WHERE {name} MATCH 'vaccines')"
        ).fetchall()
        assert ("vaccine-doses",) in found


def test_filters_choose_the_rows_of_a_database(rcsc: Program, tmp_path: Path) -> None:
    """The claims are those of a listing with the same filters, from each article that has some."""
    for store, more in ((str(FACTS), ["--kind", "plan"]), (str(ARTICLES), ["--kind", "count"])):
        wanted = [line.split("\t")[0] for line in rcsc("list", "--store", store, *more).out.splitlines()]
        assert wanted
        with _exported(rcsc, tmp_path / "some.sqlite", "--store", store, "--force", *more) as database:
            found = database.execute("SELECT id, source || '/' || id FROM claim ORDER BY seq").fetchall()
            assert [own[store == str(ARTICLES)] for own in found] == wanted


def test_a_table_for_a_spreadsheet_has_a_byte_order_mark_and_a_pipe_has_none(rcsc: Program, tmp_path: Path) -> None:
    """Excel takes a file without the mark for its own code page; programs behind a pipe would take it for text."""
    run = rcsc("export", str(tmp_path / "claims.csv"), "--topic", "aid")
    assert (run.code, run.out, run.err) == (0, "", "")
    content = (tmp_path / "claims.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,")
    assert content.decode("utf-8-sig") == rcsc("list", "--topic", "aid", "--format", "csv").out
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert {row["topic"] for row in rows} == {"aid"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("x.html", "--format", "pdf"), "unknown format 'pdf'"),
        (("x.html", "--topic", "nonsense"), "unknown topic 'nonsense'"),
        (("missing/x.html",), "cannot write missing/x.html"),
        (("there.html",), "there.html exists already"),
    ],
)
def test_what_cannot_be_exported_is_refused_and_leaves_no_file(
    rcsc: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    """A word that means nothing, a folder that is not there and a file that is: exit code 2, and nothing written."""
    monkeypatch.chdir(tmp_path)
    Path("there.html").write_text("mine", encoding="utf-8")
    run = rcsc("export", *arguments)
    assert run.code == 2
    assert message in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["there.html"]
    assert Path("there.html").read_text(encoding="utf-8") == "mine"
