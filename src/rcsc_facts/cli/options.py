"""What can be given on the command line, as data: help, manual page, completion and refusals read these tables.

An option is declared once, and stands on the commands whose table names it. `Given` is what a user gave, asked
for by the options themselves.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rcsc_facts.errors import UsageError
from rcsc_facts.text.folding import slug
from rcsc_facts.vocabulary import DIMENSIONS, FIELD_NAMES, FORMATS, KINDS, SORTS, STYLES, TARGETS, VOCABULARIES

if TYPE_CHECKING:
    from rcsc_facts.cli.emit import Answer
    from rcsc_facts.index import Index

Words = Iterable[str] | Callable[["Index", str], Iterable[str]]
"""Words, a mapping where they have meanings; or what takes from a store those that may complete what was begun."""


class Option(NamedTuple):
    """An option of a command."""

    names: tuple[str, ...]
    """The long name, and perhaps a short one."""
    about: str
    metavar: str = ""
    """What its value is called; empty for a flag, which has none."""
    many: bool = False
    """Whether it may be given again and again."""
    words: Words = ()
    """What completes its value."""

    @property
    def key(self) -> str:
        """The name without its hyphens."""
        return self.names[0].removeprefix("--").replace("-", "_")


class Argument(NamedTuple):
    """What a command takes besides its options."""

    key: str
    """A name that no option has."""
    metavar: str
    """As usage shows it; in brackets what may be left out, with dots what may be several."""
    about: str
    words: Words = ()

    @property
    def many(self) -> bool:
        """Whether there may be several."""
        return self.metavar.endswith("...")

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return not self.metavar.startswith("[")


class Given:
    """What the user gave; what was not given, or cannot be given to the command, is absent."""

    def __init__(self, values: Mapping[str, tuple[str, ...]], flags: frozenset[str] = frozenset()) -> None:
        """Take the values of options and arguments, and the flags that are set, by their keys."""
        self._values = values
        self._flags = flags

    def flag(self, option: Option) -> bool:
        """Return whether a flag is set."""
        return option.key in self._flags

    def several(self, wanted: Option | Argument) -> tuple[str, ...]:
        """Return every value that was given; raise UsageError for an empty one."""
        values = self._values.get(wanted.key, ())
        if isinstance(wanted, Option) and not all(map(str.strip, values)):
            raise UsageError(f"{wanted.names[0]} needs a value that is not empty", f"{wanted.names[0]}: {wanted.about}")
        return values

    def one(self, wanted: Option | Argument) -> str | None:
        """Return the value, the last one where several were given; None where there is none."""
        values = self.several(wanted)
        return values[-1] if values else None

    def needed(self, argument: Argument) -> str:
        """Return an argument that must be given."""
        return self._values[argument.key][-1]

    def over(self, outer: "Given") -> "Given":
        """Return this with what was given before the command's name; of single values these win."""
        keys = dict.fromkeys([*outer._values, *self._values])
        values = {key: outer._values.get(key, ()) + self._values.get(key, ()) for key in keys}
        return Given(values, self._flags | outer._flags)

    def keys(self) -> set[str]:
        """Return the keys of all that was given."""
        return {key for key, values in self._values.items() if values} | self._flags


class Command(NamedTuple):
    """A command: what it does, what it takes, and what its help says."""

    run: Callable[[Given], "Answer"]
    about: str
    example: str
    """A command line that works as it stands, without the program's name, but for {id} and {word}: a claim's id, and a
    word of it."""
    options: tuple[Option, ...] = ()
    arguments: tuple[Argument, ...] = ()
    more: str = ""
    """Further paragraphs of its help."""
    is_ours: bool = True
    """Whether its words are the tool's; those of a store are never handed to a shell."""
    group: str = "Topics"
    """The heading that help lists it under."""


def choice(*names: str, metavar: str, words: Iterable[str], many: bool = False) -> Option:
    """Return an option that takes a word of a vocabulary, which its help lists."""
    return Option(names, f"One of {', '.join(words)}.", metavar, many, words)


# The filters, which widen the answer where they are repeated

