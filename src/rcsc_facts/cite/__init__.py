"""A source and a place in it to a citation, in the prose styles and the data formats that writers use.

The styles are written for the CSL types of newspapers, magazines, web pages and reports: APA (7th
edition), MLA (9th), Chicago (18th; author-date, and notes with a bibliography). They are held against
citeproc-js and the official CSL styles in the tests, which name the few places where the published
rule differs.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from rcsc_facts.errors import NothingFound, UsageError
from rcsc_facts.model import Claim, Evidence, Header

PROSE = ("apa", "mla", "chicago", "chicago-notes")
# Marks of italics and of web addresses inside a citation, from the private use area of Unicode;
# `render` turns them into what the target has for them.
_ITALIC, _ROMAN, _URL, _END_URL = "\ue000\ue001\ue002\ue003"

Date = tuple[int, ...]


class Source(NamedTuple):
    """What is cited: a CSL-JSON item, and when it was looked at."""

    item: Mapping[str, Any]
    accessed: Date | None = None

    def get(self, name: str) -> str:
        """Return a field as text; empty where it is absent."""
        return str(self.item.get(name, ""))

    @property
    def type(self) -> str:
        """The CSL item type."""
        return self.get("type")

    @property
    def date(self) -> Date:
        """Year, month and day as far as known."""
        parts = self.item.get("issued", {}).get("date-parts", [[]])
        return tuple(parts[0])

    @property
    def authors(self) -> Sequence[Mapping[str, Any]]:
        """The authors' CSL names."""
        return tuple(self.item.get("author", ()))

    @property
    def is_untitled(self) -> bool:
        """Whether a description stands for the title."""
        return not self.get("title")

    @property
    def title(self) -> str:
        """The title, or the description that stands for it."""
        return self.get("title") or self.get("genre") or "Untitled"


def source_of(header: Header, *, as_printed: bool = False, accessed: Date | None = None) -> Source:
    """Return the article as a source; *as_printed* leaves out what is known only from elsewhere."""
    extra = {} if as_printed else {key: value for key, value in header.elsewhere.items() if key not in header.source}
    return Source({**header.source, **extra}, accessed)


FORMS = ("reference", "in-text", "quote")
"""What can be asked of a style: references, the forms for the text, or the claims as sentences with them."""


def cite(
    source: Source,
    claims: Sequence[Claim],
    style: str,
    *,
    form: str = "reference",
    link: bool = False,
    target: str = "text",
) -> list[str]:
    """Return citations, one an item: of the article, or with claims of the places that they rest on.

    *style* is a word of `vocabulary.STYLES`, *form* one of `FORMS`; *link* adds a link to each claim's very
    words. *target* (a word of `vocabulary.TARGETS`) is what prose styles are rendered for. Raise UsageError
    where a style has no such form, NothingFound for links where no address of the article is known.
    """
    if form != "reference" and style not in HAS_IN_TEXT:
        raise UsageError(f"{style} has no form for the text", f"styles that have one: {', '.join(HAS_IN_TEXT)}")
    if form == "quote" and style == "csl-json":
        raise UsageError("csl-json is no style for a sentence", "use --style markdown for pandoc")
    if (form == "quote" or link) and not claims:
        raise UsageError(
            f"--{'quote' if form == 'quote' else 'link'} needs the ids of claims", "rcsc list shows the ids"
        )
    places = [claim.evidence for claim in claims]
    if form == "quote":
        found = [quotation(source, style, claim) for claim in claims]
    elif form == "in-text":
        found = [in_text(source, style, place) for place in places] or [in_text(source, style)]
    elif claims and style in ("markdown", "wikipedia"):
        found = [reference(source, style, place) for place in places]
    else:
        found = [reference(source, style)]
        found += [in_text(source, style, place) for place in places if style in PROSE]
    links = [_link(source, place) for place in places] if link else []
    if None in links:
        raise NothingFound("no web address of the article is known", "leave out --link, or --as-printed")
    found += filter(None, links)
    return [render(one, target) for one in found] if style in PROSE else found


def reference(source: Source, style: str, place: Evidence | None = None) -> str:
    """Return the entry for a list of references, with the marks that `render` resolves.

    *place* is taken up by the styles whose entries can hold one (markdown and wikipedia).
    """
    if style in ("markdown", "wikipedia"):
        return {"markdown": _markdown, "wikipedia": _wikipedia}[style](source, place)
    return _REFERENCES[style](source)


