"""How many single changes of a store are caught, by `check` and by `verify --strict`: a table in Markdown.

    python benchmarks/mutations.py ARTICLE [STORE] [--missed]

Every field that the tool can judge is changed in every claim, one at a time, in each of the ways below; claims are
removed, doubled and swapped. ARTICLE is a copy of the article that the store is about. With --missed, what passed both
is listed instead. Nothing is drawn by lot: the same store gives the same table.
"""

import copy
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from rcsc_facts.check import check
from rcsc_facts.store import catalog
from rcsc_facts.store.reader import Reader
from rcsc_facts.text.names import Gazetteer
from rcsc_facts.text.reading import read
from rcsc_facts.verify import verify
from rcsc_facts.vocabulary import ARTICLE, KINDS, REGIONS, RELATIONS, ROLES

Store = dict[str, Any]
Change = tuple[str, str, Store]
"""The kind of change, what was changed, and the changed store."""

WHOLE = ("schema", "paragraph", "sentence", "date-parts")
TRUTH = ("complete", "static-ordering")


def plain(node: Any, key: str = "") -> Any:
    """Return a YAML node as data: text, but for the fields that hold whole numbers or truths."""
    if isinstance(node, yaml.MappingNode):
        return {name.value: plain(value, name.value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item, key) for item in node.value]
    return int(node.value) if key in WHOLE else node.value == "true" if key in TRUTH else node.value


def content(store: Store) -> bytes:
    """Return a store as bytes; JSON is YAML."""
    return json.dumps(store, ensure_ascii=False).encode()


def pieces(claim: Store) -> list[Store]:
    """Return the pieces of evidence of a claim, one or several."""
    evidence = claim["evidence"]
    return evidence if isinstance(evidence, list) else [evidence]


def other_figures(written: str) -> Iterator[str]:
    """Yield other figures that look like the one given."""
    for match in re.finditer(r"\d", written):
        yield f"{written[: match.start()]}{int(match[0]) % 9 + 1}{written[match.end() :]}"
    for one, other in (("million", "billion"), ("five", "six"), ("two", "three"), ("nine", "ten"), ("twelve", "ten")):
        if one in written:
            yield written.replace(one, other)


def other_hedges(written: str) -> Iterator[str]:
    """Yield the figure with another hedge, or with none."""
    hedges = ("more than", "nearly", "about", "at least", "no more than", "some")
    bare = next((written.removeprefix(f"{hedge} ") for hedge in hedges if written.startswith(f"{hedge} ")), written)
    if bare != written:
        yield bare
    for hedge in hedges[:4]:
        if not written.startswith(hedge) and not re.match(r"between|\d+(?:st|nd|rd|th)$", bare):
            yield f"{hedge} {bare}"


def changes(store: Store) -> Iterator[Change]:
    """Yield the store with one change each."""
    for position, claim in enumerate(store["claims"]):
        for kind, what, changed in changes_of(claim, store):
            yield kind, f"{claim['id']}: {what}", with_claims(store, position, [changed])
        yield "claim removed", claim["id"], with_claims(store, position, [])
        yield "claim doubled", claim["id"], with_claims(store, position, [claim, claim | {"id": f"{claim['id']}-b"}])
        if position + 1 < len(store["claims"]):
            after = store["claims"][position + 1]
            swapped = with_claims(store, position, [after, claim])
            del swapped["claims"][position + 2]
            yield "claims swapped", f"{claim['id']} and {after['id']}", swapped
    yield from changes_of_header(store)


def with_claims(store: Store, position: int, claims: list[Store]) -> Store:
    """Return the store with other claims in the place of one."""
    return store | {"claims": [*store["claims"][:position], *claims, *store["claims"][position + 1 :]]}


