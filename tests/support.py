"""What the tests share besides fixtures: paths, what they need, and the program run as a process or on a terminal."""

import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from rcsc_facts.model import Claim, Evidence, Filters, Header, Hit, Quantity
from rcsc_facts.text import geography

ROOT = Path(__file__).parents[1]
FACTS = ROOT / "facts.yaml"
STORES = ROOT / "tests" / "stores"
GOLDEN = ROOT / "tests" / "golden"
ARTICLE = Path(os.environ.get("RCSC_ARTICLE", ROOT.parent / "shared" / "article.txt"))
"""A copy of the article, which is not part of the project; tests that read it are marked `article`."""

PROGRAM = [sys.executable, "-m", "rcsc_facts"]
SHELL = shlex.join(PROGRAM)

Golden = Callable[[str, str], None]


class Run(NamedTuple):
    """What a run of the program gave."""

    code: int
    out: str
    err: str


Program = Callable[..., Run]


def bare_claim(id: str, *, topic: str, quantity: Quantity | None, evidence: Evidence, source: str) -> Claim:
    """Return a count that has no more than a claim must have."""
    return Claim(
        id=id,
        asks=id,
        topic=topic,
        kind="count",
        statement=id,
        quantity=quantity,
        regions=(),
        countries=None,
        when=None,
        date=None,
        purpose=None,
        said_by="article",
        also=(),
        evidence=evidence,
        further_evidence=(),
        related=(),
        note=None,
        source=source,
    )


def needs(*programs: str) -> None:
    """Skip the test that runs now where a program is not on the path; RCSC_NO_SKIPS makes any skip a failure."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


def shell(script: str, **environment: str) -> Run:
    """Run a script of POSIX sh."""
    done = subprocess.run(
        ["sh", "-c", script], capture_output=True, env=os.environ | environment, check=False, timeout=60
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def process(*arguments: str, stdin: str = "", **environment: str) -> Run:
    """Run the program as a process of its own."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=stdin.encode(),
        capture_output=True,
        env=os.environ | environment,
        check=False,
        timeout=60,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def terminal(command: list[str], environment: dict[str, str] | None = None, columns: int = 80) -> tuple[int, str]:
    """Run a command on a pseudo-terminal; return its exit code and all that it wrote there."""
    pid, master = pty.fork()
    if pid == 0:  # pragma: no cover - the child becomes the program
        os.environ.update({"COLUMNS": str(columns), "TERM": "xterm"} | (environment or {}))
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


def by_hand(header: Header, hits: list[Hit], filters: Filters) -> list[Hit]:
    """Select by comparing record after record."""
    found = []
    for claim, _, _ in hits:
        named = claim.countries.named if claim.countries else ()
        match = None
        if filters.regions:
            if set(claim.regions) & set(filters.regions):
                match = "stated"
            elif {whole for region in claim.regions for whole in _wholes(region)} & set(filters.regions):
                match = "part"
            elif {region for code in named for region in _regions_of(code, header)} & set(filters.regions):
                match = "by-country"
            else:
                continue
        if filters.countries:
            if not set(named) & set(filters.countries):
                continue
            match = match or "stated"
        if filters.topics and claim.topic not in filters.topics:
            continue
        if filters.kinds and claim.kind not in filters.kinds:
            continue
        if filters.said_by and claim.said_by not in filters.said_by:
            continue
        if filters.units and (claim.quantity is None or claim.quantity.unit not in filters.units):
            continue
        if filters.sources and claim.source not in filters.sources:
            continue
        if filters.years and not set(_years(claim)) & set(filters.years):
            continue
        found.append(Hit(claim, match))
    return found


def _years(claim: Claim) -> list[str]:
    """Return the years of a claim: of its date, between the ends of an interval, and of a figure that is a year."""
    first, _, last = (claim.date or "").partition("/")
    years = range(int(first[:4]), int((last or first)[:4]) + 1) if first[:4].isdigit() else []
    figure = claim.quantity
    return [*map(str, years), *([str(figure.value)] if figure and figure.unit == "year" else [])]


def _wholes(region: str) -> list[str]:
    """Return the regions of UN M49 that a region is a part of."""
    known = geography.regions()
    parent = known[region].parent if region in known else None
    return [parent, *_wholes(parent)] if parent else []


def _regions_of(code: str, header: Header) -> list[str]:
    """Return the regions of UN M49 and the groups of the store that a country lies in."""
    groups = [group.region for group in header.groups if code in group.countries]
    return [*geography.countries()[code].regions, *groups]
