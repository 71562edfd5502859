"""The shelves: a folder is the list, a file is an item, and outsiders join by entry point.

A *shelf* is a plural folder of the package, such as ``analyses``: every module in it whose name
does not start with an underscore is an item, named like the file. A package installed beside
klantreis adds items with an entry point in the group ``klantreis.<shelf>``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from types import ModuleType

from klantreis.errors import UnknownNameError


@cache
def names(shelf: str) -> tuple[str, ...]:
    """Return the names of the items on a shelf, sorted, without loading any of them.

    Examples
    --------
    >>> "funnel" in names("analyses")
    True
    """
    spec = find_spec(f"klantreis.{shelf}")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    own = {m.name for m in pkgutil.iter_modules(folders) if not m.name.startswith("_")}
    return tuple(sorted(own | {e.name for e in entry_points(group=f"klantreis.{shelf}")}))


def origin(shelf: str, name: str) -> str:
    """Return the path of the file of one item, without loading it.

    Raises
    ------
    UnknownNameError
        If the shelf has no such item; the nearest name is offered.
    """
    _check(shelf, name)
    module = f"klantreis.{shelf}.{name}"
    for entry in entry_points(group=f"klantreis.{shelf}", name=name):
        module = entry.module
    spec = find_spec(module)
    return str(spec.origin) if spec else ""


@cache
def item(shelf: str, name: str) -> ModuleType:
    """Return one item of a shelf, loaded; asked again, it costs nothing.

    Raises
    ------
    UnknownNameError
        If the shelf has no such item; the nearest name is offered.
    """
    _check(shelf, name)
    for entry in entry_points(group=f"klantreis.{shelf}", name=name):
        return entry.load()  # type: ignore[no-any-return]
    return importlib.import_module(f"klantreis.{shelf}.{name}")


def _check(shelf: str, name: str) -> None:
    if name not in names(shelf):
        raise UnknownNameError(f"item on the shelf {shelf!r}:", name, names(shelf))
