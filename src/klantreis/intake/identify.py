"""Who is it: ids of customers, made alike however they were stored."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from klantreis.intake.reasons import CODES
from klantreis.log.hashing import text_buffers
from klantreis.log.kernel import kernel
from klantreis.sources._text import as_text

PLACEHOLDERS = frozenset(
    (
        *("null", "none", "nil", "nan", "nat", "na", "n/a", "<na>", "\\n", "undefined", "-", "--"),
        *("(null)", "(none)", "(not set)", "not set", "unknown", "onbekend", "anonymous", "anoniem"),
        "00000000-0000-0000-0000-000000000000",
    )
)
"""What systems write where there is no customer; compared without regard to case."""

_WHOLE_FLOAT = re.compile(r"(-?\d+)\.0+")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+[eE]\+?|[eE]\+)\d{1,2}")
_BLANK, _PLACEHOLDER = CODES["blank_customer"], CODES["placeholder_customer"]


def identified(column: Any, *, zero_is_placeholder: bool) -> tuple[pa.Array, np.ndarray | None]:
    """Return ids as trimmed text, and for each row 0 or the reason to drop it (``None``: all 0).

    ``123``, ``123.0``, ``" 123 "`` and the number 123 are one customer; ``1.2e+10`` is written out.

    Examples
    --------
    >>> ids, reason = identified(pa.array(["7.0", " ann", "null"]), zero_is_placeholder=False)
    >>> ids.to_pylist(), reason.tolist()
    (['7', 'ann', 'null'], [0, 0, 3])
    """
    ids = as_text(column)
    filled = ids.fill_null("") if ids.null_count else ids
    offsets, text = text_buffers(filled.cast(pa.large_string()))
    odd = np.empty(len(ids), np.bool_)
    if not _mark_odd(offsets, text, odd):
        return filled, None
    return _looked_at(filled, odd, zero_is_placeholder)


def _looked_at(
    ids: pa.Array, odd: np.ndarray, zero_is_placeholder: bool
) -> tuple[pa.Array, np.ndarray | None]:
    """Look closer at the odd ones, each distinct id once."""
    coded = ids.filter(pa.array(odd)).dictionary_encode()
    judged = [judge(text, zero_is_placeholder) for text in coded.dictionary.to_pylist()]
    names = pa.array([name for name, _ in judged], pa.string())
    reasons = np.array([reason for _, reason in judged], np.uint8)
    codes = coded.indices.to_numpy(zero_copy_only=False)
    mended = pc.replace_with_mask(ids, pa.array(odd), names.take(coded.indices))
    reason = np.zeros(len(ids), np.uint8)
    reason[odd] = reasons[codes]
    return mended, reason if reason.any() else None


def judge(text: str, zero_is_placeholder: bool) -> tuple[str, int]:
    """Return one id as it should be written, and 0 or the code of the reason to drop it.

    Examples
    --------
    >>> judge("1.2e10", False), judge("Undefined", False)[1] == CODES["placeholder_customer"]
    (('12000000000', 0), True)
    """
    name = text.strip().strip("\"'").strip()
    if not name:
        return name, _BLANK
    whole = _WHOLE_FLOAT.fullmatch(name)
    if whole:
        name = whole[1]
    elif _SCIENTIFIC.fullmatch(name) and float(name).is_integer() and float(name) < 2**63:
        name = str(int(float(name)))
    is_stand_in = name.casefold() in PLACEHOLDERS or (zero_is_placeholder and name == "0")
    return name, _PLACEHOLDER if is_stand_in else 0


def zero_stands_in(ids: list[str]) -> bool:
    """Return whether the id ``0`` can only mean "nobody": no other id looks like a small number.

    Where ids are numbers of several lengths, 0 may well be a customer, so it is kept.

    Examples
    --------
    >>> zero_stands_in(["0", "a81f", "77c0"]), zero_stands_in(["0", "1", "12"])
    (True, False)
    """
    others = {text for text in ids if text != "0"}
    widths = {len(text) for text in others}
    if not others:
        return False
    numbers = all(text.lstrip("-").isdigit() for text in others)
    return not numbers or (len(widths) == 1 and min(widths) >= 4 and len(others) > 2)


def pseudonyms(ids: pa.Array, key: bytes) -> pa.Array:
    """Return each id as a keyed hash of 128 bits (BLAKE2b) in 32 hexadecimal digits.

    The same id and key always give the same pseudonym; without the key it cannot be recomputed.

    Examples
    --------
    >>> a, b = pseudonyms(pa.array(["ann", "ann"]), b"secret").to_pylist()
    >>> a == b, len(a)
    (True, 32)
    """
    coded = ids.dictionary_encode()
    hashed = [
        hashlib.blake2b(text.encode(), key=key[:64], digest_size=16).hexdigest()
        for text in coded.dictionary.to_pylist()
    ]
    return pa.array(hashed, pa.string()).take(coded.indices)


@kernel
def _mark_odd(offsets: np.ndarray, text: np.ndarray, odd: np.ndarray) -> int:
    """Mark ids that may be blank, padded, a stand-in or a number stored as a float; most are not."""
    count = 0
    for i in range(len(odd)):
        p, stop = offsets[i], offsets[i + 1]
        size = stop - p
        look = size == 0
        if size:
            first, last = text[p], text[stop - 1]
            look = first <= 39 or last <= 39 or first >= 194 or last == 0xA0
            if size <= 9:
                low = first | 32
                look |= low == 110 or low == 117 or low == 111 or low == 97
                look |= (
                    first == 45 or first == 40 or first == 60 or first == 92 or (size <= 3 and first == 48)
                )
            elif size == 36:
                look |= first == 48 and last == 48 and text[p + 9] == 48 and text[p + 24] == 48
            if last == 48 and size > 2:
                q = stop - 2
                while q > p and text[q] == 48:
                    q -= 1
                look |= text[q] == 46
            if size > 3:
                look |= text[p + 1] == 46 or ((text[p + 1] | 32) == 101 and text[p + 2] == 43)
        odd[i] = look
        count += look
    return count
