"""From the shape to functions that turn a node into a value, noting what is wrong with it.

The shape gives each scalar its type. A faulty value is noted and becomes None, so that all faults of a
store are found in one go.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from rcsc_facts.characters import unseen
from rcsc_facts.errors import shown
from rcsc_facts.store import shape
from rcsc_facts.store.faults import Faults
from rcsc_facts.store.nodes import MappingNode, ScalarNode, SequenceNode, not_allowed
from rcsc_facts.text import geography
from rcsc_facts.vocabulary import TODO

_LOOKS_TYPED = re.compile(
    r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE"
    r"|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
"""Plain scalars that the core schema of YAML 1.2.2 (§10.3.2) does not read as text."""

_TYPED_STARTS = frozenset("~nNtTfF0123456789+-.")

Read = Callable[[Any], Any]
Words = Mapping[str, Mapping[str, str]]
"""The words that each vocabulary of `shape.Declared` has in this store, with their meanings."""


def reader_of(kind: shape.Type, faults: Faults, declared: Words) -> Read:
    """Return the function that reads a node as *kind*: its value, or None with the fault noted.

    *declared* has to be complete when this is called, not before.
    """
    match kind:
        case shape.Text():
            return _text_reader(kind, faults)
        case shape.Word(words):
            return _word_reader(words, faults)
        case shape.Declared(vocabulary):
            return _declared_reader(vocabulary, declared.get(vocabulary, {}), faults)
        case shape.Whole(minimum, maximum):
            return _whole_reader(minimum, maximum, faults)
        case shape.Truth():
            return _truth_reader(faults)
        case shape.ListOf():
            return _list_reader(kind, faults, declared)
        case shape.MapOf():
            return _map_reader(kind, faults, declared)
        case shape.OneOf():
            return _one_of_reader(kind, faults, declared)
        case shape.Pieces():
            return _pieces_reader(kind, faults, declared)
        case shape.Record():  # pragma: no branch - there are no others
            return _record_reader(kind, faults, declared)


def check_keys(node: MappingNode, fields: Any, faults: Faults) -> None:
    """Note the keys of a mapping that are not among the *fields* of a record, and the required ones it lacks."""
    for key, scalar in node.keys.items():
        if key not in fields:
            near = faults.near(key, fields) or f"known keys: {', '.join(fields)}"
            faults.note(scalar, "S216", f"unknown key '{shown(key, 60)}'", near)
    for name, field in fields.items():
        if field.required and name not in node.values:
            faults.note(node, "S203", f"the key '{name}' is missing", field.about)


def _text_reader(kind: shape.Text, faults: Faults) -> Read:
    full = re.compile(kind.pattern).fullmatch if kind.pattern else None
    longest, typed, note = kind.max_length, _LOOKS_TYPED.fullmatch, faults.note

    def read(node: Any) -> str | None:
        if node.__class__ is not ScalarNode:
            note(node, "S205", "a text is wanted here")
            return None
        value: str = node.value
        plain = not node.style
        # What nearly every text is: printable, without escapes, of fair length, and not begun like a number or a null.
        if (
            value
            and len(value) <= longest
            and value.isprintable()
            and (value.isascii() if node.style == '"' else not (plain and value[0] in _TYPED_STARTS))
        ):
            if full and not full(value):
                note(node, "S210", f"'{shown(value, 60)}' is not {kind.like}")
                return None
            if not value.isspace():
                return value
        if plain and typed(value):
            written = shown(value, 40) or "nothing"
            note(node, "S206", f"{written} is not text to YAML", f"put it in quotes: '{written}'" if value else "")
            return None
        if node.style in ("|", ">"):
            value = value.rstrip("\n")
        if not value or value.isspace():
            note(node, "S207", "the text is empty", "fill it in, or leave the key out")
            return None
        if "\n" in value or "\t" in value or "\r" in value:
            note(node, "S208", "a text stays on one line, without tabs", "fold longer texts with >-")
            return None
        if len(value) > longest:
            note(node, "S209", f"the text has {len(value)} characters; {longest} are the most")
            return None
        if node.style == '"' and (match := next(unseen(value), None)):
            note(node, "S104", not_allowed(match[0]), "delete its escape")
            return None
        if full and not full(value):
            note(node, "S210", f"'{shown(value, 60)}' is not {kind.like}")
            return None
        return value

    return read


def _word_reader(words: Any, faults: Faults) -> Read:
    def read(node: Any) -> str | None:
        if node.__class__ is ScalarNode and node.value in words:
            word: str = node.value
            return word
        if node.__class__ is not ScalarNode:
            faults.note(node, "S205", f"one of these words is wanted here: {', '.join(words)}")
        else:
            near = faults.near(node.value, words) or f"one of {', '.join(words)}"
            faults.note(node, "S211", f"unknown word '{shown(node.value, 60)}'", near)
        return None

    return read


def _declared_reader(vocabulary: str, words: Mapping[str, str], faults: Faults) -> Read:
    is_open = vocabulary != "regions"  # the tool has regions of its own, and a claim may go without

    def read(node: Any) -> str | None:
        if node.__class__ is not ScalarNode:
            faults.note(node, "S205", f"one of these words is wanted here: {', '.join(words)}")
            return None
        word: str = node.value
        if word in words or (is_open and word == TODO):
            return word
        near = faults.near(word, words)
        if is_open:
            hint = f"{near} Or declare it above, in {vocabulary}:" if near else f"declare it above, in {vocabulary}:"
            faults.note(node, "S217", f"'{shown(word, 60)}' is not among the {vocabulary} of this store", hint)
        else:
            meant = geography.region(word)
            near = near or (f"did you mean {meant}?" if meant in words else "")
            hint = near or "a region of UN M49 (rcsc words), or one declared above, in places:"
            faults.note(node, "S211", f"unknown word '{shown(word, 60)}'", hint)
        return None

    return read


def _whole_reader(minimum: int, maximum: int, faults: Faults) -> Read:
    full = re.compile(r"0|[1-9][0-9]{0,8}").fullmatch

    def read(node: Any) -> int | None:
        if node.__class__ is ScalarNode and not node.style and full(node.value):
            value = int(node.value)
            if minimum <= value <= maximum:
                return value
        span = str(minimum) if minimum == maximum else f"a whole number from {minimum} to {maximum}"
        faults.note(node, "S212", f"{span} is wanted here, in plain digits")
        return None

    return read


def _truth_reader(faults: Faults) -> Read:
    def read(node: Any) -> bool | None:
        if node.__class__ is ScalarNode and not node.style and node.value in ("true", "false"):
            return bool(node.value == "true")
        faults.note(node, "S213", "true or false is wanted here")
        return None

    return read


def _list_reader(kind: shape.ListOf, faults: Faults, declared: Words) -> Read:
    read_item, least, most = reader_of(kind.item, faults, declared), kind.min_items, kind.max_items

    def read(node: Any) -> list[Any] | None:
        if node.__class__ is not SequenceNode:
            faults.note(node, "S202", "a list is wanted here")
            return None
        items = [read_item(item) for item in node.items]
        if len(items) < least:
            faults.note(node, "S214", "the list is empty", "fill it in, or leave the key out")
        if most is not None and len(items) > most:
            faults.note(node, "S214", f"the list has {len(items)} items; {most} are the most")
        if kind.unique and len(set(items)) != len(items):
            seen: set[Any] = {None}  # a faulty item, which was reported
            for item, where in zip(items, node.items, strict=True):
                if item in seen and item is not None:
                    faults.note(where, "S215", f"'{shown(item, 60)}' stands twice in the list", "delete one")
                seen.add(item)
        return items

    return read


def _record_reader(kind: shape.Record, faults: Faults, declared: Words) -> Read:
    fields = kind.fields
    readers = {name: reader_of(field.type, faults, declared) for name, field in fields.items()}
    required = [name for name, field in fields.items() if field.required]

    def read(node: Any) -> dict[str, Any] | None:
        if node.__class__ is not MappingNode:
            faults.note(node, "S201", f"a mapping with the keys {', '.join(fields)} is wanted here")
            return None
        nodes = node.values
        try:
            values = {name: readers[name](value) for name, value in nodes.items()}
        except KeyError:
            check_keys(node, fields, faults)
            return {name: readers[name](value) for name, value in nodes.items() if name in readers}
        for name in required:
            if name not in values:
                check_keys(node, fields, faults)
                break
        if kind.is_filled and not values:
            faults.note(node, "S214", "the record is empty", f"its keys: {', '.join(fields)}")
        return values

    return read


def _map_reader(kind: shape.MapOf, faults: Faults, declared: Words) -> Read:
    read_key, read_item = reader_of(shape.WORD, faults, declared), reader_of(kind.item, faults, declared)

    def read(node: Any) -> dict[str, Any] | None:
        if node.__class__ is not MappingNode:
            faults.note(node, "S201", "a mapping of words is wanted here", "write a line word: … for each")
            return None
        if len(node.values) < kind.min_items:
            faults.note(node, "S214", "the mapping is empty", "add a word")
        values = {read_key(node.keys[key]): read_item(value) for key, value in node.values.items()}
        values.pop(None, None)
        return values

    return read


def _one_of_reader(kind: shape.OneOf, faults: Faults, declared: Words) -> Read:
    readers = {key: reader_of(record, faults, declared) for key, record in kind.records.items()}
    keys = " or ".join(readers)

    def read(node: Any) -> dict[str, Any] | None:
        if node.__class__ is not MappingNode:
            faults.note(node, "S201", f"a mapping with the key {keys} is wanted here")
            return None
        for key, read_record in readers.items():
            if key in node.values:
                record: dict[str, Any] | None = read_record(node)
                return record
        faults.note(node, "S203", f"the key {keys} is missing")
        return None

    return read


def _pieces_reader(kind: shape.Pieces, faults: Faults, declared: Words) -> Read:
    read_first, read_other = reader_of(kind.first, faults, declared), reader_of(kind.other, faults, declared)

    def read(node: Any) -> list[Any] | None:
        if node.__class__ is not SequenceNode:
            return [read_first(node)]
        pieces = [(read_other if position else read_first)(item) for position, item in enumerate(node.items)]
        if not pieces:
            faults.note(node, "S214", "the list is empty", "the first piece carries the claim")
        if len(pieces) > kind.max_items:
            faults.note(node, "S214", f"the list has {len(pieces)} items; {kind.max_items} are the most")
        return pieces

    return read
