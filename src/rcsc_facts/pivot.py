"""Claims to rows and columns: what stands under each region, country, topic, kind, speaker, unit, year or paragraph.

A table is made of all claims, and shows of it what was asked for: a cell says the same whatever else is shown.
A cell holds what the article prints of its row: the figure, or names. A figure that is not the row's own is
never shown as one, and figures are added only within one breakdown.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rcsc_facts.model import Claim, Filters, Header, Quantity
from rcsc_facts.text import geography
from rcsc_facts.text.folding import fold
from rcsc_facts.vocabulary import KINDS, REGIONS

NOWHERE = "none"
"""The key of the row for claims that have nothing of the dimension: no region, no country, no figure, no year."""

_NO = {"region": "no region", "country": "no country named", "unit": "no figure", "year": "no year"}
"""What that row is called."""

PRINTED = ("count", "amount")
"""The kinds of claims whose figures stand in columns of what they count."""


class Cell(NamedTuple):
    """What one claim puts under a row and column."""

    claim: str
    """The claim's id."""
    place: str
    """Paragraph and sentence, such as 7.1."""
    text: str
    """The figure, or names; after the id where row and column do not tell what it is about."""
    value: int | float | None
    """The figure; None where the claim has none that is the row's own, or a range."""
    is_figure: bool
    """Whether the text is the row's own figure."""
    is_hedged: bool
    """Whether something softens that figure, such as about."""
    match: str | None
    """In rows of regions, stated or by-country: whether the article counts by it, or names countries in it."""
    share: float | None
    """The figure's part of its breakdown, from 0 to 1; None where it is not part of one."""
    whole: str
    """What that is a part of, such as 44 countries; empty where there is no breakdown."""


class Row(NamedTuple):
    """A row with what stands under each column."""

    key: str
    label: str
    cells: Mapping[str, tuple[Cell, ...]]

    @property
    def all_cells(self) -> list[Cell]:
        """Every cell, column after column."""
        return [cell for cells in self.cells.values() for cell in cells]

    @property
    def shared(self) -> Cell | None:
        """The first cell that is part of a breakdown."""
        return next((cell for cell in self.all_cells if cell.share is not None), None)


class Pivot(NamedTuple):
    """A table of claims."""

    by: str
    columns: tuple[str, ...]
    """What is counted, or for other claims their kind."""
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    """Sums that were computed, with their parts; what must not be added to them; figures that no row has."""


class Shown(NamedTuple):
    """What of a table is shown."""

    claims: Collection[str] | None = None
    """The ids of the claims; None for all."""
    asked: Filters = Filters()
    """The regions and countries whose rows are shown; without any, all rows."""
    sort: str | None = None
    """A word of `vocabulary.SORTS` for the rows; None for the dimension's own order."""
    limit: int | None = None
    """The most rows."""
    is_reversed: bool = False


def pivot(
    claims: Sequence[Claim],
    by: str,
    header: Header,
    names: Mapping[str, str],
    shown: Shown = Shown(),  # noqa: B008 - it is immutable
    *,
    exact: bool = False,
) -> Pivot:
    """Arrange claims by a word of `vocabulary.DIMENSIONS`; every claim stands in one row at least.

    *claims* are all of the store, of which *shown* chooses. *names* are those of countries by their codes, and of
    regions by their words. Figures are given as printed, or *exact*, with all their digits.
    """
    lands = _Lands(header)
    parts = _breakdowns(claims, lands) if by == "region" else {}
    kept = [claim for claim in claims if shown.claims is None or claim.id in shown.claims]
    cells: dict[str, dict[str, list[Cell]]] = {}
    labels: dict[str, str] = {}
    wanted = frozenset(shown.asked.countries).union(*(lands[region] for region in shown.asked.regions))
    for claim in kept:
        column = _column(claim, by)
        for entry in _entries(claim, by, names):
            if _is_asked(entry.key, by, wanted, lands):
                labels.setdefault(entry.key, entry.label)
                cell = _cell(claim, column, entry, by, parts, exact=exact)
                cells.setdefault(entry.key, {}).setdefault(column, []).append(cell)
    ranks = {"region": [*REGIONS, *names], "topic": [*header.topics], "kind": [*KINDS], "said-by": [*header.voices]}
    keys = sorted(cells, key=lambda key: _rank(by, key, labels[key], ranks))
    rows = [Row(key, labels[key], {column: tuple(held) for column, held in cells[key].items()}) for key in keys]
    rows = _sorted(rows, shown.sort, {claim.id: number for number, claim in enumerate(claims)})
    if shown.is_reversed:
        rows.reverse()
    rows = rows[: shown.limit]
    order = dict.fromkeys(_column(claim, by) for claim in claims)
    held = {column for row in rows for column in row.cells}
    notes = (*_notes(rows, parts, claims), *_on_undivided(rows, kept, by))
    return Pivot(by, tuple(column for column in order if column in held), tuple(rows), notes)


