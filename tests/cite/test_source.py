"""The source record: whether it can be right, and how its names and dates are read."""

from typing import Any

import pytest

from rcsc_facts import cite
from rcsc_facts.cite.source import Span


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("issued", {"date-parts": [[2024, 13]]}, ("issued.date-parts.1", "there is no month 13")),
        ("issued", {"date-parts": [[2024, 1, 32]]}, ("issued.date-parts.1", "that month has no day 32")),
        ("issued", {"date-parts": [[2024, 2, 31]]}, ("issued.date-parts.1", "that month has no day 31")),
        ("issued", {"date-parts": [[2023, 2, 29]]}, ("issued.date-parts.1", "that month has no day 29")),
        ("issued", {"date-parts": [[1900, 2, 29]]}, ("issued.date-parts.1", "that month has no day 29")),
        ("issued", {"date-parts": [[2024, 1], [2024, 14]]}, ("issued.date-parts.2", "there is no month 14")),
        ("issued", {"date-parts": [[2024, 22, 1]]}, ("issued.date-parts.1", "there is no month 22")),
        ("issued", {"date-parts": [[2024, 5], [2024, 3]]}, ("issued.date-parts", "the range ends before it starts")),
        ("issued", {"date-parts": [[2024, 5], [2023]]}, ("issued.date-parts", "the range ends before it starts")),
        ("issued", {"date-parts": [[2024], [2024]]}, ("issued.date-parts", "the range has no length")),
        ("issued", "yesterday", ("issued", "it is not a date: year, month and day as far as known")),
        ("DOI", "11.1000/182", ("DOI", "a DOI is 10., digits, a slash and a name, such as 10.1000/182")),
        ("DOI", "10.1000", ("DOI", "a DOI is 10., digits, a slash and a name, such as 10.1000/182")),
        ("ISSN", "2049-3631", ("ISSN", "its check digit does not fit the others (ISO 3297)")),
        ("ISSN", "2049363", ("ISSN", "an ISSN is eight digits, such as 2049-3630")),
        ("URL", "ftp://x.example", ("URL", "it is not a web address (http or https)")),
        ("author", [{}], ("author.1", "a name has a family name, a given name or a literal")),
        (
            "author",
            [{"family": "A"}, {"suffix": "Jr."}],
            ("author.2", "a name has a family name, a given name or a literal"),
        ),
        ("author", [{"literal": "A", "family": "B"}], ("author.1.literal", "a name is either literal or has parts")),
    ],
)
def test_what_cannot_be_right_is_found(field: str, value: Any, expected: tuple[str, str]) -> None:
    """Dates that do not exist, identifiers of another form, names without a part: each with its place."""
    assert [expected] == cite.findings({"id": "x", "type": "webpage", field: value})


@pytest.mark.parametrize(
    "fields",
    [
        {"issued": {"date-parts": [[2024, 2, 29]]}},
        {"issued": {"date-parts": [[2024, 24]]}},
        {"issued": {"date-parts": [[2024]], "season": 2}},
        {"issued": {"date-parts": [[2020, 12], [2021]]}},
        {"issued": {"edtf": "2021-03-09/2021-03-11"}},
        {"DOI": "https://doi.org/10.1000/abc(2020)5", "ISSN": "2049-3630"},
        {"DOI": "10.1000.10/182"},
        {"ISSN": "2434-561X"},
        {"ISSN": "03178471"},
        {"author": [{"given": "Plato"}, {"literal": "Aid Union"}]},
    ],
)
def test_what_can_be_right_is_not_found_fault_with(fields: dict[str, Any]) -> None:
    """Leap days, seasons, ranges, a DOI as a link or with a subdivision, a check digit of ten."""
    assert [] == cite.findings({"id": "x", "type": "webpage"} | fields)


@pytest.mark.parametrize(
    ("name", "straight", "surname"),
    [
        ({"family": "d’Arcy", "given": "Helen"}, "Helen d’Arcy", "d’Arcy"),
        ({"family": "al- Sisi", "given": "Omar"}, "Omar al-Sisi", "al-Sisi"),
        ({"family": "van der Berg", "given": "Jan"}, "Jan van der Berg", "van der Berg"),
        ({"family": "Cruz", "given": "Maria de la"}, "Maria de la Cruz", "Cruz"),
        ({"family": "De Luca", "given": "Gino"}, "Gino De Luca", "De Luca"),
        ({"family": "hooks", "given": "bell"}, "bell hooks", "hooks"),
        ({"family": "Tolkien", "given": "J.R.R."}, "J. R. R. Tolkien", "Tolkien"),
        ({"family": "King", "given": "Martin, Jr."}, "Martin King Jr.", "King"),
        ({"family": "王", "given": "小宇"}, "王小宇", "王"),
        ({"family": "المصري", "given": "هدى"}, "هدى المصري", "المصري"),
        ({"given": "Plato"}, "Plato", "Plato"),
        ({"literal": "de la Union"}, "de la Union", "de la Union"),
    ],
)
def test_names_are_read_in_their_parts(name: dict[str, str], straight: str, surname: str) -> None:
    """Particles are told by their lower case, initials have blanks between, Chinese names none."""
    [author] = cite.Source({"author": [name]}).authors
    assert (straight, surname) == (author.straight, author.surname)


@pytest.mark.parametrize(
    ("issued", "edtf"),
    [
        ({"date-parts": [[2021]]}, "2021"),
        ({"date-parts": [[2021, 3, 9]]}, "2021-03-09"),
        ({"date-parts": [[2021]], "season": 3}, "2021-23"),
        ({"date-parts": [[2020, 12], [2021, 2]]}, "2020-12/2021-02"),
        ({"edtf": "2021-03"}, "2021-03"),
        ("2019/2021", "2019/2021"),
    ],
)
def test_dates_are_read_as_csl_or_edtf(issued: Any, edtf: str) -> None:
    """In all their shapes they are a span."""
    assert edtf == cite.Source({"issued": issued}).issued.edtf
    assert not Span()
