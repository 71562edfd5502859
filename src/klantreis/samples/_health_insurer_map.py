"""The journey map of the health insurer, as its team drew it, in two languages."""

from __future__ import annotations

import datetime as dt

from klantreis.model.journey_map import Branch, JourneyMap, MapPhase, Step
from klantreis.model.touchpoint import Measure, Target
from klantreis.samples._language import Tongue
from klantreis.samples._map_words import hurts, step, wide


def journey_map(t: Tongue, language: str) -> JourneyMap:
    """Return the map "I claim physiotherapy" in one language."""
    return JourneyMap(
        id="claim-physiotherapy",
        name=t("Ik declareer mijn fysiotherapie", "I claim my physiotherapy"),
        scenario=t(
            "Mijn knie speelt op. Ik kies een aanvullende verzekering en wil mijn nota's vergoed krijgen.",
            "My knee is acting up. I choose additional insurance and want my invoices paid back.",
        ),
        scope=t(
            "Van het vergelijken van polissen tot het geld op mijn rekening",
            "From comparing policies to the money in my account",
        ),
        expectations=t(
            "Weten wat vergoed wordt, indienen in een minuut en binnen tien dagen antwoord",
            "Knowing what is covered, claiming in a minute and an answer within ten days",
        ),
        personas=["injured-runner", "long-term-patient"],
        status="review",
        owner=t("Manager ledenbeleving", "Member experience manager"),
        review_by=dt.date(2027, 1, 15),
        language=language,
        phases=[
            MapPhase(id="compare", steps=[_compare(t), _read(t)]),
            MapPhase(id="take-out", steps=[_premium(t), _apply(t)]),
            MapPhase(id="insured", steps=[_policy(t), _check(t)]),
            MapPhase(id="treatment", steps=[_treatment(t)]),
            MapPhase(id="claim", steps=[_submit(t), _wait(t), _complete(t)]),
            MapPhase(id="paid-back", steps=[_decision(t), _payout(t)]),
        ],
        branches=_branches(t),
        targets=[Target(measure=Measure.CONVERSION, direction="at_least", value=0.3)],
    )


def _branches(t: Tongue) -> list[Branch]:
    return [
        Branch(
            id="complete-at-once",
            start="wait",
            end="decision",
            when=t(
                "Mijn nota is compleet: ik krijg meteen een besluit",
                "My invoice is complete: I get a decision",
            ),
        ),
        Branch(
            id="submit-again",
            start="complete",
            end="submit",
            when=t("Er ontbreekt iets: ik dien opnieuw in", "Something is missing: I submit again"),
            kind="loop",
        ),
    ]


def _compare(t: Tongue) -> Step:
    return step(
        "compare",
        t("Ik vergelijk polissen", "I compare policies"),
        touchpoint="compare",
        emotion=0.6,
        owner=t("Marketing", "Marketing"),
        actions=[
            t(
                "Ik vul mijn zorgwensen in op een vergelijkingssite",
                "I enter my care needs on a comparison site",
            )
        ],
        thoughts=[t("Heb ik dit jaar weer fysio nodig?", "Will I need physio again this year?")],
        information_needs=[
            t("Premie en aantal behandelingen per pakket", "Premium and number of treatments per package")
        ],
        expectations=[
            t("In een kwartier weten wat bij mij past", "Know within fifteen minutes what suits me")
        ],
        gains=[t("Pakketten naast elkaar in gewone taal", "Packages side by side in plain language")],
        pain_points=[hurts(t("Alle pakketten lijken op elkaar", "All packages look alike"), 3)],
        quotes=[t("Zoveel keuzes dat ik het bijna opgaf.", "So many choices that I nearly gave up.")],
        opportunities=[
            t("Keuzehulp op basis van de nota's van vorig jaar", "Advice based on last year's invoices")
        ],
        frontstage=[t("Vermelding op vergelijkingssites", "Listing on comparison sites")],
        backstage=[
            t("Productteam levert elk jaar voorwaarden aan", "Product team supplies conditions every year")
        ],
        systems=[t("Koppeling met vergelijkingssites", "Link with comparison sites")],
        policies=[t("Iedereen wordt voor de basis geaccepteerd", "Everyone is accepted for basic cover")],
    )


