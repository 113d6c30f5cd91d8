"""What a web page states of itself, as a CSL-JSON item: JSON-LD, Open Graph, meta, title, time and canonical link.

Nothing is guessed, and every value is foreign text: cleaned, cut, and left out where it has not the form it should.
"""

import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import PurePath
from typing import Any

from rcsc_facts.draft.writing import clean
from rcsc_facts.text import copy, markup
from rcsc_facts.text.folding import slug

_MOST = 300
"""Characters of one value."""
_MOST_AUTHORS = 30
_NEWS = re.compile(r"(?:Reportage|Analysis|Opinion|Background|Review|Ask|Advertiser)?\w*NewsArticle")
_ARTICLES = re.compile(r"\w*Article|Report|\w*Posting|WebPage")

# What is taken from meta elements, by CSL variable, the surest first. Names as of Open Graph, Dublin Core and
# Highwire Press, without regard to case.
_META = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "headline"),
    "author": ("citation_author", "author", "dc.creator", "article:author", "parsely-author", "byl"),
    "container-title": ("og:site_name", "citation_journal_title", "application-name"),
    "issued": (
        *("article:published_time", "citation_publication_date", "date", "dc.date", "dc.date.issued"),
        *("dcterms.date", "pubdate", "publishdate", "publication_date", "datepublished", "parsely-pub-date"),
    ),
    "URL": ("og:url",),
    "language": ("dc.language", "og:locale"),
    "section": ("article:section",),
    "DOI": ("citation_doi",),
    "ISSN": ("citation_issn",),
}


def stated(content: bytes, name: str = "") -> dict[str, Any]:
    """Return what a copy states of itself; *name* is its file's. An id and a type are always there."""
    text, kind = copy.whole(content, name)
    found = _page(text) if kind == "page" else {}
    stem = PurePath(name).stem if name not in ("", "-") else ""
    named = slug(f"{found.get('container-title', '')} {' '.join(found.get('title', '').split()[:5])}")
    words = re.findall(r"[a-z0-9]+", named) or re.findall(r"[a-z0-9]+", slug(stem))
    return {
        "id": "-".join(words)[:60].strip("-") or "article",
        "type": found.pop("type", "webpage" if kind == "page" else "article-newspaper"),
        **found,
    }


def _page(text: str) -> dict[str, Any]:
    page = _Page(text)
    item: dict[str, Any] = {}
    news = page.article()
    if _NEWS.fullmatch(_first_type(news)):
        item["type"] = "article-newspaper"
    known: dict[str, list[str]] = {key: [] for key in ("title", "container-title", "issued", "URL", "language")}
    known |= {key: [] for key in ("section", "DOI", "ISSN", "event-place")}
    publisher = _name(news.get("publisher"))
    known["title"] += [_text(news.get("headline"))]
    known["issued"] += [_text(news.get("datePublished"))]
    known["language"] += [_text(news.get("inLanguage")), page.language]
    known["section"] += [_text(news.get("articleSection"))]
    known["event-place"] += [_text(news.get("dateline"))]
    known["URL"] += [page.canonical, _text(news.get("url")), _address(news.get("mainEntityOfPage"))]
    for key, names in _META.items():
        for name in names if key != "author" else ():
            known[key] += page.meta.get(name, [])[:1]
    known["container-title"] += [publisher]
    known["title"] += [page.title]
    known["issued"] += [page.time]
    for key, forms in known.items():
        for form in forms:
            if value := _FORMS.get(key, _line)(form):
                item[key] = value
                break
    if publisher and _line(publisher) != item.get("container-title"):
        item["publisher"] = _line(publisher)
    authors = _authors(news.get("author")) or [
        {"literal": name} for tag in _META["author"] for name in map(_person, page.meta.get(tag, ())) if name
    ]
    if authors:
        item["author"] = list({json.dumps(one): one for one in authors[:_MOST_AUTHORS]}.values())
    order = ("type", "title", "author", "container-title", "publisher", "event-place", "issued", "section")
    return {key: item[key] for key in (*order, "language", "URL", "DOI", "ISSN") if key in item}


