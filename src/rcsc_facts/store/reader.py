"""A store's nodes to records, strictly: every fault with its position, all faults of a store in one go."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from rcsc_facts.errors import Finding, shown
from rcsc_facts.model import (
    Claim,
    Countries,
    Evidence,
    Group,
    Header,
    LeftOut,
    Place,
    Quantity,
    Relation,
    Speaker,
    Unit,
)
from rcsc_facts.store import shape
from rcsc_facts.store.faults import Faults, Stop
from rcsc_facts.store.nodes import Document, MappingNode, ScalarNode, SequenceNode
from rcsc_facts.store.values import check_keys, reader_of
from rcsc_facts.text import figures, geography
from rcsc_facts.vocabulary import ARTICLE


class Located(NamedTuple):
    """A claim with the piece of the file that it was read from."""

    claim: Claim
    node: MappingNode

    def place_of(self, *path: str | int) -> tuple[int, int]:
        """Return line and column, from 1, of the value at *path*: keys, and positions in lists.

        A lone piece of evidence counts as the first of a list.
        """
        node: Any = self.node
        for step in path:
            if isinstance(step, str):
                node = node.values[step]
            elif isinstance(node, SequenceNode):
                node = list(node.items)[step]
        return node.start_mark.line + 1, node.start_mark.column + 1


_CHANGES = (
    "write schema: 2; add about: (the subject) and topics: (a line word: meaning for each), speakers: for those beside "
    "article (word: {name: …, words: […]}), and to their claims a second piece of evidence with for: speaker; "
    "of places keep code, aliases, cities and not_in"
)
"""What to change in a store of the first edition."""


_BARE = re.compile("[1-9][0-9]{0,14}")
"""A figure that is one number however it is read, as nearly half of those in most stores are: it needs no grammar."""


def _texts(items: list[str | None] | None) -> tuple[str, ...]:
    """Return the sound items of a list; a faulty one was read as None."""
    return tuple(item for item in items or () if item)


def _is_number(figure: figures.Figure) -> bool:
    """Tell whether a figure stands for a number, or for a range of them."""
    if figure.kind == "range":
        return figure.low is not None and figure.high is not None
    return isinstance(figure.value, int | float)


def _why_no_figure(text: str, figure: figures.Figure | None) -> tuple[str, str]:
    """Say why a text that has no number cannot be a figure of a claim, and what to write in its stead."""
    written = shown(text, 60)
    if figure and figure.kind in ("date", "time"):
        return f"'{written}' is a {figure.kind}, not a figure", "write it as when, and as date where the year is known"
    if figure and figure.kind == "vague":
        hint = "leave quantity out; the statement may say it in these words"
        return f"'{written}' is too vague for a value", hint
    found = [one for one in figures.figures(text) if _is_number(one)]
    if len(found) == 1 and found[0].text != text.strip():
        number = shown(found[0].text, 60)
        return f"'{written}' is more than a figure", f"write as_written: '{number}', and what is counted as unit"
    if len(found) > 1:
        return f"'{written}' has several figures", "make each a claim of its own, or write a range: 5 to 10"
    hint = "write it as printed: 17 million, more than 13, five, 12th, $10.7 million, '1904'; at most 15 digits"
    return f"'{written}' is not a figure that can be read", hint


class Reader:
    """Reads one store; `findings` fills while `claims` is run through."""

    def __init__(self, content: bytes, name: str) -> None:
        """Read from *content*, the bytes of a store that findings call *name*."""
        self.header: Header | None = None
        self.header_node: MappingNode | None = None
        self._faults = Faults(name)
        self._document = Document(content, self._faults)
        self._ids: dict[str, tuple[int, int]] = {}
        self._relations: list[tuple[str, Any]] = []
        self._declared: dict[str, dict[str, str]] = {
            "speakers": {ARTICLE: ""},
            "regions": dict.fromkeys(geography.regions(), ""),
        }
        self._source_id = ""

    @property
    def findings(self) -> list[Finding]:
        """The faults noted so far, in the order of reading."""
        return self._faults.findings

    def claims(self) -> Iterator[Located]:
        """Yield the sound claims in their order, noting every fault on the way; the header is read before them."""
        with self._document.reading():
            for key, node, top in self._document.top("claims"):
                if key == "schema" and isinstance(node, ScalarNode) and node.value == "1":
                    self._faults.note(
                        node, "S111", "the store is of schema 1, and this program reads schema 2", _CHANGES
                    )
                    raise Stop
                if key == "claims" and isinstance(node, SequenceNode):
                    if self.header is None:
                        self._take_header(top, node)
                    yield from self._claims(node)
                elif key == "claims":
                    self._faults.note(node, "S202", "claims is not a list")
                elif node is not None and self.header and key in shape.STORE.fields and key not in top.values:
                    self._faults.note(node, "S203", f"'{key}' stands after the claims", "move it above claims:")
                elif node is None:
                    check_keys(top, shape.STORE.fields, self._faults)
                    if self.header is None:
                        self._take_header(top, None)
                    self._check_references()

    def _take_header(self, top: MappingNode, claims: SequenceNode | None) -> None:
        """Turn what stands before the claims into the header."""
        values: dict[str, Any] = {}
        for key, field in shape.STORE.fields.items():
            if key == "claims":
                continue
            if key in top.values:
                values[key] = reader_of(field.type, self._faults, self._declared)(top.values[key])
                self._declare(key, values[key] or {}, top.values[key])
            elif field.required and claims:
                message = f"'{key}' does not stand before the claims"
                self._faults.note(claims, "S203", message, "move or add it above claims:")
        self.header_node = MappingNode(top.start_mark, dict(top.keys), dict(top.values))
        places = [place for place in values.get("places") or () if place]
        elsewhere = values.get("elsewhere") or {}
        self.header = Header(
            about=values.get("about") or "",
            names=_texts(values.get("names")),
            topics={word: about or "" for word, about in (values.get("topics") or {}).items()},
            speakers={
                word: Speaker(speaker.get("name") or "", _texts(speaker.get("words")))
                for word, speaker in (values.get("speakers") or {}).items()
                if speaker
            },
            units={word: Unit(unit.get("sign")) for word, unit in (values.get("units") or {}).items() if unit},
            table=values.get("table"),
            source=values.get("source") or {},
            elsewhere=elsewhere.get("source") or {},
            editions=tuple(elsewhere.get("editions") or ()),
            places=tuple(
                Place(
                    code=place["code"],
                    aliases=_texts([place.get("name"), *(place.get("aliases") or ())]),
                    cities=_texts(place.get("cities")),
                    not_in=_texts(place.get("not_in")),
                )
                for place in places
                if place.get("code")
            ),
            groups=tuple(
                Group(place["region"], place.get("name") or "", _texts(place.get("countries")))
                for place in places
                if place.get("region") and not place.get("code")
            ),
            left_out=tuple(
                LeftOut(one["paragraph"], one["sentence"], one["words"], one["why"])
                for one in values.get("left_out") or ()
                if one and len([content for content in one.values() if content]) == len(LeftOut._fields)
            ),
        )
        self._source_id = self.header.source.get("id") or ""

    def _declare(self, key: str, values: Any, node: Any) -> None:
        """Note the words that a part of the header declares for the parts after it and the claims."""
        if key == "topics":
            self._declared["topics"] = dict.fromkeys(values, "")
        elif key == "speakers":
            if ARTICLE in values:
                message = f"every store has the speaker '{ARTICLE}', who is not declared"
                self._faults.note(node.keys[ARTICLE], "S218", message, "delete it, or choose another word")
            self._declared["speakers"] |= dict.fromkeys(values, "")
        elif key == "places":
            self._declare_places(values, node)

    def _declare_places(self, places: Any, node: Any) -> None:
        known: set[str] = set()
        for place, item in zip(places, node.items, strict=True) if places else ():
            # A region beside a code says where the country lies; it declares none.
            fields = ["code" if place and place.get("code") else "region"]
            for field in fields:
                word = place and place.get(field)
                if word in known:
                    self._faults.note(item.values[field], "S302", f"the place {word} stands twice", "merge the two")
                elif field == "region" and word in geography.regions():
                    message = f"every store has the region '{word}', which is not declared"
                    self._faults.note(item.values[field], "S218", message, "delete it, or choose another word")
                elif word and field == "region":
                    self._declared["regions"][word] = ""
                if word:
                    known.add(word)
            if place and place.get("code"):
                self._check_country(place["code"], item.values["code"])
            for code, scalar in (
                zip(place["countries"], item.values["countries"].items, strict=True)
                if (place and place.get("countries"))
                else ()
            ):
                self._check_country(code, scalar)

    def _check_country(self, code: str | None, node: Any) -> None:
        if code and code not in geography.countries():
            hint = "use the code of the country as ISO 3166-1 has it"
            self._faults.note(node, "S304", f"{code} is not a country of ISO 3166-1", hint)

    def _claims(self, claims: SequenceNode) -> Iterator[Located]:
        read = reader_of(shape.CLAIM, self._faults, self._declared)
        for node in claims.items:
            before = len(self.findings)
            values = read(node)
            if values is None:
                continue
            # A faulty claim still counts as there, so that its neighbours are not faulted for naming it.
            self._remember(values, node)
            if len(self.findings) == before and (claim := self._claim(values, node)):
                yield Located(claim, node)

    def _remember(self, values: dict[str, Any], node: MappingNode) -> None:
        """Note the id, and what the claim refers to; raise no fault but that of an id that stands twice."""
        if claim_id := values.get("id"):
            mark = node.values["id"].start_mark
            if first := self._ids.get(claim_id):
                message = f"the id '{claim_id}' stands twice (first at {first[0]}:{first[1]})"
                self._faults.note(node.values["id"], "S301", message, "every claim has an id of its own")
            else:
                self._ids[claim_id] = (mark.line + 1, mark.column + 1)
        relations = values.get("related")
        told: set[tuple[str, str | None]] = set()
        for relation, item in zip(relations, node.values["related"].items, strict=True) if relations else ():
            if relation and (other := relation.get("claim")):
                self._relations.append((claim_id or "a claim", item.values["claim"]))
                if (key := (other, relation.get("as"))) in told:
                    self._faults.note(item, "S215", f"the relation to '{other}' stands twice in the list", "delete one")
                told.add(key)

    def _claim(self, values: dict[str, Any], node: MappingNode) -> Claim | None:
        figure = None
        if written := values.get("quantity"):
            figure = self._quantity(written, node.values["quantity"].values["as_written"])
            if figure is None:
                return None
        countries = None
        if named := values.get("countries"):
            countries = Countries(tuple(named["named"]), named["complete"])
            for code, item in zip(named["named"], node.values["countries"].values["named"].items, strict=True):
                self._check_country(code, item)
        related = values.get("related") or ()
        first, *others = (
            Evidence(piece["paragraph"], piece["sentence"], piece["phrase"], piece.get("for"))
            for piece in values["evidence"]
        )
        return Claim(
            id=values["id"],
            asks=values.get("asks") or values["id"],
            topic=values["topic"],
            kind=values["kind"],
            statement=values["statement"],
            quantity=figure,
            regions=tuple(values.get("regions") or ()),
            countries=countries,
            when=values.get("when"),
            date=values.get("date"),
            purpose=values.get("purpose"),
            said_by=values["said_by"],
            also=tuple(values.get("also") or ()),
            evidence=first,
            further_evidence=tuple(others),
            related=tuple(Relation(self._own(relation["claim"]), relation["as"]) for relation in related),
            note=values.get("note"),
            source=self._source_id,
        )

    def _quantity(self, written: dict[str, Any], node: Any) -> Quantity | None:
        """Return the figure, or None where it has no value and no bounds, which is noted at *node*."""
        text = written["as_written"]
        if _BARE.fullmatch(text):
            bare = int(text)
            return Quantity(text, written["unit"], bare, bare, bare, None)
        figure = figures.read(text)
        if figure and _is_number(figure):
            number = figure.value if not isinstance(figure.value, str) else None
            return Quantity(text, written["unit"], number, figure.low, figure.high, figure.hedge)
        message, hint = _why_no_figure(text, figure)
        self._faults.note(node, "S204", message, hint)
        return None

    def _own(self, handle: str) -> str:
        """Return an id without its article where that is this one."""
        return handle.removeprefix(f"{self._source_id}/")

    def _check_references(self) -> None:
        for claim_id, node in self._relations:
            other = self._own(node.value)
            if "/" in other:
                continue  # of another article, whose store is not read here
            if other not in self._ids:
                hint = self._faults.near(other, self._ids)
                self._faults.note(node, "S303", f"'{claim_id}' is related to '{node.value}', which no claim is", hint)
            elif other == claim_id:
                self._faults.note(node, "S303", f"'{claim_id}' is related to itself", "name another claim")
