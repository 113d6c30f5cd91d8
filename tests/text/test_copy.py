"""Copies of an article as people have them: each kind of copy gives the article's paragraphs back."""

import codecs
import quopri
import textwrap

import pytest

from rcsc_facts.text.copy import CopyError, Paragraph, paragraphs
from rcsc_facts.text.plain import paragraphs as lines_joined

ARTICLE = [
    "OSLO: From mending nets for fishing villages hit by storms to teaching children how to swim, the Harbour League "
    "of Norway has widened its work in the past four years and is planning to open a second school next spring.",
    "In a note read to the 9th assembly of the league, which met on Monday in Bergen, Mayor Ann Lund asked its members "
    "to look after the older boats first.",
    "The league, founded in 1911, has 14 million friends and 2.75 million helpers. It keeps 320 boats in 41 harbours.",
    "Over the past four years, it has given rope to 15 Asian ports, 11 African ports and six ports in Oceania to help "
    "them guide ships, according to a paper handed to the assembly. It also sent divers to Kenya, Ghana and Italy, "
    "and gave 1.4 million floats to 12 countries, including Peru, Chile and Fiji.",
    "It has shipped oil worth $9.7 million to 52 countries.",
]
TEXT = "\n".join(ARTICLE) + "\n"
BLANK = "\n\n".join(ARTICLE) + "\n"


def _read(content: str | bytes, name: str = "") -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    return [paragraph.text for paragraph in paragraphs(data, name)]


def _wrapped(width: int, between: str = "\n\n", before: str = "") -> str:
    blocks = ("\n".join(before + line for line in textwrap.wrap(one, width, break_on_hyphens=False)) for one in ARTICLE)
    return between.join(blocks) + "\n"


def _page(between: str = "\n", open_tag: str = "<p>", close_tag: str = "</p>") -> str:
    return between.join(f"{open_tag}{one}{close_tag}" for one in ARTICLE)


def _with_pages(mark: str) -> str:
    lines = _wrapped(66, "\n").splitlines()
    pages = ["\n".join(lines[start : start + 7]) for start in range(0, len(lines), 7)]
    return "".join(page + mark.format(number) for number, page in enumerate(pages, start=1))


PLAIN = {
    "as it is": TEXT,
    "blank lines": BLANK,
    "byte order mark": "\ufeff" + TEXT,
    "lines ended by CR": TEXT.replace("\n", "\r"),
    "lines ended by CRLF": BLANK.replace("\n", "\r\n"),
    "lines ended by VT": TEXT.replace("\n", "\v"),
    "lines ended by NEL": TEXT.replace("\n", "\x85"),
    "line separators": TEXT.replace("\n", "\u2028"),
    "paragraph separators": TEXT.replace("\n", "\u2029"),
    "a break within a sentence": TEXT.replace("four years and is", "four years\nand is"),
    "double spaced": _wrapped(60, "\n\n\n\n").replace("\n\n\n\n", "\0").replace("\n", "\n\n").replace("\0", "\n\n"),
    "tabs between words": TEXT.replace(" ", "\t"),
    "no-break spaces": TEXT.replace(" ", "\u00a0"),
    "soft hyphens": TEXT.replace("million", "mil\u00adlion"),
    "soft hyphens that were lost": TEXT.replace("million", "mil\ufffdlion"),
    "ligatures": TEXT.replace("fl", "ﬂ").replace("fi", "ﬁ"),
    "a scale word hyphenated": TEXT.replace("1.4 million", "1.4 mil-\nlion"),
    "a long word hyphenated by a soft hyphen": _wrapped(60).replace("harbours", "har\u00ad\nbours"),
    "quoted in a mail": _wrapped(66, "\n>\n", "> "),
    "quoted twice": _wrapped(66, "\n> >\n", "> > "),
    "quoted by hand": "\n\n".join(f"> {one}" for one in ARTICLE),
    "bullets": "".join(f"• {one}\n" for one in ARTICLE),
    "hyphens as bullets": "\n\n".join(f"- {one}" for one in ARTICLE),
    "numbered paragraphs": "".join(f"{number}. {one}\n\n" for number, one in enumerate(ARTICLE, start=1)),
    "lines ended with a blank": _wrapped(64, "\0").replace("\n", " \n").replace("\0", "\n"),
    "indented first lines": "\n".join(textwrap.fill(one, 70, initial_indent="    ") for one in ARTICLE),
    "page breaks and numbers": _with_pages("\n\n{}\n\f"),
    "running heads": _with_pages("\n\n- {} -\n\fHarbour News\n\n"),
    "a page of a number": BLANK.replace("to help them", "to help\n\n- 3 -\n\nthem"),
}


