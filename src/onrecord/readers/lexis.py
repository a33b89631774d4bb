"""Older Nexis downloads as plain text: several documents per file, each under a line "2 of 25 DOCUMENTS".

A document has its outlet, date and headline in separate paragraphs, lines such as ``BYLINE: Ana Quist`` and
``LENGTH: 80 words``, the text in wrapped lines, and finally ``LOAD-DATE:`` and other labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from onrecord.errors import ReaderError
from onrecord.readers.base import Row
from onrecord.readers.nexis import date_of

COUNT = re.compile(
    r"^[^\S\n]*(?:\d{1,6} of \d{1,6} DOCUMENTS?|Document \d{1,6} of \d{1,6})[^\S\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""The line above each document."""
LABEL = re.compile(r"([A-Z][A-Z-]{2,24}):[^\S\n]*")
AFTER = frozenset({
    "CORRECTION-DATE", "DOCUMENT-TYPE", "GRAPHIC", "JOURNAL-CODE", "LANGUAGE", "LOAD-DATE", "NOTES",
    "PUBLICATION-TYPE", "SUBJECT", "URL",
})  # fmt: skip
"""Labels below a text."""
RIGHTS = re.compile(r"Copyright\b|All Rights Reserved", re.IGNORECASE)


def is_download(text: str) -> bool:
    """Whether a text is an older Nexis download."""
    return COUNT.search(text) is not None


def download_rows(text: str, limit: int) -> Iterator[Row]:
    """The documents of a download, numbered from 1; text before the first is a cover page.

    Args:
        text: The file, with line ends ``\\n``.
        limit: The most characters of one article.
    """
    for number, part in enumerate(COUNT.split(text)[1:], 1):
        yield Row(f":{number}", _document(part, limit))


def _document(part: str, limit: int) -> Mapping[str, str | date | None] | ReaderError:
    if len(part) > limit:
        return ReaderError(f"an article of more than {limit} characters: raise --max-bytes if it is one")
    blocks = [lines for block in re.split(r"\n\s*\n", part) if (lines := _lines(block))]
    when = next((index for index, block in enumerate(blocks) if any(map(date_of, block))), None)
    if when is None:
        return ReaderError("a document of a Nexis download without a date above it")
    above = [line for block in blocks[:when] for line in block] + blocks[when]
    day = next(index for index, line in enumerate(above) if date_of(line))
    labels: dict[str, str] = {}
    title: str | None = None
    text: list[str] = []
    for block in blocks[when + 1 :]:
        words = " ".join(block)
        label = LABEL.match(words)
        if label is None and title is None and not labels:
            title = words
        elif label is None or label[1] == "BODY":
            text.append(words[label.end() :] if label else words)
        elif label[1] in AFTER or not any(text):
            labels[label[1]] = words[label.end() :]
        else:
            text.append(words)
        if label and label[1] in AFTER:
            break
    rest = blocks[when + 1 :]
    language = next((words for block in rest for words in block if words.startswith("LANGUAGE:")), None)
    return {
        "text": "\n\n".join(filter(None, text)),
        "title": labels.get("HEADLINE") or title,
        "outlet": above[day - 1] if day else None,
        "published": date_of(above[day]),
        "byline": labels.get("BYLINE"),
        "language": language and language.partition(":")[2],
    }


def _lines(block: str) -> list[str]:
    """The lines of a paragraph without copyright notices."""
    lines = [" ".join(line.split()) for line in block.split("\n")]
    return [line for line in lines if line and not RIGHTS.match(line)]
