"""Paragraphs into sentences: where a stop ends a sentence, and where it belongs to an abbreviation or a number.

One pass over the stops of a paragraph; each is judged by the word before it, the word after it and what stands
between them, so that time grows with the text and never faster.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_STOP = re.compile(
    r"[.!?…]++(?P<marks>[\"'”’»›)\]]*+(?:\[[\w ,–-]{1,20}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]++)*+[\"'”’»)]*+)"
    r"(?P<gap>\s++|(?=[A-Z][a-z]++[\s,’'])|$)"
    r"|[。！？।؟]++[」』”’）》\"]*+\s*+"
)
"""A stop with the closing marks and footnote marks that belong to its sentence, and the white space after it."""

_NEXT = re.compile(r"[\"'“‘«‹(\[–—-]*+\s?(?P<word>[^\W_][\w’'-]*+)?(?P<dot>\.?)")
_WORD = re.compile(r"[^\s\"“”‘«(\[–—/]*\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
_SPEAKING = re.compile(r"(?:[A-Z][\w’'-]*\s){1,3}(?:said|says|asked|asks|cried|added|replied|wrote|told|shouted)\b")
_NUMBER = re.compile(r"[^\W_]?\d|[$€£¥₹]\s?\d|[IVXLC]+\b|#")
_ZONE = re.compile(r"(?:[A-Z]{2,5}|\w+ [Tt]ime|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})(?:\.\d{1,2})*")

TITLES = frozenset(
    "mr mrs ms mx messrs mme mlle dr drs prof rev revd hon gen col lt maj capt cmdr cdr cpl pvt sgt adm brig ens "
    "supt insp det rep reps sen sens gov govs pres amb atty fr br msgr rt smt kum engr adv alh barr mgr sra dra sig "
    "const spc".split()
)
"""They stand before a name and never end a sentence."""
_CONNECTIVES = frozenset("vs v cf e.g eg i.e ie viz incl esp feat resp".split())
"""What they connect to follows."""
_BEFORE_NUMBERS = frozenset(
    "no nos nr n° nº p pp vol vols fig figs art arts sec secs ch chap para paras pt ed rs re approx ca c circa est "
    "estd tel ext lat lon jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun".split()
)
"""With a number after them they end no sentence; without, they are words like others."""
_AFTER_NAMES = frozenset(
    "inc ltd co cos corp llc plc bros assn dept univ jr sr esq st mt ft ave blvd rd al pty min natl intl govt "
    "pte pvt sdn bhd".split()
)
"""They end a sentence where a word follows that begins one, not where a name goes on."""
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_OPENERS = frozenset(
    "a about after again all although among an and another any are as at because before besides both but by can could "
    "despite did do does during each either even every few for from had has have he her here his how however i if in "
    "indeed instead is it its just later last let many meanwhile more most much my neither never next no nobody none "
    "nor not nothing now of on once one only or other others our over perhaps several shall she should since so some "
    "soon such than thank that the their then there therefore these they this those though through thus to today "
    "tomorrow too two under unlike until was we were what when where whether which while who whose why with within "
    "without would yes yesterday yet you your".split()
)
"""Words of English that begin sentences and are not names: articles, pronouns, prepositions, conjunctions and such."""


class Sentence(NamedTuple):
    """A sentence of a text."""

    paragraph: int
    """Position in the list of paragraphs, from 0."""
    number: int
    """Counted from 1 within the paragraph."""
    start: int
    """Offset in the paragraph's text, in characters; *end* is that after the last one."""
    end: int
    text: str


def sentences(texts: Iterable[str]) -> list[Sentence]:
    """Return the sentences of paragraphs, in their order."""
    return [
        Sentence(paragraph, number, start, end, text[start:end])
        for paragraph, text in enumerate(texts)
        for number, (start, end) in enumerate(spans(text), start=1)
    ]


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of one paragraph begin and end, without the white space around them."""
    found = []
    start = len(text) - len(text.lstrip())
    for match in _STOP.finditer(text):
        if match.end() < len(text) and _ends(text, start, match):
            found.append((start, match.start() + len(match[0].rstrip())))
            start = match.end()
    end = len(text.rstrip())
    if start < end:
        found.append((start, end))
    return found


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop that *match* found ends the sentence begun at *start*."""
    if match["gap"] is None:
        return True  # an ideographic full stop has no other use
    following = _NEXT.match(text, match.end())
    after = (following and following["word"]) or ""
    if not after:
        return bool(match["gap"]) and text[match.end()] not in ".!?…,;:"
    if after[0].islower() and not _CAMEL.match(after):
        return False
    stop = text[match.start()]
    marks = match["marks"]
    if stop in "!?":
        return not (marks and _SPEAKING.match(text, match.end()))
    if text.startswith(("..", "…"), match.start()) or any(mark in marks for mark in '"”»'):
        return True
    before = _WORD.search(text, max(start, match.start() - 40), match.start())
    word = before[0].lstrip("'’") if before else ""
    begun = match.start() - len(word)
    if not match["gap"] and len(word) < 2:
        return False
    if _LIST_NUMBER.fullmatch(word) and begun <= start + 1:
        return False  # "1. Foo": the number of a list
    is_opener = after.lower() in _OPENERS and not (following and following["dot"] and len(after) == 1)
    return _word_ends(text, start, begun, word, match.end(), after, is_opener)


def _word_ends(text: str, start: int, begun: int, word: str, then: int, after: str, is_opener: bool) -> bool:
    """Whether a full stop after *word*, which stands at *begun*, ends the sentence before *after*, at *then*."""
    bare = word.lower().rpartition("-")[2]  # Maj.-Gen. is a title as Gen. is
    if bare in TITLES or bare in _CONNECTIVES:
        return False
    if bare in _BEFORE_NUMBERS:
        return not (_NUMBER.match(text, then) or (word[0].isupper() and after.lower() in _MONTHS))
    if bare in _AFTER_NAMES:
        return is_opener
    if bare in ("a.m", "p.m"):
        is_fronted = len(text[start:begun].split()) <= 2  # At 5 p.m. Moe came.
        return is_opener or not (is_fronted or _ZONE.match(text, then))
    if len(word) == 1 and word.isupper():
        previous = text[max(start, begun - 40) : begun].split()
        if word == "I" and previous and previous[-1][0].islower():
            return True
        return is_opener
    if _INITIALS.fullmatch(word):
        return is_opener
    return True
