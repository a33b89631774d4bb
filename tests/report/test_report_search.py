"""The search page in a real browser: words, filters, order, pages, addresses; and ten thousand claims."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from onrecord.report import write_report

MANY = 10_000
SHOWN = 50


def found(browser: Any) -> list[str]:
    return [one.text for one in browser.driver.find_elements("css selector", "#results .claim")]


def total(browser: Any) -> str:
    return str(browser.driver.find_element("id", "found").text)


def choose(browser: Any, **fields: str) -> None:
    """Fill fields in, as a user's input would."""
    for name, value in fields.items():
        browser.run(
            "const field = document.getElementById(arguments[0]); field.value = arguments[1];"
            "field.dispatchEvent(new Event('input', {bubbles: true}))",
            name,
            value,
        )


def test_words(town_report: Path, browser: Any) -> None:
    browser.open(town_report / "search.html")
    assert total(browser) == "19 statements and 9 figures"
    browser.driver.find_element("id", "q").send_keys("weather mild")
    assert total(browser) == "4 statements and 0 figures"
    assert all("the mild weather had helped" in one for one in found(browser))
    marks = browser.driver.find_elements("css selector", "#results li:first-child mark")
    assert [mark.text for mark in marks] == ["mild", "weather"]
    browser.driver.find_element("id", "q").send_keys(" nowhere")
    assert "Nothing is like that" in total(browser)
    assert found(browser) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "figure"}, (0, 9)),
        ({"speaker": "ellery"}, (8, 0)),
        ({"outlet": "Radio Tarn"}, (3, 1)),
        ({"mode": "direct"}, (5, 0)),
        ({"unit": "tenant"}, (0, 3)),
        ({"rule": "statement.split"}, (1, 0)),
        ({"least": "0.97"}, (4, 0)),
        ({"most": "0.75"}, (1, 0)),
        ({"from": "2026-01-01"}, (7, 5)),
        ({"to": "2025-10-01"}, (3, 1)),
        ({"from": "2025-10-01", "to": "2025-12-31", "kind": "statement", "mode": "direct"}, (3, 0)),
        ({"q": "AUGÚST 3,850", "kind": "figure"}, (0, 1)),
    ],
)
def test_filters(fields: dict[str, str], expected: tuple[int, int], town_report: Path, browser: Any) -> None:
    browser.open(town_report / "search.html")
    choose(browser, **fields)
    words = [
        f"{number} {noun}{'' if number == 1 else 's'}"
        for number, noun in zip(expected, ("statement", "figure"), strict=True)
    ]
    assert total(browser) == " and ".join(words)
    assert len(found(browser)) == sum(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"mild weather"', (4, 0)),
        ('"weather mild"', (0, 0)),
        ("“mild weather”", (4, 0)),
        ("mild -weather", (0, 0)),
        ('"house"', (0, 0)),
        ('"housing"', (5, 0)),
        ("house", (12, 4)),
        ("speaker:ellery", (8, 0)),
        ('speaker:"Petra Vane"', (2, 0)),
        ('speaker:"Petra Van"', (0, 0)),
        ("Speaker:VANE -failed", (1, 0)),
        ("-speaker:ellery outlet:echo", (9, 7)),
        ('outlet:"Radio Tarn"', (3, 1)),
        ('-outlet:"Radio Tarn" title:wait', (9, 3)),
        ("speaker:", (19, 9)),
        ("-", (19, 9)),
        ('"', (19, 9)),
        ("nonsense:vane", (0, 0)),
    ],
)
def test_the_language_of_the_field(
    query: str, expected: tuple[int, int], town_report: Path, browser: Any
) -> None:
    browser.open(town_report / "search.html")
    choose(browser, q=query)
    if not any(expected):
        assert "Nothing is like that" in total(browser)
        return
    words = [
        f"{number} {noun}{'' if number == 1 else 's'}"
        for number, noun in zip(expected, ("statement", "figure"), strict=True)
    ]
    assert total(browser) == " and ".join(words)


