"""What the prose styles share: joining, capitals, quotation marks, dates, names. Texts in, texts out."""

import re
from collections.abc import Sequence

from rcsc_facts.cite.richtext import Run, Text, italic, linked, marked_up, text
from rcsc_facts.cite.source import Date, Name, Source, Span, is_unspaced

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
    at = len(plain)
    while plain[:at].endswith("”") or (plain[:at].endswith("’") and "‘" in plain):
        at -= 1
    styles = words.styles_at(at) if at < len(plain) else frozenset[str]()
    return words[:at] + Text([Run(mark, styles)]) + words[at:]


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
        whole = _inside(whole, ",") + " " + part if whole else text(part)
    return whole


def in_quotes(words: Words, stop: str = "") -> Text:
    """Return words in double quotation marks, with those inside of them single."""
    inner = text(words).mapped(_nested)
    if stop and not is_stopped(inner):
        inner = _inside(inner, stop)
    return "“" + inner + "”"


def _nested(plain: str) -> str:
    """Return words as they stand in quotation marks: double ones become single, and single ones in them double."""
    nested: list[str] = []
    open_marks: list[str] = []
    for at, char in enumerate(plain):
        opens_inner = char == "‘" and bool(open_marks)
        if char in "“‘":
            open_marks.append(char)
            nested.append("‘" if char == "“" else "“" if opens_inner else char)
        elif open_marks and (char == "”" or (char == "’" and not plain[at + 1 : at + 2].isalpha())):
            outer = open_marks.pop()
            nested.append("’" if outer == "“" or not open_marks else "”")
        else:
            nested.append(char)
    return "".join(nested)


def curled(words: Words) -> Text:
    """Return words with typographic quotation marks, apostrophes and the narrow blanks of French punctuation."""
    return text(words).mapped(_curl)


def _curl(plain: str) -> str:
    plain = re.sub(r" (?=[:;?!»])|(?<=«) ", "\u202f", plain)  # which no line breaks
    plain = re.sub(r"(?<![^\s(\[/“‘—–-])\"", "“", plain).replace('"', "”")
    # A single mark can close a quotation up to the last one that no letter follows.
    last = max((found.start() for found in re.finditer(r"'(?!\w)", plain)), default=-1)
    curled, opened, depth = [], "", 0
    for at, char in enumerate(plain):
        before, after = plain[at - 1 : at] if at else "", plain[at + 1 : at + 2]
        if char != "'":
            depth += (char == "“") - (char == "”")
            opened = "" if char == "”" else opened
            curled.append(char)
        elif not opened and not before.isalnum() and after.isalnum() and last > at:
            # American usage: a quotation in no other has double marks.
            opened = "’" if depth > 0 else "”"
            curled.append("‘" if depth > 0 else "“")
        elif opened and not after.isalnum():
            curled.append(opened)
            opened = ""
        else:
            curled.append("’")
    return "".join(curled)


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
    "a al an the and but et for nor or so yet about above across after against along alongside amid amidst among "
    "amongst apropos around as aside astride at atop barring before behind below beneath beside besides between beyond "
    "by ca circa de despite down during except from given in inside into lest like near next notwithstanding of off on "
    "onto out over per plus pro qua sans since than through throughout thru till to toward towards under underneath "
    "until unto up upon v van versus via von vs with within without".split()
)
"""Articles, conjunctions, prepositions, and particles of names."""

ANY_LENGTH = 99


def title_case(source: Source, words: Words, longest: int = ANY_LENGTH) -> Text:
    """Return an English title with its words capitalised; others as they are.

    Articles, conjunctions and prepositions of at most *longest* letters keep their lower case between others.
    """
    if not source.is_english:
        return text(words)
    return text(words).mapped(lambda plain: _capitals(plain, longest), case=True)


_WORD = re.compile(r"[^\s/—–-]+")
_POWER = re.compile(r"[a-z]\d")
"""A letter with a number, such as that of a square metre: m2."""


def _capitals(title: str, longest: int) -> str:
    words = [(found.start(), found[0].strip("“”‘’\"'()[]{},.:;?!…&"), found[0]) for found in _WORD.finditer(title)]
    chars, end, opens = list(title), 0, True
    for position, (start, bare, whole) in enumerate(words):
        between = title[end:start].strip()
        # A dash between does not hide that a sentence ended before it.
        opens = opens if not position else (title[end - 1] + between).rstrip("–—")[-1:] in tuple(":?!")
        end = start + len(whole)
        # Abbreviations such as e.g. and words with capitals of their own stay as they are.
        if not bare or bare != bare.lower() or "." in bare or _POWER.fullmatch(bare):
            continue
        closes = position == len(words) - 1
        if opens or (len(bare) > 1 and (closes or bare not in _SMALL or len(bare) > longest)):
            at = start + whole.index(bare)
            chars[at] = _raised(bare)[0]
    return "".join(chars)


