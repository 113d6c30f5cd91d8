"""Formatted text as values: runs of characters with their style and link, built up by styles, rendered at the end.

Nothing in a run's characters means anything to the renderers: what a target could take for markup is escaped, and
only an address that `address` took for one (http or https) is ever a link.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

TARGETS: Mapping[str, str] = {
    "text": "plain text",
    "md": "Markdown",
    "html": "HTML",
    "ansi": "italics by escape codes, for a terminal",
}
"""What prose citations can be rendered for."""

ITALIC, BOLD, SMALL_CAPS, RAISED, LOWERED = "i", "b", "sc", "sup", "sub"


class Run(NamedTuple):
    """Characters of one style."""

    text: str
    styles: frozenset[str] = frozenset()
    """Of `ITALIC`, `BOLD`, `SMALL_CAPS`, `RAISED` and `LOWERED`."""
    link: str = ""
    """The web address that the characters are, and lead to."""
    keeps_case: bool = False
    """Whether a style's title case leaves the characters as they are."""


class Text:
    """Runs one after the other. Texts are added to each other and to plain strings."""

    __slots__ = ("runs",)

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self.runs = tuple(run for run in runs if run.text)

    def __add__(self, other: "Text | str") -> "Text":
        return Text((*self.runs, *text(other).runs))

    def __radd__(self, other: str) -> "Text":
        return text(other) + self

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.runs == other.runs

    def __hash__(self) -> int:
        return hash(self.runs)

    def __getitem__(self, part: slice) -> "Text":
        """Return a part, counted in characters."""
        kept = range(*part.indices(len(str(self))))
        runs, start = [], 0
        for run in self.runs:
            runs.append(run._replace(text=run.text[max(kept.start - start, 0) : max(kept.stop - start, 0)]))
            start += len(run.text)
        return Text(runs)

    def styles_at(self, position: int) -> frozenset[str]:
        """Return the styles of the character at a position."""
        return next(iter(self[position : position + 1].runs)).styles

    def styled(self, style: str) -> "Text":
        """Return the text in a style; what was in it already stands out by not being so, as is the custom."""
        return Text(run._replace(styles=run.styles ^ {style}) for run in self.runs)

    def mapped(self, change: Callable[[str], str], *, case: bool = False) -> "Text":
        """Return the text with its characters changed, each for one; where *case* is changed some keep theirs."""
        changed, start, runs = change(str(self)), 0, []
        for run in self.runs:
            part = changed[start : start + len(run.text)]
            runs.append(run if case and run.keeps_case else run._replace(text=part))
            start += len(run.text)
        return Text(runs)


def text(words: Text | str) -> Text:
    """Return plain words as a text."""
    return words if isinstance(words, Text) else Text([Run(words)])


def italic(words: Text | str) -> Text:
    """Return the words in italics."""
    return text(words).styled(ITALIC)


# The tags that CSL-JSON allows in a title: a start tag, the style that it stands for, its end tag.
_TAGS: Mapping[str, str] = {
    "<i>": ITALIC,
    "<b>": BOLD,
    "<sc>": SMALL_CAPS,
    '<span style="font-variant:small-caps;">': SMALL_CAPS,
    '<span style="font-variant: small-caps;">': SMALL_CAPS,
    "<sup>": RAISED,
    "<sub>": LOWERED,
    '<span class="nocase">': "",
    "<span class='nocase'>": "",
}
_TAG = re.compile("|".join(map(re.escape, _TAGS)) + "|</(?:i|b|sc|span|sup|sub)>")


def marked_up(words: str) -> Text:
    """Return a field of CSL-JSON with its tags resolved; what is no whole pair of tags stays as it is written."""
    tags = list(_TAG.finditer(words))
    pairs: dict[int, int] = {}
    open_tags: list[int] = []
    for at, tag in enumerate(tags):
        if tag[0] in _TAGS:
            open_tags.append(at)
        elif open_tags and tags[open_tags[-1]][0][1:].startswith(tag[0][2:-1]):
            pairs[open_tags.pop()] = at
    ends = set(pairs.values())
    runs, styles, start, kept = [], [frozenset[str]()], 0, [False]
    for at, tag in enumerate(tags):
        if at not in pairs and at not in ends:
            continue
        runs.append(Run(words[start : tag.start()], styles[-1], keeps_case=kept[-1]))
        start = tag.end()
        if at in pairs:
            style = _TAGS[tag[0]]
            styles.append(styles[-1] ^ {style} if style else styles[-1])
            kept.append(kept[-1] or style not in (ITALIC, BOLD))
        else:
            styles.pop()
            kept.pop()
    return Text([*runs, Run(words[start:])])


