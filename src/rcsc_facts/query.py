"""What was asked for, in a person's words, to filters; and what a reader should know besides the answer."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rcsc_facts.errors import Hint, UnknownId, UsageError, shown
from rcsc_facts.model import Claim, Filters, Hit
from rcsc_facts.statement import COUNTED, others_of
from rcsc_facts.text.folding import did_you_mean, fold, slug
from rcsc_facts.vocabulary import DIMENSIONS, KINDS, SORTS

if TYPE_CHECKING:
    from rcsc_facts.index import Index
    from rcsc_facts.search import Ranked
    from rcsc_facts.text import geography


class Remark(NamedTuple):
    """What a reader of an answer should know besides, in a sentence without its full stop."""

    text: str
    hint: Hint | None = None
    left_out: str = ""
    """Where claims were left out, the topic they were sought in, or list for all."""
    claims: tuple[str, ...] = ()
    """The ids of these claims, where they are few."""
    find: tuple[str, ...] = ()
    """Words that are found."""
    is_absence: bool = False
    """Whether it says that the article does not name something."""


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
    years: Sequence[str] = ()


def word(asked: str, vocabulary: Mapping[str, str] | Sequence[str], name: str, plural: str) -> str:
    """Return the word of the vocabulary that was meant, by itself or by its meaning.

    Raise UsageError where there is none. *name* and *plural* say in the error what kind of word it is.
    """
    if asked in vocabulary:
        return asked
    folded = meant(asked)
    meanings = vocabulary if isinstance(vocabulary, Mapping) else {}
    for known in vocabulary:
        if folded in (slug(known), slug(meanings.get(known, known))):
            return known
    near = did_you_mean(shown(asked), vocabulary)
    raise UsageError(f"unknown {name} '{shown(asked)}'", f"{near} " * bool(near) + f"{plural}: {', '.join(vocabulary)}")


def dimension(asked: str) -> str:
    """Return the word of `vocabulary.DIMENSIONS` that was meant; place is what paragraph was called."""
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


def _each(asked: Iterable[str], resolve: Callable[[str], str]) -> tuple[str, ...]:
    """Return what the words stand for; commas separate words where the whole is none, as it is of Korea, South."""
    found: list[str] = []
    for one in asked:
        try:
            found.append(resolve(one))
        except UsageError:
            parts = [part.strip() for part in one.split(",") if part.strip()]
            if len(parts) < 2:
                raise
            found += map(resolve, parts)
    return tuple(dict.fromkeys(found))


def _words(
    asked: Iterable[str], vocabulary: Mapping[str, str] | Sequence[str], name: str, plural: str
) -> tuple[str, ...]:
    return _each(asked, lambda one: word(one, vocabulary, name, plural))


def filters(index: "Index", asked: Asked) -> Filters:
    """Return the filters that words stand for; raise UsageError for a word that means nothing."""
    known = index.units() if asked.units else ()
    return Filters(
        regions=_each(asked.regions, lambda one: region_word(index, one)),
        countries=_each(asked.countries, lambda one: country_code(index, one)),
        topics=_words(asked.topics, index.topics() if asked.topics else (), "topic", "topics"),
        kinds=_words(asked.kinds, KINDS, "kind", "kinds"),
        said_by=_words(asked.said_by, index.speakers() if asked.said_by else (), "speaker", "speakers"),
        units=_words(asked.units, known, "unit", "units in this store"),
        sources=_each(asked.sources, lambda one: _article(index, one)),
        years=_each(asked.years, _year),
    )


def _article(index: "Index", asked: str) -> str:
    """Return the id of the article meant; raise UsageError where there is none."""
    return asked if index.has_article(asked) else word(asked, [*index.articles()], "article", "articles")


def _year(asked: str) -> str:
    """Return a year in its four digits; raise UsageError for what is none."""
    if not (asked.isascii() and asked.isdigit() and len(asked) == 4):
        raise UsageError(f"'{shown(asked)}' is not a year", "write four digits, such as 2023")
    return asked


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
    known = {one: name for one, name in known.items() if index.count(Filters(regions=(one,)))}
    near = did_you_mean(shown(asked), known)
    if folded and (code := geography.country(asked)):
        near = f"{geography.countries()[code].name} is a country."
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
    if wanted in index.regions() or (wanted and geography.region(asked)):
        raise UsageError(f"there is no country '{shown(asked)}'", f"{shown(asked)} is a region")
    named = [index.names()[place.code] for place in index.places()]
    near = did_you_mean(shown(asked), named)
    if not near:
        unnamed = did_you_mean(shown(asked), [country.name for country in geography.countries().values()])
        near = f"{unnamed} {_not_named(index, (), 'it')}" if unnamed else ""
    raise UsageError(f"there is no country '{shown(asked)}'", near)


def select(
    index: "Index", asked: Filters, sort: str | None = None, limit: int | None = None, *, is_reversed: bool = False
) -> Answer:
    """Return the claims that the filters admit.

    *sort* is a word of `vocabulary.SORTS`, *limit* the most claims to give, of the order reversed where it is.
    """
    order = word(sort, SORTS, "order", "orders") if sort else "article"
    hits = index.select(asked, order, None if is_reversed else limit)
    if is_reversed:
        hits = _reversed(hits, order)[:limit]
    remarks = [Remark(text, is_absence=True) for text in _on_unnamed(index, asked)]
    if not hits and limit != 0:
        wider = [] if asked.countries else [*_on_wider(index, asked)]
        remarks += [Remark(text, is_absence=True) for text in wider]
        if not asked.countries and not wider:
            remarks.append(Remark("no claim matches", Hint.FEWER_FILTERS))
        elif len(remarks) < len(asked.countries):
            which = "an" if _are_several(index, asked.sources) else "the"
            remarks.append(Remark(f"no claim matches, though {which} article names the country", Hint.FEWER_FILTERS))
    if asked.regions and not asked.countries:
        remarks += _on_worldwide(index, asked)
        remarks += map(Remark, _on_joint(index, hits, asked))
    return Answer(hits, tuple(remarks))


def _reversed(hits: Sequence[Hit], order: str) -> list[Hit]:
    """Return hits in the other order; those without a figure stay last where the figures are the order."""
    if order != "value":
        return [*hits][::-1]
    valued: list[Hit] = []
    without: list[Hit] = []
    for hit in hits:
        has_value = hit.claim.quantity is not None and hit.claim.quantity.value is not None
        (valued if has_value else without).append(hit)
    return valued[::-1] + without


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
        if within := _only_within(index, asked.sources, code):
            yield f"{country.name if country else code} stands only within other names here: {within}"
            continue
        said = _not_named(index, asked.sources, country.name if country else code)
        counts = [*_unnamed_in(index, asked, country, named)] if country and country.region else []
        counting = "they count" if _are_several(index, asked.sources) else "it counts"
        yield f"{said}, though {counting} {' and '.join(counts)}" if counts else said


def _only_within(index: "Index", sources: Sequence[str], code: str) -> str:
    """Return the names that have a country's name in them, and do not name it; nothing where there are none."""
    places = [place for header in index.headers(sources or None).values() for place in header.places]
    return ", ".join(dict.fromkeys(name for place in places if place.code == code for name in place.not_in[:3]))


