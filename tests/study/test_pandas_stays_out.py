"""Reading ordinary files loads no library that only tables in memory need: it costs a quarter of a second."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROWS = "customer,touchpoint,time\nK-1001,home,2026-01-01\nK-1002,cart,2026-01-02\n"
PROGRAM = """
import sys
import klantreis as kr
log = kr.read(sys.argv[1])
kr.transitions(log)
print(log.n_events, "pandas" in sys.modules)
"""


@pytest.mark.parametrize("name", ["events.csv", "events.parquet"])
def test_reading_a_file_does_not_load_pandas(name: str, tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    path = tmp_path / name
    if path.suffix == ".csv":
        path.write_text(ROWS, "utf-8")
    else:
        import polars as pl

        pl.read_csv(ROWS.encode(), try_parse_dates=True).write_parquet(path)
    done = subprocess.run([sys.executable, "-c", PROGRAM, path], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "False"]
