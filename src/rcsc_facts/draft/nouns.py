"""What a figure counts: the noun after it, or before it, or that of the figure it goes on from."""

import re
from itertools import takewhile
from typing import NamedTuple

from rcsc_facts.text import figures
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.folding import slug
from rcsc_facts.vocabulary import TODO

MAX_UNIT = 40


class Noun(NamedTuple):
    """What is counted."""

    unit: str
    """A word for the unit of a quantity; TODO where none was found."""
    end: int
    """Offset in the text after the noun, where it follows the figure; else that after the figure."""
    doubt: str = ""
    """Why a person should look at it."""


_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_NEAR = re.compile(r"[\s\-–‐‑\"“”'‘’]*\Z")

_STOPS = frozenset(
    "a about above across after again against ago ahead all along alongside already also although always am among an "
    "and another any apart are around as aside at away back be became because become becoming been before being below "
    "beneath beside besides between beyond both but by came can could despite did do does down due during each earlier "
    "either else even ever every except far few for from further gave get go going got had has have having he held her "
    "here hers him his how however i if in inside instead into is it its itself later less like made many may me "
    "meanwhile might more most much must my near nearly neither never next no nor not now of off on once only onto or "
    "other others our out outside over overall overseas own per perhaps plus put rather said same saw says shall she "
    "should since so some sometimes soon still such than that the their them then there these they this those through "
    "throughout thus to today together tomorrow too took toward towards under unless until up upon us versus via was "
    "we went were what when where whereas whether which while who whom whose why will with within without would yet "
    "yesterday you your rose fell grew left began found lost won ran set told kept known worth yearly annually daily "
    "apiece deep high long wide tall old away nationwide worldwide abroad respectively monday tuesday wednesday "
    "thursday friday saturday sunday last".split()
)
"""No noun that is counted goes on beyond one of these."""

_PLURALS = frozenset(
    "people men women children police troops staff personnel cattle sheep fish deer aircraft spacecraft species series "
    "households livestock poultry salmon teeth feet mice geese oxen media data criteria phenomena bacteria alumni "
    "cacti fungi youth crew offspring fishermen policemen firemen businessmen chairmen lawmen servicemen congressmen "
    "sportsmen policewomen fisherwomen businesswomen salespeople townspeople villagefolk folk dead".split()
)
_NOT_PLURAL = frozenset(
    "business illness analysis basis crisis virus campus census bus gas status progress press congress process access "
    "success address mass class loss boss cross pass grass glass lens news physics politics athletics aids texas paris "
    "corps christmas previous famous serious various religious dangerous continuous nervous precious obvious cautious "
    "indigenous infectious numerous enormous".split()
)
TIMES_AND_LENGTHS = frozenset(
    "years months weeks days hours minutes seconds kilometres kilometers metres meters miles feet degrees "
    "magnitude".split()
)
"""Units that measure; what has no noun beside it is never theirs because another figure was."""
MEASURES = TIMES_AND_LENGTHS | frozenset(
    "hectares acres square-kilometres square-miles tonnes tons kilograms litres liters".split()
)
"""Those, and units that goods are counted by."""
_PARENT = re.compile(r"\b(?:father|mother|parent|dad|mum|mom|widow|widower)s? of \Z")
_SCALE = re.compile(r"\bscale (?:of|from) \Z")
_INCLUDING = re.compile(r"\bincluding \Z")
_MEASURING = frozenset("square cubic nautical".split())
_HARMED = frozenset("dead injured wounded missing homeless hurt killed displaced infected unemployed jobless".split())
_HARMING = frozenset(
    "killed killing injured injuring wounded wounding displaced displacing evacuated evacuating arrested arresting "
    "detained detaining rescued rescuing hospitalised hospitalized infected infecting hurt hurting employs employed "
    "employing".split()
)
_PARTICIPLES = frozenset(
    "sent held made left hurt lost found taken given seen born built bought brought caught kept paid put shot sold "
    "shown spent stolen thrown told won written hit cut done gone rose fell says opens begins ends starts takes".split()
)
_PARTICIPLE = re.compile(r"[a-z]+(?:ed|ing)")

