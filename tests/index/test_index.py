"""The index: the same answers as the records themselves, at any state of the cache."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice, product
from pathlib import Path

import pytest

from rcsc_facts import query
from rcsc_facts.errors import StoreFaults
from rcsc_facts.index import build, cache, select, tables
from rcsc_facts.model import Filters, Hit
from rcsc_facts.store import catalog
from rcsc_facts.vocabulary import KINDS, REGIONS, SORTS
from support import FACTS, STORES, by_hand


def test_selecting_by_sql_equals_selecting_by_hand() -> None:
    """Every other combination of one word of each filter gives what a loop over the records gives."""
    header, claims = catalog.load(FACTS)
    opened = build.together([(header, claims)])
    everything = [Hit(claim) for claim in claims]
    assert everything == opened.select(Filters())
    choices = product(
        [(), *((region,) for region in REGIONS), ("africa", "asia")],
        [(), ("ET",), ("TR", "IT"), ("KE",)],
        [(), *((topic,) for topic in header.topics)],
        [(), *((kind,) for kind in KINDS), ("count", "action")],
        [(), *((speaker,) for speaker in header.voices)],
        [(), ("countries",), ("members", "doses")],
    )
    found = 0
    for choice in islice(choices, 0, None, 2):
        filters = Filters(*choice)
        hits = opened.select(filters)
        assert by_hand(header, everything, filters) == hits
        found += len(hits)
    assert found > 500


def test_sorting_and_limiting() -> None:
    """Sorting loses nothing, and a limit takes the first."""
    header, claims = catalog.load(FACTS)
    opened = build.together([(header, claims)])
    for sort in SORTS:
        hits = opened.select(Filters(), sort)
        assert sorted(claims) == sorted(hit.claim for hit in hits)
        assert hits[:5] == opened.select(Filters(), sort, 5)
    largest = [hit.claim.id for hit in opened.select(Filters(), "value", 3)]
    assert ["members", "aid-worth", "volunteers"] == largest


def _cached(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(tmp_path / "cache")}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that was last changed long ago."""
    path = tmp_path / "store.yaml"
    path.write_bytes((STORES / "good.yaml").read_bytes())
    os.utime(path, (1, 1))
    return path


def _open(store: Path, environment: dict[str, str], version: str = "1") -> list[str]:
    return cache.open_index([store], environment, version).ids()


def test_a_changed_store_is_never_answered_from_an_old_index(store: Path, environment: dict[str, str]) -> None:
    """Each change is seen at once, even one that keeps the size and sets the time of change back."""
    assert ["dogs", "cats"] == _open(store, environment)
    text = store.read_text(encoding="utf-8")
    for name in ("frog", "toad", "newt", "crow"):
        store.write_text(text.replace("cats", name), encoding="utf-8")
        os.utime(store, (1, 1))
        assert ["dogs", name] == _open(store, environment)


def test_a_damaged_index_is_built_anew_in_silence(store: Path, environment: dict[str, str], tmp_path: Path) -> None:
    """Truncated, overwritten, foreign or emptied: the answer is the same, and the file is mended."""
    time.sleep(0.06)  # an index begun within a clock tick of the store's last change is not kept
    assert ["dogs", "cats"] == _open(store, environment)
    [path] = _cached(tmp_path / "cache")
    whole = path.read_bytes()
    for content in (b"", whole[:5000], b"\0" * len(whole), b"no database", whole[:100] + b"\xff" * 2000 + whole[2100:]):
        path.write_bytes(content)
        assert ["dogs", "cats"] == _open(store, environment)
        assert ["dogs", "cats"] == _open(store, environment)
        assert [path] == _cached(tmp_path / "cache")
    path.chmod(0o644)
    assert ["dogs", "cats"] == _open(store, environment)
    assert 0o600 == path.stat().st_mode & 0o777
    assert 0o700 == path.parent.stat().st_mode & 0o777


def test_an_index_of_another_version_is_built_anew(store: Path, environment: dict[str, str]) -> None:
    """The version is part of what must agree."""
    assert ["dogs", "cats"] == _open(store, environment, "1")
    assert ["dogs", "cats"] == _open(store, environment, "2")


