"""The drawn journey map: nothing overlaps, nothing is cut, everything that counts is on it."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import example_live_map as example
from klantreis.drawings import _fonts, journey_map
from klantreis.drawings._map_sheets import Sheet
from klantreis.drawings._svg import Placed
from klantreis.errors import UnknownNameError
from klantreis.model.journey_map import Card, JourneyMap, MapPhase, Step
from klantreis.model.live_map import LiveMap

SVG = "{http://www.w3.org/2000/svg}"
MAPS = {
    "example": example.LIVE,
    "empty": example.empty(),
    "one step": example.one_step(),
    "12 phases × 12 lanes": example.large(),
    "5 phases × 4 steps": example.large(5, 4),
}
PAPERS = ("screen", "A4", "A3", "A2", "A1", "A0")


def words(sheets: list[Sheet]) -> str:
    return " ".join(text.text for sheet in sheets for text in sheet.texts)


def overlap(one: Placed, other: Placed) -> bool:
    a, b = one.where, other.where
    across = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
    down = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
    return across > 0.05 and down > 0.05


def overlaps(sheet: Sheet) -> list[tuple[str, str]]:
    """All pairs of texts on a sheet that cover each other; compared within bands of the sheet only."""
    bands: dict[int, list[Placed]] = {}
    for text in sheet.texts:
        for band in range(int(text.where.y // 40), int((text.where.y + text.where.h) // 40) + 1):
            bands.setdefault(band, []).append(text)
    pairs = (pair for texts in bands.values() for pair in itertools.combinations(texts, 2))
    return [(a.text, b.text) for a, b in pairs if overlap(a, b)]


def outside(sheet: Sheet) -> list[str]:
    """All texts on a sheet that leave their box or the sheet."""
    wrong = []
    for text in sheet.texts:
        w, i = text.where, text.inside
        if w.x < 0 or w.y < 0 or w.x + w.w > sheet.width or w.y + w.h > sheet.height:
            wrong.append(text.text)
        if i and (
            w.x < i.x - 0.01 or w.x + w.w > i.x + i.w + 0.05 or w.y < i.y - 0.5 or w.y + w.h > i.y + i.h + 0.5
        ):
            wrong.append(text.text)
    return wrong


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("name", "language"), [*((name, "nl") for name in MAPS), ("example", "en")])
def test_no_two_texts_overlap_and_none_leaves_its_box(name: str, paper: str, language: str) -> None:
    for sheet in journey_map.sheets(MAPS[name], paper=paper, language=language):
        assert overlaps(sheet) == []
        assert outside(sheet) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(
            st.text(st.sampled_from("abcdefgij -/W.👩‍💻🚲é…<&\"'漢"), min_size=1, max_size=70),
            min_size=1,
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["screen", "A4", "A1"]),
)
def test_any_text_stays_in_its_cell(texts: list[list[str]], paper: str) -> None:
    phases = [
        MapPhase(
            id=f"p{p}",
            name=some[0],
            steps=[
                Step(
                    id=f"s{p}-{s}",
                    name=text,
                    emotion=(p + s) % 3 - 1,
                    actions=[Card(id="c", text=text, span=2)],
                    quotes=[Card(id="q", text=text)],
                )
                for s, text in enumerate(some)
            ],
        )
        for p, some in enumerate(texts)
    ]
    live = example._bare(JourneyMap(id="any", name=texts[0][0], phases=phases))
    for sheet in journey_map.sheets(live, paper=paper, language="nl"):
        ET.fromstring(sheet.svg)
        assert overlaps(sheet) == []
        assert outside(sheet) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_map_gives_the_same_bytes(paper: str) -> None:
    assert journey_map.svg(example.LIVE, paper=paper) == journey_map.svg(example.LIVE, paper=paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_sheet_is_an_svg_with_title_and_description(paper: str) -> None:
    for svg in journey_map.svg(example.LIVE, paper=paper, language="nl"):
        root = ET.fromstring(svg)
        assert root.findtext(f"{SVG}title") == "Een fiets kopen, online en in de winkel"
        assert "3.751 klanten" in (root.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_word_the_team_wrote_is_on_the_sheets_or_in_a_title(paper: str) -> None:
    svg = " ".join(journey_map.svg(example.LIVE, paper=paper, language="en"))
    told = re.sub(r"[^a-z]", "", re.sub(r"<[^>]+>", "", svg).casefold())
    for phase in example.STORY.phases:
        for step in phase.steps:
            for card in [
                *step.actions,
                *step.thoughts,
                *step.pain_points,
                *step.opportunities,
                *step.backstage,
            ]:
                assert re.sub(r"[^a-z]", "", card.text["en"].casefold()) in told  # type: ignore[index]


def test_the_poster_is_one_sheet_and_small_paper_is_several() -> None:
    count = {paper: len(journey_map.svg(example.LIVE, paper=paper)) for paper in PAPERS}
    assert (count["screen"], count["A0"], count["A1"]) == (1, 1, 1)
    assert count["A4"] > count["A3"] > 1


def test_body_text_on_a0_is_at_least_14_points() -> None:
    for sheet in journey_map.sheets(example.large(), paper="A0", language="nl"):
        sizes = [float(size) for size in re.findall(r'<text [^>]*font-size="([\d.]+)"[^>]*>ok<', sheet.svg)]
        assert all(size >= 14 for size in sizes)
        assert '"2383.94pt"' in sheet.svg


def test_each_sheet_of_small_paper_repeats_phases_and_lane_names() -> None:
    sheets = journey_map.sheets(example.LIVE, paper="A4", language="en")
    first, second = (words([sheet]) for sheet in sheets[:2])
    assert "Discover" in first
    assert "Discover" in second
    assert "What I do" in first
    assert "Touchpoint" in second
    assert f"Sheet 2 of {len(sheets)}" in second


@pytest.mark.parametrize(
    ("language", "fixed"),
    [
        (
            "nl",
            [
                "Gebaseerd op 3.751 klanten,",
                "Pijnpunten",
                "hoogtepunt",
                "te weinig",
                "Bevindingen",
                "27\u00a0%",
            ],
        ),
        ("en", ["Based on 3,751 customers,", "Pain points", "high point", "too few", "Findings", "27%"]),
    ],
)
def test_the_map_says_what_it_rests_on_in_the_language_asked_for(language: str, fixed: list[str]) -> None:
    told = words(journey_map.sheets(example.LIVE, language=language))
    assert [word for word in fixed if word not in told] == []


def test_measured_and_assumed_stand_side_by_side_with_n_and_gap() -> None:
    told = words(journey_map.sheets(example.LIVE))
    assert "−1.4 n\u00a0212 assumed +0.5 gap −1.9" in told


def test_a_step_without_measurement_is_dashed_and_says_assumed() -> None:
    svg = journey_map.grid(example.one_step()).sheet.svg
    assert "stroke-dasharray" in svg
    assert ">assumed<" in svg


def test_a_missed_target_has_a_word_beside_its_icon() -> None:
    assert "target ≤ 10%: missed" in words(journey_map.sheets(example.LIVE))


def test_what_data_and_map_lack_of_each_other_is_listed() -> None:
    told = words(journey_map.sheets(example.LIVE))
    assert "In the data, not on the map call_centre" in told
    assert "On the map, never seen in the data First ride" in told


def test_blueprint_lines_are_named_where_backstage_lanes_exist() -> None:
    told = words(journey_map.sheets(example.LIVE))
    assert "Line of visibility" in told
    assert "Line of visibility" not in words(journey_map.sheets(example.one_step()))


def test_a_phase_without_steps_is_still_on_the_map() -> None:
    live = example._bare(JourneyMap(id="m", name="m", phases=[MapPhase(id="quiet", name="Quiet phase")]))
    assert "Quiet phase" in words(journey_map.sheets(live))


def test_an_unknown_paper_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'A4'"):
        journey_map.svg(example.LIVE, paper="A44")


def test_every_text_is_in_a_typeface_we_ship() -> None:
    live: LiveMap = example.LIVE
    used = set("".join(text.text for text in journey_map.sheets(live, language="nl")[0].texts))
    drawable = set().union(*(_fonts.characters(face) for face in _fonts.FILES))
    assert {c for c in used if ord(c) not in drawable} <= {"\u200d", "\u00a0"}


def test_the_high_point_is_that_of_the_whole_journey_on_every_sheet() -> None:
    sheets = journey_map.sheets(example.LIVE, paper="A4", language="en")
    assert sum("high point" in words([sheet]) for sheet in sheets) == 1
    assert sum("low point" in words([sheet]) for sheet in sheets) == 1


def test_the_high_point_quotes_who_was_pleased_and_the_low_point_who_was_not() -> None:
    told = words(journey_map.sheets(example.LIVE, language="nl"))
    assert "hoogtepunt “ De adviseur nam echt" in told
    assert "dieptepunt “ Ik zag alleen" in told


def test_the_time_of_the_whole_journey_is_called_throughput() -> None:
    said = words(journey_map.sheets(example.LIVE, language="en"))
    assert "Throughput time" in said
