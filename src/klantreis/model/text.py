"""Texts in one or more languages, and the ids that never change."""

from __future__ import annotations

from typing import Annotated

import msgspec

Id = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$",
        description="A stable id: a–z, 0–9, '-' and '_', at most 64, starting with a letter or digit.",
    ),
]
Language = Annotated[
    str, msgspec.Meta(pattern=r"^[a-z]{2}$", description="A language as two letters: nl, en.")
]
Text = Annotated[
    str | dict[str, str],
    msgspec.Meta(description="A text, or one text per language: {nl: Betalen, en: Pay}."),
]


def say(text: str | dict[str, str] | None, language: str) -> str:
    """Return a text in the wanted language, else in English, else in the first language it has.

    Examples
    --------
    >>> say({"nl": "Betalen", "en": "Pay"}, "nl")
    'Betalen'
    >>> say("Pay", "nl"), say(None, "nl")
    ('Pay', '')
    """
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    return text.get(language) or text.get("en") or next(iter(text.values()), "")
