"""What a command line gives: stores, filters, and files to read."""

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rcsc_facts import __version__, query
from rcsc_facts.cli import options, terminal
from rcsc_facts.cli.options import Given
from rcsc_facts.errors import UsageError, reason_of, shown
from rcsc_facts.index import cache
from rcsc_facts.model import Filters, Hit, Wording
from rcsc_facts.store import catalog

if TYPE_CHECKING:
    from rcsc_facts.index import Index

MAX_COPY = 16 * 2**20
"""Bytes of a text that is read."""


def store_paths(given: Given) -> tuple[Path, ...]:
    """Return the stores named by --store, else by the environment, else the one in the package: files and folders."""
    named = given.several(options.STORE)
    if "-" in named:
        raise UsageError("a store is not looked up from standard input", "name a file; rcsc check - checks a store so")
    paths = named or filter(None, os.environ.get("RCSC_STORE", "").split(os.pathsep))
    return tuple(map(Path, paths)) or (catalog.bundled(),)


def open_index(given: Given) -> "Index":
    """Open the index of the store in use, with a bar on a terminal while it is built."""
    watching = terminal.is_terminal(sys.stderr) and not given.flag(options.QUIET)
    bar = terminal.Bar("reading the store") if watching else None
    try:
        return cache.open_index(store_paths(given), os.environ, __version__, bar)
    finally:
        if bar:
            bar.clear()


def only_store(given: Given, done: str) -> Path:
    """Return the file of the store in use; raise UsageError where there are several. *done* is what one is for."""
    [first, *others] = catalog.listing(store_paths(given)).values()
    if others:
        raise UsageError(f"{len(others) + 1} stores are named, and {done} one", "give --store once, with its file")
    return first.path


def filters(index: "Index", given: Given) -> Filters:
    """Return the filters that are asked for."""
    asked = query.Asked(
        regions=given.several(options.REGION),
        countries=given.several(options.COUNTRY),
        topics=given.several(options.TOPIC),
        kinds=given.several(options.KIND),
        said_by=given.several(options.SAID_BY),
        units=given.several(options.UNIT),
        sources=given.several(options.SOURCE),
        years=given.several(options.YEAR),
    )
    return query.filters(index, asked)


def limit(given: Given) -> int | None:
    """Return the number given by --limit; raise UsageError for anything else."""
    text = given.one(options.LIMIT)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise UsageError(
            f"--limit must be 0 or a whole number above it, not '{shown(text)}'", "write digits, such as 10"
        )
    return int(text)


def select(index: "Index", asked: Filters, given: Given) -> query.Answer:
    """Return the claims that are asked for, sorted and limited, with remarks."""
    is_reversed = given.flag(options.REVERSE)
    return query.select(index, asked, given.one(options.SORT), limit(given), is_reversed=is_reversed)


def wording(index: "Index", given: Given) -> Wording:
    """Return the words for the places and units of claims."""
    return index.wording(exact=given.flag(options.EXACT))


def named(hits: Sequence[Hit], index: "Index") -> Sequence[Hit]:
    """Return hits as rows name them: with their articles where there are several."""
    return [hit._replace(claim=hit.claim.among_several()) for hit in hits] if index.has_several else hits


def read_bytes(file: str, what: str, most: int) -> bytes:
    """Return the bytes of a file, or of standard input for -; raise UsageError where it cannot be read."""
    try:
        if file == "-":
            if sys.stdin is None:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            content: bytes = sys.stdin.buffer.read(most + 1)
        else:
            with open(file, "rb") as stream:
                content = stream.read(most + 1)
    except (OSError, ValueError) as error:
        told = f"cannot read {what} {shown(file, None)}: {reason_of(error)}"
        is_address = file.startswith(("http://", "https://"))
        hint = "nothing is fetched: save the page, and name its file" if is_address else "name a file, or - for stdin"
        raise UsageError(told, hint) from None
    if len(content) > most:
        raise UsageError(f"{what} {shown(file, None)} is larger than {most // 2**20} MiB", "split it")
    return content
