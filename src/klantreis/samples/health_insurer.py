"""A health insurer: from comparing policies to getting physiotherapy paid back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from klantreis.samples._chance import chance
from klantreis.samples._clock import DAY, HOUR, MINUTE, OFFICE, arrivals
from klantreis.samples._events_file import Layout, customer_numbers
from klantreis.samples._health_insurer_map import journey_map
from klantreis.samples._health_insurer_study import COLUMNS, DUTCH, study
from klantreis.samples._health_insurer_voices import VOICES
from klantreis.samples._language import tongue
from klantreis.samples._planted import Planted
from klantreis.samples._stage import Crowd, Stage, cast
from klantreis.samples._study_folder import Sample, write_folder

FIRST_DAY, LAST_DAY, SUMMER_TIME = dt.date(2025, 11, 1), dt.date(2026, 10, 31), dt.date(2026, 3, 29)
SEASON = (1.0, 0.7, 0.7, 0.7, 0.7, 0.6, 0.5, 0.6, 0.8, 0.7, 2.4, 4.2)
WEEK = (1.2, 1.15, 1.1, 1.05, 0.9, 0.7, 0.9)
FAILS_ON_MOBILE, FAILS_ELSEWHERE = 0.32, 0.05
HANDLING_MEDIAN = 16 * DAY
SENT_BACK = 0.30
DECISION_MOOD = -0.9

PLANTED: tuple[Planted, ...] = (
    Planted(
        detector="long_waiting_time",
        touchpoint="received",
        size=16,
        elsewhere=6,
        unit="days",
        words={
            "nl": "Na de ontvangstbevestiging hoort een klant in de mediaan 16 dagen niets; "
            "andere stappen vragen hooguit 6 dagen.",
            "en": "After the confirmation of receipt a customer hears nothing for a median of 16 days; "
            "other steps take 6 at most.",
        },
    ),
    Planted(
        detector="missed_target",
        touchpoint="received",
        size=16,
        elsewhere=10,
        unit="days",
        words={
            "nl": "Een declaratie moet binnen 10 dagen zijn afgehandeld. Dat doel wordt niet gehaald.",
            "en": "A claim must be handled within 10 days. That target is missed.",
        },
    ),
    Planted(
        detector="high_drop_off",
        touchpoint="claim",
        segment={"nl": "toestel=mobiel", "en": "device=mobile"},
        size=FAILS_ON_MOBILE,
        elsewhere=FAILS_ELSEWHERE,
        unit="share",
        words={
            "nl": "De foto van de nota uploaden mislukt op de telefoon bij 32 % van de pogingen, "
            "tegen 5 % op andere toestellen. Veel klanten laten het er dan bij zitten.",
            "en": "Uploading a photo of the invoice fails on a phone in 32 % of attempts, against 5 % on "
            "other devices. Many customers leave it at that.",
        },
    ),
    Planted(
        detector="rework",
        touchpoint="claim",
        size=SENT_BACK,
        elsewhere=0.05,
        unit="share",
        words={
            "nl": "Van de declaraties komt 30 % retour omdat er iets ontbreekt; "
            "de klant moet dan opnieuw indienen.",
            "en": "Of all claims 30 % are sent back because something is missing; "
            "the customer then has to submit again.",
        },
    ),
    Planted(
        detector="low_satisfaction",
        touchpoint="decision",
        size=DECISION_MOOD,
        unit="emotion",
        words={
            "nl": "Klanten zijn ontevreden over het besluit (−0,9 op −2..+2): de brief is onduidelijk.",
            "en": "Customers are dissatisfied with the decision (−0.9 on −2..+2): the letter is unclear.",
        },
    ),
    Planted(
        detector="unmapped_touchpoint",
        touchpoint={"nl": "telefoongesprek", "en": "phone_call"},
        size=0.23,
        unit="share",
        words={
            "nl": "Ongeveer 23 % van de klanten belt. Het telefoonteam staat niet op de kaart.",
            "en": "About 23 % of customers call. The phone team is not on the map.",
        },
    ),
)


def write(folder: Path, *, language: str = "nl", seed: int = 2026, customers: int = 4_600) -> Path:
    """Write the health insurer as a study folder and return the folder.

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
    numbers = customer_numbers(rng, customers, "{}", 318_400_000)
    stage = Stage(
        rng,
        {
            "device": cast(rng, customers, {"mobile": 0.56, "desktop": 0.35, "tablet": 0.09}),
            "package": cast(rng, customers, {"basic": 0.34, "plus": 0.46, "top": 0.20}),
            "age": np.clip(46 + 16 * rng.standard_normal(customers), 18, 91).astype(int).astype(object),
            "temper": 0.6 * rng.standard_normal(customers),
        },
    )
    _travel(stage, customers)
    sample = Sample(
        study=study(t, language),
        journey_map=journey_map(t, language),
        planted=PLANTED,
        stage=stage,
        layout=Layout(
            columns={k: t(*v) for k, v in COLUMNS.items()},
            words=DUTCH if language == "nl" else {},
            customers=numbers,
            summer_time=SUMMER_TIME,
        ),
        voices=VOICES,
        last_day=LAST_DAY,
    )
    return write_folder(folder, sample, language=language)


