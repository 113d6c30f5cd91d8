"""Claims to text that programs read: each format is a function from what was found to one string."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rcsc_facts.model import MARKS, Claim, Hit, Wording
from rcsc_facts.vocabulary import KINDS, REGIONS

if TYPE_CHECKING:  # a look-up needs no pivot, and each module costs it time
    from rcsc_facts.pivot import Pivot, Row

PLAIN_COLUMNS = ("id", "value", "unit", "regions", "countries", "match", "place", "statement")

FLAT_COLUMNS = (
    *("id", "topic", "kind", "statement", "value", "unit", "as_written", "low", "high", "regions", "countries"),
    *("complete", "when", "said_by", "paragraph", "sentence", "phrase", "related", "note", "source", "match"),
)


_AS_PRINTED = Wording()


def as_record(hit: Hit) -> dict[str, Any]:
    """Return a claim as plain data: every field in its fixed order, None for what is absent."""
    claim = hit.claim
    figure, countries = claim.quantity, claim.countries
    return {
        "id": claim.id,
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
        },
        "regions": list(claim.regions),
        "countries": countries and {"named": list(countries.named), "complete": countries.complete},
        "when": claim.when,
        "said_by": claim.said_by,
        "evidence": claim.evidence._asdict(),
        "related": [{"claim": relation.claim, "as": relation.kind} for relation in claim.related],
        "note": claim.note,
        "source": claim.source,
        "match": hit.match,
    }


def as_row(hit: Hit) -> dict[str, str]:
    """Return a claim as a flat row of texts; lists are separated by spaces, and what is absent is empty."""
    claim = hit.claim
    figure, countries = claim.quantity, claim.countries
    return {
        "id": claim.id,
        "topic": claim.topic,
        "kind": claim.kind,
        "statement": claim.statement,
        "value": str(figure.value) if figure else "",
        "unit": figure.unit if figure else "",
        "as_written": figure.as_written if figure else "",
        "low": str(figure.low) if figure else "",
        "high": str(figure.high) if figure else "",
        "regions": " ".join(claim.regions),
        "countries": " ".join(countries.named) if countries else "",
        "complete": json.dumps(countries.complete) if countries else "",
        "when": claim.when or "",
        "said_by": claim.said_by,
        "paragraph": str(claim.evidence.paragraph),
        "sentence": str(claim.evidence.sentence),
        "phrase": claim.evidence.phrase,
        "related": " ".join(f"{relation.claim}:{relation.kind}" for relation in claim.related),
        "note": claim.note or "",
        "source": claim.source,
        "match": hit.match or "",
        "place": claim.evidence.locator,
        "matched": bracketed(hit.snippets or ()),
    }


def figure_of(claim: Claim, wording: Wording = _AS_PRINTED) -> str:
    """Return the figure with its unit, such as 17 million members; empty where there is none."""
    return claim.quantity.with_unit(exact=wording.exact) if claim.quantity else ""


def bracketed(snippets: Iterable[str]) -> str:
    """Return what a search matched on one line, the matched words in brackets."""
    return " · ".join(snippets).replace(MARKS[0], "[").replace(MARKS[1], "]")


def scope_of(claim: Claim, wording: Wording) -> str:
    """Return the regions and countries of a claim in words: joint figures and partial lists say so."""
    parts = []
    if claim.regions:
        joint = " (one joint figure)" if len(claim.regions) > 1 else ""
        parts.append(" and ".join(REGIONS.get(region, region) for region in claim.regions) + joint)
    if claim.countries:
        others = "" if claim.countries.complete else " and others"
        parts.append(", ".join(wording.names.get(code, code) for code in claim.countries.named) + others)
    return "; ".join(parts)


def to_plain(hits: Sequence[Hit], wording: Wording) -> str:
    """Return one claim a line: `PLAIN_COLUMNS`, separated by tabs; after a search, also what it matched."""
    searched = any(hit.snippets is not None for hit in hits)
    return _flat(hits, (*PLAIN_COLUMNS, "matched") if searched else PLAIN_COLUMNS, "plain")


def to_tsv(hits: Sequence[Hit], wording: Wording) -> str:
    """Return `FLAT_COLUMNS` separated by tabs, with a header; no field holds a tab or a newline."""
    return _flat(hits, FLAT_COLUMNS, "tsv")


def to_csv(hits: Sequence[Hit], wording: Wording) -> str:
    """Return `FLAT_COLUMNS` as CSV (RFC 4180, lines ended by LF) with a header."""
    return _flat(hits, FLAT_COLUMNS, "csv")


def _flat(hits: Sequence[Hit], columns: Sequence[str], format: str) -> str:
    rows = []
    for hit in hits:
        row = as_row(hit)
        rows.append([row[column] for column in columns])
    return rows_text(columns, rows, format)


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as CSV; a cell that a spreadsheet would run as a formula gets an apostrophe before it.

    That alters such a cell (OWASP, CSV injection; CWE-1236); the other formats leave it as it is.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[f"'{cell}" if cell[:1] in _FORMULA else cell for cell in row] for row in rows])
    return out.getvalue()


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def json_text(value: Any) -> str:
    """Return plain data as indented JSON."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def data_text(records: Sequence[Mapping[str, Any]], format: str) -> str:
    """Return records of plain data as json, jsonl or yaml.

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


def compact(value: Any) -> str:
    """Return plain data as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def to_json(hits: Sequence[Hit], wording: Wording) -> str:
    """Return a JSON array of claims, an empty one where nothing was found."""
    return data_text([as_record(hit) for hit in hits], "json")


