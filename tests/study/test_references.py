"""Names that point nowhere, ids given twice and values that cannot be, told with the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from klantreis.errors import StudyError
from klantreis.study.folder import load

STUDY = """klantreis: 1
id: shop
name: Shop
timezone: Europe/Amsterdm
open_for: 3 moons
period: [2026-03-01, 2026-01-01]
phases:
  - {id: buy, name: Buy}
  - {id: buy, name: Again}
channels:
  - {id: phone, name: Phone}
touchpoints:
  - id: pay
    name: Pay
    phase: by
    channel: phne
    match: [{regex: "pay("}, {equals: a, glob: "b*"}, {}]
    targets:
      - {measure: csat, direction: at_least, value: 80}
      - {measure: waiting_time, direction: at_most, value: soon}
  - id: cart
    name: Cart
    match: [{properties: {device: {matches: "["}}}]
personas:
  - {id: ann, name: Ann, channels: [phon], rule: {did: [payy]}}
surveys:
  - files: answers.csv
    questions: {q1: {measure: nps, scale: ten, touchpoint: card}}
"""
MAP = """id: buy
name: Buying
personas: [an]
phases:
  - id: buy
    steps:
      - {id: pay, name: I pay, touchpoint: pya, channel: fax, journey: refnd}
      - {id: pay, name: I pay again, actions: [{id: a, text: x}], own: {risk: [{id: a, text: y}]}}
  - {id: after}
lanes: [actions, actions]
own_lanes: [{id: risks, name: Risks}]
branches: [{id: b, from: pay, to: py}]
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("study")
    (folder / "maps").mkdir()
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    (folder / "maps" / "buy.yaml").write_text(MAP, encoding="utf-8")
    (folder / "answer.csv").write_text("customer,score\n", encoding="utf-8")
    with pytest.raises(StudyError) as raised:
        load(folder)
    return [line.strip() for line in str(raised.value).splitlines()]


@pytest.mark.parametrize(
    "said",
    [
        "study.yaml, line 4: timezone: There is no time zone 'Europe/Amsterdm'. Did you",
        "study.yaml, line 5: open_for: '3 moons' is not a duration. Write it like 7d",
        "study.yaml, line 6: period: The first day is after the last.",
        "study.yaml, line 9: phases › buy › id: The id 'buy' is taken already, on line 8.",
        "study.yaml, line 15: touchpoints › pay › phase: There is no phase 'by'. Did you mean 'buy'?",
        "study.yaml, line 16: touchpoints › pay › channel: There is no channel 'phne'.",
        "study.yaml, line 17: touchpoints › pay › match 1 › regex: 'pay(' is not a regular expression",
        "study.yaml, line 17: touchpoints › pay › match 2 › glob: A rule takes one of",
        "study.yaml, line 17: touchpoints › pay › match 3: This rule has no condition",
        "study.yaml, line 19: touchpoints › pay › targets 1 › value: 80 cannot be. A target for csat",
        "study.yaml, line 20: touchpoints › pay › targets 2 › value: 'soon' is not a duration.",
        "study.yaml, line 23: touchpoints › cart › match 1 › properties › device › matches: '[' is not",
        "study.yaml, line 25: personas › ann › channels 1: There is no channel 'phon'. Did",
        "study.yaml, line 25: personas › ann › rule › did 1: There is no touchpoint 'payy'. Did you",
        "study.yaml, line 27: surveys 1 › files: No file matches 'answers.csv'.",
        "study.yaml, line 28: surveys 1 › questions › q1 › touchpoint: There is no touchpoint 'card'.",
        "study.yaml, line 28: surveys 1 › questions › q1 › scale: 'ten' is not a scale.",
        "maps/buy.yaml, line 3: personas 1: There is no persona 'an'.",
        "maps/buy.yaml, line 7: phases › buy › steps › pay › touchpoint: There is no touchpoint 'pya'.",
        "maps/buy.yaml, line 7: phases › buy › steps › pay › journey: There is no map 'refnd'. Known: buy.",
        "maps/buy.yaml, line 7: phases › buy › steps › pay › channel: There is no channel 'fax'.",
        "maps/buy.yaml, line 8: phases › buy › steps › pay › id: The id 'pay' is taken already, on line 7.",
        "maps/buy.yaml, line 8: phases › buy › steps › pay › own › risk › a › id: The id 'a' is taken",
        "maps/buy.yaml, line 8: phases › buy › steps › pay › own › risk: There is no lane 'risk'. Did",
        "maps/buy.yaml, line 9: phases › after: The phase 'after' has no name and is no phase of the study.",
        "maps/buy.yaml, line 10: lanes 2: The lane 'actions' is in the list twice.",
        "maps/buy.yaml, line 12: branches › b › to: There is no step 'py'. Did you mean 'pay'?",
    ],
)
def test_each_mistake_is_told_with_file_line_and_nearest_name(told: list[str], said: str):
    assert any(line.startswith(said) for line in told), "\n".join(told)


def test_beyond_fifty_problems_are_counted(tmp_path: Path):
    text = "id: shop\nname: Shop\n" + "".join(f"x{i}: 1\n" for i in range(60))
    (tmp_path / "study.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=r"60 things are wrong(.|\n)*… and 10 more\."):
        load(tmp_path)
