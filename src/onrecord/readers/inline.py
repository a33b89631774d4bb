"""Inline elements as plain text: without struck words and footnotes, with quotation marks."""

from __future__ import annotations

import re
from typing import Any

from onrecord.readers.names import local_name

STRUCK = {"del", "delete", "s", "strike"}
"""Elements with retracted words."""
SOURCES = {"cite", "footer"}
"""Elements that name the source of a block quotation."""
QUOTED = {"blockquote", "bq"}
MARKS = '"“”„«»'
_UNIT = re.compile(r"(?<![A-Za-z])(?:[kcdm]?m|mi|yd|ft|in|s|sec)$")
"""A unit before a power: the 2 of km2 is not a footnote."""
_POWERS = str.maketrans("-−0123456789", "⁻⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE = re.compile(r"[\s\d,;*†‡§¶#\[\]()–-]*|\[?[a-z]\]?")
_EMBEDDED = ("twitter", "instagram", "tiktok", "fb-")


def mend(root: Any) -> None:
    """Change an element so that its plain text reads like the page.

    Struck words and footnote marks are removed, powers of units become superscript digits, and quotations
    marked only by an element get quotation marks.

    Args:
        root: An lxml element.
    """
    for element in list(root.iter()):
        name = local_name(element)
        if element is root or element.getparent() is None:
            continue
        if name in STRUCK or "line-through" in (element.get("style") or ""):
            _replace(element, "")
        elif name == "sup":
            _replace(element, _raised("".join(element.itertext()), _before(element)))
        elif name == "q":
            inner = any(local_name(one) == "q" for one in element.iterancestors())
            _enclose(element, *("‘’" if inner else "“”"))
        elif name in QUOTED and not _is_embedded(element):
            _quote(element)


def _raised(text: str, before: str) -> str:
    """The text for a superscript: a power, an ordinal's letters, or "" for a footnote."""
    text = text.strip()
    power = _UNIT.search(before) and text in ("2", "3")
    if power or (re.search(r"(?:[×x*] ?10|[a-z])$", before) and re.fullmatch(r"[-−]\d+", text)):
        return text.translate(_POWERS)
    if re.search(r"[×x*] ?10$", before) and text.isdecimal():
        return text.translate(_POWERS)
    return "" if _NOTE.fullmatch(text) else text


def _before(element: Any) -> str:
    """The last characters of the text before an element, in its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return (parent.text or "")[-12:]
    return (previous.tail or "".join(previous.itertext()))[-12:]


def _replace(element: Any, text: str) -> None:
    """Replace an element by a text."""
    text += element.tail or ""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)


def _enclose(element: Any, opening: str, closing: str) -> None:
    """Put quotation marks around an element's text, unless it has some."""
    whole = "".join(element.itertext()).strip()
    if not whole or whole[0] in MARKS + "‘'":
        return
    element.text = opening + (element.text or "").lstrip()
    source = next((one for one in element if local_name(one) in SOURCES), None)
    last = source.getprevious() if source is not None else element[-1] if len(element) else None
    after = closing + " — " if source is not None else closing
    if last is None:
        element.text = element.text.rstrip() + after
    else:
        last.tail = (last.tail or "").rstrip() + after


def _quote(element: Any) -> None:
    """Mark the paragraphs of a block quotation as one continued quotation, unless it contains marks."""
    whole = "".join(element.itertext()).strip()
    if not whole or any(mark in whole for mark in MARKS):
        return
    own = [one for one in element.iter() if local_name(one) == "p" and "".join(one.itertext()).strip()]
    paragraphs = own or [element]
    for paragraph in paragraphs:
        _enclose(paragraph, "“", "”" if paragraph is paragraphs[-1] else "")


def _is_embedded(element: Any) -> bool:
    """Whether a block quotation is an embed from another site."""
    return any(word in (element.get("class") or "").lower() for word in _EMBEDDED)
