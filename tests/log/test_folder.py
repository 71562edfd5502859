"""A log on disk is there whole or not at all, and damage is noticed before it is counted."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
import xxhash

from klantreis.errors import DataError
from klantreis.log.opening import open_log
from klantreis.log.prepare import prepare
from klantreis.model.event import EventColumns, IntakeReport

TABLE = pa.table(
    {
        "customer": ["ann", "bob", "ann", "日本"],
        "touchpoint": ["home", "home", "cart", "pay"],
        "time": [3, 2, 1, 4],
        "channel": ["web", None, "app", "web"],
        "device": ["mobile", None, "mobile", "desktop"],
        "amount": [1.5, None, 2.0, 3.0],
    }
)
REPORT = IntakeReport(
    rows=5,
    kept=4,
    dropped={"no time": 1},
    notes=("one",),
    columns=EventColumns(customer="id", properties=("x",)),
)


def everyone(part):
    return np.arange(len(part.offsets) - 1)


def made(tmp_path, parts=2, key="k"):
    return prepare([TABLE], folder=tmp_path / "log", parts=parts, key=key, report=lambda: REPORT)


@pytest.mark.parametrize("parts", [1, 2, 4])
def test_what_is_opened_is_what_was_prepared(tmp_path, parts):
    written = made(tmp_path, parts)
    log = open_log(tmp_path / "log", key="k")
    assert log.legend == written.legend
    assert log.report == written.report == REPORT
    assert (log.size, log.period, log.end_us, log.key) == (written.size, written.period, 4, "k")
    assert [log.journey(who) for who in log.customers(everyone)] == [
        prepare([TABLE]).journey(who) for who in ("ann", "bob", "日本")
    ]
    assert log.where(properties={"device": "mobile", "amount": {">": 1.8}}).n_events == 1


def test_an_empty_log_can_be_kept_and_opened(tmp_path):
    prepare([], folder=tmp_path / "log")
    assert open_log(tmp_path / "log").size.events == 0


def test_nothing_but_the_log_is_left_beside_it(tmp_path):
    made(tmp_path)
    made(tmp_path, key="other")
    assert [path.name for path in tmp_path.iterdir()] == ["log"]
    assert open_log(tmp_path / "log").key == "other"


def test_an_open_log_stays_what_it_was_when_it_is_replaced(tmp_path):
    log = made(tmp_path)
    prepare([TABLE.slice(0, 1)], folder=tmp_path / "log")
    assert log.customers(everyone) == ["ann", "bob", "日本"]


def test_a_folder_that_holds_something_else_is_not_touched(tmp_path):
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "thesis.txt").write_text("important")
    with pytest.raises(DataError, match="something else than a log"):
        made(tmp_path)
    assert (tmp_path / "log" / "thesis.txt").read_text() == "important"
    assert [path.name for path in tmp_path.iterdir()] == ["log"]


def test_a_file_in_the_way_is_an_error_that_says_so(tmp_path):
    (tmp_path / "log").write_text("a file")
    with pytest.raises(DataError, match="cannot be kept"):
        made(tmp_path)


def test_a_log_of_other_content_is_refused(tmp_path):
    made(tmp_path)
    with pytest.raises(DataError, match="other content"):
        open_log(tmp_path / "log", key="other")


def test_a_log_of_another_version_is_refused(tmp_path):
    made(tmp_path)
    file = tmp_path / "log" / "log.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": 0}))
    with pytest.raises(DataError, match="another version"):
        open_log(tmp_path / "log")


FILES = ("offsets", "time", "touchpoint", "channel", "ids", "property-5", "property-6")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_cut_off_is_noticed(tmp_path, name):
    made(tmp_path, parts=1)
    file = tmp_path / "log" / "0000" / f"{name}.arrow"
    file.write_bytes(file.read_bytes()[:-8])
    with pytest.raises(DataError, match=r"arrow is damaged"):
        open_log(tmp_path / "log")


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_zeros_is_noticed(tmp_path, name):
    made(tmp_path, parts=1)
    file = tmp_path / "log" / "0000" / f"{name}.arrow"
    file.write_bytes(bytes(file.stat().st_size))
    with pytest.raises(DataError, match=r"0000.*Prepare the log anew"):
        open_log(tmp_path / "log")


@pytest.mark.parametrize("name", [*FILES, "log.json"])
def test_a_file_that_is_missing_is_noticed(tmp_path, name):
    made(tmp_path, parts=1)
    at = tmp_path / "log" / (name if name == "log.json" else f"0000/{name}.arrow")
    at.unlink()
    with pytest.raises(DataError, match=r"cannot be read|no log in"):
        open_log(tmp_path / "log")


@pytest.mark.parametrize("name", FILES)
def test_a_single_bit_that_fell_over_is_noticed(tmp_path, name):
    made(tmp_path, parts=1)
    file = tmp_path / "log" / "0000" / f"{name}.arrow"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(DataError, match="is damaged"):
        open_log(tmp_path / "log")


def damaged(file, old, new):
    """Put other numbers in the place of those of a column, and the digest that goes with them."""
    content = file.read_bytes()
    assert content.count(old.tobytes()) == 1
    file.write_bytes(content.replace(old.tobytes(), new.tobytes()))
    told = file.parents[1] / "log.json"
    digests = [xxhash.xxh3_64_hexdigest(text) for text in (content, file.read_bytes())]
    told.write_text(told.read_text().replace(*digests))


@pytest.mark.parametrize("offsets", [[0, 2, 2, 4], [0, 2, 9, 4], [1, 2, 3, 4], [0, 2, 3, 5], [0, -2, 3, 4]])
def test_offsets_that_do_not_rise_within_bounds_are_noticed(tmp_path, offsets):
    made(tmp_path, parts=1)
    file = tmp_path / "log" / "0000" / "offsets.arrow"
    damaged(file, np.array([0, 2, 3, 4]), np.array(offsets))
    with pytest.raises(DataError, match=r"offsets in .* are damaged"):
        open_log(tmp_path / "log")


@pytest.mark.parametrize("name", ["touchpoint", "channel", "property-6"])
def test_codes_without_a_name_are_noticed(tmp_path, name):
    log = made(tmp_path, parts=1)
    columns = log._seen(0)
    kept = {"touchpoint": columns.part.touchpoint, "channel": columns.part.channel}
    column = kept.get(name, columns.value("device"))
    file = tmp_path / "log" / "0000" / f"{name}.arrow"
    damaged(file, np.array(column), np.full(4, 77, np.uint8))
    with pytest.raises(DataError, match=r"codes in .* are damaged"):
        open_log(tmp_path / "log")


def test_a_damaged_list_of_partitions_is_noticed(tmp_path):
    made(tmp_path)
    file = tmp_path / "log" / "log.json"
    file.write_text(file.read_text().replace('"customers"', '"customer"'))
    with pytest.raises(DataError, match="damaged"):
        open_log(tmp_path / "log")


MAKE = """
import sys
from pathlib import Path
import pyarrow as pa
from klantreis.log.prepare import prepare
n = int(sys.argv[2])
for _ in range(8):
    ids = [str(k) for k in range(n)]
    table = pa.table({"customer": ids, "touchpoint": ["x"] * n, "time": list(range(n))})
    log = prepare([table], folder=Path(sys.argv[1]), parts=2)
    assert log.n_events in (100, 200), log.n_events
"""


def test_two_processes_that_prepare_at_once_do_not_hurt_each_other(tmp_path):
    running = [
        subprocess.Popen(
            [sys.executable, "-c", MAKE, str(tmp_path / "log"), n], stderr=subprocess.PIPE, text=True
        )
        for n in ("100", "200")
    ]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in running] == [("", 0)] * 2
    assert open_log(tmp_path / "log").n_events in (100, 200)
    assert [path.name for path in tmp_path.iterdir()] == ["log"]
