"""What the core reports, in the words of the command line: errors, hints, and remarks with what to type."""

import shlex
from collections.abc import Sequence

from rcsc_facts.errors import FactsError, Hint, StoreFaults
from rcsc_facts.query import Remark

_HINTS = {
    Hint.IDS: "rcsc list shows the ids",
    Hint.OTHER_STORE: "name another one with --store FILE or RCSC_STORE",
    Hint.FEWER_FILTERS: "try fewer filters, or rcsc list",
    Hint.ONE_ARTICLE: "name the article with --source ID",
}


def error(error: FactsError) -> str:
    """Return an error as stderr shows it; faults of a store stand there as compilers print them."""
    if isinstance(error, StoreFaults):
        return str(error)
    hint = _HINTS[error.hint] if isinstance(error.hint, Hint) else error.hint
    return f"rcsc: {error.message}" + (f"\n  hint: {hint}" if hint else "")


def remark(remark: Remark, stores: Sequence[str] = ()) -> str:
    """Return a remark with what to type next, where these *stores* were named."""
    named = "".join(f" --store {shlex.quote(store)}" for store in stores)
    if remark.left_out:
        shows = f"rcsc show {' '.join(remark.claims)}{named}"
        how = shows if remark.claims else f"rcsc {remark.left_out} without --region"
        which = "it" if len(remark.claims) == 1 else "them"
        return f"{remark.text}; see {which} with: {how}"
    if remark.find:
        return f"{remark.text}; look for: rcsc find {shlex.join(remark.find)}{named}"
    return f"{remark.text}; {_HINTS[remark.hint]}" if remark.hint else remark.text
