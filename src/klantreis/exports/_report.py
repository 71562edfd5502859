"""The text of the PDF, in Typst: sheets as figures, findings as text, the map as a table.

Texts reach Typst as quoted strings, never as markup, so nothing a team writes can be code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from klantreis.drawings import _map_below
from klantreis.drawings._map_sheets import Sheet
from klantreis.drawings._map_view import View
from klantreis.exports._twin import Line, Row, Twin, twin
from klantreis.model.finding import Finding
from klantreis.model.text import say

_LOOK = """
#set text(font: ("Inter", "Noto Emoji"), size: 9pt, fill: rgb("#14202e"), hyphenate: true)
#set par(leading: 0.62em, justify: false)
#show heading: set text(weight: 700)
#show heading: set block(above: 1.4em, below: 0.7em)
#set table(stroke: (x, y) => (bottom: 0.5pt + rgb("#e4e8ed")), inset: (x: 4pt, y: 3.5pt), align: left + top)
#show table.cell.where(y: 0): set text(weight: 600)
#let note(said) = text(size: 0.84em, fill: rgb("#55616f"), said)
"""
STEPS_PER_TABLE = 6


def document(view: View, sheets: Sequence[Sheet], *, paper: str) -> str:
    """Return the whole document as Typst source."""
    name = view.say(view.live.map.name)
    unit = "pt" if paper.casefold() != "screen" else "pt * 0.75"
    head = (
        f"#set document(title: {quoted(name)}, date: none)\n#set text(lang: {quoted(view.language)})\n{_LOOK}"
    )
    figures = [_figure(view, sheet, at, len(sheets), unit) for at, sheet in enumerate(sheets, start=1)]
    text_pages = (
        '#set page(paper: "a4", flipped: true, margin: 16mm, header: none, numbering: "1", '
        f"footer: context align(right, note(counter(page).display())))\n{_opening(view)}"
    )
    told = f"#columns(2, gutter: 10mm)[\n{_findings(view)}\n\n{_gaps(view)}\n]\n"
    return "\n".join([head, *figures, text_pages, told, *_tables(view, twin(view))])


def quoted(text: str) -> str:
    """Return a text as a Typst string.

    Examples
    --------
    >>> print(quoted("#panic()"))
    "#panic()"
    """
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in plain) + '"'


def _figure(view: View, sheet: Sheet, at: int, of: int, unit: str) -> str:
    width, height = f"{sheet.width}{unit}", f"{sheet.height}{unit}"
    page = view.word("page", at=at, of=of)
    alt = f"{view.word('journey_map')}: {view.say(view.live.map.name)}. {page}. {view.based_on}."
    return (
        f"#set page(width: {width}, height: {height}, margin: 0pt, header: none, footer: none)\n"
        f'#image("sheet-{at}.svg", width: {width}, height: {height}, alt: {quoted(alt)})\n'
    )


def _opening(view: View) -> str:
    story = view.live.map
    lines = [f"= #{quoted(view.say(story.name))}", _par(view.say(story.scenario))]
    lines.append(_par(view.based_on[:1].upper() + view.based_on[1:] + "."))
    return "\n\n".join(filter(None, lines))


def _findings(view: View) -> str:
    if not view.live.findings:
        return ""
    items = [_finding(view, n, finding) for n, finding in view.numbered.items()]
    return "\n\n".join([f"== #{quoted(view.word('findings'))}", *items])


def _finding(view: View, number: int, finding: Finding) -> str:
    lang = view.language
    lines = [
        f"=== #{quoted(f'{number}. {say(finding.title, lang)}')}",
        _par(_map_below.finding_figure(view, finding)),
        f"#note({quoted(_map_below.severity_text(view, finding))})",
        _par(f"→ {say(finding.next_step, lang)}"),
        *[f"#emph({quoted('“' + quote.text + '”')})" for quote in finding.quotes],
    ]
    return "\n\n".join(filter(None, lines))


def _gaps(view: View) -> str:
    unmapped = [f"{one.name}: {_map_below.estimate_text(view, one.share)}" for one in view.live.unmapped]
    never = [view.touchpoint_name(name) for name in view.live.never_seen]
    parts = []
    for key, names in (("unmapped", unmapped), ("never_seen", never)):
        if names:
            parts.append(f"== #{quoted(view.word(key))}")
            parts.append("\n".join(f"- #{quoted(name)}" for name in names))
    return "\n\n".join(parts)


def _tables(view: View, table: Twin) -> list[str]:
    """Return the map as tables of a few steps each, so that they fit the page."""
    starts = range(0, len(table.steps), STEPS_PER_TABLE)
    title = [f"#pagebreak(weak: true)\n== #{quoted(view.word('as_table'))}"] if table.steps else []
    return title + [
        _table(view, table, start, min(start + STEPS_PER_TABLE, len(table.steps))) for start in starts
    ]


def _table(view: View, table: Twin, start: int, stop: int) -> str:
    some = range(start, stop)
    phases = [view.phase_name(table.steps[at].phase) for at in some]
    head = _cells(
        [view.word("step"), *(f"{table.names[at]} ({phase})" for at, phase in zip(some, phases, strict=True))]
    )
    rows = [_row(row, some) for row in table.rows if any(row.cells[at] for at in some)]
    columns = f"(1.1fr, {', '.join(['1.6fr'] * len(some))},)"
    return f"#table(columns: {columns}, table.header({head}),\n{''.join(rows)})\n"


def _row(row: Row, some: Iterable[int]) -> str:
    cells = ", ".join(_cell(row.cells[at]) for at in some)
    return f"[#strong({quoted(row.name)})], {cells},\n"


def _cell(lines: tuple[Line, ...]) -> str:
    return "[" + " #parbreak() ".join(_line(line) for line in lines) + "]"


def _line(line: Line) -> str:
    said = f"#emph({quoted('“' + line.text + '”')})" if line.quoted else f"#{quoted(line.text)}"
    return f"{said} #linebreak() #note({quoted(line.note)})" if line.note else said


def _cells(texts: Iterable[str]) -> str:
    return ", ".join(f"[#{quoted(text)}]" for text in texts)


def _par(text: str) -> str:
    return f"#{quoted(text)}" if text else ""
