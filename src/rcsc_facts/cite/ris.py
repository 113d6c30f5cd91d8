"""RIS, the exchange format of reference managers."""

from rcsc_facts.cite.prose import inverted
from rcsc_facts.cite.richtext import Text, text, web_address
from rcsc_facts.cite.source import Date, Source
from rcsc_facts.cite.style import Passage, Style

_TYPES = {"article-newspaper": "NEWS", "article-magazine": "MGZN", "webpage": "ELEC", "report": "RPRT"}


def _date(date: Date) -> str:
    return f"{'/'.join(f'{part:02d}' for part in date)}{'/' * (3 - len(date))}" if date else ""


def _record(source: Source, passage: Passage | None) -> Text:
    del passage
    start = source.issued.start
    first, _, last = source.get("page").partition("-")
    lines = [("TY", _TYPES[source.type]), ("ID", source.id)]
    lines += [("AU", inverted(name._replace(is_static=False))) for name in source.authors]
    lines += [
        ("TI", source.plain_title),
        ("T2", source.get("container-title")),
        ("PY", str(start[0]) if start else ""),
        ("DA", _date(start) if len(start) > 1 else ""),
        ("ET", source.get("edition")),
        ("VL", source.get("volume")),
        ("IS", source.get("issue") or source.get("number")),
        ("SE", source.get("section")),
        ("SP", first),
        ("EP", last),
        ("PB", source.get("publisher")),
        ("CY", source.get("publisher-place")),
        ("LA", source.get("language")),
        ("SN", source.get("ISSN")),
        ("DO", source.doi),
        ("UR", web_address(source.get("URL"))),
        ("Y2", _date(source.accessed)),
        ("N1", source.get("note")),
    ]
    return text("\n".join([f"{tag}  - {words}" for tag, words in lines if words] + ["ER  - "]))


STYLE = Style("ris", "RIS, for reference managers", reference=_record)
