"""Nothing breaks it and nothing leaks through it: names, environments, folders and stores that mean harm."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rcsc_facts.text import geography
from support import FACTS, PROGRAM, SHELL, STORES, Program, Run, process, shell, terminal

HARM = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NASTY = [
    "\x1b]0;x\x07",
    "\x1b[31mred",
    "\x9b31m",
    "\x1b]8;;http://x\x1b\\y",
    "a\u202eb",
    "a\rb",
    "a\u200bb",
    "[/red]",
    "%s{x}",
]


def _harmless(run: Run) -> None:
    assert run.code in (0, 1, 2)
    assert "Traceback" not in run.err
    assert not HARM.search(run.out + run.err), "nothing reaches the terminal that it would act on"


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize(
    "command",
    [
        ["{}"],
        ["--{}"],
        ["aid", "{}"],
        ["aid", "--region", "{}"],
        ["aid", "--country", "{}"],
        ["aid", "--unit", "{}"],
        ["aid", "--{}"],
        ["aid", "--limit", "{}"],
        ["find", "{}"],
        ["show", "{}"],
        ["get", "members", "--field", "{}"],
        ["cite", "--style", "{}"],
        ["cite", "--accessed", "{}"],
        ["check", "{}"],
        ["check", "--explain", "{}"],
        ["verify", "{}"],
        ["list", "--store", "{}"],
        ["export", "nowhere/{}"],
        ["table", "--svg", "nowhere/{}"],
        ["list", "--format", "{}"],
        ["list", "--color", "{}"],
    ],
)
def test_arguments_are_shown_harmless(nasty: str, command: list[str], rcsc: Program, tmp_path: Path) -> None:
    """Whatever is typed comes back without what a terminal would act on."""
    _harmless(rcsc(*(argument.format(nasty) if "{}" in argument else argument for argument in command)))


@pytest.mark.parametrize("nasty", NASTY)
def test_file_names_are_shown_harmless(nasty: str, rcsc: Program, tmp_path: Path) -> None:
    """A store, a copy and a target with such a name: faults, errors and findings show it replaced."""
    name = nasty.replace("/", "_")
    (tmp_path / name).write_bytes((STORES / "bad" / "several-faults.yaml").read_bytes())
    for command in (["check"], ["list", "--store"], ["verify"], ["export"]):
        _harmless(rcsc(*command, str(tmp_path / name)))
    (tmp_path / name).write_bytes(FACTS.read_bytes())
    run = rcsc("get", "members", "--store", str(tmp_path / name))
    assert (0, "17000000\n", "") == run


def test_the_environment_is_shown_harmless() -> None:
    """So are the names that come from outside."""
    for name in ("RCSC_STORE", "XDG_CACHE_HOME", "HOME", "TERM", "COLUMNS", "NO_COLOR", "LANG", "RCSC_CACHE"):
        _harmless(process("aid", "--region", "africa", "--format", "table", **{name: "\x1b]0;x\x07"}))


def test_options_that_look_like_files_and_the_reverse(
    rcsc: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After -- everything is a name; before it, what begins with a hyphen is an option."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--json").write_bytes(FACTS.read_bytes())
    assert (0, "", "") == rcsc("check", "--", "--json")
    assert (0, "17000000\n", "") == rcsc("get", "members", "--store", "--json")
    assert (2, "") == rcsc("verify", "--nothing")[:2]
    assert (2, "") == rcsc("show", "--", "--json")[:2]


def test_no_network(tmp_path: Path) -> None:
    """No command opens a socket, resolves a name or starts another program."""
    script = (
        "import shlex, sys\nfrom rcsc_facts.cli.main import main\n"
        "def hook(event, args):\n"
        "    if event.split('.')[0] in ('socket', 'urllib', 'http', 'subprocess', 'ftplib', 'smtplib', 'webbrowser')"
        " or event in ('os.system', 'os.exec', 'os.posix_spawn', 'os.fork', 'os.forkpty', 'pty.spawn'):\n"
        "        raise RuntimeError(event)\n"
        "sys.addaudithook(hook)\n"
        "for line in sys.stdin.read().splitlines():\n"
        "    assert main(shlex.split(line)) in (0, 1), line\n"
    )
    copy, target = shlex.quote(str(FACTS)), shlex.quote(str(tmp_path / "x.db"))
    commands = (
        "|aid --region africa --format table|list --json|find vaccines|show members|get members|table --svg -|"
        f"cite --style bibtex|cite members --link|verify {copy}|check|schema|export {target}"
    )
    for cache in ("on", "off"):
        (tmp_path / "x.db").unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, "-c", script],
            input=commands.replace("|", "\n"),
            capture_output=True,
            text=True,
            env=os.environ | {"RCSC_CACHE": cache},
            check=False,
        )
        assert (0, "") == (done.returncode, "".join(done.stderr.partition("Traceback")[1:]))


def test_no_code_from_data() -> None:
    """The program never unpickles, evaluates or compiles what it reads."""
    script = (
        "import sys\nfrom rcsc_facts.cli import curating\nfrom rcsc_facts import check, cite, verify, screen\n"
        "from rcsc_facts.store import reader\n"
        "from rcsc_facts.cli.main import main\nmain(['list'])\n"
        "def hook(event, args):\n"
        "    if event in ('exec', 'compile', 'pickle.find_class', 'marshal.loads'):\n"
        "        code = args[0]\n"
        "        if getattr(code, 'co_filename', '<string>').startswith('<string'):\n"
        "            raise RuntimeError(f'{event} {args}')\n"
        "sys.addaudithook(hook)\n"
        "raise SystemExit(main(['check', sys.argv[1]]))\n"
    )
    for content in (STORES / "bad").glob("*tag*.yaml"):
        done = subprocess.run([sys.executable, "-c", script, content], capture_output=True, text=True, check=False)
        assert 1 == done.returncode
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("when", [0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2])
def test_interrupted_at_any_moment(when: float, tmp_path: Path) -> None:
    """Ctrl-C ends with 130, or the answer was there before; nothing is left behind but a whole index."""
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    with subprocess.Popen(
        [*PROGRAM, "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    ) as running:
        time.sleep(when)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    # Before `run` begins, Python itself answers the signal, in its own ways.
    assert running.returncode in (0, 130) or b"in run\n" not in err
    folder = tmp_path / "rcsc-facts"
    assert not [name for name in (os.listdir(folder) if folder.exists() else []) if not name.endswith(".db")]


def test_stdin_may_be_closed() -> None:
    """No command needs stdin but `verify -`, which says what is missing."""
    assert (0, "17000000\n", "") == shell(f"{SHELL} get members <&-")
    run = shell(f"{SHELL} verify - <&-")
    assert (2, "") == run[:2]
    assert "cannot read the copy -: Bad file descriptor" in run.err


def test_stderr_may_be_closed() -> None:
    """An answer does not depend on the remarks beside it."""
    assert 3 == len(shell(f"{SHELL} aid --region africa 2>&-").out.splitlines())


@pytest.mark.parametrize("mode", [0o000, 0o022, 0o777])
def test_the_cache_is_private_under_any_umask(mode: int, tmp_path: Path) -> None:
    """Folder 0700 and file 0600, whatever the umask; where it forbids writing, there is an answer all the same."""
    run = shell(f"umask {mode:04o}; {SHELL} get members", XDG_CACHE_HOME=str(tmp_path / "c"))
    assert (0, "17000000\n", "") == run
    folder = tmp_path / "c" / "rcsc-facts"
    if mode != 0o777:
        assert 0o700 == folder.stat().st_mode & 0o777
        assert [0o600] == [file.stat().st_mode & 0o777 for file in folder.iterdir()]


def _without_privileges(*arguments: str, **environment: str) -> Run:
    """Run the program with the rights of an ordinary user, which root has once its capabilities are laid down."""
    # Another user might not reach the interpreter or this folder; this one does. 0x20080522 is version 3 of capset.
    script = (
        "import ctypes, os, sys\n"
        "if not os.geteuid():\n"
        "    assert not ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())\n"
        "from rcsc_facts.__main__ import run\n"
        "run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def test_homes_that_cannot_be_used(tmp_path: Path) -> None:
    """A home that is read-only, another's, closed, missing or no path: the right answer, and nothing written."""
    home, other = tmp_path / "home", tmp_path / "other"
    home.mkdir()
    other.mkdir()
    store = home / "facts.yaml"
    shutil.copy(FACTS, store)
    get = ("get", "members", "--store", str(store))
    if not os.geteuid():
        os.chown(other, 65534, 65534)
    other.chmod(0o700 if not os.geteuid() else 0o000)
    home.chmod(0o555)
    try:
        for place in (str(home), str(other), "/nowhere", "relative", ""):
            assert (0, "17000000\n", "") == _without_privileges(*get, HOME=place, XDG_CACHE_HOME="")
        assert [store] == list(home.iterdir())
        store.chmod(0o000)
        run = _without_privileges(*get, HOME=str(home), XDG_CACHE_HOME="")
        assert (2, "") == run[:2]
        assert "Permission denied" in run.err
    finally:
        home.chmod(0o755)
        other.chmod(0o755)
    assert [] == list(other.iterdir())


