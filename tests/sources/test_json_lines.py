"""JSON Lines, and one array of objects."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from klantreis.errors import EmptyError, SourceError
from klantreis.sources import Wanted, json_lines, open_source, whole_table

LINES = [{"user": {"id": i, "name": f"n{i}"}, "event": "cart", "ok": True} for i in range(5)]


def _write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_fields_within_fields_are_columns(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path / "e.jsonl", [json.dumps(line) for line in LINES]))
    assert source.columns == ("user.id", "user.name", "event", "ok")
    assert whole_table(source)[0].to_pylist()[4] == {
        "user.id": "4",
        "user.name": "n4",
        "event": "cart",
        "ok": "true",
    }


def test_one_array_is_read_like_lines(tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    path.write_text(json.dumps(LINES, indent=2), encoding="utf-8")
    assert whole_table(open_source(path))[0].num_rows == 5


def test_bad_lines_are_counted_and_told(tmp_path: Path) -> None:
    path = _write(tmp_path / "e.ndjson", ['{"a": 1}', '{"a": ', "[1]", "", '{"a": 2}', "null"])
    rows = next(open_source(path).chunks()).read(Wanted())
    assert rows.table["a"].to_pylist() == [1, 2]
    assert [(b.place, b.text) for b in rows.bad] == [(1, '{"a":'), (2, "[1]"), (4, "null")]


def test_a_field_that_changes_its_type_becomes_text(tmp_path: Path) -> None:
    path = _write(tmp_path / "e.jsonl", ['{"a": 1, "b": "x"}'] * 3000 + ['{"a": "een", "b": "y"}'])
    table, bad = whole_table(open_source(path))
    assert (table["a"][0].as_py(), table["a"][3000].as_py(), bad) == ("1", "een", {})


def test_a_field_that_appears_late_is_there(tmp_path: Path) -> None:
    path = _write(tmp_path / "e.jsonl", ['{"a": 1}'] * 2000 + ['{"a": 2, "late": "x"}'])
    table = next(open_source(path).chunks()).read(Wanted()).table
    assert table["late"].to_pylist()[-1] == "x"


def test_the_quick_way_and_the_careful_way_agree(tmp_path: Path) -> None:
    rows = [
        {"k": f"é{i}", "n": i, "d": {"e": {"x": i / 4}, "t": None if i % 3 else "q"}} for i in range(1500)
    ]
    lines = [json.dumps(row) for row in rows]
    clean = next(open_source(_write(tmp_path / "a.jsonl", lines)).chunks())
    broken = next(open_source(_write(tmp_path / "b.jsonl", [*lines, "{"])).chunks())
    wanted = Wanted(columns=("k", "n", "d.e.x", "d.t"))
    assert clean.read(wanted).table.to_pydict() == broken.read(wanted).table.to_pydict()


@pytest.mark.parametrize("other", [{"a.b": 2}, {"a": 2}, {"a": None}, {"a": {"b": "x"}}, {}])
def test_names_with_a_dot_are_read_however_they_came_about(tmp_path: Path, other: dict[str, object]) -> None:
    lines = [json.dumps({"a": {"b": 1}, "c": "x"})] * 5 + [json.dumps({**other, "c": "y"})] * 5
    rows = next(open_source(_write(tmp_path / "e.jsonl", lines)).chunks()).read(Wanted(columns=("a.b", "c")))
    last = (
        {"a.b": other.get("a.b"), "c": "y"}
        if not isinstance(other.get("a"), dict)
        else {"a.b": "x", "c": "y"}
    )
    assert rows.table.num_rows == 10
    assert rows.table.to_pylist()[-1] == last


def test_blocks_hold_every_line_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "BLOCK", 100)
    source = open_source(_write(tmp_path / "e.jsonl", [f'{{"n": {i}}}' for i in range(1000)]))
    found = [n for c in source.chunks() for n in c.read(Wanted(columns=("n",))).table["n"].to_pylist()]
    assert found == list(range(1000))


def test_packed_lines_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(b'{"a": 1}\n'))
    assert whole_table(open_source(tmp_path / "e.jsonl.gz"))[0].num_rows == 1


def test_letters_that_are_not_utf8_are_read(tmp_path: Path) -> None:
    (tmp_path / "e.jsonl").write_bytes('{"a": "café"}\n'.encode("latin-1") * 2)
    assert whole_table(open_source(tmp_path / "e.jsonl"))[0]["a"].to_pylist() == ["café", "café"]


def test_an_array_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "e.json").write_text(json.dumps(LINES)[:-20], encoding="utf-8")
    with pytest.raises(SourceError, match="cut off"):
        open_source(tmp_path / "e.json")


def test_json_that_is_no_list_of_objects_is_refused(tmp_path: Path) -> None:
    (tmp_path / "e.json").write_text('{\n "a": 1\n}\n', encoding="utf-8")
    with pytest.raises(SourceError, match="no line that is a JSON object"):
        open_source(tmp_path / "e.json")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "e.jsonl").write_bytes(b"")
    with pytest.raises(EmptyError, match="is empty"):
        open_source(tmp_path / "e.jsonl")


@pytest.mark.parametrize("name", ["e.jsonl", "e.json"])
def test_numbers_that_are_none_are_missing_and_the_row_stays(tmp_path: Path, name: str) -> None:
    rows = ['{"a": "x", "n": NaN}', '{"a": "y", "n": NaN}', '{"a": "z", "n": 1.5}']
    text = "\n".join(rows) if name == "e.jsonl" else f"[{','.join(rows)}]"
    (tmp_path / name).write_text(text, encoding="utf-8")
    table, bad = whole_table(open_source(tmp_path / name))
    assert table.to_pydict() == {"a": ["x", "y", "z"], "n": [None, None, "1.5"]}
    assert not bad


def test_a_line_with_half_a_letter_is_set_aside(tmp_path: Path) -> None:
    path = _write(tmp_path / "e.jsonl", [r'{"a": "\ud83d"}', '{"a": "x"}'])
    read = next(open_source(path).chunks()).read(Wanted())
    assert (read.table["a"].to_pylist(), len(read.bad)) == (["x"], 1)


@pytest.mark.parametrize(("opens", "closes"), [('{"a":', "}"), ("[", "]")])
def test_a_line_nested_without_end_is_set_aside(tmp_path: Path, opens: str, closes: str) -> None:
    deep = f'{{"a": {opens * 5_000}1{closes * 5_000}}}'
    read = next(open_source(_write(tmp_path / "e.jsonl", ['{"a": "x"}', deep])).chunks()).read(Wanted())
    assert (read.table["a"].to_pylist(), len(read.bad)) == (["x"], 1)
