"""One figure and one claim: whether it is that claim's figure, or why it is not."""

import re
from math import prod

from rcsc_facts.audit.known import LEADS, NATIONS, Known, singular
from rcsc_facts.audit.passages import Passage, decade, is_timing
from rcsc_facts.audit.rules import Fault
from rcsc_facts.model import Quantity
from rcsc_facts.text import figures
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.folding import fold


def is_number_of(passage: Passage, figure: Figure, one: Known) -> bool:
    """Whether a figure says how many of a claim's countries are named: three of the 12, or all that it names."""
    countries = one.claim.countries
    named = {place.key for place in passage.places} & one.places
    if _OF_THE.match(passage.text, figure.end) and figure.value == len(named):
        return True
    is_whole = one.figure is None and countries is not None and countries.complete
    nouns = [singular(noun) for noun in passage.nouns.of(figure)]
    return is_whole and figure.value == len(one.places) and bool(NATIONS & {*nouns})


def is_other_currency(figure: Figure, one: Known) -> bool:
    """Whether a figure is as much money as a claim's, in another currency."""
    own = one.figure
    return own is not None and figure.kind == own.kind == "money" and figure.value == own.value


def candidates(passage: Passage, figure: Figure) -> list[Known]:
    """Return the claims whose figures count the like."""
    known = passage.known
    if figures.is_money(figure):
        return known.by_kind.get("money", [])
    if figure.kind in ("year", "ordinal", "percent"):
        return known.by_kind.get(figure.kind, [])
    words = [figure.unit] if figure.unit else passage.nouns.of(figure) or [passage.nouns.before(figure)]
    keys = [singular(fold(word).rpartition(" ")[2]) for word in words]
    found = {one.id: one for key in keys for one in known.by_word.get(key, ())}
    if not found and words == [""]:
        found = {one.id: one for one in known.by_kind.get(figure.kind, ())}
    if figure.kind == "count" and not passage.nouns.of(figure):  # nineteen hundred and four
        years = (one for one in known.by_kind.get("year", ()) if one.figure and one.figure.value == figure.value)
        found |= {one.id: one for one in years}
    return list(found.values())


def fault_of(passage: Passage, figure: Figure, one: Known) -> Fault | None:
    """Return why a figure of a passage is not a claim's; None where it is."""
    quantity = one.claim.quantity
    if quantity is None or one.figure is None:
        return Fault("A112", "the claim prints no figure")
    if one.figure.kind == "year" and (years := _century(passage, figure)):
        return _of_places(passage, figure, one) if one.figure.value in years else Fault("A101", _printed(quantity))
    nouns = passage.nouns.of(figure)
    if counts(passage, figure, one) is False:
        if len(nouns) > 1 and (fault := _sum(passage, figure, one)):
            return fault
        named = f"what {nouns[0]} have" if nouns[1:] == ["'"] else " and ".join(nouns)
        return Fault("A106", f"it counts {quantity.unit}" + (f", not {named}" if named else ""))
    if isinstance(figure.value, int | float) and _PASSED.search(passage.text, max(figure.start - 50, 0), figure.start):
        figure = figure._replace(low=figure.value, high=None, hedge="more than")
    change = _CHANGE.search(passage.text, max(figure.start - 30, 0), figure.start)
    if change and not (one.claim.regions and _FURTHER.match(change[0])):  # one region after another
        return Fault("A106", f"it counts {quantity.unit}, not a change '{change[0].strip()}'")
    if one.unit == "year" and _BESIDE.search(passage.text, max(figure.start - 20, 0), figure.start):
        return Fault("A102", _printed(quantity))
    if fault := _agreement(figure, one.figure, quantity):
        return _sum(passage, figure, one) or fault
    if quantity.low != quantity.high and _EXACTLY.search(passage.text, max(figure.start - 30, 0), figure.start):
        return Fault("A109", f"{_printed(quantity)}, which is rounded")
    if _EACH.search(fold(passage.clause(figure))) and not _EACH.search(one.statement):
        return Fault("A103", "it is one figure in all, not one for each")
    return _of_places(passage, figure, one)


