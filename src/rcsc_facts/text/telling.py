"""The words of a sentence that say when, what for and who speaks; and what is planned, asked for or quoted."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from rcsc_facts.text.figures import Figure
from rcsc_facts.text.sentences import TITLES

Span = tuple[int, int]
"""Offsets in the text of a paragraph, the end excluded."""


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


_PERIODS = (
    r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|season|summer|winter|"
    r"spring|autumn)"
)
_DAYS = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"  # May: a capital
_TIME_WORDS = re.compile(
    rf"(?:\b(?:(?:[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ate|[Ee]arly|[Ll]ast|[Nn]ext|[Tt]his) ){{0,3}}{_DAYS}"
    r"(?: (?:morning|afternoon|evening|night))?\b"
    r"|\b(?:(?:[Ii]n|[Oo]ver|[Dd]uring|[Ss]ince|[Bb]y|[Uu]ntil|[Ee]arlier|[Ll]ater) )?"
    rf"(?:(?:the )?(?:[Ll]ast|[Nn]ext|[Pp]ast|[Pp]revious|[Ff]ollowing|[Cc]oming)|[Tt]his) {_PERIODS}\b"
    r"|\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Rr]ecently|[Cc]urrently|[Nn]ow|[Nn]owadays|[Ll]ately)\b"
    r"|\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Dd]uring|[Ll]ast|[Nn]ext)(?: (?:late|early|mid|last|next))? "
    rf"{_MONTHS}\b(?! \d))(?![’'\w-])"
)
_TIME_BEFORE = re.compile(
    r"\b(?:(?:[Ii]n|[Oo]n|[Aa]t|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Dd]uring|[Bb]efore|[Aa]fter|[Oo]ver|[Ww]ithin|[Ff]or|"
    r"[Tt]hroughout|[Aa]round)(?: more than| almost| nearly)? )?"
    r"(?:(?:early|late|mid|the|past|last|next|first|coming|previous|following|end of|start of|beginning of|year|"
    r"[Ee]arly|[Ll]ate|[Ll]ast|[Nn]ext|[Tt]he) |mid-)*\Z"
)
_TIME_AFTER = re.compile(rf"(?: {_PERIODS}s?| years?| months?)?(?: (?:ago|earlier|later|before))?\b")
_DURATIONS = frozenset(
    "seconds minutes hours days nights weeks fortnights months quarters years decades centuries".split()
)


PERIOD = "second|minute|hour|day|night|week|weekend|month|quarter|season|year|decade|century|centuries"
TIMES = re.compile(
    r"(?<!\w)(?:currently|now|nowadays|today|tonight|yesterday|tomorrow|recently|lately|annually|"
    r"(?:yearly|monthly|weekly)(?! (?!across|unless|as|towards|besides|is|was|has|this)[a-z]+s\b)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    rf"(?:last|next|this|past|coming|previous|every|each) (?:[\w-]+ )?(?:{PERIOD})s?|a (?:{PERIOD})|per (?:{PERIOD})|"
    rf"(?:{PERIOD})s? ago)(?!\w)"
)
"""Words of a phrase or a statement, folded, that say when or how often."""
PAST = re.compile(
    r"(?<!\w)(?:yesterday|ago|last (?:week|month|season|year|spring|summer|autumn|winter)|"
    r"the (?:past|last) [\w-]+ (?:day|week|month|year|decade)s(?! of\b)|"
    r"(?:has|have) (?:already|just) \w+|took place|already)(?!\w)"
)
"""Words, folded, that say that something is over."""


def is_duration(figure: Figure) -> bool:
    """Tell whether a figure counts days, years and the like."""
    unit = (figure.unit or "").lower()
    return figure.kind in ("count", "range", "vague") and (unit in _DURATIONS or f"{unit}s" in _DURATIONS)


def is_time(figure: Figure) -> bool:
    """Tell whether a figure is a date, a time of day or a decade, which are no quantities."""
    return figure.kind in ("date", "time") or (figure.kind == "vague" and bool(_DECADE.search(figure.text)))


_DECADE = re.compile(r"\d0['’]?s$")


def times(text: str, start: int, end: int, figures: Sequence[Figure]) -> list[Span]:
    """Return the time words of the sentence from *start* to *end*, in its order."""
    found: list[Span] = []
    for figure in figures:
        head = figure.start
        before = _TIME_BEFORE.search(text, max(start, head - 40), head)
        first = before.start() if before else head
        last = figure.end
        if is_time(figure) or figure.kind == "year" or figure.unit == "year":
            found.append((first, last))
        elif is_duration(figure) and "-" not in text[figure.start : figure.end]:
            after = _TIME_AFTER.match(text, last, end)
            last = after.end() if after else last
            said = text[first:head].lower().split()
            is_past = bool({"past", "last", "next", "coming", "first", "previous", "following"} & {*said})
            if is_past or text[:last].endswith((" ago", " earlier", " later")):
                found.append((first, last))
    starts = [first for first, _ in found]
    words = []
    for match in _TIME_WORDS.finditer(text, start, end):
        at = bisect_left(starts, match.end()) - 1
        if at < 0 or found[at][1] <= match.start():
            words.append(match.span())
    return sorted([*found, *words])


_TO = re.compile(
    r"\b(?:in order to|so as to|aimed at|to) (?:help|support|provide|assist|fight|prevent|protect|improve|boost|combat|"
    r"rebuild|ensure|reduce|tackle|ease|promote|train|mark|thank|treat|feed|shelter|strengthen|restore|repair|encourage|"
    r"relieve|save|celebrate|honour|honor|commemorate|cover|fund|finance|modernise|modernize|upgrade|helping|"
    r"improving|reducing|preventing|boosting|protecting|house|educate|vaccinate|rescue|make|keep|give|let|build|buy|"
    r"battle|curb|contain|stop|avoid|raise|monitor|study|teach|serve|fix|clear|secure|attract|expand|explore|defend)\b"
)
_NO_PURPOSE_BEFORE = re.compile(
    r"\b(?:plan|plans|planned|planning|decided|decides|want|wants|wanted|agreed|agrees|expected|due|set|going|able|have|"
    r"has|had|having|need|needs|needed|hope|hopes|hoped|aim|aims|aimed|try|tries|tried|trying|continue|continues|continued|"
    r"begin|began|begun|start|started|likely|ready|willing|pledged|promised|vowed|ordered|asked|urged|told|called|"
    r"refused|failed|offered|intends|intend|intended|scheduled|ought|used|seek|seeks|sought|committed|obliged|"
    r"pledges|promises|vows|is|are|was|were|be|on|upon|it|and|or|not)\s\Z",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[,;:.!?()—–“”\"]|\s[-–—]\s|\b(?:while|after|before|when|as|because|since|and|but|which|who)\b"
)


def clause_end(text: str, at: int, end: int) -> int:
    """Return where the clause that goes on at an offset ends."""
    match = _CLAUSE_END.search(text, at, end)
    last = match.start() if match else end
    while last > at and text[last - 1].isspace():
        last -= 1
    return last


def purposes(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words that say what for, each to the end of its clause."""
    for match in _TO.finditer(text, start, end):
        if not _NO_PURPOSE_BEFORE.search(text, max(start, match.start() - 20), match.start()):
            yield match.start(), clause_end(text, match.end(), end)


