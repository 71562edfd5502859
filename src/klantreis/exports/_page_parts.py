"""Parts of the page: header, panel, findings, what map and data lack of each other, footer."""

from __future__ import annotations

from klantreis.drawings import _map_below, _map_figures, _map_header, journey_map
from klantreis.drawings._map_view import View
from klantreis.drawings._markup import Markup, join, tag
from klantreis.drawings._numbers import count
from klantreis.exports import _page_evidence
from klantreis.model.finding import Finding
from klantreis.model.text import say

NONE = Markup("")


def header(view: View) -> Markup:
    """Return title, scenario, personas, facts and the line that says what the map rests on."""
    story = view.live.map
    title = tag(
        "div",
        tag("p", view.word("journey_map"), class_="eyebrow"),
        tag("h1", view.say(story.name)),
        tag("p", view.say(story.scenario), class_="lead") if story.scenario else NONE,
        tag("ul", tag("li", view.word(story.kind)), tag("li", view.word(story.status)), class_="pills"),
    )
    based = view.based_on[:1].upper() + view.based_on[1:]
    top = tag("div", title, _people(view), _facts(view), class_="top")
    return tag("header", top, _tiles(view), tag("p", based, class_="based"))


def _tiles(view: View) -> Markup:
    """Return the figures of the journey as a whole, and whether their targets are met."""
    journey = view.live.journey
    shown = []
    for figure in _map_figures.figures(view, journey):
        targets = [t for t in journey.targets if t.target.measure == figure.measure]
        told = [tag("dd", _map_figures.target_text(view, target), class_="note") for target in targets]
        value = tag("dd", figure.value, class_="value")
        shown.append(tag("div", tag("dt", figure.label), value, tag("dd", figure.note, class_="note"), *told))
    return tag("dl", *shown, class_="tiles") if shown else NONE


def _people(view: View) -> Markup:
    people = _map_header.personas(view)
    if not people:
        return NONE
    shown = []
    for person in people:
        name = view.say(person.name)
        quote = (
            tag("q", view.say(person.quote)) if person.quote else tag("span", view.say(person.description))
        )
        who = tag("div", _map_header.initials(name), class_="who", aria_hidden="true")
        shown.append(tag("div", who, tag("div", tag("strong", name), tag("br"), quote), class_="persona"))
    return tag(
        "div", tag("p", view.word("persona" if len(people) == 1 else "personas"), class_="eyebrow"), *shown
    )


def _facts(view: View) -> Markup:
    pairs = [join(tag("dt", label), tag("dd", text)) for label, text in _map_header.facts(view)]
    return tag("dl", *pairs, class_="facts") if pairs else NONE


def panel(view: View) -> Markup:
    """Return the panel that shows the evidence behind a cell; until one is chosen, the legend."""
    legend = journey_map.legend(view.live, width=280.0, language=view.language)
    start = tag(
        "div", tag("h2", view.word("evidence")), tag("p", view.word("choose_a_cell"), class_="muted"),
        Markup(legend.svg), class_="start",
    )  # fmt: skip
    shown = tag(
        "div",
        tag("button", "✕", type="button", class_="close", aria_label=view.word("close")),
        tag("h2"),
        tag("p", class_="lane"),
        tag("div", class_="said-here"),
        tag("h3", view.word("why")),
        tag("div", class_="evidence"),
        class_="shown",
        hidden=True,
    )
    return tag(
        "aside", start, shown, id="panel", class_="panel", tabindex="-1", aria_live="polite",
        aria_label=view.word("evidence"),
    )  # fmt: skip


def findings(view: View) -> Markup:
    """Return all findings in order of severity, with their terms and what to do next."""
    items = [_finding(view, n, finding) for n, finding in view.numbered.items()]
    shown = (
        tag("ol", *items, class_="findings") if items else tag("p", view.word("no_findings"), class_="muted")
    )
    return tag("section", tag("h2", view.word("findings")), shown, id="findings")


def _finding(view: View, number: int, finding: Finding) -> Markup:
    lang = view.language
    explanation = say(finding.explanation, lang)
    told = tag(
        "div",
        tag("h3", say(finding.title, lang)),
        tag("p", explanation) if explanation != say(finding.title, lang) else NONE,
        tag("p", _map_below.finding_figure(view, finding)),
        tag("p", _map_below.severity_text(view, finding), class_="note"),
        tag("p", f"→ {say(finding.next_step, lang)}", class_="next"),
        *[tag("p", quote.text, class_="said") for quote in finding.quotes],
        _examples(view, finding),
        tag(
            "p",
            " · ".join(filter(None, [finding.code, view.word(finding.kind), finding.segment])),
            class_="note",
        ),
    )
    return tag(
        "li", tag("span", str(number), class_="number"), told, class_=finding.kind, id=f"finding-{number}"
    )


def _examples(view: View, finding: Finding) -> Markup:
    if not finding.examples:
        return NONE
    shown = [_page_evidence.journey(view, example) for example in finding.examples]
    return tag("details", tag("summary", view.word("example_journeys")), *shown)


def gaps(view: View) -> Markup:
    """Return what the data has and the map has not, and the other way round."""
    unmapped = []
    for one in view.live.unmapped:
        events = f"{count(one.events, view.language)} {view.word('events').lower()}"
        note = " · ".join(filter(None, [one.channel, events, _map_below.estimate_text(view, one.share)]))
        unmapped.append(tag("li", tag("strong", one.name), tag("span", note, class_="note")))
    never = [tag("li", tag("strong", view.touchpoint_name(name))) for name in view.live.never_seen]
    lists = [
        tag("div", tag("h2", view.word(key)), tag("ul", *items, class_="lines"))
        for key, items in (("unmapped", unmapped), ("never_seen", never))
        if items
    ]
    return tag("section", tag("div", *lists, class_="two")) if lists else NONE


def footer(view: View) -> Markup:
    """Return what the page rests on: sources, and rows that could not be used."""
    base = view.live.base
    dropped = sum(base.rows_dropped.values())
    lines = [view.based_on[:1].upper() + view.based_on[1:] + "."]
    lines += [f"{view.word('source')}: {', '.join(base.sources)}."] if base.sources else []
    if dropped:
        why = ", ".join(f"{reason} {count(n, view.language)}" for reason, n in base.rows_dropped.items())
        lines.append(f"{view.word('rejected', n=count(dropped, view.language))} ({why}).")
    return tag("footer", *[tag("p", line) for line in lines])
