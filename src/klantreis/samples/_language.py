"""Texts in two languages, side by side in the source and one of them in the sample."""

from __future__ import annotations

from collections.abc import Callable

from klantreis.errors import ParameterError, nearest

LANGUAGES = ("nl", "en")

Tongue = Callable[[str, str], str]


def tongue(language: str) -> Tongue:
    """Return the function that takes a text in Dutch and in English and gives the one wanted.

    Raises
    ------
    ParameterError
        If the samples are not written in this language.

    Examples
    --------
    >>> t = tongue("en")
    >>> t("fiets", "bicycle")
    'bicycle'
    """
    if language not in LANGUAGES:
        close = nearest(language, LANGUAGES)
        guess = f"Did you mean {close!r}? " if close else ""
        raise ParameterError(
            f"There is no sample in language {language!r}.",
            hint=f"{guess}Samples are written in {' and '.join(LANGUAGES)}.",
        )
    return _dutch if language == "nl" else _english


def _dutch(nl: str, en: str) -> str:
    return nl


def _english(nl: str, en: str) -> str:
    return en
