"""How much a claim is worth checking: specific, measurable, about many; not personal, not a prediction.

Read off the line's bytes, so that a million claims can be ordered. A point for each of the five.
"""

from __future__ import annotations

import re

_PERSONAL = re.compile(rb"\b(?:I|me|my|mine|myself)\b")
_FUTURE = re.compile(rb"\b(?:will|won|would|shall|may|might|could|expect(?:s|ed)?|plans?|forecast)\b")
_MANY = re.compile(
    rb"\b(?:million|billion|thousands?|hundreds|every|all|most|per cent|nation|country|public)\b"
)
_LARGE = re.compile(rb'\[?"?-?[0-9]{4}')
_UNITS_OF_MANY = frozenset(
    b"percent person people household resident voter patient job home case death USD GBP EUR".split()
)


def check_worth(line: bytes) -> int:
    """Points of a claim, 0 to 5, from its line."""
    find = line.find
    start = find(b'"text":"') + 8
    text = line[start : find(b'","sentence":', start)]
    rest = find(b'"rule":"', start + len(text))
    personal = _PERSONAL.search(text) is not None
    many = _MANY.search(text) is not None
    if find(b'"kind":"statement"', 0, start) >= 0:
        specific = find(b'"speaker":{', rest) >= 0 and find(b'"kind":"unnamed"', rest) < 0
        measurable = find(b'"figures":[]', rest) < 0
    else:
        value, unit = find(b'"value":', rest) + 8, find(b'"unit":"', rest) + 8
        specific = find(b'"measured":{', unit) >= 0
        measurable = not line.startswith(b"null", value)
        personal = personal or find(b'"figure_kind":"age"', unit) >= 0
        counted = line[unit : find(b'"', unit)]
        many = many or counted in _UNITS_OF_MANY or _LARGE.match(line, value) is not None
    return specific + measurable + many + (not personal) + (_FUTURE.search(text) is None)
