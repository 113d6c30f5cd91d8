"""A figure, or a passage, held against a claim: the same, or why it is not."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rcsc_facts.audit.denial import FIGURE, denies
from rcsc_facts.audit.known import LEADS, NATIONS, Known, key_of, roots, singular
from rcsc_facts.audit.passages import TIME_WORDS, Moment, Passage, is_duration, is_money, is_timing
from rcsc_facts.model import Quantity
from rcsc_facts.text import figures
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.folding import fold, spaced


class Fault(NamedTuple):
    """Why a figure, or a passage, is not what a claim says."""

    code: str
    """A code of `rules.RULES`."""
    why: str


class Verdict(NamedTuple):
    """What the claims say to a figure, or to a whole passage where *figure* is None."""

    verdict: str
    """A word of `rules.VERDICTS`."""
    figure: Figure | None
    claims: tuple[Known, ...]
    fault: Fault | None = None


_NEARNESS = ("A109", "A103", "A105", "A107", "A111", "A102", "A114", "A115", "A101", "A106", "A112")
"""Which fault says most, where a figure is held against several claims."""


def judged(passage: Passage) -> Iterator[Verdict]:
    """Yield what the claims say to a passage: to each of its figures, or where it has none to the whole."""
    mark = passage.mark
    if mark is None:
        yield from (verdict for figure in passage.figures if (verdict := _unmarked(passage, figure)))
    elif mark.unknown:
        meant = passage.known.meant(mark.unknown)
        hint = f"; did you mean {meant}?" if meant else ""
        yield Verdict("contradicted", None, (), Fault("A113", f"there is no claim '{mark.unknown}'{hint}"))
    elif mark.claims:
        yield from _marked(passage, [passage.known.claims[key] for key in mark.claims], is_loose=mark.is_loose)


def _unmarked(passage: Passage, figure: Figure) -> Verdict | None:
    if figure.kind == "vague" or passage.is_corrected(figure):
        return None
    if figure.kind == "unreadable" or passage.is_of_namesake():
        return Verdict("absent", figure, ())
    held = _held(passage, figure)
    if same := _same(passage, figure, held):
        return Verdict("same", figure, tuple(same))
    if is_timing(figure) and (of := _at_that_time(passage, figure)):
        if not all(map(is_timing, passage.figures)):
            return None  # it is judged with what it is the time of
        if dated := [one for one in of if _of_passage(passage, one, [one], None) is None]:
            return Verdict("same", figure, tuple(dated))
        return None
    if near := _nearest(passage, figure, held) or _of_another_year(passage, figure):
        return Verdict("near", figure, (near[1],), near[0])
    return Verdict("absent", figure, ())


def _at_that_time(passage: Passage, figure: Figure) -> list[Known]:
    """Return the claims that are of the time that a figure says, and of which the sentence has a word."""
    return [one for one in passage.known.by_moment.get(key_of(figure), ()) if _shares(passage, one)]


def _marked(passage: Passage, claims: list[Known], *, is_loose: bool) -> Iterator[Verdict]:
    proved: dict[str, Figure] = {}
    left: list[Figure] = []
    for figure in passage.figures:
        if passage.is_corrected(figure) or any(_is_number_of(passage, figure, one) for one in claims):
            continue
        if any(_restates(passage, figure, one) for one in claims if one.id in proved):
            continue
        agreed = next((one for one in claims if fault_of(passage, figure, one) is None), None)
        if agreed:
            proved[agreed.id] = figure
        elif _AGE.match(passage.text, figure.end) and any(one.unit == "year" for one in claims):
            continue  # how old it is depends on when it is read
        elif not is_timing(figure) or any(one.figure and is_timing(one.figure) for one in claims):
            left.append(figure)
    if is_loose:
        claims = _meant(passage, claims, proved, left)
    readable = [figure for figure in left if figure.kind not in ("vague", "unreadable")]
    faults = [found for figure in readable if (found := _blamed(passage, figure, claims, proved))]
    if proved and passage.mark and not passage.mark.is_whole:  # what none of them prints may be of the other work
        faults = [one for one in faults if one.fault and one.fault.code not in ("A106", "A112")]
    if not faults:
        for one in claims:
            if fault := _of_passage(passage, one, claims, proved.get(one.id)):
                faults.append(Verdict("contradicted", proved.get(one.id), (one,), fault))
                break
    who = passage.other_named()
    if faults:
        yield from faults
    elif who:
        yield Verdict("unjudged", None, tuple(claims), Fault("A302", f"it is told of {who}"))
    elif proved:
        yield from (Verdict("supported", figure, (passage.known.claims[key],)) for key, figure in proved.items())
    elif len(readable) == len(left) and any(_is_matched(passage, one) for one in claims):
        yield Verdict("supported", None, tuple(claims))
    else:
        yield Verdict("unjudged", None, tuple(claims))


def _restates(passage: Passage, figure: Figure, one: Known) -> bool:
    """Whether a figure says once more what one before it said of a claim: more than a dozen, 16 in all."""
    is_bare = not passage.nouns.of(figure) or bool(_IN_ALL.match(passage.text, figure.end))
    is_there = passage.place_keys(figure) <= one.places
    return is_bare and is_there and figure.kind == "count" and _agrees(figure, one)


def _is_number_of(passage: Passage, figure: Figure, one: Known) -> bool:
    """Whether a figure says how many countries a claim without a figure names, all of which it names."""
    countries = one.claim.countries
    named = {place.key for place in passage.places} & one.places
    if _OF_THE.match(passage.text, figure.end) and figure.value == len(named):
        return True
    is_whole = one.figure is None and countries is not None and countries.complete
    nouns = [singular(noun) for noun in passage.nouns.of(figure)]
    return is_whole and figure.value == len(one.places) and bool(NATIONS & {*nouns})


def _meant(passage: Passage, claims: Sequence[Known], proved: dict[str, Figure], left: Sequence[Figure]) -> list[Known]:
    """Return which claims of a paragraph a passage can be about: those of its figures, else those with its words."""
    if proved:
        return [one for one in claims if one.id in proved]
    if left:
        return list(claims)
    shared = {one.id: len(one.roots & passage.roots) for one in claims}
    most = max(shared.values())
    return [one for one in claims if most and shared[one.id] == most] or list(claims[:1])


def _blamed(passage: Passage, figure: Figure, claims: Sequence[Known], proved: dict[str, Figure]) -> Verdict | None:
    """Return why a figure of a marked passage is none of its claims'; None where it is well another claim's."""
    same = _same(passage, figure, _held(passage, figure))
    open_ones = [one for one in claims if one.figure and one.id not in proved]
    found = [(fault, one) for one in open_ones if (fault := fault_of(passage, figure, one))]
    if found:
        why, one = min(found, key=lambda pair: _NEARNESS.index(pair[0].code))
        is_another = why.code == "A106" and (not _agrees(figure, one) or not passage.nouns.of(figure))
        if not (is_another and same):
            return Verdict("contradicted", figure, (one,), why)
    if same:
        return None
    return Verdict("contradicted", figure, (claims[0],), Fault("A112", "the claim prints no such figure"))


_Held = list[tuple[Known, Fault | None]]


def _held(passage: Passage, figure: Figure) -> _Held:
    """Hold a figure and what stands around it against every claim that counts the like."""
    found: _Held = []
    for one in _candidates(passage, figure):
        found.append((one, fault_of(passage, figure, one) or _of_passage(passage, one, [one], figure)))
    return found


def _same(passage: Passage, figure: Figure, held: _Held) -> list[Known]:
    """Return the claims whose figure it is: in value, in what it counts, in its places and in its time."""
    is_small = isinstance(figure.value, int) and figure.value < 1000 and not passage.nouns.of(figure)
    is_loose = figure.kind == "year" or is_duration(figure) or is_small
    is_since = figure.kind == "year" and passage.is_own() and bool(_SINCE.search(passage.text[: figure.start]))
    found = [one for one, fault in held if fault is None and (not is_loose or is_since or _shares(passage, one))]
    certain = [one for one in found if _counts(passage, figure, one)] if len(found) > 1 else []
    return certain or found


def _nearest(passage: Passage, figure: Figure, held: _Held) -> tuple[Fault, Known] | None:
    """Return the claim that a figure is near to and not, and why; None where it is about something else."""
    if not held or passage.is_other() or passage.actor():
        return None
    best: tuple[tuple[float, ...], Fault, Known] | None = None
    may_be = passage.known.is_named or passage.is_it()
    places = passage.place_keys(figure)
    for one, fault in held:
        is_sum = fault is not None and fault.code in ("A114", "A115")
        is_priced = fault is not None and fault.code == "A106" and _is_other_currency(figure, one)
        if fault is None or not (is_sum or is_priced or _counts(passage, figure, one)):
            continue
        ratio, shares = _ratio(figure, one.claim.quantity), _shares(passage, one)
        if is_priced:
            is_near = shares
        elif figure.kind in ("year", "ordinal") or is_duration(figure):
            is_near = shares and may_be
        else:
            is_near = is_sum or shares or _is_meant(passage, figure, one, may_be=may_be, is_close=ratio <= _NEAR)
        order = (places != one.places, not shares, ratio)
        if is_near and (best is None or order < best[0]):
            best = order, fault, one
    return best and best[1:]


def _of_another_year(passage: Passage, figure: Figure) -> tuple[Fault, Known] | None:
    """Return the claim of which a sentence tells with another year than its own; None where there is none."""
    if figure.kind != "year" or passage.is_other() or passage.actor():
        return None
    named = {place.key for place in passage.places}
    for one in passage.known.claims.values():
        years = {str(moment.value)[:4] for moment in one.moments if moment.kind in ("year", "date")}
        is_told = len(one.roots & passage.roots) > 1 and (named & one.places or not (named or one.places))
        if is_told and years and str(figure.value) not in years:
            return Fault("A108", _time_of(one, figure.text)), one
    return None


def _is_other_currency(figure: Figure, one: Known) -> bool:
    """Whether a figure is as much money as a claim's, in another currency."""
    own = one.figure
    return own is not None and figure.kind == own.kind == "money" and figure.value == own.value


