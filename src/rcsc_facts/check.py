"""A store against its own rules: findings, each with its place and a code of `rules`.

Only what stands in the store is judged: phrases, statements and fields against each other. What the sentences of
the article say is for `verify`, which has them; a place or a time that a claim lists need not stand in its phrase.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rcsc_facts.cite import source
from rcsc_facts.errors import Finding
from rcsc_facts.model import MOST_WORDS, Claim, Countries, Evidence, Header, Quantity
from rcsc_facts.store.nodes import MappingNode, SequenceNode
from rcsc_facts.store.reader import Located, Reader
from rcsc_facts.store.rules import RULES
from rcsc_facts.text import calendar, figures, geography, telling
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.folding import fold, spaced
from rcsc_facts.text.names import Gazetteer
from rcsc_facts.vocabulary import MUTUAL_RELATIONS, TODO

_Breach = tuple[str, tuple[str | int, ...], str]
"""A code, the path of the field at fault, and the message."""


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


_FUTURE = _any_of(
    r"will(?= [a-z])|plans? to|planning to|intends? to|means? to|(?:is|are) (?:set|due|expected|planned|scheduled)|"
    r"(?:is|are) to \w+|tomorrow|next (?:week|month|season|year|spring|summer|autumn|winter)"
)
_MEANT = _any_of(
    r"plan\w*|mean(?:s|t)?|inten\w+|aim\w*|will|would|shall|(?:is|are|was|were) to|set|due|expect\w*|schedul\w+|"
    r"hop\w+|propos\w+|promis\w+|pledg\w+|wants?|seeks?|prepar\w+|consider\w*|going to|next|tomorrow|future|until|"
    r"vow\w*"
)
_DENIAL = _any_of(
    r"not|no|never|none|nobody|nothing|neither|nor|without|cannot|\w+n't|no longer|hardly|lack\w*|fail\w*|refus\w+|"
    r"den(?:y|ies|ied)|reject\w*|lost|los(?:e|es|ing)|absent|free of|stop\w*|ceas\w+|end\w*|except|unable|halt\w*"
)
_SMALL = ("one", "first", "second")
"""Words that a text uses far more often as pronouns and particles than as figures."""


class _Store(NamedTuple):
    """What the rules need to know beside the claim that they judge."""

    header: Header
    claims: Mapping[str, Claim]
    relations: Mapping[tuple[str, str], Sequence[str]]
    """The kinds of relation from a claim to another."""
    parts: Mapping[str, Sequence[Claim]]
    """What is summed in a claim."""
    carried: Mapping[tuple[Evidence, ...], Sequence[Claim]]
    """The claims that rest on the same pieces."""
    units: Collection[str]
    gazetteer: Gazetteer
    issued: str
    """The first and the last day of publication are not before this, in ISO 8601; empty where unknown."""

    def named(self, text: str) -> set[str]:
        """Return the codes and words of the places that a text names."""
        return self.gazetteer.keys(text)

    def name(self, key: str) -> str:
        """Return the name of a country, region or group."""
        for group in self.header.groups:
            if group.region == key:
                return group.name
        region = geography.regions().get(key)
        return region.name if region else geography.countries()[key].name

    def around(self, key: str) -> set[str]:
        """Return the regions and groups that a country or region lies in."""
        groups = {group.region for group in self.header.groups if key in group.countries}
        country = geography.countries().get(key)
        if country:
            return {*country.regions, *groups}
        found: set[str] = set()
        region = geography.regions().get(key)
        while region and region.parent:
            found.add(region.parent)
            region = geography.regions()[region.parent]
        return found


def check(content: bytes, name: str, commands: Collection[str] = ()) -> list[Finding]:
    """Return every breach of shape and of sense in a store, and every remark, sorted by position.

    *name* is shown as the file; *commands* are the words that a topic named so would not be reached by.
    """
    reader = Reader(content, name)
    located = list(reader.claims())
    findings = list(reader.findings)
    if reader.header is None:
        return sorted(findings)
    store = _store(reader.header, [one.claim for one in located])
    previous: tuple[int, int] = (0, 0)
    for one in located:
        breaches = [breach for rule in _RULES for breach in rule(one.claim, store)]
        place = (one.claim.evidence.paragraph, one.claim.evidence.sentence)
        if place < previous:
            breaches.append(("C410", ("evidence",), f"'{one.claim.id}' stands after a later place of the article"))
        previous = max(previous, place)
        findings += [_finding(name, one, *breach) for breach in breaches]
    if not reader.findings:  # a faulty claim may be the one that names the place
        findings += [
            _at(name, node, code, message) for node, code, message in _check_header(store, reader.header_node, commands)
        ]
    return sorted(findings)


def _store(header: Header, claims: Sequence[Claim]) -> _Store:
    relations: dict[tuple[str, str], list[str]] = defaultdict(list)
    parts: dict[str, list[Claim]] = defaultdict(list)
    carried: dict[tuple[Evidence, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        carried[_carriers(claim)].append(claim)
        for relation in claim.related:
            relations[claim.id, relation.claim].append(relation.kind)
            if relation.kind == "summed-in":
                parts[relation.claim].append(claim)
    return _Store(
        header,
        {claim.id: claim for claim in claims},
        relations,
        parts,
        carried,
        {claim.quantity.unit for claim in claims if claim.quantity},
        Gazetteer(header.places, header.groups),
        calendar.first_day(header.source.get("issued") or header.elsewhere.get("issued")),
    )


def _carriers(claim: Claim) -> tuple[Evidence, ...]:
    """Return what a claim rests on, without the words that say who speaks, as it is to be compared."""
    pieces = [piece for piece in claim.pieces if piece.role != "speaker"]
    return tuple(piece._replace(phrase=fold(piece.phrase)) for piece in pieces)


def _finding(name: str, one: Located, code: str, path: tuple[str | int, ...], message: str) -> Finding:
    return Finding(name, *one.place_of(*path), code, message, RULES[code].mend, RULES[code].is_remark)


def _at(name: str, node: Any, code: str, message: str) -> Finding:
    mark = node.start_mark
    return Finding(name, mark.line + 1, mark.column + 1, code, message, RULES[code].mend, RULES[code].is_remark)


# --- figures -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)  # each text of a claim is read by several rules, one after the other
def _figures(text: str) -> tuple[Figure, ...]:
    return tuple(figures.figures(text))


@lru_cache(maxsize=64)
def _own(quantity: Quantity) -> Figure:
    """Return a claim's figure as the reader of figures gives it; that it can be read was seen before."""
    figure = figures.read(quantity.as_written)
    if figure is None:  # pragma: no cover - a claim has only figures that were read
        raise ValueError(quantity.as_written)
    return figure


