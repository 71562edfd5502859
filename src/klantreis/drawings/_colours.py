"""The colours: ink on white, one accent, and a scale from negative to positive that is not red–green.

The palette is that of Okabe and Ito; of it only what stands out 3 to 1 on white is used for lines.
"""

from __future__ import annotations

from typing import Final

WHITE: Final = "#FFFFFF"
INK: Final = "#14202E"
MUTED: Final = "#55616F"
RULE: Final = "#AEB8C3"
HAIRLINE: Final = "#E4E8ED"
PAPER_TINT: Final = "#F7F9FB"
NAVY: Final = "#17324D"
ACCENT: Final = "#0072B2"
ACCENT_TINT: Final = "#EAF4FA"
ALERT: Final = "#D55E00"
NEGATIVE: Final = "#B2182B"
NEUTRAL: Final = "#6B7280"
POSITIVE: Final = "#2166AC"
NEGATIVE_TINT: Final = "#FCF3F2"
POSITIVE_TINT: Final = "#F2F7FC"
OPPORTUNITY: Final = "#00775A"
OPPORTUNITY_TINT: Final = "#F0F8F5"
BACKSTAGE_TINT: Final = "#F4F5F7"
FLOWS: Final = ("#0072B2", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#E69F00", "#6B7280")


def emotion(value: float) -> str:
    """Return the colour of an emotion on −2 … +2: red, grey, blue.

    Examples
    --------
    >>> emotion(-2), emotion(0), emotion(2)
    ('#B2182B', '#6B7280', '#2166AC')
    """
    end = NEGATIVE if value < 0 else POSITIVE
    return mix(NEUTRAL, end, min(1.0, abs(value) / 1.2))


def mix(start: str, end: str, share: float) -> str:
    """Return the colour a share of the way from one to another.

    Examples
    --------
    >>> mix("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    a, b = _rgb(start), _rgb(end)
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in zip(a, b, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21.

    Examples
    --------
    >>> round(contrast("#0072B2", "#FFFFFF"), 2)
    5.19

    References
    ----------
    Web Content Accessibility Guidelines 2.1, "contrast ratio".
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _rgb(colour)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
