"""Text files line by line in bounded memory; a line that cannot be read costs only itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import ReaderError
from onrecord.readers.decoding import byte_order_mark, decode

_CHUNK = 1 << 16
_WIDE = ("utf-16", "utf-32")


def text_lines(stream: BinaryIO, encoding: str | None, limit: int) -> Iterator[str | ReaderError]:
    """The lines of a stream with their ends, or why one cannot be read.

    Args:
        stream: The bytes, from their beginning.
        encoding: The encoding where no byte order mark says otherwise; UTF-8 by default.
        limit: Most bytes of a line; a longer one is passed over.
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
    # Here the byte 0x0a is no line end by itself, and after one bad unit nothing can be trusted.
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
        text.detach()


def _too_long(limit: int) -> ReaderError:
    return ReaderError(f"a line of more than {limit} bytes: raise --max-bytes if this is one article")
