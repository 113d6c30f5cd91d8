"""Claims to text that programs read: each format is a function from what was found to one string."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rcsc_facts.characters import unseen
from rcsc_facts.errors import Finding, NothingFound, UsageError, shown
from rcsc_facts.model import Claim, Evidence, Hit, Quantity, Snippet, Wording
from rcsc_facts.statement import figure_of, scope_of, sentence
from rcsc_facts.text.folding import did_you_mean
from rcsc_facts.vocabulary import FIELD_NAMES, KINDS

if TYPE_CHECKING:  # a look-up needs no pivot, and each module costs it time
    from rcsc_facts.compare import Answer, Question
    from rcsc_facts.pivot import Cell, Pivot, Row
    from rcsc_facts.store.rules import Rule

PLAIN_COLUMNS = ("id", "value", "unit", "regions", "countries", "match", "place", "statement")

FLAT_COLUMNS = (
    *("id", "topic", "kind", "statement", "value", "unit", "as_written", "low", "high", "regions", "countries"),
    *("complete", "when", "said_by", "paragraph", "sentence", "phrase", "related", "note", "source", "match"),
    *("asks", "hedge", "date", "purpose", "also", "further_evidence"),
)


def as_record(hit: Hit) -> dict[str, Any]:
    """Return a claim that was found as plain data: as `claim_record`, and how it matched."""
    return claim_record(hit.claim) | {"match": hit.match}


def claim_record(claim: Claim) -> dict[str, Any]:
    """Return a claim as plain data: every field in its fixed order, None for what is absent."""
    figure, countries = claim.quantity, claim.countries
    return {
        "id": claim.id,
        "asks": claim.asks,
        "topic": claim.topic,
        "kind": claim.kind,
        "statement": claim.statement,
        "quantity": figure
        and {
            "value": figure.value,
            "unit": figure.unit,
            "as_written": figure.as_written,
            "low": figure.low,
            "high": figure.high,
            "hedge": figure.hedge,
        },
        "regions": list(claim.regions),
        "countries": countries and {"named": list(countries.named), "complete": countries.complete},
        "when": claim.when,
        "date": claim.date,
        "purpose": claim.purpose,
        "said_by": claim.said_by,
        "also": list(claim.also),
        "evidence": _piece(claim.evidence),
        "further_evidence": [{**_piece(piece), "for": piece.role} for piece in claim.further_evidence],
        "related": [{"claim": relation.claim, "as": relation.kind} for relation in claim.related],
        "note": claim.note,
        "source": claim.source,
    }


def _grouped(value: float | None, unit: str) -> str:
    """Return a number with its thousands grouped, but a year; empty where there is none."""
    return "" if value is None else str(value) if unit == "year" else f"{value:,}"


def _bounds(figure: Quantity) -> str:
    """Return what a figure's printed form leaves open, in words."""
    low, high = _grouped(figure.low, figure.unit), _grouped(figure.high, figure.unit)
    if figure.low == figure.high and figure.low is not None:
        return "exact as printed"
    if low and high:
        return f"from {low} to {high}"
    return f"at least {low}" if low else f"at most {high}" if high else "open"


