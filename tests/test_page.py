"""The page: what stands in it, what it may not do, and what it does in a browser."""

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from rcsc_facts import page, pivot
from rcsc_facts.model import Claim, Countries, Evidence, Header, Quantity, Relation, Speaker, Wording
from rcsc_facts.statement import sentence
from rcsc_facts.store import catalog
from support import FACTS, STORES, Golden, Program, needs

ARTICLES = sorted((STORES.parent / "articles").glob("*.yaml"))


class Element(NamedTuple):
    """A start tag."""

    name: str
    attributes: dict[str, str | None]
    within: tuple[str, ...]


class Parsed(HTMLParser):
    """A page's elements, its text as a reader sees it, and its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.pieces: list[str] = []
        self.raw: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), tuple(self._open)))
        if tag not in ("meta", "input"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("script", "style"):
            self.raw[self._open[-1]] = data
        else:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        """All that can be read."""
        return "".join(self.pieces)

    def all(self, name: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of this name."""
        return [element.attributes for element in self.elements if element.name == name]

    def every(self, attribute: str) -> list[str]:
        """Return every value of an attribute."""
        return [value for one in self.elements if (value := one.attributes.get(attribute)) is not None]


def _exported(rcsc: Program, path: Path, *more: str) -> Parsed:
    run = rcsc("export", str(path), "--force", *more)
    assert (run.code, run.out, run.err) == (0, "", "")
    return Parsed(path.read_text(encoding="utf-8"))


