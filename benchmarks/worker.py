"""One engine, one errand, one process: prints what it cost and what it answered as one line of JSON.

Run with the interpreter the engine lives in: ``-m benchmarks.worker ENGINE ERRAND TASK EVENTS FOLDER``.
CPU is user and system time of all threads, wall is the clock, memory is the largest resident size of
the process. The libraries are loaded before the clock runs.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import tasks

CALLS = 3
LONG_S = 2.0


def main(engine: str, errand: str, task: str, events: int, data: Path) -> None:
    """Do one errand and print its cost."""
    peer = importlib.import_module(f"benchmarks.peers.{engine}")
    for module in getattr(peer, "MODULES", (peer.LIBRARY,)):
        importlib.import_module(module)
    cost = ERRANDS[errand](peer, task, events, data, data / f"{engine}-{events}")
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps(cost | {"rss_bytes": largest, "pid": os.getpid()}))


def prepare(peer: Any, _task: str, events: int, data: Path, folder: Path) -> dict[str, Any]:
    """Write the engine's own form of the log, once."""
    folder.mkdir(parents=True, exist_ok=True)
    cost, _ = clocked(lambda: peer.prepare(data, events, folder))
    (folder / "ready").touch()
    return cost


def answer(peer: Any, task: str, events: int, data: Path, folder: Path) -> dict[str, Any]:
    """Open the prepared form, call once to warm up, time the next; a long first call is the only one."""
    log = peer.load(data, events, folder)
    question = getattr(peer, task)
    first, native = clocked(lambda: question(log))
    calls = [first]
    if first["wall_s"] < LONG_S:
        calls = [clocked(lambda: question(log))[0] for _ in range(CALLS)]
    middle = sorted(calls, key=lambda call: call["cpu_s"])[len(calls) // 2]
    rows = tasks.canonical(task, peer.rows(task, native))
    return middle | {"first_s": first["wall_s"], "calls": len(calls), "answer": rows}


def cold(peer: Any, task: str, events: int, data: Path, _folder: Path) -> dict[str, Any]:
    """Answer from the raw file, with nothing kept from before."""
    cost, native = clocked(lambda: peer.cold(task, data / f"events-{events}.parquet"))
    return cost | {"answer": tasks.canonical(task, peer.rows(task, native))}


def sort(peer: Any, _task: str, events: int, data: Path, _folder: Path) -> dict[str, Any]:
    """Bring the raw file in order of customer and time in a new place, which is then removed."""
    with tempfile.TemporaryDirectory(dir=data) as folder:
        return clocked(lambda: peer.sort(data / f"events-{events}.parquet", Path(folder) / "sorted"))[0]


def clocked(act: Callable[[], Any]) -> tuple[dict[str, Any], Any]:
    """Run ``act`` once; return what it cost and what it gave."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = act()
    return {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall}, result


ERRANDS = {"prepare": prepare, "answer": answer, "cold": cold, "sort": sort}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), Path(sys.argv[5]))
