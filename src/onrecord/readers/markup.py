"""The running text of XML and HTML elements, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5
from typing import Any

from onrecord.errors import ReaderError
from onrecord.readers.inline import mend
from onrecord.readers.names import local_name
from onrecord.readers.xmls import import_lxml

MAX_DEPTH = 200
"""The deepest nesting of a text; parsers silently cut off at 256."""
BLOCKS = {
    "address", "article", "aside", "block", "blockquote", "body", "body.content", "bq", "br", "dd",
    "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "li", "main",
    "nitf", "ol", "p", "pre", "section", "ul",
}  # fmt: skip
"""Block elements of XHTML and NITF."""
ASIDE = {
    "caption", "embed", "figcaption", "figure", "fn", "head", "iframe", "img", "media", "note",
    "object", "script", "style", "table", "template", "title", "video",
}  # fmt: skip
"""Elements whose text is not part of the article: pictures, captions, tables, editors' notes."""


def running_text(*roots: Any) -> str:
    """The text of some elements: paragraphs separated by empty lines, white space collapsed.

    This changes the elements, see ``mend``.

    Raises:
        ReaderError: The text is nested too deeply, or uses an unknown entity.
    """
    for root in roots:
        mend(root)
    return "\n\n".join(paragraph for root in roots for paragraph in _paragraphs(root))


def html_text(markup: str) -> str:
    """The text of a piece of HTML, "" if it has none.

    Raises:
        ReaderError: It is not HTML, or the HTML reader is not installed.
    """
    etree = import_lxml()
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(markup.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        raise ReaderError(f"the body is not HTML: {error}"[:200]) from error
    return "" if root is None else running_text(root)


def plain_words(element: Any) -> str | None:
    """All text of an element on one line, None if there is no element or no text."""
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
    """The text in pieces, with None at the beginning and end of paragraphs."""
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
    character = html5.get(reference.removeprefix("&"))
    if character is None:
        raise ReaderError(f"the entity {reference[:40]} is not declared")
    return character
