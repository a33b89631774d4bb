"""What is counted: the noun, its singular as the unit, and the noun an elided figure takes over."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.grammar import read_after
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.nouns import counted_noun, unit_of
from onrecord.pipes.figures.per import read_per
from onrecord.pipes.figures.tree import child, subject, top
from onrecord.pipes.figures.trends import direction

_PARTS = frozenset({"single", "range", "fraction", "one_in", "vague", "dash"})
_FOLLOW = frozenset({"more", "others", "aboard"})


def read_count(context: Context, found: Candidate) -> None:
    """Find the noun a number without a unit counts, and take the noun into its span."""
    if found.kind or found.form not in _PARTS:
        if found.kind in ("percent",) and found.noun is None:
            found.noun = _whole_noun(context, found)
            found.whole = found.noun is not None
            if found.noun is not None:
                return
        if found.kind == "rank" and found.noun is not None:
            _take_in(context, found, found.noun)
        return
    noun = counted_noun(context, found)
    if noun is None:
        noun = _whole_noun(context, found)
        found.whole = noun is not None
    if noun is None:
        return
    found.noun = noun
    found.unit = unit_of(noun)
    _take_in(context, found, noun)
    at = found.stop
    per = read_per(context.line, at)
    if per is not None and not found.whole:
        found.per, found.stop = per
        found.bound_stop = max(found.bound_stop, found.stop)
    if found.comparator == "=":
        read_after(context.line, found, found.stop)


def _take_in(context: Context, found: Candidate, noun: Token) -> None:
    """Stretch the span to the noun where it is near and nothing but its modifiers is between."""
    end = noun.idx + len(noun)
    start = context.line.lexemes[found.stop - 1].end
    between = context.doc.text[start:end]
    if end - start > 80 or "\n" in between or any(mark in between for mark in ",;:()"):
        return
    stop = (
        bisect_left([lexeme.start for lexeme in context.line.lexemes[found.stop : found.stop + 40]], end)
        + found.stop
    )
    found.stop = max(found.stop, stop)
    found.bound_stop = max(found.bound_stop, found.stop)


def _whole_noun(context: Context, found: Candidate) -> Token | None:
    """The noun after "of": "three of the ships", "dozens of people", "half of all pupils"."""
    line = context.line
    of = found.stop
    if line.low(of) == "or" and line.low(of + 1) == "more":
        of += 2
    if line.low(of) == "of":
        of += 1
    elif found.form not in ("fraction", "one_in"):
        return None
    token = context.token(of)
    if token is None or line.kind(of) == "break":
        return None
    if context.parsed:
        node = token
        for _ in range(4):
            if node.pos_ in ("NOUN", "PROPN", "PRON") and not _modifies(node):
                return node if node.pos_ != "PRON" or line.low(of - 1) == "of" else None
            if node.head.i <= node.i or node.head.i > token.i + 12:
                break
            node = node.head
        return None
    return next((t for t in context.doc[token.i : token.i + 5] if t.pos_ in ("NOUN", "PROPN")), None)


def _modifies(noun: Token) -> bool:
    return noun.dep_ in ("compound", "nmod:poss", "det", "amod", "nmod:desc") and noun.head.i > noun.i


def read_elided(context: Context, found: list[Candidate]) -> None:
    """Give bare numbers the unit of the figure before them where the words run parallel: "and 200 more"."""
    last: Candidate | None = None
    counted: Candidate | None = None
    for i, candidate in enumerate(found):
        bare = not candidate.unit and candidate.kind in ("", "count", "other") and candidate.form != "vague"
        if bare and candidate.hyphen and i + 1 < len(found):
            _suspended(context, candidate, found[i + 1])
        for before in (last, counted):
            if (
                bare
                and not candidate.unit
                and before is not None
                and _same_sentence(context, before, candidate)
            ):
                _inherit(context, before, candidate)
        if bare and not candidate.unit:
            _moved(context, candidate)
        if candidate.unit:
            last = candidate
            counted = candidate if candidate.kind == "count" else counted


def _suspended(context: Context, found: Candidate, after: Candidate) -> None:
    """ "four-, five- and six-cylinder engines": a number whose noun is said later."""
    if context.line.low(found.stop) in ("-", "‐", "‑") and after.unit and after.hyphen:
        found.unit, found.kind, found.noun, found.rule = after.unit, after.kind, after.noun, "figure.elided"


def _moved(context: Context, found: Candidate) -> None:
    """ "claims rose to 150,000", "drove claims over 150,000": the noun that is moved is the one counted."""
    token = top(context, found)
    if (
        token is None
        or not context.parsed
        or found.form != "single"
        or any(v != int(v) for v in found.values)
    ):
        return
    predicate = token.head
    moving = direction(predicate) != "=" or (
        predicate.lemma_ in ("drive", "push", "bring", "take") and found.bounded
    )
    if predicate.pos_ != "VERB" or not moving or token.dep_ in ("nsubj", "obj"):
        return
    noun = child(predicate, ("obj",)) or subject(predicate)
    if (
        noun is not None
        and noun.tag_ == "NNS"
        and noun.lemma_.lower() not in word_set("elided", "prices")
        and noun != token
    ):
        found.unit, found.noun, found.kind, found.rule = unit_of(noun), noun, "count", "figure.elided"


def _same_sentence(context: Context, last: Candidate, found: Candidate) -> bool:
    a, b = context.token(last.first), context.token(found.first)
    if a is None or b is None:
        return False
    if not context.parsed:
        return "\n" not in context.doc.text[a.idx : b.idx] and b.i - a.i < 40
    return b.sent == a.sent or (
        0 <= b.sent.start - a.sent.end < 3 * 60 and context.line.low(found.stop) in _FOLLOW
    )


def _inherit(context: Context, last: Candidate, found: Candidate) -> None:
    line = context.line
    before, after = line.low(found.bound_first - 1), line.low(found.stop)
    same = before == line.low(last.bound_first - 1) and before.isalpha()
    if last.kind == "count":
        if found.form != "single" or (found.amounts[0].numeral.spelled and found.values == [1]):
            return
        token = context.number_token(found)
        argument = token is not None and token.dep_ in ("nsubj", "obj", "nsubj:pass", "conj", "nummod", "obl")
        level = last.unit.endswith("point") and before in ("to", "at")
        source = before == "from" and context.line.low(last.bound_stop) in ("from", "up", "down", ",")
        if not (
            after in word_set("elided", "rest")
            or (same and argument)
            or level
            or source
            or before in ("including", "of whom")
        ):
            return
        found.noun, found.kind = last.noun, "count"
    elif last.kind in ("percent", "duration", "age", "distance", "money", "other", "percentage_point"):
        conjoined = before in ("and", "or") and after == line.low(last.stop) and after.isalpha()
        if (
            not (same or conjoined)
            or after in word_set("elided", "rest")
            or (last.kind == "percent" and before not in ("by",))
        ):
            return
        found.kind = last.kind
    else:
        return
    found.unit = last.unit
    found.rule = "figure.elided"
