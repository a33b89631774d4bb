"""Which way a figure moved, and which figures belong to one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.pipes.figures.attach.fallback import changed_by_words, nearest_direction
from onrecord.pipes.figures.attach.pointers import pointed_figure
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Amount, Figure
from onrecord.pipes.figures.kinds.reading import UNMOVED, change_of
from onrecord.pipes.figures.lexicon import words

_REACH = 12
"""Tokens before "from 3 to 4" in which a word of change makes it two figures."""
_GAP = 3
"""Lexemes between a level and the one before it, at most: ", up from"."""
_RATIO = 4
"""In "rose by 10 to 15" the two are a range; in "rose by 10 to 150" an amount and a level."""


def split_moves(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """Take "rose from 3 to 4" and "on May 4 to 46 percent" apart: those are no ranges."""
    out: list[Figure] = []
    for figure in figures:
        joined = figure.form in ("range", "versus") and len(figure.amounts) == 2
        if joined and _begins_with_a_date(context, figure):
            out.append(_half(figure, 1))
        elif joined and _is_move(context, figure):
            out += [_half(figure, 0), _half(figure, 1)]
        else:
            out.append(figure)
    return out


def with_change(context: Context, figure: Figure) -> Figure:
    """A figure with its direction: what the language model says, without it what the words say.

    Words of rising and falling say better which of the two it is, and whether it is one where the model is
    in doubt: "dropped 1.61%".
    """
    reading = context.reading(figure)
    told = changed_by_words(context, figure)
    if reading is None:
        return replace(figure, change=told)
    change, probability = change_of(reading)
    if change != "=" and told == "=":
        told = nearest_direction(context, figure)
    sure = change == "=" and probability > UNMOVED
    return replace(figure, change=change if told == "=" or sure else told)


def with_related(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with the one each is the before, the after or the amount of change of."""
    if context.pointers.has("related"):
        anchors = {context.anchor(figure): i for i, figure in enumerate(figures)}
        return [replace(one, related=pointed_figure(context, one, anchors)) for one in figures]
    related = [one.related for one in figures]
    for i, (a, b) in enumerate(pairwise(figures)):
        between = [context.text.low(k) for k in range(a.bound_stop, b.bound_first)]
        changing = a.change != "=" or b.change != "="
        if not changing or not 0 < len(between) <= _GAP or "\n" in between:
            continue
        if between[-1] == "to" and related[i] is None:
            related[i] = i + 1
        elif between[-1] == "from":
            related[i + 1] = i
    return [replace(one, related=other) for one, other in zip(figures, related, strict=True)]


def _begins_with_a_date(context: Context, figure: Figure) -> bool:
    """Is the first number of a range a day of the month: "rose on May 4 to 46 percent"?"""
    lexemes, first = context.text.lexemes, figure.amounts[0]
    return context.period_over(lexemes[first.first].start, lexemes[first.stop - 1].end)


def _is_move(context: Context, figure: Figure) -> bool:
    """Are two numbers the level before and after a change, or its amount and the level?"""
    line = context.text
    if line.low(figure.amounts[0].stop) != "to":
        return False
    from_level = line.low(figure.bound_first - 1) == "from"
    if not from_level and figure.values[0] * _RATIO >= figure.values[1]:
        return False
    readings = [reading for half in (0, 1) if (reading := context.reading(_half(figure, half))) is not None]
    if any(change_of(one)[0] != "=" for one in readings):
        return True
    token = context.number_token(figure)
    reach = _REACH if from_level else _GAP
    near = () if token is None else context.doc[max(token.i - reach, 0) : token.i]
    lists = words()["change"]
    return any(one.lemma_.lower() in lists["up"] or one.lemma_.lower() in lists["down"] for one in near)


def _half(pair: Figure, i: int) -> Figure:
    """One number of two, with the unit they share."""
    amount: Amount = pair.amounts[i]
    level = i == 1 and not amount.kind and pair.kind == "money" and not pair.unit.isupper()
    first, stop = amount.first, amount.stop
    return replace(
        pair,
        first=first,
        stop=stop,
        amounts=(amount,),
        form="single",
        values=(pair.values[i],),
        comparator="=" if i else pair.comparator,
        unit="" if level else pair.unit,  # "fell 14 paise to 88.29": the level is in the whole currency
        kind="" if level else pair.kind,
        bound_first=first if i else pair.bound_first,
        bound_stop=max(stop, pair.bound_stop) if i else stop,
    )