def in_text(source: Source, style: str, place: Evidence | None = None) -> str:
    """Return the form that stands in the text (in chicago-notes, the note), with the paragraph of *place*."""
    return _IN_TEXT[style](source, place)


def quotation(source: Source, style: str, claim: Claim) -> str:
    """Return a claim's statement with its in-text citation, as one ready sentence (in chicago-notes, with its note)."""
    cited = in_text(source, style, claim.evidence)
    if style == "chicago-notes":
        return f"{claim.statement}\n{cited}"
    statement = claim.statement.rstrip(".")
    if style in ("bibtex", "biblatex"):
        return f"{_latex(statement)} {cited}."
    if style == "wikipedia":
        return f"{_wiki(claim.statement)}<ref name={_quoted(source.get('id'))} />{cited}"
    if style == "markdown":
        return f"{_escaped(statement)} {cited}."
    return f"{statement} {cited}."


def _link(source: Source, place: Evidence) -> str | None:
    """Return a link to the very words (a text fragment, WICG Scroll To Text), or None where no address is known."""
    address = source.get("URL")
    if not address:
        return None
    words = "".join(
        char if char.isascii() and char.isalnum() else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in place.phrase
    )
    return f"{address}{'' if '#' in address else '#'}:~:text={words}"


def render(text: str, target: str) -> str:
    """Return a prose citation for a target: its italics and addresses in that target's form, all else escaped."""
    if target in ("text", "ansi"):
        on, off = ("\x1b[3m", "\x1b[23m") if target == "ansi" else ("", "")
        return re.sub(f"[{_URL}{_END_URL}]", "", text.replace(_ITALIC, on).replace(_ROMAN, off))
    pieces = re.split(f"({_ITALIC}|{_ROMAN}|{_URL}.*?{_END_URL})", text)
    return "".join(_piece(piece, target) for piece in pieces)


def _piece(piece: str, target: str) -> str:
    if piece in (_ITALIC, _ROMAN):
        return "*" if target == "md" else "<i>" if piece == _ITALIC else "</i>"
    if piece.startswith(_URL):
        address = piece[1:-1]
        return f"<{address}>" if target == "md" else f'<a href="{_html(address)}">{_html(address)}</a>'
    return _escaped(piece) if target == "md" else _html(piece)


# Pieces


def _clean(text: str) -> str:
    return re.sub(f"[{_ITALIC}-{_END_URL}]", "", text)


def _italic(text: str) -> str:
    return f"{_ITALIC}{_clean(text)}{_ROMAN}" if text else ""


def _address(source: Source) -> str:
    address = source.get("URL") or (f"https://doi.org/{source.get('DOI')}" if source.get("DOI") else "")
    return f"{_URL}{_clean(address)}{_END_URL}" if address else ""


def _stopped(text: str) -> str:
    """Return *text* ended by a full stop, unless it ends a sentence already."""
    bare = text.rstrip(f"{_ROMAN}{_END_URL}”")
    return text if bare.endswith((".", "?", "!")) else f"{text}."


def _sentences(*parts: str) -> str:
    return " ".join(_stopped(part) for part in parts if part)


def _listed(*parts: str) -> str:
    """Return parts separated by commas; one that a quotation mark ends takes the comma inside."""
    text = ""
    for part in filter(None, parts):
        if text.endswith("”"):
            inside = text[:-1]
            text = f"{text} {part}" if inside.endswith(("?", "!")) else f"{inside},” {part}"
        else:
            text = f"{text}, {part}" if text else part
    return text


def _in_quotes(title: str, stop: str = "") -> str:
    inner = _clean(title).replace("“", "‘").replace("”", "’").replace("'", "’")
    return f"“{inner}{'' if inner.endswith(('.', '?', '!')) else stop}”"


def _dashed(pages: str) -> str:
    return re.sub(r"(?<=\w)-(?=\w)", "–", pages)


_SMALL = frozenset(
    "a an the and but for nor or so yet about above across after against along alongside amid among amongst around as "
    "aside at atop before behind below beneath beside besides between beyond by despite down during except from in "
    "inside into like near of off on onto out over per plus since than through throughout till to toward towards under "
    "underneath until unto up upon v via vs with within without".split()
)


