"""The texts of articles while claims stream by, found again by their hash.

Claims stand in the order in which their articles were read, so the inputs are read once more in step with
them; what is out of step costs another round.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onrecord.claims.schema import ArticleRef
from onrecord.errors import ConfigError
from onrecord.readers import STDIN, Article, ReadOptions, Source, file_source, find_sources, read_source

OPEN = 4
"""Inputs kept open."""
_ROW = re.compile(r":\d+$")


class Texts:
    """Finds texts: in the file a claim names, else in what the run read, else in the folders.

    Args:
        base: The folder the claims are in; paths may start there.
        inputs: What the run read, as its manifest says.
        folders: Files or folders with articles; paths may start there, too.
    """

    def __init__(self, base: Path, inputs: Sequence[str] = (), folders: Sequence[Path] = ()) -> None:
        self._bases = [Path(), base, *folders]
        self._places = [here / name for name in inputs for here in self._bases[:2]] + list(folders)
        self._rounds: OrderedDict[Path | None, _Round] = OrderedDict()

    def find(self, ref: ArticleRef) -> str | None:
        """The text of an article, exactly the one the claims were made from; None where it is not here."""
        for name in dict.fromkeys((_ROW.sub("", ref.id), ref.id)):
            for base in self._bases:
                if (path := _file(base, name)) and (text := self._round(path).find(ref.sha256)) is not None:
                    return text
        return self._round(None).find(ref.sha256)

    def _round(self, path: Path | None) -> _Round:
        if path not in self._rounds:
            self._rounds[path] = _Round(lambda: self._articles(path))
            if len(self._rounds) > OPEN:
                self._rounds.popitem(last=False)
        self._rounds.move_to_end(path)
        return self._rounds[path]

    def _articles(self, path: Path | None) -> Iterator[Article]:
        if path is not None:
            yield from _in_source(file_source(path))
            return
        seen: set[Path] = set()
        for place in self._places:
            for source in find_sources([str(place)]) if place.exists() else ():
                if isinstance(source, Source) and source.file and (file := source.file.resolve()) not in seen:
                    seen.add(file)
                    yield from _in_source(source)


class _Round:
    """Articles read over and over: each search goes on where the last one found something."""

    def __init__(self, start: Callable[[], Iterator[Article]]) -> None:
        self._start, self._articles, self._at = start, start(), 0
        self._there: set[bytes] | None = None
        """Digests of all articles, once a whole round has found nothing."""

    def find(self, sha256: str) -> str | None:
        if self._there is not None and bytes.fromhex(sha256) not in self._there:
            return None
        began, seen, again = self._at, set(), False
        while not (again and self._at >= began):
            article = next(self._articles, None)
            if article is None:
                if again:
                    break
                self._articles, self._at, again = self._start(), 0, True
                continue
            self._at += 1
            seen.add(bytes.fromhex(article.sha256))
            if article.sha256 == sha256:
                return article.text
        self._there = seen
        return None


def inputs_of(manifest: Path) -> list[str]:
    """What a run read, as its manifest says."""
    try:
        inputs = json.loads(manifest.read_bytes())["inputs"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    names = inputs if isinstance(inputs, list) else []
    return [name for name in names if isinstance(name, str) and name != STDIN]


def _in_source(source: Source) -> Iterator[Article]:
    try:
        yield from (found for found in read_source(source, ReadOptions()) if isinstance(found, Article))
    except ConfigError:  # a format whose reader is not installed: nothing of it is here
        return


def _file(base: Path, name: str) -> Path | None:
    try:
        path = base / name
        return path if path.is_file() else None
    except (OSError, ValueError):  # a name that is too long, or has a NUL in it
        return None
