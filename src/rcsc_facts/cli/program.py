"""What can be given on the command line: declared to Typer, completed in shells, refused with what was meant.

The only module that knows Typer. A command is a function from its arguments and groups of options to its
exit code; `run` finds it, and calls it with what was given.
"""

import inspect
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple

import typer
import typer.core
import typer.main

from rcsc_facts import __version__, query
from rcsc_facts.cli import terminal
from rcsc_facts.errors import FactsError, UsageError, shown
from rcsc_facts.index import cache
from rcsc_facts.store import catalog
from rcsc_facts.text.folding import did_you_mean, nearest, slug
from rcsc_facts.vocabulary import FORMATS, KINDS, REGIONS, SORTS, TARGETS

if TYPE_CHECKING:
    from rcsc_facts.index import Index

Command = Callable[..., int]
"""Takes its arguments and groups of options by name, and returns its exit code."""

_MANY = list[str] | None

Words = Iterable[str] | Callable[["Index", str], Iterable[str]]
"""Words, or what takes from a store those that may complete what was begun."""


def _completer(words: Words) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Return what completes from words, or from those that a store has; a store that cannot be read has none.

    Only words of plain lower-case letters, digits and hyphens are ever offered, and beside them only
    meanings from `model`, nothing from a store: a shell may evaluate what it is given.
    """

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        known: Iterable[str] = ()
        if not callable(words):
            known = words
        elif set(incomplete) <= _PLAIN:
            try:
                known = words(open_index(General(store=ctx.params.get("store"), quiet=True)), incomplete)
            except (FactsError, OSError):
                pass  # no words, and no noise in the middle of a command line
        meanings = known if isinstance(known, Mapping) else {}
        return [(word, meanings.get(word, "")) for word in known if word.startswith(incomplete) and set(word) <= _PLAIN]

    return complete


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def option(*names: str, about: str, metavar: str | None = None, words: Words | None = None) -> Any:
    """Return an option as an annotation declares it; *words* complete it."""
    completer = None if words is None else _completer(words)
    return typer.Option(*names, help=about, metavar=metavar, show_default=False, autocompletion=completer)


def choice(*names: str, metavar: str, words: Iterable[str]) -> Any:
    """Return an option that takes a word of a vocabulary, which its help lists."""
    return option(*names, metavar=metavar, about=f"One of {', '.join(words)}.", words=words)


def argument(metavar: str, about: str, words: Words | None = None) -> Any:
    """Return an argument as an annotation declares it; *words* complete it."""
    completer = None if words is None else _completer(words)
    return typer.Argument(metavar=metavar, help=about, show_default=False, autocompletion=completer)


_COLORS = ("auto", "always", "never")


_TOPIC = option("--topic", words=lambda index, _: index.header().topics, metavar="TOPIC", about="A topic of the store.")
_SPEAKER = option(
    "--said-by",
    words=lambda index, _: index.header().voices,
    metavar="WHO",
    about="article, or a speaker.",
)


class Selecting(NamedTuple):
    """The filters, the same on every listing command."""

    region: Annotated[_MANY, choice("--region", metavar="REGION", words=REGIONS)] = None
    country: Annotated[
        _MANY,
        option(
            "--country",
            words=lambda index, _: map(slug, index.names().values()),
            metavar="COUNTRY",
            about="A name, or an ISO 3166 code.",
        ),
    ] = None
    topic: Annotated[
        _MANY,
        _TOPIC,
    ] = None
    kind: Annotated[_MANY, choice("--kind", metavar="KIND", words=KINDS)] = None
    said_by: Annotated[
        _MANY,
        option(
            "--said-by",
            words=lambda index, _: index.header().voices,
            metavar="WHO",
            about="article, or a speaker.",
        ),
    ] = None
    unit: Annotated[
        _MANY,
        option(
            "--unit", words=lambda index, _: index.units(), metavar="UNIT", about="What is counted, such as members."
        ),
    ] = None
    sort: Annotated[str | None, choice("--sort", metavar="ORDER", words=SORTS)] = None
    limit: Annotated[str | None, option("--limit", metavar="N", about="The most claims to give, a whole number.")] = (
        None
    )

    @property
    def most(self) -> int | None:
        """The number given by --limit; raises UsageError for what is none."""
        if self.limit is None:
            return None
        if not re.fullmatch("[0-9]{1,18}", self.limit):
            raise UsageError(f"--limit '{shown(self.limit)}' is no whole number", "write digits, such as 10")
        return int(self.limit)


class Drawing(NamedTuple):
    """The options of what can be drawn."""

    exact: Annotated[bool, option("--exact", about="Draw figures with all their digits, not as printed.")] = False
    svg: Annotated[str | None, option("--svg", metavar="FILE", about="Draw into an SVG file; - is stdout.")] = None
    html: Annotated[str | None, option("--html", metavar="FILE", about="Draw into a web page; - is stdout.")] = None

    @property
    def files(self) -> dict[str, str]:
        """The files to draw into, by their format."""
        return {name: file for name, file in (("svg", self.svg), ("html", self.html)) if file}


class General(NamedTuple):
    """The options that every command has."""

    format: Annotated[
        str | None,
        option(
            "--format",
            "-f",
            words={**FORMATS, **TARGETS},
            metavar="FORMAT",
            about="table, plain, tsv, csv, json, jsonl, md or yaml.",
        ),
    ] = None
    json: Annotated[bool, option("--json", about="The same as --format json.")] = False
    quiet: Annotated[bool, option("--quiet", "-q", about="Print nothing; the exit code answers.")] = False
    store: Annotated[
        str | None, option("--store", metavar="FILE", about="Another store of claims (or set RCSC_STORE).")
    ] = None
    color: Annotated[
        str | None,
        option("--color", words=_COLORS, metavar="WHEN", about="auto, always or never."),
    ] = None

    @property
    def when_to_color(self) -> str:
        """The word meant by --color; raises UsageError for one that means nothing."""
        return query.word(self.color or "auto", _COLORS, "colour setting", "settings")

    @property
    def store_path(self) -> Path:
        """The store named by --store, else by the environment, else the one that comes with the package."""
        named = self.store or os.environ.get("RCSC_STORE")
        return Path(named) if named else catalog.bundled()


def open_index(general: General) -> "Index":
    """Open the index of the store in use, with a bar on a terminal while it is built."""
    watching = terminal.is_terminal(sys.stderr) and not general.quiet
    bar = terminal.Bar("reading the store") if watching else None
    try:
        return cache.open_index(general.store_path, os.environ, __version__, bar)
    finally:
        if bar:
            bar.clear()


_GROUPS = (Selecting, Drawing, General)


def _parameters(group: type) -> list[inspect.Parameter]:
    """Return the options of a group as parameters of a function."""
    keyword, defaults = inspect.Parameter.KEYWORD_ONLY, group()
    return [
        inspect.Parameter(name, keyword, default=getattr(defaults, name), annotation=annotation)
        for name, annotation in group.__annotations__.items()
    ]


def _declare(run: Command, start: Callable[..., None], *fixed: inspect.Parameter) -> Callable[..., None]:
    """Give *start* the signature that Typer reads: each group of options among the parameters of *run* unfolded."""
    parameters = [*fixed]
    for parameter in inspect.signature(run).parameters.values():
        is_group = parameter.annotation in _GROUPS
        own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
        parameters += _parameters(parameter.annotation) if is_group else own
    start.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # PEP 362 lets functions have it
    start.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return start


_CONTEXT = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


def _command(run: Command) -> Callable[..., None]:
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
            for field, value in outer[name]._asdict().items():
                if value:
                    raise UsageError(
                        f"rcsc {ctx.info_name} has no option --{field}", f"rcsc {ctx.info_name} -h lists them"
                    )
        raise _end(run, values)

    return _declare(run, command, _CONTEXT)


def _end(run: Command, values: Mapping[str, Any]) -> typer.Exit:
    """Run and return how it ends; a failed write is told here, since Typer makes an exit code 1 of some of them."""
    _ = values["general"].when_to_color  # a word that means nothing is told even where nothing is drawn
    try:
        return typer.Exit(run(**values))
    except OSError as error:
        return typer.Exit(terminal.output_failed(error))


# Refusing: what was probably meant


def _meant(asked: str, command: str) -> str:
    """Return the command line that probably was meant where *asked* was given to a command in a wrong place."""
    from rcsc_facts.text import geography

    word = slug(asked)
    vocabularies = (("region", REGIONS), ("kind", KINDS), ("format", FORMATS))
    options = [f"--{name} {known}" for name, words in vocabularies for known in words if word == slug(known)]
    if word in geography.spellings():
        options.append(f"--country {word}")
    return f"rcsc {command} {options[0]}" if options else f"rcsc find {word or 'WORDS'}"


def _too_many(extra: Sequence[str], command: str, has_filters: bool) -> UsageError:
    """Return the error for arguments that a command does not take."""
    meant = f"did you mean {_meant(extra[0], command)}?" if has_filters else f"rcsc {command} -h shows what it takes"
    return UsageError(f"rcsc {command} takes no argument '{shown(extra[0])}'", meant)


def _no_command(name: str, rest: Sequence[str], commands: Iterable[str]) -> UsageError:
    """Return the error for a command that there is not."""
    if name == "help":
        wanted = [f"{one} " for one in rest[:1] if one in commands]
        meant = f"did you mean rcsc {''.join(wanted)}-h? "
    else:
        meant = did_you_mean(shown(name), commands) or f"did you mean {_meant(name, 'list')}?"
        meant = f"{meant} " if slug(name) else ""
    return UsageError(f"there is no command '{shown(name)}'", f"{meant}commands: {', '.join(commands)}")


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
    return UsageError(shown(message[0].lower() + message[1:].rstrip("."), None), hint)


# An argument too many is refused by us, with what was probably meant.
_SETTINGS = {"help_option_names": ["-h", "--help"], "allow_extra_args": True}


class _Commands(typer.core.TyperGroup):
    """The commands, of which only the one asked for is built: building all costs more than most answers."""

    functions: ClassVar[Mapping[str, Command]]

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.functions)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        run = self.functions[cmd_name]
        about, whole = _help_of(run)
        app.command(cmd_name, help=whole, short_help=about, context_settings=_SETTINGS)(_command(run))
        return typer.main.get_command(app)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.functions:
            raise _no_command(args[0], args[1:], self.functions)
        return super().resolve_command(ctx, args)


def _help_of(run: Command) -> tuple[str, str]:
    """Return a command's own words in one line, and whole, with the example, which stands last there, at the top."""
    about, *more, example = inspect.cleandoc(run.__doc__ or "").split("\n\n")
    return about, "\n\n".join([example, about, *more])


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"rcsc {__version__}")
        raise typer.Exit


def application(commands: Mapping[str, Command], alone: Command) -> typer.Typer:
    """Return the program as Typer declares it, with its commands, and what it does without any."""
    app = typer.Typer(
        cls=type("_Given", (_Commands,), {"functions": commands}),
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
            raise _end(alone, ctx.obj)

    flag = typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    version = inspect.Parameter(
        "version", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Annotated[bool, flag]
    )
    app.callback(invoke_without_command=True, help=_help_of(alone)[1])(_declare(alone, start, _CONTEXT, version))
    return app


def run(argv: Sequence[str], commands: Mapping[str, Command], alone: Command) -> int:
    """Run what a command line asks for and return its exit code; raise UsageError where it asks for nothing."""
    if "_RCSC_COMPLETE" in os.environ:
        sys.modules["rich"] = None  # type: ignore[assignment]  # Typer would load it to draw meanings, for 45 ms a TAB
    try:
        return application(commands, alone)([*argv], prog_name="rcsc", standalone_mode=False) or 0
    except SystemExit as end:  # completion ends so
        return end.code if isinstance(end.code, int) else 2
    except _Refusal as refusal:
        raise _refused(refusal) from None
