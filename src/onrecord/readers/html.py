"""HTML pages through trafilatura: the article's own text, without menus, captions and related stories."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any, ClassVar

from onrecord.errors import ConfigError, ReaderError
from onrecord.readers.base import DocumentReader, ReadOptions
from onrecord.readers.decoding import check_encoding, decode
from onrecord.readers.furniture import without_furniture
from onrecord.readers.inline import mend
from onrecord.readers.release import other_language

# Dates come only from the page's metadata; they are never guessed from the clock or the running text.
DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_SNIFFED = 2048
NO_TEXT = "no article text found on the page"
# A page that says Latin-1 means Windows-1252 (WHATWG Encoding Standard).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}


class HtmlReader(DocumentReader):
    """Reads ``.html`` and ``.htm``; needs the extra ``onrecord[html]``."""

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")
    escaped: ClassVar[bool] = False

    def document(self, data: bytes, options: ReadOptions) -> Mapping[str, Any]:
        """The main text and the page's metadata."""
        return page_record(data, declared_encoding(data) or options.encoding)


def page_record(data: bytes, encoding: str | None) -> dict[str, Any]:
    """The main text of a page and its metadata.

    Args:
        data: The page.
        encoding: Its encoding if it has no byte order mark; UTF-8 by default.

    Raises:
        ReaderError: The bytes are not a page, or the page has no article.
    """
    page = decode(data, encoding)
    if "\0" in page:
        raise ReaderError(f"a NUL character at position {page.index(chr(0))}: this is not HTML")
    if not page.strip():
        raise ReaderError("the page is empty")
    return _extract(page)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page declares in its first bytes, None if there is no usable one."""
    declaration = _DECLARED.search(data[:_SNIFFED])
    return meant_encoding(declaration[1].decode("ascii")) if declaration else None


def meant_encoding(label: str) -> str | None:
    """The encoding meant by a label in an ASCII-compatible page, None if the label is unusable."""
    try:
        name = check_encoding(label)
    except ConfigError:
        return None
    if name.startswith(("utf-16", "utf-32")):  # cannot be true, since the declaration was readable as ASCII
        return "utf-8"
    return _MEANT.get(name, name)


def _extract(page: str) -> dict[str, Any]:
    try:
        from trafilatura import bare_extraction
        from trafilatura.utils import load_html
    except ImportError as error:
        raise ReaderError("HTML needs an extra: pip install 'onrecord[html]'") from error
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        tree = load_html(page)
        if tree is None:
            raise ReaderError(NO_TEXT)
        if other_language({"language": tree.get("lang")}):
            return {"language": tree.get("lang")}
        mend(tree)
        document = bare_extraction(
            tree,
            with_metadata=True,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=dict(DATE_SEARCH),
        )
    except ReaderError:
        raise
    except Exception as error:  # its exceptions on broken pages are undocumented, e.g. AssertionError
        raise ReaderError(f"the page is too broken to read: {type(error).__name__} {error}"[:300]) from error
    if document is None or isinstance(document, dict):
        raise ReaderError(NO_TEXT)
    text = without_furniture(document.text or "")
    if not text.strip():
        raise ReaderError(NO_TEXT)
    return {
        "text": text,
        "title": document.title,
        "published": document.date,
        "outlet": document.sitename,
        "url": document.url,
        "byline": document.author and document.author.replace("; ", ", "),
    }