class _Page:
    """The elements of a page that state something of it."""

    def __init__(self, text: str) -> None:
        self.meta: dict[str, list[str]] = {}
        self.linked: list[Any] = []
        self.title = self.language = self.canonical = self.time = ""
        done = 0
        while tag := markup.TAG.search(text, done):
            done = tag.end()
            name = (tag["name"] or "").lower()
            if tag["close"] or not name:
                continue
            raw = ""
            if name in markup.RAW:
                closing = markup.RAW[name].search(text, done)
                if closing is None:
                    if name == "title":
                        continue
                    break
                raw, done = text[tag.end() : closing.start()], closing.start()
            if name in ("meta", "link", "html", "time", "script", "title"):
                self.take(name, _attributes(tag["attributes"]), raw)

    def take(self, name: str, known: Mapping[str, str], raw: str) -> None:
        if name == "meta":
            key = (known.get("property") or known.get("name") or known.get("itemprop") or "").lower()
            if key and known.get("content"):
                self.meta.setdefault(key, []).append(known["content"])
        elif name == "link" and "canonical" in known.get("rel", "").lower().split():
            self.canonical = self.canonical or known.get("href", "")
        elif name == "html":
            self.language = self.language or known.get("lang", "") or known.get("xml:lang", "")
        elif name == "time":
            self.time = self.time or known.get("datetime", "")
        elif name == "title":
            self.title = self.title or unescape(raw)
        elif name == "script" and known.get("type", "").lower().strip().startswith("application/ld+json"):
            try:
                self.linked.append(json.loads(raw.strip().removeprefix("<!--").removesuffix("-->"), strict=False))
            except (ValueError, RecursionError):
                pass  # a page whose data cannot be read states nothing by them

    def article(self) -> Mapping[str, Any]:
        """Return the first record of an article in the page's JSON-LD, else of a page, else an empty one."""
        found: list[Mapping[str, Any]] = []
        waiting = list(reversed(self.linked))
        for _ in range(2000):
            if not waiting:
                break
            one = waiting.pop()
            if isinstance(one, list):
                waiting += reversed(one)
            elif isinstance(one, dict):
                if _ARTICLES.fullmatch(_first_type(one)):
                    found.append(one)
                waiting += [one[key] for key in ("mainEntity", "@graph") if key in one]
        articles = [one for one in found if _first_type(one) != "WebPage"]
        return next(iter([*articles, *found]), {})


def _attributes(text: str) -> dict[str, str]:
    return {key.lower(): unescape(a or b or c) for key, a, b, c in markup.ATTRIBUTE.findall(text)}


def _first_type(record: Mapping[str, Any]) -> str:
    kind = record.get("@type")
    names = [one for one in (kind if isinstance(kind, list) else [kind]) if isinstance(one, str)]
    news = [one for one in names if _NEWS.fullmatch(one)]
    return next(iter([*news, *names]), "")[:60]


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), None)
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return unescape(value) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    one = value[0] if isinstance(value, list) and value else value
    return _text(one.get("name")) if isinstance(one, dict) else _text(one)


def _address(value: Any) -> str:
    return _text(value.get("@id")) if isinstance(value, dict) else _text(value)


def _authors(value: Any) -> list[dict[str, str]]:
    found = []
    for one in (value if isinstance(value, list) else [value])[:_MOST_AUTHORS]:
        if isinstance(one, dict):
            family, given = _line(_text(one.get("familyName"))), _line(_text(one.get("givenName")))
            if family:
                found.append({"family": family} | ({"given": given} if given else {}))
                continue
        if name := _person(_name(one)):
            found.append({"literal": name})
    return found


def _person(text: str) -> str:
    name = re.sub(r"^[Bb][Yy]:? ", "", _line(text))
    return "" if name.startswith(("http:", "https:", "@", "www.")) else name


def _line(text: str) -> str:
    return clean(text, _MOST)


def _date(text: str) -> dict[str, Any] | None:
    """Return the day that a date of ISO 8601, or one like it, states, as it is written there."""
    match = re.match(r"\s*(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)", text[:60])
    compact = re.match(r"\s*(\d{4})(\d\d)(\d\d)(?!\d)", text[:60])
    found = compact or match
    if not found:
        return None
    parts = [int(part) for part in found.groups() if part]
    limits = (9999, 12, 31)
    if not all(1 <= part <= most for part, most in zip(parts, limits, strict=False)):
        return None
    return {"date-parts": [parts]}


def _url(text: str) -> str:
    address = clean(text, 2000)
    return address if re.fullmatch(r"https?://[^\s<>\"\\^`{|}]+", address) else ""


def _language(text: str) -> str:
    tag = _line(text).replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) else ""


_FORMS = {"issued": _date, "URL": _url, "language": _language}
