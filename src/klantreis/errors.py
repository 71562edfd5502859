"""Everything that can go wrong, as one tree.

    KlantreisError
    ├── MisuseError            the question is wrong: exit 2
    │   ├── UnknownNameError       a name that is not there, with the nearest that is
    │   └── ParameterError         a value that is not allowed
    ├── DataError              the data is wrong: exit 1
    │   ├── SourceError            a file that cannot be read
    │   ├── ColumnError            a column that is missing or cannot be guessed
    │   └── EmptyError             nothing is left to look at
    ├── StudyError             a study or map file is wrong: exit 1
    └── MissingLibraryError    an optional library is not installed: exit 1

Each error carries a ``code`` that never changes, and says what was wrong, the value, what is
allowed, the nearest guess and the next step. The same words serve the command line, Python and
the site.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class KlantreisError(Exception):
    """The root of everything klantreis raises on purpose."""

    code = "KR000"
    exit_status = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class MisuseError(KlantreisError):
    """The question is wrong, not the data."""

    code = "KR100"
    exit_status = 2


class UnknownNameError(MisuseError):
    """A name that is not there.

    Parameters
    ----------
    kind
        What was looked for, as a reader would say it: ``"touchpoint"``.
    name
        The name that was given.
    known
        The names that do exist; the nearest is offered.
    """

    code = "KR101"

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted({str(k) for k in known})
        close = nearest(str(name), names)
        shown = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
        hint = f"Did you mean {close!r}? " if close else ""
        super().__init__(f"There is no {kind} {name!r}.", hint=f"{hint}Known: {shown or 'none'}.")
        self.kind, self.name, self.known = kind, name, tuple(names)


class ParameterError(MisuseError):
    """A value that is not allowed for a parameter."""

    code = "KR102"


class DataError(KlantreisError):
    """The data cannot be used as it is."""

    code = "KR200"


class SourceError(DataError):
    """A file that cannot be read: missing, cut off, or not what its name says."""

    code = "KR201"


class ColumnError(DataError):
    """A column that is missing, or that cannot be guessed with confidence."""

    code = "KR202"


class EmptyError(DataError):
    """Nothing is left to look at: an empty file, or every row rejected."""

    code = "KR203"


class StudyError(KlantreisError):
    """A study or map file is wrong; the message names file and line."""

    code = "KR300"


class MissingLibraryError(KlantreisError):
    """An optional library is asked for and is not installed."""

    code = "KR400"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like ``name``, or ``None`` if none is alike.

    Examples
    --------
    >>> nearest("payment_don", ["cart", "payment_done"])
    'payment_done'
    >>> nearest("zebra", ["cart", "payment_done"]) is None
    True
    """
    by_fold = {k.casefold(): k for k in known}
    found = difflib.get_close_matches(name.casefold(), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None
