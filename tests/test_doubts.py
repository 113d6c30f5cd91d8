"""Doubts: time words, purposes and an order that stand in the sentence and belong to other words of it."""

import pytest

from rcsc_facts.model import Claim, Evidence, Header, Quantity
from rcsc_facts.text.reading import read
from rcsc_facts.verify import verify
from support import bare_claim

HEADER = Header("the club", (), {"main": "all"}, {}, {}, None, {"id": "paper"})
APART, BEFORE = "they stand in a clause of their own there", "they stand there before another part of the sentence"


def _claim(line: str, number: int) -> Claim:
    """Return a claim from `words; figure unit; when; purpose`, of which all but the words may be missing."""
    words, figure, when, purpose = (*(part.strip() for part in line.split(";")), "", "", "")[:4]
    written, _, unit = figure.rpartition(" ")
    quantity = Quantity(written, unit, None, None, None) if figure else None
    claim = bare_claim(f"c{number}", topic="main", quantity=quantity, evidence=Evidence(1, 1, words), source="paper")
    return claim._replace(when=when or None, purpose=purpose or None, statement=words)


CASES = {
    # Time words of a clause that commas close off belong to it alone.
    "a time of the other clause": (
        "In a note to the 9th congress, which met on Monday, she asked for calm.",
        ["In a note;; on Monday", "which met on Monday;; on Monday", "asked for calm;; on Monday"],
        [("c1", "on Monday", APART), ("c3", "on Monday", APART)],
    ),
    "a time beyond the clause": (
        "The club, which was founded in 1904, now has 300 dogs.",
        ["founded in 1904; 1904 year; now", "300 dogs; 300 dogs; now"],
        [("c1", "now", APART)],
    ),
    "a time in the source": (
        "It has 300 dogs, according to a report printed last week.",
        ["300 dogs; 300 dogs"],
        [],
    ),
    "a count right before the clause": (
        "She won 3 medals, which came in 2020, and a cup.",
        ["won 3 medals; 3 medals; in 2020"],
        [],
    ),
    "a beginning that belongs to all": (
        "Since 2019 the club, which has sent 12 vets, has grown.",
        ["sent 12 vets; 12 vets; Since 2019"],
        [],
    ),
    "a beginning that is not the source's": (
        "Over the past two years, it fed 90 dogs, according to a report handed to the board.",
        ["fed 90 dogs; 90 dogs; Over the past two years", "a report handed to the board;; Over the past two years"],
        [("c2", "Over the past two years", APART)],
    ),
    "its own figure": (
        "Over the past two years, it fed 90 dogs.",
        ["past two years; two years; Over the past two years", "fed 90 dogs; 90 dogs; Over the past two years"],
        [("c1", "Over the past two years", "they are the figure of the claim itself")],
    ),
    # Time words that the claim leaves out.
    "left out at the beginning": (
        "Last year it fed 90 dogs.",
        ["fed 90 dogs; 90 dogs"],
        [("c1", None, "Last year")],
    ),
    "a beginning before another statement": (
        "On Monday it rained all day, but the club fed 90 dogs.",
        ["fed 90 dogs; 90 dogs"],
        [],
    ),
    "left out right after": (
        "The club opened a school on Monday and will feed cats.",
        ["opened a school", "will feed cats"],
        [("c1", None, "on Monday")],
    ),
    "none there": ("The club opened a school and fed 90 dogs.", ["opened a school", "fed 90 dogs; 90 dogs"], []),
    "words of its own": (
        "Last year it fed 90 dogs and on Monday 40 cats.",
        ["fed 90 dogs; 90 dogs; Last year", "on Monday 40 cats; 40 cats; on Monday"],
        [],
    ),
    "when somebody spoke": (
        "On Monday she said it fed 90 dogs.",
        ["fed 90 dogs; 90 dogs"],
        [],
    ),
    # Items of one list share what is said of it.
    "a list with one time": (
        "The club now has 300 dogs, 20 cats and 4 vets.",
        ["300 dogs; 300 dogs; now", "20 cats; 20 cats", "4 vets; 4 vets; now"],
        [("c2", None, "now of 'c1'"), ("c3", "now", "none of 'c2'")],
    ),
    "a list with one purpose": (
        "It sent 300 tents and 20 vets to help them recover.",
        ["300 tents; 300 tents;; to help them recover", "20 vets; 20 vets;; to help them recover"],
        [],
    ),
    "a rate is an item's own": (
        "It has 300 dogs, 20 cats a year.",
        ["300 dogs; 300 dogs", "20 cats a year; 20 cats; a year"],
        [],
    ),
    # Purposes.
    "a purpose left out": (
        "It sent medical experts to battle epidemics in Iran, and it gave 300 tents.",
        ["sent medical experts", "gave 300 tents; 300 tents;; to battle epidemics"],
        [("c1", None, "to battle epidemics in Iran"), ("c2", "to battle epidemics", BEFORE)],
    ),
    "a purpose of the verb before": (
        "It sent vets to battle plague and fed dogs.",
        ["fed dogs;;; to battle plague"],
        [("c1", "to battle plague", BEFORE)],
    ),
    "a purpose of its own": (
        "It gave tents to help them recover.",
        ["to help them recover;;; to help them recover"],
        [("c1", "to help them recover", "they are the words of the claim itself")],
    ),
    "a purpose of the other clause": (
        "The club, which was built to help the poor, fed 90 dogs.",
        ["fed 90 dogs; 90 dogs;; to help the poor"],
        [("c1", "to help the poor", APART)],
    ),
    "a purpose that is claimed": (
        "It gave tents to help restore the port.",
        ["gave tents", "restore the port"],
        [],
    ),
    "a time with a purpose": (
        "Over the past two years, it fed 90 dogs to help the poor.",
        ["past two years; two years;; to help the poor", "90 dogs; 90 dogs; Over the past two years; to help the poor"],
        [("c1", "to help the poor", "the claim is a time, which has no purpose")],
    ),
    "a purpose at the beginning": (
        "To help the poor, it fed 90 dogs.",
        ["fed 90 dogs; 90 dogs;; To help the poor"],
        [],
    ),
    # The order of the claims of a sentence.
    "out of order": (
        "It fed 90 dogs and sent 12 vets.",
        ["sent 12 vets; 12 vets", "fed 90 dogs; 90 dogs"],
        [("c2", "after the words of 'c1'", "before them")],
    ),
    "the longer before the shorter": (
        "It opened a school in the port.",
        ["opened a school in the port", "opened a school"],
        [("c2", "after the words of 'c1'", "before them")],
    ),
    # A plan, an appeal or a report of which a part is nobody's claim.
    "a plan half told": (
        "The club is planning to build a school and engage in rescue work.",
        ["planning to build a school"],
        [(None, None, "engage in rescue work.")],
    ),
    "an appeal half told": (
        "He called on the club to deepen reform and innovation, strengthen credibility, and feed more cats.",
        ["deepen reform and innovation", "feed more cats"],
        [(None, None, "strengthen credibility")],
    ),
    "a report untold": (
        "Lund, who is 42, said the club serves as a bridge to the people.",
        ["who is 42; 42 years"],
        [(None, None, "said the club serves as a bridge to the people.")],
    ),
    "a report told": (
        "Lund, who is 42, said the club serves as a bridge to the people.",
        ["who is 42; 42 years", "serves as a bridge"],
        [],
    ),
    "nobody's words": ("The club is a bridge, a road and a railway.", ["a bridge"], []),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_doubted(name: str) -> None:
    """A claim's time and purpose are those of its own words; each doubt says why, and none fails the proof."""
    text, lines, expected = CASES[name]
    report = verify(HEADER, [_claim(line, at) for at, line in enumerate(lines, 1)], read(text.encode()))
    assert {"proved"} == {one.status for one in report.results if one.claim}, report.rows()
    assert expected == [(one.claim, one.expected, one.found) for one in report.doubts]
    assert {"doubtful" if one.claim else "untold" for one in report.doubts} == {one.status for one in report.doubts}
    assert len(report.rows(strict=True)) == len(report.rows()) + len(expected)
    assert report.is_strictly_proved == (not expected and all(one.claim for one in report.results))


def test_only_the_claims_asked_for_are_doubted() -> None:
    """Of the others, and of what nobody claims, nothing is told."""
    text = "It gave tents to help the poor, and the club is planning to build a school and engage in rescue work."
    lines = ["to help the poor;;; to help the poor", "planning to build a school;;; to help the poor"]
    claims = [_claim(line, at) for at, line in enumerate(lines, 1)]
    every = [(one.claim, one.expected) for one in verify(HEADER, claims, read(text.encode())).doubts]
    assert {"c1", "c2", None} == {claim for claim, _ in every}
    asked = verify(HEADER, claims, read(text.encode()), ids=["c2"])
    assert [one for one in every if one[0] == "c2"] == [(one.claim, one.expected) for one in asked.doubts]
