"""What holds of every store: laws of selecting, of the formats, of figures and of folding, over generated ones."""

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rcsc_facts import pivot
from rcsc_facts.characters import unseen
from rcsc_facts.formats import FLAT_COLUMNS, as_record, as_row, claims_page, page_text, plain_row
from rcsc_facts.index import Index, build
from rcsc_facts.model import Claim, Filters, Header, Hit, Place, Wording
from rcsc_facts.statement import figure_of, scope_of, sentence
from rcsc_facts.store import catalog
from rcsc_facts.store.reader import Reader
from rcsc_facts.text import figures
from rcsc_facts.text.folding import fold, slug
from rcsc_facts.text.names import Gazetteer
from rcsc_facts.vocabulary import ARTICLE, DIMENSIONS, FORMATS, KINDS, REGIONS, SORTS
from support import FACTS, ROOT, by_hand

PLACES = [
    {"code": "ET"},
    {"code": "TR", "aliases": ["Turkey"]},
    {"code": "IT"},
    {"code": "AQ"},
]
FIGURES = ["five", "12th", "1904", "1,200", "0", "2.93 million", "$10.7 million", "44.5%", "0.05", "1.10", "17 million"]
LINES = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("=+-@\"',;|\\[]{}<&*`:#$ "),
    min_size=1,
    max_size=30,
).filter(lambda text: text == text.strip() and not list(unseen(text)))
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "quantity": st.fixed_dictionaries(
        {"as_written": st.sampled_from(FIGURES), "unit": st.sampled_from(["dogs", "cats", "year", "dollars"])}
    ),
    "regions": st.lists(st.sampled_from([*REGIONS]), min_size=1, max_size=3, unique=True),
    "countries": st.fixed_dictionaries(
        {
            "named": st.lists(st.sampled_from(["ET", "TR", "IT", "AQ"]), min_size=1, max_size=3, unique=True),
            "complete": st.booleans(),
        }
    ),
    "when": LINES,
    "date": st.sampled_from(["2020", "2021-05", "2019/2021", "XXXX-10-09", "1904-02-29"]),
    "purpose": LINES,
    "also": st.lists(LINES, min_size=1, max_size=2, unique=True),
    "note": LINES,
}
CLAIM = st.fixed_dictionaries(
    {
        "topic": st.sampled_from(["org", "aid"]),
        "kind": st.sampled_from([*KINDS]),
        "statement": LINES,
        "said_by": st.sampled_from(["article", "report"]),
        "evidence": st.fixed_dictionaries(
            {"paragraph": st.integers(1, 9), "sentence": st.integers(1, 3), "phrase": LINES}
        ),
    },
    optional=OPTIONAL,
)
FILTERS = st.builds(
    Filters,
    regions=st.lists(st.sampled_from([*REGIONS]), max_size=2).map(tuple),
    countries=st.lists(st.sampled_from(["ET", "TR", "IT", "KE"]), max_size=2).map(tuple),
    topics=st.lists(st.sampled_from(["org", "aid"]), max_size=3).map(tuple),
    kinds=st.lists(st.sampled_from([*KINDS]), max_size=3).map(tuple),
    said_by=st.lists(st.sampled_from(["article", "report"]), max_size=2).map(tuple),
    units=st.lists(st.sampled_from(["dogs", "cats", "dollars"]), max_size=2).map(tuple),
    years=st.lists(st.sampled_from(["1904", "2020", "2021"]), max_size=2).map(tuple),
    sources=st.lists(st.sampled_from(["s", "t"]), max_size=1).map(tuple),
)


@st.composite
def stores(draw: st.DrawFn) -> tuple[Header, list[Claim]]:
    """Return what the reader makes of a generated store, written as JSON, which is YAML."""
    claims: list[dict[str, Any]] = [
        {"id": f"c-{number}", **claim} for number, claim in enumerate(draw(st.lists(CLAIM, max_size=8)))
    ]
    source = {"id": "s", "type": "webpage"}
    text = json.dumps(
        {
            "schema": 2,
            "about": "a",
            "topics": {"org": "a", "aid": "b"},
            "speakers": {"report": {"name": "a", "words": ["a"]}},
            "source": source,
            "places": PLACES,
            "claims": claims,
        },
        ensure_ascii=False,
    )
    reader = Reader(text.encode(), "store.yaml")
    read = [located.claim for located in reader.claims()]
    assert not reader.findings
    assert reader.header is not None
    assert [claim["id"] for claim in claims] == [claim.id for claim in read]
    for written, claim in zip(claims, read, strict=True):
        record = as_record(Hit(claim))
        for key in written.keys() - {"quantity"}:
            assert written[key] == record[key], "what is written is what is read"
        if "quantity" in written:
            assert written["quantity"].items() <= record["quantity"].items()
    return reader.header, read


