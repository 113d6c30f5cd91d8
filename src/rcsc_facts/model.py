"""The records: what a store, a claim and an answer are made of."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from rcsc_facts.vocabulary import ARTICLE

_CODE = re.compile(r"(?<![^\W\d_])(?:[A-Z]{2,4}|[KTU]?Shs?|Rs|Re|Rp|Tk)\.? ?[0-9]|[0-9] ?[A-Z]{3}(?![^\W\d_])")
"""A currency that is written in letters at its figure: Rs 500, KSh3 million, 10 EUR."""


class Quantity(NamedTuple):
    """A figure as printed, with the value and the bounds that its printed form stands for."""

    as_written: str
    """The figure with its hedge, where there is one: more than 13."""
    unit: str
    """What is counted or measured, such as members or dollars; a free word."""
    value: int | float | None
    """None where the figure is a range."""
    low: int | float | None
    """The least value that would be printed in this form; equal to `value` where it is exact, None where open."""
    high: int | float | None
    """The upper bound of the values that would be printed in this form; None where open."""
    hedge: str | None = None
    """What softens the figure, such as about or more than; None where nothing does."""

    @property
    def in_full(self) -> str:
        """The value with all its digits: 2,930,000 ± 5,000, half the unit of its last printed place, or more than 13.

        Ranges, fractions, ordinals and years stay as they are written.
        """
        if self.hedge and self.value is not None and self.unit != "year":
            return f"{self.hedge} {self.value:,}"
        if self.unit == "year" or self.value is None or self.low is None or self.high is None:
            return self.as_written
        if self.low == self.high:
            is_plain = isinstance(self.value, int) and not self.as_written.endswith(("st", "nd", "rd", "th"))
            return f"{self.value:,}" if is_plain else self.as_written
        decimals = max(len(f"{bound}".partition(".")[2]) for bound in (self.value, self.high))
        margin = round(self.high - self.value, decimals)
        return f"{self.value:,} ± {margin:,}"

    def with_unit(self, *, exact: bool = False) -> str:
        """Return the figure and what it counts, such as 17 million members: as printed, or *exact*, in full."""
        written = self.in_full if exact else self.as_written
        return written if self.unit == "year" or self._has_unit(written) else f"{written} {self.unit.replace('-', ' ')}"

    def _has_unit(self, written: str) -> bool:
        """Tell whether a printed figure has its unit already: a sign, a currency's code, or the word in any form."""
        if any(char in "%‰" or unicodedata.category(char) == "Sc" for char in written) or _CODE.search(written):
            return True
        words = re.findall(r"[^\W\d_]+", written.lower())
        parts = range(1, max(self.unit.count("-") + 1, 2) + 1)
        runs = {"".join(words[at : at + many]).rstrip("s") for at in range(len(words)) for many in parts}
        return self.unit.replace("-", "").rstrip("s") in runs


class Countries(NamedTuple):
    """The countries that the article names for a claim."""

    named: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes, in the article's order."""
    complete: bool
    """False where the article names only some of them ("including …")."""


MOST_WORDS = 8
"""Words that a phrase of the article may have."""


class Evidence(NamedTuple):
    """A piece of evidence: where in the article a claim rests, and on which words."""

    paragraph: int
    """Counted from 1."""
    sentence: int
    """Counted from 1 within the paragraph."""
    phrase: str
    """The shortest run of words that carries its part of the claim, at most `MOST_WORDS`."""
    role: str | None = None
    """What the piece proves, a word of `vocabulary.ROLES`; None for the piece that carries the claim."""

    @property
    def locator(self) -> str:
        """The place as paragraph and sentence, such as 7.1."""
        return f"{self.paragraph}.{self.sentence}"


class Relation(NamedTuple):
    """What one claim has to do with another."""

    claim: str
    kind: str
    """A word of `vocabulary.RELATIONS`; the key `as` of the store."""


class Claim(NamedTuple):
    """One thing that the article says."""

    id: str
    asks: str
    """The question that it answers, for comparing articles; the id unless the store says otherwise."""
    topic: str
    """A topic that the store declares."""
    kind: str
    """A word of `vocabulary.KINDS`."""
    statement: str
    """The claim in one line, in our own words."""
    quantity: Quantity | None
    regions: tuple[str, ...]
    """The regions by which the article counts; more than one is a single joint figure."""
    countries: Countries | None
    when: str | None
    """The article's own time words; None where it gives none."""
    date: str | None
    """What the time words mean, in the Extended Date/Time Format (ISO 8601-2), where a curator knows it."""
    purpose: str | None
    """The article's own words for what it was done for; None where it gives none."""
    said_by: str
    """`vocabulary.ARTICLE`, or a speaker that the store declares."""
    also: tuple[str, ...]
    """What readers call it, beside the words of the statement."""
    evidence: Evidence
    """The piece that carries the claim, and that locators, citations and links use."""
    further_evidence: tuple[Evidence, ...]
    """The other pieces, each with its role."""
    related: tuple[Relation, ...]
    note: str | None
    source: str
    """The id of the source record."""

    @property
    def pieces(self) -> tuple[Evidence, ...]:
        """All pieces of evidence, the one that carries the claim first."""
        return (self.evidence, *self.further_evidence)

    def among_several(self) -> "Claim":
        """Return the claim as it is named among those of several articles: rcsc-daily-mail/members."""
        related = [
            one if "/" in one.claim else one._replace(claim=f"{self.source}/{one.claim}") for one in self.related
        ]
        return self._replace(id=f"{self.source}/{self.id}", related=tuple(related))


