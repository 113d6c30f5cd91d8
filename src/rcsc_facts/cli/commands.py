"""The commands that there are: what each does, in a line of help, with the options and arguments that it takes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

from rcsc_facts.cli import inputs, lookup, options
from rcsc_facts.cli.options import Command, Given
from rcsc_facts.errors import FactsError
from rcsc_facts.model import Filters

if TYPE_CHECKING:
    from rcsc_facts.cli.emit import Answer
    from rcsc_facts.index import Index


def _later(module: str, name: str) -> "Callable[..., Answer]":
    """Return what runs the function *name* of a module beside this one, which a look-up need not import."""

    def run(*given: object) -> "Answer":
        answer: Answer = getattr(import_module(f"rcsc_facts.cli.{module}"), name)(*given)
        return answer

    return run


_LISTING = (*options.SELECTING, options.FIELDS, *options.DRAWING, *options.OUTPUT)
_WITHIN = (*options.SELECTING_IN_TOPIC, options.FIELDS, *options.DRAWING, *options.OUTPUT)
_VALUE = (options.FORMAT_OF_VALUE, options.JSON, options.QUIET, options.STORE, options.COLOR)
_AUDITING = (options.FORMAT_OF_FINDINGS, options.JSON, options.QUIET, options.STORE, options.COLOR)
_BARE = (options.QUIET, options.STORE, options.COLOR)


def topic_commands(index: "Index") -> dict[str, Command]:
    """Return a command for every topic of a store, by its meaning; a topic named like a command has none."""
    return {
        topic: Command(
            partial(lookup.topic, topic, index), f"List the claims on {meaning}.", topic, _WITHIN, is_ours=False
        )
        for topic, meaning in index.topics().items()
        if topic not in COMMANDS
    }


_OWN: Mapping[str, Command] = {
    "list": Command(lookup.list_claims, "List claims of every topic.", "list --kind count --sort value", _LISTING),
    "table": Command(
        lookup.table,
        "Tabulate claims by region, country, topic, kind, speaker, unit, year, paragraph or article.",
        "table --by region",
        (options.BY, *options.SELECTING, *options.DRAWING, *options.OUTPUT),
        more="Shows by default the topic that the store names for it. A cell says the same whatever else is shown. "
        "Figures are added only where the article allows it; computed sums are marked, and shares are parts of them.",
    ),
    "find": Command(
        lookup.find,
        "Search the claims' text, best match first.",
        "find {word}",
        _LISTING,
        (options.WORDS,),
        "A claim should have all the words; where none has, the rarest decide, and the answer says so. Accents, case, "
        "plural and singular do not matter. Words within double quotes must stand together: rcsc find "
        "'\"moved house\"'. Names, aliases and codes of countries are searched as well.",
    ),
    "show": Command(
        lookup.show,
        "Show everything about claims.",
        "show {id}",
        (options.IN, *options.DRAWING, *options.OUTPUT),
        (options.IDS,),
    ),
    "words": Command(
        lookup.words,
        "List the words that claims can be asked for by, with how many claims each has.",
        "words topics",
        (*options.DRAWING, *options.OUTPUT),
        (options.VOCABULARY,),
    ),
    "get": Command(
        lookup.get,
        "Print the bare value of a claim's figure; of several claims a line each, - where one has none.",
        "get {id}",
        (options.AS_WRITTEN, options.LOW, options.HIGH, options.FIELD, options.LATEST, *_VALUE),
        (options.FIGURE_IDS,),
    ),
    "compare": Command(
        lookup.compare,
        "Show the answers of articles to the same question side by side, the latest first.",
        "compare --store other.yaml --store facts.yaml",
        (options.SOURCE, *options.DRAWING, *options.OUTPUT),
        (options.ASKED,),
        "Each is held to the ones above it: they agree, agree within what was printed, are of another time (changed) "
        "or of another scope, differ, or have nothing to be judged by (undetermined). Figures and their bounds are "
        "judged, never words; a hedge has a tolerance, which is shown. Exit code 1: something differs.",
    ),
    "cite": Command(
        _later("writing", "cite"),
        "Cite the article, or the places in it that claims rest on.",
        "cite {id} --style apa",
        (
            *(
                options.STYLE,
                options.IN_TEXT,
                options.QUOTE,
                options.VERBATIM,
                options.LINK,
                options.ACCESSED,
                options.AS_PRINTED,
                options.SOURCE,
            ),
            *(options.FILL, options.FORMAT_OF_CITATION, options.JSON_OF_CITATION, *_BARE),
        ),
        (options.CITED_IDS,),
        "With ids: one reference, then an in-text citation for each claim. With --fill: your draft, in which each "
        "mark such as [@claim] whose figures the claim supports has become a citation (in the style markdown, unless "
        "--style says another); rcsc audit says what a mark is.",
    ),
    "verify": Command(
        _later("curating", "verify"),
        "Prove the claims against your own copy of the article.",
        "verify article.txt",
        (options.STRICT_PROOF, options.SOURCE, options.RENUMBER, *options.DRAWING, *options.OUTPUT),
        (options.COPY, options.PROVED_IDS),
        "Proved is a claim whose words stand where it says: its figure, read whole and with its hedge, and word by "
        "word its phrase, places, time words, purpose and speaker. Figures, dates and places of the copy that no "
        "claim accounts for are listed as well. The copy is plain text, Markdown or a web page. What no matching "
        "of words can judge is not judged: irony, a denial elsewhere, another subject, and the statements, which "
        "are the curator's. Exit code 0: all proved.",
    ),
    "read": Command(
        _later("curating", "read"),
        "List the figures, dates, times and places of a text, as the proofs read them.",
        "read article.txt",
        (options.SENTENCES, *options.DRAWING[1:], options.FORMAT, options.JSON, options.QUIET, options.COLOR),
        (options.TEXT,),
        "Each with its paragraph.sentence, its words, and what they stand for: value, bounds and unit.",
    ),
    "draft": Command(
        _later("curating", "draft"),
        "Draft a store from an article: its source, and a claim to be written for everything in it.",
        "draft article.txt > article.yaml",
        (options.SOURCE_ID, options.ADD, options.QUIET, options.COLOR),
        (options.COPY,),
        "What a person has to write stands as TODO, which check lists; the rest can be proved with verify. "
        "The article is plain text, Markdown (.md) or a web page (.html), which states its source itself.",
    ),
    "audit": Command(
        _later("writing", "audit"),
        "Judge the figures of your own text by the claims.",
        "audit draft.md",
        (options.STRICT_AUDIT, options.MARK, options.FORCE, options.EXPLAIN, *_AUDITING),
        (options.DRAFT,),
        "A figure is marked by a citation before the stop, or after it, that names a claim: [@claim], "
        "[@article/claim], or [@article, para. 6, claim]; several with a semicolon. What stands between it and the "
        "mark before it in the sentence is supported, contradicted, or cannot be judged. An unmarked figure is the "
        "same as a claim's, near one but not the same, or not in the store. Exit code 1: something is contradicted, or "
        "near a claim but not the same."
        "\n\nIt judges figures, what they count, places, times and scope, by the words around them. It judges "
        "neither what a sentence says besides, nor who is meant: that you have to see.",
    ),
    "check": Command(
        lambda given: _later("curating", "check")(given, COMMANDS),
        "Check stores against their own rules; silent when all is well.",
        "check facts.yaml",
        (options.STRICT_CHECK, options.EXPLAIN, options.FORMAT_OF_FINDINGS, *options.OUTPUT[1:]),
        (options.STORES,),
        "A remark is worth a look and no fault: with remarks alone the exit code is 0. A folder stands for its *.yaml "
        "files. The format github makes annotations for the workflows of GitHub.",
    ),
    "schema": Command(
        _later("curating", "schema"),
        "Print the JSON Schema (draft 2020-12) of a store, for editors.",
        "schema > facts.schema.json",
        _BARE,
        more="With --store, the topics, speakers and regions of that store are the words that are known.",
    ),
    "export": Command(
        _later("exporting", "export"),
        "Write the claims into a file: a database, a web page, or a table for a spreadsheet.",
        "export claims.db",
        (
            *(option for option in options.SELECTING if option not in (options.SORT, options.REVERSE, options.LIMIT)),
            *(options.FORCE, options.FORMAT_OF_EXPORT, *_BARE),
        ),
        (options.EXPORTED,),
        "The file's ending says which. A database (.db, .sqlite) is SQLite with a full-text index, for Datasette, "
        "DuckDB and the like; a page (.html) is one file that loads nothing; a table (.csv) opens in Excel.",
    ),
}


_GROUPS = {
    "Look up": ("list", "find", "show", "table", "words", "compare"),
    "In scripts and other programs": ("get", "export"),
    "Cite": ("cite",),
    "Check your own text": ("audit",),
    "Prove": ("verify", "read"),
    "Add an article": ("draft", "check", "schema"),
}


COMMANDS: Mapping[str, Command] = {
    name: _OWN[name]._replace(group=group) for group, names in _GROUPS.items() for name in names
}
"""The commands that every store has, in the order in which people come to need them."""


def exampled(commands: Mapping[str, Command], index: "Index | None" = None) -> dict[str, Command]:
    """Return commands whose examples have an id and a word of the store, a claim with a figure if there is one."""
    found = [] if index is None else index.select(Filters(kinds=("count", "amount")), limit=1)
    found = found or ([] if index is None else index.select(Filters(), limit=1))
    claim_id = found[0].claim.id if found else "ID"
    word = claim_id.partition("-")[0] if found else "WORD"
    return {name: one._replace(example=one.example.format(id=claim_id, word=word)) for name, one in commands.items()}


def sheet(about: str, topics: Iterable[str] = (), trouble: str = "") -> Command:
    """Return what the program does without a command; *trouble* is why the store's own words are not known."""
    more = "Without a command: the fact sheet."
    return Command(
        lookup.sheet,
        f"Look up, prove and cite what news articles say{f' about {about}' if about else ''}.",
        next(iter(topics), "list"),
        (*options.DRAWING, *options.OUTPUT),
        more=f"{more}\n\nThe store cannot be read, so its topics are missing here: {trouble}" if trouble else more,
    )


