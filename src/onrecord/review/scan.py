"""The few fields of a claim that order and filter a million of them, read off its line without parsing it.

A key of the schema in quotation marks and followed by a colon occurs in a line only as that key: inside a
string JSON escapes the marks. Lines in another shape than onrecord writes are parsed as JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any

Source = tuple[str, str]
"""Article id and outlet."""
Sort = tuple[bytes, bytes, bytes]
"""Kind, rule, and the mode of a statement or the unit of a figure."""
Scanned = tuple[bytes, bytes, float, Source, Sort, bytes]
"""Id, fingerprint, confidence, source, sort, and the speaker's name.

Names in bytes are JSON strings without their quotation marks; empty where there is none.
"""

_HEAD = b'{"schema_version":1,"id":"'
_FINGERPRINT = b'","fingerprint":"'
_KIND = b'","kind":"'
_START = len(_HEAD)
_ID = slice(_START, _START + 24)
_PRINT = slice(_ID.stop + len(_FINGERPRINT), _ID.stop + len(_FINGERPRINT) + 24)
_HASH = re.compile(rb"[0-9a-f]{24}")


class Scanner:
    """Reads lines one after the other; claims of one article are next to each other."""

    def __init__(self) -> None:
        self._article = b"\n"
        self._source: Source = ("", "")

    def scan(self, line: bytes) -> Scanned:
        """The fields of one line.

        Raises:
            ValueError: The line is no JSON object with the fields of a claim.
        """
        if line.startswith(_HEAD) and line.startswith(_FINGERPRINT, _ID.stop):
            found = self._read_off(line)
            if found is not None:
                return found
        return _parse(line)

    def _read_off(self, line: bytes) -> Scanned | None:
        find = line.find
        article = find(b',"article":', _PRINT.stop) + 11
        text = article + len(self._article)
        if not line.startswith(self._article, article):
            text = find(b'},"text":"', article) + 1
            if not article < text or not self._new_article(line[article:text]):
                return None
        sure = find(b',"confidence":', text) + 14
        end = find(b",", sure)
        if not line.startswith(b'"rule":"', end + 1) or sure < text:
            return None
        rule = line[end + 9 : find(b'"', end + 9)]
        if line.startswith(b"statement", _PRINT.stop + len(_KIND)):
            kind, special = b"statement", find(b'"mode":"', end) + 8
        else:
            kind, special = b"figure", find(b'"unit":"', end) + 8
        speaker = find(b'"speaker":', end) + 10
        if special < end or speaker < end:
            return None
        extra = line[special : find(b'"', special)]
        name = b""
        if line.startswith(b'{"name":"', speaker):
            name = line[speaker + 9 : find(b'"', speaker + 9)]
        if rule.endswith(b"\\") or extra.endswith(b"\\") or name.endswith(b"\\"):
            return None  # an escaped quotation mark inside: the end is somewhere else
        try:
            return line[_ID], line[_PRINT], float(line[sure:end]), self._source, (kind, rule, extra), name
        except ValueError:
            return None

    def _new_article(self, article: bytes) -> bool:
        try:
            found = json.loads(article)
            self._source = (str(found["id"]), found["outlet"] or "")
        except (ValueError, KeyError, TypeError):
            return False
        self._article = article
        return True


def _parse(line: bytes) -> Scanned:
    try:
        record = json.loads(line)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    article, speaker, sure = record.get("article"), record.get("speaker"), record.get("confidence")
    if not isinstance(article, dict) or isinstance(sure, bool) or not isinstance(sure, int | float):
        raise ValueError("not a claim: no article or no confidence")
    ident, fingerprint = _quoted(record.get("id")), _quoted(record.get("fingerprint"))
    if not (_HASH.fullmatch(ident) and _HASH.fullmatch(fingerprint)):
        raise ValueError("not a claim: no id or no fingerprint")
    kind = _quoted(record.get("kind"))
    return (
        ident,
        fingerprint,
        float(sure),
        (str(article.get("id")), str(article.get("outlet") or "")),
        (kind, _quoted(record.get("rule")), _quoted(record.get("mode" if kind == b"statement" else "unit"))),
        _quoted(speaker.get("name") if isinstance(speaker, dict) else None),
    )


def _quoted(value: Any) -> bytes:
    """A name as JSON writes it; the way back is ``unquoted``."""
    if not isinstance(value, str):
        return b""
    return json.dumps(value, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass")


def unquoted(name: bytes) -> str:
    """The name itself."""
    text = name.decode("utf-8", "replace")
    return str(json.loads(f'"{text}"', strict=False)) if "\\" in text else text
