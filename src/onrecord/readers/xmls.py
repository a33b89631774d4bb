"""Untrusted XML: no entity is expanded, nothing is fetched, and memory holds one element at a time."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import Any, BinaryIO, cast

from onrecord.errors import ReaderError
from onrecord.readers.names import local_name

CHUNK = 1 << 15


def elements(stream: BinaryIO, names: str | tuple[str, ...], limit: int) -> Iterator[Any]:
    """Each outermost element with one of the names, as soon as it is complete; it is freed afterwards.

    Args:
        stream: The document.
        names: The elements' names in lower case, without their namespace.
        limit: The most bytes from one such element to the next.

    Raises:
        ReaderError: The document is not well-formed, declares entities, or an element is too long.
    """
    etree = import_lxml()
    names = (names,) if isinstance(names, str) else names
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    inside = since = 0
    root = None
    for chunk in _chunks(stream):
        broken = _feed(parser, chunk)
        since += len(chunk)
        for event, element in parser.read_events():
            if root is None:
                root = element
                _refuse_entities(root)
            wanted = local_name(element) in names
            if event == "start":
                inside += wanted
                continue
            inside -= wanted
            if not inside:
                if wanted:
                    since = 0
                    yield element
                _drop(element)
        if broken:
            raise ReaderError(f"not well-formed XML: {broken}")
        if since > limit:
            raise ReaderError(
                f"<{names[0]}> takes more than {limit} bytes: raise --max-bytes if it is one article"
            )


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in chunks, with an empty one at the end."""
    while chunk := cast(BufferedReader, stream).read1(CHUNK):
        yield chunk
    yield b""


def _feed(parser: Any, chunk: bytes) -> str:
    """Feed a chunk to the parser (an empty one ends it); returns the error, "" for none."""
    etree = import_lxml()
    try:
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        return error.msg or "unknown error"
    return ""


def import_lxml() -> Any:
    """The XML parser.

    Raises:
        ReaderError: lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError as error:
        raise ReaderError("this format needs an extra: pip install 'onrecord[xml]'") from error
    return etree


def child(element: Any, *path: str) -> Any:
    """The first descendant along a path of names, in any namespace; None without one."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def children(element: Any, name: str) -> Iterator[Any]:
    """The children with a name, in any namespace."""
    return (one for one in element if local_name(one) == name)


def _refuse_entities(root: Any) -> None:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise ReaderError("the document declares entities of its own, which no news format needs")


def _drop(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
