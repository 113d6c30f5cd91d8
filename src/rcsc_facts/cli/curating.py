"""The commands for who keeps a store: it is drafted from an article, checked, and proved against a copy."""

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rcsc_facts import formats, query
from rcsc_facts.cli import files, inputs, options, wording
from rcsc_facts.cli.emit import Answer
from rcsc_facts.cli.options import Given
from rcsc_facts.errors import CopyError, Finding, UsageError, shown
from rcsc_facts.model import Claim, Filters, Hit, Move
from rcsc_facts.store import catalog

if TYPE_CHECKING:
    from rcsc_facts.index import Index
    from rcsc_facts.screen import Drawable, Style
    from rcsc_facts.verify import Report


def verify(given: Given) -> Answer:
    """Answer `rcsc verify`: claims held against a copy of their article, or against each copy of a folder."""
    from rcsc_facts import verify

    path = inputs.only_store(given, "--renumber writes to") if given.flag(options.RENUMBER) else None
    index, file = inputs.open_index(given), given.needed(options.COPY)
    is_folder, is_strict = os.path.isdir(file), given.flag(options.STRICT_PROOF)
    asked = query.claims(index, given.several(options.PROVED_IDS))
    sources = inputs.filters(index, given).sources or tuple(index.articles())
    claims = {source: [hit.claim for hit in index.select(Filters(sources=(source,)))] for source in sources}
    headings = ("copy", *verify.HEADINGS) if is_folder else verify.HEADINGS
    proofs: list[tuple[str, Report]] = []
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
) -> "tuple[str, Report]":
    """Hold a copy against the article that it is of; return the article's id and the report.

    *claims* are those of the articles that it may be of, by their ids, and *asked* the only ones to judge, if any.
    """
    from rcsc_facts import verify
    from rcsc_facts.text import copy, names, reading
    from rcsc_facts.verify.whose import whose

    content = inputs.read_bytes(file, "the copy", inputs.MAX_COPY)
    source = whose(lambda: copy.paragraphs(content, file), claims, shown(file, None))
    judged = [one for one in asked if one.source == source]
    if asked and not judged:
        raise UsageError(f"the article {source} has none of these claims", f"rcsc list --source {source} shows its ids")
    [header] = index.headers([source]).values()
    gazetteer = names.Gazetteer(header.places, header.groups)
    told = [hit.claim for hit in inputs.named([Hit(claim) for claim in claims[source]], index)]
    ids = [hit.claim.id for hit in inputs.named([Hit(claim) for claim in judged], index)]
    return source, verify.verify(header, told, reading.read(content, file, gazetteer), ids=ids)


def read(given: Given) -> Answer:
    """Answer `rcsc read`: the figures and places of a text, or its sentences."""
    from rcsc_facts.text import reading

    file = given.needed(options.TEXT)
    found = reading.read(inputs.read_bytes(file, "the text", inputs.MAX_COPY), file)
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


def draft(given: Given) -> Answer:
    """Answer `rcsc draft`: a store drafted from an article, or what one does not account for yet."""
    from rcsc_facts import draft

    file = given.needed(options.COPY)
    content = inputs.read_bytes(file, "the article", inputs.MAX_COPY)
    store = given.one(options.ADD)
    if store is None:
        return Answer(draft.draft(content, file, given.one(options.SOURCE_ID)))
    if given.one(options.SOURCE_ID):
        raise UsageError("--id does not go with --add", "the store has its id")
    held, _ = catalog.read_bytes(Path(store))
    header, claims = catalog.read(held, Path(store))
    return Answer(draft.addition(header, list(claims), draft.indent_of(held), content, file))


def check(given: Given, reserved: Collection[str]) -> Answer:
    """Answer `rcsc check`: what is wrong with stores; the words *reserved* are no topics."""
    from rcsc_facts.store.rules import RULES

    code = given.one(options.EXPLAIN)
    if code is not None:
        return Answer(wording.rule(code, RULES))
    from rcsc_facts import check

    findings: list[Finding] = []
    for named in given.several(options.STORES) or map(str, inputs.store_paths(given)):
        is_stdin = named == "-"
        for store in [named] if is_stdin else (str(one.path) for one in catalog.listing([Path(named)]).values()):
            content = (
                inputs.read_bytes(store, "the store", catalog.MAX_BYTES)
                if is_stdin
                else catalog.read_bytes(Path(store))[0]
            )
            findings += [finding.harmless() for finding in check.check(content, store, reserved)]
    is_sound = not findings if given.flag(options.STRICT_CHECK) else all(finding.is_remark for finding in findings)
    page = formats.page_of(
        lambda: [finding._asdict() for finding in findings],
        lambda: formats.Grid(Finding._fields, [[*map(str, finding)] for finding in findings]),
    )
    return Answer(formats.findings_page(page, findings, RULES), is_found=is_sound)


def schema(given: Given) -> Answer:
    """Answer `rcsc schema`: the JSON Schema of stores, or of one."""
    from rcsc_facts.store import shape

    if given.several(options.STORE):
        inputs.only_store(given, "the schema is made for")
        header = inputs.open_index(given).header()
    else:
        header = None
    return Answer(formats.json_text(shape.json_schema(header)))