def _are_several(index: "Index", sources: Sequence[str]) -> bool:
    """Return whether several articles are asked: all that there are, or *sources* of them."""
    return index.has_several and len(sources) != 1


def _not_named(index: "Index", sources: Sequence[str], country: str) -> str:
    return f"no article names {country}" if _are_several(index, sources) else f"the article does not name {country}"


def _unnamed_in(
    index: "Index", asked: Filters, country: "geography.Country", names: Mapping[str, str]
) -> Iterator[str]:
    """Yield the counts of unnamed countries among which a country may be: those of its regions, and of no region."""
    within = {*country.regions, *(group.region for group in index.header().groups if country.code in group.countries)}
    for hit in index.select(asked._replace(countries=(), regions=(), units=(COUNTED,))):
        claim, figure = hit.claim, hit.claim.quantity
        if figure is None or (claim.countries and claim.countries.complete):
            continue
        if claim.countries is None and within.intersection(claim.regions):
            regions = " and ".join(names[region] for region in claim.regions)
            yield f"{figure.as_written} unnamed countries in {regions} ({name(index, claim)})"
        elif claim.countries and not claim.regions and (others := others_of(claim)).startswith("and "):
            beside = _and(names[code] for code in claim.countries.named)
            yield f"{others.removeprefix('and ')} beside {beside} ({name(index, claim)})"