# What belongs together

_RELATIVE = re.compile(r", (?:which|who|whose|whom|where)\b|(?:, |^)[Aa]ccording to\b")
_BEGIN = re.compile(r"(?:[A-Z][A-Z .]+: |[\"“'‘])?\s*")
"""What may stand at the beginning of a sentence before its first words: a dateline, a quotation mark."""


class Clauses:
    """The clauses of a sentence that commas close off: which opened on Wednesday; according to a report."""

    def __init__(self, text: str, start: int, end: int) -> None:
        """Take the sentence from *start* to *end*."""
        self._text, self._start = text, start
        self._closed: list[Span] = []
        for match in _RELATIVE.finditer(text[start:end]):
            first = start + match.start()
            if self._closed:
                self._closed[-1] = self._closed[-1][0], min(self._closed[-1][1], first)
            comma = text.find(",", start + match.end(), end)
            self._closed.append((first, comma if comma >= 0 else end))

    def of(self, span: Span) -> Span | None:
        """Return the closed clause in which words stand; None for the sentence itself."""
        at = bisect_right(self._closed, span[0], key=itemgetter(0)) - 1
        return self._closed[at] if at >= 0 and span[0] < self._closed[at][1] else None

    def begins(self, span: Span) -> bool:
        """Whether words stand at the beginning of the sentence."""
        match = _BEGIN.match(self._text, self._start)
        return span[0] <= (match.end() if match else self._start)

    def may_govern(self, words: Span, told: Span, *, is_count: bool) -> bool:
        """Whether time words or a purpose can belong to what the words *told* say, a count or something else.

        What a closed clause has belongs to it alone, but for a count right before it (three medals, which came in
        2020); what begins the sentence belongs to all but the words that say who speaks.
        """
        there, here = self.of(words), self.of(told)
        if there == here or overlap(words, told):
            return True
        if there and is_count and told[1] <= there[0] and not self._text[told[1] : there[0]].strip():
            return True
        return bool(here and self.begins(words) and not _ACCORDING.match(self._text, here[0]))


