"""Did the quantity rise or fall by this or to this, and which figures belong to one change."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexicon import words
from onrecord.pipes.figures.tree import (
    SUBJECTS,
    child,
    clause_of,
    inside,
    over_conjunctions,
    preposition,
    subject,
    top,
)
from onrecord.pipes.figures.trends import direction, directions
from onrecord.records import Change

_NUMERIC = frozenset({"percent", "percentage_point", "money", "other", "rank", "ratio", "distance"})
_BY = frozenset(
    {"", "by", "to", "up", "below", "above", "over", "under", "beyond", "about", "around", "nearly", "within"}
)
_ARGUMENTS = frozenset(
    {
        "obj",
        "obl",
        "advmod",
        "obl:unmarked",
        "obl:npmod",
        "nmod:unmarked",
        "nmod:npmod",
        "xcomp",
        "ccomp",
        "dep",
        "nmod",
        "advcl",
        "nummod",
        "obl:tmod",
        "obl:agent",
    }
)
_AFTER: dict[str, Change] = {
    **dict.fromkeys(("up", "higher", "rise", "increase"), "up"),
    **dict.fromkeys(("down", "lower", "drop", "fall"), "down"),
}
"""Words directly after a figure that tell its direction: "34 % higher", "a 5 % rise"."""
_COMPARED: dict[str, Change] = {"more": "up", "less": "down", "fewer": "down"}
"""Words after a figure that tell a change where "than" and an earlier time follow: "4 % more than in May"."""
_PUSHES = frozenset({"drive", "push", "take", "send", "bring"})


def read_changes(context: Context, found: list[Candidate]) -> None:
    """Set ``change`` and ``related`` of every candidate."""
    for candidate in found:
        candidate.change = _change(context, candidate)
    for a, b in pairwise(found):
        if a.related is b and b.change == "=" and context.line.low(a.bound_first - 1) == "from":
            b.change = _moved(context, a)
        between = [context.line.low(i) for i in range(a.bound_stop, b.bound_first)]
        if len(between) > 3 or "\n" in between:
            continue
        changing = a.change != "=" or b.change != "="
        if between and between[-1] == "to" and len(between) <= 2 and a.related is None and changing:
            a.related = b
            if a.unit == "point" and b.kind == "percent":
                a.unit, a.kind, a.noun, a.rule = (
                    "percentage point",
                    "percentage_point",
                    None,
                    "figure.percentage_point",
                )
        elif between and between[-1] == "from" and b.related is None and changing:
            b.related = a
            b.change = "="


def _change(context: Context, found: Candidate) -> Change:
    line = context.line
    before, after = line.low(found.bound_first - 1), line.low(found.bound_stop)
    lists = words()["change"]
    if found.rule == "figure.multiple_verb":
        return "down" if found.values and found.values[0] < 1 else "up"
    if found.kind in ("score", "age", "duration") or before == "from":
        return "="
    signed = context.line.raw(found.amounts[0].first)
    if signed in ("+", "-", "−", "–") and found.kind in ("percent", "percentage_point"):
        return "up" if signed == "+" else "down"
    if before in lists["particles"]:
        return "=" if _is_phrasal(context, found) else directions()[before]
    if before == "off" and found.kind in _NUMERIC and _stands(context, found):
        return "down"
    if after in _AFTER and found.kind in _NUMERIC and context.line.kind(found.bound_stop + 1) != "digits":
        return _AFTER[after]
    earlier = line.low(found.bound_stop + 1) == "than" and line.low(found.bound_stop + 2) in lists["earlier"]
    if after in _COMPARED and earlier and found.kind in _NUMERIC:
        return _COMPARED[after]
    return _parsed_change(context, found) if context.parsed else "="


def _moved(context: Context, before: Candidate) -> Change:
    """The direction of the word a "from X to Y" hangs on."""
    token = top(context, before) if context.parsed else None
    return "=" if token is None else direction(over_conjunctions(token).head)


def _is_phrasal(context: Context, found: Candidate) -> bool:
    """ "make up 41 %", "hold up three fingers": the particle belongs to a verb that moves nothing."""
    verb = context.token(found.bound_first - 2)
    if verb is None or verb.pos_ != "VERB" or _stands(context, found):
        return False
    lemma = verb.lemma_.lower()
    return lemma not in directions() and lemma not in words()["change"]["movers"]


def _stands(context: Context, found: Candidate) -> bool:
    """Does a verb of standing at a level come before the particle: "was off 3 %", "traded up 2 %"?"""
    verb = context.token(found.bound_first - 2)
    return verb is not None and verb.lemma_.lower() in words()["change"]["standing"]


def _parsed_change(context: Context, found: Candidate) -> Change:
    token = top(context, found)
    if token is None:
        return "="
    token = over_conjunctions(token)
    head = token.head
    if head.pos_ in ("NOUN", "PROPN") and head != token:
        named = head.lemma_.lower() in words()["change"]["nouns"]
        if named and (head.i > token.i or preposition(token) in ("of", "by")):
            return direction(head)
    if token.dep_ == "nummod" and head.i < token.i and head.dep_ == "obj":
        token = head
    predicate = clause_of(token)
    if token == predicate or not (token.head == predicate or inside(token, predicate)):
        owner = subject(predicate)
        return _by_subject(found, owner)
    if token.head != predicate:
        return "="
    moved = direction(predicate)
    if (
        moved == "="
        and predicate.lemma_.lower() in _PUSHES
        and found.comparator in (">", "<")
        and found.bounded
    ):
        return "up" if found.comparator == ">" else "down"
    if moved == "=":
        return _by_subject(found, subject(predicate))
    if predicate.pos_ not in ("VERB", "ADJ", "ADV") or token.dep_ in SUBJECTS or token.dep_ not in _ARGUMENTS:
        return "="
    if predicate.lemma_ == "add" and (token.dep_ != "obj" or subject(predicate) is None):
        return "="
    point = found.kind != "count" or found.unit.endswith("point")
    if token.dep_ == "obj" and predicate.lemma_ in ("add", "gain", "lift", "raise") and not point:
        return "="
    if (
        token.dep_ == "obj"
        and predicate.lemma_ in ("raise", "lift", "advance", "extend", "ease")
        and found.kind not in ("percent", "percentage_point")
    ):
        return "="
    word = _preposition(context, found, token)
    return moved if token.dep_ == "obj" or word in _BY or not _is_preposition(word) else "="


def _preposition(context: Context, found: Candidate, token: Token) -> str:
    """The preposition a figure stands behind; the "as" of "as much as" is none, it is a bound."""
    case = child(token, ("case",))
    first = context.token(found.bound_first)
    if case is not None and not (first is not None and found.bounded and first.i <= case.i):
        return case.lower_
    return "" if token.dep_ == "obj" else context.line.low(found.bound_first - 1)


def _is_preposition(word: str) -> bool:
    return word in (
        "from",
        "in",
        "of",
        "on",
        "since",
        "with",
        "for",
        "during",
        "after",
        "before",
        "against",
        "into",
        "across",
        "as",
        "than",
        "among",
        "between",
        "out",
        "at",
    )


def _by_subject(found: Candidate, owner: Token | None) -> Change:
    """ "the reduction exceeded 10 %", "growth was 2 %"."""
    if owner is None or found.kind not in ("percent", "percentage_point"):
        return "="
    return direction(owner) if owner.lemma_.lower() in words()["change"]["nouns"] else "="