def _on_wider(index: "Index", asked: Filters) -> Iterator[str]:
    """Yield, for each region asked, which claims are of a region that it lies in."""
    from rcsc_facts.text import geography

    names = index.regions()
    for region in asked.regions:
        lineage = geography.lineage(region) if region in geography.regions() else ()
        for around in reversed(lineage[:-1]):
            of_it = [
                hit.claim for hit in index.select(asked._replace(regions=(around,))) if around in hit.claim.regions
            ]
            if of_it:
                own, whole = geography.regions()[region].name, names[around]
                those = _and(name(index, claim) for claim in of_it[:5])
                yield f"no claim is of {own} alone; of {whole} as a whole: {those}"
                break


def _on_joint(index: "Index", hits: Sequence[Hit], asked: Filters) -> Iterator[str]:
    joint = [hit.claim for hit in hits if hit.match == "stated" and len(hit.claim.regions) > 1]
    names = index.regions() if joint else {}
    for claim in joint[:3]:
        if not set(claim.regions) <= set(asked.regions):
            regions = " and ".join(names[region] for region in claim.regions)
            yield f"{name(index, claim)} is one joint figure for {regions}; the article does not divide it"


def _on_worldwide(index: "Index", asked: Filters) -> Iterator[Remark]:
    count, ids = index.worldwide(asked, 5)
    if count:
        text = "one more claim names no region" if count == 1 else f"{count} more claims name no region"
        topic = asked.topics[0] if len(asked.topics) == 1 else "list"
        yield Remark(text, left_out=topic, claims=tuple(ids) if count <= len(ids) else ())


def find(
    index: "Index",
    words: Sequence[str],
    asked: Filters,
    sort: str | None = None,
    limit: int | None = None,
    *,
    is_reversed: bool = False,
) -> Answer:
    """Return the claims that a search means, or what could be asked instead.

    Words between double quotes must stand together. The best match comes first, or *sort*, a word of
    `vocabulary.SORTS`, gives the order. Raise UsageError for a search without words, or with too many.
    """
    from rcsc_facts import search

    order = word(sort, SORTS, "order", "orders") if sort else None
    found = search.rank(index, words, asked)
    if found.sources:
        subjects = dict.fromkeys(names[0] for names, sources in index.subjects() if {*sources} & {*found.sources})
        sources = tuple(one for one in asked.sources or found.sources if one in found.sources)
        if not sources:
            return Answer([], (Remark(f"only other articles are about {_and(subjects)}", Hint.FEWER_FILTERS),))
        every = select(index, asked._replace(sources=sources), sort, limit, is_reversed=is_reversed)
        about = [Remark(f"every claim is about {_and(subjects)}")] if every.hits else []
        return Answer([hit._replace(snippets=()) for hit in every.hits], (*about, *every.remarks))
    absent = [Remark(text, is_absence=True) for text in _on_countries_sought(index, found.unknown)]
    if absent or not found.numbers:
        if limit == 0:
            return Answer([])
        if absent:
            others = Remark(f"no claim has {_and(found.unknown)}", find=tuple(found.matched))
            return Answer([], (*absent, *([others] if found.matched else [])))
        return Answer([], (*absent, _on_nothing_found(index, words, found, asked)))
    hits = index.told(found.numbers, found.terms, asked, order, None if is_reversed else limit)
    if is_reversed:
        hits = _reversed(hits, order or "")[:limit]
    remarks = []
    if found.lacking:
        all_of, some = _and([*found.matched, *found.lacking]), _and(found.matched)
        text = f"no claim has {all_of} together" if len(found.lacking) + len(found.matched) > 1 else ""
        remarks.append(Remark(f"{text}; these have {some or 'the weightiest of them'}", find=tuple(found.matched)))
    if operators := [one for one in words if one in ("OR", "NOT")]:
        remarks.append(Remark(f"{_and(operators)} means nothing in a search: a claim should have all other words"))
    if found.readers:
        remarks += map(Remark, _on_readers(index, hits, found.readers))
    return Answer(hits, tuple(remarks))


