"""The journey map of the web shop, as its team drew it, in two languages."""

from __future__ import annotations

import datetime as dt

from klantreis.model.journey_map import Branch, JourneyMap, MapPhase, Step
from klantreis.model.touchpoint import Measure, Target
from klantreis.samples._language import Tongue
from klantreis.samples._map_words import hurts, step, wide


def journey_map(t: Tongue, language: str) -> JourneyMap:
    """Return the map "I buy a bicycle" in one language."""
    return JourneyMap(
        id="buy-a-bicycle",
        name=t("Ik koop een fiets", "I buy a bicycle"),
        scenario=t(
            "Mijn oude fiets is op. Ik zoek online een nieuwe en wil er snel zorgeloos op fietsen.",
            "My old bicycle is worn out. I look for a new one online and want to ride it soon.",
        ),
        scope=t(
            "Van het eerste bezoek aan de webwinkel tot de eerste servicebeurt",
            "From the first visit to the web shop to the first service",
        ),
        expectations=t(
            "Eerlijk advies, veilig betalen en een rijklare fiets op de beloofde dag",
            "Honest advice, safe payment and a ready-to-ride bicycle on the promised day",
        ),
        personas=["commuter", "careful-family"],
        status="agreed",
        owner=t("Manager klantbeleving", "Customer experience manager"),
        review_by=dt.date(2026, 12, 1),
        language=language,
        phases=[
            MapPhase(id="look-around", steps=[_look(t), _advice(t)]),
            MapPhase(id="choose", steps=[_compare(t), _try(t)]),
            MapPhase(id="order", steps=[_cart(t), _pay(t), _confirmed(t)]),
            MapPhase(id="wait", steps=[_workshop(t), _follow(t)]),
            MapPhase(id="ride", steps=[_receive(t), _adjust(t)]),
            MapPhase(id="care", steps=[_service(t)]),
        ],
        branches=_branches(t),
        targets=[Target(measure=Measure.CONVERSION, direction="at_least", value=0.35)],
    )


def _branches(t: Tongue) -> list[Branch]:
    return [
        Branch(
            id="sure-already",
            start="compare",
            end="cart",
            when=t(
                "Ik weet het al zeker en sla de proefrit over", "I am sure already and skip the test ride"
            ),
        ),
        Branch(
            id="try-again",
            start="pay",
            end="cart",
            when=t("De betaling mislukt en ik probeer het opnieuw", "The payment fails and I try again"),
            kind="loop",
        ),
    ]


def _look(t: Tongue) -> Step:
    return step(
        "look",
        t("Ik kijk rond", "I look around"),
        touchpoint="first-visit",
        emotion=0.6,
        owner=t("Marketing", "Marketing"),
        actions=[
            t(
                "Ik zoek op 'e-bike woon-werk' en open drie winkels",
                "I search for 'commuter e-bike' and open three shops",
            ),
            t("Ik bekijk de aanbiedingen op mijn telefoon", "I go through the offers on my phone"),
        ],
        thoughts=[
            t(
                "Is dit een echte winkel of een webshop zonder service?",
                "Is this a real shop or one without service?",
            )
        ],
        information_needs=[
            t(
                "Welke soorten fietsen zijn er en wat kosten ze?",
                "Which kinds are there and what do they cost?",
            )
        ],
        expectations=[
            t(
                "Binnen een minuut zien of ze iets voor mij hebben",
                "See within a minute whether they have something for me",
            )
        ],
        gains=[t("Duidelijke foto's en eerlijke prijzen", "Clear photos and honest prices")],
        pain_points=[
            hurts(
                t("De cookiemelding bedekt mijn halve scherm", "The cookie notice covers half my screen"), 2
            )
        ],
        quotes=[t("Ik wil een fiets, geen doolhof.", "I want a bicycle, not a maze.")],
        opportunities=[
            t(
                "Open met drie vragen in plaats van honderd fietsen",
                "Open with three questions instead of a hundred bikes",
            )
        ],
        frontstage=[t("Startpagina en campagnepagina's", "Home page and campaign pages")],
        backstage=[
            t("Marketing stemt campagnes af op de voorraad", "Marketing matches campaigns with stock")
        ],
        systems=[t("Contentbeheer", "Content management"), t("Webstatistiek", "Web analytics")],
        policies=[t("Meten alleen na toestemming", "Measure only with consent")],
    )