def _counted(text: str) -> list[Figure]:
    """Return the figures of a text, without the words that rarely count."""
    return [figure for figure in _figures(text) if figure.text.lower() not in _SMALL]


def _standing(quantity: Quantity, text: str) -> list[Figure]:
    """Return where a claim's figure stands in a text: the same value, hedge and, as far as printed, unit."""
    own = _own(quantity)
    found = _figures(text)
    ways = figures.readings(quantity.as_written, quantity.unit)
    same = [
        one
        for one in found
        if any(figures.same(way, one) for way in ways) or (quantity.unit == "year" and _has_year(one, own))
    ]
    if same or any(char.isdigit() for char in quantity.as_written):
        return same
    # A word that a reader of running text takes for a pronoun: it may be the figure of a claim all the same.
    return [
        own._replace(start=match.start(), end=match.end(), core=match.span())
        for match in re.finditer(rf"(?<![\w-]){re.escape(quantity.as_written)}(?![\w-])", text, re.IGNORECASE)
        if not any(one.start < match.end() and match.start() < one.end for one in found)
    ]


def _has_year(date: Figure, year: Figure) -> bool:
    return date.kind == "date" and str(date.value).startswith(f"{year.value}")


def _times_and_aims(claim: Claim, others: Iterable[Claim] = ()) -> list[Figure]:
    """Return the figures that a claim's words may have beside its own: of its time, its purpose and its kin."""
    found = [figure for text in (claim.when, claim.purpose) if text for figure in _figures(text)]
    return found + [_own(other.quantity) for other in others if other.quantity]


