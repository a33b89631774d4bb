"""Word lists that a component can extend with a user's entries while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T")


class Wordlist(Generic[T]):
    """Calling it returns the active list: the shipped one, or that of the running component.

    Pipelines in one process may have different entries, and so may threads.

    Args:
        name: The list's name in error messages and debuggers.
        read: Reads the shipped list.
    """

    def __init__(self, name: str, read: Callable[[], T]) -> None:
        self._read = read
        self._own: ContextVar[T | None] = ContextVar(name, default=None)

    @cached_property
    def shipped(self) -> T:
        """The list shipped with onrecord."""
        return self._read()

    def __call__(self) -> T:
        """The active list."""
        own = self._own.get()
        return self.shipped if own is None else own

    @contextmanager
    def using(self, own: T | None) -> Iterator[None]:
        """Activate another list for the duration of a ``with`` block; None for the shipped one."""
        token = self._own.set(own)
        try:
            yield
        finally:
            self._own.reset(token)
