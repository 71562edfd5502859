"""Cut a stream of text into blocks of whole records, so that threads can decode them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numba
import numpy as np

LONGEST_FIELD = 1 << 20
_LINE_END, _QUOTED, _PLAIN = 0, 1, 2


def blocks(
    read: Callable[[int], bytes], *, size: int, delimiter: str, quote: str, escape: str
) -> Iterator[tuple[bytes, bool]]:
    """Yield blocks of whole records; ``True`` marks a lone record whose quote is never closed.

    A field in quotes may hold newlines. One that is still open after a mebibyte, or at the end of
    the file, is not a field but a stray quote: its line is given apart and reading goes on behind
    it, so that one bad line never swallows the rest of the file.
    """
    marks = [ord(delimiter), ord(quote), ord(escape) if escape else -1]
    rest, at_end = b"", False
    while not at_end:
        data = read(size)
        at_end = len(data) < size
        block = rest + data if rest else data
        while True:
            cut, stray = _cut(block, marks, at_end)
            if cut:
                yield block[:cut], False
            if not stray:
                rest = block[cut:]
                break
            line_end = block.find(b"\n", cut) + 1 or len(block)
            yield block[cut:line_end], True
            block = block[line_end:]


def _cut(block: bytes, marks: list[int], at_end: bool) -> tuple[int, bool]:
    """Where the last whole record ends, and whether the record after it opens a stray quote."""
    if marks[1] not in block:
        return (len(block), False) if at_end else (block.rfind(b"\n") + 1, False)
    cut, open_since = _scan(np.frombuffer(block, np.uint8), *marks)
    if open_since >= 0:
        return int(cut), at_end or len(block) - open_since > LONGEST_FIELD
    return (len(block), False) if at_end else (int(cut), False)


@numba.njit(nogil=True, cache=True)
def _scan(block: Any, delimiter: int, quote: int, escape: int) -> tuple[int, int]:
    """Follow the quotes: where the last whole record ends, and where a quote still open began."""
    cut, open_since, state, i, n = 0, -1, _LINE_END, 0, len(block)
    while i < n:
        c = block[i]
        if c == escape:
            i += 1
        elif state == _QUOTED:
            if c == quote:
                if i + 1 < n and block[i + 1] == quote:
                    i += 1
                else:
                    state, open_since = _PLAIN, -1
        elif c == 10:
            state, cut = _LINE_END, i + 1
        elif c == delimiter:
            state = _LINE_END
        elif c == quote and state == _LINE_END:
            state, open_since = _QUOTED, i
        else:
            state = _PLAIN
        i += 1
    return cut, open_since
