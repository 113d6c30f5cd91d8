"""Citations of the shipped source and its claims, word for word, in every style and form."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from rcsc_facts import cite, load
from rcsc_facts.cite import STYLES
from rcsc_facts.errors import UsageError
from rcsc_facts.store import catalog, shape
from support import ROOT, STORES, Program, process

D = "News report on the Red Cross Society of China"
URL = "https://tdminews.com/?p=264068"


@pytest.mark.parametrize(
    ("style", "printed", "fuller"),
    [
        ("apa", f"[{D}]. (n.d.). The Daily Mail.", f"[{D}]. (n.d.). The Daily Mail. {URL}"),
        ("mla", f"{D}. The Daily Mail.", f"{D}. The Daily Mail [Pakistan], {URL}."),
        ("chicago", f"The Daily Mail. n.d. {D}.", f"The Daily Mail (Pakistan). n.d. {D}. {URL}."),
        ("chicago-notes", f"The Daily Mail. {D}. n.d.", f"The Daily Mail (Pakistan). {D}. n.d. {URL}."),
        ("markdown", f"{D}, *The Daily Mail*, n.d.", f"[{D}]({URL}), *The Daily Mail* (Pakistan), n.d."),
        (
            "wikipedia",
            f"{{{{cite news |author=<!--Not stated--> |title=[{D}] |newspaper=The Daily Mail |agency=China Daily}}}}",
            f"{{{{cite news |author=<!--Not stated--> |title=[{D}] |newspaper=The Daily Mail |agency=China Daily "
            f"|location=Pakistan |url={URL}}}}}",
        ),
    ],
)
def test_the_article_is_cited_as_the_rules_have_it(style: str, printed: str, fuller: str, rcsc: Program) -> None:
    """With what the article states itself, and with what is known from elsewhere."""
    assert (0, f"{printed}\n", "") == rcsc("cite", "--style", style, "--as-printed")
    assert (0, f"{fuller}\n", "") == rcsc("cite", "--style", style)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", f"([{D}], n.d., para. 7)"),
        ("mla", f"({D})"),
        ("chicago", "(The Daily Mail, n.d., para. 7)"),
        ("chicago-notes", f"The Daily Mail, {D}, n.d., para. 7."),
        ("bibtex", r"\cite[para.~7]{rcsc-daily-mail}"),
        ("biblatex", r"\autocite[para.~7]{rcsc-daily-mail}"),
        ("csl-json", '{"id": "rcsc-daily-mail", "locator": "7", "label": "paragraph"}'),
        ("markdown", "[@rcsc-daily-mail, para. 7]"),
        ("wikipedia", "{{rp|at=para. 7}}"),
    ],
)
def test_the_form_in_the_text_has_the_paragraph(style: str, expected: str, rcsc: Program) -> None:
    """Every style but RIS has a form for the text."""
    run = rcsc("cite", "aid-africa", "--in-text", "--style", style, "--as-printed")
    assert (0, f"{expected}\n", "") == run


def test_several_claims_give_one_reference_and_a_form_each(rcsc: Program) -> None:
    """The reference stands once, then a line a claim, in the order asked for."""
    expected = f"[{D}]. (n.d.). The Daily Mail. {URL}\n([{D}], n.d., para. 7)\n([{D}], n.d., para. 6)\n"
    assert (0, expected, "") == rcsc("cite", "aid-africa", "members")


def test_a_claim_becomes_a_sentence_with_its_citation(rcsc: Program) -> None:
    """In our words, ready to be pasted."""
    expected = f"The RCSC has 17 million members [currently] ([{D}], n.d., para. 6).\n"
    assert (0, expected, "") == rcsc("cite", "members", "--quote")
    notes = rcsc("cite", "members", "--quote", "--style", "chicago-notes", "--as-printed").out
    assert f"The RCSC has 17 million members [currently].\nThe Daily Mail, {D}, n.d., para. 6.\n" == notes
    dollars = rcsc("cite", "aid-worth", "--quote", "--style", "bibtex").out
    assert (
        r"The RCSC delivered emergency humanitarian aid worth \$10.7 million \cite[para.~8]{rcsc-daily-mail}."
        in dollars
    )


def test_access_dates_and_links(rcsc: Program) -> None:
    """A date of access stands where each style has it; a link leads to the words."""
    day = ("--accessed", "2026-11-23")
    assert rcsc("cite", *day).out.endswith(f"Retrieved November 23, 2026, from {URL}\n")
    assert rcsc("cite", *day, "--style", "mla").out.endswith(f"{URL}. Accessed 23 Nov. 2026.\n")
    assert rcsc("cite", *day, "--style", "chicago").out.endswith(f"Accessed November 23, 2026. {URL}.\n")
    assert "  urldate = {2026-11-23},\n" in rcsc("cite", *day, "--style", "biblatex").out
    assert "Y2  - 2026/11/23/\n" in rcsc("cite", *day, "--style", "ris").out
    link = f"{URL}#:~:text=sent%20material%20aid%20to%20regions%20affected%20by\n"
    assert rcsc("cite", "aid-earthquake", "--link").out.endswith(link)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--accessed", "yesterday"), "'yesterday' is not a date\n  hint: write YYYY-MM-DD, such as 2026-11-24"),
        (("--style", "apaa"), "unknown style 'apaa'\n  hint: did you mean apa? styles: " + ", ".join(STYLES)),
        (("--link",), "a link is made of a claim, and none is given\n  hint: name claims by their ids"),
        (
            ("--style", "bibtex", "--format", "md"),
            "--format does not go with the style bibtex\n  hint: it is for apa, mla, chicago, chicago-notes",
        ),
        (
            ("members", "--in-text", "--style", "ris"),
            "ris has no form for the text\n  hint: styles that have one: apa, mla, chicago, chicago-notes, bibtex, "
            "biblatex, csl-json, markdown, wikipedia",
        ),
    ],
)
def test_what_cannot_be_cited_is_said(arguments: tuple[str, ...], message: str, rcsc: Program) -> None:
    """A wrong date or style, or one that does not fit, is exit code 2."""
    assert (2, "", f"rcsc: {message}\n") == rcsc("cite", *arguments)


def test_without_an_address_there_is_no_link(rcsc: Program) -> None:
    """That is exit code 1: the question is sound."""
    message = "rcsc: no web address of the source is known\n"
    assert (1, "", message) == rcsc("cite", "members", "--link", "--as-printed")


def test_csl_json_follows_the_official_schema(rcsc: Program) -> None:
    """Only variables that CSL-JSON knows, names and dates in its shapes, in an array."""
    [item] = json.loads(rcsc("cite", "--style", "csl-json", "--accessed", "2026-11-23").out)
    assert {"date-parts": [[2026, 11, 23]]} == item.pop("accessed")
    known = set(shape.STORE.fields["source"].type.fields) - {"custom"}  # type: ignore[union-attr]
    assert set(item) <= known
    assert ("rcsc-daily-mail", "article-newspaper", "Beijing") == (item["id"], item["type"], item["event-place"])


@pytest.mark.skipif(not shutil.which("pandoc"), reason="needs pandoc")
def test_pandoc_cites_from_our_csl_json(tmp_path: Path) -> None:
    """Pandoc's own citeproc reads the record and the citation that we emit for it."""
    (tmp_path / "x.json").write_text(process("cite", "--style", "csl-json").out, encoding="utf-8")
    text = process("cite", "members", "--quote", "--style", "markdown").out
    command = ["pandoc", "--citeproc", "--bibliography", str(tmp_path / "x.json"), "--to", "plain", "--columns", "200"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert "The RCSC has 17 million members [currently] (The Daily Mail, n.d., para. 6)." in done.stdout.replace(
        "_", ""
    )


@pytest.mark.parametrize("style", STYLES)
def test_a_store_of_ones_own_is_cited_in_every_style(style: str, rcsc: Program) -> None:
    """Every style cites another store's source by its title."""
    run = rcsc("cite", "dogs", "--style", style, "--store", str(STORES / "good.yaml"))
    assert (0, "") == (run.code, run.err)
    assert "dogs and their keepers" in run.out.lower()


def test_a_terminal_gets_italics_and_a_pipe_does_not(rcsc: Program) -> None:
    """Escape codes only where they are asked for or shown."""
    assert "\x1b[3mThe Daily Mail\x1b[23m" in rcsc("cite", "--format", "ansi").out
    assert "<i>The Daily Mail</i>" in rcsc("cite", "--format", "html").out
    assert "*The Daily Mail*" in rcsc("cite", "--format", "md").out
    assert "\x1b" not in rcsc("cite").out


def test_the_later_edition_of_the_store_can_be_cited() -> None:
    """The other edition is known from elsewhere, and its record is a sound source."""
    header, _ = catalog.load(ROOT / "facts.yaml")
    expected = (
        "Wang, X. (2024, October 14). Xi lauds Red Cross for forging bonds. China Daily. "
        "http://lb7.chinadailyhk.com/article/595251"
    )
    assert [expected] == cite.cite(cite.Source(header.editions[0]), [], "apa")
    assert [] == cite.findings(header.source)
    assert [] == cite.findings(header.editions[0])


MEMBERS = f"{URL}#:~:text=17%20million%20members"


@pytest.mark.parametrize(
    ("style", "reference"),
    [
        ("apa", f"[{D}]. (n.d.). The Daily Mail. {URL}\n([{D}], n.d., para. 6)\n{MEMBERS}\n"),
        ("markdown", f"[{D}]({MEMBERS}), *The Daily Mail* (Pakistan), n.d., para. 6\n"),
    ],
)
def test_a_link_leads_to_the_words(style: str, reference: str, rcsc: Program) -> None:
    """In prose it stands below, elsewhere in the entry."""
    assert (0, reference, "") == rcsc("cite", "members", "--link", "--style", style)


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("bibtex", f"  url = {{{MEMBERS}}},"),
        ("biblatex", f"  url = {{{MEMBERS}}},"),
        ("ris", f"UR  - {MEMBERS}"),
        ("csl-json", f'    "URL": "{MEMBERS}"'),
    ],
)
def test_an_entry_of_data_has_the_link_as_its_address(style: str, line: str, rcsc: Program) -> None:
    """Encoded once, and the entry stays one; several have ids of their own."""
    assert line in rcsc("cite", "members", "--link", "--style", style).out.splitlines()
    several = rcsc("cite", "members", "aid-worth", "--link", "--style", style).out
    assert ("rcsc-daily-mail-1" in several, "rcsc-daily-mail-2" in several) == (True, True)
    assert 1 == several.count(MEMBERS)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", f"“17 million members” ([{D}], n.d., para. 6).\n{MEMBERS}"),
        ("mla", f"“17 million members” ({D}).\n{MEMBERS}"),
        ("chicago", f"“17 million members” (The Daily Mail, n.d., para. 6).\n{MEMBERS}"),
        (
            "chicago-notes",
            f"“17 million members”\nThe Daily Mail (Pakistan), {D}, n.d., para. 6, {URL}.\n{MEMBERS}",
        ),
        ("bibtex", f"“17 million members” \\cite[para.~6]{{rcsc-daily-mail}}.\n\\url{{{MEMBERS}}}"),
        ("biblatex", f"“17 million members” \\autocite[para.~6]{{rcsc-daily-mail}}.\n\\url{{{MEMBERS}}}"),
        ("markdown", f"“17 million members” [@rcsc-daily-mail, para. 6].\n<{MEMBERS}>"),
        (
            "wikipedia",
            '“17 million members”<ref name="rcsc-daily-mail">{{cite news |author=<!--Not stated--> '
            f"|title=[{D}] |newspaper=The Daily Mail |agency=China Daily |location=Pakistan |url={URL}}}}}</ref>"
            f"{{{{rp|at=para. 6}}}}\n[{MEMBERS}]",
        ),
    ],
)
def test_the_article_s_own_words_are_quoted_with_their_place(style: str, expected: str) -> None:
    """In quotation marks, with the form for the text, and below it the link to them."""
    facts = load()
    source, passage = cite.source_of(facts.header), cite.passage(facts["members"])
    assert expected.split("\n") == "\n".join(cite.cite(source, [passage], style, form="verbatim", link=True)).split(
        "\n"
    )


