"""What says how likely a statement's content and speaker are both right."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import asdict

from onrecord.pipes.scoring import Features, log_odds
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import PartialStatement, Text
from onrecord.records import Cluster, Statement

SHORT = 5
"""A content of fewer tokens than this is short."""
NEAR = 8
"""How many of the speaker's mentions up to the source are looked at."""


def features_of(text: Text, partial: PartialStatement, statement: Statement) -> Features:
    """The features of a statement by name; its rule is one of them."""
    words = sum(len(text.tokens(*piece)) for piece in partial.content)
    return {
        "bias": 1.0,
        **{name: log_odds(chance) for name, chance in asdict(partial.scores).items()},
        "no source": float(statement["source"] is None),
        "speaker": log_odds(statement["speaker_score"]),
        "no speaker": float(statement["cluster"] is None),
        f"by.{statement['resolved_by']}": 1.0,
        "known cue": float(partial.lemma in cues().verbs),
        "length": math.log(max(1, words)),
        "short": max(0, SHORT - words) / SHORT,
        statement["rule"]: 1.0,
        **speaker_features(text, statement),
    }


def speaker_features(text: Text, statement: Statement) -> Features:
    """The kind of speaker, how often it is mentioned, how the source does, and how soon after another one."""
    if statement["cluster"] is None:
        return {}
    cluster: Cluster = text.doc._.clusters[statement["cluster"]]
    found = {f"kind.{cluster['kind']}": 1.0}
    if statement["source"] is not None:
        start, end = statement["source"]
        until = bisect_left(cluster["mentions"], end, key=lambda mention: mention["span"][0])
        near = cluster["mentions"][max(0, until - NEAR) : until]
        kinds = (mention["kind"] for mention in near if mention["span"][1] > start)
        before = [mention["span"][1] for mention in near if mention["span"][1] <= start]
        found[f"mention.{next(kinds, None)}"] = 1.0
        found["mentions"] = math.log(len(cluster["mentions"]))
        found["gap"] = math.log1p(start - max(before, default=start))
        found["first mention"] = float(not before)
    return found
