"""From a mapping (a JSON object, a row, front matter, a sidecar) to the fields of an article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from email.utils import parsedate
from typing import Any

from onrecord.errors import ConfigError, ReaderError

FIELDS = ("text", "id", "title", "published", "outlet", "url", "byline")


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

    A key of the record that has the commas or dots in it wins.
    """
    if names in record:
        return record[names]
    values = (_at(record, name) for name in alternatives(names))
    return next((value for value in values if value is not None and value != ""), None)


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
    if value is None or isinstance(value, bool):
        return None
    if not isinstance(value, str | int | float):
        raise ReaderError(f"the field {name!r} is a {type(value).__name__}, not a string")
    return str(value).strip() or None


def names_text(value: Any, name: str) -> str | None:
    """The same for a byline, which may be a list of names.

    Raises:
        ReaderError: It is an object, or a list of something else than names.
    """
    if not isinstance(value, list | tuple):
        return plain_text(value, name)
    return ", ".join(one for item in value if (one := plain_text(item, name))) or None


def parse_date(value: Any, name: str = "published") -> date | None:
    """A publication date, as the day written down; the clock and its zone are not used.

    Reads ISO 8601 dates and times, with or without hyphens, and the dates of mail and RSS
    ("Tue, 10 Feb 2026 09:00:00 GMT").

    Raises:
        ReaderError: It is something else.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = plain_text(value, name)
    if text is None:
        return None
    try:
        if text[:8].isdecimal() and text[8:9] in ("", "T"):
            return date.fromisoformat(text[:8])
        if text[:4].isdecimal() and (len(text) <= 10 or text[10] in "T "):
            return date.fromisoformat(text[:10])
        parts = parsedate(text[:100])
        if parts is not None:
            return date(*parts[:3])
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        raise ReaderError(_not_a_date(text, name)) from error
    raise ReaderError(_not_a_date(text, name))


def _not_a_date(text: str, name: str) -> str:
    return f"the field {name!r} is {text[:60]!r}: write a date as 2026-02-10"
