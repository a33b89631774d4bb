"""CPU time of this process and of others, and medians over interleaved rounds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

LAUNCH = Path(__file__).with_name("launch.py")
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of one call."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def in_turns(works: Mapping[str, Callable[[], object]], rounds: int) -> list[dict[str, float]]:
    """CPU time of each function in interleaved rounds, so that disturbances affect all; one warm-up round."""
    for work in works.values():
        work()
    return [{name: cpu_seconds(work) for name, work in works.items()} for _ in range(rounds)]


def middle(rounds: Sequence[Mapping[str, float]], upper: str, lower: str) -> float:
    """Median over the rounds of the ratio of two times."""
    return median(one[upper] / one[lower] for one in rounds)


@dataclass(frozen=True)
class Child:
    """Resource usage of a process and all its children."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds."""
    peak: float
    """Peak memory of the largest of these processes, in megabytes."""
    first: float
    """Seconds until its first line on stdout."""


def run_onrecord(*arguments: str | os.PathLike[str]) -> Child:
    """Run the command line, with one thread in each of its processes.

    Raises:
        SystemExit: It failed.
    """
    command = [Path(sys.executable).with_name("onrecord"), *arguments]
    ours, theirs = os.pipe()
    launched = [sys.executable, "-I", LAUNCH, str(theirs), *command]
    with tempfile.TemporaryFile() as errors, os.fdopen(ours) as report:
        process = subprocess.Popen(
            launched,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**os.environ, **ONE_THREAD},
            pass_fds=[theirs],
        )
        os.close(theirs)
        assert process.stdout is not None
        process.stdout.readline()
        first = time.perf_counter()
        process.stdout.read()
        if process.wait():
            errors.seek(0)
            raise SystemExit(f"{' '.join(map(str, command))}: {errors.read().decode()[-2000:]}")
        used = json.load(report)
    return Child(used["wall"], used["cpu"], used["peak"], first - used["begun"])
