"""Word lists with a user's entries, in force while the component they were given to is at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T")


class Wordlist(Generic[T]):
    """Called, it gives the list in force: the shipped one, or what the component at work brought along.

    Two pipelines in one process may have different entries, and so may two threads.

    Args:
        name: What the list is called in error messages and debuggers.
        read: Reads the shipped list.
    """

    def __init__(self, name: str, read: Callable[[], T]) -> None:
        self._read = read
        self._own: ContextVar[T | None] = ContextVar(name, default=None)

    @cached_property
    def shipped(self) -> T:
        """The list as it comes with onrecord."""
        return self._read()

    def __call__(self) -> T:
        """The list in force here."""
        own = self._own.get()
        return self.shipped if own is None else own

    @contextmanager
    def using(self, own: T | None) -> Iterator[None]:
        """Put another list in force until the block is left; None for the shipped one."""
        token = self._own.set(own)
        try:
            yield
        finally:
            self._own.reset(token)