def _century(passage: Passage, figure: Figure) -> range | None:
    """Return the years of a decade or a century, or of its beginning, middle or end, where a figure names one."""
    if years := decade(figure):
        return years
    if figure.kind != "ordinal" or not isinstance(figure.value, int) or not _CENTURY.match(passage.text, figure.end):
        return None
    first = (figure.value - 1) * 100
    part = _PART_OF_CENTURY.search(passage.text, max(figure.start - 15, 0), figure.start)
    from_, to = {"early": (0, 40), "mid": (30, 70), "middle": (30, 70), "late": (60, 101)}.get(
        part[1].lower() if part else "", (0, 101)
    )
    return range(first + from_, first + to)


def counts(passage: Passage, figure: Figure, one: Known) -> bool | None:
    """Whether a figure counts what a claim's does; None where the text does not say what it counts."""
    own, quantity = one.figure, one.claim.quantity
    if own is None or quantity is None:
        return False
    kinds = {"money" if figures.is_money(figure) else figure.kind, own.kind}
    if kinds & {"money", "percent"}:
        return len(kinds) == 1 and _is_currency(figure.unit, own.unit or quantity.unit)
    if own.kind == "year":
        is_bare = figure.value == own.value and not passage.nouns.of(figure)
        return True if figure.kind == "year" else None if is_bare else False
    if figure.kind in ("year", "date", "time") or ("ordinal" in kinds and len(kinds) > 1):
        return False
    if figure.unit:
        return singular(fold(figure.unit)) in one.counted
    if nouns := passage.nouns.of(figure):
        first, _, last = nouns[0].rpartition(" ")
        word = singular(last if first and f" {first} " in f" {one.statement} " else nouns[0])
        if len(nouns) > 1 or word not in one.counted:
            return False
        return word == one.unit or word in NATIONS or not _names_other(passage, figure, one)
    word = singular(passage.nouns.before(figure))
    headed = _HEADED.match(passage.text, passage.start, figure.core[0])
    if headed and singular(fold(headed[1])) not in one.counted:
        return False
    if word in one.counted:
        return True
    return False if word in passage.known.units or passage.counts_unknown(figure, one.counted) else None


def _names_other(passage: Passage, figure: Figure, one: Known) -> bool:
    """Whether a clause says by a unit of other claims what a word for several units (people) stands for."""
    words = {singular(word) for word in re.findall(r"[^\W\d_]+", fold(passage.clause(figure)))}
    return one.unit not in words and any(
        unit in words and unit != one.unit for unit in passage.known.units if unit not in NATIONS
    )


def agrees(figure: Figure, one: Known) -> bool:
    """Whether a figure has the value of a claim's, whatever either of them counts."""
    quantity = one.claim.quantity
    return quantity is not None and one.figure is not None and _agreement(figure, one.figure, quantity) is None


