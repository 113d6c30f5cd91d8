"""Look up, prove and cite what news articles say.

In Python: `rcsc_facts.load()` gives the claims.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from rcsc_facts.library import Facts

__all__ = ["load"]
__version__ = "0.2.0"


def load(*stores: "str | os.PathLike[str] | None") -> "Facts":
    """Return the claims of stores, files or folders of them, by default of the one that comes with the package.

    Raise `errors.StoreFaults` where a store breaks the rules of its shape, with every fault's line
    and column, and `errors.StoreError` where it cannot be read at all.
    """
    from rcsc_facts.library import Facts  # the command starts faster without

    return Facts(*stores)
