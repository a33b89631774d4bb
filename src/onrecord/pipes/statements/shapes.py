"""Which rule a statement follows: the shape source, cue and content make together.

Every shape is a test on one draft, tried in the order of ``rules.toml``; the first that holds names the
statement's rule. The tests read the parse, so that a rule can be shown and argued with.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.statements.drafts import Draft, Text
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.sentences import is_quoted
from onrecord.rules import load_rules

Shape = Callable[[Text, Draft], bool]
ADDRESSED = frozenset({"tell", "inform", "assure", "remind", "notify", "advise", "warn", "ask"})


def rule_of(text: Text, draft: Draft) -> str:
    """Id of the first rule whose shape the draft has; the last shape takes whatever the others leave."""
    return next(rule for rule in load_rules("statements") if SHAPES[rule](text, draft))


def carried(text: Text, draft: Draft) -> bool:
    """No cue: the speaker before goes on."""
    return not draft.cue


def according(text: Text, draft: Draft) -> bool:
    """The cue is a phrase such as "according to"."""
    return any(cue_text(text, draft).startswith(phrase) for phrase in cues().according)


def mark(text: Text, draft: Draft) -> bool:
    """The cue is a sign: "Crane: no deal", or a dash before the name under a quotation."""
    return not any(c.isalnum() for c in cue_text(text, draft))


def noun(text: Text, draft: Draft) -> bool:
    """The cue turns on a noun."""
    return draft.head is not None and draft.head.pos_ in ("NOUN", "PROPN")


def split(text: Text, draft: Draft) -> bool:
    """Content on both sides of the cue."""
    return draft.start < cue_start(draft) < draft.end and len(draft.content) > 1


def relative(text: Text, draft: Draft) -> bool:
    """The source is "who" or "which"."""
    return draft.source is not None and text.text[slice(*draft.source)].casefold() in ("who", "which", "that")


def passive(text: Text, draft: Draft) -> bool:
    """The cue is a passive verb."""
    return draft.head is not None and any(
        t.dep_ in ("aux:pass", "nsubj:pass", "obl:agent") for t in draft.head.children
    )


def participle(text: Text, draft: Draft) -> bool:
    """A participle that shares the source of its clause."""
    head = draft.head
    return head is not None and head.tag_ == "VBG" and head.dep_ in ("advcl", "acl", "conj", "xcomp", "ccomp")


def coordinated(text: Text, draft: Draft) -> bool:
    """The second of two cues with one source."""
    head = draft.head
    if head is None or head.dep_ != "conj":
        return False
    return not any(t.dep_.startswith("nsubj") for t in head.children)


def finding(text: Text, draft: Draft) -> bool:
    """A written thing or a finding speaks."""
    if draft.source is None or draft.head is None or draft.head.lemma_.lower() not in cues().findings:
        return False
    source: Token = text.tokens(*draft.source).root
    return source.lemma_.lower() in lexicon().documents


def told(text: Text, draft: Draft) -> bool:
    """The cue names whom it was said to."""
    head = draft.head
    if head is None or head.lemma_.lower() not in ADDRESSED:
        return False
    return any(t.dep_ in ("obj", "iobj") and not holds(draft, t.idx) for t in head.children)


def directive(text: Text, draft: Draft) -> bool:
    """The content is what somebody should or will do: "urged them to leave"."""
    if draft.head is None or not draft.content or draft.end <= cue_start(draft):
        return False
    first = text.tokens(*draft.content[0])
    return len(first) > 0 and (first[0].lower_ == "to" or any(t.dep_ == "xcomp" for t in draft.head.children))


def direct_before(text: Text, draft: Draft) -> bool:
    """A quotation, then who said it."""
    return quoted(text, draft) and draft.end <= cue_start(draft)


def direct_after(text: Text, draft: Draft) -> bool:
    """Who said it, then the quotation."""
    return quoted(text, draft) and draft.start >= cue_start(draft)


def clause_before(text: Text, draft: Draft) -> bool:
    """What was said, unquoted, then who said it."""
    return draft.end <= cue_start(draft)


def clause_that(text: Text, draft: Draft) -> bool:
    """A clause with "that"."""
    return (
        text.text[max(0, draft.start - 6) : draft.start]
        .casefold()
        .endswith(("that ", "that “", 'that "', "that ‘"))
    )


def clause(text: Text, draft: Draft) -> bool:
    """A clause without "that"."""
    return draft.head is not None and any(
        t.dep_ in ("ccomp", "parataxis") and holds(draft, t.idx) for t in draft.head.children
    )


def thing(text: Text, draft: Draft) -> bool:
    """Anything else: the content is the cue's object or goes with its preposition."""
    return True


SHAPES: dict[str, Shape] = {
    "statement.carried": carried,
    "statement.according": according,
    "statement.mark": mark,
    "statement.noun": noun,
    "statement.split": split,
    "statement.relative": relative,
    "statement.passive": passive,
    "statement.participle": participle,
    "statement.coordinated": coordinated,
    "statement.finding": finding,
    "statement.told": told,
    "statement.quote_first": direct_before,
    "statement.quote_last": direct_after,
    "statement.clause_first": clause_before,
    "statement.that": clause_that,
    "statement.directive": directive,
    "statement.clause": clause,
    "statement.object": thing,
}


def cue_text(text: Text, draft: Draft) -> str:
    """The cue's words, lower case."""
    return " ".join(" ".join(text.text[slice(*piece)].split()) for piece in draft.cue).casefold()


def cue_start(draft: Draft) -> int:
    """Where the cue begins; before everything for a draft without one."""
    return min((start for start, _ in draft.cue), default=-1)


def holds(draft: Draft, offset: int) -> bool:
    """Whether an offset lies inside the content."""
    return any(start <= offset < end for start, end in draft.content)


def quoted(text: Text, draft: Draft) -> bool:
    """Whether every piece of the content is a quotation's inside."""
    return all(is_quoted(text, piece) for piece in draft.content)
