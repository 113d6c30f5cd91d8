"""YAML to nodes with their positions: scalars, mappings and sequences, and nothing else of YAML.

Only the event stream of PyYAML is used, and this is the only module that knows it. Scalars stay text,
so none of YAML's own guesses (NO, 010, 12:30) can change a fact. Anchors, aliases, tags, duplicate keys
and second documents are refused, and depth is capped while reading. Time is linear in the input.
"""

import codecs
import gc
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import yaml

from rcsc_facts.characters import unseen
from rcsc_facts.errors import shown
from rcsc_facts.store.faults import Faults, Stop

MAX_DEPTH = 20

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MappingStart, _MappingEnd = yaml.MappingStartEvent, yaml.MappingEndEvent
_SequenceStart, _SequenceEnd = yaml.SequenceStartEvent, yaml.SequenceEndEvent

ScalarNode = yaml.ScalarEvent
"""A scalar of the file: its `value` as text, its `style` (empty where it is plain) and its `start_mark`."""


class MappingNode(NamedTuple):
    """A mapping of the file: its position, its keys with their own scalars, and its values."""

    start_mark: Any
    keys: dict[str, Any]
    values: dict[str, Any]


class SequenceNode(NamedTuple):
    """A sequence of the file, with its position."""

    start_mark: Any
    items: Iterable[Any]
    """A list; for the streamed sequence an iterator, which has to be run through before reading goes on."""


