"""YAML to records, strictly: every fault with its place, all faults of a store in one go.

Only the event stream of PyYAML is used. Scalars stay text and our shape gives them their types, so
none of YAML's own guesses (NO, 010, 12:30) can change a fact. Anchors, aliases, tags, duplicate and
unknown keys are refused, and depth is capped while reading.
"""

import codecs
import gc
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

import yaml

from rcsc_facts.errors import Finding
from rcsc_facts.model import Claim, Countries, Evidence, Header, Place, Quantity, Relation
from rcsc_facts.store import shape
from rcsc_facts.text import quantity
from rcsc_facts.text.folding import did_you_mean

MAX_DEPTH = 20

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Scalar, _MappingEnd = yaml.ScalarEvent, yaml.MappingEndEvent
_SequenceStart, _SequenceEnd = yaml.SequenceStartEvent, yaml.SequenceEndEvent

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control, bidirectional, invisible and broken characters: what could act on a terminal or deceive a reader."""

_LOOKS_TYPED = re.compile(
    r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
    r"|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
"""Plain scalars that the core schema of YAML 1.2.2 (§10.3.2) does not read as text."""


_TYPED_STARTS = frozenset("~nNtTfF0123456789+-.")


class Mapping(NamedTuple):
    """A mapping of the file: its place, its keys' events and its values."""

    start_mark: Any
    keys: list[Any]
    values: dict[str, Any]


class Sequence(NamedTuple):
    """A sequence of the file, with its place."""

    start_mark: Any
    items: list[Any]


class Located(NamedTuple):
    """A claim with the piece of the file that it was read from."""

    claim: Claim
    node: Mapping

    def place_of(self, *path: str) -> tuple[int, int]:
        """Return line and column, from 1, of the value at *path*."""
        node: Any = self.node
        for key in path:
            node = node.values[key]
        return node.start_mark.line + 1, node.start_mark.column + 1


class _Stop(Exception):
    """Reading cannot go on past the fault that was just noted."""


def _texts(items: list[str | None] | None) -> tuple[str, ...]:
    """Return the sound items of a list; a faulty one was read as None."""
    return tuple(item for item in items or () if item)


def _end_of(text: str, line: int) -> tuple[int, int]:
    """Return line and column of what follows a text that begins on *line*."""
    return line + text.count("\n"), len(text) - text.rfind("\n")


MAX_FAULTS = 10_000
"""Faults after which a store is read no further, so that no store can fill the memory with them."""


MAX_COMPARED = 5_000
"""Words with which misspelt ones are compared for a hint, after which faults are told without."""


