"""The command line: declare, run, print. The only module that reads the environment, prints and exits."""

import errno
import inspect
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
import typer.core
import typer.main

from rcsc_facts import __version__, catalog
from rcsc_facts.errors import FactsError, NothingFound, UsageError
from rcsc_facts.folding import did_you_mean, slug
from rcsc_facts.model import FORMATS, KINDS, REGIONS, SORTS, SPEAKERS, STYLES, TARGETS, TOPICS, Claim, Filters, Hit

if TYPE_CHECKING:
    from rcsc_facts.index import Index
    from rcsc_facts.screen import Style

_SETTINGS = {"help_option_names": ["-h", "--help"]}
_MANY = list[str] | None
_FOUND, _NOTHING = 0, 1


_Words = Callable[["Index"], Iterable[str]]


def _completer(words: Iterable[str] | _Words) -> Callable[[typer.Context, str], list[str]]:
    """Return what completes from words, or from those that a store has; a store that cannot be read has none.

    Only words of plain lower-case letters, digits and hyphens are ever offered: a shell may evaluate
    what it is given.
    """

    def complete(ctx: typer.Context, incomplete: str) -> list[str]:
        known = words
        if callable(known):
            try:
                known = list(known(_open(General(store=ctx.params.get("store"), quiet=True))))
            except (FactsError, OSError):
                return []
        return [word for word in known if word.startswith(incomplete) and set(word) <= _PLAIN]

    return complete


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def _option(*names: str, about: str, metavar: str | None = None, words: Iterable[str] | _Words | None = None) -> Any:
    completer = None if words is None else _completer(words)
    return typer.Option(*names, help=about, metavar=metavar, show_default=False, autocompletion=completer)


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
        int | None, typer.Option("--limit", help="The most claims to give.", min=0, metavar="N", show_default=False)
    ] = None


class General(NamedTuple):
    """The options that every command has."""

    format: Annotated[
        str | None,
        _option(
            "--format",
            "-f",
            words=(*FORMATS, *TARGETS),
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
        _option("--color", words=("auto", "always", "never"), metavar="WHEN", about="auto, always or never."),
    ] = None

    def over(self, outer: "General | None") -> "General":
        """Return these options, completed by those given before the command's name."""
        if outer is None:
            return self
        merged = [mine or theirs for mine, theirs in zip(self, outer, strict=True)]
        return General._make(merged)


def _command(run: Callable[..., int]) -> Callable[..., None]:
    """Return *run* as Typer wants it: each parameter that is a group of options unfolded into these options.

    *run* returns its exit code.
    """
    groups: dict[str, Any] = {}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(run).parameters.values():
        if parameter.annotation in (Selecting, General):
            groups[parameter.name] = parameter.annotation
            for name, annotation in parameter.annotation.__annotations__.items():
                default = parameter.annotation._field_defaults[name]
                parameters.append(
                    inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
                )
        else:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))

    def command(ctx: typer.Context, **values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(**{field: values.pop(field) for field in group._fields})
        if "general" in values:
            values["general"] = values["general"].over(ctx.obj)
        raise typer.Exit(run(**values))

    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    command.__signature__ = inspect.Signature([context, *parameters])  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in [context, *parameters]}
    command.__doc__ = run.__doc__
    return command


# Running: words to filters, stores to indexes


def _word(asked: str, vocabulary: Mapping[str, str] | Sequence[str], name: str, plural: str) -> str:
    """Return the word of the vocabulary that was asked for; raise UsageError where there is none."""
    folded = slug(asked)
    for word in vocabulary:
        if folded in (slug(word), slug(vocabulary[word]) if isinstance(vocabulary, Mapping) else slug(word)):
            return word
    near = did_you_mean(_shown(asked), vocabulary)
    raise UsageError(
        f"unknown {name} '{_shown(asked)}'", f"{near} " * bool(near) + f"{plural}: {', '.join(vocabulary)}"
    )


def _words(asked: _MANY, vocabulary: Mapping[str, str], name: str, plural: str) -> tuple[str, ...]:
    return tuple(_word(word, vocabulary, name, plural) for word in asked or ())


