"""Countries and regions: the tables against the standards, and how people write their names."""

import re
from collections.abc import Iterator

import pycountry
import pytest
from babel import Locale

from rcsc_facts import vocabulary
from rcsc_facts.text import geography

M49 = {
    "northern-africa": (7, "DZ EG EH LY MA SD TN"),
    "sub-saharan-africa": (53, "NG ZA KE SH TF"),
    "eastern-africa": (22, "ET SS ZM RE IO"),
    "middle-africa": (9, "AO CD CG ST TD"),
    "southern-africa": (5, "BW LS NA SZ ZA"),
    "western-africa": (17, "CV MR NE NG SH"),
    "latin-america-and-the-caribbean": (52, "MX BR CU FK"),
    "caribbean": (28, "BS CU HT PR TT"),
    "central-america": (8, "BZ CR GT HN MX NI PA SV"),
    "south-america": (16, "AR BR GF GY FK SR VE"),
    "northern-america": (5, "BM CA GL PM US"),
    "central-asia": (5, "KG KZ TJ TM UZ"),
    "eastern-asia": (8, "CN HK JP KP KR MN MO TW"),
    "south-eastern-asia": (11, "BN ID KH LA MM MY PH SG TH TL VN"),
    "southern-asia": (9, "AF BD BT IN IR LK MV NP PK"),
    "western-asia": (18, "AM AZ CY GE IL TR YE"),
    "eastern-europe": (10, "BG BY CZ HU MD PL RO RU SK UA"),
    "northern-europe": (16, "AX DK EE GB IE IM JE LV SJ"),
    "southern-europe": (17, "AL ES GR IT MK PT SI XK"),
    "western-europe": (9, "AT BE CH DE FR LI LU MC NL"),
    "channel-islands": (2, "GG JE"),
    "australia-and-new-zealand": (6, "AU CC CX HM NF NZ"),
    "melanesia": (5, "FJ NC PG SB VU"),
    "micronesia": (8, "FM GU KI MH MP NR PW UM"),
    "polynesia": (10, "AS CK NU PF PN TK TO TV WF WS"),
    "africa": (60, "DZ ZA"),
    "americas": (57, "US BR"),
    "asia": (51, "CN TR"),
    "europe": (52, "RU GB XK"),
    "oceania": (29, "AU FJ"),
}
"""How many countries and territories lie in each region (with Taiwan and Kosovo), and some or all of them."""


def _names() -> Iterator[tuple[str, str]]:
    """Yield every code and name that ISO 3166-1 and CLDR have, and its alpha-2 code."""
    english = Locale("en").territories
    for country in pycountry.countries:
        fields = ("alpha_2", "alpha_3", "name", "common_name", "official_name")
        yield from ((getattr(country, field), country.alpha_2) for field in fields if hasattr(country, field))
        yield english[country.alpha_2], country.alpha_2
    yield from ((english["XK"], "XK"), ("XKX", "XK"))


def test_the_codes_are_those_of_the_standard() -> None:
    """ISO 3166-1 has these countries and no others; XK is assigned by its users."""
    expected = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    assert expected == {country.code: country.alpha3 for country in geography.countries().values()}
    assert {code: code for code in expected} == {code: one.code for code, one in geography.countries().items()}


