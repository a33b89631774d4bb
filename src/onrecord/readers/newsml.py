"""NewsML-G2: single news items or messages of several, with their text in NITF, XHTML or plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from onrecord.errors import ReaderError
from onrecord.readers.base import NoArticle, Reader, ReadOptions, Row
from onrecord.readers.markup import plain_words, running_text
from onrecord.readers.nitf import nitf_record
from onrecord.readers.release import unreleased
from onrecord.readers.source import Source
from onrecord.readers.xmls import child, children, elements

ITEM = "newsitem"


class NewsmlReader(Reader):
    """Reads ``.xml``; needs the extra ``onrecord[xml]``."""

    suffixes: ClassVar[tuple[str, ...]] = (".newsml", ".xml")
    escaped: ClassVar[bool] = False

    def recognises(self, head: bytes) -> bool:
        """Whether there is a ``<newsItem>`` or a ``<newsMessage>``, with or without a prefix."""
        plain = head.replace(b"\0", b"")
        return any(name in plain for name in (b"newsItem", b"newsMessage"))

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """Each item, numbered from 1."""
        number = 0
        with source.open() as stream:
            for number, element in enumerate(elements(stream, ITEM, options.max_bytes), 1):
                yield Row(f":{number}", _item(element))
        if not number:
            raise ReaderError("no <newsItem>: this is XML of another kind, or a message without items")


def _item(item: Any) -> Mapping[str, Any] | NoArticle | ReaderError:
    try:
        return _record(item)
    except ReaderError as error:
        return error


def _record(item: Any) -> Mapping[str, Any] | NoArticle:
    about, content = child(item, "itemmeta"), child(item, "contentmeta")
    kind = _last(child(about, "itemclass"), "qcode")
    if kind not in (None, "text", "composite"):
        return NoArticle(f"newsItem {kind}"[:40])
    release = _release(about, content)
    if unreleased(release) and child(item, "contentset") is None:
        return {**release, "text": ""}
    inside, text = _body(child(item, "contentset"))
    guid = item.get("guid")
    provider = child(about, "provider")
    return {
        **inside,
        **release,
        "id": guid,
        "url": guid if guid and guid.startswith(("http://", "https://")) else inside.get("url"),
        "title": plain_words(child(content, "headline"))
        or inside.get("title")
        or plain_words(child(about, "title")),
        "byline": plain_words(child(content, "by")) or inside.get("byline"),
        "published": plain_words(child(about, "versioncreated"))
        or plain_words(child(content, "contentcreated"))
        or plain_words(child(about, "firstcreated"))
        or inside.get("published"),
        "outlet": plain_words(child(provider, "name"))
        or (None if provider is None else provider.get("literal"))
        or inside.get("outlet")
        or _last(provider, "qcode"),
        "text": text,
    }


def _release(about: Any, content: Any) -> dict[str, Any]:
    """An item's publication status; an embargo without a time has no end."""
    embargo, language = child(about, "embargoed"), child(content, "language")
    status = child(about, "pubstatus")
    fields = {
        "pubstatus": _last(status, "qcode") or _last(status, "uri"),
        "embargoed": None if embargo is None else plain_words(embargo) or True,
        "language": None if language is None else language.get("tag"),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _body(contents: Any) -> tuple[Mapping[str, Any], str]:
    """The text of an item, and the fields of its NITF document, if any."""
    if contents is not None:
        for inline in children(contents, "inlinexml"):
            nitf = child(inline, "nitf")
            if nitf is not None:
                inside = nitf_record(nitf)
                return inside, inside["text"]
            if text := running_text(inline):
                return {}, text
        for inline in children(contents, "inlinedata"):
            if "plain" in (inline.get("contenttype") or "text/plain"):
                return {}, "".join(inline.itertext())
    raise ReaderError("a news item of class text without a text in NITF, XHTML or plain")


def _last(element: Any, name: str) -> str | None:
    """The part after the scheme in an attribute such as ``ninat:text``."""
    return None if element is None else (element.get(name) or "").rpartition(":")[2] or None
