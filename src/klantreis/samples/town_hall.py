"""A town hall: from the plan for a dormer to the permit and the start of building."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from klantreis.samples._chance import chance
from klantreis.samples._clock import DAY, HOUR, MINUTE, OFFICE, arrivals
from klantreis.samples._events_file import Layout, customer_numbers
from klantreis.samples._language import tongue
from klantreis.samples._planted import Planted
from klantreis.samples._stage import Crowd, Stage, cast
from klantreis.samples._study_folder import Sample, write_folder
from klantreis.samples._town_hall_map import journey_map
from klantreis.samples._town_hall_study import COLUMNS, DUTCH, study
from klantreis.samples._town_hall_voices import VOICES

FIRST_DAY, LAST_DAY, SUMMER_TIME = dt.date(2025, 10, 1), dt.date(2026, 9, 30), dt.date(2026, 3, 29)
SEASON = (1.5, 1.5, 1.6, 1.3, 1.1, 0.8, 0.5, 0.6, 1.1, 1.1, 0.9, 0.6)
WEEK = (1.2, 1.1, 1.1, 1.0, 0.8, 0.8, 1.0)
FAILS_ON_MOBILE, FAILS_ELSEWHERE = 0.38, 0.07
REVIEW_MEDIAN = 38 * DAY
INCOMPLETE = 0.45
CHECK_MOOD = -0.7

PLANTED: tuple[Planted, ...] = (
    Planted(
        detector="long_waiting_time",
        touchpoint="review",
        size=38,
        elsewhere=6,
        unit="days",
        words={
            "nl": "De beoordeling door vergunningverlening en welstand duurt in de mediaan 38 dagen; "
            "andere stappen vragen hooguit 6 dagen.",
            "en": "Assessment by the permit office and the design committee takes a median of 38 days; "
            "other steps take 6 at most.",
        },
    ),
    Planted(
        detector="missed_target",
        touchpoint="review",
        size=38,
        elsewhere=28,
        unit="days",
        words={
            "nl": "De gemeente belooft een besluit binnen 28 dagen na de start van de beoordeling. "
            "Dat doel wordt niet gehaald.",
            "en": "The municipality promises a decision within 28 days of the start of the assessment. "
            "That target is missed.",
        },
    ),
    Planted(
        detector="high_drop_off",
        touchpoint="login",
        segment={"nl": "apparaat=mobiel", "en": "device=mobile"},
        size=FAILS_ON_MOBILE,
        elsewhere=FAILS_ELSEWHERE,
        unit="share",
        words={
            "nl": "Inloggen mislukt op de telefoon bij 38 % van de pogingen, tegen 7 % op andere apparaten. "
            "Veel inwoners komen daarna niet meer terug.",
            "en": "Logging in fails on a phone in 38 % of attempts, against 7 % on other devices. "
            "Many residents do not come back after that.",
        },
    ),
    Planted(
        detector="rework",
        touchpoint="documents",
        size=INCOMPLETE,
        elsewhere=0.05,
        unit="share",
        words={
            "nl": "Van de aanvragen is 45 % niet compleet: de inwoner moet tekeningen opnieuw aanleveren.",
            "en": "Of all applications 45 % are incomplete: the resident has to supply drawings again.",
        },
    ),
    Planted(
        detector="assumed_measured_gap",
        touchpoint="permit-check",
        size=CHECK_MOOD,
        elsewhere=1.2,
        unit="emotion",
        words={
            "nl": "Het team denkt dat de vergunningcheck duidelijk is (+1,2). "
            "Inwoners zijn er ontevreden over (−0,7): zij begrijpen de vragen niet.",
            "en": "The team believes that the permit check is clear (+1.2). "
            "Residents are dissatisfied with it (−0.7): they do not understand the questions.",
        },
    ),
    Planted(
        detector="unmapped_touchpoint",
        touchpoint={"nl": "gesprek_klantcontactcentrum", "en": "call_contact_centre"},
        size=0.26,
        unit="share",
        words={
            "nl": "Ongeveer 26 % van de inwoners belt het klantcontactcentrum. Dat staat niet op de kaart.",
            "en": "About 26 % of residents call the contact centre. It is not on the map.",
        },
    ),
)


def write(folder: Path, *, language: str = "nl", seed: int = 2026, customers: int = 3_800) -> Path:
    """Write the town hall as a study folder and return the folder.

    Parameters
    ----------
    folder
        Made where it does not exist; files of the same name in it are replaced.
    language
        ``"nl"`` or ``"en"``: texts, names of columns and names of events.
    seed
        The same seed gives the same bytes.
    customers
        How many residents travel.

    Raises
    ------
    ParameterError
        If the sample is not written in this language, or seed or number cannot be used.
    """
    t = tongue(language)
    rng = chance(seed, customers)
    numbers = customer_numbers(rng, customers, "V{:06d}", 40_000)
    districts = {"Molenwijk": 0.31, "Oude Haven": 0.17, "Kersentuin": 0.28, "Noorderveld": 0.24}
    stage = Stage(
        rng,
        {
            "device": cast(rng, customers, {"mobile": 0.47, "desktop": 0.42, "tablet": 0.11}),
            "district": cast(rng, customers, districts),
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
    prepared = _find_out(stage, Crowd(np.arange(customers), when))
    inside = _log_in(stage, prepared)
    complete = _apply(stage, inside)
    _decide(stage, complete)


def _find_out(stage: Stage, crowd: Crowd) -> Crowd:
    pages = {"rules": 0.4, "costs": 0.25, "examples": 0.2, "neighbours": 0.15}
    left = []
    for _ in range(6):
        stage.note(crowd, "page/dormer-" + cast(stage.rng, len(crowd), pages), channel="website")
        crowd = stage.wait(crowd, median_s=2 * MINUTE, spread=1.0)
        crowd, enough = stage.split(crowd, 0.5)
        left.append(enough)
    for more in left:
        crowd = crowd.and_also(more)
    crowd, _ = stage.split(crowd, 0.89)
    crowd = stage.wait(crowd, median_s=0.6 * DAY, spread=1.2, visit=True)
    stage.note(crowd, "permit_check_start", channel="website", district=stage.trait(crowd, "district"))
    crowd, _ = stage.split(stage.wait(crowd, median_s=7 * MINUTE, spread=0.5), 0.92)
    stage.note(crowd, "permit_check_done", channel="website")
    stage.ask(crowd, "permit-check", "csat", mood=CHECK_MOOD, share=0.13)
    free, crowd = stage.split(stage.wait(crowd, median_s=30, spread=0.3), 0.14)
    stage.note(free, "outcome_permit_free", channel="website")
    return _prepare(stage, crowd)


def _prepare(stage: Stage, crowd: Crowd) -> Crowd:
    drawing, crowd = stage.split(crowd, 0.33)
    drawing = stage.wait(drawing, median_s=1.5 * DAY, visit=True)
    stage.note(drawing, "archive_drawing", channel="website")
    visiting, alone = stage.split(drawing.and_also(crowd), 0.27)
    visiting = stage.wait(visiting, median_s=3 * DAY, spread=0.5, opening=OFFICE)
    stage.note(visiting, "desk_visit", channel="counter")
    stage.ask(visiting, "desk", "csat", mood=1.2, share=0.25)
    back, on = stage.split(visiting, 0.15)
    back = stage.wait(back, median_s=1 * DAY, visit=True)
    stage.note(back, "page/dormer-rules", channel="website")
    calling, _ = stage.split(stage.wait(alone, median_s=1 * DAY, opening=OFFICE), 0.06)
    stage.note(calling, "call_contact_centre", channel="phone")
    crowd, _ = stage.split(back.and_also(on).and_also(alone), 0.87)
    return stage.wait(crowd, median_s=4 * DAY, spread=0.9, visit=True)


def _log_in(stage: Stage, crowd: Crowd) -> Crowd:
    nobody = np.zeros(0, np.int64)
    inside = Crowd(nobody, nobody)
    for _ in range(3):
        stage.note(crowd, "login_started", channel="website")
        crowd = stage.wait(crowd, median_s=60, spread=0.4)
        on_mobile = stage.trait(crowd, "device") == "mobile"
        failed, through = stage.split(crowd, np.where(on_mobile, FAILS_ON_MOBILE, FAILS_ELSEWHERE))
        stage.note(failed, "login_failed", channel="website")
        stage.note(through, "login_done", channel="website")
        stage.ask(failed, "login", "ces", mood=-1.4, share=0.1)
        stage.ask(through, "login", "ces", mood=0.8, share=0.07)
        calling, alone = stage.split(failed, 0.22)
        calling = stage.wait(calling, median_s=HOUR, opening=OFFICE)
        stage.note(calling, "call_contact_centre", channel="phone")
        crowd, _ = stage.split(stage.wait(alone, median_s=3 * MINUTE), 0.36)
        inside = inside.and_also(through)
    return inside


def _apply(stage: Stage, crowd: Crowd) -> Crowd:
    crowd = stage.wait(crowd, median_s=12 * MINUTE, spread=0.5)
    stage.note(crowd, "form_filled", channel="website", district=stage.trait(crowd, "district"))
    stage.ask(crowd, "form", "ces", mood=0.2, share=0.08)
    crowd, _ = stage.split(stage.wait(crowd, median_s=0.5 * HOUR, spread=1.0), 0.94)
    complete = []
    for missing in (INCOMPLETE, 0.15, 0.0):
        for document in ("document_drawing", "document_photo"):
            stage.note(crowd, document, channel="website")
            crowd = stage.wait(crowd, median_s=3 * MINUTE, spread=0.5)
        stage.note(crowd, "case", channel="email", status="received")
        crowd = stage.wait(crowd, median_s=4 * DAY, spread=0.4, opening=OFFICE)
        crowd, done = stage.split(crowd, missing)
        complete.append(done)
        stage.note(crowd, "case", channel="email", status="supplement_requested")
        stage.ask(crowd, "supplement", "csat", mood=-0.9, share=0.16)
        calling, _ = stage.split(stage.wait(crowd, median_s=7 * HOUR, opening=OFFICE), 0.25)
        stage.note(calling, "call_contact_centre", channel="phone")
        crowd, _ = stage.split(stage.wait(crowd, median_s=5 * DAY, spread=0.6, visit=True), 0.92)
    return complete[0].and_also(complete[1]).and_also(complete[2])


def _decide(stage: Stage, crowd: Crowd) -> None:
    stage.note(crowd, "case", channel="email", status="in_review")
    decided = stage.wait(crowd, median_s=REVIEW_MEDIAN - 0.6 * DAY, spread=0.4, opening=OFFICE)
    asking, _ = stage.split(stage.meanwhile(crowd, decided, 0.4, 0.9), 0.42)
    asking = stage.wait(asking, median_s=HOUR, opening=OFFICE)
    stage.note(asking, "call_contact_centre", channel="phone")
    granted, refused = stage.split(decided, 0.88)
    for crowd, outcome, mood in ((granted, "granted", 0.9), (refused, "refused", -1.3)):
        stage.note(crowd, "case", channel="post", status="decided", outcome=outcome)
        stage.ask(crowd, "decision", "csat", mood=mood, share=0.25)
    stage.ask(stage.wait(decided, median_s=3 * DAY), "journey", "csat", mood=-0.1, share=0.15)
    paid, _ = stage.split(stage.wait(granted, median_s=5 * DAY, spread=0.5, visit=True), 0.93)
    fee = 340 + 10 * stage.rng.randint(0, 60, len(paid)).astype(float)
    stage.note(paid, "fee_paid", channel="website", amount=fee.tolist())
    building, _ = stage.split(stage.wait(paid, median_s=5 * DAY, spread=0.6, visit=True), 0.66)
    stage.note(building, "start_notice", channel="website")
    stage.ask(building, "start", "ces", mood=0.9, share=0.25)
