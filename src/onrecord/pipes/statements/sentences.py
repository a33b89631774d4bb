"""Splits statements by sentence: the labels may link content to a cue in another sentence."""

from __future__ import annotations

from dataclasses import replace

from onrecord.pipes.statements.contents import covers
from onrecord.pipes.statements.partial import CharSpan, PartialStatement, Text


def split_by_sentence(text: Text, one: PartialStatement) -> list[PartialStatement]:
    """Split a statement whose content lies in several sentences.

    The statement keeps the content in the cue's sentence. If that is a quotation, it also keeps quotations on
    its line and those that continue an open one. Of the rest, a quotation directly before becomes a statement
    with the same cue; those after become one that continues the same speaker's. Other content is dropped.

    Returns:
        The statement with its remaining content, and those split off.
    """
    if one.head is None or not one.content:
        return [one]
    low, high = one.head.sent.start_char, one.head.sent.end_char
    core = [piece for piece in one.content if piece[0] < high and low < piece[1]]
    rest = [p for p in one.content if p not in core and is_quoted(text, p)]
    if not core:
        return [one]
    led: list[CharSpan] = []
    if is_quoted(text, core[0]):
        core += [p for p in rest if goes_on(text, p, core)]
        rest = [p for p in rest if p not in core]
    else:
        led = [p for p in core[1:] if is_quoted(text, p) and text.text[: p[0] - 1].rstrip()[-1:] == ":"]
    one.content = sorted(piece for piece in core if piece not in led)
    statements = [one]
    before = [p for p in rest if p[1] <= low and not text.has_word(p[1], low) and text.same_line(p[0], low)]
    if before:
        statements.insert(0, replace(one, content=before, cue=list(one.cue)))
    after = sorted([*led, *(piece for piece in rest if piece[0] >= low)])
    if after:
        second = PartialStatement(content=after, scores=one.scores, continues=one)
        if after[0][0] < high:
            second.cue, second.source, second.head = list(one.cue), one.source, one.head
        statements.append(second)
    return statements


def goes_on(text: Text, piece: CharSpan, core: list[CharSpan]) -> bool:
    """Whether a quotation belongs to a statement: it is on its line, or continues an open quotation."""
    return text.quotes_in(*piece)[0]["continues"] is not None or any(
        text.same_line(piece[0], other[0]) for other in core
    )


def is_quoted(text: Text, piece: CharSpan) -> bool:
    """Whether a piece is inside a quotation."""
    return any(covers(quote, *piece) for quote in text.quotes_in(*piece))
