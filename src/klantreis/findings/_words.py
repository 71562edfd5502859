"""Numbers in words, in Dutch and English, for the texts of findings."""

from __future__ import annotations

from typing import Final, TypeAlias

LANGUAGES: Final = ("nl", "en")
UNITS: Final = {
    "nl": (("dagen", 86_400), ("uur", 3_600), ("minuten", 60), ("seconden", 1)),
    "en": (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1)),
}


Said: TypeAlias = "dict[str, dict[str, str] | str | int]"
"""What fills the places of a text: the same in each language, or one per language."""


def both(nl: str, en: str, **values: dict[str, str] | str | int) -> dict[str, str]:
    """Return a text in both languages, with its named places filled in.

    Examples
    --------
    >>> both("Bij {where}.", "At {where}.", where={"nl": "Betalen", "en": "Pay"})
    {'nl': 'Bij Betalen.', 'en': 'At Pay.'}
    """
    return {
        language: text.format(**{k: v[language] if isinstance(v, dict) else v for k, v in values.items()})
        for language, text in (("nl", nl), ("en", en))
    }


def percent(share: float | None) -> dict[str, str]:
    """Return a share as a percentage.

    Examples
    --------
    >>> percent(0.354), percent(0.004)["nl"]
    ({'nl': '35 %', 'en': '35 %'}, '0,4 %')
    """
    value = 100 * (share or 0.0)
    return _number(f"{value:.0f}" if value >= 1 or value == 0 else f"{value:.1f}", " %")


def number(value: float | None, digits: int = 1) -> dict[str, str]:
    """Return a number with a decimal comma in Dutch.

    Examples
    --------
    >>> number(-0.62)
    {'nl': '−0,6', 'en': '−0.6'}
    """
    return _number(f"{value or 0.0:.{digits}f}".replace("-", "−"), "")


def duration(seconds: float | None) -> dict[str, str]:
    """Return a time in the largest unit that fits at least twice.

    Examples
    --------
    >>> duration(9.2 * 86_400), duration(90)["en"]
    ({'nl': '9,2 dagen', 'en': '9.2 days'}, '90 seconds')
    """
    value = seconds or 0.0
    return {language: _duration(value, language) for language in LANGUAGES}


def _duration(seconds: float, language: str) -> str:
    name, size = next(((n, s) for n, s in UNITS[language] if seconds >= 2 * s), UNITS[language][-1])
    text = f"{seconds / size:.1f}".removesuffix(".0")
    return f"{text.replace('.', ',') if language == 'nl' else text} {name}"


def _number(text: str, unit: str) -> dict[str, str]:
    return {"nl": text.replace(".", ",") + unit, "en": text + unit}
