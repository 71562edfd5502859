"""A study folder in, a live map out: the whole river, on real and on made-up data."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from klantreis import registry
from klantreis.errors import EmptyError, StudyError, UnknownNameError
from klantreis.model.live_map import LiveMap
from klantreis.study.run import Outcome, run

SHOP = """id: winkel
name: {nl: Winkel, en: Shop}
language: nl
timezone: UTC
events: [{files: EVENTS, columns: {customer: user_id, touchpoint: event, time: timestamp}}]
ignore: [{equals: lost}]
phases:
  - {id: kijken, name: Kijken}
  - {id: kopen, name: Kopen}
touchpoints:
  - {id: main, name: Voorpagina, phase: kijken}
  - {id: catalogus, name: Catalogus, phase: kijken, match: [{equals: catalog}]}
  - {id: product, name: Product, phase: kijken, match: [{glob: 'product*'}]}
  - {id: wagen, name: Winkelwagen, phase: kopen, match: [{equals: cart}]}
  - {id: bezorgen, name: Bezorgen, phase: kopen, match: [{prefix: delivery_}]}
  - {id: betalen, name: Betalen, phase: kopen, match: [{regex: 'payment_(choice|card|cash)'}]}
  - {id: betaald, name: Betaald, phase: kopen, goal: true, match: [{equals: payment_done}]}
"""
MAP = """id: kopen
name: Ik koop iets
language: nl
phases:
  - id: kijken
    steps:
      - {id: s1, name: Ik kom binnen, touchpoint: main, emotion: 1}
      - {id: s2, name: Ik zoek, touchpoint: catalogus}
      - {id: s3, name: Ik bekijk, touchpoint: product}
  - id: kopen
    steps:
      - {id: s4, name: Ik leg in de wagen, touchpoint: wagen}
      - {id: s5, name: Ik betaal, touchpoint: betalen}
      - {id: s6, name: Het is betaald, touchpoint: betaald}
"""
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def folder_of(tmp_path: Path, events: str, study: str = SHOP, drawn: str = MAP) -> Path:
    (tmp_path / "maps").mkdir()
    (tmp_path / "study.yaml").write_text(study.replace("EVENTS", events), encoding="utf-8")
    (tmp_path / "maps" / "kopen.yaml").write_text(drawn, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def shop(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    folder = folder_of(tmp_path_factory.mktemp("shop"), str(shared_data / "simple_shop" / "events.csv"))
    return folder, run(folder, formats=("svg", "html"), now=NOW)


def test_customers_and_events_per_touchpoint_equal_the_published_counts(shop: tuple[Path, Outcome]):
    (live,) = shop[1].maps
    seen = {step: (m.customers, m.events) for step, m in live.steps.items()}
    assert seen["s1"] == (2385, 5635) and seen["s2"] == (3611, 14518)
    assert seen["s4"] == (1924, 2842) and seen["s6"] == (653, 706)
    assert live.base.size.customers == 3751 and live.unmapped == ()


def test_the_share_of_the_start_that_buys_equals_the_published_funnel(shop: tuple[Path, Outcome]):
    (live,) = shop[1].maps
    paid = live.touchpoints["betaald"].customers
    assert paid is not None and round(100 * paid / 3611, 2) == 18.08


def test_maps_findings_and_evidence_are_written(shop: tuple[Path, Outcome]):
    folder, outcome = shop
    names = {path.name for path in outcome.files}
    assert {"kopen.nl.svg", "kopen.nl.html", "kopen.live-map.json", "findings.json"} <= names
    assert all(path.is_file() and path.parent == folder / "out" for path in outcome.files)
    told = json.loads((folder / "out" / "findings.json").read_text(encoding="utf-8"))
    assert [f["code"] for f in told] == [f.code for f in outcome.findings] and len(told) > 0
    for finding in told:
        terms = finding["severity"]
        assert terms["value"] == pytest.approx(terms["reach"] * terms["effect"] * terms["confidence"])


def test_the_drawing_is_in_the_language_of_the_map(shop: tuple[Path, Outcome]):
    svg = (shop[0] / "out" / "kopen.nl.svg").read_text(encoding="utf-8")
    assert "Ik koop iets" in svg


def test_a_second_run_gives_the_same_bytes_and_does_not_prepare_again(shop: tuple[Path, Outcome]):
    folder, first = shop
    before = {path: path.read_bytes() for path in first.files}
    logs = {path: path.stat().st_mtime_ns for path in (folder / ".klantreis" / "log").rglob("*")}
    assert run(folder, formats=("svg", "html"), now=NOW).files == first.files
    assert {path: path.read_bytes() for path in first.files} == before
    assert {path: path.stat().st_mtime_ns for path in (folder / ".klantreis" / "log").rglob("*")} == logs


EVENTS = (
    "user_id,event,timestamp\na,main,2025-01-01\na,cart,2025-01-02\nb,main,2025-01-01\nb,phone,2025-01-03\n"
)


def small(tmp_path: Path, events: str = EVENTS, **files: str) -> Path:
    folder = folder_of(tmp_path, "events.csv", **files)
    (folder / "events.csv").write_text(events, encoding="utf-8")
    return folder


def test_changed_events_are_read_again(tmp_path: Path):
    folder = small(tmp_path)
    assert run(folder, formats=(), now=NOW).maps[0].steps["s1"].customers == 2
    (folder / "events.csv").write_text(EVENTS + "c,main,2025-01-04\n", encoding="utf-8")
    assert run(folder, formats=(), now=NOW).maps[0].steps["s1"].customers == 3


def test_a_changed_map_does_not_need_the_log_again(tmp_path: Path):
    folder = small(tmp_path)
    run(folder, formats=(), now=NOW)
    times = {path: path.stat().st_mtime_ns for path in (folder / ".klantreis").rglob("*.arrow")}
    (folder / "maps" / "kopen.yaml").write_text(MAP.replace("Ik zoek", "Ik speur"), encoding="utf-8")
    assert run(folder, formats=(), now=NOW).maps[0].map.phases[0].steps[1].name == "Ik speur"
    assert {path: path.stat().st_mtime_ns for path in (folder / ".klantreis").rglob("*.arrow")} == times


def test_rejected_rows_are_counted_and_kept_aside(tmp_path: Path):
    folder = small(tmp_path, EVENTS + ",main,2025-01-04\nd,main,nooit\n")
    outcome = run(folder, formats=(), now=NOW)
    assert sum(outcome.reports[0].dropped.values()) == 2
    assert folder / "out" / "rejected.parquet" in outcome.files


def test_a_study_without_maps_and_touchpoints_still_gives_a_map(tmp_path: Path):
    (tmp_path / "study.yaml").write_text("{id: s, name: S, events: [{files: e.csv}]}", encoding="utf-8")
    (tmp_path / "e.csv").write_text(EVENTS, encoding="utf-8")
    (live,) = run(tmp_path, formats=("svg",), now=NOW).maps
    assert isinstance(live, LiveMap) and {"main", "cart", "phone"} == set(live.touchpoints)
    assert live.touchpoints["main"].customers == 2


def test_a_study_without_events_says_what_to_add(tmp_path: Path):
    (tmp_path / "study.yaml").write_text("{id: s, name: S}", encoding="utf-8")
    with pytest.raises(StudyError, match="names no events"):
        run(tmp_path, formats=())


def test_a_study_of_surveys_alone_gives_a_map_of_scores_and_its_findings(tmp_path: Path):
    study = """id: s
