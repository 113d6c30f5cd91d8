"""Figures as printed: their value and the bounds of their rounding."""

import pytest

from rcsc_facts.quantity import Reading, mentions, read


def _exact(value: int) -> Reading:
    return Reading(value, value, value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("17 million", Reading(17_000_000, 16_500_000, 17_500_000)),
        ("2.93 million", Reading(2_930_000, 2_925_000, 2_935_000)),
        ("1.6 million", Reading(1_600_000, 1_550_000, 1_650_000)),
        ("1.60 million", Reading(1_600_000, 1_595_000, 1_605_000)),
        ("$10.7 million", Reading(10_700_000, 10_650_000, 10_750_000)),
        ("US$5-billion", Reading(5 * 10**9, 45 * 10**8, 55 * 10**8)),
        ("0.5", Reading(0.5, 0.45, 0.55)),
        ("3.5 percent", Reading(3.5, 3.45, 3.55)),
        ("45%", Reading(45, 44.5, 45.5)),
        ("0 percent", Reading(0, 0, 0.5)),
        ("five", _exact(5)),
        ("Twenty-five", _exact(25)),
        ("two hundred and fifty", _exact(250)),
        ("three hundred twenty-one", _exact(321)),
        ("two million and five", _exact(2_000_005)),
        ("five thousand", Reading(5000, 4500, 5500)),
        ("one million two hundred thousand", Reading(1_200_000, 1_199_500, 1_200_500)),
        ("12th", _exact(12)),
        ("twelfth", _exact(12)),
        ("thirty-first", _exact(31)),
        ("1904", _exact(1904)),
        ("1,904", _exact(1904)),
        ("0", _exact(0)),
        ("999999999999999", _exact(999_999_999_999_999)),
    ],
)
def test_a_printed_figure_keeps_its_precision(written: str, expected: Reading) -> None:
    """A figure stands for the values that would be printed in the same form."""
    assert expected == read(written)


@pytest.mark.parametrize(
    "text",
    [
        *("", "many", "010", "00.5", "1_000", "1e3", "16:9", "1,90", "1,9000", "12,34", "-5", "+5", "½", "٣", "²"),
        *("five five", "twenty eleven", "million", "hundred and five", "twenty zero", "two thousand million"),
        *("twelfth hundred", "and five", "1.5th", "9" * 16, "9" * 5000, "999999 trillion trillion", "9000000 trillion"),
    ],
)
def test_what_no_newspaper_prints_is_no_figure(text: str) -> None:
    """Nothing is guessed: what cannot be read as one figure is none."""
    assert read(text) is None


def test_figures_are_found_in_a_running_text() -> None:
    """Names that hold digits, and words that rarely count, are passed over."""
    text = (
        "In the 1990s one of the G20 met over COVID-19; sections 3.5.2 and 4. The first 10-20 dogs, "
        "a five-year plan, $1.2 million and thirty-six cats, 2,000. 12,34."
    )
    assert ["4", "10", "20", "five", "$1.2 million", "thirty-six", "2,000"] == [
        mention.text for mention in mentions(text)
    ]