def _is_allowed(figure: Figure, claim: Claim, others: Sequence[Figure]) -> bool:
    if figure.kind in ("date", "year", "range") and claim.date and calendar.agree(_edtf(figure), claim.date):
        return True
    if any(figures.same(figure, other) or figure.text.lower() == other.text.lower() for other in others):
        return True
    # A part of the time words: 2024 beside March to May 2024.
    return figure.kind in ("year", "date") and any(
        other.kind == "date" and calendar.agree(str(figure.value), str(other.value)) for other in others
    )


def _figure(claim: Claim, store: _Store) -> Iterator[_Breach]:
    quantity, phrase = claim.quantity, claim.evidence.phrase
    if quantity:
        found = _standing(quantity, phrase)
        literal = [one for one in found if fold(quantity.as_written) in fold(phrase[one.start : one.end])]
        if len(literal) != 1:
            where = f"stands {len(literal)} times" if literal else "does not stand"
            yield "C401", ("evidence", 0, "phrase"), f"'{quantity.as_written}' {where} in the phrase of '{claim.id}'"
        if claim.statement != TODO and not _standing(quantity, claim.statement):
            near = [one.text for one in _figures(claim.statement) if one.value == quantity.value is not None]
            what = f"prints '{near[0]}', not" if near else "does not print"
            yield "C409", ("statement",), f"the statement of '{claim.id}' {what} '{quantity.as_written}'"
    kin = [store.claims[other.claim] for other in claim.related if other.claim in store.claims]
    for place, text, others in [
        (("statement",), claim.statement, _times_and_aims(claim)),
        *(
            (("evidence", at, "phrase"), piece.phrase, _times_and_aims(claim, kin))
            for at, piece in enumerate(claim.pieces)
            if piece.role != "speaker"
        ),
    ]:
        own = {(one.start, one.end) for one in _standing(quantity, text)} if quantity else set()
        for figure in _counted(text):
            if quantity is None and figure.kind in ("vague", "unreadable"):
                continue  # it has no value, and can be no quantity
            if (figure.start, figure.end) in own or _is_allowed(figure, claim, others):
                continue
            code, what = ("C409", "statement") if place == ("statement",) else ("C425", "phrase")
            if quantity and not own and (figure.value == quantity.value or place == ("evidence", 0, "phrase")):
                continue  # that the claim's own figure is printed otherwise was told
            yield code, place, f"the {what} of '{claim.id}' prints '{figure.text}', which is not its figure"


def _unit(claim: Claim, store: _Store) -> Iterator[_Breach]:
    """Check that the unit is what the phrase, or else the statement, counts."""
    quantity = claim.quantity
    if quantity is None or quantity.unit == TODO:
        return
    found = _standing(quantity, claim.evidence.phrase)
    if not found:
        return  # C401 says so
    figure, unit = found[0], quantity.unit
    printed = {one.unit for one in (figure, _own(quantity)) if one.unit}
    sign = store.header.units[unit].sign if unit in store.header.units else None
    money = figures.currencies(unit, sign or "")
    is_money = figures.is_money(figure)
    place = ("quantity", "unit")
    if is_money or figure.unit == "percent" or unit == "year":
        if is_money:
            is_right = bool(printed & money)
        elif unit == "year":
            is_right = figure.kind in ("year", "date") or (figure.kind == "range" and figure.unit == "year")
        else:
            is_right = unit.replace("-", "").startswith("percent")
        if not is_right:
            yield "C421", place, f"'{figure.text}' in the phrase of '{claim.id}' is not a figure of {unit}"
        return
    if figure.unit and (_alike(figure.unit, unit) or _is_short_for(figure.unit.lower(), unit)):
        return
    texts = [(claim.evidence.phrase, figure)] + [(claim.statement, one) for one in _standing(quantity, claim.statement)]
    for text, one in texts:
        beside = _unit_beside(text, one, unit, store.units)
        if beside == unit:
            return
        if beside:
            message = f"'{one.text}' of '{claim.id}' stands beside {beside.replace('-', ' ')}, not {unit}"
            yield "C421", place, message
            return
    if claim.statement != TODO:
        yield "C421", place, f"neither the phrase nor the statement of '{claim.id}' has its unit, {unit}"


