"""A writer's own text against the claims: each figure with what it counts, its places and its time.

A figure is marked by a citation that names a claim, and then is supported or contradicted; unmarked it is the same as
a claim's, near one and not it, or not in the store. What is judged are figures, places, times and scope, by the words
around them: not whether a sentence says what the article says, and not who is meant.

The draft is read in place (`text.original`), taken apart into passages (`passages`), and each is held against the
claims (`judging`) as they are known by their words (`known`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from rcsc_facts.audit.judging import Verdict, judged
from rcsc_facts.audit.known import Knowledge
from rcsc_facts.audit.passages import Passage, passages
from rcsc_facts.audit.rules import FAILURES, RULES, VERDICTS
from rcsc_facts.errors import Finding
from rcsc_facts.model import Claim, Header, Wording
from rcsc_facts.text import original
from rcsc_facts.text.original import Block, Original

__all__ = ["COLUMNS", "FAILURES", "RULES", "VERDICTS", "Judgement", "Report", "audit", "filled", "marked"]


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
    end: int
    """Where in the text a mark of it belongs, in characters from 0."""

    def as_record(self) -> dict[str, Any]:
        """Return it as plain data, under the names of `COLUMNS`."""
        return {key: value for key, value in self._asdict().items() if key in COLUMNS} | {"claims": list(self.claims)}

    @property
    def row(self) -> list[str]:
        """Return its cells under `COLUMNS`."""
        record = self.as_record() | {"claims": " ".join(self.claims)}
        return ["" if value is None else str(value) for value in record.values()]


COLUMNS = ("line", "column", "verdict", "code", "words", "claims", "message", "hint", "mark")
"""What is given of a judgement."""


class Citation(NamedTuple):
    """A mark of a draft that nothing contradicts."""

    start: int
    """Offsets in the text, in characters from 0."""
    end: int
    claims: tuple[str, ...]


class Report(NamedTuple):
    """The judgements of a draft, in the order of its text."""

    judgements: tuple[Judgement, ...]
    text: Original
    marks: tuple[Citation, ...]
    """The marks that name claims, and nothing besides, and that nothing contradicts."""
    mixed: tuple[int, ...] = ()
    """Where marks begin that have other works or words in them as well, in characters from 0."""

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


def audit(
    header: Header,
    claims: Sequence[Claim],
    content: bytes,
    name: str = "",
    wording: Wording = Wording(),  # noqa: B008 - it is immutable
) -> Report:
    """Judge a draft, the bytes of a file called *name*, by the claims of a store, told in *wording*.

    Raise `text.copy.CopyError` for what is not text.
    """
    return audit_by([(header, claims)], content, name, wording)


def audit_by(stores: Iterable[tuple[Header, Sequence[Claim]]], content: bytes, name: str, wording: Wording) -> Report:
    """Judge a draft by several stores: a mark by that which supports it, if one does, an unmarked figure by all.

    The claims of several are named with their articles. Raise `text.copy.CopyError` for what is not text.
    """
    text = original.read(content, name)
    everything = [Knowledge(header, claims, wording) for header, claims in stores]
    for known in everything:
        known.is_named = any(known.names_subject(block.text) for block in text.blocks)
        known.is_one_of_several = len(everything) > 1
    judgements: list[Judgement] = []
    marks: list[Citation] = []
    mixed: list[Citation] = []
    for block in text.blocks:
        for passage, verdicts in _of_block(block, everything):
            judgements += (_judgement(text, block, passage, verdict) for verdict in verdicts)
            mark = passage.mark
            if mark and mark.claims and not mark.is_loose and all(one.verdict not in FAILURES for one in verdicts):
                ids = tuple(passage.known.handle(key) for key in mark.claims)
                cited = Citation(block.origin(mark.start), block.end_of(mark.end), ids)
                (marks if mark.is_whole else mixed).append(cited)
    return Report(tuple(judgements), text, tuple(marks), tuple(dict.fromkeys(one.start for one in mixed)))


_Judged = tuple[Passage, Sequence[Verdict]]


def _of_block(block: Block, everything: Sequence[Knowledge]) -> Iterable[_Judged]:
    """Return the passages of a block with what the stores say to each."""
    if len(everything) == 1:
        return [(passage, [*judged(passage)]) for passage in passages(block.text, everything[0])]
    marked: dict[int, list[_Judged]] = defaultdict(list)
    unmarked: dict[int, list[tuple[Passage, Verdict]]] = defaultdict(list)
    for known in everything:
        for passage in passages(block.text, known):
            verdicts = [*judged(passage)]
            if passage.mark and verdicts:
                marked[passage.mark.start].append((passage, verdicts))
            elif not passage.mark:
                for one in verdicts:
                    unmarked[one.figure.start if one.figure else passage.start].append((passage, one))
    found: list[tuple[int, _Judged]] = []
    for at, judged_by in marked.items():
        best = min(map(_rank_of_mark, judged_by))
        agreed = [one for one in judged_by if _rank_of_mark(one) == best]
        found += [(at, one) for one in (agreed if best == 0 else agreed[:1])]
    found += [(at, _nearest(several)) for at, several in unmarked.items() if not _is_in_marked(at, found)]
    return [one for _, one in sorted(found, key=itemgetter(0))]


def _is_in_marked(at: int, found: Iterable[tuple[int, _Judged]]) -> bool:
    """Whether a figure, which a store sees unmarked, stands in what another store's mark covers."""
    return any(passage.start <= at < passage.reach for _, (passage, _) in found if passage.mark)


