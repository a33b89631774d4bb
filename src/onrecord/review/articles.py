"""The articles of claims, read again from the inputs that the manifest beside the claims lists."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from onrecord.readers import Article, DocumentReader, file_source
from onrecord.readers.registry import suffixes
from onrecord.review.claimfile import AnyClaim
from onrecord.review.passages import Passage, sentence_passage
from onrecord.run import Origins

MAX_FILE = 10_000_000
"""Largest file that is read again, in bytes."""
MAX_ALL = 50_000_000
"""Files with many articles each are read again up to this many bytes in all."""
MAX_LISTED = 10_000
"""How many files of the run are checked for having many articles."""
KEPT = 16
"""Files kept in memory."""

BySha256 = dict[str, Article]
"""Articles by the SHA-256 of their text."""


class Articles:
    """Finds articles by the path a claim names, else in the files the run read that hold many articles.

    Args:
        folders: Folders that paths may be relative to besides the working directory, or files with articles.
        claims: The file of claims; paths may be relative to its folder, too.
    """

    def __init__(self, folders: Sequence[Path] = (), claims: Path | None = None) -> None:
        self._origins = Origins(claims, folders)
        self._files: OrderedDict[Path, BySha256] = OrderedDict()

    def find(self, claim: AnyClaim) -> Article | None:
        """The article of a claim, if it is found with exactly the text the claim was made from."""
        ident, digest = claim.article.id, claim.article.sha256
        for path in self._origins.named(ident):
            if path not in self._files:
                self._files[path] = self._read(path)
            self._files.move_to_end(path)
            if len(self._files) > KEPT:
                self._files.popitem(last=False)
            if digest in self._files[path]:
                return self._files[path][digest]
        return self._rows.get(digest)

    def passage(self, claim: AnyClaim) -> Passage:
        """The article's text, or the claim's sentence with the text around its spans."""
        article = self.find(claim)
        return Passage(article.text, 0, True) if article else sentence_passage(claim)

    @cached_property
    def _rows(self) -> BySha256:
        """The articles of files that hold many; their ids need not be paths."""
        articles: BySha256 = {}
        left = MAX_ALL
        for path in islice(self._origins.inputs(), MAX_LISTED):
            size = _size(path) if _has_rows(path) else None
            if size is not None and size <= left:
                left -= size
                articles |= self._read(path)
        return articles

    def _read(self, path: Path) -> BySha256:
        """The articles of one file; none if it cannot be read."""
        size = _size(path)
        if size is None or size > MAX_FILE:
            return {}
        return {article.sha256: article for article in self._origins.articles(path)}


def _has_rows(path: Path) -> bool:
    readers = suffixes().get(file_source(path).suffix, ())
    return not all(isinstance(reader, DocumentReader) for reader in readers)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:  # deleted since it was found
        return None
