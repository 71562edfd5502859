"""Personas: who travels, and the rule that finds these customers in the data."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from klantreis.model.text import Id, Text
from klantreis.model.touchpoint import PropertyCondition, Scalar, Share


class CustomerRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which customers are meant; every condition given must hold.

    ``properties`` must hold for at least one event of the customer; ``did`` and ``did_not`` name
    touchpoints of the study.
    """

    properties: dict[str, Scalar | list[Scalar] | PropertyCondition] = {}
    did: list[Id] = []
    did_not: list[Id] = []


class Trait(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place on a scale between two words: 0 is wholly ``low``, 1 is wholly ``high``."""

    low: Text
    high: Text
    value: Share


class Persona(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of customers who travel alike, as the team sees them."""

    id: Id
    name: Text
    portrait: Annotated[str | None, Meta(description="A picture beside the study file.")] = None
    description: Text | None = None
    quote: Text | None = None
    goals: list[Text] = []
    motivations: list[Text] = []
    frustrations: list[Text] = []
    needs: list[Text] = []
    jobs: Annotated[list[Text], Meta(description="Jobs to be done.")] = []
    traits: list[Trait] = []
    channels: list[Id] = []
    demographics: dict[str, Text] = {}
    rule: CustomerRule | None = None
