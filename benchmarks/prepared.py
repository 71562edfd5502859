"""Tables of what the engines need on their prepared form: per task, beside ours, and against the aims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from benchmarks import harness
from benchmarks.harness import OURS, Cost, Errand
from benchmarks.table import Table, short, size
from benchmarks.tasks import TASKS

MEASURES = (("CPU, ms", "cpu_s", 1e3), ("wall, ms", "wall_s", 1e3), ("peak memory, MB", "rss_bytes", 1e-6))
AIMS = (("tuned", 3.0), ("suite", 10.0))
KINDS = "Tuned peers: Polars, DuckDB on derived columns, ClickHouse. Suites: retentioneering and PM4Py."

Here = Mapping[tuple[str, str], Cost]


def _of(costs: Mapping[Errand, Cost], events: int) -> Here:
    return {(e.engine, e.task): c for e, c in costs.items() if e.kind == "answer" and e.events == events}


def tables(costs: Mapping[Errand, Cost], events: int) -> Iterable[Table]:
    """Engines by task, one table per measure, with the ratio to ours in brackets."""
    here = _of(costs, events)
    engines = [engine for engine in harness.ENGINES if any(engine == found for found, _ in here)]
    names = [task for task in TASKS if any(task == found for _, found in here)]
    for title, field, scale in MEASURES:
        rows = [_row(here, engine, names, field, scale) for engine in engines]
        notes = _remarks(engines, names, here) if field == "cpu_s" else ()
        title = f"{size(events)} events, prepared: {title}"
        yield Table(title=title, header=["engine", *names], rows=rows, notes=notes)


def _row(here: Here, engine: str, names: Iterable[str], field: str, scale: float) -> list[str]:
    cells = [_cell(here.get((engine, task)), here.get((OURS, task)), field, scale) for task in names]
    marks = ["*" if task in harness.peer(engine).REMARKS else "" for task in names]
    return [harness.peer(engine).NAME, *(cell + mark for cell, mark in zip(cells, marks, strict=True))]


def _cell(cost: Cost | None, ours: Cost | None, field: str, scale: float) -> str:
    if cost is None or cost.problem:
        return "–" if cost is None else cost.problem[:24]
    value: float = getattr(cost, field)
    if ours is None or ours.problem or ours is cost:
        return short(value * scale)
    return f"{short(value * scale)} ({short(value / getattr(ours, field))}×)"


def _remarks(engines: Iterable[str], names: Iterable[str], here: Here) -> list[str]:
    peers = {engine: harness.peer(engine) for engine in engines}
    said = [f"\\* {p.NAME}, {t}: {p.REMARKS[t]}." for p in peers.values() for t in names if t in p.REMARKS]
    most = max(cost.rounds for cost in here.values())
    long = [peers[e].NAME for (e, _), cost in here.items() if cost.rounds < most and not cost.problem]
    fewer = "; ".join(dict.fromkeys(long))
    return [*said, *([f"Fewer than {most} rounds for what takes long: {fewer}."] if fewer else [])]


def aims(costs: Mapping[Errand, Cost], events: int) -> Table:
    """CPU against the best of each kind of peer, with what was aimed at."""
    here = {key: cost for key, cost in _of(costs, events).items() if not cost.problem}
    rows = [_aim(here, task, kind, aim) for task in TASKS if (OURS, task) in here for kind, aim in AIMS]
    header = ["task", "best peer", "its CPU to ours", "aim", ""]
    title = f"{size(events)} events, prepared: against the aims"
    return Table(title=title, header=header, rows=[row for row in rows if row], notes=[KINDS])


def _aim(here: Here, task: str, kind: str, aim: float) -> list[str]:
    ours = here[OURS, task].cpu_s
    ratios = {e: c.cpu_s / ours for (e, t), c in here.items() if t == task and kind == harness.peer(e).KIND}
    if not ratios:
        return []
    best = min(ratios, key=lambda engine: ratios[engine])
    verdict = "met" if ratios[best] >= aim else "missed"
    other = " (no window)" if task in getattr(harness.peer(best), "OTHER_ANSWER", ()) else ""
    return [task, harness.peer(best).NAME + other, f"{short(ratios[best])}×", f"{aim:.0f}×", verdict]
