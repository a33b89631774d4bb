"""Fits contents to the clauses of the parse: whole ones, without a second attribution inside."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import CharSpan, PartialStatement, Text, char_span_of
from onrecord.pipes.statements.sources import object_speaks, own_subject


def completed(text: Text, one: PartialStatement, head: Token) -> PartialStatement:
    """The statement with whole clauses, and with a condition before the source: "*If elected*, she said"."""
    start = one.content[0][0]
    word = text.tokens(*one.content[-1])[-1]
    if word.dep_ in ("case", "det", "amod") and word.head.i > word.i:
        one.content[-1] = (one.content[-1][0], word.head.idx + len(word.head))
    for clause in (t for t in head.rights if t.dep_ in ("ccomp", "xcomp", "obj")):
        low = clause.left_edge.idx
        whole = "that" in text.text[low : start + 4].split() or text.quotes_in(low, start + 1)
        if one.cue[0][1] <= low < start <= clause.right_edge.idx and not whole:
            one.content[0] = (low, one.content[0][1])
    one.content = around_source(text, one) or with_main_clause(text, one.content, head)
    first = head.sent[0]
    fronted = first.lower_ in ("if", "unless") and first.head.head == head
    if fronted and one.source is not None and first.idx < one.source[0] < start:
        one.content.insert(0, (first.idx, one.source[0]))
    return one


def around_source(text: Text, one: PartialStatement) -> list[CharSpan]:
    """All of the sentence around "according to X,": "*The losses*, according to X, *included 40 trucks*".

    Empty for other cues, and if the words between the source and the content may be an apposition.
    """
    (start, stop), (first, last) = one.cue[0], one.content[-1]
    if one.source is None or text.text[start:stop].casefold() != "according to":
        return []
    sentence, between = text.tokens(start, stop)[0].sent, text.text[one.source[1] : first]
    if between[:2] != ", " or between.rstrip()[-1:] == "," or first >= sentence.end_char:
        return []
    return [(sentence.start_char, start), (one.source[1] + 2, last)]


def with_main_clause(text: Text, content: list[CharSpan], cue: Token) -> list[CharSpan]:
    """A fronted clause after a cue, with its main clause: "said *as rents rose, we left*"."""
    words = text.tokens(*content[-1])
    clause = words[0].head if words[0].dep_ == "mark" else words[0]
    last, comma = clause.head.right_edge, text.doc[words.end : words.end + 1].text == ","
    if not comma or cue.i > words.start or clause.dep_ != "advcl" or clause.head.i < words.end:
        return content
    return [*content[:-1], (content[-1][0], last.idx + len(last))]


def split_at_second_cue(text: Text, one: PartialStatement) -> list[PartialStatement]:
    """Split the content at a second cue: "the trains were late *but maintained that* ..."."""
    if one.head is None:
        return [one]
    start, end = completed(text, one, one.head).content[-1]
    inside = text.tokens(start, end)
    for token in inside[1:]:
        if (
            token.lemma_.lower() in cues().verbs
            and is_second(token, one.head, inside[-1])
            and text.quote_at(token.idx, token.idx + 1) is None
        ):
            one.content[-1] = (start, token.left_edge.idx)
            cue = char_span_of(text.doc[token.i : token.i + 1])
            added = replace(one, content=[(cue[1], end)], cue=[cue], head=token)
            added.source = one.source if token.dep_ == "conj" else None
            return [added] if object_speaks(token) else [one, added]
    return [one]


def is_second(verb: Token, head: Token, last: Token) -> bool:
    """Whether a verb in the content of a cue, which ends at ``last``, is a cue of its own.

    The parse may coordinate it with the content's verb, whose subject cannot speak or which has a modal:
    "said the dam was safe *and assured* us". Or it ends the content: "it leaked, *which he said* was sad".
    """
    clause = verb.head
    if verb.i < head.i:  # "A fan jumped up and attacked her, he said"
        return False
    if clause == head:
        return verb.dep_ == "conj" or object_speaks(verb)
    if own_subject(verb) is not None:
        return verb.left_edge.lower_ == "which" and verb.right_edge.i >= last.i - 1
    if verb.dep_ != "conj" or clause.head != head or clause.dep_ != "ccomp" or verb.tag_ != head.tag_:
        return False
    one = own_subject(clause)
    able = one is None or one.ent_type_ or one.pos_ == "PRON" or one.lemma_ in lexicon().nouns
    return not able or any(t.tag_ == "MD" for t in clause.lefts)
