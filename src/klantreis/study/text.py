"""A study or map as text: YAML that people read and change, in the order of the noun's fields."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

WIDTH = 100
REQUIRED_ALWAYS = {"klantreis"}


def plain(noun: Struct) -> dict[str, Any]:
    """Return a noun as plain values, without the fields that have their default.

    Examples
    --------
    >>> from klantreis.model.touchpoint import Touchpoint
    >>> plain(Touchpoint(id="pay", name="Pay", goal=True))
    {'id': 'pay', 'name': 'Pay', 'goal': True}
    """
    tree: dict[str, Any] = {}
    for field in fields(noun):
        value = getattr(noun, field.name)
        default = field.default if field.default is not msgspec.NODEFAULT else _made(field.default_factory)
        if value != default or type(value) is not type(default) or field.encode_name in REQUIRED_ALWAYS:
            tree[field.encode_name] = _value(value)
    return tree


def as_yaml(noun: Struct) -> str:
    """Return a noun as YAML 1.2; reading it gives the same noun.

    Examples
    --------
    >>> from klantreis.model.touchpoint import Touchpoint
    >>> print(as_yaml(Touchpoint(id="pay", name="Betalen: ja")), end="")
    id: pay
    name: "Betalen: ja"
    """
    yaml = YAML(typ="rt", pure=True)
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump(_styled(plain(noun)), out)
    return out.getvalue()


def as_json(noun: Struct) -> str:
    """Return a noun as JSON, with the same fields as the YAML."""
    return json.dumps(plain(noun), indent=2, ensure_ascii=False) + "\n"


def _made(factory: Any) -> Any:
    return msgspec.NODEFAULT if factory is msgspec.NODEFAULT else factory()


def _value(value: Any) -> Any:
    if isinstance(value, Struct):
        return plain(value)
    if isinstance(value, list):
        return [_value(child) for child in value]
    if isinstance(value, dict):
        return {name: _value(child) for name, child in value.items()}
    return value if isinstance(value, bool | int | float | type(None)) else msgspec.to_builtins(value)


def _styled(value: Any) -> Any:
    """Quote texts that could be read as something else; write texts of several lines as blocks."""
    if isinstance(value, dict):
        return {_styled_key(name): _styled(child) for name, child in value.items()}
    if isinstance(value, list):
        return [_styled(child) for child in value]
    return _text(value) if isinstance(value, str) else value


def _styled_key(name: str) -> str:
    bare = name.isidentifier() and name.isascii() and not _ambiguous(name)
    quoted: str = DoubleQuotedScalarString(name)
    return name if bare else quoted


def _text(text: str) -> str:
    lines = text.split("\n")
    styled: str = text
    if len(lines) > 1 and all(line and line == line.strip() and line.isprintable() for line in lines):
        styled = LiteralScalarString(text)
    elif not _safe(text) or _ambiguous(text):
        styled = DoubleQuotedScalarString(text)
    return styled


def _safe(text: str) -> bool:
    plain_start = text[:1].isalpha() and text == text.strip() and text.isprintable()
    return plain_start and not re.search(r": | #|:$|[{}\[\],&*!|>'\"%@`]", text)


def _ambiguous(text: str) -> bool:
    return text.lower() in {"true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"}
