"""The accessible twin of a live map: the same cells as text, in rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from klantreis.drawings import (
    _map_cards,
    _map_curve,
    _map_figures,
    _map_paper,
    _map_rows,
    _map_state,
    _map_steps,
)
from klantreis.drawings._map_steps import Column
from klantreis.drawings._map_view import View
from klantreis.drawings._numbers import NARROW, count, signed
from klantreis.model.journey_map import Card, Lane, Step


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said in a cell, and what it rests on."""

    text: str
    note: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A lane: its key, its name, and the lines of each cell, one cell per step."""

    key: str
    name: str
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """The map as a table: phases over steps, lanes as rows."""

    phases: tuple[tuple[str, str, int], ...]
    steps: tuple[Column, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]


def twin(view: View) -> Twin:
    """Return the map as a table; each phase with its goal and how many steps it spans."""
    columns = _map_paper.columns(view.live.map)
    phases = [
        (view.phase_name(phase), view.phase_goal(phase), max(1, len(phase.steps)))
        for phase in view.live.map.phases
    ]
    names = tuple(view.say(column.step.name) for column in columns)
    rows = [_row(view, lane, columns) for lane in _map_rows.shown_lanes(view)] if columns else []
    own = [_own(view, lane.id, view.say(lane.name), columns) for lane in view.live.map.own_lanes]
    state = Row("step", view.word("evidence"), tuple((_state(view, c.step),) for c in columns))
    return Twin(tuple(phases), tuple(columns), names, (state, *rows, *own))


def _state(view: View, step: Step) -> Line:
    measured = view.measured(step)
    return Line(view.word(f"state_{measured.state.value}"), _map_state.note(view, measured))


def _row(view: View, lane: Lane, columns: Sequence[Column]) -> Row:
    cells = tuple(tuple(_lines(view, lane, column.step)) for column in columns)
    return Row(lane.value, view.word(lane.value), cells)


def _own(view: View, key: str, name: str, columns: Sequence[Column]) -> Row:
    cards_of = _map_cards.own_cards(key)
    return Row(key, name, tuple(tuple(_card(view, card) for card in cards_of(c.step)) for c in columns))


def _lines(view: View, lane: Lane, step: Step) -> list[Line]:
    if lane is Lane.EMOTION:
        return _emotion(view, step)
    if lane is Lane.TOUCHPOINT:
        return _touchpoint(view, step)
    if lane is Lane.NUMBERS:
        return _numbers(view, step)
    if lane is Lane.OWNER:
        owner = _map_steps.owner(view, step)
        return [Line(owner)] if owner else []
    if lane is Lane.QUOTES:
        return [
            Line(text, view.word("measured" if m else "assumed"), True)
            for text, m in _map_cards.quotes(view, step)
        ]
    cards: Sequence[Card] = getattr(step, lane.value, ())
    return [_card(view, card) for card in cards]


def _card(view: View, card: Card) -> Line:
    source = view.say(card.source)
    known = f"{view.word('source')}: {source}" if source else view.word("assumed")
    return Line(view.say(card.text), " · ".join(filter(None, [known, view.say(card.owner)])))


def _emotion(view: View, step: Step) -> list[Line]:
    spot = _map_curve.spot(view, step)
    lines = []
    if spot.measured is not None:
        m = spot.measured
        n = f"{view.word('n')}{NARROW}{count(m.n, view.language)}"
        value = signed(m.value, view.language) if m.value is not None else view.word("too_few")
        interval = _map_figures.interval_text(view, "emotion", m) if m.value is not None else ""
        lines.append(Line(f"{view.word('measured')} {value}", " · ".join(filter(None, [interval, n]))))
    if spot.assumed is not None:
        lines.append(Line(f"{view.word('assumed')} {signed(spot.assumed, view.language)}"))
    if spot.gap is not None:
        lines.append(Line(f"{view.word('gap')} {signed(spot.gap, view.language)}", view.word("legend_gap")))
    if step.moment_of_truth:
        lines.append(Line(view.word("moment_of_truth")))
    return lines


def _touchpoint(view: View, step: Step) -> list[Line]:
    name, notes = _map_steps.touchpoint_text(view, step)
    return [Line(name or notes, notes if name else "")] if name or notes else []


def _numbers(view: View, step: Step) -> list[Line]:
    measured = view.measured(step)
    lines = [Line(f"{f.label}: {f.value}", f.note) for f in _map_figures.figures(view, measured)]
    lines += [Line(_map_figures.target_text(view, target)) for target in measured.targets]
    return lines or [Line(view.word("no_evidence"))]
