"""One attribution, one sentence: content that the labels tie to a cue in another sentence."""

from __future__ import annotations

from dataclasses import replace

from onrecord.pipes.statements.contents import covers
from onrecord.pipes.statements.partial import CharSpan, PartialStatement, Text


def split_by_sentence(text: Text, one: PartialStatement) -> list[PartialStatement]:
    """Split a statement whose content lies in several sentences.

    The content in the cue's sentence is the statement. Quotations of its line, or left open, go on with it
    when it is itself a quotation. Of the others, one right before is a statement with the same cue, and those
    after it are one that continues from the same speaker. Other content is left out.

    Returns:
        The statement, with less content, and those split off.
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
    """Whether a quotation belongs to the statement: it is in its line, or was left open there."""
    return text.quotes_in(*piece)[0]["continues"] is not None or any(
        text.same_line(piece[0], other[0]) for other in core
    )


def is_quoted(text: Text, piece: CharSpan) -> bool:
    """Whether a piece is the inside of a quotation."""
    return any(covers(quote, *piece) for quote in text.quotes_in(*piece))
