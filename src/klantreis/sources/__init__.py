"""Sources: from a file, a folder or a table to raw rows. A shelf: one file per format.

Nothing is judged here; that is the work of ``intake``. :func:`klantreis.sources.opening.open_source`
is not an item, so it lives in the underscored ``_opening`` and is offered here.
"""

from klantreis.sources._opening import open_source
from klantreis.sources._rows import BadRow, Chunk, FileRows, Options, Rows, Source, Wanted, whole_table

__all__ = [
    "BadRow",
    "Chunk",
    "FileRows",
    "Options",
    "Rows",
    "Source",
    "Wanted",
    "open_source",
    "whole_table",
]
