"""A new study is valid from the start, and can be run as soon as it knows its events."""

from __future__ import annotations

from pathlib import Path

import pytest

from klantreis.errors import ParameterError, UnknownNameError
from klantreis.study.folder import files_of, load
from klantreis.study.new import new_study
from klantreis.study.run import run

EVENTS = "klant,stap,tijd\n" + "".join(
    f"{who},{step},2025-01-0{day}T10:00\n"
    for who in "abc"
    for day, step in enumerate(("Home Pagina", "Zoeken", "Wagen", "Betaald"), start=1)
)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_study_is_valid_and_says_how_to_go_on(tmp_path: Path, language: str):
    path = new_study(tmp_path / "my-shop", language=language)
    read = load(path.parent)
    assert read.study.id == "my-shop" and read.study.language == language
    assert len(read.maps) == 1 and len(read.maps[0].phases) == 3
    assert sum(t.goal for t in read.study.touchpoints) == 1
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ") and "klantreis run my-shop" in text and "klantreis schema study" in text


def test_touchpoints_come_from_the_events_in_order_with_their_goal(tmp_path: Path):
    events = tmp_path / "events.csv"
    events.write_text(EVENTS, encoding="utf-8")
    path = new_study(tmp_path / "winkel", language="nl", events=events)
    read = load(path.parent)
    assert [(t.id, t.phase, t.goal) for t in read.study.touchpoints] == [
        ("home-pagina", "start", False), ("zoeken", "start", False),
        ("wagen", "middle", False), ("betaald", "end", True),
    ]  # fmt: skip
    assert read.study.events[0].columns.customer == "klant"
    live = run(path.parent, formats=("svg",)).maps[0]
    assert {m.customers for m in live.steps.values()} == {3} and live.unmapped == ()


def test_events_within_the_folder_are_named_from_there(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "e.csv").write_text(EVENTS, encoding="utf-8")
    read = load(new_study(tmp_path, events=tmp_path / "data" / "e.csv").parent)
    assert read.study.events[0].files == "data/e.csv"


def test_events_beside_the_folder_move_with_it(tmp_path: Path):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "e.csv").write_text(EVENTS, encoding="utf-8")
    new_study(tmp_path / "here" / "shop", events=tmp_path / "here" / "e.csv")
    (tmp_path / "here").rename(tmp_path / "there")
    opened = load(tmp_path / "there" / "shop")
    found = files_of(opened.path, opened.study.events[0].files)
    assert [file.resolve() for file in found] == [(tmp_path / "there" / "e.csv").resolve()]


def test_nothing_is_overwritten(tmp_path: Path):
    new_study(tmp_path)
    before = (tmp_path / "study.yaml").read_bytes()
    with pytest.raises(ParameterError, match=r"study\.yaml is there already"):
        new_study(tmp_path, language="nl")
    assert (tmp_path / "study.yaml").read_bytes() == before


def test_a_language_without_words_is_refused(tmp_path: Path):
    with pytest.raises(UnknownNameError, match="There is no language 'fr'"):
        new_study(tmp_path, language="fr")
