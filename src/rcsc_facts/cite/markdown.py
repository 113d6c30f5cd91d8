"""A line of Markdown for a reader, and pandoc's citations for the text."""

from rcsc_facts.cite.prose import american, short_authors
from rcsc_facts.cite.richtext import Text, italic, markdown_link, render, text
from rcsc_facts.cite.source import Source, Span
from rcsc_facts.cite.style import Passage, Style, in_sentence


def _line(source: Source, passage: Passage | None) -> Text:
    authors = short_authors([name.straight for name in source.authors], "and")
    container, place = source.get("container-title"), source.get("publisher-place")
    held = italic(container) + (f" ({place})" if place else "") if container else text(source.get("publisher"))
    dated = american(source.issued) if source.issued else "n.d."
    paragraph = f"para. {passage.paragraph}" if passage else ""
    seen = f"accessed {american(Span(source.accessed))}" if source.accessed else ""
    title = markdown_link(source.title, (passage and passage.link) or source.address)
    rest = [render(text(part), "md") for part in (held, dated, paragraph, seen) if part]
    return text(", ".join([*([render(authors, "md")] if authors else []), title, *rest]))


def _citation(source: Source, passage: Passage | None) -> Text:
    return text(f"[@{source.id}{f', para. {passage.paragraph}' if passage else ''}]")


def _plain(said: str) -> str:
    return render(text(said), "md")


STYLE = Style(
    "markdown",
    "a Markdown line; in the text, a pandoc citation",
    reference=_line,
    in_text=_citation,
    sentence=in_sentence(_citation, _plain),
    holds_passage=True,
    holds_link=True,
    link=lambda address: text(f"<{address}>"),
)