REGION = Option(
    ("--region",),
    "A region of UN M49, such as africa or western-asia, or a group of the store.",
    "REGION",
    many=True,
    words=lambda index, _: index.regions(),
)
COUNTRY = Option(
    ("--country",),
    "A name, or an ISO 3166 code.",
    "COUNTRY",
    many=True,
    words=lambda index, _: (slug(place.name) for place in index.places()),
)
TOPIC = Option(("--topic",), "A topic of the store.", "TOPIC", many=True, words=lambda index, _: index.topics())
KIND = choice("--kind", metavar="KIND", words=KINDS, many=True)
SAID_BY = Option(
    ("--said-by",),
    "Who says it: article, or a speaker of the store.",
    "WHO",
    many=True,
    words=lambda index, _: index.speakers(),
)
UNIT = Option(
    ("--unit",), "What is counted, such as countries.", "UNIT", many=True, words=lambda index, _: index.units()
)
SOURCE = Option(
    ("--source",), "Only what this article says, by its id.", "ID", many=True, words=lambda index, _: index.articles()
)
SORT = choice("--sort", metavar="ORDER", words=SORTS)
REVERSE = Option(("--reverse",), "Reverse the order.")
YEAR = Option(("--year",), "A year of dates, or of figures that are years, such as 1904.", "YEAR", many=True)
LIMIT = Option(("--limit",), "The most claims, or rows of a table, to give: a whole number.", "N")

SELECTING_IN_TOPIC = (REGION, COUNTRY, KIND, SAID_BY, UNIT, YEAR, SOURCE, SORT, REVERSE, LIMIT)
SELECTING = (REGION, COUNTRY, TOPIC, KIND, SAID_BY, UNIT, YEAR, SOURCE, SORT, REVERSE, LIMIT)

# Fields

FIELDS = Option(
    ("--fields",), "Only these fields of the JSON form, separated by commas: id,value,unit.", "NAMES", words=FIELD_NAMES
)

# Drawing

EXACT = Option(("--exact",), "Draw figures with all their digits, not as printed.")
SVG = Option(("--svg",), "Draw into an SVG file; - is stdout.", "FILE")
HTML = Option(("--html",), "Draw into a web page; - is stdout.", "FILE")
FORCE = Option(("--force",), "Replace a file that is there.")
DRAWING = (EXACT, SVG, HTML, FORCE)

# Output

FORMAT = Option(("--format", "-f"), "table, plain, tsv, csv, json, jsonl, md or yaml.", "FORMAT", words=FORMATS)
FORMAT_OF_VALUE = FORMAT._replace(about="plain or json.", words=("plain", "json"))
FORMAT_OF_CITATION = FORMAT._replace(about="text, md, html or ansi, for prose styles.", words=TARGETS)
EXPORTS = {"db": "a SQLite database", "html": "a web page", "csv": "CSV with a byte order mark, for Excel"}
SUFFIXES = {".html": "html", ".htm": "html", ".csv": "csv"} | dict.fromkeys(("", ".db", ".sqlite", ".sqlite3"), "db")
"""The formats of exports by the endings of files."""
FORMAT_OF_EXPORT = FORMAT._replace(about="db, html or csv, whatever the file's ending.", words=EXPORTS)
FORMAT_OF_FINDINGS = FORMAT._replace(
    about="table, plain, tsv, csv, json, jsonl, md, yaml or github.",
    words={**FORMATS, "github": "annotations for a workflow of GitHub Actions"},
)
JSON = Option(("--json",), "The same as --format json.")
JSON_OF_CITATION = JSON._replace(about="The same as --style csl-json.")
QUIET = Option(("--quiet", "-q"), "Print nothing; the exit code answers.")
STORE = Option(
    ("--store",),
    "Another store of claims, or a folder of them; several are one (or set RCSC_STORE).",
    "FILE",
    many=True,
)
COLORS = ("auto", "always", "never")
COLOR = Option(("--color",), "auto, always or never.", "WHEN", words=COLORS)
OUTPUT = (FORMAT, JSON, QUIET, STORE, COLOR)

# Of single commands

IN = Option(("--in",), "Your copy of the article: shows the sentences that the claim rests on.", "COPY")

