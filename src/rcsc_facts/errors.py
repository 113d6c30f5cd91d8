"""The kinds of failure, each knowing its exit code, and the shape in which a fault is reported."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rcsc_facts.characters import unseen

MAX_REPORTED = 200
"""Faults listed in full; the rest is counted."""


def shown(text: str, most: int | None = 80) -> str:
    """Return foreign text fit for a message: on one line, and U+FFFD for each character that is unseen or acts.

    *most* characters are kept; None keeps all.
    """
    if most is not None and len(text) > most:
        text = text[: most - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    kept = list(text)
    for match in unseen(text):
        kept[match.start()] = "\ufffd"
    return "".join(char if char.isprintable() or char in "\u200c\u200d" else "\ufffd" for char in kept)


class Finding(NamedTuple):
    """A fault with its place; sorts by place."""

    file: str
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}{hint}"


class FactsError(Exception):
    """A failure that is told to the user in a sentence."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"rcsc: {self.message}{hint}"


class UsageError(FactsError):
    """The command line asks for something that does not exist."""


class CopyError(FactsError):
    """The copy of an article is not a text that can be read."""


class NothingFound(FactsError):
    """The question is sound, and the store has no answer to it."""

    exit_code = 1


class StoreError(FactsError):
    """The store cannot be read as a whole (it is missing, a folder, unreadable, or too large)."""


class StoreFaults(StoreError):
    """The store was read and breaks the rules of its shape."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} faults")
        self.findings = tuple(sorted(findings))

    def __str__(self) -> str:
        lines = [str(finding) for finding in self.findings[:MAX_REPORTED]]
        if len(self.findings) > MAX_REPORTED:
            lines.append(f"and {len(self.findings) - MAX_REPORTED} more")
        return "\n".join(lines)
