"""The texts of the articles behind claims, found again by their hash."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.claims.schema import ArticleRef
from onrecord.readers import STDIN, Article, ReadOptions, Source, file_source, find_sources, read_source
from onrecord.run import Outputs

_ROW = re.compile(r":\d+$")


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
    found: dict[str, str] = {}
    for article in _articles(refs, claims, folders):
        if article.sha256 in wanted:
            found[article.sha256] = article.text
            if len(found) == len(wanted):
                break
    return found


def _articles(refs: Sequence[ArticleRef], claims: Path, folders: Sequence[Path]) -> Iterator[Article]:
    bases = [Path(), claims.parent, *folders]
    named = dict.fromkeys(name for ref in refs for name in (_ROW.sub("", ref.id), ref.id))
    seen: set[Path] = set()
    for path in (base / name for name in named for base in bases):
        if _is_there(path) and path.is_file() and (place := path.resolve()) not in seen:
            seen.add(place)
            yield from _in_source(file_source(path))
    inputs = [base / name for name in _inputs(claims) for base in bases[:2]]
    for path in dict.fromkeys((*inputs, *folders)):
        for source in find_sources([str(path)]) if _is_there(path) else ():
            if isinstance(source, Source) and source.file and (place := source.file.resolve()) not in seen:
                seen.add(place)
                yield from _in_source(source)


def _in_source(source: Source) -> Iterator[Article]:
    return (found for found in read_source(source, ReadOptions()) if isinstance(found, Article))


def _inputs(claims: Path) -> list[str]:
    """What the run read, as its manifest says."""
    try:
        inputs = json.loads(Outputs.beside(claims).manifest.read_bytes())["inputs"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    names = inputs if isinstance(inputs, list) else []
    return [name for name in names if isinstance(name, str) and name != STDIN]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that is too long, or has a NUL in it
        return False