def _unit_beside(text: str, figure: Figure, own: str, units: Collection[str]) -> str | None:
    """Return which of the units stands nearest behind the figure, or else nearest before it; *own* before others."""
    after, before = _words(text[figure.core[1] :]), _words(text[: figure.start])
    beside = [*after, *before]
    noun = _NOUN_GROUP.match(text, figure.core[1])
    group = noun[0].split() if noun else []
    plurals = [word for word in group[:-1] if word.islower() and word.endswith("s")]
    is_of_other = any(_alike(one, word) for one in units if one != own for word in plurals)
    if group and _alike(own.rpartition("-")[2], group[-1]) and not is_of_other:
        return own  # public school teachers are no schools; but dogs that bit cats are no cats
    for word in (*after, *reversed(before)):
        heads = [unit for unit in units if _alike(unit.rpartition("-")[2], word)]
        whole = [unit for unit in heads if all(any(_alike(part, one) for one in beside) for part in unit.split("-"))]
        if whole:
            return own if own in whole else max(whole, key=len)
    return None


_NOUN_GROUP = re.compile(
    r"(?:[\s-]+(?!(?:of|in|to|and|or|for|with|from|at|by|on|that|which|who|were|was|are|is|had|has|have|a|an|the)\b)"
    r"[^\W\d_]+(?:['’.][^\W\d_]+)*)+"
)
"""The words after a figure up to a mark or a particle, of which the last is what it counts."""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(text))


