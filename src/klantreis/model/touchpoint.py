"""Touchpoints and channels, the rules that find them in events, and their targets."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from klantreis.model.text import Id, Text

Scalar = str | int | float | bool
Share = Annotated[float, Meta(ge=0, le=1)]


class Channel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The medium of a contact: website, app, phone, counter."""

    id: Id
    name: Text
    icon: Annotated[
        str | None, Meta(description="An icon of the set: website, app, email, phone, counter …")
    ] = None
    online: bool = True
    values: Annotated[
        list[str], Meta(description="What the data calls this channel; its id and name match too.")
    ] = []


class PropertyCondition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a property of an event must be; every condition given must hold."""

    equals: Scalar | list[Scalar] | None = None
    differs: Scalar | list[Scalar] | None = None
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None
    matches: Annotated[
        str | None, Meta(description="A regular expression that must be found in the value.")
    ] = None


class MatchRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule that finds the events of a touchpoint; every condition given must hold.

    Give one of ``equals``, ``prefix``, ``glob`` or ``regex`` for the name the event has in the
    data, or none to match by channel and properties alone.
    """

    equals: str | list[str] | None = None
    prefix: str | None = None
    glob: Annotated[str | None, Meta(description="With * and ?: 'product*'.")] = None
    regex: Annotated[str | None, Meta(description="A regular expression that must match the whole name.")] = (
        None
    )
    channel: Annotated[
        str | list[str] | None, Meta(description="Id of a channel, or its value in the data.")
    ] = None
    properties: dict[str, Scalar | list[Scalar] | PropertyCondition] = {}


class Measure(StrEnum):
    """What a target can be about. Scores as in facts and formulas of `evidence`."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    DROP_OFF = "drop_off"
    WAITING_TIME = "waiting_time"
    REWORK = "rework"
    CUSTOMERS = "customers"
    CONVERSION = "conversion"


class Target(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must be reached: a measure, a direction, a value, and until when.

    Units: ``nps`` −100..100; ``csat``, ``drop_off``, ``rework`` and ``conversion`` a share 0–1;
    ``ces`` 1–7; ``waiting_time`` a duration such as ``"2d"`` or seconds; ``customers`` a count.
    """

    measure: Measure
    direction: Literal["at_least", "at_most"]
    value: float | str
    until: dt.date | None = None


class Touchpoint(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A contact between customer and organisation, and how its events are found."""

    id: Id
    name: Text
    phase: Id | None = None
    channel: Id | None = None
    description: Text | None = None
    owner: Text | None = None
    online: bool | None = None
    stage: Literal["frontstage", "backstage"] = "frontstage"
    importance: Annotated[int, Meta(ge=1, le=5)] | None = None
    match: list[MatchRule] = []
    targets: list[Target] = []
    goal: Annotated[bool, Meta(description="Journeys that end here have arrived; it is no drop-off.")] = False


class JourneyPhase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the journey, in the customer's words, with the customer's goal in it."""

    id: Id
    name: Text
    goal: Text | None = None
    description: Text | None = None
    targets: list[Target] = []
