"""What a passage tells beside its figures, and a claim: done or planned, denied, when and where."""

import re
from collections.abc import Sequence

from rcsc_facts.audit.amounts import PARTLY, agrees, candidates, counts, is_number_of
from rcsc_facts.audit.denial import FIGURE, denies, presupposes
from rcsc_facts.audit.known import Known, key_of, roots, singular
from rcsc_facts.audit.passages import TIME_WORDS, Moment, Passage, decade, is_timing
from rcsc_facts.audit.rules import Fault
from rcsc_facts.text.figures import Figure
from rcsc_facts.text.folding import fold, spaced


def is_time(moment: Moment, one: Known) -> bool:
    """Whether words say when, as the claim does."""
    figure = moment.figure
    if figure is None:
        return _says(one.times, _HALF_DECADE.sub("five years", moment.words))
    if years := decade(figure):  # the 1900s, of 1904
        return any(other.value in years for other in one.moments)
    return any(key_of(other) == key_of(figure) for other in one.moments)


def _is_anothers(passage: Passage, moment: Moment) -> bool:
    """Whether a time is what another claim says, by its words: founded in 1904, it has many; it opened on Monday."""
    figure = moment.figure
    if figure is None:
        found = [two for two in passage.known.claims.values() if two.times and _says(two.times, moment.words)]
    else:
        found = [two for two in candidates(passage, figure) if agrees(figure, two)]
    return any(shares(passage, two) for two in found)


def time_of(one: Known, said: str) -> str:
    """Say of what time a claim is, and not of the one that is *said*."""
    when = one.claim.when or one.claim.date
    return f"it is said of '{when}', not of '{said}'" if when else f"it gives no time, not '{said}'"


def fault_beside(passage: Passage, one: Known, all: Sequence[Known], figure: Figure | None) -> Fault | None:
    """Return what in a passage, beside the figures of a claim, is not as the claim says; *all* stand in one mark."""
    claim = one.claim
    said = passage.clause(figure) if figure and passage.mark is None else passage.context
    text, statement = fold(said), one.statement
    is_ahead = claim.kind == "plan" or bool(_AHEAD.search(statement))
    is_due = bool(_SCHEDULED.search(text)) and any(is_time(moment, one) for moment in passage.moments)
    if is_ahead and claim.kind != "appeal" and not is_due and (not _AHEAD.search(text) or _is_done(text, one)):
        return Fault("A104", "it is a plan, and is told as a deed")
    if claim.kind == "appeal" and not _ASKED.search(text):
        return Fault("A104", "it is asked for, and is told as done")
    is_deed = not is_ahead and (claim.kind in ("action", "event") or claim.quantity is not None)
    if is_deed and _PLANNED.search(passage.up_to(figure) if figure and passage.mark is None else passage.context):
        return Fault("A104", "it is done, and is told as a plan")
    if figure:
        text = passage.with_sign(figure, FIGURE, is_clause=passage.mark is None)
        if _PART_OF.search(passage.text, max(figure.start - 30, 0), figure.start):
            text = text.partition(FIGURE)[0]  # a body of 17 million does not move fast
    is_granted = presupposes(text)
    if not is_granted and denies(text, lambda word: _is_word_of(one, word)) and not denies(statement, lambda _: False):
        return Fault("A110", "it is denied here")
    if is_deed and not is_granted and _OPEN.search(said) and not _OPEN.search(claim.statement):
        return Fault("A110", "it is left open here")
    if is_deed and _OTHER_DEED.search(text) and not _OTHER_DEED.search(statement):
        return Fault("A110", "it is another deed")
    for moment in passage.times(figure) if passage.mark is None else _times_of_all(passage, all):
        if not any(is_time(moment, other) for other in all) and not _is_anothers(passage, moment):
            return Fault("A108", time_of(one, moment.words))
    is_own_time = figure is not None and is_timing(figure) and passage.mark is None
    if not is_own_time and (unknown := _of_unknown_place(passage, figure, all)):
        return unknown
    return None if figure is not None or (claim.regions and claim.quantity) else _of_named(passage, one, all)


def _is_word_of(one: Known, word: str) -> bool:
    """Whether a word, folded, is one of a claim's, or for what it counts."""
    word = word.strip(".,;:!?'")
    return word[:5] in one.roots or singular(word) in one.counted


