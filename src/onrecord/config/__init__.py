"""``onrecord.toml``: a user's words for the pipes, and the defaults of the command line's options.

Names are imported on first use, because a command without a configuration file needs none of this.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.config.finding import NAME, VARIABLE, find_config

if TYPE_CHECKING:
    from onrecord.config.files import Config, read_config
    from onrecord.config.words import Words

__all__ = ["NAME", "VARIABLE", "Config", "Words", "find_config", "read_config"]

_HOMES = {"Config": "files", "Words": "words", "read_config": "files"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord.config' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.config.{_HOMES[name]}"), name)
