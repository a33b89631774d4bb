"""``onrecord doctor``, where all is well and where something is not."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from program import Done, DoneText, in_text, run_alone, run_here

from onrecord import doctor
from onrecord.language import find_model

pytestmark = pytest.mark.model


def run(*args: str, cwd: Path, **env: str) -> DoneText:
    return in_text(run_here("doctor", *args, cwd=cwd, env=env))


def checks(done: Done) -> tuple[int, dict[str, dict[str, Any]]]:
    record = json.loads(done.stdout)
    assert record["ok"] == (done.returncode == 0)
    return done.returncode, {check["name"]: check for check in record["checks"]}


def test_all_is_well_here(tmp_path: Path):
    (tmp_path / "onrecord.toml").write_text('[titles]\ncllr = "any"\n[extract]\nattitudes = true\n')
    code, found = checks(run_here("doctor", "--json", cwd=tmp_path))
    assert code == 0
    assert found["self-test"]["verdict"] == "ok"
    assert "checksums right" in found["model"]["found"]
    assert found["onrecord.toml"]["found"] == "onrecord.toml"
    assert {"onrecord", "python", "spacy", "terminal", "[html]", "[review]"} <= found.keys()
    assert not {"[dev]", "[train]"} & found.keys()


def test_what_is_wrong_is_said_in_lines(tmp_path: Path):
    model = tmp_path / "model"
    shutil.copytree(find_model(), model)
    with (model / "lemmas.json").open("a") as file:
        file.write(" ")
    (tmp_path / "onrecord.toml").write_text("[titels]\nx = 1\n")
    done = run(cwd=tmp_path, ONRECORD_MODEL=str(model))
    assert done.returncode == 3
    assert "not as it was made: lemmas.json" in done.stdout
    assert "onrecord.toml, line 1: titels: unknown; do you mean titles?" in done.stdout
    assert done.stdout.splitlines()[-1] == "wrong: model, onrecord.toml"
    assert "Traceback" not in done.stderr


def test_no_model_and_another_file(tmp_path: Path):
    (tmp_path / "mine\x1b[31m.toml").write_text("x = [")
    env = {"ONRECORD_MODEL": str(tmp_path)}
    done = in_text(run_alone("doctor", "--config", "mine\x1b[31m.toml", cwd=tmp_path, env=env))
    assert done.returncode == 3
    assert "wrong: model, onrecord.toml, self-test" in done.stdout
    assert "is not TOML" in done.stdout
    assert "\x1b" not in done.stdout


def test_what_is_absent_comes_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch):
    def without(name: str) -> str:
        if name in ("textual", "jinja2"):
            raise PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(doctor, "version", without)
    absent = {check.name: check for check in doctor.check_extras() if check.verdict == "absent"}
    assert absent["[review]"].remedy == "pip install 'onrecord[review]'"
    assert "textual" in absent["[review]"].found
    assert "[html]" not in absent


@pytest.mark.parametrize(("have", "found"), [("0.1", "0.1"), (None, "missing")])
def test_a_package_that_is_too_old_or_missing_is_wrong(
    monkeypatch: pytest.MonkeyPatch, have: str | None, found: str
):
    def other(name: str) -> str:
        if name == "dateparser" and have is None:
            raise PackageNotFoundError(name)
        return have if name == "dateparser" and have else version(name)

    monkeypatch.setattr(doctor, "version", other)
    monkeypatch.setattr(doctor, "check_article", lambda: doctor.Check("self-test", "ok", ""))
    everything = {check.name: check for check in doctor.examine({})}
    assert (everything["dateparser"].verdict, everything["dateparser"].found) == ("wrong", found)
    assert everything["dateparser"].remedy.startswith("pip install 'dateparser>=")
    assert ("model" in everything) == (have is not None)


def test_a_terminal_without_signs_is_a_note(tmp_path: Path):
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    code, found = checks(run_alone("doctor", "--json", cwd=tmp_path, env=env))
    assert code == 0
    assert found["terminal"]["verdict"] == "absent"
    assert "utf-8" in found["terminal"]["remedy"]


def test_wrong_claims_are_noticed(monkeypatch: pytest.MonkeyPatch):
    assert doctor.check_article().verdict == "ok"
    monkeypatch.setattr(doctor, "ARTICLE", doctor.ARTICLE.replace("40", "50"))
    wrong = doctor.check_article()
    assert (wrong.verdict, "more than 50 boats" in wrong.found) == ("wrong", True)
