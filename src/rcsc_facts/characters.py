"""Characters that nobody sees, or that act on what shows them: the one list of them, for every check and message."""

import re
from collections.abc import Iterator
from functools import cache

_UNSEEN = (
    # Controls but tab, line feed and carriage return; separators of lines; surrogates; what is no character (D14).
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    # Default_Ignorable_Code_Point of the Unicode Character Database, which has all marks of direction too.
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    # Marks of annotation, which hide what stands between them, and characters of private use.
    "\ufff9-\ufffb\ue000-\uf8ff"
)
"""Those of the Basic Multilingual Plane."""

_UNSEEN_BEYOND = (
    "["
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
    "]"
)
"""Those of the other planes, in the same order."""

_SUSPECT = f"[{_UNSEEN}\U00010000-\U0010ffff]"
"""What may be unseen: a class looks up a character of the first plane, but tries the ranges beyond it one by one."""

_JOINED = (
    "[\u0620-\u08ff\u0900-\u0dff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17d3\u1820-\u18aa\u1a20-\u1a7f\u1b00-\u1bff"
    "\ua800-\ua8ff\ua980-\uaadf\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00010aff"
    "\U00010d00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f]{2}"
)
"""Two letters or signs of scripts in which a joiner changes what is read: Arabic and its kin, and the Indic ones."""

_PICTURES = "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]{2}"
"""Two pictographs, or a modifier of the first and the second, of which a joiner makes one picture."""


def unseen(text: str) -> Iterator[re.Match[str]]:
    """Yield every character of *text* that is unseen or acts; a joiner only where its neighbours do not need it."""
    for match in _compiled(_SUSPECT).finditer(text):
        char, start = match[0], match.start()
        if char > "\uffff" and not _compiled(_UNSEEN_BEYOND).match(char):
            continue
        if char in "\u200c\u200d" and start:
            around = text[start - 1] + text[start + 1 : start + 2]
            if _compiled(_JOINED).fullmatch(around) or (char == "\u200d" and _compiled(_PICTURES).fullmatch(around)):
                continue
        yield match


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a text first needs it: plain letters need none, and the classes are large."""
    return re.compile(pattern)
