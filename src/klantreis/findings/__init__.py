"""Findings: a shelf of detectors, each for one kind of pain point, with a code that is never reused.

A detector is a file with ``CODE`` and ``look(ground)``, which yields a
:class:`~klantreis.findings._suspect.Suspect` for every place it has looked at.
:func:`~klantreis.findings._detection.detect` runs them all and keeps what is not chance.
"""
