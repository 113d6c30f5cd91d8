"""An index brought to the state of its stores: only what changed is read, and what is kept is never written to.

An index of several stores is worked on in a copy, which takes the place of the kept one when it is whole. So two
processes, or one that is killed, can never leave half an index or a mixed one, and the files may change
while they are read: they are listed again when all are read, and read again as long as one has changed.
"""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from rcsc_facts.errors import Finding, StoreError, StoreFaults, shown
from rcsc_facts.index.build import UNGUARDED, add, create, finish, numbers, remove
from rcsc_facts.index.cache import File, Kept, Slot, address, stamp_text, tag
from rcsc_facts.index.select import connect
from rcsc_facts.model import Header
from rcsc_facts.store import catalog
from rcsc_facts.store.catalog import Listing

_MOST_ROUNDS = 5
"""How often files are read again that change while others are read."""


class _Asked(NamedTuple):
    """What an index is to hold."""

    stores: Sequence[Path]
    progress: catalog.Progress | None
    listing: Listing | None
    """The files of the stores as they are right now, if they have been listed."""


def make(
    slot: Slot | None, stores: Sequence[Path], progress: catalog.Progress | None, listing: Listing | None = None
) -> sqlite3.Connection:
    """Return the index of what the stores hold now, and keep it where that is possible.

    *listing* is that of the stores, if there is one of right now.
    """
    asked = _Asked(stores, progress, listing)
    if slot and (made := _kept(slot, asked)):
        return made
    work = _Work(asked, None, None, 0)
    try:
        work.update()
        return work.write()
    except BaseException:
        work.close()
        raise


def _kept(slot: Slot, asked: _Asked) -> sqlite3.Connection | None:
    """Return an index that is kept; None where none can be."""
    try:
        begun = slot.begin()  # the clock is read before the stores
        for kept in (slot.open(), None) if begun is not None else ():
            try:
                return _made(asked, slot, kept, begun or 0)
            except (sqlite3.Error, OSError, ValueError, TypeError, LookupError, AttributeError):
                slot.discard()  # a kept one that is damaged, or a disk that is full
    finally:
        slot.clean()
    return None


def _made(asked: _Asked, slot: Slot, kept: Kept | None, begun: int) -> sqlite3.Connection | None:
    """Return the kept index in the state of the stores, or one made anew, as it is kept from now on."""
    made = None
    work = _Work(asked, slot, kept, begun)
    try:
        before = {**work.files}
        work.update()
        if kept and work.files == before:
            made = kept.connection
        else:
            has_changed = work.connection is not None
            saved = slot.save(begun, work.write(), work.files)
            made = saved or (None if has_changed or not kept else kept.connection)
        return made
    finally:
        work.close()
        if kept and made is not kept.connection:
            kept.connection.close()


