"""From a mapping (a JSON object, front matter, a sidecar) to the fields of an article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from email.utils import parsedate
from typing import Any

from onrecord.errors import ConfigError, ReaderError

FIELDS = ("text", "id", "title", "published", "outlet", "url")


def parse_field_map(pairs: list[str]) -> dict[str, str]:
    """Read ``--field text=body`` options: our field, then the input's, dotted where nested.

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


def look_up(record: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path, None where there is none. A key that has the dots in it wins."""
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
    if value is None or isinstance(value, bool):
        return None
    if not isinstance(value, str | int | float):
        raise ReaderError(f"the field {name!r} is a {type(value).__name__}, not a string")
    return str(value).strip() or None


def parse_date(value: Any, name: str = "published") -> date | None:
    """A publication date, as the day written down; the clock and its zone are not used.

    Reads ISO 8601 dates and times and the dates of mail and RSS ("Tue, 10 Feb 2026 09:00:00 GMT").

    Raises:
        ReaderError: It is something else.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = plain_text(value, name)
    if text is None:
        return None
    try:
        if text[:4].isdecimal() and (len(text) <= 10 or text[10] in "T "):
            return date.fromisoformat(text[:10])
        parts = parsedate(text[:100])
        if parts is not None:
            return date(*parts[:3])
    except (ValueError, TypeError, IndexError) as error:
        raise ReaderError(_not_a_date(text, name)) from error
    raise ReaderError(_not_a_date(text, name))


def _not_a_date(text: str, name: str) -> str:
    return f"the field {name!r} is {text[:60]!r}: write a date as 2026-02-10"