_ACCORDING = re.compile(r"(?:, )?[Aa]ccording to\b")


# Who speaks


class Voice(NamedTuple):
    """Somebody who says the sentence."""

    start: int
    end: int
    """The words that say so: the health ministry said."""
    name: str
    """Who it is, as it stands there; empty for he, she and the like."""


_SAID = r"(?:said|says|told|added|warned|noted|explained|wrote|stated|confirmed|stressed|emphasi[sz]ed|insisted)"
_SAYING = re.compile(rf"“[^“”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|\b(?P<to>[Aa]ccording to )|\b(?P<said>{_SAID})\b")
"""A quotation, which is passed over whole, or what says that somebody speaks."""
_PASSIVE = frozenset("is are was were be been being it’s it's not to".split())
_TOKEN = re.compile(r"[^\W_]+(?:['’.&-]+[^\W_]+)*\.?(?=[^\W_]|\s|\W|\Z)")
_PRONOUNS = frozenset("he she they it we i you who which that this these those one some many others".split())
_VERBS = frozenset("has have had was were is are will would could may might must can should shall did does do".split())
"""Behind a name that follows said, they show that it is what was said, and not who: said debts had come down."""
_NAME_STOPS = _VERBS | frozenset(
    "on in at by that who which after before when while as for from with to and but or because since until during over "
    "about than then".split()
)
_TITLES = TITLES | {"st", "sr"}
_LINKS = frozenset("of for the and de la van bin al".split())
_MOST_NAME = 6


def voices(text: str, start: int, end: int) -> Iterator[Voice]:
    """Yield who says the sentence from *start* to *end*, as far as it says so outside of quotation marks."""
    for match in _SAYING.finditer(text, start, end):
        if match["to"]:
            last = _name_after(text, match.end(), end)
            if last > match.end():
                yield Voice(match.start(), last, text[match.end() : last])
            continue
        before = text[max(start, match.start() - 20) : match.start()].split()
        if not match["said"] or (before and before[-1].lower() in _PASSIVE):
            continue
        first, name_end = _name_before(text, start, match.start())
        if first < name_end:
            name = text[first:name_end]
            yield Voice(first, match.end() if name_end + 2 >= match.start() else name_end, _named(name))
        elif (last := _name_after(text, match.end(), end)) > match.end():
            name = text[match.end() : last].strip()
            if match[0] not in ("told", "added", "noted", "confirmed", "warned"):
                yield Voice(match.start(), last, _named(name))


def _named(name: str) -> str:
    return "" if name.split(maxsplit=1)[0].lower() in _PRONOUNS else name


