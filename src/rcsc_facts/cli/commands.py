"""The commands: what each looks up and answers. What that looks like is for `emit`, what can be given for `options`."""

import errno
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from rcsc_facts import __version__, formats, query
from rcsc_facts.cli import options, terminal, wording
from rcsc_facts.cli.emit import Answer, File, emit, output
from rcsc_facts.cli.options import Command, Given
from rcsc_facts.errors import FactsError, Finding, UsageError, shown
from rcsc_facts.index import cache
from rcsc_facts.model import Filters, Header, Hit, Wording
from rcsc_facts.store import catalog
from rcsc_facts.vocabulary import STYLES, TARGETS

if TYPE_CHECKING:
    from rcsc_facts.index import Index
    from rcsc_facts.screen import Drawable, Style


# From options to filters, and to the index of a store


def store_path(given: Given) -> Path:
    """Return the path of the store named by --store, else by the environment, else of the one in the package."""
    named = given.several(options.STORE)
    if len(named) > 1:
        raise UsageError(f"{len(named)} stores are named, and one is looked up", "give --store once")
    if named == ("-",):
        raise UsageError("a store is not looked up from standard input", "name a file; rcsc check - checks a store so")
    path = named[0] if named else os.environ.get("RCSC_STORE")
    return Path(path) if path else catalog.bundled()


def open_index(given: Given) -> "Index":
    """Open the index of the store in use, with a bar on a terminal while it is built."""
    watching = terminal.is_terminal(sys.stderr) and not given.flag(options.QUIET)
    bar = terminal.Bar("reading the store") if watching else None
    try:
        return cache.open_index(store_path(given), os.environ, __version__, bar)
    finally:
        if bar:
            bar.clear()


def _filters(index: "Index", given: Given) -> Filters:
    asked = query.Asked(
        regions=given.several(options.REGION),
        countries=given.several(options.COUNTRY),
        topics=given.several(options.TOPIC),
        kinds=given.several(options.KIND),
        said_by=given.several(options.SAID_BY),
        units=given.several(options.UNIT),
    )
    return query.filters(index, asked)


def _limit(given: Given) -> int | None:
    """Return the number given by --limit; raise UsageError for anything else."""
    text = given.one(options.LIMIT)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise UsageError(f"--limit must be a whole number, not '{shown(text)}'", "write digits, such as 10")
    return int(text)


def _select(index: "Index", asked: Filters, given: Given) -> query.Answer:
    return query.select(index, asked, given.one(options.SORT), _limit(given))


def _wording(index: "Index", given: Given) -> Wording:
    return Wording(index.names(), index.speakers(), given.flag(options.EXACT))


# Listings

_MOST_ROWS = 1000
"""Rows that a table is drawn for: Rich takes half a millisecond for each."""


def _listing(found: query.Answer, index: "Index", given: Given) -> Answer:
    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.listing(found.hits, _wording(index, given), style)

    count = len(found.hits)
    return Answer(
        formats.claims_page(found.hits, lambda: _wording(index, given)),
        draw if found.hits else None,
        found.remarks,
        is_found=bool(found.hits),
        too_many=f"{count} claims do not fit a table, so they are printed one per line (use --limit for fewer)"
        if count > _MOST_ROWS
        else "",
    )


def _topic(topic: str, index: "Index", given: Given) -> Answer:
    store_path(given)  # which refuses two stores
    return _listing(_select(index, _filters(index, given)._replace(topics=(topic,)), given), index, given)


def _list(given: Given) -> Answer:
    index = open_index(given)
    return _listing(_select(index, _filters(index, given), given), index, given)


def _find(given: Given) -> Answer:
    index = open_index(given)
    words, asked = given.several(options.WORDS), _filters(index, given)
    return _listing(query.find(index, words, asked, given.one(options.SORT), _limit(given)), index, given)


