"""Paper: its size, its type and how the steps are divided over sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from klantreis.drawings._map_steps import Column
from klantreis.errors import UnknownNameError
from klantreis.model.journey_map import JourneyMap, MapPhase, Step

RAIL_EM: Final = 10.6
COLUMN_EM: Final = 11.4
WIDEST_EM: Final = 21.0
"""Widths of the lane rail and of a step, in sizes of ordinary text."""

PLOT_EM: Final = 11.0
PAPER_PLOT_EM: Final = 7.6
"""Least height of the emotion plot, on screen and on paper; spare room goes to it first."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: width and height, margin, and the sizes of ordinary text to try, largest first.

    ``height`` is ``None`` for the screen, which is as long as it needs to be.
    """

    name: str
    width: float
    height: float | None
    margin: float
    bodies: tuple[float, ...]
    unit: str = "pt"

    @property
    def is_poster(self) -> bool:
        """Whether everything should stand on one sheet."""
        return len(self.bodies) > 1


PAPERS: Final = {
    "screen": Paper("screen", 1440.0, None, 28.0, (13.0,), "px"),
    "A4": Paper("A4", 841.89, 595.28, 26.0, (7.6,)),
    "A3": Paper("A3", 1190.55, 841.89, 34.0, (8.6,)),
    "A2": Paper("A2", 1683.78, 1190.55, 48.0, (13.0, 12.0, 11.0, 10.0, 9.4, 8.8, 8.2)),
    "A1": Paper("A1", 2383.94, 1683.78, 68.0, (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.2, 10.6, 10.0)),
    "A0": Paper("A0", 3370.39, 2383.94, 96.0, (26.0, 24.0, 22.0, 20.0, 18.5, 17.0, 16.0, 15.0, 14.0)),
}
"""On A0 ordinary text is never smaller than 14 pt."""


def named(paper: str) -> Paper:
    """Return a paper by name, capital or not."""
    by_fold = {name.casefold(): found for name, found in PAPERS.items()}
    if paper.casefold() not in by_fold:
        raise UnknownNameError("paper", paper, PAPERS)
    return by_fold[paper.casefold()]


def columns(story: JourneyMap) -> list[Column]:
    """Return the steps of a map in order, each with its phase; an empty phase says that it is."""
    steps = [(phase, step) for phase in story.phases for step in phase.steps or [_none_yet(phase)]]
    return [Column(phase, step, at) for at, (phase, step) in enumerate(steps, start=1)]


def _none_yet(phase: MapPhase) -> Step:
    return Step(id=f"{phase.id[:58]}-empty", name={"nl": "Nog geen stappen", "en": "No steps yet"})


def divided(steps: Sequence[Column], most: int) -> list[list[Column]]:
    """Return the steps in as few groups of at most ``most`` as possible, evenly, whole phases together.

    A phase that is itself too long is split; its bar is then repeated with "continued".
    """
    if not steps:
        return [[]]
    best = _greedy(steps, most)
    for fewer in range(most - 1, 0, -1):
        tried = _greedy(steps, fewer)
        if len(tried) > len(best):
            break
        best = tried
    return best


def _greedy(steps: Sequence[Column], most: int) -> list[list[Column]]:
    groups: list[list[Column]] = [[]]
    for phase in _phases(steps):
        for start in range(0, len(phase), most):
            part = phase[start : start + most]
            if groups[-1] and len(groups[-1]) + len(part) > most:
                groups.append([])
            groups[-1].extend(part)
    return groups


def _phases(steps: Sequence[Column]) -> list[list[Column]]:
    phases: list[list[Column]] = []
    for step in steps:
        if phases and phases[-1][-1].phase is step.phase:
            phases[-1].append(step)
        else:
            phases.append([step])
    return phases
