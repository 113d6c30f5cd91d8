"""The commands: what each looks up and answers. What that looks like is for `emit`, what can be given for `options`."""

import errno
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from rcsc_facts import __version__, formats, query
from rcsc_facts.cli import files, options, terminal, wording
from rcsc_facts.cli.emit import Answer, File, emit, output
from rcsc_facts.cli.options import Command, Given
from rcsc_facts.errors import CopyError, FactsError, Finding, NothingFound, UsageError, reason_of, shown
from rcsc_facts.index import cache
from rcsc_facts.model import Claim, Filters, Header, Hit, Move, Wording
from rcsc_facts.statement import cited_sentence
from rcsc_facts.store import catalog
from rcsc_facts.vocabulary import FIELD_NAMES, FORMATS, KINDS, SORTS, STYLES, TARGETS, VOCABULARIES

if TYPE_CHECKING:
    from rcsc_facts import verify
    from rcsc_facts.audit import Report
    from rcsc_facts.cli import program
    from rcsc_facts.index import Index
    from rcsc_facts.screen import Drawable, Style
    from rcsc_facts.store.rules import Rule


# From options to filters, and to the index of a store


def store_paths(given: Given) -> tuple[Path, ...]:
    """Return the stores named by --store, else by the environment, else the one in the package: files and folders."""
    named = given.several(options.STORE)
    if "-" in named:
        raise UsageError("a store is not looked up from standard input", "name a file; rcsc check - checks a store so")
    paths = named or filter(None, os.environ.get("RCSC_STORE", "").split(os.pathsep))
    return tuple(map(Path, paths)) or (catalog.bundled(),)


def open_index(given: Given) -> "Index":
    """Open the index of the store in use, with a bar on a terminal while it is built."""
    watching = terminal.is_terminal(sys.stderr) and not given.flag(options.QUIET)
    bar = terminal.Bar("reading the store") if watching else None
    try:
        return cache.open_index(store_paths(given), os.environ, __version__, bar)
    finally:
        if bar:
            bar.clear()


def _filters(index: "Index", given: Given) -> Filters:
    asked = query.Asked(
        regions=given.several(options.REGION),
        countries=given.several(options.COUNTRY),
        topics=given.several(options.TOPIC),
        kinds=given.several(options.KIND),
        said_by=given.several(options.SAID_BY),
        units=given.several(options.UNIT),
        sources=given.several(options.SOURCE),
        years=given.several(options.YEAR),
    )
    return query.filters(index, asked)


def _limit(given: Given) -> int | None:
    """Return the number given by --limit; raise UsageError for anything else."""
    text = given.one(options.LIMIT)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise UsageError(
            f"--limit must be 0 or a whole number above it, not '{shown(text)}'", "write digits, such as 10"
        )
    return int(text)


def _select(index: "Index", asked: Filters, given: Given) -> query.Answer:
    is_reversed = given.flag(options.REVERSE)
    return query.select(index, asked, given.one(options.SORT), _limit(given), is_reversed=is_reversed)


def _wording(index: "Index", given: Given) -> Wording:
    return index.wording(exact=given.flag(options.EXACT))


def _named(hits: Sequence[Hit], index: "Index") -> Sequence[Hit]:
    """Return hits as rows name them: with their articles where there are several."""
    return [hit._replace(claim=hit.claim.among_several()) for hit in hits] if index.has_several else hits


# Listings

_MOST_ROWS = 1000
"""Rows that a table is drawn for: Rich takes half a millisecond for each."""


def _listing(found: query.Answer, index: "Index", given: Given) -> Answer:
    named = _named(found.hits, index)
    names = formats.field_names(given.several(options.FIELDS))
    page = (
        formats.fields_page(found.hits, names)
        if names
        else formats.claims_page(found.hits, lambda: _wording(index, given), named)
    )

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        if names:
            return screen.grid(names, page.prose().rows, style)
        return screen.listing(named, _wording(index, given), style)

    count = len(found.hits)
    return Answer(
        page,
        draw if found.hits else None,
        found.remarks,
        is_found=bool(found.hits),
        too_many=f"{count} claims do not fit a table, so they are printed one per line (use --limit for fewer)"
        if count > _MOST_ROWS
        else "",
        source=lambda: _titled(index),
    )


def _topic(topic: str, index: "Index", given: Given) -> Answer:
    found = _select(index, _filters(index, given)._replace(topics=(topic,)), given)
    others = [query.Remark(f"{source} says of {topic}: {about}") for source, about in index.other_meanings(topic)]
    return _listing(found._replace(remarks=(*found.remarks, *others[:_MOST_MEANINGS])), index, given)


_MOST_MEANINGS = 3
"""Remarks on what other articles mean by a topic than the first."""


def _list(given: Given) -> Answer:
    index = open_index(given)
    return _listing(_select(index, _filters(index, given), given), index, given)


def _find(given: Given) -> Answer:
    index = open_index(given)
    words, asked = given.several(options.WORDS), _filters(index, given)
    sort, is_reversed = given.one(options.SORT), given.flag(options.REVERSE)
    return _listing(query.find(index, words, asked, sort, _limit(given), is_reversed=is_reversed), index, given)


