"""The journey map of the town hall, as its team drew it, in two languages."""

from __future__ import annotations

import datetime as dt

from klantreis.model.journey_map import Branch, JourneyMap, MapPhase, Step
from klantreis.model.touchpoint import Measure, Target
from klantreis.samples._language import Tongue
from klantreis.samples._map_words import hurts, step, wide


def journey_map(t: Tongue, language: str) -> JourneyMap:
    """Return the map "I apply for a dormer" in one language."""
    return JourneyMap(
        id="permit-for-a-dormer",
        name=t("Ik vraag een dakkapel aan", "I apply for a dormer"),
        scenario=t(
            "Ons huis wordt te klein. Ik wil een dakkapel en zoek uit of dat mag.",
            "Our house is getting too small. I want a dormer and find out whether that is allowed.",
        ),
        scope=t(
            "Van het eerste plan tot de melding dat de bouw begint",
            "From the first plan to the notice that building starts",
        ),
        expectations=t(
            "Duidelijke regels, één keer alles aanleveren en een besluit op tijd",
            "Clear rules, supplying everything once and a decision in time",
        ),
        personas=["growing-family", "careful-owner"],
        status="agreed",
        owner=t("Programmamanager dienstverlening", "Service programme manager"),
        review_by=dt.date(2027, 2, 1),
        language=language,
        phases=[
            MapPhase(id="plan", steps=[_read(t)]),
            MapPhase(id="find-out", steps=[_check(t), _drawing(t), _desk(t)]),
            MapPhase(id="apply", steps=[_login(t), _form(t), _documents(t)]),
            MapPhase(id="wait", steps=[_supplement(t), _review(t)]),
            MapPhase(id="decision", steps=[_decision(t), _fee(t)]),
            MapPhase(id="build", steps=[_start(t)]),
        ],
        branches=_branches(t),
        targets=[Target(measure=Measure.CONVERSION, direction="at_least", value=0.35)],
    )


def _branches(t: Tongue) -> list[Branch]:
    return [
        Branch(
            id="skip-the-desk",
            start="check",
            end="login",
            when=t("Ik weet genoeg en vraag meteen aan", "I know enough and apply at once"),
        ),
        Branch(
            id="supply-again",
            start="supplement",
            end="documents",
            when=t("Er ontbreekt iets: ik lever opnieuw aan", "Something is missing: I supply it again"),
            kind="loop",
        ),
    ]


def _read(t: Tongue) -> Step:
    return step(
        "read",
        t("Ik lees wat er mag", "I read what is allowed"),
        touchpoint="information",
        emotion=0.6,
        owner=t("Online dienstverlening", "Online services"),
        actions=[
            t("Ik zoek 'dakkapel Veenbeke' op mijn telefoon", "I search for 'dormer Veenbeke' on my phone")
        ],
        thoughts=[
            t(
                "De buren hebben er ook een. Mag ik dat dan ook?",
                "The neighbours have one. May I have one too?",
            )
        ],
        information_needs=[
            t("Wat kost het en hoe lang duurt het?", "What does it cost and how long does it take?")
        ],
        expectations=[t("Een eenvoudig ja of nee", "A simple yes or no")],
        gains=[t("Foto's van dakkapellen in mijn wijk", "Photos of dormers in my district")],
        pain_points=[hurts(t("Regels verspreid over zes pagina's", "Rules spread over six pages"), 2)],
        quotes=[t("Ik wil gewoon een raam op zolder.", "I just want a window in the attic.")],
        opportunities=[
            t(
                "Eén pagina per wens, met voorbeelden per wijk",
                "One page per wish, with examples per district",
            )
        ],
        frontstage=[t("Informatiepagina's", "Information pages")],
        backstage=[
            t("Redactie schrijft samen met vergunningverlening", "Editors write with the permit office")
        ],
        systems=[t("Contentbeheer", "Content management")],
        policies=[t("Teksten op taalniveau B1", "Texts in plain language")],
    )


