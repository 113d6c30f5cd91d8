"""Count the instructions of look-ups and of their floors: a count is the same however busy the machine is.

    python benchmarks/startup.py [--brief]

Needs valgrind. The interpreter that runs this runs everything counted, so the package must be installed for it. Prints
a Markdown table: millions of instructions in user space, and how many times its floor that is. With --brief only the
shipped article, and in seconds.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from run import FLOOR, RICH_FLOOR, ROOT, surroundings, timed, versions

FILES = 1000
LINE = "  id: rcsc-daily-mail\n"
RCSC = str(Path(sys.executable).with_name("rcsc"))
TOPIC = [RCSC, "aid", "--region", "africa"]
BASH = {"_RCSC_COMPLETE": "complete_bash", "COMP_WORDS": "rcsc show m", "COMP_CWORD": "2"}
"""What bash asks of us when TAB is pressed after `rcsc show m`."""


@dataclass
class Job:
    """Something to be counted."""

    name: str
    arguments: list[str]
    """What the interpreter is given."""
    variables: dict[str, str] = field(default_factory=dict)
    on_terminal: bool = False
    is_ours: bool = True


def articles(folder: Path) -> Path:
    """Fill a folder with the shipped store again and again, each time as another article of another day."""
    folder.mkdir()
    text = (ROOT / "facts.yaml").read_text(encoding="utf-8")
    assert text.count(LINE) == 1  # noqa: S101 - else all would be one article
    for number in range(FILES):
        day = f"[[{2000 + number // 336}, {1 + number // 28 % 12}, {1 + number % 28}]]"
        own = f"  id: article-{number}\n  issued: {{date-parts: {day}}}\n"
        (folder / f"{number}.yaml").write_text(text.replace(LINE, own), encoding="utf-8")
    return folder


def look_ups(of: str, store: Path, article: str = "") -> list[Job]:
    """Return the look-ups in a store; in a collection, those in one *article* of it, whose answers are as long."""
    chosen = {"RCSC_STORE": str(store)}
    own, only = (f"{article}/", ["--source", article]) if article else ("", [])
    topic = [*TOPIC, *only]
    return [
        Job(f"rcsc get, {of}", [RCSC, "get", f"{own}members"], chosen),
        Job(f"rcsc aid, pipe, {of}", topic, chosen),
        Job(f"TAB in bash, {of}", [RCSC], chosen | BASH),
        Job(f"rcsc find, {of}", [RCSC, "find", "vaccines", *only], chosen),
        Job(f"rcsc -h, {of}", [RCSC, "-h"], chosen),
        Job(f"rcsc aid, terminal, {of}", topic, chosen, on_terminal=True),
    ]


def counted(job: Job, environment: dict[str, str], log: Path) -> float:
    """Return the millions of instructions that a job takes."""
    command = [sys.executable, *job.arguments]
    own = environment | job.variables
    for _ in range(2):  # what is kept from the first time on is there the second time
        timed(command, own, on_terminal=job.on_terminal)
        time.sleep(0.1)  # an index of files that changed a moment ago cannot be kept
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log}"]
    timed([*valgrind, *command], own, on_terminal=job.on_terminal)
    total = re.search(r"Collected : (\d+)", log.read_text(encoding="utf-8"))
    if total is None:
        raise SystemExit(f"valgrind did not count {job.name}: {log.read_text(encoding='utf-8')}")
    return int(total[1]) / 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brief", action="store_true", help="only the shipped article, and a few commands")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        raise SystemExit("valgrind is not installed")
    with tempfile.TemporaryDirectory(prefix="rcsc-benchmark-") as name:
        folder = Path(name)
        (folder / "floor.py").write_text(FLOOR, encoding="utf-8")
        (folder / "rich_floor.py").write_text(RICH_FLOOR, encoding="utf-8")
        jobs = [
            Job("bare interpreter", ["-c", "pass"], is_ours=False),
            Job("Typer floor", [str(folder / "floor.py")], is_ours=False),
            Job("Typer + Rich floor, terminal", [str(folder / "rich_floor.py")], on_terminal=True, is_ours=False),
        ]
        (folder / "facts.yaml").write_bytes((ROOT / "facts.yaml").read_bytes())
        jobs += look_ups("1 article", folder / "facts.yaml")
        if options.brief:
            jobs = [job for job in jobs[:6] if not job.on_terminal]
        else:
            many, of = articles(folder / "articles"), f"{FILES:,} articles"
            jobs += look_ups(of, many, "article-500")
            chosen = {"RCSC_STORE": str(many)}
            jobs.append(Job(f"rcsc aid, pipe, 3 of 3,000 claims, {of}", [*TOPIC, "--limit", "3"], chosen))
            jobs.append(Job(f"rcsc aid, pipe, all 3,000 claims, {of}", TOPIC, chosen))
        environment = surroundings(folder) | {"PYTHONHASHSEED": "0"}
        valgrind = subprocess.check_output(["valgrind", "--version"], text=True).strip()
        print(f"{versions()}; {valgrind}\n")
        print("| command | million instructions | x its floor |\n| --- | ---: | ---: |")
        floors: dict[bool, float] = {}
        for job in jobs:
            count = counted(job, environment, folder / "log")
            if not job.is_ours:
                floors[job.on_terminal] = count  # the last of them is the floor
            over = f"{count / floors[job.on_terminal]:.2f}" if job.is_ours else ""
            print(f"| {job.name} | {count:.1f} | {over} |", flush=True)


if __name__ == "__main__":
    main()
