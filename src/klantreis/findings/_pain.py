"""From what a detector found at a touchpoint to a finding: name, phase, reach, examples and quotes."""

from __future__ import annotations

from dataclasses import dataclass

from klantreis.evidence.quotes import quotes
from klantreis.findings._ground import Ground
from klantreis.findings._segments import SEPARATOR, Segment
from klantreis.findings._words import Said, both
from klantreis.model.evidence import Estimate, ExampleJourney
from klantreis.model.finding import Finding, Severity

Text = dict[str, str]
EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a detector says, in Dutch and in English; ``{where}`` and the like are filled in.

    ``compared`` says beside what a whole touchpoint was judged, ``compared_in_segment`` a segment.
    """

    title: tuple[str, str]
    explanation: tuple[str, str]
    next_step: tuple[str, str]
    compared: Text
    compared_in_segment: Text


def pain(
    ground: Ground,
    *,
    code: str,
    at: int,
    segment: tuple[Segment, int] | None,
    wording: Wording,
    said: Said,
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
    wording, said
        What is said, and the numbers in it.
    estimate, compared_with
        What was measured, and beside what it was judged.
    customers
        How many customers are touched.
    effect, confidence
        How bad it is for each of them, and how sure it is, 0–1.
    """
    touchpoint = ground.touchpoint(at)
    compared = wording.compared_in_segment if segment else wording.compared
    values: Said = {"where": _named(ground, at, segment), "compared": compared, **said}
    return Finding(
        code=code,
        kind="pain_point",
        touchpoint=touchpoint.id,
        phase=touchpoint.phase,
        title=_filled(wording.title, values),
        explanation=_filled(wording.explanation, values),
        next_step=_filled(wording.next_step, values),
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


def _filled(words: tuple[str, str], values: Said) -> Text:
    nl, en = words
    return both(nl, en, **values)


def _named(ground: Ground, at: int, segment: tuple[Segment, int] | None) -> Text:
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
