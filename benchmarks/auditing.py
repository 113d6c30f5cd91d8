"""How often `rcsc audit` judges as a careful reader does: sentences about the shipped facts.

Run as `python benchmarks/auditing.py`; with --wrong it lists the sentences that it judges otherwise. The sentences and
the verdicts that a reader gave stand in auditing.tsv beside this script, which says which were written before the tool.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator
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


def cases(table: Path) -> Iterator[Case]:
    """Yield the sentences of a table."""
    for line in table.read_text(encoding="utf-8").splitlines():
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
        if claims := [one.claims for one in judged if one.verdict == word]:
            return word, tuple(claim for several in claims for claim in several)
    return "none", ()


_TIMES = ("In 2015", "By 2030", "Last year", "A decade ago", "During the 1990s", "Until recently", "In March")
_SUBJECT = re.compile(
    r"\b(?:[Tt]he )?(?:RCSC|Red Cross Society of China|Chinese Red Cross|society|organisation|charity)\b"
)

_LAST_NUMBER = re.compile(r"(?<![\d.,])\d(?=[\d.,]*[^\d\[\]]*\[)")
"""The first digit of the last number before a mark."""

_ADDED = re.compile(r", (?:which|not)\b")
"""What a sentence adds; a place behind it is not that of what was said before."""

_WRONG: dict[str, Callable[[str], list[str]]] = {
    "another figure": lambda text: (
        [_LAST_NUMBER.sub(lambda digit: str((int(digit[0]) + 4) % 10), text, count=1)] if " not " not in text else []
    ),
    "another time": lambda text: [f"{when}, {text[:1].lower()}{text[1:]}" for when in _TIMES],
    "a rate": lambda text: [
        text.replace(" [@", f" {rate} [@", 1) for rate in ("a year", "every month", "a day", "daily")
    ],
    "another place": lambda text: [
        text.replace(" [@", f" {where} [@", 1)
        for where in ("in Peru", "in Brazil and Chile")
        if not _ADDED.search(text)
    ],
    "somebody else": lambda text: [_SUBJECT.sub(who, text, count=1) for who in ("UNICEF", "the Kenya Red Cross")],
    "denied": lambda text: [re.sub(r" (has|was|were) ", r" \1 not ", text, count=1)],
    "planned": lambda text: [re.sub(r" (was|were|is|are) ", " will be ", text, count=1)],
}
"""Ways to make a supported sentence wrong."""


def made_wrong(text: str) -> Iterator[tuple[str, str]]:
    """Yield a supported sentence made wrong in each of some ways, with the way."""
    for way, changed in _WRONG.items():
        yield from ((way, one) for one in changed(text) if one != text)


def main() -> None:
    """Print how many verdicts are right, for each part of the table."""
    header, claims = catalog.load(catalog.bundled())
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    believed = 0
    asked = argparse.ArgumentParser()
    asked.add_argument("table", nargs="?", type=Path, default=SENTENCES)
    asked.add_argument("--wrong", action="store_true")
    given = asked.parse_args()
    everything = list(cases(given.table))
    for case in everything:
        report = audit.audit(header, claims, case.text.encode(), "draft.md")
        word, named = verdict(case, report)
        # of a near one the reader's verdict counts, and which claim it is near is the tool's choice
        is_right = word == case.verdict and (case.verdict != "same" or set(case.claims) <= set(named))
        believed += case.verdict == "contradicted" and word == "supported"
        key = case.when, "marked" if case.is_marked else "unmarked"
        total[key] += 1
        right[key] += is_right
        if not is_right and given.wrong:
            why = "; ".join(f"{one.code or ''} {one.message}" for one in report.judgements)
            print(
                f"{case.when}: {case.verdict} {','.join(case.claims)}: {case.text}\n    {word} {','.join(named)}: {why}"
            )
    for key, count in total.items():
        print(f"{' '.join(key)}: {right[key]} of {count} right ({right[key] / count:.1%})")
    print(f"all: {sum(right.values())} of {sum(total.values())} right; wrong ones called supported: {believed}")
    wrong, passed = Counter[str](), Counter[str]()
    for case in everything:
        for way, text in made_wrong(case.text) if case.verdict == "supported" else ():
            verdicts = {one.verdict for one in audit.audit(header, claims, text.encode(), "draft.md").judgements}
            wrong[way] += 1
            passed[way] += verdicts == {"supported"}
            if verdicts == {"supported"} and given.wrong:
                print(f"{way}: {text}")
    for way, count in wrong.items():
        print(f"made wrong by {way}: {passed[way]} of {count} called supported")


if __name__ == "__main__":
    main()
