"""The peers' own environment, ``.venv-bench``: made by the bench itself, from pinned versions.

PM4Py is AGPL-3.0. It is installed there and nowhere else; klantreis neither depends on it nor imports it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".venv-bench"
CONSTRAINTS = Path(__file__).parent / "constraints.txt"
EXTRAS = {"pm4py": ["polars"], "duckdb": ["pyarrow"]}


def python() -> Path:
    """Return the interpreter the peers run in."""
    return FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def install(libraries: Iterable[str]) -> dict[str, str]:
    """Make sure the libraries are there; return why not for those that cannot be had."""
    if not python().exists():
        print("making .venv-bench for the peers, once", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
    problems = {library: _install(library) for library in dict.fromkeys(libraries)}
    return {library: problem for library, problem in problems.items() if problem}


def _install(library: str) -> str:
    """Install one library unless this version of the constraints already did; return the problem, if any."""
    ready = FOLDER / f".{library}-ready"
    if ready.exists() and ready.read_bytes() == CONSTRAINTS.read_bytes():
        return ""
    print(f"installing {library} in .venv-bench", flush=True)
    pip = [str(python()), "-m", "pip", "install", "--disable-pip-version-check", "-c", str(CONSTRAINTS)]
    done = subprocess.run(
        [*pip, library, *EXTRAS.get(library, [])], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "pip failed")
    ready.write_bytes(CONSTRAINTS.read_bytes())
    return ""


def versions() -> dict[str, str]:
    """Return name and version of everything installed for the peers."""
    listed = subprocess.run(
        [str(python()), "-m", "pip", "freeze"], capture_output=True, text=True, check=True
    )
    return dict(line.split("==") for line in listed.stdout.split() if "==" in line)
