"""What was asked for, in a person's words, to filters; and what a reader should know besides the answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rcsc_facts.errors import NothingFound, UsageError, shown
from rcsc_facts.model import Claim, Filters, Hit
from rcsc_facts.text.folding import did_you_mean, slug
from rcsc_facts.vocabulary import KINDS, REGIONS, SORTS

if TYPE_CHECKING:
    from rcsc_facts.index import Index


class Answer(NamedTuple):
    """What was found."""

    hits: list[Hit]
    remarks: tuple[str, ...] = ()
    """What a reader of the hits should know besides, a sentence each."""


def word(asked: str, vocabulary: Mapping[str, str] | Sequence[str], name: str, plural: str) -> str:
    """Return the word of the vocabulary that was meant, by itself or by its meaning.

    Raise UsageError where there is none. *name* and *plural* say in the error what kind of word it is.
    """
    folded = slug(asked)
    meanings = vocabulary if isinstance(vocabulary, Mapping) else {}
    for known in vocabulary:
        if folded in (slug(known), slug(meanings.get(known, known))):
            return known
    near = did_you_mean(shown(asked), vocabulary)
    raise UsageError(f"unknown {name} '{shown(asked)}'", f"{near} " * bool(near) + f"{plural}: {', '.join(vocabulary)}")


def _words(asked: Iterable[str] | None, vocabulary: Mapping[str, str], name: str, plural: str) -> tuple[str, ...]:
    return tuple(word(one, vocabulary, name, plural) for one in asked or ())


def filters(
    index: "Index",
    *,
    region: Iterable[str] | None = None,
    country: Iterable[str] | None = None,
    topic: Iterable[str] | None = None,
    kind: Iterable[str] | None = None,
    said_by: Iterable[str] | None = None,
    unit: Iterable[str] | None = None,
) -> Filters:
    """Return the filters that words stand for; raise UsageError for a word that means nothing."""
    units: tuple[str, ...] = ()
    if unit:
        known = index.units()
        units = tuple(word(one, known, "unit", "units in this store") for one in unit)
    header = index.header()
    return Filters(
        regions=_words(region, REGIONS, "region", "regions"),
        countries=tuple(country_code(index, asked) for asked in country or ()),
        topics=_words(topic, header.topics, "topic", "topics"),
        kinds=_words(kind, KINDS, "kind", "kinds"),
        said_by=_words(said_by, header.voices, "speaker", "speakers"),
        units=units,
    )


def within(asked: Filters, topic: str) -> Filters:
    """Return the filters narrowed to one topic; raise NothingFound where they ask for others only."""
    if asked.topics and topic not in asked.topics:
        raise NothingFound(f"no claim is both of the topic {topic} and of {' or '.join(asked.topics)}")
    return asked._replace(topics=(topic,))


def country_code(index: "Index", asked: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of the country meant; raise UsageError where there is no such country."""
    from rcsc_facts.text import geography

    wanted = slug(asked)
    for place in index.header().places:
        if wanted in map(slug, place.aliases):
            return place.code
    if code := geography.spellings().get(wanted):
        return code
    known = [*index.names().values(), *(country.names[0] for country in geography.countries().values())]
    raise UsageError(f"there is no country '{shown(asked)}'", did_you_mean(shown(asked), known))


def select(index: "Index", asked: Filters, sort: str | None = None, limit: int | None = None) -> Answer:
    """Return the claims that the filters admit.

    *sort* is a word of `vocabulary.SORTS`, *limit* the most claims to give.
    """
    order = word(sort, SORTS, "order", "orders") if sort else "article"
    hits = index.select(asked, order, limit)
    remarks = [*_on_unnamed(index, asked)]
    if not hits and limit != 0:
        if not asked.countries:
            remarks.append("no claim matches; try fewer filters, or rcsc list")
        elif len(remarks) < len(asked.countries):
            remarks.append("no claim matches, though the article names the country; try fewer filters, or rcsc list")
    if asked.regions and not asked.countries:
        remarks += _on_worldwide(index, asked)
        remarks += _on_joint(hits, asked)
    return Answer(hits, tuple(remarks))


def _on_unnamed(index: "Index", asked: Filters) -> Iterator[str]:
    """Tell of each country that the article does not name how many of its region it counts without their names."""
    if not asked.countries:
        return
    from rcsc_facts.text import geography

    named = index.names()
    for code in asked.countries:
        if code in named:
            continue
        country = geography.countries().get(code)
        said = f"the article does not name {country.names[0] if country else code}"
        region = country.region if country else None
        for hit in index.select(asked._replace(countries=(), regions=(region,))) if region else ():
            figure = hit.claim.quantity
            if hit.match == "stated" and figure and figure.unit == "countries" and not hit.claim.countries:
                regions = " and ".join(REGIONS.get(region, region) for region in hit.claim.regions)
                said += f", though it counts {figure.as_written} unnamed countries in {regions} ({hit.claim.id})"
                break
        yield said


