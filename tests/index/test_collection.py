"""Several stores looked up as one: the same answers as each of them alone, at any state of files and cache."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from rcsc_facts import load, query
from rcsc_facts.errors import StoreError, StoreFaults
from rcsc_facts.index import Index, build, cache, tables
from rcsc_facts.model import Filters
from rcsc_facts.store import catalog
from support import FACTS, ROOT, STORES, Program, process

ARTICLES = ROOT / "tests" / "articles"
THREE = {
    "rcsc-daily-mail": FACTS,
    "quay-courier": ARTICLES / "harbour.yaml",
    "podium-post": ARTICLES / "orchestra.yaml",
}
STORE = [part for path in THREE.values() for part in ("--store", str(path))]
LIGHTS = ("--store", str(ARTICLES / "lights-2023.yaml"), "--store", str(ARTICLES / "lights-2024.yaml"))


# The same answers


QUESTIONS = [
    ("list",),
    ("list", "--sort", "value"),
    ("list", "--kind", "count", "--kind", "amount"),
    ("list", "--region", "europe"),
    ("list", "--region", "africa", "--country", "norway"),
    ("list", "--said-by", "article"),
    ("list", "--year", "2023"),
    ("table", "--by", "kind"),
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("source", THREE)
def test_of_one_article_a_collection_says_what_its_store_says(
    question: tuple[str, ...], source: str, rcsc: Program
) -> None:
    """Every data format but for the article's name is the same; lines have it before the ids."""
    alone = ("--store", str(THREE[source]))
    for form in ("json", "csv", "yaml", "plain", "md"):
        one = rcsc(*question, "--format", form, *alone).out
        several = rcsc(*question, "--source", source, "--format", form, *STORE).out
        assert one == several.replace(f"{source}/", "")


def test_a_collection_has_all_claims_of_its_stores(rcsc: Program) -> None:
    """In the order in which the stores are named, and no others; each names its article."""
    each = [json.loads(rcsc("list", "--json", "--store", str(path)).out) for path in THREE.values()]
    assert [record for one in each for record in one] == json.loads(rcsc("list", "--json", *STORE).out)
    lines = rcsc("list", *STORE).out.splitlines()
    assert [f"{record['source']}/{record['id']}" for one in each for record in one] == [
        line.split("\t")[0] for line in lines
    ]


def test_a_store_alone_names_no_article(rcsc: Program, tmp_path: Path) -> None:
    """As a file, as the only one in a folder, and named twice."""
    store = tmp_path / "facts.yaml"
    store.write_bytes(FACTS.read_bytes())
    for question in (("list",), ("show", "members"), ("table",), ("find", "vaccines"), ("list", "--format", "md")):
        expected = rcsc(*question, "--store", str(store))
        for named in ([tmp_path], [store, store], [tmp_path, store]):
            assert expected == rcsc(*question, *(part for path in named for part in ("--store", str(path))))


def test_paragraphs_of_several_articles_are_told_apart(rcsc: Program) -> None:
    """The first of one is not the first of the other."""
    rows = [line.split("\t")[:2] for line in rcsc("table", "--by", "paragraph", *LIGHTS).out.splitlines()]
    assert [
        [f"lights-{year}/{number}", f"lights-{year}, paragraph {number}"]
        for number in (1, 2, 3)
        for year in (2023, 2024)
    ] == rows


