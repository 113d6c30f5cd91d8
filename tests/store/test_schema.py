"""The JSON Schema: kept equal to the definition, and of one mind with the reader."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from rcsc_facts.errors import StoreFaults
from rcsc_facts.store import catalog, shape
from support import FACTS, ROOT, STORES, Program

BEYOND = {
    *(
        "merge-key",
        "alias",
        "anchor",
        "bidi-escape",
        "bidi-raw",
        "c1-escape",
        "claims-first",
        "comment-only",
        "country-unknown",
    ),
    *("document-second", "duplicate-id", "duplicate-place", "escape-sequence", "figure-clock", "figure-exponent"),
    *("figure-a-date", "figure-vague", "figure-with-noun"),
    *("figure-octal", "figure-underscore", "figure-words", "half-character", "related-self", "related-unknown"),
    *("surrogate", "tab-in-text", "tag", "text-multiline", "utf-16", "nul", "latin-1", "key-complex"),
    *("codepoint-too-large", "tab-indent"),
    *("place-code", "places-after", "region-misspelt", "region-of-nowhere", "region-of-the-tool", "region-unknown"),
    *("speaker-article", "speaker-undeclared", "table-undeclared", "topic-undeclared"),
}
"""Faults of YAML itself, of characters, and between records: JSON Schema cannot express them."""


def _accepts(path: Path) -> bool:
    """Whether YAML 1.2 (with its core schema) and JSON Schema find nothing wrong with a store."""
    try:
        data: Any = YAML(typ="safe", pure=True).load(path)
    except (YAMLError, UnicodeDecodeError, ValueError):
        return False
    return bool(jsonschema.Draft202012Validator(shape.json_schema()).is_valid(data))


def test_the_schema_in_the_repository_is_the_generated_one(rcsc: Program) -> None:
    """facts.schema.json is what rcsc schema prints for facts.yaml, and a valid schema of its draft."""
    run = rcsc("schema", "--store", str(FACTS))
    assert (0, "") == (run.code, run.err)
    assert (ROOT / "facts.schema.json").read_text(encoding="utf-8") == run.out
    jsonschema.Draft202012Validator.check_schema(json.loads(run.out))
    assert FACTS.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=facts.schema.json\n")


@pytest.mark.parametrize("path", sorted([FACTS, *STORES.rglob("*.yaml")]), ids=lambda path: path.stem)
def test_reader_and_schema_agree(path: Path) -> None:
    """Both give the same verdict wherever JSON Schema can express the rule."""
    try:
        catalog.load(path)
        verdict = True
    except StoreFaults:
        verdict = False
    if path.stem not in BEYOND:
        assert verdict == _accepts(path)
    else:
        assert not verdict
