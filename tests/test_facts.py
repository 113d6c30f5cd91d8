"""The shipped store: what must hold of it beyond its shape."""

import pytest

from rcsc_facts import vocabulary
from rcsc_facts.store import catalog
from rcsc_facts.text import geography
from rcsc_facts.text.folding import fold
from support import ARTICLE, FACTS


def test_the_store_has_every_claim_in_the_articles_order() -> None:
    """Forty-odd claims, and every word of the vocabularies is used but for sums, of which the article prints none."""
    header, claims = catalog.load(FACTS)
    assert 43 == len(claims)
    assert [claim.evidence[:2] for claim in claims] == sorted(claim.evidence[:2] for claim in claims)
    assert set(header.topics) == {claim.topic for claim in claims}
    assert set(vocabulary.KINDS) == {claim.kind for claim in claims}
    assert set(header.voices) == {claim.said_by for claim in claims}
    assert set(vocabulary.REGIONS) == {region for claim in claims for region in claim.regions}
    assert set(vocabulary.MUTUAL_RELATIONS) == {relation.kind for claim in claims for relation in claim.related}


def test_the_store_says_of_places_only_what_is_not_built_in() -> None:
    """No alias of a country is one of its usual names, and a group has countries of ISO 3166-1."""
    header, _ = catalog.load(FACTS)
    for place in header.places:
        assert not {*place.aliases} & {*geography.countries()[place.code].names}
    for group in header.groups:
        assert {*group.countries} <= {*geography.countries()}


@pytest.mark.article
def test_every_phrase_stands_in_the_article() -> None:
    """Each phrase is found in its paragraph."""
    paragraphs = ARTICLE.read_text(encoding="utf-8").splitlines()
    _, claims = catalog.load(FACTS)
    for claim in claims:
        assert fold(claim.evidence.phrase) in fold(paragraphs[claim.evidence.paragraph - 1])
