"""The kinds of failure: what is wrong and what may help, as data; and how foreign text is shown in a message."""

from collections.abc import Sequence
from enum import Enum
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
    return "".join(char if char.isprintable() or char in _JOINERS else _BLANKS.get(char, "\ufffd") for char in kept)


_JOINERS = "\u200c\u200d"
_BLANKS = dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
"""Spaces of other widths: the category Zs of Unicode."""


def reason_of(error: OSError | ValueError) -> str:
    """Return why the system could not open, read or write something, as it is told after a colon."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


class Finding(NamedTuple):
    """A fault with its position; sorts by position."""

    file: str
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    code: str
    message: str
    hint: str = ""
    is_remark: bool = False
    """Whether it is worth a look and no fault."""

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        kind = "remark: " if self.is_remark else ""
        return f"{self.file}:{self.line}:{self.column}: {self.code} {kind}{self.message}{hint}"

    def harmless(self) -> "Finding":
        """Return the finding with nothing in its texts that a terminal would act on."""
        file, message, hint = (shown(text, None) for text in (self.file, self.message, self.hint))
        return Finding(file, self.line, self.column, self.code, message, hint, self.is_remark)


class Hint(Enum):
    """What may help, where it is put differently in Python and on the command line."""

    IDS = "iterate over the claims for their ids"
    OTHER_STORE = "name another file"
    FEWER_FILTERS = "try fewer filters"
    ONE_ARTICLE = "name the article"


class FactsError(Exception):
    """A failure that is reported to the user in a sentence; `message` and `hint` are one line each."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str | Hint = "") -> None:
        super().__init__(message)
        self.message = shown(message, None)
        self.hint = hint if isinstance(hint, Hint) else shown(hint, None)

    def __str__(self) -> str:
        hint = self.hint.value if isinstance(self.hint, Hint) else self.hint
        return f"{self.message} ({hint})" if hint else self.message


class UsageError(FactsError):
    """Something was asked for that does not exist."""


class UnknownId(UsageError, KeyError):
    """No claim has the id asked for."""


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
        super().__init__(f"the store has {len(findings)} faults")
        self.findings = tuple(sorted(finding.harmless() for finding in findings))

    def __str__(self) -> str:
        lines = [str(finding) for finding in self.findings[:MAX_REPORTED]]
        if len(self.findings) > MAX_REPORTED:
            lines.append(f"and {len(self.findings) - MAX_REPORTED} more")
        return "\n".join(lines)
