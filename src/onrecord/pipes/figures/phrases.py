"""Stretches of a noun phrase, alone or with what its verb says, cut down to what names a quantity."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.clauses import clause_end
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.stretches import Stretch, is_time, number_of, trim

_LEFT_OUT = frozenset(
    {
        "det",
        "nummod",
        "punct",
        "cc",
        "case",
        "advmod",
        "predet",
        "det:predet",
        "mark",
        "nummod:gov",
        "cc:preconj",
    }
)
_RIGHT_IN = frozenset(
    {
        "nmod",
        "acl",
        "acl:relcl",
        "amod",
        "compound",
        "flat",
        "nmod:poss",
        "fixed",
        "case",
        "nmod:unmarked",
        "advmod",
    }
)
_AUX = frozenset({"aux", "aux:pass", "cop"})
_MOST = 30
_OPENING = frozenset((",", "–", "—", "-", "(", ")"))


def noun_stretch(context: Context, noun: Token, found: Candidate, *, short: bool = False) -> Stretch:
    """A noun phrase without its determiner, number, appositions and the times in it.

    Args:
        context: The Doc.
        noun: Its head.
        found: The figure, whose number is left out.
        short: Leave out what follows the noun.
    """
    stop = noun.i + 1
    number = number_of(context, found)
    start = _leftwards(context, noun, number)
    if not short:
        stop = _rightwards(context, noun, stop, number)
    return trim(context, start, stop, number)


def _leftwards(context: Context, noun: Token, number: tuple[int, int]) -> int:
    start = noun.i
    for child in reversed(list(noun.lefts)):
        hyphen = child.dep_ == "punct" and child.text in "-‐‑"
        if child.right_edge.i != start - 1 or (child.dep_ in _LEFT_OUT and not hyphen):
            break
        if child.left_edge.i < number[1] and child.right_edge.i >= number[0]:
            start = max(number[1], child.left_edge.i) if child.right_edge.i >= number[1] else start
            break
        start = child.left_edge.i
    other = context.owners.get(start)
    if other is not None and other.noun != noun and start and context.owners.get(start - 1) is other:
        start = next((i for i in range(start, noun.i) if context.owners.get(i) is not other), noun.i)
    while start < noun.i and context.doc[start].text in "-‐‑–—'\"":
        start += 1
    return start


def _rightwards(context: Context, noun: Token, stop: int, number: tuple[int, int]) -> int:
    for child in noun.rights:
        if (child.dep_ == "punct" and child.text in "-‐‑'\"”’") or child.left_edge.i != stop:
            continue
        owner = context.owners.get(child.i)
        if number[0] <= child.i < number[1] or (owner is not None and owner.noun != child):
            break
        if child.dep_ not in _RIGHT_IN or is_time(context, child) or child.left_edge.text == ",":
            break
        if child.lower_ == "worth" or (owner is not None and owner.unit.endswith("point")):
            break
        end = child.right_edge.i + 1
        if child.dep_ in ("acl", "acl:relcl"):
            end = clause_end(context, child, child.i + 1)
            if _says_only(child, number, end):
                break
        else:
            end = min([end, *(one.left_edge.i for one in child.subtree if one.dep_ == "acl:relcl")])
        stop = min(end, noun.i + _MOST)
    after = context.doc[stop] if stop < len(context.doc) else None
    if after is not None and after.sent == noun.sent and stop == noun.i + 1 and _is_participle(after):
        verb = after if after.tag_ == "VBN" or after.lemma_ != "be" else after.head
        end = clause_end(context, verb, max(stop, verb.i + 1))
        stop = stop if _says_only(verb, number, end) else end
    return stop


def _says_only(verb: Token, number: tuple[int, int], end: int) -> bool:
    """Does a clause say nothing but the figure: "a tunnel *that cost* $3bn"?"""
    inside = verb.i < number[0] <= verb.right_edge.i
    return inside and (end <= verb.i + 1 or (number[0] == verb.i + 1 and end <= number[1]))


def _is_participle(token: Token) -> bool:
    return token.tag_ == "VBG" or (token.tag_ == "VBN" and token.dep_ in ("acl", "advcl", "amod"))


def clause_stretch(context: Context, noun: Token, predicate: Token, found: Candidate) -> Stretch:
    """A counted subject with what its verb says of it: "individuals removed from the town and sent home"."""
    phrase = noun_stretch(context, noun, found)
    says = any(child.dep_ == "ccomp" for child in predicate.children)
    if says or predicate.i < phrase.stop or predicate.i - phrase.stop > 12:
        return phrase
    aside = _aside(context, phrase.stop, predicate.i)
    if aside is None:
        return phrase
    stop = _before_next_figure(
        context, found, predicate.i + 1, clause_end(context, predicate, predicate.i + 1)
    )
    skipped = {child.i for child in predicate.children if child.dep_ in _AUX and phrase.stop <= child.i}
    before = range(phrase.stop, predicate.i)
    skipped |= {i for i in before if context.doc[i].dep_ in ("aux", "aux:pass")}
    skipped |= {i for i in before if context.owners.get(i) is found}
    skipped |= aside
    return trim(context, phrase.start, stop, number_of(context, found), frozenset(skipped) | phrase.skipped)


def _aside(context: Context, start: int, stop: int) -> set[int] | None:
    """The tokens between commas after a subject: "pupils, or 8 %, *failed*"; None where they name it."""
    doc = context.doc
    if doc[start].text not in _OPENING:
        return set()
    last = next((i for i in range(stop - 1, start, -1) if doc[i].text in _OPENING), None)
    if last is None or any(token.dep_ == "appos" and token.pos_ == "PROPN" for token in doc[start:last]):
        return None
    return set(range(start, last + 1))


def _before_next_figure(context: Context, found: Candidate, first: int, stop: int) -> int:
    """Where a clause ends before a comma that another figure follows."""
    doc, comma = context.doc, None
    for i in range(first, stop):
        comma = i if doc[i].text in _OPENING and comma is None else comma
        if comma is not None and context.owners.get(i, found) is not found:
            return comma
    return stop
