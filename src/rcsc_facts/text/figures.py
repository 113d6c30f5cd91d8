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
from rcsc_facts.text.measures import BEFORE_FIGURES, SIGNS, TIME_UNITS, Part
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
)
from rcsc_facts.text.tokens import BREAKS, DASHES, DIGIT, GROUP_SPACES, MONTH, OTHER, SIGN, WORD, WORDS

__all__ = ["KINDS", "MAX_DIGITS", "MAX_VALUE", "TOLERANCES", "Figure", "figures", "read", "same", "tolerated"]

KINDS = tuple("count money percent ordinal year date time ratio fraction range vague unreadable".split())
"""What a figure may be; the last three have no value."""

TOLERANCES = {"low": (1.0, 1.1), "high": (0.9, 1.0), "about": (0.9, 1.1)}
"""By the way a hedge opens a figure: the factors between which it is expected where figures are judged."""

_DETERMINERS = WORDS["determiner"]
_YEAR_STRONG = WORDS["year-strong"]
_YEAR_BEFORE = _YEAR_STRONG | WORDS["year-before"]
_NOT_PLURAL = WORDS["singular"]
_PRONOUN_BEFORE = WORDS["pronoun-before"]
_ORDINAL_BEFORE = _DETERMINERS | WORDS["ordinal-before"]
_LABELS = WORDS["label"]
_SCORE_WORDS, _CHANGE_WORDS, _CRICKET = WORDS["score"], WORDS["change"], WORDS["cricket"]
_MULTIPLIERS = WORDS["multiplier"]


def figures(text: str) -> list[Figure]:
    """Return the figures, dates and times of a running *text*, in their order; none overlaps another."""
    return _Reader(text).all()


def read(text: str) -> Figure | None:
    """Return *text* as one figure ("more than 13", "$10.7 million", "12th"), or None where it is not one, whole."""
    stripped = text.strip()
    found = _Reader(stripped, alone=True).all()
    return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(stripped)) else None


_SAME_KIND = {"year": "count", "ordinal": "ordinal"}


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


def tolerated(figure: Figure) -> tuple[int | float | None, int | float | None]:
    """Return the bounds within which *figure* is expected when it is judged against another (TOLERANCES)."""
    way = way_of(figure.hedge)
    if way is None or not isinstance(figure.value, int | float):
        return figure.low, figure.high
    factors = TOLERANCES[way]
    bounds = sorted(_plain(figure.value * factor) for factor in factors)
    return bounds[0], bounds[1]


def _plain(value: float) -> int | float:
    rounded = round(value, 12)
    return int(rounded) if rounded == int(rounded) else rounded


