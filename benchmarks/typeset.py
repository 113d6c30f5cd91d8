"""Typeset the entries of `rcsc cite` in BibTeX and BibLaTeX, and count what the programs complain about.

    python benchmarks/typeset.py [--keep FOLDER] [--fonts "DejaVu Serif,DejaVu Sans,WenQuanYi Zen Hei"]

Needs pdflatex, lualatex, bibtex, bibtexu and biber, with biblatex, biblatex-apa, biblatex-chicago, apacite and natbib.
Takes the sources in tests/citations/sources.json, that of facts.yaml, and two that try to break out of every field.
What Windows-1252 can write is set by pdflatex with bibtex; the rest by lualatex with bibtexu, in the first font, with
the others behind it. Prints a table in Markdown; --keep leaves the documents in a new folder, to be read.
"""

import argparse
import json
import os
import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from rcsc_facts import cite, load

SOURCES = Path(__file__).parents[1] / "tests" / "citations" / "sources.json"
SPECIAL = r"""a\b{c}d}e#f$g%h&i_j~k^l"m'n`o<p>q|r@s--t"""
ACCESSED = (2026, 11, 23)
BATCH = 25
"""How many entries stand in one document; styles that tell works of a year apart have 26 letters."""

NEWS = (
    r"\DeclareSourcemap{\maps[datatype=bibtex]{\map{"
    r"\step[fieldsource=entrysubtype, match=nonacademic, replace=magazine]}}}"
)
"""What makes biblatex-chicago take for news what biblatex-apa does."""


class Setting(NamedTuple):
    """A style and how a document asks for it."""

    data: str
    """The style of `rcsc cite`."""
    name: str
    preamble: str
    end: str
    """What prints the list."""


def _bibtex(name: str, packages: str = "url") -> Setting:
    return Setting("bibtex", name, rf"\usepackage{{{packages}}}", rf"\bibliographystyle{{{name}}}\bibliography{{x}}")


def _biblatex(name: str, package: str, more: str = "") -> Setting:
    marked = r"\addbibresource{x.bib}\AtEveryBibitem{\typeout{>> \thefield{entrykey}}}"
    return Setting("biblatex", name, rf"\usepackage{package}{marked}{more}", r"\printbibliography")


SETTINGS = (
    *(_bibtex(name) for name in ("plain", "unsrt", "alpha", "abbrv")),
    _bibtex("plainnat", "url,natbib"),
    _bibtex("apacite", "url,apacite"),
    *(_biblatex(name, f"[style={name}]{{biblatex}}") for name in ("numeric", "authoryear", "apa")),
    _biblatex("chicago-authordate", "[authordate]{biblatex-chicago}", NEWS),
    _biblatex("chicago-notes", "[notes]{biblatex-chicago}", NEWS),
)


class Complaint(NamedTuple):
    """What a program says of an entry."""

    is_error: bool
    kind: str
    entry: str


class Batch(NamedTuple):
    """What stands in one document."""

    sources: Sequence[cite.Source]
    fonts: Sequence[str]
    """Empty for pdflatex."""


def batches(fonts: Sequence[str]) -> Iterator[Batch]:
    """Yield all that is typeset; what has no date has one of access."""
    items = json.loads(SOURCES.read_text(encoding="utf-8"))
    items += [hostile("special", SPECIAL), hostile("wide", SPECIAL + "洪水切断山谷الفيضانات")]
    sources = [cite.Source(item, () if "issued" in item else ACCESSED) for item in items]
    sources.append(cite.source_of(load().header, accessed=ACCESSED))
    for western in (True, False):
        some = [source for source in sources if is_western(source) is western]
        for start in range(0, len(some), BATCH):
            yield Batch(some[start : start + BATCH], () if western else fonts)


def hostile(id: str, words: str) -> dict[str, Any]:
    """Return a source that has the words in every field that takes any."""
    texts = "title container-title publisher publisher-place edition section volume issue page note".split()
    author = [{"family": words, "given": words}, {"literal": words}]
    fixed = {"id": id, "type": "article-newspaper", "author": author, "issued": {"date-parts": [[2021, 3, 9]]}}
    return {**fixed, **dict.fromkeys(texts, words), "URL": f"https://valley.example/{SPECIAL}"}


def is_western(source: cite.Source) -> bool:
    """Tell whether pdflatex has letters for all of a source."""
    words = json.dumps(source.item, ensure_ascii=False)
    return words.encode("cp1252", "ignore").decode("cp1252") == words


def document(setting: Setting, batch: Batch) -> str:
    """Return a document that cites every source and prints the list."""
    letters = r"\usepackage[T1]{fontenc}\usepackage[american]{babel}"
    if batch.fonts:
        behind = ", ".join(f'"{font}:mode=harf;"' for font in batch.fonts[1:])
        letters = (
            rf"\directlua{{luaotfload.add_fallback('wide', {{{behind}}})}}\usepackage{{fontspec}}"
            rf"\setmainfont{{{batch.fonts[0]}}}[RawFeature={{fallback=wide}}]\usepackage[american,bidi=basic]{{babel}}"
        )
    cited = [rf"\typeout{{>> {one.id}}}{in_text(setting.data, one)}" for one in batch.sources]
    return "\n".join(
        [
            rf"\documentclass{{article}}{letters}\usepackage{{csquotes}}{setting.preamble}",
            *(
                r"\begin{document}\raggedright",
                "\n\n".join(cited),
                r"\typeout{>> list}",
                setting.end,
                r"\end{document}",
            ),
        ]
    )


