"""The index: the same answers as the records themselves, at any state of the cache."""

import os
import time
from itertools import product
from pathlib import Path

import pytest

from rcsc_facts import index
from rcsc_facts.index import cache
from rcsc_facts.model import Filters, Hit
from rcsc_facts.store import catalog
from rcsc_facts.vocabulary import KINDS, REGIONS, SORTS
from support import FACTS, STORES, by_hand


def test_selecting_by_sql_equals_selecting_by_hand() -> None:
    """Every combination of one word of each filter gives what a loop over the records gives."""
    header, claims = catalog.load(FACTS)
    opened = index.in_memory(header, claims)
    everything = [Hit(claim) for claim in claims]
    assert everything == opened.select(Filters())
    choices = product(
        [(), *((region,) for region in REGIONS), ("africa", "asia")],
        [(), ("ET",), ("TR", "IT"), ("KE",)],
        [(), *((topic,) for topic in ("org", "congress", "aid", "plans"))],
        [(), *((kind,) for kind in KINDS), ("count", "action")],
        [(), *((speaker,) for speaker in ("article", "report", "xi"))],
        [(), ("countries",), ("members", "doses")],
    )
    found = 0
    for choice in choices:
        filters = Filters(*choice)
        hits = opened.select(filters)
        assert by_hand(header, everything, filters) == hits
        found += len(hits)
    assert found > 1000


def test_sorting_and_limiting() -> None:
    """Sorting loses nothing, and a limit takes the first."""
    header, claims = catalog.load(FACTS)
    opened = index.in_memory(header, claims)
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
    return cache.open_index(store, environment, version).ids()


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
    assert (Path(folder) if folder else None) == index.cache_folder(environment)


@pytest.fixture
def kept(store: Path, environment: dict[str, str], tmp_path: Path) -> tuple[Path, Path, catalog.Stamp]:
    """A folder, a store and its stamp, of which the folder keeps the index."""
    time.sleep(0.06)  # an index begun within a clock tick of the store's last change is not kept
    _open(store, environment)
    _, stamp = catalog.read_bytes(store)
    folder = tmp_path / "cache" / "rcsc-facts"
    found = index.open_cached(folder, store, stamp, "1")
    assert found is not None
    assert ["dogs", "cats"] == found.ids()
    return folder, store, stamp


def test_an_index_is_kept_for_this_very_state_of_this_very_store(kept: tuple[Path, Path, catalog.Stamp]) -> None:
    """Another version, path, size, time or inode, and it is not the one."""
    folder, store, stamp = kept
    assert index.open_cached(folder, store, stamp, "2") is None
    for field in stamp._fields:
        other = stamp._replace(**{field: getattr(stamp, field) + 1})
        assert index.open_cached(folder, store, other, "1") is None, field
    [path] = _cached(folder)
    path.rename(index._cache_file(folder, store.with_name("other.yaml")))
    assert index.open_cached(folder, store.with_name("other.yaml"), stamp, "1") is None


def test_an_index_that_is_older_than_its_store_is_not_trusted(kept: tuple[Path, Path, catalog.Stamp]) -> None:
    """Nor is one that was begun within the same tick of the clock as the store changed, by either of its times."""
    folder, store, stamp = kept
    [path] = _cached(folder)
    changed = max(stamp.mtime_ns, stamp.ctime_ns)
    for age, is_trusted in ((-1, False), (0, False), (50_000_000, False), (50_000_001, True)):
        os.utime(path, ns=(0, changed + age))
        assert is_trusted == (index.open_cached(folder, store, stamp, "1") is not None), age


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o640, 0o620, 0o666])
def test_an_index_that_others_may_touch_is_not_trusted(mode: int, kept: tuple[Path, Path, catalog.Stamp]) -> None:
    """Its content might be theirs."""
    folder, store, stamp = kept
    [path] = _cached(folder)
    path.chmod(mode)
    assert index.open_cached(folder, store, stamp, "1") is None


def test_an_index_that_is_no_file_of_ours_is_not_trusted(kept: tuple[Path, Path, catalog.Stamp]) -> None:
    """A link to it, even a good one, and a file of another user."""
    folder, store, stamp = kept
    [path] = _cached(folder)
    path.rename(folder / "real")
    path.symlink_to(folder / "real")
    assert index.open_cached(folder, store, stamp, "1") is None
    path.unlink()
    (folder / "real").rename(path)
    if not os.geteuid():
        os.chown(path, 65534, 65534)
        assert index.open_cached(folder, store, stamp, "1") is None


def test_a_folder_with_any_name_can_keep_an_index(store: Path, tmp_path: Path) -> None:
    """Characters that mean something in an address of SQLite's, and bytes that are no text."""
    for name in ("a b?c#d%e&f", "ü;=+", os.fsdecode(b"\xff")):
        folder = tmp_path / name
        time.sleep(0.06)
        _open(store, {"XDG_CACHE_HOME": str(folder)})
        _, stamp = catalog.read_bytes(store)
        assert index.open_cached(folder / "rcsc-facts", store, stamp, "1") is not None, name
