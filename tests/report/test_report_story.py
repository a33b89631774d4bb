"""What the report tells first, outlets side by side, a speaker over time, and articles of a single day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.report import Material, read_material, write_report
from onrecord.report.figures import gather_figures
from onrecord.report.outlets import gather_outlets, shared_speakers
from onrecord.report.repeated import gather_repeats
from onrecord.report.speakers import gather_speakers
from onrecord.report.story import most_quoted, most_widely_reported
from onrecord.report.strip import LEFT, RIGHT

Put = Callable[..., Path]


@pytest.fixture
def town(town_claims: Path) -> Material:
    return read_material(town_claims)


@pytest.fixture
def same_day(tmp_path: Path, story: Any, put: Put) -> Path:
    """Three outlets on the budget, all of one day."""
    stories = []
    for number, outlet in ((41, "The Echo"), (44, "Tarn Post"), (47, "Tarn Post")):
        one = story(
            f"{number}.txt",
            f"The town will spend £{number}m on roads in Tarn, Ada Crane said.\n",
            published="2026-03-02",
            outlet=outlet,
            title=f"£{number}m for roads",
        )
        place = one.span("Tarn")
        money = {"figure_kind": "money", "place": place, "measured": "roads in Tarn"}
        one.figure(f"£{number}m", number * 1_000_000, "GBP", **money)
        one.statement(
            f"The town will spend £{number}m on roads in Tarn", source="Ada Crane", cue="said", by="Ada Crane"
        )
        stories.append(one)
    return put(tmp_path, stories)


def test_the_most_quoted_come_with_a_quotation_each(town: Material) -> None:
    quoted = most_quoted(gather_speakers(town), gather_repeats(town))
    assert [one.voice.name for one in quoted[:3]] == [
        "Maud Ellery",
        "Fenbury Council",
        "Fenbury Audit Office",
    ]
    assert quoted[0].claim.text == "We are building as fast as we can,", "a quotation goes before a report"
    assert all(one.claim in [claim for _, claim in one.voice.said] for one in quoted)


def test_a_quantity_of_one_article_is_no_story(town: Material) -> None:
    assert [group.measured for group in most_widely_reported(gather_figures(town))] == [
        "households on the waiting list in Fenbury"
    ]


def test_outlets_are_counted_side_by_side(town: Material) -> None:
    outlets = gather_outlets(town)
    echo = outlets[0]
    assert (echo.name, echo.articles, echo.statements, echo.figures, echo.failing) == (
        *("The Fenbury Echo", 3, 13, 7, 1),
    )
    assert echo.share_direct == pytest.approx(3 / 13)
    assert (echo.first, echo.last) == (date(2025, 9, 12), date(2026, 2, 4))
    shared = {one.voice.name: one.counts for one in shared_speakers(gather_speakers(town), outlets)}
    assert [outlet.name for outlet in outlets] == ["The Fenbury Echo", "Radio Tarn", "The Albrey Courier"]
    assert shared == {"Maud Ellery": [4, 2, 2], "Fenbury Council": [2, 1, 1]}


def test_each_outlet_tells_a_repeated_statement_once(town: Material) -> None:
    for one in gather_repeats(town).most:
        names = [version.outlet for version in one.places]
        assert len(names) == len(set(names)) == one.seen.outlets
        days = [version.published for version in one.places if version.published]
        assert days == sorted(days)


def test_roles_by_date(tmp_path: Path, story: Any, put: Put) -> None:
    stories = []
    for day, role in (
        ("2026-03-01", "mayor"),
        ("2025-01-01", "clerk"),
        ("2025-06-01", "clerk"),
        (None, "judge"),
    ):
        one = story(f"{day}.txt", f"On {day} Ada Crane said it was open.\n", published=day)
        one.statement("it was open", source="Ada Crane", cue="said", by="Ada Crane")["speaker"]["role"] = role
        stories.append(one)
    (voice,) = gather_speakers(read_material(put(tmp_path, stories)))
    assert [(one.name, one.first, one.last, one.claims) for one in voice.roles_by_date] == [
        ("clerk", date(2025, 1, 1), date(2025, 6, 1), 2),
        ("mayor", date(2026, 3, 1), date(2026, 3, 1), 1),
        ("judge", None, None, 1),
    ]


def test_figures_of_one_day_lie_beside_each_other(same_day: Path) -> None:
    (group,) = most_widely_reported(gather_figures(read_material(same_day)))
    assert group.plot is None
    assert group.strip is not None
    marks = sorted(group.strip.marks, key=lambda mark: mark.left)
    assert [mark.label.split()[0] for mark in marks] == ["£41m", "£44m", "£47m"]
    assert all(LEFT <= mark.left == mark.right <= RIGHT for mark in marks)
    assert len({mark.height for mark in marks}) == 3


def test_articles_of_one_day_have_another_picture(same_day: Path, tmp_path: Path, browser: Any) -> None:
    write_report(same_day, tmp_path / "report")
    browser.open(tmp_path / "report" / "index.html")
    assert browser.driver.find_element("id", "over-time").text == "All on 2 March 2026"
    assert not browser.driver.find_elements("css selector", ".timeline")
    assert len(browser.driver.find_elements("css selector", "[aria-labelledby=over-time] .bar-of")) == 3
    browser.driver.find_element("link text", "Ada Crane").click()
    assert not browser.driver.find_elements("css selector", ".timeline")


def test_the_story_comes_before_the_counts(town_report: Path, browser: Any) -> None:
    browser.open(town_report / "index.html")
    headings = [one.text for one in browser.driver.find_elements("tag name", "h2")]
    assert headings[:6] == [
        "Most quoted",
        "Repeated most",
        "What does not add up",
        "Figures most articles give",
        "Outlets side by side",
        "Over time",
    ]
    assert "412 - 287 ≠ 152" in browser.driver.find_element("css selector", ".finding").text
    browser.driver.find_element("link text", "Maud Ellery").click()
    headings = [one.text for one in browser.driver.find_elements("tag name", "h2")]
    assert headings[:3] == ["Over time", "Outlets", "Roles"]


@pytest.mark.parametrize("width", [390, 1280])
def test_every_table_says_what_stands_in_it(width: int, town_report: Path, browser: Any) -> None:
    browser.look(width)
    for name in ("index", "speakers", "outlets", "figures", "errors", "about"):
        browser.open(town_report / f"{name}.html")
        nameless = browser.run(
            "const headed = (cell) => cell.textContent.trim();"
            "return [...document.querySelectorAll('table')].filter((table) =>"
            " !table.tHead || ![...table.querySelectorAll('thead th')].every(headed)).length"
        )
        assert nameless == 0, name
        labels = browser.run(
            "const seen = (cell) => cell.closest('table').tHead.offsetHeight > 1;"
            "return [...document.querySelectorAll('.wide td')].filter((cell) => !seen(cell))"
            ".filter((cell) => !cell.dataset.label && !cell.dataset.of).map((cell) => cell.textContent)"
        )
        assert labels == [] or name == "about", name
