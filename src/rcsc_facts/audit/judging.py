"""A passage held against the claims: what they say to each of its figures, or to the whole."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rcsc_facts.audit.amounts import (
    agrees,
    candidates,
    counts,
    fault_of,
    is_number_of,
    is_other_currency,
    least_of,
    ratio,
)
from rcsc_facts.audit.known import NATIONS, Known, key_of, singular
from rcsc_facts.audit.passages import Passage, is_duration, is_timing
from rcsc_facts.audit.rules import Fault
from rcsc_facts.audit.telling import fault_beside, is_matched, shares, time_of
from rcsc_facts.text.figures import Figure


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
        if dated := [one for one in of if fault_beside(passage, one, [one], None) is None]:
            return Verdict("same", figure, tuple(dated))
        return None
    if near := _nearest(passage, figure, held) or _of_another_year(passage, figure):
        return Verdict("near", figure, (near[1],), near[0])
    return Verdict("absent", figure, ())


def _at_that_time(passage: Passage, figure: Figure) -> list[Known]:
    """Return the claims that are of the time that a figure says, and of which the sentence has a word."""
    return [one for one in passage.known.by_moment.get(key_of(figure), ()) if shares(passage, one)]


def _marked(passage: Passage, claims: list[Known], *, is_loose: bool) -> Iterator[Verdict]:
    proved: dict[str, Figure] = {}
    left: list[Figure] = []
    for figure in passage.figures:
        if passage.is_corrected(figure) or any(is_number_of(passage, figure, one) for one in claims):
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
    readable = [one for one in left if one.kind not in ("vague", "unreadable") or least_of(one) is not None]
    faults = [found for figure in readable if (found := _blamed(passage, figure, claims, proved))]
    if proved and passage.mark and not passage.mark.is_whole:  # what none of them prints may be of the other work
        faults = [one for one in faults if one.fault and one.fault.code not in ("A106", "A112")]
    if not faults:
        for one in claims:
            if fault := fault_beside(passage, one, claims, proved.get(one.id)):
                faults.append(Verdict("contradicted", proved.get(one.id), (one,), fault))
                break
    who = passage.other_named()
    if faults:
        yield from faults
    elif who:
        yield Verdict("unjudged", None, tuple(claims), Fault("A302", f"it is told of {who}"))
    elif proved:
        yield from (Verdict("supported", figure, (passage.known.claims[key],)) for key, figure in proved.items())
    elif len(readable) == len(left) and any(is_matched(passage, one) for one in claims):
        yield Verdict("supported", None, tuple(claims))
    else:
        yield Verdict("unjudged", None, tuple(claims))


def _restates(passage: Passage, figure: Figure, one: Known) -> bool:
    """Whether a figure says once more what one before it said of a claim: more than a dozen, 16 in all."""
    is_bare = not passage.nouns.of(figure) or bool(_IN_ALL.match(passage.text, figure.end))
    is_there = passage.place_keys(figure) <= one.places
    return is_bare and is_there and figure.kind == "count" and agrees(figure, one)


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
        is_another = why.code == "A106" and (not agrees(figure, one) or not passage.nouns.of(figure))
        if not (is_another and same):
            return Verdict("contradicted", figure, (one,), why)
    if same:
        return None
    return Verdict("contradicted", figure, (claims[0],), Fault("A112", "the claim prints no such figure"))


_Held = list[tuple[Known, Fault | None]]


def _held(passage: Passage, figure: Figure) -> _Held:
    """Hold a figure and what stands around it against every claim that counts the like."""
    found: _Held = []
    for one in candidates(passage, figure):
        found.append((one, fault_of(passage, figure, one) or fault_beside(passage, one, [one], figure)))
    return found


def _same(passage: Passage, figure: Figure, held: _Held) -> list[Known]:
    """Return the claims whose figure it is: in value, in what it counts, in its places and in its time."""
    is_small = isinstance(figure.value, int) and figure.value < 1000 and not passage.nouns.of(figure)
    is_loose = figure.kind == "year" or is_duration(figure) or is_small
    is_since = (
        figure.kind == "year"
        and passage.is_own()
        and bool(_SINCE.search(passage.text, max(figure.start - 40, 0), figure.start))
    )
    found = [one for one, fault in held if fault is None and (not is_loose or is_since or shares(passage, one))]
    certain = [one for one in found if counts(passage, figure, one)] if len(found) > 1 else []
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
        is_priced = fault is not None and fault.code == "A106" and is_other_currency(figure, one)
        if fault is None or not (is_sum or is_priced or counts(passage, figure, one)):
            continue
        times, is_shared = ratio(figure, one.claim.quantity), shares(passage, one)
        if is_priced:
            is_near = is_shared
        elif figure.kind in ("year", "ordinal") or is_duration(figure):
            is_near = is_shared and may_be
        else:
            is_near = is_sum or is_shared or _is_meant(passage, figure, one, may_be=may_be, is_close=times <= _NEAR)
        order = (places != one.places, not is_shared, times)
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
            return Fault("A108", time_of(one, figure.text)), one
    return None


def _is_meant(passage: Passage, figure: Figure, one: Known, *, may_be: bool, is_close: bool) -> bool:
    """Whether a count can be meant for a claim's, of which the sentence has no other word; some nouns say little."""
    nouns = [singular(noun.rpartition(" ")[2]) for noun in passage.nouns.of(figure)]
    if one.unit in NATIONS:
        return passage.is_own()
    return is_close or (may_be and (not nouns or one.unit in nouns))


_NEAR = 1.25
"""How far a figure may be from a claim's to be near it, where nothing else in the text says that it is meant."""


_IN_ALL = re.compile(r"\s+(?:in (?:all|total|fact)|all told|altogether|to be (?:precise|exact))\b")
_AGE = re.compile(r"[\s-]+(?:years?[\s-]+)?(?:old|of age|ago)\b")
_SINCE = re.compile(r"\b(?:since|dat(?:es?|ing) (?:from|back to)|(?:goes|going) back to)\s+\Z", re.IGNORECASE)
