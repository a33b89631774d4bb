"""Waits until input files are added, changed or removed."""

from __future__ import annotations

import time
from collections.abc import Sequence

from onrecord.paths import is_address
from onrecord.readers import Inputs
from onrecord.run.differing import hash_of
from onrecord.run.worklist import list_inputs

POLL_INTERVAL = 2.0
"""Seconds between checks of the inputs."""
MAX_WAIT = 10.0
"""Seconds until the next check without a notification: some network file systems send none."""


def listing(inputs: Inputs) -> str:
    """A hash of the current inputs with their sizes and times."""
    return hash_of(entry.line() for entry in list_inputs(inputs))


def wait_for_change(inputs: Inputs, paths: Sequence[str], known: str, interval: float = POLL_INTERVAL) -> str:
    """Wait until the inputs have changed and then stay the same for one check, as files arrive in pieces.

    Args:
        inputs: The inputs.
        paths: The files and folders that contain them.
        known: Their listing when they were last processed.
        interval: Seconds between checks if there are no notifications of changes.

    Returns:
        The new listing.
    """
    last = known
    while True:
        now = listing(inputs)
        if now == last != known:
            return now
        last = now
        if now == known:
            _sleep(paths, interval)
        else:
            time.sleep(interval)


def _sleep(paths: Sequence[str], interval: float) -> None:
    """Wait for a notification about these paths, or for the interval if there are no notifications."""
    try:
        from watchfiles import watch
    except ImportError:
        time.sleep(interval)
        return
    if any(is_address(path) for path in paths):
        time.sleep(interval)
        return
    limit = int(MAX_WAIT * 1000)
    try:
        for _ in watch(*paths, rust_timeout=limit, yield_on_timeout=True, ignore_permission_denied=True):
            return
    except (OSError, RuntimeError):  # a folder is gone, or the system watches no more of them
        time.sleep(interval)