def test_how_several_stores_are_named(rcsc: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By option on either side of the command, by a folder, and by the environment."""
    expected = rcsc("list", *STORE)
    assert expected == rcsc(*STORE[:2], "list", *STORE[2:])
    for number, path in enumerate(THREE.values()):
        (tmp_path / f"{number}.yaml").write_bytes(path.read_bytes())
    (tmp_path / ".hidden.yaml").write_text("not a store", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a store", encoding="utf-8")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nothing")
    (tmp_path / "folder.yaml").mkdir()
    assert expected == rcsc("list", "--store", str(tmp_path))
    monkeypatch.setenv("RCSC_STORE", os.pathsep.join(map(str, THREE.values())))
    assert expected == rcsc("list")
    assert 15 == len(rcsc("list", "--source", "podium-post").out.splitlines())
    assert "trade" in rcsc("-h").out


def test_what_an_id_means(rcsc: Program) -> None:
    """With its article of one claim; without, of all that have it, which get does not choose from."""
    assert 2 == len(rcsc("show", "founded", *LIGHTS, "--format", "jsonl").out.splitlines())
    assert 1 == len(rcsc("show", "lights-2023/founded", *LIGHTS, "--format", "jsonl").out.splitlines())
    assert "(Duff, 2024" in rcsc("cite", "founded", *LIGHTS).out
    assert "(Keane, 2023" in rcsc("cite", "founded", *LIGHTS).out
    assert (0, "41500\n", "") == rcsc("get", "lights-2023/hours", *LIGHTS)
    run = rcsc("get", "hours", *LIGHTS)
    assert (2, "") == run[:2]
    assert "lights-2023/hours, lights-2024/hours" in run.err
    run = rcsc("get", "hours", "--latest", *LIGHTS)
    assert (0, "44000\n", "rcsc: hours is that of lights-2024, 2024-06-20, the latest of 2\n") == run
    assert (0, "4\n", "") == rcsc("get", "ticket", *LIGHTS)
    run = rcsc("get", "lights-2022/hours", *LIGHTS)
    assert (2, "") == run[:2]


def test_the_latest_by_date(rcsc: Program, tmp_path: Path) -> None:
    """Articles without a date come last; where dates do not tell, none is taken."""
    text = (ARTICLES / "lights-2023.yaml").read_text(encoding="utf-8")
    dated = "issued: {date-parts: [[2023, 5, 4]]}"
    for name, issued in (("a", ""), ("b", "issued: {date-parts: [[2022]]}"), ("c", dated)):
        changed = text.replace("id: lights-2023", f"id: {name}").replace(
            f"  {dated}\n", f"  {issued}\n" if issued else ""
        )
        (tmp_path / f"{name}.yaml").write_text(changed, encoding="utf-8")
    store = ("--store", str(tmp_path))
    lines = rcsc("list", "--sort", "date", *store).out.splitlines()
    assert ["c", "b", "a"] == list(dict.fromkeys(line.split("/")[0] for line in lines))
    assert "that of c, 2023-05-04" in rcsc("get", "hours", "--latest", *store).err
    (tmp_path / "c.yaml").write_text(
        (tmp_path / "b.yaml").read_text(encoding="utf-8").replace("id: b", "id: c"), encoding="utf-8"
    )
    run = rcsc("get", "hours", "--latest", *store)
    assert (2, "") == run[:2]
    assert "do not tell which is the latest" in run.err


def test_a_copy_finds_its_article(rcsc: Program, tmp_path: Path) -> None:
    """By the phrases that stand in it; a folder of copies is proved as one, and what has no partner is told."""
    run = rcsc("verify", str(ARTICLES / "orchestra.txt"), *STORE)
    assert 0 == run.code
    assert run.err.startswith("rcsc: a copy of podium-post: 15 of 15")
    for name in ("lights-2023", "lights-2024"):
        (tmp_path / f"{name}.txt").write_bytes((ARTICLES / f"{name}.txt").read_bytes())
    run = rcsc("verify", str(tmp_path), *LIGHTS)
    assert (0, 2) == (run.code, len(run.err.splitlines()))
    (tmp_path / "lights-2024.txt").write_text("Nothing of theirs.", encoding="utf-8")
    run = rcsc("verify", str(tmp_path), *LIGHTS)
    assert 1 == run.code
    assert "is of none of the 2 articles" in run.err
    assert "without a copy: lights-2024" in run.err


def test_a_copy_that_may_be_of_two_articles(rcsc: Program, tmp_path: Path) -> None:
    """It is not guessed; the article is named, and then only that one is proved."""
    text = (ARTICLES / "lights-2023.yaml").read_text(encoding="utf-8")
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(text.replace("id: lights-2023", f"id: {name}"), encoding="utf-8")
    copy = str(ARTICLES / "lights-2023.txt")
    run = rcsc("verify", copy, "--store", str(tmp_path))
    assert (2, "") == run[:2]
    assert "may be of one or two" in run.err
    run = rcsc("verify", copy, "--source", "two", "--store", str(tmp_path))
    assert (0, True) == (run.code, run.err.startswith("rcsc: a copy of two: 10 of 10"))
    run = rcsc("verify", copy, "two/hours", "--source", "two", "--store", str(tmp_path), "--json")
    assert ["two/hours"] == [result["claim"] for result in json.loads(run.out)]


def test_a_topic_that_articles_mean_differently(rcsc: Program) -> None:
    """Help has the first meaning, and what others mean is told beside the claims."""
    assert "lights-2024 says of visitors: who may see the towers, and who came" in rcsc("visitors", *LIGHTS).err
    assert "" == rcsc("abroad", *LIGHTS).err


def test_from_python(rcsc: Program) -> None:
    """The same claims, citations and proofs, by ids that name the article where several have them."""
    facts = load(*THREE.values())
    assert 74 == len(facts) == len(facts.claims())
    assert [*THREE] == [*facts.headers]
    assert facts["members"] == facts["rcsc-daily-mail/members"]
    assert [hit.claim for hit in facts.select(source="quay-courier")] == load(THREE["quay-courier"]).claims()
    pair = load(*LIGHTS[1::2])
    assert "lights-2024/hours" in pair
    assert "hours" not in pair
    assert "ticket" in pair
    assert rcsc("cite", "hours", *LIGHTS).out.splitlines() == pair.cite("hours")
    assert pair.verify((ARTICLES / "lights-2024.txt").read_bytes()).is_proved
    assert [] == pair.check()


def test_what_is_exported(rcsc: Program, tmp_path: Path) -> None:
    """A database has the claims of all, or of those chosen, and nothing of the files; a page cites their articles."""
    for choice, count in (((), 22), (("--source", "lights-2023"), 10), (("--kind", "plan"), 2)):
        assert 0 == rcsc("export", str(tmp_path / f"{count}.db"), *choice, *LIGHTS).code
        database = sqlite3.connect(tmp_path / f"{count}.db")
        assert [(count,)] == database.execute("SELECT count(*) FROM claim").fetchall()
        named = {name for (name,) in database.execute("SELECT name FROM sqlite_schema")}
        assert "kept" not in named
        assert "store" in named
        database.close()
    for choice, authors in (((), {"Keane", "Duff"}), (("--source", "lights-2024"), {"Duff"})):
        assert 0 == rcsc("export", str(tmp_path / "page.html"), "--force", *choice, *LIGHTS).code
        written = (tmp_path / "page.html").read_text(encoding="utf-8")
        assert authors == {name for name in ("Keane", "Duff") if name in written}


def test_relations_to_claims_of_another_article(rcsc: Program, tmp_path: Path) -> None:
    """They are shown with what the other claim says, where its store is there; alone they are no fault."""
    text = (ARTICLES / "lights-2024.yaml").read_text(encoding="utf-8")
    related = "    related: [{claim: lights-2023/hours, as: may-overlap}]\n    evidence: {paragraph: 2, sentence: 2"
    changed = text.replace("    evidence: {paragraph: 2, sentence: 2", related, 1)
    (tmp_path / "lights-2024.yaml").write_text(changed, encoding="utf-8")
    own = ("--store", str(tmp_path / "lights-2024.yaml"))
    assert "may overlap\tlights-2023/hours\n" in rcsc("show", "hours", *own, "--format", "plain").out
    told = rcsc("show", "lights-2024/hours", *LIGHTS[:2], *own, "--format", "plain").out
    assert "may overlap\tlights-2023/hours: Volunteers gave 41,500 hours.\n" in told
    assert (0, "") == rcsc("check", own[1])[:2]


# Faults


def test_faults_of_all_stores_are_told(tmp_path: Path) -> None:
    """Each with its own file; a folder without stores, and a store that is not there."""
    (tmp_path / "good.yaml").write_bytes((STORES / "good.yaml").read_bytes())
    for name in ("duplicate-id", "list-empty"):
        (tmp_path / f"{name}.yaml").write_bytes((STORES / "bad" / f"{name}.yaml").read_bytes())
    with pytest.raises(StoreFaults) as caught:
        cache.open_index([tmp_path], {}, "1")
    assert {"duplicate-id.yaml", "list-empty.yaml"} == {Path(one.file).name for one in caught.value.findings}
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError, match="has no store in it"):
        cache.open_index([tmp_path / "empty"], {}, "1")
    with pytest.raises(StoreError, match="cannot read the store"):
        cache.open_index([FACTS, tmp_path / "none.yaml"], {}, "1")


def test_two_stores_of_one_article(tmp_path: Path) -> None:
    """The fault names both files."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_bytes((STORES / "good.yaml").read_bytes())
    with pytest.raises(StoreFaults) as caught:
        cache.open_index([tmp_path], {}, "1")
    [finding] = caught.value.findings
    assert (str(tmp_path / "two.yaml"), 5, 7, "S305") == finding[:4]
    assert str(tmp_path / "one.yaml") in finding.message


# What is kept


def _store(source: str, animals: str, topic: str = "pets", alias: str = "Turkey") -> str:
    return f"""\
schema: 2
about: the {topic} of {source}
topics: {{{topic}: "what {source} says of {topic}", org: itself}}
speakers: {{report: {{name: the report of {source}, words: [report]}}}}
source: {{id: {source}, type: webpage, issued: {{date-parts: [[{2000 + len(animals)}]]}}}}
places:
  - {{code: TR, aliases: [{alias}]}}
  - {{region: baltic, name: the Baltic of {source}, countries: [EE, LV]}}
claims:
  - id: {animals}
    asks: animals
    topic: {topic}
    kind: count
    statement: There are five {animals}.
    quantity: {{as_written: five, unit: {animals}}}
    regions: [europe]
    said_by: article
    evidence: {{paragraph: 1, sentence: 1, phrase: five {animals}}}
  - id: place
    topic: org
    kind: fact
    statement: It keeps {animals} in two countries.
    countries: {{named: [TR, EE], complete: true}}
    said_by: report
    evidence:
      - {{paragraph: 1, sentence: 2, phrase: two countries}}
      - {{paragraph: 1, sentence: 2, phrase: a report, for: speaker}}
"""


def test_own_names_are_those_that_differ_from_the_first() -> None:
    """Of speakers and of groups of countries, for the articles that come later."""
    stores = [catalog.read(_store(*names).encode(), Path("s.yaml")) for names in (("a", "cats"), ("b", "dogs"))]
    names = {"b/report": "the report of b", "b/baltic": "the Baltic of b"}
    assert names == build.together(stores).own_names()


ANIMALS = ("cats", "dogs", "frogs", "newts", "crows", "geese", "wolves")


def _answers(index: Index) -> tuple[object, ...]:
    """Return all that an index can be asked, but for the numbers of its rows."""
    filters = [Filters(), Filters(regions=("baltic",)), Filters(regions=("europe",), topics=("pets",))]
    filters += [Filters(countries=("TR",)), Filters(said_by=("report",)), Filters(units=("cats", "dogs"))]
    words = [["cats"], ["dogs"], ["turkey"], ["turkiye"], ["kept"], ["estonia"], ["five"], ["report"]]
    return (
        *(index.select(one, sort) for one in filters for sort in ("article", "id", "value", "topic", "date")),
        *(query.find(index, one, Filters()) for one in words),
        *(index.worldwide(one, 5) for one in filters),
        *(index.near_words(word) for word in ("catz", "dgos", "wolve")),
        *(index.headers(), index.articles(), index.topics(), index.speakers(), index.regions(), index.own_names()),
        *(index.places(), index.names(), index.units(), index.ids(), index.questions(), index.answers(), index.about()),
    )


def _edit(folder: Path, chance: random.Random) -> None:
    """Change a folder of stores as people and programs do."""
    there = sorted(folder.glob("*.yaml"))
    path = chance.choice(there)
    match chance.choice(["write", "write", "add", "remove", "rename", "touch", "swap", "back"]):
        case "write":
            source = path.read_text(encoding="utf-8").split("source: {id: ")[1].split(",")[0]
            text = _store(source, chance.choice(ANIMALS), chance.choice(["pets", "zoo"]))
            path.write_text(text.replace("Turkey", chance.choice(["Turkey", "Turkiye"])), encoding="utf-8")
        case "add":
            source = f"s{chance.randrange(10**6)}"
            (folder / f"{source}.yaml").write_text(_store(source, chance.choice(ANIMALS)), encoding="utf-8")
        case "remove" if len(there) > 1:
            path.unlink()
        case "rename":
            path.rename(folder / f"{chance.choice('abz')}{chance.randrange(10**6)}.yaml")
        case "touch":
            path.write_bytes(path.read_bytes())
        case "swap":
            other = chance.choice(there)
            one, two = path.read_bytes(), other.read_bytes()
            path.write_bytes(two)
            other.write_bytes(one)
        case "back":  # the same size, and an old time of change
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("cats", "rats").replace("dogs", "hogs"), encoding="utf-8")
            os.utime(path, (1, 1))


