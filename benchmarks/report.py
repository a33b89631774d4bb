"""Time to write a report, and to load its search page and answer a key in a real browser.

onrecord extract corpus/articles -o claims.jsonl
python benchmarks/report.py claims.jsonl --claims 10000

Each is processor time, printed with its ratio to the same with a tenth of the claims, measured in the same
run: 10 is linear. Needs chromium and chromedriver.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
import time
from pathlib import Path

from selenium import webdriver

from onrecord.report import write_report

KEYS = "the minister said "
TYPE = """
const field = document.getElementById('q');
field.value += arguments[0];
field.dispatchEvent(new Event('input', {bubbles: true}));
document.body.getBoundingClientRect();
"""


def multiply(source: Path, target: Path, count: int) -> None:
    """Write ``count`` claims: the lines of the source with other ids, confidences and article ids."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    draw = random.Random(1)
    with target.open("w", encoding="utf-8") as out:
        for number in range(count):
            row = dict(rows[number % len(rows)])
            row["id"] = f"{draw.getrandbits(96):024x}"
            row["confidence"] = round(draw.random(), 4)
            row["article"] = row["article"] | {"id": f"{row['article']['id']}-{number // len(rows)}"}
            row |= {"figures": []} if row["kind"] == "statement" else {"statement": None, "speaker": None}
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def busy(driver: webdriver.Chrome) -> float:
    """Milliseconds of CPU time used by the page: scripts, styles, layout and painting."""
    metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "TaskDuration") * 1000


def measure(driver: webdriver.Chrome, source: Path, folder: Path, count: int) -> dict[str, float]:
    """Time of each step for this many claims."""
    claims = folder / f"{count}.jsonl"
    multiply(source, claims, count)
    start = time.process_time()
    write_report(claims, folder / str(count))
    written = (time.process_time() - start) * 1000
    driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    driver.get((folder / str(count) / "search.html").as_uri())
    loaded = busy(driver)
    for key in KEYS:
        driver.execute_script(TYPE, key)
    typed = (busy(driver) - loaded) / len(KEYS)
    nodes = driver.execute_script("return document.getElementsByTagName('*').length")
    return {
        "write the report": written,
        "load the search": loaded,
        "answer a key": typed,
        "elements on the page": nodes,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--claims", type=int, default=10_000)
    options = parser.parse_args()
    chrome = webdriver.ChromeOptions()
    chrome.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        chrome.add_argument(argument)
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    with webdriver.Chrome(options=chrome, service=service) as driver, tempfile.TemporaryDirectory() as folder:
        few = measure(driver, options.source, Path(folder), options.claims // 10)
        many = measure(driver, options.source, Path(folder), options.claims)
    print(f"{options.claims:,} claims; in brackets the ratio to {options.claims // 10:,}")
    for name, value in many.items():
        unit = "" if name.startswith("elements") else " ms"
        print(f"{name:<22} {value:>9,.0f}{unit:<3} ({value / few[name]:.1f})")


if __name__ == "__main__":
    main()
