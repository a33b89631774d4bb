"""What is counted: the noun, its singular as the unit, and the span that takes it in."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from onrecord.pipes.figures.bounding import read_after
from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.nouns import counted_noun, is_plural, unit_of
from onrecord.pipes.figures.units.per import read_per

_COUNTING = frozenset({"single", "range", "fraction", "one_in", "vague", "dash"})
_NOMINAL = ("NOUN", "PROPN", "PRON")
_WIDEST = 80
"""Characters between a number and a noun that still stand in one span."""


def read_count(context: Context, found: Candidate) -> None:
    """Find the noun a number without a unit counts, and take the noun into its span."""
    if found.kind == "rank" and found.noun is not None:
        _take_in(context, found, found.noun)
    elif found.kind == "percent":
        noun = _whole_noun(context, found)
        found.noun = noun if noun is None or noun.lemma_ != "level" else None
        found.whole = found.noun is not None
    elif not found.kind and found.form in _COUNTING:
        _count(context, found)


def _count(context: Context, found: Candidate) -> None:
    noun = counted_noun(context, found)
    if noun is None:
        noun = _whole_noun(context, found)
        found.whole = noun is not None
    if noun is not None and noun.pos_ != "PRON":
        mass = found.form in ("fraction", "one_in") and not is_plural(noun)
        found.noun, found.unit = noun, "" if mass else unit_of(noun)
        _take_in(context, found, noun)
    if noun is None and _sizes_a_group(context, found, "persons"):
        found.unit, found.kind, found.rule = "person", "count", "figure.group"
    elif noun is None and _sizes_a_group(context, found, "parents"):
        found.unit, found.kind, found.rule = "child", "count", "figure.group"
    if not found.whole and found.form in ("single", "range"):
        per = read_per(context.line, found.stop)
        if per is not None:
            found.per, found.stop = per
            found.bound_stop = max(found.bound_stop, found.stop)
    if noun is not None and found.comparator == "=":
        read_after(context.line, found, found.stop)


def _sizes_a_group(context: Context, found: Candidate, groups: str) -> bool:
    """Is a bare number the size of a group: "a crowd of 31,406", "a mother of two"?"""
    line, i = context.line, found.bound_first
    whole = found.form in ("single", "range") and all(value == int(value) for value in found.values)
    return whole and line.low(i - 1) == "of" and line.low(i - 2) in word_set("groups", groups)


def _take_in(context: Context, found: Candidate, noun: Token) -> None:
    """Stretch the span to the noun where it is near and nothing but its modifiers is between."""
    end = noun.idx + len(noun)
    start = context.line.lexemes[found.stop - 1].end
    between = context.line.text[start:end]
    if end - start > _WIDEST or "\n" in between or any(mark in between for mark in ",;:()"):
        return
    nearby = [lexeme.start for lexeme in context.line.lexemes[found.stop : found.stop + _WIDEST]]
    found.stop = max(found.stop, found.stop + bisect_left(nearby, end))
    found.bound_stop = max(found.bound_stop, found.stop)


def _whole_noun(context: Context, found: Candidate) -> Token | None:
    """The noun after "of": "three of the ships", "dozens of people", "half of all pupils"."""
    line = context.line
    of = found.stop + 2 if (line.low(found.stop), line.low(found.stop + 1)) == ("or", "more") else found.stop
    partitive = line.low(of) == "of"
    if not partitive and found.form not in ("fraction", "one_in"):
        return None
    at = of + 1 if partitive else of
    token = context.token(at)
    if token is None or line.kind(at) == "break":
        return None
    if not partitive and context.tagged and token.pos_ in ("ADP", "SCONJ", "CCONJ", "AUX", "VERB"):
        return None
    if not context.parsed:
        return next((t for t in context.doc[token.i : token.i + 5] if t.pos_ in ("NOUN", "PROPN")), None)
    node = token
    for _ in range(4):
        if not partitive and context.period_over(node.idx, node.idx + len(node)):
            return None
        if node.pos_ in _NOMINAL and not _modifies(node):
            return _head_of_run(node) if partitive or node.pos_ != "PRON" else None
        if node.head.i <= node.i or node.head.i > token.i + 12:
            break
        node = node.head
    return None


def _head_of_run(noun: Token) -> Token:
    """The plural a noun stands before: "37 of his party *colleagues*", whatever the parse says."""
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    if after is None or after.pos_ not in ("NOUN", "PROPN") or after.sent != noun.sent or is_plural(noun):
        return noun
    plural = is_plural(after) or after.text.endswith("s")
    return after if plural and noun.pos_ == "NOUN" and after.dep_ != "appos" else noun


def _modifies(noun: Token) -> bool:
    return noun.dep_ in ("compound", "nmod:poss", "det", "amod", "nmod:desc") and noun.head.i > noun.i
