"""All measurements of speed and memory in one table: ``make bench``.

python benchmarks/bench.py [PART ...] [--full] [--rounds 5] [--peers PYTHON] [--json] [--history FILE]

Ratios compare two things measured in turns in the same call. Rows with a star are measured by the clock on
the wall and tell something on a quiet machine only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import archive
import growth
import incremental
import peers
import pipeline
import startup
import workers
from table import Row, add_to_history, as_markdown, as_record, machine

Part = Callable[[argparse.Namespace], Iterator[Row]]
PARTS: dict[str, Part] = {
    "pipeline": pipeline.rows,
    "growth": growth.rows,
    "startup": startup.rows,
    "archive": archive.rows,
    "incremental": incremental.rows,
    "workers": workers.rows,
    "peers": peers.rows,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}; all by default")
    parser.add_argument("--full", action="store_true", help="whole articles, not short ones, in the archives")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median counts")
    parser.add_argument("--peers", type=Path, metavar="PYTHON", help="that has the extra [bench]")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--history", type=Path, metavar="FILE", help="of releases, where this one is put")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(machine(), file=sys.stderr)
    found: dict[str, list[Row]] = {}
    for name in options.parts or PARTS:
        found[name] = []
        for row in PARTS[name](options):
            print(f"{name}: {row.what}: {row.value} {row.unit}", file=sys.stderr)
            found[name].append(row)
    record = as_record(found)
    if options.history:
        add_to_history(options.history, record)
    table = f"{machine()}\n\n{as_markdown(chain(*found.values()))}"
    print(json.dumps(record, indent=1) if options.json else table)


if __name__ == "__main__":
    main()