def _title_case(source: Source, title: str, small: Callable[[str], bool] = _SMALL.__contains__) -> str:
    """Return an English title with its words capitalised, but for *small* ones in between; others as they are."""
    if source.get("language") and not source.get("language").lower().startswith("en"):
        return title
    words = title.split(" ")
    for position, word in enumerate(words):
        bare = re.sub(r"\W", "", word)
        opens = position == 0 or words[position - 1].endswith((":", "?", "!", "—"))
        last = position == len(words) - 1
        if bare and word == word.lower() and (opens or last or not small(bare)):
            first = re.search(r"\w", word)
            at = first.start() if first else 0
            words[position] = word[:at] + word[at].upper() + word[at + 1 :]
    return " ".join(words)


_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


def _month(number: int, *, short: bool = False) -> str:
    """Return a month's name; MLA shortens those of more than four letters, to three or (September) four."""
    name = _MONTHS[number - 1] if 1 <= number <= 12 else ""
    if not short or len(name) <= 4:
        return name
    return f"{name[: 4 if name == 'September' else 3]}."


def _american(date: Date, *, year: bool = True) -> str:
    """Return October 14, 2024, as far as known; without the year if so asked."""
    day = f"{_month(date[1])} {date[2]}" if len(date) > 2 else _month(date[1]) if len(date) > 1 else ""
    if not year:
        return day
    return f"{day}, {date[0]}" if len(date) > 2 else " ".join(filter(None, (day, str(date[0]))))


def _mla_date(date: Date) -> str:
    parts = [str(date[2])] if len(date) > 2 else []
    parts += [_month(date[1], short=True)] if len(date) > 1 else []
    return " ".join([*parts, str(date[0])])


# Names


def _straight(name: Mapping[str, Any]) -> str:
    if literal := name.get("literal"):
        return str(literal)
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    if name.get("static-ordering"):
        return " ".join(filter(None, (family, name.get("given"))))
    return " ".join(filter(None, (name.get("given"), family, name.get("suffix"))))


def _inverted(name: Mapping[str, Any], *, demote: bool = False) -> str:
    """Return family name first; *demote* puts the particle behind the given name, as Chicago does."""
    if name.get("literal") or name.get("static-ordering") or not name.get("given"):
        return _straight(name)
    particle, given = name.get("non-dropping-particle"), str(name["given"])
    family = str(name.get("family", ""))
    if particle and demote:
        given = f"{given} {particle}"
    elif particle:
        family = f"{particle} {family}"
    return ", ".join(filter(None, (family, given, name.get("suffix"))))


def _initials(given: str) -> str:
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in given.split())


def _apa_name(name: Mapping[str, Any]) -> str:
    if name.get("literal") or not name.get("given"):
        return _straight(name)
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return ", ".join(filter(None, (family, _initials(str(name["given"])), name.get("suffix"))))


def _surname(name: Mapping[str, Any]) -> str:
    return str(name.get("literal") or " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family")))))


def _apa_authors(source: Source) -> str:
    names = [_apa_name(name) for name in source.authors]
    if len(names) > 20:
        return f"{', '.join(names[:19])}, . . . {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _mla_authors(source: Source) -> str:
    names = source.authors
    if not names:
        return ""
    first = _inverted(names[0])
    if len(names) > 2:
        return f"{first}, et al."
    return f"{first}, and {_straight(names[1])}" if len(names) == 2 else first


def _chicago_authors(source: Source) -> str:
    names = source.authors
    if not names:
        return ""
    shown = [_inverted(names[0], demote=True), *map(_straight, names[1:])]
    if len(shown) > 6:
        return f"{', '.join(shown[:3])}, et al."
    return f"{', '.join(shown[:-1])}, and {shown[-1]}" if len(shown) > 1 else shown[0]


def _short_authors(names: Sequence[str], both: str) -> str:
    """Return one name, two joined by *both*, or the first and others."""
    if len(names) > 2:
        return f"{names[0]} et al."
    return f" {both} ".join(names)


# APA


