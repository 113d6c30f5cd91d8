"""What a style is: one record says all of it."""

from collections.abc import Callable
from typing import NamedTuple

from rcsc_facts.cite.richtext import TARGETS, Text
from rcsc_facts.cite.source import Source


class Passage(NamedTuple):
    """A place in the source, and what is said on its ground."""

    paragraph: int
    """Counted from 1."""
    words: str = ""
    """The source's own words there."""
    sentence: str = ""
    """A sentence in our words that rests on them."""


Cited = Callable[[Source, Passage | None], Text]
Sentence = Callable[[str, Text], Text]


class Style(NamedTuple):
    """A style of citation: how it writes the entry for a list, the form in the text, and a sentence with it."""

    name: str
    about: str
    reference: Cited
    """The entry for a list of references; where it `holds_passage`, with the passage."""
    in_text: Cited | None = None
    """The form that stands in the text (in chicago-notes, the note); None where the style has none."""
    sentence: Sentence | None = None
    """Joins a sentence and the form in the text; None where the style cannot hold a sentence."""
    is_prose: bool = False
    """Whether its references are sentences for people; else they are data for programs, always plain."""
    holds_passage: bool = False
    targets: tuple[str, ...] = ("text",)
    """The words of `TARGETS` that it can be rendered for."""


PROSE_TARGETS = tuple(TARGETS)


def with_citation(sentence: str, cited: Text) -> Text:
    """Return a sentence with its citation before the full stop."""
    body = sentence.removesuffix(".")
    return body + " " + cited + ("." if body == sentence.rstrip(".") else "")