def test_the_address_says_what_is_asked_for(town_report: Path, browser: Any) -> None:
    browser.open(town_report / "search.html", "?kind=figure&unit=tenant&nonsense=1&order=surest")
    assert total(browser) == "0 statements and 3 figures"
    choose(browser, unit="")
    browser.run("note(Object.fromEntries(new FormData(form)))")
    assert browser.driver.current_url.endswith("search.html?kind=figure&order=surest")
    browser.driver.find_element("css selector", "#results a").click()
    assert "/articles/" in browser.driver.current_url
    browser.driver.back()
    assert total(browser) == "0 statements and 9 figures"


def test_a_result_leads_to_its_place(town_report: Path, browser: Any) -> None:
    browser.open(town_report / "search.html", "?q=spring")
    browser.press("j")
    browser.press("\ue007")
    note = browser.driver.find_element("css selector", ".note:target")
    assert "and we will fill them by spring." in note.text


def test_clear_all(town_report: Path, browser: Any) -> None:
    browser.open(town_report / "search.html", "?q=spring&mode=direct")
    browser.driver.find_element("css selector", "[type=reset]").click()
    browser.driver.find_element("id", "q").send_keys(" ")
    assert total(browser) == "19 statements and 9 figures"


@pytest.fixture(scope="module")
def many_report(tmp_path_factory: pytest.TempPathFactory, stories: list[Any]) -> Path:
    """Ten thousand claims: copies of the town's with other ids, names and confidences."""
    folder = tmp_path_factory.mktemp("many")
    draw = random.Random(1)
    rows = [record for one in stories for record in one.claims]
    with (folder / "claims.jsonl").open("w", encoding="utf-8") as lines:
        for number in range(MANY):
            row = rows[number % len(rows)]
            group = number // len(rows)
            said = row["speaker"] and row["speaker"] | {"name": f"{row['speaker']['name']} {group % 97}"}
            article = row["article"] | {"id": f"{group}", "title": f"Article {group}"}
            more = {
                "id": f"{draw.getrandbits(96):024x}",
                "confidence": round(draw.random(), 4),
                "figures": [],
            }
            if row["kind"] == "figure":
                more["statement"] = more["speaker"] = said = None
                del more["figures"]
            line = row | {"article": article, "speaker": said} | more
            lines.write(json.dumps(line, separators=(",", ":")) + "\n")
    write_report(folder / "claims.jsonl", folder / "report")
    return folder / "report"


@pytest.mark.slow
def test_ten_thousand_claims_are_a_page_at_a_time(many_report: Path, browser: Any) -> None:
    browser.open(many_report / "search.html")
    browser.run(
        "window.made = 0;"
        "const count = (all) => { for (const one of all) window.made += one.addedNodes.length };"
        "new MutationObserver(count).observe(document.getElementById('results'), {childList: true})"
    )
    assert len(found(browser)) == SHOWN
    nodes = browser.run("return document.getElementsByTagName('*').length")
    assert nodes < 2500
    keys = "waiting"
    browser.driver.find_element("id", "q").send_keys(keys)
    assert len(found(browser)) == SHOWN
    assert browser.run("return window.made") <= SHOWN * len(keys), "a key makes more than a page"
    assert browser.run("return document.getElementsByTagName('*').length") < 3500
    choose(browser, kind="figure")
    assert total(browser) == "0 statements and 1,429 figures"


@pytest.mark.slow
def test_pages_of_results(many_report: Path, browser: Any) -> None:
    browser.open(many_report / "search.html", "?kind=figure")
    assert browser.driver.find_element("id", "where").text == "Page 1 of 65"
    browser.driver.find_element("id", "on").click()
    assert browser.driver.find_element("id", "where").text == "Page 2 of 65"
    assert browser.driver.find_element("id", "results").get_attribute("start") == "51"
    assert len(found(browser)) == SHOWN
    browser.run("document.querySelector('#results li:last-child [data-step]').focus()")
    browser.press("j")
    assert browser.driver.find_element("id", "where").text == "Page 3 of 65", "j goes on to the next page"
    browser.press("k")
    assert browser.driver.find_element("id", "where").text == "Page 2 of 65", "and k back"
    assert browser.driver.find_element("id", "results").get_attribute("start") == "51"


@pytest.mark.slow
def test_no_page_of_ten_thousand_claims_is_endless(many_report: Path) -> None:
    for path in many_report.rglob("*.html"):
        assert path.stat().st_size < 1_000_000, path
