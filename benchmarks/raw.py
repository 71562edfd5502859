"""Tables of what it takes from the raw file: to the first answer, and to a log in order; against the aims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from benchmarks import harness
from benchmarks.harness import OURS, Cost, Errand
from benchmarks.table import Table, short, size

MEASURES = {
    "CPU, s": ("cpu_s", 1.0),
    "wall, s": ("wall_s", 1.0),
    "peak, MB": ("rss_bytes", 1e-6),
    "process CPU, s": ("process_cpu_s", 1.0),
    "process wall, s": ("process_wall_s", 1.0),
}
NOTE = "CPU and wall begin when the libraries are loaded; the process columns hold their loading as well."
AIMED = {"cold": ("CPU, s", "wall, s"), "sort": ("CPU, s", "peak, MB")}
PEER = "duckdb_textbook"
LARGE, LARGE_BYTES = 100_000_000, 2 * 2**30


def tables(costs: Mapping[Errand, Cost]) -> Iterable[Table]:
    """All engines in all measures, and klantreis beside DuckDB in those that were aimed at."""
    errands = sorted((e for e in costs if e.kind in ("cold", "sort")), key=lambda errand: errand.events)
    rows = [_row(errand, costs) for errand in errands]
    header = ["events", "from the raw file", "engine", *MEASURES]
    yield Table(title="From the raw Parquet file", header=header, rows=rows, notes=[NOTE])
    ours = [errand for errand in errands if errand.engine == OURS and not costs[errand].problem]
    rows = [row for errand in ours for row in [*_against(errand, costs), *_bounded(errand, costs)]]
    header = ["events", "from the raw file", "measure", "klantreis", "aim", ""]
    yield Table(title="From the raw Parquet file: against the aims", header=header, rows=rows)


def _row(errand: Errand, costs: Mapping[Errand, Cost]) -> list[str]:
    cost, ours = costs[errand], costs.get(replace(errand, engine=OURS))
    name = harness.peer(errand.engine).NAME
    if cost.problem:
        return [size(errand.events), _what(errand), name, cost.problem[:24], *[""] * (len(MEASURES) - 1)]
    beside = ours if ours and ours is not cost and not ours.problem else None
    cells = [_cell(cost, beside, field, scale) for field, scale in MEASURES.values()]
    return [size(errand.events), _what(errand), name, *cells]


def _cell(cost: Cost, ours: Cost | None, field: str, scale: float) -> str:
    value: float = getattr(cost, field)
    return short(value * scale) + (f" ({short(value / getattr(ours, field))}×)" if ours else "")


def _what(errand: Errand) -> str:
    return "preparation / sort" if errand.kind == "sort" else f"raw to {errand.task}"


def _against(errand: Errand, costs: Mapping[Errand, Cost]) -> Iterable[list[str]]:
    """Not more than DuckDB needs for the same file."""
    theirs = costs.get(replace(errand, engine=PEER))
    for measure in AIMED[errand.kind] if theirs and not theirs.problem else ():
        field, scale = MEASURES[measure]
        ours, most = getattr(costs[errand], field) * scale, getattr(theirs, field) * scale
        yield _verdict(errand, measure, ours, most, "DuckDB's ")


def _bounded(errand: Errand, costs: Mapping[Errand, Cost]) -> Iterable[list[str]]:
    """A hundred million events within 2 GiB."""
    if errand.kind == "sort" and errand.events == LARGE:
        yield _verdict(errand, "peak, MB", costs[errand].rss_bytes / 1e6, LARGE_BYTES / 1e6, "")


def _verdict(errand: Errand, measure: str, ours: float, most: float, whose: str) -> list[str]:
    met = "met" if ours <= most else "missed"
    return [size(errand.events), _what(errand), measure, short(ours), f"at most {whose}{short(most)}", met]