@pytest.mark.parametrize("value", ["off", "OFF", "0", "no", "false"])
def test_the_cache_can_be_turned_off(value: str, store: Path, environment: dict[str, str], tmp_path: Path) -> None:
    """RCSC_CACHE=off answers from memory and writes nothing."""
    assert ["dogs", "cats"] == _open(store, environment | {"RCSC_CACHE": value})
    assert [] == _cached(tmp_path / "cache")


def test_where_no_cache_can_be_kept_the_answer_is_the_same(store: Path, tmp_path: Path) -> None:
    """A file in the folder's place, a link elsewhere, or no home at all only cost time."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "rcsc-facts").symlink_to(tmp_path / "elsewhere")
    for environment in (
        {},
        {"HOME": "relative"},
        {"XDG_CACHE_HOME": str(tmp_path / "file")},
        {"XDG_CACHE_HOME": str(tmp_path / "linked")},
    ):
        assert ["dogs", "cats"] == _open(store, environment)
    assert [] == _cached(tmp_path / "elsewhere")


def test_a_faulty_store_leaves_nothing_in_the_cache(environment: dict[str, str], tmp_path: Path) -> None:
    """What was begun for a store that turns out faulty is removed."""
    with pytest.raises(Exception, match="S301"):
        _open(STORES / "bad" / "duplicate-id.yaml", environment)
    assert [] == _cached(tmp_path / "cache")


FOLDERS = [
    ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/rcsc-facts"),
    ({"HOME": "/h"}, "/h/.cache/rcsc-facts"),
    ({"XDG_CACHE_HOME": "", "HOME": "/h"}, "/h/.cache/rcsc-facts"),
    ({"XDG_CACHE_HOME": "relative", "HOME": "/h"}, "/h/.cache/rcsc-facts"),
    ({"HOME": "relative"}, None),
    ({}, None),
    ({"HOME": "/h", "RCSC_CACHE": "off"}, None),
    ({"HOME": "/h", "RCSC_CACHE": "on"}, "/h/.cache/rcsc-facts"),
]


@pytest.mark.parametrize(("environment", "folder"), FOLDERS)
def test_where_caches_lie(environment: dict[str, str], folder: str | None) -> None:
    """By the XDG Base Directory rules: the folder named, if its path is absolute, else .cache in the home."""
    assert (Path(folder) if folder else None) == cache.cache_folder(environment)


@pytest.fixture
def kept(store: Path, environment: dict[str, str], tmp_path: Path) -> cache.Slot:
    """A store's place in a folder that keeps its index."""
    time.sleep(0.06)  # the index of a store that changed within a tick of the clock is bound to its bytes only
    _open(store, environment)
    slot = cache.Slot(tmp_path / "cache" / "rcsc-facts", (str(store),), "1")
    assert _is_kept(slot)
    return slot


def _store_of(slot: cache.Slot) -> Path:
    return Path(slot.stores[0])


def _is_kept(slot: cache.Slot, listing: dict[str, catalog.Found] | None = None) -> bool:
    """Return whether an index is kept for the store in its state now, or in that of *listing*."""
    kept = slot.open()
    if kept is None:
        return False
    kept.connection.close()
    return kept.is_of(listing or catalog.listing([_store_of(slot)]))


def test_an_index_is_kept_for_this_very_state_of_this_very_store(kept: cache.Slot) -> None:
    """Another version, path, size, time or inode, and it is not the one."""
    assert not _is_kept(kept._replace(version="2"))
    [(path, found)] = catalog.listing([_store_of(kept)]).items()
    for field in found.stamp._fields:
        stamp = found.stamp._replace(**{field: getattr(found.stamp, field) + 1})
        assert not _is_kept(kept, {path: found._replace(stamp=stamp)}), field
    assert not _is_kept(kept, {f"{path}.yaml": found})
    other = kept._replace(stores=(f"{path}.yaml",))
    kept.path.rename(other.path)
    assert other.open() is None


