"""The folder of a sample: study, map, events, answers, and a page that says what was planted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from ruamel.yaml import YAML

from klantreis.model.journey_map import JourneyMap
from klantreis.model.study import Study
from klantreis.model.text import say
from klantreis.samples._answers_file import write_answers
from klantreis.samples._clock import DAY, day_number
from klantreis.samples._events_file import Layout, write_events
from klantreis.samples._language import Tongue, tongue
from klantreis.samples._planted import Planted
from klantreis.samples._stage import Stage
from klantreis.samples._voices import Voice

EVENTS_FILE, ANSWERS_FILE = "events.csv", "surveys.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Everything that goes into the folder of one sample."""

    study: Study
    journey_map: JourneyMap
    planted: Sequence[Planted]
    stage: Stage
    layout: Layout
    voices: Mapping[str, Voice]
    last_day: dt.date


def write_folder(folder: Path, sample: Sample, *, language: str) -> Path:
    """Write a sample as a study folder, making the folder where needed; return the folder."""
    t = tongue(language)
    end = (day_number(sample.last_day) + 1) * DAY
    (folder / "maps").mkdir(parents=True, exist_ok=True)
    write_yaml(folder / "study.yaml", sample.study, _study_header(t))
    write_yaml(folder / "maps" / f"{sample.journey_map.id}.yaml", sample.journey_map, _map_header(t))
    _write_text(folder / "README.md", _readme(sample, t, language))
    write_events(folder / EVENTS_FILE, sample.stage, sample.layout, end=end)
    write_answers(
        folder / ANSWERS_FILE,
        sample.stage,
        sample.layout,
        end=end,
        t=t,
        names={tp.id: say(tp.name, language) for tp in sample.study.touchpoints},
        voices=sample.voices,
    )
    return folder


def write_yaml(path: Path, noun: msgspec.Struct, header: str) -> None:
    """Write a noun of the model as YAML that a person likes to read: what is default is left out."""
    yaml = YAML()
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(header)
        yaml.dump({"klantreis": 1, **plain(noun)}, file)


def plain(noun: msgspec.Struct) -> dict[str, Any]:
    """Return a noun as plain data without what is left at its default.

    Examples
    --------
    >>> from klantreis.model.touchpoint import Channel
    >>> plain(Channel(id="app", name="App"))
    {'id': 'app', 'name': 'App'}
    """
    fields = msgspec.structs.fields(noun)
    return {f.encode_name: _value(v) for f in fields if not _is_default(f, v := getattr(noun, f.name))}


def _is_default(field: msgspec.structs.FieldInfo, value: object) -> bool:
    if field.default_factory is not msgspec.NODEFAULT:
        return bool(value == field.default_factory())
    return field.default is not msgspec.NODEFAULT and bool(value == field.default)


def _value(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        return plain(value)
    if isinstance(value, list | tuple):
        return [_value(v) for v in value]
    if isinstance(value, dict):
        return {k: _value(v) for k, v in value.items()}
    return str(value) if isinstance(value, str) else value


def _study_header(t: Tongue) -> str:
    return t(
        "# Een verzonnen onderzoek. Wat er met opzet in verstopt is, staat in README.md.\n",
        "# A made-up study. What was hidden in it on purpose stands in README.md.\n",
    )


def _map_header(t: Tongue) -> str:
    return t(
        "# Wat het team denkt dat klanten meemaken. Wat er is gemeten, komt er bij het draaien naast.\n",
        "# What the team believes customers go through. What was measured is put beside it by a run.\n",
    )


def _readme(sample: Sample, t: Tongue, language: str) -> str:
    planted = "\n".join(f"{i}. {p.words[language]}" for i, p in enumerate(sample.planted, 1))
    run = t("Draai het onderzoek vanuit deze map:", "Run the study from this folder:")
    return "\n".join(
        [
            f"# {say(sample.study.name, language)}",
            "",
            say(sample.study.description, language),
            "",
            t(
                "Alles hierin is verzonnen: de organisatie, de klanten, hun nummers en hun woorden.",
                "All of it is made up: the organisation, the customers, their numbers and their words.",
            ),
            "",
            run,
            "",
            "    klantreis run .",
            "",
            t("## Wat er verstopt is", "## What was hidden in it"),
            "",
            t(
                "Deze gebreken zijn met opzet in de reizen gelegd. De bevindingen horen ze te ontdekken.",
                "These flaws were put into the journeys on purpose. The findings should discover them.",
            ),
            "",
            planted,
            "",
        ]
    )


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
