"""What a reader hands on: an article, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from onrecord.errors import ReaderError

MAX_METADATA = 10_000
"""Longest title, outlet, url, byline or id in characters."""

Stage = Literal["find", "read", "duplicate", "date", "process", "validate"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as stored: every offset in a claim counts code points of ``text``.

    ``text`` is what ``stored_text`` makes of what was read: a file without its front matter, a string of
    JSON, what the extractor returns for HTML. ``sha256`` is of the text in UTF-8.
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
    """What is wrong with the date that the input gives, so that the article went on without it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file no reader takes, a picture or a withdrawn item among articles. Counted and named, no error."""

    path: str
    suffix: str
    """What kind of thing it is: a file's suffix, or a word for a part of a file."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that did not become an article or a claim: one line of errors.jsonl.

    Of the stages "duplicate" (the same text was read before) and "date" (the date cannot be read, and the
    article went on without it) it is a note, not an error.
    """

    article: str
    path: str
    stage: Stage
    error: str
    message: str
    claim: dict[str, Any] | None = None


def not_read(path: str, message: str) -> Failure:
    """The failure of an input that no reader can open or take."""
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
    """Check a text and its metadata and make an article of them.

    Raises:
        ReaderError: The text is empty, binary or no valid Unicode, or a field is too long for one.
    """
    if not text.strip():
        raise ReaderError("the text is empty")
    if (nul := text.find("\0")) >= 0:
        raise ReaderError(f"a NUL character at position {nul}: this is no text")
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
