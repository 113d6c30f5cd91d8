"""Claims to rows and columns: what stands under each region, country, topic, kind, speaker or paragraph.

A cell holds what the article prints of its row: the figure, or names. A figure that is not the row's
own is never shown in it, and figures are added only within one breakdown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rcsc_facts.folding import fold
from rcsc_facts.model import KINDS, REGIONS, SPEAKERS, TOPICS, Claim, Place, Quantity

NOWHERE = "none"
"""The key of the row for claims that name no region, or no country."""


class Cell(NamedTuple):
    """A claim under one row and column."""

    claim: str
    place: str
    """Paragraph and sentence, such as 7.1."""
    text: str
    """The figure, or names, or else the claim's id."""
    value: int | float | None
    """The figure; None where the claim has none that is the row's own."""


class Row(NamedTuple):
    """A row with what stands under each column."""

    key: str
    label: str
    cells: Mapping[str, tuple[Cell, ...]]
    share: float | None
    """The row's part of the breakdown, from 0 to 1; None where it is not part of one."""


class Pivot(NamedTuple):
    """A table of claims."""

    by: str
    columns: tuple[str, ...]
    """What is counted, or for other claims their kind."""
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    """Sums that were computed, with their parts, and what must not be added to them."""


def pivot(claims: Sequence[Claim], by: str, places: Iterable[Place], *, exact: bool = False) -> Pivot:
    """Arrange claims by a word of `model.DIMENSIONS`; every claim stands in one row at least.

    Figures are given as printed, or *exact*, with all their digits.
    """
    known = {place.code: place for place in places}
    cells: dict[str, dict[str, list[Cell]]] = {}
    labels: dict[str, str] = {}
    columns: dict[str, None] = {}
    for claim in claims:
        column = _column(claim)
        columns.setdefault(column)
        for key, label, text in _entries(claim, by, known):
            own = claim.quantity if text is None and column != claim.kind else None
            figure = own and (own.in_full if exact else own.as_written)
            shown = text or figure or _names(claim, known) or claim.id
            cell = Cell(claim.id, claim.evidence.locator, shown, own and own.value)
            labels.setdefault(key, label)
            cells.setdefault(key, {}).setdefault(column, []).append(cell)
    breakdown = _breakdown(claims) if by == "region" else {}
    total = sum(figure.value for figure in breakdown.values())
    shares = {_joined(claim.regions): figure.value / total for claim, figure in breakdown.items() if total}
    rows = [
        Row(key, labels[key], {column: tuple(cells[key][column]) for column in cells[key]}, shares.get(key))
        for key in sorted(cells, key=lambda key: _rank(by, key, labels[key]))
    ]
    return Pivot(by, tuple(columns), tuple(rows), tuple(_notes(breakdown, claims)))


def _column(claim: Claim) -> str:
    return claim.quantity.unit if claim.quantity and claim.kind in ("count", "amount") else claim.kind


def _entries(claim: Claim, by: str, places: Mapping[str, Place]) -> Iterator[tuple[str, str, str | None]]:
    """Yield key, label and text of every row that a claim stands in; no text where its whole scope is the row's."""
    named = [places[code] for code in claim.countries.named if code in places] if claim.countries else []
    if by == "region":
        if claim.regions:
            joint = " (jointly)" if len(claim.regions) > 1 else ""
            yield _joined(claim.regions), " and ".join(REGIONS[region] for region in claim.regions) + joint, None
        for region in dict.fromkeys(place.region or NOWHERE for place in named):
            if region not in claim.regions:
                inside = [place for place in named if (place.region or NOWHERE) == region]
                yield region, REGIONS.get(region, "no region"), _list(inside, claim)
        if not claim.regions and not named:
            yield NOWHERE, "no region", None
    elif by == "country":
        for place in named:
            companions = _list([other for other in named if other is not place], claim)
            yield place.code, place.name, f"{claim.id} (with {companions})" if companions else claim.id
        if not named:
            yield NOWHERE, "no country named", None
    elif by == "place":
        yield str(claim.evidence.paragraph), f"paragraph {claim.evidence.paragraph}", None
    else:
        key = {"topic": claim.topic, "kind": claim.kind, "said-by": claim.said_by}[by]
        yield key, key, None


def _joined(regions: Sequence[str]) -> str:
    return "+".join(regions)


def _names(claim: Claim, places: Mapping[str, Place]) -> str:
    named = claim.countries.named if claim.countries else ()
    return _list([places[code] for code in named if code in places], claim)


def _list(places: Sequence[Place], claim: Claim) -> str:
    """Return the countries' names, and that there are others where the article's list is a partial one."""
    names = ", ".join(place.name for place in places)
    if claim.countries and not claim.countries.complete:
        return f"{names} and others" if names else "others"
    return names


def _rank(by: str, key: str, label: str) -> tuple[int, str]:
    vocabulary = {"region": REGIONS, "topic": TOPICS, "kind": KINDS, "said-by": SPEAKERS}.get(by)
    if key == NOWHERE:
        return 1_000_000, ""
    if vocabulary:
        return [*vocabulary].index(key.split("+", maxsplit=1)[0]), key
    return (int(key), "") if by == "place" else (0, fold(label))


def _breakdown(claims: Sequence[Claim]) -> dict[Claim, Quantity]:
    """Return the first figures that may be added: one unit, one sentence and span, regions that do not overlap."""
    groups: dict[tuple[object, ...], dict[Claim, Quantity]] = {}
    for claim in claims:
        if claim.quantity and claim.kind in ("count", "amount") and claim.regions and not claim.countries:
            group = (claim.quantity.unit, claim.when, claim.said_by, claim.evidence[:2])
            groups.setdefault(group, {})[claim] = claim.quantity
    for figures in groups.values():
        regions = [region for claim in figures for region in claim.regions]
        ids = {claim.id for claim in figures}
        is_related = any(relation.claim in ids for claim in figures for relation in claim.related)
        if len(figures) > 1 and len(regions) == len(set(regions)) and not is_related:
            return figures
    return {}


def _notes(breakdown: Mapping[Claim, Quantity], claims: Sequence[Claim]) -> Iterator[str]:
    if not breakdown:
        return
    figures = list(breakdown.values())
    unit = figures[0].unit.replace("-", " ")
    total = f"{sum(figure.value for figure in figures):,}"
    parts = " + ".join(f"{figure.value:,}" for figure in figures)
    yield f"computed, not printed: {parts} = {total} {unit}; shares are parts of it"
    overlapping = {
        relation.claim for claim in breakdown for relation in claim.related if relation.kind == "may-overlap"
    }
    for claim in claims:
        if claim.id in overlapping and claim.quantity:
            written = f"{claim.quantity.as_written} {claim.quantity.unit.replace('-', ' ')}"
            yield f"{total} is not {written} ({claim.id}): that is another count, which may have some of the same in it"
