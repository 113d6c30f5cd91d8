"""Who says a sentence, and what it quotes."""

import pytest

from rcsc_facts.text.telling import Voice, quotations, voices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry said boats left.", [Voice(0, 17, "The ministry")]),
        ("Boats left, according to Ann Lund.", [Voice(12, 33, "Ann Lund")]),
        ("According to “friends”, boats left.", []),
        ("“Boats left,” Ann Lund said.", [Voice(14, 27, "Ann Lund")]),
        ('The paper had "Boats left, Ann Lund said.', []),
        ("The paper had “Boats left, Ann Lund said.", []),
        ("As said on Monday, boats left.", []),
        ("It was said that boats left.", []),
    ],
)
def test_who_says_a_sentence(text: str, expected: list[Voice]) -> None:
    """A speaker stands before or after the verb; where none stands there nobody is named."""
    assert expected == list(voices(text, 0, len(text)))


def test_a_quoted_word_is_no_quotation() -> None:
    """Only more than three words are somebody's own; a word or two are a name or irony."""
    text = "The “old boats” left, and “the rest of them stay here”, he said."
    assert ["the rest of them stay here"] == [text[start:end] for start, end in quotations(text)]