def _advice(t: Tongue) -> Step:
    return step(
        "advice",
        t("Ik laat me adviseren", "I get advice"),
        touchpoint="advice",
        emotion=0.8,
        owner=t("Webwinkel", "Web shop team"),
        actions=[
            t(
                "Ik vul de keuzehulp in: lengte, afstand, budget",
                "I answer the finder: height, distance, budget",
            )
        ],
        thoughts=[t("Heb ik eigenlijk wel een middenmotor nodig?", "Do I really need a mid-drive motor?")],
        information_needs=[
            t("Wat past bij mijn lengte en mijn route?", "What suits my height and my route?")
        ],
        expectations=[t("Een persoonlijk advies, geen reclame", "Personal advice, not advertising")],
        gains=[t("Van honderd fietsen naar drie die passen", "From a hundred bicycles to three that fit")],
        pain_points=[
            hurts(
                t(
                    "Vragen vol vaktaal over naven en newtonmeters",
                    "Questions full of jargon on hubs and torque",
                ),
                2,
            )
        ],
        quotes=[t("Eindelijk uitleg zonder vaktaal.", "Finally an explanation without jargon.")],
        opportunities=[t("Bewaar het advies en stuur het als mail", "Keep the advice and send it by e-mail")],
        frontstage=[t("Keuzehulp met tien vragen", "Bicycle finder with ten questions")],
        backstage=[
            t("Productbeheer houdt de adviesregels bij", "Product management maintains the advice rules")
        ],
        systems=[t("Productcatalogus", "Product catalogue")],
        policies=[t("Advies gaat voor marge", "Advice comes before margin")],
    )


def _compare(t: Tongue) -> Step:
    return step(
        "compare",
        t("Ik vergelijk modellen", "I compare models"),
        touchpoint="product-page",
        emotion=-0.4,
        owner=t("Webwinkel", "Web shop team"),
        actions=[
            t("Ik zet drie fietsen naast elkaar", "I put three bicycles side by side"),
            t("Ik lees beoordelingen en vraag thuis om raad", "I read reviews and ask at home"),
        ],
        thoughts=[t("Wat krijg ik voor die 400 euro extra?", "What do I get for those extra 400 euros?")],
        information_needs=[
            t("Actieradius, gewicht, framemaat", "Range, weight, frame size"),
            t("Wanneer kan hij er zijn?", "When can it be here?"),
        ],
        expectations=[t("Eerlijke levertijd bij elk model", "An honest delivery time with every model")],
        gains=[t("Filmpjes waarin je de fiets ziet rijden", "Videos that show the bicycle on the road")],
        pain_points=[
            hurts(
                t(
                    "Levertijd staat alleen in de kleine lettertjes",
                    "Delivery time is only in the small print",
                ),
                3,
            )
        ],
        quotes=[t("Ik had twaalf tabbladen open staan.", "I had twelve tabs open.")],
        opportunities=[t("Vergelijk drie fietsen in één tabel", "Compare three bicycles in one table")],
        frontstage=[t("Productpagina en chat voor maatadvies", "Product page and chat for sizing advice")],
        backstage=[
            t("Inkoop werkt voorraad en levertijd bij", "Purchasing updates stock and delivery times")
        ],
        systems=[t("Productcatalogus", "Product catalogue"), t("Voorraadbeheer", "Stock control")],
        policies=[t("Beoordelingen tonen we ongefilterd", "We show reviews unfiltered")],
    )


def _try(t: Tongue) -> Step:
    return step(
        "try",
        t("Ik maak een proefrit", "I take a test ride"),
        touchpoint="test-ride",
        emotion=1.4,
        owner=t("Showroom", "Showroom"),
        moment_of_truth=True,
        actions=[
            t("Ik fiets een rondje en laat het zadel afstellen", "I ride a lap and have the saddle adjusted")
        ],
        thoughts=[t("Zo voelt het dus. Deze moet het worden.", "So this is how it feels. This is the one.")],
        information_needs=[t("Staat mijn maat in de showroom?", "Is my size in the showroom?")],
        expectations=[t("Alle tijd en geen verkooppraat", "Plenty of time and no sales talk")],
        gains=[t("Advies van iemand die zelf fietst", "Advice from someone who rides too")],
        pain_points=[
            hurts(
                t("De gekozen fiets blijkt er niet te staan", "The chosen bicycle turns out not to be there"),
                3,
            )
        ],
        quotes=[t("Na een rondje door de wijk was ik om.", "One lap of the neighbourhood and I was sold.")],
        opportunities=[
            t(
                "Proefrit online reserveren, fiets staat klaar",
                "Book a test ride online, bicycle stands ready",
            )
        ],
        frontstage=[t("Verkoper loopt mee en stelt af", "Sales adviser comes along and adjusts")],
        backstage=[t("Accu's worden elke avond geladen", "Batteries are charged every evening")],
        systems=[t("Afsprakenboek", "Appointment book")],
        policies=[t("Proefrit met legitimatie, zonder borg", "Test ride with identification, no deposit")],
    )