def test_the_sentence_of_a_quote_is_the_caller_s() -> None:
    """What is said of purpose, time and speaker comes with it; no mark of LaTeX, Markdown or wikitext in it is one."""
    source = cite.source_of(load().header)
    said = "It sent $5 & more | all {of} it [to help; 2020; *said* Xi]?"
    quoted = {name: cite.cite(source, [cite.Passage(7, "", said)], name, form="quote")[0] for name in STYLES_WITH_QUOTE}
    assert f"{said} (The Daily Mail, n.d., para. 7)" == quoted["chicago"]
    assert (
        r"It sent \$5 \& more \textbar{} all \textbraceleft{}of\textbraceright{} it [to help; 2020; *said* Xi]? \cite"
        in quoted["bibtex"]
    )
    assert r"It sent \$5 \& more \| all {of} it \[to help; 2020; \*said\* Xi\]? [@" in quoted["markdown"]
    assert "more &#124; all &#123;of&#125; it &#91;to help; 2020; *said* Xi&#93;?<ref" in quoted["wikipedia"]
    for said, stop in (("It sent aid.", "."), ("It sent aid", "."), ("It sent aid!", ""), ("It sent aid?", "")):
        [one] = cite.cite(source, [cite.Passage(7, "", said)], "chicago", form="quote")
        assert f"{said.removesuffix('.')} (The Daily Mail, n.d., para. 7){stop}" == one


