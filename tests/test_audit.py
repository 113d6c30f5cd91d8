"""A writer's draft judged by the claims: figures, places, times and scope; marks filled in, and made citations."""

import json
import re
from pathlib import Path

import pytest

import auditing
from rcsc_facts import audit
from rcsc_facts.errors import CopyError
from rcsc_facts.model import Wording
from rcsc_facts.store import catalog
from support import FACTS, ROOT, Golden, Program

ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.yaml"))
DRAFT = """# The society

The RCSC has 18 million members [@members] and nearly 3 million volunteers. It gave aid
to 16 countries in Asia [@aid-asia], five countries in the Americas and Oceania and **13**&nbsp;African countries.

- In all 44 countries were helped.
- Its aid mechanism was upgraded [@plan-mechanism].

```
99 members [@members]
```
"""


def verdicts(text: str, store: Path = FACTS, name: str = "draft.md") -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Return verdict, code and claims of everything that is judged in a text."""
    header, claims = catalog.load(store)
    found = audit.audit(header, claims, text.encode(), name).judgements
    return [(one.verdict, one.code, one.claims) for one in found]


LIGHTS, OBSERVATORY, HARBOUR = (
    ROOT / "tests" / "articles" / f"{name}.yaml" for name in ("lights-2024", "observatory", "harbour")
)
VERDICTS = [
    # What the figure says beside its value.
    (FACTS, "The RCSC was founded before 1904 [@founded].", [("contradicted", "A102", ("founded",))]),
    (FACTS, "It was founded in the early 20th century [@founded].", [("supported", None, ("founded",))]),
    (FACTS, "It was founded in the 20th century [@founded].", [("supported", None, ("founded",))]),
    (FACTS, "It was founded in the late 20th century [@founded].", [("contradicted", "A101", ("founded",))]),
    (FACTS, "The RCSC won a prize in 1905.", [("absent", "A301", ())]),
    (FACTS, "The RCSC has exactly 17 million members [@members].", [("contradicted", "A109", ("members",))]),
    (FACTS, "It has more than [@members] 17 million members.", [("contradicted", "A102", ("members",))]),
    (FACTS, "It has about [@members] 17 million members.", [("supported", None, ("members",))]),
    (FACTS, "It donated 2 million doses [@vaccine-doses].", [("contradicted", "A101", ("vaccine-doses",))]),
    (FACTS, "17 million people are its members [@members].", [("supported", None, ("members",))]),
    (FACTS, "It gave aid to 16 Asian nations [@aid-asia].", [("supported", None, ("aid-asia",))]),
    (FACTS, "It gave aid to 54 states [@aid-countries].", [("supported", None, ("aid-countries",))]),
    (FACTS, "17 million people are members of it.", [("same", "A201", ("members",))]),
    (FACTS, "Nearly 3 million people are its volunteers [@volunteers].", [("supported", None, ("volunteers",))]),
    (FACTS, "It gave as much as $10.7 million [@aid-worth].", [("supported", None, ("aid-worth",))]),
    (FACTS, "It gave as much as $10.65 million [@aid-worth].", [("contradicted", "A101", ("aid-worth",))]),
    (FACTS, "The RCSC has 0 members.", [("near", "A101", ("members",))]),
    (FACTS, "The RCSC has 1 member.", [("near", "A101", ("members",))]),
    (FACTS, "It has 17 million members' homes [@members].", [("contradicted", "A106", ("members",))]),
    (FACTS, "The 12th new one [@members].", [("contradicted", "A106", ("members",))]),
    # Whose figure it is.
    (FACTS, "The RCSC gave aid to 13 countries [@aid-africa].", [("contradicted", "A111", ("aid-africa",))]),
    (FACTS, "The dogs it keeps are at least 54 [@aid-countries].", [("contradicted", "A106", ("aid-countries",))]),
    (
        FACTS,
        "Experts went to Iran, Iraq and Kenya [@medical-experts].",
        [("contradicted", "A107", ("medical-experts",))],
    ),
    (
        FACTS,
        "It sent experts [@medical-experts], Iran, Iraq and Italy had asked for them; Kenya had not.",
        [("supported", None, ("medical-experts",))],
    ),
    (
        FACTS,
        "It helped 13 countries in Africa and sent experts to Iran [@aid-africa].",
        [("supported", None, ("aid-africa",))],
    ),
    (OBSERVATORY, "40 pupils came from Austria [@pupils].", [("contradicted", "A103", ("pupils",))]),
    (OBSERVATORY, "40 pupils came from Austria and Slovenia [@pupils].", [("supported", None, ("pupils",))]),
    (FACTS, "It sent aid to Turkey alone [@aid-earthquake].", [("contradicted", "A105", ("aid-earthquake",))]),
    (
        FACTS,
        "The recipients of its vaccine were Lebanon, Ethiopia and Cambodia [@vaccine-doses].",
        [("contradicted", "A105", ("vaccine-doses",))],
    ),
    # When it was said, and when it was.
    (FACTS, "It announced on Monday that it has 17 million members.", [("same", "A201", ("members",))]),
    (
        FACTS,
        "For two to three years it helped 13 African countries [@aid-africa].",
        [("contradicted", "A108", ("aid-africa",))],
    ),
    (
        FACTS,
        "The report said on Monday that it was established in 1904 [@founded].",
        [("supported", None, ("founded",))],
    ),
    # What is denied or only asked for.
    (FACTS, "The RCSC does not have 17 million members [@members].", [("contradicted", "A110", ("members",))]),
    (FACTS, "It has never sent experts to Iran [@medical-experts].", [("contradicted", "A110", ("medical-experts",))]),
    (
        FACTS,
        "It is no longer true that it has 17 million members [@members].",
        [("contradicted", "A110", ("members",))],
    ),
    (FACTS, "It comes as no surprise that it has 17 million members [@members].", [("supported", None, ("members",))]),
    (HARBOUR, "The council kept the fees low [@fees-low].", [("contradicted", "A104", ("fees-low",))]),
    # A year that is only the time of a claim without it.
    (LIGHTS, "In 2022 volunteers gave hours.", [("same", "A201", ("hours",))]),
    (LIGHTS, "In 2022 volunteers gave hours in Xanadu.", []),
    # A paragraph is named, and nothing in the sentence is one of its figures.
    (FACTS, "The society is old [@rcsc-daily-mail, para. 6].", [("unjudged", "A302", ("founded",))]),
    # A mark in a citation that is not closed before it is none.
    (FACTS, "It has 17 million members [see @smith, p. 3 [@members]].", [("same", "A201", ("members",))]),
    # However long a sentence is, its end is judged.
    (FACTS, f"{'word ' * 600}and it has 18 million members [@members].", [("contradicted", "A101", ("members",))]),
    (FACTS, f"{'x' * 3000} it has 17 million members [@members].", [("supported", None, ("members",))]),
    # Where it is cut, a figure stays whole, and with what it counts.
    (FACTS, f"{'word ' * 398}more than 17 million members [@members].", [("contradicted", "A102", ("members",))]),
    (FACTS, f"{'word ' * 399}17 million members [@members].", [("supported", None, ("members",))]),
    (FACTS, f"{'word ' * 397}17 million members [@members].", [("supported", None, ("members",))]),
]


@pytest.mark.parametrize(
    ("store", "text", "expected"), VERDICTS, ids=[f"{text[:40]}{text[-60:]}" for _, text, _ in VERDICTS]
)
def test_a_sentence_has_this_verdict(
    store: Path, text: str, expected: list[tuple[str, str | None, tuple[str, ...]]]
) -> None:
    """Hedges, possessives, joint figures, times without their claim's places, and marks that are none."""
    assert expected == verdicts(text, store)


