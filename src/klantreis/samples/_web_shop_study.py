"""The study of the web shop: what its data means, in two languages."""

from __future__ import annotations

import datetime as dt

from klantreis.model.persona import CustomerRule, Persona, Trait
from klantreis.model.study import AnswerColumns, ColumnNames, EventSource, Study, SurveySource
from klantreis.model.touchpoint import (
    Channel,
    JourneyPhase,
    MatchRule,
    Measure,
    PropertyCondition,
    Target,
    Touchpoint,
)
from klantreis.samples._answers_file import answer_columns
from klantreis.samples._language import Tongue

COLUMNS = {
    "customer": ("klant", "customer"),
    "event": ("stap", "step"),
    "time": ("tijdstip", "time"),
    "channel": ("kanaal", "channel"),
    "device": ("apparaat", "device"),
    "status": ("status", "status"),
    "bicycle": ("soort_fiets", "bicycle"),
    "amount": ("bedrag", "amount"),
}
KINDS = {"city": "stad", "electric": "elektrisch", "cargo": "bak", "racing": "race"}
DUTCH = {
    "landing/search": "landing/zoekmachine",
    "landing/direct": "landing/rechtstreeks",
    "landing/newsletter": "landing/nieuwsbrief",
    "landing/social": "landing/sociaal",
    "cookie_notice": "cookiemelding",
    "advice_start": "keuzehulp_start",
    "advice_result": "keuzehulp_uitslag",
    "test_ride": "proefrit",
    "chat_sizing": "chat_maatadvies",
    "cart_add": "winkelwagen_toegevoegd",
    "cart_view": "winkelwagen_bekeken",
    "checkout_details": "gegevens_ingevuld",
    "payment_started": "betaling_gestart",
    "payment_failed": "betaling_mislukt",
    "call_customer_service": "gesprek_klantenservice",
    "order": "bestelling",
    "placed": "geplaatst",
    "in_workshop": "in_werkplaats",
    "shipped": "verzonden",
    "delivered": "bezorgd",
    "service_booked": "onderhoud_ingepland",
    "store": "winkel",
    "phone": "telefoon",
    "email": "e-mail",
    "parcel": "bezorger",
    "mobile": "mobiel",
    **KINDS,
    **{f"product/{en}-{i}": f"product/{nl}-{i}" for en, nl in KINDS.items() for i in range(1, 7)},
    **{f"manual_{en}": f"handleiding_{nl}" for en, nl in KINDS.items()},
}


def study(t: Tongue, language: str) -> Study:
    """Return the study of the web shop in one language."""
    names = {k: t(*v) for k, v in COLUMNS.items()}
    return Study(
        id="web-shop",
        name=t("Een fiets kopen bij De Vrolijke Ketting", "Buying a bicycle at The Merry Chain"),
        description=t(
            "Een webwinkel met één showroom verkoopt stadsfietsen, e-bikes, bakfietsen en racefietsen. "
            "Dit onderzoek volgt een jaar lang klanten van hun eerste bezoek tot de eerste servicebeurt.",
            "A web shop with one showroom sells city bikes, e-bikes, cargo bikes and racing bikes. "
            "This study follows a year of customers from their first visit to the first service.",
        ),
        language=language,
        timezone="Europe/Amsterdam",
        events=[
            EventSource(
                files="events.csv",
                columns=ColumnNames(
                    customer=names["customer"],
                    touchpoint=names["event"],
                    time=names["time"],
                    channel=names["channel"],
                    properties=[names[k] for k in ("device", "status", "bicycle", "amount")],
                ),
                time_format=t("%d-%m-%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"),
                delimiter=t(";", ","),
                decimal="," if language == "nl" else ".",
            )
        ],
        surveys=[
            SurveySource(
                files="surveys.csv",
                columns=AnswerColumns(**answer_columns(t)),
                time_format=t("%d-%m-%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"),
                delimiter=t(";", ","),
                quotes=True,
            )
        ],
        phases=_phases(t),
        channels=_channels(t),
        touchpoints=_touchpoints(t),
        personas=_personas(t),
        targets=[
            Target(measure=Measure.NPS, direction="at_least", value=20, until=dt.date(2026, 12, 31)),
        ],
        ignore=[MatchRule(equals=t("cookiemelding", "cookie_notice"))],
        period=[dt.date(2025, 9, 1), dt.date(2026, 8, 31)],
        open_for="30d",
        minimum_n=30,
    )


