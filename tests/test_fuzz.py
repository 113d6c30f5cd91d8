"""Any bytes are read or refused: nothing but faults with their places comes out of a damaged store."""

from hypothesis import example, given
from hypothesis import strategies as st

from rcsc_facts.check import check
from rcsc_facts.index import build
from rcsc_facts.store.reader import Reader
from rcsc_facts.text.reading import read
from rcsc_facts.verify import verify
from support import ROOT, STORES

GOOD = [(STORES / "good.yaml").read_bytes(), (ROOT / "tests" / "articles" / "kennels.yaml").read_bytes()]
PIECES = [
    *(b"&a ", b"*a", b"!!x ", b"[", b"]", b"{", b"}", b": ", b"- ", b"\n", b"\t", b'"', b"'", b"\\", b"\0", b"\xff"),
    *(b"<<: ", b"? ", b"|", b">", b"~", b"99999999999999999999", b"#", b"%", b"---\n", b"...\n", b"\xef\xbb\xbf"),
    *(b"claims:\n", b"\\ud800", b"\\x9b", b"\xcc\x81", b"", b"id: x\n", b"as: summed-in"),
]
EDITS = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=8)), max_size=6
)


def _survives(content: bytes) -> None:
    check(content, "store.yaml")
    reader = Reader(content, "store.yaml")
    claims = [located.claim for located in reader.claims()]
    assert reader.findings or reader.header is not None
    if not reader.findings and reader.header is not None:
        build.together([(reader.header, claims)]).close()
        verify(reader.header, claims, read(b"The club has 1,200 dogs.\nAnd 3.5 million cats in Norway."))


@given(st.sampled_from(GOOD), EDITS)
def test_a_damaged_store_is_read_or_refused(store: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    """Cutting and pasting anywhere gives faults, never another failure."""
    for position, length, piece in edits:
        store = store[:position] + piece + store[position + length :]
    _survives(store)


@given(st.binary(max_size=300))
@example(b"")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """So do bytes that never were a store."""
    _survives(content)


def test_what_once_failed_is_refused() -> None:
    """An alias of accents alone, two places without a code, and an alias that is null."""
    text = GOOD[0].decode()
    _survives(text.replace("[Norge]", "[\u0301]").encode())
    _survives(text.replace("code: KE, ", "").replace('code: "NO", ', "").encode())
    _survives(text.replace("[Norge]", "[~]").encode())
