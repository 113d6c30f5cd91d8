"""The kinds of failure: what is wrong and what may help, as data; and how foreign text is shown in a message."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import ClassVar, NamedTuple

MAX_REPORTED = 200
"""Faults listed in full; the rest is counted."""


UNSEEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
"""The characters, as ranges of a regular expression, that nobody sees or that change what stands around them.

Controls, surrogates and private use (general categories Cc, Cs and Co), separators of lines, the controls of
bidirectional text (UAX 9), and what is ignorable by default (UAX 44, Default_Ignorable_Code_Point).
"""


def shown(text: str, most: int | None = 80) -> str:
    """Return foreign text fit for a message: one line, nothing unseen in it, *most* characters of it kept.

    Every word of a store, key, tag, file name and argument that a message quotes goes through here.
    """
    if not text.isascii() or not text.isprintable():
        replaced = re.sub(f"[{UNSEEN}]", "\ufffd", text)
        text = "".join(char if char.isprintable() else " " if char.isspace() else "\ufffd" for char in replaced)
    return text if most is None or len(text) <= most else text[: most - 1] + "…"


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

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}{hint}"

    def harmless(self) -> "Finding":
        """Return the finding with nothing in its texts that a terminal would act on."""
        file, message, hint = (shown(text, None) for text in (self.file, self.message, self.hint))
        return Finding(file, self.line, self.column, self.code, message, hint)


class Hint(Enum):
    """What may help, where it is put differently in Python and on the command line."""

    IDS = "iterate over the claims for their ids"
    OTHER_STORE = "name another file"
    FEWER_FILTERS = "try fewer filters"


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
