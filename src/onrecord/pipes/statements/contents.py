"""Trims contents to the conventions for records.

The content of a quotation is everything between the marks, including a full stop. Outside quotations it
excludes "that", the final full stop, the cue and the source. A piece that covers half of a quotation is
widened to all of it.
"""

from __future__ import annotations

import re

from onrecord.pipes.statements.partial import CharSpan, PartialStatement, Text
from onrecord.records import Mode, Quote

EDGE = " \t\r\n\u00a0\u2028\u2029"
TRAIL = EDGE + ",;:.—–-"
LEAD = EDGE + ",;:—–•▪●‣*"
THAT = re.compile(r"that[\s,]+", re.IGNORECASE)
QUALITIES = frozenset({"ADJ", "ADV", "VERB", "CCONJ", "PUNCT", "PART"})
"""Parts of speech in a quoted description: “serious and systemic” failings, a “measured” way."""
DIRECT_SHARE = 0.999


def tidy(text: Text, partial: PartialStatement) -> None:
    """Trim and merge the pieces of a content; there may be none left."""
    pieces: list[CharSpan] = []
    for start, end in sorted(partial.content):
        for one in fit(text, start, end, partial.attribution):
            if pieces and joins(text, pieces[-1], one, [*partial.attribution, *text.parts]):
                pieces[-1] = (pieces[-1][0], max(pieces[-1][1], one[1]))
            else:
                pieces.append(one)
    partial.content = [piece for piece in pieces if text.has_word(*piece)]


def joins(text: Text, one: CharSpan, two: CharSpan, barriers: list[CharSpan]) -> bool:
    """Whether to merge two pieces: they overlap, or are in one sentence with no cue or source between."""
    apart = text.quotes_in(one[1], two[0]) or any(one[1] <= a and b <= two[0] for a, b in barriers)
    return two[0] <= one[1] or not (apart or any(c in ".!?;:\n" for c in text.text[one[1] : two[0]]))


def fit(text: Text, start: int, end: int, barriers: list[CharSpan]) -> list[CharSpan]:
    """One labelled piece, widened to quotations it half covers and trimmed; adjacent quotations are split."""
    for quote in text.quotes_in(start, end):
        first, last = quote["inner"]
        shared = min(end, last) - max(start, first)
        clear = not any(max(first, a) < min(last, b) for a, b in barriers)
        if clear and shared * 2 >= last - first:
            start, end = min(start, quote["span"][0]), max(end, quote["span"][1])
    start, end = trim(text, start, end)
    if start >= end:
        return []
    for quote in text.quotes_in(start, end):
        first = quote["span"][0]
        if text.text[start:first].rstrip()[-1:] in (":", ".", "!", "?"):
            return [*fit(text, start, first, barriers), *fit(text, first, end, barriers)]
    quotes = [q for q in text.quotes_in(start, end) if q["span"][1] <= end + 1 and q["span"][0] >= start - 1]
    edges = [start, *(edge for q in quotes for edge in q["span"]), end]
    if not any(text.has_word(*gap) for gap in zip(edges[::2], edges[1::2], strict=True)):
        return [(q["inner"][0], q["inner"][1]) for q in quotes]
    return [(start, end)]


def trim(text: Text, start: int, end: int) -> CharSpan:
    """Strip white space, a leading "that" and, outside quotations, final punctuation."""
    raw = text.text
    start = min(end, text.after_dateline(start))
    while start < end and raw[start] in LEAD:
        start += 1
    that = THAT.match(raw, start, end)
    if that and text.tokens(start, start + 4)[0].pos_ in ("SCONJ", "ADP"):
        start = that.end()
    if text.quote_at(max(start, end - 1), end) is None:
        while end > start and raw[end - 1] in TRAIL and not abbreviates(text, end):
            end -= 1
    return start, end


def abbreviates(text: Text, end: int) -> bool:
    """Whether the full stop before offset ``end`` belongs to an abbreviation ("U.S.")."""
    raw = text.text
    return raw[end - 1] == "." and end >= 4 and raw[end - 3] == "." and raw[end - 2].isalpha()


def mode_of(text: Text, content: list[CharSpan]) -> Mode:
    """Direct if all letters are inside quotation marks, indirect if none are; quoted names do not count."""
    total = quoted = 0
    for start, end in content:
        total += sum(c.isalnum() for c in text.text[start:end])
        for quote in text.quotes_in(start, end):
            low, high = max(start, quote["inner"][0]), min(end, quote["inner"][1])
            if covers(quote, start, end) or not is_name(text, quote):
                quoted += sum(c.isalnum() for c in text.text[low:high])
    if not quoted:
        return "indirect"
    return "direct" if quoted >= DIRECT_SHARE * total else "mixed"


def covers(quote: Quote, start: int, end: int) -> bool:
    """Whether a piece is inside a quotation."""
    return quote["inner"][0] <= start and end <= quote["inner"][1]


def is_name(text: Text, quote: Quote) -> bool:
    """Whether a quotation is a title or name: its long words are capitalised, or a noun follows it.

    A noun phrase in lower case is the speaker's: a “broken record” speech, but the “one in, one out” deal.
    """
    quoted = text.text[slice(*quote["inner"])]
    words = [w for w in quoted.split() if len(w) > 3]
    if words and all(w[:1].isupper() for w in words):
        return True
    inside = text.tokens(*quote["inner"])
    nouns = [t for t in inside if t.pos_ not in QUALITIES]
    if all(t.pos_ == "NOUN" for t in nouns):
        return False
    after = text.tokens(quote["span"][1], quote["span"][1] + 2)
    return len(after) > 0 and after[-1].pos_ in ("NOUN", "PROPN") and not quote["speech"]
