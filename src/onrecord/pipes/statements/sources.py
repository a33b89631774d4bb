"""The source of a cue: found in the parse if the labels give none, and cut to the mention."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Span, Token

from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.phrases import entity_of, in_list, is_time, name_phrase, phrase, source_head
from onrecord.pipes.speakers.portfolios import portfolio_before
from onrecord.pipes.speakers.shares import share_in
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import CharSpan, Text, char_span_of

SUBJECTS = ("nsubj", "nsubj:outer", "csubj")
SHARING = frozenset({"conj", "advcl", "xcomp", "parataxis", "ccomp"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
SPEAKING = frozenset({"he", "she", "they"})
"""Directly before a verb, these are its subject even if the parse attaches them elsewhere."""
HOPS = 4


def subject_of(verb: Token) -> Token | None:
    """The subject, agent or possessor of a cue, or that of the verb it depends on.

    A participle shares the subject of its clause (", adding that") or its object ("quoted as saying that"),
    a coordinated verb that of the first verb; the subject of a verb that modifies a noun is that noun.
    """
    for _ in range(HOPS):
        own = own_subject(verb)
        if own is not None or is_passive(verb):
            return own
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head
        if verb.dep_ not in SHARING or verb.head is verb:
            return None
        if object_speaks(verb):
            return next((t for t in verb.head.children if t.dep_ in ("obj", "nsubj:pass")), None)
        verb = verb.head
    return None


def own_subject(verb: Token) -> Token | None:
    """The subject, agent or possessor among a word's own children."""
    if verb.pos_ in ("NOUN", "PROPN") and not any(t.dep_ == "cop" for t in verb.children):
        return noun_source(verb)
    if is_passive(verb):
        return next((t for t in verb.children if t.dep_ == "obl:agent"), None)
    subjects = [t for t in verb.children if t.dep_ in SUBJECTS and t.lower_ not in ("it", "there")]
    bare = [t for t in subjects if not any(case.dep_ == "case" and case.i < t.i for case in t.children)]
    if bare:
        return min(bare, key=lambda t: abs(t.i - verb.i))
    before = verb.nbor(-1) if verb.i else verb
    spoken = before.ent_type_ == "PERSON" and verb.lemma_.lower() in cues().verbs
    if spoken and not subjects and verb.tag_ == "VBD":  # the parse missed its subject
        return entity_of(before).root
    return before if before.lower_ in SPEAKING and before.dep_.startswith("nsubj") else None


def noun_source(noun: Token, after: Collection[str] = ("by", "from", "of")) -> Token | None:
    """The source of a reporting noun: a possessor, or the object of one of some prepositions."""
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            return child
    for child in noun.children:
        if child.dep_ == "nmod" and any(t.lower_ in after for t in child.children if t.dep_ == "case"):
            return child
    return None


def object_speaks(verb: Token) -> bool:
    """Whether the object of the verb above speaks: "mocked her *for saying*", "quoted her *as saying*"."""
    if verb.dep_ != "advcl":
        return False
    marks = {t.lower_ for t in verb.lefts if t.dep_ == "mark"}
    return "for" in marks or ("as" in marks and verb.lower_.endswith("ing"))


def is_passive(verb: Token) -> bool:
    """Whether a verb has a passive subject or auxiliary, or is a past participle that modifies a noun."""
    if verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN":
        return True
    return any(t.dep_ in ("nsubj:pass", "aux:pass") for t in verb.children)


def mention_of(head: Token) -> CharSpan:
    """Offsets of a source's mention: the noun phrase with its title, without appositions."""
    if head.ent_type_ == "PERSON":
        start, end = name_phrase(entity_of(head))
        return char_span_of(head.doc[start:end])
    start, end = phrase(head)
    if start > 1 and head.doc[start - 1].lower_ == "in" and head.doc[start - 2].like_num:
        start -= 2
    while end - 1 > head.i and head.doc[end - 1].text in POSSESSIVES:
        end -= 1
    return char_span_of(head.doc[start:end])


def cut_to_mention(text: Text, source: CharSpan) -> tuple[CharSpan, Token] | None:
    """A labelled source without an apposition, bracket or possessive ending after its head.

    Returns:
        Character offsets and the head token; None if nothing is left.
    """
    tokens = text.tokens(*source)
    if not len(tokens):
        return None
    head = source_head(tokens)
    marks = [t for t in tokens if t.i > head.i and (t.is_punct or t.is_space) and t.text not in "-%"]
    listed = any(portfolio_before(text.doc, t.i + 1) is not None for t in tokens) if marks else False
    end = tokens.end if listed else next((t.i for t in marks if not in_list(t)), tokens.end)
    share = share_in(tokens)
    end = share[1].end if share is not None else end
    if head.i + 2 < end and text.doc[head.i + 1].text in POSSESSIVES:  # "Mark Reed's lawyer" is the lawyer
        head = text.doc[end - 1]
    start = max((t.i + 1 for t in head.lefts if is_time(t)), default=tokens.start)
    return char_span_of(text.doc[max(start, tokens.start) : end]), head


def name_beside(text: Text, source: CharSpan, head: Token) -> tuple[CharSpan, Token]:
    """The name after a description: "its owner, *Ada Crane*,", "*Tory grandee Sir Bo Orr*", "*firm Orr*"."""
    if head.ent_type_ == "PERSON" or head.pos_ not in ("NOUN", "PROPN"):
        return source, head
    entity, begin = person_at(text, head.i + 1), source[0]
    if entity is None or (entity.root.dep_ in SUBJECTS and entity.root.head != head.head):
        after = text.tokens(source[1], source[1] + 1)
        entity = person_at(text, after.start + 1) if after.text == "," and head.pos_ == "NOUN" else None
        begin = entity.start_char if entity is not None else begin
    if entity is None:
        entity = body_beside(head)
        begin = entity.start_char if entity is not None and text.doc[head.i + 1].text == "," else source[0]
    if entity is None:
        return source, head
    if entity.end < len(text.doc) and text.doc[entity.end].text in ("and", "'s", "’s"):
        return source, head
    return (begin, entity.end_char), entity.root


def body_beside(noun: Token) -> Span | None:
    """The body named in apposition after a noun: "regulator the *FCA*", "its owner, the *Orrin Group*"."""
    after = noun.doc[noun.i + 1 : noun.i + 4]
    named = next((t for t in after if t.text != "," and t.lower_ != "the"), None)
    if named is None or named.ent_type_ != "ORG" or named.ent_iob_ != "B" or noun.ent_type_:
        return None
    body = entity_of(named)
    tied = body.root.head == noun and body.root.dep_ == "appos"
    double = body.root.head == noun.head and body.root.dep_ == noun.dep_ and after[0].text != ","
    return body if tied or double else None


def person_at(text: Text, i: int) -> Span | None:
    """The person whose name begins at token ``i``, or after titles there."""
    titles = lexicon().titles
    while i < len(text.doc) and text.doc[i].lower_.rstrip(".") in titles:
        i += 1
    if i >= len(text.doc) or text.doc[i].ent_type_ != "PERSON":
        return None
    entity = entity_of(text.doc[i])
    return entity if entity.start == i else None
