"""The articles of claims, read again from where the run read them, as the manifest beside the claims says."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from onrecord.errors import ConfigError
from onrecord.readers import (
    Article,
    DocumentReader,
    ReadOptions,
    Source,
    file_source,
    find_sources,
    read_source,
)
from onrecord.readers.registry import suffixes
from onrecord.review.claimfile import AnyClaim
from onrecord.review.passages import Passage, sentence_passage
from onrecord.run import Outputs

MAX_FILE = 10_000_000
"""Largest file that is read again, in bytes."""
MAX_ALL = 50_000_000
"""Bytes of files with many articles each that are read again, all together."""
MAX_LISTED = 10_000
"""Files of the run that are looked at to see whether they are such."""
KEPT = 16
"""Files kept in memory, found or not."""

_ROW = re.compile(r":\d+$")
_OPTIONS = TypeAdapter(ReadOptions)

Found = dict[str, Article]
"""Articles by the SHA-256 of their text."""


class Articles:
    """Finds articles: by the path a claim names, else among the rows of the files the run read.

    Args:
        folders: Where paths start besides the working directory, or files with articles.
        claims: The file of claims; paths start beside it, too.
    """

    def __init__(self, folders: Sequence[Path] = (), claims: Path | None = None) -> None:
        manifest = _manifest(claims) if claims else {}
        self._folders = [Path(), *([claims.parent] if claims else []), *folders]
        self._inputs = [*folders, *(base / name for name in _names(manifest) for base in self._folders)]
        self._options = _options(manifest)
        self._files: OrderedDict[Path, Found] = OrderedDict()

    def find(self, claim: AnyClaim) -> Article | None:
        """The article of a claim with exactly the text the claim was made from, if it is here."""
        ident, digest = claim.article.id, claim.article.sha256
        names = dict.fromkeys((ident, _ROW.sub("", ident)))
        for path in (folder / name for folder in self._folders for name in names):
            if path not in self._files:
                self._files[path] = self._read(path)
            self._files.move_to_end(path)
            if len(self._files) > KEPT:
                self._files.popitem(last=False)
            if digest in self._files[path]:
                return self._files[path][digest]
        return self._rows.get(digest)

    def passage(self, claim: AnyClaim) -> Passage:
        """The article's text, or the sentence with what the spans know around it."""
        article = self.find(claim)
        return Passage(article.text, 0, True) if article else sentence_passage(claim)

    @cached_property
    def _rows(self) -> Found:
        """The articles of files with many, whose ids may be no paths."""
        found: Found = {}
        left = MAX_ALL
        inputs = [str(path) for path in self._inputs if _size(path) is not None]
        for source in islice(find_sources(inputs), MAX_LISTED):
            size = _size(source.file) if isinstance(source, Source) and _has_rows(source) else None
            if isinstance(source, Source) and source.file and size is not None and size <= left:
                left -= size
                found |= self._read(source.file)
        return found

    def _read(self, path: Path) -> Found:
        """The articles of one file; none where it cannot be read."""
        try:
            if not path.is_file() or path.stat().st_size > MAX_FILE:
                return {}
            read = [one for one in read_source(file_source(path), self._options) if isinstance(one, Article)]
        except (OSError, ValueError, KeyError, ConfigError):
            return {}
        return {sha256(one.text.encode()).hexdigest(): one for one in read}


def _has_rows(source: Source) -> bool:
    return not all(isinstance(reader, DocumentReader) for reader in suffixes().get(source.suffix, ()))


def _size(path: Path | None) -> int | None:
    try:
        return path.stat().st_size if path else None
    except (OSError, ValueError):  # not there, too long a name, or a NUL in it
        return None


def _manifest(claims: Path) -> dict[str, Any]:
    try:
        found = json.loads(Outputs.beside(claims).manifest.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _names(manifest: dict[str, Any]) -> list[str]:
    names = manifest.get("inputs")
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _options(manifest: dict[str, Any]) -> ReadOptions:
    try:
        return _OPTIONS.validate_python(manifest.get("reading", {}))
    except ValidationError:
        return ReadOptions()
