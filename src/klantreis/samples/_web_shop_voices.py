"""What customers of the web shop say, per touchpoint."""

from __future__ import annotations

from klantreis.samples._voices import Voice

VOICES = {
    "advice": Voice(
        bad=(
            (
                "De keuzehulp raadt me steeds dezelfde drie fietsen aan.",
                "The finder keeps suggesting the same three bikes.",
            ),
            ("Ik snapte de helft van de vragen niet.", "I did not understand half of the questions."),
            ("Na tien vragen wist ik nog niets.", "After ten questions I was none the wiser."),
            ("Mijn lengte paste in geen enkel hokje.", "My height did not fit any of the boxes."),
        ),
        good=(
            (
                "De keuzehulp gaf precies de fiets die ik zocht.",
                "The finder came up with exactly the bike I wanted.",
            ),
            ("Leuke vragen en een duidelijk advies.", "Nice questions and clear advice."),
            (
                "Handig om zo van vijftig fietsen naar drie te gaan.",
                "Handy to go from fifty bikes to three like that.",
            ),
            ("Eindelijk uitleg zonder vaktaal.", "Finally an explanation without jargon."),
            ("De filter op lengte werkt goed.", "The filter on height works well."),
        ),
    ),
    "test-ride": Voice(
        bad=(
            ("De fiets die ik wilde proberen stond er niet.", "The bike I wanted to try was not there."),
            (
                "Ik moest een halfuur wachten op mijn proefrit.",
                "I had to wait half an hour for my test ride.",
            ),
            ("Er was maar één medewerker in de showroom.", "There was only one person in the showroom."),
            ("De accu van de testfiets was leeg.", "The battery of the test bike was flat."),
        ),
        good=(
            ("Heerlijk gereden en alle tijd gekregen.", "Lovely ride and all the time in the world."),
            (
                "De verkoper stelde het zadel meteen goed af.",
                "The sales adviser set the saddle right straight away.",
            ),
            ("Na een rondje door de wijk was ik om.", "One lap of the neighbourhood and I was sold."),
            ("Eerlijk advies, ook over een goedkopere fiets.", "Honest advice, also about a cheaper bike."),
            ("De kinderen mochten ook in de bak.", "The children could sit in the box too."),
        ),
    ),
    "checkout": Voice(
        bad=(
            ("Waarom willen jullie mijn geboortedatum weten?", "Why do you need my date of birth?"),
            ("Mijn postcode werd eerst niet herkend.", "My postcode was not recognised at first."),
            ("Ik moest alles twee keer invullen.", "I had to fill in everything twice."),
            ("De bezorgkosten zag ik pas op het eind.", "I only saw the delivery costs at the end."),
        ),
        good=(
            ("Weinig velden en duidelijke uitleg.", "Few fields and a clear explanation."),
            ("Ik kon bestellen zonder account.", "I could order without an account."),
            ("Mijn adres stond er na de postcode meteen.", "My address appeared right after the postcode."),
            ("Prettig dat ik een bezorgdag kon aangeven.", "Good that I could name a delivery day."),
        ),
    ),
    "pay": Voice(
        bad=(
            ("Ik tik op betalen en krijg een wit scherm.", "I tap pay and get a white screen."),
            (
                "De bankapp ging open, maar daarna gebeurde er niets.",
                "My banking app opened, but then nothing happened.",
            ),
            (
                "Drie keer geprobeerd en nog weet ik niet of er betaald is.",
                "Tried three times and still do not know whether I paid.",
            ),
            ("Op mijn telefoon loopt het betalen vast.", "On my phone the payment gets stuck."),
            ("Er stond alleen 'Er ging iets mis'.", "It only said 'Something went wrong'."),
            ("Uiteindelijk heb ik het op de laptop gedaan.", "In the end I did it on my laptop."),
        ),
        good=(
            ("Betalen was zo gepiept.", "Paying was done in no time."),
            ("Binnen een minuut had ik de bevestiging.", "I had the confirmation within a minute."),
            ("Fijn dat ik in termijnen kan betalen.", "Good that I can pay in instalments."),
            ("Duidelijk wat ik betaalde en waarvoor.", "Clear what I paid and what for."),
        ),
    ),
    "delivered": Voice(
        bad=(
            (
                "Het stuur stond nog dwars en er zat geen gereedschap bij.",
                "The handlebars were still sideways and there were no tools.",
            ),
            (
                "Bijna twee weken gewacht en toen niet rijklaar.",
                "Waited nearly two weeks and then it was not ready to ride.",
            ),
            (
                "De bezorger zette hem op de stoep en was weg.",
                "The courier left it on the pavement and was gone.",
            ),
            (
                "Ik moest een dag vrij nemen voor een bezorging zonder tijdvak.",
                "I took a day off for a delivery without a time slot.",
            ),
            ("Er zat een kras op het spatbord.", "There was a scratch on the mudguard."),
            ("De remmen liepen aan.", "The brakes were rubbing."),
            ("De accu was helemaal leeg.", "The battery was completely flat."),
            (
                "Ik hoorde pas de avond ervoor dat hij zou komen.",
                "I only heard the evening before that it was coming.",
            ),
        ),
        good=(
            ("De bezorger hielp hem uitpakken.", "The courier helped unpack it."),
            ("Mooie fiets en netjes verpakt.", "Beautiful bike and neatly packed."),
            ("Hij stond precies op tijd voor de deur.", "It was at the door right on time."),
            ("Meteen een rondje gereden, geweldig!", "Went for a ride straight away, wonderful!"),
            ("Alles was goed afgesteld.", "Everything was well adjusted."),
        ),
    ),
    "manual": Voice(
        bad=(
            ("De handleiding gaat over een ander model.", "The manual is for another model."),
            ("Ik vind nergens hoe ik het display instel.", "I cannot find how to set the display anywhere."),
            ("Kleine lettertjes en geen plaatjes.", "Small print and no pictures."),
            (
                "Het filmpje begint pas na een minuut reclame.",
                "The video only starts after a minute of adverts.",
            ),
        ),
        good=(
            ("Het filmpje over het zadel was handig.", "The video about the saddle was handy."),
            ("Stap voor stap, zo kan ik het ook.", "Step by step, even I can do it."),
            ("Goed te volgen op mijn telefoon.", "Easy to follow on my phone."),
            ("Na vijf minuten zat alles vast.", "After five minutes it was all tight."),
        ),
    ),
    "service": Voice(
        bad=(
            ("De eerste plek was pas over drie weken.", "The first slot was three weeks away."),
            ("Ik moest het framenummer zelf opzoeken.", "I had to look up the frame number myself."),
            ("Er was geen vervangende fiets.", "There was no replacement bike."),
        ),
        good=(
            ("De monteur komt gewoon aan huis, ideaal.", "The mechanic comes to my home, ideal."),
            ("Ik kon meteen een dag kiezen.", "I could choose a day straight away."),
            ("Leuk dat de eerste beurt gratis is.", "Nice that the first service is free."),
            ("De herinnering kwam precies op tijd.", "The reminder came at just the right time."),
        ),
    ),
    "journey": Voice(
        bad=(
            ("Het duurde veel langer dan beloofd.", "It took much longer than promised."),
            ("Niemand kon me vertellen waar mijn fiets was.", "Nobody could tell me where my bike was."),
            ("Ik heb drie keer gebeld voor ik antwoord had.", "I called three times before I got an answer."),
            ("Goede fiets, maar de weg ernaartoe was lang.", "Good bike, but it was a long road to get it."),
            ("Het afrekenen wilde op mijn telefoon niet lukken.", "Checking out would not work on my phone."),
        ),
        good=(
            ("Mooie fietsen voor een eerlijke prijs.", "Beautiful bikes at a fair price."),
            ("Ik fiets er nu elke dag op naar mijn werk.", "I now ride it to work every day."),
            ("Goed geholpen van keuze tot proefrit.", "Well helped from choice to test ride."),
            (
                "Mijn buurvrouw heeft er inmiddels ook een besteld.",
                "My neighbour has ordered one too by now.",
            ),
            ("De fiets loopt als een zonnetje.", "The bike rides like a dream."),
        ),
    ),
}
