"""Reading events in one call: real logs, bad input, and the cache."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from klantreis.errors import ColumnError, DataError, EmptyError, KlantreisError, ParameterError, SourceError
from klantreis.model.event import EventColumns
from klantreis.study.reading import EventInput, read, read_all

NOW = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
ROWS = [
    {"klant": f"k{i % 5}", "stap": "abc"[i % 3], "tijd": f"2024-01-{i % 28 + 1:02d}T10:00"} for i in range(60)
]


def _csv(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join([",".join(rows[0]), *(",".join(map(str, r.values())) for r in rows), ""]))
    return path


def test_the_web_shop_is_read_whole(shared_data: Path) -> None:
    log = read(shared_data / "simple_shop" / "events.csv")
    assert (log.n_events, log.n_customers) == (35_381, 3_751)
    contacts = {name: log.where(touchpoints=[name]) for name in ("catalog", "main", "cart", "payment_done")}
    assert {name: (view.n_events, view.n_customers) for name, view in contacts.items()} == {
        "catalog": (14_518, 3_611),
        "main": (5_635, 2_385),
        "cart": (2_842, 1_924),
        "payment_done": (706, 653),
    }
    assert log.where(without=["lost"]).n_events == 32_283


def test_nanosecond_epochs_are_recognised(shared_data: Path) -> None:
    log = read(shared_data / "onboarding" / "events.csv")
    assert (log.n_events, log.n_customers) == (30_943, 4_139)
    start, end = log.period.start, log.period.end
    assert start is not None
    assert end is not None
    assert end - start < dt.timedelta(days=1)


def test_a_packed_file_with_channels_and_properties_is_read(shared_data: Path) -> None:
    log = read(shared_data / "ecom" / "ecom.csv.gz")
    assert (log.n_events, log.n_customers) == (31_106, 600)
    assert log.report.columns.channel == "platform"
    assert set(log.properties) == {"acquisition_channel", "user_cohort", "user_lifecycle"}


def test_the_hospital_is_read(shared_data: Path) -> None:
    log = read(shared_data / "patients" / "patients.csv")
    assert (log.n_events, log.n_customers, len(log.touchpoints)) == (5_442, 500, 7)


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, list], ids=["pandas", "polars", "rows"])
def test_a_table_gives_the_log_of_its_file(tmp_path: Path, make: Any) -> None:
    from_file = read(_csv(tmp_path / "e.csv", ROWS))
    from_table = read(make(ROWS))
    assert from_table.journey("k1") == from_file.journey("k1")
    assert from_table.n_events == from_file.n_events == 60


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl", "xlsx"])
def test_every_format_gives_the_same_journeys(tmp_path: Path, suffix: str) -> None:
    path, frame = tmp_path / f"e.{suffix}", pl.DataFrame(ROWS)
    if suffix == "csv":
        frame.write_csv(path, separator=";")
    elif suffix == "parquet":
        frame.with_columns(pl.col("tijd").str.to_datetime()).write_parquet(path)
    elif suffix == "jsonl":
        frame.write_ndjson(path)
    else:
        pd.DataFrame(ROWS).assign(tijd=lambda f: pd.to_datetime(f["tijd"])).to_excel(path, index=False)
    assert read(path).journey("k3") == read(ROWS).journey("k3")


def test_several_sources_with_columns_of_their_own_make_one_log(tmp_path: Path) -> None:
    web = _csv(tmp_path / "web.csv", [{"bezoeker": "a", "pagina": "home", "tijd": "2024-01-01T10:00"}])
    shop = _csv(tmp_path / "winkel.csv", [{"klant": "a", "actie": "koop", "wanneer": "1704110400"}])
    inputs = [
        EventInput(source=web),
        EventInput(source=shop, columns=EventColumns(customer="klant", touchpoint="actie", time="wanneer")),
    ]
    log = read_all(inputs)
    assert [step.touchpoint for step in log.journey("a")] == ["home", "koop"]
    assert log.report.rows == 2


def test_repeats_are_counted_and_dropped_on_request_only(tmp_path: Path) -> None:
    rows = [ROWS[0], ROWS[0], ROWS[1]]
    kept = read(rows)
    assert (kept.n_events, kept.report.repeats, dict(kept.report.dropped)) == (3, 1, {})
    dropped = read(rows, drop_repeats=True, rejected=tmp_path / "rejected.parquet")
    assert (dropped.n_events, dict(dropped.report.dropped)) == (2, {"repeat": 1})
    aside = pq.read_table(tmp_path / "rejected.parquet").to_pylist()
    assert [(r["reason"], r["file"], r["row"]) for r in aside] == [("repeat", "table", 2)]


def test_the_report_always_adds_up(tmp_path: Path) -> None:
    rows = [
        *ROWS,
        {**ROWS[0], "klant": ""},
        {**ROWS[0], "tijd": "1970-01-01"},
        {**ROWS[0], "tijd": "2099-01-01"},
    ]
    report = read(rows, now=NOW).report
    assert report.rows == report.kept + sum(report.dropped.values()) == 63
    assert dict(report.dropped) == {"blank_customer": 1, "time_out_of_range": 2}


def test_a_log_is_kept_and_made_again_only_when_its_input_changes(tmp_path: Path) -> None:
    path, cache = _csv(tmp_path / "e.csv", ROWS), tmp_path / "log"
    first = read(path, cache=cache)
    made = (cache / "log.json").stat().st_mtime_ns
    again = read(path, cache=cache)
    assert (cache / "log.json").stat().st_mtime_ns == made
    assert again.report == first.report
    assert again.journey("k1") == first.journey("k1")
    assert read(path, cache=cache, timezone="Europe/Amsterdam").period != first.period
    _csv(path, ROWS[:30])
    assert read(path, cache=cache).n_events == 30


def test_a_kept_log_without_its_rejected_rows_is_made_again(tmp_path: Path) -> None:
    path = _csv(tmp_path / "e.csv", [*ROWS, {**ROWS[0], "klant": ""}])
    read(path, cache=tmp_path / "log")
    read(path, cache=tmp_path / "log", rejected=tmp_path / "rejected.parquet")
    assert pq.read_table(tmp_path / "rejected.parquet").num_rows == 1


def test_rejected_rows_are_always_those_of_the_input_read(tmp_path: Path) -> None:
    def rejected(name: str) -> list[str]:
        read(tmp_path / f"{name}.csv", cache=tmp_path / name, rejected=tmp_path / "rejected.parquet")
        path = tmp_path / "rejected.parquet"
        return pq.read_table(path)["value"].to_pylist() if path.exists() else []

    for name, wrong in (("one", "gisteren"), ("two", "morgen")):
        _csv(tmp_path / f"{name}.csv", [*ROWS, {**ROWS[0], "tijd": wrong}])
    _csv(tmp_path / "whole.csv", ROWS)
    assert rejected("one") == ["gisteren"]
    assert rejected("two") == ["morgen"]
    assert rejected("one") == ["gisteren"]
    made = (tmp_path / "one" / "log.json").stat().st_mtime_ns
    assert rejected("one") == ["gisteren"]
    assert (tmp_path / "one" / "log.json").stat().st_mtime_ns == made
    assert rejected("whole") == []
    assert rejected("two") == ["morgen"]
    assert rejected("whole") == []


def test_rejected_rows_never_take_the_place_of_something_else(tmp_path: Path) -> None:
    path = _csv(tmp_path / "e.csv", [*ROWS, {**ROWS[0], "klant": ""}])
    written = path.read_bytes()
    pd.DataFrame(ROWS).to_parquet(tmp_path / "e.parquet")
    for place in (path, tmp_path / "e.parquet", tmp_path):
        with pytest.raises(ParameterError, match="something else"):
            read(path, rejected=place)
    assert path.read_bytes() == written
    assert len(pd.read_parquet(tmp_path / "e.parquet")) == 60


def test_a_cache_never_takes_the_place_of_other_files(tmp_path: Path) -> None:
    path = _csv(tmp_path / "e.csv", ROWS)
    with pytest.raises(ParameterError, match="holds other files"):
        read(path, cache=tmp_path)
    with pytest.raises(ParameterError, match="is a file"):
        read(path, cache=path)
    assert path.exists()


def test_a_damaged_kept_log_is_made_again(tmp_path: Path) -> None:
    path = _csv(tmp_path / "e.csv", ROWS)
    read(path, cache=tmp_path / "log")
    (tmp_path / "log" / "log.json").write_text("{")
    assert read(path, cache=tmp_path / "log").n_events == 60


def test_when_all_rows_are_rejected_the_reasons_are_told_and_nothing_is_kept(tmp_path: Path) -> None:
    path = _csv(tmp_path / "e.csv", [{**row, "tijd": "1970-01-01"} for row in ROWS])
    with pytest.raises(EmptyError, match=r"All 60 rows were rejected: 60 × time_out_of_range.*time = tijd"):
        read(path, time="tijd", cache=tmp_path / "log", rejected=tmp_path / "rejected.parquet")
    assert pq.read_table(tmp_path / "rejected.parquet").num_rows == 60
    assert not (tmp_path / "log").exists()


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _header(path: Path) -> None:
    path.write_text("klant,stap,tijd\n")


def _cut_gzip(path: Path) -> None:
    whole = "\n".join(
        ["klant,stap,tijd", *(f"{i * 7919},x,2024-01-01T10:{i % 60:02d}" for i in range(200_000))]
    )
    path.write_bytes(gzip.compress(whole.encode())[:-500])


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 100)


@pytest.mark.parametrize(
    ("spoil", "error"),
    [(_nothing, EmptyError), (_header, EmptyError), (_cut_gzip, SourceError), (_binary, SourceError)],
)
def test_a_bad_file_gives_a_clear_error_and_leaves_nothing(tmp_path: Path, spoil: Any, error: type) -> None:
    path = tmp_path / "events.csv"
    spoil(path)
    with pytest.raises(error, match=r"events\.csv"):
        read(path, cache=tmp_path / "log", rejected=tmp_path / "rejected.parquet")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["events.csv"]


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        ({"customer": "klnt"}, ColumnError, "Did you mean 'klant'"),
        ({"properties": ["kleur"]}, ColumnError, "no column 'kleur' for the property"),
        ({"timezone": "Amsterdam"}, ParameterError, "no time zone"),
        ({"time_format": "dag"}, ParameterError, "not a format"),
        ({"encoding": "latijn"}, ParameterError, "no encoding"),
        ({"delimiter": "ab"}, ParameterError, "delimiter"),
        ({"decimal": ";"}, ParameterError, "decimal"),
    ],
)
def test_what_is_said_wrongly_is_told(tmp_path: Path, said: dict[str, Any], error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        read(_csv(tmp_path / "e.csv", ROWS), **said)


def test_a_table_cannot_be_cached(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="cannot be cached"):
        read(ROWS, cache=tmp_path / "log")


def test_nothing_to_read_is_refused() -> None:
    with pytest.raises(DataError):
        read_all([])


def test_every_error_is_our_own(tmp_path: Path) -> None:
    for data in (
        b"\xff\xfe",
        b'"',
        b"a",
        b"a,b\n\xff\n",
        b"\x1f\x8b",
        b"PAR1",
        b"PK\x03\x04",
        b"{",
        b"[",
        b"<log",
        b"\0",
    ):
        path = tmp_path / "x.csv"
        path.write_bytes(data)
        with pytest.raises(KlantreisError):
            read(path)


@pytest.mark.parametrize(
    "said", [{"earliest": "2024-01-01"}, {"latest": dt.date(2024, 1, 1)}, {"pseudonym_key": "key"}]
)
def test_what_is_of_the_wrong_kind_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=next(iter(said))):
        read(ROWS, **said)


def test_ids_are_never_hashed_without_a_key() -> None:
    with pytest.raises(ParameterError, match="pseudonym_key"):
        read(ROWS, pseudonym_key=b"")


def test_one_property_may_be_named_alone() -> None:
    rows = [{**row, "device": "mobile"} for row in ROWS]
    assert read(rows, properties="device").properties == ("device",)