def _sheet(given: Given) -> Answer:
    index = open_index(given)
    topics = index.topics()
    hits = [hit for topic in topics for hit in index.select(Filters(topics=(topic,)), limit=_MOST_OF_TOPIC)]

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        title = _title(index.header())
        return screen.fact_sheet(topics, [hit.claim for hit in hits], title, _wording(index, given), style)

    return _listing(query.Answer(hits), index, given)._replace(draw=draw if hits else None, too_many="")


def _title(header: Header) -> str:
    """Return the subject of a store, its paper, and the date of that or that it has none."""
    paper = header.source.get("container-title") or header.source.get("publisher") or header.source["id"]
    parts = header.source.get("issued", {}).get("date-parts", [[]])[0]
    date = "-".join(f"{part:02}" for part in parts) or "no date"
    return (
        f"{header.about}: {header.source.get('title') or header.source.get('genre') or 'an article'} ({paper}, {date})"
    )


_MOST_OF_TOPIC = 200
"""Claims of a topic that the fact sheet is made from, so that its time does not grow with the store."""


# Tables and single claims


def _table(given: Given) -> Answer:
    from rcsc_facts import pivot

    index = open_index(given)
    dimension = query.dimension(given.one(options.BY) or "region")
    asked = _filters(index, given)
    header = index.header()
    if header.table and not asked.topics and not asked.kinds and dimension != "topic":
        asked = asked._replace(topics=(header.table,), kinds=("count", "amount", "action"))
    found = _select(index, asked, given)
    claims = [hit.claim for hit in found.hits]
    table = pivot.pivot(claims, dimension, header, index.names(), exact=given.flag(options.EXACT))

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.pivot(table, style)

    return Answer(formats.pivot_page(table), draw if table.rows else None, found.remarks, is_found=bool(table.rows))


def _show(given: Given) -> Answer:
    index = open_index(given)
    hits = [Hit(claim) for claim in query.claims(index, given.several(options.IDS))]
    related = dict.fromkeys(relation.claim for hit in hits for relation in hit.claim.related)
    relatives = {claim.id: claim for claim in index.get(related)}

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.records(hits, _wording(index, given), style, relatives)

    return Answer(formats.records_page(hits, lambda: _wording(index, given), relatives), draw)


def _get(given: Given) -> Answer:
    figures = (options.AS_WRITTEN, options.LOW, options.HIGH)
    asked = [option.key for option in figures if given.flag(option)]
    field = given.one(options.FIELD)
    if len(asked) + bool(field) > 1:
        raise UsageError("--as-written, --low, --high and --field exclude each other", "use one of them")
    index = open_index(given)
    [claim] = query.claims(index, [given.needed(options.ID)])
    record = formats.as_record(Hit(claim))
    del record["match"]
    value = formats.field(record, field or f"quantity.{asked[0] if asked else 'value'}")
    return Answer(formats.value_page(value))


# Citing, proving, checking


def _cite(given: Given) -> Answer:
    from rcsc_facts import cite

    index = open_index(given)
    named = given.one(options.STYLE)
    style = "csl-json" if given.flag(options.JSON) else query.word(named or "apa", STYLES, "style", "styles")
    claims = query.claims(index, given.several(options.CITED_IDS))
    target = given.one(options.FORMAT)
    if target and style not in cite.PROSE:
        raise UsageError(f"--format does not go with the style {style}", f"it is for {', '.join(cite.PROSE)}")
    color = given.one(options.COLOR) or "auto"
    is_colored = terminal.is_terminal(sys.stdout) and terminal.has_color(query.word(color, options.COLORS, "", ""))
    target = query.word(target or ("ansi" if is_colored else "text"), TARGETS, "format", "formats of prose styles")
    form = "quote" if given.flag(options.QUOTE) else "in-text" if given.flag(options.IN_TEXT) else "reference"
    accessed = _date(given.one(options.ACCESSED))
    source = cite.source_of(index.header(), as_printed=given.flag(options.AS_PRINTED), accessed=accessed)
    lines = cite.cite(source, claims, style, form=form, link=given.flag(options.LINK), target=target)
    return Answer("".join(f"{line}\n" for line in lines))


