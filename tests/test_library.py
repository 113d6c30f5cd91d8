"""The claims from Python: the same answers as the command gives."""

import contextlib
import datetime
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from rcsc_facts import cite, load
from rcsc_facts.cli.main import main
from rcsc_facts.errors import NothingFound, StoreError, StoreFaults, UsageError
from rcsc_facts.formats import as_record
from support import FACTS, STORES, Program


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


def test_what_is_wrong_is_raised() -> None:
    """A word that means nothing, a store with faults, no store."""
    facts = load()
    for wrong in (
        lambda: facts["membres"],
        lambda: facts.select(region="middle-earth"),
        lambda: facts.select(region=3),  # type: ignore[arg-type]
        lambda: facts.cite(style="vancouver"),
        lambda: facts.cite("members", style="ris", form="quote"),
    ):
        with pytest.raises(UsageError):
            wrong()
    with pytest.raises(NothingFound):
        cite.cite(cite.source_of(facts.header, as_printed=True), [cite.passage(facts["members"])], "apa", link=True)
    with pytest.raises(StoreFaults) as caught:
        load(next((STORES / "bad").glob("*.yaml")))
    assert caught.value.findings[0].line
    with pytest.raises(StoreError):
        load("/nowhere")


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
