"""From the path of a store to its open index.

A look-up whose store did not change since the last one opens the kept index and never reads the YAML.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from rcsc_facts import index
from rcsc_facts.store import catalog


def open_index(
    store: Path, environment: Mapping[str, str], version: str, progress: catalog.Progress | None = None
) -> index.Index:
    """Return the index of the store at *store*, from the cache where it is there and true.

    Raises StoreError where the store cannot be read, and StoreFaults with every fault where it breaks
    its shape.
    """
    path = Path(os.path.abspath(store))
    folder = index.cache_folder(environment)
    stamp = catalog.stamp_of(store, path)
    if folder and (kept := index.open_cached(folder, path, stamp, version)):
        return kept
    content, stamp = catalog.read_bytes(store)
    if folder:
        header, claims = catalog.read(content, store, progress)
        if saved := index.save(folder, path, stamp, version, header, claims):
            return saved
    return index.in_memory(*catalog.read(content, store, progress))
