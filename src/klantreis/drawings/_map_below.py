"""What stands below the map: findings, and what map and data lack of each other."""

from __future__ import annotations

from collections.abc import Sequence

from klantreis.drawings import _icons, _map_figures, _map_legend, _numbers
from klantreis.drawings._blocks import Block, heading, indented, number_mark, paragraph, row, stack
from klantreis.drawings._colours import (
    ACCENT,
    ALERT,
    INK,
    MUTED,
)  # fmt: skip
from klantreis.drawings._map_header import columns_of
from klantreis.drawings._map_view import KIND_COLOURS, View
from klantreis.drawings._svg import Canvas
from klantreis.model.evidence import Estimate
from klantreis.model.finding import Finding
from klantreis.model.text import say

MEASURES = {"s": "waiting_time", "share": "share", "score": "score", "emotion": "emotion"}


def sections(view: View, wide: float, most_findings: int) -> list[Block]:
    """Return the blocks below the map, each whole in itself."""
    blocks = [*_findings(view, wide, most_findings)]
    lists = [_unmapped, _never_seen]
    gap = view.body * 2.4
    half = (wide - gap) / 2
    made = [make(view, half) for make in lists]
    shown = [block for block in made if block.height]
    if shown:
        blocks.append(row([(at * (half + gap), block) for at, block in enumerate(shown)]))
    return [*blocks, _map_legend.legend(view, wide)]


def _findings(view: View, wide: float, most: int) -> list[Block]:
    if not view.live.findings:
        return []
    gap = view.body * 1.8
    columns = max(1, min(6, int((wide + gap) / (view.body * 25 + gap))))
    room = (wide - gap * (columns - 1)) / columns
    title = heading(
        view.word("findings"), wide, view.style(1.5, "bold"), _icons.MARKS["finding"],
        language=view.language, colour=INK,
    )  # fmt: skip
    shown = list(view.numbered.items())[:most]
    cards = [finding_block(view, n, finding, room) for n, finding in shown]
    rows = [
        columns_of(cards[start : start + columns], columns, room, gap)
        for start in range(0, len(cards), columns)
    ]
    left = len(view.live.findings) - len(shown)
    more = (
        [paragraph(view.word("more", n=left), wide, view.style(fill=MUTED), language=view.language)]
        if left
        else []
    )
    return [stack([title, rows[0]], view.body), *rows[1:], *more]


def finding_block(view: View, number_: int, finding: Finding, wide: float) -> Block:
    """Return one finding: what, how sure, how bad, and what to do."""
    radius = view.body * 0.72
    left, room = radius * 2 + view.body * 0.7, wide - radius * 2 - view.body * 0.7
    lang = view.language
    words = stack(
        [
            paragraph(say(finding.title, lang), room, view.style(1.06, "semibold"), language=lang, most=4),
            paragraph(finding_figure(view, finding), room, view.small(fill=INK), language=lang),
            paragraph(severity_text(view, finding), room, view.small(), language=lang),
            paragraph(
                "→ " + say(finding.next_step, lang), room, view.small(fill=ACCENT), language=lang, most=5
            ),
        ],
        view.body * 0.22,
    )

    def mark(canvas: Canvas, x: float, y: float) -> None:
        number_mark(canvas, x + radius, y + radius, radius, number_, finding.kind, KIND_COLOURS[finding.kind])

    return indented(words, left, mark)


def finding_figure(view: View, finding: Finding) -> str:
    """Return the number a finding rests on, with interval and n, and what it is compared with."""
    where = view.touchpoint_name(finding.touchpoint)
    figure = estimate_text(view, finding.estimate)
    against = finding.compared_with
    compared = f"{view.word('compared_with')} {estimate_text(view, against, brief=True)}" if against else ""
    return " · ".join(filter(None, [where, figure, compared]))


def estimate_text(view: View, estimate: Estimate, *, brief: bool = False) -> str:
    """Return an estimate as "12% (10–14%, n 3,751)"."""
    n = f"{view.word('n')}{_numbers.NARROW}{_numbers.count(estimate.n, view.language)}"
    if estimate.value is None:
        return f"{_map_figures.unknown(view, estimate)} ({n})"
    measure = MEASURES.get(estimate.unit, "count")
    value = _map_figures.value_text(view, measure, estimate.value, estimate.unit)
    if brief:
        return value
    interval = _map_figures.interval_text(view, measure, estimate)
    return f"{value} ({', '.join(filter(None, [interval, n]))})"


def severity_text(view: View, finding: Finding) -> str:
    """Return severity as a product with its terms shown."""
    s = finding.severity
    return view.word(
        "severity_terms",
        value=_numbers.decimal(s.value, view.language, 2),
        reach=_numbers.percent(s.reach, view.language),
        effect=_numbers.decimal(s.effect, view.language, 2),
        confidence=_numbers.decimal(s.confidence, view.language, 2),
    )


def _unmapped(view: View, wide: float) -> Block:
    lines = []
    for one in view.live.unmapped[:8]:
        share = estimate_text(view, one.share)
        counted = f"{_numbers.count(one.events, view.language)} {view.word('events').lower()}"
        lines.append((one.name, " · ".join(filter(None, [one.channel, counted, share]))))
    return _list(view, "unmapped", lines, len(view.live.unmapped), wide)


def _never_seen(view: View, wide: float) -> Block:
    lines = [(view.touchpoint_name(name), "") for name in view.live.never_seen[:8]]
    return _list(view, "never_seen", lines, len(view.live.never_seen), wide)


def _list(view: View, key: str, lines: Sequence[tuple[str, str]], total: int, wide: float) -> Block:
    if not lines:
        return Block(0.0, lambda canvas, x, y: None)
    lang = view.language
    title = heading(
        view.word(key), wide, view.style(1.16, "semibold"), _icons.MARKS[key], language=lang, colour=ALERT
    )
    rows = [
        stack(
            [
                paragraph(name, wide, view.style(1.0, "semibold"), language=lang, most=2),
                paragraph(note, wide, view.small(), language=lang, most=2),
            ]
        )
        for name, note in lines
    ]
    more = (
        [paragraph(view.word("more", n=total - len(lines)), wide, view.small(), language=lang)]
        if total > len(lines)
        else []
    )
    return stack([title, *rows, *more], view.body * 0.45)
