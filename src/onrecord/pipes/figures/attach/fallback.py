"""What is attached to a figure where no language model points: the nearest words the parse allows.

A foreign parser leaves no pointers. These few rules are what its users get; the shipped model decides better.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.pipes.figures.attach.nouns import NOMINAL, is_plural
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import words
from onrecord.records import Change, Offsets

_FAR = 7
"""Tokens from a number to its noun, and of what is measured on either side of a noun, at most."""
_UP = 5
"""Steps up in the parse to what a number is of, at most."""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_BEFORE_NOUN = frozenset({"ADJ", "PUNCT", "NUM"})
_LEVEL = frozenset({"age", "duration", "score", "rank"})
"""Kinds that do not rise or fall."""
_ATTACHED = frozenset({"compound", "amod", "nmod:poss", "nmod", "flat", "case", "det", "nmod:desc"})


def counted_noun(context: Context, figure: Figure) -> Token | None:
    """The noun that a number stands before: the last of the nearest run of nouns to its right."""
    line, stop = context.text, figure.stop
    at = line.over_hyphen(stop)
    whole = line.low(at) == "of"
    if line.kind(at) != "word" or line.low(at) in ("per", "a", "an", "each", "every"):
        return None
    first = context.token(at + whole)
    if first is None:
        return None
    if not context.tagged:
        return first if first.is_alpha and first.is_lower and not first.is_stop else None
    partitive = whole or figure.form in ("fraction", "one_in")
    noun = _noun_of_run(context, first, ("DET", "PRON") if partitive else ())
    if noun is None or context.period_over(noun.idx, noun.idx + len(noun)):
        return None
    token = context.number_token(figure)
    hung = partitive or figure.hyphen or figure.form == "rank" or not context.parsed
    return noun if hung or is_plural(noun) or (token is not None and token.head == noun) else None


def _noun_of_run(context: Context, first: Token, openers: tuple[str, ...]) -> Token | None:
    noun: Token | None = None
    for token in context.doc[first.i : first.i + _FAR]:
        if token.pos_ in NOMINAL:
            noun = token
        elif noun is not None or not _may_precede(token, openers):
            break
    return noun


def _may_precede(token: Token, openers: tuple[str, ...]) -> bool:
    """May a token stand between a number and its noun?"""
    if token.pos_ == "PUNCT":
        return token.text in "-‐‑"
    participle = token.pos_ == "VERB" and token.dep_ in ("amod", "compound")
    return token.pos_ in _BEFORE_NOUN or token.pos_ in openers or participle


def measured_stretch(context: Context, figure: Figure) -> list[Offsets]:
    """The phrase of the counted noun, or of the noun or the subject that a number hangs on."""
    token = context.number_token(figure)
    if not context.parsed or token is None:
        noun = figure.noun
    else:
        noun = figure.noun or _governor(context, figure, token)
    if noun is None:
        return []
    first = last = noun.i
    for child in noun.children if context.parsed else ():
        if child.dep_ in _ATTACHED and abs(child.i - noun.i) <= _FAR:
            first, last = min(first, child.left_edge.i), max(last, child.right_edge.i)
    first, last = max(first, noun.i - _FAR), min(last, noun.i + _FAR)
    return [[context.doc[first].idx, context.doc[last].idx + len(context.doc[last])]]


def _governor(context: Context, figure: Figure, token: Token) -> Token | None:
    """What a number without a noun is of: its own "of", the noun above it, or the subject of its verb."""
    own = {one.i for one in context.tokens(figure.bound_first, figure.bound_stop)}
    of = context.token(figure.bound_stop + 1) if context.text.low(figure.bound_stop) == "of" else None
    if of is not None:
        return _noun_of_run(context, of, ("DET", "PRON"))
    for node in _above(token):
        if node.pos_ in NOMINAL and node.i not in own:
            return node
        subject = next((one for one in node.children if one.dep_ in _SUBJECTS and one.i not in own), None)
        if subject is not None:
            return subject
    return None


def _above(token: Token) -> Iterator[Token]:
    """A token and what it hangs on, a few steps up."""
    for _ in range(_UP):
        yield token
        if token.head == token:
            return
        token = token.head


def nearest_period(context: Context, figure: Figure) -> int | None:
    """The period in the sentence of a figure that stands nearest to it."""
    token = context.number_token(figure)
    if token is None or figure.kind == "duration" or not context.parsed:
        return None
    first, end = context.offsets(figure)
    away: dict[int, int] = {}
    for index in context.periods_in(token.sent.start_char, token.sent.end_char):
        left, right = context.doc._.periods[index]["span"]
        if right <= first or end <= left:
            away[index] = max(first - right, left - end)
    return min(away, key=lambda index: away[index], default=None)


def changed_by_words(context: Context, figure: Figure) -> Change:
    """Up or down by the word before or after a figure, or by the verb or noun it hangs on."""
    before, after = context.text.low(figure.bound_first - 1), context.text.low(figure.bound_stop)
    if figure.rule == "figure.multiple_verb":
        return "down" if figure.values[0] < 1 else "up"
    if figure.kind in _LEVEL or before == "from":
        return "="
    for word in (before, after):
        if word in words()["change"]["particles"]:
            return _direction(word)
    token = context.number_token(figure)
    if token is None or not context.parsed or (figure.noun is not None and figure.kind == "count"):
        return "="
    own = {one.i for one in context.tokens(figure.first, figure.stop)}
    outer = next((node for node in _above(token) if node.i not in own and node.pos_ != "NUM"), token)
    return _direction(outer.lemma_.lower())


def nearest_direction(context: Context, figure: Figure) -> Change:
    """The direction of the nearest word of change before a figure in its sentence: "dipping to 4%"."""
    token = context.number_token(figure)
    first = 0 if token is None or not context.parsed else max(token.sent.start, token.i - _FAR)
    near = () if token is None else reversed(context.doc[first : token.i])
    told = (_direction(one.lemma_.lower()) for one in near)
    return next((direction for direction in told if direction != "="), "=")


def _direction(word: str) -> Change:
    lists = words()["change"]
    return "up" if word in lists["up"] else "down" if word in lists["down"] else "="