def _shown(text: str, most: int | None = 80) -> str:
    """Return foreign text fit for a terminal: what could act on it is replaced, and *most* characters are kept."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return shown if most is None or len(shown) <= most else shown[: most - 1] + "…"


def _open(general: General) -> "Index":
    watching = _is_terminal(sys.stderr) and not general.quiet
    bar = _Bar() if watching else None
    try:
        return catalog.open_index(_store_path(general), os.environ, __version__, bar)
    finally:
        if bar:
            bar.clear()


class _Bar:
    """A bar on stderr for a store that takes longer than a second to read."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._is_shown = False

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._start > 1:
            self._is_shown = True
            share = min(done / (total or 1), 1)
            bar = "#" * round(30 * share)
            _write(sys.stderr, f"\rreading the store [{bar:<30}] {share:4.0%}".encode())

    def clear(self) -> None:
        if self._is_shown:
            _write(sys.stderr, b"\r" + b" " * 60 + b"\r")


def _store_path(general: General) -> Path:
    named = general.store or os.environ.get("RCSC_STORE")
    return Path(named) if named else catalog.bundled()


def _filters(index: "Index", selecting: Selecting, topic: str | None) -> Filters:
    topics = _words(selecting.topic, TOPICS, "topic", "topics")
    if topic and topics and topic not in topics:
        raise NothingFound(f"no claim is both of the topic {topic} and of {' or '.join(topics)}")
    units: tuple[str, ...] = ()
    if selecting.unit:
        known = index.units()
        units = tuple(_word(unit, known, "unit", "units in this store") for unit in selecting.unit)
    return Filters(
        regions=_words(selecting.region, REGIONS, "region", "regions"),
        countries=tuple(_country(index, asked) for asked in selecting.country or ()),
        topics=(topic,) if topic else topics,
        kinds=_words(selecting.kind, KINDS, "kind", "kinds"),
        said_by=_words(selecting.said_by, SPEAKERS, "speaker", "speakers"),
        units=units,
    )


def _country(index: "Index", asked: str) -> str:
    """Return the code of the country meant; raise UsageError where there is no such country."""
    from rcsc_facts import geography

    wanted = slug(asked)
    for place in index.places():
        if wanted in map(slug, (place.code, place.alpha3, place.name, *place.aliases)):
            return place.code
    if code := geography.spellings().get(wanted):
        return code
    known = [*index.names().values(), *(country.names[0] for country in geography.countries().values())]
    raise UsageError(f"there is no country '{_shown(asked)}'", did_you_mean(_shown(asked), known))


def _hits(index: "Index", selecting: Selecting, topic: str | None) -> list[Hit]:
    """Select, and tell on stderr what a reader of the answer should know besides."""
    filters = _filters(index, selecting, topic)
    sort = _word(selecting.sort, SORTS, "order", "orders") if selecting.sort else "article"
    hits = index.select(filters, sort, selecting.limit)
    if hits or selecting.limit == 0:
        _tell_unnamed(index, filters)
    else:
        _raise_nothing(index, filters)
    if filters.regions and not filters.countries:
        _tell_worldwide(index, filters, topic)
    joint = [hit.claim for hit in hits if hit.match == "stated" and len(hit.claim.regions) > 1 and filters.regions]
    for claim in joint[:3]:
        if not set(claim.regions) <= set(filters.regions):
            regions = " and ".join(REGIONS[region] for region in claim.regions)
            _tell(f"{claim.id} is one joint figure for {regions}; the article does not divide it")
    return hits


def _unnamed(index: "Index", filters: Filters, code: str) -> str:
    """Return a sentence on a country that the article does not name, with the unnamed ones of its region counted."""
    from rcsc_facts import geography

    country = geography.countries().get(code)
    name = country.names[0] if country else code
    said = f"the article does not name {name}"
    if country and country.region:
        rest = filters._replace(countries=(), regions=(country.region,))
        for hit in index.select(rest):
            figure = hit.claim.quantity
            if hit.match == "stated" and figure and figure.unit == "countries" and not hit.claim.countries:
                regions = " and ".join(REGIONS[region] for region in hit.claim.regions)
                return f"{said}, though it counts {figure.as_written} unnamed countries in {regions} ({hit.claim.id})"
    return said


