"""How far a place of the map rests on evidence, and whether that evidence is still fresh."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from klantreis.model.evidence import EvidenceState

STALE_AFTER: Final = timedelta(days=180)
"""Evidence older than this, before the reference day, is stale."""


def evidence_state(
    *, customers: int, answers: int, least: int, last_seen: datetime | None, reference: datetime | None
) -> EvidenceState:
    """Return the state of a place of the map.

    Assumed: nobody was seen and nobody answered. Stale: the newest evidence is more than 180 days
    older than the reference. Researched: at least ``least`` customers came and at least ``least`` answers
    were given. Partly: everything else, so one of the two, or few.

    Parameters
    ----------
    customers, answers
        How many customers came here, and how many answers are about this place.
    least
        The study's minimum, of customers and of answers alike.
    last_seen
        The newest evidence.
    reference
        The end of the log, or the day by which the map must be reviewed, if that has come later.

    Examples
    --------
    >>> evidence_state(customers=500, answers=0, least=20, last_seen=None, reference=None).value
    'partly'
    """
    if not customers and not answers:
        return EvidenceState.ASSUMED
    if last_seen is not None and reference is not None and last_seen < reference - STALE_AFTER:
        return EvidenceState.STALE
    enough = customers >= least and answers >= least
    return EvidenceState.RESEARCHED if enough else EvidenceState.PARTLY