def test_what_another_user_is_writing_is_left_alone(tmp_path: Path) -> None:
    """A process that may not be asked whether it is there is taken to be there."""
    # To an ordinary user the first process is root's; root itself starts one of somebody else.
    waiting = "import os, sys\nif not os.geteuid(): os.setuid(65534)\nprint(flush=True)\nsys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", waiting], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        folder = tmp_path / "rcsc-facts"
        folder.mkdir()
        written = folder / f"aaaa.db.{1 if os.geteuid() else other.pid}"
        written.touch()
        get = ("get", "members", "--store", str(FACTS))
        run = _without_privileges(*get, XDG_CACHE_HOME=str(tmp_path))
        other.kill()
    assert (0, "17000000\n", "") == run
    assert written.exists()


def test_a_folder_of_copies_that_may_not_be_read(tmp_path: Path) -> None:
    """It is named, with the reason."""
    copies = tmp_path / "copies"
    copies.mkdir(mode=0o000)
    run = _without_privileges("verify", str(copies), RCSC_CACHE="off")
    copies.chmod(0o700)
    assert (2, "", f"rcsc: cannot read the folder {copies}: Permission denied\n  hint: name a file\n") == run


def test_warnings_as_errors() -> None:
    """PYTHONWARNINGS=error and Python's development mode change nothing."""
    for command in (["list", "--format", "table"], ["check"], ["cite", "members"], ["get", "members"]):
        run = process(*command, PYTHONWARNINGS="error", PYTHONDEVMODE="1")
        assert (0, process(*command).out) == (run.code, run.out)
        assert "Traceback" not in run.err