def _phases(t: Tongue) -> list[JourneyPhase]:
    return [
        JourneyPhase(
            id="look-around",
            name=t("Rondkijken", "Looking around"),
            goal=t("Ik wil weten welke fiets bij mij past", "I want to know which bicycle suits me"),
        ),
        JourneyPhase(
            id="choose",
            name=t("Kiezen", "Choosing"),
            goal=t("Ik wil zeker zijn van mijn keuze", "I want to be sure of my choice"),
        ),
        JourneyPhase(
            id="order",
            name=t("Bestellen", "Ordering"),
            goal=t("Ik wil snel en veilig afrekenen", "I want to pay quickly and safely"),
            targets=[Target(measure=Measure.CES, direction="at_least", value=5.5)],
        ),
        JourneyPhase(
            id="wait",
            name=t("Wachten op mijn fiets", "Waiting for my bicycle"),
            goal=t("Ik wil weten wanneer mijn fiets komt", "I want to know when my bicycle arrives"),
        ),
        JourneyPhase(
            id="ride",
            name=t("Ontvangen en rijden", "Receiving and riding"),
            goal=t("Ik wil meteen kunnen fietsen", "I want to ride straight away"),
        ),
        JourneyPhase(
            id="care",
            name=t("Onderhouden", "Keeping it going"),
            goal=t("Ik wil zorgeloos blijven fietsen", "I want to keep riding without worries"),
        ),
    ]


def _channels(t: Tongue) -> list[Channel]:
    return [
        Channel(id="website", name=t("Website", "Website"), icon="website"),
        Channel(id="chat", name=t("Chat", "Chat"), icon="chat"),
        Channel(
            id="store",
            name=t("Showroom", "Showroom"),
            icon="store",
            online=False,
            values=[t("winkel", "store")],
        ),
        Channel(id="email", name=t("E-mail", "E-mail"), icon="email", values=[t("e-mail", "email")]),
        Channel(
            id="parcel",
            name=t("Bezorger", "Courier"),
            icon="parcel",
            online=False,
            values=[t("bezorger", "parcel")],
        ),
        Channel(
            id="phone",
            name=t("Telefoon", "Phone"),
            icon="phone",
            online=False,
            values=[t("telefoon", "phone")],
        ),
    ]


def _touchpoints(t: Tongue) -> list[Touchpoint]:
    order, status = t("bestelling", "order"), "status"
    marketing, shop = t("Marketing", "Marketing"), t("Webwinkel", "Web shop team")
    workshop, logistics = t("Hoofd werkplaats", "Head of workshop"), t("Logistiek", "Logistics")
    return [
        Touchpoint(
            id="first-visit",
            name=t("Eerste bezoek", "First visit"),
            phase="look-around",
            channel="website",
            owner=marketing,
            importance=2,
            match=[MatchRule(prefix="landing/")],
        ),
        Touchpoint(
            id="advice",
            name=t("Keuzehulp", "Bicycle finder"),
            phase="look-around",
            channel="website",
            owner=shop,
            importance=3,
            match=[MatchRule(glob=t("keuzehulp_*", "advice_*"))],
            targets=[Target(measure=Measure.CSAT, direction="at_least", value=0.55)],
        ),
        Touchpoint(
            id="product-page",
            name=t("Productpagina", "Product page"),
            phase="choose",
            channel="website",
            owner=shop,
            importance=4,
            match=[MatchRule(prefix="product/")],
        ),
        Touchpoint(
            id="chat",
            name=t("Maatadvies via chat", "Sizing advice by chat"),
            phase="choose",
            channel="chat",
            owner=t("Klantenservice", "Customer service"),
            importance=3,
            match=[MatchRule(regex="chat_.*", channel="chat")],
        ),
        Touchpoint(
            id="test-ride",
            name=t("Proefrit", "Test ride"),
            phase="choose",
            channel="store",
            owner=t("Showroom", "Showroom"),
            importance=5,
            match=[MatchRule(equals=t("proefrit", "test_ride"), channel="store")],
            targets=[Target(measure=Measure.CSAT, direction="at_least", value=0.75)],
        ),
        Touchpoint(
            id="cart",
            name=t("Winkelwagen", "Shopping cart"),
            phase="order",
            channel="website",
            owner=shop,
            importance=3,
            match=[
                MatchRule(
                    equals=[t("winkelwagen_toegevoegd", "cart_add"), t("winkelwagen_bekeken", "cart_view")]
                )
            ],
        ),
        Touchpoint(
            id="checkout",
            name=t("Gegevens invullen", "Filling in details"),
            phase="order",
            channel="website",
            owner=shop,
            importance=3,
            match=[MatchRule(equals=t("gegevens_ingevuld", "checkout_details"))],
        ),
        Touchpoint(
            id="pay",
            name=t("Betalen", "Paying"),
            phase="order",
            channel="website",
            owner=shop,
            importance=5,
            match=[MatchRule(regex=t("betaling_(gestart|mislukt)", "payment_(started|failed)"))],
            targets=[
                Target(measure=Measure.DROP_OFF, direction="at_most", value=0.05, until=dt.date(2026, 6, 30))
            ],
        ),
        Touchpoint(
            id="order-placed",
            name=t("Bestelling geplaatst", "Order placed"),
            phase="order",
            channel="website",
            owner=shop,
            importance=4,
            match=[
                MatchRule(
                    equals=order,
                    properties={
                        status: t("geplaatst", "placed"),
                        t("bedrag", "amount"): PropertyCondition(above=0),
                    },
                )
            ],
            targets=[Target(measure=Measure.WAITING_TIME, direction="at_most", value="2d")],
        ),
        Touchpoint(
            id="workshop",
            name=t("Fiets in de werkplaats", "Bicycle in the workshop"),
            phase="wait",
            channel="email",
            owner=workshop,
            importance=4,
            match=[MatchRule(equals=order, properties={status: t("in_werkplaats", "in_workshop")})],
            targets=[
                Target(
                    measure=Measure.WAITING_TIME, direction="at_most", value="3d", until=dt.date(2026, 3, 1)
                )
            ],
        ),
        Touchpoint(
            id="shipped",
            name=t("Fiets onderweg", "Bicycle on its way"),
            phase="wait",
            channel="email",
            owner=logistics,
            importance=4,
            match=[MatchRule(equals=order, properties={status: t("verzonden", "shipped")})],
            targets=[Target(measure=Measure.WAITING_TIME, direction="at_most", value="3d")],
        ),
        Touchpoint(
            id="delivered",
            name=t("Fiets bezorgd", "Bicycle delivered"),
            phase="ride",
            channel="parcel",
            owner=logistics,
            importance=5,
            match=[MatchRule(equals=order, properties={status: t("bezorgd", "delivered")})],
            targets=[Target(measure=Measure.CSAT, direction="at_least", value=0.7)],
            goal=True,
        ),
        Touchpoint(
            id="manual",
            name=t("Handleiding", "Manual"),
            phase="ride",
            channel="website",
            owner=t("Productbeheer", "Product management"),
            importance=2,
            match=[MatchRule(glob=t("handleiding_*", "manual_*"))],
            goal=True,
        ),
        Touchpoint(
            id="service",
            name=t("Servicebeurt inplannen", "Booking a service"),
            phase="care",
            channel="website",
            owner=workshop,
            importance=4,
            match=[MatchRule(equals=t("onderhoud_ingepland", "service_booked"))],
            goal=True,
        ),
    ]


