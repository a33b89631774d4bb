"""Statements from the language model's SOURCE, CUE and CONTENT labels and the links between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from onrecord.pipes.statements.clauses import split_at_second_cue
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import ModelScores, PartialStatement, Text, char_span_of
from onrecord.records import Role

REACH = {"CUE": ("SOURCE", 12), "CONTENT": ("CUE", 30)}
"""For each label: the label it links to, and the most tokens between the two."""
LOOK = 12
"""Labels searched on either side."""
BESIDE = 2
SURE = 0.95
"""A source at most ``BESIDE`` tokens from a cue replaces a linked one of lower probability than ``SURE``."""
CLAUSES = frozenset({"ccomp", "acl", "xcomp"})
LIKELY = 0.5
"""A content without a cue needs this probability to be tied to one by the parse."""
UNSURE = 0.5
"""A colon of lower probability than this is no cue: "Lena Moss: Nurse cleared of theft"."""
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
            head=text.tokens(*span).root,
            scores=scores,
        )
        colon = text.text[slice(*span)] == ":" and not text.quotes_in(one.start, one.end)
        if not (colon and cue["score"] < UNSURE) and not is_gesture(text, one):
            partials += split_at_second_cue(text, one)
    alone = (role for role in roles if role["label"] == "CONTENT" and role["link"] is None)
    governed = (with_governor(text, role) for role in alone)
    return sorted([*partials, *(one for one in governed if one is not None)], key=lambda one: one.start)


def with_governor(text: Text, role: Role) -> PartialStatement | None:
    """A content without a cue, with the reporting verb or noun that governs it in the parse."""
    start, end = role["span"]
    if text.quotes_in(start, end) or role["score"] < LIKELY:
        return None
    tokens = text.tokens(start, end)
    root, head = tokens.root, tokens.root.head
    words = cues().verbs if head.pos_ == "VERB" else cues().nouns
    if root.dep_ not in CLAUSES or head.lemma_.lower() not in words:
        return None
    if "," in text.text[head.idx : start] or any(t.lower_ == "to" for t in head.lefts):
        return None  # "first reported by a newspaper, came into effect", "must tell us how it fell"
    scores = ModelScores(content=role["score"], weakest=role["score"])
    return PartialStatement([(start, end)], [char_span_of(text.doc[head.i : head.i + 1])], None, head, scores)


def linked_roles(text: Text) -> list[Role]:
    """The labels, linked by distance if the model gave no link or an impossible one."""
    used = {role["link"] for role in text.roles if role["label"] == "CONTENT"}
    roles = []
    for number, role in enumerate(text.roles):
        cue = role["label"] == "CUE"
        if cue or (role["label"] == "CONTENT" and role["link"] is None):
            other, gap = nearest(text, number, used)
            beside = gap <= BESIDE and role["link_score"] < SURE
            leaves = role["link"] is None or not text.same_line(
                text.roles[role["link"]]["span"][0], role["span"][0]
            )
            if leaves or (beside and other != role["link"]):
                role = {**role, "link": other, "link_score": GUESSED}
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


def is_gesture(text: Text, one: PartialStatement) -> bool:
    """Whether no reporting verb follows a quotation that ends its sentence: "“No.” Mr Orr *nodded*"."""
    before = text.text[: min(one.cue[0][0], *(one.source or one.cue[0]))].rstrip()
    return one.lemma not in cues().verbs and before.endswith(('."', ".”")) and one.end < len(before)