def _apa(source: Source) -> str:
    title = f"[{_clean(source.title)}]" if source.is_untitled else _clean(source.title).replace("'", "’")
    if source.type in ("webpage", "report") and not source.is_untitled:
        title = _italic(title)
    if source.type == "report" and source.get("number"):
        title += f" ({source.get('genre') or 'No.'} {source.get('number')})"
    dated = "(n.d.)"
    if source.date:
        full = len(source.date) > 1 and source.type != "report"
        dated = f"({source.date[0]}, {_american(source.date, year=False)})" if full else f"({source.date[0]})"
    authors = _apa_authors(source)
    container = source.get("container-title")
    if source.type == "report":
        container = source.get("publisher")
    held = container
    if source.type in ("article-newspaper", "article-magazine"):
        volume = _italic(source.get("volume")) + (f"({source.get('issue')})" if source.get("issue") else "")
        held = _listed(_italic(container), volume, _dashed(source.get("page")))
    elif container == authors:  # a publisher that is the author is not named twice (APA 7, 9.29)
        held = ""
    head = (authors, dated, title) if authors else (title, dated)
    address = _address(source)
    if address and source.accessed:
        address = f"Retrieved {_american(source.accessed)}, from {address}"
    return " ".join(filter(None, (_sentences(*head, held), address)))


def _apa_in_text(source: Source, place: Evidence | None) -> str:
    names = [_surname(name) for name in source.authors]
    label = _short_authors(names, "&")
    if not label and source.is_untitled:
        label = f"[{_clean(source.title)}]"
    year = str(source.date[0]) if source.date else "n.d."
    paragraph = f", para. {place.paragraph}" if place else ""
    if label:
        return f"({label}, {year}{paragraph})"
    # In the text, APA capitalises all words of four letters or more (APA 7, 6.17).
    title = _title_case(source, source.title, lambda word: len(word) < 4 and word.lower() in _SMALL)
    if source.type in ("webpage", "report"):
        return f"({_italic(title)}, {year}{paragraph})"
    return f"({_in_quotes(title, ',')} {year}{paragraph})"


# MLA


def _mla(source: Source) -> str:
    if source.is_untitled:
        title = _clean(source.title)
    elif source.type == "report":
        title = _italic(_title_case(source, source.title))
    else:
        title = _in_quotes(_title_case(source, source.title), ".")
    container = _italic(source.get("container-title"))
    if container and source.get("publisher-place") and source.type == "article-newspaper":
        container += f" [{source.get('publisher-place')}]"
    pages = _dashed(source.get("page"))
    if pages:
        pages = f"{'pp.' if '–' in pages or ',' in pages else 'p.'} {pages}"
    numbered = [f"vol. {source.get('volume')}"] if source.get("volume") else []
    numbered += [f"no. {source.get('issue')}"] if source.get("issue") else []
    if source.type == "report" and source.get("number"):
        numbered.append(f"{source.get('genre') or 'No.'} {source.get('number')}")
    publisher = source.get("publisher") if source.type == "report" else ""
    dated = _mla_date(source.date) if source.date else ""
    held = _listed(container, *numbered, publisher, dated, pages, _address(source))
    accessed = f"Accessed {_mla_date(source.accessed)}" if source.accessed else ""
    return _sentences(_mla_authors(source), title, held, accessed)


def _mla_in_text(source: Source, place: Evidence | None) -> str:
    # MLA gives paragraph numbers only where the source itself prints them.
    del place
    if names := [_surname(name) for name in source.authors]:
        return f"({_short_authors(names, 'and')})"
    if source.is_untitled:
        return f"({_clean(source.title)})"
    title = _title_case(source, source.title)
    return f"({_italic(title)})" if source.type == "report" else f"({_in_quotes(title)})"


# Chicago


def _chicago_title(source: Source, stop: str = "") -> str:
    if source.is_untitled:
        return _clean(source.title)
    title = _title_case(source, source.title)
    return _italic(title) if source.type == "report" else _in_quotes(title, stop)


def _chicago_container(source: Source) -> str:
    container = source.get("container-title")
    if source.type == "webpage":
        return _clean(container)
    place = source.get("publisher-place") if source.type == "article-newspaper" else ""
    return _italic(container) + (f" ({place})" if container and place else "")


def _chicago_access(source: Source) -> str:
    return f"Accessed {_american(source.accessed)}" if source.accessed else ""


def _report_number(source: Source) -> str:
    return f"{source.get('genre') or 'No.'} {source.get('number')}" if source.get("number") else ""


def _has_newspaper_as_author(source: Source) -> bool:
    return not source.authors and source.type.startswith("article-") and bool(source.get("container-title"))


