"""Statements as attributions with PolNeAR's span boundaries.

Measured on its training half (silver parses): a source includes its appositives (96 %), noun complements
(86 %) and coordinations (93 %); relative clauses only half of the time, so they are left out. A cue includes
auxiliaries, negations and the "to" of an infinitive (98 %), an adverb right before it (95 %), a particle
after it, and the preposition before the content ("talked about"); "that" belongs to the content. A quotation
without a cue belongs to the attribution that it continues.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from onrecord.doc_spans import covering
from onrecord.evaluation.reading import Row
from onrecord.pipes.statements import cues
from onrecord.records import Offsets, Statement

SOURCE_PARTS = frozenset({"det", "compound", "flat", "amod", "nummod", "nmod:poss"}) | frozenset(
    {"appos", "nmod", "acl", "conj", "cc", "case", "punct"}
)
CUE_PARTS = frozenset({"aux", "aux:pass", "advmod"})
NOT_OF_THE_SOURCE = frozenset({"on", "as", "in"})
"""Prepositions whose phrase the parser may attach to the source, though it gives a time, place or role."""


LONGEST_THING = 12
"""The most tokens of the object of a naming verb, which is in PolNeAR's content but not in ours."""


def attributions_of(doc: Doc, *, attitudes: bool = True) -> Row:
    """The statements of a Doc as one row of predicted attributions.

    Args:
        doc: A Doc that went through the whole pipeline.
        attitudes: Also include what someone wants, believes or fears.
    """
    statements: list[Statement] = doc._.statements
    rows: dict[int, Row] = {}
    for number, statement in enumerate(statements):
        if not attitudes and statement["attitude"]:
            continue
        row = _attribution(doc, statement)
        first = rows.get(statement["continues"]) if statement["continues"] is not None else None
        if first is None:
            rows[number] = row
        else:
            first["content"] = sorted([*first["content"], *row["content"]])
            rows[number] = first
    return {"attributions": list({id(row): row for row in rows.values()}.values())}


def _attribution(doc: Doc, statement: Statement) -> Row:
    cue = [_tokens(doc, piece) for piece in statement["cue"]]
    content = [_tokens(doc, piece) for piece in statement["content"]]
    taken = {token.i for span in (*cue, *content) for token in span}
    source = statement["source"]
    content_pieces = [list(piece) for piece in statement["content"]]
    if content and cue:
        thing = doc[cue[-1].end : content[0].start]
        verb = statement["cue_lemma"].partition(" ")[0]
        links = {"as", cues().linked.get(verb, "as")}
        named = verb in cues().naming or (len(thing) > 1 and thing[-1].lower_ in links)
        free = 0 < len(thing) <= LONGEST_THING and not taken & {t.i for t in thing}
        if named and free and thing.text.casefold() != "as":
            content_pieces[0][0] = thing.start_char
            content[0] = doc[thing.start : content[0].end]
    cue_pieces = [_offsets(_widen_cue(span, taken)) for span in cue]
    if content:
        opening = _opening(content[0], cue)
        if opening is not None and opening.lower_ == "that":
            content_pieces[0][0] = opening.idx
        elif opening is not None:
            content_pieces[0][0] = opening.idx + len(opening)
            cue_pieces[-1][1] = opening.idx + len(opening)
    return {
        "source": [_offsets(_widen_source(_tokens(doc, source), taken))] if source else [],
        "cue": cue_pieces,
        "content": content_pieces,
        "rule": statement["rule"],
    }


def _tokens(doc: Doc, offsets: Offsets) -> Span:
    span = covering(doc, offsets[0], offsets[1])
    return span if span is not None else doc[0:0]


def _offsets(span: Span) -> Offsets:
    return [span.start_char, span.end_char]


def _opening(content: Span, cue: list[Span]) -> Token | None:
    """The "that" before the content (and its punctuation), or a preposition that opens it after the cue."""
    index = content.start
    while index and content.start - index < 2 and content.doc[index - 1].is_punct:
        index -= 1
    if index and (before := content.doc[index - 1]).lower_ == "that" and before.dep_ == "mark":
        return before
    first = content[0] if len(content) > 1 else None
    if first is not None and first.dep_ == "case" and cue and cue[-1].end == first.i:
        return first
    return None


def _widen_source(mention: Span, taken: set[int]) -> Span:
    """The mention with its head's dependents, up to a relative clause, the cue or the content."""
    if not len(mention):
        return mention
    head = mention.root
    start, end = mention.start, mention.end
    if head.dep_ == "appos" and head.head.i < start and not taken & set(range(head.head.left_edge.i, start)):
        start = head.head.left_edge.i
    for child in reversed(list(head.lefts)):
        first = child.left_edge.i
        if first < start:
            if child.dep_ == "case" or not _of_source(child) or taken & set(range(first, start)):
                break
            start = first
    for child in head.rights:
        last = child.right_edge.i + 1
        if last > end:
            if not _of_source(child) or taken & set(range(end, last)):
                break
            end = last
    return mention.doc[start:end]


def _of_source(child: Token) -> bool:
    if child.dep_ == "nmod":
        return all(token.lower_ not in NOT_OF_THE_SOURCE for token in child.lefts if token.dep_ == "case")
    return child.dep_ in SOURCE_PARTS and not (child.dep_ == "conj" and child.pos_ == "VERB")


def _widen_cue(cue: Span, taken: set[int]) -> Span:
    """The cue with the auxiliaries and negation before it and the particle after it."""
    if not len(cue):
        return cue
    head = cue.root
    start, end = cue.start, cue.end
    while start and (before := cue.doc[start - 1]).head == head and before.i not in taken:
        infinitive = before.dep_ == "mark" and before.lower_ == "to"
        if before.dep_ not in CUE_PARTS and not infinitive:
            break
        start -= 1
    while end < len(cue.doc) and (after := cue.doc[end]).head == head and after.dep_ == "compound:prt":
        if after.i in taken:
            break
        end += 1
    return cue.doc[start:end]
