"""Excel and OpenDocument sheets: .xlsx, .xls, .xlsb and .ods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from klantreis.errors import SourceError, UnknownNameError
from klantreis.sources._dialect import unique_names
from klantreis.sources._rows import PREVIEW_ROWS, Chunk, FileRows, Options, Rows, Wanted

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXT = False
CHUNK_ROWS = 100_000
_IN_ZIP = (b"xl/", b"[Content_Types].xml", b"opendocument.spreadsheet", b"_rels/.rels", b"docProps/")


def recognises(start: bytes) -> bool:
    """Return whether these are the first bytes of a workbook."""
    is_zip = start.startswith(b"PK\x03\x04") and any(mark in start for mark in _IN_ZIP)
    return is_zip or start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def open_file(path: Path, options: Options) -> FileRows:
    """Open one sheet of a workbook: the one named, or the first that holds rows.

    The first row with two filled cells or more is the header. Cells that hold a date come as a
    date; a column of several types comes as text.

    Raises
    ------
    UnknownNameError
        If there is no sheet of that name; the nearest is offered.
    SourceError
        If the workbook is damaged or locked with a password.
    """
    sheets = _sheets(path, options.sheet)
    name, cells = next(((n, c) for n, c in sheets if len(c) > 1), sheets[0])
    names, rows = _header(cells)
    table = _table(names, rows)
    others = [n for n, c in sheets if n != name and len(c) > 1]
    more = (f"Sheet {name!r} was read; the workbook also has {', '.join(map(repr, others))}.",)
    return FileRows(
        name=path.name,
        format="excel",
        columns=tuple(names),
        preview=table.slice(0, PREVIEW_ROWS),
        size=path.stat().st_size,
        chunks=partial(_chunks, path, table),
        rows=table.num_rows,
        remarks=more if others and not options.sheet else (),
    )


def _sheets(path: Path, wanted: str | None) -> list[tuple[str, list[list[Any]]]]:
    """Return the cells of each sheet, or of the one wanted; at least one, maybe empty."""
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            if wanted is not None and wanted not in book.sheet_names:
                raise UnknownNameError("sheet", wanted, book.sheet_names)
            names = book.sheet_names if wanted is None else [wanted]
            return [(n, book.get_sheet_by_name(n).to_python()) for n in names] or [("", [])]
    except calamine.PasswordError as error:
        raise SourceError(f"{path.name} is locked with a password.", hint="Save it without one.") from error
    except (calamine.CalamineError, OSError) as error:
        raise SourceError(
            f"{path.name} cannot be read as a workbook: {error}.", hint="It may be cut off; save it again."
        ) from error


def _header(cells: list[list[Any]]) -> tuple[list[str], list[list[Any]]]:
    for i, row in enumerate(cells):
        if sum(c != "" for c in row) >= min(2, len(row)):
            return list(unique_names([str(c) for c in row])), cells[i + 1 :]
    return [], []


def _table(names: list[str], rows: list[list[Any]]) -> Any:
    import pyarrow as pa

    filled = [row for row in rows if any(c != "" for c in row)]
    return pa.table({name: _column([row[i] for row in filled]) for i, name in enumerate(names)})


def _column(cells: list[Any]) -> Any:
    """Return one column; cells of several types become text, and an empty cell is missing."""
    import pyarrow as pa

    values = [None if c == "" else c for c in cells]
    kinds = {type(v) for v in values if v is not None}
    if kinds <= {dt.datetime, dt.date} and kinds:
        return pa.array([_instant(v) for v in values], pa.timestamp("us"))
    if len(kinds) == 1 and kinds <= {float, int, bool, str}:
        return pa.array(values)
    return pa.array([None if v is None else _written(v) for v in values], pa.string())


def _instant(value: dt.datetime | dt.date | None) -> dt.datetime | None:
    if value is None or isinstance(value, dt.datetime):
        return value
    return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a sheet knows no zone


def _written(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, (dt.datetime, dt.date, dt.time)) else str(value)


def _chunks(path: Path, table: Any) -> Iterator[Chunk]:
    size = path.stat().st_size
    for start in range(0, table.num_rows, CHUNK_ROWS):
        part = table.slice(start, CHUNK_ROWS)
        share = size * part.num_rows // table.num_rows
        yield Chunk(path.name, share, partial(_select, part), start + 1)


def _select(part: Any, wanted: Wanted) -> Rows:
    return Rows(part if wanted.columns is None else part.select(list(wanted.columns)))
