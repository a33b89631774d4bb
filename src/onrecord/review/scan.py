"""The few fields of a claim that order and filter a million of them, read off its line without parsing it.

A key of the schema in quotation marks and followed by a colon occurs in a line only as that key: inside a
string JSON escapes the marks. Lines in another shape than onrecord writes are parsed as JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

_HEAD = b'{"schema_version":1,"id":"'
_FINGERPRINT = b'","fingerprint":"'
_ID = slice(len(_HEAD), len(_HEAD) + 24)
_PRINT = slice(_ID.stop + len(_FINGERPRINT), _ID.stop + len(_FINGERPRINT) + 24)
_HASH = re.compile(rb"[0-9a-f]{24}")


class Scanned(NamedTuple):
    """What the index keeps of a claim; names are JSON strings without their quotation marks, or empty."""

    id: bytes
    fingerprint: bytes
    kind: bytes
    article: bytes
    outlet: bytes
    confidence: float
    rule: bytes
    mode: bytes
    unit: bytes
    speaker: bytes


def scan_line(line: bytes) -> Scanned:
    """The fields of one line.

    Raises:
        ValueError: The line is no JSON object with the fields of a claim.
    """
    if line.startswith(_HEAD) and line[_ID.stop : _PRINT.start] == _FINGERPRINT:
        found = _scan(line)
        if found is not None:
            return found
    return _parse(line)


def _scan(line: bytes) -> Scanned | None:
    find = line.find
    kind, article, outlet = find(b'"kind":"'), find(b'"article":{"id":"'), find(b'"outlet":')
    text = find(b'},"text":"', outlet)
    confidence = find(b',"confidence":', text)
    rule = find(b'"rule":"', confidence)
    if min(kind, article, outlet, text, confidence, rule) < 0:
        return None
    statement = line[kind + 8 : kind + 9] == b"s"
    special = find(b'"mode":"' if statement else b'"unit":"', rule)
    speaker = find(b'"speaker":', rule)
    if special < 0 or speaker < 0:
        return None
    named = line.startswith(b'{"name":"', speaker + 10)
    pieces = (
        line[article + 17 : find(b'"', article + 17)],
        line[outlet + 10 : find(b'"', outlet + 10)] if line[outlet + 9 : outlet + 10] == b'"' else b"",
        line[rule + 8 : find(b'"', rule + 8)],
        line[special + 8 : find(b'"', special + 8)],
        line[speaker + 19 : find(b'"', speaker + 19)] if named else b"",
    )
    if any(piece.endswith(b"\\") for piece in pieces):
        return None  # an escaped quotation mark inside: the end is somewhere else
    try:
        sure = float(line[confidence + 14 : find(b",", confidence + 14)])
    except ValueError:
        return None
    return Scanned(
        line[_ID],
        line[_PRINT],
        b"statement" if statement else b"figure",
        pieces[0],
        pieces[1],
        sure,
        pieces[2],
        pieces[3] if statement else b"",
        b"" if statement else pieces[3],
        pieces[4],
    )


def _parse(line: bytes) -> Scanned:
    try:
        record = json.loads(line)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    article = record.get("article")
    speaker = record.get("speaker")
    sure = record.get("confidence")
    if not isinstance(article, dict) or isinstance(sure, bool) or not isinstance(sure, int | float):
        raise ValueError("not a claim: no article or no confidence")
    found = Scanned(
        _quoted(record.get("id")),
        _quoted(record.get("fingerprint")),
        _quoted(record.get("kind")),
        _quoted(article.get("id")),
        _quoted(article.get("outlet")),
        float(sure),
        _quoted(record.get("rule")),
        _quoted(record.get("mode")),
        _quoted(record.get("unit")),
        _quoted(speaker.get("name") if isinstance(speaker, dict) else None),
    )
    if not (_HASH.fullmatch(found.id) and _HASH.fullmatch(found.fingerprint)):
        raise ValueError("not a claim: no id or no fingerprint")
    return found


def _quoted(value: Any) -> bytes:
    """A name as JSON writes it; the way back is ``unquoted``."""
    if not isinstance(value, str):
        return b""
    return json.dumps(value, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass")


def unquoted(name: bytes) -> str:
    """The name itself."""
    text = name.decode("utf-8", "replace")
    return str(json.loads(f'"{text}"', strict=False)) if "\\" in text else text
