"""A quicker start of the program: what Python and its packages do there that this program never needs."""

from __future__ import annotations

import gc
import os
import sys
from types import ModuleType
from typing import Any, cast

OBJECTS = 100_000
"""After how many new objects Python looks for unused cycles; by default 700, hundreds of times in a start."""


def start_quickly() -> None:
    """Settings for a process of our own: whoever imports onrecord as a library keeps theirs."""
    gc.set_threshold(OBJECTS)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would look into every installed package
    skip_unused_imports()


def skip_unused_imports() -> None:
    """Let spaCy be imported without its own command line, and without PyTorch where that is installed.

    The first brings packages for downloads and web requests (a third of a second), the second takes seconds.
    """
    if "spacy" in sys.modules:
        return
    modules = cast(dict[str, Any], sys.modules)
    modules.setdefault("torch", None)  # what the import system takes for a package that is not there
    package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    info.info = None  # type: ignore[attr-defined]
    modules.update({package.__name__: package, info.__name__: info})
