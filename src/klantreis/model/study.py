"""The study: sources, touchpoints, phases, channels, personas and targets; a folder in one noun."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from klantreis.model.persona import Persona
from klantreis.model.text import Id, Language, Text
from klantreis.model.touchpoint import Channel, JourneyPhase, MatchRule, Target, Touchpoint

Files = str | list[str]


class ColumnNames(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which column plays which part; what is left out is guessed, and the guess is shown."""

    customer: str | None = None
    touchpoint: str | None = None
    time: str | None = None
    channel: str | None = None
    message_id: str | None = None
    properties: Annotated[
        list[str] | None, Meta(description="Further columns to keep; default: all that fit.")
    ] = None


class EventSource(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Files of events: CSV, TSV, Parquet, JSON Lines, XES or Excel."""

    files: Annotated[Files, Meta(description="A path or glob beside the study file, or several.")]
    columns: ColumnNames = ColumnNames()
    time_format: Annotated[str | None, Meta(description="As in strptime: '%d-%m-%Y %H:%M'.")] = None
    timezone: Annotated[str | None, Meta(description="Zone of times without one; default: the study's.")] = (
        None
    )
    delimiter: str | None = None
    encoding: str | None = None
    decimal: Literal[".", ","] | None = None
    sheet: str | None = None
    drop_repeats: Annotated[
        bool, Meta(description="Drop rows alike in customer, touchpoint and instant.")
    ] = False


class AnswerColumns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which column of a survey file plays which part; what is left out is guessed."""

    customer: str | None = None
    time: str | None = None
    touchpoint: Annotated[str | None, Meta(description="Holds ids or names of touchpoints.")] = None
    phase: str | None = None
    question: Annotated[str | None, Meta(description="Holds nps, csat, ces or the question's own code.")] = (
        None
    )
    score: str | None = None
    scale: Annotated[str | None, Meta(description="Holds the scale of the score: '0-10', '1-5', '1-7'.")] = (
        None
    )
    text: str | None = None


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a question of a survey measures, and where its answers belong."""

    measure: Literal["nps", "csat", "ces"]
    scale: Annotated[
        str | None, Meta(description="'0-10', '1-5', '1-7' …; default: that of the measure.")
    ] = None
    method: Annotated[
        Literal["standard", "mean", "top_box", "positive_share"],
        Meta(description="standard: NPS = %9–10 − %0–6; CSAT = share of the top two boxes; CES = mean."),
    ] = "standard"
    touchpoint: Id | None = None
    phase: Id | None = None


class SurveySource(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Files of survey answers: CSV or Excel."""

    files: Files
    columns: AnswerColumns = AnswerColumns()
    questions: dict[str, Question] = {}
    time_format: str | None = None
    timezone: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    quotes: Annotated[
        bool, Meta(description="Customers agreed that their words are shown, without their name.")
    ] = False


class Study(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything a study says; the file ``study.yaml``."""

    klantreis: Annotated[Literal[1], Meta(description="Version of this file format.")] = 1
    id: Id
    name: Text
    description: Text | None = None
    language: Language = "en"
    timezone: Annotated[str, Meta(description="IANA zone for times without one: Europe/Amsterdam.")] = "UTC"
    events: list[EventSource] = []
    surveys: list[SurveySource] = []
    phases: list[JourneyPhase] = []
    channels: list[Channel] = []
    touchpoints: list[Touchpoint] = []
    personas: list[Persona] = []
    targets: Annotated[list[Target], Meta(description="Targets for the journey as a whole.")] = []
    ignore: Annotated[list[MatchRule], Meta(description="Events that are no contact: technical noise.")] = []
    period: (
        Annotated[
            list[dt.date],
            Meta(min_length=2, max_length=2, description="First and last day to look at, both included."),
        ]
        | None
    ) = None
    open_for: Annotated[
        str | None,
        Meta(description="A journey may still go on this long after its last contact: 30d."),
    ] = None
    minimum_n: Annotated[int, Meta(ge=1, description="Below this many, a number is not shown.")] = 20
    maps: Annotated[list[str], Meta(description="Map files, or globs, beside the study file.")] = field(
        default_factory=lambda: ["maps/*.yaml"]
    )