def _cart(t: Tongue) -> Step:
    return step(
        "cart",
        t("Ik vul mijn winkelwagen", "I fill my cart"),
        touchpoint="cart",
        emotion=0.5,
        owner=t("Webwinkel", "Web shop team"),
        actions=[t("Ik kies kleur, slot en kinderzitje", "I choose colour, lock and child seat")],
        thoughts=[t("Wat komt er straks nog bij?", "What will be added later on?")],
        information_needs=[t("De totaalprijs met bezorging", "The total price with delivery")],
        expectations=[t("Geen verrassingen in de laatste stap", "No surprises in the last step")],
        gains=[t("Accessoires die echt op deze fiets passen", "Accessories that really fit this bicycle")],
        pain_points=[
            hurts(t("Bezorgkosten verschijnen pas op het eind", "Delivery costs only appear at the end"), 3)
        ],
        quotes=[t("Ineens kwam er 49 euro bij.", "Suddenly 49 euros were added.")],
        opportunities=[
            t("Toon bezorging en montage vanaf het begin", "Show delivery and assembly from the start")
        ],
        frontstage=[t("Winkelwagen en bestelformulier", "Cart and order form")],
        backstage=[
            wide(t("Webwinkel reserveert de fiets een uur", "Web shop reserves the bicycle for an hour"), 2)
        ],
        systems=[t("Webwinkelplatform", "Web shop platform")],
        policies=[t("Bestellen kan zonder account", "Ordering without an account is possible")],
    )


def _pay(t: Tongue) -> Step:
    return step(
        "pay",
        t("Ik reken af", "I pay"),
        touchpoint="pay",
        emotion=0.1,
        owner=t("Webwinkel", "Web shop team"),
        moment_of_truth=True,
        actions=[
            t("Ik vul mijn gegevens in en kies mijn bank", "I fill in my details and choose my bank"),
            t("Ik bevestig in de bankapp", "I confirm in my banking app"),
        ],
        thoughts=[t("Het is veel geld. Is dit veilig?", "It is a lot of money. Is this safe?")],
        information_needs=[t("Is mijn betaling gelukt?", "Did my payment succeed?")],
        expectations=[t("Binnen een minuut betaald en bevestigd", "Paid and confirmed within a minute")],
        gains=[t("Gespreid betalen zonder extra kosten", "Pay in instalments at no extra cost")],
        pain_points=[
            hurts(t("Op mijn telefoon blijft het scherm wit", "On my phone the screen stays white"), 5),
            hurts(t("Ik weet niet of ik dubbel betaal", "I do not know whether I pay twice"), 4),
        ],
        quotes=[t("Ik tik op betalen en krijg een wit scherm.", "I tap pay and get a white screen.")],
        opportunities=[
            t("Bewaar de bestelling en stuur een betaallink", "Keep the order and send a payment link")
        ],
        frontstage=[t("Betaalscherm met vier betaalwijzen", "Payment screen with four methods")],
        systems=[t("Betaalprovider", "Payment provider")],
        policies=[t("Bestelling vervalt na 30 minuten", "Order expires after 30 minutes")],
    )