def _tell_unnamed(index: "Index", filters: Filters) -> None:
    named = index.names() if filters.countries else {}
    for code in filters.countries:
        if code not in named:
            _tell(_unnamed(index, filters, code))


def _raise_nothing(index: "Index", filters: Filters) -> None:
    if filters.countries:
        named = index.names()
        for code in filters.countries:
            if code not in named:
                _tell(_unnamed(index, filters, code))
        if any(code in named for code in filters.countries):
            _tell("no claim matches, though the article names the country; try fewer filters, or rcsc list")
    else:
        _tell("no claim matches; try fewer filters, or rcsc list")


def _tell_worldwide(index: "Index", filters: Filters, topic: str | None) -> None:
    count, ids = index.worldwide(filters, 5)
    if count:
        more = ", …" if count > len(ids) else ""
        one = "one claim is" if count == 1 else f"{count} claims are"
        how = f"rcsc show {' '.join(ids)}" if count <= len(ids) else f"rcsc {topic or 'list'} without --region"
        _tell(f"{one} tied to no region and left out ({', '.join(ids)}{more}); to see: {how}")


# Printing: stdout is data, stderr is talk


def _tell(message: str) -> None:
    _write(sys.stderr, f"rcsc: {message}\n".encode("utf-8", "backslashreplace"))


def _write(stream: Any, content: bytes) -> None:
    """Write bytes and flush; raise OSError where that fails, the stream being closed included."""
    if stream is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    buffer = getattr(stream, "buffer", None)
    if buffer is None:  # a stream of text that a caller in Python put in place
        stream.write(content.decode())
        return
    stream.flush()
    buffer.write(content)
    buffer.flush()


def _print(text: str, general: General, *, encoded: bool = True) -> None:
    """Write an answer to stdout: UTF-8, or for a person's eyes (*encoded* false) what the terminal can show."""
    if general.quiet or not text:
        return
    encoding = "utf-8" if encoded else (getattr(sys.stdout, "encoding", None) or "utf-8")
    _write(sys.stdout, text.encode(encoding, "backslashreplace"))


def _format(general: General, formats: Mapping[str, str], default: str) -> str:
    if general.format:
        chosen = _word(general.format, dict.fromkeys(formats, ""), "format", "formats")
        if general.json and chosen != "json":
            raise UsageError(f"--json and --format {chosen} at once", "give one of them")
        return chosen
    if general.json:
        return "json"
    return "table" if _is_terminal(sys.stdout) else default


def _is_terminal(stream: Any) -> bool:
    try:
        return stream is not None and bool(stream.isatty())
    except ValueError:
        return False


def _style(general: General) -> "Style":
    """Return how the terminal wants it: its width, whether it takes colour, whether it is a plain one."""
    from rcsc_facts.screen import Style

    environment = os.environ
    columns = environment.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < int(columns) < 10_000:
        width = int(columns)
    else:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns or 80
        except (OSError, ValueError, AttributeError):
            width = 80
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return Style(max(20, width), _has_color(general), plain=_is_dumb() or not encoding.startswith("utf"))


def _is_dumb() -> bool:
    return os.environ.get("TERM", "") in ("dumb", "unknown")


def _has_color(general: General) -> bool:
    """Whether the terminal takes escape codes; the option wins over FORCE_COLOR, and that over NO_COLOR."""
    when = _word(general.color or "auto", ("auto", "always", "never"), "colour setting", "settings")
    if when != "auto":
        return when == "always"
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false"):
        return True
    return _is_terminal(sys.stdout) and not _is_dumb() and not os.environ.get("NO_COLOR")


_MOST_ROWS = 1000
"""Rows that a table is drawn for: Rich takes half a millisecond for each."""


