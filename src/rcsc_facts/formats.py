"""Claims to text that programs read: each format is a function from what was found to one string."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rcsc_facts.model import REGIONS, Claim, Hit

PLAIN_COLUMNS = ("id", "value", "unit", "regions", "countries", "match", "place", "statement")

FLAT_COLUMNS = (
    *("id", "topic", "kind", "statement", "value", "unit", "as_written", "low", "high", "regions", "countries"),
    *("complete", "when", "said_by", "paragraph", "sentence", "phrase", "related", "note", "source", "match"),
)


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
        "snippet": (hit.snippet or "").replace("\ue000", "[").replace("\ue001", "]"),
    }


def figure_of(claim: Claim) -> str:
    """Return the figure as printed with its unit, such as 17 million members; empty where there is none."""
    if claim.quantity is None:
        return ""
    written, unit = claim.quantity.as_written, claim.quantity.unit.replace("-", " ")
    if unit == "year" or (unit == "dollars" and "$" in written):
        return written
    return f"{written} {unit}"


def scope_of(claim: Claim, names: Mapping[str, str]) -> str:
    """Return the regions and countries of a claim in words: joint figures and partial lists say so.

    *names* gives the countries' names by their codes.
    """
    parts = []
    if claim.regions:
        joint = " (one joint figure)" if len(claim.regions) > 1 else ""
        parts.append(" and ".join(REGIONS[region] for region in claim.regions) + joint)
    if claim.countries:
        others = "" if claim.countries.complete else " and others not named"
        parts.append(", ".join(names.get(code, code) for code in claim.countries.named) + others)
    return "; ".join(parts)


def to_plain(hits: Sequence[Hit], names: Mapping[str, str]) -> str:
    """Return one claim a line: `PLAIN_COLUMNS`, separated by tabs; after a search, also what it matched."""
    searched = any(hit.snippet is not None for hit in hits)
    return _tabbed(hits, (*PLAIN_COLUMNS, "snippet") if searched else PLAIN_COLUMNS)


def to_tsv(hits: Sequence[Hit], names: Mapping[str, str]) -> str:
    """Return `FLAT_COLUMNS` separated by tabs, with a header; no field holds a tab or a newline."""
    return "\t".join(FLAT_COLUMNS) + "\n" + _tabbed(hits, FLAT_COLUMNS)


def _tabbed(hits: Sequence[Hit], columns: Sequence[str]) -> str:
    lines = []
    for hit in hits:
        row = as_row(hit)
        lines.append("\t".join([row[column] for column in columns]) + "\n")
    return "".join(lines)


def to_csv(hits: Sequence[Hit], names: Mapping[str, str]) -> str:
    """Return CSV (RFC 4180, lines ended by LF) with a header."""
    rows = [list(FLAT_COLUMNS)]
    for hit in hits:
        row = as_row(hit)
        rows.append([row[column] for column in FLAT_COLUMNS])
    return csv_text(rows)


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as CSV; a cell that a spreadsheet would run as a formula gets an apostrophe before it.

    That alters such a cell (OWASP, CSV injection; CWE-1236); the other formats leave it as it is.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[f"'{cell}" if cell[:1] in _FORMULA else cell for cell in row] for row in rows])
    return out.getvalue()


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_json(hits: Sequence[Hit], names: Mapping[str, str]) -> str:
    """Return a JSON array of claims, an empty one where nothing was found."""
    return json_text([as_record(hit) for hit in hits])


def json_text(value: Any, *, lines: bool = False) -> str:
    """Return plain data as JSON: indented, or with one item of a list a line."""
    if lines:
        return "".join(json.dumps(item, ensure_ascii=False, allow_nan=False) + "\n" for item in value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def to_jsonl(hits: Sequence[Hit], names: Mapping[str, str]) -> str:
    """Return one JSON object a line."""
    return json_text([as_record(hit) for hit in hits], lines=True)


def to_yaml(hits: Sequence[Hit], names: Mapping[str, str]) -> str:
    """Return a YAML list of claims; every value is written as JSON, which is YAML, so none can be misread."""
    lines = []
    for hit in hits:
        for position, (key, value) in enumerate(as_record(hit).items()):
            lines.append(f"{'  ' if position else '- '}{key}: {json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines) or "[]\n"


def to_md(hits: Sequence[Hit], names: Mapping[str, str]) -> str:
    """Return a Markdown table (GitHub's flavour)."""
    asked = any(hit.match for hit in hits)
    header = ["id", "figure", "where", *(["match"] if asked else []), "claim", "said by", "place"]
    rows = []
    for hit in hits:
        claim = hit.claim
        cells = [claim.id, figure_of(claim), scope_of(claim, names), *([hit.match or ""] if asked else [])]
        rows.append([*cells, claim.statement, claim.said_by, claim.evidence.locator])
    return md_table(header, rows)


def md_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose cells print just as they are given."""
    lines = [header, ["---"] * len(header), *[[md_escape(cell) for cell in row] for row in rows]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def md_escape(text: str) -> str:
    """Return *text* with all that Markdown would act on escaped by a backslash (CommonMark 2.4)."""
    return re.sub(r"([\\`*_\[\]<>|~&$#!])", r"\\\1", text)


WRITERS: Mapping[str, Callable[[Sequence[Hit], Mapping[str, str]], str]] = {
    "plain": to_plain,
    "tsv": to_tsv,
    "csv": to_csv,
    "json": to_json,
    "jsonl": to_jsonl,
    "md": to_md,
    "yaml": to_yaml,
}
"""The writer of every format but the table, which `screen` draws."""


def record_lines(hit: Hit, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return a claim as labelled lines, in the order in which a person reads it; what is absent is left out."""
    claim = hit.claim
    figure = claim.quantity
    lines = [("id", claim.id), ("statement", claim.statement), ("topic", claim.topic), ("kind", claim.kind)]
    if figure:
        lines += [("as written", figure.as_written), ("unit", figure.unit), ("value", f"{figure.value:,}")]
        exact = figure.low == figure.high
        lines.append(("rounding", "exact as printed" if exact else f"from {figure.low:,} to {figure.high:,}"))
    lines += [
        ("where", scope_of(claim, names)),
        ("when", claim.when or ""),
        ("said by", claim.said_by),
        ("phrase", f"“{claim.evidence.phrase}”"),
        ("place", f"paragraph {claim.evidence.paragraph}, sentence {claim.evidence.sentence}"),
        ("related", ", ".join(f"{relation.claim} ({relation.kind})" for relation in claim.related)),
        ("note", claim.note or ""),
        ("source", claim.source),
        ("match", hit.match or ""),
    ]
    return [(label, text) for label, text in lines if text]