def _confirmed(t: Tongue) -> Step:
    return step(
        "confirmed",
        t("Ik krijg mijn bevestiging", "I get my confirmation"),
        touchpoint="order-placed",
        emotion=1.3,
        owner=t("Webwinkel", "Web shop team"),
        actions=[t("Ik lees de mail en vertel het thuis", "I read the e-mail and tell everyone at home")],
        thoughts=[t("Gelukt! Nu nog even geduld.", "Done! Now a little patience.")],
        information_needs=[t("Op welke dag komt mijn fiets?", "On which day does my bicycle arrive?")],
        expectations=[t("Een datum, geen 'zo snel mogelijk'", "A date, not 'as soon as possible'")],
        gains=[t("Factuur en garantie meteen in de mail", "Invoice and warranty in the e-mail at once")],
        pain_points=[hurts(t("De mail noemt geen leverdatum", "The e-mail gives no delivery date"), 3)],
        quotes=[t("Leuk, maar wanneer komt hij nu?", "Nice, but when does it come?")],
        opportunities=[t("Beloof een week en houd die", "Promise a week and keep it")],
        frontstage=[t("Bevestigingsmail", "Confirmation e-mail")],
        backstage=[t("Order gaat 's nachts naar de werkplaats", "Order goes to the workshop overnight")],
        systems=[t("Ordersysteem", "Order system")],
        policies=[t("Veertien dagen bedenktijd", "Fourteen days to change your mind")],
    )


def _workshop(t: Tongue) -> Step:
    return step(
        "workshop",
        t("Ik wacht op mijn fiets", "I wait for my bicycle"),
        touchpoint="workshop",
        emotion=-0.7,
        owner=t("Hoofd werkplaats", "Head of workshop"),
        actions=[t("Ik kijk elke dag of er al mail is", "I check every day for an e-mail")],
        thoughts=[t("Zijn ze me vergeten?", "Have they forgotten me?")],
        information_needs=[t("Hoever is mijn fiets?", "How far is my bicycle?")],
        expectations=[t("Binnen drie dagen klaar, zoals beloofd", "Ready within three days, as promised")],
        gains=[t("Elke fiets wordt met de hand nagekeken", "Every bicycle is checked by hand")],
        pain_points=[
            hurts(t("Dagenlang niets horen", "Hearing nothing for days"), 5),
            hurts(t("Bellen is de enige manier om iets te weten", "Calling is the only way to find out"), 4),
        ],
        quotes=[
            t("Niemand kon me vertellen waar mijn fiets was.", "Nobody could tell me where my bike was.")
        ],
        opportunities=[
            t("Volgpagina met foto uit de werkplaats", "Tracking page with a photo from the workshop"),
            t("Tweede montageploeg in het voorjaar", "Second assembly crew in spring"),
        ],
        frontstage=[t("Mail 'je fiets is in de werkplaats'", "E-mail 'your bicycle is in the workshop'")],
        backstage=[t("Monteurs bouwen op volgorde van binnenkomst", "Mechanics build in order of arrival")],
        systems=[t("Werkplaatsplanning in een rekenblad", "Workshop schedule in a spreadsheet")],
        policies=[t("Geen fiets de deur uit zonder eindcontrole", "No bicycle leaves without a final check")],
    )


def _follow(t: Tongue) -> Step:
    return step(
        "follow",
        t("Ik volg mijn fiets", "I follow my bicycle"),
        touchpoint="shipped",
        emotion=0.7,
        owner=t("Logistiek", "Logistics"),
        actions=[
            t(
                "Ik open de verzendmail en blijf die dag thuis",
                "I open the shipping e-mail and stay home that day",
            )
        ],
        thoughts=[t("Hoe laat komen ze ongeveer?", "What time will they come, roughly?")],
        information_needs=[t("Een tijdvak van twee uur", "A two-hour time slot")],
        expectations=[t("Live zien waar de bus rijdt", "See live where the van is")],
        gains=[t("Afleveren bij de buren kan ook", "Delivery to the neighbours is possible")],
        pain_points=[hurts(t("Tijdvak van acht tot zes", "A time slot from eight to six"), 3)],
        quotes=[t("Ik heb er een vrije dag aan opgemaakt.", "It cost me a day off.")],
        opportunities=[t("Laat klanten zelf een tijdvak kiezen", "Let customers choose their own time slot")],
        frontstage=[t("Verzendmail met volgcode", "Shipping e-mail with tracking code")],
        backstage=[
            t("Vervoerder plant de rit de avond ervoor", "Carrier plans the route the evening before")
        ],
        systems=[t("Koppeling met de vervoerder", "Link with the carrier")],
        policies=[t("Bezorging op zes dagen per week", "Delivery on six days a week")],
    )


