"""Which column of a survey file plays which part: what is said, else a guess by name and contents."""

from __future__ import annotations

from typing import Any

import pyarrow.compute as pc

from klantreis.errors import ColumnError, nearest
from klantreis.evidence.scales import SCALES, parse_scale
from klantreis.model.study import AnswerColumns

WORDS: dict[str, tuple[str, ...]] = {
    "customer": ("customer", "klant", "customerid", "klantid", "klantnummer", "userid", "user", "respondent",
                 "respondentid", "contactid", "clientid", "relatienummer", "patientid"),
    "time": ("time", "tijd", "timestamp", "answeredat", "submittedat", "respondedat", "responsedate", "datum",
             "date", "datetime", "datumtijd", "ingevuldop", "tijdstip", "completedat", "moment", "createdat"),
    "touchpoint": ("touchpoint", "contactmoment", "contactpunt", "step", "stap", "event", "gebeurtenis"),
    "phase": ("phase", "fase", "stage"),
    "question": ("question", "vraag", "measure", "metric", "kpi", "questionid", "vraagcode", "type"),
    "score": ("score", "cijfer", "rating", "value", "waarde", "answer", "antwoord",
              "beoordeling", "waardering"),
    "scale": ("scale", "schaal"),
    "text": ("text", "tekst", "comment", "toelichting", "opmerking", "remark", "feedback", "verbatim",
             "openanswer", "reactie", "motivatie", "reden", "reason"),
}  # fmt: skip


def guess_columns(table: Any, given: AnswerColumns) -> AnswerColumns:
    """Return the columns of a survey table by part; what is given is kept, the rest is guessed.

    A guess goes by the column's name in Dutch or English; the scale also by contents such as
    ``0-10``. Only what must be there is missed: a score, a text, or a column per measure.

    Raises
    ------
    ColumnError
        If a given column is not in the file, or there is nothing to score and nothing to read.
    """
    names: list[str] = table.column_names
    said = {part: name for part in WORDS if (name := getattr(given, part)) is not None}
    for part, name in said.items():
        if name not in names:
            raise _missing(part, name, names)
    taken = set(said.values())
    for part, words in WORDS.items():
        if part not in said and (found := _by_name(names, words, taken)):
            said[part] = found
            taken.add(found)
    if "scale" not in said and (found := _by_contents(table, taken)):
        said["scale"] = found
    if not {"score", "text"} & set(said) and not measure_columns(names):
        raise ColumnError(
            "No column with scores or texts was found.",
            hint=f"Name it under columns: score or text. The file holds: {', '.join(names)}.",
        )
    return AnswerColumns(**said)


def measure_columns(names: list[str]) -> list[str]:
    """Return the columns that each hold the scores of one measure: ``nps``, ``CSAT``, ``ces_score``.

    Examples
    --------
    >>> measure_columns(["customer", "NPS", "ces_score", "ces_reason"])
    ['NPS', 'ces_score']
    """
    return [name for name in names if _folded(name).removesuffix("score") in SCALES]


def measure_named(text: str) -> str | None:
    """Return the measure that a text names, or ``None``.

    Examples
    --------
    >>> measure_named("NPS"), measure_named("nps-score"), measure_named("age")
    ('nps', 'nps', None)
    """
    name = _folded(text).removesuffix("score")
    return name if name in SCALES else None


def _folded(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _by_name(names: list[str], words: tuple[str, ...], taken: set[str]) -> str | None:
    free = {_folded(name): name for name in reversed(names) if name not in taken}
    return next((free[word] for word in words if word in free), None)


def _by_contents(table: Any, taken: set[str]) -> str | None:
    for name in table.column_names:
        some = [v for v in pc.unique(table[name].slice(0, 200)).to_pylist() if v and v.strip()]
        if name not in taken and some and len(some) <= 5 and all(parse_scale(v) for v in some):
            return str(name)
    return None


def _missing(part: str, name: str, names: list[str]) -> ColumnError:
    close = nearest(name, names)
    hint = f"Did you mean {close!r}? " if close else ""
    said = f"The survey file has no column {name!r} for {part}."
    return ColumnError(said, hint=f"{hint}It holds: {', '.join(names)}.")
