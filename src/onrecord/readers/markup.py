"""The running text of XML and HTML elements, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5
from typing import Any

from onrecord.errors import ReaderError

MAX_DEPTH = 200
"""Deepest nesting of a text; parsers cut off silently at 256."""
BLOCKS = {
    "address", "article", "aside", "block", "blockquote", "body", "body.content", "bq", "br", "dd",
    "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "li", "main",
    "nitf", "ol", "p", "pre", "section", "ul",
}  # fmt: skip
"""Elements of XHTML and NITF that begin and end a paragraph."""
ASIDE = {
    "caption", "embed", "figcaption", "figure", "fn", "head", "iframe", "img", "media", "note",
    "object", "script", "style", "table", "template", "title", "video",
}  # fmt: skip
"""Elements whose text is not the article's own: pictures and their captions, tables, editors' notes."""


def local_name(element: Any) -> str:
    """An element's name in lower case without its namespace, "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def running_text(*roots: Any) -> str:
    """The text of some elements: paragraphs with an empty line between them, white space made single.

    Raises:
        ReaderError: It is nested too deep, or uses an entity that is not known.
    """
    return "\n\n".join(paragraph for root in roots for paragraph in _paragraphs(root))


def plain_words(element: Any) -> str | None:
    """All text of an element on one line, None where there is no element or no text."""
    return " ".join(running_text(element).split()) or None if element is not None else None


def _paragraphs(root: Any) -> Iterator[str]:
    pieces: list[str] = []
    for piece in _pieces(root):
        if piece is not None:
            pieces.append(piece)
        elif paragraph := " ".join("".join(pieces).split()):
            yield paragraph
            pieces = []
    if paragraph := " ".join("".join(pieces).split()):
        yield paragraph


def _pieces(root: Any) -> Iterator[str | None]:
    """Text in order, and None where a paragraph begins or ends."""
    from lxml import etree

    depth = 0
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        name = local_name(node)
        if event == "start":
            depth += 1
            if depth > MAX_DEPTH:
                raise ReaderError(f"elements nested more than {MAX_DEPTH} deep")
            if node.tag is etree.Entity:
                yield _character(node.text)
            elif name in ASIDE and node is not root:
                walk.skip_subtree()
            else:
                if name in BLOCKS:
                    yield None
                yield node.text or ""
            continue
        if event == "end":
            depth -= 1
            if name in BLOCKS:
                yield None
        if node is not root:
            yield node.tail or ""


def _character(reference: str) -> str:
    found = html5.get(reference.removeprefix("&"))
    if found is None:
        raise ReaderError(f"the entity {reference[:40]} is declared nowhere")
    return found
