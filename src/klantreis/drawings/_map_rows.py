"""The lanes of the map as rows of cells, in their fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from klantreis.drawings import _icons, _map_cards, _map_curve, _map_curve_ink, _map_figures, _map_steps
from klantreis.drawings._blocks import Block, paragraph, stack
from klantreis.drawings._colours import (
    BACKSTAGE_TINT,
    NEGATIVE_TINT,
    OPPORTUNITY_TINT,
    PAPER_TINT,
    POSITIVE_TINT,
    RULE,
    WHITE,
)  # fmt: skip
from klantreis.drawings._map_steps import Column
from klantreis.drawings._map_view import View
from klantreis.drawings._svg import Box, Canvas
from klantreis.model.journey_map import Card, Lane, Step

DrawRow = Callable[[Canvas, float, float, float], None]

TINTS = {
    Lane.ACTIONS: PAPER_TINT,
    Lane.INFORMATION_NEEDS: PAPER_TINT,
    Lane.PAIN_POINTS: NEGATIVE_TINT,
    Lane.GAINS: POSITIVE_TINT,
    Lane.OPPORTUNITIES: OPPORTUNITY_TINT,
    Lane.TOUCHPOINT: PAPER_TINT,
    Lane.BACKSTAGE: BACKSTAGE_TINT,
    Lane.SYSTEMS: BACKSTAGE_TINT,
    Lane.POLICIES: BACKSTAGE_TINT,
    Lane.OWNER: PAPER_TINT,
}
BLUEPRINT = {
    Lane.FRONTSTAGE: "line_of_interaction",
    Lane.BACKSTAGE: "line_of_visibility",
    Lane.SYSTEMS: "line_of_internal_interaction",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One lane: its name, icon and tint, the least height it needs, and how to draw it.

    ``draw`` takes the left edge of the first column, the top and the height. ``curve`` is set for
    the emotion lane only. ``line`` names the blueprint line above the lane.
    """

    key: str
    name: str
    icon: str
    tint: str
    height: float
    draw: DrawRow
    curve: _map_curve.CurveRow | None = None
    line: str = ""


def rows(view: View, columns: Sequence[Column], column: float, pad: float, plot: float) -> list[Row]:
    """Return the lanes that the map shows, for some of its steps.

    Which lanes are shown depends on the whole map, so every sheet shows the same.
    """
    found = []
    lanes = shown_lanes(view)
    blueprint = {Lane.FRONTSTAGE, Lane.BACKSTAGE} & set(lanes)
    for lane in lanes:
        line = BLUEPRINT.get(lane, "") if blueprint else ""
        if lane is Lane.BACKSTAGE and Lane.FRONTSTAGE not in lanes:
            line = "line_of_visibility"
        if lane is Lane.SYSTEMS and Lane.BACKSTAGE not in lanes:
            line = ""
        found.append(_lane_row(view, lane, columns, column, pad, plot, line))
    at = next((i for i, lane in enumerate(lanes) if lane in BLUEPRINT), len(found))
    own = [
        _own_row(view, lane.id, lane.name, lane.icon, columns, column, pad)
        for lane in view.live.map.own_lanes
    ]
    return [*found[:at], *own, *found[at:]]


def stretched(found: Sequence[Row], heights: Sequence[float], spare: float) -> list[float]:
    """Return heights that use spare room: the curve first, to twice its plot, then all lanes alike."""
    grown = list(heights)
    for at, row in enumerate(found):
        if row.curve is not None:
            more = min(spare * 0.6, row.curve.plot * 1.2)
            grown[at] += more
            spare -= more
    share = min(spare / max(1, len(grown)), max(grown, default=0.0) * 0.35)
    return [height + share for height in grown]


def shown_lanes(view: View) -> list[Lane]:
    """Return the lanes to draw: those the map names, or all that have something to show."""
    if view.live.map.lanes is not None:
        return list(view.live.map.lanes)
    steps = [step for phase in view.live.map.phases for step in phase.steps]
    return [lane for lane in Lane if lane is Lane.EMOTION or any(_has(view, lane, step) for step in steps)]


def _has(view: View, lane: Lane, step: Step) -> bool:
    if lane is Lane.TOUCHPOINT:
        return step.touchpoint is not None or step.channel is not None
    if lane is Lane.NUMBERS:
        return bool(_map_figures.figures(view, view.measured(step)) or view.measured(step).targets)
    if lane is Lane.OWNER:
        return _map_steps.owner_block(view, step, 1e6).height > 0
    if lane is Lane.QUOTES:
        return bool(_map_cards.quotes(view, step))
    return bool(_cards(lane, step))


def _cards(lane: Lane, step: Step) -> Sequence[Card]:
    cards: Sequence[Card] = getattr(step, lane.value, ())
    return cards


