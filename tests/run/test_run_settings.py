"""What a run that goes on compares, and what it says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.claims import Curves
from onrecord.config import Words
from onrecord.errors import ConfigError
from onrecord.readers import Inputs, ReadOptions
from onrecord.run import Outputs, RunConfig, Work, run_job
from onrecord.run.settings import checksum, differences

CRASH = Path(__file__).parents[1] / "crash"
sys.path.insert(0, str(CRASH))

from standin import Runs, load, model_folder  # noqa: E402


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """A run that is not finished."""
    monkeypatch.setenv("ONRECORD_MODEL", str(model_folder(tmp_path)))
    runs = Runs.make(tmp_path, files=40)
    runs.go(shard=(1, 2))
    return runs


WORDS = Words.model_validate({"aliases": {"Nan": "Nancy Hale"}})


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (RunConfig(attitudes=True), "config.attitudes was False and is True"),
        (RunConfig(deadline=5), "config.deadline was 600.0 and is 5"),
        (RunConfig(curves=Curves(((0, 0), (1, 1)), ((0, 0.5),))), "config.curves"),
        (RunConfig(words=WORDS), "config.words was "),
    ],
)
def test_other_options(begun: Runs, config: RunConfig, said: str) -> None:
    with pytest.raises(ConfigError, match="Run it as before to finish it, or with --restart") as caught:
        begun.go(config=config)
    assert said in str(caught.value)
    begun.go(config=config, restart=True)
    begun.once_each()


def test_other_ways_to_read(begun: Runs) -> None:
    options = ReadOptions(encoding="cp1252", fields={"text": "body"})
    inputs = Inputs([str(begun.root / "in")], options)
    with pytest.raises(ConfigError) as caught:
        run_job(inputs, Outputs.beside(begun.out), RunConfig(), options, work=Work(workers=0), load=load)
    assert "reading.encoding was not set and is cp1252" in str(caught.value)
    assert "reading.fields.text was not set and is body" in str(caught.value)


def test_another_model(begun: Runs) -> None:
    (begun.root / "model/vocab.txt").write_text("new")
    checksum.cache_clear()
    with pytest.raises(ConfigError, match="the model has changed"):
        begun.go()


def test_other_inputs(begun: Runs) -> None:
    folder = begun.root / "in"
    for change, said in (
        (lambda: (folder / "005.txt").write_text("changed"), "in/005.txt has changed"),
        (lambda: (folder / "006.json").write_text('{"title": "new"}'), "in/006.txt has changed"),
        (lambda: (folder / "zzz.txt").write_text("new"), "in/zzz.txt is new"),
        (lambda: (folder / "007.txt").unlink(), "in/007.txt was the next input, now it is"),
    ):
        change()
        with pytest.raises(ConfigError) as caught:
            begun.go(shard=(1, 2))
        assert said in str(caught.value)
    begun.go()
    begun.once_each()
    fresh = begun.at("fresh")
    fresh.go()
    assert begun.files() == fresh.files()
    (folder / "006.json").unlink()


def test_how_the_work_is_done_is_no_setting(begun: Runs) -> None:
    before = begun.out.parent / ".claims.jsonl.work/plan.json"
    plan = before.read_bytes()
    begun.go(shard=(2, 3))
    assert before.read_bytes() == plan
    begun.go()
    begun.once_each()


def test_one_run_at_a_time_but_any_number_of_shards(begun: Runs) -> None:
    def second(*_: object) -> None:
        with pytest.raises(ConfigError, match="another run is writing it now"):
            begun.go()

    def other(*_: object) -> None:
        begun.go(shard=(2, 2))

    inputs, outputs = begun.inputs(), Outputs.beside(begun.out)
    for step, work in ((second, Work(workers=0)), (other, Work(workers=0, shard=(1, 2)))):
        run_job(inputs, outputs, RunConfig(), ReadOptions(), work=work, load=load, step=step)
    begun.go()
    begun.once_each()


def test_differences_are_short() -> None:
    found = list(differences({"a": {"b": 1, "c": None}}, {"a": {"b": "x" * 500, "c": None}, "d": [1]}))
    assert found[0].startswith("a.b was 1 and is xxx")
    assert len(found[0]) < 120
    assert found[1] == "d was not set and is [1]"
