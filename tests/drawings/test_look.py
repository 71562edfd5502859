"""Icons, colours, curves and numbers: the small parts that every drawing shares."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.drawings import _colours, _curve, _icons, _numbers, _svg, _words
from klantreis.model.journey_map import Lane

ICONS = {**_icons.CHANNELS, **_icons.LANES, **_icons.MARKS, **{name: name for name in _icons.FACES}}


@pytest.mark.parametrize("icon", sorted(set(ICONS.values())))
def test_every_icon_exists_in_the_family(icon: str) -> None:
    assert _icons.exists(icon)
    assert _icons.shapes(icon).startswith("<")


@pytest.mark.parametrize("lane", list(Lane))
def test_every_lane_has_an_icon_and_a_name_in_both_languages(lane: Lane) -> None:
    assert lane.value in _icons.LANES
    assert _words.word(lane.value, "nl") != lane.value != _words.word(lane.value, "en")


@pytest.mark.parametrize(
    "colour",
    [_colours.INK, _colours.MUTED, _colours.NAVY, _colours.ACCENT, _colours.NEGATIVE, _colours.POSITIVE,
     _colours.NEUTRAL, _colours.OPPORTUNITY],
)  # fmt: skip
def test_text_stands_out_on_white_and_on_every_tint(colour: str) -> None:
    tints = (_colours.WHITE, _colours.PAPER_TINT, _colours.NEGATIVE_TINT, _colours.POSITIVE_TINT,
             _colours.OPPORTUNITY_TINT, _colours.BACKSTAGE_TINT, _colours.ACCENT_TINT)  # fmt: skip
    least = 4.5 if colour != _colours.NEUTRAL else 4.1
    assert min(_colours.contrast(colour, tint) for tint in tints) >= least


@given(st.floats(-2, 2))
def test_every_emotion_and_mark_stands_out_three_to_one(value: float) -> None:
    assert _colours.contrast(_colours.emotion(value), _colours.WHITE) >= 3
    assert _colours.contrast(_colours.ALERT, _colours.WHITE) >= 3


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=9))
def test_a_curve_never_leaves_the_range_of_its_neighbours(heights: list[float]) -> None:
    points = [(at * 10.0, y) for at, y in enumerate(heights)]
    line = _curve.sampled(points, 6)
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        between = [y for x, y in line if x0 <= x <= x1]
        assert min(between) >= min(y0, y1) - 1e-6
        assert max(between) <= max(y0, y1) + 1e-6


@pytest.mark.parametrize(
    ("seconds", "dutch"),
    [(187_200, "2 d 4 u"), (86_399, "1 d"), (59.7, "1 min"), (3_661, "1 u 1 min"), (0, "0 s"), (12, "12 s"),
     (40 * 86_400, "40 d")],
)  # fmt: skip
def test_durations_take_their_two_largest_units(seconds: float, dutch: str) -> None:
    assert _numbers.duration(seconds, "nl").replace("\u00a0", " ") == dutch


def test_a_share_that_is_not_whole_is_never_shown_as_none_or_all() -> None:
    assert _numbers.percent(0.00001, "en") == "<0.1%"
    assert _numbers.percent(0.99999, "en") == ">99.9%"


@given(st.text())
def test_no_text_can_break_out_of_the_drawing(text: str) -> None:
    canvas = _svg.Canvas()
    canvas.titled("rect", text, fill=text)
    canvas.text(0, 0, text, _svg.Style(10))
    ink = "".join(canvas.parts)
    assert "<script" not in ink
    assert ink.count("<rect") == 1
    assert ink.count("<") == 2 * (ink.count("<text ") + ink.count("<title>")) + 2


def test_every_word_is_given_in_dutch_and_english() -> None:
    assert all(nl.strip() and en.strip() for nl, en in _words._WORDS.values())
