"""Where engines run: the peers in ``.venv-bench``, klantreis in a folder of it, both made by the bench.

klantreis is measured as its users have it, with the libraries it needs and no others: what else is
installed is not free, as Numba loads SciPy wherever it finds it. PM4Py is AGPL-3.0. It is installed
for the peers and nowhere else; klantreis neither depends on it nor imports it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".venv-bench"
CONSTRAINTS = Path(__file__).parent / "constraints.txt"
OURS = FOLDER / "klantreis"
PINS = (ROOT / "constraints.txt", ROOT / "pyproject.toml")
EXTRAS = {"pm4py": ["polars"], "duckdb": ["pyarrow"]}


def python(folder: Path = FOLDER) -> Path:
    """Return the interpreter of an environment; by default the one the peers run in."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def install_ours() -> None:
    """Make sure klantreis is there, from this checkout, with the versions it is tested with."""
    ready, pinned = OURS / ".ready", b"".join(path.read_bytes() for path in PINS)
    if ready.exists() and ready.read_bytes() == pinned:
        return
    _make(OURS)
    pip = [str(python(OURS)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-c", str(PINS[0]), "-e", str(ROOT)], check=True)
    ready.write_bytes(pinned)


def install(libraries: Iterable[str]) -> dict[str, str]:
    """Make sure the peers are there; return why not for those that cannot be had."""
    _make(FOLDER)
    problems = {library: _install(library) for library in dict.fromkeys(libraries)}
    return {library: problem for library, problem in problems.items() if problem}


def _make(folder: Path) -> None:
    if not python(folder).exists():
        print(f"making {folder.relative_to(ROOT)}, once", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)


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