# Rows and cells


class _Entry(NamedTuple):
    """A row that a claim stands in."""

    key: str
    label: str
    text: str | None = None
    """The names within it; None where the claim's whole scope is the row's."""
    match: str | None = None


def _column(claim: Claim, by: str) -> str:
    return claim.quantity.unit if claim.quantity and claim.kind in PRINTED and by != "unit" else claim.kind


def _entries(claim: Claim, by: str, names: Mapping[str, str]) -> Iterator[_Entry]:
    """Yield every row that a claim stands in."""
    named = [geography.countries()[code] for code in claim.countries.named] if claim.countries else []
    if by == "region":
        if claim.regions:
            joint = " (jointly)" if len(claim.regions) > 1 else ""
            label = " and ".join(names[region] for region in claim.regions) + joint
            yield _Entry("+".join(claim.regions), label, None, "stated")
        for region in dict.fromkeys(place.region or NOWHERE for place in named):
            if region not in claim.regions:
                inside = [place for place in named if (place.region or NOWHERE) == region]
                yield _Entry(region, names.get(region, _NO[by]), _list(inside, claim), "by-country")
        if not claim.regions and not named:
            yield _Entry(NOWHERE, _NO[by])
    elif by == "country":
        for place in named:
            companions = _list([other for other in named if other is not place], claim)
            yield _Entry(place.code, place.name, f"with {companions}" if companions else None)
        if not named:
            yield _Entry(NOWHERE, _NO[by])
    elif by == "paragraph":
        number = claim.evidence.paragraph
        if "/" in claim.id:  # one of several articles
            yield _Entry(f"{claim.source}/{number}", f"{claim.source}, paragraph {number}")
        else:
            yield _Entry(str(number), f"paragraph {number}")
    elif by in ("unit", "year"):
        key = claim.quantity.unit if claim.quantity else ""
        key = year_of(claim) if by == "year" else key
        yield _Entry(key or NOWHERE, key.replace("-", " ") or _NO[by])
    else:
        key = {"topic": claim.topic, "kind": claim.kind, "said-by": claim.said_by, "source": claim.source}[by]
        yield _Entry(key, key)


def year_of(claim: Claim) -> str:
    """Return the year of a claim, by its date or its figure; empty where it has none."""
    if claim.date and claim.date[:4].isdigit():
        return claim.date[:4]
    return f"{claim.quantity.value}" if claim.quantity and claim.quantity.unit == "year" else ""


def _cell(
    claim: Claim, column: str, entry: _Entry, by: str, parts: Mapping[str, tuple[float, str]], *, exact: bool
) -> Cell:
    figure = claim.quantity
    is_place = by in ("region", "country")
    is_own = figure is not None and entry.text is None and claim.kind in PRINTED
    if is_own and figure:
        told = figure.in_full if exact else figure.as_written
        told = told if is_place else f"{claim.id}: {told}"
    else:
        told = entry.text or ("" if is_place else _names(claim))
        if figure and claim.kind not in PRINTED:
            told = figure.with_unit(exact=exact)
        elif figure and _is_single(claim):
            told = f"{told}: {figure.with_unit(exact=exact)}"  # that of the one country, not of the row
        if not is_place or column == claim.kind:  # which tells less than a unit does
            told = f"{claim.id}: {told}" if told else claim.id
    share, whole = parts.get(claim.id, (None, "")) if entry.match == "stated" else (None, "")
    value = figure.value if is_own and figure else None
    is_hedged = bool(is_own and figure and figure.hedge)
    place = claim.evidence.locator
    return Cell(claim.id, place, told or claim.id, value, is_own, is_hedged, entry.match, share, whole)


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


class _Lands(dict[str, frozenset[str]]):
    """The codes of the countries in each region or group, each made when it is first asked for."""

    def __init__(self, header: Header) -> None:
        super().__init__({group.region: frozenset(group.countries) for group in header.groups})

    def __missing__(self, region: str) -> frozenset[str]:
        found = frozenset(code for code, country in geography.countries().items() if region in country.regions)
        return self.setdefault(region, found)


def _is_asked(key: str, by: str, wanted: frozenset[str], lands: _Lands) -> bool:
    """Return whether a row has one of the countries *wanted*, by their codes; without any, every row is."""
    if not wanted or by not in ("region", "country") or (key == NOWHERE and by == "country"):
        return True
    return not wanted.isdisjoint(_lands_of(key, by, lands))


