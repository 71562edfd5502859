"""Compile the counting code before someone waits for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from klantreis import registry
from klantreis.log.journey_log import JourneyLog
from klantreis.study.reading import read

_NAMED = {"funnel": {"steps": ["t0", "t1"], "window": dt.timedelta(days=1)}}
_ALSO: dict[str, list[dict[str, Any]]] = {
    "funnel": [{"steps": ["t0", "t1"], "order": order} for order in ("strict", "any", "open")],
    "times": [{"start": "t0", "end": "t1"}, {"journey": True}],
}


def warm_up() -> None:
    """Compile every analysis, for logs of few and of many touchpoints, and keep the compiled code.

    Numba compiles a kernel at its first call for each type of touchpoint code: one byte up to 256
    touchpoints, two beyond. So each analysis is asked once of a small log of either kind; what it
    needs to be asked stands in the table above, and an analysis that needs more is passed over.
    """
    for touchpoints in (3, 300):
        log = _small_log(touchpoints)
        for name in registry.names("analyses"):
            function = getattr(registry.item("analyses", name), name)
            for asked in (_NAMED.get(name, {}), *_ALSO.get(name, [])):
                _ask(function, log.where(without=["t2"]), asked)


def _ask(function: Any, log: JourneyLog, asked: dict[str, Any]) -> None:
    try:
        function(log, **asked)
    except TypeError as error:
        if "required keyword-only argument" not in str(error):
            raise


def _small_log(touchpoints: int) -> JourneyLog:
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    rows = [
        {
            "customer": f"c{k % 7}",
            "touchpoint": f"t{k % touchpoints}",
            "time": start + dt.timedelta(minutes=k),
            "channel": "web",
        }
        for k in range(2 * touchpoints)
    ]
    return read(rows, now=start + dt.timedelta(days=30))
