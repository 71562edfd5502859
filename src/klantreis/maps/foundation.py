"""What a live map rests on, and what the data holds beside the map."""

from __future__ import annotations

from collections.abc import Sequence

from klantreis.analyses.touchpoints import touchpoints as count_touchpoints
from klantreis.errors import EmptyError
from klantreis.evidence.answers import Answers, moment
from klantreis.evidence.binding import Binding, unmapped_name
from klantreis.evidence.estimates import share_of
from klantreis.log.journey_log import JourneyLog
from klantreis.maps.measure import REACH
from klantreis.model.live_map import Base, Unmapped
from klantreis.model.result import Period, Size
from klantreis.model.study import Study


def check_foundation(
    study: Study, log: JourneyLog, view: JourneyLog, binding: Binding, answers: Answers
) -> None:
    """Refuse a study without evidence: no event and no answer, none in the period, or all ignored.

    Raises
    ------
    EmptyError
        With what was there and was left out.
    """
    if not log.n_events and not len(answers):
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in answers.rejected.items())
        said = f" All answers were rejected: {reasons}." if reasons else ""
        hint = "Add files under events: or surveys: in study.yaml."
        raise EmptyError(f"There are no events and no answers to look at.{said}", hint=hint)
    if log.n_events and not view.n_events:
        first, last = study.period or []
        ran = f"{log.period.start:%Y-%m-%d} to {log.period.end:%Y-%m-%d}"
        raise EmptyError(
            f"None of the {log.n_events:,} events lies in the period {first} to {last}; they run from {ran}.",
            hint="Change period: in study.yaml, or leave it out.",
        )
    if view.n_events and not binding.outside.n_events:
        raise EmptyError(
            f"The study ignores all {view.n_events:,} events.", hint="Look at ignore: in study.yaml."
        )


def foundation(view: JourneyLog, log: JourneyLog, answers: Answers, sources: Sequence[str]) -> Base:
    """Say what all figures rest on.

    What the study ignores is no evidence. Without events the customers are those who answered, and the
    period is that of the answers.
    """
    said = answers.period_us
    asked = Period(start=moment(said[0]), end=moment(said[1])) if said else view.period
    return Base(
        size=Size(customers=view.n_customers or answers.n_customers, events=view.n_events),
        period=view.period if view.n_events else asked,
        answers=len(answers),
        quotes=int(
            sum(bool(q) and t is not None for q, t in zip(answers.quotable, answers.text, strict=True))
        ),
        sources=tuple(sources),
        rows_read=log.report.rows,
        rows_dropped=dict(log.report.dropped),
    )


def unmapped(outside: JourneyLog, least: int) -> tuple[Unmapped, ...]:
    """Return what the data has and the study does not know, most customers first."""
    customers, rows = outside.n_customers, count_touchpoints(outside).rows
    strange = [(unmapped_name(str(row["touchpoint"])), row) for row in rows]
    return tuple(
        Unmapped(
            name=name,
            customers=int(str(row["customers"])),
            events=int(str(row["events"])),
            share=share_of(int(str(row["customers"])), customers, REACH, least),
        )
        for name, row in strange
        if name is not None
    )