def _sheet(given: Given) -> Answer:
    index = open_index(given)
    topics = index.topics()
    counts = {topic: index.count(Filters(topics=(topic,))) for topic in topics}
    hits = [hit for topic in topics for hit in index.select(Filters(topics=(topic,)), limit=_MOST_OF_TOPIC)]

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        claims = [hit.claim for hit in _named(hits, index)]
        return screen.fact_sheet(topics, counts, claims, _titled(index), _wording(index, given), style)

    return _listing(query.Answer(hits), index, given)._replace(draw=draw if hits else None, too_many="")


def _titled(index: "Index") -> str:
    """Return the subject and what it is from: one article, or several."""
    articles = index.articles()
    about = index.about()
    return (
        f"{about[:1].upper()}{about[1:]}: {len(articles):,} articles" if len(articles) > 1 else _title(index.header())
    )


def _title(header: Header) -> str:
    """Return the subject of a store, its paper, and the date of that or that it has none."""
    parts = header.source.get("issued", {}).get("date-parts", [[]])[0]
    date = "-".join(f"{part:02}" for part in parts) or "no date"
    title = header.source.get("title") or header.source.get("genre") or "an article"
    return f"{header.about[:1].upper()}{header.about[1:]}: {title} ({header.paper}, {date})"


_MOST_OF_TOPIC = 200
"""Claims of a topic that the fact sheet is made from, so that its time does not grow with the store."""


# Tables and single claims


def _table(given: Given) -> Answer:
    from rcsc_facts import pivot

    index = open_index(given)
    dimension = query.dimension(given.one(options.BY) or "region")
    asked = _filters(index, given)
    header = index.header()
    tabulated = index.tabulated(asked.sources)
    if tabulated and not asked.topics and not asked.kinds and dimension not in ("topic", "unit", "year"):
        asked = asked._replace(topics=tabulated, kinds=("count", "amount", "action"))
    found = query.select(index, asked)
    order = given.one(options.SORT)
    shown = pivot.Shown(
        {hit.claim.id for hit in _named(found.hits, index)},
        asked,
        query.word(order, SORTS, "order", "orders") if order else None,
        _limit(given),
        given.flag(options.REVERSE),
    )
    claims = [hit.claim for hit in _named(index.select(Filters(sources=asked.sources)), index)]
    table = pivot.pivot(claims, dimension, header, index.names(), shown, exact=given.flag(options.EXACT))

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.pivot(table, style)

    return Answer(
        formats.pivot_page(table),
        draw if table.rows else None,
        found.remarks,
        is_found=bool(table.rows),
        source=lambda: _titled(index),
    )


def _show(given: Given) -> Answer:
    index = open_index(given)
    hits = [Hit(claim) for claim in query.claims(index, given.several(options.IDS))]
    named = _named(hits, index)
    related = dict.fromkeys(relation.claim for hit in named for relation in hit.claim.related)
    relatives = {hit.claim.id: hit.claim for hit in _named([Hit(claim) for claim in index.get(related)], index)}
    more = _in_store(named, given)
    if copy := given.one(options.IN):
        from rcsc_facts import passage
        from rcsc_facts.text.copy import paragraphs

        prepared = passage.Copy(paragraphs(_read(copy, "the copy", _MAX_COPY), copy))
        for hit in named:
            found = passage.passages(hit.claim, prepared)
            told = [("in the copy", f"{one.locator}: {shown(one.text, None)}") for one in found]
            more[hit.claim.id] += told or [("in the copy", "its words do not stand there")]

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.records(named, _wording(index, given), style, relatives, more)

    page = formats.records_page(hits, lambda: _wording(index, given), relatives, named, more)
    return Answer(page, draw, source=lambda: _titled(index))


def _in_store(hits: Sequence[Hit], given: Given) -> dict[str, list[tuple[str, str]]]:
    """Return for each claim the line of the store on which its id stands, labelled, by the claim as it is named.

    Nothing is said of a claim whose id is written in another way than most.
    """
    lines: dict[str, list[tuple[str, str]]] = {hit.claim.id: [] for hit in hits}
    files = catalog.listing(store_paths(given)).values()
    paths = [file.path for file in files if file.is_regular]  # a pipe was read already
    for path in paths:
        if all(lines.values()):
            break
        text = catalog.read_bytes(path)[0].decode("utf-8", "replace")
        start = max(text.find("\nclaims"), 0)
        source = re.search(r"""\bid["']?: *["']?([^\s"',}]+)""", text[:start])
        name = shown(path.name if path == catalog.bundled() else str(path), None)
        for found in re.finditer(r"""\bid["']?: *["']?([a-z0-9-]+)""", text[start:]):
            whole = f"{source[1]}/{found[1]}" if source and len(paths) > 1 else found[1]
            if whole in lines and not lines[whole]:
                line = text.count("\n", 0, start + found.start()) + 1
                lines[whole].append(("in the store", f"{name}:{line}"))
    return lines


