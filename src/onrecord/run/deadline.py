"""A deadline for one article, where the system has one: POSIX, in the main thread."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from onrecord.errors import ArticleError


class _TimeUp(BaseException):
    """Not an Exception, so that no library in between takes it for an error of its own."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Stop what runs inside after some seconds of wall-clock time; 0 for no deadline.

    The exception comes between two steps of the interpreter: one call into compiled code is waited for.
    In another thread, or where there are no timers, nothing is stopped.

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
    """What is said of an article that took too long, however it was stopped."""
    return f"not done after {seconds:g} seconds: raise --deadline if it may take longer"
