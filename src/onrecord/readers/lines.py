"""Text files line by line in bounded memory; an unreadable line does not affect the others."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import ReaderError
from onrecord.readers.decoding import byte_order_mark, decode

_CHUNK = 1 << 16
_WIDE = ("utf-16", "utf-32")


def text_lines(stream: BinaryIO, encoding: str | None, limit: int) -> Iterator[str | ReaderError]:
    """The lines of a stream with their line ends, or an error for an unreadable line.

    Args:
        stream: The bytes, from the beginning.
        encoding: The encoding if there is no byte order mark; UTF-8 by default.
        limit: The most bytes of a line; longer ones are skipped.
    """
    marked = byte_order_mark(stream.peek(4)) if hasattr(stream, "peek") else None
    known = marked or encoding or "utf-8"
    if known.replace("_", "-").startswith(_WIDE):
        yield from _wide_lines(stream, known, limit)
        return
    while line := stream.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield _too_long(limit)
            continue
        try:
            yield decode(line, encoding)
        except ReaderError as error:
            yield error


def _wide_lines(stream: BinaryIO, encoding: str, limit: int) -> Iterator[str | ReaderError]:
    # In wide encodings the byte 0x0a alone is not a line end, and after a bad unit the rest is unreliable.
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        while line := text.readline(limit + 1):
            if len(line) > limit and not line.endswith("\n"):
                while (rest := text.readline(_CHUNK)) and not rest.endswith("\n"):
                    pass
                yield _too_long(limit)
            else:
                yield line.removeprefix("\ufeff")
    except UnicodeError as error:
        yield ReaderError(f"not {encoding} from here on: {error}")
    finally:
        if not text.closed:  # a reader that gave up has closed the stream
            text.detach()


def _too_long(limit: int) -> ReaderError:
    return ReaderError(f"a line of more than {limit} bytes: raise --max-bytes if this is one article")
