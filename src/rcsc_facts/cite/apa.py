"""APA style, 7th edition."""

from rcsc_facts.cite import prose
from rcsc_facts.cite.prose import Words, american, curled, listed, sentences, spaced
from rcsc_facts.cite.richtext import Text, italic
from rcsc_facts.cite.source import Name, Source, Span, joined_name
from rcsc_facts.cite.style import PROSE_TARGETS, Passage, Style, with_citation


def _initials(given: str) -> str:
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in given.split())


def _name(name: Name) -> str:
    if name.literal or not (name.given and name.family):
        return name.straight
    given = prose.joined_name_after(_initials(name.given), name.dropping)
    return ", ".join(filter(None, (joined_name(name.particle, name.family), given, name.suffix)))


def _authors(source: Source) -> str:
    names = [_name(name) for name in source.authors]
    if len(names) > 20:
        return f"{', '.join(names[:19])}, . . . {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _year(source: Source) -> str:
    if not source.issued:
        return f"n.d.{'-' if source.letter else ''}{source.letter}"
    return f"{prose.years(source.issued)}{source.letter}"


def _reference(source: Source, passage: Passage | None) -> Text:
    del passage
    title: Words = "[" + curled(source.title) + "]" if source.is_untitled else curled(source.title)
    if source.type in ("webpage", "report") and not source.is_untitled:
        title = italic(title)
    if source.type == "report" and source.get("number"):
        title = title + f" ({source.get('genre') or 'No.'} {source.get('number')})"
    day = american(source.issued, year=False) if source.issued and source.type != "report" else ""
    dated = f"({', '.join(filter(None, (_year(source), day)))})"
    authors = _authors(source)
    container = source.get("publisher") if source.type == "report" else source.get("container-title")
    held: Words = container
    if source.is_article:
        volume = italic(source.get("volume")) + (f"({source.get('issue')})" if source.get("issue") else "")
        held = listed(italic(container), volume, prose.dashed(source.get("page")))
    elif container == authors:  # a publisher that is the author is not named twice (APA 7, 9.29)
        held = ""
    head = (authors, dated, title) if authors else (title, dated)
    address: Words = prose.address(source)
    if address and source.accessed:
        address = f"Retrieved {american(Span(source.accessed))}, from " + address
    return spaced(sentences(*head, held), address)


def _in_text(source: Source, passage: Passage | None) -> Text:
    label: Words = prose.short_authors([name.surname for name in source.authors], "&")
    if not label and source.is_untitled:
        label = "[" + curled(source.title) + "]"
    paragraph = f"para. {passage.paragraph}" if passage else ""
    if not label:
        # In the text, APA capitalises all words of four letters or more (APA 7, 6.17).
        title = prose.title_case(source, curled(source.title), _is_small)
        label = italic(title) if source.type in ("webpage", "report") else prose.in_quotes(title)
    return "(" + listed(label, _year(source), paragraph) + ")"


def _is_small(word: str) -> bool:
    return len(word) < 4 and prose.is_small(word)


STYLE = Style(
    "apa",
    "APA, 7th edition",
    reference=_reference,
    in_text=_in_text,
    sentence=with_citation,
    is_prose=True,
    targets=PROSE_TARGETS,
)
