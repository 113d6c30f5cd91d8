"""Of which article a copy is: the one most of whose words stand in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from rcsc_facts.errors import Hint, UsageError
from rcsc_facts.model import Claim
from rcsc_facts.text.copy import Paragraph
from rcsc_facts.text.matching import Words


def whose(paragraphs: Callable[[], Iterable[Paragraph]], articles: Mapping[str, Sequence[Claim]], name: str) -> str:
    """Return the id of the article of which a copy is, by how many of its claims' phrases stand there.

    *paragraphs* reads the copy, where there are several articles. Raise UsageError, which has the copy's *name*,
    where that is none of several, or may be two of them.
    """
    if len(articles) == 1:
        return next(iter(articles))
    copy = Words("\n".join(paragraph.text for paragraph in paragraphs()), ())
    found = {}
    for source, claims in articles.items():
        phrases = [Words(claim.evidence.phrase, ()) for claim in claims]
        found[source] = sum(next(copy.find(phrase), None) is not None for phrase in phrases)
    first, second, *_ = sorted(found, key=lambda source: -found[source])
    if found[first] == found[second]:
        which = f"may be of {first} or {second}" if found[first] else f"is of none of the {len(found)} articles"
        raise UsageError(f"{name} {which}, by their phrases", Hint.ONE_ARTICLE)
    return first
