"""The faults of one store as they are found: each with its position, and no more of them than anyone can mend."""

from collections.abc import Collection
from typing import Any

from rcsc_facts.errors import Finding, shown
from rcsc_facts.text.folding import did_you_mean

MAX_FAULTS = 10_000
"""Faults after which a store is read no further, so that no store can fill the memory with them."""

MAX_COMPARED = 5_000
"""Words with which misspelt ones are compared for a hint, after which faults are reported without."""


class Stop(Exception):
    """Reading cannot go on past the fault that was just noted."""


class Faults:
    """Collects the findings of one store, and is the one place where their words are made harmless."""

    def __init__(self, name: str) -> None:
        """Start without findings; *name* stands for the file in each of them."""
        self.findings: list[Finding] = []
        self._name = name
        self._to_compare = MAX_COMPARED

    def note(self, node: Any, code: str, message: str, hint: str = "") -> None:
        """Note a fault where *node*, or an event, begins; raise Stop after `MAX_FAULTS`."""
        mark = node.start_mark
        self.note_at(mark.line + 1, mark.column + 1, code, message, hint)

    def note_at(self, line: int, column: int, code: str, message: str, hint: str = "") -> None:
        """Note a fault at *line* and *column*, both from 1; raise Stop after `MAX_FAULTS`."""
        if len(self.findings) == MAX_FAULTS:
            code, message = "S110", f"more than {MAX_FAULTS:,} faults"
            hint = "mend the first of them; the others may follow from these"
        finding = Finding(self._name, line, column, code, shown(message, None), shown(hint, None))
        self.findings.append(finding)
        if len(self.findings) > MAX_FAULTS:
            raise Stop

    def near(self, word: str, known: Collection[str]) -> str:
        """Return a question that names the nearest known words, or nothing where none is near."""
        if self._to_compare <= 0:
            return ""
        self._to_compare -= len(known)
        return did_you_mean(word[:80], known)
