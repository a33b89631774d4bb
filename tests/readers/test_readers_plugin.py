"""The reader worked out in docs/formats.md, installed as a package would be; and readers with faults."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.readers import (
    Article,
    Failure,
    Reader,
    ReadOptions,
    Row,
    Source,
    file_source,
    read_source,
    registry,
)

PAGE = (Path(__file__).parents[2] / "docs/formats.md").read_text(encoding="utf-8")
MAIL = """From: Fenbury Council <press@fenbury.example>
Subject: Bridge =?utf-8?q?caf=C3=A9?= opens
Date: Tue, 10 Feb 2026 09:00:00 +0000
Content-Type: text/plain; charset=utf-8

The bridge opens on Friday, the council said.
"""
NAMES = ("text", "title", "outlet", "published", "message")
SCRIPT = """
import json, sys
from onrecord.readers import Inputs, ReadOptions, reader_names
names = sys.argv[2].split()
found = [[getattr(item, name, None) for name in names] for item in Inputs([sys.argv[1]], ReadOptions())]
print(json.dumps([reader_names(), found], default=str))
"""


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_reader_in_the_docs(tmp_path: Path) -> None:
    project = tomllib.loads(block("toml"))["project"]
    site, mails = tmp_path / "site", tmp_path / "mails"
    about = site / f"press_mail-{project['version']}.dist-info"
    about.mkdir(parents=True)
    mails.mkdir()
    (site / "press_mail.py").write_text(block("python"), encoding="utf-8")
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    points = [
        f"[{group}]\n" + "\n".join(f"{name} = {value}" for name, value in found.items())
        for group, found in project["entry-points"].items()
    ]
    (about / "entry_points.txt").write_text("\n".join(points))
    (mails / "a.eml").write_text(MAIL)
    (mails / "b.eml").write_text("Content-Type: image/png\n\nx")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(mails), " ".join(NAMES)],
        env={"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    names, (good, bad) = json.loads(done.stdout)
    assert "mail" in names
    text = "The bridge opens on Friday, the council said.\n"
    assert good == [
        text.strip(),
        "Bridge café opens",
        "Fenbury Council <press@fenbury.example>",
        "2026-02-10",
        None,
    ]
    assert bad[-1] == "a mail without plain text"


class Faulty(Reader):
    suffixes = (".faulty",)

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        yield Row(":1", {"text": "Good."})
        raise KeyError("a fault")


class Shy(Faulty):
    def recognises(self, head: bytes) -> bool:
        return head.startswith(b"shy")


def test_a_fault_in_a_reader_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "suffixes", lambda: {".faulty": [Faulty()]})
    (tmp_path / "a.faulty").write_bytes(b"x")
    good, bad = read_source(file_source(tmp_path / "a.faulty"), ReadOptions())
    assert isinstance(good, Article)
    assert isinstance(bad, Failure)
    assert (bad.stage, bad.error, bad.message) == ("read", "KeyError", "'a fault'")


def test_formats_that_share_a_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "suffixes", lambda: {".faulty": [Shy(), Shy()]})
    (tmp_path / "a.faulty").write_bytes(b"shy")
    (tmp_path / "b.faulty").write_bytes(b"bold")
    assert len(list(read_source(file_source(tmp_path / "a.faulty"), ReadOptions()))) == 2
    (unknown,) = read_source(file_source(tmp_path / "b.faulty"), ReadOptions())
    assert isinstance(unknown, Failure)
    assert "not of a format that is known" in unknown.message
    (gone,) = read_source(file_source(tmp_path / "c.faulty"), ReadOptions())
    assert isinstance(gone, Failure)
