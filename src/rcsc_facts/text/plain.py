"""Lines into paragraphs: plain text as mail, editors, terminals and PDF readers leave it.

What decides is the text itself. Where lines break off within sentences the text was wrapped, and the shortest line
that did not take the next word tells how wide; a line that had room for the next word ends a paragraph there.
Where lines end with sentences, each is a paragraph.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rcsc_facts.text.sentences import spans

_END = re.compile(r"[.!?…:。！？][\"'”’»)\]]*(?:\[[^\[\]\s]{1,12}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹*†])*$")
_BULLET = re.compile(r"(?:[•‣◦▪●■○∙·*–-]|\(?\d{1,3}[.)])\s+(?=\S)")
_SURE_BULLET = re.compile(r"[•‣◦▪●■○∙]\s*(?=\S)")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_PAGE_NUMBER = re.compile(
    r"(?P<mark>[-–—\[(|]+\s*|(?:page|p\.|pg\.?)\s*)?(?P<number>\d{1,4})(?P<rest>\s*(?:of|/|\|)\s*\d{1,4})?\s*[-–—\])|]*",
    re.IGNORECASE,
)
_LINE_NUMBER = re.compile(r"[ \t]*(\d{1,6})(?:[ \t|:]|$)")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐¬\u00ad\ufffd]$")
_TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_PAGE_BREAK = "\f"

_SOFT = (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)
_INVISIBLE = dict.fromkeys((*_SOFT, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080)))
_LIGATURES = {ord(char): unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆ"}
_UNSEEN = str.maketrans({**_INVISIBLE, **_LIGATURES})
_LOST = re.compile(r"(?<=[^\W\d_])\ufffd(?=[^\W\d_])(?!(?:s|t|d|m|re|ve|ll)\b)")


def clean(text: str) -> str:
    """Return *text* on one line: white space collapsed, ligatures taken apart, what has no width removed.

    U+FFFD within a word is what a soft hyphen became on its way, unless what follows is that of a contraction.
    """
    return _LOST.sub("", " ".join(text.translate(_UNSEEN).split()))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain text, wrapped or not, quoted or not, with blank lines between them or none."""
    text = re.sub(r"\r\n?|[\v\x85\u2028]", "\n", text).replace("\u2029", "\n\n").replace("\f", "\n\f\n")
    blocks = _blocks(_without_line_numbers(_without_pages(text.split("\n"))))
    blocks = _without_double_spacing([_unquoted(block) for block in blocks])
    wrapping = _Wrapping(blocks)
    found = [wrapping.joined(lines) for block in blocks for lines in wrapping.split(block)]
    return [paragraph for paragraph in _without_bullets(found) if paragraph]


