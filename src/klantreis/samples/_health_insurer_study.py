"""The study of the health insurer: what its data means, in two languages."""

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
    "message_id": ("bericht_id", "message_id"),
    "time": ("datum_tijd", "timestamp"),
    "customer": ("verzekerdenummer", "member_number"),
    "event": ("gebeurtenis", "event"),
    "channel": ("kanaal", "channel"),
    "device": ("toestel", "device"),
    "kind": ("soort_bericht", "message_kind"),
    "status": ("status", "status"),
    "package": ("pakket", "package"),
    "age": ("leeftijd", "age"),
    "amount": ("bedrag", "amount"),
}
PROPERTIES = ("device", "kind", "status", "package", "age", "amount")
DUTCH = {
    "compare_open": "vergelijker_geopend",
    "compare_result": "vergelijker_uitslag",
    "page/cover-physio": "pagina/vergoeding-fysiotherapie",
    "page/cover-dental": "pagina/vergoeding-tandarts",
    "page/cover-glasses": "pagina/vergoeding-bril",
    "page/cover-alternative": "pagina/vergoeding-alternatief",
    "chat_cover": "chat_vergoeding",
    "premium_calculated": "premie_berekend",
    "application_started": "aanvraag_gestart",
    "application_sent": "aanvraag_verzonden",
    "message": "bericht",
    "acceptance": "acceptatie",
    "policy": "polis",
    "app/cover_physio": "app/dekking_fysiotherapie",
    "app/cover_balance": "app/dekking_resterend",
    "first_treatment": "eerste_behandeling",
    "claim_upload_started": "nota_upload_gestart",
    "claim_upload_failed": "nota_upload_mislukt",
    "claim_submitted": "nota_ingediend",
    "claim_posted": "nota_per_post",
    "claim": "declaratie",
    "received": "ontvangen",
    "returned": "retour",
    "decided": "besloten",
    "paid_out": "uitbetaald",
    "phone_call": "telefoongesprek",
    "comparison": "vergelijkingssite",
    "practice": "praktijk",
    "phone": "telefoon",
    "email": "e-mail",
    "post": "brief",
    "mobile": "mobiel",
    "basic": "basis",
    "plus": "extra",
}


def study(t: Tongue, language: str) -> Study:
    """Return the study of the health insurer in one language."""
    names = {k: t(*v) for k, v in COLUMNS.items()}
    return Study(
        id="health-insurer",
        name=t("Fysiotherapie declareren bij Lindehof", "Claiming physiotherapy at Lindehof"),
        description=t(
            "Een zorgverzekeraar met aanvullende pakketten. "
            "Dit onderzoek volgt een jaar lang verzekerden van het vergelijken van polissen "
            "tot de uitbetaling van hun nota's voor fysiotherapie.",
            "A health insurer with additional packages. This study follows a year of members from comparing "
            "policies to being paid back for physiotherapy.",
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
                    message_id=names["message_id"],
                    properties=[names[k] for k in PROPERTIES],
                ),
            )
        ],
        surveys=[SurveySource(files="surveys.csv", columns=AnswerColumns(**answer_columns(t)), quotes=True)],
        phases=_phases(t),
        channels=_channels(t),
        touchpoints=[*_getting_insured(t), *_claiming(t)],
        personas=_personas(t),
        targets=[
            Target(measure=Measure.NPS, direction="at_least", value=15, until=dt.date(2026, 12, 31)),
        ],
        period=[dt.date(2025, 11, 1), dt.date(2026, 10, 31)],
        open_for="45d",
        minimum_n=30,
    )


def _phases(t: Tongue) -> list[JourneyPhase]:
    return [
        JourneyPhase(
            id="compare",
            name=t("Vergelijken", "Comparing"),
            goal=t(
                "Ik wil niet te veel betalen en goed verzekerd zijn",
                "I want good cover without paying too much",
            ),
        ),
        JourneyPhase(
            id="take-out",
            name=t("Afsluiten", "Taking out"),
            goal=t("Ik wil het in één keer goed regelen", "I want to get it right the first time"),
        ),
        JourneyPhase(
            id="insured",
            name=t("Verzekerd zijn", "Being insured"),
            goal=t("Ik wil weten waar ik recht op heb", "I want to know what I am entitled to"),
        ),
        JourneyPhase(
            id="treatment",
            name=t("Behandeld worden", "Being treated"),
            goal=t("Ik wil snel van mijn klachten af", "I want to be rid of my complaint soon"),
        ),
        JourneyPhase(
            id="claim",
            name=t("Declareren", "Claiming"),
            goal=t(
                "Ik wil mijn nota in een paar tikken indienen", "I want to submit my invoice in a few taps"
            ),
            targets=[Target(measure=Measure.CES, direction="at_least", value=5.5)],
        ),
        JourneyPhase(
            id="paid-back",
            name=t("Geld terugkrijgen", "Being paid back"),
            goal=t(
                "Ik wil snel en zonder vragen mijn geld terug",
                "I want my money back soon, no questions asked",
            ),
        ),
    ]


