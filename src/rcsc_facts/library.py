"""The claims of a store for programs in Python: what `rcsc_facts.load` returns."""

import datetime
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from rcsc_facts import __version__, cite, query
from rcsc_facts.errors import UsageError
from rcsc_facts.index import cache
from rcsc_facts.model import Claim, Filters, Header, Hit
from rcsc_facts.store import catalog

Words = str | Iterable[str] | None
"""A word, several of which any will do, or None for all."""


class Facts:
    """The claims of a store, in the order of the article; iterable, and a mapping from id to claim by `[]`.

    Every method raises `errors.UsageError` for a word that means nothing, with the words that do.
    """

    def __init__(self, store: str | os.PathLike[str] | None = None) -> None:
        """Open a store, by default the one that comes with the package.

        Raise `errors.StoreFaults` where it breaks the rules of its shape, with every fault's place, and
        `errors.StoreError` where it cannot be read at all. As for the command, an index of the store is
        kept in the cache folder of the user unless the environment sets RCSC_CACHE=off.
        """
        path = catalog.bundled() if store is None else Path(store)
        self._index = cache.open_index(path, os.environ, __version__)

    def __iter__(self) -> Iterator[Claim]:
        return (hit.claim for hit in self._index.select(Filters()))

    def __len__(self) -> int:
        return sum(1 for _ in self._index.ids())

    def __getitem__(self, id: str) -> Claim:
        """Return the claim with this id."""
        [claim] = query.claims(self._index, [id])
        return claim

    @property
    def header(self) -> Header:
        """The source, what is known of it from elsewhere, and the countries that the article names."""
        return self._index.header()

    def select(
        self,
        *,
        region: Words = None,
        country: Words = None,
        topic: Words = None,
        kind: Words = None,
        said_by: Words = None,
        unit: Words = None,
        sort: str | None = None,
        limit: int | None = None,
    ) -> list[Hit]:
        """Return the claims that match all filters, each with how it matched.

        The words are those of the command line: several for one filter widen the answer. *country* is a
        name in any usual spelling or an ISO 3166 code, *unit* what is counted, *sort* a word of
        `model.SORTS`, *limit* the most claims to give. Values are in the units of the claims' figures
        (`claim.quantity.unit`), and `low` and `high` bound what the printed form stands for.
        """
        asked = query.filters(
            self._index,
            region=_several(region),
            country=_several(country),
            topic=_several(topic),
            kind=_several(kind),
            said_by=_several(said_by),
            unit=_several(unit),
        )
        return query.select(self._index, asked, sort, limit).hits

    def find(self, *words: str, sort: str | None = None, limit: int | None = None) -> list[Hit]:
        """Return the claims that have all the words; several words in one text stand together.

        The best match comes first, or *sort*, a word of `model.SORTS`, gives the order.
        """
        return query.find(self._index, words, Filters(), sort, limit).hits

    def cite(
        self,
        *ids: str,
        style: str = "apa",
        form: str = "reference",
        target: str = "text",
        accessed: datetime.date | None = None,
        as_printed: bool = False,
    ) -> list[str]:
        """Return citations of the article, or of the places that the claims with these ids rest on.

        *style* is a word of `cite.STYLES`, *form* one of `cite.FORMS`, *target* a word of `cite.TARGETS`.
        *accessed* is when you looked at the article; *as_printed* leaves out what is known only from elsewhere.
        """
        chosen = query.word(style, cite.STYLES, "style", "styles")
        wanted = query.word(form, cite.FORMS, "form", "forms")
        rendered = query.word(target, cite.TARGETS, "target", "targets")
        day = (accessed.year, accessed.month, accessed.day) if accessed else None
        source = cite.source_of(self.header, as_printed=as_printed, accessed=day)
        passages = [cite.passage(claim) for claim in query.claims(self._index, ids)]
        return cite.cite(source, passages, chosen, form=wanted, target=rendered)


def _several(words: Words) -> Iterable[str] | None:
    if words is not None and not isinstance(words, str | Iterable):
        raise UsageError(f"{words!r} is no word", "give a text, or several")
    return [words] if isinstance(words, str) else words
