"""A run in a process of its own: folder, name of the output, number of workers, and part of how many."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from standin import Runs

if __name__ == "__main__":
    folder, name, workers, *shard = sys.argv[1:]
    part = (int(shard[0]), int(shard[1])) if shard else (1, 1)
    Runs(Path(folder), name).go(workers=int(workers), shard=part)
