"""What cog writes into the pages: help texts, claims of an article, our numbers beside those of others.

``make pages`` brings every page up to date; ``tests/docs/test_docs_pages.py`` fails where one is not. A page
asks with a comment, ``[[[cog claim("the words of a claim") ]]]``, and cog writes what is printed below it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
ARTICLE = "corpus/articles/two-up-two-down.txt"
"""Where the examples are from."""
NOT_YET = {"value": None, "note": "not measured yet: make speed"}
WIDTH = 100
"""Characters a JSON object may take on one line."""

Record = dict[str, Any]


def reference() -> None:
    """Print every command with its help text, in the order of the program's own list."""
    for name, text in helps():
        print(f"\n## {name}\n\n```text\n{text}\n```")


def helps() -> Iterator[tuple[str, str]]:
    """Every command with its help text."""
    import typer

    from onrecord.cli.app import app

    def walk(command: Any, words: list[str]) -> Iterator[tuple[str, str]]:
        yield " ".join(["onrecord", *words]), run(*words, "--help").strip()
        for name, one in getattr(command, "commands", {}).items():
            if not one.hidden:
                yield from walk(one, [*words, name])

    return walk(typer.main.get_command(app), [])


def claim(words: str, *fields: str, kind: str = "statement") -> None:
    """Print the claim of the article that has these words as its text, or only some of its fields.

    Args:
        words: The text of the claim.
        fields: Names of fields; ``cue.lemma`` is one inside another. All, if none is given.
        kind: ``statement`` or ``figure``.
    """
    found = next(one for one in sample_claims() if one["kind"] == kind and one["text"] == words)
    print(f"\n```json\n{pretty(pick(found, fields) if fields else found)}\n```\n")


@cache
def sample_claims() -> list[Record]:
    """The claims of the examples' article, as ``onrecord extract`` writes them."""
    return [json.loads(line) for line in run("extract", ARTICLE).splitlines()]


def pick(record: Record, fields: tuple[str, ...]) -> Record:
    """The fields of a record, in the order they are asked for."""
    out: Record = {}
    for field in fields:
        head, _, rest = field.partition(".")
        if rest:
            out.setdefault(head, {})[rest] = record[head][rest]
        else:
            out[head] = record[head]
    return out


def pretty(value: Any, indent: str = "") -> str:
    """JSON with what is short on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or len(indent) + len(line) <= WIDTH:
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key)}: {pretty(one, inner)}" for key, one in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + pretty(one, inner) for one in value) + f"\n{indent}]"


def compared(name: str) -> None:
    """Print one table of ``peers.toml``: our newest row in measurements.md, and what others reach."""
    table = tomllib.loads((ROOT / "docs/making/peers.toml").read_text(encoding="utf-8"))[name]
    ours = newest(table["section"], table.get("set"))
    cells = [one.format_map(ours) for one in table["ours"]]
    rows = [["", *table["columns"], "measured by"], ["---"] * (len(cells) + 2)]
    rows.append(["**onrecord**", *(f"**{cell}**" for cell in cells), f"us, {ours['date']}, {ours['commit']}"])
    rows += table["others"]
    print("\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n")


def newest(section: str, named: str | None = None) -> dict[str, str]:
    """The first row of a section of measurements.md by column, or the first one of the set ``named``."""
    page = (ROOT / "docs/measurements.md").read_text(encoding="utf-8")
    part = page.split(f"\n## {section}\n", 1)[1].split("\n## ", 1)[0]
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in part.splitlines() if line.startswith("| ")]
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return next(one for one in records if named is None or one["set"] == named)


def costs(
    words: int = 600, bytes_a_word: int = 130, cores_a_vcpu: float = 0.6, dollars: float = 0.02
) -> None:
    """Print what archives take, at the newest speed in measurements.md.

    Args:
        words: In an article.
        bytes_a_word: Of claims, for each word of the articles.
        cores_a_vcpu: What a rented vCPU does of the work of a core.
        dollars: For an hour of a vCPU.
    """
    ours = newest("Speed")
    speed = int(ours["words per second"].replace(",", ""))
    print(
        f"""
