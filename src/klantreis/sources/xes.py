"""XES, the event log of process mining (IEEE 1849), read trace by trace; also .xes.gz."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from klantreis.errors import SourceError
from klantreis.sources._bytes import Stream, head
from klantreis.sources._rows import PREVIEW_ROWS, Chunk, FileRows, Options, Rows, Wanted

SUFFIXES = (".xes",)
TEXT = True
CHUNK_ROWS = 100_000
_READ = 1 << 20

Event = dict[str, str]


def recognises(start: bytes) -> bool:
    """Return whether these are the first bytes of an XES log."""
    return start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and b"<log" in start


def open_file(path: Path, options: Options) -> FileRows:
    """Open an XES log; a trace is a customer, and its attributes are columns named ``case:…``.

    Raises
    ------
    SourceError
        If it is not well-formed, cut off, or declares entities.
    """
    if any(mark in head(path, 1 << 16) for mark in (b"<!DOCTYPE", b"<!ENTITY")):
        raise SourceError(
            f"{path.name} declares entities, which an XES log never needs.", hint="Remove them."
        )
    first: list[Event] = []
    for event in _events(path, Stream(path)):
        first.append(event)
        if len(first) >= PREVIEW_ROWS:
            break
    columns = tuple(dict.fromkeys(name for event in first for name in event))
    return FileRows(
        name=path.name,
        format="xes",
        columns=columns,
        preview=_table(first, columns),
        size=path.stat().st_size,
        chunks=partial(_chunks, path, columns),
    )


def _chunks(path: Path, columns: tuple[str, ...]) -> Iterator[Chunk]:
    stream = Stream(path)
    events: list[Event] = []
    row, before = 1, 0
    for event in _events(path, stream):
        events.append(event)
        if len(events) == CHUNK_ROWS:
            yield Chunk(path.name, stream.taken() - before, partial(_rows, events, columns), row)
            row, before, events = row + len(events), stream.taken(), []
    if events:
        yield Chunk(path.name, path.stat().st_size - before, partial(_rows, events, columns), row)


def _rows(events: list[Event], columns: tuple[str, ...], wanted: Wanted) -> Rows:
    later = dict.fromkeys(name for event in events for name in event)
    return Rows(_table(events, wanted.columns or tuple(dict.fromkeys([*columns, *later]))))


def _table(events: list[Event], columns: tuple[str, ...]) -> Any:
    import pyarrow as pa

    return pa.table({name: pa.array([e.get(name) for e in events], pa.string()) for name in columns})


def _events(path: Path, stream: Stream) -> Iterator[Event]:
    """Yield the events of each trace in order, with the attributes of the trace added."""
    parser: Any = ET.XMLPullParser(events=("start", "end"))
    root: Any = None
    try:
        while True:
            data = stream.read(_READ)
            for kind, element in _fed(path, parser, data):
                if root is None:
                    root = element
                if kind == "end" and _tag(element) == "trace":
                    yield from _trace(element)
                    root.clear()
            if not data:
                return
    finally:
        stream.close()


def _fed(path: Path, parser: Any, data: bytes) -> Iterator[tuple[str, Any]]:
    """Yield what the next bytes begin and end; no bytes mean the end of the file."""
    try:
        if data:
            parser.feed(data)
        else:
            parser.close()
        yield from parser.read_events()
    except ET.ParseError as error:
        line, column = error.position
        raise SourceError(
            f"{path.name} is not well-formed at line {line}, column {column}: {error.msg}.",
            hint="The file may be cut off; export it again.",
        ) from error


def _trace(trace: Any) -> Iterator[Event]:
    parts = list(trace)
    case = {f"case:{k}": v for part in parts if _tag(part) != "event" for k, v in _attribute(part)}
    for part in parts:
        if _tag(part) == "event":
            yield {**case, **{k: v for child in part for k, v in _attribute(child)}}


def _attribute(element: Any) -> Iterator[tuple[str, str]]:
    key, value = element.get("key"), element.get("value")
    if key is not None and value is not None:
        yield key, value


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