def changes_of(claim: Store, store: Store) -> Iterator[Change]:
    """Yield a claim with one field changed each."""
    claims = store["claims"]
    if quantity := claim.get("quantity"):
        for written in other_figures(quantity["as_written"]):
            yield "figure", written, claim | {"quantity": quantity | {"as_written": written}}
        for written in other_hedges(quantity["as_written"]):
            yield "hedge", written, claim | {"quantity": quantity | {"as_written": written}}
        for unit in sorted({one["quantity"]["unit"] for one in claims if "quantity" in one} - {quantity["unit"]}):
            yield "unit", unit, claim | {"quantity": quantity | {"unit": unit}}
        yield "figure", "none", without(claim, "quantity")
    yield from changes_of_places(claim, claims)
    for field, invented in (("when", "last winter"), ("purpose", "to win new friends"), ("date", "1997-08")):
        kind = {"when": "time words", "date": "date"}.get(field, field)
        others = dict.fromkeys([*(one[field] for one in claims if field in one), invented])
        for other in others:
            if other != claim.get(field):
                yield kind, other, claim | {field: other}
        if field in claim:
            yield kind, "none", without(claim, field)
    for speaker in (ARTICLE, *store.get("speakers", {})):
        if speaker != claim["said_by"]:
            yield "speaker", speaker, claim | {"said_by": speaker}
    yield from changes_of_evidence(claim)
    for at, relation in enumerate(claim.get("related", ())):
        changed_ones = [relation | {"as": kind} for kind in RELATIONS if kind != relation["as"]]
        changed_ones += [
            relation | {"claim": one["id"]} for one in claims[:6] if one["id"] not in (claim["id"], relation["claim"])
        ]
        for other in changed_ones:
            related: list[Store] = [*claim["related"][:at], other, *claim["related"][at + 1 :]]
            yield "relation", f"{other['as']} {other['claim']}", claim | {"related": related}
        left = [*claim["related"][:at], *claim["related"][at + 1 :]]
        yield "relation", f"{relation['claim']} gone", claim | {"related": left} if left else without(claim, "related")
    statement = claim["statement"]
    for what, changed in (
        ("denied", re.sub(r" (is|are|was|were|has|have|plans|will|gave|sent) ", r" \1 not ", statement, count=1)),
        ("every year", statement.removesuffix(".") + " every year."),
        ("another place", statement.removesuffix(".") + " in Peru."),
        ("another figure", statement.removesuffix(".") + " with 77 others."),
    ):
        if changed != statement:
            yield "statement", what, claim | {"statement": changed}
    for kind_of_claim in KINDS:
        if kind_of_claim != claim["kind"]:
            yield "kind", kind_of_claim, claim | {"kind": kind_of_claim}


def without(record: Store, key: str) -> Store:
    """Return a record without a key."""
    return {name: value for name, value in record.items() if name != key}


def changes_of_places(claim: Store, claims: list[Store]) -> Iterator[Change]:
    """Yield a claim with other countries, regions or completeness."""
    known = dict.fromkeys(code for one in claims for code in one.get("countries", {}).get("named", ()))
    spare = [*known, "FR", "PE"][:6]
    named = claim.get("countries", {}).get("named", [])
    for at, code in enumerate(named):
        for other in spare:
            if other not in named:
                changed = [*named[:at], other, *named[at + 1 :]]
                yield "places", f"{code} to {other}", claim | {"countries": claim["countries"] | {"named": changed}}
        if len(named) > 1:
            left = [*named[:at], *named[at + 1 :]]
            yield "places", f"{code} gone", claim | {"countries": claim["countries"] | {"named": left}}
    for other in spare[:3] if named else ["FR"]:
        if other not in named:
            more: Store = {"named": [*named, other], "complete": claim.get("countries", {}).get("complete", True)}
            yield "places", f"{other} more", claim | {"countries": more}
    if named:
        yield "places", "none", without(claim, "countries")
        flipped = claim["countries"] | {"complete": not claim["countries"]["complete"]}
        yield "completeness", f"{flipped['complete']}", claim | {"countries": flipped}
    regions = claim.get("regions", [])
    for other in (*REGIONS, "western-asia"):
        if other in regions:
            continue
        for at, region in enumerate(regions):
            yield "regions", f"{region} to {other}", claim | {"regions": [*regions[:at], other, *regions[at + 1 :]]}
        yield "regions", f"{other} more", claim | {"regions": [*regions, other]}
    for at, region in enumerate(regions):
        left = [*regions[:at], *regions[at + 1 :]]
        yield "regions", f"{region} gone", claim | {"regions": left} if left else without(claim, "regions")


