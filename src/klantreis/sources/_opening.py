"""The door of the shelf: paths, globs, folders or tables in, one source out."""

from __future__ import annotations

import difflib
import glob
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from klantreis import registry
from klantreis.errors import EmptyError, SourceError
from klantreis.sources._bytes import PACKED, head, is_packed
from klantreis.sources._rows import FileRows, Options, Source

Place = str | Path

_REFUSED = {
    b"%PDF": "a PDF",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"PK\x03\x04": "a zip archive",
    b"ARROW1": "an Arrow IPC file",
    b"Obj\x01": "an Avro file",
    b"ORC": "an ORC file",
}


def open_source(source: Any, options: Options | None = None) -> Source:
    """Open files or a table and show their columns and first rows, without reading them whole.

    Parameters
    ----------
    source
        A path, a glob such as ``"logs/*.csv.gz"``, a folder, or a list of these; or a pandas,
        Polars or Arrow table, or anything else that offers ``__arrow_c_stream__``.
    options
        Delimiter, encoding and sheet where they are known; found out otherwise.

    Returns
    -------
    Source
        Files in the order given; those of a glob or folder by name.

    Raises
    ------
    SourceError
        If a file is missing (the nearest name is offered), cut off, or of no known format.
    EmptyError
        If a file holds no rows at all.
    """
    chosen = options or Options()
    if not _is_places(source):
        return Source(files=(registry.item("sources", "tables").open_table(source),))
    places = [source] if isinstance(source, (str, Path)) else list(source)
    paths = list(dict.fromkeys(p for place in places if str(place).strip() for p in _paths(place)))
    if not paths:
        raise SourceError("No file was given.", hint="Name a file, a glob such as 'logs/*.csv', or a folder.")
    files = _filled([_open_file(path, chosen) for path in paths])
    return Source(files=files, paths=tuple(str(p) for p in paths))


def _is_places(source: Any) -> bool:
    if isinstance(source, (str, Path)):
        return True
    return isinstance(source, (list, tuple, set)) and all(isinstance(s, (str, Path)) for s in source)


def _filled(files: list[FileRows]) -> tuple[FileRows, ...]:
    """Leave out files without a single row, unless nothing else is left."""
    full = [f for f in files if f.columns and f.preview.num_rows]
    if full:
        return tuple(full)
    first = files[0]
    what = "has a header and no rows" if first.columns else "is empty"
    raise EmptyError(f"{first.name} {what}.", hint="Check that the export was finished.")


def _paths(place: Place) -> list[Path]:
    path = Path(place).expanduser()
    if path.is_dir():
        return _in_folder(path)
    if path.exists():
        return [path]
    if glob.has_magic(str(path)):
        found = sorted(Path(p) for p in glob.glob(str(path), recursive=True) if Path(p).is_file())  # noqa: PTH207
        if found:
            return found
        raise SourceError(f"No file matches {str(place)!r}.", hint=_beside(path))
    raise SourceError(f"There is no file {str(place)!r}.", hint=_beside(path))


def _beside(path: Path) -> str:
    """Offer the nearest file of the same folder, or say that the folder is missing."""
    folder = path.parent
    if not folder.is_dir():
        return f"The folder {str(folder)!r} does not exist either."
    names = sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.5)
    if close:
        return f"Did you mean {str(folder / close[0])!r}?"
    return f"The folder holds: {', '.join(names[:8]) or 'nothing'}{' …' if len(names) > 8 else ''}."


def _in_folder(folder: Path) -> list[Path]:
    def wanted(p: Path) -> bool:
        hidden = any(part.startswith((".", "_")) for part in p.relative_to(folder).parts)
        return p.is_file() and not hidden and _by_suffix(p) is not None

    found = sorted(p for p in folder.rglob("*") if wanted(p))
    if not found:
        raise SourceError(
            f"The folder {str(folder)!r} holds no file that can be read.", hint=f"Known: {_known()}."
        )
    kinds = sorted({str(_by_suffix(p)) for p in found})
    if len(kinds) > 1:
        raise SourceError(
            f"The folder {str(folder)!r} holds files of several formats: {', '.join(kinds)}.",
            hint=f"Name the files, or use a glob such as '{folder}/*{found[0].suffix}'.",
        )
    return found


def _items() -> Iterable[tuple[str, Any]]:
    return ((name, registry.item("sources", name)) for name in registry.names("sources"))


def _known() -> str:
    return ", ".join(s for _, item in _items() for s in item.SUFFIXES) + ", and .gz or .zst of text formats"


def _by_suffix(path: Path) -> str | None:
    name = Path(path.stem) if path.suffix.lower() in PACKED else path
    return next((n for n, item in _items() if name.suffix.lower() in item.SUFFIXES), None)


def _open_file(path: Path, options: Options) -> FileRows:
    if not path.is_file():
        raise SourceError(f"{str(path)!r} is not a file.", hint="Name a file, a glob or a folder.")
    start = head(path, 4096)
    packed = is_packed(path)
    named, seen = _by_suffix(path), next((n for n, item in _items() if item.recognises(start)), None)
    kind = seen or named
    if packed and kind and not registry.item("sources", kind).TEXT:
        raise SourceError(f"{path.name} is {kind} packed with {packed}.", hint="Unpack it first.")
    if not seen:
        _refuse(path, start)
    if kind is None or (not seen and not registry.item("sources", kind).TEXT):
        kind = _plain_text(path, start)
    opened: FileRows = registry.item("sources", kind).open_file(path, options)
    if named and named != kind:
        remark = f"{path.name} is not {named.replace('_', ' ')} as its name says; it was read as {kind}."
        return _remarked(opened, remark)
    return opened


def _refuse(path: Path, start: bytes) -> None:
    binary = any(byte < 9 for byte in start) or start.startswith(b"%PDF")
    what = next((words for magic, words in _REFUSED.items() if start.startswith(magic)), None)
    if what and binary:
        raise SourceError(f"{path.name} is {what}, not a file of rows.", hint=f"Known: {_known()}.")


def _plain_text(path: Path, start: bytes) -> str:
    """Any file of text with lines may be read as CSV, whatever its name."""
    if b"\0" not in start:
        return "csv"
    raise SourceError(f"{path.name} is not in a known format.", hint=f"Known: {_known()}.")


def _remarked(file: FileRows, remark: str) -> FileRows:
    return replace(file, remarks=(*file.remarks, remark))
