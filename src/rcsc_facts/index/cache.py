"""From the path of a store to its open index, which is kept in the user's cache folder.

A look-up whose store did not change since the last one opens the kept index and never reads the YAML.
A kept index is used only if it is whole, ours, made by this very code, and of this very store: of the
same state of the file, or, where the file's times cannot prove that, of the same bytes.
"""

import os
import sqlite3
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from rcsc_facts.index.select import Index, connect
from rcsc_facts.store import catalog

MOST_SUMMED = 4 * 2**20
"""Bytes of a database up to which its checksum is compared at each opening, which takes 0.2 ms a MiB."""

_SUM = slice(60, 64)
"""Where SQLite leaves four bytes to the application (`user_version`; SQLite file format, 1.3): our checksum."""

_TICK = 50_000_000
_COARSE_TICK = 2_100_000_000
"""Nanoseconds within which a file may change twice and keep its times; the latter on FAT and its like."""

_CODE = Path(__file__).parents[1]
_ROOMS = ("", "index", "store", "text")
"""Folders of the package whose code decides what is in an index."""


def open_index(
    store: Path, environment: Mapping[str, str], version: str, progress: catalog.Progress | None = None
) -> Index:
    """Return the index of the store at *store*, from the cache where it is there and true.

    Raises StoreError where the store cannot be read, and StoreFaults with every fault where it breaks
    its shape. So may questions to the index, where a kept one turns out damaged and is made anew.
    """
    path = Path(os.path.abspath(store))
    stamp = catalog.stamp_of(store, path)
    folder = cache_folder(environment)
    if not folder:
        return Index(_in_memory(catalog.read_bytes(store)[0], store, progress))
    slot = Slot(folder, path, stamp, version)

    def make() -> sqlite3.Connection:
        return _make(slot, store, progress)

    def remake() -> sqlite3.Connection:
        slot.discard()
        return make()

    kept = slot.open()
    return Index(kept or make(), remake)


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Return where this user's caches lie, by the XDG Base Directory rules; None where there is no such place."""
    if environment.get("RCSC_CACHE", "").lower() in ("off", "0", "no", "false"):
        return None
    named = environment.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):
        return Path(named, "rcsc-facts")
    if os.name == "nt" and (local := environment.get("LOCALAPPDATA")):  # pragma: no cover - not on this system
        return Path(local, "rcsc-facts", "Cache")
    home = environment.get("HOME", "")
    return Path(home, ".cache", "rcsc-facts") if os.path.isabs(home) else None


