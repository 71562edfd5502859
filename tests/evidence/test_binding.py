"""Rules find the touchpoint of every event; what no rule finds is told."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klantreis.evidence.binding import OTHER, bind, unmapped_name
from klantreis.log.journey_log import JourneyLog
from klantreis.log.prepare import prepare
from klantreis.model.study import Study
from klantreis.model.touchpoint import Channel, MatchRule, PropertyCondition, Touchpoint

START = datetime(2026, 1, 1, tzinfo=UTC)


def log_of(
    *names: str, channel: list[str] | None = None, device: list[str | None] | None = None
) -> JourneyLog:
    n = len(names)
    columns = {
        "customer": ["ann"] * n,
        "touchpoint": list(names),
        "time": pa.array([START + timedelta(minutes=i) for i in range(n)], pa.timestamp("us", "UTC")),
        "channel": channel or [""] * n,
        "device": device or [None] * n,
        "amount": [float(i) for i in range(n)],
    }
    return prepare([pa.table(columns)])


def study_of(*touchpoints: tuple[str, list[MatchRule]], **fields: object) -> Study:
    made = [Touchpoint(id=name, name=name.title(), match=rules) for name, rules in touchpoints]
    return Study(id="s", name="S", touchpoints=made, **fields)  # type: ignore[arg-type]


def bound(log: JourneyLog, study: Study) -> list[str]:
    return [step.touchpoint for step in bind(log, study).log.journey("ann")]


def outside(log: JourneyLog, study: Study) -> list[str]:
    return [step.touchpoint for step in bind(log, study).outside.journey("ann")]


@pytest.mark.parametrize(
    "rule",
    [
        MatchRule(equals="/pay"), MatchRule(equals=["/cash", "/pay"]), MatchRule(prefix="/p"),
        MatchRule(glob="/p*"), MatchRule(glob="/?ay"), MatchRule(regex="/(pay|cash)"),
    ],
)  # fmt: skip
def test_a_name_matches_by_equals_prefix_glob_or_regex(rule: MatchRule):
    assert bound(log_of("/pay", "/home"), study_of(("pay", [rule]))) == ["pay"]


def test_a_regex_must_match_the_whole_name():
    assert bound(log_of("repay", "pay2"), study_of(("x", [MatchRule(regex="pay")]))) == []


def test_the_first_rule_in_the_order_of_the_study_wins():
    study = study_of(("cart", [MatchRule(glob="/c*")]), ("checkout", [MatchRule(equals="/checkout")]))
    assert bound(log_of("/checkout"), study) == ["cart"]


def test_a_channel_is_known_by_id_name_and_value():
    channels = [Channel(id="phone", name={"nl": "Telefoon"}, values=["call"])]
    study = study_of(("help", [MatchRule(channel="phone")]), channels=channels)
    log = log_of("a", "b", "c", "d", channel=["Telefoon", "call", "phone", "web"])
    assert len(bound(log, study)) == 3


def test_all_conditions_on_properties_must_hold():
    rule = MatchRule(
        prefix="/pay",
        properties={"device": ["mobile", "tablet"], "amount": PropertyCondition(at_least=1, below=3)},
    )
    log = log_of("/pay", "/pay", "/pay", "/pay", device=["mobile", "mobile", "desktop", "tablet"])
    assert bound(log, study_of(("pay", [rule]))) == ["pay"]


def test_a_property_the_log_does_not_have_never_matches():
    assert bound(log_of("/pay"), study_of(("x", [MatchRule(properties={"colour": "red"})]))) == []


def test_what_no_rule_finds_matches_by_id_or_name_in_any_language_and_case():
    touchpoint = Touchpoint(id="pay", name={"nl": "Betalen", "en": "Pay now"})
    study = Study(id="s", name="S", touchpoints=[touchpoint])
    assert bound(log_of("BETALEN", "pay", "Pay Now", "paid"), study) == ["pay"] * 3


def test_ignored_events_are_in_neither_log_whatever_else_matches():
    study = study_of(("page", [MatchRule(prefix="page")]), ignore=[MatchRule(equals="page_ping")])
    log = log_of("page_view", "page_ping", "call")
    assert bound(log, study) == ["page"]
    assert [unmapped_name(name) or name for name in outside(log, study)] == ["page", "call"]


def test_an_event_is_ignored_by_its_property_too():
    study = study_of(("page", [MatchRule(prefix="page")]), ignore=[MatchRule(properties={"device": "robot"})])
    assert bound(log_of("page1", "page2", device=["robot", "mobile"]), study) == ["page"]


def test_a_name_is_unmapped_only_where_no_rule_took_the_event():
    study = study_of(("pay", [MatchRule(prefix="pay", properties={"device": "mobile"})]))
    log = log_of("payment", "payment", device=["mobile", "desktop"])
    assert [unmapped_name(name) or name for name in outside(log, study)] == ["pay", "payment"]


def test_beyond_two_hundred_unmapped_names_the_rarest_are_together():
    names = [f"page{i}" for i in range(300)] + [f"page{i}" for i in range(100)]
    seen = Counter(outside(log_of(*names), study_of()))
    assert seen[OTHER] == 100 and len(seen) == 201 and "page0" in {unmapped_name(name) for name in seen}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c", "ping"]), min_size=1, max_size=8))
def test_every_event_is_mapped_unmapped_or_ignored(names: list[str]):
    study = study_of(("a", []), ("x", [MatchRule(glob="[b]")]), ignore=[MatchRule(equals="ping")])
    seen = Counter(unmapped_name(name) or name for name in outside(log_of(*names), study))
    expected = Counter({"a": "a", "b": "x", "c": "c"}[name] for name in names if name != "ping")
    assert seen == expected
    assert bound(log_of(*names), study) == [{"a": "a", "b": "x"}[name] for name in names if name in "ab"]