def _compatible(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return True
    dollars = {"$", "dollars", "USD"}
    return (one in dollars and other in dollars) or one.rstrip("s") == other.rstrip("s")


class _Reader(Dates):
    """One pass over one text."""

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
            if i > 0 and self.touches(i - 1) and self.kind[i - 1] == DIGIT:
                return i + 1
            return self.at_word(i)
        if self.is_mark(i):
            return i + 1
        for reading in (self.numeric_date, self.clock, self.day_first):
            end = reading(i)
            if end:
                return end
        if self.is_telephone(i):
            return self.telephone_end(i)
        return self.at_quantity(i)

    def at_word(self, i: int) -> int:
        word = self.w(i)
        if word in MONTH and (end := self.month_first(i)):
            return end
        if word in ("half", "quarter") and (end := self.spoken_part(i)):
            return end
        article = i - 1 if i > self.done and self.w(i - 1) in ("a", "an") and self.joined(i - 1) == i else i
        if word in ("half", "quarter") or (word in DENOMINATORS and article < i):
            if end := self.part_of(article, i):
                return end
            if word in ("half", "quarter"):
                return i + 1
        if word in VAGUE or word == "couple":
            return self.vague(i)
        if word in SCALES or word == "dozen":
            return self.at_scale(article, i)
        if word in ORDINALS and (end := self.day_first(i)):
            return end
        if word not in CARDINALS and word not in ORDINALS:
            return i + 1
        if (
            self.w(i - 1) in DASHES
            and self.touches(i - 1)
            and self.touches(i - 2)
            and i - 2 >= 0
            and self.kind[i - 2] == WORD
            and self.w(i - 2) not in ("to", "and", "mid")
        ):
            return i + 1
        if self.touches(i - 1) and self.w(i - 1) in "@#/" and i:
            return i + 1
        if end := self.spoken_time(i):
            return end
        return self.at_quantity(i)

    def at_scale(self, article: int, i: int) -> int:
        """Read "a million", "a hundred and twenty", "a dozen"; "several thousand" is vague."""
        if article < i:
            before = self.w(article - 1)
            if before in ("half", "quarter") and self.spaced(article - 1):
                return i + 1
            num = Num(i + 1, 12, 0, False, "dozen") if self.w(i) == "dozen" else self.words(i, 1)
            return self.emit(self.finished(article, self.and_a_half(num) if num else num))
        lead = i - 1
        if lead >= self.done and self.joined(lead) == i:
            word = self.w(lead)
            if word == "of" and self.w(lead - 1) == "couple":
                lead -= 1
                word = "couple"
            if word in ("several", "few", "many", "some", "couple"):
                if self.w(lead - 1) == "a" and lead - 1 >= self.done:
                    lead -= 1
                end = i + 1
                while self.joined(end - 1) and self.w(self.joined(end - 1)) in SCALES:
                    end = self.joined(end - 1) + 1
                return self.give(lead, end, "vague", core_end=end)
        return i + 1

    def vague(self, i: int) -> int:
        """Read dozens, hundreds of thousands, scores of, a couple of: noticed, without a value."""
        word, first, end = self.w(i), i, i + 1
        if self.w(i - 1) in ("per", "the") and word == "couple":
            return end
        if word == "couple":
            if self.w(i - 1) != "a" or not (
                self.w(end) == "of" or self.w(end) in SCALES or self.w(end) in TIME_UNITS or self.w(end) == "dozen"
            ):
                return end
            first = i - 1
            if self.w(end) == "of":
                end += 1
            while self.w(end) in SCALES or self.w(end) == "dozen":
                end += 1
            return self.give(first, end, "vague")
        if word == "scores" and self.w(end) not in ("of", "more", "were", "are", "died", "have", "had"):
            return end
        if word == "tens" and self.w(end) != "of":
            return end
        while (
            first - 1 >= self.done
            and self.spaced(first - 1)
            and self.w(first - 1) in ("many", "several", "few", "a", "some")
        ):
            first -= 1
        while self.w(end) in ("of", "upon", "and") and self.w(end + 1) in VAGUE:
            end += 2
        if word in ("dozens", "scores", "tens") and self.w(end) == "of" and self.w(end - 1) == word:
            end += 1
        return self.give(first, end, "vague")

    def part_of(self, first: int, i: int) -> int:
        """Read a fraction of one at the token *i* (half, a third, a quarter of a million), *first* with its article."""
        word, end = self.w(i), i + 1
        if first == i and self.w(i - 1) in WORDS["part-before"] and not (word == "half" and self.w(i - 1) == "the"):
            return 0
        if (
            self.touches(i)
            and self.w(end) in DASHES
            and word == "half"
            and self.w(end + 1) not in ("a", "million", "dozen", "billion")
        ):
            return 0
        if self.touches(i) and self.w(end) in DASHES and word == "quarter":
            return 0
        if self.w(first - 1) in DASHES and first and self.touches(first - 1):
            return 0
        prior, j = i, self.joined(i)
        if word == "half" and self.w(j) in ("a", "an") and j and self.joined(j):
            prior, j = j, self.joined(j)
        elif word != "half" and self.w(j) == "of" and self.w(j + 1) in ("a", "one") and self.joined(j + 1):
            prior, j = j + 1, self.joined(j + 1)
        elif word == "half" and self.w(j) == "of" and self.w(j + 1) in ("one", "a") and self.percent(j + 2):
            prior, j = j + 1, j + 2
        if j:
            digits, exponent = (5, -1) if word == "half" else (25, -2)
            if word in ("half", "quarter"):
                if self.w(j) == "dozen":
                    return self.emit(
                        self.finished(first, Num(j + 1, digits * 12 // 10 if word == "half" else 3, 0, False, "dozen"))
                    )
                if self.w(j) in SCALES:
                    return self.emit(
                        self.finished(first, self.scaled(Num(prior + 1, digits, exponent, True, "decimal")))
                    )
                if self.percent(j):
                    return self.emit(self.finished(first, Num(prior + 1, digits, exponent, True, "decimal")))
            elif self.w(j) in SCALES:
                return self.give(first, j + 1, "unreadable")
        if self.w(end) in _LABELS or self.w(end) == "past":
            return 0
        return self.fraction(first, end, 1, DENOMINATORS[word])

    def fraction(self, first: int, end: int, above: int, below: int) -> int:
        """Give a fraction, unless it is an ordinal or an adverb; what it multiplies makes it unreadable."""
        j = end
        while j < end + 3 and self.w(j) in ("of", "all", "the", "these", "those", "its", "their"):
            j += 1
        if (
            j < self.count
            and (j > end or below == 2)
            and self.spaced(j - 1)
            and not self.is_year(j)
            and (k := self.numeral_begins(j))
        ):
            part = self.quantity(k, j)
            if (
                part
                and part.kind not in ("none", "ordinal")
                and part.first <= j
                and not (self.w(j) == "one" and above == 1)
            ):
                return self.give(first, part.end, "unreadable")
        nxt = self.w(end)
        free = end >= self.count or self.kind[end] == SIGN or nxt in WORDS["fraction-after"]
        before = self.w(first - 1)
        led = before in ("by", "than", "almost", "nearly", "about", "over", "under", "around") or self.alone
        if above == 1 and not (free or led):
            return 0
        if above == 1 and below == 2 and self.touches(end - 1) and nxt in DASHES:
            return 0
        if above == 1 and below == 2 and before == "in":
            return 0
        return self.give(first, end, "fraction", above / below, (above / below, above / below))

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

    def at_quantity(self, i: int) -> int:
        floor = self.done
        multiplier = self.multiplier(i)
        part = self.quantity(i, floor)
        if part is None:
            return i + 1
        if part.kind == "none":
            return max(part.end, i + 1)
        if multiplier < i and part.kind != "ordinal" and multiplier >= floor and multiplier < part.first:
            return self.give(multiplier, self.whole(part.end), "unreadable")
        if (
            part.kind in ("count",)
            and self.kind[i] == WORD
            and part.num.shape in ("words",)
            and part.end == part.num.end
        ):
            j = self.joined(part.end - 1)
            word = self.w(j)
            if (
                j
                and word in DENOMINATORS
                and word != "second"
                and (word != "half" or part.num.digits == 1)
                and (word.endswith("s") or part.num.digits == 1)
                and not (part.num.digits == 1 and word.endswith("s"))
            ) and (part.num.digits == 1 or part.num.digits < DENOMINATORS[word]):
                return self.word_fraction(part, j)
        if part.kind == "count" and (end := self.innings(part)):
            return end
        if part.kind == "count" and (end := self.ratio(part)):
            return end
        if end := self.range(part):
            return end
        return self.emit(part)

    def word_fraction(self, part: Part, j: int) -> int:
        """Read two-thirds, three quarters of a million, one-tenth at a numerator and its denominator's token *j*."""
        above, below, end = part.num.digits, DENOMINATORS[self.w(j)], j + 1
        if self.w(end) == "of" and self.w(end + 1) in ("a", "one"):
            of = end + 2
            if self.w(of) in SCALES or self.percent(of):
                if 1000 % below:
                    return self.give(part.first, of + 1, "unreadable")
                digits, exponent = above * 1000 // below, -3
                while digits % 10 == 0:
                    digits, exponent = digits // 10, exponent + 1
                return self.emit(self.finished(part.first, self.scaled(Num(of, digits, exponent, True, "decimal"))))
        if (
            part.num.digits == 1
            and self.w(j) == "quarter"
            and not (self.w(end) in WORDS["fraction-after"] or self.kind[min(end, self.count - 1)] == SIGN)
        ):
            return self.emit(part)
        led = self.fraction(part.first, end, above, below)
        return led or self.give(part.first, end, "fraction", above / below, (above / below, above / below))

    def multiplier(self, i: int) -> int:
        """Return where what multiplies or excludes the figure at *i* begins (twice 13, all but 13), or *i*."""
        at = i
        while at > self.done and self.kind[at - 1] == SIGN and self.touches(at - 1) and self.w(at - 1) in SIGNS:
            at -= 1
        if at > self.done and not self.spaced(at - 1):
            return i
        if self.w(at - 1) in _MULTIPLIERS and at - 1 >= self.done:
            return at - 1
        if self.phrase(at - 2, ("all", "but")) and at - 2 >= self.done:
            return at - 2
        return i

    def whole(self, end: int) -> int:
        """Return where an unreadable figure ends: with what touches it, and the scale words behind."""
        if (self.touches(end - 1) and self.kind[end] in (WORD, DIGIT, OTHER)) or (
            self.touches(end - 1) and self.touches(end) and self.kind[end + 1] != SIGN and self.w(end) not in BREAKS
        ):
            end = max(end, self.glued(end)[1])
        while self.joined(end - 1) == end and (self.w(end) in SCALES or self.w(end) in PLURAL_SCALES):
            end += 1
        return end

    def emit(self, part: Part | None) -> int:
        """Give a quantity as the kind of figure that its surroundings make it, or pass it over."""
        if part is None or part.kind == "none":
            return max(self.done, part.end if part else 0)
        first, end, num = part.first, part.end, part.num
        if part.kind == "bad":
            return self.give(first, self.whole(end), "unreadable")
        if part.kind == "vague":
            return self.give(first, end, "vague")
        if part.kind == "fraction":
            if (
                num.low not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 32, 50, 64, 100, 1000)
                or num.digits >= num.low
            ):
                return (
                    end
                    if (num.digits, num.low) in ((9, 11), (24, 7), (7, 7), (50, 50)) or num.digits > num.low
                    else self.give(first, end, "unreadable")
                )
            return self.fraction_digits(part)
        if part.kind == "count" and self.w(end) in ("bc", "bce", "ad", "ce") and self.raw(end).isupper():
            return self.give(first, end + 1, "unreadable")
        if part.kind == "year" or (part.kind == "count" and self.is_year_part(part)):
            return self.give_year(part)
        if part.kind == "ordinal":
            return self.give_ordinal(part)
        if part.kind == "count" and num.shape == "words" and self.is_pronoun(part):
            return end
        if part.kind == "count" and num.shape == "plain" and self.is_label(part):
            return end
        if part.kind == "count" and self.w(end) in ("x", "×", "✕") and end < self.count and self.touches(end - 1):
            return self.give(first, self.whole(end + 1), "unreadable")
        if (
            part.kind == "count"
            and self.w(end) == "times"
            and end + 1 < self.count
            and self.numeral_begins(end + 1)
            and self.spaced(end)
        ):
            k = self.numeral_begins(end + 1)
            other = self.quantity(k, end + 1)
            if other and other.kind not in ("none", "ordinal"):
                return self.give(first, self.whole(other.end), "unreadable")
        kind = part.kind
        unit = part.unit
        if kind == "count" and end - first == 1 and self.kind[first] == OTHER:
            return self.give(first, end, "fraction", part.value(), part.bounds())
        if (
            kind == "count"
            and self.w(end) == "per"
            and self.spaced(end - 1)
            and end + 1 < self.count
            and self.kind[end + 1] == DIGIT
        ):
            other = self.quantity(end + 1, end + 1)
            if other and other.kind == "count" and other.value():
                return self.give(first, other.end, "ratio", part.value() / other.value())
        if part.num.shape == "ordinal":
            kind = "ordinal"
        if part.kind != "count" or self.w(end - 1) not in ("old",):
            return self.give(
                first,
                end,
                kind,
                part.value(),
                part.bounds(),
                unit,
                hedged=not self.is_during(part),
                core=self.core(part),
            )
        return self.give(first, end, kind, part.value(), part.bounds(), unit, core=self.core(part))

    def core(self, part: Part) -> int:
        return part.first + 1 if self.w(part.first) in ("a", "an") else part.first

    def fraction_digits(self, part: Part) -> int:
        value = part.num.digits / part.num.low
        if (
            self.w(part.end) == "of"
            and self.spaced(part.end - 1)
            and part.end + 1 < self.count
            and self.numeral_begins(part.end + 1)
        ):
            other = self.quantity(self.numeral_begins(part.end + 1), part.end + 1)
            if other and other.kind not in ("none", "ordinal"):
                return self.give(part.first, other.end, "unreadable")
        return self.give(part.first, part.end, "fraction", -value if part.negative else value, (value, value))

    def is_during(self, part: Part) -> bool:
        """Return whether "over five years" speaks of a time in which something was done, not of more than it."""
        if self.w(part.first - 1) != "over" or self.w(part.end) not in TIME_UNITS or part.first - 1 < self.done:
            return False
        return self.w(part.first - 2) not in WORDS["during"]

    def is_year_part(self, part: Part) -> bool:
        num, end = part.num, part.end
        if num.shape != "plain" or not self.is_year(part.end - 1) or part.end - 1 != part.first or part.unit:
            return False
        year, before, after = num.digits, self.w(part.first - 1), self.w(end)
        if self.alone and self.count == 1:
            return True
        plural = (
            self.spaced(end - 1)
            and end < self.count
            and self.kind[end] == WORD
            and (after in WORDS["people"] or (after.endswith("s") and after not in _NOT_PLURAL and len(after) > 3))
            and self.raw(end)[0].islower()
        )
        if (
            not self.spaced(part.first - 1)
            and part.first > 0
            and self.w(part.first - 1) not in BREAKS | {"'", "’", "‘", "/", "-"}
        ):
            return False
        _, hedge = self.hedge_before(part.first)
        if hedge and hedge[1] != "about" and before not in ("before", "since"):
            return False
        if hedge and plural:
            return False
        if self.w(part.first - 1) in (">", "<"):
            return False
        if before in _YEAR_STRONG:
            return not (plural and year % 100 == 0)
        if year < 1900 and before not in _YEAR_BEFORE:
            return self.w(part.first - 1) == "(" and self.w(end) in (")", "-", "–")
        if before in _YEAR_BEFORE:
            return not plural or (
                year >= 1900
                and year % 100 != 0
                and before not in ("of", "to", "from", "and", "for", "by", "or", "than", "into")
            )
        return not plural

    def give_year(self, part: Part) -> int:
        end = part.end
        if self.w(end) in ("bc", "bce") and self.spaced(end - 1):
            return self.give(part.first, end + 1, "unreadable")
        value = part.value()
        return self.give(part.first, end, "year", value, (value, value))

    def give_ordinal(self, part: Part) -> int:
        end, first = part.end, part.first
        if (
            self.kind[end - 1] == WORD
            and part.num.digits <= 2
            and part.num.end - first == 1
            and self.kind[first] == WORD
            and not self.alone
        ):
            before, after = self.w(first - 1), self.w(end)
            if (
                not self.spaced(first - 1)
                or before not in _ORDINAL_BEFORE
                or (
                    before in ("at", "from", "and", "or", "to", "by", "on", "in")
                    and self.kind[min(end, self.count - 1)] == SIGN
                )
            ):
                return end
            if end >= self.count or (self.kind[end] == SIGN and after not in DASHES and before not in ("the",)):
                return end
            if (
                before in ("a", "an", "any", "each", "every", "one", "per", "in", "for", "of", "on", "to", "by", "at")
                and self.w(first) == "second"
                and (
                    self.kind[end] != WORD
                    or after in WORDS["fraction-after"]
                    or after in ("later", "before", "ago", "after")
                )
            ):
                return end
            if before == "at":
                return end
            if after in ("lady", "minister", "ladies", "aid", "responders", "responder", "hand", "world"):
                return end
        value = part.value()
        return self.give(first, end, "ordinal", value, (value, value), hedged=False)

    def is_pronoun(self, part: Part) -> bool:
        """Return whether "one" stands for a person or thing, and counts nothing."""
        if self.w(part.first) != "one" or part.num.end - part.first > 1 or self.alone:
            return False
        end, before = part.end, self.w(part.first - 1)
        if self.hedge_before(part.first)[1]:
            return False
        if part.num.end < part.end:
            return self.w(part.num.end + 1) in ("off", "sided", "on", "to", "time", "upmanship", "stop")
        if before in _PRONOUN_BEFORE and self.spaced(part.first - 1):
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

    def innings(self, part: Part) -> int:
        """Return where a score of cricket (245 for 6, 5 for 42) ends, or 0."""
        k = part.end + 1
        if part.num.shape != "plain" or self.w(k - 1) != "for" or k >= self.count or self.kind[k] != DIGIT:
            return 0
        near = self.near(part.first, 6)
        counts = self.spaced(k) and self.kind[k + 1] == WORD and self.w(k + 1) not in WORDS["pronoun-after"]
        if counts or not near & _CRICKET or min(part.num.digits, int(self.word[k][:4])) > 10:
            return 0
        return k + 1

    def ratio(self, part: Part) -> int:
        """Read one in five, 1 in 73, four out of ten; 0 where it is none."""
        j = part.end
        if part.num.shape not in ("plain", "words") or part.end != part.num.end:
            return 0
        hyphened = self.w(j) == "-" and self.touches(j) and self.w(j + 1) == "in" and self.w(j + 2) == "-"
        if not hyphened and not self.spaced(j - 1):
            return 0
        if hyphened:
            k = j + 3
        elif self.w(j) == "in":
            k = j + 1
        elif (self.w(j) == "out" and self.w(j + 1) == "of") or (self.w(j) == "of" and self.w(j + 1) == "every"):
            k = j + 2
        elif self.w(j) in DASHES:
            return 0
        else:
            return 0
        out = k == j + 2
        if self.w(k) == "every" or self.w(k - 1) == "every":
            k, out = k + (self.w(k) == "every"), True
        if self.w(k) in ("a", "an"):
            k += 1
            other = self.finished(k, self.words(k, 1)) if self.w(k) in SCALES else None
        elif k < self.count and (self.kind[k] == DIGIT or self.w(k) in CARDINALS):
            other = self.quantity(k, k)
        else:
            return 0
        if other is None or other.kind != "count" or other.num.shape == "dozen" or other.num.exponent < 0:
            return 0
        above, below = part.value(), other.value()
        if not 0 < above < below:
            return 0
        after = self.w(other.end)
        if not out:
            if after in TIME_UNITS or (other.unit and other.end > other.num.end):
                return 0
            if self.is_year(k) and other.end == k + 1:
                return 0
            if above > 1 and below > 10 and below not in (100, 1000, 10000, 100000, 1000000, 20, 12):
                return 0
        return self.give(part.first, other.end, "ratio", above / below)

    def range(self, part: Part) -> int:
        """Read the range that begins with the quantity *part*; 0 where none does."""
        if part.kind not in ("count", "money", "percent") or part.num.shape in ("dozen",):
            return 0
        first, j = part.first, part.end
        before = self.w(first - 1) if first - 1 >= self.done and self.spaced(first - 1) else ""
        if self.w(part.end - 1) in DASHES:
            return 0
        hyphen = False
        if j < self.count and self.w(j) in DASHES and self.touches(j - 1) == self.touches(j):
            k, hyphen = j + 1, True
            if not self.touches(j) and self.w(j) in "-—":
                return 0
            if self.touches(j) and self.touches(j + 1) and self.w(j + 1) in ("to",) and self.w(j + 2) in DASHES:
                k = j + 3
            elif self.touches(j) and self.w(j + 1) in ("to", "and") and self.touches(j + 1):
                return 0
        elif (
            j < self.count and self.w(j) in DASHES and self.touches(j - 1) and self.touches(j) and self.w(j + 1) == "to"
        ):
            k = j + 3
        elif self.w(j) == "/" and self.touches(j - 1) and self.is_year(j - 1):
            k, hyphen = j + 1, True
        elif self.spaced(j - 1) and (
            self.w(j) in ("to", "through", "or") or (self.w(j) == "and" and before in ("between", "from"))
        ):
            k = j + 1
        else:
            return 0
        anchor = self.numeral_begins(k) if k < self.count else 0
        if not anchor and self.w(k) in ("a", "an", "half"):
            anchor = k
        if not anchor:
            return 0
        if self.w(k) in ("a", "an"):
            other = self.finished(k, self.words(k + 1, 1)) if self.w(k + 1) in SCALES and self.joined(k) else None
        else:
            other = self.quantity(anchor, k)
        if other is None or (other.first != k and self.w(k) not in ("a", "an")):
            return 0
        if other.kind == "bad":
            return self.give(first, self.whole(other.end), "unreadable") if hyphen else 0
        years = self.year_range(part, other, anchor, hyphen, before)
        if years:
            return years
        if (
            hyphen
            and self.touches(other.end - 1)
            and self.w(other.end) in DASHES
            and self.touches(other.end)
            and self.kind[other.end + 1] != WORD
        ):
            return self.glued(other.end)[1]
        if other.num.shape == "dozen" and other.end == other.num.end:
            return self.give(first, other.end, "unreadable") if part.num.digits < 12 else 0
        if other.kind not in ("count", "money", "percent") or other.num.shape in ("dozen", "ordinal"):
            return 0
        return self.give_range(part, other, hyphen, before)

    def give_range(self, part: Part, other: Part, hyphen: bool, before: str) -> int:
        first = part.first
        if {part.kind, other.kind} == {"money", "percent"} or (part.kind == "percent" and other.kind == "count"):
            return 0
        if part.kind == "money" and other.kind == "count" and not hyphen and other.unit:
            return 0
        one, two = part.num, other.num
        if one.shape in ("plain", "words", "decimal") and two.shape == "scaled":
            scale = two.exponent
            digits = two.digits
            decimals = 0
            if self.kind[other.end - 1] or True:
                printed = self.printed(other)
                scale = two.exponent - printed.exponent
                decimals, digits = printed.exponent, printed.digits
            if one.digits * 10 ** (one.exponent - min(one.exponent, decimals)) < digits * 10 ** (
                decimals - min(one.exponent, decimals)
            ) and (len(str(one.digits)) <= 3):
                one = one._replace(exponent=one.exponent + scale, rounded=True, shape="scaled")
        if other.kind == "percent":
            one = one._replace(rounded=True)
        if (
            other.kind == "money"
            and part.kind == "count"
            and two.exponent == -2
            and one.exponent == 0
            and not two.rounded
        ):
            one = one._replace(exponent=-2)
        low, high = part._replace(num=one), other
        if not low.value() < high.value():
            if (
                hyphen
                and part.kind == "count"
                and other.kind == "count"
                and one.shape == two.shape == "plain"
                and not other.unit
            ):
                if max(len(str(one.digits)), len(str(two.digits))) <= 3:
                    return other.end
                return self.give(first, self.whole(other.end), "unreadable")
            near = self.near(first, 5)
            if self.w(part.end) == "to" and near & {"vote", "voted", "votes"} and one.shape == two.shape == "plain":
                return other.end
            return 0
        if self.w(part.end) == "or" and not self.is_guess(one, two):
            return 0
        if (
            hyphen
            and other.kind == "count"
            and one.shape == two.shape == "plain"
            and not other.unit
            and two.digits < 30
        ):
            near = self.near(first, 4)
            if near & _SCORE_WORDS or one.digits == 0:
                return other.end
        if self.w(part.end) == "to" and before != "between":
            near = self.near(first, 5)
            if near & _CHANGE_WORDS:
                return 0
            if near & _SCORE_WORDS and one.shape == two.shape == "plain" and two.digits < 20:
                return 0
        head, tail = first, other.end
        if before in ("between", "from"):
            head -= 1
        way: tuple[str, str] | None = None
        if before not in ("between", "from"):
            head, way = self.hedge_before(first)
        elif head > self.done:
            head, way = self.hedge_before(head)
        unit = other.unit or part.unit
        if (part.kind == "money" and other.unit is None) or (part.kind == "money" and unit == "$"):
            unit = part.unit
        lows, highs = low.bounds(), high.bounds()
        return self.give(
            head, tail, "range", None, (lows[0], highs[1]), unit, hedged=False, way=(way[0], "plus") if way else None,
            core=first,
        )  # fmt: skip

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
        digits, exponent = part.num.digits, 0
        return Num(part.end, digits, exponent, False, "words")

    def year_range(self, part: Part, other: Part, anchor: int, hyphen: bool, before: str) -> int:
        """Read 2024-25, 1996–2000, from 2019 to 2023; 0 where it is none."""
        if (
            part.num.shape != "plain"
            or not self.is_year(part.end - 1)
            or part.end - 1 != part.first
            or part.kind != "count"
        ):
            return 0
        one, raw = part.num.digits, self.raw(anchor)
        if other.num.end != anchor + 1 or other.first != anchor:
            return 0
        two = int(raw) if self.is_year(anchor) else one // 100 * 100 + int(raw) if hyphen and len(raw) == 2 else 0
        if (
            not two
            or two <= one
            or not (hyphen or before in ("between", "from") or self.w(part.end) in ("to", "through"))
        ):
            return 0
        head = part.first - 1 if before in ("between", "from") else part.first
        return self.give(head, other.num.end, "range", None, (one, two), "year", hedged=False, core=part.first)

    def is_mark(self, i: int) -> bool:
        """Return whether the digits at *i* are a mark of a note or a list: [1], (1) and 1. before a text."""
        if self.kind[i] == OTHER:
            return self.w(i) not in VULGAR or bool(i and self.touches(i - 1) and self.kind[i - 1] == WORD)
        before, after = self.w(i - 1), self.w(i + 1)
        if before == "[" and self.touches(i - 1) and (after in ("]", ",", "-", "–") and self.touches(i)):
            return True
        short = len(self.word[i]) <= 2
        if before == "(" and after == ")" and short and self.touches(i - 1) and self.touches(i):
            opens = i == 1 or self.w(i - 2) in ".;:,!?" or self.w(i - 2) in ("and", "or") or self.touches(i - 2)
            return opens and i + 2 < self.count and self.kind[i + 2] == WORD
        starts = i == 0 or "\n" in self.text[self.end[i - 1] : self.start[i]]
        if (
            starts
            and short
            and after in (".", ")")
            and self.touches(i)
            and self.spaced(i + 1)
            and self.kind[i + 2] != DIGIT
        ):
            return not self.alone
        return False

    def is_telephone(self, i: int) -> bool:
        """Return whether a telephone number begins at *i*: groups of digits that no figure is printed with."""
        if self.kind[i] != DIGIT:
            return False
        end = self.telephone_end(i)
        groups = [self.raw(k) for k in range(i, end) if self.kind[k] == DIGIT]
        digits = sum(map(len, groups))
        if len(groups) < 2 or not 7 <= digits <= 15:
            return False
        if self.w(i - 1) == "+" and self.touches(i - 1):
            return True
        figure = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0][0] != "0"
        if figure and all(self.text[self.end[k] : self.start[k + 1]] in GROUP_SPACES for k in range(i, end - 1)):
            return False
        if groups[0][0] == "0" and len(groups[0]) > 1:
            return True
        hyphens = all(self.w(k) == "-" for k in range(i, end) if self.kind[k] == SIGN) and any(
            self.w(k) == "-" for k in range(i, end)
        )
        return hyphens and len(groups[-1]) == 4 and len(groups[-2]) == 3

    def telephone_end(self, i: int) -> int:
        end = i + 1
        while end < self.count and end < i + 16:
            if (self.kind[end] == DIGIT and self.text[self.end[end - 1] : self.start[end]] in ("", " ", "\u00a0")) or (
                self.w(end) in "-()‑" and end + 1 < self.count and self.kind[end + 1] == DIGIT and self.touches(end)
            ):
                end += 1
            else:
                break
        return end
