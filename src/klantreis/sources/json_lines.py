"""JSON Lines: one object per line; also a .json file that holds one array of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from klantreis.errors import SourceError
from klantreis.sources._bytes import Stream, head, reading
from klantreis.sources._encoding import Encoding, find_encoding, repaired, transcoded
from klantreis.sources._rows import PREVIEW_ROWS, BadRow, Chunk, FileRows, Options, Rows, Wanted
from klantreis.sources._text import flattened, to_json

SUFFIXES = (".jsonl", ".ndjson", ".json")
TEXT = True
BLOCK = 16 * 1024 * 1024


def recognises(start: bytes) -> bool:
    """Return whether these are the first bytes of a JSON object or array of objects."""
    text = start.lstrip(b"\xef\xbb\xbf \r\n\t")
    return re.match(rb'\{\s*["}]|\[\s*[{\]]', text) is not None


def open_file(path: Path, options: Options) -> FileRows:
    """Open a file of JSON objects; fields within fields become columns named with dots.

    Raises
    ------
    SourceError
        If the file is cut off, or is one JSON value that is not an array of objects.
    """
    start = head(path)
    encoding = find_encoding(start, options.encoding)
    first, columns, kinds = _first(path, encoding)
    if not first and path.stat().st_size and start.strip():
        raise SourceError(
            f"{path.name} has no line that is a JSON object, and is not an array of them.",
            hint="Write one object per line, or one array of objects.",
        )
    return FileRows(
        name=path.name,
        format="json_lines",
        columns=columns,
        preview=_table(first, columns),
        size=path.stat().st_size,
        chunks=partial(_chunks, path, encoding, columns, kinds),
    )


Record = dict[str, Any]


def _first(path: Path, encoding: Encoding) -> tuple[list[Record], tuple[str, ...], dict[str, str]]:
    """Return the first objects, their columns, and the kind of each column that has but one."""
    first: list[Record] = []
    lines: list[bytes] = []
    for block, _ in _blocks(path, encoding, 1 << 20):
        few = block.split(b"\n")[:PREVIEW_ROWS]
        lines += few
        first += _decoded(b"\n".join(few))[0][: PREVIEW_ROWS - len(first)]
        if len(first) >= PREVIEW_ROWS:
            break
    columns = tuple(dict.fromkeys(name for record in first for name in record))
    kinds = {name: _kind([r.get(name) for r in first]) for name in columns}
    return first, columns, _quick_kinds(b"\n".join(lines), {n: k for n, k in kinds.items() if k})


def _quick_kinds(lines: bytes, kinds: dict[str, str]) -> dict[str, str]:
    """Return the columns that the quick way reads like the careful way; ``a.b`` may be one name or two."""
    nested = tuple(n for n in kinds if "." in n)
    quick = _quick(lines, nested, kinds) if nested else None
    agree = quick is not None and quick.to_pydict() == _table(_decoded(lines)[0], nested).to_pydict()
    return {n: k for n, k in kinds.items() if agree or n not in nested}


def _kind(values: list[Any]) -> str:
    seen = {type(v) for v in values if v is not None}
    return (
        {str: "string", int: "int64", float: "double", bool: "bool"}.get(seen.pop(), "")
        if len(seen) == 1
        else ""
    )


def _chunks(
    path: Path, encoding: Encoding, columns: tuple[str, ...], kinds: dict[str, str]
) -> Iterator[Chunk]:
    for block, share in _blocks(path, encoding, BLOCK):
        yield Chunk(path.name, share, partial(_rows, path.name, block, columns, kinds))


def _blocks(path: Path, encoding: Encoding, size: int) -> Iterator[tuple[bytes, int]]:
    """Yield whole lines in blocks, and the bytes of the file that each took."""
    stream = Stream(path)
    try:
        read = transcoded(stream.read, encoding)
        rest, before, data = b"", 0, read(size)
        if data.lstrip().startswith(b"["):
            yield from _array(path, data, read)
            return
        while data:
            rest += data
            cut = rest.rfind(b"\n") + 1
            if cut:
                taken = stream.taken()
                yield rest[:cut], taken - before
                rest, before = rest[cut:], taken
            data = read(size)
        if rest.strip():
            yield rest, stream.taken() - before
    finally:
        stream.close()


def _array(path: Path, data: bytes, read: Any) -> Iterator[tuple[bytes, int]]:
    """Read one array whole and give its objects as lines."""
    import msgspec

    parts = [data]
    while parts[-1]:
        parts.append(read(BLOCK))
    whole = b"".join(parts)
    try:
        items = msgspec.json.decode(whole, type=list[msgspec.Raw])
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as error:
        mended = _mended(whole)
        if not isinstance(mended, list):
            raise SourceError(
                f"{path.name} is not one whole JSON array: {error}.",
                hint="It may be cut off; export it again.",
            ) from error
        items = [msgspec.Raw(to_json(item).encode()) for item in mended]
    size = path.stat().st_size
    step = 200_000
    for start in range(0, len(items), step):
        some = items[start : start + step]
        lines = b"\n".join(bytes(item).replace(b"\n", b" ") for item in some)
        yield lines + b"\n", size * len(some) // len(items)


def _rows(name: str, block: bytes, columns: tuple[str, ...], kinds: dict[str, str], wanted: Wanted) -> Rows:
    """Decode one block: at once where every line fits the first lines, else line by line."""
    names = wanted.columns or columns
    if wanted.columns is not None and all(n in kinds for n in names):
        quick = _quick(block, names, kinds)
        if quick is not None:
            return Rows(quick)
    with reading(name):
        records, bad = _decoded(block)
    if wanted.columns is None:
        names = tuple(dict.fromkeys([*columns, *(n for r in records for n in r)]))
    return Rows(_table(records, names), tuple(bad))


def _quick(block: bytes, names: tuple[str, ...], kinds: dict[str, str]) -> Any:
    """Decode with Arrow; ``None`` where a line is broken or a field changes its type."""
    import pyarrow as pa
    import pyarrow.json as pj

    schema = pa.schema(_fields([(n.split("."), kinds[n]) for n in names]))
    try:
        table = pj.read_json(
            pa.BufferReader(block),
            read_options=pj.ReadOptions(use_threads=False, block_size=len(block) + 1),
            parse_options=pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"),
        )
    except pa.ArrowException:
        return None
    table = flattened(table)
    return table.select(list(names)) if set(table.column_names) == set(names) else None


def _fields(paths: list[tuple[list[str], str]]) -> list[Any]:
    """Return the fields of a schema from paths of names: a path of several names is a field in a field."""
    import pyarrow as pa

    fields: list[Any] = []
    for name in dict.fromkeys(path[0] for path, _ in paths):
        inner = [(path[1:], kind) for path, kind in paths if path[0] == name]
        kind = _fields(inner) if all(path for path, _ in inner) else inner[0][1]
        fields.append(pa.field(name, pa.struct(kind) if isinstance(kind, list) else pa.type_for_alias(kind)))
    return fields


def _decoded(block: bytes) -> tuple[list[Record], list[BadRow]]:
    import msgspec

    decode = msgspec.json.Decoder().decode
    good: list[Record] = []
    bad: list[BadRow] = []
    for line in block.split(b"\n"):
        if not line.strip():
            continue
        try:
            value = decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            value = _mended(line)
        record = _record(value)
        if record is not None:
            good.append(record)
        else:
            why = "not a JSON object"
            bad.append(BadRow(len(good) + len(bad), why, line.decode("utf-8", "replace").strip()))
    return good, bad


def _record(value: Any) -> Record | None:
    try:
        return _flat(value) if isinstance(value, dict) else None
    except RecursionError:
        return None


def _mended(line: bytes) -> Any:
    """Try JSON once more: letters that are not UTF-8 as Windows-1252, NaN and Infinity as missing."""
    try:
        value = json.loads(repaired(line), parse_constant=lambda _: None)
        to_json(value).encode()  # half a letter in a text cannot be written
    except (ValueError, RecursionError):
        return None
    return value


def _flat(record: Record, before: str = "") -> Record:
    flat: Record = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{before}{key}."))
        else:
            flat[before + key] = value
    return flat


def _table(records: list[Record], names: tuple[str, ...]) -> Any:
    import pyarrow as pa

    return pa.table({n: _column([r.get(n) for r in records]) for n in names})


def _column(values: list[Any]) -> Any:
    """Return values of one kind as they are, and of several kinds as text."""
    import pyarrow as pa

    kinds = {type(v) for v in values if v is not None}
    if kinds <= {int, float} or (len(kinds) == 1 and kinds <= {str, bool}):
        try:
            return pa.array(values) if kinds else pa.nulls(len(values), pa.string())
        except pa.ArrowException:
            pass  # a whole number too large for Arrow: written as text below
    return pa.array([v if v is None or isinstance(v, str) else to_json(v) for v in values], pa.string())