def _answer(hits: Sequence[Hit], index: "Index", general: General, records: bool = False) -> int:
    """Print what was found in the format asked for; return the exit code."""
    from rcsc_facts import formats

    chosen = _format(general, FORMATS, "plain")
    if chosen == "table" and len(hits) > _MOST_ROWS:
        _tell(f"{len(hits)} claims are too many for a table; here they are a line each (--limit gives fewer)")
        chosen = "plain"
    if chosen == "table":
        from rcsc_facts import screen

        style, names = _style(general), index.names()
        if records:
            text = "\n".join(screen.record(hit, names, style) for hit in hits)
        else:
            text = screen.listing(hits, names, style) if hits else ""
        _print(text, general, encoded=False)
    elif records and chosen == "plain":
        names = index.names()
        lines = ["".join(f"{label}\t{text}\n" for label, text in formats.record_lines(hit, names)) for hit in hits]
        _print("\n".join(lines), general)
    else:
        names = index.names() if chosen == "md" else {}
        _print(formats.WRITERS[chosen](hits, names), general)
    return _FOUND if hits else _NOTHING


# The commands


def _topic(topic: str, selecting: Selecting, general: General) -> int:
    index = _open(general)
    return _answer(_hits(index, selecting, topic), index, general)


def _list(selecting: Selecting, general: General) -> int:
    """List claims of every topic.

    Example: rcsc list --kind count --sort value
    """
    index = _open(general)
    return _answer(_hits(index, selecting, None), index, general)


def _find(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words, beginnings (vacc*), 'several words'.")],
    selecting: Selecting,
    general: General,
) -> int:
    """Search the claims' text, best match first.

    All words must be there; accents, case, plural and singular do not matter. Several words in one
    argument must stand together. Names, aliases and codes of countries are searched as well.

    Example: rcsc find vaccines ethiopia
    """
    index = _open(general)
    hits = index.search(_query(words), _filters(index, selecting, None), selecting.limit)
    if not hits and not general.quiet:
        near = [word for asked in words for word in index.near_words(_shown(asked))]
        hint = f"; nearest words: {', '.join(dict.fromkeys(near))}" if near else ""
        _tell(f"no claim has {' and '.join(_shown(word) for word in words)}{hint}")
    return _answer(hits, index, general)


def _query(words: Sequence[str]) -> list[str]:
    """Split arguments at double quotes: what stands between two of them belongs together, as does an argument."""
    if not any('"' in word for word in words):
        return list(words)
    query: list[str] = []
    for position, piece in enumerate(" ".join(words).split('"')):
        query += [piece] if position % 2 else piece.split()
    return query


def _export(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The database to write.")],
    general: General,
    force: Annotated[bool, _option("--force", about="Replace a file that is there.")] = False,
) -> int:
    """Write the claims as a SQLite database with a full-text index, for sqlite3, Datasette, DuckDB and the like.

    Example: rcsc export claims.db
    """
    target = Path(file)
    if target.is_dir() or (target.exists() and not force):
        reason = "is a folder" if target.is_dir() else "is there already"
        raise UsageError(
            f"{_shown(file, None)} {reason}", "name another file" + ("" if target.is_dir() else ", or give --force")
        )
    index = _open(general)
    try:
        index.copy_to(target)
    except OSError as error:
        raise UsageError(f"cannot write {_shown(file, None)}: {error.strerror or error}", "name another file") from None
    return _FOUND


_IDS = _completer(lambda index: index.ids())
_Ids = Annotated[
    list[str], typer.Argument(metavar="ID...", help="The claims' ids.", show_default=False, autocompletion=_IDS)
]
_Id = Annotated[str, typer.Argument(metavar="ID", help="The claim's id.", show_default=False, autocompletion=_IDS)]


def _claims(index: "Index", ids: Sequence[str]) -> list[Claim]:
    wanted = [slug(claim_id) for claim_id in ids]
    found = {claim.id: claim for claim in index.get(dict.fromkeys(wanted))}
    for asked, claim_id in zip(ids, wanted, strict=True):
        if claim_id not in found:
            near = did_you_mean(_shown(asked), index.ids())
            raise UsageError(f"no claim has the id '{_shown(asked)}'", near or "rcsc list shows the ids")
    return [found[claim_id] for claim_id in wanted]


