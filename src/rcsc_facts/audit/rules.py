"""What `rcsc audit` may find: a stable code for each, with what it is, why it is, and how to mend it.

The same codes serve figures that are marked, which they contradict, and figures that are not, which they are near to.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rcsc_facts.store.rules import Rule


class Fault(NamedTuple):
    """Why a figure, or a passage, is not what a claim says."""

    code: str
    """A code of `RULES`."""
    why: str


VERDICTS: Mapping[str, str] = {
    "supported": "the claim that it is marked with says so",
    "contradicted": "the claim that it is marked with says otherwise, or not that",
    "same": "not marked, and the same as a claim's: mark it, if that is meant",
    "near": "not marked, close to a claim's but not the same",
    "absent": "not marked, and not in the store",
    "unjudged": "marked, with nothing that could be judged",
}
FAILURES = ("contradicted", "near")

RULES: Mapping[str, Rule] = {
    "A101": Rule(
        "The figure is the claim's.",
        "A writer's figure has to be the printed one, or that rightly rounded.",
        "Write the figure that the hint gives.",
    ),
    "A102": Rule(
        "A figure is rounded so that it stays true.",
        "2.93 million is nearly 3 million and more than 2.9 million, and not over 3 million. What softens a figure is "
        "expected within bounds: nearly 0.9 to 1.0, more than 1.0 to 1.1, about 0.9 to 1.1 times what is written.",
        "Turn the words before the figure round, or give the figure as printed.",
    ),
    "A103": Rule(
        "A joint figure stays joint.",
        "The article does not say how it divides.",
        "Name all its regions or countries, or leave the figure out.",
    ),
    "A104": Rule(
        "A plan is written as a plan, what is asked for as asked for, and a deed as a deed.",
        "What is meant or asked for need not come to be.",
        "Write plans to, is asked to, is due to; or has done, where it is done.",
    ),
    "A105": Rule(
        "A partial list is written as one, and a part of a list not as all of it.",
        "After including there are others.",
        "Write including, or among them; leave out only and all.",
    ),
    "A106": Rule(
        "A figure counts what the claim counts.",
        "The same number of something else is another fact.",
        "Write what the claim counts, or mark it with another claim.",
    ),
    "A107": Rule(
        "The places are the claim's.",
        "A figure of one region is none of another, nor of a part of it.",
        "Name the places of the claim, and no others beside its figure.",
    ),
    "A108": Rule(
        "The time is the claim's.",
        "The article says it of its own time, or of none.",
        "Write the claim's time words, or leave the time out.",
    ),
    "A109": Rule(
        "A figure printed with a hedge keeps it.",
        "More than 54 is not 54.",
        "Write the hedge as it is printed.",
    ),
    "A110": Rule(
        "What the claim says is neither denied nor left open, nor another deed.",
        "The figures agree, and the sentence says the contrary, or only that it may be so.",
        "Say it as the claim does, or take the mark away.",
    ),
    "A111": Rule(
        "A figure of a part of the world says so.",
        "16 countries in Asia are not 16 countries in all.",
        "Name the region in the sentence, or in one before it.",
    ),
    "A112": Rule(
        "A marked passage has no figures beside the claim's.",
        "The mark would lend them a source that does not have them.",
        "Put the mark right after what the claim says, or mark the other figure with its own claim.",
    ),
    "A113": Rule(
        "A mark names a claim of the store.",
        "Nothing can be proved by a claim that there is not.",
        "Correct the id; rcsc list shows them.",
    ),
    "A114": Rule(
        "Figures that may count the same are not added.",
        "A member may be a volunteer as well.",
        "Give the figures one by one.",
    ),
    "A115": Rule(
        "A sum that nobody printed is not given as a figure of the article.",
        "It is the writer's own, and may leave out or count twice what the article does not say.",
        "Give the printed figures, or say that the sum is your own, unmarked.",
    ),
    "A201": Rule(
        "A figure of a claim is marked with it.",
        "Only the writer can see whether the claim's subject is meant.",
        "Paste the mark, if it is meant; rcsc audit --mark writes them all.",
        is_remark=True,
    ),
    "A301": Rule(
        "A figure comes from somewhere.",
        "The store has none like it.",
        "Cite it from elsewhere, or add its claim to the store.",
        is_remark=True,
    ),
    "A302": Rule(
        "A mark stands by what can be judged.",
        "A passage without a figure, a place or a time of the claim is neither supported nor contradicted.",
        "Read the claim, and judge the sentence yourself.",
        is_remark=True,
    ),
}