def _read(t: Tongue) -> Step:
    return step(
        "read",
        t("Ik zoek op wat wordt vergoed", "I look up what is covered"),
        touchpoint="cover-page",
        emotion=-0.6,
        owner=t("Online team", "Online team"),
        actions=[t("Ik lees de vergoedingen voor fysiotherapie", "I read the cover for physiotherapy")],
        thoughts=[t("Telt een intake ook als behandeling?", "Does an intake count as a treatment?")],
        information_needs=[
            t("Hoeveel behandelingen, bij welke praktijken?", "How many treatments, at which practices?")
        ],
        expectations=[t("Eén antwoord voor mijn situatie", "One answer for my situation")],
        gains=[t("Rekenvoorbeelden met echte bedragen", "Worked examples with real amounts")],
        pain_points=[hurts(t("Voorwaarden in juridische taal", "Conditions in legal language"), 3)],
        quotes=[t("Ik heb er een woordenboek bij gepakt.", "I reached for a dictionary.")],
        opportunities=[t("Vraag en antwoord per aandoening", "Questions and answers per condition")],
        frontstage=[t("Vergoedingenpagina's en chat", "Cover pages and chat")],
        backstage=[t("Juridische zaken keurt elke tekst goed", "Legal department approves every text")],
        systems=[t("Contentbeheer", "Content management")],
        policies=[t("Voorwaarden staan voor 12 november online", "Conditions are online before 12 November")],
    )


def _premium(t: Tongue) -> Step:
    return step(
        "premium",
        t("Ik bereken mijn premie", "I calculate my premium"),
        touchpoint="premium",
        emotion=0.3,
        owner=t("Online team", "Online team"),
        actions=[t("Ik schuif met eigen risico en pakketten", "I play with the excess and the packages")],
        thoughts=[t("Verdien ik dat pakket wel terug?", "Will that package pay for itself?")],
        information_needs=[
            t("Wat kost het per maand, alles bij elkaar?", "What does it cost a month, all in?")
        ],
        expectations=[
            t("De prijs die ik zie, is de prijs die ik betaal", "The price I see is the price I pay")
        ],
        gains=[t("Direct zien wat een keuze scheelt", "See at once what a choice saves")],
        pain_points=[
            hurts(t("Korting verdwijnt in de laatste stap", "The discount vanishes in the last step"), 3)
        ],
        quotes=[t("Ik wil gewoon één bedrag zien.", "I just want to see one amount.")],
        opportunities=[t("Toon bij welk gebruik een pakket loont", "Show at what use a package pays off")],
        frontstage=[t("Premieberekening op de site", "Premium calculator on the site")],
        backstage=[wide(t("Actuariaat stelt de tarieven vast", "Actuaries set the rates"), 2)],
        systems=[t("Tariefmotor", "Rating engine")],
        policies=[
            t(
                "Zelfde premie voor iedereen met hetzelfde pakket",
                "Same premium for everyone with the same package",
            )
        ],
    )


def _apply(t: Tongue) -> Step:
    return step(
        "apply",
        t("Ik vraag de verzekering aan", "I apply for the insurance"),
        touchpoint="apply",
        emotion=0.7,
        owner=t("Online team", "Online team"),
        moment_of_truth=True,
        actions=[t("Ik vul mijn gegevens in en stap over", "I fill in my details and switch")],
        thoughts=[t("Ben ik straks niet dubbel verzekerd?", "Will I not be insured twice?")],
        information_needs=[t("Wie zegt mijn oude polis op?", "Who cancels my old policy?")],
        expectations=[t("Binnen tien minuten geregeld", "Arranged within ten minutes")],
        gains=[t("Mijn oude verzekering wordt voor me opgezegd", "My old insurance is cancelled for me")],
        pain_points=[
            hurts(
                t("Na het inloggen is het formulier weer leeg", "After logging in the form is empty again"), 3
            )
        ],
        quotes=[t("Binnen tien minuten overgestapt.", "Switched within ten minutes.")],
        opportunities=[t("Bewaar de aanvraag en ga later verder", "Save the application and continue later")],
        frontstage=[t("Aanvraagformulier", "Application form")],
        systems=[t("Polisadministratie", "Policy administration")],
        policies=[
            t("Opzegservice voor wie uiterlijk 31 december overstapt", "Switching service until 31 December")
        ],
    )


