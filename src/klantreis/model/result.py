"""Results: the answer of one analysis, with everything needed to trust it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from klantreis import registry
from klantreis.errors import MissingLibraryError, ParameterError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Cell = str | int | float | bool | list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first to the last instant looked at, both included; UTC. ``None``: no events."""

    start: datetime | None
    end: datetime | None

    def to_dict(self) -> dict[str, str | None]:
        """Return both instants as ISO 8601 text in UTC."""
        return {"start": _iso(self.start), "end": _iso(self.end)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many customers and events an answer rests on."""

    customers: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The answer of one analysis: a table of rows with its size, period and method.

    ``columns`` maps each column name to its values, all of one length; ``who`` finds the
    customers behind a number (see :meth:`customers`).
    """

    analysis: str
    parameters: Mapping[str, Any]
    period: Period
    n: Size
    method: str
    columns: Mapping[str, Sequence[Cell]]
    notes: tuple[str, ...] = ()
    who: Callable[..., list[str]] | None = field(default=None, repr=False, compare=False)

    @property
    def rows(self) -> list[dict[str, Cell]]:
        """The rows as flat dictionaries, in order."""
        names = list(self.columns)
        return [dict(zip(names, values, strict=True)) for values in zip(*self.columns.values(), strict=True)]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def to_dict(self) -> dict[str, Any]:
        """Return one object, ready for JSON; what ``--json`` prints."""
        return {
            "analysis": self.analysis,
            "parameters": dict(self.parameters),
            "period": self.period.to_dict(),
            "n": {"customers": self.n.customers, "events": self.n.events},
            "method": self.method,
            "notes": list(self.notes),
            "rows": self.rows,
        }

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a Polars data frame."""
        import polars as pl

        return pl.DataFrame({k: list(v) for k, v in self.columns.items()}, strict=False)

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; needs pandas installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingLibraryError(
                "to_pandas() needs pandas, which is not installed.",
                hint="Run: pip install 'klantreis[pandas]'.",
            ) from error
        return pd.DataFrame({k: list(v) for k, v in self.columns.items()})

    def customers(self, **where: Any) -> list[str]:
        """Return the customers behind a number, by id.

        ``where`` names the row as the analysis does, for example ``step=2, outcome="dropped"``
        for a funnel or ``touchpoint="cart"`` for steps and touchpoints.
        """
        if self.who is None:
            raise ParameterError(
                f"The analysis {self.analysis!r} cannot name the customers behind its numbers."
            )
        _check_row(self.who, where)
        return self.who(**where)

    def _repr_html_(self) -> str:
        """Draw the answer for a notebook; the drawing of the same name is looked up on its shelf."""
        drawing: str = registry.item("drawings", "result_table").html(self)
        return drawing


def _check_row(who: Callable[..., list[str]], where: Mapping[str, Any]) -> None:
    wanted = inspect.signature(who)
    try:
        wanted.bind(**where)
    except TypeError as error:
        raise ParameterError(
            f"It is not clear which customers: {error}.", hint=f"Name them by {', '.join(wanted.parameters)}."
        ) from error


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat().replace("+00:00", "Z")
