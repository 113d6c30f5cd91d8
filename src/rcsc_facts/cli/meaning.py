"""What a command line that is none of ours was probably meant for, as one that is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rcsc_facts.cli import options
from rcsc_facts.cli.options import Command, Option
from rcsc_facts.cli.program import NotUnderstood
from rcsc_facts.errors import UsageError
from rcsc_facts.query import country_code, meant, region_word
from rcsc_facts.text import geography
from rcsc_facts.text.folding import nearest, slug
from rcsc_facts.vocabulary import DIMENSIONS, FORMATS, KINDS, STYLES

if TYPE_CHECKING:
    from rcsc_facts.index import Index

_COMMANDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("ls", "all", "facts", "claims", "dump", "print", "display", "select", "filter"), ("list",)),
    **dict.fromkeys(("search", "grep", "lookup", "query", "ask", "seek", "look"), ("find",)),
    **dict.fromkeys(("info", "view", "open", "describe", "details", "claim", "explain"), ("show",)),
    **dict.fromkeys(("value", "figure"), ("get",)),
    **dict.fromkeys(("citation", "citations", "reference", "bibliography", "source", "bib"), ("cite",)),
    **dict.fromkeys(("pivot", "tabulate", "matrix", "stats", "breakdown", "group"), ("table",)),
    **dict.fromkeys(("prove", "proof"), ("verify",)),
    **dict.fromkeys(("lint", "validate"), ("check",)),
    **dict.fromkeys(("vocabulary", "vocab", "terms"), ("words",)),
    **{plural: ("words", plural) for plural in ("topics", "kinds", "speakers", "units", "regions", "countries")},
    **{plural: ("words", plural) for plural in ("fields", "formats")},
    **dict.fromkeys(("help", "usage", "man", "?"), ("-h",)),
    **dict.fromkeys(("version", "-v", "-V"), ("--version",)),
    **dict.fromkeys(("sheet", "summary", "overview", "home"), ()),
}
"""What other programs call our commands."""

_OPTIONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("-o", "--output", "--out", "--as", "--fmt"), ("--format",)),
    **{f"--{name}": ("--format", name) for name in FORMATS if name != "json"},
    **dict.fromkeys(("-r", "--regions", "--area", "--continent"), ("--region",)),
    **dict.fromkeys(("-c", "--countries"), ("--country",)),
    **dict.fromkeys(("-t", "--topics", "--about"), ("--topic",)),
    **dict.fromkeys(("-k", "--kinds", "--type"), ("--kind",)),
    **dict.fromkeys(("-u", "--units"), ("--unit",)),
    **dict.fromkeys(("--speaker", "--said", "--who", "--by-whom"), ("--said-by",)),
    **dict.fromkeys(("-n", "-l", "--max", "--top", "--head", "--first", "--count"), ("--limit",)),
    **dict.fromkeys(("--order", "--order-by", "--orderby", "--sort-by"), ("--sort",)),
    **dict.fromkeys(("--desc", "--descending", "--asc", "--reversed"), ("--reverse",)),
    **dict.fromkeys(("-s", "--style"), ("--style",)),
    **dict.fromkeys(("--group", "--group-by", "--groupby", "-b"), ("--by",)),
    **dict.fromkeys(("--columns", "--cols", "--column", "--select"), ("--fields",)),
    **dict.fromkeys(("--silent",), ("--quiet",)),
    **dict.fromkeys(("--file", "--db", "--data", "--input"), ("--store",)),
    **dict.fromkeys(("--colour",), ("--color",)),
    **dict.fromkeys(("-v", "-V", "-version"), ("--version",)),
    **dict.fromkeys(("-help", "-?", "--usage"), ("--help",)),
}
"""What other programs call our options; the mapping is used only where the command has no option of that name."""

_PLACES = ("--in", "--place", "--where", "--location", "--for", "--to")
"""Options that may be meant for a region as well as for a country."""


def instead(
    argv: Sequence[str],
    refused: NotUnderstood,
    commands: Mapping[str, Command],
    index: "Index",
    gives: Callable[[Sequence[str]], bool],
) -> list[str] | None:
    """Return the command line that was probably meant and gives an answer, by *gives*; None where there is none."""
    for candidate in _candidates([*argv], refused, commands, index):
        if gives(candidate):
            return candidate
    return None


def _candidates(
    argv: list[str], refused: NotUnderstood, commands: Mapping[str, Command], index: "Index"
) -> Iterator[list[str]]:
    if refused.option:
        yield from _with_other_option(argv, refused, commands)
    elif refused.command:
        yield from _with_filters(argv, refused, commands, index)
    else:
        yield from _with_command(argv, refused.words[0], commands, index)


def _with_command(argv: list[str], word: str, commands: Mapping[str, Command], index: "Index") -> Iterator[list[str]]:
    """Yield command lines for one whose first word is no command."""
    position = argv.index(word)
    before, after = argv[:position], argv[position + 1 :]
    end = next((at for at, one in enumerate(after) if one.startswith("-")), len(after))
    more, rest = after[:end], [*before, *after[end:]]
    lower = word.lower()
    if lower in ("help", "man", "?") and more and more[0] in commands:
        yield [more[0], "-h"]
    if lower in commands:
        yield [lower, *more, *rest]
    if lower in _COMMANDS:
        yield [*_COMMANDS[lower], *(() if _COMMANDS[lower][:1] == ("-h",) else more), *rest]
    for option in (*options.SELECTING, options.FORMAT):  # country iran, year 1904
        if option.metavar and option.key == lower.replace("-", "_") and more:
            yield ["list", option.names[0], " ".join(more), *rest]
    if lower in FORMATS and not more:
        yield ["list", options.FORMAT.names[0], lower, *rest]
    words = [word, *more]
    whole = " ".join(words)
    if (name := slug(whole)) in index.ids(name):
        yield ["show", name, *rest]
        yield ["get", name, *rest]  # with an option of its own
    for near in nearest(word, [name for name in commands if abs(len(name) - len(word)) < 3], 1):
        if near[:1] == lower[:1]:
            yield [near, *more, *rest]
    if lower in STYLES:
        yield ["cite", *more, "--style", lower, *rest]
    for option, value in _filter(whole, index):
        yield ["list", option.names[0], value, *rest]
    yield ["find", *words, *rest]
    if code := geography.country(whole):  # which the article may count without its name
        groups = [group.region for group in index.header().groups if code in group.countries]
        for region in (*groups, geography.countries()[code].region):
            if region:
                yield ["list", options.REGION.names[0], region, *rest]
    for near in nearest(whole, index.ids(), 1):
        yield ["show", near, *rest]
    if not more:
        for known in index.near_words(word):
            yield ["find", known, *rest]


def _with_filters(
    argv: list[str], refused: NotUnderstood, commands: Mapping[str, Command], index: "Index"
) -> Iterator[list[str]]:
    """Yield command lines for one that has arguments where its command takes options."""
    command = commands[refused.command]
    rest = [*argv]
    for one in refused.words:
        rest.pop(rest.index(one, rest.index(refused.command) + 1))
    filters: list[str] = []
    for one in _grouped(refused.words, index):
        found = [(option, value) for option, value in _filter(one, index) if option in command.options]
        if options.BY in command.options and slug(one) in DIMENSIONS:
            found.insert(0, (options.BY, slug(one)))
        if slug(one) in FORMATS:
            found.append((options.FORMAT, slug(one)))
        if not found:
            break
        filters += [found[0][0].names[0], found[0][1]]
    else:
        yield [*rest, *filters]
    names = [*refused.words] if refused.command in ("list", "table") else [refused.command, *refused.words]
    others = [one for one in rest if one != refused.command]
    if (whole := slug(" ".join(refused.words))) in index.ids(whole):
        yield ["show", whole, *others]
    yield ["find", *refused.words, *([] if refused.command in ("list", "table") else ["--topic", names[0]]), *others]
    yield ["find", *names, *others]


def _grouped(words: Sequence[str], index: "Index") -> list[str]:
    """Return words, those together that are one name, and without those that only join them."""
    whole = " ".join(words)
    if any(_filter(whole, index)):
        return [whole]
    return [word for word in words if word.lower() not in ("in", "by", "to", "for", "of", "and", "the", "as")]


def _filter(word: str, index: "Index") -> Iterator[tuple[Option, str]]:
    """Yield the filters that a word may be meant for, with the value."""
    folded = meant(word)
    for option, known in (
        (options.SAID_BY, index.speakers()),
        (options.KIND, KINDS),
        (options.TOPIC, index.topics()),
        (options.UNIT, index.units()),
    ):
        for value in (folded, folded.removesuffix("s")):
            if value and value in known:
                yield option, value
                break
    for option, resolve in ((options.REGION, region_word), (options.COUNTRY, country_code)):
        try:
            resolve(index, word)
        except UsageError:
            continue
        yield option, folded


def _with_other_option(argv: list[str], refused: NotUnderstood, commands: Mapping[str, Command]) -> Iterator[list[str]]:
    """Yield command lines for one with an option that its command does not have."""
    command = commands.get(refused.command)
    position = next((at for at, one in enumerate(argv) if one.partition("=")[0] == refused.option), None)
    if position is None:  # letters run together, as in -nr
        return
    _, equals, value = argv[position].partition("=")
    given = [value] if equals else []
    own = {name for option in command.options for name in option.names} if command else set[str]()
    known = _OPTIONS.get(refused.option, ())
    near = nearest(refused.option, own or {name for option in options.SELECTING for name in option.names}, 1)
    places = (options.COUNTRY.names, options.REGION.names) if refused.option in _PLACES else ()
    end = position + (1 if equals else 2)
    if command is None and argv[end : end + 1] and argv[end] in commands:
        yield [*argv[end:], *argv[:position], *(known or (refused.option,)), *(given or argv[position + 1 : end])]
    for meaning in filter(None, (known, *places, tuple(near), (refused.option,))):
        changed = [*argv[:position], *meaning, *given, *argv[position + 1 :]]
        if command is None:  # filters stand after a command
            yield changed
            yield ["list", *changed]
        elif meaning[0] in own or meaning[0] in options.HELP.names:
            yield changed
