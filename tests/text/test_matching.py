"""Words of one text found in another."""

import pytest

from rcsc_facts.text.folding import fold
from rcsc_facts.text.matching import Words


@pytest.mark.parametrize(
    ("sought", "text", "expected"),
    [
        ("54 countries", "Aid went to 54 countries.", [("54 countries", True)]),
        ("54 countries", "Aid went to fifty-four countries.", [("fifty-four countries", True)]),
        (
            "54 countries",
            "Aid went to 12 countries and 54 countries.",
            [("12 countries", False), ("54 countries", True)],
        ),
        ("54 countries", "Aid went to 154 countries.", [("154 countries", False)]),
        ("54 countries", "Aid went to nearly 54 countries.", [("nearly 54 countries", False)]),
        ("$10.7 million", "It cost US$10.7m.", [("US$10.7m", True)]),
        ("17 million members", "It is a 17-million-member body.", [("17-million-member", True)]),
        ("cooperation abroad", "Its co-operation abroad grew.", [("co-operation abroad", True)]),
        ("co-operation abroad", "Its cooperation abroad grew.", [("cooperation abroad", True)]),
        ("no where", "It went nowhere.", []),
        ("nowhere", "There is no where.", []),
        ("art", "The artist left; art stays.", [("art", True)]),
        ("Türkiye quake", "the TURKIYE quake", [("TURKIYE quake", True)]),
        ("members", "members¹ and members[2]", [("members", True), ("members", True)]),
        ("Iran, Iraq and Italy", "to Iran, Iraq, and Italy", [("Iran, Iraq, and Italy", True)]),
        ("its", "it's", []),
        ("", "anything", []),
        ("a ⅓ share", "It got a ⅓ share.", [("a ⅓ share", True)]),
        ("12 boats", "A 12-boats fleet left.", [("12-boats", True)]),
        ("rock 'n' roll", "It was rock ’n’ roll.", [("rock ’n’ roll", True)]),
    ],
)
def test_words_are_found_whole(sought: str, text: str, expected: list[tuple[str, bool]]) -> None:
    """Figures by reading, other words letter by letter; hyphens may join or part, spaces may not go."""
    found = [(text[one.start : one.end], one.is_equal) for one in Words(text).find(Words(sought))]
    assert expected == found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("‘a’ ‚b‛ c′ dʼe `f` g´ h＇", "'a' 'b' c' d'e 'f' g' h'"),
        ("“a” „b‟ c″ «d» e＂", '"a" "b" c" "d" e"'),
        ("a‐b‑c‒d–e—f―g−h﹘i﹣j－k", "a-b-c-d-e-f-g-h-i-j-k"),
        ("co\u00adop\u200ber\u200ca\u200dti\u2060on\ufeff", "cooperation"),
        ("IŞIK İzmir Łódź Øre Đà Ærø Œuvre Straße Ｋｏｂｅ ﬁn", "isik izmir lodz ore da aero oeuvre strasse kobe fin"),
        ("  two\u00a0\u2009\n words\t", "two words"),
    ],
)
def test_words_are_compared_in_this_form(text: str, folded: str) -> None:
    """Quotes, dashes, hyphens that nobody sees, letters that keyboards lack, and spaces."""
    assert folded == fold(text)


@pytest.mark.parametrize(("text", "is_any"), [("Aid grew.", True), ("54", True), ("…", False), ("", False)])
def test_words_without_a_letter_are_none(text: str, is_any: bool) -> None:
    """What has neither letters nor figures can be sought nowhere."""
    assert bool(Words(text)) is is_any
