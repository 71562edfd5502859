"""Figures that others published, or that were counted by others, come out the same."""

import csv
import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from klantreis.analyses.steps import steps
from klantreis.analyses.touchpoints import touchpoints
from klantreis.analyses.transitions import transitions
from klantreis.analyses.variants import variants
from klantreis.log.build import from_rows

START = datetime(1970, 1, 1, tzinfo=UTC)


def read(path, columns, delimiter=","):
    """Return ``(customer, touchpoint, time)`` of each row, in file order, and the rest of the row."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=delimiter) if row[columns[0]]]
    return [(*(row[column] for column in columns), row) for row in rows]


def log_of(rows):
    return from_rows([row[:3] for row in rows])


@pytest.fixture(scope="module")
def published(shared_data):
    """Cases of retentioneering's own tests (Apache-2.0): transition_matrix_test, step_matrix_test."""
    text = (shared_data / "reference/retentioneering/cases.json").read_text(encoding="utf-8")
    return json.loads(text)


def matrix(shared_data, by, column, states):
    path = shared_data / "reference/retentioneering/transition_matrix_input.csv"
    result = transitions(log_of(read(path, (f"{by}_id", "event", "timestamp"), "\t")), ends=True)
    cells = {(row["from"], row["to"]): row[column] for row in result.rows}
    names = [{"path_start": "(start)", "path_end": "(end)"}.get(state, state) for state in states]
    return [[cells.get((a, b), 0) for b in names] for a in names]


@pytest.mark.parametrize("by", ["user", "session"])
def test_transition_counts_are_the_published_ones(shared_data, published, by):
    case = published["transition_matrix"]
    assert matrix(shared_data, by, "count", case["states"]) == case[f"count_by_{by}"]


@pytest.mark.parametrize(("column", "name"), [("share_out", "proba_out"), ("share_in", "proba_in")])
def test_transition_shares_are_the_published_ones(shared_data, published, column, name):
    case = published["transition_matrix"]
    expected = [[float(Fraction(cell)) for cell in row] for row in case[f"{name}_by_user"]]
    found = matrix(shared_data, "user", column, case["states"])
    assert found == [pytest.approx(row) for row in expected]


def test_the_step_matrix_is_the_published_one(shared_data, published):
    path = shared_data / "reference/retentioneering/step_matrix_input.csv"
    result = steps(log_of(read(path, ("user_id", "event", "timestamp"), "\t")), k=5)
    found = {(row["step"], row["touchpoint"]): row["share"] for row in result.rows}
    case = published["step_matrix"]
    names = ["ended" if state == "path_end" else state for state in case["states"][1:]]
    matrix = [[found.get((step, name), 0) for step in range(1, 6)] for name in names]
    expected = [[float(Fraction(cell)) for cell in row[1:]] for row in case["by_user_max5"][1:]]
    assert matrix == [pytest.approx(row) for row in expected]


@pytest.fixture(scope="module")
def shop(shared_data):
    """retentioneering's simple_shop (MPL-2.0), without the rows it calls ``lost``."""
    rows = read(shared_data / "simple_shop/events.csv", ("user_id", "event", "timestamp"))
    return log_of([row for row in rows if row[1] != "lost"])


def test_the_web_shop_has_the_published_touchpoints(shop):
    found = {row["touchpoint"]: (row["events"], row["customers"]) for row in touchpoints(shop).rows}
    assert shop.n_events == 32_283
    assert found["catalog"] == (14_518, 3_611)
    assert found["main"] == (5_635, 2_385)
    assert found["cart"] == (2_842, 1_924)
    assert found["payment_done"] == (706, 653)


def test_the_web_shop_has_the_published_times_to_cart_and_payment(shop):
    found = {row["touchpoint"]: row["median_first_s"] for row in touchpoints(shop).rows}
    assert round(found["cart"]) == 56
    assert round(found["payment_done"]) == 94


def test_the_web_shop_has_the_published_first_step(shop):
    found = [(row["touchpoint"], round(row["share"], 6)) for row in steps(shop, k=1).rows]
    assert found == [("catalog", 0.716076), ("main", 0.283924)]


def test_the_onboarding_has_the_published_outcome(shared_data):
    """Outcome of the published mobile onboarding log (MPL-2.0): who passed and who was lost."""
    rows = read(shared_data / "onboarding/events.csv", ("user_pseudo_id", "event_name", "event_timestamp"))
    times = [str(START + timedelta(microseconds=int(row[2]) // 1_000)) for row in rows]
    result = touchpoints(from_rows([(*row[:2], time) for row, time in zip(rows, times, strict=True)]))
    found = {row["touchpoint"]: row["customers"] for row in result.rows}
    assert (found["passed"], found["lost"]) == (2_497, 1_642)


@pytest.fixture(scope="module")
def patients(shared_data):
    """eventdataR's patients (MIT): where each handling started."""
    rows = read(shared_data / "patients/patients.csv", ("patient", "handling", "time"))
    return log_of([row for row in rows if row[3]["registration_type"] == "start"])


@pytest.fixture(scope="module")
def counted(shared_data):
    return json.loads((shared_data / "patients/expected.json").read_text(encoding="utf-8"))


def test_patients_travel_the_published_variants(patients, counted):
    found = {",".join(row["journey"]): row["customers"] for row in variants(patients, top=None).rows}
    assert found == dict(counted["trace_counts"])


def test_patients_make_the_published_transitions(patients, counted):
    found = {f"{row['from']}|{row['to']}": row["count"] for row in transitions(patients, times=False).rows}
    assert found == counted["precedence_absolute"]