def _piece(evidence: Evidence) -> dict[str, Any]:
    return {"paragraph": evidence.paragraph, "sentence": evidence.sentence, "phrase": evidence.phrase}


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a claim's record without the levels in it: what is within a field stands under its own name.

    Of countries the codes stand under `countries`, and whether they are all under `complete`.
    """
    row: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            row |= {key if inner == "named" else inner: part for inner, part in value.items()}
        else:
            row[key] = value
    return row


def cell(value: Any, name: str = "") -> str:
    """Return the field of a record that has this name as one text: true or false, and absent as empty.

    Of a list, words are separated by spaces, and by semicolons what may have spaces in it.
    """
    if isinstance(value, list):
        return ("; " if name in ("also", "further_evidence") else " ").join(map(_item, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _item(value: Any) -> str:
    """Return an item of a list as text: a relation as id:relation, a piece of evidence as role:locator:phrase."""
    if isinstance(value, str):
        return value
    if "as" in value:
        return f"{value['claim']}:{value['as']}"
    return f"{value['for']}:{value['paragraph']}.{value['sentence']}:{value['phrase']}"


def plain_row(hit: Hit, wording: Wording) -> dict[str, str]:
    """Return a claim as a row of texts for lines: a partial list ends in +, and the statement is a whole sentence."""
    row = as_row(hit)
    claim = hit.claim
    if claim.countries and not claim.countries.complete:
        row["countries"] += " +"
    return row | {"statement": sentence(claim, wording)}


def as_row(hit: Hit) -> dict[str, str]:
    """Return a claim as a flat row of texts; what is absent is empty."""
    row = dict.fromkeys(FLAT_COLUMNS, "") | {key: cell(value, key) for key, value in flat(as_record(hit)).items()}
    return row | {"place": hit.claim.evidence.locator, "matched": bracketed(hit.snippets or ())}


def as_dict(hit: Hit) -> dict[str, Any]:
    """Return a claim as a flat row with `FLAT_COLUMNS`; figures stay numbers, lists become texts, absent is None."""
    row = flat(as_record(hit))
    return {
        column: cell(row[column], column) if isinstance(row.get(column), list) else row.get(column)
        for column in FLAT_COLUMNS
    }


def field(record: Mapping[str, Any], path: str) -> str | int | float:
    """Return a field of a claim's record by its dotted path; a list becomes one text, as in `cell`.

    Raise UsageError where claims have no such field, NothingFound where this one has nothing in it.
    """
    path = _whole_path(path)
    value: Any = record
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            known = ", ".join(value) if isinstance(value, dict) else "none below it"
            raise UsageError(f"claims have no field '{shown(path)}'", f"fields: {known}")
        value = value[name]
        if value is None or value == []:
            what = _LACKING.get(path) if record.get("quantity") else None
            what = what or ("figure" if path.startswith("quantity") else name)
            having = [key for key, content in record.items() if content not in (None, [])]
            raise NothingFound(f"the claim '{record['id']}' has no {what}", f"it has {', '.join(having)}")
    if isinstance(value, dict):
        raise UsageError(f"'{path}' has several fields", f"name one: {', '.join(f'{path}.{key}' for key in value)}")
    return value if isinstance(value, int | float) and not isinstance(value, bool) else cell(value, name)


_LACKING = {
    "quantity.value": "single value: its figure is a range or open",
    "quantity.low": "lower bound: its figure is open below",
    "quantity.high": "upper bound: its figure is open above",
    "quantity.hedge": "hedge",
}
"""What a claim with a figure may lack of it."""

_SHORT = {
    "quantity": ("value", "unit", "as_written", "low", "high", "hedge"),
    "evidence": ("paragraph", "sentence", "phrase"),
}
"""Fields that may be named without what they are in."""


def bracketed(snippets: Iterable[Snippet]) -> str:
    """Return what a search matched on one line, the matched words in brackets."""
    return " · ".join("".join(f"[{text}]" if is_match else text for text, is_match in one) for one in snippets)


class Grid(NamedTuple):
    """Rows of texts under a header."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


class Page(NamedTuple):
    """An answer in every shape that a format may want; each is made when a format asks for it."""

    records: Callable[[], Any]
    """Plain data: a list of records, which is json, jsonl or yaml; or a bare value, which is json."""
    grid: Callable[[], Grid]
    """All columns: csv, tsv."""
    plain: Callable[[], str]
    """Lines for a pipe, without a header."""
    prose: Callable[[], Grid]
    """What a person reads: md."""
    notes: tuple[str, ...] = ()
    """What a reader of the page must know; md has it below the table."""
    github: Callable[[], str] = str
    """Findings as annotations for a workflow of GitHub Actions; nothing where the page has no findings."""


def page_text(page: Page, format: str) -> str:
    """Return a page in any format but the table, which `screen` draws; *format* is a word of `vocabulary.FORMATS`."""
    if format in ("json", "jsonl", "yaml"):
        return data_text(page.records(), format)
    if format == "plain":
        return page.plain()
    if format == "github":
        return page.github()
    if format == "md":
        return grid_text(page.prose(), format) + "".join(f"\n{md_escape(note)}\n" for note in page.notes)
    return grid_text(page.grid(), format)


def page_of(records: Callable[[], Any], grid: Callable[[], Grid], *notes: str) -> Page:
    """Return a page whose rows are the same in every format of text."""
    return Page(records, grid, lambda: grid_text(grid(), "plain"), grid, notes)


def value_page(value: str | float) -> Page:
    """Return a bare value as a page, which is plain or json."""
    return page_of(lambda: value, lambda: Grid([], [[str(value)]]))


def values_page(values: Sequence[str | int | float | None]) -> Page:
    """Return bare values, a line each, as a page."""
    return page_of(lambda: [*values], lambda: Grid([], [[cell(value)] for value in values]))


