"""Rich text: Nexis Uni downloads with several articles, or one article per file.

Only the text is extracted: fonts matter only for their character set, and everything that is not running text
(pictures, headers, footnotes, field codes) is skipped. Time is linear in the size of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from onrecord.errors import ConfigError, ReaderError
from onrecord.readers.base import Reader, ReadOptions, Row
from onrecord.readers.decoding import check_encoding, decode
from onrecord.readers.nexis import document_rows
from onrecord.readers.source import Source

START = b"{\\rtf"
MAX_FILE = 50_000_000
"""The most bytes of a file, which is read whole."""
MAX_GROUPS = 1000
"""The deepest nesting of groups."""
SKIPPED = {
    "annotation", "atnauthor", "atnid", "author", "bkmkend", "bkmkstart", "colortbl", "comment",
    "datafield", "docvar", "fldinst", "footer", "footerf", "footerl", "footerr",
    "footnote", "generator", "header", "headerf", "headerl", "headerr", "info", "keywords", "listtable",
    "listoverridetable", "nonshppict", "object", "operator", "pict", "private", "rsidtbl", "stylesheet",
    "subject", "tc", "themedata", "title", "xe",
}  # fmt: skip
"""Control words of groups that are not running text."""
STRUCK = {"deleted", "strike", "striked"}
"""Control words of struck-out text, and of text deleted in a revision."""
SPECIAL = {
    "par": "\n",
    "sect": "\n",
    "page": "\n",
    "line": "\n",
    "row": "\n",
    "cell": "\t",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
SYMBOLS = {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"}
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Code pages of the fonts' character sets; all others use the document's own."""

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,9})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)


class RtfReader(Reader):
    """Reads ``.rtf``."""

    suffixes: ClassVar[tuple[str, ...]] = (".rtf",)
    escaped: ClassVar[bool] = False

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """Each article of a Nexis download, numbered from 1, or the document's text."""
        data = source.read(max(MAX_FILE, options.max_bytes))
        if not data.startswith(START):
            raise ReaderError("not rich text: the file does not begin with {\\rtf")
        yield from document_rows(rtf_text(data, options.encoding or "cp1252").split("\n"), options.max_bytes)


@dataclass(frozen=True, slots=True)
class _Group:
    """Settings that apply until the group's closing brace."""

    encoding: str
    skipped: bool = False
    fonts: bool = False
    struck: bool = False
    replacements: int = 1
    """Number of fallback characters after a Unicode character, for old programs."""

    @property
    def shown(self) -> bool:
        """Whether its words are running text."""
        return not (self.skipped or self.struck)


def rtf_text(data: bytes, encoding: str = "cp1252") -> str:
    """The running text of a file, one paragraph per line.

    Args:
        data: The file.
        encoding: The code page if the file names none.

    Raises:
        ReaderError: It is nested too deeply, or has bytes outside its code page.
    """
    text = _Text(encoding)
    position = 0
    while token := _TOKEN.match(data, position):
        position = token.end() + text.take(token)
    return text.whole()


class _Text:
    """Collects the text of the tokens of a file."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._group = _Group(encoding)
        self._outer: list[_Group] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._pieces: list[str] = []
        self._undecoded = bytearray()
        self._to_drop = 0
        """Replacement characters still to come."""

    def take(self, token: re.Match[bytes]) -> int:
        """Process one token; returns how many bytes of binary data follow it."""
        word, number, code, symbol, brace, plain = token.groups()
        if brace:
            self._brace(brace)
        elif word:
            return self._word(word.decode("ascii"), None if number is None else int(number))
        elif symbol == b"*":
            self._change(skipped=True)
        elif symbol:
            self._character(SYMBOLS.get(symbol.decode("latin-1"), ""))
        elif code:
            self._bytes(bytes.fromhex(code.decode("ascii")))
        elif plain:
            self._bytes(plain)
        return 0

    def whole(self) -> str:
        """All text so far, with surrogate pairs joined."""
        self._decode()
        halves = "".join(self._pieces).encode("utf-16-le", "surrogatepass")
        return halves.decode("utf-16-le", "surrogatepass")

    def _brace(self, brace: bytes) -> None:
        self._decode()
        self._to_drop = 0
        if brace == b"{":
            self._outer.append(self._group)
            if len(self._outer) > MAX_GROUPS:
                raise ReaderError(f"rich text nested more than {MAX_GROUPS} deep")
        elif self._outer:
            self._group = self._outer.pop()

    def _word(self, word: str, number: int | None) -> int:
        if word == "bin":
            return max(0, number or 0)
        if word in SPECIAL:
            self._character(SPECIAL[word])
        elif word == "u":
            self._to_drop = 0
            self._character(chr((number or 0) % 0x10000))
            self._to_drop = self._group.replacements
        elif word == "uc":
            self._change(replacements=max(0, number or 0))
        elif word in SKIPPED:
            self._change(skipped=True)
        elif word in STRUCK:
            self._change(struck=number != 0)
        elif word == "fonttbl":
            self._change(skipped=True, fonts=True)
        elif word == "f" and self._group.fonts:
            self._font = number or 0
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._font] = CHARSETS[number]
        elif word == "f":
            self._change(encoding=self._fonts.get(number or 0, self._encoding))
        elif word == "plain":
            self._change(encoding=self._encoding, struck=False)
        elif word == "ansicpg":
            self._encoding = _code_page(number) or self._encoding
            self._change(encoding=self._encoding)
        return 0

    def _change(self, **settings: Any) -> None:
        self._decode()
        self._group = replace(self._group, **settings)

    def _character(self, text: str) -> None:
        self._decode()
        if self._to_drop:
            self._to_drop -= 1
        elif self._group.shown or (text == "\n" and not self._group.skipped):
            self._pieces.append(text)

    def _bytes(self, data: bytes) -> None:
        dropped = min(self._to_drop, len(data))
        self._to_drop -= dropped
        if self._group.shown:
            self._undecoded += data[dropped:]

    def _decode(self) -> None:
        if self._undecoded:
            self._pieces.append(decode(bytes(self._undecoded), self._group.encoding))
            self._undecoded.clear()


def _code_page(number: int | None) -> str | None:
    try:
        return check_encoding("utf-8" if number == 65001 else f"cp{number}")
    except ConfigError:
        return None
