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
_AND_SHARES = {
    **dict.fromkeys((("a", "half"), ("an", "half"), ("one", "half")), (5, -1)),
    **dict.fromkeys((("a", "quarter"), ("one", "quarter")), (25, -2)),
    **dict.fromkeys((("three", "quarters"), ("three", "quarter")), (75, -2)),
}
"""What may stand behind a number and "and", with its digits and their power of ten."""
VAGUE = frozenset({*PLURAL_SCALES, "dozens", "tens", "scores"})
NUMBER_WORDS = frozenset({*CARDINALS, *SCALES, *PLURAL_SCALES})
_RACES = frozenset({50, 60, 100, 200, 400, 800, 1500, 3000, 5000, 10000})
"""Metres of the usual races."""
_LENGTH_WORDS, _METRES = WORDS["length"], WORDS["metres"]
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


class _Said:
    """What has been said of a numeral in words: its whole scales, and what comes after the last of them."""

    def __init__(self, current: int | None) -> None:
        self.total = 0
        self.current = current
        self.room = 0  # what the next word has to be less than
        self.ceiling = MAX_VALUE * 10  # what the next scale has to be less than
        self.trail = 0  # the power of ten of the scale words at the end
        self.bad = False

    def value(self) -> int:
        """Return the number that the words say."""
        return self.total + (self.current or 0)

    def ordinal(self, word: str) -> int:
        """Return the number that the ordinal *word* ends."""
        if word in ORDINAL_SCALES:
            self.bad |= self.current is None  # a thousand millionth is far less than one
            return self.total + (self.current or 0) * int(10 ** ORDINAL_SCALES[word])
        return self.value() + ORDINALS[word]

    def add(self, word: str, last: str) -> bool:
        """Go on with a cardinal or a scale behind the word *last*; return False for another word."""
        if word in CARDINALS:
            number = CARDINALS[word]
            self.bad |= self.current is not None and not 0 < number < self.room
            self.current = (self.current or 0) + number
            self.room, self.trail = (10 if number >= 20 else 0), 0
        elif word in ("hundred", "hundreds"):
            if not self.current or self.current >= 100 or self.trail:
                self.bad = True
            else:
                self.current, self.room, self.trail = self.current * 100, 100, 2
        elif word in SCALES or word in PLURAL_SCALES:
            exponent = SCALES.get(word) or PLURAL_SCALES[word]
            if self.current:
                self.bad |= 10**exponent >= self.ceiling
                self.total, self.current = self.total + self.current * 10**exponent, None
                self.ceiling, self.trail, self.room = 10**exponent, self.trail + exponent, 1000
            elif word in ("crore", "crores") and last in ("lakh", "lakhs", "thousand") and self.trail:
                self.total, self.trail = self.total * 10**exponent, self.trail + exponent
            else:
                self.bad = True
        else:
            return False
        return True


