"""Numbers that are names or parts of them: codes, articles and rooms, addresses, quoted names."""

from __future__ import annotations

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.exclusion_words import edges, words_of
from onrecord.pipes.figures.lexemes import HYPHENS, Line
from onrecord.pipes.figures.nouns import counted_noun

_DASHES = HYPHENS | {"–", "—"}
_GLUE = frozenset("_@\\=&^")
_OPEN, _CLOSE = frozenset("'\"‘“«"), frozenset("'\"’”»")


def is_code(context: Context, found: Candidate) -> bool:
    """Digits grown together with letters, or strung on hyphens."""
    line = context.line
    first, stop = found.amounts[0].first, found.amounts[-1].stop
    if _after_dialling_code(line, first):
        return True
    if line.kind(found.amounts[0].numeral.first) == "word":
        return (
            line.low(first - 1) in HYPHENS
            and line.glued(first)
            and line.glued(first - 1)
            and not _prefixed(line, first)
        )
    if line.glued(first) and line.kind(first) == "digits":
        mark = line.low(first - 1)
        if line.kind(first - 1) in ("word", "digits") or mark in _GLUE or mark in "/.":
            return True
        if (
            mark in _DASHES
            and line.glued(first - 1)
            and line.kind(first - 2) in ("word", "digits")
            and not _prefixed(line, first)
        ):
            return True
    if stop >= len(line) or not line.glued(stop):
        return False
    mark = line.low(stop)
    if line.kind(stop) == "word" and line.kind(stop - 1) != "word":
        return mark != "s"
    digits_follow = line.kind(stop + 1) == "digits" and line.glued(stop + 1)
    return mark in _GLUE or (mark in "/-–." and digits_follow)


def _after_dialling_code(line: Line, first: int) -> bool:
    """ "0800 123 4567": groups of digits after one that begins with a zero."""
    for i in range(first - 1, first - 5, -1):
        if (
            line.kind(i) != "digits"
            or not line.raw(i).isdigit()
            or line.lexemes[i + 1].start - line.lexemes[i].end != 1
        ):
            return False
        if line.raw(i).startswith("0") and len(line.raw(i)) > 2:
            return True
    return False


def _prefixed(line: Line, first: int) -> bool:
    return line.low(first - 2) in words_of("figure.not.code", "prefixes")


def is_designator(context: Context, found: Candidate) -> bool:
    """The number of an article, a room, a flight."""
    line = context.line
    first, _ = edges(found)
    if (
        found.kind
        or found.hyphen
        or found.form in ("one_in", "fraction", "vague", "ordinal")
        or found.bounded
    ):
        return False
    word = _previous(line, first)
    if word not in words_of("figure.not.designator", "words") or not line.at(first - 1):
        return False
    token = context.token(first - 1)
    if token is not None and context.tagged and token.pos_ in ("VERB", "AUX", "ADV", "ADJ", "DET", "ADP"):
        if line.raw(first - 1) == "No" and line.kind(first) == "digits":
            return not token.is_sent_start or counted_noun(context, found) is None
        return word in ("no", "nos") and line.low(first - 1) == "."
    if word in ("no", "number") and line.low(first - 1) != "." and word == "no":
        return line.raw(first - 1) == "No" and line.kind(first) == "digits"
    weak = word in words_of("figure.not.designator", "weak")
    if line.kind(first) == "word" and weak and line.raw(first)[:1].islower() and counted_noun(context, found):
        return False
    return not (weak and counted_noun(context, found) is not None and not line.raw(first - 1)[:1].isupper())


def _previous(line: Line, i: int) -> str:
    """The word before lexeme ``i``, over a full stop that closes an abbreviation."""
    return line.low(i - 2) if line.low(i - 1) == "." and line.glued(i - 1) else line.low(i - 1)


def is_name(context: Context, found: Candidate) -> bool:
    """A number inside a name."""
    token = context.number_token(found)
    if token is None or found.kind or found.form not in ("single", "dash") or found.amounts[0].numeral.power:
        return False
    name = context.name_at(token)
    spelled = found.spelled
    capital = token.text[:1].isupper()
    if name is not None and len(name) > 1:
        if spelled and not capital:
            return False
        if token.i > name.start and name[0].text[:1].isupper():
            return True
        after = context.doc[token.i + 1] if token.i + 1 < len(context.doc) else None
        if spelled and not token.is_sent_start and after is not None and after.text[:1].isupper():
            return True
    if spelled or not context.parsed:
        return False
    if not context.line.raw(found.amounts[0].numeral.first).isdigit():
        return False
    if _stands_for_a_thing(context, found):
        return True
    before = context.doc[token.i - 1] if token.i else None
    hung = before is not None and before.pos_ in ("NOUN", "PROPN", "X") and token.head == before
    if hung and token.dep_ in ("nummod", "flat", "compound") and not found.bounded and len(found.values) == 1:
        return True
    if before is not None and before.pos_ == "PROPN" and before.sent == token.sent and not found.bounded:
        own = token.head == before or (
            token.head == before.head and token.dep_ in ("flat", "nummod", "compound")
        )
        if own and token.head.i < token.i:
            return True
        noun = counted_noun(context, found)
        if noun is None or (
            before.head == noun and before.dep_ in ("compound", "flat", "nmod:poss", "nummod")
        ):
            return (noun is None and not before.text.isupper()) or noun is not None
    head = token.head
    single = head.pos_ == "PROPN" and head.tag_ != "NNPS" and not head.text.endswith("s")
    return (
        single
        and token.dep_ == "nummod"
        and head.i == token.i + 1
        and found.values != [1]
        and not found.bounded
    )


def _stands_for_a_thing(context: Context, found: Candidate) -> bool:
    """ "the 747": bare digits with an article and nothing they count."""
    line = context.line
    if line.low(found.first - 1) != "the" or found.bounded or counted_noun(context, found) is not None:
        return False
    after = context.token(found.stop)
    if line.kind(found.stop) != "word" or after is None:
        return True
    counting = after.tag_ in ("VBN", "VBG") or after.pos_ in ("ADJ", "ADV", "PRON", "SCONJ")
    return not counting and line.low(found.stop) not in ("who", "that", "or", "of", "to", "more", "others")


def is_address(context: Context, found: Candidate) -> bool:
    """The number of a house."""
    line = context.line
    _, stop = edges(found)
    if found.kind or found.spelled or found.form != "single" or found.bounded:
        return False
    streets = words_of("figure.not.address", "streets")
    for i in range(stop, stop + 4):
        if line.kind(i) != "word" or not line.raw(i)[:1].isupper():
            return False
        if line.low(i) in streets and i > stop:
            return True
    return False


def is_quoted_name(context: Context, found: Candidate) -> bool:
    """A short quoted stretch before a noun."""
    line = context.line
    first, stop = edges(found)
    left = next((i for i in range(first - 1, max(first - 6, -1), -1) if line.low(i) in _OPEN), None)
    right = next((i for i in range(stop, min(stop + 6, len(line))) if line.low(i) in _CLOSE), None)
    if found.kind or left is None or right is None or right - left > 8:
        return False
    if (not line.lexemes[left].spaced and line.kind(left - 1) == "word") or (
        line.glued(right + 1) and line.kind(right + 1) == "word"
    ):
        return False
    after = context.token(right + 1)
    if line.kind(right + 1) != "word" or after is None:
        return False
    return after.pos_ in ("NOUN", "PROPN") if context.tagged else after.is_lower
