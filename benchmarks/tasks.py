"""The questions every engine answers, and when two answers are the same.

An answer is a list of rows with touchpoints by code (their place in ``TOUCHPOINTS``):
transitions ``(from, to, count)``; funnel ``(step, customers)``; steps ``(step, touchpoint, customers)``;
variants ``(customers, journey)``; times ``(from, to, median waiting time in µs)``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from typing import Any

TASKS = ("transitions", "funnel", "steps", "variants", "times")
TOUCHPOINTS = (
    *(
        "home",
        "landing",
        "search",
        "category",
        "product",
        "review",
        "compare",
        "wishlist",
        "cart",
        "checkout",
    ),
    *("payment", "purchase", "login", "signup", "account", "faq", "chat", "call", "store_visit", "return"),
    *(
        "email_open",
        "email_click",
        "push_open",
        "ad_click",
        "video",
        "blog",
        "coupon",
        "invoice",
        "app_open",
        "survey",
    ),
)
CHANNELS = ("web", "app", "email", "paid_search", "social", "store", "phone", "affiliate")
FUNNEL_VARIABLE = "KLANTREIS_BENCHMARK_FUNNEL"
FUNNEL = tuple(os.environ.get(FUNNEL_VARIABLE, "home,product,cart,purchase").split(","))
"""By default a first step that most customers do; one that few do favours engines that filter early."""
FUNNEL_CODES = tuple(TOUCHPOINTS.index(name) for name in FUNNEL)
WINDOW_DAYS = 7
WINDOW_US = WINDOW_DAYS * 86_400 * 1_000_000
FIRST_STEPS = 20
TOP = 100

Answer = list[list[Any]]


def canonical(task: str, rows: Iterable[Sequence[Any]]) -> Answer:
    """Return an answer in one form, whatever the engine: plain numbers, in a fixed order."""
    if task == "variants":
        return _above_the_cut(rows)
    if task == "times":
        return sorted([int(a), int(b), float(us)] for a, b, us in rows)
    return sorted([int(cell) for cell in row] for row in rows if row[-1])


def _above_the_cut(rows: Iterable[Sequence[Any]]) -> Answer:
    """The hundred counts, and the journeys above the last count: which of equals comes last is free."""
    found = sorted((-int(n), [int(code) for code in journey]) for n, journey in rows)
    top = found[:TOP]
    last = -top[-1][0] if len(top) == TOP else 0
    return [[-n, journey if -n > last else None] for n, journey in top]


def same(task: str, ours: Answer, theirs: Answer, slack_us: float) -> bool:
    """Whether two answers agree; only waiting times may differ, by ``slack_us`` (default: rounding)."""
    if task != "times":
        return ours == theirs
    return len(ours) == len(theirs) and all(
        a[:2] == b[:2] and abs(a[2] - b[2]) <= slack_us for a, b in zip(ours, theirs, strict=True)
    )


def digest(answer: Answer) -> str:
    """Return a short fingerprint of an answer, to show that it was compared."""
    shown = [[round(cell, 1) if isinstance(cell, float) else cell for cell in row] for row in answer]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:12]