_IRREGULAR = {"people": "person", "feet": "foot", "children": "child", "lives": "life", "nations": "country"}


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for end, rest in (("men", "man"), ("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(end):
            return word[: -len(end)] + rest
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _alike(one: str, other: str) -> bool:
    """Tell whether two words are forms of one: countries and country, singers and sing."""
    one, other = _singular(fold(one)), _singular(fold(other))
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 4 and longer.startswith(shorter)


def _is_short_for(short: str, unit: str) -> bool:
    """Tell whether an abbreviation is that of a unit: km of kilometres."""
    letters = iter(unit)
    return short[:1] == unit[:1] and all(char in letters for char in short if char.isalpha())


def _kind(claim: Claim, store: _Store) -> Iterator[_Breach]:
    if claim.kind not in ("amount", "count"):
        return
    if claim.quantity is None:
        yield "C422", ("kind",), f"'{claim.id}' is of kind {claim.kind} and has no figure"
        return
    unit = claim.quantity.unit
    declared = store.header.units.get(unit)
    is_currency = bool(figures.currencies(unit, declared.sign or "" if declared else ""))
    is_printed = any(one.kind == "money" for one in _standing(claim.quantity, claim.evidence.phrase))
    if claim.kind == "amount" and not is_currency and unit != TODO:
        yield "C422", ("quantity", "unit"), f"'{claim.id}' is an amount, and {unit} is not a currency"
    if claim.kind == "count" and is_currency and is_printed:
        yield "C422", ("kind",), f"'{claim.id}' is a count, and {unit} is a currency"


# --- phrases -----------------------------------------------------------------------------------------------------


def _phrases(claim: Claim, store: _Store) -> Iterator[_Breach]:
    for at, piece in enumerate(claim.pieces):
        place, phrase = ("evidence", at, "phrase"), piece.phrase
        words = len(phrase.split())
        if words > MOST_WORDS:
            yield "C402", place, f"the phrase of '{claim.id}' has {words} words"
        if phrase[:1].isupper() and phrase.rstrip("\"'”’)")[-1:] in (".", "!", "?") and words > 2:
            yield "C403", place, f"the phrase of '{claim.id}' is a whole sentence"
        field = {"time": claim.when, "purpose": claim.purpose}.get(piece.role or "")
        if piece.role in ("time", "purpose") and not {*_marks(phrase)} & {*_marks(field or "")}:
            key = "when" if piece.role == "time" else "purpose"
            message = f"has no word of its {key}" if field else f"proves a {key} that the claim does not have"
            yield "C430", place, f"the phrase for: {piece.role} of '{claim.id}' {message}"
        for role, key, said in (("time", "when", claim.when), ("purpose", "purpose", claim.purpose)):
            if said and piece.role not in (None, role) and fold(phrase) == fold(said):
                yield "C430", place, f"the phrase for: {piece.role} of '{claim.id}' is its {key}"
    for other in store.carried[_carriers(claim)]:
        if other.id != claim.id and not (
            store.relations.get((claim.id, other.id)) or store.relations.get((other.id, claim.id))
        ):
            yield "C423", ("evidence",), f"'{claim.id}' and '{other.id}' rest on the same words"
            break


def _marks(text: str) -> list[str]:
    """Return the words and numbers of a text that say something: all but the smallest."""
    return [word for word in re.findall(r"[^\W_]+", fold(text)) if len(word) > 2 or word.isdigit()]


def _speaker(claim: Claim, store: _Store) -> Iterator[_Breach]:
    """Check the words that say who speaks; a speaker whose words are not known yet is a finding of its own."""
    pieces = [(at, one) for at, one in enumerate(claim.further_evidence, 1) if one.role == "speaker"]
    speaker = store.header.speakers.get(claim.said_by)
    if speaker and not pieces:
        yield "C418", ("evidence",), f"no piece of evidence says that {speaker.name} says '{claim.id}'"
    for at, piece in pieces if claim.said_by != TODO else ():
        said = spaced(piece.phrase)
        words = speaker.words if speaker else ()
        if not any(spaced(word) in said for word in words):
            wanted = f"has none of the words {', '.join(words)}" if words else "says who speaks, and the article does"
            yield "C419", ("evidence", at, "phrase"), f"the speaker's phrase of '{claim.id}' {wanted}"


def _unwritten(claim: Claim, store: _Store) -> Iterator[_Breach]:
    written: dict[tuple[str, ...], str] = {
        ("statement",): claim.statement,
        ("topic",): claim.topic,
        ("said_by",): claim.said_by,
    }
    if claim.quantity:
        written["quantity", "unit"] = claim.quantity.unit
    for path, text in written.items():
        if text == TODO:
            yield "C415", path, f"the {path[-1]} of '{claim.id}' is still to be written"


# --- places ------------------------------------------------------------------------------------------------------


def _places(claim: Claim, store: _Store) -> Iterator[_Breach]:
    countries = claim.countries.named if claim.countries else ()
    own = {*claim.regions, *countries}
    field = ("countries",) if claim.countries else ("regions",) if claim.regions else ("evidence", 0, "phrase")
    phrases = [(piece, store.named(piece.phrase)) for piece in claim.pieces if piece.role in (None, "place")]
    named = set().union(*(keys for _, keys in phrases))
    missing = {*claim.regions} - named if len(claim.regions) > 1 else set()
    if (foreign := _foreign(named, own, store)) or missing:
        shown = ", ".join(sorted(map(store.name, foreign or missing)))
        verb = "names other places than" if foreign else "does not name the joint regions of"
        yield "C407", field, f"the phrase of '{claim.id}' {verb} the claim: {shown}"
    for code in countries:
        if claim.regions and not store.around(code) & {*claim.regions}:
            yield "C405", ("countries",), f"{code} does not lie in the regions of '{claim.id}'"
    if claim.countries:
        yield from _completeness(claim, claim.countries, store)
    stated = store.named(claim.statement)
    if foreign := _foreign(stated, own, store):
        shown = ", ".join(sorted(map(store.name, foreign)))
        yield "C413", ("statement",), f"the statement of '{claim.id}' names what the claim does not list: {shown}"
    if claim.statement != TODO and (left := {*claim.regions} - stated):
        shown = ", ".join(sorted(map(store.name, left)))
        yield "C426", ("statement",), f"the statement of '{claim.id}' does not name its region: {shown}"


def _foreign(named: set[str], own: set[str], store: _Store) -> set[str]:
    """Return the places named that are not the claim's, nor lie around one of it that is named as well."""
    foreign = named - own
    return foreign - {wide for key in named & own for wide in store.around(key)} if foreign else foreign


def _completeness(claim: Claim, countries: Countries, store: _Store) -> Iterator[_Breach]:
    phrases = [fold(piece.phrase) for piece in claim.pieces if piece.role in (None, "place")]
    is_partial = any(telling.PARTIAL.search(phrase) for phrase in phrases)
    if countries.complete:
        if is_partial:
            yield "C411", ("countries", "complete"), f"the list of '{claim.id}' is not complete as written"
    elif not is_partial and len(countries.named) > 1:
        for piece in claim.pieces:
            names = [one for one in store.gazetteer.names(piece.phrase) if one.key in countries.named]
            if len({one.key for one in names}) == len(countries.named):
                between = piece.phrase[names[-2].end : names[-1].start]
                if re.search(r"(?<!\w)(?:and|or)(?!\w)", between):
                    yield "C429", ("countries", "complete"), f"the list of '{claim.id}' is closed as written"


# --- time and sense ----------------------------------------------------------------------------------------------


def _times(claim: Claim, store: _Store) -> Iterator[_Breach]:
    dates = claim.date.split("/") if claim.date else []
    for date in dates:
        if day := calendar.impossible(date):
            yield "C420", ("date",), day
            return
    if len(dates) == 2 and calendar.is_backwards(*dates):
        yield "C420", ("date",), f"{claim.date} ends before it begins"
    elif claim.date:
        yield from _date(claim, claim.date, store)
    given = spaced(" ".join(filter(None, (claim.when, claim.purpose))))
    quantity = claim.quantity
    is_time = bool(quantity) and bool(re.fullmatch(rf"(?:{telling.PERIOD})s?", quantity.unit if quantity else ""))
    for place, text in ((("statement",), claim.statement), (("evidence", 0, "phrase"), claim.evidence.phrase)):
        for match in () if is_time else telling.TIMES.finditer(fold(text)):
            if any(re.search(rf"\b{match[0]}$", f"a {fold(one.text)}") for one in figures.figures(text)):
                continue  # a second vote, more than a quarter: no time
            if spaced(match[0]) not in given and (place != ("statement",) or spaced(match[0]) not in _said(claim)):
                what = place[0] if len(place) == 1 else place[2]
                yield "C427", place, f"the {what} of '{claim.id}' says '{match[0]}', which its when does not"
                break


def _date(claim: Claim, date: str, store: _Store) -> Iterator[_Breach]:
    """Check a date against the words that it explains, and against the day of publication where they need it."""
    when = claim.when or ""
    printed = [one for one in _figures(when) if one.kind in ("date", "year") or one.unit == "year"]
    for figure in printed:
        if not calendar.agree(_edtf(figure), date):
            yield "C431", ("date",), f"the date of '{claim.id}', {date}, is not '{figure.text}'"
            return
    if message := calendar.contradiction(fold(when), date, store.issued):
        yield "C431", ("date",), f"the date of '{claim.id}', {date}, {message}"
    elif not printed and not (when and store.issued):
        texts = (claim.statement, *(piece.phrase for piece in claim.pieces))
        found = [one for text in texts for one in _figures(text)]
        if not any(one.kind in ("date", "year") and calendar.agree(_edtf(one), date) for one in found):
            yield "C431", ("date",), f"nothing in the store says that '{claim.id}' was in {date}"


def _edtf(figure: Figure) -> str:
    """Return a year, a date or a range of years in EDTF."""
    return f"{figure.low}/{figure.high}" if figure.value is None else f"{figure.value}"


def _said(claim: Claim) -> str:
    return spaced(" ; ".join(piece.phrase for piece in claim.pieces))


def _sense(claim: Claim, store: _Store) -> Iterator[_Breach]:
    phrase, statement = fold(claim.evidence.phrase), fold(claim.statement)
    if claim.kind in ("fact", "count", "amount", "action"):
        for place, text in ((("evidence", 0, "phrase"), phrase), (("statement",), statement)):
            if match := _FUTURE.search(text):
                message = f"'{claim.id}' is of kind {claim.kind}, and '{match[0]}' says that it is to come"
                yield "C424", place, message
                break
    if claim.kind == "plan":
        when = fold(claim.when or "")
        if match := telling.PAST.search(phrase) or telling.PAST.search(when):
            yield "C424", ("kind",), f"'{claim.id}' is a plan, and '{match[0]}' says that it is past"
        elif store.issued and claim.date and calendar.last_day(claim.date) < store.issued:
            yield "C424", ("date",), f"'{claim.id}' is a plan, and {claim.date} is before the article's date"
        elif not any(_MEANT.search(text) for text in (phrase, statement)) and claim.statement != TODO:
            yield "C434", ("kind",), f"'{claim.id}' is a plan, and neither phrase nor statement says so"
    said = [_denies(piece.phrase) for piece in claim.pieces]
    if claim.statement != TODO and (_denies(claim.statement) and not any(said)):
        yield "C428", ("statement",), f"the statement of '{claim.id}' denies something, and its phrases do not"
    elif claim.statement != TODO and said[0] and not _denies(claim.statement):
        yield "C428", ("statement",), f"the phrase of '{claim.id}' denies something, and its statement does not"


def _denies(text: str) -> bool:
    """Tell whether a text denies something, apart from the hedges of its figures (no more than five)."""
    for figure in reversed(_figures(text)):
        text = text[: figure.start] + text[figure.end :]
    return bool(_DENIAL.search(fold(text)))


# --- relations ---------------------------------------------------------------------------------------------------


def _relations(claim: Claim, store: _Store) -> Iterator[_Breach]:
    for relation in claim.related:
        other = store.claims.get(relation.claim)
        if other is None:
            continue  # a fault of shape, reported as such
        back = store.relations.get((other.id, claim.id), ())
        if relation.kind in MUTUAL_RELATIONS and relation.kind not in back:
            found = f"'{relation.claim}' has {back[0]} instead" if back else f"'{relation.claim}' does not name it"
            yield "C404", ("related",), f"'{claim.id}' has {relation.kind}, and {found}"
        if relation.kind == "summed-in" and back:
            yield "C404", ("related",), f"'{claim.id}' is summed in '{relation.claim}', which names it as well"
        if relation.kind == "same-act" and claim.countries and other.countries and claim.countries != other.countries:
            yield "C412", ("countries",), f"'{claim.id}' and '{other.id}' are one act and name other countries"
        if (
            relation.kind == "restates"
            and claim.quantity
            and other.quantity
            and claim.quantity[1:] != other.quantity[1:]
        ):
            yield "C433", ("quantity",), f"'{claim.id}' restates '{other.id}' with another figure"


def _sum(claim: Claim, store: _Store) -> Iterator[_Breach]:
    parts = store.parts.get(claim.id, ())
    if not parts:
        return
    figures_of_parts = [part.quantity for part in parts]
    if claim.quantity is None or None in figures_of_parts:
        yield "C408", (), f"'{claim.id}' is a sum, and it or a part of it has no figure"
        return
    known = [figure for figure in figures_of_parts if figure]
    if {figure.unit for figure in known} != {claim.quantity.unit}:
        yield "C408", ("quantity",), f"the parts of '{claim.id}' are not all in {claim.quantity.unit}"
    low, high = _added(figure.low for figure in known), _added(figure.high for figure in known)
    least, most = claim.quantity.low, claim.quantity.high
    is_below = high is not None and least is not None and high < least
    if is_below or (low is not None and most is not None and low > most):
        total = f"{sum(figure.value or 0 for figure in known):,}"
        yield "C408", ("quantity",), f"the parts of '{claim.id}' come to {total}, not {claim.quantity.as_written}"


def _added(bounds: Iterable[int | float | None]) -> int | float | None:
    """Return the sum of bounds, which is open where one of them is."""
    known = list(bounds)
    return None if None in known else sum(bound for bound in known if bound is not None)


_RULES = (_unwritten, _speaker, _times, _figure, _unit, _kind, _phrases, _places, _sense, _relations, _sum)

# --- the header --------------------------------------------------------------------------------------------------


def _check_header(store: _Store, node: Any, commands: Collection[str]) -> Iterator[tuple[Any, str, str]]:
    header, claims = store.header, store.claims.values()
    used: dict[str, set[str | None]] = {
        "topics": {header.table, *(claim.topic for claim in claims)},
        "speakers": {claim.said_by for claim in claims},
        "units": {*store.units},
    }
    for key, words in used.items():
        for word, scalar in node.values[key].keys.items() if key in node.values else ():
            if store.claims and word not in words and TODO not in words:
                yield scalar, "C416", f"no claim has '{word}', which {key} declares"
            if key == "topics" and word in commands:
                yield scalar, "C417", f"the topic '{word}' is named like a command"
    yield from _check_places(store, node)
    for item in node.values["left_out"].items if "left_out" in node.values else ():
        words_left = len(item.values["words"].value.split())
        if words_left > MOST_WORDS:
            yield item.values["words"], "C402", f"what is left out has {words_left} words"
    yield from _check_source(node)


def _check_places(store: _Store, node: Any) -> Iterator[tuple[Any, str, str]]:
    named = {code for claim in store.claims.values() if claim.countries for code in claim.countries.named}
    own = {place.code: place for place in store.header.places}
    taken: dict[str, str] = {}
    for item in node.values["places"].items if "places" in node.values else ():
        if "code" not in item.values:
            continue
        place = own[item.values["code"].value]
        for key in ("name", "aliases", "cities"):
            for scalar in _items(item.values.get(key)):
                word = scalar.value
                other = geography.country(word) or taken.setdefault(fold(word), place.code)
                region = geography.region(word)
                if other != place.code:
                    yield scalar, "C406", f"'{word}' is {geography.countries()[other].name}"
                elif region and geography.country(word) is None:
                    yield scalar, "C406", f"'{word}' is {geography.regions()[region].name}"
        country = geography.countries()[place.code]
        for field, own_value, known in (
            ("alpha3", country.alpha3, (country.alpha3,)),
            ("region", country.region or "no region", country.regions),
        ):
            if field in item.values and item.values[field].value not in known:
                yield item.values[field], "C406", f"the {field} of {country.name} is {own_value}"
        words = [fold(word) for word in (*country.names, *country.demonyms, *country.parts, *place.words)]
        for scalar in _items(item.values.get("not_in")):
            if not any(word in fold(scalar.value) for word in words):
                yield scalar, "C406", f"'{scalar.value}' has no name of {country.name} in it"
        if (place.cities or "aliases" in item.values) and place.code not in named:
            yield item.values["code"], "C414", f"no claim names {geography.countries()[place.code].name}"


def _items(node: Any) -> list[Any]:
    """Return the items of a list, or a lone value, or nothing."""
    return [] if node is None else list(getattr(node, "items", [node]))


def _check_source(node: Any) -> Iterator[tuple[Any, str, str]]:
    """Check the article, what is known of it from elsewhere, and its other editions."""
    items = [node.values.get("source")]
    if elsewhere := node.values.get("elsewhere"):
        items.append(elsewhere.values.get("source"))
        items += elsewhere.values["editions"].items if "editions" in elsewhere.values else ()
    for item in items:
        if item is not None:
            for finding in source.findings(_plain(item)):
                yield _inside(item, finding.field.split(".")), "C432", f"{finding.field}: {finding.message}"


def _plain(node: Any) -> Any:
    """Return a node of the source as plain data; whole numbers are numbers."""
    if isinstance(node, MappingNode):
        return {key: _plain(value) for key, value in node.values.items()}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.items]
    text: str = node.value
    return int(text) if not node.style and re.fullmatch(r"[0-9]{1,9}", text) else text


def _inside(node: Any, path: Sequence[str]) -> Any:
    """Return the node at a path of keys and of positions from 1."""
    for step in path:
        node = node.values[step] if isinstance(node, MappingNode) else list(node.items)[int(step) - 1]
    return node
