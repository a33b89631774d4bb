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
"""Lines that end the text."""
LOADED = "Load-Date:"
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_DATE = re.compile(
    r"(?:(?P<month>[A-Z][a-z]{2,8}) (?P<day>\d{1,2}),"
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
    text = rest[: next((place for place, line in enumerate(rest) if _ends_text(line)), len(rest))]
    when = next((place for place in range(len(head)) if _day(head[place])), 0)
    return {
        "text": "\n\n".join(text),
        "title": head[when - 2] if when >= 2 else None,
        "outlet": head[when - 1] if when >= 1 else None,
        "published": _day(head[when]) if head else None,
        "byline": next((found for line in head if (found := _labelled(line, "Byline"))), None),
    }


def _ends_text(line: str) -> bool:
    return line in AFTER or line.startswith(LOADED)


def _labelled(line: str, label: str) -> str:
    return line.removeprefix(label + ":").strip() if line.startswith(label + ":") else ""


def _day(line: str) -> date | None:
    """The date a line begins with: "February 10, 2026 Tuesday" or "10 February 2026"."""
    found = _DATE.match(line)
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
