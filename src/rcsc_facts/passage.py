"""The sentences of a reader's own copy that a claim rests on, with the words marked."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rcsc_facts.model import Claim, Evidence
from rcsc_facts.text.copy import Paragraph, Sentence, sentences
from rcsc_facts.text.matching import Words


class Passage(NamedTuple):
    """A sentence of the copy."""

    locator: str
    """Its paragraph and sentence there, such as 7.1."""
    text: str
    """The sentence, the words that carry the claim in brackets."""


class Copy:
    """A copy in which words are sought; a sentence is prepared for that when it is first looked at."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        """Divide the paragraphs into sentences."""
        self.sentences = sentences([paragraph.text for paragraph in paragraphs])
        self._words: dict[int, Words] = {}

    def words(self, position: int) -> Words:
        """Return a sentence by its position, prepared."""
        if position not in self._words:
            self._words[position] = Words(self.sentences[position].text)
        return self._words[position]

    def near(self, evidence: Evidence) -> Iterator[int]:
        """Yield the positions of all sentences, the one that the evidence names first."""
        named = (evidence.paragraph - 1, evidence.sentence)
        first = [at for at, one in enumerate(self.sentences) if (one.paragraph, one.number) == named]
        yield from first
        yield from (at for at in range(len(self.sentences)) if at not in first)


def passages(claim: Claim, copy: Copy) -> list[Passage]:
    """Return the sentences in which the claim's pieces of evidence stand, in the order of the copy."""
    marked: dict[int, list[tuple[int, int]]] = {}
    for piece in claim.pieces:
        sought = Words(piece.phrase)
        for position in copy.near(piece):
            match = next((one for one in copy.words(position).find(sought) if one.is_equal), None)
            if match:
                marked.setdefault(position, []).append((match.start, match.end))
                break
    return [_passage(copy.sentences[position], marked[position]) for position in sorted(marked)]


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in their order, those that overlap as one: pieces of evidence may share words."""
    joined: list[tuple[int, int]] = []
    for span in sorted(spans):
        last = joined.pop() if joined and span[0] < joined[-1][1] else span
        joined.append((last[0], max(last[1], span[1])))
    return joined


def _passage(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> Passage:
    text, done = "", 0
    for start, end in _joined(spans):
        text += f"{sentence.text[done:start]}[{sentence.text[start:end]}]"
        done = end
    return Passage(f"{sentence.paragraph + 1}.{sentence.number}", text + sentence.text[done:])
