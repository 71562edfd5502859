"""XES, the event log of process mining (IEEE 1849), read trace by trace; also .xes.gz."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from xml.parsers import expat

from klantreis.errors import SourceError
from klantreis.sources._bytes import Stream
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
    found = _Found()
    parser = expat.ParserCreate()
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.EntityDeclHandler = partial(_refuse_entities, path)
    try:
        while True:
            data = stream.read(_READ)
            _parse(path, parser, data)
            yield from found.taken()
            if not data:
                return
    finally:
        stream.close()


def _parse(path: Path, parser: Any, data: bytes) -> None:
    """Parse the next bytes; no bytes mean the end of the file."""
    try:
        parser.Parse(data, not data)
    except expat.ExpatError as error:
        raise SourceError(
            f"{path.name} is not well-formed at line {error.lineno}, column {error.offset}: "
            f"{expat.ErrorString(error.code)}.",
            hint="The file may be cut off; export it again.",
        ) from error


def _refuse_entities(path: Path, *declaration: Any) -> None:
    raise SourceError(
        f"{path.name} declares entities, which an XES log never needs.", hint="Take them out of the file."
    )


class _Found:
    """Collects events while the parser calls ``start`` and ``end``; deeper attributes are passed over."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._case: Event = {}
        self._event: Event | None = None
        self._first = 0
        self._depth = 0
        self._level = -1  # how deep the trace or event is whose attributes come next

    def taken(self) -> list[Event]:
        """Return the events of the traces that are complete."""
        done, self._events = self._events[: self._first], self._events[self._first :]
        self._first = 0
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a trace or an event, or take an attribute of one."""
        self._depth += 1
        tag = name.rpartition(":")[2]
        if tag == "trace":
            self._case, self._level = {}, self._depth
        elif tag == "event":
            self._event, self._level = {}, self._depth
        elif self._depth == self._level + 1 and "value" in attributes and "key" in attributes:
            if self._event is None:
                self._case["case:" + attributes["key"]] = attributes["value"]
            else:
                self._event[attributes["key"]] = attributes["value"]

    def end(self, name: str) -> None:
        """End a trace or an event."""
        tag = name.rpartition(":")[2]
        if tag == "event" and self._event is not None:
            self._events.append(self._event)
            self._event, self._level = None, self._depth - 1
        elif tag == "trace":
            for event in self._events[self._first :]:
                event.update(self._case)
            self._first, self._level = len(self._events), -1
        self._depth -= 1
