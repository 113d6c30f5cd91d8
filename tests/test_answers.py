"""What people type finds what is there: the search's rank, words that are no command, hints that lead somewhere."""

from pathlib import Path

import pytest

from rcsc_facts import query
from rcsc_facts.index import build
from rcsc_facts.model import Filters
from rcsc_facts.store import catalog
from support import FACTS, ROOT

HARBOUR = ROOT / "tests" / "articles" / "harbour.yaml"

FIRST, AMONG_THREE = 0.95, 0.99
"""The parts of the questions that the first hit answers, and one of the first three; what was reached is held."""


@pytest.mark.parametrize(
    ("store", "questions"), [(FACTS, "questions.tsv"), (HARBOUR, "questions-harbour.tsv")], ids=["shipped", "harbour"]
)
def test_the_claim_that_answers_comes_first(store: Path, questions: str) -> None:
    """Over tables of questions with the ids that answer; a dash stands where the article does not say."""
    index = build.in_memory(*catalog.load(store))
    lines = (ROOT / "tests" / questions).read_text(encoding="utf-8").splitlines()
    asked = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    first = three = 0
    for question, answers in asked:
        for words in (question.split(), [question]):  # as words, and as one argument
            ids = [hit.claim.id for hit in query.find(index, words, Filters()).hits] or ["-"]
            first += ids[0] in answers.split()
            three += bool(set(ids[:3]) & set(answers.split()))
    assert first / len(asked) / 2 >= FIRST
    assert three / len(asked) / 2 >= AMONG_THREE
