"""How a function becomes a kernel: compiled once, kept, and free to run beside other threads."""

from __future__ import annotations

from numba import njit

kernel = njit(nogil=True, cache=True)
"""Compile a function for the columns of a partition; never with ``parallel=True``."""
