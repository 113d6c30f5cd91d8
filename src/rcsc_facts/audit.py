"""A writer's own text against the claims: each figure with what it counts, its places and its time.

A figure is marked by a citation that names a claim, and then is supported or contradicted; unmarked it is the same as
a claim's, near one and not it, or not in the store. What is judged are figures, places, times and scope, by the words
around them: not whether a sentence says what the article says, and not who is meant.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from rcsc_facts.errors import Finding
from rcsc_facts.model import Claim, Header, Quantity, Wording
from rcsc_facts.statement import sentence
from rcsc_facts.store.rules import Rule
from rcsc_facts.text import figures, geography, original
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.folding import did_you_mean, fold
from rcsc_facts.text.names import Gazetteer, Named
from rcsc_facts.text.original import Block, Original
from rcsc_facts.text.sentences import spans

VERDICTS: Mapping[str, str] = {
    "supported": "the claim that it is marked with says so",
    "contradicted": "the claim that it is marked with says otherwise, or not that",
    "same": "not marked, and the same as a claim's: mark it, if that is meant",
    "near": "not marked, near a claim's and not it",
    "absent": "not marked, and not in the store",
    "unjudged": "marked, with nothing that could be judged",
}
FAILURES = ("contradicted", "near")

RULES: Mapping[str, Rule] = {
    "A101": Rule(
        "The figure is the claim's.",
        "A writer's figure has to be the printed one, or that rightly rounded.",
        "Write the figure that the hint gives.",
    ),
    "A102": Rule(
        "A figure is rounded so that it stays true.",
        "2.93 million is nearly 3 million and more than 2.9 million, and not over 3 million. What softens a figure is "
        "expected within bounds: nearly 0.9 to 1.0, more than 1.0 to 1.1, about 0.9 to 1.1 times what is written.",
        "Turn the words before the figure round, or give the figure as printed.",
    ),
    "A103": Rule(
        "A joint figure stays joint.",
        "The article does not say how it divides.",
        "Name all its regions or countries, or leave the figure out.",
    ),
    "A104": Rule(
        "A plan is written as a plan, what is asked for as asked for, and a deed as a deed.",
        "What is meant or asked for need not come to be.",
        "Write plans to, is asked to, is due to; or has done, where it is done.",
    ),
    "A105": Rule(
        "A partial list is written as one, and a part of a list not as all of it.",
        "After including there are others.",
        "Write including, or among them; leave out only and all.",
    ),
    "A106": Rule(
        "A figure counts what the claim counts.",
        "The same number of something else is another fact.",
        "Write what the claim counts, or mark it with another claim.",
    ),
    "A107": Rule(
        "The places are the claim's.",
        "A figure of one region is none of another, nor of a part of it.",
        "Name the places of the claim, and no others beside its figure.",
    ),
    "A108": Rule(
        "The time is the claim's.",
        "The article says it of its own time, or of none.",
        "Write the claim's time words, or leave the time out.",
    ),
    "A109": Rule(
        "A figure printed with a hedge keeps it.",
        "More than 54 is not 54.",
        "Write the hedge as it is printed.",
    ),
    "A110": Rule(
        "What the claim says is not denied.",
        "The figures agree, and the sentence says the contrary.",
        "Say it as the claim does, or take the mark away.",
    ),
    "A111": Rule(
        "A figure of a part of the world says so.",
        "16 countries in Asia are not 16 countries in all.",
        "Name the region in the sentence, or in one before it.",
    ),
    "A112": Rule(
        "A marked passage has no figures beside the claim's.",
        "The mark would lend them a source that does not have them.",
        "Put the mark right after what the claim says, or mark the other figure with its own claim.",
    ),
    "A113": Rule(
        "A mark names a claim of the store.",
        "Nothing can be proved by a claim that there is not.",
        "Correct the id; rcsc list shows them.",
    ),
    "A114": Rule(
        "Figures that may count the same are not added.",
        "A member may be a volunteer as well.",
        "Give the figures one by one.",
    ),
    "A115": Rule(
        "A sum that nobody printed is not given as a figure of the article.",
        "It is the writer's own, and may leave out or count twice what the article does not say.",
        "Give the printed figures, or say that the sum is your own, unmarked.",
    ),
    "A201": Rule(
        "A figure of a claim is marked with it.",
        "Only the writer can see whether the claim's subject is meant.",
        "Paste the mark, if it is meant; rcsc audit --mark writes them all.",
        is_remark=True,
    ),
    "A301": Rule(
        "A figure comes from somewhere.",
        "The store has none like it.",
        "Cite it from elsewhere, or add its claim to the store.",
        is_remark=True,
    ),
    "A302": Rule(
        "A mark stands by what can be judged.",
        "A passage without a figure, a place or a time of the claim is neither supported nor contradicted.",
        "Read the claim, and judge the sentence yourself.",
        is_remark=True,
    ),
}


class Judgement(NamedTuple):
    """What the store says to one figure, or one marked passage, of a draft."""

    line: int
    """Counted from 1, like *column*: where the figure, or the mark, begins."""
    column: int
    verdict: str
    """A word of `VERDICTS`."""
    code: str | None
    """A code of `RULES`; None where it is supported."""
    words: str
    """The figure with what it counts, or the mark."""
    claims: tuple[str, ...]
    """The claims it is held against, nearest first."""
    message: str
    hint: str
    mark: str | None
    """The mark to paste, where it is the same as one claim's."""
    start: int
    """Where in the text it begins, in characters from 0."""
    end: int
    """Where in the text a mark of it belongs."""

    def as_record(self) -> dict[str, Any]:
        """Return it as plain data, under the names of `COLUMNS`."""
        return {key: getattr(self, key) for key in COLUMNS} | {"claims": list(self.claims)}

    @property
    def row(self) -> list[str]:
        """Return its cells under `COLUMNS`."""
        return [
            " ".join(value) if isinstance(value, tuple) else str(value or "")
            for value in map(self.__getattribute__, COLUMNS)
        ]


