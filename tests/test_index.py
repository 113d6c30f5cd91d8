"""The index: the same answers as the records themselves, at any state of the cache."""

import os
from itertools import product
from pathlib import Path

import pytest

from rcsc_facts import catalog, index
from rcsc_facts.model import KINDS, REGIONS, SORTS, SPEAKERS, TOPICS, Filters, Hit
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
        [(), *((topic,) for topic in TOPICS)],
        [(), *((kind,) for kind in KINDS), ("count", "action")],
        [(), *((speaker,) for speaker in SPEAKERS)],
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
    return catalog.open_index(store, environment, version).ids()


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
    import time

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