def _policy(t: Tongue) -> Step:
    return step(
        "policy",
        t("Ik krijg mijn polis", "I get my policy"),
        touchpoint="policy",
        emotion=0.4,
        owner=t("Ledenservice", "Member service"),
        actions=[t("Ik lees de brief en bewaar de pas", "I read the letter and keep the card")],
        thoughts=[t("Staat alles er goed op?", "Is everything correct?")],
        information_needs=[t("Vanaf wanneer ben ik verzekerd?", "From when am I insured?")],
        expectations=[t("Eén bladzijde met mijn dekking", "One page with my cover")],
        gains=[t("Warm welkom met een duidelijk overzicht", "A warm welcome with a clear overview")],
        pain_points=[
            hurts(t("Veertien bladzijden zonder samenvatting", "Fourteen pages without a summary"), 2)
        ],
        quotes=[t("Ik vond niet terug wat er voor fysio is.", "I could not find what there is for physio.")],
        opportunities=[t("Welkomstfilmpje met mijn eigen dekking", "Welcome video with my own cover")],
        frontstage=[t("Acceptatiemail en polisbrief", "Acceptance e-mail and policy letter")],
        backstage=[
            t("Acceptatie controleert aanvragen op werkdagen", "Underwriting checks applications on weekdays")
        ],
        systems=[t("Documentgenerator", "Document generator")],
        policies=[t("Veertien dagen bedenktijd", "Fourteen days to change your mind")],
    )


def _check(t: Tongue) -> Step:
    return step(
        "check",
        t("Ik kijk mijn dekking na", "I check my cover"),
        touchpoint="cover-check",
        emotion=0.9,
        owner=t("App-team", "App team"),
        actions=[t("Ik open de app en zoek 'fysiotherapie'", "I open the app and search 'physiotherapy'")],
        thoughts=[t("Hoeveel behandelingen heb ik nog?", "How many treatments do I have left?")],
        information_needs=[t("Welke praktijken hebben een contract?", "Which practices have a contract?")],
        expectations=[t("Antwoord binnen drie tikken", "An answer within three taps")],
        gains=[t("De app kent mijn pakket", "The app knows my package")],
        pain_points=[
            hurts(t("App en website zeggen soms iets anders", "App and website sometimes differ"), 3)
        ],
        quotes=[
            t("Meteen gezien dat ik nog twaalf behandelingen heb.", "Saw at once that I have twelve left.")
        ],
        opportunities=[
            t("Seintje als de laatste behandelingen ingaan", "A message when the last treatments begin")
        ],
        frontstage=[t("Dekkingscheck in de app", "Cover check in the app")],
        backstage=[
            t("Zorginkoop werkt contracten elke week bij", "Care purchasing updates contracts weekly")
        ],
        systems=[t("Ledenapp", "Member app"), t("Contractregister", "Contract register")],
        policies=[t("Zonder contract vergoeden we driekwart", "Without a contract we cover three quarters")],
    )


def _treatment(t: Tongue) -> Step:
    return step(
        "treatment",
        t("Ik ga naar de fysiotherapeut", "I go to the physiotherapist"),
        touchpoint="treatment",
        emotion=1.3,
        owner=t("Zorginkoop", "Care purchasing"),
        actions=[
            t("Ik krijg mijn eerste behandeling en een nota", "I get my first treatment and an invoice")
        ],
        thoughts=[t("Fijn dat ik zo snel terechtkon.", "Good that I could come so soon.")],
        information_needs=[
            t("Moet ik zelf declareren of doet de praktijk dat?", "Do I claim, or does the practice?")
        ],
        expectations=[t("Deze week nog een afspraak", "An appointment this very week")],
        gains=[t("Iemand die luistert en meedenkt", "Someone who listens and thinks along")],
        pain_points=[
            hurts(t("Nota mist vaak de behandeldatum", "The invoice often lacks the treatment date"), 3)
        ],
        quotes=[t("Na één keer voelde mijn knie al beter.", "After one visit my knee felt better.")],
        opportunities=[t("Praktijken rechtstreeks laten declareren", "Let practices claim directly")],
        frontstage=[t("Fysiotherapeut in de praktijk", "Physiotherapist at the practice")],
        backstage=[t("Zorginkoop sluit jaarlijks contracten", "Care purchasing signs contracts every year")],
        systems=[t("Praktijksoftware", "Practice software")],
        policies=[t("Geen verwijzing van de huisarts nodig", "No referral from a GP needed")],
    )


