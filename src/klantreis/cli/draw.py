"""An answer as a picture in a file."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from klantreis import registry
from klantreis.errors import ParameterError
from klantreis.model.result import Result


def write_drawing(result: Result, path: Path, *, language: str) -> None:
    """Draw a result with the drawing on the shelf that is meant for its analysis."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in ("svg", "png"):
        raise ParameterError(f"{path.name!r} is no picture.", hint="Let the name end in .svg or .png.")
    drawn: str = _drawing_of(result.analysis).svg(result, language=language)
    path.write_bytes(_as_png(drawn) if kind == "png" else _as_svg(drawn))


def _drawing_of(analysis: str) -> ModuleType:
    drawings = [registry.item("drawings", name) for name in registry.names("drawings")]
    drawn = {str(d.DRAWS): d for d in drawings if hasattr(d, "DRAWS")}
    if analysis not in drawn:
        raise ParameterError(f"There is no drawing of {analysis!r}.", hint=f"Drawn are: {', '.join(drawn)}.")
    return drawn[analysis]


def _as_png(drawn: str) -> bytes:
    from klantreis.exports.png import render

    return render(drawn)


def _as_svg(drawn: str) -> bytes:
    from klantreis.exports.svg import embed

    return embed(drawn).encode()
