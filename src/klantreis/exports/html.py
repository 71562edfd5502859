"""The live map as one HTML file: works offline, by mouse, keyboard and screen reader."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from pathlib import Path
from typing import Final

from klantreis.drawings import _fonts, journey_map
from klantreis.drawings._map_view import View
from klantreis.drawings._markup import Markup, join, tag
from klantreis.drawings._svg import number
from klantreis.exports import _page_evidence, _page_parts, _page_table
from klantreis.exports._twin import twin
from klantreis.model.live_map import LiveMap

FOLDER: Final = Path(__file__).parent / "_page"
SUFFIX: Final = ".html"


def export(live: LiveMap, *, paper: str = "screen", language: str = "en") -> dict[str, bytes]:
    """Return the live map as one HTML file that needs nothing else, not even a network.

    It holds the drawing, the evidence behind every cell, the findings, and the same map as a real
    table. Typefaces are embedded; a content security policy forbids everything else.

    Parameters
    ----------
    live
        The map with its evidence.
    paper
        Not used: a page is as wide as its reader's screen.
    language
        ``nl`` or ``en``.

    Returns
    -------
    dict
        One file name with its bytes; the same bytes for the same map.
    """
    page = _page(View(live, language, 13.0))
    return {f"{live.map.id}{SUFFIX}": page.encode()}


def _page(view: View) -> str:
    body = _body(view)
    script = Markup((FOLDER / "page.js").read_text("utf-8"))
    told = "".join(sorted(set(unescape(re.sub(r"<[^>]*>", " ", body)) + "“”…–·→")))
    style = Markup(_fonts.style_sheet(told) + (FOLDER / "page.css").read_text("utf-8"))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{view.say(view.live.map.name)} · {view.word('journey_map')}"),
        tag("style", style),
    )
    return "<!doctype html>\n" + tag(
        "html", head, tag("body", body, tag("script", script)), lang=view.language
    )


def _policy(style: str, script: str) -> str:
    """Return the policy that allows this style, this script and embedded typefaces, nothing else."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _body(view: View) -> Markup:
    table = twin(view)
    main = join(
        tag("div", _map(view), _page_parts.panel(view), class_="stage"),
        _page_parts.findings(view),
        _page_parts.gaps(view),
        _page_table.section(view, table),
        _page_evidence.section(view, table),
    )
    return join(
        tag("a", view.word("skip_to_table"), href="#table", class_="skip"),
        _page_parts.header(view),
        tag("main", main if table.steps else join(_nothing(view), main)),
        _page_parts.footer(view),
    )


def _nothing(view: View) -> Markup:
    return tag("p", view.word("empty_map"), class_="based")


def _map(view: View) -> Markup:
    """Return the drawing with its head and lane rail once more on top, to stay in sight."""
    grounds = journey_map.grid(view.live, language=view.language)
    w, h = grounds.sheet.width, grounds.sheet.height
    ground = Markup(_untitled(grounds.sheet.svg.replace("<svg ", '<svg class="ground" ', 1)))
    head = _copy("head", w, grounds.head, f"0 0 {number(w)} {number(grounds.head)}")
    rail = _copy("rail", grounds.rail, h, f"0 0 {number(grounds.rail)} {number(h)}")
    corner = tag(
        "svg", class_="corner", width=number(grounds.rail), height=number(grounds.head), aria_hidden="true"
    )
    sheet = tag("div", ground, head, rail, corner, class_="sheet")
    return tag("div", sheet, class_="map", role="region", aria_label=view.word("journey_map"))


def _untitled(svg: str) -> str:
    """Return a drawing as a part of the page: its name does not pop up over every cell."""
    return re.sub(r"<title>.*?</title><desc>.*?</desc>", "", svg, count=1).replace(' role="img"', "", 1)


def _copy(part: str, width: float, height: float, box: str) -> Markup:
    use = tag("use", href=f"#{part}")
    return tag(
        "svg", use, class_=part, width=number(width), height=number(height), viewBox=box, aria_hidden="true",
        font_family=_fonts.FAMILY,
    )  # fmt: skip
