"""Figures, dates and times as an English news text prints them, each read as a whole or not at all.

A text is cut into tokens (runs of digits, words, single signs). Digits and the words that can begin a figure are
anchors; from an anchor a small grammar reads forward (numeral, scale word, suffix, unit, range, date …) and looks
back for what belongs to it (currency, sign, hedge). What touches a figure is part of it: where the whole cannot be
read it is one figure of the kind *unreadable*, which has no value. Codes, scores and telephone numbers are no figures.

A figure printed with a scale word, decimals or a percent sign is taken as rounded to its last printed place:
"2.93 million" stands for 2,930,000 ± 5,000. One printed in full ("1904", "12th", "five") is exact. A hedge opens
the bound it speaks of. Dates are those of EDTF (ISO 8601-2), currencies those of ISO 4217 where a text is certain.
"""

import re
import unicodedata
from typing import NamedTuple

MAX_DIGITS = 15
"""Digits that a figure may have: as many as a binary64 number keeps exactly (IEEE 754)."""
MAX_VALUE = 10**18
"""An upper limit that every format can carry as an integer of 64 bits."""

KINDS = tuple("count money percent ordinal year date time ratio fraction range vague unreadable".split())
"""What a figure may be; the last three have no value."""

TOLERANCES = {"low": (1.0, 1.1), "high": (0.9, 1.0), "about": (0.9, 1.1)}
"""By the way a hedge opens a figure: the factors between which it is expected where figures are judged."""


class Figure(NamedTuple):
    """A figure, date or time in a text: where it stands, and what it stands for.

    *value* is a number, a date in EDTF or a time as HH:MM (an interval has a slash); None where the text gives none.
    *low* and *high* are the bounds of the value, None where open. *unit* is a code of ISO 4217 where the text makes
    it certain, else the printed sign or word. *core* is the span without hedge and article.
    """

    start: int
    end: int
    text: str
    kind: str
    value: int | float | str | None
    low: int | float | None
    high: int | float | None
    unit: str | None
    hedge: str | None
    core: tuple[int, int]


class _Num(NamedTuple):
    """A numeral: digits × 10^exponent, up to the token *end*; *shape* says how it is printed."""

    end: int
    digits: int
    exponent: int
    rounded: bool
    shape: str  # plain, grouped, decimal, words, scaled, dozen, ordinal, fraction, vague, bad, code
    low: int = 0  # digits below those of the last scale word, for a fraction: its denominator


# --- words -----------------------------------------------------------------------------------------------------

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS = {word: number for number, word in enumerate(_ONES)}
_CARDINALS |= {word: 10 * (number + 2) for number, word in enumerate(_TENS)}
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_IRREGULAR |= {"nine": "ninth", "twelve": "twelfth"}


def _ordinal(word: str) -> str:
    return _IRREGULAR.get(word) or (word[:-1] + "ieth" if word.endswith("y") else word + "th")


_ORDINALS = {_ordinal(word): number for word, number in _CARDINALS.items() if number}
_ORDINAL_SCALES = {"hundredth": 2, "thousandth": 3, "millionth": 6}
_SCALES = {"hundred": 2, "thousand": 3, "lakh": 5, "lac": 5, "million": 6, "crore": 7, "billion": 9, "arab": 9}
_SCALES |= {"trillion": 12, "quadrillion": 15}
_PLURAL_SCALES = {word + "s": exponent for word, exponent in _SCALES.items() if word != "arab"}
_SUFFIXES = {"k": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "b": 9, "bn": 9, "bln": 9, "t": 12, "tn": 12, "trn": 12}
_SUFFIXES |= {"tr": 12, "cr": 7}
_SPACED_SUFFIXES = frozenset("mn mln mio bn bln tn trn cr".split())
_DENOMINATORS = {word: number for word, number in _ORDINALS.items() if number > 2}
_DENOMINATORS |= {"half": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000}
_DENOMINATORS |= {word + "s": number for word, number in _DENOMINATORS.items() if word != "half"} | {"halves": 2}
_VAGUE = frozenset({*_PLURAL_SCALES, "dozens", "tens", "scores"})

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)}
_MONTH |= {name[:3]: number for name, number in _MONTH.items()} | {"sept": 9}
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
_TIME_UNITS = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks fortnight fortnights month months "
    "quarter quarters year years decade decades century centuries".split()
)
_UNIT_WORDS = _TIME_UNITS | frozenset(
    "percent degrees metres meters kilometres kilometers miles feet inches acres hectares tonnes tons kilograms kilos "
    "kilogrammes grams pounds litres liters gallons barrels megawatts gigawatts kilowatts watts points times ounces "
    "yards bushels quintals knots volts amps joules calories bytes gigabytes terabytes megabytes".split()
)
_UNIT_WORDS |= {
    prefix + base
    for prefix in ("milli", "centi", "micro", "nano")
    for base in ("metres", "meters", "grams", "litres", "liters", "seconds")
}
_UNITS = frozenset(
    "kg g mg km cm mm ft mi mph kph lb lbs oz ha kw mw gw tw kwh mwh gwh twh gb tb mb kb ml l cl hz khz mhz ghz v w hp "
    "ppm mah sqm sqft km² km2 m² m³ cc c f in yo yrs yr hrs hr min mins sec secs kmh kmph knots".split()
)
_SPACED_UNITS = frozenset(
    "kg mg km cm mm ft mph kph kmh lb lbs oz ha kw mw gw tw kwh mwh gwh twh gb tb mb ml cl hz khz mhz ghz sqm sqft "
    "ppm hp cc mah".split()
)

# --- currencies ------------------------------------------------------------------------------------------------

