"""The commands: what each looks up, how the answer is printed, and with which exit code it ends."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from rcsc_facts import query
from rcsc_facts.cli import terminal
from rcsc_facts.cli.program import Command, Drawing, General, Selecting, argument, choice, open_index, option, run
from rcsc_facts.errors import FactsError, Finding, UsageError, shown
from rcsc_facts.model import (
    DIMENSIONS,
    FORMATS,
    STYLES,
    TARGETS,
    TOPICS,
    Filters,
    Hit,
    Wording,
)
from rcsc_facts.store import catalog

if TYPE_CHECKING:
    from rcsc_facts.index import Index
    from rcsc_facts.screen import Drawable, Style

_FOUND, _NOTHING = 0, 1


# Running: options to filters, stores to indexes


def _filters(index: "Index", selecting: Selecting) -> Filters:
    words = selecting._asdict()
    del words["sort"], words["limit"]
    return query.filters(index, **words)


def _select(index: "Index", asked: Filters, selecting: Selecting) -> query.Answer:
    return query.select(index, asked, selecting.sort, selecting.most)


# Printing: stdout is data, stderr is talk


def _tell(remarks: Iterable[str], general: General) -> None:
    for remark in () if general.quiet else remarks:
        terminal.tell(remark)


def _print(text: str, general: General, *, encoded: bool = True) -> None:
    if text and not general.quiet:
        terminal.answer(text, encoded=encoded)


def _style(general: General) -> "Style":
    from rcsc_facts.screen import Style

    return Style(terminal.width(), _has_color(general), terminal.is_plain())


def _has_color(general: General) -> bool:
    return terminal.has_color(general.when_to_color)


def _draw(make: Callable[["Style"], "Drawable"], general: General, drawing: Drawing) -> None:
    """Print what *make* returns for a style, or draw it into the files asked for."""
    from rcsc_facts import screen

    style = _style(general)
    if not drawing.files:
        _print(screen.draw(make(style), style), general, encoded=False)
    for kind, file in drawing.files.items():
        painted = style._replace(color=True, plain=False)
        text = screen.picture(make(painted), painted, kind, "rcsc")
        if file == "-":
            _print(text, general)
        else:
            _save(file, text)


def _save(file: str, text: str) -> None:
    """Write a file that is not there yet; raise UsageError where that cannot be."""
    try:
        with open(file, "x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise UsageError(f"{shown(file, None)} is there already", "name another file, or - for stdout") from None
    except (OSError, ValueError) as error:
        raise _unwritable(file, error) from None


def _unwritable(file: str, error: OSError | ValueError) -> UsageError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return UsageError(f"cannot write {shown(file, None)}: {reason}", "name another file")


def _format(general: General, drawing: Drawing | None = None, formats: Mapping[str, str] = FORMATS) -> str:
    """Return the format asked for, else a table on a terminal and plain lines elsewhere."""
    chosen = "json" if general.json else None
    if general.format:
        chosen = query.word(general.format, dict.fromkeys(formats, ""), "format", "formats")
        if general.json and chosen != "json":
            raise UsageError(f"--json and --format {chosen} at once", "give one of them")
    if drawing and drawing.files:
        if chosen not in (None, "table"):
            raise UsageError(f"--{next(iter(drawing.files))} and the format {chosen} at once", "give one of them")
        return "table"
    return chosen or ("table" if terminal.is_terminal(sys.stdout) else "plain")


_MOST_ROWS = 1000
"""Rows that a table is drawn for: Rich takes half a millisecond for each."""


def _answer(found: query.Answer, index: "Index", general: General, drawing: Drawing) -> int:
    """Print what was found in the format asked for, then the remarks on it; return the exit code."""
    from rcsc_facts import formats

    hits = found.hits
    chosen = _format(general, drawing)
    if chosen == "table" and len(hits) > _MOST_ROWS and not drawing.files:
        _tell(
            [f"{len(hits)} claims are too many for a table; here they are a line each (--limit gives fewer)"], general
        )
        chosen = "plain"
    if chosen == "table":
        from rcsc_facts import screen

        wording = Wording(index.names(), drawing.exact)
        if hits:
            _draw(lambda style: screen.listing(hits, wording, style), general, drawing)
    else:
        wording = Wording(index.names() if chosen == "md" else {}, drawing.exact)
        _print(formats.WRITERS[chosen](hits, wording), general)
    _tell(found.remarks, general)
    return _FOUND if hits else _NOTHING


# The commands


def _topic(topic: str, selecting: Selecting, drawing: Drawing, general: General) -> int:
    index = open_index(general)
    asked = query.within(_filters(index, selecting), topic)
    return _answer(_select(index, asked, selecting), index, general, drawing)


def _list(selecting: Selecting, drawing: Drawing, general: General) -> int:
    """List claims of every topic.

    Example: rcsc list --kind count --sort value
    """
    index = open_index(general)
    return _answer(_select(index, _filters(index, selecting), selecting), index, general, drawing)


def _table(
    selecting: Selecting,
    drawing: Drawing,
    general: General,
    by: Annotated[str, choice("--by", metavar="WHAT", words=DIMENSIONS)] = "region",
) -> int:
    """Tabulate claims by region, country, topic, kind, speaker or paragraph.

    Without --topic and --kind: what aid was given. Figures are added only where they may be, and a
    computed sum says that it is one.

    Example: rcsc table --by region
    """
    from rcsc_facts import formats, pivot

    index = open_index(general)
    dimension = query.word(by, DIMENSIONS, "dimension", "dimensions")
    asked = _filters(index, selecting)
    if not asked.topics and not asked.kinds and dimension != "topic":
        asked = asked._replace(topics=("aid",), kinds=("count", "amount", "action"))
    found = _select(index, asked, selecting)
    claims = [hit.claim for hit in found.hits]
    table = pivot.pivot(claims, dimension, index.places(), exact=drawing.exact)
    chosen = _format(general, drawing)
    if chosen == "table":
        from rcsc_facts import screen

        if table.rows:
            _draw(lambda style: screen.pivot(table, style), general, drawing)
    else:
        _print(formats.pivot_text(table, chosen), general)
        _tell(table.notes if chosen != "md" else (), general)
    _tell(found.remarks, general)
    return _FOUND if table.rows else _NOTHING


def _find(
    words: Annotated[list[str], argument("WORDS...", "Words, beginnings (vacc*), 'several words'.")],
    selecting: Selecting,
    drawing: Drawing,
    general: General,
) -> int:
    """Search the claims' text, best match first.

    All words must be there; accents, case, plural and singular do not matter. Several words in one
    argument must stand together. Names, aliases and codes of countries are searched as well.

    Example: rcsc find vaccines ethiopia
    """
    index = open_index(general)
    found = query.find(index, words, _filters(index, selecting), selecting.sort, selecting.most)
    return _answer(found, index, general, drawing)


def _export(
    file: Annotated[str, argument("FILE", "The database to write.")],
    general: General,
    force: Annotated[bool, option("--force", about="Replace a file that is there.")] = False,
) -> int:
    """Write the claims as a SQLite database with a full-text index, for sqlite3, Datasette, DuckDB and the like.

    Example: rcsc export claims.db
    """
    if general.format or general.json:
        raise UsageError("export writes a database, and nothing in a format", "leave --format and --json out")
    target = Path(file)
    if target.is_dir() or (target.exists() and not force):
        reason = "is a folder" if target.is_dir() else "is there already"
        raise UsageError(
            f"{shown(file, None)} {reason}", "name another file" + ("" if target.is_dir() else ", or give --force")
        )
    index = open_index(general)
    try:
        index.copy_to(target)
    except OSError as error:
        raise _unwritable(file, error) from None
    return _FOUND


def _known_ids(index: "Index", beginning: str) -> list[str]:
    return index.ids(beginning)


_Ids = Annotated[list[str], argument("ID...", "The claims' ids.", _known_ids)]
_Id = Annotated[str, argument("ID", "The claim's id.", _known_ids)]


def _show(ids: _Ids, drawing: Drawing, general: General) -> int:
    """Show everything about claims.

    Example: rcsc show members
    """
    from rcsc_facts import formats

    index = open_index(general)
    hits = [Hit(claim) for claim in query.claims(index, ids)]
    chosen = _format(general, drawing)
    if chosen not in ("table", "plain"):
        return _answer(query.Answer(hits), index, general, drawing)
    wording = Wording(index.names(), drawing.exact)
    related = dict.fromkeys(relation.claim for hit in hits for relation in hit.claim.related)
    relatives = {claim.id: claim for claim in index.get(related)}
    if chosen == "table":
        from rcsc_facts import screen

        _draw(lambda style: screen.records(hits, wording, style, relatives), general, drawing)
    else:
        lines = [formats.record_lines(hit, wording, relatives) for hit in hits]
        _print("\n".join("".join(f"{label}\t{text}\n" for label, text in record) for record in lines), general)
    return _FOUND


def _get(
    id: _Id,
    general: General,
    as_written: Annotated[bool, option("--as-written", about="The figure as printed.")] = False,
    low: Annotated[bool, option("--low", about="The least value that would be printed so.")] = False,
    high: Annotated[bool, option("--high", about="The upper bound of the values that would be printed so.")] = False,
    field: Annotated[
        str | None, option("--field", metavar="NAME", about="Any field of the JSON form, such as evidence.phrase.")
    ] = None,
) -> int:
    """Print the bare value of a claim's figure.

    Example: rcsc get members
    """
    from rcsc_facts.formats import as_record, compact

    asked = [name for name, given in (("as_written", as_written), ("low", low), ("high", high)) if given]
    if len(asked) + bool(field) > 1:
        raise UsageError("--as-written, --low, --high and --field exclude each other", "give one of them")
    index = open_index(general)
    [claim] = query.claims(index, [id])
    record = as_record(Hit(claim))
    del record["match"]
    value = query.field(record, field or f"quantity.{asked[0] if asked else 'value'}")
    is_json = _format(general, formats={"json": "", "plain": "", "table": ""}) == "json"
    _print(f"{compact(value) if is_json else value}\n", general)
    return _FOUND


def _verify(
    file: Annotated[str, argument("FILE", "A copy of the article; - is standard input.")],
    drawing: Drawing,
    general: General,
) -> int:
    """Prove the claims against your own copy of the article.

    Each claim's figure is read again out of the words it rests on; figures and places of the copy that
    no claim accounts for are listed as well. The copy is plain text, Markdown (.md) or a web page (.html).
    Exit code 0: all proved.

    Example: rcsc verify article.txt
    """
    from rcsc_facts import formats, verify

    index = open_index(general)
    text, suffix = _copy(file)
    report = verify.verify(index.header(), [hit.claim for hit in index.select(Filters())], text, suffix)
    chosen = _format(general, drawing)
    rows = [[shown(cell, None) for cell in row] for row in verify.rows(report)]
    totals = verify.totals(report)
    if chosen in ("json", "jsonl", "yaml"):
        _print(formats.data_text([result._asdict() for result in report.results], chosen), general)
    elif chosen == "table":
        from rcsc_facts import screen

        _draw(lambda style: screen.verdicts(rows, verify.HEADINGS, totals, style), general, drawing)
    else:
        _print(formats.rows_text(verify.HEADINGS, rows, chosen), general)
        _tell([totals], general)
    return _FOUND if report.is_proved else _NOTHING


def _copy(file: str) -> tuple[str, str]:
    """Return the text of a copy and the suffix of its name; raise UsageError where it cannot be read."""
    try:
        if file == "-":
            if sys.stdin is None:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            content = sys.stdin.buffer.read(_MAX_COPY + 1)
        else:
            with open(file, "rb") as stream:
                content = stream.read(_MAX_COPY + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise UsageError(f"cannot read the copy {shown(file, None)}: {reason}", "name a file, or - for stdin") from None
    if len(content) > _MAX_COPY:
        raise UsageError(f"the copy {shown(file, None)} is larger than 16 MiB", "cut it down to the article")
    try:
        return content.decode("utf-8-sig"), Path(file).suffix
    except UnicodeDecodeError as error:
        message = f"the copy {shown(file, None)} is not UTF-8 (byte {error.start + 1})"
        raise UsageError(message, "save it as UTF-8") from None


_MAX_COPY = 16 * 2**20


def _check(
    general: General,
    paths: Annotated[
        list[str] | None,
        argument("[STORE]...", "The stores; without any the one in use."),
    ] = None,
    explain: Annotated[
        str | None, option("--explain", metavar="CODE", about="Tell what a rule is, why, and how to mend a breach.")
    ] = None,
) -> int:
    """Check stores against their own rules; silent when all is well.

    Example: rcsc check facts.yaml
    """
    from rcsc_facts.store.rules import RULES

    if explain is not None:
        code = query.word(explain.upper(), dict.fromkeys(RULES, ""), "code", "codes")
        rule = RULES[code]
        _print(f"{code}: {rule.what}\nWhy: {rule.why}\nTo mend: {rule.mend}\n", general)
        return _FOUND
    from rcsc_facts import check, formats

    findings: list[Finding] = []
    for store in map(Path, paths or [str(general.store_path)]):
        content, _ = catalog.read_bytes(store)
        findings += check.check(content, shown(str(store), None))
    chosen = _format(general)
    if chosen in ("plain", "table"):
        _print("".join(f"{finding}\n" for finding in findings), general, encoded=False)
    elif chosen in ("json", "jsonl", "yaml"):
        _print(formats.data_text([finding._asdict() for finding in findings], chosen), general)
    else:
        rows = [[str(value) for value in finding] for finding in findings]
        _print(formats.rows_text(Finding._fields, rows, chosen), general)
    return _NOTHING if findings else _FOUND


def _schema(general: General) -> int:
    """Print the JSON Schema (draft 2020-12) of a store, for editors.

    Example: rcsc schema > facts.schema.json
    """
    from rcsc_facts import formats
    from rcsc_facts.store import shape

    _format(general, formats={"json": ""})
    _print(formats.json_text(shape.json_schema()), general)
    return _FOUND


def _cite(
    general: General,
    ids: Annotated[
        list[str] | None,
        argument("[ID]...", "Claims whose place is cited; without any, the article.", _known_ids),
    ] = None,
    style: Annotated[str, choice("--style", "-s", metavar="STYLE", words=STYLES)] = "apa",
    in_text: Annotated[bool, option("--in-text", about="Only the form for the text or the note.")] = False,
    quote: Annotated[bool, option("--quote", about="The claim with its citation, as a sentence.")] = False,
    link: Annotated[bool, option("--link", about="Add a link to the very words, where the address is known.")] = False,
    accessed: Annotated[
        str | None, option("--accessed", metavar="DATE", about="When you looked at it: YYYY-MM-DD.")
    ] = None,
    as_printed: Annotated[bool, option("--as-printed", about="Leave out what is known only from elsewhere.")] = False,
) -> int:
    """Cite the article, or the places in it that claims rest on.

    With ids there is one reference, and one form for the text for each claim.

    Example: rcsc cite members --style apa
    """
    from rcsc_facts import cite

    index = open_index(general)
    chosen = query.word("csl-json" if general.json else style, STYLES, "style", "styles")
    claims = query.claims(index, ids or ())
    prose = [name for name, one in cite.TABLE.items() if one.is_prose]
    if general.format and chosen not in prose:
        raise UsageError(f"--format does not go with the style {chosen}", f"it is for {', '.join(prose)}")
    wanted = general.format or (_prose_default(general) if chosen in prose else "text")
    target = query.word(wanted, TARGETS, "format", "formats of prose styles")
    form = "quote" if quote else "in-text" if in_text else "reference"
    source = cite.source_of(index.header(), as_printed=as_printed, accessed=_date(accessed))
    lines = cite.cite(source, [cite.passage(claim) for claim in claims], chosen, form=form, link=link, target=target)
    _print("".join(f"{line}\n" for line in lines), general)
    return _FOUND


def _prose_default(general: General) -> str:
    return "ansi" if terminal.is_terminal(sys.stdout) and _has_color(general) else "text"


def _date(text: str | None) -> tuple[int, int, int] | None:
    """Return year, month and day of an ISO 8601 date; raise UsageError where it is none."""
    if text is None:
        return None
    import datetime

    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{shown(text)}' is not a date", "write YYYY-MM-DD, such as 2026-11-24") from None
    return day.year, day.month, day.day


def sheet(drawing: Drawing, general: General) -> int:
    """Look up, prove and cite what one newspaper article says about the Red Cross Society of China.

    Without a command: the fact sheet.

    Example: rcsc aid --region africa
    """
    index = open_index(general)
    topics = ("org", "aid", "plans", "appeals")
    found = [hit for topic in topics for hit in index.select(Filters(topics=(topic,)), limit=_MOST_OF_TOPIC)]
    hits = [
        hit for hit in found if hit.claim.quantity or hit.claim.countries or hit.claim.topic in ("plans", "appeals")
    ]
    if not hits or _format(general, drawing) != "table":
        return _answer(query.Answer(hits), index, general, drawing)
    from rcsc_facts import screen

    source = index.header().source
    title = source.get("title") or source.get("genre") or "Claims"
    claims = [hit.claim for hit in hits]
    wording = Wording(index.names(), drawing.exact)
    _draw(lambda style: screen.fact_sheet(claims, title, wording, style), general, drawing)
    return _FOUND


_MOST_OF_TOPIC = 200
"""Claims of a topic that the fact sheet is made from, so that its time does not grow with the store."""


def _topic_command(topic: str) -> Command:
    def run(selecting: Selecting, drawing: Drawing, general: General) -> int:
        return _topic(topic, selecting, drawing, general)

    example = " --region africa" if topic == "aid" else ""
    run.__doc__ = f"List the claims on {TOPICS[topic]}.\n\nExample: rcsc {topic}{example}"
    return run


COMMANDS: Mapping[str, Command] = {
    "aid": _topic_command("aid"),
    **{topic: _topic_command(topic) for topic in TOPICS if topic != "aid"},
    "list": _list,
    "table": _table,
    "find": _find,
    "show": _show,
    "get": _get,
    "cite": _cite,
    "verify": _verify,
    "check": _check,
    "schema": _schema,
    "export": _export,
}


def main(argv: Sequence[str]) -> int:
    """Run the command line *argv* and return the exit code: 0 found, 1 nothing found, 2 cannot run."""
    try:
        return run(argv, COMMANDS, sheet)
    except FactsError as error:
        return terminal.fail(str(error), error.exit_code)
    except OSError as error:
        return terminal.output_failed(error)
