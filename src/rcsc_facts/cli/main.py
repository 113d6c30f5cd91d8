"""From a command line to an answer and an exit code."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rcsc_facts import __version__
from rcsc_facts.cli import inputs, options, terminal, wording
from rcsc_facts.cli.commands import program_of, stores_in
from rcsc_facts.cli.emit import emit, output
from rcsc_facts.cli.options import Given
from rcsc_facts.errors import FactsError, UsageError, shown

if TYPE_CHECKING:
    from rcsc_facts.cli import program


def _reads(given: Given) -> tuple[Path, ...]:
    """Return the files that an answer is read from."""
    named = (given.one(options.COPY), given.one(options.DRAFT), given.one(options.FILL))
    return (*inputs.store_paths(given), *(Path(file) for file in named if file))


def _answer(argv: Sequence[str]) -> int:
    """Answer a command line; one that is not understood is answered by what was meant, where a person looks on."""
    from rcsc_facts.cli import program

    commands, alone = program_of(argv)
    try:
        request = program.parse(argv, commands, alone, __version__)
    except program.NotUnderstood as refused:
        better = _instead(argv, refused)
        if not better and not refused.command and not refused.option:
            known = f"commands: {', '.join(commands)}"
            raise UsageError(refused.message, f"no claim has such a word either; {known}") from None
        if not better:
            raise
        import shlex

        told = f"rcsc {shlex.join(better)}"
        if not terminal.is_terminal(sys.stdout):
            raise UsageError(refused.message, f"did you mean {told}?") from None
        terminal.tell(f"read as: {told}")
        argv = better
        request = program.parse(argv, *program_of(argv), __version__)
    if isinstance(request, str):
        terminal.answer(request)
        return 0
    command, given = request
    asked = output(command, given)
    if asked.pictures:
        asked = asked._replace(command=_without_files(argv))
    return emit(command.run(given), asked, _reads(given))


def _without_files(argv: Sequence[str]) -> str:
    """Return a command line without what says where the answer is written."""
    import shlex

    kept, before = [], ""
    files = {*options.SVG.names, *options.HTML.names}
    for word in argv:
        if word not in files | {*options.FORCE.names} and before not in files and word.partition("=")[0] not in files:
            kept.append(word)
        before = word
    return shlex.join(["rcsc", *kept])


def _instead(argv: Sequence[str], refused: "program.NotUnderstood") -> list[str] | None:
    """Return the command line that was probably meant, and gives an answer; None where there is none."""
    from rcsc_facts.cli import meaning, program

    def gives(candidate: Sequence[str]) -> bool:
        try:
            request = program.parse(candidate, *program_of(candidate), __version__)
            if isinstance(request, str):
                return True
            output(request.command, request.given)
            answer = request.command.run(request.given)
            # That the article does not name a country is an answer too, for a person.
            is_told = any(remark.is_absence for remark in answer.remarks) and terminal.is_terminal(sys.stdout)
            return answer.is_found or (is_told and options.COUNTRY.names[0] in candidate)
        except FactsError:
            return False

    try:
        index = inputs.open_index(Given({options.STORE.key: stores_in(argv)}, frozenset({options.QUIET.key})))
        commands, _ = program_of(["-h", *argv])  # with the topics
        return meaning.instead(argv, refused, commands, index, gives)
    except FactsError:
        return None


def main(argv: Sequence[str]) -> int:
    """Run the command line *argv* and return the exit code: 0 found, 1 nothing found, 2 cannot run."""
    try:
        if "_RCSC_COMPLETE" in os.environ:
            from rcsc_facts.cli import completion

            code = completion.answer(os.environ, program_of, inputs.open_index)
            if code is not None:
                return code
        return _answer(argv)
    except FactsError as error:
        return terminal.fail(wording.error(error), error.exit_code)
    except OSError as error:
        return terminal.output_failed(error)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    except Exception as error:  # whatever was not foreseen, memory and the stack running out among it
        what = f"{type(error).__name__}: {shown(str(error))}".rstrip(": ")
        return terminal.fail(f"rcsc: something unforeseen went wrong ({what})", 2)