def _get(given: Given) -> Answer:
    figures = (options.AS_WRITTEN, options.LOW, options.HIGH)
    asked = [option.key for option in figures if given.flag(option)]
    field = given.one(options.FIELD)
    if len(asked) + bool(field) > 1:
        raise UsageError("--as-written, --low, --high and --field exclude each other", "use one of them")
    index = open_index(given)
    ids = given.several(options.FIGURE_IDS)
    if is_listed := "-" in ids:
        listed = _read("-", "the ids", _MAX_IDS).decode("utf-8", "replace").split()
        ids = tuple(one for named in ids for one in (listed if named == "-" else [named]))
    path = field or f"quantity.{asked[0] if asked else 'value'}"
    claims, taken = query.single_claims(index, ids, latest=given.flag(options.LATEST))
    values: list[str | int | float | None] = []
    remarks = [*taken]
    for claim in claims:
        try:
            values.append(formats.field(formats.claim_record(claim), path))
        except NothingFound as nothing:
            if len(claims) == 1 and not is_listed:
                raise
            values.append(None)
            remarks.append(query.Remark(nothing.message))
        else:
            if not field and asked != ["as_written"] and claim.quantity and claim.quantity.hedge:
                which = f"{claim.id}: " if len(claims) > 1 else ""
                remarks.append(query.Remark(f"{which}the article says {claim.quantity.as_written}"))
    is_one = len(values) == 1 and not is_listed and values[0] is not None
    page = formats.value_page(values[0] or 0) if is_one else formats.values_page(values)
    return Answer(page, remarks=tuple(remarks), is_found=None not in values)


_MAX_IDS = 2**20


def _words(given: Given) -> Answer:
    index = open_index(given)
    names = index.names()

    def counted(words: Mapping[str, str], key: str) -> list[tuple[str, int | None, str]]:
        counts = ((word, index.count(Filters(**{key: (word,)})), meaning) for word, meaning in words.items())
        return [(word, count, meaning) for word, count, meaning in counts if count]

    held: dict[str, Callable[[], list[tuple[str, int | None, str]]]] = {
        "topics": lambda: counted(index.topics(), "topics"),
        "kinds": lambda: counted(KINDS, "kinds"),
        "speakers": lambda: counted(index.speakers(), "said_by"),
        "units": lambda: counted(dict.fromkeys(index.units(), ""), "units"),
        "regions": lambda: counted(index.regions(), "regions"),
        "countries": lambda: counted({place.code: names[place.code] for place in index.places()}, "countries"),
        "fields": lambda: [(name, None, "") for name in FIELD_NAMES],
        "formats": lambda: [(name, None, meaning) for name, meaning in FORMATS.items()],
    }
    asked = [query.word(one, VOCABULARIES, "vocabulary", "vocabularies") for one in given.several(options.VOCABULARY)]
    records = [(which, *row) for which in asked or VOCABULARIES for row in held[which]()]
    rows = [(which, word, "" if count is None else str(count), meaning) for which, word, count, meaning in records]
    header = ("of", "word", "claims", "meaning")

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.grid(header, rows, style)

    page = formats.page_of(
        lambda: [dict(zip(header, record, strict=True)) for record in records], lambda: formats.Grid(header, rows)
    )
    return Answer(page, draw)


def _compare(given: Given) -> Answer:
    from rcsc_facts import compare

    index = open_index(given)
    asked = query.questions(index, given.several(options.ASKED))
    wanted = _filters(index, given).sources
    claims = [claim for claim in index.answers(asked) if not wanted or claim.source in wanted]
    found = [one for one in compare.compare(claims, index.articles()) if asked or len(one.answers) > 1]
    words = _wording(index, given)
    notes = [] if asked else [f"only in {source}: {', '.join(several)}" for source, several in index.own_questions()]
    page = formats.compared_page(found, words, *notes, several=index.has_several)

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.compared(page.prose(), page.notes, style)

    remarks = [] if asked and found else [query.Remark("no question has several answers")] if not found else []
    remarks += [query.Remark(f"only one claim answers {one.asks}") for one in found if len(one.answers) == 1]
    is_agreed = bool(found) and all(one.verdict != "differ" for one in found)
    return Answer(page, draw if found else None, tuple(remarks), is_found=is_agreed)


# Citing, proving, checking


