"""Wikipedia's citation templates (Citation Style 1)."""

import re

from rcsc_facts.cite.prose import dashed, day_first
from rcsc_facts.cite.richtext import ITALIC, LOWERED, RAISED, Text, text, web_address
from rcsc_facts.cite.source import Source, Span
from rcsc_facts.cite.style import Passage, Style

_KINDS = {
    "article-newspaper": ("news", "newspaper"),
    "article-magazine": ("magazine", "magazine"),
    "webpage": ("web", "website"),
    "report": ("report", "work"),
}


def _escaped(words: str) -> str:
    """Return words with what would end or open a template's field, a tag or a link spelt so that it does not."""
    words = re.sub(r"[|{}<>&=\[\]~#*;:_-]", _reference, words) if words[:1] in tuple("#*;:=") else words
    return re.sub(r"[|{}<>&=\[\]]|(?<=')'|'(?=')|(?<=~)~|(?<=_)_", _reference, words)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _marked(words: Text) -> str:
    """Return a text with its styles in wikitext."""
    pieces = []
    for run in words.runs:
        piece = _escaped(run.text)
        for style, (start, end) in _TAGS.items():
            if style in run.styles:
                piece = f"{start}{piece}{end}"
        pieces.append(piece)
    return "".join(pieces)


_TAGS = {ITALIC: ("''", "''"), RAISED: ("<sup>", "</sup>"), LOWERED: ("<sub>", "</sub>")}


def _title(source: Source) -> str:
    # A whole title in single brackets is a description, which the template prints as it is.
    plain = str(source.title)
    if source.is_untitled:
        return f"[{_marked(source.title)}]"
    if re.fullmatch(r"\[[^\[\]]*\]", plain):
        return f"[{_marked(source.title[1:-1])}]"
    return _marked(source.title)


def _date(span: Span) -> str:
    start, end = span
    if not end:
        return day_first(start)
    if len(start) > 2 and len(end) > 2 and start[:2] == end[:2]:
        return f"{start[2]}–{day_first(end)}"
    if start[0] == end[0] and len(start) > 1 and len(end) > 1:
        between = " – " if len(start) > 2 else "–"
        return f"{day_first(start, year=False)}{between}{day_first(end)}"
    return f"{day_first(start)}{' – ' if len(start) > 1 else '–'}{day_first(end)}"


def _template(source: Source, passage: Passage | None) -> Text:
    kind, held = _KINDS[source.type]
    fields: list[tuple[str, str]] = []
    for number, name in enumerate(source.authors, 1):
        suffix = str(number) if len(source.authors) > 1 else ""
        if name.literal or not name.family:
            fields.append((f"author{suffix}", _escaped(name.straight)))
        else:
            first = ", ".join(filter(None, (" ".join(filter(None, (name.given, name.dropping))), name.suffix)))
            fields += [(f"last{suffix}", _escaped(name.surname)), (f"first{suffix}", _escaped(first))]
    if not source.authors:
        fields.append(("author", "<!--Not stated-->"))
    language = source.get("language")
    fields += [
        ("title", _title(source)),
        (held, _escaped(source.get("container-title"))),
        ("publisher", _escaped(source.get("publisher"))),
        ("agency", _escaped(str(source.item.get("custom", {}).get("agency", "")))),
        ("location", _escaped(source.get("publisher-place"))),
        ("date", _date(source.issued) if source.issued else ""),
        ("edition", _escaped(source.get("edition"))),
        ("department", _escaped(source.get("section"))),
        ("volume", _escaped(source.get("volume"))),
        ("issue", _escaped(source.get("issue"))),
        ("number", _escaped(source.get("number"))),
        (
            "at" if passage else "pages",
            f"para. {passage.paragraph}" if passage else _escaped(dashed(source.get("page"))),
        ),
        ("language", _escaped(language) if not source.is_english else ""),
        ("issn", _escaped(source.get("ISSN"))),
        ("doi", _escaped(source.doi)),
        ("url", _address(source)),
        ("access-date", day_first(source.accessed) if source.accessed else ""),
    ]
    return text(f"{{{{cite {kind} {' '.join(f'|{name}={words}' for name, words in fields if words)}}}}}")


def _address(source: Source) -> str:
    """Return the address with what wikitext would read as its own percent-encoded."""
    return re.sub(r"[\[\]']", lambda found: f"%{ord(found[0]):02X}", web_address(source.get("URL")))


def _place(source: Source, passage: Passage | None) -> Text:
    del source
    return text(f"{{{{rp|at=para. {passage.paragraph}}}}}" if passage else "")


def note(source: Source, passage: Passage, *, is_first: bool) -> Text:
    """Return a footnote, whose name is defined by the first that uses it."""
    name = f'<ref name="{source.id}"'
    return text(f"{name}>{_template(source, None)}</ref>" if is_first else f"{name} />") + _place(source, passage)


def _sentence(source: Source, passage: Passage, said: str, is_first: bool) -> Text:
    return _escaped(said) + note(source, passage, is_first=is_first)


STYLE = Style(
    "wikipedia",
    "a {{cite}} template",
    reference=_template,
    in_text=_place,
    sentence=_sentence,
    holds_passage=True,
    holds_link=True,
    link=lambda address: text(f"[{address}]"),
)
