"""A limit on the memory of this process, where the system has one: Linux."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

NO_MEMORY = "not enough memory: raise --max-memory if it may take more"


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ran out; the language model's runtime has words of its own for it."""
    ours = type(error).__module__.startswith("onnxruntime")
    return isinstance(error, MemoryError) or (ours and "allocate memory" in str(error))


@contextmanager
def memory_limit(more: int) -> Iterator[None]:
    """Let the process have so many bytes more than it has now; 0 for no limit.

    Python then raises MemoryError; compiled code may end the process.
    """
    if sys.platform != "linux" or not more:
        yield
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        pages = int(file.read().split()[0])
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = pages * resource.getpagesize() + more
    if any(other != resource.RLIM_INFINITY and other <= limit for other in (before, most)):
        yield  # somebody's limit is tighter
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
