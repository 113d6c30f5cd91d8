"""A reader's copy of an article, as it comes: bytes into paragraphs, whatever the file is and is called."""

import codecs
import re
from pathlib import PurePath

from rcsc_facts.errors import CopyError
from rcsc_facts.text import markup, plain
from rcsc_facts.text.markup import Paragraph
from rcsc_facts.text.sentences import Sentence, sentences, spans

__all__ = ["CopyError", "Paragraph", "Sentence", "paragraphs", "sentences", "spans"]

_PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".jsp")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")
_MESSAGES = (".mhtml", ".mht", ".eml")

_SAVE_AS_TEXT = "open it, select all, and save what you copy as a text file"
_OTHERS = (
    (b"%PDF-", ".pdf", "a PDF", "take the text out first, with pdftotext"),
    (b"PK\x03\x04", ".docx", "a Word or other packed document", "save it as plain text or as a web page first"),
    (b"\xd0\xcf\x11\xe0", ".doc", "an old Word document", "save it as plain text or as a web page first"),
    (b"{\\rtf", ".rtf", "a Rich Text document", "save it as plain text or as a web page first"),
    (b"bplist00", ".webarchive", "a web archive of Safari", "save the page as source or as text"),
)

_MIME = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,500}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE
)
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""What the WHATWG Encoding Standard reads for a declared name, where Python's codec of that name is narrower."""
_TEXTUAL = re.compile(r"(?:cp\d+|iso8859-\d+|iso2022_\w+|koi8-\w|mac-\w+|gb\w+|big5\w*|euc_\w+|utf-8|johab|hz)")

_EVIDENT_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|link|base|script|style|main"
    r"|article|section|header|footer|nav|aside|form|figure|details|noscript|div|p|h[1-6]|ul|ol|table|pre|center|span|font)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_TAG = re.compile(r"</(?:p|div|body|html|article|section|span|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html\b)", re.IGNORECASE)


def paragraphs(content: bytes, name: str = "") -> list[Paragraph]:
    """Return the paragraphs of a copy; raise CopyError for what is not text.

    What it is (a web page, a saved message, Markdown or plain text) follows from the content, and from the file's
    *name* where the content leaves it open. Bytes that are neither UTF-8 nor what the copy declares are read as
    Windows-1252, as browsers do.
    """
    text, kind = whole(content, name)
    if kind == "markdown":
        return markup.markdown_paragraphs(text)
    if kind == "page":
        return markup.page_paragraphs(text)
    return [Paragraph(paragraph, "prose") for paragraph in plain.paragraphs(text)]


def whole(content: bytes, name: str = "") -> tuple[str, str]:
    """Return a copy as one text, and what it is: a page, markdown or plain; raise CopyError for what is not text."""
    suffix = _suffix(content, name)
    declared = None
    if suffix in _MESSAGES or _MIME.match(content[:65536]):
        content, declared, suffix = _message(content)
    text = decode(content, declared)
    if suffix in _MARKDOWN and not _WHOLE_PAGE.match(text):
        return text, "markdown"
    return text, "page" if is_page(text, suffix) else "plain"


def text_of(content: bytes, name: str = "") -> str:
    """Return the text of a file with its markup; raise CopyError for what is not text."""
    _suffix(content, name)
    return decode(content)


def is_page(text: str, name: str) -> bool:
    """Return whether a text is a web page, by what it is and by its file's *name*, or the end of that."""
    suffix = PurePath(f"x{name}").suffix.lower()
    if suffix in _MARKDOWN:
        return bool(_WHOLE_PAGE.match(text))
    return (suffix in _PAGES and "<" in text) or bool(_EVIDENT_PAGE.match(text)) or len(_PAGE_TAG.findall(text)) > 2


def _suffix(content: bytes, name: str) -> str:
    """Return how a file's name ends; raise CopyError where it is a kind of document that is not text."""
    suffix = PurePath(name).suffix.lower()
    for magic, ending, what, hint in _OTHERS:
        if content.startswith(magic) or (suffix == ending and not _is_texty(content)):
            raise CopyError(f"the copy is {what}, not text", hint)
    return suffix


def decode(content: bytes, declared: str | None = None) -> str:
    """Return bytes as text: by their mark, as UTF-8, as *declared*, or as Windows-1252; raise CopyError if none."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _checked(content.decode(codec, errors="replace"))
    zeros = content[:2000:2].count(0), content[1:2000:2].count(0)
    if max(zeros) * 4 > len(content[:2000]) and min(zeros) == 0:
        return _checked(content.decode("utf-16-be" if zeros[0] else "utf-16-le", errors="replace"))
    named = _DECLARED.search(content[:4096])
    codec = _codec(declared or (named[1].decode("ascii") if named else ""))
    is_stateful = codec.startswith(("iso2022", "hz"))
    try:
        return _checked(content.decode(codec if is_stateful else "utf-8"))
    except UnicodeDecodeError:
        pass
    if codec != "utf-8":
        return _checked(content.decode(codec or "cp1252", errors="replace"))
    return _checked(content.decode("utf-8", errors="replace"))


def _codec(label: str) -> str:
    """Return the codec for a declared character set; nothing for one that is not known."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _READ_AS.get(name, name)
    return name if _TEXTUAL.fullmatch(name) else ""


def _checked(text: str) -> str:
    odd = len(_CONTROLS.findall(text[:100_000]))
    if "\0" in text[:100_000] or odd * 20 > len(text[:100_000]):
        raise CopyError("the copy is not text", _SAVE_AS_TEXT)
    return text


_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


def _is_texty(content: bytes) -> bool:
    return not _CONTROLS.search(content[:4096].decode("latin-1")) and b"\0" not in content[:4096]


def _message(content: bytes) -> tuple[bytes, str | None, str]:
    """Return the body of a saved message or page (MIME, RFC 2557), its character set and the suffix for its kind."""
    from email import message_from_bytes, policy  # only such copies need it

    try:
        body = message_from_bytes(content, policy=policy.default).get_body(("html", "plain"))
        part = body.get_payload(decode=True) if body else None
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError):
        body = part = None
    if body is None or not isinstance(part, bytes):
        raise CopyError("the copy is a saved message or page without a text in it", _SAVE_AS_TEXT)
    return part, body.get_content_charset(), ".html" if body.get_content_subtype() == "html" else ""