def _show(ids: _Ids, general: General) -> int:
    """Show everything about claims.

    Example: rcsc show members
    """
    index = _open(general)
    return _answer([Hit(claim) for claim in _claims(index, ids)], index, general, records=True)


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
    asked = [name for name, given in (("as_written", as_written), ("low", low), ("high", high)) if given]
    if len(asked) + bool(field) > 1:
        raise UsageError("--as-written, --low, --high and --field exclude each other", "give one of them")
    index = _open(general)
    [claim] = _claims(index, [id])
    value = _field(claim, field or f"quantity.{asked[0] if asked else 'value'}")
    if general.json or general.format:
        import json

        if _format(general, {"json": "", "plain": ""}, "plain") == "json":
            value = json.dumps(value, ensure_ascii=False)
    _print(f"{value}\n", general)
    return _FOUND


def _field(claim: Claim, path: str) -> Any:
    """Return a field of a claim's JSON form by its dotted path; raise NothingFound where it is absent."""
    from rcsc_facts.formats import as_record

    value: Any = as_record(Hit(claim))
    del value["match"]
    if path in ("value", "unit", "as_written", "low", "high"):
        path = f"quantity.{path}"
    if path in ("paragraph", "sentence", "phrase"):
        path = f"evidence.{path}"
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            known = ", ".join(value) if isinstance(value, dict) else "none below it"
            raise UsageError(f"claims have no field '{_shown(path)}'", f"fields: {known}")
        value = value[name]
        if value is None or value == []:
            what = "figure" if path.startswith("quantity") else name
            having = [key for key, content in as_record(Hit(claim)).items() if content not in (None, [])]
            raise NothingFound(f"the claim '{claim.id}' has no {what}", f"it has {', '.join(having)}")
    if isinstance(value, list):
        return " ".join(item if isinstance(item, str) else f"{item['claim']}:{item['as']}" for item in value)
    if isinstance(value, dict):
        raise UsageError(f"'{path}' has several fields", f"name one: {', '.join(f'{path}.{key}' for key in value)}")
    return "true" if value is True else "false" if value is False else value


