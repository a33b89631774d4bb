"""Runs a command and writes its resource usage as JSON to a file descriptor: ``launch.py FD PROGRAM ...``.

Linux lets a process begin with the peak memory of the one that started it, so a small one has to start it.
"""

from __future__ import annotations

import json
import os
import sys
import time

begun = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
report = {
    "begun": begun,
    "wall": time.perf_counter() - begun,
    "cpu": used.ru_utime + used.ru_stime,
    "peak": used.ru_maxrss / 1024,
}
os.write(int(sys.argv[1]), json.dumps(report).encode("ascii"))
sys.exit(1 if status else 0)