def _rank_of_mark(judged_one: _Judged) -> int:
    """Return how a store takes a mark: it supports it (0), contradicts it, cannot judge it, or does not have it (3)."""
    passage, verdicts = judged_one
    if passage.mark and passage.mark.unknown:
        return 3
    words = {one.verdict for one in verdicts}
    return 1 if "contradicted" in words else 2 if "unjudged" in words else 0


def _nearest(several: Sequence[tuple[Passage, Verdict]]) -> _Judged:
    """Return what the store says that is nearest to a figure; the same as claims of several is the same as all."""
    passage, best = min(several, key=lambda one: ("same", "near", "absent").index(one[1].verdict))
    if best.verdict == "same":
        claims = (claim for _, one in several if one.verdict == "same" for claim in one.claims)
        best = best._replace(claims=tuple(claims))
    return passage, [best]


def _judgement(text: Original, block: Block, passage: Passage, one: Verdict) -> Judgement:
    """Return a verdict with its words and its place."""
    known, figure = passage.known, one.figure
    at = figure.start if figure else passage.start + len(passage.context) - len(passage.context.lstrip())
    end = passage.place_for_mark(figure) if figure else passage.end
    if passage.mark and passage.mark.unknown:
        at, end = passage.mark.start, passage.mark.end
    words = passage.said(figure) if figure else passage.text[passage.start : passage.end].strip()
    words = words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"
    ids = tuple(known.handle(claim.id, claim.claim.source) for claim in one.claims)
    named = " and ".join(f"'{key}'" for key in ids)
    why = one.fault.why if one.fault else ""
    messages = {
        "supported": f"'{words}' is supported by {named}",
        "contradicted": f"'{words}' is marked with {named}: {why}" if ids else why,
        "unjudged": f"nothing that is marked with {named} can be judged here" + (f": {why}" if why else ""),
        "same": f"'{words}' is the same as {named}{_about(known, one)}, and is not marked",
        "near": f"'{words}' is close to {named} but not the same: {why}",
        "absent": f"'{words}' is not in the store",
    }
    marks = " or ".join(f"[@{key}]" for key in ids)
    told = known.told(one.claims[0]) if one.claims else ""
    code = one.fault.code if one.fault else _CODES.get(one.verdict)
    return Judgement(
        *text.place(block.origin(at)),
        verdict=one.verdict,
        code=code,
        words=words,
        claims=ids,
        message=messages[one.verdict],
        hint=f"if that is meant, mark it {marks}: {told}" if one.verdict == "same" else told,
        mark=f"[@{ids[0]}]" if one.verdict == "same" and len(ids) == 1 else None,
        end=block.end_of(end),
    )


def _about(known: Knowledge, one: Verdict) -> str:
    """Return of what the claims are, where they are of one article."""
    return f" of {known.about}" if len({claim.claim.source for claim in one.claims}) == 1 else ""


_MOST_WORDS = 80
"""Characters of the draft that a message repeats."""
_CODES = {"same": "A201", "absent": "A301", "unjudged": "A302"}


def marked(report: Report) -> str:
    """Return the text with the mark of every figure that is the same as one claim's; nothing else is changed."""
    return _edited(report.text.source, [(one.end, one.end, f" {one.mark}") for one in report.judgements if one.mark])


def filled(report: Report, cited: Callable[[Sequence[str]], str]) -> str:
    """Return the text with each mark that nothing contradicts turned into what *cited* makes of its claims' ids.

    A mark that names only a paragraph is a citation already, and stays.
    """
    source = report.text.source
    edits: list[tuple[int, int, str]] = []
    for mark in sorted(report.marks):
        text = cited(mark.claims)
        if edits and edits[-1][2].startswith(_NOTES) and text.startswith(_NOTES):
            start, end, before = edits[-1]
            if not source[end : mark.start].strip():
                edits[-1] = start, mark.end, before + text * (text not in before)
                continue
        edits.append((mark.start, mark.end, text))
    return _edited(source, [_noted(source, *edit) for edit in edits])


_NOTES = ("^[", "<ref ")
"""How footnotes begin."""


def _noted(source: str, start: int, end: int, text: str) -> tuple[int, int, str]:
    """Return an edit; a note stands right after the word before it, and after the punctuation that follows it."""
    before = source[:start].rstrip()
    is_after_word = before[-1:].isalnum() or before[-1:] in tuple(")\"'”’%*_")
    if not text.startswith(_NOTES) or not is_after_word or source.count("\n", len(before), start) > 1:
        return start, end, text
    if source[end : end + 1] in (".", ",", ";", ":", "!", "?"):
        return len(before), end + 1, source[end] + text
    return len(before), end, text


def _edited(source: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with pieces of it replaced."""
    pieces, done = [], 0
    for start, end, text in sorted(edits):
        pieces += [source[done:start], text]
        done = end
    return "".join([*pieces, source[done:]])
