"""A limit on the memory of this process, where the platform supports it: Linux."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

NO_MEMORY = "not enough memory: raise --max-memory if it may take more"


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means that memory ran out; onnxruntime reports it in its own way."""
    ours = type(error).__module__.startswith("onnxruntime")
    return isinstance(error, MemoryError) or (ours and "allocate memory" in str(error))


@contextmanager
def memory_limit(more: int) -> Iterator[None]:
    """Limit how many bytes the process may allocate on top of what it has now; 0 for no limit.

    Beyond the limit Python raises MemoryError; compiled code may crash the process.
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
        yield  # a tighter limit is already set
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
