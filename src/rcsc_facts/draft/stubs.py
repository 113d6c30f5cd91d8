"""What an article says, sentence by sentence, as claims of which a person has to write the statement."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rcsc_facts.draft import nouns
from rcsc_facts.model import MOST_WORDS, Speaker
from rcsc_facts.text import geography, telling
from rcsc_facts.text.copy import Sentence
from rcsc_facts.text.figures import Figure, figures, same
from rcsc_facts.text.figures import read as figures_read
from rcsc_facts.text.folding import fold, slug, spaced
from rcsc_facts.text.names import Named
from rcsc_facts.text.reading import Reading
from rcsc_facts.text.telling import Span, overlap
from rcsc_facts.verify.turned import turned
from rcsc_facts.vocabulary import ARTICLE, TODO

DEEDS = ("count", "amount", "action")
"""Kinds of claims that say what was done or is so, not what is meant to be."""
MOST_TRIES = 8
"""Wider phrases that are tried for one that stands nowhere else in the article."""
MOST_OF_PHRASE = 300
"""Characters of a phrase; eight words have more only where one of them is no word."""
MOST_FIGURES = 2 * MOST_WORDS
"""Figures of a phrase; eight words have more only where one of them is no word."""
MOST_BESIDE = 200
"""Characters beside words in which others can turn their sense."""
MOST_READ = 1000
"""Characters of a sentence that are read together; hardly one that a person wrote is longer."""


class Piece(NamedTuple):
    """Words that a stub rests on, and what they prove."""

    phrase: str
    role: str | None = None


class Stub(NamedTuple):
    """A claim but for its statement and topic."""

    id: str
    kind: str
    written: str
    """The figure with its hedge; empty where there is none."""
    unit: str
    places: tuple[str, ...]
    """Codes of countries and words of regions, in the order of the text."""
    is_complete: bool
    when: str
    purpose: str
    said_by: str
    paragraph: int
    """Counted from 1 at the first paragraph of the article."""
    sentence: int
    pieces: tuple[Piece, ...]
    doubts: Mapping[str, str]
    """What a person should look at, by the key of the claim."""
    span: Span
    """Where the phrase stands in its paragraph."""


class Speakers:
    """Who speaks in an article, by words of the store."""

    def __init__(self, declared: Mapping[str, Speaker]) -> None:
        """Begin with those that a store declares already."""
        self.declared = dict(declared)
        self.is_open = not declared
        self._by_first: dict[str, dict[str, str]] = {}
        """What speakers are known by, with their words of the store, by the first word of it."""
        for key, one in declared.items():
            for word in one.words:
                self._learn(word, key)

    def _learn(self, words: str, key: str) -> None:
        known = spaced(words)
        self._by_first.setdefault(known.split(" ")[1], {}).setdefault(known, key)

    def of(self, voice: telling.Voice, text: str) -> str:
        """Return the word for who speaks, declared from now on; TODO where the words do not say."""
        said = spaced(text[voice.start : voice.end])
        for first in said.split():
            for known, key in self._by_first.get(first, {}).items():
                if known in said:
                    return key
        words = telling.key_words(voice.name) if voice.name else ""
        key = slug(words)[:40].strip("-")
        if not self.is_open or not key or not key.isascii() or key in (ARTICLE, TODO.lower()) or key in self.declared:
            return TODO
        self.declared[key] = Speaker(voice.name[:100], (words[:100],))
        self._learn(words, key)
        return key


class _Ids:
    """Ids that are given once."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {*taken}
        self._next: Counter[str] = Counter()

    def of(self, *parts: str) -> str:
        words = "-".join(filter(None, (slug(part) for part in parts)))
        base = "-".join(re.findall(r"[a-z0-9]+", words))[:70].strip("-") or "claim"
        found = base
        while found in self._taken:
            self._next[base] += 1
            found = f"{base}-{self._next[base] + 1}"
        self._taken.add(found)
        return found


