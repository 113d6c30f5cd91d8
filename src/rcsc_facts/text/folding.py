"""How words are compared: without regard to case, accents, typographic quotes, dashes and spacing.

One folding serves every comparison (names of countries, identifiers typed by hand, phrases sought
in a copy of the article), so that what matches in one place matches everywhere.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛′ʼ`´＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    # Letters that no decomposition takes apart, as keyboards without them spell them.
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "æ": "ae",
    "œ": "oe",
}


@lru_cache(1024)  # of a text that is not plain ASCII, few characters make up most
def fold_char(char: str) -> str:
    """Return what one character becomes when folded: none, one or several characters."""
    if " " < char < "\x7f":
        return "'" if char == "`" else char.lower()
    if char.isspace():
        return " "
    folded = ""
    for part in unicodedata.normalize("NFKD", char.casefold()):
        if part in _TYPOGRAPHY:
            folded += _TYPOGRAPHY[part]
        elif not unicodedata.combining(part):
            folded += part.casefold()
    return _TYPOGRAPHY.get(char, folded)


def fold(text: str) -> str:
    """Return *text* in the form in which it is compared; folding twice changes nothing."""
    if not text.isascii():
        text = "".join(map(fold_char, text))
    return " ".join(text.lower().replace("`", "'").split())


def slug(text: str) -> str:
    """Return *text* folded, with a hyphen for each run of what is neither a letter nor a digit."""
    return "-".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def spaced(text: str) -> str:
    """Return the words of *text*, folded, each with a space before and after it, so that only whole ones match."""
    return " ".join(["", *slug(text).replace("-", " ").split(), ""])


def nearest(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Return up to *limit* of the *known* words that *word* may have been meant for, likeliest first."""
    from difflib import get_close_matches  # a mistake may cost a few milliseconds, an answer may not

    by_slug = {slug(candidate): candidate for candidate in known}
    asked = slug(word)
    found = get_close_matches(asked, by_slug, 1, 0.7)
    if len(asked) > 2:
        found += [candidate for candidate in by_slug if asked in candidate.split("-") and candidate not in found]
    return [by_slug[candidate] for candidate in found[:limit]]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question that names the words nearest to *word*, or nothing where none is near."""
    found = nearest(word, known)
    return f"did you mean {' or '.join(found)}?" if found else ""
