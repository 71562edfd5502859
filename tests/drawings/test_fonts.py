"""Typefaces: measured as drawn, small, and complete for Dutch and English."""

from __future__ import annotations

import base64

import pytest
import uharfbuzz as hb

from klantreis.drawings import _fonts


@pytest.mark.parametrize(
    ("text", "chromium"),
    [
        ("Ik vraag een hypotheek aan", 143.79),
        ("AVATAR Wij", 60.425),
        ("3.751 klanten · 53 %", 104.125),
        ("Verzekering aansprakelijkheidsverzekeringsmaatschappij", 297.5),
        ("👩‍💻 🚲", 31.04),
    ],
)
def test_widths_are_those_that_a_browser_measures(text: str, chromium: float) -> None:
    assert _fonts.width(text, 11) == pytest.approx(chromium, abs=0.01)


def test_kerning_counts() -> None:
    assert _fonts.width("AV", 100) < _fonts.width("A", 100) + _fonts.width("V", 100)


def test_a_sequence_of_people_and_tools_is_one_picture() -> None:
    assert _fonts.width("👩‍💻", 10) == pytest.approx(_fonts.width("🚲", 10))


def test_flags_become_letters_and_skin_tones_go() -> None:
    assert _fonts.clean("🇳🇱 👍🏽") == "NL 👍"


@pytest.mark.parametrize("face", ["regular", "italic", "semibold", "bold"])
def test_every_face_draws_dutch_english_and_our_signs(face: _fonts.Face) -> None:
    needed = "ABCXYZabcxyz0123456789ëéèïöüáíóúàçñßøåÿĳŁžşğİ€£%‰.,;:!?…–—−+≤≥×·“”‘’„«»→←↑↓★☆✓\u00a0"
    assert {c for c in needed if ord(c) not in _fonts.characters(face)} == set()


def test_the_font_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in _fonts.FOLDER.glob("*.ttf")) < 700_000


def test_an_embedded_typeface_draws_its_text_alike() -> None:
    small = base64.b64decode(_fonts.embedded("AVé", "regular"))
    assert len(small) < 5_000
    font = hb.Font(hb.Face(small))
    buffer = hb.Buffer()
    buffer.add_str("AVé")
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    width = sum(p.x_advance for p in buffer.glyph_positions) / font.face.upem
    assert width == pytest.approx(_fonts.width("AVé", 1))


def test_no_emoji_typeface_is_embedded_where_there_is_no_emoji() -> None:
    assert "Noto Emoji" not in _fonts.style_sheet("gewoon")
    assert "Noto Emoji" in _fonts.style_sheet("met 🚲")
