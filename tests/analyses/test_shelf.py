"""What every analysis on the shelf promises, whatever it counts."""

import ast
import json
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klantreis import registry
from klantreis.errors import MisuseError, UnknownNameError
from klantreis.log.build import from_rows
from klantreis.log.columns import runs
from klantreis.log.journey_log import JourneyLog
from klantreis.model.result import Result, Size

NAMES = registry.names("analyses")
NAMED = ("funnel",)
ASKED = {
    "funnel": {"steps": ["a", "b"], "window": timedelta(days=1)},
    "contacts": {"open_for": timedelta(minutes=5)},
}
ALWAYS = [("zoe", "a", "2026-01-01T00:00"), ("zoe", "b", "2026-01-01T00:01")]

minutes = st.integers(0, 59).map("2026-01-01T00:{:02}".format)
events_of = st.tuples(st.sampled_from("tuvwxy"), st.sampled_from("abcd"), minutes)
events = st.lists(events_of, max_size=30)


def rows_of(drawn):
    return ALWAYS + drawn


def ask(name, log):
    return getattr(registry.item("analyses", name), name)(log, **ASKED.get(name, {}))


def worded(result):
    """Return the whole answer as text; sums of decimals may differ in the last digits, by their order."""
    columns = {name: [_worded(cell) for cell in cells] for name, cells in result.columns.items()}
    return json.dumps({**result.to_dict(), "rows": columns}, allow_nan=False)


def _worded(cell):
    return f"{cell:.9g}" if isinstance(cell, float) else cell


def cut_up(log, most):
    """Return the same log with every partition cut into runs that are counted apart."""
    pieces = [piece for source in log._sources for piece in runs(source(), most)]
    sources = [lambda piece=piece: piece for piece in pieces]
    return JourneyLog(sources, log.legend, report=log.report, stored=log.extent)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_question_gives_the_same_answer(name):
    log = from_rows(ALWAYS)
    assert worded(ask(name, log)) == worded(ask(name, log))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25)
@given(drawn=events, parts=st.integers(1, 5), most=st.integers(1, 4))
def test_any_partitioning_and_any_cutting_gives_the_same_answer(name, drawn, parts, most):
    whole = worded(ask(name, from_rows(rows_of(drawn))))
    assert worded(ask(name, cut_up(from_rows(rows_of(drawn), parts), most))) == whole


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25)
@given(drawn=events)
def test_twice_the_customers_keep_the_shares(name, drawn):
    rows = rows_of(drawn)
    once = ask(name, from_rows(rows))
    twice = ask(name, from_rows([*rows, *((f"{who}2", *rest) for who, *rest in rows)]))
    shares = [column for column in once.columns if "share" in column and not column.endswith(("low", "high"))]
    for column in shares:
        doubled = [_worded(cell) for cell in twice.columns[column]]
        assert doubled == [_worded(cell) for cell in once.columns[column]]


@pytest.mark.parametrize("name", ["steps", "touchpoints", "transitions", "variants"])
@settings(max_examples=25)
@given(drawn=st.lists(st.tuples(events_of, st.sampled_from(["web", "app"])), max_size=30))
def test_a_view_gives_the_answer_of_a_log_of_its_events(name, drawn):
    rows = [(*row, "web") for row in ALWAYS] + [(*row, channel) for row, channel in drawn]
    view = from_rows(rows, 2).where(channel="web")
    assert worded(ask(name, view)) == worded(ask(name, from_rows([row for row in rows if row[3] == "web"])))


@pytest.mark.parametrize("name", NAMES)
def test_customers_with_one_contact_each_can_be_counted(name):
    log = from_rows([("ann", "a", "2026-01-01"), ("bob", "b", "2026-01-01")])
    assert ask(name, log).n == Size(customers=2, events=2)
    json.loads(worded(ask(name, log)))


@pytest.mark.parametrize("name", NAMES)
def test_equal_times_keep_the_order_of_arrival(name):
    at_once = [("ann", where, "2026-01-01") for where in "abacb"]
    one_by_one = [("ann", where, f"2026-01-01T00:00:00.{k:06}") for k, where in enumerate("abacb")]
    tied, apart = ask(name, from_rows(at_once)), ask(name, from_rows(one_by_one))
    counted = [column for column, cells in apart.columns.items() if isinstance((*cells, None)[0], (int, str))]
    assert [tied.columns[column] for column in counted] == [apart.columns[column] for column in counted]


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(NAMED)))
def test_an_empty_log_gives_an_empty_answer(name):
    result = ask(name, from_rows([]))
    assert (result.n, result.period.to_dict()) == (Size(customers=0, events=0), {"start": None, "end": None})
    assert worded(replace(result, columns={})) and len(result.to_polars()) == len(result)


@pytest.mark.parametrize("name", NAMED)
def test_an_empty_log_has_none_of_the_touchpoints_asked_for(name):
    with pytest.raises(UnknownNameError, match="Known: none"):
        ask(name, from_rows([]))


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_says_how_it_was_found(name):
    result = ask(name, from_rows(ALWAYS))
    assert isinstance(result, Result)
    assert result.analysis == name and result.method.endswith(".")
    assert len({len(cells) for cells in result.columns.values()}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_an_item_knows_only_its_own_loops_and_no_neighbour(name):
    folder = Path(find_spec("klantreis.analyses").submodule_search_locations[0])
    files = [folder / f"{name}.py", *folder.glob(f"_{name}_*.py")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    imported = {
        node.module or "" for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }
    from_shelf = {module for module in imported if module.startswith("klantreis.analyses.")}
    assert all(module.startswith(f"klantreis.analyses._{name}_") for module in from_shelf)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("funnel", {"steps": [1]}),
        ("funnel", {"steps": b"ab"}),
        ("funnel", {"rules": [["unbroken"]]}),
        ("funnel", {"order": ["any"]}),
        ("funnel", {"window": 7}),
        ("steps", {"anchor": ["a"]}),
        ("transitions", {"quantiles": 0.5}),
        ("times", {"quantiles": 0.5}),
        ("times", {"start": 1, "end": "a"}),
        ("times", {"start": [1]}),
        ("times", {"phases": "a"}),
        ("times", {"goals": 1}),
        ("times", {"until": "2027-01-01"}),
        ("touchpoints", {"goals": 1}),
        ("contacts", {"goals": [["a"]]}),
    ],
)
def test_a_value_of_the_wrong_kind_is_misuse(name, said):
    log = from_rows(ALWAYS)
    with pytest.raises(MisuseError):
        getattr(registry.item("analyses", name), name)(log, **ASKED.get(name, {}) | said)


def test_one_goal_may_be_named_alone():
    log = from_rows(ALWAYS)
    for name in ("times", "touchpoints", "contacts"):
        analysis = getattr(registry.item("analyses", name), name)
        assert worded(analysis(log, goals="b")) == worded(analysis(log, goals=["b"]))