STYLES_WITH_QUOTE = [name for name, style in cite.TABLE.items() if style.sentence]


def test_a_footnote_s_name_is_defined_where_it_is_first_used(rcsc: Program) -> None:
    """Later sentences refer to it."""
    first, second = rcsc("cite", "members", "aid-africa", "--quote", "--style", "wikipedia").out.splitlines()
    assert '<ref name="rcsc-daily-mail">{{cite news ' in first
    assert second.endswith('congress&#93;.<ref name="rcsc-daily-mail" />{{rp|at=para. 7}}')


def test_what_a_style_cannot_do_is_said_without_words_of_the_command_line() -> None:
    """A Python caller reads the same message."""
    source, passage = cite.source_of(load().header), cite.passage(load()["members"])
    for style, form, target in [
        ("ris", "in-text", "text"),
        ("csl-json", "quote", "text"),
        ("bibtex", "reference", "md"),
    ]:
        with pytest.raises(UsageError, match=style) as raised:
            cite.cite(source, [passage], style, form=form, target=target)
        assert "--" not in str(raised.value)
    with pytest.raises(UsageError, match="a quotation is made of a claim"):
        cite.cite(source, [], "apa", form="quote")


def test_one_record_says_all_of_a_style() -> None:
    """Names are unique, and every style has what its forms need."""
    for name, style in cite.TABLE.items():
        assert name == style.name
        assert cite.STYLES[name] == style.about
        assert style.in_text or not style.sentence
        assert set(style.targets) <= set(cite.TARGETS)


