"""A log seen in other touchpoints follows the first rule that matches."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klantreis.errors import ParameterError
from klantreis.log.build import from_rows
from klantreis.log.prepare import prepare
from klantreis.log.recoding import Recoding

NEW = ["Start", "Buy", "Other"]
EVENT = st.tuples(
    st.sampled_from(["/home", "/cart", "/pay"]), st.sampled_from(["", "app"]), st.sampled_from(["", "a", "b"])
)
RULE = st.tuples(
    st.none() | st.frozensets(st.sampled_from(["/home", "/cart", "/absent"])),
    st.none() | st.frozensets(st.sampled_from(["", "app"])),
    st.none() | st.sampled_from(["a", "b"]),
    st.integers(0, 2),
)


def first_match(event, rules):
    name, channel, page = event
    fits = (
        to
        for names, channels, wanted, to in rules
        if (names is None or name in names)
        and (channels is None or channel in channels)
        and (wanted is None or page == wanted)
    )
    return next(fits, None)


@settings(max_examples=150, deadline=None)
@given(st.lists(EVENT, min_size=1, max_size=12), st.lists(RULE, max_size=5))
def test_the_first_rule_that_matches_wins_and_the_rest_is_left_out(events, rules):
    table = pa.table(
        {
            "customer": ["ann"] * len(events),
            "touchpoint": [e[0] for e in events],
            "channel": [e[1] for e in events],
            "page": [e[2] for e in events],
            "time": list(range(len(events))),
        }
    )
    recodings = [
        Recoding(to=to, names=names, channel=channel, properties={"page": page} if page else {})
        for names, channel, page, to in rules
    ]
    expected = [NEW[to] for to in (first_match(e, rules) for e in events) if to is not None]
    view = prepare([table]).recode(NEW, recodings)
    assert [step.touchpoint for step in view.journey("ann")] == expected
    assert view.n_events == len(expected)


def test_a_recoded_log_can_be_narrowed_by_its_new_names_and_old_properties():
    table = pa.table(
        {"customer": ["a", "b"], "touchpoint": ["/x", "/y"], "time": [1, 2], "device": ["mobile", "desktop"]}
    )
    view = prepare([table]).recode(["Home"], [Recoding(to=0)])
    assert view.where(did="Home", properties={"device": "mobile"}).size.customers == 1


def test_a_rule_that_leads_nowhere_is_refused():
    with pytest.raises(ParameterError, match="leads to touchpoint 3"):
        from_rows([("ann", "home", "2026-01-01")]).recode(NEW, [Recoding(to=3)])
