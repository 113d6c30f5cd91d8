"""What the core reports, in the words of the command line: errors, hints, and remarks with what to type."""

import shlex
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rcsc_facts import query
from rcsc_facts.errors import FactsError, Hint, StoreFaults, UsageError, shown
from rcsc_facts.query import Remark

if TYPE_CHECKING:
    from rcsc_facts.store.rules import Rule

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


def rule(code: str, rules: "Mapping[str, Rule]") -> str:
    """Return what a rule is, why, and how a breach is mended; raise UsageError for a code that there is not.

    Codes that begin with A are those of `rcsc audit`, all others those of `rcsc check`.
    """
    command = "audit" if code[:1].upper() == "A" else "check"
    if code.upper() not in rules and command != ("audit" if "A101" in rules else "check"):
        raise UsageError(f"{shown(code)} is no code of this command", f"rcsc {command} --explain {shown(code)}")
    code = query.word(code.upper(), [*rules], "code", "codes")
    rule = rules[code]
    return f"{code}: {rule.what}\nWhy: {rule.why}\nTo mend: {rule.mend}\n"