_SAYS = frozenset("says reports claims estimates shows finds plans hopes wants warns thinks believes".split())
"""Verbs that look like plurals."""

_UNITS = {
    "kg": "kilograms", "g": "grams", "mg": "milligrams", "km": "kilometres", "cm": "centimetres",
    "mm": "millimetres", "ft": "feet", "mi": "miles", "mph": "miles-per-hour", "kph": "kilometres-per-hour",
    "kmh": "kilometres-per-hour", "km/h": "kilometres-per-hour", "m/s": "metres-per-second",
    "lb": "pounds", "lbs": "pounds", "oz": "ounces", "ha": "hectares",
    "kw": "kilowatts", "mw": "megawatts", "gw": "gigawatts", "kwh": "kilowatt-hours", "mwh": "megawatt-hours",
    "gwh": "gigawatt-hours", "twh": "terawatt-hours", "tw": "terawatts", "c": "degrees", "f": "degrees",
     "km²": "square-kilometres", "km2": "square-kilometres", "m²": "square-metres",
    "m³": "cubic-metres", "sqm": "square-metres", "sqft": "square-feet", "m": "metres", "year": "years",
    "month": "months", "day": "days", "week": "weeks", "hour": "hours", "minute": "minutes", "second": "seconds",
    "metre": "metres", "meter": "metres", "kilometre": "kilometres", "mile": "miles", "°c": "degrees",
    "°f": "degrees", "°": "degrees", "gigawatt": "gigawatts", "megawatt": "megawatts",
    "tonne": "tonnes", "ton": "tons", "acre": "acres", "hectare": "hectares", "litre": "litres", "foot": "feet",
    "point": "points", "degree": "degrees", "inch": "inches", "night": "nights", "decade": "decades",
    "century": "centuries",
}  # fmt: skip

_CURRENCIES = {
    "$": "dollars", "USD": "dollars", "AUD": "australian-dollars", "CAD": "canadian-dollars",
    "HKD": "hong-kong-dollars", "SGD": "singapore-dollars", "NZD": "new-zealand-dollars", "TWD": "taiwan-dollars",
    "EUR": "euros", "GBP": "pounds", "INR": "rupees", "PKR": "rupees", "NPR": "rupees", "LKR": "rupees",
    "Rs": "rupees", "CNY": "yuan", "JPY": "yen", "KRW": "won", "BDT": "taka", "IDR": "rupiah", "MYR": "ringgit",
    "THB": "baht", "PHP": "pesos", "VND": "dong", "KES": "shillings", "UGX": "shillings", "TZS": "shillings",
    "SOS": "shillings", "Sh": "shillings", "NGN": "naira", "GHS": "cedis", "ZAR": "rand", "ETB": "birr",
    "ZMW": "kwacha", "MWK": "kwacha", "BWP": "pula", "CHF": "francs", "CFA": "cfa-francs", "FCFA": "cfa-francs",
    "XAF": "cfa-francs", "XOF": "cfa-francs", "RWF": "francs", "SEK": "kronor", "NOK": "kroner", "DKK": "kroner",
    "RUB": "rubles", "TRY": "lira", "ILS": "shekels", "SAR": "riyals", "QAR": "riyals", "AED": "dirhams",
    "MAD": "dirhams", "Dh": "dirhams", "EGP": "pounds", "UAH": "hryvnias", "PLN": "zlotys", "BRL": "reais",
    "MXN": "pesos", "ARS": "pesos", "COP": "pesos", "CLP": "pesos", "£": "pounds", "€": "euros", "¢": "cents",
    "BTC": "bitcoin",
}  # fmt: skip

