"""The table says the same of a row whatever else is shown, adds only what may be added, and fits 80 columns."""

import csv
import io
import itertools
import json

import pytest

from rcsc_facts import pivot, query
from rcsc_facts.index import build
from rcsc_facts.model import Claim, Countries, Evidence, Filters, Group, Header, Quantity
from rcsc_facts.store import catalog
from rcsc_facts.vocabulary import DIMENSIONS, KINDS, SORTS
from support import FACTS, Program

HEADER, CLAIMS = catalog.load(FACTS)
INDEX = build.together([(HEADER, CLAIMS)])
NAMES = INDEX.names()

Cells = dict[tuple[str, str], set[pivot.Cell]]


def _cells(table: pivot.Pivot) -> Cells:
    """Return the cells of a table by row and column."""
    return {(row.key, column): {*cells} for row in table.rows for column, cells in row.cells.items()}


def test_figures_in_full() -> None:
    """Hedged as they are, rounded with half the unit of the last place; ranges, years and ordinals as written."""
    articles = FACTS.parent / "tests" / "articles"
    found = {
        claim.quantity.as_written: claim.quantity.in_full
        for name in ("harbour", "orchestra")
        for claim in catalog.load(articles / f"{name}.yaml")[1]
        if claim.quantity
    }
    assert {
        "more than 4.2 million": "more than 4,200,000",
        "nearly 2,000": "nearly 2,000",
        "350 to 400": "350 to 400",
        "€3.5 million": "3,500,000 ± 50,000",
        "1868": "1868",
        "1,000th": "1,000th",
        "no more than five": "no more than 5",
        "34 percent": "34 ± 0.5",
        "nine": "9",
    }.items() <= found.items()


@pytest.mark.parametrize(
    ("written", "unit", "told"),
    [
        ("17 million", "members", "17 million members"),
        ("17-million-member", "members", "17-million-member"),
        ("12 percent", "percent", "12 percent"),
        ("12%", "percent", "12%"),
        ("$10.7 million", "dollars", "$10.7 million"),
        ("EUR 5", "euros", "EUR 5"),
        ("10.7 million US dollars", "us-dollars", "10.7 million US dollars"),
        ("5 Hong Kong dollars", "hong-kong-dollars", "5 Hong Kong dollars"),
        ("40 square metres", "square-metres", "40 square metres"),
        ("40", "square-metres", "40 square metres"),
        ("5 kilowatt hours", "kilowatthours", "5 kilowatt hours"),
        ("5 kilowatthours", "kilowatt-hours", "5 kilowatthours"),
        ("1904", "year", "1904"),
    ],
)
def test_a_figure_has_its_unit_once(written: str, unit: str, told: str) -> None:
    """A sign, a code or the word in any form is not followed by the word again."""
    assert told == Quantity(written, unit, 1, 1, 1).with_unit()


def _filters() -> list[Filters]:
    """Return filters of every kind, alone and two together."""
    single = [
        *(
            Filters(regions=(region,))
            for region in ("africa", "asia", "europe", "oceania", "western-asia", "middle-east")
        ),
        *(Filters(countries=(code,)) for code in ("IR", "ET", "UA", "KE")),
        *(Filters(topics=(topic,)) for topic in HEADER.topics),
        *(Filters(kinds=(kind,)) for kind in KINDS),
        *(Filters(said_by=(speaker,)) for speaker in HEADER.voices),
        *(Filters(units=(unit,)) for unit in INDEX.units()),
        Filters(years=("2023",)),
    ]
    pairs = [
        Filters(*(one or other for one, other in zip(first, second, strict=True)))
        for first, second in itertools.combinations(single[::3], 2)
    ]
    return [Filters(), *single, *pairs]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_cell_of_a_filtered_table_is_one_of_the_whole(dimension: str) -> None:
    """Rows, order of columns, figures, texts and shares are those of the table of all claims."""
    whole = pivot.pivot(CLAIMS, dimension, HEADER, NAMES)
    expected = _cells(whole)
    for filters in _filters():
        admitted = {hit.claim.id for hit in INDEX.select(filters)}
        for sort, limit in [(None, None), *((sort, 2) for sort in SORTS)]:
            table = pivot.pivot(CLAIMS, dimension, HEADER, NAMES, pivot.Shown(admitted, filters, sort, limit))
            shown = _cells(table)
            for place, cells in shown.items():
                assert cells == {cell for cell in expected[place] if cell.claim in admitted}, (filters, sort, place)
            assert [column for column in whole.columns if column in table.columns] == [*table.columns]
            assert len(table.rows) <= (limit or len(table.rows))
            if limit is None and not (filters.regions or filters.countries):
                assert {cell.claim for cells in shown.values() for cell in cells} == admitted


