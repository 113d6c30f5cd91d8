"""What was asked for, in a person's words, to filters; and what a reader should know besides the answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rcsc_facts.errors import Hint, UnknownId, UsageError, shown
from rcsc_facts.model import Claim, Filters, Hit
from rcsc_facts.text.folding import did_you_mean, fold, slug
from rcsc_facts.vocabulary import DIMENSIONS, KINDS, SORTS

if TYPE_CHECKING:
    from rcsc_facts.index import Index


class Remark(NamedTuple):
    """What a reader of an answer should know besides, in a sentence without its full stop."""

    text: str
    hint: Hint | None = None
    left_out: str = ""
    """Where claims were left out, the topic they were sought in, or list for all."""
    claims: tuple[str, ...] = ()
    """The ids of these claims, where they are few."""


class Answer(NamedTuple):
    """What was found."""

    hits: list[Hit]
    remarks: tuple[Remark, ...] = ()


class Asked(NamedTuple):
    """What was asked for, in a person's words: the fields of `model.Filters`."""

    regions: Sequence[str] = ()
    countries: Sequence[str] = ()
    topics: Sequence[str] = ()
    kinds: Sequence[str] = ()
    said_by: Sequence[str] = ()
    units: Sequence[str] = ()
    sources: Sequence[str] = ()


def word(asked: str, vocabulary: Mapping[str, str] | Sequence[str], name: str, plural: str) -> str:
    """Return the word of the vocabulary that was meant, by itself or by its meaning.

    Raise UsageError where there is none. *name* and *plural* say in the error what kind of word it is.
    """
    folded = meant(asked)
    meanings = vocabulary if isinstance(vocabulary, Mapping) else {}
    for known in vocabulary:
        if folded in (slug(known), slug(meanings.get(known, known))):
            return known
    near = did_you_mean(shown(asked), vocabulary)
    raise UsageError(f"unknown {name} '{shown(asked)}'", f"{near} " * bool(near) + f"{plural}: {', '.join(vocabulary)}")


def dimension(asked: str) -> str:
    """Return the word of `model.DIMENSIONS` that was meant; place is what paragraph was called."""
    return "paragraph" if meant(asked) == "place" else word(asked, DIMENSIONS, "dimension", "dimensions")


def meant(asked: str) -> str:
    """Return a word as words are compared; nothing where it says more than a word does, as !africa and -aid do.

    Beside letters and digits a word has only what stands in names: hyphens, apostrophes, stops, commas,
    brackets, ampersands, slashes; and it begins with a letter or digit.
    """
    folded = fold(asked)
    is_word = folded[:1].isalnum() and all(char.isalnum() or char in _IN_NAMES for char in folded)
    return slug(asked) if is_word else ""


_IN_NAMES = frozenset(" -_'.,()&/")


def _words(
    asked: Iterable[str], vocabulary: Mapping[str, str] | Sequence[str], name: str, plural: str
) -> tuple[str, ...]:
    return tuple(word(one, vocabulary, name, plural) for one in asked)


def filters(index: "Index", asked: Asked) -> Filters:
    """Return the filters that words stand for; raise UsageError for a word that means nothing."""
    known = index.units() if asked.units else ()
    return Filters(
        regions=tuple(region_word(index, one) for one in asked.regions),
        countries=tuple(country_code(index, one) for one in asked.countries),
        topics=_words(asked.topics, index.topics() if asked.topics else (), "topic", "topics"),
        kinds=_words(asked.kinds, KINDS, "kind", "kinds"),
        said_by=_words(asked.said_by, index.speakers() if asked.said_by else (), "speaker", "speakers"),
        units=tuple(word(one, known, "unit", "units in this store") for one in asked.units),
        sources=_words(asked.sources, [*index.articles()] if asked.sources else (), "article", "articles"),
    )


def region_word(index: "Index", asked: str) -> str:
    """Return the region or group meant, by its word or any usual name; raise UsageError where there is none."""
    known = index.regions()
    folded = meant(asked)
    for one, name in known.items():
        if folded and folded in (one, slug(name)):
            return one
    from rcsc_facts.text import geography

    if folded and (found := geography.region(asked)):
        return found
    near = did_you_mean(shown(asked), known)
    hint = f"{near} " * bool(near) + f"regions: {', '.join(known)}"
    raise UsageError(f"unknown region '{shown(asked)}'", hint)


def country_code(index: "Index", asked: str) -> str:
    """Return the ISO 3166-1 alpha-2 code of the country meant; raise UsageError where there is no such country."""
    from rcsc_facts.text import geography

    wanted = meant(asked)
    for place in index.places() if wanted else ():
        if wanted in map(slug, (place.code, place.alpha3, place.name, *place.aliases)):
            return place.code
    if wanted and (code := geography.country(asked)):
        return code
    known = [*index.names().values(), *(country.name for country in geography.countries().values())]
    raise UsageError(f"there is no country '{shown(asked)}'", did_you_mean(shown(asked), known))


def select(index: "Index", asked: Filters, sort: str | None = None, limit: int | None = None) -> Answer:
    """Return the claims that the filters admit.

    *sort* is a word of `vocabulary.SORTS`, *limit* the most claims to give.
    """
    order = word(sort, SORTS, "order", "orders") if sort else "article"
    hits = index.select(asked, order, limit)
    remarks = [Remark(text) for text in _on_unnamed(index, asked)]
    if not hits and limit != 0:
        if not asked.countries:
            remarks.append(Remark("no claim matches", Hint.FEWER_FILTERS))
        elif len(remarks) < len(asked.countries):
            remarks.append(Remark("no claim matches, though the article names the country", Hint.FEWER_FILTERS))
    if asked.regions and not asked.countries:
        remarks += _on_worldwide(index, asked)
        remarks += map(Remark, _on_joint(hits, asked, index.regions()))
    return Answer(hits, tuple(remarks))


