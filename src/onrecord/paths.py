"""Paths given by a user: local, or an address such as ``s3://bucket/folder``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from onrecord.errors import ConfigError

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_address(given: str) -> bool:
    """Whether this is an address instead of a local path."""
    return _ADDRESS.match(given) is not None


def is_remote(path: Path) -> bool:
    """Whether a path from ``as_path`` is read with fsspec."""
    return not isinstance(path, Path)


def as_path(given: str) -> Path:
    """A local path or, for an address, an object with the same methods.

    Raises:
        ConfigError: The package that reads such addresses is not installed.
    """
    if not is_address(given):
        return Path(given)
    try:
        from fsspec import get_filesystem_class
        from upath import UPath

        get_filesystem_class(given.split("://", 1)[0].lower())
    except ImportError as error:
        raise ConfigError(f"{given}: {error}: pip install 'onrecord[remote]'") from error
    except ValueError as error:
        raise ConfigError(f"{given}: no such kind of address is known: {error}") from error
    return cast(Path, UPath(given))