def _is_meant(passage: Passage, figure: Figure, one: Known, *, may_be: bool, is_close: bool) -> bool:
    """Whether a count can be meant for a claim's, of which the sentence has no other word; some nouns say little."""
    nouns = [singular(noun.rpartition(" ")[2]) for noun in passage.nouns.of(figure)]
    if one.unit in NATIONS:
        return passage.is_own()
    return is_close or (may_be and (not nouns or one.unit in nouns))


_NEAR = 1.25
"""How far a figure may be from a claim's to be near it, where nothing else in the text says that it is meant."""


def _candidates(passage: Passage, figure: Figure) -> list[Known]:
    known = passage.known
    if is_money(figure):
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


# --- one figure and one claim ------------------------------------------------------------------------------------


def fault_of(passage: Passage, figure: Figure, one: Known) -> Fault | None:
    """Return why a figure of a passage is not a claim's; None where it is."""
    quantity = one.claim.quantity
    if quantity is None or one.figure is None:
        return Fault("A112", "the claim prints no figure")
    if one.figure.kind == "year" and (years := _century(passage, figure)):
        return _of_places(passage, figure, one) if one.figure.value in years else Fault("A101", _printed(quantity))
    nouns = passage.nouns.of(figure)
    if _counts(passage, figure, one) is False:
        if len(nouns) > 1 and (fault := _sum(passage, figure, one)):
            return fault
        named = f"what {nouns[0]} have" if nouns[1:] == ["'"] else " and ".join(nouns)
        return Fault("A106", f"it counts {quantity.unit}" + (f", not {named}" if named else ""))
    change = _CHANGE.search(passage.text, max(figure.start - 30, 0), figure.start)
    if change and not (one.claim.regions and _FURTHER.match(change[0])):  # one region after another
        return Fault("A106", f"it counts {quantity.unit}, not a change '{change[0].strip()}'")
    if one.unit == "year" and _BESIDE.search(passage.text, max(figure.start - 20, 0), figure.start):
        return Fault("A102", _printed(quantity))
    if fault := _agreement(figure, one.figure, quantity):
        return _sum(passage, figure, one) or fault
    if quantity.low != quantity.high and _EXACTLY.search(passage.text, max(figure.start - 30, 0), figure.start):
        return Fault("A109", f"{_printed(quantity)}, which is rounded")
    if _EACH.search(fold(passage.clause(figure))) and not _EACH.search(fold(one.claim.statement)):
        return Fault("A103", "it is one figure in all, not one for each")
    return _of_places(passage, figure, one)


