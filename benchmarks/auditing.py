"""How often `rcsc audit` judges as a careful reader does: sentences about the shipped facts.

Run as `python benchmarks/auditing.py`; with --wrong it lists the sentences that it judges otherwise. The sentences and
the verdicts that a reader gave stand in auditing.tsv beside this script, which says which were written before the tool.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rcsc_facts import audit
from rcsc_facts.store import catalog

SENTENCES = Path(__file__).with_name("auditing.tsv")


class Case(NamedTuple):
    """A sentence, and how a reader judges it."""

    when: str
    verdict: str
    claims: tuple[str, ...]
    text: str

    @property
    def is_marked(self) -> bool:
        """Whether it carries a mark."""
        return self.verdict in ("supported", "contradicted")


def cases() -> Iterator[Case]:
    """Yield the sentences of the table."""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            when, verdict, claims, text = line.split("\t")
            yield Case(when, verdict, tuple(filter(None, claims.split(";"))), text)


def verdict(case: Case, report: audit.Report) -> tuple[str, tuple[str, ...]]:
    """Return the one verdict on a sentence, and the claims: of a marked one on its mark, else on its first figure."""
    found = report.judgements
    if case.is_marked:
        for word in ("contradicted", "unjudged", "supported"):
            if any(one.verdict == word for one in found):
                return word, case.claims
        return "none", ()
    judged = [one for one in found if one.verdict in ("same", "near", "absent")]
    # what matters most to a writer comes first; a time that the sentence gives is none of the figures asked about
    for word in ("near", "same", "absent"):
        for one in judged:
            if one.verdict == word:
                return word, one.claims
    return "none", ()


def main() -> None:
    """Print how many verdicts are right, for each part of the table."""
    header, claims = catalog.load(catalog.bundled())
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    believed = 0
    everything = list(cases())
    for case in everything:
        report = audit.audit(header, claims, case.text.encode(), "draft.md")
        word, named = verdict(case, report)
        # of a near one the reader's verdict counts, and which claim it is near is the tool's choice
        is_right = word == case.verdict and (case.verdict != "same" or set(case.claims) <= set(named))
        believed += case.verdict == "contradicted" and word == "supported"
        key = case.when, "marked" if case.is_marked else "unmarked"
        total[key] += 1
        right[key] += is_right
        if not is_right and "--wrong" in sys.argv:
            why = "; ".join(f"{one.code or ''} {one.message}" for one in report.judgements)
            print(
                f"{case.when}: {case.verdict} {','.join(case.claims)}: {case.text}\n    {word} {','.join(named)}: {why}"
            )
    for key, count in total.items():
        print(f"{' '.join(key)}: {right[key]} of {count} right ({right[key] / count:.1%})")
    print(f"all: {sum(right.values())} of {sum(total.values())} right; wrong ones called supported: {believed}")


if __name__ == "__main__":
    main()
