"""Where sentences end."""

import pytest

from rcsc_facts.text.sentences import Sentence, sentences, spans

TABLE = """
Sgt. Ola Berg rowed. He sank.|Sgt. Ola Berg rowed.|He sank.
He paid $1.5 million to J. R. Lund of Lund Inc. in the U.S. last week. "Did he?" "No." 12 boats, e.g. Rex, sank.|\
He paid $1.5 million to J. R. Lund of Lund Inc. in the U.S. last week.|"Did he?"|"No."|12 boats, e.g. Rex, sank.
Half came from the U.K. The rest came by sea.|Half came from the U.K.|The rest came by sea.
The U.K. Navy came. It left.|The U.K. Navy came.|It left.
At 5 a.m. Ms. Lund rowed out. She came back at 6 p.m. Mr. Berg ate.|At 5 a.m. Ms. Lund rowed out.|\
She came back at 6 p.m.|Mr. Berg ate.
They ate at 7 p.m. Monday. It was cold.|They ate at 7 p.m. Monday.|It was cold.
Work began in Oct. It ended on Nov. 5 at noon.|Work began in Oct.|It ended on Nov. 5 at noon.
It is you and I. We row.|It is you and I.|We row.
“Row!” she cried. “Why?” Ola Berg asked. He rowed.|“Row!” she cried.|“Why?” Ola Berg asked.|He rowed.
It sank.¹ It rose.[2] It sank.*|It sank.¹|It rose.[2]|It sank.*
iPads sank. eBay rose.|iPads sank.|eBay rose.
It sank (fast.) It rose… He saw it.|It sank (fast.)|It rose…|He saw it.
1. Row on. 2. Rest.|1. Row on.|2. Rest.
See p. 12 and Nos. 3 and 4. It cost Rs. 500.|See p. 12 and Nos. 3 and 4.|It cost Rs. 500.
It sank.Then it rose.|It sank.|Then it rose.
Write to Ann.Lund@ex.example. She reads.|Write to Ann.Lund@ex.example.|She reads.
他来了。他走了！|他来了。|他走了！
It has 5 conflicts. –The Harbour News|It has 5 conflicts.|–The Harbour News
He won?! He did.|He won?!|He did.
Dr. Lund Jr. He is new. St. Ives is old.|Dr. Lund Jr.|He is new.|St. Ives is old.
"""


@pytest.mark.parametrize("row", TABLE.strip().replace("|\\\n", "|").split("\n"))
def test_sentences_end_where_a_reader_sees_them_end(row: str) -> None:
    """Abbreviations, initials, numbers, quotes and notes end none; what ends one does."""
    text, *expected = row.split("|")
    assert expected == [text[start:end] for start, end in spans(text)]


def test_sentences_know_their_place() -> None:
    """Paragraphs are counted from 0, sentences from 1, characters within the paragraph."""
    expected = [Sentence(0, 1, 1, 4, "No!"), Sentence(0, 2, 5, 9, "Yes."), Sentence(2, 1, 0, 2, "So")]
    assert expected == sentences([" No! Yes. ", "", "So"])
