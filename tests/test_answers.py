"""What people type finds what is there: the search's rank, words that are no command, hints that lead somewhere."""

import json
import re
import shlex
from pathlib import Path

import pytest

from rcsc_facts import query
from rcsc_facts.index import build
from rcsc_facts.model import Filters
from rcsc_facts.store import catalog
from support import FACTS, PROGRAM, ROOT, STORES, Golden, Program, Run, process, terminal

HARBOUR = ROOT / "tests" / "articles" / "harbour.yaml"

FIRST, AMONG_THREE = 0.95, 0.99
"""The parts of the questions that the first hit answers, and one of the first three; what was reached is held."""


@pytest.mark.parametrize(
    ("store", "questions"), [(FACTS, "questions.tsv"), (HARBOUR, "questions-harbour.tsv")], ids=["shipped", "harbour"]
)
def test_the_claim_that_answers_comes_first(store: Path, questions: str, golden: Golden) -> None:
    """Over tables of questions with the ids that answer; a dash stands where the article does not say.

    Those that something else answers first are kept, with what does.
    """
    index = build.together([catalog.load(store)])
    lines = (ROOT / "tests" / questions).read_text(encoding="utf-8").splitlines()
    asked = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    first = three = 0
    otherwise = []
    for question, answers in asked:
        for words in (question.split(), [question]):  # as words, and as one argument
            ids = [hit.claim.id for hit in query.find(index, words, Filters()).hits] or ["-"]
            first += ids[0] in answers.split()
            otherwise += [] if ids[0] in answers.split() else [f"{' | '.join(words)}\t{' '.join(ids[:3])}\n"]
            three += bool(set(ids[:3]) & set(answers.split()))
    golden(f"otherwise-{questions}", "".join(otherwise))
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


def test_what_people_type_is_answered_or_helped(rcsc: Program, golden: Golden) -> None:
    """Of the table nearly all is answered, by itself or by the command that a refusal names; nothing is a traceback.

    What is told instead of the answer is kept.
    """
    answered = helped = 0
    failed, told = [], []
    for typed, wanted in _typed():
        run = rcsc(*shlex.split(typed))
        if meant := _meant(run):
            assert 2 == run.code, "a script must not go on with what was not understood"
            run = rcsc(*meant)
            assert (0, True) == (run.code, bool(run.out)), f"rcsc {shlex.join(meant)} leads nowhere"
        if _is_answered(run, wanted):
            answered += 1
            continue
        told.append(f"$ rcsc {typed}\n{run.err}")
        if wanted == "-" or ("hint: " in run.err and "unforeseen" not in run.err):
            helped += 1
        else:
            failed.append(typed)
    golden("otherwise-inputs.txt", "".join(told))
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
            assert (0, True) == (again.code, bool(again.out)), (mistake, meant)
        elif found := re.search(r"did you mean (?!rcsc|-)(.*?)\?", run.err):
            for word in found[1].split(" or "):
                again = rcsc(*mistake[:-1], word)
                assert (0, True) == (again.code, bool(again.out)), (mistake, word)
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


def test_a_search_takes_as_many_words_as_it_can_look_up(rcsc: Program) -> None:
    """More are refused, so that no search takes time out of proportion."""
    run = rcsc("find", *["a*"] * 4000)
    assert (2, "", "rcsc: a search takes up to 100 words\n  hint: name the words that matter\n") == run


def test_readers_words_are_told_from_the_articles(rcsc: Program) -> None:
    """Where only readers say it, what the note leaves open is said beside the answer."""
    run = rcsc("find", "covid", "vaccine")
    assert run.out.startswith("vaccine-")
    run = rcsc("find", "covid")
    assert 0 == run.code
    assert "covid is not among the article's words; aid-purpose: Which epidemics is not said" in run.err


def test_a_search_shows_sentences_and_no_lists_of_names(rcsc: Program) -> None:
    """What matched in the index's insides is not shown."""
    for word in ("turkey", "ETH", "kampuchea", "Ethiopian"):
        for line in rcsc("find", word).out.splitlines():
            shown = line.split("\t")[-1]
            assert "…" not in shown
            assert shown == "-" or "[" in shown


def test_fewer_words_are_tried_and_named(rcsc: Program) -> None:
    """With the command that finds the same; where too little is left, nothing is answered."""
    run = rcsc("find", "bridge", "members")
    assert (0, "view-bridge") == (run.code, run.out.split("\t")[0])
    told = "rcsc: no claim has bridge and members together; these have bridge; look for: rcsc find bridge\n"
    assert told == run.err
    assert (1, "", "rcsc: no claim has budget or next; nearest words: text; look for: rcsc find text\n") == rcsc(
        "find", "budget", "for", "next", "year"
    )


