"""Stores that would take a reader long: each is read, or refused, in processor time that a machine gives away."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support import STORES

MOST = 10**6
"""Bytes in one store."""

GOOD = (STORES / "good.yaml").read_text(encoding="utf-8")
HEAD, _, CLAIMS = GOOD.partition("claims:\n")
CLAIM, _, OTHER = CLAIMS.partition("  - id: cats")


def _many(line: Callable[[int], str], before: str = "", after: str = "") -> str:
    """Return as many lines as make 0.95 MB, between *before* and *after*."""
    lines: list[str] = []
    length = len(before) + len(after)
    while length < 0.95 * MOST:
        lines.append(line(len(lines)))
        length += len(lines[-1].encode())
    return before + "".join(lines) + after


def _value(line: Callable[[int], str], key: str, after: str = "") -> str:
    """Return the good store with a key whose value is so long."""
    return _many(line, f"{HEAD}{key}: ", f"{after}\nclaims:\n{CLAIMS}")


SLOW = {
    "the same key at the top": _many(lambda n: "a: 1\n"),
    "pairs of keys at the top": _many(lambda n: f"k{n // 2}: 1\n"),
    "every key again": _many(lambda n: f"k{n % 60_000}: 1\n"),
    "the same key in a claim": _many(lambda n: "    note: x\n", HEAD + "claims:\n" + CLAIM),
    "keys in a claim again": _many(lambda n: f"    k{n % 30_000}: x\n", HEAD + "claims:\n" + CLAIM),
    "keys in braces again": _value(lambda n: f"k{n % 45_000}: x, ", "source", "}").replace("source: k", "source: {k"),
    "the same place": _many(lambda n: "  - {code: KE}\n", "schema: 2\nabout: a\ntopics: {aid: a}\nplaces:\n"),
    "two places in turn": _many(
        lambda n: f"  - {{code: {'KE' if n % 2 else 'NO'}}}\n", "schema: 2\nabout: a\ntopics: {aid: a}\nplaces:\n"
    ),
    "places that are none": _many(lambda n: "  - 1\n", "schema: 2\nabout: a\ntopics: {aid: a}\nplaces:\n"),
    "lines of %TAG": _many(lambda n: f"%TAG !t{n}! x\n", "", f"---\n{GOOD}"),
    "lines of %TAG after the store": _many(lambda n: f"%TAG !t{n}! x\n", f"{GOOD}...\n", "---\na: 1\n"),
    "lines of %TAG ended by returns": _many(lambda n: f"%TAG !t{n}! x\r", "", f"---\r{GOOD}"),
    "lines of %YAML": _many(lambda n: "%YAML 1.2\n", "", f"---\n{GOOD}"),
    "unknown directives": _many(lambda n: f"%T{n} x\n", "", f"---\n{GOOD}"),
    "documents": _many(lambda n: "---\n", GOOD),
    "ends of documents": _many(lambda n: "...\n", GOOD),
    "brackets in a value": _value(lambda n: "[", "source"),
    "braces in a value": _value(lambda n: "{", "source"),
    "dashes in a value": _value(lambda n: "\n- -", "source"),
    "question marks": _many(lambda n: "? "),
    "colons": _many(lambda n: ": "),
    "flow keys without values": _value(lambda n: "a,", "source", "}").replace("source: a", "source: {a"),
    "flow questions": _value(lambda n: "? ", "source", "}").replace("source: ?", "source: {?"),
    "columns without end": _many(lambda n: " " * (n % 1000) + "a:\n"),
    "a staircase": _many(lambda n: " " * n + "a:\n"),
    "pairs of quotes": _value(lambda n: '""', "source"),
    "one quoted text of lines": _value(lambda n: "x\n\n ", "about", '"').replace("about: x", 'about: "x'),
    "one plain text of lines": _value(lambda n: "x\n ", "about"),
    "one block text of lines": _value(lambda n: "x\n\n  ", "about").replace("about: x", "about: |-\n  x"),
    "escapes": _value(lambda n: "\\u0041", "about", '"').replace("about: \\", 'about: "\\'),
    "forbidden characters": _many(lambda n: "\u202e"),
    "forbidden characters by escapes": _value(lambda n: "\\u202e", "about", '"').replace("about: \\", 'about: "\\'),
    "joiners": _many(lambda n: "\u0643\u200c"),
    "anchors": _many(lambda n: f"k{n}: &a{n} x\n"),
    "aliases": _many(lambda n: f"- *a{n}\n", "a: &a [x]\nb:\n"),
    "tags": _many(lambda n: f"k{n}: !t{n} x\n"),
    "empty claims": _many(lambda n: "- {}\n", HEAD + "claims:\n"),
    "claims that are numbers": _many(lambda n: "- 1\n", HEAD + "claims:\n"),
    "the same claim": _many(lambda n: CLAIM, HEAD + "claims:\n"),
    "claims with one fault each": _many(
        lambda n: CLAIM.replace("id: dogs", f"id: d{n}").replace("kind: ", "kind: x"), HEAD + "claims:\n"
    ),
    "sound claims": _many(lambda n: CLAIM.replace("id: dogs", f"id: d{n}"), HEAD + "claims:\n"),
    "relations to others": _many(
        lambda n: CLAIM.replace("id: dogs", f"id: d{n}") + f"    related: [{{claim: d{n // 2}, as: restates}}]\n",
        HEAD + "claims:\n",
    ),
    "relations to nothing": _many(
        lambda n: f"      - {{claim: n{n}, as: restates}}\n", HEAD + "claims:\n" + CLAIM + "    related:\n"
    ),
    "the same relation": _many(
        lambda n: "      - {claim: cats, as: restates}\n", HEAD + "claims:\n" + CLAIM + "    related:\n"
    ),
    "countries without end": _value(lambda n: "KE, ", "about", "]").replace("about: K", "about: [K"),
    "figures without end": _many(lambda n: CLAIM.replace("1,200", "1 " * 900), HEAD + "claims:\n"),
    "nested as deeply as may be, again and again": _value(lambda n: "[" * 16 + "]" * 16 + ",", "about", "]").replace(
        "about: ", "about: ["
    ),
    "empty mappings": _value(lambda n: "{},", "about", "]").replace("about: ", "about: ["),
    "digits without end": _value(lambda n: "9", "about"),
    "spaces": _many(lambda n: " "),
    "blank lines": _many(lambda n: "\n", "", GOOD),
    "comments": _many(lambda n: "#\n", "", GOOD),
}

LOAD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (2, 3))
from pathlib import Path
from rcsc_facts.errors import StoreFaults
from rcsc_facts.store import catalog
try:
    catalog.load(Path(sys.argv[1]))
except StoreFaults as faults:
    print(len(str(faults)) < 10**6)
else:
    print(True)
"""


@pytest.mark.parametrize("slow", SLOW)
def test_a_store_below_a_megabyte_takes_at_most_two_seconds(slow: str, tmp_path: Path) -> None:
    """The system ends the process that reads it after two seconds of processor time, start included."""
    store = tmp_path / "store.yaml"
    content = SLOW[slow].encode()
    assert 0 < len(content) <= MOST
    store.write_bytes(content)
    done = subprocess.run([sys.executable, "-c", LOAD, str(store)], capture_output=True, text=True, check=False)
    assert (0, "True\n", "") == (done.returncode, done.stdout, done.stderr)
