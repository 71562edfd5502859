"""The band above the map: what it is about, who travels, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from klantreis.drawings import _icons, _map_figures
from klantreis.drawings._blocks import EMPTY, Block, indented, paragraph, pill, row, space, stack
from klantreis.drawings._colours import ACCENT, ACCENT_TINT, INK, MUTED, RULE, WHITE
from klantreis.drawings._map_figures import Figure
from klantreis.drawings._map_view import View
from klantreis.drawings._numbers import day
from klantreis.drawings._svg import Box, Canvas
from klantreis.model.persona import Persona


def header(view: View, wide: float) -> Block:
    """Return the full band: title and scenario, personas, facts, and the line of evidence."""
    gap = view.body * 2.4
    people, known = personas(view), facts(view)
    parts = [(0.46 if people or known else 1.0, _title)]
    parts += [(0.27 if known else 0.54, _people)] if people else []
    parts += [(0.27 if people else 0.54, _fact_list)] if known else []
    left, placed = 0.0, []
    for share, make in parts:
        room = (wide + gap) * share - gap
        placed.append((left, make(view, room)))
        left += room + gap
    return stack([row(placed), _tiles(view, wide), _base_line(view, wide)], view.body * 1.1)


def running_head(view: View, wide: float) -> Block:
    """Return the one line above every further sheet."""
    title = view.say(view.live.map.name)
    return paragraph(title, wide, view.style(1.16, "bold"), language=view.language, most=1)


def _title(view: View, wide: float) -> Block:
    story = view.live.map
    badges = []
    left = 0.0
    for text, fill in ((view.word(story.kind), ACCENT_TINT), (view.word(story.status), WHITE)):
        style = view.small("semibold", ACCENT if fill != WHITE else MUTED)
        w, block = pill(text, style, fill=fill, stroke=ACCENT if fill != WHITE else RULE)
        badges.append((left, block))
        left += w + view.body * 0.5
    eyebrow = view.style(0.95, "semibold", ACCENT)
    return stack(
        [
            paragraph(view.word("journey_map"), wide, eyebrow, language=view.language),
            paragraph(view.say(story.name), wide, view.style(2.5, "bold"), language=view.language, most=3),
            paragraph(
                view.say(story.scenario), wide, view.style(1.12, fill=MUTED), language=view.language, most=4
            ),
            space(view.body * 0.1),
            row(badges),
        ],
        view.body * 0.3,
    )


def personas(view: View) -> list[Persona]:
    """Return the personas whose map it is, at most three."""
    known = {p.id: p for p in view.live.study.personas}
    return [known[name] for name in view.live.map.personas if name in known][:3]


def _people(view: View, wide: float) -> Block:
    people = personas(view)
    label = paragraph(
        view.word("persona" if len(people) == 1 else "personas"), wide,
        view.style(0.95, "semibold", ACCENT), language=view.language,
    )  # fmt: skip
    return stack([label, *[_person(view, person, wide) for person in people]], view.body * 0.55)


def initials(name: str) -> str:
    """Return the first letters of the first two words of a name.

    Examples
    --------
    >>> initials("Sanne, forens")
    'SF'
    """
    return "".join(part[0] for part in name.split()[:2]).upper()


def _person(view: View, person: Persona, wide: float) -> Block:
    radius = view.body * 1.5
    left = radius * 2 + view.body * 0.9
    quote = view.say(person.quote)
    about = f"“{quote}”" if quote else view.say(person.description)
    name = view.style(1.06, "semibold")
    words = stack(
        [
            paragraph(view.say(person.name), wide - left, name, language=view.language, most=2),
            paragraph(
                about, wide - left, view.style(0.95, "italic" if quote else "regular", MUTED),
                language=view.language, most=3,
            ),
        ]
    )  # fmt: skip
    letters = initials(view.say(person.name))
    words = stack([words, space(max(0.0, 2 * radius - words.height))])

    def mark(canvas: Canvas, x: float, y: float) -> None:
        canvas.add("circle", cx=x + radius, cy=y + radius, r=radius, fill=ACCENT_TINT)
        style = view.style(1.1, "semibold", ACCENT)
        frame = Box(x, y, 2 * radius, 2 * radius)
        canvas.text(x + radius, y + radius + style.size * 0.36, letters, style, align=0.5, inside=frame)

    return indented(words, left, mark)


def facts(view: View) -> list[tuple[str, str]]:
    """Return what the header says of the map: pairs of label and text."""
    story, base = view.live.map, view.live.base
    period = ""
    if base.period.start and base.period.end:
        period = f"{day(base.period.start, view.language)} – {day(base.period.end, view.language)}"
    told = [
        ("scope", view.say(story.scope)),
        ("expectations_of_map", view.say(story.expectations)),
        ("map_owner", view.say(story.owner)),
        ("review_by", day(story.review_by, view.language) if story.review_by else ""),
        ("period", period),
    ]
    return [(view.word(key), text) for key, text in told if text]


def _fact_list(view: View, wide: float) -> Block:
    return stack([_fact(view, *fact, wide) for fact in facts(view)], view.body * 0.4)


def _fact(view: View, label: str, text: str, wide: float) -> Block:
    left = min(wide * 0.34, view.body * 7.2)
    name = paragraph(
        label, left - view.body * 0.6, view.style(0.95, "semibold", ACCENT), language=view.language
    )
    said = paragraph(text, wide - left, view.style(0.95), language=view.language, most=4)
    return row([(0.0, name), (left, said)])


def _tiles(view: View, wide: float) -> Block:
    """Return the figures of the journey as a whole, large, beside each other."""
    shown = _map_figures.figures(view, view.live.journey)
    if not shown:
        return EMPTY
    gap = view.body * 1.6
    count = max(1, min(len(shown), int((wide + gap) / (view.body * 11 + gap))))
    room = min(view.body * 17, (wide + gap) / count - gap)
    return columns_of([_tile(view, figure, room) for figure in shown], count, room, gap)


def _tile(view: View, figure: Figure, wide: float) -> Block:
    lang, left = view.language, view.body * 0.8
    targets = [t for t in view.live.journey.targets if t.target.measure == figure.measure]
    words = stack(
        [
            paragraph(figure.label, wide - left, view.small(), language=lang),
            paragraph(figure.value, wide - left, view.style(1.7, "semibold"), language=lang),
            paragraph(figure.note, wide - left, view.style(0.78, fill=MUTED), language=lang),
            *[_map_figures.target_block(view, target, wide - left) for target in targets],
        ]
    )

    def mark(canvas: Canvas, x: float, y: float) -> None:
        canvas.line(x, y, x, y + words.height, stroke=RULE, stroke_width=view.body / 9)

    return indented(words, left, mark)


def _base_line(view: View, wide: float) -> Block:
    """Return the line that makes the map trustworthy, or says that it is not yet."""
    style = view.style(1.0, "semibold", INK)
    based = view.based_on[0].upper() + view.based_on[1:]
    left, high = style.size * 1.7, style.line + view.body * 0.9
    words = paragraph(based, wide - left - view.body * 1.6, style, language=view.language)
    if not words.height:
        return EMPTY
    high = words.height + view.body * 0.9

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(Box(x, y, wide, high), rx=view.body * 0.4, fill=ACCENT_TINT)
        size = style.size * 1.15
        canvas.icon(_icons.LANES["evidence"], x + view.body * 0.8, y + (high - size) / 2, size, ACCENT)
        words.draw(canvas, x + view.body * 0.8 + left, y + view.body * 0.45)

    return Block(high, draw)


def columns_of(blocks: Sequence[Block], columns: int, wide: float, gap: float) -> Block:
    """Return blocks side by side in rows of a number of columns."""
    rows = []
    for start in range(0, len(blocks), columns):
        some = blocks[start : start + columns]
        rows.append(row([(at * (wide + gap), block) for at, block in enumerate(some)]))
    return stack(rows, gap)
