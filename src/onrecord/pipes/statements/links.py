"""Links by distance, where the language model gives none or one that cannot be."""

from __future__ import annotations

from onrecord.pipes.statements.drafts import Text
from onrecord.records import Role

NEAR_SOURCE = 12
NEAR_CUE = 30
OWN_CUE = 6
"""Tokens between a cue and its source, a content and its cue, a content and a cue that has one already."""
BESIDE = 2
SURE = 0.95
"""A source beside its cue goes before one the model links to the cue with less than this."""
LOOK = 12
"""Labels looked at on either side."""


def link_by_distance(text: Text) -> list[Role]:
    """The roles with links filled in: each cue to the nearest source, each content to the nearest cue.

    A source must stand in the cue's line with no other cue between, a content in the cue's line or right
    after it. A link the model gave is kept unless it leaves the line or passes over a source beside the cue.
    """
    roles = [dict(role) for role in text.roles]
    spans = [text.tokens(*role["span"]) for role in text.roles]
    order = sorted(range(len(roles)), key=lambda k: text.roles[k]["span"])
    place = {k: n for n, k in enumerate(order)}

    def gap(a: int, b: int) -> int:
        one, two = sorted((spans[a], spans[b]), key=lambda s: s.start)
        return max(0, two.start - one.end)

    def near(k: int, label: str) -> list[int]:
        n = place[k]
        around = order[max(0, n - LOOK) : n + LOOK]
        return [j for j in around if text.roles[j]["label"] == label]

    def line(a: int, b: int) -> bool:
        return text.same_line(text.roles[a]["span"][0], text.roles[b]["span"][0])

    def apart(cue: int, source: int) -> bool:
        return any(token.is_sent_start for token in text.doc[spans[cue].end : spans[source].start + 1])

    for k, role in enumerate(text.roles):
        if role["label"] == "CUE":
            between = {
                j: [
                    c
                    for c in near(k, "CUE")
                    if c != k and min(place[k], place[j]) < place[c] < max(place[k], place[j])
                ]
                for j in near(k, "SOURCE")
            }
            able = [
                j
                for j, cues in between.items()
                if not cues and line(j, k) and gap(j, k) <= NEAR_SOURCE and not apart(k, j)
            ]
            best = min(able, key=lambda j: (gap(j, k), place[j] > place[k]), default=None)
            given = role["link"]
            if (
                given is None
                or not line(given, k)
                or (
                    best is not None
                    and given != best
                    and gap(best, k) <= BESIDE
                    and role["link_score"] < SURE
                )
            ):
                roles[k] |= {"link": best, "link_score": 0.7 if best is not None else 0.0}
    busy: set[int] = set()
    for k in order:
        role = text.roles[k]
        if role["label"] == "CONTENT" and role["link"] is None:
            able = [j for j in near(k, "CUE") if gap(j, k) <= (NEAR_CUE if line(j, k) else 4)]
            own = [j for j in able if gap(j, k) <= OWN_CUE] or able
            if own:
                best = min(own, key=lambda j: gap(j, k) + 3 * (j in busy) + 8 * (not line(j, k)))
                busy.add(best)
                roles[k] |= {"link": best, "link_score": 0.7}
    return roles  # type: ignore[return-value]
