"""Write the manual page (man(7) macros) and the lists of rules and tables from what the program itself declares.

Run `python docs/generate.py` after a change; a test compares what it would write with what is there.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from rcsc_facts import __version__
from rcsc_facts.cli.commands import COMMANDS, sheet
from rcsc_facts.cli.program import Drawing, General, Selecting, application
from rcsc_facts.index import INDEXES, SCHEMA
from rcsc_facts.store.rules import RULES
from rcsc_facts.vocabulary import FORMATS, STYLES

_DATE = "2026-11-24"
_SHARED = {*Selecting._fields, *Drawing._fields, *General._fields, "help"}
_ABOUT = {
    "FILTERS": "Options of the listing commands. Repeating one widens the answer, another one narrows it.",
    "DRAWING": "Options of the fact sheet and of every command that draws.",
}
_FILES = """.SH ENVIRONMENT
.TP
RCSC_STORE
The store of claims, where --store names none.
.TP
RCSC_CACHE
off: keep no index of the store.
.TP
XDG_CACHE_HOME
Where the index is kept, in the folder rcsc-facts; by default ~/.cache.
.TP
NO_COLOR, FORCE_COLOR, COLUMNS, TERM
As other programs heed them.
.SH EXIT STATUS
.TP
0
Found.
.TP
1
Nothing matches; or check or verify found something.
.TP
2
The command line or the store is wrong, or the answer could not be written.
.TP
130
Interrupted.
"""


def _escape(text: str) -> str:
    """Return *text* so that troff prints it as it is: no line a request, hyphens that can be copied."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in escaped.splitlines())


def _options(command: Any, context: Any, wanted: Callable[[str], bool]) -> Iterator[str]:
    for parameter in command.get_params(context):
        if wanted(parameter.name) and (record := parameter.get_help_record(context)):
            names, about = record
            yield f".TP\n.B {_escape(names)}\n{_escape(about)}\n"


def _vocabulary(title: str, words: dict[str, str]) -> str:
    return f".SH {title}\n" + "".join(f".TP\n{_escape(word)}\n{_escape(words[word])}\n" for word in words)


def manual() -> str:
    """Return the manual page."""
    group: Any = get_command(application(COMMANDS, sheet))
    context = typer.Context(group, info_name="rcsc", help_option_names=["-h", "--help"])
    about = group.help.strip().split("\n\n")
    pages = [
        f'.TH RCSC 1 "{_DATE}" "rcsc-facts {__version__}" "User Commands"\n',
        f".SH NAME\nrcsc \\- {_escape(about[1][0].lower() + about[1][1:].rstrip('.'))}\n",
        ".SH SYNOPSIS\n.B rcsc\n[OPTIONS] [COMMAND] [ARGUMENTS]\n",
        f".SH DESCRIPTION\n{_escape(about[2])}\n.PP\n{_escape(about[0])}\n",
        ".SH OPTIONS\n",
        *_options(group, context, lambda name: name not in Drawing._fields),
    ]
    listing = group.get_command(context, "list")
    inner = typer.Context(listing, info_name="list", parent=context)
    for title, options in (("FILTERS", Selecting), ("DRAWING", Drawing)):
        pages.append(f".SH {title}\n{_ABOUT[title]}\n")
        pages += _options(listing, inner, options._fields.__contains__)
    pages.append(".SH COMMANDS\n")
    for name in COMMANDS:
        command = group.get_command(context, name)
        inner = typer.Context(command, info_name=name, parent=context)
        usage = " ".join(command.collect_usage_pieces(inner)).replace("{", "").replace("}", "")
        pages.append(f".SS rcsc {name} {_escape(usage)}\n")
        paragraphs = [_escape(paragraph) for paragraph in command.help.strip().split("\n\n")]
        names = [parameter.name for parameter in command.get_params(inner)]
        groups = [
            word
            for word, group in (("the filters", Selecting), ("those of drawing", Drawing))
            if group._fields[0] in names
        ]
        paragraphs += [f"Options besides: {' and '.join(groups)}."] if groups else []
        pages.append("\n.PP\n".join(paragraphs) + "\n")
        pages += _options(command, inner, lambda name: name not in _SHARED)
    pages += [_vocabulary("FORMATS", dict(FORMATS))]
    pages += [_vocabulary("STYLES OF CITATION", dict(STYLES)), _FILES]
    return "".join(pages)


def rules() -> str:
    """Return the rules of a store as Markdown."""
    rows = [[f"`{code}`", rule.what, rule.why, rule.mend] for code, rule in RULES.items()]
    lines = [["code", "rule", "why", "to mend"], ["---"] * 4, *rows]
    table = "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
    return (
        "# The rules of a store\n\n"
        "Codes of S are of shape: a store that breaks one is refused by every command. Codes of C are of sense:\n"
        f"`rcsc check` reports them. `rcsc check --explain CODE` prints a row of this table.\n\n{table}"
    )


def database() -> str:
    """Return the schema of the exported database as Markdown."""
    return (
        "# The exported database\n\n"
        "`rcsc export FILE.db` writes the claims as a SQLite database: the very one from which look-ups are answered.\n"
        "Its full-text search needs SQLite with FTS5. What matches a search, best first:\n\n"
        "```sql\nSELECT claim.id, claim.statement FROM claim_text JOIN claim ON claim.seq = claim_text.rowid\n"
        "WHERE claim_text MATCH 'vaccines' ORDER BY bm25(claim_text);\n```\n\n"
        "What was given in Africa, and whether the article says so itself (`stated`) or names a country there:\n\n"
        "```sql\nSELECT claim.id, claim.as_written, claim.unit, match FROM claim_region JOIN claim USING (seq)\n"
        "WHERE region = 'africa' AND claim.topic = 'aid';\n```\n\n"
        f"The schema:\n\n```sql\n{SCHEMA.strip()}\n{INDEXES.strip()}\n```\n"
    )


PAGES = {"rcsc.1": manual, "rules.md": rules, "database.md": database}

if __name__ == "__main__":
    for name, page in PAGES.items():
        Path(__file__).with_name(name).write_text(page(), encoding="utf-8")
