"""Figures as printed: their value and the bounds of their rounding."""

import num2words
import pytest

from rcsc_facts.text.quantity import Reading, mentions, read


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


@pytest.mark.parametrize("ordinal", [False, True])
def test_numbers_in_words_are_read_as_another_program_writes_them(ordinal: bool) -> None:
    """Every number up to a thousand and many beyond, with and and hyphens, cardinal and ordinal."""
    beyond = [1001, 1999, 2000 + 5, 12_345, 100_001, 700_512, 1_000_001, 2_000_321, 19_000_000_007, 10**12 + 1]
    for number in (*range(1000), *beyond):
        written = num2words.num2words(number, ordinal=ordinal).replace(",", "")
        if ordinal and number == 0:
            continue  # nobody is the zeroth
        reading = read(written)
        if ordinal and written.endswith("hundredth"):
            assert reading is None, "ordinals of scale words are no figures of a newspaper"
        else:
            assert reading is not None, written
            assert number == reading.value


def test_numbers_with_and() -> None:
    """and stands after hundreds and scale words only."""
    assert read("twenty and five") is None
    reading = read("two hundred and five")
    assert reading
    assert (205, 205) == (reading.value, reading.low)
    assert ["twenty", "five"] == [found.text for found in mentions("between twenty and five")]


@pytest.mark.parametrize(
    ("exact", "rounded"), [("one hundred and one", "one hundred"), ("two thousand and one", "two thousand")]
)
def test_words_that_end_in_a_scale_are_rounded_to_it(exact: str, rounded: str) -> None:
    """And those that end below one are exact."""
    reading = read(exact)
    assert reading
    assert reading.low == reading.high
    reading = read(rounded)
    assert reading
    assert reading.low < reading.value < reading.high


@pytest.mark.parametrize(
    "text",
    [
        *("one hundred hundred", "hundred", "zero hundred", "one hundred one hundred", "five thousand thousand"),
        *("five million million", "ten one", "twenty ten", "one hundred one hundred", "first five", "zero five"),
        *("twenty thirty", "eleven one", "two hundred two hundred", "thousand five", "one thousand million"),
    ],
)
def test_words_that_do_not_add_up(text: str) -> None:
    """Words in an order in which no number is told are no figure."""
    assert read(text) is None
