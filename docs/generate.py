"""Write the manual page (man(7) macros) and the lists of rules and tables from what the program itself declares.

Run `python docs/generate.py` after a change; a test compares what it would write with what is there.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from rcsc_facts import __version__, audit
from rcsc_facts.cli import options
from rcsc_facts.cli.commands import COMMANDS, exampled, sheet
from rcsc_facts.cli.options import Option
from rcsc_facts.cli.program import whole_help
from rcsc_facts.index import build
from rcsc_facts.store.rules import RULES, Rule
from rcsc_facts.vocabulary import FORMATS, KINDS, STYLES

_DATE = "2026-11-25"
_GROUPS = {"FILTERS": options.SELECTING, "DRAWING": options.DRAWING}
_ABOUT = {
    "FILTERS": "Options of the listing commands. Repeating one widens the answer, another one narrows it.",
    "DRAWING": "Options of the fact sheet and of every command that draws.",
}
_TOPICS = (
    "Each topic of the store is a command too, which lists its claims and takes the filters but --topic; "
    "a topic named like one of these commands is listed by rcsc list --topic."
)
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
Nothing matches; or check, verify, audit or compare found something.
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


def _options(declared: Iterable[Option]) -> Iterator[str]:
    for option in declared:
        names = ", ".join(sorted(option.names, key=len))
        value = f" {option.metavar}" if option.metavar else ""
        yield f".TP\n.B {_escape(names + value)}\n{_escape(option.about)}\n"


def _vocabulary(title: str, words: dict[str, str]) -> str:
    return f".SH {title}\n" + "".join(f".TP\n{_escape(word)}\n{_escape(words[word])}\n" for word in words)


def manual() -> str:
    """Return the manual page."""
    alone = sheet("")
    name = alone.about[0].lower() + alone.about[1:].rstrip(".")
    program = (options.VERSION, *alone.options, options.INSTALL_COMPLETION, options.SHOW_COMPLETION, options.HELP)
    pages = [
        f'.TH RCSC 1 "{_DATE}" "rcsc-facts {__version__}" "User Commands"\n',
        f".SH NAME\nrcsc \\- {_escape(name)}\n",
        ".SH SYNOPSIS\n.B rcsc\n[OPTIONS] [COMMAND] [ARGUMENTS]\n",
        f".SH DESCRIPTION\n{_escape(alone.more)}\n.PP\nExample: rcsc {_escape(alone.example)}\n",
        ".SH OPTIONS\n",
        *_options(option for option in program if option not in options.DRAWING),
    ]
    for title, group in _GROUPS.items():
        pages += [f".SH {title}\n{_ABOUT[title]}\n", *_options(group)]
    pages.append(f".SH COMMANDS\n{_escape(_TOPICS)}\n")
    groups = {"the filters": options.SELECTING, "those of drawing": options.DRAWING}
    for name, command in exampled(COMMANDS).items():
        usage = " ".join(["[OPTIONS]", *(argument.metavar for argument in command.arguments)])
        pages.append(f".SS rcsc {name} {_escape(usage)}\n")
        paragraphs = [_escape(paragraph) for paragraph in whole_help(command).split("\n\n")]
        whole = [word for word, group in groups.items() if all(option in command.options for option in group)]
        paragraphs += [f"Options besides: {' and '.join(whole)}."] if whole else []
        pages.append("\n.PP\n".join(paragraphs) + "\n")
        shared = [*options.OUTPUT, *(option for word in whole for option in groups[word])]
        pages += _options(option for option in command.options if option not in shared)
    pages += [
        _vocabulary("KINDS", dict(KINDS)),
        _vocabulary("FORMATS", dict(FORMATS)),
        _vocabulary("STYLES OF CITATION", dict(STYLES)),
        _FILES,
    ]
    return "".join(pages)


def _table(rules: Mapping[str, Rule]) -> str:
    rows = [[f"`{code}`", rule.what, rule.why, rule.mend] for code, rule in rules.items()]
    lines = [["code", "rule", "why", "to mend"], ["---"] * 4, *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def rules() -> str:
    """Return the rules of a store, and those of a writer's own text, as Markdown."""
    return (
        "# Rules\n\n"
        "## Of a store\n\n"
        "Codes of S are of shape: a store that breaks one is refused by every command. Codes of C are of sense:\n"
        f"`rcsc check` reports them. `rcsc check --explain CODE` prints a row of this table.\n\n{_table(RULES)}\n"
        "## Of your own text\n\n"
        "`rcsc audit` reports these: A1 where a figure is contradicted or close to a claim, A2 and A3 otherwise.\n"
        f"`rcsc audit --explain CODE` prints a row of this table.\n\n{_table(audit.RULES)}"
    )


def _exported_schema() -> str:
    """Return the definitions in an exported database, without the tables in which SQLite keeps its full text."""
    with tempfile.TemporaryDirectory() as folder:
        build.together([]).copy_to(Path(folder, "claims.db"))
        with closing(sqlite3.connect(Path(folder, "claims.db"))) as exported:
            found = exported.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'claim\\_text\\_%' ESCAPE '\\'"
            ).fetchall()
    return "\n".join(f"{sql};" for (sql,) in found)


def database() -> str:
    """Return the schema of the exported database as Markdown."""
    return (
        "# The exported database\n\n"
        "`rcsc export FILE.db` writes the claims as a SQLite database: the one from which look-ups are answered, with\n"
        "each topic, speaker and region once. With filters it has only what these select.\n"
        "Its full-text search needs SQLite with FTS5. What matches a search, best first:\n\n"
        "```sql\nSELECT claim.id, claim.statement FROM claim_text JOIN claim ON claim.seq = claim_text.rowid\n"
        "WHERE claim_text MATCH 'vaccines' ORDER BY bm25(claim_text);\n```\n\n"
        "What the topic `aid` says of Africa, and whether it says so of it (`stated`), of a part of it (`part`)\n"
        "or of a country there (`by-country`):\n\n"
        "```sql\nSELECT claim.id, claim.as_written, claim.unit, match FROM claim_region JOIN claim USING (seq)\n"
        "WHERE region = 'africa' AND claim.topic = 'aid';\n```\n\n"
        f"The schema:\n\n```sql\n{_exported_schema()}\n```\n"
    )


PAGES = {"rcsc.1": manual, "rules.md": rules, "database.md": database}

if __name__ == "__main__":
    for name, page in PAGES.items():
        Path(__file__).with_name(name).write_text(page(), encoding="utf-8")