class Document:
    """The nodes of one store, read from its bytes; what is wrong with them goes to the faults."""

    def __init__(self, content: bytes, faults: Faults) -> None:
        self._content = content.removeprefix(codecs.BOM_UTF8)
        self._faults = faults
        self._depth = 0
        self._next: Callable[[], Any] = lambda: None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Note what ends the reading as a fault; the cyclic garbage collector rests meanwhile.

        Nodes hold no cycles, and it would take over half of the time of a large store.
        """
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            yield
        except Stop:
            pass
        except RecursionError:  # pragma: no cover - the depth cap comes first
            self._end(1, 1, "S102", "the store is nested too deeply")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = " ".join(filter(None, (error.context, error.problem)))
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self._end(line, column, "S101", f"not YAML: {shown(problem, 200)}")
        except (yaml.YAMLError, ValueError) as error:
            self._end(1, 1, "S101", f"not YAML: {shown(' '.join(str(error).split()), 200)}")
        finally:
            self._next = lambda: None
            if was_enabled:
                gc.enable()

    def _end(self, line: int, column: int, code: str, message: str) -> None:
        try:
            self._faults.note_at(line, column, code, message)
        except Stop:
            pass

    def top(self, streamed: str) -> Iterator[tuple[str, Any, MappingNode]]:
        """Yield key, node and the top mapping as read before this key, for every key of the top level.

        A sequence at the key *streamed* comes with an iterator as its items, so that they need not all be held.
        The last yield has an empty key, None for the node, and the whole mapping.
        """
        self._check_characters()
        loader = _Loader(self._content)
        self._next = next_event = loader.get_event
        next_event()  # the stream's start
        if next_event().__class__ is yaml.StreamEndEvent:
            self._faults.note_at(
                1, 1, "S201", "the store is empty", "it needs the keys schema, source, places and claims"
            )
            return
        start = next_event()
        if start.__class__ is not _MappingStart:
            self._faults.note(
                start, "S201", "the store is not a mapping", "its top level has the keys schema, source, …"
            )
            raise Stop
        self._refuse_properties(start)
        self._depth = 1
        top = MappingNode(start.start_mark, {}, {})
        while (key_event := next_event()).__class__ is not _MappingEnd:
            key = self._key(key_event, top)
            event = next_event()
            if key == streamed and event.__class__ is _SequenceStart:
                self._refuse_properties(event)
                node = SequenceNode(event.start_mark, self._items())
            else:
                node = self._node(event)
            yield key, node, top
            top.keys.setdefault(key, key_event)
            top.values[key] = node
        yield "", None, top
        next_event()  # the document's end
        event = next_event()
        if event.__class__ is not yaml.StreamEndEvent:
            self._faults.note(event, "S105", "a second document", "a store is one document; delete what follows ---")

    def _items(self) -> Iterator[Any]:
        self._depth += 1
        while (event := self._next()).__class__ is not _SequenceEnd:
            yield self._node(event)
        self._depth -= 1

    def _check_characters(self) -> None:
        """Refuse what is not UTF-8, and forbidden characters; the text is never held as a whole."""
        content, start, line, count = self._content, 0, 1, 0
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self._faults.note_at(1, 1, "S103", "the store is UTF-16, not UTF-8", "save it as UTF-8")
            raise Stop
        while start < len(content):
            end = content.find(b"\n", start + 2**20) + 1 or len(content)
            piece = content[start:end]
            try:
                text = piece.decode()
            except UnicodeDecodeError as error:
                where = _end_of(piece[: error.start].decode(), line)
                self._faults.note_at(
                    *where, "S103", f"byte 0x{piece[error.start]:02x} is not UTF-8", "save it as UTF-8"
                )
                raise Stop from None
            for match in unseen(text):
                where = _end_of(text[: match.start()], line)
                self._faults.note_at(*where, "S104", not_allowed(match[0]), "delete it")
                count += 1
                if count > 20:
                    raise Stop
            # A directive of tags is found here, since libyaml takes time quadratic in their number.
            if "%TAG" in text and (tags := _TAG_LINE.search(text)):
                where = _end_of(text[: tags.start()], line)
                self._faults.note_at(*where, "S109", "the line of %TAG", "delete it; the key decides the type")
                raise Stop
            start, line = end, line + piece.count(b"\n")
        if count:
            raise Stop

    def _node(self, event: Any) -> Any:
        """Return the scalar, `MappingNode` or `SequenceNode` that begins with *event*."""
        kind = event.__class__
        if kind is ScalarNode:
            if event.anchor is not None or event.tag is not None:
                self._refuse_properties(event)
            return event
        if kind is yaml.AliasEvent:
            message = f"the alias *{shown(event.anchor)}"
            self._faults.note(event, "S106", message, "write the value out; a store has no aliases")
            raise Stop
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._faults.note(event, "S102", f"nested deeper than {MAX_DEPTH} levels", "a store needs six")
            raise Stop
        next_event, node_of = self._next, self._node
        if kind is _SequenceStart:
            items: list[Any] = []
            while (inner := next_event()).__class__ is not _SequenceEnd:
                items.append(node_of(inner))
            self._depth -= 1
            return SequenceNode(event.start_mark, items)
        node = MappingNode(event.start_mark, {}, {})
        keys, values = node.keys, node.values
        while (key_event := next_event()).__class__ is not _MappingEnd:
            key = self._key(key_event, node)
            keys.setdefault(key, key_event)
            inner = next_event()
            # Most values are scalars without properties; a call for each would take a tenth of the time.
            if inner.__class__ is ScalarNode and inner.anchor is None and inner.tag is None:
                values[key] = inner
            else:
                values[key] = node_of(inner)
        self._depth -= 1
        return node

    def _key(self, event: Any, mapping: MappingNode) -> str:
        """Return the key that *event* is, which the mapping should not have yet."""
        if event.__class__ is not ScalarNode:
            self._faults.note(event, "S107", "a key that is not a word", "write key: value")
            raise Stop
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        key: str = event.value
        if key in mapping.keys:
            first = mapping.keys[key].start_mark
            where = f"first at {first.line + 1}:{first.column + 1}"
            self._faults.note(event, "S108", f"duplicate key '{shown(key, 60)}' ({where})")
        return key

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._faults.note(event, "S106", f"the anchor &{shown(event.anchor)}", "delete it; a store has no anchors")
        if event.tag is not None:
            self._faults.note(event, "S109", f"the tag {shown(event.tag)}", "delete it; the key decides the type")


_TAG_LINE = re.compile(r"(?:^|(?<=[\r\n]))%TAG")


def not_allowed(char: str) -> str:
    """Return the message for a forbidden character, which it names by its code point."""
    return f"the character U+{ord(char):04X} is not allowed"


def _end_of(text: str, line: int) -> tuple[int, int]:
    """Return line and column of what follows a text that begins on *line*."""
    return line + text.count("\n"), len(text) - text.rfind("\n")
