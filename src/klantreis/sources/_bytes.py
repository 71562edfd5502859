"""Bytes of a file, unpacked on the way; every failure to read is said in plain words."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from klantreis.errors import SourceError

PACKED = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2"}
_MAGIC = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd", b"BZh": "bz2"}
HEAD = 256 * 1024


@contextmanager
def reading(path: Path | str) -> Iterator[None]:
    """Turn any failure to read this file into a `SourceError` that names it."""
    import pyarrow as pa

    name = Path(path).name
    try:
        yield
    except EOFError as error:
        raise _cut_off(name) from error
    except (pa.ArrowException, OSError, zlib.error, UnicodeError) as error:
        text = str(error)
        if any(word in text.lower() for word in ("truncated", "end of file", "eof", "too small")):
            raise _cut_off(name) from error
        raise SourceError(
            f"{name} cannot be read: {text.splitlines()[0] if text else type(error).__name__}.",
            hint="The file may be damaged, or not be what its name says.",
        ) from error


def _cut_off(name: str) -> SourceError:
    return SourceError(
        f"{name} is cut off: it ends before its contents do.",
        hint="Copy or download it again; nothing of it was used.",
    )


def packing(start: bytes) -> str | None:
    """Return how a file is packed, judged by its first bytes, or ``None``.

    Examples
    --------
    >>> packing(b"\\x1f\\x8b\\x08"), packing(b"a,b")
    ('gzip', None)
    """
    return next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), None)


def is_packed(path: Path) -> str | None:
    """Return how a file is packed, or ``None``."""
    with path.open("rb") as file:
        return packing(file.read(4))


class Stream:
    """The unpacked bytes of a file, read forward; ``taken`` says how far it is in the file itself."""

    def __init__(self, path: Path) -> None:
        import pyarrow as pa

        self.path = path
        with reading(path):
            self._raw = pa.OSFile(str(path))
            kind = packing(self._raw.read(4))
            self._raw.seek(0)
        self._bytes: Any = pa.CompressedInputStream(self._raw, kind) if kind else self._raw

    def read(self, size: int) -> bytes:
        """Return the next ``size`` bytes; fewer only at the end."""
        parts, left = [], size
        while left:
            with reading(self.path):
                part = self._bytes.read(left)
            if not part:
                break
            parts.append(part)
            left -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def taken(self) -> int:
        """Return how many bytes of the packed file were consumed."""
        return int(self._raw.tell())

    def close(self) -> None:
        """Close the file."""
        self._bytes.close()
        self._raw.close()


def head(path: Path, size: int = HEAD) -> bytes:
    """Return the first bytes of a file, unpacked.

    A file cut off within these bytes is refused here.
    """
    stream = Stream(path)
    try:
        return stream.read(size)
    finally:
        stream.close()
