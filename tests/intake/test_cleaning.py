"""Every row is kept, or dropped for a reason that is counted."""

from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.errors import ColumnError, SourceError
from klantreis.intake.cleaning import Intake
from klantreis.intake.plan import Wishes
from klantreis.model.event import EventColumns
from klantreis.sources import csv as csv_source
from klantreis.sources import open_source

NOW = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
COLUMNS = EventColumns(customer="klant", touchpoint="stap", time="tijd", properties=())


def _row(klant: Any = "a", stap: Any = "x", tijd: Any = "2024-01-01 10:00", **more: Any) -> dict[str, Any]:
    return {"klant": klant, "stap": stap, "tijd": tijd, **more}


def _taken(source: Any, columns: EventColumns = COLUMNS, **more: Any) -> tuple[pa.Table, Intake]:
    rejected = more.pop("rejected", None)
    intake = Intake([(open_source(source), Wishes(columns=columns, **more))], now=NOW, rejected=rejected)
    return pa.concat_tables([batch() for batch in intake.batches()], promote_options="permissive"), intake


def test_each_reason_is_counted_and_the_sum_is_whole() -> None:
    rows = [
        _row(),
        _row(klant=""),
        _row(klant=None, stap=None),
        _row(klant="undefined"),
        _row(stap=" "),
        _row(tijd=None),
        _row(tijd="gisteren"),
        _row(tijd="1970-01-01"),
        _row(tijd="2099-01-01"),
        _row(tijd="2025-01-01 12:00"),
    ]
    table, intake = _taken(rows)
    report = intake.report()
    assert report.dropped == {
        "blank_customer": 2,
        "placeholder_customer": 1,
        "blank_touchpoint": 1,
        "blank_time": 1,
        "unreadable_time": 1,
        "time_out_of_range": 2,
    }
    assert report.rows == report.kept + sum(report.dropped.values()) == 10
    assert table.num_rows == report.kept == 2


def test_the_clean_table_is_what_the_log_takes() -> None:
    columns = EventColumns(
        customer="klant", touchpoint="stap", time="tijd", channel="k", properties=("p", "n", "b")
    )
    table, _ = _taken([_row(k="web", p="rood", n=1.5, b=True), _row(k="", p=None, n=None, b=False)], columns)
    names = {f.name: str(f.type) for f in table.schema}
    assert names == {
        "customer": "string",
        "touchpoint": "dictionary<values=string, indices=int32, ordered=0>",
        "time": "timestamp[us, tz=UTC]",
        "channel": "dictionary<values=string, indices=int32, ordered=0>",
        "p": "dictionary<values=string, indices=int32, ordered=0>",
        "n": "double",
        "b": "bool",
    }
    assert table["channel"].to_pylist() == ["web", None]


def test_a_message_seen_before_is_dropped_across_files_in_order(tmp_path: Path) -> None:
    for name, ids in (("a", "m1 m2 m1"), ("b", "m2 m3")):
        lines = [f"{name},x,2024-01-01,{m}" for m in ids.split()]
        (tmp_path / f"{name}.csv").write_text(
            "\n".join(["klant,stap,tijd,message_id", *lines]), encoding="utf-8"
        )
    table, intake = _taken(tmp_path / "*.csv", EventColumns(message_id="message_id"))
    assert table["customer"].to_pylist() == ["a", "a", "b"]
    assert intake.report().dropped == {"seen_message": 2}


def test_rows_alike_are_kept_by_the_intake() -> None:
    assert _taken([_row(), _row()])[0].num_rows == 2


def test_rejected_rows_are_kept_aside_whole(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    lines = [
        "klant,stap,tijd,extra",
        "a,x,2024-01-01,1",
        "b,y",
        ",x,2024-01-01,2",
        "c,z,gisteren,3",
        "d,x,2024-01-02,4",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    table, intake = _taken(path, rejected=tmp_path / "out" / "rejected.parquet")
    assert intake.report().dropped == {"unreadable_row": 1, "blank_customer": 1, "unreadable_time": 1}
    kept = pq.read_table(tmp_path / "out" / "rejected.parquet").to_pylist()
    assert [(r["reason"], r["file"], r["row"], r["column"], r["value"]) for r in kept] == [
        ("unreadable_row", "e.csv", 2, None, "2 fields instead of 4"),
        ("blank_customer", "e.csv", 3, "klant", ""),
        ("unreadable_time", "e.csv", 4, "tijd", "gisteren"),
    ]
    assert json.loads(kept[2]["data"]) == {"klant": "c", "stap": "z", "tijd": "gisteren", "extra": "3"}
    assert json.loads(kept[0]["data"]) == {"line": "b,y"}
    assert table.num_rows == 2


def test_rows_are_numbered_across_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_source, "BLOCK", 200)
    lines = ["klant,stap,tijd", *(f"{'' if i % 50 == 7 else i},x,2024-01-01" for i in range(1, 501))]
    (tmp_path / "e.csv").write_text("\n".join(lines), encoding="utf-8")
    _, intake = _taken(tmp_path / "e.csv", rejected=tmp_path / "r.parquet")
    intake.report()
    assert pq.read_table(tmp_path / "r.parquet")["row"].to_pylist() == [
        i for i in range(1, 501) if i % 50 == 7
    ]


def test_without_rejected_rows_there_is_no_file_of_them(tmp_path: Path) -> None:
    (tmp_path / "r.parquet").write_bytes(b"of an earlier run")
    _, intake = _taken([_row()], rejected=tmp_path / "r.parquet")
    intake.report()
    assert not (tmp_path / "r.parquet").exists()


def test_threads_give_the_same_answer_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_source, "BLOCK", 500)
    lines = [
        "klant,stap,tijd,message_id",
        *(f"{i % 9 or ''},s{i % 4},2024-01-01,m{i * 7 % 700}" for i in range(2000)),
    ]
    (tmp_path / "e.csv").write_text("\n".join(lines), encoding="utf-8")
    alone, one = _taken(tmp_path / "e.csv", EventColumns(), rejected=tmp_path / "1.parquet")
    many = Intake([(open_source(tmp_path / "e.csv"), Wishes())], now=NOW, rejected=tmp_path / "2.parquet")
    with ThreadPoolExecutor(4) as pool:
        together = pa.concat_tables([f.result() for f in [pool.submit(b) for b in many.batches()]])
    assert together.to_pylist() == alone.to_pylist()
    assert many.report() == one.report()
    assert pq.read_table(tmp_path / "1.parquet") == pq.read_table(tmp_path / "2.parquet")