def _date(text: str | None) -> tuple[int, int, int] | None:
    """Return year, month and day of an ISO 8601 date; raise UsageError for anything else."""
    if text is None:
        return None
    import datetime

    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{shown(text)}' is not a date", "write YYYY-MM-DD, such as 2026-11-24") from None
    return day.year, day.month, day.day


def _verify(given: Given) -> Answer:
    from rcsc_facts import verify

    index = open_index(given)
    file = given.needed(options.COPY)
    content = _read(file, "the copy", _MAX_COPY)
    report = verify.verify(index.header(), [hit.claim for hit in index.select(Filters())], content, file)
    rows = [[shown(cell, None) for cell in row] for row in verify.rows(report)]
    totals = verify.totals(report)

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.verdicts(rows, verify.HEADINGS, totals, style)

    page = formats.page_of(
        lambda: [result._asdict() for result in report.results], lambda: formats.Grid(verify.HEADINGS, rows), totals
    )
    return Answer(page, draw, is_found=report.is_proved)


def _read(file: str, what: str, most: int) -> bytes:
    """Return the bytes of a file, or of standard input for -; raise UsageError where it cannot be read."""
    try:
        if file == "-":
            if sys.stdin is None:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            content: bytes = sys.stdin.buffer.read(most + 1)
        else:
            with open(file, "rb") as stream:
                content = stream.read(most + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise UsageError(f"cannot read {what} {shown(file, None)}: {reason}", "name a file, or - for stdin") from None
    if len(content) > most:
        raise UsageError(f"{what} {shown(file, None)} is larger than {most // 2**20} MiB", "split it")
    return content


_MAX_COPY = 16 * 2**20


def _check(given: Given) -> Answer:
    from rcsc_facts.store.rules import RULES

    code = given.one(options.EXPLAIN)
    if code is not None:
        code = query.word(code.upper(), [*RULES], "code", "codes")
        rule = RULES[code]
        return Answer(f"{code}: {rule.what}\nWhy: {rule.why}\nTo mend: {rule.mend}\n")
    from rcsc_facts import check

    findings: list[Finding] = []
    for store in given.several(options.STORES) or (str(store_path(given)),):
        content = _read(store, "the store", catalog.MAX_BYTES) if store == "-" else catalog.read_bytes(Path(store))[0]
        findings += [finding.harmless() for finding in check.check(content, store)]
    page = formats.page_of(
        lambda: [finding._asdict() for finding in findings],
        lambda: formats.Grid(Finding._fields, [[*map(str, finding)] for finding in findings]),
    )
    return Answer(page._replace(plain=lambda: "".join(f"{finding}\n" for finding in findings)), is_found=not findings)


def _schema(given: Given) -> Answer:
    from rcsc_facts.store import shape

    return Answer(formats.json_text(shape.json_schema()))


def _export(given: Given) -> Answer:
    name = given.needed(options.EXPORTED)
    chosen = given.one(options.FORMAT_OF_EXPORT) or options.SUFFIXES.get(Path(name).suffix.lower(), "db")
    make = _EXPORTS[query.word(chosen, options.EXPORTS, "format", "formats")]
    index = open_index(given)
    return Answer(None, file=File(name, partial(make, index, _filters(index, given))))


def _export_database(index: "Index", asked: Filters, path: Path) -> None:
    if asked != Filters():
        from rcsc_facts.index import build

        index = build.in_memory(index.header(), (hit.claim for hit in index.select(asked)))
    index.copy_to(path)


def _export_csv(index: "Index", asked: Filters, path: Path) -> None:
    # With a byte order mark, without which Excel takes the file for its own code page.
    wording = Wording(index.names(), index.speakers())
    page = formats.claims_page(index.select(asked), lambda: wording)
    path.write_text(formats.page_text(page, "csv"), encoding="utf-8-sig")


def _export_page(index: "Index", asked: Filters, path: Path) -> None:
    from rcsc_facts import page, pivot

    header, names, claims = index.header(), index.names(), [hit.claim for hit in index.select(asked)]
    under: dict[str, list[str]] = {}
    for region in index.regions():
        for hit in index.select(asked._replace(regions=(region,))):
            under.setdefault(hit.claim.id, []).append(region)
    chosen = [
        f"{field.replace('_', ' ')} {' or '.join(names.get(word, word) for word in words)}"
        for field, words in asked._asdict().items()
        if words
    ]
    within = [claim for claim in claims if not header.table or claim.topic == header.table]
    table = pivot.pivot(within, "region", header, names)
    made = page.page(page.Contents(header, claims, Wording(names, index.speakers()), under, table, chosen))
    path.write_text(made, encoding="utf-8")


_EXPORTS = {"db": _export_database, "html": _export_page, "csv": _export_csv}


# The tables

_LISTING = (*options.SELECTING, *options.DRAWING, *options.OUTPUT)
_WITHIN = (*options.SELECTING_IN_TOPIC, *options.DRAWING, *options.OUTPUT)
_VALUE = (options.FORMAT_OF_VALUE, options.JSON, options.QUIET, options.STORE, options.COLOR)
_BARE = (options.QUIET, options.STORE, options.COLOR)


def topic_commands(index: "Index") -> dict[str, Command]:
    """Return a command for every topic of a store, by its meaning; a topic named like a command has none."""
    return {
        topic: Command(partial(_topic, topic, index), f"List the claims on {meaning}.", topic, _WITHIN, is_ours=False)
        for topic, meaning in index.topics().items()
        if topic not in COMMANDS
    }


COMMANDS: Mapping[str, Command] = {
    "list": Command(_list, "List claims of every topic.", "list --kind count --sort value", _LISTING),
    "table": Command(
        _table,
        "Tabulate claims by region, country, topic, kind, speaker or paragraph.",
        "table --by region",
        (options.BY, *_LISTING),
        more="Shows by default the topic that the store names for it. Figures are summed only where the article allows it; computed sums are marked.",
    ),
    "find": Command(
        _find,
        "Search the claims' text, best match first.",
        "find vaccines ethiopia",
        _LISTING,
        (options.WORDS,),
        "All words must be there; accents, case, plural and singular do not matter. Several words in one "
        "argument must stand together. Names, aliases and codes of countries are searched as well.",
    ),
    "show": Command(
        _show, "Show everything about claims.", "show members", (*options.DRAWING, *options.OUTPUT), (options.IDS,)
    ),
    "get": Command(
        _get,
        "Print the bare value of a claim's figure.",
        "get members",
        (options.AS_WRITTEN, options.LOW, options.HIGH, options.FIELD, *_VALUE),
        (options.ID,),
    ),
    "cite": Command(
        _cite,
        "Cite the article, or the places in it that claims rest on.",
        "cite members --style apa",
        (
            *(options.STYLE, options.IN_TEXT, options.QUOTE, options.LINK, options.ACCESSED, options.AS_PRINTED),
            *(options.FORMAT_OF_CITATION, options.JSON_OF_CITATION, *_BARE),
        ),
        (options.CITED_IDS,),
        "With ids: one reference, then an in-text citation for each claim.",
    ),
    "verify": Command(
        _verify,
        "Prove the claims against your own copy of the article.",
        "verify article.txt",
        (*options.DRAWING, *options.OUTPUT),
        (options.COPY,),
        "Each claim's figure is read again out of the words it rests on; figures and places of the copy that "
        "no claim accounts for are listed as well. The copy is plain text, Markdown (.md) or a web page (.html). "
        "Exit code 0: all proved.",
    ),
    "check": Command(
        _check,
        "Check stores against their own rules; silent when all is well.",
        "check facts.yaml",
        (options.EXPLAIN, *options.OUTPUT),
        (options.STORES,),
    ),
    "schema": Command(
        _schema,
        "Print the JSON Schema (draft 2020-12) of a store, for editors.",
        "schema > facts.schema.json",
        (options.QUIET, options.COLOR),
    ),
    "export": Command(
        _export,
        "Write the claims into a file: a database, a web page, or a table for a spreadsheet.",
        "export claims.db",
        (
            *(options.REGION, options.COUNTRY, options.TOPIC, options.KIND, options.SAID_BY, options.UNIT),
            *(options.FORCE, options.FORMAT_OF_EXPORT, *_BARE),
        ),
        (options.EXPORTED,),
        "The file's ending says which. A database (.db, .sqlite) is SQLite with a full-text index, for Datasette, "
        "DuckDB and the like; a page (.html) is one file that loads nothing; a table (.csv) opens in Excel.",
    ),
}


def sheet(about: str, topics: Iterable[str] = (), trouble: str = "") -> Command:
    """Return what the program does without a command; *trouble* is why the store's own words are not known."""
    more = "Without a command: the fact sheet."
    return Command(
        _sheet,
        f"Look up, prove and cite what news articles say about {about or 'a subject'}.",
        next(iter(topics), "list"),
        (*options.DRAWING, *options.OUTPUT),
        more=f"{more}\n\nThe store cannot be read, so its topics are missing here: {trouble}" if trouble else more,
    )


def _reads(given: Given) -> tuple[Path, ...]:
    """Return the files that an answer is read from."""
    copies = () if (copy := given.one(options.COPY)) is None else (Path(copy),)
    return (store_path(given), *copies)


def program_of(argv: Sequence[str]) -> tuple[Mapping[str, Command], Command]:
    """Return the commands, and what is done without one: with the topics of the store that *argv* names.

    The store is opened only where its words are needed: for help, and for what is no command of the tool's.
    """
    first = _command_in(argv)
    if first in COMMANDS and not {*argv} & {*options.HELP.names}:
        return COMMANDS, sheet("")
    named = Given({options.STORE.key: _stores_in(argv)}, frozenset({options.QUIET.key}))
    try:
        index = open_index(named)
    except FactsError as error:
        return COMMANDS, sheet("", trouble=str(error).splitlines()[0])
    topics = topic_commands(index)
    return {**topics, **COMMANDS}, sheet(index.about(), topics)


def _stores_in(argv: Sequence[str]) -> tuple[str, ...]:
    """Return the last store that a command line names, before it is known what else the words mean."""
    name = options.STORE.names[0]
    found = [after for before, after in pairwise(argv) if before == name]
    found += [word.partition("=")[2] for word in argv if word.startswith(f"{name}=")]
    return tuple(found[-1:])


def _command_in(argv: Sequence[str]) -> str | None:
    """Return the first word that is neither an option nor an option's value."""
    taking = {name for option in (*options.DRAWING, *options.OUTPUT) if option.metavar for name in option.names}
    before = ""
    for word in argv:
        if not word.startswith("-") and before not in taking:
            return word
        before = word
    return None


def main(argv: Sequence[str]) -> int:
    """Run the command line *argv* and return the exit code: 0 found, 1 nothing found, 2 cannot run."""
    try:
        if "_RCSC_COMPLETE" in os.environ:
            from rcsc_facts.cli import completion

            code = completion.answer(os.environ, program_of, open_index)
            if code is not None:
                return code
        from rcsc_facts.cli import program

        request = program.parse(argv, *program_of(argv), __version__)
        if isinstance(request, str):
            terminal.answer(request)
            return 0
        command, given = request
        asked = output(command, given)
        return emit(command.run(given), asked, _reads(given))
    except FactsError as error:
        return terminal.fail(wording.error(error), error.exit_code)
    except OSError as error:
        return terminal.output_failed(error)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    except Exception as error:  # whatever was not foreseen, memory and the stack running out among it
        what = f"{type(error).__name__}: {shown(str(error))}".rstrip(": ")
        return terminal.fail(f"rcsc: something unforeseen went wrong ({what})", 2)
