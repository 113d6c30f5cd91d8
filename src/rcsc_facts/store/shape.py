"""The shape of a store, defined once: the reader walks it, and the JSON Schema is generated from it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rcsc_facts import model

SCHEMA_VERSION = 1
MAX_TEXT = 2000
"""Characters in one text; the longest note of a claim is far below it."""


class Text(NamedTuple):
    """One line of text."""

    pattern: str = ""
    """A regular expression for the whole text; empty admits any."""
    like: str = ""
    """The pattern in words, for messages."""
    max_length: int = MAX_TEXT


class Word(NamedTuple):
    """A word of a closed vocabulary."""

    words: Mapping[str, str]


class Whole(NamedTuple):
    """A whole number in plain digits."""

    minimum: int
    maximum: int


class Truth(NamedTuple):
    """true or false."""


class ListOf(NamedTuple):
    """A sequence of one type."""

    item: "Type"
    min_items: int = 0
    max_items: int | None = None
    unique: bool = False


class Record(NamedTuple):
    """A mapping with known keys."""

    fields: "Mapping[str, Field]"


class Field(NamedTuple):
    """A key of a record."""

    type: "Type"
    about: str
    required: bool = False


Type = Text | Word | Whole | Truth | ListOf | Record

ID = Text(r"[a-z0-9]+(?:-[a-z0-9]+)*", "lower-case letters, digits and single hyphens", 80)
CODE = Text(r"[A-Z]{2}", "two capital letters (ISO 3166-1 alpha-2)", 2)
LINE = Text()
PLACE_NAME = Text(max_length=100)
"""The longest official name of a country has 56 letters."""
PLACE_NAMES_MOST = 30
"""Every claim is found by all names of its places, so that these must not be without number."""

_NAME = Record(
    {
        "family": Field(LINE, "Family name."),
        "given": Field(LINE, "Given name."),
        "literal": Field(LINE, "The whole name of an organisation, or of a person whose name has no parts."),
        "non-dropping-particle": Field(LINE, "A particle that stays with the family name, such as van."),
        "suffix": Field(LINE, "What follows the name, such as Jr."),
        "static-ordering": Field(Truth(), "true where the family name stands first, as in Chinese names."),
    }
)
_NAMES = ListOf(_NAME, 1)
_DATE = Record(
    {
        "date-parts": Field(
            ListOf(ListOf(Whole(1, 9999), 1, 3), 1, 2),
            "Year, month and day as far as known, in a list in a list.",
            required=True,
        ),
    }
)

CSL_TYPES: Mapping[str, str] = {
    "article-newspaper": "an article in a newspaper",
    "article-magazine": "an article in a magazine",
    "webpage": "a page on the web",
    "report": "a report",
}
"""The CSL item types that can be cited."""

_CSL_FIELDS: dict[str, Field] = {
    "id": Field(ID, "The handle of the source.", required=True),
    "type": Field(Word(CSL_TYPES), "The CSL item type.", required=True),
    "title": Field(LINE, "The title as printed; absent where none is printed."),
    "genre": Field(LINE, "What kind of text it is; stands for the title where there is none."),
    "author": Field(_NAMES, "The authors in their order."),
    "container-title": Field(LINE, "The newspaper, magazine or site."),
    "publisher": Field(LINE, "The publisher."),
    "publisher-place": Field(LINE, "Where the publisher is."),
    "event-place": Field(LINE, "The place of the dateline."),
    "issued": Field(_DATE, "When it was published."),
    "edition": Field(LINE, "The edition."),
    "volume": Field(LINE, "The volume."),
    "issue": Field(LINE, "The issue."),
    "number": Field(LINE, "The number of a report."),
    "section": Field(LINE, "The section of the newspaper."),
    "page": Field(LINE, "The page or pages."),
    "language": Field(LINE, "The language, as a tag of BCP 47."),
    "URL": Field(Text(r"https?://\S+", "a web address (http or https)"), "The web address."),
    "DOI": Field(LINE, "The Digital Object Identifier."),
    "ISSN": Field(LINE, "The serial number."),
    "note": Field(LINE, "Anything else that it states of itself, such as a credit."),
    "custom": Field(
        Record({"agency": Field(LINE, "Who supplied the text, where another printed it.")}),
        "What CSL has no variable for; only the styles that can print it use it.",
    ),
}
_CSL = Record(_CSL_FIELDS)
_CSL_KNOWN = Record(
    {name: Field(field.type, field.about) for name, field in _CSL_FIELDS.items() if name not in ("id", "type")}
)

QUANTITY = Record(
    {
        "as_written": Field(LINE, "The figure as printed, such as 17 million, five or $10.7 million.", required=True),
        "unit": Field(
            Text(r"[a-z0-9]+(?:-[a-z0-9]+)*", "lower-case letters, digits and single hyphens", 40),
            "What is counted or measured.",
            required=True,
        ),
    }
)
COUNTRIES = Record(
    {
        "named": Field(ListOf(CODE, 1, unique=True), "The countries named, in the article's order.", required=True),
        "complete": Field(Truth(), "false where the article names only some.", required=True),
    }
)
EVIDENCE = Record(
    {
        "paragraph": Field(Whole(1, 99999), "The paragraph, counted from 1.", required=True),
        "sentence": Field(Whole(1, 99999), "The sentence in it, counted from 1.", required=True),
        "phrase": Field(LINE, "The shortest run of words that carries the claim, eight at most.", required=True),
    }
)
RELATION = Record(
    {
        "claim": Field(ID, "The id of the other claim.", required=True),
        "as": Field(Word(model.RELATIONS), "What this claim has to do with it.", required=True),
    }
)
CLAIM = Record(
    {
        "id": Field(ID, "The permanent handle by which the claim is cited.", required=True),
        "topic": Field(Word(model.TOPICS), "What the claim is about.", required=True),
        "kind": Field(Word(model.KINDS), "What sort of claim it is.", required=True),
        "statement": Field(LINE, "The claim in one line, in our own words.", required=True),
        "quantity": Field(QUANTITY, "The figure, where the claim has one."),
        "regions": Field(
            ListOf(Word(model.REGIONS), 1, unique=True),
            "The regions by which the article counts; several are one joint figure.",
        ),
        "countries": Field(COUNTRIES, "The countries that the article names for the claim."),
        "when": Field(LINE, "The article's own time words."),
        "said_by": Field(Word(model.SPEAKERS), "Who says it.", required=True),
        "evidence": Field(EVIDENCE, "Where the claim stands, and in which words.", required=True),
        "related": Field(ListOf(RELATION, 1), "What the claim has to do with others."),
        "note": Field(LINE, "What a careful reader should know before using the claim."),
    }
)
_PLACE_NAMES = ListOf(PLACE_NAME, 1, PLACE_NAMES_MOST, unique=True)
PLACE = Record(
    {
        "code": Field(CODE, "ISO 3166-1 alpha-2.", required=True),
        "alpha3": Field(Text(r"[A-Z]{3}", "three capital letters", 3), "ISO 3166-1 alpha-3.", required=True),
        "name": Field(PLACE_NAME, "The name used in answers.", required=True),
        "region": Field(Word(model.REGIONS), "The UN M49 macro region."),
        "aliases": Field(_PLACE_NAMES, "Other spellings of the name."),
        "cities": Field(_PLACE_NAMES, "Cities of the country which the article names."),
        "not_in": Field(_PLACE_NAMES, "Names, as of organisations, in which the word does not mean the country."),
    }
)
STORE = Record(
    {
        "schema": Field(Whole(SCHEMA_VERSION, SCHEMA_VERSION), "The version of this shape.", required=True),
        "source": Field(_CSL, "The article as a CSL-JSON item: what it states itself.", required=True),
        "elsewhere": Field(
            Record(
                {
                    "source": Field(_CSL_KNOWN, "Fields of the article that are known only from elsewhere."),
                    "editions": Field(ListOf(_CSL, 1), "Other editions of the report, as CSL-JSON items."),
                }
            ),
            "What is known only from elsewhere; no claim rests on it.",
        ),
        "places": Field(ListOf(PLACE), "The countries that the article names.", required=True),
        "claims": Field(ListOf(CLAIM), "The claims in the article's order.", required=True),
    }
)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a store, with descriptions for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A store of claims for rcsc",
        **_schema_of(STORE),
    }


def _schema_of(shape: Type) -> dict[str, Any]:
    match shape:
        case Text(pattern, _, max_length):
            schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": max_length}
            return schema | ({"pattern": f"^(?:{pattern})$"} if pattern else {})
        case Word(words):
            return {"type": "string", "oneOf": [{"const": word, "description": words[word]} for word in words]}
        case Whole(minimum, maximum):
            return {"type": "integer", "minimum": minimum, "maximum": maximum}
        case Truth():
            return {"type": "boolean"}
        case ListOf(item, min_items, max_items, unique):
            schema = {"type": "array", "items": _schema_of(item), "minItems": min_items}
            if max_items is not None:
                schema["maxItems"] = max_items
            return schema | ({"uniqueItems": True} if unique else {})
        case Record(fields):  # pragma: no branch - there are no others
            return {
                "type": "object",
                "properties": {
                    name: {"description": field.about} | _schema_of(field.type) for name, field in fields.items()
                },
                "required": [name for name, field in fields.items() if field.required],
                "additionalProperties": False,
            }
