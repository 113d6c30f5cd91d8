"""From the paths of stores to their open index, which is kept in the user's cache folder.

A look-up whose stores did not change since the last one opens the kept index and never reads the YAML.
A kept index is used only if it is whole, ours, made by this very code, and of these very stores: of the
same state of each file, or, where a file's times cannot prove that, of the same bytes. Of several stores
only those that changed are read again: `update` says how.
"""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
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
    stores: Sequence[Path], environment: Mapping[str, str], version: str, progress: catalog.Progress | None = None
) -> Index:
    """Return the index of the stores named, files and folders of them, from the cache where it is there and true.

    Raises StoreError where a store cannot be read, and StoreFaults with every fault where one breaks its
    shape. So may questions to the index, where a kept one turns out damaged and is made anew.
    """
    listing = catalog.listing(stores)
    folder = cache_folder(environment)
    if not folder:
        return Index(_make(None, stores, progress, listing))
    slot = Slot(folder, tuple(map(os.path.abspath, stores)), version)

    def remake() -> sqlite3.Connection:
        slot.discard()
        return _make(slot, stores, progress)

    kept = slot.open()
    if kept and kept.is_of(listing):
        return Index(kept.connection, remake)
    if kept:
        kept.connection.close()
    return Index(_make(slot, stores, progress, listing), remake)


def _make(
    slot: "Slot | None",
    stores: Sequence[Path],
    progress: catalog.Progress | None,
    listing: catalog.Listing | None = None,
) -> sqlite3.Connection:
    from rcsc_facts.index import update  # most look-ups need none

    return update.make(slot, stores, progress, listing)


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


class File(NamedTuple):
    """What an index knows of a file whose claims it has."""

    stamp: str
    """Of the state in which it was read; empty where a later state may have the same."""
    digest: str
    number: int
    """That of its article."""


class Kept(NamedTuple):
    """An index that is kept, of the files in the states in which they were read."""

    connection: sqlite3.Connection
    stamps: str
    """Those of all files, as `_stamps` writes them."""

    def is_of(self, listing: catalog.Listing) -> bool:
        """Return whether the files are these, each in this very state."""
        return self.stamps == _stamps((path, stamp_text(found.stamp)) for path, found in listing.items())

    def files(self) -> dict[str, File]:
        """Return what is known of each file, by its absolute path, in their order."""
        [(files,)] = self.connection.execute("SELECT value FROM kept WHERE key = 'files'")
        return {path: File(*file) for path, file in json.loads(files).items()}


class Slot(NamedTuple):
    """The place in a cache folder for the index of one store, or of several together."""

    folder: Path
    stores: tuple[str, ...]
    """The absolute paths of the files and folders that were named."""
    version: str
    """That of the program."""

    @property
    def path(self) -> Path:
        """Where the index lies. Copies of the program have indexes of their own."""
        return self.folder / f"{zlib.crc32(self._named() + b'//' + os.fsencode(_CODE)):08x}.db"

    @property
    def temporary(self) -> Path:
        """Where this process writes an index before it takes its place."""
        return self.path.with_name(f"{self.path.name}.{os.getpid()}")

    def open(self) -> Kept | None:
        """Return the index that is kept for these stores, in whatever state they were; None where there is none.

        What is not a file of this user's that nobody else may write, or is not as it was written, is not opened.
        """
        try:
            status = os.lstat(self.path)
            is_ours = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
            if not is_ours or (status.st_mode & 0o170000) != 0o100000 or not _is_whole(self.path, status.st_size):
                return None
            connection = connect(f"{address(self.path)}?mode=ro&immutable=1")
        except (OSError, ValueError, sqlite3.Error):
            return None
        try:
            [(kept,)] = connection.execute("SELECT value FROM kept WHERE key = 'stamps'")
            maker, begun, stamps = kept.split("\n", 2)
            [(size,)] = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            if begun == str(status.st_mtime_ns) and size == status.st_size and maker == self._maker():
                return Kept(connection, stamps)
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

    def save(self, begun: int, connection: sqlite3.Connection, files: Mapping[str, File]) -> sqlite3.Connection | None:
        """Keep what was written over *connection* to the temporary file; return None where that fails.

        The file is renamed when it is whole, so that nobody ever reads half of it.
        """
        stamps = _stamps((path, file.stamp) for path, file in files.items())
        kept = {"stamps": "\n".join((self._maker(), str(begun), stamps)), "files": json.dumps(files)}
        try:
            connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", kept.items())
            connection.close()
            _seal(self.temporary)
            os.utime(self.temporary, ns=(begun, begun))  # no later change leaves it this time
            os.replace(self.temporary, self.path)
        except (OSError, sqlite3.Error):
            return None
        saved = self.open()
        return saved.connection if saved else None

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
        """Return what tells the code that makes an index, and the stores it is of, from others."""
        return f"{self.version} {_fingerprint():08x} {self._named().hex()}"

    def _named(self) -> bytes:
        return b"\0".join(map(os.fsencode, self.stores))


def tag(stamp: catalog.Stamp, begun: int) -> str:
    """Return a stamp as text if it will tell every later change of a file that was read after *begun*, or "".

    A file that changed just before it was read may change again and keep its stamp.
    """
    changed = max(stamp.mtime_ns, stamp.ctime_ns)
    # Times in tens of milliseconds or coarser; a finer clock shows such a number once in ten million times.
    tick = _TICK if stamp.ctime_ns % 10_000_000 else _COARSE_TICK
    return stamp_text(stamp) if begun > changed + tick and stamp.inode != -1 else ""


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


def stamp_text(stamp: catalog.Stamp) -> str:
    """Return a stamp as it is kept."""
    return f"{stamp.size} {stamp.mtime_ns} {stamp.ctime_ns} {stamp.inode}"


def _stamps(stamps: Iterable[tuple[str, str]]) -> str:
    """Return the paths of files and their stamps as one text."""
    text = "\n".join([f"{stamp} {path}" for path, stamp in stamps])
    return text.encode("ascii", "backslashreplace").decode()


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


def address(path: Path) -> str:
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
        if os.name == "posix":  # pragma: no branch - this system is
            os.kill(int(path.suffix[1:]), 0)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True