_ISO4217 = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL "
    "HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD "
    "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR "
    "RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD "
    "TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ZWL".split()
)
_NOT_CODES = frozenset({"ALL", "TOP", "TRY", "CUP", "MOP", "PEN", "COP", "GEL", "LAK", "SOS", "BAM", "BOB", "MAD"})
"""Codes that are words of English too: taken only where they touch the figure."""
_SIGNS = {"$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "￥": "¥", "₹": "INR", "₦": "NGN", "₽": "RUB", "₩": "₩"}
_SIGNS |= {"₺": "TRY", "₫": "VND", "฿": "THB", "₱": "PHP", "₪": "ILS", "₴": "UAH", "₸": "KZT", "₮": "MNT", "₵": "GHS"}
_SIGNS |= {"₡": "CRC", "₲": "PYG", "₭": "LAK", "₾": "GEL", "₼": "AZN", "₨": "Rs", "＄": "$", "￡": "GBP", "￦": "₩"}
_SIGNS |= {"¢": "¢", "৳": "BDT", "₿": "₿"}
_BEFORE_DOLLAR = {"US": "USD", "U.S.": "USD", "A": "AUD", "AU": "AUD", "AUS": "AUD", "HK": "HKD", "S": "SGD"}
_BEFORE_DOLLAR |= {"NZ": "NZD", "C": "CAD", "CA": "CAD", "CAN": "CAD", "CDN": "CAD", "NT": "TWD", "R": "BRL"}
_BEFORE_DOLLAR |= {"J": "JMD", "TT": "TTD", "EC": "XCD", "FJ": "FJD", "BZ": "BZD", "SG": "SGD", "MX": "MXN"}
_BEFORE_DOLLAR |= {"N": "NAD", "G": "GYD", "T": "TOP", "SI": "SBD", "L": "LRD", "BD": "BBD", "B": "B$", "Z": "Z$"}
_BEFORE_SIGN = {("CN", "¥"): "CNY", ("RMB", "¥"): "CNY", ("JP", "¥"): "JPY", ("E", "£"): "EGP", ("GH", "¢"): "GHS"}
_BEFORE_SIGN |= {("GH", "₵"): "GHS"}
_ABBREVIATIONS = {"Rs": "Rs", "RS": "Rs", "Re": "Rs", "KSh": "KES", "Ksh": "KES", "KSH": "KES", "KShs": "KES"}
_ABBREVIATIONS |= {"USh": "UGX", "Ush": "UGX", "TSh": "TZS", "Tsh": "TZS", "Sh": "Sh", "Shs": "Sh", "RMB": "CNY"}
_ABBREVIATIONS |= {"Tk": "BDT", "Rp": "IDR", "RM": "MYR", "Kshs": "KES", "Php": "PHP", "Dh": "Dh", "Dhs": "Dh"}
_ABBREVIATIONS |= {"kr": "kr", "Fr": "Fr", "SFr": "CHF", "Sfr": "CHF", "STG": "GBP", "NRs": "NPR", "INRs": "INR"}
_ABBREVIATIONS |= {"PKRs": "PKR", "LE": "EGP", "BTC": "BTC", "EURO": "EUR", "Bs": "Bs", "CFA": "CFA", "FCFA": "FCFA"}
_TOUCHING = {"R": "ZAR", "N": "NGN", "P": "P", "K": "K", "L": "L", "Q": "Q", "D": "D", "B": "B"}
"""Single letters: a currency only before a figure with groups, decimals or a scale (R1.2bn, N3 billion; not N95)."""
_MONEY_NAMES = {
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "euro": "EUR", "yen": "JPY", "baht": "THB", "ringgit": "MYR",
    "rand": "ZAR", "naira": "NGN", "cedi": "GHS", "birr": "ETB", "taka": "BDT", "hryvnia": "UAH", "hryvnias": "UAH",
    "zloty": "PLN", "zlotys": "PLN", "forint": "HUF", "forints": "HUF", "shekel": "ILS", "rupiah": "IDR",
    "tenge": "KZT",
    "kwacha": "kwacha", "pula": "BWP", "kyat": "MMK", "riel": "KHR", "afghani": "AFN", "dram": "AMD", "lari": "GEL",
    "dong": "VND", "kuna": "HRK", "ngultrum": "BTN", "dollar": "dollars", "pound": "pounds", "rupee": "rupees",
    "franc": "francs", "peso": "pesos", "shilling": "shillings", "dinar": "dinars", "dirham": "dirhams",
    "riyal": "riyals", "rial": "rials", "ruble": "rubles", "rouble": "rubles", "won": "won", "lira": "lira",
    "liras": "lira", "krona": "kronor", "kronor": "kronor", "krone": "kroner", "kroner": "kroner", "real": "reais",
    "reais": "reais", "crown": "crowns", "quid": "GBP", "sterling": "GBP", "bitcoin": "BTC", "buck": "dollars",
}  # fmt: skip
_CENTS = {"cent": "cents", "cents": "cents", "pence": "GBP", "penny": "pence", "pennies": "pence", "paise": "paise"}
_CENTS |= {"paisa": "paise", "kopecks": "kopecks", "eurocents": "EUR"}
_OF_COUNTRY = {
    "dollars": {
        "us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD", "taiwan": "TWD",
        "taiwanese": "TWD", "jamaican": "JMD", "fijian": "FJD", "fiji": "FJD", "kong": "HKD", "zealand": "NZD",
        "namibian": "NAD", "bahamian": "BSD", "barbadian": "BBD", "liberian": "LRD", "guyanese": "GYD",
        "singaporean": "SGD",
    },
    "francs": {"swiss": "CHF", "cfa": "CFA", "rwandan": "RWF", "congolese": "CDF", "burundian": "BIF",
    "guinean": "GNF"},
    "pounds": {"british": "GBP", "egyptian": "EGP", "lebanese": "LBP", "syrian": "SYP", "sudanese": "SDG",
    "sterling": "GBP"},
    "rupees": {"indian": "INR", "pakistani": "PKR", "pakistan": "PKR", "nepali": "NPR", "nepalese": "NPR",
    "lankan": "LKR",
               "mauritian": "MUR", "seychelles": "SCR"},
    "pesos": {"mexican": "MXN", "philippine": "PHP", "argentine": "ARS", "chilean": "CLP", "colombian": "COP",
              "cuban": "CUP", "uruguayan": "UYU", "dominican": "DOP", "argentinian": "ARS"},
    "shillings": {"kenyan": "KES", "kenya": "KES", "ugandan": "UGX", "uganda": "UGX", "tanzanian": "TZS",
                  "tanzania": "TZS", "somali": "SOS"},
    "dinars": {"iraqi": "IQD", "kuwaiti": "KWD", "jordanian": "JOD", "algerian": "DZD", "tunisian": "TND",
               "libyan": "LYD", "bahraini": "BHD", "serbian": "RSD"},
    "dirhams": {"uae": "AED", "emirati": "AED", "moroccan": "MAD"},
    "riyals": {"saudi": "SAR", "qatari": "QAR", "omani": "OMR", "yemeni": "YER", "qatar": "QAR", "iranian": "IRR"},
    "rials": {"iranian": "IRR", "omani": "OMR", "yemeni": "YER"},
    "rubles": {"russian": "RUB", "belarusian": "BYN"},
    "won": {"korean": "KRW"},
    "lira": {"turkish": "TRY", "lebanese": "LBP", "syrian": "SYP"},
    "kronor": {"swedish": "SEK"},
    "kroner": {"norwegian": "NOK", "danish": "DKK"},
    "crowns": {"norwegian": "NOK", "danish": "DKK", "swedish": "SEK", "czech": "CZK", "icelandic": "ISK"},
    "reais": {"brazilian": "BRL"},
    "kwacha": {"zambian": "ZMW", "malawian": "MWK"},
}  # fmt: skip
_ADJECTIVES = frozenset(word for words in _OF_COUNTRY.values() for word in words) | {
    "hong",
    "new",
    "sri",
    "south",
    "chinese",
}
_ADJECTIVES |= {"japanese", "thai", "malaysian", "nigerian", "african", "ethiopian", "ghanaian", "ukrainian", "polish"}

# --- hedges ----------------------------------------------------------------------------------------------------

_HEDGES = {
    "low": "more than|over|at least|above|upwards of|upward of|in excess of|no fewer than|no less than|not less than|"
    "not fewer than|a minimum of|minimum of|a minimum|greater than|larger than|higher than|bigger than|exceeding|"
    "well over|just over|a little over|slightly over|slightly more than|a little more than|just more than|"
    "a bit more than|a bit over|well above|just above|slightly above|north of|far more than|much more than|"
    "many more than|well more than|as few as|as little as|as low as|older than|longer than|beyond|"
    "in the excess of|at a minimum|no lower than|not lower than|surpassing|topping|at the least|comfortably over",
    "high": "nearly|almost|fewer than|less than|lower than|under|below|up to|as many as|as much as|as high as|at most|"
    "no more than|not more than|no higher than|not over|a maximum of|maximum of|a maximum|just under|a little under|"
    "slightly under|slightly less than|a little less than|slightly below|a little below|just below|well under|"
    "well below|just less than|just short of|a little short of|short of|just shy of|shy of|not quite|virtually|"
    "practically|approaching|nearing|close to|very nearly|very close to|far fewer than|far less than|at the most|"
    "younger than|smaller than|shorter than|as far as|close on|close upon|well short of|much less than|nigh on|"
    "slightly fewer than|a little fewer than|just fewer than|no greater than|not exceeding|upto|as long as",
    "about": "about|around|some|roughly|approximately|approx|an estimated|estimated|circa|ca|c|in the region of|"
    "in the order of|of the order of|on the order of|in the neighbourhood of|in the neighborhood of|something like|"
    "somewhere around|somewhere near|near|nearer|more or less|or so|or thereabouts|odd|give or take|at about|"
    "an approximate|an average of|in the vicinity of|at around|somewhere in the region of|at an estimated|"
    "an estimated total of|a reported|loosely|broadly",
}
_DIRECTION = {tuple(phrase.split()): way for way, phrases in _HEDGES.items() for phrase in phrases.split("|")}
del _DIRECTION[("an", "average", "of")], _DIRECTION[("a", "reported")], _DIRECTION[("beyond",)]
_LAST_OF_HEDGE = {phrase[-1] for phrase in _DIRECTION}
_LONGEST_HEDGE = max(map(len, _DIRECTION))
_HEDGE_SIGNS = {">": ("more than", "low"), "≥": ("at least", "low"), "<": ("less than", "high")}
_HEDGE_SIGNS |= {"≤": ("at most", "high"), "~": ("about", "about"), "≈": ("about", "about"), "±": ("about", "about")}
_HEDGE_SIGNS |= {"∼": ("about", "about"), "≳": ("more than", "low"), "≲": ("less than", "high")}
_AFTER = {
    ("or", "so"): ("about", "about"), ("or", "thereabouts"): ("about", "about"), ("or", "more"): ("at least", "low"),
    ("or", "less"): ("at most", "high"), ("or", "fewer"): ("at most", "high"), ("or", "higher"): ("at least", "low"),
    ("or", "over"): ("at least", "low"), ("or", "older"): ("at least", "low"), ("or", "above"): ("at least", "low"),
    ("or", "greater"): ("at least", "low"), ("or", "larger"): ("at least", "low"), ("or", "under"): ("at most", "high"),
    ("or", "younger"): ("at most", "high"), ("or", "below"): ("at most", "high"), ("or", "lower"): ("at most", "high"),
    ("or", "longer"): ("at least", "low"), ("or", "better"): ("at least", "low"),
    ("and", "over"): ("at least", "low"), ("and", "above"): ("at least", "low"), ("and", "older"): ("at least", "low"),
    ("and", "up"): ("at least", "low"), ("and", "under"): ("at most", "high"), ("and", "below"): ("at most", "high"),
    ("and", "more"): ("at least", "low"), ("at", "least"): ("at least", "low"), ("at", "most"): ("at most", "high"),
    ("give", "or", "take"): ("about", "about"), ("at", "the", "most"): ("at most", "high"),
    ("at", "the", "least"): ("at least", "low"), ("more", "or", "less"): ("about", "about"), ("plus",): ("at least",
    "low"),
    ("odd",): ("about", "about"), ("ish",): ("about", "about"), ("approximately",): ("about", "about"),
}  # fmt: skip

# --- what stands around ----------------------------------------------------------------------------------------

_DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your every each s another any last next only very".split()
)
_YEAR_BEFORE = frozenset(
    "in since until till by from of before after during early late mid year years circa around about between and to "
    "through throughout back spring summer autumn fall winter the this that s december november october september "
    "august july june may april march february january ad into for class fiscal financial season election olympics "
    "cup or than".split()
)
_YEAR_STRONG = frozenset(
    "in since until till by before after during early late mid year spring summer autumn winter throughout ad into "
    "circa fiscal".split()
)
_NOT_PLURAL = frozenset(
    "was is has as its this his does us plus versus across series crisis business congress press news games olympics "
    "elections floods talks sales results polls protests fires wildfires earthquakes quakes storms attacks"
    " riots".split()
)
_PEOPLE = frozenset("people persons men women children troops police staff households villagers".split())
_PRONOUN_BEFORE = frozenset("no any every each this that the which another some at either whatever other".split())
_PRONOUN_AFTER = frozenset(
    "of at in on to by for with from who whom whose that which is was are were has had have will would can could may "
    "might must should shall another day point time thing way side hand s and or but as than if when after before "
    "where because so too very knows knew says said wants wanted more other again does did do can't he she it they "
    "i we you the a an off up out about these those this his her its their not also even never ever just".split()
)
_ORDINAL_BEFORE = _DETERMINERS | frozenset("in for on at of since during between as from with and or to by 's".split())
_FRACTION_AFTER = frozenset(
    "of the its their his her our my your those these are were is was have had has more less fewer lower higher as "
    "and or but that since from to said in on at by for an who which while when this will would now did do live".split()
)
_LABELS = frozenset(
    "flight highway route boeing airbus chapter section article page figure table room gate channel clause paragraph "
    "platform apartment suite box version windows iphone apollo interstate motorway ward block building terminal "
    "runway bus line ch p pp para fig sec vol volume appendix annex exhibit formula area galaxy playstation xbox "
    "ps android ios mark unit hwy rte tel phone fax psalm john luke matthew genesis resolution phase type tier"
    " form pier cop ftse unit category stage grade class".split()
)
_SCORE_WORDS = frozenset(
    "won win wins lost lose loses beat beats beating defeated defeat drew draw led lead leads leading victory loss "
    "scored score final trailed trailing ahead behind edged thrashed winning winners downed crushed tied tie voted "
    "vote ruled set sets match down up".split()
)
_CHANGE_WORDS = frozenset(
    "rose rise risen rises rising grew grow grown grows growing increased increase increases increasing climbed climb "
    "climbing jumped jump jumping up went go gone going moved raised raise raising soared surged expanded doubled "
    "tripled swelled advanced improved upgraded widened lifted extended revised changed went gone boosted swollen "
    "fell fall fallen dropped down cut reduced declined shrank".split()
)
_LENGTH_WORDS = frozenset(
    "ran run runs running swam swim swims depth height length width distance altitude radius sprint climbed "
    "dived threw throw throws thrown hurled leapt leaped cleared hurdled rowed sailed hiked".split()
)
_CRICKET = frozenset(
    "took takes taking claimed returned wicket wickets made innings overs stumps reached declared figures at".split()
)
_MULTIPLIERS = frozenset("twice thrice double triple treble doubled tripled quadruple".split())

_ANCHORS = frozenset(
    {*_CARDINALS, *_ORDINALS, *_ORDINAL_SCALES, *_SCALES, *_PLURAL_SCALES, *_DENOMINATORS, *_VAGUE, *_MONTH}
    | {"dozen", "couple"}
)
_NUMBER_WORDS = frozenset({*_CARDINALS, *_SCALES, *_PLURAL_SCALES})

_NOTE_MARK = re.compile("(?<=[0-9])¹(?![²³¹⁰-⁹⁄/])")
"""A raised one behind a digit: nobody raises a number to the first power, so it is the mark of a note."""

_TOKEN = re.compile(r"(\d+)|([^\W\d_²³¹⁰-₉½¼¾⅐-⅞①-⓿]+)|([½¼¾⅐-⅞]|[²³¹⁰-₉①-⓿]+)|([^\w\s]|_)")
_DIGIT, _WORD, _OTHER, _SIGN = 1, 2, 3, 4
_MINUS = frozenset("-−–﹣－")
_DASHES = frozenset("-–—‐‑‒―−－~～")
_GROUP_SPACES = frozenset(" \u00a0\u2007\u2008\u2009\u200a\u202f\u205f")
_BREAKS = frozenset('—()[]{}"“”«»;…|<>=!?*„‚`•·→')
_VULGAR = {"½": (5, -1), "¼": (25, -2), "¾": (75, -2), "⅕": (2, -1), "⅖": (4, -1), "⅗": (6, -1), "⅘": (8, -1)}
_VULGAR |= {"⅛": (125, -3), "⅜": (375, -3), "⅝": (625, -3), "⅞": (875, -3), "⅒": (1, -1)}


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
    if (_way(one.hedge), one.unit) == (_way(other.hedge), other.unit):
        return True
    return _way(one.hedge) == _way(other.hedge) and _compatible(one.unit, other.unit)


def tolerated(figure: Figure) -> tuple[int | float | None, int | float | None]:
    """Return the bounds within which *figure* is expected when it is judged against another (TOLERANCES)."""
    way = _way(figure.hedge)
    if way is None or not isinstance(figure.value, int | float):
        return figure.low, figure.high
    factors = TOLERANCES[way]
    bounds = sorted(_plain(figure.value * factor) for factor in factors)
    return bounds[0], bounds[1]


def currencies(name: str, sign: str = "") -> frozenset[str]:
    """Return what money of that name, or with that sign, may have for its unit; empty where it is not a currency.

    The name is that of a store's unit: euros, us-dollars, rmb, usd.
    """
    *adjectives, last = name.lower().split("-")
    singular = last.removesuffix("s")
    found = {unit for unit in (_MONEY_NAMES.get(last), _MONEY_NAMES.get(singular), _CENTS.get(last)) if unit}
    found |= {last.upper()} & _ISO4217
    for general in tuple(found):
        by_country = _OF_COUNTRY.get(general, {})
        special = {by_country[word] for word in adjectives if word in by_country}
        found |= special or set(by_country.values())
    signed = read(f"{sign}5") if sign else None
    if signed and signed.kind == "money" and signed.unit:
        found.add(signed.unit)
    if found & {"dollars", "USD"}:
        found.add("$")
    if found & {"rupees"}:
        found.add("Rs")
    return frozenset(found | ({"¥"} if found & {"CNY", "JPY"} else set()) | ({"₩"} if "won" in found else set()))


