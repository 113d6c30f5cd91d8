"""The source that is cited: its fields, names and dates read from a CSL-JSON item, and whether they can be right."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rcsc_facts.cite.richtext import Text, marked_up, unmarked
from rcsc_facts.model import Header

Date = tuple[int, ...]
"""Year, month and day as far as known; a month of 21 to 24 is a season (EDTF: spring, summer, autumn, winter)."""

SEASONS = (21, 22, 23, 24)


class Span(NamedTuple):
    """When something was published: a date, or the first and the last of a range."""

    start: Date = ()
    end: Date = ()
    """Empty where it is no range."""

    def __bool__(self) -> bool:
        return bool(self.start)

    @property
    def edtf(self) -> str:
        """The span in EDTF (ISO 8601-2), such as 2021-03-09/2021-03-11."""
        return "/".join("-".join(f"{part:02d}" for part in date) for date in (self.start, self.end) if date)


class Name(NamedTuple):
    """An author: a person whose name has parts, or a name that stands as a whole."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """What stays with the family name wherever it stands, such as van der (in CSL non-dropping)."""
    dropping: str = ""
    """What stands before the family name only behind the given name, such as de la (in CSL dropping)."""
    suffix: str = ""
    literal: str = ""
    is_static: bool = False
    """Whether the family name always stands first, as in Chinese names."""

    @property
    def surname(self) -> str:
        """The family name with the particle that stays with it; a name without parts as a whole."""
        return self.literal or joined_name(self.particle, self.family) or self.given

    @property
    def straight(self) -> str:
        """The name as it is spoken."""
        if self.literal:
            return self.literal
        if self.is_static:
            between = "" if is_unspaced(self.family + self.given) else " "
            return between.join(filter(None, (self.surname if self.family else "", self.given)))
        family = joined_name(self.dropping, joined_name(self.particle, self.family))
        return " ".join(filter(None, (self.given, family, self.suffix)))


def joined_name(particle: str, family: str) -> str:
    """Return a particle and what it belongs to: d’Arcy, al-Sisi, van der Berg."""
    between = "" if not particle or particle.endswith(("'", "’", "ʻ", "-", " ")) else " "
    return f"{particle}{between}{family}".strip()


def is_unspaced(name: str) -> bool:
    """Tell whether a name is written without blanks, family name first: in Chinese, Japanese or Korean characters."""
    return bool(name) and all(
        "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in name
    )


def name_of(item: Mapping[str, Any]) -> Name:
    """Return a CSL-JSON name; particles that were left in its parts are told by their lower case, as citeproc does."""
    if literal := item.get("literal"):
        return Name(literal=str(literal))
    given, family = str(item.get("given", "")).strip(), str(item.get("family", "")).strip()
    particle, dropping = str(item.get("non-dropping-particle", "")), str(item.get("dropping-particle", ""))
    suffix = str(item.get("suffix", ""))
    if not particle:
        found = re.match(r"(?:['’]?(?=[^\W\d_])(?=[^A-ZÀ-Þ])[^\s'’ʻ-]*(?:[-'’ʻ]\s*|\s+))+(?=\S)", family)
        if found and found[0] == found[0].lower() and found[0] != found[0].upper():
            # A blank behind an apostrophe is kept as it was written, as citeproc does.
            particle, family = found[0].rstrip() + " " * found[0].endswith(("' ", "’ ")), family[found.end() :]
    if not dropping:
        words = given.split()
        kept = len(words)
        while kept > 1 and words[kept - 1][0].islower():
            kept -= 1
        given, dropping = " ".join(words[:kept]), " ".join(words[kept:])
    if not suffix and "," in given:
        given, _, suffix = (part.strip() for part in given.partition(","))
    given = _spaced_initials(given)
    is_static = bool(item.get("static-ordering")) or is_unspaced(family + given)
    return Name(family, given, particle, dropping, suffix, is_static=is_static)


def _spaced_initials(given: str) -> str:
    """Return J.R.R. as J. R. R., and an initial that lacks its full stop with one."""
    given = re.sub(r"\b([^\W\d_]\.)(?=[^\W\d_])", r"\1 ", given)
    return re.sub(r"(?<![^\s.-])[^\W\d_](?![^\s-])", lambda found: found[0] + "." * found[0].isupper(), given)


def _span(value: Any) -> Span:
    """Return a CSL date: date parts with a season, or EDTF; empty where it is neither."""
    if isinstance(value, str):
        return _of_edtf(value)
    if not isinstance(value, Mapping):
        return Span()
    if isinstance(value.get("edtf"), str):
        return _of_edtf(value["edtf"])
    dates = [tuple(int(part) for part in parts) for parts in value.get("date-parts", ()) if parts]
    if value.get("season") and dates and len(dates[0]) == 1:
        dates[0] = (dates[0][0], 20 + int(value["season"]))
    return Span(*dates[:2])


def _of_edtf(words: str) -> Span:
    dates = words.split("/")
    if len(dates) > 2 or not all(re.fullmatch(r"\d{4}(-\d\d){0,2}", date, re.ASCII) for date in dates):
        return Span()
    return Span(*(tuple(map(int, date.split("-"))) for date in dates))


class Source:
    """What is cited: a CSL-JSON item, and when it was looked at."""

    def __init__(self, item: Mapping[str, Any], accessed: Date = ()) -> None:
        """Take an item as it is in a store, and the *accessed* date: year, month, day."""
        self.item = item
        self.accessed = accessed
        self.authors: Sequence[Name] = tuple(map(name_of, item.get("author", ())))
        self.issued = _span(item.get("issued"))
        self.letter = ""
        """What tells works of one author and year apart: a, b, c."""

    def with_letter(self, letter: str) -> "Source":
        """Return the same source, told from others by a letter."""
        same = Source(self.item, self.accessed)
        same.letter = letter
        return same

    def at(self, address: str, number: int = 0) -> "Source":
        """Return the source with another address; a *number* tells several such entries apart."""
        return Source({**self.item, "id": f"{self.id}-{number}" if number else self.id, "URL": address}, self.accessed)

    def by_publisher(self) -> "Source":
        """Return the source with the publisher of a page that names no author as its author (Chicago 18, 14.104)."""
        publisher = self.get("publisher")
        if self.authors or self.type != "webpage" or not publisher:
            return self
        others = {name: value for name, value in self.item.items() if not name.startswith("publisher")}
        return Source({**others, "author": [{"literal": publisher}]}, self.accessed).with_letter(self.letter)

    def get(self, field: str) -> str:
        """Return a field as text; empty where it is absent."""
        return str(self.item.get(field, ""))

    @property
    def id(self) -> str:
        """The handle of the source."""
        return self.get("id")

    @property
    def type(self) -> str:
        """The CSL item type."""
        return self.get("type")

    @property
    def is_article(self) -> bool:
        """Whether it stands in a newspaper or magazine."""
        return self.type.startswith("article-")

    @property
    def is_untitled(self) -> bool:
        """Whether a description stands for the title."""
        return not self.get("title")

    @property
    def title(self) -> Text:
        """The title, or the description that stands for it."""
        return marked_up(self.get("title") or self.get("genre") or "Untitled")

    @property
    def plain_title(self) -> str:
        """The title without markup; a description in square brackets."""
        title = unmarked(self.get("title"))
        return title or f"[{self.title}]"

    @property
    def doi(self) -> str:
        """The DOI alone, even where it is given as a link."""
        return bare_doi(self.get("DOI"))

    @property
    def address(self) -> str:
        """The address that leads to the source: its DOI's, which stays, else its own."""
        return f"https://doi.org/{self.doi}" if self.doi else self.get("URL")

    @property
    def is_english(self) -> bool:
        """Whether titles take English capitals: so for English, and where no language is given."""
        return not self.get("language") or self.get("language").lower().startswith("en")


