"""The pages in docs are true: what they show is run, what they list is what the code has.

A comment before a block says what it is: ``<!-- file shop/study.yaml -->`` writes the block to that
file, ``<!-- run -->`` runs each line of it, ``<!-- run: exit 1 -->`` expects that exit status, and
``<!-- prints -->`` is what the line before it printed. Comments and blocks of a page are taken in order, in
one empty folder. ``<!-- list NAME -->`` stands before a table whose first column is compared with the code.
"""

from __future__ import annotations

import doctest
import re
import shlex
import textwrap
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

import klantreis as kr
from klantreis import registry
from klantreis.cli.main import main
from klantreis.intake.reasons import REASONS
from klantreis.intake.rejects import SCHEMA
from klantreis.log.build import from_rows
from klantreis.model.journey_map import JourneyMap
from klantreis.model.study import Study
from klantreis.model.touchpoint import Measure

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = sorted(DOCS.glob("*.md"))
FENCED = r"```[a-z]*\n(?P<fenced>.*?)```"
INDENTED = r"(?P<indented>(?: {4}[^\n]*\n|\n)+)"
BLOCK = re.compile(
    rf"<!-- (?P<verb>file|run|prints)(?P<said>[^>]*) -->\n\n?(?:{FENCED}|{INDENTED})", re.DOTALL
)
LOG = from_rows([("ann", "home", "2026-03-01"), ("ann", "pay", "2026-03-02"), ("bob", "home", "2026-03-09")])
QUESTIONS: dict[str, dict[str, Any]] = {"funnel": {"steps": ["home", "pay"], "window": timedelta(days=7)}}


def blocks(page: Path) -> Iterator[tuple[str, str, str]]:
    """Yield verb, what is said with it, and the block itself, in order."""
    for found in BLOCK.finditer(page.read_text("utf-8")):
        inside = found["fenced"] if found["fenced"] is not None else textwrap.dedent(found["indented"])
        yield found["verb"], found["said"].strip(" :"), inside.strip("\n") + "\n"


def listed(page: str, name: str) -> list[str]:
    """Return the names in the first column of the table that bears this name."""
    text = (DOCS / page).read_text("utf-8")
    table = re.search(rf"<!-- list {re.escape(name)} -->\n\n?((?:\|.*\n)+)", text)
    assert table is not None, f"{page} has no table {name!r}"
    rows = table[1].splitlines()[2:]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])]


def nouns(kind: type, found: dict[str, type] | None = None) -> dict[str, type]:
    """Return every noun that a file of this kind may hold, by name."""
    found = {} if found is None else found
    found[kind.__name__] = kind
    for field in msgspec.inspect.type_info(kind).fields:  # type: ignore[attr-defined]
        for part in _structs(field.type):
            if part.__name__ not in found:
                nouns(part, found)
    return found


def _structs(kind: Any) -> Iterator[type]:
    if isinstance(kind, msgspec.inspect.StructType):
        yield kind.cls
    inside = [getattr(kind, name, None) for name in ("type", "item_type", "value_type")]
    for part in [*inside, *getattr(kind, "types", ())]:
        if part is not None:
            yield from _structs(part)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_shows_on_the_command_line_is_so(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = ""
    for verb, said, block in blocks(page):
        if verb == "file":
            path = tmp_path / said
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, "utf-8")
        elif verb == "run":
            for line in block.split("\n"):
                printed = _run(line, said or "exit 0", capsys) if line.strip() else printed
        else:
            same = doctest.OutputChecker().check_output(block, printed, doctest.ELLIPSIS)
            assert same, f"{page.name} says:\n{block}\nPrinted was:\n{printed}"


def _run(line: str, wanted: str, capsys: pytest.CaptureFixture[str]) -> str:
    program, *arguments = shlex.split(line, comments=True)
    assert program == "klantreis", line
    with pytest.raises(SystemExit) as left:
        main(arguments)
    told = capsys.readouterr()
    assert f"exit {left.value.code}" == wanted, f"{line}\n{told.out}{told.err}"
    return told.out + told.err


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_command_on_a_page_goes_untried(page: Path) -> None:
    shown = [
        line.strip() for line in page.read_text("utf-8").splitlines() if line.startswith("    klantreis ")
    ]
    run = [line.strip() for verb, _, block in blocks(page) if verb == "run" for line in block.splitlines()]
    assert shown == [line for line in run if line]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_index_names_every_page() -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    assert [page.name for page in PAGES if page.stem != "index" and f"]({page.name})" not in index] == []


@pytest.mark.parametrize(("name", "noun"), sorted({**nouns(Study), **nouns(JourneyMap)}.items()))
def test_every_field_of_a_study_or_map_file_is_listed(name: str, noun: type) -> None:
    fields = [field.encode_name for field in msgspec.structs.fields(noun)]
    assert listed("study-file.md", name) == fields


def test_every_measure_of_a_target_is_listed() -> None:
    assert listed("study-file.md", "Measure") == [measure.value for measure in Measure]


def test_every_reason_to_drop_a_row_is_listed_with_its_words() -> None:
    assert listed("reading-events.md", "reasons") == list(REASONS)
    text = (DOCS / "reading-events.md").read_text("utf-8")
    assert [words for words in REASONS.values() if words not in text] == []


def test_every_column_of_the_rejected_rows_is_listed() -> None:
    assert listed("reading-events.md", "rejected.parquet") == SCHEMA.names


@pytest.mark.parametrize("name", registry.names("analyses"))
def test_every_column_of_an_analysis_is_listed(name: str) -> None:
    result = getattr(kr, name)(LOG, **QUESTIONS.get(name, {}))
    assert sorted(listed("analyses.md", name)) == sorted(result.columns)


def test_every_field_around_the_rows_of_an_analysis_is_listed() -> None:
    assert listed("analyses.md", "answer") == list(kr.steps(LOG).to_dict())


def test_every_detector_is_listed_by_its_code() -> None:
    text = (DOCS / "findings.md").read_text("utf-8")
    told = re.findall(r"^## (KR-F\d+) .*\(`(\w+)`\)$", text, re.MULTILINE)
    shelf = [(registry.item("findings", name).CODE, name) for name in registry.names("findings")]
    assert told == sorted(shelf)


def test_the_false_alarms_that_are_stated_are_those_measured() -> None:
    text = (DOCS / "findings.md").read_text("utf-8")
    stated = re.findall(r"\d\.\d % \([^)]*\)", text)
    measured = (DOCS / "adr" / "0006-findings-and-false-alarms.md").read_text("utf-8")
    assert stated
    assert [figure for figure in stated if figure not in measured] == []
