"""Dates of the Extended Date/Time Format (ISO 8601-2, levels 0 and 1): whether they exist, and whether they agree.

A date is year, month and day as far as known, with X for unknown digits; a month of 21 to 24 is a season. Two dates
with a slash between them are an interval, open where one is .. or missing.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Any

SEASONS = range(21, 25)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def impossible(date: str) -> str:
    """Say which part of one date is not in the calendar; empty where all can be."""
    year, month, day = _parts(date)
    if month.isdigit() and not (1 <= int(month) <= 12 or (int(month) in SEASONS and not day)):
        return f"there is no month {month}"
    if day.isdigit():
        length = _LENGTHS[int(month) - 1] if month.isdigit() else 31
        if month == "02" and year.isdigit() and not _is_leap(int(year)):
            length = 28
        if not 1 <= int(day) <= length:
            return f"there is no day {'-'.join((year, month, day))}"
    return ""


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _parts(date: str) -> tuple[str, str, str]:
    """Return year, month and day without the marks of doubt; empty where the date has none."""
    year, month, day = (*date.rstrip("?~%").split("-"), "", "")[:3]
    return year, month, day


def is_backwards(first: str, last: str) -> bool:
    """Tell whether an interval certainly ends before it begins."""
    return bool(first.strip(".")) and bool(last.strip(".")) and last_day(last) < first_of(first)


def first_of(date: str) -> str:
    """Return the first day of a date or an interval, for comparing; empty where it is open or its year is unknown."""
    return _bound(date.split("/", maxsplit=1)[0], "01", "01")


def last_day(date: str) -> str:
    """Return the last day of a date or an interval, for comparing; later than all others where that is not known."""
    return _bound(date.rsplit("/", maxsplit=1)[-1], "12", "31") or "9999-12-31"


def _bound(date: str, month: str, day: str) -> str:
    year, known_month, known_day = _parts(date)
    if not year.isdigit():
        return ""
    if not known_month.isdigit() or int(known_month) in SEASONS:
        known_month, known_day = month, ""
    return f"{year}-{known_month}-{known_day if known_day.isdigit() else day}"


def agree(one: str, other: str) -> bool:
    """Tell whether two dates or intervals can mean the same: each part known in both is equal, or one is in the other.

    A year alone agrees with any day of it, and with an interval that holds it.
    """
    ones, others = one.split("/"), other.split("/")
    if len(ones) == len(others):
        return all(map(_same, ones, others))
    date, (first, last) = (one, others) if len(ones) == 1 else (other, ones)
    if _same(date, first) or _same(date, last):
        return True
    begin, end = first_of(first), last_day(last)
    return bool(first_of(date)) and last_day(date) >= begin and first_of(date) <= end


def _same(one: str, other: str) -> bool:
    if one in ("", "..") or other in ("", ".."):
        return one.strip(".") == other.strip(".")
    return all(
        not left
        or not right
        or re.fullmatch(left.replace("X", "."), right)
        or re.fullmatch(right.replace("X", "."), left)
        for left, right in zip(_parts(one), _parts(other), strict=True)
    )


_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_YEARS = {"last year": -1, "this year": 0, "next year": 1}


def contradiction(when: str, date: str, issued: str) -> str:
    """Say how a *date* contradicts folded time words by month, weekday or year; empty where it does not.

    What is last, this or next year is judged only where the day of publication is known: *issued*, in ISO 8601.
    """
    words = re.findall(r"[a-z]+", when)
    months = {f"{_MONTHS.index(word) + 1:02d}" for word in words if word in _MONTHS and word != "may"}
    known = {month for month in (_parts(one)[1] for one in date.split("/")) if month.isdigit() and int(month) <= 12}
    if months and known and "may" not in words and not months & known:
        return "is in another month"
    days = [_DAYS.index(word) for word in words if word in _DAYS]
    is_day = re.fullmatch(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}", date)  # the calendar of Python begins with the year 1
    if is_day and len(days) == 1 and datetime.date.fromisoformat(date).weekday() != days[0]:
        return f"is not a {_DAYS[days[0]].capitalize()}"
    for phrase, step in _YEARS.items() if issued else ():
        if re.search(rf"\b{phrase}\b", when) and not agree(f"{int(issued[:4]) + step:04d}", date):
            return f"is not {phrase} for an article of {issued[:4]}"
    return ""


def first_day(issued: Any) -> str:
    """Return the first day on which something of CSL-JSON can have been issued (ISO 8601); empty where not known."""
    dates = issued.get("date-parts") if isinstance(issued, Mapping) else None
    if not dates or not dates[0] or not all(isinstance(part, int) for part in dates[0]):
        return ""  # a faulty date, which is a finding of its own
    return first_of("-".join(f"{part:0{4 if at == 0 else 2}d}" for at, part in enumerate(dates[0])))
