"""Corners that no everyday use reaches; each is reached here by the command line or the public functions."""

import os
import socket
import sqlite3
from pathlib import Path

import pytest

from rcsc_facts import index, query, verify
from rcsc_facts.check import check
from rcsc_facts.errors import NothingFound, StoreError, StoreFaults
from rcsc_facts.index import cache
from rcsc_facts.model import Filters
from rcsc_facts.store import catalog
from rcsc_facts.store.reader import Reader
from rcsc_facts.text import quantity
from rcsc_facts.text.folding import fold_mapped
from support import FACTS, ROOT, STORES, Program

OWN = (STORES / "own.yaml").read_text(encoding="utf-8")


def _codes(text: str) -> set[str]:
    return {finding.code for finding in check(text.encode(), "store.yaml")}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("statement: ", "statement: " + "x" * 2001, "S209"),
        ("topic: org", "topic: [org]", "S205"),
        ("places:\n", "places:\nplaces:\n", "S108"),
        ("claims:\n", "claims: none\nclaims:\n", "S202"),
        ("date-parts: [[2025, 3, 9]]", "date-parts: [[2025, 3, 9, 1]]", "S214"),
        ("id: boats", "&a id: boats", "S106"),
        ("schema: 1\n", '\t"\n', "S101"),
        ("schema: 1\n", "\x01" * 30 + "schema: 1\n", "S104"),
        ("statement: The", 'statement: "\\ud800\\U00110000', "S101"),
        ("claims:\n", "claims:\n  - no claim\n", "S201"),
        ("said_by: article", "said_by: article\n    related: [{as: restates}, x]", "S203"),
        ("Post\n", 'Post\n  note: "   "\n', "S207"),
    ],
)
def test_faults_of_shape(old: str, new: str, code: str) -> None:
    """Each gives its code."""
    assert old in OWN
    assert code in _codes(OWN.replace(old, new, 1))


def test_a_sum_that_names_its_part() -> None:
    """summed-in stands in the part alone."""
    text = (STORES / "sum.yaml").read_text(encoding="utf-8")
    reader = Reader(text.encode(), "s")
    parts = [one.claim for one in reader.claims() if any(r.kind == "summed-in" for r in one.claim.related)]
    total = parts[0].related[0].claim
    with_both = text.replace(
        f"- id: {total}\n", f"- id: {total}\n    related: [{{claim: {parts[0].id}, as: summed-in}}]\n", 1
    )
    assert "C404" in _codes(with_both)


def test_a_topic_and_another(rcsc: Program) -> None:
    """A command's own topic and another one exclude each other."""
    assert (1, "") == rcsc("aid", "--topic", "org")[:2]
    assert "no claim is both of the topic aid and of org" in rcsc("aid", "--topic", "org").err
    assert 0 == rcsc("aid", "--topic", "aid").code


def test_remarks_on_nothing(rcsc: Program) -> None:
    """A country that the article names, with a filter that excludes it; one beyond the regions."""
    assert "though the article names the country" in rcsc("org", "--country", "TR").err
    assert "rcsc: the article does not name Antarctica\n" in rcsc("aid", "--country", "AQ").err
    assert "the article does not name Japan" in rcsc("org", "--country", "JP").err
    assert (1, "") == rcsc("plans", "--region", "africa", "--kind", "count")[:2]


def test_a_field_with_several(rcsc: Program) -> None:
    """One of them is to be named."""
    run = rcsc("get", "members", "--field", "quantity")
    assert (2, "") == run[:2]
    assert "hint: name one: quantity.value, quantity.unit" in run.err
    assert "false\n" == rcsc("get", "vaccine-doses", "--field", "countries.complete").out