def test_only_rows_asked_for_are_shown(rcsc: Program) -> None:
    """A claim about two regions brings no row of the other one."""
    assert ["europe"] == [row["key"] for row in json.loads(rcsc("table", "--region", "europe", "--json").out)]
    assert ["IR"] == [
        row["key"] for row in json.loads(rcsc("table", "--by", "country", "--country", "iran", "--json").out)
    ]
    assert ["asia"] == [row["key"] for row in json.loads(rcsc("table", "--region", "western-asia", "--json").out)]


def test_shares_are_of_the_whole_in_every_format(rcsc: Program) -> None:
    """Each says what the share is a part of, and a filter changes neither."""
    for more in ([], ["--region", "europe"], ["--sort", "value"], ["--kind", "count"]):
        rows = {row["key"]: row for row in json.loads(rcsc("table", *more, "--json").out)}
        assert (round(10 / 44, 9), "44 countries") == (round(rows["europe"]["share"], 9), rows["europe"]["share_of"])
        cells = {row["key"]: row for row in csv.DictReader(io.StringIO(rcsc("table", *more, "--format", "csv").out))}
        assert ("0.2273", "44 countries") == (cells["europe"]["share"], cells["europe"]["share of"])
    assert "of 44" in rcsc("table", "--region", "europe", "--format", "table").out
    assert "44 countries" in rcsc("table", "--region", "europe", "--format", "md").out


def test_rows_are_sorted_by_their_figures(rcsc: Program) -> None:
    """The largest first or, turned around, last; rows without a figure after them."""
    keys = [row["key"] for row in json.loads(rcsc("table", "--sort", "value", "--kind", "count", "--json").out)]
    assert ["none", "asia", "africa", "europe", "americas+oceania"] == keys
    turned = [
        row["key"] for row in json.loads(rcsc("table", "--reverse", "--sort", "value", "--kind", "count", "--json").out)
    ]
    assert keys[::-1] == turned
    assert keys[:2] == [
        row["key"]
        for row in json.loads(rcsc("table", "--sort", "value", "--limit", "2", "--kind", "count", "--json").out)
    ]


def _claim(claim_id: str, written: str, value: float, region: str, hedge: str | None = None, **more: object) -> Claim:
    """Return a count for a region."""
    figure = Quantity(written, "boats", value, None if hedge else value, None if hedge else value, hedge)
    made = CLAIMS[0]._replace(
        id=claim_id,
        asks=claim_id,
        kind="count",
        statement=f"{written} boats came from there.",
        quantity=figure,
        regions=(region,),
        countries=None,
        when=None,
        purpose=None,
        further_evidence=(),
        related=(),
        evidence=Evidence(1, 1, f"{written} boats"),
    )
    return made._replace(**more)  # type: ignore[arg-type]


GROUPS = (Group("baltic", "the Baltic", ("DE", "DK", "SE")), Group("nordic", "the Nordics", ("DK", "SE", "NO")))
OWN = HEADER._replace(groups=GROUPS)