def _members(store: Path) -> Run:
    """Get a figure of a store whose index is kept beside it."""
    return process("get", "members", "--store", str(store), XDG_CACHE_HOME=str(store.parent))


def test_a_hundred_processes_at_once(tmp_path: Path) -> None:
    """From a cold start each of them answers right."""
    store = tmp_path / "facts.yaml"
    shutil.copy(FACTS, store)
    with ThreadPoolExecutor(100) as pool:
        runs = list(pool.map(lambda _: _members(store), range(100)))
    assert {Run(0, "17000000\n", "")} == set(runs)
    assert 1 == len(list((tmp_path / "rcsc-facts").iterdir()))


def test_a_store_that_changes_under_the_reader(tmp_path: Path) -> None:
    """Replaced, truncated, removed and written anew meanwhile: one of its whole states, or a clear error."""
    store = tmp_path / "facts.yaml"
    one, other = (
        FACTS.read_text(encoding="utf-8"),
        FACTS.read_text(encoding="utf-8").replace("17 million", "18 million"),
    )
    stop = threading.Event()

    def disturb() -> None:
        while not stop.is_set():
            for text in (one, other):
                fresh = tmp_path / "fresh"
                fresh.write_text(text, encoding="utf-8")
                os.replace(fresh, store)
                time.sleep(0.003)
            os.truncate(store, 2000)
            time.sleep(0.003)
            store.unlink()
            time.sleep(0.003)

    store.write_text(one, encoding="utf-8")
    disturber = threading.Thread(target=disturb)
    disturber.start()
    try:
        with ThreadPoolExecutor(8) as pool:
            runs = list(pool.map(lambda _: _members(store), range(60)))
    finally:
        stop.set()
        disturber.join()
    for run in runs:
        assert (run.code, run.out) in [(0, "17000000\n"), (0, "18000000\n"), (2, "")]
        assert "Traceback" not in run.err
        assert not run.code or run.err
    store.write_text(other, encoding="utf-8")
    assert "18000000\n" == _members(store).out


@pytest.mark.parametrize("jump", [-4, 4, 10**6])
def test_clocks_that_jump(jump: int, tmp_path: Path) -> None:
    """A store from the future or the past, and an index older or newer than it: never an old answer."""
    store = tmp_path / "facts.yaml"
    for value in ("17", "18", "19"):
        store.write_text(FACTS.read_text(encoding="utf-8").replace("17 million", f"{value} million"), encoding="utf-8")
        now = time.time() + jump
        os.utime(store, (now, now))
        for _ in range(2):
            run = _members(store)
            assert (0, f"{value}000000\n", "") == run
        for kept in (tmp_path / "rcsc-facts").iterdir():
            os.utime(kept, (now, now))


BOMBS = {
    "brackets": b"[" * 10**6,
    "mappings": b"{a: " * 200_000,
    "aliases": b"a: &a [x]\n" + b"".join(b"k%d: [*a, *a]\n" % n for n in range(20_000)),
    "digits": b"schema: " + b"9" * 10**6,
    "one line": b"schema: 2\nsource: " + b"x" * 10**6,
    "keys": b"".join(b"k%d: 1\n" % n for n in range(80_000)),
    "claims": b"schema: 2\nabout: a\ntopics: {aid: a}\nsource: {id: s, type: webpage}\nplaces: []\nclaims:\n"
    + b"- {}\n" * 180_000,
    "quotes": b'"' * 10**6,
    "comments": b"#" * 10**6,
    "combining": "\u0301".encode() * 450_000,
    "escapes": b'"' + b"\\x41" * 240_000,
    "folded": b"a: >\n" + b" x\n\n" * 240_000,
    "utf-16": "claims: []".encode("utf-16") * 40_000,
}


