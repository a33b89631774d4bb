"""Ends the review when its terminal closes, so that a lost connection leaves no process behind."""

from __future__ import annotations

import os
import select
import signal
from threading import Thread


def end_with_terminal(terminal: int) -> None:
    """End the process when a terminal hangs up, even if no SIGHUP comes or SIGHUP was ignored.

    Nothing is lost: every decision is on disk before the next claim is shown.

    Args:
        terminal: File descriptor of the terminal that keys come from.
    """
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    Thread(target=_wait, args=(terminal,), name="hangup", daemon=True).start()


def _wait(terminal: int) -> None:
    waiting = select.poll()
    waiting.register(terminal, 0)  # poll always reports errors and hangups
    for _, event in waiting.poll():
        if event & (select.POLLHUP | select.POLLERR):
            os.kill(os.getpid(), signal.SIGHUP)
