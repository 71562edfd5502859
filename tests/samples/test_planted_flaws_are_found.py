"""The findings discover what the samples say was planted: right detector, touchpoint and segment."""

from __future__ import annotations

import pytest

from klantreis import registry
from klantreis.model.finding import Finding
from klantreis.model.text import say
from klantreis.samples._planted import Planted
from klantreis.study.run import run

SAMPLES = ("health_insurer", "town_hall", "web_shop")
Hit = tuple[str, str | None, str | None]


@pytest.fixture(scope="module", params=[(name, lang) for name in SAMPLES for lang in ("nl", "en")], ids=str)
def case(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[tuple[Planted, ...], tuple[Finding, ...], str]:
    name, language = request.param
    sample = registry.item("samples", name)
    folder = sample.write(tmp_path_factory.mktemp(name), language=language)
    outcome = run(folder, language=language, out=folder / "out", formats=(), quiet=True)
    return sample.PLANTED, tuple(outcome.findings), language


def wanted(planted: Planted, language: str) -> Hit:
    segment = say(planted.segment, language) or None
    return registry.item("findings", planted.detector).CODE, say(planted.touchpoint, language), segment


def test_every_planted_flaw_is_among_the_findings(
    case: tuple[tuple[Planted, ...], tuple[Finding, ...], str],
) -> None:
    planted, findings, language = case
    found = {(f.code, f.touchpoint, f.segment) for f in findings}
    missing = [w for p in planted if (w := wanted(p, language)) not in found]
    assert missing == []


def test_the_worst_finding_is_one_that_was_planted(
    case: tuple[tuple[Planted, ...], tuple[Finding, ...], str],
) -> None:
    planted, findings, language = case
    worst = max(findings, key=lambda f: f.severity.value)
    assert worst.touchpoint in {wanted(p, language)[1] for p in planted}


def test_a_planted_flaw_comes_with_example_journeys(
    case: tuple[tuple[Planted, ...], tuple[Finding, ...], str],
) -> None:
    planted, findings, language = case
    places = {wanted(p, language) for p in planted}
    hits = [f for f in findings if (f.code, f.touchpoint, f.segment) in places]
    assert hits
    assert all(f.examples for f in hits)