def _on_unnamed(index: "Index", asked: Filters) -> Iterator[str]:
    """Yield, for each country that the article does not name, how many of its region it counts without their names."""
    if not asked.countries:
        return
    from rcsc_facts.text import geography

    named = index.names()
    for code in asked.countries:
        if code in named:
            continue
        country = geography.countries().get(code)
        said = f"the article does not name {country.name if country else code}"
        region = country.region if country else None
        for hit in index.select(asked._replace(countries=(), regions=(region,))) if region else ():
            figure = hit.claim.quantity
            if hit.match == "stated" and figure and figure.unit == "countries" and not hit.claim.countries:
                regions = " and ".join(named[region] for region in hit.claim.regions)
                said += f", though it counts {figure.as_written} unnamed countries in {regions} ({hit.claim.id})"
                break
        yield said


def _on_joint(hits: Sequence[Hit], asked: Filters, names: Mapping[str, str]) -> Iterator[str]:
    joint = [hit.claim for hit in hits if hit.match == "stated" and len(hit.claim.regions) > 1]
    for claim in joint[:3]:
        if not set(claim.regions) <= set(asked.regions):
            regions = " and ".join(names[region] for region in claim.regions)
            yield f"{claim.id} is one joint figure for {regions}; the article does not divide it"


def _on_worldwide(index: "Index", asked: Filters) -> Iterator[Remark]:
    count, ids = index.worldwide(asked, 5)
    if count:
        text = "one more claim names no region" if count == 1 else f"{count} more claims name no region"
        topic = asked.topics[0] if len(asked.topics) == 1 else "list"
        yield Remark(text, left_out=topic, claims=tuple(ids) if count <= len(ids) else ())


def find(
    index: "Index", words: Sequence[str], asked: Filters, sort: str | None = None, limit: int | None = None
) -> Answer:
    """Return the claims that have all the words, or what could be asked instead.

    Several words in one argument, or between double quotes, must stand together. The best match comes
    first, or *sort*, a word of `vocabulary.SORTS`, gives the order.
    """
    order = word(sort, SORTS, "order", "orders") if sort else None
    phrases = _phrases(words)
    if not any(char.isalnum() for one in phrases for char in one):
        raise UsageError("the search contains no words", "name a word, or several")
    hits = index.search(phrases, asked, order, limit)
    return Answer(hits, () if hits or limit == 0 else (Remark(_on_nothing_found(index, phrases)),))


def _on_nothing_found(index: "Index", phrases: Sequence[str]) -> str:
    """Return which of the words no claim has, and the nearest that some have; or that they never stand together."""
    said = " and ".join(shown(one) for one in phrases)
    if index.search(phrases, Filters(), limit=1):
        return f"some claims mention {said}, but the filters exclude them"
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
    """Return the claims with these ids, in the order asked; raise UnknownId for an id that no claim has.

    Of several articles an id is that of a claim in each that has it; with its article before it, source/id, of one.
    """
    found = []
    for asked in ids:
        source, slash, claim_id = asked.rpartition("/")
        several = index.get([f"{meant(source)}{slash}{meant(claim_id)}"]) if not slash or meant(source) else []
        if not several:
            near = did_you_mean(shown(asked), index.ids())
            raise UnknownId(f"no claim has the id '{shown(asked)}'", near or Hint.IDS)
        found += several
    return found


def single_claims(
    index: "Index", ids: Sequence[str], *, latest: bool = False
) -> tuple[list[Claim], tuple[Remark, ...]]:
    """Return for each id the one claim that has it; with *latest*, of several the last by their articles' dates.

    The remarks say which was taken. Raise UnknownId for an id that no claim has, UsageError for one that several
    articles have, where it is not clear which is meant.
    """
    found, remarks = [], []
    for asked in ids:
        several = claims(index, [asked])
        if len(several) > 1:
            handles = [f"{claim.source}/{claim.id}" for claim in several]
            if not latest:
                hint = f"name one: {', '.join(handles)}; or take the latest with --latest"
                raise UsageError(f"{len(several)} articles have a claim '{several[0].id}'", hint)
            dates = index.articles()
            several.sort(key=lambda claim: dates[claim.source], reverse=True)
            last, other = (dates[claim.source] for claim in several[:2])
            if last.startswith(other) and (not last or other):
                what = f"the dates of {several[0].source} and {several[1].source} do not tell which is the latest"
                raise UsageError(what if last else "none of the articles has a date", f"name one: {', '.join(handles)}")
            remarks.append(
                Remark(f"{several[0].id} is that of {several[0].source}, {last}, the latest of {len(several)}")
            )
        found.append(several[0])
    return found, tuple(remarks)


def questions(index: "Index", asked: Sequence[str]) -> tuple[str, ...]:
    """Return the questions meant, each by its word or by the id of a claim that answers it."""
    known = index.questions() if asked else {}
    found = []
    for one in asked:
        if meant(one) in known:
            found.append(meant(one))
            continue
        several = index.get([one])
        if not several:
            near = did_you_mean(shown(one), known)
            raise UsageError(
                f"no claim answers the question '{shown(one)}'", near or "rcsc compare shows those that several answer"
            )
        found += [claim.asks for claim in several]
    return tuple(dict.fromkeys(found))
