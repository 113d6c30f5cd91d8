"""What a shell offers at TAB: the next words of a command line, from the tables of `options`, in each shell's form.

The shells' scripts are Typer's. Typer itself is not loaded for this: reading the tables is a third of the work.
Only words of plain letters, digits, hyphens, stops, underscores and slashes are ever offered, and beside them only
meanings that are ours: a shell may evaluate what it is given.
"""

import shlex
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rcsc_facts.cli import options, terminal
from rcsc_facts.cli.options import Command, Given, Option, Words
from rcsc_facts.errors import FactsError
from rcsc_facts.text.folding import fold

if TYPE_CHECKING:
    from rcsc_facts.index import Index

Offer = tuple[str, str]
"""A word and its meaning, which may be empty."""

_PLAIN = frozenset(f"{string.ascii_letters}{string.digits}-._/")
_OF_THE_PROGRAM = (options.VERSION, options.INSTALL_COMPLETION, options.SHOW_COMPLETION)


class Begun(NamedTuple):
    """A command line that is being typed, as far as it is whole."""

    command: Command | None
    """The command named; None where there is none yet."""
    given: Mapping[str, tuple[str, ...]]
    """The options already there with their values, by their keys."""
    waiting: Option | None
    """The option whose value comes next."""
    arguments: int
    """How many arguments are there."""
    only_arguments: bool
    """Whether -- was given."""


def read(words: Sequence[str], commands: Mapping[str, Command], alone: Command) -> Begun:
    """Return what the words after the program's name come to; words that mean nothing are passed over."""
    begun = Begun(None, {}, None, 0, only_arguments=False)
    for word in words:
        if begun.waiting:
            begun = _with(begun, begun.waiting, word)._replace(waiting=None)
        elif begun.only_arguments or word == "-" or not word.startswith("-"):
            if begun.command is None:
                begun = begun._replace(command=commands.get(word, alone))
            else:
                begun = begun._replace(arguments=begun.arguments + 1)
        elif word == "--":
            begun = begun._replace(only_arguments=True)
        else:
            name, has_value, value = word.partition("=")
            option = _options(begun, alone).get(name)
            if option:
                begun = _with(begun, option, *([value] if has_value else []))
                begun = begun._replace(waiting=option if option.metavar and not has_value else None)
    return begun


def _with(begun: Begun, option: Option, *values: str) -> Begun:
    return begun._replace(given={**begun.given, option.key: (*begun.given.get(option.key, ()), *values)})


def _options(begun: Begun, alone: Command) -> dict[str, Option]:
    """Return the options that may stand next, by every name."""
    own = begun.command.options if begun.command else (*alone.options, *_OF_THE_PROGRAM)
    return {name: option for option in (*own, options.HELP) for name in option.names}


def offers(
    words: Sequence[str],
    incomplete: str,
    commands: Mapping[str, Command],
    alone: Command,
    open_index: "Callable[[Given], Index]",
) -> list[Offer]:
    """Return what may stand in place of the incomplete word; a store that cannot be read has nothing to offer."""
    begun = read(words, commands, alone)
    name, has_value, value = incomplete.partition("=")
    known = _options(begun, alone)

    def offered(words: Words, begun_with: str) -> list[Offer]:
        beginning = fold(begun_with)
        found: Iterable[str] = ()
        if not callable(words):
            found = words
        elif set(beginning) <= _PLAIN:
            try:
                found = [*words(open_index(Given(begun.given, frozenset({options.QUIET.key}))), beginning)]
            except (FactsError, OSError):
                pass  # no words, and no noise in the middle of a command line
        # What a store means by its words is nothing for a shell, which may evaluate it.
        meanings = words if isinstance(words, Mapping) else {}
        return [
            (word, meanings.get(word, "")) for word in found if fold(word).startswith(beginning) and set(word) <= _PLAIN
        ]

    if begun.waiting:
        return offered(begun.waiting.words, incomplete)
    if incomplete.startswith("-") and not begun.only_arguments:
        if has_value:
            return offered(known[name].words, value) if name in known else []
        return [
            (name, option.about)
            for name, option in known.items()
            if name.startswith(incomplete) and (option.many or option.key not in begun.given)
        ]
    if begun.command is None:
        return [
            (name, command.about if command.is_ours else "")
            for name, command in commands.items()
            if name.startswith(fold(incomplete)) and set(name) <= _PLAIN
        ]
    arguments = begun.command.arguments
    if arguments and (begun.arguments < len(arguments) or arguments[-1].many):
        return offered(arguments[min(begun.arguments, len(arguments) - 1)].words, incomplete)
    return []


# The shells


def answer(
    environment: Mapping[str, str],
    program_of: Callable[[Sequence[str]], tuple[Mapping[str, Command], Command]],
    open_index: "Callable[[Given], Index]",
) -> int | None:
    """Answer the script of a shell, which asks by the environment; None where it asks for something else."""
    instruction, _, shell = environment["_RCSC_COMPLETE"].partition("_")
    if instruction != "complete" or shell not in _SHELLS:
        return None
    words, incomplete = _words(environment, shell)
    commands, alone = program_of(words)
    found = offers(words, incomplete, commands, alone, open_index)
    if shell == "fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if found else 1
    terminal.answer(f"{_SHELLS[shell](found)}\n")
    return 0


def _words(environment: Mapping[str, str], shell: str) -> tuple[list[str], str]:
    """Return the whole words after the program's name, and the one that is being typed."""
    if shell == "bash":
        words = _split(environment.get("COMP_WORDS", ""))
        position = environment.get("COMP_CWORD", "")
        at = int(position[:6]) if position.isascii() and position.isdigit() else len(words)
        return words[1:at], words[at] if at < len(words) else ""
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(line)[1:]
    if shell in ("powershell", "pwsh"):
        incomplete = environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
        return (words[:-1] if incomplete else words), incomplete
    return (words[:-1], words[-1]) if words and not line.endswith(" ") else (words, "")


def _split(line: str) -> list[str]:
    """Split a command line as a shell does; an open quotation mark is taken as closed at the end."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words.extend(lexer)
    except ValueError:
        words.append(lexer.token)
    return words


def _for_bash(found: Iterable[Offer]) -> str:
    return "\n".join(word for word, _ in found)


def _for_zsh(found: Iterable[Offer]) -> str:
    """Return what zsh evaluates: the meanings are ours, and escaped for the two quotations around them."""

    def escaped(text: str) -> str:
        text = text.replace('"', '""').replace("'", "''").replace("$", "\\$").replace("`", "\\`")
        return text.replace(":", r"\\:")

    items = [f'"{word}":"{escaped(meaning)}"' if meaning else f'"{word}"' for word, meaning in found]
    lines = "\n".join(items)
    return f"_arguments '*: :(({lines}))'" if items else "_files"


def _for_fish(found: Iterable[Offer]) -> str:
    return "\n".join(f"{word}\t{meaning}" if meaning else word for word, meaning in found)


def _for_powershell(found: Iterable[Offer]) -> str:
    return "\n".join(f"{word}:::{meaning or ' '}" for word, meaning in found)


_SHELLS: Mapping[str, Callable[[Iterable[Offer]], str]] = {
    "bash": _for_bash,
    "zsh": _for_zsh,
    "fish": _for_fish,
    "powershell": _for_powershell,
    "pwsh": _for_powershell,
}
