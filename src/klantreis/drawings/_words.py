"""The fixed words of the drawings, in Dutch and English."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("nl", "en")

_WORDS: Final[dict[str, tuple[str, str]]] = {
    # the map
    "journey_map": ("Klantreiskaart", "Customer journey map"),
    "as-is": ("Zoals het nu is", "As is"),
    "to-be": ("Zoals het moet worden", "To be"),
    "draft": ("Concept", "Draft"),
    "review": ("In bespreking", "In review"),
    "agreed": ("Vastgesteld", "Agreed"),
    "archived": ("Gearchiveerd", "Archived"),
    "persona": ("Persona", "Persona"),
    "personas": ("Persona's", "Personas"),
    "scope": ("Afbakening", "Scope"),
    "expectations_of_map": ("Verwachting", "Expectation"),
    "map_owner": ("Eigenaar", "Owner"),
    "review_by": ("Herzien voor", "Review by"),
    "period": ("Periode", "Period"),
    "based_on": (
        "gebaseerd op {customers} klanten, {events} gebeurtenissen en {answers} antwoorden, tot en met {day}",
        "based on {customers} customers, {events} events and {answers} answers, to {day}",
    ),
    "based_on_nothing": ("nog zonder bewijs: alleen aannames", "no evidence yet: assumptions only"),
    "phase": ("Fase", "Phase"),
    "step": ("Stap", "Step"),
    "page": ("Blad {at} van {of}", "Sheet {at} of {of}"),
    "continued": ("vervolg", "continued"),
    "empty_map": ("Deze kaart heeft nog geen stappen.", "This map has no steps yet."),
    "more": ("en nog {n}", "and {n} more"),
    # lanes
    "actions": ("Wat ik doe", "What I do"),
    "thoughts": ("Wat ik denk", "What I think"),
    "information_needs": ("Wat ik wil weten", "What I need to know"),
    "expectations": ("Wat ik verwacht", "What I expect"),
    "emotion": ("Wat ik voel", "How I feel"),
    "touchpoint": ("Contactmoment", "Touchpoint"),
    "numbers": ("Cijfers", "Numbers"),
    "pain_points": ("Pijnpunten", "Pain points"),
    "gains": ("Wat goed gaat", "Gains"),
    "quotes": ("In hun woorden", "In their words"),
    "opportunities": ("Kansen", "Opportunities"),
    "frontstage": ("Voor de schermen", "Frontstage"),
    "backstage": ("Achter de schermen", "Backstage"),
    "systems": ("Systemen", "Systems"),
    "policies": ("Regels en beleid", "Policies"),
    "images": ("Beelden", "Images"),
    "owner": ("Verantwoordelijk", "Ownership"),
    "branches": ("Zijpaden", "Branches"),
    "line_of_interaction": ("Interactielijn", "Line of interaction"),
    "line_of_visibility": ("Zichtlijn", "Line of visibility"),
    "line_of_internal_interaction": ("Interne interactielijn", "Line of internal interaction"),
    # emotion
    "very_good": ("heel goed", "very good"),
    "neutral": ("neutraal", "neutral"),
    "very_bad": ("heel slecht", "very bad"),
    "assumed": ("aangenomen", "assumed"),
    "measured": ("gemeten", "measured"),
    "gap": ("verschil", "gap"),
    "highest": ("hoogtepunt", "high point"),
    "lowest": ("dieptepunt", "low point"),
    "moment_of_truth": ("moment van de waarheid", "moment of truth"),
    # evidence
    "state_assumed": ("aangenomen", "assumed"),
    "state_partly": ("deels onderbouwd", "partly researched"),
    "state_researched": ("onderbouwd", "researched"),
    "state_stale": ("verouderd", "stale"),
    "too_few": ("te weinig", "too few"),
    "no_evidence": ("geen bewijs", "no evidence"),
    "n": ("n", "n"),
    # numbers
    "customers": ("Klanten", "Customers"),
    "events": ("Gebeurtenissen", "Events"),
    "reach": ("Bereik", "Reach"),
    "drop_off": ("Uitval", "Drop-off"),
    "waiting_time": ("Wachttijd", "Waiting time"),
    "until_next_phase": ("Tot volgende fase", "Until next phase"),
    "throughput": ("Doorlooptijd", "Throughput time"),
    "rework": ("Komt terug", "Rework"),
    "conversion": ("Conversie", "Conversion"),
    "nps": ("NPS", "NPS"),
    "csat": ("CSAT", "CSAT"),
    "ces": ("CES", "CES"),
    "of_all_customers": ("van alle klanten", "of all customers"),
    "target": ("doel", "target"),
    "at_least": ("≥", "≥"),
    "at_most": ("≤", "≤"),
    "met": ("gehaald", "met"),
    "missed": ("gemist", "missed"),
    "open": ("nog onduidelijk", "too close to tell"),
    # below the map
    "findings": ("Bevindingen", "Findings"),
    "finding": ("Bevinding", "Finding"),
    "no_findings": ("Geen bevindingen.", "No findings."),
    "severity_terms": (
        "ernst {value} = bereik {reach} × effect {effect} × zekerheid {confidence}",
        "severity {value} = reach {reach} × effect {effect} × confidence {confidence}",
    ),
    "pain_point": ("pijnpunt", "pain point"),
    "delight": ("hoogtepunt", "delight"),
    "deviation": ("afwijking", "deviation"),
    "unmapped": ("Wel in de data, niet op de kaart", "In the data, not on the map"),
    "never_seen": ("Wel op de kaart, nooit gezien in de data", "On the map, never seen in the data"),
    "legend_curve_measured": ("gemeten emotie; band: 95%-interval", "measured emotion; band: 95% interval"),
    "legend_curve_assumed": ("aangenomen emotie", "assumed emotion"),
    "legend_dot": ("grotere stip: meer antwoorden", "larger dot: more answers"),
    "legend_gap": ("aanname buiten het interval", "assumption outside the interval"),
    "legend_range": ("95%-interval op een schaal van 0 tot 100%", "95% interval on a scale of 0 to 100%"),
    "legend_finding": ("nummer van een bevinding", "number of a finding"),
    # other drawings
    "flow": ("Stroom", "Flow"),
    "other": ("overig", "other"),
    "ended": ("gestopt", "ended"),
    "funnel": ("Trechter", "Funnel"),
    "still_open": ("nog onderweg", "still open"),
    "dropped": ("afgehaakt", "dropped"),
    "median": ("mediaan", "median"),
    # the page
    "why": ("Waarom geloven we dit?", "Why do we believe this?"),
    "evidence": ("Bewijs", "Evidence"),
    "as_table": ("De kaart als tabel", "The map as a table"),
    "example_journeys": ("Voorbeelden van echte klantreizen", "Examples of real journeys"),
    "source": ("Bron", "Source"),
    "no_source": (
        "Het team neemt dit aan; er is nog geen bron bij gegeven.",
        "The team assumes this; no source has been given yet.",
    ),
    "choose_a_cell": (
        "Wijs een vak aan, of kies er een met Tab en de pijltjes.",
        "Point at a cell, or choose one with Tab and the arrow keys.",
    ),
    "close": ("Sluiten", "Close"),
    "skip_to_table": ("Naar de kaart als tabel", "Skip to the map as a table"),
    "compared_with": ("vergeleken met", "compared with"),
    "rejected": ("{n} rijen niet bruikbaar", "{n} rows could not be used"),
}


def word(key: str, language: str, /, **values: object) -> str:
    """Return a fixed word in Dutch, or in English for any other language.

    Examples
    --------
    >>> word("pain_points", "nl"), word("page", "en", at=1, of=3)
    ('Pijnpunten', 'Sheet 1 of 3')
    """
    text = _WORDS[key][0 if language == "nl" else 1]
    return text.format(**values) if values else text
