"""Wrapping: a text becomes lines that fit a width, whatever the words.

First between words, then inside a word where a Dutch or English dictionary allows a hyphen, then
anywhere. A line is never wider than the box.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from klantreis.drawings._fonts import Face, clean, width

_WORDS = re.compile(r"[^ ]+?[-/–](?=[^ ])|[^ ]+")
_JOINED = re.compile("[\u200d\ufe0e\ufe0f]")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The lines of a text; ``cut`` says that not all of it is there."""

    lines: tuple[str, ...]
    cut: bool = False


@lru_cache(maxsize=16_384)
def wrap(
    text: str,
    box: float,
    size: float,
    face: Face = "regular",
    *,
    language: str = "en",
    most: int = 99,
) -> Wrapped:
    """Return a text as lines no wider than ``box``; at most ``most`` lines, the last ending in "…".

    Examples
    --------
    >>> wrap("Ik vraag een hypotheek aan", 80, 12).lines
    ('Ik vraag een', 'hypotheek', 'aan')
    >>> wrap("aansprakelijkheidsverzekering", 90, 12, language="nl").lines
    ('aansprakelijk-', 'heidsverzeke-', 'ring')
    """
    lines: list[str] = []
    line = ""
    for word, glue in _words(clean(text)):
        trial = f"{line}{glue}{word}" if line else word
        if width(trial, size, face) <= box:
            line = trial
            continue
        if line and _should_stay_whole(word, box, size, face):
            lines.append(line)
            line = word
            continue
        *full, line = _broken(line, glue, word, box, size, face, language)
        lines += full
    lines += [line] if line else []
    if len(lines) <= most:
        return Wrapped(tuple(lines))
    return Wrapped((*lines[: most - 1], _ellipsis(lines[most - 1], box, size, face)), cut=True)


def _words(text: str) -> list[tuple[str, str]]:
    found = []
    for match in _WORDS.finditer(text):
        after_space = match.start() > 0 and text[match.start() - 1] == " "
        found.append((match.group(), " " if after_space else ""))
    return found


def _should_stay_whole(word: str, box: float, size: float, face: Face) -> bool:
    return width(word, size, face) <= box


def _broken(line: str, glue: str, word: str, box: float, size: float, face: Face, language: str) -> list[str]:
    """Return the lines that result from putting a word wider than the box after a line."""
    lines: list[str] = []
    before = f"{line}{glue}" if line else ""
    while width(before + word, size, face) > box:
        head = _head(before, word, box, size, face, language)
        if head is None and before:
            lines.append(line)
            before = ""
            continue
        start, hyphen = head or (_first_character(word), "")
        if start == word:
            break
        lines.append(f"{before}{start}{hyphen}")
        before, word = "", word[len(start) :]
    return [*lines, before + word]


def _head(
    before: str, word: str, box: float, size: float, face: Face, language: str
) -> tuple[str, str] | None:
    """Return the longest start of a word that fits behind ``before``, and its hyphen."""
    for at in sorted(_hyphen_places(word, language), reverse=True):
        start = word[:at]
        hyphen = "" if start.endswith("-") else "-"
        if width(before + start + hyphen, size, face) <= box:
            return start, hyphen
    if before:
        return None
    for at in range(len(word) - 1, 0, -1):
        hyphen = "-" if word[at - 1].isalpha() and word[at].isalpha() else ""
        if not _inside_cluster(word, at) and width(word[:at] + hyphen, size, face) <= box:
            return word[:at], hyphen
    return None


def _hyphen_places(word: str, language: str) -> list[int]:
    letters = re.search(r"[^\W\d_]+", word)
    if letters is None or len(letters.group()) < 6:
        return []
    return [letters.start() + int(at) for at in _dictionary(language).positions(letters.group())]


@cache
def _dictionary(language: str) -> Any:
    import pyphen

    return pyphen.Pyphen(lang="nl_NL" if language == "nl" else "en_GB", left=3, right=3)


def _inside_cluster(word: str, at: int) -> bool:
    return bool(_JOINED.match(word[at]) or _JOINED.match(word[at - 1]))


def _first_character(word: str) -> str:
    at = 1
    while at < len(word) and _inside_cluster(word, at):
        at += 1
    return word[:at]


def _ellipsis(line: str, box: float, size: float, face: Face) -> str:
    kept = line.rstrip(" -")
    while kept and width(kept + "…", size, face) > box:
        kept = kept[:-1].rstrip(" \u200d")
    return kept + "…"
