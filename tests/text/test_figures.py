"""Figures, dates and times are read whole, with the bounds that are printed, or not at all."""

import math
from pathlib import Path

import pytest
from num2words import num2words

from rcsc_facts.text.figures import KINDS, Figure, figures, read, readings, same, tolerated
from rcsc_facts.text.geography import rows

TABLE = [
    line.split("\t")
    for line in Path(__file__).with_name("figures.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _number(text: str) -> int | float | None:
    return None if not text else float(text) if "." in text or "e" in text else int(text)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_a_figure_of_the_table(row: list[str]) -> None:
    """Each sentence of the table has this figure, whole, of this kind, value, bounds and unit."""
    marked, kind, value, low, high, unit = row
    start, end = marked.index("{"), marked.index("}") - 1
    found = [one for one in figures(marked.replace("{", "").replace("}", "")) if one.start < end and one.end > start]
    if kind == "none":
        assert found == []
        return
    (one,) = found
    wanted = value if kind in ("date", "time") else _number(value)
    assert (one.start, one.end, one.kind, one.value, one.unit) == (
        start,
        end,
        kind,
        wanted if value else None,
        unit or None,
    )
    if kind != "fraction":
        assert (one.low, one.high) == (_number(low), _number(high))


SAME = [
    ("US$10.7m", "$10.7 million"),
    ("USD 10.7 million", "$10.7 million"),
    ("10.7 million dollars", "$10.7 million"),
    ("45 percent", "45%"),
    ("45 per cent", "45%"),
    ("17-million-strong", "17 million"),
    ("17m", "17 million"),
    ("seventeen million", "17 million"),
    ("17-million-member", "17 million"),
    ("１７ million", "17 million"),
    ("١٧ million", "17 million"),
    ("1.6M", "1.6 million"),
    ("$5k", "$5 thousand"),
    ("$5mn", "$5 million"),
    ("$5mln", "$5 million"),
    ("$5mio", "$5 million"),
    ("$5b", "$5 billion"),
    ("$5bln", "$5 billion"),
    ("$5t", "$5 trillion"),
    ("$5trn", "$5 trillion"),
    ("16 lakh", "1.6 million"),
    ("40 000", "40,000"),
    ("twelfth", "12th"),
    ("over 54", "more than 54"),
    ("five", "5"),
    ("3pm", "15:00"),
    ("2019", "2,019"),
    ("dozens", "Dozens"),
    ("Oct. 9, 2024", "9 October 2024"),
]
DIFFERENT = [
    ("HK$10.7m", "$10.7 million"),
    ("€10.7m", "$10.7 million"),
    ("nearly 17 million", "17 million"),
    ("at most 350", "350"),
    ("17 million", "17 billion"),
    ("17 million", "17,000,000"),
    ("45%", "45"),
    ("12", "12th"),
    ("-15", "15"),
    ("two-thirds", "2"),
    ("1 in 54", "54"),
    ("1.350", "350"),
    ("2x", "2"),
    ("dozens", "hundreds"),
    ("dozens", "12"),
]


def _read(text: str) -> Figure:
    found = read(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize("pair", SAME)
def test_the_same_figure_in_another_form(pair: tuple[str, str]) -> None:
    """Two forms of one figure say the same, whichever is asked first."""
    one, other = map(_read, pair)
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize("pair", DIFFERENT)
def test_another_figure(pair: tuple[str, str]) -> None:
    """Another currency, hedge, scale, sign, kind or precision is another figure."""
    one, other = map(_read, pair)
    assert not same(one, other)


@pytest.mark.parametrize(
    "text", ["", "people", "13 countries and 5", "the 12th of the", "COVID-19", "4-2", "1.2.3", "[1]"]
)
def test_no_figure_whole(text: str) -> None:
    """What is not one figure, whole, is not read as one."""
    assert read(text) is None


def test_the_numbers_of_a_list_are_no_figures() -> None:
    """Where a line begins with them: not behind a figure on the same line."""
    listed = "1. Old boats came.\n2. They left.\n\n3) Two sank.\nIt kept\n40 1. Then 5 came."
    assert ["Two", "40", "1", "5"] == [one.text for one in figures(listed)]


def test_number_words_are_read_back() -> None:
    """Every integer that another library spells out is read as that integer, cardinal and ordinal."""
    for number in (*range(130), *range(140, 2100, 77), 12_345, 100_001, 999_999, 1_000_001, 2_345_678, 10**9 + 7):
        for spelled in (num2words(number), num2words(number).replace(",", "")):
            one = _read(spelled)
            assert (one.value, one.end) == (number, len(spelled)), spelled
        if number % 100:  # "one hundredth" is a fraction, too
            assert (_read(num2words(number, to="ordinal")).kind, _read(num2words(number, to="ordinal")).value) == (
                "ordinal",
                number,
            )


def test_digits_of_every_form_are_read_back() -> None:
    """Every way to group the digits of a number gives that number."""
    for number in (1_000, 12_345, 999_999, 1_234_567, 98_765_432):
        for separator in ",", "'", "’", "\u00a0", "\u2009", "\u202f", " ":
            one = _read(f"{number:,}".replace(",", separator))
            assert (one.value, one.low, one.high) == (number, number, number)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("nearly 2,000", (1800, 2000)),
        ("more than 54", (54, 59.4)),
        ("about 350", (315, 385)),
        ("350", (350, 350)),
        ("1.6 million", (1_550_000, 1_650_000)),
        ("10 to 15", (10, 15)),
        ("dozens", (None, None)),
    ],
)
def test_what_a_hedge_tolerates(text: str, bounds: tuple[float | None, float | None]) -> None:
    """Where figures are judged, a hedge allows a tenth on its open side; a plain figure its own bounds."""
    assert tolerated(_read(text)) == bounds


def test_core_and_hedge() -> None:
    """A hedged figure names its hedge, and its core is the span without it."""
    (one,) = figures("It sent more than 1.6 million kits.")
    assert (one.text, one.hedge) == ("more than 1.6 million", "more than")
    assert "It sent more than 1.6 million kits."[slice(*one.core)] == "1.6 million"


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [("us-dollars", [("count", None), ("money", "USD")]), ("boats", [("count", None)])],
)
def test_what_a_figure_with_its_unit_may_be(unit: str, wanted: list[tuple[str, str | None]]) -> None:
    """A number may be money by what it counts; with a noun that is no unit it is not one figure, whole."""
    assert [(one.kind, one.unit) for one in readings("40", unit)] == wanted


