"""A draft without its markup, each character with its place in the source."""

import pytest

from rcsc_facts.text.original import Original


def test_lines_end_in_every_way() -> None:
    """A carriage return, a line feed, or both: line and column are those of an editor."""
    source = "One\rtwo\r\nthree\nold boats"
    original = Original(source)
    assert [(1, 1), (2, 1), (3, 1), (4, 5)] == [
        original.place(source.index(word)) for word in "One two three boats".split()
    ]


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
