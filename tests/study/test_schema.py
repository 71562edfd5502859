"""The published schema describes every field of study and map files."""

from __future__ import annotations

import json

import pytest

from klantreis.errors import UnknownNameError
from klantreis.study.schema import schema


@pytest.mark.parametrize("kind", ["study", "map"])
def test_the_schema_is_a_draft_2020_12_object(kind: str):
    made = schema(kind)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["type"] == "object" and made["additionalProperties"] is False
    assert "$id" not in made and made["title"] == f"klantreis {kind} file"


@pytest.mark.parametrize("kind", ["study", "map"])
def test_every_reference_in_it_is_defined(kind: str):
    text = json.dumps(schema(kind))
    wanted = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert wanted == set(schema(kind)["$defs"])


def test_lanes_measures_and_ranges_are_in_it():
    made = schema("map")
    assert "moment_of_truth" in made["$defs"]["Step"]["properties"]
    assert "drop_off" in json.dumps(schema("study")["$defs"]["Measure"])
    assert made["$defs"]["Branch"]["required"] == ["id", "from", "to"]


def test_an_unknown_kind_offers_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'study'"):
        schema("studie")