_AND = re.compile(r"\b(?:and|or)\b")
_LIST_GAP = re.compile(r"[-–‐‑/]|(?:,|,? (?:and|or|&)|,? as well as)?(?: (?:in|the|both))*\s?")
_PLACE_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Ff]rom|[Tt]o|[Oo]f|[Nn]ear|[Ii]ncluding|[Ss]uch as)(?: the)? \Z"
)
_RATE = re.compile(r"\b(?:a|per|each|every) (?:second|minute|hour|day|night|week|month|year)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_WORDS = re.compile(r"\S+")
_REST = re.compile(r"(?:[.’']*[^\W_]+)+")
"""What of a word stands after a name or a figure in it: Kenya's."""
_JOINTS = "-–‐‑.'’"
_HEAD = re.compile(rf"\b(?:[^\W_]+[{_JOINTS}])+\Z")
"""What of a word stands before one: the half of a compound."""
_TRIM_BEFORE = ' \t\n,;:.!?)]}”’»([{“‘«"'
_TRIM_AFTER = ' \t\n,;:.!?([{“‘«-–—”’»)]}"'


class Wanted(NamedTuple):
    """What of a copy is to be drafted."""

    body: range
    """The paragraphs of the copy that are the article's, counted from 0."""
    first: int
    """The article's first paragraph among those of the copy, counted from 0."""
    starts: frozenset[tuple[int, int]] | None = None
    """Paragraph of the copy, and offset in it, of the figures and places to be drafted; None for all."""
    done: frozenset[tuple[int, int]] = frozenset()
    """Paragraph of the copy, and number in it, of the sentences of which nothing else is to be drafted."""


class _Reader:
    """One article being read."""

    def __init__(self, reading: Reading, wanted: Wanted, speakers: Speakers, taken: Iterable[str]) -> None:
        self.reading = reading
        self.wanted = wanted
        self.speakers = speakers
        self.ids = _Ids(taken)
        self.counted = self.counted_last = ""
        self.seen: set[str] = set()
        self.read: dict[str, Figure | None] = {}
        self.inside: dict[str, list[Figure]] = {}

    def by_themselves(self, words: str) -> list[Figure]:
        """Return the figures of words as they are read without what stands around them."""
        if words not in self.inside:
            self.inside[words] = figures(words)
        return self.inside[words]

    def alone(self, text: str) -> Figure | None:
        """Return a figure as it is read by itself."""
        if text not in self.read:
            self.read[text] = figures_read(text)
        return self.read[text]

    def stubs(self) -> Iterator[Stub]:
        at = 0
        for sentence in self.reading.sentences:
            if sentence.paragraph not in self.wanted.body:
                continue
            if sentence.number == 1:
                at = sentence.paragraph
                self.counted = self.counted_last = ""
                self.figures = iter(self.reading.figures[at])
                self.places = iter(self.reading.places[at])
                self.quotes = telling.quotations(self.reading.paragraphs[at].text)
                self.figure, self.place = next(self.figures, None), next(self.places, None)
                self.quote = next(self.quotes, None)
            text = self.reading.paragraphs[at].text
            start = sentence.start
            while start < sentence.end:
                end = self.part_end(text, start, sentence.end)
                held, named, quotes = [], [], []
                while self.figure and self.figure.start < end:
                    held.append(self.figure)
                    end = max(end, self.figure.end)
                    self.figure = next(self.figures, None)
                while self.place and self.place.start < end:
                    named.append(self.place)
                    end = max(end, self.place.end)
                    self.place = next(self.places, None)
                while self.quote and self.quote[0] < end:
                    quotes.append(self.quote)
                    self.quote = next(self.quotes, None)
                part = sentence._replace(start=start, end=end)
                yield from _Sentence(self, part, text, held, named, quotes).stubs()
                start = end

    @staticmethod
    def part_end(text: str, start: int, end: int) -> int:
        """Return where the part of a sentence ends that is read together, between two words."""
        if end - start <= MOST_READ:
            return end
        found = _SPACE.search(text, start + MOST_READ, end)
        return found.start() if found else end


class _Sentence:
    """One sentence: what is in it, and what of that each stub has."""

    def __init__(
        self,
        reader: _Reader,
        sentence: Sentence,
        text: str,
        held: Sequence[Figure],
        named: Sequence[Named],
        quotes: Sequence[Span],
    ) -> None:
        self.reader, self.sentence, self.text = reader, sentence, text
        self.start, self.end = sentence.start, sentence.end
        self.figures, self.named, self.quotes = held, named, quotes
        self.marks: list[Figure | Named] = sorted([*held, *named], key=lambda one: one.start)
        self.mark_starts = [one.start for one in self.marks]
        self.edges = {edge for one in self.marks for edge in (one.start, one.end)}
        self.words = [match.span() for match in _WORDS.finditer(text, self.start, self.end)]
        self.word_starts = [start for start, _ in self.words]
        self.times = [span for span in telling.times(text, self.start, self.end, held) if self.reads_same(*span)]
        self.purposes = [span for one in telling.purposes(text, self.start, self.end) if (span := self.pure(one))]
        self.clauses = telling.Clauses(text, self.start, self.end)
        self.voices = [one for one in telling.voices(text, self.start, self.end) if not self.is_cut(one.start)]
        self.plans = [match.span() for match in telling.PLAN.finditer(text, self.start, self.end)]
        self.appeals = [match.span() for match in telling.APPEAL.finditer(text, self.start, self.end)]
        self.lists = list(self.place_lists())
        self.placed: set[str] = set()

    # --- spans

    def wants(self, one: Figure | Named) -> bool:
        starts = self.reader.wanted.starts
        return starts is None or (self.sentence.paragraph, one.start) in starts

    def marks_in(self, start: int, end: int) -> list[Figure | Named]:
        """Return the figures and places that overlap a span."""
        first = max(bisect_left(self.mark_starts, start) - 2, 0)
        return [one for one in self.marks[first : bisect_left(self.mark_starts, end)] if one.end > start]

    def is_cut(self, at: int) -> bool:
        """Tell whether an offset is inside a figure or a place."""
        return any(one.start < at < one.end for one in self.marks_in(at, at + 1))

    def figures_in(self, start: int, end: int) -> list[Figure]:
        return [one for one in self.marks_in(start, end) if isinstance(one, Figure)]

    def places_in(self, start: int, end: int) -> list[Named]:
        return [one for one in self.marks_in(start, end) if isinstance(one, Named) and one.start >= start]

    def reads_same(self, start: int, end: int) -> bool:
        """Tell whether words read by themselves have the figures that they have in the sentence."""
        held = self.figures_in(start, end)
        if len(held) > MOST_FIGURES or any(figure.start < start or figure.end > end for figure in held):
            return False
        alone = self.reader.by_themselves(self.text[start:end])
        return len(alone) == len(held) and all(map(same, alone, held))

    def count(self, start: int, end: int) -> int:
        return len(self.text[start:end].split())

    def trimmed(self, start: int, end: int) -> Span:
        while start < end and self.text[start] in _TRIM_BEFORE and start not in self.edges:
            start += 1
        while start < end and self.text[end - 1] in _TRIM_AFTER and end not in self.edges:
            end -= 1
        if start < end:
            is_joined = start > self.start and self.text[start - 1] in _JOINTS
            head = _HEAD.search(self.text, max(self.start, start - 40), start) if is_joined else None
            goes_on = end < self.end and not self.text[end].isspace() and self.text[end - 1].isalnum()
            rest = _REST.match(self.text, end, self.end) if goes_on else None
            return head.start() if head else start, rest.end() if rest else end
        return start, end

    def wider(self, span: Span) -> Iterator[Span]:
        """Yield the span, then with words of its clause on the right, the left and both sides, then with any words.

        None of the words is of another figure or place.
        """
        yield span
        before, after = bisect_left(self.mark_starts, span[0]), bisect_left(self.mark_starts, span[1])
        least = max([self.start, *(one.end for one in self.marks[max(before - 2, 0) : before])])
        most = self.mark_starts[after] if after < len(self.marks) else self.end
        first, last = bisect_left(self.word_starts, span[0]), bisect_left(self.word_starts, span[1])
        around = self.words[max(first - MOST_WORDS, 0) : last + MOST_WORDS]
        for floor, ceiling in (self.clause(span), (self.start, self.end)):
            right = [end for _, end in around if span[1] < end <= min(ceiling, most)]
            left = [start for start, _ in reversed(around) if max(floor, least) <= start < span[0]]
            for more in range(1, min(len(left) + len(right), MOST_WORDS - 1) + 1):
                for on_left in (0, more, *range(1, more)):
                    on_right = more - on_left
                    if on_left <= len(left) and on_right <= len(right):
                        start = left[on_left - 1] if on_left else span[0]
                        yield self.trimmed(start, right[on_right - 1] if on_right else span[1])

    def phrase(self, span: Span, kind: str, *, least: int = 2) -> Span | None:
        """Return the shortest run of words around a span that can be told from others and reads the same by itself."""
        best: Span | None = None
        for tried, one in enumerate(self.wider(span)):
            words = self.text[one[0] : one[1]]
            number = len(words.split()) if len(words) <= MOST_OF_PHRASE else MOST_WORDS + 1
            if number > MOST_WORDS:
                continue
            if best is not None and tried > MOST_TRIES:
                break
            is_single = self.text.count(words, self.start, self.end) == 1
            is_new = is_single and number >= least and words.lower() not in self.reader.seen
            is_new = is_new and words.rpartition(" ")[2].lower() not in _DANGLING
            if not is_new and (best is not None or tried > MOST_TRIES) and not (is_single and self.is_twice(best)):
                continue
            if self.is_sound(one, kind):
                if is_new or tried > MOST_TRIES:
                    return one
                best = one
        return best

    def why_not(self, span: Span, kind: str) -> str:
        """Say why no words around a span prove it."""
        is_turned = self.is_turned(span, kind)
        return "a denial or a limit before it is too far away" if is_turned else "reads otherwise by itself"

    def is_twice(self, span: Span | None) -> bool:
        """Tell whether the words of a span stand in the sentence more than once."""
        return span is not None and self.text.count(self.text[slice(*span)], self.start, self.end) > 1

    def is_sound(self, one: Span, kind: str) -> bool:
        """Tell whether words have the same sense and the same figures by themselves as where they stand."""
        return not self.is_turned(one, kind) and self.reads_same(*one)

    def is_turned(self, one: Span, kind: str) -> bool:
        """Tell whether words beside a span deny it or make another thing of it."""
        before = self.text[max(self.start, one[0] - MOST_BESIDE) : one[0]]
        after = self.text[one[1] : min(self.end, one[1] + MOST_BESIDE)]
        words = self.text[one[0] : one[1]]
        own = {*fold(words).split()}
        has_figure = bool(self.figures_in(*one))
        return bool(turned(before, words, after, own, has_figure=has_figure, is_deed=kind in DEEDS))

    def clause(self, span: Span) -> Span:
        """Return the span's surroundings up to the next marks."""
        before = max(self.text.rfind(mark, self.start, span[0]) for mark in ',;:—–()“”"')
        after = [self.text.find(mark, span[1], self.end) for mark in ',;:—–()“”"']
        return max(before + 1, self.start), min([at for at in after if at >= 0], default=self.end)

    def pure(self, span: Span) -> Span | None:
        """Return the words of a purpose up to the first figure or place, eight at most; None where little is left."""
        start, end = span
        stops = [one.start for one in self.marks if start < one.start < end]
        if stops:
            end = min(stops)
        ends = [one[1] for one in self.words if start < one[1] and one[0] < end][:MOST_WORDS]
        start, end = self.trimmed(start, min(ends[-1], end))
        is_whole = not stops and self.count(start, end) > 2
        return (start, end) if is_whole and not self.is_turned((start, end), "fact") else None

    # --- what stands around

    def place_lists(self) -> Iterator[list[Named]]:
        """Yield the places that stand in one list: Kenya, Uganda and Tanzania."""
        run: list[Named] = []
        for named in self.named:
            if run and not (named.start <= run[-1].end or _LIST_GAP.fullmatch(self.text[run[-1].end : named.start])):
                yield run
                run = []
            run.append(named)
        if run:
            yield run

    def parts(self, run: Sequence[Named]) -> Iterator[list[Named]]:
        """Yield a list of places in parts that a phrase can hold, countries and regions apart."""
        part: list[Named] = []
        for named in run:
            is_other = part and (named.kind == "region") != (part[-1].kind == "region") and named.start >= part[-1].end
            if part and (is_other or self.count(*self.place_words([*part, named])) > MOST_WORDS):
                yield part
                part = []
            part.append(named)
        yield part

    def place_words(self, run: Sequence[Named]) -> Span:
        """Return a list of places with the preposition before it."""
        first = run[0].start
        match = _PLACE_BEFORE.search(self.text, max(self.start, first - 20), first)
        return self.trimmed(match.start() if match else first, run[-1].end)

    def places_of(self, noun: Span) -> tuple[list[Named], Span | None]:
        """Return the places that a figure is told of, and where they stand if that is beyond its noun."""
        inside = self.places_in(*noun)
        if inside:
            return inside, None
        floor, ceiling = self.clause(noun)
        for run in self.lists:
            start, end = self.place_words(run)
            gap = self.text[noun[1] : start] if start >= noun[1] else None
            if gap is not None and start <= ceiling:
                has_way = start < run[0].start or not gap.strip()
                if has_way and len(gap.split()) <= 6 and not self.figures_in(noun[1], start):
                    return run, (start, end)
                break
        for run in reversed(self.lists):  # the nearest before the figure
            start, end = self.place_words(run)
            if end > noun[0] or start == run[0].start:
                continue
            between = self.text[end : noun[0]]
            is_opening = start == self.start and not re.search(r"[;:]", between)
            is_near = end >= floor and len(between.split()) <= 4 and not self.figures_in(end, noun[0])
            if is_opening or is_near:
                return run, (start, end)
        return [], None

    def when_of(self, span: Span) -> tuple[Span | None, str]:
        """Return the time words nearest to a span, and a doubt where there are others; a rate is a time as well."""
        if rate := _RATE.search(self.text, span[0] + 1, span[1]):
            return rate.span(), ""
        is_count = any(figure.kind != "ordinal" for figure in self.figures_in(*span))
        times = [
            one
            for one in self.times
            if not (one[0] <= span[0] and span[1] <= one[1]) and self.clauses.may_govern(one, span, is_count=is_count)
        ]
        if not times:
            return None, ""
        times.sort(key=lambda one: (max(one[0] - span[1], span[0] - one[1], 0), one))
        others = ", ".join(self.text[slice(*one)] for one in times[1:3])
        return times[0], f"or: {others}" if others else ""

    def told_of(self, span: Span, kind: str, when: Span | None) -> Span | None:
        """Return the time words of a claim with those of its own phrase; a plan has none that are past."""
        if when and kind == "plan" and telling.PAST.search(fold(self.text[slice(*when)])):
            return None
        found = telling.TIMES.search(self.text[slice(*span)].lower())
        if not found:
            return when
        start, end = span[0] + found.start(), span[0] + found.end()
        # Ten years ago: they are the figure's unit.
        own = any(not telling.is_time(one) for one in self.figures_in(start - 2, end))
        if own or (when and when[0] <= start and end <= when[1]):
            return when
        if when is None:
            return start, end
        is_next = not self.text[min(end, when[1]) : max(start, when[0])].strip()
        return (min(start, when[0]), max(end, when[1])) if is_next else (start, end)

    def purpose_of(self, span: Span) -> Span | None:
        """Return the next words after a span that can be its purpose; a time at the beginning has none."""
        if any(overlap(one, span) and self.clauses.begins(one) for one in self.times):
            return None
        after = (one for one in self.purposes if one[0] >= span[1])
        return next((one for one in after if self.clauses.may_govern(one, span, is_count=False)), None)

    def mark_of(self, span: Span) -> tuple[str, Span] | None:
        """Return the words of a plan or an appeal that a span comes under, the nearest in its clause."""
        floor = self.clause(span)[0]
        for kind, spans in (("plan", self.plans), ("appeal", self.appeals)):
            for one in reversed(spans):
                if floor <= one[0] and one[1] <= span[0]:
                    return kind, one
        return None

    @staticmethod
    def kind_of(figure: Figure, unit: str) -> str:
        """Return what kind of claim a figure makes where nothing around it says more."""
        if figure.kind == "money":
            return "amount"
        is_fact = figure.kind in ("year", "percent", "ordinal") or telling.is_duration(figure) or figure.unit
        return "fact" if is_fact or unit in nouns.MEASURES else "count"

    # --- stubs

    def stubs(self) -> Iterator[Stub]:
        found = [*self.of_figures()]
        spans = [stub.span for stub in found]
        is_done = (self.sentence.paragraph, self.sentence.number) in self.reader.wanted.done
        for role, marks in (("plan", self.plans), ("appeal", self.appeals)):
            for mark in marks if not is_done else ():
                if not any(stub.kind == role and stub.span[0] >= mark[0] for stub in found):
                    found += self.bare(role, (mark[0], mark[1]), spans, least=4)
        for quote in self.quotes if not is_done else ():
            if not any(overlap(quote, stub.span) for stub in found):
                start = quote[0]
                ends = [one[1] for one in self.words if start < one[1] <= min(self.end, quote[1] + 1)]
                last = ends[: max(2, min(5, len(ends) // 2))][-1]
                found += self.bare("view", self.trimmed(start, min(last, quote[1])), spans)
        dated = [
            self.text[slice(*span)] for stub in found for span in self.times if stub.when == self.text[slice(*span)]
        ]
        for span in self.times:
            held = [one for one in self.figures_in(*span) if telling.is_time(one) and self.wants(one)]
            if held and self.text[slice(*span)] not in dated:
                found += self.bare("event", span, spans, least=3, when=span)
        lone = [one for one in self.figures if telling.is_time(one) and self.wants(one)]
        for figure in lone:
            inside = any(overlap((figure.start, figure.end), span) for span in self.times)
            if not inside:
                found += self.bare("event", (figure.start, figure.end), spans, least=3)
        for run in self.lists:
            if not {one.key for one in run if self.wants(one)} <= self.placed:
                for part in self.parts(run):
                    for one in self.bare("fact", self.place_words(part), spans):
                        is_closed = len(part) == len(run) or _AND.search(one.pieces[0].phrase)
                        found.append(one if is_closed else one._replace(is_complete=False))
        yield from sorted(found, key=lambda stub: stub.span)

    def of_figures(self) -> Iterator[Stub]:
        around = nouns.Around(first_unit=self.reader.counted, before_unit=self.reader.counted_last)
        is_first = True
        counting = [figure for figure in self.figures if not telling.is_time(figure)]
        for figure, following in zip(counting, [*counting[1:], None], strict=False):
            # What was drafted before counts too: it may be what this figure goes on from.
            noun = nouns.noun_of(figure, self.text, self.start, self.end, around._replace(next=following))
            if noun.unit != "year":
                around = around._replace(last=figure, last_unit=noun.unit)
            is_thing = noun.unit not in (TODO, "percent", "year") and noun.unit not in nouns.TIMES_AND_LENGTHS
            if is_thing and figure.kind != "money" and not noun.doubt.startswith("taken for"):
                self.reader.counted_last = noun.unit
                if is_first:
                    around = around._replace(first_unit=noun.unit)
                    self.reader.counted, is_first = noun.unit, False
            is_opening = figure.kind == "ordinal" and following and self.text[figure.end : following.start] == " "
            if is_opening or not self.wants(figure):
                continue  # the first nine months are nine
            is_far = bool(self.marks_in(figure.end, noun.end)) and not self.places_in(figure.end, noun.end)
            end = noun.end if not is_far and self.count(figure.start, noun.end) <= MOST_WORDS else figure.end
            core = self.trimmed(figure.start, max(figure.end, end))
            named, beyond = self.places_of(core) if noun.unit != "year" else ([], None)
            if said := next((one for one in self.times if one[0] <= core[0] and core[1] <= one[1]), None):
                core = said if self.count(*said) <= MOST_WORDS else core
            mark = self.mark_of((figure.start, figure.end))
            kind = mark[0] if mark else self.kind_of(figure, noun.unit)
            wide = self.joined(core, beyond) if beyond else None
            marked = self.joined(mark[1], wide or core) if mark else None
            tries = [one for one in (marked, wide, core, (figure.start, figure.end)) if one]
            span = next((found for one in tries if (found := self.phrase(one, kind, least=2))), None)
            doubts = {"unit": noun.doubt} if noun.doubt else {}
            if span is None:
                span, doubts["evidence"] = core, self.why_not(core, kind)
            pieces = []
            if beyond and not (span[0] <= beyond[0] and beyond[1] <= span[1]):
                pieces.append(Piece(self.text[slice(*beyond)], "place"))
                if self.count(*beyond) > MOST_WORDS:
                    pieces, named = [], []
            if self.places_in(*span):
                named = [*{one.key: one for one in (*named, *self.places_in(*span))}.values()]
            if mark:
                doubts["kind"] = f"after “{self.text[slice(*mark[1])].strip()}”"
            written = self.written(figure)
            if not written:
                kind = kind if mark else "fact"
                doubts["kind"] = f"no value can be read out of “{figure.text}”"
            yield self.stub(
                self.reader.ids.of(noun.unit if noun.unit != TODO else "figure", written or figure.text),
                kind, span, pieces, named, doubts, written, noun.unit,
            )  # fmt: skip

    def written(self, figure: Figure) -> str:
        """Return a figure with its hedge, in lower case where only its sentence begins there; nothing if unreadable."""
        text = figure.text
        if text[:1].isupper() and text[1:2].islower() and figure.start == self.start:
            lowered = text[0].lower() + text[1:]
            if _is_number(self.reader.alone(lowered), figure):
                return lowered
        return text if _is_number(self.reader.alone(text), figure) else ""

    def joined(self, one: Span, other: Span) -> Span | None:
        """Return two spans with what is between them, unless that is too much for a phrase or holds something else."""
        span = self.trimmed(min(one[0], other[0]), max(one[1], other[1]))
        inner = min(one[1], other[1]), max(one[0], other[0])
        is_free = (
            not any(inner[0] <= mark.start < inner[1] for mark in self.marks) and "," not in self.text[slice(*inner)]
        )
        return span if is_free and self.count(*span) <= MOST_WORDS else None

    def bare(
        self,
        kind: str,
        span: Span,
        taken: list[Span],
        *,
        least: int = 2,
        when: Span | None = None,
    ) -> list[Stub]:
        """Return a stub without a figure, or none where its words cannot be told apart."""
        stops = [one.start for one in self.marks if span[1] <= one.start]
        if kind in ("plan", "appeal", "view"):
            inner = [one.start for one in self.marks if span[0] <= one.start < span[1]]
            last = min([telling.clause_end(self.text, span[1], self.end), *stops])
            ends = [one[1] for one in self.words if span[0] < one[1] <= last][:6]
            last = max(min(ends[-1], last) if ends else span[1], span[1]) if kind != "view" else span[1]
            span = self.trimmed(span[0], min(inner, default=last))
            if self.count(*span) < 2:
                return []
        chosen = self.phrase(span, kind, least=least)
        doubts: dict[str, str] = {}
        if chosen is None:
            if self.count(*span) > MOST_WORDS or kind not in ("fact", "event"):
                return []
            chosen, doubts["evidence"] = span, self.why_not(span, kind)
        words = re.sub(r"\b(?:the|a|an|to|of|in|and|will|is|are|from|across)\b", " ", self.text[slice(*chosen)].lower())
        label = {"view": "quote", "fact": "place"}.get(kind, kind)
        taken.append(chosen)
        return [
            self.stub(
                self.reader.ids.of(label, " ".join(words.split()[:4])), kind, chosen, [], self.places_in(*chosen),
                doubts, when=when,
            )
        ]  # fmt: skip

    def stub(
        self,
        stub_id: str,
        kind: str,
        span: Span,
        pieces: Sequence[Piece],
        named: Sequence[Named],
        doubts: Mapping[str, str],
        written: str = "",
        unit: str = "",
        when: Span | None = None,
    ) -> Stub:
        notes = dict(doubts)
        found, others = (when, "") if when or unit == "year" else self.when_of(span)
        found = self.told_of(span, kind, found)
        if others:
            notes["when"] = others
        held = [Piece(self.text[slice(*span)]), *pieces]
        purpose = self.purpose_of(span)
        if purpose:
            held.append(Piece(self.text[slice(*purpose)], "purpose"))
            notes["purpose"] = "is it what this was for?"
        said_by = ARTICLE
        for voice in self.voices[:1]:
            words = self.speaking(voice)
            said_by = self.reader.speakers.of(voice._replace(start=words[0], end=words[1]), self.text)
            held.append(Piece(self.text[slice(*words)], "speaker"))
        keys = tuple(dict.fromkeys(one.key for one in named))
        self.placed |= {*keys}
        self.reader.seen.add(self.text[slice(*span)].lower())
        told = [fold(piece.phrase) for piece in held if piece.role in (None, "place")]
        is_partial = any(telling.PARTIAL.search(words) for words in told)
        return Stub(
            stub_id, kind, written, unit, keys, not is_partial, self.text[slice(*found)] if found else "",
            self.text[slice(*purpose)] if purpose else "", said_by,
            self.sentence.paragraph - self.reader.wanted.first + 1, self.sentence.number, tuple(held), notes, span,
        )  # fmt: skip

    def speaking(self, voice: telling.Voice) -> Span:
        """Return the words that say who speaks, eight at most, and where that can be without places and figures."""
        start, end = voice.start, voice.end
        for one in self.marks:
            if start <= one.start < end:
                start = next((word[0] for word in self.words if word[0] >= one.end), end)
        start, end = self.trimmed(start, end)
        if start >= end or spaced(telling.key_words(voice.name)) not in spaced(self.text[start:end]):
            start, end = self.trimmed(voice.start, voice.end)
        while self.count(start, end) > MOST_WORDS:
            start, end = self.trimmed(next(one[0] for one in self.words if one[0] > start), end)
        return start, end


_DANGLING = frozenset(
    "a an the of in to and or for with by from on at as than that which who whose was were is are has have had its his "
    "her their this these those but not".split()
)
"""Words that a phrase does not end with, if it can end otherwise."""


def _is_number(alone: Figure | None, figure: Figure) -> bool:
    """Tell whether a figure has a number or a range, and has it when it is read by itself as well."""
    if alone is None or not same(alone, figure):
        return False
    if alone.kind == "range":
        return alone.low is not None and alone.high is not None
    return isinstance(alone.value, int | float)


def stubs(reading: Reading, wanted: Wanted, speakers: Speakers, taken: Iterable[str] = ()) -> list[Stub]:
    """Return the stubs of what is *wanted*, in the order of the text; no id is one of those *taken*."""
    return list(_Reader(reading, wanted, speakers, taken).stubs())


def regions_of(places: Iterable[str]) -> tuple[str, ...]:
    """Return those places that are regions."""
    return tuple(key for key in places if key not in geography.countries())


def countries_of(places: Iterable[str]) -> tuple[str, ...]:
    """Return those places that are countries."""
    return tuple(key for key in places if key in geography.countries())