@pytest.mark.parametrize("seed", range(6))
def test_an_index_that_follows_its_files_is_as_one_made_anew(seed: int, tmp_path: Path) -> None:
    """After each of many changes of a folder, every question has the same answer as without a cache."""
    chance = random.Random(seed)  # noqa: S311 - the same edits in every run
    folder, environment = tmp_path / "stores", {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    folder.mkdir()
    for animals in ANIMALS:
        (folder / f"{animals}.yaml").write_text(_store(animals, animals), encoding="utf-8")
    for _ in range(25):
        for _ in range(chance.randrange(3)):
            _edit(folder, chance)
        if not chance.randrange(4):
            time.sleep(0.06)  # so that stamps are trusted
        kept = cache.open_index([folder], environment, "1")
        anew = cache.open_index([folder], {"RCSC_CACHE": "off"}, "1")
        assert _answers(anew) == _answers(kept)
    assert 1 == len([*(tmp_path / "cache" / "rcsc-facts").iterdir()])


def test_a_folder_that_fills_at_one_place(tmp_path: Path) -> None:
    """Files that come one after another between the same two leave no room for a number, until all get new ones."""
    folder, environment = tmp_path / "stores", {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    folder.mkdir()
    for name in ("a", *(f"b{number}" for number in range(99, 77, -1))):
        (folder / f"{name}.yaml").write_text(_store(name, "cats"), encoding="utf-8")
        index = cache.open_index([folder], environment, "1")
        assert sorted(path.stem for path in folder.iterdir()) == [*index.articles()]
    assert [f"{name}/cats" for name in index.articles()] == index.ids()[::2]


def test_a_store_that_changes_whenever_it_is_read(tmp_path: Path) -> None:
    """It is read again some times, then answered as it was read last; the next look-up reads what it has become."""
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    restless, written = tmp_path / "cats.yaml", ["cats"]

    def write(*_: int) -> None:
        restless.write_text(_store("cats", written[-1]), encoding="utf-8")
        written.append(f"cats-{len(written)}")

    write()
    (tmp_path / "dogs.yaml").write_text(_store("dogs", "dogs"), encoding="utf-8")
    index = cache.open_index([tmp_path], environment, "1", write)
    assert [written[-3], "cats/place", "dogs", "dogs/place"] == index.ids()
    index = cache.open_index([tmp_path], environment, "1")
    assert [written[-2], "cats/place", "dogs", "dogs/place"] == index.ids()
    assert _answers(cache.open_index([tmp_path], {"RCSC_CACHE": "off"}, "1")) == _answers(index)


READ = """
import sys
def told(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".yaml"):
        print(arguments[0], file=sys.stderr)
sys.addaudithook(told)
from rcsc_facts.cli.main import main
sys.exit(main(["list", "--store", sys.argv[1]]))
"""


def _reads(folder: Path) -> list[str]:
    """Return the names of the stores that a look-up opens."""
    done = subprocess.run([sys.executable, "-c", READ, str(folder)], capture_output=True, text=True, check=True)
    return sorted({Path(line).name for line in done.stderr.splitlines()})


def test_only_what_changed_is_read(tmp_path: Path) -> None:
    """Nothing where nothing did; of an added, changed and touched file only that one."""
    for animals in ANIMALS:
        (tmp_path / f"{animals}.yaml").write_text(_store(animals, animals), encoding="utf-8")
    time.sleep(0.06)
    assert sorted(f"{animals}.yaml" for animals in ANIMALS) == _reads(tmp_path)
    assert [] == _reads(tmp_path)
    for name, text in (("dogs", _store("dogs", "hounds")), ("bees", _store("bees", "bees")), ("cats", None)):
        path = tmp_path / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8") if text is None else text, encoding="utf-8")
        time.sleep(0.06)
        assert [path.name] == _reads(tmp_path)
        assert [] == _reads(tmp_path)
    (tmp_path / "newts.yaml").unlink()
    assert [] == _reads(tmp_path)


def test_processes_that_follow_the_same_files(tmp_path: Path) -> None:
    """Some are killed, some write at the same time: the answer is that of the files, and nothing is left over."""
    folder = tmp_path / "stores"
    folder.mkdir()
    for animals in ANIMALS:
        (folder / f"{animals}.yaml").write_text(_store(animals, animals), encoding="utf-8")
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "rcsc_facts", "list", "--store", str(folder)]

    def start() -> "subprocess.Popen[str]":
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)

    for number in range(3):
        (folder / "dogs.yaml").write_text(_store("dogs", f"dogs-{number}"), encoding="utf-8")
        doomed, *others = [start() for _ in range(5)]
        time.sleep(0.05 * (number + 1))
        doomed.kill()
        doomed.communicate()
        answers = {one.communicate()[0] for one in others}
        assert {process("list", "--store", str(folder), RCSC_CACHE="off").out} == answers
    time.sleep(0.06)
    (folder / "dogs.yaml").write_text(_store("dogs", "dogs"), encoding="utf-8")
    start().communicate()
    assert 1 == len([*(tmp_path / "cache" / "rcsc-facts").iterdir()])


