"""A web shop that sells bicycles: from looking around to the first service."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from klantreis.samples._chance import chance
from klantreis.samples._clock import DAY, HOUR, MINUTE, OFFICE, SHOP, arrivals
from klantreis.samples._events_file import Layout, customer_numbers
from klantreis.samples._language import tongue
from klantreis.samples._planted import Planted
from klantreis.samples._stage import Crowd, Stage, cast
from klantreis.samples._study_folder import Sample, write_folder
from klantreis.samples._web_shop_map import journey_map
from klantreis.samples._web_shop_study import COLUMNS, DUTCH, study
from klantreis.samples._web_shop_voices import VOICES

FIRST_DAY, LAST_DAY, SUMMER_TIME = dt.date(2025, 9, 1), dt.date(2026, 8, 31), dt.date(2026, 3, 29)
SEASON = (0.6, 0.7, 1.3, 1.7, 1.8, 1.5, 1.1, 1.0, 0.9, 0.7, 0.7, 0.8)
WEEK = (1.0, 0.95, 1.0, 0.95, 0.85, 1.2, 1.35)
FAILS_ON_MOBILE, FAILS_ELSEWHERE = 0.35, 0.06
ASSEMBLY_MEDIAN = 9 * DAY
DELIVERY_MOOD = -0.6

PLANTED: tuple[Planted, ...] = (
    Planted(
        detector="high_drop_off",
        touchpoint="pay",
        segment={"nl": "apparaat=mobiel", "en": "device=mobile"},
        size=FAILS_ON_MOBILE,
        elsewhere=FAILS_ELSEWHERE,
        unit="share",
        words={
            "nl": "Betalen mislukt op de telefoon bij 35 % van de pogingen, tegen 6 % op andere apparaten. "
            "Veel klanten haken daar af.",
            "en": "Paying fails on a phone in 35 % of attempts, against 6 % on other devices. "
            "Many customers give up there.",
        },
    ),
    Planted(
        detector="long_waiting_time",
        touchpoint="workshop",
        size=9,
        elsewhere=2,
        unit="days",
        words={
            "nl": "Van werkplaats tot verzending duurt het in de mediaan 9 dagen, "
            "waar andere stappen hooguit 2 dagen vragen.",
            "en": "From workshop to dispatch takes a median of 9 days, where other steps take 2 at most.",
        },
    ),
    Planted(
        detector="missed_target",
        touchpoint="workshop",
        size=9,
        elsewhere=3,
        unit="days",
        words={
            "nl": "De werkplaats moet een fiets binnen 3 dagen klaar hebben. Dat doel wordt niet gehaald.",
            "en": "The workshop must have a bicycle ready within 3 days. That target is missed.",
        },
    ),
    Planted(
        detector="unmapped_touchpoint",
        touchpoint={"nl": "gesprek_klantenservice", "en": "call_customer_service"},
        size=0.21,
        unit="share",
        words={
            "nl": "Ongeveer 21 % van de klanten belt de klantenservice. "
            "Het belcentrum staat niet op de kaart.",
            "en": "About 21 % of customers call customer service. The call centre is not on the map.",
        },
    ),
    Planted(
        detector="assumed_measured_gap",
        touchpoint="delivered",
        size=DELIVERY_MOOD,
        elsewhere=1.8,
        unit="emotion",
        words={
            "nl": "Het team denkt dat de bezorging het hoogtepunt is (+1,8). "
            "Klanten zijn er ontevreden (−0,6): ze wachtten lang en de fiets is niet rijklaar.",
            "en": "The team believes that delivery is the high point (+1.8). "
            "Customers are dissatisfied (−0.6): they waited long and the bicycle is not ready to ride.",
        },
    ),
)


def write(folder: Path, *, language: str = "nl", seed: int = 2026, customers: int = 5_000) -> Path:
    """Write the web shop as a study folder and return the folder.

    Parameters
    ----------
    folder
        Made where it does not exist; files of the same name in it are replaced.
    language
        ``"nl"`` or ``"en"``: texts, names of columns and names of events.
    seed
        The same seed gives the same bytes.
    customers
        How many customers travel.

    Raises
    ------
    ParameterError
        If the sample is not written in this language, or seed or number cannot be used.
    """
    t = tongue(language)
    rng = chance(seed, customers)
    numbers = customer_numbers(rng, customers, "K-{}", 204_000)
    stage = Stage(
        rng,
        {
            "device": cast(rng, customers, {"mobile": 0.52, "desktop": 0.38, "tablet": 0.10}),
            "bicycle": cast(rng, customers, {"city": 0.38, "electric": 0.34, "cargo": 0.12, "racing": 0.16}),
            "temper": 0.6 * rng.standard_normal(customers),
        },
    )
    _travel(stage, customers)
    layout = Layout(
        columns={k: t(*v) for k, v in COLUMNS.items()},
        words=DUTCH if language == "nl" else {},
        customers=numbers,
        summer_time=SUMMER_TIME,
        delimiter=t(";", ","),
        decimal=t(",", "."),
        day_first=language == "nl",
    )
    sample = Sample(
        study=study(t, language),
        journey_map=journey_map(t, language),
        planted=PLANTED,
        stage=stage,
        layout=layout,
        voices=VOICES,
        last_day=LAST_DAY,
    )
    return write_folder(folder, sample, language=language)


def _travel(stage: Stage, customers: int) -> None:
    when = arrivals(stage.rng, customers, first=FIRST_DAY, last=LAST_DAY, months=SEASON, weekdays=WEEK)
    chosen = _look_around(stage, Crowd(np.arange(customers), when))
    ordered = _order(stage, chosen)
    delivered = _wait_for_it(stage, ordered)
    _ride(stage, delivered)


def _look_around(stage: Stage, crowd: Crowd) -> Crowd:
    doors = {"search": 0.46, "direct": 0.24, "newsletter": 0.12, "social": 0.18}
    landing = "landing/" + cast(stage.rng, len(crowd), doors)
    stage.note(crowd, landing, channel="website")
    _, crowd = stage.split(crowd, 0.14)
    noise, _ = stage.split(crowd, 0.12)
    stage.note(noise, "cookie_notice", channel="website")
    advised, browsing = stage.split(crowd, 0.32)
    advised = _take_advice(stage, advised)
    crowd = _browse(stage, advised.and_also(browsing))
    _, crowd = stage.split(crowd, 0.22)
    riders, others = stage.split(crowd, 0.2)
    riders = stage.wait(riders, median_s=1.2 * DAY, spread=0.6, opening=SHOP)
    stage.note(riders, "test_ride", channel="store", bicycle=stage.trait(riders, "bicycle"))
    stage.ask(riders, "test-ride", "csat", mood=1.3, share=0.4)
    _, riders = stage.split(riders, 0.12)
    again, sure = stage.split(riders, 0.3)
    again = stage.wait(again, median_s=0.6 * DAY, visit=True)
    kind = stage.trait(again, "bicycle")
    stage.note(again, "product/" + kind + "-1", channel="website", bicycle=kind)
    riders = again.and_also(sure)
    return stage.wait(riders, median_s=0.8 * DAY, visit=True).and_also(
        stage.wait(others, median_s=40 * MINUTE, spread=1.6, visit=True)
    )


def _take_advice(stage: Stage, crowd: Crowd) -> Crowd:
    crowd = stage.wait(crowd, median_s=50)
    stage.note(crowd, "advice_start", channel="website")
    done, stopped = stage.split(crowd, 0.82)
    done = stage.wait(done, median_s=4 * MINUTE, spread=0.5)
    stage.note(done, "advice_result", channel="website", bicycle=stage.trait(done, "bicycle"))
    stage.ask(done, "advice", "csat", mood=0.8, share=0.16)
    return done.and_also(stopped)


def _browse(stage: Stage, crowd: Crowd) -> Crowd:
    left = []
    for _ in range(9):
        crowd = stage.wait(crowd, median_s=100, spread=0.9)
        later, now = stage.split(crowd, 0.16)
        crowd = now.and_also(stage.wait(later, median_s=1.1 * DAY, visit=True))
        kind = stage.trait(crowd, "bicycle")
        model = stage.rng.randint(1, 7, len(crowd)).astype(str).astype(object)
        stage.note(crowd, "product/" + kind + "-" + model, channel="website", bicycle=kind)
        crowd, enough = stage.split(crowd, 0.63)
        left.append(enough)
    chatting, _ = stage.split(left[0], 0.12)
    stage.note(stage.wait(chatting, median_s=3 * MINUTE), "chat_sizing", channel="chat")
    for more in left:
        crowd = crowd.and_also(more)
    return crowd


def _order(stage: Stage, crowd: Crowd) -> Crowd:
    stage.note(crowd, "cart_add", channel="website", bicycle=stage.trait(crowd, "bicycle"))
    crowd, leaving = stage.split(stage.wait(crowd, median_s=3 * MINUTE), 0.84)
    stage.note(leaving.only(leaving.who % 3 == 0), "cart_view", channel="website")
    stage.note(crowd, "cart_view", channel="website")
    doubting, sure = stage.split(crowd, 0.09)
    doubting = stage.wait(doubting, median_s=4 * MINUTE)
    stage.note(doubting, "product/" + stage.trait(doubting, "bicycle") + "-2", channel="website")
    doubting = stage.wait(doubting, median_s=10 * MINUTE, visit=True)
    stage.note(doubting, "cart_view", channel="website")
    crowd = doubting.and_also(sure)
    crowd, _ = stage.split(stage.wait(crowd, median_s=2 * MINUTE), 0.93)
    stage.note(crowd, "checkout_details", channel="website")
    stage.ask(crowd, "checkout", "ces", mood=0.4, share=0.06)
    paid = _pay(stage, stage.wait(crowd, median_s=4 * MINUTE, spread=0.5))
    price = {"city": 749.0, "electric": 2_199.0, "cargo": 4_495.0, "racing": 1_349.0}
    list_price = np.asarray([price[k] for k in stage.trait(paid, "bicycle").tolist()])
    amount = np.round(list_price * (1 + 0.2 * stage.rng.random_sample(len(paid))) / 5) * 5 - 0.05
    placed = {"status": "placed", "bicycle": stage.trait(paid, "bicycle"), "amount": amount.tolist()}
    stage.note(paid, "order", channel="website", **placed)
    return paid


def _pay(stage: Stage, crowd: Crowd) -> Crowd:
    nobody = np.zeros(0, np.int64)
    paid = Crowd(nobody, nobody)
    for _ in range(3):
        stage.note(crowd, "payment_started", channel="website")
        crowd = stage.wait(crowd, median_s=70, spread=0.5)
        on_mobile = stage.trait(crowd, "device") == "mobile"
        failed, through = stage.split(crowd, np.where(on_mobile, FAILS_ON_MOBILE, FAILS_ELSEWHERE))
        stage.ask(through, "pay", "ces", mood=0.7, share=0.08)
        stage.note(failed, "payment_failed", channel="website")
        stage.ask(failed, "pay", "ces", mood=-1.3, share=0.12)
        calling, alone = stage.split(failed, 0.2)
        calling = stage.wait(calling, median_s=50 * MINUTE, opening=OFFICE)
        stage.note(calling, "call_customer_service", channel="phone")
        crowd, _ = stage.split(stage.wait(alone, median_s=2 * MINUTE), 0.3)
        paid = paid.and_also(through)
    return paid


def _wait_for_it(stage: Stage, crowd: Crowd) -> Crowd:
    crowd = stage.wait(crowd, median_s=14 * HOUR, spread=0.5, opening=OFFICE)
    stage.note(crowd, "order", channel="email", status="in_workshop")
    cancelled, crowd = stage.split(crowd, 0.03)
    ready = stage.wait(crowd, median_s=ASSEMBLY_MEDIAN - 0.5 * DAY, spread=0.5, opening=OFFICE)
    asking, _ = stage.split(stage.meanwhile(crowd, ready, 0.55, 0.9), 0.34)
    asking = asking.and_also(stage.wait(cancelled, median_s=2 * DAY, opening=OFFICE))
    stage.note(stage.wait(asking, median_s=HOUR, opening=OFFICE), "call_customer_service", channel="phone")
    stage.note(ready, "order", channel="email", status="shipped")
    delivered = stage.wait(ready, median_s=1.3 * DAY, spread=0.4, opening=SHOP)
    stage.note(delivered, "order", channel="parcel", status="delivered")
    ready_to_ride, unready = stage.split(delivered, 0.35)
    stage.ask(ready_to_ride, "delivered", "csat", mood=DELIVERY_MOOD + 1.3, share=0.24)
    stage.ask(unready, "delivered", "csat", mood=DELIVERY_MOOD - 0.9, share=0.24)
    stage.ask(stage.wait(delivered, median_s=3 * DAY), "journey", "nps", mood=1.15, share=0.16)
    return delivered


def _ride(stage: Stage, crowd: Crowd) -> None:
    calling, _ = stage.split(stage.wait(crowd, median_s=8 * HOUR, opening=OFFICE), 0.14)
    stage.note(calling, "call_customer_service", channel="phone")
    reading, _ = stage.split(stage.wait(crowd, median_s=5 * HOUR, visit=True), 0.55)
    stage.note(reading, "manual_" + stage.trait(reading, "bicycle"), channel="website")
    stage.ask(reading, "manual", "csat", mood=0.1, share=0.14)
    planning, _ = stage.split(stage.wait(reading, median_s=1.6 * DAY, visit=True), 0.62)
    stage.note(planning, "service_booked", channel="website")
    stage.ask(planning, "service", "csat", mood=1.2, share=0.2)
