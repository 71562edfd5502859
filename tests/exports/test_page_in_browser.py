# ruff: noqa: E501  (scripts for the browser)
"""The page in a real browser: from disk, without a network, by keyboard and mouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import example_live_map as example
from klantreis.exports import html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"needs a Chromium on the path: none of {', '.join(names)} is there")
    with sync_api.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    file = tmp_path / "map.html"
    file.write_bytes(html.export(example.LIVE, language="nl")["buy-a-bicycle.html"])
    context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("request", lambda r: r.url.startswith(("file:", "data:")) or page.problems.append(r.url))
    page.goto(file.as_uri())
    yield page
    assert page.problems == []
    context.close()


def reach_the_first_cell(page: Any) -> None:
    page.locator(".skip").focus()
    page.keyboard.press("Tab")


def test_tab_reaches_a_cell_and_the_panel_shows_its_evidence(page: Any) -> None:
    reach_the_first_cell(page)
    assert page.evaluate("document.activeElement.getAttribute('class')") == "cell on"
    for key in ["ArrowRight"] * 4 + ["ArrowDown"] * 8:
        page.keyboard.press(key)
    panel = page.locator("#panel")
    assert panel.locator("h2").last.inner_text() == "Ik reken af"
    assert panel.locator(".lane").inner_text() == "Pijnpunten"
    assert "Na de bank-app komt een leeg scherm" in panel.inner_text()
    assert "26–29\u00a0%" in panel.inner_text()
    assert page.locator(".cell.on").count() == 1


def test_the_chosen_cell_is_in_sight(page: Any) -> None:
    reach_the_first_cell(page)
    for key in ["End"] + ["ArrowDown"] * 12:
        page.keyboard.press(key)
    box = page.locator(".cell.on").bounding_box()
    assert 0 <= box["x"] < 1440
    assert 0 <= box["y"] < 900


def test_pointing_shows_and_escape_closes(page: Any) -> None:
    page.locator('.ground .cell[data-step="compare"][data-lane="actions"]').hover()
    assert "Leest beoordelingen" in page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#panel .start").is_visible()


def test_the_typefaces_are_those_we_measured_with(page: Any) -> None:
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.ground text')].filter(t => !t.hasAttribute('textLength'))
            .map(t => t.getBBox()).filter(b => b.x < 0 || b.x + b.width > document.querySelector('.ground').viewBox.baseVal.width).length"""
    )
    assert wide == 0
    assert page.evaluate("document.fonts.check('12px Inter')")


def test_no_two_texts_overlap_as_the_browser_draws_them(page: Any) -> None:
    clashes = page.evaluate(
        """() => {
            const boxes = [...document.querySelectorAll('.ground text')].map(t => {
                const b = t.getBBox(), size = parseFloat(t.getAttribute('font-size')), y = parseFloat(t.getAttribute('y'));
                return {t: t.textContent, x: b.x, r: b.x + b.width, y: y - size * 0.74, b: y + size * 0.2};
            });
            const found = [];
            for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
                const a = boxes[i], c = boxes[j];
                if (Math.min(a.r, c.r) - Math.max(a.x, c.x) > 0.3 && Math.min(a.b, c.b) - Math.max(a.y, c.y) > 0.3)
                    found.push([a.t, c.t]);
            }
            return found;
        }"""
    )
    assert clashes == []


def test_on_a_phone_the_lane_names_stay_and_the_panel_comes_from_below(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    reach_the_first_cell(page)
    for key in ["End"] + ["ArrowDown"] * 5:
        page.keyboard.press(key)
    rail, panel, cell = (
        page.locator(where).bounding_box() for where in (".sheet > .rail", "#panel", ".cell.on")
    )
    assert 0 <= rail["x"] < 30
    assert panel["y"] + panel["height"] == pytest.approx(844, abs=1)
    assert cell["y"] < panel["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_that_keeps_anybody_out(browser: Any, tmp_path: Path, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    file = tmp_path / "map.html"
    file.write_bytes(html.export(example.LIVE, language="nl")["buy-a-bicycle.html"])
    # The page forbids foreign scripts; axe is one, so its policy is lifted for this look at it.
    page = browser.new_page(bypass_csp=True, viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    found = axe.run(page).response["violations"]
    page.close()
    assert [(one["id"], len(one["nodes"])) for one in found] == []