class Numerals(Tokens):
    """Reads the numeral at a token."""

    nested = False
    """Whether what is read stands behind a scale word, where no other is looked for (time stays linear)."""

    # --- in digits

    def group(self, i: int) -> Num:
        """Read a numeral in digits at the token *i*: groups, decimals, and a vulgar fraction behind it."""
        if self.kind[i] == OTHER:
            return Num(i + 1, *VULGAR[self.w(i)], True, "decimal")
        runs, seps, j = self.runs(i)
        whole, decimals, shape = self.shape_of(runs, seps)
        if shape in ("bad", "code") or len(whole) + len(decimals) > MAX_DIGITS:
            return Num(j, 0, 0, False, shape if shape == "code" else "bad")
        if shape == "plain" and len(whole) > 1 and int(whole[0]) == 0:
            shape = "zeros"
        num = Num(j, int(whole + decimals), -len(decimals), shape == "decimal", shape)
        return self.with_fraction(num, len(whole))

    def runs(self, i: int) -> tuple[list[str], list[str], int]:
        """Return the runs of digits of one numeral, the signs between them, and where it ends."""
        runs, seps, j = [self.raw(i)], [], i + 1
        while j < self.count:
            sep, opens = self.w(j), len(runs[0]) <= 3
            is_joined = self.touches(j - 1) and self.touches(j) and self.is_digit(j + 1)
            if is_joined and sep in ",.'’·٫٬":
                seps.append("'" if sep == "’" else sep)
                step = 1
            elif self.kind[j] == DIGIT and opens and "." not in seps and self.is_group_apart(j):
                seps.append(" ")
                step = 0
            elif sep == "," and opens and len(runs) == 1 and runs[0][0] != "0" and self.is_list_or_group(j):
                seps.append(", ")
                step = 1
            else:
                break
            runs.append(self.raw(j + step))
            j += step + 1
        return runs, seps, j

    def is_group_apart(self, j: int) -> bool:
        """Return whether the token *j* is a group of three digits behind a blank, and does not begin a range."""
        if len(self.raw(j)) != 3 or self.text[self.end[j - 1] : self.start[j]] not in GROUP_SPACES:
            return False
        follows = self.touches(j) and self.touches(j + 1) and self.kind[min(j + 2, self.count - 1)] == DIGIT
        return not (follows and self.w(j + 1) in DASHES)

    def is_list_or_group(self, j: int) -> bool:
        """Return whether the comma *j* has a blank and three digits behind it: 194, 897 is a list, or one number."""
        if not self.touches(j - 1) or not self.is_digit(j + 1) or len(self.raw(j + 1)) != 3:
            return False
        return self.end[j] + 1 == self.start[j + 1] and self.text[self.end[j]] in GROUP_SPACES

    @staticmethod
    def shape_of(runs: list[str], seps: list[str]) -> tuple[str, str, str]:
        """Return the digits before and after the point, and the shape, of a numeral's runs."""
        if not seps:
            return runs[0], "", "plain"
        groups, between, decimals, shape = runs, seps, "", "grouped"
        if seps[-1] in ".·٫":
            groups, between, decimals = runs[:-1], seps[:-1], runs[-1]
            shape = "bad" if seps[-1] == "·" else "decimal"
        if between:
            lengths = [len(run) for run in groups]
            western = lengths[0] <= 3 and all(length == 3 for length in lengths[1:])
            indian = between[0] == "," and lengths[0] <= 2 and lengths[-1] == 3 and {*lengths[1:-1]} <= {2}
            is_alike = len(set(between)) == 1 and between[0] in ",' ٬"
            if not (western or indian) or not is_alike or groups[0][0] == "0":
                version = set(seps) == {"."} and not all(len(run) == 3 for run in runs[1:])
                shape = "code" if version else "bad"
        return "".join(groups), decimals, shape

    def with_fraction(self, num: Num, width: int) -> Num:
        """Go on with a vulgar fraction (2½, 3 1/2); a raised digit makes it another thing."""
        j = num.end
        if j < self.count and self.kind[j] == OTHER:
            if self.w(j) in VULGAR and num.shape in ("plain", "grouped"):
                digits, exponent = VULGAR[self.w(j)]
                return Num(j + 1, num.digits * 10**-exponent + digits, exponent, True, "decimal")
            if self.touches(j - 1):
                return Num(j + 1, 0, 0, False, "raised" if self.w(j) not in VULGAR else "bad")
        if num.shape == "plain" and self.spaced(j - 1) and self.kind[j] == DIGIT and width <= 3:
            part = self.simple(j)
            if part and part.digits < part.low and part.low in (2, 4, 5, 8, 10):
                thousandths = num.digits * 1000 + part.digits * 1000 // part.low
                return Num(part.end, *shortest(thousandths, -3), True, "decimal")
        return num

    def simple(self, i: int) -> Num | None:
        """Read 3/4 at the token *i*."""
        if self.w(i + 1) not in ("/", "⁄") or not self.touches(i) or not self.touches(i + 1):
            return None
        if not self.is_digit(i) or not self.is_digit(i + 2):
            return None
        if self.touches(i + 2) and (self.kind[i + 3] != SIGN or (self.w(i + 3) in "/-" and self.touches(i + 3))):
            return None
        above, below = self.raw(i), self.raw(i + 2)
        if max(len(above), len(below)) > 3 or int(below) < 2 or int(above) < 1:
            return None
        return Num(i + 3, int(above), 0, False, "fraction", int(below))

    # --- in words

    def words(self, i: int, start: int = 0) -> Num:
        """Read a numeral in words at the token *i*, or go on with one whose first part is *start* (a hundred …)."""
        said = _Said(start or None)
        j = last = i
        while True:
            word = self.w(j)
            if word in ORDINALS or word in ORDINAL_SCALES:
                value = said.ordinal(word)
                return Num(j + 1, value, 0, False, "bad" if said.bad else "ordinal")
            if not said.add(word, self.w(last)):
                break
            last = j
            j = self.next_word(i, j, said)
            if not j:
                break
        value = said.value()
        if said.bad or value >= MAX_VALUE:
            return Num(last + 1, 0, 0, False, "bad")
        if said.trail:
            return Num(last + 1, value // 10**said.trail, said.trail, True, "scaled")
        return Num(last + 1, value, 0, False, "words")

    def next_word(self, i: int, j: int, said: _Said) -> int:
        """Return the word with which the numeral in words from *i* goes on behind the token *j*, or 0."""
        following = self.joined(j)
        if said.trail >= 3 and self.w(j + 1) == "," and self.touches(j) and self.spaced(j + 1):
            # "one million, two hundred thousand", but not "of one million, two died"
            return j + 2 if self.w(j + 2) in CARDINALS and self.w(j + 3) in SCALES else 0
        word = self.w(following) if following else ""
        if word == "and" and said.trail:
            return self.after_and(following, said)
        is_part = (word in DENOMINATORS and word not in ORDINALS) or word in ("seconds", "quarter")
        if not word or is_part:
            return 0
        if word == "second" and (said.room != 10 or self.spaced(j) or self.w(i - 1) == "a"):
            return 0
        if word in ORDINALS:
            fits = said.room > ORDINALS[word] if said.current is not None else said.trail
            return following if fits else 0
        return 0 if word == "one" and self.spaced(j) and not said.trail and said.room != 10 else following

    def after_and(self, i: int, said: _Said) -> int:
        """Return the word behind "and", the token *i*, where the numeral goes on with it, or 0."""
        after = self.joined(i)
        word = self.w(after)
        if not after or word == "zero" or (word not in CARDINALS and word not in ORDINALS):
            return 0
        is_alone = word in ("one", "second") and self.w(after + 1) not in NUMBER_WORDS
        if (is_alone and said.trail >= 3 and not self.alone) or (said.current is not None and said.room < 100):
            return 0
        if said.current is None:
            said.room = 1000
        return after

    # --- with what scales it

    def numeral(self, i: int, *, money: bool = False) -> Num:
        """Read a cardinal or ordinal at the token *i*, with everything that scales it; *money* makes "m" a million."""
        num = self.words(i) if self.kind[i] == WORD else self.simple(i) or self.group(i)
        if num.shape in ("bad", "code", "raised", "fraction", "ordinal"):
            return num
        return self.scaled(self.and_a_half(self.pointed(num)), money=money)

    def pointed(self, num: Num) -> Num:
        """Go on with "point five"."""
        if num.shape != "words" or self.w(num.end) != "point" or not self.spaced(num.end - 1):
            return num
        j, digits, exponent = num.end + 1, num.digits, 0
        while CARDINALS.get(self.w(j), 10) < 10 and self.spaced(j - 1) and exponent > -MAX_DIGITS:
            digits, exponent, j = digits * 10 + CARDINALS[self.w(j)], exponent - 1, j + 1
        return Num(j, digits, exponent, True, "decimal") if exponent else num

    def and_a_half(self, num: Num) -> Num:
        """Go on with "and a half"."""
        j = self.joined(num.end - 1)
        article = self.joined(j) if j and self.w(j) == "and" else 0
        part = self.joined(article) if article and self.w(article) in ("a", "an", "one", "three") else 0
        share = _AND_SHARES.get((self.w(article), self.w(part))) if part else None
        is_bare = self.w(article) == "three" and self.w(part) == "quarter"  # two and three quarter million
        if share is None or (is_bare and self.w(self.joined(part)) not in SCALES):
            return num
        if num.shape in ("scaled", "dozen", "decimal", "zeros"):
            return Num(part + 1, 0, 0, False, "bad")
        digits, exponent = share
        return Num(part + 1, num.digits * 10**-exponent + digits, exponent, True, "decimal")

    def scaled(self, num: Num, *, money: bool = False) -> Num:
        """Go on with scale words and suffixes after a numeral."""
        if num.shape in ("bad", "zeros", "code"):
            return num
        j, word = num.end, self.w(num.end)
        digits_touch = self.kind[j - 1] == DIGIT and self.touches(j - 1) and self.kind[j] == WORD
        if digits_touch and word in ("st", "nd", "rd", "th") and num.shape in ("plain", "grouped"):
            return Num(j + 1, num.digits, 0, False, "ordinal")
        if self.spaced(j - 1) and self.kind[j - 1] == DIGIT and word in ("m", "b") and not money:
            return Num(j + 1, 0, 0, False, "bad")  # metres or millions
        following = self.joined(j - 1)
        if following and self.w(following) in ("dozen", "dozens"):
            is_plain = num.shape in ("plain", "words")
            return Num(following + 1, num.digits * 12 if is_plain else 0, 0, False, "dozen" if is_plain else "bad")
        end, exponent = self.scale_words(*self.suffix(num, digits_touch, money=money), num)
        if end == num.end:
            return num
        if exponent is None:
            return Num(end, 0, 0, False, "bad")
        result = Num(end, num.digits, num.exponent + exponent, True, "scaled")
        if not self.nested and (last := self.smaller(end, exponent)) > end:
            return Num(last, 0, 0, False, "bad")
        result = self.and_a_half(result)
        if num.digits * 10 ** max(result.exponent, 0) >= MAX_VALUE:
            return Num(result.end, 0, 0, False, "bad")
        return result

    def smaller(self, j: int, exponent: int) -> int:
        """Return where the numerals end that go on after a scale word with ever smaller ones (2 million 5 thousand)."""
        self.nested = True
        while self.joined(j - 1) == j and (self.w(j) in CARDINALS or self.kind[j] == DIGIT):
            more = self.numeral(j) if self.kind[j] == DIGIT else self.words(j)
            if more.shape not in ("scaled", "bad") or more.exponent >= exponent:
                break
            j, exponent = more.end, more.exponent
        self.nested = False
        return j

    def suffix(self, num: Num, digits_touch: bool, *, money: bool) -> tuple[int, int]:
        """Return the end and the exponent of letters for a scale (5m, 5 bn) behind a numeral; 0 without any."""
        j, word = num.end, self.w(num.end)
        if digits_touch and word in _SUFFIXES and (money or not self.is_unit(j, num)):
            return j + 1, _SUFFIXES[word]
        is_apart = word in _SPACED_SUFFIXES or (money and word in ("m", "b", "k"))
        if not digits_touch and self.spaced(j - 1) and is_apart and num.shape != "words":
            return j + 1, _SUFFIXES[word]
        return j, 0

    def scale_words(self, j: int, exponent: int, num: Num) -> tuple[int, int | None]:
        """Go on with scale words from the token *j*; the exponent is None where they do not fit together."""
        total: int | None = exponent
        last = ""
        while True:
            touches = self.touches(j - 1) and self.kind[j - 1] == DIGIT and self.w(j) in SCALES
            following = j if touches else self.joined(j - 1)
            word = self.w(following) if following else ""
            if word in ("dozen", "dozens"):
                return following + 1, None
            if word not in SCALES and word not in PLURAL_SCALES:
                return j, total
            step = SCALES.get(word) or PLURAL_SCALES[word]
            is_first = j == num.end
            fits = (last == "hundred" and step > 2) or (last in ("lakh", "lakhs", "thousand") and step == 7)
            is_good = total is not None and total < 40 and (is_first or fits) and num.shape != "scaled"
            total = total + step if is_good and total is not None else None
            last, j = word, following + 1

    def is_unit(self, j: int, num: Num) -> bool:
        """Return whether the letter touching a figure at the token *j* is a metre or a tonne, not a million."""
        word, raw = self.w(j), self.raw(j)
        if word == "t":
            return True
        if word != "m" or raw == "M":
            return False
        before = self.w(j - 4 if num.shape == "grouped" else j - 2)
        if num.digits in _RACES and num.exponent == 0 and before in ("the", "s"):
            return self.kind[j + 1] == SIGN or self.w(j + 1) in WORDS["pronoun-after"]
        if num.shape in ("plain", "grouped", "decimal") and self.near(j - 1, 6) & _LENGTH_WORDS:
            return True
        return self.w(j + 2 if self.w(j + 1) in DASHES else j + 1) in _METRES

    def is_year(self, i: int) -> bool:
        """Return whether the token *i* can be a year: four digits, from 1000 to 2100."""
        return self.kind[i] == DIGIT and len(self.word[i]) == 4 and 1000 <= int(self.word[i]) <= 2100