def _century(passage: Passage, figure: Figure) -> range | None:
    """Return the years of a decade or a century, or of its beginning, middle or end, where a figure names one."""
    if figure.kind == "vague" and (decade := _DECADE.search(figure.text)):
        return _years_of(int(decade[1]))
    if figure.kind != "ordinal" or not isinstance(figure.value, int) or not _CENTURY.match(passage.text, figure.end):
        return None
    first = (figure.value - 1) * 100
    part = _PART_OF_CENTURY.search(passage.text, max(figure.start - 15, 0), figure.start)
    from_, to = {"early": (0, 40), "mid": (30, 70), "middle": (30, 70), "late": (60, 101)}.get(
        part[1].lower() if part else "", (0, 101)
    )
    return range(first + from_, first + to)


def _counts(passage: Passage, figure: Figure, one: Known) -> bool | None:
    """Whether a figure counts what a claim's does; None where the text does not say what it counts."""
    own, quantity = one.figure, one.claim.quantity
    if own is None or quantity is None:
        return False
    kinds = {"money" if is_money(figure) else figure.kind, own.kind}
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
        word = singular(last if first and f" {first} " in f" {fold(one.claim.statement)} " else nouns[0])
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


def _agrees(figure: Figure, one: Known) -> bool:
    """Whether a figure has the value of a claim's, whatever either of them counts."""
    quantity = one.claim.quantity
    return quantity is not None and one.figure is not None and _agreement(figure, one.figure, quantity) is None


