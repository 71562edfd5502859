"""The legend of a log: what its codes mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from klantreis.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Legend:
    """The names behind the codes of a log.

    ``channels[0]`` is always ``""``, unknown. ``properties`` holds, for each property, its values
    in order of code, with ``""`` for unknown at code 0; or ``None`` if the property is a number.
    """

    touchpoints: tuple[str, ...] = ()
    channels: tuple[str, ...] = ("",)
    properties: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)

    def touchpoint_codes(self, names: Iterable[str]) -> list[int]:
        """Return the codes of touchpoints, in the order asked for."""
        return _codes("touchpoint", names, self.touchpoints)

    def channel_codes(self, names: Iterable[str]) -> list[int]:
        """Return the codes of channels, in the order asked for."""
        return _codes("channel", names, self.channels)

    def values(self, name: str) -> tuple[str, ...] | None:
        """Return the values of a property in order of code, or ``None`` if it is a number."""
        if name not in self.properties:
            raise UnknownNameError("property", name, self.properties)
        return self.properties[name]


def _codes(kind: str, names: Iterable[str], known: tuple[str, ...]) -> list[int]:
    code = {name: k for k, name in enumerate(known)}
    wanted = list(names)
    for name in wanted:
        if not isinstance(name, str) or name not in code:
            raise UnknownNameError(kind, name, known)
    return [code[name] for name in wanted]