def _cite(given: Given) -> Answer:
    from rcsc_facts import cite

    index = open_index(given)
    if draft := given.one(options.FILL):
        return _fill(draft, index, given)
    named = given.one(options.STYLE)
    style = "csl-json" if given.flag(options.JSON) else query.word(named or "apa", STYLES, "style", "styles")
    ids = given.several(options.CITED_IDS)
    if styled := [one for one in ids if one in STYLES and not index.get([one])]:
        import shlex

        others = shlex.join([one for one in ids if one != styled[0]] + ["--style", styled[0]])
        raise UsageError(f"{styled[0]} is a style, not a claim's id", f"did you mean rcsc cite {others}?")
    claims = query.claims(index, ids)
    cited = dict.fromkeys(claim.source for claim in claims) or _filters(index, given).sources or None
    target = given.one(options.FORMAT)
    if target and not cite.TABLE[style].is_prose:
        prose = ", ".join(name for name, one in cite.TABLE.items() if one.is_prose)
        raise UsageError(f"--format does not go with the style {style}", f"it is for {prose}")
    color = given.one(options.COLOR) or "auto"
    is_colored = terminal.is_terminal(sys.stdout) and terminal.has_color(query.word(color, options.COLORS, "", ""))
    target = query.word(target or ("ansi" if is_colored else "text"), TARGETS, "format", "formats of prose styles")
    forms = [(options.QUOTE, "quote"), (options.VERBATIM, "verbatim"), (options.IN_TEXT, "in-text")]
    form = next((form for option, form in forms if given.flag(option)), "reference")
    accessed = _date(given.one(options.ACCESSED))
    words = _wording(index, given)
    sources: list[tuple[cite.Source, list[cite.Passage]]] = []
    for source, header in index.headers(cited).items():
        passages = [cite.passage(claim, cited_sentence(claim, words)) for claim in claims if claim.source == source]
        as_printed = given.flag(options.AS_PRINTED)
        sources.append((cite.source_of(header, as_printed=as_printed, accessed=accessed), passages))
    lines = cite.cite_all(sources, style, form=form, link=given.flag(options.LINK), target=target)
    return Answer("".join(f"{line}\n" for line in lines))


def _fill(draft: str, index: "Index", given: Given) -> Answer:
    """Return a draft with its supported marks as citations; what is contradicted stays, and is told."""
    from rcsc_facts import audit, cite

    for other in (options.QUOTE, options.LINK):
        if given.flag(other):
            raise UsageError(f"{other.names[0]} cannot be combined with {options.FILL.names[0]}", "use one of them")
    if given.several(options.CITED_IDS):
        raise UsageError("a draft names its claims itself", f"leave the ids out, or {options.FILL.names[0]}")
    report = _audited(draft, index, given)
    style = query.word(given.one(options.STYLE) or "markdown", STYLES, "style", "styles")
    written = "text" if draft.lower().endswith((".txt", ".text")) else report.target
    target = query.word(given.one(options.FORMAT) or written, TARGETS, "format", "formats of prose styles")
    target = target if target in cite.TABLE[style].targets else "text"
    accessed = _date(given.one(options.ACCESSED))
    sources = {
        source: cite.source_of(header, as_printed=given.flag(options.AS_PRINTED), accessed=accessed)
        for source, header in index.headers().items()
    }
    wrap = "({})" if report.target == "html" else "^[{}]"
    noted = set[str]()

    def note(claim: Claim) -> str:
        """Return a footnote of Wikipedia's, which the first that uses it defines."""
        is_first = claim.source not in noted
        noted.add(claim.source)
        return str(cite.wikipedia_note(sources[claim.source], cite.passage(claim), is_first=is_first))

    def cited(ids: Sequence[str]) -> str:
        claims = index.get(ids)
        if style == "wikipedia":
            return "".join(map(note, claims))
        lines = dict.fromkeys(
            line
            for source in dict.fromkeys(claim.source for claim in claims)
            for line in cite.cite(
                sources[source],
                [cite.passage(claim) for claim in claims if claim.source == source],
                style,
                form="in-text",
                target=target,
            )
        )
        return " ".join(wrap.format(line) if style == "chicago-notes" else line for line in lines)

    remarks = tuple(query.Remark(f"{one}") for one in report.findings(draft) if one.code != "A201")
    for at in report.mixed:
        line, column = report.text.place(at)
        told = f"{shown(draft, None)}:{line}:{column}: the citation names more than claims, and stays as it is"
        remarks += (query.Remark(told),)
    return Answer(audit.filled(report, cited), remarks=remarks, is_found=not report.fails())


def _date(text: str | None) -> tuple[int, int, int] | None:
    """Return year, month and day of an ISO 8601 date; raise UsageError for anything else."""
    if text is None:
        return None
    import datetime

    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{shown(text)}' is not a date", "write YYYY-MM-DD, such as 2026-11-24") from None
    return day.year, day.month, day.day


