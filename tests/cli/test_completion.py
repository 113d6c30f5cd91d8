"""Completion: what is offered, and that the real shells take it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from support import ROOT, SHELL, STORES, needs, process

RCSC = str(Path(sys.executable).with_name("rcsc"))
HARM = """'$(touch PWNED)`touch PWNED`;touch PWNED;"x":(touch PWNED) %F{red} \\$(touch PWNED)'"""
HOSTILE = f"""\
schema: 2
about: {HARM}
topics: {{touch-pwned: {HARM}, tame: {HARM}, list: {HARM}}}
speakers: {{touch-speaker: {{name: {HARM}, words: [{HARM}]}}}}
units: {{touch-unit: {{sign: $}}}}
source: {{id: s, type: webpage, title: {HARM}}}
places:
  - {{code: KE, aliases: [{HARM}]}}
  - {{region: touch-region, name: {HARM}, countries: [KE]}}
claims:
  - id: dogs
    topic: tame
    kind: count
    statement: {HARM}
    quantity: {{as_written: "1,200", unit: touch-unit}}
    countries: {{named: [KE], complete: true}}
    purpose: {HARM}
    said_by: touch-speaker
    evidence:
      - {{paragraph: 1, sentence: 1, phrase: {HARM}}}
      - {{paragraph: 1, sentence: 1, phrase: {HARM}, for: speaker}}