def changes_of_evidence(claim: Store) -> Iterator[Change]:
    """Yield a claim with one piece of evidence changed."""
    own = pieces(claim)

    def changed(at: int, piece: Store) -> Store:
        return claim | {"evidence": [*own[:at], piece, *own[at + 1 :]]}

    for at, piece in enumerate(own):
        for key in ("paragraph", "sentence"):
            for number in (piece[key] - 1, piece[key] + 1):
                if number > 0:
                    yield "locator", f"{key} {number}", changed(at, piece | {key: number})
        words = piece["phrase"].split(" ")
        for place in range(len(words)):
            phrase = " ".join([*words[:place], "zebra", *words[place + 1 :]])
            yield "phrase", phrase, changed(at, piece | {"phrase": phrase})
        if len(words) > 1:
            phrase = " ".join([words[1], words[0], *words[2:]])
            yield "phrase", phrase, changed(at, piece | {"phrase": phrase})
        for role in ROLES if at else ():
            if role != piece["for"]:
                yield "role", role, changed(at, piece | {"for": role})
        if piece.get("for") == "speaker":
            yield "speaker", "words gone", claim | {"evidence": [*own[:at], *own[at + 1 :]]}


def changes_of_header(store: Store) -> Iterator[Change]:
    """Yield the store with a date of the source, an alias or a group changed."""
    for path in (("source",), ("elsewhere", "source"), ("elsewhere", "editions", 0)):
        changed = copy.deepcopy(store)
        item: Any = changed
        for step in path:
            item = item.get(step) if isinstance(step, str) and item else item[step] if item else None
        if item is None:
            continue
        for parts in ([2024, 13, 1], [2024, 2, 30], [2023, 2, 29], [2024, 0, 1], [2024, 6, 31]):
            item["issued"] = {"date-parts": [parts]}
            yield "source date", str(parts), copy.deepcopy(changed)
        item["issued"] = {"date-parts": [[2024, 5], [2024, 3]]}
        yield "source date", "backwards", copy.deepcopy(changed)
    places = store.get("places", [])
    for at, place in enumerate(places):
        if "code" not in place:
            continue
        for alias in ("France", "Peru", "South Korea", "Africa"):
            for key in ("aliases", "cities"):
                changed_place = place | {key: [*place.get(key, ()), alias]}
                yield (
                    "alias",
                    f"{place['code']} {alias}",
                    store | {"places": [*places[:at], changed_place, *places[at + 1 :]]},
                )
        for alias in place.get("aliases", ()):
            changed_place = place | {"aliases": [f"{alias}x"]}
            yield "alias", f"{alias}x", store | {"places": [*places[:at], changed_place, *places[at + 1 :]]}


def is_proved(changed: bytes, article: bytes, name: str) -> bool:
    """Tell whether `verify --strict` passes."""
    reader = Reader(changed, "store")
    claims = [one.claim for one in reader.claims()]
    if reader.findings or reader.header is None:
        return False
    reading = read(article, name, Gazetteer(reader.header.places, reader.header.groups))
    return verify(reader.header, claims, reading).is_strictly_proved


def main(arguments: list[str]) -> None:
    """Print the table, or what was missed."""
    named = [one for one in arguments if not one.startswith("-")]
    article = Path(named[0]).read_bytes()
    path = Path(named[1]) if len(named) > 1 else catalog.bundled()
    store: Store = plain(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))
    if check(content(store), "store"):
        sys.exit("the store has findings as it is")
    if not is_proved(content(store), article, named[0]):
        sys.exit("the copy does not prove the store as it is")
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for kind, what, changed in changes(store):
        data = content(changed)
        by_check = bool(check(data, "store"))
        by_verify = not is_proved(data, article, named[0])
        for at, is_counted in enumerate((True, by_check, by_verify, by_check or by_verify)):
            counts[kind][at] += is_counted
        if "--missed" in arguments and not (by_check or by_verify):
            print(f"{kind}\t{what}")
    if "--missed" in arguments:
        return
    print("| change | changes | `check` | `verify --strict` | either |\n| --- | ---: | ---: | ---: | ---: |")
    judged = [0, 0, 0, 0]
    for kind, row in counts.items():
        if kind not in CURATORS:
            judged = [one + other for one, other in zip(judged, row, strict=True)]
    for kind, row in [
        *sorted(counts.items(), key=lambda one: one[0] in CURATORS),
        ("**all but the last two**", judged),
    ]:
        shares = " | ".join(f"{number / row[0]:.1%}" for number in row[1:])
        print(f"| {kind} | {row[0]:,} | {shares} |")


CURATORS = ("statement", "kind")
"""What is the curator's judgement: it is counted apart."""

if __name__ == "__main__":
    main(sys.argv[1:])
