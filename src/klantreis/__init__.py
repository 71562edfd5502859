"""klantreis: map the customer journey, measure it with real evidence, find what hurts.

    >>> import klantreis as kr
    >>> log = kr.read("events.csv")                                              # doctest: +SKIP
    >>> kr.funnel(log, steps=["catalog", "cart", "payment_done"]).to_polars()    # doctest: +SKIP

Every analysis on the shelf is a function here, loaded when it is first asked for: importing
klantreis itself loads nothing heavy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from klantreis import registry

if TYPE_CHECKING:
    from klantreis.analyses.funnel import funnel
    from klantreis.analyses.steps import steps
    from klantreis.analyses.times import times
    from klantreis.analyses.touchpoints import touchpoints
    from klantreis.analyses.transitions import transitions
    from klantreis.analyses.variants import variants
    from klantreis.study.reading import read
    from klantreis.study.run import run

__version__ = "0.1.0"
__all__ = ["__version__", "funnel", "read", "run", "steps", "times", "touchpoints", "transitions", "variants"]

_STUDY = {"read": "klantreis.study.reading", "run": "klantreis.study.run"}


def __getattr__(name: str) -> Any:
    if name in _STUDY:
        return getattr(importlib.import_module(_STUDY[name]), name)
    if not name.startswith("_") and name in registry.names("analyses"):
        return getattr(registry.item("analyses", name), name)
    raise AttributeError(f"module 'klantreis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *registry.names("analyses")})