@given(stores(), FILTERS, FILTERS)
def test_selecting(store: tuple[Header, list[Claim]], one: Filters, other: Filters) -> None:
    """By SQL as by hand; a subset in order; filters commute; or within a filter, and between filters."""
    header, claims = store
    opened = build.together([(header, claims)])
    everything = [Hit(claim) for claim in claims]
    hits = opened.select(one)
    assert by_hand(header, everything, one) == hits
    ids = [hit.claim.id for hit in hits]
    assert ids == [claim.id for claim in claims if claim.id in ids]
    assert hits[:2] == opened.select(one, limit=2)
    for sort in ("id", "value", "topic"):
        assert sorted(ids) == sorted(hit.claim.id for hit in opened.select(one, sort))

    found = {
        name: {hit.claim.id for hit in opened.select(filters)} for name, filters in (("one", one), ("other", other))
    }
    for field in Filters._fields:
        mine, theirs = getattr(one, field), getattr(other, field)
        if not mine or not theirs:
            continue
        alone = Filters(**{field: mine})
        widened = {hit.claim.id for hit in opened.select(Filters(**{field: mine + theirs}))}
        assert widened == {
            hit.claim.id for part in (alone, Filters(**{field: theirs})) for hit in opened.select(part)
        }, "repeating a filter means or"
        assert opened.select(alone) == opened.select(Filters(**{field: mine + mine})), "twice the same is the same"
    merged = Filters(*(mine or theirs for mine, theirs in zip(one, other, strict=True)))
    if all(not (mine and theirs) for mine, theirs in zip(one, other, strict=True)):
        both = {hit.claim.id for hit in opened.select(merged)}
        assert both == found["one"] & found["other"], "different filters mean and, in either order"
    opened.close()


@given(stores())
def test_formats(store: tuple[Header, list[Claim]]) -> None:
    """Every format carries the same claims in the same order, and real parsers read the same values back."""
    header, claims = store
    hits = [Hit(claim) for claim in claims]
    records = [as_record(hit) for hit in hits]
    names = Wording(build.together([(header, claims)]).names())
    page = claims_page(hits, lambda: names)
    text = {name: page_text(page, name) for name in FORMATS if name != "table"}
    assert records == json.loads(text["json"])
    assert records == [json.loads(line) for line in text["jsonl"].split("\n") if line]
    assert records == yaml.safe_load(text["yaml"])
    rows = [{column: as_row(hit)[column] for column in FLAT_COLUMNS} for hit in hits]
    assert rows == list(csv.DictReader(io.StringIO(text["tsv"]), dialect="excel-tab", quoting=csv.QUOTE_NONE))
    defused = [
        {column: f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for column, cell in row.items()}
        for row in rows
    ]
    assert defused == list(csv.DictReader(io.StringIO(text["csv"], newline="")))
    assert [claim.id for claim in claims] == [line.split("\t")[0] for line in text["plain"].split("\n") if line]
    ids = [line.split(" | ")[0].removeprefix("| ") for line in text["md"].split("\n")[2:] if line]
    assert [claim.id for claim in claims] == ids


@given(stores(), st.sampled_from([*DIMENSIONS]))
def test_pivots(store: tuple[Header, list[Claim]], dimension: str) -> None:
    """Every claim stands in a row, a figure only where the whole claim stands, and shares add up to one."""
    header, claims = store
    table = pivot.pivot(claims, dimension, header, build.together([(header, claims)]).names())
    cells = [cell for row in table.rows for cell in row.all_cells]
    assert {claim.id for claim in claims} == {cell.claim for cell in cells}
    figures = [cell.claim for cell in cells if cell.value is not None]
    assert len(figures) == len(set(figures)), "no figure stands twice"
    for whole in {cell.whole for cell in cells if cell.share is not None}:
        shares = [cell.share for cell in cells if cell.share is not None and cell.whole == whole]
        assert not any(shares) or abs(sum(shares) - round(sum(shares))) < 1e-9, "a whole, or two of one size"


