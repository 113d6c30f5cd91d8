"""Whether words deny what is told in them, and not something else beside it."""

import re
from collections.abc import Callable

FIGURE = "\x00"
"""What stands in a text, folded, in the place of the figure that may be denied."""

_DENIAL = re.compile(
    r"\b(?:not|never|no|neither|nor|none|nobody|nothing|cannot|without|denie[ds]|den(?:y|ying)|fail(?:s|ed)? to|false|"
    r"untrue|wrong(?:ly)?|refus\w+ to|hardly|barely|scarcely|\w+n't)\b"
)
_NO_DENIAL = re.compile(
    r"\b(?:no (?:fewer|less)\b|no (?:more|lower|higher|greater) than|"
    r"not (?:fewer|less|more|over|quite|only|just)|not least|"
    r"not (?:surprisingly|unexpectedly)|without (?:a )?(?:doubt|question|exception)|"
    r"whether or not|if not|no doubt|nothing less than|"
    r"(?:(?:do|does|did|can|could|would)(?: not|n't)|cannot|never|no ?(?:one|body)|none|few)"
    r"(?: can| could| would| will)?"
    r"(?: (?:ever|for a moment|seriously|now|longer))? (?:doubt|disput|den[iy]|question|contest)(?:e?s|ed)?|"
    r"no (?:denying|disputing|doubting|questioning|question|idea)|"
    r"(?:may|might|do|does|did)(?: not|n't) (?:know|remember|realis\w+|realiz\w+|notice|have (?:noticed|heard|known))|"
    r"not [^,;.\x00]{1,30} but(?= [^,;.]{0,20}\x00)|"
    r"(?:is it not|is(?:n't)? it(?: no)?) \w+ that|"
    r"it(?:'s| is| was) (?:not|hardly|scarcely|n't) (?:surpris\w+|remarkable|odd|strange|unusual|for nothing|by chance|"
    r"(?:an? )?(?:accident|coincidence|wonder|news)) that)\b"
)
_ASIDE = re.compile(r"\([^()\x00]*\)|\A[^,;\x00]*, (?:but|yet)\b")
"""What stands in brackets, or in a clause of its own that another corrects, and has no figure."""
_CONTRAST = re.compile(r", (?:and )?not ([^,\x00]{1,60})(?=,|\W*\Z)")
"""Another that is set against what is told: the club, not the town, has paid."""
_BE = r"(?:is|are|was|were|be|being|been|'s|'re|as|with|of|makes?|made)"
_IS_NO = re.compile(rf"\b{_BE} (?:no|hardly an?|scarcely an?|not an?) ((?:[\w'-]+ ?){{1,3}})")
"""No fault of it, but a word of praise or of measure: is no small club, comes as no surprise."""
_AFTERWARDS = re.compile(
    rf"(?:\b{_BE} (?:not|hardly|scarcely|barely)|\b(?:is|are|was|were)n't|[:,;–—-] (?:not|hardly|scarcely|barely)) "
    r"((?:an? |all |that |so |too )?[\w'-]+)"
)
_DENYING = frozenset(
    "longer more such evidence proof truth sign signs record basis way chance reason indication question case one true "
    "so right correct accurate real there the known certain clear likely possible in on at among of for with to from "
    "by here".split()
)
"""Words that, after no or not, deny what is told: no longer, no proof, not true, not in."""
_DEED = re.compile(r"\w{2,}(?:ed|en|wn|nt|ught|ing|s)\Z")
"""A participle or a plural, which tells of the very thing: were not helped, are not members."""


_PRESUPPOSED = re.compile(r"\bwithout (?:the \w+ of )?(?:its|the|their|these) (?:[a-z]+ ){0,2}\x00")


def presupposes(text: str) -> bool:
    """Tell whether a text takes its figure for granted: without its 90 members it would be smaller."""
    return bool(_PRESUPPOSED.search(text))


def denies(text: str, is_own: Callable[[str], bool]) -> bool:
    """Tell whether a text, folded, denies what it tells, the figure of which is `FIGURE`.

    *is_own* tells whether a word is one for what is told. A denial of something else beside it denies nothing of it:
    with 17 million members it is no small club; the club, not the town, has paid.
    """
    if not _DENIAL.search(text):
        return False
    text = _NO_DENIAL.sub(" ", _ASIDE.sub(" ", text))
    text = _CONTRAST.sub(lambda match: match[0] if any(map(is_own, match[1].split())) else " ", text)
    text = _IS_NO.sub(lambda match: match[0] if _tells(match[1].split(), is_own) else " ", text)
    if FIGURE in text:
        before, _, after = text.partition(FIGURE)
        text = before + _AFTERWARDS.sub(lambda match: match[0] if _is_of_deed(match[1], is_own) else " ", after)
    return bool(_DENIAL.search(text))


def _tells(words: list[str], is_own: Callable[[str], bool]) -> bool:
    return words[0] in _DENYING or words[0] == FIGURE or any(map(is_own, words))


def _is_of_deed(words: str, is_own: Callable[[str], bool]) -> bool:
    return _tells(words.split(), is_own) or bool(_DEED.search(words))
