"""The evidence behind each step: figures with interval and n, period, quotes, example journeys."""

from __future__ import annotations

from klantreis.drawings import _map_below, _map_curve, _map_figures
from klantreis.drawings._map_figures import Figure
from klantreis.drawings._map_view import View
from klantreis.drawings._markup import Markup, join, tag
from klantreis.drawings._methods import method
from klantreis.drawings._numbers import day
from klantreis.exports._twin import Twin
from klantreis.model.evidence import ExampleJourney
from klantreis.model.journey_map import Step
from klantreis.model.live_map import Measured
from klantreis.model.text import say

NONE = Markup("")


def section(view: View, table: Twin) -> Markup:
    """Return the evidence of every step, folded; the panel beside the map shows copies of it."""
    steps = zip(table.steps, table.names, strict=True)
    shown = [
        tag(
            "details",
            tag("summary", name),
            tag("article", _evidence(view, c.step), id=f"evidence:{c.step.id}"),
        )
        for c, name in steps
    ]
    return tag("section", tag("h2", view.word("evidence")), *shown, id="evidence") if shown else NONE


def journey(view: View, example: ExampleJourney) -> Markup:
    """Return one real journey: its contacts in order, with their day and hour."""
    contacts = [
        tag(
            "li",
            tag("span", view.touchpoint_name(contact.touchpoint)),
            tag(
                "time",
                f"{day(contact.time, view.language)} {contact.time:%H:%M}",
                datetime=contact.time.isoformat(),
            ),
        )
        for contact in example.contacts
    ]
    return join(tag("p", example.label, class_="note"), tag("ol", *contacts, class_="journey"))


def _evidence(view: View, step: Step) -> Markup:
    measured = view.measured(step)
    parts = [
        tag(
            "p",
            tag("strong", view.word(f"state_{measured.state.value}").capitalize()),
            *_seen(view, measured),
        ),
        _figures(view, step, measured),
        _findings(view, step),
    ]
    if measured.quotes:
        parts.append(tag("h3", view.word("quotes")))
        parts += [tag("p", quote.text, class_="said") for quote in measured.quotes]
    if measured.examples:
        parts.append(tag("h3", view.word("example_journeys")))
        parts += [journey(view, example) for example in measured.examples]
    if measured.customers is None and not step.emotion:
        parts.append(tag("p", view.word("no_source"), class_="muted"))
    return join(*parts)


def _seen(view: View, measured: Measured) -> list[Markup]:
    first, last = measured.first_seen, measured.last_seen
    if first is None or last is None:
        return []
    period = f" · {day(first, view.language)} – {day(last, view.language)}"
    return [tag("span", period, class_="note")]


def _figures(view: View, step: Step, measured: Measured) -> Markup:
    rows = [_row(figure, _method(view, measured, figure)) for figure in _map_figures.figures(view, measured)]
    emotion = _map_curve.spot(view, step).measured
    if emotion is not None:
        rows.append(
            _row(_map_figures.figure(view, "emotion", emotion), method(emotion.method, view.language))
        )
    rows += [
        tag("tr", tag("th", _map_figures.target_text(view, target), scope="row", colspan="2"))
        for target in measured.targets
    ]
    return tag("table", *rows, class_="figures") if rows else NONE


def _method(view: View, measured: Measured, figure: Figure) -> str:
    methods = {score.measure: score.method for score in measured.scores}
    told = methods.get(figure.measure) or (figure.estimate.method if figure.estimate else "")
    return method(told, view.language)


def _row(figure: Figure, method: str) -> Markup:
    notes = " · ".join(filter(None, [figure.note, method]))
    value = tag("td", figure.value, tag("span", notes, class_="note") if notes else NONE)
    return tag("tr", tag("th", figure.label, scope="row"), value)


def _findings(view: View, step: Step) -> Markup:
    numbers = view.findings_of(step)
    if not numbers:
        return NONE
    items = []
    for n in numbers:
        finding = view.numbered[n]
        link = tag("a", f"{n}. {say(finding.title, view.language)}", href=f"#finding-{n}")
        items.append(tag("li", link, tag("span", _map_below.severity_text(view, finding), class_="note")))
    return join(tag("h3", view.word("findings")), tag("ul", *items, class_="lines"))