def _bounded(store: Path, arguments: str) -> int:
    """Run within ten seconds of processor time, which the system caps, and 200 MB; return the exit code."""
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n"
        "from rcsc_facts.cli.main import main\n"
        "code = main(sys.argv[1:])\n"
        # Linux counts the memory of the process that started this one into ru_maxrss, but not into VmHWM.
        "high = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(int(high.split()[1]) // 1024)\n"
        "raise SystemExit(code)\n"
    )
    command = [sys.executable, "-c", script, *arguments.split(), "--store", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1, 2), done.stderr[-500:]
    assert int(done.stdout.split()[-1]) < 200
    return done.returncode


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused(bomb: str, tmp_path: Path) -> None:
    """What is no store, and has less than 1 MB, is refused in little time and memory."""
    store = tmp_path / "store.yaml"
    store.write_bytes(BOMBS[bomb][: 10**6])
    assert 2 == _bounded(store, "list")


def _claims(count: int, statement: str = "A claim.", more: str = "", kind: str = "fact") -> str:
    return "".join(
        f"  - {{id: c{number}, topic: aid, kind: {kind}, statement: {statement}, said_by: article, evidence: "
        f"{{paragraph: {number + 1}, sentence: 1, phrase: a claim}}{more.format(number, number ^ 1)}}}\n"
        for number in range(count)
    )


CODES = [*geography.countries()]
HEAD = "schema: 2\nabout: a\ntopics: {aid: a}\nsource: {id: s, type: webpage}\nplaces:\n"
KENYA = "  - {code: KE"
IN_KENYA = ", countries: {{named: [KE], complete: true}}"


def _places(*aliases: str) -> str:
    """Return places with every possible code, each with aliases in which {} is the code."""
    return "".join(
        f"  - {{code: {code}, aliases: [{', '.join(alias.format(code) for alias in aliases)}]}}\n" for code in CODES
    )


def _related(relations: Iterable[str]) -> str:
    return f", related: [{', '.join(relations)}]"


HEAVY = {
    "an alias twice, behind many": (
        f"{KENYA}, aliases: [{', '.join(f'a{n}' for n in range(10**5))}, a1]}}\n",
        _claims(1),
    ),
    "relations to unknown claims": (
        f"{KENYA}}}\n",
        _claims(3500)
        .replace("phrase: a claim}}", "phrase: a claim}{}}", 1)
        .replace("{}}", _related(f"{{claim: d{n}, as: restates}}" for n in range(12_000)) + "}", 1),
    ),
    "two claims related again and again": (
        f"{KENYA}}}\n",
        _claims(2, more=_related(["{{claim: c{1}, as: restates}}"] * 15_000)),
    ),
    "acts told twice": (
        f"{KENYA}}}\n",
        _claims(4000, more=IN_KENYA + _related(["{{claim: c{1}, as: same-act}}"]), kind="action"),
    ),
    "long statements": (f"{KENYA}}}\n", _claims(450, statement="word " * 390)),
    "numbers in words": (f"{KENYA}}}\n", _claims(450, statement="one " * 480)),
    "names in each other": (
        _places(*(f"{'a ' * 45}{{}}{number}" for number in range(8))),
        _claims(190, statement="a " * 990),
    ),
    "every country, with many names": (
        _places(*(f"{{}}{str(number) * 30}" for number in range(9))),
        _claims(220, more=f", countries: {{{{named: [{', '.join(CODES)}], complete: true}}}}"),
    ),
}


@pytest.mark.parametrize("command", ["list --json", "check", "table --by country", "table --by place", "find word"])
@pytest.mark.parametrize("store", HEAVY)
def test_heavy_stores_are_bounded(store: str, command: str, tmp_path: Path) -> None:
    """What is a store, of less than 1 MB, is answered in little time and memory, however its parts add up."""
    path = tmp_path / "store.yaml"
    path.write_text(HEAD + "claims:\n".join(HEAVY[store]), encoding="utf-8")
    assert path.stat().st_size < 10**6
    _bounded(path, command)


def test_a_hostile_name_in_a_terminal(tmp_path: Path) -> None:
    """The error on a real terminal, and the completion of a broken store, show nothing live."""
    code, shown = terminal([*PROGRAM, "list", "--store", str(tmp_path / "\x1b]0;x\x07")])
    assert 2 == code
    assert "\x1b" not in shown
