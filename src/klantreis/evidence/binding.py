"""Binding: the rules of a study find the touchpoint of every event; what no rule finds is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from klantreis.evidence.naming import called, has_name_condition, name_matches
from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition
from klantreis.log.recoding import Recoding
from klantreis.model.study import Study
from klantreis.model.touchpoint import Channel, MatchRule, PropertyCondition

MOST_UNMAPPED = 200
"""So many unmapped names are told apart, those with most events first."""

IGNORED, OTHER, UNMAPPED = "\x00ignored", "\x00other", "\x00unmapped:"
COMPARISONS = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<", "matches": "matches"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A log in the touchpoints of a study, and what was left out of it.

    ``log`` holds the events of the study's touchpoints, named by their ids. ``outside`` is the same
    journeys with every event that the study does not ignore: those no rule found carry their own
    name after ``UNMAPPED``; the rarest names, beyond ``MOST_UNMAPPED``, are together ``OTHER``.
    """

    log: JourneyLog
    outside: JourneyLog


def bind(log: JourneyLog, study: Study) -> Binding:
    """Return a log in the touchpoints of a study.

    Rules are tried in this order, and the first that matches decides: the study's ``ignore``
    rules; the rules of each touchpoint in the order of the study; then, for an event that no rule
    found, the id and the names of the touchpoints, in any language and case. All conditions of a
    rule must hold. A rule about a property the log does not have never matches.

    Parameters
    ----------
    log
        The journey log of all events.
    study
        The study; its channels say what the data calls each channel.

    Returns
    -------
    Binding
        Views of the log; nothing is copied.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> from klantreis.model.touchpoint import MatchRule, Touchpoint
    >>> log = from_rows([("ann", "/pay/ideal", "2026-01-01"), ("ann", "call", "2026-01-02")])
    >>> pay = Touchpoint(id="pay", name="Pay", match=[MatchRule(prefix="/pay")])
    >>> bound = bind(log, Study(id="s", name="S", touchpoints=[pay]))
    >>> [step.touchpoint for step in bound.log.journey("ann")], unmapped_name(bound.outside.touchpoints[1])
    (['pay'], 'call')
    """
    ids = [touchpoint.id for touchpoint in study.touchpoints]
    rules = _rules(log, study)
    strange = _strange_names(log, rules)
    codes = [*ids, *(f"{UNMAPPED}{name}" for name in strange), OTHER, IGNORED]
    ignored = [replace(rule, to=len(codes) - 1) for rule in _ignored(log, study)]
    rest = [Recoding(names=frozenset({name}), to=len(ids) + i) for i, name in enumerate(strange)]
    other = Recoding(to=len(codes) - 2)
    every = log.recode(codes, [*ignored, *rules, *rest, other])
    return Binding(
        log=_only(every, ids) if ignored else log.recode(ids, rules),
        outside=_only(every, codes[:-1]),
    )


def unmapped_name(code: str) -> str | None:
    """Return the event's own name if this touchpoint of ``Binding.outside`` is an unmapped one."""
    return code.removeprefix(UNMAPPED) if code.startswith(UNMAPPED) else None


def _only(log: JourneyLog, touchpoints: Sequence[str]) -> JourneyLog:
    return log.recode(
        touchpoints, [Recoding(names=frozenset({name}), to=i) for i, name in enumerate(touchpoints)]
    )


def _strange_names(log: JourneyLog, rules: Iterable[Recoding]) -> list[str]:
    """Return the names that no rule takes whole, those with most events first."""
    whole = [rule.names for rule in rules if not rule.properties and rule.channel is None]
    taken = frozenset().union(*(log.touchpoints if names is None else names for names in whole))
    width = len(log.touchpoints)
    events = log.fold(partial(_events, width=width), lambda a, b: a + b)
    free = [i for i, name in enumerate(log.touchpoints) if name not in taken and events[i]]
    return [log.touchpoints[i] for i in sorted(free, key=lambda i: (-events[i], i))[:MOST_UNMAPPED]]


def _events(part: Partition, *, width: int) -> np.ndarray:
    return np.bincount(part.touchpoint[part.offsets[0] : part.offsets[-1]], minlength=width)


def _ignored(log: JourneyLog, study: Study) -> list[Recoding]:
    channels = names_by_channel(study.channels)
    return [made for rule in study.ignore for made in _recoding(log, rule, channels, 0)]


def _rules(log: JourneyLog, study: Study) -> list[Recoding]:
    channels = names_by_channel(study.channels)
    rules: list[Recoding] = []
    for to, touchpoint in enumerate(study.touchpoints):
        for rule in touchpoint.match:
            rules += _recoding(log, rule, channels, to)
    for to, touchpoint in enumerate(study.touchpoints):
        names = frozenset(name for name in log.touchpoints if name.strip().casefold() in called(touchpoint))
        rules += [Recoding(names=names, to=to)] if names else []
    return rules


def _recoding(
    log: JourneyLog, rule: MatchRule, channels: Mapping[str, frozenset[str]], to: int
) -> Iterator[Recoding]:
    names = frozenset(name for name in log.touchpoints if name_matches(rule, name))
    within = channel_values(rule.channel, channels, log.channels)
    known = all(name in log.properties for name in rule.properties)
    if (names or not has_name_condition(rule)) and within != frozenset() and known:
        conditions = {name: condition(wanted) for name, wanted in rule.properties.items()}
        named = names if has_name_condition(rule) else None
        yield Recoding(names=named, properties=conditions, channel=within, to=to)


def channel_values(
    wanted: str | list[str] | None, channels: Mapping[str, frozenset[str]], known: Iterable[str]
) -> frozenset[str] | None:
    """Return the channels of a log that are meant by ids or values; ``None`` if any will do."""
    if wanted is None:
        return None
    asked = [wanted] if isinstance(wanted, str) else wanted
    values = {value for name in asked for value in channels.get(name, frozenset({name.casefold()}))}
    return frozenset(name for name in known if name.casefold() in values)


def names_by_channel(channels: Iterable[Channel]) -> dict[str, frozenset[str]]:
    """Return what the data may call each channel, case-folded: its id, names and values."""
    return {channel.id: _names_of(channel) for channel in channels}


def _names_of(channel: Channel) -> frozenset[str]:
    said = [channel.name] if isinstance(channel.name, str) else list(channel.name.values())
    return frozenset(text.casefold() for text in (channel.id, *said, *channel.values))


def condition(wanted: Any) -> Any:
    """Return a condition on a property in the form that filters take.

    Examples
    --------
    >>> condition("mobile"), condition(PropertyCondition(at_least=10, differs=12))
    ('mobile', {'>=': 10, '!=': 12})
    """
    if not isinstance(wanted, PropertyCondition):
        return wanted
    made = {sign: value for name, sign in COMPARISONS.items() if (value := getattr(wanted, name)) is not None}
    for name, sign in (("equals", "=="), ("differs", "!=")):
        if (value := getattr(wanted, name)) is not None:
            made[sign] = value
    return made
