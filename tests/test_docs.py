"""The README: every console block is run and compared whole."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from rcsc_facts.cli import COMMANDS
from support import FACTS, ROOT, Program

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


EXAMPLES = [example for block in BLOCKS for example in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)]


@pytest.mark.parametrize(("command", "output"), EXAMPLES)
def test_an_example_gives_what_the_readme_shows(
    command: str, output: str, rcsc: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output on a terminal of 80 columns, stderr after stdout; `RENEW_GOLDENS=1 pytest -n 0` writes it anew."""
    monkeypatch.setattr("rcsc_facts.terminal.is_terminal", lambda stream: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)
    program, *arguments = shlex.split(command)
    assert "rcsc" == program
    run = rcsc(*arguments)
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
    example = re.search(r"^Usage: .*\n\n  Example: rcsc (.*)\n", rcsc(command, "-h").out)
    assert example
    run = rcsc(*shlex.split(example[1].partition(" >")[0]))
    assert (1 if command == "verify" else 0) == run.code, "the store is no copy of the article"
    assert command in ("aid", "table", "verify") or not run.err


def test_the_manual_page_is_what_the_program_declares() -> None:
    """docs/rcsc.1 is made by docs/manual.py, and by nothing else."""
    made = subprocess.run([sys.executable, ROOT / "docs" / "manual.py"], capture_output=True, check=True)
    assert (ROOT / "docs" / "rcsc.1").read_bytes() == made.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_in_the_readme(command: str, rcsc: Program) -> None:
    """What the program's own help lists, the README names."""
    assert f"`rcsc {command}" in README or f"`{command}`" in README
    for option in re.findall(r"--[a-z-]+", rcsc(command, "-h").out):
        assert option in README or option == "--help", option


def test_the_readme_has_examples() -> None:
    """The first screen shows a command with its output."""
    assert "$ rcsc aid --region africa" in README[:1500]
