"""Every sample passes the same checks, in both languages: the shelf's law."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ruamel.yaml import YAML

from klantreis import registry
from klantreis.errors import ParameterError, UnknownNameError
from klantreis.model.journey_map import JourneyMap, Lane
from klantreis.model.study import Study

SAMPLES = ("health_insurer", "town_hall", "web_shop")
DELIMITER = {("web_shop", "nl"): ";"}
DUTCH_WORDS = re.compile(
    r"\b(ik|het|een|niet|voor|mijn|maar|wordt|moet|zijn|geen|klant|fiets|inwoner|nota|dagen|wij|naar)\b", re.I
)
ENGLISH_WORDS = re.compile(
    r"\b(the|and|my|not|for|with|must|would|customer|bicycle|resident|invoice|days|which|from)\b", re.I
)
DRAWN_FROM_DATA = {Lane.EMOTION, Lane.TOUCHPOINT, Lane.NUMBERS, Lane.OWNER, Lane.IMAGES}
WORDS_IN_A_CARD = 12
SAID = {
    *("name", "text", "description", "goal", "scenario", "scope", "expectations", "when", "owner", "quote"),
    *("goals", "motivations", "frustrations", "needs", "jobs", "low", "high", "demographics"),
}


@pytest.fixture(scope="module", params=[(name, lang) for name in SAMPLES for lang in ("nl", "en")], ids=str)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, Path]:
    name, language = request.param
    folder = tmp_path_factory.mktemp(name) / language
    return name, language, registry.item("samples", name).write(folder, language=language)


@cache
def read_yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def read_study(folder: Path) -> Study:
    return msgspec.convert(read_yaml(folder / "study.yaml"), Study)


def read_map(folder: Path) -> JourneyMap:
    (path,) = (folder / "maps").glob("*.yaml")
    return msgspec.convert(read_yaml(path), JourneyMap)


@cache
def read_rows(sample: tuple[str, str, Path], name: str) -> list[dict[str, str]]:
    with (sample[2] / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=DELIMITER.get(sample[:2], ",")))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def texts(sample: tuple[str, str, Path]) -> str:
    folder = sample[2]
    said = [
        row[column]
        for row in read_rows(sample, "surveys.csv")
        for column in ("toelichting", "comment")
        if column in row
    ]
    readme = (folder / "README.md").read_text(encoding="utf-8")
    files = (folder / "study.yaml", *(folder / "maps").glob("*.yaml"))
    return "\n".join([readme, *said, *(text for file in files for text in said_in(read_yaml(file)))])


def said_in(node: Any, key: str = "") -> list[str]:
    if isinstance(node, dict):
        return [text for k, v in node.items() for text in said_in(v, k if key != "demographics" else key)]
    if isinstance(node, list):
        return [text for v in node for text in said_in(v, key)]
    return [node] if key in SAID and isinstance(node, str) else []


def test_the_shelf_holds_these_samples() -> None:
    assert set(SAMPLES) <= set(registry.names("samples"))


def test_a_sample_that_is_not_there_gives_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="web_shop"):
        registry.item("samples", "webshop")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_seed_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    write = registry.item("samples", name).write
    assert bytes_of(write(tmp_path / "a", customers=300)) == bytes_of(write(tmp_path / "b", customers=300))


@pytest.mark.parametrize("name", SAMPLES)
def test_another_seed_gives_other_customers_and_the_same_study(name: str, tmp_path: Path) -> None:
    write = registry.item("samples", name).write
    one, two = (bytes_of(write(tmp_path / str(seed), seed=seed, customers=300)) for seed in (1, 2))
    differs = {path for path in one if one[path] != two[path]}
    assert differs == {"events.csv", "surveys.csv"}


@pytest.mark.parametrize("name", SAMPLES)
def test_both_languages_tell_the_same_journeys(name: str, tmp_path: Path) -> None:
    write = registry.item("samples", name).write
    nl, en = (write(tmp_path / lang, language=lang, customers=300) for lang in ("nl", "en"))
    assert len((nl / "events.csv").read_bytes().splitlines()) == len(
        (en / "events.csv").read_bytes().splitlines()
    )
    ids = [[(t.id, t.phase, t.channel) for t in read_study(folder).touchpoints] for folder in (nl, en)]
    assert ids[0] == ids[1]
    steps = [[[c.id for c in s.actions] for p in read_map(f).phases for s in p.steps] for f in (nl, en)]
    assert steps[0] == steps[1]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_language_that_is_not_there_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="nl and en"):
        registry.item("samples", name).write(tmp_path, language="de")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("wrong", [{"customers": 0}, {"seed": -1}, {"seed": 2**32}])
def test_an_impossible_size_or_seed_is_refused(name: str, wrong: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="Give"):
        registry.item("samples", name).write(tmp_path, **wrong)


@pytest.mark.parametrize("name", SAMPLES)
def test_one_customer_is_enough(name: str, tmp_path: Path) -> None:
    folder = registry.item("samples", name).write(tmp_path, customers=1)
    assert len((folder / "events.csv").read_text(encoding="utf-8").splitlines()) >= 2


def test_the_size_is_that_of_a_real_study(sample: tuple[str, str, Path]) -> None:
    rows = read_rows(sample, "events.csv")
    assert 30_000 <= len(rows) <= 60_000
    customer = str(read_study(sample[2]).events[0].columns.customer)
    assert 3_000 <= len({row[customer] for row in rows}) <= 6_000
    assert all(p.stat().st_size < 4_000_000 for p in sample[2].rglob("*") if p.is_file())


def test_study_and_map_follow_the_model_and_know_each_other(sample: tuple[str, str, Path]) -> None:
    study, journey_map = read_study(sample[2]), read_map(sample[2])
    touchpoints, phases = {t.id for t in study.touchpoints}, {p.id for p in study.phases}
    channels = {c.id for c in study.channels}
    steps = [s for p in journey_map.phases for s in p.steps]
    assert {p.id for p in journey_map.phases} == phases
    assert {s.touchpoint for s in steps} <= touchpoints
    assert {t.phase for t in study.touchpoints} == phases
    assert {t.channel for t in study.touchpoints} <= channels
    assert set(journey_map.personas) == {p.id for p in study.personas}
    ends = {end for b in journey_map.branches for end in (b.start, b.end)}
    assert ends <= {s.id for s in steps}
    assert {b.kind for b in journey_map.branches} == {"branch", "loop"}
    assert {d for p in study.personas if p.rule for d in p.rule.did} <= touchpoints


def test_the_columns_of_the_study_are_in_the_files(sample: tuple[str, str, Path]) -> None:
    study = read_study(sample[2])
    columns = study.events[0].columns
    header = set(read_rows(sample, "events.csv")[0])
    assert {columns.customer, columns.touchpoint, columns.time, columns.channel} <= header
    assert set(columns.properties or ()) <= header
    answers = msgspec.structs.asdict(study.surveys[0].columns)
    assert {c for c in answers.values() if c} == set(read_rows(sample, "surveys.csv")[0])


def test_the_map_is_rich_and_its_cards_are_short(sample: tuple[str, str, Path]) -> None:
    journey_map = read_map(sample[2])
    steps = [s for p in journey_map.phases for s in p.steps]
    assert 5 <= len(journey_map.phases) <= 6
    assert 9 <= len(steps) <= 12
    assert sum(s.moment_of_truth for s in steps) == 3
    own_voice = ("Ik ", "I ")
    assert all(str(s.name).startswith(own_voice) for s in steps)
    assert all(s.owner and s.emotion is not None for s in steps)
    cards = {
        lane: [c for s in steps for c in getattr(s, lane)] for lane in Lane if lane not in DRAWN_FROM_DATA
    }
    assert all(len(found) >= 9 for found in cards.values())
    everything = [card for found in cards.values() for card in found]
    assert len({card.id for card in everything}) == len(everything)
    long = [card.text for card in everything if len(str(card.text).split()) > WORDS_IN_A_CARD]
    assert long == []


def test_the_rules_that_find_touchpoints_are_of_several_kinds(sample: tuple[str, str, Path]) -> None:
    rules = [rule for t in read_study(sample[2]).touchpoints for rule in t.match]
    for kind in ("equals", "prefix", "glob", "regex", "channel", "properties"):
        assert any(getattr(rule, kind) for rule in rules), kind


def test_texts_are_in_one_language(sample: tuple[str, str, Path]) -> None:
    _, language, _ = sample
    own, other = (DUTCH_WORDS, ENGLISH_WORDS) if language == "nl" else (ENGLISH_WORDS, DUTCH_WORDS)
    said = texts(sample)
    assert len(own.findall(said)) > 300
    assert other.findall(said) == []


def test_what_customers_write_does_not_look_copied(sample: tuple[str, str, Path]) -> None:
    column = {"nl": "toelichting", "en": "comment"}[sample[1]]
    said = [row[column] for row in read_rows(sample, "surveys.csv") if row[column]]
    assert len(said) > 400
    assert len(set(said)) / len(said) > 0.75
    assert not re.search(r"@|https?:|\d{4,}", " ".join(said))


def test_the_files_have_the_mess_of_real_files(sample: tuple[str, str, Path]) -> None:
    columns = read_study(sample[2]).events[0].columns
    rows = read_rows(sample, "events.csv")
    assert any(row[str(columns.customer)] == "" for row in rows)
    assert any("1970" in row[str(columns.time)] for row in rows)
    assert len({tuple(row.values()) for row in rows}) < len(rows)
    assert any(out_of_scale(row) for row in read_rows(sample, "surveys.csv"))


def out_of_scale(row: dict[str, str]) -> bool:
    score, scale = list(row.values())[4:6]
    low, high = scale.split("-")
    return not int(low) <= int(score) <= int(high)


def test_nothing_happens_in_the_hour_that_the_clock_skips(sample: tuple[str, str, Path]) -> None:
    column = str(read_study(sample[2]).events[0].columns.time)
    skipped = [
        r[column]
        for r in read_rows(sample, "events.csv")
        if re.match(r"(2026-03-29|29-03-2026) 02", r[column])
    ]
    assert skipped == []


def test_days_are_busier_than_nights(sample: tuple[str, str, Path]) -> None:
    column = str(read_study(sample[2]).events[0].columns.time)
    hours = [int(row[column][11:13]) for row in read_rows(sample, "events.csv")]
    night = sum(hour < 6 for hour in hours) / len(hours)
    assert 0.001 < night < 0.08


def test_the_readme_states_what_was_planted(sample: tuple[str, str, Path]) -> None:
    name, language, folder = sample
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for planted in registry.item("samples", name).PLANTED:
        assert planted.words[language] in readme
