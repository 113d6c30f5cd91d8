"""The prose styles: varied sources against citeproc-js, and what any source may hold against each target."""

import html
import json
import re
from typing import Any
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from rcsc_facts import cite
from rcsc_facts.cite.richtext import Text, escaped_html, escaped_markdown, italic, marked_up, render, web_address
from support import ROOT

CITATIONS = ROOT / "tests" / "citations"


def _read(name: str) -> Any:
    return json.loads((CITATIONS / name).read_text(encoding="utf-8"))


ITEMS: dict[str, dict[str, Any]] = {item["id"]: item for item in _read("sources.json")}
CITEPROC: dict[str, dict[str, dict[str, str]]] = _read("citeproc.json")["renderings"]
DEVIATIONS: dict[str, str] = {case: ours for cases in _read("deviations.json").values() for case, ours in cases.items()}
"""What is printed where the published rule differs from the CSL style; the file has each rule beside its cases."""

PROSE = [name for name, style in cite.TABLE.items() if style.is_prose]


def rendered(item: dict[str, Any], style: str, form: str, target: str = "text") -> str:
    """Return a source in a prose style, with paragraph 7 in the text."""
    source, chosen = cite.Source(item), cite.TABLE[style]
    assert chosen.in_text is not None
    text = chosen.reference(source, None) if form == "reference" else chosen.in_text(source, cite.Passage(7))
    return render(text, target)


def _expected(name: str, style: str, form: str) -> str:
    """Return citeproc's rendering in our spelling of HTML, without the paragraph in MLA."""
    text = CITEPROC[name][style][form]
    text = re.sub(r'<span style="font-style:normal;">(.*?)</span>', r"</i>\1<i>", text).replace("<i></i>", "")
    if (style, form) == ("mla", "in_text"):
        # MLA 9, 6.16: paragraphs are counted only where the source numbers them.
        text = re.sub(r"(?:,(’?”(?:</i>)?))? ?,? ?par\. 7", lambda found: found[1] or "", text)
    return text


@pytest.mark.parametrize("style", PROSE)
def test_prose_styles_agree_with_citeproc(style: str) -> None:
    """References and forms in the text are those of citeproc-js with the official styles, but for the named rules."""
    differing = {}
    for name, item in ITEMS.items():
        for form in ("reference", "in_text"):
            ours = re.sub("</?a[^>]*>", "", rendered(item, style, form, "html"))
            if html.unescape(ours) != html.unescape(_expected(name, style, form)):
                differing[f"{name} {style} {form}"] = ours
    assert differing == {case: ours for case, ours in DEVIATIONS.items() if case.split()[1] == style}


def test_the_named_deviations_are_few() -> None:
    """At least 97 % of all renderings are equal."""
    assert len(DEVIATIONS) <= 0.03 * len(ITEMS) * len(PROSE) * 2
    assert len(ITEMS) >= 120


HOSTILE = {
    "id": "hostile",
    "type": "article-newspaper",
    "title": "50% & <script>alert(1)</script> [x](javascript:1) {{z}} ''q'' *w* `c` |p| \\cmd $m$ @key",
    "author": [{"literal": "A <b>&amp; ]]> and {B} \\& Co"}, {"family": "](x", "given": "=1+1"}],
    "container-title": "The <img src=x onerror=y> | Paper }}",
    "issued": {"date-parts": [[2020, 2, 29]]},
    "section": "<!-- -->",
    "URL": 'https://x.example/>[evil](javascript:1)"onclick=1 }}\\input{x}|y',
}


@pytest.mark.parametrize("item", [*ITEMS.values(), HOSTILE], ids=lambda item: str(item["id"]))
def test_commonmark_shows_our_markdown_as_meant(item: dict[str, Any]) -> None:
    """Rendered by a CommonMark parser, each prose style reads as its plain text does."""
    for style in PROSE:
        for form in ("reference", "in_text"):
            shown = MarkdownIt("commonmark").render(rendered(item, style, form, "md"))
            links = re.findall(r'href="([^"]*)"', shown)
            shown = html.unescape(re.sub("<[^>]+>", "", shown)).strip()
            # The parser shows an address with its percent signs decoded.
            assert unquote(rendered(item, style, form)) == unquote(shown)
            assert all(link.startswith(("https://", "http://")) for link in links)


@pytest.mark.parametrize("style", PROSE)
def test_no_source_writes_html(style: str) -> None:
    """Whatever it holds, HTML has the tags of the style alone, and one link, in whose address nothing ends."""
    page = rendered(HOSTILE, style, "reference", "html")
    assert {"i", "/i", "a", "/a"} >= {tag.split()[0] for tag in re.findall(r"<([^>]*)>", page)}
    [address] = re.findall(r'href="([^"]*)"', page)
    assert html.unescape(address) == web_address(HOSTILE["URL"])  # type: ignore[arg-type]
    assert not set(address) & set("<>\"'{}|\\ ")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", " https://x", "//x.example", "http:///x"]
)
def test_only_web_addresses_are_links(address: str) -> None:
    """Anything else stands as words, in every target."""
    item = ITEMS["one-author"] | {"URL": address}
    for style in PROSE:
        assert "<a" not in rendered(item, style, "reference", "html")
        assert "](" not in rendered(item, style, "reference", "md")
        assert "](" not in str(cite.TABLE["markdown"].reference(cite.Source(item), None))


