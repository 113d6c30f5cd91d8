"""A draft taken apart: the passages that its marks stand for, and what the words around a figure say of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from rcsc_facts.audit.known import LEADS, STOP_WORDS, TIME_UNITS, WORD, Knowledge, is_plural, roots, singular
from rcsc_facts.audit.marks import Mark, marks_in
from rcsc_facts.audit.nouns import Nouns
from rcsc_facts.text import figures
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.folding import fold
from rcsc_facts.text.names import Named
from rcsc_facts.text.sentences import spans
from rcsc_facts.vocabulary import ARTICLE

_CLAUSE = re.compile(r"[;()—–]|,\s|\s(?:while|whereas|but|although|though|unlike|which|who)\s")
_TURN = re.compile(
    r";|\s(?:while|whereas|but|although|though|unlike|(?<!of )(?<!to )(?<!in )(?<!from )(?<!with )which|who)\s|"
    r"\sand\s(?:(?:has|have|had|is|are|was|were|will|also)\s)*"
    r"(?:\w+ed|sent|gave|held|took|made|built|won|lost|paid|met|led|went|brought|bought|set|put|plans|runs|has|have)\s"
)
"""Where a sentence goes on to something else."""
_REACH = re.compile(r"[,;:()—]|\s(?:and|but|while|whereas|which|who|as|though|although)\s")
_AMONG = re.compile(
    r",\s*(?:including|among (?:them|others)|such as|notably|for example|of (?:which|whom)|like|"
    r"was|were|is|are|has|have|had|will|did|never)\b"
)
"""What goes on after a comma with what stands before it: a list of what is in it, or its verb."""
_RESTRICTED = re.compile(r"(?:\s*(?:(?:to|of|in|for|with|from|by) (?:which|whom)|which|that|who|whom)\b)?")
"""What may follow a mark and tells more of what stands before it: to which the society sent vaccine."""
_SENTENCE_PART = re.compile(r"[;:()—]")
_LEADING = re.compile(
    r"\W*(?:[^\W\d_]+\s){0,2}?(?:in|across|throughout|within|for|of|to|among|from|over|since)\b", re.IGNORECASE
)
_MOST_LEADING = 8
"""Words in front of a sentence that say where or when of all that follows: in Africa, over the past five years."""
_SAYING = re.compile(
    r"\b(?:said|says|told|tells|announced|announces|reported|wrote|added|stated|declared)\b[^.,;:]{0,30}\Z",
    re.IGNORECASE,
)
_DURING = re.compile(
    r"\b(?:past|last|previous|next|coming|recent|over|for|within|during|in|of)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_RATE = re.compile(r"(?:an?|per|each|every)\s|\w+ly\b", re.IGNORECASE)
_OLD = re.compile(r"[\s-]+(?:old|of age)\b")
_DECADE = re.compile(r"\b(\d{4})s\b")
_RELATIVE = (
    r"(?:last|this|next|past|previous|coming) (?:week|month|quarter|year|decade|century|spring|summer|autumn|winter)"
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april june july august september october november december"
TIME_WORDS = re.compile(
    rf"\b(?:{'|'.join(f'{_DAYS} {_MONTHS}'.split())}|yesterday|tomorrow|{_RELATIVE}|recent (?:days|weeks|months)|"
    r"(?:\w+ )?(?:day|week|month|year|decade|century|centurie)s? ago|until recently|recently|long ago|"
    r"(?:turn|start|beginning|dawn|close|end|height) of "
    r"(?:the|this|last|next) \w+|once|formerly|previously|originally|initially|at first|back then|in those days|"
    r"(?-i:annually|yearly|quarterly|monthly|weekly|nightly|daily|hourly)"
    r"(?![\s-](?!in\b|to\b|by\b|for\b|on\b|at\b|from\b|and\b)[^\W\d_])|per annum|"  # no daily paper
    r"this (?:morning|afternoon|evening)|"
    r"(?:a|an|per|each|every) (?:second|minute|hour|day|night|week|month|year)|"
    r"(?:in|every) (?:spring|summer|autumn|winter)|"
    r"(?:ever )?since (?:its|the|their) (?!start of|beginning of)[a-z]+(?! (?:in|of|on)\b)|"
    r"(?:throughout|all through|in all|over) (?:its|the|their) (?:whole |entire |long )?"
    r"(?:history|existence|life|lifetime)|"
    r"for (?:(?:many|several|some) )?(?:weeks|months|years|decades|generations|centuries|ages)(?! to come)|overnight|"
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )(?<!being )used to|half a (?:decade|century)|"
    r"(?:in|from) (?:its|the) (?:very )?(?:early (?:days|years)|beginnings?|outset|infancy)|"
    r"(?:over|for|in|within) (?:a|one|the) (?:half-)?(?:decade|century)|(?:past|last) (?:half-)?(?:decade|century|"
    r"centuries))\b",
    re.IGNORECASE,
)


class Moment(NamedTuple):
    """Words that say when."""

    start: int
    words: str
    """The words, folded."""
    figure: Figure | None
    """The date, year or number of years that it is; None for words alone, such as last month."""


_Item = TypeVar("_Item", bound=Named | Moment)


_NO_SUPERLATIVES = (
    "modest honest interest request rest midwest northwest southwest forest harvest invest protest contest suggest "
    "conquest arrest unrest digest manifest inquest bequest behest guest"
)
_COMPARED = re.compile(
    rf"\b(?:(?!(?:{'|'.join(_NO_SUPERLATIVES.split())})\b)\w{{3,}}est|most|one|than|older|younger|predat\w+|like|unlike|"
    r"other|sister|outnumber\w*|exceed\w*|dwarf\w*|rival\w*)"
    r"(?:\s(?!in\b)[^\W\d][\w'’-]*){0,3}\s(?:in|of|across)\s(?:all\s)?(?:of\s)?(?:the\s)?\Z",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s(?:\w+\s)?(?:which|who)\s\Z")
"""How a clause begins that only adds to the words before it; without a comma it says which are meant."""


class Passage:
    """What stands before a mark and belongs to it, or what no mark covers, of one sentence."""

    def __init__(
        self,
        known: Knowledge,
        text: str,
        span: tuple[int, int, int],
        sentence: tuple[Sequence[Figure], Sequence[Named], Nouns],
        mark: Mark | None,
        before: frozenset[str],
    ) -> None:
        """Take the *span* (start, end, and the end of what follows the mark) and what the sentence has in it."""
        self.known, self.text, self.mark, self.before = known, text, mark, before
        self.start, self.end, until = span
        figures, places, self.nouns = sentence
        following = next((one.start for one in figures if one.start >= self.end and not is_timing(one)), until)
        self._until = until
        turn = _REACH.search(text, _RESTRICTED.match(text, self.end, until).end(), until)  # type: ignore[union-attr]
        if turn and (any(one.start == turn.end() + 1 for one in places) or _AMONG.match(text, turn.start())):
            turn = _SENTENCE_PART.search(text, turn.end(), until)
        self.reach = max(self.end, min(following, turn.start() if turn else until))
        self.figures = [one for one in figures if self.start <= one.start < self.reach]
        named = [one for one in places if self.start <= one.start < self.reach]
        self.places = [one for one in named if one.key not in known.home]
        self.compared = {one.key for one in self.places if self._is_compared(one)}
        """The places that only say what the subject is compared with: the oldest in Asia."""
        self._own_country = {one.start - self.start for one in named if one.key in known.home}
        self._regions = {one.start - self.start for one in named if one.kind in ("region", "group")}
        # A city of the subject's own country is one place in it: what is told of one is not told of all.
        self._named = {one.start - self.start for one in named if one.kind != "city" or one.key not in known.home}
        self.context = text[self.start : self.reach]
        """The passage, and what follows its mark up to a comma, a conjunction or another figure."""
        self.roots = roots(self.context)
        bounds = [match.end() for match in _CLAUSE.finditer(text, self.start, self.reach)]
        self._bounds = [self.start, *(at for at in bounds if at < self.reach), self.reach]
        self._is_other: bool | None = None
        self._has_word_of: dict[frozenset[str], bool] = {}
        self._things: list[tuple[int, bool]] | None = None
        self._counted = [one for one in self.figures if not is_timing(one)]
        self._position = {one.start: position for position, one in enumerate(self._counted)}
        self._listed = self._list()
        self._leading = self._lead()
        self.moments = sorted(self._moments(), key=lambda one: one.start)

    def _lead(self) -> int:
        """Return where what leads to all that follows ends (in Africa, over the past five years), or the start."""
        if not self._counted:
            return self.start
        until = self._clause(self._counted[0].core[0])[0]
        front = self.text[self.start : min(until, self.start + 200)]
        return until if _LEADING.match(front) and len(front.split()) <= _MOST_LEADING else self.start

    def _list(self) -> dict[int, frozenset[str]]:
        """Return the places of figures in a list that has them before the figures: Asia 16, Europe 10."""
        found: dict[int, frozenset[str]] = {}
        begun = self.start
        for figure in self._counted:
            own = frozenset(one.key for one in self.places if begun <= one.start < figure.start)
            if not own:
                return {}
            found[figure.start] = own
            begun = figure.end
        return {} if len(found) < 2 or any(one.start >= begun for one in self.places) else found

    def _moments(self) -> Iterator[Moment]:
        for one in self.figures:
            if self._is_moment(one) and not self._is_set_aside(one):
                yield Moment(one.start, fold(one.text), one)
        starts = [one.start for one in self.figures]
        for match in TIME_WORDS.finditer(self.text, self.start, self.reach):
            at = bisect_right(starts, match.start()) - 1
            is_figure = at >= 0 and match.start() < self.figures[at].end
            is_said = _SAYING.search(self.text, max(match.start() - 45, self.start), match.start())
            is_age = _OLD.match(self.text, match.end())
            is_when_said = is_said and not self._is_told() and not _RATE.match(match[0])
            if not is_figure and not is_age and not is_when_said:
                yield Moment(match.start(), fold(match[0]), None)

    def _is_set_aside(self, figure: Figure) -> bool:
        """Whether a time is one of which something is not told: not in 1949, far from the 1950s."""
        aside = _SET_ASIDE.search(self.text, max(figure.start - 50, self.start), figure.start)
        return aside is not None or self.is_corrected(figure)

    def _is_told(self) -> bool:
        """Whether a claim of the mark is somebody's words, so that when they were said is when it was."""
        claims = self.mark.claims if self.mark else ()
        return any(self.known.claims[key].claim.said_by != ARTICLE for key in claims)

    def _is_moment(self, figure: Figure) -> bool:
        """Whether a figure says when: five years do in the past five years, and not in five years of work."""
        if not is_duration(figure):
            return is_timing(figure)
        is_ago = self.text.startswith(" ago", figure.end)
        return is_ago or bool(_DURING.search(self.text, max(figure.start - 25, 0), figure.start))

    def _is_compared(self, place: Named) -> bool:
        found = _COMPARED.search(self.text, max(place.start - 60, self.start), place.start)
        return found is not None and not any(found.start() < one.end <= place.start for one in self.figures)

    def has_place_at(self, at: int) -> bool:
        """Whether a country or region is named at an offset in the context."""
        return at in self._named

    def is_corrected(self, figure: Figure) -> bool:
        """Whether a figure is one that another is set against: not 18 but 17 million; 17 million, not 18."""
        before = _NOT.search(self.text, max(figure.start - 25, self.start), figure.start)
        return before is not None and (
            before["mark"] is not None or bool(_BUT.match(self.text, figure.end, self.reach))
        )

    def is_in_figure(self, at: int) -> bool:
        """Whether a figure stands at an offset in the context, such as the name of its currency."""
        return any(one.start <= self.start + at < one.end for one in self.figures)

    # The words around a figure

    def clause(self, figure: Figure) -> str:
        """Return the clause that a figure stands in."""
        start, end = self._clause(figure.core[0])
        return self.text[start : max(end, figure.end)]

    def with_sign(self, figure: Figure, sign: str, *, is_clause: bool) -> str:
        """Return the passage, or the clause of a figure in it, folded, with a sign in the place of the figure."""
        start, end = self._clause(figure.core[0]) if is_clause else (self.start, self.reach)
        return f"{fold(self.text[start : figure.start])} {sign} {fold(self.text[figure.end : max(end, figure.end)])}"

    def up_to(self, figure: Figure) -> str:
        """Return the clause that a figure stands in, up to the words right after what it counts."""
        start, end = self._clause(figure.core[0])
        return self.text[start : min(max(end, figure.end), self.end_of(figure) + 20)]

    def _clause(self, at: int) -> tuple[int, int]:
        bound = bisect_right(self._bounds, at, 0, len(self._bounds) - 1)
        return self._bounds[bound - 1], self._bounds[bound]

    def said(self, figure: Figure) -> str:
        """Return a figure with what it counts, as it stands."""
        return self.text[figure.start : self.end_of(figure)]

    def end_of(self, figure: Figure) -> int:
        """Return where a figure with what it counts ends."""
        return self.nouns.end_of(figure)

    def place_for_mark(self, figure: Figure) -> int:
        """Return where the mark of a figure belongs: at the end of the passage, or before what leads to the next."""
        end = self.end_of(figure)
        following = next((one.start for one in self.figures if one.start >= end), None)
        if following is not None:
            return max([end, *(one.end for one in self.places if end < one.end < following)])
        until = self.end
        while until > end and not (self.text[until - 1].isalnum() or self.text[until - 1] in ")\"'”’%"):
            until -= 1
        return until

    def place_keys(self, figure: Figure) -> frozenset[str]:
        """Return the places of a figure."""
        if figure.start in self._listed:
            return self._listed[figure.start]
        return frozenset(one.key for one in self._beside(figure, self.places))

    def around(self, figure: Figure) -> frozenset[str]:
        """Return all places of the passage, where the figure is the only one in it."""
        return frozenset(one.key for one in self.places if self._counted == [figure])

    def times(self, figure: Figure | None) -> list[Moment]:
        """Return when a figure is of; of the passage, but for what a relative clause adds, where there is none."""
        if figure is not None:
            return self._beside(figure, self.moments)
        clauses = [(one, self._clause(one.start)[0]) for one in self.moments]
        return [one for one, begun in clauses if not _ASIDE.search(self.text, max(begun - 20, self.start), begun)]

    def _beside(self, figure: Figure, items: list[_Item]) -> list[_Item]:
        """Return what belongs to a figure: what stands up to the next one, before it, or leads to it in front."""
        position = self._position.get(figure.start, 0)
        start = self._clause(figure.core[0])[0]
        until, previous = self.reach, self.start - 1
        closing = self._closing(figure)
        others = islice(self._counted, position + 1, None)
        # What stands in brackets tells of the same.
        if next_one := next((one for one in others if closing or not self._closing(one)), None):
            following = next_one.core[0]
            clause = self._clause(following)[0]
            until = clause if clause > figure.end else following
        if closing and items is self.moments:
            until = min(until, closing)  # what was elected this week has its members all the time
        if position:
            previous = self._counted[position - 1].start
        turn = _TURN.search(self.text, figure.end, until)
        until = turn.start() if turn else until
        starts = [one.start for one in items]
        own: list[_Item] = items[bisect_left(starts, figure.start) : bisect_left(starts, until)]
        before: list[_Item] = []
        if previous < start:
            before = items[bisect_left(starts, start) : bisect_left(starts, figure.start)]
        leading: list[_Item] = items[: bisect_left(starts, min(self._leading, start))]
        return own or before or leading if position else [*leading, *before, *own]

    def _closing(self, figure: Figure) -> int:
        """Return where the bracket closes in which a figure stands with what is said of it; 0 where it is in none."""
        opened = self.text.rfind("(", self.start, figure.start)
        is_open = opened >= 0 and ")" not in self.text[opened : figure.start]
        return self.text.find(")", figure.end, self.reach) + 1 if is_open else 0

    def counts_unknown(self, figure: Figure, counted: frozenset[str]) -> bool:
        """Whether a figure without a noun stands in a sentence of things that no claim knows, and none of *counted*."""
        if counted not in self._has_word_of:
            long = tuple(word for word in counted if len(word) > 3)
            words = WORD.findall(fold(self.context))
            self._has_word_of[counted] = any(word.startswith(long) or singular(word) in long for word in words)
        if self._has_word_of[counted]:
            return False
        if self._things is None:
            self._things = [*self._front()]
        things = self._things[: bisect_left(self._things, (figure.start, False))]
        return bool(things) and not things[-1][1]

    def _front(self) -> Iterator[tuple[int, bool]]:
        """Yield where each plural of the sentence stands, and whether it or one before it is known."""
        is_known = False
        for match in WORD.finditer(self.text, self.start, self.reach):
            word = fold(match[0])
            if match[0].islower() and is_plural(word) and word not in STOP_WORDS | LEADS:
                is_known = is_known or self.known.is_own(word) or singular(word) in self.known.by_word
                yield match.start(), is_known

    # Who it is about

    def is_it(self) -> bool:
        """Whether the sentence may go on about a subject named before."""
        found = _IT.match(self.context)
        return found is not None and (found["of"] is None or found.start("of") in self._own_country)

    def is_own(self) -> bool:
        """Whether the sentence itself says that it is about the subject."""
        return self.known.names_subject(self.context) or self.is_it() or bool(_OWN.search(self.context))

    def is_other(self) -> bool:
        """Whether the sentence names somebody else, and not the store's subject."""
        if self._is_other is None:
            self._is_other = self._names_other()
        return self._is_other

    def is_of_namesake(self) -> bool:
        """Whether the sentence names one that shares the subject's name (the German Red Cross), and not the subject."""
        return bool(self.known.subject.search(self.context)) and not self.known.names_subject(self.context)

    def actor(self) -> str:
        """Return who or what else it is that the sentence begins with and tells of (FIFA has); nothing where none."""
        if self.known.names_subject(self.context):
            return ""
        match = _ACTING.match(self.context)
        if match and match.start("name") in self._regions:
            return ""
        words = re.findall(r"[A-Z][\w’'-]*", match["name"]) if match else []
        is_own = all(self.known.is_own(word) or fold(word) in STOP_WORDS or word in _TITLES for word in words)
        return match["name"] if match and not (is_own and not self.is_of_namesake()) else ""

    def other_named(self) -> str:
        """Return who else it is that the sentence is told of, as far as names say; nothing where none is."""
        text = self.text[self.start : self._until]
        if self.known.names_subject(text):
            return ""
        if who := self.actor():
            return who
        if match := self.known.subject.search(text):
            return text[max(text.rfind(" ", 0, max(match.start() - 1, 0)), 0) : match.end()].strip()
        name, own = self._other_name(text), _OWN.search(text)
        return name[0] if name and not (own and own.start() < name.start()) else ""

    def _names_other(self) -> bool:
        if self.known.names_subject(self.context):
            return False
        return bool(self.known.subject.search(self.context) or self._other_name(self.context))

    def _other_name(self, text: str) -> re.Match[str] | None:
        """Return a name in a text that is neither the subject's nor a place, nor a word of the claims."""
        for match in _NAME.finditer(text):
            word = match[0].removesuffix("'s").removesuffix("’s")
            is_first = not _LETTER.search(text, 0, match.start())
            if is_first and not (word.isupper() and len(word) > 2) and not _DOING.match(text, match.end()):
                continue
            if self.is_in_figure(match.start()) or match.start() in self._named or self.known.is_own(word):
                continue
            is_by_the_way = match.start() >= len(self.context) and _BY_THE_WAY.search(text, 0, match.start())
            if is_by_the_way or fold(word) in STOP_WORDS or word in _TITLES:
                continue
            if not TIME_WORDS.fullmatch(fold(word)) and not figures.figures(word):
                return match
        return None