@pytest.mark.parametrize("copy", [copy for copy in PLAIN if "page" not in copy and copy != "running heads"])
def test_plain_text_gives_the_paragraphs_back(copy: str) -> None:
    """Line ends, quoting, bullets, hyphens and blanks of every sort are undone."""
    assert ARTICLE == _read(PLAIN[copy])


@pytest.mark.parametrize("copy", [copy for copy in PLAIN if "page" in copy or copy == "running heads"])
def test_pages_of_a_pdf_lose_no_words(copy: str) -> None:
    """Page numbers and running heads are gone, and a sentence goes on over them."""
    assert "".join(ARTICLE).replace(" ", "") == "".join(_read(PLAIN[copy])).replace(" ", "")


@pytest.mark.parametrize("width", range(20, 141))
def test_every_width_of_lines(width: int) -> None:
    """With blank lines between them, paragraphs come back from any width, whatever their lines begin with."""
    assert ARTICLE == _read(_wrapped(width))
    assert ARTICLE == _read(_wrapped(width, "\n>\n", "> "))


def test_hyphens_of_words_and_of_lines() -> None:
    """A hyphen at a line's end stays where it is the word's own."""
    text = "The well-known club keeps 17-\nmillion boats, a well-\nknown harbour, twenty-\nfive nets and co-\nlour.\n"
    expected = "The well-known club keeps 17-million boats, a well-known harbour, twenty-five nets and colour."
    assert [expected] == lines_joined(text)


PAGES = {
    "whole": f"<!doctype html><html><head><title>9</title><style>p {{}}</style></head><body>{_page()}</body></html>",
    "a part": _page(),
    "head not closed": f"<html><head><title>x</title><body>{_page()}",
    "within a form": f"<body><form id=f>{_page()}</form>",
    "paragraphs not closed": _page(close_tag=""),
    "header not closed": f"<body><header>{_page()}</body>",
    "button not closed": f"<body><button>{_page()}</body>",
    "frame closed by itself": f"<body><iframe src=x />{_page()}</body>",
    "breaks": f"<div>{_page('<br>', '', '<br>')}</div>",
    "breaks within": _page().replace(", ", ",<br>"),
    "a drop cap": _page().replace("OSLO", "<span class=cap>O</span>SLO"),
    "of Word": _page("\n", "<p class=MsoNormal><span lang=EN-US>", "<o:p></o:p></span></p>"),
    "a table": f"<table><tr>{_page('', '<td>', '')}</table>",
    "details": f"<details><summary>{ARTICLE[0]}</summary>{'<p>'.join(ARTICLE[1:])}</details>",
    "no script": f"<noscript>{_page()}</noscript>",
    "preformatted": f"<html><body><pre>{_wrapped(70)}</pre>",
    "links and marks": _page().replace("Kenya", '<a href="/k>e">Ke<wbr>n&shy;ya</a>').replace("boats", "<b>boa</b>ts"),
    "references": _page().replace("$", "&#36;").replace(" ", "&#32;").replace(",", "&comma;"),
    "hidden words": _page().replace("has ", "has <s>9</s><i hidden>8</i><b style='color:red;display: none'>7</b>"),
    "comments and scripts": _page().replace("has ", "has <!-- 9 --><script>'<p>8'</script>").replace("It", "<!>It"),
    "hidden paragraph not closed": _page().replace("<p>It has", "<p hidden>None of 9.<p>It has"),
    "hidden void": "<input hidden><br hidden>" + _page(),
    "unveiled by its script": f"<body style='display:none'>{_page()}",
}


@pytest.mark.parametrize("copy", PAGES)
@pytest.mark.parametrize("name", ["page.html", "page.PHP", ""])
def test_web_pages_give_the_paragraphs_back(copy: str, name: str) -> None:
    """Whole or in part, well-formed or not, under any name: what is seen is there, what is not is not."""
    assert ARTICLE == _read(PAGES[copy], name)