class Speaker(NamedTuple):
    """Somebody beside the article itself whose words it gives."""

    name: str
    words: tuple[str, ...]
    """One of these stands in the phrase of each piece of evidence for the speaker."""


class Unit(NamedTuple):
    """What is known of a unit beyond its name."""

    sign: str | None
    """What is printed at the figure in its stead, such as $."""


class Place(NamedTuple):
    """What a store adds to the built-in table of countries for one of them."""

    code: str
    """ISO 3166-1 alpha-2."""
    aliases: tuple[str, ...]
    """Other spellings of the name."""
    cities: tuple[str, ...]
    """Cities of that country which the article names."""
    not_in: tuple[str, ...]
    """Names that contain the country's name without naming the country, as those of organisations do."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every word beside the usual ones by which the article may name the country."""
        return (*self.aliases, *self.cities)


class Group(NamedTuple):
    """A region of the store's own: countries that the article counts together."""

    region: str
    """The word for it, used like those of `vocabulary.REGIONS`."""
    name: str
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes."""


class LeftOut(NamedTuple):
    """Something in the article that is no claim on purpose."""

    paragraph: int
    sentence: int
    words: str
    why: str


class Move(NamedTuple):
    """Where a piece of evidence stands, if not where the store says."""

    claim: str
    piece: int
    """Its position in the claim's evidence, from 0."""
    paragraph: int
    sentence: int


class Header(NamedTuple):
    """All of a store but its claims."""

    about: str
    """The subject, as help, sheet and page name it."""
    names: tuple[str, ...]
    """What a search takes for the subject."""
    topics: Mapping[str, str]
    """The declared topics with their meanings, in the order of listings."""
    speakers: Mapping[str, Speaker]
    """The declared speakers, without the article."""
    units: Mapping[str, Unit]
    """The units that need more than their name."""
    table: str | None
    """The topic that is tabulated unasked; None for all."""
    source: Mapping[str, Any]
    """The article as a CSL-JSON item: what it states itself."""
    elsewhere: Mapping[str, Any] = {}
    """CSL-JSON fields of the article that are known only from elsewhere."""
    editions: tuple[Mapping[str, Any], ...] = ()
    """Other editions, as CSL-JSON items, known only from elsewhere. No claim rests on them."""
    places: tuple[Place, ...] = ()
    groups: tuple[Group, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def issued(self) -> str:
        """The date of the article as far as it is known, such as 2024-06 (ISO 8601); empty where it is not."""
        for known in (self.source, self.elsewhere):
            [parts, *_] = (known.get("issued") or {}).get("date-parts") or [()]
            if parts:
                return "-".join(f"{part:0{2 if place else 4}}" for place, part in enumerate(parts))
        return ""

    @property
    def paper(self) -> str:
        """What the article stands in, else who published it, else its id."""
        return str(self.source.get("container-title") or self.source.get("publisher") or self.source["id"])

    @property
    def voices(self) -> dict[str, str]:
        """Every word that `said_by` may have, with its meaning; the article comes first."""
        return {ARTICLE: "the article in its own voice"} | {word: one.name for word, one in self.speakers.items()}


Snippet = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether a search matched it."""


class Hit(NamedTuple):
    """A claim that was found, and how it matched."""

    claim: Claim
    match: str | None = None
    """A word of `vocabulary.MATCHES`; None where neither a region nor a country was asked for."""
    snippets: tuple[Snippet, ...] | None = None
    """What a search matched: the statement, or the words around; None where nothing was searched for."""

    @property
    def told(self) -> tuple[Snippet, ...]:
        """The statement, with what a search matched in it, and the other matches."""
        snippets = self.snippets or ()
        statement = self.claim.statement
        has_statement = bool(snippets) and "".join(text for text, _ in snippets[0]) == statement
        return snippets if has_statement else (((statement, False),), *snippets)


class Wording(NamedTuple):
    """How codes and figures are put into words."""

    names: Mapping[str, str] = {}
    """The names of countries by their codes, and of regions by their words."""
    speakers: Mapping[str, str] = {}
    """The names of those who say something, by their words."""
    exact: bool = False
    """Whether figures are given with all their digits instead of as printed."""
    own: Mapping[str, str] = {}
    """Of several articles, what one calls its speakers and groups otherwise than the first, by source/word."""

    def speaker(self, claim: "Claim") -> str:
        """Return the name of who says the claim, as its own article has it."""
        word = claim.said_by
        return self.own.get(f"{claim.source}/{word}") or self.speakers.get(word, word)

    def place(self, claim: "Claim", word: str) -> str:
        """Return the name of a country or region of the claim, as its own article has it."""
        return self.own.get(f"{claim.source}/{word}") or self.names.get(word, word)


class Filters(NamedTuple):
    """What to select: alternatives within a field, all fields together; an empty field admits everything."""

    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes."""
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """The ids of articles."""
    years: tuple[str, ...] = ()
    """Four digits each: those of dates, of the ends of intervals and between them, and of figures that are years."""
