"""XES event logs."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from klantreis.errors import EmptyError, SourceError
from klantreis.sources import open_source, whole_table, xes

LOG = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
 <global scope="event"><string key="concept:name" value="?"/></global>
 <trace>
  <string key="concept:name" value="zaak 1"/><string key="wijk" value="Noord"/>
  <event><string key="concept:name" value="aanvraag"/>
   <date key="time:timestamp" value="2024-01-01T10:00:00+01:00"/>
   <string key="lifecycle:transition" value="complete"/></event>
  <event><string key="concept:name" value="besluit"/>
   <date key="time:timestamp" value="2024-01-05T10:00:00+01:00"/>
   <int key="kosten" value="5"/></event>
 </trace>
 <trace>
  <string key="concept:name" value="zaak 2"/>
  <event><string key="concept:name" value="aanvraag"/>
   <date key="time:timestamp" value="2024-01-02T10:00:00Z"/></event>
 </trace>
</log>
"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_trace_is_a_customer_and_its_attributes_are_columns(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("log.xes.gz" if packed else "log.xes")
    path.write_bytes(gzip.compress(LOG.encode()) if packed else LOG.encode())
    table = whole_table(open_source(path))[0]
    assert table["case:concept:name"].to_pylist() == ["zaak 1", "zaak 1", "zaak 2"]
    assert table["concept:name"].to_pylist() == ["aanvraag", "besluit", "aanvraag"]
    assert table["case:wijk"].to_pylist() == ["Noord", "Noord", None]
    assert table["lifecycle:transition"].to_pylist() == ["complete", None, None]
    assert table["kosten"].to_pylist() == [None, "5", None]


def test_chunks_number_their_first_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xes, "CHUNK_ROWS", 2)
    (tmp_path / "log.xes").write_text(LOG, encoding="utf-8")
    assert [c.first_row for c in open_source(tmp_path / "log.xes").chunks()] == [1, 3]


def test_a_log_cut_off_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "log.xes").write_text(LOG[:700], encoding="utf-8")
    with pytest.raises(SourceError, match=r"log\.xes is not well-formed at line \d+"):
        open_source(tmp_path / "log.xes")


def test_a_log_that_declares_entities_is_refused(tmp_path: Path) -> None:
    text = LOG.replace("<log ", '<!DOCTYPE log [<!ENTITY a "aaaa">]>\n<log ', 1)
    (tmp_path / "log.xes").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="declares entities"):
        open_source(tmp_path / "log.xes")


def test_a_log_without_events_is_refused(tmp_path: Path) -> None:
    (tmp_path / "log.xes").write_text('<log xes.version="1.0"></log>', encoding="utf-8")
    with pytest.raises(EmptyError, match="is empty"):
        open_source(tmp_path / "log.xes")