def _chicago(source: Source) -> str:
    year = str(source.date[0]) if source.date else "n.d."
    day = _american(source.date, year=False)
    tail = [_chicago_access(source), _address(source)]
    title = _chicago_title(source, ".")
    if _has_newspaper_as_author(source):
        return _sentences(_chicago_container(source), year, title, day, *tail)
    head = [_chicago_authors(source), year, title] if source.authors else [title, year]
    if source.type == "report":
        return _sentences(*head, _report_number(source), source.get("publisher"), *tail)
    return _sentences(*head, _listed(_chicago_container(source), day), *tail)


def _chicago_in_text(source: Source, place: Evidence | None) -> str:
    label = _short_authors([_surname(name) for name in source.authors], "and")
    if not label and _has_newspaper_as_author(source):
        label = _italic(source.get("container-title"))
    label = label or _chicago_title(source)
    paragraph = f", para. {place.paragraph}" if place else ""
    return f"({label} {source.date[0]}{paragraph})" if source.date else f"({_listed(label, 'n.d.')}{paragraph})"


def _note_date(source: Source) -> str:
    return _american(source.date) if source.date else "" if source.type == "webpage" else "n.d."


def _chicago_bibliography(source: Source) -> str:
    tail = [_chicago_access(source), _address(source)]
    title = _chicago_title(source, ".")
    if _has_newspaper_as_author(source):
        return _sentences(_chicago_container(source), title, _note_date(source), *tail)
    head = [_chicago_authors(source), title]
    if source.type == "report":
        year = str(source.date[0]) if source.date else "n.d."
        return _sentences(*head, _report_number(source), _listed(source.get("publisher"), year), *tail)
    return _sentences(*head, _listed(_chicago_container(source), _note_date(source)), *tail)


def _chicago_note(source: Source, place: Evidence | None) -> str:
    names = [_straight(name) for name in source.authors]
    authors = _short_authors(names, "and")
    paragraph = f"para. {place.paragraph}" if place else ""
    accessed = _chicago_access(source)
    tail = [paragraph, accessed[:1].lower() + accessed[1:], _address(source)]
    title, container = _chicago_title(source), _chicago_container(source)
    if source.type == "report":
        year = str(source.date[0]) if source.date else "n.d."
        published = f" ({_listed(source.get('publisher'), year)})"
        return _stopped(_listed(_listed(authors, title, _report_number(source)) + published, *tail))
    where = [container, title] if source.is_untitled and not authors else [title, container]
    return _stopped(_listed(authors, *where, _note_date(source), *tail))


# Data formats


_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_{}"},
}


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in text)


def _latex_name(name: Mapping[str, Any]) -> str:
    if literal := name.get("literal"):
        return f"{{{_latex(str(literal))}}}"
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return ", ".join(_latex(str(part)) for part in (family, name.get("suffix"), name.get("given")) if part)


def _entry(kind: str, source: Source, fields: Mapping[str, str]) -> str:
    lines = [f"@{kind}{{{source.get('id')},"]
    lines += [f"  {name} = {value}," for name, value in fields.items() if value not in ("", "{}", "{{}}")]
    return "\n".join([*lines, "}"])


def _braced(text: str) -> str:
    return f"{{{_latex(text)}}}"


def _url_field(source: Source) -> str:
    """Return the address in braces, with what would end the field percent-encoded."""
    address = source.get("URL")
    return f"{{{address.replace('{', '%7B').replace('}', '%7D').replace(chr(92), '%5C')}}}" if address else ""


def _tex_title(source: Source) -> str:
    # Two pairs of braces keep the capitals of every name in it.
    return f"{{{{{_latex(f'[{source.title}]' if source.is_untitled else source.title)}}}}}"


def _tex_authors(source: Source) -> str:
    return f"{{{' and '.join(map(_latex_name, source.authors))}}}" if source.authors else ""


def _bibtex(source: Source) -> str:
    whole = bool(source.authors and source.date and not source.is_untitled)
    kind, held = "misc", "howpublished"
    container = source.get("container-title")
    if whole and source.type.startswith("article-") and container:
        kind, held = "article", "journal"
    elif whole and source.type == "report" and source.get("publisher"):
        kind, held, container = "techreport", "institution", source.get("publisher")
    fields = {
        "author": _tex_authors(source),
        "title": _tex_title(source),
        held: _braced(container or source.get("publisher")),
        "year": f"{{{source.date[0]}}}" if source.date else "",
        "month": _month(source.date[1])[:3].lower() if len(source.date) > 1 else "",
        "volume": _braced(source.get("volume")),
        "number": _braced(source.get("issue") or source.get("number")),
        "pages": _braced(source.get("page").replace("-", "--")),
        "url": _url_field(source),
        "note": _braced(_noted(source)),
    }
    return _entry(kind, source, fields)


