"""A file of the study as values that know their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from klantreis.errors import StudyError
from klantreis.study.document import parse_document, read_document


def test_every_value_knows_its_line():
    document = parse_document("id: shop\nphases:\n  - id: buy\n    name: Buy\n", "study.yaml")
    assert document.tree == {"id": "shop", "phases": [{"id": "buy", "name": "Buy"}]}
    assert document.line(("phases", 0, "name")) == 4
    assert document.line(("phases", 0, "goal", "nl")) == 3


def test_json_knows_its_lines_too():
    document = parse_document('{\n\t"id": "shop",\n\t"name": "a\\ud83d\\ude00\\/b"\n}', "study.json")
    assert document.tree == {"id": "shop", "name": "a😀/b"}
    assert document.line(("name",)) == 3


def test_a_list_item_is_called_by_its_id_or_else_by_its_number():
    document = parse_document("touchpoints:\n- {id: pay, match: [{equals: a}, {regex: '('}]}\n", "study.yaml")
    assert document.words(("touchpoints", 0, "match", 1, "regex")) == "touchpoints › pay › match 2 › regex"


def test_yaml_is_version_1_2():
    tree = parse_document("[no, 'on', 010, 1_000, 12:30, 2026-01-31, ~, true, .5]", "x.yaml").tree
    assert tree == ["no", "on", 10, 1000, "12:30", "2026-01-31", None, True, 0.5]


@pytest.mark.parametrize(
    ("text", "file", "said"),
    [
        ("a: [1\nb: 2\n", "s.yaml", "s.yaml, line 2: This is not YAML"),
        ("a:\n\t- b\n", "s.yaml", "s.yaml, line 2: This is not YAML"),
        ("a: 1\nb: 2\na: 3\n", "s.yaml", "s.yaml, line 3: The field 'a' is given twice; first on line 1."),
        ('{"a": 1,\n}', "s.json", "s.json, line 2: This is not JSON"),
        ('{"a": 1,\n"a": 2}', "s.json", "s.json, line 2: The field 'a' is given twice"),
        ("a: &x [*x]\n", "s.yaml", "stands inside the value it repeats"),
        ("\x00", "s.yaml", "not YAML"),
        ("[" * 5000, "s.json", "nested too deeply"),
        ("[" * 5000, "s.yaml", "nested too deeply"),
        (
            "a: 1\n[b]: 2\n",
            "s.yaml",
            "s.yaml, line 2: A list or group of fields cannot be the name of a field",
        ),
        ('{"a": ' + "9" * 5000 + "}", "s.json", "too many digits"),
        ("a: 1\n---\nb: 2\n", "s.yaml", "s.yaml, line 2: This is not YAML"),
    ],
)
def test_a_mistake_in_the_form_is_told_with_its_line(text: str, file: str, said: str):
    with pytest.raises(StudyError) as raised:
        parse_document(text, file)
    assert said in str(raised.value)


def test_a_file_in_another_encoding_is_refused_with_what_to_do(tmp_path: Path):
    (tmp_path / "study.yaml").write_bytes("name: Zoë".encode("utf-16"))
    with pytest.raises(StudyError, match=r"study\.yaml: This is not UTF-8 text.*Save the file as UTF-8"):
        read_document(tmp_path / "study.yaml")


def test_a_file_of_data_is_refused_before_it_is_read(tmp_path: Path):
    (tmp_path / "study.yaml").write_text("a: [" + "x, " * 400_000 + "]", encoding="utf-8")
    with pytest.raises(StudyError, match=r"study\.yaml: The file holds 1,200,005 bytes"):
        read_document(tmp_path / "study.yaml")


def test_an_alias_repeats_what_it_names():
    tree = parse_document("name: &n {nl: Winkel}\ndescription: *n\n", "s.yaml").tree
    assert tree == {"name": {"nl": "Winkel"}, "description": {"nl": "Winkel"}}


def test_aliases_of_aliases_cannot_fill_the_memory():
    layers = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    layers += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 8)]
    with pytest.raises(StudyError, match="more than"):
        parse_document("\n".join(layers), "s.yaml")
