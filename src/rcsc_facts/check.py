"""A store against its own rules: findings, each with its place and a code of `rules`."""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from rcsc_facts.errors import Finding
from rcsc_facts.model import Claim, Header
from rcsc_facts.store.reader import Located, Reader
from rcsc_facts.store.rules import RULES
from rcsc_facts.text import geography, quantity
from rcsc_facts.text.folding import fold
from rcsc_facts.text.names import Gazetteer
from rcsc_facts.vocabulary import MUTUAL_RELATIONS, REGIONS, TODO

MAX_WORDS = 8
"""Words in a phrase: enough to carry a claim, too few to carry the article."""

_PARTIAL = re.compile(r"(?<!\w)(?:including|such as|among them|among others|for example|like)(?!\w)")

_Breach = tuple[str, tuple[str | int, ...], str]
"""A code, the path of the field at fault, and the message."""


def check(content: bytes, name: str, commands: Collection[str] = ()) -> list[Finding]:
    """Return every breach of shape and of sense in a store, sorted by position.

    *name* is shown as the file; *commands* are the words that a topic named so would not be reached by.
    """
    reader = Reader(content, name)
    located = list(reader.claims())
    findings = list(reader.findings)
    if reader.header is None:
        return sorted(findings)
    claims = {one.claim.id: one.claim for one in located}
    parts: dict[str, list[Claim]] = {}
    kinds: dict[tuple[str, str], list[str]] = {}
    for claim in claims.values():
        for relation in claim.related:
            kinds.setdefault((claim.id, relation.claim), []).append(relation.kind)
            if relation.kind == "summed-in":
                parts.setdefault(relation.claim, []).append(claim)
    gazetteer = Gazetteer(reader.header.places)
    region_of = {code: country.region for code, country in geography.countries().items()}
    previous: tuple[int, int] = (0, 0)
    for one in located:
        breaches = [
            *_unwritten(one.claim),
            *_speaker(one.claim, reader.header),
            *_date(one.claim),
            *_figure(one.claim),
            *_phrase(one.claim),
            *_places(one.claim, gazetteer, region_of),
            *_relations(one.claim, claims, kinds),
            *_sum(one.claim, parts.get(one.claim.id, ())),
        ]
        place = (one.claim.evidence.paragraph, one.claim.evidence.sentence)
        if place < previous:
            breaches.append(("C410", ("evidence",), f"'{one.claim.id}' stands after a later place of the article"))
        previous = max(previous, place)
        findings += [_finding(name, one, *breach) for breach in breaches]
    if not reader.findings:  # a faulty claim may be the one that names the place
        findings += _check_header(reader.header, reader.header_node, claims.values(), name, commands)
    return sorted(findings)


def _finding(name: str, one: Located, code: str, path: tuple[str | int, ...], message: str) -> Finding:
    return Finding(name, *one.place_of(*path), code, message, RULES[code].mend)


def _figure(claim: Claim) -> Iterator[_Breach]:
    figure = claim.quantity
    allowed: set[tuple[float | None, ...]] = set()
    if figure:
        own = (figure.value, figure.low, figure.high)
        allowed.add(own)
        written = fold(figure.as_written)
        found = [fold(mention.text) for mention in quantity.mentions(claim.evidence.phrase, every=True)]
        if (count := found.count(written)) != 1:
            where = f"stands {count} times" if count else "does not stand"
            yield "C401", ("evidence", 0, "phrase"), f"'{figure.as_written}' {where} in the phrase of '{claim.id}'"
        statement = list(quantity.mentions(claim.statement, every=True))
        printed = [mention for mention in statement if tuple(mention.reading) == own]
        if not any(_symbols(mention.text) == _symbols(figure.as_written) for mention in printed):
            yield "C409", ("statement",), f"the statement of '{claim.id}' does not print '{figure.as_written}'"
    if claim.when:
        allowed |= {tuple(mention.reading) for mention in quantity.mentions(claim.when)}
    for mention in quantity.mentions(claim.statement):
        if tuple(mention.reading) not in allowed:
            message = f"the statement of '{claim.id}' prints '{mention.text}', which is not its figure"
            yield "C409", ("statement",), message


def _symbols(text: str) -> set[str]:
    return set(re.findall(r"[$€£¥₹%]", text))


def _phrase(claim: Claim) -> Iterator[_Breach]:
    phrase = claim.evidence.phrase
    words = len(phrase.split())
    if words > MAX_WORDS:
        yield "C402", ("evidence", 0, "phrase"), f"the phrase of '{claim.id}' has {words} words"
    if phrase[:1].isupper() and phrase.rstrip("\"'”’)")[-1:] in (".", "!", "?") and words > 2:
        yield "C403", ("evidence", 0, "phrase"), f"the phrase of '{claim.id}' is a whole sentence"


def _places(claim: Claim, gazetteer: Gazetteer, region_of: Mapping[str, str | None]) -> Iterator[_Breach]:
    countries = claim.countries.named if claim.countries else ()
    own = {*claim.regions, *countries}
    field = ("countries",) if claim.countries else ("regions",) if claim.regions else ("evidence", 0, "phrase")
    named = gazetteer.keys(claim.evidence.phrase)
    if (named and named != own) or (len(claim.regions) > 1 and not set(claim.regions) <= named):
        shown = ", ".join(sorted(REGIONS.get(key, key) for key in named)) or "none"
        yield "C407", field, f"the phrase of '{claim.id}' names other places than the claim: {shown}"
    for code in countries:
        if claim.regions and region_of.get(code) not in claim.regions:
            yield "C405", ("countries",), f"{code} does not lie in the regions of '{claim.id}'"
    if claim.countries and claim.countries.complete and _PARTIAL.search(fold(claim.evidence.phrase)):
        yield "C411", ("countries", "complete"), f"the list of '{claim.id}' is not complete as written"
    if foreign := gazetteer.keys(claim.statement) - own:
        shown = ", ".join(sorted(REGIONS.get(key, key) for key in foreign))
        yield "C413", ("statement",), f"the statement of '{claim.id}' names what the claim does not list: {shown}"


