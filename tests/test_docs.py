"""The README: every console block is run and compared whole."""

import re
import shlex

import pytest

from rcsc_facts.cli import COMMANDS
from support import ROOT, Program

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def _examples() -> list[tuple[str, str]]:
    examples = []
    for block in BLOCKS:
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = example.partition("\n")
            examples.append((command, output))
    return examples


@pytest.mark.parametrize(("command", "output"), _examples())
def test_an_example_gives_what_the_readme_shows(
    command: str, output: str, rcsc: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output on a terminal of 80 columns, stderr after stdout."""
    monkeypatch.setattr("rcsc_facts.cli._is_terminal", lambda stream: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    program, *arguments = shlex.split(command)
    assert "rcsc" == program
    run = rcsc(*arguments)
    assert output == run.out + run.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_in_the_readme(command: str, rcsc: Program) -> None:
    """What the program's own help lists, the README names."""
    assert f"`rcsc {command}" in README or f"`{command}`" in README
    for option in re.findall(r"--[a-z-]+", rcsc(command, "-h").out):
        assert option in README or option == "--help", option


def test_the_readme_has_examples() -> None:
    """The first screen shows a command with its output."""
    assert "$ rcsc aid --region africa" in README[:1500]
