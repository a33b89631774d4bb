"""The texts of articles while claims stream by, found again by their hash.

Claims stand in the order in which their articles were read, so the inputs are read once more in step with
them; what is out of step costs another round.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.claims.schema import ArticleRef
from onrecord.readers import Article
from onrecord.run import Origins

OPEN = 4
"""Inputs kept open."""


class Texts:
    """Finds texts: in the file a claim names, else in what the run read, else in the folders."""

    def __init__(self, origins: Origins) -> None:
        self._origins = origins
        self._rounds: OrderedDict[Path | None, _Round] = OrderedDict()

    def find(self, ref: ArticleRef) -> str | None:
        """The text of an article, exactly the one the claims were made from; None where it is not here."""
        for path in self._origins.named(ref.id):
            if (text := self._round(path).find(ref.sha256)) is not None:
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
        for file in [path] if path else self._origins.inputs():
            yield from self._origins.articles(file)


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
