"""Citations: the shipped source word for word, varied sources against citeproc, and real consumers of what we emit."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import bibtexparser.entrypoint
import pytest
import rispy
from markdown_it import MarkdownIt

from rcsc_facts import cite
from rcsc_facts.errors import UsageError
from rcsc_facts.model import Evidence, Header
from rcsc_facts.store import catalog, shape
from rcsc_facts.vocabulary import STYLES
from support import FACTS, ROOT, STORES, Program, needs, process

CITATIONS = ROOT / "tests" / "citations"
ITEMS: dict[str, dict[str, Any]] = {
    item["id"]: item for item in json.loads((CITATIONS / "sources.json").read_text(encoding="utf-8"))
}
CITEPROC: dict[str, dict[str, dict[str, str]]] = json.loads((CITATIONS / "citeproc.json").read_text(encoding="utf-8"))

DEVIATIONS = {
    # APA 7, 9.29: a publisher that is the author is not named twice.
    ("organisation", "apa", "reference"): (" International Aid Society. https", " https"),
    # APA 7, 6.17: in the text, words of four letters or more are capitalised.
    ("no-author", "apa", "in_text"): ("after", "After"),
    # APA 7, 9.16: "Retrieved" goes with a date of access, and there is none.
    ("web-organisation-no-date", "apa", "reference"): ("Retrieved ", ""),
    # MLA 9, appendix 1: June and July are spelt out.
    ("report-other-publisher", "mla", "reference"): ("Jun.", "June"),
    ("particle-suffix", "mla", "reference"): ("Jul.", "July"),
}
"""Where the published rule differs from the CSL style, and how."""


@pytest.mark.parametrize("style", cite.PROSE)
@pytest.mark.parametrize("name", ITEMS)
def test_prose_styles_agree_with_citeproc(name: str, style: str) -> None:
    """References and forms in the text are those of citeproc-js with the official styles, but for the named rules."""
    source = cite.Source(ITEMS[name])
    place = Evidence(7, 1, "words")
    rendered = {"reference": cite.reference(source, style), "in_text": cite.in_text(source, style, place)}
    for form, text in rendered.items():
        expected = CITEPROC[name][style][form]
        if style == "mla" and form == "in_text":
            # MLA 9, 6.16: paragraphs are counted only where the source numbers them.
            expected = expected.replace(", par. 7", "").replace(",” par. 7", "”")
        old, new = DEVIATIONS.get((name, style, form), ("", ""))
        assert old in expected
        expected = expected.replace(old, new)
        assert expected == re.sub("</?a[^>]*>", "", cite.render(text, "html"))


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
    expected = f"The RCSC has 17 million members ([{D}], n.d., para. 6).\n"
    assert (0, expected, "") == rcsc("cite", "members", "--quote")
    notes = rcsc("cite", "members", "--quote", "--style", "chicago-notes", "--as-printed").out
    assert f"The RCSC has 17 million members.\nThe Daily Mail, {D}, n.d., para. 6.\n" == notes
    dollars = rcsc("cite", "aid-worth", "--quote", "--style", "bibtex").out
    assert r"The RCSC's emergency humanitarian aid was worth \$10.7 million \cite[para.~8]{rcsc-daily-mail}." in dollars


def test_access_dates_and_links(rcsc: Program) -> None:
    """A date of access stands where each style has it; a link leads to the words."""
    day = ("--accessed", "2026-11-23")
    assert rcsc("cite", *day).out.endswith(f"Retrieved November 23, 2026, from {URL}\n")
    assert rcsc("cite", *day, "--style", "mla").out.endswith(f"{URL}. Accessed 23 Nov. 2026.\n")
    assert rcsc("cite", *day, "--style", "chicago").out.endswith(f"Accessed November 23, 2026. {URL}.\n")
    assert "  urldate = {2026-11-23},\n" in rcsc("cite", *day, "--style", "biblatex").out
    assert "Y2  - 2026/11/23/\n" in rcsc("cite", *day, "--style", "ris").out
    link = f"{URL}#:~:text=the%202023%20Turkiye%2DSyria%20earthquake\n"
    assert rcsc("cite", "aid-earthquake", "--link").out.endswith(link)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--accessed", "yesterday"), "'yesterday' is not a date\n  hint: write YYYY-MM-DD, such as 2026-11-24"),
        (("--style", "apaa"), "unknown style 'apaa'\n  hint: did you mean apa? styles: " + ", ".join(STYLES)),
        (("--link",), "--link needs the ids of claims\n  hint: rcsc list shows the ids"),
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
    message = "rcsc: no web address of the article is known\n  hint: leave out --link, or --as-printed\n"
    assert (1, "", message) == rcsc("cite", "members", "--link", "--as-printed")


HOSTILE = {
    "id": "hostile",
    "type": "report",
    "title": r"50% & more: {a} $b_c #1 ~ ^ \ <i>|[x](y)| {{z}} *q* 'r'",
    "author": [{"literal": "Bread and Butter {Ltd} & Co"}, {"family": "O'Neil", "given": "Zoë"}],
    "publisher": "A_B {C} | D",
    "number": "7",
    "issued": {"date-parts": [[2020, 2, 29]]},
    "URL": "https://x.example/a_b?c=%20&d=(e)#f",
}


def test_forms_that_a_style_lacks() -> None:
    """RIS has no form for the text, CSL-JSON is no sentence, and a link needs a claim."""
    header, claims = catalog.load(FACTS)
    source = cite.source_of(header)
    for style, form in (("ris", "in-text"), ("csl-json", "quote")):
        with pytest.raises(UsageError):
            cite.cite(source, claims[:1], style, form=form)
    with pytest.raises(UsageError, match="--link needs the ids of claims"):
        cite.cite(source, [], "apa", link=True)


def _source(**fields: object) -> cite.Source:
    source = {"id": "s", "type": "report", "title": "The Harbour"} | fields
    return cite.source_of(Header("the harbour", (), {}, {}, {}, None, source))


AUTHORS = [{"family": f"Name{number}", "given": "Ann"} for number in range(1, 23)]


def test_many_authors() -> None:
    """APA lists nineteen, an ellipsis and the last (9.8); Chicago three and et al. beyond six (13.78)."""
    [apa] = cite.cite(_source(author=AUTHORS), [], "apa")
    assert "Name19, A., . . . Name22, A." in apa
    [chicago] = cite.cite(_source(author=AUTHORS), [], "chicago")
    assert chicago.startswith("Name1, Ann, Ann Name2, Ann Name3, et al.")


def test_a_report_without_an_author() -> None:
    """Its title comes first."""
    assert ["*The Harbour*. n.d."] == cite.cite(_source(), [], "chicago-notes", target="md")


def test_titles_in_other_languages_keep_their_capitals() -> None:
    """Title case is an English habit."""
    [mla] = cite.cite(_source(language="de", title="Der hafen wächst und wächst"), [], "mla")
    assert "Der hafen wächst und wächst" in mla


def test_reports_in_the_text() -> None:
    """APA sets the title of a report in italics in the text, too."""
    place = Evidence(2, 1, "x")
    assert "(*The Harbour*, n.d., para. 2)" == cite.render(cite.in_text(_source(), "apa", place), "md")


def test_wikipedia_templates() -> None:
    """Several authors are numbered, an organisation stands whole, and a sentence refers by name."""
    authors = [{"family": "Lind", "given": "Eva"}, {"literal": "Harbour | Board"}]
    [template] = cite.cite(_source(author=authors), [], "wikipedia")
    assert "|last1=Lind|first1=Eva|author2=Harbour &#124; Board" in template.replace(" |", "|").replace(" = ", "=")
    _, claims = catalog.load(FACTS)
    [sentence] = cite.cite(_source(), claims[25:26], "wikipedia", form="quote")
    assert '<ref name="s" />' in sentence


@pytest.mark.parametrize("item", [*ITEMS.values(), HOSTILE], ids=lambda item: str(item["id"]))
@pytest.mark.parametrize("style", ["bibtex", "biblatex"])
def test_bibtexparser_reads_our_entries(item: dict[str, Any], style: str) -> None:
    """One entry, no failed block, the same key, and the address unharmed."""
    library = bibtexparser.entrypoint.parse_string(cite.reference(cite.Source(item), style))
    assert ([], 1) == (library.failed_blocks, len(library.entries))
    [entry] = library.entries
    assert item["id"] == entry.key
    assert item.get("URL") == (entry.fields_dict["url"].value if "url" in entry.fields_dict else None)


@pytest.mark.parametrize("item", [*ITEMS.values(), HOSTILE], ids=lambda item: str(item["id"]))
def test_rispy_reads_our_records(item: dict[str, Any]) -> None:
    """Title, authors, year and address come back as they were."""
    [record] = rispy.loads(cite.reference(cite.Source(item), "ris"))
    assert item["title"] == record["title"]
    names = (
        [
            name.get("literal")
            or ", ".join(
                filter(
                    None,
                    (
                        " ".join(filter(None, (name.get("non-dropping-particle"), name["family"]))),
                        name["given"],
                        name.get("suffix"),
                    ),
                )
            )
            for name in item["author"]
        ]
        if "author" in item
        else None
    )
    assert names == record.get("authors")
    year = str(item["issued"]["date-parts"][0][0]) if "issued" in item else None
    assert (year, item.get("URL")) == (record.get("year"), (record.get("urls") or [None])[0])


@pytest.mark.parametrize("item", [*ITEMS.values(), HOSTILE], ids=lambda item: str(item["id"]))
def test_commonmark_shows_our_markdown_as_meant(item: dict[str, Any]) -> None:
    """Rendered by a CommonMark parser, each prose style reads as its plain text does."""
    source = cite.Source(item)
    for style in cite.PROSE:
        reference = cite.reference(source, style)
        html = MarkdownIt("commonmark").render(cite.render(reference, "md"))
        shown = re.sub("<[^>]+>", "", html).strip()
        for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
            shown = shown.replace(entity, char)
        # The parser shows an address with its percent signs decoded.
        assert unquote(cite.render(reference, "text")) == unquote(shown)


def test_csl_json_follows_the_official_schema(rcsc: Program) -> None:
    """Only variables that CSL-JSON knows, names and dates in its shapes, in an array."""
    [item] = json.loads(rcsc("cite", "--style", "csl-json", "--accessed", "2026-11-23").out)
    assert {"date-parts": [[2026, 11, 23]]} == item.pop("accessed")
    known = set(shape.STORE.fields["source"].type.fields) - {"custom"}  # type: ignore[union-attr]
    assert set(item) <= known
    assert ("rcsc-daily-mail", "article-newspaper", "Beijing") == (item["id"], item["type"], item["event-place"])


def test_pandoc_cites_from_our_csl_json(tmp_path: Path) -> None:
    """Pandoc's own citeproc reads the record and the citation that we emit for it."""
    needs("pandoc")
    (tmp_path / "x.json").write_text(process("cite", "--style", "csl-json").out, encoding="utf-8")
    text = process("cite", "members", "--quote", "--style", "markdown").out
    command = ["pandoc", "--citeproc", "--bibliography", str(tmp_path / "x.json"), "--to", "plain", "--columns", "200"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert "The RCSC has 17 million members (The Daily Mail, n.d., para. 6)." in done.stdout.replace("_", "")


@pytest.mark.parametrize("item", [*ITEMS.values(), HOSTILE], ids=lambda item: str(item["id"]))
def test_bibtex_itself_takes_our_entries(item: dict[str, Any], tmp_path: Path) -> None:
    """A real run of bibtex ends without an error."""
    needs("bibtex")
    (tmp_path / "x.bib").write_text(cite.reference(cite.Source(item), "bibtex"), encoding="utf-8")
    aux = f"\\citation{{{item['id']}}}\n\\bibstyle{{plain}}\n\\bibdata{{x}}\n"
    (tmp_path / "x.aux").write_text(aux, encoding="utf-8")
    done = subprocess.run(["bibtex", "x"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout
    assert r"\bibitem{" + item["id"] in (tmp_path / "x.bbl").read_text(encoding="utf-8")


def test_biber_takes_our_entries(tmp_path: Path) -> None:
    """Biber's own validation of all entries at once finds no error, and warns of nothing but what a source lacks."""
    needs("biber")
    entries = "\n".join(cite.reference(cite.Source(item), "biblatex") for item in [*ITEMS.values(), HOSTILE])
    (tmp_path / "x.bib").write_text(entries, encoding="utf-8")
    command = ["biber", "--tool", "--validate-datamodel", "--nolog", "x.bib"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout
    assert "ERROR" not in done.stdout
    # What remains is what these sources really lack.
    expected = [
        "Entry 'no-author' (x.bib): Missing mandatory field 'author'",
        "Entry 'no-date' (x.bib): Missing mandatory field - one of 'date, year' must be defined",
        "Entry 'web-organisation-no-date' (x.bib): Missing mandatory field - one of 'date, year' must be defined",
    ]
    assert expected == re.findall(r"^WARN - Datamodel: (.*)$", done.stdout, re.MULTILINE)


def test_a_chinese_name_may_stand_family_first() -> None:
    """With static-ordering, MLA and Chicago print the name as it is borne."""
    name = {"family": "Wang", "given": "Xiaoyu", "static-ordering": True}
    source = cite.Source(ITEMS["one-author"] | {"author": [name]})
    assert cite.reference(source, "mla").startswith("Wang Xiaoyu. “")
    assert cite.reference(source, "chicago").startswith("Wang Xiaoyu. 2024. “")
    assert cite.reference(source, "apa").startswith("Wang, X. (2024")


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
    assert expected == cite.render(cite.reference(cite.Source(header.editions[0]), "apa"), "text")
