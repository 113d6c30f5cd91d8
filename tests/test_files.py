"""Files that answers are written to: whole or not at all, and nothing lost that was there."""

import os
import shlex
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rcsc_facts.cli import files
from rcsc_facts.errors import UsageError
from support import FACTS, ROOT, SHELL, Program, shell, terminal

PROGRAM = [sys.executable, "-m", "rcsc_facts"]
WRITING = (["export", "{}"], ["table", "--svg", "{}"], ["table", "--html", "{}"])


def _filled(command: list[str], path: object) -> list[str]:
    return [part.format(path) for part in command]


@pytest.mark.parametrize("command", WRITING)
def test_a_file_is_replaced_by_force_alone(command: list[str], rcsc: Program, tmp_path: Path) -> None:
    """Without --force it stays; with it its mode stays, and a link to it too; nothing is left beside it."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("mine")
    target.chmod(0o600)
    link.symlink_to(target)
    for path in (target, link):
        run = rcsc(*_filled(command, path))
        assert (2, "") == run[:2]
        assert f"{path} exists already" in run.err
        assert "mine" == target.read_text()
    for path in (target, link):
        target.write_text("mine")
        assert (0, "", "") == rcsc(*_filled(command, path), "--force")
        assert b"mine" != target.read_bytes()
        assert 0o600 == stat.S_IMODE(target.stat().st_mode)
        assert link.is_symlink()
    assert {"target", "link"} == set(os.listdir(tmp_path))


@pytest.mark.parametrize("command", WRITING)
def test_what_is_no_regular_file_is_never_replaced(command: list[str], rcsc: Program, tmp_path: Path) -> None:
    """Folders, pipes and devices stay, with --force and without."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/null")):
        before = path.stat()
        for force in ([], ["--force"]):
            assert (2, "") == rcsc(*_filled(command, path), *force)[:2]
        assert (before.st_ino, before.st_mode) == (path.stat().st_ino, path.stat().st_mode)


@pytest.mark.parametrize("command", WRITING)
def test_what_is_read_is_never_replaced(command: list[str], rcsc: Program, tmp_path: Path) -> None:
    """Not by its own name, nor by another that it has."""
    store, other = tmp_path / "store.db", tmp_path / "other"  # a name that an export may have
    store.write_bytes(FACTS.read_bytes())
    os.link(store, other)
    for path in (store, other):
        run = rcsc(*_filled(command, path), "--store", str(store), "--force")
        assert (2, "") == run[:2]
        assert "is what the answer is read from" in run.err
    assert FACTS.read_bytes() == store.read_bytes()


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    """Who comes second does not win."""
    target = tmp_path / "target"

    def make(path: Path) -> None:
        path.write_text("ours")
        target.write_text("theirs")

    with pytest.raises(UsageError, match="exists already"):
        files.save(str(target), make, force=False)
    assert "theirs" == target.read_text()
    assert ["target"] == os.listdir(tmp_path)


@pytest.mark.parametrize("command", WRITING)
def test_a_full_disk_leaves_nothing(command: list[str], tmp_path: Path) -> None:
    """What cannot be written whole is not there at all."""
    done = shell(f"ulimit -f 1; {SHELL} {shlex.join(_filled(command, tmp_path / 'out'))}")
    assert (2, "") == (done.code, done.out)
    assert "Traceback" not in done.err
    assert [] == os.listdir(tmp_path)


def test_a_database_on_stdout(rcsc: Program, tmp_path: Path) -> None:
    """The bytes of the file in a pipe; on a terminal a refusal."""
    done = subprocess.run([*PROGRAM, "export", "-"], capture_output=True, check=True)
    (tmp_path / "claims.db").write_bytes(done.stdout)
    with sqlite3.connect(tmp_path / "claims.db") as opened:
        assert [(43,)] == opened.execute("SELECT count(*) FROM claim").fetchall()
    opened.close()
    code, shown = terminal([*PROGRAM, "export", "-"])
    assert (2, True) == (code, "is not for a terminal" in shown)


def test_a_file_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """What was read no longer stands there, or nothing does."""
    store = tmp_path / "store.yaml"
    store.write_text("theirs")
    for path in (store, tmp_path):
        with pytest.raises(UsageError):
            files.rewrite(path, b"ours", b"ours, changed")
    with pytest.raises(UsageError, match="changed meanwhile"):
        files.rewrite(tmp_path / "gone.yaml", b"ours", b"ours, changed")
    with pytest.raises(UsageError, match="File name too long"):
        files.rewrite(tmp_path / ("x" * 300), b"ours", b"ours, changed")
    assert ("theirs", ["store.yaml"]) == (store.read_text(), os.listdir(tmp_path))


def test_a_full_disk_leaves_a_store_as_it_was(tmp_path: Path) -> None:
    """The locators that --renumber cannot write stay as they are, and nothing is left beside."""
    articles = ROOT / "tests" / "articles"
    store, copy = tmp_path / "kennels.yaml", tmp_path / "copy.txt"
    text = (articles / "kennels.yaml").read_text(encoding="utf-8")
    text = text.replace("{paragraph: 2, sentence: 1, phrase: twelve", "{paragraph: 1, sentence: 2, phrase: twelve")
    store.write_text(text + "# padding\n" * 200, encoding="utf-8")
    copy.write_bytes((articles / "kennels.txt").read_bytes())
    before = store.read_bytes()
    done = shell(f"ulimit -f 1; {SHELL} verify {copy} --renumber --store {store}", RCSC_CACHE="off")
    assert (2, before) == (done.code, store.read_bytes())
    assert f"rcsc: cannot write {store}: File too large\n  hint: make it writable\n" in done.err
    assert ["copy.txt", "kennels.yaml"] == sorted(os.listdir(tmp_path))


def test_what_was_read_may_be_gone(tmp_path: Path) -> None:
    """Then no file is the same as it."""
    target = tmp_path / "target"
    target.write_text("mine")
    files.save(str(target), lambda path: files.write(b"new", path), force=True, reads=(tmp_path / "gone",))
    assert "new" == target.read_text()


def test_of_nothing_there_is_no_picture(rcsc: Program, tmp_path: Path) -> None:
    """The exit code and the remark say so."""
    told = "rcsc: no claim matches; try fewer filters, or rcsc list\n"
    assert (1, "", told) == rcsc("plans", "--unit", "members", "--svg", str(tmp_path / "x.svg"))
    assert [] == os.listdir(tmp_path)


def test_a_quiet_database_on_stdout_is_nothing(rcsc: Program) -> None:
    """As everything is with --quiet."""
    assert (0, "", "") == rcsc("export", "-", "--quiet")


def test_a_terminal_is_told_what_was_written(tmp_path: Path) -> None:
    """A remark on stderr, and none for --quiet."""
    for command in WRITING:
        path = tmp_path / command[0] / command[-2].strip("-")
        path.parent.mkdir(exist_ok=True)
        code, shown = terminal([*PROGRAM, *_filled(command, path)])
        assert (0, f"rcsc: wrote {path}") == (code, " ".join(shown.split()))
        assert (0, "") == terminal([*PROGRAM, *_filled(command, path), "--force", "--quiet"])
