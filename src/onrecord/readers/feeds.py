"""Feeds: each RSS item or Atom entry is an article, with as much text as the feed has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from onrecord.errors import ReaderError
from onrecord.readers.base import NoArticle, Reader, ReadOptions, Row
from onrecord.readers.escapes import unescaped
from onrecord.readers.markup import html_text, plain_words, running_text
from onrecord.readers.names import XML_LANGUAGE, local_name
from onrecord.readers.source import Source
from onrecord.readers.xmls import child, children, elements

ENTRIES = ("item", "entry")
ABOUT = ("title", "language")
"""Elements about the whole feed."""
TEXTS = ("encoded", "content", "body", "description", "summary")
"""Elements that may hold the text; those with the full text come before summaries."""
DATES = ("pubdate", "published", "date", "issued", "updated", "modified")


class FeedReader(Reader):
    """Reads ``.rss``, ``.atom`` and ``.xml``; needs the extra ``onrecord[xml]``."""

    suffixes: ClassVar[tuple[str, ...]] = (".atom", ".rdf", ".rss", ".xml")
    escaped: ClassVar[bool] = False

    def recognises(self, head: bytes) -> bool:
        """Whether there is an ``<rss>``, a ``<feed>`` or an ``<rdf:RDF>``."""
        plain = head.replace(b"\0", b"")
        return any(name in plain for name in (b"<rss", b"<feed", b":feed", b"<rdf:RDF"))

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """Each item under its number from 1."""
        about: dict[str, str | None] = {}
        number = 0
        with source.open() as stream:
            for element in elements(stream, (*ENTRIES, *ABOUT), options.max_bytes):
                name = local_name(element)
                if name in ABOUT:
                    about.setdefault(name, plain_words(element))
                    continue
                about.setdefault("language", element.getroottree().getroot().get(XML_LANGUAGE))
                number += 1
                yield Row(f":{number}", _item(element, about))
        if not number and not about:
            raise ReaderError("no <item> and no <entry>: this is XML of another kind")


def _item(entry: Any, about: Mapping[str, str | None]) -> Mapping[str, Any] | NoArticle | ReaderError:
    try:
        return _record(entry, about)
    except ReaderError as error:
        return error


def _record(entry: Any, about: Mapping[str, str | None]) -> Mapping[str, Any] | NoArticle:
    texts = (_text(element) for name in TEXTS if (element := child(entry, name)) is not None)
    text = next((text for text in texts if text.strip()), None)
    if text is None:
        return NoArticle("feed item without text")
    author = child(entry, "creator")
    author = child(entry, "author") if author is None else author
    name = author if child(author, "name") is None else child(author, "name")
    source = child(entry, "source")
    if source is not None and len(source) and child(source, "title") is None:
        source = None
    return {
        "text": text,
        "id": plain_words(child(entry, "guid")) or plain_words(child(entry, "id")),
        "title": _title(child(entry, "title")),
        "published": next((day for name in DATES if (day := plain_words(child(entry, name)))), None),
        "outlet": plain_words(child(source, "title")) or plain_words(source) or about.get("title"),
        "url": _link(entry),
        "byline": plain_words(name),
        "language": plain_words(child(entry, "language")) or about.get("language"),
    }


def _text(element: Any) -> str:
    """The text of an element that contains XHTML, escaped HTML or plain text."""
    if len(element):
        return running_text(element)
    words = element.text or ""
    return html_text(words) if "<" in words else unescaped(words)


def _title(element: Any) -> str | None:
    words = plain_words(element)
    return " ".join(html_text(words).split()) if words and ("<" in words or "&" in words) else words


def _link(entry: Any) -> str | None:
    """The address of the article, not of a picture or of the feed."""
    links = list(children(entry, "link"))
    own = [link for link in links if link.get("rel") in (None, "alternate")]
    return next((address for link in own if (address := link.get("href") or plain_words(link))), None)