def test_every_code_and_name_of_the_standards_is_accepted() -> None:
    """Codes, short, common and official names, in capitals, without accents, and put last first."""
    names = [*_names()]
    pattern = re.compile(r"((?:\w+ )*(?:Republic|Kingdom|State) of(?: the)?) (.*)")
    parts = [(pattern.fullmatch(name), code) for name, code in names if "," not in name]
    inverted = [(f"{part[2]}, {part[1]}", code) for part, code in parts if part]
    for name, code in [*names, *inverted]:
        assert (name, code) == (name, geography.country(name))
        assert (name, code) == (name, geography.country(f"  the {name.upper()} "))
    for country in geography.countries().values():
        for name in (*country.names, *country.demonyms, *country.parts):
            assert (name, country.code) == (name, geography.country(name))


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        *(("U.S.", "US"), ("u.s.a.", "US"), ("America", "US"), ("UK", "GB"), ("U.K.", "GB"), ("great britain", "GB")),
        *(("Scotland", "GB"), ("Kosovo", "XK"), ("the Gambia", "GM"), ("Gambia, The", "GM"), ("Korea, South", "KR")),
        *(("Korea, Dem. People's Rep.", None), ("Korea (Republic of)", "KR"), ("DPR Korea", "KP"), ("Korea", None)),
        *(("Bosnia & Herzegovina", "BA"), ("Bosnia-Herzegovina", "BA"), ("St Lucia", "LC"), ("St. Lucia", "LC")),
        *(("Saint Lucia", "LC"), ("cote d'ivoire", "CI"), ("Côte d’Ivoire", "CI"), ("Curacao", "CW")),
        *(
            ("DRC", "CD"),
            ("D.R. Congo", "CD"),
            ("Congo (Kinshasa)", "CD"),
            ("Congo", "CG"),
            ("Congo-Brazzaville", "CG"),
        ),
        *(("Turkish", "TR"), ("Kenyans", "KE"), ("turkiye", "TR"), ("Viet-Nam", "VN"), ("Timor Leste", "TL")),
        *(("Guinea Bissau", "GW"), ("Guinea", "GN"), ("", None), ("!", None), (",", None), ("Atlantis", None)),
        *(
            ("(", None),
            ("China,", "CN"),
            ("Gaza", "PS"),
            ("Holy See", "VA"),
            ("Micronesia (Federated States of)", "FM"),
        ),
    ],
)
def test_usual_spellings(asked: str, code: str | None) -> None:
    """What people type for a country, and what is none."""
    assert code == geography.country(asked)


def test_no_name_means_two_countries() -> None:
    """But for those that the gazetteer settles by the text around."""
    meant: dict[str, set[str]] = {}
    for country in geography.countries().values():
        for name in {country.code, country.alpha3, *country.names, *country.parts, *country.demonyms}:
            meant.setdefault(re.sub(r"\W", "", name).casefold(), set()).add(country.code)
    assert [] == [(name, codes) for name, codes in meant.items() if len(codes) > 1]


@pytest.mark.parametrize("region", M49)
def test_the_regions_are_those_of_m49(region: str) -> None:
    """Each region has as many countries as UN M49 gives it, and these."""
    count, some = M49[region]
    inside = {country.code for country in geography.countries().values() if region in country.regions}
    assert count == len(inside)
    assert set(some.split()) <= inside


def test_regions_lie_in_regions() -> None:
    """The tree has the five macro regions at its top, and a country lies in one branch from there to a leaf."""
    regions = geography.regions()
    assert set(M49) == set(regions)
    assert set(vocabulary.REGIONS) == {word for word, region in regions.items() if region.parent is None}
    for country in geography.countries().values():
        assert (country.regions or (None,))[0] == country.region
        parents = [regions[word].parent for word in country.regions]
        assert parents == [None, *country.regions][: len(parents)]
    assert ["AQ"] == [country.code for country in geography.countries().values() if country.region is None]


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        *(("africa", "africa"), ("AFRICAN", "africa"), ("the Americas", "americas"), ("West Africa", "western-africa")),
        *(("south-east asia", "south-eastern-asia"), ("Southeast Asia", "south-eastern-asia"), ("Nowhere", None)),
        *(
            ("Latin America & the Caribbean", "latin-america-and-the-caribbean"),
            ("subsaharan africa", "sub-saharan-africa"),
        ),
        *(("Sub-Saharan Africa", "sub-saharan-africa"), ("the Caribbean", "caribbean"), ("the Middle East", None)),
        *(("Australasia", "australia-and-new-zealand"), ("Central Africa", "middle-africa"), ("", None)),
    ],
)
def test_words_for_regions(asked: str, word: str | None) -> None:
    """By word, name or adjective."""
    assert word == geography.region(asked)