def claims_page(hits: Sequence[Hit], wording: Callable[[], Wording], named: Sequence[Hit] | None = None) -> Page:
    """Return claims as a page; *named* are the same as lines and tables name them, where that is otherwise."""
    named = hits if named is None else named
    searched = any(hit.snippets is not None for hit in hits)
    columns = (*PLAIN_COLUMNS, "matched") if searched else PLAIN_COLUMNS
    return Page(
        records=lambda: [as_record(hit) for hit in hits],
        grid=lambda: _chosen(hits, FLAT_COLUMNS),
        plain=lambda: _plain(named, columns, wording()),
        prose=lambda: _claims_prose(named, wording()),
    )


def _plain(hits: Sequence[Hit], columns: Sequence[str], wording: Wording) -> str:
    rows = (plain_row(hit, wording) for hit in hits)
    return grid_text(Grid(columns, [[row[column] for column in columns] for row in rows]), "plain")


def _chosen(hits: Sequence[Hit], columns: Sequence[str]) -> Grid:
    return Grid(columns, [[row[column] for column in columns] for row in map(as_row, hits)])


def _claims_prose(hits: Sequence[Hit], wording: Wording) -> Grid:
    asked = any(hit.match for hit in hits)
    rows = []
    for hit in hits:
        claim = hit.claim
        cells = [claim.id, figure_of(claim, wording), scope_of(claim, wording), *([hit.match or ""] if asked else [])]
        rows.append([*cells, sentence(claim, wording), claim.evidence.locator])
    return Grid(["id", "figure", "where", *(["match"] if asked else []), "claim", "locator"], rows)


def field_names(asked: Iterable[str]) -> list[str]:
    """Return the fields meant by names that commas or blanks separate; raise UsageError for what is no field."""
    names = [name for one in asked for name in one.replace(",", " ").split()]
    for name in names:
        if name not in FIELD_NAMES and not any(name in inner for inner in _SHORT.values()):
            near = did_you_mean(shown(name), FIELD_NAMES)
            raise UsageError(f"claims have no field '{shown(name)}'", near or f"fields: {', '.join(FIELD_NAMES)}")
    return names


def fields_page(hits: Sequence[Hit], names: Sequence[str]) -> Page:
    """Return claims as a page with only some fields, which `field_names` made."""

    def records() -> list[dict[str, Any]]:
        return [{name: _within(record, name) for name in names} for record in map(as_record, hits)]

    return page_of(records, lambda: Grid(names, [[_field_text(one[name]) for name in names] for one in records()]))


def _within(record: Mapping[str, Any], path: str) -> Any:
    """Return what a record has under a name, as plain data; None where it has nothing."""
    value: Any = record
    for name in _whole_path(path).split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _field_text(value: Any) -> str:
    return compact(value) if isinstance(value, dict) else cell(value)


def _whole_path(path: str) -> str:
    """Return the path of a field that was named without what it is in."""
    return next((f"{outer}.{path}" for outer, inner in _SHORT.items() if path in inner), path)


def records_page(
    hits: Sequence[Hit],
    wording: Callable[[], Wording],
    relatives: Mapping[str, Claim],
    named: Sequence[Hit],
    more: Mapping[str, Sequence[tuple[str, str]]],
) -> Page:
    """Return everything about claims as a page: in plain lines each field stands on one of its own.

    *relatives* are the related claims by their ids, *named* the claims as a person names them, *more* further
    labelled lines by such names.
    """

    def plain() -> str:
        lines = [[*record_lines(hit.claim, wording(), relatives), *more.get(hit.claim.id, ())] for hit in named]
        return "\n".join("".join(f"{label}\t{text}\n" for label, text in record) for record in lines)

    return claims_page(hits, wording, named)._replace(plain=plain)


def items_page(items: Sequence[Mapping[str, Any]]) -> Page:
    """Return what was read in a text as a page: figures and places, as `text.reading.as_item` gives them."""

    def grid() -> Grid:
        header = ["locator", "kind", "text", "value", "low", "high", "unit", "names"]
        rows = [
            [
                f"{one['paragraph']}.{one['sentence']}",
                *(shown(cell(one[column], column), None) for column in header[1:]),
            ]
            for one in items
        ]
        return Grid(header, rows)

    return page_of(lambda: items, grid)


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as CSV; a cell that a spreadsheet would run as a formula gets an apostrophe before it.

    That alters such a cell (OWASP, CSV injection; CWE-1236); the other formats leave it as it is.
    """
    import csv  # most answers are in other formats
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[f"'{cell}" if cell[:1] in _FORMULA else cell for cell in row] for row in rows])
    return out.getvalue()


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def json_text(value: Any) -> str:
    """Return plain data as indented JSON."""
    return _dumped(value, indent=2) + "\n"


def compact(value: Any) -> str:
    """Return plain data as JSON on one line."""
    return _dumped(value)


def _dumped(value: Any, indent: int | None = None) -> str:
    """Return plain data as JSON (RFC 8259); of other characters than ASCII those that nobody sees are escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    if text.isascii() and "\x7f" not in text:
        return text
    pieces, done = [], 0
    for match in unseen(text):
        code = ord(match[0])
        pieces += [text[done : match.start()], f"\\u{code:04x}" if code == 0x7F else json.dumps(match[0])[1:-1]]
        done = match.end()
    return "".join([*pieces, text[done:]])


