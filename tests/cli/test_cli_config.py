"""Where an option's value comes from: flag, environment, ``onrecord.toml``, default; the real program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from program import DoneText, in_text, run_here

from onrecord.cli.app import app
from onrecord.cli.settings import written_options

VARIABLE = "ONRECORD_EXTRACT_MIN_CONFIDENCE"


def run(*args: str, cwd: Path, **env: str) -> DoneText:
    return in_text(run_here(*args, cwd=cwd, env=env))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Cllr Hobbs said 40 boats were lost.")
    (tmp_path / "onrecord.toml").write_text('[extract]\nmin-confidence = 1.0\n[titles]\ncllr = "any"\n')
    return tmp_path


@pytest.mark.model
def test_flag_before_environment_before_file_before_default(folder: Path):
    def found(*args: str, **env: str) -> int:
        done = run("extract", "a.txt", *args, cwd=folder, **env)
        assert done.returncode == 0, done.stderr
        return len(done.stdout.splitlines())

    assert found() == 0
    assert found(**{VARIABLE: "0"}) > 0
    assert found("--min-confidence", "1", **{VARIABLE: "0"}) == 0
    (folder / "onrecord.toml").rename(folder / "elsewhere.toml")
    assert found() > 0
    assert found("--config", "elsewhere.toml") == 0
    assert found(ONRECORD_CONFIG="elsewhere.toml") == 0


@pytest.mark.model
def test_the_words_reach_the_claims_and_their_fingerprint_the_manifest(folder: Path):
    prints, names = [], []
    for text in ('[titles]\ncllr = "any"\n', '[[people]]\nname = "Bo Hobbs"\naliases = ["Cllr Hobbs"]\n'):
        (folder / "mine.toml").write_text(text)
        out = folder / f"out-{len(names)}"
        done = run("--config", "mine.toml", "extract", "a.txt", "-o", str(out / "claims.jsonl"), cwd=folder)
        assert done.returncode == 0, done.stderr
        claims = [json.loads(line) for line in (out / "claims.jsonl").read_text().splitlines()]
        names.append({claim["speaker"]["name"] for claim in claims if claim["kind"] == "statement"})
        prints.append(json.loads((out / "manifest.json").read_text())["config"]["words"])
    assert names == [{"Hobbs"}, {"Bo Hobbs"}]
    assert prints[0] != prints[1]


def test_a_broken_file_ends_every_command_but_help_and_doctor(folder: Path):
    (folder / "onrecord.toml").write_text("[extract]\nmin-confidense = 1\n")
    done = run("schema", cwd=folder)
    assert (done.returncode, done.stdout) == (3, "")
    assert (
        "onrecord.toml, line 2: extract.min-confidense: unknown; do you mean min_confidence?" in done.stderr
    )
    assert run("--help", cwd=folder).returncode == 0
    (folder / "good.toml").write_text("")
    assert run("--config", "good.toml", "schema", cwd=folder).returncode == 0


def test_the_default_in_the_help_is_the_file_s(folder: Path):
    assert "default: 1.0" in run("extract", "--help", cwd=folder).stdout


def test_every_option_has_a_variable_of_its_own():
    def walk(command: object, words: list[str]) -> None:
        for name, below in getattr(command, "commands", {}).items():
            walk(below, [*words, name])
        for written, option in written_options(command).items() if len(words) > 1 else ():
            if option.envvar != "ONRECORD_REVIEWER":
                seen.append(option.envvar)
                assert option.envvar == "_".join([*words, written]).upper().replace("-", "_")

    seen: list[str] = []
    walk(typer.main.get_command(app), ["onrecord"])
    assert len(seen) == len(set(seen))
    assert VARIABLE in seen
