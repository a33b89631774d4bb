"""One attribution, one sentence: content the labels tie to a cue from elsewhere is looked at again."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from onrecord.pipes.statements.contents import MARKS, covers
from onrecord.pipes.statements.drafts import Draft, Stretch, Text

FRAGMENT = 3
"""Words an unquoted piece beside a quotation has at most when it is no content: "In a statement"."""

LONGEST_HEADING = 9
"""Words of a sub-heading in quotation marks."""
SMALL_WORDS = frozenset(
    {"a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "with", "as"}
)


def part(text: Text, draft: Draft) -> list[Draft]:
    """Part a draft whose content lies in several sentences.

    The content in the cue's sentence is the statement. A quotation after it in the same line goes on with
    it when the statement is itself a quotation, and is a statement of its own, carried over from the same
    speaker, when it is not. Content in other sentences that is no quotation is left out: nine out of ten
    attributions lie in one sentence, and the rest are quotations.

    Returns:
        The draft, with less content, and the parted ones; a quotation right before the cue's sentence is
        one with the same cue.
    """
    if draft.head is None or not draft.content:
        return [draft]
    if any(is_quoted(text, piece) for piece in draft.content):
        draft.content = [
            p
            for p in draft.content
            if is_quoted(text, p)
            or len(text.text[slice(*p)].split()) > FRAGMENT
            or in_clause_of(draft.head, text.tokens(*p))
        ]
    sentence = draft.head.sent
    low, high = sentence.start_char, sentence.end_char
    core = [piece for piece in draft.content if piece[0] < high and low < piece[1]]
    rest = [piece for piece in draft.content if piece not in core]
    if core and not is_quoted(text, core[0]):
        introduced = [
            q for q in core[1:] if is_quoted(text, q) and text.text[: q[0] - 1].rstrip()[-1:] == ":"
        ]
        core = [piece for piece in core if piece not in introduced]
        rest += introduced
    if not core or not rest:
        return [draft]
    quoted = all(is_quoted(text, piece) for piece in core)
    kept: list[Stretch] = list(core)
    carried: list[Stretch] = []
    for piece in rest:
        if not is_quoted(text, piece) or is_heading(text, piece):
            continue
        goes_on = text.quotes_in(*piece)[0]["continues"] is not None
        beside = piece[0] >= low or adjoins(text, piece, low)
        if quoted and (goes_on or (beside and text.same_line(piece[0], core[-1][0]))):
            kept.append(piece)
        else:
            carried.append(piece)
    draft.content = sorted(kept)
    parted = [draft]
    before = [p for p in carried if p[1] <= low and adjoins(text, p, low) and text.same_line(p[0], low)]
    if before:
        parted.insert(0, replace(draft, content=before, cue=list(draft.cue)))
    after = sorted(piece for piece in carried if piece[0] >= low)
    if after:
        second = Draft(content=after, seen=draft.seen, carries=draft)
        if after[0][0] < high:
            second.cue, second.source, second.head = list(draft.cue), draft.source, draft.head
        parted.append(second)
    return parted


def in_clause_of(cue: Token, words: Span) -> bool:
    """Whether the cue's clausal complement is there, or a part of it: "Behind her, she says, people ran"."""
    head: Token = words.root
    return any(token.dep_ in ("ccomp", "parataxis") and token.head == cue for token in (head, head.head))


def adjoins(text: Text, piece: Stretch, low: int) -> bool:
    """Whether no letter or digit stands between a piece and an offset after it."""
    return not any(c.isalnum() for c in text.text[piece[1] : low])


def is_quoted(text: Text, piece: Stretch) -> bool:
    """Whether a piece is the inside of a quotation."""
    return any(covers(quote, *piece) for quote in text.quotes_in(*piece))


def is_heading(text: Text, piece: Stretch) -> bool:
    """Whether a quotation is a sub-heading: a short line of its own, all but the smallest words capitals."""
    start, end = piece
    line = text.text[max(0, start - 2) : end + 2].strip(MARKS + " .\t")
    if "\n" not in text.text[max(0, start - 2) : start] or "\n" not in f"{text.text[end : end + 2]}\n":
        return False
    words = [word for word in line.split() if word[:1].isalpha()]
    return 1 < len(words) <= LONGEST_HEADING and all(w[:1].isupper() or w in SMALL_WORDS for w in words)
