"""Of which article a copy is: the one most of whose words stand in it."""

from collections.abc import Iterable, Mapping

from rcsc_facts.model import Claim
from rcsc_facts.text.copy import Paragraph
from rcsc_facts.text.matching import Words


def whose(paragraphs: Iterable[Paragraph], articles: Mapping[str, Iterable[Claim]]) -> dict[str, tuple[int, int]]:
    """Return of each article how many of its claims' phrases stand in a copy, and of how many; the likeliest first."""
    copy = Words("\n".join(paragraph.text for paragraph in paragraphs), ())
    found = {}
    for source, claims in articles.items():
        phrases = [Words(claim.evidence.phrase, ()) for claim in claims]
        found[source] = sum(next(copy.find(phrase), None) is not None for phrase in phrases), len(phrases)
    return dict(sorted(found.items(), key=lambda one: -one[1][0]))
