"""The typefaces of the drawings: which one draws a character, and how wide a text becomes.

A text is measured exactly as it will be drawn: shaped by HarfBuzz with kerning, in Inter, with
pictographs in Noto Emoji and characters that Inter's italic or bold lacks in its regular face.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import uharfbuzz as hb

Face = Literal["regular", "italic", "semibold", "bold", "emoji", "unknown"]

FOLDER = Path(__file__).parent / "fonts"
FILES: dict[Face, str] = {
    "regular": "Inter-Regular.ttf",
    "italic": "Inter-Italic.ttf",
    "semibold": "Inter-SemiBold.ttf",
    "bold": "Inter-Bold.ttf",
    "emoji": "NotoEmoji-Regular.ttf",
}
FAMILY, EMOJI_FAMILY = "Inter", "Noto Emoji"
WEIGHTS: dict[Face, int] = {
    "regular": 400,
    "italic": 400,
    "semibold": 600,
    "bold": 700,
    "emoji": 400,
    "unknown": 400,
}

_JOINS = {"\u200d", "\ufe0e", "\ufe0f"}
_SPACES = re.compile(r"(?:[^\S\u00a0\u202f])+")
_DROPPED = re.compile("[\U0001f3fb-\U0001f3ff\u200b\u2060\ufeff\u00ad]|[\x00-\x1f\x7f-\x9f]")
_REGIONAL = 0x1F1E6


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one typeface."""

    text: str
    face: Face
    width_em: float


def files() -> list[str]:
    """Return the paths of all font files, for renderers that must not look at the system's own."""
    return [str(FOLDER / name) for name in FILES.values()]


def clean(text: str) -> str:
    """Return a text fit for drawing: one line, composed letters, no skin tones, flags as letters.

    Examples
    --------
    >>> clean("Cafe\\u0301\\n\\tbezoek")
    'Café bezoek'
    """
    plain = _DROPPED.sub("", unicodedata.normalize("NFC", _SPACES.sub(" ", text))).strip()
    return "".join(chr(ord("A") + ord(c) - _REGIONAL) if 0 <= ord(c) - _REGIONAL < 26 else c for c in plain)


def width(text: str, size: float, face: Face = "regular") -> float:
    """Return how wide a text is drawn at a size, in the unit of the size.

    Examples
    --------
    >>> width("AV", 100) < width("A", 100) + width("V", 100)
    True
    """
    return sum(run.width_em for run in runs(text, face)) * size


@lru_cache(maxsize=65_536)
def runs(text: str, face: Face = "regular") -> tuple[Run, ...]:
    """Return a text as stretches of one typeface each, measured in ems.

    Examples
    --------
    >>> [(run.text, run.face) for run in runs("op de 🚲 naar", "italic")]
    [('op de ', 'italic'), ('🚲', 'emoji'), (' naar', 'italic')]
    """
    chosen: list[tuple[str, Face]] = []
    for at, character in enumerate(text):
        if character in _JOINS and chosen:
            chosen.append((character, chosen[-1][1]))
        else:
            as_picture = text[at + 1 : at + 2] == "\ufe0f"
            chosen.append((character, _face_for(character, face, as_picture)))
    stretches = (("".join(c for c, _ in same), f) for f, same in groupby(chosen, key=lambda pair: pair[1]))
    return tuple(Run(part, f, _em_width(part, f)) for part, f in stretches)


def embedded(text: str, face: Face) -> str:
    """Return a typeface cut down to the characters of a text, as base64 of a TrueType file."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).set({ord(c) for c in text} | {0x20})
    blob = hb.subset(_hb_face(face), wanted).blob
    return base64.b64encode(blob.data).decode()


def style_sheet(
    text: str, faces: tuple[Face, ...] = ("regular", "italic", "semibold", "bold", "emoji")
) -> str:
    """Return the CSS that embeds the typefaces, each cut down to the characters of a text."""
    rules = []
    for face in faces:
        used = "".join(sorted(c for c in set(text) if c in _JOINS or ord(c) in characters(face)))
        if face == "emoji" and not any(ord(c) > 0x2000 and c not in _JOINS for c in _only_emoji(used)):
            continue
        style = "italic" if face == "italic" else "normal"
        family = EMOJI_FAMILY if face == "emoji" else FAMILY
        rules.append(
            f"@font-face{{font-family:'{family}';font-style:{style};font-weight:{WEIGHTS[face]};"
            f"src:url(data:font/ttf;base64,{embedded(used, face)}) format('truetype')}}"
        )
    return "".join(rules)


@cache
def characters(face: Face) -> frozenset[int]:
    """Return the code points that a typeface can draw."""
    return frozenset(_hb_face(face).unicodes)


def _only_emoji(text: str) -> str:
    return "".join(c for c in text if ord(c) not in characters("regular"))


def _face_for(character: str, face: Face, as_picture: bool) -> Face:
    point = ord(character)
    if as_picture and point in characters("emoji"):
        return "emoji"
    for candidate in (face, "regular", "emoji"):
        if point in characters(candidate):
            return candidate
    return "unknown"


@cache
def _hb_face(face: Face) -> Any:
    return hb.Face(hb.Blob.from_file_path(str(FOLDER / FILES[face])))


@cache
def _hb_font(face: Face) -> Any:
    return hb.Font(_hb_face(face))


def _em_width(text: str, face: Face) -> float:
    if face == "unknown":
        return float(len(text))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(_hb_font(face), buffer)
    return float(sum(p.x_advance for p in buffer.glyph_positions)) / float(_hb_face(face).upem)
