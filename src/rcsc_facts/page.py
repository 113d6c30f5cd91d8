"""Claims to one web page: a file that loads nothing, can be read without JavaScript, and runs no text of a store's.

All markup is made by `tag`, which escapes whatever is not markup already. The page's own style and script
stand in page.css and page.js; its Content Security Policy (https://www.w3.org/TR/CSP3/) admits these two by
their hashes, and nothing else.
"""

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rcsc_facts import cite
from rcsc_facts.errors import NothingFound, shown
from rcsc_facts.model import Claim, Evidence, Header, Wording
from rcsc_facts.pivot import Pivot
from rcsc_facts.statement import figure_of, scope_of, sentence
from rcsc_facts.vocabulary import STYLES


class Html(str):
    """Markup, which is not escaped again."""

    __slots__ = ()


Inside = str | None
"""What stands in an element: markup, or text to be escaped; None where there is nothing."""


def _escaped(text: str) -> Html:
    """Return a text as markup that shows it; what is unseen or acts is shown as U+FFFD."""
    return text if isinstance(text, Html) else Html(html.escape(shown(text, None)))


def tag(name: str, /, *inside: Inside, **attributes: str | bool | None) -> Html:
    """Return an element; an attribute that is None or False is left out, and `_` in its name is a hyphen."""
    told = "".join(
        f" {key.strip('_').replace('_', '-')}" + ("" if value is True else f'="{_escaped(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    end = "" if name in _VOID else f"{''.join(_escaped(one) for one in inside if one is not None)}</{name}>"
    return Html(f"<{name}{told}>{end}")


_VOID = frozenset({"meta", "input"})


def _all(parts: Iterable[Html]) -> Html:
    return Html("".join(parts))


class Facet(NamedTuple):
    """One way to narrow the claims down: a select on the page, and an attribute of each claim."""

    name: str
    """A word of ASCII letters."""
    label: str
    everything: str
    """What the select says while it admits all."""
    options: Mapping[str, str]
    """Words and what they are called, in their order."""
    held: Mapping[str, Sequence[str]]
    """The words that each claim has, by the claims' ids."""


class Contents(NamedTuple):
    """What the page is made of."""

    header: Header
    claims: Sequence[Claim]
    wording: Wording
    under: Mapping[str, Sequence[str]]
    """The regions and groups that each claim is found under, by the claims' ids."""
    breakdown: Pivot
    chosen: Sequence[str] = ()
    """What the claims were chosen by, in words; empty where they are the whole store."""


def page(contents: Contents) -> str:
    """Return a whole HTML document (https://html.spec.whatwg.org/) for a store, or for some claims of it."""
    style, script = (_asset(name) for name in ("page.css", "page.js"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    about = contents.header.about
    title = f"What the article says about {about}" if about else "What the article says"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", style),
    )
    # Ids of the page's own begin with _, as no claim's does.
    body = tag(
        "body",
        tag("a", "Skip to the claims", class_="skip", href="#_claims"),
        tag("header", tag("h1", title), _summary(contents)),
        _form(contents),
        tag("main", *_bars(contents.breakdown), *_topics(contents), id="_claims", tabindex="-1"),
        tag("footer", *_references(contents.header)),
        tag("script", script),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _asset(name: str) -> Html:
    return Html(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _summary(contents: Contents) -> Html:
    count = len(contents.claims)
    said = "1 claim" if count == 1 else f"{count:,} claims"
    chosen = f", chosen by {'; '.join(contents.chosen)}" if contents.chosen else ""
    reference = _Cited(contents.header).references()["chicago"]
    return _all(
        (
            tag("p", reference),
            tag("p", f"{said}{chosen}. Each is put in our own words, and the words of the article stand below it."),
        )
    )


# Searching and narrowing down


def _facets(contents: Contents) -> list[Facet]:
    header, claims, wording = contents.header, contents.claims, contents.wording
    named = {claim.id: claim.countries.named if claim.countries else () for claim in claims}
    codes = sorted({code for codes in named.values() for code in codes}, key=lambda code: wording.names.get(code, code))
    regions = {word for words in contents.under.values() for word in words}

    def single(name: str, label: str, known: Mapping[str, str], held: Mapping[str, str]) -> Facet:
        options = {word: known[word] for word in known if word in held.values()}
        return Facet(name, label, "all", options, {claim_id: (word,) for claim_id, word in held.items()})

    kinds = dict.fromkeys(sorted({claim.kind for claim in claims}))
    return [
        single("topic", "Topic", header.topics, {claim.id: claim.topic for claim in claims}),
        Facet(
            "region",
            "Region",
            "all",
            {word: wording.names[word] for word in wording.names if word in regions},
            contents.under,
        ),
        Facet("country", "Country", "all", {code: wording.names.get(code, code) for code in codes}, named),
        single("kind", "Kind", {kind: kind for kind in kinds}, {claim.id: claim.kind for claim in claims}),
        single("speaker", "Who says so", header.voices, {claim.id: claim.said_by for claim in claims}),
        single(
            "source",
            "Source",
            {claim.source: claim.source for claim in claims},
            {claim.id: claim.source for claim in claims},
        ),
    ]


def _form(contents: Contents) -> Html:
    selects = [_select(facet) for facet in _facets(contents) if len(facet.options) > 1]
    return tag(
        "form",
        tag("label", tag("span", "Search"), tag("input", type="search", id="_search", autocomplete="off")),
        *selects,
        tag("button", "Clear", type="reset"),
        tag("output", id="_count", role="status"),
        id="_filters",
        role="search",
        aria_label="Search and filter the claims",
        hidden=True,
    )


def _select(facet: Facet) -> Html:
    counts = {word: sum(word in words for words in facet.held.values()) for word in facet.options}
    options = [tag("option", f"{name} ({counts[word]})", value=word) for word, name in facet.options.items()]
    everything = tag("option", facet.everything, value="")
    return tag("label", tag("span", facet.label), tag("select", everything, *options, data_facet=facet.name))


# The breakdown


def _bars(table: Pivot) -> Iterator[Html]:
    """Yield the parts of the breakdown with their bars; nothing where the claims have none."""
    rows = [(row, row.shared) for row in table.rows if row.shared]
    if not rows:
        return
    lines = []
    for row, cell in rows:
        column = next(name for name, cells in row.cells.items() if cell in cells)
        share = cell.share or 0
        bar = tag(
            "svg",
            tag("rect", width=f"{100 * share:.1f}", height="1"),
            viewBox="0 0 100 1",
            preserveAspectRatio="none",
            aria_hidden="true",
        )
        link = tag("a", f"{cell.text} {column.replace('-', ' ')}", href=f"#{cell.claim}")
        lines.append(tag("tr", tag("th", row.label, scope="row"), tag("td", link), tag("td", bar, f"{share:.0%}")))
    heads = tag("tr", *(tag("th", name, scope="col") for name in ("Region", "Figure", "Share")))
    notes = [tag("li", note) for note in table.notes]
    yield tag(
        "section",
        tag("h2", "By region", id="_breakdown"),
        tag("table", tag("thead", heads), tag("tbody", *lines)),
        tag("ul", *notes) if notes else None,
        aria_labelledby="_breakdown",
        class_="breakdown",
    )


# The claims


def _topics(contents: Contents) -> Iterator[Html]:
    cited = _Cited(contents.header)
    facets = _facets(contents)
    here = {claim.id: claim for claim in contents.claims}
    for number, (topic, meaning) in enumerate(contents.header.topics.items()):
        claims = [claim for claim in contents.claims if claim.topic == topic]
        if claims:
            yield tag(
                "section",
                tag("h2", meaning[:1].upper() + meaning[1:], id=f"_topic-{number}"),
                *(_claim(claim, contents.wording, facets, here, cited) for claim in claims),
                aria_labelledby=f"_topic-{number}",
                class_="topic",
            )


def _claim(claim: Claim, wording: Wording, facets: Iterable[Facet], here: Mapping[str, Claim], cited: "_Cited") -> Html:
    marks: dict[str, str] = {f"data_{facet.name}": " ".join(facet.held.get(claim.id, ())) for facet in facets}
    address = cited.address(claim)
    locator = _locator(claim.evidence)
    place = tag("a", locator, href=address) if address else locator
    told = " · ".join(filter(None, (figure_of(claim, wording), scope_of(claim, wording))))
    speaker = wording.speakers.get(claim.said_by, claim.said_by)
    rows = [("Figure", told)] if claim.quantity else [("Where", told)]
    lines = [(label, [text]) for label, text in rows if text]
    lines.append(("Who says so", [speaker]))
    lines += [(piece.role or "", [f"“{piece.phrase}”, {_locator(piece)}"]) for piece in claim.further_evidence]
    for relation in claim.related:
        relative = here.get(relation.claim)
        link = tag("a", sentence(relative, wording), href=f"#{relative.id}") if relative else relation.claim
        lines.append((relation.kind.replace("-", " "), [link]))
    lines += [("Note", [claim.note])] if claim.note else []
    listed = _all(tag("div", tag("dt", label[:1].upper() + label[1:]), tag("dd", *inside)) for label, inside in lines)
    return tag(
        "article",
        tag("h3", sentence(claim, wording), " ", tag("a", "#", href=f"#{claim.id}", aria_label=f"Link to {claim.id}")),
        tag("blockquote", tag("p", f"“{claim.evidence.phrase}” ", tag("cite", place))),
        tag("dl", listed),
        tag(
            "details", tag("summary", "Cite", tag("span", f" {claim.id}", class_="for")), _styles(cited.in_text(claim))
        ),
        id=claim.id,
        data_words=" ".join((claim.id, *claim.also)),
        **marks,
    )


def _locator(evidence: Evidence) -> str:
    return f"paragraph {evidence.paragraph}, sentence {evidence.sentence}"


# Citing


class _Cited:
    """The citations of an article and of the places in it."""

    def __init__(self, header: Header) -> None:
        self._source = cite.source_of(header)

    def in_text(self, claim: Claim) -> dict[str, Html]:
        """Return the form for the text in each prose style."""
        return self._made([claim], "in-text")

    def references(self) -> dict[str, Html]:
        """Return the entry for a list of references in each prose style."""
        return self._made([], "reference")

    def _made(self, claims: Sequence[Claim], form: str) -> dict[str, Html]:
        return {
            name: _italics(cite.cite(self._source, _passages(claims), name, form=form, target="html")[0])
            for name, style in cite.TABLE.items()
            if style.is_prose
        }

    def address(self, claim: Claim) -> str | None:
        """Return a link to the very words; None where no address on the web is known."""
        try:
            address = cite.cite(self._source, _passages([claim]), "mla", form="in-text", link=True)[-1]
        except NothingFound:
            return None
        return address if re.match(r"https?://", address, re.IGNORECASE) else None


def _passages(claims: Sequence[Claim]) -> list[cite.Passage]:
    return [cite.passage(claim) for claim in claims]


def _italics(citation: str) -> Html:
    """Return a citation with no markup left in it but its italics."""
    pieces = re.split(r"(<[^<>]*>)", citation)
    return _all(
        Html(piece) if piece in ("<i>", "</i>") else _escaped(html.unescape(piece))
        for piece in pieces
        if piece in ("<i>", "</i>") or not piece.startswith("<")
    )


def _styles(citations: Mapping[str, Html]) -> Html:
    rows = (
        tag("div", tag("dt", STYLES[style]), tag("dd", tag("span", text, class_="copy")))
        for style, text in citations.items()
    )
    return tag("dl", *rows)


def _references(header: Header) -> Iterator[Html]:
    yield tag("h2", "The article, to cite")
    yield _styles(_Cited(header).references())
