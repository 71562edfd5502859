"""Lanes of cards: what the team wrote down, each card with the mark of its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from klantreis.drawings import _icons
from klantreis.drawings._blocks import Block, indented, paragraph, stack
from klantreis.drawings._colours import ACCENT, INK, MUTED
from klantreis.drawings._map_state import dot
from klantreis.drawings._map_view import View
from klantreis.drawings._svg import Canvas, baseline
from klantreis.model.evidence import EvidenceState, Quote
from klantreis.model.journey_map import Card, Step

CardsOf = Callable[[Step], Sequence[Card]]


@dataclass(frozen=True, slots=True)
class Laid:
    """A block at its place in a lane: from column ``first``, over ``span`` columns, ``top`` down."""

    block: Block
    first: int
    span: int
    top: float


def lay(view: View, steps: Sequence[Step], cards_of: CardsOf, column: float, pad: float) -> list[Laid]:
    """Return the cards of a lane at their places; a card may cover several steps."""
    filled = [0.0] * len(steps)
    gap = view.body * 0.5
    laid: list[Laid] = []

    def put(block: Block, first: int, span: int) -> None:
        top = max(filled[first : first + span])
        laid.append(Laid(block, first, span, top))
        filled[first : first + span] = [top + block.height + gap] * span

    for first, step in enumerate(steps):
        cards = list(cards_of(step))
        for card in cards[: view.most_cards]:
            span = min(card.span, len(steps) - first)
            put(card_block(view, card, span * column - 2 * pad), first, span)
        if len(cards) > view.most_cards:
            more = view.word("more", n=len(cards) - view.most_cards)
            put(paragraph(more, column - 2 * pad, view.small(), language=view.language), first, 1)
    return laid


def height(laid: Sequence[Laid]) -> float:
    """Return how far down a lane reaches."""
    return max((one.top + one.block.height for one in laid), default=0.0)


def card_block(view: View, card: Card, wide: float) -> Block:
    """Return one card: its mark, its text, its owner and source."""
    state = EvidenceState.RESEARCHED if card.source else EvidenceState.ASSUMED
    style = view.style(fill=INK)
    left = style.size * 0.95
    icon = card.icon if card.icon and _icons.exists(card.icon) else None
    notes = " · ".join(filter(None, [view.say(card.owner), view.say(card.source)]))
    words = stack(
        [
            paragraph(view.say(card.text), wide - left, style, language=view.language, most=view.most_lines),
            paragraph(notes, wide - left, view.small(), language=view.language, most=2),
        ]
    )

    def mark(canvas: Canvas, x: float, y: float) -> None:
        if icon:
            canvas.icon(
                icon, x - style.size * 0.1, y + style.line / 2 - style.size * 0.4, style.size * 0.8, MUTED
            )
        else:
            dot(canvas, x + style.size * 0.28, y + style.line / 2, style.size * 0.24, state)

    return indented(words, left, mark)


def quote_block(view: View, text: str, wide: float, *, measured: bool) -> Block:
    """Return a customer's own words: italic, behind a quotation mark."""
    style = view.style(face="italic")
    left = style.size * 0.95
    words = paragraph(text, wide - left, style, language=view.language, most=view.most_lines)
    colour = ACCENT if measured else MUTED

    def mark(canvas: Canvas, x: float, y: float) -> None:
        sign = view.style(1.7, "bold", colour)
        canvas.text(x, baseline(y, style) + style.size * 0.42, "“", sign)

    return indented(words, left, mark)


def quotes(view: View, step: Step, most: int = 2) -> list[tuple[str, bool]]:
    """Return the quotes of a step, customers' answers first, and whether each is an answer."""
    said: Sequence[Quote] = view.measured(step).quotes
    answers = [(quote.text, True) for quote in said[:most]]
    written = [(view.say(card.text), card.source is not None) for card in step.quotes]
    return answers + written


def own_cards(lane: str) -> CardsOf:
    """Return the function that finds the cards of one of the team's own lanes."""

    def cards_of(step: Step) -> Sequence[Card]:
        own: Mapping[str, Sequence[Card]] = step.own
        return own.get(lane, ())

    return cards_of
