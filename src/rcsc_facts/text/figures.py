"""Figures, dates and times as an English news text prints them, each read as a whole or not at all.

A text is cut into tokens (runs of digits, words, single signs). Digits and the words that can begin a figure are
anchors; from an anchor a small grammar reads forward (numeral, scale word, suffix, unit, range, date …) and looks
back for what belongs to it (currency, sign, hedge). What touches a figure is part of it: where the whole cannot be
read it is one figure of the kind *unreadable*, which has no value. Codes, scores and telephone numbers are no figures.

A figure printed with a scale word, decimals or a percent sign is taken as rounded to its last printed place:
"2.93 million" stands for 2,930,000 ± 5,000. One printed in full ("1904", "12th", "five") is exact. A hedge opens
the bound it speaks of. Dates are those of EDTF (ISO 8601-2), currencies those of ISO 4217 where a text is certain.
"""

from rcsc_facts.text.dates import Dates
from rcsc_facts.text.hedges import Figure, way_of
from rcsc_facts.text.measures import TIME_UNITS, Part, in_plural
from rcsc_facts.text.money import BEFORE_FIGURES, SIGNS, currencies, is_currency
from rcsc_facts.text.numerals import (
    CARDINALS,
    DENOMINATORS,
    MAX_DIGITS,
    MAX_VALUE,
    ORDINAL_SCALES,
    ORDINALS,
    PLURAL_SCALES,
    SCALES,
    VAGUE,
    VULGAR,
    Num,
    number,
    shortest,
)
from rcsc_facts.text.tokens import BREAKS, DASHES, DIGIT, GROUP_SPACES, MONTH, OTHER, SIGN, WORD, WORDS

__all__ = [
    "KINDS",
    "MAX_DIGITS",
    "MAX_VALUE",
    "TOLERANCES",
    "Figure",
    "currencies",
    "figures",
    "is_money",
    "read",
    "readings",
]
__all__ += ["same", "tolerated"]

KINDS = tuple("count money percent ordinal year date time ratio fraction range vague unreadable".split())
"""What a figure may be; the last three have no value."""

TOLERANCES = {"low": (1.0, 1.1), "high": (0.9, 1.0), "about": (0.9, 1.1)}
"""By the way a hedge opens a figure: the factors between which it is expected where figures are judged."""

_YEAR_STRONG = WORDS["year-strong"]
_YEAR_BEFORE = _YEAR_STRONG | WORDS["year-before"]
_BEFORE_COUNTS = frozenset("of to from and for by or than into".split())
_ORDINAL_BEFORE = WORDS["determiner"] | WORDS["ordinal-before"]
_BEFORE_SECONDS = frozenset("a an any each every one per in for of on to by".split())
_AFTER_SECONDS = frozenset("later before ago after".split())
_LABELS = WORDS["label"]
_MULTIPLIERS = WORDS["multiplier"]
_PARTS = frozenset({"half", "quarter"})
_BEFORE_DOZEN = WORDS["determiner"] - frozenset("a an any each every s very".split())
_SOME = frozenset("many several few a some".split())
_DENOMINATORS_IN_DIGITS = frozenset({*range(2, 11), 12, 16, 20, 25, 32, 50, 64, 100, 1000})


def figures(text: str) -> list[Figure]:
    """Return the figures, dates and times of a running *text*, in their order; none overlaps another."""
    return _Reader(text).all()


def read(text: str) -> Figure | None:
    """Return *text* as one figure ("more than 13", "$10.7 million", "12th"), or None where it is not one, whole."""
    stripped = text.strip()
    found = _Reader(stripped, alone=True).all()
    return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(stripped)) else None


_SAME_KIND = {"year": "count", "ordinal": "ordinal"}


def readings(written: str, unit: str) -> list[Figure]:
    """Return a figure as it reads by itself, and with what it counts, which may be money: 40, and 40 dollars."""
    ways = [read(written), read(f"{written} {unit.replace('-', ' ')}")]
    return [way for way in ways if way]


def same(one: Figure, other: Figure) -> bool:
    """Return whether two figures say the same: kind, value, bounds and, as far as both have one, unit."""
    if one.kind in ("vague", "unreadable") or other.kind in ("vague", "unreadable"):
        return one.kind == other.kind and one.text.casefold() == other.text.casefold()
    if _SAME_KIND.get(one.kind, one.kind) != _SAME_KIND.get(other.kind, other.kind):
        return False
    if (one.value, one.low, one.high) != (other.value, other.low, other.high):
        return False
    if (way_of(one.hedge), one.unit) == (way_of(other.hedge), other.unit):
        return True
    return way_of(one.hedge) == way_of(other.hedge) and _compatible(one.unit, other.unit)


