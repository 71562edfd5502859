"""Exports: complete in themselves, and the same bytes for the same map."""

from __future__ import annotations

import io
import re
import struct
import xml.etree.ElementTree as ET
from html import unescape
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

import example_live_map as example
from klantreis import registry
from klantreis.drawings import flow
from klantreis.exports import _report, html, pdf, png, svg
from klantreis.model.journey_map import JourneyMap

SHELF = registry.names("exports")
MAPS = {"example": example.LIVE, "empty": example.empty(), "one step": example.one_step()}


@pytest.fixture(scope="module")
def page() -> str:
    return html.export(example.LIVE, language="nl")["buy-a-bicycle.html"].decode()


@pytest.fixture(scope="module")
def document() -> PdfReader:
    return PdfReader(io.BytesIO(pdf.export(example.LIVE, paper="A3", language="nl")["buy-a-bicycle.pdf"]))


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("shelf", SHELF)
def test_the_same_map_gives_the_same_bytes(shelf: str, name: str) -> None:
    export = registry.item("exports", shelf).export
    assert export(MAPS[name], language="nl") == export(MAPS[name], language="nl")


@pytest.mark.parametrize("shelf", SHELF)
def test_every_file_is_named_after_the_map(shelf: str) -> None:
    made = registry.item("exports", shelf).export(example.one_step())
    assert all(name.startswith("one") and name.endswith(shelf) for name in made)
    assert all(isinstance(content, bytes) and content for content in made.values())


def test_an_svg_file_brings_its_typefaces() -> None:
    made = svg.export(example.LIVE, paper="A4", language="nl")
    assert list(made) == [f"buy-a-bicycle-{at}.svg" for at in range(1, len(made) + 1)]
    for content in made.values():
        ET.fromstring(content)
        assert b"font-family:'Inter'" in content
        assert len(content) < 250_000


def test_a_png_is_twice_the_size_of_the_screen() -> None:
    content = png.export(example.one_step())["one.png"]
    width, height = struct.unpack(">II", content[16:24])
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert width == 2880
    assert height > 400


def test_any_drawing_can_be_a_png() -> None:
    assert png.render(flow.svg([flow.Move(1, "a", "b", 3)])).startswith(b"\x89PNG")


def test_the_pdf_is_tagged_titled_and_in_its_language(document: PdfReader) -> None:
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True  # type: ignore[index]
    assert root["/Lang"] == "nl"  # type: ignore[index]
    assert document.metadata is not None
    assert document.metadata.title == "Een fiets kopen, online en in de winkel"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()  # type: ignore[index]


def test_the_pdf_tells_findings_and_the_table_as_text(document: PdfReader) -> None:
    told = " ".join(re.sub(r"\s+", " ", one.extract_text()) for one in document.pages)
    assert "1. Veel klanten haken af bij de betaling" in told
    assert "ernst 0,26 = bereik 43" in told
    assert "De kaart als tabel" in told
    assert "Specificaties staan op vier plekken" in told


def test_the_sheets_of_the_pdf_are_the_paper_asked_for(document: PdfReader) -> None:
    box = document.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (1191, 842)


def test_nothing_a_team_writes_becomes_code_in_the_pdf() -> None:
    evil = 'a "#panic(1)" \\ $x$ [ #read("/etc/passwd")'
    assert b"%PDF" in pdf.export(example._bare(JourneyMap(id="evil", name=evil)))["evil.pdf"][:8]
    assert _report.quoted('"\\') == '"\\"\\\\"'


class Page(HTMLParser):
    """Collects what a test wants to know of a page, and that every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in {"br", "col", "meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def parsed(page: str) -> Page:
    reader = Page()
    reader.feed(page)
    return reader


def test_the_page_is_well_formed_and_in_its_language(parsed: Page) -> None:
    assert parsed.open == []
    assert parsed.found[0] == ("html", {"lang": "nl"})


def test_the_page_needs_no_network(parsed: Page, page: str) -> None:
    addresses = [value for _, attrs in parsed.found for key, value in attrs.items() if key in ("src", "href")]
    assert [a for a in addresses if not str(a).startswith("#")] == []
    assert re.findall(r"url\((?!data:)", page) == []
    assert "default-src 'none'" in unescape(page)
    assert len(page) < 400_000


def test_no_style_attribute_breaks_the_policy(parsed: Page) -> None:
    assert [
        tag for tag, attrs in parsed.found if "style" in attrs or any(key.startswith("on") for key in attrs)
    ] == []


def test_only_shortened_texts_pop_up_over_the_map(page: str) -> None:
    ground = page[page.index('class="ground"') : page.index('class="head"')]
    assert "<title>Een fiets kopen" not in ground


def test_every_id_is_there_once(parsed: Page) -> None:
    ids = [attrs["id"] for _, attrs in parsed.found if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_every_cell_of_the_drawing_has_its_twin_in_the_table(parsed: Page) -> None:
    ids = {attrs["id"] for _, attrs in parsed.found if "id" in attrs}
    cells = [attrs for _, attrs in parsed.found if attrs.get("class") == "cell"]
    assert len(cells) == 9 * 17
    assert {f"cell:{c['data-step']}:{c['data-lane']}" for c in cells} <= ids
    assert {f"evidence:{c['data-step']}" for c in cells} <= ids
    assert {f"lane:{c['data-lane']}" for c in cells} <= ids


def test_the_table_groups_steps_under_phases(parsed: Page) -> None:
    spans = [attrs.get("span") for tag, attrs in parsed.found if tag == "colgroup"]
    heads = [attrs for tag, attrs in parsed.found if tag == "th" and attrs.get("scope") == "colgroup"]
    assert spans == [None, "2", "2", "1", "2", "2"]
    assert [head["colspan"] for head in heads] == ["2", "2", "1", "2", "2"]


def test_the_evidence_shows_number_n_interval_method_period_quotes_and_journeys(page: str) -> None:
    start = page.index('id="evidence:pay"')
    told = re.sub(r"<[^>]+>", " ", page[start : page.index("</article>", start)])
    for part in ("27\u00a0%", "26–29\u00a0%", "n\u00a01.613", "Wilson", "2 januari 2020 – 29 april 2020",
                 "wit scherm", "klant ··31", "Veel klanten haken af"):  # fmt: skip
        assert part in told


def test_markup_in_a_text_stays_text() -> None:
    live = example._bare(JourneyMap(id="evil", name="<script>alert(1)</script>"))
    page = html.export(live)["evil.html"].decode()
    assert "<script>alert" not in page
    assert page.count("<script>") == 1
