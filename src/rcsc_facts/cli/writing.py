"""The commands for who writes: citations, and a text held against the claims."""

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rcsc_facts import formats, query
from rcsc_facts.cli import files, inputs, options, terminal, wording
from rcsc_facts.cli.emit import Answer, File
from rcsc_facts.cli.options import Given
from rcsc_facts.errors import UsageError, shown
from rcsc_facts.model import Claim, Filters
from rcsc_facts.statement import cited_sentence
from rcsc_facts.vocabulary import STYLES, TARGETS

if TYPE_CHECKING:
    from rcsc_facts.audit import Report
    from rcsc_facts.index import Index


def cite(given: Given) -> Answer:
    """Answer `rcsc cite`: citations of articles and of claims, or a draft with its marks turned into them."""
    from rcsc_facts import cite

    index = inputs.open_index(given)
    if draft := given.one(options.FILL):
        return _fill(draft, index, given)
    named = given.one(options.STYLE)
    style = "csl-json" if given.flag(options.JSON) else query.word(named or "apa", STYLES, "style", "styles")
    ids = given.several(options.CITED_IDS)
    if styled := [one for one in ids if one in STYLES and not index.get([one])]:
        import shlex

        others = shlex.join([one for one in ids if one != styled[0]] + ["--style", styled[0]])
        raise UsageError(f"{styled[0]} is a style, not a claim's id", f"did you mean rcsc cite {others}?")
    claims = query.claims(index, ids)
    cited = dict.fromkeys(claim.source for claim in claims) or inputs.filters(index, given).sources or None
    target = given.one(options.FORMAT)
    if target and not cite.TABLE[style].is_prose:
        prose = ", ".join(name for name, one in cite.TABLE.items() if one.is_prose)
        raise UsageError(f"--format does not go with the style {style}", f"it is for {prose}")
    color = given.one(options.COLOR) or "auto"
    is_colored = terminal.is_terminal(sys.stdout) and terminal.has_color(query.word(color, options.COLORS, "", ""))
    target = query.word(target or ("ansi" if is_colored else "text"), TARGETS, "format", "formats of prose styles")
    forms = [(options.QUOTE, "quote"), (options.VERBATIM, "verbatim"), (options.IN_TEXT, "in-text")]
    form = next((form for option, form in forms if given.flag(option)), "reference")
    accessed = _date(given.one(options.ACCESSED))
    words = inputs.wording(index, given)
    sources: list[tuple[cite.Source, list[cite.Passage]]] = []
    for source, header in index.headers(cited).items():
        passages = [cite.passage(claim, cited_sentence(claim, words)) for claim in claims if claim.source == source]
        as_printed = given.flag(options.AS_PRINTED)
        sources.append((cite.source_of(header, as_printed=as_printed, accessed=accessed), passages))
    lines = cite.cite_all(sources, style, form=form, link=given.flag(options.LINK), target=target)
    return Answer("".join(f"{line}\n" for line in lines))


def _fill(draft: str, index: "Index", given: Given) -> Answer:
    """Return a draft with its supported marks as citations; what is contradicted stays, and is told."""
    from rcsc_facts import audit, cite

    for other in (options.QUOTE, options.LINK):
        if given.flag(other):
            raise UsageError(f"{other.names[0]} cannot be combined with {options.FILL.names[0]}", "use one of them")
    if given.several(options.CITED_IDS):
        raise UsageError("a draft names its claims itself", f"leave the ids out, or {options.FILL.names[0]}")
    report = _audited(draft, index, given)
    style = query.word(given.one(options.STYLE) or "markdown", STYLES, "style", "styles")
    written = "text" if draft.lower().endswith((".txt", ".text")) else report.target
    target = query.word(given.one(options.FORMAT) or written, TARGETS, "format", "formats of prose styles")
    target = target if target in cite.TABLE[style].targets else "text"
    accessed = _date(given.one(options.ACCESSED))
    sources = {
        source: cite.source_of(header, as_printed=given.flag(options.AS_PRINTED), accessed=accessed)
        for source, header in index.headers().items()
    }
    wrap = "({})" if report.target == "html" else "^[{}]"
    noted = set[str]()

    def note(claim: Claim) -> str:
        """Return a footnote of Wikipedia's, which the first that uses it defines."""
        is_first = claim.source not in noted
        noted.add(claim.source)
        return str(cite.wikipedia_note(sources[claim.source], cite.passage(claim), is_first=is_first))

    def cited(ids: Sequence[str]) -> str:
        claims = index.get(ids)
        if style == "wikipedia":
            return "".join(map(note, claims))
        lines = dict.fromkeys(
            line
            for source in dict.fromkeys(claim.source for claim in claims)
            for line in cite.cite(
                sources[source],
                [cite.passage(claim) for claim in claims if claim.source == source],
                style,
                form="in-text",
                target=target,
            )
        )
        return " ".join(wrap.format(line) if style == "chicago-notes" else line for line in lines)

    remarks = tuple(query.Remark(f"{one}") for one in report.findings(draft) if one.code != "A201")
    for at in report.mixed:
        line, column = report.text.place(at)
        told = f"{shown(draft, None)}:{line}:{column}: the citation names more than claims, and stays as it is"
        remarks += (query.Remark(told),)
    return Answer(audit.filled(report, cited), remarks=remarks, is_found=not report.fails())


def _date(text: str | None) -> tuple[int, int, int] | None:
    """Return year, month and day of an ISO 8601 date; raise UsageError for anything else."""
    if text is None:
        return None
    import datetime

    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{shown(text)}' is not a date", "write YYYY-MM-DD, such as 2026-11-24") from None
    return day.year, day.month, day.day


def audit(given: Given) -> Answer:
    """Answer `rcsc audit`: a text's figures judged by the claims, or the text with its marks filled in."""
    from rcsc_facts import audit

    if (code := given.one(options.EXPLAIN)) is not None:
        return Answer(wording.rule(code, audit.RULES))
    draft = given.one(options.DRAFT)
    if draft is None:
        raise UsageError("rcsc audit needs an argument: DRAFT", "name your text, or - for stdin")
    index = inputs.open_index(given)
    report = _audited(draft, index, given)
    fails = report.fails(strict=given.flag(options.STRICT_AUDIT))
    totals = report.totals()
    findings = report.findings(draft)
    if name := given.one(options.MARK):
        text = audit.marked(report)
        if name == files.STDOUT:
            return Answer(text, remarks=(query.Remark(totals),), is_found=not fails)
        return Answer(
            "",
            file=File(name, partial(files.write, text.encode())),
            remarks=(query.Remark(totals),),
            is_found=not fails,
        )
    page = formats.page_of(
        lambda: [one.as_record() for one in report.judgements],
        lambda: formats.Grid(audit.COLUMNS, [[shown(cell, None) for cell in one.row] for one in report.judgements]),
        totals,
    )
    return Answer(formats.findings_page(page, findings, audit.RULES), is_found=not fails)


def _audited(draft: str, index: "Index", given: Given) -> "Report":
    from rcsc_facts import audit

    stores = [
        (header, [hit.claim for hit in index.select(Filters(sources=(source,)))])
        for source, header in index.headers().items()
    ]
    return audit.audit_by(
        stores, inputs.read_bytes(draft, "the draft", inputs.MAX_COPY), draft, inputs.wording(index, given)
    )
