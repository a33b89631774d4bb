"""Fuzzes the targets on demand: ``make fuzz``, or ``python tests/fuzz/fuzz.py --seconds 60 rtf periods``.

With atheris (``pip install 'onrecord[fuzz]'``) the search follows what code an input reaches; without it,
hypothesis mutates the seeds. What fails is kept in ``finds/TARGET/``, where a test of the suite replays it.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WATCHED = [f"onrecord.{room}" for room in ("readers", "pipes.figures", "pipes.periods", "pipes.quotes")]
"""Where the search sees which code is reached."""
SLOWEST = 60
"""Seconds one input may take."""
MEMORY = 4_000
"""Megabytes the process may take; the libraries alone are some hundred."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", help="all of them by default")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.within:
        return _fuzz(options.targets[0], options.seconds)
    guided = importlib.util.find_spec("atheris") is not None
    print("guided by atheris" if guided else "no atheris here: hypothesis mutates the seeds")
    import fuzz_targets

    failed = []
    for name in options.targets or sorted(fuzz_targets.TARGETS):
        before = set((fuzz_targets.FINDS / name).glob("*"))
        command = [sys.executable, __file__, "--within", "--seconds", str(options.seconds), name]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        found = set((fuzz_targets.FINDS / name).glob("*")) - before
        print(
            f"{name}: {'nothing found' if not done.returncode else f'FAILED, {len(found)} kept'}", flush=True
        )
        if done.returncode:
            failed.append(name)
            print("\n".join([*done.stdout.splitlines()[-40:], *done.stderr.splitlines()[-5:]]), flush=True)
    return 1 if failed else 0


def _fuzz(name: str, seconds: int) -> int:
    try:
        import atheris
    except ImportError:
        return _with_hypothesis(name, seconds)
    with atheris.instrument_imports(include=WATCHED):
        import fuzz_targets
    finds = fuzz_targets.FINDS / name
    finds.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(fuzz_targets.seeds(name)):
            Path(corpus, str(number)).write_bytes(seed)
        limits = [
            f"-max_total_time={seconds}",
            f"-timeout={SLOWEST}",
            f"-rss_limit_mb={MEMORY}",
            "-max_len=20000",
        ]
        command = [sys.argv[0], corpus, f"-artifact_prefix={finds}/", "-verbosity=0", *limits]
        atheris.Setup(command, fuzz_targets.TARGETS[name])
        atheris.Fuzz()
    return 0


def _with_hypothesis(name: str, seconds: int) -> int:
    import fuzz_targets
    from hypothesis import HealthCheck, given, settings
    from mutating import mutated

    last = b""

    @settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(mutated(fuzz_targets.seeds(name)))
    def round_of(data: bytes) -> None:
        nonlocal last
        last = data
        fuzz_targets.TARGETS[name](data)

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            round_of()
        except Exception as error:
            finds = fuzz_targets.FINDS / name
            finds.mkdir(parents=True, exist_ok=True)
            (finds / f"crash-{hashlib.sha256(last).hexdigest()[:16]}").write_bytes(last)
            print(f"{name}: {type(error).__name__}: {error}"[:500])
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