def test_verify_on_a_plain_terminal(rcsc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines instead of a table, the totals last."""
    monkeypatch.setenv("TERM", "dumb")
    run = rcsc("verify", str(STORES / "own.txt"), "--format", "table")
    assert 1 == run.code
    assert "│" not in run.out
    assert "proved" in run.out.splitlines()[-1]


def test_a_sheet_without_some_sections(rcsc: Program) -> None:
    """A store with nothing on aid and plans has a sheet of what it has."""
    run = rcsc("--store", str(STORES / "own.yaml"), "--format", "table")
    assert "The harbour grows\nboats 350 boats\n" in run.out
    assert "Planned" not in run.out


def test_stores_that_change_size_or_vanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be opened, and what turns out larger than it said, are told as any unreadable store."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with pytest.raises(StoreFaults, match="the store is empty"):
        catalog.load(fifo)
    store = tmp_path / "store.yaml"
    store.write_text(OWN, encoding="utf-8")
    with pytest.raises(StoreError, match="No such file"):
        catalog.read_bytes(tmp_path / "none.yaml")
    with pytest.raises(StoreError, match="null"):
        catalog.read_bytes(Path("a\0b"))
    monkeypatch.setattr(catalog, "MAX_BYTES", 10)
    with pytest.raises(StoreError, match="larger than"):
        catalog.read_bytes(store)


def test_a_cache_folder_that_others_may_enter_is_closed(tmp_path: Path) -> None:
    """It was made by somebody else's program, for this user: the mode is mended."""
    folder = tmp_path / "rcsc-facts"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    cache.open_index(FACTS, {"XDG_CACHE_HOME": str(tmp_path)}, "1").close()
    assert 0o700 == folder.stat().st_mode & 0o777


def test_leftovers_of_killed_processes_are_removed(tmp_path: Path) -> None:
    """What is older than an hour goes when the next index is written."""
    folder = tmp_path / "rcsc-facts"
    folder.mkdir(mode=0o700)
    old, new = folder / "aaaa.db.123", folder / "bbbb.db.456"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    cache.open_index(FACTS, {"XDG_CACHE_HOME": str(tmp_path)}, "1").close()
    assert not old.exists()
    assert new.exists()


def test_a_database_that_breaks_while_it_is_copied(tmp_path: Path) -> None:
    """The failure of SQLite is told as one of the file, and nothing is left."""
    opened = index.in_memory(*catalog.load(FACTS))
    opened.close()
    with pytest.raises(OSError, match="closed"):
        opened.copy_to(tmp_path / "x.db")
    assert [] == list(tmp_path.iterdir())


def test_numbers_with_and() -> None:
    """and stands after hundreds and scale words only."""
    assert quantity.read("twenty and five") is None
    reading = quantity.read("two hundred and five")
    assert reading
    assert (205, 205) == (reading.value, reading.low)
    assert ["twenty", "five"] == [found.text for found in quantity.mentions("between twenty and five")]


def test_near_words_of_a_store() -> None:
    """Nothing near is nothing offered."""
    opened = index.in_memory(*catalog.load(FACTS))
    assert [] == opened.near_words("zzzzzzzz")
    assert "vaccine" in " ".join(opened.near_words("vacine"))
    with pytest.raises(NothingFound):
        query.within(Filters(topics=("org",)), "aid")


def test_prose_after_the_claimed_paragraphs_counts() -> None:
    """A paragraph of prose next to the last claimed one belongs to the article."""
    header, claims = catalog.load(STORES / "own.yaml")
    text = (STORES / "own.txt").read_text(encoding="utf-8")
    more = "The port of Bergen has some 40 cranes, and it wants to buy twelve more of them next year.\n"
    report = verify.verify(header, claims, f"{text}\n{more}", "")
    assert ["has some [40] cranes, and", "to buy [twelve] more of"] == [row[4] for row in verify.rows(report)]


def test_a_web_page_with_unclosed_furniture() -> None:
    """What is skipped ends where its own tag ends, however the tags inside are nested."""
    header, claims = catalog.load(STORES / "own.yaml")
    text = (STORES / "own.txt").read_text(encoding="utf-8")
    page = f"<nav><aside>x</nav><p>{text}</p>"
    assert verify.verify(header, claims, page, ".html").is_proved


def test_the_database_can_be_read_by_sqlite(tmp_path: Path, rcsc: Program) -> None:
    """A file that is there is replaced only by --force."""
    target = tmp_path / "x.db"
    assert 0 == rcsc("export", str(target)).code
    assert 2 == rcsc("export", str(target)).code
    assert 0 == rcsc("export", str(target), "--force").code
    opened = sqlite3.connect(target)
    assert [("ok",)] == opened.execute("PRAGMA integrity_check").fetchall()
    opened.close()


def test_a_claim_without_a_figure(rcsc: Program) -> None:
    """Its record has no lines on one."""
    labels = [line.split("\t")[0] for line in rcsc("show", "letter").out.splitlines()]
    assert "statement" in labels
    assert not {"as written", "value", "rounding"} & {*labels}


def test_stores_that_stat_alone_does_not_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket cannot be opened, and a pipe may hold more than its size says."""
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
        listening.bind("socket")
        with pytest.raises(StoreError, match="No such device or address"):
            catalog.read_bytes(Path("socket"))
    os.mkfifo(tmp_path / "pipe")
    held = os.open(tmp_path / "pipe", os.O_RDWR)
    os.write(held, b"schema: 1\n" * 3)
    monkeypatch.setattr(catalog, "MAX_BYTES", 20)
    with pytest.raises(StoreError, match="larger than"):
        catalog.read_bytes(tmp_path / "pipe")
    os.close(held)


def test_a_folder_where_the_index_should_lie(tmp_path: Path) -> None:
    """What cannot be replaced is left alone, and the answer comes from memory."""
    environment = {"XDG_CACHE_HOME": str(tmp_path)}
    cache.open_index(FACTS, environment, "1").close()
    [path] = (tmp_path / "rcsc-facts").iterdir()
    path.unlink()
    path.mkdir()
    assert 43 == len(cache.open_index(FACTS, environment, "1").ids())
    assert [path] == [*(tmp_path / "rcsc-facts").iterdir()]
    index._remove_leftovers(tmp_path / "nowhere" / "x.db.1")


def test_a_region_with_other_counts_than_of_countries(rcsc: Program) -> None:
    """Shelters in Africa are no countries that the article leaves unnamed."""
    store = str(ROOT / "tests" / "articles" / "kennels.yaml")
    run = rcsc("list", "--country", "Nigeria", "--store", store)
    assert (1, "", "rcsc: the article does not name Nigeria\n") == run


def test_spaces_are_folded_to_one() -> None:
    """And each folded character knows where it comes from."""
    folded, positions = fold_mapped(" a  b ")
    assert ("a b", [1, 2, 4]) == (folded, positions[:3])
