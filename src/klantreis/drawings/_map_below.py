"""What stands below the map: findings, what map and data lack of each other, and the legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from klantreis.drawings import _icons, _map_figures, _numbers
from klantreis.drawings._blocks import Block, Draw, heading, indented, number_mark, paragraph, row, stack
from klantreis.drawings._colours import (
    ACCENT,
    ALERT,
    HAIRLINE,
    INK,
    MUTED,
    NAVY,
    NEGATIVE,
    RULE,
    WHITE,
    emotion,
)  # fmt: skip
from klantreis.drawings._map_curve_ink import star
from klantreis.drawings._map_header import columns_of
from klantreis.drawings._map_state import dot
from klantreis.drawings._map_view import KIND_COLOURS, View
from klantreis.drawings._svg import Box, Canvas, number
from klantreis.model.evidence import Estimate, EvidenceState
from klantreis.model.finding import Finding
from klantreis.model.text import say

MEASURES = {"s": "waiting_time", "share": "share", "score": "nps", "emotion": "emotion"}


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
    return [*blocks, legend(view, wide)]


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


def legend(view: View, wide: float) -> Block:
    """Return what every mark on the map means, and what the map is based on."""
    b = view.body
    marks: list[tuple[Callable[[Canvas, float, float], None], str]] = [
        (lambda c, x, y: dot(c, x, y, b * 0.34, EvidenceState.ASSUMED), view.word("state_assumed")),
        (lambda c, x, y: dot(c, x, y, b * 0.34, EvidenceState.PARTLY), view.word("state_partly")),
        (lambda c, x, y: dot(c, x, y, b * 0.34, EvidenceState.RESEARCHED), view.word("state_researched")),
        (lambda c, x, y: dot(c, x, y, b * 0.34, EvidenceState.STALE), view.word("state_stale")),
        (lambda c, x, y: _sample_line(c, x, y, b, measured=True), view.word("legend_curve_measured")),
        (lambda c, x, y: _sample_line(c, x, y, b, measured=False), view.word("legend_curve_assumed")),
        (lambda c, x, y: _sample_dots(c, x, y, b), view.word("legend_dot")),
        (lambda c, x, y: _sample_gap(c, x, y, b), view.word("legend_gap")),
        (lambda c, x, y: star(c, x, y, b * 0.62, fill=NAVY, stroke=WHITE), view.word("moment_of_truth")),
        (
            lambda c, x, y: number_mark(c, x, y, b * 0.55, 1, "pain_point", NEGATIVE),
            view.word("legend_finding"),
        ),
        (lambda c, x, y: _sample_range(c, x, y, b), view.word("legend_range")),
    ]
    room = b * 17
    columns = max(1, int(wide / room))
    blocks = [_legend_entry(view, mark, text, wide / columns - b) for mark, text in marks]
    inner = columns_of(blocks, columns, wide / columns - b, b)
    top = b * 0.9

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.line(x, y, x + wide, y, stroke=HAIRLINE, stroke_width=b / 12)
        inner.draw(canvas, x, y + top)

    return Block(inner.height + top, draw)


def _legend_entry(view: View, mark: Draw, text: str, wide: float) -> Block:
    style, left = view.small(fill=INK), view.body * 2.2
    words = paragraph(text, wide - left, style, language=view.language)
    return indented(words, left, lambda c, x, y: mark(c, x + view.body * 0.8, y + style.line / 2))


def _sample_line(canvas: Canvas, x: float, y: float, b: float, *, measured: bool) -> None:
    if measured:
        canvas.rect(
            Box(x - b * 0.8, y - b * 0.4, b * 1.6, b * 0.8), rx=b * 0.2, fill=ACCENT, fill_opacity="0.2"
        )
        canvas.line(x - b * 0.8, y, x + b * 0.8, y, stroke=NAVY, stroke_width=b * 0.22)
        canvas.add("circle", cx=x, cy=y, r=b * 0.36, fill=emotion(2), stroke=WHITE, stroke_width=b * 0.12)
    else:
        dash = f"{number(b * 0.3)} {number(b * 0.24)}"
        canvas.line(
            x - b * 0.8, y, x + b * 0.8, y, stroke=MUTED, stroke_width=b * 0.115, stroke_dasharray=dash
        )
        canvas.add("circle", cx=x, cy=y, r=b * 0.28, fill=WHITE, stroke=MUTED, stroke_width=b * 0.12)


def _sample_dots(canvas: Canvas, x: float, y: float, b: float) -> None:
    for left, radius in ((-0.45, 0.3), (0.35, 0.5)):
        canvas.add("circle", cx=x + b * left, cy=y, r=b * radius, fill=emotion(2))


def _sample_gap(canvas: Canvas, x: float, y: float, b: float) -> None:
    dash = f"{number(b * 0.13)} {number(b * 0.22)}"
    canvas.line(x, y - b * 0.7, x, y + b * 0.7, stroke=ALERT, stroke_width=b * 0.13, stroke_dasharray=dash)


def _sample_range(canvas: Canvas, x: float, y: float, b: float) -> None:
    canvas.rect(Box(x - b * 0.8, y - b * 0.14, b * 1.6, b * 0.28), rx=b * 0.14, fill=RULE, fill_opacity="0.6")
    canvas.rect(
        Box(x - b * 0.3, y - b * 0.14, b * 0.7, b * 0.28), rx=b * 0.14, fill=ACCENT, fill_opacity="0.5"
    )
    canvas.rect(Box(x - b * 0.05, y - b * 0.28, b * 0.17, b * 0.56), fill=ACCENT)