@pytest.mark.parametrize(("fraction", "tick"), [(123_456_789, 50_000_000), (0, 2_100_000_000)])
def test_a_stamp_counts_once_the_file_cannot_change_and_keep_it(fraction: int, tick: int) -> None:
    """Within a tick of the file system's clock, which is two seconds where times are whole, only its bytes count."""
    changed = 1_700_000_000 * 10**9 + fraction
    stamp = catalog.Stamp(100, 1, changed, 7)
    for age, is_trusted in ((-1, False), (0, False), (tick, False), (tick + 1, True)):
        assert is_trusted == bool(cache.tag(stamp, changed + age)), age
    assert not cache.tag(stamp._replace(inode=-1), changed + 10 * tick)  # it changed while it was read


def test_a_store_of_the_future_is_read_but_not_built_anew(store: Path, environment: dict[str, str]) -> None:
    """Its times prove nothing, so its bytes are compared: the index stays the same file until they change."""
    os.utime(store, (4_000_000_000, 4_000_000_000))
    time.sleep(0.06)
    folder = Path(environment["XDG_CACHE_HOME"])
    assert ["dogs", "cats"] == _open(store, environment)
    [path] = _cached(folder)
    inode = path.stat().st_ino
    for _ in range(3):
        assert ["dogs", "cats"] == _open(store, environment)
        assert inode == path.stat().st_ino
    store.write_text(store.read_text(encoding="utf-8").replace("cats", "frog"), encoding="utf-8")
    os.utime(store, (4_000_000_000, 4_000_000_000))
    assert ["dogs", "frog"] == _open(store, environment)


def test_a_touched_store_is_not_built_anew_each_time(kept: cache.Slot, environment: dict[str, str]) -> None:
    """The same bytes at another time: the index takes over the new stamp."""
    os.utime(_store_of(kept), (2, 2))
    time.sleep(0.06)
    assert not _is_kept(kept)
    assert ["dogs", "cats"] == _open(_store_of(kept), environment)
    assert _is_kept(kept)
    assert ["dogs", "cats"] == _open(_store_of(kept), environment)


def test_an_index_is_of_the_code_that_made_it(
    kept: cache.Slot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another state of a file of ours, or another copy of the package, has an index of its own."""
    copy = tmp_path / "copy"
    shutil.copytree(cache._CODE, copy)
    monkeypatch.setattr(cache, "_CODE", copy)
    assert not _is_kept(kept)
    before = cache._fingerprint()
    rules = copy / "store" / "rules.py"
    status = rules.stat()
    rules.write_bytes(rules.read_bytes().replace(b"S110", b"S111", 1))
    os.utime(rules, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert before != cache._fingerprint()
    shutil.rmtree(copy / "index")  # as where a program is one file: only its version tells it from others
    assert 0 == cache._fingerprint()


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o640, 0o620, 0o666])
def test_an_index_that_others_may_touch_is_not_trusted(mode: int, kept: cache.Slot) -> None:
    """Its content might be theirs."""
    kept.path.chmod(mode)
    assert not _is_kept(kept)


def test_an_index_that_is_no_file_of_ours_is_not_trusted(kept: cache.Slot) -> None:
    """A link to it, even a good one, and a file of another user."""
    real = kept.folder / "real"
    kept.path.rename(real)
    kept.path.symlink_to(real)
    assert not _is_kept(kept)
    kept.path.unlink()
    real.rename(kept.path)
    assert _is_kept(kept)
    if not os.geteuid():
        os.chown(kept.path, 65534, 65534)
        assert not _is_kept(kept)


def test_a_cache_folder_that_others_may_enter_is_closed(tmp_path: Path) -> None:
    """It was made by somebody else's program, for this user: the mode is mended."""
    folder = tmp_path / "rcsc-facts"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    cache.open_index([FACTS], {"XDG_CACHE_HOME": str(tmp_path)}, "1").close()
    assert 0o700 == folder.stat().st_mode & 0o777


def test_a_folder_where_the_index_should_lie(tmp_path: Path) -> None:
    """What cannot be replaced is left alone, and the answer comes from memory."""
    environment = {"XDG_CACHE_HOME": str(tmp_path)}
    cache.open_index([FACTS], environment, "1").close()
    [path] = (tmp_path / "rcsc-facts").iterdir()
    path.unlink()
    path.mkdir()
    assert 43 == len(cache.open_index([FACTS], environment, "1").ids())
    assert [path] == [*(tmp_path / "rcsc-facts").iterdir()]


def test_a_folder_with_any_name_can_keep_an_index(store: Path, tmp_path: Path) -> None:
    """Characters that mean something in an address of SQLite's, and bytes that are no text."""
    for name in ("a b?c#d%e&f", "ü;=+", os.fsdecode(b"\xff")):
        folder = tmp_path / name
        time.sleep(0.06)
        _open(store, {"XDG_CACHE_HOME": str(folder)})
        assert _is_kept(cache.Slot(folder / "rcsc-facts", (str(store),), "1")), name


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277, 0o777])
def test_the_cache_is_for_this_user_alone(umask: int, store: Path, tmp_path: Path) -> None:
    """Whatever the umask, folders that are made are 0700, and so is one that others could enter before."""
    before = os.umask(umask)
    try:
        assert ["dogs", "cats"] == _open(store, {"XDG_CACHE_HOME": str(tmp_path / "home" / "cache")})
    finally:
        os.umask(before)
    for folder in (tmp_path / "home", tmp_path / "home" / "cache", tmp_path / "home" / "cache" / "rcsc-facts"):
        assert 0o700 == folder.stat().st_mode & 0o777
    [path] = folder.iterdir()
    assert 0o600 == path.stat().st_mode & 0o777
    for mode in (0o755, 0o500, 0o000):
        folder.chmod(mode)
        _open(store, {"XDG_CACHE_HOME": str(tmp_path / "home" / "cache")}, str(mode))
        assert 0o700 == folder.stat().st_mode & 0o777