def data_text(records: Any, format: str) -> str:
    """Return a list of records of plain data as json, jsonl or yaml, or a bare value as json.

    In YAML every value is written as JSON, which is YAML, so that none can be misread.
    """
    if format == "json":
        return json_text(records)
    if format == "jsonl":
        return "".join(compact(record) + "\n" for record in records)
    lines = [
        f"{'  ' if position else '- '}{key}: {compact(value)}\n"
        for record in records
        for position, (key, value) in enumerate(record.items())
    ]
    return "".join(lines) or "[]\n"


def findings_page(page: Page, findings: Sequence[Finding], rules: "Mapping[str, Rule]") -> Page:
    """Return the page of a report with its findings a line or two each, as compilers print them, and for GitHub."""
    return page._replace(
        plain=lambda: "".join(f"{finding}\n" for finding in findings), github=lambda: github_text(findings, rules)
    )


def github_text(findings: Iterable[Finding], rules: "Mapping[str, Rule]") -> str:
    """Return findings as the workflow commands of GitHub Actions, which shows them beside the lines."""
    lines = []
    for one in findings:
        level = "warning" if rules[one.code].is_remark else "error"
        where = f"file={_github(one.file, ':,')},line={one.line},col={one.column},title={one.code}"
        said = f"{one.message} ({one.hint})" if one.hint else one.message
        lines.append(f"::{level} {where}::{_github(said)}\n")
    return "".join(lines)


def _github(text: str, more: str = "") -> str:
    return "".join(f"%{ord(char):02X}" if char in f"%\r\n{more}" else char for char in text)


def grid_text(grid: Grid, format: str) -> str:
    """Return rows of text as csv, md, tsv (with a header) or plain (without); no cell holds a tab or a newline."""
    header, rows = grid
    if format == "csv":
        return csv_text([header, *rows])
    if format == "md":
        lines = [header, ["---"] * len(header), *[[md_escape(cell) for cell in row] for row in rows]]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)
    if format == "plain":
        return "".join("\t".join(cell or ABSENT for cell in row) + "\n" for row in rows)
    return "".join("\t".join(row) + "\n" for row in [header, *rows])


ABSENT = "-"
"""Stands in plain lines where nothing else does, so that a shell's `read` loses no column."""


def md_escape(text: str) -> str:
    """Return *text* with all that Markdown would act on escaped by a backslash (CommonMark 2.4)."""
    return re.sub(r"([\\`*_\[\]<>|~&$#!])", r"\\\1", text)


def _pivot_grid(table: "Pivot") -> Grid:
    """Return a pivot as rows of text under a header, figures and names in columns of their own.

    Under `countries` stand figures, as numbers where nothing softens them, under `countries named` names or ids;
    several are separated by semicolons, figures then with their claims. The last columns are the part that the row
    is of a breakdown, what that is a part of, and the claims of the row.
    """
    columns = [
        (column, is_figure)
        for column in table.columns
        for is_figure in (True, False)
        if any(cell.is_figure == is_figure for row in table.rows for cell in row.cells.get(column, ()))
    ]
    kinds = [column if is_figure or column in KINDS else f"{column} named" for column, is_figure in columns]
    rows = []
    for row in table.rows:
        cells = []
        for column, is_figure in columns:
            held = [cell for cell in row.cells.get(column, ()) if cell.is_figure == is_figure]
            cells.append("; ".join(_pivot_text(cell, is_alone=len(held) == 1) for cell in held))
        part = row.shared
        ids = " ".join(dict.fromkeys(cell.claim for cell in row.all_cells))
        share = [f"{part.share:.4f}", part.whole] if part else ["", ""]
        rows.append([row.key, row.label, *cells, *share, ids])
    return Grid(["key", table.by, *kinds, "share", "share of", "claims"], rows)


def _pivot_text(cell: "Cell", *, is_alone: bool) -> str:
    """Return what stands in a cell: a bare number only where it is alone there and nothing softens the figure."""
    if not cell.is_figure:
        return f"{cell.text} (by country)" if cell.match == "by-country" else cell.text
    bare = cell.text.removeprefix(f"{cell.claim}: ")
    number = bare if cell.value is None or cell.is_hedged else str(cell.value)
    return number if is_alone else f"{cell.claim}: {number}"


