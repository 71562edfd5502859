"""What members of the health insurer say, per touchpoint."""

from __future__ import annotations

from klantreis.samples._voices import Voice

VOICES = {
    "compare": Voice(
        bad=(
            ("Alle pakketten lijken op elkaar.", "All packages look alike."),
            (
                "De goedkoopste bleek toch niet de goedkoopste.",
                "The cheapest turned out not to be the cheapest.",
            ),
            ("Ik kon nergens fysiotherapie aanvinken.", "I could not tick physiotherapy anywhere."),
            ("Zoveel keuzes dat ik het heb opgegeven.", "So many choices that I gave up."),
        ),
        good=(
            ("In vijf minuten had ik drie goede opties.", "In five minutes I had three good options."),
            ("Handig dat je op behandelingen kunt filteren.", "Handy that you can filter on treatments."),
            ("Duidelijk wat ik per maand kwijt ben.", "Clear what it costs me a month."),
            ("Eindelijk pakketten naast elkaar.", "Packages side by side at last."),
        ),
    ),
    "apply": Voice(
        bad=(
            ("Ik moest mijn oude polisnummer opzoeken.", "I had to look up my old policy number."),
            ("Na het inloggen was alles weer leeg.", "After logging in everything was empty again."),
            ("Vreemde vragen over mijn gezondheid.", "Strange questions about my health."),
            ("Het eigen risico werd niet goed uitgelegd.", "The excess was not explained well."),
        ),
        good=(
            ("Binnen tien minuten overgestapt.", "Switched within ten minutes."),
            ("Jullie zeiden mijn oude verzekering voor me op.", "You cancelled my old insurance for me."),
            ("Alles stond al ingevuld.", "Everything was already filled in."),
            ("Ik wist bij elke stap waar ik was.", "I knew where I was at every step."),
        ),
    ),
    "policy": Voice(
        bad=(
            (
                "Veertien bladzijden en ik snap er niets van.",
                "Fourteen pages and I do not understand a word.",
            ),
            ("Mijn achternaam was verkeerd gespeld.", "My surname was misspelt."),
            ("Waarom krijg ik nog steeds papier?", "Why do I still get paper?"),
            ("Ik vond niet terug wat er voor fysio is.", "I could not find what there is for physio."),
        ),
        good=(
            (
                "Overzichtelijke brief met alles op één bladzijde.",
                "A clear letter with everything on one page.",
            ),
            ("De pas kwam er meteen bij.", "The card came with it at once."),
            ("Fijn welkom, zo voel je je gezien.", "A nice welcome, it makes you feel seen."),
        ),
    ),
    "cover-check": Voice(
        bad=(
            ("De app zegt iets anders dan de website.", "The app says something else than the website."),
            (
                "Ik zie niet hoeveel behandelingen ik nog heb.",
                "I cannot see how many treatments I have left.",
            ),
            ("Ik moest opnieuw inloggen voor elke pagina.", "I had to log in again for every page."),
        ),
        good=(
            (
                "Meteen gezien dat ik nog twaalf behandelingen heb.",
                "Saw at once that I have twelve treatments left.",
            ),
            ("Kort antwoord, geen gezoek.", "A short answer, no searching."),
            ("De app weet precies welk pakket ik heb.", "The app knows exactly which package I have."),
            ("Prettig dat de praktijken in de buurt erbij staan.", "Good that practices nearby are listed."),
        ),
    ),
    "claim": Voice(
        bad=(
            ("De foto van mijn nota wordt steeds geweigerd.", "The photo of my invoice keeps being refused."),
            ("Uploaden blijft hangen op 99 procent.", "Uploading gets stuck at 99 per cent."),
            ("Op mijn telefoon krijg ik telkens een foutmelding.", "On my phone I get an error every time."),
            ("Uiteindelijk heb ik hem met de post gestuurd.", "In the end I sent it by post."),
            ("Vier keer dezelfde foto gemaakt.", "Took the same photo four times."),
            ("Ik weet niet of het nu gelukt is.", "I do not know whether it worked now."),
        ),
        good=(
            (
                "Foto gemaakt en binnen een minuut ingediend.",
                "Took a photo and submitted it within a minute.",
            ),
            ("De app las het bedrag zelf van de nota.", "The app read the amount from the invoice itself."),
            ("Makkelijker dan ik dacht.", "Easier than I thought."),
            ("Ik kon drie nota's tegelijk indienen.", "I could submit three invoices at once."),
        ),
    ),
    "returned": Voice(
        bad=(
            (
                "Na drie weken hoor ik dat er een datum ontbreekt.",
                "After three weeks I hear that a date is missing.",
            ),
            (
                "Ik moest bij mijn fysio om een nieuwe nota vragen.",
                "I had to ask my physio for a new invoice.",
            ),
            ("Zeg dat dan meteen bij het uploaden.", "Then say so right when I upload it."),
            ("Er stond niet bij wat er precies mis was.", "It did not say what exactly was wrong."),
        ),
        good=(
            ("Duidelijke mail over wat er nog moest.", "A clear e-mail about what was still needed."),
            ("Ik kon de nota meteen vervangen.", "I could replace the invoice at once."),
            ("De uitleg was vriendelijk.", "The explanation was friendly."),
        ),
    ),
    "decision": Voice(
        bad=(
            (
                "Ik snap niet waarom ik maar de helft terugkrijg.",
                "I do not see why I only get half of it back.",
            ),
            ("De brief staat vol codes en artikelen.", "The letter is full of codes and articles."),
            ("Ik lees nergens hoe ik bezwaar kan maken.", "I cannot find how to object."),
            (
                "Weken wachten en dan een besluit zonder uitleg.",
                "Waiting for weeks and then a decision without reasons.",
            ),
            (
                "Volgens de app was het vergoed, volgens de brief niet.",
                "The app said covered, the letter said not.",
            ),
            ("Ik heb moeten bellen om te horen wat er stond.", "I had to call to hear what it meant."),
            ("Een ander tarief dan op de site.", "Another rate than on the site."),
        ),
        good=(
            ("Alles is vergoed zoals beloofd.", "Everything was covered as promised."),
            ("Kort en helder besluit.", "A short and clear decision."),
            ("Er stond netjes bij wat er nog over is.", "It neatly said what is left."),
        ),
    ),
    "payout": Voice(
        bad=(
            ("Het bedrag klopt niet met mijn nota.", "The amount does not match my invoice."),
            (
                "De omschrijving op mijn afschrift zegt niets.",
                "The description on my statement says nothing.",
            ),
            ("Betaald op een oude rekening.", "Paid to an old account."),
        ),
        good=(
            (
                "Na het besluit stond het er de volgende dag op.",
                "After the decision it was there the next day.",
            ),
            ("Ik kreeg een seintje toen het geld er was.", "I got a message when the money was there."),
            ("Netjes tot op de cent.", "Correct to the cent."),
            ("Het geld was er eerder dan gedacht.", "The money was there sooner than I thought."),
        ),
    ),
    "journey": Voice(
        bad=(
            ("Verzekeren gaat snel, uitbetalen duurt eeuwen.", "Insuring is quick, paying out takes ages."),
            ("Ik moest overal zelf achteraan.", "I had to chase everything myself."),
            ("De app werkt niet mee.", "The app does not cooperate."),
            ("Elke keer krijg ik iemand anders aan de lijn.", "Each time I get somebody else on the line."),
        ),
        good=(
            ("Goede dekking voor een nette premie.", "Good cover for a fair premium."),
            ("Ik ben al jaren verzekerd en blijf dat.", "I have been a member for years and will stay."),
            ("Vriendelijk geholpen aan de telefoon.", "Helped kindly on the phone."),
            ("De app is overzichtelijk.", "The app is well organised."),
        ),
    ),
}
