"""The fixtures: a clean environment, the program in this process, whole outputs kept in files."""

import os
import signal
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

import hypothesis
import pytest

from rcsc_facts.cli.main import main
from support import ARTICLE, GOLDEN, Golden, Program, Run

# The same examples in every run, and no limit of time: a test fails for a reason or not at all.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("steady")

# A shell starts what runs in the background with Ctrl-C ignored, which all its children would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With RCSC_NO_SKIPS a test that was skipped has failed."""
    report = yield
    if report.skipped and os.environ.get("RCSC_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which RCSC_NO_SKIPS forbids: {report.longreprtext}"
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add a test that was skipped to the list RCSC_SKIPPED, so that it can be run where nothing is missing."""
    skipped = os.environ.get("RCSC_SKIPPED")
    if skipped and report.skipped and "PYTEST_XDIST_WORKER" not in os.environ:
        with open(skipped, "a", encoding="utf-8") as file:
            file.write(f"{report.nodeid}\n")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what reads the article where there is no copy of it: it is not part of the project."""
    if not ARTICLE.exists():
        absent = [item for item in items if item.get_closest_marker("article")]
        config.hook.pytest_deselected(items=absent)
        items[:] = [item for item in items if item not in absent]


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return paths of cache folders that are not there yet; pytest's own folders take longer the more there are."""
    folder = tmp_path_factory.mktemp("caches")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, caches: Iterator[Path]) -> None:
    """Keep the caller's terminal, store and cache out of the tests."""
    for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "RCSC_STORE", "RCSC_CACHE", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(next(caches)))


@pytest.fixture
def rcsc(capfdbinary: pytest.CaptureFixture[bytes]) -> Program:
    """Run the command line in this process, from the arguments to the exit code."""

    def run(*arguments: str) -> Run:
        capfdbinary.readouterr()
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return Run(code, out.decode(), err.decode())

    return run


@pytest.fixture
def golden() -> Golden:
    """Compare a whole output with its file in golden/; RENEW_GOLDENS=1 writes the file instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("RENEW_GOLDENS"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
