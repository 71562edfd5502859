"""The only source of chance, from a seed."""

from __future__ import annotations

from numpy.random import RandomState

from klantreis.errors import ParameterError

LARGEST_SEED = 2**32 - 1


def chance(seed: int, customers: int) -> RandomState:
    """Return the numbers that decide what happens to a number of customers.

    Of NumPy's generators this is the one whose stream is promised never to change, so the same
    seed gives the same sample with any version.

    Raises
    ------
    ParameterError
        If the seed or the number of customers cannot be used.

    Examples
    --------
    >>> int(chance(1, 10).randint(0, 100))
    37
    """
    if not 0 <= seed <= LARGEST_SEED:
        raise ParameterError(f"The seed is {seed}.", hint=f"Give a whole number from 0 to {LARGEST_SEED}.")
    if customers < 1:
        raise ParameterError(f"The number of customers is {customers}.", hint="Give 1 or more.")
    return RandomState(seed)
