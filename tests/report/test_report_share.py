"""What a reader takes away: links and citations in the clipboard, tables and results as files."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.report import write_report

PASTE = "const done = arguments[0]; navigator.clipboard.readText().then(done, (error) => done(String(error)))"
WAITED = 10.0


def pasted(browser: Any) -> str:
    """What the clipboard holds."""
    browser.driver.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    return str(browser.driver.execute_async_script(PASTE))


def click(browser: Any, scope: str, label: str) -> None:
    """Press the button of a label in the first element of a selector, and wait until it has done its work."""
    path = f".//button[normalize-space() = '{label}']"
    button = browser.driver.find_element("css selector", scope).find_element("xpath", path)
    browser.run("arguments[0].scrollIntoView({block: 'center'})", button)
    button.click()
    end = time.monotonic() + WAITED
    while label.startswith("Copy") and button.text != "Copied":
        assert time.monotonic() < end, "nothing was copied"


def opened(browser: Any, report: Path, words: str) -> str:
    """Open the claim that says something; returns the selector of its note."""
    browser.open(report / "search.html", f'?q="{words}"')
    browser.driver.find_element("css selector", "#results .claim a").click()
    return ".note:target"


def downloaded(browser: Any, folder: Path, scope: str, label: str = "Download CSV") -> list[list[str]]:
    """The rows of the file a button saves."""
    folder.mkdir()
    allow = {"behavior": "allow", "downloadPath": str(folder)}
    browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", allow)
    click(browser, scope, label)
    end = time.monotonic() + WAITED
    while not (found := list(folder.glob("*.csv"))):
        assert time.monotonic() < end, "nothing was saved"
        time.sleep(0.05)
    text = found[0].read_bytes().decode("utf-8")
    assert text.startswith("\ufeff"), "spreadsheets are told that it is UTF-8"
    return list(csv.reader(text.removeprefix("\ufeff").splitlines()))


def test_a_link_leads_back_to_the_claim(town_report: Path, browser: Any) -> None:
    note = opened(browser, town_report, "by spring")
    here = browser.driver.current_url
    click(browser, note, "Copy link")
    assert pasted(browser) == here
    browser.open(town_report / "search.html", '?q="by spring"')
    click(browser, "#results li", "Copy link")
    assert pasted(browser) == here


@pytest.mark.parametrize(
    ("words", "citation"),
    [
        (
            "by spring",
            "Petra Vane: “Homes are not numbers, … and we will fill them by spring.” "
            "The Fenbury Echo, 4 February 2026, https://example.org/swap",
        ),
        (
            "scheme had failed",
            "Petra Vane, as reported: “Councillor Petra Vane denied that the scheme had failed.” "
            "The Fenbury Echo, 4 February 2026, https://example.org/swap",
        ),
        (
            "was about £1.4m",
            "Fenbury Audit Office, as reported: “The true cost, it suggested, was about £1.4m, or ‘rather "
            "more than a rounding error’.” The Fenbury Echo, 4 February 2026, https://example.org/swap",
        ),
    ],
)
def test_a_citation_says_who_where_and_when(
    words: str, citation: str, town_report: Path, browser: Any
) -> None:
    note = opened(browser, town_report, words)
    click(browser, note, "Copy citation")
    assert pasted(browser) == citation, "beside the text"
    browser.open(town_report / "search.html", f'?q="{words}"')
    click(browser, "#results li", "Copy citation")
    assert pasted(browser) == citation, "in the results"


def test_a_speaker_is_cited_on_the_own_page(town_report: Path, browser: Any) -> None:
    browser.open(town_report / "speakers.html")
    browser.driver.find_element("link text", "Petra Vane").click()
    click(browser, ".said li:last-child", "Copy citation")
    assert pasted(browser).startswith("Petra Vane: “Homes are not numbers,")
    click(browser, ".said li:last-child", "Copy link")
    assert "/articles/" in pasted(browser)


def test_without_the_clipboard_the_selection_is_copied(town_report: Path, browser: Any) -> None:
    note = opened(browser, town_report, "by spring")
    browser.run("navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))")
    click(browser, note, "Copy citation")
    assert pasted(browser).startswith("Petra Vane: ")
    assert browser.run("return document.activeElement.tagName") == "BUTTON", "the focus stays"


def test_what_was_found_is_saved_in_the_order_shown(town_report: Path, browser: Any, tmp_path: Path) -> None:
    browser.open(town_report / "search.html", "?q=speaker:ellery&order=oldest")
    rows = downloaded(browser, tmp_path / "saved", ".found")
    table = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert len(table) == 8
    assert {row["speaker"] for row in table} == {"Maud Ellery"}
    assert table[0]["published"] == "2025-09-12"
    assert table[0]["address"] == "https://example.org/2025-09-12"


def test_a_table_is_saved_with_its_headings(town_report: Path, browser: Any, tmp_path: Path) -> None:
    browser.open(town_report / "speakers.html")
    rows = downloaded(browser, tmp_path / "saved", "main")
    assert rows[0] == ["Speaker", "Kind", "Statements", "Figures", "Articles"]
    assert ["Maud Ellery", "person", "8", "0", "4"] in rows


def test_no_cell_is_a_formula_to_a_spreadsheet(
    tmp_path: Path, story: Any, put: Callable[..., Path], browser: Any
) -> None:
    one = story("a.txt", 'The mayor said =1+1, "so" it was.\n', title="-2", published="2026-01-01")
    one.statement('=1+1, "so" it was', source="The mayor", cue="said", by="@mayor")
    write_report(put(tmp_path, [one]), tmp_path / "report")
    browser.open(tmp_path / "report" / "search.html")
    rows = downloaded(browser, tmp_path / "saved", ".found")
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["text"] == '\'=1+1, "so" it was'
    assert row["speaker"] == "'@mayor"
    assert row["title"] == "-2", "a number is none"
