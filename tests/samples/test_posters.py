"""A sample, with everything a rich map holds, is one poster to hang on the wall."""

from __future__ import annotations

from pathlib import Path

import pytest

from klantreis import registry
from klantreis.drawings import journey_map
from klantreis.study.run import run


@pytest.mark.parametrize("name", registry.names("samples"))
def test_a_rich_map_is_one_poster_lying_or_standing(name: str, tmp_path: Path) -> None:
    study = registry.item("samples", name).write(tmp_path / "study", language="nl", customers=1200)
    live = run(study, formats=()).maps[0]
    for paper, short in (("A0", 2383.94), ("A1", 1683.78)):
        sheets = journey_map.sheets(live, paper=paper, language="nl")
        assert [min(sheet.width, sheet.height) for sheet in sheets] == [short]
