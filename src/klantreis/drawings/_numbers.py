"""Numbers, shares, durations and dates as a reader of Dutch or English writes them."""

from __future__ import annotations

from datetime import date, datetime

NARROW = "\u00a0"
"""A space at which no line breaks."""

_MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))


def decimal(value: float, language: str, places: int = 1) -> str:
    """Return a number with its thousands apart.

    Examples
    --------
    >>> decimal(1234.5, "nl"), decimal(1234.5, "en"), decimal(-0.04, "nl")
    ('1.234,5', '1,234.5', '0,0')
    """
    text = f"{value:,.{places}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    text = text.replace("-", "−")
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def count(value: float, language: str) -> str:
    """Return a whole number.

    Examples
    --------
    >>> count(32283, "nl"), count(32283, "en")
    ('32.283', '32,283')
    """
    return decimal(value, language, 0)


def signed(value: float, language: str, places: int = 1) -> str:
    """Return a number with its sign; zero has none.

    Examples
    --------
    >>> signed(0.84, "nl"), signed(-12, "en", 0), signed(0.01, "en")
    ('+0,8', '−12', '0.0')
    """
    text = decimal(value, language, places)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def percent(share: float, language: str) -> str:
    """Return a share of 0–1 as a percentage; one decimal below 10 % and near 100 %.

    Examples
    --------
    >>> percent(0.53, "nl"), percent(0.53, "en"), percent(0.004, "nl"), percent(0.9999, "en")
    ('53\\xa0%', '53%', '0,4\\xa0%', '>99.9%')
    """
    return _percent_number(share, language) + _sign(language)


def percent_interval(low: float, high: float, language: str) -> str:
    """Return an interval of shares, the sign once.

    Examples
    --------
    >>> percent_interval(0.502, 0.557, "nl"), percent_interval(0.01, 0.12, "en")
    ('50–56\\xa0%', '1.0–12%')
    """
    ends = f"{_percent_number(low, language)}–{_percent_number(high, language)}"
    return ends + _sign(language)


def duration(seconds: float, language: str) -> str:
    """Return a duration in its two largest units.

    Examples
    --------
    >>> duration(187_200, "en"), duration(187_200, "nl"), duration(90, "en"), duration(0.2, "en")
    ('2\\xa0d 4\\xa0h', '2\\xa0d 4\\xa0u', '1\\xa0min 30\\xa0s', '<\\xa01\\xa0s')
    """
    if 0 < seconds < 0.5:
        return f"<{NARROW}1{NARROW}s"
    at = next((i for i, (_, size) in enumerate(_UNITS) if seconds >= size), len(_UNITS) - 1)
    small = _UNITS[min(at + 1, len(_UNITS) - 1)][1]
    left = round(seconds / small) * small
    at = next((i for i, (_, size) in enumerate(_UNITS) if left >= size), len(_UNITS) - 1)
    parts: list[str] = []
    for name, size in _UNITS[at : at + 2]:
        amount, left = divmod(left, size)
        if amount or not parts:
            parts.append(f"{count(amount, language)}{NARROW}{_unit(name, language)}")
    return " ".join(parts)


def duration_interval(low: float | None, high: float | None, language: str) -> str:
    """Return an interval of durations; an unknown end is shown as "…".

    Examples
    --------
    >>> duration_interval(3_600, None, "en")
    '1\\xa0h – …'
    """
    ends = ("…" if end is None else duration(end, language) for end in (low, high))
    return " – ".join(ends)


def day(instant: date | datetime, language: str) -> str:
    """Return a date in words.

    Examples
    --------
    >>> day(date(2020, 4, 29), "nl"), day(date(2020, 4, 29), "en")
    ('29 april 2020', '29 April 2020')
    """
    months = _MONTHS.get(language, _MONTHS["en"])
    return f"{instant.day} {months[instant.month - 1]} {instant.year}"


def _percent_number(share: float, language: str) -> str:
    value = share * 100
    if 99.95 <= value < 100:
        return ">" + decimal(99.9, language)
    if 0 < value < 0.05:
        return "<" + decimal(0.1, language)
    fine = 0 < value < 9.95 or 99 < value < 100
    return decimal(value, language, 1 if fine else 0)


def _sign(language: str) -> str:
    return f"{NARROW}%" if language == "nl" else "%"


def _unit(name: str, language: str) -> str:
    return "u" if name == "h" and language == "nl" else name
