"""The claims from Python: the same answers as the command gives."""

import contextlib
import datetime
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rcsc_facts import cite, load
from rcsc_facts.cli.main import main
from rcsc_facts.errors import NothingFound, StoreError, StoreFaults, UsageError
from rcsc_facts.formats import as_record
from support import FACTS, ROOT, STORES, Program


def test_the_claims_of_the_package(rcsc: Program) -> None:
    """All claims, in the order of the article, each by its id."""
    facts = load()
    assert len(facts) == len(list(facts)) == 43
    assert json.loads(rcsc("list", "--json").out) == [as_record(hit) for hit in facts.select()]
    members = facts["members"].quantity
    assert members
    assert (17_000_000, 16_500_000, 17_500_000, "members") == (members.value, members.low, members.high, members.unit)
    assert "The Daily Mail" == facts.header.source["container-title"]


@pytest.mark.parametrize(
    ("filters", "arguments"),
    [
        ({"region": "africa"}, ["--region", "africa"]),
        (
            {"region": ["asia", "europe"], "kind": "count"},
            ["--region", "asia", "--region", "europe", "--kind", "count"],
        ),
        ({"country": "Turkey"}, ["--country", "TR"]),
        ({"topic": "org", "unit": "members", "said_by": "article"}, ["--topic", "org", "--unit", "members"]),
        ({"sort": "value", "limit": 3}, ["--sort", "value", "--limit", "3"]),
        ({"topic": ()}, []),
    ],
)
def test_selecting_is_as_on_the_command_line(filters: dict[str, str], arguments: list[str], rcsc: Program) -> None:
    """The same words give the same claims with the same matches."""
    hits = load(FACTS).select(**filters)  # type: ignore[arg-type]
    assert json.loads(rcsc("list", "--json", *arguments).out) == [as_record(hit) for hit in hits]


def test_finding(rcsc: Program) -> None:
    """The same order as the command's."""
    hits = load().find("vaccines", limit=1)
    assert json.loads(rcsc("find", "vaccines", "--limit", "1", "--json").out) == [as_record(hit) for hit in hits]
    assert [] == load().find("zebra")


def test_tabulating(rcsc: Program) -> None:
    """All claims, or those that were selected, in the rows that the command gives."""
    facts = load()
    topics = [word for topic in facts.header.topics for word in ("--topic", topic)]
    two = ["--topic", "org", "--topic", "plans"]
    for hits, options in ((None, topics), (facts.select(topic=["org", "plans"]), two)):
        rows = json.loads(rcsc("table", "--by", "topic", *options, "--json").out)
        assert [row["key"] for row in rows] == [row.key for row in facts.table(hits, "topic").rows]


def test_citing(rcsc: Program) -> None:
    """The same lines as the command's."""
    day = datetime.date(2026, 11, 24)
    cited = load().cite("members", style="mla", accessed=day, form="in-text")
    assert rcsc("cite", "members", "-s", "mla", "--in-text", "--accessed", "2026-11-24").out.splitlines() == cited
    assert rcsc("cite", "--as-printed").out.splitlines() == load().cite(as_printed=True)


def test_the_command_line_from_python() -> None:
    """It writes to the streams that a caller puts in place; one that is closed is an error."""
    for stream, code, told in ((io.StringIO(), 0, "17000000\n"), (io.StringIO(), 2, None)):
        if told is None:
            stream.close()
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(io.StringIO()) as remarks:
            assert code == main(["get", "members"])
        assert told is None or (told, "") == (stream.getvalue(), remarks.getvalue())
    assert "rcsc: cannot write the answer: " in remarks.getvalue()


LIGHTS = ROOT / "tests" / "articles" / "lights-2024.yaml"
WRONG: list[tuple[Callable[[], object], str]] = [
    (lambda: load()["membres"], "no claim has the id 'membres' (did you mean members?)"),
    (lambda: load()["zzzz"], "no claim has the id 'zzzz' (iterate over the claims for their ids)"),
    (
        lambda: load().select(region="middle-earth"),
        "unknown region 'middle-earth' (did you mean middle-east? regions: africa, sub-saharan-africa, eastern-africa, "
        "americas, asia, south-eastern-asia, southern-asia, western-asia, europe, eastern-europe, southern-europe, "
        "oceania, middle-east)",
    ),
    (lambda: load().select(region=3), "expected a string or several strings, not 3"),  # type: ignore[arg-type]
    (lambda: load().select(year="x"), "'x' is not a year (write four digits, such as 2023)"),
    (lambda: load().select(sort="x"), "unknown order 'x' (orders: article, id, value, topic, date)"),
    (
        lambda: load().table(by="x"),
        "unknown dimension 'x' (dimensions: region, country, topic, kind, said-by, unit, year, paragraph, source)",
    ),
    (lambda: load().find(""), "the search contains no words (name a word, or several)"),
    (
        lambda: load().cite(style="vancouver"),
        "unknown style 'vancouver' (styles: apa, mla, chicago, chicago-notes, bibtex, biblatex, ris, csl-json, "
        "markdown, wikipedia)",
    ),
    (
        lambda: load().cite("members", style="ris", form="quote"),
        "ris cannot hold a sentence (styles that can: apa, mla, chicago, chicago-notes, bibtex, biblatex, markdown, "
        "wikipedia)",
    ),
    (
        lambda: load(FACTS, LIGHTS).verify(b"Boats left."),
        "the copy is of none of the 2 articles, by their phrases (name the article)",
    ),
    (
        lambda: load(FACTS, LIGHTS).verify(b"Boats left.", "a.txt"),
        "a.txt is of none of the 2 articles, by their phrases (name the article)",
    ),
    (
        lambda: load("/nowhere.yaml"),
        "cannot read the store /nowhere.yaml: No such file or directory (name another file)",
    ),
    (lambda: load("/nowhere"), "the folder /nowhere has no store in it (a store is a file *.yaml)"),
]


@pytest.mark.parametrize(("call", "told"), WRONG, ids=[told for _, told in WRONG])
def test_what_is_wrong_is_raised(call: Callable[[], object], told: str) -> None:
    """A word that means nothing, what a style cannot hold, a copy of nothing, no store; in whole, with what helps."""
    with pytest.raises((UsageError, StoreError)) as caught:
        call()
    assert told == str(caught.value)


def test_what_cannot_be_given_is_raised() -> None:
    """A link to words of an article without an address, and a store with faults, each with its place."""
    facts = load()
    with pytest.raises(NothingFound):
        cite.cite(cite.source_of(facts.header, as_printed=True), [cite.passage(facts["members"])], "apa", link=True)
    with pytest.raises(StoreFaults) as caught:
        load(next((STORES / "bad").glob("*.yaml")))
    assert caught.value.findings[0].line


def test_a_type_checker_sees_the_types(tmp_path: Path) -> None:
    """The package says that it is typed, and a stranger's code is checked against it."""
    (tmp_path / "use.py").write_text(
        "from rcsc_facts import load\n"
        "reveal_type(load().select(region='africa')[0].claim.quantity)\n"
        "load().select(region=3)\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "use.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "fallback=rcsc_facts.model.Quantity] | None" in done.stdout
    assert 'has incompatible type "int"' in done.stdout
    assert "untyped" not in done.stdout
