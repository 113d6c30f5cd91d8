"""From a command line to what was asked for: the tables of `options` handed to Typer, which reads the words.

The only module that knows Typer. Typer parses and writes the help, and runs nothing: `parse` returns what to run.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple, NoReturn

import typer
import typer.core

from rcsc_facts.cli import options
from rcsc_facts.cli.options import Argument, Command, Given, Option
from rcsc_facts.errors import UsageError, shown
from rcsc_facts.text.folding import did_you_mean


class Request(NamedTuple):
    """What a command line asks for."""

    command: Command
    given: Given


class NotUnderstood(UsageError):
    """Words or an option that a command line has in vain; `meaning` says what may have been meant."""

    def __init__(self, message: str, hint: str, words: Sequence[str] = (), command: str = "", option: str = "") -> None:
        super().__init__(message, hint)
        self.words = tuple(words)
        """What is no command, or what the command takes no argument for."""
        self.command = command
        """The command's name; empty where none was understood."""
        self.option = option
        """The option that the command does not have."""


class _Told(Exception):
    """The command line asks for words about the program: its help."""


def parse(argv: Sequence[str], commands: Mapping[str, Command], alone: Command, version: str) -> Request | str:
    """Return what a command line asks for: a command with what was given to it, or a text to be printed.

    *alone* is what the program does without a command. Raise UsageError where the command line is wrong.
    """
    if os.environ.get("_RCSC_COMPLETE", "").startswith("source_"):
        from typer import completion

        completion.get_completion_inspect_parameters()  # which makes the shells known
    if script := _completion_for(argv):
        return script
    program = _Program(commands, alone)
    try:
        request: Request = program.main([*argv], prog_name="rcsc", standalone_mode=False)
    except _Told as told:
        return str(told)
    except typer.TyperException as refusal:
        raise _refused(refusal, program) from None
    return f"rcsc {version}\n" if request.given.flag(options.VERSION) else request


def _completion_for(argv: Sequence[str]) -> str:
    """Return the script for the shell that is named beside --show-completion, or install it; else nothing."""
    wanted = {*argv} & {options.SHOW_COMPLETION.names[0], options.INSTALL_COMPLETION.names[0]}
    shell = next((word for word in argv if word in options.SHELLS), "") if wanted else ""
    if not shell:
        return ""
    from typer._completion_classes import completion_init
    from typer._completion_shared import get_completion_script, install

    completion_init()
    if options.SHOW_COMPLETION.names[0] in wanted:
        return get_completion_script(prog_name="rcsc", complete_var="_RCSC_COMPLETE", shell=shell) + "\n"
    _, path = install(shell=shell, prog_name="rcsc", complete_var="_RCSC_COMPLETE")
    return f"{shell} completion installed in {path}\n"


def _option(option: Option, **more: Any) -> typer.core.TyperOption:
    is_flag = not option.metavar
    return typer.core.TyperOption(
        param_decls=[*option.names, option.key],
        help=option.about,
        metavar=option.metavar or None,
        # Typer keeps the last of several values; which of them count is for `Given` to say.
        multiple=not is_flag,
        is_flag=is_flag or None,
        **_typed(bool if is_flag else list[str]),
        **more,
    )


def _argument(argument: Argument) -> typer.core.TyperArgument:
    return typer.core.TyperArgument(
        param_decls=[argument.key],
        help=argument.about,
        metavar=argument.metavar,
        nargs=-1 if argument.many else 1,
        required=argument.required,
        show_default=False,
        **_typed(list[str] if argument.many else str),
    )


def _typed(kind: object) -> dict[str, Any]:
    """Return the further argument of a parameter by which Typer from 0.29 on is told the type of its values."""
    if not hasattr(typer.core, "TypeDescriptor"):
        return {}
    coercion = import_module("typer._coercion")
    return {"type_descriptor": coercion.resolve_type_descriptor(kind, typer.models.ParameterInfo())}


