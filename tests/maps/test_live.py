"""The live map of a log that fits on the screen; every number can be counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import numpy as np
import pytest

from klantreis.analyses.contacts import contacts
from klantreis.analyses.touchpoints import touchpoints
from klantreis.errors import EmptyError
from klantreis.evidence.answers import Answers, Rejects, answers_of, no_answers
from klantreis.log.build import from_rows
from klantreis.log.extent import microseconds
from klantreis.log.recoding import Recoding
from klantreis.maps.gathering import Gathered, gather
from klantreis.maps.live import ground, live_map
from klantreis.model.evidence import Estimate, EvidenceState
from klantreis.model.finding import Finding, Severity
from klantreis.model.journey_map import JourneyMap, MapPhase, Step
from klantreis.model.study import Study
from klantreis.model.touchpoint import Channel, JourneyPhase, MatchRule, Measure, Target, Touchpoint

ROWS = [
    ("ann", "/home", "2026-01-01T00:00", "web"), ("ann", "/cart", "2026-01-01T01:00", "web"),
    ("ann", "/pay", "2026-01-01T03:00", "web"),
    ("bob", "/home", "2026-01-01T00:00", "web"), ("bob", "/help", "2026-01-01T03:00", "phone"),
    ("bob", "/home", "2026-01-01T04:00", "web"),
    ("cas", "/home", "2026-01-01T00:00", "app"), ("cas", "/help", "2026-01-01T05:00", "web"),
    ("dee", "/home", "2026-03-01T00:00", "web"), ("dee", "/cart", "2026-03-01T02:00", "web"),
    ("eve", "/faq", "2026-02-01T00:00", "web"),
]  # fmt: skip
WANTED = Target(measure=Measure.WAITING_TIME, direction="at_most", value="1h")
STUDY = Study(
    id="shop",
    name={"nl": "Winkel", "en": "Shop"},
    phases=[JourneyPhase(id="look", name="Look"), JourneyPhase(id="buy", name="Buy")],
    channels=[Channel(id="phone", name="Phone"), Channel(id="site", name="Site", values=["web", "app"])],
    touchpoints=[
        Touchpoint(id="home", name="Home", phase="look", match=[MatchRule(equals="/home")]),
        Touchpoint(id="help", name="Help", phase="look", match=[MatchRule(equals="/help")]),
        Touchpoint(id="cart", name="Cart", phase="buy", match=[MatchRule(equals="/cart")]),
        Touchpoint(id="pay", name="Pay", phase="buy", goal=True, match=[MatchRule(prefix="/pay")]),
        Touchpoint(id="store", name="Store", phase="buy"),
    ],
    open_for="1d",
    minimum_n=1,
)
MAP = JourneyMap(
    id="buying",
    name="Buying",
    targets=[Target(measure=Measure.CONVERSION, direction="at_least", value=0.9)],
    phases=[
        MapPhase(
            id="look",
            steps=[
                Step(id="arrive", name="I arrive", touchpoint="home", targets=[WANTED]),
                Step(id="call", name="I call", touchpoint="help", channel="phone"),
                Step(id="read", name="I read help", touchpoint="help", channel="site"),
                Step(id="think", name="I think"),
            ],
        ),
        MapPhase(id="visit", name="Visit", steps=[Step(id="go", name="I go", touchpoint="store")]),
        MapPhase(
            id="deal",
            name="Deal",
            steps=[
                Step(id="pay", name="I pay", touchpoint="pay"),
                Step(id="cart", name="I fill", touchpoint="cart"),
            ],
        ),
    ],
)


def gathered(answers: Answers | None = None, study: Study = STUDY, **given: object) -> Gathered:
    return gather(study, from_rows(ROWS), answers or no_answers(), **given)  # type: ignore[arg-type]


def test_the_touchpoint_of_a_step_shows_what_customers_did_there():
    home = live_map(MAP, gathered()).steps["arrive"]
    assert (home.customers, home.events) == (4, 5)
    assert home.reach is not None and (home.reach.value, home.reach.n) == (4 / 5, 5)
    assert home.drop_off is not None and (home.drop_off.value, home.drop_off.n) == (1 / 4, 4)
    assert home.rework is not None and home.rework.value == 1 / 4
    assert home.waiting is not None and (home.waiting.value, home.waiting.n) == (2.5 * 3600, 4)
    assert home.first_seen == datetime(2026, 1, 1, tzinfo=UTC) and home.last_seen == datetime(
        2026, 3, 1, tzinfo=UTC
    )


def test_a_journey_that_may_still_go_on_is_no_drop_off():
    cart = gathered().touchpoints["cart"]
    assert cart.drop_off is not None and (cart.customers, cart.drop_off.n, cart.drop_off.value) == (2, 1, 0.0)


def test_customers_agree_between_map_analyses_and_lists():
    found = gathered()
    rows = {row["touchpoint"]: row for row in touchpoints(found.binding.log).rows}
    result = contacts(found.binding.log, goals=["pay"], open_for="1d")
    for name, measured in found.touchpoints.items():
        assert measured.customers == (rows[name]["customers"] if name in rows else 0)
        if name in rows:
            assert len(touchpoints(found.binding.log).customers(touchpoint=name)) == measured.customers
            assert measured.drop_off is not None and measured.drop_off.value is not None
            dropped = measured.drop_off.value * measured.drop_off.n
            assert len(result.customers(touchpoint=name)) == pytest.approx(dropped)


def test_steps_that_share_a_touchpoint_show_their_own_channel():
    steps = live_map(MAP, gathered()).steps
    assert (steps["call"].customers, steps["read"].customers) == (1, 1)
    assert steps["call"].waiting is not None and steps["call"].waiting.value == 3600
    assert steps["call"].drop_off is not None and steps["call"].drop_off.value == 0
    assert steps["read"].drop_off is not None and steps["read"].drop_off.value == 1


def test_steps_of_one_touchpoint_and_one_channel_show_the_same():
    steps = [("one", "phone"), ("again", "phone"), ("site", "site"), ("any", None)]
    drawn = [Step(id=i, name=i, touchpoint="help", channel=over) for i, over in steps]
    live = live_map(
        JourneyMap(id="m", name="M", phases=[MapPhase(id="p", name="P", steps=drawn)]), gathered()
    )
    assert live.steps["one"] == live.steps["again"]
    assert [live.steps[i].customers for i, _ in steps] == [1, 1, 1, 2]


def test_a_phase_counts_each_customer_once_and_waits_until_the_next_phase():
    phases = live_map(MAP, gathered()).phases
    look, deal = phases["look"], phases["deal"]
    assert (look.customers, look.events, deal.customers, deal.events) == (4, 7, 2, 3)
    assert look.drop_off is not None and look.drop_off.value == 2 / 4
    assert look.rework is not None and look.rework.value == 0
    assert look.waiting is not None and look.waiting.value == 1.5 * 3600


def test_the_journey_shows_drop_off_throughput_and_conversion():
    journey = live_map(MAP, gathered()).journey
    assert (journey.customers, journey.events) == (4, 10)
    assert journey.reach is not None and journey.reach.value == 4 / 5
    assert journey.drop_off is not None and (journey.drop_off.value, journey.drop_off.n) == (2 / 3, 3)
    assert journey.waiting is not None and (journey.waiting.value, journey.waiting.n) == (3 * 3600, 1)
    (state,) = journey.targets
    assert state.measured.value == 1 / 3 and state.met is False


def test_a_target_is_missed_only_beyond_its_interval():
    (state,) = live_map(MAP, gathered()).steps["arrive"].targets
    assert (state.wanted, state.met) == (3600.0, None)


def test_a_step_without_touchpoint_or_data_is_assumed():
    live = live_map(MAP, gathered())
    assert live.steps["think"].state is EvidenceState.ASSUMED and live.steps["think"].customers is None
    assert live.steps["go"].state is EvidenceState.ASSUMED and live.steps["go"].customers == 0
    assert live.never_seen == ("store",)


def test_what_the_data_has_and_the_map_does_not_is_listed():
    (faq,) = gathered().unmapped
    assert (faq.name, faq.customers, faq.events, faq.share.value) == ("/faq", 1, 1, 1 / 5)


def said(touchpoint: str, score: float, day: str, customer: str = "ann") -> dict[str, object]:
    return {
        "customer": customer, "time": microseconds(datetime.fromisoformat(day)), "touchpoint": touchpoint,
        "phase": "look", "measure": "csat", "method": "standard", "score": score, "low": 1.0, "high": 5.0,
        "text": "The page was slow", "quotable": True, "source": "s.csv",
    }  # fmt: skip


def test_scores_and_emotion_are_shown_at_touchpoint_phase_and_journey():
    live = live_map(MAP, gathered(answers_of([said("home", 2, "2026-01-02"), said("home", 5, "2026-03-01")])))
    for measured in (live.steps["arrive"], live.phases["look"], live.journey):
        assert measured.scores[0].estimate.value == 0.5
        assert measured.emotion is not None and measured.emotion.value == pytest.approx((-1 + 2) / 2)
        assert [quote.text for quote in measured.quotes] == ["The page was slow"]
    assert live.steps["arrive"].state is EvidenceState.RESEARCHED
    assert live.steps["pay"].scores == () and live.base.answers == 2


def test_too_few_customers_give_no_number():
    study = Study(id="s", name="S", touchpoints=STUDY.touchpoints, minimum_n=20)
    home = gathered(study=study).touchpoints["home"]
    assert home.drop_off is not None and (home.drop_off.value, home.drop_off.why_unknown) == (None, "too few")
    assert home.customers == 4 and home.state is EvidenceState.PARTLY


def test_the_period_of_the_study_is_in_local_days_both_included():
    study = Study(
        id="s", name="S", touchpoints=STUDY.touchpoints, timezone="Europe/Amsterdam",
        period=[date(2026, 1, 1), date(2026, 1, 1)],
    )  # fmt: skip
    found = gathered(answers_of([said("home", 2, "2026-01-02")]), study)
    assert found.base.size.customers == 3 and found.base.answers == 0


def test_a_study_without_touchpoints_or_maps_gets_both_from_the_data():
    from klantreis.maps.default import default_map

    found = gathered(study=Study(id="s", name="S"))
    live = live_map(default_map(found.study), found)
    shown = {step.name: live.steps[step.id].customers for phase in live.map.phases for step in phase.steps}
    assert shown == {"/home": 4, "/cart": 2, "/pay": 1, "/help": 2, "/faq": 1}
    assert [phase.id for phase in live.map.phases] == ["start", "middle", "end"] and live.unmapped == ()


def test_what_the_study_ignores_is_no_evidence():
    noisy = from_rows([*ROWS, ("ann", "/ping", "2026-01-01T00:01"), ("bot", "/ping", "2026-01-01T00:02")])
    ignoring = msgspec.structs.replace(STUDY, ignore=[MatchRule(equals="/ping")])
    base = gather(ignoring, noisy, no_answers()).base
    assert (base.size.customers, base.size.events) == (5, len(ROWS))


def test_without_events_there_are_scores_and_nothing_else_is_claimed():
    rows = [
        said("cart", 5, "2026-01-02"),
        said("cart", 1, "2026-01-05", "bob"),
        said("home", 3, "2026-01-01", "cas"),
    ]
    found = gather(STUDY, from_rows([]), answers_of(rows))
    live = live_map(MAP, found)
    cart = live.steps["cart"]
    assert (cart.customers, cart.events, cart.reach, cart.drop_off, cart.waiting) == (None,) * 5
    assert [(s.measure, s.estimate.n, s.customers) for s in cart.scores] == [("csat", 2, 2)]
    assert (live.journey.customers, live.never_seen, live.unmapped) == (None, (), ())
    assert (live.base.size.customers, live.base.size.events, live.base.answers) == (3, 0, 3)
    assert live.base.period.end == cart.last_seen == datetime(2026, 1, 5, tzinfo=UTC)
    assert ground(found, [MAP]).customers == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"period": [date(2020, 1, 1), date(2020, 2, 1)]},
            "None of the 11 events lies in the period",
        ),
        ({"ignore": [MatchRule(glob="*")]}, "The study ignores all 11 events"),
    ],
)
def test_a_study_that_leaves_nothing_says_so(changed: dict[str, object], said: str):
    with pytest.raises(EmptyError, match=said):
        gathered(study=msgspec.structs.replace(STUDY, **changed))


def test_without_events_and_answers_the_reasons_are_told():
    reject = Rejects(reason="unknown_touchpoint", count=3)
    with pytest.raises(EmptyError, match="All answers were rejected: unknown_touchpoint 3"):
        gather(STUDY, from_rows([]), answers_of([], (reject,)))


def test_below_the_minimum_no_share_is_shown_not_even_of_all():
    found = gathered(study=msgspec.structs.replace(STUDY, minimum_n=6))
    home = found.touchpoints["home"]
    shown = [home.reach, home.drop_off, home.waiting, home.rework, found.unmapped[0].share]
    assert [e and (e.value, e.low, e.why_unknown) for e in shown] == [(None, None, "too few")] * 5
    assert home.customers == 4


def test_every_number_of_touchpoints_and_phases_is_a_list_of_customers():
    found = gathered()
    log = found.binding.log
    of = {t.id: t.phase or t.id for t in STUDY.touchpoints}
    phases = sorted(set(of.values()))
    phased = log.recode(phases, [Recoding(names=frozenset({i}), to=phases.index(p)) for i, p in of.items()])
    for view, places in ((log, found.touchpoints), (phased, found.phases)):
        was_here, stopped = touchpoints(view), contacts(log, goals=["pay"], open_for="1d")
        for name, measured in places.items():
            if not measured.customers:
                continue
            members = [t for t, phase in of.items() if name in (t, phase)]
            dropped = [c for t in members if t in log.touchpoints for c in stopped.customers(touchpoint=t)]
            back = was_here.customers(touchpoint=name, which="return")
            assert len(was_here.customers(touchpoint=name)) == measured.customers
            assert measured.rework is not None and measured.rework.value == len(back) / measured.customers
            assert measured.drop_off is not None and measured.drop_off.value == pytest.approx(
                len(dropped) / measured.drop_off.n
            )
    every = log.customers(lambda part: np.arange(len(part.offsets) - 1))
    assert len(every) == found.journey.customers == found.base.size.customers - 1


def test_a_map_shows_the_findings_of_its_own_touchpoints_and_phases_and_of_what_is_on_no_map():
    def about(touchpoint: str | None, phase: str | None) -> Finding:
        severity = Severity(reach=1, effect=1, confidence=1)
        return Finding(
            code="KR-F07", kind="pain_point", touchpoint=touchpoint, phase=phase, title={}, explanation={},
            next_step={}, estimate=Estimate(value=1, n=1), severity=severity, customers=1,
        )  # fmt: skip

    step = Step(id="pay", name="I pay", touchpoint="pay")
    drawn = JourneyMap(id="m", name="M", phases=[MapPhase(id="buy", steps=[step])])
    shown = [about("pay", "buy"), about(None, "buy"), about(None, None), about("/faq", None)]
    hidden = [about("home", "look"), about(None, "look")]
    assert list(live_map(drawn, gathered(), [*hidden, *shown]).findings) == shown
