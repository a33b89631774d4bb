"""The report in a real browser, from the disk: hostile text, keys, themes, widths, print, no network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ALL = ("index", "articles", "speakers", "outlets", "figures", "checks", "search", "errors", "about")
CONTRAST = """
const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
const luminance = ([r, g, b]) => [r, g, b]
  .map((part) => part / 255)
  .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const ground = (node) => {
  for (let one = node; one; one = one.parentElement) {
    const found = parse(getComputedStyle(one).backgroundColor);
    if (found.length === 3 || found[3] > 0) return found;
  }
  return [255, 255, 255];
};
const low = [];
let texts = 0;
for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walker.nextNode(); ) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || !node.checkVisibility() || node.closest("option")) continue;
  const style = getComputedStyle(node);
  const ink = parse(node.closest("svg") ? style.fill : style.color);
  const [one, other] = [luminance(ink), luminance(ground(node))].sort((a, b) => b - a);
  texts += 1;
  const enough = (one + 0.05) / (other + 0.05) >= 4.5;
  if (!enough) low.push([walker.currentNode.textContent, style.color, ground(node)]);
}
return [texts, low];
"""
NAMELESS = """
return [...document.querySelectorAll("a, button, input, select, summary")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.textContent.trim() || node.labels?.length || node.getAttribute("aria-label")))
  .map((node) => node.outerHTML);
