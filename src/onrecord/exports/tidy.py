"""Tidy columns with short names and one value each: ``basic``, ``repeats``, or a list of the user's.

A list may have these names, those of the full table (``article_title``, ``cue_lemma``), and names of lists:
``basic,repeats,kind``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from onrecord.errors import ConfigError
from onrecord.exports.columns import columns, flat
from onrecord.exports.material import AnyClaim, Material, Row
from onrecord.exports.recurring import Recurring, recurring

BASIC = (
    "speaker",
    "role",
    "outlet",
    "date",
    "title",
    "text",
    "value",
    "value_high",
    "unit",
    "comparator",
    "measured",
    "period",
    "change",
    "confidence",
    "url",
    "id",
)
REPEATS = ("repeat", "outlets", "articles", "first", "first_outlet", "voice")
_FROM = {
    "speaker": "speaker_name",
    "role": "speaker_role",
    "affiliation": "speaker_affiliation",
    "outlet": "article_outlet",
    "date": "article_published",
    "title": "article_title",
    "measured": "measured_text",
    "url": "article_url",
    "article": "article_id",
    "stance": "cue_stance",
    "cue": "cue_lemma",
    "place": "place_exact",
}
"""Names here and in the full table."""
_LISTS = {"basic": BASIC, "repeats": REPEATS}


def names_of(wanted: str) -> tuple[str, ...]:
    """The columns of a list as given on the command line, each once.

    Raises:
        ConfigError: There is no such column.
    """
    whole = [column.name for column in columns()]
    known = [*whole, *_FROM, "period", *REPEATS]
    names: dict[str, None] = {}
    for name in filter(None, (one.strip() for one in wanted.split(","))):
        if name not in known and name not in (*_LISTS, "all"):
            near = get_close_matches(name, [*known, *_LISTS, "all"], 1)
            meant = f": did you mean {near[0]}?" if near else ""
            raise ConfigError(f"--columns {name}: no such column{meant} Lists: basic, repeats, all")
        names |= dict.fromkeys(whole if name == "all" else _LISTS.get(name, (name,)))
    if not names:
        raise ConfigError("--columns: names no column; lists: basic, repeats, all")
    return tuple(names)


def type_of(name: str) -> str:
    """The type of a column, as in the full table."""
    if name in ("outlets", "articles"):
        return "integer"
    if name in ("period", "first_outlet"):
        return "text"
    if name in ("comparator", "change"):
        return "plain"  # one of a few signs, not words of an article
    if name in REPEATS:
        return "date" if name == "first" else "plain"
    by_name = {column.name: column for column in columns()}
    return by_name[_FROM.get(name, name)].type


def rows(material: Material, names: Sequence[str]) -> Iterator[list[Any]]:
    """The values of each claim by column; None if it has none.

    Args:
        material: The claims; they are read twice if a column needs other articles.
        names: The columns.
    """
    if not set(names) & set(REPEATS):
        for claim in material.each():
            yield _row(claim, names, None)
        return
    for claim, repeats in recurring(material.each()):
        yield _row(claim, names, repeats)


def _row(claim: AnyClaim, names: Sequence[str], repeats: Recurring | None) -> list[Any]:
    record = claim.model_dump(mode="json")
    row = flat(record)
    return [_value(name, record, row, repeats) for name in names]


def _value(name: str, record: Row, row: Row, repeats: Recurring | None) -> Any:
    if name in REPEATS:
        return _OF_REPEATS[name](repeats) if repeats else None
    if name == "period":
        span = record.get("period")
        return f"{span['start']}/{span['end']}" if span else None
    return row.get(_FROM.get(name, name))


_OF_REPEATS: dict[str, Callable[[Recurring], Any]] = {
    "repeat": lambda repeats: repeats.seen and repeats.seen.id,
    "outlets": lambda repeats: repeats.seen and repeats.seen.outlets,
    "articles": lambda repeats: repeats.seen and repeats.seen.articles,
    "first": lambda repeats: repeats.seen and repeats.seen.first,
    "first_outlet": lambda repeats: repeats.seen and repeats.seen.first_outlet,
    "voice": lambda repeats: repeats.voice,
}
