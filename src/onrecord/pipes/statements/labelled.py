"""Statements from the language model's SOURCE, CUE and CONTENT labels and the links between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import ModelScores, PartialStatement, Text, char_span_of, head_of
from onrecord.records import Role

REACH = {"CUE": ("SOURCE", 12), "CONTENT": ("CUE", 30)}
"""For each label: the label it links to, and the most tokens between the two."""
LOOK = 12
"""Labels searched on either side."""
BESIDE = 2
SURE = 0.95
"""A source at most ``BESIDE`` tokens from a cue replaces a linked one of lower probability than ``SURE``."""
GUESSED = 0.7
"""Probability given to a link made by distance."""


def from_labels(text: Text) -> list[PartialStatement]:
    """One statement for each labelled cue with content."""
    contents: dict[int, list[Role]] = defaultdict(list)
    roles = linked_roles(text)
    partials: list[PartialStatement] = []
    for role in roles:
        if role["label"] == "CONTENT" and role["link"] is not None:
            contents[role["link"]].append(role)
    for number, parts in contents.items():
        cue = roles[number]
        source = roles[cue["link"]] if cue["link"] is not None else None
        span = (cue["span"][0], cue["span"][1])
        tokens = text.tokens(*span)
        scores = ModelScores(
            cue=cue["score"],
            content=max(part["score"] for part in parts),
            weakest=min(part["score"] for part in parts),
            link=max(part["link_score"] for part in parts),
            source=source["score"] if source else 0.0,
            source_link=cue["link_score"] if source else 0.0,
        )
        one = PartialStatement(
            content=sorted((part["span"][0], part["span"][1]) for part in parts),
            cue=[span],
            source=(source["span"][0], source["span"][1]) if source else None,
            head=head_of(tokens) if len(tokens) else None,
            scores=scores,
        )
        partials += split_at_second_cue(text, one)
    return sorted(partials, key=lambda one: one.start)


def linked_roles(text: Text) -> list[Role]:
    """The labels, linked by distance if the model gave no link or an impossible one."""
    used = {role["link"] for role in text.roles if role["label"] == "CONTENT"}
    roles = []
    for number, role in enumerate(text.roles):
        cue = role["label"] == "CUE"
        if cue or (role["label"] == "CONTENT" and role["link"] is None):
            other, gap = nearest(text, number, () if cue else used)
            beside = cue and gap <= BESIDE and role["link_score"] < SURE
            leaves = role["link"] is None or not text.same_line(
                text.roles[role["link"]]["span"][0], role["span"][0]
            )
            if leaves or (beside and other != role["link"]):
                role = {**role, "link": other, "link_score": 0.0 if other is None else GUESSED}
        roles.append(role)
    return roles


def nearest(text: Text, number: int, used: Collection[int | None]) -> tuple[int | None, int]:
    """The nearest label in the sentence that a label can link to, and the number of tokens between."""
    kind, reach = REACH[text.roles[number]["label"]]
    own = text.tokens(*text.roles[number]["span"])
    best: tuple[int | None, int] = None, reach + 1
    for other in range(max(0, number - LOOK), min(len(text.roles), number + LOOK + 1)):
        if text.roles[other]["label"] != kind or other in used:
            continue
        span = text.tokens(*text.roles[other]["span"])
        first, second = sorted((own, span), key=lambda s: s.start)
        gap = max(0, second.start - first.end)
        between = text.roles[min(number, other) + 1 : max(number, other)]
        apart = any(t.is_sent_start for t in text.doc[first.end : second.start + 1]) or any(
            role["label"] == "CUE" for role in between
        )
        if gap < best[1] and not apart and text.same_line(first.start_char, second.start_char):
            best = other, gap
    return best


def split_at_second_cue(text: Text, one: PartialStatement) -> list[PartialStatement]:
    """Split the content at a second cue: "the trains were late *but maintained that* ...".

    After a noun such as "claim" the content ends with its clause: "the claim that it was safe *was met ...*".
    """
    if one.head is None:
        return [one]
    start, end = one.content[-1]
    inside = text.tokens(start, end)
    for token in inside[1:]:
        second = token.dep_ == "conj" and token.head == one.head and token.pos_ == "VERB"
        if (
            second
            and token.lemma_.lower() in cues().verbs
            and text.quote_at(token.idx, token.idx + 1) is None
        ):
            cut = token.left_edge.idx
            rest = (token.idx + len(token), end)
            if start < cut and rest[0] < end:
                one.content[-1] = (start, cut)
                added = replace(one, content=[rest], cue=[char_span_of(text.doc[token.i : token.i + 1])])
                added.source, added.head = None, token
                return [one, added]
    if one.head.pos_ == "NOUN":
        clause = next((t for t in one.head.rights if t.dep_ == "acl" and t in inside), None)
        if clause is not None:
            last = clause.right_edge
            one.content[-1] = (start, min(end, last.idx + len(last)))
    return [one]