COLUMNS = ("line", "column", "verdict", "code", "words", "claims", "message", "hint", "mark")
"""What is given of a judgement."""


class Report(NamedTuple):
    """The judgements of a draft, in the order of its text."""

    judgements: tuple[Judgement, ...]
    text: Original
    marks: "tuple[Mark, ...]"
    """The marks whose passages are supported, by whatever part of the claim they are."""

    def fails(self, *, strict: bool = False) -> bool:
        """Whether something is contradicted or near and not it; where *strict*, whether all is not supported."""
        passing = ("supported",) if strict else [verdict for verdict in VERDICTS if verdict not in FAILURES]
        return any(one.verdict not in passing for one in self.judgements)

    @property
    def target(self) -> str:
        """What citations in it are rendered for, a word of `vocabulary.TARGETS`."""
        return "html" if self.text.is_page else "md"

    def findings(self, name: str) -> list[Finding]:
        """Return everything that is not supported as findings of the file *name*."""
        return [
            Finding(name, one.line, one.column, one.code, one.message, one.hint).harmless()
            for one in self.judgements
            if one.code
        ]

    def totals(self) -> str:
        """Return the outcome in one line."""
        counts = {verdict: sum(one.verdict == verdict for one in self.judgements) for verdict in VERDICTS}
        return ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count) or "nothing to judge"


class Mark(NamedTuple):
    """A citation in a draft that names claims."""

    start: int
    """Offsets, of the block while it is read and then of the text."""
    end: int
    claims: tuple[str, ...]
    """One of these has to support what stands before it."""
    unknown: str
    """A claim that it names and that there is not; empty where there are all."""
    is_certain: bool
    """Whether it names claims, not only a paragraph of the article."""


def audit(
    header: Header, claims: Sequence[Claim], content: bytes, name: str = "", wording: Wording = Wording()
) -> Report:  # noqa: B008 - it is immutable
    """Judge a draft: the bytes of a file, and its name. Raise CopyError for what is not text."""
    text = original.read(content, name)
    store = _Store(header, claims, wording)
    store.is_named |= any(store.names_subject(block.text) for block in text.blocks)
    judgements: list[Judgement] = []
    marks: list[Mark] = []
    for block in text.blocks:
        passages = list(_Reader(store, text, block).passages())
        for passage in passages:
            found = list(passage.judged())
            judgements += found
            if passage.mark and passage.mark.claims and not any(one.verdict in FAILURES for one in found):
                mark = passage.mark
                marks.append(mark._replace(start=block.origin(mark.start), end=block.end_of(mark.end)))
    return Report(tuple(judgements), text, tuple(dict.fromkeys(marks)))


def marked(report: Report) -> str:
    """Return the text with the mark of every figure that is the same as one claim's; nothing else is changed."""
    inserts = [(one.end, one.end, f" {one.mark}") for one in report.judgements if one.mark]
    return _edited(report.text.source, inserts)


def filled(report: Report, cited: Callable[[Sequence[str]], str]) -> str:
    """Return the text with the marks that are supported turned into what *cited* makes of the claims they name."""
    edits = [(mark.start, mark.end, cited(mark.claims)) for mark in report.marks if mark.is_certain]
    return _edited(report.text.source, edits)


def _edited(source: str, edits: Iterable[tuple[int, int, str]]) -> str:
    pieces, done = [], 0
    for start, end, text in sorted(edits):
        pieces += [source[done:start], text]
        done = end
    return "".join([*pieces, source[done:]])


# --- what the store knows ----------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+")
_STOP_WORDS = frozenset(
    "a an the of at in on to by for from with who whom whose that which this these those is are was were be been being "
    "has have had will would can could may might must should shall and or but as than if when where while because so "
    "too also only it its they their them he she his her we our you your not no nor did do does done about into over "
    "under after before during since until between through against per each both all any some more most less least "
    "there here then now currently today worldwide alone together altogether received got get gets gave given give "
    "million billion trillion thousand hundred dozen "
    "serve serves served work works worked help helps helped stand stands stood belong belongs belonged".split()
)
_DETERMINERS = frozenset("of the its their his her our these those all such".split())
_PEOPLE = frozenset("people persons men women children police staff folk".split())
_NATIONS = frozenset("countries nations states".split())
"""Words for what is counted where `countries` are; other words a claim says itself (also)."""
_TIME_UNITS = frozenset("seconds minutes hours days weeks fortnights months quarters years decades centuries".split())


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _is_plural(word: str) -> bool:
    return word in _PEOPLE or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3)


