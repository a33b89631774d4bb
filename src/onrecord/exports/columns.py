"""Claims to rows and back: one column per field, named by its path.

``article.title`` is the column ``article_title``. A list is one column. A figure's value takes two columns,
``value`` and ``value_high``, since ranges and scores have two numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from onrecord.claims import FigureClaim, StatementClaim

Type = Literal["text", "integer", "real", "boolean", "date", "spans", "ids", "number"]
Row = dict[str, Any]

FIRST = (
    "id",
    "kind",
    "article_published",
    "article_outlet",
    "article_title",
    "speaker_name",
    "text",
    "value",
    "value_high",
    "unit",
    "measured_text",
    "sentence",
    "confidence",
)
"""The columns shown first."""
MODELS: dict[str, type[BaseModel]] = {"statement": StatementClaim, "figure": FigureClaim}


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its field."""

    name: str
    path: tuple[str, ...]
    type: Type
    nullable: bool
    kinds: frozenset[str]
    """The kinds of claims that have it."""


@cache
def columns(kind: str = "") -> tuple[Column, ...]:
    """The columns of both kinds of claims, or of one kind."""
    by_name: dict[str, Column] = {}
    for name, model in MODELS.items():
        for column in _columns_of(model, (), name):
            before = by_name.get(column.name, column)
            by_name[column.name] = replace(column, kinds=before.kinds | column.kinds)
    chosen = [column for column in by_name.values() if not kind or kind in column.kinds]
    order = {name: place for place, name in enumerate(FIRST)}
    return tuple(sorted(chosen, key=lambda column: order.get(column.name, len(order))))


def flat(record: Mapping[str, Any]) -> Row:
    """A record as a row of plain values and lists, without the columns of the other kind of claim."""
    row: Row = {}
    for column in columns(record["kind"]):
        if column.type == "number":
            row[column.name] = _number(record["value"], column.name)
            continue
        value: Any = record
        for key in column.path:
            value = None if value is None else value[key]
        row[column.name] = value
    return row


def nested(row: Mapping[str, Any]) -> Row:
    """The record that a row was made from.

    In a field that may be null, an empty string is null, since text tables cannot tell them apart. An object
    is null if all of its columns are empty.
    """
    record: Row = {}
    filled: set[tuple[str, ...]] = {()}
    for column in columns(row["kind"]):
        if column.type == "number":
            continue
        value = row[column.name]
        value = None if value == "" and column.nullable else value
        part = record
        for depth, key in enumerate(column.path[:-1], start=1):
            part = part.setdefault(key, {})
            if value not in (None, ""):
                filled.add(column.path[:depth])
        part[column.path[-1]] = value
    if row["kind"] == "figure":
        low, high = row["value"], row["value_high"]
        record["value"] = (low, high) if high not in (None, "") else low if low != "" else None
    _drop_empty(record, (), filled)
    return record


def _drop_empty(part: Row, path: tuple[str, ...], filled: set[tuple[str, ...]]) -> None:
    for key, value in part.items():
        if isinstance(value, dict):
            if (*path, key) in filled:
                _drop_empty(value, (*path, key), filled)
            else:
                part[key] = None


def _number(value: Any, name: str) -> Any:
    pair = value if isinstance(value, list | tuple) else (value, None)
    return pair[0 if name == "value" else 1]


def _columns_of(model: type[BaseModel], path: tuple[str, ...], kind: str) -> Iterator[Column]:
    for name, field in model.model_fields.items():
        here = (*path, name)
        if here == ("value",):
            for part in ("value", "value_high"):
                yield Column(part, (part,), "number", True, frozenset({kind}))
            continue
        annotation, nullable = _without_none(field.annotation)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from _columns_of(annotation, here, kind)
        else:
            yield Column("_".join(here), here, _type(annotation), nullable, frozenset({kind}))


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = (one for one in get_args(annotation) if one is not NoneType)
        return _without_none(inner)[0], True
    return annotation, False


def _type(annotation: Any) -> Type:
    if get_origin(annotation) is list:
        inner = get_args(annotation)[0]
        return "spans" if isinstance(inner, type) and issubclass(inner, BaseModel) else "ids"
    if get_origin(annotation) is Literal:
        annotation = type(get_args(annotation)[0])
    types: dict[type, Type] = {bool: "boolean", int: "integer", float: "real", date: "date", str: "text"}
    return types[annotation]
