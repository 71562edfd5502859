"""The study of the town hall: what its data means, in two languages."""

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
    "customer": ("inwoner", "resident"),
    "time": ("datum_en_tijd", "date_and_time"),
    "event": ("handeling", "activity"),
    "channel": ("kanaal", "channel"),
    "device": ("apparaat", "device"),
    "district": ("wijk", "district"),
    "status": ("status", "status"),
    "outcome": ("uitkomst", "outcome"),
    "amount": ("bedrag", "amount"),
}
PROPERTIES = ("device", "district", "status", "outcome", "amount")
DUTCH = {
    "page/dormer-rules": "pagina/dakkapel-regels",
    "page/dormer-costs": "pagina/dakkapel-kosten",
    "page/dormer-examples": "pagina/dakkapel-voorbeelden",
    "page/dormer-neighbours": "pagina/dakkapel-buren",
    "permit_check_start": "vergunningcheck_gestart",
    "permit_check_done": "vergunningcheck_klaar",
    "outcome_permit_free": "uitkomst_vergunningvrij",
    "archive_drawing": "bouwtekening_opgevraagd",
    "desk_visit": "baliegesprek",
    "call_contact_centre": "gesprek_klantcontactcentrum",
    "login_started": "inloggen_gestart",
    "login_failed": "inloggen_mislukt",
    "login_done": "inloggen_gelukt",
    "form_filled": "formulier_ingevuld",
    "document_drawing": "document_tekening",
    "document_photo": "document_foto",
    "case": "zaak",
    "received": "ontvangen",
    "supplement_requested": "aanvulling_gevraagd",
    "in_review": "in_beoordeling",
    "decided": "besloten",
    "granted": "verleend",
    "refused": "geweigerd",
    "fee_paid": "leges_betaald",
    "start_notice": "start_bouw_gemeld",
    "counter": "balie",
    "phone": "telefoon",
    "email": "e-mail",
    "post": "brief",
    "mobile": "mobiel",
}


def study(t: Tongue, language: str) -> Study:
    """Return the study of the town hall in one language."""
    names = {k: t(*v) for k, v in COLUMNS.items()}
    return Study(
        id="town-hall",
        name=t("Een dakkapel aanvragen in Veenbeke", "Applying for a dormer in Veenbeke"),
        description=t(
            "De verzonnen gemeente Veenbeke verleent omgevingsvergunningen. "
            "Dit onderzoek volgt een jaar lang "
            "inwoners van hun eerste plan voor een dakkapel tot het besluit en de start van de bouw.",
            "The made-up municipality of Veenbeke grants building permits. "
            "This study follows a year of "
            "residents from their first plan for a dormer to the decision and the start of building.",
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
                    properties=[names[k] for k in PROPERTIES],
                ),
            )
        ],
        surveys=[SurveySource(files="surveys.csv", columns=AnswerColumns(**answer_columns(t)), quotes=True)],
        phases=_phases(t),
        channels=_channels(t),
        touchpoints=[*_preparing(t), *_applying(t), *_deciding(t)],
        personas=_personas(t),
        targets=[
            Target(measure=Measure.CSAT, direction="at_least", value=0.6, until=dt.date(2026, 12, 31)),
        ],
        period=[dt.date(2025, 10, 1), dt.date(2026, 9, 30)],
        open_for="60d",
        minimum_n=25,
    )


def _phases(t: Tongue) -> list[JourneyPhase]:
    return [
        JourneyPhase(
            id="plan",
            name=t("Plannen maken", "Making plans"),
            goal=t("Ik wil meer ruimte op zolder", "I want more room in the attic"),
        ),
        JourneyPhase(
            id="find-out",
            name=t("Uitzoeken wat mag", "Finding out what is allowed"),
            goal=t("Ik wil weten of ik een vergunning nodig heb", "I want to know whether I need a permit"),
        ),
        JourneyPhase(
            id="apply",
            name=t("Aanvragen", "Applying"),
            goal=t(
                "Ik wil in één keer een complete aanvraag doen",
                "I want to get my application complete in one go",
            ),
            targets=[Target(measure=Measure.CES, direction="at_least", value=5)],
        ),
        JourneyPhase(
            id="wait",
            name=t("Wachten", "Waiting"),
            goal=t("Ik wil weten waar ik aan toe ben", "I want to know where I stand"),
        ),
        JourneyPhase(
            id="decision",
            name=t("Besluit krijgen", "Getting a decision"),
            goal=t("Ik wil een besluit dat ik begrijp", "I want a decision that I understand"),
        ),
        JourneyPhase(
            id="build",
            name=t("Bouwen", "Building"),
            goal=t("Ik wil de aannemer laten beginnen", "I want my builder to start"),
        ),
    ]