class _Work:
    """An index being brought to the state of its files: one that is kept, or an empty one.

    The kept one is never written to: the first change makes a copy of it, or where nothing of it stays an empty one.
    """

    def __init__(self, asked: _Asked, slot: Slot | None, kept: Kept | None, begun: int) -> None:
        self.files = kept.files() if kept else {}
        self.connection: sqlite3.Connection | None = None
        """Where the index is written; None as long as the kept one has the same claims."""
        self._asked = asked
        self._slot = slot
        self._kept = kept
        self._begun = begun
        self._read: dict[str, catalog.Stamp] = {}

    def update(self) -> None:
        """Read the files that changed, until none does meanwhile; raise StoreFaults with the faults of all."""
        first = self._asked.listing
        for _ in range(_MOST_ROUNDS):
            listing, first = first or catalog.listing(self._asked.stores), None
            gone = [path for path in self.files if path not in listing]
            stale: Listing = {path: found for path, found in listing.items() if not self._has(path, found)}
            if not gone and not stale:
                return
            self._drop(gone)
            self._drop([path for path, found in stale.items() if path in self.files and not self._is_same(path, found)])
            places = numbers([*listing], self._numbers())
            if places is None:
                self._drop([*self.files])
                stale, places = listing, numbers([*listing], {}) or {}
            self._add({path: found for path, found in stale.items() if path not in self.files}, listing, places)
            self.files = {path: self.files[path] for path in listing if path in self.files}
            if len(listing) == 1:
                return

    def write(self) -> sqlite3.Connection:
        """Return the database written to, complete."""
        connection = self._copy()
        finish(connection)
        return connection

    def close(self) -> None:
        """Close what was written to."""
        if self.connection:
            self.connection.close()

    def _has(self, path: str, found: catalog.Found) -> bool:
        """Return whether a file is in the index in this very state, or cannot be read a second time."""
        if path in self._read:
            return self._read[path] == found.stamp or not found.is_regular
        return path in self.files and self.files[path].stamp == stamp_text(found.stamp)

    def _is_same(self, path: str, found: catalog.Found) -> bool:
        """Return whether a file has the same bytes as when it was read last, and take over its new stamp."""
        content, stamp = catalog.read_bytes(found.path)
        if sha256(content).hexdigest() != self.files[path].digest:
            return False
        self._read[path] = stamp
        self.files[path] = self.files[path]._replace(stamp=tag(stamp, self._begun))
        return True

    def _numbers(self) -> dict[str, int]:
        return {path: file.number for path, file in self.files.items()}

    def _copy(self, *, empty: bool = False) -> sqlite3.Connection:
        """Return the database to write to, at first a copy of the kept one, or *empty*."""
        if self.connection is None:
            kept = None if empty else self._kept
            if self._slot and kept:
                copyfile(self._slot.path, self._slot.temporary)
            self.connection = connect(address(self._slot.temporary) if self._slot else ":memory:")
            if not kept:
                create(self.connection)
            else:
                self.connection.executescript(UNGUARDED)
                if _state(self.connection) != _state(kept.connection):  # another process has replaced it since
                    kept.connection.backup(self.connection)
            self.connection.execute("BEGIN")
        return self.connection

    def _drop(self, paths: Sequence[str]) -> None:
        """Remove the claims of files."""
        if not paths:
            return
        starts_empty = self.connection is None and len(paths) == len(self.files)
        connection = self._copy(empty=starts_empty)
        for path in paths:
            file = self.files.pop(path)
            if not starts_empty:
                remove(connection, file.number)

    def _add(self, new: Listing, listing: Listing, places: Mapping[str, int]) -> None:
        """Read files whose claims are not in the index, and write them under the numbers that are their *places*."""
        faults: list[Finding] = []
        size, done = sum(found.stamp.size for found in new.values()), 0
        for path, found in new.items():
            try:
                content, stamp = catalog.read_bytes(found.path)
            except StoreError:
                if os.path.lexists(path):
                    raise
                continue  # it has gone since it was listed
            progress = self._asked.progress
            shift = partial(_shifted, progress, done, size) if progress else None
            try:
                header, claims = catalog.read(content, found.path, shift)
                if other := self._path_of(header.source.get("id", "")):
                    faults.append(_twice(content, header, found.path, listing[other].path))
                    continue
                add(self._copy(), places[path], header, claims)
            except StoreFaults as several:
                faults += several.findings
            self._read[path] = stamp
            self.files[path] = File(tag(stamp, self._begun), sha256(content).hexdigest(), places[path])
            done += len(content)
        if faults:
            raise StoreFaults(faults)

    def _path_of(self, source: str) -> str | None:
        """Return the file of an article that is in the index."""
        found = self._copy().execute("SELECT number FROM store WHERE id = ?", (source,)).fetchall()
        return next((path for path, file in self.files.items() if (file.number,) in found), None)


def _state(connection: sqlite3.Connection) -> list[object]:
    """Return what tells a kept index from every other one: by whom, when and of what it was made."""
    return connection.execute("SELECT value FROM kept WHERE key = 'stamps'").fetchall()


def _shifted(progress: catalog.Progress, done: int, size: int, read: int, _: int) -> None:
    """Report how much is read of several files of *size* bytes together, of which *done* were read before."""
    progress(done + read, size)


def _twice(content: bytes, header: Header, file: Path, other: Path) -> Finding:
    message = f"the article '{header.source['id']}' is that of {shown(str(other), None)} too"
    hint = "give each article an id of its own under source"
    return Finding(shown(str(file), None), *catalog.place_of_id(content, file), "S305", message, hint)
