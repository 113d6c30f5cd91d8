"""Quantities: a numeral with its currency, sign, percent or unit, and the compound that it stands in."""

from typing import NamedTuple

from rcsc_facts.text.money import (
    ABBREVIATIONS,
    ADJECTIVES,
    CODES,
    HUNDREDTHS,
    NAMES,
    NOT_CODES,
    SIGNED,
    SIGNS,
    TOUCHING,
)
from rcsc_facts.text.numerals import DENOMINATORS, MAX_DIGITS, NUMBER_WORDS, Num, Numerals, number
from rcsc_facts.text.tokens import BREAKS, DASHES, DIGIT, HEDGE_SIGNS, MINUS, MONTH, OTHER, SIGN, WORD, WORDS

TIME_UNITS = WORDS["time"]
_UNIT_WORDS = TIME_UNITS | WORDS["unit"]
_SPACED_UNITS = WORDS["spaced"]
_UNITS = WORDS["touching"] | _SPACED_UNITS
_RATES = frozenset("h s hr hour day year".split())
_NOT_COMPOUND = frozenset("plus odd ish to and or in".split())
_PREFIXES = frozenset("non sub near ex anti over under half multi semi top all".split())
"""Before a figure with a hyphen, they make another figure of it, and no name."""


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


class Lead(NamedTuple):
    """What stands before the digits of a figure, from the token *first*; *verdict* what it makes of them."""

    first: int
    currency: str | None = None
    negative: bool = False
    verdict: str = ""


def in_plural(unit: str) -> str:
    """Return a word for a span of time in the plural."""
    return "centuries" if unit == "century" else f"{unit}s"


