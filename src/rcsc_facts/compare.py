"""What articles say to the same question: their answers side by side, judged by figures, scope and time.

Never by words: two statements without figures are not judged. Who says it is shown, and decides nothing.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rcsc_facts.model import Claim, Quantity
from rcsc_facts.text import figures
from rcsc_facts.text.folding import fold

Bounds = tuple[float, float]

VERDICTS: Mapping[str, str] = {
    "differ": "the figures exclude each other",
    "changed": "they are of different times",
    "other scope": "they are of another unit, region, countries or kind",
    "undetermined": "one of them has no figure",
    "agree within what was printed": "the figures admit the same value",
    "agree": "the figures are the same",
}
"""What can be said of two answers, the most notable first."""

_NEAREST = ("differ", "agree", "agree within what was printed", "changed", "undetermined", "other scope")
"""To which of the answers above it one is held: to one of its own scope and time before others."""

_TIMELESS = ("event", "action")
"""Kinds of claims that say what took place: without time words they are of that time, whenever they are told."""


class Judgement(NamedTuple):
    """What two answers have to do with each other."""

    verdict: str
    """A word of `VERDICTS`."""
    detail: str = ""
    """By how much they differ, in what their scopes do, or what tolerance a hedge was given."""


class Answer(NamedTuple):
    """One article's answer to a question, held to one above it."""

    claim: Claim
    issued: str
    """The date of its article as far as it is known; empty where it is not."""
    judgement: Judgement | None = None
    """None for the first answer."""
    against: Claim | None = None
    """The answer that it was held to."""


class Question(NamedTuple):
    """A question with its answers, those of the latest article first."""

    asks: str
    answers: tuple[Answer, ...]

    @property
    def verdict(self) -> str:
        """The most notable verdict on its answers; empty where there is only one."""
        given = [answer.judgement.verdict for answer in self.answers if answer.judgement]
        return min(given, key=[*VERDICTS].index, default="")


def compare(claims: Iterable[Claim], dates: Mapping[str, str]) -> list[Question]:
    """Return the questions that the claims answer, differing ones first.

    *claims* come in the order of their articles; *dates* are those of the articles (ISO 8601) by their ids, in
    which the latest are sought. An answer is held to the ones before it, and shown against the nearest of them.
    """
    asked: dict[str, list[Claim]] = {}
    for claim in claims:
        asked.setdefault(claim.asks, []).append(claim)
    questions = [Question(asks, _answers(several, dates)) for asks, several in asked.items()]
    ranks = {verdict: rank for rank, verdict in enumerate((*VERDICTS, ""))}
    return sorted(questions, key=lambda question: ranks[question.verdict])


def _answers(claims: Iterable[Claim], dates: Mapping[str, str]) -> tuple[Answer, ...]:
    def key(claim: Claim) -> tuple[str, str]:
        issued = dates.get(claim.source, "")
        return issued, _time(claim, issued)

    latest = sorted(claims, key=key, reverse=True)
    answers: list[Answer] = []
    for claim in latest:
        issued = dates.get(claim.source, "")
        held = [(judge(claim, issued, other.claim, other.issued), other.claim) for other in answers]
        held.sort(key=lambda one: _NEAREST.index(one[0].verdict))
        answers.append(Answer(claim, issued, *(held[0] if held else ())))
    return tuple(answers)


def judge(one: Claim, issued: str, other: Claim, other_issued: str) -> Judgement:
    """Return what two answers to one question have to do with each other; the dates are those of their articles."""
    scopes = [name for name, has_other in _scopes(one, other) if has_other]
    if scopes:
        return Judgement("other scope", ", ".join(scopes))
    if one.quantity is None or other.quantity is None:
        return Judgement("undetermined", "no figure" if one.quantity is other.quantity else "one has no figure")
    of_one_time = _same_time(one, issued, other, other_issued)
    if _printed(one.quantity) == _printed(other.quantity):
        return Judgement("agree")
    if not of_one_time:
        bounds, others = _closed(one.quantity), _closed(other.quantity)
        if bounds and others and _meet(bounds, others):
            return Judgement("agree within what was printed")
        return Judgement("changed", _by_how_much(one.quantity, other.quantity))
    bounds, others = expected(one.quantity), expected(other.quantity)
    taken = "; ".join(_taken(figure) for figure in (one.quantity, other.quantity) if figure.hedge)
    if _meet(bounds, others):
        return Judgement("agree within what was printed", taken)
    return Judgement("differ", "; ".join(filter(None, (_by_how_much(one.quantity, other.quantity), taken))))


