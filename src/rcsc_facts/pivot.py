"""Claims to rows and columns: what stands under each region, country, topic, kind, speaker or paragraph.

A cell holds what the article prints of its row: the figure, or names. A figure that is not the row's
own is never shown in it, and figures are added only within one breakdown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rcsc_facts.model import Claim, Header, Quantity
from rcsc_facts.text import geography
from rcsc_facts.text.folding import fold
from rcsc_facts.vocabulary import KINDS, REGIONS

NOWHERE = "none"
"""The key of the row for claims that name no region, or no country."""


class Cell(NamedTuple):
    """What stands under one row and column."""

    claims: tuple[str, ...]
    """The claim's id; several where claims of one act say the same of the row."""
    place: str
    """Paragraph and sentence, such as 7.1."""
    text: str
    """The figure, or names; the id, too, where the column does not tell what it is about."""
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
    """Sums that were computed, with their parts; what must not be added to them; figures that no row has."""


def pivot(claims: Sequence[Claim], by: str, header: Header, names: Mapping[str, str], *, exact: bool = False) -> Pivot:
    """Arrange claims by a word of `vocabulary.DIMENSIONS`; every claim stands in one row at least.

    *names* are those of countries by their codes, and of regions by their words. Figures are given as
    printed, or *exact*, with all their digits.
    """
    cells, labels = _arranged(claims, by, names, exact=exact)
    ranks = {"region": [*REGIONS, *names], "topic": [*header.topics], "kind": [*KINDS], "said-by": [*header.voices]}
    columns = dict.fromkeys(_column(claim) for claim in claims)
    filled = {column for row in cells.values() for column in row}
    breakdown = _breakdown(claims) if by == "region" else {}
    total = sum(figure.value or 0 for figure in breakdown.values())
    shares = {_joined(claim.regions): (figure.value or 0) / total for claim, figure in breakdown.items() if total}
    rows = [
        Row(key, labels[key], {column: tuple(cells[key][column]) for column in cells[key]}, shares.get(key))
        for key in sorted(cells, key=lambda key: _rank(by, key, labels[key], ranks))
    ]
    notes = (*_notes(breakdown, claims), *_on_undivided(rows, claims, by))
    return Pivot(by, tuple(column for column in columns if column in filled), tuple(rows), notes)


def _arranged(
    claims: Iterable[Claim], by: str, names: Mapping[str, str], *, exact: bool
) -> tuple[dict[str, dict[str, list[Cell]]], dict[str, str]]:
    """Return the cells of every row by column, and the rows' labels."""
    cells: dict[str, dict[str, list[Cell]]] = {}
    labels: dict[str, str] = {}
    told_at: dict[tuple[str, str], tuple[list[Cell], int]] = {}
    for claim in claims:
        column = _column(claim)
        acts = {relation.claim for relation in claim.related if relation.kind == "same-act"}
        for key, label, text in _entries(claim, by, names):
            labels.setdefault(key, label)
            own = claim.quantity if text is None and column != claim.kind else None
            told = text or _names(claim)
            if told == label:
                told = ""  # the row's own name says nothing more
            if own:
                told = own.in_full if exact else own.as_written
            elif column == claim.kind:  # which tells less than a unit does
                told = f"{claim.id}: {told}" if told else claim.id
            told = told or claim.id
            stack, position = told_at.get((key, told), ([], 0))
            if stack and not own and acts & {*stack[position].claims}:  # the act has said so already
                stack[position] = stack[position]._replace(claims=(*stack[position].claims, claim.id))
                continue
            stack = cells.setdefault(key, {}).setdefault(column, [])
            if not own:
                told_at[key, told] = stack, len(stack)
            stack.append(Cell((claim.id,), claim.evidence.locator, told, own and own.value))
    return cells, labels


def _column(claim: Claim) -> str:
    return claim.quantity.unit if claim.quantity and claim.kind in ("count", "amount") else claim.kind


