"""The command line: declare, run, print. With `terminal` the only module that reads the environment and prints."""

import errno
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
import typer.core
import typer.main

from rcsc_facts import __version__, catalog, query, terminal
from rcsc_facts.errors import FactsError, Finding, UsageError, shown
from rcsc_facts.folding import did_you_mean, nearest, slug
from rcsc_facts.model import (
    DIMENSIONS,
    FORMATS,
    KINDS,
    REGIONS,
    SORTS,
    SPEAKERS,
    STYLES,
    TARGETS,
    TOPICS,
    Filters,
    Hit,
    Wording,
)

if TYPE_CHECKING:
    from rcsc_facts.index import Index
    from rcsc_facts.screen import Drawable, Style

# An argument too many is refused by us, with what was probably meant.
_SETTINGS = {"help_option_names": ["-h", "--help"], "allow_extra_args": True}
_MANY = list[str] | None
_FOUND, _NOTHING = 0, 1


_Words = Iterable[str] | Callable[["Index"], Iterable[str]]


def _completer(words: _Words) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Return what completes from words, or from those that a store has; a store that cannot be read has none.

    Only words of plain lower-case letters, digits and hyphens are ever offered, and beside them only
    meanings from `model`, nothing from a store: a shell may evaluate what it is given.
    """

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        known: Iterable[str] = ()
        if not callable(words):
            known = words
        else:
            try:
                known = words(_open(General(store=ctx.params.get("store"), quiet=True)))
            except (FactsError, OSError):
                pass  # no words, and no noise in the middle of a command line
        meanings = known if isinstance(known, Mapping) else {}
        return [(word, meanings.get(word, "")) for word in known if word.startswith(incomplete) and set(word) <= _PLAIN]

    return complete


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def _option(*names: str, about: str, metavar: str | None = None, words: _Words | None = None) -> Any:
    completer = None if words is None else _completer(words)
    return typer.Option(*names, help=about, metavar=metavar, show_default=False, autocompletion=completer)


_COLORS = ("auto", "always", "never")


class Selecting(NamedTuple):
    """The filters, the same on every listing command."""

    region: Annotated[
        _MANY, _option("--region", words=REGIONS, metavar="REGION", about=f"One of {', '.join(REGIONS)}.")
    ] = None
    country: Annotated[
        _MANY,
        _option(
            "--country",
            words=lambda index: map(slug, index.names().values()),
            metavar="COUNTRY",
            about="A name, or an ISO 3166 code.",
        ),
    ] = None
    topic: Annotated[_MANY, _option("--topic", words=TOPICS, metavar="TOPIC", about=f"One of {', '.join(TOPICS)}.")] = (
        None
    )
    kind: Annotated[_MANY, _option("--kind", words=KINDS, metavar="KIND", about=f"One of {', '.join(KINDS)}.")] = None
    said_by: Annotated[
        _MANY, _option("--said-by", words=SPEAKERS, metavar="WHO", about=f"One of {', '.join(SPEAKERS)}.")
    ] = None
    unit: Annotated[
        _MANY,
        _option("--unit", words=lambda index: index.units(), metavar="UNIT", about="What is counted, such as members."),
    ] = None
    sort: Annotated[
        str | None, _option("--sort", words=SORTS, metavar="ORDER", about=f"One of {', '.join(SORTS)}.")
    ] = None
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", help="The most claims to give, a whole number.", min=0, metavar="N", show_default=False
        ),
    ] = None


class Drawing(NamedTuple):
    """The options of what can be drawn."""

    exact: Annotated[bool, _option("--exact", about="Draw figures with all their digits, not as printed.")] = False
    svg: Annotated[str | None, _option("--svg", metavar="FILE", about="Draw into an SVG file; - is stdout.")] = None
    html: Annotated[str | None, _option("--html", metavar="FILE", about="Draw into a web page; - is stdout.")] = None

    @property
    def files(self) -> dict[str, str]:
        """The files to draw into, by their format."""
        return {name: file for name, file in (("svg", self.svg), ("html", self.html)) if file}


class General(NamedTuple):
    """The options that every command has."""

    format: Annotated[
        str | None,
        _option(
            "--format",
            "-f",
            words={**FORMATS, **TARGETS},
            metavar="FORMAT",
            about="table, plain, tsv, csv, json, jsonl, md or yaml.",
        ),
    ] = None
    json: Annotated[bool, _option("--json", about="The same as --format json.")] = False
    quiet: Annotated[bool, _option("--quiet", "-q", about="Print nothing; the exit code answers.")] = False
    store: Annotated[
        str | None, _option("--store", metavar="FILE", about="Another store of claims (or set RCSC_STORE).")
    ] = None
    color: Annotated[
        str | None,
        _option("--color", words=_COLORS, metavar="WHEN", about="auto, always or never."),
    ] = None


_GROUPS = (Selecting, Drawing, General)


def _parameters(groups: Iterable[type]) -> list[inspect.Parameter]:
    """Return the options of groups as parameters of a function."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(name, keyword, default=group._field_defaults[name], annotation=annotation)  # type: ignore[attr-defined]
        for group in groups
        for name, annotation in group.__annotations__.items()
    ]


