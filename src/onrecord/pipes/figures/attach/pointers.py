"""What the language model's pointers of a figure mean, within what can be: the pipe's hard constraints.

Each function gives what was found with the pointer's probability. None for nothing found is the model's word
too; whether the Doc has pointers of a kind at all is for the caller to ask.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from onrecord.pipes.figures.attach.nouns import NOMINAL
from onrecord.pipes.figures.attach.trim import measured_by_words
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.records import Measured, Offsets, Pointer, PointerKind, covering

LEAST_DATED, LEAST_PLACED = 0.12, 0.2
"""A period (place) less likely than this is none of the figure's: set on articles not trained on."""


def pointed_noun(context: Context, figure: Figure) -> tuple[Token | None, float]:
    """The counted noun: a noun outside of the number."""
    pointer = _best(context, "unit", figure)
    if pointer is None or not pointer["target"]:
        return None, _score(pointer)
    token = context.token_at(pointer["target"][0][1] - 1)
    first, stop = figure.edges
    own = {one.i for one in context.tokens(first, stop)}
    if token is None or token.pos_ not in NOMINAL or token.i in own:
        return None, _score(pointer)
    return token, _score(pointer)


def pointed_measure(context: Context, figure: Figure) -> tuple[Measured | None, float]:
    """What is measured: the words pointed to, without the figure's own number."""
    pointer = _best(context, "measured", figure)
    target = pointer["target"] if pointer else []
    return measured_by_words(context, figure, target), _score(pointer)


def pointed_period(context: Context, figure: Figure) -> tuple[int | None, float]:
    """The period: one of the figure's sentence that the periods pipe found, and no part of the figure.

    The probabilities of all words in one expression count together.
    """
    periods = context.doc._.periods
    summed, none = _summed(context, "period", figure, context.periods_in)
    able = {
        index: value for index, value in summed.items() if _apart(context, figure, periods[index]["span"])
    }
    return _likeliest(able, none, LEAST_DATED)


def pointed_place(context: Context, figure: Figure) -> Offsets | None:
    """The place: the name of one in the figure's sentence."""

    def names(start: int, end: int) -> list[int]:
        inside = (context.name_at(token) for token in covering(context.doc, start, end) or ())
        return list({name.start for name in inside if name is not None and name.label_ == "LOC"})

    summed, none = _summed(context, "place", figure, names)
    start, _ = _likeliest(summed, none, LEAST_PLACED)
    name = None if start is None else context.name_at(context.doc[start])
    return None if name is None else [name.start_char, name.end_char]


def _summed(
    context: Context, kind: PointerKind, figure: Figure, things: Callable[[int, int], list[int]]
) -> tuple[dict[int, float], float]:
    """How likely each thing in the figure's sentence is pointed to, and how likely nothing is."""
    none, summed = 0.0, dict[int, float]()
    sentence = context.sentence(figure)
    for pointer in context.pointers.all(kind, context.anchor(figure)):
        if not pointer["target"]:
            none = pointer["score"]
        for start, end in pointer["target"]:
            if sentence[0] <= start < sentence[1]:
                for thing in things(start, end):
                    summed[thing] = summed.get(thing, 0.0) + pointer["score"]
    return summed, none


def _likeliest(summed: dict[int, float], none: float, least: float) -> tuple[int | None, float]:
    best = max(summed, key=lambda thing: (summed[thing], -thing), default=None)
    if best is None or summed[best] < least:
        return None, max(none, 1.0 - sum(summed.values()))
    return best, summed[best] / (none + sum(summed.values()))


def _apart(context: Context, figure: Figure, span: Offsets) -> bool:
    start, end = context.offsets(figure)
    return span[1] <= start or end <= span[0]


def pointed_figure(context: Context, figure: Figure, anchors: dict[int, int]) -> int | None:
    """The related figure: another one, by its anchor.

    Args:
        context: The Doc.
        figure: The figure.
        anchors: Index of each figure by the first character of its anchor.
    """
    target = _target(context, "related", figure)
    index = anchors.get(target[0][0]) if target else None
    return None if index == anchors.get(context.anchor(figure)) else index


def _best(context: Context, kind: PointerKind, figure: Figure) -> Pointer | None:
    return context.pointers.best(kind, context.anchor(figure))


def _target(context: Context, kind: PointerKind, figure: Figure) -> list[Offsets]:
    pointer = _best(context, kind, figure)
    return pointer["target"] if pointer else []


def _score(pointer: Pointer | None) -> float:
    return pointer["score"] if pointer else 1.0
