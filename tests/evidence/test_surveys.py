"""Files of answers become evidence, and no row is lost without a reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from klantreis.errors import ColumnError, EmptyError
from klantreis.evidence.answers import Answers
from klantreis.evidence.surveys import read_answers
from klantreis.model.study import AnswerColumns, Question, Study, SurveySource
from klantreis.model.touchpoint import JourneyPhase, MatchRule, Touchpoint

TOUCHPOINTS = [
    Touchpoint(
        id="pay", name={"nl": "Betalen", "en": "Pay"}, phase="buy", match=[MatchRule(prefix="payment")]
    ),
    Touchpoint(id="cart", name="Cart"),
]


def read(path: Path, text: str, **survey: object) -> Answers:
    (path / "answers.csv").write_text(text, encoding="utf-8")
    source = SurveySource(files="answers.csv", **survey)  # type: ignore[arg-type]
    study = Study(
        id="s",
        name="S",
        surveys=[source],
        touchpoints=TOUCHPOINTS,
        phases=[JourneyPhase(id="buy", name="Kopen")],
    )
    return read_answers(study, {0: [path / "answers.csv"]})


def test_dutch_columns_are_recognised_and_a_touchpoint_by_id_name_or_rule(tmp_path: Path):
    answers = read(
        tmp_path,
        "klant;ingevuld_op;contactmoment;vraag;cijfer;schaal;toelichting\n"
        "a;2025-01-02;Betalen;nps;9;0-10;Ging goed, dank u\n"
        "b;2025-01-03;PAY;csat;2,5;1-5;\n"
        "c;2025-01-04;payment_done;ces;7;1-7;\n",
        quotes=True,
    )
    assert list(answers.touchpoint) == ["pay", "pay", "pay"] and list(answers.phase) == ["buy"] * 3
    assert answers.unit_score.round(3).tolist() == [0.8, -0.25, 1.0]
    first = next(iter(answers))
    assert first.time is not None and first.time.isoformat() == "2025-01-02T00:00:00+00:00"
    assert (first.customer, first.text, first.quotable, first.scale) == (
        "a",
        "Ging goed, dank u",
        True,
        (0.0, 10.0),
    )
    assert answers.rejected == {}


def test_every_row_that_cannot_be_used_has_a_reason_and_the_nearest_name(tmp_path: Path):
    answers = read(
        tmp_path,
        "customer,time,touchpoint,question,score,text\n"
        "a,2025-01-02,pay,nps,11,\n"
        "b,2025-01-02,pey,nps,9,\n"
        "c,gisteren,pay,nps,9,\n"
        "d,2025-01-02,pay,nsp,9,\n"
        "e,2025-01-02,pay,nps,good,\n"
        "f,2025-01-02,pay,nps,,\n"
        "g,2025-01-02,pay,nps,9,\n",
    )
    assert len(answers) == 1
    assert answers.rejected == {
        "score_out_of_scale": 1, "unknown_touchpoint": 1, "unreadable_time": 1, "unknown_question": 1,
        "score_is_no_number": 1, "no_score_or_text": 1,
    }  # fmt: skip
    examples = {reject.reason: reject.example for reject in answers.rejects}
    assert examples["unknown_touchpoint"] == "'pey'; nearest: 'pay'"
    assert examples["score_out_of_scale"] == "11 on 0-10" and examples["unreadable_time"] == "gisteren"


def test_questions_of_the_study_say_what_a_code_measures_and_where(tmp_path: Path):
    answers = read(
        tmp_path,
        "respondent,vraagcode,antwoord\na,Q1,3\nb,q2,4\n",
        questions={
            "Q1": Question(measure="csat", touchpoint="cart"),
            "Q2": Question(measure="nps", scale="1-5", phase="buy", method="mean"),
        },
    )
    assert list(answers.touchpoint) == ["cart", None] and list(answers.phase) == [None, "buy"]
    assert answers.unit_score.tolist() == [0.0, 0.5] and list(answers.method) == ["standard", "mean"]


def test_a_column_per_measure_gives_an_answer_per_measure(tmp_path: Path):
    answers = read(tmp_path, "customer,touchpoint,NPS,ces_score,comment\na,pay,10,7,Erg fijn\nb,cart,,2,\n")
    assert list(
        zip(answers.customer, answers.measure, answers.score.tolist(), answers.text, strict=True)
    ) == [
        ("a", "nps", 10.0, "Erg fijn"),
        ("a", "ces", 7.0, None),
        ("b", "ces", 2.0, None),
    ]


def test_customers_are_written_as_in_the_events_and_stand_ins_are_nobody(tmp_path: Path):
    answers = read(tmp_path, "customer,question,score\n12.0,nps,9\n 12 ,nps,8\nonbekend,nps,7\n,nps,6\n")
    assert list(answers.customer) == ["12", "12", None, None]


def test_words_without_a_score_are_kept_as_words(tmp_path: Path):
    answers = read(tmp_path, "klant,contactmoment,toelichting\na,pay,Dit duurde te lang\n")
    assert list(answers.measure) == ["words"] and np.isnan(answers.score).all()


def test_the_scale_alone_can_say_the_measure(tmp_path: Path):
    answers = read(tmp_path, "customer,score,schaal\na,7,1-7\nb,10,0-10\n")
    assert list(answers.measure) == ["ces", "nps"]


def test_excel_serves_as_well(tmp_path: Path):
    from openpyxl import Workbook

    book = Workbook()
    for row in (["customer", "question", "score"], ["a", "nps", 9], ["b", "nps", 3]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    study = Study(id="s", name="S", surveys=[SurveySource(files="a.xlsx")])
    assert read_answers(study, {0: [tmp_path / "a.xlsx"]}).score.tolist() == [9.0, 3.0]


def test_a_given_column_that_is_missing_offers_the_nearest(tmp_path: Path):
    with pytest.raises(ColumnError, match="Did you mean 'score'"):
        read(tmp_path, "customer,score\na,1\n", columns=AnswerColumns(score="scor"))


def test_a_file_without_scores_or_words_is_refused(tmp_path: Path):
    with pytest.raises(ColumnError, match="No column with scores or texts"):
        read(tmp_path, "customer,age\na,1\n")


def test_a_scale_that_cannot_be_read_is_not_taken_for_another(tmp_path: Path):
    answers = read(tmp_path, "customer,touchpoint,question,score,scale\na,pay,csat,4,ten\nb,pay,csat,4,\n")
    assert answers.rejected == {"unreadable_scale": 1} and len(answers) == 1


def test_decimal_commas_words_alone_and_no_rows_are_told_apart(tmp_path: Path):
    commas = read(tmp_path, "customer;touchpoint;question;score\na;pay;nps;8,5\n")
    words = read(tmp_path, "customer;touchpoint;text\na;pay;It took long\n")
    assert commas.score.tolist() == [8.5] and (len(words), np.isnan(words.score).all()) == (1, True)
    with pytest.raises(EmptyError, match=r"answers\.csv has a header and no rows"):
        read(tmp_path, "customer;touchpoint;score\n")
