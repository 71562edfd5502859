"""The accessible twin on the page: a real table with phases over steps and lanes as rows."""

from __future__ import annotations

from klantreis.drawings._map_view import View
from klantreis.drawings._markup import Markup, tag
from klantreis.exports._twin import Line, Row, Twin


def section(view: View, table: Twin) -> Markup:
    """Return the map as a table, under its heading."""
    if not table.steps:
        return Markup("")
    groups = [tag("colgroup", span=str(span)) for _, _, span in table.phases]
    drawn = tag(
        "table",
        tag("caption", view.based_on[:1].upper() + view.based_on[1:]),
        tag("colgroup", tag("col")),
        *groups,
        tag("thead", _phases(view, table), _steps(view, table)),
        tag("tbody", *[_row(row, table) for row in table.rows]),
        class_="twin",
    )
    scroll = tag("div", drawn, class_="scroll", tabindex="0", role="region", aria_label=view.word("as_table"))
    return tag("section", tag("h2", view.word("as_table")), scroll, id="table")


def lines(some: tuple[Line, ...]) -> Markup:
    """Return the lines of a cell as a list."""
    return tag("ul", *[_line(line) for line in some], class_="lines") if some else Markup("")


def _line(line: Line) -> Markup:
    said = tag("span", line.text, class_="said" if line.quoted else None)
    return tag("li", said, tag("span", line.note, class_="note") if line.note else Markup(""))


def _phases(view: View, table: Twin) -> Markup:
    cells = [
        tag(
            "th",
            name,
            tag("span", goal, class_="note") if goal else Markup(""),
            scope="colgroup",
            colspan=str(span),
        )
        for name, goal, span in table.phases
    ]
    return tag("tr", tag("th", view.word("phase"), scope="row"), *cells)


def _steps(view: View, table: Twin) -> Markup:
    cells = [
        tag("th", name, scope="col", id=f"step:{column.step.id}")
        for column, name in zip(table.steps, table.names, strict=True)
    ]
    return tag("tr", tag("th", view.word("step"), scope="row", id="lane:step"), *cells)


def _row(row: Row, table: Twin) -> Markup:
    cells = [
        tag("td", lines(cell), id=f"cell:{column.step.id}:{row.key}")
        for column, cell in zip(table.steps, row.cells, strict=True)
    ]
    key = None if row.key == "step" else f"lane:{row.key}"
    return tag("tr", tag("th", row.name, scope="row", id=key), *cells)