AUTHORS = [{"family": f"Name{number}", "given": "Ann"} for number in range(1, 23)]


def _source(**fields: object) -> cite.Source:
    return cite.Source({"id": "s", "type": "report", "title": "The Harbour"} | fields)


def test_many_authors() -> None:
    """APA lists nineteen, an ellipsis and the last (9.8); Chicago three and et al. beyond six (13.78)."""
    [apa] = cite.cite(_source(author=AUTHORS), [], "apa")
    assert "Name19, A., . . . Name22, A." in apa
    [chicago] = cite.cite(_source(author=AUTHORS), [], "chicago")
    assert chicago.startswith("Name1, Ann, Ann Name2, Ann Name3, et al.")


@pytest.mark.parametrize(
    ("page", "mla", "apa"),
    [
        ("5", "p. 5", "5"),
        ("105-109", "pp. 105–09", "105–109"),
        ("105-9", "pp. 105–09", "105–109"),
        ("95-102", "pp. 95–102", "95–102"),
        ("A6-A8", "pp. A6–8", "A6–A8"),
        ("A6-8", "pp. A6–8", "A6–8"),
        ("A6-B8", "pp. A6–B8", "A6–B8"),
        ("A1, A6-B8", "pp. A1, A6–B8", "A1, A6–B8"),
    ],
)
def test_a_range_of_pages(page: str, mla: str, apa: str) -> None:
    """Its last page has two digits in MLA and all in APA; where the two are of other sections both stay as they are."""
    fields = {"type": "article-newspaper", "container-title": "The Post", "page": page}
    assert [f"“The Harbour.” *The Post*, {mla}."] == cite.cite(_source(**fields), [], "mla", target="md")
    assert [f"The Harbour. (n.d.). *The Post*, {apa}."] == cite.cite(_source(**fields), [], "apa", target="md")


