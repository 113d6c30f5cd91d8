"""The rules of a store: a stable code for each, with what it is, why it is, and how to mend a breach.

Codes of S are of shape: the reader refuses a store that breaks one. Codes of C are of sense: `check`
reports them.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Rule(NamedTuple):
    """What `rcsc check --explain` tells of a code."""

    what: str
    why: str
    mend: str
    is_remark: bool = False
    """Whether a breach is worth a look but no fault, so that `check` still ends with 0."""


RULES: Mapping[str, Rule] = {
    "S101": Rule(
        "The file is YAML.",
        "What is not YAML cannot be read at all.",
        "Look at the place named: an indent made with a tab, an unclosed quote or bracket, a colon in plain text.",
    ),
    "S102": Rule(
        "Nothing is nested deeper than 20 levels.",
        "A store needs six; deep nesting serves only to break readers.",
        "Flatten what stands at the place named.",
    ),
    "S103": Rule(
        "The file is UTF-8.", "Other encodings turn names into other names.", "Save the file as UTF-8 in your editor."
    ),
    "S104": Rule(
        "No control, invisible, private or direction-changing characters, raw or escaped.",
        "They act on terminals and make text look other than it is; joiners are for letters that need them.",
        "Delete the character; retype the word if need be.",
    ),
    "S105": Rule("A store is one YAML document.", "A second one would be lost.", "Delete what follows the line ---."),
    "S106": Rule(
        "No anchors and no aliases.",
        "They make one value depend on another far away, and can blow a small file up beyond bounds.",
        "Write each value out where it is used.",
    ),
    "S107": Rule("Keys are words.", "Nothing else can name a field.", "Write key: value."),
    "S108": Rule(
        "No key stands twice in a mapping.",
        "Other tools would keep one of the two in silence.",
        "Delete one, or give the second claim its own dash.",
    ),
    "S109": Rule("No tags.", "The key alone decides the type of its value.", "Delete the ! and what belongs to it."),
    "S110": Rule(
        "Reading stops after 10,000 faults.",
        "A file with so many is no store, or has one fault that repeats.",
        "Mend the first faults told, and check again.",
    ),
    "S111": Rule(
        "The store is of schema 2.",
        "Schema 1 had the topics and speakers of one article built in, which schema 2 lets each store declare.",
        "Write schema: 2, declare about, topics and speakers, and give each claim of a speaker a second piece of "
        "evidence with for: speaker; places keep code, aliases, cities and not_in.",
    ),
    "S201": Rule(
        "A record is a mapping of keys to values.", "Only keys say what a value is.", "Write it as key: value lines."
    ),
    "S202": Rule("A list is a list.", "A single value there may be a slip.", "Write [value], or a line with a dash."),
    "S203": Rule(
        "Required keys are there, and all others stand above the claims.",
        "A claim without them could be neither found nor proved.",
        "Add the key, as the hint says; move what stands below the claims above them.",
    ),
    "S204": Rule(
        "A figure is written as a newspaper prints it.",
        "Its value, its rounding and its hedge are read out of it.",
        "Write 17 million, more than 13, five, 12th, $10.7 million, 5 to 10, '1,904'; dates go to when, and words "
        "without a value, such as dozens, to the statement.",
    ),
    "S205": Rule("A text is a text.", "A list or mapping there cannot be shown.", "Write one line of text."),
    "S206": Rule(
        "Text that YAML would read as a number, true, false or null is quoted.",
        "Other tools would change it.",
        "Put it in quotes.",
    ),
    "S207": Rule("No text is empty.", "Absent is told by leaving the key out.", "Fill it in, or leave the key out."),
    "S208": Rule(
        "A text is one line, without tabs.", "One claim is one line in a pipe.", "Fold a long text with >- instead."
    ),
    "S209": Rule("No text is longer than its limit.", "Claims are short.", "Shorten it."),
    "S210": Rule("Ids, codes and addresses have their form.", "Scripts and shells rely on it.", "Write it so."),
    "S211": Rule("Words come from their vocabulary.", "A misspelt word finds nothing.", "Use a word that is listed."),
    "S212": Rule("Whole numbers are plain digits.", "010 and 1_000 mean different things to tools.", "Write 10."),
    "S213": Rule("Truth is true or false.", "yes and no are words.", "Write true or false."),
    "S214": Rule("A list has as many items as it may.", "An empty list says nothing.", "Fill it in, or leave it out."),
    "S215": Rule("No item stands twice in a list.", "Counting it twice would mislead.", "Delete one."),
    "S216": Rule("Only known keys.", "A misspelt key would lose its value.", "Use a key that is listed."),
    "S217": Rule(
        "Topics and speakers of claims are declared in the store.",
        "Only a declared word has a meaning, a place in listings and a command.",
        "Declare the word under topics or speakers, or use one that is declared.",
    ),
    "S218": Rule(
        "No declared word is one of the tool's own.",
        "The speaker article and the regions of UN M49 mean the same in every store.",
        "Delete the declaration, or choose another word.",
    ),
    "S301": Rule("Every id is given once.", "It is the handle by which a claim is cited.", "Rename one."),
    "S302": Rule("Every place is listed once.", "Two records could disagree.", "Merge the two."),
    "S303": Rule("Related claims exist.", "A relation to nothing misleads.", "Correct the id, or delete the relation."),
    "S304": Rule(
        "Countries are codes of ISO 3166-1.",
        "Their names and regions are known by the code.",
        "Correct the code; what has none cannot be a country of a claim.",
    ),
    "S305": Rule(
        "Of several stores each is of an article of its own.",
        "The id of the article tells their claims apart.",
        "Give the article another id under source, or name one of the two stores only.",
    ),
    "C401": Rule(
        "The figure stands in the phrase, once, as it is written and with its hedge.",
        "Only so can it be read again out of a copy of the article.",
        "Widen the phrase, or correct the figure.",
    ),
    "C402": Rule(
        "A phrase has at most eight words, and so has what is left out.",
        "The store holds evidence, not the article.",
        "Cut it to the words that matter.",
    ),
    "C403": Rule(
        "A phrase is not a whole sentence.",
        "The store holds no sentence of the article.",
        "Cut it, and leave the full stop out.",
    ),
    "C404": Rule(
        "A mutual relation (may-overlap, same-act, restates) stands in both claims, and summed-in in one.",
        "A relation that only one side knows was forgotten or mistyped on the other.",
        "Write it into both claims, or delete it.",
    ),
    "C405": Rule(
        "A claim's countries lie in its regions, where it has both.",
        "One of the two would be wrong.",
        "Correct the countries or the regions, or add the country to the group.",
    ),
    "C406": Rule(
        "An alias or city of a place is not a usual name of another country or of a region.",
        "Otherwise a claim would be found under the wrong place.",
        "Delete the alias, or correct the code.",
    ),
    "C407": Rule(
        "The countries and regions that a phrase names are its claim's; joint regions are all named by it.",
        "A figure must not be filed where its words do not put it.",
        "Correct the claim, or choose the phrase that names them; a place that stands elsewhere is a piece for: place.",
    ),
    "C408": Rule(
        "Figures that are summed in another add up to it, in the same unit.",
        "A printed sum that its parts contradict is no sum.",
        "Correct a figure, or the relation to may-overlap.",
    ),
    "C409": Rule(
        "A statement prints its claim's figure with its hedge, and no other but those of its time and purpose.",
        "A second figure would be a claim without evidence.",
        "Print the figure as it is in as_written; make any other a claim of its own.",
    ),
    "C410": Rule(
        "Claims stand in the article's order.",
        "So a reader can follow the article beside the store, and see gaps.",
        "Move the claim.",
    ),
    "C411": Rule(
        "Countries after including, such as or among are not complete.",
        "A partial list must not pass for a whole one.",
        "Set complete to false.",
    ),
    "C412": Rule(
        "Claims of the same act name the same countries, equally completely.",
        "One act has one set of recipients.",
        "Correct one of the two, or the relation.",
    ),
    "C413": Rule(
        "A statement names no country or region that its claim does not list.",
        "It would be a claim without evidence.",
        "List the place, or leave it out of the statement.",
    ),
    "C414": Rule(
        "Every place with aliases or cities is named by a claim.",
        "A place that no claim names is a leftover.",
        "Delete it, or add the claim.",
    ),
    "C415": Rule(
        "No TODO is left in a statement, topic, unit or speaker.",
        "It marks what only a person can write.",
        "Write it.",
    ),
    "C416": Rule(
        "Every declared topic, speaker, unit and region is used.",
        "A word that no claim uses may be a slip, or a leftover.",
        "Delete the declaration, or leave it for claims to come.",
        is_remark=True,
    ),
    "C417": Rule(
        "No topic is named like a command.",
        "The command comes first, so that the topic is reached by list --topic only.",
        "Rename the topic, or leave it.",
        is_remark=True,
    ),
    "C418": Rule(
        "A claim of a speaker beside the article has a piece of evidence for: speaker.",
        "Who says it is part of the claim, and has to be proved like the rest.",
        "Add a piece with the words that say who speaks, or let the article say it.",
    ),
    "C419": Rule(
        "The phrase of a piece for: speaker has one of the words of its claim's speaker.",
        "Other words do not prove who speaks.",
        "Correct the phrase, the speaker, or the speaker's words; a claim of the article's own has no such piece.",
    ),
    "C420": Rule(
        "Dates are in the calendar, and intervals end after they begin.",
        "A day that never was cannot be found, sorted or cited.",
        "Correct the date.",
    ),
    "C421": Rule(
        "The unit is what the figure counts: it, or its sign, stands by the figure in the phrase, or else in the "
        "statement.",
        "A figure under another unit is another claim.",
        "Correct the unit; declare a currency's sign under units; or name the unit in the statement.",
    ),
    "C422": Rule(
        "An amount is a sum of money, with a currency for its unit; a count is a number of something else.",
        "The kind says how a figure may be used.",
        "Correct the kind or the unit, or add the figure.",
    ),
    "C423": Rule(
        "Claims that rest on the same words are related.",
        "Otherwise one thing would be counted twice.",
        "Delete one, choose the phrase that carries each, or say how they are related.",
    ),
    "C424": Rule(
        "A plan is not past, and a fact, count, amount or action is not still to come.",
        "What is meant to be must not pass for what is.",
        "Correct the kind, the date or the statement; what is set to take place is an event.",
    ),
    "C425": Rule(
        "A phrase has no figure but its claim's, and those of its time, its purpose and related claims.",
        "A second figure in it would be a claim of its own.",
        "Cut the phrase, add the claim and relate the two, or give the figure to when or date.",
    ),
    "C426": Rule(
        "A statement names the regions by which its claim counts.",
        "A figure of a region alone would read as that of the world.",
        "Name the region in the statement.",
    ),
    "C427": Rule(
        "Time words of the statement and the phrase stand in when.",
        "When it was belongs to the claim, and is proved from when.",
        "Write the article's time words as when, or leave them out of the statement.",
    ),
    "C428": Rule(
        "Phrase and statement both deny something, or neither does.",
        "A claim turned to its opposite would pass otherwise.",
        "Compare the two; let the phrase have the word that denies.",
        is_remark=True,
    ),
    "C429": Rule(
        "A list of countries that ends in and or or is complete, unless a phrase says that there are others.",
        "A whole list must not pass for a partial one.",
        "Set complete to true, or let a phrase have the words that leave the list open.",
        is_remark=True,
    ),
    "C430": Rule(
        "A piece for: time or for: purpose has words of when or purpose.",
        "A piece that proves nothing of its claim misleads.",
        "Correct the phrase, or the field; or leave the piece out.",
    ),
    "C431": Rule(
        "A date rests on what the store has: on when, together with the day of publication where its words need it, or "
        "on a date in the claim's words; and it does not contradict them.",
        "A date that nothing supports cannot be told from a slip.",
        "Correct the date, leave it out, or give when or issued.",
    ),
    "C432": Rule(
        "The source's dates exist, its names have a part, and DOI, ISSN and address have their form.",
        "A citation with a fault in it leads nowhere.",
        "Correct the field.",
    ),
    "C433": Rule(
        "Claims that restate each other have the same figure and unit.",
        "What has another figure says something else.",
        "Correct the figure, or the relation to may-overlap.",
    ),
    "C434": Rule(
        "The phrase or the statement of a plan says that it is one.",
        "A deed under the kind plan would be passed over.",
        "Correct the kind, or say in the statement that it is planned.",
        is_remark=True,
    ),
}
