"""Elements of HTML, built and escaped; text is never pasted into markup."""

from __future__ import annotations

from html import escape
from typing import Final

VOID: Final = frozenset({"br", "col", "meta", "img", "hr", "link"})


class Markup(str):
    """Markup that is known to be whole and escaped."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: object) -> Markup:
    """Return an element; children are escaped unless they are markup, ``None`` attributes left out.

    ``class_`` becomes ``class`` and ``data_step`` becomes ``data-step``.

    Examples
    --------
    >>> tag("p", "a < b", tag("br"), class_="note", lang=None)
    '<p class="note">a &lt; b<br></p>'
    """
    opened = f"<{name}{_attributes(attributes)}>"
    return Markup(opened if name in VOID else f"{opened}{join(*children)}</{name}>")


def join(*parts: str) -> Markup:
    """Return parts one after the other; what is not markup is escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def _attributes(attributes: dict[str, object]) -> str:
    told = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in told.items()
        if value is not None and value is not False
    )