def _show_help(ctx: typer.Context, _: object, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        raise _Told(f"{ctx.get_help()}\n")


def _help() -> typer.core.TyperOption:
    return _option(options.HELP, is_eager=True, expose_value=False, callback=_show_help)


def _install(ctx: typer.Context, parameter: Any, asked: bool) -> None:
    if asked:
        from typer import completion

        completion.install_callback(ctx, parameter, True)


def _show(ctx: typer.Context, parameter: Any, asked: bool) -> None:
    if asked:
        from typer import completion

        completion.show_callback(ctx, parameter, True)


def _given(values: Mapping[str, Any]) -> Given:
    """Return the values that Typer read in our own type."""
    texts = {key: tuple(value) for key, value in values.items() if isinstance(value, tuple | list)}
    texts |= {key: (value,) for key, value in values.items() if isinstance(value, str)}
    return Given(texts, frozenset(key for key, value in values.items() if value is True))


def whole_help(command: Command) -> str:
    """Return a command's help above its options: the example at the top, then what the command does."""
    return "\n\n".join(filter(None, (f"Example: rcsc {command.example}", command.about, command.more)))


# An argument too many is refused by us, with what was probably meant.
_SETTINGS = {"allow_extra_args": True}


class _Command(typer.core.TyperCommand):
    """A command as Typer wants it."""

    def __init__(self, name: str, command: Command) -> None:
        def ask(**values: Any) -> Request:
            return Request(command, _given(values))

        super().__init__(
            name,
            callback=ask,
            params=[*map(_argument, command.arguments), *map(_option, command.options), _help()],
            help=whole_help(command),
            short_help=command.about,
            context_settings=_SETTINGS,
            add_help_option=False,
            rich_markup_mode=None,
        )
        self.declared = command

    def invoke(self, ctx: typer.Context) -> Request:  # type: ignore[override]  # Typer's own contexts are of this class
        if ctx.args:
            _refuse_arguments(ctx.args, self.name or "", self.declared)
        request: Request = super().invoke(ctx)
        return request


class _Program(typer.core.TyperGroup):
    """The program with its commands; only the one asked for is built, since all would cost more than most answers."""

    def __init__(self, commands: Mapping[str, Command], alone: Command) -> None:
        def ask(**values: Any) -> Request:
            return Request(alone, _given(values))

        super().__init__(
            callback=ask,
            params=[
                _option(options.VERSION),
                *map(_option, alone.options),
                _option(options.INSTALL_COMPLETION, expose_value=False, callback=_install),
                _option(options.SHOW_COMPLETION, expose_value=False, callback=_show),
                _help(),
            ],
            help=whole_help(alone),
            context_settings=_SETTINGS,
            add_help_option=False,
            invoke_without_command=True,
            rich_markup_mode=None,
        )
        self.declared = commands
        self.alone = alone

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands under the headings of their groups, all in one column."""
        width = max(map(len, self.declared), default=0)
        groups: dict[str, list[tuple[str, str]]] = {}
        for name, command in self.declared.items():
            groups.setdefault(command.group, []).append((name.ljust(width), command.about))
        for group, rows in groups.items():
            with formatter.section(group):
                formatter.write_dl(rows)

    def invoke(self, ctx: Any) -> Request:
        outer = _given(ctx.params)
        if outer.flag(options.VERSION) or not ctx._protected_args:
            return Request(self.alone, outer)
        request: Request = super().invoke(ctx)
        own = {option.key for option in request.command.options}
        if foreign := outer.keys() - own:
            command = f"rcsc {ctx.invoked_subcommand}"
            raise UsageError(f"{command} has no option --{min(foreign).replace('_', '-')}", f"{command} -h lists them")
        return Request(request.command, request.given.over(outer))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.declared:
            _refuse_command(args[0], args[1:], self.declared)
        return args[0], _Command(args[0], self.declared[args[0]]), args[1:]


# Refusing: what was probably meant


def _refuse_arguments(extra: Sequence[str], name: str, command: Command) -> NoReturn:
    """Raise the error for arguments that a command does not take."""
    message = f"rcsc {name} takes no argument '{shown(extra[0])}'"
    general = f"rcsc {name} -h shows what it takes"
    if options.REGION in command.options:
        raise NotUnderstood(message, general, extra, name)
    raise UsageError(message, general)


def _refuse_command(name: str, rest: Sequence[str], commands: Iterable[str]) -> NoReturn:
    """Raise the error for a command that there is not."""
    raise NotUnderstood(f"there is no command '{shown(name)}'", f"commands: {', '.join(commands)}", (name, *rest))


def _refused(refusal: Any, program: _Program) -> UsageError:
    """Return Typer's refusal of a command line in our words, with what was probably meant."""
    context = getattr(refusal, "ctx", None)
    name = context.info_name if context and context.parent else ""
    command = program.declared[name] if name else program.alone
    asked = f"rcsc {name}".rstrip()
    general = f"{asked} -h shows what it takes"
    # Where a value lacks Typer does not say of which command, and the option is one of some command.
    commands = (command,) if context else (command, *program.declared.values())
    known = {spelling: option for one in commands for option in _all_options(one, name) for spelling in option.names}
    if spelling := getattr(refusal, "option_name", None):
        option = known.get(spelling)
        if option is None:
            message = f"{asked} has no option {shown(spelling)}"
            return NotUnderstood(message, did_you_mean(shown(spelling), known) or general, (), name, spelling)
        lacks = "needs a value" if option.metavar else "takes no value"
        return UsageError(f"{spelling} {lacks}", f"{option.names[0]}: {option.about}")
    for argument in command.arguments:
        if argument.key == getattr(getattr(refusal, "param", None), "name", None):
            return UsageError(f"{asked} needs an argument: {argument.metavar}", general)
    return UsageError(shown(refusal.format_message(), None), general)


def _all_options(command: Command, name: str) -> tuple[Option, ...]:
    own = () if name else (options.VERSION, options.INSTALL_COMPLETION, options.SHOW_COMPLETION)
    return (*command.options, *own, options.HELP)
