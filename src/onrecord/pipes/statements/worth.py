"""Whether a draft says anything, and what it says when it gives something a name."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.statements.contents import is_function_word, is_name, is_spoken, tidy
from onrecord.pipes.statements.drafts import Draft, Text
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.orders import amount_named, finding_behind
from onrecord.pipes.statements.sources import is_passive, own_subject

HEARSAY_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass"})
EMPTY = 3
"""Words of which all must be of no meaning for a content to be none: "that", "the other"."""
REACH = 9
"""Words of a content looked at for "what she described as"."""


def says_nothing(text: Text, draft: Draft) -> bool:
    """A nickname or scare quote without a source, a title, a question put to the source, a mere "that"."""
    if draft.head is None:
        return False
    if draft.head.dep_ == "xcomp" and draft.head.head.lemma_.lower() in cues().vain:
        return True
    if draft.head.i + 1 < len(text.doc) and draft.head.nbor().lower_ in ("little", "nothing"):
        return draft.start > draft.head.idx
    words = [token for piece in draft.content for token in text.tokens(*piece)]
    empty = all(is_function_word(word) or word.lower_ in ("other", "others") for word in words)
    if empty and len(words) < EMPTY and not is_spoken(text, draft.content[0]):
        return True
    if len(draft.content) == 1 and text.text[slice(*draft.content[0])].casefold().startswith(
        cues().anonymity
    ):
        return True
    if draft.head.lemma_.lower() in ("ask", "press", "question") and draft.head.tag_ in ("VBN", "VBD"):
        put = is_passive(draft.head) or draft.head.dep_ == "advcl"
        return put and own_subject(draft.head) is None
    quotes = [text.quote_at(max(0, start - 1), end) for start, end in draft.content]
    if any(quote is None or quote["speech"] for quote in quotes):
        return False
    titles = all(quote is not None and is_name(text, quote) for quote in quotes)
    return draft.source is None or (titles and draft.head.lemma_.lower() not in cues().verbs)


def is_attitude(text: Text, draft: Draft, lemma: str) -> bool:
    """Whether the cue tells of a thought or an act rather than of words."""
    lexicon = cues()
    if not draft.cue or text.text[slice(*draft.cue[0])].casefold().startswith(lexicon.according):
        return False
    if lemma == "hear" and draft.source is not None:
        return not any(t.lemma_.lower() in lexicon.hearings for t in text.tokens(*draft.source))
    if lemma in lexicon.hearsay and draft.head is not None and is_passive(draft.head):
        return not any(t.dep_ in HEARSAY_CLAUSES for t in draft.head.children)
    if lemma in lexicon.estimates and draft.head is not None:
        return amount_named(text, draft.head) is None and is_thing(text, draft)
    if lemma in lexicon.verbs or lemma in lexicon.nouns:
        return is_thing(text, draft) and (lemma in lexicon.bare or draft.source is None)
    return lemma in lexicon.attitudes or any(c.isalpha() for c in text.text[slice(*draft.cue[0])])


def is_thing(text: Text, draft: Draft) -> bool:
    """Whether the content is a mere thing, no clause: "defended the scheme" says nothing."""
    if draft.head is None or finding_behind(text, draft.head) is not None:
        return False
    clauses = {"ccomp", "parataxis"}
    if cues().stance(draft.head.lemma_.lower()) == "directive":
        clauses.add("xcomp")
        if any(t.lower_ == "for" and t.dep_ == "case" for child in draft.head.rights for t in child.lefts):
            return False
    return not any(t.dep_ in clauses and draft.start <= t.idx < draft.end for t in draft.head.children)


def keep_name(text: Text, draft: Draft) -> None:
    """With "described it as a trap" and "called it a trap" the content is what follows the thing named."""
    if draft.head is None or not draft.content or any(is_clause(t) for t in draft.head.children):
        return
    take_named_thing(text, draft)
    lemma = draft.head.lemma_.lower()
    take_addressee(text, draft)
    link = cues().linked.get(lemma, "as")
    if len(draft.content) == 2 and draft.content[0][1] <= draft.head.idx < draft.content[1][0]:
        second = text.tokens(*draft.content[1])
        linked = second[:1].text.casefold() == link
        if len(second) > 1 and is_passive(draft.head) and (linked or lemma in cues().naming):
            draft.content = [(second[1 if linked else 0 :].start_char, draft.content[1][1])]
            return
    start, end = draft.content[0]
    things = [t for t in draft.head.children if t.dep_ == "obj" and start <= t.idx < end]
    if not things:
        return
    word = next((t for t in text.tokens(start, end) if t.lower_ == link and t.i > things[0].i), None)
    if word is not None and word.dep_ == "mark" and own_subject(word.head) is not None:
        return
    if word is not None and text.quote_at(word.idx, word.idx + 1) is None:
        last = word.idx + len(word) + 1
    elif lemma in cues().naming:
        last = max(t.idx + len(t) for t in things[0].subtree if not t.is_space)
    else:
        return
    if last < end - 2:
        draft.content[0] = (last, end)
        tidy(text, draft)


def take_addressee(text: Text, draft: Draft) -> None:
    """With "asked the board to act" the content is "the board to act": who should do it belongs to it."""
    if draft.head is None or cues().stance(draft.head.lemma_.lower()) != "directive":
        return
    start, end = draft.content[0]
    for person in draft.head.rights:
        first, last = person.left_edge, person.right_edge
        adjoins = (
            person.dep_ in ("obj", "iobj") and first.i == draft.head.i + 1 and last.i + 1 < len(text.doc)
        )
        if adjoins and last.nbor(1).idx == start and last.nbor(1).lower_ == "to":
            draft.content[0] = (first.idx, end)


def is_clause(token: Token) -> bool:
    """A clause with a subject of its own; "accused them of lying" has none."""
    return token.dep_ == "ccomp" and any(t.dep_.startswith(("nsubj", "expl")) for t in token.children)


def take_named_thing(text: Text, draft: Draft) -> None:
    """With "highlighted what she described as a gap" the cue is both verbs and the content is the name."""
    words = list(text.tokens(*draft.content[0]))
    if not words or words[0].lower_ != "what":
        return
    for word in words[1:REACH]:
        if word.lemma_.lower() in cues().naming and word.pos_ == "VERB":
            after = word.nbor(1) if word.nbor(1).lower_ == "as" else word
            draft.cue.append((word.idx, word.idx + len(word)))
            draft.content[0] = (after.idx + len(after) + 1, draft.content[0][1])
            draft.head = word
            tidy(text, draft)
            return
