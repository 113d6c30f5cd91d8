"""Answers to one question held against each other: by figures, scope and time, and never by words."""

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcsc_facts import compare
from rcsc_facts.model import Claim, Countries, Evidence, Quantity
from rcsc_facts.text import figures
from support import ROOT, Golden, Program, bare_claim

ARTICLES = ROOT / "tests" / "articles"
LIGHTS = ("--store", str(ARTICLES / "lights-2023.yaml"), "--store", str(ARTICLES / "lights-2024.yaml"))


def _claim(written: str | None = None, unit: str = "members", source: str = "one", **fields: Any) -> Claim:
    read = figures.read(written) if written else None
    quantity = None
    if read and written:
        value = read.value if isinstance(read.value, int | float) else None
        quantity = Quantity(written, unit, value, read.low, read.high, read.hedge)
    bare = bare_claim("size", topic="org", quantity=quantity, evidence=Evidence(1, 1, "a phrase"), source=source)
    return bare._replace(statement=f"It has {written} {unit}.")._replace(**fields)


SAME_TIME = [
    ("17 million", "17 million", "agree", ""),
    ("1,603,000", "1,603,000", "agree", ""),
    ("about 350", "about 350", "agree", ""),
    ("1.6 million", "1,603,000", "agree within what was printed", ""),
    ("1.65 million", "1.6 million", "agree within what was printed", ""),
    ("1.6 million", "1.7 million", "differ", "by 100,000 (5.9%)"),
    ("54", "55", "differ", "by 1 (1.8%)"),
    ("more than 54", "57", "agree within what was printed", "more than 54 taken as 54 to 59.4"),
    ("more than 54", "60", "differ", "by 6 (10.0%); more than 54 taken as 54 to 59.4"),
    ("nearly 2,000", "1,904", "agree within what was printed", "nearly 2,000 taken as 1,800 to 2,000"),
    ("nearly 2,000", "2,001", "differ", "by 1 (0.0%); nearly 2,000 taken as 1,800 to 2,000"),
    ("about 350", "380", "agree within what was printed", "about 350 taken as 315 to 385"),
    ("about 350", "400", "differ", "by 50 (12.5%); about 350 taken as 315 to 385"),
    ("350 to 400", "380", "agree within what was printed", ""),
    ("350 to 400", "420", "differ", "by at least 20"),
    ("350 to 400", "at most 300", "differ", "by at least 50; at most 300 taken as 270 to 300"),
    ("350 to 400", "more than 380", "agree within what was printed", "more than 380 taken as 380 to 418"),
]


@pytest.mark.parametrize(("one", "other", "verdict", "detail"), SAME_TIME)
def test_figures_of_one_time_are_judged_by_their_bounds(one: str, other: str, verdict: str, detail: str) -> None:
    """Printed alike, within rounding, within the tolerance of a hedge, which is told, or apart by how much."""
    found = compare.judge(_claim(one), "2024", _claim(other), "2024")
    assert (verdict, detail) == found


OTHER_TIMES = [
    ({}, "2020-05-01", {}, "2024-05-01", "changed"),
    ({"when": "currently"}, "2020-05-01", {"when": "currently"}, "2024-05-01", "changed"),
    ({"date": "2020"}, "2024-05-01", {"date": "2024"}, "2024-05-01", "changed"),
    ({"when": "in 2022"}, "2024-05-01", {"when": "last year", "date": "2022"}, "2023-05-01", "differ"),
    ({"date": "2023-04"}, "2023", {"date": "2023-04-12"}, "2024", "differ"),
    ({"date": "2020/.."}, "2024", {"date": "2020"}, "2024", "changed"),
    ({}, "", {}, "2024-05-01", "differ"),
    ({"kind": "event"}, "2020-05-01", {"kind": "event"}, "2024-05-01", "differ"),
    ({"kind": "action"}, "2020-05-01", {"kind": "action"}, "2024-05-01", "differ"),
    ({"kind": "event"}, "2020-05-01", {"kind": "event", "date": "2024"}, "2024-05-01", "differ"),
]


@pytest.mark.parametrize(("one", "issued", "other", "other_issued", "verdict"), OTHER_TIMES)
def test_other_times_are_a_change(
    one: dict[str, Any], issued: str, other: dict[str, Any], other_issued: str, verdict: str
) -> None:
    """The time words, or else the dates of the articles; what took place does not change with the telling."""
    assert verdict == compare.judge(_claim("54", **one), issued, _claim("60", **other), other_issued).verdict
    same = compare.judge(_claim("54", **one), issued, _claim("54", **other), other_issued)
    assert "agree" == same.verdict


def test_a_range_that_changed_has_a_gap_or_none() -> None:
    """What an open bound may reach is not taken for agreement with a figure of another time."""
    assert ("changed", "") == compare.judge(_claim("350 to 400"), "2020", _claim("more than 380"), "2024")
    assert ("changed", "by at least 50") == compare.judge(_claim("350 to 400"), "2020", _claim("at most 300"), "2024")


