"""A store against its own rules: findings, each with its place and a code of `rules`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rcsc_facts.errors import Finding
from rcsc_facts.model import Claim, Header
from rcsc_facts.store.reader import Located, Reader
from rcsc_facts.store.rules import RULES
from rcsc_facts.text import geography, quantity
from rcsc_facts.text.folding import fold
from rcsc_facts.text.names import Gazetteer
from rcsc_facts.vocabulary import MUTUAL_RELATIONS, REGIONS

MAX_WORDS = 8
"""Words in a phrase: enough to carry a claim, too few to carry the article."""

_PARTIAL = re.compile(r"(?<!\w)(?:including|such as|among them|among others|for example|like)(?!\w)")

_Breach = tuple[str, tuple[str, ...], str]
"""A code, the path of the field at fault, and the message."""


def check(content: bytes, name: str) -> list[Finding]:
    """Return every breach of shape and of sense in a store, sorted by place; *name* is shown as the file."""
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
    region_of = {place.code: place.region for place in reader.header.places}
    previous: tuple[int, int] = (0, 0)
    for one in located:
        breaches = [
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
        findings += _check_places(reader.header, reader.header_node, claims.values(), name)
    return sorted(findings)


def _finding(name: str, one: Located, code: str, path: tuple[str, ...], message: str) -> Finding:
    return Finding(name, *one.place_of(*path), code, message, RULES[code].mend)


def _figure(claim: Claim) -> Iterator[_Breach]:
    figure = claim.quantity
    allowed: set[tuple[float, ...]] = set()
    if figure:
        own = (figure.value, figure.low, figure.high)
        allowed.add(own)
        written = fold(figure.as_written)
        found = [fold(mention.text) for mention in quantity.mentions(claim.evidence.phrase, every=True)]
        if (count := found.count(written)) != 1:
            where = f"stands {count} times" if count else "does not stand"
            yield "C401", ("evidence", "phrase"), f"'{figure.as_written}' {where} in the phrase of '{claim.id}'"
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
        yield "C402", ("evidence", "phrase"), f"the phrase of '{claim.id}' has {words} words"
    if phrase[:1].isupper() and phrase.rstrip("\"'”’)")[-1:] in (".", "!", "?") and words > 2:
        yield "C403", ("evidence", "phrase"), f"the phrase of '{claim.id}' is a whole sentence"


def _places(claim: Claim, gazetteer: Gazetteer, region_of: Mapping[str, str | None]) -> Iterator[_Breach]:
    countries = claim.countries.named if claim.countries else ()
    own = {*claim.regions, *countries}
    field = ("countries",) if claim.countries else ("regions",) if claim.regions else ("evidence", "phrase")
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
    low, high = sum(figure.low for figure in known), sum(figure.high for figure in known)
    if high < claim.quantity.low or low > claim.quantity.high:
        total = quantity.grouped(sum(figure.value for figure in known))
        yield "C408", ("quantity",), f"the parts of '{claim.id}' come to {total}, not {claim.quantity.as_written}"


def _check_places(header: Header, node: Any, claims: Any, name: str) -> Iterator[Finding]:
    named = {code for claim in claims if claim.countries for code in claim.countries.named}
    for place, item in zip(header.places, node.values["places"].items, strict=True):
        country = geography.countries().get(place.code)
        faults: dict[str, str] = {}
        if country is None:
            faults["code"] = f"{place.code} is not a code of ISO 3166-1"
        else:
            if place.alpha3 != country.alpha3:
                faults["alpha3"] = f"{place.code} is {country.alpha3} in alpha-3"
            if place.region != country.region:
                faults["region"] = f"{country.names[0]} lies in {country.region or 'no region'} by UN M49"
            if fold(place.name) not in map(fold, country.names):
                faults["name"] = f"{place.code} is {country.names[0]}"
        for field, message in faults.items():
            yield _at(name, item.values.get(field, item), "C406", message)
        if place.code not in named:
            yield _at(name, item.values["code"], "C414", f"no claim names {place.name}")


def _at(name: str, node: Any, code: str, message: str) -> Finding:
    mark = node.start_mark
    return Finding(name, mark.line + 1, mark.column + 1, code, message, RULES[code].mend)
