"""The nouns of the shelf: what a file of rows looks like before anything is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

PREVIEW_ROWS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person may say about a file; ``None`` means: find out."""

    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which columns to decode (``None``: all), and which of them come best as codes into a list."""

    columns: tuple[str, ...] | None = None
    coded: frozenset[str] = frozenset()

    def __contains__(self, column: str) -> bool:
        return self.columns is None or column in self.columns


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be decoded: its place in the chunk (0 = first), why, and its text."""

    place: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one chunk: those decoded, those that could not be, and what was odd."""

    table: pa.Table
    bad: tuple[BadRow, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a file, in order. ``read`` decodes it, in any thread and as often as asked.

    ``first_row`` is the number of its first row within the file (1 = first row of data) where
    that is known without reading; otherwise it follows from the chunks before. ``size`` is its
    share of the file in bytes, for progress.
    """

    file: str
    size: int
    read: Callable[[Wanted], Rows]
    first_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRows:
    """One file or table: its columns, its first rows and the chunks that hold all of them.

    ``size`` is in bytes; ``rows`` is how many rows there are, or about how many, where it is known.
    """

    name: str
    format: str
    columns: tuple[str, ...]
    preview: pa.Table
    size: int
    chunks: Callable[[], Iterator[Chunk]]
    rows: int | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One or more files that together hold the rows, in order."""

    files: tuple[FileRows, ...]
    paths: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The name of the first file, and how many more there are."""
        more = len(self.files) - 1
        return self.files[0].name + (f" and {more} more" if more else "")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of all files, each once, in order of first appearance."""
        return tuple(dict.fromkeys(c for f in self.files for c in f.columns))

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(f.size for f in self.files)

    @property
    def rows(self) -> int | None:
        """About how many rows all files hold together, or ``None`` where one cannot tell."""
        counts = [f.rows for f in self.files]
        return None if None in counts else sum(c for c in counts if c is not None)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was odd about the files as a whole, each remark once."""
        return tuple(dict.fromkeys(r for f in self.files for r in f.remarks))

    def chunks(self) -> Iterator[Chunk]:
        """Yield the chunks of all files, in order."""
        for file in self.files:
            yield from file.chunks()


def whole_table(source: Source, wanted: Wanted | None = None) -> tuple[pa.Table, Mapping[str, int]]:
    """Return all rows of a small source as one table of text, and how many rows could not be read.

    For sources that fit in memory, such as survey answers. Every column comes as text, as it was
    written; a column that a file lacks is empty there.
    """
    import pyarrow as pa

    from klantreis.sources._text import as_text

    names = (wanted.columns if wanted else None) or source.columns
    tables, bad = [], 0
    for chunk in source.chunks():
        rows = chunk.read(Wanted(columns=names))
        bad += len(rows.bad)
        have = {n: as_text(rows.table[n]) for n in names if n in rows.table.column_names}
        empty = pa.nulls(rows.table.num_rows, pa.string())
        tables.append(pa.table({n: have.get(n, empty) for n in names}))
    schema = pa.schema([(n, pa.string()) for n in names])
    table = pa.concat_tables(tables) if tables else schema.empty_table()
    return table, {"unreadable_row": bad} if bad else {}
