"""Measure a look-up against its floors and against whichever peers are installed, interleaved in one run.

    python benchmarks/run.py [--runs 21] [--sizes 43,1000,10000,100000]

The interpreter that runs this runs everything written in Python, so the package and its dependencies must be
installed for it. Prints a Markdown table of medians (ms) and ratios to the bare interpreter.
"""

import argparse
import json
import os
import platform
import pty
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FLOOR = """import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def hello() -> None:
    print("hello")
app()
"""
RICH_FLOOR = FLOOR.replace(
    '    print("hello")',
    "    from rich.console import Console\n    from rich.table import Table\n    table = Table()\n"
    '    table.add_column("a")\n    table.add_row("hello")\n    Console().print(table)',
)


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of what is measured, which keeps its index in *folder*."""
    # Bytecode must be written, as it is for a user: an environment that forbids it measures the compiler.
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "RCSC", "COLUMNS"))}
    return kept | {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder), "TERM": "xterm-256color"}


def versions() -> str:
    """Return the day, and what is measured on what."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("typer", "rich", "PyYAML"))
    machine = f"{os.cpu_count()} cores, {platform.machine()}"
    return f"{time.strftime('%Y-%m-%d')}; Python {platform.python_version()}, {libraries}; {machine}"


def store(size: int) -> str:
    """Return the shipped store with synthetic claims added up to *size*; none of them is on aid."""
    text = (ROOT / "facts.yaml").read_text(encoding="utf-8").rstrip() + "\n"
    return text + "".join(
        f"""
  - id: synthetic-{number}
    topic: congress
    kind: count
    statement: The society counted {number} delegates in district number {number}.
    quantity: {{as_written: "{number}", unit: delegates}}
    regions: [africa]
    when: currently
    said_by: article
    evidence: {{paragraph: {9 + number // 50}, sentence: {1 + number % 50}, phrase: "{number} delegates in district"}}
    note: A note on claim {number} of this store.
"""
        for number in range(1, size - text.count("\n  - id: ") + 1)
    )


def document(record: dict[str, Any]) -> str:
    """Return a claim as papis keeps one: a file of its own, with the words that it searches by."""
    fields = {"title": record["statement"], "ref": record["id"], "tags": [record["topic"], *record["regions"]]}
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())


def timed(command: list[str], environment: dict[str, str], *, on_terminal: bool) -> float:
    """Return the seconds that a command takes from its start to its end."""
    start = time.perf_counter()
    if not on_terminal:
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return time.perf_counter() - start
    pid, master = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, environment)
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        pass  # the terminal is closed
    os.waitpid(pid, 0)
    os.close(master)
    return time.perf_counter() - start


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--sizes", default="43,1000,10000,100000")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    folder = Path(tempfile.mkdtemp(prefix="rcsc-benchmark-"))
    environment = surroundings(folder)
    (folder / "floor.py").write_text(FLOOR, encoding="utf-8")
    (folder / "rich_floor.py").write_text(RICH_FLOOR, encoding="utf-8")
    python, rcsc = sys.executable, str(Path(sys.executable).with_name("rcsc"))

    jobs: dict[str, tuple[list[str], bool]] = {
        "bare interpreter": ([python, "-c", "pass"], False),
        "Typer floor": ([python, str(folder / "floor.py")], False),
        "Typer + Rich floor, terminal": ([python, str(folder / "rich_floor.py")], True),
    }
    cold: dict[str, tuple[Path, list[str]]] = {}
    for size in sizes:
        path = folder / f"{size}.yaml"
        path.write_text(store(size), encoding="utf-8")
        aid = [rcsc, "aid", "--region", "africa", "--store", str(path)]
        jobs[f"rcsc aid, pipe, {size}"] = (aid, False)
        jobs[f"rcsc aid, terminal, {size}"] = (aid, True)
        cold[f"rcsc aid, cold, {size}"] = path, aid
        records = json.loads(subprocess.check_output([rcsc, "list", "--json", "--store", str(path)], env=environment))
        (folder / f"{size}.json").write_text(json.dumps(records), encoding="utf-8")
        with (folder / f"{size}.rec").open("w", encoding="utf-8") as rec:
            for record in records:
                rec.write(f"Id: {record['id']}\nTopic: {record['topic']}\nRegions: {' '.join(record['regions'])}\n")
                rec.write(f"Statement: {record['statement']}\n\n")
        if shutil.which("jq"):
            query = '.[] | select(.topic == "aid" and (.regions | index("africa"))) | .id'
            jobs[f"jq, {size}"] = (["jq", "-r", query, str(folder / f"{size}.json")], False)
        if shutil.which("recsel"):
            query = "Topic = 'aid' && Regions ~ 'africa'"
            jobs[f"recsel, {size}"] = (["recsel", "-e", query, "-p", "Id", str(folder / f"{size}.rec")], False)
        if shutil.which("yq") and size <= 1000:
            jobs[f"yq, {size}"] = (["yq", '.claims[] | select(.topic == "aid") | .id', str(path)], False)

        if shutil.which("sqlite-utils"):
            flat = [record | {"regions": " ".join(record["regions"])} for record in records]
            (folder / f"{size}.flat.json").write_text(json.dumps(flat), encoding="utf-8")
            database = str(folder / f"{size}.db")
            subprocess.run(["sqlite-utils", "insert", database, "claims", f"{folder}/{size}.flat.json"], check=True)
            where = "topic = 'aid' and regions like '%africa%'"
            jobs[f"sqlite-utils, {size}"] = (["sqlite-utils", "rows", database, "claims", "--where", where], False)
        if shutil.which("papis") and size <= 1000:
            library = folder / f"papis-{size}"
            for record in records:
                (library / record["id"]).mkdir(parents=True)
                (library / record["id"] / "info.yaml").write_text(document(record), encoding="utf-8")
            jobs[f"papis, {size}"] = (["papis", "-l", str(library), "list", "-a", "tags:aid tags:africa"], False)

    time.sleep(0.2)
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(options.runs + 1):
        names = list(jobs)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            command, on_terminal = jobs[name]
            taken = timed(command, environment, on_terminal=on_terminal)
            if turn:  # the first round warms the caches up
                times[name].append(taken)
    for name, (path, command) in cold.items():
        for _ in range(3):
            with path.open("a", encoding="utf-8") as file:
                file.write("# Other bytes: a store that was only touched is not read again.\n")
            times.setdefault(name, []).append(timed(command, environment, on_terminal=False))
    shutil.rmtree(folder)

    bare, floor, rich = (statistics.median(times[name]) for name in list(jobs)[:3])
    print(f"{versions()}; {options.runs} interleaved runs (cold: 3)\n")
    print("| command | median ms | x bare | x its floor |\n| --- | ---: | ---: | ---: |")
    for name, all_taken in times.items():
        median = statistics.median(all_taken)
        own = rich if "terminal" in name else floor
        over = f"{median / own:.2f}" if name.startswith("rcsc") else ""
        print(f"| {name} | {median * 1000:.1f} | {median / bare:.2f} | {over} |")


if __name__ == "__main__":
    main()