def _channels(t: Tongue) -> list[Channel]:
    return [
        Channel(id="website", name=t("Website", "Website"), icon="website"),
        Channel(
            id="counter",
            name=t("Balie", "Counter"),
            icon="counter",
            online=False,
            values=[t("balie", "counter")],
        ),
        Channel(id="email", name=t("E-mail", "E-mail"), icon="email", values=[t("e-mail", "email")]),
        Channel(
            id="letter", name=t("Brief", "Letter"), icon="letter", online=False, values=[t("brief", "post")]
        ),
        Channel(
            id="phone",
            name=t("Telefoon", "Phone"),
            icon="phone",
            online=False,
            values=[t("telefoon", "phone")],
        ),
    ]


def _preparing(t: Tongue) -> list[Touchpoint]:
    online, permits = (
        t("Online dienstverlening", "Online services"),
        t("Vergunningverlening", "Permit office"),
    )
    return [
        Touchpoint(
            id="information",
            name=t("Informatiepagina", "Information page"),
            phase="plan",
            channel="website",
            owner=online,
            importance=3,
            match=[MatchRule(prefix=t("pagina/dakkapel", "page/dormer"))],
        ),
        Touchpoint(
            id="permit-check",
            name=t("Vergunningcheck", "Permit check"),
            phase="find-out",
            channel="website",
            owner=permits,
            importance=5,
            match=[MatchRule(glob=t("vergunningcheck_*", "permit_check_*"))],
            targets=[Target(measure=Measure.CSAT, direction="at_least", value=0.7)],
        ),
        Touchpoint(
            id="permit-free",
            name=t("Uitkomst: vergunningvrij", "Outcome: no permit needed"),
            phase="find-out",
            channel="website",
            owner=permits,
            importance=3,
            match=[MatchRule(equals=t("uitkomst_vergunningvrij", "outcome_permit_free"))],
            goal=True,
        ),
        Touchpoint(
            id="drawing",
            name=t("Bouwtekening opvragen", "Requesting the drawing"),
            phase="find-out",
            channel="website",
            owner=t("Gemeentearchief", "Municipal archive"),
            importance=2,
            match=[MatchRule(equals=[t("bouwtekening_opgevraagd", "archive_drawing")])],
        ),
        Touchpoint(
            id="desk",
            name=t("Gesprek aan de balie", "Talk at the counter"),
            phase="find-out",
            channel="counter",
            owner=t("Publiekszaken", "Public services"),
            importance=4,
            match=[MatchRule(channel="counter", equals=t("baliegesprek", "desk_visit"))],
            targets=[Target(measure=Measure.CSAT, direction="at_least", value=0.75)],
        ),
    ]


def _applying(t: Tongue) -> list[Touchpoint]:
    online, case = t("Online dienstverlening", "Online services"), t("zaak", "case")
    intake = t("Team intake", "Intake team")
    return [
        Touchpoint(
            id="login",
            name=t("Inloggen", "Logging in"),
            phase="apply",
            channel="website",
            owner=t("Informatievoorziening", "IT services"),
            importance=4,
            match=[MatchRule(regex=t("inloggen_(gestart|mislukt|gelukt)", "login_(started|failed|done)"))],
            targets=[Target(measure=Measure.DROP_OFF, direction="at_most", value=0.05)],
        ),
        Touchpoint(
            id="form",
            name=t("Aanvraagformulier", "Application form"),
            phase="apply",
            channel="website",
            owner=online,
            importance=4,
            match=[MatchRule(equals=t("formulier_ingevuld", "form_filled"))],
            targets=[Target(measure=Measure.DROP_OFF, direction="at_most", value=0.1)],
        ),
        Touchpoint(
            id="documents",
            name=t("Tekeningen aanleveren", "Supplying drawings"),
            phase="apply",
            channel="website",
            owner=intake,
            importance=5,
            match=[MatchRule(prefix="document_")],
            targets=[Target(measure=Measure.REWORK, direction="at_most", value=0.15)],
        ),
        Touchpoint(
            id="received",
            name=t("Ontvangstbevestiging", "Confirmation of receipt"),
            phase="wait",
            channel="email",
            owner=intake,
            importance=3,
            match=[MatchRule(equals=case, properties={"status": t("ontvangen", "received")})],
            targets=[Target(measure=Measure.WAITING_TIME, direction="at_most", value="7d")],
        ),
        Touchpoint(
            id="supplement",
            name=t("Verzoek om aanvulling", "Request for missing documents"),
            phase="wait",
            channel="email",
            owner=intake,
            importance=4,
            match=[
                MatchRule(
                    equals=case, properties={"status": t("aanvulling_gevraagd", "supplement_requested")}
                )
            ],
        ),
        Touchpoint(
            id="review",
            name=t("In beoordeling", "Under assessment"),
            phase="wait",
            channel="email",
            owner=t("Vergunningverlening", "Permit office"),
            importance=5,
            match=[MatchRule(equals=case, properties={"status": t("in_beoordeling", "in_review")})],
            targets=[
                Target(
                    measure=Measure.WAITING_TIME,
                    direction="at_most",
                    value="28d",
                    until=dt.date(2026, 12, 31),
                )
            ],
        ),
    ]


