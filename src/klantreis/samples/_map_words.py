"""Writing a map in few words: steps with their cards, whose ids follow from step, lane and place."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from klantreis.model.journey_map import Card, Step
from klantreis.model.touchpoint import Target


def hurts(text: str, severity: int) -> Card:
    """Return a pain point with its severity, 1–5; its id follows from its place."""
    return Card(id="card", text=text, severity=severity)


def wide(text: str, span: int) -> Card:
    """Return a card that covers several steps; its id follows from its place."""
    return Card(id="card", text=text, span=span)


def step(
    id: str,
    name: str,
    *,
    touchpoint: str | None = None,
    channel: str | None = None,
    emotion: float,
    owner: str,
    moment_of_truth: bool = False,
    targets: Sequence[Target] = (),
    **lanes: Sequence[str | Card],
) -> Step:
    """Return a step with cards in its lanes, each with an id such as ``pay-quotes-1``.

    Examples
    --------
    >>> paying = step("pay", "I pay", emotion=0, owner="Shop", thoughts=["Is it safe?"])
    >>> paying.thoughts[0].id
    'pay-thoughts-1'
    """
    cards = {lane: [_card(f"{id}-{lane}-{i}", c) for i, c in enumerate(cs, 1)] for lane, cs in lanes.items()}
    return msgspec.convert(
        {
            "id": id,
            "name": name,
            "touchpoint": touchpoint,
            "channel": channel,
            "emotion": emotion,
            "owner": owner,
            "moment_of_truth": moment_of_truth,
            "targets": list(targets),
            **cards,
        },
        Step,
    )


def _card(id: str, content: str | Card) -> Card:
    card = Card(id=id, text=content) if isinstance(content, str) else content
    return msgspec.structs.replace(card, id=id)
