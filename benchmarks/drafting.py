"""Measure what `rcsc draft` makes of articles: how much of it proves, which figures have a stub, which the right unit.

    python benchmarks/drafting.py [--list] [FOLDER]

FOLDER has articles as text files, and figures.tsv: article, paragraph, a figure as it stands there, and what it
counts (words of which any will do; `date` and `time` for those). Without it, the articles in drafting/ beside this.
Prints a table, with --list also everything that went wrong.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from rcsc_facts.check import check
from rcsc_facts.draft import draft
from rcsc_facts.model import Claim
from rcsc_facts.store import catalog
from rcsc_facts.text.names import Gazetteer
from rcsc_facts.text.reading import read
from rcsc_facts.verify import verify

HERE = Path(__file__).parent / "drafting"


def has(claim: Claim, figure: str) -> bool:
    """Tell whether a claim is of a figure."""
    if claim.quantity is None:
        return figure in claim.evidence.phrase
    written = claim.quantity.as_written
    return figure == written or figure in written.split() or f" {figure}" in f" {written}" or written in figure


def main() -> None:
    """Draft every article, hold the draft against its article and against the labels."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    trouble: list[str] = []
    labels = [line.split("\t") for line in (asked.folder / "figures.tsv").read_text("utf-8").splitlines()[1:]]
    spent = size = 0.0
    for article in sorted(asked.folder.glob("*.txt")):
        content = article.read_bytes()
        began = time.process_time()
        store = draft(content, article.name).encode()
        spent, size = spent + time.process_time() - began, size + len(content)
        name = article.stem
        codes = Counter(finding.code for finding in check(store, name))
        trouble += [f"{name}: check says {codes}"] if {*codes} - {"C415"} else []
        header, found = catalog.read(store, article)
        claims = list(found)
        report = verify(header, claims, read(content, article.name, Gazetteer(header.places, header.groups)))
        for result in report.results:
            counts["stubs"] += result.claim is not None
            counts["proved"] += result.claim is not None and result.status == "proved"
            counts["unaccounted"] += result.status == "unaccounted"
            if result.status != "proved":
                trouble.append(f"{name}: {result}")
        for _, paragraph, figure, units in (label for label in labels if label[0] == name):
            here = [one for one in claims if str(one.evidence.paragraph) == paragraph]
            own = [one for one in here if has(one, figure)]
            counts["labels"] += 1
            if units in ("date", "time"):
                own = own or [one for one in here if one.when and figure in one.when]
                counts["stubbed"] += bool(own)
                trouble += [] if own else [f"{name}: no stub for {figure}"]
                continue
            counts["stubbed"] += bool(own)
            counts["counted"] += 1
            right = [one for one in own if one.quantity and one.quantity.unit in units.split("/")]
            counts["right"] += bool(right)
            if not right:
                got = [one.quantity and one.quantity.unit for one in own]
                trouble.append(f"{name}: {figure} counts {units}, the draft says {got or 'nothing'}")
    print("| measure | of | share |\n| --- | ---: | ---: |")
    for what, part, whole in (
        ("stubs that prove", "proved", "stubs"),
        ("figures with a stub", "stubbed", "labels"),
        ("units that are the noun", "right", "counted"),
    ):
        print(f"| {what} | {counts[whole]} | {counts[part] / counts[whole]:.1%} |")
    print(f"| figures and places not accounted for | {counts['stubs']} | {counts['unaccounted']} |")
    print(f"| processor time a MB | {size / 1e6:.2f} MB | {spent / size * 1e6:.2f} s |")
    if asked.list:
        print(*trouble, sep="\n")


if __name__ == "__main__":
    main()
