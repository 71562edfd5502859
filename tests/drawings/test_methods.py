"""Every method a live map can tell is told in Dutch too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from klantreis.drawings._methods import method
from klantreis.evidence import scores
from klantreis.maps import measure


def told() -> Iterator[str]:
    """Return every text that the machines give as the method of a figure."""
    for module in (scores, measure):
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, str) and "interval" in value:
                yield value


METHODS: Final[list[Any]] = sorted(set(told()))


def test_there_are_methods_to_tell() -> None:
    assert len(METHODS) >= 12


@pytest.mark.parametrize("text", METHODS)
def test_no_part_of_a_method_stays_english(text: str) -> None:
    dutch = method(text, "nl").split("; ")
    same = [part for part, here in zip(text.split("; "), dutch, strict=True) if part == here]
    assert set(same) <= {"score-interval (Tango)"}
    assert method(text, "en") == text
