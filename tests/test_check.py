"""A store against its own rules: a gallery of breaches, and mutations of the shipped store."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rcsc_facts.check import check
from rcsc_facts.store import catalog
from rcsc_facts.store.reader import Reader
from rcsc_facts.store.rules import RULES
from rcsc_facts.text.reading import read
from rcsc_facts.verify import verify
from support import ARTICLE, FACTS, ROOT, STORES, Program, process


@pytest.mark.parametrize("path", sorted((STORES / "check").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_breach_is_told_with_its_place(path: Path, rcsc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each store of the gallery gives just the findings beside it, on stdout, and exit code 1; 0 for remarks only."""
    monkeypatch.chdir(path.parent)
    expected = path.with_suffix(".expected").read_text(encoding="utf-8")
    codes = re.findall(r"^\S+:\d+:\d+: ([SC]\d{3}) ", expected, re.MULTILINE)
    code = int(not all(RULES[code].is_remark for code in codes))
    assert (code, expected, "") == rcsc("check", path.name)


def test_every_rule_has_its_breach_in_a_gallery() -> None:
    """No rule is without an example, and no example names an unknown rule."""
    shown = set()
    for expected in STORES.glob("*/*.expected"):
        shown |= set(re.findall(r"^\S+:\d+:\d+: ([SC]\d{3}) ", expected.read_text(encoding="utf-8"), re.MULTILINE))
    elsewhere = {"S102", "S110", "S209", "S305"}  # too large for a file, or of two files: test_store, test_collection
    assert set(RULES) - elsewhere == shown


@pytest.mark.parametrize(
    "store", [FACTS, STORES / "good.yaml", STORES / "sum.yaml", STORES / "own.yaml", ROOT / "tests" / "articles"]
)
def test_a_sound_store_is_silent(store: Path, rcsc: Program) -> None:
    """Silence and exit code 0 when all is well, without a remark; a folder stands for its stores."""
    assert (0, "", "") == rcsc("check", "--strict", str(store))


def test_remarks_are_faults_only_where_they_are_taken_for_them(rcsc: Program) -> None:
    """--strict changes the exit code, and nothing else."""
    path = str(STORES / "check" / "C416-unused.yaml")
    assert (0, rcsc("check", "--strict", path).out) == rcsc("check", path)[:2]
    assert 1 == rcsc("check", "--strict", path).code


