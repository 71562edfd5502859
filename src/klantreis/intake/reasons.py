"""Why a row is dropped: stable codes, each with a sentence for people."""

from __future__ import annotations

REASONS = {
    "unreadable_row": "the row itself cannot be read",
    "blank_customer": "no customer is given",
    "placeholder_customer": "the customer is a stand-in such as null, undefined or unknown",
    "blank_touchpoint": "no touchpoint is given",
    "blank_time": "no time is given",
    "unreadable_time": "the time cannot be read",
    "time_out_of_range": "the time is before 1971 or in the future",
    "seen_message": "a row with this message id came before",
    "repeat": "alike in customer, touchpoint and instant with a row before",
}
"""Every reason, in the order in which it is tried; a row is dropped for the first that fits."""

CODES = {reason: code for code, reason in enumerate(REASONS, start=1)}


def in_words(dropped: dict[str, int]) -> str:
    """Return counts by reason as one line, the most first.

    Examples
    --------
    >>> in_words({"blank_time": 2, "blank_customer": 3})
    '3 × blank_customer (no customer is given), 2 × blank_time (no time is given)'
    """
    ordered = sorted(dropped.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{n:,} × {reason} ({REASONS.get(reason, reason)})" for reason, n in ordered)