def _check(t: Tongue) -> Step:
    return step(
        "check",
        t("Ik doe de vergunningcheck", "I do the permit check"),
        touchpoint="permit-check",
        emotion=1.2,
        owner=t("Vergunningverlening", "Permit office"),
        moment_of_truth=True,
        actions=[t("Ik beantwoord vragen over mijn dak", "I answer questions about my roof")],
        thoughts=[t("Is dit de voorkant of de achterkant?", "Is this the front or the back?")],
        information_needs=[t("Heb ik een vergunning nodig?", "Do I need a permit?")],
        expectations=[t("Een uitkomst waar ik op kan bouwen", "An outcome I can build on")],
        gains=[t("Soms blijkt het vergunningvrij", "Sometimes no permit turns out to be needed")],
        pain_points=[hurts(t("Vragen in vaktaal van architecten", "Questions in architects' jargon"), 4)],
        quotes=[
            t("Na vijf minuten wist ik waar ik aan toe was.", "After five minutes I knew where I stood.")
        ],
        opportunities=[
            t("Laat inwoners hun dak aanwijzen op de kaart", "Let residents point out their roof on a map")
        ],
        frontstage=[t("Vergunningcheck met twintig vragen", "Permit check with twenty questions")],
        backstage=[t("Juristen vertalen regels naar vragen", "Lawyers turn rules into questions")],
        systems=[t("Regelbeheer", "Rule management"), t("Kaartviewer", "Map viewer")],
        policies=[t("Omgevingsplan en welstandsnota", "Zoning plan and design guidelines")],
    )


def _drawing(t: Tongue) -> Step:
    return step(
        "drawing",
        t("Ik vraag de bouwtekening op", "I request the drawing"),
        touchpoint="drawing",
        emotion=-0.3,
        owner=t("Gemeentearchief", "Municipal archive"),
        actions=[t("Ik zoek mijn adres in het bouwarchief", "I look up my address in the building archive")],
        thoughts=[
            t("Is die tekening uit 1934 nog goed genoeg?", "Is that drawing from 1934 still good enough?")
        ],
        information_needs=[
            t("Waar vind ik tekeningen van mijn huis?", "Where do I find drawings of my house?")
        ],
        expectations=[t("Meteen downloaden", "Download it at once")],
        gains=[t("Gratis tekening van mijn eigen huis", "A free drawing of my own house")],
        pain_points=[hurts(t("Oude tekeningen zijn slecht leesbaar", "Old drawings are hard to read"), 2)],
        quotes=[t("Leuk om te zien, maar de maten kloppen niet.", "Nice to see, but the sizes are wrong.")],
        opportunities=[
            t("Toon de tekening al in de vergunningcheck", "Show the drawing in the permit check")
        ],
        frontstage=[t("Online bouwarchief", "Online building archive")],
        backstage=[t("Archief scant op aanvraag", "Archive scans on request")],
        systems=[t("Archiefsysteem", "Archive system")],
        policies=[t("Plattegronden alleen voor de eigenaar", "Floor plans for the owner only")],
    )


def _desk(t: Tongue) -> Step:
    return step(
        "desk",
        t("Ik overleg aan de balie", "I talk it over at the counter"),
        touchpoint="desk",
        emotion=1.3,
        owner=t("Publiekszaken", "Public services"),
        moment_of_truth=True,
        actions=[t("Ik laat mijn schets zien en stel vragen", "I show my sketch and ask questions")],
        thoughts=[t("Eindelijk iemand die meekijkt.", "Someone who looks at it with me, at last.")],
        information_needs=[
            t("Wat moet er precies op de tekening staan?", "What exactly must be on the drawing?")
        ],
        expectations=[t("Antwoord dat straks ook telt", "An answer that still counts later on")],
        gains=[t("Met een duidelijk lijstje naar huis", "Going home with a clear list")],
        pain_points=[
            hurts(t("Afspraak alleen onder kantooruren", "Appointments during office hours only"), 3)
        ],
        quotes=[t("Zij zag meteen wat er miste.", "She saw at once what was missing.")],
        opportunities=[t("Videogesprek in de avond", "Video call in the evening")],
        frontstage=[t("Baliemedewerker bouwen en wonen", "Counter officer for building and housing")],
        backstage=[t("Vakspecialist is oproepbaar", "A specialist is on call")],
        systems=[t("Afsprakensysteem", "Appointment system")],
        policies=[t("Vooroverleg is gratis", "Advice beforehand is free")],
    )


