"""The row that ``--who`` names: from the text typed to the keywords of an answer."""

from __future__ import annotations

import json
import re
from typing import Any

from klantreis.cli.signature import unquoted
from klantreis.errors import ParameterError

# Parts between commas; commas within [brackets] and "quotes" belong to the part.
_PARTS = re.compile(r"""(?:[^,\["]|"(?:\\.|""|[^"])*"|\[(?:[^\]"]|"(?:\\.|[^"])*")*\]|\[)+""")


def selection(text: str) -> dict[str, Any]:
    """Return what names a row; a name stays text, even if it looks like a number.

    Raises
    ------
    ParameterError
        If a part has no ``=``, or a journey is no list of touchpoints.

    Examples
    --------
    >>> selection('step=2, touchpoint=3'), selection('journey=["home", "a, b"]')
    ({'step': 2, 'touchpoint': '3'}, {'journey': ['home', 'a, b']})
    """
    found: dict[str, Any] = {}
    for part in _PARTS.findall(text):
        name, sign, value = (piece.strip() for piece in part.partition("="))
        if not sign:
            raise ParameterError(
                f"{part.strip()!r} does not say which row.",
                hint="Write it like step=2,outcome=dropped; put a name with a comma between quotes.",
            )
        found[name] = _read(name, value)
    return found


def _read(name: str, value: str) -> Any:
    if name == "journey":
        return _journey(value)
    if name == "step":
        return int(value) if re.fullmatch(r"-?\d{1,9}", value) else value
    if name == "ended" and value.lower() in ("true", "false"):
        return value.lower() == "true"
    return unquoted(value)


def _journey(value: str) -> list[str]:
    try:
        listed = json.loads(value)
    except json.JSONDecodeError:
        listed = None
    if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
        raise ParameterError(
            f"{value!r} is not a journey.", hint='Write its touchpoints like journey=["home","cart"].'
        )
    return listed
