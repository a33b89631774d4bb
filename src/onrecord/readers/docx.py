"""Word documents: Nexis Uni downloads with several articles, or one article per file."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar, cast

from onrecord.errors import ReaderError
from onrecord.readers.base import Reader, ReadOptions, Row
from onrecord.readers.inflating import Counted, inflating
from onrecord.readers.names import local_name
from onrecord.readers.nexis import document_rows
from onrecord.readers.source import Source
from onrecord.readers.xmls import child, elements, import_lxml

PART = "word/document.xml"
"""The only archive member that is read; nothing is unpacked to disk."""
ASIDE = ("fallback", "movefrom", "ppr", "rpr")
"""Elements without running text: text moved elsewhere, fallbacks for old programs, and formatting."""
STRUCK = ("strike", "dstrike")
"""Properties of a run with struck-out text."""
OFF = {"0", "false", "off"}
ENCRYPTED = 1
"""Bit in the flags of an archive member."""
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "\u2011"}


class DocxReader(Reader):
    """Reads ``.docx``; needs the extra ``onrecord[xml]``."""

    suffixes: ClassVar[tuple[str, ...]] = (".docx",)
    escaped: ClassVar[bool] = False

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """Each article of a Nexis download under its number from 1, or the document's text."""
        with source.open_seekable() as file:
            packed = Counted(file)
            try:
                with zipfile.ZipFile(cast(BinaryIO, packed)) as archive:
                    part = archive.getinfo(PART)
                    if part.flag_bits & ENCRYPTED:
                        raise ReaderError("a password-protected Word document: save it without a password")
                    with archive.open(part) as stream:
                        unpacked = inflating(cast(zipfile.ZipExtFile, stream), lambda: packed.count)
                        yield from document_rows(_paragraphs(unpacked, options.max_bytes), options.max_bytes)
            except KeyError as error:
                raise ReaderError(f"not a Word document: there is no {PART} in it") from error
            except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
                raise ReaderError(f"a Word document that cannot be opened: {error}"[:200]) from error


def _paragraphs(stream: BinaryIO, limit: int) -> Iterator[str]:
    return (_text(paragraph) for paragraph in elements(stream, "p", limit))


def _text(paragraph: Any) -> str:
    """The words of a paragraph except struck-out ones; deleted words are in another element anyway."""
    walk = import_lxml().iterwalk(paragraph, events=("start",))
    pieces: list[str] = []
    for _, node in walk:
        name = local_name(node)
        if name in ASIDE or (name == "r" and _is_struck(node)):
            walk.skip_subtree()
        elif name == "t":
            pieces.append(node.text or "")
        elif name in BREAKS:
            pieces.append(BREAKS[name])
    return "".join(pieces)


def _is_struck(run: Any) -> bool:
    """Whether a run is struck out, with one line or two."""
    look = child(run, "rpr")
    return look is not None and any(
        local_name(one) in STRUCK and not OFF & {value.lower() for value in one.attrib.values()}
        for one in look
    )
