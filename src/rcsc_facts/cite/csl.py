"""CSL-JSON, for citeproc, pandoc and reference managers."""

import json
from collections.abc import Sequence

from rcsc_facts.cite.richtext import Text, text
from rcsc_facts.cite.source import Source
from rcsc_facts.cite.style import Passage, Style


def _item(source: Source, passage: Passage | None) -> Text:
    del passage
    item = {key: value for key, value in source.item.items() if key != "custom"}
    if source.doi:
        item["DOI"] = source.doi
    if source.accessed:
        item["accessed"] = {"date-parts": [list(source.accessed)]}
    return text(json.dumps(item, ensure_ascii=False, indent=2))


def _array(items: Sequence[Text]) -> Text:
    return text(json.dumps([json.loads(str(item)) for item in items], ensure_ascii=False, indent=2))


def _citation(source: Source, passage: Passage | None) -> Text:
    where = {"locator": str(passage.paragraph), "label": "paragraph"} if passage else {}
    address = {"URL": passage.link} if passage and passage.link else {}
    return text(json.dumps({"id": source.id, **where, **address}, ensure_ascii=False))


STYLE = Style(
    "csl-json",
    "CSL-JSON, for citeproc and pandoc",
    reference=_item,
    in_text=_citation,
    holds_link=True,
    link=lambda address: text(""),
    together=_array,
)