def _agreement(figure: Figure, own: Figure, quantity: Quantity) -> Fault | None:
    """Return why a value is not a claim's *own*; None where it is, or is that rightly rounded."""
    value, point = figure.value, quantity.value
    is_same = figures.same(figure._replace(unit=None), own._replace(unit=None))
    if is_same or (figure.kind in ("year", "ordinal") and value is not None and value == point):
        return None
    if point is not None and (least := least_of(figure)):
        return None if least <= point < least * 500 else Fault("A101", _printed(quantity))
    if point is not None and figure.kind == "range" and figure.low and figure.high:
        margin = (figure.high - figure.low) / 4  # which rounding has added to what is printed, or more
        is_inside = figure.low + margin <= point <= figure.high - margin and figure.high <= figure.low * _WIDEST
        return None if is_inside else Fault("A101", _printed(quantity))
    if not isinstance(value, int | float) or point is None or figure.kind in ("year", "ordinal"):
        return Fault("A101", _printed(quantity))
    if _is_open_above(figure) and _is_open_above(own, below=True):
        return Fault("A102", _printed(quantity))
    if _is_open_above(figure, below=True) and _is_open_above(own):
        return Fault("A102", _printed(quantity))
    if figure.hedge and _AS_MANY.match(figure.hedge):
        bare = figures.read(figure.text[len(figure.hedge) :]) or figure
        figure = figure._replace(low=bare.low, high=bare.high, hedge=None)
    if _is_open_above(figure) and value < point <= value * _SAID_LOW:
        return None
    if figure.hedge and _BELOW.match(figure.hedge) and point < value <= point * _SAID_LOW:
        return None
    low, high = (value if bound is None else bound for bound in figures.tolerated(figure))
    is_inside = low <= point <= high
    if is_inside and figure.hedge and value == point and not quantity.hedge:
        is_inside = low < point < high or bool(_OR_EQUAL.match(figure.hedge))
    if is_inside and not figure.hedge and ratio(figure, quantity) > _ROUNDED:
        return Fault("A101", _printed(quantity))
    if is_inside:
        return Fault("A109", _printed(quantity)) if quantity.hedge and not figure.hedge else None
    if figure.hedge and ratio(figure, quantity) <= _ROUNDED:
        return Fault("A102", f"{_printed(quantity)}; '{figure.text}' stands for {low:,} to {high:,}")
    return Fault("A101", _printed(quantity))


def least_of(figure: Figure) -> int | None:
    """Return the least that dozens, several hundred, or tens of millions are; None for what is not so vague."""
    words = map(singular, re.findall(r"[a-z]+", fold(figure.text))) if figure.kind == "vague" else ()
    many = [_MANY[word] for word in words if word in _MANY]
    return 2 * prod(many) if many else None


def _is_open_above(figure: Figure, *, below: bool = False) -> bool:
    """Whether a figure is open at its upper bound alone (more than 54), or *below*, at its lower (nearly 54)."""
    bounds = (figure.high, figure.low) if below else (figure.low, figure.high)
    return bounds[0] is not None and bounds[1] is None


def _printed(quantity: Quantity) -> str:
    return f"it prints {quantity.with_unit()}"


_ROUNDED = 1.2
"""How far a figure may be from the claim's to be its rounding, wrongly done where it is hedged, and no other figure."""
_SAID_LOW = 1.4
"""How many times what is more than a figure may be as much, or less: 16 are more than a dozen, and fewer than 20."""
_WIDEST = 1.35
"""How wide a range may be that says what a figure comes to."""


def _sum(passage: Passage, figure: Figure, one: Known) -> Fault | None:
    """Return the fault of adding up, where a figure is what those of claims come to, that one's among them."""
    added = passage.known.sum_of(figure)
    is_of_one_alone = bool(one.places) and passage.place_keys(figure) == one.places
    if added is None or is_of_one_alone or not any(part.unit == one.unit for part in added.parts):
        return None
    words = [singular(noun) for noun in passage.nouns.of(figure)]
    if not all(part.unit in words for part in added.parts) and any(part.unit != one.unit for part in added.parts):
        return None
    shown = " + ".join(part.claim.quantity.as_written for part in added.parts if part.claim.quantity)
    if added.may_overlap:
        return Fault("A114", f"it adds up {shown}, which may count the same")
    return Fault("A115", f"it is a sum that the article does not print: {shown}")


def _of_places(passage: Passage, figure: Figure, one: Known) -> Fault | None:
    """Return why the places of a figure are not the claim's; None where they are."""
    if is_timing(figure) and passage.mark is None:
        return None
    known, claim = passage.known, one.claim
    named = passage.place_keys(figure)
    extra = named - one.places - (passage.compared if not one.places else set())
    where = known.names(one.places) or "no place"
    if claim.regions:
        need = frozenset(claim.regions)
        if len(need) > 1 and named & need and not named >= need:
            return Fault("A103", f"it is one joint figure of {known.names(need)}")
        if extra:
            return Fault("A107", f"it is of {where}, not of {known.names(extra)}")
        if not named & need and not need <= passage.before | passage.around(figure):
            return Fault("A111", f"it is of {where} alone")
        return None
    if extra:
        return Fault("A107", f"it names {where}, not {known.names(extra)}")
    if claim.countries and named and not claim.countries.complete and not PARTLY.search(fold(passage.context)):
        return Fault("A105", f"it names {where} among others")
    if claim.countries and claim.countries.complete and named and named < one.places:
        return Fault("A103", f"it is one joint figure of {where}")
    return None