def is_currency(unit: str | None) -> bool:
    """Tell whether the unit of a figure is that of money."""
    return unit is not None and (
        unit in _ISO4217
        or unit in {*_SIGNS.values(), *_MONEY_NAMES.values(), *_ABBREVIATIONS.values(), *_CENTS.values()}
    )


def _plain(value: float) -> int | float:
    rounded = round(value, 12)
    return int(rounded) if rounded == int(rounded) else rounded


def _way(hedge: str | None) -> str | None:
    if hedge is None:
        return None
    return _DIRECTION.get(tuple(hedge.split()), "about")


def _compatible(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return True
    dollars = {"$", "dollars", "USD"}
    return (one in dollars and other in dollars) or one.rstrip("s") == other.rstrip("s")


def _number(digits: int, exponent: int) -> int | float:
    """Return digits × 10^exponent: an integer where it is one, else the nearest binary64 number."""
    if exponent >= 0:
        return int(digits * 10**exponent)
    whole, rest = divmod(digits, 10**-exponent)
    return float(f"{digits}e{exponent}") if rest else whole


class _Part(NamedTuple):
    """A quantity of the tokens *first* to *end* (which is not in it); *kind* may also be bad or none."""

    first: int
    end: int
    num: _Num
    kind: str
    unit: str | None
    negative: bool = False

    def value(self) -> int | float:
        value = _number(self.num.digits, self.num.exponent)
        return -value if self.negative else value

    def bounds(self) -> tuple[int | float | None, int | float | None]:
        num = self.num
        if num.shape == "dozen":
            return None, None
        if not num.rounded:
            return self.value(), self.value()
        low = _number(max(num.digits * 10 - 5, 0 if num.digits == 0 else -5), num.exponent - 1)
        high = _number(num.digits * 10 + 5, num.exponent - 1)
        return (-high, -low) if self.negative else (low, high)


class _Reader:
    """One pass over one text. Tokens are parallel lists; *done* is the first token that no figure has taken."""

    def __init__(self, text: str, *, alone: bool = False) -> None:
        self.text = text
        self.alone = alone
        self.kind: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.word: list[str] = []
        self.anchors: list[int] = []
        self.found: list[Figure] = []
        self.done = 0
        self.nested = False
        self.blob = (0, 0)
        kinds, starts, ends, words, anchors = self.kind, self.start, self.end, self.word, self.anchors
        for match in _TOKEN.finditer(_NOTE_MARK.sub(" ", text)):
            kind = match.lastindex or 0
            word = match[0].lower()
            if kind != _SIGN and (kind != _WORD or word in _ANCHORS):
                anchors.append(len(kinds))
            kinds.append(kind)
            words.append(word if kind != _DIGIT or word.isascii() else "".join(str(unicodedata.digit(c)) for c in word))
            starts.append(match.start())
            ends.append(match.end())
        self.count = len(kinds)
        kinds += [_SIGN] * 6  # so that a look ahead needs no care for the end

    def all(self) -> list[Figure]:
        for anchor in self.anchors:
            if anchor >= self.done:
                self.done = max(self.done, self.at(anchor))
        return self.found

    # --- tokens

    def w(self, i: int) -> str:
        """Return the token *i* in lower case, or nothing beyond the ends."""
        return self.word[i] if 0 <= i < self.count else ""

    def raw(self, i: int) -> str:
        """Return the token *i* as printed, digits of every script as 0 to 9; nothing beyond the ends."""
        if 0 <= i < self.count and self.kind[i] == _DIGIT:
            return self.word[i]
        return self.text[self.start[i] : self.end[i]] if 0 <= i < self.count else ""

    def touches(self, i: int) -> bool:
        """Return whether nothing stands between the tokens *i* and *i* + 1."""
        return 0 <= i < self.count - 1 and self.end[i] == self.start[i + 1]

    def spaced(self, i: int) -> bool:
        """Return whether blanks alone (at least one) stand between the tokens *i* and *i* + 1."""
        return 0 <= i < self.count - 1 and self.end[i] != self.start[i + 1]

    def joined(self, i: int) -> int:
        """Return the next word's token after *i* across a blank or a hyphen, or 0."""
        if self.spaced(i) and self.kind[i + 1] in (_WORD, _DIGIT):
            return i + 1
        if self.touches(i) and self.w(i + 1) in _DASHES and self.touches(i + 1) and self.kind[i + 2] == _WORD:
            return i + 2
        return 0

    def phrase(self, i: int, words: tuple[str, ...]) -> bool:
        return all(self.w(i + at) == word for at, word in enumerate(words))

    def glued(self, i: int) -> tuple[int, int]:
        """Return the first and the last-but-one token of the run without blanks that *i* stands in."""
        first, last = self.blob
        if not first <= i < last:
            first = i
            while first > 0 and self.touches(first - 1) and self.w(first - 1) not in _BREAKS:
                first -= 1
            last = i + 1
            while last < self.count and self.touches(last - 1) and self.w(last) not in _BREAKS:
                last += 1
            self.blob = first, last
        while last - 1 > i and self.kind[last - 1] == _SIGN and self.w(last - 1) in ".,:'’?!/-–":
            last -= 1
        return first, last

    # --- results

    def give(
        self,
        first: int,
        last: int,
        kind: str,
        value: int | float | str | None = None,
        bounds: tuple[int | float | None, int | float | None] = (None, None),
        unit: str | None = None,
        *,
        hedged: bool = True,
        way: tuple[str, str] | None = None,
        core: int | None = None,
        core_end: int | None = None,
    ) -> int:
        """Add the figure of the tokens *first* to *last* (which is not in it), with its hedge; return *last*."""
        head = first
        if hedged:
            head, before = self.hedge_before(first)
            last, after = self.hedge_after(last)
            way = self.combined(before, after, way)
        low, high = bounds
        if way and way[1] != "plus":
            if kind == "range":
                low, high = (low, None) if way[1] == "low" else (None, high) if way[1] == "high" else (low, high)
            elif kind not in ("vague", "unreadable", "date", "time") and isinstance(value, int | float):
                low = value if way[1] == "low" else None
                high = value if way[1] == "high" else None
        start, end = self.start[head], self.end[last - 1]
        inner = (self.start[first if core is None else core], self.end[(core_end or last) - 1])
        self.found.append(
            Figure(start, end, self.text[start:end], kind, value, low, high, unit, way[0] if way else None, inner)
        )
        return last

    @staticmethod
    def combined(*ways: tuple[str, str] | None) -> tuple[str, str] | None:
        given = [way for way in ways if way]
        if len({way[1] for way in given}) > 1:
            return "about", "about"
        return given[0] if given else None

    def hedge_before(self, first: int) -> tuple[int, tuple[str, str] | None]:
        """Return where the hedges before the token *first* begin, and what they say together."""
        way: tuple[str, str] | None = None
        head = first
        while head > self.done:
            if self.w(head - 1) in _HEDGE_SIGNS:
                found: tuple[str, str] | None = _HEDGE_SIGNS[self.w(head - 1)]
                length = 1
                if (
                    self.w(head - 1) in "<>"
                    and head - 1 > self.done
                    and self.w(head - 2) in "<>"
                    and self.touches(head - 2)
                ):
                    found = None
            else:
                found, length = self.phrase_before(head)
            if not found:
                break
            head -= length
            way = self.combined(way, found)
            if way and way[0] != found[0] and found[1] == way[1]:
                way = found
        return head, way

    def phrase_before(self, head: int) -> tuple[tuple[str, str] | None, int]:
        last = head - 1
        if self.w(last) == "." and self.touches(last - 1) and self.w(last - 1) in ("approx", "c", "ca"):
            return (("about", "about"), 2) if last - 1 >= self.done else (None, 0)
        if self.w(last) not in _LAST_OF_HEDGE or not (self.spaced(last) or self.w(last) in ("c", "ca")):
            return None, 0
        for length in range(min(_LONGEST_HEDGE, head - self.done), 0, -1):
            words = tuple(self.word[head - length : head])
            if words in _DIRECTION and all(self.spaced(at) for at in range(head - length, last)):
                if length == 1 and words[0] in ("odd", "near", "nearer", "c", "ca") and words[0] != "c":
                    return None, 0
                return (" ".join(words), _DIRECTION[words]), length
        return None, 0

    def hedge_after(self, last: int) -> tuple[int, tuple[str, str] | None]:
        """Return where a hedge after the token before *last* ends, and what it says."""
        if last >= self.count:
            return last, None
        at = last
        if self.w(at) == "+" and self.touches(at - 1) and not (self.touches(at) and self.kind[at + 1] != _SIGN):
            return at + 1, ("at least", "low")
        if self.w(at) in _DASHES and self.touches(at - 1) and self.touches(at):
            at += 1
            if self.w(at) not in ("plus", "odd", "ish"):
                return last, None
        elif not self.spaced(at - 1):
            return last, None
        for length in (3, 2, 1):
            words = tuple(self.word[at : at + length])
            if words in _AFTER:
                if words == ("plus",) and self.kind[min(at + 1, self.count - 1)] == _DIGIT:
                    return last, None
                if words in (("at", "least"), ("at", "most")) and self.kind[min(at + 2, self.count - 1)] == _DIGIT:
                    return last, None
                if words in (("and", "more"), ("and", "under"), ("and", "below")) and self.spaced(at + 1):
                    return last, None
                return at + len(words), _AFTER[words]
        return last, None

    # --- numerals

    def group(self, i: int) -> _Num | None:
        """Read a numeral in digits at the token *i*: groups, decimals, and a vulgar fraction behind it."""
        if self.kind[i] == _OTHER:
            if self.w(i) in _VULGAR:
                return _Num(i + 1, *_VULGAR[self.w(i)], True, "decimal")
            return None
        runs, seps, j = [self.raw(i)], [], i + 1
        while j < self.count:
            sep = self.w(j)
            if self.touches(j - 1) and sep in ",.'’·٫٬" and self.touches(j) and self.kind[j + 1] == _DIGIT:
                runs.append(self.raw(j + 1))
                seps.append("'" if sep == "’" else sep)
                j += 2
            elif (
                self.kind[j] == _DIGIT
                and len(runs[0]) <= 3
                and len(self.raw(j)) == 3
                and self.text[self.end[j - 1] : self.start[j]] in _GROUP_SPACES
                and "." not in seps
                and not (
                    self.touches(j)
                    and self.w(j + 1) in _DASHES | {"."}
                    and self.kind[min(j + 2, self.count - 1)] == _DIGIT
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
                    self.kind[min(j + 1, self.count - 1)] == _DIGIT
                    and len(runs) == 1
                    and self.end[j] + 1 == self.start[j + 1]
                    and self.text[self.end[j]] in _GROUP_SPACES
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
            return _Num(j, 0, 0, False, shape)
        if len(whole) > 1 and int(whole[0]) == 0 and shape == "plain":
            shape = "zeros"
        num = _Num(j, int(whole + decimals), -len(decimals), shape == "decimal", shape)
        if j < self.count and self.w(j) in _VULGAR and shape in ("plain", "grouped") and self.kind[j] == _OTHER:
            digits, exponent = _VULGAR[self.w(j)]
            return _Num(j + 1, num.digits * 10**-exponent + digits, exponent, True, "decimal")
        if j < self.count and self.kind[j] == _OTHER and self.touches(j - 1):
            return _Num(j + 1, 0, 0, False, "raised" if self.w(j) not in _VULGAR else "bad")
        if shape == "plain" and self.spaced(j - 1) and self.kind[j] == _DIGIT and len(whole) <= 3:
            simple = self.simple(j)
            if simple and simple.shape == "fraction" and simple.digits < simple.low and simple.low in (2, 4, 5, 8, 10):
                hundredths = simple.digits * 1000 // simple.low
                digits, exponent = num.digits * 1000 + hundredths, -3
                while digits % 10 == 0:
                    digits, exponent = digits // 10, exponent + 1
                return _Num(simple.end, digits, exponent, True, "decimal")
        return num

    def simple(self, i: int) -> _Num | None:
        """Read 3/4 at the token *i*."""
        if (
            self.kind[i] == _DIGIT
            and self.touches(i)
            and self.w(i + 1) in ("/", "⁄")
            and self.touches(i + 1)
            and self.kind[i + 2] == _DIGIT
            and not (self.touches(i + 2) and self.kind[i + 3] != _SIGN)
            and not (self.touches(i + 2) and self.w(i + 3) in "/-" and self.touches(i + 3))
        ):
            above, below = self.raw(i), self.raw(i + 2)
            if len(above) <= 3 and len(below) <= 3 and int(below) > 1 and 0 < int(above):
                return _Num(i + 3, int(above), 0, False, "fraction", int(below))
        return None

    def words(self, i: int, start: int = 0) -> _Num | None:
        """Read a numeral in words at the token *i*, or go on with one whose first part is *start* (a hundred …)."""
        total, current, room, ceiling, trail = 0, start or None, 0, MAX_VALUE * 10, 0
        j, last = i, i
        shape = "words"
        while True:
            word = self.w(j)
            if word in _CARDINALS:
                number = _CARDINALS[word]
                if current is None:
                    current = number
                elif 0 < number < room:
                    current += number
                else:
                    shape = "bad"
                room, trail = (10 if number >= 20 else 0), 0
            elif word in _ORDINALS or word in _ORDINAL_SCALES:
                if word in _ORDINAL_SCALES:
                    if current is None:
                        return None
                    current *= 10 ** _ORDINAL_SCALES[word]
                elif current is None:
                    current = _ORDINALS[word]
                elif _ORDINALS[word] < room:
                    current += _ORDINALS[word]
                else:
                    return _Num(last + 1, total + current, 0, False, "words") if shape != "bad" else None
                return _Num(j + 1, total + (current or 0), 0, False, "ordinal")
            elif word in ("hundred", "hundreds"):
                if not current or current >= 100 or trail:
                    shape = "bad"
                else:
                    current, room, trail = current * 100, 100, 2
            elif word in _SCALES or word in _PLURAL_SCALES:
                exponent = _SCALES.get(word) or _PLURAL_SCALES[word]
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
                following = j + 2 if self.w(j + 2) in _CARDINALS and self.w(j + 3) in _SCALES else 0
            if not following:
                break
            word = self.w(following)
            if (word == "and" and trail and following == j + 1) or (
                word == "and" and trail and self.w(j + 1) in _DASHES
            ):
                after = self.joined(following)
                if (
                    not after
                    or (self.w(after) not in _CARDINALS and self.w(after) not in _ORDINALS)
                    or self.w(after) == "zero"
                ):
                    break
                if (
                    not self.alone
                    and self.w(after) in ("one", "second")
                    and self.w(after + 1) not in _NUMBER_WORDS
                    and trail >= 3
                ):
                    break
                if current is not None and room < 100:
                    break
                following = after
                if current is None:
                    room = 1000
            elif (
                (word in _DENOMINATORS and word not in _ORDINALS)
                or word in ("seconds", "quarter")
                or (word == "second" and (room != 10 or self.spaced(j) or self.w(i - 1) == "a"))
                or (
                    word in _ORDINALS
                    and not (room > _ORDINALS[word] and current is not None)
                    and not (current is None and trail)
                )
                or (word == "one" and self.spaced(j) and not trail and room != 10)
            ):
                break
            j = following
        value = total + (current or 0)
        if shape == "bad" or value >= MAX_VALUE:
            return _Num(last + 1, 0, 0, False, "bad")
        if trail:
            return _Num(last + 1, value // 10**trail, trail, True, "scaled")
        return _Num(last + 1, value, 0, False, shape)

    def numeral(self, i: int, *, money: bool = False) -> _Num | None:
        """Read a cardinal or ordinal at the token *i*, with everything that scales it; *money* makes "m" a million."""
        if self.kind[i] != _WORD:
            num = self.simple(i) or self.group(i)
            if num is None or num.shape in ("bad", "code", "raised", "fraction"):
                return num
        else:
            num = self.words(i)
            if num is None or num.shape in ("bad", "ordinal"):
                return num
        num = self.pointed(num)
        return self.scaled(self.and_a_half(num), money=money)

    def pointed(self, num: _Num) -> _Num:
        """Go on with "point five"."""
        if num.shape == "words" and self.w(num.end) == "point" and self.spaced(num.end - 1):
            j, digits, exponent = num.end + 1, num.digits, 0
            while (
                j < self.count and _CARDINALS.get(self.w(j), 10) < 10 and self.spaced(j - 1) and exponent > -MAX_DIGITS
            ):
                digits, exponent, j = digits * 10 + _CARDINALS[self.w(j)], exponent - 1, j + 1
            if exponent:
                return _Num(j, digits, exponent, True, "decimal")
        return num

    def and_a_half(self, num: _Num) -> _Num:
        """Go on with "and a half"."""
        j = self.joined(num.end - 1)
        if self.w(j) == "and" and j:
            article = self.joined(j)
            part = self.joined(article) if article and self.w(article) in ("a", "an", "one", "three") else 0
            names = {"half": (5, -1), "quarter": (25, -2), "quarters": (75, -2)}
            if part and self.w(part) in names and (self.w(part) == "quarters") == (self.w(article) == "three"):
                if num.shape in ("scaled", "decimal", "zeros"):
                    return _Num(part + 1, 0, 0, False, "bad")
                digits, exponent = names[self.w(part)]
                return _Num(part + 1, num.digits * 10**-exponent + digits, exponent, True, "decimal")
        return num

    def scaled(self, num: _Num, *, money: bool = False) -> _Num:
        """Go on with scale words and suffixes after a numeral."""
        j = num.end
        if num.shape in ("bad", "zeros", "code"):
            return num
        exponent, seen = 0, False
        if j < self.count and self.touches(j - 1) and self.kind[j] == _WORD and self.kind[j - 1] == _DIGIT:
            word = self.w(j)
            if word in ("st", "nd", "rd", "th") and num.shape in ("plain", "grouped"):
                return _Num(j + 1, num.digits, 0, False, "ordinal")
            if word in _SUFFIXES and (money or not self.is_unit(j, num)):
                exponent, j, seen = _SUFFIXES[word], j + 1, True
                if word in ("m", "b", "k") and self.w(j) in ("n",):
                    j += 1
        elif self.spaced(j - 1) and self.kind[j - 1] == _DIGIT and self.w(j) in ("m", "b") and not money:
            return _Num(j + 1, 0, 0, False, "bad")  # metres or millions
        elif (
            self.spaced(j - 1)
            and (self.w(j) in _SPACED_SUFFIXES or (money and self.w(j) in ("m", "b", "k")))
            and num.shape != "words"
        ):
            exponent, j, seen = _SUFFIXES[self.w(j)], j + 1, True
        last_word = ""
        while not seen or exponent < 40:
            following = self.joined(j - 1)
            if self.touches(j - 1) and self.kind[j] == _WORD and self.w(j) in _SCALES and self.kind[j - 1] == _DIGIT:
                following = j
            if not following:
                break
            word = self.w(following)
            if word in _SCALES or word in _PLURAL_SCALES or word in ("dozen", "dozens"):
                if word in ("dozen", "dozens"):
                    if seen or num.shape not in ("plain", "words"):
                        return _Num(following + 1, 0, 0, False, "bad")
                    return _Num(following + 1, num.digits * 12, 0, False, "dozen")
                step = _SCALES.get(word) or _PLURAL_SCALES[word]
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
            return _Num(j, 0, 0, False, "bad")
        result = _Num(j, num.digits, num.exponent + exponent, True, "scaled")
        if not self.nested and (end := self.smaller(j, exponent)) > j:
            return _Num(end, 0, 0, False, "bad")
        result = self.and_a_half(result)
        if num.digits * 10 ** max(result.exponent, 0) >= MAX_VALUE:
            return _Num(result.end, 0, 0, False, "bad")
        return result

    def smaller(self, j: int, exponent: int) -> int:
        """Return where the numerals end that go on after a scale word with ever smaller ones (2 million 5 thousand)."""
        self.nested = True
        while self.joined(j - 1) == j and (self.w(j) in _CARDINALS or self.kind[j] == _DIGIT):
            more = self.numeral(j) if self.kind[j] == _DIGIT else self.words(j)
            if not more or more.shape not in ("scaled", "bad") or more.exponent >= exponent:
                break
            j, exponent = more.end, more.exponent
        self.nested = False
        return j

    def is_unit(self, j: int, num: _Num) -> bool:
        """Return whether the letter touching a figure at the token *j* is a metre or a tonne, not a million."""
        word, raw = self.w(j), self.raw(j)
        if word == "t":
            return True
        if word == "b" and raw == "b":
            return False
        if word != "m" or raw == "M":
            return False
        after = self.w(j + 1)
        if after in _DASHES:
            after = self.w(j + 2)
        if (
            num.shape in ("plain", "grouped", "decimal")
            and {self.w(at) for at in range(max(j - 5, 0), j - 1)} & _LENGTH_WORDS
        ):
            return True
        return after in (
            "wide", "tall", "high", "long", "deep", "below", "above", "away", "race", "sprint", "freestyle", "hurdles",
            "butterfly", "backstroke", "breaststroke", "relay", "final", "thick", "waves", "wave", "x", "dash",
            "underwater",
            "swell", "tower", "cable", "medley", "air",
        )  # fmt: skip

    # --- quantities: a numeral with currency, sign, percent or unit

    def lead(self, i: int, floor: int) -> "tuple[int, str | None, bool, str]":
        """Return where the figure of the digits at *i* begins, its currency, whether it is negative, and a verdict."""
        first, currency, negative = i, None, False
        if self.point_before(i, floor):
            first = i - 1
        while first > floor:
            p = first - 1
            sign = self.w(p)
            if not self.touches(p):
                if currency is None and not negative and self.kind[p] == _WORD:
                    raw = self.raw(p)
                    if (raw in _ISO4217 and raw not in _NOT_CODES) or raw in _ABBREVIATIONS:
                        currency, first = _ABBREVIATIONS.get(raw, raw), p
                        continue
                    if sign == "minus":
                        return p, currency, True, ""
                elif currency is None and sign in _SIGNS:
                    currency, first = self.signed(p, floor)
                    continue
                elif sign == "." and currency is None and self.touches(p - 1) and self.raw(p - 1) in _ABBREVIATIONS:
                    currency, first = _ABBREVIATIONS[self.raw(p - 1)], p - 1
                    continue
                return first, currency, negative, ""
            before = self.touches(p - 1) and p > floor
            if sign in _SIGNS and currency is None:
                currency, first = self.signed(p, floor)
            elif self.kind[p] == _WORD:
                raw = self.raw(p)
                if currency is not None or (before and self.w(p - 1) not in _BREAKS | {"-", "~"}):
                    return first, None, False, "code"
                if (raw in _ISO4217 and raw not in _NOT_CODES) or raw in _ABBREVIATIONS:
                    currency, first = _ABBREVIATIONS.get(raw, raw), p
                elif raw in _NOT_CODES:
                    return p, raw, negative, "letter"
                elif raw in _TOUCHING:
                    return p, _TOUCHING[raw], negative, "letter"
                else:
                    return first, None, False, "code"
            elif sign == "." and before and self.raw(p - 1) in _ABBREVIATIONS and currency is None:
                currency, first = _ABBREVIATIONS[self.raw(p - 1)], p - 1
            elif sign in _MINUS and (not before or self.w(p - 1) in _BREAKS or self.w(p - 1) in _SIGNS):
                negative, first = True, p
            elif sign == "#" and self.touches(i) and self.kind[i + 1] == _WORD and first == i:
                return first, None, False, "code"
            elif sign in "+#№" and not before:
                first = p
                break
            elif sign in _BREAKS or sign in _HEDGE_SIGNS or sign in "'‘’*_":
                break
            elif (
                before
                and self.kind[p - 1] != _SIGN
                and not (sign in ",;" or (sign == "." and self.kind[p - 1] == _WORD and len(self.w(p - 1)) == 1))
            ):
                if sign in _DASHES and self.kind[p - 1] == _WORD:
                    return p - 1, currency, negative, "compound"
                return first, None, False, "code"
            elif sign in ",." and before and self.kind[p - 1] == _WORD:
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
            and not (self.touches(i - 2) and self.w(i - 2) not in _SIGNS and self.w(i - 2) not in _MINUS)
        )

    def signed(self, p: int, floor: int) -> tuple[str, int]:
        """Return the currency of the sign at *p*, and where it begins (US$, HK$, U.S.$)."""
        sign = self.w(p)
        unit = _SIGNS[sign]
        if p - 1 >= floor and self.touches(p - 1):
            raw = self.raw(p - 1)
            if unit == "$" and raw in _BEFORE_DOLLAR and not self.touches(p - 2):
                return _BEFORE_DOLLAR[raw], p - 1
            if unit == "$" and p - 4 >= floor and self.text[self.start[p - 4] : self.start[p]] == "U.S.":
                return "USD", p - 4
            if (raw, sign) in _BEFORE_SIGN:
                return _BEFORE_SIGN[raw, sign], p - 1
            if raw in _ISO4217:
                return raw, p - 1
        return unit, p

    def money_name(self, j: int) -> tuple[int, str, bool] | None:
        """Return (end, unit, in cents) of a currency's name, code or sign that begins at the token *j*."""
        word, raw = self.w(j), self.raw(j)
        if word == "u" and self.phrase(j, ("u", ".", "s", ".")):
            named = self.money_name(j + 4) if self.w(j + 4).rstrip("s") in ("dollar", "cent") else None
            return (named[0], "USD", named[2]) if named else None
        if raw in _ISO4217 and raw not in _NOT_CODES:
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
            return k + 1, _OF_COUNTRY["dollars"].get(country, "cents"), True
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
            base = _OF_COUNTRY.get(base, {}).get(country, base)
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

    def quantity(self, i: int, floor: int) -> "_Part | None":
        """Read the quantity whose numeral begins at the token *i*; nothing before *floor* belongs to it."""
        first, currency, negative, verdict = i, None, False, ""
        if self.kind[i] == _WORD:
            num = self.numeral(i)
            if self.w(i - 1) == "minus" and i - 1 >= floor:
                first, negative = i - 1, True
        else:
            first, currency, negative, verdict = self.lead(i, floor)
            if verdict == "code":
                return _Part(first, self.glued(i)[1], _Num(i + 1, 0, 0, False, "code"), "none", None)
            num = self.numeral(i, money=currency is not None)
            if num and self.point_before(i, floor):
                if num.shape in ("plain", "zeros") and len(self.raw(i)) <= MAX_DIGITS:
                    rest = self.scaled(
                        _Num(i + 1, int(self.raw(i)), -len(self.raw(i)), True, "decimal"), money=currency is not None
                    )
                    num = rest
                else:
                    num = num._replace(shape="bad")
        if num is None:
            return None
        j = num.end
        if verdict == "letter" and not (num.shape in ("grouped", "scaled", "decimal") or len(str(num.digits)) > 3):
            return _Part(first, self.glued(i)[1], num, "none", None)
        if verdict == "compound":
            return self.compounded(first, num)
        if num.shape == "fraction":
            return _Part(first, j, num, "fraction", None, negative)
        if num.shape in ("bad", "code", "raised"):
            kind = "bad" if num.shape == "bad" else "none"
            return _Part(first, j, num, kind, None)
        if num.shape == "zeros" and not currency:
            return _Part(first, j, num, "bad", None)
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
                if self.spaced(j - 1) and self.w(j) in _SIGNS and not (self.touches(j) and self.kind[j + 1] == _DIGIT)
                else 0
            )
            named = None
            if touching and self.w(j) in _SIGNS:
                named = j + 1, _SIGNS[self.w(j)], self.w(j) == "¢"
            elif touching and self.raw(j) == "p" and num.shape in ("plain", "decimal"):
                named = j + 1, "GBP", True
            elif next_sign and self.w(j) in "€£$₽₺₴₫":
                named = j + 1, _SIGNS[self.w(j)], False
            elif at and (following or self.raw(j) in _ISO4217):
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
        part = _Part(first, j, num, kind, unit, negative)
        return self.closed(part)

    def unit_at(self, j: int, num: _Num) -> tuple[int, str | None]:
        """Return where the unit at the token *j* ends, and the unit."""
        if self.touches(j - 1):
            word = self.w(j)
            code = word in ("g", "w", "v", "d") and self.raw(j).isupper() and num.digits < 10
            if (
                self.kind[j] == _WORD
                and not code
                and (word in _UNITS or word == "t" or (word == "m" and self.is_unit(j, num)))
            ):
                end = j + 1
                if self.touches(j) and self.kind[end] == _OTHER and self.w(end) in ("²", "³"):
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
            if word in _DASHES and self.touches(j) and self.kind[j + 1] == _WORD:
                return j, None
        elif self.w(j) in _SPACED_UNITS and self.spaced(j - 1) and self.kind[j - 1] == _DIGIT:
            end = j + 1
            if self.touches(j) and self.kind[end] == _OTHER and self.w(end) in ("²", "³"):
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

    def closed(self, part: "_Part") -> "_Part":
        """Return *part* with the compound behind it (-member, -year-old), or as unreadable where more touches it."""
        j = part.end
        if not self.touches(j - 1):
            return part
        sign = self.w(j)
        beyond = self.touches(j) and self.kind[j + 1] in (_WORD, _DIGIT, _OTHER)
        if self.kind[j] == _OTHER:
            if self.kind[j - 1] == _DIGIT:
                return part._replace(kind="none", end=j + 1)
            return part
        if self.kind[j] != _SIGN:
            raw = self.raw(j)
            if (
                self.kind[j] == _WORD
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
        if sign in _BREAKS or not beyond:
            return part
        if sign in "'’":
            return part
        if sign in _DASHES:
            if self.kind[j + 1] != _WORD:
                return part
            word = self.w(j + 1)
            if word in ("plus", "odd", "ish"):
                return part
            if word in _DENOMINATORS and part.num.shape == "words":
                return part
            if word in ("to", "and", "or", "in") or word in _NUMBER_WORDS:
                return part
            return self.hyphened(part, j + 1)
        if sign == "/" and self.is_year(j - 1) and self.kind[j + 1] == _DIGIT and len(self.word[j + 1]) == 2:
            return part
        if sign in ",;" or (sign in ".:!?" and self.kind[j + 1] == _WORD and self.raw(j + 1)[0].isupper()):
            return part
        if sign in ":/" and part.kind == "count" and part.num.shape == "plain" and part.num.digits < 100:
            return part._replace(kind="none", end=self.glued(j)[1])  # a score: 3:1
        return part._replace(kind="bad", end=self.glued(j)[1])

    def hyphened(self, part: "_Part", j: int) -> "_Part":
        """Return *part* with the compound whose first word is the token *j*: a unit, a member, an age."""
        word = self.w(j)
        if (
            self.kind[j - 1] == _SIGN
            and self.raw(j)[0].isupper()
            and part.num.shape == "plain"
            and len(self.raw(j)) > 3
            and part.kind == "count"
            and word not in _MONTH
        ):
            return part._replace(kind="none", end=self.glued(j)[1])
        end = j + 1
        if len(word) == 1 and self.raw(j).isupper():
            return part._replace(kind="none", end=end)
        unit = part.unit
        if part.kind in ("count",):
            unit = word
            if word in _TIME_UNITS:
                unit = word if word.endswith("s") else word + "s"
            elif word in ("strong", "something", "fold", "time", "way", "old"):
                unit = None
        if word in ("figure", "digit"):
            return part._replace(kind="vague", end=end)
        if word in ("something", "somethings", "fold"):
            return part._replace(kind="bad", end=end)
        for _ in range(3):
            if self.touches(end - 1) and self.w(end) in _DASHES and self.touches(end) and self.kind[end + 1] == _WORD:
                end += 2
        if part.kind == "ordinal":
            return part
        return part._replace(end=end, unit=unit)

    def compounded(self, first: int, num: _Num) -> "_Part":
        """Return what a word joined by a hyphen to a figure makes of it: mid-1990s, magnitude-7.8, COVID-19, non-17."""
        word = self.w(first)
        if num.shape == "plain" and self.touches(num.end - 1) and self.w(num.end) == "s" and num.digits % 10 == 0:
            return _Part(first, num.end + 1, num, "vague", None)
        if word in ("mid", "early", "late"):
            return _Part(first, num.end, num, "vague", None)
        if word in ("pre", "post", "end") and num.shape == "plain" and 1000 <= num.digits <= 2100:
            return self.closed(_Part(first + 2, num.end, num, "year", None))
        if word == "magnitude" and num.shape in ("plain", "decimal"):
            return self.closed(_Part(first + 2, num.end, num, "count", "magnitude"))
        if word in _MONTH and num.shape == "plain":
            return _Part(first, num.end, num, "bad", None)
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
            return _Part(first, num.end, num, "bad", None)
        return _Part(first, self.glued(first)[1], num, "none", None)

    # --- from an anchor

    def at(self, i: int) -> int:
        """Read what begins at the anchor *i*; return the first token that it leaves."""
        if self.kind[i] == _WORD:
            if i > 0 and self.touches(i - 1) and self.kind[i - 1] == _DIGIT:
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
        if word in _MONTH and (end := self.month_first(i)):
            return end
        if word in ("half", "quarter") and (end := self.spoken_part(i)):
            return end
        article = i - 1 if i > self.done and self.w(i - 1) in ("a", "an") and self.joined(i - 1) == i else i
        if word in ("half", "quarter") or (word in _DENOMINATORS and article < i):
            if end := self.part_of(article, i):
                return end
            if word in ("half", "quarter"):
                return i + 1
        if word in _VAGUE or word == "couple":
            return self.vague(i)
        if word in _SCALES or word == "dozen":
            return self.at_scale(article, i)
        if word in _ORDINALS and (end := self.day_first(i)):
            return end
        if word not in _CARDINALS and word not in _ORDINALS:
            return i + 1
        if (
            self.w(i - 1) in _DASHES
            and self.touches(i - 1)
            and self.touches(i - 2)
            and i - 2 >= 0
            and self.kind[i - 2] == _WORD
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
            num = _Num(i + 1, 12, 0, False, "dozen") if self.w(i) == "dozen" else self.words(i, 1)
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
                while self.joined(end - 1) and self.w(self.joined(end - 1)) in _SCALES:
                    end = self.joined(end - 1) + 1
                return self.give(lead, end, "vague", core_end=end)
        return i + 1

    def finished(self, first: int, num: _Num | None) -> _Part | None:
        """Return the quantity of a numeral in words that begins at the token *first*."""
        if num is None:
            return None
        if num.shape == "bad":
            return _Part(first, num.end, num, "bad", None)
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
        return self.closed(_Part(first, j, num, kind, unit))

    def vague(self, i: int) -> int:
        """Read dozens, hundreds of thousands, scores of, a couple of: noticed, without a value."""
        word, first, end = self.w(i), i, i + 1
        if self.w(i - 1) in ("per", "the") and word == "couple":
            return end
        if word == "couple":
            if self.w(i - 1) != "a" or not (
                self.w(end) == "of" or self.w(end) in _SCALES or self.w(end) in _TIME_UNITS or self.w(end) == "dozen"
            ):
                return end
            first = i - 1
            if self.w(end) == "of":
                end += 1
            while self.w(end) in _SCALES or self.w(end) == "dozen":
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
        while self.w(end) in ("of", "upon", "and") and self.w(end + 1) in _VAGUE:
            end += 2
        if word in ("dozens", "scores", "tens") and self.w(end) == "of" and self.w(end - 1) == word:
            end += 1
        return self.give(first, end, "vague")

    def part_of(self, first: int, i: int) -> int:
        """Read a fraction of one at the token *i* (half, a third, a quarter of a million), *first* with its article."""
        word, end = self.w(i), i + 1
        if (
            first == i
            and self.w(i - 1)
            in (
                "one",
                "first",
                "second",
                "third",
                "fourth",
                "last",
                "the",
                "next",
                "final",
                "this",
                "that",
                "per",
                "each",
                "every",
            )
            and not (word == "half" and self.w(i - 1) == "the")
        ):
            return 0
        if (
            self.touches(i)
            and self.w(end) in _DASHES
            and word == "half"
            and self.w(end + 1) not in ("a", "million", "dozen", "billion")
        ):
            return 0
        if self.touches(i) and self.w(end) in _DASHES and word == "quarter":
            return 0
        if self.w(first - 1) in _DASHES and first and self.touches(first - 1):
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
                        self.finished(first, _Num(j + 1, digits * 12 // 10 if word == "half" else 3, 0, False, "dozen"))
                    )
                if self.w(j) in _SCALES:
                    return self.emit(
                        self.finished(first, self.scaled(_Num(prior + 1, digits, exponent, True, "decimal")))
                    )
                if self.percent(j):
                    return self.emit(self.finished(first, _Num(prior + 1, digits, exponent, True, "decimal")))
            elif self.w(j) in _SCALES:
                return self.give(first, j + 1, "unreadable")
        if self.w(end) in _LABELS or self.w(end) == "past":
            return 0
        return self.fraction(first, end, 1, _DENOMINATORS[word])

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
        free = end >= self.count or self.kind[end] == _SIGN or nxt in _FRACTION_AFTER
        before = self.w(first - 1)
        led = before in ("by", "than", "almost", "nearly", "about", "over", "under", "around") or self.alone
        if above == 1 and not (free or led):
            return 0
        if above == 1 and below == 2 and self.touches(end - 1) and nxt in _DASHES:
            return 0
        if above == 1 and below == 2 and before == "in":
            return 0
        return self.give(first, end, "fraction", above / below, (above / below, above / below))

    def numeral_begins(self, j: int) -> int:
        """Return the token of the numeral at *j*, behind a currency sign, or 0."""
        for k in range(j, min(j + 5, self.count)):
            if self.kind[k] == _DIGIT or (self.kind[k] == _WORD and self.w(k) in _CARDINALS):
                return k
            if k > j and not self.touches(k - 1) and self.w(k - 1) not in _SIGNS:
                return 0
            if self.kind[k] == _WORD and not (
                self.raw(k) in _ISO4217 or self.raw(k) in _BEFORE_DOLLAR or self.raw(k) in _ABBREVIATIONS
            ):
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
            and self.kind[i] == _WORD
            and part.num.shape in ("words",)
            and part.end == part.num.end
        ):
            j = self.joined(part.end - 1)
            word = self.w(j)
            if (
                j
                and word in _DENOMINATORS
                and word != "second"
                and (word != "half" or part.num.digits == 1)
                and (word.endswith("s") or part.num.digits == 1)
                and not (part.num.digits == 1 and word.endswith("s"))
            ) and (part.num.digits == 1 or part.num.digits < _DENOMINATORS[word]):
                return self.word_fraction(part, j)
        if part.kind == "count" and (end := self.innings(part)):
            return end
        if part.kind == "count" and (end := self.ratio(part)):
            return end
        if end := self.range(part):
            return end
        return self.emit(part)

    def word_fraction(self, part: "_Part", j: int) -> int:
        """Read two-thirds, three quarters of a million, one-tenth at a numerator and its denominator's token *j*."""
        above, below, end = part.num.digits, _DENOMINATORS[self.w(j)], j + 1
        if self.w(end) == "of" and self.w(end + 1) in ("a", "one"):
            of = end + 2
            if self.w(of) in _SCALES or self.percent(of):
                if 1000 % below:
                    return self.give(part.first, of + 1, "unreadable")
                digits, exponent = above * 1000 // below, -3
                while digits % 10 == 0:
                    digits, exponent = digits // 10, exponent + 1
                return self.emit(self.finished(part.first, self.scaled(_Num(of, digits, exponent, True, "decimal"))))
        if (
            part.num.digits == 1
            and self.w(j) == "quarter"
            and not (self.w(end) in _FRACTION_AFTER or self.kind[min(end, self.count - 1)] == _SIGN)
        ):
            return self.emit(part)
        led = self.fraction(part.first, end, above, below)
        return led or self.give(part.first, end, "fraction", above / below, (above / below, above / below))

    def multiplier(self, i: int) -> int:
        """Return where what multiplies or excludes the figure at *i* begins (twice 13, all but 13), or *i*."""
        at = i
        while at > self.done and self.kind[at - 1] == _SIGN and self.touches(at - 1) and self.w(at - 1) in _SIGNS:
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
        if (self.touches(end - 1) and self.kind[end] in (_WORD, _DIGIT, _OTHER)) or (
            self.touches(end - 1) and self.touches(end) and self.kind[end + 1] != _SIGN and self.w(end) not in _BREAKS
        ):
            end = max(end, self.glued(end)[1])
        while self.joined(end - 1) == end and (self.w(end) in _SCALES or self.w(end) in _PLURAL_SCALES):
            end += 1
        return end

    def emit(self, part: "_Part | None") -> int:
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
        if kind == "count" and end - first == 1 and self.kind[first] == _OTHER:
            return self.give(first, end, "fraction", part.value(), part.bounds())
        if (
            kind == "count"
            and self.w(end) == "per"
            and self.spaced(end - 1)
            and end + 1 < self.count
            and self.kind[end + 1] == _DIGIT
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

    def core(self, part: "_Part") -> int:
        return part.first + 1 if self.w(part.first) in ("a", "an") else part.first

    def fraction_digits(self, part: "_Part") -> int:
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

    def is_during(self, part: "_Part") -> bool:
        """Return whether "over five years" speaks of a time in which something was done, not of more than it."""
        if self.w(part.first - 1) != "over" or self.w(part.end) not in _TIME_UNITS or part.first - 1 < self.done:
            return False
        return self.w(part.first - 2) not in (
            "for", "after", "of", "is", "was", "are", "were", "takes", "took", "take", "spent", "lasted", "lasting",
            "just",
            "well", "little", "slightly", "last", "aged", "be", "been", "by", "a", "spans", "spanning", "with",
        )  # fmt: skip

    # --- years, ordinals, pronouns, labels

    def is_year(self, i: int) -> bool:
        return (
            self.kind[i] == _DIGIT
            and len(self.word[i]) == 4
            and self.word[i][0] in "12"
            and self.word[i].isdecimal()
            and 1000 <= int(self.word[i]) <= 2100
        )

    def is_year_part(self, part: "_Part") -> bool:
        num, end = part.num, part.end
        if num.shape != "plain" or not self.is_year(part.end - 1) or part.end - 1 != part.first or part.unit:
            return False
        year, before, after = num.digits, self.w(part.first - 1), self.w(end)
        if self.alone and self.count == 1:
            return True
        plural = (
            self.spaced(end - 1)
            and end < self.count
            and self.kind[end] == _WORD
            and (after in _PEOPLE or (after.endswith("s") and after not in _NOT_PLURAL and len(after) > 3))
            and self.raw(end)[0].islower()
        )
        if (
            not self.spaced(part.first - 1)
            and part.first > 0
            and self.w(part.first - 1) not in _BREAKS | {"'", "’", "‘", "/", "-"}
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

    def give_year(self, part: "_Part") -> int:
        end = part.end
        if self.w(end) in ("bc", "bce") and self.spaced(end - 1):
            return self.give(part.first, end + 1, "unreadable")
        value = part.value()
        return self.give(part.first, end, "year", value, (value, value))

    def give_ordinal(self, part: "_Part") -> int:
        end, first = part.end, part.first
        if (
            self.kind[end - 1] == _WORD
            and part.num.digits <= 2
            and part.num.end - first == 1
            and self.kind[first] == _WORD
            and not self.alone
        ):
            before, after = self.w(first - 1), self.w(end)
            if (
                not self.spaced(first - 1)
                or before not in _ORDINAL_BEFORE
                or (
                    before in ("at", "from", "and", "or", "to", "by", "on", "in")
                    and self.kind[min(end, self.count - 1)] == _SIGN
                )
            ):
                return end
            if end >= self.count or (self.kind[end] == _SIGN and after not in _DASHES and before not in ("the",)):
                return end
            if (
                before in ("a", "an", "any", "each", "every", "one", "per", "in", "for", "of", "on", "to", "by", "at")
                and self.w(first) == "second"
                and (
                    self.kind[end] != _WORD or after in _FRACTION_AFTER or after in ("later", "before", "ago", "after")
                )
            ):
                return end
            if before == "at":
                return end
            if after in ("lady", "minister", "ladies", "aid", "responders", "responder", "hand", "world"):
                return end
        value = part.value()
        return self.give(first, end, "ordinal", value, (value, value), hedged=False)

    def is_pronoun(self, part: "_Part") -> bool:
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
        if end >= self.count or self.kind[end] != _WORD or not self.spaced(end - 1):
            return True
        return self.w(end) in _PRONOUN_AFTER or (self.w(end).endswith("ly") and self.w(end) != "family")

    def is_label(self, part: "_Part") -> bool:
        """Return whether a bare integer is the name of what stands before it (Flight 370, page 12)."""
        p = part.first - 1
        if p < 0 or (not self.spaced(p) and self.w(p) != "."):
            return False
        if self.w(p) == "." and self.w(p - 1) in ("p", "pp", "fig", "vol", "sec", "ch", "para"):
            return True
        if self.w(p) not in _LABELS or part.end - 1 != part.first or self.w(p - 1) in _CARDINALS:
            return False
        if self.w(p - 1) in ("this", "that", "each", "every", "any", "which"):
            return False
        return self.raw(p)[0].isupper() or self.w(p) in (
            "chapter",
            "section",
            "article",
            "page",
            "paragraph",
            "p",
            "pp",
            "room",
            "figure",
            "gate",
            "flight",
            "route",
            "highway",
            "version",
            "clause",
            "category",
            "resolution",
            "stage",
            "phase",
            "tier",
        )

    # --- ratios and ranges

    def innings(self, part: "_Part") -> int:
        """Return where a score of cricket (245 for 6, 5 for 42) ends, or 0."""
        k = part.end + 1
        if part.num.shape != "plain" or self.w(k - 1) != "for" or k >= self.count or self.kind[k] != _DIGIT:
            return 0
        near = {self.w(at) for at in range(max(part.first - 6, 0), part.first)}
        counts = self.spaced(k) and self.kind[k + 1] == _WORD and self.w(k + 1) not in _PRONOUN_AFTER
        if counts or not near & _CRICKET or min(part.num.digits, int(self.word[k][:4])) > 10:
            return 0
        return k + 1

    def ratio(self, part: "_Part") -> int:
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
        elif self.w(j) in _DASHES:
            return 0
        else:
            return 0
        out = k == j + 2
        if self.w(k) == "every" or self.w(k - 1) == "every":
            k, out = k + (self.w(k) == "every"), True
        if self.w(k) in ("a", "an"):
            k += 1
            other = self.finished(k, self.words(k, 1)) if self.w(k) in _SCALES else None
        elif k < self.count and (self.kind[k] == _DIGIT or self.w(k) in _CARDINALS):
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
            if after in _TIME_UNITS or (other.unit and other.end > other.num.end):
                return 0
            if self.is_year(k) and other.end == k + 1:
                return 0
            if above > 1 and below > 10 and below not in (100, 1000, 10000, 100000, 1000000, 20, 12):
                return 0
        return self.give(part.first, other.end, "ratio", above / below)

    def range(self, part: "_Part") -> int:
        """Read the range that begins with the quantity *part*; 0 where none does."""
        if part.kind not in ("count", "money", "percent") or part.num.shape in ("dozen",):
            return 0
        first, j = part.first, part.end
        before = self.w(first - 1) if first - 1 >= self.done and self.spaced(first - 1) else ""
        if self.w(part.end - 1) in _DASHES:
            return 0
        hyphen = False
        if j < self.count and self.w(j) in _DASHES and self.touches(j - 1) == self.touches(j):
            k, hyphen = j + 1, True
            if not self.touches(j) and self.w(j) in "-—":
                return 0
            if self.touches(j) and self.touches(j + 1) and self.w(j + 1) in ("to",) and self.w(j + 2) in _DASHES:
                k = j + 3
            elif self.touches(j) and self.w(j + 1) in ("to", "and") and self.touches(j + 1):
                return 0
        elif (
            j < self.count
            and self.w(j) in _DASHES
            and self.touches(j - 1)
            and self.touches(j)
            and self.w(j + 1) == "to"
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
            other = self.finished(k, self.words(k + 1, 1)) if self.w(k + 1) in _SCALES and self.joined(k) else None
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
            and self.w(other.end) in _DASHES
            and self.touches(other.end)
            and self.kind[other.end + 1] != _WORD
        ):
            return self.glued(other.end)[1]
        if other.num.shape == "dozen" and other.end == other.num.end:
            return self.give(first, other.end, "unreadable") if part.num.digits < 12 else 0
        if other.kind not in ("count", "money", "percent") or other.num.shape in ("dozen", "ordinal"):
            return 0
        return self.give_range(part, other, hyphen, before)

    def give_range(self, part: "_Part", other: "_Part", hyphen: bool, before: str) -> int:
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
            near = {self.w(at) for at in range(max(first - 5, 0), first)}
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
            near = {self.w(at) for at in range(max(first - 4, 0), first)}
            if near & _SCORE_WORDS or one.digits == 0:
                return other.end
        if self.w(part.end) == "to" and before != "between":
            near = {self.w(at) for at in range(max(first - 5, 0), first)}
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
    def is_guess(one: _Num, two: _Num) -> bool:
        """Return whether "three or four", "20 or 30" is one guess: neighbours in their last place that is not 0."""
        if one.shape != two.shape or one.shape not in ("words", "plain") or two.digits > 100:
            return False
        step = 10 if one.digits % 10 == two.digits % 10 == 0 else 1
        return two.digits - one.digits <= 2 * step

    def printed(self, part: "_Part") -> _Num:
        """Return the numeral of a scaled quantity without its scale."""
        i = part.first
        while i < part.end and self.kind[i] != _DIGIT and self.w(i) not in _CARDINALS:
            i += 1
        num = self.group(i) if i < part.end and self.kind[i] == _DIGIT else None
        if num and num.shape in ("plain", "decimal", "grouped"):
            return num
        digits, exponent = part.num.digits, 0
        return _Num(part.end, digits, exponent, False, "words")

    def year_range(self, part: "_Part", other: "_Part", anchor: int, hyphen: bool, before: str) -> int:
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

    # --- dates and times

    def month_token(self, i: int) -> int:
        """Return the month that the token *i* names, or 0; "may" and "march" must be capitalised."""
        month = _MONTH.get(self.w(i), 0)
        return month if month and self.raw(i)[:1].isupper() else 0

    def after_month(self, i: int) -> int:
        """Return the token after the month at *i* and its full stop."""
        if self.w(i + 1) == "." and self.touches(i) and len(self.w(i)) <= 4 and self.w(i) != "may":
            return i + 2
        return i + 1

    def day(self, i: int) -> tuple[int, int] | None:
        """Return (day, end) where the token *i* is a day of a month in digits or an ordinal."""
        if not 0 <= i < self.count:
            return None
        if self.kind[i] == _DIGIT:
            if len(self.word[i]) > 2:
                return None
            num = self.group(i)
            if num is None or num.shape not in ("plain", "zeros"):
                if (num and num.shape in ("bad", "grouped") and self.w(i + 1) != "," and not self.touches(i)) or (
                    num and num.shape == "bad" and self.w(i + 1) == "," and self.spaced(i + 1)
                ):
                    num = _Num(i + 1, int(self.word[i]), 0, False, "plain")
                else:
                    return None
            value = int(self.word[i])
            end = i + 1
            if self.touches(i) and self.w(end) in ("st", "nd", "rd", "th"):
                end += 1
            return (value, end) if 1 <= value <= 31 else None
        if self.w(i) in _ORDINALS:
            ordinal = self.words(i)
            if ordinal and ordinal.shape == "ordinal" and ordinal.digits <= 31:
                return ordinal.digits, ordinal.end
        if self.w(i) in ("twenty", "thirty"):
            ordinal = self.words(i)
            if ordinal and ordinal.shape == "ordinal" and ordinal.digits <= 31:
                return ordinal.digits, ordinal.end
        return None

    def year_after(self, i: int) -> tuple[int, int] | None:
        """Return (year, end) where a year stands at *i*, behind a comma or "of", if any."""
        if (self.w(i) == "," and self.touches(i - 1)) or (self.w(i) == "of" and self.spaced(i - 1)):
            i += 1
        if i < self.count and self.is_year(i):
            num = self.group(i)
            if num and num.end > i + 1 and num.shape != "raised" and not (self.w(i + 1) == "," and num.shape == "bad"):
                return None
            if self.touches(i) and self.kind[i + 1] != _SIGN:
                return None
            return int(self.word[i]), i + 1
        return None

    @staticmethod
    def edtf(year: int, month: int, day: int = 0) -> str | None:
        """Return the date in EDTF, or None where the calendar has no such day."""
        if day and (day > 31 or (month in (4, 6, 9, 11) and day > 30) or (month == 2 and day > 29)):
            return None
        if day == 29 and month == 2 and year and (year % 4 or (year % 100 == 0 and year % 400)):
            return None
        name = f"{year:04}" if year else "XXXX"
        return f"{name}-{month:02}-{day:02}" if day else f"{name}-{month:02}"

    def give_date(self, first: int, end: int, value: str | None) -> int:
        """Give a date, with its weekday; one that the calendar does not have is unreadable."""
        head = first
        while (head > self.done and self.w(head - 1) in (",", ".")) or (head > self.done and self.w(head - 1) == "the"):
            head -= 1
        if head - 1 >= self.done and self.w(head - 1) in _WEEKDAYS and self.raw(head - 1)[0].isupper():
            first = head - 1
        return self.give(first, end, "date" if value else "unreadable", value)

    def month_first(self, i: int) -> int:
        """Read a date that begins with a month: May 12, 2008, October 2024, May 12–June 3; 0 where none does."""
        month = self.month_token(i)
        if not month or (i and self.touches(i - 1) and self.kind[i - 1] in (_WORD, _DIGIT)):
            return 0
        j = self.after_month(i)
        if j >= self.count or not (self.spaced(j - 1) or self.w(j - 1) == "." or self.w(j) in _DASHES):
            return 0
        if self.w(j) == "the" and self.day(j + 1) and self.kind[j + 1] != _DIGIT:
            j += 1
        if found := self.day(j):
            number, end = found
            if self.touches(end - 1) and (
                self.kind[end] != _SIGN
                or self.w(end) in ":%"
                or (self.w(end) == "." and self.touches(end) and self.kind[end + 1] == _DIGIT)
            ):
                return 0
            if (self.spaced(end - 1) and self.w(end) in _SCALES) or self.percent(end) or self.w(end) in ("am", "pm"):
                return 0
            return self.dates_from(i, end, month, number)
        if year := self.year_after(j):
            value = self.edtf(year[0], month)
            other = year[1]
            if (self.w(other) in _DASHES or self.w(other) in ("to", "through")) and self.month_token(other + 1):
                later = self.year_after(self.after_month(other + 1))
                if later:
                    return self.give_date(i, later[1], f"{value}/{self.edtf(later[0], self.month_token(other + 1))}")
            return self.give_date(i, year[1], value)
        if self.w(j) in _DASHES or self.w(j) in ("to", "through"):
            later_month = self.month_token(j + 1)
            later = self.year_after(self.after_month(j + 1)) if later_month else None
            if later and later_month:
                return self.give_date(i, later[1], f"{self.edtf(later[0], month)}/{self.edtf(later[0], later_month)}")
        return 0

    def dates_from(self, i: int, end: int, month: int, number: int) -> int:
        """Give the date or the dates that begin at *i* with this month and day."""
        joint = self.w(end) in _DASHES or self.w(end) in ("to", "through")
        if joint and not (self.w(end) in _DASHES and self.touches(end - 1) != self.touches(end)):
            k = end + 1
            later_month = self.month_token(k) or month
            named = later_month if self.month_token(k) else 0
            later = self.day(self.after_month(k) if named else k)
            if (
                later
                and (named or later[0] > number)
                and not (self.spaced(later[1] - 1) and self.w(later[1]) in _PEOPLE)
            ):
                year = self.year_after(later[1])
                stop = year[1] if year else later[1]
                one, two = (
                    self.edtf(year[0] if year else 0, month, number),
                    self.edtf(year[0] if year else 0, later_month, later[0]),
                )
                if not (self.touches(stop - 1) and stop < self.count and self.kind[stop] != _SIGN):
                    return self.give_date(i, stop, f"{one}/{two}" if one and two else None)
        year = self.year_after(end)
        if year and self.w(end) == "of":
            year = None
        return self.give_date(i, year[1] if year else end, self.edtf(year[0] if year else 0, month, number))

    def day_first(self, i: int) -> int:
        """Read a date that begins with a day: 12 May 2008, the 12th of May, 5–7 October; 0 where none does."""
        if i and self.touches(i - 1) and self.w(i - 1) not in _BREAKS | {"'", "‘", "’"}:
            return 0
        found = self.day(i)
        if not found:
            return 0
        number, end = found
        first_month = self.month_between(end)
        until: tuple[int, int] | None = None
        if not first_month:
            if self.w(end) in _DASHES or self.w(end) in ("to", "and", "or", "through"):
                until = self.day(end + 1)
            if not until:
                return 0
            first_month = self.month_between(until[1])
            if not first_month or self.w(end) == "or" or until[0] <= number:
                return 0
            end = until[1]
        month, end = first_month
        year = self.year_after(end)
        if self.w(end) == "-" and self.touches(end - 1) and self.touches(end) and self.is_year(end + 1):
            year = int(self.word[end + 1]), end + 2
        if year and self.w(end) == "of":
            year = None
        named = year[0] if year else 0
        stop = year[1] if year else end
        if until:
            one, two = self.edtf(named, month, number), self.edtf(named, month, until[0])
            return self.give_date(i, stop, f"{one}/{two}" if one and two else None)
        joint = stop
        if self.w(joint) in _DASHES or self.w(joint) in ("to", "through"):
            later = self.day(joint + 1)
            later_month = self.month_between(later[1]) if later else None
            if later and later_month:
                year_later = self.year_after(later_month[1])
                other = year_later[0] if year_later else 0
                one, two = self.edtf(named or other, month, number), self.edtf(other, later_month[0], later[0])
                return self.give_date(
                    i, year_later[1] if year_later else later_month[1], f"{one}/{two}" if one and two else None
                )
        return self.give_date(i, stop, self.edtf(named, month, number))

    def month_between(self, i: int) -> tuple[int, int] | None:
        """Return (month, end) where a month stands at *i*, behind "of" or a hyphen, if any."""
        if (self.w(i) == "of" and self.spaced(i - 1)) or (self.w(i) == "-" and self.touches(i - 1) and self.touches(i)):
            i += 1
        month = self.month_token(i) if i < self.count else 0
        if not month or (self.touches(i) and self.kind[i + 1] != _SIGN):
            return None
        end = self.after_month(i)
        if (
            end == i + 2
            and (end >= self.count or not self.is_year(end))
            and not (end < self.count and self.raw(end)[:1].islower())
        ):
            end = i + 1 if end >= self.count else end
        return month, end

    def numeric_date(self, i: int) -> int:
        """Read 2024-10-09, 13/05/2008 and the like, or 0; an order that cannot be known is unreadable."""
        if (
            self.kind[i] != _DIGIT
            or not (self.touches(i) and self.touches(i + 1))
            or (i and self.touches(i - 1) and self.w(i - 1) not in _BREAKS | {"'"})
        ):
            return 0
        sep = self.w(i + 1)
        if (
            sep not in "-/.‑–"
            or i + 4 >= self.count
            or self.w(i + 3) != sep
            or not (self.touches(i + 2) and self.touches(i + 3))
        ):
            return 0
        if self.kind[i + 2] != _DIGIT or self.kind[i + 4] != _DIGIT:
            return 0
        parts = [self.raw(i), self.raw(i + 2), self.raw(i + 4)]
        if max(map(len, parts)) > 4:
            return 0
        one, two, three = map(int, parts)
        end = i + 5
        if self.touches(end - 1) and self.w(end) == "t" and self.kind[min(end, self.count - 1)] == _WORD:
            return self.give(i, self.glued(i)[1], "unreadable")
        if self.touches(end - 1) and (
            self.kind[end] != _SIGN or (self.w(end) in "-/.:" and self.touches(end) and self.kind[end + 1] != _SIGN)
        ):
            return 0
        lengths = [len(part) for part in parts]
        if lengths[0] == 4 and lengths[1] <= 2 and lengths[2] <= 2 and self.is_year(i):
            return self.give_date(i, end, self.edtf(one, two, three) if 1 <= two <= 12 and three else None)
        if lengths[2] == 4 and lengths[0] <= 2 and lengths[1] <= 2 and self.is_year(i + 4):
            if one > 12 >= two > 0:
                return self.give_date(i, end, self.edtf(three, two, one))
            if two > 12 >= one > 0 or (one == two and 0 < one <= 12):
                return self.give_date(i, end, self.edtf(three, one, two))
            return self.give(i, end, "unreadable")
        if sep == "/" and lengths[2] == 2 and lengths[0] <= 2 and lengths[1] <= 2:
            return self.give(i, end, "unreadable")
        return 0

    def half_of_day(self, j: int) -> tuple[str, int] | None:
        """Return ("am" or "pm", end) where such a mark stands at the token *j*."""
        if self.w(j) in ("am", "pm"):
            return self.w(j), j + 1
        if (
            self.w(j) in ("a", "p")
            and self.touches(j)
            and self.w(j + 1) == "."
            and self.w(j + 2) == "m"
            and self.touches(j + 1)
        ):
            return self.w(j) + "m", j + 4 if self.w(j + 3) == "." and self.touches(j + 2) else j + 3
        return None

    def clock_at(self, i: int) -> tuple[int, int, str, int] | None:
        """Return (hour, minute, half of the day, end) of the clock time at the token *i*."""
        if not 0 <= i < self.count or self.kind[i] != _DIGIT or len(self.word[i]) > 2:
            return None
        hour, minute, end = int(self.word[i]), -1, i + 1
        if (
            self.touches(i)
            and self.w(end) in (":", ".", "h")
            and self.touches(end)
            and self.kind[end + 1] == _DIGIT
            and len(self.word[end + 1]) == 2
        ):
            minute, end = int(self.word[end + 1]), end + 2
        colon = minute >= 0 and self.w(i + 1) == ":"
        half = self.half_of_day(end)
        if half:
            end = half[1]
        elif (
            not colon
            or (self.touches(end - 1) and self.kind[end] != _SIGN)
            or (self.touches(end - 1) and self.w(end) in ":.,%/" and self.touches(end) and self.kind[end + 1] == _DIGIT)
        ):
            return None
        if hour > 24 or minute > 59 or (half and hour == 0 and minute < 0):
            return None
        return hour, max(minute, 0), half[0] if half else "", end

    @staticmethod
    def hhmm(hour: int, minute: int, half: str) -> str:
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        return f"{hour:02}:{minute:02}"

    def clock(self, i: int) -> int:
        """Read 8:30, 16:24, 3 pm, 1630 GMT, 9–11 a.m.; 0 where no time stands."""
        if self.kind[i] != _DIGIT or (
            i and self.touches(i - 1) and self.w(i - 1) not in _BREAKS | {"-", "–", "~", "'", "’"}
        ):
            return 0
        if i and self.touches(i - 1) and self.w(i - 1) in "-–" and i > 1 and self.touches(i - 2):
            return 0
        if (
            len(self.word[i]) == 4
            and self.spaced(i)
            and self.w(i + 1) in ("gmt", "hours", "hrs", "utc")
            and int(self.raw(i)[:2]) < 24
            and int(self.raw(i)[2:]) < 60
            and (
                self.raw(i + 1).isupper()
                or self.raw(i)[0] == "0"
                or self.w(i - 1) in ("at", "by", "from", "since", "until", "around", "about")
            )
        ):
            return self.give(i, i + 2, "time", self.hhmm(int(self.raw(i)[:2]), int(self.raw(i)[2:]), ""))
        found = self.clock_at(i)
        if not found and len(self.word[i]) <= 2 and int(self.word[i]) <= 24:
            end = i + 1
            if self.spaced(i) and self.w(end) == "o" and self.w(end + 2) == "clock":
                return self.give(
                    i,
                    end + 3,
                    "unreadable" if int(self.word[i]) > 12 else "time",
                    self.hhmm(int(self.word[i]), 0, "") if int(self.word[i]) <= 12 else None,
                )
            if (
                self.touches(i)
                and self.w(end) in ":."
                and self.touches(end)
                and self.kind[end + 1] == _DIGIT
                and len(self.word[end + 1]) == 2
            ):
                end += 2
            if (
                (self.w(end) in _DASHES or self.w(end) in ("to", "and", "or"))
                and (later := self.clock_at(end + 1))
                and later[2]
            ):
                minute = int(self.word[i + 2]) if end > i + 1 else 0
                hour = int(self.word[i])
                half = later[2] if hour <= 12 else ""
                if half == "pm" and hour != 12 and (hour > later[0] != 12):
                    half = "am"
                between = self.w(i - 1) in ("between", "from") and self.spaced(i - 1) and i - 1 >= self.done
                return self.give(
                    i - 1 if between else i,
                    later[3],
                    "time",
                    f"{self.hhmm(hour, minute, half)}/{self.hhmm(*later[:3])}",
                )
            return 0
        if not found:
            return 0
        before = self.w(i - 1)
        if (
            not found[2]
            and self.w(i + 1) == ":"
            and i
            and self.spaced(i - 1)
            and before in ("john", "luke", "mark", "matthew", "genesis", "psalm", "romans", "ratio")
        ):
            return found[3]
        end = found[3]
        if found[0] > 12 and found[2]:
            return self.give(i, end, "time", f"{found[0]:02}:{found[1]:02}" if found[0] < 24 else None)
        value = self.hhmm(*found[:3])
        if (self.w(end) in _DASHES or self.w(end) in ("to", "and")) and (later := self.clock_at(end + 1)):
            between = before in ("between", "from") and self.spaced(i - 1) and i - 1 >= self.done
            if self.w(end) != "and" or between:
                return self.give(
                    i - 1 if between else i,
                    later[3],
                    "time",
                    f"{self.hhmm(found[0], found[1], found[2] or later[2])}/{self.hhmm(*later[:3])}",
                )
        return self.give(i, end, "time", value)

    def spoken_part(self, i: int) -> int:
        """Read half past eight, a quarter to nine; 0 where no such time stands."""
        way, hour = (
            self.w(i + 1),
            _CARDINALS.get(self.w(i + 2))
            or (int(self.w(i + 2)) if self.kind[i + 2] == _DIGIT and len(self.w(i + 2)) < 3 else 0),
        )
        if way not in ("past", "to") or not 1 <= hour <= 12 or (self.w(i) == "half" and way == "to"):
            return 0
        first = i - 1 if self.w(i - 1) == "a" and i - 1 >= self.done else i
        minute = 30 if self.w(i) == "half" else 15 if way == "past" else 45
        hour = (hour - 2) % 12 + 1 if way == "to" else hour
        return self.give(first, i + 3, "time", self.hhmm(hour, minute, ""))

    def spoken_time(self, i: int) -> int:
        """Read eight o'clock, three p.m.; 0 where no such time stands."""
        hour = _CARDINALS.get(self.w(i), 0)
        if end := self.spoken_minutes(i):
            return end
        if not 1 <= hour <= 12 or not self.spaced(i):
            return 0
        if half := self.half_of_day(i + 1):
            return self.give(i, half[1], "time", self.hhmm(hour, 0, half[0]))
        if self.w(i + 1) == "o" and self.w(i + 3) == "clock":
            return self.give(i, i + 4, "time", self.hhmm(hour, 0, ""))
        return 0

    def spoken_minutes(self, i: int) -> int:
        """Read twenty past three, at five to nine; 0 where no such time stands."""
        num = self.words(i)
        if num is None or num.shape != "words" or num.digits not in (5, 10, 20, 25):
            return 0
        way, hour, end = self.w(num.end), _CARDINALS.get(self.w(num.end + 1), 0), num.end + 2
        if way not in ("past", "to") or not 1 <= hour <= 12 or not self.spaced(num.end - 1):
            return 0
        counts = self.kind[min(end, self.count - 1)] == _WORD and self.w(end) not in _PRONOUN_AFTER
        if way == "to" and (self.w(i - 1) not in ("at", "by", "until", "till", "about") or counts):
            return 0
        minute, hour = (num.digits, hour) if way == "past" else (60 - num.digits, (hour - 2) % 12 + 1)
        return self.give(i, end, "time", self.hhmm(hour, minute, ""))

    # --- what is no figure

    def is_mark(self, i: int) -> bool:
        """Return whether the digits at *i* are a mark of a note or a list: [1], (1) and 1. before a text."""
        if self.kind[i] == _OTHER:
            return self.w(i) not in _VULGAR or bool(i and self.touches(i - 1) and self.kind[i - 1] == _WORD)
        before, after = self.w(i - 1), self.w(i + 1)
        if before == "[" and self.touches(i - 1) and (after in ("]", ",", "-", "–") and self.touches(i)):
            return True
        short = len(self.word[i]) <= 2
        if before == "(" and after == ")" and short and self.touches(i - 1) and self.touches(i):
            opens = i == 1 or self.w(i - 2) in ".;:,!?" or self.w(i - 2) in ("and", "or") or self.touches(i - 2)
            return opens and i + 2 < self.count and self.kind[i + 2] == _WORD
        starts = i == 0 or "\n" in self.text[self.end[i - 1] : self.start[i]]
        if (
            starts
            and short
            and after in (".", ")")
            and self.touches(i)
            and self.spaced(i + 1)
            and self.kind[i + 2] != _DIGIT
        ):
            return not self.alone
        return False

    def is_telephone(self, i: int) -> bool:
        """Return whether a telephone number begins at *i*: groups of digits that no figure is printed with."""
        if self.kind[i] != _DIGIT:
            return False
        end = self.telephone_end(i)
        groups = [self.raw(k) for k in range(i, end) if self.kind[k] == _DIGIT]
        digits = sum(map(len, groups))
        if len(groups) < 2 or not 7 <= digits <= 15:
            return False
        if self.w(i - 1) == "+" and self.touches(i - 1):
            return True
        figure = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0][0] != "0"
        if figure and all(self.text[self.end[k] : self.start[k + 1]] in _GROUP_SPACES for k in range(i, end - 1)):
            return False
        if groups[0][0] == "0" and len(groups[0]) > 1:
            return True
        hyphens = all(self.w(k) == "-" for k in range(i, end) if self.kind[k] == _SIGN) and any(
            self.w(k) == "-" for k in range(i, end)
        )
        return hyphens and len(groups[-1]) == 4 and len(groups[-2]) == 3

    def telephone_end(self, i: int) -> int:
        end = i + 1
        while end < self.count and end < i + 16:
            if (self.kind[end] == _DIGIT and self.text[self.end[end - 1] : self.start[end]] in ("", " ", "\u00a0")) or (
                self.w(end) in "-()‑" and end + 1 < self.count and self.kind[end + 1] == _DIGIT and self.touches(end)
            ):
                end += 1
            else:
                break
        return end
