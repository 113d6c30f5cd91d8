"""Files that answers are written to: whole or not at all, and never in place of what must not be lost."""

import os
import stat
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from rcsc_facts.errors import UsageError, reason_of, shown

STDOUT = "-"
"""What stands for standard output where a file is named."""

_OTHER = "name another file, or - for stdout"


def save(name: str, make: Callable[[Path], None], *, force: bool, reads: Iterable[Path] = ()) -> None:
    """Let *make* write a file beside the one named, then put it there.

    A file that is there is replaced only by *force*, and keeps its mode; one that appears meanwhile is kept.
    What is not a regular file, and what is among *reads*, is never replaced. Raise UsageError where the file
    cannot be written.
    """
    try:
        target = Path(os.path.realpath(name)) if force else Path(name)
        there = _state(target)
        if there is not None:
            if not stat.S_ISREG(there.st_mode):
                what = "a folder" if stat.S_ISDIR(there.st_mode) else "not a regular file"
                raise UsageError(f"{shown(name, None)} is {what}", _OTHER)
            if any(_is_same(there, path) for path in reads):
                raise UsageError(f"{shown(name, None)} is what the answer is read from", _OTHER)
            if not force:
                raise _exists(name)
        _put(target, make, there)
    except FileExistsError:
        raise _exists(name) from None
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot write {shown(name, None)}: {reason_of(error)}", "name another file") from None


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    """Put *new* in the place of a file that still holds *old*; raise UsageError where it does not, or cannot be."""
    try:
        target = Path(os.path.realpath(path))
        there = _state(target)
        if there is None or not stat.S_ISREG(there.st_mode) or target.read_bytes() != old:
            raise UsageError(f"{shown(str(path), None)} changed meanwhile, and was left alone", "try again")
        _put(target, partial(write, new), there)
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot write {shown(str(path), None)}: {reason_of(error)}", "make it writable") from None


def write(content: bytes, path: Path) -> None:
    """Write a file that holds nothing yet."""
    path.write_bytes(content)


def _exists(name: str) -> UsageError:
    return UsageError(f"{shown(name, None)} exists already", f"{_OTHER}, or replace it with --force")


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _is_same(there: os.stat_result, path: Path) -> bool:
    try:
        return os.path.samestat(there, path.stat())
    except (OSError, ValueError):
        return False


def _put(target: Path, make: Callable[[Path], None], there: os.stat_result | None) -> None:
    """Write a temporary file in the folder of *target*, and make it the target in one step."""
    temporary = target.with_name(f".rcsc-{os.getpid()}.tmp")
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    try:
        make(temporary)
        if there is not None:
            os.chmod(temporary, stat.S_IMODE(there.st_mode))
            os.replace(temporary, target)
            return
        try:
            os.link(temporary, target)  # which fails where the target has appeared meanwhile, as a rename would not
        except FileExistsError:
            raise
        except (OSError, AttributeError, NotImplementedError):  # a file system without links
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
