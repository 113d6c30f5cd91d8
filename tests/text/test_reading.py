"""What is read in whole articles: sentences, with their figures and places."""

from rcsc_facts.text.hedges import Figure
from rcsc_facts.text.reading import read
from support import ROOT, Golden


def test_the_figures_and_places_of_many_articles(golden: Golden) -> None:
    """Each with its paragraph and sentence, its words, and what they stand for."""
    lines = []
    for article in sorted((ROOT / "benchmarks").glob("drafting*/*.txt")):
        lines.append(f"# {article.name}")
        for sentence, one in read(article.read_bytes(), article.name).items():
            stands = (
                (one.kind, one.value, one.low, one.high, one.unit) if isinstance(one, Figure) else (one.kind, one.key)
            )
            at = f"{sentence.paragraph + 1}.{sentence.number}"
            lines.append("\t".join((at, one.text, *("-" if part is None else str(part) for part in stands))))
    golden("reading.tsv", "".join(f"{line}\n" for line in lines))
