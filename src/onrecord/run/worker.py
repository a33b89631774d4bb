"""A worker process: builds its extractor once, works on the units it is sent, and reports its progress."""

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
"""Sent by a process that ran out of memory, before it exits."""

Heartbeat = Any
"""Three numbers shared with the parent: the article, the phase, and the start time on the monotonic clock."""


def serve(connection: Connection, heartbeat: Heartbeat, job: Job) -> None:
    """Work on the units received over the connection until the parent exits.

    Sends ``READY`` once, then one answer per unit: the result without the bytes of its part file, or None if
    the inputs end before the unit. The last message is ``EXHAUSTED``, or the error that makes further work
    pointless.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole process group: the parent decides
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    heartbeat[0] = IDLE

    def on_step(place: Place) -> None:
        heartbeat[2] = time.monotonic()
        heartbeat[0], heartbeat[1] = place[0], PHASES.index(place[1])

    try:
        processor = job.processor(on_step)
        connection.send(READY)
        with memory_limit(job.config.max_memory):
            while True:
                unit, blocked = connection.recv()
                done = processor(unit, blocked)
                heartbeat[0] = IDLE
                if done is not None:
                    job.ledger.put(unit, done.data)
                    done = replace(done, data=b"")
                connection.send(done)
    except MemoryError:
        connection.send(EXHAUSTED)
    except (OnrecordError, OSError) as error:
        connection.send(error)


def read_heartbeat(heartbeat: Heartbeat) -> tuple[Place | None, float]:
    """What the worker is doing (None if idle), and since when."""
    number, phase, since = heartbeat
    return (None if number == IDLE else (int(number), PHASES[int(phase)])), since


def _exit_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
