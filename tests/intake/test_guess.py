"""Which column is which."""

from __future__ import annotations

from typing import Any

import pytest

from klantreis.errors import ColumnError
from klantreis.intake.clock import Clock
from klantreis.intake.fitting import fitting_properties, kind_of
from klantreis.intake.guess import explain, guess_columns
from klantreis.model.event import EventColumns
from klantreis.sources import Source, open_source


def _source(**columns: Any) -> Source:
    n = 60
    made = {
        name: [value(i) if callable(value) else value for i in range(n)] for name, value in columns.items()
    }
    return open_source([dict(zip(made, row, strict=True)) for row in zip(*made.values(), strict=True)])


def _customer(i: int) -> str:
    return f"c{i % 17}"


def _step(i: int) -> str:
    return "abc"[i % 3]


def _time(i: int) -> str:
    return f"2024-01-{i % 28 + 1:02d} 10:00"


@pytest.mark.parametrize(
    ("customer", "touchpoint", "time"),
    [
        ("klantnummer", "gebeurtenis", "tijdstip"),
        ("bezoeker", "pagina", "datum"),
        ("gebruiker_id", "activiteit", "tijd"),
        ("patient", "handling", "time"),
        ("user_pseudo_id", "event_name", "event_timestamp"),
        ("customerId", "touchpoint", "eventTime"),
        ("case:concept:name", "concept:name", "time:timestamp"),
        ("Case ID", "Activity", "Complete Timestamp"),
        ("visitorid", "event", "timestamp"),
        ("Klant-nr.", "Stap", "Datum/tijd"),
        ("session_id", "event", "ts"),
    ],
)
def test_dutch_and_english_names_are_known(customer: str, touchpoint: str, time: str) -> None:
    source = _source(
        **{
            "bedrag": lambda i: i * 1.5,
            time: _time,
            touchpoint: _step,
            "nr": lambda i: i,
            customer: _customer,
        }
    )
    columns = guess_columns(source, EventColumns(), Clock()).columns
    assert (columns.customer, columns.touchpoint, columns.time) == (customer, touchpoint, time)


def test_what_is_given_stands() -> None:
    source = _source(user_id=_customer, household=_customer, event=_step, page=_step, timestamp=_time)
    columns = guess_columns(source, EventColumns(customer="household", touchpoint="page"), Clock()).columns
    assert (columns.customer, columns.touchpoint, columns.time) == ("household", "page", "timestamp")


def test_a_session_is_a_customer_only_for_want_of_one_and_that_is_told() -> None:
    both = _source(session_id=_customer, user_id=_customer, event=_step, time=_time)
    assert guess_columns(both, EventColumns(), Clock()).columns.customer == "user_id"
    alone = guess_columns(_source(session_id=_customer, event=_step, time=_time), EventColumns(), Clock())
    assert alone.columns.customer == "session_id"
    assert "each session counts as a customer" in alone.notes[-1]


def test_a_time_is_found_by_its_values() -> None:
    source = _source(klant=_customer, stap=_step, moment_x=_time, tijd="n.v.t.")
    assert guess_columns(source, EventColumns(), Clock()).columns.time == "moment_x"


def test_the_channel_and_the_message_id_are_optional() -> None:
    columns = guess_columns(_source(klant=_customer, stap=_step, tijd=_time), EventColumns(), Clock()).columns
    assert (columns.channel, columns.message_id) == (None, None)
    source = _source(klant=_customer, stap=_step, tijd=_time, kanaal=_step, messageId=lambda i: f"m{i}")
    columns = guess_columns(source, EventColumns(), Clock()).columns
    assert (columns.channel, columns.message_id) == ("kanaal", "messageId")


def test_a_message_id_that_repeats_is_no_message_id() -> None:
    source = _source(klant=_customer, stap=_step, tijd=_time, message_id=_step)
    assert guess_columns(source, EventColumns(), Clock()).columns.message_id is None


@pytest.mark.parametrize(
    ("columns", "role"),
    [
        ({"kolom_a": _customer, "stap": _step, "tijd": _time}, "customer"),
        ({"klant": _customer, "kolom_b": lambda i: f"x{i}", "tijd": _time}, "touchpoint"),
        ({"klant": _customer, "stap": _step, "waarde": _step}, "time"),
    ],
)
def test_without_confidence_the_candidates_and_the_option_are_named(
    columns: dict[str, Any], role: str
) -> None:
    with pytest.raises(ColumnError, match=rf"which column of table is the {role}\. .*{role}=….*--{role}"):
        guess_columns(_source(**columns), EventColumns(), Clock())


def test_the_guess_can_be_shown() -> None:
    shown = explain(guess_columns(_source(klant=_customer, stap=_step, tijd=_time), EventColumns(), Clock()))
    assert [line.split()[:2] for line in shown.splitlines()] == [
        ["customer", "klant"],
        ["touchpoint", "stap"],
        ["time", "tijd"],
    ]


def test_properties_fit_to_filter_by_are_kept() -> None:
    source = _source(
        klant=_customer,
        stap=_step,
        tijd=_time,
        apparaat=_step,
        bedrag=lambda i: f"{i},50",
        postcode=lambda i: f"0{100 + i % 5}",
        sessie_id=lambda i: f"s{i}",
        mail=lambda i: f"k{i % 3}@voorbeeld.nl",
        adres=lambda i: f"10.0.0.{i % 3}",
        tekst=lambda i: f"een lang verhaal nummer {i}",
        geboren=lambda i: f"19{i % 60 + 20}-01-01",
        lijst=lambda i: [1, 2],
    )
    columns = EventColumns(customer="klant", touchpoint="stap", time="tijd")
    kept = fitting_properties(source, columns, Clock())
    assert kept == ("apparaat", "bedrag", "postcode")
    previews = [source.files[0].preview]
    assert [kind_of(previews, name) for name in kept] == ["text", "number", "text"]
