"""The README: every console block is run and compared whole."""

import contextlib
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from rcsc_facts.cli.commands import COMMANDS
from rcsc_facts.vocabulary import DIMENSIONS, FORMATS, SORTS, STYLES, TARGETS
from support import FACTS, PROGRAM, ROOT, Program, Run, needs

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


EXAMPLES = [example for block in BLOCKS for example in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)]


def _shell(command: str, folder: Path = ROOT) -> Run:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": path}
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, env=environment, check=False, cwd=folder
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(("command", "output"), EXAMPLES)
def test_an_example_gives_what_the_readme_shows(
    command: str, output: str, rcsc: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output on a terminal of 80 columns, stderr after stdout; `RENEW_GOLDENS=1 pytest -n 0` writes it anew."""
    words = re.sub("'[^']*'", "", command)  # what a program is given to run is none of the shell's
    needs(*({*re.findall(r"(?:^|[|(&] ?)([a-z]\w*)", words)} - {"rcsc"}))
    monkeypatch.setattr("rcsc_facts.cli.terminal.is_terminal", lambda stream: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)
    run = _shell(command) if set(command) & set("|$>&") else rcsc(*shlex.split(command.removeprefix("rcsc")))
    if os.environ.get("RENEW_GOLDENS"):
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        renewed = text.replace(f"$ {command}\n{output}", f"$ {command}\n{run.out}{run.err}")
        (ROOT / "README.md").write_text(renewed, encoding="utf-8")
        return
    assert output == run.out + run.err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_opens_with_an_example_that_works(
    command: str, rcsc: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first line after the usage is a command that can be run as it stands."""
    monkeypatch.chdir(tmp_path)
    for name in ("article.txt", "facts.yaml"):
        (tmp_path / name).write_bytes(FACTS.read_bytes())
    other = FACTS.read_text(encoding="utf-8").replace("id: rcsc-daily-mail", "id: another-paper")
    (tmp_path / "other.yaml").write_text(other, encoding="utf-8")
    (tmp_path / "draft.md").write_text("There is nothing to judge here.\n", encoding="utf-8")
    example = re.search(r"^Usage: .*\n\n  Example: rcsc (.*)\n", rcsc(command, "-h").out)
    assert example
    run = rcsc(*shlex.split(example[1].partition(" >")[0]))
    assert (1 if command == "verify" else 0) == run.code, "the store is no copy of the article"
    assert command in ("table", "verify", "audit") or not run.err


def test_generated_pages_are_up_to_date(tmp_path: Path) -> None:
    """The manual page and the lists of rules and tables are made by docs/generate.py, and by nothing else."""
    copy = tmp_path / "generate.py"
    copy.write_bytes((ROOT / "docs" / "generate.py").read_bytes())
    subprocess.run([sys.executable, copy], check=True)
    for page in ("rcsc.1", "rules.md", "database.md"):
        assert (tmp_path / page).read_text(encoding="utf-8") == (ROOT / "docs" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_in_the_readme(command: str, rcsc: Program) -> None:
    """What the program's own help lists, the README names."""
    assert f"`rcsc {command}" in README or f"`{command}`" in README
    for option in re.findall(r"--[a-z-]+", rcsc(command, "-h").out):
        assert option in README or option == "--help", option


def test_the_readme_has_examples() -> None:
    """The first screen shows a command with its output."""
    assert "$ rcsc aid --region africa" in README[:1500]


def test_the_readme_has_every_word() -> None:
    """Formats, styles, dimensions and topics; the codes are in docs/rules.md."""
    for word in (*FORMATS, *STYLES, *DIMENSIONS, *TARGETS, *SORTS):
        assert f"`{word}`" in README or f"|{word}" in README or f"rcsc {word}`" in README or f"{word}|" in README, word


def test_the_store_of_the_readme_works(tmp_path: Path) -> None:
    """Text and store as the README shows them are those among the articles, and its commands do what they say."""
    section = README[README.index("### Your own store") : README.index("### What it promises")]
    blocks = dict(re.findall(r"^```(text|yaml|sh)\n(.*?)^```", section, re.MULTILINE | re.DOTALL))
    for kind, name in (("text", "bees.txt"), ("yaml", "bees.yaml")):
        assert (ROOT / "tests" / "articles" / name).read_text(encoding="utf-8") == blocks[kind]
        (tmp_path / name).write_text(blocks[kind], encoding="utf-8")
    check, verify, topic, get = [_shell(line, tmp_path) for line in blocks["sh"].splitlines()]
    assert (0, "", "") == check
    assert (0, "") == verify[:2]
    assert (0, ["honey-sent"]) == (topic.code, [line.split("\t")[0] for line in topic.out.splitlines()])
    assert (0, "120\n") == get[:2]
    assert "about 120" in get.err


def test_the_queries_of_the_database_page_work(rcsc: Program, tmp_path: Path) -> None:
    """Each of them finds something in a database just exported."""
    queries = re.findall(r"```sql\n(SELECT.*?)```", (ROOT / "docs" / "database.md").read_text("utf-8"), re.DOTALL)
    assert 0 == rcsc("export", str(tmp_path / "claims.db")).code
    with contextlib.closing(sqlite3.connect(tmp_path / "claims.db")) as opened:
        assert [3, 3] == [len(opened.execute(query).fetchall()) for query in queries]


def test_links_lead_somewhere() -> None:
    """Every relative link of the documents names a file that is there."""
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_architecture_names_functions_that_exist() -> None:
    """Each step of the walk names a function or a module of ours."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_]+)\.([A-Za-z_.]+)`", text)
    assert len(named) > 10
    for module, path in named:
        files = [*(ROOT / "src").rglob(f"{module}.py"), *(ROOT / "src").rglob(f"{module}/*.py")]
        source = "\n".join(file.read_text(encoding="utf-8") for file in files)
        defined = rf"^ *(?:def|class) {path.rpartition('.')[2]}\b|^{path}\b"
        assert path in {file.stem for file in files} or re.search(defined, source, re.MULTILINE), path


WALKS = {
    "drafting.md": ("articles/observatory.html", "articles/observatory.yaml"),
    "auditing.md": ("drafts/report.md",),
}
"""Guides whose commands are run one after the other, and the files that are there at the beginning."""


@pytest.mark.parametrize("guide", WALKS)
def test_a_walk_gives_what_its_guide_shows(guide: str, tmp_path: Path) -> None:
    """Each command, in a folder with the files that the guide begins with."""
    for name in WALKS[guide]:
        (tmp_path / Path(name).name).write_bytes((ROOT / "tests" / name).read_bytes())
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    program = shlex.join(PROGRAM)
    shown = given = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    examples = re.findall(r"^\$ (.*)\n((?:(?!\$ |```).*\n)*)", shown, re.MULTILINE)
    for command, output in examples:
        script = re.sub(r"(?<![\w-])rcsc(?= )", lambda _: program, command)
        done = subprocess.run(
            ["sh", "-c", script], capture_output=True, text=True, env=environment, cwd=tmp_path, check=False
        )
        said = done.stdout + done.stderr
        given = given.replace(
            f"$ {command}\n{output}", f"$ {command}\n{said}{'' if said[-1:] in ('', chr(10)) else chr(10)}"
        )
    if os.environ.get("RENEW_GOLDENS"):
        (ROOT / "docs" / guide).write_text(given, encoding="utf-8")
        return
    assert len(examples) > 5
    assert shown == given