name: S
minimum_n: 10
surveys: [{files: answers.csv}]
touchpoints: [{id: buy, name: Buy}, {id: get, name: Get}]
"""
    rows = [f"c{k},{at},csat,{low + k % 2}" for k in range(30) for at, low in (("buy", 4), ("get", 1))]
    (tmp_path / "study.yaml").write_text(study, encoding="utf-8")
    (tmp_path / "answers.csv").write_text("\n".join(["customer,touchpoint,question,score", *rows]))
    outcome = run(tmp_path, formats=("html",), now=NOW)
    (live,) = outcome.maps
    assert (live.base.size.customers, live.base.size.events, outcome.reports) == (30, 0, ())
    assert [(f.code, f.touchpoint, f.severity.reach) for f in outcome.findings] == [("KR-F04", "get", 1.0)]


def test_an_empty_file_and_unknown_formats_and_languages_are_refused(tmp_path: Path):
    folder = small(tmp_path, "user_id,event,timestamp\n")
    with pytest.raises(EmptyError):
        run(folder, formats=())
    with pytest.raises(UnknownNameError, match="'svg'"):
        run(folder, formats=("svgg",))
    with pytest.raises(UnknownNameError, match="There is no language 'de'"):
        run(folder, formats=(), language="de")


SAMPLES = ("health_insurer", "town_hall", "web_shop")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_was_planted_in_a_sample_is_found(name: str, language: str, tmp_path: Path):
    sample = registry.item("samples", name)
    outcome = run(sample.write(tmp_path / name, language=language), formats=(), now=NOW.replace(year=2027))
    found = {(f.code, f.touchpoint, f.segment) for f in outcome.findings}
    for planted in sample.PLANTED:
        code = registry.item("findings", planted.detector).CODE
        at = planted.touchpoint if isinstance(planted.touchpoint, str) else planted.touchpoint[language]
        segment = planted.segment[language] if planted.segment else None
        assert (code, at, segment) in found, planted
