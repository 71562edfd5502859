"""Rows set aside: each with the reason, where it came from, and all that was in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from klantreis.errors import ParameterError

SCHEMA = pa.schema(
    [
        ("reason", pa.string()),
        ("file", pa.string()),
        ("row", pa.int64()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("data", pa.string()),
    ]
)
_AT_ONCE = 50_000
_KEY = b"klantreis.key"

Reject = tuple[str, str, int, str | None, str | None, str]
"""Reason, file, row (1 = first row of data), column and value at fault, and the whole row as JSON."""


def key_of_rejects(path: Path) -> str | None:
    """Return the key of the input whose rejected rows a file holds; ``None`` if there is no file.

    Raises
    ------
    ParameterError
        If something else is there, which must not be written over.
    """
    if not path.exists():
        return None
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError):
        schema = None
    if schema is None or schema.names != SCHEMA.names:
        raise ParameterError(
            f"{str(path)!r} holds something else than rejected rows; it is left as it is.",
            hint="Give the rejected rows a file of their own.",
        )
    return str((schema.metadata or {}).get(_KEY, b"").decode())


class RejectFile:
    """A Parquet file of rejected rows, written as it goes, so that memory stays bounded.

    It appears under its name when it is closed; without any rejected row there is none, and one of
    an earlier run is removed. ``key`` is kept in it, to know the input by.
    """

    def __init__(self, path: Path, key: str = "") -> None:
        self.path = path
        self._schema = SCHEMA.with_metadata({_KEY: key.encode()})
        self._part = path.with_name(path.name + ".part")
        self._writer: Any = None
        self._waiting: list[Reject] = []

    def add(self, rejects: Sequence[Reject]) -> None:
        """Add rejected rows, in order."""
        self._waiting.extend(rejects)
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def close(self) -> None:
        """Write what is left and put the file in its place."""
        self._flush()
        if self._writer is None:
            self.path.unlink(missing_ok=True)
            return
        self._writer.close()
        self._part.replace(self.path)

    def discard(self) -> None:
        """Leave nothing behind."""
        if self._writer is not None:
            self._writer.close()
            self._part.unlink(missing_ok=True)

    def _flush(self) -> None:
        if not self._waiting:
            return
        if self._writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = pq.ParquetWriter(self._part, self._schema, compression="zstd")
        columns = zip(*self._waiting, strict=True)
        arrays = [pa.array(list(c), f.type) for c, f in zip(columns, SCHEMA, strict=True)]
        self._writer.write_table(pa.table(arrays, schema=self._schema))
        self._waiting = []
