"""What a terminal shows: claims to text, drawn by Rich at a given width, and never printed here."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich import terminal_theme
from rich.box import ROUNDED, SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from rcsc_facts.formats import record_lines
from rcsc_facts.model import Claim, Hit, Wording
from rcsc_facts.statement import circumstances, figure_of, scope_of

if TYPE_CHECKING:
    from rcsc_facts.formats import Grid
    from rcsc_facts.pivot import Cell, Pivot

Drawable = RenderableType
"""What `draw` and `picture` take."""

NARROW = 60
"""Columns of a terminal below which claims are shown as records."""

_ACCENT = "magenta"
"""Of the eight colours the one that reads on a light and on a dark background, at 4.4:1 and better."""


class Style(NamedTuple):
    """How the terminal wants it."""

    width: int = 80
    color: bool = False
    plain: bool = False
    """No boxes: for screen readers, dumb terminals and encodings without line-drawing characters."""

    @property
    def has_tables(self) -> bool:
        """Whether there is room and leave for tables."""
        return not self.plain and self.width >= NARROW


def draw(what: Drawable, style: Style) -> str:
    """Return what a terminal of this style would show, trailing spaces removed."""
    console = _console(style)
    console.print(what)
    written: str = console.file.getvalue()  # type: ignore[attr-defined]  # it is the StringIO of _console
    return "".join(f"{line.rstrip()}\n" for line in written.splitlines())


def picture(what: Drawable, style: Style, format: str, title: str) -> str:
    """Return what a terminal would show as a picture: an SVG, or a web page; *format* is svg or html.

    The picture loads nothing from elsewhere when it is opened.
    """
    console = _console(style, record=True)
    console.print(what)
    if format == "html":
        return console.export_html(theme=terminal_theme.DEFAULT_TERMINAL_THEME)
    drawn = console.export_svg(title=title, theme=terminal_theme.DEFAULT_TERMINAL_THEME)
    # Fonts from elsewhere stand in the style sheet, before anything that is drawn; what claims say is left alone.
    head, end, body = drawn.partition("</style>")
    return re.sub(r"@font-face *\{.*?\}", "", head, flags=re.DOTALL) + end + body


def _console(style: Style, *, record: bool = False) -> Console:
    return Console(
        file=io.StringIO(),
        width=style.width,
        record=record,
        force_terminal=style.color,
        color_system="standard" if style.color else None,
        no_color=not style.color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},  # width and colour were decided by the caller
    )


def _lines(lines: Iterable[str]) -> Group:
    return Group(*map(Text, lines))


def _table() -> Table:
    """Return a table with a rule below its head, laid out alike by every version of Rich that is admitted."""
    return Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1))


def listing(hits: Sequence[Hit], wording: Wording, style: Style) -> Drawable:
    """Return claims as a table, or as records where the terminal is narrow or plain."""
    if not style.has_tables:
        return records(hits, wording, style)
    table = _table()
    # An id never breaks or loses letters; everything else wraps.
    table.add_column("claim", no_wrap=True, overflow="fold", style="bold")
    table.add_column("figure", justify="right", overflow="fold", style=_ACCENT)
    table.add_column("statement and scope", overflow="fold", ratio=1)
    table.add_column("locator", overflow="fold", style="dim")
    for hit in hits:
        claim = hit.claim
        scope = " · ".join(filter(None, (scope_of(claim, wording), hit.match)))
        statement = _told(hit, wording)
        if scope:
            statement.append(f"\n{scope}", style="italic" if hit.match == "by-country" else "")
        table.add_row(Text(claim.id), Text(figure_of(claim, wording)), statement, Text(claim.evidence.locator))
    return table


def _told(hit: Hit, wording: Wording) -> Text:
    """Return the claim as a sentence and what else a search matched, the matched words in brackets."""
    text = Text()
    for line, told in enumerate(hit.told):
        text.append("\n" if line else "")
        for piece, is_match in told:
            text.append(f"[{piece}]" if is_match else piece, f"bold {_ACCENT}" if is_match else "dim" if line else "")
        if not line and (around := circumstances(hit.claim, wording)):
            text.append(f" [{around}]", "dim")
    return text


def records(
    hits: Sequence[Hit], wording: Wording, style: Style, relatives: Mapping[str, Claim] | None = None
) -> Drawable:
    """Return everything about claims, a labelled line for each field; *relatives* as in `formats.record_lines`."""
    shown: list[Drawable] = []
    for hit in hits:
        lines = record_lines(hit, wording, relatives)
        if style.has_tables:
            shown.append(_panel(hit.claim, lines[2:]))
        else:
            shown += [*([Text()] if shown else []), _lines(f"{label}: {text}" for label, text in lines)]
    return Group(*shown)


def _panel(claim: Claim, lines: Sequence[tuple[str, str]]) -> Panel:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in lines:
        emphasis = {"as written": f"bold {_ACCENT}", "phrase": "italic", "note": "italic"}.get(label, "")
        grid.add_row(Text(label), Text(text, style=emphasis))
    body = Group(Text(claim.statement, style="bold"), Text(), grid)
    return Panel(body, title=Text(claim.id, style="bold"), title_align="left", box=ROUNDED)


def verdicts(rows: Sequence[Sequence[str]], headings: Sequence[str], totals: str, style: Style) -> Drawable:
    """Return the findings of a verification as a table, or as lines where the terminal is narrow or plain."""
    return Group(grid(headings, rows, style), Text(), Text(totals)) if rows else Text(totals)


def grid(headings: Sequence[str], rows: Sequence[Sequence[str]], style: Style) -> Drawable:
    """Return rows of texts as a table, or as lines where the terminal is narrow or plain."""
    if not style.has_tables:
        return _lines(" · ".join(filter(None, row)) for row in rows)
    table = _table()
    for heading in headings:
        table.add_column(heading, no_wrap=heading == "claim", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def compared(answers: "Grid", notes: Sequence[str], style: Style) -> Drawable:
    """Return questions with their answers below them, each with what is around its figure, then what is said of it."""
    parts: list[Drawable] = []
    for asks in dict.fromkeys(row[0] for row in answers.rows):
        told = Table.grid(padding=(0, 2))
        told.add_column(overflow="fold", style=_ACCENT, max_width=max(style.width // 3, 12))
        told.add_column(overflow="fold", ratio=1)
        lines = []
        for figure, *around, judged in (row[1:] for row in answers.rows if row[0] == asks):
            said = " · ".join(filter(None, around))
            told.add_row(Text(figure), Text(said).append(f"\n{judged}" * bool(judged), style="bold"))
            lines += [f"{figure} · {said}", *([judged] if judged else [])]
        parts += [Text(asks, style="bold underline"), told if style.has_tables else _lines(lines), Text()]
    return Group(*parts, _lines(notes))


def pivot(table: "Pivot", style: Style) -> Drawable:
    """Return a pivot as a table, with a bar for each part of a breakdown; as lines where it does not fit."""
    headings = [table.by, *(column.replace("-", " ") for column in table.columns)]
    rows = [[Text(row.label), *(_stack(row.cells.get(name, ())) for name in table.columns)] for row in table.rows]
    if any(row.share is not None for row in table.rows):
        headings.append("share")
        most = max(row.share or 0 for row in table.rows)
        for row, cells in zip(table.rows, rows, strict=True):
            bar = "" if row.share is None else f"{row.share:.0%}\u00a0{_bar(row.share / most, 6)}"
            cells.append(Text(bar, style=_ACCENT))
    widths = _widths([Text(heading) for heading in headings], rows, style.width)
    if style.plain or widths is None:
        lines = [
            f"{row.label} · {column.replace('-', ' ')}: {cell.text}{_ids_beside(cell)}"
            for row in table.rows
            for column, cells_of in row.cells.items()
            for cell in cells_of
        ]
        return _lines([*lines, *table.notes])
    drawn = _table()
    for heading, width in zip(headings, widths, strict=True):
        drawn.add_column(heading, overflow="fold", width=width, style="bold" if heading == table.by else "")
    for cells in rows:
        drawn.add_row(*cells)
    return Group(drawn, Text(), Text("in brackets: paragraph and sentence", style="dim"), _lines(table.notes))


def _ids_beside(cell: "Cell") -> str:
    ids = [claim for claim in cell.claims if not cell.text.startswith(claim)]
    return f" ({', '.join(ids)})" if ids else ""


def _widths(header: Sequence[Text], rows: Sequence[Sequence[Text]], total: int) -> list[int] | None:
    """Return a width for each column so that no word is broken; None where the words are too many for it."""
    columns = list(zip(header, *rows, strict=True))
    least = [max(cell_len(word) for cell in column for word in re.split(r"[ \n]", cell.plain)) for column in columns]
    most = [max(cell_len(line) for cell in column for line in cell.plain.split("\n")) for column in columns]
    spare = total - sum(least) - 3 * len(columns) + 1  # a rule and its padding take three columns a gap
    if spare < 0:
        return None
    wanted = sum(most) - sum(least)
    share = min(1, spare / wanted) if wanted else 0
    return [low + int((high - low) * share) for low, high in zip(least, most, strict=True)]


def _bar(part: float, longest: int) -> str:
    return "█" * max(1, round(longest * part)) if part else ""


def _stack(cells: Sequence["Cell"]) -> Text:
    """Return the claims of a cell one below the other, each with its place in the article."""
    text = Text()
    for position, cell in enumerate(cells):
        text.append("\n" if position else "")
        text.append(cell.text, style="" if cell.value is None else _ACCENT)
        text.append(f" [{cell.place}]", style="dim")
    return text


def fact_sheet(
    topics: Mapping[str, str], claims: Sequence[Claim], title: str, wording: Wording, style: Style
) -> Drawable:
    """Return the claims on one screen: each topic with its meaning, figures first, and how to see the rest."""
    by_topic: dict[str, list[Claim]] = {topic: [] for topic in topics}
    for claim in sorted(claims, key=lambda claim: claim.quantity is None):
        by_topic.setdefault(claim.topic, []).append(claim)
    held = {topic: found for topic, found in by_topic.items() if found}
    room = max(_SCREEN - 3 - 2 * len(held), len(held))
    given = dict.fromkeys(held, 0)
    while room > 0 and any(given[topic] < len(held[topic]) for topic in held):
        for topic in held:
            if room > 0 and given[topic] < len(held[topic]):
                given[topic] += 1
                room -= 1
    parts: list[Drawable] = [Text(title, style="bold")]
    for topic, found in held.items():
        shown = found[: given[topic]]
        more = f" — and {len(found) - len(shown)} more: rcsc {topic}" if len(found) > len(shown) else ""
        parts.append(Text.assemble((topic, "bold underline"), f": {topics.get(topic, topic)}{more}"))
        parts.append(_briefs(shown, wording, style))
    first = claims[0].id if claims else "ID"
    parts.append(Text(f"Next: rcsc show {first} · rcsc find WORDS · rcsc table · rcsc -h", style="dim"))
    return Group(*parts)


_SCREEN = 24
"""Lines of a terminal, as most are at least."""


def _briefs(claims: Sequence[Claim], wording: Wording, style: Style) -> Drawable:
    """Return a line for each claim: its id, and its figure with its scope, or what it says."""
    lines = []
    for claim in claims:
        around = "; ".join(filter(None, (scope_of(claim, wording), circumstances(claim, wording))))
        said = f"{figure_of(claim, wording)}{f' ({around})' if around else ''}" if claim.quantity else claim.statement
        lines.append((claim.id, said))
    if not style.has_tables:
        return _lines(f"{claim_id}: {said}" for claim_id, said in lines)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, overflow="fold", style="bold")
    grid.add_column(no_wrap=True, overflow="ellipsis")
    for claim_id, said in lines:
        grid.add_row(Text(claim_id), Text(said))
    return grid