def _submit(t: Tongue) -> Step:
    return step(
        "submit",
        t("Ik dien mijn nota in", "I submit my invoice"),
        touchpoint="claim",
        emotion=0.2,
        owner=t("App-team", "App team"),
        moment_of_truth=True,
        actions=[t("Ik maak een foto en stuur hem in de app op", "I take a photo and send it in the app")],
        thoughts=[t("Is de foto scherp genoeg?", "Is the photo sharp enough?")],
        information_needs=[t("Wat moet er op de nota staan?", "What must be on the invoice?")],
        expectations=[t("In één minuut klaar", "Done in one minute")],
        gains=[t("De app leest het bedrag zelf", "The app reads the amount itself")],
        pain_points=[
            hurts(t("Uploaden mislukt op mijn telefoon", "Uploading fails on my phone"), 5),
            hurts(t("Geen melding of het gelukt is", "No message whether it worked"), 4),
        ],
        quotes=[t("Uploaden blijft hangen op 99 procent.", "Uploading gets stuck at 99 per cent.")],
        opportunities=[
            t(
                "Foto op de telefoon verkleinen vóór het versturen",
                "Shrink the photo on the phone before sending",
            ),
            t("Tijdens het uploaden zien wat er ontbreekt", "See while uploading what is missing"),
        ],
        frontstage=[t("Declareren in app en op de site", "Claiming in the app and on the site")],
        backstage=[
            wide(
                t(
                    "Tekstherkenning leest nota's; rest gaat met de hand",
                    "Text recognition reads invoices; the rest by hand",
                ),
                2,
            )
        ],
        systems=[t("Ledenapp", "Member app"), t("Tekstherkenning", "Text recognition")],
        policies=[
            t("Declareren kan tot drie jaar na de behandeling", "Claims are accepted up to three years later")
        ],
    )


def _wait(t: Tongue) -> Step:
    return step(
        "wait",
        t("Ik wacht op antwoord", "I wait for an answer"),
        touchpoint="received",
        emotion=-0.8,
        owner=t("Declaratieverwerking", "Claims handling"),
        actions=[t("Ik kijk om de paar dagen in de app", "I look in the app every few days")],
        thoughts=[t("Ik heb het al betaald. Waar blijft mijn geld?", "I paid already. Where is my money?")],
        information_needs=[t("Wanneer krijg ik antwoord?", "When do I get an answer?")],
        expectations=[t("Binnen tien dagen antwoord", "An answer within ten days")],
        gains=[t("Meteen een bevestiging van ontvangst", "A confirmation of receipt at once")],
        pain_points=[
            hurts(t("Weken stilte na de bevestiging", "Weeks of silence after the confirmation"), 5),
            hurts(t("In de app staat alleen 'in behandeling'", "The app only says 'in progress'"), 3),
        ],
        quotes=[
            t("Verzekeren gaat snel, uitbetalen duurt eeuwen.", "Insuring is quick, paying out takes ages.")
        ],
        opportunities=[t("Eenvoudige nota's automatisch afhandelen", "Handle simple invoices automatically")],
        frontstage=[t("Bevestigingsmail en status in de app", "Confirmation e-mail and status in the app")],
        systems=[t("Declaratiesysteem", "Claims system")],
        policies=[t("Afhandelen binnen tien werkdagen", "Handled within ten working days")],
    )


