"""The pivot: every claim in its row, no figure where it does not belong, no sum that may not be made."""

import csv
import io
import json
import subprocess

import pytest

from rcsc_facts import pivot
from rcsc_facts.model import Claim, Countries, Evidence, Header, Quantity, Relation
from rcsc_facts.pivot import Pivot
from rcsc_facts.text import geography
from rcsc_facts.vocabulary import DIMENSIONS, FORMATS, REGIONS
from support import Golden, Program, bare_claim, needs


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_each_pivot_on_a_terminal(
    dimension: str, columns: int, rcsc: Program, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole table, no line wider than the terminal and no id broken."""
    monkeypatch.setenv("COLUMNS", str(columns))
    run = rcsc("table", "--by", dimension, "--format", "table")
    assert (0, "") == (run.code, run.err)
    assert columns >= max(map(len, run.out.splitlines()))
    golden(f"table-{dimension}.{columns}.txt", run.out)


@pytest.mark.parametrize("format", sorted(FORMATS.keys() - {"table"}))
def test_the_pivot_in_every_format(format: str, rcsc: Program, golden: Golden) -> None:
    """The whole output of each format; the computed sum stands on stderr, in Markdown below the table."""
    run = rcsc("table", "--format", format)
    assert 0 == run.code
    assert "16 + 10 + 13 + 5 = 44 countries" in run.err.replace("\\", "") + run.out.replace("\\", "")
    golden(f"table.{format}", run.out)


def test_other_programs_read_the_csv(rcsc: Program) -> None:
    """A spreadsheet's reader and Miller see the same cells, and figures are numbers."""
    needs("mlr")
    text = rcsc("table", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    done = subprocess.run(["mlr", "--icsv", "--ojson", "cat"], input=text, capture_output=True, text=True, check=True)
    assert [{key: str(value) for key, value in row.items()} for row in json.loads(done.stdout)] == rows
    assert ["13", "5", "16", "10", "54"] == [row["countries"] for row in rows]
    done = subprocess.run(
        ["mlr", "--icsv", "--ojson", "stats1", "-a", "sum", "-f", "countries"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [{"countries_sum": 98}] == json.loads(done.stdout), "which is for the reader to know better"


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_claim_stands_in_a_row(dimension: str, rcsc: Program) -> None:
    """A pivot loses no claim that the filters admit, and knows no other."""
    topics = ("org", "congress", "leadership", "appeals", "cooperation", "aid", "plans")
    asked = [word for topic in topics for word in ("--topic", topic)]
    rows = json.loads(rcsc("table", "--by", dimension, "--json", *asked).out)
    held = {cell["claim"] for row in rows for cells in row["cells"].values() for cell in cells}
    assert held == {claim["id"] for claim in json.loads(rcsc("list", "--json").out)}


def test_a_figure_stands_only_in_a_row_of_its_own_scope(rcsc: Program) -> None:
    """The doses that reached three named countries and others are nowhere a region's or a country's doses."""
    for dimension in ("region", "country"):
        for row in json.loads(rcsc("table", "--by", dimension, "--json").out):
            assert [None] * len(row["cells"].get("doses", [])) == [c["value"] for c in row["cells"].get("doses", [])]


def test_exact_figures(rcsc: Program) -> None:
    """With --exact a rounded figure shows all its digits and its rounding, an exact one its digits."""
    assert "17,000,000 ± 500,000" in rcsc("list", "--exact", "--format", "md").out
    out = rcsc("table", "--by", "topic", "--topic", "org", "--exact", "--format", "md").out
    assert (
        "| org | org | founded: 1904 | 17000000 | 2930000 |  |  | founded members volunteers |" == out.splitlines()[2]
    )


def _claim(id: str, regions: tuple[str, ...], value: int = 3, **changes: object) -> Claim:
    quantity = Quantity(str(value), "countries", value, value, value)
    claim = bare_claim(id, topic="aid", quantity=quantity, evidence=Evidence(7, 1, "three"), source="s")
    return claim._replace(regions=regions)._replace(**changes)  # type: ignore[arg-type]


def _pivot(claims: list[Claim], by: str) -> Pivot:
    """Tabulate claims of a store with three topics."""
    header = Header("a", (), {"org": "a", "aid": "b", "plans": "c"}, {}, {}, None, {"id": "s", "type": "webpage"})
    names = {code: country.name for code, country in geography.countries().items()}
    return pivot.pivot(claims, by, header, {**names, **REGIONS})


NOT_ADDED = {
    "regions that overlap": [_claim("a", ("asia",)), _claim("b", ("asia", "europe"))],
    "different sentences": [_claim("a", ("asia",)), _claim("b", ("europe",), evidence=Evidence(7, 2, "three"))],
    "different spans": [_claim("a", ("asia",)), _claim("b", ("europe",), when="today")],
    "different speakers": [_claim("a", ("asia",)), _claim("b", ("europe",), said_by="report")],
    "different units": [
        _claim("a", ("asia",)),
        _claim("b", ("europe",), quantity=Quantity("3", "doses", 3, 3, 3)),
    ],
    "figures that may overlap": [
        _claim("a", ("asia",), related=(Relation("b", "may-overlap"),)),
        _claim("b", ("europe",)),
    ],
    "figures tied to countries": [
        _claim("a", ("asia",), countries=Countries(("TR",), True)),
        _claim("b", ("europe",), countries=Countries(("UA",), True)),
    ],
    "one figure alone": [_claim("a", ("asia",))],
}


@pytest.mark.parametrize("case", NOT_ADDED)
def test_what_is_never_added(case: str) -> None:
    """No sum and no shares for figures that are not parts of one breakdown."""
    table = _pivot(NOT_ADDED[case], "region")
    assert () == table.notes
    assert {None} == {cell.share for row in table.rows for cell in row.all_cells}


def test_a_breakdown_is_added() -> None:
    """Counts of one unit, in one sentence, of regions apart from each other."""
    table = _pivot([_claim("a", ("asia",), 1), _claim("b", ("africa",), 3)], "region")
    assert (
        "computed here, not in the article: 1 + 3 = 4 countries; shares are percentages of this sum",
    ) == table.notes
    assert [("africa", 0.75), ("asia", 0.25)] == [(row.key, row.shared and row.shared.share) for row in table.rows]


def test_countries_without_a_region_stand_in_the_last_row() -> None:
    """A named country outside the five regions is not lost."""
    claim = _claim("a", (), countries=Countries(("AQ",), True))
    [row] = _pivot([claim], "region").rows
    assert ("none", "no region", "Antarctica: 3 countries") == (row.key, row.label, row.cells["countries"][0].text)


def test_an_empty_pivot(rcsc: Program) -> None:
    """Nothing matched: exit 1, an empty table in the format asked for."""
    run = rcsc("table", "--topic", "plans", "--kind", "count", "--json")
    assert (1, "[]\n") == (run.code, run.out)


def test_rows_stand_in_their_order() -> None:
    """Paragraphs by their number, countries by name, words by their vocabulary, what has no place last."""
    claims = [
        _claim(f"c-{number}", (), evidence=Evidence(paragraph, 1, "x"), kind=kind, topic=topic, countries=countries)
        for number, (paragraph, kind, topic, countries) in enumerate(
            [
                (10, "plan", "plans", None),
                (9, "action", "aid", Countries(("PE",), True)),
                (1, "fact", "org", Countries(("AX",), True)),
            ]
        )
    ]
    for by, keys in (
        ("paragraph", ["1", "9", "10"]),
        ("country", ["AX", "PE", "none"]),
        ("kind", ["fact", "action", "plan"]),
        ("topic", ["org", "aid", "plans"]),
        ("region", ["americas", "europe", "none"]),
    ):
        assert keys == [row.key for row in _pivot(claims, by).rows]


def test_rows_by_value_begin_with_the_largest(rcsc: Program) -> None:
    """A row's largest figure counts; rows without a figure stand last, in their own order."""
    topics = (word for topic in ("appeals", "plans", "aid", "org") for word in ("--topic", topic))
    rows = json.loads(rcsc("table", "--by", "topic", *topics, "--sort", "value", "--json").out)
    assert ["org", "aid", "appeals", "plans"] == [row["key"] for row in rows]


def test_each_claim_has_a_cell_of_its_own() -> None:
    """Claims of one act too, whether or not they say the same of a row."""
    some = Countries(("KE",), False)
    acts = (Relation("b", "same-act"),), (Relation("a", "same-act"),)
    one = _claim("a", (), countries=some, related=acts[0])
    other = _claim("b", (), countries=some, related=acts[1], quantity=Quantity("7", "doses", 7, 7, 7))

    def cells(*claims: Claim) -> list[tuple[str, str]]:
        [row] = _pivot([*claims], "region").rows
        return [(cell.claim, cell.text) for cell in row.all_cells]

    assert [("a", "Kenya and others not named"), ("b", "Kenya and others not named")] == cells(one, other)
    elsewhere = other._replace(countries=Countries(("UG",), False))
    assert [("a", "Kenya and others not named"), ("b", "Uganda and others not named")] == cells(one, elsewhere)


def test_a_figure_that_no_row_has_is_told_below() -> None:
    """Up to a dozen of them, and how many more there are."""
    some = Countries(("KE",), False)
    claims = [_claim(f"c-{number}", (), countries=some) for number in range(14)]
    [note] = _pivot(claims, "region").notes
    assert note.startswith("not divided by region: 3 countries (c-0), 3 countries (c-1), ")
    assert note.endswith("3 countries (c-11) and 2 more")
    assert () == _pivot(claims, "topic").notes
