"""Items to skip: withdrawn, under embargo, or not in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import ReaderError
from onrecord.readers.dates import MISSING, parse_date

STATUS = ("pubstatus", "pubStatus", "pub_status", "management-status")
EMBARGO = ("embargoed", "embargo", "embargoed_until", "embargoedUntil")
LANGUAGE = ("language", "lang", "inLanguage", "language_code")
"""Names of the language field in all formats."""
WITHDRAWN = frozenset({
    "canceled", "cancelled", "deleted", "kill", "killed", "removed", "retracted", "unpublished", "withdrawn",
    "withheld",
})  # fmt: skip
UNSAID = frozenset({"", "mis", "mul", "nan", "none", "null", "un", "und", "undefined", "unknown", "zxx"})
"""Language values that mean none, unknown or several."""
NOT = frozenset({*MISSING, "false", "no", "0"})
"""Values that mean no embargo."""
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_NAMES = frozenset({
    "afrikaans", "albanian", "arabic", "bengali", "bulgarian", "catalan", "chinese", "croatian", "czech",
    "danish", "dutch", "estonian", "finnish", "french", "german", "greek", "hebrew", "hindi", "hungarian",
    "indonesian", "irish", "italian", "japanese", "korean", "latvian", "lithuanian", "malay", "norwegian",
    "persian", "polish", "portuguese", "romanian", "russian", "serbian", "slovak", "slovenian", "spanish",
    "swahili", "swedish", "tamil", "thai", "turkish", "ukrainian", "urdu", "vietnamese", "welsh",
})  # fmt: skip


def unreleased(record: Mapping[str, Any], now: datetime | None = None) -> str | None:
    """Why an item is not released, in a word or two; None if it is.

    Args:
        record: The item's fields, under the names above.
        now: The time that embargoes are compared with.
    """
    status = _word(_first(record, STATUS))
    until = _first(record, EMBARGO)
    if status in WITHDRAWN:
        return "withdrawn"
    if not until or (isinstance(until, str) and until.strip().lower() in NOT):
        return "embargoed" if status == "embargoed" else None
    return "embargoed" if _is_to_come(until, now or datetime.now(UTC)) else None


def other_language(record: Mapping[str, Any]) -> str | None:
    """The stated language of a record if that is not English; otherwise None."""
    value = _first(record, LANGUAGE)
    if isinstance(value, list | tuple) and len(value) == 1:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("code") or value.get("name")
    if not isinstance(value, str) or value.strip().lower() in UNSAID:
        return None
    said = value.strip()
    code = _CODE.fullmatch(said)
    if said.lower() in _NAMES:
        return said.lower()
    return code[1].lower() if code and code[1].lower() not in ("en", "eng", *UNSAID) else None


def _first(record: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((record[name] for name in names if record.get(name) is not None), None)


def _word(value: Any) -> str:
    """The last part of a code such as ``stat:canceled`` or an address that ends in it."""
    return re.split(r"[:/#]", value.strip())[-1].lower() if isinstance(value, str) else ""


def _is_to_come(until: Any, now: datetime) -> bool:
    """Whether a time is in the future; a missing or unreadable time counts as future."""
    try:
        moment = datetime.fromisoformat(until.strip()) if isinstance(until, str) else None
    except ValueError:
        moment = None
    if moment is not None:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > now
    try:
        day = None if until is True else parse_date(until)
    except ReaderError:
        day = None
    return day is None or day > now.date()
