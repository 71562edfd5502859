"""Quotes: customers' own words, only where they agreed, and without what points at a person."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from klantreis.evidence.answers import Answers, moment
from klantreis.model.evidence import Quote

SHORTEST, LONGEST = 8, 280
MASKS: Final = (
    ("e-mail", re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")),
    ("link", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("IBAN", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE)),
    ("phone", re.compile(r"(?<![\w.])(?:\+|\(?0)\d{0,3}\)?(?:[ .\-/]?\(?\d{1,4}\)?){2,6}(?!\w)")),
    ("postcode", re.compile(r"\b[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})\b")),
    ("number", re.compile(r"\d{5,}")),
)
DIGITS_OF_A_PHONE = 8


def redact(text: str) -> str:
    """Return a text without e-mail and web addresses, IBANs, phone numbers, postcodes and long numbers.

    Names of people, street names, a postcode in small letters after a space, and anything else in
    plain words are *not* recognised: read the quotes before a map leaves the house. Amounts, dates
    and short numbers stay.

    Examples
    --------
    >>> redact("Mail me: jo.smit@example.org, or 06-12345678, order 9900123, 1234 AB, in 2025.")
    'Mail me: [e-mail], or [phone], order [number], [postcode], in 2025.'
    """
    for name, pattern in MASKS:
        text = pattern.sub(_keep_dates if name == "phone" else f"[{name}]", text)
    return text


def quotes(answers: Answers, *, most: int = 3) -> tuple[Quote, ...]:
    """Return a few quotes that span the scores: the worst first, then the best, then the middle.

    Only answers marked as quotable are used, and the same words only once. The same answers always
    give the same quotes.

    Parameters
    ----------
    answers
        The answers of one place on the map.
    most
        At most so many quotes.
    """
    fit = [i for i in range(len(answers)) if answers.quotable[i] and _fits(answers.text[i])]
    unit = np.nan_to_num(answers.unit_score)
    by_text = {answers.text[i].casefold(): i for i in reversed(fit)}
    ordered = sorted(by_text.values(), key=lambda i: (unit[i], answers.time[i], answers.text[i]))
    picked = dict.fromkeys(ordered[k] for k in _spread(len(ordered), most))
    return tuple(_quote(answers, i) for i in picked)


def _keep_dates(found: re.Match[str]) -> str:
    digits = sum(sign.isdigit() for sign in found[0])
    is_date = re.fullmatch(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", found[0])
    return found[0] if digits < DIGITS_OF_A_PHONE or is_date else "[phone]"


def _fits(text: str | None) -> bool:
    return text is not None and SHORTEST <= len(text) <= LONGEST


def _spread(n: int, most: int) -> list[int]:
    order = [0, n - 1, n // 2, *range(1, n - 1)]
    return list(dict.fromkeys(k for k in order if 0 <= k < n))[:most]


def _quote(answers: Answers, i: int) -> Quote:
    return Quote(
        text=redact(" ".join(answers.text[i].split())),
        touchpoint=answers.touchpoint[i],
        time=moment(answers.time[i]),
        unit_score=None if np.isnan(answers.score[i]) else float(answers.unit_score[i]),
        source=answers.source[i] or "",
    )
