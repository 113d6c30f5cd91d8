"""Quantities: a numeral with its currency, sign, percent or unit, and the compound that it stands in."""

from collections.abc import Iterator
from typing import NamedTuple

from rcsc_facts.text.geography import rows
from rcsc_facts.text.numerals import DENOMINATORS, MAX_DIGITS, NUMBER_WORDS, Num, Numerals, number
from rcsc_facts.text.tokens import BREAKS, DASHES, DIGIT, HEDGE_SIGNS, MINUS, MONTH, OTHER, SIGN, WORD, WORDS

_UNOFFICIAL = {"BTC", "CFA"}
"""Units of three letters that are not of ISO 4217."""


def _currencies() -> Iterator[tuple[str, str, str]]:
    """Yield (column, form, unit) of every form in currencies.tsv."""
    for units, *cells in rows("currencies.tsv"):
        for unit in units.split():
            if len(unit) == 3 and unit.isupper() and unit not in _UNOFFICIAL:
                yield "code", unit, unit
            for column, cell in zip(("sign", "letters", "name", "hundredth"), cells, strict=True):
                yield from ((column, form, unit) for form in cell.split() if form != "-")


_COLUMNS: dict[str, dict[str, str]] = {"code": {}, "sign": {}, "letters": {}, "name": {}, "hundredth": {}}
for _column, _form, _unit in _currencies():
    _COLUMNS[_column][_form] = _unit
_CODES, _SIGNED, _LETTERS = frozenset(_COLUMNS["code"]), _COLUMNS["sign"], _COLUMNS["letters"]
SIGNS = {sign: unit for sign, unit in _SIGNED.items() if len(sign) == 1}
"""Signs by themselves, and the units that they stand for."""
_ABBREVIATIONS = {form: unit for form, unit in _LETTERS.items() if len(form) > 1}
BEFORE_FIGURES = {*_CODES, *_ABBREVIATIONS, *(sign[:-1] for sign in _SIGNED if sign[-1] == "$")} - {""}
"""Letters of currencies that can stand before a figure or a dollar sign."""
_TOUCHING = {form: unit for form, unit in _LETTERS.items() if len(form) == 1}
_MONEY_NAMES, _CENTS = _COLUMNS["name"], _COLUMNS["hundredth"]
_ADJECTIVES = WORDS["adjective"] | {name.split("-")[0] for name in _MONEY_NAMES if "-" in name}
_NOT_CODES = WORDS["not-code"]
TIME_UNITS = WORDS["time"]
_UNIT_WORDS = TIME_UNITS | WORDS["unit"]
_SPACED_UNITS = WORDS["spaced"]
_UNITS = WORDS["touching"] | _SPACED_UNITS


class Part(NamedTuple):
    """A quantity of the tokens *first* to *end* (which is not in it); *kind* may also be bad or none."""

    first: int
    end: int
    num: Num
    kind: str
    unit: str | None
    negative: bool = False

    def value(self) -> int | float:
        """Return what the numeral stands for."""
        value = number(self.num.digits, self.num.exponent)
        return -value if self.negative else value

    def bounds(self) -> tuple[int | float | None, int | float | None]:
        """Return between which numbers the value lies, by the last place that is printed."""
        num = self.num
        if num.shape == "dozen":
            return None, None
        if not num.rounded:
            return self.value(), self.value()
        low = number(max(num.digits * 10 - 5, 0 if num.digits == 0 else -5), num.exponent - 1)
        high = number(num.digits * 10 + 5, num.exponent - 1)
        return (-high, -low) if self.negative else (low, high)


