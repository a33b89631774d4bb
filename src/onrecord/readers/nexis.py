"""The layout of Nexis Uni and Lexis+ downloads: several articles per document, with metadata as text lines.

An article has its headline, outlet, date and copyright on a line each, lines such as ``Byline: Ana Quist``,
the line ``Body``, the text, and finally ``Classification`` with keywords and ``End of Document``. Text before
the first headline is a cover page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from onrecord.errors import ReaderError
from onrecord.readers.base import Row
from onrecord.readers.dates import day_in_words

END = "End of Document"
BODY = "Body"
AFTER = ("Classification", "Graphic")
"""Headings after the text, last one first."""
LOADED = "Load-Date:"
ABOVE = re.compile(
    r"Copyright\b|(?:Section|Length|Byline|Dateline|Highlight|Correction)\b.{0,30}?:", re.IGNORECASE
)
"""Beginnings of the lines between the date and the text."""
EDITION = re.compile(r",?\s+(?:[\w/-]+\s+){0,3}Edition\b.*|\s*\(.{0,40}\)$", re.IGNORECASE)


def document_rows(paragraphs: Iterable[str], limit: int) -> Iterator[Row]:
    """The articles of a document: one for each ``End of Document``, or a single one without such lines.

    Args:
        paragraphs: The document's paragraphs in order.
        limit: The most characters of one article.
    """
    lines: list[str] = []
    size = number = 0
    for paragraph in paragraphs:
        stripped = paragraph.strip()
        if stripped != END:
            size += len(stripped) + 2
            if stripped and size <= limit:
                lines.append(stripped)
            continue
        number += 1
        yield Row(f":{number}", nexis_record(lines) if size <= limit else _too_long(limit))
        lines, size = [], 0
    if not number:
        yield Row("", {"text": "\n\n".join(lines)} if size <= limit else _too_long(limit))
    elif BODY in lines:
        yield Row(f":{number + 1}", ReaderError(f"the file ends before the line {END!r}: is it truncated?"))


def nexis_record(lines: list[str]) -> Mapping[str, str | date | None] | ReaderError:
    """The fields of one article of a download, given its lines without the empty ones."""
    if BODY not in lines:
        return ReaderError(f"an article of a Nexis download without the line {BODY!r}")
    body = lines.index(BODY)
    head, rest = lines[:body], lines[body + 1 :]
    when = date_line(head)
    return {
        "language": labelled(rest, "Language"),
        "text": "\n\n".join(_running(rest)),
        "title": head[when - 2] if when >= 2 else None,
        "outlet": head[when - 1] if when >= 1 else None,
        "published": date_of(head[when]) if when >= 0 else None,
        "byline": labelled(head, "Byline"),
        "url": labelled(rest, "URL"),
    }


def _running(lines: list[str]) -> list[str]:
    """The lines before the keywords and picture captions."""
    for heading in AFTER:
        if heading in lines:
            lines = lines[: len(lines) - 1 - lines[::-1].index(heading)]
    return lines[: next((n for n, line in enumerate(lines) if line.startswith(LOADED)), len(lines))]


def labelled(lines: list[str], label: str) -> str | None:
    """The text after a label and its colon."""
    labelled_line = next((line for line in lines if line.startswith(f"{label}:")), "")
    return labelled_line.removeprefix(f"{label}:").strip() or None


def date_line(head: list[str]) -> int:
    """Index of the publication date in the lines above a text, -1 without one.

    It is the last line above the copyright and the labels that is a date and nothing else: a headline may
    begin with a date, or even be one.
    """
    end = next((index for index, line in enumerate(head) if index and ABOVE.match(line)), len(head))
    indices = [index for index, line in enumerate(head) if date_of(line)]
    return next((index for index in reversed(indices) if index < end), indices[-1] if indices else -1)


def date_of(line: str) -> date | None:
    """The date of a line "February 10, 2026 Tuesday", "Tuesday 10 February 2026" or "Jun. 3, 2024"."""
    return day_in_words(EDITION.sub("", " ".join(line.split())))


def _too_long(limit: int) -> ReaderError:
    return ReaderError(f"an article of more than {limit} characters: raise --max-bytes if it is one")
