"""Whether the engines agree: every answer is held against ours, or else against the first there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from benchmarks import harness, tasks
from benchmarks.harness import Cost, Errand


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One answer held against another; ``equal`` is ``None`` where another answer is meant."""

    errand: Errand
    against: str
    equal: bool | None
    digest: str


def verdicts(costs: Mapping[Errand, Cost]) -> Iterator[Verdict]:
    """Compare all answers to one question on one log."""
    references: dict[tuple[str, int], Errand] = {}
    for errand, cost in costs.items():
        if cost.answer is None:
            continue
        reference = references.setdefault((errand.task, errand.events), errand)
        yield Verdict(
            errand=errand,
            against=reference.engine,
            equal=_equal(errand, reference, costs),
            digest=tasks.digest(cost.answer),
        )


def _equal(errand: Errand, reference: Errand, costs: Mapping[Errand, Cost]) -> bool | None:
    if meant_otherwise(errand):
        return None
    slack = max(harness.peer(e.engine).SLACK_US for e in (errand, reference))
    return tasks.same(errand.task, costs[reference].answer or [], costs[errand].answer or [], slack)


def meant_otherwise(errand: Errand) -> bool:
    """Whether the engine is known to answer another question than the one asked."""
    return errand.task in getattr(harness.peer(errand.engine), "OTHER_ANSWER", ())


def told(verdict: Verdict, costs: Mapping[Errand, Cost]) -> str:
    """Say in one line where two answers part."""
    asked = verdict.errand
    theirs = costs[asked].answer or []
    reference = Errand(engine=verdict.against, kind=asked.kind, task=asked.task, events=asked.events)
    ours = next(
        c.answer or [] for e, c in costs.items() if replace(e, kind=asked.kind) == reference and c.answer
    )
    slack = harness.peer(asked.engine).SLACK_US
    pairs = zip(ours, theirs, strict=False)
    apart = next((p for p in pairs if not tasks.same(asked.task, [p[0]], [p[1]], slack)), None)
    return (
        f"{asked.engine}, {asked.kind} {asked.task}, {asked.events:,} events, from {verdict.against}: "
        f"{len(theirs)} rows against {len(ours)}; first apart: {apart}"
    )
