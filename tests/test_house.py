"""The house stands as it was designed: neighbours on a shelf do not know each other."""

from __future__ import annotations

import grimp
import pytest

from klantreis import registry

PACKAGES = (
    "analyses", "cli", "evidence", "exports", "findings", "intake", "log", "maps", "model", "samples",
    "study",
)  # fmt: skip
SHELVES = ("analyses", "drawings", "exports", "findings", "samples", "sources")


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("klantreis")


@pytest.mark.parametrize("shelf", SHELVES)
def test_neighbours_on_a_shelf_do_not_know_each_other(shelf: str, imports: grimp.ImportGraph) -> None:
    items = {f"klantreis.{shelf}.{name}" for name in registry.names(shelf)}
    assert items, "the shelf is empty"
    known = {item: imports.find_modules_directly_imported_by(item) & items for item in items}
    assert {item: found for item, found in known.items() if found} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_entered_by_its_doors_not_by_its_private_modules(
    package: str, imports: grimp.ImportGraph
) -> None:
    inside = f"klantreis.{package}."
    private = [name for name in imports.modules if name.startswith(f"{inside}_")]
    intruders = {
        (module, name)
        for name in private
        for module in imports.find_modules_that_directly_import(name)
        if not module.startswith(inside) and module != f"klantreis.{package}"
    }
    assert intruders == set()


def test_only_the_command_line_talks_to_the_terminal() -> None:
    graph = grimp.build_graph("klantreis", include_external_packages=True)
    talkers = graph.find_modules_that_directly_import("click") | graph.find_modules_that_directly_import(
        "rich"
    )
    outside = {module for module in talkers if not module.startswith("klantreis.cli")}
    assert outside <= {"klantreis.study.progress"}, "the bar that reading is given to report to"