def _scopes(one: Claim, other: Claim) -> Iterable[tuple[str, bool]]:
    yield "kind", one.kind != other.kind
    if one.quantity and other.quantity:
        yield "unit", _unit(one.quantity) != _unit(other.quantity)
    yield "region", {*one.regions} != {*other.regions}
    yield "countries", _countries(one) != _countries(other)


def _unit(figure: Quantity) -> str:
    return fold(figure.unit).replace("-", " ").removesuffix("s")


def _countries(claim: Claim) -> tuple[frozenset[str], bool] | None:
    return (frozenset(claim.countries.named), claim.countries.complete) if claim.countries else None


# Figures


def expected(figure: Quantity) -> Bounds:
    """Return the bounds within which a figure is expected: as printed, or by the tolerance of its hedge."""
    read = figures.read(figure.as_written) if figure.hedge else None
    low, high = figures.tolerated(read) if read else (figure.low, figure.high)
    return float("-inf") if low is None else low, float("inf") if high is None else high


def _taken(figure: Quantity) -> str:
    """Return in words within which bounds a hedged figure was taken."""
    low, high = expected(figure)
    return f"{figure.as_written} taken as {low:,} to {high:,}"


def _closed(figure: Quantity) -> Bounds | None:
    return None if figure.low is None or figure.high is None else (figure.low, figure.high)


def _printed(figure: Quantity) -> tuple[object, ...]:
    return figure.value, figure.low, figure.high, figure.hedge


def _meet(one: Bounds, other: Bounds) -> bool:
    """Return whether bounds admit a value together; where both are rounded, one more than the edge that they share."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return low < high or (low == high and (one[0] == one[1] or other[0] == other[1]))


def _by_how_much(one: Quantity, other: Quantity) -> str:
    """Return the difference of two figures, and what part of the other one it is; of ranges, the gap between them."""
    if one.value is None or other.value is None:
        bounds, others = expected(one), expected(other)
        gap = max(bounds[0], others[0]) - min(bounds[1], others[1])
        return f"by at least {_number(gap)}" if gap > 0 else ""
    difference = one.value - other.value
    part = f" ({abs(difference) / abs(other.value):.1%})" if other.value and one.unit != "year" else ""
    return f"by {_number(abs(difference))}{part}"


def _number(number: float) -> str:
    rounded = round(number, 12)
    return f"{int(rounded) if rounded == int(rounded) else rounded:,}"


# Times


def _same_time(one: Claim, issued: str, other: Claim, other_issued: str) -> bool:
    """Return whether two answers are of one time, as far as their words and their articles' dates tell."""
    if one.quantity and one.quantity.unit == "year":  # the figure is the time
        return True
    times = _time(one, issued), _time(other, other_issued)
    if "" in times:  # nothing is known of one
        return True
    first, second = times
    return first == second or (_is_day_of(first, second) or _is_day_of(second, first))


def _is_day_of(day: str, span: str) -> bool:
    """Return whether a date of EDTF lies in a month or year that is another."""
    return "/" not in day + span and day.startswith(f"{span}-")


def _time(claim: Claim, issued: str) -> str:
    """Return the time of a claim as a date of EDTF as far as it is known: its own, or that of its article."""
    date = claim.date
    if not date and claim.when:
        date = next((str(one.value) for one in figures.figures(claim.when) if one.kind in ("date", "year")), None)
    if date and "X" not in date:
        return date.rstrip("?~%")
    if not claim.when and claim.kind in _TIMELESS:
        return ""
    return issued