def _noted(source: Source) -> str:
    accessed = f"Accessed {_american(source.accessed)}" if source.accessed else ""
    return ". ".join(filter(None, (source.get("note"), accessed)))


def _iso(date: Date | None) -> str:
    return "-".join(f"{part:02d}" for part in date or ())


def _biblatex(source: Source) -> str:
    kinds = {"webpage": "online", "report": "report"}
    kind = kinds.get(source.type, "article")
    container = source.get("container-title")
    fields = {
        "entrysubtype": "{magazine}" if kind == "article" else "",
        "author": _tex_authors(source),
        "title": _tex_title(source),
        "journaltitle": _braced(container) if kind == "article" else "",
        "organization": _braced(container) if kind == "online" else "",
        "type": _braced(source.get("genre") or "Report") if kind == "report" else "",
        "institution": _braced(source.get("publisher")) if kind == "report" else "",
        "location": _braced(source.get("publisher-place")),
        "date": f"{{{_iso(source.date)}}}",
        "volume": _braced(source.get("volume")),
        "number": _braced(source.get("issue") or source.get("number")),
        "pages": _braced(source.get("page").replace("-", "--")),
        "url": _url_field(source),
        "urldate": f"{{{_iso(source.accessed)}}}",
        "note": _braced(source.get("note")),
    }
    return _entry(kind, source, fields)


def _tex_in_text(command: str) -> Callable[[Source, Evidence | None], str]:
    def cited(source: Source, place: Evidence | None) -> str:
        return f"\\{command}{f'[para.~{place.paragraph}]' if place else ''}{{{source.get('id')}}}"

    return cited


_RIS_TYPES = {"article-newspaper": "NEWS", "article-magazine": "MGZN", "webpage": "ELEC", "report": "RPRT"}


def _ris(source: Source) -> str:
    first, _, last = source.get("page").partition("-")
    date = f"{'/'.join(f'{part:02d}' for part in source.date)}{'/' * (4 - len(source.date))}" if source.date else ""
    seen = f"{'/'.join(f'{part:02d}' for part in source.accessed)}/" if source.accessed else ""
    lines = [("TY", _RIS_TYPES[source.type]), ("ID", source.get("id"))]
    lines += [("AU", _inverted({**name, "static-ordering": False})) for name in source.authors]
    lines += [
        ("TI", f"[{source.title}]" if source.is_untitled else source.title),
        ("T2", source.get("container-title")),
        ("PY", str(source.date[0]) if source.date else ""),
        ("DA", date if len(source.date) > 1 else ""),
        ("VL", source.get("volume")),
        ("IS", source.get("issue") or source.get("number")),
        ("SP", first),
        ("EP", last),
        ("PB", source.get("publisher")),
        ("CY", source.get("publisher-place")),
        ("UR", source.get("URL")),
        ("Y2", seen),
        ("N1", source.get("note")),
    ]
    return "\n".join([f"{tag}  - {text}" for tag, text in lines if text] + ["ER  - "])


def _csl(source: Source) -> str:
    item = {key: value for key, value in source.item.items() if key != "custom"}
    if source.accessed:
        item["accessed"] = {"date-parts": [list(source.accessed)]}
    return json.dumps([item], ensure_ascii=False, indent=2)


def _csl_in_text(source: Source, place: Evidence | None) -> str:
    where = {"locator": str(place.paragraph), "label": "paragraph"} if place else {}
    return json.dumps({"id": source.get("id"), **where}, ensure_ascii=False)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|~&])", r"\\\1", text)


def _markdown(source: Source, place: Evidence | None) -> str:
    title, address = _escaped(source.title), source.get("URL")
    if address:
        title = f"[{title}]({address.replace('(', '%28').replace(')', '%29')})"
    authors = _escaped(_short_authors([_straight(name) for name in source.authors], "and"))
    container = source.get("container-title")
    held = f"*{_escaped(container)}*" if container else _escaped(source.get("publisher"))
    if container and source.get("publisher-place"):
        held += f" ({_escaped(source.get('publisher-place'))})"
    dated = _american(source.date) if source.date else "n.d."
    paragraph = f"para. {place.paragraph}" if place else ""
    seen = f"accessed {_american(source.accessed)}" if source.accessed else ""
    return ", ".join(filter(None, (authors, title, held, dated, paragraph, seen)))


