"""Pairing quotation marks within a paragraph, tolerant of stray and missing marks.

A mark opens or closes by its shape (curly, angled) or by its neighbours (straight). Marks pair up within one
line. A mark left open closes at the end of its line if the line or a clause begins with it; otherwise it is
stray. Single marks are distinguished from apostrophes by the letters around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.records import Quote
from onrecord.rules import read_toml

WORD = re.compile(r"\w+(?:[’'.,\-]\w+)*")
LINE = re.compile(r"[^\n\r\u2028\u2029]+")
OPENED_TWICE = re.compile(r"(?<![\w'’‘`])(?:''|``|‘‘)(?=[^\s'’‘`])")
CLOSED_TWICE = re.compile(r"(?<=[^\s'’‘`])(?:''|’’)(?![\w'’‘`])")
DECADE = re.compile(r"\d0s")
LEADS_IN = frozenset(":,—–-([")
"""Characters that may precede a quotation introduced by a clause."""


@cache
def marks() -> tuple[str, str, str, str, frozenset[str]]:
    """Double openers and closers, single openers and closers, and words that begin with an apostrophe."""
    data = read_toml("quotes", "marks.toml")
    return (
        data["double"]["open"],
        data["double"]["close"],
        data["single"]["open"],
        data["single"]["close"],
        frozenset(data["single"]["leading_apostrophe"]),
    )


@cache
def low_marks() -> dict[str, str]:
    """Low opening marks -> their closing mark, which opens quotations in other languages."""
    low: dict[str, str] = read_toml("quotes", "marks.toml")["low"]
    return low


@dataclass
class Pair:
    """The opening mark and end of a quotation; ``stop`` is the offset after the closing mark."""

    start: int
    stop: int
    closed: bool
    double: bool
    headless: bool = False
    """It continues the quotation of the previous paragraph without a new opening mark."""

    def inner(self) -> list[int]:
        """Offsets between the marks."""
        return [self.start + (not self.headless), self.stop - 1 if self.closed else self.stop]


def scan_quotes(text: str, *, min_speech_words: int = 5) -> list[Quote]:
    """Find the quotations of a text.

    Args:
        text: Any text; each line is a paragraph.
        min_speech_words: A quotation of at least this many words is speech in any context.

    Returns:
        Quotes in text order, offsets in characters of ``text``.
    """
    text = with_single_characters(text)
    quotes: list[Quote] = []
    left_open: int | None = None
    for line in LINE.finditer(text):
        start, stop = line.span()
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if start == stop:
            continue
        pairs = sorted(
            [*double_pairs(text, start, stop, left_open is not None), *single_pairs(text, start, stop)],
            key=lambda p: p.start,
        )
        opens_line = bool(pairs) and not text[start : pairs[0].start].strip("-–—•* \t")
        ends: list[int] = []
        for number, pair in enumerate(pairs):
            while ends and ends[-1] <= pair.start:
                ends.pop()
            if ends and pair.stop > ends[-1]:
                continue
            ends.append(pair.stop)
            continues = left_open if number == 0 and opens_line else None
            if continues is not None and not pair.headless:
                same_mark = text[pair.start] == text[quotes[continues]["span"][0]]
                continues = continues if same_mark else None
            quotes.append(as_quote(text, pair, len(ends), continues, min_speech_words))
        left_open = None
        if pairs:
            last = len(quotes) - 1
            while quotes[last]["level"] > 1:
                last -= 1
            left_open = None if quotes[last]["closed"] else last
    return quotes


def with_single_characters(text: str) -> str:
    """The text with paired single marks (``, '', ‘‘) as one double mark; its length does not change."""
    return CLOSED_TWICE.sub('" ', OPENED_TWICE.sub(' "', text))


def as_quote(text: str, pair: Pair, level: int, continues: int | None, min_words: int) -> Quote:
    """The record of one pair of marks."""
    first, last = pair.inner()
    words = sum(1 for _ in WORD.finditer(text, first, last))
    ends_sentence = last > first and text[last - 1] in ",.!?…—" and words > 1
    rule = (
        "quote.continued" if continues is not None else "quote.single" if not pair.double else "quote.double"
    )
    return {
        "span": [pair.start, pair.stop],
        "inner": [first, last],
        "level": level,
        "closed": pair.closed,
        "continues": continues,
        "speech": words >= min_words or ends_sentence,
        "rule": rule if pair.closed or continues is not None else "quote.unclosed",
    }


def double_pairs(text: str, start: int, stop: int, running: bool) -> Iterator[Pair]:
    """Pairs of double marks in one line; ``running`` if the previous line left a quotation open."""
    openers, closers, *_ = marks()
    opened = -1
    match = matched(text, start, stop)
    nested: set[int] = set()
    for i in range(start, stop):
        char = text[i]
        if (char not in openers and char not in closers) or i in nested:
            continue
        if opened >= 0 and i in match and match[i] < match.get(opened, -1):
            yield Pair(i, match[i] + 1, True, True)
            nested.add(match[i])
            continue
        may_open, may_close = can_open(text, i, start, stop), can_close(text, i, start, stop)
        if running and char in closers and may_close and not may_open:
            yield Pair(start, i + 1, True, True, headless=True)
        elif opened < 0:
            if char in openers and (char not in closers or may_open or not may_close):
                opened = -1 if is_inch(text, i, start) else i
        elif (char in closers and (char not in openers or may_close or not may_open)) or (
            may_close and not may_open and closes_low(text, opened, i)
        ):
            if i > opened + 1:
                yield Pair(opened, i + 1, True, True)
            opened = -1
        elif char in openers and may_open:
            if keeps_running(text, opened, start):
                yield Pair(opened, trimmed(text, opened, i), False, True)
            opened = i
        running = False
    if opened >= 0 and stop > opened + 2 and keeps_running(text, opened, start):
        yield Pair(opened, stop, False, True)


def matched(text: str, start: int, stop: int) -> dict[int, int]:
    """Opening -> closing offsets in a line, with nesting; only for marks whose direction is certain."""
    openers, closers, *_ = marks()
    match: dict[int, int] = {}
    waiting: list[int] = []
    for i in range(start, stop):
        opens, closes = text[i] in openers, text[i] in closers
        if opens and (closes or (waiting and closes_low(text, waiting[-1], i))):
            may_open, may_close = can_open(text, i, start, stop), can_close(text, i, start, stop)
            opens, closes = may_open and not may_close, may_close and not may_open
        if opens:
            waiting.append(i)
        elif waiting and closes:
            match[waiting.pop()] = i
    return match


def single_pairs(text: str, start: int, stop: int) -> Iterator[Pair]:
    """Pairs of single marks in one line; apostrophes are ignored."""
    _, _, openers, closers, leading = marks()
    opened = possessive = -1
    for i in range(start, stop):
        char = text[i]
        if char not in openers and char not in closers:
            continue
        after = text[i + 1 : i + 2]
        closing = char in closers or (opened >= 0 and closes_low(text, opened, i))
        if closing and opened >= 0 and i > opened + 1 and can_close(text, i, start, stop):
            if text[i - 1] in "sS" and after == " " and text[i + 2 : i + 3].islower() and char in "'’":
                possessive = i
                continue
            yield Pair(opened, i + 1, True, False)
            opened = possessive = -1
        elif char in openers and can_open(text, i, start, stop) and (after.isalnum() or after in '[“"…£$€'):
            word = WORD.match(text, i + 1, stop)
            if (
                char != "‘"
                and word is not None
                and (word[0].casefold() in leading or DECADE.fullmatch(word[0]))
            ):
                continue
            if opened < 0:
                opened = i
    if opened >= 0 and possessive > opened + 1:
        yield Pair(opened, possessive + 1, True, False)
    elif opened >= 0 and text[opened] == "‘" and opened == start and stop > opened + 2:
        yield Pair(opened, stop, False, False)


def closes_low(text: str, opened: int, i: int) -> bool:
    """Whether the mark at ``i``, which usually opens, closes the low mark at ``opened``."""
    return low_marks().get(text[opened]) == text[i]


def can_open(text: str, i: int, start: int, stop: int) -> bool:
    """Whether the neighbours allow a mark at ``i`` to open a quotation."""
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < stop else " "
    return not after.isspace() and not before.isalnum() and before not in ".,!?%"


def can_close(text: str, i: int, start: int, stop: int) -> bool:
    """Whether the neighbours allow a mark at ``i`` to close a quotation."""
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < stop else " "
    return not before.isspace() and not after.isalnum()


def is_inch(text: str, i: int, start: int) -> bool:
    """Whether the mark is a straight one right after a digit, meaning inches or seconds."""
    return text[i] == '"' and i > start and text[i - 1].isdigit()


def keeps_running(text: str, opened: int, start: int) -> bool:
    """Whether an unclosed mark opens a quotation, because its line or clause begins with it."""
    before = text[start:opened].rstrip()
    return not before.strip("-–—•* \t") or before[-1] in LEADS_IN or before[-1] in '.!?"”'


def trimmed(text: str, start: int, stop: int) -> int:
    """``stop`` moved left over white space."""
    while stop > start + 1 and text[stop - 1].isspace():
        stop -= 1
    return stop
