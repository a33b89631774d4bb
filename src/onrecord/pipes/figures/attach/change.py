"""Which way a figure moved, and which figures belong to one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from onrecord.pipes.figures.attach.pointers import pointed_figure
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.figures.lexicon import words
from onrecord.records import Change, NumberReading

UNMOVED = 0.9
"""Words of rising or falling near a figure are ignored if the model's "=" is more probable than this."""
_FAR = 7
"""Tokens searched before a figure for a word of change."""
_UP = 5
"""Most steps up the parse from a number to the verb or noun that governs it."""
_GAP = 10
"""Most lexemes between two figures of one change: " on schools, up from "."""
_BACK = frozenset({"from", "against", "up", "down"})
"""They introduce the earlier value of, or the change in, a level already named."""
_ENDS = frozenset({".", ";", "\n"})
_RATIO = 4
"""In "rose by 10 to 15" the two are a range; in "rose by 10 to 150" an amount and a level."""
_STEADY = frozenset({"age", "duration", "score", "rank"})
"""Kinds that do not rise or fall."""


def split_moves(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """Split pairs that are not ranges: "rose from 3 to 4", "on May 4 to 46 percent"."""
    out: list[Figure] = []
    for figure in figures:
        if figure.form not in ("range", "versus"):
            out.append(figure)
        elif context.period_over(figure.amounts[0].first, figure.amounts[0].stop):
            out.append(_half(figure, 1))  # after a day of the month
        else:
            out += [_half(figure, 0), _half(figure, 1)] if _is_move(context, figure) else [figure]
    return out


def with_change(context: Context, figure: Figure) -> Figure:
    """A figure with its direction of change, from the words around it and the model's reading.

    Words such as "dropped" override the model, unless it is almost sure that nothing changed. Without a
    model the words alone decide.
    """
    reading = context.reading(figure)
    by_words = _direction_by_words(context, figure)
    if reading is None:
        return replace(figure, change=by_words)
    change, probability = _likeliest(reading)
    if change != "=" and by_words == "=":
        by_words = _nearest_direction(context, figure)
    sure = change == "=" and probability > UNMOVED
    return replace(figure, change=change if by_words == "=" or sure else by_words)


def with_related(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, each with the index of the level that it is the earlier value of, or the change in.

    Words link "from 3 to 4", "rose 3 to 40" and "4, up from 3"; the model links other pairs.
    """
    anchors = {context.anchor(figure): i for i, figure in enumerate(figures)}
    related, moved = dict[int, int](), list(figures)
    for i, (before, after) in enumerate(pairwise(figures)):
        link = _link(context, before, after)
        if link == "to":
            related[i] = i + 1
            if context.text.low(before.bound_first - 1) == "from" and before.values and after.values:
                moved[i + 1] = replace(after, change="up" if after.values > before.values else "down")
        elif link in _BACK:
            related[i + 1] = i
        if link == "from" and before.change == "=":  # "300 people came, a sharp drop from 900"
            moved[i] = replace(before, change=_nearest_direction(context, after, before.bound_stop))
    linked = {*related, *related.values()}
    for i, figure in enumerate(figures):
        pointed = pointed_figure(context, figure, anchors) if i not in linked else None
        if pointed is not None and pointed not in linked:
            related[i] = pointed
    return [replace(figure, related=related.get(i)) for i, figure in enumerate(moved)]


def _link(context: Context, before: Figure, after: Figure) -> str:
    """The last word between two figures of the same change; "" if they are not linked."""
    between = [context.text.low(i) for i in range(before.bound_stop, after.bound_first)]
    alike = before.unit == after.unit and before.kind == after.kind
    way = _direction_of("".join(between[-2:-1])) if before.kind == after.kind else "="  # "a drop from 900"
    changing = before.change != "=" or after.change != "=" or (way != "=" and between[-1] == "from")
    changing = changing or (alike and between[-1:] != ["to"])
    if not between or not changing or len(between) > _GAP or not _ENDS.isdisjoint(between):
        return ""
    return "against" if between[-2:] == ["compared", "with"] else between[-1]


def _likeliest(reading: NumberReading) -> tuple[Change, float]:
    changes = reading["changes"]
    best: Change = max(("=", "up", "down"), key=lambda change: changes.get(change, 0.0))
    return best, changes.get(best, 0.0)


def _is_move(context: Context, figure: Figure) -> bool:
    """Whether two numbers are the levels before and after a change, or its amount and the new level."""
    text = context.text
    if text.low(figure.amounts[0].stop) != "to":
        return False
    from_level = text.low(figure.bound_first - 1) == "from"
    if not from_level and figure.values[0] * _RATIO >= figure.values[1]:
        return False
    readings = [context.reading(_half(figure, i)) for i in (0, 1)]
    amount_first = from_level and text.low(figure.bound_first - 2) == ","  # "rose by 25%, from 40 to 50"
    direction = _nearest_direction(context, _half(figure, 0) if amount_first else figure)
    return direction != "=" or any(one is not None and _likeliest(one)[0] != "=" for one in readings)


def _half(pair: Figure, i: int) -> Figure:
    """One number of a pair, with the unit they share."""
    amount = pair.amounts[i]
    level = i == 1 and not amount.kind and pair.kind == "money" and not pair.unit.isupper()
    edges = (amount.first, max(amount.stop, pair.bound_stop)) if i else (pair.bound_first, amount.stop)
    half = replace(pair, first=amount.first, stop=amount.stop, amounts=(amount,), form="single")
    half = replace(half, values=(pair.values[i],), bound_first=edges[0], bound_stop=edges[1])
    half = replace(half, comparator="=" if i else pair.comparator)
    return replace(half, unit="", kind="") if level else half  # "14 paise to 88.29": in the whole currency


def _direction_by_words(context: Context, figure: Figure) -> Change:
    """Up or down by the word before or after a figure, or by the verb or noun that governs it."""
    low, stop, particles = context.text.low, figure.bound_stop, words()["change"]["particles"]
    before, after = low(figure.bound_first - 1), low(stop + (low(stop) == ","))
    if figure.rule == "figure.multiple_verb":
        return "down" if figure.values[0] < 1 else "up"
    if figure.kind in _STEADY or before == "from":
        return "="
    for word in (before, low(figure.bound_first - 2) if before == "to" else "", after):
        if word in particles:
            return _direction_of(word)
    token = context.number_token(figure)
    if not context.parsed or (figure.noun is not None and figure.kind == "count" and before != "to"):
        return "="
    own = {one.i for one in context.tokens(figure.first, figure.stop)}
    above = (token, *islice(token.ancestors, _UP))
    outer = next((node for node in above if node.i not in own and node.pos_ != "NUM"), token)
    if before == "to" and outer.dep_ == "obj":  # "cutting the fee to $12"
        outer = outer.head
    return _direction_of(outer.lemma_.lower())


def _nearest_direction(context: Context, figure: Figure, since: int = 0) -> Change:
    """The nearest direction before a figure in its sentence, from lexeme ``since`` on: "dipping to 4%"."""
    token, start = context.number_token(figure), context.token_at(context.text.lexemes[since].start).i
    first = max(token.sent.start if context.parsed else 0, token.i - _FAR, start)
    directions = (_direction_of(one.lemma_.lower()) for one in reversed(context.doc[first : token.i]))
    return next((direction for direction in directions if direction != "="), "=")


def _direction_of(word: str) -> Change:
    lists = words()["change"]
    return "up" if word in lists["up"] else "down" if word in lists["down"] else "="