def _lane_row(
    view: View, lane: Lane, columns: Sequence[Column], column: float, pad: float, plot: float, line: str
) -> Row:
    name, icon, tint = view.word(lane.value), _icons.LANES[lane.value], TINTS.get(lane, WHITE)
    steps = [c.step for c in columns]
    wide = column - 2 * pad
    if lane is Lane.EMOTION:
        planned = _map_curve.plan(view, steps, column, pad, plot)

        def draw(canvas: Canvas, x: float, y: float, height: float) -> None:
            stretched = _map_curve.stretched(planned, height)
            with canvas.group(class_="curve"):
                _map_curve_ink.draw(view, stretched, canvas, x, y, column, pad)
            for at, step in enumerate(steps):
                with _cell(canvas, step, lane.value, Box(x + at * column, y, column, height)):
                    pass

        return Row(lane.value, name, icon, tint, planned.height, draw, planned, line)
    if lane in (Lane.TOUCHPOINT, Lane.NUMBERS, Lane.OWNER, Lane.QUOTES):
        blocks = [_block(view, lane, step, wide) for step in steps]
        return _block_row(lane.value, name, icon, tint, steps, blocks, column, pad, line)
    return _card_row(
        view, lane.value, name, icon, tint, steps, lambda step: _cards(lane, step), column, pad, line
    )


def _own_row(
    view: View, key: str, name: object, icon: str | None, columns: Sequence[Column], column: float, pad: float
) -> Row:
    known = icon if icon and _icons.exists(icon) else _icons.LANES["own"]
    said = view.say(name) if isinstance(name, str | dict) else str(name)
    steps = [c.step for c in columns]
    return _card_row(view, key, said, known, WHITE, steps, _map_cards.own_cards(key), column, pad, "")


def _block(view: View, lane: Lane, step: Step, wide: float) -> Block:
    if lane is Lane.TOUCHPOINT:
        return _map_steps.touchpoint_block(view, step, wide)
    if lane is Lane.NUMBERS:
        shown = _map_figures.block(view, view.measured(step), wide)
        none = paragraph(view.word("no_evidence"), wide, view.small("italic"), language=view.language)
        return shown if shown.height else none
    if lane is Lane.OWNER:
        return _map_steps.owner_block(view, step, wide)
    said = _map_cards.quotes(view, step)[: view.most_cards]
    return stack([_map_cards.quote_block(view, text, wide, measured=m) for text, m in said], view.body * 0.5)


def _block_row(
    key: str, name: str, icon: str, tint: str, steps: Sequence[Step], blocks: Sequence[Block],
    column: float, pad: float, line: str,
) -> Row:  # fmt: skip
    def draw(canvas: Canvas, x: float, y: float, height: float) -> None:
        for at, (step, block) in enumerate(zip(steps, blocks, strict=True)):
            with _cell(canvas, step, key, Box(x + at * column, y, column, height)):
                block.draw(canvas, x + at * column + pad, y + pad)

    need = max((block.height for block in blocks), default=0.0) + 2 * pad
    return Row(key, name, icon, tint, need, draw, None, line)


def _card_row(
    view: View, key: str, name: str, icon: str, tint: str, steps: Sequence[Step],
    cards_of: _map_cards.CardsOf,    column: float, pad: float, line: str,
) -> Row:  # fmt: skip
    laid = _map_cards.lay(view, steps, cards_of, column, pad)

    def draw(canvas: Canvas, x: float, y: float, height: float) -> None:
        for at, step in enumerate(steps):
            with _cell(canvas, step, key, Box(x + at * column, y, column, height)):
                for one in laid:
                    if one.first == at:
                        if one.span > 1:
                            _slip(view, canvas, one, x + at * column, y + pad + one.top, column, pad)
                        one.block.draw(canvas, x + at * column + pad, y + pad + one.top)

    return Row(key, name, icon, tint, _map_cards.height(laid) + 2 * pad, draw, None, line)


def _slip(
    view: View, canvas: Canvas, one: _map_cards.Laid, x: float, y: float, column: float, pad: float
) -> None:
    """Draw a slip of paper under a card that covers several steps."""
    room = view.body * 0.22
    place = Box(
        x + pad - 2 * room, y - room, one.span * column - 2 * pad + 4 * room, one.block.height + 2 * room
    )
    canvas.rect(place, rx=view.body * 0.4, fill=WHITE, stroke=RULE, stroke_width=view.body / 16)


@contextmanager
def _cell(canvas: Canvas, step: Step, lane: str, box: Box) -> Iterator[None]:
    """Draw into the group of one cell; an invisible floor lets all of it be pointed at."""
    with canvas.group(class_="cell", data_step=step.id, data_lane=lane):
        canvas.rect(box, class_="floor", fill_opacity="0")
        yield
