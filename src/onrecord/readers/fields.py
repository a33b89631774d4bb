"""From a mapping (a JSON object, a row, front matter, a sidecar) to the fields of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from onrecord.errors import ConfigError, ReaderError

FIELDS = ("text", "id", "title", "published", "outlet", "url", "byline")


OTHER_NAMES = {
    "text": "text,body,content,body_text,bodyText,body_html,content_text,content_html,fields.bodyText,"
    "fields.body,content.rendered",
    "id": "id,guid,guid.rendered,_id",
    "title": "title,headline,webTitle,title.rendered,headline.main",
    "published": "published,date,published_at,publishedAt,pubDate,pub_date,publish_date,date_published,"
    "datePublished,publication_date,webPublicationDate",
    "outlet": "outlet,source.name,source,publisher.name,publisher,publication",
    "url": "url,link,webUrl,web_url",
    "byline": "byline,author,authors,creator,byline.original,fields.byline,author.name",
}
"""The names of our fields in tools and APIs, used if the user gives none; our own name comes first."""
_BY = re.compile(r"by(?::\s*|\s+)", re.IGNORECASE)


def parse_field_map(pairs: list[str]) -> dict[str, str]:
    """Parse ``--field text=body`` options: our field, then the input's name as ``look_up`` expects it.

    Raises:
        ConfigError: An option has no ``=``, or its field is not one of an article.
    """
    fields: dict[str, str] = {}
    for pair in pairs:
        ours, equals, theirs = (part.strip() for part in pair.partition("="))
        if not equals or not theirs:
            raise ConfigError(f"--field {pair}: write OURS=THEIRS, for example text=body")
        if ours not in FIELDS:
            raise ConfigError(f"--field {pair}: {ours!r} is none of {', '.join(FIELDS)}")
        fields[ours] = theirs
    return fields


def alternatives(names: str) -> list[str]:
    """The names in a field map's entry: ``body,content`` means body, or else content."""
    return [name for part in names.split(",") if (name := part.strip())]


def look_up(record: Mapping[str, Any], names: str) -> Any:
    """The first value under one of the names, which are separated by commas and dotted for nested fields.

    A key that itself contains the commas or dots takes precedence. Among several names, objects are skipped.
    None if there is no value.
    """
    if names in record:
        return record[names]
    several = alternatives(names)
    values = (_at(record, name) for name in several)
    return next((value for value in values if _is_value(value, several)), None)


def _is_value(value: Any, names: list[str]) -> bool:
    return value is not None and value != "" and not (len(names) > 1 and isinstance(value, Mapping))


def _at(record: Mapping[str, Any], path: str) -> Any:
    if path in record:
        return record[path]
    value: Any = record
    for key in path.split("."):
        if not isinstance(value, Mapping) or key not in value:
            return None
        value = value[key]
    return value


def plain_text(value: Any, name: str) -> str | None:
    """A scalar of the input as a string, None if it is missing or blank.

    Raises:
        ReaderError: The value is a list or an object.
    """
    if value is None or isinstance(value, bool) or value != value:  # NaN is not equal to itself
        return None
    if not isinstance(value, str | int | float):
        raise ReaderError(f"the field {name!r} is a {type(value).__name__}, not a string")
    return str(value).strip() or None


def names_text(value: Any, name: str) -> str | None:
    """A byline as a string without "By"; the value may be a list of names or of objects with a name.

    Raises:
        ReaderError: The value is something else.
    """
    items = value if isinstance(value, list | tuple) else [value]
    names = (plain_text(item.get("name") if isinstance(item, Mapping) else item, name) for item in items)
    return ", ".join(_BY.sub("", one, count=1) if _BY.match(one) else one for one in names if one) or None
