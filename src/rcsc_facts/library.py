"""The claims of a store for programs in Python: what `rcsc_facts.load` returns."""

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rcsc_facts import __version__, cite, formats, query
from rcsc_facts.errors import Finding, UnknownId, UsageError
from rcsc_facts.index import Index, cache
from rcsc_facts.model import Claim, Filters, Header, Hit
from rcsc_facts.pivot import Pivot
from rcsc_facts.statement import cited_sentence
from rcsc_facts.store import catalog
from rcsc_facts.verify import Report
from rcsc_facts.vocabulary import STYLES, TARGETS

Words = str | Iterable[str] | None
"""A word, several of which any will do, or None for all."""


class Facts(Mapping[str, Claim]):
    """The claims of a store, or of several, by their ids, in the order of the article.

    Where several articles have an id, it is source/id, which always works; so do ids with their articles.

    An id that no claim has raises `errors.UnknownId`, which is a KeyError; a word that means nothing raises
    `errors.UsageError`, which names the words that do. To be used in the thread that made it: a thread of
    its own loads its own, which costs a millisecond while the index is kept.
    """

    def __init__(self, *stores: str | os.PathLike[str] | None) -> None:
        """Open stores, each a file or a folder of files (*.yaml), by default the one that comes with the package.

        Raise `errors.StoreFaults` where it breaks the rules of its shape, with every fault's position, and
        `errors.StoreError` where it cannot be read at all. As for the command, an index of the store is
        kept in the cache folder of the user unless the environment sets RCSC_CACHE=off.
        """
        self._stores = [Path(store) for store in stores if store is not None] or [catalog.bundled()]
        self._index: Index = cache.open_index(self._stores, os.environ, __version__)

    def __repr__(self) -> str:
        return f"<Facts: {len(self)} claims of {', '.join(repr(str(store)) for store in self._stores)}>"

    def __iter__(self) -> Iterator[str]:
        return iter(self._index.ids())

    def __len__(self) -> int:
        return len(self._index.ids())

    def __getitem__(self, id: str) -> Claim:
        """Return the claim with this id."""
        if not isinstance(id, str):
            raise UnknownId(f"no claim has the id {id!r}")
        claims = query.claims(self._index, [id])
        names = [f"{claim.source}/{claim.id}" if "/" in id or len(claims) > 1 else claim.id for claim in claims]
        if names != [id]:  # on the command line Members is members; here an id has one spelling
            raise UnknownId(f"no claim has the id '{id}'", f"did you mean {' or '.join(names)}?")
        return claims[0]

    def claims(self) -> list[Claim]:
        """Return all claims, in the order of the article."""
        return [hit.claim for hit in self._index.select(Filters())]

    @property
    def header(self) -> Header:
        """All of the store but its claims; of several stores the first one's, with the topics and subjects of all."""
        return self._index.header()

    @property
    def headers(self) -> dict[str, Header]:
        """All of each store but its claims, by the ids of their articles, in their order."""
        return self._index.headers()

    def select(
        self,
        *,
        region: Words = None,
        country: Words = None,
        topic: Words = None,
        kind: Words = None,
        said_by: Words = None,
        unit: Words = None,
        year: Words = None,
        source: Words = None,
        sort: str | None = None,
        limit: int | None = None,
        reverse: bool = False,
    ) -> list[Hit]:
        """Return the claims that match all filters, each with how it matched.

        The words are those of the command line: several for one filter widen the answer. *country* is a
        name in any usual spelling or an ISO 3166 code, *unit* what is counted, *sort* a word of
        `vocabulary.SORTS`, *limit* the most claims to give. Values are in the units of the claims' figures
        (`claim.quantity.unit`), and `low` and `high` bound what the printed form stands for.
        """
        asked = query.Asked(
            regions=_several(region),
            countries=_several(country),
            topics=_several(topic),
            kinds=_several(kind),
            said_by=_several(said_by),
            units=_several(unit),
            sources=_several(source),
            years=_several(year),
        )
        filters = query.filters(self._index, asked)
        return query.select(self._index, filters, sort, limit, is_reversed=reverse).hits

    def find(self, *words: str, sort: str | None = None, limit: int | None = None) -> list[Hit]:
        """Return the claims that have all the words; several words in one text stand together.

        The best match comes first, or *sort*, a word of `vocabulary.SORTS`, gives the order. Raise
        `errors.UsageError` where there is no word.
        """
        return query.find(self._index, words, Filters(), sort, limit).hits

    def table(self, hits: Iterable[Hit] | None = None, by: str = "region", *, exact: bool = False) -> Pivot:
        """Return claims, by default all, tabulated by a word of `vocabulary.DIMENSIONS`.

        Figures are given as printed, or *exact*, with all their digits.
        """
        from rcsc_facts import pivot

        shown = pivot.Shown(None if hits is None else {hit.claim.id for hit in hits})
        return pivot.pivot(self.claims(), query.dimension(by), self.header, self._index.names(), shown, exact=exact)

    def to_dicts(self, hits: Iterable[Hit] | None = None) -> list[dict[str, Any]]:
        """Return claims, by default all, as flat rows with the columns of the CSV form (`formats.FLAT_COLUMNS`).

        Figures are numbers, lists are texts separated by spaces, absent is None: what pandas.DataFrame and
        polars.DataFrame take as it is.
        """
        return [formats.as_dict(hit) for hit in (self.select() if hits is None else hits)]

    def cite(
        self,
        *ids: str,
        style: str = "apa",
        form: str = "reference",
        target: str = "text",
        accessed: datetime.date | None = None,
        as_printed: bool = False,
        link: bool = False,
    ) -> list[str]:
        """Return citations of the article, or of the locators that the claims with these ids rest on.

        *style* is a word of `vocabulary.STYLES`, *form* one of `cite.FORMS`, *target* a word of `vocabulary.TARGETS`.
        *accessed* is when you looked at the article; *as_printed* leaves out what is known only from elsewhere;
        *link* adds a link to the very words, or raises `errors.NothingFound` where no address is known.
        """
        chosen = query.word(style, STYLES, "style", "styles")
        wanted = query.word(form, cite.FORMS, "form", "forms")
        rendered = query.word(target, TARGETS, "target", "targets")
        day = (accessed.year, accessed.month, accessed.day) if accessed else None
        words = self._index.wording()
        claims = query.claims(self._index, ids)
        works = [
            (
                cite.source_of(header, as_printed=as_printed, accessed=day),
                [cite.passage(claim, cited_sentence(claim, words)) for claim in claims if claim.source == source],
            )
            for source, header in self._index.headers(dict.fromkeys(one.source for one in claims) or None).items()
        ]
        return cite.cite_all(works, chosen, form=wanted, link=link, target=rendered)

    def verify(self, copy: bytes, name: str = "") -> Report:
        """Hold the claims of an article against a copy of it: the bytes of a file, and its name.

        Of several articles that of which the copy is. Raise `errors.CopyError` for what is not text,
        `errors.UsageError` where the copy is of none of them, or may be of two.
        """
        from rcsc_facts import verify
        from rcsc_facts.text import names, reading
        from rcsc_facts.text.copy import paragraphs
        from rcsc_facts.verify.whose import whose

        claims: dict[str, list[Claim]] = {}
        for claim in self.claims():
            claims.setdefault(claim.source, []).append(claim)
        source = whose(lambda: paragraphs(copy, name), claims, name or "the copy")
        [header] = self._index.headers([source]).values()
        gazetteer = names.Gazetteer(header.places, header.groups)
        return verify.verify(header, claims[source], reading.read(copy, name, gazetteer))

    def check(self) -> list[Finding]:
        """Return every breach of the rules in the stores as they are on disk now, each store's sorted by position."""
        from rcsc_facts import check

        return [
            finding.harmless()
            for found in catalog.listing(self._stores).values()
            for finding in check.check(catalog.read_bytes(found.path)[0], str(found.path))
        ]


def _several(words: Words) -> tuple[str, ...]:
    if words is None:
        return ()
    several = (words,) if isinstance(words, str) else tuple(words) if isinstance(words, Iterable) else (words,)
    for one in several:
        if not isinstance(one, str):
            raise UsageError(f"expected a string or several strings, not {one!r}")
    return several
