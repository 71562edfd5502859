"""A study or map file as a tree of plain values that knows on which line each value stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from klantreis.study.problems import Place, Problem, wrong_form
from klantreis.study.yaml_tree import Tree, tree_of

MOST_BYTES = 1_000_000
"""A larger study or map file is a mistake, such as a data file under this name."""

NOT_IN_YAML = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: its values, and the line (from 1) of each of them by its place in the tree."""

    file: str
    tree: Tree
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int | None:
        """Return the line of a value, or of the nearest value around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)

    def words(self, place: Place) -> str:
        """Return a place in words: ``touchpoints › pay › match 1 › regex``."""
        said: list[str] = []
        here: Any = self.tree
        for key in place:
            here = _inside(here, key)
            if isinstance(key, str):
                said.append(key)
            elif isinstance(here, dict) and isinstance(here.get("id"), str):
                said.append(here["id"])
            else:
                said[-1:] = [f"{said[-1]} {key + 1}" if said else str(key + 1)]
        return " › ".join(said)

    def problem(self, place: Place, said: str, hint: str = "") -> Problem:
        """Return a problem at a place of this file."""
        return Problem(file=self.file, line=self.line(place), where=self.words(place), said=said, hint=hint)


def _inside(tree: Any, key: str | int) -> Any:
    if isinstance(tree, dict):
        return tree.get(key)
    return tree[key] if isinstance(tree, list) and isinstance(key, int) else None


def read_document(path: Path, *, name: str | None = None) -> Document:
    """Read a YAML 1.2 or JSON file.

    Parameters
    ----------
    path
        The file, of at most a million bytes.
    name
        What to call it in messages; default: its name.

    Raises
    ------
    StudyError
        If it cannot be read, or is no YAML or JSON; with the line.
    """
    shown = name or path.name
    _check_size(path, shown)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise wrong_form(shown, f"The file cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise wrong_form(
            shown, f"This is not UTF-8 text ({error.reason}).", "Save the file as UTF-8 text."
        ) from error
    return parse_document(text, shown)


def _check_size(path: Path, shown: str) -> None:
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise wrong_form(
            shown,
            f"The file holds {size:,} bytes; a study or map holds at most {MOST_BYTES:,}.",
            "Name data files under events: and surveys:, and split a map into several.",
        )


def parse_document(text: str, file: str) -> Document:
    """Return the document of a text; JSON if the file name ends in ``.json``, else YAML.

    Examples
    --------
    >>> document = parse_document("id: shop\\nphases:\\n- {id: buy, name: Buy}\\n", "study.yaml")
    >>> document.tree["phases"][0]["id"], document.line(("phases", 0)), document.words(("phases", 0, "name"))
    ('buy', 3, 'phases › buy › name')
    """
    try:
        if file.lower().endswith(".json"):
            return _json(text, file)
        return Document(file, *tree_of(text, file))
    except RecursionError as error:
        said = "The values are nested too deeply to follow."
        raise wrong_form(file, said, "Make the file flatter.") from error


def _json(text: str, file: str) -> Document:
    try:
        tree = json.loads(text)
    except json.JSONDecodeError as error:
        raise wrong_form(
            file,
            f"This is not JSON: {error.msg} at column {error.colno}.",
            "Look at the end of the line before for a missing comma, quote or bracket.",
            line=error.lineno,
        ) from error
    except ValueError as error:
        raise wrong_form(file, "This is not JSON: a number has too many digits.") from error
    # JSON is YAML but for white space and for signs that YAML does not take as they are.
    _, lines = tree_of(NOT_IN_YAML.sub(_stand_in, text), file)
    return Document(file, tree, lines)


def _stand_in(sign: re.Match[str]) -> str:
    return " " if sign[0] in "\t\r" else chr(0xE000 + ord(sign[0]) % 0x1000)
