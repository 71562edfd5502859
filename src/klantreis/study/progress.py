"""Progress on a terminal: rows, rate and time left; nothing where there is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int], None]
"""Told ``("bytes", n)`` read, ``("read", rows)`` cleaned and ``("sorted", events)``, as it goes."""


@contextmanager
def shown_progress(size: int, *, quiet: bool) -> Iterator[Progress]:
    """Give a callable that shows progress on the terminal while the block runs.

    Parameters
    ----------
    size
        Bytes to read in all; the time left follows from it.
    quiet
        Whether to show nothing; on anything but a terminal nothing is shown either way.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda kind, amount: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[rows]:,} rows  {task.fields[rate]:,.0f} rows/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        read = bars.add_task(
            "Reading (the first time, code is compiled)", total=size or None, rows=0, rate=0.0
        )
        sort = bars.add_task("Sorting", total=None, rows=0, rate=0.0, visible=False)

        def tell(kind: str, amount: int) -> None:
            if kind == "bytes":
                bars.update(read, advance=amount, description="Reading")
                return
            task = read if kind == "read" else sort
            rows = bars.tasks[task].fields["rows"] + amount
            rate = rows / max(bars.tasks[task].elapsed or 0.0, 0.001)
            bars.update(task, rows=rows, rate=rate, visible=True)
            if kind == "read":
                bars.update(sort, total=rows)
            else:
                bars.update(sort, advance=amount)

        yield tell