def pivot_page(table: "Pivot") -> Page:
    """Return a pivot as a page."""
    return page_of(lambda: [_pivot_record(row) for row in table.rows], lambda: _pivot_grid(table), *table.notes)


def _pivot_record(row: "Row") -> dict[str, Any]:
    cells = {column: [cell._asdict() for cell in cells] for column, cells in row.cells.items()}
    part = row.shared
    return {
        "key": row.key,
        "label": row.label,
        "cells": cells,
        "share": part.share if part else None,
        "share_of": part.whole if part else None,
    }


_COMPARED = (
    "asks",
    "verdict",
    "detail",
    "claim",
    "figure",
    "low",
    "high",
    "where",
    "when",
    "said by",
    "locator",
    "held_to",
)


def compared_page(questions: "Sequence[Question]", wording: Wording, *notes: str, several: bool) -> Page:
    """Return questions with their answers as a page: in lines and tables a row for each answer."""

    def name(claim: Claim) -> str:
        return claim.among_several().id if several else claim.id

    def cells(question: "Question", answer: "Answer") -> dict[str, str]:
        claim, figure = answer.claim, answer.claim.quantity
        verdict, detail = answer.judgement or ("", "")
        return as_row(Hit(claim)) | {
            "asks": question.asks,
            "verdict": verdict,
            "detail": detail,
            "judged": ": ".join(filter(None, (verdict, detail))),
            "claim": name(claim),
            "figure": figure_of(claim, wording) or claim.statement,
            "bounds": _bounds(figure) if figure else "",
            "where": scope_of(claim, wording),
            "said by": wording.speaker(claim),
            "locator": claim.evidence.locator,
            "issued": answer.issued,
            "held_to": name(answer.against) if answer.against else "",
        }

    own = [column for column in FLAT_COLUMNS if column not in ("asks", "match")]

    def rows(*columns: str) -> Grid:
        found = (cells(question, answer) for question in questions for answer in question.answers)
        return Grid(columns, [[row[column] for column in columns] for row in found])

    return Page(
        records=lambda: [_compared_record(question, name) for question in questions],
        grid=lambda: rows(*_COMPARED[:3], "held_to", "issued", *own),
        plain=lambda: grid_text(rows(*_COMPARED), "plain"),
        prose=lambda: rows("asks", "figure", "bounds", "where", "when", "said by", "claim", "locator", "judged"),
        notes=notes,
    )


def _compared_record(question: "Question", name: Callable[[Claim], str]) -> dict[str, Any]:
    answers = []
    for answer in question.answers:
        judged = answer.judgement
        record = claim_record(answer.claim) | {
            "issued": answer.issued or None,
            "verdict": judged and judged.verdict,
            "detail": (judged and judged.detail) or None,
            "held_to": answer.against and name(answer.against),
        }
        answers.append(record)
    return {"asks": question.asks, "verdict": question.verdict or None, "answers": answers}


def record_lines(claim: Claim, wording: Wording, relatives: Mapping[str, Claim]) -> list[tuple[str, str]]:
    """Return a claim as labelled lines, in the order in which a person reads it; what is absent is left out.

    The lines on related claims tell what these say, as far as they are among *relatives*, by their ids.
    """
    figure, evidence = claim.quantity, claim.evidence
    lines = [("id", claim.id), ("statement", claim.statement), ("topic", claim.topic), ("kind", claim.kind)]
    if figure:
        lines += [
            ("as written", figure.as_written),
            ("unit", figure.unit),
            ("value", _grouped(figure.value, figure.unit)),
        ]
        lines.append(("bounds", _bounds(figure)))
    lines += [
        ("where", scope_of(claim, wording)),
        ("when", claim.when or ""),
        ("date", claim.date or ""),
        ("purpose", claim.purpose or ""),
        ("said by", wording.speaker(claim)),
        ("phrase", f"“{evidence.phrase}”"),
        ("locator", f"paragraph {evidence.paragraph}, sentence {evidence.sentence}"),
        *((f"{piece.role} phrase", f"“{piece.phrase}” ({piece.locator})") for piece in claim.further_evidence),
    ]
    for relation in claim.related:
        relative = relatives.get(relation.claim)
        lines.append(
            (relation.kind.replace("-", " "), relation.claim + (f": {relative.statement}" if relative else ""))
        )
    lines += [
        ("note", claim.note or ""),
        ("source", claim.source),
        ("to cite", f"rcsc cite {claim.id}"),
        ("to verify", "rcsc verify FILE, with your copy of the article"),
    ]
    return [(label, text) for label, text in lines if text]
