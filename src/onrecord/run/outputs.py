"""The three output files of a run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import ConfigError
from onrecord.paths import is_remote


@dataclass(frozen=True, slots=True)
class Outputs:
    """The three output files of a run."""

    claims: Path
    errors: Path
    manifest: Path

    @classmethod
    def beside(cls, claims: Path, errors: Path | None = None) -> Outputs:
        """``errors.jsonl`` and ``manifest.json`` beside ``claims.jsonl``.

        For claims of another name, say ``may.jsonl``, they are ``may.errors.jsonl`` and
        ``may.manifest.json``, so that several outputs can share a folder.
        """
        stem = "" if claims.name == "claims.jsonl" else claims.name.removesuffix(".jsonl") + "."
        manifest = claims.with_name(f"{stem}manifest.json")
        return cls(claims, errors or claims.with_name(f"{stem}errors.jsonl"), manifest)

    def paths(self) -> tuple[Path, Path, Path]:
        """All three, claims first."""
        return self.claims, self.errors, self.manifest


def check_writable(paths: Iterable[Path]) -> None:
    """Check that files can be written before any work is done for them.

    Raises:
        ConfigError: A file cannot be written; the message says why.
    """
    for path in paths:
        if is_remote(path):
            continue
        if path.is_dir():
            raise ConfigError(f"{path}: is a folder; name a file")
        folder = path.parent
        while not os.path.lexists(folder) and folder != folder.parent:  # it will be created
            folder = folder.parent
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise ConfigError(f"{path}: cannot be written: {folder}: {error.strerror or error}") from error
