"""Words that touch others and turn their sense: denials, limits, rates. A figure's own hedge is in its reading."""

import re
from collections.abc import Collection, Mapping, Sequence

from rcsc_facts.text.folding import fold


def _phrases(key: int, listed: str) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return phrases, of which the list has one between every two strokes, by their first word or their last."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed.split("|"):
        words = tuple(phrase.split())
        found.setdefault(words[key], []).append(words)
    return found


_DENIALS = frozenset(
    "not never no nor neither without hardly scarcely barely cannot none nobody nothing denied denies denying deny "
    "false falsely untrue failed fails fail failing refused refuses refuse allegedly supposedly purportedly "
    "reportedly seemingly would could might may if unless whether lest unable lack lacks lacked lacking".split()
)
"""Anywhere before the words in their clause, these deny them or leave them open."""

_PLAIN_NO = frozenset({"no", "none", "nothing", "nobody", "without"})
"""These deny only what they stand next to."""

_LIMITS = _phrases(
    -1,
    "half|half the|half a|all but|all but the|one in|one in every|one out of|once|former|formerly|non|ex|pro|anti|"
    "no longer|instead of|rather than|far from|short of|other than|except|except for|but not|twice|double|"
    "twice the|nearly|almost|not quite|its last|their last|the last|the only",
)
"""Right before the words, these make another thing of them."""

_UNTRUE = (
    r"(?:myth|hoax|lie|fiction|legend|rumou?rs?|misconception|fallacy|untrue|false|wrong|incorrect|absurd|unproven|"
    r"unclear|contrary to|no (?:one|evidence|proof|sign|truth|record)|nobody|not (?:true|clear|certain|proven)|"
    r"den(?:y|ie[sd]|ying)|denials?|disput(?:e[sd]?|ing)|reject(?:s|ed|ing)?|dismiss(?:e[sd]|ing)?|"
    r"refut(?:e[sd]?|ing)|doubt(?:s|ed|ful)?|pretend(?:s|ed|ing)?)"
)
_UNBELIEVED = r"(?:nobody|no one|none|few)(?: [a-z]+){0,3} (?:believ|think|thought|sa[iy]|claim)[a-z]*"
_DISBELIEVED = re.compile(rf"\b(?:{_UNTRUE}\b[^.;:]*\bthat|{_UNBELIEVED})\b[^,.;:]*\Z")
"""Before the words, what says that the rest of the sentence is not so: it is a myth that the club feeds 90 dogs."""

_CONDITION = re.compile(r"\W*(?:had|were)\b")
"""How a clause begins that says what has not been: had the club fed 90 dogs."""

_ENDED = frozenset("stop stops stopped cease ceases ceased quit quits avoid avoids avoided".split())
"""Before a form in -ing these end or avoid what it says: stopped feeding."""

_SHARES = frozenset("half third quarter part some most few none one any many several all two three percent %".split())
_WHOSE = frozenset("the these those".split())
"""A share and perhaps an article right before the words: part of the 13 countries; but two of its nine leave nine."""

_UNDONE = frozenset(
    "promised promises pledged pledges vowed vows agreed agrees offered offers plans planned planning intends intended "
    "hopes hoped wants wanted aims aimed expects expected tried tries failed fails threatened seeks sought declined "
    "declines neglected neglects forgot forgets pretended pretends".split()
)
"""Before the words with to between, these leave a deed undone: promised to send."""

_TO_COME = frozenset("will shall should".split())
_TO_BE = frozenset("is are was were".split())
"""Before the words, the first leave a deed for later, and so do these with to between: is to send."""

_TAILS = _phrases(
    0,
    "or so|or more|or less|or fewer|or thereabouts|at most|at least|at best|at the most|at the least|apiece|each|"
    "annually|yearly|monthly|weekly|daily|hourly|per year|per month|per day|per week|per hour|per person|per head|"
    "per capita|a year|a month|a day|a week|an hour|a head|a person|every year|every month|every day|every week|"
    "each year|each month|each day|fewer|less|lower|higher|combined with|times over|in debt|short",
)
"""Right after the words, these make another figure of them."""

