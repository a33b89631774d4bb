"""Time to open a million claims for review and to answer a key; the claims are copies of real ones.

onrecord extract corpus/articles -o build/claims.jsonl
python benchmarks/review.py build/claims.jsonl --claims 1000000

Both are given by the clock and by the processor: on a busy machine only the second says much.
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
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from onrecord.review import Order, Session
from onrecord.review.opening import Wanted, open_session
from onrecord.review.windows import ReviewApp, spare_collector

KEYS = (
    *("a", "x", "space", "f", "j", "k", "p", "t", "2", "8", "9", "1"),
    *("e", "escape", "i", "escape", "slash", "escape", "g", "escape", "backspace"),
)

Spent = tuple[float, float]
"""Wall-clock and CPU seconds."""


def multiply(source: Path, target: Path, count: int) -> None:
    """Write ``count`` claims: the lines of the source with other ids, fingerprints and confidences."""
    draw = random.Random(1)
    parts = [cut(line) for line in source.read_bytes().splitlines(keepends=True)]
    with target.open("wb") as out:
        for start in range(0, count, len(parts)):
            some = parts[: count - start]
            hashes = draw.randbytes(24 * len(some)).hex().encode()
            lines = (
                b"%b%b%b%b%b%.4f%b"
                % (head, hashes[at : at + 24], middle, hashes[at + 24 : at + 48], rest, draw.random(), end)
                for at, (head, middle, rest, end) in zip(range(0, len(hashes), 48), some, strict=True)
            )
            out.write(b"".join(lines))


def cut(line: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """A line without its id, fingerprint and confidence."""
    ident = line.index(b'"id":"') + 6
    mark = line.index(b'"fingerprint":"') + 15
    sure = line.index(b'"confidence":') + 13
    return line[:ident], line[ident + 24 : mark], line[mark + 24 : sure], line[line.index(b",", sure) :]


def timed(act: Callable[[], object]) -> Spent:
    clock, processor = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - processor


async def press(session: Session, rounds: int) -> dict[str, list[Spent]]:
    """Time from each key press to the finished screen."""
    spare_collector()
    app = ReviewApp(session)
    spent: dict[str, list[Spent]] = {key: [] for key in KEYS}
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for _ in range(rounds):
            for key in KEYS:
                clock, processor = time.perf_counter(), time.process_time()
                app.simulate_key(key)
                await pilot._wait_for_screen()
                spent[key].append((time.perf_counter() - clock, time.process_time() - processor))
    return spent


def middle_and_worst(seconds: Sequence[float]) -> str:
    found = sorted(seconds)
    return f"{found[len(found) // 2] * 1e3:6.1f} {found[-1] * 1e3:6.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.jsonl"
        multiply(options.source, path, options.claims)
        read, busy = timed(lambda: sum(len(line) for line in path.open("rb")))
        print(f"{options.claims:,} claims, {path.stat().st_size / 1e9:.2f} GB")
        print(f"{'':<24}{'clock':>8}{'processor':>11}")
        print(f"{'reading its lines':<24}{read:>6.2f} s{busy:>9.2f} s")
        for order in Order:
            opened: list[Session] = []
            begin = partial(open_session, path, "bench", Wanted(order=order))
            spent, busy = timed(lambda begin=begin, opened=opened: opened.append(begin()))
            print(f"{'open by ' + order:<24}{spent:>6.2f} s{busy:>9.2f} s", flush=True)
            if order is not Order.article:
                opened[0].close()
                continue
            keys = asyncio.run(press(opened[0], options.rounds))
            opened[0].close()
        print(f"{'':<14}{'clock':^13}  {'processor':^13}")
        print(f"{'key':<14}{'median worst':>13}  {'median worst':>13}  ms")
        for key, times in keys.items():
            clock, processor = zip(*times, strict=True)
            print(f"{key:<14}{middle_and_worst(clock)}  {middle_and_worst(processor)}")
        print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    os.environ.setdefault("TERM", "xterm-256color")
    sys.exit(main())