def _declare(run: Callable[..., int], start: Callable[..., None], *fixed: inspect.Parameter) -> Callable[..., None]:
    """Give *start* the signature that Typer reads: each group of options among the parameters of *run* unfolded."""
    parameters = [*fixed]
    for parameter in inspect.signature(run).parameters.values():
        is_group = parameter.annotation in _GROUPS
        own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
        parameters += _parameters([parameter.annotation]) if is_group else own
    start.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    start.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return start


_CONTEXT = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


def _command(run: Callable[..., int]) -> Callable[..., None]:
    """Return *run*, which returns its exit code, as Typer wants it."""
    groups = {
        name: parameter.annotation
        for name, parameter in inspect.signature(run).parameters.items()
        if parameter.annotation in _GROUPS
    }

    def command(ctx: typer.Context, **values: Any) -> None:
        if ctx.args:
            raise _too_many(ctx.args, ctx.info_name or "", Selecting in groups.values())
        outer = ctx.obj or {}
        for name, group in groups.items():
            given = group(**{field: values.pop(field) for field in group._fields})
            # Options before the command's name count as well; those after it win.
            values[name] = group._make(
                mine or theirs for mine, theirs in zip(given, outer.get(name, given), strict=True)
            )
        for name in outer.keys() - groups.keys():
            for option, value in outer[name]._asdict().items():
                if value:
                    raise UsageError(
                        f"rcsc {ctx.info_name} has no option --{option}", f"rcsc {ctx.info_name} -h lists them"
                    )
        raise _end(run, values)

    return _declare(run, command, _CONTEXT)


def _end(run: Callable[..., int], values: Mapping[str, Any]) -> typer.Exit:
    """Run and return how it ends; a failed write is told here, since Typer makes an exit code 1 of some of them."""
    _when_to_color(values["general"])  # a word that means nothing is told even where nothing is drawn
    try:
        return typer.Exit(run(**values))
    except OSError as error:
        return typer.Exit(terminal.output_failed(error))


# Refusing: what was probably meant


def _meant(asked: str, command: str) -> str:
    """Return the command line that probably was meant where *asked* was given to a command in a wrong place."""
    from rcsc_facts import geography

    word = slug(asked)
    vocabularies = (("region", REGIONS), ("topic", TOPICS), ("kind", KINDS), ("said-by", SPEAKERS), ("format", FORMATS))
    options = [f"--{name} {known}" for name, words in vocabularies for known in words if word == slug(known)]
    if word in geography.spellings():
        options.append(f"--country {word}")
    return f"rcsc {command} {options[0]}" if options else f"rcsc find {word or 'WORDS'}"


def _too_many(extra: Sequence[str], command: str, has_filters: bool) -> UsageError:
    """Return the error for arguments that a command does not take."""
    meant = f"did you mean {_meant(extra[0], command)}?" if has_filters else f"rcsc {command} -h shows what it takes"
    return UsageError(f"rcsc {command} takes no argument '{shown(extra[0])}'", meant)


def _no_command(name: str, rest: Sequence[str]) -> UsageError:
    """Return the error for a command that there is not."""
    if name == "help":
        wanted = [f"{one} " for one in rest[:1] if one in COMMANDS]
        meant = f"did you mean rcsc {''.join(wanted)}-h? "
    else:
        meant = did_you_mean(shown(name), COMMANDS) or f"did you mean {_meant(name, 'list')}?"
        meant = f"{meant} " if slug(name) else ""
    return UsageError(f"there is no command '{shown(name)}'", f"{meant}commands: {', '.join(COMMANDS)}")


_Refusal: type[Exception] = typer.BadParameter.__mro__[1]
"""What Typer raises where the command line is wrong; the class is public by its subclass alone."""


