"""How quickly klantreis starts, and that starting loads nothing heavy."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.harness import settings

HEAVY = ("numba", "polars", "duckdb", "pandas", "pyarrow", "numpy")
CALLS = 7
TELL = f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
HELP = f"""
import sys
from klantreis.cli.main import main
sys.argv = ["klantreis", "--help"]
try:
    main()
finally:
    {TELL}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The median wall time of one way to start, and which heavy libraries it loaded."""

    way: str
    wall_s: float
    loaded: list[str]


def measure() -> list[Start]:
    """Start Python alone, the package, and the command line, each several times in turn."""
    python = sys.executable
    ways = {
        "python -c pass": [python, "-c", "pass"],
        'python -c "import klantreis"': [python, "-c", "import klantreis"],
        "klantreis --help": [str(Path(python).parent / "klantreis"), "--help"],
    }
    probes = {
        "python -c pass": f"import sys; {TELL}",
        'python -c "import klantreis"': f"import sys, klantreis; {TELL}",
        "klantreis --help": HELP,
    }
    walls: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(CALLS):
        for way, command in ways.items():
            walls[way].append(_wall(command))
    return [Start(way=w, wall_s=statistics.median(walls[w]), loaded=_loaded(probes[w])) for w in ways]


def _wall(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=settings())
    return time.perf_counter() - began


def _loaded(program: str) -> list[str]:
    probe = [sys.executable, "-c", program]
    told = subprocess.run(probe, check=True, capture_output=True, text=True, env=settings()).stderr
    return [name for name in HEAVY if f"'{name}'" in told.splitlines()[-1]]
