"""Every command and Python example of README, CONTRIBUTING and the site runs, and shown records are real.

A page's blocks run in its order, the pages in the order of the site; what one leaves the next ones find. What
takes minutes or needs a terminal is checked in its own way: labelled sets on their first rows (the gate runs
them whole), ``make`` by its targets, benchmarks by their options, the review by plain lines.
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from docs_pages import ROOT, all_pages, blocks, run_command

PAGES = {page.name: page for page in all_pages()}
COMMANDS = {name: [line for block in blocks(page) for line in block.commands] for name, page in PAGES.items()}
DECIDING = re.compile(r"(?<=onrecord review )(?!export|agreement)")
KEYS = "a\nx\nq\n"
ELSEWHERE = (
    "source .venv/bin/activate",
    "pytest tests/test_rules.py -k period.school_year",
    "onrecord extract corpus/articles | onrecord check -",
    "onrecord extract corpus/series | onrecord check -",
)
"""The first is ``make``'s, the second is run by test_docs_rule.py, the others by test_docs_check.py."""


@pytest.mark.model
@pytest.mark.parametrize("name", [name for name in PAGES if COMMANDS[name] or name == "library.md"])
@pytest.mark.usefixtures("in_project")
def test_page_runs(name: str):
    if name == "evaluate.md" and not Path("claims.jsonl.review.sqlite").exists():
        run_page("start.md")  # another process may have run it, in a folder of its own
    run_page(name)


def run_page(name: str) -> None:
    for block in blocks(PAGES[name]):
        if block.language == "python":
            exec(compile(block.text, name, "exec"), {"__name__": "example"})
        for command in block.commands if block.language == "console" else ():
            if not tried_in_its_own_way(command):
                plain = " --plain" if DECIDING.search(command) else ""
                done = run_command(command + plain, KEYS if plain else "")
                assert done.code == 0, f"{command}: {done.err}"


def tried_in_its_own_way(command: str) -> bool:
    """Check a command that is not run as it stands; False where it is."""
    words = command.split()
    if words[0] == "make":
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), command
    elif words[:2] == ["pip", "install"]:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        extras = set(re.findall(r"\[([\w,]+)\]", command)[0].split(","))
        assert extras <= set(project["optional-dependencies"]), command
    elif words[0].endswith("python"):
        assert (ROOT / words[1]).is_file(), command
        assert all(word in help_of(words[1]) for word in words if word.startswith("--")), command
    elif "onrecord evaluate" in command and "/" in command:
        score_the_first_rows(*words[words.index("onrecord") :])
    else:
        return command in ELSEWHERE
    return True


@cache
def help_of(script: str) -> str:
    return run_command(f"python {script} --help").out


@cache
def score_the_first_rows(program: str, evaluate: str, task: str, name: str, *options: str) -> None:
    gold = ROOT / name
    if not gold.exists():
        return
    small = Path(f"first-of-{gold.name}")
    if gold.is_dir():
        small.mkdir(exist_ok=True)
        first = min(gold.glob("*.json"))
        (small / first.name).write_bytes(first.read_bytes())
    else:
        lines = gold.read_text(encoding="utf-8").splitlines(keepends=True)
        small.write_text("".join(lines[:2]), encoding="utf-8")
    done = run_command(" ".join([program, evaluate, task, str(small), *options]))
    assert done.code == 0, f"{task} {name}: {done.err}"


def holds(shown: object, real: object) -> bool:
    """Whether everything shown is in the real record."""
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(
            key in real and holds(value, real[key]) for key, value in shown.items()
        )
    if isinstance(shown, list):
        return isinstance(real, list) and len(shown) == len(real) and all(map(holds, shown, real))
    return shown == real


@pytest.mark.model
@pytest.mark.usefixtures("in_project")
def test_records_shown_are_real():
    """What the pages have extracted into the same file need not be read again."""
    done = run_command("onrecord extract corpus/articles -o claims.jsonl")
    assert done.code == 0, done.err
    lines = Path("claims.jsonl").read_text(encoding="utf-8").splitlines()
    claims = {row["id"]: row for row in map(json.loads, lines)}
    texts = [block.text for page in PAGES.values() for block in blocks(page) if block.language == "json"]
    shown = [record for record in map(json.loads, texts) if "kind" in record and "id" in record]
    assert shown
    for record in shown:
        assert holds(record, claims[record["id"]]), claims[record["id"]]


def test_readme_and_contributing_link_to_files_that_exist():
    for name in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", PAGES[name].read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{name}: {target}"


def test_readme_shows_the_two_commands_before_any_other():
    assert COMMANDS["README.md"][:2] == ["make run", "make test"]