def _login(t: Tongue) -> Step:
    return step(
        "login",
        t("Ik log in", "I log in"),
        touchpoint="login",
        emotion=0.1,
        owner=t("Informatievoorziening", "IT services"),
        actions=[t("Ik open de inlogapp en vul de code in", "I open the login app and enter the code")],
        thoughts=[t("Waarom sta ik weer op het beginscherm?", "Why am I back on the start screen?")],
        information_needs=[t("Ben ik nu ingelogd of niet?", "Am I logged in now or not?")],
        expectations=[t("Inloggen werkt op elk apparaat", "Logging in works on any device")],
        gains=[t("Mijn gegevens staan al ingevuld", "My details are filled in already")],
        pain_points=[
            hurts(t("Op de telefoon valt de sessie weg", "On a phone the session drops"), 5),
            hurts(t("'Sessie verlopen' zonder uitleg", "'Session expired' without explanation"), 3),
        ],
        quotes=[t("Vijf keer geprobeerd, daarna maar gebeld.", "Tried five times, then I called.")],
        opportunities=[
            t("Test elke release op een gewone telefoon", "Test every release on an ordinary phone")
        ],
        frontstage=[t("Inlogscherm", "Login screen")],
        backstage=[wide(t("Leverancier beheert de koppeling", "A supplier runs the connection"), 2)],
        systems=[t("Koppeling met de inlogdienst", "Connection to the login service")],
        policies=[t("Hoog betrouwbaarheidsniveau verplicht", "High level of assurance required")],
    )


def _form(t: Tongue) -> Step:
    return step(
        "form",
        t("Ik vul de aanvraag in", "I fill in the application"),
        touchpoint="form",
        emotion=0.3,
        owner=t("Online dienstverlening", "Online services"),
        actions=[t("Ik vul maten, materialen en kosten in", "I enter sizes, materials and costs")],
        thoughts=[t("Vul ik dit wel goed in?", "Am I filling this in correctly?")],
        information_needs=[t("Een voorbeeld van een goede aanvraag", "An example of a good application")],
        expectations=[t("Opslaan en morgen verdergaan", "Save and continue tomorrow")],
        gains=[t("Voorbeelden bij elk veld", "Examples with every field")],
        pain_points=[hurts(t("Tussentijds opslaan kan niet", "Saving in between is not possible"), 3)],
        quotes=[t("Om elf uur 's avonds was alles weg.", "At eleven at night everything was gone.")],
        opportunities=[t("Bewaar automatisch, dertig dagen lang", "Save automatically, for thirty days")],
        frontstage=[t("Aanvraagformulier", "Application form")],
        systems=[t("Formulierenplatform", "Form platform")],
        policies=[t("Een aanvraag is pas ontvangen na verzenden", "An application counts once it is sent")],
    )


def _documents(t: Tongue) -> Step:
    return step(
        "documents",
        t("Ik lever tekeningen aan", "I supply drawings"),
        touchpoint="documents",
        emotion=-0.5,
        owner=t("Team intake", "Intake team"),
        actions=[t("Ik upload de tekening van mijn aannemer", "I upload my builder's drawing")],
        thoughts=[t("Is dit wat ze bedoelen?", "Is this what they mean?")],
        information_needs=[t("Welke tekeningen, welke schaal?", "Which drawings, which scale?")],
        expectations=[t("Meteen horen of het compleet is", "Hear at once whether it is complete")],
        gains=[t("Foto's maken met de telefoon mag", "Photos taken with a phone are fine")],
        pain_points=[
            hurts(
                t("Eisen staan in een document van 40 pagina's", "Requirements are in a 40-page document"), 4
            )
        ],
        quotes=[t("Wat is een principedetail in hemelsnaam?", "What on earth is a 'construction detail'?")],
        opportunities=[t("Checklist met voorbeeldtekeningen", "Checklist with sample drawings")],
        frontstage=[t("Uploadscherm en ontvangstbevestiging", "Upload screen and confirmation of receipt")],
        backstage=[t("Intake controleert op volledigheid", "Intake checks for completeness")],
        systems=[t("Zaaksysteem", "Case system")],
        policies=[t("Indieningsvereisten per bouwwerk", "Submission requirements per building")],
    )


