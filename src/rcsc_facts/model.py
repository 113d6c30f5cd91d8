"""The records and the closed vocabularies: what a claim is, and the words it may use.

Every vocabulary is a mapping from a word to its meaning. The same mapping feeds the reader, the
JSON Schema, the help texts and the completion, so no word can be known in one place alone.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

TOPICS: Mapping[str, str] = {
    "org": "the organisation itself: founding, members, volunteers",
    "congress": "its general congress: number, place, days, report",
    "leadership": "who speaks to it, and the posts they hold",
    "appeals": "what the letter to the congress says and asks",
    "cooperation": "its international work in general",
    "aid": "its aid abroad: who got what, and how much",
    "plans": "what it means to do next",
}

KINDS: Mapping[str, str] = {
    "fact": "a state of things: a post, a place, a year, a period, a purpose",
    "count": "a number of people or things",
    "amount": "a sum of money",
    "event": "something that took place, or is set to",
    "action": "something the organisation did",
    "appeal": "something that somebody asks for, or aims at in asking",
    "view": "something that somebody holds to be so",
    "plan": "something meant for the future",
}

SPEAKERS: Mapping[str, str] = {
    "article": "the article says it in its own voice",
    "report": "the article gives it according to the report delivered to the congress",
    "xi": "the article gives it as said by Xi Jinping",
}

REGIONS: Mapping[str, str] = {
    "africa": "Africa",
    "americas": "the Americas",
    "asia": "Asia",
    "europe": "Europe",
    "oceania": "Oceania",
}
"""The five macro regions of UN M49."""

REGION_WORDS: Mapping[str, tuple[str, ...]] = {
    "africa": ("Africa", "African", "Africans"),
    "americas": ("Americas", "North America", "South America", "Central America", "Latin America"),
    "asia": ("Asia", "Asian", "Asians"),
    "europe": ("Europe", "European", "Europeans"),
    "oceania": ("Oceania", "Oceanian"),
}
"""The words by which a text names each region."""

RELATIONS: Mapping[str, str] = {
    "may-overlap": "both may count the same people, things or countries, so they are never added; mutual",
    "same-act": "both tell of one act; mutual",
    "restates": "both say the same in other words; mutual",
    "summed-in": "this figure is a part of the other, which is the printed sum; one-way",
}
MUTUAL_RELATIONS = ("may-overlap", "same-act", "restates")

MATCHES: Mapping[str, str] = {
    "stated": "the article itself names the region or country asked for",
    "by-country": "a country that the article names lies in the region asked for",
}


class Quantity(NamedTuple):
    """A figure as printed, with the value and the bounds that its printed form stands for."""

    as_written: str
    unit: str
    """What is counted or measured, such as members or dollars."""
    value: int | float
    low: int | float
    """The least value that would be printed in this form; equal to `value` where it is exact."""
    high: int | float
    """The upper bound of the values that would be printed in this form."""

    @property
    def in_full(self) -> str:
        """The value with all its digits, and half the unit of its last printed place: 2,930,000 ± 5,000."""
        if self.unit == "year":
            return self.as_written
        if self.low == self.high:
            return f"{self.value:,}"
        decimals = max(len(f"{bound}".partition(".")[2]) for bound in (self.value, self.high))
        margin = round(self.high - self.value, decimals)
        return f"{self.value:,} ± {margin:,}"

    def with_unit(self, *, exact: bool = False) -> str:
        """Return the figure and what it counts, such as 17 million members: as printed, or *exact*, in full."""
        written = self.in_full if exact else self.as_written
        unit = self.unit.replace("-", " ")
        is_told = unit == "year" or (unit == "dollars" and "$" in written)
        return written if is_told else f"{written} {unit}"


class Countries(NamedTuple):
    """The countries that the article names for a claim."""

    named: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes, in the article's order."""
    complete: bool
    """False where the article names only some of them ("including …")."""


class Evidence(NamedTuple):
    """Where in the article a claim rests, and on which words."""

    paragraph: int
    """Counted from 1."""
    sentence: int
    """Counted from 1 within the paragraph."""
    phrase: str
    """The shortest run of words that carries the claim, at most eight."""

    @property
    def locator(self) -> str:
        """The place as paragraph and sentence, such as 7.1."""
        return f"{self.paragraph}.{self.sentence}"