_MOST_WORDS = 8
"""Words of a clause in which a denial reaches what follows."""


def turned(before: str, words: str, after: str, own: Collection[str], *, has_figure: bool, is_deed: bool = True) -> str:
    """Return the words with what turns their sense, or nothing where nothing does.

    *before* and *after* are the rest of their sentence; *own* are the claim's own words, which deny nothing of it.
    *has_figure* is whether the words carry a figure, *is_deed* whether they say what was done.
    """
    clause = _clause(before)
    held = clause.split()[-_MOST_WORDS:]
    folded = [word.strip(".,;:'") for word in map(fold, held)]
    for limit in _LIMITS.get(folded[-1] if folded else "", ()):
        if tuple(folded[-len(limit) :]) == limit and limit[0] not in own:
            return f"{' '.join(held[-len(limit) :])} {words}"
    bare = folded[:-1] if folded[-1:] and folded[-1] in _WHOSE else folded
    if bare[-1:] == ["of"] and bare[-2:-1] and bare[-2] in _SHARES and bare[-2] not in own:
        return f"{' '.join(held[len(bare) - 2 :])} {words}"
    for position in range(len(held)) if is_deed else ():
        word, has_to = folded[position], folded[position + 1 : position + 2] == ["to"]
        is_later = word in _TO_COME or (has_to and word in _UNDONE | _TO_BE)
        if is_later and word not in own:
            return f"{' '.join(held[position:])} {words}"
    if before.endswith("-") and folded:
        return f"{held[-1]}{words}"
    for position in range(len(held) - 1, -1, -1):
        word = folded[position]
        is_near = position >= len(held) - 2
        is_ended = word in _ENDED and (*folded, *fold(words).split())[position + 1].endswith("ing")
        is_month = word == "may" and held[position] != "may"
        if (_is_denial(word) or is_ended) and not is_month and word not in own and (is_near or word not in _PLAIN_NO):
            return f"{' '.join(held[position:])} {words}"
    if found := _DISBELIEVED.search(fold(before)):
        return f"{found[0]} {words}"
    if is_deed and _CONDITION.match(fold(clause)):
        return f"{' '.join(held)} {words}"
    if is_deed and (denied := _DENIED_AFTER.match(fold(after[:60]))) and not {"not", "never"} & {*own}:
        return f"{words} {denied[0].strip()}"
    following = fold(after[:60]).replace(",", " ,").replace(".", " .").split()
    for tail in _TAILS.get(following[0], ()) if has_figure and following else ():
        if tuple(following[: len(tail)]) == tail and tail[-1] not in own:
            return f"{words} {' '.join(tail)}"
    return ""


def _clause(before: str) -> str:
    """Return the end of the clause in which words stand; what it says in passing, between two commas, is left out."""
    *rest, last = _BREAK.split(before)
    if len(rest) > 1 and rest[-1].strip() and rest[-2].split() and _is_denial(fold(rest[-2].split()[-1])):
        return f"{rest[-2]} {last}"
    return last


def _is_denial(word: str) -> bool:
    return word in _DENIALS or word.replace("'", "") in _CONTRACTED


_BREAK = re.compile('[,;:—–()"“”]')

_CONTRACTED = frozenset(
    "cant dont doesnt didnt hasnt havent hadnt isnt wasnt arent werent wont wouldnt couldnt shouldnt mustnt".split()
)

_DENIED_AFTER = re.compile(
    r"\s?(?:(?:[a-z]+ )?(?:not|never)\b|[a-z]+n't\b|"
    r"(?:is|are|was|were) (?:false|untrue|wrong|nonsense|denied|disputed|a (?:myth|lie|hoax|fiction|rumou?r))\b)"
)
"""Right after the words, the verb that denies them: 12 vets were not sent; they never came."""
