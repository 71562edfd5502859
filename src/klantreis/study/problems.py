"""What is wrong in a study or map file, and where; told all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from klantreis.errors import StudyError, nearest

MOST_TOLD = 50
"""So many problems are told; the others are counted."""


Place = tuple[str | int, ...]
"""Where a value stands in a file: the names of fields and the numbers (from 0) in lists that lead to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: in which file, on which line, where in words, what, and what to do.

    ``line`` counts from 1; ``None`` where the file as a whole is meant.
    """

    file: str
    line: int | None
    where: str
    said: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return " ".join(
            t for t in (f"{place}:", f"{self.where}:" if self.where else "", self.said, self.hint) if t
        )


def stop_at(problems: Sequence[Problem]) -> None:
    """Raise one :class:`~klantreis.errors.StudyError` that tells all problems; nothing if there are none."""
    if problems:
        raise _error_of(problems)


def wrong_form(file: str, said: str, hint: str = "", *, line: int | None = None) -> StudyError:
    """Return the error that a file as a whole cannot be read, to be raised."""
    return _error_of([Problem(file=file, line=line, where="", said=said, hint=hint)])


def _error_of(problems: Sequence[Problem]) -> StudyError:
    if len(problems) == 1:
        only = problems[0]
        return StudyError(str(replace(only, hint="")), hint=only.hint)
    files = list(dict.fromkeys(problem.file for problem in problems))
    ordered = sorted(problems, key=lambda p: (files.index(p.file), p.line or 0))
    told = [f"  {problem}" for problem in ordered[:MOST_TOLD]]
    more = [f"  … and {len(problems) - MOST_TOLD} more."] if len(problems) > MOST_TOLD else []
    return StudyError("\n".join([f"{len(problems)} things are wrong in the study:", *told, *more]))


def suggestion(name: object, known: Iterable[str]) -> str:
    """Return the nearest valid name and the valid ones, as a reader would want them.

    Examples
    --------
    >>> suggestion("payment_don", ["cart", "payment_done"])
    "Did you mean 'payment_done'? Known: cart, payment_done."
    """
    names = list(dict.fromkeys(known))
    close = nearest(str(name), names)
    listed = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
    return (f"Did you mean {close!r}? " if close else "") + f"Known: {listed or 'none'}."
