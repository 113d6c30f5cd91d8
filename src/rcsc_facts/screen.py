"""What a terminal shows: claims to text, drawn by Rich at a given width, and never printed here."""

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from rcsc_facts.formats import figure_of, record_lines, scope_of
from rcsc_facts.model import REGIONS, Claim, Hit

NARROW = 60
"""Columns of a terminal below which claims are shown as records."""


class Style(NamedTuple):
    """How the terminal wants it."""

    width: int = 80
    color: bool = False
    plain: bool = False
    """No boxes: for screen readers, dumb terminals and encodings without line-drawing characters."""


def draw(what: RenderableType, style: Style) -> str:
    """Return what a terminal of this style would show, trailing spaces removed."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=style.width,
        force_terminal=style.color,
        color_system="standard" if style.color else None,
        no_color=not style.color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},  # width and colour were decided by the caller
    )
    console.print(what)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def listing(hits: Sequence[Hit], names: Mapping[str, str], style: Style) -> str:
    """Return claims as a table, or as records where the terminal is narrow or plain."""
    if style.width < NARROW or style.plain:
        return "\n".join(record(hit, names, style) for hit in hits)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    # An id never breaks or loses letters; everything else wraps.
    table.add_column("claim", no_wrap=True, overflow="fold", style="bold")
    table.add_column("figure", justify="right", overflow="fold", style="cyan")
    table.add_column("statement and scope", overflow="fold", ratio=1)
    table.add_column("place", overflow="fold", style="dim")
    for hit in hits:
        claim = hit.claim
        scope = " · ".join(filter(None, (scope_of(claim, names), hit.match)))
        statement = Text(claim.statement)
        if hit.snippet is not None:
            statement.append("\n")
            for position, piece in enumerate(hit.snippet.replace("\ue001", "\ue000").split("\ue000")):
                matched = position % 2
                statement.append(f"[{piece}]" if matched else piece, style="bold magenta" if matched else "dim")
        if scope:
            statement.append(f"\n{scope}", style="green" if hit.match == "stated" else "yellow")
        table.add_row(Text(claim.id), Text(figure_of(claim)), statement, Text(claim.evidence.locator))
    return draw(table, style)


def record(hit: Hit, names: Mapping[str, str], style: Style) -> str:
    """Return everything about a claim, a labelled line for each field."""
    lines = record_lines(hit, names)
    if style.plain or style.width < NARROW:
        return "".join(draw(Text(f"{label}: {text}"), style) for label, text in lines)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in lines[2:]:
        emphasis = {"as written": "bold cyan", "phrase": "italic", "note": "yellow"}.get(label, "")
        grid.add_row(Text(label), Text(text, style=emphasis))
    claim = hit.claim
    title = Text(claim.id, style="bold")
    panel = Panel(
        Group(Text(claim.statement, style="bold"), Text(), grid), title=title, title_align="left", box=ROUNDED
    )
    return draw(panel, style)


def verdicts(rows: Sequence[Sequence[str]], headings: Sequence[str], style: Style) -> str:
    """Return the findings of a verification as a table, or as lines where the terminal is narrow or plain."""
    if style.width < NARROW or style.plain:
        return "".join(draw(Text(" · ".join(filter(None, row))), style) for row in rows)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for heading in headings:
        table.add_column(heading, no_wrap=heading == "claim", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return draw(table, style)


def fact_sheet(claims: Sequence[Claim], names: Mapping[str, str], title: str, style: Style) -> str:
    """Return the headline figures on one screen: what is counted, who got what, what is planned and asked."""
    by_topic: dict[str, list[Claim]] = {}
    for claim in claims:
        by_topic.setdefault(claim.topic, []).append(claim)
    parts: list[RenderableType] = [Text(title, style="bold")]
    aid = [claim for claim in by_topic.get("aid", []) if claim.quantity]
    regional = [claim for claim in aid if claim.regions]
    rest = [claim for claim in by_topic.get("aid", []) if claim not in regional and (claim.quantity or claim.countries)]
    parts += _section("The organisation", [c for c in by_topic.get("org", []) if c.quantity][:3], names, style)
    parts += _section("Aid by region", regional, names, style, bars=True)
    parts += _section("Other aid", [claim for claim in rest if claim.kind != "fact"], names, style)
    parts += _section("Planned", by_topic.get("plans", []), names, style)
    asked = by_topic.get("appeals", [])
    if asked:
        parts.append(Text(f"\nAsked in the letter: {len(asked)} points (rcsc appeals)"))
    parts.append(Text("\nNext: rcsc aid --region africa · rcsc show members · rcsc list · rcsc -h", style="dim"))
    return draw(Group(*parts), style)


def _section(
    title: str, claims: Sequence[Claim], names: Mapping[str, str], style: Style, *, bars: bool = False
) -> list[RenderableType]:
    if not claims:
        return []
    heading = Text(f"\n{title}", style="underline")
    if style.plain or style.width < NARROW:
        lines = [f"{claim.id}: {' — '.join(filter(None, (figure_of(claim), claim.statement)))}" for claim in claims]
        return [heading, *map(Text, lines)]
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, overflow="fold")
    grid.add_column(justify="right")
    grid.add_column(overflow="fold")
    most = max(claim.quantity.value if claim.quantity else 0 for claim in claims) or 1
    for claim in claims:
        if bars and claim.quantity:
            where = " and ".join(REGIONS[region] for region in claim.regions)
            bar = "█" * max(1, round(20 * claim.quantity.value / most))
            last = Text.assemble((bar, "cyan"), f" {where}{', jointly' if len(claim.regions) > 1 else ''}")
        else:
            last = Text((scope_of(claim, names) if claim.quantity else "") or claim.statement)
        grid.add_row(Text(claim.id, style="bold"), Text(figure_of(claim)), last)
    return [heading, grid]
