"""Runs errands as processes of their own, round by round, so that noise falls on all engines alike."""

from __future__ import annotations

import importlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import IO

from benchmarks import environment
from benchmarks.tasks import Answer

OURS = "klantreis"
ENGINES = (
    *(OURS, "polars_tuned", "duckdb_derived", "duckdb_journeys", "clickhouse", "duckdb_textbook"),
    *("pm4py_pandas", "pm4py_polars", "retentioneering"),
)
ENOUGH_S = 8.0  # what takes longer is run in one round only


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What one process is asked to do."""

    engine: str
    kind: str  # an errand of benchmarks.worker
    task: str
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What it took (medians over rounds) and what was answered; ``problem``: why it did not finish."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    rss_bytes: int = 0
    process_cpu_s: float = 0.0
    process_wall_s: float = 0.0
    rounds: int = 1
    answer: Answer | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how large one process may get."""

    seconds: float
    rss_bytes: int


def peer(engine: str) -> ModuleType:
    """Return the module of an engine; its library is not loaded by that."""
    return importlib.import_module(f"benchmarks.peers.{engine}")


def run(errands: Iterable[Errand], rounds: int, data: Path, limits: Limits) -> dict[Errand, Cost]:
    """Run every errand once a round; an errand that failed or takes long is not repeated."""
    todo = list(errands)
    costs: dict[Errand, list[Cost]] = {}
    if todo:
        print(f"{len(todo)} errands, up to {rounds} rounds", flush=True)
    for number in range(1, rounds + 1):
        for errand in todo:
            _say(f"{number}/{rounds}: {errand.events:,} events, {errand.kind} {errand.task}, {errand.engine}")
            costs.setdefault(errand, []).append(once(errand, data, limits))
        todo = [e for e in todo if not costs[e][-1].problem and costs[e][-1].process_wall_s < ENOUGH_S]
    _say("")
    return {errand: _median(found) for errand, found in costs.items()}


def once(errand: Errand, data: Path, limits: Limits) -> Cost:
    """Run one errand in a process of its own and read what it cost."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen(
            _command(errand, data), stdout=out, stderr=err, cwd=environment.ROOT, env=settings()
        )
        problem, used = _wait(process, limits)
        wall = time.perf_counter() - began
        if not problem and process.returncode:
            problem = f"failed: {_last_line(err)[:200] or process.returncode}"
        if problem:
            return Cost(problem=problem, process_wall_s=wall)
        found = json.loads(_last_line(out))
    return Cost(
        cpu_s=found["cpu_s"],
        wall_s=found["wall_s"],
        rss_bytes=found["rss_bytes"],
        process_cpu_s=used.ru_utime + used.ru_stime,
        process_wall_s=wall,
        answer=found.get("answer"),
    )


def settings() -> dict[str, str]:
    """The environment of all processes: compiled Python may be kept, and no engine may phone home."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"RETENTIONEERING_NO_TRACK": "1"}


def _command(errand: Errand, data: Path) -> list[str]:
    home = environment.OURS if errand.engine == OURS else environment.FOLDER
    words = [errand.engine, errand.kind, errand.task, str(errand.events), str(data)]
    return [str(environment.python(home)), "-m", "benchmarks.worker", *words]


def _wait(process: subprocess.Popen[bytes], limits: Limits) -> tuple[str, resource.struct_rusage]:
    """Wait for the end, and stop what goes over a limit; return why it was stopped and what it used."""
    ends, problem = time.perf_counter() + limits.seconds, ""
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return problem, used
        if time.perf_counter() > ends:
            problem = f"not in {limits.seconds:g} s"
        elif _resident(process.pid) > limits.rss_bytes:
            problem = f"over {limits.rss_bytes / 2**30:.1f} GiB"
        if problem:
            process.kill()
        time.sleep(0.02)


def _resident(pid: int) -> int:
    """Return the resident size now, or 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _last_line(stream: IO[bytes]) -> str:
    stream.seek(0)
    lines = stream.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""


def _median(found: list[Cost]) -> Cost:
    good = [cost for cost in found if not cost.problem]
    if len(good) < len(found):
        return next(cost for cost in found if cost.problem)
    names = ("cpu_s", "wall_s", "rss_bytes", "process_cpu_s", "process_wall_s")
    middles = {name: statistics.median(getattr(cost, name) for cost in good) for name in names}
    return replace(good[0], rounds=len(good), **middles)


def _say(text: str) -> None:
    """Show on a terminal what is running, on one line that is overwritten."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
