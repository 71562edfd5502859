"""How a figure was computed, in the language of the reader."""

from __future__ import annotations

from typing import Final

_DUTCH: Final = {
    "NPS: share of promoters (9–10) minus share of detractors (0–6), times 100": (
        "NPS: aandeel promotors (9–10) min aandeel criticasters (0–6), maal 100"
    ),
    "CSAT: share of the top two boxes": "CSAT: aandeel van de hoogste twee antwoorden",
    "CES: mean, high is easy": "CES: gemiddelde, hoog is makkelijk",
    "mean": "gemiddelde",
    "share of the top box": "aandeel van het hoogste antwoord",
    "share above the middle of the scale": "aandeel boven het midden van de schaal",
    "mean of all scores on −1..+1, times 2": "gemiddelde van alle scores op −1..+1, maal 2",
    "share of all customers who were here": "aandeel van alle klanten dat hier was",
    "share of customers whose journey ends here without a goal": (
        "aandeel van de klanten van wie de reis hier eindigt zonder doel"
    ),
    "share of customers whose journey ends here (no goal is named)": (
        "aandeel van de klanten van wie de reis hier eindigt (er is geen doel genoemd)"
    ),
    "share of customers who came back after being elsewhere": (
        "aandeel van de klanten dat terugkwam na elders te zijn geweest"
    ),
    "median time to the next contact elsewhere": "mediaan van de tijd tot het volgende contact elders",
    "median time from first contact to first goal": "mediaan van de tijd van eerste contact tot eerste doel",
    "median time from first to last contact (no goal is named)": (
        "mediaan van de tijd van eerste tot laatste contact (er is geen doel genoemd)"
    ),
    "share of customers who reach a goal": "aandeel van de klanten dat een doel bereikt",
    "open journeys apart": "lopende reizen apart",
    "count": "geteld",
    "Wilson interval": "interval van Wilson",
    "t interval": "t-interval",
    "score interval (Tango)": "score-interval (Tango)",
    "interval of order statistics": "interval uit rangordes",
}


def method(told: str, language: str) -> str:
    """Return a method in a language; its parts stand between semicolons.

    Examples
    --------
    >>> method("share of customers who reach a goal; Wilson interval", "nl")
    'aandeel van de klanten dat een doel bereikt; interval van Wilson'
    """
    if language != "nl":
        return told
    return "; ".join(_DUTCH.get(part, part) for part in told.split("; "))