"""


def pages(report: Path) -> list[Path]:
    """One page of every sort."""
    inner = [sorted(report.glob(f"{name}/*.html"))[-1] for name in ("articles", "speakers", "figures")]
    return [*(report / f"{name}.html" for name in ALL), *inner]


def article(report: Path, title: str) -> Path:
    return next(path for path in report.glob("articles/*.html") if title in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["town_report", "hostile_report"])
def test_no_page_complains_asks_the_network_or_runs_what_it_shows(
    which: str, browser: Any, request: pytest.FixtureRequest
) -> None:
    report: Path = request.getfixturevalue(which)
    browser.requests()
    for page in pages(report):
        browser.open(page)
        assert browser.run("return document.title && document.documentElement.dataset.evil") is None
        assert browser.complaints() == [], page
    asked = browser.requests()
    assert asked
    for address in asked:
        own_icon = address.startswith("data:image/svg+xml")  # of the browser's fields for dates
        assert own_icon or address.startswith(report.as_uri() + "/"), address


@pytest.mark.parametrize(
    "attack",
    [
        "const script = document.createElement('script'); script.textContent = 'window.ran = true';"
        "document.body.append(script)",
        "document.body.innerHTML = '<img src=x onerror=\"window.ran = true\">'",
        "document.body.setAttribute('onclick', 'window.ran = true'); document.body.click()",
        "const link = Object.assign(document.createElement('a'), {href: 'javascript:window.ran = true'});"
        "document.body.append(link); link.click()",
        "document.body.append(Object.assign(new Image(), {src: 'https://example.org/x.png'}))",
    ],
)
def test_the_policy_is_in_force(attack: str, town_report: Path, browser: Any) -> None:
    browser.open(town_report / "index.html")
    stopped = browser.driver.execute_async_script(
        "document.addEventListener('securitypolicyviolation', (event) => arguments[0](event.type));"
        f"try {{ {attack} }} catch (error) {{ if (!String(error).includes('Trusted')) arguments[0](''); }}"
    )
    assert stopped
    assert browser.run("return window.ran") is None
    browser.complaints()  # of what was stopped


def test_hostile_text_is_searched_and_shown_as_text(hostile_report: Path, browser: Any) -> None:
    browser.open(hostile_report / "search.html", "?q=%3Cscript%3E")
    results = browser.driver.find_elements("css selector", "#results li")
    assert len(results) == 4
    assert "<script>alert('evil')</script>" in results[0].text
    assert not browser.driver.find_elements("css selector", "#results script, #results img")
    marked = browser.driver.find_element("css selector", "#results mark")
    assert marked.text == "<script>"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast_and_every_control_a_name(
    scheme: str, town_report: Path, browser: Any
) -> None:
    browser.look(scheme=scheme)
    for page in pages(town_report):
        browser.open(page)
        browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
        texts, low = browser.run(CONTRAST)
        assert texts > 20
        assert low == [], page
        assert browser.run(NAMELESS) == [], page


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_nothing_is_wider_than_the_screen(
    width: int, hostile_report: Path, town_report: Path, browser: Any
) -> None:
    browser.look(width)
    for page in (*pages(town_report), *pages(hostile_report)):
        browser.open(page)
        assert browser.run("return document.documentElement.scrollWidth") <= width, page


def test_the_navigation_of_a_phone_shows_that_it_scrolls(town_report: Path, browser: Any) -> None:
    fades = "return getComputedStyle(document.querySelector('.roll')).maskImage"
    hints = (
        "return ['::before', '::after'].map((side) => getComputedStyle(arguments[0], side).content[1] ?? '')"
    )
    browser.look(390)
    browser.open(town_report / "index.html")
    nav = browser.driver.find_element("css selector", ".top nav")
    browser.driver.execute_async_script("setTimeout(arguments[0], 200)")
    assert "gradient" in browser.run(fades)
    assert browser.run(hints, nav)[1] == "›", "there is more to the right"
    browser.run("document.querySelector('.roll').scrollLeft = 9999")
    browser.driver.execute_async_script("setTimeout(arguments[0], 200)")
    assert browser.run(hints, nav)[0] == "‹", "there is more to the left"
    assert browser.run(hints, nav)[1] != "›"
    browser.open(town_report / "search.html")
    box = "return document.querySelector('.roll [aria-current]').getBoundingClientRect().toJSON()"
    left, right = (browser.run(box)[side] for side in ("left", "right"))
    assert left >= 0
    assert right <= 390, "where the reader is can be seen"
    browser.look(1440)
    browser.open(town_report / "index.html")
    assert browser.run(fades) == "none"


def test_the_theme_is_switched_and_remembered(town_report: Path, browser: Any) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    browser.look(scheme="light")
    browser.open(town_report / "index.html")
    light = browser.run(ground)
    browser.driver.find_element("id", "theme").click()
    dark = browser.run(ground)
    assert light != dark
    browser.open(town_report / "figures.html")
    assert browser.run(ground) == dark
    assert browser.driver.find_element("id", "theme").accessible_name == "Change to the light theme"
    browser.press("t")
    assert browser.run(ground) == light
    browser.run("localStorage.clear()")
    browser.look(scheme="dark")
    browser.open(town_report / "index.html")
    assert browser.run(ground) == dark


def test_keys(town_report: Path, browser: Any) -> None:
    page = article(town_report, "Swap left Fenbury")
    browser.open(page)
    active = "return document.activeElement.dataset.claim"
    order = browser.run(
        "return [...document.querySelectorAll('.note summary')].map((one) => one.dataset.claim)"
    )
    assert len(order) == 12
    browser.press("j")
    assert browser.run(active) == order[0]
    browser.press("jj")
    assert browser.run(active) == order[2]
    browser.press("k")
    assert browser.run(active) == order[1]
    assert browser.run("return [...document.querySelectorAll('.m.lit')].length") > 0, "its words light up"
    assert browser.run("return document.activeElement.matches(':focus-visible')")
    assert browser.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    browser.press("\ue007")
    assert browser.run("return document.activeElement.parentElement.open")
    browser.press("/")
    assert browser.run("return document.activeElement.id") == "find"
    browser.press("jk/t")
    assert browser.run("return document.activeElement.value") == "jk/t", "keys are letters in a field"
    browser.press("\ue007")
    assert "search.html?q=jk" in browser.driver.current_url


def test_keys_can_be_switched_off(town_report: Path, browser: Any) -> None:
    browser.open(article(town_report, "Swap left Fenbury"))
    browser.driver.find_element("id", "keys-switch").click()
    browser.press("j")
    assert browser.run("return document.activeElement.id") == "keys-switch"
    browser.driver.refresh()
    browser.press("j")
    assert browser.run("return document.activeElement.tagName") == "BODY"


def test_the_first_tab_skips_to_the_content(town_report: Path, browser: Any) -> None:
    browser.open(town_report / "index.html")
    browser.press("\ue004")
    skip = browser.driver.switch_to.active_element
    assert skip.text == "Skip to the content"
    assert browser.run("return document.activeElement.getBoundingClientRect().top") >= 0
    skip.send_keys("\ue007")
    assert browser.run("return document.activeElement.id") == "main"


def test_words_and_claims_lead_to_each_other(town_report: Path, browser: Any) -> None:
    browser.open(article(town_report, "Swap left Fenbury"))
    words = browser.driver.find_element(
        "xpath", "//a[contains(@class, 'content') and contains(., 'by spring')]"
    )
    words.click()
    note = browser.driver.find_element("css selector", ".note:target")
    assert "Petra Vane" in note.text
    assert "Content" in note.text, "it is open"
    note.find_element("link text", "Show in the text").click()
    target = browser.run("return document.querySelector(':target').nextElementSibling.textContent")
    assert target.startswith("Homes are not numbers")


def test_the_legend_hides_and_shows_roles(town_report: Path, browser: Any) -> None:
    browser.open(article(town_report, "Swap left Fenbury"))
    ground = "return getComputedStyle(document.querySelector('.text .cue')).backgroundColor"
    before = browser.run(ground)
    browser.driver.find_element("css selector", "[data-role=cue]").click()
    assert browser.run(ground) != before
    browser.driver.find_element("css selector", "[data-role=notes]").click()
    assert not browser.driver.find_element("css selector", ".note").is_displayed()


def test_everything_can_be_read_without_scripts(town_report: Path, scriptless: Any) -> None:
    scriptless.open(article(town_report, "Swap left Fenbury"))
    body = scriptless.driver.find_element("tag name", "main").text
    assert "net loss of 152 tenants" in body
    assert "Petra Vane denied" in re.sub(r"\s+", " ", body)
    assert not scriptless.driver.find_element("id", "theme").is_displayed()
    note = scriptless.driver.find_element("css selector", ".note")
    note.find_element("tag name", "summary").click()
    assert "statement.that" in note.text
    scriptless.open(town_report / "search.html")
    assert "Searching needs JavaScript" in scriptless.driver.find_element("tag name", "main").text
    assert not scriptless.driver.find_element("id", "search").is_displayed()
    scriptless.open(town_report / "figures.html")
    assert len(scriptless.driver.find_elements("css selector", ".plot .dot")) == 4


def test_paper_has_the_text_and_no_controls(town_report: Path, browser: Any) -> None:
    browser.look(scheme="dark", media="print")
    browser.open(article(town_report, "Swap left Fenbury"))
    assert browser.run("return getComputedStyle(document.body).color") == "rgb(28, 30, 33)", "dark on light"
    for name in (".top nav", ".find", "#theme", ".keys", ".pager"):
        assert not browser.driver.find_element("css selector", name).is_displayed(), name
    assert browser.driver.find_element("css selector", ".text").is_displayed()
    assert browser.driver.find_element("css selector", ".note").is_displayed()
