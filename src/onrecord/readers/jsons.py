"""JSON: one object, an array of objects, or one object per line; ninjs objects are recognised."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

from onrecord.errors import ReaderError
from onrecord.readers.base import NoArticle, Reader, ReadOptions, Row
from onrecord.readers.decoding import decode
from onrecord.readers.fields import OTHER_NAMES, look_up
from onrecord.readers.lines import text_lines
from onrecord.readers.ninjs import is_ninjs, ninjs_record
from onrecord.readers.source import Source

LISTS = (
    "articles",
    "results",
    "docs",
    "items",
    "stories",
    "news",
    "posts",
    "entries",
    "data",
    "value",
    "hits",
)
WRAPPERS = ("response", "data", "result", "hits")
"""Keys under which APIs return lists of articles, and keys of the objects around these lists."""
_LISTED = re.compile(rf'"(?:{"|".join(LISTS)})"\s*:\s*\[\s*\{{')
MAX_ARRAY = 100_000_000
"""The most bytes of a .json file, which is read whole; a .jsonl file may have any size."""


class JsonReader(Reader):
    """Reads ``.json``: an article, or a list of articles."""

    suffixes: ClassVar[tuple[str, ...]] = (".json",)

    def field_names(self, options: ReadOptions) -> Mapping[str, str]:
        """The user's field map."""
        return options.fields

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """The object, or each item of the array, numbered from 1."""
        data = source.read(max(MAX_ARRAY, options.max_bytes))
        value = _parse(decode(data, options.encoding))
        value = _listed(value, options) or value
        if not isinstance(value, list):
            yield Row("", _record(value, options))
            return
        for number, item in enumerate(value, 1):
            try:
                yield Row(f":{number}", _record(item, options))
            except ReaderError as error:
                yield Row(f":{number}", error)


class JsonLinesReader(Reader):
    """Reads ``.jsonl``: one article per line, in bounded memory; a bad line does not affect the others."""

    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")

    def field_names(self, options: ReadOptions) -> Mapping[str, str]:
        """The user's field map."""
        return options.fields

    def rows(self, source: Source, options: ReadOptions) -> Iterator[Row]:
        """Each line that is not blank, numbered from 1."""
        with source.open() as stream:
            for number, line in enumerate(text_lines(stream, options.encoding, options.max_bytes), 1):
                if isinstance(line, ReaderError):
                    yield Row(f":{number}", line)
                elif _LISTED.search(line) and (answer := _answer(line, options)):
                    for place, item in enumerate(answer, 1):
                        yield Row(f":{number}.{place}", partial(_record, item, options))
                elif line.strip():
                    yield Row(f":{number}", partial(_line_record, line, options))


def _line_record(line: str, options: ReadOptions) -> Mapping[str, Any] | NoArticle:
    return _record(_parse(line), options)


def _answer(line: str, options: ReadOptions) -> list[Any] | None:
    try:
        return _listed(_parse(line), options)
    except ReaderError:  # the line is parsed again later, which reports the error
        return None


def _listed(value: Any, options: ReadOptions) -> list[Any] | None:
    """The articles in an API response; None if the value is something else."""
    names = options.fields.get("text", OTHER_NAMES["text"])
    if not isinstance(value, dict) or is_ninjs(value) or isinstance(look_up(value, names), str):
        return None
    inside = [inner for name in WRAPPERS if isinstance(inner := value.get(name), dict)]
    lists = (one.get(name) for one in (value, *inside) for name in LISTS)
    return next((listed for listed in lists if isinstance(listed, list) and _objects(listed)), None)


def _objects(items: list[Any]) -> bool:
    return bool(items) and all(isinstance(item, dict) for item in items)


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ReaderError(f"not JSON: {error.msg} at character {error.pos}") from error
    except (ValueError, RecursionError) as error:
        raise ReaderError(f"unusable JSON: {error}") from error


def _record(value: Any, options: ReadOptions) -> Mapping[str, Any] | NoArticle:
    if not isinstance(value, dict):
        raise ReaderError(f"a JSON {type(value).__name__} where an article (an object) is expected")
    return ninjs_record(value) if "text" not in options.fields and is_ninjs(value) else value
