"""Splits statements by sentence: the labels may link content to a cue in another sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.pipes.statements.contents import covers
from onrecord.pipes.statements.partial import CharSpan, PartialStatement, Text

REPLY = re.compile(r"(?:[\"”] [\"“]|[’'] [‘'])(?=\w)")
ASKED = re.compile(r"\?(?:[\"”] [\"“]|[’'] [‘'])\Z")


def split_by_sentence(text: Text, one: PartialStatement) -> list[PartialStatement]:
    """Split a statement whose content lies in several sentences.

    The statement keeps the content in the cue's sentence. If that is a quotation, it also keeps those that
    adjoin it or continue an open one. Of the rest, quotations directly before, or first on the line, become a
    statement with the same cue; each group of adjoining ones after it, one that continues it. Other content
    is dropped.

    Returns:
        The statement with its remaining content, and those split off.
    """
    if one.head is None:
        return [one]
    low, high = one.head.sent.start_char, one.head.sent.end_char
    others = [piece for piece in one.content if not is_turn(text, *piece)]
    nearest = min(one.content, key=lambda piece: max(one.cue[0][0] - piece[1], piece[0] - one.cue[0][1]))
    one.content = others or [nearest]
    core = [piece for piece in one.content if piece[0] < high and low < piece[1]]
    rest = [p for p in one.content if p not in core and is_quoted(text, p)]
    if not core:
        if nearest not in rest:
            return [one]
        core, rest = [nearest], [p for p in rest if p != nearest]
    led: list[CharSpan] = []
    if is_quoted(text, core[0]):
        for piece in rest:
            if goes_on(text, one, piece, core):
                core.append(piece)
        rest = [p for p in rest if p not in core]
    else:
        led = [p for p in core[1:] if is_quoted(text, p) and text.text[: p[0] - 1].rstrip()[-1:] == ":"]
    one.content = sorted(piece for piece in core if piece not in led)
    statements = [one]
    before = [p for p in rest if p[1] <= low and text.same_line(p[0], low)]
    before = [p for p in before if not text.has_word(p[1], low) or opens_line(text, p[0])]
    for group in reversed([*adjoining(text, before)]):
        statements.insert(0, replace(one, content=group, cue=list(one.cue)))
    after = sorted([*led, *(piece for piece in rest if piece[0] >= low)])
    for group in adjoining(text, after):
        second = PartialStatement(content=group, scores=one.scores, continues=one)
        if group[0][0] < high:
            second.cue, second.source, second.head = list(one.cue), one.source, one.head
        statements.append(second)
    return statements


def goes_on(text: Text, one: PartialStatement, piece: CharSpan, core: list[CharSpan]) -> bool:
    """Whether a quotation belongs to a statement: it adjoins one of its own, or continues an open one."""
    if text.quotes_in(*piece)[0]["continues"] is not None:
        return True
    gaps = (sorted((piece, other)) for other in core if text.same_line(piece[0], other[0]))
    return any(attributes(text, one, first[1], second[0]) for first, second in gaps)


def is_turn(text: Text, start: int, end: int) -> bool:
    """Whether a quotation is a question with an answer directly after it, or the answer: “When?” “Soon.”"""
    asks = text.text[end - 1 : end] == "?" and REPLY.match(text.text, end)
    return bool(asks or ASKED.search(text.text, max(0, start - 4), start))


def opens_line(text: Text, start: int) -> bool:
    """Whether nothing is quoted before a quotation on its line, which could have the same speaker."""
    line = text.line_start(start)
    return not any(line <= q["span"][0] < start - 1 for q in text.quotes_in(line, start))


def adjoining(text: Text, pieces: list[CharSpan]) -> Iterator[list[CharSpan]]:
    """Groups of quotations with no words between them."""
    group: list[CharSpan] = []
    for piece in pieces:
        if group and text.has_word(group[-1][1], piece[0]):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def attributes(text: Text, one: PartialStatement, start: int, end: int) -> bool:
    """Whether there is only a statement's cue and source, and the rest of their sentence, between offsets."""
    last = max((b for a, b in one.attribution if start <= a and b <= end), default=start)
    if one.head is not None and last > start:
        last = max(last, min(one.head.sent.end_char, end))
    return not text.has_word(last, end)


def is_quoted(text: Text, piece: CharSpan) -> bool:
    """Whether a piece is inside a quotation."""
    return any(covers(quote, *piece) for quote in text.quotes_in(*piece))
