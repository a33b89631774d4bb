"""Names of elements in XML and HTML."""

from __future__ import annotations

from typing import Any

XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def local_name(element: Any) -> str:
    """An element's name in lower case without its namespace, "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