def _verify(given: Given) -> Answer:
    from rcsc_facts import verify

    path = _only_store(given, "--renumber writes to") if given.flag(options.RENUMBER) else None
    index, file = open_index(given), given.needed(options.COPY)
    is_folder, is_strict = os.path.isdir(file), given.flag(options.STRICT_PROOF)
    asked = query.claims(index, given.several(options.PROVED_IDS))
    sources = _filters(index, given).sources or tuple(index.articles())
    claims = {source: [hit.claim for hit in index.select(Filters(sources=(source,)))] for source in sources}
    headings = ("copy", *verify.HEADINGS) if is_folder else verify.HEADINGS
    proofs: list[tuple[str, verify.Report]] = []
    rows, records, totals = [], [], []
    for copy in _copies_in(file) if is_folder else [file]:
        name = [os.path.basename(copy)] if is_folder else []
        try:
            source, report = _proof(index, copy, claims, asked)
        except (CopyError, UsageError) as error:
            if not is_folder:
                raise
            totals.append(f"{shown(name[0], None)}: {error.message}" if isinstance(error, CopyError) else error.message)
            continue
        proofs.append((source, report))
        rows += [[shown(cell, None) for cell in (*name, *row)] for row in report.rows(strict=is_strict)]
        records += [
            dict(zip(["copy"], name, strict=False)) | result._asdict() for result in report.told(strict=is_strict)
        ]
        of = f"a copy of {source}: " if index.has_several else ""
        more = " See what is doubtful or untold with --strict." if report.doubts and not is_strict else ""
        totals.append(f"{shown(': '.join([*name, '']), None)}{of}{report.totals()}{more}")
    is_whole = not is_folder or len(proofs) == len(totals)
    if is_folder and (without := [source for source in sources if source not in dict(proofs)]):
        totals.append(f"without a copy: {', '.join(without)}")
        is_whole = False

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.verdicts(rows, headings, "\n".join(totals), style)

    page = formats.page_of(lambda: records, lambda: formats.Grid(headings, rows), *totals)
    is_proved = all(report.is_strictly_proved if is_strict else report.is_proved for _, report in proofs)
    moves = [move for _, report in proofs for move in report.moves]
    remarks = (query.Remark(_renumber(path, moves)),) if path else ()
    return Answer(page, draw, remarks, is_found=is_proved and is_whole)


def _only_store(given: Given, done: str) -> Path:
    """Return the file of the store in use; raise UsageError where there are several. *done* is what one is for."""
    [first, *others] = catalog.listing(store_paths(given)).values()
    if others:
        raise UsageError(f"{len(others) + 1} stores are named, and {done} one", "give --store once, with its file")
    return first.path


def _renumber(path: Path, moves: Sequence[Move]) -> str:
    """Write into a store where pieces of evidence stand; return what was done."""
    if not moves:
        return "no locator had to be changed"
    from rcsc_facts.store.edit import renumbered

    content, _ = catalog.read_bytes(path)
    files.rewrite(path, content, renumbered(content, str(path), moves))
    return f"changed the locator of {len(moves)} piece{'s' * (len(moves) > 1)} of evidence in {shown(str(path), None)}"


def _copies_in(folder: str) -> list[str]:
    """Return the files of a folder that may be copies, by their names: all but stores and what is hidden."""
    try:
        with os.scandir(folder) as found:
            copies = [one.path for one in found if one.is_file() and one.name[0] != "." and ".yaml" != one.name[-5:]]
    except OSError as error:
        raise UsageError(f"cannot read the folder {shown(folder, None)}: {error.strerror}", "name a file") from None
    if not copies:
        raise UsageError(f"the folder {shown(folder, None)} has no copies in it", "name a file, or another folder")
    return sorted(copies)


def _proof(
    index: "Index", file: str, claims: Mapping[str, Sequence[Claim]], asked: Sequence[Claim]
) -> "tuple[str, verify.Report]":
    """Hold a copy against the article that it is of; return the article's id and the report.

    *claims* are those of the articles that it may be of, by their ids, and *asked* the only ones to judge, if any.
    """
    from rcsc_facts import verify
    from rcsc_facts.text import copy, names, reading
    from rcsc_facts.verify.whose import whose

    content = _read(file, "the copy", _MAX_COPY)
    source = whose(lambda: copy.paragraphs(content, file), claims, shown(file, None))
    judged = [one for one in asked if one.source == source]
    if asked and not judged:
        raise UsageError(f"the article {source} has none of these claims", f"rcsc list --source {source} shows its ids")
    [header] = index.headers([source]).values()
    gazetteer = names.Gazetteer(header.places, header.groups)
    told = [hit.claim for hit in _named([Hit(claim) for claim in claims[source]], index)]
    ids = [hit.claim.id for hit in _named([Hit(claim) for claim in judged], index)]
    return source, verify.verify(header, told, reading.read(content, file, gazetteer), ids=ids)


def _read_text(given: Given) -> Answer:
    from rcsc_facts.text import reading

    file = given.needed(options.TEXT)
    found = reading.read(_read(file, "the text", _MAX_COPY), file)
    if given.flag(options.SENTENCES):
        lines = [f"{one.paragraph + 1}.{one.number}\t{shown(one.text, None)}\n" for one in found.sentences]
        return Answer("".join(lines), is_found=bool(lines))
    items = [reading.as_item(sentence, one) for sentence, one in found.items()]
    page = formats.items_page(items)

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        grid = page.grid()
        return screen.grid(grid.header, grid.rows, style)

    return Answer(page, draw if items else None, is_found=bool(items))


