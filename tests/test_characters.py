"""What nobody sees does not come in, and does not come out of a message."""

import subprocess
import sys
import unicodedata

import pytest

from rcsc_facts.characters import unseen
from rcsc_facts.errors import shown
from rcsc_facts.store.reader import Reader
from support import FACTS, ROOT, STORES

GOOD = (STORES / "good.yaml").read_text(encoding="utf-8")
DEFAULT_IGNORABLE = [
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010)),
    *(*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0),
    *(*range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)),
]
"""Default_Ignorable_Code_Point of DerivedCoreProperties.txt."""


def test_every_character_that_nobody_sees_is_known() -> None:
    """All controls, surrogates, separators of lines, private-use and default-ignorable characters of Unicode."""
    allowed = {"\t", "\n", "\r"}
    wanted = {
        chr(point)
        for point in range(0x110000)
        if unicodedata.category(chr(point)) in ("Cc", "Cs", "Co", "Zl", "Zp") and chr(point) not in allowed
    } | set(map(chr, DEFAULT_IGNORABLE))
    assert not {char for char in wanted if not list(unseen(f"a{char}b"))}
    seen = {chr(point) for point in range(0x110000) if unicodedata.category(chr(point))[0] in "LNPS"} - wanted
    assert not {char for char in seen if list(unseen(char))}


JOINED = {
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645": True,  # Persian, a prefix kept apart
    "\u0915\u094d\u200d\u0937": True,  # Devanagari, a half form
    "\u0dc1\u0dca\u200d\u0dbb\u0dd3": True,  # Sinhala, a conjunct
    "\U0001f469\u200d\U0001f33e": True,  # a farmer
    "\U0001f468\U0001f3fd\u200d\u2695": True,  # a doctor
    "a\u200db": False,
    "a\u200cb": False,
    "1\u200c2": False,
    "\u0645\u200ca": False,
    "a\u200c\u0645": False,
    "\u0645\u200c\u200c\u0645": False,
    "\u0645\u200c": False,
    "\u200d\u0915": False,
    "\U0001f469\u200c\U0001f33e": False,
    "\u4e2d\u200d\u56fd": False,
}


@pytest.mark.parametrize("text", JOINED, ids=ascii)
def test_joiners_stand_only_where_letters_need_them(text: str) -> None:
    """Persian, the Indic scripts and joined pictures keep theirs, raw and escaped; nothing else has any."""
    for written in (text, "".join(f"\\U{ord(char):08x}" for char in text)):
        reader = Reader(GOOD.replace("statement: The", f'statement: "{written}" #', 1).encode(), "s")
        claims = list(reader.claims())
        assert JOINED[text] == (not reader.findings)
        assert (text == claims[0].claim.statement) if JOINED[text] else ("S104" == reader.findings[0].code)


HOSTILE = [
    *("\x1b]0;x\x07", "\x9b31m", "a\u202eb", "a\nS999 b", "a\r\nb", "\ue000x\ue001", "a\u034fb", "\u3164", "\ufe0f"),
    "\u2028",
]
PLACES = {
    "word": ("topic: org", "topic: {}"),
    "key": ("topic: org", "topic: org\n    {}: x"),
    "key twice": ("topic: org", "topic: org\n    {0}: x\n    {0}: y"),
    "top key": ("schema: 2", "schema: 2\n{0}: x\n{0}: y"),
    "id": ("id: dogs", "id: {}"),
    "relation": ("claim: cats", "claim: {}"),
    "country": ("named: [NO", "named: [{}"),
    "code": ("code: KE", "code: {}"),
    "figure": ('as_written: "1,200"', "as_written: {}"),
    "number": ("sentence: 1", "sentence: {}"),
    "truth": ("complete: false", "complete: {}"),
    "version": ("schema: 2", "schema: {}"),
    "type": ("type: article-newspaper", "type: {}"),
}


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
@pytest.mark.parametrize("place", PLACES)
def test_no_message_passes_on_what_a_store_hides(place: str, hostile: str) -> None:
    """Words, keys and values are quoted with U+FFFD for what is unseen, and a finding stays on its line."""
    found, put = PLACES[place]
    escaped = '"' + "".join(f"\\U{ord(char):08x}" for char in hostile) + '"'
    reader = Reader(GOOD.replace(found, put.format(escaped), 1).encode(), "s")
    list(reader.claims())
    assert reader.findings
    for finding in reader.findings:
        text = finding.message + finding.hint
        assert text == shown(text, None)
        assert not list(unseen(text))
        assert text.isprintable()


@pytest.mark.parametrize("tag", ["!<%1b]0;x%07>", "!%E2%80%AEx", "!<a%0aS999>", "!!%EE%80%80"])
def test_tags_are_quoted_harmless(tag: str) -> None:
    """The escapes of a tag are undone by YAML, and so by a reader of its message they are not."""
    reader = Reader(GOOD.replace("topic: org", f"topic: {tag} org", 1).encode(), "s")
    list(reader.claims())
    assert {"S109"} == {finding.code for finding in reader.findings}
    assert all(finding.message.isprintable() for finding in reader.findings)


def test_a_pipe_that_pauses_is_read_to_its_end() -> None:
    """What comes after a second of silence belongs to the store."""
    script = 'head -c 3000 "$1"; sleep 1; tail -c +3001 "$1"'
    with subprocess.Popen(["sh", "-c", script, "sh", str(FACTS)], stdout=subprocess.PIPE) as slow:
        command = [sys.executable, "-m", "rcsc_facts", "list", "--store", "/dev/stdin"]
        piped = subprocess.run(command, stdin=slow.stdout, capture_output=True, cwd=ROOT, check=False)
    whole = subprocess.run([*command[:-1], str(FACTS)], capture_output=True, cwd=ROOT, check=False)
    assert (0, whole.stdout, whole.stderr) == (piped.returncode, piped.stdout, piped.stderr)


def test_a_store_is_read_without_reserving_its_limit() -> None:
    """64 MiB of address space besides what the program takes are enough for a small store."""
    script = (
        "import resource, sys\nfrom pathlib import Path\nfrom rcsc_facts.store import catalog\n"
        "import rcsc_facts.store.reader\n"
        "size = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (size + 2**26, -1))\n"
        "print(len(catalog.load(Path(sys.argv[1]))[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(STORES / "good.yaml")], capture_output=True, check=False)
    assert (0, b"2\n", b"") == (done.returncode, done.stdout, done.stderr)
