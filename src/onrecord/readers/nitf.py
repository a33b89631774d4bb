"""NITF, the News Industry Text Format of agencies and archives: one article per document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from onrecord.errors import ReaderError
from onrecord.readers.base import Reader, ReadOptions, Row
from onrecord.readers.markup import plain_words, running_text
from onrecord.readers.names import XML_LANGUAGE
from onrecord.readers.source import Source
from onrecord.readers.xmls import child, children, elements


class NitfReader(Reader):
    """Reads ``.xml`` and ``.nitf``; needs the extra ``onrecord[xml]``."""

    suffixes: ClassVar[tuple[str, ...]] = (".nitf", ".xml")
    escaped: ClassVar[bool] = False

    def recognises(self, head: bytes) -> bool:
        """Whether there is an ``<nitf>`` element."""
        return b"<nitf" in head.replace(b"\0", b"")

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """The article; a file with several concatenated documents is not well-formed."""
        found = False
        with source.open() as stream:
            for element in elements(stream, "nitf", options.max_bytes):
                found = True
                yield Row("", nitf_record(element))
        if not found:
            raise ReaderError("no <nitf> element: this is XML of another kind")


def nitf_record(nitf: Any) -> Mapping[str, Any]:
    """The fields of an ``<nitf>`` element under our names.

    Raises:
        ReaderError: The text cannot be read.
    """
    head, top = child(nitf, "head"), child(nitf, "body", "body.head")
    data, publication = child(head, "docdata"), child(head, "pubdata")
    name = child(data, "doc-id")
    rights = child(data, "doc.copyright")
    return {
        "pubstatus": _attribute(data, "management-status"),
        "embargoed": _attribute(child(data, "date.release"), "norm"),
        "language": nitf.get(XML_LANGUAGE),
        "id": _attribute(name, "id-string"),
        "title": plain_words(child(top, "hedline", "hl1")) or plain_words(child(head, "title")),
        "byline": plain_words(child(top, "byline")),
        "published": _attribute(child(data, "date.issue"), "norm")
        or _attribute(publication, "date.publication")
        or _attribute(child(top, "dateline", "story.date"), "norm"),
        "outlet": _attribute(publication, "name")
        or plain_words(child(top, "distributor"))
        or _attribute(rights, "holder"),
        "url": _attribute(publication, "ex-ref"),
        "text": _text(child(nitf, "body", "body.content")),
    }


def _text(content: Any) -> str:
    if content is None:
        raise ReaderError("no <body.content>: an NITF document without a text")
    # Archives repeat the lead: once by itself, and again in a block with the whole text.
    whole = [block for block in children(content, "block") if block.get("class") == "full_text"]
    return running_text(*(whole or [content]))


def _attribute(element: Any, name: str) -> str | None:
    return None if element is None else element.get(name) or None