def _read(file: str, what: str, most: int) -> bytes:
    """Return the bytes of a file, or of standard input for -; raise UsageError where it cannot be read."""
    try:
        if file == "-":
            if sys.stdin is None:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            content: bytes = sys.stdin.buffer.read(most + 1)
        else:
            with open(file, "rb") as stream:
                content = stream.read(most + 1)
    except (OSError, ValueError) as error:
        told = f"cannot read {what} {shown(file, None)}: {reason_of(error)}"
        is_address = file.startswith(("http://", "https://"))
        hint = "nothing is fetched: save the page, and name its file" if is_address else "name a file, or - for stdin"
        raise UsageError(told, hint) from None
    if len(content) > most:
        raise UsageError(f"{what} {shown(file, None)} is larger than {most // 2**20} MiB", "split it")
    return content


_MAX_COPY = 16 * 2**20


def _draft(given: Given) -> Answer:
    from rcsc_facts import draft

    file = given.needed(options.COPY)
    content = _read(file, "the article", _MAX_COPY)
    store = given.one(options.ADD)
    if store is None:
        return Answer(draft.draft(content, file, given.one(options.SOURCE_ID)))
    if given.one(options.SOURCE_ID):
        raise UsageError("--id does not go with --add", "the store has its id")
    held, _ = catalog.read_bytes(Path(store))
    header, claims = catalog.read(held, Path(store))
    return Answer(draft.addition(header, list(claims), draft.indent_of(held), content, file))


def _audit(given: Given) -> Answer:
    from rcsc_facts import audit

    if (code := given.one(options.EXPLAIN)) is not None:
        return _explained(code, audit.RULES)
    draft = given.one(options.DRAFT)
    if draft is None:
        raise UsageError("rcsc audit needs an argument: DRAFT", "name your text, or - for stdin")
    index = open_index(given)
    report = _audited(draft, index, given)
    fails = report.fails(strict=given.flag(options.STRICT_AUDIT))
    totals = report.totals()
    findings = report.findings(draft)
    if name := given.one(options.MARK):
        text = audit.marked(report)
        if name == files.STDOUT:
            return Answer(text, remarks=(query.Remark(totals),), is_found=not fails)
        return Answer(
            None,
            file=File(name, partial(files.write, text.encode())),
            remarks=(query.Remark(totals),),
            is_found=not fails,
        )
    page = formats.page_of(
        lambda: [one.as_record() for one in report.judgements],
        lambda: formats.Grid(audit.COLUMNS, [[shown(cell, None) for cell in one.row] for one in report.judgements]),
        totals,
    )
    return Answer(formats.findings_page(page, findings, audit.RULES), is_found=not fails)


def _audited(draft: str, index: "Index", given: Given) -> "Report":
    from rcsc_facts import audit

    stores = [
        (header, [hit.claim for hit in index.select(Filters(sources=(source,)))])
        for source, header in index.headers().items()
    ]
    return audit.audit_by(stores, _read(draft, "the draft", _MAX_COPY), draft, _wording(index, given))


def _explained(code: str, rules: "Mapping[str, Rule]") -> Answer:
    """Return what a rule is, why, and how a breach is mended; raise UsageError for a code that there is not.

    Codes that begin with A are those of `rcsc audit`, all others those of `rcsc check`.
    """
    command = "audit" if code[:1].upper() == "A" else "check"
    if code.upper() not in rules and command != ("audit" if "A101" in rules else "check"):
        raise UsageError(f"{shown(code)} is no code of this command", f"rcsc {command} --explain {shown(code)}")
    code = query.word(code.upper(), [*rules], "code", "codes")
    rule = rules[code]
    return Answer(f"{code}: {rule.what}\nWhy: {rule.why}\nTo mend: {rule.mend}\n")


def _check(given: Given) -> Answer:
    from rcsc_facts.store.rules import RULES

    code = given.one(options.EXPLAIN)
    if code is not None:
        return _explained(code, RULES)
    from rcsc_facts import check

    findings: list[Finding] = []
    for named in given.several(options.STORES) or map(str, store_paths(given)):
        is_stdin = named == "-"
        for store in [named] if is_stdin else (str(one.path) for one in catalog.listing([Path(named)]).values()):
            content = _read(store, "the store", catalog.MAX_BYTES) if is_stdin else catalog.read_bytes(Path(store))[0]
            findings += [finding.harmless() for finding in check.check(content, store, COMMANDS)]
    is_sound = not findings if given.flag(options.STRICT_CHECK) else all(finding.is_remark for finding in findings)
    page = formats.page_of(
        lambda: [finding._asdict() for finding in findings],
        lambda: formats.Grid(Finding._fields, [[*map(str, finding)] for finding in findings]),
    )
    return Answer(formats.findings_page(page, findings, RULES), is_found=is_sound)


def _schema(given: Given) -> Answer:
    from rcsc_facts.store import shape

    if given.several(options.STORE):
        _only_store(given, "the schema is made for")
        header = open_index(given).header()
    else:
        header = None
    return Answer(formats.json_text(shape.json_schema(header)))


