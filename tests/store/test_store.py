"""Reading a store: strict, located, all faults in one go."""

from pathlib import Path

import hypothesis
import pytest
import yaml
from hypothesis import strategies as st

from rcsc_facts.errors import StoreFaults
from rcsc_facts.model import Claim
from rcsc_facts.store import catalog
from rcsc_facts.store.reader import Reader
from rcsc_facts.text import figures
from support import FACTS, STORES, Program


@pytest.mark.parametrize("path", sorted((STORES / "bad").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_faulty_store_is_refused_with_the_place(path: Path, rcsc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each store of the gallery gives just the message beside it, on stderr, and exit code 2."""
    monkeypatch.chdir(path.parent)
    expected = path.with_suffix(".expected").read_text(encoding="utf-8")
    assert (2, "", expected) == rcsc("list", "--store", path.name)


def test_the_good_store_of_the_gallery_is_sound() -> None:
    """What the faulty stores vary has no fault itself."""
    header, claims = catalog.load(STORES / "good.yaml")
    assert ["KE", "NO"] == [place.code for place in header.places]
    assert ["dogs", "cats"] == [claim.id for claim in claims]
    assert claims[1].countries is not None
    assert (("NO", "KE"), False) == claims[1].countries


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[" * 10**6, "S201 S101"),
        (b"claims: " + b"[" * 10**6, "S102 S101"),
        (b"schema: " + b"{a: " * 50 + b"}" * 50, "S102"),
        (b"schema: " + b"9" * 5000, "S212"),
        (b"a: &a [" + b"*a," * 100 + b"]", "S106"),
        (b"\xef\xbb\xbf", "S201"),
        (b"\xff" * 100, "S103"),
        (b"%YAML 9.9\n--- a", "S101"),
        (b'"\\', "S101"),
        (b"- " * 10**5, "S201 S101"),
    ],
)
def test_hostile_bytes_are_refused_quickly(content: bytes, code: str, tmp_path: Path) -> None:
    """Bombs of brackets, digits and aliases end in a fault, not in a crash; PyYAML 6.0.4 stops the first itself."""
    store = tmp_path / "store.yaml"
    store.write_bytes(content)
    with pytest.raises(StoreFaults) as caught:
        catalog.load(store)
    assert {*code.split()} & {finding.code for finding in caught.value.findings}


def test_reading_stops_after_ten_thousand_faults(tmp_path: Path) -> None:
    """A store of nothing but faults fills neither the memory nor the screen."""
    store = tmp_path / "store.yaml"
    store.write_bytes(
        b"schema: 2\nabout: a\ntopics: {a: a}\nsource: {id: s, type: webpage}\nplaces: []\nclaims:\n" + b"- {}\n" * 9000
    )
    with pytest.raises(StoreFaults) as caught:
        catalog.load(store)
    assert 10_001 == len(caught.value.findings)
    assert "S110" in {finding.code for finding in caught.value.findings}
    assert "and 9801 more" == str(caught.value).splitlines()[-1]


def test_what_is_not_yaml_may_be_one_fault_too_many(tmp_path: Path) -> None:
    """After ten thousand others it is not told, and that there are more is."""
    store = tmp_path / "store.yaml"
    head = b"schema: 2\nabout: a\ntopics: {a: a}\nsource: {id: s, type: webpage}\nplaces: []\nclaims:\n"
    store.write_bytes(head + b"- x\n" * 10_000 + b'- "not closed')
    with pytest.raises(StoreFaults) as caught:
        catalog.load(store)
    assert (10_001, "S110") == (len(caught.value.findings), caught.value.findings[-1].code)


def test_a_byte_order_mark_and_crlf_are_fine(tmp_path: Path) -> None:
    """A store saved by a Windows editor reads the same."""
    store = tmp_path / "store.yaml"
    store.write_bytes(b"\xef\xbb\xbf" + FACTS.read_bytes().replace(b"\n", b"\r\n"))
    assert catalog.load(FACTS) == catalog.load(store)


def test_a_block_of_one_line_is_a_text(tmp_path: Path) -> None:
    """Literal or folded, its last line break is none of its own."""
    store = tmp_path / "store.yaml"
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    for block in ("|", ">", "|-", ">-"):
        store.write_text(text.replace("The club has 1,200 dogs.", f"{block}\n      The club has 1,200 dogs."))
        assert catalog.load(STORES / "good.yaml") == catalog.load(store)


def test_words_that_yaml_would_change_stay_as_they_are(tmp_path: Path) -> None:
    """NO is Norway, and yes, off and 12:30 are words."""
    store = tmp_path / "store.yaml"
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    store.write_text(text.replace('"NO"', "NO").replace("The club has 1,200 dogs.", "12:30"), encoding="utf-8")
    header, claims = catalog.load(store)
    assert "NO" == header.places[1].code
    assert "12:30" == claims[0].statement


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, "No such file or directory"),
        (lambda path: path.mkdir(), "has no store in it"),
        (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
    ],
)
def test_a_store_that_cannot_be_read_is_named(make: object, reason: str, rcsc: Program, tmp_path: Path) -> None:
    """A missing store, a folder and a loop of links give one message, exit code 2 and no traceback."""
    path = tmp_path / "store.yaml"
    assert callable(make)
    make(path)
    code, out, err = rcsc("list", "--store", str(path))
    assert (2, "") == (code, out)
    assert reason in err
    assert str(path) in err
    assert 2 == err.count("\n")


def test_a_store_larger_than_the_limit_is_refused(rcsc: Program, tmp_path: Path) -> None:
    """The size is looked at before the content."""
    path = tmp_path / "store.yaml"
    with path.open("wb") as file:
        file.truncate(catalog.MAX_BYTES + 1)
    hint = "\n  hint: split it into several stores\n"
    assert (2, "", f"rcsc: the store {path} is larger than 256 MiB{hint}") == rcsc("list", "--store", str(path))


ELSEWHERE = {"codepoint-too-large": (1, 1), "surrogate": (16, 16)}
"""Where PyYAML's own loader finds escapes that stand for no character; libyaml finds them at 16:23."""


@pytest.mark.parametrize("path", sorted(STORES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_without_libyaml_everything_is_read_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without its C library: the same claims, and the same faults at the same places."""

    def read() -> tuple[list[Claim], list[tuple[int, int, str]]]:
        reader = Reader(path.read_bytes(), path.name)
        claims = [located.claim for located in reader.claims()]
        return claims, [(finding.line, finding.column, finding.code) for finding in reader.findings]

    claims, faults = read()
    monkeypatch.setattr("rcsc_facts.store.nodes._Loader", yaml.SafeLoader)
    if path.stem in ELSEWHERE:
        assert [ELSEWHERE[path.stem]] == [fault[:2] for fault in read()[1]]
    else:
        assert (claims, faults) == read()


PLAIN = {
    **dict.fromkeys(
        ("2024-10-14", "2024-13-45", "12:30", "16:9", "1_000", "yes", "NO", "off", "y", "0b1", "1,904"), True
    ),
    **dict.fromkeys(("1904", "010", "001", "1.10", "1e3", "0x1f", "0o17", "-5", ".5", ".inf", ".NaN"), False),
    **dict.fromkeys(("~", "null", "Null", "true", "FALSE"), False),
}
"""Plain scalars, and whether they are text to YAML 1.2; YAML 1.1 reads most of them as something else."""


@pytest.mark.parametrize("written", PLAIN)
def test_nothing_becomes_what_it_was_not(written: str) -> None:
    """What is text in YAML 1.2 stays as it is written; what is not must be quoted, and then it does."""

    def read(when: str) -> list[str | None] | str:
        text = (STORES / "good.yaml").read_text(encoding="utf-8")
        reader = Reader(text.replace("    kind: count\n", f"    kind: count\n    when: {when}\n", 1).encode(), "s")
        whens = [located.claim.when for located in reader.claims()]
        return next(finding.code for finding in reader.findings) if reader.findings else whens

    assert read(written) == ([written, None] if PLAIN[written] else "S206")
    assert [written, None] == read(f"'{written}'") == read(f'"{written}"')


@hypothesis.given(st.one_of(st.integers(1, 10**15 - 1), st.integers(1, 3000)))
def test_a_bare_number_is_what_the_grammar_reads(number: int) -> None:
    """The reader of stores passes the grammar over for it: value and bounds are the number, without a hedge."""
    good = (STORES / "good.yaml").read_bytes()
    assert 1 == good.count(b'as_written: "1,200"')
    _, claims = catalog.read(good.replace(b'as_written: "1,200"', b'as_written: "%d"' % number), STORES / "good.yaml")
    quantity, figure = next(claims).quantity, figures.read(str(number))
    assert quantity
    assert figure
    assert (figure.value, figure.low, figure.high, figure.hedge) == quantity[2:]
    assert (number, number, number, None) == quantity[2:]