def _times_of_all(passage: Passage, claims: Sequence[Known]) -> list[Moment]:
    """Return the times of a marked passage, but for those of figures that are another claim's."""
    others = [
        one
        for one in passage.figures
        if not is_timing(one)
        and not any(counts(passage, one, two) is not False or is_number_of(passage, one, two) for two in claims)
    ]
    theirs = {moment.start for one in others for moment in passage.times(one)}
    return [moment for moment in passage.times(None) if moment.start not in theirs]


def _is_done(text: str, one: Known) -> bool:
    """Whether a verb of the claim stands in the past without anything before it that looks ahead."""
    ahead = _AHEAD.search(text)
    first = ahead.start() if ahead else len(text)
    return any(word[0][:5] in one.roots and word.start() < first for word in _PAST.finditer(text))


def _of_named(passage: Passage, one: Known, all: Sequence[Known]) -> Fault | None:
    """Return what is wrong with the places of a passage that has no figure of the claim."""
    known, claim = passage.known, one.claim
    allowed = frozenset[str]().union(*(other.places for other in all))
    named = frozenset(place.key for place in passage.places)
    where = known.names(allowed) or "no country or region"
    extra = {key for key in named - allowed if not any(known.within(key, code) for code in allowed)}
    if extra:
        return Fault("A107", f"it names {where}, not {known.names(extra)}")
    if unknown := _of_unknown_place(passage, None, all):
        return unknown
    if claim.countries and named:
        text = fold(passage.context)
        all_of = _THE_COUNTRIES.search(text)
        is_said = all_of is not None and all_of[0].split()[-1] in one.statement
        is_whole = _ONLY.search(text) or (all_of and not is_said and not PARTLY.search(text))
        if is_whole and not claim.countries.complete:
            return Fault("A105", f"it names {where} among others")
        if _ONLY.search(text) and named < one.places:
            return Fault("A105", f"it names {where}")
    return None


def _of_unknown_place(passage: Passage, figure: Figure | None, all: Sequence[Known]) -> Fault | None:
    """Return the fault of a place that no table knows, and that the claims do not name.

    It may be the place of another claim, of which there are other words. Where the subject is based, or where somebody
    said it, is no place of what is told.
    """
    text = passage.context if figure is None or passage.mark else passage.clause(figure)
    offset = passage.context.find(text)
    for match in _WHERE.finditer(text):
        name = match["in"] or match["of"]
        at = offset + match.start("in" if match["in"] else "of")
        root = fold(name)[:5]
        is_name = passage.known.is_name(name) or passage.known.is_of_source(name)
        said = roots(" ".join(f"{other.claim.statement} {other.claim.evidence.phrase}" for other in all))
        is_said = root in said or is_name or passage.has_place_at(at) or passage.is_in_figure(at)
        if is_said or TIME_WORDS.fullmatch(fold(name)) or name == "May" or _BASED.search(text, 0, match.start()):
            continue
        rest = passage.roots - {root}
        if not any(root in two.roots and two.roots & rest for two in passage.known.claims.values()):
            return Fault("A107", f"it does not name {name}")
    return None


def is_matched(passage: Passage, one: Known) -> bool:
    """Whether a passage without a figure of the claim has a place or a time of it, or tells its plan as one."""
    named = {place.key for place in passage.places}
    is_near = any(passage.known.within(key, code) for key in named for code in one.places)
    is_then = any(is_time(moment, one) for moment in passage.moments)
    is_ahead = one.claim.kind in ("plan", "appeal") and bool(one.roots & passage.roots)
    names = {fold(name) for name in _NAME.findall(one.claim.evidence.phrase) if not passage.known.is_name(name)}
    has_name = not names.isdisjoint(map(fold, _NAME.findall(passage.context)))
    return bool(named & one.places) or is_near or is_then or is_ahead or has_name


def shares(passage: Passage, one: Known) -> bool:
    """Whether a passage has a word of the claim beside what its figure counts."""
    return bool(one.roots & passage.roots) or any(words in spaced(passage.context) for words in one.sayings)


def _says(times: str, word: str) -> bool:
    """Whether a claim's time words have a word of time; last and past are one."""
    words = [re.escape(part) if part not in ("last", "past") else "(?:last|past)" for part in word.split()]
    return bool(re.search(rf"(?<!\w){' '.join(words)}(?!\w)", times))


