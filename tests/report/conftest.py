"""Articles of an invented town with claims made by hand, reports of them, and a browser to look at them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from claim_records import (
    Record,
    article_record,
    figure_record,
    span_of,
    speaker_record,
    statement_record,
)

from onrecord.claims import claim_id, fingerprint, parse_claim
from onrecord.readers.stored import stored_text
from onrecord.report import write_report

SENTENCE_END = re.compile(r"[.?!]”?\s+(?=[“A-Z])|\n+")


class Story:
    """An article, and makers of claims about it; words are found in its text from ``after`` on."""

    def __init__(self, ident: str, text: str, **about: Any) -> None:
        self.text = text = stored_text(text)
        self.article = article_record(ident, text, **about)
        self.claims: list[Record] = []

    def span(self, words: str, after: str = "") -> Record:
        return span_of(self.text, words, self.text.index(after))

    def statement(
        self, *words: str, source: str = "", cue: str = "", by: str = "", stance: str = "neutral", **more: Any
    ) -> Record:
        content = [self.span(one) for one in words]
        near = self.sentence(content)
        spoken = {"span": self.span(cue, near), "rest": [], "lemma": cue, "stance": stance} if cue else None
        fields = {
            "sentence": near,
            "cue": spoken,
            "source": self.span(source, near) if source else None,
            "speaker": speaker_record(by) if by else None,
        }
        return self._add(statement_record(self.article, content, **fields | more))

    def figure(
        self, words: str, value: Any, unit: str, *, measured: str = "", after: str = "", **more: Any
    ) -> Record:
        span = self.span(words, after)
        what = {"text": measured, "span": self.span(measured) if measured in self.text else None}
        fields = {"sentence": self.sentence([span]), "measured": what if measured else None}
        return self._add(figure_record(self.article, span, value, unit, **fields | more))

    def period(self, words: str, start: str, end: str, granularity: str = "month") -> Record:
        return {"span": self.span(words), "start": start, "end": end, "granularity": granularity}

    def inside(self, figure: Record, statement: Record) -> None:
        """Put a figure into a statement."""
        figure |= {"statement": statement["id"], "speaker": statement["speaker"]}
        statement["figures"].append(figure["id"])
        for record in (figure, statement):
            record["fingerprint"] = fingerprint(record)

    def sentence(self, spans: Sequence[Record]) -> str:
        """The sentences from the first to the last of the spans."""
        edges = [0, *(found.end() for found in SENTENCE_END.finditer(self.text)), len(self.text)]
        start = max(edge for edge in edges if edge <= spans[0]["start"])
        end = min(edge for edge in edges if edge >= spans[-1]["end"])
        return self.text[start:end].strip()

    def _add(self, record: Record) -> Record:
        self.claims.append(record)
        return record


LIST = "households on the waiting list in Fenbury"
LEVELS = (
    ("2025-09-12", "3,850", "August", "2025-08-01", "2025-08-31", "The Fenbury Echo"),
    ("2025-10-14", "4,120", "September", "2025-09-01", "2025-09-30", "The Albrey Courier"),
    ("2025-11-11", "4,310", "October", "2025-10-01", "2025-10-31", "The Fenbury Echo"),
    ("2025-12-16", "4,260", "November", "2025-11-01", "2025-11-30", "Radio Tarn"),
)


def waiting_list(published: str, level: str, month: str, first: str, last: str, outlet: str) -> Story:
    story = Story(
        f"articles/{published}.txt",
        f"There were {level} {LIST} in {month}, the council said on Tuesday.\n\n"
        f"“We are building as fast as we can,” said Maud Ellery, the housing officer. "
        "She added that the mild weather had helped.\n",
        title=f"{level} households wait for a home",
        published=published,
        outlet=outlet,
        url=f"https://example.org/{published}",
    )
    figure = story.figure(
        f"{level} households",
        int(level.replace(",", "")),
        "household",
        measured=LIST,
        place=story.span("Fenbury"),
        period=story.period(month, first, last),
    )
    said = story.statement(
        f"There were {level} {LIST} in {month}", source="the council", cue="said", confidence=0.96
    )
    said["speaker"] = speaker_record("Fenbury Council", "organization")
    story.inside(figure, said)
    story.statement(
        "We are building as fast as we can,",
        source="Maud Ellery, the housing officer",
        cue="said",
        by="Maud Ellery",
        mode="direct",
        rule="statement.quote_first",
        confidence=0.98,
    )["speaker"]["role"] = "housing officer"
    story.statement(
        "the mild weather had helped", source="She", cue="added", by="Maud Ellery", confidence=0.83
    )
    for record in story.claims:
        record["fingerprint"] = fingerprint(record)
    return story


def swap() -> Story:
    text = (
        "Fenbury’s housing swap has left more homes empty than it filled, the audit office has found.\n\n"
        "The swap moved 412 tenants out and 287 tenants in. This is a net loss of 152 tenants, the office "
        "wrote on 3 February 2026. The true cost, it suggested, was about £1.4m, or “rather more than a "
        "rounding error”.\n\n"
        "Councillor Petra Vane denied that the scheme had failed. “Homes are not numbers,” she told the "
        "meeting, “and we will fill them by spring.” Tenants’ leader Jonas Brill claimed that one in five "
        "keys had been lost.\n\n"
        "The council should publish every list, the office urged.\n"
    )
    story = Story(
        "articles/swap.txt",
        text,
        title="Swap left Fenbury with empty homes, audit finds",
        published="2026-02-04",
        outlet="The Fenbury Echo",
        url="https://example.org/swap",
    )
    office = speaker_record("Fenbury Audit Office", "organization")
    for words in ("412 tenants", "287 tenants", "152 tenants"):
        story.figure(words, int(words[:3]), "tenant", measured="tenants")
    cost = story.figure(
        "about £1.4m", 1400000, "GBP", measured="true cost", comparator="~", figure_kind="money"
    )
    keys = story.figure("one in five keys", 0.2, "key", measured="keys", figure_kind="ratio")
    story.statement(
        "Fenbury’s housing swap has left more homes empty than it filled",
        source="the audit office",
        cue="has found",
        stance="factive",
        speaker=office,
    )
    period = story.period("3 February 2026", "2026-02-03", "2026-02-03", "day")
    story.statement(
        "This is a net loss of 152 tenants", source="the office", cue="wrote", speaker=office, said_on=period
    )
    hinted = story.statement(
        "The true cost",
        "was about £1.4m, or “rather more than a rounding error”",
        source="it",
        cue="suggested",
        stance="doubtful",
        speaker=office,
        mode="mixed",
    )
    story.inside(cost, hinted)
    story.statement(
        "the scheme had failed",
        source="Councillor Petra Vane",
        cue="denied",
        by="Petra Vane",
        stance="denying",
        negated=True,
    )
    story.statement(
        "Homes are not numbers,",
        "and we will fill them by spring.",
        source="she",
        cue="told",
        by="Petra Vane",
        mode="direct",
        rule="statement.split",
    )
    lost = story.statement(
        "one in five keys had been lost",
        source="Tenants’ leader Jonas Brill",
        cue="claimed",
        by="Jonas Brill",
        stance="doubtful",
        confidence=0.71,
    )
    story.inside(keys, lost)
    story.statement(
        "The council should publish every list",
        source="the office",
        cue="urged",
        speaker=office,
        stance="directive",
    )
    return story


def town() -> list[Story]:
    return [*(waiting_list(*row) for row in LEVELS), swap()]


def write_claims(path: Path, stories: Sequence[Story]) -> Path:
    """A file of the stories' claims, checked, in text order."""
    lines = []
    for story in stories:
        for record in sorted(story.claims, key=lambda one: (one.get("span") or one["content"][0])["start"]):
            parse_claim(record, text=story.text)
            lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path