def program_of(argv: Sequence[str]) -> tuple[Mapping[str, Command], Command]:
    """Return the commands, and what is done without one: with the topics of the store that *argv* names.

    The store is opened only where its words are needed: for help, and for what is no command of the tool's.
    """
    first, asks_help = _command_in(argv), not {*argv}.isdisjoint(options.HELP.names)
    if first in COMMANDS and not asks_help:
        return COMMANDS, sheet("")
    named = Given({options.STORE.key: stores_in(argv)}, frozenset({options.QUIET.key}))
    try:
        index = inputs.open_index(named)
    except FactsError as error:
        return exampled(COMMANDS), sheet("", trouble=str(error).splitlines()[0])
    topics = topic_commands(index)
    if first in topics and not asks_help:
        return {**topics, **COMMANDS}, sheet("", topics)
    return exampled({**topics, **COMMANDS}, index), sheet(index.about(), topics)


def stores_in(argv: Sequence[str]) -> tuple[str, ...]:
    """Return the stores that a command line names, before it is known what else the words mean."""
    name = options.STORE.names[0]
    found = [after for before, after in pairwise(argv) if before == name]
    return (*found, *(word.partition("=")[2] for word in argv if word.startswith(f"{name}=")))


def _command_in(argv: Sequence[str]) -> str | None:
    """Return the first word that is neither an option nor an option's value."""
    taking = {name for option in (*options.DRAWING, *options.OUTPUT) if option.metavar for name in option.names}
    before = ""
    for word in argv:
        if not word.startswith("-") and before not in taking:
            return word
        before = word
    return None