def _verify(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A copy of the article; - is standard input.")],
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
    chosen = _format(general, {"table": "", "plain": "", "tsv": "", "csv": "", "json": "", "jsonl": ""}, "plain")
    rows = [[_shown(cell, None) for cell in row] for row in verify.rows(report)]
    if chosen in ("json", "jsonl"):
        _print(formats.json_text([result._asdict() for result in report.results], lines=chosen == "jsonl"), general)
    elif chosen == "csv":
        _print(formats.csv_text([verify.HEADINGS, *rows]), general)
    elif chosen == "table":
        from rcsc_facts import screen

        totals = f"{verify.totals(report)}\n"
        _print(
            (screen.verdicts(rows, verify.HEADINGS, _style(general)) if rows else "") + totals, general, encoded=False
        )
    else:
        header = [verify.HEADINGS] if chosen == "tsv" else []
        _print("".join("\t".join(row) + "\n" for row in [*header, *rows]), general)
        if not general.quiet:
            _tell(verify.totals(report))
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
        raise UsageError(
            f"cannot read the copy {_shown(file, None)}: {reason}", "name a file, or - for stdin"
        ) from None
    if len(content) > _MAX_COPY:
        raise UsageError(f"the copy {_shown(file, None)} is larger than 16 MiB", "cut it down to the article")
    try:
        return content.decode("utf-8-sig"), Path(file).suffix
    except UnicodeDecodeError as error:
        message = f"the copy {_shown(file, None)} is not UTF-8 (byte {error.start + 1})"
        raise UsageError(message, "save it as UTF-8") from None


_MAX_COPY = 16 * 2**20


def _check(
    general: General,
    path: Annotated[
        str | None, typer.Argument(metavar="[STORE]", help="The store; without it the one in use.", show_default=False)
    ] = None,
    explain: Annotated[
        str | None, _option("--explain", metavar="CODE", about="Tell what a rule is, why, and how to mend a breach.")
    ] = None,
) -> int:
    """Check a store against its own rules; silent when all is well.

    Example: rcsc check facts.yaml
    """
    from rcsc_facts.rules import RULES

    if explain is not None:
        code = _word(explain.upper(), dict.fromkeys(RULES, ""), "code", "codes")
        rule = RULES[code]
        _print(f"{code}: {rule.what}\nWhy: {rule.why}\nTo mend: {rule.mend}\n", general)
        return _FOUND
    from rcsc_facts import check, formats

    store = Path(path) if path else _store_path(general)
    content, _ = catalog.read_bytes(store)
    findings = check.check(content, str(store))
    if _format(general, {"plain": "", "json": "", "jsonl": "", "table": ""}, "plain") in ("json", "jsonl"):
        lines = general.format == "jsonl"
        _print(formats.json_text([finding._asdict() for finding in findings], lines=lines), general)
    else:
        _print("".join(f"{finding}\n" for finding in findings), general, encoded=False)
    return _NOTHING if findings else _FOUND


def _schema(general: General) -> int:
    """Print the JSON Schema (draft 2020-12) of a store, for editors.

    Example: rcsc schema > facts.schema.json
    """
    from rcsc_facts import formats, shape

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
    chosen = _word("csl-json" if general.json else style, STYLES, "style", "styles")
    source = cite.source_of(index.header(), as_printed=as_printed, accessed=_date(accessed))
    claims = _claims(index, ids or ())
    if (in_text or quote) and chosen not in cite.HAS_IN_TEXT:
        raise UsageError(f"{chosen} has no form for the text", f"styles that have one: {', '.join(cite.HAS_IN_TEXT)}")
    if quote and chosen == "csl-json":
        raise UsageError("csl-json is no style for a sentence", "use --style markdown for pandoc")
    if general.format and chosen not in cite.PROSE:
        raise UsageError(f"--format does not go with the style {chosen}", f"it is for {', '.join(cite.PROSE)}")
    if (quote or link) and not claims:
        raise UsageError(f"{'--quote' if quote else '--link'} needs the ids of claims", "rcsc list shows the ids")
    if quote:
        lines = [cite.quotation(source, chosen, claim) for claim in claims]
    elif in_text and not claims:
        lines = [cite.in_text(source, chosen)]
    elif in_text:
        lines = [cite.in_text(source, chosen, claim.evidence) for claim in claims]
    elif claims and chosen in ("markdown", "wikipedia"):
        lines = [cite.reference(source, chosen, claim.evidence) for claim in claims]
    else:
        lines = [cite.reference(source, chosen)]
        lines += [cite.in_text(source, chosen, claim.evidence) for claim in claims if chosen in cite.PROSE]
    if link:
        links = [cite.link(source, claim.evidence) for claim in claims]
        if None in links:
            raise NothingFound("no web address of the article is known", "leave out --link, or --as-printed")
        lines += filter(None, links)
    if chosen in cite.PROSE:
        target = _word(general.format or _prose_default(general), TARGETS, "format", "formats of prose styles")
        lines = [cite.render(line, target) for line in lines]
    _print("".join(f"{line}\n" for line in lines), general)
    return _FOUND


def _prose_default(general: General) -> str:
    return "ansi" if _is_terminal(sys.stdout) and _has_color(general) else "text"


def _date(text: str | None) -> tuple[int, int, int] | None:
    """Return year, month and day of an ISO 8601 date; raise UsageError where it is none."""
    if text is None:
        return None
    import datetime

    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{_shown(text)}' is not a date", "write YYYY-MM-DD, such as 2026-11-24") from None
    return day.year, day.month, day.day


def _sheet(general: General) -> int:
    """Print the fact sheet: the headline figures on one screen."""
    index = _open(general)
    hits = [hit for hit in index.select(Filters(topics=("org", "aid", "plans", "appeals"))) if _is_headline(hit.claim)]
    if _format(general, FORMATS, "plain") != "table":
        return _answer(hits, index, general)
    from rcsc_facts import screen

    source = index.header().source
    title = source.get("title") or source.get("genre") or "Claims"
    _print(
        screen.fact_sheet([hit.claim for hit in hits], index.names(), title, _style(general)), general, encoded=False
    )
    return _FOUND if hits else _NOTHING


def _is_headline(claim: Claim) -> bool:
    """Whether the fact sheet has the claim: every figure and country, what is planned and what is asked."""
    return claim.topic in ("plans", "appeals") or claim.quantity is not None or claim.countries is not None


def _topic_command(topic: str) -> Callable[..., int]:
    def run(selecting: Selecting, general: General) -> int:
        return _topic(topic, selecting, general)

    example = " --region africa" if topic == "aid" else ""
    run.__doc__ = f"List the claims on {topic}.\n\nThat is {TOPICS[topic]}.\n\nExample: rcsc {topic}{example}"
    return run


COMMANDS: Mapping[str, Callable[..., int]] = {
    "aid": _topic_command("aid"),
    **{topic: _topic_command(topic) for topic in TOPICS if topic != "aid"},
    "list": _list,
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
        app.command(cmd_name, context_settings=_SETTINGS)(_command(COMMANDS[cmd_name]))
        return typer.main.get_command(app)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0]
        if name not in COMMANDS:
            near = did_you_mean(_shown(name), COMMANDS)
            raise UsageError(f"there is no command '{_shown(name)}'", near or f"commands: {', '.join(COMMANDS)}")
        return super().resolve_command(ctx, args)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"rcsc {__version__}")
        raise typer.Exit


