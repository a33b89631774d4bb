"""Web archives (WARC) of crawlers: each fetched HTML page is an article.

A WARC record is a version line, headers and a number of bytes; Python's ``http.client`` parses such headers
and refuses endless ones.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar
from urllib.parse import urlsplit

from onrecord.errors import ReaderError
from onrecord.readers.base import NoArticle, Reader, ReadOptions, Row
from onrecord.readers.fields import FIELDS, alternatives
from onrecord.readers.html import declared_encoding, meant_encoding, page_record
from onrecord.readers.inflating import gunzipping, unbrotli
from onrecord.readers.source import Source

if TYPE_CHECKING:
    from http.client import HTTPMessage

NAMES = (*FIELDS, "fetched")
PAGES = ("text/html", "application/xhtml+xml")
ABOUT = ("warcinfo", "request", "metadata")
"""Types of records that only describe other records."""
START = b"WARC/"
"""The beginning of every record's first line."""
MAX_LINE = 1 << 16
_CHUNK = 1 << 16


class WarcReader(Reader):
    """Reads ``.warc`` and ``.warc.gz``; pages need the extra ``onrecord[html]``.

    A page's ``published`` is the date it states. The day it was fetched is ``fetched``, which the preset
    ``cc-news`` uses for pages without a date.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".warc",)
    escaped: ClassVar[bool] = False

    def field_names(self, options: ReadOptions) -> Mapping[str, str]:
        """The part of the user's field map that applies to pages."""
        fields = options.fields.items()
        return {
            ours: theirs for ours, theirs in fields if all(name in NAMES for name in alternatives(theirs))
        }

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """Each page, under its record's number from 1; other records are not articles."""
        with source.open() as stream:
            for number, record in enumerate(_records(stream), 1):
                if isinstance(record, ReaderError):
                    yield Row(f":{number}", record)
                elif record[0].get("WARC-Type") not in ABOUT:
                    yield Row(f":{number}", _response(*record, options))


class _Block(io.RawIOBase):
    """The bytes of one record."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream = stream
        self._left = length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def finish(self) -> bool:
        """Skip the unread rest; False if the file ends before the record."""
        while self._left and (data := self._stream.read(min(_CHUNK, self._left))):
            self._left -= len(data)
        return not self._left


def _records(stream: BinaryIO) -> Iterator[tuple[HTTPMessage, BinaryIO] | ReaderError]:
    """Headers and content of each record; a broken record is skipped."""
    from http.client import HTTPException, parse_headers

    lost = False
    while line := stream.readline(MAX_LINE):
        if not line.startswith(START):
            if line.strip() and not lost:
                lost = True
                yield ReaderError("no WARC record where one should begin: skipped to the next one")
            continue
        lost = False
        try:
            headers = parse_headers(stream)
            length = _length(headers.get("Content-Length", ""))
        except (HTTPException, ValueError) as error:
            yield ReaderError(f"a WARC record with headers that cannot be read: {error}"[:200])
            lost = True
            continue
        block = _Block(stream, length)
        yield headers, io.BufferedReader(block)
        if not block.finish():
            yield ReaderError("the archive ends in the middle of this record")


def _length(value: str) -> int:
    if not (value.isascii() and value.isdecimal()):
        raise ValueError(f"the length {value[:20]!r} is not a number")
    return int(value)


def _response(
    headers: HTTPMessage, block: BinaryIO, options: ReadOptions
) -> Callable[[], Mapping[str, Any]] | NoArticle | ReaderError:
    from http.client import HTTPException, parse_headers

    url = _unquoted(headers.get("WARC-Target-URI", ""))
    if headers.get("WARC-Type") != "response" or not url.startswith(("http://", "https://")):
        return NoArticle(f"WARC {headers.get('WARC-Type', 'record')}"[:40])
    try:
        status = block.readline(MAX_LINE).split(maxsplit=2)[1:2]
        about = parse_headers(block)
        kind = about.get_content_type() if "Content-Type" in about else PAGES[0]
        if status != [b"200"] or kind not in PAGES:
            return NoArticle(kind if status == [b"200"] else "page not found or moved")
        page = _body(block, about, options.max_bytes)
    except HTTPException as error:
        return ReaderError(f"HTTP headers that cannot be read: {error}"[:200])
    except ReaderError as error:
        return error
    return partial(_page, headers, url, about, page, options)


def _page(
    headers: HTTPMessage, url: str, about: HTTPMessage, page: bytes, options: ReadOptions
) -> Mapping[str, Any]:
    label = about.get_content_charset()
    encoding = (meant_encoding(label) if label else None) or declared_encoding(page) or options.encoding
    record = page_record(page, encoding)
    return {
        **record,
        "id": headers.get("WARC-Record-ID", "").strip("<>").removeprefix("urn:uuid:"),
        "url": url,
        "outlet": record.get("outlet") or _host(url),
        "fetched": headers.get("WARC-Date"),
    }


def _body(block: BinaryIO, about: HTTPMessage, limit: int) -> bytes:
    """The page, with chunks joined and gzip or Brotli unpacked."""
    data = block.read(limit + 1)
    if len(data) <= limit and about.get("Transfer-Encoding", "").lower() == "chunked":
        data = _joined(data)
    if len(data) <= limit:
        if about.get("Content-Encoding", "").strip().lower() == "br":
            data = unbrotli(data, limit)
        else:
            data = gunzipping(io.BufferedReader(io.BytesIO(data))).read(limit + 1)
    if len(data) > limit:
        raise ReaderError(f"a page of more than {limit} bytes: raise --max-bytes if this is one article")
    return data


def _joined(data: bytes) -> bytes:
    """The content of chunks ``size CRLF bytes CRLF``; data that is not chunked is returned unchanged."""
    parts: list[bytes] = []
    position = 0
    while (end := data.find(b"\r\n", position, position + 100)) >= 0:
        digits = data[position:end].partition(b";")[0].strip()
        if not digits or digits.strip(b"0123456789abcdefABCDEF"):
            break
        size = int(digits, 16)
        if not size:
            return b"".join(parts)
        parts.append(data[end + 2 : end + 2 + size])
        position = end + 2 + size + 2
    if parts:
        raise ReaderError("the page was sent in chunks, and one is missing or broken")
    return data


def _unquoted(url: str) -> str:
    """The address decoded as UTF-8: header lines are decoded byte by byte."""
    return url.strip("<> ").encode("latin-1", "replace").decode("utf-8", "replace")


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