def write_articles(folder: Path, stories: Sequence[Story]) -> None:
    for story in stories:
        path = folder / story.article["id"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(story.text, encoding="utf-8")


@pytest.fixture(scope="session")
def stories() -> list[Story]:
    return town()


@pytest.fixture
def story() -> type[Story]:
    """The class, for tests that need articles of their own."""
    return Story


@pytest.fixture
def put() -> Callable[[Path, Sequence[Story]], Path]:
    """Writes stories as claims.jsonl with their articles beside it."""

    def write(folder: Path, stories: Sequence[Story]) -> Path:
        write_articles(folder, stories)
        return write_claims(folder / "claims.jsonl", stories)

    return write


@pytest.fixture(scope="session")
def town_claims(tmp_path_factory: pytest.TempPathFactory, stories: list[Story]) -> Path:
    folder = tmp_path_factory.mktemp("town")
    write_articles(folder, stories)
    failed = {
        "article": "articles/empty.txt",
        "stage": "read",
        "error": "ReaderError",
        "message": "the text is empty",
    }
    (folder / "errors.jsonl").write_text(json.dumps(failed) + "\n")
    return write_claims(folder / "claims.jsonl", stories)


@pytest.fixture(scope="session")
def town_report(town_claims: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports") / "town"
    errors = town_claims.with_name("errors.jsonl")
    write_report(town_claims, folder, errors=errors, title="Housing in Fenbury")
    return folder


EVIL = (
    "</script><script>alert('evil')</script><img src=x onerror=\"alert('evil')\">'\"`${alert(1)}"
    "{{ 7*7 }}{% raw %}&lt;b&gt;&#x3c;\u202egpj.exe\u2066\u200f\x08\x1b[31m\x9b\x7f\u2028\u2029"
    "]]>--><!-- javascript:alert(1) \\u003c"
)
"""Hostile to HTML, to scripts, to templates, to terminals and to the direction of text."""


def hostile() -> Story:
    """An article with hostile text in every field that takes text."""
    text = (
        f"Ada {EVIL} said the {EVIL} boats were 40{EVIL} long{EVIL} on Monday{EVIL}.\n\nMore {EVIL} here.\n"
    )
    story = Story(
        f"../../{EVIL}",
        text,
        title=f"Title {EVIL}",
        published="2026-02-10",
        outlet=f"Outlet {EVIL}",
        url=f"javascript:alert('{EVIL}')",
    )
    bad = speaker_record(f"Ada {EVIL}", role=EVIL, affiliation=EVIL, resolved_by=EVIL)
    said = story.statement(
        f"the {EVIL} boats were 40{EVIL} long{EVIL}",
        source=f"Ada {EVIL}",
        cue="said",
        speaker=bad,
        rule=f"statement.{EVIL}",
        hedges=[story.span(f"long{EVIL}")],
        pipeline={"onrecord": EVIL, "model": EVIL},
    )
    figure = story.figure(
        f"40{EVIL} long",
        40,
        f"unit {EVIL}",
        measured=f"boats {EVIL}",
        per=EVIL,
        place=story.span(f"More {EVIL}"),
        period=story.period(f"on Monday{EVIL}", "2026-02-09", "2026-02-09", "day"),
        rule=f"figure.{EVIL}",
    )
    story.inside(figure, said)
    return story


@pytest.fixture(scope="session")
def hostile_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of hostile claims, twice: with the article's text and without."""
    folder = tmp_path_factory.mktemp("hostile")
    one, other = hostile(), hostile()
    other.article["sha256"] = "f" * 64
    for record in other.claims:
        record["id"] = claim_id("f" * 64, record["kind"], [(0, len(record["text"]))])
        record |= {"figures": []} if record["kind"] == "statement" else {"statement": None, "speaker": None}  # type: ignore[dict-item]
    claims = write_claims(folder / "claims.jsonl", [one, other])
    with claims.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": EVIL, "kind": EVIL}) + "\n")
    rows = folder / "rows.jsonl"
    rows.write_text(json.dumps({"text": one.text}) + "\n", encoding="utf-8")
    errors = folder / "errors.jsonl"
    errors.write_text(
        json.dumps({"article": EVIL, "stage": EVIL, "error": EVIL, "message": EVIL}) + "\nnot json\n"
    )
    write_report(claims, folder / "report", articles=[rows], errors=errors, title=f"Report {EVIL}")
    return folder / "report"


def _browser(*arguments: str, **preferences: object) -> Any:
    """Debian's Chromium without a window, with a log of its console and of every request."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    binary = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("no chromium with chromedriver here: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        *arguments,
    ):
        options.add_argument(argument)
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))


THERE = "return document.readyState === 'complete' && document.body !== null"
"""Whether a page is there: under load the driver answers while it is still empty."""


class Browser:
    """A browser that looks at one report at a time."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.run = driver.execute_script

    def open(self, page: Path, query: str = "") -> None:
        self.driver.get(page.as_uri() + query)
        wait = pytest.importorskip("selenium.webdriver.support.wait").WebDriverWait(self.driver, 30)
        wait.until(lambda _: self.run(THERE))

    def look(self, width: int = 1440, height: int = 900, scheme: str = "light", media: str = "") -> None:
        """Take a width, a height, a colour scheme and a medium."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})

    def press(self, keys: str) -> None:
        """Type keys where the focus is."""
        self.driver.switch_to.active_element.send_keys(keys)

    def complaints(self) -> list[str]:
        """What the console says, errors and violations of the policy among it."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses that were asked for since the last call."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]


@pytest.fixture(scope="session")
def _driver() -> Iterator[Any]:
    driver = _browser()
    yield driver
    driver.quit()


@pytest.fixture
def browser(_driver: Any) -> Iterator[Browser]:
    """A browser without memory of earlier tests, which must not complain."""
    found = Browser(_driver)
    found.look()
    found.complaints()
    found.requests()
    yield found
    found.run("try { localStorage.clear() } catch {}")
    assert found.complaints() == []


@pytest.fixture
def scriptless() -> Iterator[Browser]:
    """A browser that runs no scripts of a page."""
    driver = _browser(**{"profile.managed_default_content_settings.javascript": 2})
    yield Browser(driver)
    driver.quit()
