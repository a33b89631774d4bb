"""Links by distance, where the language model gives none or one that cannot be."""

from __future__ import annotations

from onrecord.pipes.statements.drafts import Text
from onrecord.records import Role

REACH = {"CUE": ("SOURCE", 12), "CONTENT": ("CUE", 30)}
"""What each label is linked to, and how many tokens may stand between."""
LOOK = 12
"""Labels looked at on either side."""
BESIDE = 2
SURE = 0.95
"""A source so near its cue goes before one the model links to the cue with less than this."""
GUESSED = 0.7
"""How likely a link by distance is."""


def linked_roles(text: Text) -> list[Role]:
    """The labels, each cue with a source of its sentence and each content with a cue of its line, if any."""
    roles = []
    for number, role in enumerate(text.roles):
        if role["label"] != "SOURCE":
            other, gap = nearest(text, number)
            beside = role["label"] == "CUE" and gap <= BESIDE and role["link_score"] < SURE
            if not is_usable(text, role) or (beside and other != role["link"]):
                role = {**role, "link": other, "link_score": 0.0 if other is None else GUESSED}
        roles.append(role)
    return roles


def is_usable(text: Text, role: Role) -> bool:
    """Whether the model gave a link; that of a cue must not leave the line."""
    if role["link"] is None:
        return False
    start = text.roles[role["link"]]["span"][0]
    return role["label"] == "CONTENT" or text.same_line(start, role["span"][0])


def nearest(text: Text, number: int) -> tuple[int | None, int]:
    """The nearest label that one can belong to, and how many tokens stand between."""
    kind, reach = REACH[text.roles[number]["label"]]
    own = text.tokens(*text.roles[number]["span"])
    best: tuple[int | None, int] = None, reach + 1
    for other in range(max(0, number - LOOK), min(len(text.roles), number + LOOK + 1)):
        if text.roles[other]["label"] != kind:
            continue
        span = text.tokens(*text.roles[other]["span"])
        first, second = sorted((own, span), key=lambda s: s.start)
        gap = max(0, second.start - first.end)
        between = text.roles[min(number, other) + 1 : max(number, other)]
        apart = any(t.is_sent_start for t in text.doc[first.end : second.start + 1]) or any(
            role["label"] == "CUE" for role in between
        )
        line = text.same_line(first.start_char, second.start_char)
        if line and gap < best[1] and not (kind == "SOURCE" and apart):
            best = other, gap
    return best
