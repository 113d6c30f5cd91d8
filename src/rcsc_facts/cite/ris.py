"""RIS, the exchange format of reference managers."""

import re

from rcsc_facts.cite.prose import inverted, month
from rcsc_facts.cite.richtext import Text, text, web_address
from rcsc_facts.cite.source import SEASONS, Date, Source, Span
from rcsc_facts.cite.style import Passage, Style

_TYPES = {"article-newspaper": "NEWS", "article-magazine": "MGZN", "webpage": "ELEC", "report": "RPRT"}


def _date(date: Date) -> str:
    """Return YYYY/MM/DD/, with what is not known empty; a season stands in the fourth part, for other information."""
    if len(date) == 2 and date[1] in SEASONS:
        return f"{date[0]}///{month(date[1])}"
    return f"{'/'.join(f'{part:02d}' for part in date)}{'/' * (4 - len(date))}" if date else ""


def _issued(span: Span) -> str:
    end = f"to {Span(span.end).edtf}" if span.end else ""
    return f"{_date(span.start)}{end}" if end or len(span.start) > 1 else ""


def _pages(source: Source) -> tuple[str, str]:
    """Return the first and the last page; a list of pages stands whole in the first."""
    found = re.fullmatch(r"\s*(\w+)\s*[-–]+\s*(\w+)\s*", source.get("page"))
    return (found[1], found[2]) if found else (source.get("page"), "")


def _record(source: Source, passage: Passage | None) -> Text:
    del passage
    start = source.issued.start
    first, last = _pages(source)
    is_report = source.type == "report"
    lines = [("TY", _TYPES[source.type]), ("ID", source.id)]
    lines += [("AU", inverted(name._replace(is_static=False))) for name in source.authors]
    lines += [
        ("TI", source.plain_title),
        ("T2", source.get("container-title")),
        ("PY", str(start[0]) if start else ""),
        ("DA", _issued(source.issued)),
        ("ET", source.get("edition")),
        ("VL", source.get("volume")),
        ("IS", source.get("issue") or ("" if is_report else source.get("number"))),
        ("SE", source.get("section")),
        ("SP", first),
        ("EP", last),
        ("PB", source.get("publisher")),
        ("CY", source.get("publisher-place")),
        ("LA", source.get("language")),
        # The number of a report stands where others have their ISSN, its kind under M3.
        ("SN", (is_report and source.get("number")) or source.get("ISSN")),
        ("M3", "" if source.is_article or source.is_untitled else source.get("genre")),
        ("DO", source.doi),
        ("UR", web_address(source.get("URL"))),
        ("Y2", _date(source.accessed)),
        ("N1", source.get("note")),
    ]
    return text("\n".join([f"{tag}  - {words}" for tag, words in lines if words] + ["ER  - "]))


STYLE = Style("ris", "RIS, for reference managers", reference=_record, holds_link=True)
