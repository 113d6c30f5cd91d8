"""Web pages and Markdown into paragraphs: what a reader sees of them, all of it and nothing else."""

import re
from collections import defaultdict
from html import unescape
from typing import NamedTuple

from rcsc_facts.text import plain

TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:[^>=]|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?)*+)(?:>|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)",
    re.DOTALL,
)
"""A tag, comment or declaration as the HTML Standard delimits it (13.2.5), where what nothing closes runs to the end.

Python's own parser raises on some broken declarations, takes quadratic time on others, and differs from one of its
patch releases to the next in what a comment, a title or an iframe swallows.
"""
ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s"'>]+)))?""")
_SELF_CLOSED = re.compile(r"(?:^|[\s\"'])/\s*$")
_UNSHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|(?:opacity|font-size)\s*:\s*0(?:\.0*)?(?:[a-z%]*)\s*(?:;|!|$)|text-decoration[a-z-]*\s*:[^;]*line-through)",
    re.IGNORECASE,
)

RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "title")}
"""Elements whose content is no markup and is not shown."""
_HIDDEN = frozenset("template del s strike datalist".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("li", "dt", "dd", "option"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    "blockquote": "quote",
    "pre": "code",
}
_BLOCKS = frozenset(
    "address article aside body center details dialog dir div dl fieldset figure footer form header hgroup hr html "
    "legend main menu nav ol optgroup p search section summary table tbody tfoot thead tr ul".split()
) | set(_KINDS)
_APART = frozenset("button canvas iframe img input object select textarea video".split())
"""They stand in a line, and what is beside them is not one word with what is in them."""
_CLOSED_BY = {
    **dict.fromkeys(_BLOCKS, ("p",)),
    "li": ("p", "li"),
    "dt": ("p", "dt", "dd"),
    "dd": ("p", "dt", "dd"),
    "option": ("p", "option"),
    "tr": ("p", "td", "th", "tr"),
    "td": ("p", "td", "th"),
    "th": ("p", "td", "th"),
}
"""Elements that end where another begins, unless one of `_SCOPES` was opened in between."""
_SCOPES = frozenset("html body table ul ol dl select button td th menu blockquote".split())

_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOWERED = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_MARK = re.compile(r"\s*[\d,;*†‡+−–-]+\s*")
_FRACTION = re.compile(r"(\d?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)[/⁄]([₀₁₂₃₄₅₆₇₈₉]+)")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


class Paragraph(NamedTuple):
    """A paragraph of a copy."""

    text: str
    """On one line: white space collapsed, hyphens of line ends undone, nothing hidden or struck out."""
    kind: str
    """What the markup says it is: prose, heading, caption, item, quote, cell, note or code; else prose."""


class _Element(NamedTuple):
    name: str
    is_hidden: bool
    kind: str
    begun: tuple[int, int]
    """For text set higher or lower: the block and the piece of it at which it begins."""


class _Page:
    """What has been read of a page: the elements that are open, and the paragraphs."""

    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self.pieces: list[str] = []
        self.open: list[_Element] = [_Element("", False, "prose", (0, 0))]
        self.at: defaultdict[str, list[int]] = defaultdict(list)
        """Where in `open` the elements of a name stand."""
        self.scopes = [0]
        """Where in `open` those of `_SCOPES` stand."""
        self.blocks = [0]
        """Where in `open` those of `_BLOCKS` stand."""
        self.hidden = 0
        """How many of the open elements are not shown."""
        self.noted = 0
        """Where in `open` the raised text stands that links to a note."""

    def read(self, text: str) -> list[Paragraph]:
        done, unclosed = 0, set[str]()
        while (tag := TAG.search(text, done)) is not None:
            self.add(text[done : tag.start()])
            done = tag.end()
            name = (tag["name"] or "").lower()
            if tag["close"]:
                self.close(name)
            elif name in RAW and name not in unclosed and not _SELF_CLOSED.search(tag["attributes"]):
                if closing := RAW[name].search(text, done):
                    done = closing.start()
                elif name == "title":
                    unclosed.add(name)
                else:
                    return self.finish()
            elif name:
                self.start(name, tag["attributes"])
        self.add(text[done:])
        return self.finish()

    def finish(self) -> list[Paragraph]:
        """End the page, and return its paragraphs."""
        self.flush()
        return self.found

    def add(self, data: str) -> None:
        """Take text as it stands between two tags."""
        if data and not self.hidden:
            data = unescape(data) if "&" in data else data
            self.pieces.append(data if self.at["pre"] else re.sub(r"\s+", " ", data))

    def start(self, name: str, attributes: str) -> None:
        """Begin an element, and end those that it ends."""
        if name == "br" and not self.hidden:
            self.pieces.append("\n")
        if name in _APART:
            self.add(" ")
        if name in _BLOCKS:
            self.flush()
            for closed in _CLOSED_BY.get(name, ()):
                if self.at[closed] and self.at[closed][-1] >= self.scopes[-1]:
                    self.end(self.at[closed][-1])
        if name in _VOID:
            return
        known = {key.lower(): a or b or c for key, a, b, c in ATTRIBUTE.findall(attributes)} if attributes else {}
        is_hidden = name in _HIDDEN or "hidden" in known or bool(_UNSHOWN.search(known.get("style", "")))
        if name in ("html", "body") or _SELF_CLOSED.search(attributes):
            is_hidden = False  # a page that its script unveils; an element that its author took for empty
        kind = "note" if known.get("role") in ("doc-footnote", "doc-endnotes") else _KINDS.get(name, self.open[-1].kind)
        if name == "a" and "#" in known.get("href", "") and self.at["sup"]:
            self.noted = self.at["sup"][-1]
        for places, names in ((self.scopes, _SCOPES), (self.blocks, _BLOCKS)):
            if name in names:
                places.append(len(self.open))
        self.at[name].append(len(self.open))
        self.open.append(_Element(name, is_hidden, kind, (len(self.found), len(self.pieces))))
        self.hidden += is_hidden

    def close(self, name: str) -> None:
        """End the element of that name, if one is open and no block stands between."""
        if name == "br" and not self.hidden:
            self.pieces.append("\n")
        if name in _BLOCKS:
            self.flush()
        if self.at[name] and (name in _BLOCKS or self.at[name][-1] > self.blocks[-1] or name in _HIDDEN):
            self.end(self.at[name][-1])
        if name in _APART:
            self.add(" ")

    def end(self, position: int) -> None:
        """End the element at a position, and all in it."""
        while len(self.open) > position:
            element = self.open.pop()
            self.at[element.name].pop()
            self.hidden -= element.is_hidden
            for places in (self.scopes, self.blocks):
                if places[-1] == len(self.open):
                    places.pop()
            if element.name in ("sup", "sub") and element.begun[0] == len(self.found):
                script = "".join(self.pieces[element.begun[1] :])
                if _MARK.fullmatch(script):
                    self.pieces[element.begun[1] :] = [self.script(element.name, script.strip(), len(self.open))]

    def script(self, name: str, text: str, position: int) -> str:
        """Return raised or lowered figures: a link to a note in brackets, so that it is not taken for a power."""
        if name == "sup" and position == self.noted:
            self.noted = 0
            return f"[{text}]"
        return text.translate(_RAISED if name == "sup" else _LOWERED)

    def flush(self) -> None:
        """End the paragraph: what it holds, unless it is nothing."""
        if not self.pieces:
            return
        text, self.pieces = "".join(self.pieces), []
        kind = self.open[-1].kind
        text = _FRACTION.sub(
            lambda found: found[1] + " " * bool(found[1]) + f"{found[2]}⁄{found[3]}".translate(_DIGITS), text
        )
        if self.at["pre"]:
            parts = plain.paragraphs(text)
        else:
            parts = [part for lines in re.split(r"\n\s*\n", text) for part in plain.broken(lines.split("\n"))]
        self.found += [Paragraph(part, kind) for part in parts if part]


def page_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a web page, whole or in part, well-formed or not."""
    return _Page().read(text)


def markdown_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of Markdown as CommonMark and GitHub know it, with its footnotes at the end."""
    from markdown_it import MarkdownIt  # only such copies need it

    text = _FRONT_MATTER.sub("", text.replace("\r\n", "\n").replace("\r", "\n"), count=1)
    reader = MarkdownIt("commonmark", {"html": True, "breaks": True, "maxNesting": 20})
    reader.enable(["table", "strikethrough"])
    notes: list[str] = []

    def note(found: re.Match[str]) -> str:
        notes.append(found[2])
        return ""

    text = _NOTE.sub(note, text)
    text = _NOTE_MARK.sub(_Numbers(), text)
    body = page_paragraphs(reader.render(text))
    return body + [Paragraph(one.text, "note") for part in notes for one in page_paragraphs(reader.render(part))]


_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?:[^\n]*\n){0,200}?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)")
_NOTE = re.compile(
    r"^ {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*(.*(?:\n(?!\s*\n| {0,3}\[\^).+)*(?:\n\s*\n(?:    |\t).+)*)", re.MULTILINE
)
_NOTE_MARK = re.compile(r"(?<![\\!])\[\^([^\]\s]{1,80})\]")


class _Numbers(dict[str, int]):
    """The numbers of footnotes, in the order of their marks; in brackets, so that none is taken for a power."""

    def __call__(self, mark: re.Match[str]) -> str:
        number = self.setdefault(mark[1], len(self) + 1)
        return rf"\[{number}\]"