def _travel(stage: Stage, customers: int) -> None:
    when = arrivals(stage.rng, customers, first=FIRST_DAY, last=LAST_DAY, months=SEASON, weekdays=WEEK)
    chosen = _compare(stage, Crowd(np.arange(customers), when))
    insured = _take_out(stage, chosen)
    treated = _get_treated(stage, insured)
    submitted = _submit(stage, stage.wait(treated, median_s=5 * DAY, spread=0.5, visit=True))
    _be_paid_back(stage, submitted)


def _compare(stage: Stage, crowd: Crowd) -> Crowd:
    stage.note(crowd, "compare_open", channel="comparison")
    crowd, _ = stage.split(stage.wait(crowd, median_s=3 * MINUTE), 0.88)
    stage.note(crowd, "compare_result", channel="comparison")
    stage.ask(crowd, "compare", "csat", mood=0.6, share=0.06)
    _, crowd = stage.split(crowd, 0.1)
    pages = {"physio": 0.4, "dental": 0.25, "glasses": 0.2, "alternative": 0.15}
    left = []
    for _ in range(5):
        crowd = stage.wait(crowd, median_s=2 * MINUTE, spread=1.0)
        stage.note(crowd, "page/cover-" + cast(stage.rng, len(crowd), pages), channel="website")
        crowd, enough = stage.split(crowd, 0.55)
        left.append(enough)
    for more in left:
        crowd = crowd.and_also(more)
    chatting, _ = stage.split(crowd, 0.07)
    stage.note(stage.wait(chatting, median_s=4 * MINUTE), "chat_cover", channel="chat")
    crowd, _ = stage.split(stage.wait(crowd, median_s=0.7 * DAY, spread=1.2, visit=True), 0.85)
    stage.note(crowd, "premium_calculated", channel="website", package=stage.trait(crowd, "package"))
    back, on = stage.split(crowd, 0.12)
    back = stage.wait(back, median_s=0.9 * DAY, visit=True)
    stage.note(back, "page/cover-physio", channel="website")
    back = stage.wait(back, median_s=6 * MINUTE)
    stage.note(back, "premium_calculated", channel="website", package=stage.trait(back, "package"))
    crowd, _ = stage.split(back.and_also(on), 0.83)
    return stage.wait(crowd, median_s=0.5 * DAY, spread=1.3, visit=True)


def _take_out(stage: Stage, crowd: Crowd) -> Crowd:
    stage.note(crowd, "application_started", channel="website")
    crowd, _ = stage.split(stage.wait(crowd, median_s=9 * MINUTE, spread=0.5), 0.91)
    package, age = stage.trait(crowd, "package"), stage.trait(crowd, "age")
    stage.note(crowd, "application_sent", channel="website", package=package, age=age)
    stage.ask(crowd, "apply", "ces", mood=0.5, share=0.1)
    crowd = stage.wait(crowd, median_s=1.2 * DAY, spread=0.5, opening=OFFICE)
    stage.note(crowd, "message", channel="email", kind="acceptance")
    crowd = stage.wait(crowd, median_s=2 * DAY, spread=0.4, opening=OFFICE)
    stage.note(crowd, "message", channel="post", kind="policy")
    stage.ask(crowd, "policy", "csat", mood=0.3, share=0.12)
    return crowd