def test_a_damaged_index_of_several_is_made_anew(tmp_path: Path) -> None:
    """Whatever is in its place, the answer is that of the files."""
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    time.sleep(0.06)
    expected = _answers(cache.open_index([*THREE.values()], environment, "1"))
    [path] = (tmp_path / "cache" / "rcsc-facts").iterdir()
    whole = path.read_bytes()
    damages: list[Callable[[], bytes]] = [
        lambda: b"",
        lambda: whole[:9000],
        lambda: whole[:100] + b"\xff" * 5000 + whole[5100:],
    ]
    for damage in damages:
        path.write_bytes(damage())
        assert expected == _answers(cache.open_index([*THREE.values()], environment, "1"))


def test_numbers_leave_room_and_keep_the_order() -> None:
    """Files that come in between get numbers in between, until there is no room; what breaks the order gets none."""
    chance = random.Random(1)  # noqa: S311 - the same edits in every run
    names = [f"{number:03}" for number in range(200)]
    taken: dict[str, int] = {}
    for name in sorted(names, key=lambda _: chance.random()):
        found = build.numbers(sorted([*taken, name]), taken)
        if found is None:
            taken = {}
            continue
        assert found.items() >= taken.items()
        ordered = [found[one] for one in sorted(found)]
        assert all(after - before >= tables.ROOM for before, after in pairwise(ordered))
        taken = found
    assert build.numbers(["a", "b"], {"a": 2**30, "b": 0}) is None
    assert build.numbers(["a", "b", "c"], {"a": 0, "c": tables.ROOM}) is None
    assert {"a": 0} == build.numbers(["a"], {})
    assert 1000 == len(set((build.numbers([f"{one:04}" for one in range(1000)], {}) or {}).values()))


def test_a_listing_is_of_files_by_their_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However they are named, each once, and in the order of naming."""
    for name in ("b", "a"):
        (tmp_path / f"{name}.yaml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    expected = [str(tmp_path / "b.yaml"), str(tmp_path / "a.yaml")]
    assert expected == [*catalog.listing([Path("b.yaml"), Path(), tmp_path / "a.yaml"])]
