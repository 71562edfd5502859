"""Number the names of all batches alike, in the order of the alphabet, once all have been seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from klantreis.log.batch import PROPERTY, Names
from klantreis.log.legend import Legend
from klantreis.log.partition import code_type, read_only

MOST_VALUES = 65_536
"""A property with more different values than this is left out of the log."""


class Naming:
    """The names met so far, column by column, and why some properties are left out."""

    def __init__(self) -> None:
        self._met: dict[str, dict[str, int]] = {"touchpoint": {}, "channel": {"": 0}}
        self._numbers: set[str] = set()
        self._out: dict[str, str] = {}

    def enter(self, names: Names) -> dict[str, np.ndarray]:
        """Take in the names of a batch and return, for each column of codes, their numbers by code."""
        for label, kind in names.unfit.items():
            self._out.setdefault(label, f"its values ({kind}) are neither text nor numbers")
        self._numbers |= names.numbers
        return {label: self._entered(label, coded) for label, coded in names.coded.items()}

    def _entered(self, label: str, names: Sequence[str | None]) -> np.ndarray:
        met = self._met.setdefault(label, {"": 0})
        if label.startswith(PROPERTY) and len(met) > MOST_VALUES:
            return np.zeros(len(names), np.int32)
        return np.array([0 if n is None else met.setdefault(n, len(met)) for n in names], np.int32)

    def left_out(self) -> dict[str, str]:
        """Return the properties that are left out, each with the reason."""
        mixed = self._numbers & self._met.keys()
        many = {label for label, met in self._met.items() if len(met) > MOST_VALUES}
        reasons = dict.fromkeys(sorted(mixed), "it holds text in one place and numbers in another")
        reasons |= dict.fromkeys(
            sorted(label for label in many if label.startswith(PROPERTY)),
            f"it has more than {MOST_VALUES:,} different values",
        )
        return {label.removeprefix(PROPERTY): why for label, why in {**self._out, **reasons}.items()}

    def legend(self) -> Legend:
        """Return all names in order of code."""
        out = self.left_out()
        properties: dict[str, tuple[str, ...] | None] = {}
        for label in sorted((self._met.keys() | self._numbers) - {"touchpoint", "channel"}):
            name = label.removeprefix(PROPERTY)
            if name not in out:
                properties[name] = tuple(sorted(self._met[label])) if label in self._met else None
        return Legend(tuple(sorted(self._met["touchpoint"])), tuple(sorted(self._met["channel"])), properties)

    def final_codes(self, legend: Legend) -> Mapping[str, np.ndarray]:
        """Return, for each column of codes, the final code of each number given by :meth:`enter`."""
        labels = ("touchpoint", "channel", *(PROPERTY + name for name in legend.properties))
        return {label: _ranks(self._met[label]) for label in labels if label in self._met}


def _ranks(met: Mapping[str, int]) -> np.ndarray:
    rank = np.empty(len(met), np.int64)
    for place, name in enumerate(sorted(met)):
        rank[met[name]] = place
    return read_only(rank.astype(code_type(len(met))))
