"""The row that ``--who`` names."""

from __future__ import annotations

from typing import Any

import pytest

from klantreis.cli.selection import selection
from klantreis.errors import ParameterError


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("step=2,outcome=dropped", {"step": 2, "outcome": "dropped"}),
        ("touchpoint=3, which=first", {"touchpoint": "3", "which": "first"}),
        ("touchpoint=true", {"touchpoint": "true"}),
        ("touchpoint=a=b", {"touchpoint": "a=b"}),
        ('touchpoint="x, y"', {"touchpoint": "x, y"}),
        ('touchpoint="say ""hi"", you"', {"touchpoint": 'say "hi", you'}),
        ("touchpoint=[open", {"touchpoint": "[open"}),
        ('touchpoint="new\nline, too"', {"touchpoint": "new\nline, too"}),
        ('journey=["a", "b, c"]', {"journey": ["a", "b, c"]}),
        ("step=3,ended=true", {"step": 3, "ended": True}),
        ("step=two", {"step": "two"}),
        ("", {}),
    ],
)
def test_a_name_is_text_whatever_it_looks_like(typed: str, meant: dict[str, Any]) -> None:
    assert selection(typed) == meant


@pytest.mark.parametrize("typed", ["cart", "touchpoint=x,y", "journey=a", "journey=[1]", "journey={}"])
def test_what_names_no_row_is_misuse(typed: str) -> None:
    with pytest.raises(ParameterError):
        selection(typed)
