"""Numbers as a newspaper prints them: read into a value and the bounds of its rounding.

A figure printed with a scale word, a decimal point or a percent sign is taken as rounded to its
last printed place: "2.93 million" stands for 2,930,000 ± 5,000. One printed in full ("1904",
"12th", "16") or in words that end below a scale word ("five") is exact.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_DIGITS = 15
"""Digits that a figure may have: as many as a binary64 number keeps exactly (IEEE 754)."""
MAX_VALUE = 10**18
"""An upper limit that every format can carry as an integer of 64 bits."""


class Reading(NamedTuple):
    """What a printed figure stands for."""

    value: int | float
    low: int | float
    high: int | float


class Mention(NamedTuple):
    """A figure found in a running text."""

    start: int
    end: int
    text: str
    reading: Reading


_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS = {word: number for number, word in enumerate(_ONES)}
_CARDINALS |= {word: 10 * (number + 2) for number, word in enumerate(_TENS)}
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_IRREGULAR |= {"nine": "ninth", "twelve": "twelfth"}


def _ordinal(word: str) -> str:
    return _IRREGULAR.get(word) or (word[:-1] + "ieth" if word.endswith("y") else word + "th")


_ORDINALS = {_ordinal(word): number for word, number in _CARDINALS.items() if number}

_scale = "|".join(_SCALES)
_word = "|".join(sorted({*_CARDINALS, *_ORDINALS, *_SCALES}, key=len, reverse=True))
_DIGITS = re.compile(
    r"(?:US|A|C|HK|NT|S)?[$€£¥₹]?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)(?P<fraction>\.[0-9]+)?"
    rf"(?:(?P<ordinal>st|nd|rd|th)|[ -](?P<scale>{_scale})|(?P<percent> ?%| per ?cent))?",
    re.IGNORECASE,
)
_and = "|".join(f"(?<={word})" for word in _SCALES)  # "two hundred and five", but not "between twenty and five"
_WORDS = re.compile(rf"(?:{_word})(?:(?:[ -]|(?:{_and}) and )(?:{_word})){{0,40}}", re.IGNORECASE)
FIGURE = f"(?:{re.sub(r'[?]P<[a-z]+>', '?:', _DIGITS.pattern)}|{_WORDS.pattern})"
"""A regular expression, to be used without regard to case, for anything that may be a figure."""

# A figure stands free: "G20", "COVID-19" and "1990s" are names, "7.1.2" is no number.
_BEFORE = r"(?<![\w.,$€£¥₹])(?<![^\W\d_]-)"
_AFTER = r"(?!\w)(?![.,]\d)"
_MENTION = re.compile(f"{_BEFORE}{FIGURE}{_AFTER}", re.IGNORECASE)
_NOT_COUNTING = frozenset({"one", "first", "second"})
"""Words that a text uses far more often as pronouns and particles than as figures."""


def read(text: str) -> Reading | None:
    """Return what the figure *text* stands for, or None where it is not a figure that can be read."""
    if match := _DIGITS.fullmatch(text):
        return _read_digits(match)
    if _WORDS.fullmatch(text):
        return _read_words(re.split(r"[ -]+", text.lower()))
    return None


def mentions(text: str, *, every: bool = False) -> Iterator[Mention]:
    """Yield the figures in a running text, in digits or in words, in their order.

    The words one, first and second are passed over, unless *every* figure is asked for.
    """
    for match in _MENTION.finditer(text):
        reading = read(match[0])
        if reading is not None and (every or match[0].lower() not in _NOT_COUNTING):
            yield Mention(match.start(), match.end(), match[0], reading)


def grouped(value: int | float) -> str:
    """Return a number with its thousands grouped, in full precision: 2,930,000."""
    return f"{value:,}"


def _read_digits(match: re.Match[str]) -> Reading | None:
    whole, fraction = match["digits"].replace(",", ""), match["fraction"]
    scale = (match["scale"] or "").lower()
    leading_zero = whole[0] == "0" and not (fraction and whole == "0") and whole != "0"
    if leading_zero or (match["ordinal"] and (fraction or "," in match["digits"])):
        return None
    decimals = (fraction or ".")[1:]
    if len(whole) + len(decimals) > MAX_DIGITS:
        return None
    is_rounded = bool(fraction or scale or match["percent"])
    return _reading(int(whole + decimals), _SCALES.get(scale, 0) - len(decimals), is_rounded)


def _read_words(words: list[str]) -> Reading | None:
    """Add up number words as English does: a scale multiplies what stands before it."""
    total = group = 0
    ceiling = 10**15  # each scale word must be smaller than the last one that closed a group
    room = 1000  # what the next word in the group must stay below
    for position, word in enumerate(words):
        if word == "and":
            continue  # where it may stand, the pattern says
        if word == "hundred":
            if not 0 < group < 100:
                return None
            group, room = group * 100, 100
        elif word in _SCALES:
            factor = 10 ** _SCALES[word]
            if not group or factor >= ceiling:
                return None
            total, group, ceiling, room = total + group * factor, 0, factor, 1000
        else:
            is_ordinal = word in _ORDINALS
            number = _ORDINALS[word] if is_ordinal else _CARDINALS[word]
            if number >= room or (is_ordinal and position != len(words) - 1):
                return None
            group += number
            room = 10 if number >= 20 and room > 10 else 0
            if number == 0 and len(words) > 1:
                return None
    value = total + group
    if words[-1] in _SCALES:
        exponent = _SCALES[words[-1]]
        return _reading(value // 10**exponent, exponent, is_rounded=True)
    return _reading(value, 0, is_rounded=False)


def _reading(digits: int, exponent: int, is_rounded: bool) -> Reading | None:
    if digits * 10 ** max(exponent, 0) >= MAX_VALUE:
        return None
    value = _number(digits, exponent)
    if not is_rounded:
        return Reading(value, value, value)
    return Reading(value, _number(max(digits * 10 - 5, 0), exponent - 1), _number(digits * 10 + 5, exponent - 1))


def _number(digits: int, exponent: int) -> int | float:
    """Return digits × 10^exponent: an integer where it is one, else the nearest binary64 number."""
    if exponent >= 0:
        return int(digits * 10**exponent)
    whole, rest = divmod(digits, 10**-exponent)
    return float(f"{digits}e{exponent}") if rest else whole
