"""One attribution, one sentence: content the labels tie to a cue from elsewhere is looked at again."""

from __future__ import annotations

from dataclasses import replace

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

    The content in the cue's sentence is the statement. Quotations of its line or left open go on with it when
    it is itself a quotation. Of the others one right before is a statement with the same cue, and those after
    it are one carried over from the same speaker. Other content is left out.

    Returns:
        The draft, with less content, and the parted ones.
    """
    if draft.head is None or not draft.content:
        return [draft]
    low, high = draft.head.sent.start_char, draft.head.sent.end_char
    core = [piece for piece in draft.content if piece[0] < high and low < piece[1]]
    rest = [p for p in draft.content if p not in core and is_quoted(text, p) and not is_heading(text, p)]
    if not core:
        return [draft]
    if is_quoted(text, core[0]):
        core += [p for p in rest if goes_on(text, p, core)]
        rest = [p for p in rest if p not in core]
    led = (
        []
        if is_quoted(text, core[0])
        else [p for p in core[1:] if is_quoted(text, p) and colon_before(text, p)]
    )
    draft.content = sorted(piece for piece in core if piece not in led)
    parted = [draft]
    before = [p for p in rest if p[1] <= low and adjoins(text, p, low) and text.same_line(p[0], low)]
    if before:
        parted.insert(0, replace(draft, content=before, cue=list(draft.cue)))
    after = sorted([*led, *(piece for piece in rest if piece[0] >= low)])
    if after:
        second = Draft(content=after, seen=draft.seen, carries=draft)
        if after[0][0] < high:
            second.cue, second.source, second.head = list(draft.cue), draft.source, draft.head
        parted.append(second)
    return parted


def goes_on(text: Text, piece: Stretch, core: list[Stretch]) -> bool:
    """Whether a quotation is of the statement: in its line, or one left open goes on in it.

    A new paragraph behind closed marks is a new statement.
    """
    return text.quotes_in(*piece)[0]["continues"] is not None or any(
        text.same_line(piece[0], other[0]) for other in core
    )


def colon_before(text: Text, piece: Stretch) -> bool:
    """Whether a colon leads to a quotation."""
    return text.text[: piece[0] - 1].rstrip()[-1:] == ":"


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
