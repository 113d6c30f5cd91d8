"""What keeps a look-up fast, as facts that are not timings."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rcsc_facts.index import Index, build
from rcsc_facts.model import Filters
from rcsc_facts.store import catalog
from run import FLOOR
from startup import BASH
from support import FACTS, GOLDEN, Golden, process

WARM: dict[str, tuple[list[str], dict[str, str]]] = {
    "get": (["get", "members"], {}),
    "topic": (["aid", "--region", "africa"], {}),
    "country": (["aid", "--country", "TR"], {}),
    "json": (["list", "--json"], {}),
    "tab": ([], BASH),
}
"""Look-ups in a pipe: arguments and environment."""


def _imported(*arguments: str, **environment: str) -> set[str]:
    """Return the modules that a Python program imports, none of them because of what else is installed here."""
    command = [sys.executable, "-S", "-X", "importtime", *arguments]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(command, capture_output=True, text=True, env=kept | environment, check=False)
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


def _loaded(*arguments: str, **environment: str) -> set[str]:
    return _imported("-m", "rcsc_facts", *arguments, **environment)


def test_a_warm_look_up_loads_no_other_module_than_before(golden: Golden) -> None:
    """Beyond what a Typer program loads that prints one word, each loads just the modules in golden/modules.txt."""
    floor = _imported("-c", FLOOR)
    assert "typer.core" in floor
    loaded: dict[str, set[str]] = {}
    for name, (arguments, environment) in WARM.items():
        _loaded(*arguments, **environment)  # the index is built
        found = _loaded(*arguments, **environment) - floor
        loaded[name] = {one for one in found if "._" not in f".{one}" or one.startswith("rcsc_facts.")}
    if os.environ.get("RENEW_GOLDENS"):
        golden("modules.txt", "".join(f"{name}\t{one}\n" for name in WARM for one in sorted(loaded[name])))
    lines = (GOLDEN / "modules.txt").read_text(encoding="utf-8").splitlines()
    for name in WARM:
        held = {line.partition("\t")[2] for line in lines if line.startswith(f"{name}\t")} - floor
        assert not loaded[name] - held, f"rcsc {name} loads what it did not before: {sorted(loaded[name] - held)}"
        assert not held - loaded[name], f"rcsc {name} loads these no longer, renew: {sorted(held - loaded[name])}"


@pytest.mark.parametrize("words", ["rcsc s", "rcsc list --t", "rcsc list --topic a", "rcsc get m"])
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_loads_neither_rich_nor_typer(shell: str, words: str) -> None:
    """Although these shells are shown a meaning beside each word."""
    _loaded("list")  # the index is built
    settings = {"_RCSC_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": words}
    loaded = _loaded(**settings, _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert "rcsc_facts.cli.completion" in loaded
    assert not {name for name in loaded if name.split(".")[0] in ("rich", "yaml", "typer")}


def test_a_warm_look_up_does_not_open_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The YAML is looked at, not read."""
    script = (
        "import sys\nfrom rcsc_facts.cli.main import main\nopened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "main(['aid'])\nprint([name for name in opened if name.endswith('.yaml')])\n"
    )

    def run() -> str:
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[-1]

    store = tmp_path / "store.yaml"
    monkeypatch.setenv("RCSC_STORE", str(store))
    store.write_bytes(FACTS.read_bytes())
    os.utime(store, (1, 1))
    process("list")  # the store was changed a moment ago, so this may not be kept
    time.sleep(0.1)
    process("list")
    assert "[]" == run()


def test_a_look_up_asks_few_questions_and_each_uses_an_index() -> None:
    """A constant number of statements, none of which scans the claims."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    build.create(connection)
    build.add(connection, 0, *catalog.load(FACTS))
    build.finish(connection)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    opened = Index(connection)
    opened.select(Filters(regions=("africa",), topics=("aid",)))
    opened.worldwide(Filters(topics=("aid",)), 5)
    opened.get(["members"])
    opened.select(Filters(countries=("ET",), topics=("aid",)))
    opened.select(Filters(units=("members",)))
    opened.ids("mem")
    opened.select(Filters(sources=("rcsc-daily-mail",), topics=("aid",)))
    connection.set_trace_callback(None)
    assert 9 == len(asked)
    for statement in asked:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
        assert not [step for step in plan if step.startswith("SCAN claim") and "INDEX" not in step], (statement, plan)
    assert any("claim USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in step for step in plan), (
        "one article: its range"
    )
