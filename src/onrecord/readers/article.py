"""A reader's results: an article, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from onrecord.errors import ReaderError

MAX_METADATA = 10_000
"""The most characters in a title, outlet, url, byline or id."""

Stage = Literal["find", "read", "duplicate", "date", "process", "validate"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as stored: every offset in a claim counts code points of ``text``.

    ``text`` is the result of ``stored_text`` on what was read: a file without its front matter, a JSON
    string, or the text extracted from HTML. ``sha256`` is the hash of ``text`` in UTF-8.
    """

    id: str
    text: str
    sha256: str
    title: str | None
    published: date | None
    outlet: str | None
    url: str | None
    path: str
    byline: str | None = None
    unread: str | None = None
    """Why the date could not be read; the article is then processed without one."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file no reader takes, or a picture or withdrawn item among articles. Counted, not an error."""

    path: str
    suffix: str
    """A file's suffix, or a word for a part of a file."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article or claim that failed: one line of errors.jsonl.

    In the stages "duplicate" (the same text was read before) and "date" (the date cannot be read, and the
    article is processed without it) it is a note, not an error.
    """

    article: str
    path: str
    stage: Stage
    error: str
    message: str
    claim: dict[str, Any] | None = None


def not_read(path: str, message: str) -> Failure:
    """The failure of an input that cannot be opened or that no reader takes."""
    return Failure(path, path, "find", ReaderError.__name__, message)


def make_article(
    text: str,
    *,
    id: str,
    path: str,
    title: str | None = None,
    published: date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    unread: str | None = None,
) -> Article:
    """Make an article of a text and its metadata, and check them.

    Raises:
        ReaderError: The text is empty, binary or invalid Unicode, or a field is too long.
    """
    if not text.strip():
        raise ReaderError("the text is empty")
    if (nul := text.find("\0")) >= 0:
        raise ReaderError(f"a NUL character at position {nul}: this is not text")
    for name, value in {"id": id, "title": title, "outlet": outlet, "url": url, "byline": byline}.items():
        if value is not None and len(value) > MAX_METADATA:
            raise ReaderError(f"the {name} has {len(value)} characters, more than {MAX_METADATA}")
        if value is not None:
            _encode(value, f"the {name}")
    digest = sha256(_encode(text, "the text")).hexdigest()
    return Article(
        id, text, digest, title or None, published, outlet or None, url or None, path, byline or None, unread
    )


def _encode(value: str, what: str) -> bytes:
    try:
        return value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReaderError(f"{what} holds half a surrogate pair at position {error.start}") from error
