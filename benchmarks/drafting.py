"""Measure what `rcsc draft` makes of articles: how much of it proves, which figures have a stub, which the right unit.

    python benchmarks/drafting.py [--list] [FOLDER]

FOLDER has articles as text files, and figures.tsv: article, paragraph, a figure as it stands there, and what it
counts (words of which any will do; `date` and `time` for those). Without it, the articles in drafting/ beside this.
Prints a table, with --list also everything that went wrong.
"""

import argparse
from collections import Counter
from pathlib import Path

from rcsc_facts.check import check
from rcsc_facts.draft import draft
from rcsc_facts.model import Claim
from rcsc_facts.store import catalog
from rcsc_facts.text.figures import read as read_figure
from rcsc_facts.text.names import Gazetteer
from rcsc_facts.text.reading import read
from rcsc_facts.verify import verify

HERE = Path(__file__).parent / "drafting"


def has(claim: Claim, figure: str) -> bool:
    """Tell whether a claim is of a figure."""
    if claim.quantity is None:
        return figure in claim.evidence.phrase  # it has no value that could be read
    written, sought = claim.quantity.as_written, read_figure(figure)
    own = claim.quantity.value, claim.quantity.low, claim.quantity.high
    is_same = sought is not None and (sought.value, sought.low, sought.high) == own
    return is_same or f" {figure}" in f" {written}" or written in figure


def measure(folder: Path) -> tuple[Counter[str], list[str]]:
    """Draft every article of a folder; return counts of what is right, and what went wrong."""
    counts: Counter[str] = Counter()
    trouble: list[str] = []
    labels = [line.split("\t") for line in (folder / "figures.tsv").read_text("utf-8").splitlines()[1:]]
    for article in sorted(folder.glob("*.txt")):
        content, name = article.read_bytes(), article.stem
        store = draft(content, article.name).encode()
        codes = {finding.code for finding in check(store, name)} - {"C415"}
        trouble += [f"{name}: check finds {', '.join(sorted(codes))}"] if codes else []
        header, found = catalog.read(store, article)
        claims = list(found)
        report = verify(header, claims, read(content, article.name, Gazetteer(header.places, header.groups)))
        for result in report.results:
            counts["stubs"] += result.claim is not None
            counts["proved"] += result.claim is not None and result.status == "proved"
            counts["unaccounted"] += result.status == "unaccounted"
            trouble += [f"{name}: {result}"] if result.status != "proved" else []
        for _, paragraph, figure, units in (label for label in labels if label[0] == name):
            here = [one for one in claims if str(one.evidence.paragraph) == paragraph]
            own = [one for one in here if has(one, figure)]
            counts["labels"] += 1
            if units in ("date", "time"):
                counts["stubbed"] += bool(own) or any(one.when and figure in one.when for one in here)
                continue
            units_had = [one.quantity.unit for one in own if one.quantity]
            is_right = any(unit in units.split("/") for unit in units_had)
            counts["stubbed"] += bool(own)
            counts["counted"] += 1
            counts["right"] += is_right
            trouble += [] if is_right else [f"{name}: {figure} counts {units}, the draft says {units_had or 'nothing'}"]
    return counts, trouble


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    counts, trouble = measure(asked.folder)
    print("| measure | of | share |\n| --- | ---: | ---: |")
    for what, part, whole in (
        ("stubs that prove", "proved", "stubs"),
        ("figures with a stub", "stubbed", "labels"),
        ("units that are the noun", "right", "counted"),
    ):
        print(f"| {what} | {counts[whole]} | {counts[part] / counts[whole]:.1%} |")
    print(f"| figures and places not accounted for | | {counts['unaccounted']} |")
    if asked.list:
        print(*trouble, sep="\n")


if __name__ == "__main__":
    main()