def _get_treated(stage: Stage, crowd: Crowd) -> Crowd:
    crowd, _ = stage.split(stage.wait(crowd, median_s=4.5 * DAY, spread=0.7, visit=True), 0.96)
    stage.note(crowd, "app/cover_physio", channel="app")
    more, _ = stage.split(crowd, 0.5)
    stage.note(stage.wait(more, median_s=40), "app/cover_balance", channel="app")
    stage.ask(crowd, "cover-check", "csat", mood=0.9, share=0.1)
    puzzled, _ = stage.split(stage.wait(crowd, median_s=HOUR, opening=OFFICE), 0.06)
    stage.note(puzzled, "phone_call", channel="phone")
    crowd, _ = stage.split(stage.wait(crowd, median_s=4 * DAY, spread=0.5, opening=OFFICE), 0.92)
    stage.note(crowd, "first_treatment", channel="practice")
    return crowd


def _submit(stage: Stage, crowd: Crowd) -> Crowd:
    nobody = np.zeros(0, np.int64)
    submitted = Crowd(nobody, nobody)
    for _ in range(3):
        stage.note(crowd, "claim_upload_started", channel="app")
        crowd = stage.wait(crowd, median_s=80, spread=0.5)
        on_mobile = stage.trait(crowd, "device") == "mobile"
        failed, through = stage.split(crowd, np.where(on_mobile, FAILS_ON_MOBILE, FAILS_ELSEWHERE))
        stage.note(failed, "claim_upload_failed", channel="app")
        stage.ask(failed, "claim", "ces", mood=-1.4, share=0.09)
        stage.ask(through, "claim", "ces", mood=0.6, share=0.09)
        calling, alone = stage.split(failed, 0.18)
        calling = stage.wait(calling, median_s=HOUR, opening=OFFICE)
        stage.note(calling, "phone_call", channel="phone")
        posting, alone = stage.split(alone, 0.08)
        posting = stage.wait(posting, median_s=3 * DAY, opening=OFFICE)
        stage.note(posting, "claim_posted", channel="post")
        crowd, _ = stage.split(stage.wait(alone, median_s=3 * MINUTE), 0.36)
        submitted = submitted.and_also(through).and_also(posting)
    return submitted


def _be_paid_back(stage: Stage, crowd: Crowd) -> None:
    handled = _handle(stage, crowd)
    returned, decided = stage.split(handled, SENT_BACK)
    stage.note(returned, "claim", channel="email", status="returned")
    stage.ask(returned, "returned", "csat", mood=-0.8, share=0.1)
    resent, _ = stage.split(stage.wait(returned, median_s=2 * DAY, visit=True), 0.9)
    decided = decided.and_also(_handle(stage, resent))
    stage.note(decided, "claim", channel="email", status="decided")
    stage.ask(decided, "decision", "csat", mood=DECISION_MOOD, share=0.3)
    calling, _ = stage.split(stage.wait(decided, median_s=6 * HOUR, opening=OFFICE), 0.2)
    stage.note(calling, "phone_call", channel="phone")
    paid, _ = stage.split(stage.wait(decided, median_s=1.4 * DAY, spread=0.4, opening=OFFICE), 0.95)
    sessions = 1 + stage.rng.randint(0, 6, len(paid))
    stage.note(paid, "claim", channel="bank", status="paid_out", amount=(sessions * 36.5).tolist())
    stage.ask(paid, "payout", "csat", mood=1.0, share=0.12)
    stage.ask(stage.wait(paid, median_s=2 * DAY), "journey", "nps", mood=0.9, share=0.2)


def _handle(stage: Stage, crowd: Crowd) -> Crowd:
    sessions = (1 + stage.rng.randint(0, 6, len(crowd))) * 36.5
    stage.note(crowd, "claim_submitted", channel="app", amount=sessions.tolist())
    crowd = stage.wait(crowd, median_s=4 * MINUTE, spread=0.6)
    stage.note(crowd, "claim", channel="email", status="received")
    handled = stage.wait(crowd, median_s=HANDLING_MEDIAN - 0.6 * DAY, spread=0.45, opening=OFFICE)
    asking = stage.meanwhile(crowd, handled, 0.55, 0.9)
    asking, _ = stage.split(stage.wait(asking, median_s=HOUR, opening=OFFICE), 0.36)
    stage.note(asking, "phone_call", channel="phone")
    return handled
