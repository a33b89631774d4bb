"""Compressed inputs, unpacked as they are read: memory stays flat, and a decompression bomb ends early."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

from onrecord.errors import ReaderError

GZIP = b"\x1f\x8b"
"""What every gzip file begins with."""
MAX_RATIO = 200
"""Most bytes that may come out of one; text packs to a third or a tenth, a bomb to a thousandth."""
FREE = 1_000_000
"""Bytes that may come out before the ratio counts."""

_PIECE = 512
"""Bytes of Brotli that are unpacked at a time: a bomb of them makes a few megabytes at most."""


class Counted:
    """A stream that counts the bytes taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.seekable = stream.seekable
        self.tell = stream.tell
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """Some bytes, or all there are."""
        data = self._stream.read(size)
        self.count += len(data)
        return data


class _Unpacked(Protocol):
    def read1(self, size: int) -> bytes: ...


class _Inflating(io.RawIOBase):
    """What comes out of a decompressor, as long as it is in proportion to what went in.

    Args:
        stream: Gives unpacked bytes.
        packed: How many packed bytes were used for them so far.
    """

    def __init__(self, stream: _Unpacked, packed: Callable[[], int]) -> None:
        self._stream = stream
        self._packed = packed
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read1(len(buffer))  # what comes before damage is given before the error
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise ReaderError(f"the packed data is damaged or cut off: {error}") from error
        self._given += len(data)
        if self._given > max(FREE, MAX_RATIO * self._packed()):
            raise ReaderError(
                f"unpacks to more than {MAX_RATIO} times its size: if that is right, unpack it yourself"
            )
        buffer[: len(data)] = data
        return len(data)


def inflating(stream: _Unpacked, packed: Callable[[], int]) -> BinaryIO:
    """A stream of unpacked bytes that raises ``ReaderError`` where data is damaged or blown up."""
    return io.BufferedReader(_Inflating(stream, packed))


def gunzipping(stream: BinaryIO) -> BinaryIO:
    """The bytes of a stream, unpacked if they are gzip, whatever the file is called."""
    if not hasattr(stream, "peek"):
        stream = io.BufferedReader(cast(io.RawIOBase, stream))
    if not stream.peek(len(GZIP)).startswith(GZIP):
        return stream
    counted = Counted(stream)
    unpacked = gzip.GzipFile(fileobj=cast(BinaryIO, counted), mode="rb")
    return inflating(unpacked, lambda: counted.count)


def unbrotli(data: bytes, limit: int) -> bytes:
    """What is packed as Brotli, which has no mark to know it by; data that is not packed stays as it is.

    Args:
        data: A page as it was sent.
        limit: Most bytes that may come out; one more is given where there are more.

    Raises:
        ReaderError: The data is cut off, or what unpacks it is not installed.
    """
    try:
        import brotli
    except ImportError as error:
        raise ReaderError(
            "a page packed with Brotli needs an extra: pip install 'onrecord[brotli]'"
        ) from error
    unpacker = brotli.Decompressor()
    found = bytearray()
    try:
        for start in range(0, len(data), _PIECE):
            found += unpacker.process(data[start : start + _PIECE])
            if len(found) > limit:
                return bytes(found[: limit + 1])
    except brotli.error as error:
        if data.lstrip()[:1] == b"<":  # crawlers unpack pages and leave the header
            return data
        raise ReaderError(f"the packed page is damaged: {error}") from error
    if not unpacker.is_finished():
        raise ReaderError("the packed page is cut off")
    return bytes(found)