def test_several_figures_at_once(rcsc: Program) -> None:
    """A line each in the order asked for; what has none is -, a hedge is told beside."""
    run = rcsc("get", "members", "aid-purpose", "founded")
    assert (1, "17000000\n-\n1904\n", "rcsc: the claim 'aid-purpose' has no figure\n") == run
    assert [17000000, 2930000] == json.loads(rcsc("get", "members", "volunteers", "--json").out)
    listed = process("get", "-", stdin="members\nvolunteers\n" * 500)
    assert (0, "17000000\n2930000\n" * 500, "") == listed
    harbour = ("--store", str(HARBOUR))
    assert (0, "4200000\n", "rcsc: the article says more than 4.2 million\n") == rcsc("get", "goods", *harbour)
    assert 1 == rcsc("get", "goods", "--high", *harbour).code
    assert 1 == rcsc("get", "calls", "--low", *harbour).code
    assert (0, "350\n") == rcsc("get", "yachts", "--low", *harbour)[:2]


def test_the_words_that_can_be_asked_for(rcsc: Program) -> None:
    """Each word gives as many claims as it says."""
    options = {"topics": "--topic", "kinds": "--kind", "speakers": "--said-by", "units": "--unit"}
    options |= {"regions": "--region", "countries": "--country"}
    for line in rcsc("words").out.splitlines():
        vocabulary, word, count, _ = line.split("\t")
        if vocabulary in options:
            assert int(count) == len(rcsc("list", options[vocabulary], word).out.splitlines()), line


def test_only_some_fields(rcsc: Program) -> None:
    """In every format, in the order asked for; an unknown one is refused."""
    asked = ("org", "--fields", "id,value,when")
    assert "founded\t1904\t-\nmembers\t17000000\tcurrently\nvolunteers\t2930000\tcurrently\n" == rcsc(*asked).out
    assert {"id": "founded", "value": 1904, "when": None} == json.loads(rcsc(*asked, "--json").out)[0]
    assert "id,value,when\nfounded,1904,\n" == rcsc(*asked, "--limit", "1", "--format", "csv").out
    assert "founded" in rcsc(*asked, "--format", "table").out
    assert 2 == rcsc("org", "--fields", "id,nonsense").code


def test_lists_of_words_are_lists(rcsc: Program) -> None:
    """Commas separate words, but where the whole is a name."""
    assert rcsc("aid", "--region", "africa,asia").out == rcsc("aid", "--region", "africa", "--region", "asia").out
    assert rcsc("aid", "--country", "iran, ukraine").out == rcsc("aid", "--country", "iran", "--country", "ukraine").out
    assert "does not name South Korea" in rcsc("aid", "--country", "Korea, South").err


def test_where_a_claim_stands(rcsc: Program) -> None:
    """Its line in the store, and its sentence in the reader's own copy with the words marked."""
    shown = rcsc("show", "calls", "--store", str(HARBOUR), "--in", str(HARBOUR.with_suffix(".txt"))).out
    [line] = re.findall(r"^in the store\t.*:(\d+)$", shown, re.MULTILINE)
    assert "id: calls" in HARBOUR.read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert re.search(r"^in the copy\t3\.1: .*\[[^]]*2,000 boats called\]", shown, re.MULTILINE)


def test_where_a_claim_stands_in_a_copy_that_was_edited(rcsc: Program, tmp_path: Path) -> None:
    """In another paragraph than the store says, words of several pieces marked once, and nothing for what is gone."""
    store, copy = tmp_path / "store.yaml", tmp_path / "copy.txt"
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    one = '{paragraph: 1, sentence: 1, phrase: "1,200 dogs"}'
    pieces = ["has 1,200", "1,200 dogs", "1,200", "of its own", "in the park"]
    several = [one, *(f'{{paragraph: 1, sentence: 1, phrase: "{piece}", for: place}}' for piece in pieces)]
    store.write_text(text.replace(one, f"[{', '.join(several)}]"), encoding="utf-8")
    copy.write_text("A headline\n\nBy the way, it has 1,200 dogs of its own.\n", encoding="utf-8")
    shown = rcsc("show", "dogs", "--store", str(store), "--in", str(copy)).out
    assert "in the copy\t2.1: By the way, it [has 1,200 dogs] [of its own].\n" in shown
    shown = rcsc("show", "cats", "--store", str(store), "--in", str(copy)).out
    assert "in the copy\tits words do not stand there\n" in shown