class Relation(NamedTuple):
    """What one claim has to do with another."""

    claim: str
    kind: str
    """A word of `RELATIONS`; the key `as` of the store."""


class Claim(NamedTuple):
    """One thing that the article says."""

    id: str
    topic: str
    kind: str
    statement: str
    """The claim in one line, in our own words."""
    quantity: Quantity | None
    regions: tuple[str, ...]
    """The regions by which the article counts; more than one is a single joint figure."""
    countries: Countries | None
    when: str | None
    """The article's own time words; None where it gives none."""
    said_by: str
    evidence: Evidence
    related: tuple[Relation, ...]
    note: str | None
    source: str
    """The id of the source record."""


class Place(NamedTuple):
    """A country that the article names."""

    code: str
    """ISO 3166-1 alpha-2."""
    alpha3: str
    name: str
    region: str | None
    """The UN M49 macro region."""
    aliases: tuple[str, ...]
    """Other spellings of the name."""
    cities: tuple[str, ...]
    """Cities of that country which the article names."""
    not_in: tuple[str, ...]
    """Names that contain the country's name without naming the country, as those of organisations do."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every word by which the article may name the country."""
        return (self.name, *self.aliases, *self.cities)


class Header(NamedTuple):
    """All of a store but its claims."""

    source: Mapping[str, Any]
    """The article as a CSL-JSON item: what it states itself."""
    elsewhere: Mapping[str, Any]
    """CSL-JSON fields of the article that are known only from elsewhere."""
    editions: tuple[Mapping[str, Any], ...]
    """Other editions, as CSL-JSON items, known only from elsewhere. No claim rests on them."""
    places: tuple[Place, ...]


Snippet = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether a search matched it."""


class Hit(NamedTuple):
    """A claim that was found, and how it matched."""

    claim: Claim
    match: str | None = None
    """A word of `MATCHES`; None where neither a region nor a country was asked for."""
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
    """The countries' names by their codes."""
    exact: bool = False
    """Whether figures are given with all their digits instead of as printed."""


class Filters(NamedTuple):
    """What to select: alternatives within a field, all fields together; an empty field admits everything."""

    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes."""
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


SORTS: Mapping[str, str] = {
    "article": "the order of the article",
    "id": "the claims' ids",
    "value": "the largest figure first; claims without one last",
    "topic": "the order of the topics, then that of the article",
}

STYLES: Mapping[str, str] = {
    "apa": "APA, 7th edition",
    "mla": "MLA, 9th edition",
    "chicago": "Chicago, 18th edition, author-date",
    "chicago-notes": "Chicago, 18th edition, notes and bibliography",
    "bibtex": "BibTeX",
    "biblatex": "BibLaTeX",
    "ris": "RIS, for reference managers",
    "csl-json": "CSL-JSON, for citeproc and pandoc",
    "markdown": "a Markdown line; in the text, a pandoc citation",
    "wikipedia": "a {{cite}} template",
}
"""The styles of citation."""

FORMATS: Mapping[str, str] = {
    "table": "a table, or records where the terminal is narrow (the default on a terminal)",
    "plain": "one claim a line, separated by tabs, without a header (the default in a pipe)",
    "tsv": "all fields, separated by tabs, with a header",
    "csv": "all fields, as CSV with a header",
    "json": "an array of claims",
    "jsonl": "one claim a line, as JSON",
    "md": "a Markdown table",
    "yaml": "a YAML list of claims",
}
"""The formats of answers."""

TARGETS: Mapping[str, str] = {
    "text": "plain text",
    "md": "Markdown",
    "html": "HTML",
    "ansi": "italics by escape codes, for a terminal",
}
"""What prose citations can be rendered for."""

DIMENSIONS: Mapping[str, str] = {
    "region": "the regions, stated or by country",
    "country": "the countries named",
    "topic": "the topics",
    "kind": "the kinds of claim",
    "said-by": "who says it",
    "paragraph": "the paragraphs",
}
"""By what claims can be tabulated."""
