"""Cut a stream of text into blocks of whole records, so that threads can decode them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numba
import numpy as np

LONGEST_FIELD = 1 << 20


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
    """Go from field to field: where the last whole record ends, and where a quote still open began.

    A quote counts only at the start of a field, and a doubled one stays inside it; -1: none is open.
    Each byte is looked at once and compared as a byte, which is what makes it quick.
    """
    cut, i, n = 0, 0, len(block)
    mark, quoting, escaping = np.uint8(delimiter), np.uint8(quote), np.uint8(escape)
    escapes = escape > 0
    while i < n:
        if block[i] == quoting:
            opened, is_closed = i, False
            i += 1
            while i < n and not is_closed:
                byte = block[i]
                i += 1
                if byte == quoting:
                    if i < n and block[i] == quoting:
                        i += 1
                    else:
                        is_closed = True
                elif escapes and byte == escaping:
                    i += 1
            if not is_closed:
                return cut, opened
        while i < n:
            byte = block[i]
            i += 1
            if byte == mark:
                break
            if byte == 10:
                cut = i
                break
            if escapes and byte == escaping:
                i += 1
    return cut, -1
