"""The words that say what a figure counts, with the qualifiers that tell it from its neighbours."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from onrecord.pipes.figures.bearers import HANGING, bearer_of, is_index
from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.governors import governing_noun
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.measured_kinds import (
    of_age,
    of_compound,
    of_duration,
    of_rank,
    of_score,
    token_range,
)
from onrecord.pipes.figures.phrases import clause_stretch, noun_stretch
from onrecord.pipes.figures.purposes import purpose_of
from onrecord.pipes.figures.stretches import Stretch
from onrecord.pipes.figures.tree import (
    SUBJECTS,
    child,
    clause_of,
    is_reported,
    over_conjunctions,
    preposition,
    top,
)
from onrecord.pipes.figures.trends import direction
from onrecord.records import Measured

_INDEFINITE = frozenset({"a", "an", "some", "all", "another"})
_EXTENTS = frozenset({"be", "measure", "reach", "stretch", "span"})
_POINTING = frozenset({"this", "that", "it", "these", "they", "which"})
_DATELINE_ENDS = ("-", "–", "—", "--", ":")
_QUOTES = frozenset("\"'“”‘’«»")
_NEAR = 4
_WIDEST_BRACKETS = 10
_FAR = 8
"""Tokens from "which" up to its clause, at most."""


def measured_of(context: Context, found: Candidate) -> Measured | None:
    """What a figure measures, or None where nothing near says so."""
    if context.parsed:
        stretch = _stretch(context, bearer_of(context, found), HANGING)
    else:
        stretch = None if found.noun is None else Stretch(found.noun.i, found.noun.i + 1)
    stretch = stretch and _without_marks(context, _without_dateline(context, stretch))
    if stretch is None or stretch.stop <= stretch.start:
        return None
    text = stretch.text(context)
    told = any(letter.isalpha() for letter in text)
    return {"text": text, "span": stretch.offsets(context.doc)} if told else None


def _without_marks(context: Context, stretch: Stretch) -> Stretch:
    """The stretch without marks and left-out words at its ends, and without the partner of such a mark."""
    doc, start, stop = context.doc, stretch.start, stretch.stop
    while start < stop and (start in stretch.skipped or doc[start].dep_ == "case" or _is_mark(doc[start])):
        start += 1
    while stop > start and (stop - 1 in stretch.skipped or _is_mark(doc[stop - 1])):
        stop -= 1
    quotes = [i for i in range(start, stop) if _is_quote(doc[i])]
    return Stretch(start, stop, stretch.skipped | frozenset(quotes[: len(quotes) % 2]))


def _is_quote(token: Token) -> bool:
    return token.text in _QUOTES and token.tag_ != "POS"


def _is_mark(token: Token) -> bool:
    closing = token.text in ")]%" or token.tag_ == "POS"
    return token.is_space or _is_quote(token) or (token.is_punct and not closing)


def _without_dateline(context: Context, stretch: Stretch) -> Stretch:
    """The stretch without the capitals and the dash a report begins with: "PORT ELLERY - The council"."""
    doc, start = context.doc, stretch.start
    if start and not doc[start - 1].is_space:
        return stretch
    stop = start
    while stop < len(doc) and doc[stop].is_upper and doc[stop].is_alpha:
        stop += 1
    if stop in (start, len(doc)) or doc[stop].text not in _DATELINE_ENDS:
        return stretch
    return Stretch(stop + 1, stretch.stop, stretch.skipped)


def _level(context: Context, found: Candidate, token: Token) -> bool:
    """Is a length what something reaches or moves by, and not how far or how long something is done?"""
    predicate = clause_of(over_conjunctions(token))
    if found.kind == "distance" and predicate.lemma_ in _EXTENTS:
        return True
    moved = direction(predicate) != "=" or predicate.lemma_ == "peak"
    by = context.line.low(found.bound_first - 1) in ("by", "to", "from", "at")
    return moved and (by or (found.kind == "distance" and token.dep_ == "obj"))


def _stretch(context: Context, found: Candidate, depth: int) -> Stretch | None:
    token = top(context, found)
    if token is None:
        return None
    if found.kind == "score":
        return of_score(context, found, token)
    if found.kind == "rank":
        return of_rank(context, found, token)
    if found.hyphen:
        return of_compound(context, found, token)
    if found.kind == "age":
        return of_age(context, found, token)
    if found.rule == "figure.multiple" and found.kind == "count":
        return of_duration(context, found, token)
    if found.kind in ("duration", "distance") and not _level(context, found, token):
        other = context.owners.get(token.head.i)
        if token.dep_ == "appos" and other is not None and other is not found and depth:
            return _stretch(context, other, depth - 1)
        return of_duration(context, found, token)
    if found.noun is not None and not is_index(context, found):
        if found.noun.lower_ in ("which", "whom"):
            return _of_antecedent(context, found, found.noun)
        return _counted(context, found, found.noun, token)
    return _governed(context, found, token, depth)


def _of_antecedent(context: Context, found: Candidate, pronoun: Token) -> Stretch | None:
    """What "51 per cent of which" is of: the noun the clause hangs on, or the one before its comma."""
    above = (pronoun, *islice(pronoun.ancestors, _FAR))
    clause = next((one for one in above if one.dep_ == "acl:relcl"), None)
    noun = context.token(found.bound_first - 2) if clause is None else clause.head
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    return noun_stretch(context, noun, found, short=True)


def _counted(context: Context, found: Candidate, noun: Token, token: Token) -> Stretch:
    """The noun phrase; with its clause where it is an indefinite subject: the clause alone tells it apart."""
    first, last = token_range(context, found)
    elided = found.rule == "figure.elided" and not first <= noun.i <= last
    if elided or (found.whole and noun.i < first):
        return noun_stretch(context, noun, found)
    whole = found.whole or found.form == "one_in"
    role = over_conjunctions(token if whole else noun)
    if role.dep_ in SUBJECTS and (noun == role or whole):
        marks = [one for one in noun.children if one.dep_ in ("nmod:poss", "det")]
        told = child(noun, ("acl", "acl:relcl")) is not None
        part = found.form in ("fraction", "one_in") or (whole and found.kind == "percent")
        if part or (not told and all(one.lower_ in _INDEFINITE for one in marks)):
            return clause_stretch(context, noun, role.head, found)
    flow = role.dep_ == "nmod" and preposition(role) == "of"
    if flow and role.head.lemma_.lower() in word_set("measured", "flows"):
        return noun_stretch(context, role.head, found)
    return noun_stretch(context, noun, found)


def _governed(context: Context, found: Candidate, token: Token, depth: int) -> Stretch | None:
    role = over_conjunctions(token)
    predicate = clause_of(role)
    if is_reported(role, predicate):
        return None
    if found.rule == "figure.group" and role.dep_ == "obj":
        return Stretch(predicate.i, predicate.i + 1)
    purpose = purpose_of(context, found, token)
    if purpose is not None:
        return noun_stretch(context, purpose, found)
    noun = governing_noun(context, found, token)
    if role.dep_ in SUBJECTS and role != predicate and (noun is None or noun.i > predicate.i):
        return clause_stretch(context, token, predicate, found)
    if noun is None:
        return None
    if noun.pos_ == "PRON" and found.noun is not None:
        return noun_stretch(context, found.noun, found)
    before = found.before
    if noun.lower_ in _POINTING and depth and before is not None and before.kind == found.kind:
        if context.same_sentence(before.first, found.first):
            return _stretch(context, before, depth - 1)
        return noun_stretch(context, noun, found)
    other = context.owners.get(noun.i)
    if other is None or other is found or other.noun == noun:
        return _with_purpose(context, noun_stretch(context, noun, found), found)
    stretch = _stretch(context, other, depth - 1) if depth else None
    if stretch is None and other.kind == "age":
        first, last = token_range(context, other)
        stretch = Stretch(first, last + 1)
    return stretch


def _with_purpose(context: Context, stretch: Stretch, found: Candidate) -> Stretch:
    """ "a penalty of $5m for Kestrel and $2m for Orla": what an amount is for tells it from the next one."""
    after = found.bound_stop
    if context.line.low(after) == "(":
        marks = range(after, after + _WIDEST_BRACKETS)
        after = next((i + 1 for i in marks if context.line.low(i) == ")"), after)
    at = context.token(after)
    first = token_range(context, found)[0]
    if found.kind not in ("money", "other") or at is None or at.lower_ != "for" or at.dep_ != "case":
        return stretch
    whom = at.head
    if not first - 5 * _NEAR <= stretch.stop <= first or not at.i < whom.i <= at.i + _NEAR:
        return stretch
    skipped = stretch.skipped | set(range(stretch.stop, at.i))
    return Stretch(stretch.start, whom.i + 1, frozenset(skipped))
