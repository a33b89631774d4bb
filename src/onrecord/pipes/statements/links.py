"""Links by distance, where the language model gives none or one that cannot be."""

from __future__ import annotations

import re

from onrecord.pipes.statements.contents import MARKS
from onrecord.pipes.statements.drafts import Text
from onrecord.records import Role

SENTENCE_END = re.compile(r"(?:[.!?][\"”’»]?|[\"”’»][.!?])(?=\s+[A-Z“\"‘])")
NEAR_SOURCE = 12
NEAR_CUE = 30
OWN_CUE = 6
"""Tokens between a cue and its source, a content and its cue, a content and a cue that has one already."""
BESIDE = 2
SURE = 0.95
"""A source beside its cue goes before one the model links to the cue with less than this."""
WIDE = 8
"""Characters before a quotation among which the stop of a sentence is looked for."""
LOOK = 12
"""Labels looked at on either side."""


def parted_roles(text: Text) -> list[Role]:
    """The labels, a content that runs on into the next sentence's quotation in two.

    In 'he believes it is over. "It was time," she wrote' nobody says both; the second part keeps the link.
    """
    roles: list[Role] = [*text.roles]
    for k, role in enumerate(text.roles):
        start, end = role["span"]
        if role["label"] != "CONTENT" or text.quote_at(start, start + 1) is not None:
            continue
        for quote in text.quotes_in(start, end):
            first = quote["span"][0]
            gap = text.text[max(start, first - WIDE) : first]
            before = gap.rstrip()
            if first > start and quote["speech"] and before.rstrip(MARKS)[-1:] in (".", "!", "?"):
                roles[k] = {**role, "span": [first, end]}
                end = first_stop(text, start, first - len(gap) + len(before))
                roles.append({**role, "span": [start, end], "link": None})
                break
    return roles


def first_stop(text: Text, start: int, end: int) -> int:
    """Where the first sentence of ``[start, end)`` ends, what stands between quotation marks passed over."""
    for stop in SENTENCE_END.finditer(text.text, start, end):
        inside = text.quote_at(stop.start(), stop.start() + 1)
        if inside is None or stop.end() >= inside["span"][1]:
            return stop.end()
    return end


def link_by_distance(text: Text) -> list[Role]:
    """The roles with links filled in: each cue to the nearest source, each content to the nearest cue.

    A source must stand in the cue's line with no other cue between, a content in the cue's line or right
    after it. A link the model gave is kept unless it leaves the line or passes over a source beside the cue.
    """
    given = parted_roles(text)
    roles = [dict(role) for role in given]
    spans = [text.tokens(*role["span"]) for role in given]
    order = sorted(range(len(roles)), key=lambda k: given[k]["span"])
    place = {k: n for n, k in enumerate(order)}

    def gap(a: int, b: int) -> int:
        one, two = sorted((spans[a], spans[b]), key=lambda s: s.start)
        return max(0, two.start - one.end)

    def near(k: int, label: str) -> list[int]:
        n = place[k]
        around = order[max(0, n - LOOK) : n + LOOK]
        return [j for j in around if given[j]["label"] == label]

    def line(a: int, b: int) -> bool:
        return text.same_line(given[a]["span"][0], given[b]["span"][0])

    def apart(cue: int, source: int) -> bool:
        return any(token.is_sent_start for token in text.doc[spans[cue].end : spans[source].start + 1])

    for k, role in enumerate(given):
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
            told = role["link"]
            if (
                told is None
                or not line(told, k)
                or (
                    best is not None and told != best and gap(best, k) <= BESIDE and role["link_score"] < SURE
                )
            ):
                roles[k] |= {"link": best, "link_score": 0.7 if best is not None else 0.0}
    busy: set[int] = set()
    for k in order:
        role = given[k]
        if role["label"] == "CONTENT" and role["link"] is None:
            able = [j for j in near(k, "CUE") if gap(j, k) <= (NEAR_CUE if line(j, k) else 4)]
            own = [j for j in able if gap(j, k) <= OWN_CUE] or able
            if own:
                best = min(own, key=lambda j: gap(j, k) + 3 * (j in busy) + 8 * (not line(j, k)))
                busy.add(best)
                roles[k] |= {"link": best, "link_score": 0.7}
    return roles  # type: ignore[return-value]
