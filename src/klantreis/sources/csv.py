"""CSV, TSV and other text with one row per line, whatever its delimiter, quotes or encoding."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from klantreis.errors import EmptyError, SourceError
from klantreis.sources._bytes import HEAD, Stream, head, is_packed, reading
from klantreis.sources._dialect import Dialect, find_dialect
from klantreis.sources._encoding import Encoding, find_encoding, repaired, transcoded
from klantreis.sources._rows import PREVIEW_ROWS, BadRow, Chunk, FileRows, Options, Rows, Wanted

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".psv")
TEXT = True
BLOCK = 16 * 1024 * 1024


def recognises(start: bytes) -> bool:
    """Return ``False``: text with columns has no mark of its own, so its name decides."""
    return False


def open_file(path: Path, options: Options) -> FileRows:
    """Open a text file with columns; delimiter, quotes, encoding and header are found out.

    Every column is read as text, so a column that changes its type halfway does no harm.

    Raises
    ------
    SourceError
        If the file is cut off or is not text.
    """
    start = head(path)
    encoding = find_encoding(start, options.encoding)
    text = encoding.decode_head(start)
    _check_text(path, text)
    dialect = find_dialect(_whole_lines(text, len(start) < HEAD), options.delimiter)
    if not dialect.names and text.strip():
        raise SourceError(
            f"The first line of {path.name} has no end and no columns.",
            hint="Check that it holds rows, one on each line.",
        )
    preview = _preview(path, text, dialect)
    return FileRows(
        name=path.name,
        format="csv",
        columns=dialect.names,
        preview=preview,
        size=path.stat().st_size,
        chunks=partial(_chunks, path, encoding, dialect),
        rows=_about(path, start, preview.num_rows),
        remarks=(*dialect.remarks, *([_odd_letters(path.name)] if encoding.mixed else [])),
    )


def _about(path: Path, start: bytes, previewed: int) -> int | None:
    """Guess the number of rows from the size of the first ones; unknown where the file is packed."""
    if len(start) < HEAD:
        return max(start.count(b"\n"), previewed)
    lines = max(start.count(b"\n"), 1)
    size = path.stat().st_size
    return None if is_packed(path) else size * lines // len(start)


def _odd_letters(name: str) -> str:
    return f"{name} holds text that is not UTF-8; it was read as Windows-1252."


def _check_text(path: Path, text: str) -> None:
    odd = sum(text.count(chr(c)) for c in (0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16))
    if odd > max(4, len(text) / 100):
        raise SourceError(
            f"{path.name} is not text: it holds bytes that no text has.",
            hint="It may be a program's own format, or packed; export it as CSV.",
        )


def _whole_lines(text: str, is_all: bool) -> str:
    return text if is_all else text[: text.rfind("\n") + 1] or text


def _preview(path: Path, text: str, dialect: Dialect) -> Any:
    import pyarrow as pa

    body = text.encode()[dialect.start :]
    source = io.BytesIO(body)
    parts = [
        _rows(path.name, dialect, block, stray, Wanted())
        for block, stray in _blocks(source.read, dialect, HEAD)
    ]
    schema = pa.schema([(n, pa.string()) for n in dialect.names])
    preview = pa.concat_tables([pa.Table.from_batches([], schema), *(p.table for p in parts)])
    bad = [b for p in parts for b in p.bad]
    if bad and not preview.num_rows:
        raise EmptyError(
            f"None of the first {len(bad)} rows of {path.name} can be read: {bad[0].why}.",
            hint="Check the header, or say which delimiter=… parts the columns.",
        )
    return preview.slice(0, PREVIEW_ROWS)


def _blocks(read: Callable[[int], bytes], dialect: Dialect, size: int) -> Iterator[tuple[bytes, bool]]:
    from klantreis.sources._records import blocks

    return blocks(read, size=size, delimiter=dialect.delimiter, quote=dialect.quote, escape=dialect.escape)


def _chunks(path: Path, encoding: Encoding, dialect: Dialect) -> Iterator[Chunk]:
    stream = Stream(path)
    try:
        read = transcoded(stream.read, encoding)
        read(dialect.start)
        before = 0
        for block, stray in _blocks(read, dialect, BLOCK):
            taken = stream.taken()
            work = partial(_rows, path.name, dialect, block, stray)
            yield Chunk(file=path.name, size=taken - before, read=work)
            before = taken
    finally:
        stream.close()


def _rows(name: str, dialect: Dialect, block: bytes, stray: bool, wanted: Wanted) -> Rows:
    """Decode one block; the part that runs in a thread."""
    if stray:
        line = block.decode("utf-8", "replace").rstrip("\r\n")
        return Rows(
            _parse(b"", dialect, wanted, []), (BadRow(0, "a quote is opened and never closed", line),)
        )
    bad: list[BadRow] = []
    data, remarks = _tidied(block, dialect)
    with reading(name):
        try:
            table = _parse(data, dialect, wanted, bad)
        except ValueError as error:
            if "UTF8" not in str(error):
                raise
            bad.clear()
            table = _parse(repaired(data), dialect, wanted, bad)
            remarks = (*remarks, _odd_letters(name))
    return Rows(table, tuple(bad), remarks)


def _tidied(block: bytes, dialect: Dialect) -> tuple[bytes, tuple[str, ...]]:
    remarks: tuple[str, ...] = ()
    if b"\0" in block:
        remarks = ("Bytes of value zero inside the text were left out.",)
        block = block.replace(b"\0", b"")
    if dialect.runs:
        runs = re.compile(dialect.runs.pattern.encode())
        block = b"\n".join(runs.sub(b"\t", line.strip()) for line in block.splitlines())
    if dialect.spaced:
        mark, quote = dialect.delimiter.encode(), dialect.quote.encode()
        block = block.replace(mark + b" " + quote, mark + quote)
    return block, remarks


def _parse(data: bytes, dialect: Dialect, wanted: Wanted, bad: list[BadRow]) -> Any:
    import pyarrow as pa
    import pyarrow.csv as pc

    names = [n for n in dialect.names if n in wanted]
    code = pa.dictionary(pa.int32(), pa.string())
    types = {n: code if n in wanted.coded else pa.string() for n in names}
    if not data or data.isspace():
        return pa.schema(list(types.items())).empty_table()

    def keep(row: Any) -> str:
        why = f"{row.actual_columns} fields instead of {row.expected_columns}"
        bad.append(BadRow(row.number - 1, why, row.text))
        return "skip"

    return pc.read_csv(
        pa.BufferReader(data),
        read_options=pc.ReadOptions(
            use_threads=False, block_size=len(data) + 1, column_names=list(dialect.names)
        ),
        parse_options=pc.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote,
            escape_char=dialect.escape or False,
            newlines_in_values=True,
            invalid_row_handler=keep,
        ),
        convert_options=pc.ConvertOptions(
            column_types=types, include_columns=names, strings_can_be_null=False
        ),
    )
