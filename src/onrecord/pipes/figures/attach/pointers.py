"""What the language model's pointers of a figure mean, within what can be: the pipe's hard constraints.

Each function gives what was found with the pointer's probability. None for nothing found is the model's word
too; whether the Doc has pointers of a kind at all is for the caller to ask.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.figures.attach.nouns import NOMINAL
from onrecord.pipes.figures.attach.trim import measured_by_words
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.records import Measured, Offsets, Pointer, PointerKind, covering


def pointed_noun(context: Context, found: Figure) -> tuple[Token | None, float]:
    """The counted noun: a noun outside of the number."""
    pointer = _best(context, "unit", found)
    if pointer is None or not pointer["target"]:
        return None, _score(pointer)
    token = context.token_at(pointer["target"][0][1] - 1)
    first, stop = found.edges
    own = {one.i for one in context.tokens(first, stop)}
    if token is None or token.pos_ not in NOMINAL or token.i in own:
        return None, _score(pointer)
    return token, _score(pointer)


def pointed_measure(context: Context, found: Figure) -> tuple[Measured | None, float]:
    """What is measured: the words pointed to, without the figure's own number."""
    pointer = _best(context, "measured", found)
    target = pointer["target"] if pointer else []
    return measured_by_words(context, found, target), _score(pointer)


def pointed_period(context: Context, found: Figure) -> tuple[int | None, float]:
    """The period: one the periods pipe found, not one that the figure itself is part of."""
    for pointer in context.pointers.all("period", context.anchor(found)):
        if not pointer["target"]:
            return None, pointer["score"]
        period = _period(context, found, pointer["target"])
        if period is not None:
            return period, pointer["score"]
    return None, 1.0


def pointed_place(context: Context, found: Figure) -> Offsets | None:
    """The place: the name of a place."""
    for start, end in _target(context, "place", found):
        names = (context.name_at(token) for token in covering(context.doc, start, end) or ())
        place = next((name for name in names if name is not None and name.label_ == "LOC"), None)
        if place is not None:
            return [place.start_char, place.end_char]
    return None


def pointed_figure(context: Context, found: Figure, anchors: dict[int, int]) -> int | None:
    """The related figure: another one, by its anchor.

    Args:
        context: The Doc.
        found: The figure.
        anchors: Index of each figure by the first character of its anchor.
    """
    target = _target(context, "related", found)
    index = anchors.get(target[0][0]) if target else None
    return None if index == anchors.get(context.anchor(found)) else index


def _best(context: Context, kind: PointerKind, found: Figure) -> Pointer | None:
    return context.pointers.best(kind, context.anchor(found))


def _target(context: Context, kind: PointerKind, found: Figure) -> list[Offsets]:
    pointer = _best(context, kind, found)
    return pointer["target"] if pointer else []


def _score(pointer: Pointer | None) -> float:
    return pointer["score"] if pointer else 1.0


def _period(context: Context, found: Figure, target: list[Offsets]) -> int | None:
    """The period that shares most with the target, if it shares nothing with the figure."""
    first, end = context.offsets(found)
    shared: dict[int, int] = {}
    for start, stop in target:
        for index in context.periods_in(start, stop):
            left, right = context.doc._.periods[index]["span"]
            if right <= first or end <= left:
                shared[index] = shared.get(index, 0) + min(stop, right) - max(start, left)
    return max(shared, key=lambda index: shared[index], default=None)
