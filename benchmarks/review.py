"""How fast a million claims open for review, and how long a key takes: the claims are copies of a real file.

onrecord extract corpus/articles -o build/claims.jsonl
python benchmarks/review.py build/claims.jsonl --claims 1000000
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.review import Order, Session
from onrecord.review.opening import Wanted, open_session
from onrecord.review.windows import ReviewApp

KEYS = ("a", "x", "space", "f", "j", "k", "p", "t", "2", "8", "9", "1", "backspace")


def multiply(source: Path, target: Path, count: int) -> None:
    """Write ``count`` claims: the lines of the source with other ids, articles and confidences."""
    lines = source.read_bytes().splitlines(keepends=True)
    draw = random.Random(1)
    with target.open("wb") as out:
        for number in range(count):
            line = lines[number % len(lines)]
            old = line.index(b'"id":"') + 6
            ident = f"{draw.getrandbits(96):024x}".encode()
            line = line[:old] + ident + line[old + 24 :]
            sure = line.index(b'"confidence":') + 13
            end = line.index(b",", sure)
            out.write(line[:sure] + f"{draw.random():.4f}".encode() + line[end:])


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


async def press(session: Session, rounds: int) -> dict[str, list[float]]:
    """Seconds from a key to the finished screen, for each key."""
    app = ReviewApp(session)
    spent: dict[str, list[float]] = {key: [] for key in KEYS}
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for _ in range(rounds):
            for key in KEYS:
                start = time.perf_counter()
                app.simulate_key(key)
                await pilot._wait_for_screen()
                spent[key].append(time.perf_counter() - start)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.jsonl"
        multiply(options.source, path, options.claims)
        read = timed(lambda: sum(len(line) for line in path.open("rb")))
        size = path.stat().st_size / 1e9
        print(f"{options.claims:,} claims, {size:.2f} GB; reading its lines alone {read:.2f} s")
        for order in Order:
            start = time.perf_counter()
            session = open_session(path, "bench", Wanted(order=order))
            print(f"open, by {order}: {time.perf_counter() - start:.2f} s")
            if order is Order.uncertainty:
                spent = asyncio.run(press(session, options.rounds))
                for key, times in spent.items():
                    times.sort()
                    middle, worst = times[len(times) // 2] * 1e3, times[-1] * 1e3
                    print(f"key {key:<10} median {middle:5.1f} ms  worst {worst:5.1f} ms")
            session.close()
        print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    os.environ.setdefault("TERM", "xterm-256color")
    sys.exit(main())
