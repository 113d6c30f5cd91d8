"""The code knows no article: what a store declares stands in the store alone."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from rcsc_facts.cli.commands import COMMANDS
from rcsc_facts.store import catalog
from support import FACTS, ROOT

PACKAGE = ROOT / "src" / "rcsc_facts"

OURS = {
    "countries": "the unit of figures that count what the field `countries` names",
    "year": "the unit of figures that are years, which are not grouped",
    "years": "an English word for a span of time",
    "report": "a type of CSL-JSON",
    "org": "a part of addresses",
    "letter": "an English word",
    "plans": "an English verb",
    "dollars": "a currency",
}
"""Words that the shipped store uses too."""

LANGUAGE = ("text", "draft", "search")
"""Rooms with lists of English words, in which any word may stand; but not the names of a subject, and no id."""


@cache
def _declared() -> tuple[set[str], set[str]]:
    """Return the words of the shipped store, and of these its names and ids."""
    header, claims = catalog.load(FACTS)
    names = {header.about, *header.names, *(one.name for one in header.speakers.values())}
    names |= {claim.id for claim in claims if "-" in claim.id}
    words = {*header.topics, *header.speakers, *(claim.id for claim in claims)}
    words |= {claim.quantity.unit for claim in claims if claim.quantity}
    return (words | names) - OURS.keys(), names


def _texts(path: Path) -> list[tuple[int, str]]:
    """Return the string constants of a module with their lines, but for docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_word_of_the_shipped_store_is_in_the_code(path: Path) -> None:
    """Topics, speakers, units, ids and names: neither as a constant nor within a message or a help text."""
    words, names = _declared()
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    known = "|".join(map(re.escape, names if room in LANGUAGE else words))
    held = re.compile(rf"(?<![\w-])(?:{known})(?![\w-])")
    assert [] == [(line, found[0]) for line, text in _texts(path) for found in held.finditer(text)]


def test_examples_are_of_no_store() -> None:
    """What stands in them for a claim's id is filled in from the store in use."""
    words, _ = _declared()
    for command in COMMANDS.values():
        assert not {*re.findall(r"[\w-]+", command.example)} & words, command.example
