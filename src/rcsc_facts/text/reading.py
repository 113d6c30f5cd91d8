"""A copy of an article as a careful reader sees it: its paragraphs and sentences, its figures, dates and places."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rcsc_facts.text.copy import Paragraph, Sentence, paragraphs, sentences
from rcsc_facts.text.figures import Figure, figures
from rcsc_facts.text.names import Gazetteer, Named


class Reading(NamedTuple):
    """What was read, in the order of the text; every list has an item for each paragraph."""

    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    figures: tuple[tuple[Figure, ...], ...]
    """The figures, dates and times of each paragraph; their spans are offsets in its text."""
    places: tuple[tuple[Named, ...], ...]
    """The countries and regions that each paragraph names."""

    def items(self) -> Iterator[tuple[Sentence, Figure | Named]]:
        """Yield every figure and place with the sentence that it stands in, in the order of the text."""
        by_paragraph: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
        for position, (numbers, places) in enumerate(zip(self.figures, self.places, strict=True)):
            held = by_paragraph.get(position, [])
            at = 0
            found: list[Figure | Named] = sorted([*numbers, *places], key=lambda one: (one.start, one.end))
            for one in found:
                while at + 1 < len(held) and one.start >= held[at].end:
                    at += 1
                yield held[at], one


def read(content: bytes, name: str = "", gazetteer: Gazetteer | None = None) -> Reading:
    """Read a copy; *name* is its file's, *gazetteer* knows a store's own places.

    Raises `text.copy.CopyError` for what is not text.
    """
    found = paragraphs(content, name)
    names = gazetteer or Gazetteer()
    return Reading(
        tuple(found),
        tuple(sentences([paragraph.text for paragraph in found])),
        tuple(tuple(figures(paragraph.text)) for paragraph in found),
        tuple(tuple(names.names(paragraph.text)) for paragraph in found),
    )


def as_item(sentence: Sentence, one: Figure | Named) -> dict[str, Any]:
    """Return a figure or place as plain data.

    Its kind (a word of `figures.KINDS`, or place), its words, value, bounds and unit, the codes and region
    words that it names, its paragraph and sentence, counted from 1, and where it stands in the paragraph's
    text, in characters from 0.
    """
    figure = one if isinstance(one, Figure) else None
    return {
        "kind": figure.kind if figure else "place",
        "text": one.text,
        "value": figure and figure.value,
        "low": figure and figure.low,
        "high": figure and figure.high,
        "unit": figure and figure.unit,
        "names": [one.key] if isinstance(one, Named) else [],
        "paragraph": sentence.paragraph + 1,
        "sentence": sentence.number,
        "start": one.start,
        "end": one.end,
    }
