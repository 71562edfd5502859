"""A study or map file as a tree of plain values that knows on which line each value stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from klantreis.study.problems import Problem, stop_at

Tree = dict[str, Any] | list[Any] | str | int | float | bool | None
Place = tuple[str | int, ...]

MOST_VALUES = 1_000_000
"""A study with more values is a mistake, such as aliases of aliases."""

NOT_IN_YAML = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
ENCODING_HINT = "Save the file as UTF-8 text."


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
    """Read a YAML 1.2 or JSON file; a mistake in its form is a StudyError with its line."""
    shown = name or path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        stop_at([_whole(shown, f"This is not UTF-8 text ({error.reason}).", ENCODING_HINT)])
        raise
    return parse_document(text, shown)


def parse_document(text: str, file: str) -> Document:
    """Return the document of a text; JSON if the file name ends in ``.json``, else YAML.

    Examples
    --------
    >>> document = parse_document("id: shop\\nphases:\\n- {id: buy, name: Buy}\\n", "study.yaml")
    >>> document.tree["phases"][0]["id"], document.line(("phases", 0)), document.words(("phases", 0, "name"))
    ('buy', 3, 'phases › buy › name')
    """
    return _json(text, file) if file.lower().endswith(".json") else _yaml(text, file)


def _whole(file: str, said: str, hint: str) -> Problem:
    return Problem(file=file, line=None, where="", said=said, hint=hint)


def _json(text: str, file: str) -> Document:
    try:
        tree = json.loads(text)
    except RecursionError:
        stop_at([_whole(file, "The values are nested too deeply to follow.", "Make the file flatter.")])
        raise
    except json.JSONDecodeError as error:
        stop_at(
            [
                Problem(
                    file=file,
                    line=error.lineno,
                    where="",
                    said=f"This is not JSON: {error.msg} at column {error.colno}.",
                    hint="Look at the end of the line before for a missing comma, quote or bracket.",
                )
            ]
        )
        raise
    # JSON is YAML but for white space and for signs that YAML does not take as they are.
    placed = _yaml(NOT_IN_YAML.sub(_stand_in, text), file)
    return Document(file, tree, placed.lines)


def _stand_in(sign: re.Match[str]) -> str:
    return " " if sign[0] in "\t\r" else chr(0xE000 + ord(sign[0]) % 0x1000)


def _yaml(text: str, file: str) -> Document:
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except RecursionError:
        stop_at([_whole(file, "The values are nested too deeply to follow.", "Make the file flatter.")])
        raise
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.problem, error.context) if part)
        stop_at(
            [
                Problem(
                    file=file,
                    line=mark.line + 1 if mark else None,
                    where="",
                    said=f"This is not YAML: {said}.",
                    hint="Check the indentation (spaces, no tabs), and quote texts that hold ': ' or ' #'.",
                )
            ]
        )
        raise
    except YAMLError as error:
        stop_at([_whole(file, " ".join(f"This is not YAML: {error}.".split()), ENCODING_HINT)])
        raise
    if root is None:
        return Document(file, None)
    walk = _Walk(file)
    try:
        tree = walk.value(root, ())
    except RecursionError:
        stop_at([_whole(file, "The values are nested too deeply to follow.", "Make the file flatter.")])
        raise
    stop_at(walk.problems)
    return Document(file, tree, walk.lines)


class _Walk:
    """Turns the nodes of a YAML file into plain values, keeping lines and finding repeated keys."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self.open: set[int] = set()

    def value(self, node: Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if len(self.lines) > MOST_VALUES:
            stop_at(
                [
                    _whole(
                        self.file,
                        f"The file holds more than {MOST_VALUES:,} values.",
                        "Use fewer aliases (*).",
                    )
                ]
            )
        if isinstance(node, ScalarNode):
            return _scalar(node)
        if id(node) in self.open:
            self._wrong(node, place, "This alias (*) stands inside the value it repeats.")
            return None
        self.open.add(id(node))
        value: Any = None
        if isinstance(node, MappingNode):
            value = self._mapping(node, place)
        elif isinstance(node, SequenceNode):
            value = self._sequence(node, place)
        self.open.discard(id(node))
        return value

    def _sequence(self, node: SequenceNode, place: Place) -> list[Any]:
        return [self.value(child, (*place, i)) for i, child in enumerate(node.value)]

    def _mapping(self, node: MappingNode, place: Place) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        for key, child in node.value:
            name = str(key.value)
            if name in tree:
                first = self.lines[(*place, name)]
                self._wrong(
                    key, place, f"The field {name!r} is given twice; first on line {first}.", "Keep one."
                )
                continue
            self.lines[(*place, name)] = key.start_mark.line + 1
            tree[name] = self.value(child, (*place, name))
        return tree

    def _wrong(self, node: Node, place: Place, said: str, hint: str = "") -> None:
        where = " › ".join(str(key) for key in place)
        line = node.start_mark.line + 1
        self.problems.append(Problem(file=self.file, line=line, where=where, said=said, hint=hint))


def _scalar(node: ScalarNode) -> str | int | float | bool | None:
    text, kind = str(node.value), str(node.tag).rsplit(":", 1)[-1]
    try:
        if kind == "int":
            return int(text.replace("_", ""), 0 if text.lstrip("+-")[:2].lower() in {"0x", "0o"} else 10)
        if kind == "float":
            return float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan"))
    except ValueError:
        return text
    if kind == "bool":
        return text.lower() == "true"
    return None if kind == "null" else text