def test_markup_in_a_title_is_honoured_or_stays_as_written() -> None:
    """Whole pairs of the tags of CSL-JSON give their style; italics in italics are upright; all else is words."""
    assert "How <i>x</i> y" == render(marked_up("How <i>x</i> y"), "html")
    assert "<i>How </i>x<i> y</i>" == render(italic(marked_up("How <i>x</i> y")), "html")
    assert "CO<sub>2</sub>, 12<sup>th</sup>" == render(marked_up("CO<sub>2</sub>, 12<sup>th</sup>"), "html")
    assert "a &amp; &lt;b&gt; &quot;c&quot;" == escaped_html('a & <b> "c"')
    assert "&lt;i&gt;open" == render(marked_up("<i>open"), "html")
    assert "&lt;u&gt;no&lt;/u&gt;" == render(marked_up("<u>no</u>"), "html")
    assert "<i>b <b>c</b></i>" == render(marked_up("<i>b <b>c</b></i>"), "html")
    assert "a*b* <i>(c)</i>d" == render("a" + italic("b") + " " + italic("(c)") + "d", "md")
    assert "a<i>(b)</i> *c*" == render("a" + italic("(b)") + " " + italic("c"), "md")


@pytest.mark.parametrize(
    "words", ["1. May", "12) boats", "- x", "+ x", "# x", "* x", "> x", "1.5 x", "-x", "#x", "a - b"]
)
def test_words_open_nothing_at_the_start_of_a_line(words: str) -> None:
    """Markdown sees no list, heading or quotation in a title that begins like one."""
    assert f"<p>{html.escape(words)}</p>\n" == MarkdownIt("commonmark").render(escaped_markdown(words))


def test_texts_can_be_cut_and_compared() -> None:
    """A part of a text keeps its styles."""
    whole = "a" + italic("bcd") + "e"
    assert "b" + Text() == Text(run._replace(styles=frozenset()) for run in whole[1:2].runs)
    assert "<i>cd</i>e" == render(whole[2:], "html")
    assert len({whole, "a" + italic("bcd") + "e"}) == 1


def test_asterisks_stand_only_where_commonmark_takes_them_for_emphasis() -> None:
    """Elsewhere a tag does."""
    assert "*b*" == render(italic("b"), "md")
    assert "a<i>(b)</i>c" == render("a" + italic("(b)") + "c", "md")


def test_a_chinese_name_may_stand_family_first() -> None:
    """With static-ordering, MLA and Chicago print the name as it is borne."""
    name = {"family": "Wang", "given": "Xiaoyu", "static-ordering": True}
    item = ITEMS["one-author"] | {"author": [name]}
    assert rendered(item, "mla", "reference").startswith("Wang Xiaoyu. “")
    assert rendered(item, "chicago", "reference").startswith("Wang Xiaoyu. 2024. “")
    assert rendered(item, "apa", "reference").startswith("Wang, X. (2024")


def test_a_doi_given_as_a_link_is_a_doi() -> None:
    """However it is written, the reference has one address, which is that of the DOI."""
    for written in ("10.1000/182", "https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182", "doi: 10.1000/182"):
        item = ITEMS["one-author"] | {"DOI": written}
        assert rendered(item, "apa", "reference").endswith(". https://doi.org/10.1000/182")


@pytest.mark.parametrize(
    ("style", "changes", "written"),
    [
        # A number of a report with a letter is one number (citeproc: Nos. 17-B).
        ("apa", {"type": "report", "number": "17-B", "genre": "White paper"}, "(White Paper No. 17-B)"),
        ("mla", {"type": "report", "number": "17-B"}, ", no. 17-B"),
        # What says that it is an edition is not said to be one again.
        ("chicago", {"edition": "late edition"}, "October 14. Late Edition. "),
        ("chicago", {"edition": "International ed."}, "October 14. International ed. "),
        # A site that is named by its address is written as that is.
        ("chicago", {"type": "webpage", "container-title": "news.valley.example"}, "” news.valley.example, "),
        # Both initials of a name with a hyphen are kept, with it.
        ("mla", {"author": [{"family": "Jun", "given": "H.-C."}]}, "Jun, H.-C. “"),
        ("mla", {"author": [{"family": "Jun", "given": "H-C"}]}, "Jun, H.-C. “"),
        # The first name is turned round, so that a comma stands before an organisation (APA 7, 9.8).
        (
            "apa",
            {"author": [{"family": "Jun", "given": "Ho"}, {"literal": "Water Board"}]},
            "Jun, H., & Water Board. (",
        ),
        # An issue that has a name has no number.
        ("mla", {"type": "article-magazine", "issue": "Special issue"}, "</i>, Special issue, "),
        # A section in another language takes no English capitals.
        ("chicago", {"language": "fr", "section": "Vie et santé"}, " Vie et santé. "),
        # A DOI holds no character that an address cannot hold.
        ("apa", {"DOI": "10.1000/a<b>"}, "https://doi.org/10.1000/a%3Cb%3E"),
    ],
)
def test_citeproc_is_not_followed_where_it_is_wrong(style: str, changes: dict[str, Any], written: str) -> None:
    """What it makes of a number, an edition, a site or a name that is no rule of any style."""
    page = rendered(ITEMS["one-author"] | changes, style, "reference", "html")
    assert html.escape(written, quote=False) in page or written in page


def test_a_doi_has_no_date_of_access() -> None:
    """APA 7, 9.16: it goes with pages that change."""
    source = cite.Source(ITEMS["doi-only"], (2024, 11, 2))
    assert "Retrieved" not in str(cite.TABLE["apa"].reference(source, None))
