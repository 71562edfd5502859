"""A study folder is read with its maps, refused with reasons, and written back alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from klantreis.errors import StudyError
from klantreis.model.journey_map import Branch, Card, JourneyMap, Lane, MapPhase, Step
from klantreis.model.study import EventSource, Study
from klantreis.model.touchpoint import (
    JourneyPhase,
    MatchRule,
    Measure,
    PropertyCondition,
    Target,
    Touchpoint,
)
from klantreis.study.folder import files_of, load, write

STUDY = Study(
    id="shop",
    name={"nl": "Winkel", "en": "Shop"},
    events=[EventSource(files="events.csv")],
    phases=[JourneyPhase(id="buy", name="Buy")],
    touchpoints=[
        Touchpoint(
            id="pay",
            name="Pay",
            phase="buy",
            match=[
                MatchRule(glob="pay*", properties={"step": PropertyCondition(at_least=2), "a": [1, True]})
            ],
            targets=[Target(measure=Measure.WAITING_TIME, direction="at_most", value="2d")],
        )
    ],
)
MAP = JourneyMap(
    id="buying",
    name="Buying: online",
    phases=[
        MapPhase(
            id="buy",
            steps=[
                Step(
                    id="s1", name="I pay", touchpoint="pay", emotion=-1, actions=[Card(id="c", text="x\ny")]
                ),
                Step(id="s2", name="#2: done"),
            ],
        )
    ],
    lanes=[Lane.ACTIONS, Lane.EMOTION],
    branches=[Branch(id="b", start="s2", end="s1", kind="loop")],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, STUDY, [MAP])
    (tmp_path / "events.csv").write_text("customer,event,time\n", encoding="utf-8")
    return tmp_path


def test_what_is_written_is_read_back_alike(folder: Path):
    read = load(folder)
    assert (read.study, read.maps) == (STUDY, (MAP,))
    assert [file.name for file in read.map_files] == ["buying.yaml"]


def test_the_study_file_itself_may_be_named(folder: Path):
    assert load(folder / "study.yaml").path == folder


def test_json_serves_as_well_as_yaml(tmp_path: Path):
    (tmp_path / "study.json").write_text('{"id": "shop", "name": "Shop"}', encoding="utf-8")
    assert load(tmp_path).study.id == "shop"


def test_a_missing_folder_offers_the_nearest(tmp_path: Path):
    (tmp_path / "webshop").mkdir()
    with pytest.raises(StudyError, match="Did you mean 'webshop'"):
        load(tmp_path / "websop")


def test_a_folder_without_study_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(StudyError, match=r"holds no study\.yaml.*klantreis init"):
        load(tmp_path)


def test_two_study_files_are_one_too_many(folder: Path):
    (folder / "study.json").write_text("{}", encoding="utf-8")
    with pytest.raises(StudyError, match=r"holds study\.yaml and study\.json"):
        load(folder)


def test_two_maps_cannot_have_one_id(folder: Path):
    text = (folder / "maps" / "buying.yaml").read_text(encoding="utf-8")
    (folder / "maps" / "copy.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=r"maps/copy.yaml, line 2: id: The map id 'buying' is taken already"):
        load(folder)


def test_a_picture_that_is_not_there_is_told(folder: Path):
    with_picture = JourneyMap(
        id="m",
        name="M",
        phases=[
            MapPhase(id="buy", steps=[Step(id="s", name="S", images=[Card(id="i", text="I", image="a.png")])])
        ],
    )
    write(folder, STUDY, [with_picture])
    with pytest.raises(StudyError, match=r"no picture 'a\.png'"):
        load(folder)


def test_a_glob_stands_for_its_files_in_order_and_none_twice(tmp_path: Path):
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).touch()
    assert [f.name for f in files_of(tmp_path, ["b.csv", "*.csv"])] == ["b.csv", "a.csv"]
    assert [f.name for f in files_of(tmp_path, str(tmp_path / "*.csv"))] == ["a.csv", "b.csv"]


@pytest.mark.parametrize("pattern", ["", "a**b", "nowhere/*.csv", "../..", "a\0b"])
def test_a_pattern_that_can_match_nothing_stands_for_no_file(tmp_path: Path, pattern: str):
    assert files_of(tmp_path, pattern) == []


def test_a_path_may_lead_out_of_the_folder(tmp_path: Path):
    (tmp_path / "study").mkdir()
    (tmp_path / "events.csv").touch()
    assert [file.name for file in files_of(tmp_path / "study", "../*.csv")] == ["events.csv"]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("events: [{files: maps}]", "That is a folder; name the files in it: 'maps/\\*'"),
        ("maps: [events.csv]", "No map file matches 'events.csv'. A map is a file with .json, .yaml, .yml"),
        ("maps: [mapps/*.yaml]", "No map file matches 'mapps/\\*.yaml'"),
        (
            "period: [2026-01-01, 9999-12-31]",
            "period 2: The year 9999 cannot be. Give a day from 1900 to 2999",
        ),
    ],
)
def test_what_points_at_nothing_usable_is_told(tmp_path: Path, field: str, said: str):
    (tmp_path / "maps").mkdir()
    (tmp_path / "events.csv").touch()
    (tmp_path / "study.yaml").write_text(f"id: s\nname: S\n{field}\n", encoding="utf-8")
    with pytest.raises(StudyError, match=rf"study\.yaml, line 3: .*{said}"):
        load(tmp_path)
