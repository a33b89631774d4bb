"""The end of the terminal is the end of the review: a connection that was lost leaves no process behind."""

from __future__ import annotations

import os
import select
import signal
from threading import Thread


def end_with_terminal(terminal: int) -> None:
    """End the process when a terminal hangs up, also where no SIGHUP comes or where it was to be ignored.

    Nothing is lost by it: every decision is on the disk before the next claim is shown.

    Args:
        terminal: File descriptor of the terminal that keys come from.
    """
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    Thread(target=_wait, args=(terminal,), name="hangup", daemon=True).start()


def _wait(terminal: int) -> None:
    waiting = select.poll()
    waiting.register(terminal, 0)  # errors and the end are always told
    for _, event in waiting.poll():
        if event & (select.POLLHUP | select.POLLERR):
            os.kill(os.getpid(), signal.SIGHUP)
