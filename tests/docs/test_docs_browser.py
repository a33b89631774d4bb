"""The site in a browser: opened from the disk it asks for nothing but its own files, and its search works."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docs_pages import ROOT, site_pages

SHADOWS = """return [...document.querySelectorAll("*")].filter((one) => one.shadowRoot)
    .flatMap((one) => [...one.shadowRoot.querySelectorAll(arguments[0])])"""
"""The search keeps to itself, in a shadow of the page."""


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("no chromium with chromedriver here: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    yield driver
    driver.quit()


def asked_for(driver: Any) -> set[str]:
    """The kinds of address that were asked for since the last call."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return {
        message["params"]["request"]["url"].partition(":")[0]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }


@pytest.mark.slow
def test_pages_ask_for_their_own_files_only_and_fit_a_phone(site: Path, driver: Any):
    for page in site_pages():
        driver.get((site / page.relative_to(ROOT / "docs").with_suffix(".html")).as_uri())
        assert asked_for(driver) <= {"file", "data"}, page
        wide = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{page} is wider than the window by {wide} pixels"
        assert driver.get_log("browser") == [], page


@pytest.mark.slow
def test_the_search_works_from_the_disk(site: Path, driver: Any):
    from selenium.webdriver.support.wait import WebDriverWait

    driver.get((site / "index.html").as_uri())
    driver.execute_script("document.querySelector('button.md-search__button').click()")
    wait = WebDriverWait(driver, 60)
    field = wait.until(lambda driver: driver.execute_script(SHADOWS, "dialog[open] input"))[0]
    field.send_keys("acquitted")
    first = f"{SHADOWS}[0]?.href ?? ''"
    wait.until(lambda driver: "limits.html" in driver.execute_script(first, "[role=listbox] a"))
    assert asked_for(driver) <= {"file", "data"}
