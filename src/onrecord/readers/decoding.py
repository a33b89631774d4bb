"""Bytes to text: by byte order mark, else by the given encoding, else UTF-8; never guessed."""

from __future__ import annotations

import codecs

from onrecord.errors import ConfigError, ReaderError
from onrecord.readers.remedies import remedy_by_beginning

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_NOT_FOR_FILES = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}


def check_encoding(name: str) -> str:
    """Python's name of a text encoding.

    Raises:
        ConfigError: There is no such encoding, or it is not a text encoding.
    """
    try:
        known = codecs.lookup(name).name
        "a".encode(known).decode(known)
    except (LookupError, ValueError) as error:
        raise ConfigError(f"unknown text encoding {name!r}: try utf-8, cp1252 or utf-16") from error
    if known.replace("_", "-") in _NOT_FOR_FILES:
        raise ConfigError(f"{name!r} is not a file encoding: try utf-8, cp1252 or utf-16")
    return known


def byte_order_mark(data: bytes) -> str | None:
    """The encoding given by a byte order mark at the beginning, None without one."""
    return next((marked for mark, marked in _MARKS if data.startswith(mark)), None)


def decode(data: bytes, encoding: str | None = None) -> str:
    """Decode strictly; a byte order mark wins over ``encoding`` and is dropped.

    Args:
        data: The bytes of a file or of a line.
        encoding: The encoding for data without a mark; UTF-8 by default.

    Raises:
        ReaderError: The bytes are not in that encoding; the message gives the position and a remedy.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], marked, len(mark))
    return _strictly(data, encoding or "utf-8", 0)


def _strictly(data: bytes, encoding: str, shift: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        position = error.start + shift
        if known := remedy_by_beginning(data):
            raise ReaderError(known) from error
        if b"\0" in data[:1024] and not encoding.startswith("utf-16"):
            raise ReaderError(f"binary data, not text (byte {position})") from error
        raise ReaderError(
            f"not {encoding}: byte 0x{data[error.start]:02x} at position {position}; "
            "if the file is text in another encoding, name it with --encoding (often cp1252)"
        ) from error


def universal_newlines(text: str) -> str:
    r"""Line endings as ``open(path).read()`` gives them: ``\r\n`` and ``\r`` become ``\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
