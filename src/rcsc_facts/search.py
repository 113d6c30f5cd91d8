"""A question in a person's words to the claims that answer it, best first.

The subject's names stand for the subject, of which every claim speaks, and narrow nothing. Of the other words
those that carry the question must be there; the words around them (which, how many, was) only tell what sort of
answer is wanted. Where no claim has all the words, those count that have the weightiest of them.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rcsc_facts.errors import UsageError
from rcsc_facts.index.select import Index, Traits, term
from rcsc_facts.model import Filters
from rcsc_facts.text.folding import fold

MOST_WORDS = 100
"""Words that a search takes, each of which is looked up."""

_LIGHT = frozenset(
    """
    a an the this that these those it its their they them he his she her we our you your i my me some any
    of in on at to for from by with within into over under about after before during between among through since until
    against as and or if than then there here so not no
    is are was were be been being am do does did done has have had having can could will would shall should may
    might must who whom whose what which when where why how many much long often far
    get gets got gotten give gives gave given receive receives received go goes went come comes came take takes took
    make makes made let lets put say says said tell tells told know list show find name named mention mentioned
    number total all altogether overall please exactly currently ever yet still also just only
    """.split()
)
"""Words that say what sort of answer is wanted, or nothing; they need not be in a claim."""

_ENOUGH = 0.45
"""The part of the weight of its words that a search must find: less would be an answer to something else."""


class Asked(NamedTuple):
    """A word of a search, or several that belong together."""

    text: str
    """As it was asked."""
    term: str
    """What the full text is asked for; alternatives are joined by OR."""
    is_light: bool = False


class Ranked(NamedTuple):
    """What a search comes to."""

    numbers: list[int]
    """The claims' numbers, best first."""
    terms: Sequence[str] = ()
    """The terms that these claims match, to be shown."""
    matched: Sequence[str] = ()
    """The words that all these claims have, as asked; where there are no claims, those that some have."""
    lacking: Sequence[str] = ()
    """The words that these claims lack; empty where they have all."""
    unknown: Sequence[str] = ()
    """The words that no claim has."""
    readers: Sequence[str] = ()
    """The words that stand only in what readers call these claims (`also`), not in what the article says."""
    sources: Sequence[str] = ()
    """The articles about the subjects named, where nothing else was asked for; then all their claims are meant."""


def asked(index: Index, words: Sequence[str]) -> tuple[list[Asked], set[str]]:
    """Return what a search asks for, nothing where that is the subject alone, and the articles whose subject it names.

    Words between double quotes must stand together; those of one argument stand together where they do so anywhere.
    Raise UsageError for a search without a word, and for one of more than `MOST_WORDS`.
    """
    has_quotes = any('"' in one for one in words)
    pieces = " ".join(words).split('"') if has_quotes else [*words]
    if sum(len(piece.split()) for piece in pieces) > MOST_WORDS:
        raise UsageError(f"a search takes up to {MOST_WORDS} words", "name the words that matter")
    names = _names(index)
    found: list[Asked] = []
    loose = ""
    for position, piece in enumerate(pieces):
        if has_quotes and position % 2:
            found += [Asked(f'"{piece.strip()}"', together)] if (together := term(piece)) else []
        elif not has_quotes and _is_phrase(index, piece, names):
            found.append(Asked(piece, term(piece)))
        else:
            loose += f"{piece} "
    single, sources = _single(loose, names)
    found += single
    if not found and not sources:
        raise UsageError("the search contains no words", "name a word, or several")
    if not sources and all(one.is_light for one in found):  # where, how much: what curators say readers ask
        found = [Asked(one.text, f"{{also}} : ({one.term})") for one in found]
    return list({one.term: one for one in found}.values()), sources


_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


Names = Mapping[tuple[str, ...], set[str]]
"""Names of subjects, as the words of each, with the articles that have it; the longest first."""


def _names(index: Index) -> Names:
    """Return the names of what the articles are about, without their article."""
    found: dict[tuple[str, ...], set[str]] = {}
    for names, sources in index.subjects():
        for name in map(_words, names):
            if short := _bare_name(name):
                found.setdefault(short, set()).update(sources)
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


