"""The texts of the articles behind claims, found again by their hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.claims.schema import ArticleRef
from onrecord.readers import Article
from onrecord.run import Origins


def find_texts(refs: Iterable[ArticleRef], claims: Path, folders: Sequence[Path] = ()) -> dict[str, str]:
    """Find texts, by SHA-256, each file being read once.

    Looks first into the files the claims name, then through what the run read according to the manifest
    beside the claims, then through the folders. Only exactly the text the claims were made from counts.

    Args:
        refs: The articles.
        claims: The file of claims; paths may start beside it.
        folders: Files or folders with articles; paths may start there, too.
    """
    refs = list(refs)
    wanted = {ref.sha256 for ref in refs}
    texts: dict[str, str] = {}
    for article in _articles(refs, Origins(claims, folders)):
        if article.sha256 in wanted:
            texts[article.sha256] = article.text
            if len(texts) == len(wanted):
                break
    return texts


def _articles(refs: Sequence[ArticleRef], origins: Origins) -> Iterator[Article]:
    named = (path.resolve() for ref in refs for path in origins.named(ref.id))
    seen: set[Path] = set()
    for files in (named, origins.inputs()):
        for path in files:
            if path not in seen:
                seen.add(path)
                yield from origins.articles(path)
