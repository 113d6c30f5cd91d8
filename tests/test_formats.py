"""Every format carries the same claims in the same order, read back by real parsers."""

import csv
import io
import json
import re
import subprocess
from typing import Any

import pytest
import yaml

from rcsc_facts.formats import FLAT_COLUMNS, Grid, csv_text, grid_text
from rcsc_facts.vocabulary import FIELD_NAMES, FORMATS
from support import ROOT, Program, needs

QUERY = ("list", "--region", "asia")


@pytest.fixture
def records(rcsc: Program) -> list[dict[str, Any]]:
    answer = json.loads(rcsc(*QUERY, "--json").out)
    assert isinstance(answer, list)
    assert len(answer) == 5
    return answer


def test_json_has_every_field_in_a_fixed_order(rcsc: Program) -> None:
    """One claim as JSON, whole: absent is null, and the value stands apart from its unit."""
    [claim] = json.loads(rcsc("org", "--unit", "members", "--json").out)
    expected = {
        "id": "members",
        "asks": "members",
        "topic": "org",
        "kind": "count",
        "statement": "The RCSC has 17 million members.",
        "quantity": {
            "value": 17000000,
            "unit": "members",
            "as_written": "17 million",
            "low": 16500000,
            "high": 17500000,
            "hedge": None,
        },
        "regions": [],
        "countries": None,
        "when": "currently",
        "date": None,
        "purpose": None,
        "said_by": "article",
        "also": ["membership", "size", "how big", "people"],
        "evidence": {"paragraph": 6, "sentence": 1, "phrase": "17 million members"},
        "further_evidence": [],
        "related": [{"claim": "volunteers", "as": "may-overlap"}],
        "note": "Rounded to the million. Whether members are persons or also bodies is not said.",
        "source": "rcsc-daily-mail",
        "match": None,
    }
    assert expected == claim
    assert list(expected) == list(claim)


def test_json_lines_and_yaml_carry_what_json_carries(rcsc: Program, records: list[dict[str, Any]]) -> None:
    """A line each, or a YAML list, gives the same records."""
    assert records == [json.loads(line) for line in rcsc(*QUERY, "--format", "jsonl").out.splitlines()]
    assert records == yaml.safe_load(rcsc(*QUERY, "--format", "yaml").out)


def _flat(record: dict[str, Any]) -> dict[str, str]:
    figure = record["quantity"] or dict.fromkeys(("value", "unit", "as_written", "low", "high", "hedge"))
    countries = record["countries"] or {"named": [], "complete": None}
    row = record | figure | record["evidence"] | {"countries": " ".join(countries["named"])}
    row["complete"] = {None: "", True: "true", False: "false"}[countries["complete"]]
    row["regions"] = " ".join(record["regions"])
    row["related"] = " ".join(f"{relation['claim']}:{relation['as']}" for relation in record["related"])
    row["also"] = "; ".join(record["also"])
    pieces = record["further_evidence"]
    row["further_evidence"] = "; ".join(
        f"{piece['for']}:{piece['paragraph']}.{piece['sentence']}:{piece['phrase']}" for piece in pieces
    )
    return {column: "" if row[column] is None else str(row[column]) for column in FLAT_COLUMNS}


def test_csv_and_tsv_carry_what_json_carries(rcsc: Program, records: list[dict[str, Any]]) -> None:
    """All fields come back, under the same names."""
    expected = [_flat(record) for record in records]
    assert expected == list(csv.DictReader(io.StringIO(rcsc(*QUERY, "--format", "csv").out)))
    tsv = rcsc(*QUERY, "--format", "tsv").out
    assert expected == list(csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_plain_gives_ids_in_the_first_column(rcsc: Program, records: list[dict[str, Any]]) -> None:
    """One claim a line, without a header."""
    lines = rcsc(*QUERY).out.splitlines()
    assert [record["id"] for record in records] == [line.split("\t")[0] for line in lines]
    assert {7} == {line.count("\t") for line in lines}


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_answer_is_valid_in_every_format(format: str, rcsc: Program) -> None:
    """Nothing found is exit code 1, and [] or a bare header where the format has such a thing."""
    header = {"csv": ",".join(FLAT_COLUMNS) + "\n", "tsv": "\t".join(FLAT_COLUMNS) + "\n"}
    header |= {
        "json": "[]\n",
        "yaml": "[]\n",
        "md": grid_text(Grid(["id", "figure", "where", "claim", "locator"], []), "md"),
    }
    expected = (1, header.get(format, ""), "rcsc: no claim matches; try fewer filters, or rcsc list\n")
    assert expected == rcsc("plans", "--unit", "members", "--format", format)


def test_bounds_in_words(rcsc: Program) -> None:
    """Both of a rounded figure or a range, the one that a hedge leaves, or that there is none."""
    store = str(ROOT / "tests" / "articles" / "harbour.yaml")
    shown = rcsc("show", "goods", "calls", "yachts", "grant", "quays", "--format", "plain", "--store", store).out
    expected = [
        "at least 4,200,000",
        "at most 2,000",
        "from 350 to 400",
        "from 3,450,000 to 3,550,000",
        "exact as printed",
    ]
    assert expected == re.findall(r"^bounds\t(.*)$", shown, re.MULTILINE)


def test_the_fields_are_those_of_the_records(rcsc: Program) -> None:
    """Each name that can be asked for is a field, or one within a field; and no field has no name."""
    found = set()
    for record in json.loads(rcsc("list", "--json").out):
        found |= record.keys()
        found |= {f"{outer}.{name}" for outer, value in record.items() if isinstance(value, dict) for name in value}
    assert found == {*FIELD_NAMES}


def test_cells_that_a_spreadsheet_would_run_are_defused() -> None:
    """A leading = + - @ or tab gets an apostrophe; quotes and commas are quoted."""
    assert '\'=1+1,\'+1,\'-1,\'@x,"a ""b"", c"\n' == csv_text([["=1+1", "+1", "-1", "@x", 'a "b", c']])
    assert "'\t=1\n" == csv_text([["\t=1"]])


def test_markdown_cells_print_as_they_are() -> None:
    """Bars, stars, brackets and tags in a cell are escaped."""
    assert "| a |\n| --- |\n| x \\| \\*b\\* \\[c\\] \\<d\\> |\n" == grid_text(Grid(["a"], [["x | *b* [c] <d>"]]), "md")


def test_jq_reads_our_json(rcsc: Program) -> None:
    """jq itself finds the value as a number."""
    needs("jq")
    text = rcsc("aid", "--region", "africa", "--json").out
    done = subprocess.run(["jq", "-c", "[.[].quantity.value]"], input=text, capture_output=True, text=True, check=True)
    assert "[13,1600000,12]\n" == done.stdout


def test_miller_reads_our_csv(rcsc: Program) -> None:
    """Miller itself finds the columns."""
    needs("mlr")
    text = rcsc("aid", "--region", "africa", "--format", "csv").out
    command = ["mlr", "--icsv", "--ojsonl", "cut", "-f", "id,value"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert '{"id": "aid-africa", "value": 13}' == done.stdout.splitlines()[0]
