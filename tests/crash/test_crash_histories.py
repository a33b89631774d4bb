"""Any history of failures, shards, lost and damaged files ends in the files of an undisturbed run."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from standin import ERRORS, FullDisk, Runs, model_folder

from onrecord.errors import ConfigError

FAULT = st.tuples(st.just("fault"), st.integers(0, 90), st.integers(0, 0))
SHARD = st.tuples(st.just("shard"), st.integers(1, 3), st.integers(3, 3))
LOSE = st.tuples(st.just("lose"), st.integers(0, 20), st.integers(0, 0))
DAMAGE = st.tuples(st.just("damage"), st.integers(0, 20), st.integers(0, 2000))
MIX = st.tuples(st.just("mix"), st.integers(0, 20), st.integers(0, 20))
FINISH = st.tuples(st.just("finish"), st.integers(0, 0), st.integers(0, 0))


def disturb(hurt: Runs, what: str, first: int, second: int) -> None:
    files = [path for path in sorted(hurt.out.parent.glob(".*.work/**/*")) if path.is_file()]
    if what == "fault":
        try:
            hurt.go(FullDisk(at=first))
        except ConfigError:
            return
    elif what == "shard":
        hurt.go(shard=(first, second))
    elif what == "finish":
        hurt.go()
    elif files:
        path = files[first % len(files)]
        if what == "lose":
            path.unlink()
        elif what == "mix":  # a part in another's place
            shutil.copy(files[second % len(files)], path) if files[second % len(files)] != path else None
        else:
            data = bytearray(path.read_bytes() or b"\0")
            data[second % len(data)] ^= 1
            path.write_bytes(data)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    return Runs.make(tmp_path_factory.mktemp("plain"), files=20, rows=33)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(FAULT, SHARD, LOSE, DAMAGE, MIX, FINISH), min_size=1, max_size=6))
def test_any_history(
    plain: Runs, monkeypatch: pytest.MonkeyPatch, history: list[tuple[str, int, int]]
) -> None:
    with TemporaryDirectory() as place:
        monkeypatch.setenv("ONRECORD_MODEL", str(model_folder(Path(place))))
        if not plain.out.exists():
            plain.go()
            plain.once_each()
        hurt = Runs(plain.root, str(Path(place) / "hurt"))
        hurt.out.parent.mkdir()
        for step in history:
            disturb(hurt, *step)
        hurt.go()
        assert hurt.files() == plain.files()
        assert hurt.left() == plain.left()
        assert hurt.out.with_name(ERRORS).exists()
