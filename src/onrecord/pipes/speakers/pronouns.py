"""Who "she", "they" and "it" stand for: the most salient chain that agrees.

Subjects go before objects and the narrator's words before quoted ones; the sentence of the pronoun is
searched first, up to the pronoun, then the sentences before it, nearest first. This is the left-to-right,
subject-first order of Hobbs (1978) and of centering, without their syntax of binding.
"""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc

from onrecord.pipes.speakers.drafts import Draft
from onrecord.pipes.speakers.found import Found
from onrecord.records import ChainKind

REACH = 6
"""Sentences a pronoun looks back."""
SOURCE_REACH = 3
"""Sentences the source of an attribution looks back for another source."""
PERSONS = frozenset({"person", "unnamed"})
PLURALS = frozenset({"group", "organization"})
THINGS = frozenset({"organization", "document"})


class Salience:
    """What was mentioned where, in the order it is read."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.sentence_of = [0] * (len(doc) + 1)
        for number, sentence in enumerate(doc.sents):
            for i in range(sentence.start, sentence.end):
                self.sentence_of[i] = number
        self.by_sentence: dict[int, list[tuple[Found, Draft]]] = defaultdict(list)
        self.positions: dict[int, list[int]] = defaultdict(list)

    def note(self, mention: Found, chain: Draft) -> None:
        """A mention was read."""
        self.by_sentence[self.sentence_of[mention.head]].append((mention, chain))
        self.positions[id(chain)].append(mention.start)

    def last_before(self, chain: Draft, start: int) -> int:
        """Token index of a chain's latest mention read so far; for one not read yet, minus its distance."""
        positions = self.positions.get(id(chain))
        return positions[-1] if positions else min(0, start - chain.mentions[0].start)

    def resolve(self, pronoun: Found) -> Draft | None:
        """The chain a personal pronoun stands for, if any is in reach."""
        here = self.sentence_of[pronoun.head]
        doer = self.doer(pronoun)
        if pronoun.source:
            for sentence in range(here, max(-1, here - SOURCE_REACH), -1):
                told = [(m, c) for m, c in self.by_sentence.get(sentence, ()) if able(pronoun, c)]
                read = [(m, c) for m, c in told if m.source]
                if not read and sentence < here:
                    read = [(m, c) for m, c in told if introduces(m)]
                if read:
                    return self.take(pronoun, read)
        quoted: list[tuple[Found, Draft]] = []
        for sentence in range(here, max(-1, here - REACH), -1):
            read = [
                (m, c) for m, c in self.by_sentence.get(sentence, ()) if able(pronoun, c) and c is not doer
            ]
            told = [(m, c) for m, c in read if m.quoted == pronoun.quoted]
            if not told and pronoun.source:
                quoted = quoted or read
                continue
            if read:
                return self.take(pronoun, told or read)
        return self.take(pronoun, quoted) if quoted else None

    def doer(self, pronoun: Found) -> Draft | None:
        """Who does something to the one a pronoun stands for, and so is somebody else: "Crane called her"."""
        token = self.doc[pronoun.head]
        if token.dep_ not in ("obj", "iobj", "obl"):
            return None
        read = self.by_sentence.get(self.sentence_of[pronoun.head], ())
        return next((c for m, c in read if m.subject and self.doc[m.head].head == token.head), None)

    def just_named(self, epithet: Found, kind: ChainKind) -> Draft | None:
        """Who an epithet stands for: the only one of a kind that the nearest sentence with any names."""
        here = self.sentence_of[epithet.head]
        for sentence in range(here, max(-1, here - SOURCE_REACH), -1):
            read = self.by_sentence.get(sentence, ())
            named = {id(c): c for m, c in read if c.kind == kind and not m.place}
            if named:
                (chain, *others) = named.values()
                return chain if not others and chain.agrees(epithet.gender) else None
        return None

    def take(self, pronoun: Found, read: list[tuple[Found, Draft]]) -> Draft:
        """The best of the chains read; it takes on the pronoun's gender."""
        _, chain = min(read, key=lambda pair: rank(pronoun, *pair))
        chain.gender = chain.gender or pronoun.gender
        return chain


def introduces(mention: Found) -> bool:
    """Whether a sentence of the narrator's is about whom it names: "The captain, Ada Crane, was calm."."""
    named = mention.kind in ("name", "surname", "title") and not mention.place
    return named and mention.subject and not mention.quoted


def able(pronoun: Found, chain: Draft) -> bool:
    """Whether kind, number and gender of a chain allow the pronoun."""
    if pronoun.gender:
        human = chain.kind in PERSONS and bool(chain.names or chain.gender)
        return human and not chain.plural and chain.agrees(pronoun.gender)
    if pronoun.plural:
        return chain.plural or chain.kind in PLURALS
    return chain.kind in THINGS and not chain.plural


def rank(pronoun: Found, mention: Found, chain: Draft) -> tuple[bool, bool, bool, int]:
    """Sort key, best first: subject, gender known, truly plural, leftmost."""
    known = bool(pronoun.gender) and chain.gender == pronoun.gender
    return (not mention.subject, not known, pronoun.plural and not chain.plural, mention.start)
