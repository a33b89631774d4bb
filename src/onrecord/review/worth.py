"""How much a claim is worth checking: specific, measurable, about many; not personal, not a prediction.

Read off the line's bytes, so that a million claims can be ordered. A point for each of the five.
"""

from __future__ import annotations

import re

_PERSONAL = re.compile(rb"\b(?:I|me|my|mine|we feel|myself)\b")
_FUTURE = re.compile(
    rb"\b(?:will|won|would|shall|may|might|could|expects?|expected|plans?|hopes?|forecast)\b"
)
_MANY = re.compile(
    rb'"unit":"(?:percent|[A-Z]{3}|person|people|household|resident|voter|patient|job|home|case|death)"'
    rb"|\b(?:million|billion|thousands?|hundreds|every|all|most|per cent|nation|country|public)\b"
)
_LARGE = re.compile(rb'"value":\[?"?-?[0-9]{4,}')


def check_worth(line: bytes) -> int:
    """Points of a claim, 0 to 5, from its line."""
    start = line.find(b'"text":"') + 8
    text = line[start : line.find(b'","sentence":', start)]
    rest = line.find(b'"rule":"', start)
    statement = line.find(b'"kind":"statement"') >= 0
    if statement:
        specific = line.find(b'"speaker":{', rest) >= 0 and line.find(b'"kind":"unnamed"', rest) < 0
        measurable = line.find(b'"figures":[]', rest) < 0
    else:
        specific = line.find(b'"measured":{', rest) >= 0
        measurable = line.find(b'"value":null', rest) < 0
    personal = line.find(b'"figure_kind":"age"', rest) >= 0 or _PERSONAL.search(text) is not None
    many = _MANY.search(text) or (not statement and (_MANY.search(line, rest) or _LARGE.search(line, rest)))
    return specific + measurable + bool(many) + (not personal) + (_FUTURE.search(text) is None)