class Measures(Numerals):
    """Reads the quantity at a token."""

    # --- what stands before the digits

    def lead(self, i: int, floor: int) -> Lead:
        """Return what belongs to the digits at the token *i* from before them: sign, currency, or a code's letters."""
        lead = Lead(i - 1 if self.point_before(i, floor) else i)
        while lead.first > floor:
            p = lead.first - 1
            step = self.lead_touching(lead, p, i, floor) if self.touches(p) else self.lead_apart(lead, p, floor)
            if step is None:
                return lead
            lead = step
            if lead.verdict:
                return lead
        return lead

    def lead_apart(self, lead: Lead, p: int, floor: int) -> Lead | None:
        """Go on with the token *p* across a blank: a currency or "minus"; None where it does not belong."""
        if lead.currency is not None:
            return None
        raw, sign = self.raw(p), self.w(p)
        if self.kind[p] == WORD and not lead.negative:
            unit = self.letters(raw) or self.code_that_is_a_word(p)
            if unit:
                return lead._replace(first=p, currency=unit)
            return lead._replace(first=p, negative=True, verdict="minus") if sign == "minus" else None
        if sign in SIGNS:
            currency, first = self.signed(p, floor)
            return lead._replace(first=first, currency=currency)
        return self.lead_dotted(lead, p) if sign == "." else None

    def lead_dotted(self, lead: Lead, p: int) -> Lead | None:
        """Go on with an abbreviation whose full stop is the token *p* (Rs. 500)."""
        unit = ABBREVIATIONS.get(self.raw(p - 1)) if self.touches(p - 1) else None
        return lead._replace(first=p - 1, currency=unit) if unit else None

    def lead_touching(self, lead: Lead, p: int, i: int, floor: int) -> Lead | None:
        """Go on with the token *p* that touches the figure; None where it does not belong."""
        sign, before = self.w(p), self.touches(p - 1) and p > floor
        code = Lead(lead.first, verdict="code")
        if sign in SIGNS and lead.currency is None:
            currency, first = self.signed(p, floor)
            return lead._replace(first=first, currency=currency)
        if self.kind[p] == WORD:
            if lead.currency is not None or (before and self.w(p - 1) not in BREAKS | {"-", "~"}):
                return code
            return self.lead_letters(lead, p) or code
        if sign == "." and before and lead.currency is None and (step := self.lead_dotted(lead, p)):
            return step
        if sign in MINUS and (not before or self.w(p - 1) in BREAKS or self.w(p - 1) in SIGNS):
            return lead._replace(first=p, negative=True)
        if sign == "#" and self.touches(i) and self.kind[i + 1] == WORD and lead.first == i:
            return code
        if sign in "+#№" and not before:
            return lead._replace(first=p, verdict="sign")
        if not before or sign in BREAKS or sign in HEDGE_SIGNS or sign in "'‘’*_":
            return None
        is_letter = self.kind[p - 1] == WORD and len(self.w(p - 1)) == 1
        if self.kind[p - 1] != SIGN and not (sign in ",;" or (sign == "." and is_letter)):
            is_compound = sign in DASHES and self.kind[p - 1] == WORD
            return lead._replace(first=p - 1, verdict="compound") if is_compound else code
        return code if sign in ",." and self.kind[p - 1] == WORD else None

    def lead_letters(self, lead: Lead, p: int) -> Lead | None:
        """Go on with the letters of a currency that touch the figure."""
        raw = self.raw(p)
        if unit := self.letters(raw):
            return lead._replace(first=p, currency=unit)
        if raw in NOT_CODES or raw in TOUCHING:
            return lead._replace(first=p, currency=TOUCHING.get(raw, raw), verdict="letter")
        return None

    def code_that_is_a_word(self, p: int) -> str | None:
        """Return the code of a currency that is a word of English as well, before what hardly is anything but money."""
        raw, before = self.raw(p), self.raw(p - 1)
        is_heading = before.isupper() and len(before) > 1
        if raw not in NOT_CODES or raw in ("ALL", "TOP") or is_heading or not self.is_digit(p + 1):
            return None
        return raw if self.numeral(p + 1, money=True).shape in ("scaled", "grouped") else None

    @staticmethod
    def letters(raw: str) -> str | None:
        """Return the currency that letters stand for before a figure, blank or not."""
        return raw if raw in CODES and raw not in NOT_CODES else ABBREVIATIONS.get(raw)

    def point_before(self, i: int, floor: int) -> bool:
        """Return whether a decimal point without a digit before it stands at *i* - 1 (.25)."""
        if i - 1 < floor or self.w(i - 1) != "." or not self.touches(i - 1):
            return False
        return not self.touches(i - 2) or self.w(i - 2) in SIGNS or self.w(i - 2) in MINUS

    def signed(self, p: int, floor: int) -> tuple[str, int]:
        """Return the currency of the sign at *p*, and where it begins (US$, HK$, U.S.$)."""
        sign = self.w(p)
        unit = SIGNS[sign]
        if p - 1 < floor or not self.touches(p - 1):
            return unit, p
        raw = self.raw(p - 1)
        form = raw + ("$" if unit == "$" else sign)
        if form in SIGNED and not (unit == "$" and self.touches(p - 2)):
            return SIGNED[form], p - 1
        if unit == "$" and p - 4 >= floor and self.text[self.start[p - 4] : self.start[p]] == "U.S.":
            return "USD", p - 4
        return (raw, p - 1) if raw in CODES else (unit, p)

    # --- what stands behind it

    def money_name(self, j: int) -> tuple[int, str, bool] | None:
        """Return (end, unit, in hundredths) of a currency's name, code or letters that begin at the token *j*."""
        word, raw = self.w(j), self.raw(j)
        if word == "u" and self.phrase(j, ("u", ".", "s", ".")):
            named = self.money_name(j + 4) if self.w(j + 4).rstrip("s") in ("dollar", "cent") else None
            return (named[0], "USD", named[2]) if named else None
        if raw in ("kr", "Kr", "Rs") or (raw in CODES and raw not in NOT_CODES) or raw == "RMB":
            return j + 1, ABBREVIATIONS.get(raw, raw), False
        if word in HUNDREDTHS:
            return j + 1, HUNDREDTHS[word], True
        k, country = j, ""
        while k < j + 3 and self.w(k) in ADJECTIVES and self.joined(k):
            country, k = self.w(k), self.joined(k)
        name = self.w(k)
        single = name if name in NAMES or not name.endswith("s") else name[:-1]
        if name in HUNDREDTHS and country:
            return k + 1, NAMES.get(f"{country}-dollar", "cents"), True
        base = NAMES.get(single)
        if not base or name == "crown" or (name == "real" and not country):
            return None
        if base == "pounds":
            if self.w(k + 1) in ("of", "heavier", "lighter", "per") or self.w(j - 2).startswith("weigh"):
                return None
            if self.w(k + 1) == "sterling":
                return k + 2, "GBP", False
        return k + 1, NAMES.get(f"{country}-{single}", base), False

    def percent(self, j: int) -> tuple[int, int] | None:
        """Return (end, power of ten) of a percent sign or word that begins at the token *j*."""
        word, then = self.w(j), self.joined(j)
        points = then and self.w(then) in ("point", "points")
        if word and word in "%％﹪٪":
            return j + 1, 0
        if word in ("percent", "pct", "pc"):
            return (then if points and self.spaced(j) else j) + 1, 0
        if (word == "per" and then and self.w(then) == "cent") or (word == "percentage" and points):
            return then + 1, 0
        if word == "p" and self.phrase(j, ("p", ".", "c", ".")) and self.touches(j) and self.touches(j + 1):
            return j + 4, 0
        if word == "basis" and points:
            return then + 1, -2
        return (j + 1, -2) if word in ("bps", "bp") else None

    def percent_unit(self, end: int) -> str:
        """Return the unit of a percent sign or words that end before the token *end*."""
        return "percentage points" if self.w(end - 1) in ("point", "points", "bps", "bp") else "percent"

    def unit_at(self, j: int, num: Num) -> tuple[int, str | None]:
        """Return where the unit at the token *j* ends, and the unit."""
        word, touches = self.w(j), self.touches(j - 1)
        if touches and self.kind[j] == WORD:
            code = word in ("g", "w", "v", "d") and self.raw(j).isupper() and num.digits < 10
            is_unit = word in _UNITS or word == "t" or (word == "m" and self.is_unit(j, num))
            return self.unit_from(j) if is_unit and not code else (j, None)
        if touches and word in "°º˚":
            end = j + 1 + (self.raw(j + 1) in ("C", "F", "N", "S", "E", "W"))
            return end, self.text[self.start[j] : self.end[end - 1]]
        if not self.spaced(j - 1):
            return j, None
        if word in _SPACED_UNITS and self.kind[j - 1] == DIGIT:
            return self.unit_from(j)
        if word in "°º˚" and self.raw(j + 1) in ("C", "F") and self.touches(j):
            return j + 2, self.text[self.start[j] : self.end[j + 1]]
        return j, word if word in _UNIT_WORDS else None

    def unit_from(self, j: int) -> tuple[int, str]:
        """Return where the unit of the letters at *j* ends, with its power and what it is a rate of (km², km/h)."""
        end = j + 1
        if self.touches(j) and self.w(end) in ("²", "³"):
            end += 1
        if self.touches(end - 1) and self.w(end) == "/" and self.touches(end) and self.w(end + 1) in _RATES:
            end += 2
        return end, self.text[self.start[j] : self.end[end - 1]]

    # --- the whole

    def quantity(self, i: int, floor: int) -> Part:
        """Read the quantity whose numeral begins at the token *i*; nothing before *floor* belongs to it."""
        if self.kind[i] == WORD:
            is_negative = self.w(i - 1) == "minus" and i - 1 >= floor
            lead, num = Lead(i - is_negative, None, is_negative), self.numeral(i)
        else:
            lead = self.lead(i, floor)
            if lead.verdict == "code":
                return Part(lead.first, self.glued(i)[1], Num(i + 1, 0, 0, False, "code"), "none", None)
            num = self.digits(i, lead, floor)
        first = lead.first
        if lead.verdict == "letter" and num.shape not in ("grouped", "scaled", "decimal") and num.digits < 1000:
            return Part(first, self.glued(i)[1], num, "none", None)
        if lead.verdict == "compound":
            return self.compounded(first, num)
        if num.shape == "fraction":
            return Part(first, num.end, num, "fraction", None, lead.negative)
        if num.shape == "bad" or (num.shape == "zeros" and not lead.currency):
            return Part(first, num.end, num, "bad", None)
        if num.shape in ("code", "raised"):
            return Part(first, num.end, num, "none", None)
        if lead.currency is not None:
            part = self.with_name(Part(first, num.end, num, "money", lead.currency, lead.negative))
        else:
            part = self.measured(first, num, negative=lead.negative)
        return self.closed(part)

    def digits(self, i: int, lead: Lead, floor: int) -> Num:
        """Read the numeral in digits at the token *i*, with a decimal point before it."""
        money = lead.currency is not None
        num = self.numeral(i, money=money)
        if not self.point_before(i, floor):
            return num
        raw = self.raw(i)
        if num.shape not in ("plain", "zeros") or len(raw) > MAX_DIGITS:
            return num._replace(shape="bad")
        return self.scaled(Num(i + 1, int(raw), -len(raw), True, "decimal"), money=money)

    def with_name(self, part: Part) -> Part:
        """Return a figure with a currency sign with the currency's name behind it: $5 million CAD."""
        following = self.joined(part.end - 1)
        named = self.money_name(following) if following else None
        if not named or named[2] or part.unit not in ("$", named[1], named[1].rstrip("s")):
            return part
        is_code = len(named[1]) == 3 and named[1].isupper()
        return part._replace(end=named[0], unit=named[1] if is_code else part.unit)

    def measured(self, first: int, num: Num, *, negative: bool = False) -> Part:
        """Return a numeral, if it is a cardinal with the currency, percent sign or unit behind it."""
        if num.shape == "ordinal":
            return Part(first, num.end, num, "ordinal", None, negative)
        j = num.end
        following, touching = self.joined(j - 1), j if self.touches(j - 1) else 0
        sign, named = self.w(j), None
        if sign in SIGNS:
            is_next = self.spaced(j - 1) and not self.is_digit(j + 1) and sign in "€£$₽₺₴₫"
            named = (j + 1, SIGNS[sign], sign == "¢") if touching or is_next else None
        elif touching and self.raw(j) == "p" and num.shape in ("plain", "decimal"):
            named = j + 1, "GBP", True
        elif following or (touching and self.raw(j) in CODES):
            named = self.money_name(following or j)
        if named:
            exponent = num.exponent - 2 * named[2]
            return Part(first, named[0], num._replace(exponent=exponent), "money", named[1], negative)
        if percent := self.percent(following or j):
            end, power = percent
            num = num._replace(exponent=num.exponent + power, rounded=True)
            return Part(first, end, num, "percent", self.percent_unit(end), negative)
        end, unit = self.unit_at(j, num)
        return Part(first, end, num, "count", unit, negative)

    def finished(self, first: int, num: Num) -> Part:
        """Return the quantity of a numeral in words that begins at the token *first*."""
        if num.shape == "bad":
            return Part(first, num.end, num, "bad", None)
        return self.closed(self.measured(first, num))

    # --- what touches it behind

    def closed(self, part: Part) -> Part:
        """Return *part* with the compound behind it (-member, -year-old), or as unreadable where more touches it."""
        j = part.end
        if not self.touches(j - 1):
            return part
        sign, num = self.w(j), part.num
        if self.kind[j] == OTHER:
            return part._replace(kind="none", end=j + 1) if self.kind[j - 1] == DIGIT else part
        if self.kind[j] != SIGN:
            return self.lettered(part)
        beyond = self.touches(j) and self.kind[j + 1] in (WORD, DIGIT, OTHER)
        if sign in BREAKS or not beyond or sign in "'’,;":
            return part
        if sign in DASHES:
            return self.hyphened(part, j + 1) if self.kind[j + 1] == WORD else part
        if sign == "/" and self.is_year(j - 1) and self.kind[j + 1] == DIGIT and len(self.word[j + 1]) == 2:
            return part
        if sign in ".:!?" and self.kind[j + 1] == WORD and self.raw(j + 1)[0].isupper():
            return part
        is_score = sign in ":/" and part.kind == "count" and num.shape == "plain" and num.digits < 100
        return part._replace(kind="none" if is_score else "bad", end=self.glued(j)[1])

    def lettered(self, part: Part) -> Part:
        """Return a figure that letters touch: the 1990s, a code (5G), or unreadable."""
        j, num = part.end, part.num
        raw = self.raw(j)
        if raw == "s" and num.shape in ("plain", "zeros") and num.digits % 10 == 0:
            return part._replace(kind="vague", end=j + 1)
        code = num.shape == "plain" and num.digits < 1000 and len(raw) <= 2 and raw.isupper() and part.kind == "count"
        return part._replace(kind="none" if code else "bad", end=self.glued(j)[1])

    def hyphened(self, part: Part, j: int) -> Part:
        """Return *part* with the compound whose first word is the token *j*: a unit, a member, an age."""
        word, raw, count = self.w(j), self.raw(j), part.kind == "count"
        if word in _NOT_COMPOUND or word in NUMBER_WORDS or (word in DENOMINATORS and part.num.shape == "words"):
            return part
        if raw[0].isupper() and part.num.shape == "plain" and len(raw) > 3 and count and word not in MONTH:
            return part._replace(kind="none", end=self.glued(j)[1])
        end = j + 1
        if len(word) == 1 and raw.isupper():
            return part._replace(kind="none", end=end)
        if word in ("figure", "digit"):
            return part._replace(kind="vague", end=end)
        if word in ("something", "somethings", "fold"):
            return part._replace(kind="bad", end=end)
        if part.kind == "ordinal":
            return part
        unit = part.unit
        if count:
            unit = None if word in ("strong", "time", "way", "old") else word
            if word in TIME_UNITS and not word.endswith("s"):
                unit = in_plural(word)
        for _ in range(3):
            if self.hyphen_at(end) and self.kind[end + 1] == WORD:
                end += 2
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
        is_date = word in MONTH and num.shape == "plain"
        if is_date or word in _PREFIXES or num.shape in ("scaled", "grouped"):
            return Part(first, num.end, num, "bad", None)
        return Part(first, self.glued(first)[1], num, "none", None)
