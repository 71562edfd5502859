"""From a sample to a live map, by the commands a newcomer types."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from klantreis.cli.main import main


def ask(capsys: pytest.CaptureFixture[str], *typed: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(list(typed))
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("studies") / "shop"
    with pytest.raises(SystemExit):
        main(["samples", "web-shop", str(folder), "--language", "nl", "--customers", "900"])
    return folder


def test_the_samples_are_listed_with_what_they_are_about(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ask(capsys, "samples")
    assert status == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == ["health-insurer", "town-hall", "web-shop"]


def test_a_study_becomes_a_live_map_and_says_which_files(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = ask(capsys, "run", str(study))
    assert status == 0
    assert "KR-F02" in out
    assert "klant" in err
    assert "answers not used" in err
    named = [Path(line) for line in out.splitlines() if line.startswith(str(study))]
    assert {path.suffix for path in named} == {".html", ".svg", ".pdf", ".json", ".parquet"}
    assert all(path.stat().st_size > 500 for path in named)


def test_findings_come_as_json(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = ask(capsys, "run", str(study), "--formats", "svg", "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert found["study"] == "web-shop"
    assert found["base"]["size"]["customers"] > 850
    assert {"code", "severity", "estimate", "examples"} <= set(found["findings"][0])


def test_small_paper_gives_several_sheets(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, _ = ask(
        capsys, "run", str(study), "--formats", "svg", "--paper", "A4", "--out", str(tmp_path), "-q"
    )
    assert status == 0
    assert len(list(tmp_path.glob("*.svg"))) > 2


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        (["--formats", "svgg"], 2, "Did you mean 'svg'?"),
        (["--paper", "A9"], 2, "A4"),
        (["--language", "de"], 2, "nl"),
    ],
)
def test_what_cannot_be_made_is_misuse(
    typed: list[str], status: int, said: str, study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, _, err = ask(capsys, "run", str(study), *typed)
    assert left == status
    assert said in err


def test_a_study_is_started_from_a_file_of_events_and_runs(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = tmp_path / "events.csv"
    events.write_bytes((study / "events.csv").read_bytes())
    folder = tmp_path / "mine"
    assert ask(capsys, "init", str(folder), "--events", str(events), "--language", "nl")[0] == 0
    status, out, _ = ask(capsys, "run", str(folder), "--formats", "svg")
    assert status == 0
    assert ".svg" in out
    status, _, err = ask(capsys, "init", str(folder))
    assert status in (1, 2)
    assert "Traceback" not in err


def test_a_folder_without_a_study_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = ask(capsys, "run", str(tmp_path / "nothing"))
    assert status == 1
    assert "klantreis init" in err


@pytest.mark.parametrize("kind", ["study", "map"])
def test_the_schema_is_published(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ask(capsys, "schema", kind)
    assert status == 0
    assert json.loads(out)["$schema"].startswith("https://json-schema.org/draft/2020-12")


def test_the_demo_says_which_file_to_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ask(capsys, "demo", "town-hall", "--folder", str(tmp_path))
    assert status == 0
    last = out.strip().splitlines()[-1]
    assert last.startswith("Open ")
    assert Path(last.removeprefix("Open ").removesuffix(" in a browser.")).is_file()
