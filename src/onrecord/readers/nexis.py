"""The layout of Nexis Uni and Lexis+ downloads: several articles in a document, metadata as lines of text.

An article is its headline, outlet, date and copyright on a line each, lines such as ``Byline: Ana Quist``,
the line ``Body``, the text, and at last ``Classification`` with keywords and ``End of Document``. What stands
before the first headline is a cover page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from onrecord.errors import ReaderError
from onrecord.readers.base import Row

END = "End of Document"
BODY = "Body"
AFTER = ("Classification", "Graphic")
"""Headings after the text, the last one first."""
LOADED = "Load-Date:"
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_DATE = re.compile(
    r"(?:[A-Z][a-z]{2,5}day,? )?(?:(?P<month>[A-Z][a-z]{2,8}) (?P<day>\d{1,2}),"
    r"|(?P<day_first>\d{1,2}) (?P<month_next>[A-Z][a-z]{2,8})) (?P<year>\d{4})\b"
)


def document_rows(paragraphs: Iterable[str], limit: int) -> Iterator[Row]:
    """The articles of a document: one for each ``End of Document``, or one with all the text.

    Args:
        paragraphs: The document's paragraphs in order.
        limit: Most characters of one article.
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
        yield Row(f":{number + 1}", ReaderError(f"the file ends before the line {END!r}: is it cut off?"))


def nexis_record(lines: list[str]) -> Mapping[str, str | date | None] | ReaderError:
    """The fields of one article of a download, given as its lines without the empty ones."""
    if BODY not in lines:
        return ReaderError(f"an article of a Nexis download without the line {BODY!r}")
    body = lines.index(BODY)
    head, rest = lines[:body], lines[body + 1 :]
    when = next((place for place, line in enumerate(head) if _day(line)), -1)
    return {
        "text": "\n\n".join(_running(rest)),
        "title": head[when - 2] if when >= 2 else None,
        "outlet": head[when - 1] if when >= 1 else None,
        "published": _day(head[when]) if when >= 0 else None,
        "byline": _labelled(head, "Byline"),
        "url": _labelled(rest, "URL"),
    }


def _running(lines: list[str]) -> list[str]:
    """The lines before the keywords, and before what is said of pictures."""
    for heading in AFTER:
        if heading in lines:
            lines = lines[: len(lines) - 1 - lines[::-1].index(heading)]
    return lines[: next((n for n, line in enumerate(lines) if line.startswith(LOADED)), len(lines))]


def _labelled(lines: list[str], label: str) -> str | None:
    """What stands behind a label and its colon, a space or one that does not break."""
    found = next((line for line in lines if line.startswith(f"{label}:")), "")
    return found.removeprefix(f"{label}:").strip() or None


def _day(line: str) -> date | None:
    """The date a line begins with: "February 10, 2026 Tuesday" or "Tuesday 10 February 2026"."""
    found = _DATE.match(line.replace("\u00a0", " "))
    if found is None:
        return None
    month = (found["month"] or found["month_next"]).lower()
    if month not in MONTHS:
        return None
    try:
        return date(int(found["year"]), MONTHS.index(month) + 1, int(found["day"] or found["day_first"]))
    except ValueError:
        return None


def _too_long(limit: int) -> ReaderError:
    return ReaderError(f"an article of more than {limit} characters: raise --max-bytes if it is one")
