"""The command line: filters, answers worth having, exit codes, and what goes to which stream."""

import itertools
import json
import re
import shlex
from pathlib import Path

import pytest

from rcsc_facts.vocabulary import FORMATS
from support import GOLDEN, ROOT, STORES, Golden, Program, Run

WORLDWIDE = (
    "rcsc: 5 more claims name no region; "
    "see them with: rcsc show aid-period aid-purpose aid-worth aid-countries aid-other-disasters\n"
)


def _ids(run: Run) -> list[str]:
    return [line.split("\t")[0] for line in run.out.splitlines()]


def test_aid_for_africa(rcsc: Program) -> None:
    """The 13 countries as stated, the vaccines by country, the 54 countries only mentioned on stderr."""
    expected = (
        "aid-africa\t13\tcountries\tafrica\t-\tstated\t7.1\t"
        "The RCSC gave emergency humanitarian aid to 13 African countries. "
        "[to help them fight epidemics; Over the past five years; according to the report to the general congress]\n"
        "vaccine-doses\t1600000\tdoses\t-\tLB ET KH +\tby-country\t7.2\t"
        "The RCSC donated 1.6 million doses of vaccine.\n"
        "vaccine-countries\t12\tcountries\t-\tLB ET KH +\tby-country\t7.2\t"
        "The donated vaccine went to 12 countries, Lebanon, Ethiopia and Cambodia among them.\n"
    )
    assert (0, expected, WORLDWIDE) == rcsc("aid", "--region", "africa")


@pytest.mark.parametrize("format", FORMATS)
def test_aid_for_africa_in_every_format(format: str, rcsc: Program, golden: Golden) -> None:
    """The whole output of each format, kept in a file."""
    run = rcsc("aid", "--region", "africa", "--format", format)
    assert (0, WORLDWIDE) == (run.code, run.err)
    golden(f"aid-africa.{format}", run.out)


@pytest.mark.parametrize("region", ["americas", "oceania"])
def test_a_joint_figure_stays_joint(region: str, rcsc: Program) -> None:
    """Either region gives the one figure of five, and stderr says that it is joint."""
    run = rcsc("aid", "--region", region)
    assert ["aid-americas-oceania"] == _ids(run)
    joint = (
        "rcsc: aid-americas-oceania is one joint figure for the Americas and Oceania; the article does not divide it\n"
    )
    assert (0, WORLDWIDE + joint) == (run.code, run.err)


def test_both_regions_of_a_joint_figure_need_no_remark(rcsc: Program) -> None:
    """Who asks for both regions gets what was asked for."""
    assert WORLDWIDE == rcsc("aid", "--region", "americas", "--region", "oceania").err


@pytest.mark.parametrize("asked", ["türkiye", "TURKIYE", "Turkey", "TR", "tr", "tur", "Tur", "Tu\u0308rkiye"])
def test_a_country_has_many_names(asked: str, rcsc: Program) -> None:
    """Name, alias and both codes are one, in any case and with any accents."""
    run = rcsc("aid", "--country", asked)
    assert (0, ["aid-earthquake"], "") == (run.code, _ids(run), run.err)


def test_three_kinds_of_absence(rcsc: Program) -> None:
    """Not in the article, counted but not named, and no such word are three different answers."""
    others = "9 others not named beside Lebanon, Ethiopia and Cambodia (vaccine-countries)\n"
    kenya = "rcsc: the article does not name Kenya, though it counts 13 unnamed countries in Africa (aid-africa) and "
    kenya += others
    assert (1, "", kenya) == rcsc("aid", "--country", "kenya")
    assert (1, "[]\n", kenya) == rcsc("aid", "--country", "KEN", "--json")
    assert (1, "", "rcsc: the article does not name Antarctica\n") == rcsc("aid", "--country", "antarctica")
    assert (1, "", "rcsc: the article does not name Kenya\n") == rcsc("org", "--country", "ke")
    narnia = rcsc("aid", "--country", "ethopia")
    assert (2, "", "rcsc: there is no country 'ethopia'\n  hint: did you mean Ethiopia?\n") == narnia
    run = rcsc("aid", "--country", "kenya", "--country", "ua")
    assert (0, ["aid-ukraine"], kenya) == (run.code, _ids(run), run.err)