"""


def _offered(words: str, **environment: str) -> list[str]:
    """Ask as bash asks: for the last of the words."""
    settings = {
        "_RCSC_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    done = subprocess.run([RCSC], capture_output=True, text=True, env=os.environ | settings | environment, check=False)
    assert "" == done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("rcsc c", ["congress", "cooperation", "compare", "cite", "check"]),
        ("rcsc aid --region a", ["africa", "americas", "asia", "australia-and-new-zealand"]),
        ("rcsc aid --country tu", ["turkiye"]),
        ("rcsc aid --country ", "ethiopia iraq iran italy cambodia lebanon syria turkiye ukraine".split()),
        ("rcsc list --topic pl", ["plans"]),
        ("rcsc list --unit me", ["members"]),
        ("rcsc list --said-by ", ["article", "report", "xi"]),
        ("rcsc list --sort v", ["value"]),
        ("rcsc list --format js", ["json", "jsonl"]),
        ("rcsc cite --style bib", ["bibtex", "biblatex"]),
        ("rcsc cite mem", ["members"]),
        ("rcsc get vol", ["volunteers"]),
        ("rcsc show members aid-a", ["aid-asia", "aid-africa", "aid-americas-oceania"]),
        ("rcsc aid --reg", ["--region"]),
        ("rcsc list --region=afr", ["africa"]),
        ("rcsc list --nothing=afr", []),
        ("rcsc list --nothing --reg", ["--region"]),
        ("rcsc list afr", []),
        ("rcsc get -- mem", ["members"]),
        ('rcsc get "mem', ["members"]),
        ("rcsc get é", []),
        ("rcsc get member~", []),
        ("rcsc get members-", []),
        ("rcsc find volun", ["volunteering", "volunteers"]),
        ("rcsc find volun*", []),
        ("rcsc find ", []),
    ],
)
def test_the_words_that_may_follow_are_offered(words: str, expected: list[str]) -> None:
    """Commands, options, and the words that each option takes."""
    assert expected == _offered(words)


def test_another_store_is_asked_for_its_own_words(tmp_path: Path) -> None:
    """Ids come from the store named; a broken or missing one offers nothing and says nothing."""
    assert ["dogs"] == _offered("rcsc get d", RCSC_STORE=str(STORES / "good.yaml"))
    assert ["dogs"] == _offered(f"rcsc get --store {shlex.quote(str(STORES / 'good.yaml'))} d")
    assert [] == _offered("rcsc get d", RCSC_STORE=str(STORES / "bad" / "tag.yaml"))
    assert [] == _offered("rcsc get d", RCSC_STORE=str(tmp_path / "none.yaml"))


def test_claims_of_several_articles_are_offered_with_theirs() -> None:
    """Where an article is begun with."""
    articles = ROOT / "tests" / "articles"
    stores = f"rcsc get --store {articles / 'lights-2023.yaml'} --store {articles / 'lights-2024.yaml'}"
    assert ["lights-2024/supporters-2023", "lights-2024/supporters-2024"] == _offered(f"{stores} lights-2024/s")
    assert [] == _offered(f"{stores} lights-2025/")


def test_bytes_that_are_no_text_complete_to_nothing() -> None:
    """And say nothing."""
    assert [] == _offered(os.fsdecode(b"rcsc get \xff"))


@pytest.mark.parametrize("shell", ["powershell", "pwsh"])
@pytest.mark.parametrize(
    ("line", "typed", "expected"),
    [
        ("rcsc sho", "sho", "show:::Show everything about claims.\n"),
        ("rcsc get mem", "mem", "members::: \n"),
        ("rcsc list --sort value --lim", "--lim", "--limit:::The most claims, or rows of a table, to give: a whole "),
        ("rcsc list --region ", "", "africa::: \n"),
    ],
)
def test_powershell_gets_words_with_their_meanings(shell: str, line: str, typed: str, expected: str) -> None:
    """It names the word that is being typed beside the line; a word without a meaning has a blank."""
    asked = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": typed}
    run = process(**asked, _RCSC_COMPLETE=f"complete_{shell}")
    assert (0, "") == (run.code, run.err)
    assert run.out.startswith(expected)


INSTALLED = {"bash": ".bash_completions/rcsc.sh", "zsh": ".zfunc/_rcsc", "fish": ".config/fish/completions/rcsc.fish"}


@pytest.mark.parametrize("shell", INSTALLED)
def test_completion_is_installed(shell: str, tmp_path: Path) -> None:
    """For the shell that is named; the script is the one that --show-completion shows."""
    run = process("--install-completion", shell, HOME=str(tmp_path))
    assert (0, "") == (run.code, run.err)
    assert f"{shell} completion installed in {tmp_path / INSTALLED[shell]}\n" == run.out
    written = (tmp_path / INSTALLED[shell]).read_text(encoding="utf-8")
    assert process("--show-completion", shell).out.strip() == written.strip()


def test_completion_for_the_shell_that_runs(tmp_path: Path) -> None:
    """Without a name it is the shell from which rcsc was started."""
    needs("bash")
    where = shlex.quote(str(tmp_path))
    for option in ("--show-completion", "--install-completion"):
        script = f"HOME={where} {SHELL} {option}; true"
        done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, check=True)
        assert "" == done.stderr
        assert "bash completion" in done.stdout or "complete -o default -F _rcsc_completion rcsc" in done.stdout
    assert (tmp_path / INSTALLED["bash"]).is_file()


SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], 'eval "$(_RCSC_COMPLETE=source_bash rcsc)"'),
    "zsh": (["-f", "-i"], 'autoload -Uz compinit; compinit -u -D; eval "$(_RCSC_COMPLETE=source_zsh rcsc)"'),
    "fish": (["--no-config", "-i"], "_RCSC_COMPLETE=source_fish rcsc | source"),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_real_shell_completes(shell: str, tmp_path: Path) -> None:
    """TAB on a terminal fills the word in, and nothing that a hostile store names is run."""
    needs(shell)
    (tmp_path / "store.yaml").write_text(HOSTILE, encoding="utf-8")
    arguments, setup = SHELLS[shell]
    environment = os.environ | {
        "PATH": f"{Path(RCSC).parent}:{os.environ['PATH']}",
        "TERM": "xterm",
        "HOME": str(tmp_path),
        "RCSC_STORE": str(tmp_path / "store.yaml"),
        "PS1": "$ ",
    }
    child = pexpect.spawn(shell, arguments, env=environment, cwd=str(tmp_path), dimensions=(24, 120), timeout=30)
    try:
        child.sendline(f"{setup}; echo rea''dy")
        child.expect("ready")
        for typed, completed in (
            ("rcsc list --region afr", "africa"),
            ("rcsc list --country ke", "kenya"),
            ("rcsc touch", "touch-pwned"),
            ("rcsc touch-pwned --region touch-r", "touch-region"),
            ("rcsc list --topic touch", "touch-pwned"),
            ("rcsc list --said-by touch", "touch-speaker"),
            ("rcsc list --unit touch", "touch-unit"),
        ):
            child.send(f"{typed}\t")
            child.expect_exact(completed)
            child.send("\x15")
        child.send("rcsc t\t\t")
        for word in ("table", "tame", "touch-pwned"):
            child.expect_exact(word)
        child.send("\x15")
        if shell != "bash":  # which shows words alone; meanings are the tool's own
            child.send("rcsc s\t")
            child.expect_exact("(draft 2020-12)")
            child.send("\x15")
        child.send("rcsc get do\t")
        child.expect("dogs")
        child.sendline("")
        child.expect("1200")
    finally:
        child.close(force=True)
    assert [] == [path.name for path in tmp_path.iterdir() if re.search("PWNED", path.name)]