def _policy(parsed: Parsed) -> str:
    [policy] = [meta["content"] for meta in parsed.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policy
    return policy


HOSTILE = (
    "</script></style></title><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    "' onfocus='document.title=1' autofocus x=\" <!-- ]]> &lt;b&gt; {{7*7}} ${7} "
    "\u202e\u200b\ue002javascript:alert(1)\ue003\x00\x1b"
)


def _hostile(address: str) -> page.Contents:
    """Return a store in which every text means harm, as no reader would let it in."""
    claims = tuple(
        Claim(
            id=f"{HOSTILE}{number}",
            asks=HOSTILE,
            topic=HOSTILE,
            kind="count",
            statement=HOSTILE,
            quantity=Quantity(HOSTILE, HOSTILE, number + 1, 1, None, HOSTILE),
            regions=(region,),
            countries=None if number < 2 else Countries(("NO", "SE"), complete=False),
            when=HOSTILE,
            date=HOSTILE,
            purpose=HOSTILE,
            said_by=HOSTILE,
            also=(HOSTILE,),
            evidence=Evidence(1, 1, HOSTILE),
            further_evidence=(Evidence(1, 2, HOSTILE, HOSTILE),),
            related=(Relation(f"{HOSTILE}{1 - number}", "may-overlap"), Relation(HOSTILE, HOSTILE))
            if number > 1
            else (),
            note=HOSTILE,
            source=HOSTILE,
        )
        for number, region in enumerate(("africa", "asia", "europe"))
    )
    source = {
        "id": HOSTILE,
        "type": "webpage",
        "title": HOSTILE,
        "author": [{"family": HOSTILE, "given": HOSTILE}],
        "container-title": HOSTILE,
        "URL": address,
        "issued": {"date-parts": [[2025, 3, 9]]},
    }
    header = Header(HOSTILE, (HOSTILE,), {HOSTILE: HOSTILE}, {HOSTILE: Speaker(HOSTILE, (HOSTILE,))}, {}, None, source)
    named = {claim.source: header for claim in claims}
    names = {"africa": HOSTILE, "asia": HOSTILE, "europe": HOSTILE, "NO": HOSTILE, "SE": HOSTILE}
    table = pivot.pivot(claims, "region", header, names)
    under = {claim.id: claim.regions for claim in claims}
    wording = Wording(names, {HOSTILE: HOSTILE})
    return page.Contents(HOSTILE, named, header.topics, claims, wording, under, table, (HOSTILE,))


ADDRESSES = [
    "javascript:document.title='owned'",
    " \tJaVaScRiPt:document.title='owned'",
    "data:text/html,<script>document.title='owned'</script>",
    "https://example.org/\"onclick=\"document.title='owned'\"><script>document.title='owned'</script>",
    "http://example.org/\njavascript:alert(1)",
    "//example.org/x",
]


def test_the_page_holds_every_claim_with_its_words_and_what_is_to_be_known_of_it(rcsc: Program, tmp_path: Path) -> None:
    """A reader without JavaScript finds each sentence, phrase, locator, speaker and note, in at most 150 kB."""
    parsed = _exported(rcsc, tmp_path / "claims.html")
    header, claims = catalog.load(FACTS)
    assert (tmp_path / "claims.html").stat().st_size <= 150_000
    for claim in claims:
        for told in (
            sentence(claim, Wording({}, header.voices)),
            claim.note,
        ):
            assert told is None or told in parsed.text
        for piece in (claim.evidence, *claim.further_evidence):
            assert f"“{piece.phrase}”" in parsed.text
    assert "<a href" not in parsed.text, "of citations no markup is shown"
    assert {claim.id for claim in claims} <= set(parsed.every("id"))


def test_the_whole_text_of_a_page(rcsc: Program, golden: Golden, tmp_path: Path) -> None:
    """Head, controls with their counts, every claim with its lines and citations, and the article."""
    parsed = _exported(rcsc, tmp_path / "page.html", "--store", str(STORES.parent / "articles" / "harbour.yaml"))
    golden("page.txt", "".join(f"{piece.strip()}\n" for piece in parsed.pieces if piece.strip()))


def test_the_breakdown_of_a_page(rcsc: Program, tmp_path: Path) -> None:
    """A row for each part, with its share as a bar and in words, and the sum said to be computed."""
    parsed = _exported(rcsc, tmp_path / "claims.html")
    begun = parsed.pieces.index("By region")
    assert [
        *("Region", "Figure", "Share"),
        *("Africa", "13 countries", "30% of 44 countries"),
        *("the Americas and Oceania (jointly)", "five countries", "11% of 44 countries"),
        *("Asia", "16 countries", "36% of 44 countries"),
        *("Europe", "10 countries", "23% of 44 countries"),
        "computed here, not in the article: 16 + 10 + 13 + 5 = 44 countries; shares are percentages of this sum",
    ] == parsed.pieces[begun + 1 : begun + 17]
    assert ["29.5", "11.4", "36.4", "22.7"] == [bar["width"] for bar in parsed.all("rect")]


def test_the_page_loads_nothing_and_admits_only_its_own_script_and_style(rcsc: Program, tmp_path: Path) -> None:
    """The policy forbids everything but the one script and the one style, by their hashes."""
    parsed = _exported(rcsc, tmp_path / "claims.html")
    policy = _policy(parsed)
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none';")
    for name in ("script", "style"):
        [attributes] = parsed.all(name)
        assert attributes == {}
        digest = base64.b64encode(hashlib.sha256(parsed.raw[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not parsed.every("src")
    assert not parsed.every("style"), "the policy would drop it"
    assert not [element for element in parsed.elements if any(key.startswith("on") for key in element.attributes)]
    assert not [name for name in ("link", "img", "iframe", "object", "base") if parsed.all(name)]
    assert not re.search(r"url\(|@import|fetch\(|eval|innerHTML *=", parsed.raw["style"] + parsed.raw["script"])


def test_every_link_leads_somewhere_and_every_control_has_a_label(rcsc: Program, tmp_path: Path) -> None:
    """Links lead into the page or to the words on the web; ids are unique; headings come in order."""
    parsed = _exported(rcsc, tmp_path / "claims.html")
    ids = parsed.every("id")
    assert len(ids) == len({*ids})
    for link in parsed.every("href"):
        assert link.startswith("https://") or link.removeprefix("#") in ids
    assert any("#:~:text=17%20million%20members" in link for link in parsed.every("href"))
    controls = [element for element in parsed.elements if element.name in ("input", "select")]
    assert len(controls) == 6
    assert all(element.within[-1] == "label" for element in controls)
    assert {*parsed.every("aria-labelledby")} <= {*ids}
    levels = [int(element.name[1]) for element in parsed.elements if re.fullmatch(r"h\d", element.name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    [root] = parsed.all("html")
    assert root == {"lang": "en"}


def test_filters_choose_what_is_exported(rcsc: Program, tmp_path: Path) -> None:
    """A page of chosen claims says what they were chosen by, and links to no claim that it has not."""
    parsed = _exported(rcsc, tmp_path / "aid.htm", "--topic", "aid", "--region", "africa", "--kind", "count")
    assert {one["data-topic"] for one in parsed.all("article")} == {"aid"}
    assert "chosen by regions Africa; topics aid; kinds count" in parsed.text
    ids = parsed.every("id")
    assert all(link.removeprefix("#") in ids for link in parsed.every("href") if link.startswith("#"))


def test_a_citation_keeps_the_style_of_its_letters(rcsc: Program, tmp_path: Path) -> None:
    """Italics, bold, raised and lowered letters; any other markup of a title is words."""
    store = tmp_path / "store.yaml"
    title = "On <b>CO<sub>2</sub></b>, <i>Apis</i>, the 12<sup>th</sup> <u>hive</u>"
    text = (STORES / "good.yaml").read_text(encoding="utf-8").replace("Dogs and their keepers", title)
    store.write_text(text, encoding="utf-8")
    made = rcsc("export", "-", "--format", "html", "--store", str(store)).out
    shown = "On <b>CO</b><sub><b>2</b></sub>, <i>Apis</i>, the 12<sup>th</sup> &lt;u&gt;hive&lt;/u&gt;. (n.d.)."
    assert shown in made


def test_a_page_of_nothing_is_a_page(rcsc: Program, tmp_path: Path) -> None:
    """Filters that no claim passes give a page without claims."""
    parsed = _exported(rcsc, tmp_path / "none.html", "--topic", "org", "--kind", "plan")
    assert "0 claims" in parsed.text
    assert not parsed.all("article")


def test_the_format_can_be_named_for_standard_output(rcsc: Program, tmp_path: Path) -> None:
    """Standard output has no ending, so the format is named; the bytes are those of the file."""
    _exported(rcsc, tmp_path / "claims.html")
    run = rcsc("export", "-", "--format", "html")
    assert run.out == (tmp_path / "claims.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("store", ARTICLES, ids=lambda path: path.stem)
def test_a_page_is_made_of_every_store(rcsc: Program, tmp_path: Path, store: Path) -> None:
    """Articles about anything give a page with all their claims."""
    parsed = _exported(rcsc, tmp_path / "page.html", "--store", str(store))
    assert len(parsed.all("article")) == len(catalog.load(store)[1])


@pytest.mark.parametrize("address", ADDRESSES)
def test_hostile_texts_stay_texts(address: str) -> None:
    """A store whose every text means harm gives the very elements and attributes that a good one gives."""
    made = page.page(_hostile(address))
    parsed = Parsed(made)
    assert {element.name for element in parsed.elements} <= {
        *("html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "p", "form", "label"),
        *("span", "input", "select", "option", "button", "output", "main", "section", "table", "thead", "tbody", "tr"),
        *("th", "td", "svg", "rect", "ul", "li", "article", "blockquote", "cite", "dl", "div", "dt", "dd", "details"),
        *("summary", "footer", "script", "i"),
    }
    attributes = {key for element in parsed.elements for key in element.attributes}
    assert not {key for key in attributes if key.startswith("on")} | (attributes & {"src", "style", "autofocus", "x"})
    assert all(re.match(r"#|https?://", link) for link in parsed.every("href"))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\u200b\ue000-\uf8ff]", made)


# In a browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A Chromium without windows, and without anything that calls home."""
    needs("chromium", "chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    switches = ["headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync"]
    switches += ["disable-background-networking", "disable-component-update"]
    for switch in (*switches, f"user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(f"--{switch}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield started
    started.quit()


def _open(browser: webdriver.Chrome, path: Path, width: int = 800, **media: str) -> None:
    features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items() if name != "media"]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media.get("media", ""), "features": features})
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get("about:blank")
    _complaints(browser)
    browser.get(path.as_uri())


def _complaints(browser: webdriver.Chrome) -> list[dict[str, object]]:
    """Return what the browser has complained of since it was last asked."""
    found: list[dict[str, object]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return found


def _shown(browser: webdriver.Chrome) -> list[str]:
    articles = browser.find_elements(By.TAG_NAME, "article")
    return [article.get_attribute("id") or "" for article in articles if article.is_displayed()]


def _choose(browser: webdriver.Chrome, facet: str, word: str) -> None:
    Select(browser.find_element(By.CSS_SELECTOR, f"[data-facet={facet}]")).select_by_value(word)


def test_a_search_narrows_the_page_down_as_it_is_typed(
    browser: webdriver.Chrome, rcsc: Program, tmp_path: Path
) -> None:
    """Case, accents, plurals and the words that only readers use are found; Clear brings everything back."""
    _exported(rcsc, tmp_path / "claims.html")
    _open(browser, tmp_path / "claims.html")
    search, count = browser.find_element(By.ID, "_search"), browser.find_element(By.ID, "_count")
    assert count.text == "43 of 43 claims"
    search.send_keys("MILLIÖN doses")
    assert _shown(browser) == ["vaccine-doses"]
    assert count.text == "1 of 43 claims"
    assert [
        heading.text for heading in browser.find_elements(By.CSS_SELECTOR, ".topic h2") if heading.is_displayed()
    ] == ["Its aid abroad: who received what, and how much"]
    search.clear()
    search.send_keys('turkiye "emergency humanitarian')
    assert _shown(browser) == []
    browser.find_element(By.CSS_SELECTOR, "[type=reset]").click()
    WebDriverWait(browser, 20).until(lambda _: count.text == "43 of 43 claims")
    assert len(_shown(browser)) == 43


@pytest.mark.parametrize(
    ("facet", "word", "arguments"),
    [
        ("topic", "aid", ("--topic", "aid")),
        ("region", "africa", ("--region", "africa")),
        ("region", "western-asia", ("--region", "western-asia")),
        ("country", "ET", ("--country", "ET")),
        ("kind", "plan", ("--kind", "plan")),
        ("speaker", "xi", ("--said-by", "xi")),
    ],
)
def test_each_filter_shows_what_the_command_line_selects(
    browser: webdriver.Chrome, rcsc: Program, tmp_path: Path, facet: str, word: str, arguments: tuple[str, ...]
) -> None:
    """The page's filters and those of the command line are the same."""
    _exported(rcsc, tmp_path / "claims.html")
    _open(browser, tmp_path / "claims.html")
    _choose(browser, facet, word)
    wanted = [line.split("\t")[0] for line in rcsc("list", *arguments, "--format", "plain").out.splitlines()]
    assert wanted
    assert sorted(_shown(browser)) == sorted(wanted)


def test_a_link_to_a_hidden_claim_shows_it(browser: webdriver.Chrome, rcsc: Program, tmp_path: Path) -> None:
    """A relation is followed even where a filter has hidden the other claim."""
    _exported(rcsc, tmp_path / "claims.html")
    _open(browser, tmp_path / "claims.html")
    browser.find_element(By.ID, "_search").send_keys("17 million")
    assert _shown(browser) == ["members"]
    browser.find_element(By.CSS_SELECTOR, "#members dd a").click()
    assert "volunteers" in _shown(browser)
    assert browser.execute_script("return document.querySelector(':target').id") == "volunteers"


def test_the_keyboard_reaches_everything(browser: webdriver.Chrome, rcsc: Program, tmp_path: Path) -> None:
    """The first stop leads past the filters; a citation is opened and copied without a mouse."""
    _exported(rcsc, tmp_path / "claims.html")
    _open(browser, tmp_path / "claims.html")
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    first = browser.switch_to.active_element
    assert (first.text, first.get_attribute("class")) == ("Skip to the claims", "skip")
    first.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "_claims"
    browser.find_element(By.CSS_SELECTOR, "#members summary").send_keys(Keys.ENTER)
    button = browser.find_element(By.CSS_SELECTOR, "#members details button")
    assert button.accessible_name == "Copy: APA, 7th edition"
    browser.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    button.send_keys(Keys.ENTER)
    copied = browser.execute_async_script(
        "const done = arguments[0]; setTimeout(() => navigator.clipboard.readText().then(done, String), 300)"
    )
    cited = browser.find_element(By.CSS_SELECTOR, "#members .copy").text
    assert copied == cited == rcsc("cite", "members", "--in-text").out.rstrip("\n")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 800, 1400])
def test_the_page_fits_and_can_be_read(
    browser: webdriver.Chrome, rcsc: Program, tmp_path: Path, width: int, scheme: str
) -> None:
    """Nothing is wider than the window, and every text has a contrast of 4.5 at least (WCAG 2.2, 1.4.3)."""
    _exported(rcsc, tmp_path / "claims.html")
    _open(browser, tmp_path / "claims.html", width, prefers_color_scheme=scheme)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    poorest = browser.execute_script(_CONTRAST)
    assert poorest[0] >= 4.5, poorest
    assert _complaints(browser) == []


_CONTRAST = """
const channels = (color) => color.match(/[\\d.]+/g).map(Number);
const light = (color) => channels(color).slice(0, 3).map((part) => part / 255)
  .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const behind = (node) => {
  for (let one = node; one; one = one.parentElement) {
    const color = getComputedStyle(one).backgroundColor;
    if ((channels(color)[3] ?? 1) > 0) return color;
  }
  throw new Error("nothing is painted");
};
document.querySelectorAll("details").forEach((one) => { one.open = true; });
const texts = [...document.querySelectorAll("body *")].filter((node) =>
  !["script", "option"].includes(node.localName) &&
  [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
return texts.map((node) => {
  const [one, other] = [light(getComputedStyle(node).color), light(behind(node))].sort((a, b) => b - a);
  return [(one + 0.05) / (other + 0.05), node.outerHTML.slice(0, 80)];
}).sort((a, b) => a[0] - b[0])[0];
"""


def test_the_page_is_whole_without_javascript(browser: webdriver.Chrome, rcsc: Program, tmp_path: Path) -> None:
    """Without JavaScript all claims and citations are there, and no control that would do nothing."""
    _exported(rcsc, tmp_path / "claims.html")
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        _open(browser, tmp_path / "claims.html")
        assert len(_shown(browser)) == 43
        assert not browser.find_element(By.ID, "_filters").is_displayed()
        browser.find_element(By.CSS_SELECTOR, "#members summary").click()
        assert browser.find_element(By.CSS_SELECTOR, "#members .copy").is_displayed()
        assert not browser.find_elements(By.CSS_SELECTOR, "article button")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_paper_has_no_controls(browser: webdriver.Chrome, rcsc: Program, tmp_path: Path) -> None:
    """In print stand the claims, in black on white, and nothing to press."""
    _exported(rcsc, tmp_path / "claims.html")
    _open(browser, tmp_path / "claims.html", media="print", prefers_color_scheme="dark")
    assert len(_shown(browser)) == 43
    pressed = browser.find_elements(By.CSS_SELECTOR, "form, button, summary, .skip")
    assert pressed
    assert not [one for one in pressed if one.is_displayed()]
    root = browser.find_element(By.TAG_NAME, "html")
    assert root.value_of_css_property("color") == "rgba(0, 0, 0, 1)"


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_of_a_hostile_store_runs(browser: webdriver.Chrome, tmp_path: Path, address: str) -> None:
    """A browser shows hostile texts as they are, and the page's own script goes on working."""
    contents = _hostile(address)
    path = tmp_path / "hostile.html"
    path.write_text(page.page(contents), encoding="utf-8")
    _open(browser, path)
    assert browser.title.startswith("What the article says about </script>")
    assert browser.find_element(By.ID, "_count").text == "3 of 3 claims"
    for link in browser.find_elements(By.CSS_SELECTOR, "article h3 a, dd a"):
        link.click()
    assert browser.title.startswith("What the article says about </script>")
    assert browser.execute_script("return document.scripts.length") == 1
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 800
    assert _complaints(browser) == []


def test_the_policy_stops_what_escaping_would_let_through(
    browser: webdriver.Chrome, rcsc: Program, tmp_path: Path
) -> None:
    """A script, a handler and a picture put into the page by hand are refused by the browser."""
    _exported(rcsc, tmp_path / "claims.html")
    whole = (tmp_path / "claims.html").read_text(encoding="utf-8")
    harm = "<script>document.title='owned'</script><img src='data:,' onerror=\"document.title='owned'\">"
    (tmp_path / "broken.html").write_text(whole.replace("<main", f"{harm}<main", 1), encoding="utf-8")
    _open(browser, tmp_path / "broken.html")
    assert browser.title == "What the article says about the Red Cross Society of China"
    assert len(_complaints(browser)) >= 2
