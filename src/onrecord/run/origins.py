"""Finds and rereads the articles of claims, guided by the claims and the manifest beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from onrecord.errors import ConfigError
from onrecord.readers import STDIN, Article, ReadOptions, Source, file_source, find_sources, read_source
from onrecord.run.outputs import Outputs

_ROW = re.compile(r":\d+(?:\.\d+)?$")
_OPTIONS = TypeAdapter(ReadOptions)


class Origins:
    """The files that may contain the articles of claims.

    Args:
        claims: The claims file. Paths may be relative to its folder, and the manifest beside it tells which
            inputs were read, and how.
        folders: Files or folders with articles; paths may be relative to them, too.
    """

    def __init__(self, claims: Path | None = None, folders: Sequence[Path] = ()) -> None:
        manifest = _manifest(claims) if claims else {}
        self._bases = [Path(), *([claims.parent] if claims else []), *folders]
        self._inputs = [*folders, *(base / name for name in _inputs(manifest) for base in self._bases)]
        self._options = _options(manifest)

    def named(self, ident: str) -> Iterator[Path]:
        """The files that an article id may refer to: it is a path, optionally with a row number."""
        for name in dict.fromkeys((_ROW.sub("", ident), ident)):
            for base in self._bases:
                if _is_there(base / name) and (base / name).is_file():
                    yield base / name

    def inputs(self) -> Iterator[Path]:
        """The inputs of the run and the files in the folders, each once."""
        seen: set[Path] = set()
        for place in dict.fromkeys(self._inputs):
            for source in find_sources([str(place)]) if _is_there(place) else ():
                if isinstance(source, Source) and source.file and (file := source.file.resolve()) not in seen:
                    seen.add(file)
                    yield file

    def articles(self, path: Path) -> Iterator[Article]:
        """The articles of one file, read with the options of the run; none if a reader is not installed."""
        try:
            read = read_source(file_source(path), self._options)
            yield from (item for item in read if isinstance(item, Article))
        except ConfigError:
            return


def _manifest(claims: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(Outputs.beside(claims).manifest.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _inputs(manifest: dict[str, Any]) -> list[str]:
    names = manifest.get("inputs")
    names = names if isinstance(names, list) else []
    return [name for name in names if isinstance(name, str) and name != STDIN]


def _options(manifest: dict[str, Any]) -> ReadOptions:
    try:
        return _OPTIONS.validate_python(manifest.get("reading", {}))
    except ValidationError:
        return ReadOptions()


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that is too long, or has a NUL in it
        return False