def _receive(t: Tongue) -> Step:
    return step(
        "receive",
        t("Ik krijg mijn fiets", "I receive my bicycle"),
        touchpoint="delivered",
        emotion=1.8,
        owner=t("Logistiek", "Logistics"),
        moment_of_truth=True,
        actions=[t("Ik pak hem uit en wil meteen een rondje rijden", "I unpack it and want to ride at once")],
        thoughts=[t("Waarom staat het stuur dwars?", "Why are the handlebars sideways?")],
        information_needs=[t("Wat moet ik zelf nog doen?", "What is left for me to do?")],
        expectations=[t("Opstappen en wegrijden", "Get on and ride away")],
        gains=[t("De fiets is mooier dan op de foto", "The bicycle is prettier than the photo")],
        pain_points=[
            hurts(t("Niet rijklaar en geen gereedschap erbij", "Not ready to ride and no tools included"), 4)
        ],
        quotes=[
            t(
                "Meteen een rondje gereden, geweldig!",
                "Went for a ride straight away, wonderful!",
            )
        ],
        opportunities=[
            t("Monteur levert af en stelt ter plekke af", "A mechanic delivers and adjusts on the spot")
        ],
        frontstage=[t("Bezorger met tekentablet", "Courier with signature pad")],
        backstage=[
            t("Fietsen gaan met gedraaid stuur in de doos", "Bicycles are boxed with turned handlebars")
        ],
        systems=[t("Koppeling met de vervoerder", "Link with the carrier")],
        policies=[t("Schade melden binnen 48 uur", "Report damage within 48 hours")],
    )


def _adjust(t: Tongue) -> Step:
    return step(
        "adjust",
        t("Ik stel mijn fiets af", "I adjust my bicycle"),
        touchpoint="manual",
        emotion=0.0,
        owner=t("Productbeheer", "Product management"),
        actions=[
            t("Ik zoek het filmpje en zet het stuur recht", "I find the video and straighten the handlebars")
        ],
        thoughts=[t("Hoe vast moet dit eigenlijk?", "How tight should this be?")],
        information_needs=[t("Uitleg bij precies dit model", "Instructions for exactly this model")],
        expectations=[t("Klaar in vijf minuten", "Done in five minutes")],
        gains=[t("Filmpje dat je met één hand kunt bedienen", "A video you can work with one hand")],
        pain_points=[
            hurts(t("Handleiding hoort bij een ouder model", "The manual is for an older model"), 3)
        ],
        quotes=[t("Kleine lettertjes en geen plaatjes.", "Small print and no pictures.")],
        opportunities=[
            t("QR-code op het frame naar het juiste filmpje", "QR code on the frame to the right video")
        ],
        frontstage=[t("Handleiding en filmpjes op de site", "Manual and videos on the site")],
        backstage=[t("Productbeheer vertaalt per fabrikant", "Product management translates per maker")],
        systems=[t("Kennisbank", "Knowledge base")],
        policies=[t("Eén handleiding per modeljaar", "One manual per model year")],
    )


def _service(t: Tongue) -> Step:
    return step(
        "service",
        t("Ik plan de eerste beurt", "I book the first service"),
        touchpoint="service",
        emotion=1.2,
        owner=t("Hoofd werkplaats", "Head of workshop"),
        actions=[t("Ik kies een dag en de monteur komt langs", "I choose a day and the mechanic comes by")],
        thoughts=[t("Fijn, daar heb ik geen omkijken naar.", "Good, nothing to worry about.")],
        information_needs=[
            t("Wat kost de beurt na het eerste jaar?", "What does a service cost after the first year?")
        ],
        expectations=[t("De eerste beurt is gratis", "The first service is free")],
        gains=[t("Monteur aan huis", "Mechanic at my door")],
        pain_points=[
            hurts(t("Framenummer zelf moeten opzoeken", "Having to look up the frame number myself"), 2)
        ],
        quotes=[t("De monteur komt gewoon aan huis, ideaal.", "The mechanic comes to my home, ideal.")],
        opportunities=[
            t("Plan de beurt meteen bij de bestelling", "Book the service together with the order")
        ],
        frontstage=[t("Online agenda en monteur aan huis", "Online calendar and mechanic at home")],
        backstage=[t("Werkplaats bundelt ritten per postcode", "Workshop bundles trips by postcode")],
        systems=[t("Afsprakenboek", "Appointment book")],
        policies=[t("Eerste beurt binnen drie maanden", "First service within three months")],
    )
