"""Measure in processor time what a look-up does not: making an index, bringing it up to date, reading texts.

    python benchmarks/work.py

Needs what the tests need, some of whose texts it reads. Prints Markdown tables. A time is the least of three; ratios
of times depend little on the machine.
"""

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

from rcsc_facts import __version__, audit
from rcsc_facts.draft import draft
from rcsc_facts.index import cache
from rcsc_facts.store import catalog
from rcsc_facts.text.names import Gazetteer
from rcsc_facts.text.reading import read
from rcsc_facts.verify import verify
from run import ROOT, store, surroundings, versions
from startup import FILES, articles

CLAIMS = 20_000
PROSE = "\n\n".join(path.read_text("utf-8") for path in sorted((ROOT / "benchmarks" / "drafting").glob("*.txt")))
PIECE = 40_000
"""Characters of the inputs that are said to be the worst."""

MEMORY = """
import sys
from rcsc_facts.cli.main import main
main(["list", "--limit", "1", "--store", sys.argv[1]])
# Linux counts the memory of the process that started this one into ru_maxrss, but not into VmHWM.
high = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(high.split()[1]) / 1024)
"""

Work = Callable[[], object]


def spent(work: Work, prepare: Work = lambda: None, times: int = 3) -> float:
    """Return the seconds of processor time that work takes, at best."""
    taken = []
    for _ in range(times):
        prepare()
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
        gc.collect()  # while it works nothing is collected, as in the command
    return min(taken)


def events(content: bytes) -> None:
    """Run through the events of a YAML file, which is the least that reading it can take."""
    next_event = yaml.CSafeLoader(content).get_event
    while next_event() is not None:
        pass


def claims(content: bytes) -> None:
    """Read and check every claim."""
    for _ in catalog.read(content, Path("store.yaml"))[1]:
        pass


def index(*stores: Path, folder: str | None = None) -> None:
    """Bring an index up to date, in a new folder or in one that has it."""
    with tempfile.TemporaryDirectory() as new:
        cache.open_index(stores, {"XDG_CACHE_HOME": folder or new}, __version__)


def building(folder: Path) -> None:
    """Print what an index of many claims costs, and one of many files of which one has changed."""
    path = folder / "store.yaml"
    path.write_text(store(CLAIMS), "utf-8")
    content = path.read_bytes()
    least = spent(partial(events, content))
    print(f"| {CLAIMS:,} claims ({len(content) / 1e6:.1f} MB) | s | x the event stream |\n| --- | ---: | ---: |")
    print(f"| PyYAML's event stream, in C | {least:.2f} | 1.00 |")
    works = {
        "reading and checking every claim": partial(claims, content),
        "with the database, its indexes and the full text": partial(index, path),
    }
    for name, work in works.items():
        taken = spent(work)
        print(f"| {name} | {taken:.2f} | {taken / least:.2f} |")
    many, kept = articles(folder / "articles"), str(folder / "cache")
    changing = many / "500.yaml"
    text = changing.read_text("utf-8")
    figures = iter(range(1000))

    def change() -> None:
        changing.write_text(text.replace("17 million", f"{next(figures)} million"), "utf-8")
        time.sleep(0.2)  # until its times tell this state from the next

    index(many, folder=kept)
    alone = spent(partial(index, changing), change)
    taken = spent(partial(index, many, folder=kept), change)
    print(f"\n| one changed file | ms | x that file |\n| --- | ---: | ---: |\n| alone | {alone * 1000:.1f} | 1.00 |")
    print(f"| of {FILES:,} | {taken * 1000:.1f} | {taken / alone:.2f} |")


def memory(folder: Path) -> None:
    """Print the most memory that making an index takes."""
    path = folder / "large.yaml"
    path.write_text(store(100_000), "utf-8")
    out = subprocess.check_output([sys.executable, "-c", MEMORY, str(path)], text=True, env=surroundings(folder))
    print(f"\nPeak memory for 100,000 claims ({path.stat().st_size / 1e6:.0f} MB): {float(out.split()[-1]):.0f} MB")


def texts() -> None:
    """Print how fast the commands that read texts are, and how their time grows on the worst inputs known."""
    sys.path.insert(0, str(ROOT / "tests"))
    import test_draft
    import test_verify

    header, known = catalog.load(catalog.bundled())
    gazetteer = Gazetteer(header.places, header.groups)
    commands: dict[str, Callable[[bytes, str], object]] = {
        "read": lambda text, name: [*read(text, name, gazetteer).items()],
        "verify": lambda text, name: verify(header, known, read(text, name, gazetteer)),
        "draft": draft,
        "audit": lambda text, name: audit.audit(header, known, text, name),
    }
    short = [piece for piece in test_draft.ENDLESS if len(piece) < PIECE // 20]
    pieces = {**test_verify.ENDLESS, ".txt": [*test_verify.ENDLESS[".txt"], *short]}
    print("\n| command | MB/s, news | worst input | MB/s | doubled, x |\n| --- | ---: | --- | ---: | ---: |")
    for name, command in commands.items():
        prose = (f"{PROSE}\n\n" * 10).encode()
        speed = len(prose) / 1e6 / spent(partial(command, prose, "a.txt"))
        times = {
            (piece, suffix): spent(partial(command, (piece * (PIECE // len(piece))).encode(), f"a{suffix}"), times=1)
            for suffix, several in pieces.items()
            for piece in several
        }
        worst, suffix = max(times, key=lambda one: times[one])
        once, twice = ((worst * (times * PIECE // len(worst))).encode() for times in (1, 2))
        taken = spent(partial(command, once, f"a{suffix}"))
        growth = spent(partial(command, twice, f"a{suffix}")) / taken
        shown = f"`{worst.strip()}` as {suffix}"
        print(f"| {name} | {speed:.2f} | {shown} | {len(once) / 1e6 / taken:.3f} | {growth:.2f} |", flush=True)


def main() -> None:
    """Print all tables."""
    gc.disable()
    print(f"{versions()}\n")
    with tempfile.TemporaryDirectory(prefix="rcsc-benchmark-") as name:
        building(Path(name))
        memory(Path(name))
    texts()


if __name__ == "__main__":
    main()
