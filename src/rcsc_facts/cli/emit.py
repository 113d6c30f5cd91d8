"""An answer to the streams and files of the process: the one place that knows what was asked for it to look like."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rcsc_facts.cli import files, options, terminal, wording
from rcsc_facts.cli.options import Command, Given
from rcsc_facts.errors import UsageError, shown
from rcsc_facts.formats import Page, page_text
from rcsc_facts.query import Remark, word

if TYPE_CHECKING:
    from rcsc_facts.screen import Drawable, Style

FOUND, NOTHING = 0, 1


class Answer(NamedTuple):
    """What a command answers, whatever it will look like."""

    content: Page | str
    """What to print: a page in any format, or a text as it stands."""
    draw: "Callable[[Style], Drawable] | None" = None
    """What a terminal and pictures show; where it is None, they show plain lines."""
    remarks: tuple[Remark, ...] = ()
    is_found: bool = True
    """Whether the exit code is 0."""
    too_many: str = ""
    """Why plain lines are printed where a table would be; empty where a table can be drawn."""
    file: "File | None" = None
    """What is written instead of being printed."""
    source: Callable[[], str] | None = None
    """What a picture says below it of where this is from."""


class File(NamedTuple):
    """A file to be written."""

    name: str
    """Its path; - is stdout."""
    make: Callable[[Path], None]
    """Writes it where it is told to."""


class Output(NamedTuple):
    """How an answer is to be given."""

    format: str | None
    """A word of `vocabulary.FORMATS`; None where the terminal decides."""
    is_quiet: bool
    color: str
    pictures: tuple[tuple[str, str], ...]
    """Formats, svg or html, and the files to draw into."""
    force: bool
    """Whether files that are there are replaced."""
    stores: tuple[str, ...] = ()
    """Those that were named, which what to type next names as well."""
    command: str = ""
    """The command line, for a picture."""


def output(command: Command, given: Given) -> Output:
    """Return how the answer of a command is to be given; raise UsageError for words that mean nothing."""
    color = word(given.one(options.COLOR) or "auto", options.COLORS, "colour setting", "settings")
    [accepted] = [option.words for option in command.options if option.key == options.FORMAT.key] or [()]
    chosen = given.one(options.FORMAT)
    known = [] if callable(accepted) else [*accepted]
    if chosen:
        chosen = word(chosen, known, "format", "formats")
    if given.flag(options.JSON) and "json" in known:
        if chosen not in (None, "json"):
            raise UsageError(f"--json cannot be combined with --format {chosen}", "use one of them")
        chosen = "json"
    drawn = ((option.key, given.one(option)) for option in (options.SVG, options.HTML))
    pictures = tuple((kind, file) for kind, file in drawn if file)
    if pictures and chosen not in (None, "table"):
        raise UsageError(f"--{pictures[0][0]} cannot be combined with the format {chosen}", "use one of them")
    stores = given.several(options.STORE)
    return Output(chosen, given.flag(options.QUIET), color, pictures, given.flag(options.FORCE), stores)


def emit(answer: Answer, asked: Output, reads: tuple[Path, ...]) -> int:
    """Print an answer, or draw it into files, then the remarks on it; return the exit code.

    *reads* are the files that the answer was read from, which are never replaced. Raise UsageError where a
    file cannot be written, OSError where the streams cannot.
    """
    content = answer.content
    notes: tuple[str, ...] = ()
    if answer.file:
        if answer.file.name == files.STDOUT:
            _stream(answer.file, asked)
        else:
            _save(answer.file, asked, reads)
    elif asked.pictures:
        if answer.draw:
            caption = " · ".join(filter(None, (answer.source() if answer.source else "", asked.command)))
            _picture(answer.draw, caption, asked, reads)
    elif isinstance(content, Page):
        chosen = asked.format or ("table" if terminal.is_terminal(sys.stdout) else "plain")
        if chosen == "table" and answer.too_many:
            _tell(answer.too_many, asked)
            chosen = "plain"
        if chosen == "table" and answer.draw:
            from rcsc_facts import screen

            style = screen.Style(terminal.width(), terminal.has_color(asked.color), terminal.is_plain())
            _print(screen.draw(answer.draw(style), style), asked, encoded=False)
        else:
            _print(page_text(content, "plain" if chosen == "table" else chosen), asked, encoded=chosen != "table")
        notes = content.notes if chosen not in ("table", "md") else ()
    else:
        _print(terminal.linked(content), asked)
    for note in notes:
        _tell(note, asked)
    for remark in answer.remarks:
        _tell(wording.remark(remark, asked.stores), asked)
    return FOUND if answer.is_found else NOTHING


def _tell(remark: str, asked: Output) -> None:
    if not asked.is_quiet:
        terminal.tell(remark)


def _print(text: str, asked: Output, *, encoded: bool = True) -> None:
    if text and not asked.is_quiet:
        terminal.answer(text, encoded=encoded)


def _picture(draw: "Callable[[Style], Drawable]", caption: str, asked: Output, reads: tuple[Path, ...]) -> None:
    from rcsc_facts import screen

    style = screen.Style(terminal.width(), color=True)
    for kind, name in asked.pictures:
        drawn = screen.picture(draw(style), style, kind, caption)
        if name == files.STDOUT:
            _print(drawn, asked)
        else:
            _save(File(name, partial(files.write, drawn.encode())), asked, reads)


def _save(file: File, asked: Output, reads: tuple[Path, ...]) -> None:
    """Write a file; on a terminal, say so."""
    files.save(file.name, file.make, force=asked.force, reads=reads)
    if terminal.is_terminal(sys.stderr):
        _tell(f"wrote {shown(file.name, None)}", asked)


def _stream(file: File, asked: Output) -> None:
    """Write to stdout what would be in a file that is no text."""
    import tempfile

    if terminal.is_terminal(sys.stdout):
        raise UsageError(
            "what export writes is not for a terminal", "name a file, or redirect it: rcsc export - > FILE"
        )
    with tempfile.TemporaryDirectory(prefix="rcsc-") as folder:
        path = Path(folder, "answer")
        file.make(path)
        if not asked.is_quiet:
            terminal.write(sys.stdout, path.read_bytes())
