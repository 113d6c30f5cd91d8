"""The claims of a store as a draft is held against them: what each figure counts, and the words that it is known by."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import combinations
from typing import NamedTuple

from rcsc_facts.model import Claim, Header, Wording
from rcsc_facts.statement import sentence
from rcsc_facts.text import figures, geography
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.folding import fold, spaced
from rcsc_facts.text.names import Gazetteer

WORD = re.compile(r"[^\W\d_]+")
STOP_WORDS = frozenset(
    "a an the of at in on to by for from with who whom whose that which this these those is are was were be been being "
    "has have had will would can could may might must should shall and or but as than if when where while because so "
    "too also only it its they their them he she his her we us our you your not no nor did do does done about into "
    "over "
    "under after before during since until between through against per each both all any some more most less least "
    "there here then now currently today worldwide alone together altogether received get gets got give gives gave "
    "given "
    "million billion trillion thousand hundred dozen serve serves served work works worked help helps helped stand "
    "stands "
    "stood belong belongs belonged".split()
)
"""Words that say neither what a figure counts nor what a sentence is about."""
LEADS = frozenset("comes counts follows goes includes reads runs says shows".split())
"""Verbs before a colon and a figure, which look like plurals: the tally runs: 16."""
TIME_UNITS = frozenset("second minute hour day week fortnight month quarter year decade century".split())
NATIONS = frozenset("country nation state".split())
"""Words for what is counted where `countries` are; other words for what it counts a claim says itself (also)."""

PEOPLE = frozenset("people persons men women children police staff folk".split())
_MOST_COMPARED = 40
"""Figures of a kind that are added in pairs, to know a sum that nobody printed."""


def singular(word: str) -> str:
    """Return a noun in the singular, near enough for comparing."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_plural(word: str) -> bool:
    """Return whether a word looks like the plural of what can be counted."""
    return word in PEOPLE or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3)


def roots(text: str) -> frozenset[str]:
    """Return the beginnings of the words that say something: enough to know a word again in another form."""
    return frozenset(word[:5] for word in WORD.findall(fold(text)) if len(word) > 3 and word not in STOP_WORDS)


class Known(NamedTuple):
    """A claim, and what it is known by."""

    claim: Claim
    figure: Figure | None
    unit: str
    """What its figure counts, in the singular; empty where it has none."""
    counted: frozenset[str]
    """The unit in every word for it, in the singular."""
    roots: frozenset[str]
    """The beginnings of its words, but for the subject's names and what it counts."""
    sayings: tuple[str, ...]
    """What readers call it in words too short for that (set up), folded, each between blanks."""
    times: str
    """All that it says of time, folded."""
    moments: tuple[Figure, ...]
    """The figures in that."""
    places: frozenset[str]
    statement: str
    """The claim's own, folded."""

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.claim.id


def _counted_in(text: str, as_written: str) -> str:
    """Return the plural that follows a figure in a text; empty where there is none."""
    _, found, after = fold(text).partition(fold(as_written))
    words: list[str] = WORD.findall(after)[:6] if found else []
    for word in words:
        if is_plural(word) and word not in STOP_WORDS:
            return word
        if word in STOP_WORDS and word not in _BEFORE_NOUN:
            break
    return ""


_BEFORE_NOUN = frozenset("of these those them its the were are".split())


def key_of(moment: Figure) -> tuple[str, object, str | None]:
    """Return what two figures have in common that say the same time."""
    return moment.kind, moment.value, moment.unit


class Sum(NamedTuple):
    """What some figures come to that the article does not add up."""

    parts: tuple[Known, ...]
    may_overlap: bool


