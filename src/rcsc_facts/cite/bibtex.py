"""BibTeX, and BibLaTeX (the data model of the biblatex package)."""

import re
from collections.abc import Mapping, Sequence

from rcsc_facts.cite.prose import american, month
from rcsc_facts.cite.richtext import BOLD, ITALIC, LOWERED, RAISED, SMALL_CAPS, Text, text, web_address
from rcsc_facts.cite.source import Name, Source, Span, joined_name
from rcsc_facts.cite.style import Cited, Passage, Style, in_sentence

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': r"\textquotedbl{}",
    # A brace counts as one for BibTeX even behind a backslash.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_COMMANDS = {
    ITALIC: r"\emph",
    BOLD: r"\textbf",
    SMALL_CAPS: r"\textsc",
    RAISED: r"\textsuperscript",
    LOWERED: r"\textsubscript",
}


def _latex(words: Text | str) -> str:
    """Return words in which LaTeX sees nothing but words and their styles."""
    pieces = []
    for run in text(words).runs:
        piece = "".join(_ESCAPES.get(char, char) for char in run.text)
        for style in sorted(run.styles):
            piece = f"{_COMMANDS[style]}{{{piece}}}"
        pieces.append(piece)
    return "".join(pieces)


def _braced(words: Text | str) -> str:
    return f"{{{_latex(words)}}}" if words else ""


def _title(source: Source) -> str:
    # Two pairs of braces keep the capitals of every name in it.
    return f"{{{_braced('[' + source.title + ']' if source.is_untitled else source.title)}}}"


def _name(name: Name) -> str:
    if name.literal or (name.is_static and not name.family):
        return f"{{{_latex(name.straight)}}}"
    family = joined_name(name.dropping, joined_name(name.particle, name.family))
    return ", ".join(_part(part) for part in (family, name.suffix, name.given) if part)


def _part(part: str) -> str:
    # A comma or the word "and" would begin another part or another name.
    return f"{{{_latex(part)}}}" if "," in part or re.search(r"\band\b", part, re.IGNORECASE) else _latex(part)


def _authors(source: Source) -> str:
    return f"{{{' and '.join(map(_name, source.authors))}}}" if source.authors else ""


def _verbatim(words: str) -> str:
    """Return an address or a DOI, which programs read as it is, with what would end the field percent-encoded."""
    safe = re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", words)
    return f"{{{safe}}}" if words else ""


def _address(source: Source) -> str:
    return _verbatim(web_address(source.get("URL")))


def _range(words: str) -> str:
    """Return numbers of pages with the two hyphens by which TeX sets a range."""
    return re.sub(r"(?<=\w)\s*[-–]\s*(?=\w)", "--", words)


def _pages(source: Source) -> str:
    return _braced(_range(source.get("page")))


def _entry(kind: str, source: Source, fields: Mapping[str, str]) -> Text:
    lines = [f"@{kind}{{{source.id},", *(f"  {name} = {value}," for name, value in fields.items() if value), "}"]
    return text("\n".join(lines))


def _noted(*parts: str) -> str:
    return _braced(". ".join(part.rstrip(".") for part in parts if part))


# BibTeX


def _between(parts: Sequence[str], between: str) -> str:
    return between.join(dict.fromkeys(part for part in parts if part))