BY = choice("--by", metavar="WHAT", words=DIMENSIONS)
AS_WRITTEN = Option(("--as-written",), "The figure as printed.")
LOW = Option(("--low",), "The smallest value that rounds to the printed figure.")
HIGH = Option(("--high",), "The largest value that rounds to the printed figure.")
FIELD = Option(("--field",), "Any field of the JSON form, such as evidence.phrase.", "NAME", words=FIELD_NAMES)
LATEST = Option(("--latest",), "Of several articles that have the claim, the one with the latest date.")
STYLE = choice("--style", "-s", metavar="STYLE", words=STYLES)
IN_TEXT = Option(("--in-text",), "Only the form for the text or the note.")
QUOTE = Option(("--quote",), "The claim with its citation, as a sentence.")
VERBATIM = Option(("--verbatim",), "The article's own words, quoted, with their citation.")
LINK = Option(("--link",), "Add a link to the very words, where the address is known.")
ACCESSED = Option(("--accessed",), "When you looked at it: YYYY-MM-DD.", "DATE")
AS_PRINTED = Option(("--as-printed",), "Leave out what is known only from elsewhere.")
STRICT_PROOF = Option(("--strict",), "Fail as well for what is moved, ambiguous, doubtful or untold.")
RENUMBER = Option(("--renumber",), "Write where the claims stand into the store; nothing else in it changes.")
SENTENCES = Option(("--sentences",), "Print the sentences, a line each: paragraph.sentence, a tab, the text.")
STRICT_CHECK = Option(("--strict",), "Treat remarks as faults.")
EXPLAIN = Option(
    ("--explain",), "Show what a rule is, why, and how to mend a breach.", "CODE", words=lambda *_: _codes()
)

SOURCE_ID = Option(("--id",), "The id of the article; else made from what it states.", "ID")
ADD = Option(("--add",), "Give only the claims that this store does not account for.", "STORE")
STRICT_AUDIT = Option(("--strict",), "Exit with 1 also where a figure is unmarked or not in the store.")
MARK = Option(("--mark",), "Write the draft with the marks that are missing; - is stdout.", "FILE")
FILL = Option(("--fill",), "Turn the marks of a draft into citations; - is standard input.", "DRAFT")

# Of the program

VERSION = Option(("--version",), "Print the version.")
HELP = Option(("--help", "-h"), "Show this message and exit.")
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
INSTALL_COMPLETION = Option(("--install-completion",), "Install completion for the current shell, or the one named.")
SHOW_COMPLETION = Option(
    ("--show-completion",),
    "Show completion for the current shell, or the one named, to copy it or customize the installation.",
)

# Arguments


def _codes() -> Iterable[str]:
    from rcsc_facts.store.rules import RULES

    return RULES


def _ids(index: "Index", beginning: str) -> Iterable[str]:
    return index.ids(beginning)


WORDS = Argument(
    "sought", "WORDS...", "Words, beginnings (vacc*), '\"words together\"'.", lambda index, begun: index.words(begun)
)
IDS = Argument("ids", "ID...", "The claims' ids.", _ids)
FIGURE_IDS = Argument("ids", "ID...", "The claims' ids; - is ids on standard input.", _ids)
VOCABULARY = Argument("vocabulary", "[WHAT]...", "One of topics, kinds, and so on.", VOCABULARIES)
CITED_IDS = Argument("ids", "[ID]...", "Claims whose locator is cited; without any, the article.", _ids)
COPY = Argument("copy", "FILE", "A copy of the article; - is standard input.")
ASKED = Argument(
    "asked", "[ASKS]...", "Questions; without any, all that several claims answer.", lambda index, _: index.questions()
)
DRAFT = Argument("draft", "[DRAFT]", "Your text: plain, Markdown (.md) or a web page (.html); - is standard input.")
TEXT = Argument("text", "FILE", "A text; - is standard input.")
PROVED_IDS = Argument("ids", "[ID]...", "Only these claims, and nothing the other way round.", _ids)
EXPORTED = Argument("exported", "FILE", "The file to write; - is stdout.")
STORES = Argument(
    "stores", "[STORE]...", "The stores, or folders of stores; - for standard input, nothing for the one in use."
)
