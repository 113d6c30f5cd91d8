"""Files of stores as the system gives them: growing, vanishing, pipes, sockets."""

import os
import socket
import threading
from pathlib import Path

import pytest

from rcsc_facts.errors import StoreError, StoreFaults
from rcsc_facts.store import catalog
from support import STORES


def test_stores_that_change_size_or_vanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be opened, and what turns out larger than it said, are told as any unreadable store."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with pytest.raises(StoreFaults, match="the store is empty"):
        catalog.load(fifo)
    store = tmp_path / "store.yaml"
    store.write_bytes((STORES / "own.yaml").read_bytes())
    with pytest.raises(StoreError, match="No such file"):
        catalog.read_bytes(tmp_path / "none.yaml")
    with pytest.raises(StoreError, match="null"):
        catalog.read_bytes(Path("a\0b"))
    monkeypatch.setattr(catalog, "MAX_BYTES", 10)
    with pytest.raises(StoreError, match="larger than"):
        catalog.read_bytes(store)


def test_stores_that_stat_alone_does_not_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket cannot be opened, and a pipe may hold more than its size says."""
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
        listening.bind("socket")
        with pytest.raises(StoreError, match="No such device or address"):
            catalog.read_bytes(Path("socket"))
    os.mkfifo(tmp_path / "pipe")
    held = os.open(tmp_path / "pipe", os.O_RDWR)
    os.write(held, b"schema: 2\n" * 3)
    monkeypatch.setattr(catalog, "MAX_BYTES", 20)
    closing = threading.Timer(0.2, os.close, [held])  # until then there may be more to come
    closing.start()
    with pytest.raises(StoreError, match="larger than"):
        catalog.read_bytes(tmp_path / "pipe")
    closing.join()