def _refused(error: Any) -> UsageError:
    """Return Typer's refusal of a command line in our form, with what was probably meant."""
    message: str = error.format_message()
    command = error.ctx.command_path if error.ctx else "rcsc"
    hint = f"{command} -h shows what it takes"
    about = {
        f"--{name.replace('_', '-')}": annotation.__metadata__[0].help
        for group in _GROUPS
        for name, annotation in group.__annotations__.items()
    }
    if hasattr(error, "possibilities"):  # there is no such option
        message = f"{command} has no option {shown(error.option_name)}"
        known = [name for parameter in error.ctx.command.get_params(error.ctx) for name in parameter.opts]
        if near := did_you_mean(shown(error.option_name), known):
            hint = near
        elif command == "rcsc" and (near := " or ".join(nearest(error.option_name, about))):
            hint = f"did you mean {near}? It follows a command, as in rcsc list {near}"
    else:
        named = re.search("--[a-z-]+", message)
        if named and named[0] in about:
            hint = f"{named[0]}: {about[named[0]]}"
    return UsageError(message[0].lower() + message[1:].rstrip("."), hint)


# Running: options to filters, stores to indexes


def _open(general: General) -> "Index":
    watching = terminal.is_terminal(sys.stderr) and not general.quiet
    bar = terminal.Bar("reading the store") if watching else None
    try:
        return catalog.open_index(_store_path(general), os.environ, __version__, bar)
    finally:
        if bar:
            bar.clear()


def _store_path(general: General) -> Path:
    named = general.store or os.environ.get("RCSC_STORE")
    return Path(named) if named else catalog.bundled()


def _filters(index: "Index", selecting: Selecting) -> Filters:
    words = selecting._asdict()
    del words["sort"], words["limit"]
    return query.filters(index, **words)


def _hits(index: "Index", asked: Filters, selecting: Selecting, general: General) -> list[Hit]:
    return _told(query.select(index, asked, selecting.sort, selecting.limit), general)


def _told(answer: query.Answer, general: General) -> list[Hit]:
    """Tell the remarks on an answer and return what was found."""
    _tell(answer.remarks, general)
    return answer.hits


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


def _when_to_color(general: General) -> str:
    return query.word(general.color or "auto", _COLORS, "colour setting", "settings")


def _has_color(general: General) -> bool:
    return terminal.has_color(_when_to_color(general))


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


def _answer(hits: Sequence[Hit], index: "Index", general: General, drawing: Drawing) -> int:
    """Print what was found in the format asked for; return the exit code."""
    from rcsc_facts import formats

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
    return _FOUND if hits else _NOTHING


# The commands


def _topic(topic: str, selecting: Selecting, drawing: Drawing, general: General) -> int:
    index = _open(general)
    asked = query.within(_filters(index, selecting), topic)
    return _answer(_hits(index, asked, selecting, general), index, general, drawing)


def _list(selecting: Selecting, drawing: Drawing, general: General) -> int:
    """List claims of every topic.

    Example: rcsc list --kind count --sort value
    """
    index = _open(general)
    return _answer(_hits(index, _filters(index, selecting), selecting, general), index, general, drawing)


def _table(
    selecting: Selecting,
    drawing: Drawing,
    general: General,
    by: Annotated[
        str, _option("--by", metavar="WHAT", about=f"One of {', '.join(DIMENSIONS)}.", words=DIMENSIONS)
    ] = "region",
) -> int:
    """Tabulate claims by region, country, topic, kind, speaker or paragraph.

    Without --topic and --kind: what aid was given. Figures are added only where they may be, and a
    computed sum says that it is one.

    Example: rcsc table --by region
    """
    from rcsc_facts import formats, pivot

    index = _open(general)
    dimension = query.word(by, DIMENSIONS, "dimension", "dimensions")
    asked = _filters(index, selecting)
    if not asked.topics and not asked.kinds and dimension != "topic":
        asked = asked._replace(topics=("aid",), kinds=("count", "amount", "action"))
    claims = [hit.claim for hit in _hits(index, asked, selecting, general)]
    table = pivot.pivot(claims, dimension, index.places(), exact=drawing.exact)
    chosen = _format(general, drawing)
    if chosen == "table":
        from rcsc_facts import screen

        if table.rows:
            _draw(lambda style: screen.pivot(table, style), general, drawing)
    else:
        _print(formats.pivot_text(table, chosen), general)
        _tell(table.notes if chosen != "md" else (), general)
    return _FOUND if table.rows else _NOTHING


def _find(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words, beginnings (vacc*), 'several words'.")],
    selecting: Selecting,
    drawing: Drawing,
    general: General,
) -> int:
    """Search the claims' text, best match first.

    All words must be there; accents, case, plural and singular do not matter. Several words in one
    argument must stand together. Names, aliases and codes of countries are searched as well.

    Example: rcsc find vaccines ethiopia
    """
    index = _open(general)
    found = query.find(index, words, _filters(index, selecting), selecting.sort, selecting.limit)
    return _answer(_told(found, general), index, general, drawing)