def _agreement(figure: Figure, own: Figure, quantity: Quantity) -> Fault | None:
    """Return why a value is not a claim's *own*; None where it is, or is that rightly rounded."""
    value, point = figure.value, quantity.value
    is_same = figures.same(figure._replace(unit=None), own._replace(unit=None))
    if is_same or (figure.kind in ("year", "ordinal") and value is not None and value == point):
        return None
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
    if is_inside and not figure.hedge and _ratio(figure, quantity) > _ROUNDED:
        return Fault("A101", _printed(quantity))
    if is_inside:
        return Fault("A109", _printed(quantity)) if quantity.hedge and not figure.hedge else None
    if figure.hedge and _ratio(figure, quantity) <= _ROUNDED:
        return Fault("A102", f"{_printed(quantity)}; '{figure.text}' stands for {low:,} to {high:,}")
    return Fault("A101", _printed(quantity))


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
    if added is None or not any(part.unit == one.unit for part in added.parts):
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
    if claim.countries and named and not claim.countries.complete and not _PARTLY.search(fold(passage.context)):
        return Fault("A105", f"it names {where} among others")
    if claim.countries and claim.countries.complete and named and named < one.places:
        return Fault("A103", f"it is one joint figure of {where}")
    return None


def _is_time(moment: Moment, one: Known) -> bool:
    """Whether words say when, as the claim does."""
    figure = moment.figure
    if figure is None:
        return _says(one.times, _HALF_DECADE.sub("five years", moment.words))
    if figure.kind == "vague":  # the 1900s, of 1904
        decade = _DECADE.search(figure.text)
        return decade is not None and any(other.value in _years_of(int(decade[1])) for other in one.moments)
    return any(key_of(other) == key_of(figure) for other in one.moments)


def _years_of(decade: int) -> range:
    """Return the years of the 1990s, or of the 1900s, which are a century."""
    return range(decade, decade + (10 if decade % 100 else 100))


def _is_anothers(passage: Passage, moment: Moment) -> bool:
    """Whether a time is what another claim says, by its words: founded in 1904, it has many; it opened on Monday."""
    figure = moment.figure
    if figure is None:
        found = [two for two in passage.known.claims.values() if two.times and _says(two.times, moment.words)]
    else:
        found = [two for two in _candidates(passage, figure) if _agrees(figure, two)]
    return any(_shares(passage, two) for two in found)


def _time_of(one: Known, said: str) -> str:
    when = one.claim.when or one.claim.date
    return f"it is said of '{when}', not of '{said}'" if when else f"it gives no time, not '{said}'"


# --- a passage and a claim ---------------------------------------------------------------------------------------


