"""Surveys: files of answers become evidence; what cannot be used is counted by reason, with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from klantreis.errors import nearest
from klantreis.evidence.answers import NO_TIME, Answers, Rejects, answers_of, joined
from klantreis.evidence.columns import guess_columns, measure_columns, measure_named
from klantreis.evidence.naming import touchpoint_named
from klantreis.evidence.scales import SCALES, measure_of, parse_scale, parse_score
from klantreis.intake.identify import judge
from klantreis.model.study import AnswerColumns, Question, Study, SurveySource
from klantreis.model.text import say

NO_SCORE = float("nan")
Row = dict[str, object]


def read_answers(study: Study, files: Mapping[int, list[Path]]) -> Answers:
    """Return the answers of all surveys of a study.

    Parameters
    ----------
    study
        The study; its touchpoints and phases are recognised by id, by name in any language, or by
        the names its rules give.
    files
        The files of each survey, by the survey's place in the study.

    Returns
    -------
    Answers
        With ``rejects``: ``unreadable_row``, ``no_score_or_text``, ``score_is_no_number``,
        ``score_out_of_scale``, ``unreadable_scale``, ``unknown_question``, ``unknown_touchpoint``,
        ``unknown_phase``, ``unreadable_time``; each counted, with an example and the nearest valid name.
    """
    parts = [_read(study, study.surveys[place], paths) for place, paths in sorted(files.items()) if paths]
    return joined(parts)


def _read(study: Study, survey: SurveySource, paths: list[Path]) -> Answers:
    from klantreis.sources import Options, open_source, whole_table

    options = Options(delimiter=survey.delimiter, encoding=survey.encoding, sheet=survey.sheet)
    table, bad = whole_table(open_source(paths, options))
    reader = _Reader(study, survey, guess_columns(table, survey.columns))
    for reason, count in bad.items():
        reader.reject(reason, "", count)
    names = ", ".join(path.name for path in paths)
    rows = [row for i, cells in enumerate(_cells(table)) for row in reader.answers(i, cells)]
    return answers_of(reader.timed(table, rows, names), tuple(reader.rejects.values()))


def _cells(table: Any) -> Iterator[dict[str, str]]:
    for row in table.to_pylist():
        yield {name: (value or "").strip() for name, value in row.items()}


@dataclass(slots=True)
class _Reader:
    """Turns the rows of one survey into answers, counting what cannot be used."""

    study: Study
    survey: SurveySource
    columns: AnswerColumns
    rejects: dict[str, Rejects] = field(default_factory=dict)
    known: dict[str, str | None] = field(default_factory=dict)

    def reject(self, reason: str, example: str, count: int = 1) -> None:
        had = self.rejects.get(reason)
        total, shown = (count, example) if had is None else (had.count + count, had.example)
        self.rejects[reason] = Rejects(reason=reason, count=total, example=shown)

    def answers(self, number: int, cells: dict[str, str]) -> Iterator[Row]:
        """Yield the answers of one row: one, or one per measure where each has its own column."""
        text = self._cell(cells, "text") or None
        if self.columns.score is not None or not (wide := measure_columns(list(cells))):
            yield from self._answer(
                number, cells, self._cell(cells, "question"), self._cell(cells, "score"), text
            )
            return
        given = [(name, cells[name]) for name in wide if cells[name]]
        for name, score in given or [("", "")]:
            yield from self._answer(number, cells, name, score, text)
            text = None

    def timed(self, table: Any, rows: list[Row], names: str) -> list[Row]:
        """Return the rows with their instants; a written time that cannot be read is a reject."""
        instants, bad = self._instants(table)
        kept: list[Row] = []
        for row in rows:
            number = int(str(row.pop("number")))
            if number in bad:
                self.reject("unreadable_time", bad[number])
            else:
                kept.append(
                    {**row, "time": instants[number], "source": names, "quotable": self.survey.quotes}
                )
        return kept

    def _cell(self, cells: dict[str, str], part: str) -> str:
        name = getattr(self.columns, part)
        return cells[name] if name else ""

    def _answer(
        self, number: int, cells: dict[str, str], asked: str, score: str, text: str | None
    ) -> Iterator[Row]:
        if not score and not text:
            self.reject("no_score_or_text", "")
            return
        question = self._question(asked, self._cell(cells, "scale"))
        scored = self._scored(question, self._cell(cells, "scale"), score, asked)
        placed = None if scored is None else self._placed(question, cells)
        if scored is not None and placed is not None:
            who, stand_in = judge(self._cell(cells, "customer"), False)
            yield {"number": number, "customer": None if stand_in else who, "text": text, **scored, **placed}

    def _question(self, asked: str, scale: str) -> Question | None:
        by_code = {code.casefold(): question for code, question in self.survey.questions.items()}
        if asked.casefold() in by_code:
            return by_code[asked.casefold()]
        ends = parse_scale(scale)
        only = self.survey.questions if not asked and len(self.survey.questions) == 1 else {}
        named = measure_named(asked) or (measure_of(ends) if ends and not asked else None)
        return next(iter(only.values()), Question(measure=named) if named else None)  # type: ignore[arg-type]

    def _scored(self, question: Question | None, scale: str, score: str, asked: str) -> Row | None:
        if question is None and not score:
            return {"measure": "words", "method": "", "score": NO_SCORE, "low": 0.0, "high": 1.0}
        if question is None:
            known = [*self.survey.questions, *SCALES]
            self.reject("unknown_question", _example(asked, nearest(asked, known)))
            return None
        ends = parse_scale(scale or question.scale or "")
        if ends is None and scale:
            self.reject("unreadable_scale", scale)
            return None
        ends = ends or SCALES[question.measure]
        value = parse_score(score) if score else NO_SCORE
        if value is None:
            self.reject("score_is_no_number", score)
            return None
        if score and not ends[0] <= value <= ends[1]:
            self.reject("score_out_of_scale", f"{score} on {ends[0]:g}-{ends[1]:g}")
            return None
        return {
            "measure": question.measure,
            "method": question.method,
            "score": value,
            "low": ends[0],
            "high": ends[1],
        }

    def _placed(self, question: Question | None, cells: dict[str, str]) -> Row | None:
        touchpoint, phase = self._cell(cells, "touchpoint"), self._cell(cells, "phase")
        at = self._touchpoint(touchpoint) if touchpoint else question.touchpoint if question else None
        if touchpoint and at is None:
            near = nearest(touchpoint, _names(self.study.touchpoints))
            self.reject("unknown_touchpoint", _example(touchpoint, near))
            return None
        within = self._phase(phase) if phase else question.phase if question else None
        if phase and within is None:
            self.reject("unknown_phase", _example(phase, nearest(phase, _names(self.study.phases))))
            return None
        of_touchpoint = next((t.phase for t in self.study.touchpoints if t.id == at), None)
        return {"touchpoint": at, "phase": within or of_touchpoint}

    def _touchpoint(self, name: str) -> str | None:
        if name not in self.known:
            self.known[name] = touchpoint_named(name, self.study.touchpoints)
        return self.known[name]

    def _phase(self, name: str) -> str | None:
        wanted = name.casefold()
        return next((p.id for p in self.study.phases if wanted in _folded(p)), None)

    def _instants(self, table: Any) -> tuple[list[int], dict[int, str]]:
        from klantreis.intake.clock import new_clock, proven_order, tell_time

        if self.columns.time is None:
            return [NO_TIME] * table.num_rows, {}
        column = table[self.columns.time]
        clock = new_clock(self.survey.time_format, self.survey.timezone or self.study.timezone)
        if not clock.order_is_given:
            clock, _ = proven_order([column], clock)
        told = tell_time(column, clock)
        us = told.us.copy()
        if told.blank is not None:
            us[told.blank] = NO_TIME
        wrong = [] if told.unreadable is None else told.unreadable.nonzero()[0].tolist()
        return us.tolist(), {i: column[i].as_py() for i in wrong}


def _example(name: str, near: str | None) -> str:
    return f"{name!r}; nearest: {near!r}" if near else repr(name)


def _folded(noun: Any) -> set[str]:
    said = [noun.name] if isinstance(noun.name, str) else list(noun.name.values())
    return {noun.id.casefold(), *(text.casefold() for text in said)}


def _names(nouns: list[Any]) -> list[str]:
    return [name for noun in nouns for name in (say(noun.name, "nl"), say(noun.name, "en"), noun.id)]
