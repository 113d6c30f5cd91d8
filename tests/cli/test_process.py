"""The program as a process: pipes, terminals, other folders, and the installed wheel."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from rcsc_facts import __version__
from support import FACTS, PROGRAM, ROOT, SHELL, process, shell, terminal


def test_a_pipe_gives_ids(tmp_path: Path) -> None:
    """cut finds the ids, in any folder, and nothing else is on stdout."""
    done = shell(f"cd {shlex.quote(str(tmp_path))} && {SHELL} aid --region africa 2>/dev/null | cut -f1")
    assert "aid-africa\nvaccine-doses\nvaccine-countries\n" == done.out


def test_a_terminal_gives_a_table() -> None:
    """On a terminal there are headings, boxes and colour; the answer is the same."""
    code, text = terminal([*PROGRAM, "aid", "--region", "africa"], columns=100)
    assert 0 == code
    assert "\x1b[" in text
    assert "statement and scope" in text
    assert "aid-africa" in text


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_can_refuse_colour(environment: dict[str, str]) -> None:
    """NO_COLOR and a dumb terminal get none."""
    code, text = terminal([*PROGRAM, "org"], environment)
    assert (0, False) == (code, "\x1b" in text)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    """`| head -1` ends without a word."""
    done = shell(f"{{ {SHELL} list --format json; echo $? >&2; }} | head -1")
    assert (0, "[\n", "0\n") == done


@pytest.mark.parametrize(
    ("redirection", "reason"), [(">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")]
)
def test_an_answer_that_cannot_be_written_is_an_error(redirection: str, reason: str) -> None:
    """A full disk and a closed stdout give one message and exit code 2."""
    done = shell(f"{SHELL} org {redirection}")
    assert (2, f"rcsc: cannot write the answer: {reason}\n") == (done.code, done.err)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_long_answer_is_written_whole_or_not_at_all(unbuffered: str, tmp_path: Path) -> None:
    """With Python's buffer and without it: a full disk is an error, a reader that left is none."""
    _large(tmp_path / "store.yaml", 3000)
    settings = {"PYTHONUNBUFFERED": unbuffered, "RCSC_STORE": str(tmp_path / "store.yaml")}
    whole = process("list", "--json", **settings).out
    assert 3000 == len(json.loads(whole))
    done = shell(f"ulimit -f 100; {SHELL} list --json > {shlex.quote(str(tmp_path / 'cut'))}", **settings)
    assert (2, "rcsc: cannot write the answer: File too large\n") == (done.code, done.err)
    done = shell(f"{{ {SHELL} list --json; echo $? >&2; }} | head -1", **settings)
    assert (0, "[\n", "0\n") == done
    done = shell(f"{SHELL} list --json | (sleep 0.3; wc -c)", **settings)
    assert len(whole.encode()) == int(done.out)


