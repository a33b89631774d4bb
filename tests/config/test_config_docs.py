"""The example of docs/configuration.md is the file that its commands use, and every entry of it works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs/examples/onrecord.toml"


def test_the_example_shown_is_the_file() -> None:
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert shown == EXAMPLE.read_text(encoding="utf-8")


@pytest.mark.model
def test_the_example_works() -> None:
    nlp = onrecord.load(words=EXAMPLE)
    claims = onrecord.extract((ROOT / "docs/examples/bridge.txt").read_text(encoding="utf-8"), nlp=nlp)
    stated = {claim.speaker.name: claim for claim in claims if claim.kind == "statement" and claim.speaker}
    assert stated.keys() >= {"Hobbs", "Ada Crane"}
    assert stated["Hobbs"].cue.stance == "doubtful"
    assert stated["Ada Crane"].speaker.affiliation == "Wenlow Bay Authority"
    assert [claim.unit for claim in claims if claim.kind == "figure"] == ["smoot"]
