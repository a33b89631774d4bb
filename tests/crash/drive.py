"""A run in a process of its own, to be killed: folder, name of the output, number of workers."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from standin import Runs

if __name__ == "__main__":
    folder, name, workers = sys.argv[1:]
    Runs(Path(folder), name).go(workers=int(workers))
