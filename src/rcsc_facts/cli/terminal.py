"""The process's streams: what is a terminal, how wide and in which colours, and writing that cannot fail unseen."""

import errno
import os
import re
import sys
import time
from typing import Any


def write(stream: Any, content: bytes) -> None:
    """Write bytes and flush; raise OSError where that fails, the stream being closed included."""
    if stream is None or getattr(stream, "closed", False):
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    buffer = getattr(stream, "buffer", None)
    if buffer is None:  # a stream of text that a caller in Python put in place
        stream.write(content.decode())
        return
    stream.flush()
    rest = memoryview(content)
    while rest:
        # Where Python does not buffer (PYTHONUNBUFFERED), a write may take a part only, and say so by its length.
        written = buffer.write(rest)
        if written is None:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        rest = rest[written:]
    buffer.flush()


def answer(text: str, *, encoded: bool = True) -> None:
    """Write an answer to stdout: in UTF-8, or for a person's eyes (*encoded* false) as the terminal can show it."""
    encoding = "utf-8" if encoded else (getattr(sys.stdout, "encoding", None) or "utf-8")
    write(sys.stdout, text.encode(encoding, "backslashreplace"))


_ADDRESS = re.compile(r"https?://[^\s<>\"'\x00-\x20\x7f]+")


def linked(text: str) -> str:
    """Return a text with its web addresses as hyperlinks (OSC 8), where stdout is a terminal that may have them."""
    if not is_terminal(sys.stdout) or _is_dumb():
        return text

    def link(found: re.Match[str]) -> str:
        address = found[0].rstrip(".,;:)]")
        return f"\x1b]8;;{address}\x1b\\{address}\x1b]8;;\x1b\\{found[0][len(address) :]}"

    return _ADDRESS.sub(link, text)


def tell(message: str) -> None:
    """Write a remark to stderr, if anybody is there to read it: the answer does not depend on it."""
    _try_stderr(f"{_wrapped(f'rcsc: {message}')}\n")


def fail(message: str, code: int) -> int:
    """Write an error to stderr, if anybody is left to be told, and return *code*."""
    _try_stderr(f"{_wrapped(message)}\n")
    return code


def _wrapped(text: str) -> str:
    """Return a message with its lines broken at words where a terminal would break them anywhere."""
    if not is_terminal(sys.stderr):
        return text
    lines = []
    for line in text.splitlines():
        indent = 2 + len(line) - len(line.lstrip())
        lines.append("")
        for word in line.rstrip().split(" "):
            if lines[-1].strip() and len(lines[-1]) + len(word) + 1 > width():
                lines.append(" " * min(indent, max(width() - len(word), 0)) + word)
            else:
                lines[-1] += f" {word}" if lines[-1] or not word else word
    return "\n".join(lines)


def _try_stderr(text: str) -> None:
    try:
        write(sys.stderr, text.encode("utf-8", "backslashreplace"))
    except OSError:
        pass


def output_failed(error: OSError) -> int:
    """End after a failed write, and return the exit code: quietly where the reader went away, else with a message."""
    reader_left = error.errno == errno.EPIPE
    for stream in (sys.stdout, sys.stderr) if reader_left else (sys.stdout,):
        try:  # what Python still holds back would fail again when it flushes at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        except (OSError, ValueError, AttributeError):
            break
    return 0 if reader_left else fail(f"rcsc: cannot write the answer: {error.strerror or error}", 2)


def is_terminal(stream: Any) -> bool:
    """Whether a stream is a terminal; a closed one is not."""
    try:
        return stream is not None and bool(stream.isatty())
    except ValueError:
        return False


def width() -> int:
    """Return the columns of the terminal, 20 at least: COLUMNS, else its own, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < int(columns[:5]) < 10_000:
        return max(20, int(columns[:5]))
    try:
        return max(20, os.get_terminal_size(sys.stdout.fileno()).columns or 80)
    except (OSError, ValueError, AttributeError):
        return 80


def is_plain() -> bool:
    """Whether the terminal shows neither boxes nor bars: a dumb one, or an encoding without their characters."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return _is_dumb() or not encoding.startswith("utf")


def has_color(when: str) -> bool:
    """Whether to use colour; always and never win over FORCE_COLOR, that over NO_COLOR, and both over auto."""
    if when != "auto":
        return when == "always"
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false"):
        return True
    return is_terminal(sys.stdout) and not _is_dumb() and not os.environ.get("NO_COLOR")


def _is_dumb() -> bool:
    return os.environ.get("TERM", "") in ("dumb", "unknown")


class Bar:
    """A bar on stderr for what takes longer than a second."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._start = time.monotonic()
        self._is_shown = False

    def __call__(self, done: int, total: int) -> None:
        """Show how much of *total* is done."""
        if time.monotonic() - self._start > 1:
            self._is_shown = True
            share = min(done / (total or 1), 1)
            _try_stderr(f"\r{self._label} [{'#' * round(30 * share):<30}] {share:4.0%}")

    def clear(self) -> None:
        """Take the bar away."""
        if self._is_shown:
            _try_stderr("\r" + " " * 60 + "\r")
