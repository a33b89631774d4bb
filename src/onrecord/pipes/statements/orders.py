"""Sentences whose order the labels and the parse misread: what was found comes first, or a source cuts in."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Span, Token

from onrecord.pipes.speakers.found import RELATIVE
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.statements.drafts import PLAIN, Draft, Stretch, Text
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.sources import SUBJECTS, is_passive, mention_of, own_subject

FAR = 30
"""Words from the verb or the thing to "at", at most."""
NEAR = 16
"""Characters from "at" to the amount, at most."""
TENSED = frozenset({"VBZ", "VBD", "VBP"})
FINITE = TENSED | {"MD"}


def finding_behind(text: Text, verb: Token) -> Draft | None:
    """A finding with the study that made it last: "Sleep helps, *suggests a study that ran for years*"."""
    if verb.lemma_.lower() not in cues().findings or verb.tag_ not in TENSED or not verb.i:
        return None
    sentence = verb.sent
    paper = next((t for t in verb.rights if t.dep_ in ("obj", *SUBJECTS)), None)
    if paper is None or paper.lemma_.lower() not in lexicon().documents or verb.nbor(-1).text != ",":
        return None
    said = (sentence.start_char, verb.nbor(-1).idx)
    if not has_main_verb(text.tokens(*said)) or paper.left_edge.i != verb.i + 1:
        return None
    return Draft([said], [(verb.idx, verb.idx + len(verb))], mention_of(paper), verb, PLAIN)


def has_main_verb(words: Span) -> bool:
    """Whether there are more finite verbs than relative pronouns, which take one each.

    Counted, since the parse of such a sentence hangs the main verb on the nearest noun.
    """
    finite = sum(token.tag_ in FINITE for token in words)
    return finite > sum(token.lower_ in RELATIVE and token.dep_.startswith("nsubj") for token in words)


def take_finding(text: Text, draft: Draft) -> None:
    """Give a labelled cue the content before it and the study behind it, if its sentence has that order."""
    found = finding_behind(text, draft.head) if draft.head is not None else None
    if found is not None:
        draft.content, draft.source = found.content, found.source


def take_subject(text: Text, draft: Draft) -> None:
    """Make the piece behind a quotation and its cue the source, where it is the cue's subject.

    '"I ran," admitted the boy, who had...' has one thing said; the labels at times take both for it.
    """
    if draft.head is None or draft.source is not None or len(draft.content) < 2:
        return
    subject = own_subject(draft.head)
    if subject is None or subject.i < draft.head.i:
        return
    held = next((piece for piece in draft.content if piece[0] <= subject.idx < piece[1]), None)
    if held is None:
        return
    source = mention_of(subject)
    said = [piece for piece in draft.content if piece != held]
    quotes = [
        q
        for q in text.quotes_in(source[1], held[1])
        if text.between(source[1], q["span"][0]) in ("", ",", ":")
    ]
    if quotes and quotes[0]["speech"]:
        said.append((quotes[0]["span"][0], held[1]))
    elif text.quote_at(*said[0]) is None:
        return
    draft.content, draft.source = sorted(said), source
    draft.seen = replace(draft.seen, weakest=draft.seen.content, source=0.5, source_link=0.5)


def take_rest(text: Text, draft: Draft) -> None:
    """Give an "according to" in mid-sentence the words behind its source, where they hold the verb.

    "The fault, according to Tom Hale, was known" says nothing without its end.
    """
    if draft.head is None or draft.source is None or len(draft.content) != 1:
        return
    if not text.text[slice(*draft.cue[0])].casefold().startswith(cues().according):
        return
    sentence = draft.head.sent
    (start, end), (_, last) = draft.content[0], draft.source
    verb = sentence.root
    behind = last <= verb.idx and end <= draft.cue[0][0]
    if behind and any(t.dep_.startswith(SUBJECTS) and start <= t.idx < end for t in verb.children):
        comma = text.text.find(",", last, verb.idx)
        draft.content.append((comma + 1 if comma >= 0 else last, sentence.end_char))


def amount_named(text: Text, verb: Token) -> Stretch | None:
    """What somebody says something comes to: "put *the bill at £3m*", "was put *at £3m* by the firm"."""
    thing = next((t for t in verb.children if t.dep_ in ("obj", "nsubj:pass")), None)
    if verb.lemma_.lower() not in cues().estimates or thing is None:
        return None
    behind = max(thing.i, verb.i) + 1
    later = takewhile(lambda t: not t.is_sent_start, text.doc[behind : behind + FAR])
    at = next((t for t in later if t.lower_ == "at" and t.dep_ == "case"), None)
    if at is None:
        return None
    k = bisect_left(text.figure_starts, at.idx)
    first, last = text.doc._.figures[k]["span"] if k < len(text.figure_starts) else (at.idx + NEAR, 0)
    if first - at.idx >= NEAR:
        return None
    return (at if is_passive(verb) else thing.left_edge).idx, last


def take_amount(text: Text, draft: Draft) -> None:
    """Give a labelled "put" the thing and the amount it names."""
    named = amount_named(text, draft.head) if draft.head is not None else None
    if named is not None:
        draft.content = [named]
