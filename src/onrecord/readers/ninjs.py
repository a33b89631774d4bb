"""ninjs, the IPTC's JSON format for news items: versions 1, 2 and 3, recognised among other JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.errors import ReaderError
from onrecord.readers.base import NoArticle
from onrecord.readers.markup import html_text
from onrecord.readers.release import EMBARGO, LANGUAGE, STATUS, unreleased

MARKS = ("versioncreated", "versionCreated", "headlines", "bodies", "body_xhtml", "body_html", "body_text")
"""Keys that, together with ``uri``, identify a ninjs item: lower case up to version 2, then camel case."""
TEXTS = (None, "text", "composite")
"""The types of items with a text."""


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a ninjs item."""
    return "uri" in record and "text" not in record and any(mark in record for mark in MARKS)


def ninjs_record(item: Mapping[str, Any]) -> Mapping[str, Any] | NoArticle:
    """An item's fields under our names.

    Raises:
        ReaderError: The item is a text but has no body, or its body cannot be read.
    """
    kind = item.get("type")
    if kind not in TEXTS:
        return NoArticle(f"ninjs {kind if isinstance(kind, str) else 'item'}"[:40])
    uri = item.get("uri")
    created = ("versioncreated", "versionCreated", "firstcreated", "firstCreated", "contentCreated")
    return {
        **{name: item[name] for name in (*STATUS, *EMBARGO, *LANGUAGE) if name in item},
        "id": uri,
        "url": uri if isinstance(uri, str) and uri.startswith(("http://", "https://")) else None,
        "title": _value(item.get("headlines"), "main") or item.get("headline"),
        "byline": item.get("by") or item.get("byline"),
        "published": next((item[name] for name in created if item.get(name)), None),
        "outlet": _outlet(item),
        "text": _text(item) if unreleased(item) is None or any(_bodies(item)) else "",
    }


def _outlet(item: Mapping[str, Any]) -> Any:
    sources = item.get("infosources") or item.get("infoSources") or item.get("infosource")
    names = (source.get("name") for source in _objects(sources))
    return next(filter(None, names), None) or item.get("copyrightholder") or item.get("copyrightHolder")


def _value(items: Any, role: str) -> Any:
    """The value with the given role in a list of {role, value}, or else the first value."""
    candidates = sorted(_objects(items), key=lambda one: one.get("role") != role)
    return next((one["value"] for one in candidates if one.get("value")), None)


def _objects(items: Any) -> list[dict[str, Any]]:
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []


def _text(item: Mapping[str, Any]) -> str:
    for kind, body in _bodies(item):
        if isinstance(body, str) and body.strip():
            return html_text(body) if "html" in kind else body
    raise ReaderError("a ninjs item without a body in HTML or plain text")


def _bodies(item: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Kind and content of the bodies; HTML comes first, because it marks paragraphs."""
    bodies = [(name.removeprefix("body_"), item[name]) for name in item if name.startswith("body_")]
    for body in _objects(item.get("bodies")):
        kind = body.get("contenttype") or body.get("contentType") or "text/plain"
        bodies.append((str(kind).lower(), body.get("value")))
    for wanted in ("html", "text"):
        yield from (one for one in bodies if wanted in one[0] and (wanted == "html" or "html" not in one[0]))
