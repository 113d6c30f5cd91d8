"""The data formats through the programs and libraries that read them, and what they keep of a source."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import bibtexparser.entrypoint
import pytest
import rispy

from cite.test_prose import HOSTILE, ITEMS
from rcsc_facts import cite

ALL = [*ITEMS.values(), HOSTILE]


def entry(item: dict[str, Any], style: str) -> str:
    """Return the entry of a source."""
    return str(cite.TABLE[style].reference(cite.Source(item), None))


FULL = {
    "id": "full",
    "type": "article-newspaper",
    "title": "CO<sub>2</sub> & <i>Homo sapiens</i>",
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."},
        {"literal": "Health and Care"},
    ],
    "container-title": "The Valley Times",
    "publisher": "Valley Media",
    "publisher-place": "Oslo",
    "issued": {"date-parts": [[2021, 3, 9], [2021, 3, 11]]},
    "edition": "Late",
    "volume": "12",
    "issue": "3",
    "section": "World",
    "page": "A1, A6-A8",
    "language": "en",
    "URL": "https://valley.example/a_b?c=1&d=%20",
    "DOI": "https://doi.org/10.1000/a_b",
    "ISSN": "2049-3630",
    "note": "A reprint",
}


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("[Review of <i>Air</i>]", "[Review of ''Air'']"),
        ("The 12<sup>th</sup> show", "The 12<sup>th</sup> show"),
        ("Air [sic]", "Air &#91;sic&#93;"),
        ("a</i> b", "a&#60;/i&#62; b"),
    ],
)
def test_wikipedia_prints_a_description_as_one(title: str, written: str) -> None:
    """A whole title in brackets keeps them; other brackets, and tags of no pair, are text; raised letters stay so."""
    assert f"|title={written} |" in entry({**FULL, "title": title}, "wikipedia")


def test_bibtex_keeps_all() -> None:
    """Every field that BibTeX or its common programs know."""
    expected = r"""@article{full,
  author = {van der Berg, Jr., Jan and {Health and Care}},
  title = {{CO\textsubscript{2} \& \emph{Homo sapiens}}},
  journal = {The Valley Times},
  publisher = {Valley Media},
  address = {Oslo},
  year = {2021},
  month = mar,
  day = {9--11},
  volume = {12},
  number = {3},
  pages = {A1, A6--A8},
  language = {en},
  issn = {2049-3630},
  doi = {10.1000/a_b},
  url = {https://valley.example/a_b?c=1&d=%20},
  note = {Section World. Late edition. A reprint},
}"""
    assert expected == entry(FULL, "bibtex")


def test_biblatex_keeps_all() -> None:
    """With the range of dates in EDTF."""
    expected = r"""@article{full,
  author = {van der Berg, Jr., Jan and {Health and Care}},
  title = {{CO\textsubscript{2} \& \mkbibemph{Homo sapiens}}},
  journaltitle = {The Valley Times},
  entrysubtype = {nonacademic},
  publisher = {Valley Media},
  location = {Oslo},
  date = {2021-03-09/2021-03-11},
  volume = {12},
  number = {3},
  pages = {A1, A6--A8},
  langid = {english},
  issn = {2049-3630},
  doi = {10.1000/a_b},
  url = {https://valley.example/a_b?c=1&d=%20},
  note = {A reprint},
  addendum = {Section World. Late edition},
}"""
    assert expected == entry(FULL, "biblatex")


def test_ris_keeps_all() -> None:
    """A list of pages stands whole in the first; the end of a range stands in the part for other information."""
    expected = """TY  - NEWS
ID  - full
AU  - van der Berg, Jan, Jr.
AU  - Health and Care
TI  - CO2 & Homo sapiens
T2  - The Valley Times
PY  - 2021
DA  - 2021/03/09/to 2021-03-11
ET  - Late
VL  - 12
IS  - 3
SE  - World
SP  - A1, A6-A8
PB  - Valley Media
CY  - Oslo
LA  - en
SN  - 2049-3630
DO  - 10.1000/a_b
UR  - https://valley.example/a_b?c=1&d=%20
N1  - A reprint
ER  - """
    assert expected == entry(FULL, "ris")


@pytest.mark.parametrize(
    ("parts", "issued"),
    [
        ([[2021]], "PY  - 2021\n"),
        ([[2021, 3]], "PY  - 2021\nDA  - 2021/03//\n"),
        ([[2021], [2022]], "PY  - 2021\nDA  - 2021///to 2022\n"),
        ([[2021, 21]], "PY  - 2021\nDA  - 2021///Spring\n"),
    ],
)
def test_ris_has_a_date_where_there_is_more_than_a_year(parts: list[list[int]], issued: str) -> None:
    """A month, a season, or the end of a range."""
    item = {"id": "x", "type": "webpage", "title": "Air", "issued": {"date-parts": parts}}
    assert f"TY  - ELEC\nID  - x\nTI  - Air\n{issued}ER  - " == entry(item, "ris")


def test_wikipedia_keeps_all() -> None:
    """In the parameters of the template."""
    expected = (
        "{{cite news |last1=van der Berg |first1=Jan, Jr. |author2=Health and Care "
        "|title=CO<sub>2</sub> &#38; ''Homo sapiens'' |newspaper=The Valley Times |publisher=Valley Media "
        "|location=Oslo |date=9–11 March 2021 |edition=Late |department=World |volume=12 |issue=3 "
        "|pages=A1, A6–A8 |issn=2049-3630 |doi=10.1000/a_b |url=https://valley.example/a_b?c=1&d=%20}}"
    )
    assert expected == entry(FULL, "wikipedia")


def test_markdown_has_address_and_range() -> None:
    """A line for a reader."""
    expected = (
        "Jan van der Berg Jr. and Health and Care, "
        r"[CO<sub>2</sub> \& *Homo sapiens*](https://doi.org/10.1000/a_b), "
        "*The Valley Times* (Oslo), March 9–11, 2021"
    )
    assert expected == entry(FULL, "markdown")


def test_csl_json_is_the_source_with_a_bare_doi() -> None:
    """Nothing is lost but our own custom fields."""
    [item] = json.loads(cite.cite(cite.Source(FULL, (2026, 11, 23)), [], "csl-json")[0])
    assert FULL | {"DOI": "10.1000/a_b", "accessed": {"date-parts": [[2026, 11, 23]]}} == item


REPORT = {
    "id": "report",
    "type": "report",
    "title": "Wells",
    "genre": "White paper",
    "number": "12",
    "publisher": "Relief Press",
    "page": "5-9",
    "issued": {"date-parts": [[2020]], "season": 1},
}


def test_a_report_has_its_number_kind_and_season() -> None:
    """Where Zotero, BibTeX and Wikipedia look for them."""
    ris = entry(REPORT, "ris").splitlines()
    expected = ("SN  - 12", "M3  - White paper", "PB  - Relief Press", "SP  - 5", "EP  - 9", "DA  - 2020///Spring")
    assert set(expected) <= set(ris)
    assert "  date = {2020-21}," in entry(REPORT, "biblatex").splitlines()
    assert '  month = "Spring",' in entry(REPORT, "bibtex").splitlines()
    assert "|date=Spring 2020 " in entry(REPORT, "wikipedia")


@pytest.mark.parametrize(
    ("name", "bibtex", "biblatex"),
    [
        ({"given": "Sitting Bull"}, "{Sitting Bull}", "{Sitting Bull}"),
        ({"family": "王", "given": "小宇"}, "{王小宇}", "{王小宇}"),
        ({"family": "Wang", "given": "Xiaoyu", "static-ordering": True}, "Wang, Xiaoyu", "Wang, Xiaoyu"),
        ({"family": "hooks", "given": "bell"}, "{hooks}, bell", "{hooks}, bell"),
        ({"family": "al-Sisi", "given": "Omar"}, "{al-Sisi}, Omar", "{al-Sisi}, Omar"),
        ({"family": "van der Berg", "given": "Jan"}, "van der Berg, Jan", "van der Berg, Jan"),
        ({"family": "Hill and Dale", "given": "Jo"}, "{Hill and Dale}, Jo", "{Hill and Dale}, Jo"),
        ({"family": "O’Neil", "given": "Zoë"}, r"O'Neil, Zo{\"e}", "O’Neil, Zoë"),
        ({"family": "Ødegård", "given": "Þóra"}, r"{\O}deg{\r a}rd, {\TH}{\'o}ra", "Ødegård, Þóra"),
        ({"literal": "Šiška, Ltd"}, r"{{\v S}i{\v s}ka, Ltd}", "{Šiška, Ltd}"),
        ({"family": "Иванова", "given": "Анна"}, "Иванова, Анна", "Иванова, Анна"),
    ],
)
def test_a_name_is_split_where_its_parts_meet(name: dict[str, Any], bibtex: str, biblatex: str) -> None:
    """Nowhere else; and in BibTeX every accent stands as TeX writes it, so that an initial is a letter."""
    item = {"id": "a", "type": "webpage", "author": [name]}
    assert (bibtex, biblatex) == tuple(
        entry(item, style).splitlines()[1].removeprefix("  author = {").removesuffix("},")
        for style in ("bibtex", "biblatex")
    )


def test_a_report_is_called_one_only_where_its_number_needs_it() -> None:
    """In BibTeX always, since its styles would call it a technical one; the number has no label that styles add."""
    report: dict[str, Any] = {
        "id": "r",
        "type": "report",
        "title": "Wells",
        "author": [{"literal": "Aid"}],
        "publisher": "Aid",
    }
    report |= {"issued": {"date-parts": [[2020]]}, "edition": "2", "volume": "3"}
    written = r"""@report{r,
  author = {{Aid}},
  title = {{Wells}},
  institution = {Aid},
  date = {2020},
  addendum = {2nd ed. Vol. 3},
}"""
    assert written == entry(report, "biblatex")
    numbered = written.replace("  institution", "  type = {Report},\n  institution")
    numbered = numbered.replace("  addendum", "  number = {5},\n  addendum")
    assert numbered == entry(report | {"number": "No. 5"}, "biblatex")
    expected = r"""@techreport{r,
  author = {{Aid}},
  title = {{Wells}},
  institution = {Aid},
  type = {Report},
  year = {2020},
  number = {5},
  note = {2nd ed. Vol. 3},
}"""
    assert expected == entry(report | {"number": "No. 5"}, "bibtex")


def test_a_page_has_its_publisher_for_a_site_and_its_genre_behind_the_title() -> None:
    """BibLaTeX has no other field for either."""
    page = {
        "id": "p",
        "type": "webpage",
        "title": "Wells",
        "genre": "Blog post",
        "publisher": "Helpers",
        "section": "News",
    }
    expected = r"""@online{p,
  title = {{Wells}},
  titleaddon = {Blog post},
  organization = {Helpers},
  addendum = {Section News},
}"""
    assert expected == entry(page, "biblatex")


def test_marks_in_a_title_are_typographic() -> None:
    """In BibLaTeX they become single where the style quotes titles; no character prints as another one."""
    page = {"id": "p", "type": "webpage", "title": '"Relief" <i>isn\'t</i> <sup>x</sup> a|b <c> `d`'}
    rest = r"a\textbar{}b \textless{}c\textgreater{} \textasciigrave{}d\textasciigrave{}}},"
    assert rf"  title = {{{{“Relief” \emph{{isn’t}} \textsuperscript{{x}} {rest}" in entry(page, "bibtex").splitlines()
    assert (
        rf"  title = {{{{\mkbibquote{{Relief}} \mkbibemph{{isn’t}} \mkbibsuperscript{{x}} {rest}"
        in entry(page, "biblatex").splitlines()
    )


def test_a_day_of_access_stands_once() -> None:
    """In the note, which every style of BibTeX prints."""
    lines = str(cite.TABLE["bibtex"].reference(cite.Source(ITEMS["web-page"], (2026, 11, 23)), None)).splitlines()
    assert ["  note = {Accessed November 23, 2026},"] == [line for line in lines if "2026" in line]


@pytest.mark.parametrize("item", ALL, ids=lambda item: str(item["id"]))
@pytest.mark.parametrize("style", ["bibtex", "biblatex"])
def test_bibtexparser_reads_our_entries(item: dict[str, Any], style: str) -> None:
    """One entry, no failed block, the same key, and an address in which nothing ends."""
    library = bibtexparser.entrypoint.parse_string(entry(item, style))
    assert ([], 1) == (library.failed_blocks, len(library.entries))
    [read] = library.entries
    assert item["id"] == read.key
    address = read.fields_dict["url"].value if "url" in read.fields_dict else None
    if item is not HOSTILE:
        assert item.get("URL") == address
    assert not set(address or "") & set('{}\\ <>"|')


@pytest.mark.parametrize("item", ALL, ids=lambda item: str(item["id"]))
def test_rispy_reads_our_records(item: dict[str, Any]) -> None:
    """Title, year, pages and the number of authors come back as they were."""
    [record] = rispy.loads(entry(item, "ris"))
    source = cite.Source(item)
    assert source.plain_title == record["title"]
    assert len(source.authors) == len(record.get("authors", []))
    assert (str(source.issued.start[0]) if source.issued else None) == record.get("year")
    pages = "-".join(filter(None, (record.get("start_page"), record.get("end_page"))))
    assert item.get("page", "") == pages
    assert (item.get("DOI"), item.get("language")) == (record.get("doi"), record.get("language"))


WIKI_FIELD = re.compile(r"\|([a-z-]+\d*)=([^|]*)")


@pytest.mark.parametrize("item", ALL, ids=lambda item: str(item["id"]))
def test_a_template_of_wikipedia_is_not_broken_out_of(item: dict[str, Any]) -> None:
    """Its fields are those that we give, each once, and none opens or ends a template, a link or another tag."""
    template = entry(item, "wikipedia")
    inner = template.removeprefix("{{cite ").removesuffix("}}")
    assert not re.search(r"[{}]|\[\[|\]\]", inner)
    assert {"!--Not", "sup", "/sup", "sub", "/sub"} >= {tag.split()[0] for tag in re.findall(r"<([^>]*)>", inner)}
    names = [name for name, _ in WIKI_FIELD.findall(inner)]
    assert len(names) == len(set(names)) == inner.count("|")


@pytest.mark.skipif(not shutil.which("bibtex"), reason="needs bibtex")
def test_bibtex_itself_takes_our_entries(tmp_path: Path) -> None:
    """A real run over all ends without an error, and warns of nothing but an issue without a volume."""
    (tmp_path / "x.bib").write_text("\n".join(entry(item, "bibtex") for item in ALL), encoding="utf-8")
    (tmp_path / "x.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{x}\n", encoding="utf-8")
    done = subprocess.run(["bibtex", "x"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout
    expected = [
        "there's a number but no volume in magazine-issue",
        "there's a number but no series in report-container-number",
    ]
    assert sorted(expected) == sorted(re.findall(r"Warning--(.*)", done.stdout))
    assert len(ALL) == (tmp_path / "x.bbl").read_text(encoding="utf-8").count(r"\bibitem{")


@pytest.mark.skipif(not shutil.which("biber"), reason="needs biber")
def test_biber_takes_our_entries(tmp_path: Path) -> None:
    """Biber's own validation finds no error, and misses nothing but what a source lacks."""
    (tmp_path / "x.bib").write_text("\n".join(entry(item, "biblatex") for item in ALL), encoding="utf-8")
    command = ["biber", "--tool", "--validate-datamodel", "--nolog", "x.bib"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout
    assert "ERROR" not in done.stdout
    missing = re.findall(r"Entry '(.*?)' .*: Missing mandatory field (?:'(\w+)')?", done.stdout)
    assert missing
    for name, field in missing:
        lacking = {"author": "author", "institution": "publisher", "type": "genre", "": "issued"}[field]
        assert lacking not in ({HOSTILE["id"]: HOSTILE} | ITEMS)[name], (name, field)


@pytest.mark.parametrize("style", ["alpha", "abbrv"])
@pytest.mark.skipif(not shutil.which("bibtex") or not shutil.which("pdflatex"), reason="needs bibtex and pdflatex")
def test_latex_sets_what_bibtex_makes(style: str, tmp_path: Path) -> None:
    """No initial or label is half a letter, and the encoding that LaTeX starts with has all that is asked of it."""
    known = ("everything", "title-lt", "title-quote-in-quote", "name-accent-initial", "name-darcy", "name-o-neil-curly")
    items = [HOSTILE, *(ITEMS[name] for name in known)]
    (tmp_path / "x.bib").write_text("\n".join(entry(item, "bibtex") for item in items), encoding="utf-8")
    listed = rf"\nocite{{*}}\bibliographystyle{{{style}}}\bibliography{{x}}"
    page = rf"\documentclass{{article}}\begin{{document}}{listed}\end{{document}}"
    (tmp_path / "x.tex").write_text(page, encoding="utf-8")
    for command in ("pdflatex", "bibtex", "pdflatex"):
        options = [command, *["-interaction=nonstopmode"] * (command == "pdflatex"), "x"]
        done = subprocess.run(options, cwd=tmp_path, capture_output=True, check=False)
    assert 0 == done.returncode, done.stdout.decode("utf-8", "replace")
    assert len(items) == (tmp_path / "x.bbl").read_text(encoding="utf-8").count("\\bibitem")
