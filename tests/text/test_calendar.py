"""Dates of EDTF: which exist, and which agree."""

import pytest

from rcsc_facts.text import calendar


@pytest.mark.parametrize(
    "date", ["2024-02-29", "XXXX-02-29", "2023-12-31", "2024-21", "2024", "20XX-01", "..", "", "2000-02-29"]
)
def test_what_may_be(date: str) -> None:
    """What the calendar has, or could have by the digits that are known."""
    assert "" == calendar.impossible(date)


@pytest.mark.parametrize(
    "date", ["2023-02-29", "1900-02-29", "XXXX-04-31", "2024-13", "2024-00-01", "2024-21-01", "2024-01-00"]
)
def test_what_never_was(date: str) -> None:
    """Days and months that no calendar has."""
    assert calendar.impossible(date).startswith("there is no ")


@pytest.mark.parametrize(
    ("one", "other", "is_so"),
    [
        ("2024", "2024-05-03", True),
        ("2024-05", "2024-06", False),
        ("XXXX-10-09", "2024-10-09", True),
        ("XXXX-10-09", "2024-10-10", False),
        ("2024-04", "2024-03/2024-05", True),
        ("2024-06", "2024-03/2024-05", False),
        ("2020", "2020/..", True),
        ("2025", "2020/..", True),
        ("2019", "2020/..", False),
        ("2024-03/2024-05", "2024-03/2024-05", True),
        ("2024-03/2024-05", "2024-03/2024-06", False),
        ("202X", "2024?", True),
    ],
)
def test_dates_that_may_mean_the_same(one: str, other: str, is_so: bool) -> None:
    """Both ways round."""
    assert is_so == calendar.agree(one, other) == calendar.agree(other, one)


@pytest.mark.parametrize(
    ("when", "date", "told"),
    [
        ("in january", "2024-01", ""),
        ("in january", "2024-03", "is in another month"),
        ("from march to may", "2024-03/2024-05", ""),
        ("on wednesday", "2024-10-09", ""),
        ("on wednesday", "2024-10-10", "is not a Wednesday"),
        ("on wednesday", "0000-10-10", ""),
        ("last year", "2023", ""),
        ("last year", "2024", "is not last year for an article of 2024"),
        ("by the summer of next year", "2025-22", ""),
        ("last season", "2023/2024", ""),
    ],
)
def test_words_that_a_date_contradicts(when: str, date: str, told: str) -> None:
    """For an article of October 2024."""
    assert told == calendar.contradiction(when, date, "2024-10-01")
