"""Whether a draft says anything, whether it says it in words, and what it says of a thing it names."""

from __future__ import annotations

from onrecord.pipes.statements.contents import is_function_word, is_name, is_spoken
from onrecord.pipes.statements.drafts import Draft, Text
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.sources import is_passive, own_subject

EMPTY = 3
"""Words of which all must be of no meaning for a content to be none: "that", "the other"."""


def says_nothing(text: Text, draft: Draft) -> bool:
    """A nickname or scare quote without a source, a title, a question put to somebody, a mere "that"."""
    if draft.head is None:
        return False
    if lemma_of(draft) == "ask" and draft.head.dep_ == "advcl" and own_subject(draft.head) is None:
        return True
    words = [token for piece in draft.content for token in text.tokens(*piece)]
    empty = all(is_function_word(word) or word.lower_ in ("other", "others") for word in words)
    if empty and len(words) < EMPTY and not is_spoken(text, draft.content[0]):
        return True
    quotes = [text.quote_at(max(0, start - 1), end) for start, end in draft.content]
    if any(quote is None or quote["speech"] for quote in quotes):
        return False
    titles = all(quote is not None and is_name(text, quote) for quote in quotes)
    return draft.source is None or (titles and draft.head.lemma_.lower() not in cues().verbs)


def is_attitude(text: Text, draft: Draft, lemma: str) -> bool:
    """Whether the cue tells of a thought or an act rather than of words: "defended the scheme"."""
    if not draft.cue or text.text[slice(*draft.cue[0])].casefold().startswith(cues().according):
        return False
    if lemma in cues().verbs or lemma in cues().nouns:
        return lemma in cues().bare and is_thing(draft)
    return lemma in cues().attitudes


def is_thing(draft: Draft) -> bool:
    """Whether the content is a mere thing, no clause."""
    if draft.head is None:
        return True
    acts = cues().stance(lemma_of(draft)) == "directive" or is_passive(draft.head)
    clauses = {"ccomp", "parataxis", "xcomp"} if acts else {"ccomp", "parataxis"}
    return not any(t.dep_ in clauses and draft.start <= t.idx < draft.end for t in draft.head.children)


def lemma_of(draft: Draft) -> str:
    """The lemma of the word a draft's cue turns on."""
    return draft.head.lemma_.lower() if draft.head is not None else ""


def keep_name(text: Text, draft: Draft) -> None:
    """With "called it a trap" and "described it as a trap" the content is what follows the thing named."""
    if draft.head is None or len(draft.content) != 1 or lemma_of(draft) not in cues().naming:
        return
    start, end = draft.content[0]
    thing = next((t for t in draft.head.children if t.dep_ == "obj" and start <= t.idx < end), None)
    if thing is None:
        return
    link = next((t for t in text.tokens(start, end) if t.lower_ == "as" and t.i > thing.i), thing.right_edge)
    if link.idx + len(link) < end - 2:
        draft.content = [(link.idx + len(link), end)]


def take_addressee(draft: Draft) -> None:
    """With "asked the board to act" the content is "the board to act": who should do it belongs to it."""
    if draft.head is None or not draft.content or cues().stance(lemma_of(draft)) != "directive":
        return
    start, end = draft.content[0]
    for person in draft.head.rights:
        last = person.right_edge
        beside = person.dep_ in ("obj", "iobj") and person.left_edge.i == draft.head.i + 1
        if beside and last.i + 1 < len(last.doc) and last.nbor().idx == start and last.nbor().lower_ == "to":
            draft.content[0] = (person.left_edge.idx, end)
