"""What people type finds what is there: the search's rank, words that are no command, hints that lead somewhere."""

import re
import shlex
from pathlib import Path

import pytest

from rcsc_facts import query
from rcsc_facts.index import build
from rcsc_facts.model import Filters
from rcsc_facts.store import catalog
from support import FACTS, PROGRAM, ROOT, Program, Run, terminal

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


def _typed() -> list[tuple[str, str]]:
    """Return what people may type, with what answers it."""
    lines = (ROOT / "tests" / "inputs.tsv").read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines if not line.startswith("#")]


def _meant(run: Run) -> list[str]:
    """Return the command line that a refusal names, without the program's name; nothing where it names none."""
    found = re.search(r"did you mean rcsc (.*)\?$", run.err, re.MULTILINE)
    return shlex.split(found[1]) if found else []


def _is_answered(run: Run, wanted: str) -> bool:
    ids = {word for line in run.out.splitlines()[:3] for word in line.split("\t")[:2]}
    return wanted[1:] in run.out if wanted[0] == "~" else not ids.isdisjoint(wanted.split())


def test_what_people_type_is_answered_or_helped(rcsc: Program) -> None:
    """Of the table nearly all is answered, by itself or by the command that a refusal names; nothing is a traceback."""
    answered = helped = 0
    failed = []
    for typed, wanted in _typed():
        run = rcsc(*shlex.split(typed))
        if meant := _meant(run):
            assert 2 == run.code, "a script must not go on with what was not understood"
            run = rcsc(*meant)
            assert 0 == run.code and run.out, f"rcsc {shlex.join(meant)} leads nowhere"
        if _is_answered(run, wanted):
            answered += 1
        elif wanted == "-" or ("hint: " in run.err and "unforeseen" not in run.err):
            helped += 1
        else:
            failed.append(typed)
    assert answered / len(_typed()) >= 0.88
    assert (answered + helped) / len(_typed()) >= 0.99, failed


def _mistakes() -> list[list[str]]:
    """Return command lines with a mistake each: letters exchanged, doubled and left out, words in a wrong place."""
    words = (
        "members volunteers founded vaccines africa turkey letter aid list table find show cite count report".split()
    )
    broken = {word[:at] + word[at + 1 :] for word in words for at in range(1, len(word))}
    broken |= {word[:at] + word[at] + word[at:] for word in words for at in range(1, len(word), 2)}
    broken |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for word in words for at in range(len(word) - 2)}
    placed = [[command, word] for command in ("aid", "list", "table", "org", "schema") for word in words]
    options = [
        ["list", f"--{word}"] for word in ("regin", "countri", "topics", "limt", "kinds", "fromat", "max", "top")
    ]
    ids = [[command, word] for command in ("show", "get", "cite") for word in ("member", "turkey", "aid-afrika", "xi")]
    values = [
        ["list", f"--{name}", value]
        for name in ("region", "country", "kind", "unit", "said-by")
        for value in ("afrika", "asian", "counts", "member", "Xi", "turky", "europ", "doze")
    ]
    return [[word] for word in sorted(broken - {*words})] + placed + options + ids + values


def test_no_hint_leads_nowhere(rcsc: Program) -> None:
    """Every command line that a refusal names gives an answer; every word that it asks about is one, in its place."""
    mistakes = _mistakes()
    assert len(mistakes) >= 200
    tried = 0
    for mistake in mistakes:
        run = rcsc(*mistake)
        if meant := _meant(run):
            tried += 1
            again = rcsc(*meant)
            assert 0 == again.code and again.out, (mistake, meant)
        elif found := re.search(r"did you mean (?!rcsc|-)(.*?)\?", run.err):
            for word in found[1].split(" or "):
                again = rcsc(*mistake[:-1], word)
                assert 0 == again.code and again.out, (mistake, word)
            tried += 1
    assert tried >= 150


def test_a_word_that_is_no_command_is_answered_on_a_terminal() -> None:
    """The look-up is done, and a line before it says which command that was."""
    for typed, meant, told in [
        ("volunteers", "rcsc show volunteers", "2.93 million"),
        ("turkey", "rcsc list --country turkey", "aid-earthquake"),
        ("kenya", "rcsc list --country kenya", "13 unnamed countries in Africa"),
    ]:
        _, shown = terminal([*PROGRAM, typed])
        assert shown.startswith(f"rcsc: read as: {meant}\n")
        assert told in " ".join(shown.split())
