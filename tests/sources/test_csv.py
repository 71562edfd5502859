"""Text with columns, however it was written."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.errors import EmptyError, ParameterError, SourceError
from klantreis.sources import Options, Source, open_source, whole_table
from klantreis.sources import csv as csv_source


def _write(folder: Path, data: bytes | str, name: str = "events.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def _rows(source: Source) -> list[dict[str, str]]:
    return whole_table(source)[0].to_pylist()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = [["klant", "stap", "tijd"], ["1", "a, b", "2024-01-01"], ["2", "c", "2024-01-02"]]
    text = "\n".join(delimiter.join(f'"{c}"' if delimiter in c else c for c in line) for line in lines)
    assert _rows(open_source(_write(tmp_path, text)))[0] == {
        "klant": "1",
        "stap": "a, b",
        "tijd": "2024-01-01",
    }


def test_any_other_delimiter_can_be_given(tmp_path: Path) -> None:
    path = _write(tmp_path, "klant^stap\n1^a\n")
    assert _rows(open_source(path, Options(delimiter="^"))) == [{"klant": "1", "stap": "a"}]


def test_a_delimiter_of_two_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="one ASCII character"):
        open_source(_write(tmp_path, "a;b\n"), Options(delimiter="||"))


def test_runs_of_spaces_part_columns(tmp_path: Path) -> None:
    path = _write(tmp_path, " 00001 19970101  1   11.77\n 00002 19970112  12   8.00\n", "log.txt")
    assert _rows(open_source(path))[1] == {
        "column_1": "00002",
        "column_2": "19970112",
        "column_3": "12",
        "column_4": "8.00",
    }


def test_the_line_that_spreadsheets_write_first_names_the_delimiter(tmp_path: Path) -> None:
    assert open_source(_write(tmp_path, "sep=;\nklant;stap\n1;a\n")).columns == ("klant", "stap")


def test_newlines_and_doubled_quotes_inside_quotes_stay(tmp_path: Path) -> None:
    path = _write(tmp_path, 'klant,tekst\n1,"een\ntwee ""drie"""\n2,x\n')
    assert [r["tekst"] for r in _rows(open_source(path))] == ['een\ntwee "drie"', "x"]


def test_a_quote_in_the_middle_of_a_field_is_a_letter(tmp_path: Path) -> None:
    path = _write(tmp_path, 'klant,stap\n1,5" scherm\n2,b\n')
    assert [r["stap"] for r in _rows(open_source(path))] == ['5" scherm', "b"]


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    table, bad = whole_table(open_source(_write(tmp_path, 'klant,stap\n1,a\n2,"b\n3,c\n4,d\n')))
    assert table["klant"].to_pylist() == ["1", "3", "4"]
    assert bad == {"unreadable_row": 1}


def test_rows_with_too_few_or_too_many_fields_are_counted(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path, "a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n"))
    table, bad = whole_table(source)
    assert (table.num_rows, bad) == (2, {"unreadable_row": 2})


def test_backslash_quotes_are_understood(tmp_path: Path) -> None:
    path = _write(tmp_path, 'a,b\n1,"zei \\"hoi\\", ja"\n2,x\n')
    assert _rows(open_source(path))[0]["b"] == 'zei "hoi", ja'


def test_a_space_before_a_quote_is_no_part_of_the_field(tmp_path: Path) -> None:
    path = _write(tmp_path, 'a, "b"\n1, "x, y"\n2, "z"\n')
    assert _rows(open_source(path)) == [{"a": "1", "b": "x, y"}, {"a": "2", "b": "z"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    path = _write(tmp_path, "klant;geïnformeerd\n1;café\n".encode(encoding))
    assert _rows(open_source(path)) == [{"klant": "1", "geïnformeerd": "café"}]


def test_one_wrong_byte_late_in_a_file_is_read_as_a_letter(tmp_path: Path) -> None:
    body = b"klant,stap\n" + b"1,caf\xc3\xa9\n" * 40_000 + b"2,caf\xe9\n"
    table, bad = whole_table(open_source(_write(tmp_path, body)))
    assert set(table["stap"].to_pylist()) == {"café"}
    assert (table.num_rows, bad) == (40_001, {})


def test_an_encoding_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="no encoding 'utf-9'"):
        open_source(_write(tmp_path, "a,b\n1,2\n"), Options(encoding="utf-9"))


def test_old_mac_line_ends_are_line_ends(tmp_path: Path) -> None:
    assert len(_rows(open_source(_write(tmp_path, "a,b\r1,2\r3,4\r")))) == 2


def test_zero_bytes_are_left_out_and_told(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path, b"a,b\n1,x\0y\n2,z\n" + b"3,abcdefghijklmn\n" * 50))
    chunk = next(source.chunks())
    rows = chunk.read(csv_source.Wanted())
    assert rows.table["b"][0].as_py() == "xy"
    assert rows.remarks == ("Bytes of value zero inside the text were left out.",)


def test_the_header_may_be_odd(tmp_path: Path) -> None:
    path = _write(tmp_path, '\ufeff klant ,"stap",,stap\n1,a,x,b\n')
    assert open_source(path).columns == ("klant", "stap", "column_3", "stap_2")


