"""The texts of the articles behind claims, found again by their hash.

Claims are in the order in which their articles were read, so the inputs are read again in step with them. An
article out of step costs another round, unless it is among those wanted from the start.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from onrecord.claims.schema import ArticleRef
from onrecord.readers import Article
from onrecord.run.origins import Origins

OPEN = 4
"""Inputs kept open."""


class ArticleTexts:
    """Finds texts in the file a claim names, or else in the inputs of the run and the folders.

    Args:
        origins: Where the articles may be.
        wanted: Hashes of articles whose texts are kept in memory when they are passed; then the order of
            ``find`` does not matter.
    """

    def __init__(self, origins: Origins, wanted: Collection[str] = ()) -> None:
        self._origins, self._wanted = origins, wanted
        self._kept: dict[str, str] = {}
        self._rounds: OrderedDict[Path | None, _Round] = OrderedDict()

    def find(self, ref: ArticleRef) -> str | None:
        """The exact text the claims were made from; None if it is not here."""
        if ref.sha256 in self._kept:
            return self._kept[ref.sha256]
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
            for article in self._origins.articles(file):
                if article.sha256 in self._wanted:
                    self._kept[article.sha256] = article.text
                yield article


class _Round:
    """Articles read in rounds: each search starts where the last one ended."""

    def __init__(self, start: Callable[[], Iterator[Article]]) -> None:
        self._start, self._articles, self._at = start, start(), 0
        self._there: set[bytes] | None = None
        """Digests of all articles, once a full round has found nothing."""

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
