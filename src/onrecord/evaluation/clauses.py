"""Steps through the parse that find a quantity's concept as NewsQuant labels it."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer", "csubj:pass"})
_UP = 12
_CONTROL = frozenset(
    [
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
    ]
)
"""Verbs whose object is the subject of the verb below them: "asked them to leave"."""


def over_conjunctions(token: Token) -> Token:
    """The first of several coordinated phrases; the others share its role."""
    for _ in range(_UP):
        if token.dep_ != "conj" or token.head == token:
            return token
        token = token.head
    return token


def clause_of(token: Token) -> Token:
    """The predicate of the token's clause: a verb, or a word with a copula."""
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
    return any(child.dep_ == "cop" or child.dep_ in _SUBJECTS for child in token.children)


def subject(predicate: Token) -> Token | None:
    """The subject of a predicate: its own, or one inherited from the verb or noun above it."""
    for _ in range(_UP):
        own = _child(predicate, _SUBJECTS)
        if own is not None:
            return _antecedent(own, predicate)
        if predicate.dep_ in ("acl", "acl:relcl"):
            return predicate.head
        if predicate.dep_ == "xcomp" and predicate.head.lemma_.lower() in _CONTROL:
            under = _child(predicate.head, {"obj", "iobj"})
            if under is not None:
                return under
        if (
            predicate.dep_ not in ("conj", "xcomp", "advcl", "parataxis", "ccomp")
            or predicate.head == predicate
        ):
            return None
        predicate = predicate.head
    return None


def _antecedent(pronoun: Token, predicate: Token) -> Token:
    """The antecedent of a relative pronoun: the noun its clause modifies, or the one just before it."""
    if pronoun.tag_ not in ("WDT", "WP") and pronoun.lower_ not in ("who", "which"):
        return pronoun
    if predicate.dep_ in ("acl:relcl", "acl"):
        return predicate.head
    before = pronoun.nbor(-1) if pronoun.i else pronoun
    return before if before.pos_ in ("NOUN", "PROPN") and before.sent == pronoun.sent else pronoun


def _child(token: Token, deps: Set[str]) -> Token | None:
    """The first child with one of these labels."""
    return next((child for child in token.children if child.dep_ in deps), None)
