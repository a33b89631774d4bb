"""Reads each file of a folder, one after the other, and says for each what came and how far memory rose.

A process of its own, so that the peak is of nothing else, and one that a limit on processor time ends.
Usage: ``python read_measured.py FOLDER [WARM_UP_FOLDER]``; prints one JSON object a file.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from pathlib import Path

from onrecord.readers import Failure, Inputs, ReadOptions

CPU_SECONDS = 900
STATUS = Path("/proc/self/status")


def peak() -> int:
    """Bytes of memory this process had at most since ``forget_peak``."""
    if STATUS.exists():  # getrusage begins with the peak of the process that started this one
        (line,) = (line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def forget_peak() -> int:
    """Begin anew with the memory there is now, where the system can; gives that."""
    gc.collect()
    if STATUS.exists():
        STATUS.with_name("clear_refs").write_text("5")
    return peak()


def main(folder: Path, warm_up: Path | None) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    if warm_up is not None:
        for _ in Inputs([str(warm_up)], ReadOptions()):
            pass
    for path in sorted(folder.iterdir()):
        before = forget_peak()
        failures, articles, longest = [], 0, 0
        for item in Inputs([str(path)], ReadOptions()):
            if isinstance(item, Failure):
                failures.append((item.error, item.message[:300]))
            else:
                articles += 1
                longest = max(longest, len(item.text))
        found = {"name": path.name, "articles": articles, "longest": longest, "failures": failures[:5]}
        print(json.dumps({**found, "failed": len(failures), "grown": peak() - before}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
