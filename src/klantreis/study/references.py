"""Whether the names in a study and its maps point at something: ids, rules, targets, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from klantreis.model.journey_map import Card, JourneyMap
from klantreis.model.study import Study
from klantreis.study.document import Document
from klantreis.study.problems import Place, Problem, suggestion
from klantreis.study.values import value_mistakes

CARD_LANES = (
    "actions", "thoughts", "information_needs", "expectations", "pain_points", "gains", "quotes",
    "opportunities", "frontstage", "backstage", "systems", "policies", "images",
)  # fmt: skip


def study_mistakes(study: Study, document: Document) -> Iterator[Problem]:
    """Yield every name in a study that points nowhere, every id given twice, every value that cannot be."""
    for group in ("phases", "channels", "touchpoints", "personas"):
        yield from _twice(document, [((group, i, "id"), x.id) for i, x in enumerate(getattr(study, group))])
    for place, kind, name, known in _study_references(study):
        if name is not None and name not in known:
            yield _unknown(document, place, kind, name, known)
    yield from value_mistakes(study, document)


def map_mistakes(
    journey_map: JourneyMap, document: Document, study: Study, maps: Iterable[str]
) -> Iterator[Problem]:
    """Yield the same for a map; ``maps`` are the ids of all maps of the study."""
    steps = [(p, s, step) for p, phase in enumerate(journey_map.phases) for s, step in enumerate(phase.steps)]
    yield from _twice(document, [(("phases", p, "id"), x.id) for p, x in enumerate(journey_map.phases)])
    yield from _twice(document, [(("phases", p, "steps", s, "id"), step.id) for p, s, step in steps])
    yield from _twice(document, _cards(journey_map))
    for group in ("own_lanes", "branches"):
        yield from _twice(
            document, [((group, i, "id"), x.id) for i, x in enumerate(getattr(journey_map, group))]
        )
    for place, kind, name, known in _map_references(journey_map, study, list(maps)):
        if name is not None and name not in known:
            yield _unknown(document, place, kind, name, known)
    phases = _ids(study.phases)
    for p, phase in enumerate(journey_map.phases):
        if phase.name is None and phase.id not in phases:
            yield document.problem(
                ("phases", p), f"The phase {phase.id!r} has no name and is no phase of the study.",
                f"Give it a name, or take an id of the study. {suggestion(phase.id, phases)}")  # fmt: skip
    yield from value_mistakes(journey_map, document)


Reference = tuple[Place, str, str | None, Sequence[str]]


def _study_references(study: Study) -> Iterator[Reference]:
    touchpoints, phases, channels = _ids(study.touchpoints), _ids(study.phases), _ids(study.channels)
    for i, touchpoint in enumerate(study.touchpoints):
        yield ("touchpoints", i, "phase"), "phase", touchpoint.phase, phases
        yield ("touchpoints", i, "channel"), "channel", touchpoint.channel, channels
    for i, persona in enumerate(study.personas):
        for j, name in enumerate(persona.channels):
            yield ("personas", i, "channels", j), "channel", name, channels
        for which in ("did", "did_not"):
            for j, name in enumerate(getattr(persona.rule, which, ())):
                yield ("personas", i, "rule", which, j), "touchpoint", name, touchpoints
    for i, survey in enumerate(study.surveys):
        for code, question in survey.questions.items():
            place = ("surveys", i, "questions", code)
            yield (*place, "touchpoint"), "touchpoint", question.touchpoint, touchpoints
            yield (*place, "phase"), "phase", question.phase, phases


def _map_references(journey_map: JourneyMap, study: Study, maps: Sequence[str]) -> Iterator[Reference]:
    touchpoints, channels = _ids(study.touchpoints), _ids(study.channels)
    lanes, steps = _ids(journey_map.own_lanes), [s.id for phase in journey_map.phases for s in phase.steps]
    for i, name in enumerate(journey_map.personas):
        yield ("personas", i), "persona", name, _ids(study.personas)
    for p, phase in enumerate(journey_map.phases):
        for s, step in enumerate(phase.steps):
            place = ("phases", p, "steps", s)
            yield (*place, "touchpoint"), "touchpoint", step.touchpoint, touchpoints
            yield (*place, "channel"), "channel", step.channel, channels
            yield (*place, "journey"), "map", step.journey, maps
            for lane in step.own:
                yield (*place, "own", lane), "lane", lane, lanes
    for i, branch in enumerate(journey_map.branches):
        yield ("branches", i, "from"), "step", branch.start, steps
        yield ("branches", i, "to"), "step", branch.end, steps


def _cards(journey_map: JourneyMap) -> list[tuple[Place, str]]:
    found: list[tuple[Place, str]] = []
    for p, phase in enumerate(journey_map.phases):
        for s, step in enumerate(phase.steps):
            lanes: list[tuple[Place, list[Card]]] = [((lane,), getattr(step, lane)) for lane in CARD_LANES]
            lanes += [(("own", name), cards) for name, cards in step.own.items()]
            for where, cards in lanes:
                place = ("phases", p, "steps", s, *where)
                found += [((*place, c, "id"), card.id) for c, card in enumerate(cards)]
    return found


def _twice(document: Document, named: Iterable[tuple[Place, str]]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for place, name in named:
        if name in first:
            line = document.line(first[name])
            yield document.problem(
                place, f"The id {name!r} is taken already, on line {line}.", "Give it another id."
            )
        first.setdefault(name, place)


def _unknown(document: Document, place: Place, kind: str, name: str, known: Sequence[str]) -> Problem:
    return document.problem(place, f"There is no {kind} {name!r}.", suggestion(name, known))


def _ids(nouns: Iterable[Any]) -> list[str]:
    return [noun.id for noun in nouns]
