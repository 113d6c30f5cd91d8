"""Proof: the claims against a copy of the article, in whatever shape the copy is."""

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from rcsc_facts import verify as proof
from rcsc_facts.errors import StoreError, StoreFaults
from rcsc_facts.model import Claim, Countries, Header, Move, Quantity
from rcsc_facts.store import catalog
from rcsc_facts.store.edit import renumbered
from rcsc_facts.text import names, reading
from rcsc_facts.verify import Report, Result
from support import ARTICLE, FACTS, ROOT, STORES, Program

ARTICLES = ROOT / "tests" / "articles"
STORE = str(ARTICLES / "kennels.yaml")
TEXT = (ARTICLES / "kennels.txt").read_text(encoding="utf-8")


def verify(header: Header, claims: list[Claim], content: bytes, name: str = "", ids: tuple[str, ...] = ()) -> Report:
    """Hold claims against the bytes of a copy."""
    copy = reading.read(content, name, names.Gazetteer(header.places, header.groups))
    return proof.verify(header, claims, copy, ids=ids)


def _verify(text: str, suffix: str = "") -> Report:
    return verify(*catalog.load(Path(STORE)), text.encode(), f"copy{suffix}")


def _faults(text: str, suffix: str = "") -> list[tuple[str | None, str, str | None]]:
    return [(one.claim, one.status, one.found) for one in _verify(text, suffix).results if one.status != "proved"]


def _said(proved: int, claims: int) -> str:
    return f"{proved} of {claims} claims: words, figures, places, times and speakers stand in the copy"