def _deciding(t: Tongue) -> list[Touchpoint]:
    outcome = t("uitkomst", "outcome")
    return [
        Touchpoint(
            id="decision",
            name=t("Besluit", "Decision"),
            phase="decision",
            channel="letter",
            owner=t("Vergunningverlening", "Permit office"),
            importance=5,
            match=[
                MatchRule(
                    equals=t("zaak", "case"),
                    properties={
                        "status": t("besloten", "decided"),
                        outcome: [t("verleend", "granted"), t("geweigerd", "refused")],
                    },
                )
            ],
            targets=[Target(measure=Measure.CSAT, direction="at_least", value=0.55)],
            goal=True,
        ),
        Touchpoint(
            id="fee",
            name=t("Leges betalen", "Paying the fee"),
            phase="decision",
            channel="website",
            owner=t("Belastingen", "Municipal taxes"),
            importance=2,
            match=[
                MatchRule(
                    equals=t("leges_betaald", "fee_paid"),
                    properties={t("bedrag", "amount"): PropertyCondition(above=0)},
                )
            ],
            goal=True,
        ),
        Touchpoint(
            id="start",
            name=t("Start van de bouw melden", "Reporting the start"),
            phase="build",
            channel="website",
            owner=t("Toezicht en handhaving", "Inspection and enforcement"),
            importance=3,
            match=[MatchRule(equals=t("start_bouw_gemeld", "start_notice"))],
            goal=True,
        ),
    ]


def _personas(t: Tongue) -> list[Persona]:
    return [
        Persona(
            id="growing-family",
            name=t("Het groeiende gezin", "The growing family"),
            description=t(
                "Er is een kind op komst en de zolder moet een slaapkamer worden. "
                "Regelt alles 's avonds op de telefoon.",
                "A child is on the way and the attic must become a bedroom. "
                "Arranges everything by phone at night.",
            ),
            quote=t("In maart moet die kamer klaar zijn.", "That room has to be ready in March."),
            goals=[t("Voor de bevalling een extra kamer", "An extra room before the birth")],
            motivations=[t("Niet hoeven verhuizen", "Not having to move house")],
            frustrations=[t("Niet weten wanneer het besluit komt", "Not knowing when the decision comes")],
            needs=[t("Een datum waarop de aannemer kan plannen", "A date the builder can plan on")],
            jobs=[
                t(
                    "Als het gezin groeit, wil ik hier kunnen blijven wonen",
                    "When the family grows, I want to stay here",
                )
            ],
            traits=[
                Trait(low=t("Alle tijd", "Plenty of time"), high=t("Haast", "In a hurry"), value=0.9),
                Trait(
                    low=t("Kent de regels", "Knows the rules"),
                    high=t("Doet dit voor het eerst", "First time"),
                    value=0.85,
                ),
            ],
            channels=["website", "email"],
            demographics={t("leeftijd", "age"): t("28–40 jaar", "28–40 years")},
            rule=CustomerRule(properties={t("apparaat", "device"): t("mobiel", "mobile")}),
        ),
        Persona(
            id="careful-owner",
            name=t("De zorgvuldige huiseigenaar", "The careful home owner"),
            description=t(
                "Wil niets verkeerd doen, praat met de buren en komt met een map vol papieren naar de balie.",
                "Wants to do nothing wrong, talks to the neighbours "
                "and brings a folder of papers to the counter.",
            ),
            quote=t("Zeg me precies wat u nodig hebt.", "Tell me exactly what you need."),
            goals=[
                t("Een vergunning zonder bezwaar van de buren", "A permit without objections from neighbours")
            ],
            motivations=[t("Het huis netjes achterlaten voor later", "Leaving the house in good order")],
            frustrations=[t("Steeds een andere medewerker", "A different employee every time")],
            needs=[t("Iemand die meekijkt voor het indienen", "Someone who checks before submitting")],
            jobs=[
                t(
                    "Als ik iets aanvraag, wil ik dat het in één keer goed is",
                    "When I apply, I want it right the first time",
                )
            ],
            traits=[
                Trait(low=t("Alle tijd", "Plenty of time"), high=t("Haast", "In a hurry"), value=0.25),
                Trait(
                    low=t("Kent de regels", "Knows the rules"),
                    high=t("Doet dit voor het eerst", "First time"),
                    value=0.5,
                ),
            ],
            channels=["counter", "letter", "phone"],
            demographics={t("leeftijd", "age"): t("50–70 jaar", "50–70 years")},
            rule=CustomerRule(did=["desk"]),
        ),
    ]
