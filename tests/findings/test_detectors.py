"""Each detector finds its pain and leaves alone what only looks like it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from klantreis import registry
from klantreis.evidence.answers import Answers, answers_of, no_answers
from klantreis.findings import detect
from klantreis.log.journey_log import JourneyLog
from klantreis.log.prepare import prepare
from klantreis.maps.gathering import gather
from klantreis.maps.live import ground
from klantreis.model.finding import Finding
from klantreis.model.journey_map import JourneyMap, MapPhase, Step
from klantreis.model.study import Study
from klantreis.model.touchpoint import Measure, Target, Touchpoint

START = datetime(2026, 1, 1, tzinfo=UTC)
Journey = tuple[str, Sequence[tuple[str, float]]]
CODES = {
    "high_drop_off": "KR-F01", "long_waiting_time": "KR-F02", "rework": "KR-F03",
    "low_satisfaction": "KR-F04",
    "assumed_measured_gap": "KR-F05", "unmapped_touchpoint": "KR-F06", "missed_target": "KR-F07",
}  # fmt: skip


def log_of(journeys: Sequence[Journey]) -> JourneyLog:
    """A log of journeys: device(s), and touchpoints with the hours after the contact before."""
    rows = []
    for number, (device, contacts) in enumerate(journeys):
        at, over = START + timedelta(minutes=number), device.split("/")
        for place, (touchpoint, hours) in enumerate(contacts):
            at += timedelta(hours=hours)
            rows.append((f"c{number}", touchpoint, at, over[min(place, len(over) - 1)]))
    rows.append(("late", "home", START + timedelta(days=300), "desktop"))
    names = ("customer", "touchpoint", "time", "device")
    return prepare([pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))])


def walk(*names: str, hours: float = 1.0) -> list[tuple[str, float]]:
    return [(name, hours) for name in names]


def study(**fields: object) -> Study:
    touchpoints = [
        Touchpoint(id=name, name=name.title(), goal=name == "done")
        for name in ("home", "list", "cart", "pay", "done")
    ]
    return Study(id="s", name="S", touchpoints=touchpoints, open_for="1d", **fields)  # type: ignore[arg-type]


def found(
    journeys: Sequence[Journey],
    answers: Answers | None = None,
    *,
    of: Study | None = None,
    maps: Sequence[JourneyMap] = (),
) -> list[Finding]:
    gathered = gather(of or study(), log_of(journeys), answers or no_answers())
    return list(detect(ground(gathered, maps)))


def places(findings: Sequence[Finding], detector: str) -> list[tuple[str | None, str | None]]:
    return [(f.touchpoint, f.segment) for f in findings if f.code == CODES[detector]]


def mixed(*groups: tuple[int, str, list[tuple[str, float]]]) -> list[Journey]:
    return [(device, contacts) for many, device, contacts in groups for _ in range(many)]


ALL = walk("home", "list", "cart", "pay", "done")
FINE = mixed(
    (150, "mobile", ALL), (150, "desktop", ALL),
    (10, "mobile", walk("home")), (10, "desktop", walk("home")),
    (10, "mobile", walk("home", "list")), (10, "desktop", walk("home", "list")),
    (10, "mobile", walk("home", "list", "cart")), (10, "desktop", walk("home", "list", "cart")),
)  # fmt: skip


def test_the_codes_on_the_shelf_are_those_of_this_list_and_each_is_used_once():
    shelf = {name: registry.item("findings", name).CODE for name in registry.names("findings")}
    assert shelf == CODES and len(set(shelf.values())) == len(shelf)


@pytest.mark.parametrize("name", sorted(CODES))
def test_every_detector_tells_what_it_finds_and_how(name: str):
    doc = registry.item("findings", name).__doc__ or ""
    for heading in ("What it finds", "Why it hurts", "How it is decided", "Fires", "Does not", "What to do"):
        assert f"**{heading}.**" in doc
    assert "References\n" in doc


def test_where_all_is_well_nothing_is_found():
    assert found(FINE) == []


def test_an_empty_log_and_a_single_customer_give_nothing():
    assert found([]) == []
    assert found(mixed((1, "mobile", walk("home", "list", "home")))) == []


def test_drop_off_at_one_touchpoint_is_found():
    findings = found(
        [
            *FINE,
            *mixed(
                (60, "mobile", walk("home", "list", "cart", "pay")),
                (60, "desktop", walk("home", "list", "cart", "pay")),
            ),
        ]
    )
    assert places(findings, "high_drop_off") == [("pay", None)]
    (finding,) = findings
    assert finding.estimate.n == 420 and finding.estimate.value == pytest.approx(120 / 420)
    assert finding.compared_with is not None and finding.compared_with.value == pytest.approx(20 / 460)
    assert finding.severity.reach == pytest.approx(420 / 481)
    assert finding.severity.effect == pytest.approx(120 / 420 - 20 / 460)
    assert (
        finding.severity.value
        == finding.severity.reach * finding.severity.effect * finding.severity.confidence
    )
    assert [e.label for e in finding.examples] == ["typical", "dropped"]
    assert "Pay" in finding.title["nl"] and "29 %" in finding.explanation["en"]


def test_a_touchpoint_where_nearly_all_may_still_go_on_is_not_judged():
    going = [("home", 0.0), ("pay", 24 * 299.9)]
    few_decided = mixed(
        (300, "mobile", walk("home", "list", "cart", "done")), (100, "mobile", going),
        (15, "mobile", walk("home", "pay")),
    )  # fmt: skip
    assert places(found(few_decided), "high_drop_off") == []
    enough_decided = [*few_decided, *mixed((15, "mobile", walk("home", "pay")))]
    assert places(found(enough_decided), "high_drop_off") == [("pay", None)]


def test_drop_off_in_one_segment_only_is_found_there():
    findings = found([*FINE, *mixed((45, "mobile", walk("home", "list", "cart", "pay")))])
    assert ("pay", "device=mobile") in places(findings, "high_drop_off")
    finding = next(f for f in findings if f.segment == "device=mobile")
    assert finding.estimate.value == pytest.approx(45 / 195) and finding.estimate.n == 195
    assert finding.compared_with is not None and finding.compared_with.value == 0


def test_who_goes_on_over_another_device_has_not_dropped_off():
    moved = mixed((45, "mobile/mobile/mobile/mobile/desktop", ALL))
    assert places(found([*FINE, *moved]), "high_drop_off") == []


def test_a_long_wait_is_found():
    slow = [(name, 200.0 if name == "pay" else 1.0) for name, _ in ALL]
    findings = found([(device, slow if contacts == ALL else contacts) for device, contacts in FINE])
    assert places(findings, "long_waiting_time") == [("cart", None)]
    finding = findings[0]
    assert finding.estimate.value == 200 * 3600 and finding.severity.effect == pytest.approx(1 - 1 / 200)


def test_seconds_are_no_waiting():
    second = 1 / 3600
    quick = [("home", 0.0), ("list", second), ("cart", second), ("pay", 12 * second), ("done", second)]
    assert places(found(mixed((300, "mobile", quick))), "long_waiting_time") == []


def test_a_long_wait_in_one_segment_is_found_there():
    slow = [(name, 40.0 if name == "pay" else 1.0) for name, _ in ALL]
    findings = found([(d, slow if c == ALL and d == "mobile" else c) for d, c in FINE])
    assert ("cart", "device=mobile") in places(findings, "long_waiting_time")


def test_rework_is_found_and_many_contacts_in_one_visit_are_not_rework():
    again = walk("home", "list", "cart", "pay", "cart", "pay", "cart", "pay", "done")
    browse = walk("home", "list", "list", "list", "list", "cart", "pay", "done")
    assert ("cart", None) in places(
        found([*FINE, *mixed((150, "mobile", again), (150, "desktop", again))]), "rework"
    )
    assert places(found([*FINE, *mixed((150, "mobile", browse), (150, "desktop", browse))]), "rework") == []


def test_what_has_no_rule_is_found_with_its_reach():
    call = walk("home", "list", "call", "cart", "pay", "done")
    findings = found([*FINE, *mixed((100, "mobile", call))])
    assert places(findings, "unmapped_touchpoint") == [("call", None)]
    finding = next(f for f in findings if f.code == "KR-F06")
    assert finding.customers == 100 and finding.kind == "deviation"
    assert finding.severity.effect == pytest.approx(1 / 6)


def test_an_unmapped_name_that_few_customers_met_is_left_alone():
    assert (
        places(found([*FINE, *mixed((8, "mobile", walk("home", "oops", "done")))]), "unmapped_touchpoint")
        == []
    )


def test_a_missed_target_is_found_and_one_within_the_interval_is_not():
    targets = [Target(measure=Measure.WAITING_TIME, direction="at_most", value="30m")]
    near = [Target(measure=Measure.DROP_OFF, direction="at_most", value=0.04)]
    base = study()
    touchpoints = [
        Touchpoint(
            id=t.id,
            name=t.name,
            goal=t.goal,
            targets=targets if t.id == "cart" else near if t.id == "home" else [],
        )
        for t in base.touchpoints
    ]
    wanted = Study(id="s", name="S", touchpoints=touchpoints, open_for="1d")
    findings = found(FINE, of=wanted)
    assert places(findings, "missed_target") == [("cart", None)]
    assert findings[0].severity.effect == pytest.approx(0.5)


def answers(**scores: list[float]) -> Answers:
    rows = [
        {
            "customer": f"c{i}", "time": 0, "touchpoint": touchpoint, "phase": None, "measure": "csat",
            "method": "standard", "score": score, "low": 1.0, "high": 5.0,
            "text": f"This was a {score} to me",
            "quotable": True, "source": "s.csv",
        }
        for touchpoint, given in scores.items() for i, score in enumerate(given)
    ]  # fmt: skip
    return answers_of(rows)


def test_low_satisfaction_is_found_with_quotes_and_high_satisfaction_is_not():
    findings = found(FINE, answers(home=[4, 5] * 30, cart=[4, 5] * 30, pay=[1, 2, 3] * 20))
    assert places(findings, "low_satisfaction") == [("pay", None)]
    assert len(findings[0].quotes) == 3 and findings[0].quotes[0].text == "This was a 1 to me"
    assert (
        places(found(FINE, answers(home=[5] * 60, cart=[5] * 60, pay=[4, 5] * 30)), "low_satisfaction") == []
    )


def test_low_satisfaction_in_one_segment_is_found_there():
    scores = [1.0 if 0 <= i < 150 else 5.0 for i in range(300)]
    findings = found(FINE, answers(pay=scores))
    assert places(findings, "low_satisfaction") == [("pay", "device=mobile")]


def test_a_step_that_feels_worse_than_assumed_is_found():
    drawn = JourneyMap(
        id="m", name="M",
        phases=[MapPhase(id="p", name="P", steps=[
            Step(id="a", name="I pay", touchpoint="pay", emotion=1.5),
            Step(id="b", name="I look", touchpoint="home", emotion=1.0),
        ])],
    )  # fmt: skip
    findings = found(FINE, answers(home=[4, 4, 4, 5] * 10, pay=[2, 3] * 20), maps=[drawn])
    assert places(findings, "assumed_measured_gap") == [("pay", None)]
    finding = next(f for f in findings if f.code == "KR-F05")
    assert finding.kind == "pain_point" and finding.severity.effect == pytest.approx(2.0 / 4)


def test_the_same_assumption_on_two_maps_is_told_once():
    step = Step(id="a", name="I pay", touchpoint="pay", emotion=1.5)
    drawn = [JourneyMap(id=i, name=i, phases=[MapPhase(id="p", name="P", steps=[step])]) for i in "mn"]
    findings = found(FINE, answers(home=[4, 4, 4, 5] * 10, pay=[2, 3] * 20), maps=drawn)
    assert places(findings, "assumed_measured_gap") == [("pay", None)]


def test_the_same_log_gives_the_same_findings_most_severe_first():
    journeys = [*FINE, *mixed((60, "mobile", walk("home", "call", "cart", "pay")))]
    one, two = found(journeys), found(journeys)
    assert one == two and [f.severity.value for f in one] == sorted(
        (f.severity.value for f in one), reverse=True
    )