def test_a_missing_header_is_noticed(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path, "1,a,2024-01-01\n2,b,2024-01-02\n"))
    assert (source.columns, len(_rows(source))) == (("column_1", "column_2", "column_3"), 2)
    assert "no header" in source.remarks[0]


def test_a_trailing_delimiter_makes_an_empty_column_more(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path, "klant,stap\n1,a,\n2,b,\n"))
    assert [r["stap"] for r in _rows(source)] == ["a", "b"]


def test_row_names_before_the_first_column_are_understood(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path, 'klant,stap\n"r1",1,a\n"r2",2,b\n'))
    assert _rows(source)[0] == {"row": "r1", "klant": "1", "stap": "a"}


def test_a_column_that_changes_type_late_is_text_all_along(tmp_path: Path) -> None:
    path = _write(tmp_path, "klant,waarde\n" + "1,5\n" * 100_000 + "2,vijf\n")
    table, bad = whole_table(open_source(path))
    assert table["waarde"][-1].as_py() == "vijf"
    assert bad == {}


@pytest.mark.parametrize("name", ["events.csv.gz", "events.csv"])
def test_packed_text_is_unpacked_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert _rows(open_source(_write(tmp_path, gzip.compress(b"a,b\n1,2\n"), name))) == [{"a": "1", "b": "2"}]


def test_zstandard_is_unpacked(tmp_path: Path) -> None:
    packed = pa.compress(b"a,b\n1,2\n", codec="zstd", asbytes=True)
    assert len(_rows(open_source(_write(tmp_path, packed, "events.csv.zst")))) == 1


def test_a_truncated_gzip_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(b"klant,stap\n" + b"".join(b"%d,stap\n" % (i * 7919) for i in range(200_000)))
    source = open_source(_write(tmp_path, whole[:-1000], "events.csv.gz"))
    with pytest.raises(SourceError, match=r"events\.csv\.gz is cut off"):
        whole_table(source)


def test_a_gzip_truncated_at_its_start_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cut off"):
        open_source(_write(tmp_path, gzip.compress(b"a,b\n1,2\n")[:15], "events.csv.gz"))


@pytest.mark.parametrize("data", [b"", b"\n\n", b"klant,stap,tijd\n", b"klant,stap,tijd"])
def test_a_file_without_rows_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(EmptyError, match=r"events\.csv (is empty|has a header and no rows)"):
        open_source(_write(tmp_path, data))


def test_a_binary_file_called_csv_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is not text"):
        open_source(_write(tmp_path, bytes(range(256)) * 40))


def test_chunks_hold_every_row_once_and_their_sizes_add_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_source, "BLOCK", 1000)
    path = _write(tmp_path, "klant,stap\n" + "".join(f'{i},"a\n{i}"\n' for i in range(2000)))
    source = open_source(path)
    chunks = list(source.chunks())
    tables = [c.read(csv_source.Wanted()).table for c in chunks]
    assert pa.concat_tables(tables)["klant"].to_pylist() == [str(i) for i in range(2000)]
    assert len(chunks) > 10
    assert sum(c.size for c in chunks) == path.stat().st_size


def test_only_the_wanted_columns_are_decoded(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path, "a,b,c\n1,2,3\n"))
    wanted = csv_source.Wanted(columns=("c", "a"), coded=frozenset("c"))
    table = next(source.chunks()).read(wanted).table
    assert set(table.column_names) == {"a", "c"}
    assert pa.types.is_dictionary(table["c"].type)


cells = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff", exclude_categories=["Cs", "Cc"])
    | st.sampled_from('\n\t,;"'),
    max_size=8,
)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=30), st.integers(20, 200))
def test_what_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], size: int
) -> None:
    quoted = ["".join(('"', c.replace('"', '""'), '"')) for row in rows for c in row]
    lines = [f"{i},{a},{b}" for i, (a, b) in enumerate(zip(quoted[::2], quoted[1::2], strict=True))]
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    path.write_text("\n".join(["nr,een,twee", *lines, ""]), encoding="utf-8", newline="")
    source = open_source(path, Options(delimiter=","))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_source, "BLOCK", size)
        table, bad = whole_table(source)
    assert list(zip(table["een"].to_pylist(), table["twee"].to_pylist(), strict=True)) == rows
    assert bad == {}


@pytest.mark.parametrize("name", ["rot13", "hex", "klingon"])
def test_a_codec_that_is_no_encoding_of_text_is_refused(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path, "klant,stap,tijd\n1,a,2024-01-01\n")
    with pytest.raises(ParameterError, match="There is no encoding"):
        open_source(path, Options(encoding=name))


def test_a_field_more_than_the_header_has_is_told(tmp_path: Path) -> None:
    source = open_source(_write(tmp_path, "klant,stap\nr1,1,a\nr2,2,b\n"))
    assert "a field more than the header" in " ".join(source.remarks)


def test_one_endless_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has no end and no columns"):
        open_source(_write(tmp_path, "x" * 300_000))