def _supplement(t: Tongue) -> Step:
    return step(
        "supplement",
        t("Ik vul mijn aanvraag aan", "I complete my application"),
        touchpoint="supplement",
        emotion=-1.1,
        owner=t("Team intake", "Intake team"),
        actions=[t("Ik bel mijn aannemer voor een nieuwe tekening", "I call my builder for a new drawing")],
        thoughts=[t("Hadden ze dit niet meteen kunnen zeggen?", "Could they not have said so at once?")],
        information_needs=[t("Wat ontbreekt er precies?", "What exactly is missing?")],
        expectations=[t("Eén keer aanvullen en dan door", "Complete it once and move on")],
        gains=[t("Soms belt een medewerker om het uit te leggen", "Sometimes an employee calls to explain")],
        pain_points=[
            hurts(t("Weer opnieuw tekenen, weer kosten", "Drawing it all again, at a cost again"), 4),
            hurts(t("De klok staat stil zolang ik aanvul", "The clock stops while I complete it"), 3),
        ],
        quotes=[
            t("Weer een brief dat de tekening niet goed is.", "Another letter that the drawing is not right.")
        ],
        opportunities=[
            t("Bel binnen twee dagen in plaats van een brief", "Call within two days instead of a letter")
        ],
        frontstage=[t("Verzoek om aanvulling per mail", "Request for what is missing, by e-mail")],
        backstage=[t("Intake stelt de brief op uit bouwstenen", "Intake builds the letter from blocks")],
        systems=[t("Zaaksysteem", "Case system")],
        policies=[t("Termijn wordt opgeschort tot aanvulling", "The term is suspended until completed")],
    )


def _review(t: Tongue) -> Step:
    return step(
        "review",
        t("Ik wacht op de beoordeling", "I wait for the assessment"),
        touchpoint="review",
        emotion=-0.8,
        owner=t("Vergunningverlening", "Permit office"),
        actions=[t("Ik houd de aannemer aan het lijntje", "I keep the builder waiting")],
        thoughts=[t("Ligt het nog bij welstand?", "Is it still with the design committee?")],
        information_needs=[t("Bij wie ligt het en hoelang nog?", "Who has it, and how much longer?")],
        expectations=[t("Besluit binnen vier weken", "A decision within four weeks")],
        gains=[t("Een vaste behandelaar met een direct nummer", "One case officer with a direct number")],
        pain_points=[
            hurts(t("Wekenlang geen bericht", "No word for weeks"), 5),
            hurts(
                t("Welstand vergadert eens per drie weken", "The committee meets once every three weeks"), 4
            ),
        ],
        quotes=[t("Drie maanden voor een dakkapel is te lang.", "Three months for a dormer is too long.")],
        opportunities=[
            t("Standaarddakkapel: besluit binnen een week", "Standard dormer: a decision within a week"),
            t("Volg je aanvraag online", "Follow your application online"),
        ],
        frontstage=[t("Mail 'uw aanvraag is in beoordeling'", "E-mail 'your application is being assessed'")],
        backstage=[
            t("Toets aan plan, welstand en bouwregels", "Check against zoning, design and building rules")
        ],
        systems=[t("Zaaksysteem", "Case system"), t("Gedeelde mailbox", "Shared mailbox")],
        policies=[t("Wettelijke termijn: acht weken", "Legal term: eight weeks")],
    )


