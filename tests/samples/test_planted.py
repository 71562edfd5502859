"""What the samples say was planted is in the files: recounted in plain Python, from the raw rows."""

from __future__ import annotations

import csv
import statistics
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from klantreis import registry

SAMPLES = ("health_insurer", "town_hall", "web_shop")
LANGUAGE = "en"
DAY = 86_400
SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
CUSTOMER = {"health_insurer": "member_number", "town_hall": "resident", "web_shop": "customer"}
EVENT = {"health_insurer": "event", "town_hall": "activity", "web_shop": "step"}
TIME = {"health_insurer": "timestamp", "town_hall": "date_and_time", "web_shop": "time"}

Row = dict[str, str]
Journeys = dict[str, list[tuple[datetime, str, Row]]]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("planted")
    return {n: registry.item("samples", n).write(home / n, language=LANGUAGE) for n in SAMPLES}


@pytest.fixture(scope="module")
def journeys(folders: dict[str, Path]) -> dict[str, Journeys]:
    return {name: read_journeys(name, folder) for name, folder in folders.items()}


def read_journeys(name: str, folder: Path) -> Journeys:
    found: Journeys = defaultdict(list)
    for row in rows_of(folder / "events.csv"):
        when = datetime.fromisoformat(row[TIME[name]])
        if row[CUSTOMER[name]] and when.year > 2000:
            found[row[CUSTOMER[name]]].append((when, f"{row[EVENT[name]]} {row['status']}".strip(), row))
    return {customer: sorted(contacts, key=lambda c: c[0]) for customer, contacts in found.items()}


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def truth(name: str, detector: str) -> float:
    (planted,) = (p for p in registry.item("samples", name).PLANTED if p.detector == detector)
    return float(planted.size)


def waits(journeys: Journeys, start: str, ends: tuple[str, ...]) -> list[float]:
    return [days for contacts in journeys.values() for days in waits_in(contacts, start, ends)]


def waits_in(contacts: list[tuple[datetime, str, Row]], start: str, ends: tuple[str, ...]) -> Iterator[float]:
    since = None
    for when, event, _ in contacts:
        if event == start:
            since = when
        elif event in ends and since is not None:
            yield (when - since).total_seconds() / DAY
            since = None


def share_failed(journeys: Journeys, started: str, failed: str, *, mobile: bool) -> float:
    count = {started: 0, failed: 0}
    for contacts in journeys.values():
        for _, event, row in contacts:
            if event in count and (row["device"] == "mobile") == mobile:
                count[event] += 1
    return count[failed] / count[started]


def share_who_never(journeys: Journeys, tried: str, done: tuple[str, ...], *, mobile: bool) -> float:
    came = [
        c
        for c in journeys.values()
        if any(e == tried and (r["device"] == "mobile") == mobile for _, e, r in c)
    ]
    return sum(not any(e in done for _, e, _ in c) for c in came) / len(came)


def mean_emotion(folder: Path, touchpoint: str) -> float:
    felt = []
    for row in rows_of(folder / "surveys.csv"):
        low, high = SCALES[row["question"]]
        score = int(row["score"])
        if row["touchpoint"] == touchpoint and low <= score <= high:
            felt.append(2 * (2 * (score - low) / (high - low) - 1))
    return statistics.mean(felt)


@pytest.mark.parametrize("detector", ["long_waiting_time", "missed_target"])
@pytest.mark.parametrize(
    ("name", "start", "ends"),
    [
        ("web_shop", "order in_workshop", ("order shipped",)),
        ("health_insurer", "claim received", ("claim returned", "claim decided")),
        ("town_hall", "case in_review", ("case decided",)),
    ],
)
def test_the_slow_step_is_as_slow_as_stated(
    journeys: dict[str, Journeys], name: str, start: str, ends: tuple[str, ...], detector: str
) -> None:
    median = statistics.median(waits(journeys[name], start, ends))
    assert median == pytest.approx(truth(name, detector), rel=0.06)


