"""Which column is which: guessed from names and contents, shown, and open to correction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from klantreis.errors import ColumnError
from klantreis.intake.clock import Clock, tell_time
from klantreis.intake.names import name_score
from klantreis.model.event import EventColumns, Role
from klantreis.sources import Source
from klantreis.sources._text import as_text

SURE = 45
REQUIRED: tuple[Role, ...] = ("customer", "touchpoint", "time")
OPTIONAL: tuple[Role, ...] = ("channel", "message_id")
_RANGE_US = (31_536_000_000_000, 4_133_980_800_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The column chosen for a part: how sure (0–100; 100 also if it was given), and why."""

    role: Role
    column: str
    score: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The columns of a source by the part they play, and the choice behind each."""

    columns: EventColumns
    choices: tuple[Choice, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """What the first values of a column look like."""

    filled: int
    distinct: int
    times: float
    numbers: float
    longest: int


def guess_columns(source: Source, given: EventColumns, clock: Clock) -> Guess:
    """Guess which column plays which part; what is given stands.

    A column scores by its name (Dutch and English) and by its first values: times must be
    readable, touchpoints come back, customers come back but are many.

    Raises
    ------
    ColumnError
        If no column fits a required part with confidence; the candidates and the option are named.
    """
    preview = source.files[0].preview
    look = cache(lambda name: _look(preview[name], clock))
    taken = {c for c in (given.customer, given.touchpoint, given.time, given.channel, given.message_id) if c}
    chosen: dict[str, Choice] = {}
    for role in ("time", "customer", "touchpoint", *OPTIONAL):
        named = getattr(given, role)
        if named is not None:
            chosen[role] = Choice(role=role, column=named, score=100, why="given")
            continue
        ranked = _ranked(role, [n for n in source.files[0].columns if n not in taken], look)
        if ranked and ranked[0].score >= _least(role, ranked[0]):
            chosen[role] = ranked[0]
            taken.add(ranked[0].column)
        elif role in REQUIRED:
            raise _unsure(source, role, ranked)
    columns = {role: c.column for role, c in chosen.items()}
    return Guess(
        columns=EventColumns(**columns, properties=given.properties),
        choices=tuple(chosen[r] for r in (*REQUIRED, *OPTIONAL) if r in chosen),
        notes=_notes(chosen),
    )


def explain(guess: Guess) -> str:
    """Return the guess as text for people: one line per part, how sure it is and why.

    Examples
    --------
    >>> from klantreis.sources import open_source
    >>> rows = [{"klant": "a", "stap": s, "tijd": f"2024-01-0{i}"} for i, s in enumerate("xyx", 1)]
    >>> print(explain(guess_columns(open_source(rows), EventColumns(), Clock())))
    customer    klant  100 %  the name 'klant' says so
    touchpoint  stap    89 %  the name 'stap' says so
    time        tijd    88 %  the name 'tijd' says so
    """
    width = max(len(c.column) for c in guess.choices)
    return "\n".join(f"{c.role:<11} {c.column:<{width}} {c.score:>4} %  {c.why}" for c in guess.choices)


def _least(role: str, best: Choice) -> int:
    return SURE if role != "customer" or "session" not in best.why else 20


def _ranked(role: Any, names: list[str], look: Callable[[str], _Look]) -> list[Choice]:
    """Return the columns that may play a part, the best first; an optional part needs a telling name."""
    found = []
    for name in names:
        score, why = name_score(role, name)
        if not score and role in OPTIONAL:
            continue
        change, reason = _by_values(role, look(name), score)
        total = max(0, min(100, score + change))
        if total:
            found.append(
                Choice(role=role, column=name, score=total, why=", ".join(w for w in (why, reason) if w))
            )
    return sorted(found, key=lambda c: -c.score)


def _by_values(role: str, look: _Look, score: int) -> tuple[int, str]:
    """Return what the values add to or take from the score of a name, and why."""
    if not look.filled:
        return -100, "it is empty"
    if role == "time":
        if look.times < 0.5:
            return -100, ""
        return (50, "its values are times") if not score and look.numbers < 0.5 else (0, "")
    if look.times > 0.9 and look.numbers < 0.5:
        return -100, ""
    if role == "customer":
        alone = look.distinct == look.filled and look.filled > 20
        return (-25, "each value occurs once") if alone and score < 90 else (0, "")
    if role == "touchpoint":
        return _touchpoint_values(look)
    if role == "channel":
        return (-60, "it has too many values") if look.distinct > 100 or look.longest > 60 else (0, "")
    return (-100, "values repeat too often") if look.distinct * 2 < look.filled else (0, "")


def _touchpoint_values(look: _Look) -> tuple[int, str]:
    if look.filled > 20 and look.distinct > 0.7 * look.filled:
        return -60, "nearly every value is different"
    if look.numbers > 0.9:
        return -25, "its values are numbers"
    return (-40, "it has one value only") if look.distinct == 1 and look.filled > 20 else (0, "")


def _look(column: Any, clock: Clock) -> _Look:
    texts = as_text(column)
    filled = [v.strip() for v in texts.to_pylist() if v is not None and v.strip()]
    if not filled:
        return _Look(0, 0, 0.0, 0.0, 0)
    told = tell_time(column if not pa.types.is_boolean(column.type) else texts, clock)
    low, high = _RANGE_US
    good = int(((told.us > low) & (told.us < high)).sum())
    numbers = sum(v.replace(".", "", 1).replace(",", "", 1).lstrip("+-").isdigit() for v in filled)
    return _Look(
        len(filled), len(set(filled)), good / len(filled), numbers / len(filled), max(len(v) for v in filled)
    )


def _unsure(source: Source, role: Role, ranked: list[Choice]) -> ColumnError:
    seen = [c for c in ranked if c.score >= 15][:4]
    could = f"Could be: {', '.join(c.column for c in seen)}. " if seen else ""
    shown = ", ".join(source.columns[:20]) + (" …" if len(source.columns) > 20 else "")
    return ColumnError(
        f"It is not clear which column of {source.name} is the {role}.",
        hint=f"{could}Columns: {shown}. Say which: {role}=… in Python, --{role} on the command line.",
    )


def _notes(chosen: dict[str, Choice]) -> tuple[str, ...]:
    guessed = [f"{role} = {c.column!r}" for role, c in chosen.items() if c.why != "given"]
    session = "customer" in chosen and "session" in chosen["customer"].why
    notes = [f"Columns guessed: {', '.join(guessed)}."] if guessed else []
    if session:
        notes.append("No column of customers was found; each session counts as a customer.")
    return tuple(notes)