def test_a_mistake_says_what_was_probably_meant(rcsc: Program, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of the gallery is exit code 2 with the message below it, on stderr alone."""
    monkeypatch.chdir(ROOT)
    told = ""
    for command in re.findall(r"^\$ rcsc (.*)$", (GOLDEN / "mistakes.txt").read_text(encoding="utf-8"), re.MULTILINE):
        run = rcsc(*shlex.split(command))
        assert (2, "") == run[:2], command
        told += f"$ rcsc {command}\n{run.err}"
    golden("mistakes.txt", told)


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (("members",), "17000000"),
        (("MEMBERS",), "17000000"),
        (("members", "--as-written"), "17 million"),
        (("members", "--low"), "16500000"),
        (("members", "--high"), "17500000"),
        (("members", "--field", "unit"), "members"),
        (("members", "--field", "evidence.phrase"), "17 million members"),
        (("vaccine-doses", "--field", "countries.named"), "LB ET KH"),
        (("vaccine-doses", "--field", "countries.complete"), "false"),
        (("members", "--field", "related"), "volunteers:may-overlap"),
        (("members", "--json"), "17000000"),
        (("members", "--field", "when", "--json"), '"currently"'),
    ],
)
def test_get_prints_one_bare_value(arguments: tuple[str, ...], value: str, rcsc: Program) -> None:
    """A value, a bound or a field, on one line."""
    assert (0, f"{value}\n", "") == rcsc("get", *arguments)


def test_get_of_what_is_not_there_says_so(rcsc: Program) -> None:
    """A claim without a figure or a field is exit code 1, and names what it has."""
    hint = "  hint: it has id, asks, topic, kind, statement, said_by, also, evidence, note, source\n"
    assert (1, "", f"rcsc: the claim 'letter' has no figure\n{hint}") == rcsc("get", "letter")
    assert (1, "", f"rcsc: the claim 'letter' has no when\n{hint}") == rcsc("get", "letter", "--field", "when")


def test_a_topic_and_another(rcsc: Program) -> None:
    """A topic's command has no option for another one; those of list are alternatives."""
    refused = "rcsc: rcsc aid has no option --topic\n  hint: rcsc aid -h shows what it takes\n"
    assert (2, "", refused) == rcsc("aid", "--topic", "org")
    both = _ids(rcsc("list", "--topic", "aid", "--topic", "org"))
    assert {*both} == {*_ids(rcsc("aid")), *_ids(rcsc("org"))}


def test_remarks_on_nothing(rcsc: Program) -> None:
    """A country that the article names, with a filter that excludes it; one beyond the regions."""
    assert "though the article names the country" in rcsc("org", "--country", "TR").err
    assert "rcsc: the article does not name Antarctica\n" in rcsc("aid", "--country", "AQ").err
    assert "the article does not name Japan" in rcsc("org", "--country", "JP").err
    assert (1, "") == rcsc("plans", "--region", "africa", "--kind", "count")[:2]


def test_a_region_with_other_counts_than_of_countries(rcsc: Program) -> None:
    """Shelters in Africa are no countries that the article leaves unnamed."""
    store = str(ROOT / "tests" / "articles" / "kennels.yaml")
    run = rcsc("list", "--country", "Nigeria", "--store", store)
    assert (1, "", "rcsc: the article does not name Nigeria\n") == run


def test_a_field_with_several(rcsc: Program) -> None:
    """One of them is to be named."""
    run = rcsc("get", "members", "--field", "quantity")
    assert (2, "") == run[:2]
    assert "hint: name one: quantity.value, quantity.unit" in run.err
    assert "false\n" == rcsc("get", "vaccine-doses", "--field", "countries.complete").out


def test_a_claim_without_a_figure(rcsc: Program) -> None:
    """Its record has no lines on one."""
    labels = [line.split("\t")[0] for line in rcsc("show", "letter").out.splitlines()]
    assert "statement" in labels
    assert not {"as written", "value", "rounding"} & {*labels}


def test_filters_narrow_and_their_order_does_not_matter(rcsc: Program) -> None:
    """Repeating one filter widens, another narrows, and any order gives the same."""
    filters = [("--region", "asia"), ("--region", "europe"), ("--kind", "action"), ("--said-by", "article")]
    expected = ["medical-experts", "aid-earthquake", "aid-ukraine"]
    for order in itertools.permutations(filters):
        assert expected == _ids(rcsc("list", *itertools.chain(*order)))


def test_options_may_stand_before_the_command(rcsc: Program) -> None:
    """The general options mean the same on either side of the command's name."""
    store = str(STORES / "good.yaml")
    expected = rcsc("list", "--store", store, "--json")
    assert 0 == expected.code
    assert expected == rcsc("--json", "--store", store, "list")


def test_quiet_answers_by_exit_code_alone(rcsc: Program) -> None:
    """Nothing is printed; 0 and 1 tell."""
    assert (0, "", "") == rcsc("org", "--quiet")
    assert (1, "") == rcsc("org", "--kind", "amount", "-q")[:2]


@pytest.mark.parametrize("topic", ["org", "congress", "leadership", "appeals", "cooperation", "aid", "plans"])
def test_every_topic_is_a_command(topic: str, rcsc: Program) -> None:
    """A topic's command gives what list --topic gives."""
    assert rcsc("list", "--topic", topic) == rcsc(topic)
    assert rcsc(topic).out


@pytest.mark.parametrize("width", ["20", "40", "80", "120"])
def test_a_listing_fits_its_terminal(
    width: str, rcsc: Program, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is cut at any width; below 60 columns there are records."""
    monkeypatch.setenv("COLUMNS", width)
    golden(f"aid-oceania.{width}.txt", rcsc("aid", "--region", "oceania", "--format", "table").out)
    golden(f"show-members.{width}.txt", rcsc("show", "members", "--format", "table").out)
    golden(f"sheet.{width}.txt", rcsc("--format", "table").out)
    for name in (f"aid-oceania.{width}.txt", f"show-members.{width}.txt"):
        text = (STORES.parent / "golden" / name).read_text(encoding="utf-8")
        assert max(map(len, text.splitlines())) <= int(width)
        assert "…" not in text


def test_color_is_asked_for_or_left_out(rcsc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data never has colour; a table has it when told to."""
    assert "\x1b" in rcsc("org", "--format", "table", "--color", "always").out
    assert "\x1b" not in rcsc("org", "--json", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in rcsc("org", "--format", "table").out
    assert "\x1b" not in rcsc("org", "--format", "table", "--color", "never").out
    assert "\x1b" not in rcsc("org").out
    monkeypatch.setenv("FORCE_COLOR", "0")
    assert "\x1b" not in rcsc("org", "--format", "table").out


def test_brackets_and_emoji_names_in_a_store_print_as_they_are(
    rcsc: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Rich would take for markup is text."""
    monkeypatch.setenv("COLUMNS", "120")  # wide enough for the statement to stand on one line
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    hostile = "[red]x[/red] [/y] :smile: [link=file:///]z"
    path = f"{tmp_path}/store.yaml"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("The club has 1,200 dogs.", f'"{hostile}"'))
    assert hostile in rcsc("show", "dogs", "--store", path, "--format", "table").out
    assert hostile in " ".join(rcsc("list", "--store", path, "--format", "table").out.split())


@pytest.mark.parametrize("arguments", [("-h",), ("aid", "-h"), ("get", "--help"), ("show", "-h"), ("list", "-h")])
def test_help_is_one_flag_away(arguments: tuple[str, ...], rcsc: Program) -> None:
    """Help is data: on stdout, with exit code 0 and an example."""
    run = rcsc(*arguments)
    assert (0, "") == (run.code, run.err)
    assert "Example: rcsc " in run.out


def test_version(rcsc: Program) -> None:
    """The version is the package's."""
    from rcsc_facts import __version__

    assert (0, f"rcsc {__version__}\n", "") == rcsc("--version")


def test_claims_left_out_are_named_up_to_five(rcsc: Program) -> None:
    """One, several, and more than five, for which the remark names a command without the filter."""
    run = rcsc("list", "--region", "asia", "--unit", "members")
    assert run.err.endswith("rcsc: one more claim names no region; see it with: rcsc show members\n")
    run = rcsc("appeals", "--region", "asia")
    assert "rcsc: 11 more claims name no region; see them with: rcsc appeals without --region\n" in run.err
    assert "; see them with: rcsc list without --region\n" in rcsc("list", "--region", "asia").err


def test_words_and_what_is_read_as_tables(rcsc: Program, tmp_path: Path) -> None:
    """The cells are those of the lines, and the sentences of a text have their locators."""
    text = tmp_path / "text.txt"
    text.write_text("Two dogs ran. About 3.5 million cats live in Kenya.\n\nNone did.\n", encoding="utf-8")
    for command in (["words", "topics", "--store", str(STORES / "good.yaml")], ["read", str(text)]):
        lines = [line.split("\t") for line in rcsc(*command).out.splitlines()]
        _, _, *rows = rcsc(*command, "--format", "table").out.splitlines()
        assert [[cell for cell in line if cell != "-"] for line in lines] == [
            re.split(r"\s{2,}", row.strip()) for row in rows
        ]
    header, *rows = rcsc("read", str(text), "--format", "csv").out.splitlines()
    assert "locator,kind,text,value,low,high,unit,names" == header
    assert ["1.1,count,Two,2,2,2,,", "1.2,place,Kenya,,,,,KE"] == rows[::2]
    sentences = "1.1\tTwo dogs ran.\n1.2\tAbout 3.5 million cats live in Kenya.\n2.1\tNone did.\n"
    assert (0, sentences, "") == rcsc("read", str(text), "--sentences")


def test_a_count_of_countries_that_are_all_named(rcsc: Program, tmp_path: Path) -> None:
    """No other country can be among them."""
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    text = text.replace("3.5 million cats in Norway", "cats in two countries, Norway and Kenya")
    text = text.replace("3.5 million, unit: cats", "two, unit: countries").replace("3.5 million cats", "two countries")
    store = tmp_path / "store.yaml"
    store.write_text(text.replace("complete: false", "complete: true"), encoding="utf-8")
    assert ["cats"] == _ids(rcsc("list", "--country", "kenya", "--store", str(store)))
    expected = (1, "", "rcsc: the article does not name Sweden\n")
    assert expected == rcsc("list", "--country", "sweden", "--store", str(store))


def test_a_region_within_another(rcsc: Program, tmp_path: Path) -> None:
    """A claim of the part is found by the whole, and a statement without the region has it added."""
    text = (STORES / "good.yaml").read_text(encoding="utf-8")
    store = tmp_path / "store.yaml"
    text = text.replace("    said_by", "    regions: [eastern-africa, southern-asia]\n    said_by", 1)
    store.write_text(text, encoding="utf-8")
    out = rcsc("list", "--region", "africa", "--fields", "id,match", "--store", str(store)).out
    assert "dogs\tpart\ncats\tby-country\n" == out
    shown = " ".join(rcsc("list", "--region", "asia", "--format", "table", "--store", str(store)).out.split())
    assert "The club has 1,200 dogs. 1.1 Eastern Africa; Southern Asia; one joint figure · part" in shown
    assert "China stands only within other names here: Red Cross Society of China" in rcsc("aid", "--country", "CN").err


def test_every_command_has_its_formats(rcsc: Program) -> None:
    """show as JSON is the claim itself; findings as CSV have a head; a table of nothing is nothing."""
    [record] = json.loads(rcsc("show", "members", "--json").out)
    assert record | {"match": None} == json.loads(rcsc("list", "--unit", "members", "--json").out)[0]
    faulty = str(STORES / "bad" / "tag.yaml")
    head, row = rcsc("check", faulty, "--format", "csv").out.splitlines()
    assert ("file,line,column,code,message,hint,is_remark", faulty) == (head, row.split(",")[0])
    assert (1, "") == rcsc("table", "--topic", "plans", "--kind", "count", "--format", "table")[:2]