def _complete(t: Tongue) -> Step:
    return step(
        "complete",
        t("Ik vul mijn declaratie aan", "I complete my claim"),
        touchpoint="returned",
        emotion=-1.1,
        owner=t("Declaratieverwerking", "Claims handling"),
        actions=[t("Ik vraag mijn fysio om een nieuwe nota", "I ask my physio for a new invoice")],
        thoughts=[t("Hadden ze dit niet meteen kunnen zeggen?", "Could they not have said so at once?")],
        information_needs=[t("Wat ontbreekt er precies?", "What exactly is missing?")],
        expectations=[t("Aanvullen zonder opnieuw te beginnen", "Completing it without starting over")],
        gains=[t("Een mail met een voorbeeldnota", "An e-mail with a sample invoice")],
        pain_points=[
            hurts(
                t("Na weken blijkt er een datum te ontbreken", "After weeks a date turns out to be missing"),
                5,
            )
        ],
        quotes=[t("Zeg dat dan meteen bij het uploaden.", "Then say so right when I upload it.")],
        opportunities=[
            t(
                "Alleen het ontbrekende vragen, niet alles opnieuw",
                "Ask only for what is missing, not all again",
            )
        ],
        frontstage=[t("Mail 'we missen nog iets'", "E-mail 'something is still missing'")],
        backstage=[t("Behandelaar kiest een reden uit een lijst", "Handler picks a reason from a list")],
        systems=[t("Declaratiesysteem", "Claims system")],
        policies=[t("Een nota zonder datum wordt niet vergoed", "An invoice without a date is not paid")],
    )


def _decision(t: Tongue) -> Step:
    return step(
        "decision",
        t("Ik lees het besluit", "I read the decision"),
        touchpoint="decision",
        emotion=-0.6,
        owner=t("Declaratieverwerking", "Claims handling"),
        moment_of_truth=True,
        actions=[t("Ik vergelijk de brief met mijn polis", "I compare the letter with my policy")],
        thoughts=[t("Waarom krijg ik niet alles terug?", "Why do I not get all of it back?")],
        information_needs=[
            t("Waarom dit bedrag, en hoe maak ik bezwaar?", "Why this amount, and how do I object?")
        ],
        expectations=[t("Het bedrag dat de app voorspelde", "The amount the app predicted")],
        gains=[t("Overzicht van wat er nog over is", "An overview of what is left")],
        pain_points=[
            hurts(
                t("Codes en artikelnummers zonder uitleg", "Codes and article numbers without explanation"), 5
            )
        ],
        quotes=[t("Ik heb moeten bellen om te horen wat er stond.", "I had to call to hear what it meant.")],
        opportunities=[
            t(
                "Besluit in drie zinnen, getest met leden",
                "A decision in three sentences, tested with members",
            )
        ],
        frontstage=[t("Besluit per mail en in de app", "Decision by e-mail and in the app")],
        backstage=[
            t("Beoordelaar toetst aan de polisvoorwaarden", "Assessor checks against the policy conditions")
        ],
        systems=[t("Declaratiesysteem", "Claims system")],
        policies=[t("Bezwaar kan binnen zes weken", "Objection possible within six weeks")],
    )


def _payout(t: Tongue) -> Step:
    return step(
        "payout",
        t("Ik krijg mijn geld terug", "I get my money back"),
        touchpoint="payout",
        emotion=1.2,
        owner=t("Financiën", "Finance"),
        actions=[t("Ik zie het bedrag op mijn rekening", "I see the amount in my account")],
        thoughts=[t("Eindelijk. Klopt het met mijn nota?", "At last. Does it match my invoice?")],
        information_needs=[t("Welke nota is dit?", "Which invoice is this?")],
        expectations=[
            t("De dag na het besluit op mijn rekening", "In my account the day after the decision")
        ],
        gains=[t("Seintje zodra het geld onderweg is", "A message as soon as the money is on its way")],
        pain_points=[
            hurts(t("Vage omschrijving op het afschrift", "A vague description on the statement"), 2)
        ],
        quotes=[t("Netjes tot op de cent.", "Correct to the cent.")],
        opportunities=[
            t("Zet behandeling en datum in de omschrijving", "Put treatment and date in the description")
        ],
        frontstage=[t("Bijschrijving en melding in de app", "Payment and message in the app")],
        backstage=[t("Betaalrun elke werkdag om zes uur", "Payment run every weekday at six")],
        systems=[t("Betaalsysteem", "Payment system")],
        policies=[t("Uitbetaling op de eigen rekening", "Payment to one's own account")],
    )
