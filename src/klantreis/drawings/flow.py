"""The flow of customers, step by step: a Sankey drawing that still adds up to everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from klantreis.drawings import _flow_layout
from klantreis.drawings._colours import FLOWS, MUTED, NAVY, NEUTRAL, RULE, WHITE
from klantreis.drawings._flow_layout import ENDED, OTHER, Link, Node
from klantreis.drawings._numbers import count, percent
from klantreis.drawings._svg import Box, Canvas, Style, baseline, document, number
from klantreis.drawings._words import word
from klantreis.drawings._wrap import wrap
from klantreis.errors import ParameterError
from klantreis.model.result import Result

DRAWS: Final = "variants"
"""The analysis whose answers this draws."""

MARGIN, BODY = 20.0, 12.5
_LABEL, _NOTE = Style(BODY, "semibold"), Style(BODY * 0.86, fill=MUTED)


@dataclass(frozen=True, slots=True)
class Move:
    """How many customers were at ``start`` at a step and at ``end`` at the next; ``None``: ended."""

    step: int
    start: str
    end: str | None
    customers: int


def moves(variants: Result, *, steps: int = 6) -> list[Move]:
    """Return the moves between the first steps of journeys, from the answer of ``variants``.

    Every customer of every variant in the answer is counted once per step; ask for all variants
    (``top=None``) to have everybody.

    Parameters
    ----------
    variants
        The answer of the analysis ``variants``.
    steps
        How many steps to follow, at least 2.

    Returns
    -------
    list of Move
        By step, then by the names of start and end.
    """
    if variants.analysis != "variants":
        raise ParameterError(
            f"A flow is made from the analysis 'variants', not {variants.analysis!r}.",
            hint="Give variants(log, top=None).",
        )
    counted: Counter[tuple[int, str, str | None]] = Counter()
    for row in variants.rows:
        journey, customers = row["journey"], row["customers"]
        if isinstance(journey, list) and isinstance(customers, int):
            for at, start in enumerate(journey[: steps - 1]):
                counted[at + 1, start, journey[at + 1] if at + 1 < len(journey) else None] += customers
    return [
        Move(*key, customers=n) for key, n in sorted(counted.items(), key=lambda one: tuple(map(str, one[0])))
    ]


def svg(found: Result | Iterable[Move], *, top: int = 6, width: float = 1100.0, language: str = "en") -> str:
    """Draw where customers go, step by step.

    Parameters
    ----------
    found
        How many customers move from one touchpoint to the next, per step; see :func:`moves`, which
        is asked when this is the answer of ``variants``.
    top
        How many touchpoints to show by name; the others are added up as "other", so that every
        step still adds up to all customers who are there.
    width
        Of the drawing, in pixels.
    language
        ``nl`` or ``en``.

    Returns
    -------
    str
        An SVG document. "Ended" stands where customers had no further contact.

    Examples
    --------
    >>> ink = svg([Move(1, "home", "cart", 60), Move(1, "home", None, 40)])
    >>> "ended" in ink, "60 · 60%" in ink
    (True, True)
    """
    followed = moves(found) if isinstance(found, Result) else found
    layout = _flow_layout.layout(
        [(m.step, m.start, m.end or ENDED, m.customers) for m in followed],
        top=top, width=width - 2 * MARGIN, body=BODY,
    )  # fmt: skip
    canvas, top_ = Canvas(), MARGIN + _NOTE.line * 1.6
    height = layout.height + top_ + MARGIN
    canvas.rect(Box(0.0, 0.0, width, height), fill=WHITE)
    for column, x in enumerate(sorted({node.x for node in layout.nodes}), start=1):
        canvas.text(MARGIN + x, baseline(MARGIN, _NOTE), f"{word('step', language)} {column}", _NOTE)
    with canvas.group(transform=f"translate({number(MARGIN)} {number(top_)})"):
        for link in layout.links:
            _draw_link(canvas, link, layout.names, language)
        for node in layout.nodes:
            _draw_node(canvas, node, layout.names, layout.total, layout.room, language)
    return document(
        canvas, width, height, unit="px", title=word("flow", language),
        description=_description(layout.nodes, language), language=language,
    )  # fmt: skip


def _colour(name: str, names: Sequence[str]) -> str:
    if name == ENDED:
        return RULE
    return NEUTRAL if name == OTHER else FLOWS[names.index(name) % len(FLOWS)]


def _said(name: str, language: str) -> str:
    return word(name.strip("\0"), language) if name in (OTHER, ENDED) else name


def _draw_link(canvas: Canvas, link: Link, names: Sequence[str], language: str) -> None:
    title = f"{_said(link.start, language)} → {_said(link.end, language)}: {count(link.customers, language)}"
    opacity = 0.35 if link.end == ENDED else 0.42
    colour = _colour(ENDED if link.end == ENDED else link.start, names)
    canvas.titled("path", title, d=_ribbon(link), fill=colour, fill_opacity=opacity)


def _ribbon(link: Link) -> str:
    middle = (link.x0 + link.x1) / 2
    x0, x1, m = number(link.x0), number(link.x1), number(middle)
    y0, y1, y2, y3 = (number(y) for y in (link.y0, link.y1, link.y1 + link.h, link.y0 + link.h))
    return f"M{x0},{y0}C{m},{y0} {m},{y1} {x1},{y1}L{x1},{y2}C{m},{y2} {m},{y3} {x0},{y3}Z"


def _draw_node(
    canvas: Canvas, node: Node, names: Sequence[str], total: int, room: float, language: str
) -> None:
    colour = _colour(node.name, names) if node.name in (OTHER, ENDED) else NAVY
    said = _said(node.name, language)
    note = f"{count(node.customers, language)} · {percent(node.customers / max(1, total), language)}"
    with canvas.group(f"{said}: {note}"):
        canvas.rect(Box(node.x, node.y, node.w, max(1.0, node.h)), fill=colour, rx=1.5)
        lines = wrap(said, room, _LABEL.size, _LABEL.face, language=language, most=1).lines
        top = node.y + max(0.0, (node.h - _LABEL.line - _NOTE.line) / 2)
        _plate(canvas, node.x + node.w + 5, top, [*lines, note])
        canvas.text(node.x + node.w + 8, baseline(top, _LABEL), "".join(lines), _LABEL)
        canvas.text(node.x + node.w + 8, baseline(top + _LABEL.line, _NOTE), note, _NOTE)


def _plate(canvas: Canvas, x: float, y: float, texts: Sequence[str]) -> None:
    """Draw a light ground under a label, so that it can be read on a ribbon."""
    from klantreis.drawings._fonts import width

    wide = max(width(texts[0], _LABEL.size, _LABEL.face), width(texts[-1], _NOTE.size)) + 6
    canvas.rect(Box(x, y, wide, _LABEL.line + _NOTE.line), rx=3, fill=WHITE, fill_opacity=0.78)


def _description(nodes: Sequence[Node], language: str) -> str:
    first = [node for node in nodes if node.column == 0]
    told = (f"{_said(node.name, language)} {count(node.customers, language)}" for node in first)
    return f"{word('step', language)} 1: {', '.join(told)}."