def _decision(t: Tongue) -> Step:
    return step(
        "decision",
        t("Ik krijg het besluit", "I get the decision"),
        touchpoint="decision",
        emotion=0.7,
        owner=t("Vergunningverlening", "Permit office"),
        moment_of_truth=True,
        actions=[t("Ik lees de brief en bel de aannemer", "I read the letter and call the builder")],
        thoughts=[t("Ja! Of staat er toch een 'maar'?", "Yes! Or is there a 'but' in it?")],
        information_needs=[t("Wanneer mag ik beginnen?", "When may I start?")],
        expectations=[t("Het antwoord in de eerste zin", "The answer in the first sentence")],
        gains=[t("Groen licht met de voorwaarden op een rij", "Green light with the conditions listed")],
        pain_points=[
            hurts(t("Het besluit staat pas op bladzijde zes", "The decision is only on page six"), 3)
        ],
        quotes=[t("Eindelijk groen licht!", "Green light at last!")],
        opportunities=[t("Begin de brief met ja of nee", "Open the letter with yes or no")],
        frontstage=[t("Besluit per brief", "Decision by letter")],
        backstage=[t("Teammanager ondertekent op donderdag", "Team manager signs on Thursdays")],
        systems=[t("Zaaksysteem", "Case system")],
        policies=[t("Bezwaar kan binnen zes weken", "Objection possible within six weeks")],
    )


def _fee(t: Tongue) -> Step:
    return step(
        "fee",
        t("Ik betaal de leges", "I pay the fee"),
        touchpoint="fee",
        emotion=-0.6,
        owner=t("Belastingen", "Municipal taxes"),
        actions=[t("Ik betaal online via de link in de brief", "I pay online with the link in the letter")],
        thoughts=[t("Zo veel geld voor een dakkapel?", "So much money for a dormer?")],
        information_needs=[t("Hoe is dit bedrag berekend?", "How was this amount calculated?")],
        expectations=[t("Het bedrag dat de site noemde", "The amount the site mentioned")],
        gains=[t("Betalen in twee termijnen kan", "Paying in two instalments is possible")],
        pain_points=[
            hurts(
                t("Het bedrag hangt af van geschatte bouwkosten", "The amount depends on estimated costs"), 2
            )
        ],
        quotes=[t("Die 600 euro zag ik niet aankomen.", "I did not see that 600 euros coming.")],
        opportunities=[t("Vast tarief voor een dakkapel", "A fixed rate for a dormer")],
        frontstage=[t("Betaalpagina", "Payment page")],
        backstage=[t("Belastingen berekent de leges", "Municipal taxes calculates the fee")],
        systems=[t("Belastingsysteem", "Tax system")],
        policies=[t("Legesverordening", "Fee regulation")],
    )


def _start(t: Tongue) -> Step:
    return step(
        "start",
        t("Ik meld de start van de bouw", "I report the start of building"),
        touchpoint="start",
        emotion=1.1,
        owner=t("Toezicht en handhaving", "Inspection and enforcement"),
        actions=[
            t("Ik geef de datum door en de steiger komt", "I report the date and the scaffolding arrives")
        ],
        thoughts=[t("Nu gaat het echt gebeuren.", "Now it is really going to happen.")],
        information_needs=[t("Komt er iemand controleren?", "Will someone come to check?")],
        expectations=[t("In twee minuten gemeld", "Reported in two minutes")],
        gains=[t("De inspecteur denkt mee op de bouwplaats", "The inspector thinks along on site")],
        pain_points=[hurts(t("Zaaknummer zelf moeten opzoeken", "Having to look up the case number"), 2)],
        quotes=[t("We slapen inmiddels onder de nieuwe dakkapel.", "We now sleep under the new dormer.")],
        opportunities=[t("Melden met één klik vanuit de mail", "Report with one click from the e-mail")],
        frontstage=[t("Meldformulier", "Report form")],
        backstage=[t("Toezicht plant een bezoek", "Inspection schedules a visit")],
        systems=[t("Toezichtapp", "Inspection app")],
        policies=[
            t("Melden uiterlijk twee dagen voor de start", "Report at least two days before the start")
        ],
    )