def _of_passage(passage: Passage, one: Known, all: Sequence[Known], figure: Figure | None) -> Fault | None:
    """Return what in a passage, beside the figures of a claim, is not as the claim says; *all* stand in one mark."""
    claim = one.claim
    said = passage.clause(figure) if figure and passage.mark is None else passage.context
    text, statement = fold(said), fold(claim.statement)
    is_ahead = claim.kind == "plan" or bool(_AHEAD.search(statement))
    is_due = bool(_SCHEDULED.search(text)) and any(_is_time(moment, one) for moment in passage.moments)
    if is_ahead and claim.kind != "appeal" and not is_due and (not _AHEAD.search(text) or _is_done(text, one)):
        return Fault("A104", "it is a plan, and is told as a deed")
    if claim.kind == "appeal" and not _ASKED.search(text):
        return Fault("A104", "it is asked for, and is told as done")
    is_deed = not is_ahead and (claim.kind in ("action", "event") or claim.quantity is not None)
    if is_deed and _PLANNED.search(passage.up_to(figure) if figure and passage.mark is None else passage.context):
        return Fault("A104", "it is done, and is told as a plan")
    if figure:
        text = passage.with_sign(figure, FIGURE, is_clause=passage.mark is None)
        if _PART_OF.search(passage.text, max(figure.start - 30, 0), figure.start):
            text = text.partition(FIGURE)[0]  # a body of 17 million does not move fast
    if denies(text, lambda word: _is_word_of(one, word)) and not denies(statement, lambda _: False):
        return Fault("A110", "it is denied here")
    if is_deed and _OPEN.search(said) and not _OPEN.search(claim.statement):
        return Fault("A110", "it is left open here")
    if is_deed and _OTHER_DEED.search(text) and not _OTHER_DEED.search(statement):
        return Fault("A110", "it is another deed")
    for moment in passage.times(figure) if passage.mark is None else _times_of_all(passage, all):
        if not any(_is_time(moment, other) for other in all) and not _is_anothers(passage, moment):
            return Fault("A108", _time_of(one, moment.words))
    is_own_time = figure is not None and is_timing(figure) and passage.mark is None
    if not is_own_time and (unknown := _of_unknown_place(passage, figure, all)):
        return unknown
    return None if figure is not None or (claim.regions and claim.quantity) else _of_named(passage, one, all)


def _is_word_of(one: Known, word: str) -> bool:
    """Whether a word, folded, is one of a claim's, or for what it counts."""
    word = word.strip(".,;:!?'")
    return word[:5] in one.roots or singular(word) in one.counted


def _times_of_all(passage: Passage, claims: Sequence[Known]) -> list[Moment]:
    """Return the times of a marked passage, but for those of figures that are another claim's."""
    others = [
        one
        for one in passage.figures
        if not is_timing(one)
        and not any(_counts(passage, one, two) is not False or _is_number_of(passage, one, two) for two in claims)
    ]
    theirs = {moment.start for one in others for moment in passage.times(one)}
    return [moment for moment in passage.times(None) if moment.start not in theirs]


def _is_done(text: str, one: Known) -> bool:
    """Whether a verb of the claim stands in the past without anything before it that looks ahead."""
    ahead = _AHEAD.search(text)
    first = ahead.start() if ahead else len(text)
    return any(word[0][:5] in one.roots and word.start() < first for word in _PAST.finditer(text))


def _of_named(passage: Passage, one: Known, all: Sequence[Known]) -> Fault | None:
    """Return what is wrong with the places of a passage that has no figure of the claim."""
    known, claim = passage.known, one.claim
    allowed = frozenset[str]().union(*(other.places for other in all))
    named = frozenset(place.key for place in passage.places)
    where = known.names(allowed) or "no country or region"
    extra = {key for key in named - allowed if not any(known.within(key, code) for code in allowed)}
    if extra:
        return Fault("A107", f"it names {where}, not {known.names(extra)}")
    if unknown := _of_unknown_place(passage, None, all):
        return unknown
    if claim.countries and named:
        text = fold(passage.context)
        is_whole = _ONLY.search(text) or (_THE_COUNTRIES.search(text) and not _PARTLY.search(text))
        if is_whole and not claim.countries.complete:
            return Fault("A105", f"it names {where} among others")
        if _ONLY.search(text) and named < one.places:
            return Fault("A105", f"it names {where}")
    return None


