"""Drafts from the language model's SOURCE, CUE and CONTENT labels and the links between them."""

from __future__ import annotations

from collections import defaultdict

from onrecord.pipes.statements.drafts import Draft, Seen, Text, head_of
from onrecord.pipes.statements.links import linked_roles
from onrecord.records import Role


def labelled_drafts(text: Text) -> list[Draft]:
    """One draft for each labelled cue with content; "last night" and "said" right behind it are one cue."""
    contents: dict[int, list[Role]] = defaultdict(list)
    roles = linked_roles(text)
    for role in roles:
        if role["label"] == "CONTENT" and role["link"] is not None:
            contents[role["link"]].append(role)
    behind = {role["span"][0]: role["span"][1] for role in roles if role["label"] == "CUE"}
    drafts = []
    for number, parts in contents.items():
        cue = roles[number]
        source = roles[cue["link"]] if cue["link"] is not None else None
        start, end = cue["span"]
        span = (start, behind.get(end + 1, end))
        tokens = text.tokens(*span)
        seen = Seen(
            cue=cue["score"],
            content=max(part["score"] for part in parts),
            weakest=min(part["score"] for part in parts),
            link=max(part["link_score"] for part in parts),
            source=source["score"] if source else 0.0,
            source_link=cue["link_score"] if source else 0.0,
        )
        drafts.append(
            Draft(
                content=sorted((part["span"][0], part["span"][1]) for part in parts),
                cue=[span],
                source=(source["span"][0], source["span"][1]) if source else None,
                head=head_of(tokens) if len(tokens) else None,
                seen=seen,
            )
        )
    return sorted(drafts, key=lambda draft: draft.start)
