"""Names of places in a running text: what is read, and what is part of another name."""

from pathlib import Path

import pytest

from rcsc_facts.model import Group, Place
from rcsc_facts.text.names import Gazetteer

TABLE = Path(__file__).with_name("places.tsv")


def _rows() -> list[tuple[str, list[str]]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(text, [] if keys == "-" else keys.split()) for text, keys in rows]


@pytest.mark.parametrize(("text", "keys"), _rows())
def test_what_a_sentence_names(text: str, keys: list[str]) -> None:
    """Countries, demonyms and regions in their order, and none that is part of another name."""
    found = Gazetteer().names(text)
    assert keys == [name.key for name in found]
    assert [text[name.start : name.end] for name in found] == [name.text for name in found]
    assert set(keys) == Gazetteer().keys(text)


def test_a_name_says_what_it_is_and_where() -> None:
    """The whole name with its stops, its kind, and offsets in the text as it was given."""
    text = "The U.S.\u00a0and Tu\u0308rkiye’s Kenyans in the Caribbean."
    assert [
        (4, 8, "US", "country", "U.S."),
        (13, 21, "TR", "country", "Tu\u0308rkiye"),
        (24, 31, "KE", "demonym", "Kenyans"),
        (39, 48, "caribbean", "region", "Caribbean"),
    ] == [tuple(name) for name in Gazetteer().names(text)]


def test_signs_that_fold_to_nothing_name_nothing() -> None:
    """A soft hyphen or a zero-width space by itself, right after a name too."""
    assert ["CN", "KE"] == [
        name.key for name in Gazetteer().names("China'\u00ad grew; \u00ad \u200b Kenya\u00ad fell.")
    ]


def test_a_store_adds_places_and_groups() -> None:
    """Aliases, cities, names that hold a country's name without meaning it, and groups of countries."""
    place = Place("CN", ("Cathay",), ("Beijing",), ("Jordan Valley News",))
    gazetteer = Gazetteer(
        [place], [Group("middle-east", "the Middle East", ("IQ",)), Group("middle-east", "Mideast", ("IQ",))]
    )
    text = "Cathay and BEIJING met Kenya of the Jordan Valley News in the Middle East and the Mideast."
    expected = [
        ("CN", "country"),
        ("CN", "city"),
        ("KE", "country"),
        ("middle-east", "group"),
        ("middle-east", "group"),
    ]
    assert expected == [(name.key, name.kind) for name in gazetteer.names(text)]
    assert [] == Gazetteer().names("The Middle East met in Beijing.")


def test_a_group_is_written_as_the_store_writes_it() -> None:
    """A group in lower case is found in any case, one with a capital is no common noun in lower case."""
    gazetteer = Gazetteer(groups=[Group("gulf-states", "gulf states", ("KW",)), Group("levant", "Levant", ("LB",))])
    found = gazetteer.names("The GULF STATES and the gulf states met in the LEVANT, not in a levant.")
    assert ["GULF STATES", "gulf states", "LEVANT"] == [name.text for name in found]


@pytest.mark.parametrize(
    "piece", ["Kenya ", "US ", "Kenya Defense and ", "Bank of ", "South and ", "Turkish and ", "U. \n"]
)
def test_each_name_looks_at_a_bounded_number_of_words(piece: str) -> None:
    """So that the time is linear: a name far into a text costs as many steps as one near its start."""
    import sys

    def steps(text: str) -> int:
        count = 0

        def trace(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(trace)
        try:
            Gazetteer().names(text)
        finally:
            sys.setprofile(None)
        return count

    steps(piece)  # the tables are read
    assert steps(piece * 400) < 2.2 * steps(piece * 200)