def _bare_name(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name without its article."""
    return tuple(words[1:] if words[:1] == ["the"] else words)


def _is_phrase(index: Index, text: str, names: Names) -> bool:
    """Return whether several words stand together in a claim, and are worth seeking so."""
    words = _words(text)
    is_plain = not any(word[0].isdigit() for word in words) and _bare_name(words) not in names
    return len(words) > 1 and is_plain and not _LIGHT >= {*words} and bool(index.frequency(term(text)))


def _single(text: str, names: Names) -> tuple[list[Asked], set[str]]:
    """Return the words of a text, figures whole, without the names of subjects; and the articles about those."""
    found: list[Asked] = []
    sources: set[str] = set()
    lengths = sorted({len(name) for name in names}, reverse=True)
    is_shouted = text.isupper() and any(len(word) > 3 for word in text.split())
    for piece in _with_figures(text):
        if isinstance(piece, Asked):
            found.append(piece)
            continue
        words = [_bare(word) for word in piece.split()]
        folded = [" ".join(_words(word)) for word in words]
        position = 0
        while position < len(words):
            runs = (tuple(folded[position : position + length]) for length in lengths)
            if name := next((run for run in runs if run in names), None):
                sources |= names[name]
                position += len(name)
                continue
            word, is_light = words[position], folded[position] in _LIGHT
            may_be_code = not is_shouted and (not is_light or word in _CODES_LIKE_WORDS)
            if may_be_code and word.isupper() and len(word) in (2, 3) and _is_code(word):
                found.append(Asked(word, f"{{places}} : {term(word)}"))
            elif one := term(word):
                found.append(Asked(word, _spellings(one), is_light))
            position += 1
    return found, sources


_CODES_LIKE_WORDS = ("IT", "US")
"""Codes that are typed for their countries though they look like light words; AND, IN and NO are not."""


def _is_code(word: str) -> bool:
    """Return whether capitals are the code of a country, as IT and US are, and not the word that they look like."""
    from rcsc_facts.text import geography

    return geography.country(word) is not None


def _bare(word: str) -> str:
    """Return a word without the marks around it, and without the ending of a possessive."""
    word = word.strip("?!.,;:()'’‘“”")
    return word[:-2] if word[-2:].lower() in ("'s", "’s") else word


def _with_figures(text: str) -> Iterator[str | Asked]:
    """Yield a text in pieces: figures as what is asked for, and what stands between them.

    Words are taken for a figure where a scale is among them: seventeen million, but not one.
    """
    done = 0
    if _is_numeric(text):
        from rcsc_facts.text import figures

        for figure in figures.figures(text):
            start, end = figure.core
            if not _is_numeric(text[start:end]):
                continue
            value = term(str(figure.value)) if isinstance(figure.value, int | float) else ""
            yield text[done:start]
            yield Asked(
                text[start:end].strip(), " OR ".join(dict.fromkeys(filter(None, (term(text[start:end]), value))))
            )
            done = end
    yield text[done:]


def _is_numeric(text: str) -> bool:
    return any(char.isdigit() for char in text) or not _SCALES.isdisjoint(_words(text))


_SCALES = frozenset("hundred thousand million billion trillion lakh crore".split())

_SPELLINGS = {"is": "iz", "ys": "yz", "our": "or"}
"""What British and American English write differently within a word."""

_ENDINGS = {"is": ("e", "ed", "es", "ing", "ation", "ations"), "ys": ("e", "ed", "es", "ing"), "our": ("", "s", "ed")}


def _spellings(one: str) -> str:
    """Return a term with the other English spelling of its word, if it has one: modernize beside modernise."""
    for british, american in _SPELLINGS.items():
        for here, there in ((british, american), (american, british)):
            for ending in _ENDINGS[british]:
                stem = one.removesuffix(f'{here}{ending}"')
                if stem != one and len(stem) > 3:
                    return f'{one} OR {stem}{there}{ending}"'
    return one


def rank(index: Index, words: Sequence[str], filters: Filters) -> Ranked:
    """Return the claims that a search means, best first; raise UsageError as `asked` does."""
    wanted, sources = asked(index, words)
    if sources and not filters.sources and len(sources) < len(index.articles()):
        filters = filters._replace(sources=tuple(sources))  # the name of one subject of several
    heavy = [one for one in wanted if not one.is_light]
    if not heavy:
        return Ranked([], sources=tuple(sources))
    scores = {one: index.matching(one.term, filters) for one in heavy}
    frequency = {one: index.frequency(one.term) for one in heavy}
    count = index.count()
    weights = {one: math.log(1 + count / (frequency[one] or 1)) for one in heavy}
    unknown = [one.text for one in heavy if not frequency[one]]
    reached: dict[int, float] = {}
    for one in heavy:
        for number in scores[one]:
            reached[number] = reached.get(number, 0) + weights[one]
    most = max(reached.values(), default=0)
    if most < sum(weights.values()) * _ENOUGH:
        known = [one.text for one in heavy if frequency[one]]
        return Ranked([], matched=known, lacking=[one.text for one in heavy], unknown=unknown)
    best = [number for number, weight in reached.items() if weight > most - 1e-9]
    having = [one for one in heavy if not scores[one].keys().isdisjoint(best)]
    value = {number: sum(scores[one].get(number, 0) for one in having) for number in best}
    for one in wanted:
        if one.is_light:  # curators note what readers ask with: how old, where
            for number, score in index.matching(one.term, filters, "also").items():
                if number in value:
                    value[number] += score
    fitting = _fitting(wanted, index.traits(best))
    shared = [one for one in having if scores[one].keys() >= {*best}]
    foreign = [one for one in having if index.matching(one.term, filters, _ARTICLE).keys().isdisjoint(best)]
    return Ranked(
        sorted(best, key=lambda number: (-value[number] * fitting[number], number)),
        [one.term for one in having],
        [one.text for one in shared],
        [one.text for one in heavy if one not in shared],
        unknown,
        [one.text for one in foreign],
    )


_ARTICLE = "statement phrase time_words purpose places figures phrases note id"
"""The columns of the full text that hold more than what readers call it."""


def _fitting(wanted: Sequence[Asked], traits: Mapping[int, Traits]) -> dict[int, float]:
    """Return a factor for each claim: how well it is of the sort that the words of the question wish for."""
    words = [word for one in wanted for word in _words(one.text)]
    counted = words[words.index("many") + 1 :][:1] if "many" in words else []
    # Where some claims say it of a place and others of all, a question without a place means all.
    are_mixed = len({trait.has_place for trait in traits.values()}) > 1 and "where" not in words
    factors = {}
    for number, trait in traits.items():
        unit = trait.unit or ""
        wishes = (
            (1.3, bool(counted) and trait.kind == "count"),
            (1.6, any(unit[:5] == word[:5] for word in counted)),
            (1.5, "much" in words and trait.kind == "amount"),
            (1.3, "when" in words and trait.has_time),
            (1.2, "where" in words and trait.has_place),
            (1.3, "why" in words and trait.has_purpose),
            (0.95, are_mixed and trait.has_place),
        )
        factors[number] = math.prod(factor for factor, is_so in wishes if is_so)
    return factors
