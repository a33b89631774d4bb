"""A deadline for one article, where the platform supports it: in the main thread on POSIX."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from onrecord.errors import ArticleError


class _TimeUp(BaseException):
    """Not an Exception, so that no library in between catches it as one of its own errors."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Interrupt the block after some seconds of wall-clock time; 0 for no deadline.

    The exception is raised between two bytecode instructions, so a call into compiled code continues. In
    other threads, or on platforms without timers, nothing is interrupted.

    Raises:
        ArticleError: The time is up.
    """
    main = threading.current_thread() is threading.main_thread()
    if seconds <= 0 or not main or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise _TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _TimeUp:
        raise ArticleError(too_late(seconds)) from None
    finally:
        signal.signal(signal.SIGALRM, before)


def too_late(seconds: float) -> str:
    """The message for an article that took too long, however it was stopped."""
    return f"not done after {seconds:g} seconds: raise --deadline if it may take longer"