def _export(given: Given) -> Answer:
    name = given.needed(options.EXPORTED)
    suffix = Path(name).suffix.lower()
    chosen = given.one(options.FORMAT_OF_EXPORT) or options.SUFFIXES.get(suffix)
    if chosen is None:
        raise UsageError(
            f"'{shown(suffix)}' says nothing of the format", "end it in .db, .html or .csv, or give --format"
        )
    make = _EXPORTS[query.word(chosen, options.EXPORTS, "format", "formats")]
    index = open_index(given)
    return Answer(None, file=File(name, partial(make, index, _filters(index, given))))


def _export_database(index: "Index", asked: Filters, path: Path) -> None:
    if asked != Filters():
        from rcsc_facts.index import build

        claims = [hit.claim for hit in index.select(asked)]
        stores = index.headers(dict.fromkeys(claim.source for claim in claims)).items()
        index = build.together(
            (header, [claim for claim in claims if claim.source == source]) for source, header in stores
        )
    index.copy_to(path)


def _export_csv(index: "Index", asked: Filters, path: Path) -> None:
    # With a byte order mark, without which Excel takes the file for its own code page.
    hits = _named(index.select(asked), index)
    page = formats.claims_page(hits, index.wording)
    path.write_text(formats.page_text(page, "csv"), encoding="utf-8-sig")


def _export_page(index: "Index", asked: Filters, path: Path) -> None:
    from rcsc_facts import page, pivot

    wording, found = index.wording(), index.select(asked)
    claims = [hit.claim for hit in _named(found, index)]
    under: dict[str, list[str]] = {claim.id: [] for claim in claims}
    for region in index.regions():
        for hit in _named(index.select(Filters(regions=(region,))), index):
            if hit.claim.id in under:
                under[hit.claim.id].append(region)
    tabulated = {claim.id for claim in claims if claim.topic in (index.tabulated() or index.topics())}
    every = [hit.claim for hit in _named(index.select(Filters()), index)]
    contents = page.Contents(
        about=index.about(),
        headers=index.headers(dict.fromkeys(hit.claim.source for hit in found) or None),
        topics=index.topics(),
        claims=claims,
        wording=wording,
        under=under,
        breakdown=pivot.pivot(every, "region", index.header(), wording.names, pivot.Shown(tabulated, asked)),
        chosen=[
            f"{field.replace('_', ' ')} {' or '.join(wording.names.get(word, word) for word in words)}"
            for field, words in asked._asdict().items()
            if words
        ],
    )
    path.write_text(page.page(contents), encoding="utf-8")


_EXPORTS = {"db": _export_database, "html": _export_page, "csv": _export_csv}


# The tables

_LISTING = (*options.SELECTING, options.FIELDS, *options.DRAWING, *options.OUTPUT)
_WITHIN = (*options.SELECTING_IN_TOPIC, options.FIELDS, *options.DRAWING, *options.OUTPUT)
_VALUE = (options.FORMAT_OF_VALUE, options.JSON, options.QUIET, options.STORE, options.COLOR)
_AUDITING = (options.FORMAT_OF_FINDINGS, options.JSON, options.QUIET, options.STORE, options.COLOR)
_BARE = (options.QUIET, options.STORE, options.COLOR)


def topic_commands(index: "Index") -> dict[str, Command]:
    """Return a command for every topic of a store, by its meaning; a topic named like a command has none."""
    return {
        topic: Command(partial(_topic, topic, index), f"List the claims on {meaning}.", topic, _WITHIN, is_ours=False)
        for topic, meaning in index.topics().items()
        if topic not in COMMANDS
    }


