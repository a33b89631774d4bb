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
"""What tools and APIs call our fields, where the user does not say; ours first."""
_BY = re.compile(r"by(?::\s*|\s+)", re.IGNORECASE)


def parse_field_map(pairs: list[str]) -> dict[str, str]:
    """Read ``--field text=body`` options: our field, then the input's, as ``look_up`` takes it.

    Raises:
        ConfigError: An option has no ``=``, or names no field of an article.
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
    """The names in a field map's entry: ``body,content`` is body, or else content."""
    return [name for part in names.split(",") if (name := part.strip())]


def look_up(record: Mapping[str, Any], names: str) -> Any:
    """The first value that is there under names separated by commas, dotted where nested; else None.

    A key of the record that has the commas or dots in it wins. Among several names, one that only holds more
    names is passed over.
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
    """A scalar of the input as a string, None where it is missing or blank.

    Raises:
        ReaderError: It is a list or an object.
    """
    if value is None or isinstance(value, bool) or value != value:  # NaN is not equal to itself
        return None
    if not isinstance(value, str | int | float):
        raise ReaderError(f"the field {name!r} is a {type(value).__name__}, not a string")
    return str(value).strip() or None


def names_text(value: Any, name: str) -> str | None:
    """The same for a byline, without a "By", which may be a list of names or of objects with a name.

    Raises:
        ReaderError: It is something else.
    """
    items = value if isinstance(value, list | tuple) else [value]
    found = (plain_text(item.get("name") if isinstance(item, Mapping) else item, name) for item in items)
    return ", ".join(_BY.sub("", one, count=1) if _BY.match(one) else one for one in found if one) or None
