"""What residents say, per touchpoint."""

from __future__ import annotations

from klantreis.samples._voices import Voice

VOICES = {
    "permit-check": Voice(
        bad=(
            ("Wat is een 'voorerfgebied'?", "What is a 'front yard area'?"),
            ("Ik moest maten invullen die ik niet heb.", "I had to enter measurements I do not have."),
            (
                "De check zegt 'mogelijk vergunningplichtig'. En nu?",
                "The check says 'permit may be required'. Now what?",
            ),
            ("Twintig vragen en geen antwoord.", "Twenty questions and no answer."),
            ("Ik kreeg twee keer een andere uitkomst.", "I got a different outcome twice."),
            ("De vragen zijn geschreven voor architecten.", "The questions are written for architects."),
            ("Bij de helft van de vragen heb ik gegokt.", "I guessed at half of the questions."),
        ),
        good=(
            ("Na vijf minuten wist ik waar ik aan toe was.", "After five minutes I knew where I stood."),
            ("De plaatjes bij de vragen helpen.", "The pictures with the questions help."),
            ("Duidelijke uitkomst die ik kon bewaren.", "A clear outcome that I could save."),
        ),
    ),
    "desk": Voice(
        bad=(
            ("De medewerker wist het ook niet zeker.", "The employee was not sure either."),
            ("Ik kon pas over een week terecht.", "I could only come in a week later."),
            (
                "Aan de balie hoorde ik iets anders dan op de site.",
                "At the counter I heard something else than on the site.",
            ),
        ),
        good=(
            (
                "Zij keek mee naar mijn tekening en zag meteen wat er miste.",
                "She looked at my drawing and saw at once what was missing.",
            ),
            ("Eindelijk iemand die het gewoon uitlegt.", "Finally someone who simply explains it."),
            ("Alle tijd gekregen en koffie erbij.", "Plenty of time, and coffee too."),
            ("Met een duidelijk lijstje naar huis.", "Went home with a clear list."),
        ),
    ),
    "login": Voice(
        bad=(
            (
                "Op mijn telefoon kom ik telkens terug op het beginscherm.",
                "On my phone I keep ending up on the start screen.",
            ),
            (
                "Na het inloggen zegt de site dat ik niet ben ingelogd.",
                "After logging in the site says I am not logged in.",
            ),
            ("De code kwam te laat binnen.", "The code arrived too late."),
            ("Vijf keer geprobeerd, daarna maar gebeld.", "Tried five times, then I called."),
            (
                "De melding 'sessie verlopen' zegt me niets.",
                "The message 'session expired' means nothing to me.",
            ),
        ),
        good=(
            ("Inloggen was zo gebeurd.", "Logging in was done in a moment."),
            ("Mijn gegevens stonden er meteen in.", "My details were there at once."),
            ("Fijn dat ik maar één keer hoefde in te loggen.", "Good that I only had to log in once."),
        ),
    ),
    "form": Voice(
        bad=(
            ("Ik wist niet welke categorie ik moest kiezen.", "I did not know which category to choose."),
            ("De kosten van de bouw kon ik alleen schatten.", "I could only guess the building costs."),
            ("Het formulier sprong terug naar het begin.", "The form jumped back to the start."),
            ("Tussentijds opslaan kan niet.", "You cannot save in between."),
        ),
        good=(
            ("Logische vragen in een goede volgorde.", "Logical questions in a good order."),
            ("Bij elk veld stond een voorbeeld.", "There was an example with every field."),
            ("Alles op één avond ingevuld.", "Filled in everything in one evening."),
        ),
    ),
    "supplement": Voice(
        bad=(
            ("Weer een brief dat de tekening niet goed is.", "Another letter that the drawing is not right."),
            ("Had dat dan meteen bij het formulier gezegd.", "You could have said so on the form."),
            ("Wat is een principedetail in hemelsnaam?", "What on earth is a 'construction detail'?"),
            ("Mijn aannemer moest alles opnieuw tekenen.", "My builder had to draw everything again."),
            (
                "Ik kreeg tien dagen, midden in de vakantie.",
                "I was given ten days, in the middle of the holidays.",
            ),
        ),
        good=(
            ("De medewerker belde me op om het uit te leggen.", "The employee called me to explain."),
            ("Duidelijk lijstje van wat er nog moest.", "A clear list of what was still needed."),
            ("Aanvullen kon gewoon online.", "I could simply add it online."),
        ),
    ),
    "decision": Voice(
        bad=(
            (
                "Zes bladzijden en op de laatste staat pas het besluit.",
                "Six pages and the decision is on the last one.",
            ),
            ("Geweigerd om de kleur van de dakpannen.", "Refused because of the colour of the roof tiles."),
            (
                "De aannemer was inmiddels met een andere klus bezig.",
                "By then the builder was busy with another job.",
            ),
            (
                "Ik begrijp niet wat welstand precies wil.",
                "I do not understand what the design committee wants.",
            ),
        ),
        good=(
            ("Eindelijk groen licht!", "Green light at last!"),
            ("Netjes binnen de termijn.", "Neatly within the term."),
            ("Heldere brief met de voorwaarden op een rij.", "A clear letter with the conditions listed."),
            ("De vergunning kwam eerder dan ik dacht.", "The permit came sooner than I thought."),
        ),
    ),
    "start": Voice(
        bad=(
            ("Ik moest weer alles opnieuw invullen.", "I had to fill in everything again."),
            ("Het zaaknummer stond nergens.", "The case number was nowhere to be found."),
            ("Geen bevestiging gekregen.", "I got no confirmation."),
        ),
        good=(
            ("Binnen twee minuten gemeld.", "Reported within two minutes."),
            ("Handig dat ik de datum later nog kan wijzigen.", "Handy that I can change the date later."),
            ("De inspecteur belde netjes vooraf.", "The inspector kindly called beforehand."),
        ),
    ),
    "journey": Voice(
        bad=(
            ("Drie maanden voor een dakkapel is te lang.", "Three months for a dormer is too long."),
            ("Iedere afdeling vroeg hetzelfde.", "Every department asked the same thing."),
            (
                "Ik moest steeds zelf bellen om te horen hoe het stond.",
                "I had to call every time to hear how things stood.",
            ),
            ("Zonder aannemer was ik er niet uitgekomen.", "Without my builder I would not have managed."),
        ),
        good=(
            ("Vriendelijke mensen, ook als het tegenzit.", "Friendly people, also when things go wrong."),
            ("Uiteindelijk netjes opgelost.", "Solved properly in the end."),
            ("De balie maakte het verschil.", "The counter made the difference."),
            ("We slapen inmiddels onder de nieuwe dakkapel.", "We now sleep under the new dormer."),
        ),
    ),
}
