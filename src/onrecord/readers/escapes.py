"""Cleans texts that still contain the entities and tags of a web page."""

from __future__ import annotations

import html
import re

from onrecord.readers.markup import html_text

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}\d{0,2}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TAG = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|q|sup|sub|del|ins|s|strike|figure|article)\s*>"
    r"|<(?:p|br|hr|div)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:…|\.{3})?\s*\[\+\d+ chars\]\s*$")
"""NewsAPI's mark at the end of a truncated text."""
_BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6])\b", re.IGNORECASE)
_LINE, _EMPTY_LINE = re.compile(r"[^\S\n]*\n\s*"), re.compile(r"[^\S\n]*\n[^\S\n]*\n\s*")


def unescaped(text: str) -> str:
    """The text without entities and tags.

    Raises:
        ReaderError: There are tags, and the package that reads them is not installed.
    """
    text = _CUT.sub("", text)
    for _ in range(2):  # texts are sometimes escaped twice
        if "\0" not in text and _TAG.search(text):
            lines = _EMPTY_LINE if _BLOCK.search(text) else _LINE
            text = html_text(lines.sub("<br>", text))
        elif _ENTITY.search(text):
            text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
        else:
            break
    return text
