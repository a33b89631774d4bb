"""The rule of a statement: the shape formed by source, cue and content.

Each shape is a test on a partial statement. The tests run in the order of ``rules.toml``, which describes the
shapes; the first that succeeds names the rule. They read the parse, so that a person can check them.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import PartialStatement, Text
from onrecord.pipes.statements.sentences import is_quoted
from onrecord.rules import load_rules

PASSIVES = frozenset({"aux:pass", "nsubj:pass", "obl:agent"})
SHARES_SOURCE = frozenset({"advcl", "acl", "conj", "xcomp", "ccomp"})
OPENINGS = ("that ", "that “", 'that "', "that ‘")


def rule_of(text: Text, one: PartialStatement) -> str:
    """The id of the first rule whose test succeeds; the last one always does."""
    return next(rule for rule in load_rules("statements") if SHAPES[rule](text, one))


def finding(text: Text, one: PartialStatement) -> bool:
    """Whether the source is a document or finding."""
    if one.source is None or one.lemma not in cues().findings:
        return False
    source: str = text.tokens(*one.source).root.lemma_
    return source.lower() in lexicon().documents


def directive(text: Text, one: PartialStatement) -> bool:
    """Whether the content is an action that somebody should or will take: "urged them to leave"."""
    if one.end <= cue_start(one):
        return False
    return text.tokens(*one.content[0])[:1].text.casefold() == "to" or "xcomp" in children(one)


def children(one: PartialStatement, *, inside: bool | None = None) -> set[str]:
    """Dependency labels of the cue's children: all, or only those inside or outside the content."""
    return {
        t.dep_
        for t in (one.head.children if one.head is not None else ())
        if inside is None or inside == any(start <= t.idx < end for start, end in one.content)
    }


def cue_text(text: Text, one: PartialStatement) -> str:
    """The cue's text in lower case."""
    return " ".join(" ".join(text.text[slice(*piece)].split()) for piece in one.cue).casefold()


def cue_start(one: PartialStatement) -> int:
    """Offset of the cue; -1 without one."""
    return min((start for start, _ in one.cue), default=-1)


def quoted(text: Text, one: PartialStatement) -> bool:
    """Whether every piece of the content is inside a quotation."""
    return all(is_quoted(text, piece) for piece in one.content)


SHAPES: dict[str, Callable[[Text, PartialStatement], bool]] = {
    "statement.carried": lambda text, one: not one.cue,
    "statement.according": lambda text, one: cue_text(text, one).startswith(cues().according),
    "statement.mark": lambda text, one: not any(c.isalnum() for c in cue_text(text, one)),
    "statement.noun": lambda text, one: one.head is not None and one.head.pos_ in ("NOUN", "PROPN"),
    "statement.split": lambda text, one: one.start < cue_start(one) < one.end and len(one.content) > 1,
    "statement.relative": lambda text, one: (
        one.source is not None and text.text[slice(*one.source)].casefold() in ("who", "which", "that")
    ),
    "statement.passive": lambda text, one: not PASSIVES.isdisjoint(children(one)),
    "statement.participle": lambda text, one: (
        one.head is not None and one.head.tag_ == "VBG" and one.head.dep_ in SHARES_SOURCE
    ),
    "statement.coordinated": lambda text, one: (
        one.head is not None and one.head.dep_ == "conj" and "nsubj" not in children(one)
    ),
    "statement.finding": finding,
    "statement.told": lambda text, one: (
        one.lemma in cues().addressed and not {"obj", "iobj"}.isdisjoint(children(one, inside=False))
    ),
    "statement.quote_first": lambda text, one: quoted(text, one) and one.end <= cue_start(one),
    "statement.quote_last": lambda text, one: quoted(text, one) and one.start >= cue_start(one),
    "statement.clause_first": lambda text, one: one.end <= cue_start(one),
    "statement.that": lambda text, one: (
        text.text[max(0, one.start - 6) : one.start].casefold().endswith(OPENINGS)
    ),
    "statement.directive": directive,
    "statement.clause": lambda text, one: not {"ccomp", "parataxis"}.isdisjoint(children(one, inside=True)),
    "statement.object": lambda text, one: True,
}
