"""Quotes show words, not persons."""

from __future__ import annotations

import pytest

from klantreis.evidence.answers import answers_of
from klantreis.evidence.quotes import quotes, redact


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mail me@home.nl please", "Mail [e-mail] please"),
        ("Bel 06-12345678 of +31 20 123 45 67", "Bel [phone] of [phone]"),
        ("NL91 ABNA 0417 1643 00 is mijn rekening", "[IBAN] is mijn rekening"),
        ("NL91ABNA0417164300", "[IBAN]"),
        ("Ik woon in 1234 AB of 1234ab", "Ik woon in [postcode] of [postcode]"),
        ("Order 20250001 duurde 14 dagen", "Order [number] duurde 14 dagen"),
        ("Op 12-03-2025 om 10:30 betaalde ik 199,95", "Op 12-03-2025 om 10:30 betaalde ik 199,95"),
        ("Zie https://example.org/x?y=1 daar", "Zie [link] daar"),
        ("Alles prima, 10 uit 10!", "Alles prima, 10 uit 10!"),
    ],
)
def test_what_points_at_a_person_is_masked_and_the_rest_stays(text: str, shown: str):
    assert redact(text) == shown


def rows(*given: tuple[float, str, bool]):
    base = {
        "time": 0, "touchpoint": "pay", "phase": None, "customer": None, "measure": "csat",
        "method": "standard",
        "low": 1.0, "high": 5.0, "source": "s.csv",
    }  # fmt: skip
    return answers_of([base | {"score": s, "text": t, "quotable": q} for s, t, q in given])


def test_only_words_that_may_be_shown_are_shown():
    answers = rows((1, "Verschrikkelijk traag", False), (5, "Heel erg fijn", True), (3, "ok", True))
    assert [quote.text for quote in quotes(answers)] == ["Heel erg fijn"]


def test_quotes_span_the_scores_worst_first():
    answers = rows(*((float(s), f"Dit was een {s} voor mij", True) for s in (3, 5, 1, 4, 2)))
    assert [quote.unit_score for quote in quotes(answers)] == [-1.0, 1.0, 0.0]
    assert quotes(answers) == quotes(answers)
