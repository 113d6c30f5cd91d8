"""The commands that look claims up, and the fact sheet."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from rcsc_facts import formats, query
from rcsc_facts.cli import inputs, options
from rcsc_facts.cli.emit import Answer
from rcsc_facts.cli.options import Given
from rcsc_facts.errors import NothingFound, UsageError, shown
from rcsc_facts.model import Filters, Header, Hit
from rcsc_facts.store import catalog
from rcsc_facts.vocabulary import FIELD_NAMES, FORMATS, KINDS, SORTS, VOCABULARIES

if TYPE_CHECKING:
    from rcsc_facts.index import Index
    from rcsc_facts.screen import Drawable, Style


_MOST_ROWS = 1000
"""Rows that a table is drawn for: Rich takes half a millisecond for each."""


def _listing(found: query.Answer, index: "Index", given: Given) -> Answer:
    named = inputs.named(found.hits, index)
    names = formats.field_names(given.several(options.FIELDS))
    page = (
        formats.fields_page(found.hits, names)
        if names
        else formats.claims_page(found.hits, lambda: inputs.wording(index, given), named)
    )

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        if names:
            return screen.grid(names, page.prose().rows, style)
        return screen.listing(named, inputs.wording(index, given), style)

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


def topic(topic: str, index: "Index", given: Given) -> Answer:
    """Answer a topic: its claims, and what other articles mean by the word."""
    found = inputs.select(index, inputs.filters(index, given)._replace(topics=(topic,)), given)
    others = [query.Remark(f"{source} says of {topic}: {about}") for source, about in index.other_meanings(topic)]
    return _listing(found._replace(remarks=(*found.remarks, *others[:_MOST_MEANINGS])), index, given)


_MOST_MEANINGS = 3
"""Remarks on what other articles mean by a topic than the first."""


def list_claims(given: Given) -> Answer:
    """Answer `rcsc list`: claims of every topic."""
    index = inputs.open_index(given)
    return _listing(inputs.select(index, inputs.filters(index, given), given), index, given)


def find(given: Given) -> Answer:
    """Answer `rcsc find`: claims by their words, the best first."""
    index = inputs.open_index(given)
    words, asked = given.several(options.WORDS), inputs.filters(index, given)
    sort, is_reversed = given.one(options.SORT), given.flag(options.REVERSE)
    return _listing(query.find(index, words, asked, sort, inputs.limit(given), is_reversed=is_reversed), index, given)


def sheet(given: Given) -> Answer:
    """Answer the program without a command: some claims of every topic."""
    index = inputs.open_index(given)
    topics = index.topics()
    counts = {topic: index.count(Filters(topics=(topic,))) for topic in topics}
    hits = [hit for topic in topics for hit in index.select(Filters(topics=(topic,)), limit=_MOST_OF_TOPIC)]

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        claims = [hit.claim for hit in inputs.named(hits, index)]
        return screen.fact_sheet(topics, counts, claims, _titled(index), inputs.wording(index, given), style)

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


def table(given: Given) -> Answer:
    """Answer `rcsc table`: claims in rows and columns."""
    from rcsc_facts import pivot

    index = inputs.open_index(given)
    dimension = query.dimension(given.one(options.BY) or "region")
    asked = inputs.filters(index, given)
    header = index.header()
    tabulated = index.tabulated(asked.sources)
    if tabulated and not asked.topics and not asked.kinds and dimension not in ("topic", "unit", "year"):
        asked = asked._replace(topics=tabulated, kinds=("count", "amount", "action"))
    found = query.select(index, asked)
    order = given.one(options.SORT)
    shown = pivot.Shown(
        {hit.claim.id for hit in inputs.named(found.hits, index)},
        asked,
        query.word(order, SORTS, "order", "orders") if order else None,
        inputs.limit(given),
        given.flag(options.REVERSE),
    )
    claims = [hit.claim for hit in inputs.named(index.select(Filters(sources=asked.sources)), index)]
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


def show(given: Given) -> Answer:
    """Answer `rcsc show`: everything about claims."""
    index = inputs.open_index(given)
    hits = [Hit(claim) for claim in query.claims(index, given.several(options.IDS))]
    named = inputs.named(hits, index)
    related = dict.fromkeys(relation.claim for hit in named for relation in hit.claim.related)
    relatives = {hit.claim.id: hit.claim for hit in inputs.named([Hit(claim) for claim in index.get(related)], index)}
    more = _in_store(named, given)
    if copy := given.one(options.IN):
        from rcsc_facts import passage
        from rcsc_facts.text.copy import paragraphs

        prepared = passage.Copy(paragraphs(inputs.read_bytes(copy, "the copy", inputs.MAX_COPY), copy))
        for hit in named:
            found = passage.passages(hit.claim, prepared)
            told = [("in the copy", f"{one.locator}: {shown(one.text, None)}") for one in found]
            more[hit.claim.id] += told or [("in the copy", "its words do not stand there")]

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.records(named, inputs.wording(index, given), style, relatives, more)

    page = formats.records_page(hits, lambda: inputs.wording(index, given), relatives, named, more)
    return Answer(page, draw, source=lambda: _titled(index))


def _in_store(hits: Sequence[Hit], given: Given) -> dict[str, list[tuple[str, str]]]:
    """Return for each claim the line of the store on which its id stands, labelled, by the claim as it is named.

    Nothing is said of a claim whose id is written in another way than most.
    """
    lines: dict[str, list[tuple[str, str]]] = {hit.claim.id: [] for hit in hits}
    files = catalog.listing(inputs.store_paths(given)).values()
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


def get(given: Given) -> Answer:
    """Answer `rcsc get`: bare values of claims."""
    figures = (options.AS_WRITTEN, options.LOW, options.HIGH)
    asked = [option.key for option in figures if given.flag(option)]
    field = given.one(options.FIELD)
    if len(asked) + bool(field) > 1:
        raise UsageError("--as-written, --low, --high and --field exclude each other", "use one of them")
    index = inputs.open_index(given)
    ids = given.several(options.FIGURE_IDS)
    if is_listed := "-" in ids:
        listed = inputs.read_bytes("-", "the ids", _MAX_IDS).decode("utf-8", "replace").split()
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


def words(given: Given) -> Answer:
    """Answer `rcsc words`: what claims can be asked for by."""
    index = inputs.open_index(given)
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


def compare(given: Given) -> Answer:
    """Answer `rcsc compare`: what articles say to the same questions."""
    from rcsc_facts import compare

    index = inputs.open_index(given)
    asked = query.questions(index, given.several(options.ASKED))
    wanted = inputs.filters(index, given).sources
    claims = [claim for claim in index.answers(asked) if not wanted or claim.source in wanted]
    found = [one for one in compare.compare(claims, index.articles()) if asked or len(one.answers) > 1]
    words = inputs.wording(index, given)
    notes = [] if asked else [f"only in {source}: {', '.join(several)}" for source, several in index.own_questions()]
    page = formats.compared_page(found, words, *notes, several=index.has_several)

    def draw(style: "Style") -> "Drawable":
        from rcsc_facts import screen

        return screen.compared(page.prose(), page.notes, style)

    remarks = [] if asked and found else [query.Remark("no question has several answers")] if not found else []
    remarks += [query.Remark(f"only one claim answers {one.asks}") for one in found if len(one.answers) == 1]
    is_agreed = bool(found) and all(one.verdict != "differ" for one in found)
    return Answer(page, draw if found else None, tuple(remarks), is_found=is_agreed)
