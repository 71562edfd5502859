"""Start a study: a folder with a study file and a first map, valid from the start and easy to fill in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from klantreis.errors import ParameterError, UnknownNameError
from klantreis.model.journey_map import JourneyMap
from klantreis.model.study import ColumnNames, EventSource, Study
from klantreis.model.text import say
from klantreis.model.touchpoint import JourneyPhase, Touchpoint
from klantreis.study.text import as_yaml

LANGUAGES: Final = ("en", "nl")
GOAL_WORDS: Final = (
    "done", "success", "paid", "purchase", "order_placed", "confirmed", "completed", "converted", "signed",
    "betaald", "gekocht", "bevestigd", "bevestiging", "afgerond", "voltooid", "geslaagd", "uitbetaald",
)  # fmt: skip
FIRST: Final = {
    "en": (("look", "Looking around"), ("choose", "Choosing"), ("use", "Using")),
    "nl": (("kijken", "Rondkijken"), ("kiezen", "Kiezen"), ("gebruiken", "Gebruiken")),
}
STUDY_NOTE: Final = {
    "en": """# A study of klantreis. Run it with: klantreis run {folder}
# What may stand here: klantreis schema study
#
# events:       the files with what happened; columns that are not named are guessed.
# surveys:      the files with what customers said: scores (nps, csat, ces) and words.
# touchpoints:  each contact, the phase it belongs to, and the rules that find its events.
#               Mark with goal: true what a journey is meant to reach.
# ignore:       events that are no contact.
# targets:      what must be reached, for example
#               targets: [{{measure: waiting_time, direction: at_most, value: 2d}}]
""",
    "nl": """# Een studie van klantreis. Draai haar met: klantreis run {folder}
# Wat hier mag staan: klantreis schema study
#
# events:       de bestanden met wat er gebeurde; kolommen die niet genoemd zijn worden geraden.
# surveys:      de bestanden met wat klanten zeiden: cijfers (nps, csat, ces) en woorden.
# touchpoints:  elk contactmoment, de fase waarin het valt, en de regels die zijn events vinden.
#               Zet goal: true bij wat een reis moet bereiken.
# ignore:       events die geen contact zijn.
# targets:      wat bereikt moet worden, bijvoorbeeld
#               targets: [{{measure: waiting_time, direction: at_most, value: 2d}}]
""",
}
MAP_NOTE: Final = {
    "en": """# A journey map. What may stand here: klantreis schema map
# Write steps in the customer's voice ("I compare bicycles") and say with emotion, from -2 to 2, how you
# think it feels; the live map shows beside it what was measured. Each step may have cards: actions,
# thoughts, pain_points, gains, quotes, opportunities, systems and more:
#   pain_points: [{id: slow, text: The page is slow}]
""",
    "nl": """# Een klantreiskaart. Wat hier mag staan: klantreis schema map
# Schrijf stappen in de woorden van de klant ("Ik vergelijk fietsen") en zeg met emotion, van -2 tot 2, hoe
# u denkt dat het voelt; de levende kaart toont ernaast wat gemeten is. Elke stap kan kaartjes hebben:
# actions, thoughts, pain_points, gains, quotes, opportunities, systems en meer:
#   pain_points: [{id: traag, text: De pagina is traag}]
""",
}


def new_study(folder: Path, *, language: str = "en", events: Path | None = None) -> Path:
    """Start a study: write a study file and a first map, and return the study file.

    Parameters
    ----------
    folder
        The folder; made where needed. Nothing in it is overwritten.
    language
        ``en`` or ``nl``.
    events
        A file of events: its touchpoints are filled in, those with most events first, in phases by
        their mean place in the journeys, and a goal where a name says so.

    Raises
    ------
    ParameterError
        If there is a study already.
    KlantreisError
        If the file of events cannot be read.
    """
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    study_file, map_file = folder / "study.yaml", folder / "maps" / "journey.yaml"
    taken = [path for path in (study_file, map_file) if path.exists()]
    if taken:
        raise ParameterError(
            f"{taken[0]} is there already.", hint="Give another folder, or change that file."
        )
    study = _study(folder, language) if events is None else _from_events(folder, language, events)
    (folder / "maps").mkdir(parents=True, exist_ok=True)
    study_file.write_text(STUDY_NOTE[language].format(folder=folder.name) + as_yaml(study), encoding="utf-8")
    map_file.write_text(MAP_NOTE[language] + as_yaml(_map(study, language)), encoding="utf-8")
    return study_file


def _study(folder: Path, language: str) -> Study:
    from klantreis.maps.default import identifier

    phases = [JourneyPhase(id=name, name=said) for name, said in FIRST[language]]
    said = {"en": ("First contact", "Order", "Question"), "nl": ("Eerste contact", "Bestelling", "Vraag")}[
        language
    ]
    touchpoints = [
        Touchpoint(id=identifier(name), name=name, phase=phase.id, goal=place == 1)
        for place, (name, phase) in enumerate(zip(said, phases, strict=True))
    ]
    return Study(
        id=_id(folder), name=_name(folder), language=language, timezone=_zone(language), phases=phases,
        touchpoints=touchpoints,
    )  # fmt: skip


def _from_events(folder: Path, language: str, events: Path) -> Study:
    from klantreis.maps.default import touchpoints_from
    from klantreis.study.reading import read

    log = read(events, timezone=_zone(language))
    phases, touchpoints = touchpoints_from(log, 40)
    used = log.report.columns
    columns = ColumnNames(
        customer=used.customer, touchpoint=used.touchpoint, time=used.time, channel=used.channel
    )
    return Study(
        id=_id(folder), name=_name(folder), language=language, timezone=_zone(language),
        events=[EventSource(files=_path(folder, events), columns=columns)],
        phases=[JourneyPhase(id=p.id, name=say(p.name, language)) for p in phases],
        touchpoints=[_with_goal(t) for t in touchpoints],
    )  # fmt: skip


def _map(study: Study, language: str) -> JourneyMap:
    from msgspec.structs import replace

    from klantreis.maps.default import default_map

    drawn = default_map(study)
    named = {"en": "The journey", "nl": "De klantreis"}[language]
    phases = [
        replace(p, name=None, goal=None, steps=[replace(s, channel=None) for s in p.steps])
        for p in drawn.phases
    ]
    return replace(drawn, id="journey", name=named, phases=phases, language=language)


def _with_goal(touchpoint: Touchpoint) -> Touchpoint:
    from msgspec.structs import replace

    name = touchpoint.id.replace("-", "_")
    return replace(touchpoint, goal=any(word in name for word in GOAL_WORDS))


def _id(folder: Path) -> str:
    from klantreis.maps.default import identifier

    return identifier(folder.resolve().name or "study")


def _name(folder: Path) -> str:
    return folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Study"


def _zone(language: str) -> str:
    return {"nl": "Europe/Amsterdam"}.get(language, "UTC")


def _path(folder: Path, events: Path) -> str:
    """Return the file as seen from the folder, so that both can be moved together."""
    try:
        return Path(os.path.relpath(events.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return str(events.resolve())