def _and(words: Iterable[str]) -> str:
    *first, last = [shown(one) for one in words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _on_readers(index: "Index", hits: Sequence[Hit], words: Sequence[str]) -> Iterator[str]:
    """Yield what the best match leaves open, by its note, where it was found by words that the article does not use."""
    for hit in hits[:1]:
        for said in re.split(r"(?<=[.;]) ", hit.claim.note or ""):
            if re.search(r"\bnot (said|given|stated|named)\b", said):
                verb = "are" if len(words) > 1 else "is"
                told = f"{name(index, hit.claim)}: {said.rstrip('.;')}"
                whose = "articles'" if index.has_several else "article's"
                yield f"{_and(words)} {verb} not among the {whose} words; {told}"
                return


def _on_countries_sought(index: "Index", unknown: Sequence[str]) -> Iterator[str]:
    """Yield what is to be said of countries that a search names and the article does not."""
    from rcsc_facts.text import geography

    words = [one.strip('"') for one in unknown]
    runs = [" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, start + 5)]
    codes = dict.fromkeys(code for run in runs if (len(run) > 2 or run.isupper()) and (code := geography.country(run)))
    yield from _on_unnamed(index, Filters(countries=tuple(codes)))


def _on_nothing_found(index: "Index", words: Sequence[str], found: "Ranked", asked: Filters) -> Remark:
    """Return which of the words no claim has, and the nearest that some have; or that they never stand together."""
    said = _and(found.lacking)
    if asked != Filters():
        from rcsc_facts import search

        if search.rank(index, words, Filters()).numbers:
            return Remark(f"some claims mention {said}, but the filters exclude them", Hint.FEWER_FILTERS)
    if not found.unknown:
        return Remark(f"no claim has {said} together, though some have each of them", find=tuple(found.matched[:1]))
    near = [known for one in found.unknown for known in index.near_words(shown(one))]
    text = f"no claim has {' or '.join(shown(one) for one in found.unknown)}"
    if near:
        return Remark(f"{text}; nearest words: {', '.join(dict.fromkeys(near))}", find=(near[0],))
    return Remark(text, find=tuple(found.matched))


def name(index: "Index", claim: Claim) -> str:
    """Return what a claim is called: its id, with its article where there are several."""
    return claim.among_several().id if index.has_several else claim.id


def claims(index: "Index", ids: Sequence[str]) -> list[Claim]:
    """Return the claims with these ids, in the order asked; raise UnknownId for an id that no claim has.

    Of several articles an id is that of a claim in each that has it; with its article before it, source/id, of one.
    """
    found = []
    for asked in ids:
        source, slash, claim_id = asked.rpartition("/")
        several = index.get([f"{meant(source)}{slash}{meant(claim_id)}"]) if not slash or meant(source) else []
        if not several:
            raise UnknownId(f"no claim has the id '{shown(asked)}'", _near_ids(index, asked) or Hint.IDS)
        found += several
    return found


def _near_ids(index: "Index", asked: str) -> str:
    """Return which claims may have been meant by what is no id: those with one like it, or that a search finds."""
    parts = asked.replace(",", " ").split()
    if len(parts) > 1 and len(index.get([meant(part) for part in parts])) >= len(parts):
        return f"blanks stand between ids: {' '.join(parts)}"
    if near := did_you_mean(shown(asked), index.ids()):
        return near
    try:
        found = find(index, [asked.replace("-", " ")], Filters(), limit=3).hits
    except UsageError:
        return ""
    return f"a search for it finds {', '.join(name(index, hit.claim) for hit in found)}" if found else ""


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