@pytest.mark.parametrize(
    ("name", "start", "ends"),
    [
        ("web_shop", "order placed", ("order in_workshop",)),
        ("web_shop", "order shipped", ("order delivered",)),
        ("health_insurer", "message", ("app/cover_physio",)),
        ("health_insurer", "first_treatment", ("claim_upload_started",)),
        ("health_insurer", "claim decided", ("claim paid_out",)),
        ("town_hall", "case received", ("case supplement_requested", "case in_review")),
        ("town_hall", "case supplement_requested", ("document_drawing",)),
        ("town_hall", "case decided", ("fee_paid",)),
    ],
)
def test_other_steps_are_as_quick_as_stated(
    journeys: dict[str, Journeys], name: str, start: str, ends: tuple[str, ...]
) -> None:
    (slow,) = (p for p in registry.item("samples", name).PLANTED if p.detector == "long_waiting_time")
    assert slow.elsewhere is not None
    assert statistics.median(waits(journeys[name], start, ends)) <= slow.elsewhere


@pytest.mark.parametrize(
    ("name", "started", "failed", "done"),
    [
        ("web_shop", "payment_started", "payment_failed", ("order placed",)),
        ("health_insurer", "claim_upload_started", "claim_upload_failed", ("claim_submitted",)),
        ("town_hall", "login_started", "login_failed", ("login_done",)),
    ],
)
def test_it_fails_on_the_phone_as_often_as_stated_and_people_leave(
    journeys: dict[str, Journeys], name: str, started: str, failed: str, done: tuple[str, ...]
) -> None:
    (planted,) = (p for p in registry.item("samples", name).PLANTED if p.detector == "high_drop_off")
    on_mobile = share_failed(journeys[name], started, failed, mobile=True)
    elsewhere = share_failed(journeys[name], started, failed, mobile=False)
    assert on_mobile == pytest.approx(planted.size, abs=0.03)
    assert elsewhere == pytest.approx(planted.elsewhere, abs=0.02)
    left_on_mobile = share_who_never(journeys[name], started, done, mobile=True)
    left_elsewhere = share_who_never(journeys[name], started, done, mobile=False)
    assert left_on_mobile > 3 * left_elsewhere


@pytest.mark.parametrize("name", SAMPLES)
def test_as_many_customers_call_as_stated(journeys: dict[str, Journeys], name: str) -> None:
    (planted,) = (p for p in registry.item("samples", name).PLANTED if p.detector == "unmapped_touchpoint")
    assert isinstance(planted.touchpoint, dict)
    called = planted.touchpoint[LANGUAGE]
    share = sum(any(e == called for _, e, _ in c) for c in journeys[name].values()) / len(journeys[name])
    assert share == pytest.approx(planted.size, abs=0.02)


@pytest.mark.parametrize(
    ("name", "asked_again", "handled"),
    [
        ("health_insurer", "claim returned", ("claim returned", "claim decided")),
        ("town_hall", "case supplement_requested", ("case supplement_requested", "case in_review")),
    ],
)
def test_as_many_customers_must_do_it_again_as_stated(
    journeys: dict[str, Journeys], name: str, asked_again: str, handled: tuple[str, ...]
) -> None:
    first = [next((e for _, e, _ in c if e in handled), None) for c in journeys[name].values()]
    share = first.count(asked_again) / sum(e is not None for e in first)
    assert share == pytest.approx(truth(name, "rework"), abs=0.03)


@pytest.mark.parametrize(
    ("name", "detector", "touchpoint"),
    [
        ("web_shop", "assumed_measured_gap", "Bicycle delivered"),
        ("health_insurer", "low_satisfaction", "Decision on the claim"),
        ("town_hall", "assumed_measured_gap", "Permit check"),
    ],
)
def test_customers_feel_as_stated(
    folders: dict[str, Path], name: str, detector: str, touchpoint: str
) -> None:
    assert mean_emotion(folders[name], touchpoint) == pytest.approx(truth(name, detector), abs=0.15)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_hides_a_slow_step_a_failing_phone_and_an_unmapped_call_centre(name: str) -> None:
    found = {p.detector for p in registry.item("samples", name).PLANTED}
    assert {"long_waiting_time", "high_drop_off", "unmapped_touchpoint"} < found
