"""What the prose styles share: joining, capitals, quotation marks, dates, names. Texts in, texts out."""

import re
from collections.abc import Callable, Sequence

from rcsc_facts.cite.richtext import Text, linked, text
from rcsc_facts.cite.source import Date, Name, Source, Span

Words = Text | str

_CLOSING = "”’"


def is_stopped(words: Words) -> bool:
    """Tell whether a full stop after the words would be one too many."""
    return str(words).rstrip(_CLOSING).endswith((".", "?", "!"))


def stopped(words: Words) -> Text:
    """Return the words ended by a full stop, unless they end a sentence already; inside of quotation marks."""
    words = text(words)
    return words if is_stopped(words) else _inside(words, ".")


def _inside(words: Text, mark: str) -> Text:
    """Return the words with a mark at their end, before the quotation marks that close them (American usage)."""
    plain = str(words)
    outside = len(plain) - len(plain.rstrip(_CLOSING)) if plain.endswith(tuple(_CLOSING)) else 0
    if not outside:
        return words + mark
    at = len(plain) - outside
    return words[:at] + mark + words[at:]


def sentences(*parts: Words) -> Text:
    """Return the parts that are not empty, each ended by a full stop."""
    return spaced(*(stopped(part) for part in parts if part))


def spaced(*parts: Words) -> Text:
    """Return the parts that are not empty, with blanks between."""
    return joined(" ", *parts)


def joined(between: str, *parts: Words) -> Text:
    """Return the parts that are not empty with *between* between them."""
    whole = Text()
    for part in parts:
        if part:
            whole = whole + between + part if whole else text(part)
    return whole


def listed(*parts: Words) -> Text:
    """Return parts separated by commas; one that a quotation mark ends takes the comma inside."""
    whole = Text()
    for part in parts:
        if not part:
            continue
        if not whole:
            whole = text(part)
        elif str(whole).endswith("”") and is_stopped(whole) and not str(whole).rstrip(_CLOSING).endswith("."):
            whole = spaced(whole, part)
        else:
            whole = _inside(whole, ",") + " " + part
    return whole


def in_quotes(words: Words, stop: str = "") -> Text:
    """Return words in double quotation marks, with those inside of them single."""
    inner = text(words).mapped(lambda plain: plain.translate({0x201C: 0x2018, 0x201D: 0x2019}))
    return "“" + inner + ("" if is_stopped(inner) else stop) + "”"


def curled(words: Words) -> Text:
    """Return words with typographic quotation marks and apostrophes."""
    return text(words).mapped(_curl)


def _curl(plain: str) -> str:
    plain = re.sub(r"(?<![^\s(\[/“‘—–-])\"", "“", plain).replace('"', "”")
    return re.sub(r"(?<![^\s(\[/“—–-])'(?=\S[^']*'(?!\w))", "‘", plain).replace("'", "’")


def dashed(pages: str) -> str:
    """Return a range of pages, sections or years with an en dash."""
    return re.sub(r"(?<=\w)-(?=\w)", "–", pages)


def upper_first(words: Words) -> Text:
    """Return the words with their first letter a capital."""
    return text(words).mapped(_raised, case=True)


def _raised(word: str) -> str:
    upper = word[:1].upper()
    return (upper if len(upper) == 1 else word[:1]) + word[1:]


_SMALL = frozenset(
    "a an the and but for nor or so yet about above across after against along alongside amid among amongst around as "
    "aside at atop before behind below beneath beside besides between beyond by despite down during except from in "
    "inside into like near of off on onto out over per plus since than through throughout till to toward towards under "
    "underneath until unto up upon v via vs with within without".split()
)


def is_small(word: str) -> bool:
    """Tell whether a word inside of a title keeps its lower case: articles, conjunctions and prepositions."""
    return word in _SMALL


def title_case(source: Source, words: Words, small: Callable[[str], bool] = is_small) -> Text:
    """Return an English title with its words capitalised, but for *small* ones in between; others as they are."""
    if not source.is_english:
        return text(words)
    return text(words).mapped(lambda plain: _capitals(plain, small), case=True)


def _capitals(title: str, small: Callable[[str], bool]) -> str:
    words = title.split(" ")
    for position, word in enumerate(words):
        bare = re.sub(r"\W", "", word)
        opens = position == 0 or words[position - 1].endswith((":", "?", "!", "—"))
        last = position == len(words) - 1
        if bare and word == word.lower() and (opens or last or not small(bare)):
            first = re.search(r"\w", word)
            at = first.start() if first else 0
            words[position] = word[:at] + _raised(word[at:])
    return " ".join(words)


_MONTHS = (
    *"January February March April May June July August September October November December".split(),
    *("Spring", "Summer", "Fall", "Winter"),
)


def month(number: int, *, short: bool = False) -> str:
    """Return the name of a month or a season; MLA shortens months of more than four letters."""
    name = _MONTHS[number - 1 if number <= 12 else number - 9]
    if not short or len(name) <= 4 or number > 12:
        return name
    return f"{name[: 4 if name == 'September' else 3]}."


def american(span: Span, *, year: bool = True) -> str:
    """Return October 14, 2024, or a range of such dates, as far as known; without the years if so asked."""
    start, end = span
    if not end:
        return _american(start, year)
    if start[0] == end[0] and len(start) > 1 and len(end) > 1:
        if start[1] == end[1] and len(start) > 2 and len(end) > 2:
            days = f"{month(start[1])} {start[2]}–{end[2]}"
        else:
            days = f"{_american(start, False)}–{_american(end, False)}"
        return days if not year else f"{days}, {end[0]}" if len(end) > 2 else f"{days} {end[0]}"
    return "–".join(filter(None, (_american(start, year), _american(end, year))))


def _american(date: Date, year: bool) -> str:
    day = f"{month(date[1])} {date[2]}" if len(date) > 2 else month(date[1]) if len(date) > 1 else ""
    if not year:
        return day
    return f"{day}, {date[0]}" if len(date) > 2 else " ".join(filter(None, (day, str(date[0]))))


def years(span: Span) -> str:
    """Return the year, or the first and last of a range."""
    start, end = span
    return f"{start[0]}–{end[0]}" if end and end[0] != start[0] else str(start[0])


def address(source: Source) -> Text:
    """Return the DOI or address of a source as a link."""
    return linked(source.address) if source.address else Text()


def short_authors(names: Sequence[str], both: str) -> str:
    """Return one name, two joined by *both*, or the first and others."""
    if len(names) > 2:
        return f"{names[0]} et al."
    return f" {both} ".join(names)


def inverted(name: Name) -> str:
    """Return a name with the family name first."""
    if name.literal or name.is_static or not (name.given and name.family):
        return name.straight
    given = joined_name_after(name.given, name.dropping)
    return ", ".join(filter(None, (name.surname, given, name.suffix)))


def joined_name_after(given: str, dropping: str) -> str:
    """Return a given name with the particle that stands after it where the family name comes first."""
    return " ".join(filter(None, (given, dropping)))
