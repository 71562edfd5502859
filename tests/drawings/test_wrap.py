"""Wrapping: no line is ever wider than its box, and no letter is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.drawings._fonts import clean, width
from klantreis.drawings._wrap import wrap

TEXTS = st.text(st.sampled_from("abcdefghijklmnop WMé-/…👩‍💻🚲\u00a0"), max_size=120)


@given(TEXTS, st.floats(30, 300), st.sampled_from(["nl", "en"]))
def test_no_line_is_wider_than_the_box(text: str, box: float, language: str) -> None:
    assert all(width(line, 12) <= box for line in wrap(text, box, 12, language=language).lines)


@given(TEXTS, st.floats(30, 300))
def test_no_character_is_lost_or_doubled(text: str, box: float) -> None:
    kept = "".join(wrap(text, box, 12, language="nl").lines)
    assert kept.replace("-", "").replace(" ", "") == clean(text).replace("-", "").replace(" ", "")


@given(TEXTS, st.integers(1, 3))
def test_a_text_that_is_cut_says_so(text: str, most: int) -> None:
    short = wrap(text, 80, 12, most=most)
    assert len(short.lines) <= most
    assert short.cut == bool(
        short.lines and short.lines[-1].endswith("…") and len(wrap(text, 80, 12).lines) > most
    )
    assert all(width(line, 12) <= 80 for line in short.lines)


@pytest.mark.parametrize(
    "word", ["aansprakelijkheidsverzekeringsmaatschappij", "schadevergoedingsvaststellingsprocedure"]
)
def test_long_dutch_compounds_break_where_a_dictionary_allows(word: str) -> None:
    lines = wrap(word, 90, 12, language="nl").lines
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
    assert all(len(line) > 4 for line in lines)


def test_an_unbreakable_string_breaks_anywhere() -> None:
    lines = wrap("x9_" * 40, 60, 12).lines
    assert "".join(lines) == "x9_" * 40


def test_a_number_and_its_unit_stay_together() -> None:
    assert wrap("ongeveer 2\u00a0d 4\u00a0u", 70, 12).lines[-1] in (
        "2\u00a0d 4\u00a0u",
        "4\u00a0u",
        "d 4\u00a0u",
    )
