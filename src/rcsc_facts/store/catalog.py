"""Where stores are found and read from disk."""

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from rcsc_facts.errors import Hint, StoreError, StoreFaults, reason_of, shown
from rcsc_facts.model import Claim, Header

MAX_BYTES = 256 * 2**20
_PIECE = 2**20


class Stamp(NamedTuple):
    """What tells one state of a file from another."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


def bundled() -> Path:
    """Return the path of the store that comes with the package: in it, or at the top of a checkout."""
    packaged = Path(__file__).parents[1] / "facts.yaml"
    return packaged if packaged.exists() else Path(__file__).parents[3] / "facts.yaml"


class Found(NamedTuple):
    """A file of a store in one state."""

    name: str
    """As it was named."""
    stamp: Stamp
    is_regular: bool = True
    """Whether it can be read again, as a pipe cannot."""

    @property
    def path(self) -> Path:
        """The name as a path, which most look-ups in a thousand files need of none."""
        return Path(self.name)


Listing = Mapping[str, Found]
"""The files of stores by their absolute paths, each in its state."""


def listing(named: Sequence[Path]) -> Listing:
    """Return the files of stores by their absolute paths, each once: of a folder the *.yaml in it, by their names.

    Raises StoreError where one cannot be read, or a folder has none.
    """
    found: dict[str, Found] = {}
    for one in named:
        try:
            path = os.path.abspath(one)
            status = os.stat(path)
            if not stat.S_ISDIR(status.st_mode):
                found.setdefault(path, Found(str(one), _stamp(one, status), stat.S_ISREG(status.st_mode)))
                continue
            named_so = os.path.join(one, "")
            inside = _inside(path, named_so)
        except (OSError, ValueError) as error:
            raise _unreadable(one, error) from None
        if not inside:
            raise StoreError(f"the folder {shown(str(one), None)} has no store in it", "a store is a file *.yaml")
        absolute = os.path.join(path, "")
        for name, stamp in inside:
            found.setdefault(absolute + name, Found(named_so + name, stamp))
    return found


def _inside(folder: str, named_so: str) -> list[tuple[str, Stamp]]:
    """Return the stores of a folder with their states, by their names; hidden files are those of editors.

    *named_so* is how the folder was named, with a slash: a store that is too large is named like that.
    """
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.endswith(".yaml") and not name.startswith("."):
                try:
                    status = entry.stat()
                except FileNotFoundError:  # it has gone meanwhile, or is a link to nothing
                    continue
                if stat.S_ISREG(status.st_mode):
                    found.append((name, _stamp(named_so + name, status)))
    return sorted(found)


Progress = Callable[[int, int], None]
"""Is told, every thousand claims, how many bytes of how many are read."""


def read(content: bytes, store: Path, progress: Progress | None = None) -> tuple[Header, Iterator[Claim]]:
    """Return the header, and the claims as they are read; running through them raises StoreFaults at the end."""
    from rcsc_facts.store.reader import Reader  # yaml is loaded only where a store has to be read

    reader = Reader(content, shown(str(store), None))
    located = reader.claims()
    first = next(located, None)
    if reader.header is None:
        raise StoreFaults(reader.findings)
    header = reader.header

    def claims() -> Iterator[Claim]:
        for number, one in enumerate(chain([first] if first else [], located)):
            if progress and not number % 1000:
                progress(one.node.start_mark.index, len(content))
            yield one.claim
        if reader.findings:
            raise StoreFaults(reader.findings)

    return header, claims()


def place_of_id(content: bytes, store: Path) -> tuple[int, int]:
    """Return line and column, from 1, of the id of the source of a sound store."""
    from rcsc_facts.store.reader import Reader

    reader = Reader(content, str(store))
    next(reader.claims(), None)
    assert reader.header_node  # noqa: S101 - a sound store has one
    mark = reader.header_node.values["source"].values["id"].start_mark
    return mark.line + 1, mark.column + 1


def load(store: Path) -> tuple[Header, list[Claim]]:
    """Read a whole store into records.

    Raises StoreError where it cannot be read, and StoreFaults with every fault where it breaks its shape.
    """
    content, _ = read_bytes(store)
    header, claims = read(content, store)
    return header, list(claims)


def read_bytes(path: Path) -> tuple[bytes, Stamp]:
    """Return a store's bytes and the stamp of the very file they were read from.

    Raises StoreError where the file is missing, a folder, unreadable or larger than `MAX_BYTES`.
    """
    stamp_of(path, path)  # a folder is told before it is opened
    try:
        # Opening must not wait for a writer where the path is a pipe.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            stamp = _stamp(path, os.fstat(descriptor))
            if hasattr(os, "set_blocking"):  # pragma: no branch - this system has it
                os.set_blocking(descriptor, True)  # but reading waits for a writer that pauses
            content = _read(file, stamp.size)
            after = _stamp(path, os.fstat(descriptor))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if len(content) > MAX_BYTES:
        raise _too_large(path)
    # A file that changed while it was read gets a stamp that none can have, so nothing is kept for it.
    return content, stamp if stamp == after else stamp._replace(inode=-1)


def _read(file: BinaryIO, size: int) -> bytes:
    """Return all that the file has, of which a byte more than `MAX_BYTES` is enough; *size* is what it should have."""
    pieces = [file.read(size + 1)]
    length = len(pieces[0])
    while pieces[-1] and length <= MAX_BYTES:
        pieces.append(file.read(_PIECE))
        length += len(pieces[-1])
    return b"".join(pieces)


def stamp_of(store: Path, path: Path) -> Stamp:
    """Return the stamp of the file at *path*; raise StoreError, naming *store*, where it cannot be read."""
    try:
        return _stamp(store, os.stat(path))
    except (OSError, ValueError) as error:
        raise _unreadable(store, error) from None


def _stamp(path: Path | str, status: os.stat_result) -> Stamp:
    if stat.S_ISDIR(status.st_mode):
        raise StoreError(f"the store {shown(str(path), None)} is a folder", "name the YAML file in it")
    if status.st_size > MAX_BYTES:
        raise _too_large(Path(path))
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _too_large(path: Path) -> StoreError:
    return StoreError(
        f"the store {shown(str(path), None)} is larger than {MAX_BYTES // 2**20} MiB", "split it into several stores"
    )


def _unreadable(path: Path, error: OSError | ValueError) -> StoreError:
    return StoreError(f"cannot read the store {shown(str(path), None)}: {reason_of(error)}", Hint.OTHER_STORE)