def _export(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The database to write.")],
    general: General,
    force: Annotated[bool, _option("--force", about="Replace a file that is there.")] = False,
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
    index = _open(general)
    try:
        index.copy_to(target)
    except OSError as error:
        raise _unwritable(file, error) from None
    return _FOUND


_IDS = _completer(lambda index: index.ids())
_Ids = Annotated[
    list[str], typer.Argument(metavar="ID...", help="The claims' ids.", show_default=False, autocompletion=_IDS)
]
_Id = Annotated[str, typer.Argument(metavar="ID", help="The claim's id.", show_default=False, autocompletion=_IDS)]


def _show(ids: _Ids, drawing: Drawing, general: General) -> int:
    """Show everything about claims.

    Example: rcsc show members
    """
    from rcsc_facts import formats

    index = _open(general)
    hits = [Hit(claim) for claim in query.claims(index, ids)]
    chosen = _format(general, drawing)
    if chosen not in ("table", "plain"):
        return _answer(hits, index, general, drawing)
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
    as_written: Annotated[bool, _option("--as-written", about="The figure as printed.")] = False,
    low: Annotated[bool, _option("--low", about="The least value that would be printed so.")] = False,
    high: Annotated[bool, _option("--high", about="The upper bound of the values that would be printed so.")] = False,
    field: Annotated[
        str | None, _option("--field", metavar="NAME", about="Any field of the JSON form, such as evidence.phrase.")
    ] = None,
) -> int:
    """Print the bare value of a claim's figure.

    Example: rcsc get members
    """
    from rcsc_facts.formats import as_record, compact

    asked = [name for name, given in (("as_written", as_written), ("low", low), ("high", high)) if given]
    if len(asked) + bool(field) > 1:
        raise UsageError("--as-written, --low, --high and --field exclude each other", "give one of them")
    index = _open(general)
    [claim] = query.claims(index, [id])
    record = as_record(Hit(claim))
    del record["match"]
    value = query.field(record, field or f"quantity.{asked[0] if asked else 'value'}")
    is_json = _format(general, formats={"json": "", "plain": "", "table": ""}) == "json"
    _print(f"{compact(value) if is_json else value}\n", general)
    return _FOUND


def _verify(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A copy of the article; - is standard input.")],
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

    index = _open(general)
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
        typer.Argument(metavar="[STORE]...", help="The stores; without any the one in use.", show_default=False),
    ] = None,
    explain: Annotated[
        str | None, _option("--explain", metavar="CODE", about="Tell what a rule is, why, and how to mend a breach.")
    ] = None,
) -> int:
    """Check stores against their own rules; silent when all is well.

    Example: rcsc check facts.yaml
    """
    from rcsc_facts.rules import RULES

    if explain is not None:
        code = query.word(explain.upper(), dict.fromkeys(RULES, ""), "code", "codes")
        rule = RULES[code]
        _print(f"{code}: {rule.what}\nWhy: {rule.why}\nTo mend: {rule.mend}\n", general)
        return _FOUND
    from rcsc_facts import check, formats

    findings: list[Finding] = []
    for store in map(Path, paths or [str(_store_path(general))]):
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
    from rcsc_facts import formats, shape

    _format(general, formats={"json": ""})
    _print(formats.json_text(shape.json_schema()), general)
    return _FOUND


def _cite(
    general: General,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            help="Claims whose place is cited; without any, the article.",
            show_default=False,
            autocompletion=_IDS,
        ),
    ] = None,
    style: Annotated[
        str, _option("--style", "-s", words=STYLES, metavar="STYLE", about=f"One of {', '.join(STYLES)}.")
    ] = "apa",
    in_text: Annotated[bool, _option("--in-text", about="Only the form for the text or the note.")] = False,
    quote: Annotated[bool, _option("--quote", about="The claim with its citation, as a sentence.")] = False,
    link: Annotated[bool, _option("--link", about="Add a link to the very words, where the address is known.")] = False,
    accessed: Annotated[
        str | None, _option("--accessed", metavar="DATE", about="When you looked at it: YYYY-MM-DD.")
    ] = None,
    as_printed: Annotated[bool, _option("--as-printed", about="Leave out what is known only from elsewhere.")] = False,
) -> int:
    """Cite the article, or the places in it that claims rest on.

    With ids there is one reference, and one form for the text for each claim.

    Example: rcsc cite members --style apa
    """
    from rcsc_facts import cite

    index = _open(general)
    chosen = query.word("csl-json" if general.json else style, STYLES, "style", "styles")
    claims = query.claims(index, ids or ())
    if general.format and chosen not in cite.PROSE:
        raise UsageError(f"--format does not go with the style {chosen}", f"it is for {', '.join(cite.PROSE)}")
    target = query.word(general.format or _prose_default(general), TARGETS, "format", "formats of prose styles")
    form = "quote" if quote else "in-text" if in_text else "reference"
    source = cite.source_of(index.header(), as_printed=as_printed, accessed=_date(accessed))
    lines = cite.cite(source, claims, chosen, form=form, link=link, target=target)
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


