"""Proof: the claims against a copy of the article, in whatever shape the copy is."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from rcsc_facts.model import Countries
from rcsc_facts.store import catalog
from rcsc_facts.verify import Report, Result, verify
from support import FACTS, ROOT, Program

ARTICLES = ROOT / "tests" / "articles"
STORE = str(ARTICLES / "kennels.yaml")
TEXT = (ARTICLES / "kennels.txt").read_text(encoding="utf-8")
ARTICLE = Path(os.environ.get("RCSC_ARTICLE", ROOT.parent / "shared" / "article.txt"))
REAL = pytest.mark.skipif(not ARTICLE.exists(), reason="needs a copy of the article; name it with RCSC_ARTICLE")


def _verify(text: str, suffix: str = "") -> Report:
    return verify(*catalog.load(Path(STORE)), text.encode(), f"copy{suffix}")


def _faults(text: str, suffix: str = "") -> list[tuple[str | None, str, str | None]]:
    return [(one.claim, one.status, one.found) for one in _verify(text, suffix).results if one.status != "proved"]


def _wrapped(width: int, between: str) -> str:
    return between.join(textwrap.fill(line, width) for line in TEXT.splitlines())


HTML = (
    "<!doctype html><html><head><title>99 dogs</title><style>p { width: 12px }</style></head><body>"
    "<nav><ul><li>5 offers</ul></nav><h1>Kennels in 17 lands</h1>"
    + "".join(f"<p>{line.replace('Türkiye', 'T&uuml;rkiye')}\n</p>" for line in TEXT.splitlines())
    + "<aside>12 more</aside><footer>&copy; 2031</footer></body></html>"
)

COPIES = {
    "as it is": TEXT,
    "byte order mark and CRLF": "\ufeff" + TEXT.replace("\n", "\r\n"),
    "blank lines": TEXT.replace("\n", "\n\n"),
    "wrapped, blank lines": _wrapped(60, "\n\n"),
    "wrapped, no blank lines": _wrapped(72, "\n"),
    "wrapped narrowly, CRLF": _wrapped(34, "\n\n").replace("\n", "\r\n"),
    "curly quotes": TEXT.replace('"', "”").replace("'", "’"),
    "no-break spaces and thin spaces": TEXT.replace("3.5 million", "3.5\u00a0million").replace(
        "40 vets", "40\u2009vets"
    ),
    "without accents": TEXT.replace("Türkiye", "TURKIYE"),
    "decomposed accents": TEXT.replace("ü", "u\u0308"),
    "another name": TEXT.replace("Türkiye", "Turkiye"),
    "the same number in digits": TEXT.replace("twelve", "12").replace("four", "4"),
    "the same number in words": TEXT.replace("40", "Forty"),
    "headline and furniture": f"Kennels In 17 Lands\n\n{TEXT}\nShare this:\nMore from Sport\nTop 10 dogs\n",
    "headline alone": f"Kennels in 17 lands\n{TEXT}",
}


@pytest.mark.parametrize("copy", COPIES)
def test_every_usual_copy_is_proved(copy: str) -> None:
    """Wrapping, line ends, quotes, accents, headlines and furniture change nothing."""
    assert _faults(COPIES[copy]) == []
    assert {(one.claim, one.status) for one in _verify(COPIES[copy]).results} == {
        (claim, "proved") for claim in ("dogs", "first-show", "shelters", "span", "vets", "leashes", "quake", "place")
    }


def test_a_saved_web_page_and_markdown_are_proved() -> None:
    """What a browser saves, and Markdown with its marks, hold the same article."""
    assert _faults(HTML, ".html") == []
    markdown = "# Kennels in 17 lands\n\n" + TEXT.replace("\n", "\n\n").replace("Kenya", "[Kenya](https://x/12)")
    assert _faults(markdown.replace("twelve", "**twelve**").replace("Oslo next", "_Oslo_ next"), ".md") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("3.5 million", "3.6 million", [("dogs", "differs", "looks after 3.6 million dogs")]),
        ("3.5 million", "3.50 million", [("dogs", "differs", "looks after 3.50 million dogs")]),
        ("3.5 million", "3.5 billion", [("dogs", "differs", "looks after 3.5 billion dogs")]),
        ("1911", "1912", [("first-show", "differs", "first show took place in 1912")]),
        ("twelve", "thirteen", [("shelters", "differs", "thirteen African shelters")]),
        ("40 vets", "140 vets", [("vets", "differs", "140 vets work there")]),
        ("€1.25", "$1.25", [("leashes", "differs", "$1.25 million to clubs including Kenya and Ghana")]),
        (
            "twelve African",
            "twelve Asian",
            [
                ("shelters", "missing", None),
                (None, "unaccounted", "club built [twelve] Asian shelters"),
                (None, "unaccounted", "built twelve [Asian] shelters with"),
            ],
        ),
        (
            "Kenya",
            "Nigeria",
            [
                ("leashes", "missing", None),
                (None, "unaccounted", "abroad as well, worth [€1.25 million] to clubs"),
                (None, "unaccounted", "to clubs including [Nigeria] and Ghana."),
                (None, "unaccounted", "Nigeria and [Ghana]."),
            ],
        ),
        (
            "four years",
            "six years",
            [("shelters", "differs", None), ("span", "differs", "the last six years")],
        ),
        (
            "Blankets",
            "Some 36 blankets",
            [(None, "unaccounted", "Some [36] blankets were")],
        ),
        ("next year", "next year with friends from Chad", [(None, "unaccounted", "with friends from [Chad].")]),
        ("went abroad", "went to Oceania", [(None, "unaccounted", "went to [Oceania] as well,")]),
        ("will meet in Oslo", "will meet at home", [("place", "missing", None)]),
    ],
)
def test_a_changed_copy_is_caught_by_the_right_claim(
    old: str, new: str, expected: list[tuple[str | None, str, str | None]]
) -> None:
    """Each change names the claim that it breaks, or the figure or place that no claim accounts for."""
    assert old in TEXT
    found = _faults(TEXT.replace(old, new, 1))
    assert [fault[:2] for fault in expected] == [fault[:2] for fault in found]
    for (_, _, wanted), (_, _, shown) in zip(expected, found, strict=True):
        if wanted and "[" in wanted:
            assert shown is not None
            assert wanted[wanted.index("[") : wanted.index("]")] in shown
        elif wanted:
            assert wanted == shown


def test_a_passage_that_moved_is_found_where_it_is() -> None:
    """A claim whose words stand elsewhere is moved, or ambiguous where they stand twice."""
    lines = TEXT.splitlines()
    report = _verify("\n".join([lines[0], lines[1], "A word on cats was put in here as well.", lines[2]]))
    assert report.is_proved
    assert {"leashes", "quake", "place"} == {one.claim for one in report.results if one.status == "moved"}
    assert [(4, 2)] == [(one.paragraph, one.sentence) for one in report.results if one.claim == "quake"]
    twice = TEXT.replace("Blankets were sent after the Türkiye earthquake. ", "")
    twice += "Tents came after the Türkiye earthquake. Nothing else for the Türkiye earthquake came."
    assert ("quake", "ambiguous", "the Türkiye earthquake") in _faults(twice)


def test_the_command_shows_findings_and_totals(rcsc: Program, tmp_path: Path) -> None:
    """A line a finding in a pipe, totals on stderr, exit code 1 where something differs."""
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT, encoding="utf-8")
    everything = "rcsc: 8 of 8 claims proved; every figure and place of the copy is accounted for\n"
    assert (0, "", everything) == rcsc("verify", str(copy), "--store", STORE)
    copy.write_text(TEXT.replace("1911", "1912"), encoding="utf-8")
    expected = "differs\tfirst-show\t1.2\tfirst show took place in 1911\tfirst show took place in 1912\n"
    assert (1, expected, "rcsc: 7 of 8 claims proved; 1 differs\n") == rcsc("verify", str(copy), "--store", STORE)
    assert (1, "", "") == rcsc("verify", str(copy), "--store", STORE, "--quiet")
    results = json.loads(rcsc("verify", str(copy), "--store", STORE, "--json").out)
    assert {
        "claim": "first-show",
        "status": "differs",
        "expected": "first show took place in 1911",
        "found": "first show took place in 1912",
        "paragraph": 1,
        "sentence": 2,
    } == results[1]
    table = rcsc("verify", str(copy), "--store", STORE, "--format", "table").out
    assert table.endswith("\n7 of 8 claims proved; 1 differs\n")
    copy.write_bytes(b"\x00\x01\x02\x03")
    hint = "  hint: open it, select all, and save what you copy as a text file\n"
    assert (2, "", f"rcsc: the copy is not text\n{hint}") == rcsc("verify", str(copy))
    code, out, err = rcsc("verify", str(tmp_path))
    assert (2, "") == (code, out)
    assert "Is a directory" in err


@REAL
def test_the_real_article_is_proved_whole(rcsc: Program) -> None:
    """Every claim of the shipped store, and no figure or place left over."""
    expected = "rcsc: 43 of 43 claims proved; every figure and place of the copy is accounted for\n"
    assert (0, "", expected) == rcsc("verify", str(ARTICLE), "--store", str(FACTS))


@REAL
def test_one_more_figure_in_the_real_article_is_named() -> None:
    """A figure that no claim accounts for is shown in its place."""
    text = ARTICLE.read_text(encoding="utf-8").replace("17 million members", "17 million members, 36 branches")
    found = [one for one in verify(*catalog.load(FACTS), text.encode()).results if one.status != "proved"]
    assert [(None, "unaccounted", 6, 1)] == [(one.claim, one.status, one.paragraph, one.sentence) for one in found]
    assert "[36]" in (found[0].found or "")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("looks after", "cares for", Result("dogs", "missing", "looks after 3.5 million dogs", None, None, None)),
        (
            "3.5 million",
            "3.6 million",
            Result("dogs", "differs", "looks after 3.5 million dogs", "looks after 3.6 million dogs", 1, 1),
        ),
        (
            "In the last four years the",
            "The",
            Result(
                "shelters",
                "differs",
                "In the last four years",
                "The club built twelve African shelters with the help of the ",
                2,
                1,
            ),
        ),
        (
            "Blankets were",
            "Blankets from Chad were",
            Result(None, "unaccounted", None, "Blankets from [Chad] were sent", 3, 2),
        ),
        (
            "Dr. Lund added",
            "Dr. Lund of Oslo added",
            Result(None, "unaccounted", None, "Lund of [Oslo] added that", 2, 2),
        ),
    ],
)
def test_a_result_is_whole(old: str, new: str, expected: Result) -> None:
    """Claim, status, what was expected, what was found, and where in the article."""
    assert expected in _verify(TEXT.replace(old, new)).results


def test_places_of_a_claim_that_differ() -> None:
    """A claim whose words stand there, for other countries than the copy names, differs in these."""
    header, claims = catalog.load(Path(STORE))
    wrong = [
        claim._replace(countries=Countries(("KE",), False)) if claim.id == "leashes" else claim for claim in claims
    ]
    [result] = [one for one in verify(header, wrong, TEXT.encode()).results if one.claim == "leashes"]
    assert Result("leashes", "differs", "KE", "GH, KE", 3, 1) == result
    wrong = [claim._replace(regions=("europe",)) if claim.id == "vets" else claim for claim in claims]
    [result] = [one for one in verify(header, wrong, TEXT.encode()).results if one.claim == "vets"]
    assert ("differs", "Europe", "no country or region") == result[1:4]


ENDLESS = {
    ".txt": ["17 million- ", "A. ", "one hundred and ", "United ", '."'],
    ".md": ["[", "[a](", "![", "#", "*", "---\n"],
    ".html": ["<", "<a ", "<!--", "<![", "</", "<?", "&#9", "<nav></aside>", "<a b='"],
}


@pytest.mark.parametrize(("suffix", "piece"), [(suffix, piece) for suffix in ENDLESS for piece in ENDLESS[suffix]])
def test_no_copy_takes_endless_time(suffix: str, piece: str, tmp_path: Path) -> None:
    """A fifth of a megabyte of any piece is read within ten seconds of processor time, which the system caps."""
    copy = tmp_path / f"copy{suffix}"
    copy.write_text(piece * (200_000 // len(piece)), encoding="utf-8")
    command = ["bash", "-c", 'ulimit -t 10; exec "$@"', "bash", sys.executable, "-m", "rcsc_facts", "verify", str(copy)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (1, b"") == (done.returncode, done.stderr[:0])
    assert b"Traceback" not in done.stderr
