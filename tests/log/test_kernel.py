"""Whoever waits for the compiler is told so, once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
from klantreis.log.kernel import kernel, when_compiling

@kernel
def double(x):
    return 2 * x

when_compiling(lambda: print("compiling"))
print(double(1), double(1.5))
"""


def test_compiling_is_told_once_and_not_when_the_code_was_kept(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kept")}
    said = [
        subprocess.run(
            [sys.executable, tmp_path / "program.py"],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        ).stdout.split()
        for _ in range(2)
    ]
    assert said == [["compiling", "2", "3.0"], ["2", "3.0"]]