def _application() -> typer.Typer:
    app = typer.Typer(
        cls=_Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=_SETTINGS,
    )

    def start(
        ctx: typer.Context,
        version: Annotated[
            bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
        ] = False,
        **options: Any,
    ) -> None:
        ctx.obj = General(**options)
        if ctx.invoked_subcommand is None:
            raise typer.Exit(_sheet(ctx.obj))

    start.__doc__ = _ABOUT
    fixed = [p for p in inspect.signature(start).parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]
    keyword = inspect.Parameter.KEYWORD_ONLY
    options = [
        inspect.Parameter(name, keyword, default=General._field_defaults[name], annotation=annotation)
        for name, annotation in General.__annotations__.items()
    ]
    start.__signature__ = inspect.Signature([*fixed, *options])  # type: ignore[attr-defined]
    start.__annotations__ = {parameter.name: parameter.annotation for parameter in [*fixed, *options]}
    app.callback(invoke_without_command=True)(start)
    return app


_ABOUT = """Look up, prove and cite what one newspaper article says about the Red Cross Society of China.

Without a command: the fact sheet.

Example: rcsc aid --region africa
"""


def main(argv: Sequence[str]) -> int:
    """Run the command line *argv* and return the exit code: 0 found, 1 nothing found, 2 cannot run."""
    try:
        try:
            _application()(list(argv), prog_name="rcsc")
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 2
        return 0  # pragma: no cover - Typer always exits
    except FactsError as error:
        return _fail(str(error), error.exit_code)
    except OSError as error:
        return _output_failed(error)


def _fail(message: str, code: int) -> int:
    try:
        _write(sys.stderr, f"{message}\n".encode("utf-8", "backslashreplace"))
    except OSError:
        pass  # nobody is left to be told
    return code


def _output_failed(error: OSError) -> int:
    """End after a failed write: quietly where the reader went away, else with a message."""
    for stream in (sys.stdout, sys.stderr):
        try:  # what Python still holds back would fail again when it flushes at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        except (OSError, ValueError, AttributeError):
            break
        if error.errno == errno.EPIPE:
            continue
        break
    if error.errno == errno.EPIPE:
        return _FOUND
    return _fail(f"rcsc: cannot write the answer: {error.strerror or error}", 2)
