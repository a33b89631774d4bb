"""The three files of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outputs:
    """The three files of a run."""

    claims: Path
    errors: Path
    manifest: Path

    @classmethod
    def beside(cls, claims: Path, errors: Path | None = None) -> Outputs:
        """``errors.jsonl`` and ``manifest.json`` beside ``claims.jsonl``.

        Beside a file of another name, say ``may.jsonl``, they are ``may.errors.jsonl`` and
        ``may.manifest.json``, so that two outputs in one folder keep theirs.
        """
        stem = "" if claims.name == "claims.jsonl" else claims.name.removesuffix(".jsonl") + "."
        manifest = claims.with_name(f"{stem}manifest.json")
        return cls(claims, errors or claims.with_name(f"{stem}errors.jsonl"), manifest)

    def paths(self) -> tuple[Path, Path, Path]:
        """All three, claims first."""
        return self.claims, self.errors, self.manifest
