"""Which rule a statement follows: the shape source, cue and content make together.

Every shape is a test on one draft, tried in the order of ``rules.toml``, which says what each is; the first
that holds names the statement's rule. The tests read the parse, so that a rule can be shown and argued with.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.statements.drafts import Draft, Text
from onrecord.pipes.statements.lexicon import cues
from onrecord.pipes.statements.sentences import is_quoted
from onrecord.rules import load_rules

ADDRESSED = frozenset({"tell", "inform", "assure", "remind", "notify", "advise", "warn", "ask"})
OPENINGS = ("that ", "that “", 'that "', "that ‘")


def rule_of(text: Text, draft: Draft) -> str:
    """Id of the first rule whose shape the draft has; the last shape takes whatever the others leave."""
    return next(rule for rule in load_rules("statements") if SHAPES[rule](text, draft))


def passive(text: Text, draft: Draft) -> bool:
    """The cue is a passive verb."""
    passives = ("aux:pass", "nsubj:pass", "obl:agent")
    return draft.head is not None and any(t.dep_ in passives for t in draft.head.children)


def participle(text: Text, draft: Draft) -> bool:
    """A participle that shares the source of its clause."""
    head = draft.head
    return head is not None and head.tag_ == "VBG" and head.dep_ in ("advcl", "acl", "conj", "xcomp", "ccomp")


def coordinated(text: Text, draft: Draft) -> bool:
    """The second of two cues with one source."""
    head = draft.head
    own = head is not None and any(t.dep_.startswith("nsubj") for t in head.children)
    return head is not None and head.dep_ == "conj" and not own


def finding(text: Text, draft: Draft) -> bool:
    """A written thing or a finding speaks."""
    if draft.source is None or draft.head is None or draft.head.lemma_.lower() not in cues().findings:
        return False
    source: str = text.tokens(*draft.source).root.lemma_
    return source.lower() in lexicon().documents


def told(text: Text, draft: Draft) -> bool:
    """The cue names whom it was said to."""
    if draft.head is None or draft.head.lemma_.lower() not in ADDRESSED:
        return False
    return any(t.dep_ in ("obj", "iobj") and not holds(draft, t.idx) for t in draft.head.children)


def directive(text: Text, draft: Draft) -> bool:
    """The content is what somebody should or will do: "urged them to leave"."""
    if draft.head is None or not draft.content or draft.end <= cue_start(draft):
        return False
    first = text.tokens(*draft.content[0])
    return len(first) > 0 and (first[0].lower_ == "to" or any(t.dep_ == "xcomp" for t in draft.head.children))


def clause(text: Text, draft: Draft) -> bool:
    """A clause without "that"."""
    children = draft.head.children if draft.head is not None else ()
    return any(t.dep_ in ("ccomp", "parataxis") and holds(draft, t.idx) for t in children)


def cue_text(text: Text, draft: Draft) -> str:
    """The cue's words, lower case."""
    return " ".join(" ".join(text.text[slice(*piece)].split()) for piece in draft.cue).casefold()


def source_text(text: Text, draft: Draft) -> str:
    """The source's words, lower case."""
    return text.text[slice(*draft.source)].casefold() if draft.source is not None else ""


def cue_start(draft: Draft) -> int:
    """Where the cue begins; before everything for a draft without one."""
    return min((start for start, _ in draft.cue), default=-1)


def holds(draft: Draft, offset: int) -> bool:
    """Whether an offset lies inside the content."""
    return any(start <= offset < end for start, end in draft.content)


def quoted(text: Text, draft: Draft) -> bool:
    """Whether every piece of the content is a quotation's inside."""
    return all(is_quoted(text, piece) for piece in draft.content)


SHAPES: dict[str, Callable[[Text, Draft], bool]] = {
    "statement.carried": lambda text, draft: not draft.cue,
    "statement.according": lambda text, draft: cue_text(text, draft).startswith(cues().according),
    "statement.mark": lambda text, draft: not any(c.isalnum() for c in cue_text(text, draft)),
    "statement.noun": lambda text, draft: draft.head is not None and draft.head.pos_ in ("NOUN", "PROPN"),
    "statement.split": lambda text, draft: (
        draft.start < cue_start(draft) < draft.end and len(draft.content) > 1
    ),
    "statement.relative": lambda text, draft: source_text(text, draft) in ("who", "which", "that"),
    "statement.passive": passive,
    "statement.participle": participle,
    "statement.coordinated": coordinated,
    "statement.finding": finding,
    "statement.told": told,
    "statement.quote_first": lambda text, draft: quoted(text, draft) and draft.end <= cue_start(draft),
    "statement.quote_last": lambda text, draft: quoted(text, draft) and draft.start >= cue_start(draft),
    "statement.clause_first": lambda text, draft: draft.end <= cue_start(draft),
    "statement.that": lambda text, draft: (
        text.text[max(0, draft.start - 6) : draft.start].casefold().endswith(OPENINGS)
    ),
    "statement.directive": directive,
    "statement.clause": clause,
    "statement.object": lambda text, draft: True,
}