_OWN: Mapping[str, Command] = {
    "list": Command(_list, "List claims of every topic.", "list --kind count --sort value", _LISTING),
    "table": Command(
        _table,
        "Tabulate claims by region, country, topic, kind, speaker, unit, year, paragraph or article.",
        "table --by region",
        (options.BY, *options.SELECTING, *options.DRAWING, *options.OUTPUT),
        more="Shows by default the topic that the store names for it. A cell says the same whatever else is shown. "
        "Figures are added only where the article allows it; computed sums are marked, and shares are parts of them.",
    ),
    "find": Command(
        _find,
        "Search the claims' text, best match first.",
        "find {word}",
        _LISTING,
        (options.WORDS,),
        "A claim should have all the words; where none has, the rarest decide, and the answer says so. Accents, case, "
        "plural and singular do not matter. Words within double quotes must stand together: rcsc find "
        "'\"moved house\"'. Names, aliases and codes of countries are searched as well.",
    ),
    "show": Command(
        _show,
        "Show everything about claims.",
        "show {id}",
        (options.IN, *options.DRAWING, *options.OUTPUT),
        (options.IDS,),
    ),
    "words": Command(
        _words,
        "List the words that claims can be asked for by, with how many claims each has.",
        "words topics",
        (*options.DRAWING, *options.OUTPUT),
        (options.VOCABULARY,),
    ),
    "get": Command(
        _get,
        "Print the bare value of a claim's figure; of several claims a line each, - where one has none.",
        "get {id}",
        (options.AS_WRITTEN, options.LOW, options.HIGH, options.FIELD, options.LATEST, *_VALUE),
        (options.FIGURE_IDS,),
    ),
    "compare": Command(
        _compare,
        "Show the answers of articles to the same question side by side, the latest first.",
        "compare --store other.yaml --store facts.yaml",
        (options.SOURCE, *options.DRAWING, *options.OUTPUT),
        (options.ASKED,),
        "Each is held to the ones above it: they agree, agree within what was printed, are of another time (changed) "
        "or of another scope, differ, or have nothing to be judged by (undetermined). Figures and their bounds are "
        "judged, never words; a hedge has a tolerance, which is shown. Exit code 1: something differs.",
    ),
    "cite": Command(
        _cite,
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
        _verify,
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
        _read_text,
        "List the figures, dates, times and places of a text, as the proofs read them.",
        "read article.txt",
        (options.SENTENCES, *options.DRAWING[1:], options.FORMAT, options.JSON, options.QUIET, options.COLOR),
        (options.TEXT,),
        "Each with its paragraph.sentence, its words, and what they stand for: value, bounds and unit.",
    ),
    "draft": Command(
        _draft,
        "Draft a store from an article: its source, and a claim to be written for everything in it.",
        "draft article.txt > article.yaml",
        (options.SOURCE_ID, options.ADD, options.QUIET, options.COLOR),
        (options.COPY,),
        "What a person has to write stands as TODO, which check lists; the rest can be proved with verify. "
        "The article is plain text, Markdown (.md) or a web page (.html), which states its source itself.",
    ),
    "audit": Command(
        _audit,
        "Judge the figures of your own text by the claims.",
        "audit draft.md",
        (options.STRICT_AUDIT, options.MARK, options.FORCE, options.EXPLAIN, *_AUDITING),
        (options.DRAFT,),
        "A figure is marked by a citation before the stop, or after it, that names a claim: [@claim], "
        "[@article/claim], or [@article, para. 6, claim]; several with a semicolon. What stands between it and the "
        "mark before it in the sentence is supported or contradicted. An unmarked figure is the same as a claim's, "
        "near one but not the same, or not in the store. Exit code 1: something is contradicted, or near a claim but "
        "not the same."
        "\n\nIt judges figures, what they count, places, times and scope, by the words around them. It judges "
        "neither what a sentence says besides, nor who is meant: that you have to see.",
    ),
    "check": Command(
        _check,
        "Check stores against their own rules; silent when all is well.",
        "check facts.yaml",
        (options.STRICT_CHECK, options.EXPLAIN, options.FORMAT_OF_FINDINGS, *options.OUTPUT[1:]),
        (options.STORES,),
        "A remark is worth a look and no fault: with remarks alone the exit code is 0. A folder stands for its *.yaml "
        "files. The format github makes annotations for the workflows of GitHub.",
    ),
    "schema": Command(
        _schema,
        "Print the JSON Schema (draft 2020-12) of a store, for editors.",
        "schema > facts.schema.json",
        _BARE,
        more="With --store, the topics, speakers and regions of that store are the words that are known.",
    ),
    "export": Command(
        _export,
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
        _sheet,
        f"Look up, prove and cite what news articles say{f' about {about}' if about else ''}.",
        next(iter(topics), "list"),
        (*options.DRAWING, *options.OUTPUT),
        more=f"{more}\n\nThe store cannot be read, so its topics are missing here: {trouble}" if trouble else more,
    )


def _reads(given: Given) -> tuple[Path, ...]:
    """Return the files that an answer is read from."""
    named = (given.one(options.COPY), given.one(options.DRAFT), given.one(options.FILL))
    return (*store_paths(given), *(Path(file) for file in named if file))


def program_of(argv: Sequence[str]) -> tuple[Mapping[str, Command], Command]:
    """Return the commands, and what is done without one: with the topics of the store that *argv* names.

    The store is opened only where its words are needed: for help, and for what is no command of the tool's.
    """
    first, asks_help = _command_in(argv), not {*argv}.isdisjoint(options.HELP.names)
    if first in COMMANDS and not asks_help:
        return COMMANDS, sheet("")
    named = Given({options.STORE.key: _stores_in(argv)}, frozenset({options.QUIET.key}))
    try:
        index = open_index(named)
    except FactsError as error:
        return exampled(COMMANDS), sheet("", trouble=str(error).splitlines()[0])
    topics = topic_commands(index)
    if first in topics and not asks_help:
        return {**topics, **COMMANDS}, sheet("", topics)
    return exampled({**topics, **COMMANDS}, index), sheet(index.about(), topics)


def _stores_in(argv: Sequence[str]) -> tuple[str, ...]:
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
        index = open_index(Given({options.STORE.key: _stores_in(argv)}, frozenset({options.QUIET.key})))
        commands, _ = program_of(["-h", *argv])  # with the topics
        return meaning.instead(argv, refused, commands, index, gives)
    except FactsError:
        return None


def main(argv: Sequence[str]) -> int:
    """Run the command line *argv* and return the exit code: 0 found, 1 nothing found, 2 cannot run."""
    try:
        if "_RCSC_COMPLETE" in os.environ:
            from rcsc_facts.cli import completion

            code = completion.answer(os.environ, program_of, open_index)
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