def test_a_possessive_is_told_from_what_it_is_of() -> None:
    """The reason names what the figure is said to count."""
    header, claims = catalog.load(FACTS)
    [one] = audit.audit(header, claims, "It has 17 million members’ homes [@members].".encode()).judgements
    assert "'17 million members' is marked with 'members': it counts members, not what members have" == one.message


def test_what_has_no_figure_is_told_where_its_words_begin() -> None:
    """Behind the blanks before them, whatever stands after them."""
    report = audit.audit(*catalog.load(FACTS), b"It is old.  The society is a bridge [@view-bridge] and more.\n")
    assert [("unjudged", 1, 13)] == [(one.verdict, one.line, one.column) for one in report.judgements]


def test_most_sentences_are_judged_as_a_reader_does(golden: Golden) -> None:
    """At least 95 of 100 sentences get the reader's verdict, and no wrong marked one is called supported.

    Those that are judged otherwise are kept, each with what it is taken for.
    """
    header, claims = catalog.load(FACTS)
    judged = [
        (case, *auditing.verdict(case, audit.audit(header, claims, case.text.encode(), "draft.md")))
        for case in auditing.cases(auditing.SENTENCES)
    ]
    otherwise = [
        f"{case.verdict}\t{word}\t{' '.join(named) or '-'}\t{case.text}\n"
        for case, word, named in judged
        if word != case.verdict or (word == "same" and not {*case.claims} <= {*named})
    ]
    golden("audit-otherwise.tsv", "".join(otherwise))
    believed = [case.text for case, word, _ in judged if case.verdict == "contradicted" and word == "supported"]
    assert believed == []
    assert len(otherwise) <= 0.05 * len(judged)
    assert 876 == sum(case.is_marked for case, _, _ in judged)
    assert 1621 == len(judged)