def unmarked(words: str) -> str:
    """Return a field of CSL-JSON without its tags."""
    return str(marked_up(words))


_UNSAFE = re.compile(r"[^!#-;=?-\[\]_a-z~\u00a1-\U0010ffff]")


def web_address(address: str) -> str:
    """Return an address with what an address cannot hold percent-encoded (RFC 3986); empty where it is not http(s)."""
    if not re.match(r"https?://[^/?#\s]", address):
        return ""
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), address)


def linked(address: str) -> Text:
    """Return an address that leads to itself; one that is not http(s) is plain words."""
    safe = web_address(address)
    return Text([Run(safe or address, link=safe)])


def render(words: Text, target: str) -> str:
    """Return the text for a word of `TARGETS`: its styles and links in that target's form, all else escaped."""
    if target == "text":
        return str(words)
    shown, written, start = f" {words} ", "", 0
    for is_italic, group in groupby(_merged(words).runs, lambda run: ITALIC in run.styles):
        runs = [run._replace(styles=run.styles - {ITALIC}) for run in group]
        inner = "".join(map(_RENDERERS[target], runs))
        end = start + sum(len(run.text) for run in runs)
        written += _italics(inner, target, shown[start : end + 2]) if is_italic else inner
        start = end
    return written


def _italics(inner: str, target: str, shown: str) -> str:
    """Return what is written in italics; *shown* are its characters with their neighbours."""
    if target == "ansi":
        return f"\x1b[3m{inner}\x1b[23m"
    if target == "md" and _is_flanked(shown[0], shown[1]) and _is_flanked(shown[-1], shown[-2]):
        return f"*{inner}*"
    return f"<i>{inner}</i>"


def _is_flanked(outer: str, inner: str) -> bool:
    """Tell whether CommonMark takes an asterisk between these two characters for one of emphasis."""
    return not inner.isspace() and (inner.isalnum() or not outer.isalnum())


def _merged(words: Text) -> Text:
    """Return the text with neighbouring runs of one style and link as one run."""
    runs: list[Run] = []
    for run in words.runs:
        if runs and (runs[-1].styles, runs[-1].link) == (run.styles, run.link):
            runs[-1] = runs[-1]._replace(text=runs[-1].text + run.text)
        else:
            runs.append(run)
    return Text(runs)


def escaped_markdown(words: str) -> str:
    """Return words in which CommonMark and pandoc see nothing but words."""
    words = re.sub(r"([\\`*_\[\]<>|~&^$@])", r"\\\1", words)
    # A number with a full stop, a plus, a number sign or a dash opens a list or a heading at the start of a line.
    return re.sub(r"^(\d+)(?=[.)] )|^(?=[-+#] )", lambda found: f"{found[1] or ''}\\", words)


def escaped_html(words: str) -> str:
    """Return words in which HTML sees nothing but words, in a text or an attribute."""
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        words = words.replace(char, entity)
    return words


_HTML_TAGS = {
    BOLD: ("<b>", "</b>"),
    SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    RAISED: ("<sup>", "</sup>"),
    LOWERED: ("<sub>", "</sub>"),
}


def _tagged(inner: str, styles: Iterable[str]) -> str:
    for style in sorted(styles):
        start, end = _HTML_TAGS[style]
        inner = f"{start}{inner}{end}"
    return inner


def _html(run: Run) -> str:
    inner = escaped_html(run.text)
    return _tagged(f'<a href="{escaped_html(run.link)}">{inner}</a>' if run.link else inner, run.styles)


def _markdown(run: Run) -> str:
    return _tagged(f"<{run.link}>" if run.link else escaped_markdown(run.text), run.styles)


def _plain(run: Run) -> str:
    return run.text


def markdown_link(words: Text, address: str) -> str:
    """Return words that lead to an address, in Markdown; the words alone where it is not http(s)."""
    safe = web_address(address).replace("(", "%28").replace(")", "%29")
    return f"[{render(words, 'md')}]({safe})" if safe else render(words, "md")


_RENDERERS: Mapping[str, Callable[[Run], str]] = {"md": _markdown, "html": _html, "ansi": _plain}
