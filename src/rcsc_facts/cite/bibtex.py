"""BibTeX, and BibLaTeX (the data model of the biblatex package)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from rcsc_facts.cite.prose import american, curled, edition, month
from rcsc_facts.cite.richtext import BOLD, ITALIC, LOWERED, RAISED, SMALL_CAPS, Text, text, web_address
from rcsc_facts.cite.source import Name, Source, Span, is_unspaced, joined_name
from rcsc_facts.cite.style import Cited, Passage, Style, in_sentence

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "\u202f": "~",
    "^": r"\textasciicircum{}",
    # These print as other characters in the encoding that LaTeX starts with.
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
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
# biblatex has its own, which stand where a style expands a title to look at it.
_BIBLATEX_COMMANDS = {**_COMMANDS, ITALIC: r"\mkbibemph", BOLD: r"\mkbibbold", RAISED: r"\mkbibsuperscript"}


def _latex(words: Text | str, commands: Mapping[str, str] = _COMMANDS) -> str:
    """Return words in which LaTeX sees nothing but words and their styles; a straight mark is one of babel's."""
    pieces = []
    for run in curled(words).runs:
        piece = "".join(_ESCAPES.get(char, char) for char in run.text)
        for style in sorted(run.styles):
            piece = f"{commands[style]}{{{piece}}}"
        pieces.append(piece)
    return "".join(pieces)


def _braced(words: Text | str) -> str:
    return f"{{{_latex(words)}}}" if words else ""


def _title(source: Source) -> Text:
    return "[" + source.title + "]" if source.is_untitled else source.title


def _twice_braced(words: str) -> str:
    # Two pairs keep the capitals of every name in a title.
    return f"{{{{{words}}}}}"


def _name(name: Name) -> str:
    # A name of one part would be split at its blanks, one without blanks be parted by a comma.
    if not name.family or is_unspaced(name.family + name.given):
        return f"{{{_latex(name.straight)}}}"
    family = joined_name(name.dropping, joined_name(name.particle, name.family))
    return ", ".join(part for part in (_family(family), _part(name.suffix), _part(name.given)) if part)


def _family(family: str) -> str:
    if _part(family) != _latex(family):
        return _part(family)
    words = family.split(" ")
    # A word in small letters is a particle to them, even the only one, and a hyphen parts it from what it belongs to.
    whole = {word for word in words if word[:1].islower() and ("-" in word or word == words[-1])}
    return " ".join(f"{{{_latex(word)}}}" if word in whole else _latex(word) for word in words)


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


def _number(source: Source) -> str:
    """Return the number of a report without the label that styles put before it, or else the issue."""
    return re.sub(r"^No\.\s*", "", source.get("number")) or source.get("issue")


def _apart(source: Source, fields: Sequence[str]) -> list[str]:
    """Return in words the section, and those of edition and volume for which styles have no place."""
    written = edition(source)
    if source.is_article and written == source.get("edition") and not written.lower().endswith("edition"):
        written += " edition"
    said = {"section": f"Section {source.get('section')}", "edition": written, "volume": f"Vol. {source.get('volume')}"}
    return [said[field] for field in ("section", *fields) if source.get(field)]


# BibTeX

_ACCENTS = dict(
    zip(
        "\u0300 \u0301 \u0302 \u0303 \u0304 \u0306 \u0307 \u0308 \u030a \u030b \u030c \u0327 \u0328".split(),
        ("`", "'", "^", "~", "=", "u ", ".", '"', "r ", "H ", "v ", "c ", "k "),
        strict=True,
    )
)
_LETTERS = dict(
    zip("æÆœŒøØłŁßıđĐðÐþÞ", "ae AE oe OE o O l L ss i dj DJ dh DH th TH".split(), strict=True),
)
_MARKS = {"‘": "`", "’": "'", "“": "``", "”": "''"}


def _in_ascii(words: str) -> str:
    """Return names with letters as TeX writes them: BibTeX counts bytes, and would cut an initial or a label in two."""
    return re.sub(r"[^\x00-\x7f]", lambda found: _letter(found[0]), unicodedata.normalize("NFC", words))


def _letter(char: str) -> str:
    decomposed = unicodedata.normalize("NFD", char)
    base, mark = decomposed[0], decomposed[1:]
    if char in _LETTERS or (mark in _ACCENTS and base.isascii()):
        return f"{{\\{_LETTERS.get(char) or _ACCENTS[mark] + base}}}"
    return _MARKS.get(char, char)


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
    number = _number(source) if source.type == "report" else source.get("issue")
    apart = {"incollection": (), "article": ("edition",)}.get(kind, ("edition", "volume"))
    fields = {
        "author": _in_ascii(_authors(source)),
        # What styles sort by where there is no author.
        "key": "" if source.authors else _braced(within or str(source.title)),
        "title": _twice_braced(_latex(_title(source))),
        held: _braced(within),
        "publisher": _braced(publisher) if within != publisher else "",
        "address": _braced(source.get("publisher-place")),
        # Else styles call it a technical report.
        "type": _genre(source) or ("{Report}" if kind == "techreport" else ""),
        "year": _braced(_between([str(date[0]) for date in dates], "--")),
        "month": _between(months, ' # "--" # '),
        "day": _braced("--".join(days)),
        "edition": _braced(source.get("edition")) if kind == "incollection" else "",
        "volume": _braced(source.get("volume")) if kind in ("incollection", "article") else "",
        "number": _braced(number),
        "pages": _pages(source),
        "language": _braced(source.get("language")),
        "issn": _braced(source.get("ISSN")),
        "doi": _verbatim(source.doi),
        "url": _address(source),
        "note": _noted(*_apart(source, apart), source.get("note"), _accessed(source)),
    }
    return _entry(kind, source, fields)


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
    apart = {"report": ("edition", "volume"), "inbook": ()}.get(kind, ("edition",))
    publisher, genre = source.get("publisher"), _genre(source)
    title = _latex(_title(source), _BIBLATEX_COMMANDS)
    fields = {
        "author": _authors(source),
        # In a style that quotes titles these marks become single.
        "title": _twice_braced(re.sub("“([^“”]*)”", r"\\mkbibquote{\1}", title)),
        "titleaddon": genre if kind != "report" else "",
        "journaltitle": _braced(container) if kind == "article" else "",
        # biblatex-apa gives the whole date of what is nonacademic; it prints other words for it as a description.
        "entrysubtype": "{nonacademic}" if kind == "article" else "",
        "booktitle": _braced(container) if kind == "inbook" else "",
        "organization": _braced(container or publisher) if kind == "online" else "",
        "type": genre or ("{Report}" if source.get("number") else "") if kind == "report" else "",
        "institution": _braced(publisher) if kind == "report" else "",
        "publisher": _braced(publisher) if kind in ("article", "inbook") or (kind == "online" and container) else "",
        "location": _braced(source.get("publisher-place")),
        "date": _braced(source.issued.edtf),
        "edition": _braced(source.get("edition")) if kind == "inbook" else "",
        "volume": _braced(source.get("volume")) if kind != "report" else "",
        "number": _braced(_number(source)),
        "pages": _pages(source),
        "langid": _braced(_LANGUAGES.get(language.lower(), _LANGUAGES.get(language.lower()[:2], language))),
        "issn": _braced(source.get("ISSN")),
        "doi": _verbatim(source.doi),
        "url": _address(source),
        "urldate": _braced(Span(source.accessed).edtf),
        "note": _noted(source.get("note")),
        "addendum": _noted(*_apart(source, apart)),
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
