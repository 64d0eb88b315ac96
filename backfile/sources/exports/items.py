"""Cutting a feed of any size at its `<item>` elements, so that each can be parsed for itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from backfile.sources.exports.lines import Tell

PIECE = 2**18
ITEM_LIMIT = 2**23
"""Bytes of one item, or of what stands before the first: nearly three million Chinese characters."""
TOKEN = re.compile(rb"<!\[CDATA\[|\]\]>|<!--|-->|<item(?=[\s>])|</item\s{0,9}>")
LONGEST_TOKEN = 16
NEXT = re.compile(rb"\n[ \t]{0,99}(?=<item[\s>])")
"""Where the next item is looked for when one does not end: such files begin each in a line of its own."""
ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}


def items(file: BinaryIO, tell: Tell) -> Iterator[tuple[int, bytes | None]]:
    """What stands before the first item, then each item, with the number of its first line.

    What looks like an item inside of CDATA or of a comment is text. None for an item that does not end, or not within
    the limit; the next is then looked for behind its beginning.
    """
    cutter = _Cutter()
    while piece := file.read(PIECE):
        cutter.data += piece
        yield from cutter.cut()
        tell(file.tell())
    yield from cutter.finish()


class _Cutter:
    """The state between two pieces of the file."""

    def __init__(self) -> None:
        self.data = b""
        self._scanned = 0  # bytes of the data that were looked at
        self._line, self._counted = 1, 0  # the number of the line in which that byte of the data stands
        self._start: int | None = 0  # where what is open begins: the head, then an item
        self._in_head = True
        self._until = b""  # what ends the CDATA or the comment that is open

    def cut(self) -> Iterator[tuple[int, bytes | None]]:
        """The items that end in the data so far; what is done with is forgotten."""
        yield from self._whole_items()
        while self._start is not None and len(self.data) - self._start > ITEM_LIMIT:
            yield self._number(self._start), None
            self._give_up()
            yield from self._whole_items()
        done = self._scanned if self._start is None else self._start
        self._number(done)
        self.data = self.data[done:]
        self._scanned -= done
        self._counted = 0
        self._start = None if self._start is None else 0

    def finish(self) -> Iterator[tuple[int, bytes | None]]:
        """The items that are open at the end of the file: none of them is whole."""
        while self._start is not None:
            yield self._number(self._start), self.data if self._in_head else None
            self._give_up()
            yield from self._whole_items()

    def _whole_items(self) -> Iterator[tuple[int, bytes]]:
        while self._text_ends() and (token := TOKEN.search(self.data, self._scanned)):
            self._scanned = token.end()
            if token[0] in ENDS:
                self._until = ENDS[token[0]]
            elif token[0] == b"<item":
                if self._start is not None:
                    yield self._number(self._start), self.data[self._start : token.start()]
                self._start = token.start()
                self._in_head = False
            elif token[0].startswith(b"</item") and self._start is not None and not self._in_head:
                yield self._number(self._start), self.data[self._start : token.end()]
                self._start = None
        self._scanned = max(self._scanned, len(self.data) - LONGEST_TOKEN)  # a token may go on in the next piece

    def _text_ends(self) -> bool:
        """Whether no CDATA or comment is open any more. Its end alone is looked for, since many may have none."""
        if self._until:
            end = self.data.find(self._until, self._scanned)
            if end < 0:
                return False
            self._scanned, self._until = end + len(self._until), b""
        return True

    def _give_up(self) -> None:
        """What is open has no end: go on with the next item behind its beginning."""
        found = NEXT.search(self.data, (self._start or 0) + 1)
        self._start, self._until, self._in_head = None, b"", False
        if found:
            self._scanned = found.end()

    def _number(self, place: int) -> int:
        """The number of the line in which a byte of the data stands; places only go forward."""
        self._line += self.data.count(b"\n", self._counted, place)
        self._counted = place
        return self._line
