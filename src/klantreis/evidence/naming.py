"""Which touchpoint a name in the data means: by the rules of the study, else by id or name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import translate

from klantreis.model.touchpoint import MatchRule, Touchpoint


def name_matches(rule: MatchRule, name: str) -> bool:
    """Say whether a rule's condition on the name holds; true where the rule has none.

    Examples
    --------
    >>> name_matches(MatchRule(glob="pay*"), "payment"), name_matches(MatchRule(prefix="pay"), "repay")
    (True, False)
    """
    if rule.equals is not None:
        return name in ([rule.equals] if isinstance(rule.equals, str) else rule.equals)
    if rule.prefix is not None:
        return name.startswith(rule.prefix)
    if rule.glob is not None:
        return re.fullmatch(translate(rule.glob), name) is not None
    return rule.regex is None or re.fullmatch(rule.regex, name) is not None


def has_name_condition(rule: MatchRule) -> bool:
    """Say whether a rule looks at the name at all.

    Examples
    --------
    >>> has_name_condition(MatchRule(prefix="pay")), has_name_condition(MatchRule(channel="phone"))
    (True, False)
    """
    return any(part is not None for part in (rule.equals, rule.prefix, rule.glob, rule.regex))


def called(touchpoint: Touchpoint) -> frozenset[str]:
    """Return what a touchpoint is called: its id and its name in each language, case-folded.

    Examples
    --------
    >>> sorted(called(Touchpoint(id="pay", name={"nl": "Betalen", "en": "Pay"})))
    ['betalen', 'pay']
    """
    said = [touchpoint.name] if isinstance(touchpoint.name, str) else list(touchpoint.name.values())
    return frozenset({touchpoint.id.casefold(), *(text.strip().casefold() for text in said)})


def touchpoint_named(name: str, touchpoints: Sequence[Touchpoint]) -> str | None:
    """Return the id of the touchpoint a name in the data means, or ``None``.

    Id and name come first, then the first rule, in the order of the study, that looks at the name
    alone.

    Examples
    --------
    >>> pay = Touchpoint(id="pay", name={"nl": "Betalen"}, match=[MatchRule(prefix="payment")])
    >>> [touchpoint_named(name, [pay]) for name in ("BETALEN", "payment_done", "x")]
    ['pay', 'pay', None]
    """
    wanted = name.strip().casefold()
    for touchpoint in touchpoints:
        if wanted in called(touchpoint):
            return touchpoint.id
    for touchpoint in touchpoints:
        if any(_by_name_alone(rule) and name_matches(rule, name) for rule in touchpoint.match):
            return touchpoint.id
    return None


def _by_name_alone(rule: MatchRule) -> bool:
    return has_name_condition(rule) and rule.channel is None and not rule.properties
