"""A worker process: builds its extractor once, works on the units it is sent, and says where it stands."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.run.memory import memory_limit
from onrecord.run.todo import Job
from onrecord.run.unit import Phase, Place

PHASES: tuple[Phase, ...] = ("find", "read", "process")
IDLE = -1.0
READY = "ready"
EXHAUSTED = "exhausted"
"""Says a process in which memory ran out, before it ends."""

Beat = Any
"""Three numbers shared with the parent: the article, the phase, and since when on the system's clock."""


def serve(line: Connection, beat: Beat, job: Job) -> None:
    """Work on the units that come down the line, until the parent ends.

    Back go ``READY`` once, then for each unit what was done, without the part file itself, or None where its
    inputs end before it; at last ``EXHAUSTED``, or the error that makes all further work useless.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent decides
    threading.Thread(target=_follow_parent, daemon=True).start()
    beat[0] = IDLE

    def watch(place: Place) -> None:
        beat[2] = time.monotonic()
        beat[0], beat[1] = place[0], PHASES.index(place[1])

    try:
        processor = job.processor(watch)
        line.send(READY)
        with memory_limit(job.config.max_memory):
            while True:
                unit, bad = line.recv()
                done = processor(unit, bad)
                beat[0] = IDLE
                if done is not None:
                    job.ledger.put(unit, done.data)
                    done = replace(done, data=b"")
                line.send(done)
    except MemoryError:
        line.send(EXHAUSTED)
    except (OnrecordError, OSError) as error:
        line.send(error)


def read_beat(beat: Beat) -> tuple[Place | None, float]:
    """What the worker is at, None for nothing, and since when."""
    number, phase, since = beat
    return (None if number == IDLE else (int(number), PHASES[int(phase)])), since


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
