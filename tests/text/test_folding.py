"""Folding: what counts as the same text, and where each folded character comes from."""

from rcsc_facts.text.folding import fold_mapped


def test_spaces_are_folded_to_one() -> None:
    """And each folded character knows where it comes from."""
    folded, positions = fold_mapped(" a  b ")
    assert ("a b", [1, 2, 4]) == (folded, positions[:3])
