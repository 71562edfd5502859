"""What a study or map file may hold, as JSON Schema (draft 2020-12), for editors and checkers."""

from __future__ import annotations

from typing import Any

import msgspec

from klantreis.errors import UnknownNameError
from klantreis.model.journey_map import JourneyMap
from klantreis.model.study import Study

KINDS: dict[str, type] = {"study": Study, "map": JourneyMap}
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLES = {"study": "klantreis study file", "map": "klantreis map file"}


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of study files or map files.

    Parameters
    ----------
    kind
        ``"study"`` or ``"map"``.

    Raises
    ------
    UnknownNameError
        If there is no such kind of file.

    Examples
    --------
    >>> schema("map")["title"], sorted(schema("study")["required"])
    ('klantreis map file', ['id', 'name'])
    """
    if kind not in KINDS:
        raise UnknownNameError("kind of file", kind, KINDS)
    (made,), parts = msgspec.json.schema_components([KINDS[kind]], ref_template="#/$defs/{name}")
    root = parts.pop(made["$ref"].rsplit("/", 1)[-1])
    said = {"$schema": DRAFT, **root, "title": TITLES[kind], "$defs": parts}
    return {key: said[key] for key in ("$schema", "title", "description") if key in said} | said
