"""Changes of single values in the text of a store, which leave every other byte as it is."""

import codecs
import re
from collections.abc import Iterable

from rcsc_facts.errors import StoreError, StoreFaults
from rcsc_facts.model import Move
from rcsc_facts.store.reader import Located, Reader


def renumbered(content: bytes, name: str, moves: Iterable[Move]) -> bytes:
    """Return a store with the paragraphs and sentences of some pieces of evidence changed, and nothing else.

    Raise StoreFaults where *content* cannot be read, StoreError where what was written would not read the same.
    """
    wanted: dict[str, list[Move]] = {}
    for move in moves:
        wanted.setdefault(move.claim, []).append(move)
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", content.removeprefix(mark))  # as YAML counts them
    changes: list[tuple[int, int, bytes, bytes]] = []
    expected = []
    for one in _read(content, name):
        pieces = [*one.claim.pieces]
        for move in wanted.get(one.claim.id, ()):
            piece = pieces[move.piece]
            for field, old, new in (
                ("paragraph", piece.paragraph, move.paragraph),
                ("sentence", piece.sentence, move.sentence),
            ):
                line, column = one.place_of("evidence", move.piece, field)
                at = len(lines[line - 1].decode()[: column - 1].encode())
                changes.append((line - 1, at, b"%d" % old, b"%d" % new))
            pieces[move.piece] = piece._replace(paragraph=move.paragraph, sentence=move.sentence)
        expected.append(one.claim._replace(evidence=pieces[0], further_evidence=tuple(pieces[1:])))
    for line, at, before, after in sorted(changes, reverse=True):
        lines[line] = lines[line][:at] + after + lines[line][at + len(before) :]
    changed = mark + b"".join(lines)
    if [one.claim for one in _read(changed, name)] != expected:
        raise StoreError("the store would not read the same with its locators changed")
    return changed


def _read(content: bytes, name: str) -> list[Located]:
    reader = Reader(content, name)
    located = list(reader.claims())
    if reader.findings:
        raise StoreFaults(reader.findings)
    return located