def test_what_a_page_says_of_its_paragraphs() -> None:
    """Headings, captions, items, quotes, cells and notes are told apart."""
    page = (
        "<h1>One</h1><figure><img alt=x><figcaption>Two</figcaption></figure><ul><li>Three<li><p>Four</ul>"
        "<blockquote><p>Five</blockquote><table><tr><td>Six</table><p>Seven<div role=doc-footnote>Eight</div>"
    )
    kinds = ["heading", "caption", "item", "item", "quote", "cell", "prose", "note"]
    words = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"]
    assert [*map(Paragraph, words, kinds)] == paragraphs(page.encode(), "x.html")


def test_raised_and_lowered_text() -> None:
    """Figures set higher or lower stay so; a link to a note is a mark in brackets; letters are letters."""
    page = (
        "<p>54<sup>2</sup> m, H<sub>2</sub>O, end.<sup>1</sup> 5<sup>th</sup>, "
        "9<sup><a href='#n'>4</a></sup> nets, 2<sup>1</sup>/<sub>2</sub>"
    )
    assert ["54² m, H₂O, end.¹ 5th, 9[4] nets, 2 1⁄2"] == _read(page, "x.html")


MARKDOWN = {
    "emphasis": BLANK.replace("boats", "**boats**").replace("Kenya", "_Kenya_"),
    "links": BLANK.replace("Kenya", "[Kenya](https://ex.example/a_(b))").replace("Ghana", "[Ghana][1]")
    + "\n[1]: https://ex.example/a 'A title'\n",
    "hard breaks": BLANK.replace("to help", "to  \nhelp").replace("It has", "It\\\nhas"),
    "entities and tags": BLANK.replace("14 million", "14&nbsp;million").replace("It has", "It<br>has"),
    "struck out": BLANK.replace("14 million", "~~13~~ 14 million"),
    "comments": BLANK.replace("14 million", "14 <!-- 13 --> million"),
    "front matter": f"---\ntitle: 9 boats\n---\n\n{BLANK}",
    "escapes": BLANK.replace(".", "\\.").replace("$", "\\$"),
    "wrapped": _wrapped(60),
    "quoted": _wrapped(60, "\n>\n", "> "),
    "a line each": TEXT,
    "an image": "![](x.png)\n\n" + BLANK,
}


@pytest.mark.parametrize("copy", MARKDOWN)
def test_markdown_gives_the_paragraphs_back(copy: str) -> None:
    """What CommonMark and GitHub do not show is gone, and all that they show is there."""
    assert ARTICLE == _read(MARKDOWN[copy], "copy.md")


def test_footnotes_of_markdown() -> None:
    """Marks are numbered as they come, and notes stand at the end."""
    text = "One[^b] and two[^a].\n\n[^a]: The 5\n    boats.\n[^b]: 4 men.\n\nThree.\n"
    expected = [("One[1] and two[2].", "prose"), ("Three.", "prose"), ("The 5 boats.", "note"), ("4 men.", "note")]
    assert expected == paragraphs(text.encode(), "x.md")


WORDS = "Zoë’s café: 5 € – “naïve”."


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("utf-16"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
        WORDS.encode("cp1252"),
        b'<meta charset="iso-8859-1"><p>' + WORDS.encode("cp1252"),
        b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>" + WORDS.encode("cp1252"),
        b"<meta charset=latin1><p>" + WORDS.encode(),
        b"<?xml version='1.0' encoding='UTF-8'?><html>" + WORDS.encode(),
        b"<meta charset=gb2312>" + WORDS.replace("ï", "i").replace("ë", "e").encode("gb18030"),
        b"<meta charset=utf-16><p>" + WORDS.encode(),
        b"<meta charset=unicode_escape><p>" + WORDS.encode(),
    ],
)
def test_character_sets(content: bytes) -> None:
    """A mark, UTF-8, what is declared as browsers understand it, or Windows-1252."""
    [found] = _read(content)
    assert found in (WORDS, WORDS.replace("ï", "i").replace("ë", "e"))