def test_what_is_made_wrong_is_not_supported() -> None:
    """Every tenth supported sentence, with another figure, time, place or subject, or as a rate."""
    header, claims = catalog.load(FACTS)
    supported = [case.text for case in auditing.cases(auditing.SENTENCES) if case.verdict == "supported"]
    for text in supported[::10]:
        for way, wrong in auditing.made_wrong(text):
            found = {one.verdict for one in audit.audit(header, claims, wrong.encode(), "draft.md").judgements}
            assert way in ("denied", "planned") or found != {"supported"}, wrong


@pytest.mark.parametrize("store", [FACTS, *ARTICLES], ids=lambda path: path.stem)
def test_what_a_claim_says_itself_is_never_contradicted(store: Path) -> None:
    """Each claim's own statement, marked with it, is not contradicted, and supported where it has a figure."""
    header, claims = catalog.load(store)
    for claim in claims:
        text = f"{claim.statement.rstrip('.')} [@{claim.id}]."
        found = {one.verdict for one in audit.audit(header, claims, text.encode()).judgements}
        assert "contradicted" not in found, text
        assert "supported" in found or not claim.quantity, text


@pytest.mark.parametrize("store", [FACTS, *ARTICLES], ids=lambda path: path.stem)
def test_marks_that_are_filled_in_are_supported(store: Path) -> None:
    """The statements of a store as a draft: filled in, nothing is left to fill, and nothing is contradicted."""
    header, claims = catalog.load(store)
    text = "\n\n".join(claim.statement for claim in claims)
    once = audit.marked(audit.audit(header, claims, text.encode()))
    again = audit.audit(header, claims, once.encode())
    assert audit.marked(again) == once
    assert not [one.message for one in again.judgements if one.verdict == "contradicted"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It handled 4.2 million tonnes [@goods].", "A109"),
        ("It handled more than 4.2 million tonnes [@goods].", None),
        ("It handled over 4 million tonnes [@goods].", None),
        ("It handled nearly 4.2 million tonnes [@goods].", "A102"),
        ("Last year nearly 2,000 boats called [@calls].", None),
        ("Last year 2,000 boats called [@calls].", "A109"),
        ("Last year over 2,000 boats called [@calls].", "A102"),
        ("Of these 350 to 400 were yachts [@yachts].", None),
        ("Of these 300 to 400 were yachts [@yachts].", "A101"),
        ("The board has bought two electric tugs [@tugs].", "A104"),
        ("The board plans to buy two electric tugs [@tugs].", None),
        ("The harbour has a grant of $3.5 million [@grant].", "A106"),
    ],
)
def test_hedges_ranges_and_plans_of_another_store(text: str, code: str | None) -> None:
    """A hedge is kept and rightly turned, a range is a range, a plan is no deed, and a currency is the claim's."""
    [(verdict, found, _)] = verdicts(text, ROOT / "tests" / "articles" / "harbour.yaml")
    assert (verdict, found) == ("contradicted" if code else "supported", code)


@pytest.mark.parametrize(
    "mark",
    [
        "[@members]",
        "[@rcsc-daily-mail/members]",
        "[@rcsc-daily-mail, para. 6, members]",
        "[@rcsc-daily-mail, members]",
        "[see @members]",
        "[@volunteers; @members]",
        "[@rcsc-daily-mail, para. 6]",
    ],
)
def test_every_form_of_a_mark(mark: str) -> None:
    """A claim is named by its id, with its source, or as the locator of a pandoc citation; before the stop or after."""
    assert verdicts(f"The RCSC has 17 million members {mark}.") == [("supported", None, ("members",))]
    assert verdicts(f"The RCSC has 17 million members. {mark}") == [("supported", None, ("members",))]
    assert verdicts(f"The RCSC has 18 million members {mark}.")[0][:2] == ("contradicted", "A101")


