"""A reader's copy of the article, as it comes, into paragraphs of sentences."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple

_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BREAK = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[–—-]*[^\Wa-z_])")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev gen col lt sen rep gov st jr sr vs no nos fig p pp vol ed al inc ltd co corp dept approx "
    "ca cf e.g i.e u.s u.k u.n a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


class Sentence(NamedTuple):
    """A sentence of the copy."""

    paragraph: int
    """Position in the list of paragraphs, from 0."""
    number: int
    """Counted from 1 within the paragraph."""
    text: str


def paragraphs(text: str, suffix: str = "") -> list[str]:
    """Return the paragraphs of a copy, each on one line.

    *suffix* is that of the file's name: .html and .htm are read as web pages, .md as Markdown, anything
    else as plain text, hard-wrapped or not, with blank lines between paragraphs or none.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if suffix.lower() in (".html", ".htm", ".xhtml"):
        return _html_paragraphs(text)
    if suffix.lower() in (".md", ".markdown"):
        text = _without_markdown(text)
    blocks = re.split(r"\n\s*\n", text)
    width = max((len(line) for line in text.splitlines()), default=0)
    found: list[str] = []
    for block in blocks:
        lines = [" ".join(line.split()) for line in block.splitlines()]
        found += _joined([line for line in lines if line], width)
    return found


def sentences(found: list[str]) -> list[Sentence]:
    """Return the sentences of paragraphs; an abbreviation, an initial or a decimal point ends none."""
    result = []
    for paragraph, text in enumerate(found):
        start, number = 0, 1
        for match in _BREAK.finditer(text):
            word = text[max(start, match.start() - 40) : match.start()].rsplit(maxsplit=1)[-1:] or [""]
            bare = word[0].lstrip("\"'“‘«([").lower()
            if match[0].startswith(". ") and (bare in _ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)*[a-z]", bare)):
                continue
            result.append(Sentence(paragraph, number, text[start : match.end()].strip()))
            start, number = match.end(), number + 1
        result.append(Sentence(paragraph, number, text[start:].strip()))
    return result


def is_prose(text: str) -> bool:
    """Whether a paragraph reads like one of an article, not like a headline or a page's furniture."""
    is_notice = re.match(r"(?:©|\(c\)|copyright\b)", text, re.IGNORECASE)
    return bool(_END.search(text)) and len(text.split()) >= 5 and not is_notice


def _joined(lines: list[str], width: int) -> list[str]:
    """Join the lines of a block that was wrapped; in one that was not, each line is a paragraph.

    A block is wrapped where most of its lines break off within a sentence. There a paragraph ends
    with a line that ends a sentence and that had room for the next word.
    """
    broken = sum(not _END.search(line) for line in lines[:-1])
    if len(lines) < 2 or (broken * 2 < len(lines) - 1):
        return lines
    if not any(line[:1].islower() for line in lines[1:]):
        return lines  # a list of headings or links, not a sentence over several lines
    found, current = [], lines[0]
    for before, line in pairwise(lines):
        if _END.search(before) and len(before) + 1 + len(line.split()[0]) <= width:
            found.append(current)
            current = line
        else:
            current = f"{current} {line}"
    return [*found, current]


def _without_markdown(text: str) -> str:
    text = re.sub(r"^(?:---|\+\+\+)\n.*?\n(?:---|\+\+\+)\n", "", text, flags=re.DOTALL)  # front matter
    text = re.sub(r"^ {0,3}#{1,6} .*$", lambda match: f"\n{match[0].rstrip('#')}\n", text, flags=re.MULTILINE)
    text = re.sub(r"^ {0,3}(?:#{1,6} |> ?|[-*+] )", "", text, flags=re.MULTILINE)
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()]{0,2000}\)", r"\1", text)
    text = re.sub(r"(\*\*|__|\*|(?<!\w)_|_(?!\w)|`)", "", text)
    return re.sub(r"\\([^\w\s])", r"\1", text)


_BLOCKS = frozenset(
    "address article blockquote body br dd div dl dt figcaption h1 h2 h3 h4 h5 h6 hr li main ol p pre section "
    "table td th tr ul".split()
)
_FURNITURE = frozenset(
    "aside button footer form head header iframe menu nav noscript select svg template title".split()
)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[list[str]] = [[]]
        self.skipping: list[str] = []
        self.open = Counter[str]()
        """How often each tag stands in `skipping`."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _FURNITURE:
            self.skipping.append(tag)
            self.open[tag] += 1
        if tag in _BLOCKS:
            self.blocks.append([])

    def handle_endtag(self, tag: str) -> None:
        while self.open[tag]:
            closed = self.skipping.pop()
            self.open[closed] -= 1
            if closed == tag:
                break
        if tag in _BLOCKS:
            self.blocks.append([])

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.blocks[-1].append(data)


_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[!?][^>]*>?", re.DOTALL | re.IGNORECASE)
"""Comments, scripts and declarations of a page: Python's parser fails on some broken ones."""


def _html_paragraphs(text: str) -> list[str]:
    text = _UNREAD.sub(" ", text)
    last = text.rfind(">") + 1
    page = _Page()
    page.feed(text[:last] + text[last:].replace("<", "&lt;"))  # a tag that nothing closes is none
    page.close()
    blocks = (" ".join("".join(block).split()) for block in page.blocks)
    return [block for block in blocks if block]
