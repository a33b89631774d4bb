"""Makes the program and its worker processes start faster by skipping work that they never need."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from types import ModuleType
from typing import Any, cast

OBJECTS = 100_000
"""New objects between garbage collections. Python's default of 700 means hundreds of them during a start."""


def start_quickly() -> None:
    """Set up the program's own process; a process that imports onrecord as a library is left alone."""
    gc.set_threshold(OBJECTS)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads only wait for each other here
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # or it searches all packages for plugins
    skip_unused_imports()


def skip_unused_imports() -> None:
    """Import spaCy without its command line, and without PyTorch even if it is installed.

    The command line imports packages for downloads and web requests (a third of a second); PyTorch takes
    seconds.
    """
    if "spacy" in sys.modules:
        return
    modules = cast(dict[str, Any], sys.modules)
    modules.setdefault("torch", None)  # the import system takes None for "not installed"
    package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    info.info = None  # type: ignore[attr-defined]
    modules.update({package.__name__: package, info.__name__: info})


def start_worker(call: bytes, *arguments: Any) -> None:
    """Call a function in a new process, without what spaCy imports for others.

    Args:
        call: The pickled function, with arguments of its own or without; unpickling it imports spaCy.
        arguments: What it is called with.
    """
    skip_unused_imports()
    pickle.loads(call)(*arguments)
