"""Plain text and Markdown: the text unchanged, with optional YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from onrecord.errors import ReaderError
from onrecord.readers.base import DocumentReader, ReadOptions, Row
from onrecord.readers.decoding import decode, universal_newlines
from onrecord.readers.lexis import download_rows, is_download
from onrecord.readers.nexis import BODY, END, document_rows
from onrecord.readers.source import Source

FENCE = "---"
MAX_FRONT_MATTER = 16_000
"""Front matter must end within this many characters."""


class TextReader(DocumentReader):
    """Reads ``.txt`` and ``.md``."""

    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text", ".md", ".markdown")

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """The article, or each document of a Nexis download, numbered from 1."""
        data = source.read(options.max_bytes)
        text = _text(data, options)
        if is_download(text):
            yield from download_rows(text, options.max_bytes)
        elif f"\n{BODY}\n" in text and f"\n{END}" in text:
            yield from document_rows(text.split("\n"), options.max_bytes)
        else:
            yield self.row(data, source, options)

    def document(self, data: bytes, options: ReadOptions) -> Mapping[str, Any]:
        """The front matter as fields, and the rest as the text."""
        head, text = split_front_matter(_text(data, options))
        return {**_parse(head), "text": text}


def _text(data: bytes, options: ReadOptions) -> str:
    return universal_newlines(decode(data, options.encoding))


def split_front_matter(text: str) -> tuple[str, str]:
    """The YAML between the first two ``---`` lines, and the text after it without leading empty lines.

    A file that does not open with such a block is all text.
    """
    if not text.startswith(FENCE + "\n"):
        return "", text
    end = text.find(f"\n{FENCE}\n", len(FENCE), MAX_FRONT_MATTER)
    if end < 0:
        return "", text
    return text[len(FENCE) + 1 : end + 1], text[end + len(FENCE) + 2 :].lstrip("\n")


def _parse(head: str) -> dict[str, Any]:
    if not head:
        return {}
    import yaml

    # BaseLoader reads all scalars as strings and never builds objects from YAML tags.
    try:
        record = yaml.load(head, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ReaderError(f"the front matter is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(record, dict):
        raise ReaderError("the front matter is not a mapping of names to values: write title: ...")
    return record
