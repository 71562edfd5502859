"""What every part of the drawn map needs to know: the live map, the language and the sizes of type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from klantreis.drawings._colours import INK, MUTED, NAVY, NEGATIVE, POSITIVE
from klantreis.drawings._fonts import Face
from klantreis.drawings._numbers import count, day
from klantreis.drawings._svg import Style
from klantreis.drawings._words import word
from klantreis.model.finding import Finding
from klantreis.model.journey_map import MapPhase, Step
from klantreis.model.live_map import LiveMap, Measured
from klantreis.model.text import Text, say
from klantreis.model.touchpoint import Channel, Touchpoint

KIND_COLOURS = {"pain_point": NEGATIVE, "delight": POSITIVE, "deviation": NAVY}


@dataclass(frozen=True)
class View:
    """One way of looking at a live map.

    ``body`` is the size of ordinary text; ``most_lines`` and ``most_cards`` limit what a cell
    shows when paper is short (the rest is counted, and told in full elsewhere).
    """

    live: LiveMap
    language: str
    body: float
    most_lines: int = 8
    most_cards: int = 8

    def style(self, scale: float = 1.0, face: Face = "regular", fill: str = INK) -> Style:
        """Return a style relative to ordinary text."""
        return Style(round(self.body * scale, 2), face, fill)

    def small(self, face: Face = "regular", fill: str = MUTED) -> Style:
        """Return the style of notes."""
        return self.style(0.86, face, fill)

    def say(self, text: Text | None) -> str:
        """Return a text in the language of the drawing."""
        return say(text, self.language)

    def word(self, key: str, /, **values: object) -> str:
        """Return a fixed word in the language of the drawing."""
        return word(key, self.language, **values)

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """The channels of the study by id."""
        return {c.id: c for c in self.live.study.channels}

    @cached_property
    def touchpoints(self) -> dict[str, Touchpoint]:
        """The touchpoints of the study by id."""
        return {t.id: t for t in self.live.study.touchpoints}

    @cached_property
    def numbered(self) -> dict[int, Finding]:
        """The findings by the number they carry on the map."""
        return dict(enumerate(self.live.findings, start=1))

    def measured(self, step: Step) -> Measured:
        """Return what was measured at a step."""
        return self.live.steps.get(step.id, Measured())

    def findings_of(self, step: Step) -> list[int]:
        """Return the numbers of the findings at the touchpoint of a step."""
        return [
            n
            for n, f in self.numbered.items()
            if f.touchpoint is not None and f.touchpoint == step.touchpoint
        ]

    def findings_of_phase(self, phase: MapPhase) -> list[int]:
        """Return the numbers of the findings about a phase as a whole."""
        return [n for n, f in self.numbered.items() if f.touchpoint is None and f.phase == phase.id]

    def phase_name(self, phase: MapPhase) -> str:
        """Return the name of a phase; that of the study if the map gives none."""
        known = {p.id: p for p in self.live.study.phases}
        own = phase.name or (known[phase.id].name if phase.id in known else phase.id)
        return self.say(own)

    def phase_goal(self, phase: MapPhase) -> str:
        """Return the customer's goal in a phase."""
        known = {p.id: p.goal for p in self.live.study.phases}
        return self.say(phase.goal or known.get(phase.id))

    def touchpoint_name(self, touchpoint: str | None) -> str:
        """Return the name of a touchpoint, or what the data calls it."""
        if touchpoint in self.touchpoints:
            return self.say(self.touchpoints[touchpoint].name)
        return touchpoint or ""

    @property
    def based_on(self) -> str:
        """The line that says what the map rests on."""
        base = self.live.base
        if not base.size.events and not base.answers:
            return self.word("based_on_nothing")
        until = day(base.period.end, self.language) if base.period.end else "–"
        return self.word(
            "based_on",
            customers=count(base.size.customers, self.language),
            events=count(base.size.events, self.language),
            answers=count(base.answers, self.language),
            day=until,
        )