class Slot(NamedTuple):
    """The place in a cache folder for the index of one store in one state."""

    folder: Path
    store: Path
    """Absolute."""
    stamp: catalog.Stamp
    version: str
    """That of the program."""

    @property
    def path(self) -> Path:
        """Where the index lies. Copies of the program have indexes of their own."""
        return self.folder / f"{zlib.crc32(os.fsencode(self.store) + b'//' + os.fsencode(_CODE)):08x}.db"

    @property
    def temporary(self) -> Path:
        """Where this process writes an index before it takes its place."""
        return self.path.with_name(f"{self.path.name}.{os.getpid()}")

    def open(self, content: bytes | None = None) -> sqlite3.Connection | None:
        """Return a connection to the index that is kept for this state of the store, or None.

        With the store's bytes as *content*, the index of a file with these bytes will do. What is not a
        file of this user's that nobody else may write, or is not as it was written, is not opened.
        """
        try:
            status = os.lstat(self.path)
            is_ours = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
            if not is_ours or (status.st_mode & 0o170000) != 0o100000 or not _is_whole(self.path, status.st_size):
                return None
            connection = connect(f"{_address(self.path)}?mode=ro&immutable=1")
        except (OSError, ValueError, sqlite3.Error):
            return None
        try:
            [(kept,)] = connection.execute("SELECT value FROM meta WHERE key = 'kept'")
            maker, begun, stamp, digest = kept.split("\n")
            [(size,)] = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            is_as_written = begun == str(status.st_mtime_ns) and size == status.st_size
            is_of_store = stamp == " ".join(map(str, self.stamp)) or (
                content is not None and digest == _digest(content)
            )
            if is_as_written and maker == self._maker() and is_of_store:
                return connection
        except (ValueError, TypeError, AttributeError, sqlite3.Error):
            pass
        connection.close()
        return None

    def begin(self) -> int | None:
        """Make the folder and an empty temporary file in it; return when, by the clock of its file system.

        Return None where no cache can be kept. The folder is for this user alone, whatever the umask.
        """
        try:
            for folder in reversed([self.folder, *self.folder.parents]):
                if not os.path.lexists(folder):
                    os.mkdir(folder, 0o700)
                    os.chmod(folder, 0o700)
            status = os.lstat(self.folder)
            if (status.st_mode & 0o170000) != 0o040000 or (hasattr(os, "geteuid") and status.st_uid != os.geteuid()):
                return None
            if status.st_mode & 0o777 != 0o700:
                os.chmod(self.folder, 0o700)
            self.temporary.unlink(missing_ok=True)
            descriptor = os.open(self.temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            os.close(descriptor)
            os.chmod(self.temporary, 0o600)
            return os.stat(self.temporary).st_mtime_ns
        except OSError:
            return None

    def save(
        self, begun: int, content: bytes, write: Callable[[sqlite3.Connection], None]
    ) -> sqlite3.Connection | None:
        """Keep what *write* writes as the index of a store with these bytes; return None where that fails.

        It is written to the temporary file that `begin` made, and renamed when it is whole, so that nobody
        ever reads half of it. What *write* raises is raised here.
        """
        kept = "\n".join((self._maker(), str(begun), self.tag(begun), _digest(content)))
        try:
            connection = connect(_address(self.temporary))
            try:
                write(connection)
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('kept', ?)", (kept,))
            finally:
                connection.close()
            _seal(self.temporary)
            os.utime(self.temporary, ns=(begun, begun))  # no later change leaves it this time
            os.replace(self.temporary, self.path)
        except (OSError, sqlite3.Error):
            return None
        return self.open(content)

    def tag(self, begun: int) -> str:
        """Return the stamp as text if it will tell every later change of a store that was read after *begun*, or "".

        A file that changed just before it was read may change again and keep its stamp.
        """
        changed = max(self.stamp.mtime_ns, self.stamp.ctime_ns)
        # Times in tens of milliseconds or coarser; a finer clock shows such a number once in ten million times.
        tick = _TICK if self.stamp.ctime_ns % 10_000_000 else _COARSE_TICK
        return _text(self.stamp) if begun > changed + tick and self.stamp.inode != -1 else ""

    def discard(self) -> None:
        """Remove the index."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            pass

    def clean(self) -> None:
        """Remove the temporary files of this process and of processes that were killed."""
        try:
            for path in (self.temporary, *self.folder.glob("*.db.*")):
                if path == self.temporary or not _is_being_written(path):
                    path.unlink(missing_ok=True)
        except OSError:
            pass

    def _maker(self) -> str:
        """Return what tells the code that makes an index, and the store it is of, from others."""
        return f"{self.version} {_fingerprint():08x} {os.fsencode(self.store).hex()}"


def _make(slot: Slot, store: Path, progress: catalog.Progress | None) -> sqlite3.Connection:
    """Return the index of what the store holds now, and keep it where that is possible."""
    begun = slot.begin()  # the clock is read before the store
    try:
        content, stamp = catalog.read_bytes(store)
        slot = slot._replace(stamp=stamp)
        if begun is None:
            return _in_memory(content, store, progress)
        kept = slot.open(content)
        if kept and not slot.tag(begun):
            return kept
        if not kept:
            saved = slot.save(begun, content, lambda connection: _build(connection, content, store, progress))
            return saved or _in_memory(content, store, progress)
        saved = slot.save(begun, content, kept.backup)  # under the new stamp
        if saved:
            kept.close()
        return saved or kept
    finally:
        slot.clean()


def _build(connection: sqlite3.Connection, content: bytes, store: Path, progress: catalog.Progress | None) -> None:
    from rcsc_facts.index.build import build  # most look-ups need none

    build(connection, *catalog.read(content, store, progress))


def _in_memory(content: bytes, store: Path, progress: catalog.Progress | None) -> sqlite3.Connection:
    connection = connect(":memory:")
    try:
        _build(connection, content, store, progress)
    except BaseException:
        connection.close()
        raise
    return connection


def _fingerprint() -> int:
    """Return a number that another state of the code is all but sure not to have."""
    states = []
    try:
        for room in _ROOMS:
            with os.scandir(_CODE / room) as found:
                for entry in found:
                    if entry.name.endswith(".py"):
                        status = entry.stat()
                        states.append((room, entry.name, status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    except OSError:  # the code does not lie in files
        return 0
    return zlib.crc32(repr(sorted(states)).encode())


def _text(stamp: catalog.Stamp) -> str:
    return " ".join(map(str, stamp))


def _digest(content: bytes) -> str:
    import hashlib  # most look-ups need none

    return hashlib.sha256(content).hexdigest()


def _sum(content: bytes) -> int:
    view = memoryview(content)
    return zlib.crc32(view[_SUM.stop :], zlib.crc32(view[: _SUM.start]))


def _is_whole(path: Path, size: int) -> bool:
    """Return whether the file is as it was sealed; a large one is not read but taken for that."""
    if size > MOST_SUMMED:
        return True
    content = path.read_bytes()
    return int.from_bytes(content[_SUM]) == _sum(content)


def _seal(path: Path) -> None:
    """Write the checksum of a small database into it."""
    if path.stat().st_size <= MOST_SUMMED:
        with path.open("r+b") as file:
            total = _sum(file.read())
            file.seek(_SUM.start)
            file.write(total.to_bytes(4))


def _address(path: Path) -> str:
    """Return the address of a file as SQLite takes it."""
    return "file:" + "".join(
        chr(byte) if chr(byte).isascii() and (chr(byte).isalnum() or byte in b"/._-") else f"%{byte:02x}"
        for byte in os.fsencode(path)
    )


def _is_being_written(path: Path) -> bool:
    """Return whether the process that a temporary file is named for is there; not asked for longer than an hour."""
    try:
        if os.stat(path).st_mtime < os.stat(path.parent).st_mtime - 3600:
            return False
        if os.name == "posix":
            os.kill(int(path.suffix[1:]), 0)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True
