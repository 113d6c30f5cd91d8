"""A draft taken apart: the marks in it, the passages that they stand for, and what the words around a figure say of it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from rcsc_facts.audit.known import NATIONS, STOP_WORDS, TIME_UNITS, WORD, Knowledge, is_plural, roots, singular
from rcsc_facts.text import figures
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.folding import fold
from rcsc_facts.text.names import Named
from rcsc_facts.text.sentences import spans

# --- marks -------------------------------------------------------------------------------------------------------


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
        unknown, is_loose, says_nothing = "", True, False
        for cited in _CITED.finditer(match[0]):
            key, parts = cited["key"], [part.strip(" ]") for part in cited["rest"].split(",")]
            source, slash, id = key.rpartition("/")
            if slash and source == known.source:
                named = [id]
            elif key == known.source and not (named := [part for part in parts if part in known.claims]):
                numbers = [int(number[1]) for part in parts if (number := _PARAGRAPH.search(part))]
                claims += [id for number in numbers for id in known.by_paragraph.get(number, ())]
                says_nothing = not numbers
                continue
            elif key != known.source:
                named = [key] if key in known.claims or known.meant(key) else []
            is_loose = is_loose and not named
            claims += [id for id in named if id in known.claims]
            unknown = next((id for id in named if id not in known.claims), unknown)
        if claims or unknown or not says_nothing:
            found.append(Mark(*match.span(), tuple(dict.fromkeys(claims)), unknown, is_loose))
    return found


# --- passages ----------------------------------------------------------------------------------------------------

_CLAUSE = re.compile(r"[;:()—–]|,\s|\s(?:while|whereas|but|although|though|unlike|which|who)\s")
_TURN = re.compile(
    r";|\s(?:while|whereas|but|although|though|unlike|which|who)\s|\sand\s(?:(?:has|have|had|is|are|was|were|will|also)\s)*"
    r"(?:\w+ed|sent|gave|held|took|made|built|won|lost|paid|met|led|went|brought|bought|set|put|plans|runs|has|have)\s"
)
"""Where a sentence goes on to something else."""
_REACH = re.compile(r"[,;:()—]|\s(?:and|but|while|whereas|which|who|as|though|although)\s")
_LEADING = re.compile(r"\W*(?:in|across|throughout|within|for|of|to|among|from|over)\b", re.IGNORECASE)
_MOST_LEADING = 8
"""Words in front of a sentence that say where or when of all that follows: in Africa, over the past five years."""
_SAYING = re.compile(
    r"\b(?:said|says|told|tells|announced|announces|reported|wrote|added|stated|declared)\b[^.,;:]{0,30}\Z",
    re.IGNORECASE,
)
_DURING = re.compile(
    r"\b(?:past|last|previous|next|coming|recent|over|for|within|during|in|of)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s,]*(?:and|or)?\s*")
_JOINED = re.compile(r"\s+(?:and|or)\s+([^\W\d_]+)")
_COPULA = re.compile(
    r"\s*(?:of\s+(?:them|these|those|(?:its|the)\s\w+)\s+)?(?:are|were|is|was|act as|serve as|work as|count as)\s+((?:[^\W\d_]+\s){0,2}[^\W\d_]+)"
)
_DETERMINERS = frozenset("of the its their his her our these those all such".split())
_DECADE = re.compile(r"\d{4}s")
_RELATIVE = (
    r"(?:last|this|next|past|previous|coming) (?:week|month|quarter|year|decade|century|spring|summer|autumn|winter)"
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april june july august september october november december"
TIME_WORDS = re.compile(
    rf"\b(?:{'|'.join(f'{_DAYS} {_MONTHS}'.split())}|yesterday|tomorrow|{_RELATIVE}|recent (?:days|weeks|months)|"
    r"(?:days|weeks|months|years|decades) ago|annually|yearly|monthly|weekly|(?:a|per|each|every) (?:week|month|year)|per annum|"
    r"(?:over|for|in|within) (?:a|one|the) (?:half-)?(?:decade|century)|(?:past|last) (?:half-)?(?:decade|century|centuries))\b",
    re.IGNORECASE,
)


class Moment(NamedTuple):
    """Words that say when."""

    start: int
    words: str
    """The words, folded."""
    figure: Figure | None
    """The date, year or number of years that it is; None for words alone, such as last month."""


_Item = TypeVar("_Item", Named, Moment)


class Passage:
    """What stands before a mark and belongs to it, or what no mark covers, of one sentence."""

    def __init__(
        self,
        known: Knowledge,
        text: str,
        span: tuple[int, int, int],
        sentence: tuple[Sequence[Figure], Sequence[Named]],
        mark: Mark | None,
        before: frozenset[str],
    ) -> None:
        """Take the *span* (start, end, and the end of what follows the mark) and the figures and places around."""
        self.known, self.text, self.mark, self.before = known, text, mark, before
        self.start, self.end, until = span
        self.all = sentence[0]
        following = next((one.start for one in self.all if one.start >= self.end and not is_timing(one)), until)
        turn = _REACH.search(text, self.end, until)
        self.reach = max(self.end, min(following, turn.start() if turn else until))
        self.figures = [one for one in self.all if self.start <= one.start < self.reach]
        named = [one for one in sentence[1] if self.start <= one.start < self.reach]
        self.places = [one for one in named if one.key not in known.home]
        self._named = {one.start - self.start for one in named}
        self.context = text[self.start : self.reach]
        """The passage, and what follows its mark up to a comma, a conjunction or another figure."""
        self.roots = roots(self.context)
        bounds = [match.end() for match in _CLAUSE.finditer(text, self.start, self.reach)]
        self._clauses = list(pairwise((self.start, *bounds, self.reach)))
        self._is_other: bool | None = None
        self._groups: dict[int, list[tuple[int, int]]] = {}
        self._nouns: dict[int, tuple[list[str], int]] = {}
        self.moments = [Moment(one.start, fold(one.text), one) for one in self.figures if self._is_moment(one)]
        for match in TIME_WORDS.finditer(self.context):
            is_said = _SAYING.search(self.context, max(match.start() - 45, 0), match.start())
            if not is_said and not any(one.start <= self.start + match.start() < one.end for one in self.figures):
                self.moments.append(Moment(self.start + match.start(), fold(match[0]), None))
        self._counted = [one for one in self.all if self.start <= one.start < self.reach and not is_timing(one)]

    def _is_moment(self, figure: Figure) -> bool:
        """Whether a figure says when: five years do in the past five years, and not in five years of work."""
        if not is_duration(figure):
            return is_timing(figure)
        is_ago = self.text.startswith(" ago", figure.end)
        return is_ago or bool(_DURING.search(self.text, max(figure.start - 25, 0), figure.start))

    def has_place_at(self, at: int) -> bool:
        """Whether a country or region is named at an offset in the context."""
        return at in self._named

    # The words around a figure

    def clause(self, figure: Figure) -> str:
        """Return the clause that a figure stands in."""
        start, end = self._clause(figure.core[0])
        return self.text[start : max(end, figure.end)]

    def up_to(self, figure: Figure) -> str:
        """Return the clause that a figure stands in, up to the words right after what it counts."""
        start, end = self._clause(figure.core[0])
        return self.text[start : min(max(end, figure.end), self.end_of(figure) + 20)]

    def _clause(self, at: int) -> tuple[int, int]:
        return next((one for one in self._clauses if one[0] <= at < one[1]), (self.start, self.reach))

    def said(self, figure: Figure) -> str:
        """Return a figure with what it counts, as it stands."""
        return self.text[figure.start : self.end_of(figure)]

    def end_of(self, figure: Figure) -> int:
        """Return where a figure with what it counts ends."""
        return max(self._noun(figure)[1], figure.end)

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

    def nouns(self, figure: Figure) -> list[str]:
        """Return what a figure counts, folded: a noun, several where it counts them together, or none that is said."""
        return self._noun(figure)[0]

    def noun_before(self, figure: Figure) -> str:
        """Return what stands before a figure and can be what it counts: its volunteers number 2.93 million."""
        start = max([self.start, *(one.end for one in self.all if one.end <= figure.start)])
        words = [fold(match[0]) for match in WORD.finditer(self.text, max(start, figure.start - 80), figure.start)]
        return next((word for word in reversed(words) if singular(word) in self.known.by_word), "")

    def place_keys(self, figure: Figure) -> frozenset[str]:
        """Return the places of a figure."""
        return frozenset(one.key for one in self._beside(figure, self.places))

    def times(self, figure: Figure | None) -> list[Moment]:
        """Return when a figure is of; of the passage, but for what a relative clause adds, where there is none."""
        if figure is not None:
            return self._beside(figure, self.moments)
        clauses = [(one, self._clause(one.start)[0]) for one in self.moments]
        return [one for one, begun in clauses if not self.text[max(begun - 7, 0) : begun].endswith(("which ", "who "))]

    def _beside(self, figure: Figure, items: Sequence[_Item]) -> list[_Item]:
        """Return what belongs to a figure: what stands up to the next one, before it, or leads to it in front."""
        position = self._counted.index(figure) if figure in self._counted else 0
        start = self._clause(figure.core[0])[0]
        until, previous = self.reach, self.start - 1
        if position + 1 < len(self._counted):
            following = self._counted[position + 1].core[0]
            clause = self._clause(following)[0]
            until = clause if clause > figure.end else following
        if position:
            previous = self._counted[position - 1].start
        turn = _TURN.search(self.text, figure.end, until)
        until = turn.start() if turn else until
        own = [one for one in items if figure.start <= one.start < until]
        before = [one for one in items if previous < start <= one.start < figure.start]
        front = self.text[self.start : self._clause(self._counted[0].core[0])[0]] if self._counted else ""
        is_leading = bool(_LEADING.match(front)) and len(front.split()) <= _MOST_LEADING
        leading = [one for one in items if is_leading and one.start < self.start + len(front)]
        return own or before or leading if position else leading + before + own

    def _group(self, figure: Figure) -> list[tuple[int, int]]:
        """Return the words right after a figure that can belong to what it counts, at most five."""
        if (found := self._groups.get(figure.start)) is not None:
            return found
        found, at = [], figure.end
        position = self.all.index(figure) + 1
        until = self.all[position].start if position < len(self.all) else figure.end + 80
        for match in WORD.finditer(self.text, figure.end, min(figure.end + 80, until)):
            word = fold(match[0])
            is_opening = not found and word in _DETERMINERS
            if self.text[at : match.start()].strip() not in ("", "-") or (word in STOP_WORDS and not is_opening):
                break
            at = match.end()
            if not is_opening:
                found.append(match.span())
            if len(found) == 5:
                break
        self._groups[figure.start] = found
        return found

    def _noun(self, figure: Figure) -> tuple[list[str], int]:
        if (found := self._nouns.get(figure.start)) is None:
            self._nouns[figure.start] = [], figure.end  # a figure that leans on one that leans on it has none
            found = self._nouns[figure.start] = self._found_noun(figure)
        return found

    def _found_noun(self, figure: Figure) -> tuple[list[str], int]:
        group = self._group(figure)
        for position, (start, end) in enumerate(group):
            word = fold(self.text[start:end])
            is_last = position == len(group) - 1
            if self._is_place((start, end)) or not self._is_thing(word, figure, is_last):
                continue
            if self.text.startswith(("'", "’"), end) or (not position and _OTHER.fullmatch(word)):
                return [word, "'"], end
            if position and _OTHER.fullmatch(fold(self.text[slice(*group[0])])):
                return [f"{fold(self.text[slice(*group[0])])} {word}"], end
            joined = _JOINED.match(self.text, end)
            other = fold(joined[1]) if joined else ""
            if joined and singular(other) in self.known.units and singular(other) != singular(word):
                return [word, other], joined.end()
            return [word], end
        if linked := _COPULA.match(self.text, group[-1][1] if group else figure.end):
            for word in map(fold, WORD.findall(linked[1])):
                if singular(word) in self.known.by_word and is_plural(word):
                    return [word], figure.end
        if all(map(self._is_place, group)):
            return self._borrowed(figure, group), group[-1][1] if group else figure.end
        return [], figure.end

    def _is_thing(self, word: str, figure: Figure, is_last: bool) -> bool:
        """Whether a word can be what a figure counts: a plural, or a word for what a claim's figure counts."""
        if is_plural(word):
            return True
        if figure.kind == "ordinal" or figure.value == 1:
            return is_last or singular(word) in self.known.by_word
        return is_last and word in self.known.by_word and word not in NATIONS and word not in self.known.units

    def _borrowed(self, figure: Figure, group: Sequence[tuple[int, int]]) -> list[str]:
        """Return what a figure counts that leaves it to its neighbour: 16 Asian and 10 European countries."""
        position = self.all.index(figure)
        following = self.all[position + 1] if position + 1 < len(self.all) else None
        if group and following and _BETWEEN.fullmatch(self.text, group[-1][1], following.start):
            return self.nouns(following)
        if not position or self.all[position - 1].kind != figure.kind or self.noun_before(figure):
            return []
        return self.nouns(self.all[position - 1])

    def _is_place(self, span: tuple[int, int]) -> bool:
        is_named = any(one.start <= span[0] < one.end for one in self.places)
        return is_named or fold(self.text[slice(*span)]) in ("ones", "others")

    # Who it is about

    def is_it(self) -> bool:
        """Whether the sentence may go on about a subject named before."""
        return bool(_IT.match(self.context))

    def is_other(self) -> bool:
        """Whether the sentence names somebody else, and not the store's subject."""
        if self._is_other is None:
            self._is_other = self._names_other()
        return self._is_other

    def _names_other(self) -> bool:
        if self.known.names_subject(self.context):
            return False
        if self.known.subject.search(self.context):
            return True
        for match in _NAME.finditer(self.context):
            word = match[0].removesuffix("'s").removesuffix("’s")
            is_first = not self.context[: match.start()].strip(" \"'“‘(")
            if is_first and not (word.isupper() and len(word) > 2) and not _DOING.match(self.context, match.end()):
                continue
            if match.start() in self._named or self.known.is_own(word) or fold(word) in STOP_WORDS:
                continue
            if not TIME_WORDS.fullmatch(fold(word)) and not figures.figures(word):
                return True
        return False


