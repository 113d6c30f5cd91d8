"""The shape of a store, defined once: the reader walks it, and the JSON Schema is generated from it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rcsc_facts import vocabulary
from rcsc_facts.model import Header
from rcsc_facts.text import geography
from rcsc_facts.vocabulary import TODO

SCHEMA_VERSION = 2
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


class Declared(NamedTuple):
    """A word that the header of the store declares."""

    vocabulary: str
    """topics, speakers or regions."""


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
    is_filled: bool = False
    """Whether at least one key has to be there, though none is required."""


class MapOf(NamedTuple):
    """A mapping from words of the store's own to values of one type."""

    item: "Type"
    min_items: int = 0


class OneOf(NamedTuple):
    """A record of one of several kinds, told by the key that only it has."""

    records: Mapping[str, Record]
    """Each kind by its key."""


class Pieces(NamedTuple):
    """A record, or a list that begins with it and goes on with others."""

    first: Record
    other: Record
    max_items: int


class Field(NamedTuple):
    """A key of a record."""

    type: "Type"
    about: str
    required: bool = False


Type = Text | Word | Declared | Whole | Truth | ListOf | Record | MapOf | OneOf | Pieces

ID = Text(r"[a-z0-9]+(?:-[a-z0-9]+)*", "lower-case letters, digits and single hyphens", 80)
WORD = ID._replace(max_length=40)
"""A word that a store declares, or a unit: nothing else of a store ever reaches a shell."""
HANDLE = Text(
    rf"(?:{ID.pattern}/)?{ID.pattern}", "an id, or that of another article's claim as source/id", 2 * ID.max_length + 1
)
CODE = Text(r"[A-Z]{2}", "two capital letters (ISO 3166-1 alpha-2)", 2)
LINE = Text()
SHORT_TEXT = Text(max_length=100)
"""A name; the longest official one of a country has 56 letters."""
MOST_NAMES = 30
"""Every claim is found by all names of its places, so that these must not be without number."""
_SHORT_TEXTS = ListOf(SHORT_TEXT, 1, MOST_NAMES, unique=True)

_day = r"(?:-(?:0[1-9]|[12][0-9]|3[01]|XX))?"
_date = rf"[0-9X]{{4}}(?:-(?:(?:0[1-9]|1[0-2]|XX){_day}|2[1-4]))?[?~%]?"
EDTF = Text(rf"{_date}|(?:{_date}|\.\.)?/(?:{_date}|\.\.)?", "a date of EDTF, such as 2024-10-14 or XXXX-10-09", 30)
"""A date, or two with a slash between them, of levels 0 and 1 of the Extended Date/Time Format (ISO 8601-2)."""