def test_a_failure_in_one_chunk_fails_the_others_instead_of_keeping_them_waiting(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("klant,stap,tijd\n1,x,2024-01-01\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("klant,stap,tijd\n1,x,2024-01-01\n", encoding="utf-8")
    intake = Intake([(open_source(tmp_path / "*.csv"), Wishes())], now=NOW)
    batches = list(intake.batches())
    intake._turns.fail(SourceError("broken"))
    with pytest.raises(SourceError, match="broken"):
        batches[1]()


def test_a_file_that_lacks_a_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("klant,stap,tijd\n1,x,2024-01-01\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("klanten,stap,tijd\n1,x,2024-01-01\n", encoding="utf-8")
    with pytest.raises(
        ColumnError, match=r"b\.csv has no column 'klant' for the customer. Did you mean 'klanten'"
    ):
        _taken(tmp_path / "*.csv")


def test_a_property_that_a_file_lacks_is_empty_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("klant,stap,tijd,kleur\n1,x,2024-01-01,rood\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("stap,klant,tijd\nx,1,2024-01-01\n", encoding="utf-8")
    table, _ = _taken(tmp_path / "*.csv", EventColumns(properties=("kleur",)))
    assert table["kleur"].to_pylist() == ["rood", None]


def test_a_number_that_is_none_later_on_is_counted_in_the_notes(tmp_path: Path) -> None:
    lines = [f"{i % 5},x,2024-01-01,{i},5" for i in range(1500)]
    text = "\n".join(
        ["klant;stap;tijd;bedrag", *(line.replace(",", ";", 3) for line in lines), "1;x;2024-01-01;veel"]
    )
    (tmp_path / "e.csv").write_text(text, encoding="utf-8")
    table, intake = _taken(tmp_path / "e.csv", EventColumns())
    assert table["bedrag"].to_pylist()[:2] == [0.5, 1.5]
    assert "1 values of 'bedrag' that are not numbers were left empty." in intake.report().notes


def test_month_first_dates_are_noticed_beyond_the_first_rows(tmp_path: Path) -> None:
    lines = [f"{i},x,0{i % 9 + 1}/0{i % 7 + 1}/2024" for i in range(1500)]
    (tmp_path / "e.csv").write_text(
        "\n".join(["klant,stap,tijd", *lines, "1,x,01/31/2024"]), encoding="utf-8"
    )
    table, intake = _taken(tmp_path / "e.csv")
    assert table["time"].to_pylist()[1].date() == dt.date(2024, 2, 2)
    assert table["time"].to_pylist()[9].date() == dt.date(2024, 1, 3)
    assert "Dates are written month first." in intake.report().notes


@pytest.mark.parametrize("time", [None, "datum+tijd"])
def test_a_day_and_a_time_of_day_apart_are_joined(time: str | None) -> None:
    rows = [
        {"klant": "a", "stap": "x", "datum": "1-2-2024", "tijd": "9:05"},
        {"klant": "a", "stap": "y", "datum": "13-2-2024", "tijd": None},
        {"klant": "a", "stap": "y", "datum": None, "tijd": "10:00"},
    ]
    table, intake = _taken(rows, EventColumns(time=time), timezone="Europe/Amsterdam")
    assert [str(t)[:16] for t in table["time"].to_pylist()] == ["2024-02-01 08:05", "2024-02-12 23:00"]
    assert intake.report().dropped == {"blank_time": 1}


def test_a_guessed_column_that_a_later_file_lacks_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("klant,stap,tijd\n1,x,2024-01-01\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("naam,score\n1,x\n", encoding="utf-8")
    with pytest.raises(ColumnError, match=r"b\.csv has no column 'klant' for the customer"):
        _taken(tmp_path / "*.csv", EventColumns())


def test_pseudonyms_replace_ids() -> None:
    table, _ = _taken([_row("ann"), _row("ann"), _row("bob")], pseudonym_key=b"geheim")
    first, again, other = table["customer"].to_pylist()
    assert first == again != other
    assert "ann" not in first


def test_a_property_named_like_a_part_keeps_its_own_place() -> None:
    columns = EventColumns(customer="klant", touchpoint="stap", time="tijd", properties=("channel",))
    assert "channel_column" in _taken([_row(channel="web")], columns)[0].column_names


values = st.sampled_from(["a", "b", "", None, "null", "1.0", " c "])
times = st.sampled_from(["2024-01-01", "", None, "x", "1969-12-31", "2100-01-01", "1704067200"])


@given(st.lists(st.tuples(values, values, times), min_size=1, max_size=40))
def test_rows_are_kept_or_counted_whatever_they_hold(rows: list[tuple[Any, Any, Any]]) -> None:
    table, intake = _taken([_row(*row) for row in rows])
    report = intake.report()
    assert report.rows == len(rows) == table.num_rows + sum(report.dropped.values())
    assert not any(table[name].null_count for name in ("customer", "touchpoint", "time"))