def test_a_reader_that_does_not_read_is_not_waited_for() -> None:
    """Where whoever made the pipe wants no waiting: what does not go into it is an error."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with open(reading, "rb"), open(writing, "wb") as full:
        while full.raw.write(bytes(65536)):
            pass
        environment = os.environ | {"PYTHONUNBUFFERED": "1"}
        done = subprocess.run(
            [*PROGRAM, "list"], stdout=full, stderr=subprocess.PIPE, env=environment, check=False, timeout=30
        )
    assert (2, b"rcsc: cannot write the answer: Resource temporarily unavailable\n") == (done.returncode, done.stderr)


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}])
def test_a_poor_locale_loses_nothing(environment: dict[str, str]) -> None:
    """Data stays UTF-8; a table shows what the terminal cannot as escapes."""
    run = process("aid", "--country", "TR", "--json", **environment)
    assert 0 == run.code
    assert (
        "The RCSC sent material aid to regions affected by the Türkiye-Syria earthquake of 2023."
        == json.loads(run.out)[0]["statement"]
    )
    run = process("aid", "--country", "TR", "--format", "table", PYTHONIOENCODING="ascii", COLUMNS="200")
    assert "T\\xfcrkiye" in run.out


def test_the_store_can_be_named_by_the_environment() -> None:
    """RCSC_STORE is what --store is; --store wins."""
    good = str(ROOT / "tests" / "stores" / "good.yaml")
    assert process("list", "--store", good) == process("list", RCSC_STORE=good)
    assert process("list") == process("list", "--store", str(FACTS), RCSC_STORE=good)


def test_the_build_installs_and_runs_anywhere(tmp_path: Path) -> None:
    """The wheel, built from the sdist, carries the store and runs in an environment of its own."""
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT)],
        check=True,
        capture_output=True,
    )
    [wheel] = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert FACTS.read_bytes() == archive.read("rcsc_facts/facts.yaml")
        page = archive.read(f"rcsc_facts-{__version__}.data/data/share/man/man1/rcsc.1")
        assert (ROOT / "docs" / "rcsc.1").read_bytes() == page
        names = {name for name in archive.namelist() if name.startswith("rcsc_facts/")}
        assert {
            path.relative_to(ROOT / "src").as_posix()
            for path in (ROOT / "src" / "rcsc_facts").rglob("*.*")
            if path.suffix != ".pyc"
        } == names - {"rcsc_facts/facts.yaml"}
    built = [wheel, *(tmp_path / "dist").glob("*.gz")]
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", *built], check=True, capture_output=True)
    again = tmp_path / "again"
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(again), str(ROOT)],
        check=True,
        capture_output=True,
    )
    for one in built:
        assert one.read_bytes() == (again / one.name).read_bytes(), "built twice, the same bytes"
    venv.create(tmp_path / "venv", with_pip=False)
    [site] = (tmp_path / "venv" / "lib").glob("python3*/site-packages")
    # The dependencies are lent by this environment: they are those of an installation by pip.
    lent = [path for path in sys.path if path.endswith("site-packages")]
    (site / "lent.pth").write_text("\n".join(lent), encoding="utf-8")
    target = ["--target", str(site), "--no-deps", "--no-index", "--no-compile", "--quiet", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "install", *target], check=True, capture_output=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    where = [python, "-c", "import rcsc_facts.store.catalog as c; print(c.bundled())"]
    done = subprocess.run(where, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert str(site / "rcsc_facts" / "facts.yaml") == done.stdout.strip()
    script = str(site / "bin" / "rcsc")
    done = subprocess.run([python, script, "get", "members"], capture_output=True, text=True, check=True, cwd="/")
    assert "17000000\n" == done.stdout


def test_the_command_is_installed() -> None:
    """`rcsc` stands beside this interpreter and is the entry of the package."""
    command = shutil.which("rcsc", path=str(Path(sys.executable).parent))
    assert command is not None
    done = subprocess.run([command, "get", "founded"], capture_output=True, text=True, check=True)
    assert "1904\n" == done.stdout
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"rcsc": "rcsc_facts.__main__:run"} == project["scripts"]


def _large(path: Path, claims: int) -> None:
    """Write a store with that many claims."""
    text = (ROOT / "tests" / "stores" / "sum.yaml").read_text(encoding="utf-8")
    head, _, _ = text.partition("  - id: dogs")
    body = "".join(
        f"  - {{id: c-{number}, topic: org, kind: fact, statement: A claim., said_by: article, "
        f"evidence: {{paragraph: {number}, sentence: 1, phrase: a claim}}}}\n"
        for number in range(1, claims + 1)
    )
    path.write_text(head + body, encoding="utf-8")


def test_a_long_answer_on_a_terminal_is_lines(tmp_path: Path) -> None:
    """Beyond a thousand rows there is no table, and stderr says so."""
    _large(tmp_path / "store.yaml", 1001)
    code, text = terminal([*PROGRAM, "list", "--store", str(tmp_path / "store.yaml")])
    assert 0 == code
    assert "1001 claims do not fit a table" in text
    assert "\nc-1001\t" in text


def test_an_interrupted_build_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C while a store is being read ends with 130, without a traceback and without a file."""
    _large(tmp_path / "store.yaml", 40_000)
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [*PROGRAM, "list", "--store", str(tmp_path / "store.yaml")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        folder = tmp_path / "cache" / "rcsc-facts"
        deadline = time.monotonic() + 30
        while not (folder.exists() and list(folder.iterdir())) and time.monotonic() < deadline:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (130, b"") == (running.returncode, out)
    assert b"Traceback" not in err
    assert [] == list(folder.iterdir())
