"""Numerals in digits and in words, with everything that scales them."""

from typing import NamedTuple

from rcsc_facts.text.tokens import DASHES, DIGIT, GROUP_SPACES, OTHER, SIGN, WORD, WORDS, Tokens

MAX_DIGITS = 15
"""Digits that a figure may have: as many as a binary64 number keeps exactly (IEEE 754)."""
MAX_VALUE = 10**18
"""An upper limit that every format can carry as an integer of 64 bits."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS = {word: number for number, word in enumerate(_ONES)}
CARDINALS |= {word: 10 * (number + 2) for number, word in enumerate(_TENS)}
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_IRREGULAR |= {"nine": "ninth", "twelve": "twelfth"}


def _ordinal(word: str) -> str:
    return _IRREGULAR.get(word) or (word[:-1] + "ieth" if word.endswith("y") else word + "th")


ORDINALS = {_ordinal(word): number for word, number in CARDINALS.items() if number}
ORDINAL_SCALES = {"hundredth": 2, "thousandth": 3, "millionth": 6}
SCALES = {"hundred": 2, "thousand": 3, "lakh": 5, "lac": 5, "million": 6, "crore": 7, "billion": 9, "arab": 9}
SCALES |= {"trillion": 12, "quadrillion": 15}
PLURAL_SCALES = {word + "s": exponent for word, exponent in SCALES.items() if word != "arab"}
_SUFFIXES = {"k": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "b": 9, "bn": 9, "bln": 9, "t": 12, "tn": 12, "trn": 12}
_SUFFIXES |= {"tr": 12, "cr": 7}
_SPACED_SUFFIXES = frozenset("mn mln mio bn bln tn trn cr".split())
DENOMINATORS = {word: number for word, number in ORDINALS.items() if number > 2}
DENOMINATORS |= {"half": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000}
DENOMINATORS |= {word + "s": number for word, number in DENOMINATORS.items() if word != "half"} | {"halves": 2}
VAGUE = frozenset({*PLURAL_SCALES, "dozens", "tens", "scores"})
NUMBER_WORDS = frozenset({*CARDINALS, *SCALES, *PLURAL_SCALES})
LENGTH_WORDS, _METRES = WORDS["length"], WORDS["metres"]
VULGAR = {"½": (5, -1), "¼": (25, -2), "¾": (75, -2), "⅕": (2, -1), "⅖": (4, -1), "⅗": (6, -1), "⅘": (8, -1)}
VULGAR |= {"⅛": (125, -3), "⅜": (375, -3), "⅝": (625, -3), "⅞": (875, -3), "⅒": (1, -1)}


class Num(NamedTuple):
    """A numeral: digits × 10^exponent, up to the token *end*; *shape* says how it is printed."""

    end: int
    digits: int
    exponent: int
    rounded: bool
    shape: str  # plain, grouped, decimal, words, scaled, dozen, ordinal, fraction, vague, bad, code
    low: int = 0  # digits below those of the last scale word, for a fraction: its denominator


def number(digits: int, exponent: int) -> int | float:
    """Return digits × 10^exponent: an integer where it is one, else the nearest binary64 number."""
    if exponent >= 0:
        return int(digits * 10**exponent)
    whole, rest = divmod(digits, 10**-exponent)
    return float(f"{digits}e{exponent}") if rest else whole


def shortest(digits: int, exponent: int) -> tuple[int, int]:
    """Return digits × 10^exponent without trailing zeros."""
    while digits and digits % 10 == 0:
        digits, exponent = digits // 10, exponent + 1
    return digits, exponent


class Numerals(Tokens):
    """Reads the numeral at a token."""

    def group(self, i: int) -> Num | None:
        """Read a numeral in digits at the token *i*: groups, decimals, and a vulgar fraction behind it."""
        if self.kind[i] == OTHER:
            if self.w(i) in VULGAR:
                return Num(i + 1, *VULGAR[self.w(i)], True, "decimal")
            return None
        runs, seps, j = [self.raw(i)], [], i + 1
        while j < self.count:
            sep = self.w(j)
            if self.touches(j - 1) and sep in ",.'’·٫٬" and self.touches(j) and self.kind[j + 1] == DIGIT:
                runs.append(self.raw(j + 1))
                seps.append("'" if sep == "’" else sep)
                j += 2
            elif (
                self.kind[j] == DIGIT
                and len(runs[0]) <= 3
                and len(self.raw(j)) == 3
                and self.text[self.end[j - 1] : self.start[j]] in GROUP_SPACES
                and "." not in seps
                and not (
                    self.touches(j)
                    and self.w(j + 1) in DASHES | {"."}
                    and self.kind[min(j + 2, self.count - 1)] == DIGIT
                    and self.touches(j + 1)
                    and self.w(j + 1) != "."
                )
            ):
                runs.append(self.raw(j))
                seps.append(" ")
                j += 1
            elif (
                sep == ","
                and self.touches(j - 1)
                and len(runs[0]) <= 3
                and len(self.raw(j + 1)) == 3
                and (
                    self.kind[min(j + 1, self.count - 1)] == DIGIT
                    and len(runs) == 1
                    and self.end[j] + 1 == self.start[j + 1]
                    and self.text[self.end[j]] in GROUP_SPACES
                    and runs[0][0] not in "0"
                )
            ):
                runs.append(self.raw(j + 1))
                seps.append(", ")
                j += 2
            else:
                break
        shape, whole, decimals = "plain", runs[0], ""
        if seps:
            groups, last = (runs, seps)
            if seps[-1] in ".·٫":
                decimals, groups, last = runs[-1], runs[:-1], seps[:-1]
                shape = "decimal"
                if seps[-1] == "·":
                    shape = "bad"
            whole = "".join(groups)
            if last:
                lengths = [len(run) for run in groups]
                western = lengths[0] <= 3 and all(length == 3 for length in lengths[1:])
                indian = last[0] == "," and lengths[0] <= 2 and lengths[-1] == 3 and all(n == 2 for n in lengths[1:-1])
                good = (western or indian) and len(set(last)) == 1 and last[0] in ",' ٬" and groups[0][0] != "0"
                if not good:
                    dotted = set(seps) == {"."}
                    shape = "code" if dotted and not all(len(run) == 3 for run in runs[1:]) else "bad"
                elif shape == "plain":
                    shape = "grouped"
        if shape in ("plain", "decimal", "grouped") and len(whole) + len(decimals) > MAX_DIGITS:
            shape = "bad"
        if shape in ("bad", "code"):
            return Num(j, 0, 0, False, shape)
        if len(whole) > 1 and int(whole[0]) == 0 and shape == "plain":
            shape = "zeros"
        num = Num(j, int(whole + decimals), -len(decimals), shape == "decimal", shape)
        if j < self.count and self.w(j) in VULGAR and shape in ("plain", "grouped") and self.kind[j] == OTHER:
            digits, exponent = VULGAR[self.w(j)]
            return Num(j + 1, num.digits * 10**-exponent + digits, exponent, True, "decimal")
        if j < self.count and self.kind[j] == OTHER and self.touches(j - 1):
            return Num(j + 1, 0, 0, False, "raised" if self.w(j) not in VULGAR else "bad")
        if shape == "plain" and self.spaced(j - 1) and self.kind[j] == DIGIT and len(whole) <= 3:
            simple = self.simple(j)
            if simple and simple.shape == "fraction" and simple.digits < simple.low and simple.low in (2, 4, 5, 8, 10):
                hundredths = simple.digits * 1000 // simple.low
                return Num(simple.end, *shortest(num.digits * 1000 + hundredths, -3), True, "decimal")
        return num

    def simple(self, i: int) -> Num | None:
        """Read 3/4 at the token *i*."""
        if (
            self.kind[i] == DIGIT
            and self.touches(i)
            and self.w(i + 1) in ("/", "⁄")
            and self.touches(i + 1)
            and self.kind[i + 2] == DIGIT
            and not (self.touches(i + 2) and self.kind[i + 3] != SIGN)
            and not (self.touches(i + 2) and self.w(i + 3) in "/-" and self.touches(i + 3))
        ):
            above, below = self.raw(i), self.raw(i + 2)
            if len(above) <= 3 and len(below) <= 3 and int(below) > 1 and 0 < int(above):
                return Num(i + 3, int(above), 0, False, "fraction", int(below))
        return None

    def words(self, i: int, start: int = 0) -> Num | None:
        """Read a numeral in words at the token *i*, or go on with one whose first part is *start* (a hundred …)."""
        total, current, room, ceiling, trail = 0, start or None, 0, MAX_VALUE * 10, 0
        j, last = i, i
        shape = "words"
        while True:
            word = self.w(j)
            if word in CARDINALS:
                number = CARDINALS[word]
                if current is None:
                    current = number
                elif 0 < number < room:
                    current += number
                else:
                    shape = "bad"
                room, trail = (10 if number >= 20 else 0), 0
            elif word in ORDINALS or word in ORDINAL_SCALES:
                if word in ORDINAL_SCALES:
                    if current is None:
                        return None
                    current *= 10 ** ORDINAL_SCALES[word]
                elif current is None:
                    current = ORDINALS[word]
                elif ORDINALS[word] < room:
                    current += ORDINALS[word]
                else:
                    return Num(last + 1, total + current, 0, False, "words") if shape != "bad" else None
                return Num(j + 1, total + (current or 0), 0, False, "ordinal")
            elif word in ("hundred", "hundreds"):
                if not current or current >= 100 or trail:
                    shape = "bad"
                else:
                    current, room, trail = current * 100, 100, 2
            elif word in SCALES or word in PLURAL_SCALES:
                exponent = SCALES.get(word) or PLURAL_SCALES[word]
                if current:
                    if 10**exponent >= ceiling:
                        shape = "bad"
                    total, current, ceiling, trail = (
                        total + current * 10**exponent,
                        None,
                        10**exponent,
                        trail + exponent,
                    )
                    room = 1000
                elif (
                    word in ("crore", "crores") and self.w(last) in ("lakh", "lakhs", "thousand") and total
                ) and trail:
                    total, trail = total * 10**exponent, trail + exponent
                else:
                    shape = "bad"
            else:
                break
            last = j
            following = self.joined(j)
            if trail >= 3 and self.w(j + 1) == "," and self.touches(j) and self.spaced(j + 1):
                # "one million, two hundred thousand", but not "of one million, two died"
                following = j + 2 if self.w(j + 2) in CARDINALS and self.w(j + 3) in SCALES else 0
            if not following:
                break
            word = self.w(following)
            if (word == "and" and trail and following == j + 1) or (
                word == "and" and trail and self.w(j + 1) in DASHES
            ):
                after = self.joined(following)
                if (
                    not after
                    or (self.w(after) not in CARDINALS and self.w(after) not in ORDINALS)
                    or self.w(after) == "zero"
                ):
                    break
                if (
                    not self.alone
                    and self.w(after) in ("one", "second")
                    and self.w(after + 1) not in NUMBER_WORDS
                    and trail >= 3
                ):
                    break
                if current is not None and room < 100:
                    break
                following = after
                if current is None:
                    room = 1000
            elif (
                (word in DENOMINATORS and word not in ORDINALS)
                or word in ("seconds", "quarter")
                or (word == "second" and (room != 10 or self.spaced(j) or self.w(i - 1) == "a"))
                or (
                    word in ORDINALS
                    and not (room > ORDINALS[word] and current is not None)
                    and not (current is None and trail)
                )
                or (word == "one" and self.spaced(j) and not trail and room != 10)
            ):
                break
            j = following
        value = total + (current or 0)
        if shape == "bad" or value >= MAX_VALUE:
            return Num(last + 1, 0, 0, False, "bad")
        if trail:
            return Num(last + 1, value // 10**trail, trail, True, "scaled")
        return Num(last + 1, value, 0, False, shape)

    def numeral(self, i: int, *, money: bool = False) -> Num | None:
        """Read a cardinal or ordinal at the token *i*, with everything that scales it; *money* makes "m" a million."""
        if self.kind[i] != WORD:
            num = self.simple(i) or self.group(i)
            if num is None or num.shape in ("bad", "code", "raised", "fraction"):
                return num
        else:
            num = self.words(i)
            if num is None or num.shape in ("bad", "ordinal"):
                return num
        num = self.pointed(num)
        return self.scaled(self.and_a_half(num), money=money)

    def pointed(self, num: Num) -> Num:
        """Go on with "point five"."""
        if num.shape == "words" and self.w(num.end) == "point" and self.spaced(num.end - 1):
            j, digits, exponent = num.end + 1, num.digits, 0
            while (
                j < self.count and CARDINALS.get(self.w(j), 10) < 10 and self.spaced(j - 1) and exponent > -MAX_DIGITS
            ):
                digits, exponent, j = digits * 10 + CARDINALS[self.w(j)], exponent - 1, j + 1
            if exponent:
                return Num(j, digits, exponent, True, "decimal")
        return num

    def and_a_half(self, num: Num) -> Num:
        """Go on with "and a half"."""
        j = self.joined(num.end - 1)
        if self.w(j) == "and" and j:
            article = self.joined(j)
            part = self.joined(article) if article and self.w(article) in ("a", "an", "one", "three") else 0
            names = {"half": (5, -1), "quarter": (25, -2), "quarters": (75, -2)}
            if part and self.w(part) in names and (self.w(part) == "quarters") == (self.w(article) == "three"):
                if num.shape in ("scaled", "decimal", "zeros"):
                    return Num(part + 1, 0, 0, False, "bad")
                digits, exponent = names[self.w(part)]
                return Num(part + 1, num.digits * 10**-exponent + digits, exponent, True, "decimal")
        return num

    def scaled(self, num: Num, *, money: bool = False) -> Num:
        """Go on with scale words and suffixes after a numeral."""
        j = num.end
        if num.shape in ("bad", "zeros", "code"):
            return num
        exponent, seen = 0, False
        if j < self.count and self.touches(j - 1) and self.kind[j] == WORD and self.kind[j - 1] == DIGIT:
            word = self.w(j)
            if word in ("st", "nd", "rd", "th") and num.shape in ("plain", "grouped"):
                return Num(j + 1, num.digits, 0, False, "ordinal")
            if word in _SUFFIXES and (money or not self.is_unit(j, num)):
                exponent, j, seen = _SUFFIXES[word], j + 1, True
                if word in ("m", "b", "k") and self.w(j) in ("n",):
                    j += 1
        elif self.spaced(j - 1) and self.kind[j - 1] == DIGIT and self.w(j) in ("m", "b") and not money:
            return Num(j + 1, 0, 0, False, "bad")  # metres or millions
        elif (
            self.spaced(j - 1)
            and (self.w(j) in _SPACED_SUFFIXES or (money and self.w(j) in ("m", "b", "k")))
            and num.shape != "words"
        ):
            exponent, j, seen = _SUFFIXES[self.w(j)], j + 1, True
        last_word = ""
        while not seen or exponent < 40:
            following = self.joined(j - 1)
            if self.touches(j - 1) and self.kind[j] == WORD and self.w(j) in SCALES and self.kind[j - 1] == DIGIT:
                following = j
            if not following:
                break
            word = self.w(following)
            if word in SCALES or word in PLURAL_SCALES or word in ("dozen", "dozens"):
                if word in ("dozen", "dozens"):
                    if seen or num.shape not in ("plain", "words"):
                        return Num(following + 1, 0, 0, False, "bad")
                    return Num(following + 1, num.digits * 12, 0, False, "dozen")
                step = SCALES.get(word) or PLURAL_SCALES[word]
                fits = (
                    not seen
                    or (last_word == "hundred" and step > 2)
                    or (last_word in ("lakh", "lakhs", "thousand") and step == 7)
                )
                if num.shape == "scaled":
                    fits = False
                exponent = exponent + step if fits and num.shape != "bad" else 99
                if exponent >= 99:
                    num = num._replace(shape="bad")
                seen, last_word, j = True, word, following + 1
                continue
            break
        if not seen:
            return num
        if num.shape == "bad":
            return Num(j, 0, 0, False, "bad")
        result = Num(j, num.digits, num.exponent + exponent, True, "scaled")
        rest = self.joined(j - 1)
        if rest == j and (self.w(rest) in CARDINALS or self.kind[rest] == DIGIT):
            more = self.numeral(rest) if self.kind[rest] == DIGIT else self.words(rest)
            if more and more.shape in ("scaled", "bad") and more.exponent < exponent:
                return Num(more.end, 0, 0, False, "bad")
        result = self.and_a_half(result)
        if num.digits * 10 ** max(result.exponent, 0) >= MAX_VALUE:
            return Num(result.end, 0, 0, False, "bad")
        return result

    def is_unit(self, j: int, num: Num) -> bool:
        """Return whether the letter touching a figure at the token *j* is a metre or a tonne, not a million."""
        word, raw = self.w(j), self.raw(j)
        if word == "t":
            return True
        if word == "b" and raw == "b":
            return False
        if word != "m" or raw == "M":
            return False
        after = self.w(j + 1)
        if after in DASHES:
            after = self.w(j + 2)
        if num.shape in ("plain", "grouped", "decimal") and self.near(j - 1, 4) & LENGTH_WORDS:
            return True
        return after in _METRES

    def is_year(self, i: int) -> bool:
        """Return whether the token *i* can be a year: four digits, from 1000 to 2100."""
        return (
            self.kind[i] == DIGIT
            and len(self.word[i]) == 4
            and self.word[i][0] in "12"
            and self.word[i].isdecimal()
            and 1000 <= int(self.word[i]) <= 2100
        )