def _of_unknown_place(passage: Passage, figure: Figure | None, all: Sequence[Known]) -> Fault | None:
    """Return the fault of a place that no table knows, and that the claims do not name.

    It may be the place of another claim, of which there are other words. Where the subject is based, or where somebody
    said it, is no place of what is told.
    """
    said = roots(" ".join(f"{other.claim.statement} {other.claim.evidence.phrase}" for other in all))
    text = passage.context if figure is None or passage.mark else passage.clause(figure)
    offset = passage.context.find(text)
    for match in _WHERE.finditer(text):
        name = match["in"] or match["of"]
        at = offset + match.start("in" if match["in"] else "of")
        root = fold(name)[:5]
        is_name = passage.known.is_name(name) or passage.known.is_of_source(name)
        is_said = root in said or is_name or passage.has_place_at(at) or passage.is_in_figure(at)
        if is_said or TIME_WORDS.fullmatch(fold(name)) or name == "May" or _BASED.search(text, 0, match.start()):
            continue
        rest = passage.roots - {root}
        if not any(root in two.roots and two.roots & rest for two in passage.known.claims.values()):
            return Fault("A107", f"it does not name {name}")
    return None


def _is_matched(passage: Passage, one: Known) -> bool:
    """Whether a passage without a figure of the claim has a place or a time of it, or tells its plan as one."""
    named = {place.key for place in passage.places}
    is_near = any(passage.known.within(key, code) for key in named for code in one.places)
    is_then = any(_is_time(moment, one) for moment in passage.moments)
    is_ahead = one.claim.kind in ("plan", "appeal") and bool(one.roots & passage.roots)
    names = {fold(name) for name in _NAME.findall(one.claim.evidence.phrase) if not passage.known.is_name(name)}
    has_name = not names.isdisjoint(map(fold, _NAME.findall(passage.context)))
    return bool(named & one.places) or is_near or is_then or is_ahead or has_name


def _shares(passage: Passage, one: Known) -> bool:
    """Whether a passage has a word of the claim beside what its figure counts."""
    return bool(one.roots & passage.roots) or any(words in spaced(passage.context) for words in one.sayings)


def _says(times: str, word: str) -> bool:
    """Whether a claim's time words have a word of time; last and past are one."""
    words = [re.escape(part) if part not in ("last", "past") else "(?:last|past)" for part in word.split()]
    return bool(re.search(rf"(?<!\w){' '.join(words)}(?!\w)", times))


def _ratio(figure: Figure, quantity: Quantity | None) -> float:
    """Return how many times the larger of two values is the smaller."""
    value, point = figure.value, quantity and quantity.value
    if not isinstance(value, int | float) or not point or value <= 0 or point <= 0:
        return float("inf")
    return max(value / point, point / value)


def _is_currency(one: str | None, other: str | None) -> bool:
    dollars = {"$", "dollars", "USD"}
    return one == other or (one in dollars and other in dollars)