_COUNTED_BEFORE = re.compile(
    r"\b(?:number|total|tally|count|amount) of (?:[a-z’'-]+ ){0,3}?([a-z-]+s|people|women|men|children)\b[^,;:]*\Z"
)
_TOLL = re.compile(r"\b(?:death )?toll\b[^,;:]*\Z")
_MANY_PEOPLE = re.compile(
    r"\b(?:population\b[^,;:]*|(?:crowd|audience|congregation|gathering|class|group|team|staff|cast|crew|"
    r"family|party|panel|squad|jury|delegation) of )\Z"
)
_AGED = re.compile(
    r"\b(?:[Aa]ged?(?: of| between| from)?|(?:died|dies|retired|married|began|school|university|work) at|"
    r"(?:he|she|who|they|I) (?:was|is|were|are|turned|turns|turn)|"
    r"must be(?: aged)?(?: between| over| under| at least)?|"
    r"(?:average|mean|median|minimum|maximum|retirement|voting) age (?:was|is|of)) \Z"
)
_AGED_AFTER_NAME = re.compile(r"[A-Z][\w’'-]+, \Z")
_YOUNGER = re.compile(
    r"\b(?:children|people|women|men|girls|boys|adults|those|anyone|pupils|players|youths|teenagers|drivers|voters|all)"
    r" (?:aged )?(?:between )?\Z",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(r"\b(?:[Mm]agnitude(?: of)?[ -]|(?:quake|earthquake|tremor|aftershock)s? of )\Z")
_SUBJECT = re.compile(
    r"\b([A-Za-z-]{3,}s|[Pp]eople)(?: [a-z’'-]+){0,4}? (?:rose|fell|grew|climbed|dropped|increased|decreased|declined|"
    r"jumped|reached|stood|numbered|totalled|totaled|doubled|exceeded|surged|slipped|rising|falling|growing)\b[^,;:.]*\Z"
)
_ON_BOARD = re.compile(r"\s*(?:people )?(?:on board|aboard)\b")
_TOLD_OF = re.compile(
    r"(?:[A-Z][a-z]+ )?(?:[a-z-]+ ){0,2}?([A-Za-z][a-z-]{2,}s|people) "
    r"(?:have|had|were|are|happened|occurred|took place)\b[^;:.]*\Z"
)
"""The plural at the beginning of a sentence that its figures are told of: crashes have multiplied, with 8 in Niger."""
_HARMED_AFTER = re.compile(
    r"\s*(?:of them |others? |more )*(?:were|was|are|is|have been|had been|has been) "
    r"(?:reported |also |still |seriously )?"
    r"(?:killed|injured|wounded|hurt|taken|treated|arrested|detained|rescued|hospitali[sz]ed|evacuated|missing|dead|"
    r"charged|displaced|trapped|jailed|freed|released)\b"
)
_PERSONS = re.compile(
    r"people|(?:wo)?men|.*(?:[eo]r|ee|ist|ian|ant|ent|child|boy|girl|pupil|civilian)s|.*(?:children|women|men)"
)
_AND_ALSO = re.compile(r" (?:and|or) (?=[a-z])")
_LISTED = re.compile(r",? (?:and|or|to|by) ")
_PARALLEL = re.compile(r",?[^,;.]{0,25}\b(?:to|from|and|or|than|against)(?: a| the| just| only)* \Z")


def unit_word(text: str) -> str:
    """Return *text* as a word for a unit, or nothing where it cannot be one."""
    word = slug(text.replace("'", "").replace("’", ""))
    return word if word.isascii() and 0 < len(word) <= MAX_UNIT else ""


def currency(figure: Figure) -> str:
    """Return the word for the currency of a sum: that of its table, or the code or word as it stands there."""
    unit = figure.unit or ""
    word = _CURRENCIES.get(unit) or unit_word(unit)
    return word if figures.currencies(word) else TODO


class Around(NamedTuple):
    """What the figures before have counted."""

    last: Figure | None = None
    """The figure before it in the sentence, and what that counts."""
    last_unit: str = ""
    next: Figure | None = None
    """The figure after it in the sentence."""
    first_unit: str = ""
    """What the first count of the sentence is of, or of the last sentence that has one."""
    before_unit: str = ""
    """What the last count of the sentence before it is of."""


def noun_of(figure: Figure, text: str, start: int, end: int, around: Around) -> Noun:
    """Return what *figure* counts in the sentence of *text* from *start* to *end*."""
    if figures.is_money(figure):
        return Noun(currency(figure), figure.end)
    if figure.kind == "percent":
        return Noun("percent", figure.end)
    if figure.kind == "year" or (figure.kind == "range" and figure.unit == "year"):
        return Noun("year", figure.end)
    if figure.unit and (unit := _UNITS.get(figure.unit.lower()) or unit_word(figure.unit)):
        written = text[figure.start : figure.end].lower()
        is_inside = written.endswith(figure.unit.lower()) or "-" in written
        return Noun(unit, figure.end if is_inside else _past(text, figure.end, end, figure.unit))
    return _after(figure, text, end, around) or _before(figure, text, start, end, around)


def _past(text: str, at: int, end: int, unit: str) -> int:
    """Return the offset after the unit, where that is the next word."""
    match = _WORD.search(text, at, end)
    return match.end() if match and match[0].lower().startswith(unit.lower().rstrip("s")) else at


def _is_plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    last = word.rpartition("-")[2]
    return (
        len(last) > 2 and last.endswith("s") and not last.endswith(("ss", "us", "'s", "’s")) and word not in _NOT_PLURAL
    ) or last.endswith(("children", "women", "people", "men", "folk"))


def _run(text: str, at: int, end: int) -> list[re.Match[str]]:
    """Return the words that follow, up to a stop word or a mark."""
    found: list[re.Match[str]] = []
    while len(found) < 7 and (match := _WORD.search(text, at, min(end, at + 60))):
        if not _NEAR.match(text[at : match.start()]) or match[0].lower() in _STOPS:
            break
        found.append(match)
        at = match.end()
    return found


_OF = re.compile(
    r"\s*of (?:the |an? |these |those |its |their |our |his |her |all |those |some |about |last |first |"
    r"past |next |other |remaining |total |more than |nearly |only )*(?:\d[\d,.]* )?"
)
_OF_US = re.compile(r"\s*of (?:us|you)\b")
_GOES_ON = re.compile(
    r"(?:It|They|There|She|He|We) (?:now |still |also |already )?(?:has|have|had|are|is|was|were)"
    r"(?: now| still| only| just)? \Z"
)
"""The beginning of a sentence that goes on about what was counted last: 17 branches closed. It has 402."""
_OF_THEM = re.compile(r"\s*of (?:whom|which|them|these|those)\b")
_ABBREVIATED = re.compile(r"\s*(?P<by>sq|cu)\.? ?(?P<unit>km|m|ft|mi|miles?|met(?:re|er)s?|feet|yards?|inches)\b\.?")
_MORE = re.compile(r"\s*(?:more|other|further|additional|new) (?!(?:than|from|in|to|of|by|at)\b)")


def _after(figure: Figure, text: str, end: int, around: Around) -> Noun | None:
    at = figure.end
    if match := _ABBREVIATED.match(text, at, end):
        power = {"sq": "square", "cu": "cubic"}[match["by"]]
        return Noun(f"{power}-{_UNITS.get(match['unit'], match['unit'])}", match.end())
    if _OF_US.match(text, at, end):
        return Noun("people", figure.end)
    if around.last_unit and _OF_THEM.match(text, at, end):
        return Noun(around.last_unit, figure.end, "taken from the figure before it")
    if figure.kind != "ordinal" and (match := _OF.match(text, at, end)):
        at = match.end()
    if match := _MORE.match(text, at, end):
        at = match.end()
    words = _run(text, at, end)
    if not words:
        return None
    if not any(_is_plural(word[0].lower()) for word in words) and (also := _AND_ALSO.match(text, words[-1].end(), end)):
        words += _run(text, also.end(), end)  # small and marginal farmers
    lowered = [word[0].lower() for word in words]
    is_one = figure.value == 1 or figure.kind == "ordinal"
    if not is_one:
        for position, word in enumerate(lowered):
            if not _is_plural(word) or word in _HARMED:
                continue
            last = position
            while last + 1 < len(words) and _is_plural(lowered[last + 1]) and lowered[last + 1] not in _HARMED:
                if lowered[last + 1] in _SAYS and last + 2 == len(words):
                    break  # seven universities reports
                last += 1
            head = lowered[last]
            measures = [*takewhile(_MEASURING.__contains__, reversed(lowered[:last]))]  # square nautical miles
            unit = unit_word(" ".join([*reversed(measures), head]))
            return Noun(unit or TODO, words[last].end())
        if lowered[0] in _HARMED:
            return _people(words[0].end(), around)
        owner = next((place for place, word in enumerate(lowered[:-1]) if word.endswith(("'s", "’s"))), None)
        if owner is not None and figure.kind in ("fraction", "ratio"):
            return Noun(unit_word(lowered[owner + 1]) or TODO, words[owner + 1].end())  # a third of a farm's budget
        if lowered[0] in _PLURALS or figure.kind in ("fraction", "ratio"):
            return Noun(unit_word(lowered[0]) or TODO, words[0].end())
        return None
    last = 0
    for position, word in enumerate(lowered[1:5], start=1):
        if word in _PARTICIPLES or (_PARTICIPLE.fullmatch(word) and position > 1):
            break
        last = position
        if _is_plural(word) and position:
            last = position - 1 if not _is_plural(lowered[position - 1]) and figure.kind != "ordinal" else position
            break
    unit = unit_word(lowered[last]) or TODO
    return Noun("years" if unit == "year" else unit, words[last].end())


def _before(figure: Figure, text: str, start: int, end: int, around: Around) -> Noun:
    said = text[max(start, figure.core[0] - 150) : figure.core[0]]
    bare = text[max(start, figure.start - 150) : figure.start]
    if _MAGNITUDE.search(said):
        return Noun("magnitude", figure.end)
    age = figure.low if figure.kind == "range" else figure.value
    is_age = isinstance(age, int | float) and 0 < age < 120
    if is_age and (_AGED.search(said) or _YOUNGER.search(bare)):
        return Noun("years", figure.end, "taken for an age")
    if is_age and _AGED_AFTER_NAME.search(said) and text[figure.end : figure.end + 1] in (",", ")", ".", ""):
        return Noun("years", figure.end, "taken for an age")
    if around.next and _LISTED.fullmatch(text[figure.end : around.next.start]):
        noun = noun_of(around.next, text, start, end, Around())
        if noun.unit not in (TODO, "year"):
            return Noun(noun.unit, figure.end, "taken from the figure after it")
    words = _WORD.findall(said.lower())
    is_harmed = bool(words) and words[-1] in _HARMING
    if is_harmed or _ON_BOARD.match(text, figure.end, end) or _HARMED_AFTER.match(text, figure.end, end):
        return _people(figure.end, around)
    if match := _COUNTED_BEFORE.search(said):
        return Noun(unit_word(match[1]) or TODO, figure.end)
    if _TOLL.search(said):
        return Noun("deaths", figure.end, "a toll")
    if _MANY_PEOPLE.search(bare):
        return Noun("people", figure.end, "not printed: those who are meant")
    if _PARENT.search(said):
        return Noun("children", figure.end, "taken for a family's")
    if _SCALE.search(said):
        return Noun("points", figure.end)
    gap = text[around.last.end : figure.start] if around.last else ""
    is_measured = around.last_unit in TIMES_AND_LENGTHS and around.last_unit.rstrip("s") in gap
    is_measured = is_measured and gap.endswith((" and ", " or "))
    if around.last and not is_measured and _PARALLEL.fullmatch(gap):
        return Noun(around.last_unit, figure.end, "taken from the figure before it")
    if match := _SUBJECT.search(said):
        return Noun(unit_word(match[1]) or TODO, figure.end, "the noun before the verb")
    if match := _TOLD_OF.match(text, start, figure.core[0]):
        return Noun(unit_word(match[1]) or TODO, figure.end, "the subject of the sentence")
    if around.last_unit and around.last_unit not in TIMES_AND_LENGTHS and _INCLUDING.search(said):
        return Noun(around.last_unit, figure.end, "taken from the figure before it")
    if around.before_unit and _GOES_ON.fullmatch(text[start : figure.start]):
        return Noun(around.before_unit, figure.end, "taken from the sentence before it")
    if around.first_unit:
        return Noun(around.first_unit, figure.end, "taken from a figure before it")
    return Noun(TODO, figure.end, "not printed beside the figure")


def _people(end: int, around: Around) -> Noun:
    """Return those who were hurt: people, or what people the text has counted."""
    unit = around.first_unit if _PERSONS.fullmatch(around.first_unit) else "people"
    return Noun(unit, end, "not printed: those who are meant")
