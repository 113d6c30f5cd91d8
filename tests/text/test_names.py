"""Names of places in a running text: what is read, and what is part of another name."""

import pytest

from rcsc_facts.model import Group, Place
from rcsc_facts.text.names import Gazetteer

READ = """
Help reached the Democratic Republic of Congo and the Republic of the Congo. | CD CG
Congolese nurses left DR Congo for Rwanda. | CD CD RW
Congo is a name of two lands, and so is Korea. | -
Boats from Congo (Brazzaville) and Congo-Kinshasa met. | CG CD
The DPRK, the R.O.K. and North and South Korea signed. | KP KP KR
Guinea Bissau, Guinea, Equatorial Guinea and Papua New Guinea were hit. | GW GN GQ PG
Northern Ireland, Scotland and Wales are in the U.K. too. | GB GB GB GB
In northern Ireland it rained, and in southern Lebanon. | LB
Kosovo, Gaza and the West Bank got tents. | XK PS PS
St. Lucia, Saint Vincent & the Grenadines and Côte d’Ivoire joined. | LC VC CI
Danes, Filipinos, Britons and a Kenyan came; the Dutch and the Swiss stayed. | DK PH GB KE NL CH
The US-China talks and the Russia-Ukraine war went on. | US CN RU UA
A Chinese-built bridge in Laos opened. | CN LA
TURKEY SENDS TENTS TO SYRIA | TR SY
Turkey Sends Tents to Syria After Quake | TR SY
LET US HELP THE US | US
On Monday Japan and India agreed. | JP IN
Bosnian Serbs spoke. | BA RS
Chinese President Li and U.S. Treasury Secretary Roe spoke. | CN US
South African police and West African states agreed. | ZA western-africa
Eastern and southern Africa and South-East Asia were dry. | eastern-africa southern-africa south-eastern-asia
Sub-Saharan African and Latin American ports closed. | sub-saharan-africa latin-america-and-the-caribbean
The Middle East and North Africa were dry. | northern-africa
The government of Kenya and the King of Jordan spoke. | KE JO
Kenya's Red Cross moved. | KE
Tbilisi, Georgia, and Atlanta, Georgia, and Alabama. | -
Floods hit Georgia and Armenia. | GE AM
The US state of Georgia was hit. | US
"""

NOT_READ = """
The Turkish Red Crescent, the Bank of England, China Daily and Kenya Airways were named.
The Communist Party of China and the Red Cross Society of China met.
The Danish and Norwegian Red Cross came.
The U.S. Army, the US Treasury, the Chinese People's Liberation Army and the Iranian Foreign Ministry were named.
UNICEF Kenya, the Africa CDC and the Ministry of Health of Kenya were named.
The European Union, the African Union and the Asian Development Bank met.
It cost US$5, US $5, HK$9, 3 million U.S. dollars, 8 million Swiss francs or 40 Indian rupees.
New Mexico, New Jersey, New England and New South Wales were named.
The Gulf of Mexico, the Indian Ocean, the South China Sea, Lake Chad, the Niger River and Mexico City were named.
They went down the river Niger and across the Jordan.
We saw Jordan Smith, Michael Jordan, Chad Moe and Ms. English.
A turkey, a polish, a guinea pig and fine china; let us eat.
Guinea pigs and Turkish baths were named.
He speaks French, writes in English and knows the Spanish language.
A non-African, pan-European, Sino-American and English-speaking group came.
They live in Lebanon, Ohio.
Polish the floor.
African Americans voted.
"""


def _rows() -> list[tuple[str, list[str]]]:
    rows = [line.split(" | ") for line in READ.strip().splitlines()]
    read = [(text, [] if keys == "-" else keys.split()) for text, keys in rows]
    return read + [(text, []) for text in NOT_READ.strip().splitlines()]


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