def test_leftovers_of_killed_processes_are_removed(store: Path, environment: dict[str, str], tmp_path: Path) -> None:
    """They go when the next index is written, unless their process is there; after an hour they go anyway."""
    folder = tmp_path / "cache" / "rcsc-facts"
    folder.mkdir(parents=True)
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    killed, odd, old = folder / f"aaaa.db.{gone.pid}", folder / "bbbb.db.x", folder / f"cccc.db.{os.getppid()}"
    writing = folder / f"dddd.db.{os.getppid()}"
    for path in (killed, odd, old, writing):
        path.touch()
    os.utime(old, (0, 0))
    _open(store, environment)
    assert [writing] == [path for path in _cached(folder) if path.suffix != ".db"]


def _damaged(whole: bytes) -> Iterator[bytes]:
    """Yield damaged copies of a database: bits turned, pages emptied, exchanged and cut off."""
    page = 4096
    for number in range(24):
        position = (number * 7919 + 13) % len(whole)
        yield whole[:position] + bytes([whole[position] ^ 1 << number % 8]) + whole[position + 1 :]
    for start in range(0, len(whole) - page, 3 * page):
        end, last = start + page, len(whole) - page
        yield whole[:start] + bytes(page) + whole[end:]
        yield whole[:start] + whole[last:] + whole[end:last] + whole[start:end]
        yield whole[:start]
        yield whole[: start + 100]


