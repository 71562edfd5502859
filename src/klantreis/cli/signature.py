"""From the text of an analysis to its options on the command line.

The file of an analysis is read, not run: help must be quick, and an analysis loads the counting
code. The parameters of its function become options, its docstring becomes their help.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from klantreis import registry
from klantreis.errors import KlantreisError
from klantreis.model.duration import parse_duration

# Parts between commas; a part that begins and ends with a quote may hold commas.
_PART = re.compile(r'\s*"(?:[^"]|"")*"\s*(?=,|\Z)|[^,]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One keyword parameter of an analysis: its name, type and default as written, and its help."""

    name: str
    annotation: str
    default: Any
    required: bool
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What the command line needs to know of an analysis."""

    summary: str
    parameters: tuple[Parameter, ...]


def signature(name: str) -> Signature:
    """Read the signature of an analysis from its file, without running it."""
    tree = ast.parse(Path(registry.origin("analyses", name)).read_text("utf-8"))
    function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name)
    aliases = _aliases(tree)
    doc = ast.get_docstring(function) or ""
    helps = _parameter_helps(doc)
    parameters = tuple(
        _parameter(argument, default, aliases, helps)
        for argument, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    )
    return Signature(summary=_plain(doc.split("\n\n")[0]), parameters=parameters)


def options(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command one option for each parameter of an analysis."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for parameter in reversed(signature(name).parameters):
            command = _option(parameter)(command)
        return command

    return decorate


class Duration(click.ParamType[timedelta]):
    """A duration such as 7d, 1h30m or 90s."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """Return the duration, or say how to write one."""
        try:
            return parse_duration(value)
        except KlantreisError as error:
            return self.fail(str(error), param, ctx)


class Instant(click.ParamType[datetime]):
    """An instant in ISO form; without a zone it is UTC."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the instant, or say how to write one."""
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            return self.fail(f"{value!r} is not an instant. Write it like 2026-01-31T12:00.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Names(click.ParamType[list[str]]):
    """Names with commas between them; quote a name that holds a comma: 'a,"b,c"'."""

    name = "a,b,c"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[str]:
        """Return the names, without the spaces around them."""
        if not isinstance(value, str):
            return list(value)
        return [name for part in _PART.findall(value) if (name := unquoted(part.strip()))]


def unquoted(text: str) -> str:
    """Return a name without the quotes around it; a quote within it is doubled.

    Examples
    --------
    >>> unquoted('"a, b"'), unquoted('"a ""b"" c"'), unquoted("home")
    ('a, b', 'a "b" c', 'home')
    """
    return text[1:-1].replace('""', '"') if re.fullmatch(r'"(?:[^"]|"")*"', text) else text


class Numbers(click.ParamType[list[float]]):
    """Numbers with commas between them."""

    name = "0.5,0.9"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[float]:
        """Return the numbers."""
        if not isinstance(value, str):
            return list(value)
        try:
            return [float(part) for part in value.split(",") if part.strip()]
        except ValueError:
            return self.fail(f"{value!r} is not a list of numbers, such as 0.5,0.9.", param, ctx)


class Groups(click.ParamType[tuple[str, list[str]]]):
    """A name with the names it stands for: 'orient=home,catalog'."""

    name = "name=a,b"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, list[str]]:
        """Return the name and its members."""
        if not isinstance(value, str):
            return (value[0], list(value[1]))
        name, sign, members = value.partition("=")
        if not (sign and name.strip()):
            return self.fail(f"{value!r} is not of the form name=a,b.", param, ctx)
        return name.strip(), Names().convert(members, param, ctx)


def _option(parameter: Parameter) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    flag = "--" + parameter.name.replace("_", "-")
    annotation = parameter.annotation
    kind: click.ParamType[Any] | None = None
    common: dict[str, Any] = {"help": parameter.help, "required": parameter.required}
    if annotation == "bool":
        return click.option(
            f"{flag}/--no-{flag[2:]}", default=parameter.default, show_default=True, help=parameter.help
        )
    if annotation.startswith("Mapping["):
        return click.option(flag, parameter.name, type=Groups(), multiple=True, **common)
    if choices := re.search(r"Literal\[(.*?)\]", annotation):
        found = [ast.literal_eval(c.strip()) for c in choices[1].split(",")]
        several = annotation.startswith(("Sequence", "tuple", "Collection", "Iterable"))
        kind = Names() if several else click.Choice(found)
    elif "timedelta" in annotation:
        kind = Duration()
    elif "datetime" in annotation:
        kind = Instant()
    elif "float]" in annotation or "float, ..." in annotation:
        kind = Numbers()
    elif any(word in annotation for word in ("Sequence[", "Iterable[", "Collection[", "tuple[", "list[")):
        kind = Names()
    elif annotation.startswith(("int", "float")):
        kind = click.INT if annotation.startswith("int") else click.FLOAT
    if not parameter.required:
        common["default"] = parameter.default
    return click.option(
        flag, parameter.name, type=kind, show_default=_say_default(parameter.default), **common
    )


def _say_default(default: Any) -> str | bool:
    if isinstance(default, (list, tuple)):
        return ",".join(map(str, default)) or False
    return default is not None


def _parameter(
    argument: ast.arg, default: ast.expr | None, aliases: dict[str, str], helps: dict[str, str]
) -> Parameter:
    written = ast.unparse(argument.annotation) if argument.annotation else "str"
    for alias, meaning in aliases.items():
        written = re.sub(rf"\b{alias}\b", meaning.replace("\\", r"\\"), written)
    return Parameter(
        name=argument.arg,
        annotation=written,
        default=None if default is None else ast.literal_eval(default),
        required=default is None,
        help=helps.get(argument.arg, ""),
    )


def _aliases(tree: ast.Module) -> dict[str, str]:
    """Return what the names of types mean, those from a module beside the analysis included."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            found |= {t.id: ast.unparse(node.value) for t in node.targets if isinstance(t, ast.Name)}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("klantreis.analyses._"):
            beside = find_spec(str(node.module))
            if beside and beside.origin:
                found |= _aliases(ast.parse(Path(beside.origin).read_text("utf-8")))
    return {name: meaning for name, meaning in found.items() if "Literal[" in meaning}


def _parameter_helps(doc: str) -> dict[str, str]:
    section = re.search(r"\nParameters\n-+\n(.*?)(?=\n\w[^\n]*\n-{3,}\n|\Z)", doc, re.DOTALL)
    helps: dict[str, list[str]] = {}
    names: list[str] = []
    for line in section[1].splitlines() if section else []:
        if line and not line[0].isspace():
            names = [n.strip() for n in line.split(":")[0].split(",")]
            helps.update({n: [] for n in names})
        else:
            for n in names:
                helps[n].append(line.strip())
    return {n: _plain(" ".join(lines)) for n, lines in helps.items()}


def _plain(text: str) -> str:
    return re.sub(
        r"\s+", " ", text.replace('``"', "'").replace('"``', "'").replace("``", "'").replace("*", "")
    ).strip()
