"""Run a study: the order of all steps, from the files in a folder to live maps and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from klantreis import registry
from klantreis.errors import UnknownNameError
from klantreis.model.event import IntakeReport
from klantreis.model.finding import Finding
from klantreis.model.live_map import LiveMap
from klantreis.model.study import Study
from klantreis.study.folder import StudyFolder, load
from klantreis.study.inputs import read_events, read_surveys, source_names

if TYPE_CHECKING:
    from klantreis.log.journey_log import JourneyLog

FORMATS = ("html", "svg", "pdf")
LANGUAGES = ("en", "nl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run gave: the live maps, the findings most severe first, and the files written.

    ``answers_rejected`` counts the survey answers that could not be used, by reason, and
    ``rejected_examples`` shows the first of each.
    """

    study: Study
    language: str
    maps: tuple[LiveMap, ...]
    findings: tuple[Finding, ...]
    reports: tuple[IntakeReport, ...]
    answers_rejected: Mapping[str, int]
    rejected_examples: Mapping[str, str]
    files: tuple[Path, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the findings and what they rest on as one object, ready for JSON."""
        return {
            "study": self.study.id,
            "language": self.language,
            "base": msgspec.to_builtins(self.maps[0].base) if self.maps else None,
            "answers_rejected": dict(self.answers_rejected),
            "findings": [finding_dict(finding) for finding in self.findings],
            "files": [str(path) for path in self.files],
        }


def run(
    folder: Path | str,
    *,
    language: str | None = None,
    out: Path | None = None,
    formats: Sequence[str] = FORMATS,
    paper: str | None = None,
    quiet: bool = True,
    now: datetime | None = None,
) -> Outcome:
    """Make the live maps of a study, with its findings.

    Reads the study, its events (prepared once, and kept in the folder ``.klantreis`` of the study
    until they change) and its answers; binds, measures, finds, and writes the maps. The same files
    give the same bytes.

    Parameters
    ----------
    folder
        The study folder.
    language
        ``nl`` or ``en``; default: each map's, else the study's.
    out
        Where to write; default: ``out`` in the study folder.
    formats
        Names on the shelf of exports.
    paper
        ``screen``, or ``A4`` to ``A0``: small paper gives several sheets, large paper a poster.
        Default: each format's own.
    quiet
        ``False`` shows progress, on a terminal.
    now
        The present moment; it bounds the times of events and decides whether a review is due.
        Default: the clock's for the first, the end of the log for the second.

    Returns
    -------
    Outcome
        With ``files``: per map and format one, ``live-map.json`` per map, ``findings.json``, and
        ``rejected.parquet`` if rows of events were dropped.

    Raises
    ------
    StudyError
        If the study or a map is wrong.
    DataError
        If its files cannot be used, or nothing is left of them to look at.
    """
    from klantreis.findings import detect
    from klantreis.maps.default import default_map
    from klantreis.maps.gathering import gather
    from klantreis.maps.live import ground, live_map

    opened = load(Path(folder))
    target = Path(out) if out is not None else opened.path / "out"
    writers = {name: registry.item("exports", name) for name in formats}
    if language is not None and language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    target.mkdir(parents=True, exist_ok=True)
    log = _events(opened, rejected=target / "rejected.parquet", quiet=quiet, now=now)
    answers = read_surveys(opened)
    gathered = gather(opened.study, log, answers, sources=source_names(opened), maps=opened.maps, now=now)
    maps = opened.maps or (default_map(gathered.study),)
    findings = detect(ground(gathered, maps))
    live = tuple(live_map(one, gathered, findings) for one in maps)
    spoken = _spoken(language, opened.study.language)
    files = [
        path
        for one in live
        for path in _write_map(one, writers, target, _spoken(language, one.map.language, spoken), paper)
    ]
    files += [_write_json(target / "findings.json", [finding_dict(finding) for finding in findings])]
    return Outcome(
        study=gathered.study,
        language=spoken,
        maps=live,
        findings=findings,
        reports=(log.report,) if opened.study.events else (),
        answers_rejected=answers.rejected,
        rejected_examples={reject.reason: reject.example for reject in answers.rejects},
        files=(*files, *_rejected_file(target, log.report)),
    )


def _events(opened: StudyFolder, *, rejected: Path, quiet: bool, now: datetime | None) -> JourneyLog:
    """Return the events of a study; a study of surveys alone has none."""
    from klantreis.log.build import from_rows

    if opened.study.surveys and not opened.study.events:
        return from_rows([])
    return read_events(opened, rejected=rejected, quiet=quiet, now=now)


def _spoken(*wanted: str | None) -> str:
    """Return the first language that is wanted and that maps can be drawn in."""
    return next((language for language in wanted if language in LANGUAGES), LANGUAGES[0])


def _rejected_file(target: Path, report: IntakeReport) -> list[Path]:
    """Return the file of rejected rows; one of an earlier run, when now none were rejected, goes."""
    path = target / "rejected.parquet"
    if not report.dropped:
        path.unlink(missing_ok=True)
    return [path] if path.exists() else []


def finding_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values, with its severity and the three terms of it."""
    plain: dict[str, Any] = msgspec.to_builtins(finding)
    plain["severity"] = {"value": finding.severity.value, **plain["severity"]}
    return plain


def _write_map(
    live: LiveMap, writers: Mapping[str, Any], target: Path, language: str, paper: str | None
) -> list[Path]:
    written, sized = [], {} if paper is None else {"paper": paper}
    for writer in writers.values():
        for name, content in writer.export(live, language=language, **sized).items():
            path = target / f"{Path(name).stem}.{language}{Path(name).suffix}"
            path.write_bytes(content)
            written.append(path)
    return [*written, _write_json(target / f"{live.map.id}.live-map.json", msgspec.to_builtins(live))]


def _write_json(path: Path, tree: Any) -> Path:
    text = msgspec.json.format(msgspec.json.encode(tree), indent=2)
    path.write_bytes(text + b"\n")
    return path
