"""A key for what a log is made of: it changes when the content or the way it is read changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import xxhash

from klantreis.errors import SourceError

_AT_ONCE = 1 << 22


def content_key(files: Iterable[Path], options: Mapping[str, object]) -> str:
    """Return a key, 32 hexadecimal digits, for files read in this order with these options.

    Computed from every byte of every file (XXH3, 128 bits), so that it does not depend on names,
    folders or dates, and misses no change.

    Parameters
    ----------
    files
        The files, in the order they are read.
    options
        Everything else that decides what the log will hold, such as columns and time zone. Each
        value must have a ``repr`` that says what it is.

    Raises
    ------
    SourceError
        If a file cannot be read.

    Examples
    --------
    >>> content_key([], {"zone": "UTC"}) == content_key([], {"zone": "UTC"})
    True
    >>> content_key([], {"zone": "UTC"}) == content_key([], {"zone": "Europe/Amsterdam"})
    False
    """
    key = xxhash.xxh3_128(repr(sorted(options.items())).encode())
    for path in files:
        key.update(_digest(path))
    return key.hexdigest()


def _digest(path: Path) -> bytes:
    digest = xxhash.xxh3_128()
    try:
        with path.open("rb") as file:
            while block := file.read(_AT_ONCE):
                digest.update(block)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from error
    return digest.digest()
