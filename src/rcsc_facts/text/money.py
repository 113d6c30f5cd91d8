"""Currencies as news prints them: the table currencies.tsv."""

from collections.abc import Iterator

from rcsc_facts.text.geography import rows
from rcsc_facts.text.tokens import WORDS

_UNOFFICIAL = {"BTC", "CFA"}
"""Units of three letters that are not of ISO 4217."""


def _currencies() -> Iterator[tuple[str, str, str]]:
    """Yield (column, form, unit) of every form in currencies.tsv."""
    for units, *cells in rows("currencies.tsv"):
        for unit in units.split():
            if len(unit) == 3 and unit.isupper() and unit not in _UNOFFICIAL:
                yield "code", unit, unit
            for column, cell in zip(("sign", "letters", "name", "hundredth"), cells, strict=True):
                yield from ((column, form, unit) for form in cell.split() if form != "-")


_COLUMNS: dict[str, dict[str, str]] = {"code": {}, "sign": {}, "letters": {}, "name": {}, "hundredth": {}}
for _column, _form, _unit in _currencies():
    _COLUMNS[_column][_form] = _unit
CODES, SIGNED, _LETTERS = frozenset(_COLUMNS["code"]), _COLUMNS["sign"], _COLUMNS["letters"]
SIGNS = {sign: unit for sign, unit in SIGNED.items() if len(sign) == 1}
"""Signs by themselves, and the units that they stand for."""
ABBREVIATIONS = {form: unit for form, unit in _LETTERS.items() if len(form) > 1}
BEFORE_FIGURES = {*CODES, *ABBREVIATIONS, *(sign[:-1] for sign in SIGNED if sign[-1] == "$")} - {""}
"""Letters of currencies that can stand before a figure or a dollar sign."""
TOUCHING = {form: unit for form, unit in _LETTERS.items() if len(form) == 1}
NAMES, HUNDREDTHS = _COLUMNS["name"], _COLUMNS["hundredth"]
ADJECTIVES = WORDS["adjective"] | {name.split("-")[0] for name in NAMES if "-" in name}
NOT_CODES = WORDS["not-code"]


def is_currency(unit: str | None) -> bool:
    """Tell whether the unit of a figure is that of money."""
    return unit in CODES or unit in {*SIGNED.values(), *NAMES.values(), *ABBREVIATIONS.values(), *HUNDREDTHS.values()}


def currencies(name: str, sign: str = "") -> frozenset[str]:
    """Return what money of that name, or with that sign, may have for its unit; empty where it is not a currency.

    The name is that of a store's unit: euros, us-dollars, rmb, usd.
    """
    *adjectives, last = name.lower().split("-")
    singular = last.removesuffix("s")
    found = {unit for unit in (NAMES.get(last), NAMES.get(singular), HUNDREDTHS.get(last)) if unit}
    found |= {last.upper()} & CODES
    for general in tuple(found):
        by_country = {one.partition("-")[0]: unit for one, unit in NAMES.items() if _is_of(one, general)}
        special = {by_country[word] for word in adjectives if word in by_country}
        found |= special or set(by_country.values())
    if unit := SIGNED.get(sign) or ABBREVIATIONS.get(sign.removesuffix(".")) or ({sign} & CODES and sign):
        found.add(unit)
    for alike, shared in _SHARED_SIGNS.items():
        if found & set(alike.split()):
            found |= set(shared.split())
    return frozenset(found)


_SHARED_SIGNS = {
    "dollars USD": "$",
    "rupees": "Rs",
    "CNY JPY": "¥",
    "won": "₩",
    "shillings": "Sh",
    "dirhams": "Dh",
    "cents": "¢",
    "CFA": "FCFA XAF XOF",
}
"""Units, and the signs that figures of them may have instead."""


def _is_of(name: str, general: str) -> bool:
    """Tell whether a name (swiss-franc) is that of a country's currency of the name that stands for *general*."""
    single = name.partition("-")[2]
    return bool(single) and NAMES.get(single) == general