def broken(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of lines broken by hand: one, unless each ends a sentence and some hold several."""
    lines = [line for line in lines if line.strip()]
    if (
        len(lines) > 1
        and all(_END.search(line.rstrip()[-80:]) for line in lines)
        and any(len(spans(line)) > 1 for line in lines)
    ):
        return [clean(line) for line in lines]
    return [_Wrapping([lines]).joined(lines)] if lines else []


def _blocks(lines: Iterable[str]) -> list[list[str]]:
    """Return the runs of lines between blank ones, or between lines that quote nothing."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip(" \t>"):
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _unquoted(block: list[str]) -> list[str]:
    """Return the lines of a block without the marks of quoting (RFC 3676), if most of them have these."""
    if sum(line.startswith(">") for line in block) * 2 <= len(block) or re.match(r">\s?[\d$€£¥]", block[0]):
        return block
    return [_QUOTED.sub("", line, count=1) for line in block]


def _without_line_numbers(lines: list[str]) -> list[str]:
    """Take off numbers that count the lines, or all lines but blank ones, from first to last."""
    marks = [(position, _LINE_NUMBER.match(line)) for position, line in enumerate(lines) if line.strip()]
    numbers = [int(mark[1]) for _, mark in marks if mark]
    if len(marks) < 3 or len(numbers) < len(marks) or any(b - a not in (1, 2) for a, b in pairwise(numbers)):
        return lines
    stripped = list(lines)
    for position, mark in marks:
        stripped[position] = lines[position][mark.end() :] if mark else lines[position]
    return stripped


def _without_pages(lines: list[str]) -> list[str]:
    """Take out what a page has above and below its text: its number, and a head that comes back with every page.

    A bare number is that of a page if it is marked as one, stands at a page break, or is followed by the next number.
    """
    numbers = {
        position: match
        for position, line in enumerate(lines)
        if (match := _PAGE_NUMBER.fullmatch(line.strip())) and line.strip()
    }
    counted = [int(match["number"]) for match in numbers.values()]
    following = {b for a, b in pairwise(counted) if b == a + 1}
    following |= {number - 1 for number in following}
    furniture = {position for position, line in enumerate(lines) if line == _PAGE_BREAK}
    for position, match in numbers.items():
        is_marked = match["mark"] or match["rest"]
        at_break = _PAGE_BREAK in lines[max(position - 2, 0) : position + 3]
        if is_marked or at_break or int(match["number"]) in following:
            furniture.add(position)
    if not furniture:
        return lines
    heads: dict[str, list[int]] = {}
    for position in furniture:
        for step in (-1, 1):
            near = _nearest_text(lines, furniture, position, step)
            if near is not None and len(lines[near]) < 100 and not _END.search(lines[near].strip()):
                heads.setdefault(re.sub(r"\d+", "#", lines[near].strip()), []).append(near)
    for same in heads.values():
        if len(set(same)) > 1:
            furniture.update(same)
    kept: list[str] = []
    for position, line in enumerate(lines):
        if position not in furniture:
            if kept and kept[-1] == _PAGE_BREAK and line.strip():
                kept.pop()
                _close_gap(kept, line)
            if not (kept and kept[-1] == _PAGE_BREAK):
                kept.append(line)
        elif not kept or kept[-1] != _PAGE_BREAK:
            kept.append(_PAGE_BREAK)
    return [line for line in kept if line != _PAGE_BREAK]


def _nearest_text(lines: Sequence[str], furniture: set[int], position: int, step: int) -> int | None:
    for near in range(position + step, position + 4 * step, step):
        if 0 <= near < len(lines) and lines[near].strip() and near not in furniture:
            return near
    return None


def _close_gap(kept: list[str], line: str) -> None:
    """Take away the blank lines at a page break within a sentence."""
    last = next((index for index in range(len(kept) - 1, -1, -1) if kept[index].strip()), None)
    if last is not None and not _END.search(kept[last].rstrip()) and not _BULLET.match(line.lstrip()):
        del kept[last + 1 :]


def _without_double_spacing(blocks: list[list[str]]) -> list[list[str]]:
    """Return one block for lines that all have a blank one between them, within sentences too."""
    if len(blocks) < 3 or any(len(block) > 1 for block in blocks):
        return blocks
    lines = [block[0] for block in blocks]
    inner = sum(_is_continued(a, b) for a, b in pairwise(lines))
    return [lines] if inner * 2 >= len(lines) - 1 else blocks


def _is_continued(line: str, after: str) -> bool:
    """Whether a sentence certainly goes on from one line to the next."""
    first = after.lstrip()[:1]
    return not _END.search(line.rstrip()[-80:]) and first.isalpha() and not first.isupper()


def _taken(line: str, after: str) -> int:
    """Return how wide a line would be with the first word of the next, in bytes, as old tools count."""
    return len(line.strip().encode()) + 1 + len((after.split() or [""])[0].encode())


class _Wrapping:
    """How the lines of a text were wrapped."""

    def __init__(self, blocks: Sequence[Sequence[str]]) -> None:
        pairs = [pair for block in blocks for pair in pairwise(block)]
        inner = [pair for pair in pairs if _is_continued(*pair) and not _SURE_BULLET.match(pair[1].lstrip())]
        taken = sorted(_taken(*pair) for pair in inner if not _HYPHEN.search(pair[0].rstrip()[-60:]))
        self.is_wrapped = len(inner) * 4 >= len(pairs) > 0
        lengths = sorted(len(line.strip()) for block in blocks for line in block)
        widest = lengths[-1 - len(lengths) // 20] if lengths else 0
        self.full = min(taken[len(taken) // 20] if taken else widest, widest)
        """A line that is at least as wide with the next word had no room for it."""
        self.is_flowed = bool(inner) and sum(line.endswith(" ") for line, _ in inner) * 20 >= len(inner) * 19
        """Whether lines that go on end with a blank (RFC 3676; fold -s leaves it too), so that one without ends all."""
        self.words = Counter(word.lower() for block in blocks for line in block for word in re.findall(r"[\w-]+", line))

    def split(self, block: Sequence[str]) -> Iterator[list[str]]:
        """Yield the lines of each paragraph of a block."""
        joins = self._joins if self.is_wrapped else self._is_broken_word
        if not self.is_wrapped and _is_one_sentence(block):
            yield list(block)
            return
        current = [block[0]]
        for line, after in pairwise(block):
            if joins(line, after):
                current.append(after)
            else:
                yield current
                current = [after]
        yield current

    def _joins(self, line: str, after: str) -> bool:
        """Whether two lines of a wrapped text belong to one paragraph."""
        if _SURE_BULLET.match(after.lstrip()):
            return False
        if _HYPHEN.search(line.rstrip()[-60:]) or _is_continued(line, after):
            return True
        if _END.search(line.rstrip()[-80:]) and len(after) - len(after.lstrip()) > len(line) - len(line.lstrip()):
            return False  # indented as the first line of a paragraph
        return line.endswith(" ") if self.is_flowed else _taken(line, after) >= self.full

    def _is_broken_word(self, line: str, after: str) -> bool:
        """Whether a text that was not wrapped has a break within a sentence here all the same."""
        if _SURE_BULLET.match(after.lstrip()):
            return False
        is_long = len(line) >= 40 and _is_continued(line, after)
        return is_long or bool(_HYPHEN.search(line.rstrip()[-60:]) and after.lstrip()[:1].islower())

    def joined(self, lines: Sequence[str]) -> str:
        """Return the lines as one, with words that were hyphenated at line ends whole again."""
        parts: list[str] = []
        for line in map(str.strip, lines):
            last = parts[-1] if parts else ""
            if hyphen := _HYPHEN.search(last[-60:]):
                is_word = line[:1].islower() or hyphen[0] not in "-‐"
                if is_word and not self._keeps_hyphen(last[:-1], line, hyphen[0]):
                    parts[-1] = last[:-1]
            elif last and not _touch(last, line):
                parts.append(" ")
            parts.append(line)
        return clean("".join(parts))

    def _keeps_hyphen(self, before: str, after: str, hyphen: str) -> bool:
        """Whether a hyphen at a line's end is the word's own: as the text has it elsewhere, or both its parts."""
        first = re.search(r"[\w-]*\Z", before[-60:])
        second = re.match(r"[\w-]{0,60}", after)
        if hyphen not in "-‐" or first is None or second is None:
            return False
        one, other = first[0].lower(), second[0].lower()
        if self.words[one + other]:
            return False
        is_own = one in _TENS or "-" in one or self.words[f"{one}-{other}"] > 0
        return is_own or (self.words[one] > 0 and self.words[other] > 1)


def _touch(line: str, after: str) -> bool:
    """Whether no blank belongs between two lines: after a dash that follows a word, and between ideographs."""
    is_dash = line[-1] in "-–—/" and line[-2:-1].isalnum()
    return is_dash or (_is_wide(line[-1:]) and _is_wide(after[:1]))


def _is_wide(char: str) -> bool:
    return bool(char) and unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7a3"


def _is_one_sentence(block: Sequence[str]) -> bool:
    """Whether a block is a sentence over several lines, of which none but the last ends one and each is full."""
    if (
        len(block) < 2
        or not _END.search(block[-1].rstrip()[-80:])
        or any(_END.search(line.rstrip()[-80:]) for line in block[:-1])
    ):
        return False
    widest = max(len(line.strip().encode()) for line in block)
    return all(_taken(line, after) > widest for line, after in pairwise(block))


def _without_bullets(found: Sequence[str]) -> list[str]:
    """Take off the marks of a list's items, and the numbers of numbered paragraphs where they count."""
    marks = [_BULLET.match(paragraph) for paragraph in found]
    numbers = Counter(int(mark[0].strip(" ().")) for mark in marks if mark and mark[0].strip(" ().").isdecimal())
    shapes = Counter(mark[0].strip() for mark in marks if mark)
    result = []
    for paragraph, mark in zip(found, marks, strict=True):
        if sure := _SURE_BULLET.match(paragraph):
            result.append(paragraph[sure.end() :])
        elif mark and mark[0].strip(" ().").isdecimal():
            number = int(mark[0].strip(" ()."))
            is_counted = numbers[number + 1] or numbers[number - 1]
            result.append(paragraph[mark.end() :] if is_counted else paragraph)
        else:
            result.append(paragraph[mark.end() :] if mark and shapes[mark[0].strip()] > 1 else paragraph)
    return result
