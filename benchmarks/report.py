"""The whole report: what was measured, what was compared, what did not finish; printed and kept."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from benchmarks import agreement, environment, harness, prepared, raw
from benchmarks.harness import OURS, Cost, Errand
from benchmarks.startup import Start
from benchmarks.table import Table, short, size
from benchmarks.tasks import TASKS

Costs = Mapping[Errand, Cost]
DIGEST_NOTE = (
    "Where waiting times are whole seconds, a second is allowed; the digest is of the answer as given."
)
INTRO = """
Medians over rounds; the engines take turns in each round, with one process per engine, task and round.
CPU is user and system time of all threads. Brackets: the ratio to klantreis.
PM4Py is AGPL-3.0 and lives in the environment of the benchmarks only.
"""


def tables(costs: Costs, starts: Iterable[Start]) -> list[Table]:
    """Everything that was measured, in the order in which it is read."""
    sizes = sorted({e.events for e in costs if e.kind == "answer" and e.engine != OURS})
    beside = [table for events in sizes for table in prepared.tables(costs, events)]
    against = [prepared.aims(costs, max(sizes))] if sizes else []
    found = [*beside, *against, *raw.tables(costs), _per_event(costs), _started(starts), _unfinished(costs)]
    return [table for table in found if table.rows]


def _per_event(costs: Costs) -> Table:
    """Our CPU per event at every size: flat if all is well."""
    ours = {
        (e.task, e.events): c for e, c in costs.items() if e.engine == OURS and e.kind in ("answer", "sort")
    }
    sizes = sorted({events for _, events in ours})
    rows = [
        [name, *(_nanoseconds(ours.get((task, events)), events) for events in sizes)]
        for task, name in [*((task, task) for task in TASKS), ("-", "preparation")]
        if any(task == found for found, _ in ours)
    ]
    return Table(title="klantreis: CPU per event, ns", header=["", *map(size, sizes)], rows=rows)


def _nanoseconds(cost: Cost | None, events: int) -> str:
    return "–" if cost is None else cost.problem[:24] or short(cost.cpu_s * 1e9 / events)


def _started(starts: Iterable[Start]) -> Table:
    rows = [[start.way, short(start.wall_s * 1e3), ", ".join(start.loaded) or "none"] for start in starts]
    note = "Looked for: Numba, Polars, DuckDB, pandas, PyArrow, NumPy."
    return Table(title="Start-up", header=["", "wall, ms", "heavy libraries loaded"], rows=rows, notes=[note])


def _unfinished(costs: Costs) -> Table:
    failed = [(errand, cost.problem) for errand, cost in costs.items() if cost.problem]
    rows = [[*_named(errand), why] for errand, why in failed]
    return Table(title="Not finished", header=["events", "task", "engine", "why"], rows=rows)


def _named(errand: Errand) -> tuple[str, str, str]:
    return size(errand.events), f"{errand.kind} {errand.task}", harness.peer(errand.engine).NAME


def compared(costs: Costs) -> Table:
    """Which answers were compared, and how it went."""
    words = {True: "equal", False: "DIFFERENT", None: "another answer, as noted"}
    rows = [[*_named(v.errand), v.digest, words[v.equal]] for v in agreement.verdicts(costs)]
    header = ["events", "task", "engine", "digest", ""]
    return Table(title="Answers compared", header=header, rows=rows, notes=[DIGEST_NOTE])


def heading(missing: Mapping[str, str]) -> str:
    """Say on what machine and how it was measured, and what could not be."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}."
    )
    gone = [f"Not measured, for {name} cannot be installed here: {why}" for name, why in missing.items()]
    return "\n".join(["# klantreis beside named peers", "", machine + INTRO, *gone])


def keep(text: str, costs: Costs, missing: Mapping[str, str], starts: Iterable[Start], folder: Path) -> None:
    """Write ``report.md``, with the comparison of answers, and ``report.json``, with every figure."""
    folder.mkdir(exist_ok=True)
    figures = [asdict(e) | {k: v for k, v in asdict(c).items() if k != "answer"} for e, c in costs.items()]
    whole = {"peers": environment.versions(), "missing": missing, "costs": figures}
    whole["start"] = [asdict(start) for start in starts]
    (folder / "report.json").write_text(json.dumps(whole, indent=1))
    (folder / "report.md").write_text(f"{text}\n{compared(costs).markdown()}")
