"""Finds attitudes, and cuts from contents what is not said: things named, addressees, "claims that"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.statements.contents import is_name
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.partial import PartialStatement, Text
from onrecord.pipes.statements.sources import object_speaks

SHORTEST = 3
"""Fewest words of a noun and what it says."""


def is_attitude(text: Text, partial: PartialStatement) -> bool:
    """Whether the cue reports a thought, not speech: "believes that it will rain"."""
    if not partial.cue or text.text[slice(*partial.cue[0])].casefold().startswith(cues().according):
        return False
    said = partial.lemma in cues().verbs or partial.lemma in cues().nouns or is_heard(text, partial)
    return not said and partial.lemma in cues().attitudes


def is_heard(text: Text, partial: PartialStatement) -> bool:
    """Whether a court, an inquiry or the like hears what somebody says there: "The court heard that ..."."""
    if partial.lemma != "hear" or partial.source is None:
        return False
    return text.tokens(*partial.source)[-1].lemma_.lower() in cues().hearings


def keep_name(text: Text, partial: PartialStatement) -> None:
    """Cut the content after the thing named or an addressee: "called it *a trap*", "promised us *a trap*"."""
    head = partial.head
    if head is None or len(partial.content) != 1:
        return
    start, end = partial.content[0]
    naming = partial.lemma in cues().naming and text.doc[head.i + 1].pos_ != "ADP"  # not "called for"
    link = cues().linked.get(partial.lemma, "as")
    kinds = ("obj", "obl") if naming else ("iobj",) if link == "as" else ("obj",)
    names = [t for t in head.rights if naming and t.dep_ in ("xcomp", "obl", "ccomp")]
    things = [t for t in head.children if t.dep_ in kinds and all(case.dep_ != "case" for case in t.lefts)]
    things += [t for name in names for t in name.children if t.dep_ == "nsubj"]
    things += [t for t in names[:-1] if t.dep_ == "xcomp"]
    thing = next((t for t in things if start <= t.idx < end), None)
    if thing is None:
        return
    links = (t for t in text.tokens(start, end) if t.lower_ == link and t.i > thing.i)
    last = next(links, end_of_thing(text, thing))
    if last.idx + len(last) < end - 2 and (naming or last.nbor().pos_ not in ("ADP", "PART")):
        partial.content = [(last.idx + len(last), end)]


def keep_claim(text: Text, partial: PartialStatement) -> None:
    """Cut a noun before what it says: "denied reports *it was closed*", "rejected claims of *fraud*"."""
    words = text.tokens(*partial.content[0]) if len(partial.content) == 1 else text.doc[:0]
    if len(words) < SHORTEST or words[0].dep_ != "obj":
        return
    noun, after = words[0], words[1]
    linked = after.lower_ in ("of", "that")
    clause = any(said.left_edge == after for said in noun.rights)
    if noun.lower_[-1] == "s" and noun.lower_[:-1] in cues().nouns and (clause or linked):
        partial.content = [(words[2].idx if linked else after.idx, partial.end)]


def drop_speaker(partial: PartialStatement) -> None:
    """Empty a content that is only who speaks in the next one: "quoted *the governor* as saying"."""
    after = [] if partial.head is None else list(partial.head.rights)
    if any(object_speaks(verb) for verb in after):
        ends = [t.right_edge.idx + len(t.right_edge) for t in after if t.dep_ == "obj"]
        partial.content = [] if any(partial.end <= end for end in ends) else partial.content


def cut_title(text: Text, partial: PartialStatement) -> None:
    """Cut the title of a document from what it says: "According to the report, Growing Up, *rents rose*"."""
    if partial.source is None or partial.start != partial.source[1] + 2:
        return
    words, noun = text.tokens(*partial.content[0]), text.tokens(*partial.source)[-1]
    end = next((t.i for t in words if not t.text[:1].isupper()), words.end)
    named = any(t.ent_type_ in ("PERSON", "LOC") for t in text.doc[words.start : end])
    title = end > words.start + 1 and not named and noun.lemma_.lower() in lexicon().documents
    after = text.doc[end + 1 : end + 2]
    if title and text.doc[end : end + 1].text == "," and after.text not in ("", "which"):
        partial.content[0] = (after.start_char, partial.content[0][1])


def cut_slogan(text: Text, partial: PartialStatement) -> None:
    """Cut a quoted title before a colon: "'Drive Slow': *Campaign is working*, mayor says"."""
    others = [
        piece
        for piece in partial.content
        if not any(
            is_name(text, q) and text.text.startswith(":", q["span"][1]) for q in text.quotes_in(*piece)
        )
    ]
    partial.content = others or partial.content


def end_of_thing(text: Text, thing: Token) -> Token:
    """The last word of a noun phrase, before a quotation or "a danger" that the parse attaches to it."""
    for token in text.doc[thing.i + 1 : thing.right_edge.i + 1]:
        if token.lower_ in ("a", "an") or token.idx in text.quote_starts:
            return token.nbor(-1)
    return thing.right_edge