_IT = re.compile(
    r"\s*(?:it|its|they|their)\b|.*\bthe (?:(?-i:(?P<of>[A-Z]\w+)) )?(?:society|organi[sz]ation|charity)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:^|[,;])\W*[Ii]ts\b|"
    r"\b[Ii]t\b(?!, (?:but|yet)\b)(?! (?:was|is) (?:in|on|to|for|at|the)\b)(?![^,;.]{0,80}\bthat\b)|"
    r"\b[Tt]he (?:society|organi[sz]ation|charity)\b"
)
"""Words that can stand for the subject, where no other name stands before them."""
_NAME = re.compile(r"\b(?!I\b)[A-Z][\w’'-]*")
_BY_THE_WAY = re.compile(r"\b(?:my|our|in|at|near|from|than|that|as|like|all(?: of)?)\s\Z", re.IGNORECASE)
"""Before a name behind a mark: it is not what the sentence tells of."""
_NOT = re.compile(r"(?P<mark>[,(–—;]\s*(?:and\s)?)?\bnot\s(?:in\s|the\s|from\s)?\Z", re.IGNORECASE)
_BUT = re.compile(r"[^,;.]{0,40}\bbut\b")
_SET_ASIDE = re.compile(r"\b(?:far from|rather than|instead of|unlike)\b[^,;.]{0,40}\Z", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_DOING = re.compile(
    r"(?:['’]s|\s+[A-Z][\w-]+|\s+(?:has|have|had|is|was|gave|gives|sent|sends|helped|helps|runs|ran|says|said|"
    r"counts|donated|delivered|opened|held|reports?|employs|works|claims|lists))\b"
)
_TITLES = frozenset("Mr Mrs Ms Dr Prof".split())
_ACTING = re.compile(
    r"\W*(?:[Tt]he\s+)?(?P<name>(?!I\b)[A-Z][\w’'-]*(?:\s+(?:of\s+|and\s+)?[A-Z][\w’'-]*)*)\s+(?:also\s+|alone\s+|too\s+)?"
    r"(?:has|have|had|was|were|gave|gives|sent|sends|helped|helps|runs|ran|counts|donated|donates|delivered|delivers|held|"
    r"employs|made|provided|provides|offered|offers|received|receives|trained)\b"
)
"""A name at the beginning of a sentence with a verb of its own: it is what the sentence is about."""


def is_duration(figure: Figure) -> bool:
    """Whether a figure is a number of years, days and so on."""
    is_of_years = figure.kind == "range" and figure.unit == "year"  # 2020 to 2023; two to three have the unit years
    return not is_of_years and singular(fold(figure.unit or "")) in TIME_UNITS and figure.kind in ("count", "range")


def decade(figure: Figure) -> range | None:
    """Return the years of a decade (the 1950s) or a century (the 1900s) that a figure without a value names."""
    named = _DECADE.search(figure.text) if figure.kind == "vague" else None
    return range(first := int(named[1]), first + (10 if first % 100 else 100)) if named else None


def is_timing(figure: Figure) -> bool:
    """Whether a figure says when: a date, a year, a decade, or how long something took."""
    is_of_years = figure.kind == "range" and figure.unit == "year"
    return figure.kind in ("year", "date") or decade(figure) is not None or is_of_years or is_duration(figure)


def _is_word(figure: Figure, text: str, known: Knowledge) -> bool:
    """Whether a figure is a pronoun (one divides), or a word of order (the first week) that counts no claim's thing."""
    if figure.value == 1 and figure.kind == "count" and text[slice(*figure.core)].lower() == "one":
        verb = WORD.match(text, figure.end + 1)
        return verb is not None and (is_plural(fold(verb[0])) or fold(verb[0]) in _MODALS)
    if figure.kind != "ordinal" or figure.value not in (1, 2, 3) or not figure.text.isalpha():
        return False
    after = {singular(fold(word)) for word in text[figure.end : figure.end + 40].split()[:3]}
    return not any(one.counted & after for one in known.by_kind.get("ordinal", ()))


_MODALS = frozenset("can could may might must shall should will would expects".split())
_LONGEST = 2000
"""Characters of a sentence that are read together, so that time grows with the text and never faster."""


def _limits(text: str, found: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text begin and end; one too long is cut at a blank, and no figure is cut off."""
    starts = [one.start for one in found]
    for start, end in spans(text):
        begun = start
        while end - begun > _LONGEST:
            cut = text.rfind(" ", begun + 1, begun + _LONGEST)
            cut = cut if cut > begun else begun + _LONGEST
            at = bisect_left(starts, cut) - 1
            if at >= 0 and begun < starts[at] and cut <= found[at].end:  # what it counts is to follow it
                cut = starts[at]
            yield begun, cut
            begun = cut
        yield begun, end


def passages(text: str, known: Knowledge) -> Iterator[Passage]:
    """Yield the passages of a paragraph, in their order."""
    marks = marks_in(text, known)
    pieces, done = [], 0
    for mark in marks:
        pieces += [text[done : mark.start], " " * (mark.end - mark.start)]
        done = mark.end
    clean = "".join([*pieces, text[done:]])
    found = [one for one in figures.figures(clean) if not _is_word(one, clean, known)]
    places = known.gazetteer.names(clean)
    limits = list(_limits(clean, found))
    figure, place, stop = 0, 0, 0
    for number, (start, end) in enumerate(limits):
        until = limits[number + 1][0] if number + 1 < len(limits) else len(clean)
        first = figure, place, stop
        while figure < len(found) and found[figure].start < until:
            figure += 1
        while place < len(places) and places[place].start < until:
            place += 1
        while stop < len(marks) and marks[stop].start < until:
            stop += 1
        own_figures, own_places = found[first[0] : figure], places[first[1] : place]
        sentence = own_figures, own_places, Nouns(clean, own_figures, own_places, known)
        before = frozenset(one.key for one in places[max(first[1] - 20, 0) : first[1]])
        begun = start
        own = marks[first[2] : stop]
        for position, mark in enumerate(own):
            reach = mark.start if position + 1 < len(own) else max(end, mark.start)
            last = Passage(known, clean, (begun, mark.start, reach), sentence, mark, before)
            yield last
            begun = max([mark.end, *(one.end for one in last.figures)])
        if begun < end:
            yield Passage(known, clean, (begun, end, end), sentence, None, before)