def test_a_year_is_its_own_time() -> None:
    """Two years of one founding differ, whenever the articles appeared and whatever time words they have."""
    one, other = _claim("1904", "year", when="in 1904"), _claim("1905", "year", when="in 1905")
    assert ("differ", "by 1") == compare.judge(one, "2020", other, "2024")


SCOPES: list[tuple[dict[str, Any], str]] = [
    ({"kind": "plan"}, "kind"),
    ({"regions": ("africa",)}, "region"),
    ({"countries": Countries(("ET",), complete=True)}, "countries"),
    ({"kind": "plan", "regions": ("africa",)}, "kind, region"),
]


@pytest.mark.parametrize(("fields", "which"), SCOPES)
def test_another_scope_is_no_difference(fields: dict[str, Any], which: str) -> None:
    """What is counted otherwise is not compared, and the verdict says what is otherwise."""
    assert ("other scope", which) == compare.judge(_claim("54"), "", _claim("60", **fields), "")


def test_units_are_compared_by_their_words() -> None:
    """Another unit is another scope; singular and plural are one."""
    assert ("other scope", "unit") == compare.judge(_claim("54"), "", _claim("54", "volunteers"), "")
    assert "agree" == compare.judge(_claim("54"), "", _claim("54", "member"), "").verdict


def test_without_figures_nothing_is_judged() -> None:
    """Statements are no ground for a verdict, alike or not."""
    assert ("undetermined", "no figure") == compare.judge(_claim(), "", _claim(), "")
    assert ("undetermined", "one has no figure") == compare.judge(_claim("54"), "", _claim(), "")


FIGURES = ["54", "55", "1.6 million", "1,603,000", "1.7 million", "about 54", "more than 54", "nearly 60", "50 to 60"]
ANSWER = st.builds(
    lambda written, fields, source: _claim(written, source=source, **fields),
    st.sampled_from([*FIGURES, None]),
    st.sampled_from([{}, {"when": "currently"}, {"date": "2020"}, {"regions": ("asia",)}, {"said_by": "report"}]),
    st.sampled_from(["one", "two", "three"]),
)
DATES = {"one": "2020-01-01", "two": "2024-06", "three": ""}


@given(st.lists(ANSWER, min_size=1, max_size=5))
def test_every_answer_is_held_to_the_nearest_before_it(claims: list[Claim]) -> None:
    """Nothing is lost, the latest come first, and a difference with any answer of one time is shown."""
    [question] = compare.compare(claims, DATES)
    answers = question.answers
    assert sorted(map(repr, claims)) == sorted(repr(answer.claim) for answer in answers)
    assert [answer.issued for answer in answers] == sorted((DATES[claim.source] for claim in claims), reverse=True)
    assert answers[0].judgement is None
    for position, answer in enumerate(answers[1:], 1):
        above = [
            compare.judge(answer.claim, answer.issued, other.claim, other.issued).verdict
            for other in answers[:position]
        ]
        assert answer.judgement
        assert answer.judgement.verdict in above
        assert ("differ" in above) == (answer.judgement.verdict == "differ")


def test_a_verdict_is_the_same_from_both_sides() -> None:
    """Who comes first decides nothing, and neither does who says it."""
    for one, other in product(FIGURES, FIGURES):
        first, second = _claim(one), _claim(other, said_by="report", source="two")
        verdict = compare.judge(first, "2020", second, "2024").verdict
        assert verdict == compare.judge(second, "2024", first, "2020").verdict
        assert verdict == compare.judge(first._replace(said_by="xi"), "2020", second, "2024").verdict


@pytest.mark.parametrize("form", ["plain", "md", "csv", "json", "table"])
def test_two_articles_side_by_side(form: str, rcsc: Program, golden: Golden) -> None:
    """Every question that both answer, differing ones first, and what only one answers; exit code 1."""
    run = rcsc("compare", *LIGHTS, "--format", form)
    assert 1 == run.code
    golden(f"compare-lights.{'txt' if form == 'table' else form}", run.out)


def test_the_pair_shows_each_verdict(rcsc: Program) -> None:
    """The two articles are made for it."""
    questions = json.loads(rcsc("compare", *LIGHTS, "--json").out)
    shown = {answer["verdict"] for question in questions for answer in question["answers"]} - {None}
    assert {*compare.VERDICTS} == shown


def test_what_is_asked_for(rcsc: Program) -> None:
    """A question by its word or by the id of a claim; one with a single answer; none that there is."""
    run = rcsc("compare", *LIGHTS, "volunteer-hours", "--format", "plain")
    assert (1, 2) == (run.code, len(run.out.splitlines()))
    assert run == rcsc("compare", *LIGHTS, "lights-2023/hours", "--format", "plain")
    assert 0 == rcsc("compare", *LIGHTS, "founded").code
    run = rcsc("compare", *LIGHTS, "ticket-price")
    assert (0, "rcsc: only one claim answers ticket-price\n") == (run.code, run.err)
    run = rcsc("compare", *LIGHTS, "founder")
    assert (2, "") == run[:2]
    assert "did you mean founded" in run.err
    run = rcsc("compare", "--store", str(ARTICLES / "lights-2023.yaml"))
    assert (1, "", "rcsc: no question has several answers\n") == run
