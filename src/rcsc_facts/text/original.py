"""A writer's own text with the place of every character: what is read of it leads back to where it stands.

Unlike a copy of an article (`copy`), a draft is judged in place and marks are written into it, so it is not rendered:
its markup is taken out where it stands, and each stretch of what is left knows where it comes from.
"""

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple

from rcsc_facts.text import copy


class _Stretch(NamedTuple):
    """A stretch of a block, and the characters of the source that it comes from."""

    start: int
    begun: int
    ended: int
    is_literal: bool
    """Whether it is the source's own characters, one for one."""


class Block(NamedTuple):
    """A paragraph, heading, item or cell, without markup and on one line."""

    text: str
    stretches: tuple[_Stretch, ...]

    def origin(self, at: int) -> int:
        """Return where in the source the character at an offset begins."""
        stretch = self._at(at)
        return stretch.begun + (at - stretch.start if stretch.is_literal else 0)

    def end_of(self, at: int) -> int:
        """Return where in the source what ends before an offset of the block ends."""
        stretch = self._at(at - 1)
        return stretch.begun + at - stretch.start if stretch.is_literal else stretch.ended

    def _at(self, at: int) -> _Stretch:
        return self.stretches[max(bisect_right(self.stretches, at, key=lambda one: one.start) - 1, 0)]


class Original:
    """A text as it was written, and its blocks in their order."""

    def __init__(self, source: str, *, is_page: bool = False) -> None:
        """Take a text, which is a web page or else plain or Markdown."""
        self.source = source
        self.is_page = is_page
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._stretches: list[_Stretch] = []
        self._length = 0
        self._lines = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", source))]
        (self._read_page if is_page else self._read_markdown)()
        self._flush()

    def place(self, at: int) -> tuple[int, int]:
        """Return line and column of a character of the source, both counted from 1."""
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    # Both readers go over the source once, from one piece of markup to the next.

    def _literal(self, begun: int, ended: int) -> None:
        if begun < ended:
            self._put(_WHITE.sub(" ", self.source[begun:ended]), begun, ended, is_literal=True)

    def _put(self, text: str, begun: int, ended: int, *, is_literal: bool = False) -> None:
        self._stretches.append(_Stretch(self._length, begun, ended, is_literal))
        self._pieces.append(text)
        self._length += len(text)

    def _flush(self) -> None:
        text = "".join(self._pieces)
        if text.strip():
            self.blocks.append(Block(text, tuple(self._stretches)))
        self._pieces, self._stretches, self._length = [], [], 0

    def _read_page(self) -> None:
        done = 0
        for match in _PAGE.finditer(self.source):
            self._literal(done, match.start())
            done = match.end()
            if match["entity"]:
                self._put(unescape(match["entity"]), *match.span())
            elif match["tag"] and match["tag"].lower() not in _INLINE:
                self._flush()
        self._literal(done, len(self.source))

    def _read_markdown(self) -> None:
        done = match.end() if (match := _FRONT_MATTER.match(self.source)) else 0
        alone = False  # whether the block ends with its line
        for match in _MARKDOWN.finditer(self.source, done):
            self._literal(done, match.start())
            done = match.end()
            kind = match.lastgroup
            if kind in ("blank", "fence", "rule", "item", "line", "note"):
                self._flush()
                alone = kind == "line"
            elif kind == "newline":
                if alone:
                    self._flush()
                    alone = False
                self._put(" ", *match.span())
            elif kind == "entity":
                self._put(unescape(match[0]), *match.span())
            elif kind == "escaped":
                self._put({"[": "(", "]": ")"}.get(match[0][1], match[0][1]), *match.span())
            elif kind == "code":
                self._put(" ", *match.span())
            elif kind == "tag" and match["name"].lower() not in _INLINE:
                self._flush()
        self._literal(done, len(self.source))


def read(content: bytes, name: str = "") -> Original:
    """Read a draft; what it is follows from the content, and from the file's *name* where the content leaves it open.

    Raise `text.copy.CopyError` for what is not text.
    """
    text = copy.text_of(content, name)
    return Original(text, is_page=copy.is_page(text, name))


_WHITE = re.compile(r"\s")
_ENTITY = r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});"
_ATTRIBUTES = r"""(?:[^<>"']++|"[^"<>]{0,2000}"|'[^'<>]{0,2000}'|["'])*+"""
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
"""Elements that do not end a paragraph."""

_PAGE = re.compile(
    rf"""<!--(?s:.*?-->|.*)
    | <(?P<raw>script|style|template|title|textarea)\b{_ATTRIBUTES}>(?s:.*?</(?P=raw)\s*>|.*)
    | <[/!?]?(?P<tag>[A-Za-z][\w-]*){_ATTRIBUTES}>
    | (?P<entity>{_ENTITY})
    """,
    re.VERBOSE | re.IGNORECASE,
)

_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(?:[^\n]*\n){0,200}?(?:\1|\.\.\.)[ \t]*\r?(?:\n|\Z)")
_MARKDOWN = re.compile(
    rf"""^(?P<fence>[ >]{{0,12}}(?P<bar>`{{3,}}+|~{{3,}}+)[^\n]*\n(?:[^\n]*\n)*?(?:[ >]{{0,12}}(?P=bar)[^\n]*$|[^\n]*\Z))
    | ^(?P<blank>[ \t>]*+\r?\n)
    | ^(?P<rule>[ \t>]*+(?:=+|-{{3,}}|\*{{3,}}|_{{3,}}|[|:][|:\ \t-]*)[ \t]*\r?$)
    | ^(?P<line>[ \t>]*+(?:\#{{1,6}}[ \t]+|\|))
    | ^(?P<item>[ \t>]*+(?:[-*+\u2022]|\d{{1,9}}[.)])[ \t]+)
    | ^(?P<note>\ {{0,3}}\[\^[^\]\s]{{1,80}}\]:|\ {{0,3}}\[[^\]\n@]{{1,200}}\]:[ \t]*\S+[^\n]*)
    | (?P<newline>\r?\n[ \t>]*+)
    | (?P<code>(?<![\\`])(?P<tick>`{{1,3}})(?!`)[^\n]{{1,400}}?(?<!`)(?P=tick)(?!`))
    | (?P<comment><!--(?s:.*?-->|.*))
    | (?P<tag></?(?P<name>[A-Za-z][\w-]*){_ATTRIBUTES}>|<https?:[^<>\s]{{1,2000}}>)
    | (?P<link>!\[|\]\([^()\[\]\n]{{0,1000}}(?:\([^()\n]{{0,200}}\)[^()\[\]\n]{{0,500}})?\))
    | (?P<footnote>\[\^[^\]\s]{{1,80}}\])
    | (?P<escaped>\\[!-/:-@\[-`{{-~])
    | (?P<emphasis>\*+|~~|(?<![^\W_])_+|_+(?![^\W_]))
    | (?P<entity>{_ENTITY})
    """,
    re.VERBOSE | re.MULTILINE,
)