def run(folder: Path, *command: str) -> str:
    """Run a program and return what it says, in lines that are not broken."""
    whole = os.environ | {"max_print_line": "100000", "error_line": "254", "half_error_line": "238"}
    done = subprocess.run(command, cwd=folder, env=whole, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def marked(bbl: str, ids: Iterable[str]) -> str:
    """Return a list made by BibTeX whose entries tell the log their ids."""
    entry = rf"\\bibitem(?=\s*[\[{{])(?=.*?\{{(?:%\n)?({'|'.join(map(re.escape, ids))})\}})"
    return re.sub(entry, lambda found: rf"\typeout{{>> {found[1]}}}{found[0]}", bbl, flags=re.DOTALL)


BIBTEX = re.compile(r"^(?:Warning--(?P<warning>.*?)(?: in (?P<entry>\S+))?|(?P<error>.*)---line .*)$", re.MULTILINE)
BIBER = re.compile(r"^(WARN|ERROR) - (.*)$", re.MULTILINE)
TEX = re.compile(
    r"^(?:>> (?P<entry>\S+)|(?P<warning>(?:LaTeX|Package \S+|Class \S+)(?: Font)? Warning: .*)|! (?P<error>.*)"
    r"|(?P<missing>Missing character: .*?) \(.*)$",
    re.MULTILINE,
)


def of_bibtex(said: str) -> Iterator[Complaint]:
    """Yield what BibTeX complains about."""
    for found in BIBTEX.finditer(said):
        yield Complaint(found["warning"] is None, found["warning"] or found["error"], found["entry"] or "")


def of_biber(said: str) -> Iterator[Complaint]:
    """Yield what biber complains about."""
    for how, what in BIBER.findall(said):
        entry = re.search(r"Entry '(.*?)' \(.*?\): ", what)
        yield Complaint(how == "ERROR", what.replace(entry[0], "") if entry else what, entry[1] if entry else "")


def of_tex(log: str) -> Iterator[Complaint]:
    """Yield what the last run of LaTeX complains about, but for lines that are too long or too short."""
    entry = ""
    for found in TEX.finditer(log):
        entry = found["entry"] or entry
        if words := found["warning"] or found["error"] or found["missing"]:
            yield Complaint(bool(found["error"]), words, entry)


def entries(data: str, sources: Iterable[cite.Source]) -> str:
    """Return the sources in a style of `rcsc cite`."""
    return "\n\n".join(str(cite.TABLE[data].reference(source, None)) for source in sources)


def in_text(data: str, source: cite.Source) -> str:
    """Return a citation of a paragraph, in a style of `rcsc cite`."""
    cited = cite.TABLE[data].in_text
    return str(cited(source, cite.Passage(7))) if cited else ""


def typeset(setting: Setting, batch: Batch, folder: Path) -> tuple[int, list[Complaint]]:
    """Typeset the sources, and return how many stand in the list and all complaints."""
    folder.mkdir(parents=True)
    (folder / "x.bib").write_text(entries(setting.data, batch.sources), encoding="utf-8")
    (folder / "x.tex").write_text(document(setting, batch), encoding="utf-8")
    latex = ("lualatex" if batch.fonts else "pdflatex", "-interaction=nonstopmode", "x.tex")
    run(folder, *latex)
    if setting.data == "biblatex":
        complaints = list(of_biber(run(folder, "biber", "x")))
    else:
        complaints = list(of_bibtex(run(folder, "bibtexu" if batch.fonts else "bibtex", "x")))
        bbl = folder / "x.bbl"
        # Bytes, for what BibTeX makes need not be letters.
        list_marked = marked(bbl.read_bytes().decode("latin-1"), [source.id for source in batch.sources])
        bbl.write_bytes(list_marked.encode("latin-1"))
    for _ in range(3):
        run(folder, *latex)
    log = (folder / "x.log").read_text(encoding="utf-8", errors="replace")
    complaints += of_tex(log)
    return len(set(re.findall(r"^>> (\S+)$", log.partition(">> list\n")[2], re.MULTILINE))), complaints


def cell(complaints: Iterable[Complaint]) -> str:
    """Return the kinds of complaints, each with how many entries it names."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for one in complaints:
        kinds[one.kind.replace("|", "\\|")].add(one.entry)
    counts = sorted(((len(named), kind) for kind, named in kinds.items()), key=lambda pair: (-pair[0], pair[1]))
    return "<br>".join(f"{count} × {kind}" for count, kind in counts) or "0"


def row(data: str, name: str, typeset: str, complaints: Sequence[Complaint]) -> str:
    """Return a line of the table."""
    cells = (cell(one for one in complaints if one.is_error is is_error) for is_error in (False, True))
    return f"| {' | '.join((data, name, typeset, *cells))} |"


def page(keep: Path, fonts: Sequence[str]) -> Iterator[str]:
    """Yield the table: a line for each style, and one for biber's own validation."""
    yield "| data | style | entries typeset | warnings, by entries | errors |"
    yield "| --- | --- | ---: | --- | --- |"
    all_batches = list(batches(fonts))
    sources = [source for batch in all_batches for source in batch.sources]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for setting in SETTINGS:
            folders = [keep / setting.name / str(number) for number in range(len(all_batches))]
            done = list(pool.map(typeset, [setting] * len(all_batches), all_batches, folders))
            count = f"{sum(count for count, _ in done)} of {len(sources)}"
            yield row(setting.data, setting.name, count, [one for _, complaints in done for one in complaints])
    (keep / "x.bib").write_text(entries("biblatex", sources), encoding="utf-8")
    said = run(keep, "biber", "--tool", "--validate-datamodel", "x.bib")
    yield row("biblatex", "(biber --tool)", "", list(of_biber(said)))


def main() -> None:
    """Typeset everything and print the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--fonts", default="DejaVu Serif,DejaVu Sans,WenQuanYi Zen Hei")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for line in page(options.keep or Path(folder), options.fonts.split(",")):
            print(line, flush=True)


if __name__ == "__main__":
    main()