def _channels(t: Tongue) -> list[Channel]:
    return [
        Channel(
            id="comparison",
            name=t("Vergelijkingssite", "Comparison site"),
            icon="partner",
            values=[t("vergelijkingssite", "comparison")],
        ),
        Channel(id="website", name=t("Website", "Website"), icon="website"),
        Channel(id="app", name=t("App", "App"), icon="app"),
        Channel(id="chat", name=t("Chat", "Chat"), icon="chat"),
        Channel(id="email", name=t("E-mail", "E-mail"), icon="email", values=[t("e-mail", "email")]),
        Channel(
            id="letter", name=t("Brief", "Letter"), icon="letter", online=False, values=[t("brief", "post")]
        ),
        Channel(
            id="practice",
            name=t("Praktijk", "Practice"),
            icon="face_to_face",
            online=False,
            values=[t("praktijk", "practice")],
        ),
        Channel(id="bank", name=t("Bank", "Bank"), icon="payment", values=["bank"]),
        Channel(
            id="phone",
            name=t("Telefoon", "Phone"),
            icon="phone",
            online=False,
            values=[t("telefoon", "phone")],
        ),
    ]


def _getting_insured(t: Tongue) -> list[Touchpoint]:
    marketing, service = t("Marketing", "Marketing"), t("Ledenservice", "Member service")
    online = t("Online team", "Online team")
    message, kind = t("bericht", "message"), t("soort_bericht", "message_kind")
    return [
        Touchpoint(
            id="compare",
            name=t("Vergelijker", "Comparison"),
            phase="compare",
            channel="comparison",
            owner=marketing,
            importance=4,
            match=[MatchRule(glob=t("vergelijker_*", "compare_*"))],
            targets=[Target(measure=Measure.CSAT, direction="at_least", value=0.5)],
        ),
        Touchpoint(
            id="cover-page",
            name=t("Vergoedingenpagina", "Cover page"),
            phase="compare",
            channel="website",
            owner=online,
            importance=4,
            match=[MatchRule(prefix=t("pagina/vergoeding", "page/cover"))],
        ),
        Touchpoint(
            id="chat",
            name=t("Chat over vergoedingen", "Chat about cover"),
            phase="compare",
            channel="chat",
            owner=service,
            importance=2,
            match=[MatchRule(regex="chat_.+", channel="chat")],
        ),
        Touchpoint(
            id="premium",
            name=t("Premie berekenen", "Calculating the premium"),
            phase="take-out",
            channel="website",
            owner=online,
            importance=4,
            match=[MatchRule(equals=t("premie_berekend", "premium_calculated"))],
        ),
        Touchpoint(
            id="apply",
            name=t("Aanvragen", "Applying"),
            phase="take-out",
            channel="website",
            owner=online,
            importance=5,
            match=[MatchRule(regex=t("aanvraag_(gestart|verzonden)", "application_(started|sent)"))],
            targets=[Target(measure=Measure.DROP_OFF, direction="at_most", value=0.12)],
        ),
        Touchpoint(
            id="acceptance",
            name=t("Acceptatie", "Acceptance"),
            phase="take-out",
            channel="email",
            owner=t("Acceptatie", "Underwriting"),
            importance=3,
            match=[MatchRule(equals=message, properties={kind: t("acceptatie", "acceptance")})],
            targets=[Target(measure=Measure.WAITING_TIME, direction="at_most", value="4d")],
        ),
        Touchpoint(
            id="policy",
            name=t("Polis ontvangen", "Receiving the policy"),
            phase="insured",
            channel="letter",
            owner=service,
            importance=3,
            match=[MatchRule(equals=message, properties={kind: t("polis", "policy")})],
        ),
        Touchpoint(
            id="cover-check",
            name=t("Dekking nakijken", "Checking my cover"),
            phase="insured",
            channel="app",
            owner=t("App-team", "App team"),
            importance=4,
            match=[MatchRule(prefix=t("app/dekking", "app/cover"), channel="app")],
            targets=[Target(measure=Measure.CSAT, direction="at_least", value=0.6)],
        ),
    ]