def _on_joint(hits: Sequence[Hit], asked: Filters) -> Iterator[str]:
    joint = [hit.claim for hit in hits if hit.match == "stated" and len(hit.claim.regions) > 1]
    for claim in joint[:3]:
        if not set(claim.regions) <= set(asked.regions):
            regions = " and ".join(REGIONS.get(region, region) for region in claim.regions)
            yield f"{claim.id} is one joint figure for {regions}; the article does not divide it"


def _on_worldwide(index: "Index", asked: Filters) -> Iterator[str]:
    count, ids = index.worldwide(asked, 5)
    if count:
        command = asked.topics[0] if len(asked.topics) == 1 else "list"
        one = "one claim is" if count == 1 else f"{count} claims are"
        how = f"rcsc show {' '.join(ids)}" if count <= len(ids) else f"rcsc {command} without --region"
        yield f"{one} tied to no region and left out; to see: {how}"


def find(
    index: "Index", words: Sequence[str], asked: Filters, sort: str | None = None, limit: int | None = None
) -> Answer:
    """Return the claims that have all the words, or what could be asked instead.

    Several words in one argument, or between double quotes, must stand together. The best match comes
    first, or *sort*, a word of `vocabulary.SORTS`, gives the order.
    """
    order = word(sort, SORTS, "order", "orders") if sort else None
    phrases = _phrases(words)
    hits = index.search(phrases, asked, order, limit)
    return Answer(hits, () if hits or limit == 0 else (_on_nothing_found(index, phrases),))


def _on_nothing_found(index: "Index", phrases: Sequence[str]) -> str:
    """Tell which of the words no claim has, and the nearest that some have; or that the words are never together."""
    said = " and ".join(shown(one) for one in phrases)
    if not any(char.isalnum() for char in said):
        return "there is no word in the search"
    if index.search(phrases, Filters(), limit=1):
        return f"claims have {said}, but none that the filters admit"
    unknown = [one for one in phrases if not index.search([one], Filters(), limit=1)]
    if not unknown:
        return f"no claim has {said} together, though some have each of them"
    near = [known for one in unknown for known in index.near_words(shown(one))]
    hint = f"; nearest words: {', '.join(dict.fromkeys(near))}" if near else ""
    return f"no claim has {' or '.join(shown(one) for one in unknown)}{hint}"


def _phrases(words: Sequence[str]) -> list[str]:
    """Split arguments at double quotes: what stands between two of them belongs together, as does an argument."""
    if not any('"' in one for one in words):
        return list(words)
    phrases: list[str] = []
    for position, piece in enumerate(" ".join(words).split('"')):
        phrases += [piece] if position % 2 else piece.split()
    return phrases


def claims(index: "Index", ids: Sequence[str]) -> list[Claim]:
    """Return the claims with these ids, in the order asked; raise UsageError for an id that no claim has."""
    wanted = [slug(claim_id) for claim_id in ids]
    found = {claim.id: claim for claim in index.get(dict.fromkeys(wanted))}
    for asked, claim_id in zip(ids, wanted, strict=True):
        if claim_id not in found:
            near = did_you_mean(shown(asked), index.ids())
            raise UsageError(f"no claim has the id '{shown(asked)}'", near or "rcsc list shows the ids")
    return [found[claim_id] for claim_id in wanted]


def field(record: Mapping[str, Any], path: str) -> str | int | float:
    """Return a field of a claim as plain data (`formats.as_record`) by its dotted path.

    A list becomes one text, separated by spaces; truth values become true and false. Raise UsageError
    where claims have no such field, NothingFound where this one has nothing in it.
    """
    for outer, inner in _SHORT.items():
        if path in inner:
            path = f"{outer}.{path}"
    value: Any = record
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            known = ", ".join(value) if isinstance(value, dict) else "none below it"
            raise UsageError(f"claims have no field '{shown(path)}'", f"fields: {known}")
        value = value[name]
        if value is None or value == []:
            what = "figure" if path.startswith("quantity") else name
            having = [key for key, content in record.items() if content not in (None, [])]
            raise NothingFound(f"the claim '{record['id']}' has no {what}", f"it has {', '.join(having)}")
    if isinstance(value, dict):
        raise UsageError(f"'{path}' has several fields", f"name one: {', '.join(f'{path}.{key}' for key in value)}")
    if isinstance(value, list):
        return " ".join(item if isinstance(item, str) else f"{item['claim']}:{item['as']}" for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    assert isinstance(value, str | int | float)  # noqa: S101 - the record has nothing else
    return value


_SHORT = {
    "quantity": ("value", "unit", "as_written", "low", "high"),
    "evidence": ("paragraph", "sentence", "phrase"),
}
"""Fields that may be named without what they are in."""
