"""What a terminal shows: it fits, its colours carry no meaning alone, and it can be drawn into a file."""

import itertools
import os
import re
import shlex
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.cells import cell_len

from support import ROOT, STORES, Golden, Program, process, terminal

RCSC = [sys.executable, "-m", "rcsc_facts"]
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def test_the_fact_sheet_fits_one_screen(golden: Golden) -> None:
    """On 80 by 24 the whole sheet and the prompt below it."""
    code, shown = terminal(RCSC, {"NO_COLOR": "1"})
    assert 0 == code
    lines = shown.splitlines()
    assert 23 >= len(lines)
    assert 80 >= max(map(len, lines))
    golden("sheet.80.txt", shown)


@pytest.mark.parametrize(
    ("columns", "term"),
    list(itertools.product(["", "0", "1", "20", "40", "80", "200", "x", "9" * 5000], ["xterm", "dumb"])),
)
def test_every_width_and_terminal(columns: str, term: str) -> None:
    """No id is ever broken, no line is wider than the terminal (20 at least), nothing fails."""
    width = int(columns) if columns in ("20", "40", "80", "200") else 20 if columns == "1" else 80
    for command, wanted in (
        ([], "members"),
        (["aid", "--region", "oceania"], "aid-americas-oceania"),
        (["show", "members"], "members"),
        (["table"], "44"),
    ):
        line = f"{shlex.join([*RCSC, *command])} 2>/dev/null"  # where remarks go, which break no id either
        code, shown = terminal(["sh", "-c", line], {"COLUMNS": columns, "TERM": term, "NO_COLOR": "1"})
        assert 0 == code
        assert width >= max(map(len, shown.splitlines()))
        assert wanted in shown
        if term == "dumb":
            assert shown.isascii() or not set(shown) & set("─│╭█"), "plain lines for plain terminals"


COLORS = [
    ({}, True),
    ({"NO_COLOR": "1"}, False),
    ({"NO_COLOR": "", "FORCE_COLOR": "0"}, True),
    ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True),
    ({"TERM": "dumb"}, False),
]


def test_the_sheet_of_another_store(rcsc: Program, golden: Golden) -> None:
    """The sheet is made of the store's own subject, topics and claims, and nothing else."""
    run = rcsc("--store", str(ROOT / "tests" / "articles" / "lights-2023.yaml"), "--format", "table")
    golden("sheet-lights.txt", run.out)


@pytest.mark.parametrize(("environment", "has_color"), COLORS)
def test_colour(environment: dict[str, str], has_color: bool) -> None:
    """Colour as the environment wants it, and the same words without."""
    base = {"NO_COLOR": "", "FORCE_COLOR": ""}
    _, shown = terminal([*RCSC, "aid", "--region", "africa"], base | environment)
    assert has_color == bool(ESCAPES.search(shown))
    if environment.get("TERM") != "dumb":
        _, plain = terminal([*RCSC, "aid", "--region", "africa"], {"NO_COLOR": "1", "FORCE_COLOR": ""})
        assert [line.rstrip() for line in ESCAPES.sub("", shown).splitlines()] == plain.splitlines()


def test_what_a_search_matched_is_coloured(rcsc: Program) -> None:
    """Within brackets, which are there without colour too."""
    out = rcsc("find", "vaccine", "--format", "table", "--color", "always").out
    assert ["[vaccine]", "[vaccine]", "[vaccines]"] == re.findall(r"\x1b\[1;\d+m([^\x1b]*)\x1b\[0m", out)


def test_forced_colour_never_reaches_a_machine_format() -> None:
    """In a pipe FORCE_COLOR colours nothing that a program reads."""
    for name in ("json", "csv", "plain", "md", "yaml"):
        assert "\x1b" not in process("list", "--format", name, FORCE_COLOR="1").out
    assert "\x1b" in process("list", "--format", "table", FORCE_COLOR="1").out


PICTURED: tuple[list[str], ...] = (
    [],
    ["aid"],
    ["list"],
    ["find", "vaccines"],
    ["show", "members"],
    ["table"],
    ["verify", os.devnull],
)


@pytest.mark.parametrize("command", PICTURED)
def test_a_picture(command: list[str], rcsc: Program, tmp_path: Path) -> None:
    """Whatever is drawn can be drawn into an SVG and a web page that load nothing; stdout stays empty."""
    svg, page = tmp_path / "a.svg", tmp_path / "a.html"
    run = rcsc(*command, "--svg", str(svg), "--html", str(page))
    assert "" == run.out
    root = ET.fromstring(svg.read_bytes())  # noqa: S314 - we wrote it
    assert "{http://www.w3.org/2000/svg}svg" == root.tag
    for text in (svg.read_text(encoding="utf-8"), page.read_text(encoding="utf-8")):
        assert not re.search(r"url\((?!#)|@import|(?:src|href)=", text)
    HTMLParser().feed(page.read_text(encoding="utf-8"))


def test_a_picture_keeps_what_claims_say(rcsc: Program, tmp_path: Path) -> None:
    """A statement that looks like a part of a style sheet is drawn, and takes nothing with it."""
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    store = tmp_path / "store.yaml"
    store.write_text(
        text.replace("The club has", '"@font-face{ </style> The club has').replace("1,200 dogs.", '1,200 dogs."')
    )
    run = rcsc("list", "--svg", "-", "--store", str(store))
    drawn = "".join(ET.fromstring(run.out).itertext()).replace("\xa0", " ")  # noqa: S314 - we wrote it
    assert 0 == run.code
    for word in ("@font-face{ </style>", "dogs", "cats"):
        assert word in drawn


def test_a_picture_on_stdout(rcsc: Program) -> None:
    """FILE may be -, so that the shell says where it goes."""
    assert rcsc("table", "--svg", "-").out.startswith("<svg ")
    assert rcsc("table", "--html", "-").out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--svg", "{file}"],
            "rcsc: {file} exists already\n  hint: name another file, or - for stdout, or replace it with --force\n",
        ),
        (["--svg", "{file}/x"], "rcsc: cannot write {file}/x: Not a directory\n  hint: name another file\n"),
        (["--html", "x", "--json"], "rcsc: --html cannot be combined with the format json\n  hint: use one of them\n"),
    ],
)
def test_a_picture_that_cannot_be(arguments: list[str], message: str, rcsc: Program, tmp_path: Path) -> None:
    """Nothing is overwritten, and the message says what to do."""
    file = tmp_path / "there"
    file.write_text("mine")
    run = rcsc("aid", *(argument.format(file=file) for argument in arguments))
    assert (2, "", message.format(file=file)) == run
    assert "mine" == file.read_text()


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
def test_wide_and_combined_characters_keep_their_columns(
    columns: int, rcsc: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Characters of two columns and of none: nothing is lost, and no line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    wide = "中国红十字会 helps 👩🏽\u200d⚕ cafe\u0301s, " * 4
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    store = tmp_path / "store.yaml"
    store.write_text(text.replace("It keeps", f"{wide}It keeps"), encoding="utf-8")
    for command in (["list"], ["show", "cats"]):
        run = rcsc(*command, "--format", "table", "--store", str(store))
        assert (0, 4, 4) == (run.code, run.out.count("红"), run.out.count("e\u0301"))
        assert columns >= max(map(cell_len, run.out.splitlines()))