def _claiming(t: Tongue) -> list[Touchpoint]:
    claim, handling = t("declaratie", "claim"), t("Declaratieverwerking", "Claims handling")
    return [
        Touchpoint(
            id="treatment",
            name=t("Eerste behandeling", "First treatment"),
            phase="treatment",
            channel="practice",
            owner=t("Zorginkoop", "Care purchasing"),
            importance=4,
            match=[MatchRule(equals=t("eerste_behandeling", "first_treatment"))],
        ),
        Touchpoint(
            id="claim",
            name=t("Nota indienen", "Submitting an invoice"),
            phase="claim",
            channel="app",
            owner=t("App-team", "App team"),
            importance=5,
            match=[
                MatchRule(regex=t("nota_upload_(gestart|mislukt)", "claim_upload_(started|failed)")),
                MatchRule(
                    equals=[t("nota_ingediend", "claim_submitted"), t("nota_per_post", "claim_posted")]
                ),
            ],
            targets=[Target(measure=Measure.DROP_OFF, direction="at_most", value=0.05)],
        ),
        Touchpoint(
            id="received",
            name=t("Declaratie ontvangen", "Claim received"),
            phase="claim",
            channel="email",
            owner=handling,
            importance=4,
            match=[MatchRule(equals=claim, properties={"status": t("ontvangen", "received")})],
            targets=[
                Target(
                    measure=Measure.WAITING_TIME, direction="at_most", value="10d", until=dt.date(2026, 7, 1)
                )
            ],
        ),
        Touchpoint(
            id="returned",
            name=t("Declaratie retour", "Claim sent back"),
            phase="claim",
            channel="email",
            owner=handling,
            importance=4,
            match=[MatchRule(equals=claim, properties={"status": t("retour", "returned")})],
        ),
        Touchpoint(
            id="decision",
            name=t("Besluit op declaratie", "Decision on the claim"),
            phase="paid-back",
            channel="email",
            owner=handling,
            importance=5,
            match=[MatchRule(equals=claim, properties={"status": t("besloten", "decided")})],
            targets=[Target(measure=Measure.CSAT, direction="at_least", value=0.6)],
        ),
        Touchpoint(
            id="payout",
            name=t("Uitbetaling", "Payment"),
            phase="paid-back",
            channel="bank",
            owner=t("Financiën", "Finance"),
            importance=5,
            match=[
                MatchRule(
                    equals=claim,
                    properties={
                        "status": t("uitbetaald", "paid_out"),
                        t("bedrag", "amount"): PropertyCondition(above=0),
                    },
                )
            ],
            targets=[Target(measure=Measure.CSAT, direction="at_least", value=0.65)],
            goal=True,
        ),
    ]


def _personas(t: Tongue) -> list[Persona]:
    return [
        Persona(
            id="injured-runner",
            name=t("De geblesseerde hardloper", "The injured runner"),
            description=t(
                "Is zelden ziek, regelt alles op de telefoon en wil na een blessure snel weer lopen.",
                "Is seldom ill, does everything by phone and wants to run again soon after an injury.",
            ),
            quote=t("Foto maken, versturen, klaar. Toch?", "Take a photo, send it, done. Right?"),
            goals=[t("Binnen een paar weken weer hardlopen", "Running again within a few weeks")],
            motivations=[t("Geen tijd kwijt zijn aan papierwerk", "Losing no time on paperwork")],
            frustrations=[t("Een app die halverwege vastloopt", "An app that gets stuck halfway")],
            needs=[
                t(
                    "Direct zien hoeveel behandelingen er over zijn",
                    "Seeing at once how many treatments are left",
                )
            ],
            jobs=[
                t(
                    "Als ik een nota krijg, wil ik er meteen vanaf zijn",
                    "When I get an invoice, I want it off my mind",
                )
            ],
            traits=[
                Trait(
                    low=t("Alles op papier", "All on paper"),
                    high=t("Alles in de app", "All in the app"),
                    value=0.95,
                ),
                Trait(low=t("Geduldig", "Patient"), high=t("Ongeduldig", "Impatient"), value=0.8),
            ],
            channels=["app", "chat"],
            demographics={t("leeftijd", "age"): t("25–44 jaar", "25–44 years")},
            rule=CustomerRule(properties={t("leeftijd", "age"): PropertyCondition(below=45)}),
        ),
        Persona(
            id="long-term-patient",
            name=t("De langdurig zieke", "The long-term patient"),
            description=t(
                "Krijgt al jaren fysiotherapie en houdt precies bij wat er wordt vergoed.",
                "Has had physiotherapy for years and keeps exact track of what is covered.",
            ),
            quote=t("Ik wil vooraf weten waar ik aan toe ben.", "I want to know beforehand where I stand."),
            goals=[t("Geen onverwachte rekeningen", "No unexpected bills")],
            motivations=[t("Grip houden op de kosten", "Keeping a grip on costs")],
            frustrations=[t("Brieven die je drie keer moet lezen", "Letters you have to read three times")],
            needs=[t("Een vast gezicht of een vaste stem", "One familiar face or voice")],
            jobs=[
                t(
                    "Als mijn budget bijna op is, wil ik dat op tijd weten",
                    "When my budget runs low, I want to know in time",
                )
            ],
            traits=[
                Trait(
                    low=t("Alles op papier", "All on paper"),
                    high=t("Alles in de app", "All in the app"),
                    value=0.35,
                ),
                Trait(low=t("Geduldig", "Patient"), high=t("Ongeduldig", "Impatient"), value=0.3),
            ],
            channels=["letter", "phone", "website"],
            demographics={t("leeftijd", "age"): t("50 jaar en ouder", "50 years and over")},
            rule=CustomerRule(properties={t("pakket", "package"): "top"}, did=["cover-check"]),
        ),
    ]