_OTHER = re.compile(r"(?:new|more|additional|extra|further|former|other|fewer|potential|non)")
"""Words between a figure and its noun that make it another fact: 17 million new members."""
_IT = re.compile(r"\s*(?:it|its|they|their)\b|.*\bthe (?:society|organi[sz]ation|charity)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'-]*")
_DOING = re.compile(
    r"(?:['’]s|\s+[A-Z][\w-]+|\s+(?:has|have|had|is|was|gave|gives|sent|sends|helped|helps|runs|ran|says|said|counts|donated|"
    r"delivered|opened|held|reports?|employs|works|claims|lists))\b"
)


def is_duration(figure: Figure) -> bool:
    """Whether a figure is a number of years, days and so on."""
    return bool(figure.unit) and singular(fold(figure.unit or "")) in TIME_UNITS and figure.kind in ("count", "range")


def is_timing(figure: Figure) -> bool:
    """Whether a figure says when: a date, a year, a decade, or how long something took."""
    is_decade = figure.kind == "vague" and bool(_DECADE.search(figure.text))
    return figure.kind in ("year", "date") or is_decade or is_duration(figure)


def _is_word(figure: Figure, known: Knowledge) -> bool:
    """Whether a figure is a word of order (the first week) and no claim's."""
    is_small = figure.kind == "ordinal" and figure.value in (1, 2, 3) and figure.text.isalpha()
    return is_small and all(
        one.figure is None or one.figure.value != figure.value for one in known.by_kind.get("ordinal", ())
    )


_LONGEST = 2000
"""Characters of a sentence that are read together, so that time grows with the text and never faster."""


def _limits(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text begin and end; one that is too long for a sentence is cut at a blank."""
    for start, end in spans(text):
        begun = start
        while end - begun > _LONGEST:
            cut = text.rfind(" ", begun + 1, begun + _LONGEST)
            cut = cut if cut > begun else begun + _LONGEST
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
    found = [one for one in figures.figures(clean) if not _is_word(one, known)]
    places = known.gazetteer.names(clean)
    limits = list(_limits(clean))
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
        sentence = found[first[0] : figure], places[first[1] : place]
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