def _entries(claim: Claim, by: str, names: Mapping[str, str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield key, label and text of every row that a claim stands in; no text where its whole scope is the row's."""
    named = [geography.countries()[code] for code in claim.countries.named] if claim.countries else []
    if by == "region":
        if claim.regions:
            joint = " (jointly)" if len(claim.regions) > 1 else ""
            yield (
                _joined(claim.regions),
                " and ".join(names[region] for region in claim.regions) + joint,
                None,
            )
        for region in dict.fromkeys(place.region or NOWHERE for place in named):
            if region not in claim.regions:
                inside = [place for place in named if (place.region or NOWHERE) == region]
                yield region, names.get(region, "no region"), _list(inside, claim)
        if not claim.regions and not named:
            yield NOWHERE, "no region", None
    elif by == "country":
        for place in named:
            companions = _list([other for other in named if other is not place], claim)
            yield place.code, place.name, f"with {companions}" if companions else None
        if not named:
            yield NOWHERE, "no country named", None
    elif by == "paragraph":
        yield str(claim.evidence.paragraph), f"paragraph {claim.evidence.paragraph}", None
    else:
        key = {"topic": claim.topic, "kind": claim.kind, "said-by": claim.said_by}[by]
        yield key, key, None


def _joined(regions: Sequence[str]) -> str:
    return "+".join(regions)


def _names(claim: Claim) -> str:
    named = claim.countries.named if claim.countries else ()
    return _list([geography.countries()[code] for code in named], claim)


def _list(places: Sequence[geography.Country], claim: Claim) -> str:
    """Return the countries' names, and that there are others where the article's list is a partial one."""
    names = ", ".join(place.name for place in places[:_MOST_NAMES])
    if len(places) > _MOST_NAMES:
        names += f" and {len(places) - _MOST_NAMES} more"
    # How many they are is not said: that is of the whole claim, and a row may have a part of it.
    others = "" if claim.countries is None or claim.countries.complete else "others not named"
    return " and ".join(filter(None, (names, others)))


_MOST_NAMES = 30
"""Countries that a cell lists, so that claims with two hundred do not fill two hundred rows with as many names."""


def _rank(by: str, key: str, label: str, ranks: Mapping[str, Sequence[str]]) -> tuple[int, str]:
    vocabulary = ranks.get(by)
    if key == NOWHERE:
        return 1_000_000, ""
    if vocabulary:
        return _position(key.split("+", maxsplit=1)[0], vocabulary), key
    return (int(key), "") if by == "paragraph" else (0, fold(label))


def _position(word: str, vocabulary: Sequence[str]) -> int:
    return vocabulary.index(word) if word in vocabulary else len(vocabulary)


def _breakdown(claims: Sequence[Claim]) -> dict[Claim, Quantity]:
    """Return the first figures that may be added: one unit, one sentence and span, regions that do not overlap."""
    groups: dict[tuple[object, ...], dict[Claim, Quantity]] = {}
    for claim in claims:
        figure = claim.quantity if claim.kind in ("count", "amount") and claim.regions else None
        if figure and figure.value is not None and not claim.countries:
            group = (claim.source, figure.unit, claim.when, claim.said_by, claim.evidence[:2])
            groups.setdefault(group, {})[claim] = figure
    for figures in groups.values():
        regions = [region for claim in figures for region in claim.regions]
        ids = {claim.id for claim in figures}
        is_related = any(relation.claim in ids for claim in figures for relation in claim.related)
        if len(figures) > 1 and len(regions) == len(set(regions)) and not is_related:
            return figures
    return {}


def _on_undivided(rows: Iterable[Row], claims: Sequence[Claim], by: str) -> Iterator[str]:
    """Yield the figures that no row has for its own, as those that several regions share in unknown parts."""
    held = {
        claim_id
        for row in rows
        for cells in row.cells.values()
        for cell in cells
        if cell.value is not None
        for claim_id in cell.claims
    }
    left = {
        claim.id: claim.quantity
        for claim in claims
        if claim.quantity and claim.kind in ("count", "amount") and claim.id not in held
    }
    if left:
        told = [f"{figure.with_unit()} ({claim_id})" for claim_id, figure in [*left.items()][:_MOST]]
        more = f" and {len(left) - _MOST} more" if len(left) > _MOST else ""
        yield f"not divided by {by}: {', '.join(told)}{more}"


_MOST = 12
"""Figures that a note lists."""


def _notes(breakdown: Mapping[Claim, Quantity], claims: Sequence[Claim]) -> Iterator[str]:
    if not breakdown:
        return
    figures = list(breakdown.values())
    unit = figures[0].unit.replace("-", " ")
    total = f"{sum(figure.value or 0 for figure in figures):,}"
    parts = " + ".join(f"{figure.value:,}" for figure in figures)
    yield f"computed here, not in the article: {parts} = {total} {unit}; shares are percentages of this sum"
    overlapping = {
        relation.claim for claim in breakdown for relation in claim.related if relation.kind == "may-overlap"
    }
    for claim in claims:
        if claim.id in overlapping and claim.quantity and claim.quantity.unit == figures[0].unit:
            other = f"{claim.quantity.with_unit()} ({claim.id})"
            yield f"{total} is not the article's {other}, a separate count that may overlap"
