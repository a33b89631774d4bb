"""Stretches of tokens around a noun or a verb, cut down to what names a quantity."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.tree import SUBJECTS
from onrecord.records import Offsets

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
_CLAUSE_OUT = frozenset(
    {"advcl", "ccomp", "parataxis", "punct", "discourse", "conj", "cc", "vocative", "dep", "appos", "mark"}
)
_AUX = frozenset({"aux", "aux:pass", "cop"})
_LONG = 7
"""A phrase of more tokens than this is no mere qualifier of a counted subject."""
_MOST = 30
_OPENING = frozenset((",", "–", "—", "-", "(", ")"))


@dataclass(slots=True)
class Stretch:
    """Tokens ``start`` to ``stop``; ``skipped`` are in the span but not in the words."""

    start: int
    stop: int
    skipped: frozenset[int] = frozenset()

    def offsets(self, doc: Doc) -> Offsets:
        """Its characters."""
        last = doc[self.stop - 1]
        return [doc[self.start].idx, last.idx + len(last)]

    def text(self, context: Context) -> str:
        """Its words on one line, without the number and the auxiliaries."""
        words = [
            f"{token.text}{' ' if token.whitespace_ or token.i + 1 in self.skipped else ''}"
            for token in context.doc[self.start : self.stop]
            if token.i not in self.skipped and not token.is_space
        ]
        return " ".join("".join(words).split())


def noun_stretch(context: Context, noun: Token, found: Candidate, *, short: bool = False) -> Stretch:
    """A noun phrase without its determiner, number, appositions and the times in it.

    Args:
        context: The Doc.
        noun: Its head.
        found: The figure, whose number is left out.
        short: Leave out what follows the noun.
    """
    stop = noun.i + 1
    number = _number(context, found)
    start = _leftwards(context, noun, number)
    if not short:
        stop = _rightwards(context, noun, stop, number)
    return _trim(context, start, stop, number)


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
        if child.dep_ not in _RIGHT_IN or _is_time(context, child) or child.left_edge.text == ",":
            break
        end = child.right_edge.i + 1
        if child.dep_ in ("acl", "acl:relcl"):
            end = _clause_end(context, child, child.i + 1)
        else:
            end = min([end, *(one.left_edge.i for one in child.subtree if one.dep_ == "acl:relcl")])
        stop = min(end, noun.i + _MOST)
    after = context.doc[stop] if stop < len(context.doc) else None
    if after is not None and after.sent == noun.sent and stop == noun.i + 1 and _is_participle(after):
        verb = after if after.tag_ == "VBN" or after.lemma_ != "be" else after.head
        stop = _clause_end(context, verb, max(stop, verb.i + 1))
    return stop


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
        context, found, predicate.i + 1, _clause_end(context, predicate, predicate.i + 1)
    )
    skipped = {child.i for child in predicate.children if child.dep_ in _AUX and phrase.stop <= child.i}
    skipped |= {i for i in range(phrase.stop, stop) if context.doc[i].dep_ in ("aux", "aux:pass")}
    skipped |= aside
    return _trim(context, phrase.start, stop, _number(context, found), frozenset(skipped) | phrase.skipped)


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


def verb_stretch(context: Context, verb: Token, *, without: Candidate | None = None) -> Stretch:
    """A verb with the objects and phrases that follow it, up to the figure."""
    start = next((one.i for one in verb.lefts if one.dep_ == "mark" and one.lower_ == "to"), verb.i)
    number = _number(context, without) if without is not None else (-1, -1)
    stop = _clause_end(context, verb, verb.i + 1, before=number[0])
    return _trim(context, start, stop, number)


def _clause_end(context: Context, verb: Token, stop: int, *, before: int = -1) -> int:
    """Where the plain core of a clause ends: not in a subordinate clause, a time or a second figure."""
    for child in verb.rights:
        if child.i < stop - 1:
            continue
        if child.dep_ in _CLAUSE_OUT:
            if child.dep_ == "punct" and child.text in ",;":
                break
            continue
        if _is_time(context, child) or (before >= 0 and child.left_edge.i <= before <= child.right_edge.i):
            break
        if child.left_edge.i > stop + 1 or child.right_edge.i - child.left_edge.i >= _LONG:
            break
        stop = max(stop, child.right_edge.i + 1)
    return _and_verb(context, verb, min(stop, verb.i + _MOST), before)


def _and_verb(context: Context, verb: Token, stop: int, before: int) -> int:
    """Take in a second verb of the same subject that follows at once: "removed and sent home"."""
    doc = context.doc
    if stop + 1 >= len(doc) or doc[stop].dep_ != "cc" or doc[stop + 1].sent != verb.sent:
        return stop
    second = doc[stop + 1]
    if (
        not _same_form(second, verb)
        or second.dep_ != "conj"
        or any(one.dep_ in SUBJECTS for one in second.children)
    ):
        return stop
    return _clause_end(context, second, second.i + 1, before=before) if stop - verb.i < _MOST else stop


def _same_form(a: Token, b: Token) -> bool:
    return a.tag_ == b.tag_ or {a.tag_, b.tag_} == {"VBN", "VBD"}


def _is_time(context: Context, token: Token) -> bool:
    if token.dep_ in ("acl", "acl:relcl", "advcl", "ccomp"):
        return False
    start = token.left_edge.idx
    if context.doc[token.left_edge.i].pos_ == "ADP" and token.left_edge.i + 1 < len(context.doc):
        start = context.doc[token.left_edge.i + 1].idx
    end = token.right_edge.idx + len(token.right_edge)
    return context.opens_with_period(start, end)


def _number(context: Context, found: Candidate) -> tuple[int, int]:
    """Tokens of the number itself with its bound: left out of every measured phrase."""
    first = min(found.bound_first, found.first)
    stop = found.amounts[-1].stop
    if found.kind in ("count", "ratio", "rank"):
        stop = found.amounts[-1].numeral.stop
    if found.hyphen:
        stop = found.stop
    if found.rule == "figure.rank.superlative":
        stop = context.line.over_hyphen(stop) + 1
    tokens = context.tokens(first, stop)
    return (tokens[0].i, tokens[-1].i + 1) if tokens else (-1, -1)


def _trim(
    context: Context, start: int, stop: int, number: tuple[int, int], skipped: frozenset[int] = frozenset()
) -> Stretch:
    """Cut punctuation off the ends; a number inside is skipped, one at an end cut off."""
    doc = context.doc
    while start < stop and (
        number[0] <= start < number[1]
        or doc[start].is_punct
        or doc[start].is_space
        or doc[start].dep_ in ("cc", "case")
    ):
        start += 1
    while stop > start and (number[0] < stop <= number[1] or _is_loose_end(doc[stop - 1])):
        stop -= 1
    inner = frozenset(i for i in range(*number) if start <= i < stop) if number[0] >= 0 else frozenset()
    return Stretch(start, stop, skipped | inner)


def _is_loose_end(token: Token) -> bool:
    loose = token.is_space or (token.is_punct and token.text not in ")%\"”'’")
    return loose or token.dep_ in ("cc", "case", "mark", "det")
