"""YAML 1.2 as plain values with their lines; repeated keys and endless aliases are refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from klantreis.study.problems import Place, Problem, stop_at, wrong_form

Tree = dict[str, Any] | list[Any] | str | int | float | bool | None

MOST_VALUES = 100_000
"""A study with more values is a mistake, such as aliases of aliases."""


def tree_of(text: str, file: str) -> tuple[Tree, dict[Place, int]]:
    """Return the values of a YAML text, and the line (from 1) of each by its place.

    Parameters
    ----------
    text
        The text. Tags are not followed: every value is a text, number, truth value or nothing.
    file
        The name of the file, for messages.

    Raises
    ------
    StudyError
        If the text is no YAML, repeats a field, or holds more than 100,000 values.

    Examples
    --------
    >>> tree_of("id: shop\\ngoal: true\\n", "study.yaml")
    ({'id': 'shop', 'goal': True}, {(): 1, ('id',): 1, ('goal',): 2})
    """
    root = _composed(text, file)
    if root is None:
        return None, {}
    walk = _Walk(file)
    tree = walk.value(root, ())
    stop_at(walk.problems)
    return tree, walk.lines


def _composed(text: str, file: str) -> Node | None:
    try:
        return YAML(typ="safe", pure=True).compose(text)  # type: ignore[no-any-return]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.problem, error.context) if part)
        raise wrong_form(
            file,
            f"This is not YAML: {said}.",
            "Check the indentation (spaces, no tabs), and quote texts that hold ': ' or ' #'.",
            line=mark.line + 1 if mark else None,
        ) from error
    except YAMLError as error:
        said = " ".join(f"This is not YAML: {error}.".split())
        raise wrong_form(file, said, "Save the file as UTF-8 text.") from error


@dataclass(slots=True)
class _Walk:
    """Turns the nodes of a YAML file into plain values, keeping lines and finding repeated keys."""

    file: str
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    open: set[int] = field(default_factory=set)

    def value(self, node: Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if len(self.lines) > MOST_VALUES:
            said = f"The file holds more than {MOST_VALUES:,} values."
            raise wrong_form(self.file, said, "Use fewer aliases (*).")
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
            if not isinstance(key, ScalarNode):
                self._wrong(key, place, "A list or group of fields cannot be the name of a field.")
                continue
            name = str(key.value)
            if name in tree:
                first = self.lines[(*place, name)]
                said = f"The field {name!r} is given twice; first on line {first}."
                self._wrong(key, place, said, "Keep one.")
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
