"""A draft without its markup, each character with its place in the source."""

import pytest

from rcsc_facts.text.original import Original


@pytest.mark.parametrize(
    ("source", "is_page", "expected"),
    [
        ("# News\n\nUse `rope 12` for *5* boats &amp; more.\n", False, ["News", "Use   for 5 boats & more. "]),
        ("<p>Five &amp; more</p><p>left</p>", True, ["Five & more", "left"]),
        ("<p>Five <b>old</b> boats</p>They <i>left", True, ["Five old boats", "They left"]),
    ],
)
def test_the_blocks_of_a_draft(source: str, is_page: bool, expected: list[str]) -> None:
    """Code is no text, an entity is its character, and what is left leads back to where it stands."""
    original = Original(source, is_page=is_page)
    assert expected == [block.text for block in original.blocks]
    last = original.blocks[-1]
    word = "boats" if not is_page else "left"
    at = last.text.index(word)
    assert source[last.origin(at) : last.end_of(at + len(word))] == word
