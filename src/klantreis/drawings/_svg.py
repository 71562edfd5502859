"""A small SVG writer: it escapes everything and remembers where each text stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape

from klantreis.drawings import _fonts, _icons
from klantreis.drawings._colours import INK
from klantreis.drawings._fonts import EMOJI_FAMILY, FAMILY, WEIGHTS, Face

LEADING = 1.34
"""Height of a line of text, in ems."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks."""

    size: float
    face: Face = "regular"
    fill: str = INK

    @property
    def line(self) -> float:
        """The height of one line."""
        return self.size * LEADING


@dataclass(frozen=True, slots=True)
class Placed:
    """A text as it stands in the drawing, and the box it must stay in."""

    text: str
    where: Box
    inside: Box | None


@dataclass(slots=True)
class Canvas:
    """The drawing in the making."""

    parts: list[str] = field(default_factory=list)
    texts: list[Placed] = field(default_factory=list)

    def add(self, name: str, /, **attributes: object) -> None:
        """Add an element without children; ``stroke_width`` becomes ``stroke-width``."""
        self.parts.append(f"<{name}{attrs(attributes)}/>")

    def titled(self, name: str, title: str, /, **attributes: object) -> None:
        """Add an element that shows a title when pointed at."""
        self.parts.append(f"<{name}{attrs(attributes)}><title>{escape(title)}</title></{name}>")

    @contextmanager
    def group(self, title: str = "", /, **attributes: object) -> Iterator[None]:
        """Put what is drawn inside into a group."""
        self.parts.append(f"<g{attrs(attributes)}>" + (f"<title>{escape(title)}</title>" if title else ""))
        yield
        self.parts.append("</g>")

    def rect(self, box: Box, /, **attributes: object) -> None:
        """Draw a rectangle."""
        self.add("rect", x=box.x, y=box.y, width=box.w, height=box.h, **attributes)

    def line(self, x1: float, y1: float, x2: float, y2: float, /, **attributes: object) -> None:
        """Draw a straight line."""
        self.add("path", d=f"M{number(x1)},{number(y1)}L{number(x2)},{number(y2)}", fill="none", **attributes)

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        style: Style,
        *,
        align: float = 0.0,
        inside: Box | None = None,
    ) -> None:
        """Write one line; ``align`` 0 starts at ``x``, 0.5 is centred on it, 1 ends there."""
        stretches = _fonts.runs(text, style.face)
        wide = sum(run.width_em for run in stretches) * style.size
        left = x - wide * align
        box = Box(left, baseline - 0.76 * style.size, wide, style.size)
        self.texts.append(Placed(text, box, inside))
        for run in stretches:
            self.parts.append(_text_element(run, left, baseline, style))
            left += run.width_em * style.size

    def lines(
        self,
        x: float,
        top: float,
        lines: tuple[str, ...],
        style: Style,
        *,
        align: float = 0.0,
        inside: Box | None = None,
    ) -> float:
        """Write lines one below the other; return where the next would start."""
        for at, line in enumerate(lines):
            self.text(x, baseline(top + at * style.line, style), line, style, align=align, inside=inside)
        return top + len(lines) * style.line

    def icon(
        self, name: str, x: float, y: float, size: float, colour: str = INK, weight: float = 1.9
    ) -> None:
        """Draw an icon with its left top corner at ``x``, ``y``."""
        self.parts.append(
            f'<g transform="translate({number(x)} {number(y)}) scale({number(size / 24, 4)})" fill="none" '
            f'stroke="{escape(colour)}" stroke-width="{number(weight)}" stroke-linecap="round" '
            f'stroke-linejoin="round">{_icons.shapes(name)}</g>'
        )


def baseline(top: float, style: Style) -> float:
    """Return the baseline of a line of text whose line box starts at ``top``."""
    return top + style.line / 2 + style.size * 0.36


def document(
    canvas: Canvas, width: float, height: float, *, unit: str, title: str, description: str, language: str
) -> str:
    """Return the finished drawing; ``unit`` is ``px`` or ``pt``."""
    w, h = number(width), number(height)
    size = f'width="{w}{unit}" height="{h}{unit}" viewBox="0 0 {w} {h}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} lang="{escape(language)}" role="img" '
        f'font-family="{FAMILY}" font-size="12" fill="{INK}" text-rendering="geometricPrecision">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(canvas.parts)}</svg>"
    )


def number(value: float, places: int = 2) -> str:
    """Return a coordinate as short text.

    Examples
    --------
    >>> number(12.0), number(1 / 3), number(-0.001)
    ('12', '0.33', '0')
    """
    short = f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"
    return "0" if short in ("-0", "") else short


def attrs(attributes: dict[str, object]) -> str:
    """Return attributes as text, escaped; ``None`` is left out, ``_`` becomes ``-``."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(v)}"'
        for name, v in attributes.items()
        if v is not None
    )


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else escape(str(value))


def _text_element(run: _fonts.Run, x: float, y: float, style: Style) -> str:
    if not run.text.strip():
        return ""
    family = f' font-family="{EMOJI_FAMILY}"' if run.face == "emoji" else ""
    slant = ' font-style="italic"' if run.face == "italic" else ""
    weight = f' font-weight="{WEIGHTS[run.face]}"' if WEIGHTS[run.face] != 400 else ""
    fitted = (
        f' textLength="{number(run.width_em * style.size)}" lengthAdjust="spacingAndGlyphs"'
        if run.face == "unknown"
        else ""
    )
    lead = len(run.text) - len(run.text.lstrip(" "))
    x += _fonts.width(" " * lead, style.size, run.face) if lead and run.face != "unknown" else 0.0
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(style.size)}" fill="{style.fill}"'
        f"{family}{slant}{weight}{fitted}>{escape(run.text.strip(' '))}</text>"
    )