def _roots(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that say something: enough to know one again in another form."""
    words = (fold(word) for word in _WORD.findall(text))
    return frozenset(word[:5] for word in words if len(word) > 3 and word not in _STOP_WORDS)


class _Known(NamedTuple):
    """A claim, and what its figure is known by."""

    claim: Claim
    figure: Figure | None
    counted: frozenset[str]
    """What its figure counts, in every word, in the singular."""
    roots: frozenset[str]
    """The beginnings of its words."""
    times: str
    """All that it says of time, folded."""
    places: frozenset[str]


class _Store:
    """The claims of a store, by what a text may say of them."""

    def __init__(self, header: Header, claims: Sequence[Claim], wording: Wording) -> None:
        self.header = header
        self.wording = wording
        self.gazetteer = Gazetteer(header.places, header.groups)
        self.source = str(header.source.get("id", ""))
        self.groups = {group.region: frozenset(group.countries) for group in header.groups}
        names = sorted({*map(fold, (*header.names, header.about.removeprefix("the ")))}, key=len, reverse=True)
        self._subject = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
        self._own = frozenset(word for name in names for word in _WORD.findall(name)) | _roots(" ".join(names))
        self.home = frozenset(Gazetteer().keys(" ".join((*header.names, header.about)))) | frozenset(
            key for word in _WORD.findall(header.about) for key in Gazetteer().keys(word)
        )
        self.is_named = False
        loose = {fold(word) for claim in claims if not claim.quantity for word in claim.also}
        self.known = {claim.id: self._known(claim, loose) for claim in claims}
        self.by_word: dict[str, list[_Known]] = {}
        self.vocabulary = self._own.union(*(one.roots for one in self.known.values()))
        for one in self.known.values():
            for word in one.counted:
                self.by_word.setdefault(word, []).append(one)
        self.of_kind: dict[str, list[_Known]] = {}
        for one in self.known.values():
            if one.figure:
                self.of_kind.setdefault(one.figure.kind, []).append(one)
        self.by_paragraph: dict[int, list[str]] = {}
        for claim in claims:
            self.by_paragraph.setdefault(claim.evidence.paragraph, []).append(claim.id)

    def _known(self, claim: Claim, loose: set[str]) -> _Known:
        figure = figures.read(claim.quantity.as_written) if claim.quantity else None
        counted: set[str] = set()
        if claim.quantity:
            unit = fold(claim.quantity.unit).replace("-", " ").split()[-1]
            is_time = _singular(unit) == "year" or unit in _TIME_UNITS
            counted = {unit}
            if not is_time:
                counted |= {word for word in map(fold, claim.also) if word.isalpha() and word not in loose}
            counted |= _NATIONS if unit in _NATIONS else set()
        said = " ".join((claim.statement, claim.evidence.phrase, *claim.also))
        roots = _roots(said) - self._own - frozenset(word[:5] for word in counted if len(word) > 3)
        times = fold(" ".join(filter(None, (claim.when, claim.date))))
        if claim.quantity and _singular(claim.quantity.unit) in ("year", *map(_singular, _TIME_UNITS)):
            times += f" {fold(claim.quantity.as_written)} {claim.quantity.unit}"
        places = frozenset((*claim.regions, *(claim.countries.named if claim.countries else ())))
        return _Known(claim, figure, frozenset(map(_singular, counted)), roots, times, places)

    def names_subject(self, text: str) -> bool:
        """Whether a text names the subject, and not another that has its name (the German Red Cross)."""
        for match in self._subject.finditer(text):
            before = _LAST_WORD.search(text, max(match.start() - 40, 0), match.start())
            word = before[1] if before else ""
            if not word[:1].isupper() or fold(word) in _OPENING or fold(word) in self._own:
                return True
        return False

    def within(self, region: str, code: str) -> bool:
        """Whether a country lies in a region of UN M49 or of the store."""
        country = geography.countries().get(code)
        return code in self.groups.get(region, ()) or bool(country and region in country.regions)

    def told(self, one: _Known) -> str:
        """Return a claim in words."""
        return sentence(one.claim, self.wording)

    def name_of(self, key: str) -> str:
        """Return the name of a country or region."""
        if key in self.wording.names:
            return self.wording.names[key]
        country, region = geography.countries().get(key), geography.regions().get(key)
        return country.name if country else region.name if region else key


_LAST_WORD = re.compile(r"([^\W\d_]+)['’]?s?[\s-]*\Z")
_OPENING = frozenset("the a an our their its this that in of by to for and at from with".split())


# --- reading ---------------------------------------------------------------------------------------------------

_GROUP = re.compile(r"\[[^\[\]@]{0,200}@[^\[\]]{1,500}\]")
_CITED = re.compile(r"@\{?(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?)\}?(?P<rest>[^;@]*)")
_PARAGRAPH = re.compile(r"(?:para(?:graph)?s?\.?|¶)\s*(\d{1,6})\b", re.IGNORECASE)


class _Reader:
    """Reads a block: its sentences, each in the passages that its marks end."""

    def __init__(self, store: _Store, text: Original, block: Block) -> None:
        self.store = store
        self.text = text
        self.block = block
        self.marks = [self._mark(match) for match in _GROUP.finditer(block.text)]
        pieces, done = [], 0
        for mark in self.marks:
            pieces += [block.text[done : mark.start], " " * (mark.end - mark.start)]
            done = mark.end
        self.clean = "".join([*pieces, block.text[done:]])

    def _mark(self, match: re.Match[str]) -> Mark:
        claims: list[str] = []
        unknown, is_certain = "", False
        for cited in _CITED.finditer(match[0]):
            source, slash, id = cited["key"].rpartition("/")
            parts = [part.strip(" ]") for part in cited["rest"].split(",")]
            if slash and source == self.store.source:
                named = [id]
            elif cited["key"] == self.store.source:
                named = [part for part in parts if part in self.store.known]
                if not named:
                    numbers = [int(found[1]) for part in parts if (found := _PARAGRAPH.search(part))]
                    claims += [id for number in numbers for id in self.store.by_paragraph.get(number, ())]
                    continue
            elif cited["key"] in self.store.known or did_you_mean(cited["key"], self.store.known):
                named = [cited["key"]]
            else:
                continue  # another work's
            is_certain = True
            claims += [one for one in named if one in self.store.known]
            unknown = next((one for one in named if one not in self.store.known), unknown)
        return Mark(match.start(), match.end(), tuple(dict.fromkeys(claims)), unknown, is_certain)

    def passages(self) -> Iterator["_Passage"]:
        """Yield the passages of the block, in their order."""
        found = figures.figures(self.clean)
        places = self.store.gazetteer.names(self.clean)
        limits = spans(self.clean)
        at = {"figure": 0, "place": 0, "mark": 0}
        for number, (start, end) in enumerate(limits):
            until = limits[number + 1][0] if number + 1 < len(limits) else len(self.clean)
            own: list[list] = [[], [], []]
            for held, key, items in zip(own, at, (found, places, self.marks), strict=True):
                while at[key] < len(items) and items[at[key]].start < until:
                    held.append(items[at[key]])
                    at[key] += 1
            before = frozenset(place.key for place in places[: at["place"] - len(own[1])][-20:])
            marks: list[Mark | None] = [mark for mark in own[2] if mark.claims or mark.unknown or not mark.is_certain]
            begun = start
            for mark in marks:
                last = mark is marks[-1]
                yield _Passage(self, begun, mark.start, end if last else mark.start, own[0], own[1], mark, before)
                begun = mark.end
            if begun < end:
                yield _Passage(self, begun, end, end, own[0], own[1], None, before)


class _Fault(NamedTuple):
    """Why a figure, or a passage, is not what a claim says."""

    code: str
    why: str


class _Passage:
    """What stands before a mark, or what no mark covers, of one sentence."""

    def __init__(
        self,
        reader: _Reader,
        start: int,
        end: int,
        tail: int,
        found: Sequence[Figure],
        places: Sequence[Named],
        mark: Mark | None,
        before: frozenset[str],
    ) -> None:
        self.reader, self.store, self.mark, self.before = reader, reader.store, mark, before
        self.text = reader.clean
        self.start, self.end, self.tail = start, end, tail
        self.all = found
        self.figures = [one for one in found if start <= one.start < end]
        after = next((one.start for one in found if one.start >= end), tail)
        self.context = self.text[start : max(min(after, tail), end)]
        """The passage, and what follows its mark up to another figure."""
        reach = start + len(self.context)
        self.places = [one for one in places if start <= one.start < reach and one.key not in self.store.home]
        self.roots = _roots(self.context)

    # Judging

    def judged(self) -> Iterator[Judgement]:
        """Yield what the store says to the passage."""
        mark = self.mark
        if mark is None:
            yield from (one for figure in self.figures if (one := self._unmarked(figure)))
        elif mark.unknown:
            hint = did_you_mean(mark.unknown, self.store.known)
            why = f"there is no claim '{mark.unknown}'"
            yield self._judgement("contradicted", "A113", (), why, hint, at=mark.start)
        elif mark.claims:
            yield from self._marked([self.store.known[id] for id in mark.claims])

    def _marked(self, claims: Sequence[_Known]) -> Iterator[Judgement]:
        faults: list[tuple[Figure | None, _Fault, _Known]] = []
        proved: dict[str, Figure] = {}
        left = [figure for figure in self.figures if figure.kind not in ("vague", "unreadable")]
        for figure in list(left):
            if any(self._is_time(figure, one) for one in claims):
                left.remove(figure)
                continue
            fits = [(one, self._fault(figure, one)) for one in claims if one.figure]
            if agreed := next((one for one, fault in fits if fault is None), None):
                proved[agreed.claim.id] = figure
                left.remove(figure)
        for figure in left:
            fits = [(one, fault) for one in claims if one.figure and (fault := self._fault(figure, one))]
            open_ones = [(one, fault) for one, fault in fits if one.claim.id not in proved]
            open_ones.sort(key=lambda pair: _NEARNESS.index(pair[1].code))
            if self._is_timing(figure):
                other = self._same(figure)
                if not other or not self._shares(other[0]):
                    faults.append((figure, _Fault("A108", f"'{figure.text}' is not the time of it"), claims[0]))
            elif open_ones and open_ones[0][1].code != "A106":
                faults.append((figure, open_ones[0][1], open_ones[0][0]))
            elif not self._same(figure):
                fault = open_ones[0][1] if open_ones else _Fault("A112", "the claim prints no such figure")
                faults.append((figure, fault, open_ones[0][0] if open_ones else claims[0]))
            elif open_ones and self._agrees(figure, open_ones[0][0]) is None:
                faults.append((figure, open_ones[0][1], open_ones[0][0]))
        unreadable = [figure for figure in self.figures if figure.kind in ("vague", "unreadable")]
        without = [one for one in claims if not one.figure or one.claim.id not in proved]
        matched = False
        if not faults:
            for one in claims:
                if fault := self._of_passage(one, claims, proved.get(one.claim.id)):
                    faults.append((proved.get(one.claim.id), fault, one))
                    break
            matched = any(self._is_matched(one) for one in without)
        for figure, fault, one in faults:
            yield self._contradicted(figure, fault, one)
        if not faults:
            ids = tuple(one.claim.id for one in claims)
            if proved or (matched and not unreadable):
                for id, figure in proved.items():
                    yield self._judgement("supported", None, (id,), "", "", figure=figure)
                if not proved:
                    yield self._judgement("supported", None, ids, "", "")
            else:
                why = f"nothing here can be judged by {self._ids(ids)}"
                yield self._judgement("unjudged", "A302", ids, why, self.store.told(claims[0]))

    def _contradicted(self, figure: Figure | None, fault: _Fault, one: _Known) -> Judgement:
        words = f"'{self._said(figure)}'" if figure else "this"
        why = f"{words} is marked with '{one.claim.id}': {fault.why}"
        return self._judgement("contradicted", fault.code, (one.claim.id,), why, self.store.told(one), figure=figure)

    def _unmarked(self, figure: Figure) -> Judgement | None:
        said = self._said(figure)
        if figure.kind in ("vague", "unreadable") and figure.kind == "vague":
            return None
        same = self._same(figure)
        if same:
            ids = tuple(one.claim.id for one in same)
            subject = self.store.header.about
            if len(same) == 1:
                mark = f"[@{ids[0]}]"
                why = f"'{said}' is the same as '{ids[0]}' of {subject}, and is not marked"
                hint = f"if that is meant: {mark} {self.store.told(same[0])}"
                return self._judgement("same", "A201", ids, why, hint, figure=figure, mark=mark)
            why = f"'{said}' is the same as {self._ids(ids)} of {subject}, and is not marked"
            hint = f"mark it with one of them, if that is meant: {' '.join(f'[@{id}]' for id in ids)}"
            return self._judgement("same", "A201", ids, why, hint, figure=figure)
        if near := self._near(figure):
            fault, nearest = near
            why = f"'{said}' is near '{nearest.claim.id}' and not it: {fault.why}"
            return self._judgement(
                "near", fault.code, (nearest.claim.id,), why, self.store.told(nearest), figure=figure
            )
        return self._judgement("absent", "A301", (), f"'{said}' is not in the store", "", figure=figure)

    def _judgement(
        self,
        verdict: str,
        code: str | None,
        claims: tuple[str, ...],
        message: str,
        hint: str,
        *,
        figure: Figure | None = None,
        at: int | None = None,
        mark: str | None = None,
    ) -> Judgement:
        block, text = self.reader.block, self.reader.text
        if at is None:
            at = figure.start if figure else self.start + len(self.context) - len(self.context.lstrip())
        start = block.origin(at)
        words = self._said(figure) if figure else self.text[self.start : self.end].strip()[:80]
        end = block.end_of(self._end_for_mark(figure)) if figure else start
        said = message or f"'{words}' is supported by {self._ids(claims)}"
        return Judgement(*text.place(start), verdict, code, words, claims, said, hint, mark, start, end)

    @staticmethod
    def _ids(ids: Sequence[str]) -> str:
        return " and ".join(f"'{id}'" for id in ids)

    # One figure and one claim

    def _same(self, figure: Figure) -> list[_Known]:
        """Return the claims whose figure it is, in value, in what is counted and in its places."""
        found = [one for one in self._candidates(figure) if self._fault(figure, one) is None]
        if figure.kind == "year" or self._is_duration(figure):
            found = [one for one in found if self._shares(one)]
        known = [one for one in found if self._counts(figure, one)]
        return [one for one in (known or found) if not self._of_passage(one, [one], figure)]

    def _near(self, figure: Figure) -> tuple[_Fault, _Known] | None:
        """Return the claim of the same kind that it is nearest to, and why it is not that claim's."""
        if self._is_other():
            return None
        best: tuple[tuple[float, ...], _Fault, _Known] | None = None
        for one in self._candidates(figure):
            counts = self._counts(figure, one)
            fault = self._fault(figure, one) or self._of_passage(one, [one], figure)
            if fault is None or fault.code == "A106" or not (counts or fault.code in ("A114", "A115")):
                continue
            ratio = _ratio(figure, one.claim.quantity)
            shared = self._shares(one)
            is_loose = figure.kind in ("year", "ordinal") or self._is_duration(figure)
            if not (shared if is_loose else shared or self.store.is_named or self._is_it() or ratio <= 1.25):
                continue
            if is_loose and not (self.store.is_named or self._is_it()):
                continue
            order = (fault.code in ("A101", "A111"), not shared, ratio)
            if fault.code == "A101":
                order = (not self._has_places(figure, one), not shared, ratio)
            if best is None or order < best[0]:
                best = order, fault, one
        return best and best[1:]

    def _candidates(self, figure: Figure) -> list[_Known]:
        if figure.kind in ("money", "year", "ordinal", "percent"):
            return self.store.of_kind.get(figure.kind, [])
        words = self._nouns(figure) or self._nouns_before(figure)
        keys = [_singular(word) for word in words] + ([_singular(figure.unit)] if figure.unit else [])
        found = {one.claim.id: one for key in keys for one in self.store.by_word.get(key, ())}
        if not words and not figure.unit and isinstance(figure.value, int | float) and figure.value >= 1000:
            found |= {one.claim.id: one for one in self.store.of_kind.get("count", ())}
        return list(found.values())

    def _fault(self, figure: Figure, one: _Known) -> _Fault | None:
        """Return why a figure is not a claim's; None where it is."""
        quantity = one.claim.quantity
        if quantity is None or one.figure is None:
            return _Fault("A112", "the claim prints no figure")
        counts = self._counts(figure, one)
        if counts is False:
            nouns = self._nouns(figure)
            if len(nouns) > 1 and (fault := self._sum(figure, one)):
                return fault
            what = f"it counts {quantity.unit}" + (f", not {nouns[-1]}" if nouns else "")
            return _Fault("A106", what)
        if fault := self._agrees(figure, one):
            return self._sum(figure, one) or fault
        return self._of_places(figure, one)

    def _agrees(self, figure: Figure, one: _Known) -> _Fault | None:
        """Return why a value is not a claim's; None where it is, rightly rounded."""
        quantity = one.claim.quantity
        if quantity is None:
            return None
        printed = f"it prints {quantity.with_unit()}"
        if one.figure and figures.same(figure._replace(unit=None), one.figure._replace(unit=None)):
            return None
        if figure.kind in ("year", "ordinal", "date", "time"):
            return None if figure.value == quantity.value and not quantity.hedge else _Fault("A101", printed)
        low, high = figures.tolerated(figure)
        value = figure.value if isinstance(figure.value, int | float) else None
        point = quantity.value
        if point is None or (value is None and (low is None or high is None)):
            return _Fault("A101", printed)
        low = value if low is None else low
        high = value if high is None else high
        if low is None or high is None:
            return _Fault("A101", printed)
        is_inside = low <= point <= high
        if is_inside and figure.hedge and value == point and not quantity.hedge:
            is_inside = low < point < high or bool(_OR_EQUAL.match(figure.hedge))
        if is_inside and quantity.hedge and not figure.hedge:
            return _Fault("A109", printed)
        if is_inside:
            return None
        if figure.hedge and value is not None and _ratio(figure, quantity) <= 1.2:
            bounds = f"{figure.text} is expected from {_number(low)} to {_number(high)}"
            return _Fault("A102", f"{printed}, and {bounds}")
        return _Fault("A101", printed)

    def _sum(self, figure: Figure, one: _Known) -> _Fault | None:
        """Return the fault where a figure adds up claims' figures."""
        quantity = one.claim.quantity
        if not isinstance(figure.value, int | float) or quantity is None or figure.kind not in ("count", "money"):
            return None
        nouns = {_singular(word) for word in self._nouns(figure)}
        alike = [
            other
            for other in self.store.known.values()
            if other.figure
            and other.figure.kind == figure.kind
            and other.claim.quantity
            and other.claim.quantity.value
            and (other.claim.quantity.unit == quantity.unit or other.counted & nouns)
        ][:40]
        breakdown = [other for other in alike if other.claim.regions and other.claim.topic == one.claim.topic]
        sums = [breakdown, *(list(pair) for pair in combinations(alike, 2))]
        for parts in sums:
            values = [other.claim.quantity.value for other in parts if other.claim.quantity]
            total = sum(value for value in values if value is not None)
            if len(parts) < 2 or not isinstance(total, int | float) or abs(total - figure.value) > abs(total) * 1e-9:
                continue
            shown = " + ".join(other.claim.quantity.as_written for other in parts if other.claim.quantity)
            ids = {other.claim.id for other in parts}
            overlap = any(link.claim in ids for other in parts for link in other.claim.related)
            if overlap:
                return _Fault("A114", f"it adds up {shown}, which may count the same")
            return _Fault("A115", f"it is a sum that the article does not print: {shown}")
        return None

    def _of_places(self, figure: Figure, one: _Known) -> _Fault | None:
        """Return why the places of a figure are not the claim's; None where they are."""
        named = self._places_of(figure)
        claim = one.claim
        where = self._names(one.places) or "no place"
        if claim.regions:
            need = set(claim.regions)
            extra = named - one.places
            if len(need) > 1 and named & need and not named >= need:
                return _Fault("A103", f"it is one joint figure of {self._names(need)}")
            if len(need) > 1 and _EACH.search(self.context):
                return _Fault("A103", f"it is one joint figure of {self._names(need)}, not one of each")
            if extra:
                return _Fault("A107", f"it is of {where}, not of {self._names(extra)}")
            if not named & need and not need <= self.before:
                return _Fault("A111", f"it is of {where} alone")
            return None
        if extra := named - one.places:
            return _Fault("A107", f"it names {where}, not {self._names(extra)}")
        if claim.countries and named and not claim.countries.complete and not _PARTLY.search(self.context):
            return _Fault("A105", f"it names {where} among others")
        if claim.countries and claim.countries.complete and named and named < one.places:
            return _Fault("A103", f"it is one joint figure of {where}")
        return None

    # A passage and a claim

    def _of_passage(self, one: _Known, all: Sequence[_Known], figure: Figure | None = None) -> _Fault | None:
        """Return what in the passage, beside the figures, is not as the claim says."""
        claim = one.claim
        text = fold(self.context)
        is_future = claim.kind == "plan" or bool(_AHEAD.search(fold(claim.statement)))
        if is_future and not _AHEAD.search(text):
            return _Fault("A104", "it is a plan, and is told as a deed")
        if claim.kind == "appeal" and not _ASKED.search(text):
            return _Fault("A104", "it is asked for, and is told as done")
        if not is_future and claim.kind in ("action", "count", "amount", "event") and _PLANNED.search(text):
            return _Fault("A104", "it is done, and is told as a plan")
        if _DENIED.search(_NOT_DENIED.sub(" ", text)) and not _DENIED.search(fold(claim.statement)):
            return _Fault("A110", "it is denied here")
        times = " ".join(other.times for other in all) if figure is None else one.times
        for word in _TIMES.findall(text):
            if not _says(times, word):
                when = f"it is said of '{claim.when or claim.date}'" if claim.when or claim.date else "it gives no time"
                return _Fault("A108", f"{when}, not of '{word}'")
        if figure is not None:
            for other in self.figures:
                if self._is_timing(other) and other is not figure and not self._is_time(other, one):
                    beside = [two for two in self._candidates(other) if self._agrees(other, two) is None]
                    if not any(self._shares(two) for two in beside):
                        when = claim.when or claim.date
                        return _Fault("A108", f"it is said of '{when}'" if when else "it gives no time")
        if figure is not None or (claim.regions and claim.quantity):
            return None
        return self._of_named(one, all)

    def _of_named(self, one: _Known, all: Sequence[_Known]) -> _Fault | None:
        """Return what is wrong with the places of a claim that has no figure."""
        allowed = frozenset().union(*(other.places for other in all))
        named = frozenset(place.key for place in self.places)
        countries = [key for key in allowed if key.isupper()]
        extra = {key for key in named - allowed if not any(self.store.within(key, code) for code in countries)}
        where = self._names(allowed) or "no country or region"
        if extra:
            return _Fault("A107", f"it names {where}, not {self._names(extra)}")
        unknown = [name for name in _WHERE.findall(self.context) if not self._is_known(name, all)]
        if unknown:
            return _Fault("A107", f"it does not name {unknown[0]}")
        if not one.claim.countries:
            return None
        if _ONLY.search(fold(self.context)):
            if not one.claim.countries.complete:
                return _Fault("A105", f"it names {where} among others")
            if named and named < one.places:
                return _Fault("A105", f"it names {where}")
        return None

    def _is_known(self, name: str, all: Sequence[_Known]) -> bool:
        root = fold(name)[:5]
        said = " ".join(f"{one.claim.statement} {one.claim.evidence.phrase}" for one in all)
        return (
            root in self.store._own
            or name in said
            or root in _roots(said)
            or bool(self.store.gazetteer.keys(name))
            or bool(_TIMES.search(fold(name)))
        )

    def _is_matched(self, one: _Known) -> bool:
        """Whether the passage has a place or a time that is the claim's, or tells its plan as one."""
        named = {place.key for place in self.places}
        text = fold(self.context)
        is_said = any(_says(one.times, word) for word in _TIMES.findall(text))
        is_said |= any(self._is_time(figure, one) for figure in self.figures)
        is_ahead = one.claim.kind in ("plan", "appeal") and bool(one.roots & self.roots)
        return bool(named & one.places) or is_said or is_ahead

    # Words around

    def _said(self, figure: Figure) -> str:
        nouns = self._group(figure)
        end = nouns[-1][1] if nouns else figure.end
        return self.text[figure.start : min(end, figure.end + 60)]

    def _group(self, figure: Figure) -> list[tuple[int, int]]:
        """Return the words after a figure that can belong to what it counts."""
        found: list[tuple[int, int]] = []
        at = figure.end
        for match in _WORD.finditer(self.text, figure.end, min(figure.end + 80, self.tail)):
            gap = self.text[at : match.start()]
            word = fold(match[0])
            if gap.strip() not in ("", "-") or (word in _STOP_WORDS and not (not found and word in _DETERMINERS)):
                break
            at = match.end()
            if word not in _DETERMINERS:
                found.append(match.span())
            if len(found) == 5:
                break
        return found

    def _nouns(self, figure: Figure) -> list[str]:
        """Return what a figure counts: the first plural word after it, and one that is joined to it."""
        spans_ = self._group(figure)
        words = [fold(self.text[start:end]) for start, end in spans_]
        for position, (word, (_, end)) in enumerate(zip(words, spans_, strict=True)):
            if self.text.startswith(("'", "’"), end):
                return [word, "'"]
            is_thing = _is_plural(word) or (figure.kind == "ordinal" and _singular(word) in self.store.by_word)
            is_thing |= (
                word in self.store.by_word
                and position == len(words) - 1
                and not _is_plural(word)
                and word not in map(_singular, _NATIONS)
            )
            is_thing |= figure.value == 1 and position == len(words) - 1
            if is_thing and not self._is_place(spans_[position]):
                joined = _JOINED.match(self.text, end)
                other = fold(joined[1]) if joined else ""
                both = joined and _singular(other) in self.store.by_word and _singular(other) != _singular(word)
                return [word, other] if both else [word]
        if all(self._is_place(span) for span in spans_):
            return self._borrowed(figure)
        return []

    def _borrowed(self, figure: Figure) -> list[str]:
        """Return what a figure counts that leaves it to its neighbour: 16 Asian and 10 European countries."""
        position = self.all.index(figure)
        if spans_ := self._group(figure):
            following = self.all[position + 1] if position + 1 < len(self.all) else None
            if following and re.fullmatch(r"[\s,]*(?:and|or|,)?\s*", self.text[spans_[-1][1] : following.start]):
                return self._nouns(following)
        if position and self.all[position - 1].kind == figure.kind and not self._nouns_before(figure):
            previous = self.all[position - 1]
            if self._group(previous) and not all(self._is_place(span) for span in self._group(previous)):
                return self._nouns(previous)
        return []

    def _is_place(self, span: tuple[int, int]) -> bool:
        word = fold(self.text[span[0] : span[1]])
        return word in ("ones", "others") or any(one.start <= span[0] < one.end for one in self.places)

    def _nouns_before(self, figure: Figure) -> list[str]:
        """Return what stands before a figure and can be what it counts: its volunteers number 2.93 million."""
        position = self.all.index(figure)
        start = max(self.all[position - 1].end if position else self.start, self.start, figure.start - 80)
        words = [fold(match[0]) for match in _WORD.finditer(self.text, start, figure.start)]
        return [word for word in reversed(words[-8:]) if _singular(word) in self.store.by_word][:1]

    def _counts(self, figure: Figure, one: _Known) -> bool | None:
        """Whether a figure counts what a claim's does; None where the text does not say what it counts."""
        own = one.figure
        quantity = one.claim.quantity
        if own is None or quantity is None:
            return False
        kinds = {figure.kind, own.kind}
        if "money" in kinds or "percent" in kinds:
            return len(kinds) == 1 and _is_currency(figure.unit, own.unit or quantity.unit)
        if quantity.unit == "year":
            return figure.kind == "year"
        if figure.kind in ("year", "date", "time") or ("ordinal" in kinds and len(kinds) > 1):
            return False
        if figure.unit and figure.kind in ("count", "range"):
            return _singular(fold(figure.unit)) in one.counted
        if words := self._nouns(figure):
            if len(words) > 1:
                return False
            return _singular(words[0]) in one.counted
        if words := self._nouns_before(figure):
            return True if _singular(words[0]) in one.counted else None
        return None

    def _places_of(self, figure: Figure) -> frozenset[str]:
        """Return the places of a figure: those up to the next one, else those before the first."""
        inside = [
            one
            for one in self.all
            if self.start <= one.start < self.start + len(self.context) and not self._is_timing(one)
        ]
        if figure not in inside:
            return frozenset(place.key for place in self.places)
        position = inside.index(figure)
        until = inside[position + 1].start if position + 1 < len(inside) else self.start + len(self.context)
        own = frozenset(place.key for place in self.places if figure.start <= place.start < until)
        leading = frozenset(place.key for place in self.places if place.start < inside[0].start)
        return own | leading if position == 0 else own or leading

    def _has_places(self, figure: Figure, one: _Known) -> bool:
        return self._places_of(figure) == one.places

    def _is_duration(self, figure: Figure) -> bool:
        return bool(figure.unit) and fold(figure.unit or "") in _TIME_UNITS and figure.kind in ("count", "range")

    def _is_timing(self, figure: Figure) -> bool:
        """Whether a figure says when: a date, a year, or years that something took."""
        return figure.kind in ("year", "date") or self._is_duration(figure)

    def _is_time(self, figure: Figure, one: _Known) -> bool:
        """Whether a figure says when, as the claim does."""
        if not self._is_timing(figure):
            return False
        said = figures.figures(one.times)
        if figure.kind == "date":
            return str(figure.value) in one.times.split() or fold(figure.text) in one.times
        return any(other.value == figure.value and other.unit == figure.unit for other in said) or (
            figure.kind == "year" and str(figure.value) in re.findall(r"\d{4}", one.times)
        )

    def _shares(self, one: _Known) -> bool:
        """Whether the passage has a word of the claim beside what its figure counts."""
        return bool(one.roots & self.roots)

    def _is_it(self) -> bool:
        return bool(_IT.match(self.context))

    def _is_other(self) -> bool:
        """Whether the sentence names somebody else and not the store's subject."""
        text = self.context
        if self.store.names_subject(text):
            return False
        names = [place for place in self.store.gazetteer.names(text)]
        for match in _NAME.finditer(text):
            word = match[0]
            if any(one.start <= match.start() < one.end for one in names) or _TIMES.fullmatch(fold(word)):
                continue
            is_first = not text[: match.start()].strip(" \"'“‘(")
            if is_first and not (word.isupper() and len(word) > 2) and not _DOING.match(text, match.end()):
                continue
            if (
                fold(word)[:5] in self.store.vocabulary
                or fold(word) in _STOP_WORDS
                or fold(word) in self.store.vocabulary
            ):
                continue
            if fold(word) in _NUMBERS:
                continue
            return True
        return bool(self.store._subject.search(text))

    def _end_for_mark(self, figure: Figure) -> int:
        """Return where the mark of a figure belongs: before the stop, or before what leads to the next figure."""
        inside = [one for one in self.figures if one.start > figure.start]
        group = self._group(figure)
        end = group[-1][1] if group else figure.end
        if inside:
            places = [place.end for place in self.places if place.start < inside[0].start]
            end = max([end, *(at for at in places if at > end)])
            return min(end, inside[0].start)
        until = self.end
        while until > end and not (self.text[until - 1].isalnum() or self.text[until - 1] in ")\"'”’%"):
            until -= 1
        return max(until, end)

    def _names(self, keys: Iterable[str]) -> str:
        return ", ".join(self.store.name_of(key) for key in sorted(keys))


def _ratio(figure: Figure, quantity: Quantity | None) -> float:
    value = figure.value
    point = quantity and quantity.value
    if not isinstance(value, int | float) or not point or value <= 0 or point <= 0:
        return float("inf")
    return max(value / point, point / value)


def _is_currency(one: str | None, other: str | None) -> bool:
    dollars = {"$", "dollars", "USD"}
    return one == other or (one in dollars and other in dollars)


def _number(value: float) -> str:
    return f"{value:,}"


def _says(times: str, word: str) -> bool:
    """Whether a claim's time words have a word of time: last and past are one."""
    pattern = (
        re.escape(word).replace("last", "(?:last|past)").replace("past", "(?:last|past)")
        if " " in word
        else re.escape(word)
    )
    return bool(re.search(rf"(?<!\w){pattern}(?!\w)", times))


_NEARNESS = ["A109", "A103", "A105", "A107", "A111", "A102", "A114", "A115", "A101", "A106", "A112"]
"""Which fault says most, where a figure is held against several claims."""

_OR_EQUAL = re.compile(
    r"(?:up ?to|as |at |no |not (?!quite)|a m|minimum|maximum|about|around|some|roughly|appr|an? est|circa|c)"
)
_EACH = re.compile(r"\b(?:each|apiece|respectively)\b", re.IGNORECASE)
_PARTLY = re.compile(
    r"\b(?:including|includes?|included|among|such as|like|for (?:example|instance)|e\.g|some of|others?|elsewhere|and more|"
    r"one of|two of|three of|part of|notably|especially)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|just|all|nobody else|no other|alone)\b")
_AHEAD = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|intentions?|aim(?:s|ed|ing)?|will|would|going to|due to|set to|is to|are to|was to|"
    r"hop(?:e|es|ed|ing)|propos\w+|wants?|means? to|meant to|prepar\w+|pledg\w+|promis\w+|vow\w*|seeks?|sought|expect\w*|in future|"
    r"ambition\w*|goals?|future)\b"
)
_PLANNED = re.compile(
    r"\b(?:will(?! and)|plan(?:s|ned|ning)? to|intend(?:s|ed|ing)? to|going to|hop(?:e|es|ed|ing) to|set to|promis\w+ to|"
    r"pledg\w+ to|vow\w* to)\b"
)
_ASKED = re.compile(
    r"\b(?:ask\w*|call\w*|urg\w+|should|must|want\w*|needs? to|request\w*|appeal\w*|encourag\w*|demand\w*|press\w*|exhort\w*|"
    r"told|stress\w*|emphasi\w*|aim\w*|meant|goal\w*|ought|advis\w*|instruct\w*|expect\w*|wish\w*|supposed)\b"
)
_NOT_DENIED = re.compile(
    r"\b(?:no (?:fewer|less|more|lower|higher|greater) than|not (?:fewer|less|more|over|quite|only|just)|not least|no doubt|"
    r"nothing less than)\b"
)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|no|neither|nor|none|cannot|without|denie[ds]|den(?:y|ying)|fail(?:s|ed)? to|false|untrue|wrong(?:ly)?|"
    r"refus\w+ to|hardly|isn't|wasn't|doesn't|didn't|hasn't|haven't|don't|won't|aren't|weren't)\b"
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april june july august september october november december".split()
_TIMES = re.compile(
    rf"\b(?:{'|'.join((*_DAYS, *_MONTHS))}|yesterday|tomorrow|(?:last|this|next|past|previous|every|each|per) "
    r"(?:week|month|quarter|year|decade|century|spring|summer|autumn|winter)|annually|yearly|monthly|weekly|"
    r"daily|(?:over|for|in|within) (?:a|one|the) (?:decade|century)|(?:past|last) decades?)\b"
)
_IT = re.compile(r"\s*(?:it|its|they|their)\b|.*\bthe (?:society|organi[sz]ation|charity)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'-]*")
_DOING = re.compile(
    r"(?:['’]s|\s+[A-Z][\w-]+|\s+(?:has|have|had|is|was|gave|gives|sent|sends|helped|helps|runs|ran|says|said|counts|donated|"
    r"delivered|opened|held|was|reports?|employs))\b"
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred nearly almost over about some around roughly "
    "more founded established established".split()
)
_JOINED = re.compile(r"\s+(?:and|or)\s+([^\W\d_]+)")
_WHERE = re.compile(r"\b(?:in|at|to|across|near|into)\s+(?:the\s+)?([A-Z][^\W\d_]+)")