def test_saved_messages() -> None:
    """A page saved as MHTML, and a mail, are read for what they show."""
    head = b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; "
    page = quopri.encodestring(f"<title>x</title>{_page()}<p>Zoë".encode())
    body = head + b"charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + page + b"\n--b--\n"
    assert [*ARTICLE, "Zoë"] == _read(body, "copy.mhtml") == _read(body)
    mail = "Subject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + _wrapped(60)
    assert ARTICLE == _read(mail)


_SAVED = "save it as plain text or as a web page first"
_COPIED = "open it, select all, and save what you copy as a text file"
_EMPTY = "a saved message or page without a text in it"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "a PDF, not text (take the text out first, with pdftotext)"),
        (b"PK\x03\x04\x00", f"a Word or other packed document, not text ({_SAVED})"),
        (b"\xd0\xcf\x11\xe0", f"an old Word document, not text ({_SAVED})"),
        (b"{\\rtf1 x}", f"a Rich Text document, not text ({_SAVED})"),
        (b"bplist00\xd1", "a web archive of Safari, not text (save the page as source or as text)"),
        (b"\x00\x01\x02", f"not text ({_COPIED})"),
        (b"MIME-Version: 1.0\nContent-Type: image/png\n\nx", f"{_EMPTY} ({_COPIED})"),
        pytest.param(
            b"MIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 1000 + b"x",
            f"{_EMPTY} ({_COPIED})",
            id="a mail in a mail, and so on",
        ),
    ],
)
def test_what_is_not_text_is_refused(content: bytes, said: str) -> None:
    """The refusal says what it is, and how to get text out of it."""
    with pytest.raises(CopyError) as caught:
        paragraphs(content)
    assert f"the copy is {said}" == str(caught.value)


BROKEN_PAGES = {
    "a marked section that nothing closes": "<p>One.</p><![ 17 million",
    "a comment that nothing closes": "<p>One.</p><!-- <p>Two.</p>",
    "a tag that nothing closes": "<p>One.</p><a href='x",
    "a script with a comment in it": "<script>if (a <!--b) { '<p>Two.</p>' }</script><p>One.</p>",
    "a comment with a script in it": "<!-- <script> --><p>One.</p>",
    "declarations": "<!DOCTYPE html><?xml version='1.0'?><p>One.</p><![CDATA[x]]>",
    "ends of what was not begun": "</nav></aside><p>One.</p><nav><aside></nav>",
}


@pytest.mark.parametrize("case", BROKEN_PAGES)
def test_a_broken_page_is_read_as_far_as_it_goes(case: str) -> None:
    """What the page shows is there, and nothing fails."""
    assert ["One."] == _read(BROKEN_PAGES[case], "x.html")


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b'<meta charset="utf-8"><p>A caf\xe9 opened.</p>', "", ["A caf\ufffd opened."]),
        (b"Boats left the port.\n", "notes.pdf", ["Boats left the port."]),
        (b"<title>Kept open<p>Boats left.</p><p>More left.</p>", "", ["Kept open", "Boats left.", "More left."]),
        (b"<p>Boats left.</p><script>go();<p>More left.</p>", "", ["Boats left."]),
        (b"<p>Boats left.</br>The rest stayed.</p>", "", ["Boats left. The rest stayed."]),
        (b"<p>Boats left.</p><div class=ad hidden /><p>More left.</p>", "", ["Boats left.", "More left."]),
        (
            b"Boats left.\n\n40\n\nMore left.\n\n7\n\nAll left.\n\n8\n\nNone.\n",
            "",
            ["Boats left.", "40", "More left.", "All left.", "None."],
        ),
        (b"<p>Boats<button>Go</button>left.</p>", "", ["Boats Go left."]),
        (
            b" 1  Boats left the port\n\n 2  on Monday with\n 3  rope and tar.\n",
            "",
            ["Boats left the port", "on Monday with rope and tar."],
        ),
        (b"The Harbour League met in\nOslo.\n", "", ["The Harbour League met in Oslo."]),
        (
            b"Roe said that the boats\n\xe2\x80\xa2 were old\n\xe2\x80\xa2 were slow and\nleaky on most days\n",
            "",
            ["Roe said that the boats", "were old", "were slow and leaky on most days"],
        ),
    ],
)
def test_a_copy_with_a_fault(content: bytes, name: str, expected: list[str]) -> None:
    """A wrong name, an element that never ends, lines that are numbered: what a reader sees is read."""
    assert expected == _read(content, name)
