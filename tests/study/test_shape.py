"""Every mistake in the shape of a file is told, with line, value, what is allowed and the nearest name."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from klantreis.errors import StudyError
from klantreis.model.journey_map import JourneyMap
from klantreis.model.study import Study
from klantreis.study.document import parse_document
from klantreis.study.shape import shaped
from klantreis.study.text import as_json, as_yaml, plain

WRONG = """id: Shop Een
nam: Shop
timezone: 3
minimum_n: 0
touchpoints:
  - id: pay
    name: Pay
    phases: buy
    stage: fronstage
    match: {equals: x}
    targets: [{measure: npss, direction: at_least, value: 3}]
period: [2025-13-01]
"""


def told(text: str) -> str:
    with pytest.raises(StudyError) as raised:
        shaped(parse_document(text, "study.yaml"), Study)
    return str(raised.value)


@pytest.mark.parametrize(
    "said",
    [
        "11 things are wrong",
        "line 1: id: 'Shop Een' is not allowed here. It must be an id",
        "line 1: The field 'name' is missing.",
        "line 2: nam: There is no such field here. Did you mean 'name'?",
        "line 3: timezone: 3 is not allowed here. It must be a text. Put it in quotes.",
        "line 4: minimum_n: 0 is not allowed here. It must be a whole number of at least 1.",
        "line 8: touchpoints › pay › phases: There is no such field here. Did you mean 'phase'?",
        "line 9: touchpoints › pay › stage: 'fronstage' is not allowed here. Did you mean 'frontstage'?",
        "line 10: touchpoints › pay › match: A group of fields is not allowed here. It must be a list.",
        "line 11: touchpoints › pay › targets 1 › measure: 'npss' is not allowed here. Did you mean 'nps'?",
        "line 12: period: This list holds 1 values. It must hold 2.",
        "line 12: period 1: '2025-13-01' is not allowed here. It must be a date like 2026-03-31.",
    ],
)
def test_all_mistakes_are_told_together(said: str):
    assert said in told(WRONG)


def test_an_empty_file_is_no_study():
    assert "An empty value is not allowed here." in told("")


def test_one_mistake_is_told_on_one_line():
    assert told("{id: shop, name: Shop, minimum_n: 2.5}").startswith("study.yaml, line 1: minimum_n: 2.5 is")


def anything(kind: inspect.Type) -> st.SearchStrategy[Any]:
    """Values of every shape that a type of the model allows."""
    if isinstance(kind, inspect.Metadata):
        return anything(kind.type)
    if isinstance(kind, inspect.UnionType):
        return st.one_of([anything(k) for k in kind.types])
    if isinstance(kind, inspect.StructType):
        required = {f.encode_name: anything(f.type) for f in kind.fields if f.required}
        optional = {f.encode_name: anything(f.type) for f in kind.fields if not f.required}
        return st.fixed_dictionaries(required, optional=optional)
    if isinstance(kind, inspect.ListType):
        low, high = kind.min_length or 0, kind.max_length if kind.max_length is not None else 2
        return st.lists(anything(kind.item_type), min_size=low, max_size=high)
    if isinstance(kind, inspect.DictType):
        return st.dictionaries(st.text(min_size=1, max_size=5), anything(kind.value_type), max_size=2)
    if isinstance(kind, inspect.LiteralType):
        return st.sampled_from(sorted(kind.values, key=str))
    if isinstance(kind, inspect.EnumType):
        return st.sampled_from([member.value for member in kind.cls])
    return scalar(kind)


def scalar(kind: inspect.Type) -> st.SearchStrategy[Any]:
    if isinstance(kind, inspect.StrType):
        return st.from_regex(kind.pattern, fullmatch=True) if kind.pattern else st.text(max_size=12)
    if isinstance(kind, inspect.IntType):
        return st.integers(kind.ge or 0, kind.le or 1000)
    if isinstance(kind, inspect.FloatType):
        low = 0 if kind.ge is None else kind.ge
        return st.floats(low, 1000 if kind.le is None else kind.le, width=32)
    if isinstance(kind, inspect.DateType):
        return st.dates(dt.date(1990, 1, 1)).map(str)
    return st.booleans() if isinstance(kind, inspect.BoolType) else st.none()


@settings(max_examples=50, deadline=None)
@pytest.mark.parametrize("kind", [Study, JourneyMap])
@given(data=st.data())
def test_what_is_written_is_read_back_alike(kind: type, data: st.DataObject):
    noun = msgspec.convert(data.draw(anything(inspect.type_info(kind))), kind)
    assert shaped(parse_document(as_yaml(noun), "x.yaml"), kind) == noun
    assert shaped(parse_document(as_json(noun), "x.json"), kind) == noun


def test_fields_with_their_default_are_not_written():
    assert plain(Study(id="shop", name="Shop")) == {"klantreis": 1, "id": "shop", "name": "Shop"}
