"""The journey map: what the team believes, as phases, steps and lanes of cards."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from klantreis.model.text import Id, Language, Text
from klantreis.model.touchpoint import Target

Emotion = Annotated[float, Meta(ge=-2, le=2, description="Assumed emotion: −2 very bad … +2 very good.")]


class Lane(StrEnum):
    """The lanes a map can have, in the order in which they are drawn."""

    ACTIONS = "actions"
    THOUGHTS = "thoughts"
    INFORMATION_NEEDS = "information_needs"
    EXPECTATIONS = "expectations"
    EMOTION = "emotion"
    TOUCHPOINT = "touchpoint"
    NUMBERS = "numbers"
    PAIN_POINTS = "pain_points"
    GAINS = "gains"
    QUOTES = "quotes"
    OPPORTUNITIES = "opportunities"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SYSTEMS = "systems"
    POLICIES = "policies"
    IMAGES = "images"
    OWNER = "owner"


class Card(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing said in one cell of the map."""

    id: Id
    text: Text
    span: Annotated[int, Meta(ge=1, description="How many steps the card covers, from its own step on.")] = 1
    icon: str | None = None
    colour: str | None = None
    owner: Text | None = None
    image: Annotated[str | None, Meta(description="A picture beside the map file.")] = None
    source: Annotated[Text | None, Meta(description="Where this comes from: an interview, a report.")] = None
    severity: Annotated[int, Meta(ge=1, le=5)] | None = None


class OwnLane(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lane of the team's own."""

    id: Id
    name: Text
    icon: str | None = None
    colour: str | None = None


class Step(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of the journey, in the customer's voice: "I compare bicycles"."""

    id: Id
    name: Text
    description: Text | None = None
    touchpoint: Annotated[Id | None, Meta(description="Id of a touchpoint of the study.")] = None
    channel: Id | None = None
    emotion: Emotion | None = None
    moment_of_truth: bool = False
    journey: Annotated[Id | None, Meta(description="Id of a nested map that tells this step in full.")] = None
    targets: list[Target] = []
    owner: Text | None = None
    actions: list[Card] = []
    thoughts: list[Card] = []
    information_needs: list[Card] = []
    expectations: list[Card] = []
    pain_points: list[Card] = []
    gains: list[Card] = []
    quotes: list[Card] = []
    opportunities: list[Card] = []
    frontstage: list[Card] = []
    backstage: list[Card] = []
    systems: list[Card] = []
    policies: list[Card] = []
    images: list[Card] = []
    own: Annotated[dict[str, list[Card]], Meta(description="Cards in the team's own lanes, by lane id.")] = {}


class MapPhase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phase of the map with its steps; name and goal default to those of the study's phase."""

    id: Id
    name: Text | None = None
    goal: Text | None = None
    steps: list[Step] = []


class Branch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another way on: from one step to another, forward (a branch) or back (a loop)."""

    id: Id
    start: Id = field(name="from")
    end: Id = field(name="to")
    when: Text | None = None
    kind: Literal["branch", "loop"] = "branch"


class JourneyMap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A journey map as a team draws it: one actor, one scenario, phases > steps × lanes."""

    klantreis: Annotated[Literal[1], Meta(description="Version of this file format.")] = 1
    id: Id
    name: Text
    scenario: Text | None = None
    scope: Text | None = None
    expectations: Text | None = None
    personas: Annotated[list[Id], Meta(description="Ids of personas of the study.")] = []
    kind: Literal["as-is", "to-be"] = "as-is"
    status: Literal["draft", "review", "agreed", "archived"] = "draft"
    owner: Text | None = None
    review_by: dt.date | None = None
    language: Language | None = None
    phases: list[MapPhase] = []
    lanes: Annotated[
        list[Lane] | None,
        Meta(description="Which lanes to draw, in this order; default: all that have content."),
    ] = None
    own_lanes: list[OwnLane] = []
    branches: list[Branch] = []
    targets: list[Target] = []