class Measures(Numerals):
    """Reads the quantity at a token."""

    def lead(self, i: int, floor: int) -> tuple[int, str | None, bool, str]:
        """Return where the figure of the digits at *i* begins, its currency, whether it is negative, and a verdict."""
        first, currency, negative = i, None, False
        if self.point_before(i, floor):
            first = i - 1
        while first > floor:
            p = first - 1
            sign = self.w(p)
            if not self.touches(p):
                if currency is None and not negative and self.kind[p] == WORD:
                    raw = self.raw(p)
                    if (raw in _CODES and raw not in _NOT_CODES) or raw in _ABBREVIATIONS:
                        currency, first = _ABBREVIATIONS.get(raw, raw), p
                        continue
                    if sign == "minus":
                        return p, currency, True, ""
                elif currency is None and sign in SIGNS:
                    currency, first = self.signed(p, floor)
                    continue
                elif sign == "." and currency is None and self.touches(p - 1) and self.raw(p - 1) in _ABBREVIATIONS:
                    currency, first = _ABBREVIATIONS[self.raw(p - 1)], p - 1
                    continue
                return first, currency, negative, ""
            before = self.touches(p - 1) and p > floor
            if sign in SIGNS and currency is None:
                currency, first = self.signed(p, floor)
            elif self.kind[p] == WORD:
                raw = self.raw(p)
                if currency is not None or (before and self.w(p - 1) not in BREAKS | {"-", "~"}):
                    return first, None, False, "code"
                if (raw in _CODES and raw not in _NOT_CODES) or raw in _ABBREVIATIONS:
                    currency, first = _ABBREVIATIONS.get(raw, raw), p
                elif raw in _NOT_CODES:
                    return p, raw, negative, "letter"
                elif raw in _TOUCHING:
                    return p, _TOUCHING[raw], negative, "letter"
                else:
                    return first, None, False, "code"
            elif sign == "." and before and self.raw(p - 1) in _ABBREVIATIONS and currency is None:
                currency, first = _ABBREVIATIONS[self.raw(p - 1)], p - 1
            elif sign in MINUS and (not before or self.w(p - 1) in BREAKS or self.w(p - 1) in SIGNS):
                negative, first = True, p
            elif sign == "#" and self.touches(i) and self.kind[i + 1] == WORD and first == i:
                return first, None, False, "code"
            elif sign in "+#№" and not before:
                first = p
                break
            elif sign in BREAKS or sign in HEDGE_SIGNS or sign in "'‘’*_":
                break
            elif (
                before
                and self.kind[p - 1] != SIGN
                and not (sign in ",;" or (sign == "." and self.kind[p - 1] == WORD and len(self.w(p - 1)) == 1))
            ):
                if sign in DASHES and self.kind[p - 1] == WORD:
                    return p - 1, currency, negative, "compound"
                return first, None, False, "code"
            elif sign in ",." and before and self.kind[p - 1] == WORD:
                return first, None, False, "code"
            else:
                break
        return first, currency, negative, ""

    def point_before(self, i: int, floor: int) -> bool:
        """Return whether a decimal point without a digit before it stands at *i* - 1 (.25)."""
        return (
            i - 1 >= floor
            and self.w(i - 1) == "."
            and self.touches(i - 1)
            and not (self.touches(i - 2) and self.w(i - 2) not in SIGNS and self.w(i - 2) not in MINUS)
        )

    def signed(self, p: int, floor: int) -> tuple[str, int]:
        """Return the currency of the sign at *p*, and where it begins (US$, HK$, U.S.$)."""
        sign = self.w(p)
        unit = SIGNS[sign]
        if p - 1 >= floor and self.touches(p - 1):
            raw = self.raw(p - 1)
            if unit == "$" and raw + "$" in _SIGNED and not self.touches(p - 2):
                return _SIGNED[raw + "$"], p - 1
            if unit == "$" and p - 4 >= floor and self.text[self.start[p - 4] : self.start[p]] == "U.S.":
                return "USD", p - 4
            if unit != "$" and raw + sign in _SIGNED:
                return _SIGNED[raw + sign], p - 1
            if raw in _CODES:
                return raw, p - 1
        return unit, p

    def money_name(self, j: int) -> tuple[int, str, bool] | None:
        """Return (end, unit, in cents) of a currency's name, code or sign that begins at the token *j*."""
        word, raw = self.w(j), self.raw(j)
        if word == "u" and self.phrase(j, ("u", ".", "s", ".")):
            named = self.money_name(j + 4) if self.w(j + 4).rstrip("s") in ("dollar", "cent") else None
            return (named[0], "USD", named[2]) if named else None
        if raw in _CODES and raw not in _NOT_CODES:
            return j + 1, raw, False
        if raw in ("Rs", "kr", "Kr") or (raw == "RMB"):
            return j + 1, _ABBREVIATIONS.get(raw, raw), False
        if word in _CENTS:
            return j + 1, _CENTS[word], True
        k, country = j, ""
        while k < j + 3 and self.w(k) in _ADJECTIVES and self.joined(k):
            country, k = self.w(k), self.joined(k)
        name = self.w(k)
        base = _MONEY_NAMES.get(name) or _MONEY_NAMES.get(name[:-1] if name.endswith("s") else "")
        if not base and name in _CENTS and country:
            return k + 1, _MONEY_NAMES.get(f"{country}-dollar", "cents"), True
        if not base or (name == "real" and not country) or (name == "crown"):
            return None
        if base == "pounds" and (
            self.w(k + 1) in ("of", "heavier", "lighter", "per")
            or self.w(j - 2) in ("weigh", "weighs", "weighed", "weighing")
        ):
            return None
        if self.w(k + 1) == "sterling" and base == "pounds":
            return k + 2, "GBP", False
        if country:
            single = name if name in _MONEY_NAMES else name[:-1]
            base = _MONEY_NAMES.get(f"{country}-{single}", base)
        return k + 1, base, False

    def percent(self, j: int) -> tuple[int, int] | None:
        """Return (end, power of ten) of a percent sign or word that begins at the token *j*."""
        word = self.w(j)
        if word in "%％﹪٪" and word:
            return j + 1, 0
        if word == "percentage" and self.w(self.joined(j)) in ("point", "points") and self.joined(j):
            return self.joined(j) + 1, 0
        if word == "percent" or word in ("pct", "pc"):
            if self.w(j + 1) in ("point", "points") and self.spaced(j):
                return j + 2, 0
            return j + 1, 0
        if word == "p" and self.phrase(j, ("p", ".", "c", ".")) and self.touches(j) and self.touches(j + 1):
            return j + 4, 0
        if word == "per" and self.w(self.joined(j)) == "cent" and self.joined(j):
            return self.joined(j) + 1, 0
        if word == "basis" and self.w(self.joined(j)) in ("point", "points") and self.joined(j):
            return self.joined(j) + 1, -2
        if word in ("bps", "bp"):
            return j + 1, -2
        return None

    def percent_unit(self, end: int) -> str:
        """Return the unit of a percent sign or words that end before the token *end*."""
        return "percentage points" if self.w(end - 1) in ("point", "points", "bps", "bp") else "percent"

    def quantity(self, i: int, floor: int) -> Part | None:
        """Read the quantity whose numeral begins at the token *i*; nothing before *floor* belongs to it."""
        first, currency, negative, verdict = i, None, False, ""
        if self.kind[i] == WORD:
            num = self.numeral(i)
            if self.w(i - 1) == "minus" and i - 1 >= floor:
                first, negative = i - 1, True
        else:
            first, currency, negative, verdict = self.lead(i, floor)
            if verdict == "code":
                return Part(first, self.glued(i)[1], Num(i + 1, 0, 0, False, "code"), "none", None)
            num = self.numeral(i, money=currency is not None)
            if num and self.point_before(i, floor):
                if num.shape in ("plain", "zeros") and len(self.raw(i)) <= MAX_DIGITS:
                    rest = self.scaled(
                        Num(i + 1, int(self.raw(i)), -len(self.raw(i)), True, "decimal"), money=currency is not None
                    )
                    num = rest
                else:
                    num = num._replace(shape="bad")
        if num is None:
            return None
        j = num.end
        if verdict == "letter" and not (num.shape in ("grouped", "scaled", "decimal") or len(str(num.digits)) > 3):
            return Part(first, self.glued(i)[1], num, "none", None)
        if verdict == "compound":
            return self.compounded(first, num)
        if num.shape == "fraction":
            return Part(first, j, num, "fraction", None, negative)
        if num.shape in ("bad", "code", "raised"):
            kind = "bad" if num.shape == "bad" else "none"
            return Part(first, j, num, kind, None)
        if num.shape == "zeros" and not currency:
            return Part(first, j, num, "bad", None)
        kind, unit = "ordinal" if num.shape == "ordinal" else "count", None
        following = self.joined(j - 1)
        touching = j if self.touches(j - 1) else 0
        at = following or touching
        if currency is not None:
            kind, unit = "money", currency
            named = self.money_name(following) if following else None
            if named and not named[2] and (named[1] == currency or currency == "$" or currency == named[1].rstrip("s")):
                j, unit = named[0], named[1] if len(named[1]) == 3 and named[1].isupper() else unit
        elif kind == "count":
            next_sign = (
                j
                if self.spaced(j - 1) and self.w(j) in SIGNS and not (self.touches(j) and self.kind[j + 1] == DIGIT)
                else 0
            )
            named = None
            if touching and self.w(j) in SIGNS:
                named = j + 1, SIGNS[self.w(j)], self.w(j) == "¢"
            elif touching and self.raw(j) == "p" and num.shape in ("plain", "decimal"):
                named = j + 1, "GBP", True
            elif next_sign and self.w(j) in "€£$₽₺₴₫":
                named = j + 1, SIGNS[self.w(j)], False
            elif at and (following or self.raw(j) in _CODES):
                named = self.money_name(at)
            percent = self.percent(at or j) if at or (j < self.count and self.w(j) in "%％") else None
            if named:
                j, unit, cents = named
                kind = "money"
                if cents:
                    num = num._replace(exponent=num.exponent - 2)
            elif percent:
                j, power = percent
                kind, unit = "percent", self.percent_unit(percent[0])
                num = num._replace(exponent=num.exponent + power, rounded=True)
            else:
                j, unit = self.unit_at(j, num)
        part = Part(first, j, num, kind, unit, negative)
        return self.closed(part)

    def unit_at(self, j: int, num: Num) -> tuple[int, str | None]:
        """Return where the unit at the token *j* ends, and the unit."""
        if self.touches(j - 1):
            word = self.w(j)
            code = word in ("g", "w", "v", "d") and self.raw(j).isupper() and num.digits < 10
            if (
                self.kind[j] == WORD
                and not code
                and (word in _UNITS or word == "t" or (word == "m" and self.is_unit(j, num)))
            ):
                end = j + 1
                if self.touches(j) and self.kind[end] == OTHER and self.w(end) in ("²", "³"):
                    end += 1
                if (
                    self.touches(end - 1)
                    and self.w(end) == "/"
                    and self.touches(end)
                    and self.w(end + 1) in ("h", "s", "hr", "hour", "day", "year")
                ):
                    end += 2
                return end, self.text[self.start[j] : self.end[end - 1]]
            if word in "°º˚":
                end = j + 1
                if self.raw(end) in ("C", "F", "N", "S", "E", "W"):
                    end += 1
                return end, self.text[self.start[j] : self.end[end - 1]]
            if word in DASHES and self.touches(j) and self.kind[j + 1] == WORD:
                return j, None
        elif self.w(j) in _SPACED_UNITS and self.spaced(j - 1) and self.kind[j - 1] == DIGIT:
            end = j + 1
            if self.touches(j) and self.kind[end] == OTHER and self.w(end) in ("²", "³"):
                end += 1
            if (
                self.touches(end - 1)
                and self.w(end) == "/"
                and self.touches(end)
                and self.w(end + 1) in ("h", "s", "hr")
            ):
                end += 2
            return end, self.text[self.start[j] : self.end[end - 1]]
        elif self.w(j) in "°º˚" and self.spaced(j - 1) and self.raw(j + 1) in ("C", "F") and self.touches(j):
            return j + 2, self.text[self.start[j] : self.end[j + 1]]
        elif self.w(j) in _UNIT_WORDS and self.spaced(j - 1):
            return j, self.w(j)
        return j, None

    def finished(self, first: int, num: Num | None) -> Part | None:
        """Return the quantity of a numeral in words that begins at the token *first*."""
        if num is None:
            return None
        if num.shape == "bad":
            return Part(first, num.end, num, "bad", None)
        j = num.end
        following = self.joined(j - 1)
        named = self.money_name(following) if following else None
        percent = self.percent(following) if following else None
        kind, unit = "count", None
        if named:
            j, unit, cents = named
            kind = "money"
            num = num._replace(exponent=num.exponent - 2 if cents else num.exponent)
        elif percent:
            kind, unit, j = "percent", self.percent_unit(percent[0]), percent[0]
            num = num._replace(rounded=True, exponent=num.exponent + percent[1])
        else:
            j, unit = self.unit_at(j, num)
        return self.closed(Part(first, j, num, kind, unit))

    def closed(self, part: Part) -> Part:
        """Return *part* with the compound behind it (-member, -year-old), or as unreadable where more touches it."""
        j = part.end
        if not self.touches(j - 1):
            return part
        sign = self.w(j)
        beyond = self.touches(j) and self.kind[j + 1] in (WORD, DIGIT, OTHER)
        if self.kind[j] == OTHER:
            if self.kind[j - 1] == DIGIT:
                return part._replace(kind="none", end=j + 1)
            return part
        if self.kind[j] != SIGN:
            raw = self.raw(j)
            if (
                self.kind[j] == WORD
                and raw == "s"
                and part.num.shape in ("plain", "zeros")
                and part.num.digits % 10 == 0
            ):
                return part._replace(kind="vague", end=j + 1)
            code = (
                part.num.shape == "plain"
                and part.num.digits < 1000
                and len(raw) <= 2
                and self.raw(j).isupper()
                and part.kind == "count"
            )
            return part._replace(kind="none" if code else "bad", end=self.glued(j)[1])
        if sign in BREAKS or not beyond:
            return part
        if sign in "'’":
            return part
        if sign in DASHES:
            if self.kind[j + 1] != WORD:
                return part
            word = self.w(j + 1)
            if word in ("plus", "odd", "ish"):
                return part
            if word in DENOMINATORS and part.num.shape == "words":
                return part
            if word in ("to", "and", "or", "in") or word in NUMBER_WORDS:
                return part
            return self.hyphened(part, j + 1)
        if sign == "/" and self.is_year(j - 1) and self.kind[j + 1] == DIGIT and len(self.word[j + 1]) == 2:
            return part
        if sign in ",;" or (sign in ".:!?" and self.kind[j + 1] == WORD and self.raw(j + 1)[0].isupper()):
            return part
        if sign in ":/" and part.kind == "count" and part.num.shape == "plain" and part.num.digits < 100:
            return part._replace(kind="none", end=self.glued(j)[1])  # a score: 3:1
        return part._replace(kind="bad", end=self.glued(j)[1])

    def hyphened(self, part: Part, j: int) -> Part:
        """Return *part* with the compound whose first word is the token *j*: a unit, a member, an age."""
        word = self.w(j)
        if (
            self.kind[j - 1] == SIGN
            and self.raw(j)[0].isupper()
            and part.num.shape == "plain"
            and len(self.raw(j)) > 3
            and part.kind == "count"
            and word not in MONTH
        ):
            return part._replace(kind="none", end=self.glued(j)[1])
        end = j + 1
        if len(word) == 1 and self.raw(j).isupper():
            return part._replace(kind="none", end=end)
        unit = part.unit
        if part.kind in ("count",):
            unit = word
            if word in TIME_UNITS:
                unit = word if word.endswith("s") else word + "s"
            elif word in ("strong", "something", "fold", "time", "way", "old"):
                unit = None
        if word in ("figure", "digit"):
            return part._replace(kind="vague", end=end)
        if word in ("something", "somethings", "fold"):
            return part._replace(kind="bad", end=end)
        for _ in range(3):
            if self.touches(end - 1) and self.w(end) in DASHES and self.touches(end) and self.kind[end + 1] == WORD:
                end += 2
        if part.kind == "ordinal":
            return part
        return part._replace(end=end, unit=unit)

    def compounded(self, first: int, num: Num) -> Part:
        """Return what a word joined by a hyphen to a figure makes of it: mid-1990s, magnitude-7.8, COVID-19, non-17."""
        word = self.w(first)
        if num.shape == "plain" and self.touches(num.end - 1) and self.w(num.end) == "s" and num.digits % 10 == 0:
            return Part(first, num.end + 1, num, "vague", None)
        if word in ("mid", "early", "late"):
            return Part(first, num.end, num, "vague", None)
        if word in ("pre", "post", "end") and num.shape == "plain" and 1000 <= num.digits <= 2100:
            return self.closed(Part(first + 2, num.end, num, "year", None))
        if word == "magnitude" and num.shape in ("plain", "decimal"):
            return self.closed(Part(first + 2, num.end, num, "count", "magnitude"))
        if word in MONTH and num.shape == "plain":
            return Part(first, num.end, num, "bad", None)
        if word in (
            "non",
            "sub",
            "near",
            "ex",
            "anti",
            "over",
            "under",
            "half",
            "multi",
            "semi",
            "top",
            "all",
        ) or num.shape in ("scaled", "grouped"):
            return Part(first, num.end, num, "bad", None)
        return Part(first, self.glued(first)[1], num, "none", None)
