"""The file of survey answers: scores that follow from what happened, and words of many people."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

from klantreis.samples._clock import without_the_skipped_hour
from klantreis.samples._events_file import Layout
from klantreis.samples._language import Tongue
from klantreis.samples._stage import Asked, Stage
from klantreis.samples._voices import Voice, words_for

SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
OUT_OF_SCALE = 0.006
ASIDE = 0.55


@dataclass(frozen=True, slots=True)
class Row:
    """One answer as it goes into the file."""

    who: int
    when: int
    touchpoint: str
    measure: str
    score: int
    text: str


def write_answers(
    path: Path,
    stage: Stage,
    layout: Layout,
    *,
    end: int,
    t: Tongue,
    names: Mapping[str, str],
    voices: Mapping[str, Voice],
) -> None:
    """Write all answers given until ``end``, in order of time.

    Parameters
    ----------
    names
        What a touchpoint is called in the file, by id; the whole journey has none.
    voices
        What customers say about each touchpoint, by id.
    """
    rows = [r for asked in stage.asked for r in _answers(stage.rng, asked, voices[asked.touchpoint], t)]
    rows = sorted((r for r in rows if r.when < end), key=lambda r: r.when)
    when = without_the_skipped_hour(np.asarray([r.when for r in rows], np.int64), layout.summer_time)
    times = layout.times(when)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=layout.delimiter, lineterminator="\n")
        out.writerow(_header(t))
        for row, time in zip(rows, times, strict=True):
            low, high = SCALES[row.measure]
            place = names.get(row.touchpoint, "")
            scale = f"{low}-{high}"
            out.writerow([layout.customers[row.who], time, place, row.measure, row.score, scale, row.text])


def answer_columns(t: Tongue) -> dict[str, str]:
    """Return which column of the answers plays which part."""
    parts = ("customer", "time", "touchpoint", "question", "score", "scale", "text")
    return dict(zip(parts, _header(t), strict=True))


def _header(t: Tongue) -> list[str]:
    return [
        t("klant", "customer"),
        t("ingevuld_op", "answered_at"),
        t("contactmoment", "touchpoint"),
        t("vraag", "question"),
        t("cijfer", "score"),
        t("schaal", "scale"),
        t("toelichting", "comment"),
    ]


def _answers(rng: RandomState, asked: Asked, voice: Voice, t: Tongue) -> list[Row]:
    scores = _scores(rng, asked)
    crowd = zip(asked.crowd.who.tolist(), asked.crowd.when.tolist(), scores.tolist(), strict=True)
    return [
        Row(
            who,
            when,
            asked.touchpoint,
            asked.measure,
            score,
            words_for(rng, _share(score, asked.measure), voice, t),
        )
        for who, when, score in crowd
    ]


def _scores(rng: RandomState, asked: Asked) -> NDArray[np.int64]:
    low, high = SCALES[asked.measure]
    middle, half = (low + high) / 2, (high - low) / 2
    n = len(asked.mood)
    felt = middle + (asked.mood + ASIDE * rng.standard_normal(n)) / 2 * half
    score = np.clip(np.rint(felt), low, high).astype(np.int64)
    wrong = rng.random_sample(n) < OUT_OF_SCALE
    return np.where(wrong, high + rng.randint(1, 5, n), score)


def _share(score: int, measure: str) -> float:
    low, high = SCALES[measure]
    return min(1.0, (score - low) / (high - low))
