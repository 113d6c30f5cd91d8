"""A claim in words: its figure, its scope, and the sentence that says why, when and according to whom."""

from collections.abc import Iterable

from rcsc_facts.model import Claim, Wording
from rcsc_facts.text.folding import slug
from rcsc_facts.vocabulary import ARTICLE

COUNTED = "countries"
"""The unit of figures that count what `countries` names."""


def figure_of(claim: Claim, wording: Wording = Wording()) -> str:  # noqa: B008 - it is immutable
    """Return the figure with its unit, such as 17 million members; empty where there is none."""
    return claim.quantity.with_unit(exact=wording.exact) if claim.quantity else ""


def scope_of(claim: Claim, wording: Wording) -> str:
    """Return the regions and countries of a claim in words: joint figures and partial lists say so."""
    parts = []
    if claim.regions:
        joint = " (one joint figure)" if len(claim.regions) > 1 else ""
        parts.append(" and ".join(wording.place(claim, region) for region in claim.regions) + joint)
    if claim.countries:
        names = ", ".join(wording.place(claim, code) for code in claim.countries.named)
        parts.append(f"{names} {others_of(claim)}".rstrip())
    return "; ".join(parts)


def scope_beyond(claim: Claim, wording: Wording) -> str:
    """Return of the scope only what the statement does not say itself."""
    from rcsc_facts.text import geography  # which only tables on a terminal need

    said = f" {slug(claim.statement).replace('-', ' ')} "
    words = geography.regions()

    def is_said(name: str, forms: Iterable[str]) -> bool:
        return any(f" {slug(form.removeprefix('the ')).replace('-', ' ')} " in said for form in (name, *forms))

    parts = []
    for region in claim.regions:
        name = wording.names.get(region, region)
        known = words.get(region)
        if not is_said(name, (*known.names, *known.adjectives) if known else ()):
            parts.append(name)
    if len(claim.regions) > 1:
        parts.append("one joint figure")
    if claim.countries:
        lands = geography.countries()
        names = {wording.names.get(code, code): lands[code] for code in claim.countries.named}
        unsaid = ", ".join(name for name, land in names.items() if not is_said(name, (*land.names, *land.demonyms)))
        parts.append(f"{unsaid} {others_of(claim)}".strip().removeprefix("and "))
    return "; ".join(filter(None, parts))


def others_of(claim: Claim) -> str:
    """Return how many countries a partial list leaves unnamed, as far as the figure says; empty for a whole list."""
    if claim.countries is None or claim.countries.complete:
        return ""
    figure = claim.quantity
    if figure and figure.unit == COUNTED and figure.value is not None and figure.low == figure.high:
        return f"and {figure.value - len(claim.countries.named):,} others not named"
    return "and others not named"


def circumstances(claim: Claim, wording: Wording) -> str:
    """Return purpose, time words and speaker, as far as the claim has them, separated by semicolons."""
    speaker = "" if claim.said_by == ARTICLE else f"according to {wording.speaker(claim)}"
    return "; ".join(filter(None, (claim.purpose, claim.when, speaker)))


def sentence(claim: Claim, wording: Wording) -> str:
    """Return the statement, then in brackets purpose, time and speaker, as far as there are any."""
    around = circumstances(claim, wording)
    return f"{claim.statement} [{around}]" if around else claim.statement


def cited_sentence(claim: Claim, wording: Wording) -> str:
    """Return the same with the full stop behind the brackets, for a sentence that a citation follows."""
    around = circumstances(claim, wording)
    return f"{claim.statement.removesuffix('.')} [{around}]." if around else claim.statement
