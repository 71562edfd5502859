"""Options follow from the text of an analysis."""

from __future__ import annotations

from datetime import timedelta

import click
import pytest

from klantreis import registry
from klantreis.cli.signature import Duration, Groups, Names, Numbers, options, signature


@pytest.mark.parametrize("name", registry.names("analyses"))
def test_every_keyword_of_an_analysis_is_an_option_with_help(name: str) -> None:
    command = click.command("x")(options(name)(lambda **_: None))
    asked = signature(name)
    assert [p.name for p in command.params] == [p.name for p in asked.parameters]
    assert all(p.help for p in asked.parameters), "a parameter is not described in the docstring"
    assert asked.summary.endswith(".")


def test_names_with_commas_inside_are_quoted() -> None:
    assert Names().convert('home, "a, b" ,cart', None, None) == ["home", "a, b", "cart"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ('"say ""hi""",home', ['say "hi"', "home"]),
        ('"new\nline",home', ["new\nline", "home"]),
        ("new\nline,home", ["new\nline", "home"]),
        ('"never closed,home', ['"never closed', "home"]),
        ('"a" b,home', ['"a" b', "home"]),
        (" , ,", []),
    ],
)
def test_a_name_may_hold_quotes_and_newlines(typed: str, names: list[str]) -> None:
    assert Names().convert(typed, None, None) == names


def test_a_group_is_a_name_and_its_members() -> None:
    assert Groups().convert("orient=home,catalog", None, None) == ("orient", ["home", "catalog"])


def test_a_duration_is_read_or_refused_with_an_example() -> None:
    assert Duration().convert("1h30m", None, None) == timedelta(minutes=90)
    with pytest.raises(click.BadParameter, match="7d"):
        Duration().convert("a while", None, None)


def test_numbers_are_read_or_refused() -> None:
    assert Numbers().convert("0.5,0.9", None, None) == [0.5, 0.9]
    with pytest.raises(click.BadParameter):
        Numbers().convert("half", None, None)