def test_annotations_for_github(rcsc: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workflow command for each finding, with what GitHub reads as its own signs escaped."""
    monkeypatch.chdir(tmp_path)
    text = (STORES / "check" / "C416-unused.yaml").read_text(encoding="utf-8").replace("topic: org", "topic: 5%")
    Path("a,b:c%.yaml").write_text(text, encoding="utf-8")
    lines = rcsc("check", "a,b:c%.yaml", "--format", "github").out.splitlines()
    place = "file=a%2Cb%3Ac%25.yaml,line=17,col=12,title=S217"
    told = "'5%25' is not among the topics of this store (declare it above, in topics:)"
    assert f"::error {place}::{told}" == lines[-1]
    remarks = rcsc("check", str(STORES / "check" / "C434-plan-that-is-none.yaml"), "--format", "github")
    assert 0 == remarks.code
    assert remarks.out.startswith("::warning file=")


def test_a_store_from_standard_input() -> None:
    """A lone dash is the store that a program writes."""
    content = (STORES / "check" / "C410-order.yaml").read_text(encoding="utf-8")
    run = process("check", "-", stdin=content)
    assert (1, "-:28:15: C410 'cats' stands after a later place of the article") == (run.code, run.out.splitlines()[0])


@pytest.mark.parametrize("path", sorted((STORES / "check").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_gallery_store_shows_its_own_rule_alone(path: Path) -> None:
    """Each breaks the rule that its name begins with, and no other."""
    commands = ("list",)
    assert {path.stem[:4]} == {finding.code for finding in check(path.read_bytes(), path.name, commands)}


def test_findings_are_json_too(rcsc: Program) -> None:
    """The same findings for programs."""
    path = str(STORES / "bad" / "several-faults.yaml")
    findings = json.loads(rcsc("check", path, "--json").out)
    assert [("S217", 14, 12), ("S211", 15, 11), ("S303", 29, 23)] == [
        (one["code"], one["line"], one["column"]) for one in findings
    ]
    assert "[]\n" == rcsc("check", "--json").out


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_explained(code: str, rcsc: Program) -> None:
    """What, why, and how to mend."""
    run = rcsc("check", "--explain", code.lower())
    rule = RULES[code]
    assert (0, f"{code}: {rule.what}\nWhy: {rule.why}\nTo mend: {rule.mend}\n", "") == run


def _replaced(text: str, match: re.Match[str], group: str, new: str) -> str:
    return text[: match.start(group)] + new + text[match.end(group) :]


def _mutants() -> Iterator[tuple[str, str]]:
    """Yield the shipped store with one figure, phrase, place, region or relation changed, and what was changed."""
    text = FACTS.read_text(encoding="utf-8")
    ids = re.findall(r"^  - id: (\S+)", text, re.MULTILINE)
    for match in re.finditer(r'as_written: "?(?P<it>[^",]+)', text):
        written = match["it"]
        digits = re.search(r"\d", written)
        if digits:
            new = written[: digits.start()] + str((int(digits[0]) + 1) % 10 or 2) + written[digits.end() :]
        else:
            new = "six"
        yield f"figure {written}", _replaced(text, match, "it", new)
    for match in re.finditer(r"phrase: (?P<it>.+)\}$", text, re.MULTILINE):
        words = match["it"].split(" ")
        middle = len(words) // 2
        changed = " ".join(
            [*words[:middle], "zebra" + ('"' if words[middle].endswith('"') else ""), *words[middle + 1 :]]
        )
        if words[middle].startswith('"'):
            changed = '"' + changed
        yield f"phrase {match['it']}", _replaced(text, match, "it", changed)
    for match in re.finditer(r"named: \[(?P<it>[^\]]+)\]", text):
        codes = match["it"].split(", ")
        for position, code in enumerate(codes):
            for other in ("UA", "IQ"):
                if other not in codes:
                    new = ", ".join([*codes[:position], other, *codes[position + 1 :]])
                    yield f"country {code} to {other}", _replaced(text, match, "it", new)
    for match in re.finditer(r"regions: \[(?P<it>[^\]]+)\]", text):
        regions = match["it"].split(", ")
        for position in range(len(regions)):
            for other in {"africa", "americas", "asia", "europe", "oceania"} - set(regions):
                new = ", ".join([*regions[:position], other, *regions[position + 1 :]])
                yield f"region {match['it']} to {new}", _replaced(text, match, "it", new)
        if len(regions) > 1:
            yield f"region {match['it']} cut", _replaced(text, match, "it", regions[0])
    for match in re.finditer(r"code: (?P<it>\w+)", text):
        yield f"code {match['it']}", _replaced(text, match, "it", "FR")
    for match in re.finditer(r"\{claim: (?P<it>\S+),", text):
        for other in ("founded", "letter", ids[ids.index(match["it"]) - 1]):
            yield f"relation {match['it']} to {other}", _replaced(text, match, "it", other)
    for match in re.finditer(r"as: (?P<it>[a-z-]+)\}", text):
        for other in {"may-overlap", "same-act", "restates", "summed-in"} - {match["it"]}:
            yield f"relation as {match['it']} to {other}", _replaced(text, match, "it", other)


@pytest.mark.article
def test_no_single_wrong_figure_phrase_place_or_relation_passes() -> None:
    """Each mutant of the shipped store is named by check or by verify."""
    article = read(ARTICLE.read_bytes())
    mutants, missed = 0, []
    for what, text in _mutants():
        mutants += 1
        content = text.encode()
        if check(content, "facts.yaml"):
            continue
        reader = Reader(content, "facts.yaml")
        claims = [one.claim for one in reader.claims()]
        assert reader.header is not None
        if all(one.status == "proved" for one in verify(reader.header, claims, article).results):
            missed.append(what)
    assert mutants > 150
    assert [] == missed


def test_a_store_that_cannot_be_read_cannot_be_checked(rcsc: Program, tmp_path: Path) -> None:
    """That is exit code 2, not a finding."""
    told = f"rcsc: the folder {tmp_path} has no store in it\n  hint: a store is a file *.yaml\n"
    assert (2, "", told) == rcsc("check", str(tmp_path))


def test_a_sum_that_adds_up_is_sound() -> None:
    """Parts of a printed sum may be related to it."""
    header, claims = catalog.load(STORES / "sum.yaml")
    assert 3 == len(claims)
    assert header.places == ()
    assert [] == check((STORES / "sum.yaml").read_bytes(), "sum.yaml")


OWN = (STORES / "own.yaml").read_text(encoding="utf-8")


def _codes(text: str) -> set[str]:
    return {finding.code for finding in check(text.encode(), "store.yaml")}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("statement: ", "statement: " + "x" * 2001, "S209"),
        ("topic: org", "topic: [org]", "S205"),
        ("places:\n", "places:\nplaces:\n", "S108"),
        ("claims:\n", "claims: none\nclaims:\n", "S202"),
        ("date-parts: [[2025, 3, 9]]", "date-parts: [[2025, 3, 9, 1]]", "S214"),
        ("id: boats", "&a id: boats", "S106"),
        ("schema: 2\n", '\t"\n', "S101"),
        ("schema: 2\n", "\x01" * 30 + "schema: 2\n", "S104"),
        ("statement: The", 'statement: "\\ud800\\U00110000', "S101"),
        ("claims:\n", "claims:\n  - no claim\n", "S201"),
        ("[2025, 3, 9]", "[2025, 0, 9]", "S212"),
        ("[2025, 3, 9]", "3", "S202"),
        ("said_by: article", "said_by: article\n    related: [{as: restates}, x]", "S203"),
        ("said_by: article", "said_by: article\n    regions: [asia, asia]", "S215"),
        ("Post\n", 'Post\n  note: "   "\n', "S207"),
    ],
)
def test_faults_of_shape(old: str, new: str, code: str) -> None:
    """Each gives its code."""
    assert old in OWN
    assert code in _codes(OWN.replace(old, new, 1))


def test_a_sum_that_names_its_part() -> None:
    """summed-in stands in the part alone."""
    text = (STORES / "sum.yaml").read_text(encoding="utf-8")
    reader = Reader(text.encode(), "s")
    parts = [one.claim for one in reader.claims() if any(r.kind == "summed-in" for r in one.claim.related)]
    total = parts[0].related[0].claim
    with_both = text.replace(
        f"- id: {total}\n", f"- id: {total}\n    related: [{{claim: {parts[0].id}, as: summed-in}}]\n", 1
    )
    assert "C404" in _codes(with_both)


def test_several_stores_at_once(rcsc: Program) -> None:
    """The findings of each, in the order given."""
    faulty = STORES / "bad" / "tab-in-text.yaml"
    run = rcsc("check", str(FACTS), str(faulty), str(STORES / "own.yaml"))
    assert rcsc("check", str(faulty)) == run
    assert 1 == run.code


OWN = (STORES / "own.yaml").read_text(encoding="utf-8")
BOATS = 'quantity: {as_written: "350", unit: boats}'


@pytest.mark.parametrize("word", ["one", "first", "second"])
def test_words_that_rarely_count_may_be_a_figure(word: str) -> None:
    """Where a claim has them for its figure, they are looked for in its phrase and its statement."""
    text = OWN.replace(BOATS, f"quantity: {{as_written: {word}, unit: place}}")
    text = text.replace("has 350 boats, some of them from Norway", f"took the {word} place before Norway")
    text = text.replace('"350 boats, including some from Norway"', f"{word} place before Norway")
    assert [] == check(text.encode(), "own.yaml")
    codes = [
        finding.code
        for finding in check(
            text.replace(f'{word} place before Norway"', 'place before Norway"')
            .replace(f": {word} place before", ": place before")
            .encode(),
            "own.yaml",
        )
    ]
    assert ["C401"] == codes


@pytest.mark.parametrize(
    ("phrase", "is_sentence"),
    [
        ("Norway has 350 boats.", True),
        ("Norway has 350 boats!", True),
        ("Norway has 350 boats?", True),
        ("Norway has 350.”", True),
        ("Norway 350.", False),
        ("Norway, 350 boats.", True),
        ("Norway has 350 boats", False),
        ("to Norway 350 boats.", False),
    ],
)
def test_what_is_a_whole_sentence(phrase: str, is_sentence: bool) -> None:
    """Three words or more that begin with a capital and end with a full stop or its like, also within quotes."""
    text = OWN.replace('"350 boats, including some from Norway"', f"'{phrase}'")
    assert (["C403"] if is_sentence else []) == [finding.code for finding in check(text.encode(), "own.yaml")]


@pytest.mark.parametrize(("beside", "codes"), [("Africa", []), ("Asia", ["C407"])])
def test_a_region_may_be_named_beside_the_one_that_it_lies_in(beside: str, codes: list[str]) -> None:
    """Western Africa is a part of Africa: a phrase that has both names no other place."""
    text = OWN.replace("countries: {named: [NO], complete: false}", "regions: [western-africa]")
    text = text.replace('places:\n  - {code: "NO"}\n', "").replace(", some of them from Norway", " in Western Africa")
    text = text.replace(", including some from Norway", f" of Western Africa, in {beside}")
    assert codes == [finding.code for finding in check(text.encode(), "own.yaml")]
