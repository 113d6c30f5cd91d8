"""Records as YAML, so written that strict readers and ordinary ones agree on every value."""

import re
from collections.abc import Mapping
from typing import Any

from rcsc_facts.characters import unseen

_PLAIN = re.compile(r"[A-Za-z](?:[\w%’.+/-]|[ ](?![ #])(?=\S))*")
_WORDS_OF_YAML = frozenset("y n yes no on off true false null none".split())
MAX_TEXT = 2000


def clean(text: str, most: int = MAX_TEXT) -> str:
    """Return *text* on one line, without what is unseen or acts, cut to *most* characters."""
    text = text[: most * 2]
    if not (text.isascii() and text.isprintable()):
        kept = list(text)
        for match in unseen(text):
            kept[match.start()] = "" if match[0] in "\u00ad\u200b\u200c\u200d\u2060\ufeff" else " "
        text = "".join(kept)
    return " ".join(text.split())[:most].strip()


def scalar(value: str | int | bool) -> str:
    """Return a text, number or truth as one scalar of YAML, fit for a flow collection."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS_OF_YAML:
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flow(value: Any) -> str:
    """Return mappings, sequences and scalars on one line."""
    if isinstance(value, str | int):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join([f"{key}: {flow(one)}" for key, one in value.items()]) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def remark(text: str) -> str:
    """Return a comment for the end of a line; nothing for nothing."""
    return f"  # {clean(text, 200)}" if text else ""
