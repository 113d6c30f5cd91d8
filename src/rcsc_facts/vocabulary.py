"""The tool's own words: the closed vocabularies that code reasons with.

Each is a mapping from a word to its meaning. The same mapping feeds the reader, the JSON Schema, the
help texts and the completion, so no word can be known in one place alone. Topics, speakers, units and
groups of countries are not among them: a store declares those.
"""

from collections.abc import Mapping

TODO = "TODO"
"""What stands for a statement, topic, unit or speaker that a person has still to write."""

ARTICLE = "article"
"""The speaker that every store has."""

KINDS: Mapping[str, str] = {
    "fact": "a state of things: a post, a place, a year, a period, a purpose",
    "count": "a number of people or things",
    "amount": "a sum of money",
    "event": "something that took place, or is set to",
    "action": "something the organisation did",
    "appeal": "something that somebody asks for, or aims at in asking",
    "view": "something that somebody holds to be so",
    "plan": "something meant for the future",
}

REGIONS: Mapping[str, str] = {
    "africa": "Africa",
    "americas": "the Americas",
    "asia": "Asia",
    "europe": "Europe",
    "oceania": "Oceania",
}
"""The five macro regions of UN M49."""


RELATIONS: Mapping[str, str] = {
    "may-overlap": "both may count the same people, things or countries, so they are never added; mutual",
    "same-act": "both tell of one act; mutual",
    "restates": "both say the same in other words; mutual",
    "summed-in": "this figure is a part of the other, which is the printed sum; one-way",
}
MUTUAL_RELATIONS = ("may-overlap", "same-act", "restates")

MATCHES: Mapping[str, str] = {
    "stated": "the article itself names the region or country asked for",
    "part": "it names a part of the region asked for",
    "by-country": "a country that the article names lies in the region asked for",
}

ROLES: Mapping[str, str] = {
    "speaker": "the words that say who says it",
    "time": "the words that say when",
    "place": "the words that say where",
    "purpose": "the words that say what for",
}
"""What a piece of evidence beside the first proves; the key `for` of the store."""

SORTS: Mapping[str, str] = {
    "article": "the order of the article",
    "id": "the claims' ids",
    "value": "the largest figure first; claims without one last",
    "topic": "the order of the topics, then that of the article",
    "date": "the latest article first; those without a date last",
}

STYLES: Mapping[str, str] = {
    "apa": "APA, 7th edition",
    "mla": "MLA, 9th edition",
    "chicago": "Chicago, 18th edition, author-date",
    "chicago-notes": "Chicago, 18th edition, notes and bibliography",
    "bibtex": "BibTeX",
    "biblatex": "BibLaTeX",
    "ris": "RIS, for reference managers",
    "csl-json": "CSL-JSON, for citeproc and pandoc",
    "markdown": "a Markdown line; in the text, a pandoc citation",
    "wikipedia": "a {{cite}} template",
}
"""The styles of citation."""

FORMATS: Mapping[str, str] = {
    "table": "a table, or records where the terminal is narrow (the default on a terminal)",
    "plain": "one claim a line, separated by tabs, without a header (the default in a pipe)",
    "tsv": "all fields, separated by tabs, with a header",
    "csv": "all fields, as CSV with a header",
    "json": "an array of claims",
    "jsonl": "one claim a line, as JSON",
    "md": "a Markdown table",
    "yaml": "a YAML list of claims",
}
"""The formats of answers."""

TARGETS: Mapping[str, str] = {
    "text": "plain text",
    "md": "Markdown",
    "html": "HTML",
    "ansi": "italics by escape codes, for a terminal",
}
"""What prose citations can be rendered for."""

VOCABULARIES = ("topics", "kinds", "speakers", "units", "regions", "countries", "fields", "formats")
"""The vocabularies that a person may ask for."""

FIELD_NAMES = (
    *("id", "asks", "topic", "kind", "statement"),
    *("quantity", "quantity.value", "quantity.unit", "quantity.as_written"),
    *("quantity.low", "quantity.high", "quantity.hedge", "regions"),
    *("countries", "countries.named", "countries.complete", "when", "date", "purpose", "said_by", "also"),
    *("evidence", "evidence.paragraph", "evidence.sentence", "evidence.phrase", "further_evidence"),
    *("related", "note", "source", "match"),
)
"""The fields of a claim's record, in its order; what is within one stands after a dot."""

DIMENSIONS: Mapping[str, str] = {
    "region": "the regions, stated or by country",
    "country": "the countries named",
    "topic": "the topics",
    "kind": "the kinds of claim",
    "said-by": "who says it",
    "unit": "what is counted or measured",
    "year": "the years of dates and figures",
    "paragraph": "the paragraphs",
    "source": "the articles",
}
"""By what claims can be tabulated."""