All of this follows from one measured number, **{speed:,} words a second of one core**
([{ours["date"]}](measurements.md#speed), {ours["machine"]}, one thread, the model loaded), and from what
is assumed: {words} words an article, {bytes_a_word} bytes of claims for each word,
{cores_a_vcpu:g} cores for a rented vCPU, and {dollars:g} dollars for an hour of it.

| articles | processor time | 8 cores | 64 cores | 1,000 cores | claims.jsonl | dollars |
|---|---|---|---|---|---|---|"""
    )
    for articles in (10_000, 10_000_000, 700_000_000):
        seconds = articles * words / speed
        times = " | ".join(lasting(seconds / cores) for cores in (1, 8, 64, 1000))
        disk = articles * words * bytes_a_word / 1e9
        size = f"{disk:.1f} GB" if disk < 100 else f"{disk / 1000:.1f} TB"
        price = seconds / 3600 / cores_a_vcpu * dollars
        print(f"| {articles:,} | {times} | {size} | {price:,.{2 if price < 1 else 0}f} |")
    print()


def lasting(seconds: float) -> str:
    """A length of time in the unit that fits; nothing for what the start takes longer than."""
    units = {"years": 365 * 86_400, "days": 86_400, "hours": 3600, "min": 60}
    for name, unit in units.items():
        if seconds >= 1.5 * unit:
            return f"{seconds / unit:.{0 if seconds >= 10 * unit else 1}f} {name}"
    return "-"


def speed(*parts: str) -> None:
    """Print the rows of these parts of ``make speed``'s last measurement."""
    from table import Row, as_markdown

    found = history()[0]["parts"]
    rows = [Row(**row) for part in parts for row in found.get(part, [NOT_YET | {"what": part}])]
    print(f"\n{as_markdown(rows)}\n")


def machine() -> None:
    """Print where and when ``make speed`` was run last, and how busy the machine was."""
    print(f"\n> {history()[0]['machine']}\n")


@cache
def history() -> list[Record]:
    """What ``make speed`` has left, the newest release first."""
    found: list[Record] = json.loads((ROOT / "docs/making/speed.json").read_text(encoding="utf-8"))
    return found


def releases() -> None:
    """Print a few rows of every release beside each other."""
    from table import number

    shown = {
        "words per CPU second": ("pipeline", "whole pipeline"),
        "pipeline / network": ("pipeline", "whole pipeline / network alone"),
        "CPU seconds, one short article": ("startup", "one short article, start included"),
        "peak memory, MB": ("archive", "peak memory at 10,000 articles"),
        "two workers / one *": ("workers", "throughput of two workers / one"),
    }
    print(f"\n| onrecord | model | day | {' | '.join(shown)} |\n{'|---' * (len(shown) + 3)}|")
    for one in history():
        values = [
            next((row["value"] for row in one["parts"].get(part, []) if row["what"] == what), None)
            for part, what in shown.values()
        ]
        cells = ["-" if value is None else number(value) for value in values]
        day = one["machine"].split()[0]
        print(f"| {one['onrecord']} | {one['model']} | {day} | {' | '.join(cells)} |")
    print()


def explain(words: str) -> None:
    """Print the command that explains a claim of the article."""
    found = next(one for one in sample_claims() if one["text"] == words)
    print(f"\n```console\n$ onrecord explain {ARTICLE} --claim {found['id'][:6]}\n```\n")


def output(page: str, arguments: str) -> None:
    """Print what a command prints, once the Python examples of a page have run."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    with TemporaryDirectory() as folder, chdir(folder):
        for code in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            exec(compile(code, page, "exec"), {"__name__": page})
        shown = run(*arguments.split())
    print(f"\n```text\n{shown.rstrip()}\n```\n")


def run(*arguments: str) -> str:
    """What the program prints for these arguments.

    Raises:
        RuntimeError: It failed.
    """
    from typer.testing import CliRunner

    from onrecord.cli.app import app

    done = CliRunner().invoke(app, arguments, prog_name="onrecord", env={"COLUMNS": "80"})
    if done.exit_code:
        raise RuntimeError(f"onrecord {' '.join(arguments)}: {done.output}") from done.exception
    return done.stdout