_HALF_DECADE = re.compile(r"half(?: a)?[\s-]decade")
_NAME = re.compile(r"\b[A-Z][^\W\d_]{3,}")
_ONLY = re.compile(r"\b(?:only|solely|exclusively|just|all|nobody else|nowhere else|no others?|alone)\b")
_THE_COUNTRIES = re.compile(r"\bthe (?:\w+ )?(?:countries|nations|recipients|states|places|regions)\b|\bnamely\b")
_AHEAD = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|intentions?|aim(?:s|ed|ing)?|will|would|going to|due to|set to|"
    r"is to|are to|was to|"
    r"hop(?:e|es|ed|ing)|propos\w+|wants?|means? to|meant to|prepar\w+|pledg\w+|promis\w+|vow\w*|seeks?|sought|"
    r"expect\w*|in future|schedul\w+|slated|ambition\w*|goals?|future)\b"
)
_SCHEDULED = re.compile(r"\b(?:opens|begins|starts|meets|runs|continues|closes|ends|finishes|concludes|wraps up)\b")
"""The present of a timetable, which with its time tells what is to come."""
_PAST = re.compile(r"[a-z]+ed\b")
_PLANNED = re.compile(
    r"\b(?:will(?! and)|(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|(?:hop|promis|pledg)(?:es?|ed|ing)|"
    r"vow(?:s|ed|ing)?) to|"
    r"going to|set to|"
    r"(?:is|are|was|were) to (?!th|dat))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:ask\w*|call\w*|urg\w+|should|must|want\w*|needs? to|request\w*|appeal\w*|encourag\w*|demand\w*|press\w*|"
    r"exhort\w*|"
    r"told|stress\w*|emphasi\w*|aim\w*|meant|goal\w*|ought|advis\w*|instruct\w*|expect\w*|wish\w*|supposed)\b"
)
_PART_OF = re.compile(
    r"\b(?:society|body|army|organi[sz]ation|club|network|family|movement|charity|group|force|community|team) of \Z"
)
"""A body of so many, which a verb after it tells of, and not of them."""
_OPEN = re.compile(
    r"\b(?:may(?! not (?:know|remember|realise|have (?:noticed|heard)))|"
    r"Were (?:the|it|its|this|that)|Had (?:the|it|its)|"
    r"(?i:might|could(?! (?:boast|count|call|draw|rely|look|point)\b)|"
    r"would(?! have (?:guessed|thought|believed|imagined|expected)\b)|should|ought|"
    r"if(?! not\b| (?:we|you|one) (?:are to )?(?:believe|trust)|"
    r" the (?:report|article|paper|figures?|numbers?) (?:is|are) (?:right|true|correct|accurate|to be believed))|"
    r"unless|"
    r"whether(?! or not\b)|"
    r"perhaps(?! (?:more |most |not |un)?(?:surpris|remark|import|not(?:abl|ew)|interest)\w*)|"
    r"possibly|maybe|allegedly|supposedly|reportedly|apparently|rumou?r(?:s|ed)?|myth|"
    r"hoax|suppos(?:e|ing)|assuming|imagine))\b"
)
"""What leaves open whether it is so; May is a month."""
_OTHER_DEED = re.compile(
    r"\b(?:sold|sells?|selling|bought|buys?|buying|purchas\w+|borrow\w+|stole|stolen|steals?|smuggl\w+|destroy\w+|"
    r"confiscat\w+|burn(?:t|ed)|threw|thrown|discard\w+|refused|return(?:s|ed|ing))\b"
)
"""What is hardly ever another word for what a claim says was done."""
_BASED = re.compile(
    r"\b(?:(?:head)?quarter(?:s|ed)|based|seat(?:ed)?|met|meet\w*|gather\w+|conven\w+|speak\w+|sp(?:oke|eech)|said|says|told|"
    r"announced?\w*|report\w*|heard|stated?|wrote|released|published)\b[^,;.]*\Z",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|to|[Aa]cross|[Nn]ear|into)\s+(?:the\s+)?(?P<in>[A-Z][^\W\d_]+)(?![\d$])|"
    r"\b(?P<of>[A-Z][^\W\d_]+)(?:['’]s)?\s+(?:(?:was|is) (?:where|the (?:place|city|venue|scene|host))|"
    r"hosted|branch|chapter|district|city|residents|inhabitants|people|citizens|"
    r"population)\b"
)
