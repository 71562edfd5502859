"""Findings: a shelf of detectors, each for one kind of pain point, with a code that is never reused.

A detector is a file with ``CODE`` and ``look(ground)``, which yields a :class:`Suspect` for every place
it has looked at in the :class:`Ground`. :func:`detect` runs them all and keeps what is not chance.
"""

from klantreis.findings._detection import detect, looked_at, unlikely
from klantreis.findings._ground import Ground, Place
from klantreis.findings._suspect import Suspect

__all__ = ["Ground", "Place", "Suspect", "detect", "looked_at", "unlikely"]
