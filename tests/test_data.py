"""Data stay data: whatever a store or a copy says, a message shows it without what a terminal would act on."""

import json
import re
from pathlib import Path

import pytest

from rcsc_facts import load
from rcsc_facts.errors import Finding, UsageError, shown
from rcsc_facts.formats import compact
from rcsc_facts.vocabulary import FORMATS
from support import FACTS, ROOT, Program

HOSTILE = "\x1b]0;x\x07\x9b31m\u202e\u2028\u200b\ue002\ufe0f\U000e0041\u3164"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u202e\u3164\ue000-\uf8ff\ufe0f\U000e0041]")
# As YAML may spell them, so that the reader gets to see them.
ESCAPED = json.dumps(HOSTILE)[1:-1].replace("\\udb40\\udc41", "\\U000E0041").replace("\x7f", "\\x7f")
STORES = sorted((ROOT / "tests" / "stores" / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", STORES, ids=lambda path: path.stem)
def test_findings_are_harmless(path: Path, rcsc: Program, tmp_path: Path) -> None:
    """Every faulty store again, each of its words, keys and tags in turn made hostile: check, its JSON, and list."""
    text = path.read_bytes().decode("utf-8", "replace")
    store = tmp_path / "store.yaml"
    words = sorted(set(re.findall(r"(?<=[:!&*,{\[ ])[ ]?([A-Za-z][\w-]*)", text)))[:12]
    for word in words:
        store.write_text(re.sub(rf"(?<![!&*\w-]){word}(?![\w-])", f'"{word}{ESCAPED}"'.replace("\\", r"\\"), text))
        for command in (["check", str(store)], ["list", "--store", str(store)], ["check", "--json", str(store)]):
            run = rcsc(*command)
            assert run.code in (0, 1, 2)
            assert not UNSEEN.search(run.out + run.err), (word, command)
            assert "unforeseen" not in run.err


@pytest.mark.parametrize("format", FORMATS)
def test_what_a_copy_says_is_harmless(format: str, rcsc: Program, tmp_path: Path) -> None:
    """Words of the copy that verify quotes: escaped in JSON and YAML, replaced elsewhere."""
    copy = tmp_path / "copy.txt"
    plain = "There is nothing to be said of it. " * 20  # what consists of controls is refused as no text at all
    copy.write_text(f"It has 18{HOSTILE} million members{HOSTILE} in Kenya. {plain}\n", encoding="utf-8")
    run = rcsc("verify", str(copy), "--format", format)
    assert 1 == run.code
    assert not UNSEEN.search(run.out + run.err)


def test_json_escapes_what_nobody_sees() -> None:
    """And loses nothing; what is seen stays as it is."""
    assert HOSTILE == json.loads(compact(HOSTILE))
    assert not UNSEEN.search(compact(HOSTILE + "\x7f"))
    assert '"Türkiye 中"' == compact("Türkiye 中")


def test_a_message_is_one_line() -> None:
    """Of an error, a finding, and what is quoted, whoever made them."""
    text = f"a\nb\r{HOSTILE}"
    for told in (shown(text), str(UsageError(text, text)), str(Finding(text, 1, 1, "S1", text).harmless())):
        assert not UNSEEN.search(told)
        assert 1 == len(told.splitlines())
    assert "17 million" == shown("17\u00a0million"), "a space of another width is a space"


def test_the_claims_are_a_mapping() -> None:
    """From the ids that listings print, as Python's own."""
    facts = load(FACTS)
    assert "members" in facts
    assert "nothing" not in facts
    assert list(facts) == [claim.id for claim in facts.claims()]
    assert facts.get("nothing") is None
    assert repr(facts).startswith("<Facts: 43 claims of ")
    for wrong in ("nothing", "MEMBERS", "", 3):
        with pytest.raises(KeyError):
            facts[wrong]  # type: ignore[index]
    rows = facts.to_dicts()
    assert 43 == len(rows)
    assert 17_000_000 == next(row["value"] for row in rows if row["id"] == "members")
    assert "computed here" in facts.table(facts.select(topic="aid", kind="count")).notes[0]
    assert [] == facts.check()
    assert not facts.verify(b"Nothing of the kind.").is_proved
