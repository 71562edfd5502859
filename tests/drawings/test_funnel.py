"""The drawn funnel and the table of any answer."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest

from klantreis.analyses.funnel import funnel
from klantreis.analyses.steps import steps
from klantreis.analyses.variants import variants
from klantreis.drawings import funnel as drawn
from klantreis.drawings import result_table
from klantreis.errors import ParameterError
from klantreis.log.build import from_rows
from klantreis.model.result import Result

LOG = from_rows(
    [
        ("ann", "home", "2026-01-01"), ("ann", "cart", "2026-01-02"),
        ("bob", "home", "2026-01-01"), ("bob", "<b>evil</b>", "2026-01-09"),
        ("cas", "home", "2026-01-09"), ("dee", "home", "2026-01-02"),
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def answer() -> Result:
    return funnel(LOG, steps=["home", "cart"], window=timedelta(days=2))


def test_each_step_shows_share_interval_n_and_what_became_of_the_rest(answer: Result) -> None:
    told = re.sub(r"<[^>]+>", " ", drawn.svg(answer))
    assert "25%" in told
    assert "4.6–70% · n\u00a01" in told
    assert "2 dropped · 1 still open" in told
    assert "median 1\u00a0d" in told


def test_the_start_has_no_interval_because_it_is_the_whole(answer: Result) -> None:
    assert re.findall(r">100%<", drawn.svg(answer)) == [">100%<"]


def test_the_drawing_is_well_formed_and_always_the_same(answer: Result) -> None:
    ET.fromstring(drawn.svg(answer, language="nl"))
    assert drawn.svg(answer) == drawn.svg(answer)


def test_only_a_funnel_can_be_drawn_as_one() -> None:
    with pytest.raises(ParameterError, match="'steps'"):
        drawn.svg(steps(LOG))


def test_a_notebook_shows_the_funnel_with_its_table(answer: Result) -> None:
    html = answer._repr_html_()
    assert html.count("<svg") == 1
    assert '<th scope="col"' in html
    assert "4 customers" in html


def test_a_table_shows_shares_as_percentages_and_one_column_per_interval() -> None:
    html = result_table.html(steps(LOG), language="nl")
    assert "<svg" not in html
    assert html.count("95% interval") == 1
    assert "25\u00a0%" in html


def test_names_from_the_data_cannot_become_markup() -> None:
    html = result_table.html(variants(LOG, top=None))
    assert "<b>evil" not in html
    assert "&lt;b&gt;evil&lt;/b&gt;" in html
    assert "home → &lt;b&gt;" in html


def test_a_long_table_says_how_much_more_there_is() -> None:
    log = from_rows([("c", f"t{i}", f"2026-01-01T00:{i // 60:02}:{i % 60:02}") for i in range(300)])
    html = result_table.html(steps(log, k=300))
    assert html.count("<tr") == 1 + result_table.MOST_ROWS
    assert "and 100 more" in html
