"""From what a detector found at a touchpoint to a finding: name, phase, reach, examples and quotes."""

from __future__ import annotations

from klantreis.evidence.quotes import quotes
from klantreis.findings._ground import Ground
from klantreis.findings._segments import SEPARATOR, Segment
from klantreis.model.evidence import Estimate, ExampleJourney
from klantreis.model.finding import Finding, Severity

Text = dict[str, str]
EXAMPLES = 3


def pain(
    ground: Ground,
    *,
    code: str,
    at: int,
    segment: tuple[Segment, int] | None,
    texts: tuple[Text, Text, Text],
    estimate: Estimate,
    compared_with: Estimate,
    customers: int,
    effect: float,
    confidence: float,
) -> Finding:
    """Return a pain point at a touchpoint.

    Parameters
    ----------
    ground
        What was looked at.
    code
        The detector's code.
    at
        The touchpoint's code in the log.
    segment
        The segment and which of its values, if the pain is only there.
    texts
        Title, explanation and next step, each per language.
    estimate, compared_with
        What was measured, and beside what it was judged.
    customers
        How many customers are touched.
    effect, confidence
        How bad it is for each of them, and how sure it is, 0–1.
    """
    touchpoint = ground.touchpoint(at)
    title, explanation, next_step = texts
    return Finding(
        code=code,
        kind="pain_point",
        touchpoint=touchpoint.id,
        phase=touchpoint.phase,
        title=title,
        explanation=explanation,
        next_step=next_step,
        estimate=estimate,
        compared_with=compared_with,
        severity=Severity(
            reach=ground.reach(customers), effect=max(0.0, min(1.0, effect)), confidence=confidence
        ),
        customers=customers,
        examples=_examples(ground, touchpoint.id, segment),
        quotes=quotes(ground.answers.at(touchpoint.id)),
        segment=segment[0].label(segment[1]) if segment else None,
    )


def place(ground: Ground, at: int, segment: tuple[Segment, int] | None) -> Text:
    """Return the name of a touchpoint, with the segment behind it."""
    named = ground.named(ground.touchpoint(at).id)
    behind = f" ({segment[0].label(segment[1])})" if segment else ""
    return {language: f"“{name}”{behind}" for language, name in named.items()}


def _examples(
    ground: Ground, touchpoint: str, segment: tuple[Segment, int] | None
) -> tuple[ExampleJourney, ...]:
    if segment is None:
        return ground.examples.get(touchpoint, ())[:EXAMPLES]
    split, value = segment
    return split.examples.get(f"{touchpoint}{SEPARATOR}{split.values[value]}", ())[:EXAMPLES]