def _lands_of(key: str, by: str, lands: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the codes of the countries that a row of regions or countries stands for."""
    if by == "country":
        return frozenset({key})
    return frozenset().union(*(lands[region] for region in key.split("+") if region != NOWHERE))


def _rank(by: str, key: str, label: str, ranks: Mapping[str, Sequence[str]]) -> tuple[int, str]:
    vocabulary = ranks.get(by)
    if key == NOWHERE:
        return 1_000_000, ""
    if vocabulary:
        word = key.split("+", maxsplit=1)[0]
        return vocabulary.index(word) if word in vocabulary else len(vocabulary), key
    if by == "paragraph":
        source, _, number = key.rpartition("/")
        return int(number), source
    return 0, fold(label)


def _sorted(rows: list[Row], sort: str | None, positions: Mapping[str, int]) -> list[Row]:
    """Return rows in the order asked for: by their largest figure, their key, or their first claim."""
    if sort == "value":
        most = {
            row.key: max((cell.value for cell in row.all_cells if cell.value is not None), default=None) for row in rows
        }
        return sorted(rows, key=lambda row: (most[row.key] is None, -(most[row.key] or 0)))
    if sort == "id":
        return sorted(rows, key=lambda row: row.key)
    if sort == "article":
        return sorted(rows, key=lambda row: min(positions[cell.claim] for cell in row.all_cells))
    return rows


# Sums


def _breakdowns(claims: Sequence[Claim], lands: _Lands) -> dict[str, tuple[float, str]]:
    """Return the part of each figure in its breakdown, by the claim's id, and what it is a part of.

    A breakdown is figures of one unit, sentence, time, purpose and speaker, by regions that do not overlap; none of
    them hedged or open, since such have no sum.
    """
    groups: dict[tuple[object, ...], list[tuple[Claim, Quantity]]] = {}
    for claim in claims:
        if claim.quantity and claim.kind in PRINTED and claim.regions and not claim.countries:
            about = (claim.source, claim.quantity.unit, claim.when, claim.purpose, claim.said_by, claim.evidence[:2])
            groups.setdefault(about, []).append((claim, claim.quantity))
    found: dict[str, tuple[float, str]] = {}
    for group in groups.values():
        ids = {claim.id for claim, _ in group}
        is_related = any(relation.claim in ids for claim, _ in group for relation in claim.related)
        total = sum(figure.value or 0 for _, figure in group)
        if len(group) > 1 and total and not is_related and _are_apart(group, lands) and all(map(_is_closed, group)):
            whole = f"{total:,} {group[0][1].unit.replace('-', ' ')}"
            found |= {claim.id: ((figure.value or 0) / total, whole) for claim, figure in group}
    return found


def _is_closed(one: tuple[Claim, Quantity]) -> bool:
    figure = one[1]
    return not figure.hedge and None not in (figure.value, figure.low, figure.high)


def _are_apart(group: Iterable[tuple[Claim, Quantity]], lands: _Lands) -> bool:
    """Return whether no country lies in two of the regions."""
    regions = [lands[region] for claim, _ in group for region in claim.regions]
    return sum(map(len, regions)) == len(frozenset().union(*regions))


def _notes(rows: Sequence[Row], parts: Mapping[str, tuple[float, str]], claims: Sequence[Claim]) -> Iterator[str]:
    """Yield how each sum was computed, and which printed figures it is not."""
    wholes = dict.fromkeys(cell.whole for row in rows for cell in row.all_cells if cell.whole)
    for whole in wholes:
        summed = [claim for claim in claims if parts.get(claim.id, (0, ""))[1] == whole]
        addends = " + ".join(f"{claim.quantity.value:,}" for claim in summed if claim.quantity)
        yield f"computed here, not in the article: {addends} = {whole}; shares are percentages of this sum"
        overlapping = {one.claim for claim in summed for one in claim.related if one.kind == "may-overlap"}
        unit = summed[0].quantity.unit if summed and summed[0].quantity else ""
        for claim in claims:
            if claim.id in overlapping and claim.quantity and claim.quantity.unit == unit:
                other = f"{claim.quantity.with_unit()} ({claim.id})"
                yield f"{whole.split()[0]} is not the article's {other}, a separate count that may overlap"


def _on_undivided(rows: Iterable[Row], claims: Sequence[Claim], by: str) -> Iterator[str]:
    """Yield the figures that no row has for its own, as those that several regions share in unknown parts."""
    if by not in ("region", "country"):
        return
    held = {cell.claim for row in rows for cell in row.all_cells}
    own = {cell.claim for row in rows for cell in row.all_cells if cell.is_figure}
    left = {
        claim.id: claim.quantity
        for claim in claims
        if claim.quantity
        and claim.kind in PRINTED
        and claim.id in held
        and claim.id not in own
        and not _is_single(claim)
    }
    if left:
        told = [f"{figure.with_unit()} ({claim_id})" for claim_id, figure in [*left.items()][:_MOST]]
        more = f" and {len(left) - _MOST} more" if len(left) > _MOST else ""
        yield f"not divided by {by}: {', '.join(told)}{more}"


def _is_single(claim: Claim) -> bool:
    """Return whether a claim is about one country, whose its figure is."""
    return claim.countries is not None and claim.countries.complete and len(claim.countries.named) == 1


_MOST = 12
"""Figures that a note lists."""