def _bibtex(source: Source, passage: Passage | None) -> Text:
    del passage
    whole = bool(source.authors and source.issued and not source.is_untitled)
    kind, held = "misc", "howpublished"
    container, publisher = source.get("container-title"), source.get("publisher")
    if whole and source.is_article and container:
        kind, held = "article", "journal"
    elif whole and source.type == "report" and container:
        kind, held = "incollection", "booktitle"
    elif whole and source.type == "report" and publisher:
        kind, held = "techreport", "institution"
    within = container or publisher
    dates = [date for date in source.issued if date]
    months = [month(date[1])[:3].lower() if date[1] <= 12 else f'"{month(date[1])}"' for date in dates if len(date) > 1]
    days = [str(date[2]) for date in dates if len(date) > 2]
    number = source.get("number") or source.get("issue") if source.type == "report" else source.get("issue")
    fields = {
        "author": _authors(source),
        # What styles sort by where there is no author.
        "key": "" if source.authors else _braced(within or str(source.title)),
        "title": _title(source),
        held: _braced(within),
        "publisher": _braced(publisher) if within != publisher else "",
        "address": _braced(source.get("publisher-place")),
        "type": _genre(source),
        "year": _braced(_between([str(date[0]) for date in dates], "--")),
        "month": _between(months, ' # "--" # '),
        "day": _braced("--".join(days)),
        "edition": _braced(source.get("edition")),
        "volume": _braced(source.get("volume")),
        "number": _braced(number),
        "pages": _pages(source),
        "language": _braced(source.get("language")),
        "issn": _braced(source.get("ISSN")),
        "doi": _verbatim(source.doi),
        "url": _address(source),
        "urldate": _braced(Span(source.accessed).edtf),
        "note": _noted(_section(source), source.get("note"), _accessed(source)),
    }
    return _entry(kind, source, fields)


def _section(source: Source) -> str:
    return f"Section {source.get('section')}" if source.get("section") else ""


def _accessed(source: Source) -> str:
    return f"Accessed {american(Span(source.accessed))}" if source.accessed else ""


# BibLaTeX


def _genre(source: Source) -> str:
    return "" if source.is_untitled else _braced(source.get("genre"))


_LANGUAGES = {
    "ar": "arabic",
    "de": "ngerman",
    "en": "english",
    "en-gb": "british",
    "en-us": "american",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "ja": "japanese",
    "pt": "portuguese",
    "ru": "russian",
    "zh": "chinese",
}
"""The names by which babel and biblatex know the languages that news is most often written in."""


def _biblatex(source: Source, passage: Passage | None) -> Text:
    del passage
    container, language = source.get("container-title"), source.get("language")
    kind = {"webpage": "online", "report": "inbook" if container else "report"}.get(source.type, "article")
    fields = {
        "author": _authors(source),
        "title": _title(source),
        "journaltitle": _braced(container) if kind == "article" else "",
        # biblatex-apa gives the whole date of what is nonacademic; it prints other words for it as a description.
        "entrysubtype": "{nonacademic}" if kind == "article" else "",
        "booktitle": _braced(container) if kind == "inbook" else "",
        "organization": _braced(container) if kind == "online" else "",
        "type": _braced(source.get("genre") or "Report") if kind == "report" else _genre(source),
        "institution": _braced(source.get("publisher")) if kind == "report" else "",
        "publisher": _braced(source.get("publisher")) if kind != "report" else "",
        "location": _braced(source.get("publisher-place")),
        "date": _braced(source.issued.edtf),
        "edition": _braced(source.get("edition")),
        "volume": _braced(source.get("volume")),
        "number": _braced(source.get("issue") or source.get("number")),
        "pages": _pages(source),
        "langid": _braced(_LANGUAGES.get(language.lower(), _LANGUAGES.get(language.lower()[:2], language))),
        "issn": _braced(source.get("ISSN")),
        "doi": _verbatim(source.doi),
        "url": _address(source),
        "urldate": _braced(Span(source.accessed).edtf),
        "note": _noted(_section(source), source.get("note")),
    }
    return _entry(kind, source, fields)


# Citations in a LaTeX text


def _command(name: str) -> Cited:
    def cited(source: Source, passage: Passage | None) -> Text:
        return text(f"\\{name}{f'[para.~{passage.paragraph}]' if passage else ''}{{{source.id}}}")

    return cited


def _link(address: str) -> Text:
    return text(f"\\url{{{address}}}")


def _style(name: str, about: str, entry: Cited, command: str) -> Style:
    in_text = _command(command)
    return Style(name, about, entry, in_text, in_sentence(in_text, _latex), holds_link=True, link=_link)


BIBTEX = _style("bibtex", "BibTeX", _bibtex, "cite")
BIBLATEX = _style("biblatex", "BibLaTeX", _biblatex, "autocite")