@pytest.mark.parametrize("most", [cache.MOST_SUMMED, 0], ids=["summed", "large"])
def test_a_damaged_index_gives_the_whole_answer(
    most: int, kept: cache.Slot, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checksum notices every change of a small file, and the time of change one of a large file."""
    monkeypatch.setattr(cache, "MOST_SUMMED", most)
    whole, status = kept.path.read_bytes(), kept.path.stat()
    answer = _answers(_store_of(kept), environment)
    for content in _damaged(whole):
        kept.path.write_bytes(content)
        if most:
            os.utime(kept.path, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert not _is_kept(kept)
        assert answer == _answers(_store_of(kept), environment)


def _answers(store: Path, environment: dict[str, str]) -> tuple[object, ...]:
    opened = cache.open_index([store], environment, "1")
    found = query.find(opened, ["dogs"], Filters())
    return opened.select(Filters()), found, opened.header(), opened.units(), opened.places(), opened.near_words("dgs")


def _claims(store: Path, environment: dict[str, str]) -> list[Hit]:
    return cache.open_index([store], environment, "1").select(Filters())


def test_an_index_that_breaks_while_it_is_asked_is_made_anew(
    kept: cache.Slot, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no check at the opening sees is noticed by SQLite, or by a value that no claim can have; once."""
    monkeypatch.setattr(cache, "MOST_SUMMED", 0)
    answer = _answers(_store_of(kept), environment)
    for damage in (
        "DROP TABLE claim_text",
        "DROP TABLE claim; CREATE TABLE claim AS SELECT 1 AS id",
        "UPDATE claim SET statement = x'ff'",
        "UPDATE claim SET statement = CAST(x'ff' AS TEXT)",
        "UPDATE claim SET related = 'a'",
        "UPDATE place SET aliases = '['",
        "DELETE FROM store",
    ):
        _open(_store_of(kept), environment)
        status = kept.path.stat()
        kept.path.chmod(0o600)
        connection = sqlite3.connect(kept.path, isolation_level=None)
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA ignore_check_constraints = ON; {damage}")
        connection.close()
        damaged = kept.path.read_bytes()
        for ask, expected in ((_claims, answer[0]), (_answers, answer)):
            kept.path.write_bytes(damaged)
            os.utime(kept.path, ns=(status.st_atime_ns, status.st_mtime_ns))
            assert _is_kept(kept), damage
            assert expected == ask(_store_of(kept), environment), damage
        assert status.st_mtime_ns != kept.path.stat().st_mtime_ns, damage


def test_a_damaged_index_is_not_exported(
    kept: cache.Slot, environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What SQLite's own check finds is made anew before it is copied."""
    monkeypatch.setattr(cache, "MOST_SUMMED", 0)
    whole, status = kept.path.read_bytes(), kept.path.stat()
    kept.path.write_bytes(whole[:36] + b"\0\0\0\7" + whole[40:])  # the number of free pages, of which there are none
    os.utime(kept.path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert _is_kept(kept)
    cache.open_index([_store_of(kept)], environment, "1").copy_to(tmp_path / "claims.db")
    with closing(sqlite3.connect(tmp_path / "claims.db")) as exported:
        assert [("ok",)] == exported.execute("PRAGMA integrity_check").fetchall()


def test_what_cannot_be_made_anew_is_told() -> None:
    """A database without our tables, and no store to make them from."""
    with pytest.raises(sqlite3.OperationalError, match="no such table: store"):
        select.Index(select.connect(":memory:")).articles()


@pytest.mark.parametrize("is_taken", [False, True], ids=["nothing there", "a folder there"])
def test_a_full_disk_costs_the_cache_alone(
    is_taken: bool, store: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """The answer comes from memory, and nothing is left of what was begun."""
    path = cache.Slot(tmp_path / "cache" / "rcsc-facts", (str(store),), "1").path
    path.mkdir(parents=is_taken) if is_taken else path.parent.mkdir(parents=True)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        assert ["dogs", "cats"] == _open(store, environment)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path] * is_taken == [*path.parent.iterdir()]


def test_every_field_of_a_claim_comes_back() -> None:
    """What goes into the columns is what is read from them, for claims with all and with no fields filled."""
    names = [column.name for column in tables.COLUMNS]
    for path in (FACTS, *STORES.glob("*.yaml")):
        _, claims = catalog.load(path)
        for claim in claims:
            assert claim == tables.claim_of(dict(zip(names, tables.row_of(claim), strict=True)))


def test_no_store_holds_the_marks_of_a_match(tmp_path: Path) -> None:
    """The characters by which SQLite marks a match are refused by the reader."""
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    for mark in ("\x02", "\x03"):
        (tmp_path / "marked.yaml").write_text(text.replace("dogs", f"do{mark}gs", 1), encoding="utf-8")
        with pytest.raises(StoreFaults):
            catalog.load(tmp_path / "marked.yaml")