@given(st.integers(0, 10**12), st.integers(0, 3), st.sampled_from(["", " thousand", " million", " billion", "%"]))
def test_figures(digits: int, places: int, scale: str) -> None:
    """A figure's bounds hold its value, and written again at its printed precision it reads the same."""
    whole, rest = divmod(digits, 10**places)
    written = f"{whole:,}" + (f".{rest:0{places}d}" if places else "") + scale
    reading = figures.read(written)
    assert reading is not None
    exponent = {" thousand": 3, " million": 6, " billion": 9}.get(scale, 0)
    if reading.kind == "unreadable":
        assert digits * 10**exponent >= 10**15
        return
    if reading.kind == "year":
        return  # four digits alone
    assert isinstance(reading.value, int | float)
    assert reading.low is not None
    assert reading.high is not None
    assert reading.low <= reading.value <= reading.high
    again = figures.read(f"{reading.value / 10**exponent:,.{places}f}{scale}")
    assert again is not None
    if digits < 10**12:
        assert (reading.value, reading.low, reading.high) == (again.value, again.low, again.high)
    [mention] = figures.figures(f"There were {written} dogs.")
    assert (written, reading.value) == (mention.text, mention.value)


@given(st.text())
def test_folding(text: str) -> None:
    """Folding twice is folding once, and slugs hold only letters, digits and hyphens."""
    assert fold(text) == fold(fold(text))
    assert slug(text) == slug(slug(text))


WORDS = st.sampled_from(["A", "B", "AB", "A-B", "A.B.", "B."])
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8)


@given(NAMES, st.lists(WORDS, max_size=10).map(" ".join))
def test_names(names: list[str], text: str) -> None:
    """Whole words that make up a name, the longest at each place, whether blanks, hyphens or stops join them."""
    place = Place("ZZ", (), tuple(names), ())
    words = sorted({re.sub(r"\W+", " ", name).strip() for name in names}, key=len, reverse=True)
    pattern = r"(?<!\w)(?:" + "|".join(word.replace(" ", r"\W+") for word in words) + r")(?!\w)"
    expected = [re.findall(r"\w+", match.group()) for match in re.finditer(pattern, text)]
    assert expected == [re.findall(r"\w+", name.text) for name in Gazetteer([place]).names(text)]


ARTICLES = sorted([FACTS, *(ROOT / "tests" / "articles").glob("*.yaml")])


@cache
def _opened(path: Path) -> tuple[Index, list[Hit]]:
    header, claims = catalog.load(path)
    return build.together([(header, claims)]), [Hit(claim) for claim in claims]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_claim_is_shown_alike_however_it_is_found(path: Path) -> None:
    """Filtered by each word of its own, sorted or limited: the same words and cells, but for the match."""
    opened, everything = _opened(path)
    wording = Wording(opened.names(), opened.speakers())
    alone = {hit.claim.id: plain_row(hit, wording) | {"match": ""} for hit in everything}
    for claim, _, _ in everything:
        named = claim.countries.named if claim.countries else ()
        for filters in (
            Filters(topics=(claim.topic,)),
            Filters(kinds=(claim.kind,), said_by=(claim.said_by,)),
            *(Filters(regions=(region,)) for region in claim.regions),
            *(Filters(countries=(code,)) for code in named),
        ):
            for sort in SORTS:
                hits = opened.select(filters, sort)
                assert hits[:2] == opened.select(filters, sort, 2)
                assert claim in [hit.claim for hit in hits]
                assert [alone[hit.claim.id] for hit in hits] == [
                    plain_row(hit, wording) | {"match": ""} for hit in hits
                ]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_figures_are_honest(path: Path) -> None:
    """A hedge leaves a bound open, a range has bounds and no value, and a sentence says why, when and who."""
    opened, everything = _opened(path)
    wording = Wording(opened.names(), opened.speakers())
    for claim, _, _ in everything:
        told = sentence(claim, wording)
        assert told.startswith(claim.statement)
        for part in (claim.purpose, claim.when, None if claim.said_by == ARTICLE else wording.speakers[claim.said_by]):
            assert part is None or part in told.removeprefix(claim.statement)
        figure = claim.quantity
        if figure is None:
            continue
        assert figure.as_written in figure_of(claim, wording)
        if figure.value is None:
            assert None not in (figure.low, figure.high)
        elif figure.hedge is None:
            assert figure.low is not None
            assert figure.high is not None
            assert figure.low <= figure.value <= figure.high
        else:
            assert None in (figure.low, figure.high)
            assert figure.value in (figure.low, figure.high) or (figure.low, figure.high) == (None, None)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_scopes_are_honest(path: Path) -> None:
    """A joint figure and a partial list say so; a region finds what is said of it and of what lies in it."""
    opened, everything = _opened(path)
    header = opened.header()
    names = opened.names()
    for claim, _, _ in everything:
        told = scope_of(claim, Wording(names))
        assert (len(claim.regions) > 1) == ("one joint figure" in told)
        assert bool(claim.countries and not claim.countries.complete) == ("not named" in told)
    for region in opened.regions():
        filters = Filters(regions=(region,))
        assert by_hand(header, everything, filters) == opened.select(filters)
