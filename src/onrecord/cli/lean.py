"""A quicker start: the two large imports that come with spaCy and that this program never uses."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, cast


def skip_unused_imports() -> None:
    """Let spaCy be imported without its own command line, and without PyTorch where that is installed.

    The first brings packages for downloads and web requests (a third of a second), the second takes seconds.
    Only for a process of our own: whoever imports onrecord as a library gets the whole spaCy.
    """
    if "spacy" in sys.modules:
        return
    modules = cast(dict[str, Any], sys.modules)
    modules.setdefault("torch", None)  # what the import system takes for a package that is not there
    package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    info.info = None  # type: ignore[attr-defined]
    modules.update({package.__name__: package, info.__name__: info})