class Knowledge:
    """The claims of a store, by what a text may say of them."""

    def __init__(self, header: Header, claims: Sequence[Claim], wording: Wording) -> None:
        """Take a store, and how its regions and speakers are put into words."""
        self.about = header.about
        self.is_named = False
        """Whether the draft names the subject anywhere."""
        self.is_one_of_several = False
        """Whether the draft is held against other stores as well."""
        self.source = str(header.source.get("id", ""))
        self.gazetteer = Gazetteer(header.places, header.groups)
        self._wording = wording
        self._groups = {group.region: frozenset(group.countries) for group in header.groups}
        names = sorted(
            {fold(name) for name in (*header.names, header.about.removeprefix("the "))}, key=len, reverse=True
        )
        self.subject = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
        words = {word for name in names for word in WORD.findall(name)}
        item = {**header.elsewhere, **header.source}
        press = " ".join(str(item.get(key, "")) for key in ("container-title", "publisher", "title", "note", "custom"))
        self._own = frozenset(words) | roots(" ".join(names))
        voices = " ".join(f"{one.name} {' '.join(one.words)}" for one in header.speakers.values())
        self._around = frozenset(map(fold, WORD.findall(f"{press} {voices}")))
        places = (key for name in (*header.names, *WORD.findall(header.about)) for key in Gazetteer().keys(name))
        self.home = frozenset(places)
        """The countries that the subject's own names have in them: they say who is meant, not where."""
        loose = {fold(word) for claim in claims if not claim.quantity for word in claim.also}
        self.claims = {claim.id: self._known(claim, loose) for claim in claims}
        self.units = frozenset(one.unit for one in self.claims.values() if one.unit)
        self.vocabulary = self._own.union(*(one.roots for one in self.claims.values()))
        self.by_word: dict[str, list[Known]] = {}
        self.by_kind: dict[str, list[Known]] = {}
        self.by_paragraph: dict[int, list[str]] = {}
        for one in self.claims.values():
            self.by_paragraph.setdefault(one.claim.evidence.paragraph, []).append(one.id)
            if one.figure:
                self.by_kind.setdefault(one.figure.kind, []).append(one)
            for word in one.counted:
                self.by_word.setdefault(word, []).append(one)
        self.by_moment: dict[tuple[str, object, str | None], list[Known]] = {}
        for one in self.claims.values():
            for key in dict.fromkeys(map(key_of, one.moments)):  # in 2022, as words and as date, is one time
                self.by_moment.setdefault(key, []).append(one)
        self._sums = self._added()
        self._near: dict[str, str] = {}

    def _known(self, claim: Claim, loose: set[str]) -> Known:
        """Return a claim with what it is known by; *loose* are words that readers use for claims without a figure."""
        figure = figures.read(claim.quantity.as_written) if claim.quantity else None
        times = ". ".join(filter(None, (claim.when, claim.date)))
        unit, counted = "", set[str]()
        if claim.quantity:
            unit = singular(fold(claim.quantity.unit).replace("-", " ").split()[-1])
            counted = {unit}
            if unit in TIME_UNITS:
                is_year = bool(figure and figure.kind == "year")
                times = f"{times} {claim.quantity.as_written} {'' if is_year else claim.quantity.unit}".strip()
            else:
                counted |= {singular(word) for word in map(fold, claim.also) if word.isalpha() and word not in loose}
                counted |= NATIONS if unit in NATIONS else set()
                printed = (
                    _counted_in(text, claim.quantity.as_written) for text in (claim.evidence.phrase, claim.statement)
                )
                counted |= {singular(word) for word in printed if word}
        said = roots(" ".join((claim.statement, claim.evidence.phrase, *claim.also)))
        # A word for the deed, such as donation, says what was done, and not only what was counted.
        said -= self._own | {word[:5] for word in counted if len(word) > 3 and not word.endswith("tion")}
        places = frozenset((*claim.regions, *(claim.countries.named if claim.countries else ())))
        short = tuple(spaced(word) for word in claim.also if not roots(word))
        moments = tuple(figures.figures(times))
        return Known(
            claim, figure, unit, frozenset(counted), said, short, fold(times), moments, places, fold(claim.statement)
        )

    def _added(self) -> dict[tuple[str, float], Sum]:
        """Return what figures of a kind come to: those of a breakdown by region, and every two."""
        found: dict[tuple[str, float], Sum] = {}
        breakdowns: dict[tuple[str, str, str], list[Known]] = {}
        for kind in ("count", "money"):
            alike = [one for one in self.by_kind.get(kind, ()) if one.unit not in TIME_UNITS]
            for one in alike:
                if one.claim.regions:
                    breakdowns.setdefault((kind, one.claim.topic, one.unit), []).append(one)
            for parts in combinations(alike[:_MOST_COMPARED], 2):
                self._add(found, kind, parts)
        for (kind, _, _), several in breakdowns.items():
            self._add(found, kind, several)
        return found

    @staticmethod
    def _add(found: dict[tuple[str, float], Sum], kind: str, parts: Sequence[Known]) -> None:
        values = [one.claim.quantity.value if one.claim.quantity else None for one in parts]
        if len(parts) < 2 or None in values:
            return
        ids = {one.id for one in parts}
        may_overlap = any(link.claim in ids for one in parts for link in one.claim.related)
        found[kind, _key(sum(value for value in values if value is not None))] = Sum(tuple(parts), may_overlap)

    def sum_of(self, figure: Figure) -> Sum | None:
        """Return which claims' figures come to this one; to one with a hedge, as nearly as it says."""
        if not isinstance(figure.value, int | float):
            return None
        if (exact := self._sums.get((figure.kind, _key(figure.value)))) or not figure.hedge:
            return exact
        low, high = (figure.value if bound is None else bound for bound in figures.tolerated(figure))
        return next(
            (one for (kind, value), one in self._sums.items() if kind == figure.kind and low <= value <= high), None
        )

    def handle(self, claim: str, source: str = "") -> str:
        """Return what a claim is called: by its id, among several stores with its article's."""
        return f"{source or self.source}/{claim}" if self.is_one_of_several else claim

    def meant(self, asked: str) -> str:
        """Return the claim that an id which none has was probably meant for; empty where it is nobody's."""
        if asked not in self._near:
            found = get_close_matches(asked, self.claims, 1, 0.8)
            self._near[asked] = found[0] if found else ""
        return self._near[asked]

    def names_subject(self, text: str) -> bool:
        """Whether a text names the subject, and not another that shares its name (the German Red Cross)."""
        for match in self.subject.finditer(text):
            before = _LAST_WORD.search(text, max(match.start() - 40, 0), match.start())
            word = before[1] if before else ""
            if _BODY_OF.search(text, max(match.start() - 40, 0), match.start()):
                continue  # the International Committee of the Red Cross
            is_seat = bool(before) and self.is_own(word) and not self.gazetteer.keys(word)  # Paris's Red Cross
            if is_seat or not word[:1].isupper() or fold(word) in STOP_WORDS or self.is_name(word):
                return True
        return False

    def is_own(self, word: str) -> bool:
        """Whether a word is one of the subject's names, or a claim's."""
        folded = fold(word)
        is_named = folded in self._own or folded in self._around
        return is_named or folded[:5] in self.vocabulary or singular(folded) in self.by_word

    def is_name(self, word: str) -> bool:
        """Whether a word stands in one of the subject's names."""
        return fold(word) in self._own

    def is_of_source(self, word: str) -> bool:
        """Whether a word stands in a name of the source or of a speaker."""
        return fold(word) in self._around

    def within(self, region: str, code: str) -> bool:
        """Whether a country lies in a region of UN M49 or of the store."""
        country = geography.countries().get(code)
        return code in self._groups.get(region, ()) or bool(country and region in country.regions)

    def told(self, one: Known) -> str:
        """Return a claim in words."""
        return sentence(one.claim, self._wording)

    def names(self, keys: Iterable[str]) -> str:
        """Return countries and regions by their names."""
        return ", ".join(self._name(key) for key in sorted(keys))

    def _name(self, key: str) -> str:
        if key in self._wording.names:
            return self._wording.names[key]
        country, region = geography.countries().get(key), geography.regions().get(key)
        return country.name if country else region.name if region else key


_BODY_OF = re.compile(
    r"\b(?:Committee|Federation|Confederation|League|Union|Council|Association|Alliance|Movement) of (?:the )?\Z"
)
_LAST_WORD = re.compile(r"([^\W\d_]+)(?:['’]s)?[\s-]*\Z")


def _key(value: float) -> float:
    return round(float(value), 6)