def to_jsonl(hits: Sequence[Hit], wording: Wording) -> str:
    """Return one JSON object a line."""
    return data_text([as_record(hit) for hit in hits], "jsonl")


def to_yaml(hits: Sequence[Hit], wording: Wording) -> str:
    """Return a YAML list of claims."""
    return data_text([as_record(hit) for hit in hits], "yaml")


def to_md(hits: Sequence[Hit], wording: Wording) -> str:
    """Return a Markdown table (GitHub's flavour)."""
    asked = any(hit.match for hit in hits)
    header = ["id", "figure", "where", *(["match"] if asked else []), "claim", "said by", "place"]
    rows = []
    for hit in hits:
        claim = hit.claim
        cells = [claim.id, figure_of(claim, wording), scope_of(claim, wording), *([hit.match or ""] if asked else [])]
        rows.append([*cells, claim.statement, claim.said_by, claim.evidence.locator])
    return rows_text(header, rows, "md")


def rows_text(header: Sequence[str], rows: Sequence[Sequence[str]], format: str) -> str:
    """Return rows of text as csv, md, tsv (with a header) or plain (without); no cell holds a tab or a newline."""
    if format == "csv":
        return csv_text([header, *rows])
    if format == "md":
        lines = [header, ["---"] * len(header), *[[md_escape(cell) for cell in row] for row in rows]]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)
    return "".join("\t".join(row) + "\n" for row in (rows if format == "plain" else [header, *rows]))


def md_escape(text: str) -> str:
    """Return *text* with all that Markdown would act on escaped by a backslash (CommonMark 2.4)."""
    return re.sub(r"([\\`*_\[\]<>|~&$#!])", r"\\\1", text)


WRITERS: Mapping[str, Callable[[Sequence[Hit], Wording], str]] = {
    "plain": to_plain,
    "tsv": to_tsv,
    "csv": to_csv,
    "json": to_json,
    "jsonl": to_jsonl,
    "md": to_md,
    "yaml": to_yaml,
}
"""The writer of every format but the table, which `screen` draws."""


def pivot_rows(table: "Pivot") -> list[list[str]]:
    """Return a pivot as rows of text under a header, figures and names in columns of their own.

    Under `countries` stand bare values, under `countries named` names or ids; several are separated
    by spaces and by semicolons.
    """
    columns = [
        (column, is_figure)
        for column in table.columns
        for is_figure in (True, False)
        if any((cell.value is not None) == is_figure for row in table.rows for cell in row.cells.get(column, ()))
    ]
    kinds = [column if is_figure or column in KINDS else f"{column} named" for column, is_figure in columns]
    rows = [["key", table.by, *kinds, "share"]]
    for row in table.rows:
        cells = []
        for column, is_figure in columns:
            held = [cell for cell in row.cells.get(column, ()) if (cell.value is not None) == is_figure]
            cells.append(" ".join(str(cell.value) for cell in held) if is_figure else "; ".join(c.text for c in held))
        rows.append([row.key, row.label, *cells, "" if row.share is None else f"{row.share:.4f}"])
    return rows


def pivot_text(table: "Pivot", format: str) -> str:
    """Return a pivot in any format but the table; `format` is a word of `vocabulary.FORMATS`."""
    if format in ("json", "jsonl", "yaml"):
        return data_text([_pivot_record(row) for row in table.rows], format)
    header, *rows = pivot_rows(table)
    notes = "".join(f"\n{md_escape(note)}\n" for note in table.notes) if format == "md" else ""
    return rows_text(header, rows, format) + notes


def _pivot_record(row: "Row") -> dict[str, Any]:
    cells = {column: [cell._asdict() for cell in cells] for column, cells in row.cells.items()}
    return {"key": row.key, "label": row.label, "cells": cells, "share": row.share}


def record_lines(hit: Hit, wording: Wording, relatives: Mapping[str, Claim] | None = None) -> list[tuple[str, str]]:
    """Return a claim as labelled lines, in the order in which a person reads it; what is absent is left out.

    With *relatives*, claims by their ids, the lines on related claims tell what these say.
    """
    claim = hit.claim
    figure, evidence = claim.quantity, claim.evidence
    statement, *matches = hit.told
    lines = [("id", claim.id), ("statement", bracketed([statement])), ("matched", bracketed(matches))]
    lines += [("topic", claim.topic), ("kind", claim.kind)]
    if figure:
        lines += [("as written", figure.as_written), ("unit", figure.unit), ("value", f"{figure.value:,}")]
        exact = figure.low == figure.high
        lines.append(("rounding", "exact as printed" if exact else f"from {figure.low:,} to {figure.high:,}"))
    lines += [
        ("where", scope_of(claim, wording)),
        ("when", claim.when or ""),
        ("said by", claim.said_by),
        ("phrase", f"“{evidence.phrase}”"),
        ("place", f"paragraph {evidence.paragraph}, sentence {evidence.sentence}"),
    ]
    for relation in claim.related:
        relative = (relatives or {}).get(relation.claim)
        lines.append(
            (relation.kind.replace("-", " "), relation.claim + (f": {relative.statement}" if relative else ""))
        )
    lines += [("note", claim.note or ""), ("source", claim.source), ("match", hit.match or "")]
    if relatives is not None:
        lines += [
            ("to cite", f"rcsc cite {claim.id}"),
            ("to verify", "rcsc verify FILE, with your copy of the article"),
        ]
    return [(label, text) for label, text in lines if text]