def test_too_long_or_too_large_is_unreadable() -> None:
    """More digits than a binary64 number keeps, or a value of 10^18 and above, has no value."""
    for text in ("1234567890123456", "1" * 5000, "1." + "5" * 20, "2,000,000 trillion", "9" * 15 + " million"):
        assert [one.kind for one in figures(text)] == ["unreadable"], text


def test_any_mixture_of_words_and_signs_is_survived() -> None:
    """Figures of any text stand in order, apart, with finite values, and kinds without a value have none."""
    pieces = "1 12 1,200 .25 2019 one million half a of - – / : , . $ US % per cent May Oct. st ² ½ ( [1] to".split()
    for at in range(len(pieces) ** 2):
        words = [pieces[(at * step + at // step) % len(pieces)] for step in (1, 7, 11, 13, 17, 3)]
        for text in (" ".join(words), "".join(words)):
            end = 0
            for one in figures(text):
                assert end <= one.start <= one.core[0] < one.core[1] <= one.end <= len(text)
                assert one.kind in KINDS
                assert one.text == text[one.start : one.end]
                assert (one.value is None) == (one.kind in ("range", "vague", "unreadable"))
                assert all(math.isfinite(n) for n in (one.value, one.low, one.high) if isinstance(n, float))
                end = one.end


def test_no_form_of_a_currency_means_two() -> None:
    """Each sign, abbreviation and name in the table of currencies stands there once, and each code too."""
    table = list(rows("currencies.tsv"))
    codes = [code for units, *_ in table for code in units.split()]
    assert sorted(set(codes)) == sorted(codes)
    for column in (1, 2, 3, 4):
        forms = [form for row in table for form in row[column].split() if form != "-"]
        assert sorted(set(forms)) == sorted(forms)


def test_a_year_begins_no_range_with_what_is_no_year() -> None:
    """From 7.1 million in 2014 to 2.8 million: three figures, none of them from 2014 to 2.8 million."""
    found = figures("It fell from 7.1 million tonnes in 2014 to 2.8 million tonnes, and from 90 in 2019 to 120.")
    assert [7100000, 2014, 2800000, 90, 2019, 120] == [one.value for one in found]
