"""A store's nodes to records, strictly: every fault with its position, all faults of a store in one go."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rcsc_facts.errors import Finding, shown
from rcsc_facts.model import Claim, Countries, Evidence, Header, Place, Quantity, Relation
from rcsc_facts.store import shape
from rcsc_facts.store.faults import Faults
from rcsc_facts.store.nodes import Document, MappingNode, SequenceNode
from rcsc_facts.store.values import check_keys, reader_of
from rcsc_facts.text import quantity


class Located(NamedTuple):
    """A claim with the piece of the file that it was read from."""

    claim: Claim
    node: MappingNode

    def place_of(self, *path: str) -> tuple[int, int]:
        """Return line and column, from 1, of the value at *path*."""
        node: Any = self.node
        for key in path:
            node = node.values[key]
        return node.start_mark.line + 1, node.start_mark.column + 1


def _texts(items: list[str | None] | None) -> tuple[str, ...]:
    """Return the sound items of a list; a faulty one was read as None."""
    return tuple(item for item in items or () if item)


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
        self._codes: list[tuple[str, Any]] = []
        self._known: set[str] = set()
        self._source_id = ""

    @property
    def findings(self) -> list[Finding]:
        """The faults noted so far, in the order of reading."""
        return self._faults.findings

    def claims(self) -> Iterator[Located]:
        """Yield the sound claims in their order, noting every fault on the way; the header is read before them."""
        with self._document.reading():
            for key, node, top in self._document.top("claims"):
                if key == "claims" and isinstance(node, SequenceNode):
                    if self.header is None:
                        self._take_header(top, node)
                    yield from self._claims(node)
                elif key == "claims":
                    self._faults.note(node, "S202", "claims is not a list")
                elif not key and node is None:
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
                values[key] = reader_of(field.type, self._faults)(top.values[key])
            elif field.required and claims:
                message = f"'{key}' does not stand before the claims"
                self._faults.note(claims, "S203", message, "move or add it above claims:")
        self.header_node = MappingNode(top.start_mark, dict(top.keys), dict(top.values))
        elsewhere = values.get("elsewhere") or {}
        self.header = Header(
            source=values.get("source") or {},
            elsewhere=elsewhere.get("source") or {},
            editions=tuple(elsewhere.get("editions") or ()),
            places=tuple(
                Place(
                    code=place.get("code") or "",
                    alpha3=place.get("alpha3") or "",
                    name=place.get("name") or "",
                    region=place.get("region"),
                    aliases=_texts(place.get("aliases")),
                    cities=_texts(place.get("cities")),
                    not_in=_texts(place.get("not_in")),
                )
                for place in values.get("places") or ()
                if place
            ),
        )
        self._source_id = self.header.source.get("id") or ""
        places = values.get("places")
        for place, node in zip(places, top.values["places"].items, strict=True) if places else ():
            code = place and place.get("code")
            if code in self._known:
                self._faults.note(node.values["code"], "S302", f"the place {code} stands twice", "merge the two")
            elif code:
                self._known.add(code)

    def _claims(self, claims: SequenceNode) -> Iterator[Located]:
        read = reader_of(shape.CLAIM, self._faults)
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
            reading = quantity.read(written["as_written"])
            if reading is None:
                self._faults.note(
                    node.values["quantity"].values["as_written"],
                    "S204",
                    f"'{shown(written['as_written'], 60)}' is not a figure that can be read",
                    "write it as printed: 17 million, five, 12th, $10.7 million, '1904'; at most 15 digits",
                )
                return None
            figure = Quantity(written["as_written"], written["unit"], *reading)
        countries = None
        if named := values.get("countries"):
            countries = Countries(tuple(named["named"]), named["complete"])
            for item in node.values["countries"].values["named"].items:
                if item.value not in self._known:
                    self._codes.append((item.value, item))
        relations: tuple[Relation, ...] = ()
        if related := values.get("related"):
            relations = tuple(Relation(relation["claim"], relation["as"]) for relation in related)
        where = values["evidence"]
        return Claim(
            values["id"],
            values["topic"],
            values["kind"],
            values["statement"],
            figure,
            tuple(values.get("regions") or ()),
            countries,
            values.get("when"),
            values["said_by"],
            Evidence(where["paragraph"], where["sentence"], where["phrase"]),
            relations,
            values.get("note"),
            self._source_id,
        )

    def _check_references(self) -> None:
        for claim_id, node in self._relations:
            if node.value not in self._ids:
                hint = self._faults.near(node.value, self._ids)
                self._faults.note(node, "S303", f"'{claim_id}' is related to '{node.value}', which no claim is", hint)
            elif node.value == claim_id:
                self._faults.note(node, "S303", f"'{claim_id}' is related to itself", "name another claim")
        for code, node in self._codes if self._known else ():
            self._faults.note(node, "S304", f"the country {code} is not among the places", "add it to places:")