# --- words -------------------------------------------------------------------------------------------------------

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
_IN_ALL = re.compile(r"\s+(?:in (?:all|total|fact)|all told|altogether|to be (?:precise|exact))\b")
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
_AGE = re.compile(r"[\s-]+(?:years?[\s-]+)?(?:old|of age|ago)\b")
_CENTURY = re.compile(r"[\s-]+century\b", re.IGNORECASE)
_PART_OF_CENTURY = re.compile(r"\b(early|mid|middle|late)(?:[\s-]+(?:of[\s-]+)?(?:the[\s-]+)?)\Z", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|dat(?:es?|ing) (?:from|back to)|(?:goes|going) back to)\s+\Z", re.IGNORECASE)
_DECADE = re.compile(r"\b(\d{4})s\b")
_HALF_DECADE = re.compile(r"half(?: a)?[\s-]decade")
_NAME = re.compile(r"\b[A-Z][^\W\d_]{3,}")
_BESIDE = re.compile(r"\b(?:before|after|until|till)\s+(?:the year\s+)?\Z", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|apiece|respectively|per (?:country|head|person|capita))\b")
_PARTLY = re.compile(
    r"\b(?:including|includes?|included|(?<!shared )(?<!divided )(?<!distributed )(?<!split )(?<!spread )(?<!out )"
    r"among(?! themselves)|such as|like|for (?:example|instance)|e\.g|some of|"
    r"(?<!all )of (?:which|whom|them)|ones (?:we|that|it|the)|others?|elsewhere|"
    r"and more|"
    r"(?:one|two|three) of|part of|notably|especially)\b"
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|just|all|nobody else|nowhere else|no others?|alone)\b")
_THE_COUNTRIES = re.compile(r"\bthe (?:\w+ )?(?:countries|nations|recipients|states|places|regions)\b|\bnamely\b")
_AHEAD = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|intentions?|aim(?:s|ed|ing)?|will|would|going to|due to|set to|"
    r"is to|are to|was to|"
    r"hop(?:e|es|ed|ing)|propos\w+|wants?|means? to|meant to|prepar\w+|pledg\w+|promis\w+|vow\w*|seeks?|sought|"
    r"expect\w*|in future|schedul\w+|slated|ambition\w*|goals?|future)\b"
)
_SCHEDULED = re.compile(r"\b(?:opens|begins|starts|meets|runs|continues|closes|ends|finishes|concludes|wraps up)\b")
"""The present of a timetable, which with its time tells what is to come."""
_PAST = re.compile(r"[a-z]+ed\b")
_PLANNED = re.compile(
    r"\b(?:will(?! and)|(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|(?:hop|promis|pledg)(?:es?|ed|ing)|"
    r"vow(?:s|ed|ing)?) to|"
    r"going to|set to|"
    r"(?:is|are|was|were) to (?!th|dat))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:ask\w*|call\w*|urg\w+|should|must|want\w*|needs? to|request\w*|appeal\w*|encourag\w*|demand\w*|press\w*|"
    r"exhort\w*|"
    r"told|stress\w*|emphasi\w*|aim\w*|meant|goal\w*|ought|advis\w*|instruct\w*|expect\w*|wish\w*|supposed)\b"
)
_PART_OF = re.compile(
    r"\b(?:society|body|army|organi[sz]ation|club|network|family|movement|charity|group|force|community|team) of \Z"
)
"""A body of so many, which a verb after it tells of, and not of them."""
_OPEN = re.compile(
    r"\b(?:may(?! not (?:know|remember|realise|have (?:noticed|heard)))|"
    r"Were (?:the|it|its|this|that)|Had (?:the|it|its)|"
    r"(?i:might|could(?! (?:boast|count|call|draw|rely|look|point)\b)|"
    r"would(?! have (?:guessed|thought|believed|imagined|expected)\b)|should|ought|"
    r"if(?! not\b| (?:we|you|one) (?:are to )?(?:believe|trust)|"
    r" the (?:report|article|paper|figures?|numbers?) (?:is|are) (?:right|true|correct|accurate|to be believed))|"
    r"unless|"
    r"whether(?! or not\b)|perhaps|possibly|maybe|allegedly|supposedly|reportedly|apparently|rumou?r(?:s|ed)?|myth|"
    r"hoax|suppos(?:e|ing)|assuming|imagine))\b"
)
"""What leaves open whether it is so; May is a month."""
_OTHER_DEED = re.compile(
    r"\b(?:sold|sells?|selling|bought|buys?|buying|purchas\w+|borrow\w+|stole|stolen|steals?|smuggl\w+|destroy\w+|"
    r"confiscat\w+|burn(?:t|ed)|threw|thrown|discard\w+|refused|return(?:s|ed|ing))\b"
)
"""What is hardly ever another word for what a claim says was done."""
_BASED = re.compile(
    r"\b(?:(?:head)?quarter(?:s|ed)|based|seat(?:ed)?|met|meet\w*|gather\w+|conven\w+|speak\w+|sp(?:oke|eech)|said|says|told|"
    r"announced?\w*|report\w*|heard|stated?|wrote|released|published)\b[^,;.]*\Z",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|to|[Aa]cross|[Nn]ear|into)\s+(?:the\s+)?(?P<in>[A-Z][^\W\d_]+)(?![\d$])|"
    r"\b(?P<of>[A-Z][^\W\d_]+)(?:['’]s)?\s+(?:(?:was|is) (?:where|the (?:place|city|venue|scene|host))|"
    r"hosted|branch|chapter|district|city|residents|inhabitants|people|citizens|"
    r"population)\b"
)
