"""What is not understood is exit code 2, and never read as something else."""

import subprocess
import sys

import pytest

from rcsc_facts.cli.commands import COMMANDS, sheet
from support import FACTS, SHELL, STORES, Program, process, shell

PROGRAM = [sys.executable, "-m", "rcsc_facts"]
VALUED = [
    (name, option)
    for name, command in {"": sheet(""), **COMMANDS}.items()
    for option in command.options
    if option.metavar and option.key not in ("store", "svg", "html")
]


@pytest.mark.parametrize("mark", ["!", "-", "^", "~", "not ", "<>", "−", "¬", "/", "*"])
@pytest.mark.parametrize(
    "command",
    [
        "list --region {}africa",
        "list --country {}iraq",
        "list --country={}iraq",
        "list --topic {}aid",
        "list --kind {}count",
        "list --said-by {}xi",
        "list --unit {}members",
        "list --sort {}id",
        "list --limit {}1",
        "list --format {}json",
        "list --color {}never",
        "table --by {}region",
        "cite --style {}apa",
        "cite --format {}md",
        "get members --field {}value",
        "check --explain {}C401",
        "get -- {}members",
        "show -- {}members",
        "cite -- {}members",
    ],
)
def test_a_negation_is_never_read_as_its_opposite(command: str, mark: str, rcsc: Program) -> None:
    """A word with a mark before it is no word that is known."""
    run = rcsc(*(part.format(mark) for part in command.split()))
    assert (2, "") == run[:2]
    assert run.err.startswith("rcsc: ")


@pytest.mark.parametrize(("name", "option"), VALUED)
@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_value_is_refused(name: str, option: object, empty: str, rcsc: Program) -> None:
    """On every command, by every option that takes a value."""
    run = rcsc(*[name][: bool(name)], option.names[0], empty, *["members"][: name in ("get", "show", "find")])  # type: ignore[attr-defined]
    assert (2, "") == run[:2]


def test_what_takes_one_store_refuses_several() -> None:
    """On either side of the command; standard input is not a store to be looked up."""
    one, other = str(FACTS), str(STORES / "good.yaml")
    for command in (
        ["schema", "--store", one, "--store", other],
        ["--store", one, "verify", "-", "--renumber", "--store", other],
    ):
        run = process(*command)
        assert (2, "") == run[:2]
        assert "2 stores are named" in run.err
    assert "rcsc check - checks a store so" in process("list", "--store", "-").err
    assert (0, "", "") == process("check", "-", stdin=FACTS.read_text(encoding="utf-8"))
    faulty = process("check", "-", stdin="schema: 9\n")
    assert (1, True) == (faulty.code, faulty.out.startswith("-:1:"))


def test_what_is_not_foreseen_ends_in_one_line() -> None:
    """Memory and the stack running out, and any other failure: exit code 2 without a traceback."""
    for failure in (
        "MemoryError",
        "RecursionError('deep\\x1b[0m')",
        "KeyError('x')",
        "AssertionError",
        "OSError(5, 'E')",
    ):
        script = (
            "import sys\nfrom rcsc_facts import query\n"
            f"def fail(*given): raise {failure}\n"
            "query.claims = fail\nsys.argv = ['rcsc', 'get', 'members']\n"
            "from rcsc_facts.__main__ import run\nrun()\n"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        assert (2, "", 1) == (done.returncode, done.stdout, len(done.stderr.splitlines())), done.stderr
        assert "\x1b" not in done.stderr


@pytest.mark.parametrize("command", [["-h"], ["aid", "--help"], ["--version"], ["list"], ["cite"], ["check", "-h"]])
def test_nothing_rests_on_docstrings(command: list[str]) -> None:
    """python -OO answers the same."""
    expected = process(*command)
    assert 0 == expected.code
    optimized = process(*command, PYTHONOPTIMIZE="2")
    assert expected == optimized


@pytest.mark.parametrize("command", ["-h", "--version", "aid -h", "cite", "get members"])
def test_a_closed_stdout_is_an_error(command: str) -> None:
    """What could not be printed was not answered; a reader that leaves early has read enough."""
    line = f"{SHELL} {command}"
    assert (2, "", "rcsc: cannot write the answer: Bad file descriptor\n") == shell(f"{line} >&-")
    early = f"{{ {line}; echo $? >&2; }} | true"
    assert (0, "", "0\n") == shell(early)