def _personas(t: Tongue) -> list[Persona]:
    return [
        Persona(
            id="commuter",
            name=t("De forens", "The commuter"),
            description=t(
                "Wil de auto laten staan en elke dag droog, op tijd en zonder gedoe op het werk komen.",
                "Wants to leave the car at home and get to work dry, on time and without fuss.",
            ),
            quote=t("Die fiets moet er gewoon altijd staan.", "That bicycle simply has to be there, always."),
            goals=[
                t(
                    "Binnen twee weken op de e-bike naar het werk",
                    "Riding to work by e-bike within two weeks",
                ),
                t("Eén aanspreekpunt als er iets stuk is", "One place to go when something breaks"),
            ],
            motivations=[
                t("Sneller dan de file", "Faster than the traffic jam"),
                t("Elke dag beweging", "Exercise every day"),
            ],
            frustrations=[t("Niet weten wanneer de fiets komt", "Not knowing when the bicycle comes")],
            needs=[t("Een eerlijke leverdatum", "An honest delivery date")],
            jobs=[
                t(
                    "Als ik naar mijn werk moet, wil ik er zonder stress komen",
                    "When I go to work, I want to get there without stress",
                )
            ],
            traits=[
                Trait(
                    low=t("Rustige beslisser", "Slow decider"),
                    high=t("Snelle beslisser", "Fast decider"),
                    value=0.75,
                ),
                Trait(
                    low=t("Let op de prijs", "Minds the price"),
                    high=t("Let op gemak", "Minds convenience"),
                    value=0.8,
                ),
            ],
            channels=["website", "email"],
            demographics={t("leeftijd", "age"): t("30–55 jaar", "30–55 years")},
            rule=CustomerRule(properties={t("soort_fiets", "bicycle"): [t("elektrisch", "electric")]}),
        ),
        Persona(
            id="careful-family",
            name=t("Het zorgvuldige gezin", "The careful family"),
            description=t(
                "Zoekt een fiets voor jaren en wil er eerst op gezeten hebben, liefst met de kinderen erbij.",
                "Looks for a bicycle to last and wants to sit on it first, preferably with the children.",
            ),
            quote=t(
                "Eerst voelen of hij goed zit, dan pas kopen.", "First feel whether it fits, only then buy."
            ),
            goals=[t("In één keer de goede fiets kopen", "Buying the right bicycle at once")],
            motivations=[t("Veilig met de kinderen op pad", "Going out safely with the children")],
            frustrations=[
                t("Een bakfiets die niet rijklaar wordt bezorgd", "A cargo bike that is not ready to ride")
            ],
            needs=[t("Deskundig advies in gewone taal", "Expert advice in plain language")],
            jobs=[
                t(
                    "Als we ergens heen gaan, wil ik dat iedereen meekan",
                    "When we go somewhere, I want everyone to fit",
                )
            ],
            traits=[
                Trait(
                    low=t("Rustige beslisser", "Slow decider"),
                    high=t("Snelle beslisser", "Fast decider"),
                    value=0.2,
                ),
                Trait(
                    low=t("Alles online", "All online"),
                    high=t("Liever in de winkel", "Rather in the store"),
                    value=0.7,
                ),
            ],
            channels=["store", "website", "chat"],
            demographics={
                t("huishouden", "household"): t("Gezin met jonge kinderen", "Family with young children")
            },
            rule=CustomerRule(did=["test-ride"]),
        ),
    ]
