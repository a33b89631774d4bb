"""A run on a Ray cluster of several nodes, one of which is killed while it works."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.readers import ReadOptions
from onrecord.run import Outputs, Report, RunConfig, Unit, Work, run_job

CRASH = Path(__file__).parents[1] / "crash"
sys.path.insert(0, str(CRASH))  # the actors import what is there by its name

from standin import Runs, load, model_folder  # noqa: E402

ray = pytest.importorskip("ray", reason="the extra onrecord[ray] is not installed")


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Three nodes with a processor each, on this machine."""
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("ONRECORD_MODEL", str(model_folder(tmp_path)))
    monkeypatch.setenv("PYTHONPATH", str(CRASH))
    monkeypatch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        cluster.add_node(num_cpus=1)
        cluster.add_node(num_cpus=1)
        ray.init(address=cluster.address, log_to_driver=False)
        yield cluster
    finally:
        ray.shutdown()
        cluster.shutdown()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning")
def test_a_node_is_killed(cluster: Any, tmp_path: Path) -> None:
    runs = Runs.make(tmp_path, files=80, rows=60, word="slow")
    runs.go()
    other = runs.at("ray")
    done = 0

    def step(unit: Unit, report: Report, last: bool) -> None:
        nonlocal done
        done += 1
        if done == 3:
            cluster.remove_node(cluster.worker_nodes.copy().pop())

    run_job(
        runs.inputs(),
        Outputs.beside(other.out),
        RunConfig(),
        ReadOptions(),
        work=Work(engine="ray"),
        load=load,
        step=step,
    )
    assert done > 3
    assert other.files() == runs.files()
    assert other.left() == runs.left()
    runs.once_each()
