"""Waiting until files come, change or go."""

from __future__ import annotations

import time
from collections.abc import Sequence
from hashlib import sha256

from onrecord.paths import is_address
from onrecord.readers import Inputs
from onrecord.run.worklist import list_inputs

EVERY = 2.0
"""Seconds between two looks."""
LONGEST = 10.0
"""Seconds after which one looks even where nothing was told: some network disks do not tell."""


def listing(inputs: Inputs) -> str:
    """A hash over the inputs there are now, with their sizes and times."""
    found = sha256()
    for entry in list_inputs(inputs):
        found.update(entry.line())
    return found.hexdigest()


def wait_for_change(inputs: Inputs, paths: Sequence[str], known: str, every: float = EVERY) -> str:
    """Wait until the inputs are others than they were, and stay so for one look: files arrive in pieces.

    Args:
        inputs: The inputs.
        paths: The files and folders in which they are.
        known: Their listing when they were worked on.
        every: Seconds between two looks, where nothing tells of changes.

    Returns:
        The listing now.
    """
    last = known
    while True:
        now = listing(inputs)
        if now == last != known:
            return now
        last = now
        if now == known:
            _sleep(paths, every)
        else:
            time.sleep(every)


def _sleep(paths: Sequence[str], every: float) -> None:
    """Until something happens in these folders, or only for so long where that cannot be told."""
    try:
        from watchfiles import watch
    except ImportError:
        time.sleep(every)
        return
    if any(is_address(path) for path in paths):
        time.sleep(every)
        return
    limit = int(LONGEST * 1000)
    for _ in watch(*paths, rust_timeout=limit, yield_on_timeout=True, ignore_permission_denied=True):
        return