@pytest.mark.parametrize(
    ("claims", "sums"),
    [
        ([_claim("a", "3", 3, "asia"), _claim("b", "4", 4, "africa")], ["3 + 4 = 7 boats"]),
        ([_claim("a", "3", 3, "baltic"), _claim("b", "4", 4, "nordic")], []),
        ([_claim("a", "3", 3, "baltic"), _claim("b", "4", 4, "europe")], []),
        ([_claim("a", "3", 3, "western-asia"), _claim("b", "4", 4, "asia")], []),
        ([_claim("a", "about 3", 3, "asia", "about"), _claim("b", "4", 4, "africa")], []),
        ([_claim("a", "3", 3, "asia"), _claim("b", "4", 4, "africa", when="last year")], []),
        ([_claim("a", "3", 3, "asia"), _claim("b", "4", 4, "africa", said_by="report")], []),
        ([_claim("a", "3", 3, "asia"), _claim("b", "4", 4, "africa", evidence=Evidence(2, 1, "x"))], []),
    ],
    ids=["apart", "groups-overlap", "group-in-region", "part-of-region", "hedged", "time", "speaker", "sentence"],
)
def test_only_figures_of_one_breakdown_are_added(claims: list[Claim], sums: list[str]) -> None:
    """One unit, sentence, time and speaker, nothing hedged, no country counted twice."""
    names = NAMES | {"baltic": "the Baltic", "nordic": "the Nordics", "western-asia": "Western Asia"}
    table = pivot.pivot(claims, "region", OWN, names)
    assert sums == [note.split(": ")[1].split(";")[0] for note in table.notes if note.startswith("computed")]
    assert bool(sums) == any(row.shared for row in table.rows)


def test_a_figure_of_one_country_stands_in_its_row() -> None:
    """By country as the row's own; by region with the country's name, and not as a figure of the region."""
    claim = _claim("a", "3", 3, "asia", regions=(), countries=Countries(("IR",), complete=True))
    [row] = pivot.pivot([claim], "country", HEADER, NAMES).rows
    assert ("IR", "3", 3) == (row.key, row.all_cells[0].text, row.all_cells[0].value)
    table = pivot.pivot([claim], "region", HEADER, NAMES)
    [row] = table.rows
    assert ("asia", "Iran: 3 boats", None) == (row.key, row.all_cells[0].text, row.all_cells[0].value)
    assert () == table.notes


def test_a_hedge_stays_at_its_figure(rcsc: Program) -> None:
    """A number alone would say more than the article does."""
    from rcsc_facts import formats

    claims = [_claim("a", "about 3", 3, "asia", "about"), _claim("b", "4", 4, "africa")]
    grid = formats.pivot_page(pivot.pivot(claims, "region", HEADER, NAMES)).grid()
    column = [*grid.header].index("boats")
    assert {"africa": "4", "asia": "about 3"} == {row[0]: row[column] for row in grid.rows}


def test_years_and_facts_show_their_figure(rcsc: Program) -> None:
    """A founding year is in the table of its topic."""
    assert "founded: 1904" in rcsc("table", "--topic", "org").out
    assert "congress-number: 12th congress" in rcsc("table", "--topic", "congress", "--by", "kind").out


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_it_is_a_table_at_80_columns(dimension: str, rcsc: Program) -> None:
    """For every dimension and every topic, no line wider, no figure cut."""
    for more in (*(["--topic", topic] for topic in HEADER.topics), []):
        run = rcsc("table", "--by", dimension, *more, "--format", "table")
        lines = run.out.splitlines()
        assert any(set(line) <= {"─"} and line for line in lines), (dimension, more)
        assert max(map(len, lines)) <= 80
        assert "…" not in run.out


def test_plain_rows_have_no_empty_cell(rcsc: Program) -> None:
    """So that a shell's read loses no column."""
    for dimension in DIMENSIONS:
        for line in rcsc("table", "--by", dimension).out.splitlines():
            assert "" not in line.split("\t")


def test_the_years_of_claims() -> None:
    """By the date or the figure; --year finds the same."""
    for year in ("1904", "2023"):
        by_hand = {claim.id for claim in CLAIMS if pivot.year_of(claim) == year}
        assert by_hand == {hit.claim.id for hit in query.select(INDEX, Filters(years=(year,))).hits}
        assert by_hand


def test_the_header_is_the_stores() -> None:
    """The table that is shown unasked is that of the topic which the store names."""
    assert isinstance(HEADER, Header)
    assert "aid" == HEADER.table
