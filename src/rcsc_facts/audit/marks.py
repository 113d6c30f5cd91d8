"""The marks of a draft: citations in pandoc's form that name claims."""

import re
from typing import NamedTuple

from rcsc_facts.audit.known import Knowledge


class Mark(NamedTuple):
    """A citation in pandoc's form that names claims, a paragraph of the article, or another work."""

    start: int
    """Offsets in the text."""
    end: int
    claims: tuple[str, ...]
    """The claims that it names, or those of the paragraph that it names; none where it cites another work."""
    unknown: str = ""
    """A claim that it names and that there is not."""
    is_loose: bool = False
    """Whether it names a paragraph and no claim, so that one claim of many is enough."""
    is_whole: bool = True
    """Whether it says nothing besides: cites no other work, and has no words before or after what it names."""


_GROUP = re.compile(r"\[[^\[\]@]{0,200}@[^\[\]]{1,500}\]")
_CITED = re.compile(r"@\{?(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?)\}?(?P<rest>[^;@]*)")
_PARAGRAPH = re.compile(r"(?:para(?:graph)?s?\.?|¶)\s*(\d{1,6})\b", re.IGNORECASE)


def marks_in(text: str, known: Knowledge) -> list[Mark]:
    """Return the marks of a text, in its order: [@claim], [@source/claim], [@source, para. 6, claim].

    A citation of the article that names neither a claim nor a paragraph is no mark.
    """
    found = []
    for match in _GROUP.finditer(text):
        opened = text.rfind("[", max(match.start() - 500, 0), match.start())
        if opened >= 0 and "]" not in (within := text[opened : match.start()]) and "@" in within:
            continue  # within a citation that is not closed before it
        claims: list[str] = []
        unknown, is_loose, says_nothing, is_other = "", True, False, False
        is_whole = not match[0][1 : match[0].index("@")].strip(" -")
        for cited in _CITED.finditer(match[0]):
            key, parts = cited["key"], [part.strip(" ]") for part in cited["rest"].split(",")]
            source, slash, last = key.rpartition("/")
            if slash and source == known.source:
                named = [last]
            elif key == known.source and not (named := [part for part in parts if part in known.claims]):
                numbers = [int(number[1]) for part in parts if (number := _PARAGRAPH.search(part))]
                claims += [claim for number in numbers for claim in known.by_paragraph.get(number, ())]
                says_nothing = not numbers
                continue
            elif key != known.source:
                named = [key] if key in known.claims or known.meant(key) else []
                is_other |= not named
            is_whole &= not any(part.strip("; ") for part in parts if part not in named and not _PARAGRAPH.match(part))
            is_loose = is_loose and not named
            claims += [claim for claim in named if claim in known.claims]
            unknown = next((claim for claim in named if claim not in known.claims), unknown)
        if claims or unknown or is_other or not says_nothing:
            is_whole &= not is_other
            found.append(Mark(*match.span(), tuple(dict.fromkeys(claims)), unknown, is_loose, is_whole))
    return found
