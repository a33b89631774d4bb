"""Streaming decompression of inputs: memory stays flat, and decompression bombs are stopped early."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

from onrecord.errors import ReaderError

GZIP = b"\x1f\x8b"
"""The first bytes of every gzip file."""
MAX_RATIO = 200
"""The most output bytes per input byte; text compresses to a third or a tenth, a bomb to a thousandth."""
FREE = 1_000_000
"""Output bytes allowed before the ratio is checked."""

_PIECE = 512
"""Bytes of Brotli input unpacked at a time; even those of a bomb give only a few megabytes."""


class Counted:
    """A stream that counts the bytes read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.seekable = stream.seekable
        self.tell = stream.tell
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, or all."""
        data = self._stream.read(size)
        self.count += len(data)
        return data


class _Unpacked(Protocol):
    def read1(self, size: int) -> bytes: ...


class _Inflating(io.RawIOBase):
    """The output of a decompressor; raises an error when it is out of proportion to the input.

    Args:
        stream: The unpacked bytes.
        packed: Returns the number of packed bytes consumed so far.
    """

    def __init__(self, stream: _Unpacked, packed: Callable[[], int]) -> None:
        self._stream = stream
        self._packed = packed
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read1(len(buffer))  # read1 returns the data before a damaged part first
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise ReaderError(f"the compressed data is damaged or truncated: {error}") from error
        self._given += len(data)
        if self._given > max(FREE, MAX_RATIO * self._packed()):
            raise ReaderError(
                f"unpacks to more than {MAX_RATIO} times its size: if that is right, unpack it first"
            )
        buffer[: len(data)] = data
        return len(data)


def inflating(stream: _Unpacked, packed: Callable[[], int]) -> BinaryIO:
    """A stream of unpacked bytes that raises ``ReaderError`` on damaged data or a decompression bomb."""
    return io.BufferedReader(_Inflating(stream, packed))


def gunzipping(stream: BinaryIO) -> BinaryIO:
    """The bytes of a stream, unpacked if they are gzip, regardless of the file's name."""
    if not hasattr(stream, "peek"):
        stream = io.BufferedReader(cast(io.RawIOBase, stream))
    if not stream.peek(len(GZIP)).startswith(GZIP):
        return stream
    counted = Counted(stream)
    unpacked = gzip.GzipFile(fileobj=cast(BinaryIO, counted), mode="rb")
    return inflating(unpacked, lambda: counted.count)


def unbrotli(data: bytes, limit: int) -> bytes:
    """Unpack a page sent with Brotli; data that turns out to be unpacked already is returned unchanged.

    Args:
        data: The page as it was sent.
        limit: The most bytes to return; one byte more if the page is longer.

    Raises:
        ReaderError: The data is truncated, or the decompressor is not installed.
    """
    try:
        import brotli
    except ImportError as error:
        raise ReaderError(
            "a page compressed with Brotli needs an extra: pip install 'onrecord[brotli]'"
        ) from error
    unpacker = brotli.Decompressor()
    unpacked = bytearray()
    try:
        for start in range(0, len(data), _PIECE):
            unpacked += unpacker.process(data[start : start + _PIECE])
            if len(unpacked) > limit:
                return bytes(unpacked[: limit + 1])
    except brotli.error as error:
        if data.lstrip()[:1] == b"<":  # some crawlers unpack pages but keep the header
            return data
        raise ReaderError(f"the compressed page is damaged: {error}") from error
    if not unpacker.is_finished():
        raise ReaderError("the compressed page is truncated")
    return bytes(unpacked)