_MONTHS = (
    *"January February March April May June July August September October November December".split(),
    *("Spring", "Summer", "Autumn", "Winter"),
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


def day_first(date: Date, *, year: bool = True, short: bool = False) -> str:
    """Return 14 October 2024, as far as known; without the year if so asked, the month *short* as of `month`."""
    day = [str(date[2])] if len(date) > 2 else []
    named = [month(date[1], short=short)] if len(date) > 1 else []
    return " ".join([*day, *named, *([str(date[0])] if year else [])])


def years(span: Span) -> str:
    """Return the year, or the first and last of a range."""
    start, end = span
    return f"{start[0]}–{end[0]}" if end and end[0] != start[0] else str(start[0])


def year(source: Source) -> str:
    """Return the year of an author-date style, with the letter that tells works of one year apart: 2024a, n.d.-a."""
    if not source.issued:
        return f"n.d.-{source.letter}" if source.letter else "n.d."
    return f"{years(source.issued)}{source.letter}"


def address(source: Source) -> Text:
    """Return the DOI or address of a source as a link."""
    return linked(source.address) if source.address else Text()


def short_authors(names: Sequence[str], both: str) -> Text:
    """Return one name, two joined by *both*, or the first and others."""
    return curled(f"{names[0]} et al." if len(names) > 2 else f" {both} ".join(names))


def inverted(name: Name, *, initials: bool = False, demotes: bool = False) -> str:
    """Return a name with the family name first, the given name in *initials*.

    The particle stays with the family name, or where the style *demotes* it stands behind the given name.
    """
    if name.literal or not (name.given and name.family) or (name.is_static and not initials):
        return name.straight
    if is_unspaced(name.family + name.given):
        return name.straight
    family = name.family if demotes else name.surname
    given = _initials(name.given) if initials else name.given
    given = " ".join(filter(None, (given, name.dropping, name.particle.rstrip() if demotes else "")))
    return ", ".join(filter(None, (family, given, name.suffix)))


def _initials(given: str) -> str:
    first, *others = given.split()
    return " ".join([_initial(first), *(word if word.islower() else _initial(word) for word in others)])


def _initial(word: str) -> str:
    """Return J.-P. for Jean-Paul; what is an abbreviation already stays: Ma."""
    if word.endswith("."):
        return word
    return "-".join(f"{part[0]}." for part in word.split("-") if part)


def series(source: Source, names: Sequence[str], word: str) -> Text:
    """Return names with commas between them and *word* before the last; without comma between two organisations."""
    if len(names) == 2 and all(name.literal for name in source.authors):
        return curled(f" {word} ".join(names))
    return curled(f"{', '.join(names[:-1])}, {word} {names[-1]}" if len(names) > 1 else "".join(names))


def titled(words: Words) -> Text:
    """Return a title in italics, which characters of Chinese, Japanese and Korean do not take."""
    return text(words) if is_unspaced(re.sub(r"[\W\d_]", "", str(words))) else italic(words)


def described(source: Source, label: str) -> Text:
    """Return what stands for a title: the genre, with the number after the *label*, and in capitals where that is."""
    if not source.get("number"):
        return upper_first(curled(source.title))
    genre = curled(source.title)
    return spaced(title_case(source, genre) if label.istitle() else genre, labelled(label, source.get("number")))


def container(source: Source) -> Text:
    """Return the newspaper, magazine, site or volume, in English with capitals."""
    return title_case(source, curled(marked_up(source.get("container-title"))))


def publisher(source: Source) -> Text:
    """Return the publisher as it writes itself, with typographic apostrophes."""
    return curled(source.get("publisher"))


def publisher_or_place(source: Source) -> Text:
    """Return the publisher, or where it is not known the place."""
    return publisher(source) or curled(source.get("publisher-place"))


def edition(source: Source) -> str:
    """Return 2nd ed. for a number, however written; any other edition as it is."""
    written = source.get("edition")
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", written, re.ASCII)
    return f"{ordinal(int(number[1]))} ed." if number else written


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def is_number(written: str) -> bool:
    """Tell whether a number is nothing but numbers, so that a label goes with it: 12, 12a, 12-B, 3-5, not WHO/12."""
    return bool(re.fullmatch(r"\w?\d+\w?(?:\s*[-–,&/]\s*\w?\d+\w?)*(?:-[A-Za-z])?", written))


def labelled(label: str, number: str) -> str:
    """Return a number with its label, or alone where it says itself what it is; several with that of several."""
    if not is_number(number):
        return number
    # A hyphen is a part of one number, as of a report.
    several = _SEVERAL.get(label, label) if re.search(r"–|&|,\s", number) else label
    return f"{several} {number}"


_SEVERAL = {"No.": "Nos.", "no.": "nos.", "Issue": "Issues"}


def pages(source: Source, *, short: bool) -> str:
    """Return the pages, ranges with a dash: their last page in full, or *short*, its last two digits (MLA 9)."""
    return re.sub(
        r"(?<![A-Za-z\d])([A-Za-z]*)(\d+)\s*[-–]\s*([A-Za-z]*)(\d+)",
        lambda found: _page_range(found, short),
        dashed(source.get("page")),
    )


def counted_pages(pages: str) -> str:
    """Return pages with their abbreviation: p. 5, pp. 5–9; nothing for none."""
    return pages and f"{'pp.' if '–' in pages or ',' in pages else 'p.'} {pages}"


def _page_range(found: re.Match[str], short: bool) -> str:
    letter, first, other, last = found.groups()
    if letter != other and other:
        return f"{letter}{first}–{other}{last}"
    whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    if not short:
        return f"{letter}{first}–{other}{whole}"
    kept = whole
    if len(whole) == len(first):
        while len(kept) > 2 and whole[: len(whole) - len(kept) + 1] == first[: len(whole) - len(kept) + 1]:
            kept = kept[1:]
    return f"{letter}{first}–{kept}"