def _name_after(text: str, at: int, end: int) -> int:
    """Return where the name that follows ends, or *at* where none does."""
    last = at
    for count, match in enumerate(_TOKEN.finditer(text, at, min(end, at + 90))):
        gap = text[last : match.start()]
        word = match[0] if match[0].rstrip(".").lower() in _TITLES else match[0].rstrip(".")
        if count >= _MOST_NAME or gap.strip() or (count and word.lower() in _NAME_STOPS):
            break
        if not count and word.lower() in _NAME_STOPS:
            break
        last = match.start() + len(word)
    following = _TOKEN.match(text, last + 1, end) if last > at else None
    return at if following and following[0].lower() in _VERBS else last


def _name_before(text: str, start: int, at: int) -> Span:
    """Return where the subject of a verb at an offset stands, or an empty span."""
    start = max(start, at - 200)
    head = text[start:at].rstrip()
    if head.endswith(","):  # the words before a comma tell more of the name before them
        parts = head[:-1].split(",")
        if len(parts) > 1 and parts[-2].split() and len(parts[-2].split()) <= 4 and parts[-2].split()[-1][:1].isupper():
            last = start + len(",".join(parts[:-1]))
            return last - len(parts[-2].lstrip()), last
        return at, at
    begin = max(head.rfind(mark) for mark in ',;:“”"()—–') + 1
    words = list(_TOKEN.finditer(text, start + begin, start + len(head)))
    chosen: list[re.Match[str]] = []
    for match in reversed(words):
        word = match[0].lower().rstrip(".")
        if len(chosen) >= _MOST_NAME or (word in _NAME_STOPS and not (chosen and word in _LINKS)):
            break
        chosen.append(match)
    while chosen and chosen[-1][0].lower() in _LINKS - {"the"}:
        chosen.pop()
    while chosen and (when := _TIME_WORDS.match(text, chosen[-1].start())):  # on Monday the ministry said
        chosen = [one for one in chosen if one.start() >= when.end()]
    if not chosen:
        return at, at
    return chosen[-1].start(), start + len(head)


_WHOLE_NAMES = frozenset(
    "police ministry agency bank office department army council commission association society service authority "
    "university fund programme program organization organisation union committee group cross crescent board court "
    "party government institute centre center bureau company corporation federation club school hospital team force "
    "forces guard times news post spokesman spokeswoman spokesperson".split()
)


def key_words(name: str) -> str:
    """Return what of a speaker's name stands in every phrase of his: the surname, or the whole without article."""
    words = name.split()
    if words and words[0].lower() in ("the", "a", "an", "its", "his", "her", "their", "our"):
        return " ".join(words[1:])
    last = words[-1] if words else ""
    if last[:1].isupper() and last.lower() not in _WHOLE_NAMES and "of" not in words and len(words) > 1:
        return last
    return " ".join(words)


# What is left open, planned, asked for or quoted

PARTIAL = re.compile(r"\b(?:including|such as|among them|among others|for example|like|others?|more)\b")
"""Words of a phrase, folded, that leave a list open."""

PLAN = re.compile(
    r"\b(?:(?:is|are|was|were) (?:planning|due|set|scheduled|expected|aiming|to be) |"
    r"(?:plan|plans|planned|planning|aim|aims|aimed|intend|intends|intended|hope|hopes|hoped|expects|expected|want|wants|"
    r"wanted|pledged|promised|vowed|pledges|promises|vows|agreed|agrees|offered|offers|threatened|seeks|sought|tried|"
    r"tries) to |"
    r"will (?!have been )(?=[a-z])|would (?=(?:be|build|begin|start|open|spend|receive|get|cut|add|create)\b))"
)
APPEAL = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:on|for|upon) |appeal(?:s|ed|ing)? (?:for|to) |urg(?:es|ed|ing) |demand(?:s|ed|ing) |"
    r"ask(?:s|ed|ing) (?:for |the |people |all |its ))"
)
_QUOTED = re.compile(r"[“](?P<curly>[^“”]*)(?:”|\Z)|(?<![\w])\"(?P<straight>[^\"]*)(?:\"|\Z)")


def quotations(text: str) -> Iterator[Span]:
    """Yield what stands in quotation marks in a paragraph, where it is more than a word or two."""
    for match in _QUOTED.finditer(text):
        group = "curly" if match["curly"] is not None else "straight"
        if len(match[group].split()) > 3:
            yield match.span(group)
