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
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from rcsc_facts import cite
from rcsc_facts.errors import NothingFound, shown
from rcsc_facts.model import Claim, Evidence, Header, Wording
from rcsc_facts.pivot import Pivot
from rcsc_facts.statement import figure_of, scope_of, sentence
from rcsc_facts.vocabulary import KINDS


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


def _listed(rows: Mapping[str, Sequence[Inside]]) -> Html:
    """Return labelled rows as a list of descriptions; a row without contents is left out."""
    return tag(
        "dl",
        *(
            tag("div", tag("dt", label), *(tag("dd", one) for one in inside))
            for label, inside in rows.items()
            if inside
        ),
    )


class Facet(NamedTuple):
    """One way to narrow the claims down: a select on the page, and an attribute of each claim."""

    name: str
    """A word of ASCII letters."""
    label: str
    options: Mapping[str, str]
    """Words and what they are called, in their order."""
    held: Mapping[str, Sequence[str]]
    """The words that each claim has, by the claims' ids."""


class Contents(NamedTuple):
    """What the page is made of."""

    about: str
    """The subject."""
    headers: Mapping[str, Header]
    """The articles that the claims are from, by their ids."""
    topics: Mapping[str, str]
    """The topics with their meanings, in their order."""
    claims: Sequence[Claim]
    """With ids of which none is that of two."""
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
    articles = "article says" if len(contents.headers) == 1 else "articles say"
    title = f"What the {articles} about {contents.about}"
    citations = _Citations(contents)
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
        tag("header", tag("h1", title), _summary(contents, citations)),
        _form(contents),
        tag("main", *_bars(contents.breakdown), *_topics(contents, citations), id="_claims", tabindex="-1"),
        tag("footer", *_references(contents, citations)),
        tag("script", script),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _asset(name: str) -> Html:
    return Html(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _summary(contents: Contents, citations: "_Citations") -> Html:
    count = len(contents.claims)
    said = "1 claim" if count == 1 else f"{count:,} claims"
    chosen = f", chosen by {'; '.join(contents.chosen)}" if contents.chosen else ""
    words = f"{said}{chosen}. Each is put in our own words, and the words of the article stand below it."
    references = citations.references["chicago"] if len(contents.headers) == 1 else []
    return _all(tag("p", one) for one in (*references, words))


# Searching and narrowing down


def _facets(contents: Contents) -> list[Facet]:
    claims, wording = contents.claims, contents.wording
    named = {claim.id: claim.countries.named if claim.countries else () for claim in claims}
    codes = {code: wording.names.get(code, code) for codes in named.values() for code in codes}
    countries = dict(sorted(codes.items(), key=itemgetter(1)))

    def facet(name: str, label: str, known: Mapping[str, str], held: Mapping[str, Sequence[str]]) -> Facet:
        used = {word for words in held.values() for word in words}
        return Facet(name, label, {word: known[word] for word in known if word in used}, held)

    return [
        facet("topic", "Topic", contents.topics, {claim.id: (claim.topic,) for claim in claims}),
        facet("region", "Region", wording.names, contents.under),
        facet("country", "Country", countries, named),
        facet("kind", "Kind", {kind: kind for kind in KINDS}, {claim.id: (claim.kind,) for claim in claims}),
        facet("speaker", "Who says so", wording.speakers, {claim.id: (claim.said_by,) for claim in claims}),
        facet("source", "Article", _articles(contents), {claim.id: (claim.source,) for claim in claims}),
    ]


def _articles(contents: Contents) -> dict[str, str]:
    """Return what the articles are called, by their ids."""
    return {
        source: ", ".join(filter(None, (header.paper, header.issued))) for source, header in contents.headers.items()
    }


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
    everything = tag("option", "all", value="")
    return tag("label", tag("span", facet.label), tag("select", everything, *options, data_facet=facet.name))


# The breakdown


def _bars(table: Pivot) -> Iterator[Html]:
    """Yield the parts of the breakdown with their bars; nothing where the claims have none."""
    rows = [
        (row.label, column, cell)
        for row in table.rows
        for column, cells in row.cells.items()
        for cell in cells
        if cell.share is not None
    ]
    if not rows:
        return
    lines = []
    for label, column, cell in rows:
        share = cell.share or 0
        bar = tag(
            "svg",
            tag("rect", width=f"{100 * share:.1f}", height="1"),
            viewBox="0 0 100 1",
            preserveAspectRatio="none",
            aria_hidden="true",
        )
        link = tag("a", f"{cell.text} {column.replace('-', ' ')}", href=f"#{cell.claim}")
        lines.append(
            tag("tr", tag("th", label, scope="row"), tag("td", link), tag("td", bar, f"{share:.0%} of {cell.whole}"))
        )
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


class _Around(NamedTuple):
    """What a claim is told with."""

    wording: Wording
    facets: Sequence[Facet]
    claims: Mapping[str, Claim]
    """Those that the page has, by their ids."""
    articles: Mapping[str, str]
    """What the articles are called, where there are several."""
    citations: "_Citations"


def _topics(contents: Contents, citations: "_Citations") -> Iterator[Html]:
    articles = _articles(contents) if len(contents.headers) > 1 else {}
    here = {claim.id: claim for claim in contents.claims}
    around = _Around(contents.wording, _facets(contents), here, articles, citations)
    for number, (topic, meaning) in enumerate(contents.topics.items()):
        claims = [claim for claim in contents.claims if claim.topic == topic]
        if claims:
            yield tag(
                "section",
                tag("h2", _capital(meaning), id=f"_topic-{number}"),
                *(_claim(claim, around) for claim in claims),
                aria_labelledby=f"_topic-{number}",
                class_="topic",
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _claim(claim: Claim, around: _Around) -> Html:
    wording = around.wording
    marks: dict[str, str] = {f"data_{facet.name}": " ".join(facet.held.get(claim.id, ())) for facet in around.facets}
    address = around.citations.address(claim)
    locator = _locator(claim.evidence)
    place = tag("a", locator, href=address) if address else locator
    told = " · ".join(filter(None, (figure_of(claim, wording), scope_of(claim, wording))))
    lines: dict[str, list[Inside]] = {"Figure" if claim.quantity else "Where": [told] if told else []}
    lines["Who says so"] = [wording.speaker(claim)]
    lines["Article"] = [around.articles[claim.source]] if around.articles else []
    for piece in claim.further_evidence:
        lines.setdefault(piece.role or "", []).append(f"“{piece.phrase}”, {_locator(piece)}")
    for relation in claim.related:
        relative = around.claims.get(relation.claim)
        link = tag("a", sentence(relative, wording), href=f"#{relative.id}") if relative else relation.claim
        lines.setdefault(relation.kind.replace("-", " "), []).append(link)
    lines["Note"] = [claim.note] if claim.note else []
    listed = _listed({_capital(label): texts for label, texts in lines.items()})
    return tag(
        "article",
        tag("h3", sentence(claim, wording), " ", tag("a", "#", href=f"#{claim.id}", aria_label=f"Link to {claim.id}")),
        tag("blockquote", tag("p", f"“{claim.evidence.phrase}” ", tag("cite", place))),
        listed,
        tag(
            "details",
            tag("summary", "Cite", tag("span", f" {claim.id}", class_="for")),
            _styles({style: [text] for style, text in around.citations.in_text[claim.id].items()}),
        ),
        id=claim.id,
        data_words=" ".join((claim.id, *claim.also)),
        **marks,
    )


def _locator(evidence: Evidence) -> str:
    return f"paragraph {evidence.paragraph}, sentence {evidence.sentence}"


# Citing


class _Citations:
    """The citations of the articles, and of the places in them."""

    def __init__(self, contents: Contents) -> None:
        self._sources = {source: cite.source_of(header) for source, header in contents.headers.items()}
        claims = {source: [claim for claim in contents.claims if claim.source == source] for source in self._sources}
        places = [(self._sources[source], [cite.passage(claim) for claim in held]) for source, held in claims.items()]
        cited = [claim.id for held in claims.values() for claim in held]
        self.in_text: dict[str, dict[str, Html]] = {claim_id: {} for claim_id in cited}
        """The forms for the text in each prose style, by the claims' ids."""
        self.references: dict[str, list[Html]] = {}
        """The entries for a list of references in each prose style."""
        for name, style in cite.TABLE.items():
            if style.is_prose:
                whole: list[cite.Work] = [(source, ()) for source in self._sources.values()]
                self.references[name] = [_safe(entry) for entry in cite.cite_all(whole, name, target="html")]
                forms = cite.cite_all([work for work in places if work[1]], name, form="in-text", target="html")
                for claim_id, form in zip(cited, forms, strict=True):
                    self.in_text[claim_id][name] = _safe(form)

    def address(self, claim: Claim) -> str | None:
        """Return a link to the very words; None where no address on the web is known."""
        source = self._sources[claim.source]
        try:
            return cite.cite(source, [cite.passage(claim)], "mla", form="in-text", link=True)[-1]
        except NothingFound:
            return None


def _safe(citation: str) -> Html:
    """Return a citation in which no other markup is left than that of its letters."""
    pieces = re.split(r"(<[^<>]*>)", citation)
    return _all(
        Html(piece) if piece in _LETTERS else _escaped(html.unescape(piece))
        for piece in pieces
        if piece in _LETTERS or not piece.startswith("<")
    )


_LETTERS = frozenset(f"<{end}{name}>" for end in ("", "/") for name in ("i", "b", "sup", "sub"))


def _styles(citations: Mapping[str, Sequence[Html]]) -> Html:
    return _listed(
        {cite.STYLES[style]: [tag("span", text, class_="copy") for text in texts] for style, texts in citations.items()}
    )


def _references(contents: Contents, citations: _Citations) -> Iterator[Html]:
    yield tag("h2", "The article, to cite" if len(contents.headers) == 1 else "The articles, to cite")
    yield _styles(citations.references)