class Reader:
    """Reads one store; `findings` fills while `claims` is run through."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.header: Header | None = None
        self.header_node: Mapping | None = None
        self._content = content.removeprefix(codecs.BOM_UTF8)
        self._ids: dict[str, tuple[int, int]] = {}
        self._relations: list[tuple[str, Any]] = []
        self._codes: list[tuple[str, Any]] = []
        self._known: set[str] = set()
        self._source_id = ""
        self._depth = 0
        self._to_compare = MAX_COMPARED
        self._next: Callable[[], Any] = lambda: None
        self._read_claim = self._compile(shape.CLAIM)

    # What is read, in order

    def claims(self) -> Iterator[Located]:
        """Yield the sound claims in their order, noting every fault on the way; the header is read before them.

        The cyclic garbage collector rests meanwhile: nodes hold no cycles, and it would take over half of
        the time of a large store.
        """
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            yield from self._document()
        except _Stop:
            pass
        except RecursionError:  # pragma: no cover - the depth cap comes first
            self._note_at(1, 1, "S102", "the store is nested too deeply")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = " ".join(filter(None, (error.context, error.problem)))
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self._note_at(line, column, "S101", f"not YAML: {problem}")
        except (yaml.YAMLError, ValueError) as error:
            self._note_at(1, 1, "S101", f"not YAML: {' '.join(str(error).split())[:200]}")
        finally:
            self._next = lambda: None
            if was_enabled:
                gc.enable()

    def _document(self) -> Iterator[Located]:
        self._check_characters()
        loader = _Loader(self._content)
        self._next = next_event = loader.get_event
        next_event()  # the stream's start
        event = next_event()
        if event.__class__ is yaml.StreamEndEvent:
            self._note_at(1, 1, "S201", "the store is empty", "it needs the keys schema, source, places and claims")
            return
        event = next_event()
        if event.__class__ is not yaml.MappingStartEvent:
            self._note(event, "S201", "the store is not a mapping", "its top level has the keys schema, source, …")
            raise _Stop
        yield from self._top(event)
        next_event()  # the document's end
        event = next_event()
        if event.__class__ is not yaml.StreamEndEvent:
            self._note(event, "S105", "a second document", "a store is one document; delete what follows ---")

    def _top(self, start: Any) -> Iterator[Located]:
        """Read the top level key by key, so that the claims need not all be held."""
        self._refuse_properties(start)
        keys: list[Any] = []
        nodes: dict[str, Any] = {}
        fields = shape.STORE.fields
        self._depth = 1
        while (event := self._next()).__class__ is not yaml.MappingEndEvent:
            self._refuse_key(event)
            key, key_event = event.value, event
            if key in nodes:
                self._refuse_duplicate(event, keys)
            event = self._next()
            if key == "claims" and event.__class__ is yaml.SequenceStartEvent:
                self._take_header(keys, nodes, start, event)
                yield from self._claims(event)
                nodes[key] = Sequence(event.start_mark, [])
            else:
                nodes[key] = self._node(event)
                if key == "claims":
                    self._note(event, "S202", "claims is not a list")
            keys.append(key_event)
        top = Mapping(start.start_mark, keys, nodes)
        self._check_keys(top, fields)
        if self.header is None:
            self._take_header(keys, nodes, start, start)
        self._check_references()

    def _take_header(self, keys: list[Any], nodes: dict[str, Any], start: Any, claims: Any) -> None:
        """Turn what stands before the claims into the header."""
        values: dict[str, Any] = {}
        for key, field in shape.STORE.fields.items():
            if key in nodes and key != "claims":
                values[key] = self._compile(field.type)(nodes[key])
            elif key != "claims" and field.required and claims is not start:
                self._note(claims, "S203", f"'{key}' does not stand before the claims", "move or add it above claims:")
        self.header_node = Mapping(start.start_mark, list(keys), dict(nodes))
        places = [place for place in values.get("places") or [] if place]
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
                for place in places
            ),
        )
        self._source_id = self.header.source.get("id") or ""
        for place in self.header.places:
            if place.code and place.code in self._known:
                node = next(
                    node.values["code"]
                    for node in reversed(nodes["places"].items)
                    if isinstance(node, Mapping) and "code" in node.values and node.values["code"].value == place.code
                )
                self._note(node, "S302", f"the place {place.code} stands twice", "merge the two")
            self._known.add(place.code)

    def _claims(self, start: Any) -> Iterator[Located]:
        self._refuse_properties(start)
        self._depth += 1
        read = self._read_claim
        while (event := self._next()).__class__ is not yaml.SequenceEndEvent:
            node = self._node(event)
            before = len(self.findings)
            values = read(node)
            if values is None:
                continue
            # A faulty claim still counts as there, so that its neighbours are not faulted for naming it.
            self._remember(values, node)
            if len(self.findings) == before and (claim := self._claim(values, node)):
                yield Located(claim, node)
        self._depth -= 1

    def _remember(self, values: dict[str, Any], node: Mapping) -> None:
        """Note the id, and what the claim refers to; raise no fault but that of an id that stands twice."""
        if claim_id := values.get("id"):
            mark = node.values["id"].start_mark
            if first := self._ids.get(claim_id):
                message = f"the id '{claim_id}' stands twice (first at {first[0]}:{first[1]})"
                self._note(node.values["id"], "S301", message, "every claim has an id of its own")
            else:
                self._ids[claim_id] = (mark.line + 1, mark.column + 1)
        for position, relation in enumerate(values.get("related") or ()):
            if relation and relation.get("claim"):
                item = node.values["related"].items[position]
                self._relations.append((claim_id or "a claim", item.values["claim"]))

    def _claim(self, values: dict[str, Any], node: Mapping) -> Claim | None:
        figure = None
        if written := values.get("quantity"):
            reading = quantity.read(written["as_written"])
            if reading is None:
                self._note(
                    node.values["quantity"].values["as_written"],
                    "S204",
                    f"'{written['as_written'][:60]}' is not a figure that can be read",
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
                hint = self._near(node.value, self._ids)
                self._note(node, "S303", f"'{claim_id}' is related to '{node.value}', which no claim is", hint)
            elif node.value == claim_id:
                self._note(node, "S303", f"'{claim_id}' is related to itself", "name another claim")
        for code, node in self._codes if self._known else ():
            self._note(node, "S304", f"the country {code} is not among the places", "add it to places:")

    # Characters and nodes

    def _check_characters(self) -> None:
        """Refuse what is not UTF-8, and forbidden characters; the text is never held as a whole."""
        content, start, line = self._content, 0, 1
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self._note_at(1, 1, "S103", "the store is UTF-16, not UTF-8", "save it as UTF-8")
            raise _Stop
        while start < len(content):
            end = content.find(b"\n", start + 2**20) + 1 or len(content)
            piece = content[start:end]
            try:
                text = piece.decode()
            except UnicodeDecodeError as error:
                place = _end_of(piece[: error.start].decode(), line)
                self._note_at(*place, "S103", f"byte 0x{piece[error.start]:02x} is not UTF-8", "save it as UTF-8")
                raise _Stop from None
            for match in _FORBIDDEN.finditer(text):
                place = _end_of(text[: match.start()], line)
                self._note_at(*place, "S104", f"the character U+{ord(match[0]):04X} is not allowed", "delete it")
                if len(self.findings) > 20:
                    raise _Stop
            start, line = end, line + piece.count(b"\n")
        if self.findings:
            raise _Stop

    def _node(self, event: Any) -> Any:
        """Return the scalar event, `Mapping` or `Sequence` that begins with *event*."""
        kind = event.__class__
        if kind is _Scalar:
            if event.anchor is not None or event.tag is not None:
                self._refuse_properties(event)
            return event
        if kind is yaml.AliasEvent:
            self._note(event, "S106", f"the alias *{event.anchor}", "write the value out; a store has no aliases")
            raise _Stop
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._note(event, "S102", f"nested deeper than {MAX_DEPTH} levels", "a store needs six")
            raise _Stop
        next_event, node = self._next, self._node
        if kind is _SequenceStart:
            items: list[Any] = []
            while (inner := next_event()).__class__ is not _SequenceEnd:
                items.append(node(inner))
            self._depth -= 1
            return Sequence(event.start_mark, items)
        keys: list[Any] = []
        values: dict[str, Any] = {}
        while (key_event := next_event()).__class__ is not _MappingEnd:
            if key_event.__class__ is not _Scalar or key_event.anchor is not None or key_event.tag is not None:
                self._refuse_key(key_event)
            key: str = key_event.value
            if key in values:
                self._refuse_duplicate(key_event, keys)
            keys.append(key_event)
            inner = next_event()
            # Most values are scalars without properties; a call for each would take a tenth of the time.
            if inner.__class__ is _Scalar and inner.anchor is None and inner.tag is None:
                values[key] = inner
            else:
                values[key] = node(inner)
        self._depth -= 1
        return Mapping(event.start_mark, keys, values)

    def _refuse_key(self, event: Any) -> None:
        if event.__class__ is not _Scalar:
            self._note(event, "S107", "a key that is not a word", "write key: value")
            raise _Stop
        self._refuse_properties(event)

    def _refuse_duplicate(self, event: Any, keys: list[Any]) -> None:
        first = next(key for key in keys if key.value == event.value).start_mark
        self._note(event, "S108", f"duplicate key '{event.value}' (first at {first.line + 1}:{first.column + 1})")

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._note(event, "S106", f"the anchor &{event.anchor}", "delete it; a store has no anchors")
        if event.tag is not None:
            self._note(event, "S109", f"the tag {event.tag}", "delete it; the key decides the type")

    # Values: one reader for each type of the shape

    def _compile(self, kind: shape.Type) -> Callable[[Any], Any]:
        match kind:
            case shape.Text():
                return self._text_reader(kind)
            case shape.Word(words):
                return self._word_reader(words)
            case shape.Whole(minimum, maximum):
                return self._whole_reader(minimum, maximum)
            case shape.Truth():
                return self._truth
            case shape.ListOf():
                return self._list_reader(kind)
            case shape.Record():  # pragma: no branch - there are no others
                return self._record_reader(kind)

    def _text_reader(self, kind: shape.Text) -> Callable[[Any], str | None]:
        full = re.compile(kind.pattern).fullmatch if kind.pattern else None
        longest, typed, forbidden = kind.max_length, _LOOKS_TYPED.fullmatch, _FORBIDDEN.search

        def read(node: Any) -> str | None:
            if node.__class__ is not _Scalar:
                self._note(node, "S205", "a text is wanted here")
                return None
            value: str = node.value
            plain = not node.style
            # What nearly every text is: printable, of fair length, and not begun like a number or a null.
            if value and len(value) <= longest and value.isprintable() and not (plain and value[0] in _TYPED_STARTS):
                if full and not full(value):
                    self._note(node, "S210", f"'{value[:60]}' is not {kind.like}")
                    return None
                if not value.isspace():
                    return value
            if plain and typed(value):
                shown = value[:40] or "nothing"
                self._note(
                    node, "S206", f"{shown} is not text to YAML", f"put it in quotes: '{shown}'" if value else ""
                )
                return None
            if node.style in ("|", ">"):
                value = value.rstrip("\n")
            if not value or value.isspace():
                self._note(node, "S207", "the text is empty", "fill it in, or leave the key out")
                return None
            if "\n" in value or "\t" in value or "\r" in value:
                self._note(node, "S208", "a text stays on one line, without tabs", "fold longer texts with >-")
                return None
            if len(value) > longest:
                self._note(node, "S209", f"the text has {len(value)} characters; {longest} are the most")
                return None
            if node.style == '"' and (match := forbidden(value)):
                self._note(node, "S104", f"the character U+{ord(match[0]):04X} is not allowed", "delete its escape")
                return None
            if full and not full(value):
                self._note(node, "S210", f"'{value[:60]}' is not {kind.like}")
                return None
            return value

        return read

    def _word_reader(self, words: Any) -> Callable[[Any], str | None]:
        def read(node: Any) -> str | None:
            if node.__class__ is _Scalar and node.value in words:
                word: str = node.value
                return word
            if node.__class__ is not _Scalar:
                self._note(node, "S205", f"one of these words is wanted here: {', '.join(words)}")
            else:
                near = self._near(node.value, words) or f"one of {', '.join(words)}"
                self._note(node, "S211", f"unknown word '{node.value[:60]}'", near)
            return None

        return read

    def _whole_reader(self, minimum: int, maximum: int) -> Callable[[Any], int | None]:
        full = re.compile(r"0|[1-9][0-9]{0,8}").fullmatch

        def read(node: Any) -> int | None:
            if node.__class__ is _Scalar and not node.style and full(node.value):
                value = int(node.value)
                if minimum <= value <= maximum:
                    return value
            span = str(minimum) if minimum == maximum else f"a whole number from {minimum} to {maximum}"
            self._note(node, "S212", f"{span} is wanted here, in plain digits")
            return None

        return read

    def _truth(self, node: Any) -> bool | None:
        if node.__class__ is _Scalar and not node.style and node.value in ("true", "false"):
            return bool(node.value == "true")
        self._note(node, "S213", "true or false is wanted here")
        return None

    def _list_reader(self, kind: shape.ListOf) -> Callable[[Any], list[Any] | None]:
        read_item, least, most = self._compile(kind.item), kind.min_items, kind.max_items

        def read(node: Any) -> list[Any] | None:
            if node.__class__ is not Sequence:
                self._note(node, "S202", "a list is wanted here")
                return None
            items = [read_item(item) for item in node.items]
            if len(items) < least:
                self._note(node, "S214", "the list is empty", "fill it in, or leave the key out")
            if most is not None and len(items) > most:
                self._note(node, "S214", f"the list has {len(items)} items; {most} are the most")
            if kind.unique and len(set(items)) != len(items):
                seen: set[Any] = {None}  # a faulty item, which was told
                for item, where in zip(items, node.items, strict=True):
                    if item in seen and item is not None:
                        self._note(where, "S215", f"'{item[:60]}' stands twice in the list", "delete one")
                    seen.add(item)
            return items

        return read

    def _record_reader(self, kind: shape.Record) -> Callable[[Any], dict[str, Any] | None]:
        fields = kind.fields
        readers = {name: self._compile(field.type) for name, field in fields.items()}
        required = [name for name, field in fields.items() if field.required]

        def read(node: Any) -> dict[str, Any] | None:
            if node.__class__ is not Mapping:
                self._note(node, "S201", f"a mapping with the keys {', '.join(fields)} is wanted here")
                return None
            nodes = node.values
            try:
                values = {name: readers[name](value) for name, value in nodes.items()}
            except KeyError:
                self._check_keys(node, fields)
                return {name: readers[name](value) for name, value in nodes.items() if name in readers}
            for name in required:
                if name not in values:
                    self._check_keys(node, fields)
                    break
            return values

        return read

    def _check_keys(self, node: Mapping, fields: Any) -> None:
        for event in node.keys:
            key = event.value
            if key not in fields:
                near = self._near(key, fields) or f"known keys: {', '.join(fields)}"
                self._note(event, "S216", f"unknown key '{key[:60]}'", near)
        for name, field in fields.items():
            if field.required and name not in node.values:
                self._note(node, "S203", f"the key '{name}' is missing", field.about)

    def _near(self, word: str, known: Collection[str]) -> str:
        """Return a question that names the nearest known words, or nothing where none is near."""
        if self._to_compare <= 0:
            return ""
        self._to_compare -= len(known)
        return did_you_mean(word[:80], known)

    def _note(self, node: Any, code: str, message: str, hint: str = "") -> None:
        mark = node.start_mark
        self._note_at(mark.line + 1, mark.column + 1, code, message, hint)

    def _note_at(self, line: int, column: int, code: str, message: str, hint: str = "") -> None:
        if len(self.findings) == MAX_FAULTS:
            hint = "mend the first of them; the others may follow from these"
            self.findings.append(Finding(self.name, line, column, "S110", f"more than {MAX_FAULTS:,} faults", hint))
            raise _Stop
        self.findings.append(Finding(self.name, line, column, code, message, hint))
