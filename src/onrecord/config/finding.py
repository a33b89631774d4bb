"""Finding the ``onrecord.toml`` to use."""

from __future__ import annotations

import os
from pathlib import Path

from onrecord.errors import ConfigError

NAME = "onrecord.toml"
VARIABLE = "ONRECORD_CONFIG"


def find_config(given: str | Path | None = None) -> Path | None:
    """The file to use: the given one, else that of ``ONRECORD_CONFIG``, else the one in the working folder.

    Raises:
        ConfigError: The given file does not exist.
    """
    wanted = given or os.environ.get(VARIABLE)
    if wanted:
        path = Path(wanted)
        if not path.is_file():
            raise ConfigError(f"{path}: there is no such configuration file")
        return path
    return Path(NAME) if Path(NAME).is_file() else None