_CURATOR = "Left out on purpose: 1. The sentences are the curator's."


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
        ("3.5 million dogs", "3.5 million dogs each", [("dogs", "differs", "looks after 3.5 million dogs each")]),
        ("3.5 million dogs", "3.5 million dogs a year", [("dogs", "differs", "looks after 3.5 million dogs a year")]),
        ("1911", "1912", [("first-show", "differs", "first show took place in 1912")]),
        ("twelve", "thirteen", [("shelters", "differs", "thirteen African shelters")]),
        ("40 vets", "140 vets", [("vets", "differs", "140 vets work there")]),
        ("€1.25", "$1.25", [("leashes", "differs", "$1.25 million to clubs including Kenya and Ghana")]),
        (
            "twelve African",
            "twelve Asian",
            [
                ("shelters", "missing", None),
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
            [("span", "differs", "the last six years"), ("shelters", "differs", None)],
        ),
        (
            "Blankets",
            "Some 36 blankets",
            [(None, "unaccounted", "and Ghana. [Some 36] blankets were")],
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
    report = _verify("\n".join([lines[2], lines[0], lines[1]]))
    assert report.is_proved
    assert not report.is_strictly_proved
    assert {"leashes", "quake", "place"} == {one.claim for one in report.results if one.status == "moved"}
    twice = TEXT.replace("Blankets were sent after the Türkiye earthquake. ", "")
    twice += "Tents came after the Türkiye earthquake. Nothing else for the Türkiye earthquake came."
    assert ("quake", "ambiguous", "the Türkiye earthquake") in _faults(twice)


def test_the_command_shows_findings_and_totals(rcsc: Program, tmp_path: Path) -> None:
    """A line a finding in a pipe, totals on stderr, exit code 1 where something differs."""
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT, encoding="utf-8")
    everything = f"rcsc: {_said(8, 8)}; nothing in it is unaccounted for. {_CURATOR}\n"
    assert (0, "", everything) == rcsc("verify", str(copy), "--store", STORE)
    copy.write_text(TEXT.replace("1911", "1912"), encoding="utf-8")
    expected = "differs\tfirst-show\t1.2\tfirst show took place in 1911\tfirst show took place in 1912\n"
    assert (1, expected, f"rcsc: {_said(7, 8)}; 1 differs. {_CURATOR}\n") == rcsc("verify", str(copy), "--store", STORE)
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
    assert " ".join(table.split()).endswith(f"{_said(7, 8)}; 1 differs. {_CURATOR}")
    copy.write_bytes(b"\x00\x01\x02\x03")
    hint = "  hint: open it, select all, and save what you copy as a text file\n"
    assert (2, "", f"rcsc: the copy is not text\n{hint}") == rcsc("verify", str(copy))
    code, out, err = rcsc("verify", str(tmp_path))
    assert (1, "", "rcsc: copy.txt: the copy is not text") == (code, out, err.splitlines()[0])


@pytest.mark.article
def test_the_real_article_is_proved_whole(rcsc: Program) -> None:
    """Every claim of the shipped store, and no figure or place left over."""
    said = "nothing in it is unaccounted for. Left out on purpose: 2. The sentences are the curator's."
    expected = f"rcsc: {_said(43, 43)}; {said}\n"
    assert (0, "", expected) == rcsc("verify", str(ARTICLE), "--store", str(FACTS))


@pytest.mark.article
def test_one_more_figure_in_the_real_article_is_named() -> None:
    """A figure that no claim accounts for is shown in its place."""
    text = ARTICLE.read_text(encoding="utf-8").replace("17 million members", "17 million members, 36 branches")
    found = [one for one in verify(*catalog.load(FACTS), text.encode()).results if one.status != "proved"]
    assert [(None, "unaccounted", 6, 1)] == [(one.claim, one.status, one.paragraph, one.sentence) for one in found]
    assert "[36]" in (found[0].found or "")


def test_a_copy_larger_than_the_limit_is_refused(rcsc: Program, tmp_path: Path) -> None:
    """More than a book is no article."""
    copy = tmp_path / "copy.txt"
    with copy.open("wb") as file:
        file.truncate(2**24 + 1)
    told = f"rcsc: the copy {copy} is larger than 16 MiB\n  hint: split it\n"
    assert (2, "", told) == rcsc("verify", str(copy))


def test_verify_on_a_plain_terminal(rcsc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines instead of a table, the totals last."""
    monkeypatch.setenv("TERM", "dumb")
    run = rcsc("verify", str(STORES / "own.txt"), "--format", "table")
    assert 1 == run.code
    assert "│" not in run.out
    assert "the curator's." in " ".join(run.out.splitlines()[-2:])


def test_prose_after_the_claimed_paragraphs_counts() -> None:
    """A paragraph of prose next to the last claimed one belongs to the article."""
    header, claims = catalog.load(STORES / "own.yaml")
    text = (STORES / "own.txt").read_text(encoding="utf-8")
    more = "The port of Bergen has some 40 cranes, and it wants to buy twelve more of them next year.\n"
    report = verify(header, claims, f"{text}\n{more}".encode())
    assert ["Bergen has [some 40] cranes, and", "to buy [twelve] more of"] == [row[4] for row in report.rows()]


def test_prose_before_the_claimed_paragraphs_counts() -> None:
    """Up to the first line of the copy."""
    report = _verify(f"The club of Bergen has 36 kennels and more cats.\n\n{TEXT}")
    assert [("unaccounted", "", "0.1", "", "Bergen has [36] kennels and")] == report.rows()


def test_a_web_page_with_unclosed_furniture() -> None:
    """What is skipped ends where its own tag ends, however the tags inside are nested."""
    header, claims = catalog.load(STORES / "own.yaml")
    text = (STORES / "own.txt").read_text(encoding="utf-8")
    page = f"<nav><aside>x</nav><p>{text}</p>"
    assert verify(header, claims, page.encode(), "page.html").is_proved


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
            "Blankets were",
            "Chad had blankets that were",
            Result(None, "unaccounted", None, "and Ghana. [Chad] had blankets", 3, 2),
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


def test_a_figure_that_the_words_of_its_claim_lack() -> None:
    """The claim's figure is named, and those that stand there instead, or that there is none."""
    header, claims = catalog.load(Path(STORE))
    dogs, place = (next(claim for claim in claims if claim.id == key) for key in ("dogs", "place"))
    quantity = Quantity("3.6 million", "dogs", 3_600_000, 3_550_000, 3_650_000)
    for claim, found in ((dogs, "3.5 million"), (place, "no figure")):
        changed = [one._replace(quantity=quantity) if one is claim else one for one in claims]
        [result] = [one for one in verify(header, changed, TEXT.encode()).results if one.claim == claim.id]
        assert ("differs", "3.6 million", found) == result[1:4]


ENDLESS = {
    ".txt": ["17 million- ", "A. ", "one hundred and ", "United ", '."'],
    ".md": ["[", "[a](", "![", "#", "*", "---\n"],
    ".html": ["<", "<a ", "<!--", "<![", "</", "<?", "&#9", "<nav></aside>", "<a b='"],
}


@pytest.mark.parametrize(("suffix", "piece"), [(suffix, piece) for suffix in ENDLESS for piece in ENDLESS[suffix]])
def test_no_copy_takes_endless_time(suffix: str, piece: str, tmp_path: Path) -> None:
    """A tenth of a megabyte of any piece is read within five seconds of processor time, which the system caps."""
    copy = tmp_path / f"copy{suffix}"
    copy.write_text(piece * (100_000 // len(piece)), encoding="utf-8")
    command = ["sh", "-c", 'ulimit -t 5; exec "$@"', "sh", sys.executable, "-m", "rcsc_facts", "verify", str(copy)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert 1 == done.returncode, done.stderr[-500:]
    assert b"Traceback" not in done.stderr


HARBOUR = ARTICLES / "harbour.txt"
DISTURBED = [
    line.split("\t")
    for line in (ROOT / "tests" / "disturbed.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("truth", "claim", "kind", "old", "new", "told"), DISTURBED)
def test_a_disturbed_copy(truth: str, claim: str, kind: str, old: str, new: str, told: str) -> None:
    """No false copy is proved, nothing added goes unseen, no true copy is refused, and what is told is this."""
    header, claims = catalog.load(ARTICLES / "harbour.yaml")
    text = HARBOUR.read_text(encoding="utf-8")
    assert 1 == text.count(old)
    report = verify(header, claims, text.replace(old, new.replace("\\n", "\n")).encode())
    status = next(one.status for one in report.results if one.claim == claim)
    if truth == "true":
        assert status in ("proved", "moved")
    else:
        assert not report.is_proved
        assert truth == "unseen" or status in ("differs", "missing")
    rows = [" ".join(filter(None, (word, of, at, found))) for word, of, at, _, found in report.rows()]
    assert told == (" | ".join(rows) or "-")


def test_the_harbour_is_proved_whole() -> None:
    """Every kind of claim, role, hedge and group; what is left out on purpose is counted."""
    header, claims = catalog.load(ARTICLES / "harbour.yaml")
    report = verify(header, claims, HARBOUR.read_bytes())
    assert report.is_strictly_proved, report.rows()
    assert 3 == report.left_out


SHAPES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "wrapped at 40": lambda text: "\n\n".join(textwrap.fill(line, 40) for line in text.splitlines()),
    "wrapped at 72, hyphens": lambda text: "\n\n".join(
        textwrap.fill(line, 72, break_on_hyphens=True) for line in text.splitlines()
    ),
    "mail": lambda text: "\n>\n".join(
        "\n".join(f"> {one}" for one in textwrap.wrap(line, 66)) for line in text.splitlines()
    ),
    "one paragraph": lambda text: " ".join(text.split()),
    "page numbers": lambda text: "\n\n12\n\n".join(text.splitlines()),
    "form": lambda text: "<html><body><form>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</form>",
    "no end of head": lambda text: (
        "<html><head><title>9</title><body>" + "".join(f"<p>{line}" for line in text.splitlines())
    ),
    "breaks": lambda text: "<p>" + "<br><br>".join(text.splitlines()) + "</p>",
    "breaks after commas": lambda text: "".join(f"<p>{line}</p>" for line in text.splitlines()).replace(", ", ",<br>"),
    "headings between": lambda text: "<h2>More 7</h2>".join(f"<p>{line}</p>" for line in text.splitlines()),
    "header around": lambda text: "<header>" + "</header>".join(f"<p>{line}</p>" for line in text.splitlines()),
    "notes": lambda text: "".join(f"<p>{line}</p>" for line in text.splitlines()).replace(". ", ".<sup>1</sup> "),
    "another order": lambda text: "\n".join([text.splitlines()[-1], *text.splitlines()[:-1]]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_a_copy_and_a_change_in_it(shape: str) -> None:
    """In every shape of a copy all claims are found and none is accused; in each one change is found, and no other."""
    header, claims = catalog.load(ARTICLES / "harbour.yaml")
    text = HARBOUR.read_text(encoding="utf-8")
    name = "page.html" if "<" in SHAPES[shape]("a. b, c\nd") else "copy.txt"
    report = verify(header, claims, SHAPES[shape](text).encode(), name)
    assert {one.status for one in report.results if one.claim} <= {"proved", "moved"}, report.rows()
    for old, new, claim in (("63 registered", "64 registered", "vessels"), ("Iceland", "Ireland", "crane-lent")):
        changed = verify(header, claims, SHAPES[shape](text.replace(old, new)).encode(), name)
        assert [claim] == [one.claim for one in changed.results if one.status in ("differs", "missing")]


def test_another_text_and_an_excerpt_are_called_so() -> None:
    """One line says what the copy is."""
    header, claims = catalog.load(ARTICLES / "harbour.yaml")
    foreign = verify(header, claims, TEXT.encode())
    assert foreign.totals().startswith("this does not look like the article: 0 of 16 phrases stand in it; ")
    few = verify(header, claims[:3], TEXT.encode())
    assert few.totals().startswith("this does not look like the article: 0 of 3 phrases stand in it; ")
    lines = HARBOUR.read_text(encoding="utf-8").splitlines()
    part = verify(header, claims, "\n".join(lines[1:3]).encode())
    assert part.totals().startswith("an excerpt: paragraphs 2–3 of the article; ")
    assert not part.is_proved
    some = tuple(claim.id for claim in claims if claim.evidence.paragraph in (2, 3))
    assert verify(header, claims, "\n".join(lines[1:3]).encode(), ids=some).is_proved


def test_moved_locators_are_written_back_and_nothing_else(rcsc: Program, tmp_path: Path) -> None:
    """The numbers change where they stand; every other byte, the mark at the beginning and CRLF among them, stays."""
    store, wrong = (
        tmp_path / "store.yaml",
        ("{paragraph: 2, sentence: 1, phrase: twelve", "{paragraph: 1, sentence: 2, phrase: twelve"),
    )
    right = b"\xef\xbb\xbf" + Path(STORE).read_bytes().replace(b"\n", b"\r\n")
    assert wrong[0].encode() in right
    store.write_bytes(right.replace(wrong[0].encode(), wrong[1].encode()))
    store.chmod(0o640)
    copy = ("verify", str(ARTICLES / "kennels.txt"), "--store", str(store))
    assert "moved\tshelters\t2.1\t" in rcsc(*copy).out
    assert (0, 1) == (rcsc(*copy).code, rcsc(*copy, "--strict").code)
    assert "rcsc: changed the locator of 1 piece of evidence in " in rcsc(*copy, "--renumber").err
    assert right == store.read_bytes()
    assert 0o640 == store.stat().st_mode & 0o777
    assert 0 == rcsc(*copy, "--strict").code
    assert "rcsc: no locator had to be changed\n" in rcsc(*copy, "--renumber").err


def test_locators_are_renumbered_whatever_ends_the_lines(rcsc: Program, tmp_path: Path) -> None:
    """YAML takes a lone carriage return for the end of a line, and so does what is written back."""
    store = tmp_path / "store.yaml"
    right = Path(STORE).read_bytes().replace(b"\n", b"\r")
    wrong = right.replace(b"{paragraph: 2, sentence: 1, phrase: twelve", b"{paragraph: 1, sentence: 2, phrase: twelve")
    store.write_bytes(wrong)
    assert 0 == rcsc("verify", str(ARTICLES / "kennels.txt"), "--store", str(store), "--renumber").code
    assert right == store.read_bytes() != wrong


def test_what_moved_into_the_headline_has_no_locator(rcsc: Program, tmp_path: Path) -> None:
    """It is told, and the store is left alone: no paragraph of an article stands above the first."""
    store, copy = tmp_path / "store.yaml", tmp_path / "copy.txt"
    store.write_bytes(Path(STORE).read_bytes())
    text = TEXT.replace("The club will meet in Oslo next year.", "It is an old club.")
    copy.write_text(f"Dogs and cats will meet in Oslo next year\n\n{text}", encoding="utf-8")
    run = rcsc("verify", str(copy), "--store", str(store), "--renumber")
    assert "moved\tplace\t0.1\t" in run.out
    assert "rcsc: no locator had to be changed\n" in run.err
    assert Path(STORE).read_bytes() == store.read_bytes()


def test_a_store_is_not_renumbered_by_halves() -> None:
    """Moves that contradict each other, and a store with a fault, are refused."""
    content = Path(STORE).read_bytes()
    with pytest.raises(StoreError, match="would not read the same"):
        renumbered(content, "store.yaml", [Move("shelters", 0, 9, 9), Move("shelters", 0, 8, 8)])
    with pytest.raises(StoreFaults, match="S111"):
        renumbered(content.replace(b"schema: 2", b"schema: 1"), "store.yaml", [])
