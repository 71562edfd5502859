"""Measure klantreis beside named peers, interleaved in one run, with results checked equal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks import agreement, environment, harness, options, report, startup
from benchmarks.harness import ENGINES, OURS, Cost, Errand, Limits
from benchmarks.tasks import TASKS

HERE = Path(__file__).parent
DATA, OUT = HERE / "data", HERE / "out"
COLD_TASKS = ("transitions", "funnel")
FROM_RAW = {"cold": (OURS, "duckdb_textbook", "polars_tuned"), "sort": (OURS, "duckdb_textbook")}
FULL = 100_000_000


def main() -> int:
    """Make what is needed, measure, print and keep; 1 if results disagree or klantreis fails."""
    asked = options.parse(__doc__ or "")
    DATA.mkdir(exist_ok=True)
    engines, missing = _available(asked.engines)
    for events in [*asked.events, *([FULL] if asked.full else [])]:
        _generate(events)
    costs = _prepare(engines, asked.events, asked.limits)
    engines = [e for e in engines if not any(c.problem for errand, c in costs.items() if errand.engine == e)]
    costs |= harness.run(_answers(engines, asked), asked.rounds, DATA, asked.limits)
    if not asked.tasks:
        costs |= _from_raw(engines, max(asked.events), asked.rounds, asked.limits)
    if asked.full:
        costs |= _full(engines, asked.limits)
    return _publish(costs, missing)


def _available(asked: tuple[str, ...]) -> tuple[list[str], dict[str, str]]:
    """The engines whose library can be had, ours first; and why not for the others."""
    wanted = [engine for engine in ENGINES if engine in asked or engine == OURS]
    library = {engine: harness.peer(engine).LIBRARY for engine in wanted}
    environment.install_ours()
    missing = environment.install(library[engine] for engine in wanted if engine != OURS)
    return [engine for engine in wanted if library[engine] not in missing], missing


def _generate(events: int) -> None:
    if not (DATA / f"events-{events}.parquet").exists():
        print(f"generating {events:,} events", flush=True)
        subprocess.run([sys.executable, "-m", "benchmarks.generate", str(events), str(DATA)], check=True)


def _prepare(engines: list[str], sizes: list[int], limits: Limits) -> dict[Errand, Cost]:
    """Let each engine write its own form, once; it may be there from before."""
    roomy = Limits(seconds=5 * limits.seconds, rss_bytes=limits.rss_bytes)
    todo = [Errand(engine=e, kind="prepare", task="-", events=n) for n in sizes for e in engines]
    todo = [errand for errand in todo if not (DATA / f"{errand.engine}-{errand.events}" / "ready").exists()]
    return harness.run(todo, 1, DATA, roomy)


def _answers(engines: list[str], asked: options.Options) -> list[Errand]:
    """Every engine on every task it has."""
    return [
        Errand(engine=engine, kind="answer", task=task, events=events)
        for events in asked.events
        for task in asked.tasks or TASKS
        for engine in engines
        if hasattr(harness.peer(engine), task)
    ]


def _from_raw(engines: list[str], events: int, rounds: int, limits: Limits) -> dict[Errand, Cost]:
    """First answers and preparation from the raw file; one round goes before, which is not counted."""
    errands = [
        Errand(engine=engine, kind=kind, task=task, events=events)
        for kind, tasks in (("cold", COLD_TASKS), ("sort", ("-",)))
        for task in tasks
        for engine in FROM_RAW[kind]
        if engine in engines
    ]
    harness.run(errands, 1, DATA, limits)
    return harness.run(errands, rounds, DATA, limits)


def _full(engines: list[str], limits: Limits) -> dict[Errand, Cost]:
    """A hundred million events: every analysis of klantreis, and its preparation beside a sort, once."""
    roomy = Limits(seconds=10 * limits.seconds, rss_bytes=limits.rss_bytes)
    sorts = [Errand(engine=e, kind="sort", task="-", events=FULL) for e in FROM_RAW["sort"] if e in engines]
    asks = [Errand(engine=OURS, kind="answer", task=task, events=FULL) for task in TASKS]
    ready = _prepare([OURS], [FULL], roomy)
    return ready | harness.run(sorts, 1, DATA, roomy) | harness.run(asks, 1, DATA, roomy)


def _publish(costs: dict[Errand, Cost], missing: dict[str, str]) -> int:
    """Print the tables, keep them in files, and say which results disagree."""
    starts = startup.measure()
    text = "\n".join([report.heading(missing), *(t.markdown() for t in report.tables(costs, starts))])
    print(text)
    wrong = [verdict for verdict in agreement.verdicts(costs) if verdict.equal is False]
    for verdict in wrong:
        print("DIFFERENT:", agreement.told(verdict, costs))
    failed = [errand for errand, cost in costs.items() if cost.problem and errand.engine == OURS]
    print(f"Answers that disagree: {len(wrong)}. Failures of klantreis: {len(failed)}.")
    report.keep(text, costs, missing, starts, OUT)
    print(f"Kept in {(OUT / 'report.md').relative_to(HERE.parent)} and report.json beside it.")
    return 1 if wrong or failed else 0


if __name__ == "__main__":
    sys.exit(main())
