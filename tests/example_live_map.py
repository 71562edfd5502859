# ruff: noqa: E501  (a table of texts: one row, one line)
"""A made-up live map for the tests of drawings and exports: buying a bicycle online."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import msgspec

from klantreis.model.evidence import Contact, Estimate, EvidenceState, ExampleJourney, Quote, Score
from klantreis.model.finding import Finding, Severity
from klantreis.model.journey_map import Branch, Card, JourneyMap, Lane, MapPhase, OwnLane, Step
from klantreis.model.live_map import Base, LiveMap, Measured, TargetState, Unmapped
from klantreis.model.persona import Persona
from klantreis.model.result import Period, Size
from klantreis.model.study import Study
from klantreis.model.touchpoint import Channel, JourneyPhase, Target, Touchpoint

UTC = dt.UTC
ALL = 3_751


def share(value: float, n: int, half: float = 0.015) -> Estimate:
    return Estimate(
        value=value, n=n, low=max(0.0, value - half), high=min(1.0, value + half), method="Wilson"
    )


def seconds(value: float, n: int) -> Estimate:
    return Estimate(value=value, n=n, low=value * 0.9, high=value * 1.15, unit="s", method="order statistics")


def feeling(value: float, n: int) -> Estimate:
    half = 1.4 / n**0.5
    return Estimate(value=value, n=n, low=value - half, high=value + half, unit="emotion", method="bootstrap")


def nps(value: float, n: int) -> Score:
    estimate = Estimate(
        value=value, n=n, low=value - 9, high=value + 9, unit="score", method="% 9–10 − % 0–6"
    )
    return Score(measure="nps", method="% 9–10 − % 0–6", estimate=estimate, counts={9.0: n // 2}, customers=n)


def cards(step: str, lane: str, *texts: Any, source: str | None = None, span: int = 1) -> list[Card]:
    return [
        Card(id=f"{step}-{lane}-{at}", text=text, source=source, span=span if at == 0 else 1)
        for at, text in enumerate(texts)
    ]


def t(nl: str, en: str) -> dict[str, str]:
    return {"nl": nl, "en": en}


CHANNELS = [
    Channel(id="website", name="Website"),
    Channel(id="app", name="App"),
    Channel(id="email", name=t("E-mail", "E-mail")),
    Channel(id="phone", name=t("Telefoon", "Phone"), online=False),
    Channel(id="store", name=t("Winkel", "Store"), online=False),
    Channel(id="parcel", name=t("Bezorging", "Delivery"), online=False),
]

_STEPS: list[tuple[str, dict[str, str], str, str, float | None, bool]] = [
    ("see", t("Ik zie een fiets die bij mij past", "I see a bicycle that suits me"), "advert", "website", 1.0, False),
    ("compare", t("Ik vergelijk fietsen en prijzen", "I compare bicycles and prices"), "catalog", "website", 0.5, False),
    ("visit", t("Ik maak een proefrit in de winkel", "I take a test ride in the store"), "test_ride", "store", 1.5, True),
    ("cart", t("Ik kies maat, kleur en verzekering", "I choose size, colour and insurance"), "cart", "website", 1.0, False),
    ("pay", t("Ik reken af", "I pay"), "payment", "website", 0.5, True),
    ("wait", t("Ik wacht op mijn fiets", "I wait for my bicycle"), "shipping_mail", "email", 0.0, False),
    ("receive", t("Ik krijg mijn fiets thuis", "My bicycle arrives"), "delivery", "parcel", 1.5, True),
    ("ride", t("Ik rijd mijn eerste rit 🚲", "I take my first ride 🚲"), "first_ride", "app", 2.0, False),
    ("service", t("Ik vraag hulp bij een probleem", "I ask for help with a problem"), "service_call", "phone", -0.5, False),
]  # fmt: skip
_PHASES = [
    (
        "orient",
        t("Ontdekken", "Discover"),
        t("Ik wil weten wat er te koop is.", "I want to know what there is."),
        2,
    ),
    (
        "choose",
        t("Kiezen", "Choose"),
        t("Ik wil zeker weten dat hij past.", "I want to be sure that it fits."),
        2,
    ),
    ("buy", t("Kopen", "Buy"), t("Ik wil het zonder gedoe regelen.", "I want it done without fuss."), 1),
    ("get", t("Krijgen", "Receive"), t("Ik wil weten wanneer hij komt.", "I want to know when it comes."), 2),
    ("use", t("Gebruiken", "Use"), t("Ik wil zorgeloos fietsen.", "I want to ride without worries."), 2),
]


def _step(at: int) -> Step:
    key, name, touchpoint, channel, emotion, truth = _STEPS[at]
    lanes = _CARDS[key]
    return Step(
        id=key, name=name, touchpoint=touchpoint, channel=channel, emotion=emotion, moment_of_truth=truth,
        **{lane: cards(key, lane, *texts) for lane, texts in lanes.items() if lane != "pain_points"},
        pain_points=cards(key, "pain", *lanes.get("pain_points", ()), source=t("8 interviews, mei", "8 interviews, May")),  # type: ignore[arg-type]
        journey="delivery-day" if key == "receive" else None,
    )  # fmt: skip


_CARDS: dict[str, dict[str, list[Any]]] = {
    "see": {
        "actions": [t("Scrolt langs aanbiedingen op de bank", "Scrolls past offers on the sofa")],
        "thoughts": [t("“Zo eentje wil ik ook.”", "“I want one like that.”")],
        "gains": [t("Mooie beelden van echte fietsers", "Fine pictures of real riders")],
        "opportunities": [
            t("Laat zien welke winkel de fiets nu heeft staan", "Show which store has the bicycle now")
        ],
        "systems": [t("Advertentiebeheer", "Ad manager")],
    },
    "compare": {
        "actions": [
            t("Zet drie modellen naast elkaar", "Puts three models side by side"),
            t("Leest beoordelingen", "Reads reviews"),
        ],
        "thoughts": [t("“Waarin verschillen ze nu eigenlijk?”", "“What is the difference, really?”")],
        "information_needs": [t("Levertijd, garantie en actieradius", "Delivery time, warranty and range")],
        "pain_points": [t("Specificaties staan op vier plekken", "Specifications are in four places")],
        "opportunities": [
            t("Eén vergelijker met verschillen uitgelicht", "One comparison that highlights differences")
        ],
        "systems": [t("Productinformatiesysteem", "Product information system")],
    },
    "visit": {
        "actions": [t("Boekt een tijd en rijdt twee rondjes", "Books a slot and rides two rounds")],
        "thoughts": [t("“Nu weet ik het zeker.”", "“Now I am sure.”")],
        "expectations": [t("De fiets uit de webwinkel staat klaar", "The bicycle from the shop is ready")],
        "gains": [t("Persoonlijk advies, geen haast", "Personal advice, no hurry")],
        "frontstage": [t("Adviseur stelt de fiets af", "Adviser adjusts the bicycle")],
        "backstage": [t("Magazijn zet de fiets klaar", "Warehouse readies the bicycle")],
        "systems": [t("Afsprakenplanner", "Appointment planner")],
    },
    "cart": {
        "actions": [t("Kiest maat M en een verzekering", "Chooses size M and insurance")],
        "thoughts": [t("“Heb ik die verzekering nodig?”", "“Do I need that insurance?”")],
        "information_needs": [
            t("Wat de aansprakelijkheidsverzekeringsmaatschappij dekt", "What the liability insurer covers")
        ],
        "pain_points": [t("Maattabel opent in een pdf", "The size chart opens as a PDF")],
        "opportunities": [t("Maatadvies op basis van lichaamslengte", "Size advice by body height")],
    },
    "pay": {
        "actions": [t("Betaalt met iDEAL op de telefoon", "Pays by bank transfer on the phone")],
        "thoughts": [t("“Is het nu gelukt of niet?”", "“Did it work or not?”")],
        "expectations": [t("Meteen een bevestiging", "A confirmation at once")],
        "pain_points": [
            t("Na de bank-app komt een leeg scherm", "An empty screen after the bank app"),
            t("Dubbel betaald uit onzekerheid", "Paid twice for lack of certainty"),
        ],
        "opportunities": [t("Bestelling bewaren en hervatten", "Keep the order and resume")],
        "backstage": [t("Betaalprovider meldt de status", "Payment provider reports the status")],
        "systems": [t("Betaalprovider", "Payment provider")],
        "policies": [t("Sterke klantauthenticatie (PSD2)", "Strong customer authentication (PSD2)")],
    },
    "wait": {
        "actions": [t("Kijkt elke dag in de mail", "Looks in the mail every day")],
        "thoughts": [t("“Waar blijft hij?”", "“Where is it?”")],
        "information_needs": [t("Een dag en een tijdvak", "A day and a time slot")],
        "pain_points": [t("Vijf dagen geen bericht", "No word for five days")],
        "opportunities": [t("Bericht bij elke stap van montage", "A message at each step of assembly")],
        "backstage": [t("Monteur bouwt en controleert", "Mechanic builds and checks")],
        "systems": [t("Magazijnsysteem", "Warehouse system")],
    },
    "receive": {
        "actions": [t("Neemt de fiets aan en controleert hem", "Takes the bicycle and checks it")],
        "thoughts": [t("“Eindelijk!”", "“At last!”")],
        "gains": [t("Bezorger stelt het zadel af", "The courier adjusts the saddle")],
        "frontstage": [t("Bezorger legt het slot uit", "Courier explains the lock")],
    },
    "ride": {
        "actions": [t("Fietst naar het werk 👩‍💻", "Rides to work 👩‍💻")],
        "thoughts": [t("“Dit had ik eerder moeten doen.”", "“I should have done this before.”")],
        "gains": [t("App laat de eerste kilometers zien", "The app shows the first kilometres")],
    },
    "service": {
        "actions": [t("Belt over een aanlopende rem", "Calls about a dragging brake")],
        "thoughts": [t("“Moet ik nu alwéér alles uitleggen?”", "“Must I explain it all again?”")],
        "pain_points": [t("Drie keer doorverbonden", "Put through three times")],
        "opportunities": [t("Eén dossier voor winkel en telefoon", "One file for store and phone")],
        "backstage": [t("Tweede lijn zoekt de bestelling op", "Second line looks up the order")],
        "systems": [t("Klantcontactsysteem", "Contact system")],
    },
}

STORY = JourneyMap(
    id="buy-a-bicycle",
    name=t("Een fiets kopen, online en in de winkel", "Buying a bicycle, online and in the store"),
    scenario=t(
        "Sanne vervangt haar oude stadsfiets door een elektrische, omdat ze vaker naar kantoor fietst.",
        "Sanne replaces her old city bicycle by an electric one, because she rides to the office more often.",
    ),
    scope=t("Van eerste idee tot eerste servicevraag", "From first idea to first question for service"),
    expectations=t("Binnen een week fietsen, zonder gedoe", "Riding within a week, without fuss"),
    personas=["sanne"],
    status="review",
    owner=t("Team Klantbeleving", "Customer experience team"),
    review_by=dt.date(2020, 9, 1),
    phases=[
        MapPhase(
            id=key, name=name, goal=goal,
            steps=[_step(i) for i in range(sum(p[3] for p in _PHASES[:at]), sum(p[3] for p in _PHASES[: at + 1]))],
        )
        for at, (key, name, goal, _) in enumerate(_PHASES)
    ],
    branches=[
        msgspec.convert(
            {"id": "again", "from": "pay", "to": "cart", "when": t("betaling mislukt", "payment fails"), "kind": "loop"}, Branch
        ),
        msgspec.convert({"id": "direct", "from": "compare", "to": "cart", "when": t("zonder proefrit", "without a test ride")}, Branch),
    ],
)  # fmt: skip

STUDY = Study(
    id="bicycles",
    name=t("Fietswinkel", "Bicycle shop"),
    language="nl",
    channels=CHANNELS,
    phases=[JourneyPhase(id=key, name=name, goal=goal) for key, name, goal, _ in _PHASES],
    touchpoints=[
        Touchpoint(id="advert", name=t("Advertentie", "Advert"), phase="orient", channel="website", owner="Marketing"),
        Touchpoint(id="catalog", name=t("Catalogus", "Catalogue"), phase="orient", channel="website", owner="E-commerce"),
        Touchpoint(id="test_ride", name=t("Proefrit", "Test ride"), phase="choose", channel="store", owner=t("Winkels", "Stores")),
        Touchpoint(id="cart", name=t("Winkelmand", "Cart"), phase="choose", channel="website", owner="E-commerce"),
        Touchpoint(id="payment", name=t("Betaling", "Payment"), phase="buy", channel="website", owner=t("Financiën", "Finance")),
        Touchpoint(id="shipping_mail", name=t("Verzendbericht", "Shipping message"), phase="get", channel="email", owner=t("Logistiek", "Logistics")),
        Touchpoint(id="delivery", name=t("Bezorging aan huis", "Home delivery"), phase="get", channel="parcel", owner=t("Logistiek", "Logistics"), goal=True),
        Touchpoint(id="first_ride", name=t("Eerste rit", "First ride"), phase="use", channel="app", owner="Product"),
        Touchpoint(id="service_call", name=t("Servicelijn", "Service line"), phase="use", channel="phone", owner="Service"),
    ],
    personas=[
        Persona(id="sanne", name=t("Sanne, forens", "Sanne, commuter"), quote=t("Ik wil fietsen, niet uitzoeken hoe het werkt.", "I want to ride, not find out how it works.")),
    ],
)  # fmt: skip

_TOO_FEW = Estimate(value=None, n=6, unit="emotion", why_unknown="too few")


def _journeys() -> tuple[ExampleJourney, ...]:
    start = dt.datetime(2020, 3, 2, 9, 30, tzinfo=UTC)
    names = ("catalog", "cart", "payment", "cart", "payment", "shipping_mail")
    contacts = tuple(
        Contact(touchpoint=n, time=start + dt.timedelta(hours=7 * at)) for at, n in enumerate(names)
    )
    return (
        ExampleJourney(label="klant ··31", contacts=contacts),
        ExampleJourney(label="klant ··87", contacts=contacts[:3]),
    )


def _measured(
    customers: int, drop: float, wait: float | None, emotion: Estimate | None, **more: Any
) -> Measured:
    return Measured(
        customers=customers, events=customers * 2, reach=share(customers / ALL, ALL), drop_off=share(drop, customers),
        waiting=seconds(wait, customers) if wait else None, emotion=emotion,
        first_seen=dt.datetime(2020, 1, 2, tzinfo=UTC), last_seen=dt.datetime(2020, 4, 29, tzinfo=UTC),
        state=more.pop("state", EvidenceState.RESEARCHED), examples=_journeys(), **more,
    )  # fmt: skip


def _target(
    measure: str, direction: str, value: float | str, wanted: float, got: Estimate, met: bool | None
) -> TargetState:
    target = msgspec.convert({"measure": measure, "direction": direction, "value": value}, Target)
    return TargetState(target=target, wanted=wanted, measured=got, met=met)


def _quote(nl: str, touchpoint: str, unit_score: float = -0.6) -> Quote:
    return Quote(
        text=nl,
        touchpoint=touchpoint,
        time=dt.datetime(2020, 4, 1, tzinfo=UTC),
        unit_score=unit_score,
        source="NPS",
    )


STEPS = {
    "see": _measured(ALL, 0.31, 4_200, feeling(0.9, 61), scores=(nps(22, 61),)),
    "compare": _measured(2_588, 0.24, 93_600, feeling(-0.2, 143), scores=(nps(4, 143),), rework=share(0.38, 2_588)),
    "visit": _measured(412, 0.08, 187_200, feeling(1.6, 88), scores=(nps(61, 88),), state=EvidenceState.PARTLY,
                       quotes=(_quote("De adviseur nam echt de tijd voor me.", "test_ride", 0.8),)),
    "cart": _measured(1_967, 0.18, 540, feeling(0.3, 97), rework=share(0.22, 1_967)),
    "pay": _measured(1_613, 0.27, 75, feeling(-1.4, 212), scores=(nps(-31, 212),), rework=share(0.19, 1_613),
                     targets=(_target("drop_off", "at_most", 0.1, 0.1, share(0.27, 1_613), False),
                              _target("nps", "at_least", 0, 0, nps(-31, 212).estimate, False)),
                     quotes=(_quote("Ik zag alleen een wit scherm en wist niet of ik betaald had.", "payment"),
                             _quote("Twee keer afgeschreven!", "payment"))),
    "wait": _measured(1_177, 0.02, 518_400, feeling(-0.9, 121), scores=(nps(-8, 121),),
                      targets=(_target("waiting_time", "at_most", "3d", 259_200, seconds(518_400, 1_177), False),)),
    "receive": _measured(1_153, 0.0, 86_400, feeling(1.5, 199), scores=(nps(54, 199),),
                         targets=(_target("nps", "at_least", 40, 40, nps(54, 199).estimate, True),)),
    "ride": Measured(),
    "service": _measured(86, 0.12, 900, _TOO_FEW, state=EvidenceState.STALE),
}  # fmt: skip


def _finding(
    code: str,
    kind: Any,
    touchpoint: str,
    title: dict[str, str],
    step: dict[str, str],
    terms: tuple[float, float, float],
    estimate: Estimate,
    against: Estimate | None,
) -> Finding:
    return Finding(
        code=code, kind=kind, touchpoint=touchpoint, title=title, explanation=title, next_step=step,
        estimate=estimate, compared_with=against, severity=Severity(reach=terms[0], effect=terms[1], confidence=terms[2]),
        customers=round(terms[0] * ALL), examples=_journeys(), quotes=(_quote("Twee keer afgeschreven!", touchpoint),),
    )  # fmt: skip


FINDINGS = (
    _finding("KR-F01", "pain_point", "payment", t("Veel klanten haken af bij de betaling", "Many customers drop off at the payment"), t("Meet het per toestel en herstel de terugkeer uit de bank-app.", "Measure it per device and repair the return from the bank app."), (0.43, 0.61, 0.99), share(0.27, 1_613), share(0.09, 9_211)),
    _finding("KR-F02", "pain_point", "shipping_mail", t("Klanten wachten lang op het verzendbericht", "Customers wait long for the shipping message"), t("Stuur een bericht zodra de montage begint.", "Send a message as soon as assembly starts."), (0.31, 0.52, 0.99), seconds(518_400, 1_177), seconds(86_400, 5_000)),
    _finding("KR-F03", "pain_point", "cart", t("Klanten keren terug naar de winkelmand", "Customers return to the cart"), t("Zoek uit wat zij veranderen: maat, kleur of verzekering.", "Find out what they change: size, colour or insurance."), (0.22, 0.35, 0.97), share(0.22, 1_967), None),
    _finding("KR-F05", "deviation", "test_ride", t("De proefrit voelt beter dan het team dacht", "The test ride feels better than the team thought"), t("Bied de proefrit eerder aan.", "Offer the test ride earlier."), (0.11, 0.4, 0.95), feeling(1.6, 88), None),
    _finding("KR-F06", "deviation", "call_centre", t("Het callcenter staat niet op de kaart", "The call centre is not on the map"), t("Voeg een stap toe of negeer de regel bewust.", "Add a step or ignore it knowingly."), (0.14, 0.3, 0.99), share(0.14, ALL), None),
)  # fmt: skip

LIVE = LiveMap(
    map=STORY,
    study=STUDY,
    base=Base(
        size=Size(customers=ALL, events=32_283),
        period=Period(start=dt.datetime(2020, 1, 2, tzinfo=UTC), end=dt.datetime(2020, 4, 29, tzinfo=UTC)),
        answers=1_204, quotes=37, sources=("events.csv", "surveys.csv"), rows_read=32_301, rows_dropped={"no customer": 18},
    ),
    steps=STEPS,
    phases={
        "orient": _measured(ALL, 0.24, 97_800, feeling(0.2, 204)),
        "choose": _measured(2_214, 0.15, 201_000, feeling(0.9, 185)),
        "buy": _measured(1_613, 0.27, 75, feeling(-1.4, 212)),
        "get": _measured(1_177, 0.02, 604_800, feeling(0.6, 320)),
    },
    touchpoints={},
    journey=_measured(ALL, 0.69, 604_800, feeling(0.2, 921), scores=(nps(11, 921),)),
    findings=FINDINGS,
    unmapped=(
        Unmapped(name="call_centre", customers=525, events=1_204, share=share(0.14, ALL), channel="phone"),
        Unmapped(name="newsletter_open", customers=260, events=611, share=share(0.069, ALL), channel="email"),
    ),
    never_seen=("first_ride",),
)  # fmt: skip

LONG_WORD = "aansprakelijkheidsverzekeringsmaatschappij"


def empty() -> LiveMap:
    """A map without any step, in a study without evidence."""
    return _bare(JourneyMap(id="empty", name="Leeg"))


def one_step() -> LiveMap:
    """A map of a single step without evidence."""
    return _bare(
        JourneyMap(
            id="one",
            name=LONG_WORD,
            phases=[MapPhase(id="p", name=LONG_WORD, steps=[Step(id="s", name=LONG_WORD, emotion=-1.0)])],
        )
    )


def large(phases: int = 12, steps: int = 1) -> LiveMap:
    """A map of many phases with twelve lanes full of long words, emoji and long sentences."""
    texts = (
        LONG_WORD,
        f"Ik bel 👩‍💻 en fiets 🚲 naar de {LONG_WORD} voor een schadevergoedingsvaststellingsprocedure",
        "ok",
    )
    lanes = [
        lane
        for lane in Lane
        if lane not in (Lane.EMOTION, Lane.TOUCHPOINT, Lane.NUMBERS, Lane.OWNER, Lane.IMAGES)
    ]

    def step(p: int, s: int) -> Step:
        key = f"p{p}-s{s}"
        return Step(
            id=key, name=f"Ik regel mijn {LONG_WORD}spolis 🚲", emotion=(p * 7 % 9) / 2 - 2, moment_of_truth=p % 3 == 0,
            touchpoint="payment", owner=LONG_WORD, own={"law": cards(key, "law", LONG_WORD)},
            **{lane.value: cards(key, lane.value, *texts[: 1 + (p + i) % 3], span=1 + (i + p) % 2) for i, lane in enumerate(lanes)},
        )  # fmt: skip

    story = JourneyMap(
        id="large", name=f"{LONG_WORD} 👩‍💻🚲", own_lanes=[OwnLane(id="law", name="Wet en regelgeving")],
        phases=[MapPhase(id=f"p{p}", name=f"{p + 1} {LONG_WORD}", goal=texts[1], steps=[step(p, s) for s in range(steps)]) for p in range(phases)],
        branches=[msgspec.convert({"id": "b", "from": "p0-s0", "to": f"p{phases - 1}-s0", "when": texts[1]}, Branch)],
    )  # fmt: skip
    measured = {s.id: STEPS["pay"] for p in story.phases for s in p.steps}
    return dataclasses.replace(LIVE, map=story, steps=measured)


def _bare(story: JourneyMap) -> LiveMap:
    nothing = Period(start=None, end=None)
    return LiveMap(
        map=story, study=Study(id="s", name="S"), base=Base(size=Size(customers=0, events=0), period=nothing, answers=0),
        steps={}, phases={}, touchpoints={}, journey=Measured(),
    )  # fmt: skip
