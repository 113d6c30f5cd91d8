"""The command that writes claims into a file for other programs."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rcsc_facts import formats, query
from rcsc_facts.cli import inputs, options
from rcsc_facts.cli.emit import Answer, File
from rcsc_facts.cli.options import Given
from rcsc_facts.errors import UsageError, shown
from rcsc_facts.model import Filters

if TYPE_CHECKING:
    from rcsc_facts.index import Index


def export(given: Given) -> Answer:
    """Answer `rcsc export`: a database, a web page or a table in a file."""
    name = given.needed(options.EXPORTED)
    suffix = Path(name).suffix.lower()
    chosen = given.one(options.FORMAT_OF_EXPORT) or options.SUFFIXES.get(suffix)
    if chosen is None:
        raise UsageError(
            f"'{shown(suffix)}' says nothing of the format", "end it in .db, .html or .csv, or give --format"
        )
    make = _EXPORTS[query.word(chosen, options.EXPORTS, "format", "formats")]
    index = inputs.open_index(given)
    return Answer("", file=File(name, partial(make, index, inputs.filters(index, given))))


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
    hits = inputs.named(index.select(asked), index)
    page = formats.claims_page(hits, index.wording)
    path.write_text(formats.page_text(page, "csv"), encoding="utf-8-sig")


def _export_page(index: "Index", asked: Filters, path: Path) -> None:
    from rcsc_facts import page, pivot

    wording, found = index.wording(), index.select(asked)
    claims = [hit.claim for hit in inputs.named(found, index)]
    under: dict[str, list[str]] = {claim.id: [] for claim in claims}
    for region in index.regions():
        for hit in inputs.named(index.select(Filters(regions=(region,))), index):
            if hit.claim.id in under:
                under[hit.claim.id].append(region)
    tabulated = {claim.id for claim in claims if claim.topic in (index.tabulated() or index.topics())}
    every = [hit.claim for hit in inputs.named(index.select(Filters()), index)]
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
