"""What ages, lengths of time, ranks, scores and compounds measure: each kind has its own place to look."""

from __future__ import annotations

from spacy.tokens import Span, Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.clauses import verb_stretch
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.nouns import is_plural
from onrecord.pipes.figures.phrases import noun_stretch
from onrecord.pipes.figures.stretches import Stretch
from onrecord.pipes.figures.tree import child, clause_of, is_reported, over_conjunctions, preposition, subject

_NOUNS = ("NOUN", "PROPN")
_PERSONS = ("NOUN", "PROPN", "PRON")
_LONGEST_RESULT = 8


def of_compound(context: Context, found: Candidate, token: Token) -> Stretch:
    """The noun a compound stands before: "a 131-page *document*", "the 10-year-old *browser*"."""
    node = found.noun if found.noun is not None else token
    for _ in range(4):
        between = context.doc[node.i + 1 : node.head.i]
        if node.head.i <= node.i or node.head.pos_ not in _NOUNS or _is_apart(between):
            break
        node = node.head
    last = token_range(context, found)[1]
    after = context.doc[last + 1] if last + 1 < len(context.doc) else None
    if node.i <= last and after is not None and after.pos_ in _NOUNS:
        node = after
    return noun_stretch(context, node, found, short=True)


def _is_apart(between: Span) -> bool:
    """Does a verb or a preposition stand between a compound and its noun?"""
    return any(one.pos_ in ("VERB", "AUX", "ADP") and one.dep_ not in ("amod", "compound") for one in between)


def of_duration(context: Context, found: Candidate, token: Token) -> Stretch | None:
    """What goes on for so long or so far: "three years of *drought*", "was *jailed* for two years"."""
    of = child(token, ("nmod",))
    if of is not None and preposition(of) == "of":
        return noun_stretch(context, of, found)
    purpose = _purpose(context, found)
    if purpose is not None:
        return verb_stretch(context, purpose)
    clause = child(token, ("acl", "acl:relcl", "advcl"))
    if clause is not None and clause.i > token.i and context.doc[token.i + 1].text != ",":
        return verb_stretch(context, clause)
    role = over_conjunctions(token)
    if role.head != role and role.head.pos_ in _NOUNS and role.dep_ != "conj":
        return noun_stretch(context, role.head, found)
    predicate = clause_of(role)
    if is_reported(role, predicate) or predicate.lemma_ == "compare":
        return None
    if predicate in (token, role):
        owner = subject(predicate)
        return None if owner is None else noun_stretch(context, owner, found)
    return verb_stretch(context, predicate, without=found)


def _purpose(context: Context, found: Candidate) -> Token | None:
    """The verb of "two weeks left to *assemble* it"."""
    line, at = context.line, found.bound_stop
    at += line.low(at) in ("left", "more")
    verb = context.token(at + 1)
    return verb if line.low(at) == "to" and verb is not None and verb.pos_ == "VERB" else None


def of_age(context: Context, found: Candidate, token: Token) -> Stretch | None:
    """Who is so old: the noun before "aged", the apposition's name, the subject."""
    before = context.token(found.bound_first - 1)
    if before is not None and before.is_punct and before.text in "-–,(" and before.i:
        before = context.doc[before.i - 1]
    if before is not None and found.rule == "figure.age.over":
        return noun_stretch(context, before, found, short=True)
    if before is not None and _may_have_age(before) and before.sent == token.sent:
        return noun_stretch(context, before, found, short=True)
    role = over_conjunctions(token)
    modifies = role.dep_ in ("appos", "nummod", "amod", "nmod", "acl")
    if modifies and role.head.i not in context.owners and role.head.pos_ in _PERSONS:
        return noun_stretch(context, role.head, found, short=True)
    owner = subject(clause_of(role))
    if owner is None or owner == token:
        return None
    stretch = noun_stretch(context, owner, found, short=True)
    name = child(owner, ("appos", "flat"))
    if name is not None and name.pos_ == "PROPN" and name.left_edge.i == stretch.stop:
        stretch.stop = name.right_edge.i + 1
    return stretch


def _may_have_age(noun: Token) -> bool:
    """May the noun before "aged" be who is so old? Not an object or a place the sentence has besides."""
    if noun.pos_ == "PROPN":
        return noun.ent_type_ in ("PERSON", "") and noun.dep_ not in ("obj", "obl")
    return noun.pos_ == "NOUN" and (is_plural(noun) or noun.dep_ not in ("obj", "obl"))


def of_rank(context: Context, found: Candidate, token: Token) -> Stretch | None:
    """What is ranked: the noun with its superlative, or the subject."""
    if found.noun is not None and found.rule == "figure.rank.superlative":
        return noun_stretch(context, found.noun, found)
    owner = subject(clause_of(over_conjunctions(token)))
    return None if owner is None or owner == token else noun_stretch(context, owner, found, short=True)


def of_score(context: Context, found: Candidate, token: Token) -> Stretch | None:
    """Who played whom: the clause up to the score, its subject, or the name before it; a "10-2 *verdict*"."""
    first, last = token_range(context, found)
    after = context.doc[last + 1] if last + 1 < len(context.doc) else None
    if (
        after is not None
        and after.pos_ == "NOUN"
        and first
        and context.doc[first - 1].pos_ in ("DET", "PRON")
    ):
        return noun_stretch(context, after if after.head.i <= after.i else after.head, found, short=True)
    role = over_conjunctions(token)
    predicate = clause_of(role)
    owner = subject(predicate)
    if owner is not None and owner.i < first:
        if predicate.i < first and first - owner.left_edge.i <= _LONGEST_RESULT:
            return Stretch(owner.left_edge.i, first)
        if predicate == role:
            return noun_stretch(context, owner, found)
    start = first
    while start > 0 and context.doc[start - 1].pos_ in _NOUNS and first - start < 4:
        start -= 1
    return Stretch(start, first) if start < first else None


def token_range(context: Context, found: Candidate) -> tuple[int, int]:
    """First and last token of a figure."""
    tokens = context.tokens(found.first, found.stop)
    return tokens[0].i, tokens[-1].i
