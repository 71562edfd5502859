"""Which bytes stand for which letters: found from the start, and right to the last byte."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass

from klantreis.errors import ParameterError

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding of a file and the length of its byte-order mark.

    ``utf-8`` also stands for "unknown": whatever is not UTF-8 in it is read as Windows-1252.
    ``mixed`` is set where that shows in the first bytes already, ``old_mac`` where lines end in a
    carriage return alone.
    """

    name: str
    mark: int = 0
    mixed: bool = False
    old_mac: bool = False

    def decode_head(self, start: bytes) -> str:
        """Return the first bytes as text; a letter cut in half at the end is left out."""
        decoder = codecs.getincrementaldecoder(self.name)(_errors(self.name))
        text = decoder.decode(start[self.mark :])
        return text.replace("\r", "\n") if self.old_mac else text


def find_encoding(start: bytes, given: str | None) -> Encoding:
    """Return the encoding of a file from its first bytes, or the one that was given.

    Raises
    ------
    ParameterError
        If no encoding has the given name.

    Examples
    --------
    >>> find_encoding(b"\\xff\\xfea\\x00,\\x00", None).name
    'utf-16-le'
    """
    mark = next((m for m in _MARKS if start.startswith(m)), b"")
    name = _normal(given) if given else _MARKS.get(mark) or _without_mark(start)
    old_mac = "16" not in name and "32" not in name and b"\r" in start and b"\n" not in start
    return Encoding(name, len(mark), name == "utf-8" and _is_mixed(start), old_mac)


def _is_mixed(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return True
    return False


def _normal(given: str) -> str:
    try:
        b"a".decode(given, "replace")  # unlike looking it up, this refuses codecs that are none of text
        name = codecs.lookup(given).name
    except (LookupError, ValueError) as error:
        raise ParameterError(
            f"There is no encoding {given!r}.", hint="Known, among others: utf-8, cp1252, latin-1, utf-16."
        ) from error
    return {"utf-8-sig": "utf-8", "ascii": "utf-8", "utf-16": "utf-16-le"}.get(name, name)


def _without_mark(start: bytes) -> str:
    """UTF-16 without a mark shows as a zero in every other byte."""
    even, odd = start[0::2][:2000], start[1::2][:2000]
    if odd and odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even and even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return "utf-8"


def transcoded(read: Callable[[int], bytes], encoding: Encoding) -> Callable[[int], bytes]:
    """Return a reader of UTF-8 bytes without byte-order mark, on top of a reader of raw bytes."""
    read(encoding.mark)
    if encoding.name == "utf-8" and not encoding.mixed and not encoding.old_mac:
        return read
    decoder = codecs.getincrementaldecoder(encoding.name)(_errors(encoding.name))
    ready = bytearray()

    def more(size: int) -> bytes:
        while len(ready) < size:
            raw = read(size)
            text = decoder.decode(raw, final=not raw)
            ready.extend((text.replace("\r", "\n") if encoding.old_mac else text).encode())
            if not raw:
                break
        data = bytes(ready[:size])
        del ready[:size]
        return data

    return more


def repaired(data: bytes) -> bytes:
    """Return bytes as UTF-8, reading each byte that is not UTF-8 as Windows-1252.

    Each byte is judged by itself, so the answer does not depend on where a block ends, and one
    wrong byte late in a file changes nothing else.

    Examples
    --------
    >>> repaired("café; ".encode() + "café".encode("latin-1")).decode()
    'café; café'
    """
    return data.decode("utf-8", "klantreis-1252").encode()


def _errors(name: str) -> str:
    return "klantreis-1252" if name == "utf-8" else "replace"


def _as_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_LETTERS[b] for b in wrong), error.end


def _letter(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return bytes([byte]).decode("latin-1")


_LETTERS = [_letter(b) for b in range(256)]
codecs.register_error("klantreis-1252", _as_1252)
