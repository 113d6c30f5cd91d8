"""Any store's own words: its topics are commands, its help and its messages speak of its subject."""

import re
from pathlib import Path

import pytest

from rcsc_facts.cli.commands import COMMANDS
from rcsc_facts.store import catalog
from support import FACTS, ROOT, STORES, Program

ARTICLES = ROOT / "tests" / "articles"
STORES_OF_ARTICLES = sorted(ARTICLES.glob("*.yaml"))


def _ids(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()]


@pytest.mark.parametrize("store", STORES_OF_ARTICLES, ids=lambda path: path.stem)
def test_each_topic_is_a_command(store: Path, rcsc: Program) -> None:
    """It lists the claims of the topic, with the store named before the command, after it, or by = ."""
    header, claims = catalog.load(store)
    for topic in header.topics:
        expected = [claim.id for claim in claims if claim.topic == topic]
        for command in (["--store", str(store), topic], [topic, "--store", str(store)], [topic, f"--store={store}"]):
            run = rcsc(*command)
            assert (0, expected, "") == (run.code, _ids(run.out), run.err)


def test_a_topic_of_another_store_is_no_command(rcsc: Program) -> None:
    """And the message has the commands of the store in use."""
    run = rcsc("--store", str(ARTICLES / "harbour.yaml"), "aid")
    assert (2, "") == run[:2]
    assert run.err.startswith("rcsc: there is no command 'aid'\n")
    listed = re.search(r"commands: (.*)", rcsc("--store", str(ARTICLES / "harbour.yaml"), "").err)
    assert listed
    header, _ = catalog.load(ARTICLES / "harbour.yaml")
    assert [*header.topics, *COMMANDS] == listed[1].split(", ")


@pytest.mark.parametrize("store", STORES_OF_ARTICLES, ids=lambda path: path.stem)
def test_help_speaks_of_the_store_in_use(store: Path, rcsc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Subject, topics with their meanings, and examples that work with it; none of the shipped store's words."""
    header, _ = catalog.load(store)
    monkeypatch.setenv("RCSC_STORE", str(store))
    told = " ".join(rcsc("-h").out.split())
    assert f"Look up, prove and cite what news articles say about {header.about}." in told
    for topic, meaning in header.topics.items():
        assert f"{topic} List the claims on {' '.join(meaning.split())}." in told
    shipped, _ = catalog.load(FACTS)
    foreign = shipped.topics.keys() - header.topics.keys()
    assert not {*re.findall(r"(?<= )[\w-]+(?= List the claims on)", told)} & foreign
    for command in ("show", "get", "find", "cite"):
        example = re.search(r"^  Example: rcsc (.*)$", rcsc(command, "-h").out, re.MULTILINE)
        assert example
        assert 0 == rcsc(*example[1].split()).code, example[1]


def test_a_store_that_cannot_be_read_leaves_the_commands(rcsc: Program, tmp_path: Path) -> None:
    """Help lists them, and says in a line why the topics are missing; what needs the store fails as ever."""
    missing = str(tmp_path / "none.yaml")
    for store, why in (
        (missing, "No such file or directory"),
        (str(STORES / "bad" / "tag.yaml"), "S109"),
        (str(tmp_path), "no store"),
    ):
        run = rcsc("--store", store, "-h")
        assert (0, "") == (run.code, run.err)
        told = " ".join(run.out.split())
        assert "The store cannot be read, so its topics are missing here: " in told
        assert why in told
        assert [*COMMANDS] == re.findall(r"^  ([a-z]+) ", run.out.partition("\nLook up:")[2], re.MULTILINE)
        assert "Example: rcsc get ID" in rcsc("get", "-h", "--store", store).out
        assert 2 == rcsc("--store", store, "list").code
    assert "there is no command 'aid'" in rcsc("--store", missing, "aid").err


def test_a_topic_named_like_a_command(rcsc: Program, tmp_path: Path) -> None:
    """The command keeps its name, and the topic is listed by list --topic."""
    store = tmp_path / "store.yaml"
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    store.write_text(text.replace("org:", "find:").replace("topic: org", "topic: find"), encoding="utf-8")
    assert (0, ["dogs"]) == (0, _ids(rcsc("list", "--topic", "find", "--store", str(store)).out))
    assert "needs an argument: WORDS" in rcsc("find", "--store", str(store)).err
    assert (0, ["cats"]) == (0, _ids(rcsc("find", "cats", "--store", str(store)).out))
    assert 1 == rcsc("-h", "--store", str(store)).out.count("\n  find ")
    assert "C417" in rcsc("check", str(store)).out


def test_a_store_that_names_no_topic_for_the_table(rcsc: Program) -> None:
    """All its claims are tabulated; where it names one, those of that topic that say what was counted or done."""
    store = ARTICLES / "kennels.yaml"
    header, claims = catalog.load(store)
    assert header.table is None
    rows = rcsc("table", "--by", "kind", "--format", "csv", "--store", str(store)).out
    assert {claim.id for claim in claims} == {
        one for line in rows.splitlines()[1:] for one in line.split(",")[-1].split()
    }


@pytest.mark.parametrize("store", STORES_OF_ARTICLES, ids=lambda path: path.stem)
def test_every_command_answers_from_any_store(store: Path, rcsc: Program) -> None:
    """Nothing rests on what the shipped store has."""
    _, claims = catalog.load(store)
    first = claims[0].id
    of_store = ["--store", str(store)]
    for command in (
        ["list", "--format", "table"],
        ["--format", "table"],
        ["show", first, "--format", "table"],
        ["find", first],
        ["words"],
        ["cite", first],
        ["cite", first, "--quote", "--style", "wikipedia"],
        ["schema"],
        *(
            ["table", "--by", by, "--format", "table"]
            for by in ("region", "country", "topic", "said-by", "unit", "year")
        ),
    ):
        run = rcsc(*command, *of_store)
        assert 0 == run.code, command
        assert run.out
        assert "unforeseen" not in run.err
        assert not re.search(r"Red Cross|RCSC|Xi\b", run.out + run.err), command


def test_what_several_articles_do_not_name(rcsc: Program) -> None:
    """It is said of all of them; with one chosen, of the article."""
    stores = ("--store", str(FACTS), "--store", str(ARTICLES / "harbour.yaml"))
    counted = "13 unnamed countries in Africa (rcsc-daily-mail/aid-africa) and 9 others not named beside Lebanon, "
    counted += "Ethiopia and Cambodia (rcsc-daily-mail/vaccine-countries)\n"
    several = (1, "", f"rcsc: no article names Kenya, though they count {counted}")
    assert several == rcsc("list", "--country", "kenya", *stores)
    one = (1, "", f"rcsc: the article does not name Kenya, though it counts {counted}")
    assert one == rcsc("list", "--country", "kenya", "--source", "rcsc-daily-mail", *stores)
