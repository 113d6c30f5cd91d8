"""What a terminal shows: claims to text, drawn by Rich at a given width, and never printed here."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from rich import terminal_theme
from rich.box import ROUNDED, SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from rcsc_facts.formats import record_lines
from rcsc_facts.model import Claim, Hit, Wording
from rcsc_facts.statement import circumstances, figure_of, scope_beyond, sentence

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


def picture(what: Drawable, style: Style, format: str, caption: str) -> str:
    """Return what a terminal would show as a picture: an SVG, or a web page; *format* is svg or html.

    Below it stands the caption. The picture loads nothing from elsewhere when it is opened.
    """
    console = _console(style, record=True)
    console.print(Group(what, Text(), Text(caption, style="dim")))
    if format == "html":
        return console.export_html(theme=terminal_theme.DEFAULT_TERMINAL_THEME)
    drawn = console.export_svg(title="rcsc", theme=terminal_theme.DEFAULT_TERMINAL_THEME)
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
    ids = max((cell_len(hit.claim.id) for hit in hits), default=0)
    locators = max((cell_len(hit.claim.evidence.locator) for hit in hits), default=0)
    figures = [figure_of(hit.claim, wording) for hit in hits]
    widest = max((cell_len(figure) for figure in figures), default=0)
    # Where figures would leave the statement no room they wrap at words.
    longest = max((cell_len(word) for figure in figures for word in figure.split()), default=0)
    room = style.width - ids - max(locators, 7) - 4 * 2 - 3
    if style.plain or room - longest < _LEAST:
        return _short(hits, wording, style)
    table = _table()
    # An id never breaks or loses letters; everything else wraps.
    table.add_column("claim", no_wrap=True, overflow="fold", style="bold")
    width = max(longest, min(widest, room - _LEAST), len("figure"))
    table.add_column("figure", justify="right", overflow="fold", style=_ACCENT, width=width)
    table.add_column("statement and scope", overflow="fold", ratio=1)
    table.add_column("locator", overflow="fold", style="dim")
    for hit in hits:
        claim = hit.claim
        scope = " · ".join(filter(None, (scope_beyond(claim, wording), _match_of(hit))))
        statement = _told(hit, wording)
        if scope:
            statement.append(f"\n{scope}", style="italic" if hit.match == "by-country" else "")
        table.add_row(Text(claim.id), Text(figure_of(claim, wording)), statement, Text(claim.evidence.locator))
    return table


_LEAST = 30
"""Columns below which a statement is not read with ease in a table."""


def _match_of(hit: Hit) -> str:
    """Return how a claim matched, where it is not as asked."""
    return hit.match if hit.match and hit.match != "stated" else ""


def _short(hits: Sequence[Hit], wording: Wording, style: Style) -> Drawable:
    """Return claims one below the other: id, figure and locator on a line, then the statement."""
    shown: list[Drawable] = []
    for hit in hits:
        claim = hit.claim
        head = Text(claim.id, style="bold")
        for part in (figure_of(claim, wording), claim.evidence.locator, scope_beyond(claim, wording), _match_of(hit)):
            head.append(f" · {part}" if part else "", style="not bold")
        told = _told(hit, wording)
        shown += [head, told if style.plain else Padding(told, (0, 0, 0, 2))]
    return Group(*shown)


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
    hits: Sequence[Hit],
    wording: Wording,
    style: Style,
    relatives: Mapping[str, Claim],
    more: Mapping[str, Sequence[tuple[str, str]]] = MappingProxyType({}),
) -> Drawable:
    """Return everything about claims, a labelled line for each field; the rest as in `formats.records_page`."""
    shown: list[Drawable] = []
    for hit in hits:
        lines = [*record_lines(hit.claim, wording, relatives), *more.get(hit.claim.id, ())]
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


def grid(header: Sequence[str], rows: Iterable[Sequence[str]], style: Style) -> Drawable:
    """Return rows of texts as a table, or as labelled lines where the terminal is narrow or plain."""
    if not style.has_tables:
        return _lines(
            " · ".join(f"{name}: {text}" for name, text in zip(header, row, strict=True) if text) for row in rows
        )
    table = _table()
    for name in header:
        table.add_column(name, no_wrap=name == "claim", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def verdicts(rows: Sequence[Sequence[str]], headings: Sequence[str], totals: str, style: Style) -> Drawable:
    """Return the findings of a verification as a table, or as lines where the terminal is narrow or plain."""
    return Group(grid(headings, rows, style), Text(), Text(totals)) if rows else Text(totals)


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
    """Return a pivot as a table, with a bar for each part of a breakdown.

    Where the columns do not fit beside each other, each cell has a line of its own, in a narrow or plain terminal
    without a table.
    """
    if not style.has_tables:
        lines = [
            f"{row.label} · {column.replace('-', ' ')}: {_in_cell(cell)}{_share_of(cell)} ({cell.claim})".replace(
                f"{cell.claim}: ", ""
            )
            for row in table.rows
            for column, cells_of in row.cells.items()
            for cell in cells_of
        ]
        return _lines([*lines, *table.notes])
    wholes = dict.fromkeys(cell.whole for row in table.rows for cell in row.all_cells if cell.whole)
    for with_ids in (True, False):
        drawn = _wide(table, [*wholes], style, with_ids=with_ids)
        if drawn:
            break
    drawn = drawn or _long(table)
    is_by_country = any(cell.match == "by-country" for row in table.rows for cell in row.all_cells)
    legend = "in italics: countries that the article names; it does not count by their region" * is_by_country
    return Group(drawn, Text(), *([Text(legend, style="dim")] if legend else []), _lines(table.notes))


def _wide(table: "Pivot", wholes: Sequence[str], style: Style, *, with_ids: bool) -> Table | None:
    """Return a pivot with a column for what is counted; None where the columns do not fit."""
    headings = [table.by, *(column.replace("-", " ") for column in table.columns)]
    rows = [
        [Text(row.label), *(_stack(row.cells.get(name, ()), with_ids=with_ids) for name in table.columns)]
        for row in table.rows
    ]
    if wholes:
        headings.append(f"of {wholes[0]}" if len(wholes) == 1 else "share")
        most = max((row.shared.share or 0 for row in table.rows if row.shared), default=1)
        for row, cells in zip(table.rows, rows, strict=True):
            part = row.shared
            bar = f"{part.share:.0%}\u00a0{_bar(part.share / most, 6)}" if part and part.share is not None else ""
            cells.append(Text(bar + (f" of {part.whole}" if part and len(wholes) > 1 else ""), style=_ACCENT))
    widths = _widths([Text(heading) for heading in headings], rows, style.width)
    if widths is None:
        return None
    drawn = _table()
    for heading, width in zip(headings, widths, strict=True):
        drawn.add_column(heading, overflow="fold", width=width, style="bold" if heading == table.by else "")
    for cells in rows:
        drawn.add_row(*cells)
    return drawn


def _long(table: "Pivot") -> Table:
    """Return a pivot with a line for each cell."""
    drawn = _table()
    drawn.add_column(table.by, overflow="fold", style="bold")
    drawn.add_column("of what", overflow="fold")
    drawn.add_column("claim", no_wrap=True, overflow="fold")
    drawn.add_column("figure or names", overflow="fold", ratio=1)
    for row in table.rows:
        label = row.label
        for column in table.columns:
            for cell in row.cells.get(column, ()):
                text = _in_cell(cell).removeprefix(cell.claim).removeprefix(": ") + _share_of(cell)
                drawn.add_row(Text(label), Text(column.replace("-", " ")), Text(cell.claim), Text(text))
                label = ""
    return drawn


def _in_cell(cell: "Cell") -> str:
    return f"{cell.text} (by country)" if cell.match == "by-country" else cell.text


def _share_of(cell: "Cell") -> str:
    return "" if cell.share is None else f", {cell.share:.0%} of {cell.whole}"


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


def _stack(cells: Sequence["Cell"], *, with_ids: bool) -> Text:
    """Return the claims of a cell one below the other, each with its id, or its place in the article."""
    text = Text()
    for position, cell in enumerate(cells):
        text.append("\n" if position else "")
        text.append(cell.text, style=_ACCENT if cell.is_figure else "italic" if cell.match == "by-country" else "")
        if not with_ids:
            text.append(f" [{cell.place}]", style="dim")
        elif not cell.text.startswith(cell.claim):
            text.append(f" [{cell.claim}]", style="dim")
    return text


def fact_sheet(
    topics: Mapping[str, str],
    counts: Mapping[str, int],
    claims: Sequence[Claim],
    title: str,
    wording: Wording,
    style: Style,
) -> Drawable:
    """Return a store on one screen: what paper it is, each topic with sentences, figures first, and what to type.

    *topics* are the topics with their meanings, *counts* how many claims each has.
    """
    by_topic: dict[str, list[Claim]] = {topic: [] for topic in topics if counts.get(topic)}
    for claim in sorted(claims, key=_for_sheet):
        by_topic[claim.topic].append(claim)
    heads = {
        topic: Text.assemble((topic, f"bold {_ACCENT}"), f" ({counts[topic]}): {topics[topic]}") for topic in by_topic
    }
    word = next((claim.quantity.unit for claim in sorted(claims, key=_for_sheet) if claim.quantity), "WORDS")
    type_next = f"rcsc {next(iter(by_topic), 'list')} · rcsc show {claims[0].id if claims else 'ID'} · rcsc find {word}"
    ends = [Text(f"Type: {type_next} · rcsc table · rcsc -h", "dim")]
    parts: list[Drawable] = [Text(title, style="bold")]
    console = _console(style)

    def lines(text: Text, indent: int = 0) -> int:
        return len(text.wrap(console, style.width - indent))

    room = _SCREEN - 1 - sum(map(lines, (Text(title), *heads.values(), *ends)))
    given: dict[str, list[Text]] = {topic: [] for topic in by_topic}
    # A sentence a topic in turn, those with figures first, as long as there is room; none is cut.
    for turn in range(max(map(len, by_topic.values()), default=0)):
        for claim in sorted((found[turn] for found in by_topic.values() if turn < len(found)), key=_for_sheet):
            article = f"{claim.source}: " if "/" in claim.id else ""
            line = Text(f"{article}{sentence(claim, wording)}")
            if lines(line, 2) <= room:
                room -= lines(line, 2)
                given[claim.topic].append(line)
    for topic, head in heads.items():
        parts += [head, *(Padding(line, (0, 0, 0, 2)) for line in given[topic])]
    return Group(*parts, *ends)


def _for_sheet(claim: Claim) -> tuple[bool, bool, bool]:
    """Return what a fact sheet is ordered by: counts and amounts first, those of all places before those of some."""
    return claim.kind not in ("count", "amount"), bool(claim.regions or claim.countries), claim.quantity is None


_SCREEN = 24
"""Lines of a terminal, as most are at least."""
