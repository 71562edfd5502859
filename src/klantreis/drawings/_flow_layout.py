"""Where the bars and ribbons of a flow are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

OTHER: Final = "\0other"
ENDED: Final = "\0ended"
BAR, GAP, TALL = 10.0, 12.0, 380.0
Counted = tuple[int, str, str, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A touchpoint at a step; ``column`` counts from 0."""

    column: int
    name: str
    customers: int
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Link:
    """Customers on their way from a bar to the next: left and right ends, and thickness."""

    start: str
    end: str
    customers: int
    x0: float
    y0: float
    x1: float
    y1: float
    h: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A flow ready to be drawn; ``room`` is the width for a label, ``names`` the named touchpoints."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    names: tuple[str, ...]
    total: int
    room: float
    height: float


def layout(moves: Sequence[Counted], *, top: int, width: float, body: float) -> Layout:
    """Return bars and ribbons for moves ``(step, start, end, customers)``."""
    names = _named(moves, top)
    joined = _joined(moves, names)
    columns = _columns(joined)
    total = sum(columns[0].values()) if columns else 0
    pitch = (width - BAR) / max(1, len(columns) - 0.25)
    nodes = _nodes(columns, names, TALL / max(1, total), pitch, body * 2.5)
    height = max((n.y + max(n.h, body * 2.5) for n in nodes), default=body)
    return Layout(
        tuple(nodes), tuple(_links(joined, nodes, names, TALL / max(1, total))),
        tuple(names), total, pitch - BAR - 16, height,
    )  # fmt: skip


def _named(moves: Sequence[Counted], top: int) -> list[str]:
    """Return the touchpoints with most customers at any one step."""
    at: Counter[tuple[int, str]] = Counter()
    for step, start, end, customers in moves:
        at[step, start] += customers
        if end != ENDED:
            at[step + 1, end] += 0
    last = max((step for step, *_ in moves), default=0)
    for step, _, end, customers in moves:
        if step == last and end != ENDED:
            at[step + 1, end] += customers
    most: dict[str, int] = defaultdict(int)
    for (_, name), customers in at.items():
        most[name] = max(most[name], customers)
    return sorted(most, key=lambda name: (-most[name], name))[:top]


def _joined(moves: Sequence[Counted], names: Sequence[str]) -> Counter[tuple[int, str, str]]:
    """Return the moves with all unnamed touchpoints as one."""

    def shown(name: str) -> str:
        return name if name in names or name == ENDED else OTHER

    found: Counter[tuple[int, str, str]] = Counter()
    for step, start, end, customers in moves:
        found[step, shown(start), shown(end)] += customers
    return found


def _columns(joined: Counter[tuple[int, str, str]]) -> list[Counter[str]]:
    """Return who is where at each step: all who arrive there, or leave from there if that is more."""
    steps = sorted({step for step, _, _ in joined})
    width = len(steps) + 1 if steps else 0
    arriving: list[Counter[str]] = [Counter() for _ in range(width)]
    leaving: list[Counter[str]] = [Counter() for _ in range(width)]
    for (step, start, end), customers in joined.items():
        leaving[steps.index(step)][start] += customers
        arriving[steps.index(step) + 1][end] += customers
    return [a | b for a, b in zip(arriving, leaving, strict=True)]


def _order(names: Sequence[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate([*names, OTHER, ENDED])}


def _nodes(
    columns: Sequence[Counter[str]], names: Sequence[str], scale: float, pitch: float, least: float
) -> list[Node]:
    order, nodes = _order(names), []
    for column, counts in enumerate(columns):
        y = 0.0
        for name in sorted(counts, key=order.__getitem__):
            high = counts[name] * scale
            nodes.append(Node(column, name, counts[name], column * pitch, y, BAR, high))
            y += max(high, least) + GAP
    return nodes


def _links(
    joined: Counter[tuple[int, str, str]], nodes: Sequence[Node], names: Sequence[str], scale: float
) -> list[Link]:
    order = _order(names)
    at = {(node.column, node.name): node for node in nodes}
    steps = sorted({step for step, _, _ in joined})
    out: dict[tuple[int, str], float] = {key: node.y for key, node in at.items()}
    into = dict(out)
    links = []
    for step, start, end in sorted(joined, key=lambda key: (key[0], order[key[1]], order[key[2]])):
        column, high = steps.index(step), joined[step, start, end] * scale
        left, right = at[column, start], at[column + 1, end]
        y0, y1 = out[column, start], into[column + 1, end]
        links.append(Link(start, end, joined[step, start, end], left.x + BAR, y0, right.x, y1, high))
        out[column, start] += high
        into[column + 1, end] += high
    return links