_NAME = Record(
    {
        "family": Field(LINE, "Family name."),
        "given": Field(LINE, "Given name."),
        "literal": Field(LINE, "The whole name of an organisation, or of a person whose name has no parts."),
        "non-dropping-particle": Field(LINE, "A particle that stays with the family name, such as van."),
        "suffix": Field(LINE, "What follows the name, such as Jr."),
        "static-ordering": Field(Truth(), "true where the family name stands first, as in Chinese names."),
    },
    is_filled=True,
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
        "as_written": Field(
            LINE, "The figure as printed, with its hedge: 17 million, more than 13, $10.7 million.", required=True
        ),
        "unit": Field(
            Text(f"{WORD.pattern}|{TODO}", WORD.like, WORD.max_length),
            "What is counted or measured; a free word.",
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
_PIECE = {
    "paragraph": Field(Whole(1, 99999), "The paragraph, counted from 1.", required=True),
    "sentence": Field(Whole(1, 99999), "The sentence in it, counted from 1.", required=True),
    "phrase": Field(LINE, "The shortest run of words that carries its part, eight at most.", required=True),
}
_FOR = Field(
    Word(vocabulary.ROLES), "What the piece proves; the first, which carries the claim, has none.", required=True
)
EVIDENCE = Pieces(Record(_PIECE), Record(_PIECE | {"for": _FOR}), 20)
RELATION = Record(
    {
        "claim": Field(HANDLE, "The id of the other claim; of another article's, source/id.", required=True),
        "as": Field(Word(vocabulary.RELATIONS), "What this claim has to do with it.", required=True),
    }
)
CLAIM = Record(
    {
        "id": Field(ID, "The permanent handle by which the claim is cited.", required=True),
        "asks": Field(ID, "The question that it answers, for comparing articles; the id unless given."),
        "topic": Field(Declared("topics"), "What the claim is about: a declared topic.", required=True),
        "kind": Field(Word(vocabulary.KINDS), "What sort of claim it is.", required=True),
        "statement": Field(LINE, "The claim in one line, in our own words.", required=True),
        "quantity": Field(QUANTITY, "The figure, where the claim has one."),
        "regions": Field(
            ListOf(Declared("regions"), 1, unique=True),
            "The regions by which the article counts, of UN M49 or of the store's own; several are one joint figure.",
        ),
        "countries": Field(COUNTRIES, "The countries that the article names for the claim."),
        "when": Field(LINE, "The article's own time words."),
        "date": Field(EDTF, "What the time words mean, in the Extended Date/Time Format, where it is known."),
        "purpose": Field(LINE, "The article's own words for what it was done for."),
        "said_by": Field(Declared("speakers"), "Who says it: article, or a declared speaker.", required=True),
        "also": Field(_SHORT_TEXTS, "What readers call it, beside the words of the statement."),
        "evidence": Field(EVIDENCE, "Where the claim stands, and in which words: a piece, or a list.", required=True),
        "related": Field(ListOf(RELATION, 1), "What the claim has to do with others."),
        "note": Field(LINE, "What a careful reader should know before using the claim."),
    }
)
PLACE = Record(
    {
        "code": Field(CODE, "ISO 3166-1 alpha-2.", required=True),
        "alpha3": Field(
            Text(r"[A-Z]{3}", "three capital letters", 3), "ISO 3166-1 alpha-3; the built-in table has it."
        ),
        "name": Field(SHORT_TEXT, "A name of the country; the built-in table has the usual ones."),
        "region": Field(WORD, "The UN M49 region it lies in; the built-in table has it."),
        "aliases": Field(_SHORT_TEXTS, "Other spellings of the name."),
        "cities": Field(_SHORT_TEXTS, "Cities of the country which the article names."),
        "not_in": Field(_SHORT_TEXTS, "Names, as of organisations, in which the word does not mean the country."),
    }
)
GROUP = Record(
    {
        "region": Field(WORD, "The word for a region of the store's own.", required=True),
        "name": Field(SHORT_TEXT, "Its name, as in the Middle East.", required=True),
        "countries": Field(ListOf(CODE, 1, unique=True), "The countries that belong to it.", required=True),
    }
)
SPEAKER = Record(
    {
        "name": Field(SHORT_TEXT, "Who it is.", required=True),
        "words": Field(_SHORT_TEXTS, "Words of which one stands in each of the speaker's phrases.", required=True),
    }
)
STORE = Record(
    {
        "schema": Field(Whole(SCHEMA_VERSION, SCHEMA_VERSION), "The version of this shape.", required=True),
        "about": Field(SHORT_TEXT, "The subject, as help and sheet name it.", required=True),
        "names": Field(_SHORT_TEXTS, "What a search takes for the subject."),
        "topics": Field(MapOf(LINE, 1), "The topics in the order of listings, each with its meaning.", required=True),
        "speakers": Field(MapOf(SPEAKER), "Who says something, beside the article itself."),
        "units": Field(
            MapOf(Record({"sign": Field(Text(max_length=8), "What is printed instead of the unit, such as $.")})),
            "Units of which more is to be known than the name.",
        ),
        "table": Field(Declared("topics"), "The topic that is tabulated unasked; all without it."),
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
        "places": Field(
            ListOf(OneOf({"code": PLACE, "region": GROUP})),
            "What the built-in table of countries does not know, and regions of the store's own.",
        ),
        "left_out": Field(
            ListOf(
                Record(
                    {
                        "paragraph": Field(Whole(1, 99999), "The paragraph, counted from 1.", required=True),
                        "sentence": Field(Whole(1, 99999), "The sentence in it, counted from 1.", required=True),
                        "words": Field(LINE, "The words that are no claim, eight at most.", required=True),
                        "why": Field(LINE, "Why they are none.", required=True),
                    }
                )
            ),
            "What the article says that is no claim, on purpose.",
        ),
        "claims": Field(ListOf(CLAIM), "The claims in the article's order.", required=True),
    }
)


def json_schema(header: Header | None = None) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a store, with descriptions for editors.

    With the *header* of a store, its declared words are listed where they may be used.
    """
    words = words_of(header) if header else {}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A store of claims on {header.about}" if header else "A store of claims for rcsc",
        **_schema_of(STORE, words),
    }


def words_of(header: Header) -> dict[str, dict[str, str]]:
    """Return the words that each vocabulary of `Declared` has in a store, with their meanings."""
    return {
        "topics": dict(header.topics),
        "speakers": header.voices,
        "regions": {word: region.name for word, region in geography.regions().items()}
        | {group.region: group.name for group in header.groups},
    }


def _schema_of(shape: Type, words: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    match shape:
        case Text(pattern, _, max_length):
            schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": max_length}
            return schema | ({"pattern": f"^(?:{pattern})$"} if pattern else {})
        case Word(listed):
            return {"type": "string", "oneOf": [{"const": word, "description": listed[word]} for word in listed]}
        case Declared(name):
            open_words = {} if name == "regions" else {TODO: "still to be written"}
            if name in words:
                return _schema_of(Word({**words[name], **open_words}), words)
            pattern = "|".join([WORD.pattern, *open_words])
            return _schema_of(WORD._replace(pattern=pattern), words)
        case Whole(minimum, maximum):
            return {"type": "integer", "minimum": minimum, "maximum": maximum}
        case Truth():
            return {"type": "boolean"}
        case ListOf(item, min_items, max_items, unique):
            schema = {"type": "array", "items": _schema_of(item, words), "minItems": min_items}
            if max_items is not None:
                schema["maxItems"] = max_items
            return schema | ({"uniqueItems": True} if unique else {})
        case MapOf(item, min_items):
            named = {"pattern": f"^(?:{WORD.pattern})$", "maxLength": WORD.max_length}
            schema = {"type": "object", "propertyNames": named, "additionalProperties": _schema_of(item, words)}
            return schema | {"minProperties": min_items}
        case OneOf(records):
            return {"oneOf": [_schema_of(record, words) for record in records.values()]}
        case Pieces(first, other, max_items):
            one = _schema_of(first, words)
            several = {"type": "array", "prefixItems": [one], "items": _schema_of(other, words)}
            return {"oneOf": [one, several | {"minItems": 1, "maxItems": max_items}]}
        case Record(fields, is_filled):  # pragma: no branch - there are no others
            schema = {
                "type": "object",
                "properties": {
                    name: {"description": field.about} | _schema_of(field.type, words) for name, field in fields.items()
                },
                "required": [name for name, field in fields.items() if field.required],
                "additionalProperties": False,
            }
            return schema | ({"minProperties": 1} if is_filled else {})