def test_the_order_is_turned_around(rcsc: Program) -> None:
    """The smallest figure first, those without one still last; the limit counts from there."""
    ids = [
        line.split("\t")[0]
        for line in rcsc("list", "--unit", "countries", "--sort", "value", "--reverse").out.splitlines()
    ]
    assert ["aid-americas-oceania", "aid-europe"] == ids[:2]
    assert ids[:2] == [
        line.split("\t")[0]
        for line in rcsc("list", "--unit", "countries", "--sort", "value", "--reverse", "--limit", "2").out.splitlines()
    ]


def test_a_statement_has_room_in_every_listing(rcsc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a table would leave it less than 30 columns, claims are short records; no scope repeats the statement."""
    lengths = {}
    for columns in (59, 60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        lengths[columns] = len(rcsc("aid", "--format", "table").out.splitlines())
    assert lengths[59] <= 70
    assert lengths[60] <= 70
    monkeypatch.setenv("COLUMNS", "120")
    shown = rcsc("aid", "--region", "africa", "--format", "table").out
    assert "one joint figure" in rcsc("aid", "--region", "oceania", "--format", "table").out
    assert not re.search(r"^ +Africa$", shown, re.MULTILINE)


def test_the_sheet_fits_a_terminal_and_cuts_no_figure() -> None:
    """24 lines of 80 columns with the prompt, the paper named with its date or that it has none, and what to type."""
    for store, date in ((FACTS, "no date"), (HARBOUR, "2024-06-08")):
        _, shown = terminal([*PROGRAM, "--store", str(store)], {"NO_COLOR": "1"})
        lines = shown.splitlines()
        assert len(lines) <= 23
        assert max(map(len, lines)) <= 80
        assert date in " ".join(lines[:2])
        assert "…" not in shown
        for command in lines[-1].removeprefix("Type: ").split(" · "):
            assert 0 == process(*command.split()[1:], "--store", str(store)).code


def test_a_picture_says_where_it_is_from(rcsc: Program) -> None:
    """Its paper, that it has no date, and the command."""
    for option in ("--svg", "--html"):
        drawn = rcsc("org", option, "-").out.replace("&#160;", " ").replace("\n", " ")
        assert "The Daily Mail, no date" in re.sub(r"<[^>]*> *", "", drawn)
        assert "rcsc org" in drawn


def test_addresses_are_links_on_a_terminal() -> None:
    """Not in a pipe, and not on a dumb terminal."""
    for term, has_links in (("xterm", True), ("dumb", False)):
        _, shown = terminal([*PROGRAM, "cite"], {"TERM": term})
        assert has_links == ("\x1b]8;;https://" in shown)
    assert "\x1b" not in process("cite").out


def test_remarks_break_at_words_on_a_terminal() -> None:
    """No line is wider than the terminal."""
    _, shown = terminal([*PROGRAM, "list", "--country", "kenya"], columns=40)
    assert max(map(len, shown.splitlines())) <= 40
    assert "unnamed countries" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("rcsc get MEM", ["members"]),
        ("rcsc aid --region AF", ["africa"]),
        ("rcsc find vaccin", ["vaccination", "vaccine", "vaccines"]),
        ("rcsc get members --field quantity.v", ["quantity.value"]),
        ("rcsc check --explain S101", ["S101"]),
        ("rcsc words t", ["topics"]),
        ("rcsc list --country TÜR", ["turkiye"]),
    ],
)
def test_completion_folds_what_is_typed(words: str, offered: list[str]) -> None:
    """Capitals and accents, and the words of every option and argument."""
    asked = {"_RCSC_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert offered == sorted(process(**asked).out.split())


def test_completion_is_shown_for_the_shell_that_is_named() -> None:
    """Whatever shell runs it."""
    for shell, sign in (("zsh", "#compdef rcsc"), ("bash", "_rcsc_completion"), ("fish", "complete --command rcsc")):
        assert sign in process("--show-completion", shell).out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("aid --region western-africa", "no claim is of Western Africa alone; of Africa as a whole: aid-africa"),
        ("aid --region polynesia", "no claim is of Polynesia alone; of Oceania as a whole: aid-americas-oceania"),
        ("find members OR volunteers", "OR means nothing in a search: a claim should have all other words"),
        ("get members,volunteers", "blanks stand between ids: members volunteers"),
    ],
)
def test_what_stderr_tells_besides(rcsc: Program, typed: str, told: str) -> None:
    """Of a region within one that is counted whole, of words that join nothing, of ids run together."""
    assert told in rcsc(*typed.split()).err