def _sheet(drawing: Drawing, general: General) -> int:
    """Print the fact sheet: the headline figures on one screen."""
    index = _open(general)
    topics = ("org", "aid", "plans", "appeals")
    found = [hit for topic in topics for hit in index.select(Filters(topics=(topic,)), limit=_MOST_OF_TOPIC)]
    hits = [
        hit for hit in found if hit.claim.quantity or hit.claim.countries or hit.claim.topic in ("plans", "appeals")
    ]
    if not hits or _format(general, drawing) != "table":
        return _answer(hits, index, general, drawing)
    from rcsc_facts import screen

    source = index.header().source
    title = source.get("title") or source.get("genre") or "Claims"
    claims = [hit.claim for hit in hits]
    wording = Wording(index.names(), drawing.exact)
    _draw(lambda style: screen.fact_sheet(claims, title, wording, style), general, drawing)
    return _FOUND


_MOST_OF_TOPIC = 200
"""Claims of a topic that the fact sheet is made from, so that its time does not grow with the store."""


def _topic_command(topic: str) -> Callable[..., int]:
    def run(selecting: Selecting, drawing: Drawing, general: General) -> int:
        return _topic(topic, selecting, drawing, general)

    example = " --region africa" if topic == "aid" else ""
    run.__doc__ = f"List the claims on {TOPICS[topic]}.\n\nExample: rcsc {topic}{example}"
    return run


COMMANDS: Mapping[str, Callable[..., int]] = {
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


class _Commands(typer.core.TyperGroup):
    """The commands, of which only the one asked for is built: building all costs more than most answers."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        run = COMMANDS[cmd_name]
        about, *more = inspect.cleandoc(run.__doc__ or "").split("\n\n")
        example = [more.pop()] if more else []
        declare = app.command(
            cmd_name, help="\n\n".join([*example, about, *more]), short_help=about, context_settings=_SETTINGS
        )
        declare(_command(run))
        return typer.main.get_command(app)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0]
        if name not in COMMANDS:
            raise _no_command(name, args[1:])
        return super().resolve_command(ctx, args)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"rcsc {__version__}")
        raise typer.Exit


def application() -> typer.Typer:
    """Return the program as Typer declares it."""
    app = typer.Typer(
        cls=_Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=_SETTINGS,
    )

    def start(ctx: typer.Context, version: bool, **options: Any) -> None:
        ctx.obj = {
            "drawing": Drawing(**{name: options[name] for name in Drawing._fields}),
            "general": General(**{name: options[name] for name in General._fields}),
        }
        if ctx.invoked_subcommand is None:
            raise _end(_sheet, ctx.obj)

    option = typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    version = inspect.Parameter(
        "version", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Annotated[bool, option]
    )
    app.callback(invoke_without_command=True, help=_ABOUT)(_declare(_sheet, start, _CONTEXT, version))
    return app


_ABOUT = """Example: rcsc aid --region africa

Look up, prove and cite what one newspaper article says about the Red Cross Society of China.

Without a command: the fact sheet.
"""


def _harmless(argv: Sequence[str]) -> Iterator[str]:
    """Yield the arguments with the names of options made fit for Typer's own messages, which print them as given."""
    rest = iter(argv)
    for argument in rest:
        name, equals, value = argument.partition("=")
        yield shown(name, None) + equals + value if name.startswith("-") else argument
        if argument == "--":
            yield from rest


def main(argv: Sequence[str]) -> int:
    """Run the command line *argv* and return the exit code: 0 found, 1 nothing found, 2 cannot run."""
    if "_RCSC_COMPLETE" in os.environ:
        sys.modules["rich"] = None  # type: ignore[assignment]  # Typer would load it to draw meanings, for 45 ms a TAB
    try:
        code = application()([*_harmless(argv)], prog_name="rcsc", standalone_mode=False)
        return code or 0
    except SystemExit as end:  # completion ends so
        return end.code if isinstance(end.code, int) else 2
    except _Refusal as error:
        return terminal.fail(str(_refused(error)), UsageError.exit_code)
    except FactsError as error:
        return terminal.fail(str(error), error.exit_code)
    except OSError as error:
        return terminal.output_failed(error)