def is_money(figure: Figure) -> bool:
    """Tell whether a figure is an amount of money, or a range of amounts."""
    return figure.kind == "money" or (figure.kind == "range" and is_currency(figure.unit))


def tolerated(figure: Figure) -> tuple[int | float | None, int | float | None]:
    """Return the bounds within which *figure* is expected when it is judged against another (TOLERANCES)."""
    way = way_of(figure.hedge)
    if way is None or not isinstance(figure.value, int | float):
        return figure.low, figure.high
    factors = TOLERANCES[way]
    bounds = sorted(_plain(figure.value * factor) for factor in factors)
    return bounds[0], bounds[1]


def _plain(value: float) -> int | float:
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded == int(rounded) else rounded


def _compatible(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return True
    dollars = {"$", "dollars", "USD"}
    return (one in dollars and other in dollars) or one.rstrip("s") == other.rstrip("s")


class _Reader(Dates):
    """One pass over one text: the grammar of what can begin at an anchor."""

    anchor_words = frozenset(
        {*CARDINALS, *ORDINALS, *ORDINAL_SCALES, *SCALES, *PLURAL_SCALES, *DENOMINATORS, *VAGUE, *MONTH}
        | {"dozen", "couple"}
    )

    def all(self) -> list[Figure]:
        for anchor in self.anchors:
            if anchor >= self.done:
                self.done = max(self.done, self.at(anchor))
        return self.found

    def at(self, i: int) -> int:
        """Read what begins at the anchor *i*; return the first token that it leaves."""
        if self.kind[i] == WORD:
            touches_digits = self.touches(i - 1) and self.is_digit(i - 1)
            return i + 1 if touches_digits else self.at_word(i)
        if self.is_mark(i):
            return i + 1
        if end := self.numeric_date(i) or self.clock(i) or self.day_first(i):
            return end
        return self.telephone_end(i) if self.is_telephone(i) else self.at_quantity(i)

    def at_word(self, i: int) -> int:
        word = self.w(i)
        if word in MONTH and (end := self.month_first(i)):
            return end
        if word in _PARTS and (end := self.spoken_part(i)):
            return end
        article = i - 1 if i > self.done and self.w(i - 1) in ("a", "an") and self.joined(i - 1) == i else i
        if word in _PARTS or (word in DENOMINATORS and article < i):
            end = self.part_of(article, i)
            if end or word in _PARTS:
                return end or i + 1
        if word == "couple":
            return self.couple(i)
        if word in VAGUE:
            return self.vague(i)
        if word in SCALES or word == "dozen":
            return self.at_scale(article, i)
        if word in ORDINALS and (end := self.day_first(i)):
            return end
        if (word not in CARDINALS and word not in ORDINALS) or self.is_inside(i):
            return i + 1
        return self.spoken_time(i) or self.at_quantity(i)

    def is_inside(self, i: int) -> bool:
        """Return whether the number word *i* is the end of a compound (catch-twenty) or of a code (#five)."""
        if not self.touches(i - 1):
            return False
        if self.w(i - 1) in DASHES and self.touches(i - 2) and self.kind[i - 2] == WORD:
            return self.w(i - 2) not in ("to", "and", "mid")
        return self.w(i - 1) in "@#/"

    # --- words without a value, or with an article

    def at_scale(self, article: int, i: int) -> int:
        """Read "a million", "a hundred and twenty", "a dozen", "the dozen houses"; "several thousand" is vague."""
        if article < i:
            if self.w(article - 1) in _PARTS and self.spaced(article - 1):
                return i + 1
            num = Num(i + 1, 12, 0, False, "dozen") if self.w(i) == "dozen" else self.words(i, 1)
            return self.emit(self.finished(article, self.and_a_half(num)))
        lead = i - 1
        if lead < self.done or self.joined(lead) != i:
            return i + 1
        is_one = self.w(lead) in _BEFORE_DOZEN and self.w(lead - 1) != "by"
        if self.w(i) == "dozen" and is_one and self.kind[i + 1] == WORD and self.spaced(i):
            return self.emit(self.finished(i, Num(i + 1, 12, 0, False, "dozen")))
        if self.w(lead) == "of" and self.w(lead - 1) == "couple":
            lead -= 1
        if self.w(lead) not in ("several", "few", "many", "some", "couple"):
            return i + 1
        if self.w(lead - 1) == "a" and lead - 1 >= self.done:
            lead -= 1
        end = i + 1
        while self.w(self.joined(end - 1)) in SCALES and self.joined(end - 1):
            end = self.joined(end - 1) + 1
        return self.give(lead, end, "vague", core_end=end)

    def couple(self, i: int) -> int:
        """Read "a couple of", before a number word or a time also without "of"."""
        end = i + 1
        after = self.w(end)
        if self.w(i - 1) != "a" or not (after in SCALES or after in TIME_UNITS or after in ("of", "dozen")):
            return end
        end += after == "of"
        while self.w(end) in SCALES or self.w(end) == "dozen":
            end += 1
        return self.give(i - 1, end, "vague")

    def vague(self, i: int) -> int:
        """Read dozens, hundreds of thousands, scores of: noticed, without a value."""
        word, first, end = self.w(i), i, i + 1
        if word == "scores" and self.w(end) not in ("of", "more", "were", "are", "died", "have", "had"):
            return end
        if word == "tens" and self.w(end) != "of":
            return end
        while first > self.done and self.spaced(first - 1) and self.w(first - 1) in _SOME:
            first -= 1
        while self.w(end) in ("of", "upon", "and") and self.w(end + 1) in VAGUE:
            end += 2
        if end == i + 1 and word in ("dozens", "scores", "tens") and self.w(end) == "of":
            end += 1
        return self.give(first, end, "vague")

    # --- fractions

    def part_of(self, first: int, i: int) -> int:
        """Read a fraction of one at the token *i* (half, a third, a quarter of a million), *first* with its article."""
        word, end = self.w(i), i + 1
        half = word == "half"
        is_free = half and (self.w(i - 1) == "the" or self.w(end) in ("a", "an"))  # this half a million
        if first == i and self.w(i - 1) in WORDS["part-before"] and not is_free:
            return 0
        is_compound = self.touches(i) and self.w(end) in DASHES and word in _PARTS
        if is_compound and not (half and self.w(end + 1) in ("a", "million", "dozen", "billion")):
            return 0
        if self.w(first - 1) in DASHES and self.touches(first - 1):
            return 0
        if found := self.part_of_scale(first, i) or self.unit_and_part(first, i):
            return found
        if self.w(end) in _LABELS or self.w(end) == "past":
            return 0
        return self.fraction(first, end, 1, DENOMINATORS[word])

    def part_of_scale(self, first: int, i: int) -> int:
        """Read half a million, a quarter of a percent, half a dozen; 0 where none stands."""
        half, prior, j = self.w(i) == "half", i, self.joined(i)
        if half and self.w(j) in ("a", "an") and j and self.joined(j):
            prior, j = j, self.joined(j)
        elif self.w(j) == "of" and self.w(j + 1) in ("a", "one") and self.joined(j + 1):
            prior, j = j + 1, self.joined(j + 1)
        if not j:
            return 0
        if self.w(i) not in _PARTS:
            return self.give(first, j + 1, "unreadable") if self.w(j) in SCALES else 0
        if self.w(j) == "dozen":
            return self.emit(self.finished(first, Num(j + 1, 6 if half else 3, 0, False, "dozen")))
        num = Num(prior + 1, *((5, -1) if half else (25, -2)), True, "decimal")
        if self.w(j) in SCALES:
            return self.emit(self.finished(first, self.scaled(num)))
        return self.emit(self.finished(first, num)) if self.percent(j) else 0

    def unit_and_part(self, first: int, i: int) -> int:
        """Read an hour and a half; 0 where none stands."""
        unit, article = self.w(first - 2), first - 3
        is_joined = self.w(first - 1) == "and" and all(map(self.spaced, range(article, first)))
        if article < self.done or self.w(i) not in _PARTS or unit not in TIME_UNITS or not is_joined:
            return 0
        if self.w(article) not in ("a", "an", "one", "the") or (first == i and self.kind[i + 1] == WORD):
            return 0  # an hour and half the crew
        article += self.w(article) == "the"
        part, step = (0.5, 0.05) if self.w(i) == "half" else (0.25, 0.005)
        return self.give(
            article,
            i + 1,
            "count",
            1 + part,
            (1 + part - step, 1 + part + step),
            in_plural(unit),
        )

    def fraction(self, first: int, end: int, above: int, below: int) -> int:
        """Give a fraction, unless it is an ordinal or an adverb; what it multiplies makes it unreadable."""
        j = end
        while j < end + 3 and self.w(j) in ("of", "all", "the", "these", "those", "its", "their"):
            j += 1
        if j < self.count and (j > end or below == 2) and self.spaced(j - 1) and not self.is_year(j):
            part = self.number_at(j)
            if part and part.first <= j and not (self.w(j) == "one" and above == 1):
                return self.give(first, part.end, "unreadable")
        if above == 1:
            before, after = self.w(first - 1), self.w(end)
            free = end >= self.count or self.kind[end] == SIGN or after in WORDS["fraction-after"]
            led = before in ("by", "than", "almost", "nearly", "about", "over", "under", "around") or self.alone
            adverb = below == 2 and ((self.touches(end - 1) and after in DASHES) or before == "in")
            if adverb or not (free or led):
                return 0
        return self.give(first, end, "fraction", above / below, (above / below, above / below))

    def word_fraction(self, part: Part) -> int:
        """Read two-thirds, three quarters of a million, one-tenth, whose numerator is *part*; 0 where none stands."""
        j = self.joined(part.end - 1)
        word, above = self.w(j), part.num.digits
        if not j or part.num.shape != "words" or part.end != part.num.end or word not in DENOMINATORS:
            return 0
        below, end = DENOMINATORS[word], j + 1
        if word.endswith("s") == (above == 1) or not (above == 1 or above < below):
            return 0
        if self.w(end) == "of" and self.w(end + 1) in ("a", "one"):
            of = end + 2
            if self.w(of) in SCALES or self.percent(of):
                if 1000 % below:
                    return self.give(part.first, of + 1, "unreadable")
                num = Num(of, *shortest(above * 1000 // below, -3), True, "decimal")
                return self.emit(self.finished(part.first, self.scaled(num)))
        after = self.w(end) in WORDS["fraction-after"] or self.kind[min(end, self.count - 1)] == SIGN
        if above == 1 and word == "quarter" and not after:
            return self.emit(part)
        share = above / below
        return self.fraction(part.first, end, above, below) or self.give(
            part.first, end, "fraction", share, (share, share)
        )

    def digit_fraction(self, part: Part) -> int:
        """Give 3/4, unless it is a date, a score or a code; what it multiplies makes it unreadable."""
        num, end = part.num, part.end
        if num.low not in _DENOMINATORS_IN_DIGITS or num.digits >= num.low:
            is_name = (num.digits, num.low) in ((9, 11), (24, 7), (7, 7), (50, 50)) or num.digits > num.low
            return end if is_name else self.give(part.first, end, "unreadable")
        if self.w(end) == "of" and self.spaced(end - 1) and (other := self.number_at(end + 1)):
            return self.give(part.first, other.end, "unreadable")
        value = num.digits / num.low
        return self.give(part.first, end, "fraction", -value if part.negative else value, (value, value))

    # --- quantities

    def numeral_begins(self, j: int) -> int:
        """Return the token of the numeral at *j*, behind a currency sign, or 0."""
        for k in range(j, min(j + 5, self.count)):
            if self.kind[k] == DIGIT or (self.kind[k] == WORD and self.w(k) in CARDINALS):
                return k
            if k > j and not self.touches(k - 1) and self.w(k - 1) not in SIGNS:
                return 0
            if self.kind[k] == WORD and self.raw(k) not in BEFORE_FIGURES:
                return 0
        return 0

    def number_at(self, j: int) -> Part | None:
        """Return the quantity, not an ordinal, whose numeral begins at the token *j*, if any."""
        k = self.numeral_begins(j)
        part = self.quantity(k, j) if k else None
        return part if part and part.kind not in ("none", "ordinal") else None

    def at_quantity(self, i: int) -> int:
        multiplier, part = self.multiplier(i), self.quantity(i, self.done)
        if part.kind == "none":
            return max(part.end, i + 1)
        if multiplier < min(i, part.first) and part.kind != "ordinal":
            return self.give(multiplier, self.whole(part.end), "unreadable")
        if part.kind == "count":
            if self.kind[i] == WORD and (end := self.word_fraction(part)):
                return end
            if end := self.innings(part) or self.ratio(part):
                return end
        return self.range(part) or self.emit(part)

    def multiplier(self, i: int) -> int:
        """Return where what multiplies or excludes the figure at *i* begins (twice 13, all but 13), or *i*."""
        at = i
        while at > self.done and self.touches(at - 1) and self.w(at - 1) in SIGNS:
            at -= 1
        if at > self.done and not self.spaced(at - 1):
            return i
        if self.w(at - 1) in _MULTIPLIERS and at - 1 >= self.done:
            return at - 1
        return at - 2 if self.phrase(at - 2, ("all", "but")) and at - 2 >= self.done else i

    def whole(self, end: int) -> int:
        """Return where an unreadable figure ends: with what touches it, and the scale words behind."""
        beyond = self.touches(end) and self.kind[end + 1] != SIGN and self.w(end) not in BREAKS
        if self.touches(end - 1) and (self.kind[end] != SIGN or beyond):
            end = max(end, self.glued(end)[1])
        while self.joined(end - 1) == end and (self.w(end) in SCALES or self.w(end) in PLURAL_SCALES):
            end += 1
        return end

    def emit(self, part: Part) -> int:
        """Give a quantity as the kind of figure that its surroundings make it, or pass it over."""
        if part.kind == "none":
            return max(self.done, part.end)
        first, end = part.first, part.end
        if part.kind == "bad":
            return self.give(first, self.whole(end), "unreadable")
        if part.kind == "vague":
            return self.give(first, end, "vague")
        if part.kind == "fraction":
            return self.digit_fraction(part)
        if part.kind == "year":
            return self.give_year(part)
        if part.kind == "ordinal":
            return self.give_ordinal(part)
        if part.kind == "count" and (end := self.emit_count(part)):
            return end
        is_hedged = not self.is_during(part)
        return self.give(
            first, part.end, part.kind, part.value(), part.bounds(), part.unit, hedged=is_hedged, core=self.core(part)
        )

    def core(self, part: Part) -> int:
        """Return where a figure begins without its article."""
        return part.first + (self.w(part.first) in ("a", "an"))

    def emit_count(self, part: Part) -> int:
        """Give a plain number that is a year, a ratio or multiplied, pass over a name; 0 where it is a count."""
        first, end, num = part.first, part.end, part.num
        if self.w(end) in ("bc", "bce", "ad", "ce") and self.raw(end).isupper():
            return self.give(first, end + 1, "unreadable")
        if self.is_year_part(part):
            return self.give_year(part)
        if (num.shape == "words" and self.is_pronoun(part)) or (num.shape == "plain" and self.is_label(part)):
            return end
        if self.w(end) in ("x", "×", "✕") and self.touches(end - 1):
            return self.give(first, self.whole(end + 1), "unreadable")
        is_time = self.w(end) == part.unit in TIME_UNITS
        is_part = is_time and self.phrase(end + 1, ("and", "a")) and self.w(end + 4) != "of"
        if is_part and self.w(end + 3) in _PARTS and all(map(self.spaced, range(end - 1, end + 3))):
            return self.give(first, end + 4, "unreadable")  # two hours and a half
        if self.w(end) == "times" and self.spaced(end) and (other := self.number_at(end + 1)):
            return self.give(first, self.whole(other.end), "unreadable")
        if end - first == 1 and self.kind[first] == OTHER:
            return self.give(first, end, "fraction", part.value(), part.bounds())
        if self.w(end) == "per" and self.spaced(end - 1) and self.is_digit(end + 1):
            per = self.quantity(end + 1, end + 1)
            if per.kind == "count" and not per.unit and per.value():  # a rate, such as 20 per 100 km, is no ratio
                return self.give(first, per.end, "ratio", part.value() / per.value())
        return 0

    def is_during(self, part: Part) -> bool:
        """Return whether "over" says in what time something was done, or over what it is spread, and not more than."""
        if self.w(part.first - 1) != "over" or part.first - 1 < self.done:
            return False
        before = self.w(part.first - 2)
        return before in WORDS["spread"] or (self.w(part.end) in TIME_UNITS and before not in WORDS["during"])

    # --- years, ordinals, pronouns, labels

    def is_year_part(self, part: Part) -> bool:
        num, end, p = part.num, part.end, part.first - 1
        if num.shape != "plain" or not self.is_year(end - 1) or end - 1 != part.first or part.unit:
            return False
        if self.alone and self.count == 1:
            return True
        if self.touches(p) and self.w(p) not in BREAKS | {"'", "’", "‘", "/", "-"}:
            return False
        year, before, counts = num.digits, self.w(p), self.is_counted(end)
        _, hedge = self.hedge_before(part.first)
        if hedge and (counts or (hedge[1] != "about" and before not in ("before", "since"))):
            return False
        if before in _YEAR_STRONG:
            return not (counts and year % 100 == 0)
        if year < 1900 and before not in _YEAR_BEFORE:
            return before == "(" and self.w(end) in (")", "-", "–")
        if counts and before in _YEAR_BEFORE:
            return year >= 1900 and year % 100 != 0 and before not in _BEFORE_COUNTS
        return not counts

    def is_counted(self, i: int) -> bool:
        """Return whether a noun in the plural stands at the token *i*, which a number before it would count."""
        word = self.w(i)
        if not self.spaced(i - 1) or i >= self.count or self.kind[i] != WORD or not self.raw(i)[0].islower():
            return False
        return word in WORDS["people"] or (word.endswith("s") and word not in WORDS["singular"] and len(word) > 3)

    def give_year(self, part: Part) -> int:
        value = part.value()
        return self.give(part.first, part.end, "year", value, (value, value))

    def give_ordinal(self, part: Part) -> int:
        value = part.value()
        if self.is_adverb(part):
            return part.end
        core = self.core(part)
        return self.give(part.first, part.end, "ordinal", value, (value, value), hedged=False, core=core)

    def is_adverb(self, part: Part) -> bool:
        """Return whether "first" or "second" is no ordinal of a noun: first, they left; a second later."""
        end, first = part.end, part.first
        if self.kind[end - 1] != WORD or part.num.digits > 2 or end - first > 1 or self.alone:
            return False
        before, after = self.w(first - 1), self.w(end)
        if not self.spaced(first - 1) or before not in _ORDINAL_BEFORE or before == "at" or end >= self.count:
            return True
        if self.kind[end] == SIGN and (
            before in ("from", "and", "or", "to", "by", "on", "in") or (after not in DASHES and before != "the")
        ):
            return True
        is_time = self.kind[end] != WORD or after in WORDS["fraction-after"] or after in _AFTER_SECONDS
        if self.w(first) == "second" and before in _BEFORE_SECONDS and is_time:
            return True
        return after in ("lady", "minister", "ladies", "aid", "responders", "responder", "hand", "world")

    def is_pronoun(self, part: Part) -> bool:
        """Return whether "one" stands for a person or thing, and counts nothing."""
        if self.w(part.first) != "one" or part.num.end - part.first > 1 or self.alone:
            return False
        end = part.end
        if self.hedge_before(part.first)[1]:
            return False
        if part.num.end < end:
            return self.w(part.num.end + 1) in ("off", "sided", "on", "to", "time", "upmanship", "stop")
        if self.w(part.first - 1) in WORDS["pronoun-before"] and self.spaced(part.first - 1):
            return True
        if end >= self.count or self.kind[end] != WORD or not self.spaced(end - 1):
            return True
        return self.w(end) in WORDS["pronoun-after"] or (self.w(end).endswith("ly") and self.w(end) != "family")

    def is_label(self, part: Part) -> bool:
        """Return whether a bare integer is the name of what stands before it (Flight 370, page 12)."""
        p = part.first - 1
        if p < 0 or (not self.spaced(p) and self.w(p) != "."):
            return False
        if self.w(p) == "." and self.w(p - 1) in ("p", "pp", "fig", "vol", "sec", "ch", "para"):
            return True
        if self.w(p) not in _LABELS or part.end - 1 != part.first or self.w(p - 1) in CARDINALS:
            return False
        if self.w(p - 1) in ("this", "that", "each", "every", "any", "which"):
            return False
        return self.raw(p)[0].isupper() or self.w(p) in WORDS["label-lower"]

    # --- ratios and scores

    def innings(self, part: Part) -> int:
        """Return where a score of cricket (245 for 6, 5 for 42) ends, or 0."""
        k = part.end + 1
        if part.num.shape != "plain" or self.w(k - 1) != "for" or not self.is_digit(k):
            return 0
        counts = self.spaced(k) and self.kind[k + 1] == WORD and self.w(k + 1) not in WORDS["pronoun-after"]
        if counts or not self.near(part.first, 6) & WORDS["cricket"]:
            return 0
        return k + 1 if min(part.num.digits, int(self.word[k][:4])) <= 10 else 0

    def ratio(self, part: Part) -> int:
        """Read one in five, 1 in 73, four out of ten; 0 where it is none."""
        j = part.end
        if part.num.shape not in ("plain", "words") or j != part.num.end:
            return 0
        k, is_share = j, True
        if self.w(j) == "-" and self.touches(j) and self.w(j + 1) == "in" and self.w(j + 2) == "-":
            k, is_share = j + 3, False
        elif not self.spaced(j - 1):
            return 0
        elif self.w(j) == "in":
            k, is_share = j + 1, False
        elif self.phrase(j, ("out", "of")) or self.phrase(j, ("of", "every")):
            k = j + 2
        else:
            return 0
        if self.w(k) == "every":
            k, is_share = k + 1, True
        other = self.below(k)
        if other is None or other.kind != "count" or other.num.shape == "dozen" or other.num.exponent < 0:
            return 0
        above, below = part.value(), other.value()
        if not 0 < above < below or not (is_share or self.is_rate(other, above, below)):
            return 0
        return self.give(part.first, other.end, "ratio", above / below)

    def below(self, k: int) -> Part | None:
        """Return the number of which a ratio is, at the token *k*."""
        if self.w(k) in ("a", "an"):
            return self.finished(k + 1, self.words(k + 1, 1)) if self.w(k + 1) in SCALES else None
        return self.quantity(k, k) if self.is_digit(k) or self.w(k) in CARDINALS else None

    def is_rate(self, other: Part, above: float, below: float) -> bool:
        """Return whether "12 in 24" is a ratio, not a number within a time, a measure or a year."""
        if self.w(other.end) in TIME_UNITS or (other.unit and other.end > other.num.end):
            return False
        if self.is_year(other.first) and other.end == other.first + 1:
            return False
        return above == 1 or below <= 10 or below in (12, 20, 100, 1000, 10000, 100000, 1000000)

    # --- ranges

    def range(self, part: Part) -> int:
        """Read the range that begins with the quantity *part*; 0 where none does."""
        if part.kind not in ("count", "money", "percent") or part.num.shape == "dozen":
            return 0
        first = part.first
        before = self.w(first - 1) if first - 1 >= self.done and self.spaced(first - 1) else ""
        k, hyphen = self.second_of_range(part, before)
        if not k:
            return 0
        article = self.w(k) in ("a", "an")
        anchor = (self.numeral_begins(k) if k < self.count else 0) or (k if article or self.w(k) == "half" else 0)
        if not anchor:
            return 0
        if article:
            other = self.finished(k, self.words(k + 1, 1)) if self.w(k + 1) in SCALES and self.joined(k) else None
        else:
            other = self.quantity(anchor, k)
        if other is None or (other.first != k and not article):
            return 0
        if other.kind == "bad":
            return self.give(first, self.whole(other.end), "unreadable") if hyphen else 0
        if years := self.year_range(part, other, anchor, hyphen, before):
            return years
        if not hyphen and self.w(first - 1) in ("in", "since", "during") and self.is_year_part(part):
            return 0  # from 7 million in 2014 to 2.8 million
        if hyphen and self.hyphen_at(other.end) and self.kind[other.end + 1] != WORD:
            return self.glued(other.end)[1]
        if other.num.shape == "dozen" and other.end == other.num.end:
            return self.give(first, other.end, "unreadable") if part.num.digits < 12 else 0
        if other.kind not in ("count", "money", "percent") or other.num.shape in ("dozen", "ordinal"):
            return 0
        return self.give_range(part, other, hyphen, before)

    def second_of_range(self, part: Part, before: str) -> tuple[int, bool]:
        """Return where the second number of a range stands, or 0, and whether only a stroke is between."""
        j = part.end
        dash = self.w(j) in DASHES
        if dash and self.touches(j) and self.w(j + 1) == "to" and self.touches(j - 1):
            is_joined = self.touches(j + 1) and self.w(j + 2) in DASHES
            return (j + 3, is_joined) if is_joined or not self.touches(j + 1) else (0, False)
        if dash and j < self.count and self.touches(j - 1) == self.touches(j):
            is_break = not self.touches(j) and self.w(j) in "-—"
            is_word = self.touches(j) and self.w(j + 1) == "and" and self.touches(j + 1)
            return (0, False) if is_break or is_word else (j + 1, True)
        if self.w(j) == "/" and self.touches(j - 1) and self.is_year(j - 1):
            return j + 1, True
        is_and = self.w(j) == "and" and before in ("between", "from")
        if self.spaced(j - 1) and (self.w(j) in ("to", "through", "or") or is_and):
            return j + 1, False
        return 0, False

    def give_range(self, part: Part, other: Part, hyphen: bool, before: str) -> int:
        first = part.first
        if part.kind == other.kind == "count" and part.num.shape == "plain" and self.is_label(part):
            return other.end
        if {part.kind, other.kind} == {"money", "percent"} or (part.kind == "percent" and other.kind == "count"):
            return 0
        if part.kind == "money" and other.kind == "count" and not hyphen and other.unit:
            return 0
        if part.kind == other.kind == "money" and part.unit == "cents" and other.unit != "cents":
            return 0
        low, high = part._replace(num=self.scaled_alike(part, other)), other
        plain = low.num.shape == high.num.shape == "plain"
        if not low.value() < high.value():
            if hyphen and plain and part.kind == other.kind == "count" and not other.unit:
                if max(len(str(low.num.digits)), len(str(high.num.digits))) <= 3:
                    return other.end  # a score
                return self.give(first, self.whole(other.end), "unreadable")
            voted = self.w(part.end) == "to" and self.near(first, 5) & {"vote", "voted", "votes"} and plain
            return other.end if voted else 0
        if self.w(part.end) == "or" and not self.is_guess(low.num, high.num):
            return 0
        small = hyphen and plain and other.kind == "count" and not other.unit and high.num.digits < 30
        led = self.hedge_before(first)[0]  # the "up" of "up to 10-15" is no lead in a match
        if small and (self.near(led, 4) & WORDS["score"] or low.num.digits == 0):
            return other.end
        if self.w(part.end) == "to" and before != "between":
            near = self.near(led, 5)
            if near & WORDS["change"] or (near & WORDS["score"] and plain and high.num.digits < 20):
                return 0
        is_led = before in ("between", "from")
        head, way = first - is_led, None
        if head > self.done:
            head, way = self.hedge_before(head)
        unit = other.unit or part.unit
        if part.kind == "money" and (other.unit is None or unit == "$"):
            unit = part.unit
        bounds = low.bounds()[0], high.bounds()[1]
        return self.give(head, other.end, "range", None, bounds, unit, hedged=False, way=way, core=first)

    def scaled_alike(self, part: Part, other: Part) -> Num:
        """Return the first numeral of a range with the scale, percent or cents of the second: 2 to 3 million."""
        one, two = part.num, other.num
        if one.shape in ("plain", "words", "decimal") and two.shape == "scaled":
            printed = self.printed(other)
            is_less = number(one.digits, one.exponent) < number(printed.digits, printed.exponent)
            if is_less and len(str(one.digits)) <= 3:
                exponent = one.exponent + two.exponent - printed.exponent
                one = one._replace(exponent=exponent, rounded=True, shape="scaled")
        if other.kind == "percent":
            one = one._replace(rounded=True)
        in_cents = other.kind == "money" and two.exponent == -2 and not two.rounded
        if in_cents and part.kind == "count" and one.exponent == 0:
            one = one._replace(exponent=-2)
        return one

    @staticmethod
    def is_guess(one: Num, two: Num) -> bool:
        """Return whether "three or four", "20 or 30" is one guess: neighbours in their last place that is not 0."""
        if one.shape != two.shape or one.shape not in ("words", "plain") or two.digits > 100:
            return False
        step = 10 if one.digits % 10 == two.digits % 10 == 0 else 1
        return two.digits - one.digits <= 2 * step

    def printed(self, part: Part) -> Num:
        """Return the numeral of a scaled quantity without its scale."""
        i = part.first
        while i < part.end and self.kind[i] != DIGIT and self.w(i) not in CARDINALS:
            i += 1
        num = self.group(i) if i < part.end and self.kind[i] == DIGIT else None
        if num and num.shape in ("plain", "decimal", "grouped"):
            return num
        return Num(part.end, part.num.digits, 0, False, "words")

    def year_range(self, part: Part, other: Part, anchor: int, hyphen: bool, before: str) -> int:
        """Read 2024-25, 1996–2000, from 2019 to 2023; 0 where it is none."""
        if part.num.shape != "plain" or part.kind != "count" or part.end - 1 != part.first:
            return 0
        if not self.is_year(part.first) or other.num.end != anchor + 1 or other.first != anchor:
            return 0
        one, raw, is_led = part.num.digits, self.raw(anchor), before in ("between", "from")
        two = int(raw) if self.is_year(anchor) else one // 100 * 100 + int(raw) if hyphen and len(raw) == 2 else 0
        if two <= one or not (hyphen or is_led or self.w(part.end) in ("to", "through")):
            return 0
        first = part.first
        return self.give(first - is_led, other.num.end, "range", None, (one, two), "year", hedged=False, core=first)

    # --- what is no figure

    def is_mark(self, i: int) -> bool:
        """Return whether the digits at *i* are a mark of a note or a list: [1], (1) and 1. before a text."""
        touches, before, after = self.touches(i - 1), self.w(i - 1), self.w(i + 1)
        if self.kind[i] == OTHER:
            return self.w(i) not in VULGAR or (touches and self.kind[i - 1] == WORD)
        if before == "[" and touches and after in ("]", ",", "-", "–") and self.touches(i):
            return True
        if len(self.word[i]) > 2:
            return False
        if before == "(" and after == ")" and touches and self.touches(i):
            opens = i == 1 or self.w(i - 2) in ".;:,!?" or self.w(i - 2) in ("and", "or") or self.touches(i - 2)
            return opens and i + 2 < self.count and self.kind[i + 2] == WORD
        starts = i == 0 or "\n" in self.text[self.end[i - 1] : self.start[i]]
        is_numbered = starts and after in (".", ")") and self.touches(i) and self.spaced(i + 1)
        return is_numbered and self.kind[i + 2] != DIGIT and not self.alone

    def is_telephone(self, i: int) -> bool:
        """Return whether a telephone number begins at *i*: groups of digits that no figure is printed with."""
        if self.kind[i] != DIGIT:
            return False
        end = self.telephone_end(i)
        groups = [self.raw(k) for k in range(i, end) if self.kind[k] == DIGIT]
        if len(groups) < 2 or not 7 <= sum(map(len, groups)) <= 15:
            return False
        if self.w(i - 1) == "+" and self.touches(i - 1):
            return True
        grouped = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0][0] != "0"
        if grouped and all(self.text[self.end[k] : self.start[k + 1]] in GROUP_SPACES for k in range(i, end - 1)):
            return False
        if groups[0][0] == "0" and len(groups[0]) > 1:
            return True
        signs = {self.w(k) for k in range(i, end) if self.kind[k] == SIGN}
        return signs == {"-"} and len(groups[-1]) == 4 and len(groups[-2]) == 3

    def telephone_end(self, i: int) -> int:
        end = i + 1
        while end < min(self.count, i + 16):
            group = self.kind[end] == DIGIT and self.text[self.end[end - 1] : self.start[end]] in ("", " ", "\u00a0")
            if not group and not (self.w(end) in "-()‑" and self.is_digit(end + 1) and self.touches(end)):
                break
            end += 1
        return end
