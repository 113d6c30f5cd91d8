"""What the tests share: a clean environment, the program in this process, and the program as a process."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from rcsc_facts.cli import main

ROOT = Path(__file__).parents[1]
FACTS = ROOT / "facts.yaml"
STORES = ROOT / "tests" / "stores"
GOLDEN = ROOT / "tests" / "golden"

Golden = Callable[[str, str], None]


class Run(NamedTuple):
    """What a run of the program gave."""

    code: int
    out: str
    err: str


Program = Callable[..., Run]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the caller's terminal, store and cache out of the tests."""
    for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "RCSC_STORE", "RCSC_CACHE", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def rcsc(capfdbinary: pytest.CaptureFixture[bytes]) -> Program:
    """Run the command line in this process, from the arguments to the exit code."""

    def run(*arguments: str) -> Run:
        capfdbinary.readouterr()
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return Run(code, out.decode(), err.decode())

    return run


@pytest.fixture
def golden() -> Golden:
    """Compare a whole output with its file in golden/; RENEW_GOLDENS=1 writes the file instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("RENEW_GOLDENS"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


def process(*arguments: str, stdin: str = "", **environment: str) -> Run:
    """Run the program as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "rcsc_facts", *arguments],
        input=stdin.encode(),
        capture_output=True,
        env=os.environ | environment,
        check=False,
        timeout=60,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def terminal(command: list[str], *, columns: int = 80, **environment: str) -> tuple[int, str]:
    """Run a command on a pseudo-terminal; return its exit code and all that it wrote there."""
    pid, master = pty.fork()
    if pid == 0:  # pragma: no cover - the child becomes the program
        os.environ.update({"COLUMNS": str(columns), "TERM": "xterm"} | environment)
        os.execvp(command[0], command)
    written = b""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if not select.select([master], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(master, 65536)
        except OSError:  # the other side is closed
            break
        if not piece:
            break
        written += piece
    os.close(master)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), written.decode().replace("\r\n", "\n")
