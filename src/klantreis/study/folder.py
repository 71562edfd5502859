"""A study folder: ``study.yaml`` and its map files, read with every mistake told, and written back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from klantreis.errors import StudyError, nearest
from klantreis.model.journey_map import JourneyMap
from klantreis.model.study import Study
from klantreis.study.document import Document, read_document
from klantreis.study.problems import Place, Problem, stop_at
from klantreis.study.references import CARD_LANES, map_mistakes, study_mistakes
from klantreis.study.shape import mistakes, shaped
from klantreis.study.text import as_yaml

STUDY_FILES = ("study.yaml", "study.yml", "study.json")
MAP_KINDS = {".yaml", ".yml", ".json"}
DEFAULT_MAPS = ["maps/*.yaml"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFolder:
    """What a study folder holds: the study and its maps, with the file each map came from."""

    path: Path
    study: Study
    maps: tuple[JourneyMap, ...] = ()
    map_files: tuple[Path, ...] = ()


def load(folder: Path) -> StudyFolder:
    """Return the study and the maps in a folder.

    Every mistake in every file is told together, each with its file, line, place in words, value,
    what is allowed and the nearest valid name.

    Parameters
    ----------
    folder
        The folder, or the study file in it.

    Raises
    ------
    StudyError
        If a file is missing or wrong.
    """
    study_file = _study_file(Path(folder))
    folder = study_file.parent
    document = read_document(study_file)
    study = shaped(document, Study)
    wrong = [*study_mistakes(study, document), *_missing_files(folder, study, document)]
    files = _map_files(folder, study)
    maps, mapped, bad = _read_maps(folder, files)
    wrong += bad
    for journey_map, told in zip(maps, mapped, strict=True):
        wrong += map_mistakes(journey_map, told, study, [m.id for m in maps])
        wrong += _missing_images(folder / told.file, journey_map, told)
    stop_at([*wrong, *_same_ids(maps, mapped)])
    return StudyFolder(path=folder, study=study, maps=tuple(maps), map_files=tuple(files))


def _read_maps(folder: Path, files: Sequence[Path]) -> tuple[list[JourneyMap], list[Document], list[Problem]]:
    """Return the maps of sound shape with their documents, and what is wrong with the others."""
    maps: list[JourneyMap] = []
    documents: list[Document] = []
    wrong: list[Problem] = []
    for file in files:
        document = read_document(file, name=_shown(folder, file))
        bad = list(mistakes(document, JourneyMap))
        wrong += bad
        if not bad:
            maps.append(shaped(document, JourneyMap))
            documents.append(document)
    return maps, documents, wrong


def _shown(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else str(file)


def write(folder: Path, study: Study, maps: Sequence[JourneyMap] = ()) -> Path:
    """Write a study and its maps as YAML files that :func:`load` reads back alike; return the study file."""
    folder.mkdir(parents=True, exist_ok=True)
    if maps:
        (folder / "maps").mkdir(exist_ok=True)
    for journey_map in maps:
        (folder / "maps" / f"{journey_map.id}.yaml").write_text(as_yaml(journey_map), encoding="utf-8")
    path = folder / STUDY_FILES[0]
    path.write_text(as_yaml(study), encoding="utf-8")
    return path


def files_of(folder: Path, wanted: str | list[str]) -> list[Path]:
    """Return the files that a path or glob, or several, stand for; sorted within each, none twice.

    Paths may be absolute or lead out of the folder (``../exports/*.csv``): who writes a study may read
    what it names.
    """
    patterns = [wanted] if isinstance(wanted, str) else wanted
    found = [file for pattern in patterns for file in _matching(folder, pattern)]
    return list(dict.fromkeys(found))


def _matching(folder: Path, pattern: str) -> list[Path]:
    exact = folder / pattern
    if exact.is_file():
        return [exact]
    if Path(pattern).is_absolute():
        folder = Path(Path(pattern).anchor)
        pattern = str(Path(pattern).relative_to(folder))
    try:
        return sorted(file for file in folder.glob(pattern) if file.is_file())
    except (ValueError, IndexError):  # a pattern that cannot be: empty, or with ** inside a name
        return []


def _study_file(path: Path) -> Path:
    if path.is_file():
        return path
    if not path.is_dir():
        close = nearest(path.name, [p.name for p in path.parent.iterdir()]) if path.parent.is_dir() else None
        hint = (
            f"Did you mean {close!r}?"
            if close and close != path.name
            else "Make one with: klantreis init FOLDER."
        )
        raise StudyError(f"There is no study folder {str(path)!r}.", hint=hint)
    found = [path / name for name in STUDY_FILES if (path / name).is_file()]
    if len(found) > 1:
        names = " and ".join(file.name for file in found)
        raise StudyError(f"The folder {str(path)!r} holds {names}.", hint="Keep one of them.")
    if not found:
        said = f"The folder {str(path)!r} holds no {STUDY_FILES[0]}."
        raise StudyError(said, hint=f"Make one with: klantreis init {path}.")
    return found[0]


def _map_files(folder: Path, study: Study) -> list[Path]:
    return [file for file in files_of(folder, study.maps) if _is_map(file)]


def _is_map(file: Path) -> bool:
    return file.suffix.lower() in MAP_KINDS


def _missing_files(folder: Path, study: Study, document: Document) -> Iterator[Problem]:
    wanted: list[tuple[Place, str]] = []
    for group in ("events", "surveys"):
        for i, source in enumerate(getattr(study, group)):
            many = [source.files] if isinstance(source.files, str) else source.files
            one = isinstance(source.files, str)
            wanted += [((group, i, "files", *(() if one else (j,))), name) for j, name in enumerate(many)]
    for place, name in wanted:
        if not _matching(folder, name):
            yield document.problem(place, f"No file matches {name!r}.", _near_file(folder, name))
    for j, name in enumerate(study.maps if study.maps != DEFAULT_MAPS else []):
        found = _matching(folder, name)
        if not any(_is_map(file) for file in found):
            kinds = ", ".join(sorted(MAP_KINDS))
            hint = f"A map is a file with {kinds}." if found else _near_file(folder, name)
            yield document.problem(("maps", j), f"No map file matches {name!r}.", hint)


def _near_file(folder: Path, name: str) -> str:
    if name and (folder / name).is_dir():
        return f"That is a folder; name the files in it: {Path(name).as_posix() + '/*'!r}."
    beside = (folder / name).parent
    names = [p.name for p in beside.iterdir()] if beside.is_dir() else []
    close = nearest(Path(name).name, names)
    near = (Path(name).parent / close).as_posix() if close else ""
    return f"Did you mean {near!r}?" if close else "The path is taken from the folder of the study file."


def _missing_images(file: Path, journey_map: JourneyMap, document: Document) -> Iterator[Problem]:
    for p, phase in enumerate(journey_map.phases):
        for s, step in enumerate(phase.steps):
            for lane in CARD_LANES:
                for c, card in enumerate(getattr(step, lane)):
                    if card.image and not (file.parent / card.image).is_file():
                        place = ("phases", p, "steps", s, lane, c, "image")
                        said, hint = (
                            f"There is no picture {card.image!r}.",
                            _near_file(file.parent, card.image),
                        )
                        yield document.problem(place, said, hint)


def _same_ids(maps: Sequence[JourneyMap], documents: Sequence[Document]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for journey_map, document in zip(maps, documents, strict=True):
        if journey_map.id in first:
            said = f"The map id {journey_map.id!r} is taken already, in {first[journey_map.id]}."
            yield document.problem(("id",), said, "Give it another id.")
        first.setdefault(journey_map.id, document.file)
