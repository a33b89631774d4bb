"""Inputs and outputs in a bucket: an S3 server on this machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import ConfigError
from onrecord.paths import as_path, is_address, is_remote
from onrecord.readers import Inputs, ReadOptions, check_inputs
from onrecord.run import Outputs, RunConfig, Work, run_job

CRASH = Path(__file__).parents[1] / "crash"
sys.path.insert(0, str(CRASH))  # worker processes import what is there by its name

from standin import CLAIMS, ERRORS, MANIFEST, Runs, load, model_folder  # noqa: E402

pytest.importorskip("s3fs", reason="the extra onrecord[remote] is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an S3 server that forgets everything."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty bucket, and a language model that nobody loads."""
    keys = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in {**keys, "AWS_ENDPOINT_URL": server}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ONRECORD_MODEL", str(model_folder(tmp_path)))
    name = f"s3://{tmp_path.name.replace('_', '-')}"
    as_path(name).fs.mkdir(name)  # type: ignore[attr-defined]
    return name


def upload(runs: Runs, address: str) -> None:
    for path in (runs.root / "in").iterdir():
        as_path(f"{address}/in/{path.name}").write_bytes(path.read_bytes())


def go(address: str, **work: object) -> dict[str, list[dict[str, object]]]:
    outputs = Outputs.beside(as_path(f"{address}/out/{CLAIMS}"))
    inputs = Inputs([f"{address}/in"], ReadOptions())
    how = Work(**{"workers": 0, **work})  # type: ignore[arg-type]
    run_job(inputs, outputs, RunConfig(), ReadOptions(), work=how, load=load)
    return records(outputs)


def records(outputs: Outputs) -> dict[str, list[dict[str, object]]]:
    found = {path.name: path.read_bytes().splitlines() for path in (outputs.claims, outputs.errors)}
    return {name: [json.loads(line) for line in lines] for name, lines in found.items()}


def local_names(found: dict[str, list[dict[str, object]]], here: str) -> dict[str, list[dict[str, object]]]:
    return json.loads(json.dumps(found).replace(here, ""))


def test_the_same_as_on_this_machine(bucket: str, tmp_path: Path) -> None:
    runs = Runs.make(tmp_path, files=20, rows=40)
    runs.go()
    upload(runs, bucket)
    found = go(bucket, workers=1)
    plain = records(Outputs.beside(runs.out))
    assert local_names(found, bucket) == local_names(plain, tmp_path.as_posix())
    assert sorted(path.name for path in as_path(f"{bucket}/out").iterdir()) == [CLAIMS, ERRORS, MANIFEST]


def test_a_run_in_a_bucket_goes_on(bucket: str, tmp_path: Path) -> None:
    runs = Runs.make(tmp_path, files=40)
    upload(runs, bucket)
    whole = go(bucket)
    outputs = Outputs.beside(as_path(f"{bucket}/out/{CLAIMS}"))
    for path in outputs.paths():
        path.unlink()
    inputs = Inputs([f"{bucket}/in"], ReadOptions())
    run_job(inputs, outputs, RunConfig(), ReadOptions(), work=Work(workers=0, shard=(2, 3)), load=load)
    assert [path.name for path in outputs.claims.parent.iterdir()] == [f".{CLAIMS}.work"]
    with pytest.raises(ConfigError, match=r"min_confidence was 0\.0 and is 0\.5"):
        run_job(
            inputs, outputs, RunConfig(min_confidence=0.5), ReadOptions(), work=Work(workers=0), load=load
        )
    as_path(f"{bucket}/in/new.txt").write_bytes(b"new")
    with pytest.raises(ConfigError, match=r"in/new\.txt is new"):
        go(bucket)
    as_path(f"{bucket}/in/new.txt").unlink()
    as_path(f"{bucket}/in/000.txt").write_bytes(b"changed")
    with pytest.raises(ConfigError, match=r"in/000\.txt has changed"):
        go(bucket)
    upload(runs, bucket)
    assert go(bucket) == whole


def test_addresses() -> None:
    assert is_remote(as_path("s3://bucket/folder"))
    assert not is_remote(as_path("c:/folder"))
    assert not is_address("file.txt")
    with pytest.raises(ConfigError, match="no such kind of address"):
        as_path("klingon://bucket/folder")


def test_what_is_not_there(bucket: str) -> None:
    with pytest.raises(ConfigError, match="no such file or folder"):
        check_inputs([f"{bucket}/none"])
