"""Where sentences end."""

from pathlib import Path

import pytest

from rcsc_facts.text.sentences import Sentence, sentences, spans

TABLE = Path(__file__).with_name("sentences.tsv")


@pytest.mark.parametrize(
    "row", [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
)
def test_sentences_end_where_a_reader_sees_them_end(row: str) -> None:
    """Abbreviations, initials, numbers, quotes and notes end none; what ends one does."""
    text, *expected = row.split("\t")
    assert expected == [text[start:end] for start, end in spans(text)]


def test_sentences_know_their_place() -> None:
    """Paragraphs are counted from 0, sentences from 1, characters within the paragraph."""
    expected = [Sentence(0, 1, 1, 4, "No!"), Sentence(0, 2, 5, 9, "Yes."), Sentence(2, 1, 0, 2, "So")]
    assert expected == sentences([" No! Yes. ", "", "So"])
