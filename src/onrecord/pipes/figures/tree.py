"""Walks in the parse that several parts of the pipe need: a few steps up, or a look at the children."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexicon import word_set

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer", "csubj:pass"})
CLAUSES = frozenset(
    {"advcl", "ccomp", "acl", "acl:relcl", "xcomp", "parataxis", "csubj", "advcl:relcl", "conj", "ROOT"}
)
_UP = 12
_CONTROL = frozenset(
    {
        *(
            "ask",
            "want",
            "urge",
            "tell",
            "allow",
            "force",
            "help",
            "expect",
            "require",
            "cause",
            "enable",
            "let",
            "make",
        ),
        *(
            "leave",
            "push",
            "drive",
            "lead",
            "persuade",
            "order",
            "invite",
            "encourage",
            "teach",
            "see",
            "hear",
            "watch",
        ),
    }
)
"""Verbs whose object does what the verb under them says: "asked them to leave"."""


def top(context: Context, found: Candidate) -> Token | None:
    """The token of a figure whose head lies outside it: the one that has a role in the sentence."""
    tokens = context.tokens(found.first, found.stop)
    if not tokens:
        return None
    tokens = context.tokens(min(found.bound_first, found.first), max(found.bound_stop, found.stop))
    first, last = tokens[0].i, tokens[-1].i
    node = (
        found.noun
        if found.noun is not None and first <= found.noun.i <= last
        else context.number_token(found)
    )
    for _ in range(_UP):
        if node is None or node.head == node or not first <= node.head.i <= last:
            return node
        node = node.head
    return node


def over_conjunctions(token: Token) -> Token:
    """The first of a list of coordinated phrases: the one whose role they share."""
    for _ in range(_UP):
        if token.dep_ != "conj" or token.head == token:
            return token
        token = token.head
    return token


def clause_of(token: Token) -> Token:
    """The predicate of the clause a token stands in: a verb, or what a copula makes one."""
    for _ in range(_UP):
        if token.head == token or is_predicate(token):
            return token
        token = token.head
    return token


def is_predicate(token: Token) -> bool:
    """Does a token head a clause?"""
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in (
        "amod",
        "aux",
        "cop",
        "aux:pass",
        "case",
        "compound",
    ):
        return True
    return any(child.dep_ == "cop" or child.dep_ in SUBJECTS for child in token.children)


def is_reported(role: Token, predicate: Token) -> bool:
    """Is the predicate a verb of saying, and what stands in that role the words said?"""
    lemma = predicate.lemma_.lower()
    if role.dep_ in ("ccomp", "parataxis"):
        return role.head == predicate and lemma in word_set("period", "saying")
    said = role.dep_ in ("obj", "dep", "obl:unmarked", "xcomp")
    return said and role.head == predicate and lemma in word_set("measured", "speech")


def child(token: Token, deps: Iterable[str]) -> Token | None:
    """The first child with one of these labels."""
    wanted = frozenset(deps)
    return next((one for one in token.children if one.dep_ in wanted), None)


def subject(predicate: Token) -> Token | None:
    """The subject of a predicate: its own, or that of the verb or noun it hangs on."""
    for _ in range(_UP):
        own = child(predicate, SUBJECTS)
        if own is not None:
            return _antecedent(own, predicate)
        if predicate.dep_ in ("acl", "acl:relcl"):
            return predicate.head
        if predicate.dep_ == "xcomp" and predicate.head.lemma_.lower() in _CONTROL:
            under = child(predicate.head, ("obj", "iobj"))
            if under is not None:
                return under
        if (
            predicate.dep_ not in ("conj", "xcomp", "advcl", "parataxis", "ccomp")
            or predicate.head == predicate
        ):
            return None
        predicate = predicate.head
    return None


def _antecedent(found: Token, predicate: Token) -> Token:
    """What a relative pronoun stands for: the noun its clause hangs on, or the one just before it."""
    if found.tag_ not in ("WDT", "WP") and found.lower_ not in ("who", "which"):
        return found
    if predicate.dep_ in ("acl:relcl", "acl"):
        return predicate.head
    before = found.nbor(-1) if found.i else found
    return before if before.pos_ in ("NOUN", "PROPN") and before.sent == found.sent else found


def preposition(token: Token) -> str:
    """The lower-cased preposition of a phrase, "" where it has none."""
    case = child(token, ("case",))
    return "" if case is None else case.lower_


def inside(token: Token, ancestor: Token) -> bool:
    """Is a token the ancestor or under it?"""
    for _ in range(60):
        if token == ancestor:
            return True
        if token.head == token:
            return False
        token = token.head
    return False
