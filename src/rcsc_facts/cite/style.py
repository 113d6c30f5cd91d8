"""What a style is: one record says all of it."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rcsc_facts.cite.richtext import TARGETS, Text, linked
from rcsc_facts.cite.source import Source


class Passage(NamedTuple):
    """A place in the source, and what is said on its ground."""

    paragraph: int
    """Counted from 1."""
    words: str = ""
    """The source's own words there."""
    sentence: str = ""
    """A sentence in our words that rests on them."""
    link: str = ""
    """The address of the words; empty where none is asked for."""


Cited = Callable[[Source, Passage | None], Text]
Sentence = Callable[[Source, Passage, str, bool], Text]


def by_title(source: Source) -> tuple[Any, ...]:
    """Return what puts titles in alphabetical order: without an article at the start."""
    return (re.sub(r"^(?:a|an|the) ", "", str(source.title).casefold()),)


class Style(NamedTuple):
    """A style of citation: how it writes the entry for a list, the form in the text, and a sentence with it."""

    name: str
    about: str
    reference: Cited
    """The entry for a list of references; where it `holds_passage`, with the passage."""
    in_text: Cited | None = None
    """The form that stands in the text (in chicago-notes, the note); None where the style has none."""
    sentence: Sentence | None = None
    """A sentence with the form in the text, of the source, the passage, the sentence and whether it is the first that
    cites the source; None where the style cannot hold a sentence."""
    is_prose: bool = False
    """Whether its references are sentences for people; else they are data for programs, always plain."""
    holds_passage: bool = False
    """Whether an entry has a field for the place in the source."""
    holds_link: bool = False
    """Whether the entry itself has the address; else a link to the words stands below it."""
    link: Callable[[str], Text] = linked
    """A link to the words, where it stands by itself."""
    alike: Callable[[Source], object] | None = None
    """What a work is cited by in the text; works that have it in common are told apart by letters, in the `order`."""
    order: Callable[[Source], tuple[Any, ...]] = by_title
    together: Callable[[Sequence[Text]], Text] | None = None
    """Makes one whole of several entries, where they cannot just stand below each other."""
    targets: tuple[str, ...] = ("text",)
    """The words of `TARGETS` that it can be rendered for."""


PROSE_TARGETS = tuple(TARGETS)


def in_sentence(in_text: Cited, escaped: Callable[[str], str] = str) -> Sentence:
    """Return how a sentence has its citation before the full stop."""

    def sentence(source: Source, passage: Passage, said: str, is_first: bool) -> Text:
        del is_first
        body = said.removesuffix(".")
        stop = "." if body != said or not said.endswith(("?", "!")) else ""
        return escaped(body) + " " + in_text(source, passage) + stop

    return sentence