def _markdown_in_text(source: Source, place: Evidence | None) -> str:
    return f"[@{source.get('id')}{f', para. {place.paragraph}' if place else ''}]"


def _wiki(text: str) -> str:
    """Return *text* with what would end or open a template's field spelt so that it does not."""
    return re.sub(r"[|{}<>&=\[\]]", lambda match: f"&#{ord(match[0])};", text)


def _wiki_title(text: str) -> str:
    # A whole title in single brackets is a description, which the template prints as it is.
    inner = re.fullmatch(r"\[([^\[\]]*)\]", text)
    return f"[{_wiki(inner[1])}]" if inner else _wiki(text)


def _wikipedia(source: Source, place: Evidence | None) -> str:
    kinds = {"article-newspaper": "news", "article-magazine": "magazine", "webpage": "web", "report": "report"}
    held = {"article-newspaper": "newspaper", "article-magazine": "magazine", "webpage": "website"}
    fields: list[tuple[str, str]] = []
    for number, name in enumerate(source.authors, 1):
        suffix = str(number) if len(source.authors) > 1 else ""
        if name.get("literal"):
            fields.append((f"author{suffix}", _wiki(str(name["literal"]))))
        else:
            fields += [(f"last{suffix}", _wiki(_surname(name))), (f"first{suffix}", _wiki(str(name.get("given", ""))))]
    if not source.authors:
        fields.append(("author", "<!--Not stated-->"))
    day = [str(source.date[2])] if len(source.date) > 2 else []
    month = [_month(source.date[1])] if len(source.date) > 1 else []
    seen = source.accessed or ()
    fields += [
        ("title", _wiki_title(f"[{source.title}]" if source.is_untitled else source.title)),
        (held.get(source.type, "work"), _wiki(source.get("container-title"))),
        ("publisher", _wiki(source.get("publisher"))),
        ("agency", _wiki(str(source.item.get("custom", {}).get("agency", "")))),
        ("location", _wiki(source.get("publisher-place"))),
        ("date", " ".join([*day, *month, str(source.date[0])]) if source.date else ""),
        ("volume", _wiki(source.get("volume"))),
        ("issue", _wiki(source.get("issue"))),
        ("number", _wiki(source.get("number"))),
        ("at" if place else "pages", f"para. {place.paragraph}" if place else _wiki(_dashed(source.get("page")))),
        ("url", source.get("URL").replace("|", "%7C").replace("{", "%7B").replace("}", "%7D")),
        ("access-date", f"{seen[2]} {_month(seen[1])} {seen[0]}" if seen else ""),
    ]
    return f"{{{{cite {kinds[source.type]} {' '.join(f'|{name}={text}' for name, text in fields if text)}}}}}"


def _wikipedia_in_text(source: Source, place: Evidence | None) -> str:
    del source
    return f"{{{{rp|at=para. {place.paragraph}}}}}" if place else ""


def _quoted(text: str) -> str:
    return f'"{text}"'


def _html(text: str) -> str:
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(char, entity)
    return text


_REFERENCES: Mapping[str, Callable[[Source], str]] = {
    "apa": _apa,
    "mla": _mla,
    "chicago": _chicago,
    "chicago-notes": _chicago_bibliography,
    "bibtex": _bibtex,
    "biblatex": _biblatex,
    "ris": _ris,
    "csl-json": _csl,
}
_IN_TEXT: Mapping[str, Callable[[Source, Evidence | None], str]] = {
    "apa": _apa_in_text,
    "mla": _mla_in_text,
    "chicago": _chicago_in_text,
    "chicago-notes": _chicago_note,
    "bibtex": _tex_in_text("cite"),
    "biblatex": _tex_in_text("autocite"),
    "csl-json": _csl_in_text,
    "markdown": _markdown_in_text,
    "wikipedia": _wikipedia_in_text,
}
HAS_IN_TEXT = tuple(_IN_TEXT)
"""The styles that have a form in the text; RIS has none."""
