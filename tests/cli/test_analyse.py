"""Questions asked on the command line, from a file or a study to an answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from klantreis import registry
from klantreis.cli.main import main

EVENTS = """customer,touchpoint,time,channel,device
ann,catalog,2026-01-01T10:00:00Z,web,mobile
ann,cart,2026-01-01T10:05:00Z,web,mobile
ann,payment,2026-01-03T10:00:00Z,web,desktop
bob,catalog,2026-01-01T11:00:00Z,web,desktop
bob,cart,2026-01-20T11:00:00Z,shop,desktop
eve,catalog,2026-01-20T09:00:00Z,web,mobile
,catalog,2026-01-20T09:00:00Z,web,mobile
"""
COLUMNS = {
    "funnel": "step touchpoint customers share_of_start share_of_previous low high open median_s",
    "transitions": "from to count customers share_out share_in median_s",
    "steps": "step touchpoint customers share",
    "variants": "journey customers share",
    "times": "from to n median_s p90_s",
    "touchpoints": "touchpoint customers events first_share last_share drop_off_share repeat_share",
}


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, "utf-8")
    return path


def ask(capsys: pytest.CaptureFixture[str], *typed: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(list(typed))
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


def answer(capsys: pytest.CaptureFixture[str], *typed: str) -> dict[str, Any]:
    status, out, err = ask(capsys, *typed, "--json")
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.parametrize("name", registry.names("analyses"))
def test_every_analysis_answers_with_one_json_object(
    name: str, events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--steps", "catalog,cart"] if name == "funnel" else []
    found = answer(capsys, "analyse", name, str(events), *more)
    assert found["analysis"] == name
    assert found["n"] == {"customers": 3, "events": 6}
    assert found["period"] == {"start": "2026-01-01T10:00:00Z", "end": "2026-01-20T11:00:00Z"}
    assert found["method"]
    assert found["rows"]
    for row in found["rows"]:
        assert set(COLUMNS.get(name, "").split()) <= set(row)


def test_the_funnel_of_the_manual(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(
        capsys,
        *["analyse", "funnel", str(events), "--customer", "customer", "--touchpoint", "touchpoint"],
        *["--time", "time", "--steps", "catalog,cart,payment", "--window", "7d"],
    )
    rows = found["rows"]
    assert [row["customers"] for row in rows] == [3, 1, 1]
    assert [row["open"] for row in rows] == [0, 1, 0]
    assert rows[2]["median_s"] == 2 * 86_400.0


@pytest.mark.parametrize(
    ("filters", "customers", "events_left"),
    [
        (["--in-channel", "shop"], 1, 1),
        (["--where", "device=mobile"], 2, 3),
        (["--where", "device!=mobile"], 2, 3),
        (["--where", "device~^desk"], 2, 3),
        (["--period", "2026-01-10..2026-01-21"], 2, 2),
        (["--period", "..2026-01-02"], 2, 3),
        (["--without", "catalog"], 2, 3),
        (["--only", "payment"], 1, 1),
        (["--did", "cart", "--did-not", "payment"], 1, 2),
    ],
)
def test_filters_apply_to_every_analysis(
    filters: list[str],
    customers: int,
    events_left: int,
    events: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = answer(capsys, "analyse", "touchpoints", str(events), *filters)
    assert found["n"] == {"customers": customers, "events": events_left}


@pytest.mark.parametrize(
    ("name", "who", "customers"),
    [
        ("funnel", "step=2,outcome=dropped", ["bob"]),
        ("transitions", "from=catalog,to=cart", ["ann", "bob"]),
        ("variants", 'journey=["catalog", "cart"]', ["bob"]),
        ("steps", "step=3, touchpoint=payment", ["ann"]),
    ],
)
def test_the_customers_behind_a_number_are_named(
    name: str, who: str, customers: list[str], events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--steps", "catalog,cart", "--window", "7d"] if name == "funnel" else []
    status, out, _ = ask(capsys, "analyse", name, str(events), *more, "--who", who)
    assert (status, out.split()) == (0, customers)


def test_where_nobody_is_behind_a_number_nothing_is_printed(
    events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = ask(capsys, "analyse", "transitions", str(events), "--who", "from=payment,to=cart")
    assert (status, out) == (0, "")


@pytest.mark.parametrize(
    ("name", "who", "said"),
    [
        ("steps", "touchpoint=cart", "step"),
        ("steps", "step=two", "Steps run from 1"),
        ("touchpoints", "", "touchpoint"),
        ("touchpoints", "touchpoint=cart,day=3", "day"),
        ("touchpoints", "touchpoint=3", "There is no touchpoint '3'"),
        ("transitions", "from=cart", "from=home,to=cart"),
        ("variants", "journey=cart", '["home","cart"]'),
    ],
)
def test_a_row_that_is_not_named_is_misuse(
    name: str, who: str, said: str, events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = ask(capsys, "analyse", name, str(events), "--who", who)
    assert (status, out) == (2, "")
    assert said in err


def test_what_was_read_and_dropped_is_said_apart_from_the_answer(
    events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = ask(capsys, "analyse", "steps", str(events))
    assert status == 0
    assert out.startswith("step\ttouchpoint\tcustomers\tshare")
    assert "customer = customer" in err
    assert "7 read, 6 kept" in err
    assert "dropped 1: blank customer" in err


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        (["--steps", "catalog,carts"], 2, "Did you mean 'cart'?"),
        (["--steps", "catalog,cart", "--window", "soon"], 2, "7d"),
        (["--steps", "catalog,cart", "--period", "january"], 2, "2024-01-01..2024-04-01"),
        (["--steps", "catalog,cart", "--where", "device"], 2, "device=mobile"),
        (["--steps", "catalog,cart", "--where", "devise=mobile"], 2, "Did you mean 'device'?"),
        (["--steps", "catalog,cart", "--order", "sideways"], 2, "ordered"),
        (["--steps", "catalog,cart", "--customer", "custmer"], 1, "Did you mean 'customer'?"),
    ],
)
def test_a_wrong_question_is_told_apart_from_wrong_data(
    typed: list[str], status: int, said: str, events: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, out, err = ask(capsys, "analyse", "funnel", str(events), *typed)
    assert (left, out) == (status, "")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("content", [b"", b"customer,touchpoint,time\n", b"\x00\x01\x02binary\xff" * 40])
def test_a_file_without_events_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(content)
    status, out, err = ask(capsys, "analyse", "steps", str(path))
    assert (status, out) == (1, "")
    assert err.startswith("Error KR2")


def test_alternatives_share_a_step(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "analyse", "funnel", str(events), "--steps", "catalog,cart|payment")
    assert [row["customers"] for row in found["rows"]] == [3, 2]


@pytest.mark.parametrize(
    ("name", "picture", "starts"),
    [
        ("funnel", "funnel.svg", b"<svg"),
        ("funnel", "funnel.png", b"\x89PNG"),
        ("variants", "flow.svg", b"<svg"),
    ],
)
def test_an_answer_is_drawn_in_the_language_asked_for(
    name: str,
    picture: str,
    starts: bytes,
    events: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    more = ["--steps", "catalog,cart"] if name == "funnel" else []
    path = tmp_path / picture
    answer(capsys, "analyse", name, str(events), *more, "--draw", str(path), "--language", "nl")
    assert path.read_bytes().startswith(starts)
    if picture == "flow.svg":
        assert "gestopt" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "picture", "said"),
    [("steps", "steps.svg", "Drawn are: "), ("variants", "flow.gif", ".svg or .png")],
)
def test_what_cannot_be_drawn_is_misuse(
    name: str,
    picture: str,
    said: str,
    events: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _, err = ask(capsys, "analyse", name, str(events), "--draw", str(tmp_path / picture))
    assert status == 2
    assert said in err
    assert not (tmp_path / picture).exists()