def test_marks_that_name_nothing_of_the_store() -> None:
    """A slip in an id is a fault, another work's citation is passed over, and one of the article alone is no mark."""
    assert verdicts("It has 17 million members [@membrs].") == [("contradicted", "A113", ())]
    assert verdicts("It has 17 million members [@rcsc-daily-mail/nothing].") == [("contradicted", "A113", ())]
    assert verdicts("It has 18 million members [@smith2020].") == []
    assert verdicts("It has 17 million members [@rcsc-daily-mail].") == [("same", "A201", ("members",))]


def test_a_draft_on_the_command_line(rcsc: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings have line and column of the draft as written, code, reason and the claim; code in it is passed over."""
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(DRAFT, encoding="utf-8")
    run = rcsc("audit", "draft.md")
    lines = [line for line in run.out.splitlines() if not line.startswith("  hint: ")]
    about = "the Red Cross Society of China, and is not marked"
    assert lines == [
        "draft.md:3:14: A101 '18 million members' is marked with 'members': it prints 17 million members",
        f"draft.md:3:48: A201 'nearly 3 million volunteers' is the same as 'volunteers' of {about}",
        f"draft.md:4:38: A201 'five countries' is the same as 'aid-americas-oceania' of {about}",
        f"draft.md:4:87: A201 '13 African countries' is the same as 'aid-africa' of {about}",
        "draft.md:6:10: A115 '44 countries' is close to 'aid-countries' but not the same: it is a sum that the article "
        "does not print: 16 + 10 + 13 + five",
        "draft.md:7:3: A104 'Its aid mechanism was upgraded' is marked with 'plan-mechanism': it is a plan, and is "
        "told as a deed",
    ]
    assert run.code == 1
    assert run.err == "rcsc: 1 supported, 2 contradicted, 3 same, 1 near\n"


def test_every_format_and_exit_code(rcsc: Program, tmp_path: Path) -> None:
    """What is supported ends with 0, what is only unmarked too, unless --strict; every format has it."""
    draft = tmp_path / "draft.txt"
    draft.write_text("The RCSC has 17 million members [@members] and 2.93 million volunteers.", encoding="utf-8")
    assert rcsc("audit", str(draft), "-q").code == 0
    assert rcsc("audit", str(draft), "-q", "--strict").code == 1
    records = json.loads(rcsc("audit", str(draft), "--json").out)
    assert [(one["verdict"], one["line"], one["column"], one["mark"]) for one in records] == [
        ("supported", 1, 14, None),
        ("same", 1, 48, "[@volunteers]"),
    ]
    for chosen in ("table", "plain", "tsv", "csv", "jsonl", "md", "yaml"):
        assert "volunteers" in rcsc("audit", str(draft), "--format", chosen).out
    github = rcsc("audit", str(draft), "--format", "github").out
    assert github.startswith(f"::warning file={draft},line=1,col=48,title=A201::'2.93 million volunteers' is the same")
    assert rcsc("audit").code == 2
    assert rcsc("audit", "--explain", "a103").out.startswith("A103: A joint figure stays joint.\nWhy: ")


def test_marks_are_filled_in_and_nothing_else_changes(rcsc: Program, tmp_path: Path) -> None:
    """--mark writes the draft with the marks that are missing; taken out again they leave the draft as it was."""
    draft, done = tmp_path / "draft.md", tmp_path / "done.md"
    draft.write_bytes(DRAFT.replace("\n", "\r\n").encode())
    rcsc("audit", str(draft), "--mark", str(done))
    text = done.read_bytes().decode()
    marks = (" [@volunteers]", " [@aid-americas-oceania]", " [@aid-africa]")
    assert [text.count(mark) for mark in marks] == [1, 1, 1]
    for mark in marks:
        text = text.replace(mark, "")
    assert text == DRAFT.replace("\n", "\r\n")
    assert rcsc("audit", str(done), "--mark", "-").out == done.read_bytes().decode()
    assert rcsc("audit", str(draft), "--mark", str(done)).code == 2
    assert rcsc("audit", str(draft), "--mark", str(draft), "--force").code == 2


def test_marks_become_citations_once(rcsc: Program, tmp_path: Path) -> None:
    """--fill turns the marks that nothing contradicts into citations; a second time it changes nothing."""
    draft = tmp_path / "draft.md"
    draft.write_text(
        "It has 17 million members [@members] and 3.9 million volunteers [@volunteers].\n", encoding="utf-8"
    )
    for style, cited in (
        ("markdown", " [@rcsc-daily-mail, para. 6]"),
        ("apa", r" (\[News report on the Red Cross Society of China\], n.d., para. 6)"),
        ("chicago-notes", "^["),
    ):
        run = rcsc("cite", "--fill", str(draft), "--style", style)
        assert run.code == 1
        assert "A101" in run.err
        assert run.out.startswith(f"It has 17 million members{cited}")
        assert run.out.endswith(" and 3.9 million volunteers [@volunteers].\n")
        again = tmp_path / f"{style}.md"
        again.write_text(run.out, encoding="utf-8")
        assert rcsc("cite", "--fill", str(again), "--style", style).out == run.out


def test_a_note_follows_the_punctuation(rcsc: Program, tmp_path: Path) -> None:
    """As notes stand in print: after the comma or stop that followed the mark, without a blank before it."""
    draft = tmp_path / "draft.md"
    draft.write_text("It has 17 million members [@members], they say,\nand 2.93 million volunteers\n[@volunteers].\n")
    notes = re.split(r"\^\[[^\]]*\]", rcsc("cite", "--fill", str(draft), "--style", "chicago-notes").out)
    assert ["It has 17 million members,", " they say,\nand 2.93 million volunteers.", "\n"] == notes


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("17 million members [@members; @smith2020, p. 7].", "17 million members [@members; @smith2020, p. 7]."),
        ("17 million members [see @members, p. 3].", "17 million members [see @members, p. 3]."),
        ("17 million members [@members] [@members].", "17 million members.NOTE"),
        (
            "The RCSC is old.\n\n[@members] says 17 million members.",
            "The RCSC is old.\n\nNOTE says 17 million members.",
        ),
        ("- [@members] It has 17 million members.", "- NOTE It has 17 million members."),
    ],
)
def test_nothing_but_the_marks_is_replaced(text: str, filled: str, rcsc: Program, tmp_path: Path) -> None:
    """What cites other works too, or says more, stays; a note moves to no other paragraph, list or sentence."""
    draft = tmp_path / "draft.md"
    draft.write_text(f"{text}\n", encoding="utf-8")
    run = rcsc("cite", "--fill", str(draft), "--style", "chicago-notes")
    assert f"{filled}\n" == re.sub(r"\^\[[^\]]*\]", "NOTE", run.out)
    assert ("names more than claims" in run.err) == (filled == text)


def test_wikipedia_defines_a_footnote_once(rcsc: Program, tmp_path: Path) -> None:
    """Where it is first used, after the punctuation."""
    draft = tmp_path / "draft.txt"
    draft.write_text("17 million members [@members], and 2.93 million volunteers [@volunteers].\n")
    out = rcsc("cite", "--fill", str(draft), "--style", "wikipedia").out
    assert out.startswith('17 million members,<ref name="rcsc-daily-mail">{{cite news ')
    assert out.endswith(
        '}}</ref>{{rp|at=para. 6}} and 2.93 million volunteers.<ref name="rcsc-daily-mail" />{{rp|at=para. 6}}\n'
    )


def test_places_in_a_web_page() -> None:
    """In a page too a finding has its line and column, through tags and entities; scripts and styles are not read."""
    page = (
        "<html><body>\n<script>5 members</script>\n<p>The <b>RCSC</b> has &#49;8&nbsp;million members</p></body></html>"
    )
    header, claims = catalog.load(FACTS)
    [one] = audit.audit(header, claims, page.encode(), "draft.html").judgements
    assert (one.line, one.column, one.verdict, one.words) == (3, 24, "near", "18\u00a0million members")


def test_what_is_no_text_is_refused() -> None:
    """A document that is not text ends in an error that says what to do."""
    header, claims = catalog.load(FACTS)
    with pytest.raises(CopyError, match="a PDF, not text"):
        audit.audit(header, claims, b"%PDF-1.7", "draft.pdf")


@pytest.mark.parametrize("chosen", ["plain", "json", "csv", "md", "github", "yaml", "table", "tsv", "jsonl"])
def test_hostile_text_is_harmless(rcsc: Program, tmp_path: Path, chosen: str) -> None:
    """No escape, direction mark or line break of a draft reaches a terminal, in any format."""
    draft = tmp_path / "draft.md"
    draft.write_text(
        "It has 18 million\x1b[31m\u202e members\x07 [@members], 5 \x1b]0;x\x07dogs\n::error::x%0A [@membrs\x9b1m]",
        encoding="utf-8",
    )
    run = rcsc("audit", str(draft), "--format", chosen)
    assert not {*run.out} & {*"\x1b\x07\u202e\x9b"}
    assert not {*run.err} & {*"\x1b\x07\u202e\x9b"}
    if chosen == "github":
        assert all(line.startswith(("::error file=", "::warning file=")) for line in run.out.splitlines())


def test_every_code_is_explained_and_used() -> None:
    """Each code that judging gives has a rule, and each rule a code that is given."""
    source = "".join(path.read_text(encoding="utf-8") for path in Path(audit.__file__).parent.glob("[!r]*.py"))
    assert [code for code in audit.RULES if f'"{code}"' not in source] == []


def test_several_stores_judge_a_draft_as_one(rcsc: Program, tmp_path: Path) -> None:
    """A mark by the store that has its claim, an unmarked figure by all; each claim is named with its article."""
    draft = tmp_path / "draft.md"
    draft.write_text(
        "The trust had 18,260 supporters in April 2024 [@supporters-2024]. It has 17 million members.\n\n"
        "The RCSC has 3.9 million volunteers [@rcsc-daily-mail/volunteers] and 999 ships [@no-such-ship].\n"
        "Aid went to 13 African countries [@aid-afrca].\n"
    )
    stores = ("--store", str(FACTS), "--store", str(ROOT / "tests" / "articles" / "lights-2024.yaml"))
    run = rcsc("audit", str(draft), *stores, "--format", "jsonl")
    told = [json.loads(line) for line in run.out.splitlines()]
    assert 1 == run.code
    assert [
        ("supported", None, ["lights-2024/supporters-2024"]),
        ("same", "A201", ["rcsc-daily-mail/members"]),
        ("contradicted", "A101", ["rcsc-daily-mail/volunteers"]),
        ("contradicted", "A113", []),
    ] == [(one["verdict"], one["code"], one["claims"]) for one in told]
    assert "[@rcsc-daily-mail/members]" == told[1]["mark"]
    filled = rcsc("cite", "--fill", str(draft), "--style", "markdown", *stores).out
    assert filled.startswith("The trust had 18,260 supporters in April 2024 [@lights-2024, para. 1]. It has 17")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The trust was founded in 1899 [@founded].", ("supported", None)),
        ("The trust was founded in 1904 [@founded].", ("contradicted", "A101")),
        ("It has 212 lighthouses [@founded].", ("contradicted", "A106")),
    ],
)
def test_a_mark_of_an_id_that_two_stores_have(text: str, verdict: tuple[str, str | None]) -> None:
    """The store that supports it decides, else the first; nothing is said of it twice."""
    stores = [catalog.load(ROOT / "tests" / "articles" / f"lights-{year}.yaml") for year in (2023, 2024)]
    found = audit.audit_by(stores, text.encode(), "draft.md", Wording()).judgements
    assert [(*verdict, ("lights-2023/founded",))] == [(one.verdict, one.code, one.claims) for one in found]


@pytest.mark.parametrize("is_first", [True, False])
def test_one_store_of_several_says_what_it_says_alone(is_first: bool) -> None:
    """Whatever other store is asked as well, the verdicts on sentences about the shipped facts stay."""
    own, other = catalog.load(FACTS), catalog.load(ROOT / "tests" / "articles" / "bees.yaml")
    for case in [*auditing.cases(auditing.SENTENCES)][::20]:
        alone = audit.audit(*own, case.text.encode(), "draft.md").judgements
        both = [own, other] if is_first else [other, own]
        together = audit.audit_by(both, case.text.encode(), "draft.md", Wording()).judgements
        assert [one.verdict for one in alone] == [one.verdict for one in together], case.text