def _relations(
    claim: Claim, claims: Mapping[str, Claim], kinds: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[_Breach]:
    for relation in claim.related:
        other = claims.get(relation.claim)
        if other is None:
            continue  # a fault of shape, reported as such
        back = kinds.get((other.id, claim.id), ())
        if relation.kind in MUTUAL_RELATIONS and relation.kind not in back:
            found = f"'{relation.claim}' has {back[0]} instead" if back else f"'{relation.claim}' does not name it"
            yield "C404", ("related",), f"'{claim.id}' has {relation.kind}, and {found}"
        if relation.kind == "summed-in" and back:
            yield "C404", ("related",), f"'{claim.id}' is summed in '{relation.claim}', which names it as well"
        if relation.kind == "same-act" and claim.countries and other.countries and claim.countries != other.countries:
            yield "C412", ("countries",), f"'{claim.id}' and '{other.id}' are one act and name other countries"


def _sum(claim: Claim, parts: Sequence[Claim]) -> Iterator[_Breach]:
    if not parts:
        return
    figures = [part.quantity for part in parts]
    if claim.quantity is None or None in figures:
        yield "C408", (), f"'{claim.id}' is a sum, and it or a part of it has no figure"
        return
    known = [figure for figure in figures if figure]
    if {figure.unit for figure in known} != {claim.quantity.unit}:
        yield "C408", ("quantity",), f"the parts of '{claim.id}' are not all in {claim.quantity.unit}"
    low, high = _added(figure.low for figure in known), _added(figure.high for figure in known)
    least, most = claim.quantity.low, claim.quantity.high
    is_below = high is not None and least is not None and high < least
    if is_below or (low is not None and most is not None and low > most):
        total = quantity.grouped(sum(figure.value or 0 for figure in known))
        yield "C408", ("quantity",), f"the parts of '{claim.id}' come to {total}, not {claim.quantity.as_written}"


def _added(bounds: Iterable[float | None]) -> float | None:
    """Return the sum of bounds, which is open where one of them is."""
    known = list(bounds)
    return None if None in known else sum(bound for bound in known if bound is not None)


def _unwritten(claim: Claim) -> Iterator[_Breach]:
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


def _speaker(claim: Claim, header: Header) -> Iterator[_Breach]:
    """Check the words that say who speaks; a speaker whose words are not known yet is a finding of its own."""
    pieces = [(at, one) for at, one in enumerate(claim.further_evidence, 1) if one.role == "speaker"]
    speaker = header.speakers.get(claim.said_by)
    if speaker and not pieces:
        yield "C418", ("evidence",), f"no piece of evidence says that {speaker.name} says '{claim.id}'"
    for at, piece in pieces if claim.said_by != TODO else ():
        said = _spaced(piece.phrase)
        words = speaker.words if speaker else ()
        if not any(_spaced(word) in said for word in words):
            wanted = f"has none of the words {', '.join(words)}" if words else "says who speaks, and the article does"
            yield "C419", ("evidence", at, "phrase"), f"the speaker's phrase of '{claim.id}' {wanted}"


def _spaced(text: str) -> str:
    """Return the words of *text*, folded, each with a space before and after it."""
    return " ".join(["", *re.findall(r"[^\W_]+", fold(text)), ""])


def _date(claim: Claim) -> Iterator[_Breach]:
    for day in re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", claim.date or ""):
        try:
            datetime.date.fromisoformat(day)
        except ValueError:
            yield "C420", ("date",), f"there is no day {day}"


def _check_header(
    header: Header, node: Any, claims: Iterable[Claim], name: str, commands: Collection[str]
) -> Iterator[Finding]:
    claims = list(claims)
    named = {code for claim in claims if claim.countries for code in claim.countries.named}
    used: dict[str, set[str | None]] = {
        "topics": {header.table, *(claim.topic for claim in claims)},
        "speakers": {claim.said_by for claim in claims},
        "units": {claim.quantity.unit for claim in claims if claim.quantity},
    }
    for key, words in used.items():
        for word, scalar in node.values[key].keys.items() if key in node.values else ():
            if claims and word not in words and TODO not in words:
                yield _at(name, scalar, "C416", f"no claim has '{word}', which {key} declares")
            if key == "topics" and word in commands:
                yield _at(name, scalar, "C417", f"the topic '{word}' is named like a command")
    regions = {region for claim in claims for region in claim.regions}
    own = {place.code: place for place in header.places}
    for item in node.values["places"].items if "places" in node.values else ():
        if "region" in item.values and item.values["region"].value not in regions:
            yield _at(name, item.values["region"], "C416", f"no claim has '{item.values['region'].value}'")
        if "code" not in item.values:
            continue
        place = own[item.values["code"].value]
        for alias, scalar in zip(place.aliases, item.values["aliases"].items if place.aliases else (), strict=True):
            other = geography.country(alias) or place.code
            if other != place.code:
                yield _at(name, scalar, "C406", f"'{alias}' is {geography.countries()[other].name}")
        if place.words and place.code not in named:
            country = geography.countries()[place.code].name
            yield _at(name, item.values["code"], "C414", f"no claim names {country}")


def _at(name: str, node: Any, code: str, message: str) -> Finding:
    mark = node.start_mark
    return Finding(name, mark.line + 1, mark.column + 1, code, message, RULES[code].mend)