def source_of(header: Header, *, as_printed: bool = False, accessed: Date | None = None) -> Source:
    """Return the article as a source; *as_printed* leaves out what is known only from elsewhere."""
    extra = {} if as_printed else {key: value for key, value in header.elsewhere.items() if key not in header.source}
    return Source({**header.source, **extra}, accessed or ())


def bare_doi(words: str) -> str:
    """Return a DOI without the link or the label that it may be given with (DOI Handbook, 3.1)."""
    return re.sub(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", "", words.strip(), flags=re.IGNORECASE)


# Whether a source can be right


class SourceFinding(NamedTuple):
    """A field of a source that cannot be right."""

    field: str
    """Where, such as author.1.family: keys, and positions counted from 1."""
    message: str


def findings(item: Mapping[str, Any]) -> list[SourceFinding]:
    """Return what cannot be right in a CSL-JSON item: dates, the DOI, the ISSN, names without a part, the address."""
    return [SourceFinding(field, message) for field, message in _findings(item)]


def _findings(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("issued", "accessed"):
        if field in item:
            yield from ((f"{field}{place}", message) for place, message in _date_findings(item[field]))
    if "DOI" in item and not re.fullmatch(r"10\.\d{4,9}(\.\d+)*/\S+", bare_doi(str(item["DOI"])), re.ASCII):
        yield "DOI", "a DOI is 10., digits, a slash and a name, such as 10.1000/182"
    if "ISSN" in item:
        yield from (("ISSN", message) for message in _issn_findings(str(item["ISSN"])))
    if "URL" in item and not re.match(r"https?://[^/?#\s]", str(item["URL"])):
        yield "URL", "it is not a web address (http or https)"
    for number, name in enumerate(item.get("author", ()), 1):
        if not any(str(name.get(part, "")).strip() for part in ("family", "given", "literal")):
            yield f"author.{number}", "a name has a family name, a given name or a literal"
        elif name.get("literal") and (name.get("family") or name.get("given")):
            yield f"author.{number}.literal", "a name is either literal or has parts"


def _issn_findings(issn: str) -> Iterator[str]:
    digits = issn.replace("-", "").upper()
    if not re.fullmatch(r"\d{4}-?\d{3}[\dX]", issn.upper(), re.ASCII):
        yield "an ISSN is eight digits, such as 2049-3630"
    elif (sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=False))) % 11 != (
        -_check_digit(digits[-1]) % 11
    ):
        yield "its check digit does not fit the others (ISO 3297)"


def _check_digit(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def _date_findings(value: Any) -> Iterator[tuple[str, str]]:
    span = _span(value)
    if not span:
        yield "", "it is not a date: year, month and day as far as known"
        return
    dates = [span.start, *([span.end] if span.end else [])]
    for number, date in enumerate(dates, 1):
        if message := _not_a_date(date):
            yield f".date-parts.{number}", message
            return
    shared = min(len(span.start), len(span.end))
    if span.end and (span.start[:shared] > span.end[:shared] or span.start == span.end):
        yield ".date-parts", "the range ends before it starts" if span.start != span.end else "the range has no length"


def _not_a_date(date: Date) -> str:
    """Return why the date does not exist; empty where it does."""
    year, month, day = (*date, 1, 1)[:3] if len(date) == 1 else (*date, 1)[:3]
    if len(date) > 1 and not 1 <= month <= 12 and not (month in SEASONS and len(date) == 2):
        return f"there is no month {month}"
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    length = 31 if month in SEASONS else (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return "" if 1 <= day <= length else f"that month has no day {day}"