def ratio(figure: Figure, quantity: Quantity | None) -> float:
    """Return how many times the larger of two values is the smaller."""
    value, point = figure.value, quantity and quantity.value
    if not isinstance(value, int | float) or not point or value <= 0 or point <= 0:
        return float("inf")
    return max(value / point, point / value)


def _is_currency(one: str | None, other: str | None) -> bool:
    dollars = {"$", "dollars", "USD"}
    return one == other or (one in dollars and other in dollars)


_MANY = {"ten": 10, "dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_PASSED = re.compile(
    r"\b(?:pass(?:es|ed|ing)|top(?:s|ped)|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|cross(?:es|ed|ing)|"
    r"gone (?:over|past))\s+"
    r"(?:the\s+)?(?:(?:mark|threshold|barrier|figure|line|level)\s+(?:of\s+)?)?\Z",
    re.IGNORECASE,
)
"""Verbs that make a figure less than what there is: it has passed the mark of three million."""
_BELOW = re.compile(r"(?:fewer|less|lower) than|under|below|not (?:more|over)|no more than|at most")
_OR_EQUAL = re.compile(
    r"up ?to|as (?:many|much)|at (?:least|most|the|a)|no |not (?!quite)|a m|minimum|maximum|about|around|some|"
    r"roughly|appr"
)
"""Hedges that the figure itself satisfies; nearly 54 is not 54."""
_HEADED = re.compile(
    rf"\W*(?:[A-Za-z-]+ ){{0,3}}?((?!(?:{'|'.join(sorted(LEADS))}|is|was|has)\b)"
    rf"[a-z-]{{3,}}s)\b[^:;.]*: \Z"
)
"""A heading and its figure: African cities that received aid: 13."""
_OF_THE = re.compile(r"\s+of (?:the|those|these)\b")
_AS_MANY = re.compile(r"as (?:many|much)", re.IGNORECASE)
_EXACTLY = re.compile(r"\b(?:exactly|precisely|a full|no more and no less than)\s+\Z", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:(?:rose|risen?|grew|grown?|fell|fallen?|increased|up|down|dropped|cut|swelled|climbed|shrank) by|another|"
    r"lost|"
    r"losing|gained|gaining|added|adding|a further|an extra|an additional|(?:rise|increase|fall|drop|gain|"
    r"loss) of)\s+\Z",
    re.IGNORECASE,
)
"""Words before a figure that make it a change, and not how many there are."""
_FURTHER = re.compile(r"another|an? (?:further|extra|additional)", re.IGNORECASE)
_CENTURY = re.compile(r"[\s-]+century\b", re.IGNORECASE)
_PART_OF_CENTURY = re.compile(r"\b(early|mid|middle|late)(?:[\s-]+(?:of[\s-]+)?(?:the[\s-]+)?)\Z", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:before|after|until|till)\s+(?:the year\s+)?\Z", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|apiece|respectively|per (?:country|head|person|capita))\b")
PARTLY = re.compile(
    r"\b(?:including|includes?|included|(?<!shared )(?<!divided )(?<!distributed )(?<!split )(?<!spread )(?<!out )"
    r"among(?! themselves)|such as|like|for (?:example|instance)|e\.g|some of|"
    r"(?<!all )of (?:which|whom|them)|ones (?:we|that|it|the)|others?|elsewhere|"
    r"and more|"
    r"(?:one|two|three) of|part of|notably|especially)\b"
)