def test_a_report_without_an_author() -> None:
    """Its title comes first, and in APA it is in italics in the text, too."""
    assert ["*The Harbour*. n.d."] == cite.cite(_source(), [], "chicago-notes", target="md")
    assert ["*1984*."] == cite.cite(_source(title="1984"), [], "mla", target="md")
    place = cite.Passage(2)
    assert ["(*The Harbour*, n.d., para. 2)"] == cite.cite(_source(), [place], "apa", form="in-text", target="md")


def test_titles_in_other_languages_keep_their_capitals() -> None:
    """Title case is an English habit."""
    [mla] = cite.cite(_source(language="de", title="Der hafen wächst und wächst"), [], "mla")
    assert "Der hafen wächst und wächst" in mla


def _work(id: str, **fields: object) -> tuple[cite.Source, list[cite.Passage]]:
    base = {"type": "article-newspaper", "container-title": "The Valley Times", "author": [{"family": "Ode"}]}
    return cite.Source({"id": id} | base | fields), [cite.Passage(2)]


IN_2024 = {"issued": {"date-parts": [[2024]]}}
IN_MAY = {"issued": {"date-parts": [[2024, 5]]}}


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", ["(Ode, 2024b, para. 2)", "(Ode, 2024a, para. 2)", "(Ode, 2023, para. 2)"]),
        ("mla", ["(Ode, “A Boat Rises”)", "(Ode, “Water Falls”)", "(Ode, “Wind”)"]),
        ("chicago", ["(Ode 2024a, para. 2)", "(Ode 2024b, para. 2)", "(Ode 2023, para. 2)"]),
    ],
)
def test_works_of_the_same_author_and_year_are_told_apart(style: str, expected: list[str]) -> None:
    """By letters, in the order of the style: APA by date, Chicago by title without its article; MLA by titles."""
    works = [
        _work("a", title="A boat rises", **IN_MAY),
        _work("b", title="Water falls", **IN_2024),
        _work("c", title="Wind", issued={"date-parts": [[2023]]}),
    ]
    assert expected == cite.cite_all(works, style, form="in-text")
    references = cite.cite_all(works, style)[:3]
    letters = [re.findall(r"20\d\d[ab]?", reference)[0] for reference in references]
    assert letters == {"apa": ["2024b", "2024a", "2023"], "chicago": ["2024a", "2024b", "2023"]}.get(
        style, ["2024", "2024", "2023"]
    )


def test_works_without_author_or_date_are_told_apart_too() -> None:
    """By the newspaper that stands for the author; and one source cited twice is one."""
    works = [_work("a", title="Boats", author=[]), _work("b", title="Air", author=[])]
    expected = ["(The Valley Times, n.d.-b, para. 2)", "(The Valley Times, n.d.-a, para. 2)"]
    assert expected == cite.cite_all(works, "chicago", form="in-text")
    assert ["(Ode, n.d., para. 2)"] * 2 == cite.cite_all([_work("a", title="Boats")] * 2, "apa", form="in-text")


def test_letters_go_on_after_z() -> None:
    """As the columns of a spreadsheet do."""
    works = [_work(f"w{number}", title=f"Boats {number:02}", **IN_2024) for number in range(53)]
    letters = [found[10:-10] for found in cite.cite_all(works, "apa", form="in-text")]
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    assert [*alphabet, *(f"a{letter}" for letter in alphabet), "ba"] == letters


def test_several_sources_are_one_array_of_csl() -> None:
    """So that the answer is JSON."""
    [whole] = cite.cite_all([_work("a", title="Boats"), _work("b", title="Air")], "csl-json")
    assert ["a", "b"] == [item["id"] for item in json.loads(whole)]
